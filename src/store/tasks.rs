//! The to-do list: rows that are struck out, never deleted but by hand, each change an entry
//! of the journal.

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{nullable, time, time_or_none, word_or_none};
use super::error::Result;
use super::journal::{self, Refers};
use super::things::{self, Changed};
use super::writer::Write;
use crate::base::id::{ClientId, ConversationId, TaskId};
use crate::base::text::excerpt;
use crate::base::time::Timestamp;
use crate::model::client::Colour;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::task::{LONGEST, STRUCK_FOR, Task, TaskRow};

/// Writes a task down; its client is that of its conversation when none is given.
pub(super) fn add(w: &mut Write<'_>, hand: &Hand, task: &Task) -> Result<Effected> {
    let Some((made, text)) = made(w, task)? else {
        return Ok(Effected::Refused(Refused::Blank));
    };
    let id = TaskId(made.id);
    written(w, hand, made, &text)?;
    Ok(Effected::Task(id))
}

/// Writes a task down that belongs to an entry of another deed; nothing when there is nothing in it.
pub(super) fn put(w: &mut Write<'_>, task: &Task) -> Result<Option<Changed>> {
    let made = made(w, task)?.map(|(made, _)| made);
    made.iter().for_each(|made| w.thing(made.thing, made.id));
    Ok(made)
}

/// The row of a new task, and its text as it is kept.
fn made(w: &mut Write<'_>, task: &Task) -> Result<Option<(Changed, String)>> {
    let text = excerpt(&task.text, LONGEST);
    if text.is_empty() {
        return Ok(None);
    }
    let client = match (task.client, task.conversation) {
        (Some(client), _) => Some(client.0),
        (None, Some(conversation)) => client_of(w.conn, conversation)?,
        (None, None) => None,
    };
    let made = things::made(w, Thing::Task, |w| {
        let sql = "INSERT INTO tasks (text, due_at, client_id, conversation_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![text, nullable(task.due), client, task.conversation.map(|id| id.0), w.now.millis()];
        w.conn.prepare_cached(sql)?.execute(values)?;
        Ok(w.conn.last_insert_rowid())
    })?;
    Ok(Some((made, text)))
}

fn client_of(conn: &Connection, conversation: ConversationId) -> Result<Option<i64>> {
    let sql = "SELECT client_id FROM conversations WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([conversation.0], |row| row.get(0)).optional()?)
}

/// Strikes a task out, or takes that back.
pub(super) fn strike(w: &mut Write<'_>, hand: &Hand, id: TaskId, done: bool) -> Result<Effected> {
    let at = done.then_some(w.now);
    change(w, hand, id, "UPDATE tasks SET done_at = ?2 WHERE id = ?1 AND (done_at IS NULL) = (?2 IS NOT NULL)", at)
}

/// Sets by when a task is to be done.
pub(super) fn due(w: &mut Write<'_>, hand: &Hand, id: TaskId, due: Option<Timestamp>) -> Result<Effected> {
    change(w, hand, id, "UPDATE tasks SET due_at = ?2 WHERE id = ?1", due)
}

/// Takes a task off the list for good; undo brings it back.
pub(super) fn remove(w: &mut Write<'_>, hand: &Hand, id: TaskId) -> Result<Effected> {
    change(w, hand, id, "DELETE FROM tasks WHERE id = ?1 AND ?2 IS NULL", None)
}

fn change(w: &mut Write<'_>, hand: &Hand, id: TaskId, sql: &'static str, value: Option<Timestamp>) -> Result<Effected> {
    let sql_text = "SELECT text FROM tasks WHERE id = ?1";
    let text: Option<String> = w.conn.prepare_cached(sql_text)?.query_row([id.0], |row| row.get(0)).optional()?;
    let Some(text) = text else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let changed = things::changed(w, Thing::Task, id.0, |w| {
        w.conn.prepare_cached(sql)?.execute(params![id.0, nullable(value)])?;
        Ok(())
    })?;
    match changed {
        Some(changed) => {
            written(w, hand, changed, &text)?;
            Ok(Effected::Stored(1))
        }
        None => Ok(Effected::Stored(0)),
    }
}

fn written(w: &mut Write<'_>, hand: &Hand, changed: Changed, text: &str) -> Result<()> {
    w.thing(changed.thing, changed.id);
    let refers = Refers { rows: &[changed], detail: text, ..Refers::default() };
    journal::write(w, hand, Deed::Change(Thing::Task), &refers).map(drop)
}

/// The list: what is to be done by its time, then what was done lately.
pub(super) fn tasks(conn: &Connection, now: Timestamp, limit: u32) -> Result<Vec<TaskRow>> {
    let sql = "SELECT t.id, t.text, t.due_at, t.client_id, t.conversation_id, t.created_at, t.done_at, \
         coalesce(cl.name, ''), cl.colour, coalesce(au.name, '') FROM tasks AS t LEFT JOIN clients AS cl ON cl.id = t.client_id \
         LEFT JOIN conversations AS c ON c.id = t.conversation_id LEFT JOIN authors AS au ON au.id = c.author_id \
         WHERE t.done_at IS NULL OR t.done_at >= ?1 \
         ORDER BY t.done_at IS NOT NULL, t.done_at DESC, t.due_at IS NULL, t.due_at, t.id LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![(now - STRUCK_FOR).millis(), limit], |row| {
        Ok(TaskRow {
            id: TaskId(row.get(0)?),
            task: Task {
                text: row.get(1)?,
                due: time_or_none(row, 2)?,
                client: row.get::<_, Option<i64>>(3)?.map(ClientId),
                conversation: row.get::<_, Option<i64>>(4)?.map(ConversationId),
            },
            created_at: time(row, 5)?,
            done_at: time_or_none(row, 6)?,
            client_name: row.get(7)?,
            colour: word_or_none(row, 8, Colour::from_code)?.unwrap_or(Colour::Yellow),
            about: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
