//! Every step of a delivery, and what becomes of it when something dies just there.
//!
//! The table in `tests/data/outbox_table.md` is written by this test (`UPDATE_DOCS=1`) and
//! compared with what happens. A step is a place in the program at which a process is halted
//! (`base::fault_point`) or an answer of the server; what dies is that process (`kill -9`), the
//! network, or the room on its disk. Another process goes on, by a clock that is told to.

#![cfg(all(target_os = "linux", debug_assertions))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use common::worker::{self, Worker};
use common::{World, new_post};
use futures_util::StreamExt;
use vigie::base::id::DeliveryId;
use vigie::base::time::Clock;
use vigie::config::{Lang, Language};
use vigie::demo::faults::{Fault, Quirks};
use vigie::demo::nouns::Options;
use vigie::engine::Rules;
use vigie::model::delivery::{Held, LOOKS, State};
use vigie::model::intent::Intent;

const THIS: &str = "every_step_of_a_delivery_has_its_outcome";
const TABLE: &str = "tests/data/outbox_table.md";
const REFUSED: &str = "422, refused";
const TEXT: &str = "Yes, three.";
/// So many cells are played side by side.
const TOGETHER: usize = 16;

/// What a server does that keeps a repeated post from being two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Server {
    /// It heeds our key, and lists what we posted.
    Keys,
    /// It lists what we posted.
    Lists,
    /// Neither.
    Neither,
}

impl Server {
    const ALL: [Server; 3] = [Server::Keys, Server::Lists, Server::Neither];
}

/// What dies at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dies {
    Nothing,
    Process,
    Network,
    Disk,
}

impl Dies {
    const ALL: [Dies; 4] = [Dies::Nothing, Dies::Process, Dies::Network, Dies::Disk];

    fn word(self) -> &'static str {
        match self {
            Dies::Nothing => "nothing",
            Dies::Process => "the process, by `kill -9`",
            Dies::Network => "the network, for three minutes",
            Dies::Disk => "the room on the disk, for a while",
        }
    }
}

/// A step of a delivery.
#[derive(Clone)]
struct Step {
    says: &'static str,
    /// Where the process is halted.
    place: &'static str,
    /// What the server does to the post.
    fault: Option<Fault>,
    /// What it carries is a post of the calendar; else it is an answer.
    slot: bool,
}

fn steps() -> Vec<Step> {
    let at = |says, place| Step { says, place, fault: None, slot: false };
    let slot = |says, place| Step { slot: true, ..at(says, place) };
    let then = |says, fault| Step { fault: Some(fault), ..at(says, "answered") };
    let hang = |says, fault| Step { fault: Some(fault), ..at(says, "in flight") };
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    vec![
        slot("a post of the calendar is being handed over", "departing"),
        slot("a post of the calendar was handed over", "departed"),
        at("written, its time has come", "leaving"),
        at("queued", "queued"),
        at("being claimed", "claiming"),
        at("claimed, before the call", "claimed"),
        at("the thread was read again", "read-again"),
        hang("the request was sent, the server does nothing with it", Fault::Hang),
        then("the connection broke, the server has done nothing", Fault::HangUp),
        hang("the server took it, its answer is late", Fault::AcceptThenHang),
        then("the server took it, its answer was dropped", Fault::AcceptThenHangUp),
        then("the server took it, its answer broke off", Fault::HalfAnswer),
        then("the answer is no JSON", Fault::BadJson),
        then("429 for a minute", Fault::limited_for(60)),
        then("500", Fault::status(500)),
        then("502 of a gateway", Fault::answer(502, &[], html)),
        then("503 for a minute", Fault::unavailable_for(60)),
        then(REFUSED, Fault::status(422)),
        at("the answer was heard, not stored", "answered"),
        at("being settled", "settling"),
        at("settled", "settled"),
        Step { fault: Some(Fault::AcceptThenHangUp), ..at("in doubt, and found; not stored", "looked") },
    ]
}

/// One cell of the table: what the server and the store had then, and in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    then: (usize, State),
    end: (usize, State),
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} → {} {}", self.then.0, word(&self.then.1), self.end.0, word(&self.end.1))
    }
}

fn word(state: &State) -> String {
    match state {
        State::Held(held) => format!("held({})", held.code()),
        State::Failed(reason) => format!("failed({})", reason.code),
        State::Leaving(_) | State::Queued(_) | State::Sending | State::Sent(_) | State::Unsure(_) | State::Cancelled => {
            state.code().to_owned()
        }
    }
}

fn posts(world: &World) -> usize {
    world.posted().iter().filter(|text| text.ends_with(TEXT)).count()
}

async fn world(server: Server) -> World {
    let world = World::new().await;
    world.parts.set_rules(Rules { looks: LOOKS, ..Rules::default() });
    world.server.network.post("brand", "Open till late.", Options::default()).unwrap();
    world.server.network.mention("ana", "brand", "Does it still have places?").unwrap();
    world.pass(600);
    world.polled().await;
    let forgets = server == Server::Neither;
    let listed_after = if forgets { Duration::MAX } else { Duration::ZERO };
    world.server.faults.set_quirks(Quirks { ignores_idempotency_key: server != Server::Keys, listed_after, ..Quirks::default() });
    if forgets {
        world.server.faults.always("GET", "/api/v1/statuses/", Fault::status(404));
    }
    world
}

/// The delivery, or the post of the calendar that becomes one.
async fn begin(world: &World, slot: bool) -> Option<DeliveryId> {
    if !slot {
        let row = world.only().await;
        return Some(world.reply(&row, TEXT, 0).await);
    }
    world
        .intend(Intent::Place { draft: new_post(world.account, TEXT), at: world.clock.now(), zone: "Europe/Paris".into(), scheduled: true })
        .await;
    None
}

/// Where it is: that of the delivery, or queued for what is still on the calendar alone.
async fn state(world: &World, delivery: Option<DeliveryId>) -> State {
    match delivery {
        Some(id) => world.state(id).await,
        None => match world.store.delivery(DeliveryId(1)).await.unwrap() {
            Some(delivery) => delivery.state,
            None => State::Queued(world.clock.now()),
        },
    }
}

/// Waits until the server has the request of a post, and has done with it what it will.
async fn in_flight(world: &World, accepts: bool) {
    let asked = || world.server.network.requests().iter().any(|request| request.method == "POST" && request.path == "/api/v1/statuses");
    while !asked() || (accepts && posts(world) == 0) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The round in which it dies, in a process of its own.
async fn dies(world: &World, step: &Step, dies: Dies) {
    world.off_duty().await;
    let hangs = step.place == "in flight";
    let patience = Duration::from_secs(if hangs { 2 } else { 30 });
    let mut worker = Worker::start(world, THIS, step.place, patience);
    match (hangs, dies) {
        (true, _) => in_flight(world, matches!(step.fault, Some(Fault::AcceptThenHang))).await,
        (false, _) => assert!(worker.halted().await, "{} was never reached", step.place),
    }
    match dies {
        Dies::Process => return worker.kill().await,
        Dies::Network => world.server.stop().await,
        Dies::Disk => worker.fills(true),
        Dies::Nothing => {}
    }
    worker.goes_on().await;
    worker.ends().await;
}

async fn play(step: &Step, what: Dies, server: Server) -> Told {
    let world = world(server).await;
    let delivery = begin(&world, step.slot).await;
    if let Some(fault) = &step.fault {
        world.server.faults.on("POST", "/api/v1/statuses", 1, fault.clone());
    }
    if step.place == "looked" {
        world.sync().await;
        world.pass(31);
    }
    dies(&world, step, what).await;
    let then = (posts(&world), state(&world, delivery).await);
    // The others are patient: looks come after half a minute, two and ten, waits after seconds.
    let mut quiet = 0;
    for round in 0..12 {
        world.pass(if round < 4 { 35 } else { 300 });
        if round == 5 && what == Dies::Network {
            world.server.start_again().await.unwrap();
        }
        world.sync().await;
        // Where it ends it stays: two rounds more would show what follows, if anything did.
        let over = matches!(state(&world, delivery).await, State::Sent(_) | State::Held(_) | State::Failed(_));
        quiet = if over && (what != Dies::Network || round > 5) { quiet + 1 } else { 0 };
        if quiet > 2 {
            break;
        }
    }
    Told { then, end: (posts(&world), state(&world, delivery).await) }
}

/// What must hold in every cell, whatever the table says; what does not.
fn judge(step: &Step, what: Dies, server: Server, told: &Told) -> Option<String> {
    let (posts, state) = &told.end;
    let wrong = match state {
        _ if *posts > 1 => Some("sent twice"),
        State::Sent(_) => (*posts == 0).then_some("not there"),
        State::Held(Held::Ask) => (server != Server::Neither).then_some("a look could have told"),
        State::Failed(_) => (*posts > 0 || step.says != REFUSED).then_some("given up"),
        State::Leaving(_) | State::Queued(_) | State::Sending | State::Unsure(_) | State::Cancelled | State::Held(_) => Some("not settled"),
    };
    wrong.map(|wrong| format!("{wrong}: {} / {} / {server:?}: {told}", step.says, what.word()))
}

fn written(cells: &BTreeMap<(usize, Dies, Server), Told>, steps: &[Step]) -> String {
    let mut text = String::from(
        "# Step × fault × outcome of a delivery\n\nWritten by `tests/outbox.rs` (`UPDATE_DOCS=1 cargo test --test outbox`), which plays every cell: a process \
         is halted at the step, something\ndies, another process goes on. Each outcome is `posts on the server, state in the store` right then → in the end.\n\n\
         | step | what dies | the server heeds keys | it only lists our posts | neither |\n|---|---|---|---|---|\n",
    );
    let mut seen = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        for dies in Dies::ALL {
            let of: Vec<&Told> = Server::ALL.iter().filter_map(|server| cells.get(&(at, dies, *server))).collect();
            if of.is_empty() {
                continue;
            }
            let outcomes: Vec<String> = of.iter().map(ToString::to_string).collect();
            writeln!(text, "| {} | {} | {} |", step.says, dies.word(), outcomes.join(" | ")).unwrap();
            seen.extend(of.iter().flat_map(|told| [&told.then.1, &told.end.1]).map(|state| (word(state), state.clone())));
        }
    }
    text.push_str("\nWhat the person sees of each state, in the outbox and beside its conversation:\n\n| state | words |\n|---|---|\n");
    let language = Language::new(Lang::En);
    for (name, state) in seen {
        let words = match &state {
            State::Held(held) => language.held(*held),
            State::Failed(reason) => {
                format!("{}: {}", language.delivery(&state), language.reason(reason, &jiff::tz::TimeZone::UTC, common::NOON))
            }
            state => language.delivery(state),
        };
        writeln!(text, "| {name} | {words} |").unwrap();
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_of_a_delivery_has_its_outcome() {
    if worker::is_worker().await {
        return;
    }
    let steps = steps();
    let mut plan = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        // Where nothing dies every place of the program is the same; one stands for all.
        let usual = |dies: &Dies| *dies != Dies::Nothing || step.fault.is_some() || step.place == "departed" || step.place == "claimed";
        for dies in Dies::ALL.into_iter().filter(usual) {
            plan.extend(Server::ALL.map(|server| (at, dies, server)));
        }
    }
    let played = futures_util::stream::iter(plan)
        .map(|(at, dies, server)| {
            let step = steps[at].clone();
            tokio::spawn(async move { ((at, dies, server), play(&step, dies, server).await) })
        })
        .buffer_unordered(TOGETHER)
        .map(Result::unwrap);
    let cells: BTreeMap<(usize, Dies, Server), Told> = played.collect().await;
    let text = written(&cells, &steps);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let wrong: Vec<String> = cells.iter().filter_map(|((at, dies, server), told)| judge(&steps[*at], *dies, *server, told)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "UPDATE_DOCS=1 writes the table anew; read it");
}

#[test]
fn every_place_of_the_program_has_its_step() {
    let mut passed = BTreeSet::new();
    for file in ["engine/outbox", "engine/reconcile", "engine/scheduler", "store/claims", "store/settle", "store/slots"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/{file}.rs"))).unwrap();
        passed.extend(text.split("fault_point::pass(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    let played: BTreeSet<String> = steps().into_iter().map(|step| step.place.to_owned()).filter(|place| place != "in flight").collect();
    assert_eq!(passed, played);
}

/// What is shipped has no places to halt at: they are compiled with debug assertions alone.
#[test]
fn what_is_shipped_halts_nowhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = std::fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let release = manifest["profile"]["release"].as_table().unwrap();
    assert!(!release.contains_key("debug-assertions"), "{release:?}");
    let source = std::fs::read_to_string(root.join("src/base/fault_point.rs")).unwrap();
    let items: Vec<&str> = source.split("\n\n").filter(|item| item.contains("\npub ")).collect();
    assert!(items.len() == 4 && items.iter().all(|item| item.contains("debug_assertions)")), "{items:#?}");
}
