//! A row of the inbox, as every list and view reads it.
//!
//! The conversation comes first in the join, whatever SQLite would rather do, so that a
//! list walks its own index and looks the rest up by key.

use rusqlite::{Connection, OptionalExtension, Row as Columns};

use super::columns::{text_or_none, time, word, word_or_none};
use super::conversations::{TRIAGE, TRIAGE_COLUMNS, triage};
use super::error::Result;
use crate::base::id::{AccountId, AuthorId, ClientId, ConversationId, InteractionId};
use crate::model::client::Colour;
use crate::model::conversation::{Outgoing, Row};
use crate::model::exchange::RemoteId;
use crate::model::interaction::{Kind, Visibility};
use crate::model::network::Network;

/// What stands between `SELECT` and `FROM` for [`row`].
pub(super) fn columns() -> String {
    format!(
        "{TRIAGE}, c.id, c.client_id, cl.name, cl.colour, c.account_id, a.handle, a.network, c.kind, c.outgoing, \
         coalesce(au.name, ''), coalesce(au.handle, ''), c.excerpt, c.last_at, c.count, n.visibility, c.newest_id, n.remote_id, c.url, \
         {}, {}, n.edited_at IS NOT NULL, n.deleted_at IS NOT NULL, \
         EXISTS (SELECT 1 FROM drafts AS dr WHERE dr.conversation_id = c.id AND dr.state = 'live'), c.also, a.name, {}, {}, c.author_id, coalesce(pe.vip, 0)",
        acted("n.remote_id", "n.liked", "like", "unlike"),
        acted("n.remote_id", "n.boosted", "boost", "unboost"),
        acted("au.remote_id", "au.blocked", "block", "unblock"),
        acted("au.remote_id", "au.muted", "mute", "unmute"),
    )
}

/// Whether an act on the newest message or its author stands, or is on its way.
fn acted(target: &str, column: &str, yes: &str, no: &str) -> String {
    format!(
        "coalesce((SELECT d.load = '{yes}' FROM deliveries AS d WHERE d.account_id = c.account_id AND d.target = {target} \
         AND d.state NOT IN ('sent', 'cancelled') AND d.state <> 'failed' AND d.load IN ('{yes}', '{no}') ORDER BY d.id DESC LIMIT 1), \
         {column}, 0)"
    )
}

/// The tables that [`columns`] reads beside `conversations AS c`.
pub(super) const JOINS: &str = "CROSS JOIN clients AS cl ON cl.id = c.client_id CROSS JOIN accounts AS a ON a.id = c.account_id \
LEFT JOIN authors AS au ON au.id = c.author_id LEFT JOIN people AS pe ON pe.id = au.person_id LEFT JOIN interactions AS n ON n.id = c.newest_id";

pub(super) fn row(row: &Columns<'_>) -> rusqlite::Result<Row> {
    let at = TRIAGE_COLUMNS;
    let kind = word(row, at + 7, Kind::from_code)?;
    Ok(Row {
        triage: triage(row, 0)?,
        id: ConversationId(row.get(at)?),
        client: ClientId(row.get(at + 1)?),
        client_name: row.get(at + 2)?,
        colour: word(row, at + 3, Colour::from_code)?,
        account: AccountId(row.get(at + 4)?),
        account_handle: row.get(at + 5)?,
        network: word(row, at + 6, Network::from_code)?,
        kind,
        outgoing: word(row, at + 8, Outgoing::from_code)?,
        name: row.get(at + 9)?,
        handle: row.get(at + 10)?,
        excerpt: row.get(at + 11)?,
        last_at: time(row, at + 12)?,
        count: row.get(at + 13)?,
        visibility: word_or_none(row, at + 14, Visibility::from_code)?.unwrap_or(Visibility::Public),
        newest: row.get::<_, Option<i64>>(at + 15)?.map(InteractionId),
        // The name of a reaction is the store's own; networks know none.
        newest_remote: text_or_none(row, at + 16)?.filter(|_| !kind.is_reaction()).map(RemoteId::new),
        url: row.get(at + 17)?,
        liked: row.get(at + 18)?,
        boosted: row.get(at + 19)?,
        edited: row.get(at + 20)?,
        deleted: row.get(at + 21)?,
        draft: row.get(at + 22)?,
        account_name: row.get(at + 24)?,
        author: row.get::<_, Option<i64>>(at + 27)?.map(AuthorId),
        vip: row.get(at + 28)?,
        also: text_or_none(row, at + 23)?,
        blocked: row.get(at + 25)?,
        network_muted: row.get(at + 26)?,
    })
}

/// One row.
pub(super) fn find(conn: &Connection, id: ConversationId) -> Result<Option<Row>> {
    let sql = format!("SELECT {} FROM conversations AS c {JOINS} WHERE c.id = ?1", columns());
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], row).optional()?)
}
