//! A conversation, whole: its row, what stands above it, its messages, what waits in it.

use rusqlite::Connection;

use super::error::Result;
use super::{accounts, conversations, drafts, messages, outbox, reactions, rows};
use crate::base::id::ConversationId;
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
    Ok(Some(ConversationView {
        account: accounts::find(conn, head.account)?,
        subject: if inside { None } else { messages::above(conn, head.account, &head.subject)? },
        actors: if reaction { reactions::actors(conn, head.id, ACTORS)? } else { Vec::new() },
        drafts: drafts::of(conn, head.id)?,
        deliveries: outbox::of(conn, head.id)?,
        messages,
        row,
    }))
}
