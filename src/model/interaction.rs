//! What somebody did towards us: a mention, a reply, a comment, a message, a reaction.
//!
//! Interactions are facts about the world: what a person decides about them is the
//! conversation's [`Triage`](crate::model::triage::Triage). Our own answers stand between
//! theirs in a conversation, as messages too.

use crate::base::code::codes;
use crate::base::id::{DeliveryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::exchange::RemoteId;

codes! {
    /// What was done.
    pub enum Kind {
        /// Somebody names us.
        Mention = "mention",
        /// Somebody answers an answer of ours.
        Reply = "reply",
        /// Somebody writes under a post of ours.
        Comment = "comment",
        /// A direct message.
        Dm = "dm",
        /// Somebody quotes a post of ours.
        Quote = "quote",
        /// A rating with words.
        Review = "review",
        /// A mail.
        Mail = "mail",
        /// An entry of a source.
        Entry = "entry",
        /// Somebody likes a post of ours.
        Like = "like",
        /// Somebody passes a post of ours on.
        Boost = "boost",
        /// Somebody follows us.
        Follow = "follow",
    }
}

impl Kind {
    /// Whether somebody waits for an answer to it.
    pub const fn asks(self) -> bool {
        match self {
            Kind::Mention | Kind::Reply | Kind::Comment | Kind::Dm | Kind::Quote | Kind::Review | Kind::Mail => true,
            Kind::Entry | Kind::Like | Kind::Boost | Kind::Follow => false,
        }
    }

    /// Whether it is a reaction: something done with one click, folded into one row.
    pub const fn is_reaction(self) -> bool {
        matches!(self, Kind::Like | Kind::Boost | Kind::Follow)
    }
}

codes! {
    /// Who can read a post, from the widest to the narrowest.
    pub enum Visibility {
        /// Everybody, and it is listed.
        Public = "public",
        /// Everybody, but it is not listed.
        Unlisted = "unlisted",
        /// Followers.
        Followers = "followers",
        /// Those it names.
        Direct = "direct",
    }
}

impl Visibility {
    /// The narrower of two.
    pub fn narrower(self, other: Visibility) -> Visibility {
        self.max(other)
    }
}

/// A picture, film or sound that came with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// What it is in the network's word: `image`, `video`, `audio`, `gifv`.
    pub kind: String,
    /// Where it is.
    pub url: String,
    /// What it shows, in its author's words.
    pub alt: String,
}

/// One message of a conversation, theirs or ours, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its row in the store; absent for a post that only stands above the conversation.
    pub id: Option<InteractionId>,
    /// What it is.
    pub kind: Kind,
    /// Whether we wrote it.
    pub ours: bool,
    /// Whether it is an answer of ours that this store did not send.
    pub elsewhere: bool,
    /// The name of who wrote it.
    pub name: String,
    /// Their full handle.
    pub handle: String,
    /// Plain, harmless text.
    pub text: String,
    /// The words that stand before a text that is hidden at first.
    pub warning: String,
    /// The language it says it is in.
    pub language: Option<String>,
    /// Who can read it.
    pub visibility: Visibility,
    /// What came with it.
    pub media: Vec<Media>,
    /// When the network says it happened.
    pub happened_at: Timestamp,
    /// When its author last changed it.
    pub edited_at: Option<Timestamp>,
    /// When we learned that its author took it back.
    pub deleted_at: Option<Timestamp>,
    /// Its page.
    pub url: String,
    /// The network's own id.
    pub remote_id: RemoteId,
    /// Whether we like it.
    pub liked: bool,
    /// Whether we boosted it.
    pub boosted: bool,
    /// The delivery that carried it, when this store sent it.
    pub delivery: Option<DeliveryId>,
}

/// Whether the answer at `at` was given elsewhere beside one that was sent from here.
///
/// It was met only after ours had left, and nothing of theirs stands between the two.
/// `messages` come oldest first.
pub fn crosses(messages: &[Message], at: usize) -> bool {
    let Some(message) = messages.get(at).filter(|message| message.ours && message.elsewhere && message.deleted_at.is_none()) else {
        return false;
    };
    let beside = |message: &&Message| message.ours;
    let before = messages[..at].iter().rev().take_while(beside);
    let mut around = before.chain(messages[at + 1..].iter().take_while(beside));
    around.any(|ours| ours.delivery.is_some() && ours.id < message.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Timestamp;

    fn message(id: i64, ours: bool, sent: bool) -> Message {
        Message {
            id: Some(InteractionId(id)),
            kind: Kind::Reply,
            ours,
            elsewhere: ours && !sent,
            name: String::new(),
            handle: String::new(),
            text: String::new(),
            warning: String::new(),
            language: None,
            visibility: Visibility::Public,
            media: Vec::new(),
            happened_at: Timestamp::from_millis(id),
            edited_at: None,
            deleted_at: None,
            url: String::new(),
            remote_id: RemoteId::new(id.to_string()),
            liked: false,
            boosted: false,
            delivery: sent.then_some(DeliveryId(1)),
        }
    }

    #[test]
    fn two_answers_cross_when_neither_knew_of_the_other() {
        let (theirs, sent, elsewhere) = (|id| message(id, false, false), |id| message(id, true, true), |id| message(id, true, false));
        let table = [
            (vec![theirs(1), sent(2), elsewhere(3)], 2, true),
            (vec![theirs(1), elsewhere(3), sent(2)], 1, true),
            (vec![theirs(1), elsewhere(2), sent(3)], 1, false),
            (vec![theirs(1), sent(2), theirs(3), elsewhere(4)], 3, false),
            (vec![theirs(1), elsewhere(2)], 1, false),
            (vec![theirs(1), sent(2), elsewhere(3)], 1, false),
        ];
        for (at, (messages, which, expected)) in table.into_iter().enumerate() {
            assert_eq!(crosses(&messages, which), expected, "case {at}");
        }
    }
}
