//! Typed ids: a number that knows which noun it numbers.
//!
//! The number is the row's key in the store. No id is ever given out twice, so an id
//! that is no longer there is gone for good.

/// Declares one id type.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A customer of the agency.
    ClientId;
    /// One identity on one network.
    AccountId;
    /// A remote person.
    AuthorId;
    /// A person behind one or several handles, of whom we keep something ourselves.
    PersonId;
    /// What somebody did towards us, or what we answered.
    InteractionId;
    /// A row of the inbox.
    ConversationId;
    /// A text being written.
    DraftId;
    /// A variant or an act on its way to one account.
    DeliveryId;
    /// One line of the journal.
    EntryId;
    /// Something to do.
    TaskId;
    /// A saved reply.
    SnippetId;
    /// A list that somebody named.
    SavedViewId;
    /// A note in a conversation.
    NoteId;
    /// A place on the calendar.
    SlotId;
}
