//! A colleague answers too: a thousand times, at a moment that chance picks.
//!
//! Before the thread is read again, right before the call, their answer stops ours; after
//! that the two cross, and the next poll shows it. Chance has a seed, so that what failed
//! once fails again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::World;
use vigie::base::id::DeliveryId;
use vigie::demo::chance::Chance;
use vigie::demo::faults::{Fault, Quirks, Remark};
use vigie::demo::nouns::{Options, Visibility};
use vigie::engine::outbox::Outbox;
use vigie::model::conversation::{Outgoing, Row, View};
use vigie::model::delivery::{Held, State};
use vigie::model::intent::{Effected, Intent};
use vigie::model::interaction::crosses;
use vigie::model::triage;

/// A quarter of them, so that they are played side by side.
const CASES: usize = 250;
/// Cases that share a poll.
const ROUND: usize = 50;
const OURS: &str = "Yes, three.";
const THEIRS: &str = "Yes, from my phone.";

/// When the colleague answers, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// After the row was read, before ours was sent on its way.
    Writing,
    /// During the ten seconds.
    Leaving,
    /// After them, before the outbox looks.
    Due,
    /// When the thread is asked for.
    Asked,
    /// When it has been read, and ours is being taken.
    Taken,
    /// After ours.
    Sent,
}

impl Moment {
    const ALL: [Moment; 6] = [Moment::Writing, Moment::Leaving, Moment::Due, Moment::Asked, Moment::Taken, Moment::Sent];

    fn stops(self) -> bool {
        match self {
            Moment::Writing | Moment::Leaving | Moment::Due | Moment::Asked => true,
            Moment::Taken | Moment::Sent => false,
        }
    }
}

struct Case {
    number: usize,
    moment: Moment,
    row: Row,
    asked: String,
    delivery: DeliveryId,
}

/// One question of a kind that chance picks: public, under a post of ours, or for our eyes alone.
fn ask(world: &World, chance: &mut Chance, post: &str, number: usize) -> String {
    let (network, author, text) = (&world.server.network, format!("guest{number}"), format!("Any places left? ({number})"));
    match chance.below(4) {
        0 => network.direct(&author, "brand", &text).unwrap(),
        1 => network.reply(&author, post, &text).unwrap(),
        2 => {
            let quiet = Options { visibility: Visibility::Unlisted, ..Options::default() };
            network.post(&author, &format!("@brand {text}"), quiet).unwrap()
        }
        _ => network.mention(&author, "brand", &text).unwrap(),
    }
}

/// Lets the answer leave, with the colleague's put at its moment.
async fn play(world: &World, chance: &mut Chance, number: usize, row: Row) -> Case {
    let moment = *chance.pick(&Moment::ALL).unwrap();
    let asked = row.newest_remote.clone().unwrap().as_str().to_owned();
    let colleague = || drop(world.server.network.reply("brand", &asked, THEIRS).unwrap());
    let remark = Remark { who: "brand".into(), to: asked.clone(), text: THEIRS.into() };
    let some_time = |chance: &mut Chance| world.clock.advance(std::time::Duration::from_millis(1 + chance.below(4_000)));
    some_time(chance);
    if moment == Moment::Writing {
        colleague();
    }
    let delivery = world.reply(&row, OURS, 10).await;
    some_time(chance);
    if moment == Moment::Leaving {
        colleague();
    }
    world.pass(10);
    match moment {
        Moment::Due => colleague(),
        Moment::Asked => world.server.faults.on("GET", &format!("/api/v1/statuses/{asked}/context"), 1, Fault::Meanwhile(remark)),
        Moment::Taken => world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::Meanwhile(remark)),
        Moment::Writing | Moment::Leaving | Moment::Sent => {}
    }
    // Time flies here, and the duty with it: it is taken anew for each.
    Outbox::new(world.parts.clone(), world.account, world.watch().await).run_due().await.unwrap();
    if moment == Moment::Sent {
        some_time(chance);
        colleague();
    }
    Case { number, moment, row, asked, delivery }
}

fn answers(world: &World, asked: &str) -> Vec<String> {
    let posts = world.server.network.posts_of("brand").into_iter();
    posts.filter(|post| post.in_reply_to.as_deref() == Some(asked)).map(|post| post.text).collect()
}

/// Ours was held back, is not lost, and their answer is what the screen shows.
async fn stopped(world: &World, case: &Case, seed: u64) {
    let what = format!("seed {seed}, case {}, {:?}", case.number, case.moment);
    assert_eq!(world.state(case.delivery).await, State::Held(Held::Answered), "{what}");
    assert_eq!(answers(world, &case.asked).len(), 1, "{what}: only the colleague's");
    let view = world.view(case.row.id).await;
    let last = view.messages.last().unwrap();
    assert!(last.ours && last.elsewhere && last.text.ends_with(THEIRS), "{what}: {last:?}");
    assert_eq!((view.row.outgoing, view.row.view()), (Outgoing::NotSent, View::ToAnswer), "{what}: held is in sight");
    let Effected::Draft(Some(_)) = world.intend(Intent::Cancel(case.delivery)).await else { panic!("{what}") };
    let view = world.view(case.row.id).await;
    assert!(view.drafts.len() == 1 && view.drafts[0].text.ends_with(OURS), "{what}: {:?}", view.drafts);
    assert_eq!(view.row.triage.state, triage::State::WaitingThem, "{what}: the colleague has answered");
}

/// Both were sent, and the conversation says so.
async fn crossed(world: &World, case: &Case, seed: u64) {
    let what = format!("seed {seed}, case {}, {:?}", case.number, case.moment);
    assert!(matches!(world.state(case.delivery).await, State::Sent(_)), "{what}");
    assert_eq!(answers(world, &case.asked).len(), 2, "{what}");
    let view = world.view(case.row.id).await;
    let told: Vec<bool> = (0..view.messages.len()).map(|at| crosses(&view.messages, at)).collect();
    let elsewhere: Vec<bool> = view.messages.iter().map(|message| message.ours && message.elsewhere).collect();
    assert_eq!(told, elsewhere, "{what}: {:#?}", view.messages);
    assert_eq!(told.iter().filter(|crosses| **crosses).count(), 1, "{what}: {:#?}", view.messages);
    assert_eq!(view.row.triage.state, triage::State::WaitingThem, "{what}");
}

async fn a_colleague_who_answers_first_is_heard(seed: u64) {
    let mut chance = Chance::new(seed);
    let world = World::new().await;
    world.server.faults.set_quirks(Quirks { rate_limit: u32::MAX, ..Quirks::default() });
    let post = world.server.network.post("brand", "The table is open #miam", Options::default()).unwrap();
    world.polled().await;
    let mut seen = [0usize; 6];
    for round in 0..CASES / ROUND {
        for number in 0..ROUND {
            ask(&world, &mut chance, &post, round * ROUND + number);
        }
        world.pass(1);
        world.polled().await;
        let rows = world.rows(View::ToAnswer).await;
        assert_eq!(rows.len(), ROUND);
        let mut cases = Vec::new();
        for (number, row) in rows.into_iter().enumerate() {
            cases.push(play(&world, &mut chance, round * ROUND + number, row).await);
        }
        world.pass(1);
        world.polled().await;
        for case in &cases {
            match case.moment.stops() {
                true => stopped(&world, case, seed).await,
                false => crossed(&world, case, seed).await,
            }
            seen[Moment::ALL.iter().position(|moment| *moment == case.moment).unwrap()] += 1;
        }
        assert!(world.rows(View::ToAnswer).await.is_empty(), "what a colleague answered is answered");
    }
    assert!(seen.iter().all(|times| *times > CASES / 12), "every moment had its turn: {seen:?}");
}

#[tokio::test]
async fn a_colleague_is_heard_in_the_first_quarter() {
    a_colleague_who_answers_first_is_heard(0x7669_6769).await;
}

#[tokio::test]
async fn a_colleague_is_heard_in_the_second_quarter() {
    a_colleague_who_answers_first_is_heard(0x676e_616c).await;
}

#[tokio::test]
async fn a_colleague_is_heard_in_the_third_quarter() {
    a_colleague_who_answers_first_is_heard(0x6c69_676e).await;
}

#[tokio::test]
async fn a_colleague_is_heard_in_the_last_quarter() {
    a_colleague_who_answers_first_is_heard(0x6d61_7265).await;
}
