//! Macros: a name and what follows one key, a list of steps, all of them or none.
//!
//! A [`Macro`] is as a person wrote it; its times are phrases. Made ready at a moment it is a
//! [`Run`], whose verbs the store and the screen apply with the same function. A step with a
//! saved reply sends nothing: it begins an answer, and the rest is done with its sending.
//! Start at [`Macro::parse`].

mod parse;

use jiff::tz::TimeZone;

use crate::base::code::codes;
use crate::base::id::InteractionId;
use crate::base::time::Timestamp;
use crate::model::journal::Deed;
use crate::model::label;
use crate::model::snippet::AndThen;
use crate::model::triage::{After, Asked, Triage, Until, Verb};
use crate::model::when::{When, WhenError};

pub use parse::{StepError, StepProblem, steps};

codes! {
    /// What a step does, by the word that config uses.
    pub enum StepKind {
        /// Nothing is left to do.
        Done = "done",
        /// Something is left to do after all.
        Reopen = "reopen",
        /// Out of sight until a time.
        Snooze = "snooze",
        /// The client has to tell us something first, by a time if one is given.
        Wait = "wait",
        /// It is their turn.
        WaitThem = "wait-them",
        /// It stays with us after an answer.
        StayOpen = "stay-open",
        /// Somebody is to answer it, by a time if one is given.
        Assign = "assign",
        /// Nobody in particular is to answer it.
        Unassign = "unassign",
        /// Put labels on it.
        Label = "label",
        /// Take labels away.
        Unlabel = "unlabel",
        /// Mark it with a star.
        Star = "star",
        /// Take the star away.
        Unstar = "unstar",
        /// Mark it as not seen.
        Unread = "unread",
        /// Mark it as seen.
        See = "see",
        /// Never show it again.
        Mute = "mute",
        /// Write a note, for us alone.
        Note = "note",
        /// Write a task down.
        Task = "task",
        /// Begin an answer with a saved reply.
        Snippet = "snippet",
        /// Go to the next row.
        Next = "next",
    }
}

/// One step: what it does, and what belongs to it as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// A time, a name, labels, a text; empty when nothing belongs to it.
    pub words: String,
}

/// A macro as it was written, without mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// Its name.
    pub name: String,
    /// Its steps, in order; at least one.
    pub steps: Vec<Step>,
}

/// One thing that is done to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A verb of triage.
    Verb(Verb),
    /// A note, for us alone.
    Note(String),
    /// A task about it.
    Task(String),
}

/// What a macro does to conversations, its times told: one entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The name of the macro.
    pub name: String,
    /// Its steps as they were written, but for what follows an answer.
    pub said: String,
    /// What is done, in order; may be nothing when all of it follows an answer.
    pub acts: Vec<Act>,
}

/// What [`Run::detail`] tells: the name of a macro and its steps.
pub fn told(detail: &str) -> Option<(String, Vec<String>)> {
    detail.split_once(": ").map(|(name, said)| (name.to_owned(), steps(said)))
}

/// What a person gives to conversations at once: a verb, or a macro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A verb.
    Verb(Verb),
    /// A macro.
    Run(Run),
}

impl Macro {
    /// The saved reply that it begins an answer with.
    pub fn snippet(&self) -> Option<&str> {
        self.steps.iter().find(|step| step.kind == StepKind::Snippet).map(|step| step.words.as_str())
    }

    /// Whether it goes to the next row.
    pub fn goes_on(&self) -> bool {
        self.steps.iter().any(|step| step.kind == StepKind::Next)
    }

    /// Its steps on one line, as they can be written.
    pub fn line(&self) -> String {
        joined(&self.steps)
    }

    /// The steps before its saved reply; all of them when it has none.
    fn before(&self) -> &[Step] {
        let at = self.steps.iter().position(|step| step.kind == StepKind::Snippet);
        &self.steps[..at.unwrap_or(self.steps.len())]
    }

    /// What it does, for somebody in `zone` at `now`.
    ///
    /// # Errors
    /// A time that has become impossible, such as a day that is over, with its phrase.
    pub fn run(&self, now: Timestamp, zone: &TimeZone) -> Result<Run, (String, WhenError)> {
        let before = self.before();
        let acts = before.iter().filter_map(|step| act(step, now, zone).transpose()).collect::<Result<_, _>>()?;
        let told: Vec<Step> = self.steps.iter().take(before.len() + 1).cloned().collect();
        Ok(Run { name: self.name.clone(), said: joined(&told), acts })
    }

    /// What becomes of the conversation when its answer has been sent; none when it does not say so.
    ///
    /// # Errors
    /// As for [`Macro::run`].
    pub fn after(&self, now: Timestamp, zone: &TimeZone) -> Result<Option<After>, (String, WhenError)> {
        for step in &self.steps[self.before().len()..] {
            if let Some(after) = step.after(now, zone)? {
                return Ok(Some(after));
            }
        }
        Ok(None)
    }
}

fn joined(steps: &[Step]) -> String {
    let lines: Vec<String> = steps.iter().map(Step::line).collect();
    lines.join(", ")
}

impl Step {
    /// The step as it can be written.
    pub fn line(&self) -> String {
        let quote = if self.words.contains(',') { "\"" } else { "" };
        format!("{} {quote}{}{quote}", self.kind, self.words).trim_end().to_owned()
    }

    /// What is chosen at sending when the step follows an answer; none when it cannot follow one.
    ///
    /// # Errors
    /// A time that cannot be, with its phrase.
    pub fn after(&self, now: Timestamp, zone: &TimeZone) -> Result<Option<After>, (String, WhenError)> {
        Ok(match self.kind {
            StepKind::Done => Some(After::Done),
            StepKind::WaitThem => Some(After::WaitThem),
            StepKind::StayOpen => Some(After::StayOpen),
            StepKind::Snooze => Some(After::Snooze(until(&self.words, now, zone)?)),
            StepKind::Wait => Some(After::WaitClient(Asked { due: due(&self.words, now, zone)?, what: String::new() })),
            StepKind::Reopen | StepKind::Mute | StepKind::Star | StepKind::Unstar | StepKind::Unread | StepKind::See => None,
            StepKind::Assign | StepKind::Unassign | StepKind::Label | StepKind::Unlabel => None,
            StepKind::Note | StepKind::Task | StepKind::Snippet | StepKind::Next => None,
        })
    }
}

fn until(phrase: &str, now: Timestamp, zone: &TimeZone) -> Result<Until, (String, WhenError)> {
    match When::read(phrase, now, zone).map_err(|error| (phrase.to_owned(), error))? {
        When::At(at) => Ok(Until::At(at)),
        When::UntilTheyAnswer => Ok(Until::Answer),
    }
}

fn due(phrase: &str, now: Timestamp, zone: &TimeZone) -> Result<Option<Timestamp>, (String, WhenError)> {
    if phrase.is_empty() { Ok(None) } else { until(phrase, now, zone).map(Until::time) }
}

/// What a step does to a conversation; nothing for those that are about the screen or an answer.
fn act(step: &Step, now: Timestamp, zone: &TimeZone) -> Result<Option<Act>, (String, WhenError)> {
    let words = &step.words;
    Ok(Some(Act::Verb(match step.kind {
        StepKind::Done => Verb::Done,
        StepKind::Reopen => Verb::Reopen,
        StepKind::Mute => Verb::Mute,
        StepKind::Star => Verb::Star,
        StepKind::Unstar => Verb::Unstar,
        StepKind::Unread => Verb::Unread,
        StepKind::See => Verb::See,
        StepKind::Snooze => Verb::Snooze(until(words, now, zone)?),
        StepKind::WaitThem => Verb::WaitThem,
        StepKind::Wait => Verb::WaitClient(Asked { due: due(words, now, zone)?, what: String::new() }),
        StepKind::Assign => {
            let (who, phrase) = parse::named(words);
            Verb::Assign { who: who.to_owned(), due: due(phrase, now, zone)? }
        }
        StepKind::Unassign => Verb::Unassign,
        StepKind::Label => Verb::Label(label::read(words)),
        StepKind::Unlabel => Verb::Unlabel(label::read(words)),
        StepKind::Note => return Ok(Some(Act::Note(words.clone()))),
        StepKind::Task => return Ok(Some(Act::Task(words.clone()))),
        StepKind::Snippet | StepKind::StayOpen | StepKind::Next => return Ok(None),
    })))
}

impl Run {
    /// What it makes of a conversation; `newest` is their newest message.
    pub fn after(&self, triage: &Triage, newest: Option<InteractionId>, now: Timestamp) -> Triage {
        self.verbs().fold(triage.clone(), |triage, verb| triage.after_verb(verb, newest, now))
    }

    fn verbs(&self) -> impl Iterator<Item = &Verb> {
        self.acts.iter().filter_map(|act| match act {
            Act::Verb(verb) => Some(verb),
            Act::Note(_) | Act::Task(_) => None,
        })
    }

    /// Its steps but for the answer, as they were written.
    pub fn beside(&self) -> String {
        let steps = parse::steps(&self.said);
        let beside: Vec<&str> = steps.iter().map(String::as_str).filter(|step| !step.starts_with(StepKind::Snippet.code())).collect();
        beside.join(", ")
    }

    /// What stands in the journal beside its word: its name and its steps, with what follows an answer.
    pub fn detail(&self, then: Option<&After>) -> String {
        let then = then.map(|after| format!(", {}", AndThen::of(after))).unwrap_or_default();
        format!("{}: {}{then}", self.name, self.said)
    }

    /// The lines for it in the store.
    pub fn lines(&self) -> String {
        let plain = |text: &str| text.replace('\n', " ");
        let mut lines = vec![plain(&self.name), plain(&self.said)];
        lines.extend(self.acts.iter().map(|act| plain(&act.line())));
        lines.join("\n")
    }

    /// What the lines say; none when they say nothing.
    pub fn from_lines(text: &str) -> Option<Run> {
        let mut lines = text.lines();
        let (name, said) = (lines.next()?.to_owned(), lines.next()?.to_owned());
        Some(Run { name, said, acts: lines.map(Act::from_line).collect::<Option<_>>()? })
    }
}

impl Act {
    /// The line for it: the word of a step, a time in milliseconds or `-`, a text.
    fn line(&self) -> String {
        let (kind, at, words) = match self {
            Act::Verb(verb) => (StepKind::of(verb), verb.time(), verb.detail()),
            Act::Note(text) => (StepKind::Note, None, text.clone()),
            Act::Task(text) => (StepKind::Task, None, text.clone()),
        };
        let at = at.map_or("-".to_owned(), |at| at.millis().to_string());
        format!("{kind} {at} {words}")
    }

    fn from_line(line: &str) -> Option<Act> {
        let mut parts = line.splitn(3, ' ');
        let (kind, at, words) = (StepKind::from_code(parts.next()?)?, parts.next()?, parts.next()?);
        let at = if at == "-" { None } else { Some(Timestamp::from_millis(at.parse().ok()?)) };
        Some(Act::Verb(match kind {
            StepKind::Done => Verb::Done,
            StepKind::Reopen => Verb::Reopen,
            StepKind::Mute => Verb::Mute,
            StepKind::Star => Verb::Star,
            StepKind::Unstar => Verb::Unstar,
            StepKind::Unread => Verb::Unread,
            StepKind::See => Verb::See,
            StepKind::Snooze => Verb::Snooze(at.map_or(Until::Answer, Until::At)),
            StepKind::WaitThem => Verb::WaitThem,
            StepKind::Wait => Verb::WaitClient(Asked { due: at, what: words.to_owned() }),
            StepKind::Assign => Verb::Assign { who: words.to_owned(), due: at },
            StepKind::Unassign => Verb::Unassign,
            StepKind::Label => Verb::Label(label::read(words)),
            StepKind::Unlabel => Verb::Unlabel(label::read(words)),
            StepKind::Note => return Some(Act::Note(words.to_owned())),
            StepKind::Task => return Some(Act::Task(words.to_owned())),
            StepKind::Snippet | StepKind::StayOpen | StepKind::Next => return None,
        }))
    }
}

impl StepKind {
    /// The step that gives this verb.
    fn of(verb: &Verb) -> StepKind {
        match verb {
            Verb::Done => StepKind::Done,
            Verb::Reopen => StepKind::Reopen,
            Verb::Mute => StepKind::Mute,
            Verb::Star => StepKind::Star,
            Verb::Unstar => StepKind::Unstar,
            Verb::Unread => StepKind::Unread,
            Verb::See => StepKind::See,
            Verb::Snooze(_) => StepKind::Snooze,
            Verb::WaitThem => StepKind::WaitThem,
            Verb::WaitClient(_) => StepKind::Wait,
            Verb::Assign { .. } => StepKind::Assign,
            Verb::Unassign => StepKind::Unassign,
            Verb::Label(_) => StepKind::Label,
            Verb::Unlabel(_) => StepKind::Unlabel,
        }
    }
}

impl From<Verb> for Given {
    fn from(verb: Verb) -> Given {
        Given::Verb(verb)
    }
}

impl Given {
    /// What it makes of a conversation; `newest` is their newest message.
    pub fn after(&self, triage: &Triage, newest: Option<InteractionId>, now: Timestamp) -> Triage {
        match self {
            Given::Verb(verb) => triage.after_verb(verb, newest, now),
            Given::Run(run) => run.after(triage, newest, now),
        }
    }

    /// Whether it takes the conversation out of the list it is in.
    pub fn moves(&self) -> bool {
        match self {
            Given::Verb(verb) => verb.moves(),
            Given::Run(run) => run.verbs().any(Verb::moves),
        }
    }

    /// Whether nothing is left to do by it.
    pub fn finishes(&self) -> bool {
        match self {
            Given::Verb(verb) => *verb == Verb::Done,
            Given::Run(run) => run.verbs().any(|verb| *verb == Verb::Done),
        }
    }

    /// How the journal calls it.
    pub fn deed(&self) -> Deed {
        match self {
            Given::Verb(verb) => Deed::Triage(verb.kind()),
            Given::Run(_) => Deed::Macro,
        }
    }

    /// What stands in the journal beside its word.
    pub fn detail(&self) -> String {
        match self {
            Given::Verb(verb) => verb.detail(),
            Given::Run(run) => run.detail(None),
        }
    }

    /// What it does, one after the other.
    pub fn acts(&self) -> Vec<Act> {
        match self {
            Given::Verb(verb) => vec![Act::Verb(verb.clone())],
            Given::Run(run) => run.acts.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
