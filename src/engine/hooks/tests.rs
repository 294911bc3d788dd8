//! What a command is told, and that nothing waits for it: real commands in a folder of their own.

#[cfg(test)]
use super::*;
use crate::base::time::FixedClock;
use crate::engine::Rules;
use crate::model::account::{Feed, Identity, NewAccount};
use crate::model::author::Author;
use crate::model::card::Card;
use crate::model::exchange::{Cursor, Incoming, Page, Post, Reaction, RemoteId};
use crate::model::intent::Intent;
use crate::model::interaction::{Kind, Visibility};
use crate::model::journal::{Hand, Origin};
use crate::model::network::Network;
use crate::model::triage::Verb;
use crate::net::Http;
use crate::store::Store;
use crate::vault::Vault;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use tokio::sync::oneshot;

/// Noon of a Sunday.
const NOON: Timestamp = Timestamp::from_millis(1_795_348_800_000);

/// An account that is polled by hand, and a folder for what commands write.
struct World {
    parts: Parts,
    account: crate::base::id::AccountId,
    client: ClientId,
    folder: tempfile::TempDir,
}

fn post(id: &str, text: &str) -> Incoming {
    Incoming::Said(Box::new(Post {
        remote_id: RemoteId::new(id),
        kind: Kind::Mention,
        author: Author { remote_id: id.to_owned(), handle: format!("@{id}@far.test"), name: id.to_owned(), ..Author::default() },
        text: text.to_owned(),
        warning: String::new(),
        language: None,
        visibility: Visibility::Public,
        parent: None,
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at: NOON,
        edited_at: None,
        url: format!("https://far.test/{id}"),
        media: Vec::new(),
        liked: false,
        boosted: false,
    }))
}

impl World {
    async fn new() -> World {
        let clock = Arc::new(FixedClock::at(NOON));
        let store = Store::memory(clock.clone()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let client = store.add_client("Bistro", None).await.unwrap();
        let identity = Identity { remote_id: "1".into(), handle: "@brand@a.test".into(), name: "Brand".into(), ..Identity::default() };
        let account =
            store.add_account(NewAccount { client, network: Network::Mastodon, server: "http://a.test".into(), identity }).await.unwrap();
        let parts = Parts::new(store, Vault::open(folder.path(), false), Http::new(), clock, Rules::default());
        World { parts, account, client, folder }
    }

    /// Has `command` run from now on; `DIR` in it is the folder.
    fn runs(&self, command: &str) {
        self.runs_within(command, Duration::from_secs(60));
    }

    fn runs_within(&self, command: &str, limit: Duration) {
        let command = command.replace("DIR", &self.folder.path().display().to_string());
        let kept = Some(self.folder.path().join("last.json"));
        self.parts.hooks.set(Some(OnNew { command, limit, zone: TimeZone::UTC, home: Some("/home/of/ana".into()), kept }));
    }

    /// Stores a page as a poll does; the first one of a feed is another matter.
    async fn polled(&self, items: Vec<Incoming>, first: bool) {
        let page = Page { items, cursor: Cursor::new("1"), ..Page::default() };
        let open_for = first.then_some(Duration::from_secs(3600));
        let absorbed = self.parts.store.absorb(self.account, Feed::Notifications, page, Vec::new(), open_for).await.unwrap();
        self.parts.hooks.note(&absorbed.news);
    }

    async fn told(&self) -> Option<Option<HookFault>> {
        tell(&self.parts).await.unwrap()
    }

    fn written(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn array(&self, name: &str) -> Vec<Value> {
        serde_json::from_str(&self.written(name)).unwrap()
    }

    /// A line: that the command has begun, and that every process which was started with it has ended.
    fn line(&self) -> (oneshot::Receiver<()>, std::thread::JoinHandle<String>) {
        let line = self.folder.path().join("line");
        assert!(std::process::Command::new("mkfifo").arg(&line).status().unwrap().success());
        let (begins, begun) = oneshot::channel();
        let ended = std::thread::spawn(move || {
            let mut line = BufReader::new(fs::File::open(line).unwrap());
            let (mut first, mut rest) = (String::new(), String::new());
            line.read_line(&mut first).unwrap();
            begins.send(()).ok();
            line.read_to_string(&mut rest).unwrap();
            rest
        });
        (begun, ended)
    }
}

fn authors(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["author"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_command_reads_what_is_new_and_nothing_of_it_is_an_argument() {
    let world = World::new().await;
    world.runs("cat > 'DIR/told'; env > 'DIR/env'; echo \"$0 $#\" > 'DIR/args'");
    assert_eq!(world.told().await, None, "nothing is new");
    world.polled(vec![post("ana", "$(touch DIR/hit) `id` \u{1b}[31m\"quoted\" how much?")], false).await;
    assert_eq!(world.told().await, Some(None));
    let told = world.array("told");
    assert_eq!(authors(&told), ["ana"]);
    assert_eq!((&told[0]["client"], &told[0]["state"], &told[0]["network"]), (&"Bistro".into(), &"open".into(), &"mastodon".into()));
    assert!(told[0]["text"].as_str().unwrap().ends_with("\"quoted\" how much?"), "{}", told[0]["text"]);
    assert!(!world.written("told").contains("\\u001b"));
    let environment = world.written("env");
    for line in ["VIGIE_HOOK=on_new", "VIGIE_COUNT=1", "VIGIE_LEFT_OUT=0", "VIGIE_HOME=/home/of/ana"] {
        assert!(environment.lines().any(|found| found == line), "{line}: {environment}");
    }
    assert!(!environment.contains("how much"));
    assert_eq!(world.written("args"), "sh 0\n");
    assert_eq!(world.told().await, None, "it is told once");
}

#[tokio::test]
async fn what_is_no_news_for_a_person_runs_nothing() {
    let world = World::new().await;
    world.runs("touch 'DIR/ran'");
    world.polled(vec![post("old", "found at the first sync")], true).await;
    let subject = match post("ours", "our own") {
        Incoming::Said(post) => post,
        other => panic!("{other:?}"),
    };
    let actor = Author { remote_id: "bob".into(), ..Author::default() };
    let like = Reaction { kind: Kind::Like, actor, subject: Some(subject.clone()), happened_at: NOON };
    world.polled(vec![Incoming::Ours(subject), Incoming::Reacted(Box::new(like))], false).await;
    assert_eq!(world.told().await, None);

    // Dealt with before it could be told.
    world.polled(vec![post("ana", "a question")], false).await;
    let id = *world.parts.hooks.waiting().news.first().unwrap();
    let hand = Hand { person: "cm".into(), origin: Origin::Screen };
    world.parts.store.intend(hand.clone(), Intent::Triage(vec![id], Verb::Done)).await.unwrap();
    assert_eq!(world.told().await, None);

    // Noon, and the client rests until the evening.
    let card = Box::new(Card::read("watch = \"18:00-24:00\"\n").unwrap());
    world.parts.store.intend(hand, Intent::SaveCard { client: world.client, card, zone: "UTC".into() }).await.unwrap();
    world.polled(vec![post("eve", "a question")], false).await;
    assert_eq!(world.told().await, None);
    assert!(!world.folder.path().join("ran").exists());
    world.parts.hooks.set(None);
    world.polled(vec![post("joe", "a question")], false).await;
    assert!(world.parts.hooks.waiting().news.is_empty(), "without a command nothing waits");
}

#[tokio::test]
async fn a_flood_is_one_run_with_a_bound() {
    let world = World::new().await;
    world.runs("cat > 'DIR/told'; echo \"$VIGIE_COUNT $VIGIE_LEFT_OUT $VIGIE_MORE\" > 'DIR/env'; echo ran >> 'DIR/runs'");
    for page in 0..5 {
        world.polled((0..40).map(|n| post(&format!("a{page}-{n}"), "angry")).collect(), false).await;
    }
    assert_eq!(world.told().await, Some(None));
    assert_eq!((world.array("told").len(), world.written("runs").lines().count()), (ROWS, 1));
    assert_eq!(world.written("env"), format!("200 100 {MORE}\n"));

    // Long texts: shortened one by one, then left out.
    world.polled((0..90).map(|n| post(&format!("b{n}"), &"é ".repeat(4_000))).collect(), false).await;
    assert_eq!(world.told().await, Some(None));
    let told = world.array("told").len();
    assert!(world.written("told").len() <= BYTES && (10..90).contains(&told), "{told}");
    assert_eq!(world.written("env"), format!("90 {} {MORE}\n", 90 - told));
}

#[tokio::test]
async fn a_command_that_hangs_is_killed_with_all_that_it_started() {
    let world = World::new().await;
    world.runs_within("exec 9> 'DIR/line'; echo begun >&9; sleep 600 & sleep 600", Duration::from_secs(2));
    let (begun, line) = world.line();
    world.polled(vec![post("ana", "a question")], false).await;
    let fault = world.told().await.flatten().unwrap();
    assert_eq!(fault, HookFault { end: HookEnd::TimedOut, detail: "2".into() });
    begun.await.unwrap();
    assert_eq!(line.join().unwrap(), "", "nothing that it started is left");
}

#[tokio::test]
async fn whoever_stops_the_engine_ends_the_command() {
    let world = World::new().await;
    world.runs("exec 9> 'DIR/line'; echo begun >&9; sleep 600 & sleep 600");
    let (begun, line) = world.line();
    let (news, _heard) = mpsc::channel(8);
    let stop = CancellationToken::new();
    let running = tokio::spawn(run(world.parts.clone(), news, stop.clone()));
    world.polled(vec![post("ana", "a question")], false).await;
    begun.await.unwrap();
    stop.cancel();
    running.await.unwrap();
    assert_eq!(line.join().unwrap(), "", "nothing that it started is left");
}

#[tokio::test]
async fn how_it_ends_is_told_and_kept() {
    let world = World::new().await;
    let table = [
        ("exit 3", Some((HookEnd::Exit, "3"))),
        ("no-such-command-anywhere", Some((HookEnd::NotFound, ""))),
        ("kill -9 $$", Some((HookEnd::Signal, "9"))),
        ("true", None),
        ("head -c 1 > /dev/null; yes | head -c 1000000", None),
        ("sleep 600 & exit 0", None),
    ];
    for (n, (command, expected)) in table.into_iter().enumerate() {
        world.runs(command);
        world.polled(vec![post(&format!("a{n}"), "a question")], false).await;
        let expected = expected.map(|(end, detail)| HookFault { end, detail: detail.into() });
        assert_eq!(world.told().await, Some(expected.clone()), "{command}");
        let kept = last(&world.folder.path().join("last.json"));
        assert_eq!(kept.clone().unwrap().of(command), Some((NOON, expected)), "{command}");
        assert_eq!(kept.unwrap().of("another command"), None);
    }
}

#[tokio::test]
async fn a_failure_is_told_once_and_again_only_after_a_success() {
    let world = World::new().await;
    world.runs("grep -q fine");
    let (news, mut heard) = mpsc::channel(8);
    let stop = CancellationToken::new();
    let running = tokio::spawn(run(world.parts.clone(), news, stop.clone()));
    let fault = || News::HookFailed(HookFault { end: HookEnd::Exit, detail: "1".into() });
    world.polled(vec![post("a1", "bad")], false).await;
    assert_eq!(heard.recv().await, Some(fault()));
    world.polled(vec![post("a2", "bad")], false).await;
    // The next run begins when this one is over, and nothing was said of it.
    while !world.parts.hooks.waiting().news.is_empty() {
        tokio::task::yield_now().await;
    }
    world.polled(vec![post("a3", "fine")], false).await;
    assert_eq!(heard.recv().await, Some(News::HookWell));
    world.polled(vec![post("a4", "bad")], false).await;
    assert_eq!(heard.recv().await, Some(fault()));
    stop.cancel();
    running.await.unwrap();
}
