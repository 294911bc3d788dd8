//! The calendar in words: days, times of posts, how far off they are, which days are marked.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::time::Timestamp;
use crate::config::language::{Lang, Language};
use crate::model::deadline::Amount;
use crate::model::planner::local;
use crate::model::planner::marked::{Mark, Marked};
use crate::model::when::TimeOfDay;

const FRANCE: &str = include_str!("../../../assets/holidays/fr.toml");
const BRITAIN: &str = include_str!("../../../assets/holidays/gb.toml");

impl Language {
    /// The days that are marked where this language is spoken.
    pub fn marked(&self) -> Marked {
        let file = match self.lang() {
            Lang::Fr => FRANCE,
            Lang::En => BRITAIN,
        };
        Marked::read(file).0
    }

    /// The names of a day that is marked.
    pub fn marks<'m>(&self, marked: &'m Marked, date: Date) -> Vec<Mark<'m>> {
        marked.of(date, self.lang().code())
    }

    /// A weekday in three letters or so: `Mon`, `lun.`.
    pub fn weekday_short(&self, date: Date) -> String {
        self.word(&format!("weekday-short-{}", date.weekday().to_monday_one_offset()))
    }

    /// A day: `Tue 24 Nov`.
    pub fn day(&self, date: Date) -> String {
        let month = self.word(&format!("month-{}", date.month()));
        let day = self.say("date-day", &[("day", i64::from(date.day()).into()), ("month", (&month).into())]);
        format!("{} {day}", self.weekday_short(date))
    }

    /// A day without its month: `Tue 24`.
    pub fn day_short(&self, date: Date) -> String {
        format!("{} {}", self.weekday_short(date), date.day())
    }

    /// A month of a year: `Nov 2026`.
    pub fn month(&self, date: Date) -> String {
        format!("{} {}", self.word(&format!("month-{}", date.month())), date.year())
    }

    /// A time on the calendar: `Tue 24 Nov 09:00`.
    pub fn slot_time(&self, at: Timestamp, zone: &TimeZone) -> String {
        let shown = local(at, zone);
        format!("{} {}", self.day(shown.date()), self.slot_hour(at, zone))
    }

    /// A time of day as it stands in columns: `09:00`, in French `9 h` and `9 h 30`.
    pub fn slot_hour(&self, at: Timestamp, zone: &TimeZone) -> String {
        let shown = local(at, zone);
        let part = |value: i8| u8::try_from(value).unwrap_or(0);
        self.time_of_day(TimeOfDay { hour: part(shown.hour()), minute: part(shown.minute()) })
    }

    /// How far off a time is: `in 18 h`, `2 d ago`.
    pub fn slot_away(&self, at: Timestamp, now: Timestamp) -> String {
        let (away, ahead) = if at > now { (at.since(now), true) } else { (now.since(at), false) };
        let minutes = away.as_secs() / 60;
        let whole = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let amount = match minutes {
            ..60 => Amount::Minutes(whole(minutes)),
            60..2_880 => Amount::Hours(whole(minutes / 60)),
            _ => Amount::Days(whole(minutes / 1_440)),
        };
        let time = self.left(crate::model::deadline::Left::Still(amount));
        self.say(if ahead { "slot-in" } else { "slot-ago" }, &[("time", (&time).into())])
    }
}
