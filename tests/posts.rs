//! Posts from scripts: placed, looked at, moved, sent, and what is wrong said in one sentence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::mistaken::Home;
use common::wrong;
use serde_json::{Value, json};

fn account(home: &Home) -> String {
    home.run(&["account", "list", "--json"]).json()[0]["handle"].as_str().unwrap().to_owned()
}

fn well(home: &Home, args: &[&str]) -> Value {
    let ran = home.run(&[args, &["--json"]].concat());
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    ran.json()
}

#[test]
fn a_post_is_placed_moved_taken_off_and_sent() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    let handle = account(&home);
    let post = well(&home, &["post", "--account", "brand", "--at", "2030-03-31 09:00", "--text", "Poisson d'avril", "--warning", "blague"]);
    assert_eq!((&post["standing"], &post["at"], &post["zone"]), (&json!("scheduled"), &json!("2030-03-31T09:00:00+00:00"), &json!("UTC")));
    assert_eq!((&post["accounts"][0]["handle"], &post["warning"]), (&json!(handle), &json!("blague")));
    let id = post["id"].to_string();

    let queue = well(&home, &["queue"]);
    assert_eq!((&queue[0]["id"], &queue[0]["standing"], &queue[0]["client"]), (&post["id"], &json!("scheduled"), &json!("Chez Léon")));
    assert_eq!(home.run(&["calendar", "--json"]).json(), json!([]), "nothing this week");
    let shown = well(&home, &["calendar", "--from", "2030-03-31", "--to", "2030-03-31", "--client", "chez leon"]);
    assert_eq!(shown, json!([post]), "the same wherever it is printed");

    let moved = well(&home, &["schedule", &id, "2030-04-01T10:30:00+02:00", "--plan"]);
    assert_eq!((&moved["at"], &moved["standing"]), (&json!("2030-04-01T08:30:00+00:00"), &json!("planned")));
    assert_eq!(well(&home, &["schedule", &id])["standing"], json!("scheduled"), "the time stays");
    assert_eq!(well(&home, &["unschedule", &id])["standing"], json!("idea"));
    assert_eq!(well(&home, &["drafts"])[0]["text"], json!("Poisson d'avril"));
    assert_eq!(home.run(&["queue"]).code, 3);

    let sent = well(&home, &["publish", &id]);
    assert_eq!((&sent[0]["state"], &sent[0]["text"]), (&json!("sent"), &json!("Poisson d'avril")));
    assert_eq!(home.run(&["drafts"]).code, 3);
    let again = home.run(&["publish", &id]);
    assert_eq!((again.code, again.err.contains("Too late")), (1, true), "{again:?}");
}

#[test]
fn without_a_time_a_post_leaves_at_once_or_waits_for_the_next_sync() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    let handle = account(&home);
    let sent = home.run_with(&["post", "--account", &handle, "--json"], "Bonjour\n");
    assert_eq!((sent.code, &sent.json()[0]["state"], &sent.json()[0]["text"]), (0, &json!("sent"), &json!("Bonjour")), "{sent:?}");
    let own = format!("{handle}=À part");
    let queued = well(&home, &["post", "--account", "@brand", "--own", &own, "--queue"]);
    assert_eq!((&queued[0]["state"], &queued[0]["text"]), (&json!("queued"), &json!("À part")));
    let queue = well(&home, &["queue"]);
    assert_eq!((queue.as_array().map(Vec::len), &queue[0]["standing"]), (Some(1), &json!("leaving")));
    assert_eq!(home.run(&["sync"]).code, 0);
    assert_eq!(home.run(&["queue"]).code, 3);
}

#[test]
fn what_cannot_be_posted_is_said_in_one_sentence_and_stores_nothing() {
    let server = wrong::Server::start();
    let mut home = Home::read(&server);
    let long = "a".repeat(501);
    let table: &[(&[&str], i32, &str, &str)] = &[
        (&["--account", "brnad", "--text", "x"], 3, "Did you mean @brand@", "Vouliez-vous dire @brand@"),
        (&["--account", "brand", "--text", &long], 1, "the limit is 500", "500"),
        (&["--account", "brand", "--text", &long, "--at", "tomorrow 9am"], 1, "501", "501"),
        (&["--account", "brand", "--text", "x", "--at", "2020-01-01T09:00:00Z"], 2, "Name a later time", "2020-01-01"),
        (&["--account", "brand", "--text", "x", "--at", "tommorow"], 2, "Did you mean “tomorrow”?", "tomorrow"),
        (&["--account", "brand", "--text", "x", "--at", "until they answer"], 2, "needs a time", "Il faut une heure"),
        (&["--account", "brand", "--text", "Bonjour {?nom}"], 2, "“nom” is not filled", "nom"),
        (&["--account", "brand"], 2, "nothing to send", "rien à envoyer"),
        (&["--account", "brand", "--text", "x", "--own", "brnad=y"], 3, "Did you mean", "Vouliez-vous"),
    ];
    for (args, code, english, french) in table {
        for (language, said) in [("en", english), ("fr", french)] {
            let ran = home.speaks(language).run(&[&["post"], *args].concat());
            assert_eq!((ran.code, ran.sentence().contains(said)), (*code, true), "{args:?}: {}", ran.err);
        }
    }
    home.speaks("en");
    assert_eq!((home.run(&["queue"]).code, home.run(&["drafts"]).code), (3, 3));
    let unknown = home.run(&["schedule", "99", "tomorrow"]);
    assert_eq!((unknown.code, unknown.sentence().contains("99")), (3, true));
}

#[test]
fn a_time_is_meant_in_the_zone_of_the_client_and_echoed_with_it() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    assert_eq!(home.run(&["client", "edit", "Chez Léon", "--set", "zone=America/Montreal"]).code, 0);
    let said = home.run(&["post", "--account", "brand", "--at", "2030-07-01 09:00", "--text", "Bonne fête du Canada"]);
    assert_eq!((said.code, said.out.contains("09:00 (America/Montreal)")), (0, true), "{said:?}");
    assert!(said.err.contains("13:00"), "the person's own time beside it: {}", said.err);
    let shown = well(&home, &["calendar", "--from", "2030-07-01"]);
    assert_eq!(shown[0]["at"], json!("2030-07-01T09:00:00-04:00"));
}
