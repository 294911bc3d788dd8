//! By when a conversation needs us, as it is stored: computed anew whenever its row is written.
//!
//! The rules are those of `model::deadline`; here is only what they are asked with, the card
//! of the client and what its network takes, each read once for a transaction. A card that
//! changes has the open conversations of its client dated anew, some hundreds at a time.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::tz::TimeZone;
use rusqlite::{OptionalExtension, params};

use super::conversations::{self, Head};
use super::error::Result;
use super::writer::{Lane, Write};
use super::{Store, accounts, cards};
use crate::base::id::{AccountId, ClientId, ConversationId};
use crate::base::time::Timestamp;
use crate::model::capability::AnswerWithin;
use crate::model::deadline::{self, Facts, Sla};
use crate::model::hours::Hours;
use crate::model::network::Network;

/// So many conversations are dated anew in one transaction.
const SLICE: i64 = 300;

/// How long each network takes answers.
pub(super) type Networks = BTreeMap<Network, &'static [AnswerWithin]>;

/// What is promised to a client: an answer within so much time of these hours.
#[derive(Debug, Clone)]
struct Promise {
    within: std::time::Duration,
    hours: Hours,
}

/// What was read for due times in this transaction.
#[derive(Debug, Default)]
pub(super) struct Rules {
    promises: BTreeMap<ClientId, Option<Rc<Promise>>>,
    networks: BTreeMap<AccountId, Network>,
}

impl Store {
    /// Says how long networks take answers; once, when the store is opened.
    pub fn answer_within(&self, networks: impl IntoIterator<Item = (Network, &'static [AnswerWithin])>) {
        // A second call says the same.
        let _ = self.inner.networks.set(networks.into_iter().collect());
    }

    /// Dates some more open conversations anew after a card has changed; says whether any are left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn redate(&self) -> Result<bool> {
        if !self.read(is_redating).await? {
            return Ok(false);
        }
        self.write(Lane::Bulk, redate).await
    }
}

fn is_redating(conn: &rusqlite::Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM redating)")?.query_row([], |row| row.get(0))?)
}

/// When a conversation is due.
pub(super) fn of(w: &mut Write<'_>, head: &Head) -> Result<Option<Timestamp>> {
    if head.triage.waiting_since.is_none() || !head.kind.asks() {
        return Ok(head.triage.due(None).filter(|_| head.kind.asks()));
    }
    let promise = promise(w, head.client)?;
    let network = network(w, head.account)?;
    let facts = Facts {
        kind: head.kind,
        state: head.triage.state,
        waiting_since: head.triage.waiting_since,
        last_at: Some(head.last_at),
        network: w.networks.get().and_then(|networks| networks.get(&network)).copied().unwrap_or_default(),
        sla: promise.as_deref().map(|promise| Sla { within: promise.within, hours: Some(&promise.hours) }),
        person: head.triage.own_due,
    };
    Ok(deadline::due(&facts).map(|due| due.at))
}

fn network(w: &mut Write<'_>, account: AccountId) -> Result<Network> {
    if let Some(known) = w.rules.networks.get(&account) {
        return Ok(*known);
    }
    let network = accounts::find(w.conn, account)?.network;
    w.rules.networks.insert(account, network);
    Ok(network)
}

fn promise(w: &mut Write<'_>, client: ClientId) -> Result<Option<Rc<Promise>>> {
    if let Some(known) = w.rules.promises.get(&client) {
        return Ok(known.clone());
    }
    let promise = cards::find(w.conn, client)?.and_then(|(card, zone)| {
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        Some(Rc::new(Promise { within: card.sla()?, hours: card.hours(&zone) }))
    });
    w.rules.promises.insert(client, promise.clone());
    Ok(promise)
}

/// Has the open conversations of a client dated anew; the first of them at once.
pub(super) fn stale(w: &mut Write<'_>, client: ClientId) -> Result<()> {
    w.rules.promises.remove(&client);
    let sql = "INSERT INTO redating (client_id, opened_at, conversation_id) VALUES (?1, ?2, 0) \
         ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at, conversation_id = 0";
    w.conn.prepare_cached(sql)?.execute(params![client.0, i64::MIN])?;
    redate(w).map(drop)
}

/// Dates the next conversations anew; says whether any are left.
fn redate(w: &mut Write<'_>) -> Result<bool> {
    let sql = "SELECT client_id, opened_at, conversation_id FROM redating ORDER BY client_id LIMIT 1";
    let next: Option<(i64, i64, i64)> =
        w.conn.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((client, at, id)) = next else {
        return Ok(false);
    };
    let sql = "SELECT opened_at, id FROM conversations INDEXED BY conversations_client_view_opened \
         WHERE client_id = ?1 AND view = 'to-answer' AND (opened_at, id) > (?2, ?3) ORDER BY opened_at, id LIMIT ?4";
    let places = w
        .conn
        .prepare_cached(sql)?
        .query_map(params![client, at, id, SLICE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    for (_, id) in &places {
        if let Some(head) = conversations::load(w.conn, ConversationId(*id))? {
            conversations::save(w, &head)?;
        }
    }
    match places.last().filter(|_| i64::try_from(places.len()) == Ok(SLICE)) {
        Some((at, id)) => {
            let sql = "UPDATE redating SET opened_at = ?2, conversation_id = ?3 WHERE client_id = ?1";
            w.conn.prepare_cached(sql)?.execute(params![client, at, id])?;
        }
        None => {
            w.conn.prepare_cached("DELETE FROM redating WHERE client_id = ?1")?.execute([client])?;
        }
    }
    is_redating(w.conn)
}
