//! Notes: rows that are ours alone, between the messages of a conversation.
//!
//! Nothing here touches a message or a delivery. Every change is an entry of the journal that
//! keeps the row as it was, so that it can be taken back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{nullable, time, time_or_none};
use super::conversations;
use super::error::Result;
use super::journal::{self, Refers};
use super::things::{self, Changed};
use super::writer::Write;
use crate::base::harmless;
use crate::base::id::{ConversationId, NoteId};
use crate::base::text::excerpt;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::note::{Note, NoteVerb};

/// So many of the last notes are read.
const NOTES: u32 = 200;
/// The graphemes of a note that the journal keeps beside its deed.
const DETAIL: usize = 60;

/// The notes of a conversation, oldest first.
pub(super) fn of(conn: &Connection, conversation: ConversationId) -> Result<Vec<Note>> {
    let sql =
        "SELECT id, conversation_id, person, text, at, edited_at FROM notes WHERE conversation_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let mut notes = statement.query_map(params![conversation.0, NOTES], note)?.collect::<rusqlite::Result<Vec<_>>>()?;
    notes.reverse();
    Ok(notes)
}

fn find(conn: &Connection, id: NoteId) -> Result<Option<Note>> {
    let sql = "SELECT id, conversation_id, person, text, at, edited_at FROM notes WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], note).optional()?)
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: NoteId(row.get(0)?),
        conversation: ConversationId(row.get(1)?),
        person: row.get(2)?,
        text: row.get(3)?,
        at: time(row, 4)?,
        edited_at: time_or_none(row, 5)?,
    })
}

/// Writes, changes or takes away a note; one entry in the journal.
pub(super) fn change(w: &mut Write<'_>, hand: &Hand, verb: &NoteVerb) -> Result<Effected> {
    let (conversation, changed, detail) = match verb {
        NoteVerb::Add(conversation, text) => {
            let Some(text) = written(text) else {
                return Ok(Effected::Refused(Refused::Blank));
            };
            let Some(head) = conversations::load(w.conn, *conversation)? else {
                return Ok(Effected::Refused(Refused::Gone));
            };
            (head.id, Some(add(w, hand, head.id, &text)?), text)
        }
        NoteVerb::Edit(id, text) => {
            let Some(text) = written(text) else {
                return Ok(Effected::Refused(Refused::Blank));
            };
            let Some(note) = find(w.conn, *id)? else {
                return Ok(Effected::Refused(Refused::Gone));
            };
            let edited =
                if note.text == text { None } else { edit(w, &Note { text: text.clone(), edited_at: Some(w.now), ..note.clone() })? };
            (note.conversation, edited, text)
        }
        NoteVerb::Remove(id) => {
            let Some(note) = find(w.conn, *id)? else {
                return Ok(Effected::Refused(Refused::Gone));
            };
            (note.conversation, remove(w, *id)?, note.text)
        }
    };
    let Some(changed) = changed else {
        return Ok(Effected::Stored(0));
    };
    w.thing(Thing::Note, changed.id);
    w.conversation(conversation);
    let detail = excerpt(&detail, DETAIL);
    let refers = Refers { rows: &[changed], conversations: 1, detail: &detail, ..Refers::default() };
    journal::write(w, hand, Deed::Change(Thing::Note), &refers)?;
    Ok(Effected::Stored(1))
}

/// A text as it is kept; none when there is nothing in it.
fn written(text: &str) -> Option<String> {
    let text = harmless::own(text).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Writes a note that belongs to an entry of another deed; nothing when there is nothing in it.
pub(super) fn put(w: &mut Write<'_>, hand: &Hand, conversation: ConversationId, text: &str) -> Result<Option<Changed>> {
    let Some(text) = written(text) else {
        return Ok(None);
    };
    let changed = add(w, hand, conversation, &text)?;
    w.thing(Thing::Note, changed.id);
    w.conversation(conversation);
    Ok(Some(changed))
}

fn add(w: &mut Write<'_>, hand: &Hand, conversation: ConversationId, text: &str) -> Result<Changed> {
    things::made(w, Thing::Note, |w| {
        let sql = "INSERT INTO notes (conversation_id, person, text, at) VALUES (?1, ?2, ?3, ?4)";
        w.conn.prepare_cached(sql)?.execute(params![conversation.0, hand.person, text, w.now.millis()])?;
        Ok(w.conn.last_insert_rowid())
    })
}

fn edit(w: &mut Write<'_>, note: &Note) -> Result<Option<Changed>> {
    things::changed(w, Thing::Note, note.id.0, |w| {
        let sql = "UPDATE notes SET text = ?2, edited_at = ?3 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![note.id.0, note.text, nullable(note.edited_at)])?;
        Ok(())
    })
}

fn remove(w: &mut Write<'_>, id: NoteId) -> Result<Option<Changed>> {
    things::changed(w, Thing::Note, id.0, |w| {
        w.conn.prepare_cached("DELETE FROM notes WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    })
}
