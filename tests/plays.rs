//! Whole stories, in process, on a real server of our own: poll, store, see, answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::World;
use vigie::base::id::DeliveryId;
use vigie::base::time::Clock;
use vigie::demo::faults::{Fault, Quirks};
use vigie::demo::nouns::Options;
use vigie::model::account::Health;
use vigie::model::conversation::{Outgoing, View};
use vigie::model::delivery::{Held, State};
use vigie::model::exchange::ActKind;
use vigie::model::fault::ReasonCode;
use vigie::model::intent::{Effected, Intent};
use vigie::model::interaction::Kind;
use vigie::model::journal::Undone;
use vigie::model::triage::{self, After, Verb};

const QUESTION: &str = "Does it still have places?";

async fn sent(world: &World, delivery: DeliveryId) {
    let state = world.state(delivery).await;
    assert!(matches!(state, State::Sent(_)), "{state:?}");
}

#[tokio::test]
async fn a_mention_arrives_is_answered_and_waits_on_them() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    assert_eq!(world.polled().await, 1);
    let row = world.only().await;
    assert_eq!((row.kind, row.triage.state, row.triage.unread), (Kind::Mention, triage::State::Open, 1));

    let delivery = world.reply(&row, "Yes, three.", 10).await;
    assert_eq!(world.list(View::ToAnswer).await, [""; 0], "it leaves the list at once");
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Leaving(_)), "the ten seconds are not over");
    world.pass(11);
    world.polled().await;

    sent(&world, delivery).await;
    let posted = world.server.network.posts_of("brand");
    assert_eq!(
        posted.iter().map(|post| (post.text.as_str(), post.in_reply_to.as_deref())).collect::<Vec<_>>(),
        [("@ana Yes, three.", Some(asked.as_str()))]
    );
    let row = &world.rows(View::Waiting).await[0];
    assert_eq!((row.triage.state, row.triage.waiting_since, row.outgoing), (triage::State::WaitingThem, None, Outgoing::None));
    assert_eq!(world.view(row.id).await.messages.len(), 2, "our answer stands in the conversation, once");

    world.server.network.reply("ana", &posted[0].id, "Great, thank you!").unwrap();
    world.polled().await;
    assert_eq!(world.only().await.id, row.id, "her answer opens the same conversation again");
}

#[tokio::test]
async fn polling_again_adds_nothing() {
    let world = World::new().await;
    let post = world.server.network.post("brand", "The new menu is here #miam", Options::default()).unwrap();
    for n in 0..30 {
        world.server.network.mention("ana", "brand", &format!("question {n}")).unwrap();
        world.server.network.reply("bob", &post, &format!("comment {n}")).unwrap();
        world.pass(1);
    }
    world.server.network.favourite("ana", &post).unwrap();
    world.server.network.boost("bob", &post).unwrap();
    world.server.network.direct("ana", "brand", "a private question").unwrap();
    world.polled().await;
    let before = world.rows(View::All).await;
    for quirks in
        [Quirks::default(), Quirks { min_id_ignored: true, ..Quirks::default() }, Quirks { no_link_header: true, ..Quirks::default() }]
    {
        world.server.faults.set_quirks(quirks.clone());
        for _ in 0..2 {
            assert_eq!(world.polled().await, 0, "{quirks:?}");
        }
    }
    assert_eq!(world.rows(View::All).await, before);
    // Thirty mentions are thirty roots; thirty comments of one person under one post are one row.
    assert_eq!(world.find(View::ToAnswer, "kind:mention").await.len(), 30);
    assert_eq!(world.find(View::ToAnswer, "kind:comment").await.iter().map(|row| row.count).collect::<Vec<_>>(), [30]);
    assert_eq!(world.find(View::ToAnswer, "kind:dm").await.len(), 1);
    assert_eq!(world.rows(View::Quiet).await.len(), 2);
}

#[tokio::test]
async fn an_unanswered_post_is_looked_up_and_not_sent_twice() {
    for ignores_idempotency_key in [false, true] {
        let world = World::new().await;
        world.server.faults.set_quirks(Quirks { ignores_idempotency_key, ..Quirks::default() });
        world.server.network.mention("ana", "brand", QUESTION).unwrap();
        world.polled().await;
        let row = world.only().await;
        world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
        let delivery = world.reply(&row, "Yes, three.", 0).await;
        world.sync().await;
        assert!(matches!(world.state(delivery).await, State::Unsure(_)));
        assert_eq!(world.only().await.outgoing, Outgoing::NotSent, "doubt is always visible");
        world.polled().await;
        sent(&world, delivery).await;
        assert_eq!(world.posted(), ["@ana Yes, three."]);
        assert_eq!(world.view(row.id).await.messages.len(), 2);
    }
}

#[tokio::test]
async fn while_the_server_is_down_the_answer_waits_and_then_arrives_once() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.server.stop().await;
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    for _ in 0..12 {
        world.sync().await;
        assert!(matches!(world.state(delivery).await, State::Queued(_)));
        world.pass(300);
    }
    world.server.start_again().await.unwrap();
    world.polled().await;
    world.polled().await;
    sent(&world, delivery).await;
    assert_eq!(world.posted(), ["@ana Yes, three."]);
}

#[tokio::test]
async fn an_answer_made_elsewhere_closes_the_row() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.pass(60);
    world.server.network.reply("brand", &asked, "Yes, from my phone.").unwrap();
    world.polled().await;
    assert!(world.rows(View::ToAnswer).await.is_empty());
    let view = world.view(row.id).await;
    assert_eq!((view.row.triage.state, view.row.triage.waiting_since), (triage::State::WaitingThem, None));
    assert!(view.messages[1].ours && view.messages[1].elsewhere);
}

#[tokio::test]
async fn an_answer_made_elsewhere_stops_ours_on_its_way() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    let delivery = world.reply(&row, "Yes, three.", 10).await;
    world.pass(3);
    world.server.network.reply("brand", &asked, "A colleague was faster.").unwrap();
    world.pass(11);
    world.polled().await;
    assert_eq!(world.state(delivery).await, State::Held(Held::Answered));
    assert_eq!(world.posted().len(), 1, "only the colleague's answer is there");
    assert_eq!(world.rows(View::ToAnswer).await[0].outgoing, Outgoing::NotSent);

    // Whoever wants it sent all the same says so.
    world.intend(Intent::SendNow(delivery)).await;
    world.polled().await;
    sent(&world, delivery).await;
}

#[tokio::test]
async fn a_lost_login_stops_one_account_and_holds_its_answers() {
    let world = World::new().await;
    let other = world.account("shop").await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    let token = world.server.network.token("brand");
    world.server.network.revoke(&token);
    world.server.network.mention("ana", "shop", "Are you open?").unwrap();
    world.sync().await;
    let account = world.store.account(world.account).await.unwrap().unwrap();
    assert_eq!(account.health, Health::NeedsLogin);
    assert_eq!(world.find(View::ToAnswer, "account:shop").await[0].account, other, "the other account goes on");

    let token = vigie::model::credential::Credential::token(world.server.network.token("brand"));
    vigie::engine::login::renew(&world.parts, &account, token).await.unwrap();
    world.polled().await;
    world.polled().await;
    sent(&world, delivery).await;
    assert_eq!(world.posted(), ["@ana Yes, three."]);
}

#[tokio::test]
async fn a_limit_is_waited_for_and_counts_no_attempt() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::limited_for(120));
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    world.sync().await;
    let waits = world.store.delivery(delivery).await.unwrap().unwrap();
    let State::Queued(at) = waits.state else { panic!("{waits:?}") };
    assert_eq!((at.since(world.clock.machine()).as_secs(), waits.attempts), (120, 0));
    world.pass(121);
    world.polled().await;
    assert_eq!(world.posted(), ["@ana Yes, three."]);
}

#[tokio::test]
async fn a_refusal_is_shown_in_the_servers_words_and_can_be_mended() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    let refusal = Fault::answer(422, &[], r#"{"error":"Validation failed: Text is [31mspam"}"#);
    world.server.faults.on("POST", "/api/v1/statuses", 1, refusal);
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    world.polled().await;
    let State::Failed(reason) = world.state(delivery).await else { panic!() };
    assert_eq!(reason.code, ReasonCode::Refused);
    assert!(reason.detail.starts_with("Validation failed"), "{reason:?}");
    assert_eq!(world.only().await.outgoing, Outgoing::NotSent);
    // Stopping it gives the text back as a draft.
    world.intend(Intent::Cancel(delivery)).await;
    assert_eq!(world.view(row.id).await.drafts[0].text, "@ana Yes, three.");
}

#[tokio::test]
async fn undo_stops_an_answer_until_it_has_left() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    let delivery = world.answer(&row, "Yes, three.", 10, After::Done).await;
    let Effected::Undone(Undone::Restored { draft: Some(_), .. }) = world.intend(Intent::Undo).await else { panic!() };
    assert_eq!(world.state(delivery).await, State::Cancelled);
    assert_eq!(world.view(world.only().await.id).await.drafts[0].text, "@ana Yes, three.");

    let delivery = world.answer(&row, "Yes, three.", 0, After::Done).await;
    world.polled().await;
    assert_eq!(world.intend(Intent::Undo).await, Effected::Undone(Undone::AlreadySent(delivery, Some(row.id))));
    assert_eq!(world.view(row.id).await.row.triage.state, triage::State::Done);
}

#[tokio::test]
async fn likes_boosts_and_deletions_leave_once() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
    world.act(&row, ActKind::Like).await;
    world.act(&row, ActKind::Boost).await;
    for _ in 0..4 {
        world.pass(60);
        world.sync().await;
    }
    assert_eq!(world.server.network.favourited_by(&asked), ["brand"]);
    assert!(world.server.network.boosted_by(&asked, "brand"));
    let row = world.view(row.id).await.row;
    assert!(row.liked && row.boosted);

    world.intend(Intent::Undo).await;
    world.polled().await;
    assert!(!world.server.network.boosted_by(&asked, "brand"), "undoing a boost takes it back on the network");

    world.reply(&row, "Yes, three.", 0).await;
    world.polled().await;
    let ours = world.view(row.id).await.messages.into_iter().find(|message| message.ours).unwrap();
    world
        .intend(Intent::Act { conversation: row.id, message: ours.id.unwrap(), kind: ActKind::Delete, hold: std::time::Duration::ZERO })
        .await;
    world.polled().await;
    assert!(world.posted().is_empty());
}

#[tokio::test]
async fn edits_and_deletions_are_seen_when_a_conversation_is_read() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.pass(30);
    world.server.network.edit(&asked, "@brand Does it still have two places?").unwrap();
    vigie::engine::asks::thread(&world.parts, row.id).await.unwrap();
    let view = world.view(row.id).await;
    assert!(view.row.edited && view.messages[0].text.ends_with("two places?"), "{view:#?}");
    world.server.network.delete(&asked).unwrap();
    vigie::engine::asks::thread(&world.parts, row.id).await.unwrap();
    assert!(world.view(row.id).await.row.deleted);
}

#[tokio::test]
async fn two_stores_on_one_file_send_once() {
    let world = World::new().await;
    let watch = world.watch().await;
    let presence = vigie::engine::duty::Presence::show(&world.store.path().parent().unwrap().join("running")).unwrap();
    let second = vigie::engine::once::take_duty(&world.parts, &presence).await.unwrap();
    assert!(second.is_none(), "one is on duty already");
    assert!(watch.epoch().is_some());
    world.pass(31);
    let second = vigie::engine::once::take_duty(&world.parts, &presence).await.unwrap().expect("the lease has ended");
    assert_eq!(watch.epoch(), None, "the first knows that its lease has ended");
    assert!(second.epoch() > Some(0));
}

#[tokio::test]
async fn done_is_not_answered_and_opens_again() {
    let world = World::new().await;
    let asked = world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    assert_eq!(world.intend(Intent::Triage(vec![row.id], Verb::Done)).await, Effected::Stored(1));
    assert!(world.rows(View::ToAnswer).await.is_empty());
    world.pass(60);
    world.server.network.post("ana", "@brand hello?", Options { in_reply_to: Some(asked), ..Options::default() }).unwrap();
    world.polled().await;
    let again = world.only().await;
    assert_eq!((again.id, again.triage.waiting_since), (row.id, row.triage.waiting_since));
}

#[tokio::test]
async fn what_a_server_keeps_no_notice_of_is_found_with_its_author() {
    let world = World::new().await;
    world.server.faults.set_quirks(Quirks { no_link_header: true, notifications_kept: 64, ..Quirks::default() });
    for n in 0..40 {
        for author in ["ana", "bob"] {
            world.server.network.mention(author, "brand", &format!("question {n} of {author}")).unwrap();
            world.pass(1);
        }
    }
    world.polled().await;
    assert_eq!(world.rows(View::ToAnswer).await.len(), 80);
    assert_eq!(world.polled().await, 0);
}

#[tokio::test]
async fn a_post_that_names_two_of_ours_is_two_rows_that_know_of_each_other() {
    let world = World::new().await;
    let shop = world.account("shop").await;
    world.server.network.mention("ana", "brand", "and @shop too: are you open?").unwrap();
    world.polled().await;
    let rows = world.rows(View::ToAnswer).await;
    assert_eq!(rows.len(), 2);
    let of = |account| rows.iter().find(|row| row.account == account).unwrap();
    let (ours, theirs) = (of(world.account), of(shop));
    assert_eq!(world.view(ours.id).await.twin, Some(theirs.id));
    assert_eq!(world.view(theirs.id).await.twin, Some(ours.id));
    world.intend(Intent::Triage(vec![theirs.id], Verb::Done)).await;
    assert_eq!(world.view(ours.id).await.twin, None, "what is done needs no closing");
}

#[tokio::test]
async fn a_login_that_another_process_renewed_is_used() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    world.server.network.revoke(&world.server.network.token("brand"));
    world.sync().await;
    let account = world.store.account(world.account).await.unwrap().unwrap();
    assert_eq!(account.health, Health::NeedsLogin);

    let token = vigie::model::credential::Credential::token(world.server.network.token("brand"));
    vigie::engine::login::renew(&world.another_process(), &account, token).await.unwrap();
    world.polled().await;
}

#[tokio::test]
async fn a_login_that_is_lost_while_looking_stops_the_account() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    let watch = world.watch().await;
    let outbox = vigie::engine::outbox::Outbox::new(world.parts.clone(), world.account, watch);
    outbox.run_due().await.unwrap();
    assert!(matches!(world.state(delivery).await, State::Unsure(_)));
    world.server.network.revoke(&world.server.network.token("brand"));
    outbox.run_due().await.unwrap_err();
    let account = world.store.account(world.account).await.unwrap().unwrap();
    assert_eq!(account.health, Health::NeedsLogin, "or its lane would end and nobody would hear of it");
}

#[tokio::test]
async fn while_the_line_is_down_the_attempts_grow_rare() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", QUESTION).unwrap();
    world.polled().await;
    let row = world.only().await;
    world.server.stop().await;
    let delivery = world.reply(&row, "Yes, three.", 0).await;
    let mut waits = Vec::new();
    for _ in 0..6 {
        world.sync().await;
        let State::Queued(at) = world.state(delivery).await else { panic!() };
        waits.push(at.since(world.clock.machine()).as_secs());
        world.pass(60);
    }
    assert!(waits[0] <= 5 && waits[5] >= 32 && waits[5] <= 40, "{waits:?}");
    assert!(world.store.delivery(delivery).await.unwrap().unwrap().attempts < 4, "and none of them brings it nearer to its end");
}

#[tokio::test]
async fn a_feed_rests_as_long_as_its_network_and_the_person_want() {
    use std::time::Duration;
    for (least, expected) in [(Duration::from_secs(5), 60), (Duration::from_secs(300), 300)] {
        let world = World::new().await;
        world.parts.set_rules(vigie::engine::Rules { poll_least: least, ..world.parts.rules() });
        world.polled().await;
        let vigie::model::query::Answer::Accounts(rows) = world.store.ask(vigie::model::query::Query::Accounts).await.unwrap() else {
            panic!()
        };
        let feed = rows[0].feeds.iter().find(|status| status.feed == vigie::model::account::Feed::Own).unwrap();
        let rest = feed.next_at.unwrap().since(world.clock.machine()).as_secs();
        assert!((expected..=expected * 5 / 4).contains(&rest), "{rest}");
    }
}
