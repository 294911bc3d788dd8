//! The state machine of a conversation: what verbs, messages and answers do to it.
//!
//! All of it is pure, so that the screen can apply a verb to the row in hand with the
//! very function that the store runs. Only a verb or an answer of ours takes a
//! conversation out of open; seeing it never does. Start at [`Triage`].

use std::time::Duration;

use crate::base::code::codes;
use crate::base::id::InteractionId;
use crate::base::time::Timestamp;

codes! {
    /// Where a conversation stands.
    pub enum State {
        /// Somebody has to do something about it.
        Open = "open",
        /// We answered, and it is their turn.
        WaitingThem = "waiting_them",
        /// The client has to tell us something first.
        WaitingClient = "waiting_client",
        /// Out of sight until a time, or until they answer.
        Snoozed = "snoozed",
        /// Nothing is left to do.
        Done = "done",
        /// Out of sight for good; still counted.
        Muted = "muted",
    }
}

codes! {
    /// What a person decides about a conversation.
    pub enum Verb {
        /// Nothing is left to do.
        Done = "done",
        /// Something is left to do after all.
        Reopen = "reopen",
        /// Never show it again.
        Mute = "mute",
        /// Mark it with a star.
        Star = "star",
        /// Take the star away.
        Unstar = "unstar",
        /// Mark it as not seen.
        Unread = "unread",
        /// Mark it as seen.
        See = "see",
    }
}

impl Verb {
    /// Whether it takes the conversation out of the list it is in.
    pub const fn moves(self) -> bool {
        match self {
            Verb::Done | Verb::Reopen | Verb::Mute => true,
            Verb::Star | Verb::Unstar | Verb::Unread | Verb::See => false,
        }
    }
}

codes! {
    /// What becomes of a conversation when our answer has arrived, chosen at sending.
    pub enum After {
        /// It is their turn.
        WaitThem = "wait-them",
        /// It stays with us.
        StayOpen = "stay-open",
        /// Nothing is left to do.
        Done = "done",
    }
}

/// What triage keeps of one conversation: its state, its flags, its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// Where it stands.
    pub state: State,
    /// When it last became open; a further message does not change it.
    pub opened_at: Timestamp,
    /// The time of their first unanswered message; only our answer clears it.
    pub waiting_since: Option<Timestamp>,
    /// Until when it sleeps; kept as the next default when they answer first.
    pub snoozed_until: Option<Timestamp>,
    /// By when we must act.
    pub due_at: Option<Timestamp>,
    /// Whether it carries a star.
    pub starred: bool,
    /// The newest of their messages that was seen.
    pub seen_upto: Option<InteractionId>,
    /// How many of their messages are newer than that.
    pub unread: u32,
}

/// How old a message of the first sync may be and still arrive open.
pub const FIRST_SYNC_OPEN: Duration = Duration::from_secs(7 * 24 * 3600);

impl Triage {
    /// A conversation that begins with a message that asks, stored at `now`.
    pub fn opened(now: Timestamp, happened_at: Timestamp) -> Triage {
        Triage { state: State::Open, waiting_since: Some(happened_at), ..Triage::quiet(now) }
    }

    /// A conversation that asks for nothing: born done and not seen.
    pub fn quiet(now: Timestamp) -> Triage {
        Triage {
            state: State::Done,
            opened_at: now,
            waiting_since: None,
            snoozed_until: None,
            due_at: None,
            starred: false,
            seen_upto: None,
            unread: 1,
        }
    }

    /// Whether its newest message was seen.
    pub fn seen(&self) -> bool {
        self.unread == 0
    }

    /// What `verb` makes of it; `newest` is their newest message.
    pub fn after_verb(&self, verb: Verb, newest: Option<InteractionId>, now: Timestamp) -> Triage {
        let mut next = self.clone();
        if verb != Verb::Unread {
            next.seen_upto = newest.or(next.seen_upto);
            next.unread = 0;
        }
        match verb {
            Verb::Done => next.state = State::Done,
            Verb::Mute => next.state = State::Muted,
            Verb::Reopen if self.state != State::Open => {
                next.state = State::Open;
                next.opened_at = now;
            }
            Verb::Star => next.starred = true,
            Verb::Unstar => next.starred = false,
            Verb::Unread => {
                next.unread = next.unread.max(1);
                next.seen_upto = None;
            }
            Verb::Reopen | Verb::See => {}
        }
        next
    }

    /// What one more message of theirs that asks makes of it.
    pub fn after_message(&self, happened_at: Timestamp, now: Timestamp) -> Triage {
        let mut next = self.clone();
        next.unread += 1;
        next.waiting_since = next.waiting_since.or(Some(happened_at));
        match self.state {
            State::Open | State::Muted => {}
            State::WaitingThem | State::WaitingClient | State::Snoozed | State::Done => {
                next.state = State::Open;
                next.opened_at = now;
            }
        }
        next
    }

    /// What one more message that asks for nothing makes of it.
    pub fn after_reaction(&self, now: Timestamp) -> Triage {
        Triage { unread: self.unread + 1, opened_at: now, ..self.clone() }
    }

    /// What an answer of ours that has arrived makes of it.
    ///
    /// `unanswered` is the time of their first message after that answer: when there is
    /// one, the conversation stays with us whatever was chosen.
    pub fn after_answer(&self, after: After, unanswered: Option<Timestamp>, now: Timestamp) -> Triage {
        let mut next = self.clone();
        next.waiting_since = unanswered;
        if self.state == State::Muted {
            return next;
        }
        let wanted = match (unanswered, after) {
            (Some(_), _) | (None, After::StayOpen) => State::Open,
            (None, After::WaitThem) => State::WaitingThem,
            (None, After::Done) => State::Done,
        };
        if wanted == State::Open && self.state != State::Open {
            next.opened_at = now;
        }
        next.state = wanted;
        next
    }

    /// What an act of moderation that has arrived makes of it.
    ///
    /// Nothing is left to do, unless `asks`: something else in it still waits on us.
    pub fn after_moderation(&self, asks: bool) -> Triage {
        match self.state {
            State::Muted => self.clone(),
            _ if asks => self.clone(),
            State::Open | State::WaitingThem | State::WaitingClient | State::Snoozed | State::Done => {
                Triage { state: State::Done, ..self.clone() }
            }
        }
    }

    /// What it is when our answer was deleted and `unanswered` is their first message that has none now.
    pub fn after_deletion(&self, unanswered: Option<Timestamp>, now: Timestamp) -> Triage {
        match (self.state, unanswered) {
            (State::WaitingThem, Some(since)) => Triage { state: State::Open, opened_at: now, waiting_since: Some(since), ..self.clone() },
            _ => self.clone(),
        }
    }

    /// What it is again when its sleep is over.
    pub fn after_sleep(&self, now: Timestamp) -> Triage {
        match self.state {
            State::Snoozed => Triage { state: State::Open, opened_at: now, snoozed_until: None, ..self.clone() },
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);
    const THEN: Timestamp = Timestamp::from_millis(400_000);

    fn in_state(state: State) -> Triage {
        Triage { state, ..Triage::opened(THEN, THEN) }
    }

    #[test]
    fn their_message_opens_all_but_what_is_muted() {
        let table = [
            (State::Open, State::Open, THEN),
            (State::WaitingThem, State::Open, NOW),
            (State::WaitingClient, State::Open, NOW),
            (State::Snoozed, State::Open, NOW),
            (State::Done, State::Open, NOW),
            (State::Muted, State::Muted, THEN),
        ];
        for (before, expected, opened_at) in table {
            let after = in_state(before).after_message(NOW, NOW);
            assert_eq!((after.state, after.opened_at, after.unread), (expected, opened_at, 2), "{before}");
        }
    }

    #[test]
    fn only_an_answer_clears_the_wait() {
        let waiting = in_state(State::Open);
        for verb in Verb::ALL {
            assert_eq!(waiting.after_verb(*verb, None, NOW).waiting_since, Some(THEN), "{verb}");
        }
        assert_eq!(waiting.after_message(NOW, NOW).waiting_since, Some(THEN));
        assert_eq!(waiting.after_answer(After::WaitThem, None, NOW).waiting_since, None);
    }

    #[test]
    fn an_answer_leaves_the_conversation_as_chosen() {
        let table = [
            (After::WaitThem, None, State::WaitingThem),
            (After::StayOpen, None, State::Open),
            (After::Done, None, State::Done),
            // Their message crossed ours: it is still our turn.
            (After::Done, Some(NOW), State::Open),
        ];
        for (after, unanswered, expected) in table {
            let next = in_state(State::Open).after_answer(after, unanswered, NOW);
            assert_eq!((next.state, next.waiting_since, next.opened_at), (expected, unanswered, THEN), "{after}");
        }
        assert_eq!(in_state(State::Muted).after_answer(After::WaitThem, None, NOW).state, State::Muted);
    }

    #[test]
    fn moderation_closes_what_nothing_else_asks_in() {
        for state in State::ALL {
            let expected = if *state == State::Muted { State::Muted } else { State::Done };
            assert_eq!(in_state(*state).after_moderation(false).state, expected, "{state}");
            assert_eq!(in_state(*state).after_moderation(true), in_state(*state), "{state}");
        }
    }

    #[test]
    fn a_deleted_answer_leaves_their_question_open() {
        let waiting = Triage { waiting_since: None, ..in_state(State::WaitingThem) };
        let open = waiting.after_deletion(Some(THEN), NOW);
        assert_eq!((open.state, open.opened_at, open.waiting_since), (State::Open, NOW, Some(THEN)));
        assert_eq!(waiting.after_deletion(None, NOW), waiting);
        for state in State::ALL.iter().filter(|state| **state != State::WaitingThem) {
            assert_eq!(in_state(*state).after_deletion(Some(THEN), NOW), in_state(*state), "{state}");
        }
    }

    #[test]
    fn seeing_is_not_handling() {
        let seen = in_state(State::Open).after_verb(Verb::See, Some(InteractionId(7)), NOW);
        assert_eq!((seen.state, seen.unread, seen.seen_upto), (State::Open, 0, Some(InteractionId(7))));
        let unread = seen.after_verb(Verb::Unread, Some(InteractionId(7)), NOW);
        assert_eq!((unread.unread, unread.seen_upto), (1, None));
        assert_eq!(seen.after_message(NOW, NOW).unread, 1);
    }
}
