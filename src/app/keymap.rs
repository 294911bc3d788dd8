//! Keys to commands: the defaults of the table, changed by a person's own keys.

use std::collections::BTreeMap;

use super::commands::{self, Command, CommandId, Scope};
use crate::base::key::{Chord, Code, Key};
use crate::base::nearest::nearest;
use crate::config::{KeyLayout, KeySetting, Misfit, Warning};

/// What a French keyboard types where others type 1 to 9.
pub(crate) const AZERTY: [char; 9] = ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'];

/// What some keys mean in some scopes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Command(&'static Command),
    /// The beginning of longer chords.
    Prefix,
    Nothing,
}

/// Keys to commands.
#[derive(Debug)]
pub(crate) struct Keymap {
    chords: BTreeMap<(Scope, Chord), CommandId>,
}

impl Keymap {
    /// The keys of the table with a person's own, and what is wrong with those.
    pub fn new(own: &[KeySetting], layout: KeyLayout) -> (Keymap, Vec<Warning>) {
        let mut map = Keymap { chords: BTreeMap::new() };
        for command in commands::all() {
            for chord in defaults(command) {
                map.chords.insert((command.scope, chord), command.id);
            }
        }
        let warnings = own.iter().flat_map(|setting| map.apply(setting)).collect();
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
        let (mut chords, mut warnings) = (Vec::new(), Vec::new());
        for key in &setting.keys {
            match key.parse::<Chord>() {
                Ok(chord) => chords.push(chord),
                Err(error) => warnings.push(warning(Misfit::Key { command: setting.command.clone(), error })),
            }
        }
        if !warnings.is_empty() {
            return warnings;
        }
        for chord in &chords {
            if let Some(other) = self.clash(command, chord) {
                let key = chord.to_string();
                warnings.push(warning(Misfit::Clash { command: setting.command.clone(), other: other.code().to_owned(), key }));
            }
        }
        if warnings.is_empty() {
            self.chords.retain(|_, id| *id != command.id);
            self.chords.extend(chords.into_iter().map(|chord| ((command.scope, chord), command.id)));
        }
        warnings
    }

    /// Another command of the same scope whose chord is this one, begins with it, or begins it.
    fn clash(&self, command: &Command, chord: &Chord) -> Option<CommandId> {
        let same = |other: &Chord| other.0.starts_with(&chord.0) || chord.0.starts_with(&other.0);
        self.chords.iter().find(|((scope, other), id)| *scope == command.scope && **id != command.id && same(other)).map(|(_, id)| *id)
    }

    fn add_azerty(&mut self) {
        for (at, letter) in AZERTY.iter().enumerate() {
            let digit = char::from_digit(u32::try_from(at + 1).unwrap_or(0), 10).map(Key::char);
            let twins: Vec<((Scope, Chord), CommandId)> = self
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
                return Found::Command(commands::get(*id));
            }
            prefix |= self.chords.keys().any(|(other, chord)| other == scope && chord.0.starts_with(keys));
            if prefix {
                return Found::Prefix;
            }
        }
        Found::Nothing
    }

    /// What can follow `keys`: the keys that are missing, and the command.
    pub fn following(&self, scopes: &[Scope], keys: &[Key]) -> Vec<(Chord, &'static Command)> {
        let rest = |chord: &Chord| chord.0.strip_prefix(keys).filter(|rest| !rest.is_empty()).map(|rest| Chord(rest.to_vec()));
        let mut found: Vec<_> = self
            .chords
            .iter()
            .filter(|((scope, _), _)| scopes.contains(scope))
            .filter_map(|((_, chord), id)| Some((rest(chord)?, commands::get(*id))))
            .collect();
        found.sort_by_key(|(_, command)| command.id);
        found
    }

    /// The keys of a command, the first of its defaults before others.
    pub fn keys(&self, id: CommandId) -> Vec<Chord> {
        let defaults = defaults(commands::get(id));
        let order = |chord: &Chord| defaults.iter().position(|default| default == chord).unwrap_or(usize::MAX);
        let mut chords: Vec<Chord> = self.chords.iter().filter(|(_, other)| **other == id).map(|((_, chord), _)| chord.clone()).collect();
        chords.sort_by_key(order);
        chords
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

    fn setting(command: &str, keys: &[&str]) -> KeySetting {
        KeySetting { line: 3, command: command.into(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }
    }

    fn found(map: &Keymap, scopes: &[Scope], chord: &str) -> Option<CommandId> {
        match map.find(scopes, &chord.parse::<Chord>().unwrap().0) {
            Found::Command(command) => Some(command.id),
            Found::Prefix | Found::Nothing => None,
        }
    }

    #[test]
    fn a_persons_own_keys_take_the_place_of_the_defaults() {
        let (map, warnings) = Keymap::new(&[setting("reply", &["ctrl-x r"]), setting("like", &[])], KeyLayout::Qwerty);
        assert_eq!(warnings, []);
        assert_eq!(found(&map, &[Scope::Inbox], "ctrl-x r"), Some(CommandId::Reply));
        assert_eq!(found(&map, &[Scope::Inbox], "r"), None);
        assert_eq!(found(&map, &[Scope::Inbox], "f"), None);
    }

    #[test]
    fn mistakes_are_told_and_leave_the_defaults() {
        let own = [setting("replly", &["r"]), setting("done", &["ctrl-i"]), setting("star", &["e"]), setting("mute", &["y"])];
        let (map, warnings) = Keymap::new(&own, KeyLayout::Qwerty);
        assert_eq!(warnings.len(), 4, "{warnings:?}");
        assert_eq!(warnings[0].about, Misfit::UnknownCommand { name: "replly".into(), nearest: Some("reply".into()) });
        assert!(matches!(warnings[2].about, Misfit::Clash { .. }));
        assert!(matches!(warnings[3].about, Misfit::Clash { .. }), "y begins other chords");
        assert_eq!(found(&map, &[Scope::Inbox], "s"), Some(CommandId::Star));
    }

    #[test]
    fn a_french_keyboard_needs_no_shift_for_panes() {
        let (map, _) = Keymap::new(&[], KeyLayout::Azerty);
        assert_eq!(found(&map, &[Scope::Inbox, Scope::Global], "'"), Some(CommandId::OutboxPane));
        let (map, _) = Keymap::new(&[], KeyLayout::Qwerty);
        assert_eq!(found(&map, &[Scope::Inbox, Scope::Global], "'"), None);
    }

    #[test]
    fn prefixes_of_several_scopes_meet() {
        let (map, _) = Keymap::new(&[], KeyLayout::Qwerty);
        let scopes = [Scope::Inbox, Scope::List, Scope::Global];
        assert_eq!(map.find(&scopes, &[Key::char('g')]), Found::Prefix);
        let following: Vec<String> = map.following(&scopes, &[Key::char('g')]).iter().map(|(rest, _)| rest.to_string()).collect();
        assert!(following.contains(&"g".to_owned()) && following.contains(&"i".to_owned()), "{following:?}");
    }
}
