//! Drafts and deliveries until they are claimed: nothing is lost, nothing leaves unasked.

#[cfg(test)]
use super::*;
use crate::model::account::Health;
use crate::model::conversation::Outgoing;
use crate::model::delivery::{Held, LOOKS, Load, State};
use crate::model::exchange::ActKind;
use crate::model::intent::Refused;

async fn asked() -> (World, Row) {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    (world, row)
}

fn draft_id(effected: &Effected) -> Option<crate::base::id::DraftId> {
    match effected {
        Effected::Draft(id) => *id,
        other => panic!("{other:?}"),
    }
}

fn left(effected: Effected) -> Vec<crate::base::id::DeliveryId> {
    match effected {
        Effected::Leaving(ids, _) => ids,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_reply_has_one_draft_an_audience() {
    let (world, row) = asked().await;
    let first = draft_id(&world.intend(Intent::SaveDraft(reply(&row, "Bon"))).await);
    let again = draft_id(&world.intend(Intent::SaveDraft(reply(&row, "Bonjour"))).await);
    assert_eq!(first, again);
    let mut private = reply(&row, "Entre nous");
    if let Target::Reply { audience, .. } = &mut private.target {
        *audience = Audience::Private;
    }
    world.intend(Intent::SaveDraft(private)).await;
    let texts: Vec<_> = world.whole(row.id).await.drafts.into_iter().map(|draft| draft.text).collect();
    assert_eq!((texts, world.row().await.draft), (vec!["Bonjour".to_owned(), "Entre nous".to_owned()], true));
    let blank = world.intend(Intent::SaveDraft(reply(&row, "@ana "))).await;
    assert_eq!((blank, world.whole(row.id).await.drafts.len()), (Effected::Draft(None), 1));
}

#[tokio::test]
async fn a_new_post_is_found_again_by_its_id() {
    let (world, row) = asked().await;
    let new = Draft { target: Target::New, ..reply(&row, "un") };
    let id = draft_id(&world.intend(Intent::SaveDraft(new.clone())).await);
    world.intend(Intent::SaveDraft(Draft { id, text: "deux".into(), ..new })).await;
    match world.store.ask_now(&Query::NewDraft).unwrap() {
        Answer::NewDraft(Some(draft)) => assert_eq!((draft.id, draft.text.as_str(), draft.accounts), (id, "deux", vec![world.account])),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_sent_leaves_the_list_and_comes_back_when_it_is_stopped() {
    let (world, row) = asked().await;
    let hold = Duration::from_secs(10);
    let effected = world.send(&row, "Oui, trois.", hold).await;
    assert!(matches!(&effected, Effected::Leaving(_, at) if *at == NOON + hold));
    let id = left(effected)[0];
    let leaving = world.row().await;
    assert_eq!((leaving.view(), leaving.outgoing, leaving.draft), (View::Waiting, Outgoing::Leaving, false));
    assert_eq!(world.totals().await.leaving, 1);
    let draft = draft_id(&world.intend(Intent::Cancel(id)).await);
    let view = world.whole(row.id).await;
    assert_eq!((view.row.view(), view.drafts[0].id, view.drafts[0].text.as_str()), (View::ToAnswer, draft, "Oui, trois."));
    assert_eq!(world.intend(Intent::Cancel(id)).await, Effected::Refused(Refused::Gone));
    assert_eq!(world.undo().await, Undone::Nothing, "it was stopped already");
}

#[tokio::test]
async fn one_post_for_two_accounts_is_two_deliveries_with_their_own_keys() {
    let (world, row) = asked().await;
    let other = world.another_account("bar").await;
    let draft = Draft { target: Target::New, accounts: vec![world.account, other], ..reply(&row, "Salut") };
    let ids = left(world.intend(Intent::Send { draft, after: After::Done, hold: minutes(1), drawn_upto: None }).await);
    assert_eq!(ids.len(), 2);
    let stopped = draft_id(&world.intend(Intent::Cancel(ids[0])).await);
    match world.store.ask_now(&Query::NewDraft).unwrap() {
        Answer::NewDraft(Some(draft)) => assert_eq!((draft.id, draft.accounts), (stopped, vec![world.account])),
        other => panic!("{other:?}"),
    }
    let blank = Draft { text: " ".into(), ..reply(&row, "") };
    let blank = world.intend(Intent::Send { draft: blank, after: After::Done, hold: minutes(1), drawn_upto: None }).await;
    assert_eq!(blank, Effected::Refused(Refused::Blank));
}

#[tokio::test]
async fn what_leaves_is_queued_in_time_and_asks_when_it_is_late() {
    let (world, row) = asked().await;
    world.send(&row, "un", Duration::from_secs(10)).await;
    assert_eq!(world.store.next_departure(world.account, &LOOKS).await.unwrap(), Some(NOON + Duration::from_secs(10)));
    world.store.leave_due().await.unwrap();
    assert_eq!(world.claim().await, None);
    world.later(1);
    world.store.leave_due().await.unwrap();
    assert_eq!(world.claim().await.map(|delivery| (delivery.state, delivery.attempts)), Some((State::Sending, 1)));

    let (late, row) = asked().await;
    let id = left(late.send(&row, "un", Duration::from_secs(10)).await)[0];
    late.later(60);
    assert_eq!(late.store.orphaned(|_| true).await.unwrap(), []);
    let held = late.whole(row.id).await;
    assert_eq!((held.deliveries[0].state.clone(), held.row.view()), (State::Held(Held::Ask), View::ToAnswer));
    assert_eq!(held.row.outgoing, Outgoing::NotSent);
    assert_eq!(left(late.intend(Intent::SendNow(id)).await), [id]);
    assert_eq!(late.claim().await.map(|delivery| delivery.id), Some(id));
    assert_eq!(late.intend(Intent::SendNow(id)).await, Effected::Refused(Refused::TooLate));
    assert_eq!(late.intend(Intent::Cancel(id)).await, Effected::Refused(Refused::TooLate));
}

#[tokio::test]
async fn a_claim_of_an_old_epoch_claims_nothing() {
    let (world, row) = asked().await;
    world.send(&row, "un", Duration::ZERO).await;
    let lease = |owner: &'static str| world.store.take_lease("work", owner, Duration::from_secs(30));
    let mine = Claim { owner: "me".into(), epoch: lease("me").await.unwrap().unwrap() };
    assert_eq!(lease("other").await.unwrap(), None);
    assert_eq!(lease("me").await.unwrap(), Some(mine.epoch), "renewing keeps the epoch");
    world.later(1);
    let theirs = Claim { owner: "other".into(), epoch: lease("other").await.unwrap().unwrap() };
    assert!(theirs.epoch > mine.epoch && !world.store.holds(&mine).await.unwrap() && world.store.holds(&theirs).await.unwrap());
    assert_eq!(world.store.claim(world.account, &mine).await.unwrap(), None);
    world.store.drop_lease("work", "other").await.unwrap();
    assert_eq!(world.store.claim(world.account, &theirs).await.unwrap(), None);
    let back = Claim { owner: "me".into(), epoch: lease("me").await.unwrap().unwrap() };
    assert!(back.epoch > theirs.epoch);
    assert!(world.store.claim(world.account, &back).await.unwrap().is_some());
}

#[tokio::test]
async fn answers_of_one_conversation_keep_their_order() {
    let (world, row) = asked().await;
    let first = left(world.send(&row, "un", Duration::from_secs(10)).await)[0];
    world.send(&row, "deux", Duration::ZERO).await;
    assert_eq!(world.claim().await, None, "the first has not left yet");
    assert_eq!(world.store.next_departure(world.account, &LOOKS).await.unwrap(), Some(NOON + Duration::from_secs(10)));
    world.intend(Intent::SendAllNow).await;
    assert_eq!(world.claim().await.map(|delivery| delivery.id), Some(first));
    assert_eq!(world.claim().await, None, "nor has it arrived");
    assert_eq!(world.store.next_departure(world.account, &LOOKS).await.unwrap(), None);
}

#[tokio::test]
async fn a_lost_login_holds_what_is_queued_and_a_new_one_sends_it() {
    let (world, row) = asked().await;
    world.send(&row, "un", Duration::ZERO).await;
    world.store.set_health(world.account, Health::NeedsLogin).await.unwrap();
    let held = world.row().await;
    assert_eq!((held.outgoing, held.view(), world.totals().await.logins), (Outgoing::NotSent, View::ToAnswer, 1));
    assert_eq!(world.claim().await, None);
    world.store.release_logins(world.account).await.unwrap();
    assert!(world.claim().await.is_some());
    world.intend(Intent::Pause(world.account, true)).await;
    assert_eq!(world.store.accounts().await.unwrap()[0].health, Health::Off);
}

#[tokio::test]
async fn an_act_that_changes_nothing_is_not_sent() {
    let (world, row) = asked().await;
    let message = row.newest.unwrap();
    let act = |kind| world.intend(Intent::Act { conversation: row.id, message, kind, hold: Duration::ZERO });
    assert_eq!(act(ActKind::Unlike).await, Effected::Stored(0));
    assert_eq!(left(act(ActKind::Like).await).len(), 1);
    assert_eq!(act(ActKind::Like).await, Effected::Stored(0));
    assert_eq!(act(ActKind::Delete).await, Effected::Refused(Refused::Gone), "it is not ours");
    let liked = world.row().await;
    assert_eq!((liked.liked, liked.outgoing, liked.view()), (true, Outgoing::None, View::ToAnswer));
    assert!(!world.whole(row.id).await.messages[0].liked, "the network has not said so yet");
    let delivery = world.claim().await.unwrap();
    assert!(matches!(delivery.load, Load::Act(act) if act.kind == ActKind::Like && act.target == RemoteId::new("1")));
}

#[tokio::test]
async fn what_did_not_arrive_stands_first_in_the_outbox() {
    let (world, row) = asked().await;
    world.send(&row, "un", minutes(1)).await;
    world.later(30);
    world.store.leave_due().await.unwrap();
    let draft = Draft { target: Target::New, ..reply(&row, "post") };
    world.intend(Intent::Send { draft, after: After::Done, hold: minutes(1), drawn_upto: None }).await;
    match world.store.ask(Query::Outbox(10)).await.unwrap() {
        Answer::Outbox(rows) => {
            let seen: Vec<_> = rows.iter().map(|row| (row.state.code(), row.to.as_deref())).collect();
            assert_eq!(seen, [("held", Some("ana")), ("leaving", None)]);
        }
        other => panic!("{other:?}"),
    }
    let totals = world.totals().await;
    assert_eq!((totals.leaving, totals.trouble), (1, 1));
}

#[tokio::test]
async fn a_save_that_comes_after_the_sending_is_no_second_draft() {
    let (world, row) = asked().await;
    world.intend(Intent::SaveDraft(reply(&row, "Ou"))).await;
    world.send(&row, "Oui.", minutes(1)).await;
    assert_eq!(world.intend(Intent::SaveDraft(reply(&row, "Oui."))).await, Effected::Draft(None));
    assert_eq!(world.whole(row.id).await.drafts, []);
    world.intend(Intent::SaveDraft(reply(&row, "Et encore"))).await;
    assert_eq!(world.whole(row.id).await.drafts[0].text, "Et encore");
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_keep_what_is_leaving() {
    let clock = Arc::new(FixedClock::at(NOON));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let open = |clock: Arc<FixedClock>| Store::open(&path, crate::store::Options { clock, writable: true }).unwrap();
    let world = World::on(clock.clone(), open(clock)).await;
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let row = world.row().await;
    let id = left(world.send(&row, "Oui, trois.", Duration::from_secs(10)).await)[0];
    world.store.close();

    let before = NOON - minutes(180);
    let store = open(Arc::new(FixedClock::at(before)));
    store.leave_due().await.unwrap();
    assert_eq!(store.delivery(id).await.unwrap().unwrap().state, State::Leaving(before + Duration::from_secs(10)));
    store.close();
}

#[tokio::test]
async fn a_script_that_answers_leaves_what_is_being_written() {
    let (world, row) = asked().await;
    world.intend(Intent::SaveDraft(reply(&row, "Chère Ana, je vous"))).await;
    let script = Hand { origin: Origin::Command, ..hand() };
    let send = Intent::Send { draft: reply(&row, "Oui."), after: After::WaitThem, hold: Duration::ZERO, drawn_upto: row.newest };
    left(world.store.intend(script, send).await.unwrap());
    let texts = |view: ConversationView| view.drafts.into_iter().map(|draft| draft.text).collect::<Vec<_>>();
    assert_eq!(texts(world.whole(row.id).await), ["Chère Ana, je vous"]);
    let delivery = world.claim().await.unwrap();
    let outcome = crate::model::delivery::Outcome::Receipt(receipt("2", world.now()));
    world.store.settle(delivery.id, outcome, crate::base::backoff::Jitter::NONE).await.unwrap();
    assert_eq!(texts(world.whole(row.id).await), ["Chère Ana, je vous"], "also when the answer has arrived");
}
