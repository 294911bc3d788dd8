//! Reading the steps of a macro: words as on the command line, one step after the other.
//!
//! Steps stand between commas, or each in a string of its own; a comma in quotation marks
//! belongs to its step. Times are checked as phrases here; whether one has passed is known
//! only when the macro runs.

use std::str::FromStr;

use jiff::tz::TimeZone;

use super::{Macro, Step, StepKind};
use crate::base::nearest::nearest;
use crate::base::time::Timestamp;
use crate::model::label;
use crate::model::when::{When, WhenError, WhenProblem};

/// A moment like any other, for phrases whose time is told later.
const SOME_DAY: Timestamp = Timestamp::from_millis(1_764_000_000_000);

/// Other words for a step.
const TWINS: [(&str, StepKind); 3] = [("wait-client", StepKind::Wait), ("read", StepKind::See), ("open", StepKind::Reopen)];

/// What is wrong with a step, which stands beside it as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepError {
    /// The step; empty when there is none.
    pub step: String,
    /// What is wrong with it.
    pub problem: StepProblem,
}

/// What can be wrong with a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepProblem {
    /// There is no step at all.
    Nothing,
    /// Nothing is called so.
    Unknown {
        /// What it was probably meant to be.
        nearest: Option<String>,
    },
    /// What belongs to it is not there: a time, a name, a text.
    Missing,
    /// Something stands there that does not belong to it.
    Unwanted(String),
    /// Its time cannot be read.
    When(String, WhenError),
    /// A second answer, or a second thing that follows one.
    Twice,
    /// It cannot follow an answer: it belongs before the saved reply.
    NotAfter,
    /// It would take the conversation away before it is answered: it belongs after the saved reply.
    NotBefore,
    /// It follows an answer, and there is none.
    OnlyAfter,
}

impl Macro {
    /// Reads the steps of the macro `name`, each as it stands between two commas or in a list.
    ///
    /// # Errors
    /// The first step that is wrong; half a macro is none.
    pub fn parse(name: &str, steps: &[String]) -> Result<Macro, StepError> {
        let steps: Vec<Step> =
            steps.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::parse).collect::<Result<_, _>>()?;
        if steps.is_empty() {
            return Err(StepError { step: String::new(), problem: StepProblem::Nothing });
        }
        let read = Macro { name: name.to_owned(), steps };
        match read.misplaced() {
            Some((step, problem)) => Err(StepError { step: step.line(), problem }),
            None => Ok(read),
        }
    }

    /// The first step that stands where it cannot.
    fn misplaced(&self) -> Option<(&Step, StepProblem)> {
        let answers = self.snippet().is_some();
        let (mut answered, mut followed) = (false, false);
        for step in &self.steps {
            let problem = match step.place() {
                _ if step.kind == StepKind::Snippet && answered => Some(StepProblem::Twice),
                Place::Anywhere => None,
                Place::Before => answered.then_some(StepProblem::NotAfter),
                Place::After if answered && followed => Some(StepProblem::Twice),
                Place::After if answers && !answered => Some(StepProblem::NotBefore),
                Place::After if step.kind == StepKind::StayOpen && !answers => Some(StepProblem::OnlyAfter),
                Place::After => None,
            };
            if let Some(problem) = problem {
                return Some((step, problem));
            }
            answered |= step.kind == StepKind::Snippet;
            followed |= answered && step.place() == Place::After;
        }
        None
    }
}

/// Where a step can stand in a macro that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Anywhere,
}

impl Step {
    fn place(&self) -> Place {
        match self.kind {
            StepKind::Done | StepKind::Snooze | StepKind::Wait | StepKind::WaitThem | StepKind::StayOpen => Place::After,
            // Both take it out of the list, and neither can be chosen at sending.
            StepKind::Reopen | StepKind::Mute => Place::Before,
            StepKind::Assign | StepKind::Unassign | StepKind::Label | StepKind::Unlabel => Place::Before,
            StepKind::Star | StepKind::Unstar | StepKind::Unread | StepKind::See => Place::Before,
            StepKind::Note | StepKind::Task => Place::Before,
            StepKind::Snippet | StepKind::Next => Place::Anywhere,
        }
    }
}

/// Splits steps at commas, but for those between quotation marks.
fn split(text: &str) -> Vec<String> {
    let (mut steps, mut quoted) = (vec![String::new()], false);
    for letter in text.chars() {
        quoted ^= letter == '"';
        match (letter, steps.last_mut()) {
            (',', _) if !quoted => steps.push(String::new()),
            (_, Some(step)) => step.push(letter),
            (_, None) => {}
        }
    }
    steps
}

/// The name that words begin with, and what stands behind it.
pub(super) fn named(words: &str) -> (&str, &str) {
    words.split_once(' ').map_or((words, ""), |(who, rest)| (who, rest.trim_start()))
}

/// The steps on a line, as they stand between commas.
pub fn steps(line: &str) -> Vec<String> {
    split(line).into_iter().map(|step| step.trim().to_owned()).collect()
}

impl FromStr for Step {
    type Err = StepError;

    fn from_str(text: &str) -> Result<Step, StepError> {
        let wrong = |problem| StepError { step: text.to_owned(), problem };
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let unquoted = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(rest);
        let words = crate::base::text::one_line(unquoted);
        let lower = word.to_lowercase();
        let twin = TWINS.iter().find(|(twin, _)| *twin == lower).map(|(_, kind)| *kind);
        let Some(kind) = StepKind::from_code(&lower).or(twin) else {
            let known = StepKind::ALL.iter().map(|kind| kind.code()).chain(TWINS.iter().map(|(twin, _)| *twin));
            return Err(wrong(StepProblem::Unknown { nearest: nearest(&lower, known).map(str::to_owned) }));
        };
        // As on the command line: `wait them`, `wait client 3d`.
        let (kind, words) = match (kind, named(&words)) {
            (StepKind::Wait, ("them", "")) => (StepKind::WaitThem, String::new()),
            (StepKind::Wait, ("client", rest)) => (StepKind::Wait, rest.to_owned()),
            (kind, _) => (kind, words),
        };
        match problem(kind, &words) {
            Some(problem) => Err(wrong(problem)),
            None => Ok(Step { kind, words }),
        }
    }
}

/// What is wrong with what belongs to a step.
fn problem(kind: StepKind, words: &str) -> Option<StepProblem> {
    match kind {
        StepKind::Done | StepKind::Reopen | StepKind::Mute | StepKind::WaitThem | StepKind::StayOpen => unwanted(words),
        StepKind::Star | StepKind::Unstar | StepKind::Unread | StepKind::See => unwanted(words),
        StepKind::Unassign | StepKind::Next => unwanted(words),
        _ if words.is_empty() && kind != StepKind::Wait => Some(StepProblem::Missing),
        StepKind::Snooze => unreadable(words),
        StepKind::Wait if words.is_empty() => None,
        StepKind::Wait => unreadable(words),
        StepKind::Assign => Some(named(words).1).filter(|phrase| !phrase.is_empty()).and_then(unreadable),
        StepKind::Label | StepKind::Unlabel => label::read(words).is_empty().then_some(StepProblem::Missing),
        StepKind::Note | StepKind::Task | StepKind::Snippet => None,
    }
}

fn unwanted(words: &str) -> Option<StepProblem> {
    (!words.is_empty()).then(|| StepProblem::Unwanted(words.to_owned()))
}

/// Why nobody will ever understand a phrase; one that is over, or too far, may be meant for another day.
fn unreadable(phrase: &str) -> Option<StepProblem> {
    let error = When::read(phrase, SOME_DAY, &TimeZone::UTC).err()?;
    match error.problem {
        WhenProblem::Past | WhenProblem::Ahead | WhenProblem::TooFar => None,
        WhenProblem::Empty | WhenProblem::Unknown | WhenProblem::Ambiguous => Some(StepProblem::When(phrase.to_owned(), error)),
        WhenProblem::ImpossibleDate | WhenProblem::ImpossibleHour | WhenProblem::Clash => Some(StepProblem::When(phrase.to_owned(), error)),
    }
}
