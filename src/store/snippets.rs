//! Saved replies: of a client, or of all.
//!
//! What a person writes is in `snippets` and can be undone; how often it was used is beside
//! it, since using one is no verb and must not stand in the way of an undo. One name stands
//! once for each client and once for all, without regard to case and accents.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{nullable, time_or_none, word_or_none};
use super::error::Result;
use super::journal::{self, Refers};
use super::things::{self, Changed};
use super::writer::Write;
use crate::base::harmless;
use crate::base::id::{ClientId, SnippetId};
use crate::base::text::fold;
use crate::model::change::Noun;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::snippet::{AndThen, Brought, Saying, Snippet, Taken};

/// More than anybody keeps; what is used least is left out.
const MOST: u32 = 5_000;

/// Those of `client` and those of all, or every one there is; the most used first.
pub(super) fn all(conn: &Connection, client: Option<ClientId>) -> Result<Vec<Snippet>> {
    let sql = "SELECT s.id, s.client_id, s.name, s.body, s.and_then, coalesce(u.uses, 0), u.used_at FROM snippets AS s \
         LEFT JOIN snippet_uses AS u ON u.snippet_id = s.id WHERE ?1 IS NULL OR s.client_id IS NULL OR s.client_id = ?1 \
         ORDER BY coalesce(u.uses, 0) DESC, u.used_at DESC, s.folded, s.id LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![client.map(|id| id.0), MOST], snippet)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn snippet(row: &Row<'_>) -> rusqlite::Result<Snippet> {
    let client = row.get::<_, Option<i64>>(1)?.map(ClientId);
    let saying = Saying { client, name: row.get(2)?, body: row.get(3)?, then: word_or_none(row, 4, AndThen::from_code)? };
    Ok(Snippet { id: SnippetId(row.get(0)?), saying, uses: row.get(5)?, used_at: time_or_none(row, 6)? })
}

/// The one of this client, or of all, that has this name.
fn named(conn: &Connection, client: Option<ClientId>, name: &str) -> Result<Option<SnippetId>> {
    let sql = "SELECT id FROM snippets WHERE folded = ?2 AND client_id IS ?1 ORDER BY id LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row(params![client.map(|id| id.0), fold(name)], |row| row.get(0).map(SnippetId));
    Ok(found.optional()?)
}

/// What is written, if it can be kept: pasted texts and files may carry anything.
fn clean(saying: Saying) -> Option<Saying> {
    Saying { name: harmless::line(&saying.name), body: harmless::text(&saying.body), ..saying }.checked().ok()
}

/// Keeps a new one, or one as it is said now.
pub(super) fn keep(w: &mut Write<'_>, hand: &Hand, id: Option<SnippetId>, saying: Saying) -> Result<Effected> {
    let Some(saying) = clean(saying) else {
        return Ok(Effected::Refused(Refused::Malformed));
    };
    if is_orphan(w.conn, &saying)? {
        return Ok(Effected::Refused(Refused::Gone));
    }
    if named(w.conn, saying.client, &saying.name)?.is_some_and(|other| Some(other) != id) {
        return Ok(Effected::Refused(Refused::NameTaken));
    }
    let name = saying.name.clone();
    let (kept, changed) = match id {
        None => {
            let changed = things::made(w, Thing::Snippet, |w| insert(w, &saying))?;
            (SnippetId(changed.id), Some(changed))
        }
        Some(id) if !exists(w.conn, id)? => return Ok(Effected::Refused(Refused::Gone)),
        Some(id) => (id, things::changed(w, Thing::Snippet, id.0, |w| update(w, id, &saying))?),
    };
    write(w, hand, changed.as_slice(), &name)?;
    Ok(Effected::Snippet(kept))
}

/// Takes one away.
pub(super) fn remove(w: &mut Write<'_>, hand: &Hand, id: SnippetId) -> Result<Effected> {
    let name = w.conn.query_row("SELECT name FROM snippets WHERE id = ?1", [id.0], |row| row.get::<_, String>(0)).optional()?;
    let Some(name) = name else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let changed = things::changed(w, Thing::Snippet, id.0, |w| {
        w.conn.prepare_cached("DELETE FROM snippets WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    })?;
    write(w, hand, changed.as_slice(), &name)?;
    Ok(Effected::Stored(0))
}

/// Takes many in, all or none; one entry in the journal.
pub(super) fn bring(w: &mut Write<'_>, hand: &Hand, brought: Vec<Brought>) -> Result<Effected> {
    let mut clean_ones = Vec::new();
    for one in brought {
        let Some(saying) = clean(one.saying) else {
            return Ok(Effected::Refused(Refused::Malformed));
        };
        if is_orphan(w.conn, &saying)? {
            return Ok(Effected::Refused(Refused::Gone));
        }
        clean_ones.push(Brought { saying, ..one });
    }
    let (mut taken, mut rows, mut names): (Taken, Vec<Changed>, Vec<String>) = Default::default();
    for Brought { saying, uses, used_at } in clean_ones {
        let before = rows.len();
        let id = match named(w.conn, saying.client, &saying.name)? {
            None => {
                let changed = things::made(w, Thing::Snippet, |w| insert(w, &saying))?;
                taken.added += 1;
                let id = SnippetId(changed.id);
                rows.push(changed);
                id
            }
            Some(id) => {
                let changed = things::changed(w, Thing::Snippet, id.0, |w| update(w, id, &saying))?;
                *(if changed.is_some() { &mut taken.updated } else { &mut taken.same }) += 1;
                // One file may name the same one twice: the journal keeps how it was before both.
                match changed.map(|now| (rows.iter_mut().find(|row| row.id == id.0), now)) {
                    Some((Some(before), now)) => before.after = now.after,
                    Some((None, now)) => rows.push(now),
                    None => {}
                }
                id
            }
        };
        if rows.len() > before {
            names.push(saying.name.clone());
        }
        let sql = "INSERT INTO snippet_uses (snippet_id, uses, used_at) VALUES (?1, ?2, ?3) ON CONFLICT (snippet_id) DO UPDATE \
             SET uses = max(uses, excluded.uses), used_at = max(coalesce(used_at, excluded.used_at), coalesce(excluded.used_at, used_at))";
        w.conn.prepare_cached(sql)?.execute(params![id.0, uses, nullable(used_at)])?;
        w.note(Noun::Snippet, id.0);
    }
    write(w, hand, &rows, &listed(&names))?;
    Ok(Effected::Taken(taken))
}

/// The first of many names, and how many more there are: `hours, refund, menu +9`.
fn listed(names: &[String]) -> String {
    let first = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 3 { format!("{first} +{}", names.len() - 3) } else { first }
}

/// Counts a use.
pub(super) fn used(w: &mut Write<'_>, id: SnippetId) -> Result<Effected> {
    if !exists(w.conn, id)? {
        return Ok(Effected::Refused(Refused::Gone));
    }
    let sql = "INSERT INTO snippet_uses (snippet_id, uses, used_at) VALUES (?1, 1, ?2) \
         ON CONFLICT (snippet_id) DO UPDATE SET uses = uses + 1, used_at = excluded.used_at";
    w.conn.prepare_cached(sql)?.execute(params![id.0, w.now.millis()])?;
    w.note(Noun::Snippet, id.0);
    Ok(Effected::Stored(0))
}

/// Writes an entry, unless nothing changed.
fn write(w: &mut Write<'_>, hand: &Hand, rows: &[Changed], name: &str) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    for row in rows {
        w.thing(Thing::Snippet, row.id);
    }
    journal::write(w, hand, Deed::Change(Thing::Snippet), &Refers { rows, detail: name, ..Refers::default() })?;
    Ok(())
}

fn insert(w: &mut Write<'_>, saying: &Saying) -> Result<i64> {
    let sql = "INSERT INTO snippets (client_id, name, folded, body, and_then) VALUES (?1, ?2, ?3, ?4, ?5)";
    let then = saying.then.map_or("", AndThen::code);
    let values = params![saying.client.map(|id| id.0), saying.name, fold(&saying.name), saying.body, then];
    w.conn.prepare_cached(sql)?.execute(values)?;
    Ok(w.conn.last_insert_rowid())
}

fn update(w: &mut Write<'_>, id: SnippetId, saying: &Saying) -> Result<()> {
    let sql = "UPDATE snippets SET client_id = ?2, name = ?3, folded = ?4, body = ?5, and_then = ?6 WHERE id = ?1";
    let then = saying.then.map_or("", AndThen::code);
    let values = params![id.0, saying.client.map(|id| id.0), saying.name, fold(&saying.name), saying.body, then];
    w.conn.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn exists(conn: &Connection, id: SnippetId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM snippets WHERE id = ?1)")?.query_row([id.0], |row| row.get(0))?)
}

/// Whether it is meant for a client that is not there.
fn is_orphan(conn: &Connection, saying: &Saying) -> Result<bool> {
    let sql = "SELECT ?1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clients WHERE id = ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([saying.client.map(|id| id.0)], |row| row.get(0))?)
}
