//! What leaves: drafts put on their way, and whatever is on its way stopped or sent at once.
//!
//! A draft, its deliveries and their journal entry are one transaction. Nothing here
//! speaks to a network; `claims.rs` hands out what is due.

use std::time::Duration;

use super::deliveries::{self, New, Stored};
use super::drafts::{self, Stage};
use super::error::Result;
use super::journal::{self, Refers};
use super::writer::Write;
use super::{accounts, conversations, given, ours, slots};
use crate::base::id::{ConversationId, DeliveryId, DraftId, InteractionId};
use crate::model::account::Health;
use crate::model::delivery::{Delivery, Held, Load, State};
use crate::model::draft::{Draft, Target};
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand, Origin};
use crate::model::macros::Given;
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
    if draft.unfilled().is_some() {
        return Ok(Effected::Refused(Refused::Unfilled));
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
    slots::sent_by_hand(w, id)?;
    let conversation = draft.conversation();
    let mut sent = Vec::new();
    for account in draft.accounts.iter().copied() {
        let load = Load::Publish(draft.outgoing(account));
        let new = New { account, conversation, draft: Some(id), load: &load, hold, after: after.clone(), drawn_upto };
        sent.push(deliveries::insert(w, &new)?);
    }
    let refers = Refers { deliveries: &sent, conversations: u32::from(conversation.is_some()), draft: Some(id), ..Refers::default() };
    match (&draft.run, conversation) {
        (Some(run), Some(conversation)) => {
            let detail = run.detail(Some(&after));
            let done = given::give(w, hand, &[conversation], &Given::Run(run.as_ref().clone()))?;
            journal::write(w, hand, Deed::Macro, &Refers { images: &done.images, rows: &done.rows, detail: &detail, ..refers })?;
        }
        (None, _) | (_, None) => drop(journal::write(w, hand, Deed::Send, &refers)?),
    }
    Ok(Effected::Leaving(sent, w.machine + hold))
}

/// The newest message of a conversation, theirs or ours.
pub(super) fn newest_of_all(w: &Write<'_>, id: ConversationId) -> Result<Option<InteractionId>> {
    let sql = "SELECT max(id) FROM interactions WHERE conversation_id = ?1";
    let newest: Option<i64> = w.conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
    Ok(newest.map(InteractionId))
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
    if let Some(conversation) = delivery.conversation {
        // An answer that might have been this one is somebody else's now.
        ours::decide(w, conversation)?;
    }
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
