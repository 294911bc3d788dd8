//! Stories in keystrokes: what a person presses, what is stored, what is shown.

mod stage;

use std::time::Duration;

use stage::{Stage, Store, failed, refused, sample, settings};
use vigie::app::{Answered, Ask, Effect, Message, Slot, Ticket};
use vigie::base::id::{AccountId, ConversationId, DeliveryId, DraftId, EntryId, InteractionId, TaskId};
use vigie::base::time::Timestamp;
use vigie::config::say::{Problem, ProblemCode};
use vigie::config::{Config, KeyLayout, Lang};
use vigie::model::account::{Feed, Health};
use vigie::model::conversation::{Row, View};
use vigie::model::delivery::{Load, State as Delivery};
use vigie::model::draft::{Audience, Draft, Target};
use vigie::model::exchange::{ActKind, Category};
use vigie::model::fault::{Reason, ReasonCode};
use vigie::model::intent::Intent;
use vigie::model::interaction::{Kind, Visibility};
use vigie::model::journal::{Deed, Hand, Origin, Undone};
use vigie::model::macros::Given;
use vigie::model::network::Network;
use vigie::model::news::{LaneId, News};
use vigie::model::query::{JournalLine, Query};
use vigie::model::task::{Task, TaskRow};
use vigie::model::triage::{After, Asked, Triage, Until, Verb, VerbKind};

fn id(id: i64) -> ConversationId {
    ConversationId(id)
}

fn triage(ids: &[i64], verb: Verb) -> Intent {
    Intent::Triage(ids.iter().map(|id| ConversationId(*id)).collect(), verb)
}

/// What was sent: the text, to whom it is visible, what follows.
fn sent(stage: &Stage) -> Vec<(String, Visibility, After)> {
    stage
        .saved()
        .into_iter()
        .filter_map(|intent| match intent {
            Intent::Send { draft, after, .. } => Some((draft.text, draft.visibility, after)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_reply_is_sent_once_and_the_row_leaves() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Yes, at 8.");
    stage.keys("ctrl-s ctrl-s");
    let saved = stage.saved();
    let [Intent::Send { draft, after, hold, drawn_upto }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!((draft.text.as_str(), after.clone(), hold.as_secs()), ("@joris.dev Yes, at 8.", After::WaitThem, 10));
    assert_eq!((draft.accounts.as_slice(), *drawn_upto), (&[AccountId(1)][..], Some(InteractionId(20))));
    assert_eq!(draft.conversation(), Some(id(2)));
    assert!(stage.shows("Reply to Joris on its way") && stage.shows("leaves in 10 s"), "{}", stage.screen(80, 24));
    assert!(!stage.screen(80, 24).contains("@joris.dev"));
}

#[test]
fn answering_a_post_that_names_two_of_ours_offers_to_close_both() {
    let mut stage = Stage::usual();
    let also = stage.store.rows.iter().position(|row| row.also.is_some()).unwrap();
    stage.keys(&vec!["j"; also].join(" "));
    stage.keys("r");
    stage.types("Yes, at 8.");
    stage.keys("ctrl-s");
    assert!(stage.shows("The same post is in the inbox of"), "{}", stage.screen(80, 24));
    stage.keys("y");
    assert_eq!(stage.saved().last(), Some(&triage(&[99], Verb::Done)));
}

#[test]
fn what_was_sent_already_is_shown_so_that_it_can_be_deleted() {
    let mut stage = Stage::usual();
    stage.store.undone = Some(Undone::AlreadySent(DeliveryId(3), Some(id(3))));
    stage.keys("z");
    assert!(stage.shows("Already sent") && stage.shows("Fatou N'Diaye"), "{}", stage.screen(80, 24));
}

#[test]
fn every_keystroke_is_kept() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Ye");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev Ye"));
    stage.keys("backspace");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev Y"));
    stage.send(Message::Paste("es\u{1b}[2J!\n".into()));
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev Yes!\n"));
    assert!(sent(&stage).is_empty(), "a paste never sends");
    stage.keys("esc");
    assert!(stage.shows("Draft kept. r goes on with it.") && stage.shows("✎"));
}

#[test]
fn what_was_typed_before_the_store_answers_is_not_lost() {
    let mut stage = Stage::usual();
    let mut view = sample::thread_of(&stage.store.rows[1], &stage.store.accounts);
    let target = Target::Reply {
        conversation: id(2),
        to: InteractionId(20),
        remote: stage.store.rows[1].newest_remote.clone().unwrap(),
        audience: vigie::model::draft::Audience::Public,
    };
    view.drafts = vec![draft(target, "@joris.dev As I said,")];
    stage.store.views.insert(2, view);
    // On a narrow screen nothing of the thread is loaded yet.
    stage.resize(60, 16);
    stage.changed();
    stage.deaf = true;
    stage.keys("j k r");
    stage.types(" yes");
    stage.hear();
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev As I said, yes"));
}

#[test]
fn what_is_being_written_stands_in_one_place() {
    let mut stage = Stage::usual();
    let mut view = sample::thread_of(&stage.store.rows[1], &stage.store.accounts);
    let target = Target::Reply {
        conversation: id(2),
        to: InteractionId(20),
        remote: stage.store.rows[1].newest_remote.clone().unwrap(),
        audience: vigie::model::draft::Audience::Public,
    };
    view.drafts = vec![draft(target, "@joris.dev As I said,")];
    stage.store.views.insert(2, view);
    stage.resize(120, 40);
    stage.changed();
    let places = |stage: &Stage| stage.screen(120, 40).matches("As I said").count();
    assert_eq!(places(&stage), 1, "in the thread");
    stage.keys("r");
    assert_eq!(places(&stage), 1, "in the composer");
    stage.keys("esc");
    assert_eq!(places(&stage), 1, "in the thread again");
}

#[test]
fn a_kept_draft_is_not_overwritten_before_it_was_read() {
    let mut stage = Stage::usual();
    let target = Target::Reply {
        conversation: id(2),
        to: InteractionId(20),
        remote: vigie::model::exchange::RemoteId::new("r2"),
        audience: vigie::model::draft::Audience::Public,
    };
    let row = stage.store.rows.iter_mut().find(|row| row.id == id(2)).unwrap();
    row.draft = true;
    let mut view = sample::thread_of(&row.clone(), &stage.store.accounts);
    view.drafts = vec![draft(target, "@joris.dev As I said,")];
    stage.store.views.insert(2, view);
    stage.changed();
    stage.keys("j");
    stage.deaf = true;
    stage.keys("k r");
    stage.types(" yes");
    assert_eq!(stage.drafted(), None, "the store has not told yet what waits there");
    stage.keys("esc ctrl-s");
    assert!(sent(&stage).is_empty() && stage.shows("One moment"), "{}", stage.screen(80, 24));
    stage.hear();
    assert!(stage.drafted().unwrap().starts_with("@joris.dev As I said,"), "{:?}", stage.drafted());
    assert!(stage.drafted().unwrap().ends_with(" yes"));
}

fn draft(target: Target, text: &str) -> Draft {
    Draft {
        id: Some(DraftId(7)),
        target,
        accounts: vec![AccountId(1)],
        text: text.to_owned(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: sample::NOW,
    }
}

#[test]
fn what_is_too_long_or_blank_is_not_sent() {
    let mut stage = Stage::usual();
    stage.keys("r ctrl-s");
    assert!(stage.shows("There is nothing to send yet."));
    stage.types(&"x".repeat(501 - "@joris.dev ".len()));
    stage.keys("ctrl-s");
    assert!(stage.shows("Not sent: 1 character too many for Mastodon."));
    assert!(sent(&stage).is_empty());
    stage.keys("backspace ctrl-s");
    assert_eq!(sent(&stage).len(), 1);
}

#[test]
fn sending_has_three_endings() {
    for (keys, after) in [("ctrl-s", After::WaitThem), ("alt-s o", After::StayOpen), ("alt-s e", After::Done), ("f2 e", After::Done)] {
        let mut stage = Stage::usual();
        stage.keys("r");
        stage.types("Yes.");
        stage.keys(keys);
        assert_eq!(sent(&stage), [("@joris.dev Yes.".to_owned(), Visibility::Public, after)], "{keys}");
    }
}

#[test]
fn a_private_answer_is_another_text_and_stays_private() {
    let mut stage = Stage::usual();
    stage.keys("R alt-v");
    assert!(stage.shows("A private reply stays private."));
    stage.types("Psst.");
    stage.keys("ctrl-s");
    assert_eq!(sent(&stage)[0].1, Visibility::Direct);
}

#[test]
fn widening_asks_once() {
    let mut stage = Stage::usual();
    stage.store.rows[1].visibility = Visibility::Followers;
    stage.changed();
    stage.keys("r");
    assert!(stage.shows("followers"));
    // Direct is narrower, then public is wider than the message.
    stage.keys("alt-v alt-v");
    assert!(stage.shows("Make this reply “public”?"));
    stage.keys("alt-v esc");
    assert!(stage.shows("private"));
    stage.keys("alt-v y");
    stage.types("Yes.");
    stage.keys("alt-v alt-v alt-v alt-v ctrl-s");
    assert_eq!(sent(&stage)[0].1, Visibility::Public, "it was asked once");
}

#[test]
fn a_verb_takes_the_row_and_selects_the_next() {
    let mut stage = Stage::usual();
    stage.keys("e e");
    assert_eq!(stage.saved(), [triage(&[2], Verb::Done), triage(&[3], Verb::Done)]);
    assert!(stage.shows("Done · Fatou N'Diaye") && stage.shows("z takes it back"));
    stage.keys("j ,");
    assert_eq!(stage.saved()[2], triage(&[4], Verb::Done));
}

#[test]
fn labels_are_set_and_taken_away_by_name() {
    let mut stage = Stage::usual();
    stage.keys("l").types("vip, Refund").keys("enter");
    let labels = |line: &str| vigie::model::label::read(line);
    assert_eq!(stage.saved(), [triage(&[2], Verb::Label(labels("vip refund")))]);
    assert!(stage.shows("#refund #vip"), "{}", stage.screen(100, 24));
    stage.keys("l");
    assert!(stage.shows("✓ refund"), "{}", stage.screen(100, 24));
    stage.keys("enter");
    assert_eq!(stage.saved()[1], triage(&[2], Verb::Unlabel(labels("refund"))));
    stage.keys("l esc");
    assert_eq!(stage.saved().len(), 2, "and nothing happens when it is given up");
}

#[test]
fn a_row_is_given_to_somebody_and_back() {
    let mut stage = Stage::usual();
    stage.keys("a").types("bob").keys("enter enter");
    assert_eq!(stage.saved(), [triage(&[2], Verb::Assign { who: "bob".into(), due: None })]);
    assert!(stage.shows("→bob"), "{}", stage.screen(100, 24));
    stage.keys("a");
    assert!(stage.shows("✓ bob") && stage.shows("Nobody in particular"), "{}", stage.screen(100, 24));
    stage.keys("down down enter");
    assert_eq!(stage.saved()[1], triage(&[2], Verb::Unassign));
}

#[test]
fn a_task_is_made_of_a_row_and_struck_out_on_its_list() {
    let mut stage = Stage::usual();
    stage.keys("t").types("Ask the cook").keys("enter");
    let task = Task { text: "Ask the cook".into(), conversation: Some(id(2)), ..Task::default() };
    assert_eq!(stage.saved(), [Intent::AddTask(task.clone())]);
    assert!(stage.shows("On the list: Ask the cook"), "{}", stage.screen(80, 24));
    let row = |id: i64, text: &str, due| TaskRow {
        id: TaskId(id),
        task: Task { text: text.into(), due, conversation: None, ..Task::default() },
        created_at: stage::sample::ago(9),
        done_at: None,
        client_name: "Chez Léon".into(),
        colour: vigie::model::client::Colour::Yellow,
        about: String::new(),
    };
    stage.store.tasks = vec![row(1, "Ask the cook", Some(stage::sample::ago(5))), row(2, "Buy stamps", Some(tomorrow_at_nine()))];
    stage.changed();
    stage.keys("6");
    for said in ["1 late · 2 to do", "! today 21:09", "□ tomorrow 09:00", "6 Tasks 2!"] {
        assert!(stage.shows(said), "{said}: {}", stage.screen(100, 24));
    }
    stage.keys("j e b").types("tomorrow 9am").keys("enter x");
    let due = Intent::TaskDue(TaskId(2), Some(tomorrow_at_nine()));
    assert_eq!(stage.saved()[1..], [Intent::StrikeTask(TaskId(2), true), due, Intent::RemoveTask(TaskId(2))]);
}

#[test]
fn what_was_done_is_listed_and_gone_back_to() {
    let mut stage = Stage::usual();
    let line = |id: i64, verb, person: &str, about: &str, undone| JournalLine {
        id: EntryId(id),
        at: stage::sample::ago(id as u64),
        hand: Hand { person: person.into(), origin: Origin::Screen },
        deed: Deed::Triage(verb),
        detail: if verb == VerbKind::Label { "vip".into() } else { String::new() },
        about: about.into(),
        conversations: 1,
        undone,
        read: false,
    };
    stage.store.journal = vec![
        line(9, VerbKind::Done, "me", "Ana", true),
        line(8, VerbKind::Label, "me", "Fatou", false),
        line(7, VerbKind::Mute, "bob", "Joris", false),
        JournalLine { read: true, ..line(6, VerbKind::Done, "me", "Le Monde", false) },
    ];
    stage.store.journal[3].hand.origin = Origin::Command;
    stage.keys(":").types("undo history").keys("enter");
    for said in ["✓ Done · Ana", "Labelled · vip · Fatou", "bob's, on a screen", "Read · Le Monde", "yours, by a command: vigie undo"]
    {
        assert!(stage.shows(said), "{said}: {}", stage.screen(80, 24));
    }
    stage.keys("down enter");
    assert_eq!(stage.saved(), [Intent::UndoTo(EntryId(8))]);
    stage.keys(":").types("undo history").keys("enter").types("joris").keys("enter");
    assert_eq!(stage.saved().len(), 1, "what another hand did is not taken back from here");
}

#[test]
fn the_client_is_waited_for_with_what_was_asked() {
    let mut stage = Stage::usual();
    stage.keys("w").types("Is the terrace open?").keys("enter");
    assert!(stage.shows("By when should the client answer?") && stage.shows("No date"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    let asked = |due| Asked { due, what: "Is the terrace open?".into() };
    assert_eq!(stage.saved(), [triage(&[2], Verb::WaitClient(asked(None)))]);
    assert!(stage.shows("Waiting on the client · Joris"), "{}", stage.screen(100, 24));
    stage.keys("w").types("Is the terrace open?").keys("enter").types("demain 9h").keys("enter");
    assert_eq!(stage.saved()[1], triage(&[3], Verb::WaitClient(asked(Some(tomorrow_at_nine())))));
    stage.keys(">");
    let screen = stage.screen(100, 30);
    assert!(screen.contains("▪ Waiting on the client · asked: Is the terrace open?"), "{screen}");
}

/// Nine o'clock in Paris on the day after the stage's evening.
fn tomorrow_at_nine() -> Timestamp {
    Timestamp::from_millis(1_789_455_600_000)
}

#[test]
fn a_row_sleeps_until_a_time_that_is_chosen_or_typed() {
    let mut stage = Stage::usual();
    stage.keys("b");
    assert!(stage.shows("Tomorrow morning") && stage.shows("tomorrow 09:00"), "{}", stage.screen(80, 24));
    stage.types("tomorrow m").keys("enter");
    assert_eq!(stage.saved(), [triage(&[2], Verb::Snooze(Until::At(tomorrow_at_nine())))]);
    assert!(stage.shows("Snoozed until tomorrow 09:00 · Joris"), "{}", stage.screen(80, 24));
    // The same again, on the next row.
    stage.keys(",");
    assert_eq!(stage.saved()[1], triage(&[3], Verb::Snooze(Until::At(tomorrow_at_nine()))));
    stage.keys("b").types("tommorow");
    assert!(stage.shows("tomorrow") && stage.shows("Did you mean"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert_eq!(stage.saved().len(), 2, "what is no time is not taken");
    stage.keys("ctrl-u").types("until they").keys("enter");
    assert_eq!(stage.saved()[2], triage(&[1], Verb::Snooze(Until::Answer)));
}

#[test]
fn what_follows_an_answer_is_chosen_at_sending() {
    for (keys, after) in [
        ("alt-s b", After::Snooze(Until::At(tomorrow_at_nine()))),
        ("alt-s w", After::WaitClient(Asked { due: Some(tomorrow_at_nine()), what: String::new() })),
    ] {
        let mut stage = Stage::usual();
        stage.keys("r").types("We are asking.").keys(keys).types("tomorrow 9am").keys("enter");
        let sent = stage.saved().into_iter().find_map(|intent| match intent {
            Intent::Send { after, .. } => Some(after),
            _ => None,
        });
        assert_eq!(sent, Some(after));
    }
}

#[test]
fn what_the_store_does_not_take_is_put_back() {
    for (answered, said) in [(refused(), "it is not there any more"), (failed(ProblemCode::DiskFull), "The disk is full")] {
        let mut stage = Stage::usual();
        stage.keys("j");
        let before = stage.screen(80, 24);
        stage.store.refuses = Some(answered);
        stage.keys("e");
        let after = stage.screen(80, 24);
        assert!(after.contains(said), "{after}");
        let list = |screen: &str| screen.lines().skip(2).take(7).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list(&before), list(&after));
    }
}

#[test]
fn a_stored_problem_goes_away_when_storing_works_again() {
    let mut stage = Stage::usual();
    stage.store.refuses = Some(failed(ProblemCode::DiskFull));
    stage.keys("s");
    assert!(stage.shows("The disk is full"));
    stage.store.refuses = None;
    stage.keys("s");
    assert!(!stage.shows("The disk is full"));
}

#[test]
fn flags_are_set_and_taken_away_with_the_same_key() {
    let mut stage = Stage::usual();
    stage.keys("s s u u");
    // A verb sees the row, so that the first `u` makes it unread again.
    let verbs = [Verb::Star, Verb::Unstar, Verb::Unread, Verb::See];
    assert_eq!(stage.saved(), verbs.map(|verb| triage(&[2], verb)));
}

#[test]
fn several_rows_are_one_verb() {
    let mut stage = Stage::usual();
    stage.keys("space j space");
    assert!(stage.shows("2 selected"));
    stage.keys("e");
    assert_eq!(stage.saved(), [triage(&[2, 1], Verb::Done)]);
    assert!(stage.shows("Done · 2 conversations"));
    stage.keys("v j j s");
    assert_eq!(stage.saved()[1], triage(&[4, 5, 6], Verb::Star));
}

#[test]
fn all_that_match_are_asked_about_when_they_are_not_on_hand() {
    let mut stage = Stage::usual();
    stage.keys("% e");
    assert_eq!(stage.saved(), [triage(&[2, 3, 1, 4, 5, 6, 7], Verb::Done)], "everything was in hand");

    let mut store = sample::store(Lang::En);
    for at in 0..200 {
        store.rows.push(sample::row(100 + at, 0, vigie::model::interaction::Kind::Mention, ("Nino", "@nino@a.example"), 9_000, "hello"));
    }
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("%");
    assert!(stage.shows("207 selected"), "{}", stage.screen(80, 24));
    stage.keys("e");
    assert!(stage.saved().is_empty() && stage.shows("Done: 207 conversations"), "{}", stage.screen(80, 24));
    stage.keys("e esc");
    assert!(stage.saved().is_empty(), "the key that asks never says yes");
    stage.keys("e y");
    let saved = stage.saved();
    let [Intent::TriagePart(first, Given::Verb(Verb::Done), None), Intent::TriagePart(last, Given::Verb(Verb::Done), Some(_))] = &saved[..]
    else {
        panic!("{saved:?}")
    };
    assert_eq!((first.len(), last.len()), (200, 7), "parts of one entry");
    assert!(stage.shows("Done · 207 conversations") && !stage.shows("×"), "{}", stage.screen(80, 24));
}

#[test]
fn new_rows_wait_until_they_are_asked_for() {
    let mut stage = Stage::usual();
    stage.keys("j").wait(60_000);
    let mut fresh = sample::row(50, 1, vigie::model::interaction::Kind::Mention, ("Nino", "@nino@a.example"), 0, "brand new");
    fresh.triage.opened_at = stage.now.day;
    stage.store.rows.push(fresh);
    let cursor = stage.cursor(80, 24);
    stage.changed();
    assert!(stage.shows("▲ 1 new (.)") && !stage.shows("brand new"));
    assert_eq!(stage.cursor(80, 24), cursor);
    stage.keys(".");
    assert!(stage.shows("brand new"));
    stage.keys("e");
    assert_eq!(stage.saved(), [triage(&[3], Verb::Done)], "the selection is the same row");
}

#[test]
fn nothing_public_leaves_on_one_key() {
    let mut stage = Stage::usual();
    stage.keys("B B B");
    assert!(stage.saved().is_empty() && stage.shows("Boost what Joris wrote"));
    stage.keys("enter");
    assert!(stage.saved().is_empty());
    stage.keys("y f");
    let act = |kind, hold| Intent::Act { conversation: id(2), message: InteractionId(20), kind, hold };
    assert_eq!(stage.saved(), [act(ActKind::Boost, Duration::from_secs(10)), act(ActKind::Like, Duration::ZERO)]);
    stage.keys("> > > > j j f");
    assert!(stage.shows("Nobody waits for an answer to this.") || stage.saved().len() == 3);
}

#[test]
fn every_action_on_a_row_is_a_letter_away_and_says_why_not() {
    let mut stage = Stage::usual();
    stage.keys("x");
    let menu = stage.screen(80, 24);
    assert!(menu.contains("@joris.dev@pouet.example · @chezleon@pouet.example"), "{menu}");
    stage.keys("H enter");
    let menu = stage.screen(80, 24);
    assert!(menu.contains("(This network cannot do that.)"), "{menu}");
    assert!(stage.saved().is_empty() && stage.shows("Esc closes"), "what cannot be done stands there, and does nothing");
    stage.keys("s");
    assert_eq!(stage.saved(), [triage(&[2], Verb::Star)]);
    stage.keys("x q");
    assert!(!stage.shows("the letter or Enter runs it"));
}

#[test]
fn a_block_names_everybody_asks_once_and_leaves_after_ten_seconds() {
    let mut stage = Stage::usual();
    stage.keys("x X");
    let question = stage.screen(80, 24);
    for named in ["Block @joris.dev@pouet.example", "Mastodon", "@chezleon@pouet.example", "Chez Léon"] {
        assert!(question.contains(named), "{named} is not in\n{question}");
    }
    stage.keys("X enter");
    assert!(stage.saved().is_empty(), "only the key that is shown says yes");
    stage.keys("y");
    let act = |kind| Intent::Act { conversation: id(2), message: InteractionId(20), kind, hold: Duration::from_secs(10) };
    assert_eq!(stage.saved(), [act(ActKind::Block)]);
    assert!(!stage.shows("@joris.dev"), "it has left the list: {}", stage.screen(80, 24));
    assert!(stage.shows("Blocked · Joris"));
}

#[test]
fn a_report_asks_what_for_and_in_which_words() {
    let mut stage = Stage::usual();
    stage.keys("x !");
    stage.types("rule");
    stage.keys("enter");
    let asked = stage.screen(80, 24);
    for named in ["@joris.dev@pouet.example", "@chezleon@pouet.example", "breaks a rule of the server"] {
        assert!(asked.contains(named), "{named} is not in\n{asked}");
    }
    stage.types("Again and again.");
    assert!(stage.saved().is_empty());
    stage.keys("enter");
    let report = Intent::Report {
        message: InteractionId(20),
        category: Category::Violation,
        comment: "Again and again.".into(),
        attach: true,
        hold: Duration::from_secs(10),
    };
    assert_eq!(stage.saved(), [report]);
    assert!(!stage.shows("@joris.dev"));
    stage.keys("x ! down down down enter esc");
    assert_eq!(stage.saved().len(), 1, "given up before the words");
}

#[test]
fn what_is_private_is_not_boosted() {
    let mut stage = Stage::usual();
    stage.keys("j j j j B");
    assert!(stage.shows("It is private, and stays so."));
}

#[test]
fn our_own_answer_is_deleted_after_asking() {
    let mut stage = Stage::usual();
    stage.keys("D");
    assert!(stage.shows("There is no answer of ours in it."));
    stage.keys("j D");
    assert!(stage.shows("Delete the newest answer of Tapis Karim"));
    stage.keys("D y");
    let delete = Intent::Act { conversation: id(3), message: InteractionId(27), kind: ActKind::Delete, hold: Duration::from_secs(10) };
    assert_eq!(stage.saved(), [delete]);
}

#[test]
fn a_filter_narrows_as_it_is_typed_and_keeps_its_last_good_result() {
    let mut stage = Stage::usual();
    stage.keys("/");
    stage.types("client:karim");
    assert!(stage.shows("the berber rug") && !stage.shows("lemon tart"));
    stage.types(" is:loud");
    assert!(stage.shows("the berber rug") && stage.shows("is: does not know “loud”"));
    stage.keys("ctrl-w ctrl-w enter e");
    assert_eq!(stage.saved(), [triage(&[3], Verb::Done)]);
    stage.keys("esc");
    assert!(stage.shows("lemon tart"));
}

#[test]
fn what_was_visible_for_a_second_was_seen() {
    let seen = |stage: &Stage| stage.log.iter().any(|effect| matches!(effect, Effect::Save(_, Intent::Seen(ConversationId(2), _))));
    let mut stage = Stage::usual();
    stage.wait(900);
    assert!(!seen(&stage));
    stage.wait(100);
    assert!(seen(&stage));

    let mut away = Stage::usual();
    away.send(Message::FocusChanged(false));
    away.wait(5_000);
    assert!(!seen(&away), "nobody looked");
    away.send(Message::FocusChanged(true));
    away.wait(1_000);
    assert!(seen(&away));

    let mut narrow = Stage::new(sample::store(Lang::En), settings(Lang::En, 60, 16));
    narrow.wait(5_000);
    assert!(!seen(&narrow), "a list shows no message");
    narrow.keys("enter");
    assert!(seen(&narrow), "it was opened");
}

#[test]
fn an_open_conversation_is_read_again_and_gives_way_to_the_next() {
    let mut stage = Stage::usual();
    stage.keys("enter");
    assert!(stage.log.iter().any(|effect| matches!(effect, Effect::Ask(_, Ask::Thread(ConversationId(2))))));
    stage.keys("e");
    assert!(stage.shows("Fatou N'Diaye @fatou@mastodon.example →"), "{}", stage.screen(80, 24));
    stage.keys("q");
    assert!(stage.shows("To answer"));
    stage.keys("q");
    assert!(stage.shows("Q quits."));
}

#[test]
fn undo_is_asked_of_the_journal_and_said() {
    let mut stage = Stage::usual();
    stage.keys("e");
    stage.store.rows[1].triage.state = vigie::model::triage::State::Open;
    stage.store.undone = Some(Undone::Restored {
        deed: Deed::Triage(VerbKind::Done),
        detail: String::new(),
        read: false,
        deeds: 1,
        conversations: 1,
        changed: 0,
        first: Some(id(2)),
        draft: None,
    });
    stage.keys("z").wait(300);
    assert_eq!(stage.saved()[1], Intent::Undo);
    assert!(stage.shows("Taken back: Done"));
    stage.keys("s");
    assert_eq!(stage.saved()[2], triage(&[2], Verb::Star), "what came back is selected");
    stage.keys("Z");
    assert_eq!(stage.saved()[3], Intent::Redo);
    stage.store.undone = Some(Undone::AlreadySent(DeliveryId(3), None));
    stage.keys("z");
    assert!(stage.shows("Already sent; D deletes it."));
}

#[test]
fn quitting_while_something_leaves_asks_once() {
    let leaving = || {
        let mut stage = Stage::usual();
        stage.keys("r");
        stage.types("Yes.");
        stage.keys("ctrl-s Q");
        assert!(stage.shows("1 answer is leaving.") && !stage.asked(&Effect::Quit), "{}", stage.screen(80, 24));
        stage
    };
    let mut stage = leaving();
    stage.keys("k");
    assert!(stage.saved().contains(&Intent::Cancel(DeliveryId(100))));
    stage.wait(300);
    assert!(stage.asked(&Effect::Quit));

    let mut stage = leaving();
    stage.keys("s");
    assert!(stage.saved().contains(&Intent::SendAllNow));
    stage.wait(300);
    assert!(!stage.asked(&Effect::Quit), "it is being sent");
    stage.store.outbox.clear();
    stage.changed();
    assert!(stage.asked(&Effect::Quit));

    let mut stage = leaving();
    stage.keys("w ctrl-c");
    assert!(stage.shows("Still here."));
    let mut idle = Stage::usual();
    idle.keys("Q");
    assert!(idle.asked(&Effect::Quit));
}

#[test]
fn control_c_never_quits_by_itself() {
    let mut stage = Stage::usual();
    stage.keys("ctrl-c");
    assert!(stage.shows("Q quits."));
    stage.keys("r ctrl-c");
    assert!(stage.shows("Ctrl-q quits."), "in a text, Q is a letter");
    stage.news(vigie::model::news::News::Reading(id(2)));
    stage.keys("esc ctrl-c");
    assert!(stage.asked(&Effect::CancelAsks) && !stage.asked(&Effect::Quit));
}

#[test]
fn a_draft_is_thrown_away_by_its_id() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("No.");
    stage.keys("alt-d");
    assert_eq!(stage.saved(), [Intent::DiscardDraft(DraftId(1))]);
    assert!(stage.shows("Draft thrown away"));

    let mut quick = Stage::usual();
    quick.keys("r");
    quick.deaf = true;
    quick.types("No.");
    quick.keys("f8");
    quick.hear();
    assert_eq!(quick.saved(), [Intent::DiscardDraft(DraftId(1))], "its id came late");
}

#[test]
fn the_persons_own_editor_never_sends() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Yes");
    stage.keys("ctrl-e");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev Yes (edited)"));
    assert!(sent(&stage).is_empty());
    stage.keys("ctrl-_");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev Yes"));
}

#[test]
fn tab_completes_names_tags_and_emoji() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("@fat");
    stage.keys("tab");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev @fatou@mastodon.example"));
    stage.types(" :tada");
    stage.keys("tab");
    assert_eq!(stage.drafted().as_deref(), Some("@joris.dev @fatou@mastodon.example 🎉"));
    stage.types(" @");
    stage.keys("tab tab");
    assert!(stage.drafted().unwrap().ends_with("@berger@mastodon.example"), "{:?}", stage.drafted());
}

#[test]
fn a_new_post_goes_on_where_it_was_left_and_leaves_from_several_accounts() {
    let mut stage = Stage::usual();
    stage.store.new_draft = Some(draft(Target::New, "Closed on Monday"));
    stage.keys("c");
    assert!(stage.shows("Closed on Monday"));
    stage.types("!");
    stage.keys("alt-a j space enter ctrl-s");
    let saved = stage.saved();
    let [Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!((draft.text.as_str(), draft.id), ("Closed on Monday!", Some(DraftId(1))));
    assert_eq!(draft.accounts, [AccountId(1), AccountId(2)]);
    assert!(stage.shows("Post on its way to 2 accounts"));
}

#[test]
fn an_account_gets_a_text_of_its_own_and_may_give_it_back() {
    let mut stage = Stage::usual();
    stage.keys("c");
    stage.types("Closed on Monday");
    stage.keys("alt-o");
    assert!(stage.shows("Only one account is chosen"), "{}", stage.screen(80, 24));
    stage.keys("alt-a j space enter alt-o alt-o");
    assert!(stage.shows("own text for @tapiskarim"), "{}", stage.screen(80, 24));
    stage.types(", the workshop too");
    stage.keys("ctrl-o");
    assert!(!stage.shows("the workshop too"), "the shared text is shown again");
    stage.types("!");
    stage.keys("ctrl-s");
    let saved = stage.saved();
    let [.., Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!(draft.text_for(AccountId(1)), "Closed on Monday!");
    assert_eq!(draft.text_for(AccountId(2)), "Closed on Monday, the workshop too");
}

#[test]
fn an_own_text_that_is_taken_away_or_says_the_same_is_none() {
    let mut stage = Stage::usual();
    stage.keys("c");
    stage.types("Closed on Monday");
    stage.keys("alt-a j space enter alt-o");
    stage.types(" and Tuesday");
    stage.keys("ctrl-p");
    stage.types("take the own text");
    stage.keys("enter alt-o alt-o alt-o ctrl-s");
    let saved = stage.saved();
    let [.., Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert!(draft.variants.is_empty(), "{draft:?}");
}

#[test]
fn each_post_of_a_thread_is_counted_and_too_much_of_one_is_said() {
    let mut stage = Stage::usual();
    stage.keys("c");
    stage.types("One");
    stage.keys("enter");
    stage.types("---");
    stage.keys("enter");
    stage.types(&"x".repeat(502));
    assert!(stage.shows("Mastodon 502/500 · post 2 of 2"), "{}", stage.screen(80, 24));
    stage.keys("ctrl-s");
    assert!(stage.shows("2 characters too many"), "{}", stage.screen(80, 24));
}

#[test]
fn files_are_added_described_and_put_in_order() {
    let mut stage = Stage::usual();
    stage.keys("c");
    stage.types("Closed on Monday");
    stage.keys("alt-m");
    stage.types("~/cake.png");
    stage.keys("enter");
    assert!(stage.shows("What does it show?"), "{}", stage.screen(80, 24));
    stage.types("A plum cake");
    stage.keys("enter a");
    stage.types("~/nothing.txt");
    stage.keys("enter");
    assert!(stage.shows("There is no such file"), "{}", stage.screen(80, 24));
    stage.keys("a");
    stage.types("~/b");
    stage.keys("tab");
    assert!(stage.shows("~/bread.png"), "what was typed goes on: {}", stage.screen(80, 24));
    stage.keys("enter esc K esc");
    assert!(stage.shows("▣ 1 bread.png") && stage.shows("no description"), "{}", stage.screen(80, 24));
    stage.keys("ctrl-s");
    let saved = stage.saved();
    let [.., Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    let sent: Vec<_> = draft.media.iter().map(|one| (one.file.name(), one.alt.as_str())).collect();
    assert_eq!(sent, [("bread.png", ""), ("cake.png", "A plum cake")]);
}

#[test]
fn what_a_server_does_not_take_is_said_before_it_is_sent() {
    let mut stage = Stage::usual();
    stage.keys("c alt-m");
    for _ in 0..5 {
        stage.types("/x/cake.png");
        stage.keys("enter esc a");
    }
    stage.keys("esc esc ctrl-s");
    assert!(stage.shows("takes 4 files with a post"), "{}", stage.screen(80, 24));
}

/// The first account as a source.
fn with_a_source(sources: usize) -> Stage {
    let mut store = sample::store(Lang::En);
    for row in store.accounts.iter_mut().take(sources) {
        row.account.network = Network::Rss;
        row.account.name = "The Pass".to_owned();
    }
    Stage::new(store, settings(Lang::En, 80, 24))
}

#[test]
fn nobody_posts_as_a_source() {
    let mut stage = with_a_source(1);
    stage.keys("c");
    stage.types("Closed on Monday");
    stage.keys("alt-a");
    assert!(!stage.shows("The Pass") && stage.shows("@tapiskarim"), "{}", stage.screen(80, 24));
    stage.keys("enter ctrl-s");
    let saved = stage.saved();
    let [Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!(draft.accounts, [AccountId(2)], "an account that can");

    let mut stage = with_a_source(3);
    stage.keys("c");
    assert!(stage.shows("No account here can post"), "{}", stage.screen(80, 24));
}

#[test]
fn enter_on_a_source_shows_its_entries() {
    let mut stage = with_a_source(1);
    // Sources stand where the store puts them; this one is the first row.
    stage.keys("5 enter");
    assert!(stage.shows("To read · The Pass"), "{}", stage.screen(80, 24));
}

#[test]
fn a_warning_is_written_before_the_text() {
    let mut stage = Stage::usual();
    stage.keys("r alt-w");
    stage.types("food");
    stage.keys("enter");
    stage.types("Yes.");
    stage.keys("ctrl-s");
    let saved = stage.saved();
    let [Intent::Send { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!((draft.warning.as_str(), draft.text.as_str()), ("food", "@joris.dev Yes."));
}

#[test]
fn an_old_answer_is_dropped() {
    let mut stage = Stage::usual();
    stage.deaf = true;
    stage.changed();
    stage.keys("> <");
    let loads = stage.log.iter().filter(|effect| matches!(effect, Effect::Load(_, Query::Inbox(..)))).count();
    assert!(loads >= 3, "{loads}");
    stage.hear();
    assert!(stage.shows("Do you still have a table") && !stage.shows("Thanks for the advice"));
}

#[test]
fn the_mouse_selects_scrolls_and_can_be_let_go() {
    let mut stage = Stage::usual();
    stage.click(20, 4);
    stage.keys("e");
    assert_eq!(stage.saved(), [triage(&[1], Verb::Done)]);
    stage.wheel(20, 4);
    stage.keys("s");
    assert_eq!(stage.saved()[1], triage(&[7], Verb::Star));
    stage.click(28, 0);
    assert!(stage.shows("Nothing is on its way."), "{}", stage.screen(80, 24));
    stage.keys("f6");
    assert!(stage.asked(&Effect::Mouse(false)) && !stage.state.wants_mouse());
}

#[test]
fn the_outbox_mends_what_did_not_leave() {
    let mut store = sample::store(Lang::En);
    store.outbox = sample::outbox(&store.rows);
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("4 s j l x");
    assert_eq!(stage.saved(), [Intent::SendNow(DeliveryId(1)), Intent::Cancel(DeliveryId(2))]);
    assert!(stage.asked(&Effect::Login(AccountId(1))));
    stage.keys("G s");
    assert!(stage.shows("Too late"));
    stage.keys("g g enter");
    assert!(stage.shows("Hélène Marchand @helene"), "{}", stage.screen(80, 24));
}

#[test]
fn what_was_refused_is_edited_and_sent_as_a_new_delivery() {
    let mut store = sample::store(Lang::En);
    store.outbox = sample::outbox(&store.rows);
    let row = store.rows[0].clone();
    let Load::Publish(outgoing) = store.outbox[0].load.clone() else { panic!() };
    let to = Target::Reply {
        conversation: row.id,
        to: row.newest.unwrap(),
        remote: row.newest_remote.clone().unwrap(),
        audience: Audience::Public,
    };
    store.new_draft = Some(Draft {
        id: Some(DraftId(31)),
        target: to,
        accounts: vec![row.account],
        text: outgoing.text,
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: sample::NOW,
    });
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("4");
    assert!(stage.shows("e edits the text"), "{}", stage.screen(80, 24));
    stage.keys("e");
    assert_eq!(stage.saved(), [Intent::Cancel(DeliveryId(1))], "it is stopped before anything can be typed");
    assert!(stage.shows("nous sommes vraiment désolés"), "{}", stage.screen(80, 24));
    stage.types(" Merci.");
    stage.keys("ctrl-s");
    let sent = stage.saved().into_iter().find_map(|intent| match intent {
        Intent::Send { draft, .. } => Some(draft),
        _ => None,
    });
    let sent = sent.unwrap();
    assert!(sent.text.ends_with("demain matin. Merci.") && sent.accounts == [row.account], "{sent:?}");
    assert_eq!(sent.conversation(), Some(row.id));
    stage.keys("4 j j j");
    assert!(stage.shows("Too late") || stage.shows("boost"), "{}", stage.screen(80, 24));
    stage.keys("e");
    assert!(stage.shows("It carries no text."), "{}", stage.screen(80, 24));
}

#[test]
fn the_calendar_of_the_next_hours_stands_below_the_outbox() {
    let mut store = sample::store(Lang::En);
    store.calendar = sample::upcoming(&store.rows);
    store.outbox = sample::outbox(&store.rows)[..2].to_vec();
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("4");
    assert!(stage.shows("Hier, trop tard") && stage.shows("Demain à midi"), "{}", stage.screen(80, 24));
    assert!(!stage.shows("Déjà parti") && !stage.shows("Dans trois jours"), "{}", stage.screen(80, 24));
}

#[test]
fn accounts_are_mended_paused_and_removed() {
    let mut stage = Stage::usual();
    stage.keys("5 l p D");
    assert!(stage.asked(&Effect::Login(AccountId(1))));
    assert!(stage.shows("Remove @chezleon@pouet.example (Chez Léon)"));
    stage.keys("y");
    assert_eq!(stage.saved(), [Intent::Pause(AccountId(1), true), Intent::RemoveAccount(AccountId(1))]);
    stage.keys("j enter");
    assert!(stage.shows("To answer · @tapiskarim") && !stage.shows("lemon tart"), "{}", stage.screen(80, 24));
}

#[test]
fn the_first_screen_offers_the_demo_and_an_account() {
    let mut stage = Stage::new(Store::default(), settings(Lang::En, 80, 24));
    stage.keys("a d");
    assert!(stage.asked(&Effect::AddAccount(None)) && stage.asked(&Effect::Demo));
}

#[test]
fn what_can_follow_a_chord_is_shown_after_a_while() {
    let mut stage = Stage::usual();
    stage.keys("y");
    let due = stage.state.next_tick().unwrap();
    assert_eq!(due.since(stage.now.machine), Duration::from_millis(300));
    assert!(!stage.shows("Copy its address"));
    stage.wait(300);
    assert!(stage.shows("Copy its address"));
    stage.keys("l");
    assert!(stage.asked(&Effect::Copy("https://pouet.example/2".into())));
}

/// Three sources; those at `failing` cannot be read.
fn sources_that_fail(failing: &[usize], reason: ReasonCode) -> Stage {
    let mut stage = with_a_source(3);
    let reason = Reason { code: reason, detail: "the feed of a site with a long name".into() };
    for at in failing {
        stage.store.accounts[*at].feeds[0].trouble = Some(reason.clone());
    }
    stage.changed();
    for at in failing {
        let lane = LaneId::Poll(stage.store.accounts[*at].account.id, Feed::Entries);
        stage.news(News::Failed(lane, reason.clone(), Some(sample::NOW + Duration::from_secs(60))));
    }
    stage
}

#[test]
fn the_key_of_a_trouble_leads_to_it_and_is_never_cut() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut stage = sources_that_fail(&[1, 2], ReasonCode::Protocol);
        let screen = stage.resize(width, height).screen(width, height);
        let trouble = screen.lines().find(|line| line.contains('⚠')).unwrap();
        assert!(trouble.contains("… · press 5") && trouble.contains("+1"), "{trouble}");
        stage.keys("5");
        let screen = stage.screen(width, height);
        let rows: Vec<&str> = screen.lines().skip(1).take(4).collect();
        assert!(rows[0].contains("2 cannot be read"), "{screen}");
        assert!(rows[1].contains(" ! R") && rows[2].contains(" ! R") && rows[3].contains(" ✓ R"), "{screen}");
        assert_eq!(stage.cursor(width, height).1, 2, "the first of them is selected: {screen}");
        // Whoever goes there without a trouble stays where they were.
        stage.keys("j j 1 5");
        assert_eq!(stage.cursor(width, height).1, 2);
    }
    let mut well = with_a_source(3);
    well.keys("5 j j 1 5");
    assert_eq!(well.cursor(80, 24).1, 4);
}

#[test]
fn sources_that_cannot_be_reached_are_called_sources() {
    let stage = sources_that_fail(&[0, 1, 2], ReasonCode::Unreachable);
    assert!(stage.shows("3 sources cannot be reached since"), "{}", stage.screen(80, 24));
    assert!(!stage.shows("what you send"), "a source is sent nothing");
}

#[test]
fn a_source_that_is_gone_gives_no_other_reason() {
    let mut stage = sources_that_fail(&[0], ReasonCode::Gone);
    stage.store.accounts[0].account.health = Health::Gone;
    stage.changed();
    stage.keys("5");
    let screen = stage.screen(80, 24);
    assert!(!screen.contains("nothing at this address") && screen.matches("gone for good").count() >= 3, "{screen}");
}

#[test]
fn an_entry_is_read_and_not_answered() {
    let mut store = sample::store(Lang::En);
    let published = store.rows[0].clone();
    store.rows = vec![published.clone(), published];
    for (at, row) in store.rows.iter_mut().enumerate() {
        row.id = id(at as i64 + 1);
        (row.kind, row.network, row.name) = (Kind::Entry, Network::Rss, ["Town news", "Sea news"][at].to_owned());
        row.triage = Triage::quiet(sample::NOW);
    }
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("> >");
    for key in ["r", "R", "f", "B", "D"] {
        stage.keys(key);
        assert!(stage.shows("A source takes no answers, likes or boosts; oo opens its page."), "{key}: {}", stage.screen(80, 24));
    }
    assert_eq!(stage.cursor(80, 24).1, 2);
    stage.keys("e");
    assert!(stage.shows("✓ Read · Sea news"), "{}", stage.screen(80, 24));
    assert_eq!(stage.cursor(80, 24).1, 3, "what follows it is next");
}

#[test]
fn a_wrong_filter_says_why_also_when_it_is_left_as_it_is() {
    let mut stage = Stage::usual();
    stage.keys("/");
    stage.types("kind:loud");
    stage.keys("enter");
    assert!(stage.shows("kind: does not know “loud”. It knows mention"), "{}", stage.screen(80, 24));
}

#[test]
fn one_that_does_not_poll_says_so_beside_any_trouble() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut stage = sources_that_fail(&[1], ReasonCode::Protocol);
        stage.resize(width, height).news(News::Standby);
        let first = stage.screen(width, height).lines().next().unwrap().to_owned();
        assert!(first.ends_with(" standby |"), "{first}");
        stage.news(News::OnDuty);
        assert!(!stage.screen(width, height).contains("standby"));
    }
}

#[test]
fn what_was_done_on_the_plain_terminal_is_told() {
    let mut stage = with_a_source(1);
    stage.keys("5 s");
    assert!(stage.asked(&Effect::AddSource(Some(vigie::base::id::ClientId(1)))), "for the client of the row that is looked at");
    let ticket = Ticket { slot: Slot::World, generation: 0 };
    stage.send(Message::Answer(ticket, Answered::Told("Town news is a source of Bistro now.".into())));
    assert!(stage.shows("✓ Town news is a source of Bistro now."));
}

#[test]
fn nothing_is_drawn_without_a_change() {
    let mut stage = Stage::usual();
    stage.wait(1_000);
    stage.state.take_dirty();
    stage.wait(10);
    assert!(!stage.state.take_dirty());
    let due = stage.state.next_tick().unwrap().since(stage.now.machine);
    assert!(due > Duration::from_secs(30) && due <= Duration::from_secs(60), "{due:?}");
    stage.keys("j");
    assert!(stage.state.take_dirty());
}

#[test]
fn a_french_keyboard_and_a_persons_own_keys_work() {
    let mut chosen = settings(Lang::En, 80, 24);
    chosen.layout = KeyLayout::Azerty;
    let (config, warnings) = Config::read("[keys]\nreply = \"f9\"\nreplly = \"x\"\n");
    chosen.config = config;
    chosen.warnings = warnings;
    let mut stage = Stage::new(sample::store(Lang::En), chosen);
    assert!(stage.shows("there is no command “replly”; “reply” was meant?"), "{}", stage.screen(80, 24));
    stage.keys("' &");
    stage.keys("f9");
    stage.types("Yes.");
    stage.keys("ctrl-s");
    assert_eq!(sent(&stage).len(), 1);
}

#[test]
fn a_delivery_counts_down() {
    let mut store = sample::store(Lang::En);
    store.outbox = vec![sample::outbox_row(1, &store.rows[0], Delivery::Leaving(sample::NOW + Duration::from_millis(2_500)))];
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    assert!(stage.shows("leaves in 3 s"));
    stage.wait(500);
    assert!(stage.shows("leaves in 2 s"));
    let due = stage.state.next_tick().unwrap().since(stage.now.machine);
    assert!(due <= Duration::from_secs(1), "{due:?}");
}

#[test]
fn the_countdown_names_the_key_that_stops_it() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Yes, at 8.");
    stage.keys("ctrl-s");
    assert!(stage.shows("leaves in 10 s · z stops it"));
    // Now z would take the star away, and not stop the reply.
    stage.keys("s");
    assert!(stage.shows("leaves in 10 s · 4 shows it") && !stage.shows("z stops it"), "{}", stage.screen(80, 24));
    stage.store.undone = Some(Undone::Restored {
        deed: Deed::Triage(VerbKind::Star),
        detail: String::new(),
        read: false,
        deeds: 1,
        conversations: 1,
        changed: 0,
        first: None,
        draft: None,
    });
    stage.keys("z");
    assert!(stage.shows("leaves in 10 s · z stops it"), "{}", stage.screen(80, 24));
}

#[test]
fn what_went_wrong_is_read_to_its_end_while_something_leaves() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Yes, at 8.");
    stage.keys("ctrl-s");
    stage.keys("o");
    let address = "https://example.social/@somebody/115630000000000001";
    let ticket = Ticket { slot: Slot::World, generation: 0 };
    let failure = Problem { code: ProblemCode::Browser, detail: address.to_owned() };
    stage.send(Message::Answer(ticket, Answered::Failed(failure)));
    assert!(stage.shows(address), "{}", stage.screen(80, 24));
}

#[test]
fn a_key_that_does_nothing_says_so_and_hides_nothing() {
    let mut stage = Stage::usual();
    stage.keys("X");
    assert!(stage.shows("X does nothing here; ? lists the keys."), "{}", stage.screen(80, 24));
    stage.keys("g esc");
    assert!(!stage.shows("does nothing here"));
    stage.keys("s X");
    assert!(stage.shows("Star set") && stage.shows("z takes it back"), "{}", stage.screen(80, 24));
}

#[test]
fn the_choice_of_accounts_begins_at_the_one_that_posts() {
    let mut stage = Stage::usual();
    stage.keys("j j j c f3 space enter");
    assert!(stage.shows("No account is chosen"), "{}", stage.screen(80, 24));
}

#[test]
fn the_counts_above_a_list_are_those_of_the_list() {
    let mut stage = Stage::usual();
    assert!(stage.shows("7 conversations"), "{}", stage.screen(80, 24));
    stage.keys("5 enter");
    let account = stage.store.accounts[0].account.id;
    let rows = || stage.store.rows.iter().filter(|row| row.account == account && row.view() == View::ToAnswer);
    let unread = rows().filter(|row| !row.triage.seen()).count();
    assert!(stage.shows(&format!(" {unread} unread · {} seen", rows().count() - unread)), "{}", stage.screen(80, 24));
}

#[test]
fn a_hint_goes_with_the_next_key() {
    let mut stage = Stage::usual();
    stage.keys(".");
    assert!(stage.shows("Nothing new has come."));
    stage.keys("j");
    assert!(!stage.shows("Nothing new has come."));
    stage.keys("r");
    stage.types(&"x".repeat(501));
    stage.keys("ctrl-s");
    assert!(stage.shows("Not sent:"));
    stage.keys("backspace");
    assert!(!stage.shows("Not sent:"));
}

#[test]
fn help_runs_what_it_lists_and_says_why_not() {
    let mut stage = Stage::usual();
    stage.keys("?");
    assert!(stage.shows("Reply where everybody can read it"));
    stage.types("show what has come");
    assert!(stage.shows("(Nothing new has come.)"), "{}", stage.screen(80, 24));
    stage.keys("esc :");
    stage.types("star");
    stage.keys("enter");
    assert_eq!(stage.saved(), [triage(&[2], Verb::Star)]);
}

#[test]
fn the_palette_finds_what_other_places_do_and_says_that_it_is_not_here() {
    let mut stage = Stage::usual();
    stage.keys(":");
    stage.types("editor");
    assert!(stage.shows("Ctrl-e") && stage.shows("(Not here.)"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("· Not here.") && stage.log.iter().all(|effect| !matches!(effect, Effect::Edit(..))));
    // A key finds its command.
    stage.keys(":");
    stage.types("R");
    let screen = stage.screen(80, 24);
    assert!(screen.lines().nth(3).unwrap().contains("Reply to the author alone"), "{screen}");
}

#[test]
fn sentences_name_the_keys_that_a_person_has_chosen() {
    let mut chosen = settings(Lang::En, 80, 24);
    chosen.config = Config::read("[keys]\ncompose = \"f9\"\nback = \"f7\"\ndelete = \"f8\"\nsend = \"ctrl-y\"\n").0;
    let stage = Stage::new(Store { accounts: sample::accounts(), ..Store::default() }, chosen.clone());
    assert!(stage.shows("F9 writes a new post"), "{}", stage.screen(80, 24));
    let stage = Stage::new(Store::default(), chosen.clone());
    assert!(stage.shows("without Ctrl-y"), "{}", stage.screen(80, 24));
    let mut stage = Stage::new(sample::store(Lang::En), chosen);
    stage.keys("space space f");
    assert!(stage.shows("F7 lets the selection go"), "{}", stage.screen(80, 24));
    stage.store.undone = Some(Undone::AlreadySent(DeliveryId(3), None));
    stage.keys("z");
    assert!(stage.shows("Already sent; F8 deletes it."), "{}", stage.screen(80, 24));
}

#[test]
fn the_next_unread_is_found_and_the_end_is_said() {
    let mut stage = Stage::usual();
    stage.keys("n n n");
    stage.keys("s");
    assert_eq!(stage.saved(), [triage(&[4], Verb::Star)]);
    stage.keys("n");
    assert!(stage.shows("Nothing unread further on."));
}

#[test]
fn a_text_that_is_not_stored_holds_the_quit_once() {
    let unstored = || {
        let mut stage = Stage::usual();
        stage.store.refuses_drafts = Some(failed(ProblemCode::DiskFull));
        stage.keys("r");
        stage.types("Yes, near the window.");
        stage.keys("ctrl-q");
        assert!(stage.shows("What you typed is not stored.") && !stage.asked(&Effect::Quit), "{}", stage.screen(80, 24));
        stage
    };
    let mut stage = unstored();
    stage.keys("x");
    assert!(stage.asked(&Effect::Quit));

    // Going back and making room is all that is needed.
    let mut stage = unstored();
    stage.keys("esc");
    stage.store.refuses_drafts = None;
    stage.types("!");
    stage.keys("ctrl-q");
    assert!(stage.asked(&Effect::Quit));
}

#[test]
fn what_leaves_without_a_text_is_not_called_an_answer() {
    let mut stage = Stage::usual();
    let row = stage.store.rows[0].clone();
    let mut like =
        sample::outbox_row(7, &row, vigie::model::delivery::State::Leaving(stage.now.machine + std::time::Duration::from_secs(8)));
    let target = row.newest_remote.clone().unwrap_or_else(|| vigie::model::exchange::RemoteId::new("1"));
    like.load = vigie::model::delivery::Load::Act(vigie::model::exchange::RemoteAct::new(ActKind::Like, target));
    stage.store.outbox = vec![like];
    stage.changed();
    stage.keys("Q");
    assert!(stage.shows("What you did is still leaving.") && stage.shows("stop it, and quit"), "{}", stage.screen(80, 24));
    assert!(!stage.asked(&Effect::Quit));
}

#[test]
fn the_digest_asks_since_this_person_left_and_its_rows_open() {
    use vigie::model::client::Client;
    use vigie::model::digest::{ClientPage, Digest, Noise, Part};
    let mut stage = Stage::usual();
    let row = stage.store.rows.iter().find(|row| row.id == id(2)).unwrap().clone();
    let page = |n, rows: Vec<Row>| ClientPage {
        client: Client { id: vigie::base::id::ClientId(n), name: format!("client {n}"), colour: row.colour },
        to_answer: Part { all: rows.len() as u32, rows },
        late: Part::default(),
        not_sent: Part::default(),
        unread: Vec::new(),
        noise: Noise { likes: 1, ..Noise::default() },
    };
    stage.store.digest = Digest { since: stage::sample::ago(90), pages: vec![page(1, Vec::new()), page(2, vec![row.clone()])] };
    let opened = stage.now.day;
    stage.wait(60_000);
    stage.keys("g d");
    let asked = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Load(_, Query::Digest(wanted)) => Some(wanted.clone()),
        _ => None,
    });
    let asked = asked.unwrap();
    assert_eq!((asked.since, asked.person.as_str()), (None, "me"));
    assert!(asked.before <= opened && asked.sight.now > opened, "verbs of this sitting are not when somebody left");
    assert!(stage.shows("1/2") && stage.shows("client 1"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("1/2"), "a line that leads nowhere stays: {}", stage.screen(80, 24));
    stage.changed();
    let again = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Load(_, Query::Digest(wanted)) => wanted.since,
        _ => None,
    });
    assert_eq!(again, Some(stage.store.digest.since), "read again, since the same time");
    stage.keys("n n enter");
    assert!(!stage.shows("2/2"), "{}", stage.screen(80, 24));
    let loaded = stage.log.iter().any(|effect| matches!(effect, Effect::Load(_, Query::Conversation(shown)) if *shown == row.id));
    assert!(loaded, "the row is open");
    stage.keys("esc g d p esc");
    assert!(!stage.shows("1/2"), "Esc closes");
}

/// Runs a command by its name in the palette.
fn by_palette(stage: &mut Stage, name: &str) {
    stage.keys(":");
    stage.types(name);
    stage.keys("enter");
}

fn kept_habits(stage: &Stage) -> Vec<String> {
    let kept = stage.log.iter().filter_map(|effect| match effect {
        Effect::KeepHabits(text) => Some(text.clone()),
        _ => None,
    });
    kept.collect()
}

#[test]
fn the_third_time_by_the_palette_tells_the_key_beside_the_undo() {
    for (lang, done, hint) in [
        (Lang::En, "mark as done", "Three times by the palette: the key is e."),
        (Lang::Fr, "marquer traité", "Trois fois par la palette\u{202f}: la touche est e."),
    ] {
        let mut stage = Stage::new(sample::store(lang), settings(lang, 80, 24));
        by_palette(&mut stage, done);
        by_palette(&mut stage, done);
        assert!(!stage.shows(hint), "{}", stage.screen(80, 24));
        by_palette(&mut stage, done);
        let screen = stage.screen(80, 24);
        assert!(screen.contains(hint) && (screen.contains("z takes it back") || screen.contains("z annule")), "{screen}");
        assert_eq!(kept_habits(&stage).last().map(|text| text.starts_with("palette done 3 ")), Some(true));
        stage.wait(10_000);
        assert!(!stage.shows(hint) && stage.shows("?"), "it makes room for the keys again");
        by_palette(&mut stage, done);
        assert!(!stage.shows(hint), "once is enough");
        assert_eq!(kept_habits(&stage).len(), 3);
    }
}

#[test]
fn who_knows_the_key_or_wants_no_hints_is_told_nothing() {
    let mut stage = Stage::usual();
    by_palette(&mut stage, "set the star");
    by_palette(&mut stage, "set the star");
    stage.keys("s");
    assert_eq!(kept_habits(&stage).last().map(String::as_str), Some(""));
    by_palette(&mut stage, "set the star");
    assert!(!stage.shows("Three times"), "{}", stage.screen(80, 24));

    let mut quiet = settings(Lang::En, 80, 24);
    quiet.config.hints = false;
    let mut stage = Stage::new(sample::store(Lang::En), quiet);
    for _ in 0..4 {
        by_palette(&mut stage, "set the star");
    }
    assert!(!stage.shows("Three times") && kept_habits(&stage).is_empty());

    // What has no key cannot be told, and what was counted before counts.
    let mut known = settings(Lang::En, 80, 24);
    (known.config, _) = Config::read("[keys]\nmute = \"\"\n");
    known.habits = vigie::app::Habits::read("palette star 2\npalette mute 2\n");
    let mut stage = Stage::new(sample::store(Lang::En), known);
    by_palette(&mut stage, "never show this again");
    assert!(!stage.shows("Three times"));
    by_palette(&mut stage, "set the star");
    assert!(stage.shows("the key is s."), "{}", stage.screen(80, 24));
}

#[test]
fn the_third_click_on_a_tab_tells_its_digit() {
    let mut stage = Stage::usual();
    for _ in 0..3 {
        assert!(!stage.shows("Three times"));
        stage.click(28, 0);
        stage.keys("esc");
    }
    assert!(stage.shows("Three times by the mouse: the key is 4."), "{}", stage.screen(80, 24));
}

#[test]
fn two_ways_to_say_one_moment_are_one_choice() {
    for (lang, typed) in [(Lang::Fr, "6"), (Lang::Fr, "lun"), (Lang::En, "6"), (Lang::En, "mon")] {
        let mut stage = Stage::new(sample::store(lang), settings(lang, 80, 24));
        stage.keys("b");
        stage.types(typed);
        let screen = stage.screen(80, 24);
        let offered = screen.lines().skip_while(|line| !line.contains('›')).skip(1).take_while(|line| !line.contains('·'));
        let times: Vec<&str> = offered.filter_map(|line| line.trim_matches(['|', '│', ' ']).rsplit("   ").next()).map(str::trim).collect();
        let mut once = times.clone();
        once.sort_unstable();
        once.dedup();
        assert!(!times.is_empty() && once.len() == times.len(), "{screen}");
    }
}

#[test]
fn what_can_be_done_comes_first_in_the_menu_of_actions() {
    let mut stage = Stage::usual();
    stage.keys("x");
    let screen = stage.screen(80, 24);
    let can = ["Reply where everybody", "Block the author", "Set labels"].map(|text| screen.find(text));
    let top = screen.find("Delete our newest answer");
    assert!(can.iter().all(Option::is_some) && top.is_none(), "{screen}");
    stage.keys("end");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("Delete") && screen.contains("There is no answer of ours in it"), "{screen}");
}

#[test]
fn a_label_that_cannot_be_completed_is_told_where_labels_come_from() {
    let mut store = sample::store(Lang::En);
    store.rows.iter_mut().for_each(|row| row.triage.labels.clear());
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("/");
    stage.types("label:");
    stage.keys("tab");
    assert!(stage.shows("No label yet: l sets one on a row."), "{}", stage.screen(80, 24));
    stage.keys("ctrl-u");
    stage.types("from:@zz");
    stage.keys("tab");
    assert!(stage.shows("Nothing begins like that here."), "{}", stage.screen(80, 24));
}

#[test]
fn a_second_view_of_the_same_name_asks_before_it_takes_the_place_of_the_first() {
    let mut stage = Stage::usual();
    let save = |stage: &mut Stage, filter: &str, name: &str| {
        stage.keys("/");
        stage.types(filter);
        stage.keys("enter S ctrl-u");
        stage.types(name);
        stage.keys("enter");
    };
    save(&mut stage, "is:unread", "Morning");
    assert_eq!(stage.store.saved_views.len(), 1);
    stage.wait(300).keys("esc");
    save(&mut stage, "is:starred", "morning");
    assert!(stage.shows("There is a view “morning” already.") && stage.store.saved_views.len() == 1, "{}", stage.screen(80, 24));
    stage.keys("esc");
    assert_eq!(stage.store.saved_views[0].is.filter, "is:unread", "nothing is lost by saying no");
    stage.keys("S ctrl-u");
    stage.types("morning");
    stage.keys("enter y");
    assert_eq!((stage.store.saved_views.len(), stage.store.saved_views[0].is.filter.as_str()), (1, "is:starred"));
}

#[test]
fn what_a_filter_knows_is_told_to_the_end_of_the_line_and_how_much_more_there_is() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (200, 60)] {
            let mut stage = Stage::new(sample::store(*lang), settings(*lang, width, height));
            stage.keys("/");
            stage.types("is:bruyant");
            stage.keys("enter");
            let screen = stage.screen(width, height);
            let told = screen.lines().find(|line| line.contains('✗')).unwrap();
            let whole = told.contains("open") && !told.contains('…');
            assert!(whole || told.contains("… (+"), "{screen}");
        }
    }
}

#[test]
fn on_the_card_of_a_client_a_change_is_taken_back_and_other_keys_say_so() {
    let mut stage = Stage::usual();
    stage.keys("I : ");
    assert!(stage.shows(": does nothing on the card. Esc closes it first."), "{}", stage.screen(80, 24));
    stage.store.undone = Some(Undone::Restored {
        deed: Deed::Triage(VerbKind::Done),
        conversations: 1,
        changed: 0,
        first: None,
        draft: None,
        detail: String::new(),
        read: false,
        deeds: 1,
    });
    stage.keys("z");
    assert!(stage.log.iter().any(|effect| matches!(effect, Effect::Save(_, Intent::Undo))));
    assert!(stage.shows("Taken back") || stage.shows("Undone"), "{}", stage.screen(80, 24));
}

#[test]
fn no_tab_is_cut_whatever_else_the_first_line_says() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24)] {
            for (demo, busy) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut told = settings(*lang, width, height);
                told.demo = demo;
                let mut stage = Stage::new(sample::store(*lang), told);
                if busy {
                    stage.news(News::Working(LaneId::Poll(AccountId(1), Feed::Notifications)));
                }
                for pane in ["1", "4", "5", "6"] {
                    stage.keys(pane);
                    let screen = stage.screen(width, height);
                    let first = screen.lines().next().unwrap().to_owned();
                    let name = match (lang, pane) {
                        (Lang::En, "1") => "1 Inbox 7",
                        (Lang::En, "4") => "4 Outbox",
                        (Lang::En, "5") => "5 Accounts",
                        (Lang::En, _) => "6 Tasks",
                        (Lang::Fr, "1") => "1 Réception 7",
                        (Lang::Fr, "4") => "4 Envois",
                        (Lang::Fr, "5") => "5 Comptes",
                        (Lang::Fr, _) => "6 Tâches",
                    };
                    let digits = [" 1 ", " 4 ", " 5 ", " 6 "].iter().all(|digit| first.contains(digit));
                    assert!(
                        first.contains(name) && digits && (!demo || first.contains("demo") || first.contains("démo")),
                        "{demo} {busy} {first}"
                    );
                    assert_eq!(busy, first.contains('⠋') || first.chars().any(|c| ('⠀'..='⣿').contains(&c)), "{first}");
                }
            }
        }
    }
}

#[test]
fn what_was_stopped_is_sent_again_only_when_that_is_wanted() {
    let mut stage = Stage::usual();
    let restored = Undone::Restored {
        deed: Deed::Send,
        conversations: 1,
        changed: 0,
        first: None,
        draft: Some(vigie::base::id::DraftId(1)),
        detail: String::new(),
        read: false,
        deeds: 1,
    };
    stage.store.undone = Some(restored);
    stage.keys("z Z");
    assert_eq!(stage.saved().last(), Some(&Intent::Undo), "nothing public leaves on one key");
    assert!(stage.shows("Send it again"), "{}", stage.screen(80, 24));
    stage.keys("esc Z y");
    assert_eq!(stage.saved().last(), Some(&Intent::Redo));
}

#[test]
fn an_answer_or_a_note_is_to_one() {
    for key in ["r", "M"] {
        let mut stage = Stage::usual();
        stage.keys(&format!("space j space {key}"));
        assert!(stage.shows("one row at a time"), "{key}: {}", stage.screen(80, 24));
        stage.keys("j space e");
        let chosen = stage.saved().into_iter().find_map(|intent| match intent {
            Intent::Triage(ids, _) => Some(ids.len()),
            _ => None,
        });
        assert_eq!(chosen, Some(3), "the selection goes on");
    }
}
