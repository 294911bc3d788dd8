//! The state machine of a conversation: what verbs, messages and answers do to it.
//!
//! All of it is pure, so that the screen can apply a verb to the row in hand with the
//! very function that the store runs. Only a verb or an answer of ours takes a
//! conversation out of open; seeing it never does. Start at [`Triage`].

use std::time::Duration;

use crate::base::code::codes;
use crate::base::id::InteractionId;
use crate::base::time::Timestamp;
use crate::model::label::Label;

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

pub use super::verb::{After, Asked, Until, Verb, VerbKind};

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
    /// By when we must act: the strictest of what a person set, the network and the client want.
    ///
    /// It follows from the rest and is computed anew whenever that is stored.
    pub due_at: Option<Timestamp>,
    /// The time that a person set: for an assignment, or for the client's answer.
    pub own_due: Option<Timestamp>,
    /// Who is to answer it.
    pub assignee: Option<String>,
    /// What was asked of the client; may be empty.
    pub asked: String,
    /// Its labels, in order, each once.
    pub labels: Vec<Label>,
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
            own_due: None,
            assignee: None,
            asked: String::new(),
            labels: Vec::new(),
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
    pub fn after_verb(&self, verb: &Verb, newest: Option<InteractionId>, now: Timestamp) -> Triage {
        let mut next = self.clone();
        if *verb != Verb::Unread {
            next.seen_upto = newest.or(next.seen_upto);
            next.unread = 0;
        }
        match verb {
            Verb::Done => next.leave(State::Done),
            Verb::Mute => next.leave(State::Muted),
            Verb::WaitThem => next.leave(State::WaitingThem),
            Verb::WaitClient(asked) => next.wait_client(asked),
            Verb::Snooze(until) => next.sleep(*until),
            Verb::Reopen if self.state != State::Open => next.open(now),
            Verb::Star => next.starred = true,
            Verb::Unstar => next.starred = false,
            Verb::Unread => {
                next.unread = next.unread.max(1);
                next.seen_upto = None;
            }
            Verb::Assign { who, due } => {
                next.assignee = Some(who.clone());
                next.own_due = *due;
            }
            Verb::Unassign => {
                if next.assignee.take().is_some() {
                    next.own_due = None;
                }
            }
            Verb::Label(labels) => {
                next.labels.extend(labels.iter().cloned());
                next.labels.sort_unstable();
                next.labels.dedup();
            }
            Verb::Unlabel(labels) => next.labels.retain(|label| !labels.contains(label)),
            Verb::Reopen | Verb::See => {}
        }
        next.dated()
    }

    fn open(&mut self, now: Timestamp) {
        self.state = State::Open;
        self.opened_at = now;
    }

    /// Goes where nobody of us has to act; what was asked and set for acting is over.
    fn leave(&mut self, state: State) {
        self.state = state;
        self.own_due = None;
        self.asked.clear();
    }

    fn wait_client(&mut self, asked: &Asked) {
        self.state = State::WaitingClient;
        self.own_due = asked.due;
        self.asked.clone_from(&asked.what);
    }

    fn sleep(&mut self, until: Until) {
        self.state = State::Snoozed;
        self.snoozed_until = until.time();
    }

    /// The same with the due time that a person's own gives it; the strictest of others is put over it.
    pub(crate) fn dated(mut self) -> Triage {
        self.due_at = self.due(None);
        self
    }

    /// By when we must act, when network and client want `others` of an open conversation.
    pub fn due(&self, others: Option<Timestamp>) -> Option<Timestamp> {
        match self.state {
            State::Open => match (self.own_due, others) {
                (Some(own), Some(other)) => Some(own.min(other)),
                (own, other) => own.or(other),
            },
            State::WaitingClient => self.own_due,
            State::WaitingThem | State::Snoozed | State::Done | State::Muted => None,
        }
    }

    /// What one more message of theirs that asks makes of it.
    pub fn after_message(&self, happened_at: Timestamp, now: Timestamp) -> Triage {
        let mut next = self.clone();
        next.unread += 1;
        next.waiting_since = next.waiting_since.or(Some(happened_at));
        match self.state {
            State::Open | State::Muted => {}
            State::WaitingThem | State::WaitingClient | State::Snoozed | State::Done => next.open(now),
        }
        next.dated()
    }

    /// What one more message that asks for nothing makes of it.
    pub fn after_reaction(&self, now: Timestamp) -> Triage {
        Triage { unread: self.unread + 1, opened_at: now, ..self.clone() }
    }

    /// What an answer of ours that has arrived makes of it.
    ///
    /// `unanswered` is the time of their first message after that answer: when there is
    /// one, the conversation stays with us whatever was chosen.
    pub fn after_answer(&self, after: &After, unanswered: Option<Timestamp>, now: Timestamp) -> Triage {
        let mut next = self.clone();
        next.waiting_since = unanswered;
        if self.state == State::Muted {
            return next;
        }
        match (unanswered, after) {
            (Some(_), _) | (None, After::StayOpen) => {
                if self.state != State::Open {
                    next.open(now);
                }
            }
            (None, After::WaitThem) => next.leave(State::WaitingThem),
            (None, After::Done) => next.leave(State::Done),
            (None, After::WaitClient(asked)) => next.wait_client(asked),
            (None, After::Snooze(until)) => next.sleep(*until),
        }
        next.dated()
    }

    /// What an act of moderation that has arrived makes of it.
    ///
    /// Nothing is left to do, unless `asks`: something else in it still waits on us.
    pub fn after_moderation(&self, asks: bool) -> Triage {
        let mut next = self.clone();
        if self.state != State::Muted && !asks {
            next.leave(State::Done);
        }
        next.dated()
    }

    /// What it is when our answer was deleted and `unanswered` is their first message that has none now.
    pub fn after_deletion(&self, unanswered: Option<Timestamp>, now: Timestamp) -> Triage {
        let mut next = self.clone();
        if self.state == State::WaitingThem && unanswered.is_some() {
            next.waiting_since = unanswered;
            next.open(now);
        }
        next.dated()
    }

    /// What it is again when its sleep is over.
    pub fn after_sleep(&self, now: Timestamp) -> Triage {
        let mut next = self.clone();
        if self.state == State::Snoozed {
            next.open(now);
            next.snoozed_until = None;
        }
        next.dated()
    }

    /// What it is again when the client should have answered: ours, and due since then.
    pub fn after_due(&self, now: Timestamp) -> Triage {
        let mut next = self.clone();
        if self.state == State::WaitingClient && self.own_due.is_some_and(|due| due <= now) {
            next.open(now);
        }
        next.dated()
    }

    /// Whether it is for `person` to answer at `now`: assigned to nobody, to them, or too late.
    pub fn is_mine(&self, person: &str, now: Timestamp) -> bool {
        match &self.assignee {
            None => true,
            Some(who) => who == person || self.own_due.is_some_and(|due| due <= now),
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
        for verb in every_verb() {
            assert_eq!(waiting.after_verb(&verb, None, NOW).waiting_since, Some(THEN), "{verb:?}");
        }
        assert_eq!(waiting.after_message(NOW, NOW).waiting_since, Some(THEN));
        assert_eq!(waiting.after_answer(&After::WaitThem, None, NOW).waiting_since, None);
    }

    #[test]
    fn an_answer_leaves_the_conversation_as_chosen() {
        let table = [
            (After::WaitThem, None, State::WaitingThem),
            (After::StayOpen, None, State::Open),
            (After::Done, None, State::Done),
            (After::WaitClient(asked()), None, State::WaitingClient),
            (After::Snooze(Until::Answer), None, State::Snoozed),
            // Their message crossed ours: it is still our turn.
            (After::Done, Some(NOW), State::Open),
        ];
        for (after, unanswered, expected) in table {
            let next = in_state(State::Open).after_answer(&after, unanswered, NOW);
            assert_eq!((next.state, next.waiting_since, next.opened_at), (expected, unanswered, THEN), "{after:?}");
        }
        assert_eq!(in_state(State::Muted).after_answer(&After::WaitThem, None, NOW).state, State::Muted);
    }

    fn asked() -> Asked {
        Asked { due: Some(NOW), what: "the new price".into() }
    }

    fn every_verb() -> Vec<Verb> {
        let labels = vec![Label::new("refund").unwrap()];
        let plain = [Verb::Done, Verb::Reopen, Verb::Mute, Verb::Star, Verb::Unstar, Verb::Unread, Verb::See, Verb::WaitThem];
        let full = [
            Verb::Snooze(Until::At(NOW)),
            Verb::Snooze(Until::Answer),
            Verb::WaitClient(asked()),
            Verb::Assign { who: "bob".into(), due: Some(NOW) },
            Verb::Unassign,
            Verb::Label(labels.clone()),
            Verb::Unlabel(labels),
        ];
        plain.into_iter().chain(full).collect()
    }

    #[test]
    fn a_verb_leads_where_its_word_says() {
        for verb in every_verb() {
            let expected = match verb.kind() {
                VerbKind::Done => State::Done,
                VerbKind::Mute => State::Muted,
                VerbKind::Snooze => State::Snoozed,
                VerbKind::WaitThem => State::WaitingThem,
                VerbKind::WaitClient => State::WaitingClient,
                _ => State::Open,
            };
            let next = in_state(State::Open).after_verb(&verb, None, NOW);
            assert_eq!(next.state, expected, "{verb:?}");
            assert_eq!(next.state != State::Open, verb.moves() && verb != Verb::Reopen, "{verb:?}");
        }
    }

    #[test]
    fn who_waits_for_the_client_has_it_back_when_it_is_due() {
        let waiting = in_state(State::Open).after_verb(&Verb::WaitClient(asked()), None, THEN);
        assert_eq!((waiting.due_at, waiting.asked.as_str()), (Some(NOW), "the new price"));
        assert_eq!(waiting.after_due(THEN), waiting);
        let due = waiting.after_due(NOW);
        assert_eq!((due.state, due.opened_at, due.due_at), (State::Open, NOW, Some(NOW)));
        assert_eq!(due.asked, "the new price", "what was asked is still to be read");
        let done = due.after_verb(&Verb::Done, None, NOW);
        assert_eq!((done.due_at, done.own_due, done.asked.as_str()), (None, None, ""));
    }

    #[test]
    fn what_a_colleague_has_is_mine_again_when_it_is_late() {
        let given = in_state(State::Open).after_verb(&Verb::Assign { who: "bob".into(), due: Some(NOW) }, None, THEN);
        assert_eq!((given.state, given.due_at), (State::Open, Some(NOW)));
        assert_eq!([given.is_mine("ana", THEN), given.is_mine("bob", THEN), given.is_mine("ana", NOW)], [false, true, true]);
        let back = given.after_verb(&Verb::Unassign, None, THEN);
        assert_eq!((back.assignee.as_deref(), back.own_due, back.is_mine("ana", THEN)), (None, None, true));
    }

    #[test]
    fn a_sleep_ends_with_its_time_or_with_their_answer() {
        let asleep = in_state(State::Open).after_verb(&Verb::Snooze(Until::At(NOW)), None, THEN);
        assert_eq!((asleep.state, asleep.snoozed_until, asleep.due_at), (State::Snoozed, Some(NOW), None));
        let woken = asleep.after_sleep(NOW);
        assert_eq!((woken.state, woken.snoozed_until, woken.opened_at), (State::Open, None, NOW));
        let answered = asleep.after_message(NOW, NOW);
        assert_eq!((answered.state, answered.snoozed_until), (State::Open, Some(NOW)), "the next sleep begins with that time");
    }

    #[test]
    fn labels_stand_in_order_and_once() {
        let label = |name: &str| Label::new(name).unwrap();
        let open = in_state(State::Open);
        let both = open.after_verb(&Verb::Label(vec![label("vip"), label("refund"), label("VIP")]), None, NOW);
        assert_eq!(both.labels, [label("refund"), label("vip")]);
        assert_eq!(both.after_verb(&Verb::Unlabel(vec![label("refund"), label("other")]), None, NOW).labels, [label("vip")]);
    }

    #[test]
    fn what_follows_an_answer_comes_back_from_its_line() {
        let all = [
            After::WaitThem,
            After::StayOpen,
            After::Done,
            After::WaitClient(asked()),
            After::WaitClient(Asked::default()),
            After::Snooze(Until::At(NOW)),
            After::Snooze(Until::Answer),
        ];
        for after in all {
            assert_eq!(After::from_line(&after.line()), Some(after.clone()), "{:?}", after.line());
        }
        assert_eq!(After::from_line("soon"), None);
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
        let seen = in_state(State::Open).after_verb(&Verb::See, Some(InteractionId(7)), NOW);
        assert_eq!((seen.state, seen.unread, seen.seen_upto), (State::Open, 0, Some(InteractionId(7))));
        let unread = seen.after_verb(&Verb::Unread, Some(InteractionId(7)), NOW);
        assert_eq!((unread.unread, unread.seen_upto), (1, None));
        assert_eq!(seen.after_message(NOW, NOW).unread, 1);
    }
}
