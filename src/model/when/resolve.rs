//! A [`Draft`] to an instant: the first that fits what was said and is still to come.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{ToSpan, Zoned};

use super::lex::{Edge, Part};
use super::parse::{Clock, Day, Draft, InPeriod, OnWeekday, Period, Span};
use super::{AFTERNOON, EVENING, FURTHEST, LATER, MORNING, NIGHT, When, WhenError, WhenProblem};
use crate::base::time::Timestamp;

/// Somebody's present.
struct Present<'a> {
    now: jiff::Timestamp,
    local: Zoned,
    zone: &'a TimeZone,
}

/// How many days ahead a weekday and a day of the month are looked for together.
const MATCHED_WITHIN: i32 = 62;
/// Up to this number, one that stands alone behind a weekday may be an hour.
const LAST_HOUR: u64 = 20;
/// Up to this hour, `h` alone counts; from there it is told by the clock.
const COUNTED: u32 = 5;
const DAY_MINUTES: u32 = 24 * 60;

fn wrong<T>(at: &Range<usize>, problem: WhenProblem) -> Result<T, WhenError> {
    Err(WhenError { at: at.clone(), problem })
}

/// An error of the phrase as a whole.
fn whole<T>(problem: WhenProblem) -> Result<T, WhenError> {
    wrong(&(0..0), problem)
}

/// The instant `at`, if it is to come.
pub fn ahead(at: Timestamp, now: Timestamp) -> Result<When, WhenError> {
    match at {
        at if at <= now => whole(WhenProblem::Past),
        at if at.since(now) > FURTHEST => whole(WhenProblem::TooFar),
        at => Ok(When::At(at)),
    }
}

/// Decides what was meant.
pub fn resolve(draft: &Draft, now: Timestamp, zone: &TimeZone) -> Result<When, WhenError> {
    if let Some((_, at)) = &draft.answer {
        return if says_a_time(draft) { wrong(at, WhenProblem::Clash) } else { Ok(When::UntilTheyAnswer) };
    }
    if !says_a_time(draft) {
        return whole(WhenProblem::Empty);
    }
    let Ok(instant) = jiff::Timestamp::from_millisecond(now.millis()) else {
        return whole(WhenProblem::TooFar);
    };
    let present = Present { now: instant, local: instant.to_zoned(zone.clone()), zone };
    let found = present.find(draft)?;
    ahead(Timestamp::from_millis(found.as_millisecond()), now)
}

fn says_a_time(draft: &Draft) -> bool {
    names_a_day(draft)
        || draft.part.is_some()
        || draft.clock.is_some()
        || draft.bare.is_some()
        || draft.span.is_some()
        || draft.later.is_some()
}

fn names_a_day(draft: &Draft) -> bool {
    draft.day.is_some() || draft.weekday.is_some() || draft.period.is_some()
}

impl Present<'_> {
    fn find(&self, draft: &Draft) -> Result<jiff::Timestamp, WhenError> {
        if let Some((span, at)) = counted(draft)? {
            return self.in_span(draft, span, &at);
        }
        let today_alone =
            matches!(draft.day, Some((Day::In(0), _))) && draft.weekday.is_none() && draft.part.is_none() && draft.bare.is_none();
        if draft.clock.is_none() && (draft.later.is_some() || today_alone) {
            return self.later(draft);
        }
        if let Some(date) = self.numbered(draft)? {
            return self.first(&[date], &self.times(draft, None)?);
        }
        let alone = !names_a_day(draft) && draft.part.is_none();
        match &draft.bare {
            Some((_, at)) if alone && draft.clock.is_none() => wrong(at, WhenProblem::Ambiguous),
            bare => self.first(&self.dates(draft)?, &self.times(draft, bare.as_ref())?),
        }
    }

    /// The date that a weekday and a number alone mean together, unless the number is the hour.
    fn numbered(&self, draft: &Draft) -> Result<Option<Date>, WhenError> {
        let (Some((weekday, at)), Some((number, place)), None, None) = (&draft.weekday, &draft.bare, &draft.day, &draft.period) else {
            return Ok(None);
        };
        let both = at.start.min(place.start)..at.end.max(place.end);
        let date = self.day_and_weekday(i64::try_from(*number).unwrap_or(i64::MAX), weekday.day, &both);
        let may_be_hour = draft.clock.is_none() && *number <= LAST_HOUR;
        match date {
            _ if may_be_hour && draft.part.is_some() => Ok(None),
            Ok(_) if may_be_hour => wrong(&both, WhenProblem::Ambiguous),
            Err(_) if may_be_hour => Ok(None),
            Ok(date) => Ok(Some(date)),
            Err(error) => Err(error),
        }
    }

    /// The first of the times on the first of the dates that is to come.
    fn first(&self, dates: &[Date], times: &[u32]) -> Result<jiff::Timestamp, WhenError> {
        let instants = dates.iter().flat_map(|date| times.iter().map(move |minutes| (*date, *minutes)));
        match instants.filter_map(|(date, minutes)| self.instant(date, minutes)).find(|instant| *instant > self.now) {
            Some(instant) => Ok(instant),
            None if dates.iter().any(|date| *date > self.local.date()) => whole(WhenProblem::TooFar),
            None => whole(WhenProblem::Past),
        }
    }

    /// The instant at which the wall clock shows so many minutes on `date`.
    fn instant(&self, date: Date, minutes: u32) -> Option<jiff::Timestamp> {
        let date = if minutes < DAY_MINUTES { date } else { date.tomorrow().ok()? };
        let (hour, minute) = (minutes % DAY_MINUTES / 60, minutes % 60);
        let ambiguous = self.zone.to_ambiguous_timestamp(date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0));
        let twice = matches!(ambiguous.offset(), AmbiguousOffset::Fold { .. });
        let first = ambiguous.compatible().ok()?;
        if twice && first <= self.now { ambiguous.later().ok() } else { Some(first) }
    }

    fn later(&self, draft: &Draft) -> Result<jiff::Timestamp, WhenError> {
        let others =
            draft.part.as_ref().map(|(_, at)| at).or(draft.bare.as_ref().map(|(_, at)| at)).or(draft.weekday.as_ref().map(|(_, at)| at));
        let other_day = draft.day.as_ref().filter(|(day, _)| *day != Day::In(0)).map(|(_, at)| at);
        match others.or(other_day).or(draft.period.as_ref().map(|(_, at)| at)) {
            Some(at) => wrong(at, WhenProblem::Clash),
            None => self.now.checked_add(jiff::SignedDuration::from_secs(LATER.as_secs().cast_signed())).or(whole(WhenProblem::TooFar)),
        }
    }

    /// So long from now, or from the day that was named.
    fn in_span(&self, draft: &Draft, span: Span, at: &Range<usize>) -> Result<jiff::Timestamp, WhenError> {
        let timed =
            draft.part.as_ref().map(|(_, at)| at).or(draft.clock.as_ref().map(|(_, at)| at)).or(draft.bare.as_ref().map(|(_, at)| at));
        let timed = timed.filter(|_| !matches!(draft.clock, Some((Clock::Loose { .. }, _))) || draft.span.is_some());
        if let Some(at) = timed.filter(|_| span.seconds > 0).or(draft.later.as_ref().map(|(_, at)| at)) {
            return wrong(at, WhenProblem::Clash);
        }
        if !draft.from && names_a_day(draft) {
            return wrong(at, WhenProblem::Clash);
        }
        let today = matches!(draft.day, Some((Day::In(0), _))) && draft.weekday.is_none() && draft.period.is_none();
        let times = if timed.is_some() { Some(self.times(draft, draft.bare.as_ref())?) } else { None };
        let start = if draft.from && names_a_day(draft) && !today {
            let first = self.first(&self.dates(draft)?, times.as_deref().unwrap_or(&[MORNING * 60]))?;
            first.to_zoned(self.zone.clone())
        } else {
            self.local.clone()
        };
        let then = after(start, span).ok_or(WhenError { at: at.clone(), problem: WhenProblem::TooFar })?;
        match times {
            Some(times) => self.first(&[then.date()], &times),
            None => Ok(then.timestamp()),
        }
    }

    /// The times of day that may be meant, in minutes, from the first.
    fn times(&self, draft: &Draft, bare: Option<&(u64, Range<usize>)>) -> Result<Vec<u32>, WhenError> {
        let part = draft.part.as_ref().map(|(part, _)| *part);
        let (clock, at) = match (&draft.clock, bare) {
            (Some((clock, at)), None) => (*clock, at),
            (None, Some((hour, at))) => (twelve(*hour, at)?, at),
            (Some(_), Some((_, at))) => return wrong(at, WhenProblem::Clash),
            (None, None) => return Ok(rungs(draft, part)),
        };
        let (hour, minute) = match clock {
            Clock::Same => {
                return Ok(vec![u32::from(self.local.hour().unsigned_abs()) * 60 + u32::from(self.local.minute().unsigned_abs())]);
            }
            Clock::At(minutes) => (minutes / 60, minutes % 60),
            // Without more, the small hours of a clock of twelve are those of the afternoon.
            Clock::Twelve { hour: hour @ 1..=6, minute } if part.is_none() => (hour + 12, minute),
            Clock::Twelve { hour, minute } | Clock::Told { hour, minute } | Clock::Loose { hour, minute } => match part {
                Some(part) => (in_part(part, hour), minute),
                None => (hour, minute),
            },
        };
        let fits = hour < 24 || (hour == 24 && (minute == 0 || matches!(clock, Clock::At(_))));
        if !fits || minute > 59 || part.is_some_and(|part| !holds(part, hour)) {
            return wrong(at, WhenProblem::ImpossibleHour);
        }
        Ok(vec![hour * 60 + minute])
    }

    /// The dates that may be meant, from the first.
    fn dates(&self, draft: &Draft) -> Result<Vec<Date>, WhenError> {
        let today = self.local.date();
        let dates = match (&draft.day, &draft.weekday, &draft.period) {
            (None, None, None) => {
                // A midnight that ends its day is still to come in the first minutes after it.
                let late = matches!(draft.clock, Some((Clock::At(DAY_MINUTES..), _)));
                let first = if late { -1 } else { 0 };
                (first..=1).filter_map(|days| plus(today, days)).collect()
            }
            (None, Some((weekday, _)), None) => self.weekday(*weekday),
            (Some((day, at)), None, None) => self.day(*day, at)?,
            (None, None, Some((period, at))) => self.period(*period, at)?,
            (Some((Day::OfMonth(day), at)), Some((weekday, _)), None) => vec![self.day_and_weekday(i64::from(*day), weekday.day, at)?],
            (Some((day, at)), Some((weekday, _)), None) => {
                let dates = self.day(*day, at)?;
                let fits = dates.iter().find(|date| **date >= today).is_none_or(|date| number_of(date.weekday()) == weekday.day);
                if fits { dates } else { return wrong(at, WhenProblem::Clash) }
            }
            (None, Some((weekday, _)), Some((InPeriod { period: Period::Week, next, edge: None }, _))) => {
                plus(monday(today), i32::from(weekday.day) + if *next || weekday.next { 7 } else { 0 }).into_iter().collect()
            }
            (Some((Day::OfMonth(day), at)), None, Some((InPeriod { period: Period::Month, next, edge: None }, _))) => {
                let month = if *next { today.first_of_month().checked_add(1.month()).unwrap_or(today) } else { today };
                match Date::new(month.year(), month.month(), *day) {
                    Ok(date) => vec![date],
                    Err(_) => return wrong(at, WhenProblem::ImpossibleDate),
                }
            }
            (_, _, Some((_, at))) => return wrong(at, WhenProblem::Clash),
        };
        Ok(dates)
    }

    fn weekday(&self, weekday: OnWeekday) -> Vec<Date> {
        let today = self.local.date();
        let later = 7 * i32::from(weekday.weeks_later);
        let first = if weekday.next {
            i32::from(weekday.day) + 7 - i32::from(number_of(today.weekday()))
        } else {
            (i32::from(weekday.day) - i32::from(number_of(today.weekday()))).rem_euclid(7)
        };
        [first + later, first + later + 7].into_iter().filter_map(|days| plus(today, days)).collect()
    }

    /// `lundi 26`: the next such day that is such a weekday.
    fn day_and_weekday(&self, day: i64, weekday: u8, at: &Range<usize>) -> Result<Date, WhenError> {
        let today = self.local.date();
        let fits = |date: &Date| i64::from(date.day()) == day && number_of(date.weekday()) == weekday;
        match (0..=MATCHED_WITHIN).filter_map(|days| plus(today, days)).find(fits) {
            Some(date) => Ok(date),
            None => wrong(at, WhenProblem::ImpossibleDate),
        }
    }

    fn day(&self, day: Day, at: &Range<usize>) -> Result<Vec<Date>, WhenError> {
        let today = self.local.date();
        let year = today.year();
        let dates: Vec<Date> = match day {
            Day::In(days) => plus(today, days).into_iter().collect(),
            Day::Date { year: Some(year), month, day } => Date::new(year, month, day).into_iter().collect(),
            Day::Date { year: None, month, day } => {
                (year..=year.saturating_add(8)).filter_map(|year| Date::new(year, month, day).ok()).collect()
            }
            Day::OfMonth(day) => (0..=12)
                .filter_map(|months| today.first_of_month().checked_add(months.months()).ok())
                .filter_map(|month| Date::new(month.year(), month.month(), day).ok())
                .collect(),
        };
        if dates.is_empty() { wrong(at, WhenProblem::ImpossibleDate) } else { Ok(dates) }
    }

    fn period(&self, said: InPeriod, at: &Range<usize>) -> Result<Vec<Date>, WhenError> {
        let today = self.local.date();
        let monday = monday(today);
        let this = i32::from(said.next);
        let edge = match (said.edge, said.period) {
            (Some(edge), _) => edge,
            (None, Period::Weekend | Period::Named { .. }) => Edge::Start,
            (None, Period::Week | Period::Month | Period::Year) if said.next => Edge::Start,
            (None, Period::Week | Period::Month | Period::Year) => return wrong(at, WhenProblem::Ambiguous),
        };
        // The stretch that is meant, and the one after it unless a stretch was named.
        let turns = this..=1;
        let dates: Vec<Date> = match said.period {
            Period::Week => turns.filter_map(|turn| plus(monday, turn * 7 + [0, 2, 4][edge as usize])).collect(),
            Period::Weekend => turns.flat_map(|turn| [5, 6].map(|day| plus(monday, turn * 7 + day))).flatten().collect(),
            Period::Month => {
                turns.filter_map(|turn| today.first_of_month().checked_add(turn.months()).ok()).map(|month| within(month, edge)).collect()
            }
            Period::Year => turns
                .filter_map(|turn| today.first_of_year().checked_add(turn.years()).ok())
                .map(|year| match edge {
                    Edge::Start => year,
                    Edge::Mid => year.with().month(7).build().unwrap_or(year),
                    Edge::End => year.last_of_year(),
                })
                .collect(),
            Period::Named { month, year: Some(year) } => Date::new(year, month, 1).into_iter().map(|month| within(month, edge)).collect(),
            Period::Named { month, year: None } => (today.year()..=today.year().saturating_add(1))
                .filter_map(|year| Date::new(year, month, 1).ok())
                .map(|month| within(month, edge))
                .collect(),
        };
        if dates.is_empty() { wrong(at, WhenProblem::ImpossibleDate) } else { Ok(dates) }
    }
}

/// What was said as a span, or with an `h` that counts hours.
fn counted(draft: &Draft) -> Result<Option<(Span, Range<usize>)>, WhenError> {
    match (&draft.span, &draft.clock) {
        (Some((span, at)), _) => Ok(Some((*span, at.clone()))),
        (None, Some((Clock::Loose { hour, minute }, at)))
            if draft.part.is_none() && !names_a_day(draft) && (*hour <= COUNTED || *hour > 23) =>
        {
            if draft.bare.is_some() || *minute > 59 {
                return wrong(at, WhenProblem::Clash);
            }
            let seconds = (i64::from(*hour) * 60 + i64::from(*minute)) * 60;
            Ok(Some((Span { seconds, ..Span::default() }, at.clone())))
        }
        _ => Ok(None),
    }
}

/// The calendar first, on the wall clock; then what is counted by the second.
fn after(start: Zoned, span: Span) -> Option<Zoned> {
    let by_calendar = jiff::Span::new().try_months(span.months).ok()?.try_days(span.days).ok()?;
    let then = worked(start.checked_add(by_calendar).ok()?, span.worked)?;
    then.checked_add(jiff::SignedDuration::from_secs(span.seconds)).ok()
}

/// So many days from Monday to Friday after `then`.
fn worked(then: Zoned, days: i64) -> Option<Zoned> {
    if days == 0 {
        return Some(then);
    }
    let mut then = then;
    // Whole weeks first: five of these days are seven.
    then = then.checked_add(jiff::Span::new().try_weeks((days - 1) / 5).ok()?).ok()?;
    let mut left = (days - 1) % 5 + 1;
    while left > 0 {
        then = then.checked_add(1.day()).ok()?;
        left -= i64::from(number_of(then.weekday()) < 5);
    }
    Some(then)
}

/// An hour that was told as one of twelve.
fn twelve(hour: u64, at: &Range<usize>) -> Result<Clock, WhenError> {
    match u32::try_from(hour) {
        Ok(hour @ 0..=23) => Ok(Clock::Twelve { hour, minute: 0 }),
        _ => wrong(at, WhenProblem::ImpossibleHour),
    }
}

/// The times of a part of the day, each for who is late for the one before.
fn rungs(draft: &Draft, part: Option<Part>) -> Vec<u32> {
    let ends = matches!(&draft.period, Some((InPeriod { edge: Some(Edge::End), period, .. }, _)) if *period != Period::Weekend);
    let hours: &[u32] = match part {
        Some(Part::Morning) => &[MORNING, 11],
        Some(Part::LateMorning) => &[11],
        Some(Part::Afternoon) => &[AFTERNOON, 16],
        Some(Part::LateAfternoon) => &[17],
        Some(Part::Evening) => &[EVENING, NIGHT, 22],
        Some(Part::LateEvening) => &[22],
        Some(Part::Night) => &[NIGHT, 22],
        Some(Part::Close) => &[EVENING],
        None if ends => &[EVENING],
        None => &[MORNING],
    };
    hours.iter().map(|hour| hour * 60).collect()
}

/// The hour of the day that `hour` is in a part of it: nine in the evening is twenty-one.
fn in_part(part: Part, hour: u32) -> u32 {
    match (part, hour) {
        (Part::Afternoon | Part::LateAfternoon | Part::Close, 1..=7) => hour + 12,
        (Part::Evening | Part::LateEvening, 1..=11) => hour + 12,
        (Part::Night, 6..=11) => hour + 12,
        (Part::Evening | Part::LateEvening | Part::Night, 12) => 24,
        _ => hour,
    }
}

fn holds(part: Part, hour: u32) -> bool {
    match part {
        Part::Morning | Part::LateMorning => hour <= 12,
        Part::Afternoon | Part::LateAfternoon => (12..=19).contains(&hour),
        Part::Evening | Part::LateEvening => (16..=24).contains(&hour),
        Part::Night => hour <= 5 || hour >= 18,
        Part::Close => (12..=24).contains(&hour),
    }
}

fn number_of(weekday: Weekday) -> u8 {
    weekday.to_monday_zero_offset().unsigned_abs()
}

fn monday(date: Date) -> Date {
    plus(date, -i32::from(number_of(date.weekday()))).unwrap_or(date)
}

fn plus(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn within(month: Date, edge: Edge) -> Date {
    match edge {
        Edge::Start => month,
        Edge::Mid => month.with().day(15).build().unwrap_or(month),
        Edge::End => month.last_of_month(),
    }
}
