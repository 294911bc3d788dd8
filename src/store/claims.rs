//! The outbox as its worker sees it: what is due, and taking it, durably, before the call.
//!
//! A claim is written and on the disk before the network is asked, and only while the
//! lease it was made under still stands. Answers in one conversation keep their order; an
//! answer that waits for a person does not hold up the next one. Times are the machine's.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::deliveries;
use super::error::Result;
use super::writer::{Lane, Write};
use super::{Store, accounts};
use crate::base::fault_point;
use crate::base::id::{AccountId, DeliveryId};
use crate::base::time::Timestamp;
use crate::model::account::Health;
use crate::model::delivery::{Delivery, Held, Outcome, State};
use crate::model::exchange::RemoteId;

/// Who claims: a process, under an epoch of its lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The process, as its lease names it.
    pub owner: String,
    /// The epoch of its lease.
    pub epoch: i64,
}

/// What keeps a queued delivery from being sent: an older one whose order matters, or the post
/// that it answers, as long as that has not arrived.
const FREE: &str = "(d.follows IS NULL OR EXISTS (SELECT 1 FROM deliveries AS p WHERE p.id = d.follows AND p.state = 'sent')) \
AND NOT EXISTS (SELECT 1 FROM deliveries AS o WHERE o.account_id = d.account_id AND o.id < d.id \
AND o.state NOT IN ('sent', 'cancelled') AND (o.state IN ('leaving', 'queued', 'sending', 'unsure') OR o.held = 'login') \
AND ((d.load = 'publish' AND o.load = 'publish' AND o.conversation_id = d.conversation_id) \
OR (d.load <> 'publish' AND o.load <> 'publish' AND o.target = d.target)))";

/// So many of the remote ids that deliveries own are told to `find`.
const OWNED: u32 = 500;

/// Longer than any limit that is believed and any back-off.
const LONGEST: Duration = Duration::from_secs(2 * 3600);

/// A clock that is set right goes back so far at most; a look is then late by no more.
const LITTLE: Duration = Duration::from_secs(60);

impl Store {
    /// Queues or holds what was leaving and whose time has come.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn leave_due(&self) -> Result<()> {
        self.write(Lane::Verb, leave_due).await
    }

    /// Takes one due delivery of an account, and has that on the disk; none when nothing is due.
    ///
    /// # Errors
    /// When the file cannot be written; nothing may then be sent.
    pub async fn claim(&self, account: AccountId, claim: &Claim) -> Result<Option<Delivery>> {
        let claim = claim.clone();
        self.write(Lane::Durable, move |w| take(w, account, &claim)).await
    }

    /// Whether somebody has answered, with another program, since the thread was drawn.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the delivery is gone.
    pub async fn answered_since(&self, delivery: DeliveryId) -> Result<bool> {
        self.read(move |conn| answered_since(conn, delivery)).await
    }

    /// The unanswered deliveries of an account that it is time to look for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn looks_due(&self, account: AccountId, looks: &[Duration; 3]) -> Result<Vec<Delivery>> {
        let looks = *looks;
        let now = self.inner.clock.machine();
        self.read(move |conn| {
            let unsure = unsure(conn, account)?;
            Ok(unsure.into_iter().filter(|delivery| delivery.look_at(&looks).is_some_and(|at| at <= now)).collect())
        })
        .await
    }

    /// The remote ids that deliveries of an account own, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn owned_remotes(&self, account: AccountId) -> Result<Vec<RemoteId>> {
        self.read(move |conn| {
            let sql = "SELECT remote_id FROM deliveries WHERE account_id = ?1 AND remote_id <> '' AND load = 'publish' \
                 ORDER BY id DESC LIMIT ?2";
            let mut statement = conn.prepare_cached(sql)?;
            let rows = statement.query_map(params![account.0, OWNED], |row| row.get::<_, String>(0).map(RemoteId::new))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// When the outbox of an account has something to do next.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn next_departure(&self, account: AccountId, looks: &[Duration; 3]) -> Result<Option<Timestamp>> {
        let looks = *looks;
        self.read(move |conn| next_departure(conn, account, &looks)).await
    }

    /// Settles what dead processes were sending, and holds what should have left long ago.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn orphaned(&self, owner_alive: impl Fn(&str) -> bool) -> Result<Vec<DeliveryId>> {
        let sending = self
            .read(|conn| {
                let sql = "SELECT id, claimed_by FROM deliveries WHERE state = 'sending' AND state NOT IN ('sent', 'cancelled')";
                let mut statement = conn.prepare_cached(sql)?;
                let rows = statement.query_map([], |row| Ok((DeliveryId(row.get(0)?), row.get::<_, String>(1)?)))?;
                Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
            })
            .await?;
        let orphans: Vec<DeliveryId> = sending.into_iter().filter(|(_, owner)| !owner_alive(owner)).map(|(id, _)| id).collect();
        self.write(Lane::Verb, move |w| {
            for id in &orphans {
                super::settle::settle(w, *id, Outcome::Silence, crate::base::backoff::Jitter::NONE)?;
            }
            leave_due(w)?;
            Ok(orphans)
        })
        .await
    }

    /// Sends what waited for a login, after a new one.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the account is gone.
    pub async fn release_logins(&self, account: AccountId) -> Result<()> {
        self.write(Lane::Verb, move |w| {
            accounts::set_health(w, account, Health::Ok)?;
            let held = "d.account_id = ?1 AND d.state = 'held' AND d.state NOT IN ('sent', 'cancelled') AND d.held = 'login'";
            for delivery in deliveries::select(w.conn, held, &[&account.0])? {
                deliveries::queue(w, delivery, w.machine)?;
            }
            Ok(())
        })
        .await
    }
}

fn leave_due(w: &mut Write<'_>) -> Result<()> {
    turned_back(w)?;
    let due = "d.state = 'leaving' AND d.state NOT IN ('sent', 'cancelled') AND d.at <= ?1";
    for mut delivery in deliveries::select(w.conn, due, &[&w.machine.millis()])? {
        delivery.leave(w.machine);
        let lost = accounts::find(w.conn, delivery.account)?.health == Health::NeedsLogin;
        if lost && matches!(delivery.state, State::Queued(_)) {
            delivery.state = State::Held(Held::Login);
        }
        deliveries::save(w, &delivery)?;
    }
    // What was queued after the login was lost would wait without a reason.
    let stuck = "d.state = 'queued' AND d.state NOT IN ('sent', 'cancelled') AND d.at <= ?1 \
         AND EXISTS (SELECT 1 FROM accounts AS a WHERE a.id = d.account_id AND a.health = ?2)";
    for mut delivery in deliveries::select(w.conn, stuck, &[&w.machine.millis(), &Health::NeedsLogin.code()])? {
        delivery.state = State::Held(Held::Login);
        deliveries::save(w, &delivery)?;
    }
    Ok(())
}

/// Sees to what the clock left behind when it was set back: what waits longer than anything
/// ever does is brought nearer, and what was sent "in the future" is a person's to judge. It
/// cannot be looked for: by this clock nobody knows since when, and a look that begins too
/// late finds nothing and has it sent again.
fn turned_back(w: &mut Write<'_>) -> Result<()> {
    let late = "d.state IN ('leaving', 'queued') AND d.state NOT IN ('sent', 'cancelled') \
         AND d.at > iif(d.state = 'leaving', ?1 + d.hold, ?2)";
    let (now, longest) = (w.machine.millis(), (w.machine + LONGEST).millis());
    for mut delivery in deliveries::select(w.conn, late, &[&now, &longest])? {
        delivery.state = match delivery.state {
            State::Leaving(_) => State::Leaving(w.machine + deliveries::hold(w.conn, delivery.id)?),
            _ => State::Queued(w.machine),
        };
        deliveries::save(w, &delivery)?;
    }
    let ahead = "d.state = 'unsure' AND d.state NOT IN ('sent', 'cancelled') AND d.at > ?1";
    for mut delivery in deliveries::select(w.conn, ahead, &[&(w.machine + LITTLE).millis()])? {
        delivery.state = State::Held(Held::Ask);
        deliveries::save(w, &delivery)?;
    }
    Ok(())
}

fn take(w: &mut Write<'_>, account: AccountId, claim: &Claim) -> Result<Option<Delivery>> {
    let sql = format!(
        "UPDATE deliveries SET state = 'sending', attempts = attempts + 1, began_at = ?2, claimed_by = ?3, claimed_epoch = ?4, \
         changed_at = ?5 WHERE id = (SELECT d.id FROM deliveries AS d WHERE d.state = 'queued' \
         AND d.state NOT IN ('sent', 'cancelled') AND d.account_id = ?1 AND d.at <= ?2 AND {FREE} ORDER BY d.id LIMIT 1) \
         AND EXISTS (SELECT 1 FROM leases WHERE owner = ?3 AND epoch = ?4) \
         AND EXISTS (SELECT 1 FROM accounts AS a WHERE a.id = ?1 AND a.health = 'ok') RETURNING id"
    );
    let values = params![account.0, w.machine.millis(), claim.owner, claim.epoch, w.now.millis()];
    let id: Option<i64> = w.conn.prepare_cached(&sql)?.query_row(values, |row| row.get(0)).optional()?;
    let Some(id) = id.map(DeliveryId) else {
        return Ok(None);
    };
    fault_point::pass("claiming");
    let stored = deliveries::must(w.conn, id)?;
    w.delivery(id);
    if let Some(conversation) = stored.delivery.conversation {
        w.conversation(conversation);
    }
    Ok(Some(stored.delivery))
}

fn answered_since(conn: &Connection, id: DeliveryId) -> Result<bool> {
    let delivery = deliveries::must(conn, id)?.delivery;
    let Some(conversation) = delivery.conversation else {
        return Ok(false);
    };
    let upto = delivery.drawn_upto.map_or(0, |id| id.0);
    // An answer that was given long before and met only now is no answer to this one.
    let sql = "SELECT EXISTS (SELECT 1 FROM interactions AS i WHERE i.conversation_id = ?1 AND i.ours = 1 AND i.delivery_id IS NULL \
         AND i.deleted_at IS NULL AND i.id > ?2 \
         AND i.happened_at > coalesce((SELECT n.happened_at FROM interactions AS n WHERE n.id = ?2), -9223372036854775808))";
    Ok(conn.prepare_cached(sql)?.query_row(params![conversation.0, upto], |row| row.get(0))?)
}

fn unsure(conn: &Connection, account: AccountId) -> Result<Vec<Delivery>> {
    deliveries::select(conn, "d.state = 'unsure' AND d.state NOT IN ('sent', 'cancelled') AND d.account_id = ?1", &[&account.0])
}

fn next_departure(conn: &Connection, account: AccountId, looks: &[Duration; 3]) -> Result<Option<Timestamp>> {
    let sql = format!(
        "SELECT min(d.at) FROM deliveries AS d WHERE d.state IN ('leaving', 'queued') AND d.state NOT IN ('sent', 'cancelled') \
         AND d.account_id = ?1 AND (d.state = 'leaving' OR ({FREE} \
         AND EXISTS (SELECT 1 FROM accounts AS a WHERE a.id = ?1 AND a.health = 'ok')))"
    );
    let next: Option<i64> = conn.prepare_cached(&sql)?.query_row([account.0], |row| row.get(0))?;
    let look = unsure(conn, account)?.into_iter().filter_map(|delivery| delivery.look_at(looks)).min();
    Ok(next.map(Timestamp::from_millis).into_iter().chain(look).min())
}
