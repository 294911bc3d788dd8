//! One variant, or one act, on its way to one account: its state machine.
//!
//! ```text
//! leaving ──its time──▶ queued ──claim──▶ sending ──receipt──▶ sent
//!                         ▲ ▲               ├─ rate limited ─▶ queued, attempt not counted
//!                         │ └──── back-off ─┼─ transient ────▶ queued, at last failed
//!                         │                 ├─ login ────────▶ held(login)
//!                         │                 ├─ no file ──────▶ held(media)
//!                         │                 ├─ refused ──────▶ failed
//!                         │                 └─ no answer ────▶ unsure ──found──▶ sent
//!                         └──────────── looked three times in vain ┘   └─▶ held(ask)
//! ```
//!
//! An attempt that was begun is always closed by [`Delivery::settle`], also when the
//! process died: what follows then is [`Outcome::Silence`]. Times here are the machine's.

use std::time::Duration;

use crate::base::backoff::Jitter;
use crate::base::code::codes;
use crate::base::id::{AccountId, ConversationId, DeliveryId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::capability::Dedupe;
use crate::model::exchange::{ActKind, Found, IdempotencyKey, Outgoing, Receipt, RemoteAct};
use crate::model::fault::{self, Fault, Next, Reason};
use crate::model::triage::After;

/// What is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Load {
    /// A post or a reply.
    Publish(Outgoing),
    /// A small act.
    Act(RemoteAct),
}

impl Load {
    /// The act, if it is one.
    pub fn act(&self) -> Option<ActKind> {
        match self {
            Load::Publish(_) => None,
            Load::Act(act) => Some(act.kind),
        }
    }
}

codes! {
    /// Why a delivery waits for a person.
    pub enum Held {
        /// The account's login is lost.
        Login = "login",
        /// Nobody can tell whether it arrived, or it is too late to send it unasked.
        Ask = "ask",
        /// Somebody has answered since the thread was drawn.
        Answered = "answered",
        /// A file that goes with it is missing, or is another one now.
        Media = "media",
    }
}

/// Where a delivery is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It leaves at this time; until then it can be stopped.
    Leaving(Timestamp),
    /// It is sent at this time.
    Queued(Timestamp),
    /// It is being sent.
    Sending,
    /// It has arrived.
    Sent(Receipt),
    /// It was sent and no answer came; since when.
    Unsure(Timestamp),
    /// It waits for a person.
    Held(Held),
    /// It was refused.
    Failed(Reason),
    /// A person stopped it.
    Cancelled,
}

impl State {
    /// The word for it in SQL and JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            State::Leaving(_) => "leaving",
            State::Queued(_) => "queued",
            State::Sending => "sending",
            State::Sent(_) => "sent",
            State::Unsure(_) => "unsure",
            State::Held(_) => "held",
            State::Failed(_) => "failed",
            State::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more happens to it.
    pub const fn is_settled(&self) -> bool {
        matches!(self, State::Sent(_) | State::Cancelled)
    }

    /// Whether a person must look at it.
    pub const fn is_trouble(&self) -> bool {
        matches!(self, State::Unsure(_) | State::Held(_) | State::Failed(_))
    }

    /// Whether a person can still stop it.
    pub const fn can_cancel(&self) -> bool {
        matches!(self, State::Leaving(_) | State::Queued(_) | State::Held(_) | State::Failed(_))
    }
}

/// Something on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its row in the store.
    pub id: DeliveryId,
    /// Where it goes.
    pub account: AccountId,
    /// The conversation it answers.
    pub conversation: Option<ConversationId>,
    /// What it carries.
    pub load: Load,
    /// The key, the same on every attempt.
    pub key: IdempotencyKey,
    /// Where it is.
    pub state: State,
    /// Attempts that count.
    pub attempts: u32,
    /// Looks for an unanswered attempt that found nothing.
    pub looks: u32,
    /// When the last attempt began.
    pub began_at: Option<Timestamp>,
    /// What becomes of the conversation.
    pub after: After,
    /// The newest message that was on the screen when it was sent.
    pub drawn_upto: Option<InteractionId>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The network took it.
    Receipt(Receipt),
    /// The process died, and nobody heard an answer.
    Silence,
    /// It went wrong.
    Fault(Fault),
    /// It was not sent: somebody has answered since.
    Answered,
    /// It was not sent: a file that goes with it is missing, or is another one now.
    Fileless,
}

/// How long after an unanswered attempt the network is asked, for the first, second and third time.
pub const LOOKS: [Duration; 3] = [Duration::from_secs(30), Duration::from_secs(120), Duration::from_secs(600)];

/// How late a delivery that was leaving may be at start and still leave unasked.
pub const LATE: Duration = Duration::from_secs(600);

impl Delivery {
    /// Closes the attempt that a claim opened, at the machine's `now`.
    pub fn settle(&mut self, outcome: Outcome, now: Timestamp, jitter: Jitter) {
        self.state = match outcome {
            Outcome::Receipt(receipt) => State::Sent(receipt),
            Outcome::Answered => State::Held(Held::Answered),
            Outcome::Fileless => State::Held(Held::Media),
            Outcome::Silence => self.doubted(now),
            Outcome::Fault(fault) => match fault::next(&fault, self.attempts, now, jitter) {
                Next::Again { at, counted } => {
                    self.attempts = self.attempts.saturating_sub(u32::from(!counted));
                    State::Queued(at)
                }
                Next::Look => self.doubted(now),
                Next::Hold => State::Held(Held::Login),
                Next::GiveUp => State::Failed(fault.reason()),
            },
        };
    }

    /// What cannot be looked for, and would be done twice by being done again, asks a person.
    fn doubted(&mut self, now: Timestamp) -> State {
        self.looks = 0;
        if self.load.act().is_some_and(|kind| !kind.repeats()) { State::Held(Held::Ask) } else { State::Unsure(now) }
    }

    /// When the network is asked next whether an unanswered attempt arrived.
    pub fn look_at(&self, looks: &[Duration; 3]) -> Option<Timestamp> {
        match self.state {
            State::Unsure(since) => Some(since + looks[(self.looks as usize).min(looks.len() - 1)]),
            _ => None,
        }
    }

    /// Takes what a look for an unanswered attempt has found.
    ///
    /// One candidate is ours. Several, or a listing that may be older than the attempt,
    /// prove nothing; after the last look a person decides, never a guess. An act that
    /// had no effect may be repeated at once.
    pub fn looked(&mut self, found: Found, dedupe: Dedupe, now: Timestamp) {
        if !matches!(self.state, State::Unsure(_)) {
            return;
        }
        self.looks += 1;
        let last = self.looks as usize >= LOOKS.len();
        let certain = match found {
            Found::Candidates(mut candidates) if candidates.len() == 1 => {
                if let Some(receipt) = candidates.pop() {
                    self.state = State::Sent(receipt);
                }
                return;
            }
            Found::Candidates(_) => false,
            Found::Nothing { fresh } => fresh,
        };
        let repeats = self.load.act().is_some() && certain;
        if repeats || (last && certain && dedupe != Dedupe::Never) {
            self.state = State::Queued(now);
        } else if last {
            self.state = State::Held(Held::Ask);
        }
    }

    /// Where one that was leaving stands when its time has come.
    pub fn leave(&mut self, now: Timestamp) {
        if let State::Leaving(at) = self.state
            && at <= now
        {
            self.state = if now.since(at) > LATE { State::Held(Held::Ask) } else { State::Queued(now) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::RemoteId;
    use crate::model::fault::{ATTEMPTS, AuthFault, Trouble};

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    fn sending(attempts: u32) -> Delivery {
        let act = RemoteAct::new(ActKind::Like, RemoteId::new("9"));
        Delivery {
            id: DeliveryId(1),
            account: AccountId(1),
            conversation: None,
            load: Load::Act(act),
            key: IdempotencyKey::new("k"),
            state: State::Sending,
            attempts,
            looks: 0,
            began_at: Some(NOW),
            after: After::WaitThem,
            drawn_upto: None,
        }
    }

    fn publishing() -> Delivery {
        let outgoing = Outgoing {
            text: "yes".into(),
            parent: None,
            visibility: crate::model::interaction::Visibility::Public,
            language: None,
            warning: String::new(),
            media: Vec::new(),
        };
        Delivery { load: Load::Publish(outgoing), state: State::Unsure(NOW), ..sending(1) }
    }

    fn receipt(id: &str) -> Receipt {
        Receipt { remote_id: RemoteId::new(id), url: String::new(), posted_at: NOW }
    }

    #[test]
    fn a_settled_delivery_is_where_its_outcome_leads() {
        let later = |seconds| NOW + Duration::from_secs(seconds);
        let table = [
            (Outcome::Receipt(receipt("42")), 1, State::Sent(receipt("42")), 1),
            (Outcome::Fault(Fault::RateLimited { until: later(60) }), 1, State::Queued(later(60)), 0),
            (Outcome::Fault(Fault::Transient(Trouble::Server(503))), 1, State::Queued(later(4)), 1),
            (
                Outcome::Fault(Fault::Transient(Trouble::Server(503))),
                ATTEMPTS,
                State::Failed(Fault::Transient(Trouble::Server(503)).reason()),
                ATTEMPTS,
            ),
            (Outcome::Fault(Fault::Auth(AuthFault::Expired)), 1, State::Held(Held::Login), 1),
            (Outcome::Fault(Fault::Unsure(Trouble::TimedOut)), 1, State::Unsure(NOW), 1),
            (Outcome::Silence, 1, State::Unsure(NOW), 1),
            (Outcome::Answered, 1, State::Held(Held::Answered), 1),
            (Outcome::Fileless, 1, State::Held(Held::Media), 1),
        ];
        for (outcome, attempts, state, counted) in table {
            let mut delivery = sending(attempts);
            delivery.settle(outcome.clone(), NOW, Jitter::NONE);
            assert_eq!((delivery.state, delivery.attempts), (state, counted), "after {outcome:?}");
        }
    }

    #[test]
    fn a_report_in_doubt_waits_for_a_person() {
        let report = RemoteAct::new(ActKind::Report, RemoteId::new("9"));
        for outcome in [Outcome::Silence, Outcome::Fault(Fault::Unsure(Trouble::Broken))] {
            let mut delivery = Delivery { load: Load::Act(report.clone()), ..sending(1) };
            delivery.settle(outcome.clone(), NOW, Jitter::NONE);
            assert_eq!(delivery.state, State::Held(Held::Ask), "after {outcome:?}");
        }
    }

    #[test]
    fn doubt_ends_with_proof_or_with_a_person() {
        let fresh = Found::Nothing { fresh: true };
        let stale = Found::Nothing { fresh: false };
        let two = Found::Candidates(vec![receipt("1"), receipt("2")]);
        let one = Found::Candidates(vec![receipt("1")]);
        let table: [(&[&Found], Dedupe, State); 6] = [
            (&[&one], Dedupe::ByLookup, State::Sent(receipt("1"))),
            (&[&fresh], Dedupe::ByLookup, State::Unsure(NOW)),
            (&[&fresh, &stale, &fresh], Dedupe::ByLookup, State::Queued(NOW)),
            (&[&fresh, &fresh, &stale], Dedupe::ByLookup, State::Held(Held::Ask)),
            (&[&two, &two, &two], Dedupe::ByLookup, State::Held(Held::Ask)),
            (&[&fresh, &fresh, &fresh], Dedupe::Never, State::Held(Held::Ask)),
        ];
        for (looks, dedupe, expected) in table {
            let mut delivery = publishing();
            for found in looks {
                delivery.looked((*found).clone(), dedupe, NOW);
            }
            assert_eq!(delivery.state, expected, "{looks:?}");
        }
        let mut act = Delivery { state: State::Unsure(NOW), ..sending(1) };
        act.looked(fresh, Dedupe::ByLookup, NOW);
        assert_eq!(act.state, State::Queued(NOW));
    }

    #[test]
    fn what_leaves_much_too_late_asks_first() {
        let mut soon = Delivery { state: State::Leaving(NOW), ..sending(0) };
        soon.leave(NOW + Duration::from_secs(60));
        assert_eq!(soon.state, State::Queued(NOW + Duration::from_secs(60)));
        let mut late = Delivery { state: State::Leaving(NOW), ..sending(0) };
        late.leave(NOW + Duration::from_secs(601));
        assert_eq!(late.state, State::Held(Held::Ask));
        let mut early = Delivery { state: State::Leaving(NOW), ..sending(0) };
        early.leave(NOW - Duration::from_secs(1));
        assert_eq!(early.state, State::Leaving(NOW));
    }
}
