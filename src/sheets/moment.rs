//! Days and times as spreadsheets and people write them, and as we do.
//!
//! `2026-11-24`, `24/11/2026` and `24.11.2026` are days, the day before the month; `09:00`,
//! `9:00:30`, `9h`, `9 h 30` are times, with `+01:00` behind one that comes twice.

use std::fmt::Write as _;

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use crate::model::sheet::{Column, Entry, Moment, Problem, Wrong};

/// Reads a day.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    if year.len() != 4 {
        return None;
    }
    Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// Reads a time, and the offset behind it.
pub(super) fn time(text: &str) -> Option<(Time, Option<Offset>)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (clock, offset) = match text.rfind(['+', '-', '\u{2212}']) {
        Some(at) => (&text[..at], Some(offset(&text[at..])?)),
        None => (text.as_str(), None),
    };
    let clock = clock.to_ascii_lowercase().replace("min", "");
    let clock = clock.replace('h', ":");
    let mut parts = clock.trim_end_matches(':').split(':');
    let whole = |part: &str| part.parse::<i8>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let hour = whole(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), whole)?;
    let (second, nano) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole_part, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
            let padded = format!("{fraction:0<9}");
            (whole(whole_part)?, padded.get(..9)?.parse().ok()?)
        }
    };
    let none_left = parts.next().is_none();
    Time::new(hour, minute, second, nano).ok().filter(|_| none_left).map(|time| (time, offset))
}

fn offset(text: &str) -> Option<Offset> {
    let negative = !text.starts_with('+');
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    let (hours, minutes) = (digits.get(..2)?.parse::<i32>().ok()?, digits.get(2..4).unwrap_or("0").parse::<i32>().ok()?);
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(if negative { -seconds } else { seconds }).ok()
}

/// The day and the time of an entry as we write them; empty for an idea.
pub(super) fn written(entry: &Entry) -> (String, String) {
    let zone = TimeZone::get(&entry.zone).unwrap_or(TimeZone::UTC);
    let wall = match entry.at {
        None => None,
        Some(Moment::Instant(at)) => Moment::wall(at, &zone),
        Some(Moment::Wall { date, time, offset }) => Some((date, time, offset)),
    };
    let Some((date, time, offset)) = wall else {
        return (String::new(), String::new());
    };
    let mut clock = format!("{:02}:{:02}", time.hour(), time.minute());
    if time.second() != 0 || time.subsec_nanosecond() != 0 {
        let _ = write!(clock, ":{:02}", time.second());
    }
    if time.millisecond() != 0 {
        let _ = write!(clock, ".{:03}", time.millisecond());
    }
    if let Some(offset) = offset {
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let _ = write!(clock, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
    }
    (date.to_string(), clock)
}

/// Reads the day and the time of an entry; what is wrong goes to `problems`.
pub(super) fn read(day: &str, clock: &str, line: usize, problems: &mut Vec<Problem>) -> Option<Moment> {
    let mut wrong = |column, value: &str, wrong| {
        problems.push(Problem { line, column: Some(column), value: value.trim().to_owned(), wrong });
        None
    };
    match (day.trim().is_empty(), clock.trim().is_empty()) {
        (true, true) => None,
        (true, false) => wrong(Column::Date, day, Wrong::NoDate),
        (false, true) => match date(day) {
            Some(_) => wrong(Column::Time, clock, Wrong::NoTime),
            None => wrong(Column::Date, day, Wrong::Date),
        },
        (false, false) => match (date(day), time(clock)) {
            (Some(date), Some((time, offset))) => Some(Moment::Wall { date, time, offset }),
            (None, _) => wrong(Column::Date, day, Wrong::Date),
            (_, None) => wrong(Column::Time, clock, Wrong::Time),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_people_and_spreadsheets_write_them() {
        for text in ["2026-11-24", " 24/11/2026", "24.11.2026", "24-11-2026"] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2026-11-24"), "{text}");
        }
        for text in ["", "11/24/2026", "2026-02-30", "24/11/26", "24 novembre", "2026-11", "+026-11-24"] {
            assert_eq!(date(text), None, "{text}");
        }
        let table = [("09:00", "09:00:00"), ("9h", "09:00:00"), ("9 h 30", "09:30:00"), ("9h05min", "09:05:00"), ("18:00:30", "18:00:30")];
        for (text, expected) in table {
            assert_eq!(time(text).map(|(time, _)| time.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "25:00", "9:60", "nine", "9:00:00:00", "9h-", "--"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert_eq!(time("02:30+01:00").and_then(|(_, offset)| offset), Offset::from_seconds(3_600).ok());
    }
}
