//! Commands of the calendar, and the one that makes a draft of a row of the inbox.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::focus::Focus;
use crate::app::overlays::picker::Picking;
use crate::app::panes::calendar::moving::movable;
use crate::app::{Effect, State};
use crate::model::delivery::{Held, State as Delivery};
use crate::model::intent::Intent;
use crate::model::slot::{CalendarRow, Standing};

type Check = fn(&State) -> Ready;

const fn row(id: CommandId, keys: &'static [&'static str], ready: Check, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Calendar, keys, hint: true, ready, run }
}

const fn quiet(id: CommandId, keys: &'static [&'static str], ready: Check, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { hint: false, ..row(id, keys, ready, run) }
}

pub(super) const COMMANDS: &[Command] = &[
    quiet(CommandId::CalendarLeft, &["h", "left"], always, |state| state.walk_right(false)),
    quiet(CommandId::CalendarRight, &["l", "right"], always, |state| state.walk_right(true)),
    row(CommandId::NewPost, &["c"], super::global::has_writers, State::begin_here),
    row(CommandId::EditPost, &["enter"], can_edit, edit),
    row(CommandId::CalendarView, &["v"], always, State::next_calendar_view),
    row(CommandId::MovePost, &["m"], can_move, State::move_post_to),
    row(CommandId::ArmPost, &["ctrl-t"], can_move, State::arm_post),
    quiet(CommandId::PostEarlier, &["<"], can_move, |state| state.shift_post(-15, 0)),
    quiet(CommandId::PostLater, &[">"], can_move, |state| state.shift_post(15, 0)),
    quiet(CommandId::PostNextDay, &["J"], can_move, |state| state.shift_post(0, 1)),
    quiet(CommandId::PostDayBefore, &["K"], can_move, |state| state.shift_post(0, -1)),
    quiet(CommandId::CopyPost, &["y y"], can_copy, State::copy_post),
    row(CommandId::PastePost, &["p"], can_paste, State::paste_post),
    row(CommandId::UnplacePost, &["d"], can_move, State::unplace_post),
    row(CommandId::PublishPost, &["X"], can_move, State::ask_publish),
    row(CommandId::RetryPost, &["s"], |state| has_delivery(state, can_go), |state| state.with_deliveries(can_go, Intent::SendNow)),
    row(CommandId::StopPost, &["x"], |state| has_delivery(state, can_stop), |state| state.with_deliveries(can_stop, Intent::Cancel)),
    quiet(CommandId::MendPost, &["L"], |state| has_delivery(state, needs_login), login),
    row(CommandId::Today, &["t"], always, State::walk_today),
    row(CommandId::CalendarClient, &["f"], always, |state| state.open_picker(Picking::Client)),
    quiet(CommandId::CalendarZone, &["T"], always, State::toggle_zone),
    Command { scope: Scope::Inbox, ..quiet(CommandId::ToDraft, &["d"], has_row, State::draft_of_row) },
];

fn always(_: &State) -> Ready {
    Ready::Yes
}

fn has_row(state: &State) -> Ready {
    match state.row() {
        None => Ready::No(NotReady::NothingSelected),
        Some(_) => super::global::has_writers(state),
    }
}

/// What speaks against a verb on the post with the cursor.
fn post(state: &State, against: impl Fn(&CalendarRow) -> Option<NotReady>) -> Ready {
    match state.post_in_hand() {
        None => Ready::No(NotReady::NoPost),
        Some(post) => Ready::unless(against(post)),
    }
}

fn can_move(state: &State) -> Ready {
    post(state, |post| match (movable(post), post.standing == Standing::Idea) {
        (true, _) => None,
        (false, true) => Some(NotReady::NoDate),
        (false, false) => Some(left(post)),
    })
}

fn left(post: &CalendarRow) -> NotReady {
    if post.draft.is_none() { NotReady::PostedElsewhere } else { NotReady::PostLeft }
}

fn can_edit(state: &State) -> Ready {
    if state.focus == Focus::Views {
        return Ready::Yes;
    }
    post(state, |post| (!movable(post) && post.standing != Standing::Idea).then(|| left(post)))
}

fn edit(state: &mut State) -> Vec<Effect> {
    if state.focus == Focus::Views {
        let client = state.calendar_clients().get(state.calendar.chosen).copied().flatten();
        return state.calendar_of(client);
    }
    state.edit_post()
}

fn can_copy(state: &State) -> Ready {
    post(state, |post| post.draft.is_none().then_some(NotReady::PostedElsewhere))
}

fn can_paste(state: &State) -> Ready {
    match state.among_ideas() {
        true => post(state, |_| None),
        false => Ready::unless(state.calendar.copied.is_none().then_some(NotReady::NothingCopied)),
    }
}

fn has_delivery(state: &State, passes: fn(&Delivery) -> bool) -> Ready {
    post(state, |post| {
        let any = post.accounts.iter().filter_map(|account| account.delivery.as_ref()).any(|(_, state)| passes(state));
        (!any).then_some(NotReady::NothingFailed)
    })
}

fn can_go(state: &Delivery) -> bool {
    matches!(state, Delivery::Held(_) | Delivery::Failed(_))
}

fn can_stop(state: &Delivery) -> bool {
    state.can_cancel()
}

fn needs_login(state: &Delivery) -> bool {
    match state {
        Delivery::Held(held) => *held == Held::Login,
        Delivery::Failed(reason) => reason.code.needs_login(),
        Delivery::Leaving(_) | Delivery::Queued(_) | Delivery::Sending | Delivery::Sent(_) | Delivery::Unsure(_) | Delivery::Cancelled => {
            false
        }
    }
}

fn login(state: &mut State) -> Vec<Effect> {
    let lost = state.post_in_hand().and_then(|post| {
        let lost = post.accounts.iter().find(|account| account.delivery.as_ref().is_some_and(|(_, state)| needs_login(state)));
        lost.map(|account| account.account)
    });
    lost.map(Effect::Login).into_iter().collect()
}
