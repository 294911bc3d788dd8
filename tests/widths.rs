//! Every cell where it belongs, whatever a terminal thinks of the widths of emoji and letters.
//!
//! Real frames go through the painter as bytes into terminals of every habit; what all of them
//! agree on must stand at the same place in all of them, after every key, and nothing of an
//! earlier frame may be left.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod emulator;
mod stage;

use emulator::{ALL, Emulator, Habits, MODERN};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size as Cells};
use ratatui::{Terminal, TerminalOptions, Viewport};
use stage::{Stage, Store, sample, settings};
use vigie::app::{Message, Size};
use vigie::base::harmless;
use vigie::config::Lang;
use vigie::model::interaction::Kind;
use vigie::shell::painter::Painter;
use vigie::ui;

/// Names and texts as hostile networks and honest people write them.
const TEXTS: [(&str, &str); 16] = [
    ("\u{1b}]0;owned\u{7}Eve \u{202e}evE", "red \u{1b}[31malert\u{1b}[0m and \u{9b}2J cut \u{1b}[3"),
    ("❤️❤️ Lea ❤️", "I ❤️ your tart ☎️ 1️⃣ 2️⃣ 3️⃣ end"),
    ("👨‍👩‍👧‍👦 family", "we are 👨‍👩‍👧‍👦👨‍👩‍👧‍👦 four 🏳️‍🌈 ok"),
    ("🇫🇷🇧🇪 flags 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "from 🇫🇷 to 🇯🇵 by 🏴‍☠️ ship"),
    ("日本のファン", "昨日のタルトは最高でした！ thanks"),
    ("محمد علی", "هل لديكم طاولة لأربعة؟ لا لا table"),
    ("שרה לוי", "האם יש שולחן? yes"),
    ("Z\u{336}\u{336}\u{35b}a\u{336}\u{336}\u{35b}l\u{336}g\u{489}o", "h\u{301}\u{302}\u{303}\u{304}e comes"),
    ("\u{3164}\u{200b}", "invisible\u{200b}\u{200d}\u{feff} name"),
    ("pay\u{200b}pal\u{e0041}\u{e0042}", "smuggled 😀\u{e0100}\u{e0101}\u{fe0f} text"),
    ("नमस्ते क्ष", "क्या शनिवार को मेज़ मिलेगी? ok"),
    ("ภาษาไทย ที่นี่", "มีโต๊ะไหม table"),
    ("🧑🏽‍🚀🫠🫨 new", "🫠🪿🛝 newer than your terminal"),
    ("François Hοllаnde", "« c’est l’été » … — ‘déjà’ 12 € ±5 % → là"),
    ("ｶﾞｷﾞ 한국어 ＶＩＳＡ", "①②③ ★☆ ♥ ½ ∞ ─│┌ end"),
    ("👍🏽👍🏿 tones", "👍🏽 done \u{1f9d1}\u{200d} lone 👩‍❤️‍💋‍👨 kiss"),
];

fn hostile(width: u16, height: u16) -> Stage {
    let row = |(at, (name, text)): (usize, &(&str, &str))| {
        let id = at as i64 + 1;
        let name = Some(harmless::line(name)).filter(|name| !name.is_empty()).unwrap_or("@nobody".to_owned());
        let mut row = sample::row(id, at % 3, Kind::Mention, (&name, &name), 3 + id as u64, &harmless::text(text));
        row.client_name = if at % 3 == 0 { harmless::line("🍕️ Léon ❤️") } else { row.client_name };
        row.count = 1 + at as u32 % 4;
        row
    };
    let rows: Vec<_> = TEXTS.iter().enumerate().map(row).collect();
    let outbox = sample::outbox(&rows);
    let store = Store { rows, outbox, accounts: sample::accounts(), ..Store::default() };
    Stage::new(store, settings(Lang::En, width, height))
}

/// A stage, and every terminal it is played on.
struct Theatre {
    stage: Stage,
    terminal: Terminal<Painter<Vec<u8>>>,
    emulators: Vec<Emulator>,
}

fn terminal(width: u16, height: u16) -> Terminal<Painter<Vec<u8>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Terminal::with_options(Painter::new(Vec::new(), Cells::new(width, height)), TerminalOptions { viewport }).unwrap()
}

impl Theatre {
    fn new(stage: Stage, width: u16, height: u16) -> Theatre {
        let mut emulators: Vec<_> = ALL.map(|habits| Emulator::new(habits, width, height)).into();
        emulators.iter_mut().for_each(|emulator| emulator.feed(b"\x1b[?7l"));
        let mut theatre = Theatre { stage, terminal: terminal(width, height), emulators };
        theatre.show("at first");
        theatre
    }

    /// Presses keys one by one; the whole screen is looked at after each.
    fn keys(&mut self, keys: &str) -> &mut Theatre {
        for key in keys.split(' ') {
            self.stage.keys(key);
            self.show(key);
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Theatre {
        for c in text.chars() {
            self.stage.types(&c.to_string());
            self.show(&format!("{c:?}"));
        }
        self
    }

    fn show(&mut self, after: &str) {
        let mut cursor = None;
        let frame = self
            .terminal
            .draw(|frame| {
                ui::draw(frame, &self.stage.state);
            })
            .unwrap();
        let buffer = frame.buffer.clone();
        let bytes = std::mem::take(self.terminal.backend_mut().out());
        for emulator in &mut self.emulators {
            emulator.feed(&bytes);
            compare(&buffer, emulator, after);
            assert_eq!(*cursor.get_or_insert(emulator.cursor), emulator.cursor, "{} after {after}", emulator.habits.name);
        }
        let area = buffer.area;
        if self.emulators[0].cursor_shown {
            assert_eq!(cursor, Some(self.stage.cursor(area.width, area.height)), "after {after}");
        }
    }
}

/// The glyphs of a row: where each begins, and what it is.
fn glyphs(buffer: &Buffer, y: u16) -> Vec<(u16, &str)> {
    let mut found = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        found.push((x, cell.symbol()));
        x += cell.cell_width().max(1);
    }
    found
}

fn is_plain(glyph: &str, habits: Habits) -> bool {
    let wide = |c: char| matches!(c, '\u{3041}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}');
    let mut letters = glyph.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_ascii() || wide(c) => true,
        (Some(c), None) => c.is_alphabetic() && !habits.letters_wide && "éèàçûêôÉ".contains(c),
        _ => false,
    }
}

/// Whether a glyph stands in a word that a terminal may draw wider than it is.
fn drifts(row: &[(u16, &str)], at: usize, habits: Habits) -> bool {
    let word = |glyph: &&(u16, &str)| glyph.1.starts_with(char::is_alphanumeric);
    let (before, after) = row.split_at(at);
    let mut around = before.iter().rev().take_while(word).chain(after.iter().take_while(word));
    around.any(|(_, glyph)| !is_plain(glyph, habits))
}

fn compare(buffer: &Buffer, emulator: &Emulator, after: &str) {
    let habits = emulator.habits;
    for y in 0..buffer.area.height {
        let row = glyphs(buffer, y);
        for (at, (x, glyph)) in row.iter().enumerate() {
            let shown = emulator.text(*x, y);
            let place = || {
                let line: String = row.iter().map(|(_, glyph)| *glyph).collect();
                format!("{} after {after}: {glyph:?} at {x},{y} of {line:?} is {shown:?}\n{}", habits.name, emulator.screen())
            };
            if *glyph == " " {
                // A glyph that is wider here may stand on the blanks behind it, and nothing else may.
                let left = row[..at].iter().rev().find(|(_, glyph)| *glyph != " ").map_or("", |(_, glyph)| glyph);
                let edge = row.get(at + 1).filter(|(x, _)| *x + 1 == buffer.area.width).map_or("", |(_, glyph)| glyph);
                let spills = [left, edge].iter().any(|glyph| !is_plain(glyph, habits) && shown.chars().all(|c| glyph.contains(c)));
                assert!(shown == " " || spills, "{}", place());
            } else if is_plain(glyph, habits) && !drifts(&row, at, habits) {
                assert_eq!(&shown, glyph, "{}", place());
            } else if habits.name == MODERN.name {
                // Letters that are one glyph in a font may stand in several columns.
                assert!(!shown.trim().is_empty() && harmless::text(glyph).starts_with(&shown), "{}", place());
            }
        }
    }
}

#[test]
fn lists_stand_where_they_belong() {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 50)] {
        let mut theatre = Theatre::new(hostile(width, height), width, height);
        theatre.keys("j j j j j j j j j j j j j j j j G k k g g ctrl-d ctrl-u tab tab + + 4 j j j 5 j 1 :");
        theatre.types("re").keys("down esc ? esc");
    }
}

#[test]
fn threads_stand_where_they_belong() {
    for (width, height) in [(80, 24), (130, 30)] {
        let mut theatre = Theatre::new(hostile(width, height), width, height);
        for _ in TEXTS {
            theatre.keys("enter esc j");
        }
    }
}

#[test]
fn the_composer_and_its_cursor_stand_where_they_belong() {
    for (_, text) in TEXTS {
        let mut theatre = Theatre::new(hostile(60, 16), 60, 16);
        theatre.keys("r").types("ok ").types(&harmless::own(text));
        theatre.keys("left left backspace home right delete end");
    }
}

/// What a person pastes is kept as it is, and drawn without what would deceive.
#[test]
fn a_persons_own_text_is_drawn_harmless_and_kept() {
    let mine = "Auf\u{200c}lage \u{202e}abc\u{202c} Z\u{336}\u{336}\u{336}\u{336}\u{336}\u{336}\u{336}\u{336} x\u{2067}y\u{2069}!";
    let mut theatre = Theatre::new(hostile(80, 24), 80, 24);
    theatre.keys("r");
    theatre.stage.send(Message::Paste(mine.to_owned()));
    theatre.stage.wait(100);
    let mut bytes = Vec::new();
    theatre.terminal.draw(|frame| ui::draw(frame, &theatre.stage.state)).unwrap();
    std::mem::swap(&mut bytes, theatre.terminal.backend_mut().out());
    let written = String::from_utf8(bytes).unwrap();
    assert!(!written.contains(['\u{202e}', '\u{202c}', '\u{2067}', '\u{2069}', '\u{200c}']), "{written:?}");
    assert!(!written.contains("\u{336}\u{336}\u{336}\u{336}"), "{written:?}");
    let draft = theatre.stage.log.iter().rev().find_map(|effect| match effect {
        vigie::app::Effect::Save(_, vigie::model::intent::Intent::SaveDraft(draft)) => Some(draft.text.clone()),
        _ => None,
    });
    assert!(draft.unwrap().ends_with(mine));
}

/// A frame of another size begins on a screen that was cleared.
#[test]
fn nothing_is_left_after_a_resize() {
    let mut theatre = Theatre::new(hostile(120, 40), 120, 40);
    theatre.keys("j j");
    theatre.stage.send(Message::Resized(Size { width: 80, height: 24 }));
    theatre.terminal = terminal(80, 24);
    theatre.emulators = ALL.map(|habits| Emulator::new(habits, 80, 24)).into();
    theatre.emulators.iter_mut().for_each(|emulator| emulator.feed(b"\x1b[?7l"));
    theatre.show("resized");
}
