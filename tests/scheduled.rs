//! What is scheduled leaves once, at its time, with no screen open, and with one beside it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use common::World;
use common::mistaken::Home;
use common::pty::Pty;
use serde_json::json;
use vigie::base::time::{Clock, SystemClock};
use vigie::demo::Server;
use vigie::engine::once;
use vigie::model::draft::{Draft, Target};
use vigie::model::intent::{Effected, Intent};
use vigie::model::interaction::Visibility;

#[tokio::test]
async fn a_post_of_a_minute_later_is_sent_once_by_whoever_is_on_duty() {
    let world = World::new().await;
    let draft = Draft {
        id: None,
        target: Target::New,
        accounts: vec![world.account],
        text: "Le menu du jour".into(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: Default::default(),
        media: Vec::new(),
        updated_at: world.clock.now(),
    };
    let at = world.clock.now() + Duration::from_secs(60);
    let place = Intent::Place { draft, at, zone: "Europe/Paris".into(), scheduled: true };
    assert!(matches!(world.intend(place).await, Effected::Draft(Some(_))));
    world.pass(59);
    world.polled().await;
    assert_eq!(world.posted(), Vec::<String>::new());
    world.pass(1);
    // Another process looks at the same moment, and is not on duty.
    let (watch, other) = (world.watch().await, world.another_process());
    let (ours, theirs) = tokio::join!(once::sync(&world.parts, Some(&watch), |_| ()), once::sync(&other, None, |_| ()));
    assert!(ours.is_ok() && theirs.is_ok());
    world.pass(60);
    world.polled().await;
    assert_eq!(world.posted(), ["Le menu du jour"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_schedules_headless_sends_and_a_screen_beside_it_sends_nothing() {
    let server = Server::start(Arc::new(SystemClock) as Arc<dyn Clock>).await.unwrap();
    server.network.person("brand", Default::default());
    let token = server.network.token("brand");
    tokio::task::block_in_place(|| {
        let home = Home::empty();
        assert_eq!(home.run(&["client", "add", "Bistro"]).code, 0);
        let url = server.url();
        assert_eq!(home.run_with(&["account", "add", "mastodon", &url, "--client", "Bistro", "--token-stdin"], &token).code, 0);

        let mut headless = home.command(&["sync", "--watch"]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(headless.stdout.take().unwrap()).lines();
        assert!(lines.by_ref().take(50).any(|line| line.unwrap().contains("on-duty")));
        let mut screen = Pty::start(home.path(), &[], (100, 30), "en");
        screen.until("standby").keys("4");

        let at = SystemClock.now() + Duration::from_secs(8);
        let post = home.run(&["post", "--account", "brand", "--at", &at.rfc3339(), "--text", "Le menu du jour", "--json"]);
        assert_eq!((post.code, &post.json()["standing"]), (0, &json!("scheduled")), "{post:?}");
        assert_eq!(home.run(&["queue", "--json"]).json()[0]["standing"], json!("scheduled"));
        assert_eq!(server.network.posts_of("brand").len(), 0);

        let posted = || server.network.posts_of("brand").len();
        // The lane says that it rests once it has sent.
        assert!(lines.by_ref().take(500).any(|line| line.unwrap().contains("outbox") && posted() == 1));
        assert!(SystemClock.now() >= at, "not before its time");
        screen.keys("Q").end();
        headless.kill().unwrap();
        headless.wait().unwrap();

        assert_eq!(posted(), 1, "once");
        let id = post.json()["id"].clone();
        let shown = home.run(&["calendar", "--from", "2020-01-01", "--json"]).json();
        assert_eq!((&shown[0]["id"], &shown[0]["standing"], shown.as_array().map(Vec::len)), (&id, &json!("sent"), Some(1)), "{shown:#}");
        assert!(shown[0]["accounts"][0]["url"].as_str().is_some_and(|address| address.starts_with("http")), "{shown:#}");
        assert_eq!(home.run(&["queue"]).code, 3);
    });
}
