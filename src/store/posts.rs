//! Posts beside the conversations: our own, and those that stand in threads.
//!
//! Together with the interactions they are what a thread is walked by. A post that is an
//! interaction already is not stored here again.

use rusqlite::{Connection, OptionalExtension, params};

use super::authors;
use super::columns::{media_text, nullable};
use super::error::Result;
use super::writer::Write;
use crate::base::id::{AccountId, AuthorId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::exchange::{Post, RemoteId};

/// What is known of a post's place in its thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) parent: Option<RemoteId>,
    pub(super) ours: bool,
}

/// What is known of a post, wherever it is stored.
pub(super) fn known(conn: &Connection, account: AccountId, id: &RemoteId) -> Result<Option<Known>> {
    let sql = "SELECT parent, ours FROM interactions WHERE account_id = ?1 AND remote_id = ?2 \
         UNION ALL SELECT parent, ours FROM posts WHERE account_id = ?1 AND remote_id = ?2 LIMIT 1";
    Ok(conn
        .prepare_cached(sql)?
        .query_row(params![account.0, id.as_str()], |row| {
            let parent: String = row.get(0)?;
            Ok(Known { parent: (!parent.is_empty()).then(|| RemoteId::new(parent)), ours: row.get(1)? })
        })
        .optional()?)
}

/// The interaction with this remote id.
pub(super) fn interaction(conn: &Connection, account: AccountId, id: &str) -> Result<Option<InteractionId>> {
    let sql = "SELECT id FROM interactions WHERE account_id = ?1 AND remote_id = ?2";
    let found: Option<i64> = conn.prepare_cached(sql)?.query_row(params![account.0, id], |row| row.get(0)).optional()?;
    Ok(found.map(InteractionId))
}

/// Stores a harmless post; says whether it was new.
pub(super) fn keep(w: &mut Write<'_>, account: AccountId, post: &Post, ours: bool) -> Result<bool> {
    let author = if ours { None } else { Some(authors::keep(w, account, &post.author)?) };
    let sql = "INSERT INTO posts (account_id, remote_id, parent, ours, author_id, text, warning, language, visibility, media, url, \
         happened_at, edited_at, liked, boosted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
         ON CONFLICT DO NOTHING";
    let values = params![
        account.0,
        post.remote_id.as_str(),
        post.parent.as_ref().map_or("", RemoteId::as_str),
        ours,
        author.map(|AuthorId(id)| id),
        post.text,
        post.warning,
        post.language.as_deref().unwrap_or_default(),
        post.visibility.code(),
        media_text(&post.media),
        post.url,
        post.happened_at.millis(),
        nullable(post.edited_at),
        post.liked,
        post.boosted,
    ];
    if w.conn.prepare_cached(sql)?.execute(values)? > 0 {
        return Ok(true);
    }
    update(w, account, post, ours)?;
    Ok(false)
}

/// Takes in what a later reading of a known post tells.
fn update(w: &mut Write<'_>, account: AccountId, post: &Post, ours: bool) -> Result<()> {
    // A post that was met as a parent or subject may turn out to be ours.
    w.conn
        .prepare_cached(
            "UPDATE posts SET ours = max(ours, ?3), text = iif(?4 > coalesce(edited_at, 0), ?5, text), \
             warning = iif(?4 > coalesce(edited_at, 0), ?6, warning), media = iif(?4 > coalesce(edited_at, 0), ?7, media), \
             edited_at = nullif(max(coalesce(edited_at, 0), ?4), 0) \
             WHERE account_id = ?1 AND remote_id = ?2 AND (ours < ?3 OR coalesce(edited_at, 0) < ?4)",
        )?
        .execute(params![
            account.0,
            post.remote_id.as_str(),
            ours,
            post.edited_at.map_or(0, Timestamp::millis),
            post.text,
            post.warning,
            media_text(&post.media),
        ])?;
    Ok(())
}

/// Answers of ours to a post, that stand in no conversation yet.
pub(super) fn our_answers(conn: &Connection, account: AccountId, parent: &str) -> Result<Vec<RemoteId>> {
    let sql = "SELECT p.remote_id FROM posts AS p WHERE p.account_id = ?1 AND p.parent = ?2 AND p.ours = 1 AND p.parent <> '' \
         AND NOT EXISTS (SELECT 1 FROM interactions AS i WHERE i.account_id = p.account_id AND i.remote_id = p.remote_id) \
         ORDER BY p.happened_at, p.id";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(params![account.0, parent], |row| row.get::<_, String>(0).map(RemoteId::new))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Marks a post as taken back, wherever it is stored; says whether anything changed.
pub(super) fn mark_gone(w: &mut Write<'_>, account: AccountId, id: &str) -> Result<()> {
    let values = params![account.0, id, w.now.millis()];
    let sql = "UPDATE posts SET deleted_at = ?3 WHERE account_id = ?1 AND remote_id = ?2 AND deleted_at IS NULL";
    w.conn.prepare_cached(sql)?.execute(values)?;
    let sql = "UPDATE interactions SET deleted_at = ?3 WHERE account_id = ?1 AND remote_id = ?2 AND deleted_at IS NULL \
         RETURNING conversation_id";
    let conversations: Vec<i64> = w.conn.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in conversations {
        w.conversation(crate::base::id::ConversationId(id));
    }
    Ok(())
}

/// Marks whether we like or boosted a post, wherever it is stored.
pub(super) fn mark_acted(w: &mut Write<'_>, account: AccountId, id: &str, column: Mark, value: bool) -> Result<()> {
    let column = match column {
        Mark::Liked => "liked",
        Mark::Boosted => "boosted",
    };
    for table in ["posts", "interactions"] {
        let sql = format!("UPDATE {table} SET {column} = ?3 WHERE account_id = ?1 AND remote_id = ?2 AND {column} <> ?3");
        w.conn.prepare_cached(&sql)?.execute(params![account.0, id, value])?;
    }
    Ok(())
}

/// What an act has left on a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Liked,
    Boosted,
}
