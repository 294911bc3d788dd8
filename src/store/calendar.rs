//! The calendar as people see it: posts with a date, and ideas without one.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{time, time_or_none, word, word_or_none};
use super::error::Result;
use super::{deliveries, drafts};
use crate::base::id::{AccountId, ClientId, DraftId, SlotId};
use crate::model::client::Colour;
use crate::model::delivery::State;
use crate::model::network::Network;
use crate::model::query::CalendarQuery;
use crate::model::slot::{CalendarRow, Post, PostAccount, SlotState, Standing, standing};

/// The most posts that one answer holds, and the most ideas.
pub(super) const MOST: i64 = 2_000;

const ROW: &str = "s.id, s.at, s.zone, s.state, d.id, d.text, d.accounts, d.updated_at, cl.id, cl.name, cl.colour";

/// The posts of a span of time, by time; what was posted elsewhere is among them.
pub(super) fn posts(conn: &Connection, query: &CalendarQuery) -> Result<Vec<CalendarRow>> {
    let sql = format!(
        "SELECT {ROW} FROM slots AS s CROSS JOIN drafts AS d ON d.id = s.draft_id LEFT JOIN clients AS cl ON cl.id = s.client_id \
         WHERE s.at >= ?1 AND s.at < ?2 {} AND d.state <> 'discarded' ORDER BY s.at, s.id LIMIT ?4",
        if query.client.is_some() { "AND s.client_id = ?3" } else { "AND ?3 IS NULL" }
    );
    let values = params![query.from.millis(), query.until.millis(), query.client.map(|id| id.0), MOST];
    let mut rows = read(conn, &sql, values)?;
    rows.extend(elsewhere(conn, query)?);
    rows.sort_by_key(|row| (row.at, row.slot));
    Ok(rows)
}

/// Texts of new posts that have no date, the one changed last first.
pub(super) fn ideas(conn: &Connection, client: Option<ClientId>) -> Result<Vec<CalendarRow>> {
    let sql = "SELECT NULL, NULL, '', NULL, d.id, d.text, d.accounts, d.updated_at, cl.id, cl.name, cl.colour FROM drafts AS d \
         LEFT JOIN accounts AS a ON a.id = CAST(d.accounts AS INTEGER) LEFT JOIN clients AS cl ON cl.id = a.client_id \
         WHERE d.state = 'live' AND d.conversation_id IS NULL AND d.updated_at <= ?1 AND (?2 IS NULL OR cl.id = ?2) \
         AND NOT EXISTS (SELECT 1 FROM slots AS s WHERE s.draft_id = d.id) ORDER BY d.updated_at DESC, d.id DESC LIMIT ?3";
    read(conn, sql, params![i64::MAX, client.map(|id| id.0), MOST])
}

/// One post of ours with everything that is kept of it.
pub(super) fn post(conn: &Connection, id: DraftId) -> Result<Option<Post>> {
    let sql = format!(
        "SELECT {ROW} FROM drafts AS d LEFT JOIN slots AS s ON s.draft_id = d.id \
         LEFT JOIN accounts AS a ON a.id = CAST(d.accounts AS INTEGER) LEFT JOIN clients AS cl ON cl.id = coalesce(s.client_id, a.client_id) \
         WHERE d.id = ?1 AND d.conversation_id IS NULL AND d.state <> 'discarded'"
    );
    let (Some(row), Some(draft)) = (read(conn, &sql, params![id.0])?.pop(), drafts::find(conn, id)?) else {
        return Ok(None);
    };
    let sql = "SELECT made_at, changed_at FROM slots WHERE draft_id = ?1";
    let times = conn.prepare_cached(sql)?.query_row([id.0], |row| Ok((time(row, 0)?, time(row, 1)?))).optional()?;
    let changed_at = times.map_or(row.updated_at, |(_, changed)| changed.max(row.updated_at));
    Ok(Some(Post { row, draft, placed_at: times.map(|(made, _)| made), changed_at }))
}

fn read(conn: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<CalendarRow>> {
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(values, |row| Ok((head(row)?, row.get::<_, String>(6)?, slot(row)?)))?;
    let mut rows = Vec::new();
    for found in found {
        let (mut head, accounts, slot) = found?;
        for account in accounts.split(' ').filter_map(|id| id.parse().ok()).map(AccountId) {
            head.accounts.extend(post_account(conn, account, head.draft)?);
        }
        let deliveries: Vec<&State> = head.accounts.iter().filter_map(|at| at.delivery.as_ref().map(|(_, state)| state)).collect();
        head.standing = standing(slot, deliveries);
        rows.push(head);
    }
    Ok(rows)
}

fn head(row: &Row<'_>) -> rusqlite::Result<CalendarRow> {
    Ok(CalendarRow {
        slot: row.get::<_, Option<i64>>(0)?.map(SlotId),
        draft: Some(DraftId(row.get(4)?)),
        at: time_or_none(row, 1)?,
        zone: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        standing: Standing::Idea,
        client: row.get::<_, Option<i64>>(8)?.map(ClientId),
        client_name: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
        colour: word_or_none(row, 10, Colour::from_code)?.unwrap_or(Colour::Yellow),
        accounts: Vec::new(),
        text: row.get(5)?,
        updated_at: time(row, 7)?,
    })
}

fn slot(row: &Row<'_>) -> rusqlite::Result<Option<SlotState>> {
    word_or_none(row, 3, SlotState::from_code)
}

/// An account of a post, with the newest delivery of the post there.
fn post_account(conn: &Connection, account: AccountId, draft: Option<DraftId>) -> Result<Option<PostAccount>> {
    let sql = "SELECT network, handle FROM accounts WHERE id = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut found = statement.query_map([account.0], |row| Ok((word(row, 0, Network::from_code)?, row.get::<_, String>(1)?)))?;
    let Some((network, handle)) = found.next().transpose()? else {
        return Ok(None);
    };
    let delivery = match draft {
        Some(draft) => deliveries::newest_of_draft(conn, draft, account)?,
        None => None,
    };
    Ok(Some(PostAccount { account, network, handle, delivery }))
}

/// Posts of ours of that time that no slot of ours has sent.
fn elsewhere(conn: &Connection, query: &CalendarQuery) -> Result<Vec<CalendarRow>> {
    let sql = "SELECT p.happened_at, p.text, a.id, a.network, a.handle, cl.id, cl.name, cl.colour, p.delivery_id FROM posts AS p \
         CROSS JOIN accounts AS a ON a.id = p.account_id CROSS JOIN clients AS cl ON cl.id = a.client_id \
         WHERE p.ours = 1 AND p.parent = '' AND p.happened_at >= ?1 AND p.happened_at < ?2 AND (?3 IS NULL OR cl.id = ?3) \
         AND p.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries AS d CROSS JOIN slots AS s ON s.draft_id = d.draft_id \
         WHERE d.id = p.delivery_id) ORDER BY p.happened_at LIMIT ?4";
    let mut statement = conn.prepare_cached(sql)?;
    let values = params![query.from.millis(), query.until.millis(), query.client.map(|id| id.0), MOST];
    let rows = statement.query_map(values, |row| {
        let account = AccountId(row.get(2)?);
        Ok(CalendarRow {
            slot: None,
            draft: None,
            at: time_or_none(row, 0)?,
            zone: String::new(),
            standing: Standing::Sent,
            client: Some(ClientId(row.get(5)?)),
            client_name: row.get(6)?,
            colour: word(row, 7, Colour::from_code)?,
            accounts: vec![PostAccount { account, network: word(row, 3, Network::from_code)?, handle: row.get(4)?, delivery: None }],
            text: row.get(1)?,
            updated_at: time(row, 0)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
