//! One drawing a pane, and one for each column beside it.

pub(super) mod accounts;
pub(super) mod calendar;
pub(super) mod composer;
pub(super) mod conversation;
pub(super) mod inbox;
pub(super) mod outbox;
pub(super) mod past;
pub(super) mod side;
pub(super) mod tasks;
pub(super) mod views;
pub(super) mod welcome;

use ratatui::layout::Rect;

use super::paper::Paper;

/// A list that has nothing to show: what that means, and what to do next.
fn empty(paper: &mut Paper<'_, '_>, area: Rect, title: &str, next: &str) {
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let used = paper.paragraph(inner, title, paper.styles.bold);
    let below = Rect { y: inner.y + used, height: inner.height.saturating_sub(used), ..inner };
    paper.paragraph(below, next, paper.styles.text);
}
