//! A slot: the place of a text on the calendar, and what is to happen when its time comes.
//!
//! A slot says when; what is sent is its draft, one text for each account. Once it is handed
//! to the outbox its deliveries say the rest: [`standing`] is what a calendar shows of both.
//! Who hands it over is `engine/scheduler.rs`. Repetition is not here.

use std::time::Duration;

use crate::base::code::codes;
use crate::base::id::{AccountId, ClientId, DeliveryId, DraftId, SlotId};
use crate::base::time::Timestamp;
use crate::model::client::Colour;
use crate::model::delivery;
use crate::model::draft::Draft;
use crate::model::network::Network;

codes! {
    /// Where a slot is.
    pub enum SlotState {
        /// It has its place, and nothing leaves by itself.
        Planned = "planned",
        /// It is handed to the outbox when its time comes.
        Scheduled = "scheduled",
        /// Its text was changed while it was scheduled: nothing leaves until it is scheduled again.
        Editing = "editing",
        /// It was handed to the outbox.
        Taken = "taken",
        /// Its time passed while nobody could send it; a person decides.
        Late = "late",
        /// Its time passed, and the rule of its client lets it go.
        Skipped = "skipped",
    }
}

impl SlotState {
    /// Whether a person can still move it, change it or take it off.
    pub const fn is_open(self) -> bool {
        !matches!(self, SlotState::Taken)
    }
}

/// What becomes of a post whose time has passed unsent, by a rule of its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// A person is asked.
    Ask,
    /// It is still sent within this time; after that a person is asked.
    Within(Duration),
    /// It is let go.
    Skip,
}

impl Default for Late {
    /// Half an hour: a laptop that was shut on the way to a meeting.
    fn default() -> Late {
        Late::Within(Duration::from_secs(30 * 60))
    }
}

/// How late a post may be and still count as on time: the scheduler's own pace.
const PUNCTUAL: Duration = Duration::from_secs(60);

/// What a scheduler does with a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// Its time has not come.
    Wait,
    /// It leaves now.
    Leave,
    /// It comes to stand in this state instead.
    Miss(SlotState),
}

impl Late {
    /// What is done at `now` with a slot of the time `at`.
    pub fn departure(self, at: Timestamp, now: Timestamp) -> Departure {
        if at > now {
            return Departure::Wait;
        }
        let by = now.since(at);
        match self {
            _ if by <= PUNCTUAL => Departure::Leave,
            Late::Within(longest) if by <= longest => Departure::Leave,
            Late::Ask | Late::Within(_) => Departure::Miss(SlotState::Late),
            Late::Skip => Departure::Miss(SlotState::Skipped),
        }
    }
}

codes! {
    /// Where a post of the calendar stands: its slot and its deliveries together.
    pub enum Standing {
        /// It has no date yet.
        Idea = "idea",
        /// It has its place, and nothing leaves by itself.
        Planned = "planned",
        /// It leaves by itself when its time comes.
        Scheduled = "scheduled",
        /// It was changed and is not scheduled any more.
        Editing = "editing",
        /// Its time has passed; a person decides.
        Late = "late",
        /// Its time has passed; it was let go.
        Skipped = "skipped",
        /// It is on its way.
        Leaving = "leaving",
        /// It has arrived wherever it was sent.
        Sent = "sent",
        /// It has not arrived everywhere: held, failed or unsure.
        NotSent = "not-sent",
    }
}

impl Standing {
    /// Whether a person must look at it.
    pub const fn is_trouble(self) -> bool {
        matches!(self, Standing::Editing | Standing::Late | Standing::NotSent)
    }
}

/// Where a post stands whose slot is in `slot`, and whose deliveries are in these states.
pub fn standing<'a>(slot: Option<SlotState>, deliveries: impl IntoIterator<Item = &'a delivery::State>) -> Standing {
    match slot {
        None => Standing::Idea,
        Some(SlotState::Planned) => Standing::Planned,
        Some(SlotState::Scheduled) => Standing::Scheduled,
        Some(SlotState::Editing) => Standing::Editing,
        Some(SlotState::Late) => Standing::Late,
        Some(SlotState::Skipped) => Standing::Skipped,
        Some(SlotState::Taken) => {
            let (mut trouble, mut on_the_way) = (false, false);
            for state in deliveries {
                trouble |= state.is_trouble();
                on_the_way |= !state.is_settled();
            }
            match (trouble, on_the_way) {
                (true, _) => Standing::NotSent,
                (false, true) => Standing::Leaving,
                (false, false) => Standing::Sent,
            }
        }
    }
}

/// One account of a post, and how it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostAccount {
    /// The account.
    pub account: AccountId,
    /// Its network.
    pub network: Network,
    /// Its full handle.
    pub handle: String,
    /// Its delivery, once the post was handed to the outbox.
    pub delivery: Option<(DeliveryId, delivery::State)>,
}

/// One post as the calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// Its slot; none for an idea and for what was posted elsewhere.
    pub slot: Option<SlotId>,
    /// Its text; none for what was posted elsewhere.
    pub draft: Option<DraftId>,
    /// When; none for an idea.
    pub at: Option<Timestamp>,
    /// The IANA name of the zone that its time was chosen in; empty for an idea.
    pub zone: String,
    /// Where it stands.
    pub standing: Standing,
    /// The client.
    pub client: Option<ClientId>,
    /// The client's name; empty for none.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// Where it goes or went.
    pub accounts: Vec<PostAccount>,
    /// The text that its accounts share.
    pub text: String,
    /// When the text was last changed.
    pub updated_at: Timestamp,
}

/// A post of ours with everything that is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// What the calendar shows of it.
    pub row: CalendarRow,
    /// Its texts.
    pub draft: Draft,
    /// When it was first placed on the calendar.
    pub placed_at: Option<Timestamp>,
    /// When its place or its text was last changed.
    pub changed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::delivery::{Held, State};
    use crate::model::exchange::{Receipt, RemoteId};

    const AT: Timestamp = Timestamp::from_millis(10_000_000);

    fn after(seconds: u64) -> Timestamp {
        AT + Duration::from_secs(seconds)
    }

    #[test]
    fn a_late_post_goes_by_the_rule_of_its_client() {
        let half = Late::default();
        let table = [
            (half, after(0), Departure::Leave),
            (half, AT - Duration::from_millis(1), Departure::Wait),
            (half, after(1_800), Departure::Leave),
            (half, after(1_801), Departure::Miss(SlotState::Late)),
            (Late::Ask, after(60), Departure::Leave),
            (Late::Ask, after(61), Departure::Miss(SlotState::Late)),
            (Late::Skip, after(60), Departure::Leave),
            (Late::Skip, after(61), Departure::Miss(SlotState::Skipped)),
        ];
        for (rule, now, expected) in table {
            assert_eq!(rule.departure(AT, now), expected, "{rule:?} {now:?}");
        }
    }

    #[test]
    fn a_post_that_was_taken_stands_as_its_worst_delivery() {
        let sent = State::Sent(Receipt { remote_id: RemoteId::new("1"), url: String::new(), posted_at: AT });
        let (queued, held) = (State::Queued(AT), State::Held(Held::Login));
        let taken = Some(SlotState::Taken);
        assert_eq!(standing(taken, [&sent, &sent]), Standing::Sent);
        assert_eq!(standing(taken, [&sent, &queued]), Standing::Leaving);
        assert_eq!(standing(taken, [&queued, &held]), Standing::NotSent);
        assert_eq!(standing(None, []), Standing::Idea);
        assert_eq!(standing(Some(SlotState::Scheduled), []), Standing::Scheduled);
    }
}
