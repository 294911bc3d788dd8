//! The to-do list: what is to be done, by when, for whom; struck out, not deleted.

use std::time::Duration;

use crate::base::id::{ClientId, ConversationId, TaskId};
use crate::base::time::Timestamp;
use crate::model::client::Colour;

/// How long what is done stays on the list.
pub const STRUCK_FOR: Duration = Duration::from_secs(7 * 24 * 3_600);

/// The graphemes of the longest task.
pub const LONGEST: usize = 500;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// What; one line.
    pub text: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// For which client, if for one.
    pub client: Option<ClientId>,
    /// About which conversation, if about one.
    pub conversation: Option<ConversationId>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Which one.
    pub id: TaskId,
    /// What it is.
    pub task: Task,
    /// When it was written down.
    pub created_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// The client's name; empty when it is for none.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// The author of the conversation; empty when it is about none.
    pub about: String,
}

impl TaskRow {
    /// Whether it should have been done by `now`.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.done_at.is_none() && self.task.due.is_some_and(|due| due <= now)
    }
}
