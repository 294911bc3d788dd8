//! The verbs for scripts: the same rows, the same journal, the same undo as on the screen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::mistaken::Home;
use common::wrong;
use serde_json::{Value, json};

/// The only conversation, as `vigie list` prints it.
fn only(home: &Home) -> Value {
    let listed = home.run(&["list", "--json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed:#}");
    listed[0].clone()
}

#[test]
fn every_verb_is_given_and_taken_back() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    let before = only(&home);
    let id = before["id"].to_string();
    let told = |args: &[&str]| {
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "ID" { id.as_str() } else { arg }).collect();
        let ran = home.run(&[args.as_slice(), &["--json"]].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.json()
    };
    let table: [(&[&str], &str, Value); 10] = [
        (&["star", "ID"], "starred", json!(true)),
        (&["label", "ID", "VIP", "à rappeler"], "labels", json!(["vip", "à-rappeler"])),
        (&["assign", "ID", "bob", "--due", "in 2h"], "assignee", json!("bob")),
        (&["assign", "ID", "-"], "assignee", Value::Null),
        (&["wait", "ID", "--client", "--due", "demain 9h", "--note", "Quel prix ?"], "asked", json!("Quel prix ?")),
        (&["wait", "ID"], "state", json!("waiting_them")),
        (&["snooze", "ID", "until", "they", "answer"], "state", json!("snoozed")),
        (&["reopen", "ID"], "state", json!("open")),
        (&["mute", "ID"], "state", json!("muted")),
        (&["done", "ID"], "state", json!("done")),
    ];
    for (args, field, expected) in &table {
        assert_eq!(told(args).as_object().and_then(|told| told.values().next()), Some(&json!(1)), "{args:?}");
        assert_eq!(only(&home)[field], *expected, "{args:?}");
    }
    let journal = home.run(&["journal", "--json", "--limit", "3"]).json();
    let deeds: Vec<&Value> = journal.as_array().unwrap().iter().map(|entry| &entry["deed"]).collect();
    assert_eq!(deeds, [&json!("done"), &json!("mute"), &json!("reopen")]);
    assert_eq!((&journal[0]["origin"], &journal[0]["undone"]), (&json!("command"), &json!(false)));

    assert_eq!(told(&["undo", "10"])["undone"].as_array().map(Vec::len), Some(10));
    assert_eq!(only(&home), before, "everything is as it was");
    assert_eq!(home.run(&["undo"]).code, 3);
    assert_eq!(told(&["redo", "2"])["redone"], json!(["restored", "restored"]));
    assert_eq!(only(&home)["labels"], json!(["vip", "à-rappeler"]));
}

#[test]
fn tasks_are_written_down_struck_out_and_brought_back() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    let id = only(&home)["id"].to_string();
    let added = home.run(&["task", "add", "Call", "the", "baker", "--due", "tomorrow 9am", "--conversation", &id, "--json"]);
    assert_eq!((added.code, added.json()), (0, json!({ "id": 1 })));
    assert_eq!(home.run(&["task", "add", "Buy\nstamps"]).code, 0);
    let texts = || {
        let listed = home.run(&["task", "list", "--json"]).json();
        listed.as_array().unwrap().iter().map(|task| (task["text"].clone(), task["done_at"].is_null())).collect::<Vec<_>>()
    };
    assert_eq!(texts(), [(json!("Call the baker"), true), (json!("Buy stamps"), true)], "what is due comes first");
    assert_eq!(home.run(&["task", "done", "1"]).code, 0);
    assert_eq!(texts(), [(json!("Buy stamps"), true), (json!("Call the baker"), false)], "struck out, not gone");
    assert_eq!(home.run(&["task", "remove", "2"]).code, 0);
    assert_eq!(home.run(&["undo", "2"]).code, 0);
    assert_eq!(texts(), [(json!("Call the baker"), true), (json!("Buy stamps"), true)]);
    let unknown = home.run(&["task", "done", "9"]);
    assert_eq!((unknown.code, unknown.err.contains('9')), (3, true), "{unknown:?}");
}

#[test]
fn what_is_no_time_and_no_label_is_said_and_changes_nothing() {
    let server = wrong::Server::start();
    let mut home = Home::read(&server);
    let before = only(&home);
    let id = before["id"].to_string();
    let table = [
        (vec!["snooze", id.as_str(), "tommorow"], 2, "Did you mean “tomorrow”?"),
        (vec!["snooze", id.as_str(), "12/25"], 2, "is in no calendar"),
        (vec!["wait", id.as_str(), "--client", "--due", "hier"], 2, "hier"),
        (vec!["label", id.as_str(), "\"\""], 2, "A label is a word"),
        (vec!["snooze", "999", "in 2h"], 3, "999"),
    ];
    for (args, code, said) in &table {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (*code, true), "{args:?}: {}", ran.err);
    }
    home.speaks("fr");
    assert!(home.run(&["snooze", &id, "lundu"]).err.contains("lundi"));
    home.speaks("en");
    assert_eq!(only(&home), before);
}

#[test]
fn the_digest_tells_what_came_and_leaves_with_nothing_when_nothing_did() {
    let server = wrong::Server::start();
    let mut home = Home::read(&server);
    let row = only(&home);
    let told = home.run(&["digest", "--since", "3650 days ago", "--json"]).json();
    let page = &told["clients"][0];
    assert_eq!((&page["client"], &page["to_answer_all"]), (&row["client"], &json!(1)), "{told:#}");
    assert_eq!(page["to_answer"][0]["id"], row["id"]);
    let text = home.run(&["digest", "--since", "hier"]);
    assert_eq!((text.code, text.out.contains("1 to answer")), (0, true), "{}", text.out);
    home.speaks("fr");
    assert!(home.run(&["digest", "--since", "hier"]).out.contains("1 à répondre"));
    home.speaks("en");
    assert_eq!(home.run(&["done", &row["id"].to_string()]).code, 0);
    let nothing = home.run(&["digest"]);
    assert_eq!((nothing.code, nothing.err.contains("Nothing came since")), (3, true), "{}", nothing.err);
    let ahead = home.run(&["digest", "--since", "2099-01-01T00:00:00Z"]);
    assert_eq!((ahead.code, ahead.err.contains("still to come")), (2, true), "{}", ahead.err);
}

#[test]
fn a_macro_is_one_entry_and_never_sends() {
    let server = wrong::Server::start();
    let home = Home::read(&server);
    let id = only(&home)["id"].to_string();
    let settings = home.path().join("config.toml");
    let kept = std::fs::read_to_string(&settings).unwrap_or_default();
    let macros = "[macros]\nescalate = { keys = \"f7\", run = \"star, label vip, note second time, done\" }\nrefund = \"label refund, snippet sorry, wait 3d\"\n";
    std::fs::write(&settings, format!("{kept}\n{macros}")).unwrap();
    let before = only(&home);

    let ran = home.run(&["macro", "Escalate", &id, "--json"]);
    assert_eq!((ran.code, ran.json()), (0, json!({ "escalate": 1 })), "{ran:?}");
    let row = only(&home);
    assert_eq!((&row["state"], &row["labels"], &row["starred"]), (&json!("done"), &json!(["vip"]), &json!(true)));
    let journal = home.run(&["journal", "--json"]).json();
    assert_eq!((&journal[0]["deed"], &journal[0]["macro"]), (&json!("macro"), &json!("escalate")), "{journal:#}");
    assert_eq!(journal[0]["steps"], json!(["star", "label vip", "note second time", "done"]));
    assert!(home.run(&["journal"]).out.contains("escalate: star, label vip, note second time, done"));
    assert_eq!(home.run(&["undo"]).code, 0);
    assert_eq!(only(&home), before, "one undo takes all of it back");

    let refused = home.run(&["macro", "refund", &id]);
    assert_eq!(refused.code, 2, "{refused:?}");
    let line = format!("vigie label {id} refund && vigie reply {id} --snippet 'sorry' --and 'wait 3d'");
    assert!(refused.err.contains(&line), "{}", refused.err);
    let unknown = home.run(&["macro", "refnd", &id]);
    assert_eq!((unknown.code, unknown.err.contains("“refund” was meant?")), (3, true), "{unknown:?}");
    let keys = home.run(&["keys", "--json"]).json();
    let listed = keys.as_array().unwrap().iter().find(|key| key["name"] == "escalate").unwrap();
    assert_eq!((&listed["scope"], &listed["keys"]), (&json!("inbox"), &json!(["F7"])));

    let reply = home.run(&["reply", &id, "Sorry.", "--and", "done", "--queue"]);
    assert_eq!(reply.code, 0, "{reply:?}");
    let wrong = home.run(&["reply", &id, "Sorry.", "--and", "label x", "--queue"]);
    assert_eq!((wrong.code, wrong.err.contains("it is one of done")), (2, true), "{wrong:?}");
}

#[test]
fn a_verb_says_to_whom_and_until_when_and_the_list_shows_it() {
    let server = wrong::Server::start();
    let mut home = Home::read(&server);
    let id = only(&home)["id"].to_string();
    let who = format!("ana (Mastodon, @brand@{})", server.host());
    let says = |home: &Home, args: &[&str]| {
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "ID" { id.as_str() } else { arg }).collect();
        let ran = home.run(&args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out.trim_end().to_owned()
    };
    let table: [(&[&str], String); 9] = [
        (&["snooze", "ID", "tomorrow", "9am"], format!("Snoozed until tomorrow 09:00: {who}")),
        (&["undo"], format!("Taken back: Snoozed: {who}")),
        (&["snooze", "ID", "until", "they", "answer"], format!("Snoozed until they answer: {who}")),
        (&["wait", "ID", "--client", "--due", "tomorrow 9am"], format!("Waiting on the client, due tomorrow 09:00: {who}")),
        (&["assign", "ID", "bob", "--due", "tomorrow 9am"], format!("Assigned · bob, due tomorrow 09:00: {who}")),
        (&["label", "ID", "VIP", "refund"], format!("Labelled · vip refund: {who}")),
        (&["undo"], format!("Taken back: Labelled · vip refund: {who}")),
        (&["star", "ID"], format!("Star set: {who}")),
        (&["star", "ID"], "Nothing changed: it was so already.".to_owned()),
    ];
    for (args, said) in &table {
        assert_eq!(says(&home, args), *said, "{args:?}");
    }
    says(&home, &["label", "ID", "vip"]);
    says(&home, &["snooze", "ID", "tomorrow 9am"]);
    let listed = home.run(&["list"]).out;
    assert!(listed.contains("[★ #vip · bob · until tomorrow 09:00"), "{listed}");
    home.speaks("fr");
    let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
    let listed = plain(home.run(&["list"]).out);
    assert!(listed.contains("[★ #vip · bob · retour demain 9 h"), "{listed}");
    let task = plain(says(&home, &["task", "add", "Acheter", "des", "timbres", "--due", "demain 9h"]));
    assert!(task.ends_with("Acheter des timbres · échéance demain 9 h"), "{task}");
    home.speaks("en");
    let undone = says(&home, &["undo"]);
    assert_eq!(undone, "Taken back: Task · Acheter des timbres");
}

#[test]
fn nothing_is_said_where_there_is_nothing() {
    let home = Home::empty();
    let table: [(&[&str], &str); 5] = [
        (&["list"], "Nothing has come yet."),
        (&["search", "tarts"], "Nothing matches the filter."),
        (&["journal"], "Nothing has been done yet."),
        (&["task", "list"], "Nothing on the list."),
        (&["author", "list", "zoe"], "Nobody like that has written yet."),
    ];
    for (args, said) in table {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str(), ran.sentence()), (3, "", said), "{args:?}");
        let ran = home.run(&[args, &["--json"]].concat());
        assert_eq!((ran.code, ran.out.trim(), ran.err.as_str()), (3, "[]", ""), "{args:?}");
    }
}

#[test]
fn an_entry_is_read_rather_than_done() {
    let server = wrong::Server::start();
    let home = Home::empty();
    let feed = format!("{}/feed", server.url);
    for args in [&["client", "add", "Bistro"][..], &["account", "add", "rss", &feed, "--client", "Bistro"], &["sync"]] {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
    let id = only(&home)["id"].to_string();
    assert!(home.run(&["done", &id]).out.starts_with("Read: "));
    assert!(home.run(&["journal"]).out.contains("  Read"), "{}", home.run(&["journal"]).out);
    assert!(home.run(&["undo"]).out.starts_with("Taken back: Read"));
}

#[test]
fn a_line_of_a_card_that_does_not_exist_is_told_with_the_nearest() {
    let home = Home::empty();
    assert_eq!(home.run(&["client", "add", "Bistro"]).code, 0);
    let table = [
        ("forbiden=cheap", "There is no “forbiden” on a card. Perhaps forbidden was meant."),
        ("shoe size=43", "There is no “shoe size” on a card. Known: who what where"),
        ("cheap", "“cheap” is no KEY=VALUE."),
    ];
    for (pair, said) in table {
        let ran = home.run(&["client", "edit", "Bistro", "--set", pair]);
        assert_eq!((ran.code, ran.sentence().starts_with(said)), (2, true), "{ran:?}");
    }
}
