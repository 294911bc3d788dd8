//! Times: what a phrase means, how it is told, and what is wrong with one.

use crate::base::nearest::nearest;
use crate::base::time::Timestamp;
use crate::config::language::{Arg, Lang, Language};
use crate::model::deadline::{Amount, Left, Why};
use crate::model::hours::HoursError;
use crate::model::snippet::AndThen;
use crate::model::triage::After;
use crate::model::when::{self, Preset, TimeOfDay, Told, Tongue, When, WhenError, WhenProblem};
use jiff::tz::TimeZone;

impl Lang {
    /// The language in which phrases for times are offered.
    pub fn tongue(self) -> Tongue {
        match self {
            Lang::En => Tongue::English,
            Lang::Fr => Tongue::French,
        }
    }
}

impl Language {
    /// A time as it is named from `now` in `zone`: `tomorrow 09:00`, `demain 9 h`, `until they answer`.
    pub fn when(&self, when: When, now: Timestamp, zone: &TimeZone) -> String {
        match when {
            When::At(at) => Told::of(at, now, zone).map(|told| self.told(told)).unwrap_or_default(),
            When::UntilTheyAnswer => self.word("when-until-they-answer"),
        }
    }

    /// What becomes of a conversation after sending: `done`, `snoozed until tomorrow 09:00`.
    pub fn after(&self, after: &After, now: Timestamp, zone: &TimeZone) -> String {
        let then = AndThen::of(after);
        let time = match after {
            After::WaitThem | After::StayOpen | After::Done => None,
            After::WaitClient(asked) => asked.due,
            After::Snooze(until) => until.time(),
        };
        match time.map(|at| self.when(When::At(at), now, zone)) {
            Some(when) => self.say(&format!("then-{then}-until"), &[("when", (&when).into())]),
            None => self.code("then", then.code()),
        }
    }

    /// A day and a time, named.
    pub fn told(&self, told: Told) -> String {
        let time = self.time_of_day(told.time());
        let time = Arg::from(&time);
        let date = |day: u8, month: u8| {
            let month = self.word(&format!("month-{month}"));
            self.say("date-day", &[("day", Arg::Number(day.into())), ("month", (&month).into())])
        };
        match told {
            Told::Today(_) => self.say("when-today", &[("time", time)]),
            Told::Tomorrow(_) => self.say("when-tomorrow", &[("time", time)]),
            Told::Yesterday(_) => self.say("when-yesterday", &[("time", time)]),
            Told::Weekday { weekday, .. } => {
                let day = self.word(&format!("weekday-{weekday}"));
                self.say("when-on", &[("day", (&day).into()), ("time", time)])
            }
            Told::Date { day, month, .. } => self.say("when-on", &[("day", (&date(day, month)).into()), ("time", time)]),
            // A year is no number to be grouped.
            Told::Dated { day, month, year, .. } => {
                let date = format!("{} {year}", date(day, month));
                self.say("when-on", &[("day", (&date).into()), ("time", time)])
            }
        }
    }

    /// A time of day: `09:05`, `9 h 05`.
    pub fn time_of_day(&self, time: TimeOfDay) -> String {
        let hour = match self.lang() {
            Lang::En => format!("{:02}", time.hour),
            Lang::Fr => time.hour.to_string(),
        };
        let minute = format!("{:02}", time.minute);
        let id = if time.minute == 0 { "when-hour" } else { "when-hour-minute" };
        let args = [("hour", Arg::from(&hour)), ("minute", Arg::from(&minute))];
        self.say(id, if time.minute == 0 { &args[..1] } else { &args })
    }

    /// What is wrong with `phrase`, and what to write instead.
    pub fn when_error(&self, phrase: &str, error: &WhenError) -> String {
        let word = phrase.get(error.at.clone()).unwrap_or_default();
        // What is longer than any word is no slip of one.
        let near = if error.problem == WhenProblem::Unknown && word.len() <= 40 { nearest(word, when::known_words()) } else { None };
        match near {
            Some(near) => self.say("when-unknown-near", &[("word", word.into()), ("near", near.into())]),
            None => self.say(&format!("when-{}", error.problem), &[("word", word.into())]),
        }
    }

    /// What is wrong with hours that were written.
    pub fn hours_error(&self, text: &str, error: &HoursError) -> String {
        let word = text.get(error.at.clone()).unwrap_or_default();
        self.say(&format!("hours-{}", error.problem), &[("word", word.into())])
    }

    /// How far off a deadline is: `3h`, `3h late`.
    pub fn left(&self, left: Left) -> String {
        let amount = |amount| match amount {
            Amount::Minutes(n) => self.say("age-minutes", &[("n", n.into())]),
            Amount::Hours(n) => self.say("age-hours", &[("n", n.into())]),
            Amount::Days(n) => self.say("age-days", &[("n", n.into())]),
        };
        match left {
            Left::Still(time) => amount(time),
            Left::Late(time) => self.say("due-late", &[("time", (&amount(time)).into())]),
        }
    }

    /// What sets a deadline.
    pub fn due_why(&self, why: Why) -> String {
        self.code("due-why", why.code())
    }

    /// What a choice of time is called.
    pub fn preset(&self, preset: Preset) -> String {
        self.code("preset", preset.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-10-22T14:20:00+02:00";

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn times_are_told_as_people_name_them() {
        let table = [
            ("2026-10-22T18:00:00+02:00", "today 18:00", "aujourd'hui 18\u{a0}h"),
            ("2026-10-23T09:00:00+02:00", "tomorrow 09:00", "demain 9\u{a0}h"),
            ("2026-10-26T09:05:00+01:00", "Monday 09:05", "lundi 9\u{a0}h\u{a0}05"),
            ("2026-12-03T14:30:00+01:00", "3 Dec 14:30", "3 déc. 14\u{a0}h\u{a0}30"),
            ("2027-01-12T00:00:00+01:00", "12 Jan 2027 00:00", "12 janv. 2027 0\u{a0}h"),
        ];
        for (instant, english, french) in table {
            let said = |lang| Language::new(lang).when(When::At(at(instant)), at(NOW), &paris());
            assert_eq!((said(Lang::En).as_str(), said(Lang::Fr).as_str()), (english, french));
        }
    }

    #[test]
    fn what_is_told_is_read_back() {
        let (now, zone) = (at(NOW), paris());
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            assert_eq!(When::read(&language.when(When::UntilTheyAnswer, now, &zone), now, &zone), Ok(When::UntilTheyAnswer));
            // Every 97 minutes of two years, which is every hour of every month, but for the hour that comes twice.
            for turn in 1..10_800_i64 {
                let when = When::At(Timestamp::from_millis(now.millis() + turn * 97 * 60_000));
                let said = language.when(when, now, &zone);
                let read = When::read(&said, now, &zone);
                let local = zone.to_datetime(jiff::Timestamp::from_millisecond(now.millis() + turn * 97 * 60_000).unwrap());
                let twice = zone.to_ambiguous_timestamp(local).is_ambiguous();
                assert!(read == Ok(when) || twice, "{said:?} is read as {read:?}");
            }
        }
    }

    #[test]
    fn a_slip_is_put_right() {
        let said = |phrase: &str, lang| Language::new(lang).when_error(phrase, &When::read(phrase, at(NOW), &paris()).unwrap_err());
        assert!(said("tommorow", Lang::En).contains("tomorrow"));
        assert!(said("lundu 9h", Lang::Fr).contains("lundi"));
        assert!(said("12/25", Lang::Fr).contains("12/25"));
    }
}
