//! Settings that are changed while the screen is on, told in keystrokes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use std::sync::Arc;

use stage::Stage;
use vigie::app::{Effect, Message, Reread};
use vigie::config::{Config, KeyLayout, Lang, Language, Theme};

/// The settings in this text, as they are told to the screen.
fn reread(text: &str, last: &Config) -> Reread {
    let (config, warnings) = Config::read_again(text, last);
    Reread {
        warnings,
        theme: Theme::default(),
        language: Arc::new(Language::new(config.language.unwrap_or(Lang::En))),
        layout: config.layout.unwrap_or(KeyLayout::Qwerty),
        config,
    }
}

#[test]
fn language_and_keys_change_in_the_middle_of_a_reply() {
    let mut stage = Stage::usual();
    stage.keys("r");
    stage.types("Yes, at 8.");
    stage.send(Message::Settings(Box::new(reread("language = \"fr\"\nhold = \"30s\"\n[keys]\nsend = \"f12\"\n", &Config::default()))));
    assert!(stage.shows("Les réglages ont été relus.") && stage.shows("Yes, at 8."), "{}", stage.screen(80, 24));
    stage.keys("ctrl-s");
    assert!(stage.shows("Yes, at 8."), "the key of before sends nothing");
    stage.keys("f12 f12");
    let hold = stage.saved().into_iter().find_map(|intent| match intent {
        vigie::model::intent::Intent::Send { hold, .. } => Some(hold.as_secs()),
        _ => None,
    });
    assert_eq!(hold, Some(30));
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_next_edit_mends_it() {
    let mut stage = Stage::usual();
    stage.send(Message::Settings(Box::new(reread("hold = 5\n[keys]\nreplly = \"x\"\n", &Config::default()))));
    assert!(stage.shows("✗ config.toml:1: hold cannot be"), "the useful half first: {}", stage.screen(80, 24));
    stage.send(Message::Settings(Box::new(reread("", &Config::default()))));
    assert!(stage.shows("The settings were read again.") && !stage.shows("config.toml"), "{}", stage.screen(80, 24));
}

#[test]
fn a_key_that_switched_the_mouse_off_outlives_another_edit() {
    let mut stage = Stage::usual();
    stage.keys("f6");
    stage.log.clear();
    stage.send(Message::Settings(Box::new(reread("hold = \"5s\"\n", &Config::default()))));
    assert!(!stage.log.iter().any(|effect| matches!(effect, Effect::Mouse(_))), "{:?}", stage.log);
    stage.send(Message::Settings(Box::new(reread("mouse = false\n", &Config::default()))));
    assert!(stage.log.contains(&Effect::Mouse(false)), "{:?}", stage.log);
}
