//! The rows of the outbox, and what they make of their conversations.
//!
//! What follows from an outcome is decided in `model::delivery`; here a delivery is read,
//! handed to that machine, and written back. Claiming is in `claims.rs`, settling in
//! `settle.rs`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{nullable, text_or_none, time, time_or_none, word};
use super::error::{Result, StoreError};
use super::writer::Write;
use super::{conversations, media};
use crate::base::id::{AccountId, ConversationId, DeliveryId, DraftId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::conversation::Outgoing as Standing;
use crate::model::delivery::{Delivery, Held, Load, State};
use crate::model::exchange::{ActKind, Category, IdempotencyKey, Outgoing, Receipt, RemoteAct, RemoteId, Report};
use crate::model::fault::{Reason, ReasonCode};
use crate::model::interaction::Visibility;
use crate::model::triage::After;

/// The word for a delivery that carries a post or a reply.
pub(super) const PUBLISH: &str = "publish";

/// The columns that [`delivery`] reads, of `deliveries AS d`.
pub(super) const DELIVERY: &str = "d.id, d.account_id, d.conversation_id, d.load, d.text, d.warning, d.language, d.visibility, \
d.target, d.key, d.state, d.at, d.held, d.reason, d.reason_detail, d.attempts, d.looks, d.began_at, d.after, d.drawn_upto, \
d.remote_id, d.url, d.posted_at, d.draft_id, d.category, d.about, d.media";

/// A delivery with the draft that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) delivery: Delivery,
    pub(super) draft: Option<DraftId>,
}

pub(super) fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: DeliveryId(row.get(0)?),
        account: AccountId(row.get(1)?),
        conversation: row.get::<_, Option<i64>>(2)?.map(ConversationId),
        load: load(row)?,
        key: IdempotencyKey::new(row.get::<_, String>(9)?),
        state: state(row)?,
        attempts: row.get(15)?,
        looks: row.get(16)?,
        began_at: time_or_none(row, 17)?,
        after: word(row, 18, After::from_line)?,
        drawn_upto: row.get::<_, Option<i64>>(19)?.map(InteractionId),
    })
}

fn load(row: &Row<'_>) -> rusqlite::Result<Load> {
    let target = text_or_none(row, 8)?.map(RemoteId::new);
    if row.get_ref(3)?.as_str()? == PUBLISH {
        return Ok(Load::Publish(Outgoing {
            text: row.get(4)?,
            warning: row.get(5)?,
            language: text_or_none(row, 6)?,
            visibility: word(row, 7, Visibility::from_code)?,
            parent: target,
            media: media::read(row, 26)?,
        }));
    }
    let kind = word(row, 3, ActKind::from_code)?;
    let report = match kind {
        ActKind::Report => Some(Report {
            category: word(row, 24, Category::from_code)?,
            comment: row.get(4)?,
            message: text_or_none(row, 25)?.map(RemoteId::new),
        }),
        _ => None,
    };
    Ok(Load::Act(RemoteAct { kind, target: target.unwrap_or_else(|| RemoteId::new("")), report }))
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    let read = |code: &str| {
        let at = time(row, 11).ok()?;
        Some(match code {
            "leaving" => State::Leaving(at),
            "queued" => State::Queued(at),
            "sending" => State::Sending,
            "sent" => State::Sent(Receipt {
                remote_id: RemoteId::new(row.get::<_, String>(20).ok()?),
                url: row.get(21).ok()?,
                posted_at: time(row, 22).ok()?,
            }),
            "unsure" => State::Unsure(at),
            "held" => State::Held(word(row, 12, Held::from_code).ok()?),
            "failed" => State::Failed(Reason { code: word(row, 13, ReasonCode::from_code).ok()?, detail: row.get(14).ok()? }),
            "cancelled" => State::Cancelled,
            _ => return None,
        })
    };
    word(row, 10, read)
}

/// A delivery with its draft.
pub(super) fn find(conn: &Connection, id: DeliveryId) -> Result<Option<Stored>> {
    let sql = format!("SELECT {DELIVERY} FROM deliveries AS d WHERE d.id = ?1");
    let read = |row: &Row<'_>| Ok(Stored { delivery: delivery(row)?, draft: row.get::<_, Option<i64>>(23)?.map(DraftId) });
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], read).optional()?)
}

/// The newest delivery of a draft to an account, and where it is.
pub(super) fn newest_of_draft(conn: &Connection, draft: DraftId, account: AccountId) -> Result<Option<(DeliveryId, State)>> {
    let sql = format!("SELECT {DELIVERY} FROM deliveries AS d WHERE d.draft_id = ?1 AND d.account_id = ?2 ORDER BY d.id DESC LIMIT 1");
    let read = |row: &Row<'_>| delivery(row).map(|delivery| (delivery.id, delivery.state));
    Ok(conn.prepare_cached(&sql)?.query_row(params![draft.0, account.0], read).optional()?)
}

/// The deliveries that a condition on `d` selects, oldest first.
pub(super) fn select(conn: &Connection, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<Delivery>> {
    let sql = format!("SELECT {DELIVERY} FROM deliveries AS d WHERE {condition} ORDER BY d.id");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(values, delivery)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is needed to put a delivery on its way.
pub(super) struct New<'a> {
    pub(super) account: AccountId,
    pub(super) conversation: Option<ConversationId>,
    pub(super) draft: Option<DraftId>,
    pub(super) load: &'a Load,
    pub(super) hold: std::time::Duration,
    pub(super) after: After,
    pub(super) drawn_upto: Option<InteractionId>,
    /// The delivery that must have arrived before it, and that it answers.
    pub(super) follows: Option<DeliveryId>,
}

/// Puts a delivery on its way, with the key that all of its attempts will carry.
pub(super) fn insert(w: &mut Write<'_>, new: &New<'_>) -> Result<DeliveryId> {
    let leaves = w.machine + new.hold;
    let state = if new.hold.is_zero() { State::Queued(w.machine) } else { State::Leaving(leaves) };
    let (code, out, report) = match new.load {
        Load::Publish(outgoing) => (PUBLISH, Some(outgoing), None),
        Load::Act(act) => (act.kind.code(), None, act.report.as_ref()),
    };
    let text = out.map(|out| out.text.as_str()).or(report.map(|report| report.comment.as_str()));
    let target = match new.load {
        Load::Publish(outgoing) => outgoing.parent.as_ref().map_or("", RemoteId::as_str),
        Load::Act(act) => act.target.as_str(),
    };
    w.conn
        .prepare_cached(
            "INSERT INTO deliveries (account_id, conversation_id, draft_id, load, text, warning, language, visibility, target, key, \
             state, at, hold, after, drawn_upto, created_at, changed_at, category, about, follows, media) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(params![
            new.account.0,
            new.conversation.map(|id| id.0),
            new.draft.map(|id| id.0),
            code,
            text.unwrap_or_default(),
            out.map_or("", |out| out.warning.as_str()),
            out.and_then(|out| out.language.as_deref()).unwrap_or_default(),
            out.map_or(Visibility::Public, |out| out.visibility).code(),
            target,
            format!("{:032x}", rand::random::<u128>()),
            state.code(),
            leaves.millis(),
            i64::try_from(new.hold.as_millis()).unwrap_or(i64::MAX),
            new.after.line(),
            new.drawn_upto.map(|id| id.0),
            w.now.millis(),
            report.map_or("", |report| report.category.code()),
            report.and_then(|report| report.message.as_ref()).map_or("", RemoteId::as_str),
            new.follows.map(|id| id.0),
            out.map(|out| media::written(&out.media)).unwrap_or_default(),
        ])?;
    let id = DeliveryId(w.conn.last_insert_rowid());
    w.delivery(id);
    if let Some(conversation) = new.conversation {
        standing(w, conversation)?;
    }
    Ok(id)
}

/// The delivery that waits for this one to arrive, if there is one and it has not been stopped.
pub(super) fn follower(conn: &Connection, id: DeliveryId) -> Result<Option<Stored>> {
    let sql = "SELECT id FROM deliveries WHERE follows = ?1 AND state NOT IN ('sent', 'cancelled')";
    let next: Option<i64> = conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    next.map_or(Ok(None), |next| find(conn, DeliveryId(next)))
}

/// Where the delivery is that this one waits for.
pub(super) fn predecessor(conn: &Connection, id: DeliveryId) -> Result<Option<State>> {
    let sql = "SELECT p.id FROM deliveries AS d CROSS JOIN deliveries AS p ON p.id = d.follows WHERE d.id = ?1";
    let before: Option<i64> = conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(before.map_or(Ok(None), |before| find(conn, DeliveryId(before)))?.map(|stored| stored.delivery.state))
}

/// A post has arrived: what follows it answers it.
pub(super) fn preceded(w: &mut Write<'_>, id: DeliveryId, remote: &RemoteId) -> Result<()> {
    if let Some(next) = follower(w.conn, id)? {
        let sql = "UPDATE deliveries SET target = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![next.delivery.id.0, remote.as_str()])?;
        w.delivery(next.delivery.id);
    }
    Ok(())
}

/// Writes back what its machine made of a delivery.
pub(super) fn save(w: &mut Write<'_>, delivery: &Delivery) -> Result<()> {
    let at = match &delivery.state {
        State::Leaving(at) | State::Queued(at) | State::Unsure(at) => *at,
        State::Sending | State::Sent(_) | State::Held(_) | State::Failed(_) | State::Cancelled => w.machine,
    };
    let (held, reason, receipt) = match &delivery.state {
        State::Held(held) => (held.code(), None, None),
        State::Failed(reason) => ("", Some(reason), None),
        State::Sent(receipt) => ("", None, Some(receipt)),
        _ => ("", None, None),
    };
    w.conn
        .prepare_cached(
            "UPDATE deliveries SET state = ?2, at = ?3, held = ?4, reason = ?5, reason_detail = ?6, attempts = ?7, looks = ?8, \
             began_at = ?9, drawn_upto = ?10, remote_id = ?11, url = ?12, posted_at = ?13, \
             changed_at = iif(state = ?2, changed_at, ?14) WHERE id = ?1",
        )?
        .execute(params![
            delivery.id.0,
            delivery.state.code(),
            at.millis(),
            held,
            reason.map_or("", |reason| reason.code.code()),
            reason.map_or("", |reason| reason.detail.as_str()),
            delivery.attempts,
            delivery.looks,
            nullable(delivery.began_at),
            delivery.drawn_upto.map(|id| id.0),
            receipt.map_or("", |receipt| receipt.remote_id.as_str()),
            receipt.map_or("", |receipt| receipt.url.as_str()),
            receipt.map_or(0, |receipt| receipt.posted_at.millis()),
            w.now.millis(),
        ])?;
    w.delivery(delivery.id);
    match delivery.conversation {
        Some(conversation) => standing(w, conversation),
        None => Ok(()),
    }
}

/// Brings up to date how the answer to a conversation stands; of acts, those that close it count.
fn standing(w: &mut Write<'_>, id: ConversationId) -> Result<()> {
    let Some(mut head) = conversations::load(w.conn, id)? else {
        return Ok(());
    };
    let sql = "SELECT coalesce(sum(state IN ('unsure', 'held', 'failed')), 0), count(*) FROM deliveries \
         WHERE conversation_id = ?1 AND (load = 'publish' OR after = 'done') AND state NOT IN ('sent', 'cancelled')";
    let (trouble, all): (i64, i64) = w.conn.prepare_cached(sql)?.query_row([head.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    head.outgoing = match (trouble, all) {
        (0, 0) => Standing::None,
        (0, _) => Standing::Leaving,
        _ => Standing::NotSent,
    };
    w.conversation(head.id);
    conversations::save(w, &head).map(drop)
}

/// The time to stop a delivery that it was given.
pub(super) fn hold(conn: &Connection, id: DeliveryId) -> Result<std::time::Duration> {
    let sql = "SELECT hold FROM deliveries WHERE id = ?1";
    let millis: i64 = conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
    Ok(std::time::Duration::from_millis(millis.max(0).unsigned_abs()))
}

/// How many deliveries of a draft are still on their way.
pub(super) fn unsettled_of_draft(conn: &Connection, id: DraftId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM deliveries WHERE draft_id = ?1 AND state NOT IN ('sent', 'cancelled')";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
}

/// Holds what is queued for an account whose login is lost.
pub(super) fn hold_for_login(w: &mut Write<'_>, account: AccountId) -> Result<()> {
    let queued = select(w.conn, "d.account_id = ?1 AND d.state = 'queued' AND d.state NOT IN ('sent', 'cancelled')", &[&account.0])?;
    for mut delivery in queued {
        delivery.state = State::Held(Held::Login);
        save(w, &delivery)?;
    }
    Ok(())
}

/// A delivery that must be there.
pub(super) fn must(conn: &Connection, id: DeliveryId) -> Result<Stored> {
    find(conn, id)?.ok_or(StoreError::Missing)
}

/// Puts a delivery into the queue, to be sent at `at`.
pub(super) fn queue(w: &mut Write<'_>, mut delivery: Delivery, at: Timestamp) -> Result<()> {
    delivery.state = State::Queued(at);
    save(w, &delivery)
}
