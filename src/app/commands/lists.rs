//! Commands of every list, and of the thread beside it.

use super::{Command, CommandId, Ready, Scope};
use crate::app::focus::{Focus, Pane};
use crate::app::list::Need;
use crate::app::{Effect, State};

const fn row(id: CommandId, keys: &'static [&'static str], run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::List, keys, hint: false, ready: |_| Ready::Yes, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(CommandId::Down, &["j", "down"], |state| step(state, 1)),
    row(CommandId::Up, &["k", "up"], |state| step(state, -1)),
    row(CommandId::First, &["g g", "home"], |state| go(state, Need::Top)),
    row(CommandId::Last, &["G", "end"], |state| go(state, Need::Bottom)),
    row(CommandId::PageDown, &["ctrl-d", "pagedown"], |state| page(state, 1)),
    row(CommandId::PageUp, &["ctrl-u", "pageup"], |state| page(state, -1)),
    row(CommandId::ScrollDown, &["J"], |state| scroll(state, 3)),
    row(CommandId::ScrollUp, &["K"], |state| scroll(state, -3)),
];

fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(card) = state.author_card_mut() {
        card.list.step(by);
        return Vec::new();
    }
    if on_calendar(state) {
        state.walk_down(by);
        return Vec::new();
    }
    match state.focus {
        Focus::Thread => state.thread.scroll_by(by),
        Focus::Views if state.pane == Pane::Calendar => {
            let last = state.calendar_clients().len().saturating_sub(1);
            state.calendar.chosen = state.calendar.chosen.saturating_add_signed(by).min(last);
        }
        Focus::Views => {
            let last = state.entries().len().saturating_sub(1);
            state.inbox.chosen = state.inbox.chosen.saturating_add_signed(by).min(last);
        }
        Focus::List | Focus::Composer => match state.pane {
            Pane::Inbox => state.inbox.list.step(by),
            Pane::Calendar => {}
            Pane::Outbox => state.outbox.list.step(by),
            Pane::Accounts => state.accounts.list.step(by),
            Pane::Tasks => state.tasks.list.step(by),
        },
    }
    Vec::new()
}

fn go(state: &mut State, end: Need) -> Vec<Effect> {
    if let Some(card) = state.author_card_mut() {
        card.list.go(end);
        return Vec::new();
    }
    if on_calendar(state) {
        state.walk_to_end(end);
        return Vec::new();
    }
    let far = if end == Need::Top { isize::MIN } else { isize::MAX };
    // A range goes as far as what is in hand: its rows are counted before a verb runs.
    if state.focus == Focus::List && state.pane == Pane::Inbox && state.inbox.range.is_none() {
        state.inbox.list.go(end);
        return Vec::new();
    }
    step(state, far)
}

/// Whether the cursor of the calendar walks.
fn on_calendar(state: &State) -> bool {
    state.pane == Pane::Calendar && matches!(state.focus, Focus::List | Focus::Thread)
}

fn page(state: &mut State, direction: isize) -> Vec<Effect> {
    if on_calendar(state) && state.author_card().is_none() {
        state.turn_page(direction > 0);
        return Vec::new();
    }
    let half = match (state.focus, state.pane) {
        _ if state.author_card().is_some() => half(state.author_card().map_or(1, |card| card.list.height())),
        (Focus::Thread, _) => state.thread.page(),
        (_, Pane::Inbox) => half(state.inbox.list.height()),
        (_, Pane::Calendar) => 1,
        (_, Pane::Outbox) => half(state.outbox.list.height()),
        (_, Pane::Accounts) => half(state.accounts.list.height()),
        (_, Pane::Tasks) => half(state.tasks.list.height()),
    };
    step(state, half * direction)
}

fn half(height: usize) -> isize {
    isize::try_from(height / 2).unwrap_or(1).max(1)
}

fn scroll(state: &mut State, by: isize) -> Vec<Effect> {
    state.thread.scroll_by(by);
    Vec::new()
}
