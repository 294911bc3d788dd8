//! Saved replies in keystrokes: chosen, filled, sent; kept, changed and taken away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::Stage;
use vigie::app::{Answered, Effect, Message};
use vigie::base::id::{ClientId, DraftId, SnippetId};
use vigie::model::draft::Draft;
use vigie::model::intent::Intent;
use vigie::model::snippet::{AndThen, Saying};
use vigie::model::triage::{After, Asked, Until};

fn sent(stage: &Stage) -> Vec<(String, After)> {
    let send = |intent| match intent {
        Intent::Send { draft, after, .. } => Some((draft.text, after)),
        _ => None,
    };
    stage.saved().into_iter().filter_map(send).collect()
}

fn used(stage: &Stage) -> Vec<i64> {
    let used = |intent| match intent {
        Intent::UseSnippet(id) => Some(id.0),
        _ => None,
    };
    stage.saved().into_iter().filter_map(used).collect()
}

#[test]
fn a_canned_reply_is_five_keys() {
    let mut stage = Stage::usual();
    stage.keys("; t h enter ctrl-s");
    assert_eq!(sent(&stage), [("@joris.dev Thank you so much, Joris!".to_owned(), After::Done)], "and what follows is its own");
    assert_eq!(used(&stage), [1]);
}

#[test]
fn a_clients_own_comes_first_and_no_other_clients() {
    let mut stage = Stage::usual();
    stage.keys(";");
    let screen = stage.screen(80, 24);
    let place = |name: &str| screen.find(name).unwrap_or(usize::MAX);
    assert!(place("opening hours") < place("thanks") && place("thanks") < place("refund"), "{screen}");
    assert!(!screen.contains("stain"), "that is the carpet shop's");
    stage.types("satur");
    assert!(stage.shows("opening hours") && !stage.shows("refund"), "any word of the text finds");
    assert!(stage.shows("We are open Tuesday to Saturday"), "the text is shown under the list");
    stage.types("x");
    assert!(stage.shows("None yet."), "{}", stage.screen(80, 24));
    stage.keys("esc");
    stage.types("by hand");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev by hand", "the reply goes on without");
}

#[test]
fn each_blank_is_asked_once_and_filled_everywhere() {
    let mut stage = Stage::usual();
    stage.keys(";").types("refund").keys("enter");
    assert!(stage.shows("order number · 1 more") && stage.shows("Hello Joris, your order {?order number}"), "{}", stage.screen(80, 24));
    stage.types("A-12").keys("enter");
    assert!(stage.shows("{?days} days"), "the next one, in its line");
    stage.types("5").keys("enter ctrl-s");
    let text = "@joris.dev Hello Joris, your order A-12 is refunded within 5 days. Please keep this number: A-12.";
    assert_eq!(sent(&stage), [(text.to_owned(), After::WaitThem)]);
}

#[test]
fn a_text_with_a_blank_is_not_sent_and_says_which() {
    let mut stage = Stage::usual();
    stage.keys(";").types("refund").keys("enter tab").types("5").keys("enter");
    assert!(stage.drafted().unwrap().contains("order {?order number} is refunded within 5 days"));
    stage.keys("ctrl-s");
    assert!(sent(&stage).is_empty());
    assert!(stage.shows("Not sent: the blank “order number” is still open."), "{}", stage.screen(80, 24));
    stage.types("A-12").keys("enter ctrl-s");
    assert_eq!(sent(&stage).len(), 1, "it was asked for at once");

    let mut stage = Stage::usual();
    stage.keys("r").types("See you on {?day}").keys("ctrl-s");
    assert!(sent(&stage).is_empty() && stage.shows("“day”"), "typed by hand it is a blank too");
    stage.keys("esc ctrl-s");
    assert!(sent(&stage).is_empty(), "and stays one");
}

#[test]
fn escape_leaves_all_blanks_marked() {
    let mut stage = Stage::usual();
    stage.keys(";").types("refund").keys("enter esc");
    assert!(!stage.shows("fills it everywhere"), "{}", stage.screen(80, 24));
    stage.types(" Bye.");
    assert!(stage.drafted().unwrap().ends_with("{?Order number}. Bye."), "what is typed goes into the text again");
    let styled = stage.styled(80, 24);
    assert!(styled.contains("{?days}"), "{styled}");
}

#[test]
fn several_stand_in_one_message_and_the_last_says_what_follows() {
    let mut stage = Stage::usual();
    stage.keys("r").types("Hi.");
    stage.keys("alt-r").types("opening").keys("enter f9").types("thanks").keys("enter");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev Hi. We are open Tuesday to Saturday, lunch and dinner. Thank you so much, Joris!");
    assert!(stage.shows("then: done"), "{}", stage.screen(80, 24));
    stage.keys("alt-s o");
    assert_eq!(sent(&stage)[0].1, After::StayOpen, "what a person chooses goes before it");
    assert_eq!(used(&stage), [3, 1]);
}

#[test]
fn what_follows_is_what_the_saved_reply_wants() {
    let table = [
        (AndThen::WaitThem, After::WaitThem),
        (AndThen::StayOpen, After::StayOpen),
        (AndThen::WaitClient, After::WaitClient(Asked::default())),
        (AndThen::Snooze, After::Snooze(Until::Answer)),
        (AndThen::Done, After::Done),
    ];
    for (then, after) in table {
        let mut stage = Stage::usual();
        stage.store.snippets[0].saying.then = Some(then);
        stage.keys("; t h enter ctrl-s");
        assert_eq!(sent(&stage)[0].1, after, "{then}");
    }
    let mut stage = Stage::usual();
    stage.keys("; t h enter ctrl-p").types("send-wait-them").keys("enter");
    assert_eq!(sent(&stage)[0].1, After::WaitThem, "the palette takes it back");
}

#[test]
fn what_is_typed_before_the_saved_replies_are_read_means_what_it_says() {
    let mut stage = Stage::usual();
    stage.deaf = true;
    stage.keys("; t h enter ctrl-s");
    assert_eq!(sent(&stage), [], "a text that nobody has chosen yet is not sent");
    stage.hear();
    let sent = sent(&stage);
    assert!(sent[0].0.contains("Thank you so much"), "{sent:?}");
    assert_eq!(sent.len(), 1);
}

#[test]
fn a_draft_that_is_opened_again_still_says_and_does_what_follows() {
    let mut stage = Stage::usual();
    stage.keys(";").types("thanks").keys("enter");
    let kept = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Save(_, Intent::SaveDraft(draft)) => Some(draft.clone()),
        _ => None,
    });
    let kept = kept.unwrap();
    assert_eq!(kept.then, Some(After::Done));

    // Another day, another screen: the store is all that knows.
    let mut stage = Stage::usual();
    let conversation = kept.conversation().unwrap();
    let row = stage.store.rows.iter().find(|row| row.id == conversation).cloned().unwrap();
    let mut view = stage::sample::thread_of(&row, &stage.store.accounts);
    view.drafts = vec![Draft { id: Some(DraftId(7)), ..kept }];
    stage.store.views.insert(conversation.0, view);
    stage.changed();
    stage.keys("r");
    assert!(stage.shows("then: done"), "{}", stage.screen(80, 24));
    stage.types(" See you on {?day}").keys("ctrl-s");
    assert!(sent(&stage).is_empty() && stage.shows("“day”"), "a blank holds it back all the same");
    stage.types("Monday").keys("enter ctrl-s");
    assert_eq!(sent(&stage)[0].1, After::Done);
}

#[test]
fn one_step_back_takes_what_was_put_in() {
    let mut stage = Stage::usual();
    stage.keys("r").types("Hi. ").keys("alt-r").types("thanks").keys("enter");
    stage.keys("ctrl-_");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev Hi. ");
}

#[test]
fn a_new_post_asks_for_whom_it_does_not_know() {
    let mut stage = Stage::usual();
    stage.keys("c alt-r").types("thanks").keys("enter");
    assert!(stage.shows("{?author}"), "{}", stage.screen(80, 24));
    stage.types("everybody").keys("enter");
    assert_eq!(stage.drafted().unwrap(), "Thank you so much, everybody!");
    assert!(!stage.shows("then: done"), "a post belongs to no conversation");
}

#[test]
fn a_text_is_kept_under_a_name() {
    let mut stage = Stage::usual();
    stage.keys("r ctrl-p").types("save-snippet");
    stage.keys("enter");
    assert!(stage.shows("Nothing is written yet."), "{}", stage.screen(80, 24));
    stage.types("No dogs, {sorry}. Order {?order number}").keys("ctrl-p").types("save-snippet").keys("enter");
    assert!(stage.shows("Chez Léon"), "for whom");
    stage.types("dogs").keys("enter");
    let body = "No dogs, {{sorry}. Order {?order number}".to_owned();
    let saying = Saying { client: Some(ClientId(1)), name: "dogs".into(), body, then: None };
    assert_eq!(stage.saved(), [Intent::KeepSnippet(None, saying)]);
    assert!(stage.shows("Saved reply kept: dogs"));
}

#[test]
fn a_saved_reply_is_edited_in_the_persons_own_editor() {
    let mut stage = Stage::usual();
    stage.keys("; t h");
    // The editor is this test's.
    stage.deaf = true;
    stage.keys("ctrl-e");
    let edit = |stage: &Stage| {
        stage.log.iter().rev().find_map(|effect| match effect {
            Effect::Edit(ticket, page) => Some((*ticket, page.clone())),
            _ => None,
        })
    };
    let (ticket, page) = edit(&stage).unwrap();
    assert_eq!(page, "name: thanks\nclient:\nthen: done\n---\nThank you so much, {author}!\n");
    stage.send(Message::Answer(ticket, Answered::Edited(page.clone())));
    assert!(stage.saved().is_empty(), "nothing has changed");

    stage.keys("ctrl-e");
    let ticket = edit(&stage).unwrap().0;
    let wrong = page.replace("{author}", "{autor}").replace("client:", "client: chez leon");
    stage.send(Message::Answer(ticket, Answered::Edited(wrong.clone())));
    assert!(stage.saved().is_empty() && stage.shows("Nothing is called “autor”"), "{}", stage.screen(120, 24));
    stage.keys("ctrl-e");
    let (ticket, again) = edit(&stage).unwrap();
    assert_eq!(again, wrong, "what was written is not lost");
    stage.send(Message::Answer(ticket, Answered::Edited(again.replace("autor", "author"))));
    let body = "Thank you so much, {author}!".to_owned();
    let saying = Saying { client: Some(ClientId(1)), name: "thanks".into(), body, then: Some(AndThen::Done) };
    assert_eq!(stage.saved(), [Intent::KeepSnippet(Some(SnippetId(1)), saying)]);
}

#[test]
fn a_saved_reply_is_taken_away_from_the_choice() {
    let mut stage = Stage::usual();
    stage.keys("; t h alt-d");
    assert_eq!(stage.saved(), [Intent::RemoveSnippet(SnippetId(1))]);
    assert!(stage.shows("Saved reply removed: thanks"), "{}", stage.screen(80, 24));
    stage.keys("esc esc");
    assert!(stage.shows("z takes it back"), "{}", stage.screen(80, 24));
}
