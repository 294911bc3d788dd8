//! The tour, played key by key to its end, and what it looks like on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod stage;

use stage::{Stage, sample, settings};
use vigie::app::Effect;
use vigie::config::{Config, Lang};
use vigie::model::intent::Intent;

fn begun(lang: Lang, width: u16, height: u16) -> Stage {
    let mut told = settings(lang, width, height);
    (told.demo, told.tour) = (true, true);
    Stage::new(sample::store(lang), told)
}

/// Each step: its number, the key that its sentence names, and what a person does.
const PLAY: &[(&str, &str, &[Press])] = &[
    ("1/15", "j ", &[Press::Keys("j")]),
    ("2/15", "#enter ", &[Press::Keys("enter")]),
    ("3/15", "r ", &[Press::Keys("r")]),
    ("4/15", "Ctrl-s", &[Press::Text("Yes"), Press::Keys("ctrl-s")]),
    ("5/15", "4 ", &[Press::Keys("4")]),
    ("6/15", "1 ", &[Press::Keys("1")]),
    ("7/15", "e ", &[Press::Keys("e")]),
    ("8/15", "z ", &[Press::Keys("z")]),
    ("9/15", "b ", &[Press::Keys("b enter")]),
    ("10/15", "l ", &[Press::Keys("l"), Press::Text("ma"), Press::Keys("enter")]),
    ("11/15", "/ ", &[Press::Keys("/"), Press::Text("is:unread"), Press::Keys("enter")]),
    ("12/15", "#esc ", &[Press::Keys("esc")]),
    ("13/15", ": ", &[Press::Keys(":"), Press::Keys("esc")]),
    ("14/15", "6 ", &[Press::Keys("6")]),
    ("15/15", "? ", &[Press::Keys("?"), Press::Keys("esc")]),
];

enum Press {
    Keys(&'static str),
    Text(&'static str),
}

/// The lines of the panel at 80x24.
fn panel(stage: &Stage) -> String {
    let screen = stage.screen(80, 24);
    let lines: Vec<&str> = screen.lines().collect();
    let head = lines.iter().position(|line| line.contains("──") && (line.contains("The tour") || line.contains("La visite")));
    head.map(|at| lines[at..at + 3].join("\n")).unwrap_or_default()
}

fn play(stage: &mut Stage, presses: &[Press]) {
    for press in presses {
        match press {
            Press::Keys(keys) => stage.keys(keys),
            Press::Text(text) => stage.types(text),
        };
    }
}

#[test]
fn the_whole_tour_is_played_with_the_keys_that_it_names() {
    for lang in Lang::ALL {
        let mut stage = begun(*lang, 80, 24);
        for (number, key, presses) in PLAY {
            let said = panel(&stage);
            let (enter, esc) = if *lang == Lang::Fr { ("Entrée", "Échap") } else { ("Enter", "Esc") };
            let key = key.replace("#enter", enter).replace("#esc", esc);
            assert!(said.contains(number) && said.contains(&key), "{lang} {number} {key}\n{}", stage.screen(80, 24));
            stage.wait(700);
            assert!(panel(&stage).contains(number), "time alone ends no step");
            play(&mut stage, presses);
        }
        let said = panel(&stage);
        assert!(said.contains("vigie account add") && said.contains("? ") && said.contains('Q'), "{}", stage.screen(80, 24));
        let sent = stage.saved();
        assert!(sent.iter().any(|intent| matches!(intent, Intent::Send { draft, .. } if draft.text.ends_with("Yes"))));
        stage.keys("ctrl-x");
        assert_eq!(panel(&stage), "", "{lang}");
    }
}

#[test]
fn a_step_waits_for_what_it_asks_and_lets_everything_else_happen() {
    let mut stage = begun(Lang::En, 80, 24);
    stage.keys("s ? esc : esc 6 1");
    assert!(panel(&stage).contains("1/15"), "{}", stage.screen(80, 24));
    assert!(stage.saved().iter().any(|intent| matches!(intent, Intent::Triage(..))), "the star was set all the same");
    stage.keys("j");
    assert!(panel(&stage).contains("2/15"));
    // A draft that is kept is not sent, and the palette does what the key does.
    stage.keys("enter :");
    stage.types("answer");
    stage.keys("esc r");
    stage.types("Hm");
    stage.keys("esc");
    assert!(panel(&stage).contains("4/15"), "{}", stage.screen(80, 24));
}

#[test]
fn a_step_can_be_skipped_and_the_tour_left_wherever_one_is() {
    let mut stage = begun(Lang::En, 80, 24);
    stage.keys("ctrl-g ctrl-g r");
    stage.types("x");
    assert!(panel(&stage).contains("4/15"));
    stage.keys("ctrl-g");
    assert!(panel(&stage).contains("5/15") && stage.drafted().is_some(), "the text stays");
    stage.keys("esc b ctrl-g");
    // The inbox is where one is already, so its step is over at once.
    assert!(panel(&stage).contains("7/15") && !stage.saved().iter().any(|intent| matches!(intent, Intent::Triage(..))));
    stage.keys("ctrl-x esc");
    assert_eq!(panel(&stage), "");
    stage.keys("ctrl-g");
    assert!(stage.shows("No tour is going on"), "{}", stage.screen(80, 24));
}

#[test]
fn the_tour_names_the_keys_that_this_person_has() {
    let mut told = settings(Lang::En, 80, 24);
    (told.demo, told.tour) = (true, true);
    (told.config, _) =
        Config::read("[keys]\ndown = \"n\"\nnext-unread = \"N\"\nprevious-unread = \"\"\nopen = \"\"\nskip-step = \"f11\"\n");
    let mut stage = Stage::new(sample::store(Lang::En), told);
    assert!(panel(&stage).contains("n goes down") && panel(&stage).contains("F11 skips"), "{}", stage.screen(80, 24));
    stage.keys("n");
    assert!(panel(&stage).contains(": open"), "what has no key is found in the palette\n{}", stage.screen(80, 24));
    stage.keys("f11");
    assert!(panel(&stage).contains("3/15"));
}

#[test]
fn the_tour_of_a_real_screen_is_somewhere_else() {
    let mut stage = Stage::usual();
    stage.keys(":");
    stage.types("tour in a made-up");
    stage.keys("enter");
    assert!(stage.asked(&Effect::Tour) && panel(&stage).is_empty() && stage.saved().is_empty());

    let mut first = Stage::new(stage::Store::default(), settings(Lang::En, 80, 24));
    assert!(first.shows("A tour: two minutes"), "{}", first.screen(80, 24));
    first.keys("t");
    assert!(first.asked(&Effect::Tour));

    let mut told = settings(Lang::En, 80, 24);
    told.demo = true;
    let mut demo = Stage::new(sample::store(Lang::En), told);
    demo.keys("j :");
    demo.types("tour in a made-up");
    demo.keys("enter");
    assert!(panel(&demo).contains("1/15") && !demo.asked(&Effect::Tour), "{}", demo.screen(80, 24));
}

#[test]
fn the_tour_has_lines_of_its_own_at_every_size() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let mut stage = begun(*lang, width, height);
            for (name, number, keys) in [
                ("move", "1/15", ""),
                ("reply", "3/15", "j enter"),
                ("send", "4/15", "r"),
                ("snooze", "9/15", "esc esc b"),
                ("palette", "13/15", "esc :"),
                ("end", "vigie account add", "esc esc"),
            ] {
                if !keys.is_empty() {
                    stage.keys(keys);
                }
                for _ in 0..15 {
                    if !stage.screen(width, height).contains(number) {
                        stage.keys("ctrl-g");
                    }
                }
                insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(format!("tour_{name}_{width}x{height}_{lang}"), stage.screen(width, height));
                });
            }
        }
    }
}
