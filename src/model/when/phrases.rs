//! Phrases that are offered: a choice of times to begin with, and the rest of what is typed.
//!
//! Everything offered is read before it is shown, so that no offer is refused.

use jiff::tz::TimeZone;

use super::When;
use super::phrases_table::{ENGLISH, ENGLISH_WORDS, FRENCH, FRENCH_WORDS};
use crate::base::code::codes;
use crate::base::text::fold;
use crate::base::time::Timestamp;

codes! {
    /// The language in which phrases are offered; both are always understood.
    pub enum Tongue {
        /// English.
        English = "en",
        /// French.
        French = "fr",
    }
}

codes! {
    /// A time that many people want.
    pub enum Preset {
        /// In three hours.
        LaterToday = "later-today",
        /// At 18:00.
        ThisEvening = "this-evening",
        /// Tomorrow at 9:00.
        TomorrowMorning = "tomorrow-morning",
        /// The next Monday at 9:00.
        MondayMorning = "monday-morning",
        /// In seven days, at this time.
        InAWeek = "in-a-week",
        /// Until the other side says something.
        UntilTheyAnswer = "until-they-answer",
        /// What was chosen the last time.
        LastUsed = "last-used",
    }
}

impl Preset {
    /// The phrase that means it; nothing for the last used, which has its own.
    pub const fn phrase(self, tongue: Tongue) -> Option<&'static str> {
        let (english, french) = match self {
            Preset::LaterToday => ("later today", "plus tard"),
            Preset::ThisEvening => ("this evening", "ce soir"),
            Preset::TomorrowMorning => ("tomorrow morning", "demain matin"),
            Preset::MondayMorning => ("monday morning", "lundi matin"),
            Preset::InAWeek => ("in a week", "dans une semaine"),
            Preset::UntilTheyAnswer => ("until they answer", "jusqu'à leur réponse"),
            Preset::LastUsed => return None,
        };
        Some(match tongue {
            Tongue::English => english,
            Tongue::French => french,
        })
    }
}

/// One time to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which it is.
    pub preset: Preset,
    /// The phrase that means it.
    pub phrase: String,
    /// What that is now.
    pub when: When,
}

/// The times to choose from at `now`, in the order of [`Preset::ALL`]; `last` is the phrase used last.
///
/// What is over today is left out, and what another choice means already.
pub fn presets(tongue: Tongue, last: Option<&str>, now: Timestamp, zone: &TimeZone) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for preset in Preset::ALL {
        let Some(phrase) = preset.phrase(tongue).or(last) else {
            continue;
        };
        let Ok(when) = When::read(phrase, now, zone) else {
            continue;
        };
        let today = same_day(when, now, zone);
        // On a Monday morning Monday is a week away, and has its own choice.
        let over = (*preset == Preset::LaterToday && !today) || (*preset == Preset::MondayMorning && today);
        if !over && choices.iter().all(|choice| choice.when != when) {
            choices.push(Choice { preset: *preset, phrase: phrase.to_owned(), when });
        }
    }
    choices
}

fn same_day(when: When, now: Timestamp, zone: &TimeZone) -> bool {
    let date =
        |instant: Timestamp| jiff::Timestamp::from_millisecond(instant.millis()).ok().map(|instant| zone.to_datetime(instant).date());
    match when {
        When::At(at) => date(at) == date(now),
        When::UntilTheyAnswer => false,
    }
}

/// What `typed` may become, the most wanted first, at most `most`: each is a whole phrase that can be read.
///
/// An empty text is offered everything. What is complete already is not offered again.
pub fn complete(typed: &str, tongue: Tongue, now: Timestamp, zone: &TimeZone, most: usize) -> Vec<String> {
    let (phrases, words) = match tongue {
        Tongue::English => (ENGLISH, ENGLISH_WORDS),
        Tongue::French => (FRENCH, FRENCH_WORDS),
    };
    // A long text is no time; it is not read over and over.
    if typed.len() > 100 {
        return Vec::new();
    }
    let plain = |text: &str| fold(text).replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = plain(typed);
    let begun = phrases.iter().filter(|phrase| plain(phrase).starts_with(&wanted)).map(|phrase| (*phrase).to_owned());
    let head = typed.rfind(char::is_whitespace).map_or("", |at| &typed[..at + typed[at..].chars().next().map_or(1, char::len_utf8)]);
    let word = plain(&typed[head.len()..]);
    let begins = |candidate: &&&str| !head.is_empty() && plain(candidate).starts_with(&word);
    let ended = words.iter().filter(begins).map(|word| format!("{head}{word}"));
    let counted = typed.ends_with(|c: char| c.is_ascii_digit());
    let units = words.iter().filter(|_| counted).map(|word| if *word == "h" { format!("{typed}h") } else { format!("{typed} {word}") });
    let mut offered: Vec<String> = Vec::new();
    for candidate in begun.chain(ended).chain(units) {
        if offered.len() == most {
            break;
        }
        if plain(&candidate) != wanted && !offered.contains(&candidate) && When::read(&candidate, now, zone).is_ok() {
            offered.push(candidate);
        }
    }
    offered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn choices_differ_and_are_to_come() {
        let chosen = |now: &str, last| {
            let choices = presets(Tongue::French, last, at(now), &paris());
            choices.into_iter().map(|choice| choice.preset).collect::<Vec<_>>()
        };
        use Preset::{InAWeek, LastUsed, LaterToday, MondayMorning, ThisEvening, TomorrowMorning, UntilTheyAnswer};
        let all = [LaterToday, ThisEvening, TomorrowMorning, MondayMorning, InAWeek, UntilTheyAnswer];
        assert_eq!(chosen("2026-10-22T14:20:00+02:00", None), all);
        // On a Sunday night tomorrow is Monday, and nothing of today is left.
        assert_eq!(chosen("2026-10-25T22:30:00+01:00", None), [TomorrowMorning, InAWeek, UntilTheyAnswer]);
        assert_eq!(chosen("2026-10-22T14:20:00+02:00", Some("mardi 10h")).last(), Some(&LastUsed));
        assert_eq!(chosen("2026-10-22T14:20:00+02:00", Some("tomorrow morning")), all);
    }

    #[test]
    fn what_is_typed_is_completed() {
        let (now, zone) = (at("2026-10-22T14:20:00+02:00"), paris());
        let offered = |typed, tongue| complete(typed, tongue, now, &zone, 3);
        assert_eq!(offered("dem", Tongue::French), ["demain matin", "demain", "demain après-midi"]);
        assert_eq!(offered("Apres-d", Tongue::French), ["après-demain", "après-demain matin"]);
        assert_eq!(offered("lundi m", Tongue::French), ["lundi matin", "lundi midi"]);
        assert_eq!(offered("vendredi pro", Tongue::French), ["vendredi prochain"]);
        assert_eq!(offered("in 3 da", Tongue::English), ["in 3 days"]);
        assert_eq!(offered("dans 4", Tongue::French), ["dans 4h", "dans 4 min", "dans 4 heures"]);
        assert_eq!(offered("jusqu’à le", Tongue::French), ["jusqu'à leur réponse"]);
        assert_eq!(offered("zzz", Tongue::English), Vec::<String>::new());
    }

    #[test]
    fn every_phrase_that_is_offered_can_be_read() {
        // A Thursday at noon, when no part of the day that is offered is over.
        let now = at("2026-10-22T11:00:00+02:00");
        for phrase in ENGLISH.iter().chain(FRENCH) {
            assert!(When::read(phrase, now, &paris()).is_ok(), "{phrase}");
        }
    }
}
