//! Remote people, as the last answer of the network described them.
//!
//! What an answer leaves out is not forgotten. People are kept for each account apart,
//! since an id means something only on one server.

use rusqlite::{OptionalExtension, params};

use super::columns::{count, nullable};
use super::error::Result;
use super::writer::Write;
use crate::base::id::{AccountId, AuthorId};
use crate::base::text::fold;
use crate::model::author::Author;

/// What `from:` is looked for in: handle and name, folded.
fn folded(author: &Author) -> String {
    format!("{}\n{}", fold(&author.handle), fold(&author.name))
}

/// Stores a harmless author, or what has changed of one.
pub(super) fn keep(w: &mut Write<'_>, account: AccountId, author: &Author) -> Result<AuthorId> {
    let verified = serde_json::to_string(&author.verified).unwrap_or_else(|_| "[]".to_owned());
    w.conn
        .prepare_cached(
            "INSERT INTO authors (account_id, remote_id, handle, name, folded, url, bio, bot, created_at, followers, following, posts, \
             verified) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
             ON CONFLICT (account_id, remote_id) DO UPDATE SET handle = excluded.handle, name = excluded.name, \
             folded = excluded.folded, url = excluded.url, bio = excluded.bio, bot = excluded.bot, \
             created_at = coalesce(excluded.created_at, created_at), followers = coalesce(excluded.followers, followers), \
             following = coalesce(excluded.following, following), posts = coalesce(excluded.posts, posts), \
             verified = excluded.verified \
             WHERE handle <> excluded.handle OR name <> excluded.name OR url <> excluded.url OR bio <> excluded.bio \
             OR followers IS NOT excluded.followers OR posts IS NOT excluded.posts OR verified <> excluded.verified",
        )?
        .execute(params![
            account.0,
            author.remote_id,
            author.handle,
            author.name,
            folded(author),
            author.url,
            author.bio,
            author.bot,
            nullable(author.created_at),
            count(author.followers),
            count(author.following),
            count(author.posts),
            verified,
        ])?;
    let sql = "SELECT id FROM authors WHERE account_id = ?1 AND remote_id = ?2";
    let id = w.conn.prepare_cached(sql)?.query_row(params![account.0, author.remote_id], |row| row.get(0))?;
    Ok(AuthorId(id))
}

/// The network's id of an author.
pub(super) fn remote_id(w: &Write<'_>, id: AuthorId) -> Result<Option<String>> {
    let sql = "SELECT remote_id FROM authors WHERE id = ?1";
    Ok(w.conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?)
}
