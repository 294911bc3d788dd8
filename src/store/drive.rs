//! Which conversations are worth looking at for a filter, when an index knows that they are few.
//!
//! A word of which there are thousands, not hundreds of thousands, a label, a due time: what
//! they find is looked up whole, and the rest of the filter decides among it. How many there
//! are is counted up to a bound first; a filter that nothing narrows like that is walked.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::Result;
use super::filter::{labels, number};
use crate::model::filter::{Asker, Expr, Has, Is, Term, Whom, words};

/// So many hits may drive a filter.
const MOST: i64 = 5_000;
/// And so many one that has more conditions, since walking for those costs more.
const MOST_OF_SEVERAL: i64 = 15_000;
/// How many hits of a second set cost as much as one look at a row of the first.
const DEARER: i64 = 20;

/// A set of conversations that holds all that pass.
#[derive(Debug)]
pub(super) struct Drive {
    /// A query of their ids.
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
    /// How many there are, or a little more.
    n: i64,
    /// What else has to hold of them.
    pub(super) rest: Expr,
}

impl Drive {
    /// Whether nothing else has to hold of what it finds.
    fn says_all(&self) -> bool {
        matches!(&self.rest, Expr::All(rest) if rest.is_empty())
    }

    /// The set as one part of a larger query.
    fn whole(&self) -> String {
        format!("SELECT s.id FROM ({}) AS s", self.sql)
    }
}

/// The smallest set that drives a filter, if one is small enough.
pub(super) fn drive(conn: &Connection, expr: &Expr, asker: &Asker) -> Result<Option<Drive>> {
    let most = if matches!(expr, Expr::Term(_)) { MOST } else { MOST_OF_SEVERAL };
    of(conn, expr, asker, most)
}

fn of(conn: &Connection, expr: &Expr, asker: &Asker, most: i64) -> Result<Option<Drive>> {
    match expr {
        Expr::Term(term) => source(conn, term, asker, most),
        Expr::Not(_) => Ok(None),
        Expr::All(parts) => {
            let (mut sets, mut rest) = (Vec::new(), Vec::new());
            for part in parts {
                match of(conn, part, asker, most)? {
                    Some(found) => sets.push((found, part)),
                    None => rest.push(part.clone()),
                }
            }
            sets.sort_by_key(|(found, _)| found.n);
            let mut sets = sets.into_iter();
            Ok(sets.next().map(|(mut drive, _)| {
                for (found, part) in sets {
                    // A set that says all of its condition is cheaper than looking at every row of the first.
                    if found.says_all() && found.n <= drive.n.saturating_mul(DEARER) {
                        drive.sql = format!("{} INTERSECT {}", drive.sql, found.whole());
                        drive.values.extend(found.values);
                    } else {
                        rest.push(part.clone());
                    }
                }
                let own = std::mem::replace(&mut drive.rest, Expr::All(Vec::new()));
                drive.rest = Expr::All(rest.into_iter().chain([own]).collect());
                drive
            }))
        }
        Expr::Any(parts) => {
            let mut all = Drive { sql: String::new(), values: Vec::new(), n: 0, rest: Expr::All(Vec::new()) };
            let mut whole = true;
            for part in parts {
                let Some(found) = of(conn, part, asker, most - all.n)? else {
                    return Ok(None);
                };
                whole &= found.says_all();
                let union = if all.sql.is_empty() { "" } else { " UNION ALL " };
                all.sql = format!("{}{union}{}", all.sql, found.whole());
                all.values.extend(found.values);
                all.n += found.n;
            }
            if !whole {
                all.rest = expr.clone();
            }
            Ok(Some(all))
        }
    }
}

/// The set that one condition finds by an index.
fn source(conn: &Connection, term: &Term, asker: &Asker, most: i64) -> Result<Option<Drive>> {
    let millis = |at: crate::base::time::Timestamp| Value::Integer(at.millis());
    let partial = |index: &str, condition: &str| {
        (format!("SELECT p.id AS id FROM conversations AS p INDEXED BY {index} WHERE {condition}"), Vec::new())
    };
    let (sql, values) = match term {
        Term::Word(word) => match matching(&words(word), true) {
            Some(wanted) => (format!("{} UNION ALL {}", SPOKEN, NAMED), vec![wanted.clone(), wanted]),
            None => return Ok(None),
        },
        Term::Phrase(phrase) => match matching(&words(phrase), false) {
            Some(wanted) => (SPOKEN.to_owned(), vec![wanted]),
            None => return Ok(None),
        },
        Term::From(who) => match matching(&words(who), true) {
            Some(wanted) => (NAMED.to_owned(), vec![wanted]),
            None => return Ok(None),
        },
        Term::Label(label) => {
            let labels = labels(conn, label)?;
            let marks = vec!["?"; labels.len()].join(", ");
            let sql = format!(
                "SELECT p.conversation_id AS id FROM conversation_labels AS p WHERE p.label IN ({marks}) UNION ALL \
                 SELECT p.id AS id FROM person_labels AS pl CROSS JOIN authors AS au ON au.person_id = pl.person_id \
                 CROSS JOIN conversations AS p ON p.author_id = au.id WHERE pl.label IN ({marks})"
            );
            (sql, labels.iter().chain(&labels).cloned().map(Value::Text).collect())
        }
        Term::Is(Is::Leaving) => partial("conversations_is_leaving", "p.outgoing = 'leaving'"),
        Term::Is(Is::NotSent) => partial("conversations_is_not_sent", "p.outgoing = 'not-sent'"),
        Term::Is(Is::Snoozed) => partial("conversations_is_snoozed", "p.state = 'snoozed'"),
        Term::Is(Is::Starred) => partial("conversations_is_starred", "p.starred = 1"),
        Term::Is(Is::Late) => (DUE.to_owned(), vec![millis(asker.now)]),
        Term::Due(due) => (DUE.to_owned(), vec![millis(due.at(asker))]),
        Term::Assigned(Whom::Me) => (
            "SELECT p.id AS id FROM conversations AS p INDEXED BY conversations_is_assigned WHERE p.assignee <> '' AND p.assignee = ?"
                .to_owned(),
            vec![Value::Text(asker.me.clone())],
        ),
        Term::Assigned(Whom::Named(_)) => partial("conversations_is_assigned", "p.assignee <> ''"),
        Term::Has(Has::Draft) => (
            "SELECT p.conversation_id AS id FROM drafts AS p WHERE p.state = 'live' AND p.conversation_id IS NOT NULL".to_owned(),
            Vec::new(),
        ),
        Term::Is(_) | Term::Has(_) | Term::Client(_) | Term::Account(_) | Term::Network(_) | Term::Kind(_) | Term::Lang(_) => {
            return Ok(None);
        }
        Term::Before(_) | Term::After(_) | Term::Waiting(_) | Term::Assigned(Whom::Nobody) => return Ok(None),
    };
    let n = number(conn, &format!("SELECT COUNT(*) FROM (SELECT 1 FROM ({sql}) LIMIT {})", most + 1), &values)?;
    // Whoever has anything is found by the index, and whose name it is by looking.
    let rest = if matches!(term, Term::Assigned(Whom::Named(_))) { vec![Expr::Term(term.clone())] } else { Vec::new() };
    Ok((n <= most).then_some(Drive { sql, values, n, rest: Expr::All(rest) }))
}

const SPOKEN: &str = "SELECT t.conversation_id AS id FROM (SELECT rowid AS hit FROM interactions_fts WHERE interactions_fts MATCH ?) AS h \
     CROSS JOIN interactions AS t INDEXED BY interactions_talk ON t.id = h.hit";
const NAMED: &str = "SELECT p.id AS id FROM (SELECT rowid AS hit FROM authors_fts WHERE authors_fts MATCH ?) AS w \
     CROSS JOIN conversations AS p INDEXED BY conversations_author ON p.author_id = w.hit";
const DUE: &str = "SELECT p.id AS id FROM conversations AS p INDEXED BY conversations_due WHERE p.due_at <= ?";

/// Words as the index of texts is asked for them; none for those that nearly everybody says.
fn matching(words: &[String], beginning: bool) -> Option<Value> {
    // What begins with one letter is put together from a third of the index before anything is found.
    let short = beginning && words.len() == 1 && words[0].chars().count() < 2;
    let star = if beginning { " *" } else { "" };
    (!words.is_empty() && !short).then(|| Value::Text(format!("\"{}\"{star}", words.join(" "))))
}
