//! What a network can do.

use std::time::Duration;

use crate::model::account::Feed;
use crate::model::exchange::ActKind;
use crate::model::interaction::{Kind, Visibility};

/// How a network keeps a repeated publish from becoming two posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dedupe {
    /// The protocol guarantees it.
    Native,
    /// Our own posts can be listed and compared.
    ByLookup,
    /// Not at all: a person decides.
    Never,
}

/// How a person shows a network that an account is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Login {
    /// A page of the server ends with a code.
    Code,
    /// Nothing is needed, unless the server asks for a name and a password.
    Password,
}

/// How long a network takes an answer to one kind of message, counted from the newest of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerWithin {
    /// The kind of message.
    pub kind: Kind,
    /// How long.
    pub within: Duration,
}

/// What a network can do; what a server narrows further is in the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// How one logs in.
    pub login: Login,
    /// What is polled.
    pub feeds: &'static [Feed],
    /// Whether something can be posted and answered.
    pub publish: bool,
    /// The acts it knows.
    pub acts: &'static [ActKind],
    /// The visibilities it knows, from the widest.
    pub visibilities: &'static [Visibility],
    /// Whether files can go with a post; how many and how large is in the account.
    pub media: bool,
    /// Whether a text can stand behind a warning.
    pub warnings: bool,
    /// How a repeated publish is recognised.
    pub dedupe: Dedupe,
    /// How long to rest between two polls of a feed.
    pub poll_every: Duration,
    /// How long it takes answers; a kind that is not named is answered whenever one likes.
    pub answer_within: &'static [AnswerWithin],
}

impl Capabilities {
    /// Whether anything can ever be on its way there.
    pub fn sends(&self) -> bool {
        self.publish || !self.acts.is_empty()
    }
}
