//! The catalogue, loaded: every word on the screen, in English and in French.
//!
//! A sentence has an id and arguments; nothing else in the program is in a language. The
//! space before French double punctuation is made narrow and unbreaking here, once, so
//! that the catalogue can be typed on any keyboard.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use crate::base::code::codes;
use crate::base::key::{Chord, Code};
use crate::base::time::Timestamp;

codes! {
    /// A language of the screen.
    pub enum Lang {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
    }
}

impl Lang {
    /// The language for a locale such as `fr_FR.UTF-8`; English for all that is not French.
    pub fn of_locale(locale: &str) -> Lang {
        let name = locale.split(['_', '-', '.']).next().unwrap_or_default();
        if name.eq_ignore_ascii_case("fr") { Lang::Fr } else { Lang::En }
    }

    const fn catalogue(self) -> &'static str {
        match self {
            Lang::En => include_str!("../../assets/i18n/en.ftl"),
            Lang::Fr => include_str!("../../assets/i18n/fr.ftl"),
        }
    }
}

/// What stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A number, which also chooses singular or plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A language, ready to speak.
pub struct Language {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.lang)
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        self.lang == other.lang
    }
}

impl Language {
    /// Loads a language.
    pub fn new(lang: Lang) -> Language {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks would be written to the terminal.
        bundle.set_use_isolating(false);
        if lang == Lang::Fr {
            bundle.set_transform(Some(narrow_spaces));
        }
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| number(value, ','),
            Lang::Fr => |value, _| number(value, '\u{202f}'),
        }));
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(lang.catalogue().to_owned());
        bundle.add_resource_overriding(resource);
        Language { lang, bundle }
    }

    /// Which language it is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence with this id; the id itself when there is none.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                Arg::Number(number) => FluentValue::from(*number),
            };
            given.set((*name).to_owned(), value);
        }
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }

    /// The sentence with this id, which needs no arguments.
    pub fn word(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A chord as keyboards of this language name its keys: `Ctrl-s`, `Entrée`.
    pub fn chord(&self, chord: &Chord) -> String {
        let named = chord.0.iter().any(|key| !matches!(key.code, Code::Char(c) if c != ' ') && !matches!(key.code, Code::F(_)));
        let text = chord.to_string();
        if !named {
            return text;
        }
        let word = |part: &str| {
            let id = format!("key-{}", part.to_lowercase());
            if self.knows(&id) { self.word(&id) } else { part.to_owned() }
        };
        text.split(' ').map(|key| key.split('-').map(word).collect::<Vec<_>>().join("-")).collect::<Vec<_>>().join(" ")
    }

    /// The word for one of our codes, such as `kind-mention`.
    pub fn code(&self, of: &str, code: &str) -> String {
        self.say(&format!("{of}-{}", code.replace('_', "-")), &[])
    }

    /// Whether there is a sentence with this id.
    pub fn knows(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// How long ago `then` was: `2m · 3h · 1d`, `2 min · 3 h · 1 j`.
    pub fn age(&self, now: Timestamp, then: Timestamp) -> String {
        let minutes = now.since(then).as_secs() / 60;
        let (unit, count) = match minutes {
            0 => return self.word("age-now"),
            1..60 => ("age-minutes", minutes),
            60..1_440 => ("age-hours", minutes / 60),
            1_440..144_000 => ("age-days", minutes / 1_440),
            144_000..525_600 => ("age-weeks", minutes / 10_080),
            _ => ("age-years", minutes / 525_600),
        };
        self.say(unit, &[("n", Arg::Number(i64::try_from(count).unwrap_or(i64::MAX)))])
    }

    /// The cells that the widest age takes.
    pub fn age_width(&self) -> usize {
        match self.lang {
            Lang::En => 3,
            Lang::Fr => 6,
        }
    }

    /// The time of day of `at`, with its date when that is not the date of `now`.
    pub fn clock(&self, zone: &TimeZone, now: Timestamp, at: Timestamp) -> String {
        let local =
            |instant: Timestamp| jiff::Timestamp::from_millisecond(instant.millis()).ok().map(|instant| instant.to_zoned(zone.clone()));
        let (Some(now), Some(at)) = (local(now), local(at)) else {
            return String::new();
        };
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        if now.date() == at.date() {
            return time;
        }
        let month = self.word(&format!("month-{}", at.month()));
        let day = self.say("date-day", &[("day", Arg::Number(at.day().into())), ("month", Arg::Text(&month))]);
        if now.year() == at.year() { format!("{day} {time}") } else { format!("{day} {}", at.year()) }
    }
}

/// Groups of three digits; where they are parted depends on the language.
fn number(value: &FluentValue<'_>, between: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let digits = number.as_string().into_owned();
    let from = usize::from(digits.starts_with('-'));
    if digits.len() < from + 5 && between != ',' || digits.len() < from + 4 {
        return Some(digits);
    }
    let mut grouped = String::with_capacity(digits.len() + 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > from && (digits.len() - at) % 3 == 0 {
            grouped.push(between);
        }
        grouped.push(digit);
    }
    Some(grouped)
}

/// ` ?` with a narrow space that does not break, and so on.
fn narrow_spaces(text: &str) -> Cow<'_, str> {
    if ![" ?", " !", " ;", " :", " »", "« "].iter().any(|pair| text.contains(pair)) {
        return Cow::Borrowed(text);
    }
    let mut narrow = text.to_owned();
    for mark in ['?', '!', ';', ':'] {
        narrow = narrow.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
    }
    Cow::Owned(narrow.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    /// Each id with the arguments that its sentence names.
    fn ids(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut ids = BTreeMap::new();
        let mut current = String::new();
        for line in lang.catalogue().lines() {
            if let Some((id, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                current = id.to_owned();
                assert!(ids.insert(current.clone(), BTreeSet::new()).is_none(), "{lang}: {id} twice");
            }
            let names = line.match_indices('$').map(|(at, _)| line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect());
            if let Some(args) = ids.get_mut(&current) {
                args.extend(names.collect::<Vec<String>>());
            }
        }
        ids
    }

    #[test]
    fn both_catalogues_say_the_same_things() {
        let (english, french) = (ids(Lang::En), ids(Lang::Fr));
        assert_eq!(english, french);
        for lang in Lang::ALL {
            assert!(FluentResource::try_new(lang.catalogue().to_owned()).is_ok(), "{lang}");
            let language = Language::new(*lang);
            for id in english.keys() {
                assert!(language.knows(id), "{lang}: {id}");
            }
        }
    }

    #[test]
    fn french_spaces_and_numbers_are_french() {
        let french = Language::new(Lang::Fr);
        assert_eq!(narrow_spaces("Quoi ? Non : rien !"), "Quoi\u{202f}? Non\u{202f}: rien\u{202f}!");
        assert_eq!(number(&FluentValue::from(12_345), '\u{202f}').as_deref(), Some("12\u{202f}345"));
        assert_eq!(number(&FluentValue::from(1_234), '\u{202f}').as_deref(), Some("1234"));
        assert_eq!(number(&FluentValue::from(1_234), ',').as_deref(), Some("1,234"));
        assert_eq!(number(&FluentValue::from(100), ',').as_deref(), Some("100"));
        assert_eq!(french.age(NOW, NOW - Duration::from_secs(120)), "2\u{a0}min");
    }

    #[test]
    fn ages_have_few_letters() {
        let table = [(30, "<1m"), (120, "2m"), (3 * 3600, "3h"), (26 * 3600, "1d"), (120 * 86_400, "17w"), (800 * 86_400, "2y")];
        let english = Language::new(Lang::En);
        for (seconds, expected) in table {
            assert_eq!(english.age(NOW, NOW - Duration::from_secs(seconds)), expected);
        }
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for minutes in [0, 1, 59, 60, 1_439, 1_440, 143_999, 144_000, 525_599, 525_600, 5_000_000] {
                let age = language.age(NOW, NOW - Duration::from_secs(minutes * 60));
                assert!(crate::base::text::width(&age) <= language.age_width(), "{lang}: {age}");
            }
        }
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_person() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let at = Timestamp::parse("2026-08-22T22:30:00Z").unwrap();
        let (french, english) = (Language::new(Lang::Fr), Language::new(Lang::En));
        assert_eq!(french.clock(&paris, at, at), "00:30");
        assert_eq!(french.clock(&paris, at + Duration::from_secs(86_400), at), "23 août 00:30");
        assert_eq!(english.clock(&paris, at + Duration::from_secs(86_400), at), "23 Aug 00:30");
        assert_eq!(english.clock(&paris, at + Duration::from_secs(400 * 86_400), at), "23 Aug 2026");
    }

    #[test]
    fn locales_choose() {
        for (locale, lang) in [("fr_FR.UTF-8", Lang::Fr), ("fr", Lang::Fr), ("frr_DE", Lang::En), ("en-GB", Lang::En), ("C", Lang::En)] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
