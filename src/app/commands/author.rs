//! Commands of the card of an author.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::overlays::picker::Picking;
use crate::app::overlays::prompt::Prompting;
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::model::person::{AuthorCard, CardVerb};

const fn row(id: CommandId, keys: &'static [&'static str], ready: fn(&State) -> Ready, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Author, keys, hint: true, ready, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(CommandId::OpenWritten, &["enter"], has_written, State::open_written),
    row(CommandId::AuthorNote, &["M"], can_keep, note),
    row(CommandId::AuthorVip, &["v"], can_keep, vip),
    row(CommandId::AuthorLabel, &["l"], can_keep, |state| state.open_picker(Picking::AuthorLabel)),
    row(CommandId::AuthorJoin, &["J"], can_keep, join),
    row(CommandId::AuthorSplit, &["U"], can_split, |state| state.open_picker(Picking::Handle)),
    row(CommandId::AuthorPage, &["o"], has_page, |state| with(state, |card| Effect::Open(card.about.url.clone()))),
    row(CommandId::AuthorHandle, &["y"], can_keep, copy),
];

/// The card, as soon as it is in hand.
fn card(state: &State) -> Option<&AuthorCard> {
    state.author_card().and_then(|card| card.card.as_deref())
}

fn has_written(state: &State) -> Ready {
    let selected = state.author_card().is_some_and(|card| card.list.selected().is_some());
    Ready::unless((!selected).then_some(if state.author_card().is_none() { NotReady::NoAuthor } else { NotReady::NothingSelected }))
}

fn can_keep(state: &State) -> Ready {
    Ready::unless(state.against_keeping())
}

fn can_split(state: &State) -> Ready {
    let one = card(state).is_some_and(|card| card.handles.len() < 2);
    Ready::unless(state.against_keeping().or(one.then_some(NotReady::NotJoined)))
}

fn has_page(state: &State) -> Ready {
    match card(state) {
        None => Ready::No(if state.author_card().is_none() { NotReady::NoAuthor } else { NotReady::CardLoading }),
        Some(card) => Ready::unless(card.about.url.is_empty().then_some(NotReady::NoPage)),
    }
}

fn with(state: &State, effect: impl Fn(&AuthorCard) -> Effect) -> Vec<Effect> {
    card(state).map(effect).into_iter().collect()
}

fn note(state: &mut State) -> Vec<Effect> {
    let Some(card) = card(state) else {
        return Vec::new();
    };
    let about = format!("{} · {}", card.about.name, card.about.handle);
    let there = card.person.as_ref().map(|person| person.note.clone()).unwrap_or_default();
    state.open_prompt(Prompting::AuthorNote, about, &there)
}

fn vip(state: &mut State) -> Vec<Effect> {
    let is = card(state).and_then(|card| card.person.as_ref()).is_some_and(|person| person.vip);
    state.card_verb(CardVerb::Vip(!is), if is { "author-did-unvip" } else { "author-did-vip" })
}

fn join(state: &mut State) -> Vec<Effect> {
    state.people.clear();
    let mut effects = state.open_picker(Picking::Person);
    effects.push(state.ask_people(""));
    effects
}

fn copy(state: &mut State) -> Vec<Effect> {
    let Some(handle) = card(state).map(|card| card.about.handle.clone()) else {
        return Vec::new();
    };
    let told = state.settings.language.say("copied", &[("what", (&handle).into())]);
    state.status.say(told, Mood::Good, state.now.machine);
    vec![Effect::Copy(handle)]
}
