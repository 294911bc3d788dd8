//! Tickets, and reloads that a flood of changes cannot multiply.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::{Slot, Ticket};
use crate::base::time::Timestamp;

/// The least time between two reloads of the same thing.
const REST: Duration = Duration::from_millis(250);

/// What was asked last, and what is to be asked again.
#[derive(Debug, Default)]
pub(crate) struct Loads {
    generations: BTreeMap<Slot, u64>,
    wanted: BTreeSet<Slot>,
    last: BTreeMap<Slot, Timestamp>,
}

impl Loads {
    /// A new ticket; those before it are old.
    pub fn ticket(&mut self, slot: Slot) -> Ticket {
        let generation = self.generations.entry(slot).or_default();
        *generation += 1;
        Ticket { slot, generation: *generation }
    }

    /// How often a slot has asked so far.
    pub fn now(&self, slot: Slot) -> u64 {
        self.generations.get(&slot).copied().unwrap_or_default()
    }

    /// Whether nothing was asked since.
    pub fn is_current(&self, ticket: Ticket) -> bool {
        self.generations.get(&ticket.slot) == Some(&ticket.generation)
    }

    /// Notes that what a slot holds is old.
    pub fn want(&mut self, slot: Slot) {
        self.wanted.insert(slot);
    }

    /// Notes that a slot holds something else from now on: it is asked without a rest.
    pub fn want_now(&mut self, slot: Slot) {
        self.last.remove(&slot);
        self.wanted.insert(slot);
    }

    /// What may be asked now; the rest has been asked just before.
    pub fn take(&mut self, now: Timestamp) -> Vec<Slot> {
        let rested = |slot: &Slot| self.last.get(slot).is_none_or(|last| now.since(*last) >= REST || now < *last);
        let due: Vec<Slot> = self.wanted.iter().copied().filter(rested).collect();
        for slot in &due {
            self.wanted.remove(slot);
            self.last.insert(*slot, now);
        }
        due
    }

    /// When something that is wanted may be asked.
    pub fn next(&self) -> Option<Timestamp> {
        self.wanted.iter().map(|slot| self.last.get(slot).map_or(Timestamp::MIN, |last| *last + REST)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_changes_asks_four_times_a_second() {
        let mut loads = Loads::default();
        let mut asked = 0;
        for millis in 0..1_000 {
            loads.want(Slot::Inbox);
            asked += loads.take(Timestamp::from_millis(millis)).len();
        }
        assert_eq!(asked, 4);
        assert_eq!(loads.next(), Some(Timestamp::from_millis(1_000)));
    }

    #[test]
    fn an_old_ticket_is_not_current() {
        let mut loads = Loads::default();
        let old = loads.ticket(Slot::Inbox);
        let new = loads.ticket(Slot::Inbox);
        assert!(!loads.is_current(old) && loads.is_current(new));
    }
}
