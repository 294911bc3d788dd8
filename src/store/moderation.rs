//! What moderation leaves behind when it has arrived: on people, and on conversations.
//!
//! A conversation is closed in the name of the verb that moderated, so that taking the
//! verb back opens it again; what came in after the verb still asks.

use rusqlite::params;

use super::error::Result;
use super::writer::Write;
use super::{conversations, journal};
use crate::base::id::{AccountId, ConversationId};
use crate::base::time::Timestamp;
use crate::model::delivery::Delivery;
use crate::model::exchange::{Aim, RemoteAct};
use crate::model::journal::Image;

/// What of a person is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    Blocked,
    Muted,
}

/// Marks whether a person is shut out of an account.
pub(super) fn bar(w: &mut Write<'_>, account: AccountId, author: &str, bar: Bar, value: bool) -> Result<()> {
    let column = match bar {
        Bar::Blocked => "blocked",
        Bar::Muted => "muted",
    };
    let sql = format!("UPDATE authors SET {column} = ?3 WHERE account_id = ?1 AND remote_id = ?2");
    w.conn.prepare_cached(&sql)?.execute(params![account.0, author, value])?;
    Ok(())
}

/// Closes the conversation of an act that has arrived, when nothing else in it asks.
pub(super) fn close(w: &mut Write<'_>, delivery: &Delivery, act: &RemoteAct) -> Result<()> {
    let Some(conversation) = delivery.conversation else {
        return Ok(());
    };
    let Some(mut head) = conversations::load(w.conn, conversation)? else {
        return Ok(());
    };
    let asks = head.kind.asks() && unjudged(w, head.id, delivery, act)?;
    let before = head.triage.clone();
    head.triage = before.after_moderation(asks);
    if conversations::save(w, &head)? {
        let image = Image { conversation: head.id, before, after: head.triage };
        journal::add_image(w, delivery.id, &image)?;
    }
    Ok(())
}

/// Whether a message of theirs has no answer of ours, and the act did not judge it.
fn unjudged(w: &Write<'_>, id: ConversationId, delivery: &Delivery, act: &RemoteAct) -> Result<bool> {
    let judged = match act.kind.aim() {
        Aim::Message => "i.remote_id = ?2",
        Aim::Author => "i.author_id = (SELECT au.id FROM authors AS au WHERE au.account_id = i.account_id AND au.remote_id = ?2)",
    };
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM interactions AS i WHERE i.conversation_id = ?1 AND i.ours = 0 AND i.deleted_at IS NULL \
         AND i.kind NOT IN ('like', 'boost', 'follow', 'entry') AND NOT ({judged} AND i.id <= ?3) \
         AND i.happened_at > coalesce((SELECT max(o.happened_at) FROM interactions AS o WHERE o.conversation_id = ?1 AND o.ours = 1 \
         AND o.deleted_at IS NULL), -9223372036854775808))"
    );
    let upto = delivery.drawn_upto.map_or(i64::MAX, |id| id.0);
    Ok(w.conn.prepare_cached(&sql)?.query_row(params![id.0, act.target.as_str(), upto], |row| row.get(0))?)
}

/// Opens the conversation of an answer of ours that was deleted, when it was their only one.
pub(super) fn unanswer(w: &mut Write<'_>, delivery: &Delivery) -> Result<()> {
    let Some(conversation) = delivery.conversation else {
        return Ok(());
    };
    let Some(mut head) = conversations::load(w.conn, conversation)? else {
        return Ok(());
    };
    let sql = "SELECT min(i.happened_at) FROM interactions AS i WHERE i.conversation_id = ?1 AND i.ours = 0 AND i.deleted_at IS NULL \
         AND i.happened_at > coalesce((SELECT max(o.happened_at) FROM interactions AS o WHERE o.conversation_id = ?1 AND o.ours = 1 \
         AND o.deleted_at IS NULL), -9223372036854775808)";
    let first: Option<i64> = w.conn.prepare_cached(sql)?.query_row([head.id.0], |row| row.get(0))?;
    head.triage = head.triage.after_deletion(first.map(Timestamp::from_millis), w.now);
    conversations::save(w, &head).map(drop)
}
