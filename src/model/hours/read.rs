//! Hours as people write them: `Mon-Fri 9:00-18:00, Sat 10:00-12:00`, `du lundi au vendredi de 9h à 18h`.
//!
//! English and French are both understood. What is written without a day holds every day;
//! `not before 12:00` opens at noon and closes at midnight. [`Weekly::text`] writes what is read here.

use std::ops::Range;

use jiff::civil::Date;

use super::{DAY, Holiday, Opening, Weekly};
use crate::base::code::codes;
use crate::base::text::fold;
use crate::model::when;

codes! {
    /// What is wrong with hours that were written.
    pub enum HoursProblem {
        /// Nothing is written.
        Empty = "empty",
        /// A word that has nothing to do with hours.
        Unknown = "unknown",
        /// No clock shows this hour, or it opens when it closes.
        ImpossibleHour = "impossible-hour",
        /// Days without hours.
        NoHours = "no-hours",
        /// Hours without an end.
        NoEnd = "no-end",
        /// No calendar has this day.
        ImpossibleDate = "impossible-date",
    }
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursError {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: HoursProblem,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Weekday(usize),
    /// From a weekday up to another.
    Days(usize, usize),
    /// Minutes since midnight; `bare` without a minute or a half of the day.
    Time {
        minutes: u16,
        bare: bool,
    },
    /// `-`, `to`, `à`.
    Until,
    Not,
    Before,
    After,
    Closed,
    Always,
    Filler,
}

type Placed = (Item, Range<usize>);

impl Weekly {
    /// Reads the hours of a week.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn read(text: &str) -> Result<Weekly, HoursError> {
        let items = items(text)?;
        if items.is_empty() {
            return Err(HoursError { at: 0..text.len(), problem: HoursProblem::Empty });
        }
        let mut reader = Reader { items: &items, at: 0, weekly: Weekly::default(), days: Vec::new(), named: None };
        while reader.at < items.len() {
            reader.one()?;
        }
        match reader.named {
            Some(at) => Err(HoursError { at, problem: HoursProblem::NoHours }),
            None => Ok(reader.weekly),
        }
    }

    /// The hours as they are written most plainly; nothing for what is never open.
    pub fn text(&self) -> String {
        const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let mut groups: Vec<String> = Vec::new();
        let mut first = 0;
        while first < 7 {
            let last = (first..7).take_while(|day| self.on(*day) == self.on(first)).last().unwrap_or(first);
            if !self.on(first).is_empty() {
                let days = if last > first { format!("{}-{}", NAMES[first], NAMES[last]) } else { NAMES[first].to_owned() };
                let end = |until: u16| if until > DAY { until - DAY } else { until };
                let hours = self.on(first).iter().map(|opening| format!(" {}-{}", clock(opening.from), clock(end(opening.until))));
                groups.push(days + &hours.collect::<String>());
            }
            first = last + 1;
        }
        groups.join(", ")
    }
}

struct Reader<'a> {
    items: &'a [Placed],
    at: usize,
    weekly: Weekly,
    /// The days that the next hours are for.
    days: Vec<usize>,
    /// Where days were named that have no hours yet.
    named: Option<Range<usize>>,
}

impl Reader<'_> {
    fn item(&self, ahead: usize) -> Option<Item> {
        self.items.get(self.at + ahead).map(|(item, _)| *item)
    }

    fn wrong<T>(&self, ahead: usize, problem: HoursProblem) -> Result<T, HoursError> {
        let last = self.items.len().saturating_sub(1);
        let (first, end) = (self.at.min(last), (self.at + ahead).min(last));
        Err(HoursError { at: self.items[first].1.start..self.items[end].1.end, problem })
    }

    fn one(&mut self) -> Result<(), HoursError> {
        let Some((item, at)) = self.items.get(self.at).cloned() else {
            return Ok(());
        };
        match item {
            Item::Filler => self.at += 1,
            Item::Weekday(day) => {
                let to = self.item(2).filter(|_| self.item(1) == Some(Item::Until));
                if let Some(Item::Weekday(last)) = to {
                    self.days(day, last, at.start..self.items[self.at + 2].1.end);
                    self.at += 3;
                } else {
                    self.days(day, day, at);
                    self.at += 1;
                }
            }
            Item::Days(first, last) => {
                self.days(first, last, at);
                self.at += 1;
            }
            Item::Closed => {
                self.named = None;
                self.days.clear();
                self.at += 1;
            }
            Item::Always => {
                self.open(0, DAY);
                self.at += 1;
            }
            Item::Time { minutes, bare } => return self.range(minutes, bare),
            Item::After if matches!(self.item(1), Some(Item::Weekday(_))) => self.at += 1,
            Item::Not | Item::Before | Item::After => return self.side(),
            Item::Until => return self.side_or_unknown(),
        }
        Ok(())
    }

    fn days(&mut self, first: usize, last: usize, at: Range<usize>) {
        if self.named.is_none() {
            self.days.clear();
        }
        let count = (last + 7 - first) % 7;
        self.days.extend((0..=count).map(|day| (first + day) % 7));
        self.named = Some(self.named.as_ref().map_or(at.start, |named| named.start)..at.end);
    }

    fn open(&mut self, from: u16, until: u16) {
        let all: Vec<usize> = (0..7).collect();
        for day in if self.days.is_empty() { &all } else { &self.days } {
            self.weekly.open(*day, Opening { from, until });
        }
        self.named = None;
    }

    /// `9:00-18:00`; an end that is not after the beginning lies on the next day.
    fn range(&mut self, from: u16, bare: bool) -> Result<(), HoursError> {
        let until = self.item(2).filter(|_| self.item(1) == Some(Item::Until));
        let Some(Item::Time { minutes: until, bare: also_bare }) = until else {
            return self.wrong(0, HoursProblem::NoEnd);
        };
        let from = from % DAY;
        // "9-5" is said by who works until five in the afternoon.
        let afternoon = bare && also_bare && (60..=8 * 60).contains(&until) && until < from && from <= 12 * 60;
        let until = match until {
            until if afternoon => until + 12 * 60,
            until if until <= from => until + DAY,
            until => until,
        };
        if until - from > DAY || until - from == DAY && from > 0 {
            return self.wrong(2, HoursProblem::ImpossibleHour);
        }
        self.open(from, until);
        self.at += 3;
        Ok(())
    }

    /// `not before 12:00`, `until 18:00`, `pas après 20h`.
    fn side(&mut self) -> Result<(), HoursError> {
        let not = usize::from(self.item(0) == Some(Item::Not));
        let before = match self.item(not) {
            Some(Item::Before) => not == 0,
            Some(Item::After) => not == 1,
            _ => return self.wrong(not, HoursProblem::Unknown),
        };
        let Some(Item::Time { minutes, .. }) = self.item(not + 1) else {
            return self.wrong(not, HoursProblem::NoEnd);
        };
        // "after 9 until 18" is a range with more words.
        if !before && self.item(not + 2) == Some(Item::Until) {
            self.at += not + 1;
            return Ok(());
        }
        match (before, minutes) {
            (true, 1..=DAY) => self.open(0, minutes),
            (false, 0..DAY) => self.open(minutes, DAY),
            _ => return self.wrong(not + 1, HoursProblem::ImpossibleHour),
        }
        self.at += not + 2;
        Ok(())
    }

    /// An end without a beginning: `until 18:00`.
    fn side_or_unknown(&mut self) -> Result<(), HoursError> {
        match self.item(1) {
            Some(Item::Time { minutes: minutes @ 1..=DAY, .. }) => {
                self.open(0, minutes);
                self.at += 2;
                Ok(())
            }
            _ => self.wrong(0, HoursProblem::Unknown),
        }
    }
}

/// Cuts the text into items.
fn items(text: &str) -> Result<Vec<Placed>, HoursError> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = match c {
            c if c.is_whitespace() || matches!(c, ',' | ';' | '.' | '\'' | '’' | ':' | '+' | '&') => at + c.len_utf8(),
            '-' | '‐' | '‑' | '–' | '—' | '→' => {
                items.push((Item::Until, at..at + c.len_utf8()));
                at + c.len_utf8()
            }
            '0'..='9' => {
                let (item, end) = time(text, at)?;
                items.push((item, at..end));
                end
            }
            _ => {
                let (item, end) = word(text, at)?;
                items.push((item, at..end));
                end
            }
        };
        at = end;
    }
    items.retain(|(item, _)| *item != Item::Filler);
    // "jusqu'à" and "à partir de" are one thing each.
    items.dedup_by(|next, last| last.0 == Item::Until && next.0 == Item::Until);
    let leads = |at: usize, items: &[Placed]| items[at].0 == Item::Until && items.get(at + 1).is_some_and(|(item, _)| *item == Item::After);
    let kept: Vec<bool> = (0..items.len()).map(|at| !leads(at, &items)).collect();
    let mut kept = kept.into_iter();
    items.retain(|_| kept.next().unwrap_or(true));
    Ok(items)
}

fn run(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c: char| !of(c)).map_or(text.len(), |length| at + length)
}

/// A time of day that begins at `at`: `9`, `9:00`, `9h30`, `9.30`, `9 am`, `24/7`.
fn time(text: &str, at: usize) -> Result<(Item, usize), HoursError> {
    for always in ["24/7", "7/7", "24h/24"] {
        if text[at..].starts_with(always) {
            return Ok((Item::Always, at + always.len()));
        }
    }
    let digits = |at: usize| run(text, at, |c| c.is_ascii_digit());
    let hour_end = digits(at);
    let hour: u16 = text[at..hour_end].parse().unwrap_or(u16::MAX);
    let marked = run(text, hour_end, |c| c == ' ' || c == '\u{a0}' || c == '\u{202f}');
    let hours = ["heures", "heure", "h", "H"].iter().find(|mark| text[marked..].starts_with(**mark));
    let point = text[hour_end..].starts_with([':', '.']) && digits(hour_end + 1) == hour_end + 3;
    let minutes_from = match hours {
        Some(mark) => Some(behind_hours(text, marked + mark.len())),
        None => point.then_some(hour_end + 1),
    };
    let minutes_end = minutes_from.map(digits);
    let written = minutes_from.zip(minutes_end).filter(|(from, end)| from < end);
    let minute: u16 = written.map_or(Some(0), |(from, end)| text[from..end].parse().ok()).unwrap_or(u16::MAX);
    let mut end = minutes_from
        .zip(minutes_end)
        .map_or(hour_end, |(from, end)| if hours.is_some() && from == end { marked + hours.map_or(0, |mark| mark.len()) } else { end });
    let half_from = run(text, end, |c| c == ' ');
    let half = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12), ("AM", 0), ("PM", 12)]
        .iter()
        .find(|(mark, _)| text[half_from..].starts_with(mark));
    let hour = match half {
        Some((mark, more)) if (1..=12).contains(&hour) => {
            end = half_from + mark.len();
            hour % 12 + more
        }
        _ => hour,
    };
    if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
        return Err(HoursError { at: at..end, problem: HoursProblem::ImpossibleHour });
    }
    Ok((Item::Time { minutes: hour * 60 + minute, bare: half.is_none() && minutes_from.is_none() }, end))
}

/// Where the minutes behind an `h` begin; a space may part them from it, when two digits and no other hour follow.
fn behind_hours(text: &str, at: usize) -> usize {
    let spaced = run(text, at, |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'));
    let end = run(text, spaced, |c| c.is_ascii_digit());
    let hour = text[run(text, end, |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))..].starts_with(['h', 'H', ':', '.', 'a', 'p']);
    if end == spaced + 2 && !hour { spaced } else { at }
}

/// A word, or two that belong together.
fn word(text: &str, at: usize) -> Result<(Item, usize), HoursError> {
    let letter = |c: char| c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    let end = run(text, at, letter);
    if end == at {
        let end = run(text, at, |c| !c.is_whitespace() && !c.is_alphanumeric());
        return Err(HoursError {
            at: at..end.max(at + text[at..].chars().next().map_or(1, char::len_utf8)),
            problem: HoursProblem::Unknown,
        });
    }
    let name: String = fold(&text[at..end]).chars().filter(|c| letter(*c) && !('\u{300}'..='\u{36f}').contains(c)).collect();
    // "week-end" is one word, whatever stands in it.
    let weekend = ["-end", " end", "-ends"].into_iter().rfind(|rest| name == "week" && text[end..].to_ascii_lowercase().starts_with(rest));
    let item = match name.as_str() {
        _ if weekend.is_some() => Item::Days(5, 6),
        "weekend" | "weekends" | "we" => Item::Days(5, 6),
        "weekdays" | "weekday" | "semaine" | "ouvres" | "ouvrables" => Item::Days(0, 4),
        "daily" | "everyday" | "day" | "jours" | "days" => Item::Days(0, 6),
        "to" | "a" | "au" | "until" | "till" | "jusqu" | "til" => Item::Until,
        "not" | "pas" | "jamais" | "never" => Item::Not,
        "before" | "avant" => Item::Before,
        "after" | "apres" | "from" | "partir" | "des" => Item::After,
        "closed" | "ferme" | "fermee" => Item::Closed,
        "always" | "toujours" => Item::Always,
        "noon" | "midi" | "midday" => Item::Time { minutes: 12 * 60, bare: false },
        "midnight" | "minuit" => Item::Time { minutes: DAY, bare: false },
        "and" | "et" | "de" | "du" | "d" | "le" | "les" | "la" | "en" | "the" | "on" | "l" | "every" | "each" | "tous" | "all" | "ou" => {
            Item::Filler
        }
        name => match when::weekday(name.strip_suffix('s').filter(|_| name.len() > 4).unwrap_or(name)) {
            Some(day) => Item::Weekday(day.into()),
            None => return Err(HoursError { at: at..end, problem: HoursProblem::Unknown }),
        },
    };
    Ok((item, end + weekend.map_or(0, str::len)))
}

impl Holiday {
    /// Reads a date: `2026-05-14` or `14/05/2026` once, `12-25` or `25/12` every year.
    ///
    /// # Errors
    /// What is no date; the place is all of it.
    pub fn read(text: &str) -> Result<Holiday, HoursError> {
        let wrong = |problem| HoursError { at: 0..text.len(), problem };
        let sign = if text.contains('/') { '/' } else { '-' };
        let parts: Vec<i16> =
            text.trim().split(sign).map(|part| part.trim().parse().ok()).collect::<Option<_>>().ok_or(wrong(HoursProblem::Unknown))?;
        let (year, month, day) = match (sign, parts.as_slice()) {
            ('-', [month, day]) | ('/', [day, month]) => (None, *month, *day),
            ('-', [year, month, day]) | ('/', [day, month, year]) => (Some(*year), *month, *day),
            _ => return Err(wrong(HoursProblem::Unknown)),
        };
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
            return Err(wrong(HoursProblem::ImpossibleDate));
        };
        // What comes every year may come in a leap year only.
        match Date::new(year.unwrap_or(2_000), month, day) {
            Err(_) => Err(wrong(HoursProblem::ImpossibleDate)),
            Ok(_) => Ok(year.map_or(Holiday::Yearly { month, day }, |year| Holiday::On { year, month, day })),
        }
    }

    /// The date as it is written most plainly.
    pub fn text(self) -> String {
        match self {
            Holiday::On { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Holiday::Yearly { month, day } => format!("{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let table = [
            ("Mon-Fri 9:00-18:00, Sat 10:00-12:00", "mon-fri 09:00-18:00, sat 10:00-12:00"),
            ("lun-ven 9h-12h30 14h-18h", "mon-fri 09:00-12:30 14:00-18:00"),
            ("du lundi au vendredi de 9h à 18h et le samedi de 10h à midi", "mon-fri 09:00-18:00, sat 10:00-12:00"),
            ("from monday to friday from 9am to 6pm", "mon-fri 09:00-18:00"),
            ("Mon–Fri 9–5", "mon-fri 09:00-17:00"),
            ("mon, wed 9-12; fri 14 - 18", "mon 09:00-12:00, wed 09:00-12:00, fri 14:00-18:00"),
            ("lundis 9 h 30 - 18 h", "mon 09:30-18:00"),
            ("mar, mer 9h-18h", "tue-wed 09:00-18:00"),
            ("12:00-19:00", "mon-sun 12:00-19:00"),
            ("lun-ven 12:00-19:00", "mon-fri 12:00-19:00"),
            ("not before 12:00", "mon-sun 12:00-24:00"),
            ("pas avant midi", "mon-sun 12:00-24:00"),
            ("à partir de 12h", "mon-sun 12:00-24:00"),
            ("jusqu'à 18h", "mon-sun 00:00-18:00"),
            ("pas après 20h", "mon-sun 00:00-20:00"),
            ("weekdays 9-18, weekend 10-12", "mon-fri 09:00-18:00, sat-sun 10:00-12:00"),
            ("week-end 10h-12h", "sat-sun 10:00-12:00"),
            ("tous les jours 8h-20h", "mon-sun 08:00-20:00"),
            ("fri-mon 9-18", "mon 09:00-18:00, fri-sun 09:00-18:00"),
            ("ven 22h-2h", "fri 22:00-02:00"),
            ("mon 9-12, mon 11-14", "mon 09:00-14:00"),
            ("mon-sat 9-18, sun closed", "mon-sat 09:00-18:00"),
            ("24/7", "mon-sun 00:00-24:00"),
            ("mon 12-0", "mon 12:00-24:00"),
            ("sat 9-1h, sat jusqu'à 18h", "sat 00:00-24:00, sun 00:00-01:00"),
            ("mon 9-18, mon 17-9h", "mon 09:00-24:00, tue 00:00-09:00"),
        ];
        for (written, plain) in table {
            let read = Weekly::read(written).unwrap_or_else(|error| panic!("{written}: {error:?}"));
            assert_eq!(read.text(), plain, "{written}");
            assert_eq!(Weekly::read(plain).as_ref(), Ok(&read), "{plain}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let table = [
            ("", 0..0, HoursProblem::Empty),
            ("  , ", 0..4, HoursProblem::Empty),
            ("mon-fri", 0..7, HoursProblem::NoHours),
            ("mon 9-18, tue", 10..13, HoursProblem::NoHours),
            ("mon 9:00", 4..8, HoursProblem::NoEnd),
            ("mon 9-25", 6..8, HoursProblem::ImpossibleHour),
            ("mon 9:75-10", 4..8, HoursProblem::ImpossibleHour),
            ("mon 9-9", 4..7, HoursProblem::ImpossibleHour),
            ("lundredi 9-18", 0..8, HoursProblem::Unknown),
            ("mon 9-18 #", 9..10, HoursProblem::Unknown),
        ];
        for (text, at, problem) in table {
            assert_eq!(Weekly::read(text), Err(HoursError { at, problem }), "{text:?}");
        }
    }

    #[test]
    fn holidays_are_read_and_written() {
        let table =
            [("12-25", "12-25"), ("25/12", "12-25"), ("2026-05-14", "2026-05-14"), ("14/05/2026", "2026-05-14"), ("02-29", "02-29")];
        for (written, plain) in table {
            assert_eq!(Holiday::read(written).map(Holiday::text).as_deref(), Ok(plain), "{written}");
        }
        for (wrong, problem) in
            [("13-01", HoursProblem::ImpossibleDate), ("2026-02-29", HoursProblem::ImpossibleDate), ("noel", HoursProblem::Unknown)]
        {
            assert_eq!(Holiday::read(wrong).map_err(|error| error.problem), Err(problem), "{wrong}");
        }
    }
}
