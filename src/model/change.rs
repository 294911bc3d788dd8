//! A notice of what changed in the store: nouns and ids, never data.
//!
//! Whoever shows something reads it again. A notice is sent after its commit.

use std::collections::BTreeSet;

use crate::base::code::codes;
use crate::base::id::{AccountId, ConversationId, DeliveryId};

codes! {
    /// A noun of which something changed.
    pub enum Noun {
        /// A row of the inbox, or something in it.
        Conversation = "conversation",
        /// Something on its way.
        Delivery = "delivery",
        /// A text being written.
        Draft = "draft",
        /// An account, its health.
        Account = "account",
        /// How the polling of an account's feeds stands; the id is the account's.
        Feed = "feed",
        /// A customer.
        Client = "client",
        /// A row of the journal.
        Entry = "entry",
        /// A note.
        Note = "note",
        /// A saved reply.
        Snippet = "snippet",
        /// A task.
        Task = "task",
        /// A saved view.
        SavedView = "saved-view",
        /// What we know of a person.
        Person = "person",
        /// A place on the calendar.
        Slot = "slot",
    }
}

/// What changed since the last notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSet {
    items: BTreeSet<(Noun, i64)>,
}

impl ChangeSet {
    /// Notes that one thing changed.
    pub fn note(&mut self, noun: Noun, id: i64) {
        self.items.insert((noun, id));
    }

    /// Takes another notice in.
    pub fn merge(&mut self, other: ChangeSet) {
        self.items.extend(other.items);
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Everything that changed.
    pub fn iter(&self) -> impl Iterator<Item = (Noun, i64)> + '_ {
        self.items.iter().copied()
    }

    /// Whether anything of this noun changed.
    pub fn touches(&self, noun: Noun) -> bool {
        self.items.range((noun, i64::MIN)..=(noun, i64::MAX)).next().is_some()
    }

    /// Whether this conversation changed.
    pub fn conversation(&self, id: ConversationId) -> bool {
        self.items.contains(&(Noun::Conversation, id.0))
    }

    /// Whether this delivery changed.
    pub fn delivery(&self, id: DeliveryId) -> bool {
        self.items.contains(&(Noun::Delivery, id.0))
    }

    /// Whether this account changed.
    pub fn account(&self, id: AccountId) -> bool {
        self.items.contains(&(Noun::Account, id.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_tells_noun_and_id() {
        let mut changes = ChangeSet::default();
        changes.note(Noun::Conversation, 7);
        changes.note(Noun::Conversation, 7);
        assert!(changes.conversation(ConversationId(7)) && !changes.conversation(ConversationId(8)));
        assert!(changes.touches(Noun::Conversation) && !changes.touches(Noun::Delivery));
        assert_eq!(changes.iter().count(), 1);
    }
}
