//! The networks, and the fixed facts about each.

use crate::base::code::codes;

codes! {
    /// A network that vigie can speak to.
    pub enum Network {
        /// Mastodon and its kin: everything that speaks its client API.
        Mastodon = "mastodon",
    }
}

impl Network {
    /// The letter that stands for the network on every screen.
    pub const fn letter(self) -> char {
        match self {
            Network::Mastodon => 'M',
        }
    }

    /// The network's own name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Network::Mastodon => "Mastodon",
        }
    }
}
