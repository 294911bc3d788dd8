//! Tokens to a [`Draft`]: which day, which time, how long, as they were said.
//!
//! The order of the words does not matter: each thing that is said fills a place of the
//! draft, and filling one twice is a clash. When the draft is, [`super::resolve`] decides.

use std::ops::Range;

use super::lex::{Edge, Part, Token, Unit, Word};
use super::{WhenError, WhenProblem};

/// A thing that was said, and where.
pub type Said<T> = Option<(T, Range<usize>)>;

/// A day of the calendar, as far as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Days from today.
    In(i32),
    Date {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    OfMonth(i8),
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Week,
    Month,
    Year,
    Weekend,
    Named { month: i8, year: Option<i16> },
}

/// A stretch, whether it is the one after this, and which end of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPeriod {
    pub period: Period,
    pub next: bool,
    /// Nothing but the stretch was said: `this week`.
    pub edge: Option<Edge>,
}

/// A day of the week, counted from Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnWeekday {
    pub day: u8,
    pub next: bool,
    pub weeks_later: u8,
}

/// How long; what is counted by the calendar, and what by the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    pub months: i64,
    pub days: i64,
    pub worked: i64,
    pub seconds: i64,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Minutes since midnight; up to 1499, for a midnight that ends its day.
    At(u32),
    /// An hour of which morning or afternoon was not said.
    Twelve { hour: u32, minute: u32 },
    /// An hour of the day, written with `h` where an hour was wanted.
    Told { hour: u32, minute: u32 },
    /// Written with `h`: an hour of the day, or that many hours.
    Loose { hour: u32, minute: u32 },
    /// The time that it is.
    Same,
}

/// What was said.
#[derive(Debug, Default)]
pub struct Draft {
    pub day: Said<Day>,
    pub weekday: Said<OnWeekday>,
    pub period: Said<InPeriod>,
    pub part: Said<Part>,
    pub clock: Said<Clock>,
    /// A number that may be an hour or a day of the month.
    pub bare: Said<u64>,
    pub span: Said<Span>,
    /// The span counts from the day that was named.
    pub from: bool,
    pub answer: Said<()>,
    pub later: Said<()>,
}

/// Reads on from token to token.
pub struct Reader<'a> {
    pub tokens: &'a [Token],
    pub at: usize,
    pub draft: Draft,
    /// The word before said that an hour follows.
    pub wants_hour: bool,
    /// The word before said that a day of the month follows.
    pub wants_day: bool,
    /// The word before said that a span follows.
    pub wants_span: bool,
    next: bool,
    this: bool,
    /// Words that only make sense when an answer is waited for.
    pronoun: Said<()>,
}

/// Reads all tokens.
pub fn draft(tokens: &[Token]) -> Result<Draft, WhenError> {
    let draft = Draft::default();
    let (wants_hour, wants_day, wants_span, next, this) = (false, false, false, false, false);
    let mut reader = Reader { tokens, at: 0, draft, wants_hour, wants_day, wants_span, next, this, pronoun: None };
    while reader.at < tokens.len() {
        reader.one()?;
    }
    match (&reader.pronoun, &reader.draft.answer) {
        (Some((_, at)), None) => Err(WhenError { at: at.clone(), problem: WhenProblem::Unknown }),
        _ => Ok(reader.draft),
    }
}

pub fn fill<T: PartialEq>(place: &mut Said<T>, value: T, at: Range<usize>) -> Result<(), WhenError> {
    match place {
        Some((before, _)) if *before != value => Err(WhenError { at, problem: WhenProblem::Clash }),
        Some(_) => Ok(()),
        None => {
            *place = Some((value, at));
            Ok(())
        }
    }
}

impl Reader<'_> {
    pub fn word(&self, ahead: usize) -> Option<Word> {
        self.tokens.get(self.at + ahead).map(|token| token.word)
    }

    /// The bytes from the present token to the one `ahead`.
    pub fn place(&self, ahead: usize) -> Range<usize> {
        let last = self.tokens.len().saturating_sub(1);
        let end = self.tokens.get((self.at + ahead).min(last)).map_or(0, |token| token.at.end);
        self.tokens.get(self.at).map_or(end, |token| token.at.start)..end
    }

    pub fn wrong<T>(&self, ahead: usize, problem: WhenProblem) -> Result<T, WhenError> {
        Err(WhenError { at: self.place(ahead), problem })
    }

    /// A time of day was said, up to the token `ahead`.
    pub fn takes_clock(&mut self, clock: Clock, ahead: usize) -> Result<bool, WhenError> {
        let at = self.place(ahead);
        fill(&mut self.draft.clock, clock, at)?;
        self.at += ahead + 1;
        Ok(true)
    }

    /// A day was said, up to the token `ahead`.
    pub fn takes_day(&mut self, day: Day, ahead: usize) -> Result<bool, WhenError> {
        let at = self.place(ahead);
        fill(&mut self.draft.day, day, at)?;
        self.at += ahead + 1;
        Ok(true)
    }

    /// Reads what begins here.
    fn one(&mut self) -> Result<(), WhenError> {
        let Some(word) = self.word(0) else {
            return Ok(());
        };
        if matches!(word, Word::A | Word::Article) && !self.counts_one() {
            (self.wants_hour, self.at) = (word == Word::A, self.at + 1);
            return Ok(());
        }
        if self.leads(word) {
            return Ok(());
        }
        let began = self.at;
        if !(self.number()? || self.named(word)?) {
            return self.wrong(0, WhenProblem::Unknown);
        }
        debug_assert!(self.at > began);
        (self.wants_hour, self.wants_day, self.wants_span, self.next, self.this) = (false, false, false, false, false);
        Ok(())
    }

    /// Whether the article here means that one is counted.
    fn counts_one(&self) -> bool {
        matches!(self.word(1), Some(Word::Unit(_) | Word::Hours | Word::Span(..) | Word::Quarter | Word::Half | Word::AndHalf))
    }

    /// Takes a word that only says what follows.
    fn leads(&mut self, word: Word) -> bool {
        match word {
            Word::Filler | Word::And => {}
            Word::At => self.wants_hour = true,
            Word::The => self.wants_day = true,
            Word::In => self.wants_span = true,
            Word::Next => self.next = true,
            Word::This => self.this = true,
            Word::From => (self.draft.from, self.wants_hour) = (self.draft.span.is_some(), self.draft.span.is_none()),
            Word::FromNow if self.draft.span.is_some() => {}
            Word::Pronoun => self.pronoun = Some(((), self.place(0))),
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// Takes a word that is no number.
    fn named(&mut self, word: Word) -> Result<bool, WhenError> {
        let at = self.place(0);
        match word {
            Word::Gone | Word::Ago | Word::Last => return self.wrong(0, WhenProblem::Past),
            Word::Vague => return self.wrong(0, WhenProblem::Ambiguous),
            Word::Day(days) => fill(&mut self.draft.day, Day::In(days), at)?,
            Word::Feast(day, month) => fill(&mut self.draft.day, Day::Date { year: None, month, day }, at)?,
            Word::Weekday(day) => return self.weekday(day),
            Word::Mar => return self.mar(),
            Word::Month(month) => return self.month(month),
            Word::Part(part) => self.part(part, at)?,
            Word::Tonight => {
                self.this = true;
                self.part(Part::Night, at)?;
            }
            Word::Time(minutes) => return self.noon(minutes),
            Word::Same => fill(&mut self.draft.clock, Clock::Same, at)?,
            Word::Later => fill(&mut self.draft.later, (), at)?,
            Word::Edge(edge) => return self.edge(edge),
            Word::EndOf(unit) => return self.period(unit, Some(Edge::End), 0),
            Word::Unit(unit) => return self.period(unit, None, 0),
            Word::Weekend => return self.stretch(Period::Weekend, None, 0),
            Word::NextYear => {
                self.next = true;
                return self.stretch(Period::Year, None, 0);
            }
            Word::Weeks(weeks) => return Ok(self.weeks_later(weeks)),
            Word::Answer => fill(&mut self.draft.answer, (), at)?,
            _ => return Ok(false),
        }
        self.at += 1;
        Ok(true)
    }

    fn part(&mut self, part: Part, at: Range<usize>) -> Result<(), WhenError> {
        if self.this {
            fill(&mut self.draft.day, Day::In(0), at.clone())?;
        }
        fill(&mut self.draft.part, part, at)
    }

    fn weekday(&mut self, day: u8) -> Result<bool, WhenError> {
        // In "monday next week" it is the week that is the next one.
        let after = self.word(1) == Some(Word::Next) && !matches!(self.word(2), Some(Word::Unit(_)));
        if self.word(1) == Some(Word::Last) {
            return self.wrong(1, WhenProblem::Past);
        }
        let weekday = OnWeekday { day, next: self.next || after, weeks_later: 0 };
        let at = self.place(usize::from(after));
        fill(&mut self.draft.weekday, weekday, at)?;
        self.at += 1 + usize::from(after);
        // "friday week": the Friday after the coming one; "monday next week" is another thing.
        if self.word(0) == Some(Word::Unit(Unit::Weeks)) && !matches!(self.word(1), Some(Word::Next | Word::Last)) {
            self.weeks_later(1);
        }
        Ok(true)
    }

    fn weeks_later(&mut self, weeks: u8) -> bool {
        let Some((weekday, _)) = &mut self.draft.weekday else {
            return false;
        };
        weekday.weeks_later = weeks;
        self.at += 1;
        true
    }

    /// `mar`: Tuesday, unless it is the month of a date.
    fn mar(&mut self) -> Result<bool, WhenError> {
        let Some(Word::Number(_)) = self.word(1) else {
            return self.weekday(1);
        };
        match self.word(2) {
            Some(Word::OrdinalMark) => self.month(3),
            None | Some(Word::Filler | Word::At | Word::A | Word::Sign(',')) => self.wrong(1, WhenProblem::Ambiguous),
            Some(_) => self.weekday(1),
        }
    }

    /// Which end of what: `end of next week`, `fin de matinée`, `mid november`.
    fn edge(&mut self, edge: Edge) -> Result<bool, WhenError> {
        let mut ahead = 1;
        while let Some(Word::Filler | Word::The | Word::This | Word::Next | Word::In) = self.word(ahead) {
            self.next |= self.word(ahead) == Some(Word::Next);
            ahead += 1;
        }
        let at = self.place(ahead);
        match (self.word(ahead), edge) {
            (Some(Word::Unit(Unit::Days)), Edge::End) => fill(&mut self.draft.part, Part::Close, at)?,
            (Some(Word::Unit(unit)), _) if unit != Unit::Days => return self.period(unit, Some(edge), ahead),
            (Some(Word::Weekend), _) => return self.stretch(Period::Weekend, Some(edge), ahead),
            (Some(Word::Month(month)), _) => return self.named_month(month, Some(edge), ahead),
            (Some(Word::Mar), _) => return self.named_month(3, Some(edge), ahead),
            (Some(Word::Part(part)), _) => fill(&mut self.draft.part, end_of(part, edge), at)?,
            (Some(Word::Unit(Unit::Days)), Edge::Start) => fill(&mut self.draft.part, Part::Morning, at)?,
            // "early tomorrow", "end of monday".
            (_, Edge::Start) => return self.near_end(Part::Morning),
            (_, Edge::End) => return self.near_end(Part::Close),
            (_, Edge::Mid) => return self.wrong(0, WhenProblem::Unknown),
        }
        self.at += ahead + 1;
        Ok(true)
    }

    fn near_end(&mut self, part: Part) -> Result<bool, WhenError> {
        let at = self.place(0);
        fill(&mut self.draft.part, part, at)?;
        self.at += 1;
        Ok(true)
    }

    /// A stretch whose name stands `ahead`, and where we stand in it.
    pub fn period(&mut self, unit: Unit, edge: Option<Edge>, ahead: usize) -> Result<bool, WhenError> {
        match unit {
            Unit::Weeks => self.stretch(Period::Week, edge, ahead),
            Unit::Months => self.stretch(Period::Month, edge, ahead),
            Unit::Years => self.stretch(Period::Year, edge, ahead),
            Unit::Days | Unit::Worked if self.next => self.takes_day(Day::In(1), ahead),
            Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Days | Unit::Worked => self.wrong(ahead, WhenProblem::Ambiguous),
        }
    }

    pub fn stretch(&mut self, period: Period, edge: Option<Edge>, ahead: usize) -> Result<bool, WhenError> {
        let mut ahead = ahead;
        match self.word(ahead + 1) {
            Some(Word::Last) => return self.wrong(ahead + 1, WhenProblem::Past),
            Some(Word::Next) => (self.next, ahead) = (true, ahead + 1),
            _ => {}
        }
        let at = self.place(ahead);
        fill(&mut self.draft.period, InPeriod { period, next: self.next, edge }, at)?;
        self.at += ahead + 1;
        Ok(true)
    }

    /// A month whose name stands `ahead`, with its year if that follows.
    pub fn named_month(&mut self, month: i8, edge: Option<Edge>, ahead: usize) -> Result<bool, WhenError> {
        let year = self.year(ahead + 1);
        let ahead = ahead + usize::from(year.is_some());
        self.stretch(Period::Named { month, year }, edge, ahead)
    }
}

fn end_of(part: Part, edge: Edge) -> Part {
    match (part, edge) {
        (Part::Morning | Part::LateMorning, Edge::End) => Part::LateMorning,
        (Part::Afternoon | Part::LateAfternoon, Edge::End) => Part::LateAfternoon,
        (Part::Evening | Part::LateEvening | Part::Night, Edge::End) => Part::LateEvening,
        (part, Edge::Start | Edge::Mid | Edge::End) => part,
    }
}
