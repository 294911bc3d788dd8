//! The lists: a few screens of rows around a place, walked by key on an index made for it.
//!
//! Which index is named here, not guessed by SQLite: a list that is slow on a large store
//! is worse than one that fails its test. Nothing is counted but what is new, up to a
//! bound; totals come from the counters.

use std::time::Instant;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::error::Result;
use super::filter::Condition;
use super::search::{self, Found, STEP, Search};
use super::{rows, totals};
use crate::base::id::ConversationId;
use crate::base::time::Timestamp;
use crate::model::conversation::{Row, View};
use crate::model::query::{InboxQuery, Place, Sort, Span, Window};

/// What has come since is counted up to here.
const NEWER: u32 = 999;

/// So many rows are sorted where no index has them in order.
const SORTED: i64 = 8_000;

/// The bottom of a list that is walked backwards may take so many steps: it is not shown in pieces.
const BOTTOM: u32 = 20;

/// Which way a list is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// From a place on, the place itself included.
    On,
    /// Back from before a place.
    Back,
}

/// One query of a list: its SQL, and the values that stand in it.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// A window of the inbox.
pub(super) fn inbox(conn: &Connection, query: &InboxQuery, span: Span) -> Result<Window<Row>> {
    let around = place(query.sort, span);
    let begin = Instant::now();
    let (mut after, unfinished) = rows_of(conn, query, Walk::On, around, span.after, begin + STEP)?;
    let more_after = cut(&mut after, span.after) || unfinished.is_some();
    let mut rows = Vec::new();
    let mut more_before = false;
    if span.around.is_some() && span.before == 0 {
        // Whoever goes on from a place knows what stands before it.
        more_before = true;
    } else if span.around.is_some() {
        let patience = if span.after == 0 { STEP * BOTTOM } else { STEP };
        let (before, unfinished) = rows_of(conn, query, Walk::Back, around, span.before, Instant::now() + patience)?;
        rows = before;
        more_before = cut(&mut rows, span.before) || unfinished.is_some();
        rows.reverse();
    }
    rows.append(&mut after);
    let newer = match query.as_of {
        Some(as_of) => count_newer(conn, query, as_of)?,
        None => 0,
    };
    Ok(Window { rows, more_before, more_after, newer, unfinished })
}

/// The rows from a place on, one more than wanted, and where a search goes on that had no time for all.
fn rows_of(
    conn: &Connection,
    query: &InboxQuery,
    walk: Walk,
    around: Place,
    wanted: u32,
    until: Instant,
) -> Result<(Vec<Row>, Option<Place>)> {
    if query.filter.is_empty() {
        return Ok((fetch(conn, &list(conn, query, walk, around, wanted)?)?, None));
    }
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX).saturating_add(1);
    let Found { hits, unfinished } = search::find(conn, &Search { query, walk, from: around, wanted, until })?;
    let mut found = Vec::with_capacity(hits.len());
    for hit in hits {
        found.extend(rows::find(conn, ConversationId(hit.id))?);
    }
    Ok((found, unfinished))
}

/// The place that a span means in a list sorted like this.
fn place(sort: Sort, span: Span) -> Place {
    let top = Place { at: Timestamp::MIN, id: i64::MIN };
    let end = Place { at: Timestamp::MAX, id: i64::MAX };
    let (first, last) = if sort == Sort::Newest { (end, top) } else { (top, end) };
    match span.around {
        None => first,
        // The bottom of every list is given as the earliest place there is.
        Some(place) if place == top => last,
        Some(place) => place,
    }
}

fn cut(rows: &mut Vec<Row>, wanted: u32) -> bool {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    more
}

fn fetch(conn: &Connection, statement: &Statement) -> Result<Vec<Row>> {
    let mut prepared = conn.prepare_cached(&statement.sql)?;
    let found = prepared.query_map(params_from_iter(&statement.values), rows::row)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// How places compare along a walk, and how rows are sorted for it.
pub(super) fn direction(sort: Sort, walk: Walk) -> (&'static str, &'static str) {
    match (walk, sort == Sort::Newest) {
        (Walk::On, true) => ("<=", "DESC"),
        (Walk::Back, true) => (">", "ASC"),
        (Walk::On, false) => (">=", "ASC"),
        (Walk::Back, false) => ("<", "DESC"),
    }
}

/// Keeps to what lies on a walk from a place, and to what was opened up to the query's time.
///
/// `free` is a plus where no index is to be walked.
pub(super) fn bound(scope: &mut Condition, query: &InboxQuery, walk: Walk, from: Place, free: &str) {
    let newest_first = query.sort == Sort::Newest;
    let mut from = from;
    if let Some(as_of) = query.as_of {
        // Walking on, the place itself is moved, so that what is newer is not stepped over.
        let moved = newest_first && walk == Walk::On;
        if moved && from.at > as_of {
            from = Place { at: as_of, id: i64::MAX };
        }
        let free = if newest_first && !moved { free } else { "+" };
        scope.sql.push_str(&format!(" AND {free}c.opened_at <= ?"));
        scope.values.push(Value::Integer(as_of.millis()));
    }
    let (compare, _) = direction(query.sort, walk);
    scope.sql.push_str(&format!(" AND ({free}c.{}, c.id) {compare} (?, ?)", column(query.sort)));
    scope.values.extend([Value::Integer(from.at.millis()), Value::Integer(from.id)]);
}

/// The rows of a list without a filter from a place on, or back from it; one more than asked, to know of it.
fn list(conn: &Connection, query: &InboxQuery, walk: Walk, around: Place, rows_wanted: u32) -> Result<Statement> {
    let column = column(query.sort);
    let (_, direction) = direction(query.sort, walk);
    let mut scope = scope(query, "");
    bound(&mut scope, query, walk, around, "");
    scope.values.push(Value::Integer(i64::from(rows_wanted) + 1));
    let index = index(conn, query, query.sort)?;
    let (conditions, order) = (scope.sql, format!("ORDER BY c.{column} {direction}, c.id {direction}"));
    let little = query.view == View::All && query.sort != Sort::Newest && (query.client.is_some() || query.account.is_some());
    let sql = if little {
        // What is sorted is found by its key first, so that only what is shown is looked up whole.
        format!(
            "SELECT {} FROM (SELECT c.id AS hit FROM conversations AS c {index} WHERE {conditions} {order} LIMIT ?) AS h \
             CROSS JOIN conversations AS c ON c.id = h.hit {} {order}",
            rows::columns(),
            rows::JOINS,
        )
    } else {
        format!("SELECT {} FROM conversations AS c {index} {} WHERE {conditions} {order} LIMIT ?", rows::columns(), rows::JOINS)
    };
    Ok(Statement { sql, values: scope.values })
}

/// How many rows of a list were opened after `as_of`, up to a bound.
fn count_newer(conn: &Connection, query: &InboxQuery, as_of: Timestamp) -> Result<u32> {
    if query.filter.is_empty() {
        let statement = newer(conn, query, as_of)?;
        return Ok(conn.prepare_cached(&statement.sql)?.query_row(params_from_iter(&statement.values), |row| row.get(0))?);
    }
    let query = InboxQuery { as_of: None, sort: Sort::Newest, ..query.clone() };
    let from = Place { at: as_of, id: i64::MAX };
    let wanted = usize::try_from(NEWER).unwrap_or(usize::MAX);
    let found = search::find(conn, &Search { query: &query, walk: Walk::Back, from, wanted, until: Instant::now() + STEP })?;
    Ok(u32::try_from(found.hits.len()).unwrap_or(NEWER))
}

fn newer(conn: &Connection, query: &InboxQuery, as_of: Timestamp) -> Result<Statement> {
    let mut scope = scope(query, "");
    scope.sql.push_str(" AND c.opened_at > ?");
    scope.values.push(Value::Integer(as_of.millis()));
    let index = index(conn, query, Sort::Newest)?;
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM conversations AS c {index} WHERE {} LIMIT {NEWER})", scope.sql);
    Ok(Statement { sql, values: scope.values })
}

/// Which rows belong to a list at all; `free` is a plus where no index is to be walked.
pub(super) fn scope(query: &InboxQuery, free: &str) -> Condition {
    let mut parts = Vec::new();
    let mut values = Vec::new();
    if query.view != View::All {
        parts.push(format!("{free}c.view = ?"));
        values.push(Value::Text(query.view.code().to_owned()));
    }
    if let Some(account) = query.account {
        parts.push(format!("{free}c.account_id = ?"));
        values.push(Value::Integer(account.0));
    }
    if let Some(client) = query.client {
        let free = if query.account.is_some() { "+" } else { free };
        parts.push(format!("{free}c.client_id = ?"));
        values.push(Value::Integer(client.0));
    }
    let sql = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
    Condition { sql, values }
}

pub(super) fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "opened_at",
        Sort::Waiting => "waiting_since",
        Sort::Due => "due_at",
    }
}

/// The index that a list is walked on.
pub(super) fn index(conn: &Connection, query: &InboxQuery, sort: Sort) -> Result<String> {
    let word = match sort {
        Sort::Newest => "opened",
        Sort::Waiting => "waiting",
        Sort::Due => "due",
    };
    let all = query.view == View::All;
    let scope = match (query.account, query.client) {
        (Some(_), _) => "account_",
        (None, Some(_)) => "client_",
        (None, None) => "",
    };
    Ok(match (all, sort) {
        (false, _) => format!("INDEXED BY conversations_{scope}view_{word}"),
        (true, Sort::Newest) => format!("INDEXED BY conversations_{scope}{word}"),
        // No index sorts everything of one client or account by its wait: a small one is sorted
        // here, and of a large one enough is met on the way through everybody's.
        (true, Sort::Waiting | Sort::Due) if !scope.is_empty() && totals::at_most(conn, query, SORTED)? => {
            format!("INDEXED BY conversations_{scope}opened")
        }
        (true, Sort::Waiting | Sort::Due) => format!("INDEXED BY conversations_{word}"),
    })
}

/// Every statement that a query runs, for the test of their plans.
#[cfg(test)]
pub(super) fn statements(conn: &Connection, query: &InboxQuery) -> Result<Vec<Statement>> {
    let middle = Place { at: Timestamp::from_millis(1_000_000), id: 7 };
    if !query.filter.is_empty() {
        let back = InboxQuery { as_of: None, sort: Sort::Newest, ..query.clone() };
        let mut statements = search::statements(conn, query, Walk::On, middle)?;
        statements.extend(search::statements(conn, query, Walk::Back, middle)?);
        statements.extend(search::statements(conn, &back, Walk::Back, middle)?);
        return Ok(statements);
    }
    Ok(vec![
        list(conn, query, Walk::On, middle, 50)?,
        list(conn, query, Walk::Back, middle, 50)?,
        newer(conn, query, query.as_of.unwrap_or_default())?,
    ])
}
