//! One thing by its id, for whoever works on that one thing.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::error::Result;
use super::{Store, StoreError, accounts, deliveries, outbox};
use crate::base::id::{AccountId, ConversationId, DeliveryId};
use crate::model::account::Account;
use crate::model::delivery::Delivery;
use crate::model::query::OutboxRow;

impl Store {
    /// One account; none when it was removed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.read(move |conn| match accounts::find(conn, id) {
            Ok(account) => Ok(Some(account)),
            Err(StoreError::Missing) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// One delivery, in whatever state; none when it is gone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>> {
        self.read(move |conn| Ok(deliveries::find(conn, id)?.map(|stored| stored.delivery))).await
    }

    /// One delivery as the outbox shows it, settled ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outbox_row(&self, id: DeliveryId) -> Result<Option<OutboxRow>> {
        self.read_now(move |conn| outbox::find(conn, id))
    }

    /// Whether an account's numbers are kept for a day, given as days since 1970 (UTC).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_figures(&self, account: AccountId, day: i64) -> Result<bool> {
        self.read(move |conn| {
            let sql = "SELECT 1 FROM figures WHERE account_id = ?1 AND day = ?2";
            let found: Option<i64> = conn.prepare_cached(sql)?.query_row(params![account.0, day], |row| row.get(0)).optional()?;
            Ok(found.is_some())
        })
        .await
    }

    /// Who holds a lease, whether or not it has run out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn lease_holder(&self, role: &str) -> Result<Option<String>> {
        let role = role.to_owned();
        self.read(move |conn| {
            let sql = "SELECT owner FROM leases WHERE role = ?1 AND owner <> ''";
            Ok(conn.prepare_cached(sql)?.query_row([role], |row| row.get(0)).optional()?)
        })
        .await
    }

    /// Every delivery of a conversation, oldest first, settled ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deliveries_of(&self, id: ConversationId) -> Result<Vec<OutboxRow>> {
        self.read_now(move |conn| outbox::all_of(conn, id))
    }

    /// The whole text of their newest message in each of these conversations, where there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_texts(&self, ids: Vec<ConversationId>) -> Result<BTreeMap<ConversationId, String>> {
        self.read_now(move |conn| {
            let sql = "SELECT i.text FROM conversations AS c CROSS JOIN interactions AS i ON i.id = c.newest_id WHERE c.id = ?1";
            let mut statement = conn.prepare_cached(sql)?;
            let mut texts = BTreeMap::new();
            for id in ids {
                if let Some(text) = statement.query_row([id.0], |row| row.get(0)).optional()? {
                    texts.insert(id, text);
                }
            }
            Ok(texts)
        })
    }
}
