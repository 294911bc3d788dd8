//! The lines at the bottom: what just happened, and what the line of troubles is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::troubles::Trouble;
use super::{Effect, State};
use crate::base::id::{AccountId, ConversationId};
use crate::base::time::Timestamp;
use crate::config::Warning;
use crate::config::say::Problem;
use crate::model::fault::Reason;
use crate::model::hook::HookFault;
use crate::model::news::{LaneId, News};

/// How long what happened is told.
const TOLD: Duration = Duration::from_secs(10);

/// How something that happened is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It worked.
    Good,
    /// It is a hint.
    Plain,
    /// It goes on.
    Busy,
    /// It did not work; this stays until something else happens.
    Bad,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub text: String,
    pub mood: Mood,
    /// Whether `z` takes it back.
    pub undo: bool,
    until: Option<Timestamp>,
}

/// A lane that fails.
#[derive(Debug, Clone)]
pub(super) struct Failing {
    pub reason: Reason,
    pub since: Timestamp,
    pub again: Option<Timestamp>,
}

/// The lines at the bottom, and what they are made of.
#[derive(Debug)]
pub(crate) struct Status {
    pub happened: Option<Happened>,
    /// What is wrong, each with the key that mends it.
    pub troubles: Vec<Trouble>,
    pub standby: bool,
    pub(super) problem: Option<Problem>,
    pub(super) warnings: Vec<Warning>,
    /// Why the command of a hook failed the last time.
    pub(super) hook: Option<HookFault>,
    working: BTreeSet<LaneId>,
    pub(super) failing: BTreeMap<LaneId, Failing>,
    reading: BTreeSet<ConversationId>,
}

impl Status {
    pub fn new(warnings: Vec<Warning>) -> Status {
        Status {
            happened: None,
            troubles: Vec::new(),
            standby: false,
            problem: None,
            warnings,
            hook: None,
            working: BTreeSet::new(),
            failing: BTreeMap::new(),
            reading: BTreeSet::new(),
        }
    }

    /// How much is wrong in a person's files.
    pub fn warnings(&self) -> usize {
        self.warnings.len()
    }

    /// What is wrong in a person's files from now on.
    pub fn warned(&mut self, warnings: Vec<Warning>) {
        self.warnings = warnings;
    }

    /// Tells something, for a while.
    pub fn say(&mut self, text: String, mood: Mood, now: Timestamp) {
        let until = (mood != Mood::Bad && mood != Mood::Busy).then(|| now + TOLD);
        self.happened = Some(Happened { text, mood, undo: false, until });
    }

    /// Tells something that `z` takes back.
    pub fn say_undoable(&mut self, text: String, now: Timestamp) {
        self.happened = Some(Happened { text, mood: Mood::Good, undo: true, until: Some(now + TOLD) });
    }

    pub fn fades_at(&self) -> Option<Timestamp> {
        self.happened.as_ref().and_then(|happened| happened.until)
    }

    pub fn fade(&mut self, now: Timestamp) {
        if self.fades_at().is_some_and(|until| until <= now) {
            self.happened = None;
        }
    }

    /// Tells what happened no longer, when it is of this mood: it is about what was before.
    pub fn forget(&mut self, mood: Mood) {
        if self.happened.as_ref().is_some_and(|happened| happened.mood == mood) {
            self.happened = None;
        }
    }

    /// What went wrong with the store is shown until something is stored again.
    ///
    /// Whether that changes anything.
    pub fn suffer(&mut self, problem: Option<Problem>) -> bool {
        let changes = self.problem != problem;
        self.problem = problem;
        changes
    }

    pub fn is_working(&self) -> bool {
        !self.working.is_empty() || !self.reading.is_empty()
    }

    pub fn is_working_for(&self, account: AccountId) -> bool {
        self.working.iter().any(|lane| lane.account() == account)
    }

    pub fn is_reading(&self, conversation: ConversationId) -> bool {
        self.reading.contains(&conversation)
    }

    pub fn is_reading_any(&self) -> bool {
        !self.reading.is_empty()
    }
}

impl State {
    /// Takes what the engine says about itself.
    pub(crate) fn hear(&mut self, news: News) -> Vec<Effect> {
        let now = self.now.day;
        let status = &mut self.status;
        match news {
            News::Working(lane) => {
                status.working.insert(lane);
            }
            News::Resting(lane, _) => {
                status.working.remove(&lane);
                status.failing.remove(&lane);
            }
            News::Failed(lane, reason, again) => {
                status.working.remove(&lane);
                let since = status.failing.get(&lane).map_or(now, |failing| failing.since);
                status.failing.insert(lane, Failing { reason, since, again });
            }
            News::Ended(lane) => {
                status.working.remove(&lane);
                status.failing.remove(&lane);
            }
            News::Reading(conversation) => {
                status.reading.insert(conversation);
            }
            News::Read(conversation, reason) => {
                status.reading.remove(&conversation);
                self.thread.stale = reason.filter(|_| self.thread.id == Some(conversation));
            }
            News::Standby => status.standby = true,
            News::OnDuty => status.standby = false,
            News::HookFailed(fault) => status.hook = Some(fault),
            News::HookWell => status.hook = None,
        }
        self.diagnose();
        Vec::new()
    }

    /// Tells something, for a while.
    pub(crate) fn tell(&mut self, id: &str, mood: Mood) {
        let text = self.word(id);
        self.status.say(text, mood, self.now.machine);
    }
}
