//! Where keys go: a pane, an area of it.

use super::commands::CommandId;

/// A pane of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Inbox,
    Calendar,
    Outbox,
    Accounts,
    Tasks,
}

impl Pane {
    /// Every pane that is built, with its digit.
    pub const ALL: [(Pane, char); 5] =
        [(Pane::Inbox, '1'), (Pane::Calendar, '2'), (Pane::Outbox, '4'), (Pane::Accounts, '5'), (Pane::Tasks, '6')];

    /// The command that goes there.
    pub const fn command(self) -> CommandId {
        match self {
            Pane::Inbox => CommandId::InboxPane,
            Pane::Calendar => CommandId::CalendarPane,
            Pane::Outbox => CommandId::OutboxPane,
            Pane::Accounts => CommandId::AccountsPane,
            Pane::Tasks => CommandId::TasksPane,
        }
    }

    /// The id of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Pane::Inbox => "pane-inbox",
            Pane::Calendar => "pane-calendar",
            Pane::Outbox => "pane-outbox",
            Pane::Accounts => "pane-accounts",
            Pane::Tasks => "pane-tasks",
        }
    }
}

/// An area of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The column of views and clients.
    Views,
    /// The list.
    List,
    /// The thread, or the details of what is selected.
    Thread,
    /// The composer, which keeps the keys until it is left.
    Composer,
}
