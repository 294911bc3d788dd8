//! When somebody is there: weekly hours, holidays, and the time between in open minutes.
//!
//! Two things are told in this way: the hours in which a client's customers are answered
//! ([`Hours`], in the client's zone) and those in which a client is looked at at all
//! ([`Window`], in the zone of who looks). Both are pure; zones are given. How the hours are
//! written is read by [`Weekly::read`].

mod read;

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::time::Timestamp;

pub use read::{HoursError, HoursProblem};

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;
/// How many days ahead an opening is looked for: five years.
const SIGHT: i32 = 5 * 366;

/// From when to when, in minutes since midnight; an end after [`DAY`] lies on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// The first minute, below [`DAY`].
    pub from: u16,
    /// The minute after the last; later than `from`, at most a day later.
    pub until: u16,
}

/// The hours of a week, Monday first; none overlap within a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekly {
    days: [Vec<Opening>; 7],
}

impl Weekly {
    /// Open at all hours.
    pub fn always() -> Weekly {
        Weekly { days: std::array::from_fn(|_| vec![Opening { from: 0, until: DAY }]) }
    }

    /// Adds an opening on a weekday counted from Monday (0 to 6); what touches becomes one.
    pub fn open(&mut self, weekday: usize, opening: Opening) {
        let Some(day) = self.days.get_mut(weekday) else {
            return;
        };
        day.push(opening);
        day.sort_unstable();
        let mut merged: Vec<Opening> = Vec::with_capacity(day.len());
        for opening in day.drain(..) {
            match merged.last_mut() {
                Some(last) if opening.from <= last.until => last.until = last.until.max(opening.until),
                _ => merged.push(opening),
            }
        }
        // What lasts a day and longer is told as the rest of this day and the beginning of the next.
        let over = merged.last_mut().filter(|last| last.until > DAY && last.until - last.from >= DAY);
        let rest = over.map(|last| std::mem::replace(&mut last.until, DAY) - DAY);
        *day = merged;
        if let Some(until) = rest {
            self.open((weekday + 1) % 7, Opening { from: 0, until });
        }
    }

    /// The openings of a weekday counted from Monday.
    pub fn on(&self, weekday: usize) -> &[Opening] {
        self.days.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// Whether it is never open.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// Whether it is always open.
    fn is_full(&self) -> bool {
        self.days.iter().all(|day| day.first().is_some_and(|opening| opening.from == 0 && opening.until >= DAY))
    }
}

/// A day on which it stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Once.
    On {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// Every year.
    Yearly {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
}

impl Holiday {
    fn is(self, date: Date) -> bool {
        match self {
            Holiday::On { year, month, day } => (date.year(), date.month(), date.day()) == (year, month, day),
            Holiday::Yearly { month, day } => (date.month(), date.day()) == (month, day),
        }
    }
}

/// The hours of a week in a zone, and the days without any.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    /// The hours of a week.
    pub weekly: Weekly,
    /// The days on which nothing opens.
    pub holidays: Vec<Holiday>,
    /// The zone that they are told in.
    pub zone: TimeZone,
}

/// A stretch of time in which it is open.
type Stretch = (Timestamp, Timestamp);

impl Hours {
    /// Whether it is open at `at`.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.stretches(at, 1).any(|(from, until)| from <= at && at < until)
    }

    /// `at` itself when it is open then, else when it opens next; nothing within five years is never.
    pub fn next_opening(&self, at: Timestamp) -> Option<Timestamp> {
        self.stretches(at, SIGHT).find(|(_, until)| *until > at).map(|(from, _)| from.max(at))
    }

    /// When it opens or closes next after `at`; nothing when it never does within five years.
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        if self.always() {
            return None;
        }
        let mut end = None;
        for (from, until) in self.stretches(at, SIGHT).filter(|(_, until)| *until > at) {
            match end {
                None if from > at => return Some(from),
                // Midnight alone does not close.
                Some(end) if from > end => return Some(end),
                _ => end = end.max(Some(until)),
            }
        }
        // What is open as far as one sees does not close.
        end.filter(|end| end.since(at) < Duration::from_secs(86_400) * (SIGHT - 2).unsigned_abs())
    }

    /// The instant at which `wait` of open time has passed since `from`; nothing when that takes more than five years.
    ///
    /// No wait at all ends at the next opening.
    pub fn add(&self, from: Timestamp, wait: Duration) -> Option<Timestamp> {
        if self.always() {
            return Some(from + wait);
        }
        let (mut left, mut reached) = (wait, from);
        for (opens, closes) in self.stretches(from, SIGHT) {
            let begins = opens.max(reached);
            let open = closes.since(begins);
            if left <= open && closes > begins {
                return Some(begins + left);
            }
            (left, reached) = (left - open.min(left), reached.max(closes));
        }
        None
    }

    /// The open time between two instants, of at most five years.
    pub fn between(&self, from: Timestamp, until: Timestamp) -> Duration {
        if self.always() {
            return until.since(from);
        }
        let mut reached = from;
        let mut open = Duration::ZERO;
        for (opens, closes) in self.stretches(from, SIGHT).take_while(|(opens, _)| *opens < until) {
            open += closes.min(until).since(opens.max(reached));
            reached = reached.max(closes);
        }
        open
    }

    fn always(&self) -> bool {
        self.holidays.is_empty() && self.weekly.is_full()
    }

    /// The stretches from the day before `at` to so many days after it, in the order of their beginnings.
    fn stretches(&self, at: Timestamp, days: i32) -> impl Iterator<Item = Stretch> {
        let local = jiff::Timestamp::from_millisecond(at.millis()).ok().map(|instant| self.zone.to_datetime(instant).date());
        let first = local.filter(|_| !self.weekly.is_empty());
        let dates = (-1..=days).filter_map(move |days| first?.checked_add(days.days()).ok());
        dates.filter(|date| !self.holidays.iter().any(|holiday| holiday.is(*date))).flat_map(move |date| {
            let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
            self.weekly.on(weekday).iter().filter_map(move |opening| {
                let stretch = (self.instant(date, opening.from)?, self.instant(date, opening.until)?);
                (stretch.0 < stretch.1).then_some(stretch)
            })
        })
    }

    /// When the clocks of the zone show so many minutes on `date`: later where they skip it, the first time where they show it twice.
    fn instant(&self, date: Date, minutes: u16) -> Option<Timestamp> {
        let date = if minutes < DAY { date } else { date.checked_add(i32::from(minutes / DAY).days()).ok()? };
        let (hour, minute) = (minutes % DAY / 60, minutes % 60);
        let local = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
        let instant = self.zone.to_ambiguous_timestamp(local).compatible().ok()?;
        Some(Timestamp::from_millis(instant.as_millisecond()))
    }
}

/// When a client is looked at: outside of it, its rows rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Window(Hours);

impl Window {
    /// The window that is open in these hours of the week, holidays or not.
    pub fn new(weekly: Weekly, zone: TimeZone) -> Window {
        Window(Hours { weekly, holidays: Vec::new(), zone })
    }

    /// Whether it is open at `at`.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.0.is_open(at)
    }

    /// When it opens or closes next after `at`; nothing when it never does.
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        self.0.next_change(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris(hours: &str, holidays: &[&str]) -> Hours {
        let holidays = holidays.iter().map(|day| Holiday::read(day).unwrap()).collect();
        Hours { weekly: Weekly::read(hours).unwrap(), holidays, zone: TimeZone::get("Europe/Paris").unwrap() }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    const HOUR: Duration = Duration::from_secs(3_600);

    #[test]
    fn only_open_minutes_are_counted() {
        let shop = paris("Mon-Fri 9:00-18:00, Sat 10:00-12:00", &["12-25", "2026-10-26"]);
        let table = [
            // A Thursday afternoon.
            ("2026-10-22T14:00:00+02:00", 2, "2026-10-22T16:00:00+02:00"),
            ("2026-10-22T17:00:00+02:00", 2, "2026-10-23T10:00:00+02:00"),
            ("2026-10-22T17:00:00+02:00", 1, "2026-10-22T18:00:00+02:00"),
            ("2026-10-22T20:00:00+02:00", 0, "2026-10-23T09:00:00+02:00"),
            // Over a Sunday on which the clocks change, and a holiday after it.
            ("2026-10-24T11:00:00+02:00", 2, "2026-10-27T10:00:00+01:00"),
            ("2026-12-24T17:00:00+01:00", 2, "2026-12-26T11:00:00+01:00"),
        ];
        for (from, hours, expected) in table {
            assert_eq!(shop.add(at(from), HOUR * hours), Some(at(expected)), "{from} + {hours} h");
            if hours > 0 {
                assert_eq!(shop.between(at(from), at(expected)), HOUR * hours, "{from} to {expected}");
            }
        }
        assert_eq!(paris("sun closed", &[]).add(at("2026-10-22T14:00:00Z"), HOUR), None);
        assert_eq!(paris("24/7", &[]).add(at("2026-10-24T12:00:00Z"), HOUR * 24), Some(at("2026-10-25T12:00:00Z")));
        assert_eq!(shop.add(at("2026-10-22T14:00:00Z"), Duration::MAX), None);
    }

    #[test]
    fn the_nights_on_which_the_clocks_change_have_their_true_length() {
        let night = paris("sat 22:00-05:00", &[]);
        let (opens, closes) = (at("2026-10-24T22:00:00+02:00"), at("2026-10-25T05:00:00+01:00"));
        assert_eq!(night.between(opens, closes + HOUR * 24), HOUR * 8);
        assert_eq!(night.between(at("2027-03-27T22:00:00+01:00"), at("2027-03-28T12:00:00+02:00")), HOUR * 6);
        assert!(night.is_open(at("2026-10-25T04:59:00+01:00")) && !night.is_open(closes));
        assert_eq!(night.next_change(opens), Some(closes));
    }

    #[test]
    fn it_is_known_when_it_opens_and_closes() {
        let shop = paris("mon-fri 9:00-12:00 14:00-18:00", &["2026-10-23"]);
        let table = [
            ("2026-10-22T08:00:00+02:00", false, "2026-10-22T09:00:00+02:00"),
            ("2026-10-22T09:00:00+02:00", true, "2026-10-22T12:00:00+02:00"),
            ("2026-10-22T12:00:00+02:00", false, "2026-10-22T14:00:00+02:00"),
            ("2026-10-22T18:00:00+02:00", false, "2026-10-26T09:00:00+01:00"),
        ];
        for (now, open, change) in table {
            assert_eq!((shop.is_open(at(now)), shop.next_change(at(now))), (open, Some(at(change))), "{now}");
            let opening = if open { at(now) } else { at(change) };
            assert_eq!(shop.next_opening(at(now)), Some(opening), "{now}");
        }
        assert_eq!(paris("always", &[]).next_change(at("2026-10-22T08:00:00Z")), None);
        assert_eq!(paris("sun closed", &[]).next_opening(at("2026-10-22T08:00:00Z")), None);
        // Midnight alone is no change.
        let nights = paris("18:00-24:00, 0:00-6:00", &[]);
        assert_eq!(nights.next_change(at("2026-10-22T20:00:00+02:00")), Some(at("2026-10-23T06:00:00+02:00")));
    }

    #[test]
    fn a_window_holds_on_the_wall_clock_of_who_looks() {
        let lunch = Window::new(Weekly::read("not before 12:00").unwrap(), TimeZone::get("Europe/Paris").unwrap());
        assert!(!lunch.holds(at("2026-10-22T11:59:00+02:00")));
        assert!(lunch.holds(at("2026-10-22T12:00:00+02:00")));
        assert_eq!(lunch.next_change(at("2026-10-22T13:00:00+02:00")), Some(at("2026-10-23T00:00:00+02:00")));
    }

    #[test]
    fn the_ends_of_time_are_survived() {
        let shop = paris("mon-fri 9:00-18:00", &[]);
        for end in [Timestamp::MIN, Timestamp::MAX, Timestamp::from_millis(253_402_207_199_000)] {
            assert_eq!((shop.add(end, HOUR), shop.next_change(end), shop.is_open(end)), (None, None, false));
        }
    }
}
