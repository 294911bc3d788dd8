//! The first screen of all: nothing is configured yet, and two things can be done about it.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::ui::paper::Paper;

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let margin = if area.width >= 80 { 6 } else { 2 };
    let inner = Rect::new(area.x + margin, area.y + 1, (area.width - margin * 2).min(72), area.height - 1);
    // On the least screen every line is needed.
    let gap = u16::from(area.height >= 20);
    let below = |paper: &mut Paper<'_, '_>, inner: Rect, text: &str, style| {
        let used = paper.paragraph(inner, text, style) + gap;
        Rect { y: inner.y + used.min(inner.height), height: inner.height.saturating_sub(used), ..inner }
    };
    let title = paper.word("welcome-title");
    let what = paper.word("welcome-what");
    let inner = below(paper, inner, &title, paper.styles.bold);
    let mut inner = below(paper, inner, &what, paper.styles.text);
    if gap == 0 {
        inner = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    }
    for (command, id) in [
        (CommandId::FirstTour, "welcome-tour"),
        (CommandId::StartDemo, "welcome-demo"),
        (CommandId::FirstAccount, "welcome-account"),
        (CommandId::FirstSource, "welcome-source"),
    ] {
        if matches!(command, CommandId::StartDemo | CommandId::FirstTour) && paper.state.settings.demo {
            continue;
        }
        let key = paper.state.key(command);
        let text = paper.word(id);
        if inner.height > 0 {
            paper.line(
                Rect { x: inner.x + 1, height: 1, width: 3, ..inner },
                Line::from(Span::styled(format!(" {key} "), paper.styles.chosen)),
            );
        }
        inner = below(paper, Rect { x: inner.x + 5, width: inner.width - 5, ..inner }, &text, paper.styles.text);
        inner = Rect { x: inner.x - 5, width: inner.width + 5, ..inner };
    }
    let safe = paper.say("welcome-safe", &[("key", (&paper.state.key(CommandId::Send)).into())]);
    below(paper, inner, &safe, paper.styles.quiet);
}
