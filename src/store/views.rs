//! Saved views: lists that somebody named.

use rusqlite::{Connection, params};

use super::columns::word;
use super::error::Result;
use super::journal::{self, Refers};
use super::things;
use super::writer::Write;
use crate::base::harmless;
use crate::base::id::{ClientId, SavedViewId};
use crate::base::text::fold;
use crate::model::conversation::View;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::query::Sort;
use crate::model::view::{NewView, SavedView};

/// All of them, by name.
pub(super) fn all(conn: &Connection) -> Result<Vec<SavedView>> {
    let mut statement = conn.prepare_cached("SELECT id, client_id, name, view, filter, sort FROM saved_views")?;
    let rows = statement.query_map([], |row| {
        let is = NewView {
            client: row.get::<_, Option<i64>>(1)?.map(ClientId),
            name: row.get(2)?,
            view: word(row, 3, View::from_code)?,
            filter: row.get(4)?,
            sort: word(row, 5, Sort::from_code)?,
        };
        Ok(SavedView { id: SavedViewId(row.get(0)?), is })
    })?;
    let mut views: Vec<SavedView> = rows.collect::<rusqlite::Result<_>>()?;
    views.sort_by_cached_key(|view| fold(&view.is.name));
    Ok(views)
}

/// Keeps a view: in the place of `id`, or of one with the same name, or as a new one.
pub(super) fn save(w: &mut Write<'_>, hand: &Hand, id: Option<SavedViewId>, view: &NewView) -> Result<Effected> {
    let view = NewView { name: harmless::line(&view.name), ..view.clone() };
    if view.name.is_empty() {
        return Ok(Effected::Refused(Refused::Blank));
    }
    let known = all(w.conn)?;
    let there = id.or_else(|| known.iter().find(|known| known.is.is_named_like(&view)).map(|known| known.id));
    let client = view.client.map(|id| id.0);
    let changed = match there {
        Some(id) => things::changed(w, Thing::SavedView, id.0, |w| {
            let sql = "UPDATE saved_views SET client_id = ?2, name = ?3, view = ?4, filter = ?5, sort = ?6 WHERE id = ?1";
            w.conn.prepare_cached(sql)?.execute(params![id.0, client, view.name, view.view.code(), view.filter, view.sort.code()])?;
            Ok(())
        })?,
        None => Some(things::made(w, Thing::SavedView, |w| {
            let sql = "INSERT INTO saved_views (client_id, name, view, filter, sort) VALUES (?1, ?2, ?3, ?4, ?5)";
            w.conn.prepare_cached(sql)?.execute(params![client, view.name, view.view.code(), view.filter, view.sort.code()])?;
            Ok(w.conn.last_insert_rowid())
        })?),
    };
    if let Some(changed) = changed {
        note(w, hand, changed, &view.name)?;
    }
    Ok(Effected::Stored(0))
}

/// Takes a view away.
pub(super) fn remove(w: &mut Write<'_>, hand: &Hand, id: SavedViewId) -> Result<Effected> {
    let Some(view) = all(w.conn)?.into_iter().find(|view| view.id == id) else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let changed = things::changed(w, Thing::SavedView, id.0, |w| {
        w.conn.prepare_cached("DELETE FROM saved_views WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    })?;
    if let Some(changed) = changed {
        note(w, hand, changed, &view.is.name)?;
    }
    Ok(Effected::Stored(0))
}

fn note(w: &mut Write<'_>, hand: &Hand, changed: things::Changed, name: &str) -> Result<()> {
    w.thing(Thing::SavedView, changed.id);
    journal::write(w, hand, Deed::Change(Thing::SavedView), &Refers { rows: &[changed], detail: name, ..Refers::default() })?;
    Ok(())
}
