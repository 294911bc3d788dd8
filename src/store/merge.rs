//! What belongs together once more of a thread is known.
//!
//! A conversation that hung under a post of unknown origin moves to the root when that
//! becomes known; where one of the same author stands there already, the two become one.
//! The older id stays, and the other one redirects to it for ever.

use rusqlite::params;

use super::conversations::{self, Head};
use super::error::Result;
use super::writer::Write;
use super::{authors, drafts, place};
use crate::base::id::{AccountId, ConversationId};
use crate::model::conversation::{Key, Outgoing};
use crate::model::exchange::RemoteId;
use crate::model::triage::{State, Triage, Verb};

/// Moves the conversations that took this post for their root, now that its parent is known.
pub(super) fn reroot(w: &mut Write<'_>, account: AccountId, id: &RemoteId, parent: Option<&RemoteId>) -> Result<()> {
    if parent.is_none() {
        return Ok(());
    }
    let sql = "SELECT id FROM conversations WHERE account_id = ?1 AND subject = ?2 AND subject <> ''";
    let hanging: Vec<i64> =
        w.conn.prepare_cached(sql)?.query_map(params![account.0, id.as_str()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if hanging.is_empty() {
        return Ok(());
    }
    let root = place::top(w.conn, account, id, parent)?.id().clone();
    for hanging in hanging.into_iter().map(ConversationId) {
        if let Some(head) = conversations::load(w.conn, hanging)?
            && head.key.starts_with("talk ")
        {
            moved(w, head, &root)?;
        }
    }
    Ok(())
}

/// Moves one conversation to its root, into the one that stands there if any does.
fn moved(w: &mut Write<'_>, mut head: Head, root: &RemoteId) -> Result<()> {
    let author = match head.author {
        Some(author) => authors::remote_id(w, author)?,
        None => None,
    };
    let Some(author) = author else {
        return Ok(());
    };
    let key = Key::Talk { author, root: root.clone() }.text();
    match conversations::by_key(w.conn, head.account, &key)? {
        Some(there) if there == head.id => Ok(()),
        Some(there) => merge(w, there, head.id),
        None => {
            (head.key, head.subject) = (key, root.as_str().to_owned());
            conversations::save(w, &head).map(drop)
        }
    }
}

/// Makes one conversation of two that have the key of `rooted`.
fn merge(w: &mut Write<'_>, rooted: ConversationId, other: ConversationId) -> Result<()> {
    let (Some(rooted), Some(other)) = (conversations::load(w.conn, rooted)?, conversations::load(w.conn, other)?) else {
        return Ok(());
    };
    let (key, subject) = (rooted.key.clone(), rooted.subject.clone());
    let (mut kept, dropped) = if rooted.id <= other.id { (rooted, other) } else { (other, rooted) };
    drafts::join(w, kept.id, dropped.id)?;
    for table in ["interactions", "deliveries", "drafts", "tasks"] {
        let sql = format!("UPDATE {table} SET conversation_id = ?1 WHERE conversation_id = ?2");
        w.conn.prepare_cached(&sql)?.execute(params![kept.id.0, dropped.id.0])?;
    }
    w.conn.execute("UPDATE redirects SET conversation_id = ?1 WHERE conversation_id = ?2", params![kept.id.0, dropped.id.0])?;
    w.conn.execute("INSERT INTO redirects (id, conversation_id) VALUES (?1, ?2)", params![dropped.id.0, kept.id.0])?;
    conversations::delete(w, dropped.id)?;
    kept.triage = together(&kept.triage, &dropped.triage);
    kept.outgoing = louder(kept.outgoing, dropped.outgoing);
    if kept.also.is_empty() {
        kept.also = dropped.also;
    }
    (kept.key, kept.subject) = (key, subject);
    conversations::refresh(w.conn, &mut kept)?;
    conversations::save(w, &kept).map(drop)
}

/// The triage of two that are one: open wins, and whoever waited longer has waited.
fn together(one: &Triage, other: &Triage) -> Triage {
    let ranks = |state: State| match state {
        State::Open => 0,
        State::Snoozed => 1,
        State::WaitingClient => 2,
        State::WaitingThem => 3,
        State::Done => 4,
        State::Muted => 5,
    };
    let (first, second) = if ranks(one.state) <= ranks(other.state) { (one, other) } else { (other, one) };
    let earlier = |a: Option<_>, b: Option<_>| match (a, b) {
        (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
        (a, b) => a.or(b),
    };
    Triage {
        state: first.state,
        opened_at: if first.state == second.state { first.opened_at.max(second.opened_at) } else { first.opened_at },
        waiting_since: earlier(one.waiting_since, other.waiting_since),
        snoozed_until: first.snoozed_until.or(second.snoozed_until),
        due_at: earlier(one.due_at, other.due_at),
        own_due: earlier(one.own_due, other.own_due),
        assignee: first.assignee.clone().or_else(|| second.assignee.clone()),
        asked: if first.asked.is_empty() { second.asked.clone() } else { first.asked.clone() },
        labels: first.after_verb(&Verb::Label(second.labels.clone()), None, first.opened_at).labels,
        starred: one.starred || other.starred,
        seen_upto: one.seen_upto.max(other.seen_upto),
        unread: one.unread + other.unread,
    }
}

/// The one of two that a person must hear of first.
fn louder(one: Outgoing, other: Outgoing) -> Outgoing {
    match (one, other) {
        (Outgoing::NotSent, _) | (_, Outgoing::NotSent) => Outgoing::NotSent,
        (Outgoing::Leaving, _) | (_, Outgoing::Leaving) => Outgoing::Leaving,
        (Outgoing::None, Outgoing::None) => Outgoing::None,
    }
}
