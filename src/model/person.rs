//! A remote person as a card shows them: what we noted, what they wrote, what their account tells.
//!
//! What the network says of one account is an [`Author`]; one [`Person`] may have several
//! handles, joined by hand. [`Evidence`] is facts about an account and never a verdict.

use crate::base::id::{AuthorId, ConversationId, InteractionId, PersonId};
use crate::base::time::Timestamp;
use crate::model::author::Author;
use crate::model::client::Colour;
use crate::model::interaction::Kind;
use crate::model::label::Label;
use crate::model::lookalike::{Disguise, Likeness};
use crate::model::network::Network;
use crate::model::triage::State;

/// The days for which an account counts as new.
pub const NEW_FOR: u64 = 30;

/// What we keep of a person ourselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their row in the store.
    pub id: PersonId,
    /// What we noted; may be empty, may have several lines.
    pub note: String,
    /// Whether they are somebody to look after.
    pub vip: bool,
    /// Their labels, in order.
    pub labels: Vec<Label>,
}

/// What is done to a person's card; each is one entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardVerb {
    /// This note takes the place of the one there is; empty takes it away.
    Note(String),
    /// Somebody to look after, or not any more.
    Vip(bool),
    /// Put labels on them.
    Label(Vec<Label>),
    /// Take labels away.
    Unlabel(Vec<Label>),
    /// They are the same person as this one.
    Join(AuthorId),
    /// This handle is somebody else's after all.
    Split,
}

/// A handle of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle {
    /// One author who has it.
    pub author: AuthorId,
    /// Where it is.
    pub network: Network,
    /// The full handle; may be empty.
    pub handle: String,
    /// The name they show there.
    pub name: String,
}

/// An author as a list of people shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorRow {
    /// Their handle and name.
    pub who: Handle,
    /// What we keep of them, if anything.
    pub person: Option<Person>,
}

/// What lies behind us and a person, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Past {
    /// What they wrote to us.
    pub messages: u32,
    /// Likes, boosts and follows.
    pub reactions: u32,
    /// In how many conversations.
    pub conversations: u32,
    /// Their first of all these.
    pub first_at: Option<Timestamp>,
    /// Their last message.
    pub last_at: Option<Timestamp>,
    /// Our last answer to them.
    pub answered_at: Option<Timestamp>,
}

/// Whose name somebody looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// An account of ours.
    Account,
    /// A client.
    Client,
    /// A person marked as one to look after.
    Vip,
    /// Somebody whom the card of a client names.
    Contact,
}

/// A known name that theirs looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resemblance {
    /// Their name or handle.
    pub theirs: String,
    /// The known one.
    pub known: String,
    /// Whose that is.
    pub whose: Whose,
    /// How the two differ.
    pub likeness: Likeness,
}

/// What an account tells about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// When the account was made.
    pub created_at: Option<Timestamp>,
    /// Whether it says that it is a machine.
    pub bot: bool,
    /// How many follow it.
    pub followers: Option<u64>,
    /// How many it follows.
    pub following: Option<u64>,
    /// How much it has posted.
    pub posts: Option<u64>,
    /// The links that the network has verified.
    pub verified: Vec<String>,
    /// When it first wrote or reacted to us.
    pub first_at: Option<Timestamp>,
    /// What its name is taken for.
    pub disguise: Option<Disguise>,
    /// The names we know that its name looks like, the nearest first.
    pub resembles: Vec<Resemblance>,
}

impl Evidence {
    /// What the account of an author tells, before its name is compared with others.
    pub fn of(author: &Author, first_at: Option<Timestamp>) -> Evidence {
        let disguise = crate::model::lookalike::disguise;
        Evidence {
            created_at: author.created_at,
            bot: author.bot,
            followers: author.followers,
            following: author.following,
            posts: author.posts,
            verified: author.verified.clone(),
            first_at,
            disguise: disguise(&author.name).or_else(|| disguise(&author.handle)),
            resembles: Vec::new(),
        }
    }

    /// The days since the account was made.
    pub fn days(&self, now: Timestamp) -> Option<u64> {
        self.created_at.map(|made| now.since(made).as_secs() / 86_400)
    }

    /// Whether a reader of the thread should know: a name like another, or an account made lately.
    pub fn is_worth_telling(&self, now: Timestamp) -> bool {
        self.disguise.is_some() || !self.resembles.is_empty() || self.days(now).is_some_and(|days| days < NEW_FOR)
    }
}

/// An account of ours that met a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The client's name.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// The account's full handle.
    pub account_handle: String,
}

/// All that is known of a person, but what they wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorCard {
    /// Whose card was asked for.
    pub author: AuthorId,
    /// The network that met them.
    pub network: Network,
    /// What the network says of them.
    pub about: Author,
    /// What we keep of them.
    pub person: Option<Person>,
    /// All their handles, this one among them; more than one only when they were joined.
    pub handles: Vec<Handle>,
    /// The accounts of ours that met them, by client.
    pub met: Vec<Met>,
    /// What lies behind us.
    pub past: Past,
    /// What the account tells.
    pub evidence: Evidence,
}

/// One message of a person to any account of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The message.
    pub id: InteractionId,
    /// The conversation it stands in.
    pub conversation: ConversationId,
    /// How that conversation stands.
    pub state: State,
    /// The client's name.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// The account's network.
    pub network: Network,
    /// The account's full handle.
    pub account_handle: String,
    /// What it is.
    pub kind: Kind,
    /// What it says, on one line; empty when it was taken back.
    pub excerpt: String,
    /// When it happened.
    pub happened_at: Timestamp,
}

/// What of a person is in the store, before they are forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// All their handles.
    pub handles: Vec<String>,
    /// Their messages to us.
    pub messages: u32,
    /// Their likes, boosts and follows.
    pub reactions: u32,
    /// Posts of theirs that stand in threads.
    pub posts: u32,
    /// Drafts of ours to them, which go with them.
    pub drafts: u32,
    /// Answers of ours to them, which stay.
    pub answers: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn evidence_is_told_of_new_accounts_and_borrowed_names_only() {
        let now = Timestamp::from_millis(1_780_000_000_000);
        let made = |days: u64| Some(now - Duration::from_secs(days * 86_400));
        let old = Author { name: "Ana Ruiz".into(), handle: "@ana@a.test".into(), created_at: made(900), ..Author::default() };
        assert!(!Evidence::of(&old, None).is_worth_telling(now));
        assert!(!Evidence::of(&Author { created_at: None, ..old.clone() }, None).is_worth_telling(now), "unknown is not new");
        assert!(Evidence::of(&Author { created_at: made(4), ..old.clone() }, None).is_worth_telling(now));
        let borrowed = Author { name: "François HoIIande".into(), ..old };
        let evidence = Evidence::of(&borrowed, None);
        assert!(evidence.is_worth_telling(now));
        assert_eq!(evidence.disguise.map(|disguise| disguise.reads).as_deref(), Some("François Hollande"));
    }
}
