//! How attempts end: once, in the right conversation, whatever was lost on the way.

#[cfg(test)]
use super::*;
use crate::base::backoff::Jitter;
use crate::model::capability::Dedupe;
use crate::model::conversation::Outgoing;
use crate::model::delivery::{Held, LOOKS, Outcome, State as Stage};
use crate::model::exchange::{ActKind, Found};
use crate::model::fault::{Fault, Trouble};
use crate::model::triage::State;

async fn asked() -> (World, Row) {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    (world, row)
}

async fn settle(world: &World, delivery: &Delivery, outcome: Outcome) -> Stage {
    world.store.settle(delivery.id, outcome, Jitter::NONE).await.unwrap()
}

#[tokio::test]
async fn an_answer_that_arrived_moves_its_conversation() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    world.later(1);
    let sent = settle(&world, &delivery, Outcome::Receipt(receipt("9", world.now()))).await;
    assert_eq!(sent, Stage::Sent(receipt("9", world.now())));
    let view = world.whole(row.id).await;
    assert_eq!((view.row.triage.state, view.row.triage.waiting_since, view.row.count), (State::WaitingThem, None, 2));
    assert_eq!((view.row.outgoing, view.drafts.len(), view.deliveries.len()), (Outgoing::None, 0, 0));
    assert_eq!((view.messages[1].delivery, view.messages[1].elsewhere), (Some(delivery.id), false));
    assert!(!world.dump().contains("Oui.\" warning=\"\" visibility=\"public\" language=\"\" state=\"leaving\""));
    assert_eq!(world.store.owned_remotes(world.account).await.unwrap(), [RemoteId::new("9")]);

    let before = world.dump();
    world.absorb(vec![ours(post("9", "leon", Some("1"), world.now()))]).await;
    assert_eq!(world.dump(), before, "our own feed brings nothing new");
    assert_eq!(settle(&world, &delivery, Outcome::Silence).await, sent, "an attempt is closed once");
}

#[tokio::test]
async fn their_message_that_crossed_ours_is_still_ours_to_answer() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    world.later(1);
    world.absorb(vec![said(post("2", "ana", Some("1"), world.now()))]).await;
    world.later(1);
    settle(&world, &delivery, Outcome::Receipt(receipt("9", world.now()))).await;
    let row = world.row().await;
    assert_eq!((row.triage.state, row.triage.waiting_since), (State::Open, Some(NOON + minutes(1))));
}

#[tokio::test]
async fn an_answer_that_may_be_ours_is_not_decided_and_never_stored_twice() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    assert_eq!(settle(&world, &delivery, Outcome::Silence).await, Stage::Unsure(NOON));
    assert_eq!(world.row().await.outgoing, Outgoing::NotSent);
    world.absorb(vec![ours(post("9", "leon", Some("1"), NOON))]).await;
    assert_eq!(world.row().await.triage.state, State::Open, "nothing is decided");

    assert_eq!(world.store.looks_due(world.account, &LOOKS).await.unwrap(), []);
    assert_eq!(world.store.next_departure(world.account, &LOOKS).await.unwrap(), Some(NOON + LOOKS[0]));
    world.later(1);
    assert_eq!(world.store.looks_due(world.account, &LOOKS).await.unwrap().len(), 1);
    let found = Found::Candidates(vec![receipt("9", NOON)]);
    world.store.looked(delivery.id, found, Dedupe::ByLookup).await.unwrap();
    let view = world.whole(row.id).await;
    assert_eq!((view.row.triage.state, view.messages.len()), (State::WaitingThem, 2));
    assert_eq!((view.messages[1].delivery, view.messages[1].elsewhere), (Some(delivery.id), false));
}

#[tokio::test]
async fn an_undecided_answer_was_given_elsewhere_once_no_delivery_can_be_it() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    settle(&world, &delivery, Outcome::Silence).await;
    world.absorb(vec![ours(post("8", "leon", Some("1"), NOON))]).await;
    let found = Found::Candidates(vec![receipt("9", NOON)]);
    world.store.looked(delivery.id, found, Dedupe::ByLookup).await.unwrap();
    let messages = world.whole(row.id).await.messages;
    let mut seen: Vec<_> = messages.iter().map(|message| (message.remote_id.as_str(), message.elsewhere)).collect();
    seen.sort_unstable();
    assert_eq!(seen, [("1", false), ("8", true), ("9", false)]);
}

#[tokio::test]
async fn somebody_who_answered_since_is_seen_before_the_call() {
    let (world, row) = asked().await;
    world.later(1);
    world.send(&row, "Oui.", Duration::ZERO).await;
    world.absorb(vec![ours(post("8", "leon", Some("1"), world.now()))]).await;
    let delivery = world.claim().await.unwrap();
    assert!(world.store.answered_since(delivery.id).await.unwrap());
    assert_eq!(settle(&world, &delivery, Outcome::Answered).await, Stage::Held(Held::Answered));
    assert_eq!(world.row().await.view(), View::ToAnswer);
    world.intend(Intent::SendNow(delivery.id)).await;
    let again = world.claim().await.unwrap();
    assert!(!world.store.answered_since(again.id).await.unwrap(), "it was shown, and sent all the same");
    assert_eq!((again.key, again.attempts), (delivery.key, 1));
}

#[tokio::test]
async fn an_old_answer_met_late_is_no_answer_since() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    world.absorb(vec![ours(post("0", "leon", Some("1"), NOON - minutes(5)))]).await;
    assert!(!world.store.answered_since(delivery.id).await.unwrap());
}

#[tokio::test]
async fn a_fault_leads_where_the_model_says() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    let later = settle(&world, &delivery, Outcome::Fault(Fault::Transient(Trouble::Server(503)))).await;
    assert_eq!(later, Stage::Queued(NOON + Duration::from_secs(4)));
    assert_eq!(world.row().await.outgoing, Outgoing::Leaving);
    world.later(1);
    let again = world.claim().await.unwrap();
    assert_eq!((again.attempts, again.key.clone()), (2, delivery.key));
    let failed = settle(&world, &again, Outcome::Fault(Fault::refused(422, "too \u{1b}[2Jlong"))).await;
    assert!(matches!(failed, Stage::Failed(_)));
    assert_eq!(world.row().await.outgoing, Outgoing::NotSent);
    world.intend(Intent::Cancel(again.id)).await;
    let view = world.whole(row.id).await;
    assert_eq!((view.row.outgoing, view.drafts[0].text.as_str()), (Outgoing::None, "Oui."));
}

#[tokio::test]
async fn the_attempt_of_a_dead_process_is_unsure() {
    let (world, row) = asked().await;
    let delivery = world.sending(&row, "Oui.").await;
    assert_eq!(world.store.orphaned(|owner| owner == "me").await.unwrap(), []);
    assert_eq!(world.store.orphaned(|_| false).await.unwrap(), [delivery.id]);
    assert_eq!(world.whole(row.id).await.deliveries[0].state, Stage::Unsure(NOON));
}

#[tokio::test]
async fn acts_leave_their_mark_when_they_arrive() {
    let (world, row) = asked().await;
    let message = row.newest.unwrap();
    world.intend(Intent::Act { conversation: row.id, message, kind: ActKind::Boost, hold: Duration::ZERO }).await;
    let delivery = world.claim().await.unwrap();
    settle(&world, &delivery, Outcome::Receipt(receipt("b", NOON))).await;
    let view = world.whole(row.id).await;
    assert_eq!((view.row.boosted, view.messages[0].boosted, view.messages.len()), (true, true, 1));
    assert_eq!(world.store.owned_remotes(world.account).await.unwrap(), [], "a boost is no post that `find` could take for ours");

    let sent = world.sending(&row, "Oui.").await;
    settle(&world, &sent, Outcome::Receipt(receipt("9", NOON))).await;
    let mine = world.whole(row.id).await.messages[1].id.unwrap();
    world.intend(Intent::Act { conversation: row.id, message: mine, kind: ActKind::Delete, hold: Duration::ZERO }).await;
    let delivery = world.claim().await.unwrap();
    settle(&world, &delivery, Outcome::Receipt(receipt("9", NOON))).await;
    assert!(world.whole(row.id).await.messages[1].deleted_at.is_some());
}

#[tokio::test]
async fn a_message_from_the_future_is_answered_by_an_answer() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, NOON + minutes(600)))]).await;
    let row = world.row().await;
    let delivery = world.sending(&row, "Oui, trois.").await;
    let outcome = crate::model::delivery::Outcome::Receipt(receipt("2", world.now()));
    world.store.settle(delivery.id, outcome, crate::base::backoff::Jitter::NONE).await.unwrap();
    assert_eq!(world.row().await.view(), View::Waiting);
}
