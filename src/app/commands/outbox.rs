//! Commands of the outbox.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::{Effect, Slot, State};
use crate::model::delivery::{Held, State as Delivery};
use crate::model::intent::Intent;
use crate::model::query::OutboxRow;

type Check = fn(&State) -> Ready;

const fn row(id: CommandId, keys: &'static [&'static str], ready: Check, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Outbox, keys, hint: true, ready, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(
        CommandId::OpenAnswered,
        &["enter"],
        |state| check(state, |row| row.conversation.is_none().then_some(NotReady::NoConversation)),
        open,
    ),
    row(CommandId::SendNow, &["s"], |state| check(state, can_go), |state| with(state, Intent::SendNow)),
    row(CommandId::Stop, &["x"], |state| check(state, can_stop), |state| with(state, Intent::Cancel)),
    row(CommandId::EditDelivery, &["e"], |state| check(state, can_edit), edit),
    row(CommandId::MendLogin, &["l"], |state| check(state, needs_login), login),
];

fn check(state: &State, check: impl Fn(&OutboxRow) -> Option<NotReady>) -> Ready {
    match state.outbox.list.selected() {
        Some(row) => Ready::unless(check(row)),
        None => Ready::No(NotReady::NothingSelected),
    }
}

fn can_go(row: &OutboxRow) -> Option<NotReady> {
    match row.state {
        Delivery::Sending | Delivery::Sent(_) | Delivery::Cancelled | Delivery::Unsure(_) => Some(NotReady::TooLate),
        Delivery::Leaving(_) | Delivery::Queued(_) | Delivery::Held(_) | Delivery::Failed(_) => None,
    }
}

fn can_stop(row: &OutboxRow) -> Option<NotReady> {
    (!row.state.can_cancel()).then_some(NotReady::TooLate)
}

fn can_edit(row: &OutboxRow) -> Option<NotReady> {
    let act = row.load.act().map(|_| NotReady::NoText);
    act.or_else(|| can_stop(row))
}

fn needs_login(row: &OutboxRow) -> Option<NotReady> {
    let lost = match &row.state {
        Delivery::Held(held) => *held == Held::Login,
        Delivery::Failed(reason) => reason.code.needs_login(),
        Delivery::Leaving(_) | Delivery::Queued(_) | Delivery::Sending | Delivery::Sent(_) | Delivery::Unsure(_) | Delivery::Cancelled => {
            false
        }
    };
    (!lost).then_some(NotReady::LoginWorks)
}

fn open(state: &mut State) -> Vec<Effect> {
    match state.outbox.list.selected().and_then(|row| row.conversation) {
        Some(conversation) => {
            state.inbox.list.select(conversation.0);
            state.open(conversation)
        }
        None => Vec::new(),
    }
}

fn with(state: &mut State, intent: fn(crate::base::id::DeliveryId) -> Intent) -> Vec<Effect> {
    match state.outbox.list.selected().map(|row| row.id) {
        Some(id) => vec![state.save(Slot::Send, intent(id))],
        None => Vec::new(),
    }
}

/// Stops it first: what is edited can then leave once only, as a delivery of its own.
fn edit(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.outbox.list.selected().map(|row| row.id) else {
        return Vec::new();
    };
    let ticket = state.loads.ticket(Slot::Send);
    state.outbox.edits(ticket);
    vec![Effect::Save(ticket, Intent::Cancel(id))]
}

fn login(state: &mut State) -> Vec<Effect> {
    state.outbox.list.selected().map(|row| Effect::Login(row.account)).into_iter().collect()
}
