//! Messages, theirs and ours: storing one, taking in its author's changes, reading them.
//!
//! A message is stored once and never overwritten in silence: what it said before a change
//! is kept as a version.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{media, media_text, nullable, text_or_none, time, time_or_none, word};
use super::conversations::{self, Head};
use super::error::Result;
use super::writer::Write;
use crate::base::id::{AccountId, AuthorId, ConversationId, DeliveryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::exchange::{Post, RemoteId};
use crate::model::interaction::{Kind, Message, Version, Visibility};

/// How sure it is that an answer of ours was sent elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// This store sent it, or it is not ours.
    No,
    /// Somebody answered with another program.
    Yes,
    /// A delivery whose answer was lost may still turn out to be it.
    Undecided,
}

impl Elsewhere {
    pub(super) const fn number(self) -> i64 {
        match self {
            Elsewhere::No => 0,
            Elsewhere::Yes => 1,
            Elsewhere::Undecided => 2,
        }
    }
}

/// A message about to be stored.
pub(super) struct New<'a> {
    pub(super) account: AccountId,
    pub(super) conversation: ConversationId,
    pub(super) author: Option<AuthorId>,
    pub(super) kind: Kind,
    pub(super) ours: bool,
    pub(super) elsewhere: Elsewhere,
    pub(super) delivery: Option<DeliveryId>,
    pub(super) post: &'a Post,
}

/// Stores a message that is not known yet.
pub(super) fn insert(w: &mut Write<'_>, new: &New<'_>) -> Result<InteractionId> {
    let post = new.post;
    w.conn
        .prepare_cached(
            "INSERT INTO interactions (account_id, conversation_id, author_id, remote_id, parent, kind, ours, elsewhere, delivery_id, \
             text, warning, language, visibility, media, url, happened_at, stored_at, edited_at, liked, boosted) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(params![
            new.account.0,
            new.conversation.0,
            new.author.map(|id| id.0),
            post.remote_id.as_str(),
            post.parent.as_ref().map_or("", RemoteId::as_str),
            new.kind.code(),
            new.ours,
            new.elsewhere.number(),
            new.delivery.map(|id| id.0),
            post.text,
            post.warning,
            post.language.as_deref().unwrap_or_default(),
            post.visibility.code(),
            media_text(&post.media),
            post.url,
            post.happened_at.millis(),
            w.now.millis(),
            nullable(post.edited_at),
            post.liked,
            post.boosted,
        ])?;
    let id = InteractionId(w.conn.last_insert_rowid());
    w.conversation(new.conversation);
    Ok(id)
}

/// Takes in a later reading of a stored message; says whether it had been changed.
///
/// Only what its author changed after what is stored counts: an old page may come again.
pub(super) fn edit(w: &mut Write<'_>, id: InteractionId, post: &Post) -> Result<bool> {
    let sql = "SELECT text, warning, media, edited_at, conversation_id FROM interactions WHERE id = ?1";
    let (text, warning, media, edited_at, conversation) = w.conn.prepare_cached(sql)?.query_row([id.0], |row| {
        let (text, warning, media): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((text, warning, media, time_or_none(row, 3)?, ConversationId(row.get(4)?)))
    })?;
    if post.edited_at <= edited_at {
        return Ok(false);
    }
    let now_media = media_text(&post.media);
    if text != post.text || warning != post.warning || media != now_media {
        let sql = "INSERT INTO versions (interaction_id, text, warning, media, edited_at, stored_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = params![id.0, text, warning, media, nullable(edited_at), w.now.millis()];
        w.conn.prepare_cached(sql)?.execute(values)?;
    }
    let sql = "UPDATE interactions SET text = ?2, warning = ?3, media = ?4, edited_at = ?5 WHERE id = ?1";
    let values = params![id.0, post.text, post.warning, now_media, nullable(post.edited_at)];
    w.conn.prepare_cached(sql)?.execute(values)?;
    w.conversation(conversation);
    if let Some(mut head) = conversations::load(w.conn, conversation)?
        && !head.kind.is_reaction()
    {
        conversations::refresh(w.conn, &mut head)?;
        conversations::save(w, &head)?;
    }
    Ok(true)
}

/// Takes over whether we like and boosted a message, from a reading on demand.
///
/// While an act on it is on its way, what the network says may be older than the act.
pub(super) fn marked(w: &mut Write<'_>, id: InteractionId, post: &Post) -> Result<()> {
    let sql = "UPDATE interactions SET liked = ?2, boosted = ?3 WHERE id = ?1 AND (liked <> ?2 OR boosted <> ?3) \
         AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.account_id = interactions.account_id \
         AND d.target = interactions.remote_id AND d.load <> 'publish' AND d.state NOT IN ('sent', 'cancelled')) \
         RETURNING conversation_id";
    let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![id.0, post.liked, post.boosted], |row| row.get(0)).optional()?;
    if let Some(conversation) = found {
        w.conversation(ConversationId(conversation));
    }
    Ok(())
}

/// The columns that [`message`] reads, of `interactions AS i`, `authors AS au`, `accounts AS a`.
const MESSAGE: &str = "i.id, i.kind, i.ours, i.elsewhere, iif(i.ours, a.name, coalesce(au.name, '')), \
iif(i.ours, a.handle, coalesce(au.handle, '')), i.text, i.warning, i.language, i.visibility, i.media, i.happened_at, i.edited_at, \
i.deleted_at, i.url, i.remote_id, i.liked, i.boosted, i.delivery_id";

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: row.get::<_, Option<i64>>(0)?.map(InteractionId),
        kind: word(row, 1, Kind::from_code)?,
        ours: row.get(2)?,
        elsewhere: row.get::<_, i64>(3)? != 0,
        name: row.get(4)?,
        handle: row.get(5)?,
        text: row.get(6)?,
        warning: row.get(7)?,
        language: text_or_none(row, 8)?,
        visibility: word(row, 9, Visibility::from_code)?,
        media: media(row, 10)?,
        happened_at: time(row, 11)?,
        edited_at: time_or_none(row, 12)?,
        deleted_at: time_or_none(row, 13)?,
        url: row.get(14)?,
        remote_id: RemoteId::new(row.get::<_, String>(15)?),
        liked: row.get(16)?,
        boosted: row.get(17)?,
        delivery: row.get::<_, Option<i64>>(18)?.map(DeliveryId),
    })
}

/// The last messages of a conversation, oldest first.
pub(super) fn of(conn: &Connection, id: ConversationId, limit: u32) -> Result<Vec<Message>> {
    let sql = format!(
        "SELECT {MESSAGE} FROM interactions AS i CROSS JOIN accounts AS a ON a.id = i.account_id \
         LEFT JOIN authors AS au ON au.id = i.author_id \
         WHERE i.conversation_id = ?1 ORDER BY i.happened_at DESC, i.id DESC LIMIT ?2"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![id.0, limit], message)?;
    let mut messages = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    messages.reverse();
    Ok(messages)
}

/// A post that stands above a conversation, wherever it is stored.
pub(super) fn above(conn: &Connection, account: AccountId, remote: &str) -> Result<Option<Message>> {
    let columns = MESSAGE.replace("i.id, i.kind", "NULL, 'mention'").replace("i.elsewhere", "0");
    for table in ["posts", "interactions"] {
        let sql = format!(
            "SELECT {columns} FROM {table} AS i CROSS JOIN accounts AS a ON a.id = i.account_id \
             LEFT JOIN authors AS au ON au.id = i.author_id WHERE i.account_id = ?1 AND i.remote_id = ?2"
        );
        let found = conn.prepare_cached(&sql)?.query_row(params![account.0, remote], message).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// What others have said in the same thread, each with what it answers: the last `limit`, in no order.
pub(super) fn beside(conn: &Connection, head: &Head, limit: u32) -> Result<Vec<(String, Message)>> {
    let sql = format!(
        "SELECT {MESSAGE}, i.parent FROM conversations AS c CROSS JOIN interactions AS i ON i.conversation_id = c.id \
         CROSS JOIN accounts AS a ON a.id = i.account_id LEFT JOIN authors AS au ON au.id = i.author_id \
         WHERE c.account_id = ?1 AND c.subject = ?2 AND c.subject <> '' AND c.id <> ?3 AND c.kind NOT IN ('like', 'boost', 'follow') LIMIT ?4"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let values = params![head.account.0, head.subject, head.id.0, limit];
    let rows = statement.query_map(values, |row| Ok((row.get(19)?, message(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Posts of others that answer a post, where they are no interactions.
pub(super) fn answers(conn: &Connection, account: AccountId, to: &RemoteId, limit: u32) -> Result<Vec<Message>> {
    let columns = MESSAGE.replace("i.id, i.kind", "NULL, 'mention'").replace("i.elsewhere", "0");
    let sql = format!(
        "SELECT {columns} FROM posts AS i CROSS JOIN accounts AS a ON a.id = i.account_id LEFT JOIN authors AS au ON au.id = i.author_id \
         WHERE i.account_id = ?1 AND i.parent = ?2 AND i.ours = 0 AND i.parent <> '' LIMIT ?3"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![account.0, to.as_str(), limit], message)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the messages of a conversation said before they were changed, oldest first; the first 200.
pub(super) fn versions(conn: &Connection, id: ConversationId) -> Result<Vec<Version>> {
    let sql = "SELECT v.interaction_id, v.text, v.warning, v.edited_at FROM interactions AS i \
         CROSS JOIN versions AS v ON v.interaction_id = i.id WHERE i.conversation_id = ?1 AND i.edited_at IS NOT NULL ORDER BY v.id LIMIT 200";
    let mut statement = conn.prepare_cached(sql)?;
    let version = |row: &Row<'_>| {
        Ok(Version { of: InteractionId(row.get(0)?), text: row.get(1)?, warning: row.get(2)?, since: time_or_none(row, 3)? })
    };
    let rows = statement.query_map([id.0], version)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a conversation holds an answer of ours that is newer than `at`, beside `but`.
pub(super) fn ours_after(conn: &Connection, id: ConversationId, at: Timestamp, but: InteractionId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM interactions WHERE conversation_id = ?1 AND happened_at > ?2 AND ours = 1 AND id <> ?3)";
    Ok(conn.prepare_cached(sql)?.query_row(params![id.0, at.millis(), but.0], |row| row.get(0))?)
}
