//! What moves by itself: ages, countdowns, spinners, and what was looked at long enough.
//!
//! Nothing is drawn without a change, so the state says when the next one is due.

use std::time::Duration;

use super::focus::Pane;
use super::{Effect, Now, Slot, State};
use crate::base::id::{ConversationId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::delivery;
use crate::model::intent::Intent;
use crate::model::triage::Verb;

/// How long a message is visible before it was seen.
const SEEN_AFTER: Duration = Duration::from_secs(1);
/// How long a chord may pause before what can follow is shown.
const WHICH_KEY_AFTER: Duration = Duration::from_millis(300);
/// How long a frame of a spinner stands.
const SPIN: Duration = Duration::from_millis(120);

/// What is being looked at, and since when.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    watched: Option<(ConversationId, InteractionId, Timestamp)>,
}

impl State {
    /// When, by the machine's clock, [`Message::Clock`](super::Message::Clock) is needed; none when nothing moves by itself.
    pub fn next_tick(&self) -> Option<Timestamp> {
        let now = self.now.machine;
        let which_key = (!self.pending.keys.is_empty()).then(|| self.pending.since + WHICH_KEY_AFTER).filter(|at| *at > now);
        let spinner = self.spins().then(|| now + SPIN);
        let seen = self.attention.watched.map(|(_, _, since)| since + SEEN_AFTER);
        let countdown = self.outbox.leaving_at().filter(|at| *at > now).map(|at| next_second(now, at)).min();
        [
            which_key,
            spinner,
            seen,
            countdown,
            self.status.fades_at(),
            self.teaching.fades_at(),
            self.loads.next(),
            self.turns_at(),
            self.spelling_at(),
            Some(self.next_minute()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// When the next age or clock on the screen changes.
    fn next_minute(&self) -> Timestamp {
        let left = 60_000 - self.now.day.millis().rem_euclid(60_000);
        let left = Duration::from_millis(left.unsigned_abs()) / self.settings.speed.max(1);
        self.now.machine + left.max(Duration::from_millis(100))
    }

    /// Whether a spinner is on the screen.
    fn spins(&self) -> bool {
        let busy = self.inbox.searches() || self.bulk.is_some() || self.verbs.turning.is_some();
        busy || self.status.is_working() || self.outbox.list.lines().iter().any(|line| line.item.state == delivery::State::Sending)
    }

    /// Whether a chord has paused for so long that what can follow is shown.
    pub(crate) fn shows_which_key(&self) -> bool {
        !self.pending.keys.is_empty() && self.now.machine.since(self.pending.since) >= WHICH_KEY_AFTER
    }

    /// Takes the time.
    pub(crate) fn advance(&mut self, now: Now) -> Vec<Effect> {
        let due = self.next_tick();
        let minute = |now: Now| now.day.millis().div_euclid(60_000);
        if minute(self.now) != minute(now) && self.saved.are_relative() {
            self.loads.want(Slot::ViewCounts);
        }
        self.now = now;
        if due.is_none_or(|at| at > now.machine) {
            return Vec::new();
        }
        self.dirty = true;
        self.status.fade(now.machine);
        self.teaching.fade(now.machine);
        self.days_turn();
        self.seen()
    }

    /// Notes what is visible; called after every message.
    pub(crate) fn attend(&mut self) {
        let watched = self.watched();
        match (watched, self.attention.watched) {
            (Some(new), Some((conversation, message, _))) if new == (conversation, message) => {}
            (Some((conversation, message)), _) => self.attention.watched = Some((conversation, message, self.now.machine)),
            (None, _) => self.attention.watched = None,
        }
    }

    /// The conversation whose newest message is visible and not seen.
    fn watched(&self) -> Option<(ConversationId, InteractionId)> {
        let area = self.layout()?.thread?;
        let view = self.thread.view.as_ref()?;
        let newest = view.row.newest?;
        let seen = self.inbox.list.get(view.row.id.0).unwrap_or(&view.row).triage.seen();
        let visible = self.attentive && self.overlays.is_empty() && self.pane == Pane::Inbox;
        (visible && !seen && self.thread.shows_newest(area.height)).then_some((view.row.id, newest))
    }

    /// What was visible for a second was seen.
    fn seen(&mut self) -> Vec<Effect> {
        match self.attention.watched {
            Some((conversation, message, since)) if self.now.machine.since(since) >= SEEN_AFTER => self.mark_seen(conversation, message),
            _ => Vec::new(),
        }
    }

    pub(crate) fn mark_seen(&mut self, conversation: ConversationId, message: InteractionId) -> Vec<Effect> {
        self.attention.watched = None;
        let now = self.now.day;
        if let Some(row) = self.inbox.list.get_mut(conversation.0) {
            row.triage = row.triage.after_verb(&Verb::See, Some(message), now);
        }
        if let Some(view) = self.thread.view.as_mut().filter(|view| view.row.id == conversation) {
            view.row.triage = view.row.triage.after_verb(&Verb::See, Some(message), now);
        }
        vec![self.save(Slot::Seen, Intent::Seen(conversation, message))]
    }
}

/// When the whole seconds until `at` change next.
fn next_second(now: Timestamp, at: Timestamp) -> Timestamp {
    let left = at.since(now).as_millis();
    let part = u64::try_from((left - 1) % 1_000 + 1).unwrap_or(1_000);
    now + Duration::from_millis(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_change_when_they_are_over() {
        let at = Timestamp::from_millis(10_000);
        for (now, expected) in [(0, 1_000), (400, 1_000), (999, 1_000), (1_000, 2_000), (9_500, 10_000)] {
            assert_eq!(next_second(Timestamp::from_millis(now), at), Timestamp::from_millis(expected), "{now}");
        }
    }
}
