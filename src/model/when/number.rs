//! What begins with a number: clocks, dates, spans.

use super::lex::{Token, Unit, Word};
use super::parse::{Clock, Day, Reader, Span, fill};
use super::{WhenError, WhenProblem};

/// Seconds of an hour, and of a day that is counted in fractions.
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

impl Reader<'_> {
    /// The number that stands `ahead`, with how many digits it is written.
    fn figure(&self, ahead: usize) -> Option<(u64, usize)> {
        self.tokens.get(self.at + ahead).and_then(|token| match token.word {
            Word::Number(number) => Some((number, token.digits)),
            _ => None,
        })
    }

    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    /// A year of four digits `ahead`; nothing else is one without a sign.
    pub fn year(&self, ahead: usize) -> Option<i16> {
        let (number, digits) = self.figure(ahead)?;
        let clock = matches!(self.word(ahead + 1), Some(Word::Sign(':') | Word::Hours | Word::Am | Word::Pm));
        if digits == 4 && !clock { i16::try_from(number).ok() } else { None }
    }

    /// Reads a date, a clock or a span; whether there was one.
    pub fn number(&mut self) -> Result<bool, WhenError> {
        if self.fraction_of_hour()? || self.past_or_to()? {
            return Ok(true);
        }
        let Some((number, digits)) = self.figure(0) else {
            return self.span();
        };
        if self.signed_date(number, digits)? || self.clock(number, digits)? || self.day_of(number)? || self.span()? {
            return Ok(true);
        }
        self.bare(number, digits)
    }

    /// `3/4 d'heure`, and `quarter` or `half` before nothing that is past or to come.
    fn fraction_of_hour(&mut self) -> Result<bool, WhenError> {
        let quarters = match (self.figure(0), self.word(1), self.figure(2), self.word(3)) {
            (Some((part @ 1..=3, _)), Some(Word::Sign('/')), Some((whole @ (2 | 4), _)), Some(Word::OfAnHour)) if part < whole => {
                part * 4 / whole
            }
            _ => return Ok(false),
        };
        self.add(Unit::Minutes, quarters * 15, 0, 3)?;
        Ok(true)
    }

    /// `half past nine`, `quarter to ten`, `twenty past 5`.
    fn past_or_to(&mut self) -> Result<bool, WhenError> {
        let article = usize::from(matches!(self.word(0), Some(Word::A | Word::Article)));
        let minutes = match self.word(article) {
            Some(Word::Half) => 30,
            Some(Word::Quarter) => 15,
            Some(Word::Number(minutes @ 1..=59)) => minutes,
            _ => return Ok(false),
        };
        let named = article + usize::from(matches!(self.word(article + 1), Some(Word::Unit(Unit::Minutes))));
        let to = match self.word(named + 1) {
            Some(Word::Past) => false,
            Some(Word::To) => true,
            _ => return Ok(false),
        };
        let minutes = u32::try_from(minutes).unwrap_or(59);
        let clock = match (self.figure(named + 2), self.word(named + 2)) {
            (Some((hour @ 1..=12, _)), _) => twelve(hour, if to { -i64::from(minutes) } else { minutes.into() }),
            (_, Some(Word::Time(noon))) => Clock::At(if to { noon - minutes } else { noon + minutes }),
            _ => return self.wrong(named + 2, WhenProblem::ImpossibleHour),
        };
        self.takes_clock(clock, named + 2)
    }

    /// `2026-12-01`, `12/01`, `1.12.2026`: the day comes before the month.
    fn signed_date(&mut self, number: u64, digits: usize) -> Result<bool, WhenError> {
        let sign = match self.token(1) {
            Some(Token { word: Word::Sign(sign @ ('-' | '/' | '.')), glued: true, .. }) => *sign,
            _ => return Ok(false),
        };
        let Some((month, month_digits)) = self.figure(2).filter(|(_, digits)| *digits > 0) else {
            return Ok(false);
        };
        let third = self.figure(4).filter(|_| self.word(3) == Some(Word::Sign(sign)) && self.token(4).is_some_and(|token| token.glued));
        let (year, day, ahead) = match third {
            Some((day, _)) if digits == 4 => (Some(number), day, 4),
            Some((year, 2)) => (Some(2_000 + year), number, 4),
            Some((year, 4..)) => (Some(year), number, 4),
            Some(_) => return self.wrong(4, WhenProblem::ImpossibleDate),
            None if sign == '/' => (None, number, 2),
            None if sign == '.' => return self.dotted(number, month, month_digits),
            None => return self.wrong(2, WhenProblem::ImpossibleDate),
        };
        let (Ok(year), Ok(month), Ok(day)) = (year.map(i16::try_from).transpose(), i8::try_from(month), i8::try_from(day)) else {
            return self.wrong(ahead, WhenProblem::ImpossibleDate);
        };
        self.takes_day(Day::Date { year, month, day }, ahead)
    }

    /// `9.30` is a time when it can be no date; `9.10` is one after `at` or before `am`, else a question.
    fn dotted(&mut self, hour: u64, minute: u64, digits: usize) -> Result<bool, WhenError> {
        if self.word(3).is_some_and(|word| matches!(word, Word::Unit(_) | Word::Hours | Word::OfAnHour)) {
            return Ok(false);
        }
        let clock = self.wants_hour || minute > 12 || matches!(self.word(3), Some(Word::Am | Word::Pm));
        if !clock || digits != 2 {
            return self.wrong(2, WhenProblem::Ambiguous);
        }
        self.told(hour, minute, 2)
    }

    /// `9:30`, `9am`, `5 o'clock`, `nine thirty`.
    fn clock(&mut self, hour: u64, digits: usize) -> Result<bool, WhenError> {
        match (self.word(1), self.figure(2)) {
            (Some(Word::Sign(':')), Some((minute, 2))) => {
                let seconds = matches!((self.word(3), self.figure(4)), (Some(Word::Sign(':')), Some((_, 2))));
                if digits == 2 && hour < 10 && !matches!(self.word(3), Some(Word::Am | Word::Pm)) {
                    // A leading zero is written by who counts to twenty-four.
                    return self.exactly(hour, minute, if seconds { 4 } else { 2 });
                }
                self.told(hour, minute, if seconds { 4 } else { 2 })
            }
            (Some(Word::Sign(':')), _) => self.wrong(2, WhenProblem::ImpossibleHour),
            (Some(Word::Am | Word::Pm), _) => self.told(hour, 0, 0),
            (Some(Word::OClock), _) => self.told(hour, 0, 1),
            (Some(Word::Number(minute @ 10..=59)), _)
                if (self.wants_hour || digits == 0)
                    && hour < 24
                    && self.figure(1).is_some_and(|(_, more)| (more == 0) == (digits == 0)) =>
            {
                if self.follows_a_number(2) {
                    Ok(false)
                } else {
                    self.told(hour, minute, 1)
                }
            }
            _ => Ok(false),
        }
    }

    /// Whether the number before `ahead` belongs to what stands there.
    fn follows_a_number(&self, ahead: usize) -> bool {
        match self.word(ahead) {
            Some(Word::Month(_) | Word::Mar | Word::Hours | Word::Unit(_) | Word::OrdinalMark | Word::Am | Word::Pm | Word::Span(..)) => {
                true
            }
            Some(Word::Sign(sign)) => sign != ',',
            Some(Word::AndHalf | Word::OfAnHour | Word::OClock | Word::Past | Word::To) => true,
            _ => false,
        }
    }

    /// An hour of which the half of the day may be said behind it.
    fn told(&mut self, hour: u64, minute: u64, ahead: usize) -> Result<bool, WhenError> {
        let half = match self.word(ahead + 1) {
            Some(Word::Am) => Some(0),
            Some(Word::Pm) => Some(12),
            _ => None,
        };
        let ahead = ahead + usize::from(half.is_some());
        match half {
            None if (1..=12).contains(&hour) && minute < 60 => self.takes_clock(twelve(hour, i64::try_from(minute).unwrap_or(0)), ahead),
            None => self.exactly(hour, minute, ahead),
            Some(_) if !(1..=12).contains(&hour) => self.wrong(ahead, WhenProblem::ImpossibleHour),
            Some(half) => self.exactly(hour % 12 + half, minute, ahead),
        }
    }

    fn exactly(&mut self, hour: u64, minute: u64, ahead: usize) -> Result<bool, WhenError> {
        if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
            return self.wrong(ahead, WhenProblem::ImpossibleHour);
        }
        let minutes = u32::try_from(hour * 60 + minute).unwrap_or(0);
        self.takes_clock(Clock::At(minutes), ahead)
    }

    /// `midi`, `midi et demi`, `midi trente`.
    pub fn noon(&mut self, minutes: u32) -> Result<bool, WhenError> {
        let (more, ahead) = match (self.word(1), self.figure(1)) {
            (Some(Word::AndHalf), _) => (30, 1),
            (Some(Word::AndQuarter), _) => (15, 1),
            (_, Some((more @ 1..=59, 0 | 2))) if !self.follows_a_number(2) => (u32::try_from(more).unwrap_or(0), 1),
            _ => (0, 0),
        };
        self.takes_clock(Clock::At(minutes + more), ahead)
    }

    /// `3 dec`, `3rd of december 2026`, `1er mars`, `the 3rd`.
    fn day_of(&mut self, number: u64) -> Result<bool, WhenError> {
        let ordinal = matches!(self.token(1), Some(Token { word: Word::OrdinalMark, glued: true, .. }));
        let mut ahead = 1 + usize::from(ordinal);
        while ordinal && matches!(self.word(ahead), Some(Word::Filler | Word::The)) && self.month_at(ahead + 1).is_some() {
            ahead += 1;
        }
        match (self.month_at(ahead), i8::try_from(number)) {
            (Some(month), Ok(day)) => {
                let year = self.year(ahead + 1);
                let ahead = ahead + usize::from(year.is_some());
                self.takes_day(Day::Date { year, month, day }, ahead)
            }
            (Some(_), Err(_)) => self.wrong(ahead, WhenProblem::ImpossibleDate),
            (None, _) if ordinal => self.of_month(number, 1),
            (None, _) => Ok(false),
        }
    }

    fn of_month(&mut self, number: u64, ahead: usize) -> Result<bool, WhenError> {
        match i8::try_from(number) {
            Ok(day @ 1..=31) => self.takes_day(Day::OfMonth(day), ahead),
            _ => self.wrong(ahead, WhenProblem::ImpossibleDate),
        }
    }

    fn month_at(&self, ahead: usize) -> Option<i8> {
        match self.word(ahead) {
            Some(Word::Month(month)) => Some(month),
            Some(Word::Mar) => Some(3),
            _ => None,
        }
    }

    /// `december 3`, `dec 3rd 2026`, `november`.
    pub fn month(&mut self, month: i8) -> Result<bool, WhenError> {
        let ordinal = matches!(self.token(2), Some(Token { word: Word::OrdinalMark, glued: true, .. }));
        match self.figure(1) {
            Some((day, 1 | 2)) if ordinal || !self.follows_a_number(2) || self.word(2) == Some(Word::Sign(',')) => {
                let mut ahead = 1 + usize::from(ordinal);
                let comma = usize::from(self.word(ahead + 1) == Some(Word::Sign(',')));
                let year = self.year(ahead + 1 + comma);
                ahead += if year.is_some() { 1 + comma } else { 0 };
                let Ok(day) = i8::try_from(day) else {
                    return self.wrong(ahead, WhenProblem::ImpossibleDate);
                };
                self.takes_day(Day::Date { year, month, day }, ahead)
            }
            _ => self.named_month(month, None, 0),
        }
    }

    /// A number that nothing explains yet.
    fn bare(&mut self, number: u64, digits: usize) -> Result<bool, WhenError> {
        if self.wants_span {
            return self.wrong(0, WhenProblem::Ambiguous);
        }
        if self.wants_hour && digits == 4 && number % 100 < 60 {
            return self.exactly(number / 100, number % 100, 0);
        }
        if self.wants_hour {
            return self.told(number, 0, 0);
        }
        if self.wants_day {
            return self.of_month(number, 0);
        }
        let at = self.place(0);
        fill(&mut self.draft.bare, number, at)?;
        self.at += 1;
        Ok(true)
    }

    /// `2 hours`, `an hour and a half`, `1h30`, `3j`, `half an hour`; also an hour of the day that is written with `h`.
    fn span(&mut self) -> Result<bool, WhenError> {
        let article = matches!(self.word(0), Some(Word::A | Word::Article));
        let (mut whole, mut milli, mut ahead) = match self.figure(0) {
            Some((number, _)) => (number, 0, 1),
            None if article => (1, 0, 1),
            None if matches!(self.word(0), Some(Word::Span(..))) => (1, 0, 0),
            None => return Ok(false),
        };
        if let (Some(Word::Sign('.' | ',')), Some((part, digits @ 1..=3))) = (self.word(ahead), self.figure(ahead + 1)) {
            milli = part * [1_000, 100, 10, 1][digits];
            ahead += 2;
        }
        for (word, more) in [(Word::AndHalf, 500), (Word::AndQuarter, 250)] {
            if self.word(ahead) == Some(word) && matches!(self.word(ahead + 1), Some(Word::Hours | Word::Unit(_))) {
                (milli, ahead) = (milli + more, ahead + 1);
            }
        }
        match self.word(ahead) {
            Some(Word::Hours) if (!article || self.wants_hour) && milli == 0 => return self.hours(whole, ahead),
            Some(Word::Hours) => self.fraction(Unit::Hours, whole, milli, ahead)?,
            Some(Word::Unit(unit)) => self.fraction(unit, whole, milli, ahead)?,
            Some(Word::Span(unit, each)) => {
                whole = whole.saturating_mul(each.into());
                self.add(unit, whole, 0, ahead)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Adds so many units, and the half or the quarter that is said behind them.
    fn fraction(&mut self, unit: Unit, whole: u64, milli: u64, ahead: usize) -> Result<(), WhenError> {
        match self.word(ahead + 1) {
            Some(Word::AndHalf) => self.add(unit, whole, milli + 500, ahead + 1),
            Some(Word::AndQuarter) => self.add(unit, whole, milli + 250, ahead + 1),
            _ if unit == Unit::Hours && self.minutes_behind(ahead).is_some() => {
                let (minutes, last) = self.minutes_behind(ahead).unwrap_or((0, ahead));
                self.add(unit, whole, milli, last)?;
                if let Some((span, _)) = &mut self.draft.span {
                    span.seconds = span.seconds.saturating_add(i64::from(minutes) * 60);
                }
                Ok(())
            }
            _ => self.add(unit, whole, milli, ahead),
        }
    }

    /// Minutes that follow the hours which end `ahead` without a unit of their own, and where they end.
    fn minutes_behind(&self, ahead: usize) -> Option<(u32, usize)> {
        let (number, digits) = self.figure(ahead + 1)?;
        let glued = self.token(ahead + 1).is_some_and(|token| token.glued);
        let free = !self.follows_a_number(ahead + 2);
        let taken = digits != 1 && number < 100 && (glued || free);
        taken.then(|| (u32::try_from(number).unwrap_or(0), ahead + 1))
    }

    /// Hours written with `h`, which end `ahead`: counted, or told by a clock.
    fn hours(&mut self, hour: u64, ahead: usize) -> Result<bool, WhenError> {
        let less = |number: u64| (60_u64.saturating_sub(number), hour.wrapping_sub(1));
        let (minute, hour, last) = match (self.word(ahead + 1), self.figure(ahead + 2)) {
            (Some(Word::AndHalf), _) => (30, hour, ahead + 1),
            (Some(Word::AndQuarter), _) => (15, hour, ahead + 1),
            (Some(Word::LessQuarter), _) => (less(15).0, less(15).1, ahead + 1),
            (Some(Word::Less), Some((number @ 1..=59, _))) => (less(number).0, less(number).1, ahead + 2),
            (Some(Word::And), Some((number @ 1..=59, _))) if self.word(ahead + 3) == Some(Word::Unit(Unit::Minutes)) => {
                (number, hour, ahead + 2)
            }
            _ => match self.figure(ahead + 1) {
                Some((number, _)) if self.word(ahead + 2) == Some(Word::Unit(Unit::Minutes)) => (number, hour, ahead + 1),
                _ => self.minutes_behind(ahead).map_or((0, hour, ahead), |(minute, last)| (minute.into(), hour, last)),
            },
        };
        let units = usize::from(self.word(last + 1) == Some(Word::Unit(Unit::Minutes)));
        if self.wants_span || units > 0 || self.draft.span.is_some() && !self.wants_hour {
            self.add(Unit::Minutes, hour.saturating_mul(60).saturating_add(minute), 0, last + units)?;
            return Ok(true);
        }
        if minute > 59 {
            return self.wrong(last, WhenProblem::ImpossibleHour);
        }
        if self.wants_hour {
            return self.exactly_to(hour, minute, last);
        }
        let clock = Clock::Loose { hour: u32::try_from(hour).unwrap_or(u32::MAX), minute: u32::try_from(minute).unwrap_or(0) };
        self.takes_clock(clock, last)
    }

    fn exactly_to(&mut self, hour: u64, minute: u64, last: usize) -> Result<bool, WhenError> {
        // In the evening, "à 9h" is an hour of twelve; `resolve` knows which part of the day was said.
        if hour < 12 && minute < 60 {
            let clock = Clock::Told { hour: u32::try_from(hour).unwrap_or(0), minute: u32::try_from(minute).unwrap_or(0) };
            return self.takes_clock(clock, last);
        }
        self.exactly(hour, minute, last)
    }

    /// Adds to the span; `milli` are thousandths of the unit. The last token of it stands `ahead`.
    fn add(&mut self, unit: Unit, whole: u64, milli: u64, ahead: usize) -> Result<(), WhenError> {
        let at = self.place(ahead);
        let Ok(whole) = i64::try_from(whole).map(|whole| whole.min(1 << 40)) else {
            return self.wrong(ahead, WhenProblem::TooFar);
        };
        let (mut span, from) = self.draft.span.take().map_or((Span::default(), at.start), |(span, place)| (span, place.start));
        let part = |each: i64| i64::try_from(milli).unwrap_or(0) * each / 1_000;
        let (months, days, worked, seconds) = match unit {
            Unit::Seconds => (0, 0, 0, whole + part(1)),
            Unit::Minutes => (0, 0, 0, whole * 60 + part(60)),
            Unit::Hours => (0, 0, 0, whole * HOUR + part(HOUR)),
            Unit::Days => (0, whole, 0, part(DAY)),
            Unit::Weeks => (0, whole * 7, 0, part(7 * DAY)),
            Unit::Worked if milli == 0 => (0, 0, whole, 0),
            Unit::Months if milli == 0 => (whole, 0, 0, 0),
            Unit::Years => (whole * 12 + part(12), 0, 0, 0),
            Unit::Worked | Unit::Months => return self.wrong(ahead, WhenProblem::Ambiguous),
        };
        span.months = span.months.saturating_add(months);
        span.days = span.days.saturating_add(days);
        span.worked = span.worked.saturating_add(worked);
        span.seconds = span.seconds.saturating_add(seconds);
        self.draft.span = Some((span, from..at.end));
        self.at += ahead + 1;
        Ok(())
    }
}

/// An hour of twelve, so many minutes later or earlier.
fn twelve(hour: u64, minutes: i64) -> Clock {
    let total = (i64::try_from(hour).unwrap_or(0) * 60 + minutes).rem_euclid(12 * 60);
    let (hour, minute) = (u32::try_from(total / 60).unwrap_or(0), u32::try_from(total % 60).unwrap_or(0));
    Clock::Twelve { hour: if hour == 0 { 12 } else { hour }, minute }
}
