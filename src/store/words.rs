//! Words of one's own: right in every text of a client, or in all. They are no deeds: the journal
//! does not hold them, and what was added by mistake is taken away again by name.

use rusqlite::{Connection, params};

use super::error::Result;
use super::writer::Write;
use crate::base::harmless;
use crate::base::id::ClientId;
use crate::model::intent::{Effected, Refused};
use crate::model::spelling::{LONGEST_WORD, OwnWord};

/// More words than a person ever adds.
const MOST: u32 = 20_000;

/// All of them, in the order of the alphabet.
pub(super) fn all(conn: &Connection) -> Result<Vec<OwnWord>> {
    let mut statement = conn.prepare_cached("SELECT word, client_id FROM words ORDER BY word, client_id LIMIT ?1")?;
    let rows = statement.query_map([MOST], |row| Ok(OwnWord { word: row.get(0)?, client: row.get::<_, Option<i64>>(1)?.map(ClientId) }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a word, or takes it away.
pub(super) fn keep(w: &mut Write<'_>, own: &OwnWord, kept: bool) -> Result<Effected> {
    let word: String = harmless::line(&own.word).chars().take(LONGEST_WORD).collect();
    let word = word.trim();
    if word.is_empty() {
        return Ok(Effected::Refused(Refused::Blank));
    }
    let client = own.client.map(|id| id.0);
    let sql = if kept {
        "INSERT INTO words (word, client_id) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM words WHERE word = ?1 AND client_id IS ?2)"
    } else {
        "DELETE FROM words WHERE word = ?1 AND client_id IS ?2"
    };
    let changed = w.conn.prepare_cached(sql)?.execute(params![word, client])?;
    Ok(Effected::Stored(u32::try_from(changed).unwrap_or(u32::MAX)))
}
