//! The first sync: what is old, or was answered by us, arrives done and seen.
//!
//! Its pages may come in any order, and our own answers after the questions. So a
//! conversation is judged by all of its messages, each time something was added, until a
//! person has touched it.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::time;
use super::conversations;
use super::error::Result;
use super::writer::Write;
use crate::base::id::{ConversationId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::triage::{State, Triage};

/// Whether a person has given a verb or an answer in a conversation.
pub(super) fn handled(conn: &Connection, id: ConversationId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM journal_images WHERE conversation_id = ?1) \
         OR EXISTS (SELECT 1 FROM deliveries WHERE conversation_id = ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
}

/// Judges a conversation of the first sync by what it holds.
pub(super) fn settle(w: &mut Write<'_>, id: ConversationId, open_for: Duration) -> Result<()> {
    let Some(mut head) = conversations::load(w.conn, id)? else {
        return Ok(());
    };
    if handled(w.conn, head.id)? {
        return Ok(());
    }
    let answered = last_of_ours(w.conn, head.id)?.unwrap_or(Timestamp::MIN);
    let asks = head.kind.asks();
    let unanswered = if asks { conversations::first_of_theirs_after(w.conn, head.id, answered)? } else { None };
    let old = w.now.since(head.last_at) > open_for;
    let open = unanswered.is_some() && !old;
    let quiet = old || (asks && !open);
    let (seen_upto, unread) = match head.triage.seen_upto {
        _ if quiet => (newest(w.conn, head.id)?, 0),
        Some(upto) => (Some(upto), conversations::unread_after(w.conn, head.id, upto)?),
        None => (None, unread_after(w.conn, head.id, answered)?),
    };
    head.triage = Triage {
        state: if open { State::Open } else { State::Done },
        opened_at: unanswered.filter(|_| open).unwrap_or(head.last_at).min(w.now),
        waiting_since: unanswered,
        seen_upto,
        unread,
        ..head.triage
    };
    conversations::save(w, &head).map(drop)
}

fn last_of_ours(conn: &Connection, id: ConversationId) -> Result<Option<Timestamp>> {
    let sql = "SELECT happened_at FROM interactions WHERE conversation_id = ?1 AND ours = 1 ORDER BY happened_at DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| time(row, 0)).optional()?)
}

fn unread_after(conn: &Connection, id: ConversationId, at: Timestamp) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM interactions WHERE conversation_id = ?1 AND ours = 0 AND happened_at > ?2";
    Ok(conn.prepare_cached(sql)?.query_row(params![id.0, at.millis()], |row| row.get(0))?)
}

fn newest(conn: &Connection, id: ConversationId) -> Result<Option<InteractionId>> {
    let sql = "SELECT max(id) FROM interactions WHERE conversation_id = ?1 AND ours = 0";
    let id: Option<i64> = conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
    Ok(id.map(InteractionId))
}
