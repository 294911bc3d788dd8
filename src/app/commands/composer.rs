//! Commands of the composer: only Ctrl and Alt chords, function keys, Esc and Tab.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::editor::Editor;
use crate::app::overlays::Overlay;
use crate::app::overlays::picker::{Picking, TimeFor};
use crate::app::panes::composer::Composer;
use crate::app::{Effect, Slot, State};
use crate::model::triage::After;

const fn row(id: CommandId, keys: &'static [&'static str], run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Composer, keys, hint: true, ready: |_| Ready::Yes, run }
}

pub(super) const COMMANDS: &[Command] = &[
    row(CommandId::Send, &["ctrl-s"], State::send_as_chosen),
    Command { hint: false, ..row(CommandId::SendOpen, &["alt-s o", "f2 o"], |state| state.send(After::StayOpen)) },
    Command { hint: false, ..row(CommandId::SendDone, &["alt-s e", "f2 e"], |state| state.send(After::Done)) },
    Command { hint: false, ready: is_reply, ..row(CommandId::SendWait, &["alt-s w", "f2 w"], |state| send_and(state, TimeFor::SendAsked)) },
    Command {
        hint: false,
        ready: is_reply,
        ..row(CommandId::SendSnooze, &["alt-s b", "f2 b"], |state| send_and(state, TimeFor::SendSnooze))
    },
    Command { hint: false, ready: has_then, ..row(CommandId::SendWaitThem, &[], |state| state.send(After::WaitThem)) },
    Command { ready: is_new, ..row(CommandId::Schedule, &["ctrl-t"], State::choose_slot) },
    row(CommandId::KeepDraft, &["esc"], State::keep_draft),
    row(CommandId::Snippets, &["alt-r", "f9"], State::choose_snippet),
    row(CommandId::Editor, &["ctrl-e"], editor),
    Command { hint: false, ready: State::can_save_snippet, ..row(CommandId::SaveSnippet, &[], State::name_snippet) },
    Command { ready: can_widen, ..row(CommandId::Visibility, &["alt-v", "f4"], State::next_visibility) },
    Command { ready: can_warn, ..row(CommandId::Warning, &["alt-w", "f5"], warning) },
    Command { ready: is_new, ..row(CommandId::ChooseAccounts, &["alt-a", "f3"], accounts) },
    Command { ready: can_have_own, ..row(CommandId::OwnText, &["alt-o", "ctrl-o"], State::next_text) },
    Command { hint: false, ready: shows_own, ..row(CommandId::DropOwnText, &[], State::drop_own_text) },
    Command { ready: can_attach, ..row(CommandId::Media, &["alt-m", "f10"], State::open_media) },
    row(CommandId::Discard, &["alt-d", "f8"], State::discard_draft),
    row(CommandId::Complete, &["tab"], State::complete),
    Command { ready: State::can_correct, ..row(CommandId::Spelling, &["f7", "alt-c"], State::correct) },
];

fn against(state: &State, check: impl Fn(&Composer) -> Option<NotReady>) -> Ready {
    Ready::unless(state.composer.as_ref().and_then(check))
}

fn is_reply(state: &State) -> Ready {
    let replies = state.composer.as_ref().is_some_and(Composer::is_reply);
    Ready::unless((!replies).then_some(NotReady::NoConversation))
}

/// Asks for the time of what follows before the text is sent.
fn send_and(state: &mut State, purpose: TimeFor) -> Vec<Effect> {
    // What is left to fill is asked for before anything else.
    if let Some(label) = state.composer.as_ref().and_then(|composer| composer.current().unfilled()) {
        return state.say_unfilled(&label);
    }
    state.open_picker(Picking::Time(purpose))
}

fn has_then(state: &State) -> Ready {
    against(state, |composer| composer.draft.then.is_none().then_some(NotReady::NothingChosen))
}

fn is_new(state: &State) -> Ready {
    against(state, |composer| composer.is_reply().then_some(NotReady::ReplyAccount))
}

fn can_attach(state: &State) -> Ready {
    against(state, |composer| {
        let takes = composer.identities.iter().all(|identity| state.can(identity.network).is_some_and(|can| can.media));
        (!takes).then_some(NotReady::Network)
    })
}

fn can_have_own(state: &State) -> Ready {
    against(state, |composer| {
        let alone = (composer.identities.len() < 2 && composer.own.is_none()).then_some(NotReady::OneAccount);
        composer.is_reply().then_some(NotReady::ReplyAccount).or(alone)
    })
}

fn shows_own(state: &State) -> Ready {
    against(state, |composer| composer.own.is_none().then_some(NotReady::SharedText))
}

fn can_widen(state: &State) -> Ready {
    against(state, |composer| {
        let network = composer.identities.first().and_then(|identity| state.can(identity.network));
        match network.map_or(0, |can| can.visibilities.len()) {
            _ if composer.is_private() => Some(NotReady::StaysPrivate),
            0 | 1 => Some(NotReady::Network),
            _ => None,
        }
    })
}

fn can_warn(state: &State) -> Ready {
    against(state, |composer| {
        let knows = composer.identities.iter().all(|identity| state.can(identity.network).is_some_and(|can| can.warnings));
        (!knows).then_some(NotReady::Network)
    })
}

/// Goes into the warning, back to the text, or takes an empty warning away.
fn warning(state: &mut State) -> Vec<Effect> {
    let Some(composer) = state.composer.as_mut() else {
        return Vec::new();
    };
    match (&composer.warning, composer.in_warning) {
        (None, _) => {
            composer.warning = Some(Editor::line(""));
            composer.in_warning = true;
        }
        (Some(_), false) => composer.in_warning = true,
        (Some(warning), true) => {
            composer.in_warning = false;
            if warning.text().trim().is_empty() {
                composer.warning = None;
            }
        }
    }
    Vec::new()
}

fn editor(state: &mut State) -> Vec<Effect> {
    let text = state.composer.as_ref().map(|composer| composer.editor.text().to_owned()).unwrap_or_default();
    vec![Effect::Edit(state.loads.ticket(Slot::World), text)]
}

fn accounts(state: &mut State) -> Vec<Effect> {
    let chosen = state.composer.iter().flat_map(|composer| &composer.identities).next().map(|identity| identity.account);
    let at = state.writers().position(|row| Some(row.account.id) == chosen);
    state.overlays.push(Overlay::Accounts(at.unwrap_or(0)));
    Vec::new()
}
