//! The panel of the tour: a line with how far it has come, and under it what to do now.
//!
//! It has lines of its own over those at the bottom, so that it never hides a row; what
//! stands over a pane stays above it.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paper::Paper;
use crate::base::text::{width, wrap};

pub(super) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let Some(panel) = paper.state.tour_panel() else {
        return;
    };
    paper.uncover(area);
    paper.frame.render_widget(ratatui::widgets::Clear, area);
    paper.behind(area, paper.styles.base);
    let head = Rect { height: 1, ..area };
    paper.rule(head);
    let title = format!(" {} ", panel.title);
    let keys = format!(" {} ", panel.keys);
    let right = u16::try_from(width(&keys)).unwrap_or(0) + 2;
    paper.line(Rect { x: head.x + 2, width: head.width.saturating_sub(2), ..head }, Line::from(Span::styled(title, paper.styles.bold)));
    if right < head.width {
        paper.line(Rect { x: head.right() - right, width: right - 2, ..head }, Line::from(Span::styled(keys, paper.styles.quiet)));
    }
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (row, text) in below.rows().zip(wrap(&panel.sentence, usize::from(area.width.saturating_sub(2)).max(1))) {
        paper.line(row, Line::from(Span::styled(format!(" {text}"), paper.styles.text)));
    }
}
