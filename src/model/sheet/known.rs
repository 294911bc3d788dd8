//! What the names in a file can mean: our clients, our accounts, their zones.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::base::id::{AccountId, ClientId, DraftId};
use crate::base::nearest::nearest;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::account::Account;
use crate::model::client::Client;
use crate::model::draft::Draft;
use crate::model::slot::CalendarRow;

/// What the names in a file can mean.
#[derive(Debug, Clone)]
pub struct Known {
    /// All clients.
    pub clients: Vec<Client>,
    /// All accounts.
    pub accounts: Vec<Account>,
    /// The zones of clients whose card names one.
    pub zones: BTreeMap<ClientId, TimeZone>,
    /// The zone of the person.
    pub zone: TimeZone,
    /// The time.
    pub now: Timestamp,
    /// The posts of ours that the file numbers.
    pub kept: BTreeMap<DraftId, (CalendarRow, Draft)>,
}

/// Why a name means nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmatched {
    /// Nobody is called so; who was probably meant.
    Unknown(Option<String>),
    /// Several are called so.
    Several(Vec<String>),
    /// Nothing is posted there.
    Source,
}

impl Known {
    /// The client of this name, without regard to case and accents.
    ///
    /// # Errors
    /// Nobody is called so.
    pub fn client(&self, name: &str) -> Result<&Client, Unmatched> {
        let name = name.trim();
        let found = self.clients.iter().find(|client| fold(&client.name) == fold(name));
        let near = || nearest(name, self.clients.iter().map(|client| client.name.as_str())).map(str::to_owned);
        found.ok_or_else(|| Unmatched::Unknown(near()))
    }

    /// The account that `name` means: its id, its handle with or without the first `@`, the part of it
    /// before the server when no other has the same, all these with `network:` before them. Accounts
    /// of `within` go before those of other clients.
    ///
    /// # Errors
    /// Nobody is called so, or several, or nothing is posted there.
    pub fn account(&self, name: &str, within: Option<ClientId>) -> Result<&Account, Unmatched> {
        let name = name.trim();
        let calls = |account: &&Account, how: fn(&Account, &str) -> bool| match name.split_once(':') {
            Some((network, rest)) if network == account.network.code() => how(account, rest.trim()),
            _ => how(account, name),
        };
        for how in [exactly, shortly] {
            let mut found: Vec<&Account> = self.accounts.iter().filter(|account| calls(account, how)).collect();
            if found.iter().any(|account| Some(account.client) == within) {
                found.retain(|account| Some(account.client) == within);
            }
            match found.as_slice() {
                [] => {}
                [one] if one.network.is_source() => return Err(Unmatched::Source),
                [one] => return Ok(one),
                several => return Err(Unmatched::Several(several.iter().map(|account| self.called(account)).collect())),
            }
        }
        let known = self.accounts.iter().filter(|account| !account.network.is_source());
        let near = known.filter(|account| within.is_none_or(|client| account.client == client)).flat_map(|account| {
            let short = short(account);
            [(account, account.handle.as_str()), (account, short)]
        });
        let near: Vec<(&Account, &str)> = near.collect();
        let meant = nearest(name.trim_start_matches('@'), near.iter().map(|(_, called)| called.trim_start_matches('@')));
        let meant = meant.and_then(|meant| near.iter().find(|(_, called)| called.trim_start_matches('@') == meant));
        Err(Unmatched::Unknown(meant.map(|(account, _)| account.handle.clone())))
    }

    /// The handle of an account, with its network where another has the same.
    pub fn called(&self, account: &Account) -> String {
        let twins = self.accounts.iter().filter(|other| other.handle.eq_ignore_ascii_case(&account.handle)).count();
        if twins > 1 { format!("{}:{}", account.network, account.handle) } else { account.handle.clone() }
    }

    /// The same by id.
    pub fn handle(&self, id: AccountId) -> Option<String> {
        self.accounts.iter().find(|account| account.id == id).map(|account| self.called(account))
    }

    /// The accounts of a client to which something can be posted.
    pub fn posting(&self, client: ClientId) -> impl Iterator<Item = &Account> {
        self.accounts.iter().filter(move |account| account.client == client && !account.network.is_source())
    }

    /// The zone in which times of a client are meant.
    pub fn zone_of(&self, client: Option<ClientId>) -> &TimeZone {
        client.and_then(|client| self.zones.get(&client)).unwrap_or(&self.zone)
    }
}

/// The part of a handle before its server.
fn short(account: &Account) -> &str {
    account.handle.trim_start_matches('@').split('@').next().unwrap_or_default()
}

fn exactly(account: &Account, name: &str) -> bool {
    let bare = |handle: &str| fold(handle.trim_start_matches('@'));
    name == account.id.to_string() || name == account.title() || bare(&account.handle) == bare(name)
}

fn shortly(account: &Account, name: &str) -> bool {
    !account.network.is_source() && fold(short(account)) == fold(name.trim_start_matches('@'))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::account::{Health, ServerLimits};
    use crate::model::client::Colour;
    use crate::model::interaction::Visibility;
    use crate::model::network::Network;

    /// Two clients; the second has a zone of its own, and a name that the first has too.
    pub fn known() -> Known {
        let client = |id, name: &str| Client { id: ClientId(id), name: name.into(), colour: Colour::Yellow };
        let account = |id, client, network, handle: &str| Account {
            id: AccountId(id),
            client: ClientId(client),
            network,
            server: "https://one.example".into(),
            remote_id: id.to_string(),
            handle: handle.into(),
            name: String::new(),
            health: Health::Ok,
            limits: ServerLimits::default(),
            visibility: Visibility::Public,
            language: Some("fr".into()),
        };
        Known {
            clients: vec![client(1, "Chez Léon"), client(2, "Bistro")],
            accounts: vec![
                account(1, 1, Network::Mastodon, "@brand@one.example"),
                account(2, 2, Network::Mastodon, "@brand@two.example"),
                account(3, 2, Network::Mastodon, "@bistro@two.example"),
                account(4, 2, Network::Rss, "news.example/feed"),
            ],
            zones: [(ClientId(2), TimeZone::get("America/Montreal").unwrap())].into(),
            zone: TimeZone::get("Europe/Paris").unwrap(),
            now: Timestamp::parse("2026-11-23T06:00:00Z").unwrap(),
            kept: BTreeMap::new(),
        }
    }

    #[test]
    fn an_account_is_known_by_what_people_call_it() {
        let known = known();
        let id = |name: &str, within| known.account(name, within).map(|account| account.id.0);
        for name in ["3", "@bistro@two.example", "bistro@two.example", "@Bistro", "bistro", "mastodon:@bistro", " @bistro "] {
            assert_eq!(id(name, None), Ok(3), "{name}");
        }
        assert_eq!(id("@brand", Some(ClientId(2))), Ok(2), "the client says which");
        assert_eq!(id("@brand", None), Err(Unmatched::Several(vec!["@brand@one.example".into(), "@brand@two.example".into()])));
        assert_eq!(id("@bisto", None), Err(Unmatched::Unknown(Some("@bistro@two.example".into()))));
        assert_eq!(id("news.example/feed", None), Err(Unmatched::Source));
        assert_eq!(id("nobody", None), Err(Unmatched::Unknown(None)));
        assert_eq!(known.client("chez leon").map(|client| client.id.0), Ok(1));
        assert_eq!(known.client("Bisttro").map(|_| ()), Err(Unmatched::Unknown(Some("Bistro".into()))));
    }
}
