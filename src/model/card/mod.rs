//! A client's card: who it is, what it expects, when its customers are answered, which words it never uses.
//!
//! A card is a short TOML text that people write ([`Card::read`]); the text itself is what is
//! kept, comments and all, and [`Card::with`] changes one line of it. What follows from a card for
//! due times and for what is looked at is here too; whose zone counts is an argument.
//! Start at [`Card`].

mod file;
mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::hours::{Holiday, Hours, HoursError, Weekly, Window};
use crate::model::media::AltRule;
use crate::model::slot::Late;

pub use file::literal;

codes! {
    /// A line of a card, by the name that it has in the text.
    pub enum Field {
        /// Who the client is.
        Who = "who",
        /// What it sells or does.
        What = "what",
        /// Where.
        Where = "where",
        /// Whose customers write.
        Customers = "customers",
        /// What it expects of us.
        Expectations = "expectations",
        /// How its customers are spoken to: `tu`, `vous`, or in any words.
        Tone = "tone",
        /// Words that it never uses; one with `*` at its end stands for all that begin like it.
        Forbidden = "forbidden",
        /// Whom to ask there.
        Contacts = "contacts",
        /// The hours in which its customers are answered.
        Hours = "hours",
        /// The zone of those hours.
        Zone = "zone",
        /// Days on which nobody answers: `2026-11-11`, or `12-25` for every year.
        Holidays = "holidays",
        /// Within how much open time an answer is promised.
        Sla = "sla",
        /// When it is looked at at all, in the zone of who looks.
        Watch = "watch",
        /// What becomes of a post whose time passed unsent: `ask`, `skip`, `send within 30m`.
        Late = "late",
        /// The least time between two of its posts: `30m`, `2h`.
        Spacing = "spacing",
        /// What is wanted of the descriptions of pictures: `required`, `warn`, `off`.
        Alt = "alt",
        /// Whatever else there is to know.
        Notes = "notes",
    }
}

impl Field {
    /// Whether it is a list of short texts.
    pub const fn is_list(self) -> bool {
        matches!(self, Field::Forbidden | Field::Contacts | Field::Holidays)
    }

    /// Whether a comma stands between the items of its list, as well as a new line.
    const fn has_commas(self) -> bool {
        matches!(self, Field::Forbidden | Field::Holidays)
    }

    /// The parts of what was typed for it.
    pub fn parts(self, typed: &str) -> Vec<String> {
        if !self.is_list() {
            return Some(typed.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
        }
        let between = |c: char| c == '\n' || c == ';' || c == ',' && self.has_commas();
        typed.split(between).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }
}

/// What is wrong in a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardError {
    /// On which line, counted from 1.
    pub line: usize,
    /// What.
    pub what: CardProblem,
}

/// What can be wrong in a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardProblem {
    /// It is no TOML; what the reader of TOML says.
    Syntax(String),
    /// A key that cards do not have, and the one that was probably meant.
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest one.
        nearest: Option<String>,
    },
    /// A text is wanted, or a list of texts.
    NotText(Field),
    /// Hours, a window or a holiday that cannot be read.
    Hours {
        /// Where it stands.
        field: Field,
        /// What stands there.
        text: String,
        /// Which part of it is wrong, and why.
        error: HoursError,
    },
    /// No such zone is known.
    Zone(String),
    /// Not a time such as `4h` or `90m`.
    Sla(String),
    /// Not `ask`, `skip` or `send within 30m`.
    Late(String),
    /// Not `required`, `warn` or `off`.
    Alt(String),
    /// The card is longer than [`LONGEST`].
    TooLong,
}

/// The longest card, in bytes.
pub const LONGEST: usize = 32_768;

/// A client's card, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The text as it was written.
    source: String,
    values: BTreeMap<Field, Vec<String>>,
    weekly: Option<Weekly>,
    holidays: Vec<Holiday>,
    zone: Option<TimeZone>,
    sla: Option<Duration>,
    late: Option<Late>,
    spacing: Option<Duration>,
    alt: Option<AltRule>,
    watch: Option<Weekly>,
}

impl Card {
    /// Reads a card; a blank text is an empty card.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line.
    pub fn read(text: &str) -> Result<Card, CardError> {
        file::read(text)
    }

    /// The text that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The card with one line changed as it was typed: everything else stays as it was written.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn with(&self, field: Field, typed: &str) -> Result<Card, CardError> {
        file::with(&self.source, field, typed)
    }

    /// The card as a text with every key, those that say nothing too.
    pub fn write(&self) -> String {
        Field::ALL.iter().map(|field| format!("{field} = {}\n", literal(*field, self.parts(*field)))).collect()
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.values.values().all(Vec::is_empty)
    }

    /// The parts of a line: one text, or those of a list; none where nothing is said.
    pub fn parts(&self, field: Field) -> &[String] {
        self.values.get(&field).map_or(&[], Vec::as_slice)
    }

    /// A line as it is typed: lists with a comma or a new line between their parts.
    pub fn text(&self, field: Field) -> String {
        self.parts(field).join(if field.has_commas() { ", " } else { "\n" })
    }

    /// Takes one line, read from `parts`.
    fn take(&mut self, field: Field, parts: Vec<String>) -> Result<(), CardProblem> {
        let text = parts.first().cloned().unwrap_or_default();
        match field {
            Field::Hours => self.weekly = weekly(field, &text)?,
            Field::Watch => self.watch = weekly(field, &text)?,
            Field::Holidays => {
                let read = |part: &String| Holiday::read(part).map_err(|error| hours_problem(field, part, error));
                self.holidays = parts.iter().map(read).collect::<Result<_, _>>()?;
            }
            Field::Zone if !text.is_empty() => {
                self.zone = Some(TimeZone::get(&text).map_err(|_| CardProblem::Zone(text.clone()))?);
            }
            Field::Sla if !text.is_empty() => self.sla = Some(span(&text).ok_or_else(|| CardProblem::Sla(text.clone()))?),
            Field::Who | Field::What | Field::Where | Field::Customers | Field::Expectations | Field::Tone => {}
            Field::Late if !text.is_empty() => self.late = Some(late(&text).ok_or_else(|| CardProblem::Late(text.clone()))?),
            Field::Spacing if !text.is_empty() => self.spacing = Some(span(&text).ok_or_else(|| CardProblem::Sla(text.clone()))?),
            Field::Alt if !text.is_empty() => {
                self.alt = Some(AltRule::from_code(text.trim()).ok_or_else(|| CardProblem::Alt(text.clone()))?)
            }
            Field::Forbidden | Field::Contacts | Field::Zone | Field::Sla | Field::Late => {}
            Field::Spacing | Field::Alt | Field::Notes => {}
        }
        self.values.insert(field, parts);
        Ok(())
    }

    /// The words that are never used.
    pub fn forbidden(&self) -> &[String] {
        self.parts(Field::Forbidden)
    }

    /// The hours in which its customers are answered, holidays left out; `zone` counts where the
    /// card names none. Without hours every minute counts.
    pub fn hours(&self, zone: &TimeZone) -> Hours {
        Hours {
            weekly: self.weekly.clone().unwrap_or_else(Weekly::always),
            holidays: self.holidays.clone(),
            zone: self.zone.clone().unwrap_or_else(|| zone.clone()),
        }
    }

    /// Whether it says when its customers are answered.
    pub fn has_hours(&self) -> bool {
        self.weekly.is_some() || !self.holidays.is_empty()
    }

    /// Within how much open time an answer is promised.
    pub fn sla(&self) -> Option<Duration> {
        self.sla
    }

    /// The least time between two of its posts, if it says.
    pub fn spacing(&self) -> Option<Duration> {
        self.spacing
    }

    /// The zone of its hours, if it names one.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// What becomes of a post whose time has passed unsent, if it says.
    pub fn late(&self) -> Option<Late> {
        self.late
    }

    /// What is wanted of the descriptions of pictures, if it says.
    pub fn alt(&self) -> Option<AltRule> {
        self.alt
    }

    /// When it is looked at, for somebody in `zone`; none is always.
    pub fn window(&self, zone: &TimeZone) -> Option<Window> {
        self.watch.clone().map(|weekly| Window::new(weekly, zone.clone()))
    }

    /// Whether it rests at `at`, for somebody in `zone`.
    pub fn rests(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.window(zone).is_some_and(|window| !window.holds(at))
    }
}

/// Hours of the week; nothing when nothing is said.
fn weekly(field: Field, text: &str) -> Result<Option<Weekly>, CardProblem> {
    if text.is_empty() {
        return Ok(None);
    }
    Weekly::read(text).map(Some).map_err(|error| hours_problem(field, text, error))
}

fn hours_problem(field: Field, text: &str, error: HoursError) -> CardProblem {
    CardProblem::Hours { field, text: text.to_owned(), error }
}

/// Reads `ask`, `skip` and `send within 30m`.
fn late(text: &str) -> Option<Late> {
    match text.trim() {
        "ask" => Some(Late::Ask),
        "skip" => Some(Late::Skip),
        text => text.strip_prefix("send within").and_then(span).map(Late::Within),
    }
}

/// Reads `4h`, `90m`, `1h30`, `2 h 15 min`; days are left out, since nobody agrees on their hours.
fn span(text: &str) -> Option<Duration> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let number = |digits: &str| digits.parse::<u64>().ok().filter(|number| *number <= 10_000);
    let minutes = |rest: &str| number(rest.trim_end_matches("in").trim_end_matches('m'));
    let total = match text.split_once('h') {
        Some((hours, "")) => number(hours)? * 60,
        Some((hours, rest)) => number(hours)? * 60 + minutes(rest)?,
        None if text.ends_with('m') || text.ends_with("min") => minutes(&text)?,
        None => return None,
    };
    (total > 0).then(|| Duration::from_secs(total * 60))
}

#[cfg(test)]
mod tests;
