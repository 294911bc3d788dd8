//! What the person sees and does, without a screen.

mod effect;
mod message;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::base::time::Timestamp;
use crate::config::{Config, KeyLayout, Language, Theme, Warning};
use crate::model::capability::Capabilities;
use crate::model::network::Network;

pub use effect::{Ask, Effect, Slot, Ticket};
pub use message::{Answered, Gesture, Message, Mouse, Now, Size};

/// What the screen is told once, when it begins.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The person's settings.
    pub config: Config,
    /// What was wrong in the file they came from.
    pub warnings: Vec<Warning>,
    /// The colours.
    pub theme: Theme,
    /// The language, chosen.
    pub language: Arc<Language>,
    /// How digits are typed, chosen.
    pub layout: KeyLayout,
    /// The zone of the person.
    pub zone: TimeZone,
    /// The size of the terminal.
    pub size: Size,
    /// The time.
    pub now: Now,
    /// What each network can do.
    pub networks: BTreeMap<Network, Capabilities>,
    /// Whether this is the demo.
    pub demo: bool,
}

/// All that is shown.
#[derive(Debug)]
pub struct State {
    settings: Settings,
}

impl State {
    /// The first state; nothing is loaded yet.
    pub fn new(settings: Settings) -> State {
        State { settings }
    }

    /// What to ask for first.
    pub fn start(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// When, by the machine's clock, [`Message::Clock`] is needed; none when nothing moves by itself.
    pub fn next_tick(&self) -> Option<Timestamp> {
        None
    }

    /// Whether something changed since the last call: whether to draw.
    pub fn take_dirty(&mut self) -> bool {
        true
    }

    /// The title of the terminal's window.
    pub fn title(&self) -> String {
        String::from("vigie")
    }

    /// Whether the mouse is ours.
    pub fn wants_mouse(&self) -> bool {
        self.settings.config.mouse
    }

    /// Which language it speaks.
    pub fn language(&self) -> &Language {
        &self.settings.language
    }
}

/// Applies one message, and says what the world should do about it.
///
/// Pure: the same state and message always give the same state and effects.
pub fn update(_state: &mut State, _message: Message) -> Vec<Effect> {
    Vec::new()
}
