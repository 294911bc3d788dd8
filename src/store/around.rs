//! What stands around a conversation in its thread: the posts above it, and what others say there.
//!
//! Read from what is known here; nothing is asked of a network. Whoever shows it folds it, so
//! that a post with a thousand answers costs no more than one with a hundred.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::conversations::Head;
use super::error::Result;
use super::{messages, posts};
use crate::base::id::AccountId;
use crate::model::exchange::RemoteId;
use crate::model::interaction::Message;
use crate::model::query::Bystander;

/// So many posts are followed upwards.
const ABOVE: usize = 50;
/// So many posts of others are read.
const OTHERS: u32 = 100;

/// What stands around a conversation.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) above: Vec<Message>,
    pub(super) unreached: bool,
    pub(super) others: Vec<Bystander>,
}

/// Reads what stands around `messages`, which hang under `subject` when that is not one of them.
pub(super) fn around(conn: &Connection, head: &Head, subject: Option<&Message>, messages: &[Message]) -> Result<Around> {
    let Some(first) = messages.first().filter(|_| !head.kind.is_reaction()) else {
        return Ok(Around::default());
    };
    let mut shown: HashSet<&str> = messages.iter().chain(subject).map(|message| message.remote_id.as_str()).collect();
    let (above, unreached) = above(conn, head.account, &first.remote_id, &shown)?;
    shown.extend(above.iter().map(|message| message.remote_id.as_str()));
    let others = if head.subject.is_empty() {
        Vec::new()
    } else {
        let ids: Vec<&RemoteId> = subject.into_iter().chain(&above).chain(messages).map(|message| &message.remote_id).collect();
        others(conn, head, &ids, &shown)?
    };
    Ok(Around { others, above, unreached })
}

/// The posts between the first message and what is shown above it, and whether more is there.
fn above(conn: &Connection, account: AccountId, first: &RemoteId, shown: &HashSet<&str>) -> Result<(Vec<Message>, bool)> {
    let mut found = Vec::new();
    let mut at = first.clone();
    let mut unreached = false;
    while found.len() < ABOVE {
        let parent = posts::known(conn, account, &at)?.and_then(|known| known.parent);
        let Some(parent) = parent.filter(|parent| !shown.contains(parent.as_str())) else {
            break;
        };
        let Some(message) = messages::above(conn, account, parent.as_str())? else {
            unreached = true;
            break;
        };
        found.push(message);
        at = parent;
    }
    found.reverse();
    Ok((found, unreached))
}

/// What others say below the posts that are shown, branch by branch.
fn others(conn: &Connection, head: &Head, ids: &[&RemoteId], shown: &HashSet<&str>) -> Result<Vec<Bystander>> {
    let mut below: HashMap<String, Vec<Message>> = HashMap::new();
    let mut open: Vec<RemoteId> = ids.iter().map(|id| (*id).clone()).collect();
    for (parent, message) in messages::beside(conn, head, OTHERS)? {
        open.push(message.remote_id.clone());
        below.entry(parent).or_default().push(message);
    }
    let mut left = OTHERS as usize;
    while let Some(parent) = open.pop().filter(|_| left > 0) {
        for message in messages::answers(conn, head.account, &parent, OTHERS)? {
            left = left.saturating_sub(1);
            open.push(message.remote_id.clone());
            below.entry(parent.as_str().to_owned()).or_default().push(message);
        }
    }
    let mut found = Vec::new();
    for id in ids {
        branch(&mut below, id, id, 0, shown, &mut found);
    }
    // A post that stood in a thread before it came as a notification is stored in two places.
    let mut told = HashSet::new();
    found.retain(|other: &Bystander| told.insert(other.message.remote_id.clone()));
    Ok(found)
}

/// Takes what stands below `at` out of what was read.
fn branch(
    below: &mut HashMap<String, Vec<Message>>,
    under: &RemoteId,
    at: &RemoteId,
    depth: u16,
    shown: &HashSet<&str>,
    found: &mut Vec<Bystander>,
) {
    let mut answers = below.remove(at.as_str()).unwrap_or_default();
    answers.sort_by_key(|message| message.happened_at);
    for message in answers.into_iter().filter(|message| !shown.contains(message.remote_id.as_str())) {
        let next = message.remote_id.clone();
        found.push(Bystander { under: under.clone(), depth, message });
        branch(below, under, &next, depth + 1, shown, found);
    }
}
