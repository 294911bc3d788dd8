//! Leaving: at once, or after what is leaving has left, been sent, or become a draft again.

use super::commands::CommandId;
use super::overlays::{Choice, Confirm, Overlay, Then};
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::time::Timestamp;
use crate::config::say::Problem;
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

    /// Ends, or asks once what to do with what is leaving or could not be stored.
    pub(crate) fn quit(&mut self) -> Vec<Effect> {
        match self.unstored.clone().filter(|_| self.quitting.is_none()) {
            Some(problem) => self.ask_unstored(&problem),
            None => self.quit_stored(),
        }
    }

    /// What was typed is tried again until it is stored, so going back is all that is needed.
    fn ask_unstored(&mut self, problem: &Problem) -> Vec<Effect> {
        let language = self.settings.language.clone();
        let question = language.say("quit-unstored", &[("problem", (&language.problem(problem)).into())]);
        let key = language.word("quit-unstored-key");
        let choices = vec![Choice::new(key, language.word("quit-unstored-yes"), Then::QuitUnstored)];
        self.overlays.push(Overlay::Confirm(Confirm { question, choices }));
        Vec::new()
    }

    /// The same when nothing typed is missing in the store, or the person knows.
    pub(crate) fn quit_stored(&mut self) -> Vec<Effect> {
        let leaving = self.leaving();
        if leaving == 0 || self.quitting.is_some() {
            return vec![Effect::Quit];
        }
        let language = self.settings.language.clone();
        let choice = |key: &str, id: &str, then| Choice::new(language.word(key), language.word(id), then);
        let (question, keep) = if self.only_acts_leave() { ("quit-question-acts", "quit-stop") } else { ("quit-question", "quit-keep") };
        let confirm = Confirm {
            question: language.say(question, &[("n", leaving.into())]),
            choices: vec![
                choice("quit-send-key", "quit-send", Then::QuitSend),
                choice("quit-wait-key", "quit-wait", Then::QuitWait),
                choice("quit-keep-key", keep, Then::QuitKeep),
            ],
        };
        self.overlays.push(Overlay::Confirm(confirm));
        Vec::new()
    }

    /// Whether nothing that leaves has a text: likes, boosts, deletions.
    fn only_acts_leave(&self) -> bool {
        let rows = self.outbox.list.lines().iter().map(|line| &line.item);
        let mut leaving = rows.filter(|row| matches!(row.state, delivery::State::Leaving(_))).peekable();
        self.outbox.sends_in_flight() == 0 && leaving.peek().is_some() && leaving.all(|row| matches!(row.load, delivery::Load::Act(_)))
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
