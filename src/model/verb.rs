//! What a person decides about a conversation, with all that belongs to the decision.
//!
//! What a verb makes of a conversation is in [`triage`](crate::model::triage).

use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::label::{self, Label};

codes! {
    /// The word for a verb, as the journal keeps it.
    pub enum VerbKind {
        /// Nothing is left to do.
        Done = "done",
        /// Something is left to do after all.
        Reopen = "reopen",
        /// Never show it again.
        Mute = "mute",
        /// Mark it with a star.
        Star = "star",
        /// Take the star away.
        Unstar = "unstar",
        /// Mark it as not seen.
        Unread = "unread",
        /// Mark it as seen.
        See = "see",
        /// Out of sight for a while.
        Snooze = "snooze",
        /// It is their turn.
        WaitThem = "wait-them",
        /// The client has to tell us something first.
        WaitClient = "wait-client",
        /// Somebody is to answer it.
        Assign = "assign",
        /// Nobody in particular is to answer it.
        Unassign = "unassign",
        /// Put labels on it.
        Label = "label",
        /// Take labels away.
        Unlabel = "unlabel",
    }
}

/// Until when a conversation sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until this time, or until they answer.
    At(Timestamp),
    /// Until they answer, whenever that is.
    Answer,
}

impl Until {
    /// The time, if there is one.
    pub fn time(self) -> Option<Timestamp> {
        match self {
            Until::At(at) => Some(at),
            Until::Answer => None,
        }
    }
}

/// What a person decides about a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// Nothing is left to do.
    Done,
    /// Something is left to do after all.
    Reopen,
    /// Never show it again.
    Mute,
    /// Mark it with a star.
    Star,
    /// Take the star away.
    Unstar,
    /// Mark it as not seen.
    Unread,
    /// Mark it as seen.
    See,
    /// Out of sight for a while.
    Snooze(Until),
    /// It is their turn, although no answer of ours says so.
    WaitThem,
    /// The client has to tell us something first.
    WaitClient(Asked),
    /// Somebody is to answer it, by a time if one is given.
    Assign {
        /// Whose turn it is: a login name, or any name a team uses.
        who: String,
        /// When it is everybody's again.
        due: Option<Timestamp>,
    },
    /// Nobody in particular is to answer it.
    Unassign,
    /// Put these labels on it.
    Label(Vec<Label>),
    /// Take these labels away.
    Unlabel(Vec<Label>),
}

/// What was asked of the client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// By when the client should have answered; it is ours again then.
    pub due: Option<Timestamp>,
    /// What was asked; may be empty.
    pub what: String,
}

impl Verb {
    /// Its word.
    pub const fn kind(&self) -> VerbKind {
        match self {
            Verb::Done => VerbKind::Done,
            Verb::Reopen => VerbKind::Reopen,
            Verb::Mute => VerbKind::Mute,
            Verb::Star => VerbKind::Star,
            Verb::Unstar => VerbKind::Unstar,
            Verb::Unread => VerbKind::Unread,
            Verb::See => VerbKind::See,
            Verb::Snooze(_) => VerbKind::Snooze,
            Verb::WaitThem => VerbKind::WaitThem,
            Verb::WaitClient(_) => VerbKind::WaitClient,
            Verb::Assign { .. } => VerbKind::Assign,
            Verb::Unassign => VerbKind::Unassign,
            Verb::Label(_) => VerbKind::Label,
            Verb::Unlabel(_) => VerbKind::Unlabel,
        }
    }

    /// Whether it takes the conversation out of the list it is in.
    pub const fn moves(&self) -> bool {
        match self {
            Verb::Done | Verb::Reopen | Verb::Mute | Verb::Snooze(_) | Verb::WaitThem | Verb::WaitClient(_) => true,
            Verb::Star | Verb::Unstar | Verb::Unread | Verb::See => false,
            Verb::Assign { .. } | Verb::Unassign | Verb::Label(_) | Verb::Unlabel(_) => false,
        }
    }

    /// The time that belongs to it.
    pub fn time(&self) -> Option<Timestamp> {
        match self {
            Verb::Snooze(until) => until.time(),
            Verb::WaitClient(asked) => asked.due,
            Verb::Assign { due, .. } => *due,
            Verb::Done | Verb::Reopen | Verb::Mute | Verb::Star | Verb::Unstar | Verb::Unread | Verb::See => None,
            Verb::WaitThem | Verb::Unassign | Verb::Label(_) | Verb::Unlabel(_) => None,
        }
    }

    /// What stands in the journal beside its word: a name, labels, what was asked; never a time.
    pub fn detail(&self) -> String {
        match self {
            Verb::WaitClient(asked) => asked.what.clone(),
            Verb::Assign { who, .. } => who.clone(),
            Verb::Label(labels) | Verb::Unlabel(labels) => label::line(labels),
            Verb::Done | Verb::Reopen | Verb::Mute | Verb::Star | Verb::Unstar | Verb::Unread | Verb::See => String::new(),
            Verb::Snooze(_) | Verb::WaitThem | Verb::Unassign => String::new(),
        }
    }
}

/// What becomes of a conversation when our answer has arrived, chosen at sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// It is their turn.
    WaitThem,
    /// It stays with us.
    StayOpen,
    /// Nothing is left to do.
    Done,
    /// The client has to tell us something first.
    WaitClient(Asked),
    /// Out of sight for a while.
    Snooze(Until),
}

impl After {
    /// The line for it in the store: a word, a time in milliseconds or `-`, a text.
    pub fn line(&self) -> String {
        let time = |at: Option<Timestamp>| at.map_or("-".to_owned(), |at| at.millis().to_string());
        match self {
            After::WaitThem => "wait-them".to_owned(),
            After::StayOpen => "stay-open".to_owned(),
            After::Done => "done".to_owned(),
            After::WaitClient(asked) => format!("wait-client {} {}", time(asked.due), asked.what).trim_end().to_owned(),
            After::Snooze(until) => format!("snooze {}", time(until.time())),
        }
    }

    /// What the line says.
    pub fn from_line(line: &str) -> Option<After> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (time, what) = rest.split_once(' ').unwrap_or((rest, ""));
        let at = match time {
            "" | "-" => None,
            millis => Some(Timestamp::from_millis(millis.parse().ok()?)),
        };
        match word {
            "wait-them" => Some(After::WaitThem),
            "stay-open" => Some(After::StayOpen),
            "done" => Some(After::Done),
            "wait-client" => Some(After::WaitClient(Asked { due: at, what: what.to_owned() })),
            "snooze" => Some(After::Snooze(at.map_or(Until::Answer, Until::At))),
            _ => None,
        }
    }
}
