//! Our own posts and answers, found on the network.
//!
//! An answer of ours that this store did not send was given elsewhere, and does to its
//! conversation what a reply does; an old one never closes a newer question. While a
//! delivery whose answer was lost may be it, nothing is decided, and nothing is stored
//! twice.

use rusqlite::{OptionalExtension, params};

use super::absorb::Absorbing;
use super::columns::{media, text_or_none, time, time_or_none, word};
use super::conversations;
use super::error::Result;
use super::messages::{self, Elsewhere};
use super::writer::Write;
use super::{first, merge, posts};
use crate::base::id::{AccountId, ConversationId, DeliveryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::conversation::Key;
use crate::model::exchange::{Post, RemoteId};
use crate::model::interaction::{Kind, Visibility};
use crate::model::triage::{After, State};

/// Stores a harmless post of ours: an answer where it answers, else a post beside.
pub(super) fn found(w: &mut Write<'_>, absorbing: &mut Absorbing, post: &Post) -> Result<()> {
    let account = absorbing.account.id;
    if let Some(known) = posts::interaction(w.conn, account, post.remote_id.as_str())? {
        messages::edit(w, known, post)?;
        return Ok(());
    }
    match conversation_of(w, account, post)? {
        Some(conversation) => answer(w, absorbing, conversation, post),
        None => {
            posts::keep(w, account, post, true)?;
            merge::reroot(w, account, &post.remote_id, post.parent.as_ref())
        }
    }
}

/// Takes our answers to a post, which were met before it, into its conversation.
pub(super) fn adopt(w: &mut Write<'_>, absorbing: &mut Absorbing, parent: &RemoteId) -> Result<()> {
    let account = absorbing.account.id;
    for id in posts::our_answers(w.conn, account, parent.as_str())? {
        if let Some(post) = stored(w, account, &id)?
            && let Some(conversation) = conversation_of(w, account, &post)?
        {
            answer(w, absorbing, conversation, &post)?;
        }
    }
    Ok(())
}

/// The conversation that a post of ours answers in.
fn conversation_of(w: &Write<'_>, account: AccountId, post: &Post) -> Result<Option<ConversationId>> {
    if let Some(parent) = &post.parent {
        let sql = "SELECT i.conversation_id FROM interactions AS i WHERE i.account_id = ?1 AND i.remote_id = ?2";
        let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![account.0, parent.as_str()], |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found.map(ConversationId));
        }
    }
    if post.visibility != Visibility::Direct {
        return Ok(None);
    }
    let key = match &post.conversation {
        Some(conversation) => Key::Direct(conversation.clone()),
        None if post.participants.is_empty() => return Ok(None),
        None => Key::Between(post.participants.clone()),
    };
    conversations::by_key(w.conn, account, &key.text())
}

/// Stores an answer of ours in its conversation.
fn answer(w: &mut Write<'_>, absorbing: &mut Absorbing, conversation: ConversationId, post: &Post) -> Result<()> {
    let account = absorbing.account.id;
    let delivery = carried_by(w, account, &post.remote_id)?;
    let elsewhere = match delivery {
        Some(_) => Elsewhere::No,
        None if may_be_a_delivery(w, conversation, post.parent.as_ref())? => Elsewhere::Undecided,
        None => Elsewhere::Yes,
    };
    let kind = Kind::Reply;
    let new = messages::New { account, conversation, author: None, kind, ours: true, elsewhere, delivery, post };
    let id = messages::insert(w, &new)?;
    counted(w, conversation)?;
    absorbing.touched(conversation);
    let judged_whole = absorbing.first.is_some() && !first::handled(w.conn, conversation)?;
    if elsewhere == Elsewhere::Yes && !judged_whole {
        answered(w, conversation, id, post.happened_at)?;
    }
    adopt(w, absorbing, &post.remote_id)
}

/// Brings the number of messages up to date.
fn counted(w: &mut Write<'_>, conversation: ConversationId) -> Result<()> {
    if let Some(mut head) = conversations::load(w.conn, conversation)? {
        conversations::refresh(w.conn, &mut head)?;
        conversations::save(w, &head)?;
    }
    Ok(())
}

/// Does to a conversation what an answer given elsewhere does.
fn answered(w: &mut Write<'_>, conversation: ConversationId, id: InteractionId, at: Timestamp) -> Result<()> {
    let Some(mut head) = conversations::load(w.conn, conversation)? else {
        return Ok(());
    };
    if head.triage.waiting_since.is_none() || messages::ours_after(w.conn, head.id, at, id)? {
        return Ok(());
    }
    match conversations::first_of_theirs_after(w.conn, head.id, at)? {
        // Their newer question stays where it stands.
        Some(unanswered) => head.triage.waiting_since = Some(unanswered),
        None => {
            let after = if head.triage.state == State::Done { After::Done } else { After::WaitThem };
            head.triage = head.triage.after_answer(&after, None, w.now);
        }
    }
    conversations::save(w, &head).map(drop)
}

/// The delivery of this store that carried a post.
fn carried_by(w: &Write<'_>, account: AccountId, id: &RemoteId) -> Result<Option<DeliveryId>> {
    let sql = "SELECT id FROM deliveries WHERE account_id = ?1 AND remote_id = ?2 AND remote_id <> '' AND load = 'publish'";
    let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![account.0, id.as_str()], |row| row.get(0)).optional()?;
    Ok(found.map(DeliveryId))
}

/// Whether a delivery that was begun and never settled may have left this answer.
fn may_be_a_delivery(w: &Write<'_>, conversation: ConversationId, parent: Option<&RemoteId>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM deliveries WHERE conversation_id = ?1 AND load = 'publish' AND began_at IS NOT NULL \
         AND target = ?2 AND state IN ('sending', 'unsure', 'queued', 'held'))";
    let parent = parent.map_or("", RemoteId::as_str);
    Ok(w.conn.prepare_cached(sql)?.query_row(params![conversation.0, parent], |row| row.get(0))?)
}

/// Decides about answers that a delivery might have been, once none may be any more.
pub(super) fn decide(w: &mut Write<'_>, conversation: ConversationId) -> Result<()> {
    let sql = "SELECT id, parent, happened_at FROM interactions WHERE conversation_id = ?1 AND ours = 1 AND elsewhere = 2";
    let undecided = w
        .conn
        .prepare_cached(sql)?
        .query_map([conversation.0], |row| Ok((InteractionId(row.get(0)?), row.get::<_, String>(1)?, time(row, 2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, parent, at) in undecided {
        if !may_be_a_delivery(w, conversation, Some(&RemoteId::new(parent)))? {
            w.conn.prepare_cached("UPDATE interactions SET elsewhere = 1 WHERE id = ?1")?.execute([id.0])?;
            answered(w, conversation, id, at)?;
        }
    }
    Ok(())
}

/// A post of ours as it was stored beside the conversations.
fn stored(w: &Write<'_>, account: AccountId, id: &RemoteId) -> Result<Option<Post>> {
    let sql = "SELECT parent, text, warning, language, visibility, media, url, happened_at, edited_at, liked, boosted FROM posts \
         WHERE account_id = ?1 AND remote_id = ?2";
    Ok(w.conn
        .prepare_cached(sql)?
        .query_row(params![account.0, id.as_str()], |row| {
            Ok(Post {
                remote_id: id.clone(),
                kind: Kind::Reply,
                author: crate::model::author::Author::default(),
                parent: text_or_none(row, 0)?.map(RemoteId::new),
                text: row.get(1)?,
                warning: row.get(2)?,
                language: text_or_none(row, 3)?,
                visibility: word(row, 4, Visibility::from_code)?,
                conversation: None,
                participants: Vec::new(),
                names: Vec::new(),
                media: media(row, 5)?,
                url: row.get(6)?,
                happened_at: time(row, 7)?,
                edited_at: time_or_none(row, 8)?,
                liked: row.get(9)?,
                boosted: row.get(10)?,
            })
        })
        .optional()?)
}
