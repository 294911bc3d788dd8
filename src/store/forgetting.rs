//! Forgetting a person on request: what they wrote, what we noted, and every copy in the file.
//!
//! What stays is what is not theirs: our own answers, in conversations that name nobody any
//! more, and a salted hash of each of their messages, so that a page which comes again does not
//! bring it back. Whoever was forgotten and writes again arrives as new, since nothing is left
//! to know them by. SQLite leaves what was deleted in free pages and in the index of words:
//! [`Store::scrub`] writes the whole file anew.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::Store;
use super::connection::{self, Sync};
use super::conversations;
use super::error::Result;
use super::journal::{self, Refers};
use super::writer::Write;
use super::{deliveries, people, sending};
use crate::base::id::{AccountId, AuthorId, ConversationId};
use crate::model::change::Noun;
use crate::model::conversation::Outgoing;
use crate::model::delivery::State as Delivery;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand};
use crate::model::person::Traces;
use crate::model::triage::Triage;

/// What writing the file anew has come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scrubbed {
    /// Whether nothing of what was deleted is left beside the file, in its log of changes.
    pub whole: bool,
    /// Older copies of the store beside it, which still hold what they held.
    pub copies: Vec<PathBuf>,
}

impl Store {
    /// Writes the file anew, so that nothing of what was deleted is left in it.
    ///
    /// Blocks for as long as that takes: minutes for a large store. Other processes wait.
    ///
    /// # Errors
    /// When the file cannot be written, or another process is writing all the while.
    pub fn scrub(&self) -> Result<Scrubbed> {
        let conn = connection::writing(self.path(), Sync::Normal)?;
        conn.pragma_update(None, "secure_delete", true)?;
        // The copy is as large as the store.
        conn.pragma_update(None, "temp_store", "FILE")?;
        for words in ["interactions_fts", "authors_fts"] {
            conn.execute(&format!("INSERT INTO {words} ({words}) VALUES ('optimize')"), [])?;
        }
        conn.execute_batch("VACUUM")?;
        let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        let file = self.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = self.path().parent().and_then(|folder| std::fs::read_dir(folder).ok());
        let copies = beside.into_iter().flatten().flatten().map(|entry| entry.path());
        let is_copy = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{file}.")));
        let mut copies: Vec<PathBuf> = copies.filter(is_copy).collect();
        copies.sort();
        Ok(Scrubbed { whole: busy == 0, copies })
    }
}

/// What of a person is in the store.
pub(super) fn traces(conn: &Connection, id: AuthorId) -> Result<Option<Traces>> {
    let same = people::same(conn, id)?;
    if same.is_empty() {
        return Ok(None);
    }
    let mut traces = Traces::default();
    let mut talks = BTreeSet::new();
    for author in &same {
        let handle = people::row(conn, *author)?.map(|row| if row.who.handle.is_empty() { row.who.name } else { row.who.handle });
        traces.handles.extend(handle.filter(|handle| !traces.handles.contains(handle)));
        let count = |sql: &str| -> Result<u32> { Ok(conn.prepare_cached(sql)?.query_row([author.0], |row| row.get(0))?) };
        let reactions = count("SELECT COUNT(*) FROM interactions WHERE author_id = ?1 AND kind IN ('like', 'boost', 'follow')")?;
        traces.reactions += reactions;
        traces.messages += count("SELECT COUNT(*) FROM interactions WHERE author_id = ?1")?.saturating_sub(reactions);
        traces.posts += count("SELECT COUNT(*) FROM posts WHERE author_id = ?1")?;
        talks.extend(conversations_of(conn, *author)?);
    }
    for talk in talks.iter().filter(|talk| !talk.reaction) {
        let count = |sql: &str| -> Result<u32> { Ok(conn.prepare_cached(sql)?.query_row([talk.id], |row| row.get(0))?) };
        traces.drafts += count("SELECT COUNT(*) FROM drafts WHERE conversation_id = ?1 AND state = 'live'")?;
        traces.answers += count("SELECT COUNT(*) FROM interactions WHERE conversation_id = ?1 AND ours = 1")?;
    }
    Ok(Some(traces))
}

/// A conversation in which somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Talk {
    id: i64,
    reaction: bool,
}

fn conversations_of(conn: &Connection, author: AuthorId) -> Result<Vec<Talk>> {
    let sql = "SELECT c.id, c.kind IN ('like', 'boost', 'follow') FROM (SELECT conversation_id AS id FROM interactions WHERE author_id = ?1 \
         UNION SELECT id FROM conversations WHERE author_id = ?1) AS t CROSS JOIN conversations AS c ON c.id = t.id";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map([author.0], |row| Ok(Talk { id: row.get(0)?, reaction: row.get(1)? }))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Takes a person out of the store, whatever handles they have.
pub(super) fn forget(w: &mut Write<'_>, hand: &Hand, id: AuthorId) -> Result<Effected> {
    let same = people::same(w.conn, id)?;
    let Some(known) = people::known(w.conn, id)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let mut talks = BTreeSet::new();
    for author in &same {
        talks.extend(conversations_of(w.conn, *author)?);
    }
    let talks: Vec<Talk> = talks.into_iter().collect();
    if !stopped(w, &talks)? {
        return Ok(Effected::Refused(Refused::TooLate));
    }
    unnoted(w, &same, known.person.map(|person| person.0))?;
    for author in &same {
        unwritten(w, *author)?;
    }
    for talk in &talks {
        emptied(w, *talk, &same)?;
    }
    for author in &same {
        w.conn.prepare_cached("DELETE FROM authors WHERE id = ?1")?.execute([author.0])?;
    }
    w.note(Noun::Person, known.person.map_or(0, |person| person.0));
    let conversations = u32::try_from(talks.len()).unwrap_or(u32::MAX);
    journal::write(w, hand, Deed::Forget, &Refers { conversations, ..Refers::default() })?;
    Ok(Effected::Stored(conversations))
}

/// Stops what is on its way to them; says no while something cannot be stopped any more.
fn stopped(w: &mut Write<'_>, talks: &[Talk]) -> Result<bool> {
    let sql = "SELECT id FROM deliveries WHERE conversation_id = ?1 AND state NOT IN ('sent', 'cancelled')";
    for talk in talks {
        let ids: Vec<i64> = w.conn.prepare_cached(sql)?.query_map([talk.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in ids {
            let Some(stored) = deliveries::find(w.conn, crate::base::id::DeliveryId(id))? else {
                continue;
            };
            if matches!(stored.delivery.state, Delivery::Sending | Delivery::Unsure(_)) {
                return Ok(false);
            }
            sending::stopped(w, vec![stored])?;
        }
    }
    Ok(true)
}

/// Takes away what we noted of them, in the journal too.
fn unnoted(w: &mut Write<'_>, same: &[AuthorId], person: Option<i64>) -> Result<()> {
    let mut persons: BTreeSet<i64> = person.into_iter().collect();
    for author in same {
        let Some(known) = people::known(w.conn, *author)? else {
            continue;
        };
        // Whose this handle ever was: people who were joined into others have left rows in the journal.
        let sql = "SELECT entry_id, row_id, json_extract(before, '$.person_id'), json_extract(after, '$.person_id') FROM journal_rows \
             WHERE thing = 'identity' AND json_extract(coalesce(after, before), '$.handle') = ?1 \
             AND json_extract(coalesce(after, before), '$.network') = ?2";
        let mut statement = w.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![known.handle, known.network.code()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, [row.get::<_, Option<i64>>(2)?, row.get(3)?]))
        })?;
        for (entry, row, owners) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            persons.extend(owners.into_iter().flatten());
            w.conn.prepare_cached("UPDATE journal SET detail = '' WHERE id = ?1")?.execute([entry])?;
            let sql = "DELETE FROM journal_rows WHERE thing = 'identity' AND entry_id = ?1 AND row_id = ?2";
            w.conn.prepare_cached(sql)?.execute(params![entry, row])?;
        }
    }
    if let Some(person) = person {
        w.conn.prepare_cached("DELETE FROM people WHERE id = ?1")?.execute([person])?;
    }
    for person in persons {
        // Somebody else from whom a handle was split keeps their own.
        let sql = "SELECT EXISTS (SELECT 1 FROM people WHERE id = ?1)";
        if w.conn.prepare_cached(sql)?.query_row([person], |row| row.get(0))? {
            continue;
        }
        let sql = "UPDATE journal SET detail = '' WHERE id IN (SELECT entry_id FROM journal_rows WHERE thing = 'person' AND row_id = ?1)";
        w.conn.prepare_cached(sql)?.execute([person])?;
        w.conn.prepare_cached("DELETE FROM journal_rows WHERE thing = 'person' AND row_id = ?1")?.execute([person])?;
    }
    Ok(())
}

/// Takes away what they wrote, and keeps a hash of its name.
fn unwritten(w: &mut Write<'_>, author: AuthorId) -> Result<()> {
    let sql = "SELECT account_id, remote_id FROM interactions WHERE author_id = ?1 \
         UNION ALL SELECT account_id, remote_id FROM posts WHERE author_id = ?1";
    let mut statement = w.conn.prepare_cached(sql)?;
    let names: Vec<(i64, String)> =
        statement.query_map([author.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let salt = salted(w)?;
    for (account, remote) in names {
        let hash = salt.hash(AccountId(account), &remote);
        w.conn.prepare_cached("INSERT OR IGNORE INTO forgotten (hash) VALUES (?1)")?.execute([&hash[..]])?;
        let sql = "UPDATE posts SET parent = '' WHERE account_id = ?1 AND parent = ?2 AND ours = 1 AND parent <> ''";
        w.conn.prepare_cached(sql)?.execute(params![account, remote])?;
    }
    for table in ["interactions", "posts"] {
        w.conn.prepare_cached(&format!("DELETE FROM {table} WHERE author_id = ?1"))?.execute([author.0])?;
    }
    Ok(())
}

/// Takes a conversation away that held nothing but what they wrote, or their name from it.
fn emptied(w: &mut Write<'_>, talk: Talk, same: &[AuthorId]) -> Result<()> {
    let id = talk.id;
    if !talk.reaction {
        let sql = "UPDATE journal SET detail = '' WHERE id IN (SELECT entry_id FROM journal_images WHERE conversation_id = ?1)";
        w.conn.prepare_cached(sql)?.execute([id])?;
        w.conn.prepare_cached("DELETE FROM journal_images WHERE conversation_id = ?1")?.execute([id])?;
        unnoted_in(w, id)?;
        w.conn.prepare_cached("DELETE FROM tasks WHERE conversation_id = ?1")?.execute([id])?;
        w.conn.prepare_cached("DELETE FROM drafts WHERE conversation_id = ?1")?.execute([id])?;
        w.conn.prepare_cached("UPDATE interactions SET parent = '' WHERE conversation_id = ?1 AND ours = 1")?.execute([id])?;
        w.conn.prepare_cached("UPDATE deliveries SET target = '', about = '' WHERE conversation_id = ?1")?.execute([id])?;
    }
    let Some(mut head) = conversations::load(w.conn, ConversationId(id))? else {
        return Ok(());
    };
    let theirs = head.author.is_some_and(|author| same.contains(&author));
    let sql = "SELECT id, author_id, happened_at FROM interactions WHERE conversation_id = ?1 ORDER BY happened_at DESC, id DESC LIMIT 1";
    let last =
        w.conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, super::columns::time(row, 2)?)));
    let Some((last, author, at)) = last.optional()? else {
        return conversations::delete(w, head.id);
    };
    let sql = "SELECT COUNT(*), COALESCE(SUM(ours = 0), 0) FROM interactions WHERE conversation_id = ?1";
    let (count, others): (u32, u32) = w.conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    head.count = count;
    if talk.reaction {
        (head.newest, head.author, head.last_at) = (Some(crate::base::id::InteractionId(last)), author.map(AuthorId), at);
        if let Some(upto) = head.triage.seen_upto {
            head.triage.unread = conversations::unread_after(w.conn, head.id, upto)?;
        }
    } else if others > 0 {
        conversations::refresh(w.conn, &mut head)?;
    } else {
        head.triage = Triage::quiet(head.triage.opened_at);
        (head.author, head.newest, head.outgoing) = (None, None, Outgoing::None);
        (head.excerpt, head.url) = (String::new(), String::new());
    }
    if theirs && !talk.reaction {
        (head.key, head.subject) = (format!("forgotten {id}"), String::new());
    }
    if others > 0 || talk.reaction {
        return conversations::save(w, &head).map(drop);
    }
    // Only what we answered is left: it goes on in a row of its own, and what hung on the old one,
    // notes among it, goes with that.
    let kept = conversations::insert(w, &head)?;
    for table in ["interactions", "deliveries"] {
        let sql = format!("UPDATE {table} SET conversation_id = ?1 WHERE conversation_id = ?2");
        w.conn.prepare_cached(&sql)?.execute(params![kept.0, id])?;
    }
    conversations::delete(w, head.id)
}

/// Takes what was noted in a conversation out of the journal.
fn unnoted_in(w: &mut Write<'_>, conversation: i64) -> Result<()> {
    let sql = "SELECT entry_id, row_id FROM journal_rows WHERE thing IN ('note', 'task') \
         AND json_extract(coalesce(after, before), '$.conversation_id') = ?1";
    let mut statement = w.conn.prepare_cached(sql)?;
    let rows = statement.query_map([conversation], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    for (entry, row) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        w.conn.prepare_cached("UPDATE journal SET detail = '' WHERE id = ?1")?.execute([entry])?;
        let sql = "DELETE FROM journal_rows WHERE thing IN ('note', 'task') AND entry_id = ?1 AND row_id = ?2";
        w.conn.prepare_cached(sql)?.execute(params![entry, row])?;
    }
    Ok(())
}

/// What hashes are made with.
pub(super) struct Salt(Vec<u8>);

impl Salt {
    fn hash(&self, account: AccountId, remote: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(&self.0);
        hash.update(account.0.to_le_bytes());
        hash.update(remote.as_bytes());
        hash.finalize().into()
    }
}

/// The salt of this store, made when it is needed first.
fn salted(w: &Write<'_>) -> Result<Salt> {
    if let Some(salt) = salt(w.conn)? {
        return Ok(salt);
    }
    let salt: [u8; 16] = rand::random();
    w.conn.prepare_cached("INSERT INTO forgotten_salt (id, salt) VALUES (1, ?1)")?.execute([&salt[..]])?;
    Ok(Salt(salt.to_vec()))
}

/// The salt, where anybody was ever forgotten.
pub(super) fn salt(conn: &Connection) -> Result<Option<Salt>> {
    let sql = "SELECT salt FROM forgotten_salt WHERE id = 1";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.map(Salt))
}

/// Whether this was written by somebody who was forgotten since.
pub(super) fn is_forgotten(conn: &Connection, salt: Option<&Salt>, account: AccountId, remote: &str) -> Result<bool> {
    let Some(salt) = salt else {
        return Ok(false);
    };
    let hash = salt.hash(account, remote);
    let sql = "SELECT EXISTS (SELECT 1 FROM forgotten WHERE hash = ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([&hash[..]], |row| row.get(0))?)
}
