//! Phrases for times, and hours of a week.

use std::cell::RefCell;

use jiff::tz::TimeZone;
use vigie::base::time::Timestamp;
use vigie::config::{Lang, Language};
use vigie::model::hours::{Holiday, Hours, Weekly};
use vigie::model::when::{FURTHEST, Tongue, When, complete};

use super::subjects::{LONG, Monster, must, said};

pub const PHRASE: &[&str] = &[
    "in",
    "dans",
    "2",
    "0",
    "30",
    "1h30",
    "h",
    ":",
    "/",
    "-",
    ".",
    ",",
    "am",
    "pm",
    "9am",
    "12/01",
    "2026-12-01",
    "T09:00Z",
    "monday",
    "lundi",
    "mar",
    "sept",
    "3",
    "31",
    "29",
    "feb",
    "décembre",
    "next",
    "prochain",
    "last",
    "week",
    "semaine",
    "mois",
    "ans",
    "days",
    "heures",
    "min",
    "tomorrow",
    "après-demain",
    "ce",
    "soir",
    "tonight",
    "matin",
    "midi",
    "minuit",
    "et demie",
    "and a half",
    "half past",
    "moins le quart",
    "quarter to",
    "end of",
    "fin de",
    "mi-",
    "début",
    "month",
    "weekend",
    "from",
    "until",
    "they answer",
    "jusqu'à",
    "à",
    "a",
    "le",
    "the",
    "st",
    "er",
    "later",
    "today",
    "same time",
    "jours ouvrés",
    "en huit",
    "99999999999999999999",
    "4294967296",
    "e\u{301}",
    "\u{202f}",
    " ",
    "  ",
    "’",
    "#",
    "日本",
    "\u{1f600}",
    "\0",
];

pub const HOURS: &[&str] = &[
    "mon",
    "fri",
    "lun",
    "dim",
    "mar",
    "-",
    "–",
    "9:00",
    "18:00",
    "9",
    "17",
    "24:00",
    "0:00",
    "9h",
    "h30",
    "am",
    "pm",
    ",",
    ";",
    "24/7",
    "closed",
    "not",
    "before",
    "after",
    "pas avant",
    "jusqu'à",
    "à partir de",
    "weekdays",
    "week-end",
    "every day",
    "midi",
    "minuit",
    "de",
    "à",
    "99999",
    " ",
    "\n",
    "12-25",
    "2026-05-14",
    "25/12",
    "é",
    "e\u{301}",
    "日",
    "#",
    "\0",
];

fn table(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.starts_with(['#', '@']))
        .filter_map(|line| line.split_once('\t'))
        .map(|(phrase, _)| phrase.to_owned())
        .collect()
}

pub fn phrases() -> Vec<String> {
    let mut phrases = table(include_str!("../../tests/data/when_en.txt"));
    phrases.extend(table(include_str!("../../tests/data/when_fr.txt")));
    phrases
}

pub fn weeks() -> Vec<String> {
    let known = [
        "Mon-Fri 9:00-18:00, Sat 10:00-12:00",
        "du lundi au vendredi de 9h à 12h30 et de 14h à 18h, samedi 10h-12h",
        "not before 12:00",
        "ven 22h-2h; dim fermé",
        "24/7",
        "2026-05-14",
        "25/12",
    ];
    known.map(str::to_owned).into()
}

pub fn floods() -> Vec<Monster> {
    let flood = |unit: &str| unit.repeat(LONG / unit.len()).into_bytes();
    vec![
        ("digits", flood("9")),
        ("days", flood("1d ")),
        ("la", flood("la ")),
        ("the day after", flood("day after ")),
        ("mon", flood("mon 9-18 ")),
        ("odd", flood("#")),
        ("forty", flood("forty five ")),
        ("-", flood("-")),
    ]
}

thread_local! {
    static ZONES: [TimeZone; 4] = ["Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"].map(|name| TimeZone::get(name).unwrap());
    static LANGUAGES: RefCell<[Language; 2]> = RefCell::new([Language::new(Lang::En), Language::new(Lang::Fr)]);
}

/// A present and a zone that depend on the case alone: some near the nights on which the clocks change.
fn present(case: &[u8]) -> (Timestamp, usize) {
    let sum = case.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    let millis = match sum % 4 {
        0 => 1_792_886_400_000 + i64::try_from(sum >> 8 & 0xfff_ffff).unwrap(),
        1 => 1_806_192_000_000 + i64::try_from(sum >> 8 & 0xfff_ffff).unwrap(),
        _ => i64::try_from(sum >> 8 & 0xff_ffff_ffff).unwrap() * 2,
    };
    (Timestamp::from_millis(millis), usize::try_from(sum >> 60).unwrap() % 4)
}

pub fn check_phrase(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let (now, zone) = present(case);
    ZONES.with(|zones| {
        let zone = &zones[zone];
        match When::read(&raw, now, zone) {
            Ok(When::At(at)) => {
                must(at > now, "it is not to come")?;
                must(at.since(now) <= FURTHEST, "it is too far")?;
                must(When::read(&format!(" {raw}\u{202f} "), now, zone) == Ok(When::At(at)), "spaces around it change it")?;
                read_back(at, now, zone)?;
            }
            Ok(When::UntilTheyAnswer) => {}
            Err(error) => {
                must(error.at.start <= error.at.end && raw.get(error.at.clone()).is_some(), "the place is not in the text")?;
                if raw.len() < 1_000 && now.millis().rem_euclid(31) == 0 {
                    said(|language| language.when_error(&raw, &error))?;
                }
            }
        }
        // Completion reads a whole table of phrases for each case: one in some hundreds is enough.
        if now.millis().rem_euclid(509) == 0 {
            let offered = complete(&raw, Tongue::French, now, zone, 5);
            must(offered.iter().all(|phrase| When::read(phrase, now, zone).is_ok()), "an offer is refused")?;
        }
        Ok(())
    })
}

/// What is told of a whole minute is read as that minute, but where the clocks show it twice.
fn read_back(at: Timestamp, now: Timestamp, zone: &TimeZone) -> Result<(), String> {
    let local = zone.to_datetime(jiff::Timestamp::from_millisecond(at.millis()).unwrap());
    if at.millis() % 60_000 != 0 || zone.to_ambiguous_timestamp(local).is_ambiguous() {
        return Ok(());
    }
    LANGUAGES.with_borrow(|languages| {
        let held = languages.iter().all(|language| When::read(&language.when(When::At(at), now, zone), now, zone) == Ok(When::At(at)));
        must(held, "what is told is not read back")
    })
}

pub fn check_hours(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let place = |at: &std::ops::Range<usize>| must(at.start <= at.end && raw.get(at.clone()).is_some(), "the place is not in the text");
    if let Ok(day) = Holiday::read(&raw) {
        must(Holiday::read(&day.text()) == Ok(day), "a holiday is not read back")?;
    }
    let weekly = match Weekly::read(&raw) {
        Ok(weekly) => weekly,
        Err(error) => {
            place(&error.at)?;
            return if raw.len() < 1_000 { said(|language| language.hours_error(&raw, &error)) } else { Ok(()) };
        }
    };
    must(weekly.is_empty() || Weekly::read(&weekly.text()) == Ok(weekly.clone()), "what is written is not read back")?;
    let (now, zone) = present(case);
    let hours = Hours { weekly, holidays: vec![Holiday::Yearly { month: 12, day: 25 }], zone: ZONES.with(|zones| zones[zone].clone()) };
    let wait = std::time::Duration::from_secs(case.iter().map(|byte| u64::from(*byte)).sum::<u64>() * 60 % 360_000);
    must(hours.next_opening(now).is_some() != hours.weekly.is_empty(), "it never opens, or opens without hours")?;
    if let Some(opens) = hours.next_opening(now) {
        must(opens >= now && hours.is_open(opens) && (opens == now) == hours.is_open(now), "it is not open when it opens")?;
    }
    if let Some(change) = hours.next_change(now) {
        must(change > now && hours.is_open(change) != hours.is_open(now), "a change changes nothing")?;
    }
    if let Some(then) = hours.add(now, wait) {
        must(then >= now && hours.between(now, then) == wait, "what was added is not between")?;
    }
    Ok(())
}
