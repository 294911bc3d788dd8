//! The cards of clients: one text each, as people write it.
//!
//! A card that this version cannot read counts as none, and stays as it is.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use super::journal::{self, Refers};
use super::writer::Write;
use super::{due, things};
use crate::base::id::ClientId;
use crate::model::card::Card;
use crate::model::change::Noun;
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Thing};

/// The card of a client, and the zone of whoever wrote it.
pub(super) fn find(conn: &Connection, client: ClientId) -> Result<Option<(Card, String)>> {
    let sql = "SELECT text, zone FROM cards WHERE client_id = ?1";
    let found: Option<(String, String)> =
        conn.prepare_cached(sql)?.query_row([client.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.and_then(|(text, zone)| Some((read(client, &text)?, zone))))
}

/// All cards.
pub(super) fn all(conn: &Connection) -> Result<BTreeMap<ClientId, Card>> {
    let mut statement = conn.prepare_cached("SELECT client_id, text FROM cards ORDER BY client_id")?;
    let rows = statement.query_map([], |row| Ok((ClientId(row.get(0)?), row.get::<_, String>(1)?)))?;
    let rows: Vec<(ClientId, String)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(rows.into_iter().filter_map(|(client, text)| Some((client, read(client, &text)?))).collect())
}

fn read(client: ClientId, text: &str) -> Option<Card> {
    match Card::read(text) {
        Ok(card) => Some(card),
        Err(error) => {
            tracing::warn!(%client, line = error.line, "A card cannot be read.");
            None
        }
    }
}

/// Stores a card; the due times of the client's open conversations follow.
pub(super) fn save(w: &mut Write<'_>, hand: &Hand, client: ClientId, card: &Card, zone: &str) -> Result<Effected> {
    let sql = "SELECT cl.name, ca.id FROM clients AS cl LEFT JOIN cards AS ca ON ca.client_id = cl.id WHERE cl.id = ?1";
    let found: Option<(String, Option<i64>)> =
        w.conn.prepare_cached(sql)?.query_row([client.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((name, id)) = found else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let values = params![client.0, card.source(), zone];
    let changed = match id {
        Some(id) => things::changed(w, Thing::Card, id, |w| {
            w.conn.prepare_cached("UPDATE cards SET text = ?2, zone = ?3 WHERE client_id = ?1")?.execute(values)?;
            Ok(())
        })?,
        None => Some(things::made(w, Thing::Card, |w| {
            w.conn.prepare_cached("INSERT INTO cards (client_id, text, zone) VALUES (?1, ?2, ?3)")?.execute(values)?;
            Ok(w.conn.last_insert_rowid())
        })?),
    };
    if let Some(changed) = changed {
        w.note(Noun::Client, client.0);
        journal::write(w, hand, Deed::Change(Thing::Card), &Refers { rows: &[changed], detail: &name, ..Refers::default() })?;
        due::stale(w, client)?;
    }
    Ok(Effected::Stored(0))
}
