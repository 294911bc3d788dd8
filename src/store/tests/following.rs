//! Posts that follow each other: each leaves when the one before it has arrived, and answers it.

#[cfg(test)]
use super::*;
use crate::base::id::DeliveryId;
use crate::model::delivery::{Load, Outcome, State};
use crate::model::exchange::Outgoing;
use crate::model::fault::{Fault, Refusal};

const TEXT: &str = "un\n---\ndeux\n---\ntrois";

fn new_post(accounts: Vec<AccountId>, text: &str) -> Draft {
    Draft {
        id: None,
        target: Target::New,
        accounts,
        text: text.to_owned(),
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        updated_at: NOON,
    }
}

async fn sent(world: &World, draft: Draft, hold: Duration) -> Vec<DeliveryId> {
    match world.intend(Intent::Send { draft, after: After::WaitThem, hold, drawn_upto: None }).await {
        Effected::Leaving(ids, _) => ids,
        other => panic!("{other:?}"),
    }
}

fn carried(delivery: &Delivery) -> &Outgoing {
    match &delivery.load {
        Load::Publish(outgoing) => outgoing,
        other => panic!("{other:?}"),
    }
}

async fn arrives(world: &World, delivery: &Delivery, id: &str) {
    let outcome = Outcome::Receipt(receipt(id, world.now()));
    world.store.settle(delivery.id, outcome, crate::base::backoff::Jitter::NONE).await.unwrap();
}

async fn newest_draft(world: &World) -> Option<Draft> {
    match world.store.ask(Query::NewDraft).await.unwrap() {
        Answer::NewDraft(draft) => draft.map(|draft| *draft),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_post_answers_the_one_before_and_waits_for_it() {
    let world = World::new().await;
    sent(&world, new_post(vec![world.account], TEXT), Duration::ZERO).await;
    let mut seen = Vec::new();
    for id in ["a", "b", "c"] {
        let delivery = world.claim().await.unwrap();
        assert_eq!(world.claim().await, None, "nothing leaves before it has arrived");
        let out = carried(&delivery);
        seen.push((out.text.clone(), out.parent.as_ref().map(|id| id.as_str().to_owned())));
        arrives(&world, &delivery, id).await;
    }
    let text = |text: &str, parent: Option<&str>| (text.to_owned(), parent.map(str::to_owned));
    assert_eq!(seen, [text("un", None), text("deux", Some("a")), text("trois", Some("b"))]);
    assert_eq!(newest_draft(&world).await, None, "all have arrived");
}

#[tokio::test]
async fn what_follows_a_refused_post_waits_and_is_seen_to() {
    let world = World::new().await;
    sent(&world, new_post(vec![world.account], TEXT), Duration::ZERO).await;
    let first = world.claim().await.unwrap();
    let refused = Outcome::Fault(Fault::Permanent(Refusal { status: 422, said: String::new() }));
    world.store.settle(first.id, refused, crate::base::backoff::Jitter::NONE).await.unwrap();
    assert_eq!(
        (world.claim().await, world.store.next_departure(world.account, &crate::model::delivery::LOOKS).await.unwrap()),
        (None, None)
    );
    let Answer::Outbox(rows) = world.store.ask(Query::Outbox(10)).await.unwrap() else { panic!() };
    assert_eq!(rows.iter().map(|row| row.waits).collect::<Vec<_>>(), [false, true, true]);
    world.intend(Intent::SendNow(first.id)).await;
    assert_eq!(world.claim().await.map(|delivery| delivery.id), Some(first.id));
}

#[tokio::test]
async fn a_thread_that_is_stopped_is_one_draft_again() {
    let world = World::new().await;
    for stop in [Intent::Undo, Intent::Cancel(DeliveryId(4))] {
        let ids = sent(&world, new_post(vec![world.account], TEXT), Duration::from_secs(10)).await;
        let stop = if matches!(stop, Intent::Cancel(_)) { Intent::Cancel(ids[0]) } else { stop };
        world.intend(stop).await;
        let draft = newest_draft(&world).await.unwrap();
        assert_eq!(draft.text, TEXT);
        for id in ids {
            assert_eq!(world.store.delivery(id).await.unwrap().unwrap().state, State::Cancelled);
        }
        world.intend(Intent::DiscardDraft(draft.id.unwrap())).await;
    }
}

#[tokio::test]
async fn of_a_thread_that_has_begun_the_rest_is_a_draft_again() {
    let world = World::new().await;
    let ids = sent(&world, new_post(vec![world.account], TEXT), Duration::ZERO).await;
    let first = world.claim().await.unwrap();
    arrives(&world, &first, "a").await;
    world.intend(Intent::Cancel(ids[1])).await;
    let draft = newest_draft(&world).await.unwrap();
    assert_eq!((draft.text.as_str(), world.claim().await), ("deux\n\n---\n\ntrois", None));
}

#[tokio::test]
async fn every_account_has_its_own_text_and_its_own_thread() {
    let world = World::new().await;
    let other = world.another_account("eva").await;
    let mut draft = new_post(vec![world.account, other], TEXT);
    draft.variants.insert(other, "seul".to_owned());
    let ids = sent(&world, draft, Duration::ZERO).await;
    assert_eq!(ids.len(), 4);
    let delivery = world.claim_for(other).await.unwrap();
    assert_eq!(carried(&delivery).text, "seul");
}
