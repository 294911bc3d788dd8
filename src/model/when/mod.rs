//! What a person types for a time, read: `lundi 9h`, `in 2h`, `demain matin`, `3 dec`.
//!
//! English and French are both understood, always, whatever the language of the screen; case,
//! accents and the width of spaces do not matter. What is read lies in the future, never
//! further than [`FURTHEST`]. No clock is looked at and no zone is known here: both are given,
//! and phrases are understood on the wall clock of the person who types. Start at
//! [`When::read`]; its contrary is [`Told`].
//!
//! What phrases mean where people may differ:
//!
//! - A time of day that is over means tomorrow; with a day that was named, it is refused.
//! - Morning, noon, afternoon, evening, night are the constants below; a part of the day that has
//!   begun means later in it. A day without a time means its morning, an end means the end of work.
//! - A weekday is the next such day, today's only if its time is still to come. `next` and
//!   `prochain` mean the week, month or year after this one.
//! - Hours are counted by the second, days by the wall clock. A time that the clocks skip lies
//!   as much later, one that comes twice is the first that is still to come.
//! - `12/01` has the day first. `2h` alone is a span, `9h` an hour of the day: nobody wants to be
//!   called at two in the night. `at 3` is in the afternoon, `03:00` in the night.

mod lex;
mod number;
mod parse;
mod past;
mod phrases;
mod phrases_table;
mod resolve;
mod told;
mod words_table;

use std::ops::Range;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::base::code::codes;
use crate::base::time::Timestamp;

pub use past::past;
pub use phrases::{Choice, Preset, Tongue, complete, presets};
pub use told::{TimeOfDay, Told};

/// When the morning is, in hours; also the time of a day that is named without one.
pub const MORNING: u32 = 9;
/// When it is noon, in hours.
pub const NOON: u32 = 12;
/// When the afternoon is, in hours.
pub const AFTERNOON: u32 = 14;
/// When the evening is, and the end of the day, the week, the month, in hours.
pub const EVENING: u32 = 18;
/// When the night is, in hours.
pub const NIGHT: u32 = 20;
/// How long "later" is.
pub const LATER: Duration = Duration::from_secs(3 * 3_600);
/// How far ahead a time may lie: ten years.
pub const FURTHEST: Duration = Duration::from_secs(3_653 * 86_400);

/// Until when something rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Until this instant.
    At(Timestamp),
    /// Until the other side says something.
    UntilTheyAnswer,
}

codes! {
    /// What is wrong with a phrase.
    pub enum WhenProblem {
        /// Nothing is said.
        Empty = "empty",
        /// A word that has nothing to do with time.
        Unknown = "unknown",
        /// It is over, or never to come.
        Past = "past",
        /// It is still to come, where a time that is over is wanted.
        Ahead = "ahead",
        /// It may mean several things.
        Ambiguous = "ambiguous",
        /// No calendar has this day.
        ImpossibleDate = "impossible-date",
        /// No clock shows this hour, or not in this part of the day.
        ImpossibleHour = "impossible-hour",
        /// Two things are said that do not go together.
        Clash = "clash",
        /// It lies further ahead than [`FURTHEST`].
        TooFar = "too-far",
    }
}

/// What is wrong with a phrase, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenError {
    /// The bytes of the phrase that are wrong; empty for an empty phrase.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: WhenProblem,
}

impl When {
    /// Reads `phrase` as said at `now` by somebody who lives in `zone`.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn read(phrase: &str, now: Timestamp, zone: &TimeZone) -> Result<When, WhenError> {
        let tokens = lex::tokens(phrase);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Err(WhenError { at: 0..0, problem: WhenProblem::Empty });
        };
        let whole = first.at.start..last.at.end;
        let read = match exact(phrase.trim()) {
            Some(at) => resolve::ahead(at, now),
            None => parse::draft(&tokens).and_then(|draft| resolve::resolve(&draft, now, zone)),
        };
        // What is said by the phrase as a whole has no place of its own.
        read.map_err(|error| if error.at.is_empty() { WhenError { at: whole, ..error } } else { error })
    }
}

/// An instant as programs write it, with its offset from UTC.
fn exact(phrase: &str) -> Option<Timestamp> {
    let programs = phrase.len() >= 17 && phrase.as_bytes().get(10).is_some_and(|c| matches!(c, b'T' | b't' | b' '));
    let instant = programs.then(|| phrase.parse::<jiff::Timestamp>().ok()).flatten()?;
    Some(Timestamp::from_millis(instant.as_millisecond()))
}

/// The weekday with this name, folded, in either language; counted from Monday (0).
pub(in crate::model) fn weekday(name: &str) -> Option<u8> {
    let at = words_table::WORDS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    match words_table::WORDS[at].1 {
        lex::Word::Weekday(day) => Some(day),
        lex::Word::Mar => Some(1),
        _ => None,
    }
}

/// The words that are known, for a hint at what was meant.
pub fn known_words() -> impl Iterator<Item = &'static str> {
    words_table::WORDS.iter().map(|(words, _)| *words).filter(|words| words.len() > 2)
}
