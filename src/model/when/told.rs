//! An instant as people name it: tomorrow at nine, Monday at nine, 3 December at nine.
//!
//! Only the pieces; words are made of them above. What the words say is read back by
//! [`When::read`](super::When::read) as the same minute.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::time::Timestamp;

/// What a clock on the wall shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A day as it is named from where we stand, and the time on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The day that it is.
    Today(TimeOfDay),
    /// The day after it.
    Tomorrow(TimeOfDay),
    /// The day before it.
    Yesterday(TimeOfDay),
    /// One of the five days after tomorrow.
    Weekday {
        /// From 1 for Monday to 7 for Sunday.
        weekday: u8,
        /// The time on it.
        time: TimeOfDay,
    },
    /// Another day of this year.
    Date {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// The time on it.
        time: TimeOfDay,
    },
    /// A day of another year.
    Dated {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// The year.
        year: i16,
        /// The time on it.
        time: TimeOfDay,
    },
}

impl Told {
    /// How somebody in `zone` names `at` at `now`; nothing for what no calendar shows.
    pub fn of(at: Timestamp, now: Timestamp, zone: &TimeZone) -> Option<Told> {
        let local = |instant: Timestamp| jiff::Timestamp::from_millisecond(instant.millis()).ok().map(|instant| zone.to_datetime(instant));
        let (at, today) = (local(at)?, local(now)?.date());
        let time = TimeOfDay { hour: at.hour().unsigned_abs(), minute: at.minute().unsigned_abs() };
        let (day, month) = (at.day().unsigned_abs(), at.month().unsigned_abs());
        Some(match days_between(today, at.date()) {
            0 => Told::Today(time),
            1 => Told::Tomorrow(time),
            -1 => Told::Yesterday(time),
            2..=6 => Told::Weekday { weekday: at.weekday().to_monday_one_offset().unsigned_abs(), time },
            _ if at.year() == today.year() => Told::Date { day, month, time },
            _ => Told::Dated { day, month, year: at.year(), time },
        })
    }

    /// The time on it.
    pub fn time(self) -> TimeOfDay {
        match self {
            Told::Today(time) | Told::Tomorrow(time) | Told::Yesterday(time) => time,
            Told::Weekday { time, .. } | Told::Date { time, .. } | Told::Dated { time, .. } => time,
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_near_by_have_names() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let instant = |text: &str| Timestamp::parse(text).unwrap();
        let now = instant("2026-10-22T14:20:00+02:00");
        let time = |hour, minute| TimeOfDay { hour, minute };
        let table = [
            ("2026-10-22T23:59:00+02:00", Told::Today(time(23, 59))),
            ("2026-10-23T00:00:00+02:00", Told::Tomorrow(time(0, 0))),
            ("2026-10-21T09:05:00+02:00", Told::Yesterday(time(9, 5))),
            ("2026-10-25T09:00:00+01:00", Told::Weekday { weekday: 7, time: time(9, 0) }),
            ("2026-10-28T09:00:00+01:00", Told::Weekday { weekday: 3, time: time(9, 0) }),
            ("2026-10-29T09:00:00+01:00", Told::Date { day: 29, month: 10, time: time(9, 0) }),
            ("2026-10-19T09:00:00+02:00", Told::Date { day: 19, month: 10, time: time(9, 0) }),
            ("2027-01-01T09:00:00+01:00", Told::Dated { day: 1, month: 1, year: 2027, time: time(9, 0) }),
        ];
        for (at, told) in table {
            assert_eq!(Told::of(instant(at), now, &paris), Some(told), "{at}");
        }
        assert_eq!(Told::of(Timestamp::MAX, now, &paris), None);
    }
}
