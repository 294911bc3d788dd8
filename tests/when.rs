//! What phrases mean: the tables of `tests/data`, in English and French.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use jiff::tz::TimeZone;
use vigie::base::time::Timestamp;
use vigie::model::when::When;

/// A local time of the table, with its offset where that is told.
fn instant(text: &str, zone: &TimeZone) -> Timestamp {
    let exact = text.parse::<jiff::Timestamp>().ok();
    let local = || zone.to_ambiguous_timestamp(text.parse().expect(text)).unambiguous().expect(text);
    Timestamp::from_millis(exact.unwrap_or_else(local).as_millisecond())
}

fn meant(table: &str) -> (usize, Vec<String>) {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let (mut now, mut read, mut wrong) = (Timestamp::MIN, 0, Vec::new());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (phrase, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"));
        if phrase == "@" {
            now = instant(expected, &zone);
            continue;
        }
        read += 1;
        let told = match When::read(phrase, now, &zone) {
            Ok(When::At(at)) => {
                let local = jiff::Timestamp::from_millisecond(at.millis()).unwrap().to_zoned(zone.clone());
                let with_offset = expected.contains('+');
                local.strftime(if with_offset { "%Y-%m-%dT%H:%M%:z" } else { "%Y-%m-%dT%H:%M" }).to_string()
            }
            Ok(When::UntilTheyAnswer) => "answer".to_owned(),
            Err(error) => {
                assert!(phrase.get(error.at.clone()).is_some(), "{phrase:?}: the place {:?} is not in it", error.at);
                format!("!{}", error.problem.code().trim_start_matches("impossible-").trim_start_matches("too-"))
            }
        };
        if told != expected {
            wrong.push(format!("{phrase:?} means {told}, a person says {expected}"));
        }
    }
    (read, wrong)
}

#[test]
fn english_phrases_mean_what_people_mean() {
    let (read, wrong) = meant(include_str!("data/when_en.txt"));
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(read >= 300);
}

#[test]
fn french_phrases_mean_what_people_mean() {
    let (read, wrong) = meant(include_str!("data/when_fr.txt"));
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(read >= 300);
}
