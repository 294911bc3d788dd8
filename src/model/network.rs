//! The networks, and the fixed facts about each.

use crate::base::code::codes;

codes! {
    /// A network that vigie can speak to.
    pub enum Network {
        /// Mastodon and its kin: everything that speaks its client API.
        Mastodon = "mastodon",
        /// A feed of the open web: RSS, Atom, JSON Feed. On the screen its account is a *source*.
        Rss = "rss",
    }
}

impl Network {
    /// The letter that stands for the network on every screen.
    pub const fn letter(self) -> char {
        match self {
            Network::Mastodon => 'M',
            Network::Rss => 'R',
        }
    }

    /// The network's own name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Network::Mastodon => "Mastodon",
            Network::Rss => "RSS",
        }
    }

    /// Whether its accounts are sources: addresses that are only read, and need no login.
    pub const fn is_source(self) -> bool {
        match self {
            Network::Mastodon => false,
            Network::Rss => true,
        }
    }
}
