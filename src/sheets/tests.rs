//! What is written is read back as it was, whatever stands in it; and what people write is read.

#[cfg(test)]
use proptest::prelude::*;

use super::*;
use crate::base::id::{DraftId, SlotId};
use crate::base::time::Timestamp;
use crate::model::interaction::Visibility;
use crate::model::sheet::{Column, Entry, Moment};
use crate::model::slot::Standing;

const NOW: Timestamp = Timestamp::from_millis(1_795_348_800_000);

/// Texts that try to break out of a cell, a line or a heading.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=1+1".to_owned()),
        Just("'=1".to_owned()),
        Just("-".to_owned()),
        Just("+33".to_owned()),
        Just("@ana".to_owned()),
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("'".to_owned()),
        Just(";".to_owned()),
        Just(",".to_owned()),
        Just("\t".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\\".to_owned()),
        Just("\\n".to_owned()),
        Just("# un".to_owned()),
        Just("\n## 2026-11-24 09:00 · Bistro · @a".to_owned()),
        Just("\n### @a\n".to_owned()),
        Just("\n- id: 7\n".to_owned()),
        Just("\nEND:VEVENT\n".to_owned()),
        Just("=HYPERLINK(\"http://x\")".to_owned()),
        Just("👩\u{200d}🍳🇫🇷".to_owned()),
        Just("שלום עולם".to_owned()),
        Just("مرحبا".to_owned()),
        Just("é\u{301}".to_owned()),
        Just("\u{202f}!".to_owned()),
        Just("\u{feff}".to_owned()),
        Just(" ".to_owned()),
        "[a-zà-ü ]{0,40}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zÉé][a-zé' -]{0,12}[a-zé]"
}

fn handle() -> impl Strategy<Value = String> {
    "@[a-z]{1,8}@[a-z]{1,8}\\.example"
}

fn entries(dated: bool) -> impl Strategy<Value = Vec<Entry>> {
    let zone = prop_oneof![Just("Europe/Paris"), Just("America/Montreal"), Just("UTC"), Just("Asia/Kathmandu")];
    // The last Sunday of October and a year around it, to the millisecond.
    let at = prop_oneof![1_761_350_400_000i64..1_761_436_800_000, 1_750_000_000_000i64..1_800_000_000_000];
    let at = prop_oneof![at.clone(), at.prop_map(|at| at / 60_000 * 60_000)];
    let at = if dated { at.prop_map(Some).boxed() } else { prop::option::of(at).boxed() };
    let state = prop::sample::select(Standing::ALL);
    let own = prop::collection::btree_map(handle(), hostile().prop_filter("kept", |text| !text.is_empty()), 0..3);
    let entry = (
        (prop::option::of(1i64..10_000), at, zone, word(), prop::collection::vec(handle(), 0..3)),
        (hostile(), hostile(), own, prop::option::of(prop::sample::select(Visibility::ALL)), "(fr|pt-BR)?", state),
    );
    let entry = entry.prop_map(|((id, at, zone, client, accounts), (text, warning, own, visibility, language, state))| Entry {
        line: 0,
        id: id.map(DraftId),
        at: at.map(|at| Moment::Instant(Timestamp::from_millis(at))),
        zone: if at.is_some() { zone.to_owned() } else { String::new() },
        client,
        accounts,
        text,
        own,
        warning,
        visibility,
        language,
        state: Some(state),
    });
    prop::collection::vec(entry, 1..5)
}

/// The same with instants in the place of walls, and without lines.
fn plain(entries: Vec<Entry>) -> Vec<Entry> {
    let instant = |entry: &Entry| {
        let zone = jiff::tz::TimeZone::get(&entry.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        entry.at.and_then(|at| at.instant(&zone)).map(Moment::Instant)
    };
    entries.into_iter().map(|entry| Entry { line: 0, at: instant(&entry), ..entry }).collect()
}

proptest! {
    #[test]
    fn a_spreadsheet_loses_nothing(entries in entries(false), excel in any::<bool>()) {
        let manner = if excel { csv::Manner::Excel } else { csv::Manner::Plain };
        let written = csv::write(&entries, manner);
        prop_assert_eq!(csv::read(&written).map(plain), Ok(entries));
    }

    #[test]
    fn no_cell_is_taken_for_a_formula(entries in entries(false)) {
        let written = csv::write(&entries, csv::Manner::Plain);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_slice());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
            }
        }
    }

    #[test]
    fn a_page_loses_nothing(entries in entries(false)) {
        let written = markdown::write(&entries, "Calendar");
        prop_assert_eq!(markdown::read(written.as_bytes()).map(plain), Ok(entries), "{}", written);
    }

    #[test]
    fn a_calendar_loses_nothing(entries in entries(true)) {
        let event = |(at, entry): (usize, &Entry)| ics::Event {
            entry: entry.clone(),
            slot: Some(SlotId(at as i64)),
            placed_at: NOW,
            changed_at: NOW,
            url: String::new(),
        };
        let events: Vec<ics::Event> = entries.iter().enumerate().map(event).collect();
        let written = ics::write(&events, "Bistro");
        prop_assert!(written.split("\r\n").all(|line| line.len() <= 75), "{}", written);
        let read = ics::read(written.as_bytes(), NOW).map(|events| plain(events.entries));
        prop_assert_eq!(read, Ok(entries), "{}", written);
    }

    #[test]
    fn nothing_that_is_read_is_fatal(bytes in prop::collection::vec(any::<u8>(), 0..300), text in hostile()) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let outcomes = [csv::read(bytes).is_ok(), markdown::read(bytes).is_ok(), ics::read(bytes, NOW).is_ok()];
            prop_assert_eq!(outcomes.len(), 3);
        }
    }
}

#[test]
fn a_spreadsheet_of_a_person_is_read_whatever_it_puts_between_cells() {
    for (separator, mark) in [(';', "\u{feff}"), (',', ""), ('\t', "")] {
        let row = |cells: &[&str]| cells.join(&separator.to_string());
        let text = format!(
            "{mark}{}\r\n\r\n{}\r\n{}\r\n",
            row(&["Date", "Heure", "Client", "Comptes", "Texte", "texte: @b"]),
            row(&["24/11/2026", "9h30", "Bistro", "\"@a @b\"", "\"Menu :\n\"\"soupe\"\"\"", ""]),
            row(&["", "", "Bistro", "@a", "Un jour", "Autre"]),
        );
        let read = csv::read(text.as_bytes()).unwrap();
        assert_eq!((read[0].line, read[1].line), (3, 5), "{separator:?}");
        assert_eq!((read[0].text.as_str(), read[0].accounts.len()), ("Menu :\n\"soupe\"", 2));
        assert_eq!((read[1].at, read[1].own.get("@b").map(String::as_str)), (None, Some("Autre")));
    }
}

#[test]
fn what_is_wrong_in_a_spreadsheet_is_told_with_its_line_and_column() {
    let text = "date,time,client,accounts,text,visibility,state,id\n2026-11-31,09:00,B,@a,x,,,\n2026-11-24,,B,@a,x,all,,\n,9h,B,@a,\"x\ny\",,ready,\n2026-11-24,25:00,B,@a,x,,,abc\n2026-11-24,09:00,B,@a,one, two,,,9,9\n";
    let wrong: Vec<(usize, Option<Column>, String)> =
        csv::read(text.as_bytes()).unwrap_err().into_iter().map(|problem| (problem.line, problem.column, problem.value)).collect();
    let told = |line, column, value: &str| (line, Some(column), value.to_owned());
    assert_eq!(
        wrong,
        [
            told(2, Column::Date, "2026-11-31"),
            told(3, Column::Visibility, "all"),
            told(3, Column::Time, ""),
            told(4, Column::State, "ready"),
            told(4, Column::Date, ""),
            told(6, Column::Id, "abc"),
            told(6, Column::Time, "25:00"),
            (7, None, "9".to_owned()),
            told(7, Column::Visibility, "two"),
        ]
    );
    let heads = |text: &str| csv::read(text.as_bytes()).unwrap_err().remove(0).wrong;
    assert_eq!(heads("date,txet\n"), Wrong::UnknownColumn(Some("text")));
    assert_eq!(heads("text,text\n"), Wrong::ColumnTwice);
    assert_eq!(heads("date,time\n"), Wrong::NoHeading);
    assert_eq!(heads(""), Wrong::NoHeading);
    assert_eq!(heads("text\n\"open\nand open\n"), Wrong::BreaksOff);
    assert_eq!(csv::read(b"text\nok\n\xff\n").unwrap_err()[0].line, 3);
    assert_eq!(csv::read(b"text\nan 11\" screen\n").unwrap()[0].text, "an 11\" screen", "a sign of inches is no quotation");
}

#[test]
fn a_page_of_a_person_is_read() {
    let page = "Les posts de la semaine.\n\n## 24/11/2026 9h · Chez Léon · @a, @b\n- state: planned\n- warning: fromage\n\nBonjour #slip\n\n- soupe\n- tarte\n\n### @b\nPour vous\n\n# mercredi\n\n## idée · Chez Léon · @a\nUn jour\n";
    let read = markdown::read(page.as_bytes()).unwrap();
    assert_eq!((read.len(), read[0].line, read[0].client.as_str(), read[0].accounts.len()), (2, 3, "Chez Léon", 2));
    assert_eq!((read[0].text.as_str(), read[0].warning.as_str()), ("Bonjour #slip\n\n- soupe\n- tarte", "fromage"));
    assert_eq!((read[0].state, read[0].own.get("@b").map(String::as_str)), (Some(Standing::Planned), Some("Pour vous")));
    assert_eq!((read[1].at, read[1].text.as_str()), (None, "Un jour"));
    let wrong = markdown::read("## 2026-11-24 9x · B · @a\n- stat: planned\n- visibility: all\n\nx\n".as_bytes()).unwrap_err();
    let told: Vec<(usize, &str)> = wrong.iter().map(|problem| (problem.line, problem.value.as_str())).collect();
    assert_eq!(told, [(1, "9x"), (2, "stat"), (3, "all")]);
}

#[test]
fn a_calendar_of_somebody_else_comes_as_plans_and_repeats_for_ninety_days() {
    let page = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Paris:20270301T090000\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:Menu\\, du lundi\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:20261202T080000Z\nSUMMARY:Brunch\nDESCRIPTION:Dès 10 h\nEND:VEVENT\nBEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20261224\nSUMMARY:Réveillon\nEND:VEVENT\nBEGIN:VEVENT\nUID:4\nDTSTART:20200101T080000Z\nSUMMARY:Passé\nEND:VEVENT\nBEGIN:VEVENT\nUID:5\nDTSTART:20261205T080000Z\nSTATUS:CANCELLED\nSUMMARY:Annulé\nEND:VEVENT\nEND:VCALENDAR\n";
    let now = Timestamp::parse("2027-03-15T12:00:00Z").unwrap();
    let mondays = ics::read(page.as_bytes(), now).unwrap();
    let shown: Vec<String> = plain(mondays.entries)
        .iter()
        .map(|entry| match entry.at {
            Some(Moment::Instant(at)) => format!("{} {}", at.rfc3339(), entry.text),
            _ => String::new(),
        })
        .collect();
    assert_eq!(shown.len(), 12, "{shown:#?}");
    assert_eq!(shown[0], "2027-03-22T08:00:00Z Menu, du lundi");
    assert_eq!(shown[1], "2027-03-29T07:00:00Z Menu, du lundi", "the hour on the wall stays");
    let read = ics::read(page.as_bytes(), NOW).unwrap();
    let told: Vec<(&str, usize)> = read.entries.iter().map(|entry| (entry.text.as_str(), entry.line)).collect();
    assert_eq!(told, [("Brunch\n\nDès 10 h", 8), ("Réveillon", 14)]);
    assert!(read.entries.iter().all(|entry| entry.state == Some(Standing::Planned)));
    assert_eq!(read.left_out, 3, "too far, over, cancelled");
    assert_eq!(ics::read(b"no calendar", NOW).unwrap_err()[0].wrong, Wrong::NoHeading);
    let cut = &page[..200];
    assert_eq!(ics::read(cut.as_bytes(), NOW).unwrap_err()[0].wrong, Wrong::BreaksOff);
}
