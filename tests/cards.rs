//! Stories of client cards, watch windows and due times, in keystrokes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod stage;

use std::collections::BTreeMap;
use std::time::Duration;

use stage::{Stage, Store, sample, settings};
use vigie::app::{Answered, Effect, Message, Slot};
use vigie::base::id::ClientId;
use vigie::config::Lang;
use vigie::model::card::{Card, Field};
use vigie::model::intent::Intent;

const LEON: ClientId = ClientId(1);

/// The restaurant's card: what it is, and what it never says.
const BISTRO: &str = "who = \"Léon, the chef\"\nwhat = \"A bistro\"\nwhere = \"Nîmes\"\ntone = \"vous\"\n\
forbidden = [\"cheap\", \"promo*\"]\ncontacts = [\"Léon 06 12\", \"Anaïs 07 34\"]\nhours = \"tue-sat 10:00-23:00\"\n\
zone = \"Europe/Paris\"\nholidays = [\"12-25\"]\nsla = \"4h\"\nnotes = \"Never before noon.\"\n";

fn store(lang: Lang, card: &str) -> Store {
    Store { cards: BTreeMap::from([(LEON, Card::read(card).unwrap())]), ..sample::store(lang) }
}

fn with(card: &str) -> Stage {
    Stage::new(store(Lang::En, card), settings(Lang::En, 80, 24))
}

/// The cards that were stored.
fn kept(stage: &Stage) -> Vec<Card> {
    let card = |intent| match intent {
        Intent::SaveCard { client: LEON, card, .. } => Some(*card),
        _ => None,
    };
    stage.saved().into_iter().filter_map(card).collect()
}

macro_rules! picture {
    ($name:literal, $lang:expr, $stage:expr, $width:expr, $height:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{}_{}x{}_{}", $name, $width, $height, $lang), $stage.screen($width, $height));
        })
    };
}

#[test]
fn the_card_is_one_key_away() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24)] {
            let mut stage = Stage::new(store(*lang, BISTRO), settings(*lang, width, height));
            stage.keys("I");
            picture!("card", lang, stage, width, height);
        }
    }
}

#[test]
fn a_line_of_the_card_is_edited_where_it_stands() {
    let mut stage = with(BISTRO);
    stage.keys("I j e").types(" and bar").keys("tab");
    assert_eq!(kept(&stage).last().unwrap().text(Field::What), "A bistro and bar");
    assert!(kept(&stage).last().unwrap().source().starts_with("who = \"Léon, the chef\"\n"), "the rest stays as it was");
    // The next line is open already.
    stage.types(", Gard").keys("enter");
    assert_eq!(kept(&stage).last().unwrap().text(Field::Where), "Nîmes, Gard");
    stage.keys("e").types(" nothing").keys("esc esc");
    assert_eq!(kept(&stage).len(), 2, "Esc leaves the line as it was");
    assert!(!stage.shows("Never says"), "{}", stage.screen(80, 24));
    assert!(stage.shows("Card of Chez Léon kept"));
}

#[test]
fn a_line_that_cannot_be_taken_says_why_and_stays() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(store(*lang, BISTRO), settings(*lang, 80, 24));
        stage.keys("I").keys("j j j j j j j j").keys("e ctrl-u").types("mon-fri").keys("enter");
        assert_eq!(kept(&stage), []);
        picture!("card_wrong", lang, stage, 80, 24);
        stage.types(" 9-17").keys("enter");
        assert_eq!(kept(&stage).len(), 1);
    }
}

#[test]
fn the_whole_card_is_edited_elsewhere_and_a_wrong_one_loses_nothing() {
    let mut stage = with(BISTRO);
    stage.deaf = true;
    stage.keys("I ctrl-e");
    let edit = |stage: &Stage| {
        stage.log.iter().rev().find_map(|effect| match effect {
            Effect::Edit(ticket, text) => Some((*ticket, text.clone())),
            _ => None,
        })
    };
    let (ticket, text) = edit(&stage).unwrap();
    assert_eq!((ticket.slot, text.as_str()), (Slot::Cards, BISTRO));
    stage.send(Message::Answer(ticket, Answered::Edited(format!("{BISTRO}zona = \"x\"\n"))));
    assert!(stage.shows("Line 12") && stage.shows("zone"), "{}", stage.screen(80, 24));
    assert_eq!(kept(&stage), []);
    stage.keys("esc I");
    assert!(stage.shows("Line 12"), "it is still there");
    stage.keys("ctrl-e");
    let (ticket, text) = edit(&stage).unwrap();
    assert!(text.ends_with("zona = \"x\"\n"), "{text}");
    stage.send(Message::Answer(ticket, Answered::Edited(format!("{BISTRO}# mine\n"))));
    assert_eq!(kept(&stage)[0].source(), format!("{BISTRO}# mine\n"));
}

#[test]
fn a_client_without_a_card_begins_with_every_line() {
    let mut stage = Stage::usual();
    stage.deaf = true;
    stage.keys("I ctrl-e");
    let text = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Edit(_, text) => Some(text.clone()),
        _ => None,
    });
    let text = text.unwrap();
    assert!(Field::ALL.iter().all(|field| text.contains(&format!("\n{field} = "))), "{text}");
    assert!(Card::read(&text).unwrap().is_empty());
}

#[test]
fn the_composer_knows_the_tone_and_marks_what_is_never_said() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(store(*lang, BISTRO), settings(*lang, 80, 24));
        stage.keys("r");
        picture!("composer_card", lang, stage, 80, 24);
        stage.types("Yes, a Cheap promotion.");
        picture!("composer_forbidden", lang, stage, 80, 24);
        stage.keys("ctrl-s");
        picture!("composer_forbidden_asked", lang, stage, 80, 24);
        assert_eq!(stage.saved(), []);
        stage.keys("esc");
        assert_eq!(stage.saved(), [], "the text is still being written");
        stage.keys("ctrl-s").keys(if *lang == Lang::En { "y" } else { "o" });
        assert!(matches!(stage.saved().as_slice(), [Intent::Send { .. }]), "{:?}", stage.saved());
    }
}

#[test]
fn a_client_rests_outside_its_window_until_it_is_looked_at() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(store(*lang, "watch = \"8:00-21:00\""), settings(*lang, 80, 24));
        picture!("inbox_resting", lang, stage, 80, 24);
        assert!(!stage.shows("Chez Léon"), "{}", stage.screen(80, 24));
        assert_eq!(stage.state.title(), "vigie (4)");
        stage.keys("W");
        assert!(stage.shows("Chez Léon"), "{}", stage.screen(80, 24));
        assert_eq!(stage.state.title(), "vigie (7)");
        stage.keys("esc");
        assert!(!stage.shows("@helene"), "{}", stage.screen(80, 24));
    }
    let mut stage = with(BISTRO);
    stage.keys("W");
    assert!(stage.shows("No client rests"), "{}", stage.screen(80, 24));
}

#[test]
fn a_client_wakes_by_itself_and_nothing_is_drawn_before() {
    let mut stage = with("watch = \"not before 22:00\"");
    assert!(stage.shows("resting") && !stage.shows("@helene"), "{}", stage.screen(80, 24));
    let (zone, now) = (jiff::tz::TimeZone::get("Europe/Paris").unwrap(), sample::NOW);
    let opens = Card::read("watch = \"not before 22:00\"").unwrap().window(&zone).unwrap().next_change(now).unwrap();
    let left = opens.since(now);
    assert_eq!(left, Duration::from_secs(46 * 60));
    stage.wait(u64::try_from(left.as_millis()).unwrap() - 1);
    assert!(!stage.shows("@helene"));
    assert!(stage.state.next_tick().unwrap() <= opens, "it is woken for it");
    stage.wait(1);
    assert!(stage.shows("@helene") && !stage.shows("resting"), "{}", stage.screen(80, 24));
}

#[test]
fn what_is_late_is_counted_listed_and_told_on_its_row() {
    for lang in Lang::ALL {
        let mut store = sample::store(*lang);
        for (row, minutes) in store.rows.iter_mut().zip([-20_i64, 130, 5]) {
            row.triage.due_at = Some(vigie::base::time::Timestamp::from_millis(sample::NOW.millis() + minutes * 60_000));
        }
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        picture!("inbox_due", lang, stage, 80, 24);
        stage.keys(">");
        picture!("inbox_late", lang, stage, 80, 24);
        // A quarter of an hour later there are two.
        stage.wait(15 * 60_000);
        assert!(stage.shows("2 conversations"), "{}", stage.screen(80, 24));
    }
}

#[test]
fn lists_are_sorted_by_what_is_due_too() {
    let mut store = sample::store(Lang::En);
    store.rows[4].triage.due_at = Some(sample::NOW + Duration::from_secs(3 * 24 * 3600));
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    for said in ["longest first", "due first", "newest first"] {
        stage.keys(":").types("sort by").keys("enter");
        assert!(stage.shows(said), "{said}: {}", stage.screen(80, 24));
        let told = stage.shows("3d left");
        assert_eq!(told, said == "due first", "a due time far away is told where the list is about it");
    }
}

/// Runs the program on a home of its own; its exit code, and what it printed.
fn run(home: &std::path::Path, arguments: &[&str]) -> (i32, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_vigie")).env("VIGIE_HOME", home).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

#[test]
fn a_script_edits_a_card_by_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    std::fs::write(home.join("config.toml"), "language = \"en\"\n").unwrap();
    assert_eq!(run(home, &["client", "add", "Bistro"]).0, 0);
    let (code, said) = run(home, &["client", "edit", "bistro", "--set", "sla=4h", "--set", "forbidden=cheap, promo*"]);
    assert_eq!((code, said.as_str()), (0, "The card of Bistro is kept.\n"));
    let (_, shown) = run(home, &["client", "show", "Bistro", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!((shown["card"]["sla"].as_str(), shown["card"]["forbidden"][1].as_str()), (Some("4h"), Some("promo*")));
    // A wrong line stops before anything is stored.
    let (code, said) = run(home, &["client", "edit", "bistro", "--set", "who=Léon", "--set", "hours=mon-fri"]);
    assert!(code == 2 && said.contains("has no hours"), "{code} {said}");
    let (code, said) = run(home, &["client", "edit", "bistro", "--set", "whom"]);
    assert!(code == 2 && said.contains("KEY=VALUE") && said.contains("forbidden"), "{code} {said}");
    assert!(!run(home, &["client", "show", "Bistro"]).1.contains("Léon"));
    assert_eq!(run(home, &["client", "edit", "nobody", "--set", "who=x"]).0, 3);
    assert_eq!(run(home, &["undo"]).0, 0);
    assert!(!run(home, &["client", "show", "Bistro"]).1.contains("4h"));
}
