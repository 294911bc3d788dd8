//! Texts being written, saved as they are typed.
//!
//! A draft that is sent on its way stays here, out of sight, until it has arrived; one that
//! is thrown away stays for undo. So no text is lost before the network has it.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{text_or_none, time, word};
use super::error::Result;
use super::writer::Write;
use super::{conversations, deliveries, media, slots};
use crate::base::id::{AccountId, ConversationId, DraftId, InteractionId};
use crate::model::draft::{Audience, Draft, Target};
use crate::model::exchange::RemoteId;
use crate::model::interaction::Visibility;
use crate::model::macros::Run;
use crate::model::triage::After;

/// Where a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is being written.
    Live,
    /// It is on its way.
    Leaving,
    /// It was thrown away, and undo can bring it back.
    Discarded,
    /// It has arrived, and stands on the calendar.
    Sent,
}

impl Stage {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Stage::Live => "live",
            Stage::Leaving => "leaving",
            Stage::Discarded => "discarded",
            Stage::Sent => "sent",
        }
    }
}

/// What two savings of one draft have in common while they wait.
pub(super) fn queue_key(draft: &Draft) -> String {
    match (&draft.target, draft.id) {
        (Target::Reply { conversation, audience, .. }, _) => format!("reply {conversation} {:?} {audience}", draft.accounts.first()),
        (Target::New, Some(id)) => format!("new {id}"),
        (Target::New, None) => "new".to_owned(),
    }
}

/// The columns that [`draft`] reads.
const DRAFT: &str = "id, conversation_id, account_id, audience, to_id, remote, accounts, text, warning, visibility, language, updated_at, and_then, run, media";

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let target = match (row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(4)?) {
        (Some(conversation), Some(to)) => Target::Reply {
            conversation: ConversationId(conversation),
            to: InteractionId(to),
            remote: RemoteId::new(row.get::<_, String>(5)?),
            audience: word(row, 3, Audience::from_code)?,
        },
        _ => Target::New,
    };
    let accounts = match row.get::<_, Option<i64>>(2)? {
        Some(account) => vec![AccountId(account)],
        None => row.get_ref(6)?.as_str()?.split(' ').filter_map(|id| id.parse().ok()).map(AccountId).collect(),
    };
    Ok(Draft {
        id: Some(DraftId(row.get(0)?)),
        target,
        accounts,
        text: row.get(7)?,
        variants: BTreeMap::new(),
        media: media::read(row, 14)?,
        warning: row.get(8)?,
        visibility: word(row, 9, Visibility::from_code)?,
        language: text_or_none(row, 10)?,
        updated_at: time(row, 11)?,
        then: After::from_line(row.get_ref(12)?.as_str()?),
        run: Run::from_lines(row.get_ref(13)?.as_str()?).map(Box::new),
    })
}

/// A draft, wherever it is.
pub(super) fn find(conn: &Connection, id: DraftId) -> Result<Option<Draft>> {
    let sql = format!("SELECT {DRAFT} FROM drafts WHERE id = ?1");
    whole(conn, conn.prepare_cached(&sql)?.query_row([id.0], draft).optional()?)
}

/// The drafts that wait in a conversation.
pub(super) fn of(conn: &Connection, conversation: ConversationId) -> Result<Vec<Draft>> {
    let sql = format!("SELECT {DRAFT} FROM drafts WHERE conversation_id = ?1 AND state = 'live' ORDER BY id");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([conversation.0], draft)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a draft of a new post waits to be sent.
pub(super) fn is_live(conn: &Connection, id: DraftId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE id = ?1 AND state = 'live' AND conversation_id IS NULL)";
    Ok(conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
}

/// The drafts of answers that wait, the one changed last first.
pub(super) fn answers(conn: &Connection, limit: u32) -> Result<Vec<Draft>> {
    let sql = format!("SELECT {DRAFT} FROM drafts WHERE state = 'live' AND conversation_id > 0 ORDER BY updated_at DESC, id DESC LIMIT ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([limit], draft)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest draft of a new post.
pub(super) fn newest_new(conn: &Connection) -> Result<Option<Draft>> {
    let sql = format!(
        "SELECT {DRAFT} FROM drafts WHERE state = 'live' AND conversation_id IS NULL AND updated_at <= ?1 \
         AND NOT EXISTS (SELECT 1 FROM slots AS s WHERE s.draft_id = drafts.id) ORDER BY updated_at DESC, id DESC LIMIT 1"
    );
    whole(conn, conn.prepare_cached(&sql)?.query_row([i64::MAX], draft).optional()?)
}

/// The draft with the texts of those accounts that have their own.
fn whole(conn: &Connection, draft: Option<Draft>) -> Result<Option<Draft>> {
    let Some(mut draft) = draft else {
        return Ok(None);
    };
    let mut statement = conn.prepare_cached("SELECT account_id, text FROM variants WHERE draft_id = ?1")?;
    let own = statement.query_map([draft.id.map_or(0, |id| id.0)], |row| Ok((AccountId(row.get(0)?), row.get(1)?)))?;
    draft.variants = own.collect::<rusqlite::Result<_>>()?;
    Ok(Some(draft))
}

/// The live row that a draft is stored in, if there is one.
fn live(conn: &Connection, draft: &Draft) -> Result<Option<DraftId>> {
    let found: Option<i64> = match (&draft.target, draft.id) {
        (Target::Reply { conversation, audience, .. }, _) => {
            let account = draft.accounts.first().map_or(0, |id| id.0);
            let sql = "SELECT id FROM drafts WHERE conversation_id = ?1 AND account_id = ?2 AND audience = ?3 AND state = 'live'";
            conn.prepare_cached(sql)?.query_row(params![conversation.0, account, audience.code()], |row| row.get(0)).optional()?
        }
        (Target::New, Some(id)) => {
            let sql = "SELECT id FROM drafts WHERE id = ?1 AND state = 'live' AND conversation_id IS NULL";
            conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?
        }
        (Target::New, None) => None,
    };
    Ok(found.map(DraftId))
}

/// Saves a draft as it was typed, unless the same text has been sent on its way meanwhile.
///
/// The last save of a text may reach the store after its sending; it is no second draft.
pub(super) fn autosave(w: &mut Write<'_>, draft: &Draft) -> Result<Option<DraftId>> {
    let resolved = resolved(w, draft)?;
    if live(w.conn, &resolved)?.is_none() && leaving(w.conn, &resolved)? { Ok(None) } else { save(w, draft) }
}

/// Whether this very text is on its way.
fn leaving(conn: &Connection, draft: &Draft) -> Result<bool> {
    match (&draft.target, draft.id) {
        (Target::Reply { conversation, audience, .. }, _) => {
            let account = draft.accounts.first().map_or(0, |id| id.0);
            let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE conversation_id = ?1 AND account_id = ?2 AND audience = ?3 \
                 AND state = 'leaving' AND text = ?4)";
            let values = params![conversation.0, account, audience.code(), draft.text];
            Ok(conn.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
        }
        (Target::New, Some(id)) => {
            let sql = "SELECT EXISTS (SELECT 1 FROM drafts WHERE id = ?1 AND state = 'leaving' AND text = ?2)";
            Ok(conn.prepare_cached(sql)?.query_row(params![id.0, draft.text], |row| row.get(0))?)
        }
        (Target::New, None) => Ok(false),
    }
}

/// Saves a draft as it stands; a blank one is let go.
pub(super) fn save(w: &mut Write<'_>, draft: &Draft) -> Result<Option<DraftId>> {
    let draft = resolved(w, draft)?;
    let live = live(w.conn, &draft)?;
    if draft.is_blank() {
        if let Some(id) = live {
            remove(w, id)?;
            touched(w, id, draft.conversation());
        }
        return Ok(None);
    }
    let id = match live {
        Some(id) if find(w.conn, id)?.is_some_and(|stored| same(&stored, &draft)) => return Ok(Some(id)),
        Some(id) => id,
        None => insert(w, &draft, Stage::Live)?,
    };
    fill(w, id, &draft)?;
    slots::edited(w, id)?;
    touched(w, id, draft.conversation());
    Ok(Some(id))
}

/// Stores a text that leaves at once, beside what is being written in the same place.
pub(super) fn beside(w: &mut Write<'_>, draft: &Draft) -> Result<DraftId> {
    let draft = resolved(w, draft)?;
    let id = insert(w, &draft, Stage::Leaving)?;
    fill(w, id, &draft)?;
    touched(w, id, draft.conversation());
    Ok(id)
}

/// Makes the row of a draft.
fn insert(w: &mut Write<'_>, draft: &Draft, stage: Stage) -> Result<DraftId> {
    let sql = "INSERT INTO drafts (conversation_id, account_id, audience, state) VALUES (?1, ?2, ?3, ?4)";
    let (audience, account) = match &draft.target {
        Target::Reply { audience, .. } => (audience.code(), draft.accounts.first().map(|id| id.0)),
        Target::New => ("", None),
    };
    let values = params![draft.conversation().map(|id| id.0), account, audience, stage.code()];
    w.conn.prepare_cached(sql)?.execute(values)?;
    Ok(DraftId(w.conn.last_insert_rowid()))
}

/// The draft with the id that its conversation goes by now.
fn resolved(w: &Write<'_>, draft: &Draft) -> Result<Draft> {
    let mut draft = draft.clone();
    if let Target::Reply { conversation, .. } = &mut draft.target {
        *conversation = conversations::resolve(w.conn, *conversation)?;
    }
    Ok(draft)
}

fn same(stored: &Draft, draft: &Draft) -> bool {
    let as_stored = Draft { id: stored.id, updated_at: stored.updated_at, ..draft.clone() };
    *stored == as_stored
}

fn fill(w: &mut Write<'_>, id: DraftId, draft: &Draft) -> Result<()> {
    let (to, remote) = match &draft.target {
        Target::Reply { to, remote, .. } => (Some(to.0), remote.as_str()),
        Target::New => (None, ""),
    };
    let accounts: Vec<String> = draft.accounts.iter().map(ToString::to_string).collect();
    w.conn
        .prepare_cached(
            "UPDATE drafts SET to_id = ?2, remote = ?3, accounts = ?4, text = ?5, warning = ?6, visibility = ?7, language = ?8, \
             updated_at = ?9, and_then = ?10, run = ?11, media = ?12 WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            to,
            remote,
            accounts.join(" "),
            draft.text,
            draft.warning,
            draft.visibility.code(),
            draft.language.as_deref().unwrap_or_default(),
            w.now.millis(),
            draft.then.as_ref().map(After::line).unwrap_or_default(),
            draft.run.as_deref().map(Run::lines).unwrap_or_default(),
            media::written(&draft.media),
        ])?;
    w.conn.prepare_cached("DELETE FROM variants WHERE draft_id = ?1")?.execute([id.0])?;
    for (account, text) in &draft.variants {
        let sql = "INSERT INTO variants (draft_id, account_id, text) SELECT ?1, id, ?3 FROM accounts WHERE id = ?2";
        w.conn.prepare_cached(sql)?.execute(params![id.0, account.0, text])?;
    }
    Ok(())
}

fn touched(w: &mut Write<'_>, id: DraftId, conversation: Option<ConversationId>) {
    w.draft(id);
    if let Some(conversation) = conversation {
        w.conversation(conversation);
    }
}

/// Takes a draft away for good.
pub(super) fn remove(w: &mut Write<'_>, id: DraftId) -> Result<()> {
    w.conn.prepare_cached("DELETE FROM drafts WHERE id = ?1")?.execute([id.0])?;
    w.draft(id);
    Ok(())
}

/// Moves a draft to another stage; false when it is not in the one it should be in.
pub(super) fn stage(w: &mut Write<'_>, id: DraftId, from: Stage, to: Stage) -> Result<bool> {
    let sql = "UPDATE drafts SET state = ?3 WHERE id = ?1 AND state = ?2";
    let moved = w.conn.prepare_cached(sql)?.execute(params![id.0, from.code(), to.code()])? > 0;
    if moved {
        let conversation = find(w.conn, id)?.and_then(|draft| draft.conversation());
        touched(w, id, conversation);
    }
    Ok(moved)
}

/// Makes a draft of one that was on its way or thrown away; what was typed meanwhile stays below it.
pub(super) fn revive(w: &mut Write<'_>, id: DraftId, from: Stage) -> Result<Option<DraftId>> {
    let Some(draft) = find(w.conn, id)? else {
        return Ok(None);
    };
    if let Target::Reply { .. } = draft.target
        && let Some(newer) = live(w.conn, &draft)?.filter(|newer| *newer != id)
    {
        append(w, id, newer)?;
    }
    let revived = stage(w, id, from, Stage::Live)?;
    if revived {
        slots::brought_back(w, id)?;
    }
    Ok(revived.then_some(id))
}

/// Puts the text of `newer` below that of `id`, and takes `newer` away.
fn append(w: &mut Write<'_>, id: DraftId, newer: DraftId) -> Result<()> {
    let sql = "UPDATE drafts SET text = text || char(10) || char(10) || (SELECT text FROM drafts WHERE id = ?2) WHERE id = ?1";
    w.conn.execute(sql, params![id.0, newer.0])?;
    remove(w, newer)
}

/// Makes a draft of what is left of one, beside it; what was typed meanwhile in its place stays below it.
pub(super) fn rest(w: &mut Write<'_>, draft: &Draft) -> Result<Option<DraftId>> {
    let id = beside(w, &Draft { id: None, then: None, run: None, ..draft.clone() })?;
    revive(w, id, Stage::Leaving)
}

/// Puts a copy of a draft for one account beside it, as a new post.
pub(super) fn split(w: &mut Write<'_>, draft: &Draft, account: AccountId) -> Result<Option<DraftId>> {
    save(w, &Draft { id: None, accounts: vec![account], ..draft.clone() })
}

/// Joins the drafts of two conversations that become one.
pub(super) fn join(w: &mut Write<'_>, kept: ConversationId, dropped: ConversationId) -> Result<()> {
    let sql = "SELECT k.id, d.id FROM drafts AS k JOIN drafts AS d ON d.conversation_id = ?2 AND d.account_id = k.account_id \
         AND d.audience = k.audience AND d.state = 'live' WHERE k.conversation_id = ?1 AND k.state = 'live'";
    let pairs = w
        .conn
        .prepare_cached(sql)?
        .query_map(params![kept.0, dropped.0], |row| Ok((DraftId(row.get(0)?), DraftId(row.get(1)?))))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, newer) in pairs {
        append(w, id, newer)?;
    }
    Ok(())
}

/// Takes a draft away whose deliveries have all arrived; one that stands on the calendar stays there.
pub(super) fn arrived(w: &mut Write<'_>, id: DraftId) -> Result<()> {
    if deliveries::unsettled_of_draft(w.conn, id)? == 0 {
        if slots::of_draft(w.conn, id)?.is_some() {
            stage(w, id, Stage::Leaving, Stage::Sent)?;
            return slots::touched(w, id);
        }
        let sql = "DELETE FROM drafts WHERE id = ?1 AND state = 'leaving'";
        w.conn.prepare_cached(sql)?.execute([id.0])?;
        w.draft(id);
    }
    Ok(())
}
