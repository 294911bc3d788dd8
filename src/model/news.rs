//! What the engine says about itself while it works.
//!
//! News is never the truth about data, which is in the store; it tells of waits and of
//! trouble, so that every network wait can be seen and abandoned.

use crate::base::id::{AccountId, ConversationId};
use crate::base::time::Timestamp;
use crate::model::account::Feed;
use crate::model::fault::Reason;
use crate::model::hook::HookFault;

/// One worker of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneId {
    /// Polls one feed of one account.
    Poll(AccountId, Feed),
    /// Sends what goes to one account.
    Outbox(AccountId),
}

impl LaneId {
    /// The account that the lane works for.
    pub fn account(self) -> AccountId {
        match self {
            LaneId::Poll(account, _) | LaneId::Outbox(account) => account,
        }
    }
}

/// What the engine says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A lane asks its network.
    Working(LaneId),
    /// A lane is done and rests until then, by the machine's clock.
    Resting(LaneId, Timestamp),
    /// A lane's work failed; it tries again then, or not before a login when there is no time.
    Failed(LaneId, Reason, Option<Timestamp>),
    /// A lane has ended: its account was removed, switched off, or lost its login.
    Ended(LaneId),
    /// A thread is being read from the network for a conversation.
    Reading(ConversationId),
    /// The thread has been read, or could not be.
    Read(ConversationId, Option<Reason>),
    /// Another process on this store polls and sends; this one does not.
    Standby,
    /// This process polls and sends.
    OnDuty,
    /// The command that is run when something new came failed, after it went well or never ran.
    HookFailed(HookFault),
    /// That command went well again.
    HookWell,
}
