//! What commands print as JSON: field names are fixed, times are RFC 3339 in UTC.

use std::io::{self, Write};

use serde::Serialize;

use super::Exit;
use super::exit::Outcome;
use crate::base::time::Timestamp;
use crate::model::delivery::State;
use crate::model::interaction::Message;
use crate::model::journal::Deed;
use crate::model::macros;
use crate::model::query::{AccountRow, JournalLine, OutboxRow};
use crate::model::task::TaskRow;

pub(super) use crate::engine::hooks::line::Conversation;

/// Prints one value.
pub(super) fn print(value: &impl Serialize) -> Outcome {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Exit::Ok)
}

fn time(at: Timestamp) -> String {
    at.rfc3339()
}

/// One line of `vigie journal`.
#[derive(Serialize)]
pub(super) struct Entry {
    id: i64,
    at: String,
    person: String,
    origin: &'static str,
    deed: String,
    detail: String,
    author: String,
    conversations: u32,
    undone: bool,
    /// Of a macro, its name and what it did, one after the other.
    #[serde(rename = "macro", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<String>>,
}

impl From<&JournalLine> for Entry {
    fn from(line: &JournalLine) -> Entry {
        let told = (line.deed == Deed::Macro).then(|| macros::told(&line.detail)).flatten();
        let (name, steps) = told.unzip();
        Entry {
            name,
            steps,
            id: line.id.0,
            at: time(line.at),
            person: line.hand.person.clone(),
            origin: line.hand.origin.code(),
            deed: line.deed.code(),
            detail: line.detail.clone(),
            author: line.about.clone(),
            conversations: line.conversations,
            undone: line.undone,
        }
    }
}

/// One line of `vigie task list`.
#[derive(Serialize)]
pub(super) struct TaskLine {
    id: i64,
    text: String,
    due: Option<String>,
    client: Option<String>,
    conversation: Option<i64>,
    author: Option<String>,
    created_at: String,
    done_at: Option<String>,
}

impl From<&TaskRow> for TaskLine {
    fn from(row: &TaskRow) -> TaskLine {
        let named = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
        TaskLine {
            id: row.id.0,
            text: row.task.text.clone(),
            due: row.task.due.map(time),
            client: named(&row.client_name),
            conversation: row.task.conversation.map(|id| id.0),
            author: named(&row.about),
            created_at: time(row.created_at),
            done_at: row.done_at.map(time),
        }
    }
}

/// One message of `vigie show`.
#[derive(Serialize)]
pub(super) struct Said {
    kind: &'static str,
    ours: bool,
    elsewhere: bool,
    author: String,
    handle: String,
    text: String,
    warning: String,
    visibility: &'static str,
    language: Option<String>,
    at: String,
    edited: Option<String>,
    deleted: Option<String>,
    url: String,
    remote_id: String,
}

impl From<&Message> for Said {
    fn from(message: &Message) -> Said {
        Said {
            kind: message.kind.code(),
            ours: message.ours,
            elsewhere: message.elsewhere,
            author: message.name.clone(),
            handle: message.handle.clone(),
            text: message.text.clone(),
            warning: message.warning.clone(),
            visibility: message.visibility.code(),
            language: message.language.clone(),
            at: time(message.happened_at),
            edited: message.edited_at.map(time),
            deleted: message.deleted_at.map(time),
            url: message.url.clone(),
            remote_id: message.remote_id.as_str().to_owned(),
        }
    }
}

/// One delivery.
#[derive(Serialize)]
pub(super) struct Delivery {
    id: i64,
    account: String,
    network: &'static str,
    act: Option<&'static str>,
    text: Option<String>,
    state: &'static str,
    why: Option<&'static str>,
    detail: Option<String>,
    attempts: u32,
    at: String,
    url: Option<String>,
}

impl From<&OutboxRow> for Delivery {
    fn from(row: &OutboxRow) -> Delivery {
        let (why, detail) = match &row.state {
            State::Held(held) => (Some(held.code()), None),
            State::Failed(reason) => (Some(reason.code.code()), Some(reason.detail.clone()).filter(|detail| !detail.is_empty())),
            State::Leaving(_) | State::Queued(_) | State::Sending | State::Sent(_) | State::Unsure(_) | State::Cancelled => (None, None),
        };
        let text = match &row.load {
            crate::model::delivery::Load::Publish(out) => Some(out.text.clone()),
            crate::model::delivery::Load::Act(_) => None,
        };
        let url = match &row.state {
            State::Sent(receipt) => Some(receipt.url.clone()),
            _ => None,
        };
        Delivery {
            id: row.id.0,
            account: row.account_handle.clone(),
            network: row.network.code(),
            act: row.load.act().map(|act| act.code()),
            text,
            state: row.state.code(),
            why,
            detail,
            attempts: row.attempts,
            at: time(row.changed_at),
            url,
        }
    }
}

/// One of our notes.
#[derive(Serialize)]
pub(super) struct Note {
    id: i64,
    person: String,
    text: String,
    at: String,
    edited: Option<String>,
}

impl From<&crate::model::note::Note> for Note {
    fn from(note: &crate::model::note::Note) -> Note {
        let (person, text) = (note.person.clone(), note.text.clone());
        Note { id: note.id.0, person, text, at: time(note.at), edited: note.edited_at.map(time) }
    }
}

/// A conversation with all that is in it.
#[derive(Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    pub(super) conversation: Conversation,
    pub(super) messages: Vec<Said>,
    pub(super) deliveries: Vec<Delivery>,
    pub(super) drafts: Vec<String>,
    pub(super) notes: Vec<Note>,
}

/// One account of `vigie account list`.
#[derive(Serialize)]
pub(super) struct Account {
    id: i64,
    client: String,
    network: &'static str,
    handle: String,
    name: String,
    server: String,
    health: &'static str,
    to_answer: u32,
    followers: Option<u64>,
    posts: Option<u64>,
    read_at: Option<String>,
    error: Option<&'static str>,
    detail: Option<String>,
}

impl From<&AccountRow> for Account {
    fn from(row: &AccountRow) -> Account {
        let trouble = row.feeds.iter().find_map(|feed| feed.trouble.as_ref());
        Account {
            id: row.account.id.0,
            client: row.client_name.clone(),
            network: row.account.network.code(),
            handle: row.account.handle.clone(),
            name: row.account.name.clone(),
            server: row.account.server.clone(),
            health: row.account.health.code(),
            to_answer: row.to_answer,
            followers: row.figures.followers,
            posts: row.figures.posts,
            read_at: row.feeds.iter().filter_map(|feed| feed.read_at).min().map(time),
            error: trouble.map(|reason| reason.code.code()),
            detail: trouble.map(|reason| reason.detail.clone()).filter(|detail| !detail.is_empty()),
        }
    }
}
