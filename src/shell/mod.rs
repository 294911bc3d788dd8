//! The outside world: the only room with a terminal, a runtime and signals.
//!
//! It carries messages to [`update`](crate::app::update) and does what comes back. It
//! decides nothing that a test in keystrokes could not see. Start at [`tui`]; without a
//! screen, at [`headless`].

mod answer;
pub mod asking;
mod browser;
mod clipboard;
pub mod editor;
mod effects;
mod errand;
pub(crate) mod files;
mod habits;
pub mod headless;
pub mod house;
mod input;
pub mod log;
pub mod login;
pub mod painter;
mod pictures;
pub mod probe;
pub mod runtime;
pub mod servers;
mod settings;
mod signals;
mod spelling;
mod terminal;
mod themes;
pub mod tui;
