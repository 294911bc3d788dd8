//! Files with a post, from the disk to the network: uploaded before it, and never without it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use common::World;
use vigie::base::digest::digest;
use vigie::base::id::DeliveryId;
use vigie::base::time::Clock;
use vigie::demo::faults::{Fault, Quirks};
use vigie::model::delivery::{Held, State};
use vigie::model::draft::{Draft, Target};
use vigie::model::intent::{Effected, Intent, Refused};
use vigie::model::interaction::Visibility;
use vigie::model::media::{Attached, File, Format};
use vigie::model::triage::After;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nand what is in it";
const UPLOAD: &str = "/api/v2/media";

fn picture(folder: &Path, name: &str, alt: &str) -> Attached {
    let path = folder.join(name);
    std::fs::write(&path, PICTURE).unwrap();
    let file = File { path: path.to_str().unwrap().to_owned(), bytes: PICTURE.len() as u64, digest: digest(PICTURE), format: Format::Png };
    Attached { file, alt: alt.to_owned(), remote: None }
}

fn draft(world: &World, text: &str, media: Vec<Attached>) -> Draft {
    Draft {
        id: None,
        target: Target::New,
        accounts: vec![world.account],
        text: text.to_owned(),
        variants: BTreeMap::new(),
        media,
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        updated_at: world.clock.now(),
    }
}

async fn send(world: &World, draft: Draft) -> DeliveryId {
    match world.intend(Intent::Send { draft, after: After::WaitThem, hold: Duration::ZERO, drawn_upto: None }).await {
        Effected::Leaving(ids, _) => ids[0],
        other => panic!("{other:?}"),
    }
}

/// What was posted: each text with the descriptions of its files.
fn posted(world: &World) -> Vec<(String, Vec<Option<String>>)> {
    world.server.network.posts_of("brand").into_iter().map(|post| (post.text, post.images)).collect()
}

fn told(alt: &str) -> Option<String> {
    Some(alt.to_owned())
}

#[tokio::test]
async fn files_go_with_the_first_post_in_their_order_each_with_its_description() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    world.server.faults.set_quirks(Quirks { media_busy: 1, ..Quirks::default() });
    let media = vec![picture(folder.path(), "b.png", "A “cake”\nwith plums"), picture(folder.path(), "a.png", "")];
    let delivery = send(&world, draft(&world, "New\n---\nCome early", media)).await;
    world.sync().await;
    let state = world.state(delivery).await;
    assert!(matches!(state, State::Sent(_)), "{state:?}");
    world.sync().await;
    let posted = posted(&world);
    assert_eq!(posted[0], ("New".to_owned(), vec![told("A “cake”\nwith plums"), None]));
    assert_eq!(posted[1], ("Come early".to_owned(), Vec::new()));
    assert_eq!(
        world.server.network.posts_of("brand")[1].in_reply_to.as_deref(),
        Some(world.server.network.posts_of("brand")[0].id.as_str())
    );
}

#[tokio::test]
async fn a_file_that_is_missing_or_another_holds_the_post_until_it_is_back() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    let media = vec![picture(folder.path(), "a.png", "cake")];
    let path = media[0].file.path.clone();
    let delivery = send(&world, draft(&world, "New", media)).await;
    for spoil in [false, true] {
        if spoil {
            std::fs::write(&path, PICTURE.iter().rev().copied().collect::<Vec<_>>()).unwrap();
        } else {
            std::fs::remove_file(&path).unwrap();
        }
        world.intend(Intent::SendNow(delivery)).await;
        world.sync().await;
        assert_eq!(world.state(delivery).await, State::Held(Held::Media));
    }
    assert_eq!(posted(&world), []);
    std::fs::write(&path, PICTURE).unwrap();
    world.intend(Intent::SendNow(delivery)).await;
    world.sync().await;
    assert_eq!(posted(&world), [("New".to_owned(), vec![told("cake")])]);
}

#[tokio::test]
async fn an_upload_that_goes_wrong_posts_nothing_and_is_done_again() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    let media = vec![picture(folder.path(), "a.png", "cake")];
    for fault in [Fault::status(500), Fault::HangUp, Fault::AcceptThenHangUp, Fault::limited_for(7)] {
        let before = posted(&world).len();
        world.server.faults.on("POST", UPLOAD, 1, fault.clone());
        let delivery = send(&world, draft(&world, "New", media.clone())).await;
        world.sync().await;
        let state = world.state(delivery).await;
        assert!(matches!(state, State::Queued(_)), "{fault:?}: never in doubt, {state:?}");
        world.pass(120);
        world.sync().await;
        assert_eq!(posted(&world).len(), before + 1, "{fault:?}");
        world.pass(400);
    }
    world.server.faults.on("POST", UPLOAD, 1, Fault::status(422));
    let delivery = send(&world, draft(&world, "New", media)).await;
    world.sync().await;
    assert!(matches!(world.state(delivery).await, State::Failed(_)), "a refusal is one");
}

#[tokio::test]
async fn an_unanswered_post_with_a_file_is_found_and_not_posted_twice() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    world.server.faults.set_quirks(Quirks { ignores_idempotency_key: true, ..Quirks::default() });
    world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
    let delivery = send(&world, draft(&world, "New", vec![picture(folder.path(), "a.png", "cake")])).await;
    world.sync().await;
    assert!(matches!(world.state(delivery).await, State::Unsure(_)));
    world.pass(31);
    world.sync().await;
    assert!(matches!(world.state(delivery).await, State::Sent(_)));
    assert_eq!(posted(&world).len(), 1);
}

#[tokio::test]
async fn what_its_client_or_its_server_does_not_want_is_not_scheduled() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    let media = vec![picture(folder.path(), "a.png", "")];
    let post = draft(&world, "New", media);
    let client = world.store.account(post.accounts[0]).await.unwrap().unwrap().client;
    let place =
        |draft: Draft, scheduled| Intent::Place { draft, at: world.clock.now() + Duration::from_secs(600), zone: String::new(), scheduled };
    let card = vigie::model::card::Card::read("alt = \"required\"").unwrap();
    world.intend(Intent::SaveCard { client, card: Box::new(card), zone: String::new() }).await;
    assert_eq!(world.intend(place(post.clone(), true)).await, Effected::Refused(Refused::Media));
    let many = Draft { media: vec![post.media[0].clone(); 5], ..post.clone() };
    assert_eq!(world.intend(place(many, true)).await, Effected::Refused(Refused::Media));
    let mut described = post;
    described.media[0].alt = "cake".to_owned();
    let Effected::Draft(Some(_)) = world.intend(place(described, true)).await else { panic!("not scheduled") };
}
