//! What belongs together: the thread around a status, and conversations of messages.
//!
//! Read from [`World`] each time; nothing here is stored.

use super::nouns::{Status, Visibility};
use super::world::World;

/// The deepest thread that is walked.
const DEPTH: usize = 100;

/// A conversation of direct messages as one of its people sees it.
pub struct Conversation<'a> {
    /// Its first message gives it its id.
    pub id: String,
    /// The others in it.
    pub others: Vec<usize>,
    /// Its newest message.
    pub last: &'a Status,
}

/// What a status answers, from the first word on.
pub fn ancestors<'a>(world: &'a World, status: &'a Status, viewer: usize) -> Vec<&'a Status> {
    let mut above = Vec::new();
    let mut at = status;
    while let Some(parent) = at.options.in_reply_to.as_ref().and_then(|id| world.status(id, viewer)) {
        above.push(parent);
        at = parent;
        if above.len() >= DEPTH {
            break;
        }
    }
    above.reverse();
    above
}

/// Everything said in answer to a status, branch by branch.
pub fn descendants<'a>(world: &'a World, id: &str, viewer: usize) -> Vec<&'a Status> {
    let mut below = Vec::new();
    let mut open = vec![id.to_owned()];
    while let Some(parent) = open.pop() {
        let answers: Vec<&Status> = world
            .statuses()
            .filter(|status| status.options.in_reply_to.as_deref() == Some(parent.as_str()) && world.may_read(status, viewer))
            .filter(|status| !world.shut_out(viewer, status.by))
            .collect();
        if parent != id
            && let Some(status) = world.any_status(&parent)
        {
            below.push(status);
        }
        open.extend(answers.iter().rev().map(|status| status.id.clone()));
    }
    below
}

/// The status a thread began with, as far as it is still there.
pub fn root<'a>(world: &'a World, status: &'a Status) -> &'a Status {
    let mut at = status;
    for _ in 0..DEPTH {
        match at.options.in_reply_to.as_ref().and_then(|id| world.any_status(id)) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}

/// The conversations of a person, the one with the newest message first.
pub fn conversations(world: &World, viewer: usize) -> Vec<Conversation<'_>> {
    let mut found: Vec<Conversation<'_>> = Vec::new();
    let direct = |status: &&Status| status.options.visibility == Visibility::Direct && world.may_read(status, viewer);
    for status in world.statuses().filter(direct).filter(|status| !world.shut_out(viewer, status.by)) {
        let mut others: Vec<usize> = status.mentions.iter().copied().chain([status.by]).filter(|who| *who != viewer).collect();
        others.sort_unstable();
        others.dedup();
        let id = root(world, status).id.clone();
        match found.iter_mut().find(|known| known.id == id && known.others == others) {
            Some(known) => known.last = status,
            None => found.push(Conversation { id, others, last: status }),
        }
    }
    found.sort_by(|a, b| b.last.id.cmp(&a.last.id));
    found
}
