//! A time that is over, as a person types it: `yesterday 18:00`, `il y a 2h`, `monday`, `8h`.
//!
//! It is read by the grammar of times to come, from an earlier time on: what lies ahead of
//! last midnight, of yesterday, of last week, and is over now.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::{FURTHEST, When, WhenError, WhenProblem};
use crate::base::time::Timestamp;

const DAY: Duration = Duration::from_secs(24 * 3_600);
const TICK: Duration = Duration::from_millis(1);

/// Reads `phrase` as a time before `now`, said by somebody who lives in `zone`; the latest that it may mean.
///
/// A span (`2h`, `3 days ago`) is counted back from now, a day as 24 hours.
///
/// # Errors
/// What is wrong with it as a time; [`WhenProblem::Ahead`] when it is still to come.
pub fn past(phrase: &str, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, WhenError> {
    let wrong = |problem| Err(WhenError { at: 0..phrase.len(), problem });
    let midnight = midnight(now, zone);
    if let Some(at) = super::exact(phrase.trim()) {
        return if at < now { Ok(at) } else { wrong(WhenProblem::Ahead) };
    }
    let small = phrase.trim().to_lowercase();
    let counted = small.strip_suffix("ago").or_else(|| small.strip_prefix("il y a"));
    if let Some(at) = span(counted.unwrap_or(&small).trim(), now) {
        return Ok(at);
    }
    let before = self::midnight(midnight - TICK, zone);
    let (said, from, until) = match small.strip_prefix("yesterday").or_else(|| small.strip_prefix("hier")) {
        Some("") => return Ok(before),
        // What is said of a day may be its very beginning.
        Some(rest) if rest.starts_with(' ') => (rest.trim(), vec![before, before - TICK], midnight),
        _ => (small.as_str(), vec![midnight, before, midnight - DAY * 7, midnight - DAY * 366, now - FURTHEST], now),
    };
    // What is wrong with the words is told where they stand.
    When::read(phrase, now, zone).map(drop).or_else(|error| match error.problem {
        WhenProblem::Past | WhenProblem::TooFar => Ok(()),
        _ if said != small => Ok(()),
        _ => Err(error),
    })?;
    for start in from {
        if let Ok(When::At(at)) = When::read(said, start, zone)
            && at < until
        {
            return Ok(at);
        }
    }
    match When::read(said, midnight - DAY, zone) {
        Err(error) if error.problem != WhenProblem::Past => wrong(error.problem),
        _ => wrong(WhenProblem::Ahead),
    }
}

/// What lies as long ago as `phrase` counts: what it means moves with the time at which it is said.
fn span(phrase: &str, now: Timestamp) -> Option<Timestamp> {
    // No clock is moved in UTC: what is ahead is as far as what is behind.
    let ahead = |from: Timestamp| match When::read(phrase, from, &TimeZone::UTC) {
        Ok(When::At(at)) => Some(at),
        _ => None,
    };
    let (at, later) = (ahead(now)?, ahead(now + TICK)?);
    (later == at + TICK).then(|| now - at.since(now))
}

/// The beginning of the day of `at`.
fn midnight(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let local = jiff::Timestamp::from_millisecond(at.millis()).map(|instant| instant.to_zoned(zone.clone()));
    let begun = local.and_then(|local| local.start_of_day());
    begun.map_or(at - DAY, |begun| Timestamp::from_millis(begun.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday.
    const NOW: &str = "2026-10-22T14:20:00+02:00";

    fn read(phrase: &str) -> Result<String, WhenProblem> {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        past(phrase, Timestamp::parse(NOW).unwrap(), &zone).map(Timestamp::rfc3339).map_err(|error| error.problem)
    }

    #[test]
    fn times_that_are_over_are_read_in_both_languages() {
        let table = [
            ("2h", "2026-10-22T10:20:00Z"),
            ("2h ago", "2026-10-22T10:20:00Z"),
            ("il y a 2h", "2026-10-22T10:20:00Z"),
            ("3 days ago", "2026-10-19T12:20:00Z"),
            ("8:02", "2026-10-22T06:02:00Z"),
            ("9h", "2026-10-22T07:00:00Z"),
            ("00:00", "2026-10-21T22:00:00Z"),
            ("18:00", "2026-10-21T16:00:00Z"),
            ("this morning", "2026-10-22T07:00:00Z"),
            ("ce matin", "2026-10-22T07:00:00Z"),
            ("yesterday", "2026-10-20T22:00:00Z"),
            ("Hier", "2026-10-20T22:00:00Z"),
            ("yesterday 18:00", "2026-10-21T16:00:00Z"),
            ("hier 18h", "2026-10-21T16:00:00Z"),
            ("yesterday 00:00", "2026-10-20T22:00:00Z"),
            ("hier soir", "2026-10-21T16:00:00Z"),
            ("monday 9am", "2026-10-19T07:00:00Z"),
            ("vendredi", "2026-10-16T07:00:00Z"),
            ("3 oct", "2026-10-03T07:00:00Z"),
            ("2026-10-21T08:00:00+02:00", "2026-10-21T06:00:00Z"),
        ];
        for (phrase, expected) in table {
            assert_eq!(read(phrase).as_deref(), Ok(expected), "{phrase}");
        }
    }

    #[test]
    fn what_is_no_time_or_still_to_come_is_refused() {
        assert_eq!(read("tommorow"), Err(WhenProblem::Unknown));
        assert_eq!(read(""), Err(WhenProblem::Empty));
        assert_eq!(read("2026-10-23T08:00:00Z"), Err(WhenProblem::Ahead));
        assert_eq!(read("hier zzz"), Err(WhenProblem::Unknown));
    }
}
