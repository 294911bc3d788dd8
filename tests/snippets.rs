//! Saved replies for scripts: kept, found, in and out, and put into an answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

mod common;

use common::desk::Desk;

#[test]
fn a_saved_reply_is_kept_found_shown_and_removed() {
    let home = Desk::new("en");
    let (code, out, _) = home.says(&["snippet", "add", "Horaires d'été", "Nous ouvrons à midi, {author}.", "--client", "chez amedee"]);
    assert_eq!((code, out.as_str()), (0, "Kept: Horaires d'été\n"));
    home.run(&["snippet", "add", "refund", "Order {?order number}: refunded.", "--then", "done"]);

    assert_eq!(home.says(&["snippet", "show", "horaires d'ete"]).1, "Nous ouvrons à midi, {author}.\n");
    let found = home.json(&["snippet", "list", "-q", "ouvr", "--json"]);
    assert_eq!(found[0]["name"], "Horaires d'été");
    assert_eq!((found[0]["client"].as_str(), found.as_array().unwrap().len()), (Some("Chez Amédée"), 1));
    let refund = home.json(&["snippet", "show", "refund", "--json"]);
    assert_eq!((refund["then"].as_str(), refund["client"].is_null()), (Some("done"), true));
    assert_eq!(refund["blanks"][0], "order number");
    let (code, out, _) = home.says(&["snippet", "list"]);
    assert_eq!(code, 0);
    assert!(out.contains("all clients  refund") && out.contains("Chez Amédée  Horaires d'été"), "{out}");

    assert_eq!(home.says(&["snippet", "add", "REFUND", "x"]).0, 1, "the name is taken");
    assert_eq!(home.says(&["snippet", "list", "-q", "nowhere"]).0, 3);
    assert_eq!(home.says(&["snippet", "show", "nowhere"]).0, 3);
    assert_eq!(home.says(&["snippet", "remove", "refund"]).0, 0);
    assert_eq!(home.says(&["snippet", "show", "refund"]).0, 3);
    assert_eq!(home.says(&["undo"]).0, 0);
    assert_eq!(home.says(&["snippet", "show", "refund"]).0, 0, "brought back");
}

#[test]
fn one_name_may_be_that_of_several_clients() {
    let home = Desk::new("en");
    home.run(&["client", "add", "Other"]);
    home.run(&["snippet", "add", "hours", "at nine"]);
    home.run(&["snippet", "add", "hours", "at noon", "--client", "Other"]);
    assert_eq!(home.says(&["snippet", "show", "hours", "--client", "Other"]).1, "at noon\n");
    let (code, _, err) = home.says(&["snippet", "show", "hours"]);
    assert!(code == 2 && err.contains("--client"), "{err}");
    let id = home.json(&["snippet", "list", "-q", "nine", "--json"])[0]["id"].to_string();
    assert_eq!(home.says(&["snippet", "show", &id]).1, "at nine\n");
}

#[test]
fn a_text_may_come_from_standard_input_and_a_wrong_one_is_told() {
    let home = Desk::new("fr");
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_HOME", home.path())
        .args(["snippet", "add", "long", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("Bonjour {author},\n\nmerci !\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(home.says(&["snippet", "show", "long"]).1, "Bonjour {author},\n\nmerci !\n");
    let (code, _, err) = home.says(&["snippet", "add", "faux", "Bonjour {autor}"]);
    assert_eq!(code, 2);
    assert!(err.contains("« autor »".replace(' ', "\u{a0}").as_str()) && err.contains("{?numéro de commande}"), "{err}");
}

#[test]
fn what_is_exported_is_taken_in_again_as_it_was() {
    let (home, other) = (Desk::new("en"), Desk::new("en"));
    home.run(&["snippet", "add", "hours", "Line one\n\n\"two\" {?when}", "--client", "Chez Amédée", "--then", "wait-client"]);
    home.run(&["snippet", "add", "thanks", "Thanks {author}!"]);
    let file = other.path().join("replies.toml").display().to_string();
    assert_eq!(home.says(&["snippet", "export", &file]).0, 0);
    let (code, _, err) = other.says(&["snippet", "import", &file]);
    assert_eq!((code, err.as_str()), (0, "vigie: 2 added, 0 updated, 0 as they were.\n"));
    assert_eq!(home.says(&["snippet", "export"]).1, other.says(&["snippet", "export"]).1);
    assert_eq!(other.json(&["snippet", "import", &file, "--json"]), serde_json::json!({ "added": 0, "updated": 0, "same": 2 }));

    let changed = fs::read_to_string(&file).unwrap().replace("Thanks", "Thank you");
    let (_, _, err) = other.says(&["snippet", "import", &other.file("changed.toml", &changed)]);
    assert_eq!(err, "vigie: 0 added, 1 updated, 1 as they were.\n");
    other.run(&["undo"]);
    assert_eq!(other.says(&["snippet", "show", "thanks"]).1, "Thanks {author}!\n", "a file is undone like a verb");
}

#[test]
fn a_wrong_file_names_line_and_reason_and_changes_nothing() {
    let home = Desk::new("en");
    let file =
        home.file("f.toml", "[[snippet]]\nname = \"a\"\nbody = \"ok\"\n\n[[snippet]]\nname = \"b\"\nbody = \"\"\"\nHi\n{autor}\n\"\"\"\n");
    let (code, _, err) = home.says(&["snippet", "import", &file]);
    assert_eq!(code, 1);
    assert!(err.contains("f.toml, line 9: Nothing is called “autor” here") && err.contains("Nothing was imported."), "{err}");
    assert_eq!(home.says(&["snippet", "list"]).0, 3);
    let (_, _, err) =
        home.says(&["snippet", "import", &home.file("g.toml", "[[snippet]]\nname = \"b\"\nbody = \"x\"\nclient = \"Leon\"\n")]);
    assert!(err.contains("g.toml, line 4: No client is called “Leon”"), "{err}");
}
