//! Five hundred deliveries through a storm: answers dropped, late, cut, refused for a while, and
//! the sending process killed (`kill -9`) at every place of a delivery in turn.
//!
//! Where the server heeds keys, or only lists what we posted, each arrives once. Where it does
//! neither, none arrives twice, and what nobody can tell about asks. Chance has a seed, which is
//! printed; `VIGIE_SEED` plays one again.

#![cfg(all(target_os = "linux", debug_assertions))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::time::Duration;

use common::worker::{self, Worker};
use common::{NOON, World, new_post};
use vigie::base::time::Clock;
use vigie::demo::chance::Chance;
use vigie::demo::faults::{Fault, Quirks};
use vigie::demo::nouns::Options;
use vigie::engine::Rules;
use vigie::model::conversation::View;
use vigie::model::delivery::{Held, LOOKS, State};
use vigie::model::intent::Intent;
use vigie::model::query::{Answer, CalendarQuery, Query};
use vigie::net::Http;

/// Where the process is killed, in turn.
const PLACES: [&str; 11] =
    ["departing", "departed", "leaving", "queued", "claiming", "claimed", "read-again", "answered", "settling", "settled", "looked"];
/// How often each place has its turn, at most.
const TURNS: usize = 6;
/// What an answer is waited for; one that is late comes after it.
const PATIENCE: Duration = Duration::from_millis(700);

fn faults() -> Vec<Fault> {
    vec![
        Fault::AcceptThenHangUp,
        Fault::AcceptThenHangUp,
        Fault::HangUp,
        Fault::HalfAnswer,
        Fault::BadJson,
        Fault::AcceptThenHang,
        Fault::Slow(Duration::from_millis(40)),
        Fault::limited_for(20),
        Fault::status(500),
        Fault::status(502),
        Fault::unavailable_for(20),
    ]
}

/// The answers and the posts of the calendar that are to leave, by their text.
async fn wanted(world: &World, answers: usize, posts: usize) -> Vec<String> {
    let mut wanted = Vec::new();
    world.server.network.post("brand", "Open till late.", Options::default()).unwrap();
    for n in 0..answers {
        world.server.network.mention(&format!("guest{n}"), "brand", &format!("question {n}")).unwrap();
    }
    world.pass(600);
    world.polled().await;
    for row in world.rows(View::ToAnswer).await {
        let text = format!("an answer to {}", row.excerpt.trim_start_matches("@brand ").to_owned());
        world.reply(&row, &text, 0).await;
        wanted.push(text);
    }
    for n in 0..posts {
        let text = format!("a post of the calendar, number {n}");
        let at = world.clock.now() + Duration::from_secs(20 * n as u64);
        let intent = Intent::Place { draft: new_post(world.account, &text), at, zone: "Europe/Paris".into(), scheduled: true };
        world.intend(intent).await;
        wanted.push(text);
    }
    assert_eq!(wanted.len(), answers + posts);
    wanted
}

/// Whether everything has left the calendar and the outbox, but for what asks.
async fn is_over(world: &World) -> bool {
    let on_its_way = world.outbox().await.iter().any(|row| !matches!(row.state, State::Held(Held::Ask)));
    !on_its_way && world.store.next_slot().await.unwrap().is_none()
}

/// Plays the storm; how often the process was killed, at how many places.
async fn storm(test: &str, world: &World, chance: &mut Chance) -> BTreeMap<&'static str, usize> {
    let mut killed = BTreeMap::new();
    for round in 0..PLACES.len() * TURNS {
        if is_over(world).await {
            break;
        }
        let place = PLACES[round % PLACES.len()];
        let many = matches!(place, "claiming" | "claimed" | "read-again" | "answered" | "settling" | "settled");
        let times = if many { 1 + chance.below(12) } else { 1 };
        world.off_duty().await;
        let mut worker = Worker::start(world, test, &format!("{place}:{times}"), PATIENCE);
        if worker.halted().await {
            worker.kill().await;
            *killed.entry(place).or_default() += 1;
        }
        world.pass(5 + chance.below(60));
    }
    for _ in 0..200 {
        if is_over(world).await {
            break;
        }
        world.sync().await;
        world.pass(5 + chance.below(200));
    }
    // Rounds that find nothing to do are proof that nothing follows.
    for _ in 0..3 {
        world.pass(700);
        world.sync().await;
    }
    killed
}

async fn world(quirks: Quirks) -> World {
    let mut world = World::new().await;
    world.parts.set_rules(Rules { looks: LOOKS, ..Rules::default() });
    world.parts.http = Http::with_patience(PATIENCE);
    world.server.faults.set_quirks(Quirks { rate_limit: u32::MAX, ..quirks });
    world
}

fn seed() -> u64 {
    let seed = std::env::var("VIGIE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand::random::<u64>);
    println!("seed {seed}");
    seed
}

fn times(world: &World, text: &str) -> usize {
    world.posted().iter().filter(|posted| posted.ends_with(text)).count()
}

async fn each_arrives_once(test: &str, ignores_idempotency_key: bool) {
    let seed = seed();
    let mut chance = Chance::new(seed);
    let world = world(Quirks { ignores_idempotency_key, ..Quirks::default() }).await;
    let wanted = wanted(&world, 125, 125).await;
    world.server.faults.storms(0.3, seed, faults());
    let killed = storm(test, &world, &mut chance).await;
    println!("killed {killed:?}");
    let wrong: Vec<_> = wanted.iter().map(|text| (times(&world, text), text)).filter(|(times, _)| *times != 1).collect();
    assert!(wrong.is_empty(), "seed {seed}: {wrong:#?}\n{:#?}", world.outbox().await);
    assert_eq!(world.outbox().await, [], "seed {seed}");
    assert!(killed.len() >= 9 && killed.values().sum::<usize>() >= 20, "seed {seed}: it was hardly killed: {killed:?}");
    let query = CalendarQuery { from: NOON, until: world.clock.now(), client: None };
    let Answer::Calendar(rows) = world.store.ask(Query::Calendar(query)).await.unwrap() else { panic!() };
    let scheduled: Vec<_> = rows.iter().filter(|row| row.slot.is_some()).collect();
    assert!(scheduled.len() == 125 && scheduled.iter().all(|row| row.standing == vigie::model::slot::Standing::Sent), "seed {seed}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_250_arrives_once_where_keys_are_heeded() {
    if !worker::is_worker().await {
        each_arrives_once("each_of_250_arrives_once_where_keys_are_heeded", false).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_250_arrives_once_where_only_a_look_tells() {
    if !worker::is_worker().await {
        each_arrives_once("each_of_250_arrives_once_where_only_a_look_tells", true).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn none_of_60_arrives_twice_where_nothing_tells() {
    if worker::is_worker().await {
        return;
    }
    let seed = seed();
    let mut chance = Chance::new(seed);
    let world = world(Quirks::default()).await;
    let wanted = wanted(&world, 30, 30).await;
    world.server.faults.set_quirks(Quirks {
        ignores_idempotency_key: true,
        listed_after: Duration::MAX,
        rate_limit: u32::MAX,
        ..Quirks::default()
    });
    world.server.faults.always("GET", "/api/v1/statuses/", Fault::status(404));
    world.server.faults.storms(0.4, seed, faults());
    storm("none_of_60_arrives_twice_where_nothing_tells", &world, &mut chance).await;
    let asks: Vec<String> = world.outbox().await.iter().map(|row| format!("{:?}", row.load)).collect();
    let (mut sent, mut asked) = (0, 0);
    for text in &wanted {
        let asking = asks.iter().any(|load| load.contains(&format!("{text}\"")));
        assert!(times(&world, text) <= 1, "seed {seed}: sent twice: {text}");
        assert!(asking || times(&world, text) == 1, "seed {seed}: lost: {text}");
        if asking { asked += 1 } else { sent += 1 }
    }
    println!("sent {sent}, asked about {asked}");
    assert!(world.outbox().await.iter().all(|row| row.state == State::Held(Held::Ask)), "seed {seed}");
    assert!(sent > 10 && asked > 5, "seed {seed}: {sent} {asked}");
}
