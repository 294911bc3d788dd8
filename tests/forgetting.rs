//! `vigie author` by the program itself: what is noted, what is shown, who is forgotten.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use vigie::base::time::{Clock, SystemClock};
use vigie::model::account::{Feed, Identity, NewAccount};
use vigie::model::author::Author;
use vigie::model::exchange::{Cursor, Incoming, Page, Post, RemoteId};
use vigie::model::interaction::{Kind, Visibility};
use vigie::model::network::Network;
use vigie::shell::house::House;

fn said(id: &str, name: &str, handle: &str, text: &str) -> Incoming {
    let author = Author { remote_id: handle.into(), handle: handle.into(), name: name.into(), ..Author::default() };
    Incoming::Said(Box::new(Post {
        remote_id: RemoteId::new(id),
        kind: Kind::Mention,
        author,
        text: text.into(),
        warning: String::new(),
        language: None,
        visibility: Visibility::Public,
        parent: None,
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at: SystemClock.now(),
        edited_at: None,
        url: String::new(),
        media: Vec::new(),
        liked: false,
        boosted: false,
    }))
}

/// A home in which Zoé wrote twice and Ana once.
async fn home() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), "language = \"en\"\n").unwrap();
    let store = House::open(Some(folder.path())).unwrap().store(true).unwrap();
    let client = store.add_client("Bistro", None).await.unwrap();
    let identity = Identity { remote_id: "1".into(), handle: "@brand@a.test".into(), name: "Bistro".into(), ..Identity::default() };
    let account =
        store.add_account(NewAccount { client, network: Network::Mastodon, server: "https://a.test".into(), identity }).await.unwrap();
    let items = vec![
        said("1", "Zoé", "@zoe@far.test", "cold soupe again"),
        said("2", "Zoé", "@zoe@far.test", "and nobody answers"),
        said("3", "Ana", "@ana@far.test", "lovely tart"),
    ];
    let page = Page { items, cursor: Cursor::new("3"), ..Page::default() };
    store.absorb(account, Feed::Notifications, page, Vec::new(), None).await.unwrap();
    store.close();
    folder
}

fn vigie(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_HOME", home).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return holds(&path, text);
        }
        std::fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[tokio::test]
async fn a_card_is_written_and_read_by_scripts() {
    let home = home().await;
    let run = |arguments: &[&str]| vigie(home.path(), arguments);
    assert_eq!(printed(&run(&["author", "note", "@zoe@far.test", "rang twice"])), "Zoé: the note is: rang twice.\n");
    assert_eq!(printed(&run(&["author", "vip", "zoe"])), "Zoé: a VIP now.\n", "a short handle that only one person has");
    assert_eq!(printed(&run(&["author", "vip", "zoe"])), "Zoé: it was so already (a VIP now).\n");
    run(&["author", "label", "zoe@far.test", "press"]);
    let shown: serde_json::Value = serde_json::from_slice(&run(&["author", "show", "@zoe@far.test", "--json"]).stdout).unwrap();
    assert_eq!((&shown["vip"], &shown["note"], &shown["labels"][0]), (&true.into(), &"rang twice".into(), &"press".into()));
    assert_eq!((&shown["messages"], shown["written"].as_array().unwrap().len()), (&2.into(), 2));
    assert_eq!(shown["written"][0]["text"], "and nobody answers");
    run(&["author", "join", "zoe", "ana"]);
    let list = printed(&run(&["author", "list"]));
    assert!(list.starts_with('♛') && list.contains("#press"), "{list}");
    let shown: serde_json::Value = serde_json::from_slice(&run(&["author", "show", "ana", "--json"]).stdout).unwrap();
    assert_eq!((&shown["messages"], &shown["handles"][0]), (&3.into(), &"@zoe@far.test".into()));
    run(&["undo"]);
    let shown: serde_json::Value = serde_json::from_slice(&run(&["author", "show", "ana", "--json"]).stdout).unwrap();
    assert_eq!(shown["messages"], 1, "undo splits again");
    assert_eq!(run(&["author", "show", "@nobody@far.test"]).status.code(), Some(3));
}

#[tokio::test]
async fn somebody_is_forgotten_on_request_and_what_remains_is_said() {
    let home = home().await;
    let run = |arguments: &[&str]| vigie(home.path(), arguments);
    run(&["author", "note", "zoe", "rang twice"]);
    let asked = run(&["author", "forget", "zoe"]);
    assert_eq!(asked.status.code(), Some(2), "nobody is there to be asked");
    assert!(holds(home.path(), "cold soupe") && holds(home.path(), "rang twice"));
    let forgotten = run(&["author", "forget", "zoe", "--yes"]);
    assert_eq!(forgotten.status.code(), Some(0), "{forgotten:?}");
    let told = printed(&forgotten);
    assert!(told.starts_with("@zoe@far.test is erased: 2 messages") && told.contains("What remains: 0 answers"), "{told}");
    for text in ["cold soupe", "nobody answers", "zoe@far", "Zoé", "rang twice"] {
        assert!(!holds(home.path(), text), "{text} is still there");
    }
    assert!(holds(home.path(), "lovely tart"));
    assert_eq!(run(&["author", "forget", "zoe", "--yes"]).status.code(), Some(3));
}
