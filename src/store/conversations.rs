//! The head of a conversation: what verbs and messages change of it.
//!
//! Every change of a row goes through [`save`], which keeps its view; the counters follow
//! by trigger. What a message or a verb makes of it is decided in `model::triage`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{sorted, text_or_none, time, time_or_none, word};
use super::due;
use super::error::{Result, StoreError};
use super::writer::Write;
use crate::base::id::{AccountId, AuthorId, ClientId, ConversationId, InteractionId};
use crate::base::text::excerpt;
use crate::base::time::Timestamp;
use crate::model::conversation::{Outgoing, View};
use crate::model::exchange::Post;
use crate::model::interaction::Kind;
use crate::model::label;
use crate::model::triage::{State, Triage};

/// The graphemes of a row's excerpt.
const EXCERPT: usize = 200;

/// What the store keeps of a conversation itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) id: ConversationId,
    pub(super) client: ClientId,
    pub(super) account: AccountId,
    pub(super) key: String,
    /// The root of a talk, or what a reaction is about; may be empty.
    pub(super) subject: String,
    pub(super) kind: Kind,
    pub(super) triage: Triage,
    pub(super) outgoing: Outgoing,
    pub(super) author: Option<AuthorId>,
    pub(super) newest: Option<InteractionId>,
    pub(super) last_at: Timestamp,
    pub(super) count: u32,
    pub(super) excerpt: String,
    pub(super) url: String,
    pub(super) also: String,
}

/// The columns that [`triage`] reads.
pub(super) const TRIAGE: &str = "c.state, c.opened_at, c.waiting_since, c.snoozed_until, c.due_at, c.starred, c.seen_upto, c.unread, \
c.own_due_at, c.assignee, c.labels, c.asked";

/// How many they are.
pub(super) const TRIAGE_COLUMNS: usize = 12;

/// Reads the triage that begins at column `at`.
pub(super) fn triage(row: &Row<'_>, at: usize) -> rusqlite::Result<Triage> {
    Ok(Triage {
        state: word(row, at, State::from_code)?,
        opened_at: time(row, at + 1)?,
        waiting_since: time_or_none(row, at + 2)?,
        snoozed_until: time_or_none(row, at + 3)?,
        due_at: time_or_none(row, at + 4)?,
        starred: row.get(at + 5)?,
        seen_upto: row.get::<_, Option<i64>>(at + 6)?.map(InteractionId),
        unread: row.get(at + 7)?,
        own_due: time_or_none(row, at + 8)?,
        assignee: text_or_none(row, at + 9)?,
        labels: label::read(row.get_ref(at + 10)?.as_str()?),
        asked: row.get(at + 11)?,
    })
}

/// The id that a conversation goes by now; it may have been merged into another.
pub(super) fn resolve(conn: &Connection, id: ConversationId) -> Result<ConversationId> {
    let sql = "SELECT conversation_id FROM redirects WHERE id = ?1";
    let to: Option<i64> = conn.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(to.map_or(id, ConversationId))
}

/// A conversation, also by an id that redirects.
pub(super) fn load(conn: &Connection, id: ConversationId) -> Result<Option<Head>> {
    let id = resolve(conn, id)?;
    let sql = format!(
        "SELECT {TRIAGE}, c.id, c.client_id, c.account_id, c.key, c.subject, c.kind, c.outgoing, c.author_id, c.newest_id, c.last_at, \
         c.count, c.excerpt, c.url, c.also FROM conversations AS c WHERE c.id = ?1"
    );
    Ok(conn.prepare_cached(&sql)?.query_row([id.0], head).optional()?)
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let at = TRIAGE_COLUMNS;
    Ok(Head {
        triage: triage(row, 0)?,
        id: ConversationId(row.get(at)?),
        client: ClientId(row.get(at + 1)?),
        account: AccountId(row.get(at + 2)?),
        key: row.get(at + 3)?,
        subject: row.get(at + 4)?,
        kind: word(row, at + 5, Kind::from_code)?,
        outgoing: word(row, at + 6, Outgoing::from_code)?,
        author: row.get::<_, Option<i64>>(at + 7)?.map(AuthorId),
        newest: row.get::<_, Option<i64>>(at + 8)?.map(InteractionId),
        last_at: time(row, at + 9)?,
        count: row.get(at + 10)?,
        excerpt: row.get(at + 11)?,
        url: row.get(at + 12)?,
        also: row.get(at + 13)?,
    })
}

/// The conversation of an account with this key.
pub(super) fn by_key(conn: &Connection, account: AccountId, key: &str) -> Result<Option<ConversationId>> {
    let sql = "SELECT id FROM conversations WHERE account_id = ?1 AND key = ?2";
    let found: Option<i64> = conn.prepare_cached(sql)?.query_row(params![account.0, key], |row| row.get(0)).optional()?;
    Ok(found.map(ConversationId))
}

/// Makes a conversation; the id that `head` carries is not looked at.
pub(super) fn insert(w: &mut Write<'_>, head: &Head) -> Result<ConversationId> {
    let view = View::of(head.kind, head.triage.state, head.outgoing);
    let triage = &head.triage;
    let due_at = due::of(w, head)?;
    // The whole row at once: every further statement would touch the indices of the lists again.
    w.conn
        .prepare_cached(
            "INSERT INTO conversations (client_id, account_id, key, subject, kind, view, state, opened_at, waiting_since, snoozed_until, \
             due_at, starred, seen_upto, unread, author_id, newest_id, last_at, count, excerpt, url, also, outgoing, own_due_at, \
             assignee, labels, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, \
             ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
        )?
        .execute(params![
            head.client.0,
            head.account.0,
            head.key,
            head.subject,
            head.kind.code(),
            view.code(),
            triage.state.code(),
            triage.opened_at.millis(),
            sorted(triage.waiting_since),
            sorted(triage.snoozed_until),
            sorted(due_at),
            triage.starred,
            triage.seen_upto.map(|id| id.0),
            triage.unread,
            head.author.map(|id| id.0),
            head.newest.map(|id| id.0),
            head.last_at.millis(),
            head.count,
            head.excerpt,
            head.url,
            head.also,
            head.outgoing.code(),
            sorted(triage.own_due),
            triage.assignee.as_deref().unwrap_or_default(),
            label::line(&triage.labels),
            triage.asked,
        ])?;
    let id = ConversationId(w.conn.last_insert_rowid());
    w.conversation(id);
    Ok(id)
}

/// Stores what changed of a conversation; says whether anything did.
pub(super) fn save(w: &mut Write<'_>, head: &Head) -> Result<bool> {
    let before = load(w.conn, head.id)?.ok_or(StoreError::Missing)?;
    let due_at = due::of(w, head)?;
    let dated;
    let head = if due_at == head.triage.due_at {
        head
    } else {
        dated = Head { triage: Triage { due_at, ..head.triage.clone() }, ..head.clone() };
        &dated
    };
    if before == *head {
        return Ok(false);
    }
    // The columns that are indexed apart, so that their indices are left alone by the rest.
    place(w, &before, head)?;
    let triage = &head.triage;
    w.conn
        .prepare_cached(
            "UPDATE conversations SET seen_upto = ?2, newest_id = ?3, last_at = ?4, count = ?5, excerpt = ?6, url = ?7, also = ?8 \
             WHERE id = ?1",
        )?
        .execute(params![
            head.id.0,
            triage.seen_upto.map(|id| id.0),
            head.newest.map(|id| id.0),
            head.last_at.millis(),
            head.count,
            head.excerpt,
            head.url,
            head.also,
        ])?;
    w.conversation(head.id);
    Ok(true)
}

/// Stores in which list a conversation stands, and where.
fn place(w: &mut Write<'_>, before: &Head, head: &Head) -> Result<()> {
    if before.key != head.key || before.subject != head.subject {
        let sql = "UPDATE conversations SET key = ?2, subject = ?3 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, head.key, head.subject])?;
    }
    let (was, is) = (&before.triage, &head.triage);
    let view = |head: &Head| View::of(head.kind, head.triage.state, head.outgoing);
    if view(before) != view(head) || was.state != is.state || was.opened_at != is.opened_at {
        let sql = "UPDATE conversations SET view = ?2, state = ?3, opened_at = ?4 WHERE id = ?1";
        let values = params![head.id.0, view(head).code(), is.state.code(), is.opened_at.millis()];
        w.conn.prepare_cached(sql)?.execute(values)?;
    }
    if before.kind != head.kind {
        let sql = "UPDATE conversations SET kind = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, head.kind.code()])?;
    }
    if was.starred != is.starred || before.outgoing != head.outgoing {
        let sql = "UPDATE conversations SET starred = ?2, outgoing = ?3 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, is.starred, head.outgoing.code()])?;
    }
    if was.unread != is.unread {
        let sql = "UPDATE conversations SET unread = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, is.unread])?;
    }
    if was.waiting_since != is.waiting_since {
        let sql = "UPDATE conversations SET waiting_since = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, sorted(is.waiting_since)])?;
    }
    if was.snoozed_until != is.snoozed_until {
        let sql = "UPDATE conversations SET snoozed_until = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, sorted(is.snoozed_until)])?;
    }
    if before.author != head.author {
        let sql = "UPDATE conversations SET author_id = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, head.author.map(|id| id.0)])?;
    }
    if was.due_at != is.due_at {
        let sql = "UPDATE conversations SET due_at = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![head.id.0, sorted(is.due_at)])?;
    }
    given(w, head.id, was, is)
}

/// Stores what people gave a conversation: an own due time, an assignee, labels, what was asked.
fn given(w: &mut Write<'_>, id: ConversationId, was: &Triage, is: &Triage) -> Result<()> {
    if was.own_due != is.own_due || was.assignee != is.assignee || was.asked != is.asked {
        let sql = "UPDATE conversations SET own_due_at = ?2, assignee = ?3, asked = ?4 WHERE id = ?1";
        let assignee = is.assignee.as_deref().unwrap_or_default();
        w.conn.prepare_cached(sql)?.execute(params![id.0, sorted(is.own_due), assignee, is.asked])?;
    }
    if was.labels != is.labels {
        let sql = "UPDATE conversations SET labels = ?2 WHERE id = ?1";
        w.conn.prepare_cached(sql)?.execute(params![id.0, label::line(&is.labels)])?;
        w.conn.prepare_cached("DELETE FROM conversation_labels WHERE conversation_id = ?1")?.execute([id.0])?;
        for label in &is.labels {
            let sql = "INSERT OR IGNORE INTO conversation_labels (label, conversation_id) VALUES (?1, ?2)";
            w.conn.prepare_cached(sql)?.execute(params![label.as_str(), id.0])?;
        }
    }
    Ok(())
}

/// Takes a conversation away.
pub(super) fn delete(w: &mut Write<'_>, id: ConversationId) -> Result<()> {
    w.conn.prepare_cached("DELETE FROM conversations WHERE id = ?1")?.execute([id.0])?;
    w.conversation(id);
    Ok(())
}

/// Makes the first message of a talk what a list shows of it.
pub(super) fn began(head: &mut Head, id: InteractionId, kind: Kind, post: &Post) {
    (head.newest, head.kind, head.count) = (Some(id), kind, 1);
    (head.excerpt, head.last_at, head.url) = (shown(kind, &post.text, &post.warning), post.happened_at, post.url.clone());
}

/// What a list shows of a message: its warning first; the title of an entry apart from its text.
fn shown(kind: Kind, text: &str, warning: &str) -> String {
    if kind == Kind::Entry {
        return excerpt(&text.replacen("\n\n", " · ", 1), EXCERPT);
    }
    if warning.is_empty() { excerpt(text, EXCERPT) } else { excerpt(&format!("{warning}: {text}"), EXCERPT) }
}

/// Brings what a list shows of a talk up to date with its messages.
pub(super) fn refresh(conn: &Connection, head: &mut Head) -> Result<()> {
    let sql = "SELECT COUNT(*) FROM interactions WHERE conversation_id = ?1";
    head.count = conn.prepare_cached(sql)?.query_row([head.id.0], |row| row.get(0))?;
    let sql = "SELECT id, kind, author_id, text, warning, happened_at, url FROM interactions \
         WHERE conversation_id = ?1 AND ours = 0 ORDER BY happened_at DESC, id DESC LIMIT 1";
    let newest = conn
        .prepare_cached(sql)?
        .query_row([head.id.0], |row| {
            Ok((
                InteractionId(row.get(0)?),
                word(row, 1, Kind::from_code)?,
                row.get::<_, Option<i64>>(2)?.map(AuthorId),
                shown(word(row, 1, Kind::from_code)?, row.get_ref(3)?.as_str()?, row.get_ref(4)?.as_str()?),
                time(row, 5)?,
                row.get(6)?,
            ))
        })
        .optional()?;
    if let Some((id, kind, author, excerpt, at, url)) = newest {
        (head.newest, head.kind, head.author) = (Some(id), kind, author);
        (head.excerpt, head.last_at, head.url) = (excerpt, at, url);
    }
    Ok(())
}

/// How many messages of theirs came after `upto`.
pub(super) fn unread_after(conn: &Connection, id: ConversationId, upto: InteractionId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM interactions WHERE conversation_id = ?1 AND ours = 0 AND id > ?2";
    Ok(conn.prepare_cached(sql)?.query_row(params![id.0, upto.0], |row| row.get(0))?)
}

/// When their first message after `at` happened.
pub(super) fn first_of_theirs_after(conn: &Connection, id: ConversationId, at: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "SELECT happened_at FROM interactions WHERE conversation_id = ?1 AND ours = 0 AND happened_at > ?2 \
         ORDER BY happened_at LIMIT 1";
    let found: Option<i64> = conn.prepare_cached(sql)?.query_row(params![id.0, at.millis()], |row| row.get(0)).optional()?;
    Ok(found.map(Timestamp::from_millis))
}

/// Marks a conversation as seen up to a message; never backwards.
pub(super) fn see(w: &mut Write<'_>, id: ConversationId, upto: InteractionId) -> Result<bool> {
    let Some(mut head) = load(w.conn, id)? else {
        return Ok(false);
    };
    if head.triage.seen_upto.is_some_and(|seen| seen >= upto) {
        return Ok(true);
    }
    head.triage.seen_upto = Some(upto);
    head.triage.unread = unread_after(w.conn, head.id, upto)?;
    save(w, &head)?;
    Ok(true)
}

/// The excerpt of a post for a row.
pub(super) fn excerpt_of(text: &str) -> String {
    excerpt(text, EXCERPT)
}
