//! What crosses to and from networks: pages of items in, posts and acts out.
//!
//! Connectors make these of a network's JSON and the store makes rows of them, so that
//! neither knows the other. Text in here is plain but not yet harmless: the store makes
//! it so when it stores it.

use std::time::Duration;

use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::account::Figures;
use crate::model::author::Author;
use crate::model::interaction::{Kind, Media, Visibility};
use crate::model::media::Attached;

/// A network's id of something: any characters, any length, never ordered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RemoteId(String);

impl RemoteId {
    /// Takes the network's word for it.
    pub fn new(id: impl Into<String>) -> RemoteId {
        RemoteId(id.into())
    }

    /// The id as the network wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far a feed was read; opaque to all but its connector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor(String);

impl Cursor {
    /// Keeps what the connector wants to be given next time.
    pub fn new(text: impl Into<String>) -> Cursor {
        Cursor(text.into())
    }

    /// What the connector wrote.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key that makes a repeated publish one post, where the network knows keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Keeps a key that was made with its delivery.
    pub fn new(key: impl Into<String>) -> IdempotencyKey {
        IdempotencyKey(key.into())
    }

    /// The key as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One page of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What it held, oldest first.
    pub items: Vec<Incoming>,
    /// Where to go on.
    pub cursor: Cursor,
    /// Whether there is more to read at once.
    pub more: bool,
    /// When the network wants to be asked again, if it says so.
    pub poll_after: Option<Duration>,
    /// The account's numbers, where the feed tells them along the way.
    pub figures: Option<Figures>,
    /// The address to ask from now on, when the old one says that it moved for good.
    pub moved: Option<String>,
    /// The name that a source gives itself.
    pub name: Option<String>,
}

/// One thing a feed told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// Somebody said something to us.
    Said(Box<Post>),
    /// Somebody reacted.
    Reacted(Box<Reaction>),
    /// Somebody took a reaction back.
    Withdrawn {
        /// The kind of reaction.
        kind: Kind,
        /// The remote id of who did.
        actor: String,
        /// The post it was about; none for a follow.
        subject: Option<RemoteId>,
    },
    /// A post of ours, from here or elsewhere.
    Ours(Box<Post>),
    /// A post is no longer there.
    Gone(RemoteId),
    /// An item that we could not read; the page goes on.
    Unreadable {
        /// Its id, if even that could be read.
        remote_id: String,
        /// What was wrong with it.
        why: String,
    },
}

/// A post or a message, theirs or ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The network's id of it.
    pub remote_id: RemoteId,
    /// What it is towards us; meaningless for our own.
    pub kind: Kind,
    /// Who wrote it.
    pub author: Author,
    /// Plain text.
    pub text: String,
    /// The words that stand before a text that is hidden at first.
    pub warning: String,
    /// The language it says it is in, as BCP 47.
    pub language: Option<String>,
    /// Who can read it.
    pub visibility: Visibility,
    /// The post it answers.
    pub parent: Option<RemoteId>,
    /// The network's conversation of direct messages, where there is one.
    pub conversation: Option<String>,
    /// The remote ids or handles of all who take part in a direct message, us left out.
    pub participants: Vec<String>,
    /// The full handles that it names.
    pub names: Vec<String>,
    /// When the network says it happened.
    pub happened_at: Timestamp,
    /// When its author last changed it.
    pub edited_at: Option<Timestamp>,
    /// Its page.
    pub url: String,
    /// What came with it.
    pub media: Vec<Media>,
    /// Whether we like it.
    pub liked: bool,
    /// Whether we boosted it.
    pub boosted: bool,
}

/// A like, a boost or a follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Which of the three.
    pub kind: Kind,
    /// Who did it.
    pub actor: Author,
    /// The post of ours it is about; none for a follow.
    pub subject: Option<Box<Post>>,
    /// When the network says it happened.
    pub happened_at: Timestamp,
}

/// The thread around a post, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    /// Its posts, each with whether it is ours.
    pub posts: Vec<(Post, bool)>,
}

/// A post or a reply on its way to a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The text as it was typed.
    pub text: String,
    /// The post it answers.
    pub parent: Option<RemoteId>,
    /// Who can read it.
    pub visibility: Visibility,
    /// The language it is in, as BCP 47.
    pub language: Option<String>,
    /// The words that stand before it; empty for none.
    pub warning: String,
    /// The files that go with it.
    pub media: Vec<Attached>,
}

/// A file that a network has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// The id it gave the file.
    pub id: RemoteId,
    /// Whether it can be posted at once, or is being worked on.
    pub ready: bool,
}

/// What a network answered to a publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The id it gave the post.
    pub remote_id: RemoteId,
    /// The post's page.
    pub url: String,
    /// When the network says it was posted.
    pub posted_at: Timestamp,
}

/// What a look for an unanswered publish has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Posts that match, and are not known to be another delivery's.
    Candidates(Vec<Receipt>),
    /// Nothing that matches.
    Nothing {
        /// Whether the listing is proven to be newer than the attempt.
        fresh: bool,
    },
}

codes! {
    /// A small thing done to a remote message, or to the person who wrote it.
    pub enum ActKind {
        /// Like it.
        Like = "like",
        /// Take the like back.
        Unlike = "unlike",
        /// Pass it on.
        Boost = "boost",
        /// Take the boost back.
        Unboost = "unboost",
        /// Delete a post of ours.
        Delete = "delete",
        /// Hide a message of theirs from others.
        Hide = "hide",
        /// Shut its author out.
        Block = "block",
        /// Let its author in again.
        Unblock = "unblock",
        /// Hear no more of its author from the network.
        Mute = "mute",
        /// Hear of its author again.
        Unmute = "unmute",
        /// Tell the network's moderators about its author.
        Report = "report",
    }
}

codes! {
    /// What an act is done to.
    pub enum Aim {
        /// A message.
        Message = "message",
        /// A person.
        Author = "author",
    }
}

codes! {
    /// What somebody is reported for.
    pub enum Category {
        /// Advertising, fraud, floods.
        Spam = "spam",
        /// It breaks a rule of the server.
        Violation = "violation",
        /// Anything else, told in the comment.
        Other = "other",
    }
}

/// What the network's moderators are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What for.
    pub category: Category,
    /// In our own words; may be empty.
    pub comment: String,
    /// The message that it is about, where one is attached.
    pub message: Option<RemoteId>,
}

impl ActKind {
    /// What it is done to.
    pub const fn aim(self) -> Aim {
        match self {
            ActKind::Like | ActKind::Unlike | ActKind::Boost | ActKind::Unboost | ActKind::Delete | ActKind::Hide => Aim::Message,
            ActKind::Block | ActKind::Unblock | ActKind::Mute | ActKind::Unmute | ActKind::Report => Aim::Author,
        }
    }

    /// Whether it answers for us: its conversation is done when nothing else in it asks.
    pub const fn closes(self) -> bool {
        match self {
            ActKind::Hide | ActKind::Block | ActKind::Report => true,
            ActKind::Like
            | ActKind::Unlike
            | ActKind::Boost
            | ActKind::Unboost
            | ActKind::Delete
            | ActKind::Unblock
            | ActKind::Mute
            | ActKind::Unmute => false,
        }
    }

    /// Whether doing it twice is doing it once, and the network can tell whether it was done.
    ///
    /// A second report is a second case for somebody to read, and no server lists ours.
    pub const fn repeats(self) -> bool {
        !matches!(self, ActKind::Report)
    }

    /// The act that takes this one back, if any does.
    pub const fn opposite(self) -> Option<ActKind> {
        match self {
            ActKind::Like => Some(ActKind::Unlike),
            ActKind::Unlike => Some(ActKind::Like),
            ActKind::Boost => Some(ActKind::Unboost),
            ActKind::Unboost => Some(ActKind::Boost),
            ActKind::Block => Some(ActKind::Unblock),
            ActKind::Unblock => Some(ActKind::Block),
            ActKind::Mute => Some(ActKind::Unmute),
            ActKind::Unmute => Some(ActKind::Mute),
            ActKind::Delete | ActKind::Hide | ActKind::Report => None,
        }
    }
}

/// An act and what it is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteAct {
    /// What is done.
    pub kind: ActKind,
    /// The message or the person it is done to, as [`ActKind::aim`] says.
    pub target: RemoteId,
    /// What a report says; none for every other act.
    pub report: Option<Report>,
}

impl RemoteAct {
    /// An act that says nothing.
    pub const fn new(kind: ActKind, target: RemoteId) -> RemoteAct {
        RemoteAct { kind, target, report: None }
    }
}
