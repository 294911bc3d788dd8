//! Keys to commands: the defaults of the table, changed by a person's own keys.

use std::collections::BTreeMap;

use super::commands::{self, Command, CommandId, Runs, Scope};
use crate::base::key::{Chord, Code, Key};
use crate::base::nearest::nearest;
use crate::config::{KeyLayout, KeySetting, MacroSetting, Misfit, Warning};

/// What a French keyboard types where others type 1 to 9.
pub(crate) const AZERTY: [char; 9] = ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'];

/// What some keys mean in some scopes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Command(&'static Command),
    /// A macro, by its place in the settings.
    Macro(usize),
    /// The beginning of longer chords.
    Prefix,
    Nothing,
}

/// Keys to commands.
#[derive(Debug)]
pub(crate) struct Keymap {
    chords: BTreeMap<(Scope, Chord), Runs>,
    /// The names of the macros, by their places.
    macros: Vec<String>,
}

impl Keymap {
    /// The keys of the table with a person's own, and what is wrong with those.
    pub fn new(own: &[KeySetting], macros: &[MacroSetting], layout: KeyLayout) -> (Keymap, Vec<Warning>) {
        let names = macros.iter().map(|setting| setting.what.name.clone()).collect();
        let mut map = Keymap { chords: BTreeMap::new(), macros: names };
        for command in commands::all() {
            for chord in defaults(command) {
                map.chords.insert((command.scope, chord), Runs::Command(command.id));
            }
        }
        let mut warnings: Vec<Warning> = own.iter().flat_map(|setting| map.apply(setting)).collect();
        warnings.extend(macros.iter().enumerate().flat_map(|(at, setting)| map.apply_macro(at, setting)));
        if layout == KeyLayout::Azerty {
            map.add_azerty();
        }
        (map, warnings)
    }

    fn apply(&mut self, setting: &KeySetting) -> Vec<Warning> {
        let warning = |about| Warning { line: setting.line, about };
        let Some(command) = CommandId::from_code(&setting.command).map(commands::get) else {
            // The one setting of the section stands among the commands.
            let known = CommandId::ALL.iter().map(|id| id.code()).chain(["layout"]);
            let near = nearest(&setting.command, known).map(str::to_owned);
            return vec![warning(Misfit::UnknownCommand { name: setting.command.clone(), nearest: near })];
        };
        let runs = Runs::Command(command.id);
        match self.free(&setting.keys, runs, &[command.scope]) {
            Ok(chords) => {
                self.chords.retain(|_, other| *other != runs);
                self.chords.extend(chords.into_iter().map(|chord| ((command.scope, chord), runs)));
                Vec::new()
            }
            Err(misfits) => misfits.into_iter().map(warning).collect(),
        }
    }

    /// Gives a macro its keys; without them the palette has it still. Its keys hide none: a person
    /// who wants one of those takes it away from its command first.
    fn apply_macro(&mut self, at: usize, setting: &MacroSetting) -> Vec<Warning> {
        match self.free(&setting.keys, Runs::Macro(at), &[Scope::Inbox, Scope::List, Scope::Global]) {
            Ok(chords) => {
                self.chords.extend(chords.into_iter().map(|chord| ((Scope::Inbox, chord), Runs::Macro(at))));
                Vec::new()
            }
            Err(misfits) => misfits.into_iter().map(|about| Warning { line: setting.line, about }).collect(),
        }
    }

    /// The chords of these keys, if nothing else in these scopes has them.
    fn free(&self, keys: &[String], runs: Runs, scopes: &[Scope]) -> Result<Vec<Chord>, Vec<Misfit>> {
        let command = self.name(runs);
        let (mut chords, mut wrong) = (Vec::new(), Vec::new());
        for key in keys {
            match key.parse::<Chord>() {
                Ok(chord) => chords.push(chord),
                Err(error) => wrong.push(Misfit::Key { command: command.clone(), error }),
            }
        }
        if wrong.is_empty() {
            let clash = |chord: &Chord| {
                let other = self.name(self.clash(runs, scopes, chord)?);
                Some(Misfit::Clash { command: command.clone(), other, key: chord.to_string() })
            };
            wrong = chords.iter().filter_map(clash).collect();
        }
        if wrong.is_empty() { Ok(chords) } else { Err(wrong) }
    }

    /// Something else in these scopes whose chord is this one, begins with it, or begins it.
    fn clash(&self, runs: Runs, scopes: &[Scope], chord: &Chord) -> Option<Runs> {
        let same = |other: &Chord| other.0.starts_with(&chord.0) || chord.0.starts_with(&other.0);
        self.chords.iter().find(|((scope, other), id)| scopes.contains(scope) && **id != runs && same(other)).map(|(_, id)| *id)
    }

    /// The name of what runs, as it stands in the settings.
    fn name(&self, runs: Runs) -> String {
        match runs {
            Runs::Command(id) => id.code().to_owned(),
            Runs::Macro(at) => format!("macros.{}", self.macros.get(at).cloned().unwrap_or_default()),
        }
    }

    fn add_azerty(&mut self) {
        for (at, letter) in AZERTY.iter().enumerate() {
            let digit = char::from_digit(u32::try_from(at + 1).unwrap_or(0), 10).map(Key::char);
            let twins: Vec<((Scope, Chord), Runs)> = self
                .chords
                .iter()
                .filter(|((_, chord), _)| chord.0.last().copied() == digit)
                .map(|((scope, chord), id)| {
                    let mut keys = chord.0.clone();
                    keys.pop();
                    keys.push(Key::char(*letter));
                    ((*scope, Chord(keys)), *id)
                })
                .collect();
            for (twin, id) in twins {
                self.chords.entry(twin).or_insert(id);
            }
        }
    }

    /// What `keys` mean where these scopes apply, the narrowest first.
    pub fn find(&self, scopes: &[Scope], keys: &[Key]) -> Found {
        let mut prefix = false;
        for scope in scopes {
            if let Some(id) = self.chords.get(&(*scope, Chord(keys.to_vec()))) {
                return match *id {
                    Runs::Command(id) => Found::Command(commands::get(id)),
                    Runs::Macro(at) => Found::Macro(at),
                };
            }
            prefix |= self.chords.keys().any(|(other, chord)| other == scope && chord.0.starts_with(keys));
            if prefix {
                return Found::Prefix;
            }
        }
        Found::Nothing
    }

    /// What can follow `keys`: the keys that are missing, and what they run.
    pub fn following(&self, scopes: &[Scope], keys: &[Key]) -> Vec<(Chord, Runs)> {
        let rest = |chord: &Chord| chord.0.strip_prefix(keys).filter(|rest| !rest.is_empty()).map(|rest| Chord(rest.to_vec()));
        let mut found: Vec<_> = self
            .chords
            .iter()
            .filter(|((scope, _), _)| scopes.contains(scope))
            .filter_map(|((_, chord), id)| Some((rest(chord)?, *id)))
            .collect();
        found.sort_by_key(|(_, runs)| *runs);
        found
    }

    /// The keys of a command, the first of its defaults before others.
    pub fn keys(&self, id: CommandId) -> Vec<Chord> {
        let defaults = defaults(commands::get(id));
        let order = |chord: &Chord| defaults.iter().position(|default| default == chord).unwrap_or(usize::MAX);
        let mut chords = self.chords_of(Runs::Command(id));
        chords.sort_by_key(order);
        chords
    }

    /// All keys of a command or of a macro.
    pub fn chords_of(&self, runs: Runs) -> Vec<Chord> {
        self.chords.iter().filter(|(_, other)| **other == runs).map(|((_, chord), _)| chord.clone()).collect()
    }
}

fn defaults(command: &Command) -> Vec<Chord> {
    command.keys.iter().filter_map(|key| key.parse().ok()).collect()
}

/// Whether a text field keeps this key for itself, whatever commands there are.
pub(crate) fn belongs_to_text(key: Key) -> bool {
    let edits = matches!(key.code, Code::Char(_) | Code::Backspace | Code::Delete | Code::Up | Code::Down | Code::Left | Code::Right);
    let moves = matches!(key.code, Code::Home | Code::End | Code::PageUp | Code::PageDown);
    !key.ctrl && !key.alt && (edits || moves)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::macros::Macro;

    fn setting(command: &str, keys: &[&str]) -> KeySetting {
        KeySetting { line: 3, command: command.into(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }
    }

    fn found(map: &Keymap, scopes: &[Scope], chord: &str) -> Option<CommandId> {
        match map.find(scopes, &chord.parse::<Chord>().unwrap().0) {
            Found::Command(command) => Some(command.id),
            Found::Macro(_) | Found::Prefix | Found::Nothing => None,
        }
    }

    #[test]
    fn a_persons_own_keys_take_the_place_of_the_defaults() {
        let (map, warnings) = Keymap::new(&[setting("reply", &["ctrl-x r"]), setting("like", &[])], &[], KeyLayout::Qwerty);
        assert_eq!(warnings, []);
        assert_eq!(found(&map, &[Scope::Inbox], "ctrl-x r"), Some(CommandId::Reply));
        assert_eq!(found(&map, &[Scope::Inbox], "r"), None);
        assert_eq!(found(&map, &[Scope::Inbox], "f"), None);
    }

    #[test]
    fn mistakes_are_told_and_leave_the_defaults() {
        let own = [setting("replly", &["r"]), setting("done", &["ctrl-i"]), setting("star", &["e"]), setting("mute", &["y"])];
        let (map, warnings) = Keymap::new(&own, &[], KeyLayout::Qwerty);
        assert_eq!(warnings.len(), 4, "{warnings:?}");
        assert_eq!(warnings[0].about, Misfit::UnknownCommand { name: "replly".into(), nearest: Some("reply".into()) });
        assert!(matches!(warnings[2].about, Misfit::Clash { .. }));
        assert!(matches!(warnings[3].about, Misfit::Clash { .. }), "y begins other chords");
        assert_eq!(found(&map, &[Scope::Inbox], "s"), Some(CommandId::Star));
    }

    #[test]
    fn a_french_keyboard_needs_no_shift_for_panes() {
        let (map, _) = Keymap::new(&[], &[], KeyLayout::Azerty);
        assert_eq!(found(&map, &[Scope::Inbox, Scope::Global], "'"), Some(CommandId::OutboxPane));
        let (map, _) = Keymap::new(&[], &[], KeyLayout::Qwerty);
        assert_eq!(found(&map, &[Scope::Inbox, Scope::Global], "'"), None);
    }

    #[test]
    fn a_macro_takes_no_key_that_means_something() {
        let of = |name: &str, keys: &[&str]| {
            let what = Macro::parse(name, &["done".to_owned()]).unwrap();
            MacroSetting { line: 7, keys: keys.iter().map(|key| (*key).to_owned()).collect(), what }
        };
        let macros = [
            of("one", &["ctrl-y", "f7"]),
            of("two", &["z"]),
            of("three", &["f7"]),
            of("four", &["y"]),
            of("five", &["nokey"]),
            of("six", &["m"]),
        ];
        let (map, warnings) = Keymap::new(&[setting("mute", &[])], &macros, KeyLayout::Qwerty);
        let told: Vec<_> = warnings
            .iter()
            .map(|warning| match &warning.about {
                Misfit::Clash { command, other, key } => format!("{}: {command} {other} {key}", warning.line),
                other => format!("{}: {other:?}", warning.line).split(" {").next().unwrap_or_default().to_owned(),
            })
            .collect();
        assert_eq!(told[..2], ["7: macros.two undo z", "7: macros.three macros.one F7"]);
        assert!(told[2].starts_with("7: macros.four copy-") && told[3] == "7: Key", "{told:?}");
        assert_eq!(map.find(&[Scope::Inbox, Scope::Global], &"ctrl-y".parse::<Chord>().unwrap().0), Found::Macro(0));
        assert_eq!(map.find(&[Scope::Inbox, Scope::Global], &[Key::char('m')]), Found::Macro(5), "a key that was freed");
        assert_eq!(found(&map, &[Scope::Inbox, Scope::Global], "z"), Some(CommandId::Undo));
    }

    #[test]
    fn prefixes_of_several_scopes_meet() {
        let (map, _) = Keymap::new(&[], &[], KeyLayout::Qwerty);
        let scopes = [Scope::Inbox, Scope::List, Scope::Global];
        assert_eq!(map.find(&scopes, &[Key::char('g')]), Found::Prefix);
        let following: Vec<String> = map.following(&scopes, &[Key::char('g')]).iter().map(|(rest, _)| rest.to_string()).collect();
        assert!(following.contains(&"g".to_owned()) && following.contains(&"i".to_owned()), "{following:?}");
    }
}
