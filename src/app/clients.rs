//! The cards of clients as far as the screen goes by them: who rests now, and until when.
//!
//! Which clients rest follows from their cards and the time alone; lists and counts are asked
//! for without them. Looking at them anyway lasts until it is left.

use std::collections::{BTreeMap, BTreeSet};

use super::commands::CommandId;
use super::focus::Focus;
use super::panes::composer::Wanted;
use super::panes::inbox::Entry;
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::id::ClientId;
use crate::base::time::Timestamp;
use crate::model::card::Card;
use crate::model::client::Client;
use crate::model::conversation::View;
use crate::model::query::Sight;

/// The cards, and what follows from them at this time.
#[derive(Debug, Default)]
pub(crate) struct Clients {
    pub cards: BTreeMap<ClientId, Card>,
    /// Those outside their watch windows.
    pub resting: BTreeSet<ClientId>,
    /// Whether they are looked at all the same.
    pub looking: bool,
    /// When the next window opens or closes, in the time of day.
    pub changes_at: Option<Timestamp>,
    /// Cards as they were typed elsewhere and could not be taken.
    pub untaken: BTreeMap<ClientId, String>,
}

impl State {
    /// What is looked at now.
    pub(crate) fn sight(&self) -> Sight {
        let resting = if self.clients.looking { BTreeSet::new() } else { self.clients.resting.clone() };
        Sight { now: self.now.day, resting }
    }

    /// Takes the cards as the store has them.
    pub(crate) fn cards_loaded(&mut self, cards: BTreeMap<ClientId, Card>) {
        self.clients.cards = cards;
        self.rest_again();
        self.learn_cards();
        let rows = self.calendar.posts.iter().map(|post| post.row.clone()).collect();
        self.arrange(rows);
    }

    /// Computes who rests; lists and counts are asked again when that has changed.
    pub(crate) fn rest_again(&mut self) {
        let (now, zone) = (self.now.day, &self.settings.zone);
        let windows = self.clients.cards.iter().filter_map(|(client, card)| Some((*client, card.window(zone)?)));
        let (mut resting, mut changes_at) = (BTreeSet::new(), None);
        for (client, window) in windows {
            if !window.holds(now) {
                resting.insert(client);
            }
            changes_at = changes_at.into_iter().chain(window.next_change(now)).min();
        }
        self.clients.changes_at = changes_at;
        if resting == self.clients.resting {
            return;
        }
        self.clients.resting = resting;
        if !self.clients.looking {
            self.look_again();
        }
        self.clients.looking &= !self.clients.resting.is_empty();
    }

    /// What is in hand was listed for others; the cursor stays where it can.
    fn look_again(&mut self) {
        let selected = self.inbox.list.selected().map(|row| row.id);
        self.inbox.list.clear();
        selected.into_iter().for_each(|id| self.inbox.want(id));
        self.loads.want_now(Slot::Inbox);
        self.loads.want_now(Slot::Totals);
    }

    /// Looks at the clients that rest, or leaves them alone again.
    pub(crate) fn look(&mut self) -> Vec<Effect> {
        self.clients.looking = !self.clients.looking;
        self.look_again();
        let n = self.clients.resting.len();
        let id = if self.clients.looking { "look-begins" } else { "look-ends" };
        let key = self.key(CommandId::Look);
        let text = self.settings.language.say(id, &[("n", n.into()), ("key", (&key).into())]);
        self.status.say(text, Mood::Plain, self.now.machine);
        Vec::new()
    }

    /// What the clock alone changes: a window opens or closes, something is late.
    pub(crate) fn days_turn(&mut self) {
        let now = self.now.day;
        if self.clients.changes_at.is_some_and(|at| at <= now) {
            self.rest_again();
        }
        if let Some(totals) = self.totals.as_mut().filter(|totals| totals.next_due.is_some_and(|at| at <= now)) {
            totals.next_due = None;
            self.loads.want_now(Slot::Totals);
            if self.inbox.query.view == View::Late {
                self.loads.want_now(Slot::Inbox);
            }
        }
    }

    /// When the clock alone changes something, by the machine's time.
    pub(crate) fn turns_at(&self) -> Option<Timestamp> {
        let due = self.totals.as_ref().and_then(|totals| totals.next_due);
        let at = self.clients.changes_at.into_iter().chain(due).min()?;
        Some(self.now.machine + at.since(self.now.day) / self.settings.speed.max(1))
    }

    /// How many should have been answered by now.
    pub(crate) fn late(&self) -> u32 {
        self.totals.as_ref().and_then(|totals| totals.views.get(&View::Late)).map_or(0, |tally| tally.all)
    }

    pub(crate) fn client(&self, id: ClientId) -> Option<&Client> {
        self.totals.iter().flat_map(|totals| &totals.clients).map(|(client, _)| client).find(|client| client.id == id)
    }

    /// The client that is in hand: of the text being written, of the line or row with the cursor, of the list.
    pub(crate) fn client_in_hand(&self) -> Option<ClientId> {
        let written = self.composer.as_ref().filter(|_| self.focus == Focus::Composer);
        let written = written.and_then(|composer| composer.identities.first()).map(|identity| identity.account);
        let account = match self.pane {
            super::focus::Pane::Accounts => self.accounts.list.alive().map(|row| row.account.client),
            super::focus::Pane::Outbox => {
                self.outbox.list.alive().and_then(|row| self.accounts.account(row.account)).map(|account| account.client)
            }
            super::focus::Pane::Calendar => self.post_in_hand().and_then(|post| post.client).or(self.calendar.client),
            super::focus::Pane::Inbox | super::focus::Pane::Tasks => None,
        };
        let entry = match self.entries().get(self.inbox.chosen) {
            Some(Entry::Clients(client)) if self.focus == Focus::Views => *client,
            _ => None,
        };
        let written = written.and_then(|id| self.accounts.account(id)).map(|account| account.client);
        let row = self.row().filter(|_| self.pane == super::focus::Pane::Inbox).map(|row| row.client);
        written.or(account).or(entry).or(row).or(self.inbox.query.client)
    }
}

impl State {
    /// Has the text that is being written know what its clients want.
    pub(crate) fn learn_cards(&mut self) {
        let Some(composer) = self.composer.as_mut() else {
            return;
        };
        let mut wanted: Vec<Wanted> = Vec::new();
        for identity in &composer.identities {
            let client = self.accounts.account(identity.account).map(|account| account.client);
            if let Some(card) = client.and_then(|client| self.clients.cards.get(&client))
                && wanted.iter().all(|known| known.client != identity.client)
            {
                wanted.push(Wanted { client: identity.client.clone(), card: card.clone() });
            }
        }
        composer.wanted = wanted;
        composer.count();
    }
}
