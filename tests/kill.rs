//! `kill -9` at random moments while answers leave for a server that drops answers.
//!
//! The program is the real one, the server is the demo's on a real socket. Every answer
//! must arrive, and none twice, whether the server heeds our keys or only a look tells.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use vigie::base::time::{Clock, SystemClock};
use vigie::demo::Server;
use vigie::demo::faults::Quirks;
use vigie::model::intent::Intent;
use vigie::model::query::{Answer, Query};
use vigie::store::{Options, Store};

const ANSWERS: usize = 200;
const KILLS: usize = 30;

/// A small generator with a printed seed, so that a failure can be played again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn vigie(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_HOME", home).env("LC_ALL", "en_GB.UTF-8").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(home: &Path, args: &[&str]) -> String {
    let output = vigie(home).args(args).output().unwrap();
    assert!(output.status.success(), "vigie {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn add_account(home: &Path, url: &str, token: &str) {
    run(home, &["client", "add", "Bistro"]);
    let mut child =
        vigie(home).args(["account", "add", "mastodon", url, "--client", "Bistro", "--token-stdin"]).stdin(Stdio::piped()).spawn().unwrap();
    use std::io::Write;
    child.stdin.take().unwrap().write_all(format!("{token}\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// Waits for a number of posts, or for the end of the child's time; no longer than that.
async fn until(server: &Server, posts: usize, patience: Duration) -> bool {
    let began = std::time::Instant::now();
    while server.network.posts_of("brand").len() < posts {
        if began.elapsed() > patience {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    true
}

async fn every_answer_arrives_once(seed: u64, ignores_idempotency_key: bool) {
    println!("seed {seed}, keys ignored: {ignores_idempotency_key}");
    let mut chance = Chance(seed);
    let server = Server::start(Arc::new(SystemClock) as Arc<dyn Clock>).await.unwrap();
    server.faults.set_quirks(Quirks { ignores_idempotency_key, rate_limit: 1_000_000, ..Quirks::default() });
    for handle in ["brand", "ana"] {
        server.network.person(handle, Default::default());
    }
    for n in 0..ANSWERS {
        server.network.mention("ana", "brand", &format!("question {n}")).unwrap();
    }
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), "[outbox]\nlook_after = [\"200ms\", \"400ms\", \"800ms\"]\n").unwrap();
    add_account(home.path(), &server.url(), &server.network.token("brand"));
    run(home.path(), &["sync"]);
    let listed: serde_json::Value = serde_json::from_str(&run(home.path(), &["list", "-q", "is:open", "--json"])).unwrap();
    let rows = listed.as_array().unwrap();
    assert_eq!(rows.len(), ANSWERS);
    for row in rows {
        let answer = format!("an answer to {}", row["text"].as_str().unwrap());
        run(home.path(), &["reply", &row["id"].to_string(), &answer, "--queue"]);
    }

    server.faults.drops_answers(0.1, seed);
    for _ in 0..KILLS {
        let mut child = vigie(home.path()).args(["sync", "--watch"]).spawn().unwrap();
        let wanted = server.network.posts_of("brand").len() + chance.below(8) as usize;
        until(&server, wanted, Duration::from_secs(5)).await;
        tokio::time::sleep(Duration::from_millis(chance.below(40))).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let mut child = vigie(home.path()).args(["sync", "--watch"]).spawn().unwrap();
    let arrived = until(&server, ANSWERS, Duration::from_secs(120)).await;
    child.kill().unwrap();
    child.wait().unwrap();

    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for post in server.network.posts_of("brand") {
        *times.entry(post.text).or_default() += 1;
    }
    let twice: Vec<_> = times.iter().filter(|(_, n)| **n > 1).collect();
    assert!(twice.is_empty(), "seed {seed}: sent twice: {twice:?}");
    assert!(arrived, "seed {seed}: {} of {ANSWERS} arrived", times.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_arrives_once_where_keys_are_heeded() {
    every_answer_arrives_once(rand::random(), false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_arrives_once_where_only_a_look_tells() {
    every_answer_arrives_once(rand::random(), true).await;
}

/// Two processes beside a screen that fills the calendar; `VIGIE_SECONDS` makes it longer.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_publish_each_slot_once_though_one_is_killed() {
    let seconds: u64 = std::env::var("VIGIE_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(4);
    let server = Server::start(Arc::new(SystemClock) as Arc<dyn Clock>).await.unwrap();
    server.faults.set_quirks(Quirks { rate_limit: 1_000_000, ..Quirks::default() });
    server.network.person("brand", Default::default());
    let home = tempfile::tempdir().unwrap();
    add_account(home.path(), &server.url(), &server.network.token("brand"));
    let clock = Arc::new(SystemClock);
    let screen = Store::open(&home.path().join("vigie.db"), Options { clock: clock.clone(), writable: true }).unwrap();
    let Answer::Accounts(accounts) = screen.ask(Query::Accounts).await.unwrap() else { panic!() };
    let began = clock.now();
    let slots = seconds * 5;
    for n in 0..slots {
        let draft = common::new_post(accounts[0].account.id, &format!("slot number {n}"));
        let at = began + Duration::from_millis(1_000 + n * 200);
        screen.intend(common::hand(), Intent::Place { draft, at, zone: "Europe/Paris".into(), scheduled: true }).await.unwrap();
    }
    let mut processes: Vec<_> = (0..2).map(|_| vigie(home.path()).args(["sync", "--watch"]).spawn().unwrap()).collect();
    let half = until(&server, slots as usize / 2, Duration::from_secs(60 + seconds)).await;
    processes[0].kill().unwrap();
    processes[0].wait().unwrap();
    let all = until(&server, slots as usize, Duration::from_secs(60 + seconds)).await;
    processes[1].kill().unwrap();
    processes[1].wait().unwrap();
    let mut texts: Vec<String> = server.network.posts_of("brand").into_iter().map(|post| post.text).collect();
    texts.sort();
    let mut wanted: Vec<String> = (0..slots).map(|n| format!("slot number {n}")).collect();
    wanted.sort();
    assert!(half && all && texts == wanted, "{texts:?}");
}
