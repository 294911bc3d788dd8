//! The card of an author: what is pressed, what is stored, what is seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::{Stage, sample, settings};
use vigie::app::Effect;
use vigie::base::id::{AuthorId, ConversationId};
use vigie::config::Lang;
use vigie::model::intent::Intent;
use vigie::model::label;
use vigie::model::person::CardVerb;
use vigie::model::query::Query;

macro_rules! picture {
    ($name:literal, $lang:expr, $stage:expr, $width:expr, $height:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{}_{}x{}_{}", $name, $width, $height, $lang), $stage.screen($width, $height));
        })
    };
}

const HELENE: AuthorId = AuthorId(11);

/// The usual evening, the cursor on Hélène, whom we know well.
fn on_helene(lang: Lang, width: u16, height: u16) -> Stage {
    let mut stage = Stage::new(sample::with_cards(lang), settings(lang, width, height));
    while !stage.log.iter().any(|effect| matches!(effect, Effect::Load(_, Query::Author(id)) if *id == HELENE)) {
        stage.keys("j i");
        if !stage.log.iter().any(|effect| matches!(effect, Effect::Load(_, Query::Author(id)) if *id == HELENE)) {
            stage.keys("esc");
        }
    }
    stage
}

fn card(stage: &Stage) -> Vec<CardVerb> {
    let verbs = stage.saved().into_iter().filter_map(|intent| match intent {
        Intent::Card(author, verb) => Some((author, verb)),
        _ => None,
    });
    verbs.inspect(|(author, _)| assert_eq!(*author, HELENE)).map(|(_, verb)| verb).collect()
}

#[test]
fn the_card_tells_the_past_and_what_we_noted() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let stage = on_helene(*lang, width, height);
            picture!("author", lang, stage, width, height);
        }
    }
}

#[test]
fn a_borrowed_name_is_told_in_one_line_of_the_thread_and_whole_on_the_card() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(sample::with_cards(*lang), settings(*lang, 80, 24));
        stage.keys("j");
        picture!("author_evidence_thread", lang, stage, 80, 24);
        stage.keys("i");
        picture!("author_evidence", lang, stage, 80, 24);
    }
}

#[test]
fn the_past_stands_beside_the_composer_where_there_is_room() {
    for lang in Lang::ALL {
        let mut stage = on_helene(*lang, 120, 40);
        stage.keys("esc r");
        picture!("author_past", lang, stage, 120, 40);
    }
    let mut narrow = on_helene(Lang::En, 80, 24);
    narrow.keys("esc r");
    assert!(!narrow.shows("never answered by us") && !narrow.shows("our last answer"), "{}", narrow.screen(80, 24));
}

#[test]
fn what_we_keep_of_somebody_is_a_key_each() {
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("v");
    stage.keys("M");
    stage.keys("ctrl-u");
    stage.types(" Rang twice.");
    stage.keys("enter");
    stage.keys("l");
    stage.types("refund");
    stage.keys("enter l enter");
    let verbs = card(&stage);
    assert_eq!(verbs[0], CardVerb::Vip(false));
    assert!(matches!(&verbs[1], CardVerb::Note(note) if note.ends_with("Rang twice.")), "{verbs:?}");
    assert_eq!(verbs[2], CardVerb::Label(label::read("refund")));
    assert_eq!(verbs[3], CardVerb::Unlabel(label::read("press")), "the first is one they have");
    assert!(stage.shows("Label taken away · Hélène Marchand") && stage.shows("z"), "{}", stage.screen(80, 24));
    stage.keys("z");
    assert_eq!(stage.saved().last(), Some(&Intent::Undo), "z works on the card, which stays open");
    assert!(stage.shows("Everything they wrote"));
}

#[test]
fn the_same_person_elsewhere_is_found_by_typing_and_split_again() {
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("J");
    assert!(!stage.screen(80, 24).contains("M @helene@mamot.example │"), "nobody is joined with themselves");
    stage.types("joris");
    assert!(matches!(stage.log.last(), Some(Effect::Load(_, Query::Authors(text, _))) if text == "joris"));
    stage.keys("enter");
    assert_eq!(card(&stage), [CardVerb::Join(AuthorId(21))]);
    stage.keys("U");
    stage.types("pouet");
    stage.keys("enter");
    assert_eq!(stage.saved().last(), Some(&Intent::Card(AuthorId(99), CardVerb::Split)), "the handle that was chosen");
}

#[test]
fn a_message_on_the_card_opens_its_conversation() {
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("j enter");
    assert!(!stage.shows("Everything they wrote"));
    assert!(stage.log.iter().any(|effect| matches!(effect, Effect::Load(_, Query::Conversation(ConversationId(2))))));
}

#[test]
fn keys_of_other_places_close_the_card_and_work() {
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("4");
    assert!(!stage.shows("Everything they wrote") && stage.shows("Outbox"));
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("q");
    assert!(!stage.shows("Everything they wrote"));
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.keys("?");
    assert!(stage.shows("Author card") && stage.shows("Mark as VIP"), "{}", stage.screen(80, 24));
}

#[test]
fn a_card_of_somebody_who_is_gone_says_so() {
    let mut stage = Stage::usual();
    stage.keys("i");
    assert!(stage.shows("They are not in the store any more."), "{}", stage.screen(80, 24));
}

#[test]
fn a_long_past_is_asked_for_in_windows() {
    let mut store = sample::with_cards(Lang::En);
    let first = store.written[&HELENE.0][0].clone();
    let many = (0..400).map(|at| vigie::model::person::Written {
        id: vigie::base::id::InteractionId(5_000 - at),
        happened_at: sample::ago(30 + at as u64),
        ..first.clone()
    });
    store.written.insert(HELENE.0, many.collect());
    let mut stage = on_helene(Lang::En, 80, 24);
    stage.store = store;
    stage.keys("esc i G");
    assert!(stage.log.iter().all(|effect| !matches!(effect, Effect::Load(_, Query::Written(_, span)) if span.before + span.after > 200)));
    assert!(stage.shows("7h"), "the oldest is shown: {}", stage.screen(80, 24));
}
