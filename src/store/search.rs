//! What passes a filter, found without ever holding a reader up for long.
//!
//! What an index narrows is looked up whole (`drive.rs`). Anything else is walked in the
//! order of its list, row by row, and the walk says how far it came when its time is over, so
//! that whoever asked can go on from there, or let it be. Nothing here is kept between two
//! questions.

use std::time::{Duration, Instant};

use rusqlite::{Connection, params_from_iter};

use super::drive;
use super::error::Result;
use super::filter::{self, Condition};
use super::windows::{self, Walk};
use crate::base::id::{AccountId, ClientId, ConversationId};
use crate::base::time::Timestamp;
use crate::model::conversation::View;
use crate::model::filter::{Expr, Term};
use crate::model::query::{InboxQuery, Place, Sort};

/// How long a walk goes on before it answers with what it has.
pub(super) const STEP: Duration = Duration::from_millis(50);
/// So many rows are looked at between two looks at the clock.
const ROWS: u32 = 64;

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the walk.
    pub(super) hits: Vec<Place>,
    /// Where to go on, when there was no time for the rest.
    pub(super) unfinished: Option<Place>,
}

/// What is looked for, where, and for how long.
pub(super) struct Search<'a> {
    pub(super) query: &'a InboxQuery,
    pub(super) walk: Walk,
    pub(super) from: Place,
    /// At most so many.
    pub(super) wanted: usize,
    pub(super) until: Instant,
}

/// Narrows a query to the one client or account that its filter names: they have lists of their own.
pub(super) fn narrowed(conn: &Connection, query: &InboxQuery) -> Result<InboxQuery> {
    let mut query = query.clone();
    for part in query.filter.conjuncts().to_vec() {
        let Expr::Term(term) = &part else {
            continue;
        };
        let only = filter::named(conn, term)?.filter(|ids| ids.len() == 1).and_then(|mut ids| ids.pop());
        match (term, only) {
            (Term::Client(_), Some(id)) if query.client.is_none() => query.client = Some(ClientId(id)),
            (Term::Account(_), Some(id)) if query.account.is_none() => query.account = Some(AccountId(id)),
            _ => {}
        }
    }
    Ok(query)
}

/// Finds what passes from a place on.
pub(super) fn find(conn: &Connection, search: &Search<'_>) -> Result<Found> {
    let query = narrowed(conn, search.query)?;
    match drive::drive(conn, &query.filter.expr, &query.asker)? {
        Some(drive) => driven(conn, &query, search, drive),
        None => walked(conn, &query, search),
    }
}

/// How many pass from a place on, and where to go on when there was no time for all.
pub(super) fn count(conn: &Connection, query: &InboxQuery, from: Option<Place>) -> Result<(u32, Option<Place>)> {
    let from = from.unwrap_or(Place { at: Timestamp::MAX, id: i64::MAX });
    let query = InboxQuery { sort: Sort::Newest, ..query.clone() };
    let search = Search { query: &query, walk: Walk::On, from, wanted: usize::MAX, until: Instant::now() + STEP };
    let found = find(conn, &search)?;
    Ok((u32::try_from(found.hits.len()).unwrap_or(u32::MAX), found.unfinished))
}

/// The ids of what passes from a place on, newest first.
pub(super) fn ids(
    conn: &Connection,
    query: &InboxQuery,
    from: Option<Place>,
    wanted: usize,
) -> Result<(Vec<ConversationId>, Option<Place>)> {
    let from = from.unwrap_or(Place { at: Timestamp::MAX, id: i64::MAX });
    let query = InboxQuery { sort: Sort::Newest, ..query.clone() };
    let search = Search { query: &query, walk: Walk::On, from, wanted: wanted + 1, until: Instant::now() + STEP };
    let mut found = find(conn, &search)?;
    if found.hits.len() > wanted {
        found.unfinished = found.hits.pop();
    }
    Ok((found.hits.into_iter().map(|hit| ConversationId(hit.id)).collect(), found.unfinished))
}

fn place(row: &rusqlite::Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place { id: row.get(0)?, at: Timestamp::from_millis(row.get(1)?) })
}

/// What passes of those that an index found.
fn driven(conn: &Connection, query: &InboxQuery, search: &Search<'_>, drive: drive::Drive) -> Result<Found> {
    let statement = driven_statement(conn, query, search, drive)?;
    let mut prepared = conn.prepare_cached(&statement.sql)?;
    let hits = prepared.query_map(params_from_iter(&statement.values), place)?;
    Ok(Found { hits: hits.collect::<rusqlite::Result<_>>()?, unfinished: None })
}

fn driven_statement(conn: &Connection, query: &InboxQuery, search: &Search<'_>, drive: drive::Drive) -> Result<windows::Statement> {
    let mut scope = windows::scope(query, "+");
    windows::bound(&mut scope, query, search.walk, search.from, "+");
    let rest = filter::condition(conn, &drive.rest, &query.asker)?;
    // Where nothing else has to be known of a row, the narrow index of what is found holds it all.
    let index = if rest.sql.trim_matches(['(', ')', '1']).is_empty() { "INDEXED BY conversations_found" } else { "NOT INDEXED" };
    let (column, (_, direction)) = (windows::column(query.sort), windows::direction(query.sort, search.walk));
    let limit = i64::try_from(search.wanted).unwrap_or(i64::MAX);
    let mut values = drive.values;
    values.append(&mut scope.values);
    values.extend(rest.values);
    let (drive, scope, rest) = (drive.sql, scope.sql, rest.sql);
    let sql = format!(
        "SELECT c.id, c.{column} FROM conversations AS c {index} WHERE c.id IN ({drive}) AND {scope} AND {rest} \
         ORDER BY c.{column} {direction}, c.id {direction} LIMIT {limit}"
    );
    Ok(windows::Statement { sql, values })
}

/// What passes of the rows that a list has, as far as there is time.
fn walked(conn: &Connection, query: &InboxQuery, search: &Search<'_>) -> Result<Found> {
    let statement = walked_statement(conn, query, search)?;
    let mut prepared = conn.prepare_cached(&statement.sql)?;
    let mut rows = prepared.query(params_from_iter(&statement.values))?;
    let mut found = Found::default();
    let mut looked = 0_u32;
    while let Some(row) = rows.next()? {
        looked += 1;
        // One look at least, so that every walk comes on.
        if looked.is_multiple_of(ROWS) && Instant::now() >= search.until {
            found.unfinished = Some(place(row)?);
            break;
        }
        if row.get(2)? {
            found.hits.push(place(row)?);
            if found.hits.len() >= search.wanted {
                break;
            }
        }
    }
    Ok(found)
}

fn walked_statement(conn: &Connection, query: &InboxQuery, search: &Search<'_>) -> Result<windows::Statement> {
    let Condition { sql: passes, mut values } = filter::condition(conn, &query.filter.expr, &query.asker)?;
    let mut scope = windows::scope(query, "");
    // The lists that a person works in are short by themselves; a client's or an account's is too.
    let wide = query.client.is_none() && query.account.is_none() && query.view != View::ToAnswer;
    let index = match filter::few(&query.filter).filter(|_| query.sort == Sort::Newest && wide) {
        Some((index, condition)) => {
            scope.sql = format!("{} AND {condition}", scope.sql);
            format!("INDEXED BY {index}")
        }
        None => windows::index(conn, query, query.sort)?,
    };
    windows::bound(&mut scope, query, search.walk, search.from, "");
    values.append(&mut scope.values);
    let (column, (_, direction)) = (windows::column(query.sort), windows::direction(query.sort, search.walk));
    let sql = format!(
        "SELECT c.id, c.{column}, {passes} FROM conversations AS c {index} WHERE {} ORDER BY c.{column} {direction}, c.id {direction}",
        scope.sql
    );
    Ok(windows::Statement { sql, values })
}

/// Every statement that a filtered list runs, for the test of their plans.
#[cfg(test)]
pub(super) fn statements(conn: &Connection, query: &InboxQuery, walk: Walk, from: Place) -> Result<Vec<windows::Statement>> {
    let query = narrowed(conn, query)?;
    let search = Search { query: &query, walk, from, wanted: 50, until: Instant::now() };
    let mut statements = vec![walked_statement(conn, &query, &search)?];
    if let Some(drive) = drive::drive(conn, &query.filter.expr, &query.asker)? {
        statements.push(driven_statement(conn, &query, &search, drive)?);
    }
    Ok(statements)
}
