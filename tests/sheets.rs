//! Posts in and out as files: nothing is lost, nothing comes twice, and nothing is stored while
//! anything is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::fs;

use common::mistaken::Home;
use common::wrong;
use serde_json::{Value, json};

/// A calendar with a post of each kind, and texts that try to break out.
fn filled(server: &wrong::Server) -> Home {
    let home = Home::read(server);
    let posts: [&[&str]; 4] = [
        &["--at", "2030-03-31 09:00", "--text", "=HYPERLINK(\"http://x\")\n## 2030-01-01 09:00 · Chez Léon · @brand", "--warning", "-1;2"],
        &["--at", "2030-10-27T01:30:00Z", "--text", "Deux fois ; deux heures, \"vraiment\" 👩‍🍳", "--own", "brand=@ana\tשלום\\n"],
        &["--at", "2030-10-27T00:30:00.250Z", "--text", "La première", "--plan", "--visibility", "followers"],
        &["--at", "2030-11-01 09:00", "--text", "Une idée", "--lang", "fr"],
    ];
    for post in posts {
        let ran = home.run(&[&["post", "--account", "brand"], post].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let idea = home.run(&["calendar", "--from", "2030-11-01", "--json"]).json()[0]["id"].to_string();
    assert_eq!(home.run(&["unschedule", &idea]).code, 0);
    home
}

fn all(home: &Home) -> (Value, Value) {
    (home.run(&["calendar", "--from", "2020-01-01", "--to", "2099-01-01", "--json"]).json(), home.run(&["drafts", "--json"]).json())
}

#[test]
fn what_is_exported_and_imported_again_changes_nothing() {
    let server = wrong::Server::start();
    let home = filled(&server);
    let before = all(&home);
    assert_eq!((before.0.as_array().map(Vec::len), before.1.as_array().map(Vec::len)), (Some(3), Some(1)));
    for format in ["csv", "markdown", "ics"] {
        let file = home.path().join(format).display().to_string();
        assert_eq!(home.run(&["export", format, "--out", &file]).code, 0, "{format}");
        assert_eq!(fs::read_to_string(&file).unwrap(), home.run(&["export", format]).out, "{format}");
        let ran = home.run(&["import", format, &file, "--json"]);
        let count = if format == "ics" { 3 } else { 4 };
        assert_eq!((ran.code, &ran.json()["same"]), (0, &json!(count)), "{format}: {ran:?}");
        assert_eq!(all(&home), before, "{format}");
    }
    let excel = home.run(&["export", "csv", "--excel", "--client", "chez leon"]);
    assert!(excel.out.starts_with("\u{feff}id;date;time"), "{}", excel.out);
    assert_eq!(home.run_with(&["import", "csv", "-", "--json"], &excel.out).json()["same"], json!(4));
}

#[test]
fn what_was_changed_in_a_file_is_changed_here_and_taken_back() {
    let server = wrong::Server::start();
    let home = filled(&server);
    let before = all(&home);
    let page =
        home.run(&["export", "markdown"]).out.replace("La première", "La toute première").replace("2030-03-31 09:00", "2030-03-31 10:15");
    let would = home.run_with(&["import", "markdown", "-", "--dry-run", "--json"], &page);
    assert_eq!((would.code, &would.json()["updated"], &would.json()["dry_run"]), (0, &json!(2), &json!(true)), "{would:?}");
    assert_eq!(all(&home), before, "a dry run changes nothing");
    let did = home.run_with(&["import", "markdown", "-", "--json"], &page);
    assert_eq!((&did.json()["updated"], &did.json()["same"], &did.json()["added"]), (&json!(2), &json!(2), &json!(0)));
    let after = all(&home).0;
    assert_eq!(after[0]["at"], json!("2030-03-31T10:15:00+00:00"));
    assert_eq!((&after[1]["text"], &after[1]["standing"]), (&json!("La toute première"), &json!("planned")));
    assert_eq!(home.run(&["undo"]).code, 0, "one entry for the whole file");
    assert_eq!(all(&home).0[0]["at"], json!("2030-03-31T09:00:00+00:00"));
}

#[test]
fn a_file_of_somebody_is_taken_in_once_or_told_wrong_line_by_line() {
    let server = wrong::Server::start();
    let mut home = Home::read(&server);
    let long = "a".repeat(501);
    let rows = format!(
        "date;heure;client;comptes;texte;état\n24/11/2030;9h30;Chez Lèon;@brand;Bonjour;\n25/11/2030;9h;Chez Leo;@brand;Bonsoir;\n\
         26/11/2030;9h;Chez Léon;@brnd;Hier;\n27/11/2020;9h;Chez Léon;@brand;Passé;\n28/11/2030;9h;Chez Léon;@brand;{long};\n28/11/2030;25h;Chez Léon;@brand;x;\n"
    );
    let time = home.run_with(&["import", "csv", "-"], &rows);
    assert_eq!((time.code, time.err.lines().count()), (1, 2), "what cannot be read comes first: {}", time.err);
    let rows = rows.replace("28/11/2030;25h;Chez Léon;@brand;x;\n", "");
    for dry in [true, false] {
        let args: &[&str] = if dry { &["import", "csv", "-", "--dry-run"] } else { &["import", "csv", "-"] };
        let ran = home.run_with(args, &rows);
        assert_eq!(ran.code, 1, "{ran:?}");
        let told: Vec<&str> = ran.err.lines().collect();
        assert_eq!(told.len(), 5, "{}", ran.err);
        let expected = ["line 3, client, “Chez Leo”", "line 4, accounts, “@brnd”", "line 5, date", "line 6, text", "4 things are wrong"];
        for (line, part) in told.iter().zip(expected) {
            assert!(line.contains(part), "{part}: {line}");
        }
        assert!(told[0].contains("Did you mean “Chez Léon”?") && told[1].contains("Did you mean “@brand@"), "{}", ran.err);
        assert_eq!(home.run(&["queue"]).code, 3, "nothing is stored");
    }
    assert!(home.speaks("fr").run_with(&["import", "csv", "-"], &rows).err.contains("ligne 3, client"));
    home.speaks("en");
    let good = rows.lines().take(2).collect::<Vec<_>>().join("\n");
    for (added, same) in [(1, 0), (0, 1)] {
        let ran = home.run_with(&["import", "csv", "-", "--json"], &good);
        assert_eq!((&ran.json()["added"], &ran.json()["same"]), (&json!(added), &json!(same)), "{ran:?}");
    }
    let planned =
        home.run_with(&["import", "csv", "-", "--plan", "--client", "Chez Léon", "--json"], "date,time,text\n2030-12-01,9h,Plus tard\n");
    assert_eq!(planned.json()["added"], json!(1), "{planned:?}");
    let ideas = home.run_with(&["import", "csv", "-", "--ideas", "--client", "Chez Léon"], "text\nUn jour\n");
    assert_eq!((ideas.code, home.run(&["drafts", "--json"]).json()[0]["text"].clone()), (0, json!("Un jour")));
    assert_eq!(home.run(&["queue", "--json"]).json().as_array().map(Vec::len), Some(1), "only what was to be scheduled");
}

#[test]
fn clients_subscribe_to_a_calendar_of_their_own_that_keeps_its_names() {
    let server = wrong::Server::start();
    let home = filled(&server);
    let folder = home.path().join("calendars");
    let out = format!("{}/", folder.display());
    let ran = home.run(&["export", "ics", "--out", &out]);
    assert_eq!((ran.code, ran.out.trim().ends_with("/chez-leon.ics")), (0, true), "{ran:?}");
    let page = || fs::read_to_string(folder.join("chez-leon.ics")).unwrap();
    let of = |page: &str, name: &str| -> Vec<String> {
        page.lines().filter(|line| line.starts_with(name)).map(|line| line.trim().to_owned()).collect()
    };
    let first = page();
    assert_eq!(of(&first, "DTSTART"), ["DTSTART:20300331T090000Z", "DTSTART:20301027T003000Z", "DTSTART:20301027T013000Z"]);
    assert_eq!(of(&first, "STATUS"), ["STATUS:CONFIRMED", "STATUS:TENTATIVE", "STATUS:CONFIRMED"]);
    assert_eq!(home.run(&["schedule", "1", "2030-04-02T09:00:00Z"]).code, 0);
    assert_eq!(home.run(&["export", "ics", "--out", &out]).code, 0);
    let second = page();
    assert_eq!(of(&first, "UID"), of(&second, "UID"), "the same events");
    assert_eq!(of(&second, "DTSTART")[0], "DTSTART:20300402T090000Z");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
    let nowhere = home.run(&["export", "csv", "--out", "/nowhere/at/all.csv"]);
    assert_eq!((nowhere.code, nowhere.sentence().contains("cannot be written")), (1, true));
}
