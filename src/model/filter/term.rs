//! One condition: what may stand before and after its colon.
//!
//! Nothing here knows of a row or of a store: what a term means is in `matches.rs`.

use std::time::Duration;

use jiff::civil::Date;

use super::{Asker, FilterProblem};
use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::interaction::Kind;
use crate::model::network::Network;

codes! {
    /// What a row can be, after `is:`.
    pub enum Is {
        /// Open.
        Open = "open",
        /// Something in it was not seen.
        Unread = "unread",
        /// Asks, and has no answer of ours since.
        Unanswered = "unanswered",
        /// Waiting on them or on the client.
        Waiting = "waiting",
        /// Snoozed.
        Snoozed = "snoozed",
        /// Done.
        Done = "done",
        /// Muted.
        Muted = "muted",
        /// With a star.
        Starred = "starred",
        /// A like, a boost, a follow.
        Reaction = "reaction",
        /// An answer of ours is on its way.
        Leaving = "leaving",
        /// An answer of ours did not arrive.
        NotSent = "not-sent",
        /// Its due time has passed.
        Late = "late",
        /// Nobody else has it, or has it no longer.
        Mine = "mine",
    }
}

codes! {
    /// What a conversation can have, after `has:`.
    pub enum Has {
        /// A picture, film or sound in a message of theirs.
        Media = "media",
        /// A question mark in a message of theirs, outside of addresses.
        Question = "question",
        /// The address of a page in a message of theirs.
        Link = "link",
        /// A note of ours.
        Note = "note",
        /// A draft of ours.
        Draft = "draft",
    }
}

/// A point in time, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So long ago.
    Ago(Duration),
    /// The beginning of a day so many days before today.
    Days(i64),
    /// The beginning of this day.
    Day(Date),
}

/// Whose a conversation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// The person who asks.
    Me,
    /// Nobody in particular.
    Nobody,
    /// Somebody with this in their name.
    Named(String),
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Before the day is over; what is late counts.
    Today,
    /// Before now.
    Late,
    /// In so long; what is late counts.
    Within(Duration),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// `is:`
    Is(Is),
    /// `has:`
    Has(Has),
    /// `client:` a part of the client's name.
    Client(String),
    /// `account:` a part of the account's handle.
    Account(String),
    /// `network:`
    Network(Network),
    /// `kind:`
    Kind(Kind),
    /// `from:` the beginning of a word of the author's handle or name.
    From(String),
    /// `label:` its name.
    Label(String),
    /// `lang:` the language that a message of theirs says it is in.
    Lang(String),
    /// `before:` and `older:` the newest message of theirs came before then.
    Before(Moment),
    /// `after:` and `newer:` the newest message of theirs came then or since.
    After(Moment),
    /// `waiting:` they have waited for us this long.
    Waiting(Duration),
    /// `assigned:`
    Assigned(Whom),
    /// `due:`
    Due(Due),
    /// A word, found at the beginning of words of texts and of names, without regard to case and accents.
    Word(String),
    /// Words that follow each other.
    Phrase(String),
}

/// What kind of time a condition wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A date, or how long ago.
    Moment,
    /// How long.
    Length,
    /// When something is due.
    Due,
}

/// The names that stand before a colon.
pub const KEYS: [&str; 16] = [
    "is", "client", "account", "network", "kind", "from", "label", "lang", "has", "before", "after", "older", "newer", "waiting",
    "assigned", "due",
];

impl Moment {
    /// The instant that it is for who asks.
    pub fn at(self, asker: &Asker) -> Timestamp {
        match self {
            Moment::Ago(length) => asker.now - length,
            Moment::Days(days) => {
                let today = today(asker);
                midnight(asker, today.checked_sub(jiff::Span::new().days(days.clamp(0, 100_000))).unwrap_or(today))
            }
            Moment::Day(day) => midnight(asker, day),
        }
    }
}

impl Due {
    /// The instant before which, or at which, something has to be due.
    pub fn at(self, asker: &Asker) -> Timestamp {
        match self {
            Due::Late => asker.now,
            Due::Within(length) => asker.now + length,
            Due::Today => {
                let today = today(asker);
                let tomorrow = midnight(asker, today.tomorrow().unwrap_or(today));
                Timestamp::from_millis(tomorrow.millis().saturating_sub(1))
            }
        }
    }
}

fn today(asker: &Asker) -> Date {
    let now = jiff::Timestamp::from_millisecond(asker.now.millis()).unwrap_or_default();
    now.to_zoned(asker.zone.clone()).date()
}

fn midnight(asker: &Asker, day: Date) -> Timestamp {
    match day.to_zoned(asker.zone.clone()) {
        Ok(begins) => Timestamp::from_millis(begins.timestamp().as_millisecond()),
        // The first and the last day there are lie partly outside of what can be told.
        Err(_) if day.year() < 0 => Timestamp::MIN,
        Err(_) => Timestamp::MAX,
    }
}

impl Term {
    /// Whether time alone can change whether it holds.
    pub fn is_relative(&self) -> bool {
        match self {
            Term::Before(moment) | Term::After(moment) => !matches!(moment, Moment::Day(_)),
            Term::Waiting(_) | Term::Due(_) | Term::Is(Is::Late | Is::Mine) => true,
            Term::Is(_) | Term::Has(_) | Term::Client(_) | Term::Account(_) | Term::Network(_) | Term::Kind(_) => false,
            Term::From(_) | Term::Label(_) | Term::Lang(_) | Term::Assigned(_) | Term::Word(_) | Term::Phrase(_) => false,
        }
    }

    /// Reads what stands between two spaces; nothing, when it is an empty quotation.
    pub(super) fn read(word: &str) -> Result<Option<Term>, FilterProblem> {
        if let Some(phrase) = word.strip_prefix('"') {
            let phrase = phrase.replace('"', " ").trim().to_owned();
            return Ok((!phrase.is_empty()).then_some(Term::Phrase(phrase)));
        }
        let split = word.split_once(':').filter(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase()));
        let Some((key, value)) = split else {
            return Ok(Some(Term::Word(word.replace('"', ""))));
        };
        // An address is a word, not a condition.
        if value.starts_with("//") {
            return Ok(Some(Term::Word(word.to_owned())));
        }
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            return Err(FilterProblem::UnknownKey(key.to_owned()));
        };
        let value = value.replace('"', "");
        if value.trim().is_empty() {
            return Err(FilterProblem::NoValue(key));
        }
        with_value(key, value).map(Some)
    }
}

fn with_value(key: &'static str, value: String) -> Result<Term, FilterProblem> {
    let unknown = |known: Vec<&'static str>| FilterProblem::UnknownValue { key, value: value.clone(), known };
    let not_a_time = |wanted| FilterProblem::NotATime { key, value: value.clone(), wanted };
    let moment = || moment(&value).ok_or_else(|| not_a_time(Wanted::Moment));
    Ok(match key {
        "is" => Term::Is(Is::from_code(&value).ok_or_else(|| unknown(Is::ALL.iter().map(|is| is.code()).collect()))?),
        "has" => Term::Has(Has::from_code(&value).ok_or_else(|| unknown(Has::ALL.iter().map(|has| has.code()).collect()))?),
        "network" => {
            Term::Network(Network::from_code(&value).ok_or_else(|| unknown(Network::ALL.iter().map(|network| network.code()).collect()))?)
        }
        "kind" => Term::Kind(Kind::from_code(&value).ok_or_else(|| unknown(Kind::ALL.iter().map(|kind| kind.code()).collect()))?),
        "before" | "older" => Term::Before(moment()?),
        "after" | "newer" => Term::After(moment()?),
        "waiting" => Term::Waiting(length(&value).ok_or_else(|| not_a_time(Wanted::Length))?),
        "due" => Term::Due(match value.as_str() {
            "today" => Due::Today,
            "late" => Due::Late,
            _ => Due::Within(length(&value).ok_or_else(|| not_a_time(Wanted::Due))?),
        }),
        "assigned" => Term::Assigned(match value.as_str() {
            "me" => Whom::Me,
            "none" => Whom::Nobody,
            _ => Whom::Named(value),
        }),
        "client" => Term::Client(value),
        "account" => Term::Account(value),
        "label" => Term::Label(value),
        "lang" => Term::Lang(value),
        _ => Term::From(value),
    })
}

/// `30m`, `2h`, `3d`, `1w`: a number of at most five digits, and its unit.
fn length(value: &str) -> Option<Duration> {
    let (number, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    let seconds = match unit {
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 7 * 86_400,
        _ => return None,
    };
    let plain = (1..=5).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    let number: u64 = number.parse().ok().filter(|_| plain)?;
    Some(Duration::from_secs(number * seconds))
}

fn moment(value: &str) -> Option<Moment> {
    match value {
        "today" => return Some(Moment::Days(0)),
        "yesterday" => return Some(Moment::Days(1)),
        _ => {}
    }
    let written =
        value.len() == 10 && value.bytes().enumerate().all(|(at, c)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() });
    if written {
        return value.parse().ok().map(Moment::Day);
    }
    length(value).map(Moment::Ago)
}
