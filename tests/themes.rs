//! Themes on the stage: chosen, shown, kept, taken back, each in its colours.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::{Stage, failed, sample, settings};
use vigie::app::{Effect, Message, Slot, Ticket};
use vigie::config::say::ProblemCode;
use vigie::config::theme::{Depth, Ground, Terminal};
use vigie::config::{Lang, Theme};
use vigie::model::intent::Intent;

/// Opens the choice of a theme from the palette.
fn choosing(stage: &mut Stage) -> &mut Stage {
    stage.keys(":");
    stage.types("theme");
    stage.keys("enter")
}

#[test]
fn every_theme_in_its_colours() {
    for (name, ground) in [("default", Ground::Dark), ("default", Ground::Light), ("dark", Ground::Dark), ("light", Ground::Light)]
        .into_iter()
        .chain([("light", Ground::Dark), ("contrast", Ground::Dark)])
    {
        let mut store = sample::store(Lang::En);
        store.outbox = sample::outbox(&store.rows);
        let mut chosen = settings(Lang::En, 80, 24);
        chosen.theme.choose(name);
        let mut stage = Stage::new(store, chosen);
        stage.send(Message::Ground(ground));
        stage.keys("space j");
        let on = if ground == Ground::Dark { "dark" } else { "light" };
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("theme_{name}_on_{on}"), stage.coloured(80, 24));
            stage.keys("4 j j");
            insta::assert_snapshot!(format!("theme_{name}_on_{on}_outbox"), stage.coloured(80, 24));
        });
    }
}

#[test]
fn the_choice_of_a_theme() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(sample::store(*lang), settings(*lang, 80, 24));
        choosing(&mut stage).keys("j");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("themes_80x24_{lang}"), stage.screen(80, 24));
        });
    }
}

#[test]
fn a_theme_is_shown_while_the_cursor_is_on_it_and_esc_gives_the_former_back() {
    let mut stage = Stage::usual();
    let before = stage.coloured(80, 24);
    choosing(&mut stage);
    let open = stage.coloured(80, 24);
    stage.keys("j");
    assert_ne!(stage.coloured(80, 24).lines().last(), open.lines().last(), "another theme");
    stage.keys("esc");
    assert_eq!(stage.coloured(80, 24), before);
    choosing(&mut stage).keys("j ctrl-c");
    assert_eq!(stage.coloured(80, 24), before);
    assert!(!stage.log.iter().any(|effect| matches!(effect, Effect::KeepTheme(_))));
}

#[test]
fn a_chosen_theme_is_kept_and_taken_back_like_a_verb() {
    let kept = |stage: &Stage| -> Vec<String> {
        let name = |effect: &Effect| if let Effect::KeepTheme(name) = effect { Some(name.clone()) } else { None };
        stage.log.iter().filter_map(name).collect()
    };
    let mut stage = Stage::usual();
    choosing(&mut stage).keys("j enter");
    assert_eq!(kept(&stage), ["dark"]);
    assert!(stage.shows("The theme is dark.") && stage.shows("z takes it back"));
    stage.keys("z");
    assert_eq!(kept(&stage), ["dark", "default"]);
    stage.keys("Z");
    assert_eq!(kept(&stage), ["dark", "default", "dark"]);
    assert_eq!(stage.log.iter().filter(|effect| matches!(effect, Effect::Save(_, Intent::Undo | Intent::Redo))).count(), 0);
    // After a verb, z takes the verb back.
    stage.keys("e z");
    assert_eq!(kept(&stage).len(), 3);
    assert!(stage.log.iter().any(|effect| matches!(effect, Effect::Save(_, Intent::Undo))));
}

#[test]
fn a_theme_that_cannot_be_kept_holds_and_says_so() {
    let mut stage = Stage::usual();
    choosing(&mut stage).keys("j enter");
    let chosen = stage.coloured(80, 24).lines().last().map(str::to_owned);
    let world = Ticket { slot: Slot::World, generation: 0 };
    stage.send(Message::Answer(world, failed(ProblemCode::Theme)));
    assert!(stage.shows("The theme holds until you quit"));
    assert!(chosen.is_some_and(|chosen| chosen.contains('#')));
}

#[test]
fn where_there_are_no_colours_there_is_no_theme_to_choose() {
    let mut chosen = settings(Lang::En, 80, 24);
    let none = Terminal { depth: Depth::None, ground: None };
    chosen.theme = Theme::gather(&[], "dark", none).0;
    let mut stage = Stage::new(sample::store(Lang::En), chosen);
    stage.keys(":");
    stage.types("choose the theme");
    stage.keys("enter");
    assert!(stage.shows("NO_COLOR"));
    assert!(!stage.has_colour(80, 24));
}

#[test]
fn the_background_asks_for_a_frame_only_when_it_changes_one() {
    let mut stage = Stage::usual();
    stage.state.take_dirty();
    stage.send(Message::Ground(Ground::Dark));
    assert!(!stage.state.take_dirty());
    stage.send(Message::Ground(Ground::Light));
    assert!(stage.state.take_dirty());
    stage.send(Message::Ground(Ground::Light));
    assert!(!stage.state.take_dirty());
}

#[test]
fn the_demo_leaves_the_settings_alone() {
    let mut chosen = settings(Lang::En, 80, 24);
    chosen.demo = true;
    let mut stage = Stage::new(sample::store(Lang::En), chosen);
    choosing(&mut stage).keys("j enter");
    assert!(stage.shows("The theme is dark."));
    assert!(!stage.log.iter().any(|effect| matches!(effect, Effect::KeepTheme(_))));
}
