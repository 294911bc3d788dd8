//! Commands that moderate: what is done to a message or its author on the network.
//!
//! Each asks once, with the account named, and leaves after the ten seconds. What only the
//! menu of every action has a letter for stands in [`LETTERS`].

use super::{Command, CommandId, NotReady, Ready, Scope, inbox};
use crate::app::overlays::Then;
use crate::app::overlays::picker::Picking;
use crate::app::{Effect, State};
use crate::model::conversation::Row;
use crate::model::exchange::{ActKind, Aim};

const fn row(id: CommandId, keys: &'static [&'static str], ready: fn(&State) -> Ready, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Inbox, keys, hint: false, ready, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(CommandId::Hide, &["H"], |state| can_moderate(state, ActKind::Hide), |state| ask(state, CommandId::Hide, ActKind::Hide)),
    row(CommandId::Delete, &["D"], inbox::can_delete, inbox::delete),
    row(CommandId::Block, &[], can_block, |state| {
        let kind = turned(state, |row| row.blocked, ActKind::Block);
        ask(state, CommandId::Block, kind)
    }),
    row(CommandId::NetworkMute, &[], can_mute, |state| {
        let kind = turned(state, |row| row.network_muted, ActKind::Mute);
        ask(state, CommandId::NetworkMute, kind)
    }),
    row(CommandId::Report, &[], |state| can_moderate(state, ActKind::Report), |state| state.open_picker(Picking::Category)),
    row(CommandId::Actions, &["x"], inbox::one_row, |state| state.open_actions()),
];

/// The letters, in the menu of every action, of those that have no key of their own.
pub(crate) const LETTERS: &[(CommandId, char)] = &[(CommandId::Block, 'X'), (CommandId::NetworkMute, 'S'), (CommandId::Report, '!')];

/// The act, or the one that takes it back where it stands.
fn turned(state: &State, stands: fn(&Row) -> bool, kind: ActKind) -> ActKind {
    let stands = state.row().is_some_and(stands);
    kind.opposite().filter(|_| stands).unwrap_or(kind)
}

fn can_block(state: &State) -> Ready {
    can_moderate(state, turned(state, |row| row.blocked, ActKind::Block))
}

fn can_mute(state: &State) -> Ready {
    can_moderate(state, turned(state, |row| row.network_muted, ActKind::Mute))
}

fn can_moderate(state: &State, kind: ActKind) -> Ready {
    if state.targets().len() > 1 {
        return Ready::No(NotReady::OneAtATime);
    }
    inbox::with_row(state, |row| {
        let knows = state.can(row.network).is_none_or(|can| can.acts.contains(&kind));
        let message = kind.aim() == Aim::Message;
        match () {
            () if !knows || row.newest.is_none() => Some(NotReady::Network),
            () if message && !row.asks() => Some(NotReady::Reaction),
            () if message && row.deleted => Some(NotReady::TakenBack),
            () => None,
        }
    })
}

/// Asks, with everybody named whom it concerns.
fn ask(state: &mut State, trigger: CommandId, kind: ActKind) -> Vec<Effect> {
    let Some(row) = state.row() else {
        return Vec::new();
    };
    let who = state.whom(row);
    let args = [
        ("who", (&who).into()),
        ("handle", (&row.account_handle).into()),
        ("client", (&row.client_name).into()),
        ("network", row.network.name().into()),
    ];
    let question = state.settings.language.say(&format!("{kind}-question"), &args);
    state.ask(trigger, question, &format!("{kind}-yes"), Then::Act(kind))
}

impl State {
    /// The author of a row as questions name them.
    pub(crate) fn whom(&self, row: &Row) -> String {
        if row.handle.is_empty() { row.name.clone() } else { row.handle.clone() }
    }
}
