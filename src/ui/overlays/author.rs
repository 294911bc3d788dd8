//! The card of an author: facts, and below them everything they wrote, a line each.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed_at;
use crate::app::layout;
use crate::app::overlays::author::{Card, FactKind};
use crate::base::text::{fit, truncate, width};
use crate::model::person::Written;
use crate::ui::paper::{Paper, cut};
use crate::ui::rows::right;

pub(super) fn draw(paper: &mut Paper<'_, '_>, card: &Card) {
    let state = paper.state;
    let areas = layout::card(state.size, state.shown().trouble, card.facts.len());
    boxed_at(paper, areas.outer, &card.name);
    if card.card.is_none() {
        let text = paper.word("loading");
        paper.text(areas.facts, &format!(" {text}"), paper.styles.quiet);
    }
    for (row, fact) in areas.facts.rows().zip(&card.facts) {
        let style = match fact.kind {
            FactKind::Name => paper.styles.accent,
            FactKind::Likeness => paper.styles.warn,
            FactKind::Note => paper.styles.bold,
            FactKind::Plain => paper.styles.text,
            FactKind::Quiet => paper.styles.quiet,
        };
        paper.line(row, Span::styled(format!(" {}", fact.text), style));
    }
    head(paper, areas.head, card);
    list(paper, areas.list, card);
}

/// The line between facts and messages: what is below it, and how much.
fn head(paper: &mut Paper<'_, '_>, area: Rect, card: &Card) {
    paper.rule(area);
    let messages = card.card.as_ref().map_or(0, |card| card.past.messages);
    let title = paper.say("author-written", &[("n", messages.into())]);
    let title = truncate(&title, usize::from(area.width).saturating_sub(4));
    paper.line(Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }, Span::styled(format!(" {title} "), paper.styles.bold));
}

fn list(paper: &mut Paper<'_, '_>, area: Rect, card: &Card) {
    if card.list.is_empty() {
        let id = if card.list.loaded { "author-nothing" } else { "loading" };
        let text = paper.word(id);
        paper.text(Rect { height: area.height.min(1), ..area }, &format!(" {text}"), paper.styles.quiet);
        paper.cursor(area.x, area.y);
        return;
    }
    for (row, (line, selected)) in area.rows().zip(card.list.visible()) {
        draw_row(paper, row, &line.item);
        if selected {
            paper.select(row, true);
        }
    }
    if card.list.more_after && area.height > 0 {
        let corner = Rect::new(area.right() - 2, area.bottom() - 1, 1, 1);
        paper.line(corner, Span::styled("▾", paper.styles.accent));
    }
}

/// When, to which client, how it stands, and what it says.
fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &Written) {
    let age = right(&paper.age(row.happened_at), paper.state.language().age_width());
    let (client, state) = if area.width < 70 { (10, 0) } else { (14, 12) };
    let mut spans = vec![
        Span::styled(format!(" {age} {} ", row.network.letter()), paper.styles.quiet),
        Span::styled(format!("{} ", fit(&row.client_name, client)), paper.styles.client(row.colour)),
    ];
    if state > 0 {
        let word = paper.code("state", row.state.code());
        spans.push(Span::styled(format!("{} ", fit(&word, state)), paper.styles.quiet));
    }
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let said = if row.excerpt.is_empty() { paper.word("message-deleted") } else { crate::ui::rows::unaddressed(&row.excerpt).to_owned() };
    spans.push(Span::raw(truncate(&said, usize::from(area.width).saturating_sub(used + 1))));
    let line = cut(Line::from(spans), usize::from(area.width));
    paper.line(area, line);
}
