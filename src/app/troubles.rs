//! What is wrong, in the order in which it matters, each with the key that mends it.

use std::collections::BTreeMap;

use super::State;
use super::commands::CommandId;
use super::focus::Pane;
use super::status::Failing;
use crate::base::id::AccountId;
use crate::config::language::Arg;
use crate::model::account::Health;
use crate::model::delivery::State as Delivery;
use crate::model::fault::ReasonCode;
use crate::model::network::Network;
use crate::model::query::AccountRow;

/// Something that is wrong.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    /// What; it is cut where there is no room.
    pub said: String,
    /// The keys that mend it, which are never cut; empty when it mends itself.
    pub mend: String,
    /// The pane in which it is mended.
    pub pane: Option<Pane>,
}

impl Trouble {
    fn plain(said: String) -> Trouble {
        Trouble { said, mend: String::new(), pane: None }
    }
}

/// An account by its network and the short form of its handle: `M @brand`.
fn named(row: &AccountRow) -> String {
    let title = row.account.title();
    let short = if row.account.network.is_source() { title } else { title.rsplit_once('@').map_or(title, |(name, _)| name) };
    format!("{} {short}", row.account.network.letter())
}

impl State {
    /// Says again what is wrong; called when anything that can be wrong has changed.
    pub(crate) fn diagnose(&mut self) {
        let language = &self.settings.language;
        let mut troubles = Vec::new();
        troubles.extend(self.status.problem.as_ref().map(|problem| Trouble::plain(language.problem(problem))));
        troubles.extend(self.lost_logins());
        troubles.extend(self.failures());
        let held = self.totals.as_ref().map_or(0, |totals| totals.trouble);
        if held > 0 {
            let said = self.first_not_sent(held - 1).unwrap_or_else(|| language.say("trouble-not-sent", &[("n", held.into())]));
            troubles.push(Trouble { said, mend: self.press_named(CommandId::OutboxPane), pane: Some(Pane::Outbox) });
        }
        if self.status.standby {
            troubles.push(Trouble::plain(language.word("trouble-standby")));
        }
        troubles.extend(self.status.hook.as_ref().map(|fault| {
            let said = language.say("trouble-hook", &[("why", Arg::Text(&language.hook_fault(fault)))]);
            Trouble { said, mend: language.word("trouble-hook-mend"), pane: None }
        }));
        troubles.extend(self.status.warnings.iter().map(|warning| Trouble::plain(language.warning(warning))));
        self.status.troubles = troubles;
    }

    /// What stands first in the outbox and needs a person: whose, where, why, and how many more do.
    fn first_not_sent(&self, more: u32) -> Option<String> {
        let row = self.outbox.list.lines().iter().map(|line| &line.item).find(|row| row.state.is_trouble())?;
        let language = &self.settings.language;
        let handle = row.account_handle.rsplit_once('@').map_or(row.account_handle.as_str(), |(name, _)| name);
        let account = format!("{} {handle}", row.network.letter());
        let why = match &row.state {
            Delivery::Held(held) => language.code("held-short", held.code()),
            Delivery::Failed(reason) => language.reason(reason, &self.settings.zone, self.now.day),
            state => language.delivery(state),
        };
        let args = [("client", (&row.client_name).into()), ("account", (&account).into()), ("why", (&why).into()), ("n", more.into())];
        Some(language.say(if more == 0 { "trouble-not-sent-of" } else { "trouble-not-sent-first" }, &args))
    }

    fn press_named(&self, command: CommandId) -> String {
        self.settings.language.say("trouble-press", &[("key", Arg::Text(&self.key(command)))])
    }

    fn lost_logins(&self) -> Vec<Trouble> {
        let language = &self.settings.language;
        let (key, login) = (self.key(CommandId::AccountsPane), self.key(CommandId::Login));
        let mend = language.say("trouble-log-in", &[("key", (&key).into()), ("login", (&login).into())]);
        let lost = self.accounts.list.lines().iter().map(|line| &line.item).filter(|row| row.account.health == Health::NeedsLogin);
        lost.map(|row| {
            let account = named(row);
            let args = [("client", (&row.client_name).into()), ("account", (&account).into())];
            let id = if row.account.network.is_source() { "trouble-source-login" } else { "trouble-login" };
            Trouble { said: language.say(id, &args), mend: mend.clone(), pane: Some(Pane::Accounts) }
        })
        .collect()
    }

    fn failures(&self) -> Vec<Trouble> {
        let mut by_account: BTreeMap<AccountId, &Failing> = BTreeMap::new();
        for (lane, failing) in self.status.failing.iter().filter(|(_, failing)| !failing.reason.code.needs_login()) {
            by_account.entry(lane.account()).or_insert(failing);
        }
        let offline = by_account.values().all(|failing| failing.reason.code == ReasonCode::Unreachable);
        let told: Vec<String> = match by_account.values().map(|failing| failing.since).min() {
            Some(since) if offline && by_account.len() > 1 => {
                let sources =
                    by_account.keys().filter(|id| self.accounts.account(**id).is_some_and(|known| known.network.is_source())).count();
                let id = match sources {
                    0 => "trouble-offline",
                    all if all == by_account.len() => "trouble-offline-sources",
                    _ => "trouble-offline-both",
                };
                let since = self.settings.language.clock(&self.settings.zone, self.now.day, since);
                let n = by_account.len() - sources;
                vec![self.settings.language.say(id, &[("n", n.into()), ("sources", sources.into()), ("since", (&since).into())])]
            }
            _ => by_account.iter().map(|(id, failing)| self.failure(*id, failing)).collect(),
        };
        let mend = self.press_named(CommandId::AccountsPane);
        told.into_iter().map(|said| Trouble { said, mend: mend.clone(), pane: Some(Pane::Accounts) }).collect()
    }

    fn failure(&self, id: AccountId, failing: &Failing) -> String {
        let language = &self.settings.language;
        let (zone, now) = (&self.settings.zone, self.now.day);
        let row = self.accounts.list.get(id.0);
        let client = row.map(|row| row.client_name.clone()).unwrap_or_default();
        let account = row.map(named).unwrap_or_default();
        let network = row.map_or(Network::Mastodon, |row| row.account.network);
        let reason = match row {
            Some(row) if row.account.health == Health::Gone => language.word("health-gone"),
            _ => language.reason_of(network, &failing.reason, zone, now),
        };
        let since = language.clock(zone, now, failing.since);
        let args = [("client", (&client).into()), ("account", (&account).into()), ("reason", (&reason).into()), ("since", (&since).into())];
        language.say(if failing.again.is_some() { "trouble-failing" } else { "trouble-stopped" }, &args)
    }
}
