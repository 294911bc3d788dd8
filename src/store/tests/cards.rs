//! Cards: kept, undone, and the due times that follow them; who rests is in no list and no count.

#[cfg(test)]
use std::collections::BTreeSet;

use super::*;
use crate::model::capability::AnswerWithin;
use crate::model::card::{Card, Field};
use crate::model::intent::Refused;
use crate::model::journal::{Deed, Thing};

async fn keep(world: &World, text: &str) -> Effected {
    let card = Box::new(Card::read(text).unwrap());
    world.intend(Intent::SaveCard { client: world.client, card, zone: "Europe/Paris".into() }).await
}

async fn card(world: &World) -> Option<Card> {
    match world.store.ask(Query::Cards).await.unwrap() {
        Answer::Cards(mut cards) => cards.remove(&world.client),
        other => panic!("{other:?}"),
    }
}

async fn seen(world: &World, resting: BTreeSet<ClientId>) -> Totals {
    match world.store.ask(Query::Totals(Sight { now: world.now(), resting })).await.unwrap() {
        Answer::Totals(totals) => totals,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_card_is_kept_as_it_was_written_and_taken_back() {
    let world = World::new().await;
    let (one, other) = ("who = 'Léon' # the chef\n", "who = 'Anaïs'\n");
    keep(&world, one).await;
    keep(&world, other).await;
    assert_eq!(card(&world).await.unwrap().source(), other);
    assert!(matches!(world.undo().await, Undone::Restored { deed: Deed::Change(Thing::Card), .. }));
    assert_eq!(card(&world).await.unwrap().source(), one);
    world.undo().await;
    assert_eq!(card(&world).await, None);
    world.redo().await;
    world.redo().await;
    assert_eq!(card(&world).await.unwrap().text(Field::Who), "Anaïs");
    let gone = Intent::SaveCard { client: ClientId(99), card: Box::default(), zone: String::new() };
    assert_eq!(world.intend(gone).await, Effected::Refused(Refused::Gone));
}

#[tokio::test]
async fn what_is_promised_dates_every_open_conversation_and_undo_takes_it_back() {
    let world = World::new().await;
    let items = (0..700).map(|n| said(post(&n.to_string(), &format!("p{n}"), None, world.now()))).collect();
    world.absorb(items).await;
    let due = |rows: &[Row]| rows.iter().map(|row| row.triage.due_at).collect::<BTreeSet<_>>();
    let all = || async { world.window(query(View::ToAnswer), Span::top(1_000)).await.rows };
    assert_eq!(due(&all().await), [None].into());
    keep(&world, "sla = '2h'").await;
    while world.store.redate().await.unwrap() {}
    let expected = world.now() + minutes(120);
    assert_eq!((due(&all().await), all().await.len()), ([Some(expected)].into(), 700));
    // What comes from then on has it at once.
    world.absorb(vec![said(post("new", "eve", None, world.now()))]).await;
    assert_eq!(due(&all().await), [Some(expected)].into());
    world.undo().await;
    while world.store.redate().await.unwrap() {}
    assert_eq!(due(&all().await), [None].into());
}

#[tokio::test]
async fn the_promise_is_counted_from_the_first_message_in_open_hours() {
    let world = World::new().await;
    keep(&world, "sla = '1h'\nzone = 'UTC'\nhours = 'mon-sun 9:00-18:00'").await;
    let first = Timestamp::parse("2026-11-20T17:30:00Z").unwrap();
    let later = Timestamp::parse("2026-11-20T19:00:00Z").unwrap();
    world.absorb(vec![said(post("1", "ana", None, first)), said(post("2", "ana", Some("1"), later))]).await;
    let row = world.row().await;
    assert_eq!(row.triage.due_at, Timestamp::parse("2026-11-21T09:30:00Z"));
    // What does not move it leaves its due time alone; what a person sets may be stricter.
    world.verb(row.id, Verb::Star).await;
    assert_eq!(world.row().await.triage.due_at, row.triage.due_at);
    let mine = first + minutes(5);
    world.verb(row.id, Verb::Assign { who: "bob".into(), due: Some(mine) }).await;
    assert_eq!(world.row().await.triage.due_at, Some(mine));
    world.verb(row.id, Verb::Done).await;
    assert_eq!(world.row().await.triage.due_at, None);
    world.undo().await;
    assert_eq!(world.row().await.triage.due_at, Some(mine));
}

#[tokio::test]
async fn the_rule_of_a_network_is_kept_too() {
    let world = World::new().await;
    const RULES: &[AnswerWithin] = &[AnswerWithin { kind: Kind::Mention, within: Duration::from_secs(24 * 3600) }];
    world.store.answer_within([(Network::Mastodon, RULES)]);
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    assert_eq!(world.row().await.triage.due_at, Some(world.now() + minutes(24 * 60)));
}

#[tokio::test]
async fn what_is_late_is_a_list_and_a_count_that_follow_the_clock() {
    let world = World::new().await;
    keep(&world, "sla = '1h'").await;
    world.absorb(vec![said(post("1", "ana", None, world.now())), said(post("2", "luc", None, world.now() + minutes(30)))]).await;
    let late = |now| InboxQuery { sort: Sort::Due, sight: Sight { now, ..Sight::default() }, ..query(View::Late) };
    let expected = [(0, 0, Some(60)), (60, 1, Some(90)), (89, 1, Some(90)), (90, 2, None)];
    let begin = world.now();
    for (after, count, next) in expected {
        world.clock.advance(minutes(after).saturating_sub(world.now().since(begin)));
        let totals = seen(&world, BTreeSet::new()).await;
        assert_eq!((totals.views[&View::Late].all, world.rows_of(late(world.now())).await.len()), (count, count as usize), "{after}");
        assert_eq!(totals.next_due, next.map(|next| begin + minutes(next)), "{after}");
    }
    let first = world.rows_of(late(world.now())).await.remove(0);
    world.verb(first.id, Verb::Done).await;
    assert_eq!(seen(&world, BTreeSet::new()).await.views[&View::Late].all, 1);
}

#[tokio::test]
async fn who_rests_is_in_no_list_and_no_count() {
    let world = World::new().await;
    let other = world.store.add_client("Tapis Karim", None).await.unwrap();
    let new = NewAccount { client: other, network: Network::Mastodon, server: "http://a.test".into(), identity: identity("karim") };
    let account = world.store.add_account(new).await.unwrap();
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let page = world.page(vec![said(post("2", "luc", None, world.now())), said(post("3", "eve", None, world.now()))]);
    world.store.absorb(account, Feed::Notifications, page, Vec::new(), None).await.unwrap();
    let resting: BTreeSet<ClientId> = [other].into();
    for view in [View::ToAnswer, View::All] {
        for sort in Sort::ALL {
            let sight = Sight { now: world.now(), resting: resting.clone() };
            let rows = world.rows_of(InboxQuery { sort: *sort, sight, ..query(view) }).await;
            assert_eq!(rows.iter().map(|row| row.client).collect::<Vec<_>>(), [world.client], "{view} {sort}");
        }
    }
    let totals = seen(&world, resting).await;
    assert_eq!((totals.views[&View::ToAnswer].all, totals.views[&View::All].all), (1, 1));
    let counts: Vec<u32> = totals.clients.iter().map(|(_, tally)| tally.all).collect();
    assert_eq!(counts, [1, 0]);
    assert_eq!(seen(&world, BTreeSet::new()).await.views[&View::ToAnswer].all, 3);
}
