//! Commands of the inbox and of the thread that is shown. Verbs first, in help order.

use std::time::Duration;

use super::{Command, CommandId, NotReady, Ready, Runs, Scope};
use crate::app::focus::Focus;
use crate::app::overlays::Then;
use crate::app::overlays::picker::{Picking, TimeFor};
use crate::app::overlays::prompt::Prompting;
use crate::app::panes::inbox::Entry;
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::model::conversation::Row;
use crate::model::draft::Audience;
use crate::model::exchange::ActKind;
use crate::model::interaction::{Kind, Visibility};
use crate::model::query::Sort;
use crate::model::triage::{State as Triaged, Verb};

type Check = fn(&State) -> Ready;
type Run = fn(&mut State) -> Vec<Effect>;

const fn row(id: CommandId, keys: &'static [&'static str], ready: Check, run: Run) -> Command {
    Command { id, scope: Scope::Inbox, keys, hint: false, ready, run }
}

const fn hinted(id: CommandId, keys: &'static [&'static str], ready: Check, run: Run) -> Command {
    Command { hint: true, ..row(id, keys, ready, run) }
}

const OPEN_DIGITS: &[&str] = &["o 1", "o 2", "o 3", "o 4", "o 5", "o 6", "o 7", "o 8", "o 9"];
const COPY_DIGITS: &[&str] = &["y 1", "y 2", "y 3", "y 4", "y 5", "y 6", "y 7", "y 8", "y 9"];

pub(super) const COMMANDS: &[Command] = &[
    hinted(CommandId::Open, &["enter"], can_open, open),
    hinted(CommandId::Reply, &["r"], can_reply, |state| state.begin_reply(Audience::Public)),
    hinted(CommandId::Done, &["e"], can_be_done, done),
    row(CommandId::PrivateReply, &["R"], can_reply, |state| state.begin_reply(Audience::Private)),
    hinted(CommandId::Snooze, &["b"], has_targets, |state| pick(state, CommandId::Snooze, Picking::Time(TimeFor::Snooze))),
    row(CommandId::ReplySnippet, &[";"], can_reply, State::reply_with_snippet),
    row(CommandId::WaitClient, &["w"], has_targets, wait_client),
    row(CommandId::Assign, &["a"], has_targets, |state| pick(state, CommandId::Assign, Picking::Assignee)),
    row(CommandId::Label, &["l"], has_targets, |state| pick(state, CommandId::Label, Picking::Label)),
    row(CommandId::Star, &["s"], has_targets, star),
    row(CommandId::Mute, &["m"], has_targets, mute),
    hinted(CommandId::Like, &["f"], |state| can_act(state, ActKind::Like), like),
    row(CommandId::Boost, &["B"], can_boost, boost),
    row(CommandId::Unread, &["u"], has_targets, unread),
    row(CommandId::Browse, &["o o"], has_page, |state| on_row(state, |row| Effect::Open(row.url.clone()))),
    row(CommandId::CopyLink, &["y l"], has_page, |state| copy(state, |_, row| row.url.clone())),
    row(CommandId::CopyText, &["y t"], one_row, |state| copy(state, text)),
    row(CommandId::CopyHandle, &["y h"], has_handle, |state| copy(state, |_, row| row.handle.clone())),
    row(CommandId::AuthorCard, &["i"], has_author, State::open_author_card),
    hinted(CommandId::ShowNew, &["."], has_new, show_new),
    row(CommandId::NextUnread, &["n"], |_| Ready::Yes, |state| next_unread(state, true)),
    row(CommandId::PreviousUnread, &["N"], |_| Ready::Yes, |state| next_unread(state, false)),
    row(CommandId::Select, &["space"], one_row, select),
    row(CommandId::Range, &["v"], one_row, range),
    row(CommandId::SelectAll, &["%"], one_row, State::mark_all),
    row(CommandId::SaveView, &["S"], |_| Ready::Yes, State::begin_save_view),
    row(CommandId::RenameView, &[], has_saved_view, State::begin_rename_view),
    row(CommandId::RemoveView, &[], has_saved_view, State::remove_view),
    row(CommandId::NextView, &[">"], |_| Ready::Yes, |state| next_view(state, true)),
    row(CommandId::PreviousView, &["<"], |_| Ready::Yes, |state| next_view(state, false)),
    row(CommandId::Note, &["M"], only_row, State::write_note),
    row(CommandId::EditNote, &[], State::has_notes, |state| state.choose_note(Picking::EditNote)),
    row(CommandId::RemoveNote, &[], State::has_notes, |state| state.choose_note(Picking::RemoveNote)),
    row(CommandId::OpenLink, OPEN_DIGITS, State::has_numbers, State::open_link),
    row(CommandId::CopyAddress, COPY_DIGITS, State::has_numbers, State::copy_address),
    row(CommandId::Pictures, &["o p"], State::can_show_pictures, State::turn_pictures),
    row(CommandId::Versions, &[], was_edited, before),
    row(CommandId::Sort, &[], |_| Ready::Yes, sort),
];

fn has_saved_view(state: &State) -> Ready {
    Ready::unless(state.inbox.saved.is_none().then_some(NotReady::NoSavedView))
}

pub(crate) fn has_targets(state: &State) -> Ready {
    let struck = state.inbox.list.selected().is_some();
    let against = if struck && state.focus != Focus::Views { NotReady::RowLeft } else { NotReady::NothingSelected };
    Ready::unless(state.targets().is_empty().then_some(against))
}

fn can_open(state: &State) -> Ready {
    match state.focus {
        Focus::Views => Ready::Yes,
        Focus::Thread if state.thread_is_open() => Ready::unless((!state.thread.folds()).then_some(NotReady::NothingFolded)),
        Focus::List | Focus::Thread | Focus::Composer => one_row(state),
    }
}

fn has_new(state: &State) -> Ready {
    let list = &state.inbox.list;
    let nothing = list.newer == 0 && list.lines().iter().all(|line| !line.struck);
    Ready::unless(nothing.then_some(NotReady::NothingNew))
}

fn can_be_done(state: &State) -> Ready {
    match state.targets().len() {
        1 => with_row(state, |row| row.kind.is_reaction().then_some(NotReady::Reaction)),
        _ => has_targets(state),
    }
}

/// One row, and no others that are selected.
fn only_row(state: &State) -> Ready {
    match state.targets().len() {
        0 | 1 => one_row(state),
        _ => Ready::No(NotReady::OneAtATime),
    }
}

pub(super) fn one_row(state: &State) -> Ready {
    match state.row() {
        Some(_) => Ready::Yes,
        None => has_targets(state),
    }
}

/// The reason against something on one row, if `check` finds one.
pub(super) fn with_row(state: &State, check: impl Fn(&Row) -> Option<NotReady>) -> Ready {
    match state.row() {
        Some(row) => Ready::unless(check(row)),
        None => one_row(state),
    }
}

fn has_handle(state: &State) -> Ready {
    match one_row(state) {
        Ready::Yes if state.row().is_some_and(|row| row.handle.is_empty()) => Ready::No(NotReady::NoHandle),
        ready => ready,
    }
}

fn has_author(state: &State) -> Ready {
    match one_row(state) {
        Ready::Yes if state.row().is_some_and(|row| row.author.is_none()) => Ready::No(NotReady::NoAuthor),
        ready => ready,
    }
}

pub(crate) fn can_reply(state: &State) -> Ready {
    // An answer, or a note, is to one: it would be to none of those that are selected.
    if state.targets().len() > 1 {
        return Ready::No(NotReady::OneAtATime);
    }
    with_row(state, |row| {
        let publishes = state.can(row.network).is_none_or(|can| can.publish);
        match () {
            () if row.kind == Kind::Entry => Some(NotReady::Source),
            () if row.kind.is_reaction() => Some(NotReady::Reaction),
            () if row.deleted => Some(NotReady::TakenBack),
            () if !publishes || row.newest.is_none() || row.newest_remote.is_none() => Some(NotReady::Network),
            () => None,
        }
    })
}

fn can_act(state: &State, kind: ActKind) -> Ready {
    if state.targets().len() > 1 {
        return Ready::No(NotReady::OneAtATime);
    }
    with_row(state, |row| {
        let knows = state.can(row.network).is_none_or(|can| can.acts.contains(&kind));
        match () {
            () if row.kind == Kind::Entry => Some(NotReady::Source),
            () if row.kind.is_reaction() => Some(NotReady::Reaction),
            () if row.deleted => Some(NotReady::TakenBack),
            () if !knows || row.newest.is_none() => Some(NotReady::Network),
            () => None,
        }
    })
}

fn can_boost(state: &State) -> Ready {
    match can_act(state, ActKind::Boost) {
        Ready::Yes => {
            with_row(state, |row| matches!(row.visibility, Visibility::Followers | Visibility::Direct).then_some(NotReady::Private))
        }
        no => no,
    }
}

pub(super) fn can_delete(state: &State) -> Ready {
    if state.targets().len() > 1 {
        return Ready::No(NotReady::OneAtATime);
    }
    with_row(state, |row| {
        let knows = state.can(row.network).is_none_or(|can| can.acts.contains(&ActKind::Delete));
        match state.view_of(row.id) {
            _ if row.kind == Kind::Entry => Some(NotReady::Source),
            _ if !knows => Some(NotReady::Network),
            None => Some(NotReady::Loading),
            Some(_) => state.our_newest().is_none().then_some(NotReady::NotOurs),
        }
    })
}

fn has_page(state: &State) -> Ready {
    with_row(state, |row| row.url.is_empty().then_some(NotReady::NoPage))
}

fn was_edited(state: &State) -> Ready {
    match state.thread.view.as_ref().filter(|view| state.row().is_some_and(|row| row.id == view.row.id)) {
        Some(view) => Ready::unless(view.versions.is_empty().then_some(NotReady::NotEdited)),
        None => with_row(state, |_| Some(NotReady::Loading)),
    }
}

fn before(state: &mut State) -> Vec<Effect> {
    state.thread.show_before();
    Vec::new()
}

fn open(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Focus::Views => {
            let effects = state.choose_entry();
            state.focus = Focus::List;
            effects
        }
        Focus::Thread if state.thread_is_open() => state.unfold_next(),
        Focus::List | Focus::Thread | Focus::Composer => match state.row().map(|row| row.id) {
            Some(id) => state.open(id),
            None => Vec::new(),
        },
    }
}

/// Remembers a verb for `,` and runs it.
fn verb(state: &mut State, id: CommandId, verb: Verb) -> Vec<Effect> {
    state.verbs.last = Some(Runs::Command(id));
    state.triage(verb)
}

/// Whether all that a verb is about, as far as it is in hand, is so already.
fn all(state: &State, is: impl Fn(&Row) -> bool) -> bool {
    let targets = state.targets();
    let in_hand = targets.iter().filter_map(|id| state.inbox.list.get(id.0).or_else(|| state.row().filter(|row| row.id == *id)));
    in_hand.clone().next().is_some() && in_hand.into_iter().all(is)
}

fn done(state: &mut State) -> Vec<Effect> {
    let again = all(state, |row| row.triage.state == Triaged::Done && row.asks());
    verb(state, CommandId::Done, if again { Verb::Reopen } else { Verb::Done })
}

fn star(state: &mut State) -> Vec<Effect> {
    let again = all(state, |row| row.triage.starred);
    verb(state, CommandId::Star, if again { Verb::Unstar } else { Verb::Star })
}

fn mute(state: &mut State) -> Vec<Effect> {
    let again = all(state, |row| row.triage.state == Triaged::Muted);
    verb(state, CommandId::Mute, if again { Verb::Reopen } else { Verb::Mute })
}

fn unread(state: &mut State) -> Vec<Effect> {
    let again = all(state, |row| !row.triage.seen());
    verb(state, CommandId::Unread, if again { Verb::See } else { Verb::Unread })
}

fn like(state: &mut State) -> Vec<Effect> {
    state.verbs.last = Some(Runs::Command(CommandId::Like));
    let liked = state.row().is_some_and(|row| row.liked);
    state.act(if liked { ActKind::Unlike } else { ActKind::Like }, Duration::ZERO)
}

fn boost(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.row() else {
        return Vec::new();
    };
    let (question, yes, kind) = match row.boosted {
        false => ("boost-question", "boost-yes", ActKind::Boost),
        true => ("unboost-question", "unboost-yes", ActKind::Unboost),
    };
    let args = [("name", (&row.name).into()), ("handle", (&row.account_handle).into()), ("client", (&row.client_name).into())];
    let question = state.settings.language.say(question, &args);
    state.ask(CommandId::Boost, question, yes, Then::Act(kind))
}

pub(super) fn delete(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.row() else {
        return Vec::new();
    };
    let args = [("handle", (&row.account_handle).into()), ("client", (&row.client_name).into()), ("network", row.network.name().into())];
    let question = state.settings.language.say("delete-question", &args);
    state.ask(CommandId::Delete, question, "delete-yes", Then::Act(ActKind::Delete))
}

/// Asks for what belongs to a verb.
fn pick(state: &mut State, id: CommandId, picking: Picking) -> Vec<Effect> {
    state.verbs.last = Some(Runs::Command(id));
    state.open_picker(picking)
}

fn wait_client(state: &mut State) -> Vec<Effect> {
    state.verbs.last = Some(Runs::Command(CommandId::WaitClient));
    let rows = state.rows_of_targets();
    let about = match rows.as_slice() {
        [one] => format!("{} · {}", one.client_name, one.name),
        many => state.settings.language.say("prompt-many", &[("n", many.len().into())]),
    };
    let asked = rows.first().map(|row| row.triage.asked.clone()).unwrap_or_default();
    state.open_prompt(Prompting::Asked, about, &asked)
}

fn on_row(state: &mut State, effect: impl Fn(&Row) -> Effect) -> Vec<Effect> {
    state.row().map(effect).into_iter().collect()
}

fn text(state: &State, row: &Row) -> String {
    let messages = state.view_of(row.id).map(|view| &view.messages);
    let newest = messages.and_then(|messages| messages.iter().find(|message| message.id.is_some() && message.id == row.newest));
    newest.map_or_else(|| row.excerpt.clone(), |message| message.text.clone())
}

fn copy(state: &mut State, what: fn(&State, &Row) -> String) -> Vec<Effect> {
    let Some(copied) = state.row().map(|row| what(state, row)) else {
        return Vec::new();
    };
    let shown = crate::base::text::excerpt(&copied, 40);
    let told = state.settings.language.say("copied", &[("what", (&shown).into())]);
    state.status.say(told, Mood::Good, state.now.machine);
    vec![Effect::Copy(copied)]
}

fn show_new(state: &mut State) -> Vec<Effect> {
    state.inbox.query.as_of = Some(state.now.day);
    state.inbox.list.tidy();
    state.inbox.list.look_up();
    state.loads.want_now(crate::app::Slot::Inbox);
    Vec::new()
}

fn next_unread(state: &mut State, forward: bool) -> Vec<Effect> {
    let found = state.inbox.list.find(forward, |row| !row.triage.seen());
    if !found {
        state.tell("no-more-unread", Mood::Plain);
    } else if state.focus == Focus::Thread
        && let Some(id) = state.row_under_cursor()
    {
        return state.open(id);
    }
    Vec::new()
}

fn select(state: &mut State) -> Vec<Effect> {
    let Some(key) = state.row().map(|row| row.id.0) else {
        return Vec::new();
    };
    // Of everything that matches, one more is one.
    if state.inbox.matching.take().is_some() || !state.inbox.marked.remove(&key) {
        state.inbox.marked.insert(key);
    }
    state.inbox.list.step(1);
    Vec::new()
}

fn range(state: &mut State) -> Vec<Effect> {
    match state.inbox.range.take() {
        // The second `v` keeps what was selected and lets the cursor go.
        Some(from) => {
            state.inbox.range = Some(from);
            let kept: Vec<i64> = state.inbox.marks().into_iter().map(|id| id.0).collect();
            state.inbox.marked.extend(kept);
            state.inbox.range = None;
        }
        None => state.inbox.range = state.row().map(|row| row.id.0),
    }
    Vec::new()
}

/// The next list: the views, then those that were saved.
fn next_view(state: &mut State, forward: bool) -> Vec<Effect> {
    let lists: Vec<Entry> = state.entries().into_iter().filter(|entry| !matches!(entry, Entry::Clients(_))).collect();
    let current = state.inbox.saved.map_or(Entry::View(state.inbox.query.view), Entry::Saved);
    let at = lists.iter().position(|entry| *entry == current).unwrap_or(0);
    let step = if forward { 1 } else { lists.len().saturating_sub(1) };
    match lists.get((at + step) % lists.len().max(1)) {
        Some(Entry::View(view)) => {
            // What a saved view was narrowed by goes with it.
            if state.inbox.saved.is_some() {
                state.set_filter("");
            }
            state.show_view(*view)
        }
        Some(Entry::Saved(id)) => state.show_saved(*id),
        Some(Entry::Clients(_)) | None => Vec::new(),
    }
}

fn sort(state: &mut State) -> Vec<Effect> {
    let (sort, said) = match state.inbox.query.sort {
        Sort::Newest => (Sort::Waiting, "sorted-waiting"),
        Sort::Waiting => (Sort::Due, "sorted-due"),
        Sort::Due => (Sort::Newest, "sorted-newest"),
    };
    state.inbox.query.sort = sort;
    state.inbox.sort = sort;
    state.tell(said, Mood::Plain);
    state.inbox_anew()
}

impl State {
    fn row_under_cursor(&self) -> Option<crate::base::id::ConversationId> {
        self.inbox.list.selected().map(|row| row.id)
    }
}
