//! The TOML as people write it, read piece by piece, so that one mistake costs one line.

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use super::{AfterVerb, Config, KeyLayout, KeySetting, Lang, Misfit, Warning};

const TOP: [&str; 9] = ["language", "theme", "after", "hold", "mouse", "keys", "outbox", "poll", "first_sync"];
const DURATION: &str = "\"30s\", \"2m\", \"1h\", \"7d\"";

/// A value where it stands.
type Value<'i> = toml::Spanned<DeValue<'i>>;

struct Reader<'t> {
    text: &'t str,
    config: Config,
    warnings: Vec<Warning>,
}

/// Reads settings; what is wrong is told apart and left at its default.
pub(super) fn read(text: &str) -> (Config, Vec<Warning>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, config: Config::default(), warnings: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.warn(at, Misfit::Syntax(error.message().lines().next().unwrap_or_default().to_owned()));
    }
    reader.top(table.get_ref());
    reader.warnings.sort_by_key(|warning| warning.line);
    (reader.config, reader.warnings)
}

impl Reader<'_> {
    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "language" => self.language(value),
                "theme" => {
                    if let Some(name) = self.string("theme", value, "\"default\", \"dark\", \"light\"") {
                        self.config.theme = name;
                    }
                }
                "after" => {
                    if let Some(after) = self.one_of("after", value, AfterVerb::from_code, AfterVerb::ALL.iter().map(|after| after.code()))
                    {
                        self.config.after = after;
                    }
                }
                "hold" => {
                    if let Some(hold) = self.duration("hold", value) {
                        self.config.hold = hold;
                    }
                }
                "mouse" => match value.get_ref() {
                    DeValue::Boolean(wanted) => self.config.mouse = *wanted,
                    _ => self.wrong("mouse", value, "true, false"),
                },
                "keys" => self.keys(value),
                "outbox" => self.section("outbox", value, &["look_after"], Reader::outbox),
                "poll" => self.section("poll", value, &["every"], Reader::poll),
                "first_sync" => self.section("first_sync", value, &["days", "items", "entries", "open_for"], Reader::first_sync),
                other => self.unknown(other, key.span(), "", &TOP),
            }
        }
    }

    fn language(&mut self, value: &Value<'_>) {
        let known = ["auto"].into_iter().chain(Lang::ALL.iter().map(|lang| lang.code()));
        let read = |word: &str| if word == "auto" { Some(None) } else { Lang::from_code(word).map(Some) };
        if let Some(language) = self.one_of("language", value, read, known) {
            self.config.language = language;
        }
    }

    fn keys(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong("keys", value, "[keys]");
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "layout" {
                let known = ["auto"].into_iter().chain(KeyLayout::ALL.iter().map(|layout| layout.code()));
                let read = |word: &str| if word == "auto" { Some(None) } else { KeyLayout::from_code(word).map(Some) };
                if let Some(layout) = self.one_of("keys.layout", value, read, known) {
                    self.config.layout = layout;
                }
                continue;
            }
            match strings(value) {
                Some(keys) => {
                    let keys = keys.into_iter().filter(|key| !key.is_empty()).collect();
                    self.config.keys.push(KeySetting { line: self.line(key.span().start), command: name.to_owned(), keys });
                }
                None => self.wrong(&format!("keys.{name}"), value, "\"r\", [\"r\", \"f2\"]"),
            }
        }
    }

    fn section(&mut self, name: &str, value: &Value<'_>, known: &[&str], read: fn(&mut Self, &str, &Value<'_>)) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong(name, value, &format!("[{name}]"));
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                key if known.contains(&key) => read(self, key, value),
                other => self.unknown(other, key.span(), &format!("{name}."), known),
            }
        }
    }

    fn outbox(&mut self, _: &str, value: &Value<'_>) {
        let read = strings(value).and_then(|texts| texts.iter().map(|text| duration(text)).collect::<Option<Vec<_>>>());
        match read.and_then(|durations| <[Duration; 3]>::try_from(durations).ok()) {
            Some(three) if three.is_sorted() => self.config.look_after = three,
            _ => self.wrong("outbox.look_after", value, "[\"30s\", \"2m\", \"10m\"]"),
        }
    }

    fn poll(&mut self, _: &str, value: &Value<'_>) {
        match self.duration("poll.every", value) {
            Some(every) if every >= Duration::from_secs(1) => self.config.poll_every = every,
            Some(_) => self.wrong("poll.every", value, DURATION),
            None => {}
        }
    }

    fn first_sync(&mut self, key: &str, value: &Value<'_>) {
        if key == "open_for" {
            if let Some(open_for) = self.duration("first_sync.open_for", value) {
                self.config.first_sync.open_for = open_for;
            }
            return;
        }
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok(),
            _ => None,
        };
        match (number, key) {
            (Some(days), "days") => self.config.first_sync.days = days,
            (Some(entries), "entries") => self.config.first_sync.entries = entries,
            (Some(items), _) => self.config.first_sync.items = items,
            (None, _) => self.wrong(&format!("first_sync.{key}"), value, "30"),
        }
    }

    fn string(&mut self, key: &str, value: &Value<'_>, known: &str) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.as_ref().to_owned()),
            _ => {
                self.wrong(key, value, known);
                None
            }
        }
    }

    fn one_of<T>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        read: impl Fn(&str) -> Option<T>,
        known: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        if let DeValue::String(text) = value.get_ref()
            && let Some(found) = read(text)
        {
            return Some(found);
        }
        let known: Vec<String> = known.map(|word| format!("\"{word}\"")).collect();
        self.wrong(key, value, &known.join(", "));
        None
    }

    fn duration(&mut self, key: &str, value: &Value<'_>) -> Option<Duration> {
        if let DeValue::String(text) = value.get_ref()
            && let Some(duration) = duration(text)
        {
            return Some(duration);
        }
        self.wrong(key, value, DURATION);
        None
    }

    fn wrong(&mut self, key: &str, value: &Value<'_>, known: &str) {
        let written = self.text.get(value.span()).unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        self.warn(value.span().start, Misfit::WrongValue { key: key.to_owned(), value: written, known: known.to_owned() });
    }

    fn unknown(&mut self, key: &str, at: Range<usize>, section: &str, known: &[&str]) {
        let near = nearest(key, known.iter().copied()).map(|near| format!("{section}{near}"));
        self.warn(at.start, Misfit::UnknownKey { key: format!("{section}{key}"), nearest: near });
    }

    fn warn(&mut self, at: usize, about: Misfit) {
        let line = self.line(at);
        self.warnings.push(Warning { line, about });
    }

    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// One string, or a list of them.
fn strings(value: &Value<'_>) -> Option<Vec<String>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_changes_nothing() {
        assert_eq!(read(super::super::DEFAULT), (Config::default(), Vec::new()));
        let active: String = super::super::DEFAULT
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n");
        let (config, warnings) = read(&active);
        assert_eq!(warnings, [], "{active}");
        assert_eq!(Config { keys: Vec::new(), ..config }, Config::default(), "the comments show the defaults");
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
}
