//! The calendar over time: two engines and a screen for a week, clocks that jump, laptops that
//! slept, the nights on which the hour changes.
//!
//! All by a clock that is told to; what is published is read from the server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::time::Duration;

use common::{World, new_post, open};
use jiff::tz::TimeZone;
use vigie::base::id::SlotId;
use vigie::base::time::{Clock, Timestamp};
use vigie::demo::chance::Chance;
use vigie::demo::faults::Quirks;
use vigie::engine::duty::{Presence, Watch};
use vigie::engine::outbox::Outbox;
use vigie::engine::{Parts, once};
use vigie::model::card::Card;
use vigie::model::intent::Intent;
use vigie::model::query::{Answer, CalendarQuery, Query};
use vigie::model::slot::{CalendarRow, Standing};
use vigie::model::when::When;
use vigie::net::Http;
use vigie::store::Store;
use vigie::vault::Vault;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// The posts of the calendar, all of them.
async fn calendar(store: &Store) -> Vec<CalendarRow> {
    let query = CalendarQuery { from: Timestamp::MIN, until: Timestamp::MAX, client: None };
    match store.ask(Query::Calendar(query)).await.unwrap() {
        Answer::Calendar(rows) => rows.into_iter().filter(|row| row.slot.is_some()).collect(),
        other => panic!("{other:?}"),
    }
}

async fn place(world: &World, text: &str, at: Timestamp) -> SlotId {
    let draft = new_post(world.account, text);
    world.intend(Intent::Place { draft, at, zone: "Europe/Paris".into(), scheduled: true }).await;
    let found = calendar(&world.store).await.into_iter().find(|row| row.text == text);
    found.unwrap().slot.unwrap()
}

/// How often each text of ours is on the server.
fn times(world: &World) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for text in world.posted() {
        *times.entry(text).or_default() += 1;
    }
    times
}

/// What an engine does about the calendar and the outbox, as far as it is on duty.
struct Process {
    parts: Parts,
    presence: Presence,
    /// The watch of its last duty, which may be over without its knowing.
    watch: Option<Watch>,
}

impl Process {
    /// Another process: its own connection to the file, its own sign of life.
    fn beside(world: &World) -> Process {
        let store = open(world.home(), world.clock.clone());
        let parts = Parts::new(store, Vault::open(world.home(), false), Http::new(), world.clock.clone(), world.parts.rules());
        Process { parts, presence: Presence::show(&world.home().join("running")).unwrap(), watch: None }
    }

    /// One round. Who cannot renew goes on with what it believes, as one who was asleep would.
    async fn round(&mut self, world: &World, renews: bool) -> bool {
        let taken = if renews { once::take_duty(&self.parts, &self.presence).await.unwrap() } else { None };
        let on_duty = taken.is_some();
        self.watch = taken.or(self.watch.take());
        let Some(watch) = self.watch.clone() else {
            return false;
        };
        while self.parts.store.depart().await.unwrap() > 0 {}
        Outbox::new(self.parts.clone(), world.account, watch).run_due().await.unwrap();
        on_duty
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_engines_and_a_screen_publish_each_slot_of_a_week_once() {
    const SLOTS: usize = 300;
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut chance = Chance::new(seed);
    let world = World::new().await;
    world.server.faults.set_quirks(Quirks { rate_limit: u32::MAX, ..Quirks::default() });
    let began = world.clock.now();
    let mut slots = Vec::new();
    for n in 0..SLOTS {
        let at = began + Duration::from_secs(MINUTE + chance.below(7 * 24 * HOUR));
        let draft = new_post(world.account, &format!("slot number {n}"));
        world.intend(Intent::Place { draft, at, zone: "Europe/Paris".into(), scheduled: true }).await;
    }
    for row in calendar(&world.store).await {
        slots.push((row.slot.unwrap(), row.at.unwrap()));
    }
    let mut engines = [Process::beside(&world), Process::beside(&world)];
    let mut duties = [0usize; 2];
    let end = began + Duration::from_secs(8 * 24 * HOUR);
    while world.clock.now() < end {
        // Leases run out between some of the steps, and not between others.
        world.pass([10, 25, 5 * MINUTE, 20 * MINUTE, 25 * MINUTE][chance.below(5) as usize]);
        let now = world.clock.now();
        // The screen moves what has not left yet, and sends some of it at once.
        let open: Vec<&(SlotId, Timestamp)> = slots.iter().filter(|(_, at)| *at > now).collect();
        if let Some((slot, at)) = chance.pick(&open).copied().filter(|_| chance.below(3) == 0) {
            let later = *at + Duration::from_secs(chance.below(2 * HOUR));
            let intent =
                if chance.below(4) == 0 { Intent::Publish(*slot, Duration::ZERO) } else { Intent::MoveSlots(vec![(*slot, later)]) };
            world.intend(intent).await;
        }
        let renews = [chance.below(4) > 0, chance.below(4) > 0];
        let [one, other] = &mut engines;
        let (first, second) = tokio::join!(one.round(&world, renews[0]), other.round(&world, renews[1]));
        assert!(!(first && second), "seed {seed}: two on duty at once");
        duties[0] += usize::from(first);
        duties[1] += usize::from(second);
    }
    let times = times(&world);
    let wrong: Vec<_> = (0..SLOTS).map(|n| format!("slot number {n}")).filter(|text| times.get(text) != Some(&1)).collect();
    assert!(wrong.is_empty(), "seed {seed}: {wrong:?}");
    let rows = calendar(&world.store).await;
    assert!(rows.len() == SLOTS && rows.iter().all(|row| row.standing == Standing::Sent), "seed {seed}");
    assert!(duties.iter().all(|rounds| *rounds > 50), "seed {seed}: both have worked: {duties:?}");
}

#[tokio::test]
async fn after_a_jump_of_the_clock_each_post_goes_by_the_rule_of_its_client() {
    let hour = HOUR;
    let year = 365 * 24 * HOUR;
    let table = [
        ("late = \"ask\"", hour, Standing::Late),
        ("late = \"ask\"", year, Standing::Late),
        ("", 20 * MINUTE, Standing::Sent),
        ("", hour, Standing::Late),
        ("late = \"send within 3h\"", hour, Standing::Sent),
        ("late = \"send within 3h\"", year, Standing::Late),
        ("late = \"skip\"", hour, Standing::Skipped),
        ("late = \"skip\"", year, Standing::Skipped),
    ];
    for (card, jump, expected) in table {
        let world = World::new().await;
        let client = world.store.clients().await.unwrap()[0].id;
        world.intend(Intent::SaveCard { client, card: Box::new(Card::read(card).unwrap()), zone: String::new() }).await;
        place(&world, "Bonjour", world.clock.now() + Duration::from_secs(30)).await;
        let later = world.clock.now() + Duration::from_secs(jump + hour);
        place(&world, "Plus tard", later).await;
        // The lid is shut, or the clock is set: nobody looks for so long.
        world.pass(jump);
        world.polled().await;
        world.polled().await;
        let standing: Vec<Standing> = calendar(&world.store).await.iter().map(|row| row.standing).collect();
        assert_eq!(standing, [expected, Standing::Scheduled], "{card:?} after {jump} s");
        assert_eq!(world.posted().len(), usize::from(expected == Standing::Sent), "{card:?} after {jump} s");
        world.pass(hour);
        world.polled().await;
        assert_eq!(times(&world).get("Plus tard"), Some(&1), "{card:?}: what was not late leaves at its time");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_publishes_nothing_again() {
    let world = World::new().await;
    let began = world.clock.now();
    for n in 0..6 {
        place(&world, &format!("post {n}"), began + Duration::from_secs(600 * (n + 1))).await;
    }
    for _ in 0..3 {
        world.pass(600);
        world.polled().await;
    }
    assert_eq!(world.posted().len(), 3);
    world.clock.set_back(Duration::from_secs(HOUR));
    // The hour is lived through a second time.
    for _ in 0..12 {
        world.pass(600);
        world.sync().await;
    }
    let times = times(&world);
    assert!(times.len() == 6 && times.values().all(|times| *times == 1), "{times:?}");
    assert!(calendar(&world.store).await.iter().all(|row| row.standing == Standing::Sent));
}

/// A time as a wall clock in Paris shows it.
fn shown(at: Timestamp, zone: &TimeZone) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).unwrap().to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string()
}

#[tokio::test]
async fn posts_land_at_their_wall_clock_hour_when_the_hour_changes() {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    // On the last Sunday of March there is no half past two, on that of October there are two.
    let nights = [
        [
            ("2027-03-27 09:00", "2027-03-27 09:00 CET"),
            ("2027-03-28 01:30", "2027-03-28 01:30 CET"),
            ("2027-03-28 02:30", "2027-03-28 03:30 CEST"),
            ("2027-03-28 09:00", "2027-03-28 09:00 CEST"),
            ("2027-03-29 09:00", "2027-03-29 09:00 CEST"),
        ],
        [
            ("2027-10-30 09:00", "2027-10-30 09:00 CEST"),
            ("2027-10-31 01:30", "2027-10-31 01:30 CEST"),
            ("2027-10-31 02:30", "2027-10-31 02:30 CEST"),
            ("2027-10-31 09:00", "2027-10-31 09:00 CET"),
            ("2027-11-01 09:00", "2027-11-01 09:00 CET"),
        ],
    ];
    for night in nights {
        let world = World::new().await;
        for (wanted, _) in night {
            let Ok(When::At(at)) = When::read(wanted, world.clock.now(), &zone) else { panic!("{wanted} is no time") };
            place(&world, wanted, at).await;
        }
        let first = calendar(&world.store).await[0].at.unwrap();
        world.pass(first.since(world.clock.now()).as_secs() - HOUR);
        let mut landed: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..(50 * HOUR / (10 * MINUTE)) {
            world.pass(10 * MINUTE);
            while world.store.depart().await.unwrap() > 0 {}
            let watch = world.watch().await;
            Outbox::new(world.parts.clone(), world.account, watch).run_due().await.unwrap();
            for text in world.posted() {
                landed.entry(text).or_insert_with(|| shown(world.clock.now(), &zone));
            }
        }
        let expected: BTreeMap<String, String> = night.into_iter().map(|(wanted, at)| (wanted.to_owned(), at.to_owned())).collect();
        assert_eq!(landed, expected);
        assert!(times(&world).values().all(|times| *times == 1));
    }
}
