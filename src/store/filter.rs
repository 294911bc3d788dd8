//! A filter as SQL over `conversations AS c`, equal to `Filter::matches`.
//!
//! Names of clients and accounts become ids first, since those tables are small. A term
//! never chooses how a list is walked (the `+` keeps SQLite from it), but for words: they
//! drive the query from the index of texts, newest arrivals first.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::accounts;
use super::columns::NEVER;
use super::error::Result;
use crate::base::text::fold;
use crate::model::filter::{Clause, Filter, Is, Term, words};

/// So many of the newest messages with a word are looked at.
const HITS: i64 = 5_000;

/// A condition and its values, in the order of their `?`.
#[derive(Debug, Default)]
pub(super) struct Condition {
    /// Joined by AND; empty lets everything through.
    pub(super) sql: Vec<String>,
    pub(super) values: Vec<Value>,
    /// Whether words drive the query.
    pub(super) words: bool,
}

/// The condition that a filter is.
pub(super) fn condition(conn: &Connection, filter: &Filter) -> Result<Condition> {
    let mut condition = Condition::default();
    for Clause { not, term } in &filter.clauses {
        let sql = self::term(conn, term, *not, &mut condition)?;
        condition.sql.push(if *not { format!("NOT ({sql})") } else { sql });
    }
    Ok(condition)
}

/// The index that a filter may walk instead of its list's, where it holds only few rows.
///
/// It is ordered as the list by time is. Of several the one that usually holds least comes first.
pub(super) fn few(filter: &Filter) -> Option<&'static str> {
    let index = |term: &Term| match term {
        Term::Is(Is::Leaving) => Some((0, "conversations_is_leaving")),
        Term::Is(Is::NotSent) => Some((1, "conversations_is_not_sent")),
        Term::Is(Is::Snoozed) => Some((2, "conversations_is_snoozed")),
        Term::Is(Is::Starred) => Some((3, "conversations_is_starred")),
        Term::Is(Is::Muted) => Some((4, "conversations_is_muted")),
        Term::Is(Is::Open) => Some((5, "conversations_is_open")),
        Term::Is(Is::Unread) => Some((6, "conversations_is_unread")),
        Term::Kind(_) => Some((7, "conversations_kind_opened")),
        Term::Is(Is::Unanswered | Is::Waiting | Is::Done | Is::Reaction) => None,
        Term::Client(_) | Term::Account(_) | Term::Network(_) | Term::From(_) | Term::Word(_) | Term::Phrase(_) => None,
    };
    filter.clauses.iter().filter(|clause| !clause.not).filter_map(|clause| index(&clause.term)).min().map(|(_, index)| index)
}

/// Whether a filter asks for nothing but words, so that what they find needs no more than a
/// list's own columns.
pub(super) fn only_words(filter: &Filter) -> bool {
    filter.clauses.iter().all(|clause| matches!(clause.term, Term::Word(_) | Term::Phrase(_)))
}

fn term(conn: &Connection, term: &Term, not: bool, condition: &mut Condition) -> Result<String> {
    Ok(match term {
        Term::Is(is) => state(*is),
        Term::Client(name) => {
            let part = fold(name);
            let clients = accounts::clients(conn)?;
            among("c.client_id", clients.iter().filter(|client| fold(&client.name).contains(&part)).map(|client| client.id.0))
        }
        Term::Account(handle) => {
            let part = fold(handle);
            let accounts = accounts::accounts(conn)?;
            among("c.account_id", accounts.iter().filter(|account| fold(&account.handle).contains(&part)).map(|account| account.id.0))
        }
        Term::Network(network) => {
            let accounts = accounts::accounts(conn)?;
            among("c.account_id", accounts.iter().filter(|account| account.network == *network).map(|account| account.id.0))
        }
        Term::Kind(kind) => format!("c.kind = '{kind}'"),
        Term::From(who) => {
            condition.values.push(Value::Text(fold(who)));
            "instr((SELECT f.folded FROM authors AS f WHERE f.id = c.author_id), ?) > 0".to_owned()
        }
        Term::Word(word) => texts(&words(word), true, not, condition),
        Term::Phrase(phrase) => texts(&words(phrase), false, not, condition),
    })
}

fn state(is: Is) -> String {
    match is {
        Is::Open => "c.state = 'open'".to_owned(),
        Is::Unread => "c.unread > 0".to_owned(),
        Is::Unanswered => format!("+c.waiting_since < {NEVER}"),
        Is::Waiting => "+c.view = 'waiting'".to_owned(),
        Is::Snoozed => "c.state = 'snoozed'".to_owned(),
        Is::Done => "c.state = 'done'".to_owned(),
        Is::Muted => "c.state = 'muted'".to_owned(),
        Is::Starred => "c.starred = 1".to_owned(),
        Is::Reaction => "c.kind IN ('like', 'boost', 'follow')".to_owned(),
        Is::Leaving => "c.outgoing = 'leaving'".to_owned(),
        Is::NotSent => "c.outgoing = 'not-sent'".to_owned(),
    }
}

fn among(column: &str, ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    if ids.is_empty() { "0".to_owned() } else { format!("+{column} IN ({})", ids.join(", ")) }
}

/// Conversations with a message in which these words follow each other.
fn texts(words: &[String], beginning: bool, not: bool, condition: &mut Condition) -> String {
    if words.is_empty() {
        // Nothing to look for is in every text.
        return "EXISTS (SELECT 1 FROM interactions AS t WHERE t.conversation_id = c.id)".to_owned();
    }
    let star = if beginning { " *" } else { "" };
    condition.values.push(Value::Text(format!("\"{}\"{star}", words.join(" "))));
    condition.words |= !not;
    // What a filter leaves out is left out wherever it stands.
    let limit = if not { -1 } else { HITS };
    let people = if beginning {
        // A word is looked for in names as well, words that follow each other only in texts.
        condition.values.extend(condition.values.last().cloned());
        " UNION ALL SELECT p.id FROM (SELECT rowid AS hit FROM authors_fts WHERE authors_fts MATCH ?) AS w \
         CROSS JOIN conversations AS p ON p.author_id = w.hit"
    } else {
        ""
    };
    format!(
        "c.id IN (SELECT t.conversation_id FROM (SELECT rowid AS hit FROM interactions_fts WHERE interactions_fts MATCH ? \
         ORDER BY rowid DESC LIMIT {limit}) AS h CROSS JOIN interactions AS t INDEXED BY interactions_talk ON t.id = h.hit{people})"
    )
}
