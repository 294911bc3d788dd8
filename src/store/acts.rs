//! Acts on their way: likes and boosts, and what moderates a message or its author.
//!
//! An act that would change nothing is not sent, and what is still on its way counts as
//! done for that. What follows when one has arrived is in `moderation.rs` and `settle.rs`.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::deliveries::{self, New};
use super::error::Result;
use super::journal::{self, Refers};
use super::writer::Write;
use crate::base::id::{AccountId, ConversationId, DeliveryId, InteractionId};
use crate::model::delivery::Load;
use crate::model::exchange::{ActKind, Aim, Category, RemoteAct, RemoteId, Report};
use crate::model::intent::{Effected, Refused};
use crate::model::journal::{Deed, Hand};
use crate::model::triage::After;

/// A message that something is done to, and who wrote it.
struct Subject {
    account: AccountId,
    conversation: ConversationId,
    remote: RemoteId,
    ours: bool,
    deleted: bool,
    liked: bool,
    boosted: bool,
    author: Option<RemoteId>,
    blocked: bool,
    muted: bool,
}

impl Subject {
    /// The network's id of what `kind` is done to.
    fn target(&self, kind: ActKind) -> Option<RemoteId> {
        match kind.aim() {
            Aim::Message => Some(self.remote.clone()),
            Aim::Author => self.author.clone(),
        }
    }

    /// Whether this act can be done to it at all.
    fn fits(&self, kind: ActKind) -> bool {
        match kind {
            ActKind::Delete => self.ours && !self.deleted,
            ActKind::Like | ActKind::Unlike | ActKind::Boost | ActKind::Unboost => !self.deleted,
            ActKind::Hide => !self.ours && !self.deleted,
            ActKind::Block | ActKind::Unblock | ActKind::Mute | ActKind::Unmute | ActKind::Report => !self.ours && self.author.is_some(),
        }
    }

    /// Whether the store says that `kind` has been done.
    fn stands(&self, kind: ActKind) -> bool {
        match kind {
            ActKind::Like => self.liked,
            ActKind::Unlike => !self.liked,
            ActKind::Boost => self.boosted,
            ActKind::Unboost => !self.boosted,
            ActKind::Block => self.blocked,
            ActKind::Unblock => !self.blocked,
            ActKind::Mute => self.muted,
            ActKind::Unmute => !self.muted,
            ActKind::Delete | ActKind::Hide | ActKind::Report => false,
        }
    }
}

/// Puts an act on its way; one that would change nothing is not sent.
pub(super) fn act(w: &mut Write<'_>, hand: &Hand, message: InteractionId, kind: ActKind, hold: Duration) -> Result<Effected> {
    let Some((subject, target)) = aimed(w, message, kind)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    let idle = match pending(w, subject.account, &target, kind)? {
        Some(pending) => pending == kind,
        None => subject.stands(kind),
    };
    if idle {
        return Ok(Effected::Stored(0));
    }
    leave(w, hand, &subject, RemoteAct::new(kind, target), hold)
}

/// What is said in a report, before it is known about whom.
pub(super) struct Said {
    pub(super) category: Category,
    pub(super) comment: String,
    pub(super) attach: bool,
}

/// Puts a report of a message's author on its way; one that still is on its way is enough.
pub(super) fn report(w: &mut Write<'_>, hand: &Hand, message: InteractionId, said: Said, hold: Duration) -> Result<Effected> {
    let Some((subject, target)) = aimed(w, message, ActKind::Report)? else {
        return Ok(Effected::Refused(Refused::Gone));
    };
    if pending(w, subject.account, &target, ActKind::Report)?.is_some() {
        return Ok(Effected::Stored(0));
    }
    // The store's own names, which reactions have, mean nothing to a network.
    let known = subject.remote.clone();
    let message = if said.attach && !subject.deleted && speaks(w, message)? { Some(known) } else { None };
    let report = Report { category: said.category, comment: said.comment, message };
    leave(w, hand, &subject, RemoteAct { kind: ActKind::Report, target, report: Some(report) }, hold)
}

/// Whether a message is one, and no reaction.
fn speaks(w: &Write<'_>, message: InteractionId) -> Result<bool> {
    let sql = "SELECT kind NOT IN ('like', 'boost', 'follow') FROM interactions WHERE id = ?1";
    Ok(w.conn.prepare_cached(sql)?.query_row([message.0], |row| row.get(0))?)
}

fn leave(w: &mut Write<'_>, hand: &Hand, subject: &Subject, act: RemoteAct, hold: Duration) -> Result<Effected> {
    let kind = act.kind;
    let id = put(w, subject.account, Some(subject.conversation), act, hold)?;
    journal::write(w, hand, Deed::Act(kind), &Refers { deliveries: &[id], conversations: 1, ..Refers::default() })?;
    Ok(Effected::Leaving(vec![id], w.machine + hold))
}

/// Puts one act on its way.
pub(super) fn put(
    w: &mut Write<'_>,
    account: AccountId,
    conversation: Option<ConversationId>,
    act: RemoteAct,
    hold: Duration,
) -> Result<DeliveryId> {
    let closes = act.kind.closes();
    let load = Load::Act(act);
    // What comes in later is not what was judged.
    let drawn_upto = match conversation {
        Some(conversation) if closes => super::sending::newest_of_all(w, conversation)?,
        _ => None,
    };
    let after = if closes { After::Done } else { After::StayOpen };
    deliveries::insert(w, &New { account, conversation, draft: None, load: &load, hold, after, drawn_upto, follows: None })
}

/// The message, and what `kind` is done to; none when it cannot be.
fn aimed(w: &Write<'_>, message: InteractionId, kind: ActKind) -> Result<Option<(Subject, RemoteId)>> {
    let Some(subject) = subject(w, message)?.filter(|subject| subject.fits(kind)) else {
        return Ok(None);
    };
    Ok(subject.target(kind).map(|target| (subject, target)))
}

/// A message and who wrote it; whoever takes a message back stays its author.
fn subject(w: &Write<'_>, message: InteractionId) -> Result<Option<Subject>> {
    let sql = "SELECT i.account_id, i.conversation_id, i.remote_id, i.ours, i.liked, i.boosted, au.remote_id, \
         coalesce(au.blocked, 0), coalesce(au.muted, 0), i.deleted_at IS NOT NULL FROM interactions AS i LEFT JOIN authors AS au ON au.id = i.author_id \
         WHERE i.id = ?1";
    Ok(w.conn
        .prepare_cached(sql)?
        .query_row([message.0], |row| {
            Ok(Subject {
                account: AccountId(row.get(0)?),
                conversation: ConversationId(row.get(1)?),
                remote: RemoteId::new(row.get::<_, String>(2)?),
                ours: row.get(3)?,
                liked: row.get(4)?,
                boosted: row.get(5)?,
                author: row.get::<_, Option<String>>(6)?.map(RemoteId::new),
                blocked: row.get(7)?,
                muted: row.get(8)?,
                deleted: row.get(9)?,
            })
        })
        .optional()?)
}

/// The newest act of this sort, or of the opposite one, that is still on its way.
fn pending(w: &Write<'_>, account: AccountId, target: &RemoteId, kind: ActKind) -> Result<Option<ActKind>> {
    let sql = "SELECT load FROM deliveries WHERE account_id = ?1 AND target = ?2 AND load IN (?3, ?4) \
         AND state NOT IN ('sent', 'cancelled') AND state <> 'failed' ORDER BY id DESC LIMIT 1";
    let values = params![account.0, target.as_str(), kind.code(), kind.opposite().unwrap_or(kind).code()];
    let load: Option<String> = w.conn.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
    Ok(load.as_deref().and_then(ActKind::from_code))
}
