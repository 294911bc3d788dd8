//! What we keep of remote people: notes, labels, whom to look after, who is who.
//!
//! A person has one handle or several, joined by hand. Authors know their person by trigger
//! (see `0004.sql`), so that a row of a list finds it by key. Every change is an entry of the
//! journal with the rows before and after.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::Result;
use super::journal::{self, Refers};
use super::things::{self, Changed};
use super::writer::Write;
use crate::base::harmless;
use crate::base::id::{AuthorId, PersonId};
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::label::{self, Label};
use crate::model::network::Network;
use crate::model::person::{AuthorRow, CardVerb, Handle, Person};

use super::columns::word;

/// What is known of who an author is.
pub(super) struct Known {
    pub(super) network: Network,
    /// In small letters; empty when the network gives none.
    pub(super) handle: String,
    pub(super) person: Option<PersonId>,
}

/// Who an author is; none when they are gone.
pub(super) fn known(conn: &Connection, id: AuthorId) -> Result<Option<Known>> {
    let sql = "SELECT a.network, lower(au.handle), au.person_id FROM authors AS au CROSS JOIN accounts AS a ON a.id = au.account_id \
         WHERE au.id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([id.0], |row| {
        let person = row.get::<_, Option<i64>>(2)?.map(PersonId);
        Ok(Known { network: word(row, 0, Network::from_code)?, handle: row.get(1)?, person })
    });
    Ok(found.optional()?)
}

/// Every author who is the same person: of each account that met them, under each handle they have.
pub(super) fn same(conn: &Connection, id: AuthorId) -> Result<Vec<AuthorId>> {
    let Some(known) = known(conn, id)? else {
        return Ok(Vec::new());
    };
    if let Some(person) = known.person {
        let sql = "SELECT id FROM authors WHERE person_id = ?1 ORDER BY id";
        return ids(conn.prepare_cached(sql)?.query_map([person.0], |row| row.get(0))?);
    }
    if known.handle.is_empty() {
        return Ok(vec![id]);
    }
    let sql = "SELECT au.id FROM authors AS au CROSS JOIN accounts AS a ON a.id = au.account_id AND a.network = ?2 \
         WHERE lower(au.handle) = ?1 ORDER BY au.id";
    ids(conn.prepare_cached(sql)?.query_map(params![known.handle, known.network.code()], |row| row.get(0))?)
}

fn ids(found: impl Iterator<Item = rusqlite::Result<i64>>) -> Result<Vec<AuthorId>> {
    Ok(found.map(|id| id.map(AuthorId)).collect::<rusqlite::Result<_>>()?)
}

/// A person that begins at column `at`, where there is one.
fn person(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Person>> {
    let Some(id) = row.get::<_, Option<i64>>(at)? else {
        return Ok(None);
    };
    let labels = label::read(row.get_ref(at + 3)?.as_str()?);
    Ok(Some(Person { id: PersonId(id), note: row.get(at + 1)?, vip: row.get(at + 2)?, labels }))
}

/// What is kept of a person.
pub(super) fn find(conn: &Connection, id: PersonId) -> Result<Option<Person>> {
    let sql = "SELECT p.id, p.note, p.vip, p.labels FROM people AS p WHERE p.id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| person(row, 0)).optional()?.flatten())
}

/// The columns of a row of [`listed`].
const COLUMNS: &str = "au.id, a.network, au.handle, au.name, p.id, p.note, p.vip, p.labels";

/// What they are read from, beside `authors AS au`.
const JOINS: &str = "CROSS JOIN accounts AS a ON a.id = au.account_id LEFT JOIN people AS p ON p.id = au.person_id";

fn listed(row: &Row<'_>) -> rusqlite::Result<AuthorRow> {
    let who = Handle { author: AuthorId(row.get(0)?), network: word(row, 1, Network::from_code)?, handle: row.get(2)?, name: row.get(3)? };
    Ok(AuthorRow { who, person: person(row, 4)? })
}

/// One author.
pub(super) fn row(conn: &Connection, id: AuthorId) -> Result<Option<AuthorRow>> {
    let sql = format!("SELECT {COLUMNS} FROM authors AS au {JOINS} WHERE au.id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], listed).optional()?)
}

/// The authors whose name or handle has words that begin so; without words those of whom we keep
/// something, then those met last. One for each handle, at most `limit`.
pub(super) fn authors(conn: &Connection, text: &str, limit: u32) -> Result<Vec<AuthorRow>> {
    // Each account that met somebody has an author of them.
    let most = i64::from(limit.saturating_mul(8)).max(64);
    let words: Vec<String> = crate::model::filter::words(text).into_iter().map(|word| format!("\"{word}\" *")).collect();
    let mut found: Vec<AuthorRow> = Vec::new();
    let mut add = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        for row in statement.query_map(values, listed)? {
            let row = row?;
            let same = |other: &AuthorRow| {
                let (one, other) = (&row.who, &other.who);
                one.author == other.author
                    || !one.handle.is_empty() && one.network == other.network && one.handle.eq_ignore_ascii_case(&other.handle)
            };
            if !found.iter().any(same) && found.len() < limit as usize {
                found.push(row);
            }
        }
        Ok(())
    };
    if words.is_empty() {
        let people = format!("SELECT {COLUMNS} FROM authors AS au {JOINS} WHERE au.person_id > 0 ORDER BY au.person_id DESC LIMIT ?1");
        add(&people, &[&most])?;
        let last = format!("SELECT {COLUMNS} FROM authors AS au {JOINS} WHERE au.id <= ?1 ORDER BY au.id DESC LIMIT ?2");
        add(&last, &[&i64::MAX, &most])?;
    } else {
        let sql = format!(
            "SELECT {COLUMNS} FROM (SELECT rowid AS hit FROM authors_fts WHERE authors_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2) AS h \
             CROSS JOIN authors AS au ON au.id = h.hit {JOINS}"
        );
        add(&sql, &[&words.join(" "), &most])?;
    }
    Ok(found)
}

/// The authors with exactly this handle, on any network; with or without its `@`.
pub(super) fn by_handle(conn: &Connection, handle: &str) -> Result<Vec<AuthorRow>> {
    let small = handle.trim().to_ascii_lowercase();
    let full = if small.starts_with('@') { small } else { format!("@{small}") };
    let sql = format!("SELECT {COLUMNS} FROM authors AS au {JOINS} WHERE lower(au.handle) IN (?1, ?2) ORDER BY au.id");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found: Vec<AuthorRow> = Vec::new();
    for row in statement.query_map(params![full, &full[1..]], listed)? {
        let row = row?;
        if found.iter().all(|other| other.who.network != row.who.network) {
            found.push(row);
        }
    }
    Ok(found)
}

/// What is to stand in the row of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Kept {
    note: String,
    vip: bool,
    labels: Vec<Label>,
}

impl Kept {
    fn of(person: Option<Person>) -> Kept {
        person.map(|person| Kept { note: person.note, vip: person.vip, labels: person.labels }).unwrap_or_default()
    }

    /// What a verb makes of it; joining and splitting leave it as it is.
    fn after(mut self, verb: &CardVerb) -> Kept {
        match verb {
            CardVerb::Note(note) => self.note = harmless::text(note).trim().to_owned(),
            CardVerb::Vip(vip) => self.vip = *vip,
            CardVerb::Label(labels) => {
                self.labels.extend(labels.iter().cloned());
                self.labels.sort();
                self.labels.dedup();
            }
            CardVerb::Unlabel(labels) => self.labels.retain(|label| !labels.contains(label)),
            CardVerb::Join(_) | CardVerb::Split => {}
        }
        self
    }

    /// What is kept of two who are one.
    fn with(self, other: Kept) -> Kept {
        let notes: Vec<&str> = [self.note.as_str(), other.note.as_str()].into_iter().filter(|note| !note.is_empty()).collect();
        let (note, vip) = (notes.join("\n"), self.vip || other.vip);
        Kept { note, vip, ..self }.after(&CardVerb::Label(other.labels))
    }
}

/// Does a verb of a card.
pub(super) fn card(w: &mut Write<'_>, hand: &Hand, author: AuthorId, verb: &CardVerb) -> Result<Effected> {
    let Some(who) = known(w.conn, author)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    if who.handle.is_empty() {
        return Ok(Effected::Refused(Refused::NoHandle));
    }
    let rows = match verb {
        CardVerb::Join(other) => match known(w.conn, *other)? {
            None => return Ok(Effected::Refused(Refused::Gone)),
            Some(other) if other.handle.is_empty() => return Ok(Effected::Refused(Refused::NoHandle)),
            Some(other) => join(w, &who, &other)?,
        },
        CardVerb::Split => split(w, &who)?,
        CardVerb::Note(_) | CardVerb::Vip(_) | CardVerb::Label(_) | CardVerb::Unlabel(_) => keep(w, &who, verb)?,
    };
    if rows.is_empty() {
        return Ok(Effected::Stored(0));
    }
    for row in &rows {
        w.thing(row.thing, row.id);
    }
    journal::write(w, hand, Deed::Change(Thing::Person), &Refers { rows: &rows, detail: &who.handle, ..Refers::default() })?;
    Ok(Effected::Stored(1))
}

/// Stores what a verb makes of what we keep of somebody.
fn keep(w: &mut Write<'_>, who: &Known, verb: &CardVerb) -> Result<Vec<Changed>> {
    let Some(id) = who.person else {
        let kept = Kept::default().after(verb);
        return if kept == Kept::default() { Ok(Vec::new()) } else { made(w, &kept, &[who]) };
    };
    let kept = Kept::of(find(w.conn, id)?).after(verb);
    Ok(put(w, id, &kept)?.into_iter().collect())
}

/// A person who was not known, with their handles.
fn made(w: &mut Write<'_>, kept: &Kept, handles: &[&Known]) -> Result<Vec<Changed>> {
    let person = things::made(w, Thing::Person, |w| {
        let sql = "INSERT INTO people (note, vip, labels) VALUES (?1, ?2, ?3)";
        w.conn.prepare_cached(sql)?.execute(params![kept.note, kept.vip, label::line(&kept.labels)])?;
        Ok(w.conn.last_insert_rowid())
    })?;
    let id = PersonId(person.id);
    let mut rows = vec![person];
    for handle in handles {
        rows.push(own(w, id, handle)?);
    }
    Ok(rows)
}

/// Notes that a handle is a person's.
fn own(w: &mut Write<'_>, person: PersonId, who: &Known) -> Result<Changed> {
    things::made(w, Thing::Identity, |w| {
        let sql = "INSERT INTO identities (person_id, network, handle) VALUES (?1, ?2, ?3)";
        w.conn.prepare_cached(sql)?.execute(params![person.0, who.network.code(), who.handle])?;
        // The triggers insert nothing.
        Ok(w.conn.last_insert_rowid())
    })
}

fn put(w: &mut Write<'_>, id: PersonId, kept: &Kept) -> Result<Option<Changed>> {
    things::changed(w, Thing::Person, id.0, |w| {
        let sql = "UPDATE people SET note = ?2, vip = ?3, labels = ?4 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![id.0, kept.note, kept.vip, label::line(&kept.labels)])?;
        Ok(())
    })
}

/// Makes one person of two.
fn join(w: &mut Write<'_>, one: &Known, other: &Known) -> Result<Vec<Changed>> {
    if one.network == other.network && one.handle == other.handle {
        return Ok(Vec::new());
    }
    let (stays, goes) = match (one.person, other.person) {
        (None, None) => return made(w, &Kept::default(), &[one, other]),
        (Some(person), None) => return Ok(vec![own(w, person, other)?]),
        (None, Some(person)) => return Ok(vec![own(w, person, one)?]),
        (Some(one), Some(other)) if one == other => return Ok(Vec::new()),
        (Some(one), Some(other)) => (one, other),
    };
    let sql = "SELECT id FROM identities WHERE person_id = ?1 ORDER BY id";
    let moving: Vec<i64> = w.conn.prepare_cached(sql)?.query_map([goes.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut rows = Vec::new();
    for id in moving {
        rows.extend(things::changed(w, Thing::Identity, id, |w| {
            let sql = "UPDATE identities SET person_id = ?2 WHERE id = ?1";
            w.conn.prepare_cached(sql)?.execute(params![id, stays.0])?;
            Ok(())
        })?);
    }
    let kept = Kept::of(find(w.conn, stays)?).with(Kept::of(find(w.conn, goes)?));
    rows.extend(put(w, stays, &kept)?);
    rows.extend(things::changed(w, Thing::Person, goes.0, |w| {
        w.conn.prepare_cached("DELETE FROM people WHERE id = ?1")?.execute([goes.0])?;
        Ok(())
    })?);
    Ok(rows)
}

/// Takes a handle from a person who has others; notes and labels stay with those.
fn split(w: &mut Write<'_>, who: &Known) -> Result<Vec<Changed>> {
    let Some(person) = who.person else {
        return Ok(Vec::new());
    };
    let sql = "SELECT COUNT(*) FROM identities WHERE person_id = ?1";
    let handles: u32 = w.conn.prepare_cached(sql)?.query_row([person.0], |row| row.get(0))?;
    if handles < 2 {
        return Ok(Vec::new());
    }
    let sql = "SELECT id FROM identities WHERE handle = ?1 AND network = ?2";
    let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![who.handle, who.network.code()], |row| row.get(0)).optional()?;
    let Some(id) = found else {
        return Ok(Vec::new());
    };
    let changed = things::changed(w, Thing::Identity, id, |w| {
        w.conn.prepare_cached("DELETE FROM identities WHERE id = ?1")?.execute([id])?;
        Ok(())
    })?;
    Ok(changed.into_iter().collect())
}
