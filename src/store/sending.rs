//! What leaves: drafts put on their way, and whatever is on its way stopped or sent at once.
//!
//! A draft, its deliveries and their journal entry are one transaction. Nothing here
//! speaks to a network; `claims.rs` hands out what is due.

use std::collections::BTreeMap;
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
use crate::model::draft::{BETWEEN, Draft, Target};
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
        let Ok(account) = accounts::find(w.conn, *account) else {
            return Ok(Effected::Refused(Refused::Gone));
        };
        if !slots::takes_media(w, &account, &draft)? {
            return Ok(Effected::Refused(Refused::Media));
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
    let sent = departing(w, &draft, id, &after, hold, drawn_upto)?;
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

/// Writes the deliveries of a draft: for each of its accounts a post, and those that follow it,
/// each of which waits for the one before.
pub(super) fn departing(
    w: &mut Write<'_>,
    draft: &Draft,
    id: DraftId,
    after: &After,
    hold: Duration,
    drawn_upto: Option<InteractionId>,
) -> Result<Vec<DeliveryId>> {
    let mut sent = Vec::new();
    for account in draft.accounts.iter().copied() {
        let mut follows = None;
        for outgoing in draft.outgoing(account) {
            let (conversation, load) = (draft.conversation(), Load::Publish(outgoing));
            let new = New { account, conversation, draft: Some(id), load: &load, hold, after: after.clone(), drawn_upto, follows };
            let delivery = deliveries::insert(w, &new)?;
            follows = Some(delivery);
            sent.push(delivery);
        }
    }
    Ok(sent)
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
    let mut chain = vec![stored];
    // What would answer it cannot leave any more.
    while let Some(next) = chain.last().map(|last| deliveries::follower(w.conn, last.delivery.id)).transpose()?.flatten() {
        chain.push(next);
    }
    let draft = stopped(w, chain)?;
    close_entry(w, id)?;
    Ok(Effected::Draft(draft))
}

/// Cancels deliveries of one draft that can be, and brings their text back: the whole draft when
/// nothing of it is on its way or has arrived, else a draft of what was stopped.
pub(super) fn stopped(w: &mut Write<'_>, open: Vec<Stored>) -> Result<Option<DraftId>> {
    let Some(first) = open.first().cloned() else {
        return Ok(None);
    };
    let mut texts = Vec::new();
    for Stored { mut delivery, .. } in open {
        delivery.state = State::Cancelled;
        deliveries::save(w, &delivery)?;
        if let Some(conversation) = delivery.conversation {
            // An answer that might have been this one is somebody else's now.
            ours::decide(w, conversation)?;
        }
        if let Load::Publish(outgoing) = delivery.load {
            texts.push(outgoing.text);
        }
    }
    let Some((id, draft)) =
        first.draft.map(|id| drafts::find(w.conn, id)).transpose()?.flatten().and_then(|draft| Some((draft.id?, draft)))
    else {
        return Ok(None);
    };
    let account = first.delivery.account;
    if deliveries::predecessor(w.conn, first.delivery.id)?.is_some_and(|before| before != State::Cancelled) {
        // The posts before these have left, or will: only the rest is a draft again.
        let text = texts.join(&format!("\n\n{BETWEEN}\n\n"));
        let rest = drafts::rest(w, &Draft { text, variants: BTreeMap::new(), accounts: vec![account], ..draft })?;
        drafts::arrived(w, id)?;
        return Ok(rest);
    }
    if deliveries::unsettled_of_draft(w.conn, id)? > 0 { drafts::split(w, &draft, account) } else { drafts::revive(w, id, Stage::Leaving) }
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
