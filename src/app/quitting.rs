//! Leaving: at once, or after what is leaving has left, been sent, or become a draft again.

use super::commands::CommandId;
use super::overlays::{Choice, Confirm, Overlay, Then};
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::time::Timestamp;
use crate::model::delivery;
use crate::model::intent::Intent;

/// What the program waits for before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quitting {
    /// Until what is leaving has been sent.
    WhenSent,
    /// Until what was leaving is a draft again.
    WhenKept,
}

/// Whether a delivery keeps the program from ending: it is about to be sent.
fn is_about_to_go(state: &delivery::State, now: Timestamp) -> bool {
    match state {
        delivery::State::Leaving(_) | delivery::State::Sending => true,
        delivery::State::Queued(at) => *at <= now,
        delivery::State::Sent(_)
        | delivery::State::Unsure(_)
        | delivery::State::Held(_)
        | delivery::State::Failed(_)
        | delivery::State::Cancelled => false,
    }
}

impl State {
    /// How many deliveries can still be stopped by not waiting for them.
    fn leaving(&self) -> usize {
        self.outbox.leaving_at().count() + self.outbox.sends_in_flight()
    }

    /// Ends, or asks once what to do with what is leaving.
    pub(crate) fn quit(&mut self) -> Vec<Effect> {
        let leaving = self.leaving();
        if leaving == 0 || self.quitting.is_some() {
            return vec![Effect::Quit];
        }
        let language = self.settings.language.clone();
        let choice = |key: &str, id: &str, then| Choice::new(language.word(key), language.word(id), then);
        let confirm = Confirm {
            question: language.say("quit-question", &[("n", leaving.into())]),
            choices: vec![
                choice("quit-send-key", "quit-send", Then::QuitSend),
                choice("quit-wait-key", "quit-wait", Then::QuitWait),
                choice("quit-keep-key", "quit-keep", Then::QuitKeep),
            ],
        };
        self.overlays.push(Overlay::Confirm(confirm));
        Vec::new()
    }

    pub(crate) fn quit_when_sent(&mut self, hurry: bool) -> Vec<Effect> {
        self.quitting = Some(Quitting::WhenSent);
        let key = self.key(CommandId::Cancel);
        self.status.say(self.settings.language.say("quit-waiting", &[("key", (&key).into())]), Mood::Busy, self.now.machine);
        if hurry { vec![self.save(Slot::Send, Intent::SendAllNow)] } else { Vec::new() }
    }

    pub(crate) fn quit_when_kept(&mut self) -> Vec<Effect> {
        self.quitting = Some(Quitting::WhenKept);
        let leaving = |state: &delivery::State| matches!(state, delivery::State::Leaving(_));
        let ids: Vec<_> = self.outbox.list.lines().iter().filter(|line| leaving(&line.item.state)).map(|line| line.item.id).collect();
        ids.into_iter().map(|id| self.save(Slot::Send, Intent::Cancel(id))).collect()
    }

    /// Ends when nothing is waited for any more; called when the outbox was read.
    pub(crate) fn quit_if_nothing_leaves(&mut self) -> Vec<Effect> {
        let now = self.now.machine;
        let going = |line: &super::list::Line<crate::model::query::OutboxRow>| match self.quitting {
            Some(Quitting::WhenKept) => matches!(line.item.state, delivery::State::Leaving(_)),
            _ => is_about_to_go(&line.item.state, now),
        };
        let waits = self.outbox.sends_in_flight() > 0 || self.outbox.list.lines().iter().any(going);
        if self.quitting.is_some() && !waits { vec![Effect::Quit] } else { Vec::new() }
    }
}
