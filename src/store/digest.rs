//! What came since somebody left: bounded rows and counts for each client, each on its index.

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{time, word};
use super::error::Result;
use super::{accounts, outbox, rows, totals};
use crate::base::id::ClientId;
use crate::base::time::Timestamp;
use crate::model::client::Client;
use crate::model::conversation::Row;
use crate::model::digest::{COUNTED, ClientPage, Digest, FALLBACK, Noise, Part, ROWS, Wanted, cannot_be_read};
use crate::model::interaction::Kind;
use crate::model::journal::Origin;
use crate::model::query::AccountRow;

/// Which conversations of a client, on which index, in which order.
struct Listed {
    index: &'static str,
    which: &'static str,
    order: &'static str,
}

/// What came to be answered.
const CAME: Listed =
    Listed { index: "conversations_client_view_opened", which: "c.opened_at > ?2 AND c.opened_at <= ?3", order: "c.opened_at, c.id" };

/// What had come before, and is late.
const LATE: Listed =
    Listed { index: "conversations_client_view_due", which: "+c.opened_at <= ?2 AND c.due_at <= ?3", order: "c.due_at, c.id" };

/// The digest that is wanted.
pub(super) fn digest(conn: &Connection, wanted: &Wanted) -> Result<Digest> {
    let since = match wanted.since {
        Some(since) => since,
        None => left(conn, &wanted.person, wanted.before)?.unwrap_or(wanted.before - FALLBACK),
    };
    let now = wanted.sight.now;
    let mut unread: Vec<AccountRow> = totals::account_rows(conn)?.into_iter().filter(cannot_be_read).collect();
    let mut pages = Vec::new();
    for client in accounts::clients(conn)?.into_iter().filter(|client| !wanted.sight.resting.contains(&client.id)) {
        let own = unread.extract_if(.., |row| row.account.client == client.id).collect();
        pages.push(page(conn, client, own, since, now)?);
    }
    Ok(Digest::of(since, pages))
}

/// When somebody gave their newest verb on a screen before a time.
///
/// Three walks back along the index of hands, since what was undone stands apart in it; each
/// goes over the verbs of one sitting at most.
fn left(conn: &Connection, person: &str, before: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "SELECT at FROM journal INDEXED BY journal_hand WHERE person = ?1 AND origin = ?2 AND undone = ?3 AND at < ?4 \
         ORDER BY id DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut newest = None;
    for undone in 0..=2 {
        let values = params![person, Origin::Screen.code(), undone, before.millis()];
        newest = newest.max(statement.query_row(values, |row| time(row, 0)).optional()?);
    }
    Ok(newest)
}

fn page(conn: &Connection, client: Client, unread: Vec<AccountRow>, since: Timestamp, now: Timestamp) -> Result<ClientPage> {
    let (rows, all) = outbox::not_sent(conn, client.id, ROWS, COUNTED)?;
    Ok(ClientPage {
        to_answer: listed(conn, &CAME, client.id, since, now)?,
        late: listed(conn, &LATE, client.id, since, now)?,
        not_sent: Part { rows, all },
        unread,
        noise: noise(conn, client.id, since)?,
        client,
    })
}

fn listed(conn: &Connection, listed: &Listed, client: ClientId, since: Timestamp, now: Timestamp) -> Result<Part<Row>> {
    let Listed { index, which, order } = listed;
    let scope = format!("c.client_id = ?1 AND c.view = 'to-answer' AND {which}");
    let sql = format!(
        "SELECT {} FROM conversations AS c INDEXED BY {index} {} WHERE {scope} ORDER BY {order} LIMIT ?4",
        rows::columns(),
        rows::JOINS
    );
    let values = |limit: u32| [client.0, since.millis(), now.millis(), i64::from(limit)];
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_map(values(ROWS), rows::row)?.collect::<rusqlite::Result<_>>()?;
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM conversations AS c INDEXED BY {index} WHERE {scope} LIMIT ?4)");
    let all = conn.prepare_cached(&sql)?.query_row(values(COUNTED), |row| row.get(0))?;
    Ok(Part { rows: found, all })
}

/// Reactions that happened since, and entries that came.
///
/// A row of reactions is opened again by each new one, so the rows that were not are passed over.
fn noise(conn: &Connection, client: ClientId, since: Timestamp) -> Result<Noise> {
    let sql = "SELECT kind, COUNT(*) FROM (SELECT i.kind AS kind FROM conversations AS c INDEXED BY conversations_client_view_opened \
         CROSS JOIN interactions AS i INDEXED BY interactions_conversation ON i.conversation_id = c.id AND i.happened_at > ?2 \
         WHERE c.client_id = ?1 AND c.view = 'quiet' AND c.opened_at > ?2 LIMIT ?3) GROUP BY kind";
    let mut noise = Noise::default();
    let mut statement = conn.prepare_cached(sql)?;
    let kinds = statement.query_map(params![client.0, since.millis(), COUNTED], |row| Ok((word(row, 0, Kind::from_code)?, row.get(1)?)))?;
    for kind in kinds {
        let (kind, n): (Kind, u32) = kind?;
        match kind {
            Kind::Like => noise.likes = n,
            Kind::Boost => noise.boosts = n,
            Kind::Follow => noise.follows = n,
            Kind::Mention | Kind::Reply | Kind::Comment | Kind::Dm | Kind::Quote | Kind::Review | Kind::Mail | Kind::Entry => {}
        }
    }
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM conversations AS c INDEXED BY conversations_client_view_opened \
         WHERE c.client_id = ?1 AND c.view = 'to-read' AND c.opened_at > ?2 LIMIT ?3)";
    noise.entries = conn.prepare_cached(sql)?.query_row(params![client.0, since.millis(), COUNTED], |row| row.get(0))?;
    Ok(noise)
}
