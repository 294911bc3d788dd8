//! Commands that apply everywhere.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::focus::{Focus, Pane};
use crate::app::overlays::picker::Picking;
use crate::app::status::Mood;
use crate::app::{Effect, State};

const fn row(id: CommandId, keys: &'static [&'static str], run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Global, keys, hint: false, ready: |_| Ready::Yes, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command { hint: true, ready: has_layer, ..row(CommandId::Back, &["esc"], back) },
    row(CommandId::InboxPane, &["1", "g i"], |state| go(state, Pane::Inbox)),
    row(CommandId::CalendarPane, &["2", "g c"], |state| go(state, Pane::Calendar)),
    row(CommandId::OutboxPane, &["4", "g o"], |state| go(state, Pane::Outbox)),
    row(CommandId::TasksPane, &["6", "g t"], |state| go(state, Pane::Tasks)),
    row(CommandId::AccountsPane, &["5", "g s"], |state| go(state, Pane::Accounts)),
    Command { ready: has_accounts, ..row(CommandId::Digest, &["g d"], State::open_digest) },
    row(CommandId::NextArea, &["tab"], |state| next_area(state, true)),
    row(CommandId::PreviousArea, &["shift-tab"], |state| next_area(state, false)),
    row(CommandId::Zoom, &["+"], zoom),
    Command { ready: in_inbox, hint: true, ..row(CommandId::Filter, &["/"], filter) },
    Command { ready: has_writers, ..row(CommandId::Compose, &["c"], State::begin_new) },
    Command { hint: true, ..row(CommandId::Undo, &["z"], |state| state.undo(false)) },
    row(CommandId::Redo, &["Z"], |state| state.undo(true)),
    row(CommandId::History, &[], |state| state.open_picker(Picking::Undo)),
    Command { ready: has_repeat, ..row(CommandId::Repeat, &[","], repeat) },
    Command { ready: has_accounts, ..row(CommandId::Sync, &["ctrl-r"], sync) },
    Command { hint: true, ..row(CommandId::Palette, &[":", "ctrl-p"], |state| state.open_finder(false)) },
    Command { hint: true, ..row(CommandId::Help, &["?", "f1"], |state| state.open_finder(true)) },
    Command { ready: has_client, ..row(CommandId::ClientCard, &["I"], State::open_card) },
    Command { ready: has_resting, ..row(CommandId::Look, &["W"], State::look) },
    row(CommandId::Close, &["q"], close),
    row(CommandId::Quit, &["Q", "ctrl-q"], State::quit),
    row(CommandId::Cancel, &["ctrl-c"], cancel),
    row(CommandId::Redraw, &["ctrl-l"], |_| vec![Effect::Redraw]),
    row(CommandId::Mouse, &["f6"], mouse),
    Command { ready: State::has_colours, ..row(CommandId::Theme, &[], State::open_themes) },
    row(CommandId::Tour, &[], State::begin_tour),
    Command { ready: has_tour, ..row(CommandId::SkipStep, &["ctrl-g"], State::skip_step) },
    Command { ready: has_tour, ..row(CommandId::EndTour, &["ctrl-x"], State::end_tour) },
    row(CommandId::Suspend, &["ctrl-z"], |_| vec![Effect::Suspend]),
];

fn in_inbox(state: &State) -> Ready {
    match state.pane {
        _ if state.is_new() => Ready::No(NotReady::NoAccounts),
        Pane::Inbox => Ready::Yes,
        Pane::Calendar | Pane::Outbox | Pane::Accounts | Pane::Tasks => Ready::No(NotReady::OnlyInbox),
    }
}

fn has_layer(state: &State) -> Ready {
    let list = state.focus == Focus::List && !state.zoomed && state.pane == Pane::Inbox;
    let plain = !state.inbox.has_marks() && !state.inbox.searches() && !state.is_filtered();
    let nothing = list && plain && !state.inbox.filter.editing && !state.clients.looking;
    Ready::unless(nothing.then_some(NotReady::NothingOpen))
}

fn has_tour(state: &State) -> Ready {
    Ready::unless(state.tour.is_none().then_some(NotReady::NoTour))
}

fn has_client(state: &State) -> Ready {
    Ready::unless(state.client_in_hand().is_none().then_some(NotReady::NoClient))
}

fn has_resting(state: &State) -> Ready {
    Ready::unless(state.clients.resting.is_empty().then_some(NotReady::NobodyRests))
}

fn has_accounts(state: &State) -> Ready {
    Ready::unless(state.accounts.list.is_empty().then_some(NotReady::NoAccounts))
}

pub(super) fn has_writers(state: &State) -> Ready {
    Ready::unless(match state.writers().next() {
        Some(_) => None,
        None if state.accounts.list.is_empty() => Some(NotReady::NoAccounts),
        None => Some(NotReady::NoWriters),
    })
}

fn has_repeat(state: &State) -> Ready {
    match state.verbs.last {
        Some(last) => state.is_ready(last),
        None => Ready::No(NotReady::NothingToRepeat),
    }
}

fn go(state: &mut State, pane: Pane) -> Vec<Effect> {
    // The key that the line of troubles names leads to what it is about.
    let named = state.status.troubles.first().is_some_and(|trouble| trouble.pane == Some(Pane::Accounts));
    if pane == Pane::Accounts && state.pane != pane && named {
        state.accounts.select_troubled();
    }
    state.enter(pane)
}

fn next_area(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(layout) = state.layout() else {
        return Vec::new();
    };
    let areas = [(Focus::Views, layout.views), (Focus::List, layout.list), (Focus::Thread, layout.thread)];
    let there: Vec<Focus> = areas.into_iter().filter(|(_, area)| area.is_some()).map(|(focus, _)| focus).collect();
    let at = there.iter().position(|focus| *focus == state.focus).unwrap_or(0);
    let step = if forward { 1 } else { there.len().saturating_sub(1) };
    if let Some(next) = there.get((at + step) % there.len().max(1)) {
        state.focus = *next;
    }
    Vec::new()
}

fn zoom(state: &mut State) -> Vec<Effect> {
    if state.focus == Focus::Views {
        state.focus = Focus::List;
    }
    state.zoomed = !state.zoomed;
    Vec::new()
}

fn filter(state: &mut State) -> Vec<Effect> {
    let effects = state.edit_filter();
    if matches!(state.focus, Focus::Thread | Focus::Views) {
        state.close_thread();
    }
    effects
}

fn repeat(state: &mut State) -> Vec<Effect> {
    // What was chosen for the last verb is not asked for again.
    match (state.verbs.given.clone(), state.verbs.last) {
        (Some(verb), _) => state.triage(verb),
        (None, Some(last)) => state.run_again(last),
        (None, None) => Vec::new(),
    }
}

fn sync(state: &mut State) -> Vec<Effect> {
    let text = state.settings.language.say("sync-asked", &[("n", state.accounts.list.lines().len().into())]);
    state.status.say(text, Mood::Plain, state.now.machine);
    vec![Effect::SyncNow]
}

fn back(state: &mut State) -> Vec<Effect> {
    if state.focus == Focus::Composer {
        return state.keep_draft();
    }
    if state.inbox.filter.editing {
        return state.clear_filter();
    }
    close_layer(state).unwrap_or_default()
}

fn close(state: &mut State) -> Vec<Effect> {
    match close_layer(state) {
        Some(effects) => effects,
        None => {
            let key = state.key(CommandId::Quit);
            let text = state.settings.language.say("quit-hint", &[("key", (&key).into())]);
            state.status.say(text, Mood::Plain, state.now.machine);
            Vec::new()
        }
    }
}

/// Closes the innermost layer, if any is open.
fn close_layer(state: &mut State) -> Option<Vec<Effect>> {
    if state.focus != Focus::List || state.zoomed {
        state.close_thread();
        return Some(Vec::new());
    }
    if state.pane != Pane::Inbox {
        return Some(state.enter(Pane::Inbox));
    }
    if state.inbox.searches() {
        state.stop_search();
        return Some(Vec::new());
    }
    if state.inbox.has_marks() {
        state.inbox.unmark();
        return Some(Vec::new());
    }
    if state.is_filtered() {
        return Some(state.clear_filter());
    }
    state.clients.looking.then(|| state.look())
}

fn cancel(state: &mut State) -> Vec<Effect> {
    if state.quitting.take().is_some() {
        state.tell("quit-stayed", Mood::Plain);
        return Vec::new();
    }
    if state.stop_bulk() {
        return Vec::new();
    }
    if state.inbox.searches() {
        state.stop_search();
        return Vec::new();
    }
    if state.status.is_reading_any() {
        return vec![Effect::CancelAsks];
    }
    // Where letters are text, only a chord can quit.
    let keys = state.keymap.keys(CommandId::Quit);
    let chord = keys.iter().find(|chord| !state.is_typing() || chord.0.iter().all(|key| key.ctrl));
    let language = &state.settings.language;
    let key = chord.map(|chord| language.chord(chord)).unwrap_or_default();
    let text = language.say("quit-hint", &[("key", (&key).into())]);
    state.status.say(text, Mood::Plain, state.now.machine);
    Vec::new()
}

fn mouse(state: &mut State) -> Vec<Effect> {
    state.mouse = !state.mouse;
    state.tell(if state.mouse { "mouse-on" } else { "mouse-off" }, Mood::Plain);
    vec![Effect::Mouse(state.mouse)]
}
