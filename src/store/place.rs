//! Where an item belongs: the root of its thread, its kind, its key.
//!
//! The root is found by walking known parents. When a parent is not known it stands for
//! the root, and `merge.rs` brings together what belongs together once more is known.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::Store;
use super::error::Result;
use super::posts::{self, Known};
use crate::base::id::AccountId;
use crate::model::conversation::Key;
use crate::model::exchange::{Incoming, Page, Post, RemoteId};
use crate::model::interaction::Kind;

/// A thread is followed upwards for so many posts.
const DEEP: usize = 1_000;

/// The top of a thread, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Top {
    /// The post that the thread began with.
    Root(RemoteId),
    /// A post of which nothing is known but its id.
    Unknown(RemoteId),
}

impl Top {
    pub(super) fn id(&self) -> &RemoteId {
        match self {
            Top::Root(id) | Top::Unknown(id) => id,
        }
    }
}

impl Store {
    /// The posts of a page whose root cannot be found; their threads are worth asking for once.
    ///
    /// Of several posts below the same unknown one only the first is given, and posts that
    /// are stored already are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn unplaced(&self, account: AccountId, page: &Page) -> Result<Vec<RemoteId>> {
        let page = page.clone();
        self.read(move |conn| unplaced(conn, account, &page)).await
    }
}

fn unplaced(conn: &Connection, account: AccountId, page: &Page) -> Result<Vec<RemoteId>> {
    let mut inside: HashMap<&RemoteId, Known> = HashMap::new();
    for item in &page.items {
        if let Incoming::Said(post) | Incoming::Ours(post) = item {
            let ours = matches!(item, Incoming::Ours(_));
            inside.insert(&post.remote_id, Known { parent: post.parent.clone(), ours });
        }
    }
    let mut asked = HashSet::new();
    let mut found = Vec::new();
    for item in &page.items {
        let Incoming::Said(post) = item else {
            continue;
        };
        if !by_thread(post) || posts::interaction(conn, account, post.remote_id.as_str())?.is_some() {
            continue;
        }
        let known = |id: &RemoteId| match inside.get(id) {
            Some(known) => Ok(Some(known.clone())),
            None => posts::known(conn, account, id),
        };
        if let Top::Unknown(id) = walk(&post.remote_id, post.parent.as_ref(), known)?
            && asked.insert(id)
        {
            found.push(post.remote_id.clone());
        }
    }
    Ok(found)
}

/// Whether a post belongs where its thread began.
fn by_thread(post: &Post) -> bool {
    match post.kind {
        Kind::Mention | Kind::Reply | Kind::Comment | Kind::Quote | Kind::Review => true,
        Kind::Dm | Kind::Mail | Kind::Entry | Kind::Like | Kind::Boost | Kind::Follow => false,
    }
}

/// Walks from a post to the top of its thread.
fn walk(from: &RemoteId, parent: Option<&RemoteId>, known: impl Fn(&RemoteId) -> Result<Option<Known>>) -> Result<Top> {
    let mut at = from.clone();
    let mut next = parent.cloned();
    for _ in 0..DEEP {
        let Some(parent) = next else {
            return Ok(Top::Root(at));
        };
        let Some(above) = known(&parent)? else {
            return Ok(Top::Unknown(parent));
        };
        (at, next) = (parent, above.parent);
    }
    Ok(Top::Unknown(at))
}

/// The top of the thread that a post stands in.
pub(super) fn top(conn: &Connection, account: AccountId, from: &RemoteId, parent: Option<&RemoteId>) -> Result<Top> {
    walk(from, parent, |id| posts::known(conn, account, id))
}

/// What a post is towards us: the network's word, set right by what we know of its parent.
pub(super) fn kind(conn: &Connection, account: AccountId, post: &Post) -> Result<Kind> {
    let (Kind::Mention | Kind::Reply | Kind::Comment, Some(parent)) = (post.kind, &post.parent) else {
        return Ok(post.kind);
    };
    Ok(match posts::known(conn, account, parent)? {
        Some(Known { ours: true, parent: None }) => Kind::Comment,
        Some(Known { ours: true, parent: Some(_) }) => Kind::Reply,
        Some(Known { ours: false, .. }) => Kind::Mention,
        None => post.kind,
    })
}

/// The key of the conversation that a post belongs to, and the root where it has one.
pub(super) fn key(conn: &Connection, account: AccountId, post: &Post) -> Result<(Key, Option<RemoteId>)> {
    Ok(match post.kind {
        Kind::Dm => match &post.conversation {
            Some(conversation) => (Key::Direct(conversation.clone()), None),
            None => {
                let mut people = post.participants.clone();
                if people.is_empty() {
                    people.push(post.author.remote_id.clone());
                }
                (Key::Between(people), None)
            }
        },
        Kind::Mail => (Key::Mail(post.conversation.clone().unwrap_or_else(|| post.remote_id.as_str().to_owned())), None),
        Kind::Entry => (Key::Entry(post.remote_id.clone()), None),
        Kind::Mention | Kind::Reply | Kind::Comment | Kind::Quote | Kind::Review | Kind::Like | Kind::Boost | Kind::Follow => {
            let root = top(conn, account, &post.remote_id, post.parent.as_ref())?.id().clone();
            (Key::Talk { author: post.author.remote_id.clone(), root: root.clone() }, Some(root))
        }
    })
}
