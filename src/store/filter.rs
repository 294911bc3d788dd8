//! A filter as SQL over `conversations AS c`, equal to `Filter::matches`.
//!
//! Names of clients, accounts and labels become ids and names first, since those tables are
//! small. Every condition is 0 or 1 and never NULL, so that it can be turned around. What is
//! said of texts is asked of the model's own functions, row by row; which rows are looked at
//! is decided in `drive.rs` and `search.rs`.

use std::collections::BTreeSet;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::accounts;
use super::columns::NEVER;
use super::error::Result;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::filter::{self, Asker, Expr, Filter, Has, Is, Term, Whom, words};

/// A condition and its values, in the order of their `?`.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Teaches a connection what the model knows of texts.
pub(super) fn functions(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("folded", 1, flags, |call| Ok(fold(text(call.get_raw(0)))))?;
    conn.create_scalar_function("asks", 1, flags, |call| Ok(filter::asks(text(call.get_raw(0)))))?;
    conn.create_scalar_function("has_link", 1, flags, |call| Ok(filter::has_link(text(call.get_raw(0)))))?;
    conn.create_scalar_function("speaks", 2, flags, |call| Ok(filter::speaks(text(call.get_raw(0)), text(call.get_raw(1)))))?;
    conn.create_scalar_function("says", 3, flags, |call| {
        let (wanted, beginning) = (text(call.get_raw(1)), call.get(2)?);
        Ok(says(text(call.get_raw(0)), wanted, beginning))
    })
}

fn text(value: rusqlite::types::ValueRef<'_>) -> &str {
    value.as_str().unwrap_or_default()
}

/// Whether the words of `wanted`, folded and with a space between them, follow each other in a text.
fn says(text: &str, wanted: &str, beginning: bool) -> bool {
    // Most texts do not have the letters at all, which costs less to see.
    let first = wanted.split(' ').next().unwrap_or_default();
    let folded = fold(text);
    if !folded.contains(first) {
        return false;
    }
    let wanted: Vec<String> = wanted.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    filter::follows(&words(&folded), &wanted, beginning)
}

/// The condition that an expression is.
pub(super) fn condition(conn: &Connection, expr: &Expr, asker: &Asker) -> Result<Condition> {
    let mut condition = Condition::default();
    write(conn, expr, asker, &mut condition)?;
    Ok(condition)
}

fn write(conn: &Connection, expr: &Expr, asker: &Asker, out: &mut Condition) -> Result<()> {
    let (parts, join) = match expr {
        Expr::All(parts) => (parts, " AND "),
        Expr::Any(parts) => (parts, " OR "),
        Expr::Not(inner) => {
            out.sql.push_str("NOT (");
            write(conn, inner, asker, out)?;
            out.sql.push(')');
            return Ok(());
        }
        Expr::Term(term) => {
            let sql = self::term(conn, term, asker, out)?;
            out.sql.push_str(&sql);
            return Ok(());
        }
    };
    if parts.is_empty() {
        out.sql.push('1');
        return Ok(());
    }
    out.sql.push('(');
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.sql.push_str(join);
        }
        write(conn, part, asker, out)?;
    }
    out.sql.push(')');
    Ok(())
}

/// The index that a filter may walk instead of its list's, where it holds only few rows, and
/// the condition that stands for it.
///
/// It is ordered as the list by time is. Of several the one that usually holds least comes first.
pub(super) fn few(filter: &Filter) -> Option<(&'static str, String)> {
    let index = |term: &Term| match term {
        Term::Is(Is::Leaving) => Some((0, "conversations_is_leaving")),
        Term::Is(Is::NotSent) => Some((1, "conversations_is_not_sent")),
        Term::Is(Is::Snoozed) => Some((2, "conversations_is_snoozed")),
        Term::Is(Is::Starred) => Some((3, "conversations_is_starred")),
        Term::Is(Is::Muted) => Some((4, "conversations_is_muted")),
        Term::Is(Is::Open) => Some((5, "conversations_is_open")),
        Term::Is(Is::Unread) => Some((6, "conversations_is_unread")),
        Term::Kind(_) => Some((7, "conversations_kind_opened")),
        Term::Is(Is::Unanswered | Is::Waiting | Is::Done | Is::Reaction | Is::Late | Is::Mine) => None,
        Term::Has(_) | Term::Client(_) | Term::Account(_) | Term::Network(_) | Term::From(_) | Term::Word(_) | Term::Phrase(_) => None,
        Term::Label(_) | Term::Lang(_) | Term::Before(_) | Term::After(_) | Term::Waiting(_) | Term::Assigned(_) | Term::Due(_) => None,
    };
    let terms = filter.conjuncts().iter().filter_map(|part| match part {
        Expr::Term(term) => index(term).map(|(rank, index)| (rank, index, plain(term))),
        Expr::All(_) | Expr::Any(_) | Expr::Not(_) => None,
    });
    terms.min_by_key(|(rank, _, _)| *rank).and_then(|(_, index, sql)| Some((index, sql?)))
}

/// The ids of the clients or accounts that a term names.
pub(super) fn named(conn: &Connection, term: &Term) -> Result<Option<Vec<i64>>> {
    Ok(match term {
        Term::Client(name) => {
            let part = fold(name);
            let clients = accounts::clients(conn)?;
            Some(clients.iter().filter(|client| fold(&client.name).contains(&part)).map(|client| client.id.0).collect())
        }
        Term::Account(handle) => {
            let part = fold(handle);
            let accounts = accounts::accounts(conn)?;
            Some(accounts.iter().filter(|account| fold(&account.handle).contains(&part)).map(|account| account.id.0).collect())
        }
        Term::Network(network) => {
            let accounts = accounts::accounts(conn)?;
            Some(accounts.iter().filter(|account| account.network == *network).map(|account| account.id.0).collect())
        }
        _ => None,
    })
}

/// The labels there are whose folded name is that of `label`.
pub(super) fn labels(conn: &Connection, label: &str) -> Result<Vec<String>> {
    let wanted = fold(label);
    Ok(all_labels(conn)?.into_iter().filter(|one| fold(one) == wanted).collect())
}

/// Every label that a conversation or a person has; each is found by one step in an index.
pub(super) fn all_labels(conn: &Connection) -> Result<Vec<String>> {
    let mut all = BTreeSet::new();
    for table in ["conversation_labels", "person_labels"] {
        let sql = format!(
            "WITH RECURSIVE known (label) AS (SELECT min(label) FROM {table} UNION ALL \
             SELECT (SELECT min(l.label) FROM {table} AS l WHERE l.label > known.label) FROM known WHERE known.label IS NOT NULL) \
             SELECT label FROM known WHERE label IS NOT NULL"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let found = statement.query_map([], |row| row.get(0))?;
        all.extend(found.collect::<rusqlite::Result<Vec<String>>>()?);
    }
    Ok(all.into_iter().collect())
}

/// A condition that is about the row alone and needs no value.
fn plain(term: &Term) -> Option<String> {
    match term {
        Term::Is(is) => state(*is),
        Term::Kind(kind) => Some(format!("c.kind = '{kind}'")),
        _ => None,
    }
}

fn state(is: Is) -> Option<String> {
    Some(match is {
        Is::Open => "c.state = 'open'".to_owned(),
        Is::Unread => "c.unread > 0".to_owned(),
        Is::Unanswered => format!("c.waiting_since < {NEVER}"),
        Is::Waiting => "c.view = 'waiting'".to_owned(),
        Is::Snoozed => "c.state = 'snoozed'".to_owned(),
        Is::Done => "c.state = 'done'".to_owned(),
        Is::Muted => "c.state = 'muted'".to_owned(),
        Is::Starred => "c.starred = 1".to_owned(),
        Is::Reaction => "c.kind IN ('like', 'boost', 'follow')".to_owned(),
        Is::Leaving => "c.outgoing = 'leaving'".to_owned(),
        Is::NotSent => "c.outgoing = 'not-sent'".to_owned(),
        Is::Late | Is::Mine => return None,
    })
}

/// A condition on a message of theirs.
fn theirs(condition: &str) -> String {
    format!("EXISTS (SELECT 1 FROM interactions AS t WHERE t.conversation_id = c.id AND t.ours = 0 AND {condition})")
}

fn among(column: &str, ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    if ids.is_empty() { "0".to_owned() } else { format!("{column} IN ({})", ids.join(", ")) }
}

fn term(conn: &Connection, term: &Term, asker: &Asker, out: &mut Condition) -> Result<String> {
    if let Some(sql) = plain(term) {
        return Ok(sql);
    }
    if let Some(ids) = named(conn, term)? {
        return Ok(among(if matches!(term, Term::Client(_)) { "c.client_id" } else { "c.account_id" }, &ids));
    }
    if let Some((sql, at)) = time(term, asker) {
        out.values.push(Value::Integer(at.millis()));
        return Ok(sql.to_owned());
    }
    let mut bind = |value: Value| out.values.push(value);
    let me = || Value::Text(asker.me.clone());
    Ok(match term {
        Term::Is(Is::Mine) => {
            bind(me());
            bind(Value::Integer(asker.now.millis()));
            "(c.assignee = '' OR c.assignee = ? OR c.own_due_at <= ?)".to_owned()
        }
        Term::Has(has) => self::has(*has),
        Term::Label(label) => {
            let labels = labels(conn, label)?;
            if labels.is_empty() {
                return Ok("0".to_owned());
            }
            let marks = vec!["?"; labels.len()].join(", ");
            labels.iter().chain(&labels).for_each(|label| bind(Value::Text(label.clone())));
            format!(
                "(EXISTS (SELECT 1 FROM conversation_labels AS l WHERE l.conversation_id = c.id AND l.label IN ({marks})) \
                 OR EXISTS (SELECT 1 FROM authors AS au CROSS JOIN person_labels AS pl ON pl.person_id = au.person_id \
                 WHERE au.id = c.author_id AND pl.label IN ({marks})))"
            )
        }
        Term::Lang(language) => {
            bind(Value::Text(language.clone()));
            theirs("speaks(t.language, ?)")
        }
        Term::Assigned(Whom::Nobody) => "c.assignee = ''".to_owned(),
        Term::Assigned(Whom::Me) => {
            bind(me());
            "(c.assignee <> '' AND c.assignee = ?)".to_owned()
        }
        Term::Assigned(Whom::Named(name)) => {
            bind(Value::Text(fold(name)));
            "instr(folded(c.assignee), ?) > 0".to_owned()
        }
        Term::From(who) => {
            bind(Value::Text(words(who).join(" ")));
            person("1").to_owned()
        }
        Term::Word(word) => {
            let wanted = Value::Text(words(word).join(" "));
            bind(wanted.clone());
            bind(wanted);
            format!("({} OR {})", person("1"), spoken("1"))
        }
        Term::Phrase(phrase) => {
            bind(Value::Text(words(phrase).join(" ")));
            spoken("0")
        }
        // What was answered above.
        Term::Is(_) | Term::Kind(_) | Term::Client(_) | Term::Account(_) | Term::Network(_) => "0".to_owned(),
        Term::Before(_) | Term::After(_) | Term::Waiting(_) | Term::Due(_) => "0".to_owned(),
    })
}

/// A condition on a time of the row, and that time.
fn time(term: &Term, asker: &Asker) -> Option<(&'static str, Timestamp)> {
    match term {
        Term::Before(moment) => Some(("c.last_at < ?", moment.at(asker))),
        Term::After(moment) => Some(("c.last_at >= ?", moment.at(asker))),
        Term::Waiting(length) => Some(("c.waiting_since <= ?", asker.now - *length)),
        Term::Due(due) => Some(("c.due_at <= ?", due.at(asker))),
        Term::Is(Is::Late) => Some(("c.due_at <= ?", asker.now)),
        _ => None,
    }
}

/// What a conversation has beside its row.
fn has(has: Has) -> String {
    match has {
        Has::Media => theirs("t.media <> '[]'"),
        Has::Question => theirs("asks(t.text)"),
        Has::Link => theirs("has_link(t.text)"),
        Has::Note => "EXISTS (SELECT 1 FROM notes AS no WHERE no.conversation_id = c.id)".to_owned(),
        Has::Draft => "EXISTS (SELECT 1 FROM drafts AS dr WHERE dr.conversation_id = c.id AND dr.state = 'live')".to_owned(),
    }
}

/// Whether the name of the author says something; a nameless one says what is nothing.
fn person(beginning: &str) -> String {
    format!("says(coalesce((SELECT f.folded FROM authors AS f WHERE f.id = c.author_id), ''), ?, {beginning})")
}

fn spoken(beginning: &str) -> String {
    format!("EXISTS (SELECT 1 FROM interactions AS t WHERE t.conversation_id = c.id AND says(t.text, ?, {beginning}))")
}

/// A number that a small question finds.
pub(super) fn number(conn: &Connection, sql: &str, values: &[Value]) -> Result<i64> {
    Ok(conn.prepare_cached(sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_row_by_row_is_what_the_model_finds() {
        let table =
            [("La Salade niçoise !", "nicoi"), ("salade verte, niçoise", "salade nicoise"), ("", "a"), ("thon", ""), ("à-b", "b a")];
        for (text, wanted) in table {
            for beginning in [false, true] {
                let expected = filter::follows(&words(text), &words(wanted), beginning);
                assert_eq!(says(text, wanted, beginning), expected, "{text} {wanted}");
            }
        }
    }
}
