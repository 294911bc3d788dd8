//! What the speller finds of real mistakes, what it proposes first, and how often it is wrong.
//!
//! `tests/data/spelling_fr.txt` holds mistakes as people make them, `tests/data/clean_fr.txt` five
//! hundred sentences with none. The floors stand a little below what was measured; the shares
//! themselves are printed with `--nocapture`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod stage;

use stage::Stage;
use vigie::app::{Answered, Effect, Message, Proofing};
use vigie::model::intent::Intent;
use vigie::model::spelling::{Checked, Finding, OwnWord, Proof, Rule, Tongue};
use vigie::spell::Speller;

const MISTAKES: &str = include_str!("data/spelling_fr.txt");
const CLEAN: &str = include_str!("data/clean_fr.txt");

fn french(text: &str) -> Proof {
    Proof { text: text.to_owned(), tongue: Some(Tongue::French), grammar: true, ..Proof::default() }
}

fn check(speller: &mut Speller, proof: &Proof, own: &[OwnWord]) -> Checked {
    speller.check(proof, own).unwrap()
}

/// What stands in the way of a comparison: capitals, and the form of the apostrophe.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The finding about the wrong word, or a part of it.
fn about<'a>(checked: &'a Checked, text: &str, wrong: &str) -> Option<&'a Finding> {
    let places: Vec<usize> = plain(text).match_indices(&plain(wrong)).map(|(at, _)| at).collect();
    checked.findings.iter().find(|finding| {
        places.iter().any(|at| finding.at.start < at + wrong.len() && *at < finding.at.end) && plain(text).len() == text.len()
    })
}

#[test]
fn most_mistakes_are_found_and_their_right_words_come_first() {
    let mut speller = Speller::new(false);
    let (mut all, mut flagged, mut first) = (0, 0, 0);
    for line in MISTAKES.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [text, wrong, right] = parts[..] else { panic!("{line}") };
        let proof = french(text);
        let checked = check(&mut speller, &proof, &[]);
        all += 1;
        let Some(finding) = about(&checked, text, wrong) else {
            println!("missed: {line}");
            continue;
        };
        flagged += 1;
        let suggestions = match finding.rule {
            Rule::Unknown => speller.suggest(&finding.word, checked.tongue, &proof, &[]).unwrap(),
            _ => finding.suggestions.clone(),
        };
        if suggestions.iter().take(3).any(|suggestion| plain(suggestion) == right) {
            first += 1;
        } else {
            println!("not among the first three: {line}: {suggestions:?}");
        }
    }
    println!("{all} mistakes, {flagged} flagged, {first} with the right word among the first three");
    assert!(all >= 200);
    assert!(flagged * 100 >= all * 96, "{flagged} of {all}");
    assert!(first * 100 >= all * 93, "{first} of {all}");
}

#[test]
fn what_is_right_is_left_alone() {
    let mut speller = Speller::new(false);
    let own: Vec<OwnWord> = ["Bleumarin", "Kolibri", "croustiflette"].map(|word| OwnWord { word: word.to_owned(), client: None }).into();
    let (mut all, mut alarms) = (0, 0);
    for line in CLEAN.lines() {
        all += 1;
        for finding in check(&mut speller, &french(line), &own).findings {
            alarms += 1;
            println!("false alarm: {line}: {} {} {:?}", finding.word, finding.rule, finding.suggestions);
        }
    }
    println!("{all} sentences, {alarms} false alarms");
    assert!(all >= 500, "{all}");
    assert!(alarms * 100 <= all, "{alarms} in {all}");
}

/// Lets the keys rest, and answers what is asked about the spelling as the shell does.
fn rest(stage: &mut Stage, speller: &mut Speller) -> Vec<Proofing> {
    let from = stage.log.len();
    stage.wait(200);
    answer(stage, speller, from)
}

/// Answers what was asked about the spelling since a place in the log.
fn answer(stage: &mut Stage, speller: &mut Speller, from: usize) -> Vec<Proofing> {
    let asked: Vec<Effect> = stage.log[from..].to_vec();
    let mut wanted = Vec::new();
    for effect in asked {
        let Effect::Proof(ticket, proofing) = effect else { continue };
        wanted.push(proofing.clone());
        let answered = match proofing {
            Proofing::Check(proof, _) => Answered::Proofread(proof.text.clone(), check(speller, &proof, &[])),
            Proofing::Suggest(word, tongue, proof) => {
                let suggestions = speller.suggest(&word, tongue, &proof, &[]).unwrap();
                Answered::Suggested(word, suggestions)
            }
            Proofing::Rest => Answered::Done,
        };
        stage.send(Message::Answer(ticket, answered));
    }
    wanted
}

#[test]
fn a_word_is_marked_after_a_pause_and_corrected_with_one_key() {
    let (mut stage, mut speller) = (Stage::usual(), Speller::new(false));
    stage.keys("r").types("Merci pour votre acceuil, ils se sont demandés");
    assert!(!stage.log.iter().any(|effect| matches!(effect, Effect::Proof(..))), "nothing is asked while keys come");
    assert_eq!(rest(&mut stage, &mut speller).len(), 1);
    assert!(rest(&mut stage, &mut speller).is_empty(), "a text that has not changed is not checked again");
    let from = stage.log.len();
    stage.keys("home f7");
    assert!(matches!(answer(&mut stage, &mut speller, from)[..], [Proofing::Suggest(..)]));
    assert!(stage.shows("accueil"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev Merci pour votre accueil, ils se sont demandés");
    rest(&mut stage, &mut speller);
    stage.keys("alt-c enter");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev Merci pour votre accueil, ils se sont demandé");
    rest(&mut stage, &mut speller);
    stage.keys("f7");
    assert!(stage.shows("Nothing is marked"), "{}", stage.screen(80, 24));
}

#[test]
fn a_word_is_called_right_for_a_client_and_an_old_answer_is_dropped() {
    let (mut stage, mut speller) = (Stage::usual(), Speller::new(false));
    stage.keys("r").types("Merci pour la croustiflette");
    rest(&mut stage, &mut speller);
    let from = stage.log.len();
    stage.keys("f7");
    answer(&mut stage, &mut speller, from);
    stage.keys("up up up up up up up up");
    stage.keys("down down down down down down down down");
    assert!(stage.shows("dictionary of"), "{}", stage.screen(80, 24));
    stage.keys("up enter");
    let kept = |intent: &Intent| matches!(intent, Intent::KeepWord(own, true) if own.word == "croustiflette" && own.client.is_some());
    assert!(stage.saved().iter().any(kept), "{:?}", stage.saved());
    stage.types(" et le langaje");
    let from = stage.log.len();
    stage.wait(200);
    stage.types("s");
    answer(&mut stage, &mut speller, from);
    stage.keys("f7");
    assert!(stage.shows("Nothing is marked"), "the answer was about an older text: {}", stage.screen(80, 24));
}

#[test]
fn the_dictionaries_go_when_nobody_writes() {
    let (mut stage, mut speller) = (Stage::usual(), Speller::new(false));
    stage.keys("r").types("Merci");
    rest(&mut stage, &mut speller);
    let from = stage.log.len();
    stage.keys("esc");
    assert_eq!(answer(&mut stage, &mut speller, from), [Proofing::Rest]);
}

#[test]
fn scripts_get_places_in_characters_and_their_own_words() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str], text: &str| {
        use std::io::Write;
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(args)
            .arg("--home")
            .arg(home.path())
            .env("LANG", "en_US.UTF-8")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).ok();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let text = "Été à l'acceuil du Croustibar.";
    let (code, out) = run(&["spell", "--lang", "fr", "--json"], text);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, found.as_array().map(Vec::len)), (Some(0), Some(1)), "{out}");
    assert_eq!((found[0]["start"].as_u64(), found[0]["end"].as_u64()), (Some(8), Some(15)));
    assert_eq!(
        (&found[0]["word"], &found[0]["rule"], &found[0]["suggestions"][0]),
        (&"acceuil".into(), &"spelling".into(), &"accueil".into())
    );
    assert_eq!(run(&["spell", "--lang", "de"], text).0, Some(2));
    assert_eq!(run(&["spell", "--learn", "acceuil"], "").0, Some(0));
    assert_eq!(run(&["spell", "--lang", "fr", "--json"], text).1.trim(), "[]");
    assert_eq!(run(&["spell", "--forget", "acceuil"], "").0, Some(0));
    assert_eq!(run(&["spell", "--forget", "acceuil"], "").0, Some(3));
    assert!(run(&["spell", "--lang", "fr"], text).1.contains("accueil"));
}
