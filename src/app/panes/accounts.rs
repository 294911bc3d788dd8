//! Sources and accounts: how they are, and what they need.

use std::collections::BTreeMap;

use crate::app::list::WindowedList;
use crate::model::account::{Account, Health};
use crate::model::capability::Capabilities;
use crate::model::network::Network;
use crate::model::query::AccountRow;

use crate::base::id::AccountId;

/// Sources and accounts.
#[derive(Debug)]
pub(crate) struct Accounts {
    pub list: WindowedList<AccountRow>,
    /// Where each stands by client and name, wherever it is drawn.
    places: BTreeMap<AccountId, usize>,
}

impl Accounts {
    pub fn new() -> Accounts {
        Accounts { list: WindowedList::new(), places: BTreeMap::new() }
    }

    /// Takes all there are; those that cannot be read are drawn first.
    pub fn answer(&mut self, mut rows: Vec<AccountRow>) {
        self.places = rows.iter().enumerate().map(|(at, row)| (row.account.id, at)).collect();
        rows.sort_by_key(|row| match row.account.health {
            Health::NeedsLogin => 0,
            _ if is_troubled(row) => 1,
            _ => 2,
        });
        self.list.replace(rows);
    }

    /// How many cannot be read.
    pub fn troubled(&self) -> usize {
        self.list.lines().iter().filter(|line| is_troubled(&line.item)).count()
    }

    /// Goes to the first that cannot be read, if there is one.
    pub fn select_troubled(&mut self) {
        let first = self.list.lines().iter().map(|line| &line.item).find(|row| is_troubled(row)).map(|row| row.account.id);
        if let Some(id) = first {
            self.list.select(id.0);
        }
    }

    /// Those that can post, which no source can, by client and name.
    pub fn writers<'a>(&'a self, networks: &'a BTreeMap<Network, Capabilities>) -> impl Iterator<Item = &'a AccountRow> + Clone + 'a {
        let can = |row: &&AccountRow| networks.get(&row.account.network).is_none_or(|can| can.publish);
        let mut writers: Vec<&AccountRow> = self.list.lines().iter().map(|line| &line.item).filter(can).collect();
        writers.sort_by_key(|row| self.places.get(&row.account.id));
        writers.into_iter()
    }

    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.list.get(id.0).map(|row| &row.account)
    }
}

/// Whether something keeps an account from being read, other than a person who switched it off.
pub(crate) fn is_troubled(row: &AccountRow) -> bool {
    match row.account.health {
        Health::NeedsLogin | Health::Gone => true,
        Health::Off => false,
        Health::Ok => row.feeds.iter().any(|feed| feed.trouble.is_some()),
    }
}
