//! The state as cells.

use ratatui::Frame;

use crate::app::State;

/// Draws everything; reads only, and only what is visible.
pub fn draw(_frame: &mut Frame<'_>, _state: &State) {}
