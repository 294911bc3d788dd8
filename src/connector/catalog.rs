//! What networks there are: one row each.

use std::collections::BTreeMap;

use crate::connector::Connector;
use crate::connector::mastodon::Mastodon;
use crate::connector::rss::Rss;
use crate::model::capability::Capabilities;
use crate::model::network::Network;

/// One network and who speaks to it.
pub struct Entry {
    /// The network.
    pub network: Network,
    /// Its connector; one value serves all accounts.
    pub connector: &'static dyn Connector,
    /// The API it speaks.
    pub doc: &'static str,
}

/// Every network, in the order of [`Network::ALL`].
pub static CATALOG: &[Entry] = &[
    Entry { network: Network::Mastodon, connector: &Mastodon, doc: "https://docs.joinmastodon.org/client/intro/" },
    Entry { network: Network::Rss, connector: &Rss, doc: "https://www.rssboard.org/rss-specification" },
];

/// Who speaks to `network`.
pub fn connector(network: Network) -> &'static dyn Connector {
    match network {
        Network::Mastodon => &Mastodon,
        Network::Rss => &Rss,
    }
}

/// What each network can do.
pub fn capabilities() -> BTreeMap<Network, Capabilities> {
    CATALOG.iter().map(|entry| (entry.network, entry.connector.capabilities())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_has_one_row() {
        let networks: Vec<Network> = CATALOG.iter().map(|entry| entry.network).collect();
        assert_eq!(networks, Network::ALL);
    }
}
