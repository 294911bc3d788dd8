//! One identity on one network, its feeds, and how it is.

use crate::base::code::codes;
use crate::base::id::{AccountId, ClientId};
use crate::base::time::Timestamp;
use crate::model::fault::Reason;
use crate::model::interaction::Visibility;
use crate::model::media::MediaLimits;
use crate::model::network::Network;

codes! {
    /// One thing that is polled for an account.
    pub enum Feed {
        /// Mentions, replies, reactions, follows: what the network notifies of.
        Notifications = "notifications",
        /// Direct messages, where the network lists them apart.
        Messages = "messages",
        /// Our own posts and answers, so that what was answered elsewhere is known.
        Own = "own",
        /// The entries of a source.
        Entries = "entries",
    }
}

codes! {
    /// Whether an account works, and what it needs if not.
    pub enum Health {
        /// It works.
        Ok = "ok",
        /// Its login was refused; a person must log in again.
        NeedsLogin = "needs-login",
        /// A person switched it off.
        Off = "off",
        /// Its address says that it is gone for good; it is not asked again.
        Gone = "gone",
    }
}

/// What the server of an account allows, as it told us at the last login or sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerLimits {
    /// The characters of a post.
    pub characters: u32,
    /// The characters that any address counts for.
    pub url_characters: u32,
    /// The files that may go with a post.
    pub media: MediaLimits,
}

impl Default for ServerLimits {
    fn default() -> ServerLimits {
        ServerLimits { characters: 500, url_characters: 23, media: MediaLimits::default() }
    }
}

/// One identity on one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its row in the store.
    pub id: AccountId,
    /// Who owns it.
    pub client: ClientId,
    /// Where it lives.
    pub network: Network,
    /// The address of its server, without a slash at the end; of a source, its feed's.
    pub server: String,
    /// The network's own id of it; opaque. Of a source, whose it is and the address it was added with.
    pub remote_id: String,
    /// The full handle: `@brand@example.social`; of a source, its address without the scheme.
    pub handle: String,
    /// The name it shows.
    pub name: String,
    /// Whether it works.
    pub health: Health,
    /// What its server allows.
    pub limits: ServerLimits,
    /// The visibility that its posts start with.
    pub visibility: Visibility,
    /// The language that its posts start with, as BCP 47, when the account has one.
    pub language: Option<String>,
}

impl Account {
    /// What it is called on a screen: its handle; of a source, the name it gives itself.
    pub fn title(&self) -> &str {
        if self.network.is_source() && !self.name.is_empty() { &self.name } else { &self.handle }
    }

    /// The host in the full handle, which need not be the server's address.
    pub fn host(&self) -> &str {
        self.handle.rsplit('@').next().unwrap_or_default()
    }
}

/// What is needed to store a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Who owns it.
    pub client: ClientId,
    /// Where it lives.
    pub network: Network,
    /// The address of its server, without a slash at the end.
    pub server: String,
    /// What the network said of us.
    pub identity: Identity,
}

/// What a network says of the account that asks: the answer to `verify`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Where it really lives, when that is not the address that was asked.
    pub server: Option<String>,
    /// The network's own id; opaque.
    pub remote_id: String,
    /// The full handle.
    pub handle: String,
    /// The name it shows.
    pub name: String,
    /// What the server allows.
    pub limits: ServerLimits,
    /// The visibility that the account's settings name.
    pub visibility: Option<Visibility>,
    /// The language that the account's settings name.
    pub language: Option<String>,
    /// The account's numbers at this moment.
    pub figures: Figures,
}

/// An account's numbers at one moment; kept once a day, since networks do not keep them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// How many follow it.
    pub followers: Option<u64>,
    /// How many it follows.
    pub following: Option<u64>,
    /// How much it has posted.
    pub posts: Option<u64>,
}

/// How the polling of one feed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedStatus {
    /// Which feed.
    pub feed: Feed,
    /// When it was last read to its end.
    pub read_at: Option<Timestamp>,
    /// When it is read next, by the machine's clock.
    pub next_at: Option<Timestamp>,
    /// What went wrong the last time, if anything.
    pub trouble: Option<Reason>,
}
