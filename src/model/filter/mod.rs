//! The filter grammar: text to [`Filter`], with the place and the reason of an error.
//!
//! `is:open client:resto from:@ana kind:dm "exact words" -is:starred (word OR older:2h)`:
//! terms that stand beside each other all narrow, `OR` is weaker than that, parentheses
//! group, a minus turns a term or a group around. Depth, length and number are bounded. The
//! same filter is run by the store as SQL and here by [`Filter::matches`], and a property
//! test keeps the two equal. Relative times stay relative: [`Asker`] says what they are
//! relative to. Start at `parse.rs`; `complete.rs` is what Tab offers.

mod complete;
mod matches;
mod parse;
mod term;

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::base::time::Timestamp;

pub use complete::{Candidate, Known, complete};
pub use matches::{Said, Whole, asks, follows, has_link, speaks, words};
pub use parse::{DEPTH, LENGTH, TERMS};
pub use term::{Due, Has, Is, KEYS, Moment, Term, Wanted, Whom};

/// Conditions, and how they are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// All of them hold; none lets everything through.
    All(Vec<Expr>),
    /// One of them holds.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// One condition.
    Term(Term),
}

/// What a list is narrowed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its conditions.
    pub expr: Expr,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter { expr: Expr::All(Vec::new()) }
    }
}

/// Who asks, and when: what `me`, `today` and `3d` mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// The time of day.
    pub now: Timestamp,
    /// Where days begin.
    pub zone: TimeZone,
    /// The person's name.
    pub me: String,
}

impl Default for Asker {
    fn default() -> Asker {
        Asker { now: Timestamp::default(), zone: TimeZone::UTC, me: String::new() }
    }
}

/// What is wrong with a filter, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The bytes of the text that are wrong; never blank.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: FilterProblem,
}

/// What is wrong with a part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterProblem {
    /// No condition has this name.
    UnknownKey(String),
    /// The condition does not know this value; the known ones are given.
    UnknownValue {
        /// The condition.
        key: &'static str,
        /// What was written.
        value: String,
        /// What could have been.
        known: Vec<&'static str>,
    },
    /// The condition wants a time, and this is none.
    NotATime {
        /// The condition.
        key: &'static str,
        /// What was written.
        value: String,
        /// What it wants.
        wanted: Wanted,
    },
    /// A condition without a value.
    NoValue(&'static str),
    /// A quotation that does not end.
    OpenQuote,
    /// A parenthesis that is not closed.
    OpenGroup,
    /// A parenthesis that closes nothing.
    StrayClose,
    /// Parentheses around nothing.
    EmptyGroup,
    /// An `OR` with nothing on one of its sides.
    LoneOr,
    /// Parentheses in more than so many others.
    TooDeep(usize),
    /// More than so many bytes.
    TooLong(usize),
    /// More than so many conditions.
    TooMany(usize),
}

impl FilterError {
    /// Whether more typing at the end of `text` can still mend it.
    pub fn is_unfinished(&self, text: &str) -> bool {
        if self.at.end < text.trim_end().len() && !matches!(self.problem, FilterProblem::OpenGroup) {
            return false;
        }
        match &self.problem {
            FilterProblem::NoValue(_) | FilterProblem::OpenQuote | FilterProblem::OpenGroup => true,
            FilterProblem::LoneOr => self.at.start > 0,
            FilterProblem::UnknownValue { value, known, .. } => known.iter().any(|one| one.starts_with(value.as_str())),
            FilterProblem::UnknownKey(_) | FilterProblem::StrayClose | FilterProblem::EmptyGroup => false,
            // A number without its unit, a date without its day.
            FilterProblem::NotATime { value, .. } => {
                let begun = value.chars().all(|c| c.is_ascii_digit() || c == '-');
                begun || ["today", "yesterday", "late"].iter().any(|word| word.starts_with(value.as_str()))
            }
            FilterProblem::TooDeep(_) | FilterProblem::TooLong(_) | FilterProblem::TooMany(_) => false,
        }
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        matches!(&self.expr, Expr::All(all) if all.is_empty())
    }

    /// Whether time alone can change what passes.
    pub fn is_relative(&self) -> bool {
        self.expr.any(&|term| term.is_relative())
    }

    /// The conditions that all have to hold, whatever else there is.
    pub fn conjuncts(&self) -> &[Expr] {
        match &self.expr {
            Expr::All(all) => all,
            Expr::Any(_) | Expr::Not(_) | Expr::Term(_) => std::slice::from_ref(&self.expr),
        }
    }
}

impl Expr {
    /// Whether `check` holds for one of the conditions in it.
    pub fn any(&self, check: &impl Fn(&Term) -> bool) -> bool {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().any(|part| part.any(check)),
            Expr::Not(inner) => inner.any(check),
            Expr::Term(term) => check(term),
        }
    }
}
