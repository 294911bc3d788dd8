//! Days that are marked on a calendar: public holidays and the days of the trade, by rule.
//!
//! A file is a list of `[[day]]`, each with one rule (`on = "12-25"`, `easter = 1`,
//! `nth = "4 thu 11"`, any with `plus` days after it) and its name in each language. Holidays
//! that governments decide year by year, or move from weekends, are not known here.

use jiff::civil::{Date, Weekday};
use toml::de::{DeTable, DeValue};

use super::plus;

/// When a marked day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The same day of every year.
    On(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// The nth such weekday of a month; from its end when it is less than nothing.
    Nth(i8, Weekday, i8),
}

/// A day with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    rule: Rule,
    plus: i32,
    /// Its names, by language.
    names: Vec<(String, String)>,
    public: bool,
}

/// Days that are marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    days: Vec<Named>,
}

/// The name of a marked day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'m> {
    /// Its name in the language that was asked for, else in the first that it has.
    pub name: &'m str,
    /// Whether it is a public holiday.
    pub public: bool,
}

impl Marked {
    /// Reads a file of marked days; what is not understood is told by its place in the list,
    /// counted from 1, and the rest is taken.
    pub fn read(text: &str) -> (Marked, Vec<usize>) {
        let Ok(table) = DeTable::parse(text) else {
            return (Marked::default(), vec![0]);
        };
        let Some(DeValue::Array(days)) = table.get_ref().get("day").map(toml::Spanned::get_ref) else {
            return (Marked::default(), vec![0]);
        };
        let (mut marked, mut wrong) = (Marked::default(), Vec::new());
        for (at, day) in days.iter().enumerate() {
            let read = match day.get_ref() {
                DeValue::Table(table) => named(table),
                _ => None,
            };
            match read {
                Some(day) => marked.days.push(day),
                None => wrong.push(at + 1),
            }
        }
        (marked, wrong)
    }

    /// The names of a day, public holidays first.
    pub fn of(&self, date: Date, language: &str) -> Vec<Mark<'_>> {
        let here = |day: &&Named| day.rule.date(plus(date, -day.plus).year()).is_some_and(|on| plus(on, day.plus) == date);
        let mut marks: Vec<Mark<'_>> = self
            .days
            .iter()
            .filter(here)
            .filter_map(|day| {
                let name = day.names.iter().find(|(known, _)| known == language).or(day.names.first())?;
                Some(Mark { name: &name.1, public: day.public })
            })
            .collect();
        marks.sort_by_key(|mark| !mark.public);
        marks
    }
}

impl Rule {
    fn date(self, year: i16) -> Option<Date> {
        match self {
            Rule::On(month, day) => Date::new(year, month, day).ok(),
            Rule::Easter(days) => easter(year).map(|easter| plus(easter, days)),
            Rule::Nth(nth, weekday, month) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
        }
    }
}

fn named(table: &DeTable<'_>) -> Option<Named> {
    let text = |key: &str| match table.get(key).map(toml::Spanned::get_ref) {
        Some(DeValue::String(text)) => Some(text.to_string()),
        _ => None,
    };
    let number = |key: &str| match table.get(key).map(toml::Spanned::get_ref) {
        Some(DeValue::Integer(number)) => number.as_str().parse::<i32>().ok().filter(|days| days.abs() < 366),
        _ => None,
    };
    let rule = match (text("on"), number("easter"), text("nth")) {
        (Some(on), None, None) => {
            let (month, day) = on.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // Of a leap year, since one may be marked.
            Date::new(2024, month, day).ok()?;
            Rule::On(month, day)
        }
        (None, Some(days), None) => Rule::Easter(days),
        (None, None, Some(nth)) => {
            let mut parts = nth.split_whitespace();
            let (nth, day, month) = (parts.next()?.parse::<i8>().ok()?, weekday(parts.next()?)?, parts.next()?.parse::<i8>().ok()?);
            ((1..=5).contains(&nth.abs()) && (1..=12).contains(&month) && parts.next().is_none()).then_some(Rule::Nth(nth, day, month))?
        }
        _ => return None,
    };
    let known = ["on", "easter", "nth", "plus", "public"];
    let names: Vec<(String, String)> = table
        .keys()
        .map(|key| key.get_ref().to_string())
        .filter(|key| !known.contains(&key.as_str()))
        .filter_map(|key| text(&key).map(|name| (key, crate::base::harmless::own(&name).trim().to_owned())))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let public = matches!(table.get("public").map(toml::Spanned::get_ref), Some(DeValue::Boolean(true)));
    (!names.is_empty()).then(|| Named { rule, plus: number("plus").unwrap_or(0), names, public })
}

fn weekday(name: &str) -> Option<Weekday> {
    match name.to_ascii_lowercase().as_str() {
        "mon" => Some(Weekday::Monday),
        "tue" => Some(Weekday::Tuesday),
        "wed" => Some(Weekday::Wednesday),
        "thu" => Some(Weekday::Thursday),
        "fri" => Some(Weekday::Friday),
        "sat" => Some(Weekday::Saturday),
        "sun" => Some(Weekday::Sunday),
        _ => None,
    }
}

/// Easter Sunday, by the anonymous Gregorian reckoning.
fn easter(year: i16) -> Option<Date> {
    let year_long = i32::from(year);
    let (a, b, c) = (year_long % 19, year_long / 100, year_long % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRANCE: &str = include_str!("../../../assets/holidays/fr.toml");
    const BRITAIN: &str = include_str!("../../../assets/holidays/gb.toml");

    #[test]
    fn easter_is_when_the_almanac_says() {
        let table = [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25")];
        for (year, expected) in table {
            assert_eq!(easter(year).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn the_marked_days_of_a_year_are_where_they_belong() {
        let table = [
            (FRANCE, "2026-04-06", "fr", "Lundi de Pâques"),
            (FRANCE, "2026-05-14", "en", "Ascension Day"),
            (FRANCE, "2026-07-14", "fr", "Fête nationale"),
            (FRANCE, "2026-05-31", "fr", "Fête des mères"),
            (FRANCE, "2026-11-27", "fr", "Black Friday"),
            (BRITAIN, "2026-04-03", "en", "Good Friday"),
            (BRITAIN, "2026-05-25", "en", "Spring bank holiday"),
            (BRITAIN, "2026-03-15", "en", "Mothering Sunday"),
            (BRITAIN, "2026-12-26", "de", "Boxing Day"),
        ];
        for (file, date, language, expected) in table {
            let (marked, wrong) = Marked::read(file);
            assert_eq!(wrong, Vec::<usize>::new());
            let names: Vec<&str> = marked.of(date.parse().unwrap(), language).iter().map(|mark| mark.name).collect();
            assert_eq!(names, [expected], "{date}");
        }
        let (marked, _) = Marked::read(FRANCE);
        assert!(marked.of("2026-11-24".parse().unwrap(), "fr").is_empty());
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_applies() {
        let text = "[[day]]\non = \"13-01\"\nen = \"No\"\n[[day]]\non = \"02-29\"\nen = \"Leap\"\n[[day]]\nnth = \"9 thu 1\"\nen = \"No\"\n[[day]]\non = \"01-02\"\n";
        let (marked, wrong) = Marked::read(text);
        assert_eq!(wrong, [1, 3, 4]);
        assert_eq!(marked.of("2028-02-29".parse().unwrap(), "en")[0].name, "Leap");
        assert_eq!(Marked::read("day = 3").1, [0]);
        assert_eq!(Marked::read("[[").1, [0]);
    }
}
