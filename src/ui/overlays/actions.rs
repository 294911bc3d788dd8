//! The menu of every action on one row.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlays::actions::Actions;
use crate::base::text::{fit, truncate, width};
use crate::ui::paper::Paper;

/// The cells of the box, where there is room.
const CELLS: u16 = 76;

pub(super) fn draw(paper: &mut Paper<'_, '_>, actions: &Actions) {
    let area = paper.room();
    let rows = u16::try_from(actions.entries.len() + 3).unwrap_or(u16::MAX).min(area.height.saturating_sub(2));
    let inner = boxed(paper, CELLS, rows, &actions.title);
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    let top = actions.top(usize::from(list.height));
    for (row, (at, entry)) in list.rows().zip(actions.entries.iter().enumerate().skip(top)) {
        let (key, style) = match entry.against {
            Some(_) => (paper.styles.quiet, paper.styles.quiet),
            None => (paper.styles.accent, paper.styles.text),
        };
        let why = entry.against.map(|reason| format!(" ({})", paper.state.why_not(reason))).unwrap_or_default();
        // Of what cannot be done, the reason is what a person wants to read.
        let room = usize::from(row.width).saturating_sub(7 + width(&why));
        let says = if why.is_empty() { fit(&entry.says, room) } else { truncate(&entry.says, room) };
        let spans = [(format!(" {} ", fit(&entry.keys, 4)), key), (says, style), (why, style)];
        paper.line(row, Line::from_iter(spans.map(|(text, style)| Span::styled(text, style))));
        if at == actions.at {
            paper.select(row, true);
        }
    }
    let foot = Rect { y: list.bottom(), height: 1, ..inner };
    let keys = paper.word("actions-keys");
    paper.text(foot, &format!(" {keys}"), paper.styles.quiet);
}
