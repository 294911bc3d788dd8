//! What benches stand on: a filled store, and a screen that shows it.
//!
//! `VIGIE_BENCH_HOME` names a home that the example `fill` has made; without it a small year
//! is told once to a folder for temporary files.

#![allow(dead_code)]

#[path = "../../examples/fill/story/mod.rs"]
pub mod story;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use vigie::app::{Answered, Effect, Message, Now, Settings, Size, State, update};
use vigie::base::time::{FixedClock, Timestamp};
use vigie::config::{Config, KeyLayout, Lang, Language, Theme};
use vigie::connector::catalog;
use vigie::model::conversation::{Row, View};
use vigie::model::filter::Filter;
use vigie::model::query::{Answer, InboxQuery, Query, Span, Window};
use vigie::shell::runtime;
use vigie::store::{Options, Store};

/// The year that is told where none is given.
const SMALL: u64 = 20_000;

/// The home of the filled store.
pub static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(home) = std::env::var_os("VIGIE_BENCH_HOME") {
        return home.into();
    }
    let home = std::env::temp_dir().join(format!("vigie-bench-{SMALL}"));
    if !home.join("told").exists() {
        std::fs::remove_dir_all(&home).ok();
        let plan = story::Plan { days: 60, ..story::Plan::year(SMALL, 1) };
        runtime::block_on(story::fill(&home, &plan, |_| {})).unwrap().unwrap();
        std::fs::write(home.join("told"), "").unwrap();
    }
    home
});

pub fn noon() -> Timestamp {
    Timestamp::parse(story::UNTIL).unwrap()
}

/// The filled store, for reading.
pub fn store() -> Store {
    Store::open(&HOME.join("vigie.db"), Options { clock: Arc::new(FixedClock::at(noon())), writable: false }).unwrap()
}

pub fn query(view: View) -> InboxQuery {
    InboxQuery { view, as_of: Some(noon()), ..InboxQuery::default() }
}

pub fn filtered(view: View, filter: &str) -> InboxQuery {
    InboxQuery { filter: Filter::parse(filter).unwrap(), ..query(view) }
}

pub fn window(store: &Store, query: &InboxQuery, span: Span) -> Window<Row> {
    match store.ask_now(&Query::Inbox(query.clone(), span)).unwrap() {
        Answer::Inbox(window) => window,
        other => panic!("{other:?}"),
    }
}

/// The screen as it is when the program has started.
pub fn screen(store: &Store, width: u16, height: u16) -> State {
    let settings = Settings {
        config: Config::default(),
        warnings: Vec::new(),
        theme: Theme::default(),
        language: Arc::new(Language::new(Lang::Fr)),
        layout: KeyLayout::Qwerty,
        pictures: vigie::config::pictures::Shows::default(),
        zone: TimeZone::UTC,
        size: Size { width, height },
        now: Now { day: noon(), machine: noon() },
        speed: 1,
        networks: catalog::capabilities(),
        demo: false,
        habits: vigie::app::Habits::default(),
        tour: false,
        person: "me".into(),
    };
    let mut state = State::new(settings);
    let asked = state.start();
    answer(store, &mut state, asked);
    state
}

/// Sends a message, and answers what is asked for because of it.
pub fn send(store: &Store, state: &mut State, message: Message) {
    let asked = update(state, message);
    answer(store, state, asked);
}

fn answer(store: &Store, state: &mut State, mut asked: Vec<Effect>) {
    while !asked.is_empty() {
        let mut next = Vec::new();
        for effect in asked {
            if let Effect::Load(ticket, query) = effect {
                let answered = Answered::Loaded(store.ask_now(&query).unwrap());
                next.extend(update(state, Message::Answer(ticket, answered)));
            }
        }
        asked = next;
    }
}
