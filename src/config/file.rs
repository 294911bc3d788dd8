//! The TOML as people write it, read piece by piece, so that one mistake costs one line.
//!
//! What can be written is in the table of settings; here is only how it is found.

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::settings_table::{SETTINGS, Setting};
use super::{Config, KeySetting, MacroSetting, Misfit, Warning};
use crate::base::nearest::nearest;
use crate::model::macros::{self, Macro};

/// The section with a person's own keys.
const KEYS: &str = "keys";

/// The section with a person's macros.
const MACROS: &str = "macros";

/// What can be written for a macro.
const MACRO: &str = "\"label refund, done\", { keys = \"ctrl-y\", run = \"label refund, done\" }";

/// What the table of a macro can have.
const MACRO_KEYS: [&str; 2] = ["keys", "run"];

/// A value where it stands.
pub(super) type Value<'i> = toml::Spanned<DeValue<'i>>;

/// Settings as they were read, and what could not be.
pub(super) struct Read {
    pub config: Config,
    pub warnings: Vec<Warning>,
    /// The settings whose value cannot be used.
    broken: Vec<&'static Setting>,
    /// The settings that were given.
    given: Vec<&'static Setting>,
    /// The commands whose keys cannot be read.
    broken_keys: Vec<String>,
    /// The macros that cannot be used.
    broken_macros: Vec<String>,
    /// Whether there are lines that cannot be read at all.
    illegible: bool,
}

struct Reader<'t> {
    text: &'t str,
    read: Read,
}

/// Reads settings; what is wrong is told apart and left at its default.
pub(super) fn read(text: &str) -> Read {
    let (table, errors) = DeTable::parse_recoverable(text);
    let read = Read {
        config: Config::default(),
        warnings: Vec::new(),
        broken: Vec::new(),
        given: Vec::new(),
        broken_keys: Vec::new(),
        broken_macros: Vec::new(),
        illegible: !errors.is_empty(),
    };
    let mut reader = Reader { text, read };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.warn(at, Misfit::Syntax(error.message().lines().next().unwrap_or_default().to_owned()));
    }
    reader.table("", table.get_ref());
    reader.read.config.macros.sort_by_key(|setting| setting.line);
    reader.read.warnings.sort_by_key(|warning| warning.line);
    reader.read
}

impl Read {
    /// What is broken stays as it was in `last`; what a broken line may have said, too.
    pub(super) fn or_last(mut self, last: &Config) -> (Config, Vec<Warning>) {
        let lost = SETTINGS.iter().filter(|setting| self.illegible && !self.given.contains(setting));
        for setting in self.broken.iter().copied().chain(lost) {
            let text = format!("value = {}", setting.value(last));
            if let Ok(table) = DeTable::parse(&text)
                && let Some(value) = table.get_ref().get("value")
            {
                (setting.taken)(&mut self.config, value);
            }
        }
        for kept in &last.keys {
            let known = self.config.keys.iter().any(|own| own.command == kept.command);
            if !known && (self.illegible || self.broken_keys.contains(&kept.command)) {
                self.config.keys.push(kept.clone());
            }
        }
        for kept in &last.macros {
            let known = self.config.macros.iter().any(|own| own.what.name == kept.what.name);
            if !known && (self.illegible || self.broken_macros.contains(&kept.what.name)) {
                self.config.macros.push(kept.clone());
            }
        }
        (self.config, self.warnings)
    }
}

impl Reader<'_> {
    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = if section.is_empty() { key.get_ref().to_string() } else { format!("{section}.{}", key.get_ref()) };
            let (at, is_section) = (key.span(), SETTINGS.iter().any(|setting| section.is_empty() && setting.section() == name));
            let is_section = is_section || (section.is_empty() && name == MACROS);
            match (Setting::named(&name), value.get_ref()) {
                (Some(setting), _) => self.setting(setting, value),
                (None, DeValue::Table(within)) if is_section => self.table(&name, within),
                (None, _) if is_section => self.wrong(&name, value, &format!("[{name}]")),
                (None, _) if section == MACROS => self.macro_of(key.get_ref(), at, value),
                (None, _) if section == KEYS => self.key(key.get_ref(), at, value),
                (None, _) => self.unknown(section, key.get_ref(), at),
            }
        }
    }

    fn setting(&mut self, setting: &'static Setting, value: &Value<'_>) {
        self.read.given.push(setting);
        if (setting.taken)(&mut self.read.config, value).is_none() {
            self.read.broken.push(setting);
            self.wrong(setting.name, value, setting.values);
        }
    }

    /// The keys of a command; whether there is one, the key map says.
    fn key(&mut self, command: &str, at: Range<usize>, value: &Value<'_>) {
        match strings(value) {
            Some(keys) => {
                let keys = keys.into_iter().filter(|key| !key.is_empty()).collect();
                let line = self.line(at.start);
                self.read.config.keys.push(KeySetting { line, command: command.to_owned(), keys });
            }
            None => {
                self.read.broken_keys.push(command.to_owned());
                self.wrong(&format!("{KEYS}.{command}"), value, "\"r\", [\"r\", \"f2\"]");
            }
        }
    }

    /// A macro: its steps alone, or a table with its keys too.
    fn macro_of(&mut self, name: &str, at: Range<usize>, value: &Value<'_>) {
        let full = format!("{MACROS}.{name}");
        let (run, keys) = match value.get_ref() {
            DeValue::Table(table) => {
                for key in table.keys().filter(|key| !MACRO_KEYS.contains(&key.get_ref().as_ref())) {
                    let near = nearest(key.get_ref(), MACRO_KEYS).map(|near| format!("{full}.{near}"));
                    self.warn(key.span().start, Misfit::UnknownKey { key: format!("{full}.{}", key.get_ref()), nearest: near });
                }
                (table.get("run").and_then(steps), table.get("keys").map_or(Some(Vec::new()), strings))
            }
            _ => (steps(value), Some(Vec::new())),
        };
        let line = self.line(at.start);
        match (run.map(|run| Macro::parse(name, &run)), keys) {
            (Some(Ok(what)), Some(keys)) => {
                let keys = keys.into_iter().filter(|key| !key.is_empty()).collect();
                return self.read.config.macros.push(MacroSetting { line, keys, what });
            }
            (Some(Err(error)), _) => {
                // The line of the steps: a table may have several.
                let run = match value.get_ref() {
                    DeValue::Table(table) => table.get("run").map(|run| run.span().start),
                    _ => None,
                };
                self.warn(run.unwrap_or(at.start), Misfit::Step { name: name.to_owned(), error });
            }
            (None, _) | (_, None) => self.wrong(&full, value, MACRO),
        }
        self.read.broken_macros.push(name.to_owned());
    }

    fn wrong(&mut self, key: &str, value: &Value<'_>, known: &str) {
        let written = self.text.get(value.span()).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        self.warn(value.span().start, Misfit::WrongValue { key: key.to_owned(), value: written, known: known.to_owned() });
    }

    fn unknown(&mut self, section: &str, key: &str, at: Range<usize>) {
        let name = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
        self.warn(at.start, Misfit::UnknownKey { nearest: meant(section, key), key: name });
    }

    fn warn(&mut self, at: usize, about: Misfit) {
        let line = self.line(at);
        self.read.warnings.push(Warning { line, about });
    }

    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// The setting or section that `key` of a section was probably meant to be: one beside it, else one elsewhere.
fn meant(section: &str, key: &str) -> Option<String> {
    let beside = SETTINGS.iter().filter(|setting| setting.section() == section);
    let beside =
        nearest(key, beside.map(Setting::key).chain(SETTINGS.iter().map(Setting::section).chain([MACROS]).filter(|_| section.is_empty())));
    match beside {
        Some(near) => Some(if section.is_empty() { near.to_owned() } else { format!("{section}.{near}") }),
        None => {
            let near = nearest(key, SETTINGS.iter().map(Setting::key))?;
            SETTINGS.iter().find(|setting| setting.key() == near).map(|setting| setting.name.to_owned())
        }
    }
}

/// Steps between commas in one string, or a list with one each.
fn steps(value: &Value<'_>) -> Option<Vec<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(macros::steps(text.as_ref())),
        _ => strings(value),
    }
}

/// One string, or a list of them.
pub(super) fn strings(value: &Value<'_>) -> Option<Vec<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(vec![text.as_ref().to_owned()]),
        DeValue::Array(items) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) => Some(text.as_ref().to_owned()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Reads `500ms`, `30s`, `2m`, `1h`, `7d`.
pub fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..unit].parse().ok()?;
    let millis = match text[unit..].trim() {
        "ms" => 1,
        "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        "d" | "j" => 86_400_000,
        _ => return None,
    };
    number.checked_mul(millis).map(Duration::from_millis)
}

/// Writes a time as [`duration`] reads it, in the largest unit that fits.
pub(super) fn written(duration: Duration) -> String {
    let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let units = [("d", 86_400_000_u64), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];
    match units.iter().find(|(_, unit)| millis > 0 && millis.is_multiple_of(*unit)) {
        Some((name, unit)) => format!("{}{name}", millis / unit),
        None if millis == 0 => "0s".to_owned(),
        None => format!("{millis}ms"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{AfterVerb, KeyLayout, Lang};

    fn read(text: &str) -> (Config, Vec<Warning>) {
        Config::read(text)
    }

    #[test]
    fn the_default_file_changes_nothing() {
        assert_eq!(read(super::super::DEFAULT), (Config::default(), Vec::new()));
        let active: String = super::super::DEFAULT
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n");
        let (config, warnings) = read(&active);
        assert_eq!(warnings, [], "{active}");
        assert_eq!(Config { keys: Vec::new(), macros: Vec::new(), ..config }, Config::default(), "the comments show the defaults");
    }

    #[test]
    fn settings_are_read() {
        let (config, warnings) = read(
            "language = \"fr\"\nhold = \"5s\"\nafter = \"stay\"\nmouse = false\n[keys]\nlayout = \"azerty\"\nreply = \"R\"\ndone = [\"e\", \"f2\"]\nboost = \"\"\n[outbox]\nlook_after = [\"1s\", \"2s\", \"3s\"]\n[first_sync]\ndays = 3\n",
        );
        assert_eq!(warnings, []);
        assert_eq!(
            (config.language, config.hold, config.after, config.mouse),
            (Some(Lang::Fr), Duration::from_secs(5), AfterVerb::Stay, false)
        );
        assert_eq!((config.layout, config.first_sync.days), (Some(KeyLayout::Azerty), 3));
        assert_eq!(config.look_after.map(|wait| wait.as_secs()), [1, 2, 3]);
        let keys: Vec<_> = config.keys.iter().map(|setting| (setting.line, setting.command.as_str(), setting.keys.len())).collect();
        assert_eq!(keys, [(9, "boost", 0), (8, "done", 2), (7, "reply", 1)]);
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_the_rest_applies() {
        let (config, warnings) = read("langage = \"fr\"\nhold = 10\nafter = \"never\"\n[outbox]\nlook = []\n[poll]\nevery = \"2m\"\n");
        assert_eq!(config.poll_every, Duration::from_secs(120));
        let told: Vec<_> = warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(told, [1, 2, 3, 5]);
        assert_eq!(warnings[0].about, Misfit::UnknownKey { key: "langage".into(), nearest: Some("language".into()) });
        assert!(matches!(&warnings[1].about, Misfit::WrongValue { key, value, .. } if key == "hold" && value == "10"));
    }

    #[test]
    fn a_line_that_cannot_be_read_costs_only_itself() {
        let (config, warnings) = read("hold = \nmouse = false\n");
        assert!(!config.mouse);
        assert!(matches!(warnings[0], Warning { line: 1, about: Misfit::Syntax(_) }));
    }

    #[test]
    fn a_broken_edit_keeps_what_it_breaks() {
        let (last, _) = read("hold = \"5s\"\nmouse = false\n[keys]\nreply = \"R\"\ndone = \"D\"\n[poll]\nevery = \"2m\"\n");
        let (config, warnings) = Config::read_again("hold = 5\nmouse = true\n[keys]\nreply = 7\n", &last);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert_eq!((config.hold, config.mouse), (Duration::from_secs(5), true), "what is right applies");
        assert_eq!(config.poll_every, Config::default().poll_every, "what was taken out is at its default");
        let kept: Vec<_> = config.keys.iter().map(|own| own.command.as_str()).collect();
        assert_eq!(kept, ["reply"]);

        let (config, _) = Config::read_again("mouse = true\nhold = \"5\n", &last);
        assert_eq!((config.hold, config.mouse), (Duration::from_secs(5), true));
        assert_eq!((config.poll_every, config.keys.len()), (Duration::from_secs(120), 2), "who knows what stood in that line");
        assert_eq!(Config::read_again("", &last), (Config::default(), vec![]));
    }

    #[test]
    fn macros_are_read_and_what_is_wrong_leaves_one_out() {
        let text = "[macros]\nrefund = { keys = \"ctrl-y\", run = \"label refund, done\" }\nlater = \"star, snooze tomorrow\"\nlist = { keys = [\"f7\", \"f8\"], run = [\"note a, b\", \"next\"] }\n";
        let (config, warnings) = read(text);
        assert_eq!(warnings, []);
        let macros: Vec<_> = config.macros.iter().map(|own| (own.line, own.what.name.as_str(), own.keys.len(), own.what.line())).collect();
        let expected =
            [(2, "refund", 1, "label refund, done"), (3, "later", 0, "star, snooze tomorrow"), (4, "list", 2, "note \"a, b\", next")];
        assert_eq!(macros, expected.map(|(line, name, keys, said)| (line, name, keys, said.to_owned())));

        let wrong = "hold = \"5s\"\n[macros.refund]\nkeys = \"ctrl-y\"\nrnu = 1\nrun = \"label, done\"\n[macros]\nbad = 7\nlater = \"snoze tomorrow\"\nkept = \"done\"\n";
        let (read_again, warnings) = Config::read_again(wrong, &config);
        let told: Vec<_> = warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(told, [4, 5, 7, 8], "{warnings:?}");
        assert_eq!(warnings[0].about, Misfit::UnknownKey { key: "macros.refund.rnu".into(), nearest: Some("macros.refund.run".into()) });
        assert!(matches!(&warnings[1].about, Misfit::Step { name, error } if name == "refund" && error.step == "label"));
        let names: Vec<_> = read_again.macros.iter().map(|own| own.what.name.as_str()).collect();
        assert_eq!((names, read_again.hold), (vec!["kept", "refund", "later"], Duration::from_secs(5)), "the last good ones stay");
        let names: Vec<_> = read(wrong).0.macros.iter().map(|own| own.what.name.clone()).collect();
        assert_eq!(names, ["kept"], "and there is no half macro");
        assert_eq!(read("[macro]\nx = \"done\"").1[0].about, Misfit::UnknownKey { key: "macro".into(), nearest: Some("macros".into()) });
    }

    #[test]
    fn what_was_meant_is_found_where_it_belongs() {
        let table = [
            ("langage = 1", Some("language")),
            ("[outbx]\nlook_after = []", Some("outbox")),
            ("[poll]\nevry = \"2m\"", Some("poll.every")),
            ("every = \"2m\"", Some("poll.every")),
            ("[poll]\nhold = \"2m\"", Some("hold")),
            ("[first_sync]\ndasy = 3", Some("first_sync.days")),
            ("xyzzy = 1", None),
        ];
        for (text, expected) in table {
            let (_, warnings) = read(text);
            let Misfit::UnknownKey { nearest, .. } = &warnings[0].about else { panic!("{text}: {warnings:?}") };
            assert_eq!(nearest.as_deref(), expected, "{text}");
        }
    }
}
