//! Sources and accounts: how they are, and what they need.

use crate::app::list::WindowedList;
use crate::model::account::Account;
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

    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.list.get(id.0).map(|row| &row.account)
    }
}
