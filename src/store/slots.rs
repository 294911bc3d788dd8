//! The calendar: slots placed, moved and taken off by people, and handed to the outbox by time.
//!
//! A slot and what follows from it are one transaction: a draft's deliveries are written with
//! the slot that they were taken from, so that nothing that dies in between sends twice. Times
//! are those of the day; what the clock does is kept by the row alone, not in the journal.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{time, word};
use super::drafts::{self, Stage};
use super::error::{Result, StoreError};
use super::journal::{self, Refers};
use super::things::{self, Changed};
use super::writer::{Lane, Write};
use super::{Store, accounts, cards, sending};
use crate::base::fault_point;
use crate::base::id::{ClientId, DeliveryId, DraftId, SlotId};
use crate::base::time::Timestamp;
use crate::model::account::Account;
use crate::model::change::Noun;
use crate::model::draft::{Draft, Target, parts};
use crate::model::intent::{Effected, Placing, Refused};
use crate::model::journal::{Deed, Hand, Thing};
use crate::model::limits;
use crate::model::media::AltRule;
use crate::model::slot::{Departure, SlotState};
use crate::model::triage::After;

/// A slot as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) id: SlotId,
    pub(super) draft: DraftId,
    pub(super) client: Option<ClientId>,
    pub(super) at: Timestamp,
    pub(super) state: SlotState,
}

const SLOT: &str = "s.id, s.draft_id, s.client_id, s.at, s.state";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: SlotId(row.get(0)?),
        draft: DraftId(row.get(1)?),
        client: row.get::<_, Option<i64>>(2)?.map(ClientId),
        at: time(row, 3)?,
        state: word(row, 4, SlotState::from_code)?,
    })
}

pub(super) fn find(conn: &Connection, id: SlotId) -> Result<Option<Stored>> {
    let sql = format!("SELECT {SLOT} FROM slots AS s WHERE s.id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], stored).optional()?)
}

/// The slot of a draft, if it has one.
pub(super) fn of_draft(conn: &Connection, draft: DraftId) -> Result<Option<Stored>> {
    let sql = format!("SELECT {SLOT} FROM slots AS s WHERE s.draft_id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([draft.0], stored).optional()?)
}

/// Says that the slot of a draft is to be read again.
pub(super) fn touched(w: &mut Write<'_>, draft: DraftId) -> Result<()> {
    if let Some(slot) = of_draft(w.conn, draft)? {
        w.note(Noun::Slot, slot.id.0);
    }
    Ok(())
}

/// The text of a draft has changed: while it was scheduled, nothing leaves before it is again.
pub(super) fn edited(w: &mut Write<'_>, draft: DraftId) -> Result<()> {
    let sql = "UPDATE slots SET state = 'editing', changed_at = ?2 WHERE draft_id = ?1 AND state = 'scheduled'";
    w.conn.prepare_cached(sql)?.execute(params![draft.0, w.now.millis()])?;
    touched(w, draft)
}

/// What was handed to the outbox is a draft again.
pub(super) fn brought_back(w: &mut Write<'_>, draft: DraftId) -> Result<()> {
    let sql = "UPDATE slots SET state = 'planned', changed_at = ?2 WHERE draft_id = ?1 AND state = 'taken'";
    w.conn.prepare_cached(sql)?.execute(params![draft.0, w.now.millis()])?;
    touched(w, draft)
}

/// A draft was sent by hand: its place on the calendar has nothing more to hand over.
pub(super) fn sent_by_hand(w: &mut Write<'_>, draft: DraftId) -> Result<()> {
    let sql = "UPDATE slots SET state = 'taken', changed_at = ?2 WHERE draft_id = ?1 AND state <> 'taken'";
    w.conn.prepare_cached(sql)?.execute(params![draft.0, w.now.millis()])?;
    touched(w, draft)
}

/// Whether an account and its client take the files of a draft as they are.
pub(super) fn takes_media(w: &Write<'_>, account: &Account, draft: &Draft) -> Result<bool> {
    let rule = cards::find(w.conn, account.client)?.and_then(|(card, _)| card.alt()).unwrap_or(AltRule::Warn);
    Ok(account.limits.media.problem(rule, &draft.media).is_none())
}

/// Why a draft cannot be scheduled as it is.
fn unready(w: &Write<'_>, draft: &Draft) -> Result<Option<Refused>> {
    if draft.is_blank() || draft.accounts.is_empty() {
        return Ok(Some(Refused::Blank));
    }
    if draft.unfilled().is_some() {
        return Ok(Some(Refused::Unfilled));
    }
    for account in &draft.accounts {
        let Ok(account) = accounts::find(w.conn, *account) else {
            return Ok(Some(Refused::Gone));
        };
        if !takes_media(w, &account, draft)? {
            return Ok(Some(Refused::Media));
        }
        let text = draft.text_for(account.id);
        if parts(text).into_iter().any(|part| limits::count(account.network, account.limits, &text[part], &draft.warning).over()) {
            return Ok(Some(Refused::TooLong));
        }
    }
    Ok(None)
}

/// Stores a draft of a new post with its place on the calendar.
pub(super) fn place(w: &mut Write<'_>, hand: &Hand, draft: &Draft, at: Timestamp, zone: &str, state: SlotState) -> Result<Effected> {
    let placed = put(w, draft, Some((at, zone, state)))?;
    let (id, changed) = match placed {
        Ok(placed) => placed,
        Err(refused) => return Ok(Effected::Refused(refused)),
    };
    journalled(w, hand, changed.into_iter().collect())?;
    Ok(Effected::Draft(Some(id)))
}

/// Stores many drafts of new posts, each with its place or as an idea; one that cannot be refuses for all.
pub(super) fn place_all(w: &mut Write<'_>, hand: &Hand, all: &[Placing]) -> Result<Effected> {
    let all = all.iter().map(|one| with_files(w, one)).collect::<Result<Vec<Placing>>>()?;
    let target = |one: &Placing| one.place.as_ref().map(|(at, _, scheduled)| (*at, armed(*scheduled)));
    for one in &all {
        if let Some(refused) = refusal(w, &one.draft, target(one).map(|(_, state)| state))? {
            return Ok(Effected::Refused(refused));
        }
    }
    let (mut ids, mut rows) = (Vec::new(), Vec::new());
    for one in &all {
        let place = one.place.as_ref().map(|(at, zone, scheduled)| (*at, zone.as_str(), armed(*scheduled)));
        // Each was asked about above, in this transaction.
        let (id, changed) = put(w, &one.draft, place)?.map_err(|_| StoreError::Damaged)?;
        ids.push(id);
        rows.extend(changed);
    }
    journalled(w, hand, rows)?;
    Ok(Effected::Drafts(ids))
}

/// A post of a table, which has no column for files: those that its draft has stay with it.
fn with_files(w: &Write<'_>, one: &Placing) -> Result<Placing> {
    let mut one = one.clone();
    if let Some(id) = one.draft.id.filter(|_| one.draft.media.is_empty()) {
        one.draft.media = drafts::find(w.conn, id)?.map(|stored| stored.media).unwrap_or_default();
    }
    Ok(one)
}

/// The state of what leaves by itself, and of what does not.
pub(super) const fn armed(scheduled: bool) -> SlotState {
    if scheduled { SlotState::Scheduled } else { SlotState::Planned }
}

/// Why a draft cannot be stored with a slot in this state, or as an idea.
fn refusal(w: &Write<'_>, draft: &Draft, state: Option<SlotState>) -> Result<Option<Refused>> {
    if draft.target != Target::New {
        return Ok(Some(Refused::Gone));
    }
    if draft.is_blank() {
        return Ok(Some(Refused::Blank));
    }
    if let Some(id) = draft.id {
        if of_draft(w.conn, id)?.is_some_and(|slot| !slot.state.is_open()) {
            return Ok(Some(Refused::TooLate));
        }
        if state.is_some() && !drafts::is_live(w.conn, id)? {
            return Ok(Some(Refused::Gone));
        }
    }
    if state == Some(SlotState::Scheduled) { unready(w, draft) } else { Ok(None) }
}

/// The draft and what became of its slot, or why not.
type Put = std::result::Result<(DraftId, Option<Changed>), Refused>;

/// Stores a draft with its place, or without one.
fn put(w: &mut Write<'_>, draft: &Draft, place: Option<(Timestamp, &str, SlotState)>) -> Result<Put> {
    if let Some(refused) = refusal(w, draft, place.map(|(_, _, state)| state))? {
        return Ok(Err(refused));
    }
    let Some(id) = drafts::save(w, draft)? else {
        return Ok(Err(Refused::Blank));
    };
    w.draft(id);
    let client = match draft.accounts.first() {
        Some(account) => Some(accounts::find(w.conn, *account)?.client.0),
        None => None,
    };
    let changed = match (of_draft(w.conn, id)?, place) {
        (None, None) => None,
        (Some(slot), None) => things::changed(w, Thing::Slot, slot.id.0, |w| {
            w.conn.prepare_cached("DELETE FROM slots WHERE id = ?1")?.execute([slot.id.0])?;
            Ok(())
        })?,
        (Some(slot), Some((at, zone, state))) => things::changed(w, Thing::Slot, slot.id.0, |w| {
            let sql = "UPDATE slots SET client_id = ?2, at = ?3, zone = ?4, state = ?5, changed_at = ?6 WHERE id = ?1";
            let values = params![slot.id.0, client, at.millis(), zone, state.code(), w.now.millis()];
            w.conn.prepare_cached(sql)?.execute(values)?;
            Ok(())
        })?,
        (None, Some((at, zone, state))) => Some(things::made(w, Thing::Slot, |w| {
            let sql = "INSERT INTO slots (draft_id, client_id, at, zone, state, made_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)";
            w.conn.prepare_cached(sql)?.execute(params![id.0, client, at.millis(), zone, state.code(), w.now.millis()])?;
            Ok(w.conn.last_insert_rowid())
        })?),
    };
    Ok(Ok((id, changed)))
}

/// Changes slots that can still be changed, in one entry of the journal.
fn change(w: &mut Write<'_>, hand: &Hand, ids: &[SlotId], mut with: impl FnMut(&mut Write<'_>, &Stored) -> Result<()>) -> Result<Effected> {
    let mut rows = Vec::new();
    let mut refused = Refused::Gone;
    for id in ids {
        match find(w.conn, *id)? {
            Some(slot) if slot.state.is_open() => rows.extend(things::changed(w, Thing::Slot, id.0, |w| with(w, &slot))?),
            Some(_) => refused = Refused::TooLate,
            None => {}
        }
    }
    if rows.is_empty() {
        return Ok(Effected::Refused(refused));
    }
    let changed = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    journalled(w, hand, rows)?;
    Ok(Effected::Stored(changed))
}

fn journalled(w: &mut Write<'_>, hand: &Hand, rows: Vec<Changed>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    for row in &rows {
        w.note(Noun::Slot, row.id);
    }
    journal::write(w, hand, Deed::Change(Thing::Slot), &Refers { rows: &rows, ..Refers::default() }).map(drop)
}

/// Moves slots, each to a time of its own; what was let go or missed is planned again.
pub(super) fn shift(w: &mut Write<'_>, hand: &Hand, moves: &[(SlotId, Timestamp)]) -> Result<Effected> {
    let ids: Vec<SlotId> = moves.iter().map(|(id, _)| *id).collect();
    change(w, hand, &ids, |w, slot| {
        let at = moves.iter().find(|(id, _)| *id == slot.id).map_or(slot.at, |(_, at)| *at);
        let sql = "UPDATE slots SET at = ?2, state = iif(state IN ('late', 'skipped'), 'planned', state), changed_at = ?3 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![slot.id.0, at.millis(), w.now.millis()])?;
        Ok(())
    })
}

/// Schedules slots, or plans them only; one that is not ready refuses for all.
pub(super) fn arm(w: &mut Write<'_>, hand: &Hand, ids: &[SlotId], scheduled: bool) -> Result<Effected> {
    if scheduled {
        for id in ids {
            let draft = match find(w.conn, *id)? {
                Some(slot) => drafts::find(w.conn, slot.draft)?,
                None => None,
            };
            if let Some(draft) = draft
                && let Some(refused) = unready(w, &draft)?
            {
                return Ok(Effected::Refused(refused));
            }
        }
    }
    let state = if scheduled { SlotState::Scheduled } else { SlotState::Planned };
    change(w, hand, ids, |w, slot| set(w, slot.id, state))
}

fn set(w: &mut Write<'_>, id: SlotId, state: SlotState) -> Result<()> {
    let sql = "UPDATE slots SET state = ?2, changed_at = ?3 WHERE id = ?1";
    w.conn.prepare_cached(sql)?.execute(params![id.0, state.code(), w.now.millis()])?;
    w.note(Noun::Slot, id.0);
    Ok(())
}

/// Takes slots off the calendar; their texts stay as ideas.
pub(super) fn unplace(w: &mut Write<'_>, hand: &Hand, ids: &[SlotId]) -> Result<Effected> {
    change(w, hand, ids, |w, slot| {
        w.conn.prepare_cached("DELETE FROM slots WHERE id = ?1")?.execute([slot.id.0])?;
        w.draft(slot.draft);
        Ok(())
    })
}

/// Puts a copy of a post on the calendar, planned.
pub(super) fn copy(w: &mut Write<'_>, hand: &Hand, draft: DraftId, at: Timestamp, zone: &str) -> Result<Effected> {
    match drafts::find(w.conn, draft)? {
        Some(found) => place(w, hand, &Draft { id: None, target: Target::New, ..found }, at, zone, SlotState::Planned),
        None => Ok(Effected::Refused(Refused::Gone)),
    }
}

/// Hands a post to the outbox now, with time to stop it.
pub(super) fn publish(w: &mut Write<'_>, hand: &Hand, id: SlotId, hold: Duration) -> Result<Effected> {
    let Some(slot) = find(w.conn, id)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    if !slot.state.is_open() {
        return Ok(Effected::Refused(Refused::TooLate));
    }
    let Some(draft) = drafts::find(w.conn, slot.draft)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    if let Some(refused) = unready(w, &draft)? {
        return Ok(Effected::Refused(refused));
    }
    let sent = take(w, &slot, &draft, hold)?;
    journal::write(w, hand, Deed::Send, &Refers { deliveries: &sent, draft: draft.id, ..Refers::default() })?;
    Ok(Effected::Leaving(sent, w.machine + hold))
}

/// Writes the deliveries of a slot, one for each account.
fn take(w: &mut Write<'_>, slot: &Stored, draft: &Draft, hold: Duration) -> Result<Vec<DeliveryId>> {
    if !drafts::stage(w, slot.draft, Stage::Live, Stage::Leaving)? {
        return Ok(Vec::new());
    }
    set(w, slot.id, SlotState::Taken)?;
    sending::departing(w, draft, slot.draft, &After::WaitThem, hold, None)
}

/// The most slots that are handed over in one transaction.
const SLICE: i64 = 50;

impl Store {
    /// Hands what is due to the outbox, or marks it late by the rule of its client; says how many
    /// slots that were.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn depart(&self) -> Result<u32> {
        let due = |conn: &Connection, now: Timestamp| -> Result<bool> {
            let sql = "SELECT EXISTS (SELECT 1 FROM slots AS s WHERE s.state = 'scheduled' AND s.at <= ?1)";
            Ok(conn.prepare_cached(sql)?.query_row([now.millis()], |row| row.get(0))?)
        };
        let now = self.inner.clock.now();
        if !self.read(move |conn| due(conn, now)).await? {
            return Ok(0);
        }
        self.write(Lane::Verb, depart).await
    }

    /// When the next slot is due.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn next_slot(&self) -> Result<Option<Timestamp>> {
        self.read(|conn| {
            let sql = "SELECT min(s.at) FROM slots AS s WHERE s.state = 'scheduled'";
            let next: Option<i64> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            Ok(next.map(Timestamp::from_millis))
        })
        .await
    }
}

fn depart(w: &mut Write<'_>) -> Result<u32> {
    let sql = format!("SELECT {SLOT} FROM slots AS s WHERE s.state = 'scheduled' AND s.at <= ?1 ORDER BY s.at, s.id LIMIT ?2");
    let due: Vec<Stored> =
        w.conn.prepare_cached(&sql)?.query_map(params![w.now.millis(), SLICE], stored)?.collect::<rusqlite::Result<_>>()?;
    for slot in &due {
        let rule = match slot.client {
            Some(client) => cards::find(w.conn, client)?.and_then(|(card, _)| card.late()).unwrap_or_default(),
            None => Default::default(),
        };
        let draft = drafts::find(w.conn, slot.draft)?;
        match (rule.departure(slot.at, w.now), draft) {
            (Departure::Wait, _) => {}
            (Departure::Miss(state), _) => set(w, slot.id, state)?,
            // A login or an account went since; or the text was thrown away.
            (Departure::Leave, Some(draft)) if unready(w, &draft)?.is_none() && !take(w, slot, &draft, Duration::ZERO)?.is_empty() => {}
            (Departure::Leave, _) => set(w, slot.id, SlotState::Late)?,
        }
    }
    if !due.is_empty() {
        fault_point::pass("departing");
    }
    Ok(u32::try_from(due.len()).unwrap_or(u32::MAX))
}
