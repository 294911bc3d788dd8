//! The outbox as people see it: what did not arrive first, then what is on its way.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{text_or_none, time, word};
use super::deliveries::{DELIVERY, delivery};
use super::error::Result;
use crate::base::id::{ClientId, ConversationId, DeliveryId};
use crate::model::client::Colour;
use crate::model::network::Network;
use crate::model::query::OutboxRow;

/// The columns that [`row`] reads.
fn columns() -> String {
    format!(
        "{DELIVERY}, cl.name, cl.colour, a.handle, a.network, coalesce(nullif(who.name, ''), nullif(who.handle, ''), au.name), d.created_at, d.changed_at, \
         EXISTS (SELECT 1 FROM deliveries AS p WHERE p.id = d.follows AND p.state <> 'sent')"
    )
}

const JOINS: &str = "CROSS JOIN accounts AS a ON a.id = d.account_id CROSS JOIN clients AS cl ON cl.id = a.client_id \
LEFT JOIN conversations AS c ON c.id = d.conversation_id LEFT JOIN authors AS au ON au.id = c.author_id \
LEFT JOIN authors AS who ON who.account_id = d.account_id AND who.remote_id = d.target \
AND d.load IN ('block', 'unblock', 'mute', 'unmute', 'report')";

fn row(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    let delivery = delivery(row)?;
    Ok(OutboxRow {
        id: delivery.id,
        conversation: delivery.conversation,
        client_name: row.get(27)?,
        colour: word(row, 28, Colour::from_code)?,
        account: delivery.account,
        account_handle: row.get(29)?,
        network: word(row, 30, Network::from_code)?,
        to: text_or_none(row, 31)?,
        load: delivery.load,
        state: delivery.state,
        attempts: delivery.attempts,
        created_at: time(row, 32)?,
        changed_at: time(row, 33)?,
        waits: row.get(34)?,
    })
}

/// What is unfinished, trouble first, then by time.
pub(super) fn unfinished(conn: &Connection, limit: u32) -> Result<Vec<OutboxRow>> {
    let sql = format!(
        "SELECT {} FROM deliveries AS d {JOINS} \
         WHERE d.state IN ('leaving', 'queued', 'sending', 'unsure', 'held', 'failed') AND d.state NOT IN ('sent', 'cancelled') \
         ORDER BY d.state NOT IN ('unsure', 'held', 'failed'), d.at, d.id LIMIT ?1",
        columns()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What of a client was not sent, the oldest first, and how many there are up to a bound.
pub(super) fn not_sent(conn: &Connection, client: ClientId, limit: u32, bound: u32) -> Result<(Vec<OutboxRow>, u32)> {
    let of = "d.account_id IN (SELECT own.id FROM accounts AS own WHERE own.client_id = ?1) \
         AND d.state IN ('unsure', 'held', 'failed') AND d.state NOT IN ('sent', 'cancelled')";
    let sql = format!("SELECT {} FROM deliveries AS d {JOINS} WHERE {of} ORDER BY d.at, d.id LIMIT ?2", columns());
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![client.0, limit], row)?.collect::<rusqlite::Result<_>>()?;
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM deliveries AS d WHERE {of} LIMIT ?2)");
    Ok((rows, conn.prepare_cached(&sql)?.query_row(params![client.0, bound], |row| row.get(0))?))
}

/// What is unfinished in one conversation, oldest first.
pub(super) fn of(conn: &Connection, conversation: ConversationId) -> Result<Vec<OutboxRow>> {
    let sql = format!(
        "SELECT {} FROM deliveries AS d {JOINS} WHERE d.conversation_id = ?1 AND d.state NOT IN ('sent', 'cancelled') ORDER BY d.id",
        columns()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![conversation.0], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One delivery, settled or not.
pub(super) fn find(conn: &Connection, id: DeliveryId) -> Result<Option<OutboxRow>> {
    let sql = format!("SELECT {} FROM deliveries AS d {JOINS} WHERE d.id = ?1", columns());
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], row).optional()?)
}

/// Every delivery of one conversation, oldest first.
pub(super) fn all_of(conn: &Connection, conversation: ConversationId) -> Result<Vec<OutboxRow>> {
    let sql = format!("SELECT {} FROM deliveries AS d {JOINS} WHERE d.conversation_id = ?1 ORDER BY d.id", columns());
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![conversation.0], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
