//! Rows of tables that are ours alone, as they were before and after a change: what undo needs.
//!
//! A row is kept as JSON by column, whatever its columns are; undo compares and restores it
//! whole. Only tables with an `id` of their own can be kept like this.

use rusqlite::types::{Value as Column, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value};

use super::due;
use super::error::{Result, StoreError};
use super::writer::Write;
use crate::base::id::ClientId;
use crate::model::journal::Thing;

/// A row before and after a change; none where it did not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    pub(super) thing: Thing,
    pub(super) id: i64,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

fn table(thing: Thing) -> &'static str {
    match thing {
        Thing::Note => "notes",
        Thing::Snippet => "snippets",
        Thing::Task => "tasks",
        Thing::SavedView => "saved_views",
        Thing::Card => "cards",
        Thing::Person => "people",
        Thing::Identity => "identities",
        Thing::Slot => "slots",
    }
}

/// Runs `change` on the row `id`, and says what became of it; nothing when it stayed as it was.
pub(super) fn changed(
    w: &mut Write<'_>,
    thing: Thing,
    id: i64,
    change: impl FnOnce(&mut Write<'_>) -> Result<()>,
) -> Result<Option<Changed>> {
    let before = kept(w.conn, thing, id)?;
    change(w)?;
    let after = kept(w.conn, thing, id)?;
    Ok((before != after).then_some(Changed { thing, id, before, after }))
}

/// A row that `insert` has made just now.
pub(super) fn made(w: &mut Write<'_>, thing: Thing, insert: impl FnOnce(&mut Write<'_>) -> Result<i64>) -> Result<Changed> {
    let id = insert(w)?;
    let after = kept(w.conn, thing, id)?;
    Ok(Changed { thing, id, before: None, after })
}

/// Brings a row back to what it was, if it still is what the change made of it.
pub(super) fn restore(w: &mut Write<'_>, changed: &Changed, back: bool) -> Result<bool> {
    let (from, to) = if back { (&changed.after, &changed.before) } else { (&changed.before, &changed.after) };
    if kept(w.conn, changed.thing, changed.id)? != *from {
        return Ok(false);
    }
    match to {
        // What it belongs to is gone meanwhile, or its place is taken.
        Some(row) if !put(w.conn, changed.thing, row)? => return Ok(false),
        Some(_) => {}
        None => {
            let sql = format!("DELETE FROM {} WHERE id = ?1", table(changed.thing));
            w.conn.prepare_cached(&sql)?.execute([changed.id])?;
        }
    }
    w.thing(changed.thing, changed.id);
    if changed.thing == Thing::Card
        && let Some(client) = client_of(changed)
    {
        due::stale(w, client)?;
    }
    Ok(true)
}

/// The client whose card changed.
fn client_of(changed: &Changed) -> Option<ClientId> {
    let row: Value = serde_json::from_str(changed.before.as_ref().or(changed.after.as_ref())?).ok()?;
    row.get("client_id")?.as_i64().map(ClientId)
}

/// The row as JSON.
fn kept(conn: &Connection, thing: Thing, id: i64) -> Result<Option<String>> {
    let sql = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
    let names: Vec<String> = conn.prepare_cached(sql)?.query_map([table(thing)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare_cached(&format!("SELECT {} FROM {} WHERE id = ?1", names.join(", "), table(thing)))?;
    let row = statement.query_row([id], |row| {
        let mut map = Map::new();
        for (at, name) in names.iter().enumerate() {
            let value = match row.get_ref(at)? {
                ValueRef::Integer(number) => Value::from(number),
                ValueRef::Real(number) => Value::from(number),
                ValueRef::Text(bytes) => Value::from(String::from_utf8_lossy(bytes)),
                ValueRef::Null | ValueRef::Blob(_) => Value::Null,
            };
            map.insert(name.clone(), value);
        }
        Ok(Value::Object(map).to_string())
    });
    Ok(row.optional()?)
}

/// Writes the row as it was; not when the rules of its table are against it.
fn put(conn: &Connection, thing: Thing, row: &str) -> Result<bool> {
    let Ok(Value::Object(map)) = serde_json::from_str(row) else {
        return Err(StoreError::Damaged);
    };
    let columns: Vec<&str> = map.keys().map(String::as_str).collect();
    let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
    let sets: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
        table(thing),
        columns.join(", "),
        places.join(", "),
        sets.join(", ")
    );
    let values = map.values().map(|value| match value {
        Value::String(text) => Column::Text(text.clone()),
        Value::Number(number) => number.as_i64().map_or_else(|| number.as_f64().map_or(Column::Null, Column::Real), Column::Integer),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Column::Null,
    });
    match conn.prepare_cached(&sql)?.execute(params_from_iter(values)) {
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == rusqlite::ErrorCode::ConstraintViolation => Ok(false),
        other => Ok(other.map(|_| true)?),
    }
}
