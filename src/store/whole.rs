//! A conversation, whole: its row, what stands above it, its messages, what waits in it.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use super::{accounts, around, card, conversations, drafts, messages, notes, outbox, reactions, rows};
use crate::base::id::ConversationId;
use crate::model::conversation::Row;
use crate::model::query::ConversationView;

/// So many of the last messages are read.
const MESSAGES: u32 = 500;
/// And so many who reacted.
const ACTORS: u32 = 100;

/// A conversation, also by an id that redirects; none when it is gone.
pub(super) fn conversation(conn: &Connection, id: ConversationId) -> Result<Option<ConversationView>> {
    let Some(head) = conversations::load(conn, id)? else {
        return Ok(None);
    };
    let Some(row) = rows::find(conn, head.id)? else {
        return Ok(None);
    };
    let reaction = row.kind.is_reaction();
    let messages = if reaction { Vec::new() } else { messages::of(conn, head.id, MESSAGES)? };
    let inside = head.subject.is_empty() || messages.iter().any(|message| message.remote_id.as_str() == head.subject);
    let subject = if inside { None } else { messages::above(conn, head.account, &head.subject)? };
    let around = around::around(conn, &head, subject.as_ref(), &messages)?;
    Ok(Some(ConversationView {
        account: accounts::find(conn, head.account)?,
        subject,
        above: around.above,
        unreached: around.unreached,
        others: around.others,
        versions: messages::versions(conn, head.id)?,
        notes: notes::of(conn, head.id)?,
        actors: if reaction { reactions::actors(conn, head.id, ACTORS)? } else { Vec::new() },
        drafts: drafts::of(conn, head.id)?,
        deliveries: outbox::of(conn, head.id)?,
        twin: twin(conn, &row)?,
        evidence: match row.author.filter(|_| row.asks()) {
            Some(author) => card::evidence(conn, author)?.map(Box::new),
            None => None,
        },
        messages,
        row,
    }))
}

/// The open conversation of the other account that a post of this one names.
/// The open conversation of another account in which the same post stands, unless its answer is on its way.
fn twin(conn: &Connection, row: &Row) -> Result<Option<ConversationId>> {
    let Some(also) = &row.also else {
        return Ok(None);
    };
    let sql = "SELECT t.conversation_id FROM interactions AS m \
         CROSS JOIN interactions AS t ON t.account_id = (SELECT id FROM accounts WHERE handle = ?2 AND id <> ?3) AND t.remote_id = m.remote_id \
         CROSS JOIN conversations AS c ON c.id = t.conversation_id AND c.state = 'open' AND c.outgoing <> 'leaving' \
         WHERE m.conversation_id = ?1 LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row(params![row.id.0, also, row.account.0], |row| row.get(0)).optional()?;
    Ok(found.map(ConversationId))
}
