//! A note: what we tell each other in a conversation. Nothing of it ever leaves.

use crate::base::id::{ConversationId, NoteId};
use crate::base::time::Timestamp;

/// A note in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its row in the store.
    pub id: NoteId,
    /// The conversation it stands in.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub person: String,
    /// Plain, harmless text.
    pub text: String,
    /// When it was written, in the time of day.
    pub at: Timestamp,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
}

/// What a person wants done with a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteVerb {
    /// Write one into a conversation.
    Add(ConversationId, String),
    /// Give it another text.
    Edit(NoteId, String),
    /// Take it away.
    Remove(NoteId),
}
