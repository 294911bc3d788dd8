//! The calendar: what is placed leaves once, at its time, and only as it was scheduled.

#[cfg(test)]
use super::*;
use crate::base::id::{DraftId, SlotId};
use crate::model::card::Card;
use crate::model::delivery::{Load, State};
use crate::model::intent::Refused;
use crate::model::query::CalendarQuery;
use crate::model::slot::{CalendarRow, Standing};

fn post_of(world: &World, text: &str) -> Draft {
    Draft {
        id: None,
        target: Target::New,
        accounts: vec![world.account],
        text: text.into(),
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

impl World {
    async fn place(&self, draft: Draft, at: Timestamp, scheduled: bool) -> Effected {
        self.intend(Intent::Place { draft, at, zone: "Europe/Paris".into(), scheduled }).await
    }

    async fn placed(&self, draft: Draft, at: Timestamp, scheduled: bool) -> (DraftId, SlotId) {
        let Effected::Draft(Some(id)) = self.place(draft, at, scheduled).await else { panic!("not placed") };
        let row = self.calendar().await.into_iter().find(|row| row.draft == Some(id)).unwrap();
        (id, row.slot.unwrap())
    }

    async fn calendar(&self) -> Vec<CalendarRow> {
        let query = CalendarQuery { from: Timestamp::MIN, until: Timestamp::MAX, client: None };
        match self.store.ask(Query::Calendar(query)).await.unwrap() {
            Answer::Calendar(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    async fn ideas(&self) -> Vec<CalendarRow> {
        match self.store.ask(Query::Ideas(None)).await.unwrap() {
            Answer::Ideas(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    async fn standing(&self) -> Vec<Standing> {
        self.calendar().await.into_iter().map(|row| row.standing).collect()
    }

    /// Takes what is queued, and says what each delivery carries.
    async fn carried(&self) -> Vec<(AccountId, String)> {
        let mut carried = Vec::new();
        for account in [self.account, AccountId(self.account.0 + 1)] {
            while let Some(delivery) = self.claim_for(account).await {
                let Load::Publish(outgoing) = &delivery.load else { panic!("{delivery:?}") };
                carried.push((account, outgoing.text.clone()));
                let receipt = Receipt { remote_id: RemoteId::new(format!("r{}", delivery.id)), url: String::new(), posted_at: self.now() };
                let outcome = crate::model::delivery::Outcome::Receipt(receipt);
                self.store.settle(delivery.id, outcome, crate::base::backoff::Jitter::NONE).await.unwrap();
            }
        }
        carried
    }
}

#[tokio::test]
async fn a_scheduled_post_leaves_once_at_its_time_with_the_text_of_each_account() {
    let world = World::new().await;
    let other = world.another_account("bar").await;
    let variants = [(other, "Salut le bar".to_owned())].into();
    let draft = Draft { accounts: vec![world.account, other], variants, ..post_of(&world, "Salut") };
    world.placed(draft, NOON + minutes(60), true).await;
    assert_eq!((world.standing().await, world.ideas().await.len()), (vec![Standing::Scheduled], 0));
    assert_eq!(world.store.next_slot().await.unwrap(), Some(NOON + minutes(60)));
    world.later(59);
    assert_eq!(world.store.depart().await.unwrap(), 0);
    world.later(1);
    assert_eq!(world.store.depart().await.unwrap(), 1);
    assert_eq!((world.store.depart().await.unwrap(), world.standing().await), (0, vec![Standing::Leaving]));
    let mut carried = world.carried().await;
    carried.sort();
    assert_eq!(carried, [(world.account, "Salut".to_owned()), (other, "Salut le bar".to_owned())]);
    let row = world.calendar().await.remove(0);
    assert_eq!((row.standing, row.text.as_str(), row.zone.as_str()), (Standing::Sent, "Salut", "Europe/Paris"));
    assert!(row.accounts.iter().all(|at| matches!(&at.delivery, Some((_, State::Sent(_))))), "{row:#?}");
}

#[tokio::test]
async fn what_is_planned_only_never_leaves_by_itself() {
    let world = World::new().await;
    let (_, slot) = world.placed(post_of(&world, "Un jour"), NOON + minutes(1), false).await;
    world.later(5);
    assert_eq!((world.store.depart().await.unwrap(), world.standing().await), (0, vec![Standing::Planned]));
    assert_eq!(world.intend(Intent::Schedule(vec![slot], true)).await, Effected::Stored(1));
    assert_eq!(world.store.depart().await.unwrap(), 1);
    assert_eq!(world.carried().await, [(world.account, "Un jour".to_owned())], "four minutes late is within half an hour");
}

#[tokio::test]
async fn a_text_that_is_changed_is_not_sent_before_it_is_scheduled_again() {
    let world = World::new().await;
    let (id, slot) = world.placed(post_of(&world, "Salut"), NOON + minutes(10), true).await;
    let half = Draft { id: Some(id), text: "Salut à tou".into(), ..post_of(&world, "") };
    world.intend(Intent::SaveDraft(half.clone())).await;
    assert_eq!(world.standing().await, [Standing::Editing]);
    world.later(10);
    assert_eq!(world.store.depart().await.unwrap(), 0);
    world.place(Draft { text: "Salut à toutes".into(), ..half }, NOON + minutes(12), true).await;
    assert_eq!(world.calendar().await[0].slot, Some(slot), "it is the same slot");
    world.later(2);
    world.store.depart().await.unwrap();
    assert_eq!(world.carried().await, [(world.account, "Salut à toutes".to_owned())]);
}

#[tokio::test]
async fn a_post_whose_time_passed_goes_by_the_rule_of_its_client() {
    for (card, expected) in [("", Standing::Late), ("late = \"skip\"", Standing::Skipped), ("late = \"send within 3h\"", Standing::Leaving)]
    {
        let world = World::new().await;
        let card = Box::new(Card::read(card).unwrap());
        world.intend(Intent::SaveCard { client: world.client, card, zone: String::new() }).await;
        world.placed(post_of(&world, "Salut"), NOON + minutes(10), true).await;
        world.later(130);
        assert_eq!(world.store.depart().await.unwrap(), 1);
        assert_eq!(world.standing().await, [expected]);
    }
}

#[tokio::test]
async fn what_is_too_long_or_unfinished_can_be_kept_but_not_scheduled() {
    let world = World::new().await;
    let long = post_of(&world, &"a".repeat(501));
    assert_eq!(world.place(long.clone(), NOON, true).await, Effected::Refused(Refused::TooLong));
    let (_, slot) = world.placed(long, NOON + minutes(5), false).await;
    assert_eq!(world.intend(Intent::Schedule(vec![slot], true)).await, Effected::Refused(Refused::TooLong));
    let blank = post_of(&world, "Bonjour {?name}");
    assert_eq!(world.place(blank, NOON, true).await, Effected::Refused(Refused::Unfilled));
    assert_eq!(world.place(post_of(&world, " "), NOON, true).await, Effected::Refused(Refused::Blank));
    assert_eq!(world.standing().await, [Standing::Planned]);
}

#[tokio::test]
async fn what_is_done_on_the_calendar_is_taken_back() {
    let world = World::new().await;
    let (first, slot) = world.placed(post_of(&world, "Un"), NOON + minutes(10), true).await;
    world.intend(Intent::MoveSlots(vec![(slot, NOON + minutes(90))])).await;
    assert_eq!(world.calendar().await[0].at, Some(NOON + minutes(90)));
    world.intend(Intent::Unplace(vec![slot])).await;
    assert_eq!((world.calendar().await.len(), world.ideas().await.len()), (0, 1));
    world.undo().await;
    world.undo().await;
    let row = world.calendar().await.remove(0);
    assert_eq!((row.at, row.standing, row.slot), (Some(NOON + minutes(10)), Standing::Scheduled, Some(slot)));
    world.intend(Intent::CopyPost(first, NOON + minutes(20), "Europe/Paris".into())).await;
    assert_eq!(world.standing().await, [Standing::Scheduled, Standing::Planned]);
    world.undo().await;
    world.undo().await;
    assert_eq!((world.calendar().await.len(), world.ideas().await.len()), (0, 2), "texts stay");
}

#[tokio::test]
async fn what_was_handed_over_is_stopped_and_planned_again() {
    let world = World::new().await;
    let (_, slot) = world.placed(post_of(&world, "Un"), NOON + minutes(10), true).await;
    let Effected::Leaving(ids, _) = world.intend(Intent::Publish(slot, minutes(1))).await else { panic!("not leaving") };
    assert_eq!(world.standing().await, [Standing::Leaving]);
    assert_eq!(world.intend(Intent::MoveSlots(vec![(slot, NOON)])).await, Effected::Refused(Refused::TooLate));
    world.intend(Intent::Cancel(ids[0])).await;
    assert_eq!(world.standing().await, [Standing::Planned]);
    world.later(60);
    assert_eq!(world.store.depart().await.unwrap(), 0, "stopped means stopped");
}

#[tokio::test]
async fn a_post_that_is_thrown_away_leaves_the_calendar_until_it_is_brought_back() {
    let world = World::new().await;
    let (id, _) = world.placed(post_of(&world, "Un"), NOON + minutes(10), true).await;
    world.intend(Intent::DiscardDraft(id)).await;
    assert_eq!(world.calendar().await, []);
    world.undo().await;
    assert_eq!(world.standing().await, [Standing::Scheduled]);
}

#[tokio::test]
async fn what_a_person_must_look_at_is_counted() {
    let world = World::new().await;
    let to_mend = async || world.totals().await.posts_to_mend;
    let (id, _) = world.placed(post_of(&world, "Salut"), NOON + minutes(60), true).await;
    let (_, failing) = world.placed(post_of(&world, "Refusé"), NOON + minutes(90), true).await;
    assert_eq!(to_mend().await, 0);
    world.intend(Intent::SaveDraft(Draft { id: Some(id), ..post_of(&world, "Salut !") })).await;
    assert_eq!(to_mend().await, 1, "changed while it was scheduled");
    world.intend(Intent::Publish(failing, std::time::Duration::ZERO)).await;
    let delivery = world.claim_for(world.account).await.unwrap();
    let outcome = crate::model::delivery::Outcome::Fault(crate::model::fault::Fault::refused(422, "no"));
    world.store.settle(delivery.id, outcome, crate::base::backoff::Jitter::NONE).await.unwrap();
    assert_eq!((to_mend().await, world.standing().await[1]), (2, Standing::NotSent));
}

#[tokio::test]
async fn a_post_that_is_sent_by_hand_leaves_its_place_behind() {
    let world = World::new().await;
    let (id, _) = world.placed(post_of(&world, "Un"), NOON + minutes(10), true).await;
    let draft = Draft { id: Some(id), text: "Un, et demi".into(), ..post_of(&world, "") };
    let sent = Intent::Send { draft, after: crate::model::triage::After::WaitThem, hold: Duration::ZERO, drawn_upto: None };
    assert!(matches!(world.intend(sent).await, Effected::Leaving(ids, _) if ids.len() == 1));
    assert_eq!(world.standing().await, [Standing::Leaving]);
    world.later(10);
    assert_eq!(world.store.depart().await.unwrap(), 0, "once is enough");
    assert_eq!(world.carried().await, [(world.account, "Un, et demi".to_owned())]);
    assert_eq!(world.standing().await, [Standing::Sent]);
}
