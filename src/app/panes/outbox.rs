//! The outbox: what is leaving, what waits, and why.

use std::collections::BTreeSet;
use std::time::Duration;

use super::composer::{Composer, Identity, Quoted, Saved};
use crate::app::list::WindowedList;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State, Ticket};
use crate::base::id::DraftId;
use crate::base::time::Timestamp;
use crate::model::delivery::State as Delivery;
use crate::model::draft::{Draft, Target};
use crate::model::query::{CalendarQuery, OutboxRow, Query};
use crate::model::slot::{CalendarRow, Standing};

/// How many rows are shown at most.
pub(crate) const ROWS: u32 = 200;

/// How far ahead the calendar is shown below what is on its way.
const AHEAD: Duration = Duration::from_secs(48 * 3600);

/// How far back what nobody decided about is looked for.
const BEHIND: Duration = Duration::from_secs(30 * 24 * 3600);

/// The outbox.
#[derive(Debug)]
pub(crate) struct Outbox {
    pub list: WindowedList<OutboxRow>,
    /// What was handed to the store and not answered yet.
    sending: BTreeSet<Ticket>,
    /// What the store has taken, and the rows in hand do not show yet.
    taken: BTreeSet<Ticket>,
    /// What is stopped so that its text can be edited.
    editing: Option<Ticket>,
    /// The posts of the calendar that are late, or leave within two days, by time.
    pub upcoming: Vec<CalendarRow>,
}

impl Outbox {
    pub fn new() -> Outbox {
        Outbox { list: WindowedList::new(), sending: BTreeSet::new(), taken: BTreeSet::new(), editing: None, upcoming: Vec::new() }
    }

    /// When each of those leaves that can still be stopped.
    pub fn leaving_at(&self) -> impl Iterator<Item = Timestamp> {
        self.list.lines().iter().filter_map(|line| match line.item.state {
            Delivery::Leaving(at) => Some(at),
            _ => None,
        })
    }

    pub fn send(&mut self, ticket: Ticket) {
        self.sending.insert(ticket);
    }

    /// The store has taken it: it is among the rows from the next answer on.
    pub fn took(&mut self, ticket: Ticket) {
        if self.sending.remove(&ticket) {
            self.taken.insert(ticket);
        }
    }

    /// The store has refused it.
    pub fn refused(&mut self, ticket: Ticket) {
        self.sending.remove(&ticket);
    }

    pub fn answer(&mut self, rows: Vec<OutboxRow>) {
        self.taken.clear();
        self.list.replace(rows);
    }

    pub fn sends_in_flight(&self) -> usize {
        self.sending.len() + self.taken.len()
    }

    /// What is stopped by `ticket` is to be edited.
    pub fn edits(&mut self, ticket: Ticket) {
        self.editing = Some(ticket);
    }

    /// How many of so many lines the posts of the calendar get, with their title.
    pub fn lines_below(&self, height: usize) -> usize {
        let wanted = if self.upcoming.is_empty() { 0 } else { self.upcoming.len() + 2 };
        wanted.min(height.saturating_sub(self.list.lines().len()).max(height / 3))
    }
}

impl State {
    /// Asks for the posts of the calendar that leave next, and for those that are late.
    pub(crate) fn ask_upcoming(&mut self) -> Effect {
        let now = self.now.day;
        let query = CalendarQuery { from: now - BEHIND, until: now + AHEAD, client: None };
        self.load(Slot::Upcoming, Query::Calendar(query))
    }

    pub(crate) fn upcoming_loaded(&mut self, rows: Vec<CalendarRow>) {
        let now = self.now.day;
        let shown = |row: &CalendarRow| match row.standing {
            Standing::Late => true,
            Standing::Planned | Standing::Scheduled | Standing::Editing => row.at.is_some_and(|at| at >= now),
            Standing::Idea | Standing::Skipped | Standing::Leaving | Standing::Sent | Standing::NotSent => false,
        };
        self.outbox.upcoming = rows.into_iter().filter(shown).collect();
    }

    /// Whether this stopped what is to be edited; its text is asked for.
    pub(crate) fn stopped_to_edit(&mut self, ticket: Ticket, draft: Option<DraftId>) -> Option<Vec<Effect>> {
        let editing = self.outbox.editing.take_if(|editing| *editing == ticket);
        editing.map(|_| draft.map(|id| self.load(Slot::Brought, Query::Draft(id))).into_iter().collect())
    }

    /// Opens the text of what was stopped, as a draft of its account.
    pub(crate) fn text_brought(&mut self, draft: Option<Draft>) -> Vec<Effect> {
        let Some(draft) = draft else {
            return Vec::new();
        };
        let known = self.accounts.list.lines().iter().map(|line| &line.item);
        let identities: Vec<Identity> = known.filter(|row| draft.accounts.contains(&row.account.id)).map(Identity::of).collect();
        let (began, from) = (self.loads.ticket(Slot::Draft).generation, (self.focus, self.zoomed));
        let conversation = draft.conversation();
        let mut composer = Composer::new(draft, identities, began, from);
        composer.saved = Saved::Safe;
        match &composer.draft.target {
            Target::New => composer.informed = true,
            Target::Reply { .. } => {
                composer.older = true;
                composer.quoted = Some(Quoted::default());
            }
        }
        composer.count();
        let mut effects = Vec::new();
        if let Some(conversation) = conversation {
            self.inbox.list.select(conversation.0);
            effects = self.open(conversation);
            // What it answers may have changed since: it is read again, with the draft.
            self.loads.want_now(Slot::Conversation);
        }
        self.composer = Some(composer);
        self.focus_composer();
        self.tell("delivery-edited", Mood::Plain);
        effects
    }
}
