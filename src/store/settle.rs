//! How an attempt ended: the delivery, its post, its conversation, in one transaction.
//!
//! What follows from an outcome is decided in `model::delivery`. An answer that our own
//! feed has brought already is taken over by its delivery, so that none stands there twice.

use rusqlite::{OptionalExtension, params};

use super::deliveries::{self, Stored};
use super::error::Result;
use super::messages::{self, Elsewhere};
use super::moderation::{self, Bar};
use super::posts::{self, Mark};
use super::writer::{Lane, Write};
use super::{Store, conversations, drafts, incoming, ours};
use crate::base::backoff::Jitter;
use crate::base::fault_point;
use crate::base::harmless;
use crate::base::id::{ConversationId, DeliveryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::author::Author;
use crate::model::capability::Dedupe;
use crate::model::delivery::{Delivery, Load, Outcome, State};
use crate::model::exchange::{ActKind, Aim, Found, Outgoing, Post, Receipt, RemoteAct};
use crate::model::interaction::Kind;

impl Store {
    /// Closes an attempt that was claimed; says where the delivery is now.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the delivery is gone.
    pub async fn settle(&self, id: DeliveryId, outcome: Outcome, jitter: Jitter) -> Result<State> {
        self.write(Lane::Verb, move |w| settle(w, id, outcome, jitter)).await
    }

    /// Takes what a look for an unanswered attempt has found; says where the delivery is now.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the delivery is gone.
    pub async fn looked(&self, id: DeliveryId, found: Found, dedupe: Dedupe) -> Result<State> {
        self.write(Lane::Verb, move |w| {
            let mut stored = deliveries::must(w.conn, id)?;
            stored.delivery.looked(found, dedupe, w.machine);
            written(w, stored)
        })
        .await
    }
}

/// Closes an attempt; one that is closed already stays as it is.
pub(super) fn settle(w: &mut Write<'_>, id: DeliveryId, outcome: Outcome, jitter: Jitter) -> Result<State> {
    let mut stored = deliveries::must(w.conn, id)?;
    if stored.delivery.state != State::Sending {
        return Ok(stored.delivery.state);
    }
    stored.delivery.settle(outcome, w.machine, jitter);
    written(w, stored)
}

fn written(w: &mut Write<'_>, mut stored: Stored) -> Result<State> {
    if let State::Sent(receipt) = stored.delivery.state {
        stored.delivery.state = State::Sent(incoming::receipt(receipt));
    }
    deliveries::save(w, &stored.delivery)?;
    let delivery = &stored.delivery;
    if let State::Sent(receipt) = &delivery.state {
        match &delivery.load {
            Load::Publish(outgoing) => {
                published(w, delivery, outgoing, receipt)?;
                deliveries::preceded(w, delivery.id, &receipt.remote_id)?;
            }
            Load::Act(act) => acted(w, delivery, act)?,
        }
        if let Some(draft) = stored.draft {
            drafts::arrived(w, draft)?;
        }
    }
    if let Some(conversation) = delivery.conversation {
        ours::decide(w, conversation)?;
    }
    fault_point::pass("settling");
    Ok(stored.delivery.state)
}

/// Stores what we published, and moves its conversation.
fn published(w: &mut Write<'_>, delivery: &Delivery, outgoing: &Outgoing, receipt: &Receipt) -> Result<()> {
    let post = as_post(outgoing, receipt);
    posts::keep(w, delivery.account, &post, true)?;
    let sql = "UPDATE posts SET delivery_id = ?3 WHERE account_id = ?1 AND remote_id = ?2";
    w.conn.prepare_cached(sql)?.execute(params![delivery.account.0, post.remote_id.as_str(), delivery.id.0])?;
    let Some(conversation) = delivery.conversation else {
        return Ok(());
    };
    match posts::interaction(w.conn, delivery.account, post.remote_id.as_str())? {
        Some(known) => {
            let sql = "UPDATE interactions SET delivery_id = ?2, elsewhere = 0 WHERE id = ?1";
            w.conn.prepare_cached(sql)?.execute(params![known.0, delivery.id.0])?;
        }
        None => {
            let new = messages::New {
                account: delivery.account,
                conversation,
                author: None,
                kind: Kind::Reply,
                ours: true,
                elsewhere: Elsewhere::No,
                delivery: Some(delivery.id),
                post: &post,
            };
            messages::insert(w, &new)?;
        }
    }
    answered(w, delivery, conversation, receipt.posted_at)
}

/// Does to the conversation what was chosen at sending.
fn answered(w: &mut Write<'_>, delivery: &Delivery, conversation: ConversationId, posted_at: Timestamp) -> Result<()> {
    let Some(mut head) = conversations::load(w.conn, conversation)? else {
        return Ok(());
    };
    let unanswered = unanswered(w, head.id, delivery.drawn_upto, posted_at)?;
    head.triage = head.triage.after_answer(&delivery.after, unanswered, w.now);
    conversations::refresh(w.conn, &mut head)?;
    conversations::save(w, &head).map(drop)
}

/// When the first message of theirs happened that this answer does not answer.
///
/// That is one that was not on the screen when it was written; where nobody knows what
/// was, one after the answer. A message from the future is answered all the same.
fn unanswered(w: &Write<'_>, id: ConversationId, drawn_upto: Option<InteractionId>, posted_at: Timestamp) -> Result<Option<Timestamp>> {
    let sql =
        "SELECT min(happened_at) FROM interactions WHERE conversation_id = ?1 AND ours = 0 AND iif(?3 IS NULL, happened_at > ?2, id > ?3)";
    let upto = drawn_upto.map(|id| id.0);
    let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![id.0, posted_at.millis(), upto], |row| row.get(0))?;
    Ok(found.map(Timestamp::from_millis))
}

/// Stores what an act has done.
fn acted(w: &mut Write<'_>, delivery: &Delivery, act: &RemoteAct) -> Result<()> {
    let (account, target) = (delivery.account, act.target.as_str());
    match act.kind {
        ActKind::Like => posts::mark_acted(w, account, target, Mark::Liked, true)?,
        ActKind::Unlike => posts::mark_acted(w, account, target, Mark::Liked, false)?,
        ActKind::Boost => posts::mark_acted(w, account, target, Mark::Boosted, true)?,
        ActKind::Unboost => posts::mark_acted(w, account, target, Mark::Boosted, false)?,
        ActKind::Delete => {
            posts::mark_gone(w, account, target)?;
            moderation::unanswer(w, delivery)?;
        }
        ActKind::Hide | ActKind::Report => {}
        ActKind::Block => moderation::bar(w, account, target, Bar::Blocked, true)?,
        ActKind::Unblock => moderation::bar(w, account, target, Bar::Blocked, false)?,
        ActKind::Mute => moderation::bar(w, account, target, Bar::Muted, true)?,
        ActKind::Unmute => moderation::bar(w, account, target, Bar::Muted, false)?,
    }
    if act.kind.closes() {
        moderation::close(w, delivery, act)?;
    }
    if act.kind.aim() == Aim::Author {
        return Ok(());
    }
    let sql = "SELECT conversation_id FROM interactions WHERE account_id = ?1 AND remote_id = ?2";
    let found: Option<i64> = w.conn.prepare_cached(sql)?.query_row(params![account.0, target], |row| row.get(0)).optional()?;
    if let Some(conversation) = found {
        w.conversation(ConversationId(conversation));
    }
    Ok(())
}

/// What we published, as the post it is.
fn as_post(outgoing: &Outgoing, receipt: &Receipt) -> Post {
    Post {
        remote_id: receipt.remote_id.clone(),
        kind: Kind::Reply,
        author: Author::default(),
        text: harmless::text(&outgoing.text),
        warning: harmless::line(&outgoing.warning),
        language: outgoing.language.clone(),
        visibility: outgoing.visibility,
        parent: outgoing.parent.clone(),
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at: receipt.posted_at,
        edited_at: None,
        url: receipt.url.clone(),
        media: Vec::new(),
        liked: false,
        boosted: false,
    }
}
