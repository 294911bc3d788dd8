//! What arrives: once, in the right row, without harm.

#[cfg(test)]
use super::*;
use crate::model::interaction::Media;
use crate::model::triage::State;

#[tokio::test]
async fn the_same_page_twice_changes_nothing() {
    let world = World::new().await;
    let at = world.now();
    let items = vec![
        said(post("1", "ana", None, at)),
        said(post("2", "ana", Some("1"), at)),
        liked("luc", "p", at),
        ours(post("p", "leon", None, at)),
        ours(post("3", "leon", Some("2"), at)),
    ];
    assert_eq!(world.absorb(items.clone()).await.fresh, 3, "our own are not counted");
    let before = world.dump();
    world.later(3);
    assert_eq!(world.absorb(items).await, Absorbed::default());
    assert_eq!(world.dump(), before);
}

#[tokio::test]
async fn three_comments_of_one_person_are_one_row_and_two_people_are_two() {
    let world = World::new().await;
    let at = world.now();
    world
        .absorb(vec![
            ours(post("p", "leon", None, at)),
            said(post("1", "ana", Some("p"), at)),
            said(post("2", "ana", Some("p"), at)),
            said(post("3", "ana", Some("2"), at)),
            said(post("4", "luc", Some("p"), at)),
        ])
        .await;
    let rows = world.rows(View::ToAnswer).await;
    let seen: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.count, row.kind)).collect();
    assert_eq!(seen, [("luc", 1, Kind::Comment), ("ana", 3, Kind::Mention)]);
    let view = world.whole(rows[0].id).await;
    assert_eq!(view.subject.map(|subject| (subject.id, subject.ours, subject.text)), Some((None, true, "text of p".into())));
    assert_eq!(view.messages.len(), 1);
}

#[tokio::test]
async fn an_answer_to_our_answer_is_a_reply() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![ours(post("p", "leon", None, at)), said(post("1", "ana", Some("p"), at))]).await;
    assert_eq!(world.row().await.kind, Kind::Comment);
    world.absorb(vec![ours(post("2", "leon", Some("1"), at)), said(post("3", "ana", Some("2"), at))]).await;
    assert_eq!(world.row().await.kind, Kind::Reply);
}

#[tokio::test]
async fn direct_messages_are_one_row_a_conversation() {
    let world = World::new().await;
    let at = world.now();
    let dm = |id: &str, conversation: Option<&str>, people: &[&str]| Post {
        kind: Kind::Dm,
        visibility: Visibility::Direct,
        conversation: conversation.map(str::to_owned),
        participants: people.iter().map(|person| (*person).to_owned()).collect(),
        ..post(id, "ana", None, at)
    };
    world
        .absorb(vec![
            said(dm("1", Some("c"), &[])),
            said(dm("2", Some("c"), &[])),
            said(dm("3", None, &["ana", "luc"])),
            said(dm("4", None, &["luc", "ana"])),
        ])
        .await;
    let counts: Vec<u32> = world.rows(View::ToAnswer).await.iter().map(|row| row.count).collect();
    assert_eq!(counts, [2, 2]);
}

#[tokio::test]
async fn reactions_fold_into_one_quiet_row() {
    let world = World::new().await;
    let at = world.now();
    world.absorb((0..5).map(|n| liked(&format!("fan{n}"), "p", at + minutes(n))).collect()).await;
    let row = world.row().await;
    assert_eq!((row.view(), row.count, row.triage.unread, row.name.as_str()), (View::Quiet, 5, 5, "fan4"));
    assert_eq!((row.excerpt.as_str(), row.asks()), ("text of p", false));
    world.verb(row.id, Verb::See).await;
    world.absorb(vec![liked("late", "p", at + minutes(9))]).await;
    let row = world.row().await;
    assert_eq!((row.count, row.triage.unread, row.name.as_str()), (6, 1, "late"));
    let actors = world.whole(row.id).await.actors;
    assert_eq!(actors.iter().map(|actor| actor.name.as_str()).take(2).collect::<Vec<_>>(), ["late", "fan4"]);
}

#[tokio::test]
async fn a_reaction_taken_back_lowers_the_count_and_the_last_takes_the_row() {
    let world = World::new().await;
    let at = world.now();
    let withdrawn = |actor: &str| Incoming::Withdrawn { kind: Kind::Like, actor: actor.to_owned(), subject: Some(RemoteId::new("p")) };
    world.absorb(vec![liked("ana", "p", at), liked("luc", "p", at + minutes(1))]).await;
    world.absorb(vec![withdrawn("luc"), withdrawn("nobody")]).await;
    let row = world.row().await;
    assert_eq!((row.count, row.triage.unread, row.name.as_str()), (1, 1, "ana"));
    world.absorb(vec![withdrawn("ana")]).await;
    assert_eq!(world.rows(View::All).await, []);
    assert_eq!(world.totals().await.views[&View::All].all, 0);
}

#[tokio::test]
async fn follows_are_one_row_a_day() {
    let world = World::new().await;
    let follow =
        |by: &str, at| Incoming::Reacted(Box::new(Reaction { kind: Kind::Follow, actor: author(by), subject: None, happened_at: at }));
    let at = world.now();
    world.absorb(vec![follow("ana", at), follow("luc", at), follow("eve", at - minutes(24 * 60))]).await;
    let mut counts: Vec<u32> = world.rows(View::Quiet).await.iter().map(|row| row.count).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 2]);
}

#[tokio::test]
async fn an_edit_keeps_the_version_and_a_deletion_leaves_a_mark() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at))]).await;
    let edited = Post { text: "mended".into(), edited_at: Some(at + minutes(1)), ..post("1", "ana", None, at) };
    world.absorb(vec![said(edited)]).await;
    let row = world.row().await;
    assert_eq!((row.edited, row.excerpt.as_str()), (true, "mended"));
    assert!(world.dump().contains("text=\"text of 1\""), "the version is kept");
    world.absorb(vec![said(post("1", "ana", None, at))]).await;
    assert_eq!(world.row().await.excerpt, "mended", "an old page does not take the edit back");
    assert_eq!(world.rows_of(filtered("mended")).await.len(), 1);
    assert_eq!(world.rows_of(filtered("text")).await.len(), 0);
    world.absorb(vec![Incoming::Gone(RemoteId::new("1"))]).await;
    assert!(world.row().await.deleted);
}

#[tokio::test]
async fn hostile_text_is_harmless_once_it_is_stored() {
    let world = World::new().await;
    let bad = "a\u{1b}]0;x\u{7}b\u{202e}c";
    let evil = Author { name: bad.into(), handle: bad.into(), url: bad.into(), bio: bad.into(), ..author("x") };
    let media = vec![Media { kind: bad.into(), url: bad.into(), alt: bad.into() }];
    let hostile = Post { text: bad.into(), warning: bad.into(), url: bad.into(), author: evil, media, ..post("1", "x", None, world.now()) };
    world.absorb(vec![said(hostile)]).await;
    let dump = world.dump();
    assert!(!dump.contains("\\u{1b}") && !dump.contains("\\u{202e}") && dump.contains("text=\"abc\""), "{dump}");
}

#[tokio::test]
async fn a_name_that_is_not_seen_is_replaced_by_what_is() {
    let world = World::new().await;
    let blank = "\u{3164}\u{200b}\u{2800}\u{301}";
    let who = |id: &str, handle: &str, url: &str| Author { name: blank.into(), handle: handle.into(), url: url.into(), ..author(id) };
    let people = [
        ("1", who("a", "@a@b.test", "")),
        ("2", who("b", blank, "https://b.test/")),
        ("3", who("c", blank, "")),
        ("4", who("\u{200b}", blank, blank)),
    ];
    let posts = people.map(|(id, author)| said(Post { author, ..post(id, "x", None, world.now()) }));
    world.absorb(posts.into()).await;
    let mut names: Vec<_> = world.rows(View::All).await.into_iter().map(|row| row.name).collect();
    names.sort();
    assert_eq!(names, ["?", "@a@b.test", "c", "https://b.test/"]);
}

#[tokio::test]
async fn the_first_sync_arrives_done_where_old_or_answered() {
    let world = World::new().await;
    let day = |days: u64| world.now() - minutes(days * 24 * 60);
    // The newest page comes first, and the answer before its question.
    world.absorb_first(vec![said(post("new", "ana", None, day(1)))]).await;
    world.absorb_first(vec![ours(post("answer", "leon", Some("asked"), day(2))), said(post("old", "luc", None, day(20)))]).await;
    world.absorb_first(vec![said(post("asked", "eve", None, day(3)))]).await;
    let of = |rows: &[Row], name: &str| rows.iter().find(|row| row.name == name).cloned().unwrap();
    let rows = world.rows(View::All).await;
    let (new, old, asked) = (of(&rows, "ana"), of(&rows, "luc"), of(&rows, "eve"));
    assert_eq!((new.triage.state, new.triage.seen(), new.triage.opened_at), (State::Open, false, day(1)));
    assert_eq!((old.triage.state, old.triage.seen()), (State::Done, true));
    assert_eq!((asked.triage.state, asked.triage.seen(), asked.triage.waiting_since), (State::Done, true, None));
}

#[tokio::test]
async fn one_post_that_names_two_of_ours_is_two_rows_each_with_also() {
    let world = World::new().await;
    let other = world.another_account("bar").await;
    let names = vec!["@Leon@example.social".to_owned(), "@bar@example.social".to_owned()];
    let both = Post { names, ..post("1", "ana", None, world.now()) };
    world.absorb(vec![said(both.clone())]).await;
    world.store.absorb(other, Feed::Notifications, world.page(vec![said(both)]), vec![], None).await.unwrap();
    let also: Vec<_> = world.rows(View::ToAnswer).await.into_iter().map(|row| row.also.unwrap()).collect();
    assert_eq!(also, ["@leon@example.social", "@bar@example.social"]);
}

#[tokio::test]
async fn waiting_since_is_their_first_unanswered_message() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at))]).await;
    world.later(5);
    assert_eq!(world.absorb(vec![said(post("2", "ana", Some("1"), at + minutes(4)))]).await.opened, []);
    let row = world.row().await;
    assert_eq!((row.triage.waiting_since, row.triage.opened_at, row.triage.unread), (Some(at), at, 2));
}

#[tokio::test]
async fn seen_never_goes_backwards_and_is_not_handled() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("2", "ana", Some("1"), at))]).await;
    let row = world.row().await;
    let newest = row.newest.unwrap();
    world.intend(Intent::Seen(row.id, newest)).await;
    world.intend(Intent::Seen(row.id, InteractionId(newest.0 - 1))).await;
    let row = world.row().await;
    assert_eq!((row.triage.seen_upto, row.triage.unread, row.view()), (Some(newest), 0, View::ToAnswer));
    assert_eq!(world.totals().await.seen_unanswered, 1);
    assert_eq!(world.store.journal(10).await.unwrap(), []);
}

#[tokio::test]
async fn a_page_without_end_does_not_keep_what_is_typed_waiting() {
    let world = World::new().await;
    world.absorb(vec![said(post("0", "ana", None, NOON))]).await;
    let row = world.row().await;
    let flood = (1..=1500).map(|n| said(post(&n.to_string(), "bob", None, NOON))).collect();
    let absorbed = world.absorb(flood);
    let typed = async {
        tokio::task::yield_now().await;
        world.intend(Intent::SaveDraft(reply(&row, "Bon"))).await;
        world.rows(View::All).await.len()
    };
    let (absorbed, then) = tokio::join!(absorbed, typed);
    assert!(then < 500, "the text was stored while the page was: after {then} of its rows");
    assert_eq!((absorbed.fresh, absorbed.opened.len()), (1500, 1500));
    let cursor = world.store.cursor(world.account, Feed::Notifications).await.unwrap();
    assert_eq!(cursor, Some(Cursor::new("2")), "it was read to its end");
}
