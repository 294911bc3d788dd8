//! Days, weeks and months as a calendar shows them, and times that keep their hour.
//!
//! Everything is on the wall clock of a zone that is given: a post that is moved by a day stays
//! at its hour when the clocks change in between. A time that the clocks skip lies as much
//! later, one that comes twice is the first of the two. What is to be noticed about posts stands
//! in [`notes`], the days that are marked in [`marked`]. Nothing is drawn here.

pub mod free;
pub mod marked;
pub mod notes;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::base::code::codes;
use crate::base::time::Timestamp;

codes! {
    /// A way to look at the calendar.
    pub enum PlanView {
        /// Seven days with their hours.
        Week = "week",
        /// The weeks of a month.
        Month = "month",
        /// One line a post.
        Agenda = "agenda",
        /// One column a state.
        Board = "board",
    }
}

impl PlanView {
    /// The one after it; the first after the last.
    pub fn next(self) -> PlanView {
        match self {
            PlanView::Week => PlanView::Month,
            PlanView::Month => PlanView::Agenda,
            PlanView::Agenda => PlanView::Board,
            PlanView::Board => PlanView::Week,
        }
    }
}

/// Some days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// How many.
    pub count: i32,
}

impl Days {
    /// The week of a day, from Monday on.
    pub fn week(of: Date) -> Days {
        Days { from: monday(of), count: 7 }
    }

    /// The whole weeks in which the month of a day lies.
    pub fn month(of: Date) -> Days {
        let from = monday(of.first_of_month());
        let last = monday(of.last_of_month());
        Days { from, count: between(from, last) + 7 }
    }

    /// So many days more on either side.
    pub fn wider(self, days: i32) -> Days {
        Days { from: plus(self.from, -days), count: self.count + 2 * days }
    }

    /// The day after the last.
    pub fn until(self) -> Date {
        plus(self.from, self.count)
    }

    /// Whether a day is among them.
    pub fn holds(self, date: Date) -> bool {
        date >= self.from && date < self.until()
    }

    /// Whether all of `other` are among them.
    pub fn cover(self, other: Days) -> bool {
        other.from >= self.from && other.until() <= self.until()
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Date> {
        (0..self.count).map(move |at| plus(self.from, at))
    }

    /// From when to when they last in a zone; the end is not among them.
    pub fn instants(self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        (
            instant(self.from.to_datetime(jiff::civil::Time::midnight()), zone),
            instant(self.until().to_datetime(jiff::civil::Time::midnight()), zone),
        )
    }
}

/// A day so many days later; the last day that there is at the end of time.
pub fn plus(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// How many days lie between two.
pub fn between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The Monday of its week.
pub fn monday(date: Date) -> Date {
    plus(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// The same day of a month so many months later, or the last one of that month.
pub fn plus_months(date: Date, months: i32) -> Date {
    date.saturating_add(months.months())
}

/// What the clocks of a zone show at an instant.
pub fn local(at: Timestamp, zone: &TimeZone) -> DateTime {
    let instant = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    zone.to_datetime(instant)
}

/// The instant at which the clocks of a zone show this.
pub fn instant(shown: DateTime, zone: &TimeZone) -> Timestamp {
    // A day at the end of time has no instant in every zone.
    let at = zone.to_ambiguous_timestamp(shown).compatible();
    at.map_or(Timestamp::MAX, |at| Timestamp::from_millis(at.as_millisecond()))
}

/// The instant of an hour of a day.
pub fn at_hour(date: Date, hour: i8, minute: i8, zone: &TimeZone) -> Timestamp {
    instant(date.at(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0), zone)
}

/// So many days later at the same time of day.
pub fn moved_days(at: Timestamp, days: i32, zone: &TimeZone) -> Timestamp {
    let shown = local(at, zone);
    instant(plus(shown.date(), days).to_datetime(shown.time()), zone)
}

/// So many minutes later.
pub fn moved_minutes(at: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_millis(at.millis().saturating_add(minutes * 60_000))
}

/// By how many minutes the clocks go forward on a day; less than nothing when they go back.
pub fn clocks_change(date: Date, zone: &TimeZone) -> i64 {
    let (from, until) = Days { from: date, count: 1 }.instants(zone);
    24 * 60 - (until.millis() - from.millis()) / 60_000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn posts_of_the_days_on_which_clocks_change_land_at_their_hour() {
        let table = [
            ("2026-03-28", 9, "2026-03-28T08:00:00Z"),
            ("2026-03-29", 9, "2026-03-29T07:00:00Z"),
            ("2026-03-29", 1, "2026-03-29T00:00:00Z"),
            // The clocks skip from 2 to 3.
            ("2026-03-29", 2, "2026-03-29T01:00:00Z"),
            ("2026-10-24", 9, "2026-10-24T07:00:00Z"),
            ("2026-10-25", 9, "2026-10-25T08:00:00Z"),
            // They show 2 twice; the first is meant.
            ("2026-10-25", 2, "2026-10-25T00:00:00Z"),
        ];
        for (date, hour, expected) in table {
            assert_eq!(at_hour(day(date), hour, 0, &paris()).rfc3339(), expected, "{date} {hour}");
        }
    }

    #[test]
    fn a_move_by_days_keeps_the_hour() {
        let table = [
            ("2026-03-28T08:00:00Z", 1, "2026-03-29T07:00:00Z"),
            ("2026-03-29T07:00:00Z", -1, "2026-03-28T08:00:00Z"),
            ("2026-10-24T07:00:00Z", 1, "2026-10-25T08:00:00Z"),
            ("2026-10-24T07:30:00Z", 7, "2026-10-31T08:30:00Z"),
            ("2026-10-25T08:00:00Z", -1, "2026-10-24T07:00:00Z"),
            ("2026-12-31T22:45:00Z", 1, "2027-01-01T22:45:00Z"),
        ];
        for (from, days, expected) in table {
            let from = Timestamp::parse(from).unwrap();
            assert_eq!(moved_days(from, days, &paris()).rfc3339(), expected, "{from:?} {days}");
        }
    }

    #[test]
    fn the_days_on_which_clocks_change_are_known() {
        let table = [("2026-03-29", 60), ("2026-10-25", -60), ("2026-11-23", 0)];
        for (date, minutes) in table {
            assert_eq!(clocks_change(day(date), &paris()), minutes, "{date}");
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_months_are_whole_weeks() {
        assert_eq!(Days::week(day("2026-11-29")), Days { from: day("2026-11-23"), count: 7 });
        assert_eq!(Days::month(day("2026-11-23")), Days { from: day("2026-10-26"), count: 42 });
        assert_eq!(Days::month(day("2027-02-10")), Days { from: day("2027-02-01"), count: 28 });
        assert_eq!(plus_months(day("2026-01-31"), 1), day("2026-02-28"));
        let week = Days::week(day("2026-11-25"));
        assert!(week.holds(day("2026-11-29")) && !week.holds(day("2026-11-30")));
        assert!(week.wider(1).cover(week) && !week.cover(week.wider(1)));
    }

    #[test]
    fn a_day_lasts_as_long_as_its_zone_says() {
        let (from, until) = Days { from: day("2026-10-25"), count: 1 }.instants(&paris());
        assert_eq!((from.rfc3339().as_str(), until.rfc3339().as_str()), ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }
}
