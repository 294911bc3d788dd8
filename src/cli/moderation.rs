//! `vigie hide|delete|block|report`: the screen's moderation for scripts.
//!
//! Each asks on a terminal, unless `--yes` says that it was decided; a script must say so.
//! There are no ten seconds here.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Duration;

use super::args::{Report, Sending};
use super::exit::{Exit, Failure, Outcome};
use super::{delivering, list};
use crate::base::id::InteractionId;
use crate::connector::catalog;
use crate::model::exchange::{ActKind, Aim};
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Origin;
use crate::model::query::ConversationView;
use crate::shell::house::House;

/// Does an act on the newest message of a conversation, or on its author.
pub(super) fn act(house: &House, kind: ActKind, sending: &Sending, json: bool) -> Outcome {
    let make = |message| Intent::Act { conversation: crate::base::id::ConversationId(sending.id), message, kind, hold: Duration::ZERO };
    run(house, kind, sending, json, make)
}

/// Reports the author of a conversation's newest message.
pub(super) fn report(house: &House, wanted: &Report, json: bool) -> Outcome {
    let make = |message| Intent::Report {
        message,
        category: wanted.category,
        comment: wanted.comment.trim().to_owned(),
        attach: !wanted.no_message,
        hold: Duration::ZERO,
    };
    run(house, ActKind::Report, &wanted.sending, json, make)
}

fn run(house: &House, kind: ActKind, sending: &Sending, json: bool, make: impl Fn(InteractionId) -> Intent) -> Outcome {
    let store = house.store(true)?;
    let view = list::conversation(&store, sending.id)?;
    let message = aim(&view, kind)?;
    if !sending.yes && !agreed(house, &view, kind)? {
        return Ok(Exit::Interrupted);
    }
    let delivery = match store.intend_now(house.hand(Origin::Command), make(message))? {
        Effected::Leaving(deliveries, _) => deliveries.first().copied(),
        _ => None,
    };
    let delivery = delivery.ok_or_else(|| Failure::new(Exit::Nothing, "cli-act-stands"))?;
    delivering::one(house, store, delivery, sending.queue, json)
}

/// The message that is meant; why not, when the network or the conversation does not allow it.
fn aim(view: &ConversationView, kind: ActKind) -> Result<InteractionId, Failure> {
    let row = &view.row;
    if !catalog::connector(row.network).capabilities().acts.contains(&kind) {
        return Err(Failure::new(Exit::Error, "cli-act-network").with("network", row.network.name()));
    }
    if kind == ActKind::Delete {
        let ours = view.messages.iter().rev().find(|message| message.ours && message.deleted_at.is_none());
        return ours.and_then(|message| message.id).ok_or_else(|| Failure::new(Exit::Error, "not-ready-not-ours"));
    }
    let speaks = row.asks() && !row.deleted;
    match row.newest.filter(|_| kind.aim() == Aim::Author || speaks) {
        Some(message) => Ok(message),
        None => Err(Failure::new(Exit::Error, "cli-reply-no-question")),
    }
}

/// Asks on the terminal; without one, `--yes` must have been said.
fn agreed(house: &House, view: &ConversationView, kind: ActKind) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-act-yes"));
    }
    let (language, row) = (&house.language, &view.row);
    let who = if row.handle.is_empty() { &row.name } else { &row.handle };
    let deed = language.code("act", kind.code());
    let args = [
        ("deed", (&deed).into()),
        ("who", who.into()),
        ("handle", (&row.account_handle).into()),
        ("client", (&row.client_name).into()),
        ("network", row.network.name().into()),
    ];
    let yes = language.word("confirm-yes-key");
    write!(io::stderr(), "{} [{yes}/n] ", language.say("cli-act-question", &args))?;
    io::stderr().flush()?;
    let mut line = String::new();
    io::Read::take(io::stdin().lock(), 64).read_line(&mut line)?;
    Ok(line.trim().to_lowercase().starts_with(&yes))
}
