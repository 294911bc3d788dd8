//! Threads: the root that is found, the one that is found later, and redirects.

#[cfg(test)]
use super::*;
use crate::model::intent::Refused;
use crate::model::triage::State;

#[tokio::test]
async fn only_posts_whose_root_is_unknown_are_asked_for_once() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("known", "ana", None, at))]).await;
    let page = world.page(vec![
        said(post("1", "ana", Some("known"), at)),
        said(post("2", "ana", Some("lost"), at)),
        said(post("3", "luc", Some("lost"), at)),
        said(post("4", "luc", Some("3"), at)),
        said(post("5", "luc", Some("other"), at)),
        ours(post("6", "leon", Some("nowhere"), at)),
        said(post("7", "eve", None, at)),
    ]);
    let asked = world.store.unplaced(world.account, &page).await.unwrap();
    assert_eq!(asked, [RemoteId::new("2"), RemoteId::new("5")]);
    world.absorb(page.items.clone()).await;
    assert_eq!(world.store.unplaced(world.account, &page).await.unwrap(), [], "each is asked for once");
}

#[tokio::test]
async fn a_thread_read_with_the_page_finds_the_root() {
    let world = World::new().await;
    let at = world.now();
    let around = thread(vec![(post("p", "leon", None, at), true), (post("x", "eve", Some("p"), at), false)]);
    let page = world.page(vec![said(post("1", "ana", Some("x"), at)), said(post("2", "ana", Some("p"), at))]);
    world.store.absorb(world.account, Feed::Notifications, page, vec![around], None).await.unwrap();
    let row = world.row().await;
    assert_eq!((row.count, row.name.as_str()), (2, "ana"));
    assert_eq!(world.whole(row.id).await.subject.map(|subject| subject.text), Some("text of p".into()));
}

#[tokio::test]
async fn conversations_merge_when_their_root_is_known() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", Some("lost"), at))]).await;
    let older = world.row().await;
    world.verb(older.id, Verb::Done).await;
    world.later(1);
    world.absorb(vec![ours(post("p", "leon", None, at)), said(post("2", "ana", Some("p"), at + minutes(1)))]).await;
    let newer = world.rows(View::ToAnswer).await.remove(0);
    assert_ne!(older.id, newer.id);
    world.intend(Intent::SaveDraft(reply(&older, "one"))).await;
    world.intend(Intent::SaveDraft(reply(&newer, "two"))).await;

    let found = thread(vec![(post("p", "leon", None, at), true), (post("lost", "eve", Some("p"), at), false)]);
    world.store.absorb_thread(world.account, Some(older.id), found).await.unwrap();
    let row = world.row().await;
    assert_eq!((row.id, row.count, row.triage.state), (older.id, 2, State::Open));
    assert_eq!(row.triage.waiting_since, Some(at));
    assert_eq!(world.whole(newer.id).await.row, row, "the other id redirects");
    assert_eq!(world.whole(newer.id).await.drafts[0].text, "one\n\ntwo");
    assert_eq!(world.store.journal(9).await.unwrap().len(), 1);
    assert_eq!(world.verb(newer.id, Verb::Star).await, Effected::Stored(1));
    assert!(world.row().await.triage.starred);
    assert_eq!(world.verb(ConversationId(999), Verb::Star).await, Effected::Refused(Refused::Gone));
}

#[tokio::test]
async fn a_root_that_is_found_under_an_unknown_one_moves_on() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("3", "ana", Some("2"), at))]).await;
    world.absorb(vec![said(post("2", "luc", Some("1"), at))]).await;
    world.absorb(vec![ours(post("1", "leon", None, at))]).await;
    world.absorb(vec![said(post("4", "ana", Some("1"), at))]).await;
    let rows = world.rows(View::All).await;
    let counts: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.count)).collect();
    assert_eq!(rows.len(), 2, "{counts:?}");
    assert!(counts.contains(&("ana", 2)));
}

#[tokio::test]
async fn an_answer_of_ours_seen_elsewhere_does_what_a_reply_does() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), ours(post("2", "leon", Some("1"), at + minutes(1)))]).await;
    let row = world.row().await;
    assert_eq!((row.triage.state, row.triage.waiting_since), (State::WaitingThem, None));
    let messages = world.whole(row.id).await.messages;
    assert_eq!(messages.iter().map(|message| (message.ours, message.elsewhere)).collect::<Vec<_>>(), [(false, false), (true, true)]);
}

#[tokio::test]
async fn our_answer_that_was_read_before_its_question_finds_it() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![ours(post("3", "leon", Some("2"), at)), ours(post("2", "leon", Some("1"), at))]).await;
    let absorbed = world.absorb(vec![said(post("1", "ana", None, at - minutes(1)))]).await;
    assert_eq!(absorbed.opened, []);
    let row = world.row().await;
    assert_eq!((row.triage.state, row.count), (State::WaitingThem, 3));
}

#[tokio::test]
async fn an_old_answer_of_ours_never_closes_a_newer_question() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("2", "ana", Some("1"), at + minutes(9)))]).await;
    world.absorb(vec![ours(post("3", "leon", Some("1"), at + minutes(1)))]).await;
    let row = world.row().await;
    assert_eq!((row.triage.state, row.triage.waiting_since), (State::Open, Some(at + minutes(9))));
    world.verb(row.id, Verb::Done).await;
    world.absorb(vec![ours(post("0", "leon", Some("1"), at))]).await;
    assert_eq!(world.row().await.triage.state, State::Done, "nor does it bring one back");
}

#[tokio::test]
async fn a_thread_read_on_demand_brings_changes_and_likes() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at))]).await;
    let changed = Post { text: "new".into(), edited_at: Some(at), liked: true, ..post("1", "ana", None, at) };
    world.store.absorb_thread(world.account, None, thread(vec![(changed, false)])).await.unwrap();
    let row = world.row().await;
    assert_eq!((row.excerpt.as_str(), row.liked, row.edited), ("new", true, true));
    world.store.gone(world.account, RemoteId::new("1")).await.unwrap();
    assert!(world.row().await.deleted);
}
