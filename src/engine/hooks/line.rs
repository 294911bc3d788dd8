//! A conversation as scripts read it: `vigie list --json` prints it, and a hook is given it.
//!
//! Field names are fixed, times are RFC 3339 in UTC.

use serde::Serialize;

use crate::base::time::Timestamp;
use crate::model::conversation::Row;

/// One row of the inbox.
#[derive(Serialize)]
pub struct Conversation {
    id: i64,
    client: String,
    account: String,
    network: &'static str,
    kind: &'static str,
    state: &'static str,
    view: &'static str,
    outgoing: &'static str,
    seen: bool,
    starred: bool,
    labels: Vec<String>,
    assignee: Option<String>,
    snoozed_until: Option<String>,
    asked: String,
    unread: u32,
    count: u32,
    author: String,
    handle: String,
    text: String,
    at: String,
    waiting_since: Option<String>,
    due: Option<String>,
    url: String,
}

impl Conversation {
    /// The row with the whole text of its newest message, where it has one.
    pub fn new(row: &Row, text: Option<&String>) -> Conversation {
        Conversation {
            id: row.id.0,
            client: row.client_name.clone(),
            account: row.account_handle.clone(),
            network: row.network.code(),
            kind: row.kind.code(),
            state: row.triage.state.code(),
            view: row.view().code(),
            outgoing: row.outgoing.code(),
            seen: row.triage.seen(),
            starred: row.triage.starred,
            labels: row.triage.labels.iter().map(ToString::to_string).collect(),
            assignee: row.triage.assignee.clone(),
            snoozed_until: row.triage.snoozed_until.map(time),
            asked: row.triage.asked.clone(),
            unread: row.triage.unread,
            count: row.count,
            author: row.name.clone(),
            handle: row.handle.clone(),
            text: text.unwrap_or(&row.excerpt).clone(),
            at: time(row.last_at),
            waiting_since: row.triage.waiting_since.map(time),
            due: row.triage.due_at.map(time),
            url: row.url.clone(),
        }
    }
}

fn time(at: Timestamp) -> String {
    at.rfc3339()
}
