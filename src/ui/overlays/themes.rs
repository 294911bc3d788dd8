//! The choice of a theme, in a corner: what it changes stays in sight.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed_at;
use crate::app::overlays::themes::Themes;
use crate::base::text::{fit, width};
use crate::ui::paper::Paper;

/// The widest and the highest it may be.
const MOST: (u16, u16) = (56, 16);

pub(super) fn draw(paper: &mut Paper<'_, '_>, themes: &Themes) {
    let area = paper.room();
    let rows = u16::try_from(themes.names.len() + 3).unwrap_or(u16::MAX).min(MOST.1).min(area.height.saturating_sub(4));
    let cells = MOST.0.min(area.width);
    let title = paper.word("theme-title");
    let inner = boxed_at(paper, Rect::new(area.width - cells, 1.min(area.height), cells, rows), &title);
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    let longest = themes.names.iter().map(|name| width(name)).max().unwrap_or(0).min(16);
    let shown = themes.names.iter().enumerate().skip(themes.top(usize::from(list.height)));
    for (row, (at, name)) in list.rows().zip(shown) {
        let theme = &paper.state.settings.theme;
        let says = if theme.is_own(name) { paper.word("theme-own") } else { paper.word(&format!("theme-{name}")) };
        let mark = if *name == themes.before { "✓" } else { " " };
        let spans = vec![
            Span::styled(format!(" {mark} "), paper.styles.accent),
            Span::styled(fit(name, longest), paper.styles.text),
            Span::styled(format!("  {says}"), paper.styles.quiet),
        ];
        paper.line(row, Line::from(spans));
        if at == themes.at {
            paper.select(row, true);
        }
    }
    let foot = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
    let keys = paper.word("theme-keys");
    paper.text(foot, &format!(" {keys}"), paper.styles.quiet);
}
