//! Macros in keystrokes: one key for several things, one undo, and an answer that waits to be sent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::{Stage, at, sample, settings};
use vigie::app::{Answered, Effect, Message, Reread};
use vigie::base::id::{ConversationId, EntryId};
use vigie::config::{Config, Lang};
use vigie::model::intent::{Effected, Intent};
use vigie::model::journal::{Deed, Undone};
use vigie::model::label;
use vigie::model::macros::{Act, Given, Run};
use vigie::model::triage::{After, Until, Verb};

const MACROS: &str = "[macros]\n\
    thank = { keys = \"ctrl-y\", run = \"label thanks, star, snippet thanks, snooze tomorrow 9h\" }\n\
    close = { keys = [\"f7\", \"ctrl-o c\"], run = \"label refund vip, note \\\"seen, twice\\\", task call, done\" }\n\
    flag = { keys = \"f8\", run = \"star, next\" }\n\
    lost = { keys = \"f9\", run = \"snippet nowhere, done\" }\n\
    over = { keys = \"f10\", run = \"snooze 1 jan 2020\" }\n";

fn stage_of(lang: Lang, text: &str) -> Stage {
    let (config, warnings) = Config::read(text);
    assert_eq!(warnings, []);
    let mut settings = settings(lang, 80, 24);
    settings.config = Config { hold: settings.config.hold, ..config };
    Stage::new(sample::store(lang), settings)
}

fn usual() -> Stage {
    stage_of(Lang::En, MACROS)
}

fn runs(stage: &Stage) -> Vec<(Vec<i64>, Run)> {
    let ran = |intent| match intent {
        Intent::Macro(ids, run) => Some((ids.iter().map(|id: &ConversationId| id.0).collect(), run)),
        _ => None,
    };
    stage.saved().into_iter().filter_map(ran).collect()
}

#[test]
fn one_key_does_all_of_it_in_one_intent() {
    let mut stage = usual();
    stage.keys("f7");
    let ran = runs(&stage);
    let acts = [
        Act::Verb(Verb::Label(label::read("refund vip"))),
        Act::Note("seen, twice".into()),
        Act::Task("call".into()),
        Act::Verb(Verb::Done),
    ];
    assert_eq!((ran.len(), ran[0].0.len(), ran[0].1.acts.as_slice()), (1, 1, acts.as_slice()));
    assert!(stage.shows("close: label refund vip, note") && stage.shows("z takes it back"), "{}", stage.screen(100, 24));
    stage.store.undone = Some(Undone::Restored {
        deed: Deed::Macro,
        conversations: 1,
        changed: 0,
        first: None,
        draft: None,
        detail: String::new(),
        read: false,
        deeds: 1,
    });
    stage.keys("z");
    assert_eq!(stage.saved().last(), Some(&Intent::Undo));
    assert!(stage.shows("Macro"), "{}", stage.screen(80, 24));
}

#[test]
fn a_comma_repeats_it_on_the_next_row() {
    let mut stage = usual();
    stage.keys("f7 ,");
    let rows: Vec<i64> = runs(&stage).into_iter().flat_map(|(ids, _)| ids).collect();
    assert_eq!(rows.len(), 2);
    assert_ne!(rows[0], rows[1]);
    stage.keys("f8 ,");
    let rows: Vec<i64> = runs(&stage).into_iter().flat_map(|(ids, _)| ids).collect();
    assert_eq!(rows.len(), 4);
    assert_ne!(rows[2], rows[3], "it goes on by itself");
}

#[test]
fn all_that_is_selected_is_one_run_and_what_matches_one_entry() {
    let mut stage = usual();
    stage.keys("space space f7");
    assert_eq!(runs(&stage)[0].0.len(), 2);

    let mut stage = usual();
    stage.store.slow = Some(2);
    stage.keys("/").types("is:open -is:starred").keys("enter % ctrl-o c");
    if stage.shows("included?") {
        stage.keys("y");
    }
    let parts: Vec<_> = stage.saved().into_iter().filter(|intent| matches!(intent, Intent::TriagePart(..) | Intent::Macro(..))).collect();
    for (at, part) in parts.iter().enumerate() {
        if let Intent::TriagePart(_, what, entry) = part {
            assert!(matches!(what, Given::Run(run) if run.name == "close"), "{part:?}");
            assert_eq!(*entry, (at > 0).then_some(EntryId(7)), "{part:?}");
        }
    }
    assert!(!parts.is_empty(), "{}", stage.screen(80, 24));
}

#[test]
fn a_macro_with_a_saved_reply_waits_for_the_sending() {
    let mut stage = usual();
    stage.keys("ctrl-y");
    assert_eq!(stage.drafted().unwrap(), "@joris.dev Thank you so much, Joris!");
    assert!(runs(&stage).is_empty(), "nothing is done yet");
    assert!(stage.shows("then: label thanks, star · snoozed until"), "{}", stage.screen(80, 24));
    stage.keys("ctrl-s");
    let saved = stage.saved();
    let Some(Intent::Send { draft, after, .. }) = saved.iter().find(|intent| matches!(intent, Intent::Send { .. })) else { panic!() };
    assert!(matches!(after, After::Snooze(Until::At(time)) if *time > at("2026-01-01T00:00:00Z") || time.millis() > 0));
    let run = draft.run.as_ref().unwrap();
    assert_eq!(run.acts, [Act::Verb(Verb::Label(label::read("thanks"))), Act::Verb(Verb::Star)]);
    assert!(stage.shows("Reply to Joris on its way · label thanks, star"), "{}", stage.screen(120, 24));

    let mut stage = usual();
    stage.keys("ctrl-y alt-s e");
    let after = stage.saved().into_iter().find_map(|intent| match intent {
        Intent::Send { after, .. } => Some(after),
        _ => None,
    });
    assert_eq!(after, Some(After::Done), "what a person chooses goes before it");

    let mut stage = usual();
    stage.keys("ctrl-y alt-d");
    assert!(runs(&stage).is_empty() && !stage.saved().iter().any(|intent| matches!(intent, Intent::Send { .. })));
}

#[test]
fn what_cannot_run_says_why() {
    let mut stage = usual();
    stage.keys("f9");
    assert!(stage.shows("This client has no saved reply of the name in the macro."), "{}", stage.screen(80, 24));
    stage.keys("f10");
    assert!(runs(&stage).is_empty() && stage.shows("is not to come any more"), "{}", stage.screen(80, 24));
    stage.keys("space space ctrl-y");
    assert!(stage.drafted().is_none());
    assert!(stage.shows("one") || stage.shows("One"), "{}", stage.screen(80, 24));
    stage.keys("4 f7");
    assert!(runs(&stage).is_empty(), "it belongs to the inbox");
}

#[test]
fn help_palette_and_which_key_have_it() {
    let mut stage = usual();
    stage.keys(":").types("refund vip");
    assert!(stage.shows("Macro close: label refund vip"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert_eq!(runs(&stage).len(), 1, "and runs it");
    stage.keys("?").types("flag");
    assert!(stage.shows("Macro flag: star, next"), "{}", stage.screen(80, 24));
    stage.keys("esc ctrl-o").wait(400);
    assert!(stage.shows("Macro close"), "{}", stage.screen(80, 24));
    stage.keys("esc x").types("");
    stage.keys("end");
    assert!(stage.shows("Macro over"), "{}", stage.screen(80, 24));
}

#[test]
fn macros_that_are_edited_apply_at_once() {
    let mut stage = usual();
    stage.keys("f8");
    let (config, _) = Config::read("[macros]\nmine = { keys = \"f8\", run = \"mute\" }\n");
    let plain = settings(Lang::En, 80, 24);
    let reread = Reread { config, warnings: Vec::new(), theme: plain.theme, language: plain.language, layout: plain.layout };
    stage.send(Message::Settings(Box::new(reread)));
    stage.keys(",");
    assert_eq!(runs(&stage).len(), 1, "what was repeated is gone");
    stage.keys("f8");
    assert_eq!(runs(&stage)[1].1.acts, [Act::Verb(Verb::Mute)]);
}

#[test]
fn what_the_store_does_not_take_is_put_back() {
    let mut stage = usual();
    let before = stage.screen(80, 24);
    stage.deaf = true;
    stage.keys("f7");
    let ticket = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Save(ticket, Intent::Macro(..)) => Some(*ticket),
        _ => None,
    });
    stage.send(Message::Answer(ticket.unwrap(), Answered::Effected(Effected::Refused(vigie::model::intent::Refused::Gone))));
    let rows = |screen: &str| screen.lines().skip(1).take(8).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&stage.screen(80, 24)), rows(&before));
}
