//! The outbox: what is leaving, what waits, and why.

use std::collections::BTreeSet;

use crate::app::Ticket;
use crate::app::list::WindowedList;
use crate::base::time::Timestamp;
use crate::model::delivery::State as Delivery;
use crate::model::query::OutboxRow;

/// How many rows are shown at most.
pub(crate) const ROWS: u32 = 200;

/// The outbox.
#[derive(Debug)]
pub(crate) struct Outbox {
    pub list: WindowedList<OutboxRow>,
    /// What was handed to the store and not answered yet.
    sending: BTreeSet<Ticket>,
    /// What the store has taken, and the rows in hand do not show yet.
    taken: BTreeSet<Ticket>,
}

impl Outbox {
    pub fn new() -> Outbox {
        Outbox { list: WindowedList::new(), sending: BTreeSet::new(), taken: BTreeSet::new() }
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
}
