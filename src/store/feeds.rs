//! How far each feed was read, and how its polling stands.
//!
//! A cursor is written with the page it belongs to, never by itself (see `absorb.rs`).

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::columns::{nullable, time_or_none, word, word_or_none};
use super::error::Result;
use super::incoming;
use super::writer::{Lane, Write};
use crate::base::id::AccountId;
use crate::model::account::{Feed, FeedStatus};
use crate::model::exchange::Cursor;
use crate::model::fault::{Reason, ReasonCode};

impl Store {
    /// How far a feed was read; none before its first page.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn cursor(&self, account: AccountId, feed: Feed) -> Result<Option<Cursor>> {
        self.read(move |conn| {
            let sql = "SELECT cursor FROM feeds WHERE account_id = ?1 AND feed = ?2";
            let found: Option<Option<String>> =
                conn.prepare_cached(sql)?.query_row(params![account.0, feed.code()], |row| row.get(0)).optional()?;
            Ok(found.flatten().map(Cursor::new))
        })
        .await
    }

    /// Stores how the polling of a feed stands.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn feed_status(&self, account: AccountId, status: FeedStatus) -> Result<()> {
        self.write(Lane::Verb, move |w| set_status(w, account, status)).await
    }
}

fn set_status(w: &mut Write<'_>, account: AccountId, status: FeedStatus) -> Result<()> {
    let trouble = status.trouble.map(incoming::reason);
    let changed = w
        .conn
        .prepare_cached(
            "INSERT INTO feeds (account_id, feed, read_at, next_at, trouble, trouble_detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT DO UPDATE SET read_at = coalesce(excluded.read_at, read_at), next_at = excluded.next_at, \
             trouble = excluded.trouble, trouble_detail = excluded.trouble_detail",
        )?
        .execute(params![
            account.0,
            status.feed.code(),
            nullable(status.read_at),
            nullable(status.next_at),
            trouble.as_ref().map_or("", |reason| reason.code.code()),
            trouble.as_ref().map_or("", |reason| reason.detail.as_str()),
        ])?;
    if changed > 0 {
        w.account(account);
    }
    Ok(())
}

/// Moves the cursor of a feed.
pub(super) fn set_cursor(w: &mut Write<'_>, account: AccountId, feed: Feed, cursor: &Cursor) -> Result<()> {
    w.conn
        .prepare_cached(
            "INSERT INTO feeds (account_id, feed, cursor) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET cursor = excluded.cursor",
        )?
        .execute(params![account.0, feed.code(), cursor.as_str()])?;
    Ok(())
}

/// How the feeds of an account stand.
pub(super) fn statuses(conn: &Connection, account: AccountId) -> Result<Vec<FeedStatus>> {
    let mut statement =
        conn.prepare_cached("SELECT feed, read_at, next_at, trouble, trouble_detail FROM feeds WHERE account_id = ?1 ORDER BY feed")?;
    let rows = statement.query_map([account.0], |row| {
        let detail: String = row.get(4)?;
        Ok(FeedStatus {
            feed: word(row, 0, Feed::from_code)?,
            read_at: time_or_none(row, 1)?,
            next_at: time_or_none(row, 2)?,
            trouble: word_or_none(row, 3, ReasonCode::from_code)?.map(|code| Reason { code, detail }),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
