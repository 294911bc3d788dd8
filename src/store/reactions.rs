//! Likes, boosts and follows: folded into one quiet row, their actors kept singly.
//!
//! A reaction has no id of its own on the networks, so kind, actor and subject are its
//! name here. The row of a reaction that nobody upholds any more is taken away.

use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};

use super::absorb::Absorbing;
use super::columns::time;
use super::conversations;
use super::error::Result;
use super::messages::{self, Elsewhere};
use super::writer::Write;
use super::{authors, posts};
use crate::base::id::{AccountId, AuthorId, ConversationId, InteractionId};
use crate::base::text::truncate;
use crate::base::time::Timestamp;
use crate::model::author::Author;
use crate::model::conversation::Key;
use crate::model::exchange::{Post, RemoteId};
use crate::model::interaction::{Kind, Visibility};
use crate::model::query::Actor;
use crate::model::triage::Triage;

/// The name of a reaction among the remote ids; networks' own ids hold no spaces.
fn name(kind: Kind, actor: &str, subject: Option<&RemoteId>) -> String {
    format!("{kind} {actor} {}", subject.map_or("", RemoteId::as_str))
}

/// Stores a reaction of a harmless actor to a post that is stored already, or to us.
pub(super) fn reacted(
    w: &mut Write<'_>,
    absorbing: &mut Absorbing,
    kind: Kind,
    actor: &Author,
    subject: Option<Rc<Post>>,
    happened_at: Timestamp,
) -> Result<()> {
    let account = absorbing.account.id;
    let subject = subject.as_deref();
    let name = name(kind, &actor.remote_id, subject.map(|subject| &subject.remote_id));
    if posts::interaction(w.conn, account, &name)?.is_some() || absorbing.is_forgotten(w, &RemoteId::new(name.as_str()))? {
        return Ok(());
    }
    let key = match subject {
        Some(subject) => Key::Reaction { kind, subject: subject.remote_id.clone() },
        None => Key::Follows(Key::day(happened_at)),
    };
    let author = authors::keep(w, account, actor)?;
    let at = absorbing.opened_at(w, happened_at);
    let mut head = match conversations::by_key(w.conn, account, &key.text())? {
        Some(id) => match conversations::load(w.conn, id)? {
            Some(mut head) => {
                head.triage = head.triage.after_reaction(at);
                head
            }
            None => return Ok(()),
        },
        None => {
            let subject = subject.map_or("", |subject| subject.remote_id.as_str());
            absorbing.begun(w, key.text(), subject, kind, Triage::quiet(at), author)?
        }
    };
    let post = as_post(kind, actor, happened_at, name);
    let conversation = head.id;
    let new = messages::New {
        account,
        conversation,
        author: Some(author),
        kind,
        ours: false,
        elsewhere: Elsewhere::No,
        delivery: None,
        post: &post,
    };
    let id = messages::insert(w, &new)?;
    head.count += 1;
    if happened_at >= head.last_at {
        (head.newest, head.author, head.last_at) = (Some(id), Some(author), happened_at);
    }
    match subject {
        Some(subject) => {
            head.excerpt = conversations::excerpt_of(&subject.text);
            head.url = subject.url.clone();
        }
        None => head.url = actor.url.clone(),
    }
    conversations::save(w, &head)?;
    absorbing.touched(head.id);
    absorbing.fresh();
    Ok(())
}

/// A reaction as the message it is stored as.
fn as_post(kind: Kind, actor: &Author, happened_at: Timestamp, name: String) -> Post {
    Post {
        remote_id: RemoteId::new(name),
        kind,
        author: actor.clone(),
        text: String::new(),
        warning: String::new(),
        language: None,
        visibility: Visibility::Public,
        parent: None,
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at,
        edited_at: None,
        url: truncate(&actor.url, 2_000),
        media: Vec::new(),
        liked: false,
        boosted: false,
    }
}

/// Takes a reaction back.
pub(super) fn withdrawn(w: &mut Write<'_>, account: AccountId, kind: Kind, actor: &str, subject: Option<&RemoteId>) -> Result<()> {
    let name = name(kind, actor, subject);
    let sql = "DELETE FROM interactions WHERE account_id = ?1 AND remote_id = ?2 RETURNING id, conversation_id";
    let found: Option<(i64, i64)> =
        w.conn.prepare_cached(sql)?.query_row(params![account.0, name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((id, conversation)) = found else {
        return Ok(());
    };
    let Some(mut head) = conversations::load(w.conn, ConversationId(conversation))? else {
        return Ok(());
    };
    head.count = head.count.saturating_sub(1);
    if head.count == 0 {
        return conversations::delete(w, head.id);
    }
    if head.triage.seen_upto.is_none_or(|seen| seen.0 < id) {
        head.triage.unread = head.triage.unread.saturating_sub(1);
    }
    let sql = "SELECT id, author_id, happened_at FROM interactions WHERE conversation_id = ?1 ORDER BY happened_at DESC, id DESC LIMIT 1";
    (head.newest, head.author, head.last_at) = w
        .conn
        .prepare_cached(sql)?
        .query_row([head.id.0], |row| Ok((Some(InteractionId(row.get(0)?)), row.get::<_, Option<i64>>(1)?.map(AuthorId), time(row, 2)?)))?;
    conversations::save(w, &head).map(drop)
}

/// Who reacted, newest first.
pub(super) fn actors(conn: &Connection, id: ConversationId, limit: u32) -> Result<Vec<Actor>> {
    let sql = "SELECT coalesce(au.name, ''), coalesce(au.handle, ''), i.happened_at FROM interactions AS i \
         LEFT JOIN authors AS au ON au.id = i.author_id WHERE i.conversation_id = ?1 ORDER BY i.happened_at DESC, i.id DESC LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement
        .query_map(params![id.0, limit], |row| Ok(Actor { name: row.get(0)?, handle: row.get(1)?, happened_at: time(row, 2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
