//! Moderation from the verb to the network and back: shutting out, muting, reporting.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::time::Duration;

use common::World;
use vigie::base::id::DeliveryId;
use vigie::demo::faults::Fault;
use vigie::demo::nouns::Tie;
use vigie::model::account::Health;
use vigie::model::conversation::{Outgoing, Row, View};
use vigie::model::delivery::{Held, State};
use vigie::model::exchange::{ActKind, Category};
use vigie::model::fault::ReasonCode;
use vigie::model::intent::{Effected, Intent};
use vigie::model::journal::{Deed, Undone};
use vigie::model::triage;

const TEN: Duration = Duration::from_secs(10);

/// Runs the program as a script does: its exit code, and what it wrote.
fn vigie(home: &std::path::Path, args: &[&str], input: &str) -> (Option<i32>, String) {
    use std::io::Write;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["--home", home.to_str().unwrap()])
        .args(args)
        .env("LANG", "en_US.UTF-8")
        .env_remove("VIGIE_HOME")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // One that reads nothing may be gone before it is written to.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let ended = child.wait_with_output().unwrap();
    (ended.status.code(), String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_moderate_with_the_same_outbox_and_journal() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", "Buy my stuff.").unwrap();
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| vigie(home.path(), args, "");
    run(&["client", "add", "Bistro"]);
    let token = world.server.network.token("brand") + "\n";
    vigie(home.path(), &["account", "add", "mastodon", &world.server.url(), "--client", "Bistro", "--token-stdin"], &token);
    assert_eq!(run(&["sync"]).0, Some(0));

    let (code, said) = run(&["block", "1"]);
    assert_eq!((code, said.contains("--yes")), (Some(2), true), "{said}");
    assert!(!world.server.network.tied("brand", Tie::Block, "ana"));
    let (code, said) = run(&["hide", "1", "--yes"]);
    assert_eq!((code, said.contains("Mastodon cannot do that")), (Some(1), true), "{said}");

    let report = ["report", "1", "--category", "spam", "--comment", "Every day.", "--yes", "--json"];
    let (code, said) = run(&report);
    assert_eq!((code, said.contains("\"state\":\"sent\"") || said.contains("\"state\": \"sent\"")), (Some(0), true), "{said}");
    assert_eq!(reports(&world), [("ana spam".to_owned(), "Every day.".to_owned(), 1)]);
    assert_eq!(run(&["block", "1", "--yes"]).0, Some(0));
    assert!(world.server.network.tied("brand", Tie::Block, "ana"));
    assert_eq!(run(&["block", "1", "--yes"]).0, Some(3), "it is so already");
    let (code, said) = run(&["undo"]);
    assert_eq!(code, Some(0), "{said}");
    run(&["sync"]);
    assert!(!world.server.network.tied("brand", Tie::Block, "ana"));
    assert_eq!(run(&["delete", "1", "--yes"]).0, Some(1), "there is no answer of ours");
}

async fn spam(world: &World) -> Row {
    world.server.network.mention("ana", "brand", "Buy my stuff.").unwrap();
    world.polled().await;
    world.only().await
}

async fn give(world: &World, row: &Row, kind: ActKind, hold: Duration) -> DeliveryId {
    match world.intend(Intent::Act { conversation: row.id, message: row.newest.unwrap(), kind, hold }).await {
        Effected::Leaving(ids, _) => ids[0],
        other => panic!("{other:?}"),
    }
}

async fn report(world: &World, row: &Row, attach: bool) -> DeliveryId {
    let (category, comment) = (Category::Spam, "Every day.".to_owned());
    match world.intend(Intent::Report { message: row.newest.unwrap(), category, comment, attach, hold: Duration::ZERO }).await {
        Effected::Leaving(ids, _) => ids[0],
        other => panic!("{other:?}"),
    }
}

async fn again(world: &World, row: &Row) -> Row {
    world.view(row.id).await.row
}

fn reports(world: &World) -> Vec<(String, String, usize)> {
    let told = world.server.network.reports().into_iter();
    told.map(|(_, whom, category, comment, statuses)| (format!("{whom} {category}"), comment, statuses)).collect()
}

#[tokio::test]
async fn who_is_blocked_does_not_come_back_until_the_block_is_undone() {
    let world = World::new().await;
    let row = spam(&world).await;
    let delivery = give(&world, &row, ActKind::Block, TEN).await;
    assert_eq!(world.rows(View::ToAnswer).await, [], "it leaves the list at once");
    let leaving = again(&world, &row).await;
    assert_eq!((leaving.outgoing, leaving.blocked, leaving.triage.state), (Outgoing::Leaving, true, triage::State::Open));
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Leaving(_)), "the ten seconds are not over");
    assert!(!world.server.network.tied("brand", Tie::Block, "ana"));
    assert_eq!(world.outbox().await[0].to.as_deref(), Some("ana"));

    world.pass(11);
    world.polled().await;
    assert!(world.server.network.tied("brand", Tie::Block, "ana"));
    let done = again(&world, &row).await;
    assert_eq!((done.outgoing, done.blocked, done.triage.state), (Outgoing::None, true, triage::State::Done));
    assert_eq!(done.triage.waiting_since, row.triage.waiting_since, "nobody has answered them");
    let twice = Intent::Act { conversation: row.id, message: row.newest.unwrap(), kind: ActKind::Block, hold: TEN };
    assert_eq!(world.intend(twice).await, Effected::Stored(0), "blocked is blocked");

    world.server.network.mention("ana", "brand", "Buy it, I said.").unwrap();
    assert_eq!(world.polled().await, 0);

    assert!(matches!(world.intend(Intent::Undo).await, Effected::Undone(Undone::Reversed(_))));
    assert_eq!(again(&world, &row).await.triage.state, triage::State::Open, "what the block closed is open again");
    world.polled().await;
    assert!(!world.server.network.tied("brand", Tie::Block, "ana"));
    assert!(!again(&world, &row).await.blocked);

    assert!(matches!(world.intend(Intent::Redo).await, Effected::Undone(Undone::Reversed(_))));
    world.polled().await;
    assert!(world.server.network.tied("brand", Tie::Block, "ana"));
    assert_eq!(again(&world, &row).await.triage.state, triage::State::Done);
}

#[tokio::test]
async fn a_block_that_has_not_left_is_stopped_and_leaves_no_trace() {
    let world = World::new().await;
    let row = spam(&world).await;
    let delivery = give(&world, &row, ActKind::Block, TEN).await;
    assert!(matches!(world.intend(Intent::Undo).await, Effected::Undone(Undone::Restored { .. })));
    assert_eq!(world.state(delivery).await, State::Cancelled);
    assert_eq!(world.only().await, row);
    world.pass(11);
    world.polled().await;
    assert!(!world.server.network.requests().iter().any(|log| log.path.ends_with("/block")));
}

#[tokio::test]
async fn who_is_muted_is_not_heard_and_what_they_asked_stays_with_us() {
    let world = World::new().await;
    let row = spam(&world).await;
    give(&world, &row, ActKind::Mute, TEN).await;
    assert_eq!(world.only().await.outgoing, Outgoing::None, "to hear no more of somebody answers nothing");
    world.pass(11);
    world.polled().await;
    assert!(world.server.network.tied("brand", Tie::Mute, "ana"));
    let muted = world.only().await;
    assert!(muted.network_muted && !muted.blocked);
    world.server.network.mention("ana", "brand", "Buy it, I said.").unwrap();
    assert_eq!(world.polled().await, 0);
    give(&world, &muted, ActKind::Unmute, Duration::ZERO).await;
    assert_eq!(world.polled().await, 0);
    assert_eq!(world.polled().await, 1, "what was said meanwhile comes when they are heard again");
}

#[tokio::test]
async fn a_report_arrives_with_its_words_and_closes_what_it_is_about() {
    let world = World::new().await;
    let row = spam(&world).await;
    let delivery = report(&world, &row, true).await;
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Sent(_)));
    assert_eq!(reports(&world), [("ana spam".to_owned(), "Every day.".to_owned(), 1)]);
    assert_eq!(again(&world, &row).await.triage.state, triage::State::Done);
    let undone = world.intend(Intent::Undo).await;
    assert_eq!(undone, Effected::Undone(Undone::Final(Deed::Act(ActKind::Report), Some(row.id))), "nobody takes a report back");

    report(&world, &row, false).await;
    world.polled().await;
    assert_eq!(reports(&world)[1].2, 0, "without the message");
}

#[tokio::test]
async fn a_report_in_doubt_is_sent_again_only_by_a_person() {
    let world = World::new().await;
    let row = spam(&world).await;
    world.server.faults.on("POST", "/api/v1/reports", 1, Fault::AcceptThenHangUp);
    let delivery = report(&world, &row, true).await;
    for _ in 0..4 {
        world.sync().await;
        world.pass(3600);
    }
    assert_eq!(world.state(delivery).await, State::Held(Held::Ask));
    assert_eq!(reports(&world).len(), 1, "it had arrived, and nothing was sent again");
    let row = world.only().await;
    assert_eq!((row.outgoing, row.triage.state), (Outgoing::NotSent, triage::State::Open), "doubt is always visible");
    world.intend(Intent::SendNow(delivery)).await;
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Sent(_)));
    assert_eq!(reports(&world).len(), 2);
}

#[tokio::test]
async fn what_came_in_after_a_report_still_asks() {
    let world = World::new().await;
    let row = spam(&world).await;
    let asked = world.view(row.id).await.messages[0].remote_id.clone();
    give(&world, &row, ActKind::Block, TEN).await;
    world.pass(5);
    let more = vigie::demo::nouns::Options::reply_to(asked.as_str());
    world.server.network.post("ana", "@brand sorry, wrong window", more).unwrap();
    world.polled().await;
    world.pass(6);
    world.polled().await;
    assert!(world.server.network.tied("brand", Tie::Block, "ana"));
    let open = world.only().await;
    assert_eq!((open.id, open.triage.state), (row.id, triage::State::Open), "nobody had seen this when they were blocked");
}

#[tokio::test]
async fn what_a_network_does_not_do_fails_in_sight() {
    let world = World::new().await;
    let row = spam(&world).await;
    let delivery = give(&world, &row, ActKind::Hide, Duration::ZERO).await;
    world.sync().await;
    let State::Failed(reason) = world.state(delivery).await else { panic!() };
    assert_eq!(reason.code, ReasonCode::Unsupported);
    assert_eq!(world.only().await.outgoing, Outgoing::NotSent);
    world.intend(Intent::Cancel(delivery)).await;
    assert_eq!(world.only().await.outgoing, Outgoing::None);
}

#[tokio::test]
async fn a_login_that_is_too_narrow_for_a_block_still_reads_and_answers() {
    let world = World::new().await;
    let row = spam(&world).await;
    let narrow = Fault::answer(403, &[], r#"{"error":"This action is outside the authorized scopes"}"#);
    world.server.faults.on("POST", "/api/v1/accounts", 1, narrow);
    let delivery = give(&world, &row, ActKind::Block, Duration::ZERO).await;
    world.sync().await;
    assert_eq!(world.state(delivery).await, State::Held(Held::Login));
    assert_eq!(world.store.account(world.account).await.unwrap().unwrap().health, Health::Ok);
    world.server.network.mention("bob", "brand", "Are you open?").unwrap();
    assert_eq!(world.polled().await, 1);
    world.store.release_logins(world.account).await.unwrap();
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Sent(_)), "a new login carries it out");
}

#[tokio::test]
async fn a_deleted_answer_gives_the_question_back() {
    let world = World::new().await;
    let row = spam(&world).await;
    world.pass(60);
    world.reply(&row, "No, thank you.", 0).await;
    world.polled().await;
    assert_eq!(world.rows(View::ToAnswer).await, []);
    let ours = world.view(row.id).await.messages.into_iter().find(|message| message.ours).unwrap();
    let delete = Intent::Act { conversation: row.id, message: ours.id.unwrap(), kind: ActKind::Delete, hold: Duration::ZERO };
    world.intend(delete).await;
    world.pass(60);
    world.polled().await;
    assert!(world.posted().is_empty());
    let open = world.only().await;
    assert_eq!((open.id, open.triage.waiting_since), (row.id, row.triage.waiting_since));
    let undone = world.intend(Intent::Undo).await;
    assert_eq!(undone, Effected::Undone(Undone::Final(Deed::Act(ActKind::Delete), Some(row.id))));
}

#[tokio::test]
async fn whoever_only_likes_can_be_blocked_too() {
    let world = World::new().await;
    let post = world.server.network.post("brand", "The new menu is here", Default::default()).unwrap();
    world.polled().await;
    world.server.network.favourite("bob", &post).unwrap();
    world.polled().await;
    let row = world.rows(View::Quiet).await.remove(0);
    give(&world, &row, ActKind::Block, Duration::ZERO).await;
    report(&world, &row, true).await;
    world.polled().await;
    assert!(world.server.network.tied("brand", Tie::Block, "bob"));
    assert_eq!(reports(&world), [("bob spam".to_owned(), "Every day.".to_owned(), 0)], "a like is no message");
    assert_eq!(world.rows(View::Quiet).await.len(), 1);
}
