//! Sources and accounts: how they are, and what they need.

use std::collections::BTreeMap;

use crate::app::list::WindowedList;
use crate::model::account::Account;
use crate::model::capability::Capabilities;
use crate::model::network::Network;
use crate::model::query::AccountRow;

use crate::base::id::AccountId;

/// Sources and accounts.
#[derive(Debug)]
pub(crate) struct Accounts {
    pub list: WindowedList<AccountRow>,
}

impl Accounts {
    pub fn new() -> Accounts {
        Accounts { list: WindowedList::new() }
    }

    /// Those that can post, which no source can.
    pub fn writers<'a>(&'a self, networks: &'a BTreeMap<Network, Capabilities>) -> impl Iterator<Item = &'a AccountRow> + Clone + 'a {
        let can = |row: &&AccountRow| networks.get(&row.account.network).is_none_or(|can| can.publish);
        self.list.lines().iter().map(|line| &line.item).filter(can)
    }

    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.list.get(id.0).map(|row| &row.account)
    }
}
