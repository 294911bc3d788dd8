//! The rows of conversations that have just got something new, for whoever is told of it.
//!
//! Which those are, a poll says ([`super::Absorbed::news`]); what has been dealt with since is left out here.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use super::{Store, rows};
use crate::base::id::{ClientId, ConversationId};
use crate::model::conversation::Row;

/// What is new, as far as it was wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fresh {
    /// The newest conversations, newest first, each with the whole text of its newest message.
    pub rows: Vec<(Row, String)>,
    /// How many there are in all.
    pub all: usize,
}

impl Store {
    /// The rows of those of `ids` that are still open, but not of clients that rest; at most so many of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn fresh(&self, ids: BTreeSet<ConversationId>, resting: BTreeSet<ClientId>, most: usize) -> Result<Fresh> {
        self.read(move |conn| fresh(conn, &ids, &resting, most)).await
    }
}

fn fresh(conn: &Connection, ids: &BTreeSet<ConversationId>, resting: &BTreeSet<ClientId>, most: usize) -> Result<Fresh> {
    // Rows are dear, and a flood has many: what is shown is chosen by what is cheap.
    let sql = "SELECT last_at, client_id FROM conversations WHERE id = ?1 AND state = 'open'";
    let mut open = conn.prepare_cached(sql)?;
    let mut found: Vec<(i64, ConversationId)> = Vec::new();
    for id in ids {
        let head: Option<(i64, i64)> = open.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        found.extend(head.filter(|(_, client)| !resting.contains(&ClientId(*client))).map(|(at, _)| (at, *id)));
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    let mut text = conn.prepare_cached("SELECT text FROM interactions WHERE id = ?1")?;
    let mut told = Vec::new();
    for (_, id) in found.iter().take(most) {
        if let Some(row) = rows::find(conn, *id)? {
            let newest = row.newest.map_or(0, |newest| newest.0);
            let said: Option<String> = text.query_row(params![newest], |row| row.get(0)).optional()?;
            told.push((row, said.unwrap_or_default()));
        }
    }
    Ok(Fresh { rows: told, all: found.len() })
}
