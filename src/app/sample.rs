//! A state to test with: nothing loaded, English, a fixed morning.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Now, Settings, Size, State};
use crate::base::time::Timestamp;
use crate::config::{Config, KeyLayout, Lang, Language, Theme};

/// A state in which nothing is loaded yet.
pub(crate) fn state() -> State {
    let now = Timestamp::parse("2026-09-14T06:45:00Z").unwrap_or_default();
    State::new(Settings {
        pictures: crate::config::pictures::Shows::default(),
        config: Config::default(),
        warnings: Vec::new(),
        theme: Theme::default(),
        language: Arc::new(Language::new(Lang::En)),
        layout: KeyLayout::Qwerty,
        zone: TimeZone::UTC,
        size: Size { width: 80, height: 24 },
        now: Now { day: now, machine: now },
        speed: 1,
        networks: BTreeMap::new(),
        demo: false,
        habits: super::Habits::default(),
        tour: false,
        person: "me".into(),
    })
}
