//! The lines at the bottom: what just happened, and what is wrong with the key that mends it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::commands::CommandId;
use super::{Effect, State};
use crate::base::id::{AccountId, ConversationId};
use crate::base::time::Timestamp;
use crate::config::Warning;
use crate::config::say::Problem;
use crate::model::account::Health;
use crate::model::fault::{Reason, ReasonCode};
use crate::model::network::Network;
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
struct Failing {
    reason: Reason,
    since: Timestamp,
    again: Option<Timestamp>,
}

/// The lines at the bottom, and what they are made of.
#[derive(Debug)]
pub(crate) struct Status {
    pub happened: Option<Happened>,
    /// What is wrong, each with the key that mends it.
    pub troubles: Vec<String>,
    pub standby: bool,
    problem: Option<Problem>,
    warnings: Vec<Warning>,
    working: BTreeSet<LaneId>,
    failing: BTreeMap<LaneId, Failing>,
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

/// An account by its network and the short form of its handle: `M @brand`.
fn named(handle: &str, network: Network) -> String {
    let name = handle.rsplit_once('@').map_or(handle, |(name, _)| name);
    format!("{} {name}", network.letter())
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
        }
        self.diagnose();
        Vec::new()
    }

    /// Says again what is wrong; called when anything that can be wrong has changed.
    pub(crate) fn diagnose(&mut self) {
        let mut troubles = Vec::new();
        let language = &self.settings.language;
        troubles.extend(self.status.problem.as_ref().map(|problem| language.problem(problem)));
        troubles.extend(self.lost_logins());
        troubles.extend(self.failures());
        let held = self.totals.as_ref().map_or(0, |totals| totals.trouble);
        if held > 0 {
            let key = self.key(CommandId::OutboxPane);
            troubles.push(language.say("trouble-not-sent", &[("n", held.into()), ("key", (&key).into())]));
        }
        if self.status.standby {
            troubles.push(language.word("trouble-standby"));
        }
        troubles.extend(self.status.warnings.iter().map(|warning| language.warning(warning)));
        self.status.troubles = troubles;
    }

    fn lost_logins(&self) -> Vec<String> {
        let (key, login) = (self.key(CommandId::AccountsPane), self.key(CommandId::Login));
        let lost = self.accounts.list.lines().iter().map(|line| &line.item).filter(|row| row.account.health == Health::NeedsLogin);
        lost.map(|row| {
            let account = named(row.account.title(), row.account.network);
            let args =
                [("client", (&row.client_name).into()), ("account", (&account).into()), ("key", (&key).into()), ("login", (&login).into())];
            let id = if row.account.network.is_source() { "trouble-source-login" } else { "trouble-login" };
            self.settings.language.say(id, &args)
        })
        .collect()
    }

    fn failures(&self) -> Vec<String> {
        let language = &self.settings.language;
        let (zone, now) = (&self.settings.zone, self.now.day);
        let mut by_account: BTreeMap<AccountId, &Failing> = BTreeMap::new();
        for (lane, failing) in self.status.failing.iter().filter(|(_, failing)| !failing.reason.code.needs_login()) {
            by_account.entry(lane.account()).or_insert(failing);
        }
        let offline = by_account.values().all(|failing| failing.reason.code == ReasonCode::Unreachable);
        if let Some(since) = by_account.values().map(|failing| failing.since).min().filter(|_| offline && by_account.len() > 1) {
            let since = language.clock(zone, now, since);
            return vec![language.say("trouble-offline", &[("n", by_account.len().into()), ("since", (&since).into())])];
        }
        let told = by_account.iter().map(|(id, failing)| {
            let row = self.accounts.list.get(id.0);
            let client = row.map(|row| row.client_name.clone()).unwrap_or_default();
            let account = row.map(|row| named(row.account.title(), row.account.network)).unwrap_or_default();
            let network = row.map_or(Network::Mastodon, |row| row.account.network);
            let (reason, since) = (language.reason_of(network, &failing.reason, zone, now), language.clock(zone, now, failing.since));
            let args =
                [("client", (&client).into()), ("account", (&account).into()), ("reason", (&reason).into()), ("since", (&since).into())];
            language.say(if failing.again.is_some() { "trouble-failing" } else { "trouble-stopped" }, &args)
        });
        told.collect()
    }

    /// Tells something, for a while.
    pub(crate) fn tell(&mut self, id: &str, mood: Mood) {
        let text = self.word(id);
        self.status.say(text, mood, self.now.machine);
    }
}
