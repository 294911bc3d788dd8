//! The journal: every verb, with what it changed.
//!
//! An entry is written in the transaction of its verb. Images are kept as one line of text
//! for each side; undo compares and restores them (see `undo.rs`).

use rusqlite::{Connection, params};

use super::Store;
use super::columns::{NEVER, nullable, text_or_none, time, word};
use super::error::Result;
use super::things::Changed;
use super::writer::Write;
use crate::base::id::{ConversationId, DeliveryId, DraftId, EntryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::change::Noun;
use crate::model::journal::{Deed, Hand, Image, Origin, Thing};
use crate::model::label;
use crate::model::query::JournalLine;
use crate::model::triage::{State, Triage};

impl Store {
    /// The newest lines of the journal, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn journal(&self, limit: u32) -> Result<Vec<JournalLine>> {
        self.read(move |conn| lines(conn, limit)).await
    }
}

pub(super) fn lines(conn: &Connection, limit: u32) -> Result<Vec<JournalLine>> {
    let sql = "SELECT j.id, j.at, j.person, j.origin, j.deed, j.conversations, j.undone_order > 0 AND j.undone > 0, j.detail, \
         coalesce((SELECT au.name FROM journal_images AS i JOIN conversations AS c ON c.id = i.conversation_id \
         JOIN authors AS au ON au.id = c.author_id WHERE i.entry_id = j.id LIMIT 1), \
         (SELECT au.name FROM journal_deliveries AS l JOIN deliveries AS d ON d.id = l.delivery_id \
         JOIN conversations AS c ON c.id = d.conversation_id JOIN authors AS au ON au.id = c.author_id WHERE l.entry_id = j.id LIMIT 1), ''), \
         coalesce((SELECT c.kind = 'entry' FROM journal_images AS i CROSS JOIN conversations AS c ON c.id = i.conversation_id \
         WHERE i.entry_id = j.id LIMIT 1), 0) \
         FROM journal AS j WHERE j.id <= ?1 ORDER BY j.id DESC LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![i64::MAX, limit], |row| {
        Ok(JournalLine {
            id: EntryId(row.get(0)?),
            at: time(row, 1)?,
            hand: Hand { person: row.get(2)?, origin: word(row, 3, Origin::from_code)? },
            deed: word(row, 4, Deed::from_code)?,
            conversations: row.get(5)?,
            undone: row.get(6)?,
            detail: row.get(7)?,
            about: row.get(8)?,
            read: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether an entry is about entries of sources.
pub(super) fn is_of_entries(conn: &Connection, entry: EntryId) -> Result<bool> {
    let sql = "SELECT coalesce((SELECT c.kind = 'entry' FROM journal_images AS i CROSS JOIN conversations AS c \
         ON c.id = i.conversation_id WHERE i.entry_id = ?1 LIMIT 1), 0)";
    Ok(conn.prepare_cached(sql)?.query_row([entry.0], |row| row.get(0))?)
}

/// What an entry refers to.
#[derive(Default)]
pub(super) struct Refers<'a> {
    pub(super) images: &'a [Image],
    pub(super) deliveries: &'a [DeliveryId],
    pub(super) conversations: u32,
    pub(super) draft: Option<DraftId>,
    /// What changed in the other tables that are ours alone.
    pub(super) rows: &'a [Changed],
    /// What belongs to the deed beside its word.
    pub(super) detail: &'a str,
}

/// Writes an entry; what this hand had undone before cannot be redone any more.
pub(super) fn write(w: &mut Write<'_>, hand: &Hand, deed: Deed, refers: &Refers<'_>) -> Result<EntryId> {
    let sql = "UPDATE journal SET undone = 2 WHERE person = ?1 AND origin = ?2 AND undone = 1";
    w.conn.prepare_cached(sql)?.execute(params![hand.person, hand.origin.code()])?;
    let sql = "INSERT INTO journal (at, person, origin, deed, conversations, draft_id, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let draft = refers.draft.map(|id| id.0);
    let values = params![w.now.millis(), hand.person, hand.origin.code(), deed.code(), refers.conversations, draft, refers.detail];
    w.conn.prepare_cached(sql)?.execute(values)?;
    let entry = EntryId(w.conn.last_insert_rowid());
    keep(w, entry, refers.images)?;
    keep_rows(w, entry, refers.rows)?;
    for delivery in refers.deliveries {
        carry(w, entry, *delivery)?;
    }
    w.note(Noun::Entry, entry.0);
    Ok(entry)
}

/// Notes that a delivery belongs to an entry.
pub(super) fn carry(w: &mut Write<'_>, entry: EntryId, delivery: DeliveryId) -> Result<()> {
    let sql = "INSERT INTO journal_deliveries (entry_id, delivery_id) VALUES (?1, ?2)";
    w.conn.prepare_cached(sql)?.execute(params![entry.0, delivery.0])?;
    Ok(())
}

/// Notes what a delivery, on its arrival, has made of a conversation in the name of its entry.
pub(super) fn add_image(w: &mut Write<'_>, delivery: DeliveryId, image: &Image) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO journal_images (entry_id, conversation_id, before, after) \
         SELECT entry_id, ?2, ?3, ?4 FROM journal_deliveries WHERE delivery_id = ?1";
    let values = params![delivery.0, image.conversation.0, text(&image.before), text(&image.after)];
    w.conn.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Adds what a further part of a verb on very many conversations changed; false when its entry
/// is not this hand's, or is taken back.
pub(super) fn add(w: &mut Write<'_>, hand: &Hand, entry: EntryId, refers: &Refers<'_>) -> Result<bool> {
    let sql = "UPDATE journal SET conversations = conversations + ?4 WHERE id = ?1 AND person = ?2 AND origin = ?3 AND undone = 0 AND turned_upto = 0";
    let found = w.conn.prepare_cached(sql)?.execute(params![entry.0, hand.person, hand.origin.code(), refers.conversations])?;
    if found == 0 {
        return Ok(false);
    }
    keep(w, entry, refers.images)?;
    keep_rows(w, entry, refers.rows)?;
    w.note(Noun::Entry, entry.0);
    Ok(true)
}

fn keep(w: &mut Write<'_>, entry: EntryId, images: &[Image]) -> Result<()> {
    // What a verb met twice, since it came back meanwhile, goes back to what it was at first.
    let sql = "INSERT INTO journal_images (entry_id, conversation_id, before, after) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (entry_id, conversation_id) DO UPDATE SET after = excluded.after";
    let mut insert = w.conn.prepare_cached(sql)?;
    for image in images {
        insert.execute(params![entry.0, image.conversation.0, text(&image.before), text(&image.after)])?;
    }
    Ok(())
}

fn keep_rows(w: &mut Write<'_>, entry: EntryId, rows: &[Changed]) -> Result<()> {
    let sql = "INSERT INTO journal_rows (entry_id, thing, row_id, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = w.conn.prepare_cached(sql)?;
    for row in rows {
        insert.execute(params![entry.0, row.thing.code(), row.id, row.before, row.after])?;
    }
    Ok(())
}

/// How far the turning of an entry on very many conversations has come.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// The last conversation that was looked at.
    pub(super) upto: i64,
    pub(super) restored: u32,
    pub(super) changed: u32,
    /// Of how many.
    pub(super) of: u32,
}

/// Where to go on with an entry; at its beginning, when it is not being turned.
pub(super) fn turn(conn: &Connection, entry: EntryId) -> Result<Turn> {
    let sql = "SELECT turned_upto, turned, turned_not, conversations FROM journal WHERE id = ?1";
    Ok(conn
        .prepare_cached(sql)?
        .query_row([entry.0], |row| Ok(Turn { upto: row.get(0)?, restored: row.get(1)?, changed: row.get(2)?, of: row.get(3)? }))?)
}

/// Remembers how far an entry is turned; all zero when it is whole again.
pub(super) fn turned(w: &mut Write<'_>, entry: EntryId, turn: &Turn) -> Result<()> {
    let sql = "UPDATE journal SET turned_upto = ?2, turned = ?3, turned_not = ?4 WHERE id = ?1";
    w.conn.prepare_cached(sql)?.execute(params![entry.0, turn.upto, turn.restored, turn.changed])?;
    Ok(())
}

/// The images of an entry after a conversation, by conversation; at most so many.
pub(super) fn images(conn: &Connection, entry: EntryId, after: i64, limit: usize) -> Result<Vec<Image>> {
    let sql = "SELECT conversation_id, before, after FROM journal_images WHERE entry_id = ?1 AND conversation_id > ?2 \
         ORDER BY conversation_id LIMIT ?3";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![entry.0, after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
        Ok(Image { conversation: ConversationId(row.get(0)?), before: word(row, 1, triage)?, after: word(row, 2, triage)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The rows of other tables that an entry changed.
pub(super) fn rows(conn: &Connection, entry: EntryId) -> Result<Vec<Changed>> {
    let sql = "SELECT thing, row_id, before, after FROM journal_rows WHERE entry_id = ?1 ORDER BY thing, row_id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([entry.0], |row| {
        Ok(Changed { thing: word(row, 0, Thing::from_code)?, id: row.get(1)?, before: text_or_none(row, 2)?, after: text_or_none(row, 3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The deliveries of an entry, oldest first.
pub(super) fn deliveries(conn: &Connection, entry: EntryId) -> Result<Vec<DeliveryId>> {
    let sql = "SELECT delivery_id FROM journal_deliveries WHERE entry_id = ?1 ORDER BY delivery_id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([entry.0], |row| row.get(0).map(DeliveryId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A triage on one line: its times and flags between spaces, then its words between tabs.
fn text(triage: &Triage) -> String {
    let number = |time: Option<Timestamp>| nullable(time).unwrap_or(NEVER);
    let plain = |text: &str| text.replace(['\t', '\n'], " ");
    format!(
        "{} {} {} {} {} {} {} {}\t{}\t{}\t{}\t{}",
        triage.state,
        triage.opened_at.millis(),
        number(triage.waiting_since),
        number(triage.snoozed_until),
        number(triage.due_at),
        u8::from(triage.starred),
        triage.seen_upto.map_or(0, |id| id.0),
        triage.unread,
        number(triage.own_due),
        plain(triage.assignee.as_deref().unwrap_or_default()),
        label::line(&triage.labels),
        triage.asked,
    )
}

/// The triage on a line; those of older files have no words.
fn triage(line: &str) -> Option<Triage> {
    let mut parts = line.splitn(5, '\t');
    let mut words = parts.next()?.split(' ');
    let state = State::from_code(words.next()?)?;
    let mut number = || words.next()?.parse::<i64>().ok();
    let time = |millis: i64| (millis != NEVER).then(|| Timestamp::from_millis(millis));
    let plain = Triage {
        state,
        opened_at: Timestamp::from_millis(number()?),
        waiting_since: time(number()?),
        snoozed_until: time(number()?),
        due_at: time(number()?),
        starred: number()? != 0,
        seen_upto: Some(number()?).filter(|id| *id != 0).map(InteractionId),
        unread: u32::try_from(number()?).ok()?,
        own_due: None,
        assignee: None,
        labels: Vec::new(),
        asked: String::new(),
    };
    let Some(own_due) = parts.next() else {
        return Some(plain);
    };
    Some(Triage {
        own_due: time(own_due.parse().ok()?),
        assignee: parts.next().filter(|who| !who.is_empty()).map(str::to_owned),
        labels: label::read(parts.next()?),
        asked: parts.next()?.to_owned(),
        ..plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triage_comes_back_from_its_line() {
        let plain = Triage::quiet(Timestamp::from_millis(5));
        let full = Triage {
            state: State::Snoozed,
            waiting_since: Some(Timestamp::from_millis(-3)),
            snoozed_until: Some(Timestamp::from_millis(9)),
            due_at: Some(Timestamp::from_millis(8)),
            starred: true,
            seen_upto: Some(InteractionId(7)),
            own_due: Some(Timestamp::from_millis(6)),
            assignee: Some("bob de la nuit".into()),
            labels: label::read("refund vip"),
            asked: "the price\nand since when".into(),
            ..plain.clone()
        };
        for kept in [plain, full] {
            assert_eq!(triage(&text(&kept)), Some(kept));
        }
        assert_eq!(triage("open 1 2"), None);
        let old = triage("open 5 9223372036854775807 9223372036854775807 9223372036854775807 0 0 1").unwrap();
        assert_eq!((old.state, old.unread, old.labels.len()), (State::Open, 1, 0), "a line of an older file");
    }
}
