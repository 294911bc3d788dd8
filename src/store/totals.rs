//! The counts beside lists: sums of the counters, and two small indices.
//!
//! No row of the inbox is counted here: that would cost a walk through all of them.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::accounts;
use super::columns::{NEVER, word};
use super::error::Result;
use super::feeds;
use crate::base::id::{AccountId, ClientId};
use crate::base::time::Timestamp;
use crate::model::account::Health;
use crate::model::conversation::View;
use crate::model::query::{AccountRow, InboxQuery, Sight, Tally, Totals};

/// One line of the counters.
struct Counter {
    account: AccountId,
    view: View,
    seen: bool,
    n: u32,
}

fn counters(conn: &Connection) -> Result<Vec<Counter>> {
    let mut statement = conn.prepare_cached("SELECT account_id, view, seen, n FROM counters")?;
    let rows = statement.query_map([], |row| {
        Ok(Counter { account: AccountId(row.get(0)?), view: word(row, 1, View::from_code)?, seen: row.get(2)?, n: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the client or account of a query has at most so many conversations, by the counters.
pub(super) fn at_most(conn: &Connection, query: &InboxQuery, most: i64) -> Result<bool> {
    let sql = "SELECT coalesce(sum(o.n), 0) <= ?3 FROM accounts AS a CROSS JOIN counters AS o ON o.account_id = a.id \
         WHERE (?1 IS NULL OR a.id = ?1) AND (?2 IS NULL OR a.client_id = ?2)";
    let values = params![query.account.map(|id| id.0), query.client.map(|id| id.0), most];
    Ok(conn.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
}

fn add(tally: &mut Tally, counter: &Counter) {
    tally.all += counter.n;
    if !counter.seen {
        tally.unread += counter.n;
    }
}

/// The counts; what is at rest is in none of them but those of outbox and accounts.
pub(super) fn totals(conn: &Connection, sight: &Sight) -> Result<Totals> {
    let accounts = accounts::accounts(conn)?;
    let owners: BTreeMap<AccountId, ClientId> = accounts.iter().map(|account| (account.id, account.client)).collect();
    let mut clients: Vec<_> = accounts::clients(conn)?.into_iter().map(|client| (client, Tally::default())).collect();
    let mut totals = Totals {
        views: View::ALL.iter().map(|view| (*view, Tally::default())).collect(),
        logins: count(accounts.iter().filter(|account| account.health == Health::NeedsLogin)),
        accounts: count(accounts.iter()),
        ..Totals::default()
    };
    let awake = |counter: &Counter| owners.get(&counter.account).is_some_and(|client| !sight.resting.contains(client));
    for counter in counters(conn)?.into_iter().filter(awake) {
        for view in [counter.view, View::All] {
            add(totals.views.entry(view).or_default(), &counter);
        }
        if counter.view == View::ToAnswer {
            if counter.seen {
                totals.seen_unanswered += counter.n;
            }
            let owner = owners.get(&counter.account);
            if let Some((_, tally)) = clients.iter_mut().find(|(client, _)| Some(&client.id) == owner) {
                add(tally, &counter);
            }
        }
    }
    let mut late = Tally::default();
    for (client, _) in clients.iter().filter(|(client, _)| !sight.resting.contains(&client.id)) {
        late.all += overdue(conn, client.id, sight.now)?;
        let next = next_due(conn, client.id, sight.now)?;
        totals.next_due = totals.next_due.into_iter().chain(next).min();
    }
    totals.views.insert(View::Late, late);
    totals.clients = clients;
    (totals.leaving, totals.trouble) = outbox(conn)?;
    totals.posts_to_mend = posts_to_mend(conn)?;
    Ok(totals)
}

/// How many conversations of a client should have been answered by now.
///
/// Counted, since no counter follows the clock; the index alone is read, and what is late is little.
fn overdue(conn: &Connection, client: ClientId, now: Timestamp) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM conversations INDEXED BY conversations_client_view_due \
         WHERE client_id = ?1 AND view = 'to-answer' AND due_at <= ?2";
    Ok(conn.prepare_cached(sql)?.query_row(params![client.0, now.millis()], |row| row.get(0))?)
}

/// When the next conversation of a client is late.
fn next_due(conn: &Connection, client: ClientId, now: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "SELECT due_at FROM conversations INDEXED BY conversations_client_view_due \
         WHERE client_id = ?1 AND view = 'to-answer' AND due_at > ?2 AND due_at < ?3 ORDER BY due_at LIMIT 1";
    let found: Option<i64> = conn.prepare_cached(sql)?.query_row(params![client.0, now.millis(), NEVER], |row| row.get(0)).optional()?;
    Ok(found.map(Timestamp::from_millis))
}

fn count<T>(things: impl Iterator<Item = T>) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

/// How much is on its way, and how much did not arrive.
fn outbox(conn: &Connection) -> Result<(u32, u32)> {
    let of = |states: &str| -> Result<u32> {
        let sql = format!("SELECT COUNT(*) FROM deliveries WHERE state IN ({states}) AND state NOT IN ('sent', 'cancelled')");
        Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    };
    Ok((of("'leaving', 'queued', 'sending'")?, of("'unsure', 'held', 'failed'")?))
}

/// Posts that were changed while they were scheduled, missed their time, or did not arrive everywhere.
fn posts_to_mend(conn: &Connection) -> Result<u32> {
    let sql = "SELECT (SELECT COUNT(*) FROM slots WHERE state IN ('editing', 'late')) \
         + (SELECT COUNT(DISTINCT d.draft_id) FROM deliveries AS d CROSS JOIN slots AS s ON s.draft_id = d.draft_id \
         WHERE d.state IN ('unsure', 'held', 'failed') AND d.state NOT IN ('sent', 'cancelled'))";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// All accounts with how they stand, by client.
pub(super) fn account_rows(conn: &Connection) -> Result<Vec<AccountRow>> {
    let clients = accounts::clients(conn)?;
    let counters = counters(conn)?;
    let mut rows = Vec::new();
    for account in accounts::accounts(conn)? {
        let Some(client) = clients.iter().find(|client| client.id == account.client) else {
            continue;
        };
        let mine = counters.iter().filter(|counter| counter.account == account.id && counter.view == View::ToAnswer);
        rows.push(AccountRow {
            client_name: client.name.clone(),
            colour: client.colour,
            feeds: feeds::statuses(conn, account.id)?,
            to_answer: mine.map(|counter| counter.n).sum(),
            figures: accounts::last_figures(conn, account.id)?,
            account,
        });
    }
    Ok(rows)
}
