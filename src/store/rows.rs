//! A row of the inbox, as every list and view reads it.
//!
//! The conversation comes first in the join, whatever SQLite would rather do, so that a
//! list walks its own index and looks the rest up by key.

use rusqlite::{Connection, OptionalExtension, Row as Columns};

use super::columns::{text_or_none, time, word, word_or_none};
use super::conversations::{TRIAGE, triage};
use super::error::Result;
use crate::base::id::{AccountId, ClientId, ConversationId, InteractionId};
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
         EXISTS (SELECT 1 FROM drafts AS dr WHERE dr.conversation_id = c.id AND dr.state = 'live'), c.also, a.name, {}, {}",
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
LEFT JOIN authors AS au ON au.id = c.author_id LEFT JOIN interactions AS n ON n.id = c.newest_id";

pub(super) fn row(row: &Columns<'_>) -> rusqlite::Result<Row> {
    let kind = word(row, 15, Kind::from_code)?;
    Ok(Row {
        triage: triage(row, 0)?,
        id: ConversationId(row.get(8)?),
        client: ClientId(row.get(9)?),
        client_name: row.get(10)?,
        colour: word(row, 11, Colour::from_code)?,
        account: AccountId(row.get(12)?),
        account_handle: row.get(13)?,
        network: word(row, 14, Network::from_code)?,
        kind,
        outgoing: word(row, 16, Outgoing::from_code)?,
        name: row.get(17)?,
        handle: row.get(18)?,
        excerpt: row.get(19)?,
        last_at: time(row, 20)?,
        count: row.get(21)?,
        visibility: word_or_none(row, 22, Visibility::from_code)?.unwrap_or(Visibility::Public),
        newest: row.get::<_, Option<i64>>(23)?.map(InteractionId),
        // The name of a reaction is the store's own; networks know none.
        newest_remote: text_or_none(row, 24)?.filter(|_| !kind.is_reaction()).map(RemoteId::new),
        url: row.get(25)?,
        liked: row.get(26)?,
        boosted: row.get(27)?,
        edited: row.get(28)?,
        deleted: row.get(29)?,
        draft: row.get(30)?,
        account_name: row.get(32)?,
        also: text_or_none(row, 31)?,
        blocked: row.get(33)?,
        network_muted: row.get(34)?,
    })
}

/// One row.
pub(super) fn find(conn: &Connection, id: ConversationId) -> Result<Option<Row>> {
    let sql = format!("SELECT {} FROM conversations AS c {JOINS} WHERE c.id = ?1", columns());
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], row).optional()?)
}
