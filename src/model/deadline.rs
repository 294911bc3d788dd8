//! By when a conversation needs us, and why: the strictest of three rules.
//!
//! The network closes its window ([`Capabilities::answer_within`]), the agency has promised its
//! client an answer in so many open hours, and a person has set a time. What asks for nothing
//! has no deadline. No time is stored or told here: `due_at` is kept by the store, and
//! [`Left`] is given words by whoever shows it.
//!
//! [`Capabilities::answer_within`]: crate::model::capability::Capabilities::answer_within

use std::time::Duration;

use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::capability::AnswerWithin;
use crate::model::hours::Hours;
use crate::model::interaction::Kind;
use crate::model::triage::State;

codes! {
    /// Which rule sets a deadline.
    pub enum Why {
        /// The network takes no answer after it.
        Network = "network",
        /// The agency has promised it to the client.
        Sla = "sla",
        /// A person has set it: an assignment, a follow-up, a wait for the client.
        Person = "person",
    }
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When it ends.
    pub at: Timestamp,
    /// What sets it.
    pub why: Why,
}

/// What is promised to a client: an answer within so much open time.
#[derive(Debug, Clone, Copy)]
pub struct Sla<'a> {
    /// How long they may wait.
    pub within: Duration,
    /// The hours that count; without them, all do.
    pub hours: Option<&'a Hours>,
}

/// What a deadline depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What the newest of theirs is.
    pub kind: Kind,
    /// Where the conversation stands.
    pub state: State,
    /// The time of their first unanswered message.
    pub waiting_since: Option<Timestamp>,
    /// The time of their newest message, from which a network counts.
    pub last_at: Option<Timestamp>,
    /// The network's rules.
    pub network: &'a [AnswerWithin],
    /// What is promised to the client.
    pub sla: Option<Sla<'a>>,
    /// What a person has set.
    pub person: Option<Timestamp>,
}

/// The strictest deadline of a conversation; of two that end together, the network's comes first.
///
/// An open conversation has all three rules. While the client is asked, only what a person has set is
/// left; anything else has no deadline (see [`Triage::due`](crate::model::triage::Triage::due)).
pub fn due(facts: &Facts<'_>) -> Option<Due> {
    if !facts.kind.asks() {
        return None;
    }
    let ours = match facts.state {
        State::Open => true,
        State::WaitingClient => false,
        State::Snoozed | State::WaitingThem | State::Done | State::Muted => return None,
    };
    let network = if ours { by_network(facts) } else { None };
    let sla = if ours { by_sla(facts) } else { None };
    let rules = [(Why::Network, network), (Why::Sla, sla), (Why::Person, facts.person)];
    rules.into_iter().filter_map(|(why, at)| Some(Due { at: at?, why })).min_by_key(|due| due.at)
}

/// Networks count from the newest message: each one opens the window again.
fn by_network(facts: &Facts<'_>) -> Option<Timestamp> {
    let waiting = facts.waiting_since?;
    let rule = facts.network.iter().find(|rule| rule.kind == facts.kind)?;
    Some(facts.last_at.unwrap_or(waiting).max(waiting) + rule.within)
}

/// The promise counts from the first message that has no answer.
fn by_sla(facts: &Facts<'_>) -> Option<Timestamp> {
    let (waiting, sla) = (facts.waiting_since?, facts.sla?);
    match sla.hours {
        Some(hours) => hours.add(waiting, sla.within),
        None => Some(waiting + sla.within),
    }
}

/// So much time, in the largest unit that says enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Less than an hour.
    Minutes(u32),
    /// From one hour up to two days.
    Hours(u32),
    /// From two days.
    Days(u32),
}

/// How far off a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// So much time is left, rounded down.
    Still(Amount),
    /// It is over since so much time, rounded down.
    Late(Amount),
}

impl Left {
    /// How far off `due` is at `now`; at the very instant it is late.
    pub fn of(due: Timestamp, now: Timestamp) -> Left {
        if due > now { Left::Still(Amount::of(due.since(now))) } else { Left::Late(Amount::of(now.since(due))) }
    }

    /// Whether it is over.
    pub fn is_late(self) -> bool {
        match self {
            Left::Late(_) => true,
            Left::Still(_) => false,
        }
    }
}

impl Amount {
    /// So much time, rounded down.
    pub fn of(time: Duration) -> Amount {
        let minutes = time.as_secs() / 60;
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        match minutes {
            0..60 => Amount::Minutes(number(minutes)),
            60..2_880 => Amount::Hours(number(minutes / 60)),
            _ => Amount::Days(number(minutes / 1_440)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hours::Weekly;
    use jiff::tz::TimeZone;

    const META: &[AnswerWithin] = &[AnswerWithin { kind: Kind::Dm, within: Duration::from_secs(24 * 3_600) }];

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn shop() -> Hours {
        let weekly = Weekly::read("mon-fri 9:00-18:00").unwrap();
        Hours { weekly, holidays: Vec::new(), zone: TimeZone::get("Europe/Paris").unwrap() }
    }

    /// A message of a Thursday at 17:00 in Paris, to a client that was promised two hours.
    fn facts(hours: &Hours) -> Facts<'_> {
        let written = at("2026-10-22T17:00:00+02:00");
        let sla = Some(Sla { within: Duration::from_secs(2 * 3_600), hours: Some(hours) });
        let (waiting_since, last_at) = (Some(written), Some(written));
        Facts { kind: Kind::Dm, state: State::Open, waiting_since, last_at, network: META, sla, person: None }
    }

    #[test]
    fn the_strictest_rule_counts() {
        let shop = shop();
        let all = facts(&shop);
        let (sla, network) = (at("2026-10-23T10:00:00+02:00"), at("2026-10-23T17:00:00+02:00"));
        let (sooner, later) = (at("2026-10-23T09:00:00+02:00"), at("2026-10-30T09:00:00+01:00"));
        let table = [
            (all, Some((sla, Why::Sla))),
            (Facts { person: Some(sooner), ..all }, Some((sooner, Why::Person))),
            (Facts { person: Some(later), ..all }, Some((sla, Why::Sla))),
            (Facts { person: Some(sla), ..all }, Some((sla, Why::Sla))),
            (Facts { sla: None, ..all }, Some((network, Why::Network))),
            (Facts { sla: None, network: &[], ..all }, None),
            (Facts { kind: Kind::Mention, sla: None, ..all }, None),
            (
                Facts { sla: Some(Sla { within: Duration::from_secs(7_200), hours: None }), ..all },
                Some((at("2026-10-22T19:00:00+02:00"), Why::Sla)),
            ),
            (Facts { waiting_since: None, ..all }, None),
            // Their second message gives the network's window back, but not our promise.
            (Facts { last_at: Some(later), ..all }, Some((sla, Why::Sla))),
            (Facts { last_at: Some(sooner), sla: None, ..all }, Some((at("2026-10-24T09:00:00+02:00"), Why::Network))),
        ];
        for (facts, expected) in table {
            assert_eq!(due(&facts).map(|due| (due.at, due.why)), expected, "{facts:?}");
        }
    }

    #[test]
    fn a_state_says_which_rules_hold() {
        let shop = shop();
        let person = at("2026-10-30T09:00:00+01:00");
        let table = [
            (State::Open, Some(Why::Sla)),
            (State::Snoozed, None),
            (State::WaitingClient, Some(Why::Person)),
            (State::WaitingThem, None),
            (State::Done, None),
            (State::Muted, None),
        ];
        for (state, why) in table {
            assert_eq!(due(&Facts { state, person: Some(person), ..facts(&shop) }).map(|due| due.why), why, "{state}");
        }
        for kind in [Kind::Like, Kind::Boost, Kind::Follow, Kind::Entry] {
            assert_eq!(due(&Facts { kind, person: Some(person), ..facts(&shop) }), None, "{kind}");
        }
    }

    #[test]
    fn the_time_left_is_told_in_one_unit() {
        let now = at("2026-10-22T12:00:00Z");
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        let table = [
            (now + minutes(59), Left::Still(Amount::Minutes(59))),
            (now + minutes(60), Left::Still(Amount::Hours(1))),
            (now + minutes(2_879), Left::Still(Amount::Hours(47))),
            (now + minutes(2_880), Left::Still(Amount::Days(2))),
            (now, Left::Late(Amount::Minutes(0))),
            (now - minutes(29), Left::Late(Amount::Minutes(29))),
        ];
        for (due, expected) in table {
            assert_eq!(Left::of(due, now), expected);
        }
        assert!(Left::of(now, now).is_late());
    }
}
