//! Commands of sources and accounts, and of the first screen of all.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::overlays::Then;
use crate::app::{Effect, Slot, State};
use crate::model::account::Health;
use crate::model::intent::Intent;

type Check = fn(&State) -> Ready;

const fn row(id: CommandId, keys: &'static [&'static str], ready: Check, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Accounts, keys, hint: true, ready, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(CommandId::ShowAccount, &["enter"], selected, show),
    row(CommandId::Login, &["l"], has_login, login),
    row(CommandId::AddAccount, &["a"], |_| Ready::Yes, add_account),
    row(CommandId::AddSource, &["s"], |_| Ready::Yes, add_source),
    row(CommandId::Pause, &["p"], selected, pause),
    row(CommandId::RemoveAccount, &["D"], selected, remove),
    Command { scope: Scope::Welcome, ..row(CommandId::FirstAccount, &["a"], |_| Ready::Yes, add_account) },
    Command { scope: Scope::Welcome, hint: false, ..row(CommandId::FirstSource, &["s"], |_| Ready::Yes, add_source) },
    Command { scope: Scope::Welcome, ..row(CommandId::FirstTour, &["t"], not_demo, State::begin_tour) },
    Command { scope: Scope::Welcome, ..row(CommandId::StartDemo, &["d"], not_demo, |_| vec![Effect::Demo]) },
];

fn selected(state: &State) -> Ready {
    Ready::unless(state.accounts.list.selected().is_none().then_some(NotReady::NothingSelected))
}

/// A source that anybody may read has no login, until it asks for one.
fn has_login(state: &State) -> Ready {
    Ready::unless(match state.accounts.list.selected() {
        None => Some(NotReady::NothingSelected),
        Some(row) if row.account.network.is_source() && row.account.health != Health::NeedsLogin => Some(NotReady::NoLogin),
        Some(_) => None,
    })
}

fn not_demo(state: &State) -> Ready {
    Ready::unless(state.settings.demo.then_some(NotReady::IsDemo))
}

fn show(state: &mut State) -> Vec<Effect> {
    match state.accounts.list.selected().map(|row| row.account.id) {
        Some(id) => state.show_account(id),
        None => Vec::new(),
    }
}

fn login(state: &mut State) -> Vec<Effect> {
    state.accounts.list.selected().map(|row| Effect::Login(row.account.id)).into_iter().collect()
}

fn add_account(state: &mut State) -> Vec<Effect> {
    vec![Effect::AddAccount(state.likely_client())]
}

fn add_source(state: &mut State) -> Vec<Effect> {
    vec![Effect::AddSource(state.likely_client())]
}

fn pause(state: &mut State) -> Vec<Effect> {
    let chosen = state.accounts.list.selected().map(|row| (row.account.id, row.account.health != Health::Off));
    match chosen {
        Some((id, off)) => vec![state.save(Slot::Verb, Intent::Pause(id, off))],
        None => Vec::new(),
    }
}

fn remove(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.accounts.list.selected() else {
        return Vec::new();
    };
    let id = row.account.id;
    let args = [("handle", row.account.title().into()), ("client", (&row.client_name).into())];
    let id_of_question = if row.account.network.is_source() { "remove-source-question" } else { "remove-question" };
    let question = state.settings.language.say(id_of_question, &args);
    state.ask(CommandId::RemoveAccount, question, "remove-yes", Then::Remove(id))
}
