//! Where pictures stand on the screen that are not made of characters.
//!
//! Computed from the state alone; the shell draws them beside the cells. While anything stands
//! over a pane there are none.

use ratatui::layout::Rect;

use crate::app::State;
use crate::app::panes::lines::LineKind;
use crate::config::pictures::Protocol;
use crate::model::picture::Picture;

/// A picture on the screen, or the part of it that is visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its address, which names it.
    pub url: String,
    /// The picture, whole.
    pub picture: Picture,
    /// How it is drawn.
    pub protocol: Protocol,
    /// The cells of the visible part.
    pub area: Rect,
    /// The first of its rows that is visible.
    pub top: u16,
    /// The rows that the whole picture takes.
    pub rows: u16,
}

/// The pictures on the screen.
pub fn placed(state: &State) -> Vec<Placed> {
    let drawing = state.drawing().filter(|drawing| drawing.protocol != Protocol::Blocks);
    let area = state.layout().and_then(|layout| layout.thread);
    let (Some(drawing), Some(area)) = (drawing, area) else {
        return Vec::new();
    };
    if !state.shows_thread() {
        return Vec::new();
    }
    let mut found: Vec<(usize, Placed)> = Vec::new();
    let visible = state.thread.lines.iter().skip(state.thread.scroll);
    for (y, line) in (area.y + 1..area.bottom()).zip(visible) {
        let LineKind::Picture { at, row } = line.kind else {
            continue;
        };
        if let Some((_, placed)) = found.last_mut().filter(|(known, _)| *known == at) {
            placed.area.height += 1;
        } else if let Some(drawn) = state.thread.drawn.get(at) {
            let x = area.x + line.indent + 1;
            let place = Rect { x, y, width: drawn.columns.min(area.right().saturating_sub(x)), height: 1 };
            let (url, picture) = (drawn.url.clone(), drawn.picture.clone());
            found.push((at, Placed { url, picture, protocol: drawing.protocol, area: place, top: row, rows: drawn.rows }));
        }
    }
    found.into_iter().map(|(_, placed)| placed).collect()
}
