//! A frame: what a key costs between `update` and the cells, at the sizes people have.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod ground;

use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use vigie::app::Message;
use vigie::base::key::Key;
use vigie::ui;

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (120, 40), (160, 50), (200, 60)];

fn main() {
    divan::main();
}

/// The screen drawn anew.
#[divan::bench(args = SIZES)]
fn whole(bencher: Bencher, (width, height): (u16, u16)) {
    let store = ground::store();
    let state = ground::screen(&store, width, height);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    bencher.bench_local(|| terminal.draw(|frame| ui::draw(frame, &state)).map(drop).unwrap());
}

/// A key, what it asks of the store, and the frame after it.
#[divan::bench(args = SIZES)]
fn key_and_frame(bencher: Bencher, (width, height): (u16, u16)) {
    let store = ground::store();
    let mut state = ground::screen(&store, width, height);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    bencher.bench_local(|| {
        ground::send(&store, &mut state, Message::Key(Key::char('j')));
        terminal.draw(|frame| ui::draw(frame, &state)).map(drop).unwrap();
    });
}
