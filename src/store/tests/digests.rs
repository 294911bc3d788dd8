//! What came since somebody left.

#[cfg(test)]
use super::*;
use crate::model::digest::{Digest, FALLBACK, Noise, ROWS, Wanted};

impl World {
    async fn digest(&self, since: Option<Timestamp>, before: Timestamp, resting: &[ClientId]) -> Digest {
        let sight = Sight { now: self.now(), resting: resting.iter().copied().collect() };
        let wanted = Wanted { since, person: hand().person, before, sight };
        match self.store.ask(Query::Digest(wanted)).await.unwrap() {
            Answer::Digest(digest) => *digest,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn each_client_has_what_came_to_be_answered_and_its_noise() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    world.later(10);
    let left = world.now();
    world.later(10);
    world.absorb(vec![said(post("2", "luc", None, world.now())), liked("a", "p", world.now()), liked("b", "p", world.now())]).await;
    world.later(10);
    world.absorb(vec![said(post("3", "eve", None, world.now())), liked("c", "p", world.now())]).await;
    let digest = world.digest(Some(left), world.now(), &[]).await;
    let [page] = digest.pages.as_slice() else { panic!("{digest:?}") };
    let who: Vec<&str> = page.to_answer.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(who, ["luc", "eve"], "the oldest first, and not what was there before");
    assert_eq!((page.to_answer.all, page.late.all, page.not_sent.all), (2, 0, 0));
    assert_eq!(page.noise, Noise { likes: 3, ..Noise::default() });
    assert!(world.digest(Some(left), world.now(), &[world.client]).await.pages.is_empty(), "whoever rests has no page");
    assert!(world.digest(Some(world.now()), world.now(), &[]).await.pages.is_empty(), "nothing came since");
}

#[tokio::test]
async fn what_was_there_before_is_told_when_it_is_late() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.rows(View::ToAnswer).await.remove(0);
    let assigned = Verb::Assign { who: "bob".into(), due: Some(world.now() + minutes(5)) };
    world.verb(row.id, assigned).await;
    world.later(1);
    let left = world.now();
    assert!(world.digest(Some(left), left, &[]).await.pages.is_empty(), "not late yet");
    world.later(10);
    let digest = world.digest(Some(left), world.now(), &[]).await;
    assert_eq!(digest.pages[0].late.rows[0].id, row.id);
    assert_eq!((digest.pages[0].late.all, digest.pages[0].to_answer.all), (1, 0));
}

#[tokio::test]
async fn what_was_not_sent_and_cannot_be_read_is_told_whenever_it_was() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.rows(View::ToAnswer).await.remove(0);
    world.send(&row, "Oui.", minutes(0)).await;
    world.later(2);
    let delivery = world.claim().await.unwrap();
    let lost = crate::model::fault::Fault::Auth(crate::model::fault::AuthFault::Expired);
    world.store.settle(delivery.id, crate::model::delivery::Outcome::Fault(lost), crate::base::backoff::Jitter::NONE).await.unwrap();
    world.store.set_health(world.account, crate::model::account::Health::NeedsLogin).await.unwrap();
    let digest = world.digest(Some(world.now()), world.now(), &[]).await;
    assert_eq!((digest.pages[0].not_sent.all, digest.pages[0].not_sent.rows[0].conversation), (1, Some(row.id)));
    assert_eq!(digest.pages[0].unread.iter().map(|row| row.account.id).collect::<Vec<_>>(), [world.account]);
}

#[tokio::test]
async fn somebody_left_with_their_newest_verb_before_the_screen_opened() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.rows(View::ToAnswer).await.remove(0);
    assert_eq!(world.digest(None, world.now(), &[]).await.since, world.now() - FALLBACK, "who never gave a verb");
    world.later(1);
    let verb = world.now();
    world.store.intend(hand(), Intent::Triage(vec![row.id], Verb::Star)).await.unwrap();
    world.later(60);
    let opened = world.now();
    world.later(1);
    world.store.intend(hand(), Intent::Triage(vec![row.id], Verb::Unstar)).await.unwrap();
    world.store.intend(hand(), Intent::Undo).await.unwrap();
    assert_eq!(world.digest(None, opened, &[]).await.since, verb);
}

#[tokio::test]
async fn a_flood_is_listed_to_a_bound_and_counted() {
    let world = World::new().await;
    let left = world.now();
    world.later(1);
    let people: Vec<String> = (0..ROWS + 3).map(|n| format!("p{n}")).collect();
    world.absorb(people.iter().map(|name| said(post(name, name, None, world.now()))).collect()).await;
    let digest = world.digest(Some(left), world.now(), &[]).await;
    let page = &digest.pages[0];
    assert_eq!((page.to_answer.rows.len(), page.to_answer.all, page.to_answer.more()), (50, 53, 3));
}
