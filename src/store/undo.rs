//! Taking the newest entry of a hand back, and doing it again.
//!
//! Local deeds are compared and restored, never replayed. Likes and boosts are stopped on
//! their way or answered with their opposite. What has been sent stops undo and says so:
//! it is never passed over in silence.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::deliveries::{self, Stored};
use super::drafts::{self, Stage};
use super::error::Result;
use super::writer::Write;
use super::{acts, conversations, journal, sending, things};
use crate::base::id::{ConversationId, DraftId, EntryId};
use crate::base::text::excerpt;
use crate::model::change::Noun;
use crate::model::delivery::{Delivery, Load, State};
use crate::model::exchange::{ActKind, RemoteAct};
use crate::model::intent::Effected;
use crate::model::journal::{Deed, Hand, Image, UndoClass, Undone};

/// An entry that can be taken back or done again.
struct Entry {
    id: EntryId,
    deed: Deed,
    detail: String,
    read: bool,
    draft: Option<DraftId>,
}

/// So many conversations are taken back at a time, so that nothing else waits long.
const PART: usize = 250;

/// The graphemes of what is told of a deed beside its word.
const DETAIL: usize = 60;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

/// Takes the newest entry of this hand back.
pub(super) fn undo(w: &mut Write<'_>, hand: &Hand) -> Result<Effected> {
    let sql = "SELECT id, deed, draft_id, detail FROM journal WHERE person = ?1 AND origin = ?2 AND undone = 0 ORDER BY id DESC LIMIT 1";
    go(w, hand, sql, Way::Back)
}

/// Does again what this hand took back last.
pub(super) fn redo(w: &mut Write<'_>, hand: &Hand) -> Result<Effected> {
    // What was undone last is the oldest of those undone in a row.
    let sql = "SELECT id, deed, draft_id, detail FROM journal WHERE person = ?1 AND origin = ?2 AND undone = 1 ORDER BY id LIMIT 1";
    go(w, hand, sql, Way::Again)
}

/// Takes back everything of this hand from the newest entry to this one, or does again what was
/// taken back from the oldest to this one; stops at what cannot be taken back, and says that.
pub(super) fn to(w: &mut Write<'_>, hand: &Hand, id: EntryId) -> Result<Effected> {
    let back = standing(w, hand, id)? == Some(0);
    let mut total: Option<Undone> = None;
    while standing(w, hand, id)? == Some(if back { 0 } else { 1 }) {
        let undone = match if back { undo(w, hand)? } else { redo(w, hand)? } {
            Effected::Undone(undone) => undone,
            // One of very many conversations: whoever asked asks again, and it goes on.
            part => return Ok(part),
        };
        match (undone, &mut total) {
            (stop @ (Undone::AlreadySent(..) | Undone::Final(..) | Undone::Sending(_) | Undone::Nothing), _) => {
                return Ok(Effected::Undone(stop));
            }
            (
                Undone::Restored { deed, detail, read, deeds, conversations, changed, first, draft },
                Some(Undone::Restored {
                    deed: last,
                    detail: about,
                    read: of_entries,
                    deeds: turned,
                    conversations: all,
                    changed: left,
                    first: at,
                    draft: text,
                }),
            ) => {
                (*last, *about, *of_entries) = (deed, detail, read);
                (*turned, *all, *left) = (*turned + deeds, *all + conversations, *left + changed);
                (*at, *text) = (first.or(*at), draft.or(*text));
            }
            (Undone::Changed(_) | Undone::Reversed(_), Some(Undone::Restored { .. })) => {}
            (other, total) => *total = Some(other),
        }
    }
    Ok(Effected::Undone(total.unwrap_or(Undone::Nothing)))
}

/// Where an entry of this hand stands: 0 it does, 1 taken back and can be done again, 2 neither.
fn standing(w: &Write<'_>, hand: &Hand, id: EntryId) -> Result<Option<i64>> {
    let sql = "SELECT undone FROM journal WHERE id = ?1 AND person = ?2 AND origin = ?3";
    Ok(w.conn.prepare_cached(sql)?.query_row(params![id.0, hand.person, hand.origin.code()], |row| row.get(0)).optional()?)
}

fn go(w: &mut Write<'_>, hand: &Hand, sql: &str, way: Way) -> Result<Effected> {
    let found = w
        .conn
        .prepare_cached(sql)?
        .query_row(params![hand.person, hand.origin.code()], |row| {
            let deed = super::columns::word(row, 1, Deed::from_code)?;
            let draft = row.get::<_, Option<i64>>(2)?.map(DraftId);
            Ok(Entry { id: EntryId(row.get(0)?), deed, detail: row.get(3)?, read: false, draft })
        })
        .optional()?;
    let Some(mut entry) = found else {
        return Ok(Effected::Undone(Undone::Nothing));
    };
    entry.read = journal::is_of_entries(w.conn, entry.id)?;
    let undone = match (entry.deed, entry.deed.undo_class()) {
        (Deed::Discard, _) => discarded(w, &entry, way)?,
        (Deed::Act(kind), UndoClass::Inverse) => inverse(w, &entry, kind, way)?,
        (Deed::Macro, _) if !journal::deliveries(w.conn, entry.id)?.is_empty() => answered(w, &entry, way)?,
        (_, UndoClass::Local) => match local(w, &entry, way)? {
            Local::Whole(undone) => undone,
            Local::Part(turned, of) => return Ok(Effected::Turning(turned, of)),
        },
        (_, UndoClass::Window | UndoClass::Inverse) => match way {
            Way::Back => window(w, &entry)?,
            Way::Again => again(w, &entry)?,
        },
    };
    mark(w, &entry, way, &undone)?;
    Ok(Effected::Undone(undone))
}

/// How far the taking back of a verb of triage came.
enum Local {
    Whole(Undone),
    /// So many of so many.
    Part(u32, u32),
}

/// Writes down what became of an entry.
fn mark(w: &mut Write<'_>, entry: &Entry, way: Way, undone: &Undone) -> Result<()> {
    let (number, order) = match (undone, way) {
        (Undone::Restored { .. } | Undone::Reversed(_), Way::Back) => (1, 1),
        (Undone::Restored { .. } | Undone::Reversed(_), Way::Again) => (0, 0),
        // It was said once, and the entry stands; the next undo goes on behind it.
        (Undone::Changed(_), _) => (2, 0),
        (Undone::AlreadySent(..) | Undone::Final(..) | Undone::Sending(_) | Undone::Nothing, _) => return Ok(()),
    };
    let sql = "UPDATE journal SET undone = ?2, undone_order = ?3 WHERE id = ?1";
    w.conn.prepare_cached(sql)?.execute(params![entry.id.0, number, order])?;
    w.note(Noun::Entry, entry.id.0);
    Ok(())
}

/// Restores what a verb of triage has changed; of very many conversations a part, and the
/// entry remembers how far it came.
fn local(w: &mut Write<'_>, entry: &Entry, way: Way) -> Result<Local> {
    let mut turn = journal::turn(w.conn, entry.id)?;
    let images = journal::images(w.conn, entry.id, turn.upto, PART)?;
    let more = images.len() == PART;
    let mut first = None;
    for image in images {
        turn.upto = image.conversation.0;
        match brought(w, &image, way)? {
            Some(id) => {
                first = first.or(Some(id));
                turn.restored += 1;
            }
            None => turn.changed += 1,
        }
    }
    if more {
        journal::turned(w, entry.id, &turn)?;
        return Ok(Local::Part(turn.restored + turn.changed, turn.of));
    }
    journal::turned(w, entry.id, &journal::Turn::default())?;
    let journal::Turn { restored, changed, .. } = turn;
    let mut rows = 0;
    for row in journal::rows(w.conn, entry.id)? {
        rows += u32::from(things::restore(w, &row, way == Way::Back)?);
    }
    Ok(Local::Whole(match restored + rows {
        0 => Undone::Changed(entry.deed),
        _ => turned(entry, restored, changed, first, None),
    }))
}

/// Brings one conversation to what an image says; none when it has changed since, or is gone.
fn brought(w: &mut Write<'_>, image: &Image, way: Way) -> Result<Option<ConversationId>> {
    let Some(mut head) = conversations::load(w.conn, image.conversation)? else {
        return Ok(None);
    };
    let next = match way {
        Way::Back => image.undo(&head.triage),
        Way::Again => image.redo(&head.triage),
    };
    let Some(triage) = next else {
        return Ok(None);
    };
    head.triage = triage;
    conversations::save(w, &head)?;
    Ok(Some(head.id))
}

/// Brings a draft back that was thrown away, or throws it away again.
fn discarded(w: &mut Write<'_>, entry: &Entry, way: Way) -> Result<Undone> {
    let Some(id) = entry.draft else {
        return Ok(Undone::Changed(entry.deed));
    };
    let (done, draft) = match way {
        Way::Back => {
            let revived = drafts::revive(w, id, Stage::Discarded)?;
            (revived.is_some(), revived)
        }
        Way::Again => (drafts::stage(w, id, Stage::Live, Stage::Discarded)?, None),
    };
    if !done {
        return Ok(Undone::Changed(entry.deed));
    }
    let first = drafts::find(w.conn, id)?.and_then(|draft| draft.conversation());
    Ok(restored(entry, first, draft))
}

/// The deliveries of an entry, oldest first.
fn carried(w: &Write<'_>, entry: &Entry) -> Result<Vec<Stored>> {
    let mut found = Vec::new();
    for id in journal::deliveries(w.conn, entry.id)? {
        found.extend(deliveries::find(w.conn, id)?);
    }
    Ok(found)
}

/// Stops what has not left yet.
fn window(w: &mut Write<'_>, entry: &Entry) -> Result<Undone> {
    let carried = carried(w, entry)?;
    let with = |wanted: fn(&State) -> bool| carried.iter().map(|stored| &stored.delivery).find(|delivery| wanted(&delivery.state));
    if let Some(delivery) = with(|state| matches!(state, State::Sent(_))) {
        return Ok(match entry.deed {
            Deed::Act(_) => Undone::Final(entry.deed, delivery.conversation),
            _ => Undone::AlreadySent(delivery.id, delivery.conversation),
        });
    }
    if let Some(delivery) = with(|state| matches!(state, State::Sending | State::Unsure(_))) {
        return Ok(Undone::Sending(delivery.id));
    }
    let open: Vec<Stored> = carried.into_iter().filter(|stored| stored.delivery.state.can_cancel()).collect();
    if open.is_empty() {
        return Ok(Undone::Changed(entry.deed));
    }
    let first = open.iter().find_map(|stored| stored.delivery.conversation);
    let draft = sending::stopped(w, open)?;
    Ok(restored(entry, first, draft))
}

fn restored(entry: &Entry, first: Option<ConversationId>, draft: Option<DraftId>) -> Undone {
    turned(entry, u32::from(first.is_some()), 0, first, draft)
}

fn turned(entry: &Entry, conversations: u32, changed: u32, first: Option<ConversationId>, draft: Option<DraftId>) -> Undone {
    let detail = excerpt(&entry.detail, DETAIL);
    Undone::Restored { deed: entry.deed, detail, read: entry.read, deeds: 1, conversations, changed, first, draft }
}

/// Puts on its way again what was stopped, if its text is still the same.
fn again(w: &mut Write<'_>, entry: &Entry) -> Result<Undone> {
    let carried = carried(w, entry)?;
    if carried.is_empty() || carried.iter().any(|stored| stored.delivery.state != State::Cancelled) {
        return Ok(Undone::Changed(entry.deed));
    }
    if let Some(id) = entry.draft {
        let draft = drafts::find(w.conn, id)?;
        let text = |stored: &Stored| match &stored.delivery.load {
            Load::Publish(outgoing) => Some(outgoing.clone()),
            Load::Act(_) => None,
        };
        let same = draft.is_some_and(|draft| {
            carried.iter().all(|stored| text(stored).is_some_and(|out| draft.outgoing(stored.delivery.account).contains(&out)))
        });
        if !same || !drafts::stage(w, id, Stage::Live, Stage::Leaving)? {
            return Ok(Undone::Changed(entry.deed));
        }
    }
    let mut first = None;
    for stored in carried {
        first = first.or(stored.delivery.conversation);
        revive(w, stored.delivery)?;
    }
    Ok(restored(entry, first, None))
}

/// A macro that answered: what leaves is stopped and all that it did is restored, or all is done
/// again. What has been sent stops it, and nothing is restored then.
fn answered(w: &mut Write<'_>, entry: &Entry, way: Way) -> Result<Undone> {
    let turned = match way {
        Way::Back => window(w, entry)?,
        Way::Again => again(w, entry)?,
    };
    let Undone::Restored { deed, conversations, mut changed, first, draft, detail, read, deeds } = turned else {
        return Ok(turned);
    };
    for image in journal::images(w.conn, entry.id, 0, usize::MAX)? {
        changed += u32::from(brought(w, &image, way)?.is_none());
    }
    for row in journal::rows(w.conn, entry.id)? {
        things::restore(w, &row, way == Way::Back)?;
    }
    Ok(Undone::Restored { deed, conversations, changed, first, draft, detail, read, deeds })
}

/// Puts a stopped delivery on its way again, with the time to stop it that it had.
fn revive(w: &mut Write<'_>, mut delivery: Delivery) -> Result<()> {
    let leaves = w.machine + deliveries::hold(w.conn, delivery.id)?;
    delivery.state = if leaves == w.machine { State::Queued(leaves) } else { State::Leaving(leaves) };
    delivery.attempts = 0;
    deliveries::save(w, &delivery)
}

/// Stops an act on its way, or sends its opposite after it.
fn inverse(w: &mut Write<'_>, entry: &Entry, kind: ActKind, way: Way) -> Result<Undone> {
    let Some(opposite) = kind.opposite() else {
        return Ok(Undone::Changed(entry.deed));
    };
    let (wanted, unwanted) = match way {
        Way::Back => (opposite, kind),
        Way::Again => (kind, opposite),
    };
    let carried = carried(w, entry)?;
    let last = carried.iter().rev().find(|stored| stored.delivery.state != State::Cancelled);
    let Some(last) = last else {
        let begun = carried.into_iter().next().filter(|stored| way == Way::Again && stored.delivery.load.act() == Some(kind));
        let Some(Stored { delivery, .. }) = begun else {
            return Ok(Undone::Changed(entry.deed));
        };
        let first = delivery.conversation;
        revive(w, delivery)?;
        return Ok(restored(entry, first, None));
    };
    if last.delivery.load.act() != Some(unwanted) {
        return Ok(Undone::Changed(entry.deed));
    }
    match &last.delivery.state {
        State::Sending | State::Unsure(_) => return Ok(Undone::Sending(last.delivery.id)),
        State::Leaving(_) | State::Queued(_) | State::Held(_) | State::Failed(_) => {
            let first = last.delivery.conversation;
            sending::stopped(w, vec![last.clone()])?;
            return Ok(restored(entry, first, None));
        }
        State::Sent(_) | State::Cancelled => {}
    }
    let Load::Act(act) = &last.delivery.load else {
        return Ok(Undone::Changed(entry.deed));
    };
    let act = RemoteAct::new(wanted, act.target.clone());
    if way == Way::Back {
        // What the act had closed on its arrival is open again at once.
        for image in journal::images(w.conn, entry.id, 0, usize::MAX)? {
            brought(w, &image, way)?;
        }
    }
    let id = acts::put(w, last.delivery.account, last.delivery.conversation, act, Duration::ZERO)?;
    journal::carry(w, entry.id, id)?;
    Ok(Undone::Reversed(id))
}
