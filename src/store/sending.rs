//! What leaves: drafts and acts put on their way, stopped, or sent at once.
//!
//! A draft, its deliveries and their journal entry are one transaction. Nothing here
//! speaks to a network; `claims.rs` hands out what is due.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::deliveries::{self, New, Stored};
use super::drafts::{self, Stage};
use super::error::Result;
use super::journal::{self, Refers};
use super::writer::Write;
use super::{accounts, conversations};
use crate::base::id::{AccountId, ConversationId, DeliveryId, DraftId, InteractionId};
use crate::model::account::Health;
use crate::model::delivery::{Delivery, Held, Load, State};
use crate::model::draft::{Draft, Target};
use crate::model::exchange::{ActKind, RemoteAct, RemoteId};
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Origin};
use crate::model::triage::After;

/// Puts a draft on its way to each of its accounts.
pub(super) fn send(
    w: &mut Write<'_>,
    hand: &Hand,
    mut draft: Draft,
    after: After,
    hold: Duration,
    drawn_upto: Option<InteractionId>,
) -> Result<Effected> {
    if draft.is_blank() {
        return Ok(Effected::Refused(Refused::Blank));
    }
    for account in &draft.accounts {
        if accounts::find(w.conn, *account).is_err() {
            return Ok(Effected::Refused(Refused::Gone));
        }
    }
    let mut drawn_upto = drawn_upto;
    if let Target::Reply { conversation, .. } = &mut draft.target {
        let Some(head) = conversations::load(w.conn, *conversation)? else {
            return Ok(Effected::Refused(Refused::Gone));
        };
        *conversation = head.id;
        drawn_upto = drawn_upto.or(newest_of_all(w, head.id)?);
        if let Some(upto) = drawn_upto {
            conversations::see(w, head.id, upto)?;
        }
    }
    let id = match hand.origin {
        // What a person is writing on a screen is not a script's to send.
        Origin::Command => drafts::beside(w, &draft)?,
        _ => match drafts::save(w, &draft)? {
            Some(id) => id,
            None => return Ok(Effected::Refused(Refused::Blank)),
        },
    };
    drafts::stage(w, id, Stage::Live, Stage::Leaving)?;
    let load = Load::Publish(draft.outgoing());
    let conversation = draft.conversation();
    let mut sent = Vec::new();
    for account in draft.accounts.iter().copied() {
        let new = New { account, conversation, draft: Some(id), load: &load, hold, after: after.clone(), drawn_upto };
        sent.push(deliveries::insert(w, &new)?);
    }
    let conversations = u32::from(conversation.is_some());
    journal::write(w, hand, Deed::Send, &Refers { deliveries: &sent, conversations, draft: Some(id), ..Refers::default() })?;
    Ok(Effected::Leaving(sent, w.machine + hold))
}

/// The newest message of a conversation, theirs or ours.
fn newest_of_all(w: &Write<'_>, id: ConversationId) -> Result<Option<InteractionId>> {
    let sql = "SELECT max(id) FROM interactions WHERE conversation_id = ?1";
    let newest: Option<i64> = w.conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
    Ok(newest.map(InteractionId))
}

/// A message that something is done to.
struct Aim {
    account: AccountId,
    conversation: ConversationId,
    remote: RemoteId,
    ours: bool,
    liked: bool,
    boosted: bool,
}

/// Puts an act on its way; one that would change nothing is not sent.
pub(super) fn act(w: &mut Write<'_>, hand: &Hand, message: InteractionId, kind: ActKind, hold: Duration) -> Result<Effected> {
    let Some(target) = target(w, message)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let pending = pending(w, target.account, &target.remote)?;
    let was = |yes: ActKind, no: ActKind, stored: bool| match pending {
        Some(kind) if kind == yes => true,
        Some(kind) if kind == no => false,
        _ => stored,
    };
    let idle = match kind {
        ActKind::Like => was(ActKind::Like, ActKind::Unlike, target.liked),
        ActKind::Unlike => !was(ActKind::Like, ActKind::Unlike, target.liked),
        ActKind::Boost => was(ActKind::Boost, ActKind::Unboost, target.boosted),
        ActKind::Unboost => !was(ActKind::Boost, ActKind::Unboost, target.boosted),
        ActKind::Delete if !target.ours => return Ok(Effected::Refused(Refused::Gone)),
        ActKind::Delete => pending == Some(ActKind::Delete),
    };
    if idle {
        return Ok(Effected::Stored(0));
    }
    let act = RemoteAct { kind, target: target.remote };
    let id = put(w, target.account, Some(target.conversation), act, hold)?;
    journal::write(w, hand, Deed::Act(kind), &Refers { deliveries: &[id], conversations: 1, ..Refers::default() })?;
    Ok(Effected::Leaving(vec![id], w.machine + hold))
}

/// Puts one act on its way.
pub(super) fn put(
    w: &mut Write<'_>,
    account: AccountId,
    conversation: Option<ConversationId>,
    act: RemoteAct,
    hold: Duration,
) -> Result<DeliveryId> {
    let load = Load::Act(act);
    deliveries::insert(w, &New { account, conversation, draft: None, load: &load, hold, after: After::StayOpen, drawn_upto: None })
}

fn target(w: &Write<'_>, message: InteractionId) -> Result<Option<Aim>> {
    let sql = "SELECT account_id, conversation_id, remote_id, ours, liked, boosted FROM interactions \
         WHERE id = ?1 AND deleted_at IS NULL";
    Ok(w.conn
        .prepare_cached(sql)?
        .query_row([message.0], |row| {
            Ok(Aim {
                account: AccountId(row.get(0)?),
                conversation: ConversationId(row.get(1)?),
                remote: RemoteId::new(row.get::<_, String>(2)?),
                ours: row.get(3)?,
                liked: row.get(4)?,
                boosted: row.get(5)?,
            })
        })
        .optional()?)
}

/// The newest act on a post that is still on its way.
fn pending(w: &Write<'_>, account: AccountId, remote: &RemoteId) -> Result<Option<ActKind>> {
    let sql = "SELECT load FROM deliveries WHERE account_id = ?1 AND target = ?2 AND load <> 'publish' \
         AND state NOT IN ('sent', 'cancelled') AND state <> 'failed' ORDER BY id DESC LIMIT 1";
    let load: Option<String> = w.conn.prepare_cached(sql)?.query_row(params![account.0, remote.as_str()], |row| row.get(0)).optional()?;
    Ok(load.as_deref().and_then(ActKind::from_code))
}

/// Stops a delivery; its text is a draft again.
pub(super) fn cancel(w: &mut Write<'_>, id: DeliveryId) -> Result<Effected> {
    let Some(stored) = deliveries::find(w.conn, id)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    if !stored.delivery.state.can_cancel() {
        let gone = stored.delivery.state == State::Cancelled;
        return Ok(Effected::Refused(if gone { Refused::Gone } else { Refused::TooLate }));
    }
    let draft = stopped(w, stored)?;
    close_entry(w, id)?;
    Ok(Effected::Draft(draft))
}

/// Cancels a delivery that can be, and brings its text back.
pub(super) fn stopped(w: &mut Write<'_>, stored: Stored) -> Result<Option<DraftId>> {
    let Stored { mut delivery, draft } = stored;
    delivery.state = State::Cancelled;
    deliveries::save(w, &delivery)?;
    let Some(id) = draft else {
        return Ok(None);
    };
    let others = deliveries::unsettled_of_draft(w.conn, id)? > 0;
    match drafts::find(w.conn, id)? {
        Some(draft) if others => drafts::split(w, &draft, delivery.account),
        Some(_) => drafts::revive(w, id, Stage::Leaving),
        None => Ok(None),
    }
}

/// Closes the entry whose deliveries have all been stopped: there is nothing to undo.
fn close_entry(w: &mut Write<'_>, id: DeliveryId) -> Result<()> {
    let sql = "UPDATE journal SET undone = 2, undone_order = 1 WHERE id IN (SELECT j.entry_id FROM journal_deliveries AS j \
         WHERE j.delivery_id = ?1) AND NOT EXISTS (SELECT 1 FROM journal_deliveries AS j CROSS JOIN deliveries AS d \
         ON d.id = j.delivery_id WHERE j.entry_id = journal.id AND d.state <> 'cancelled')";
    w.conn.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}

/// Sends one delivery now.
pub(super) fn send_now(w: &mut Write<'_>, id: DeliveryId) -> Result<Effected> {
    let Some(Stored { delivery, .. }) = deliveries::find(w.conn, id)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    match delivery.state {
        State::Leaving(_) | State::Queued(_) | State::Held(_) | State::Failed(_) => {
            hurry(w, delivery)?;
            Ok(Effected::Leaving(vec![id], w.machine))
        }
        State::Sending | State::Sent(_) | State::Unsure(_) => Ok(Effected::Refused(Refused::TooLate)),
        State::Cancelled => Ok(Effected::Refused(Refused::Gone)),
    }
}

/// Sends everything that is leaving, now.
pub(super) fn send_all_now(w: &mut Write<'_>) -> Result<Effected> {
    let leaving = deliveries::select(w.conn, "d.state = 'leaving' AND d.state NOT IN ('sent', 'cancelled')", &[])?;
    let ids = leaving.iter().map(|delivery| delivery.id).collect();
    for delivery in leaving {
        hurry(w, delivery)?;
    }
    Ok(Effected::Leaving(ids, w.machine))
}

/// Queues a delivery; a person has seen what stood in its way.
fn hurry(w: &mut Write<'_>, mut delivery: Delivery) -> Result<()> {
    if delivery.state == State::Held(Held::Answered)
        && let Some(conversation) = delivery.conversation
    {
        let id = conversations::resolve(w.conn, conversation)?;
        delivery.drawn_upto = newest_of_all(w, id)?;
    }
    if matches!(delivery.state, State::Held(_) | State::Failed(_)) {
        delivery.attempts = 0;
    }
    let lost = accounts::find(w.conn, delivery.account)?.health == Health::NeedsLogin;
    delivery.state = if lost { State::Held(Held::Login) } else { State::Queued(w.machine) };
    deliveries::save(w, &delivery)
}
