//! The lists: a few screens of rows around a place, walked by key on an index made for it.
//!
//! Which index is named here, not guessed by SQLite: a list that is slow on a large store
//! is worse than one that fails its test. Nothing is counted but what is new, up to a
//! bound; totals come from the counters.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::error::Result;
use super::filter::{self, Condition};
use super::{rows, totals};
use crate::base::time::Timestamp;
use crate::model::conversation::{Row, View};
use crate::model::query::{InboxQuery, Place, Sort, Span, Window};

/// What has come since is counted up to here.
const NEWER: u32 = 999;

/// So many rows are sorted where no index has them in order.
const SORTED: i64 = 8_000;

/// Which way a list is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walk {
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
    let mut after = fetch(conn, &list(conn, query, Walk::On, around, span.after)?)?;
    let more_after = cut(&mut after, span.after);
    let mut rows = Vec::new();
    let mut more_before = false;
    if span.around.is_some() {
        rows = fetch(conn, &list(conn, query, Walk::Back, around, span.before)?)?;
        more_before = cut(&mut rows, span.before);
        rows.reverse();
    }
    rows.append(&mut after);
    let newer = match query.as_of {
        Some(as_of) => count_newer(conn, query, as_of)?,
        None => 0,
    };
    Ok(Window { rows, more_before, more_after, newer })
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

/// The rows of a list from a place on, or back from it; one more than asked, to know of it.
fn list(conn: &Connection, query: &InboxQuery, walk: Walk, around: Place, rows_wanted: u32) -> Result<Statement> {
    let column = column(query.sort);
    let newest_first = query.sort == Sort::Newest;
    let (compare, direction) = match (walk, newest_first) {
        (Walk::On, true) => ("<=", "DESC"),
        (Walk::Back, true) => (">", "ASC"),
        (Walk::On, false) => (">=", "ASC"),
        (Walk::Back, false) => ("<", "DESC"),
    };
    let mut scope = scope(conn, query)?;
    let free = if scope.words { "+" } else { "" };
    let mut around = around;
    if let Some(as_of) = query.as_of {
        // Walking on, the place itself is moved, so that what is newer is not stepped over.
        let moved = newest_first && walk == Walk::On;
        if moved && around.at > as_of {
            around = Place { at: as_of, id: i64::MAX };
        }
        let free = if newest_first && !moved { free } else { "+" };
        scope.sql.push(format!("{free}c.opened_at <= ?"));
        scope.values.push(Value::Integer(as_of.millis()));
    }
    scope.sql.push(format!("({free}c.{column}, c.id) {compare} (?, ?)"));
    scope.values.extend([Value::Integer(around.at.millis()), Value::Integer(around.id)]);
    scope.values.push(Value::Integer(i64::from(rows_wanted) + 1));
    let index = index(conn, query, query.sort, scope.words)?;
    let (conditions, order) = (scope.sql.join(" AND "), format!("ORDER BY c.{column} {direction}, c.id {direction}"));
    let little = query.view == View::All && !newest_first && (query.client.is_some() || query.account.is_some());
    let sql = if scope.words || little {
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
    let statement = newer(conn, query, as_of)?;
    Ok(conn.prepare_cached(&statement.sql)?.query_row(params_from_iter(&statement.values), |row| row.get(0))?)
}

fn newer(conn: &Connection, query: &InboxQuery, as_of: Timestamp) -> Result<Statement> {
    let mut scope = scope(conn, query)?;
    let free = if scope.words { "+" } else { "" };
    scope.sql.push(format!("{free}c.opened_at > ?"));
    scope.values.push(Value::Integer(as_of.millis()));
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM conversations AS c {} WHERE {} LIMIT {NEWER})",
        index(conn, query, Sort::Newest, scope.words)?,
        scope.sql.join(" AND "),
    );
    Ok(Statement { sql, values: scope.values })
}

/// Which rows belong to a list at all.
fn scope(conn: &Connection, query: &InboxQuery) -> Result<Condition> {
    let filter = filter::condition(conn, &query.filter)?;
    let mut scope = Condition { words: filter.words, ..Condition::default() };
    let free = if filter.words { "+" } else { "" };
    let kept = if query.view == View::Late { View::ToAnswer } else { query.view };
    if kept != View::All {
        scope.sql.push(format!("{free}c.view = ?"));
        scope.values.push(Value::Text(kept.code().to_owned()));
    }
    if query.view == View::Late {
        scope.sql.push(format!("{free}c.due_at <= ?"));
        scope.values.push(Value::Integer(query.sight.now.millis()));
    }
    if !query.sight.resting.is_empty() {
        let ids: Vec<String> = query.sight.resting.iter().map(|client| client.0.to_string()).collect();
        scope.sql.push(format!("+c.client_id NOT IN ({})", ids.join(", ")));
    }
    if let Some(account) = query.account {
        scope.sql.push(format!("{free}c.account_id = ?"));
        scope.values.push(Value::Integer(account.0));
    }
    if let Some(client) = query.client {
        let free = if query.account.is_some() { "+" } else { free };
        scope.sql.push(format!("{free}c.client_id = ?"));
        scope.values.push(Value::Integer(client.0));
    }
    scope.sql.extend(filter.sql);
    scope.values.extend(filter.values);
    Ok(scope)
}

fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "opened_at",
        Sort::Waiting => "waiting_since",
        Sort::Due => "due_at",
    }
}

/// The index that a list is walked on; with words none, since they drive.
fn index(conn: &Connection, query: &InboxQuery, sort: Sort, words: bool) -> Result<String> {
    if words {
        let found = if filter::only_words(&query.filter) { "INDEXED BY conversations_found" } else { "NOT INDEXED" };
        return Ok(found.to_owned());
    }
    // The lists that a person works in are short by themselves; a client's or an account's is too.
    let short = matches!(query.view, View::ToAnswer | View::Late);
    let wide = query.client.is_none() && query.account.is_none() && !short;
    if let Some(few) = filter::few(&query.filter).filter(|_| sort == Sort::Newest && wide) {
        return Ok(format!("INDEXED BY {few}"));
    }
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
    Ok(vec![
        list(conn, query, Walk::On, middle, 50)?,
        list(conn, query, Walk::Back, middle, 50)?,
        newer(conn, query, query.as_of.unwrap_or_default())?,
    ])
}
