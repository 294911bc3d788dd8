//! The agenda, a line a post; and the board, a column a state.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{glyph, letters, post, style};
use crate::app::focus::Focus;
use crate::app::panes::calendar::{Column, PostKey};
use crate::base::text::{excerpt, fit, width};
use crate::ui::paper::Paper;

/// The posts that are known, around the one with the cursor.
pub(super) fn agenda(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let (calendar, language) = (&state.calendar, state.language());
    let height = usize::from(area.height).saturating_sub(1);
    let at = calendar.place().unwrap_or_else(|| calendar.posts.partition_point(|post| post.local.date() < calendar.day));
    // A third of the lines stand before the cursor.
    let from = at.saturating_sub(height / 3).min(calendar.posts.len().saturating_sub(height));
    let zone = state.calendar_zone();
    let day_width = calendar.posts.iter().skip(from).take(height).map(|post| width(&language.day(post.local.date()))).max().unwrap_or(0);
    let hour_width =
        calendar.posts.iter().skip(from).take(height).map(|post| width(&language.slot_hour(post.at, &zone))).max().unwrap_or(0);
    let mut last = None;
    for (row, (place, placed)) in area.rows().take(height).zip(calendar.posts.iter().enumerate().skip(from)) {
        let date = placed.local.date();
        let day = if last == Some(date) { String::new() } else { language.day(date) };
        last = Some(date);
        let mut spans = vec![
            Span::styled(format!(" {} ", fit(&day, day_width)), paper.styles.bold),
            Span::styled(format!("{} ", fit(&language.slot_hour(placed.at, &zone), hour_width)), paper.styles.quiet),
        ];
        let used: usize = spans.iter().map(Span::width).sum();
        let mark = if placed.note.clash.is_some() { "⚠" } else { "" };
        spans.extend(post(paper, &placed.row, usize::from(area.width).saturating_sub(used + 1), mark));
        paper.line(row, Line::from(spans));
        if calendar.place() == Some(place) {
            paper.select(row, state.focus == Focus::List);
        }
    }
    super::notes(paper, Rect { y: area.bottom() - 1, height: 1, ..area });
}

/// Five columns, from ideas to what has gone out.
pub(super) fn board(paper: &mut Paper<'_, '_>, area: Rect) {
    let calendar = &paper.state.calendar;
    let edge = |at: u16| area.x + area.width * at / 5;
    for (at, column) in (0_u16..).zip(Column::ALL) {
        let cell = Rect { x: edge(at), width: edge(at + 1) - edge(at), height: area.height.saturating_sub(1), ..area };
        let places = calendar.column(column);
        let current = calendar.column == column;
        let title = format!(" {} {}", paper.word(column.name()), places.len());
        let ink = if current { paper.styles.accent } else { paper.styles.bold };
        paper.text(Rect { height: 1, ..cell }, &title, ink);
        draw_column(paper, Rect { y: cell.y + 1, height: cell.height.saturating_sub(1), ..cell }, column, &places);
    }
    super::notes(paper, Rect { y: area.bottom() - 1, height: 1, ..area });
}

fn draw_column(paper: &mut Paper<'_, '_>, area: Rect, column: Column, places: &[usize]) {
    let state = paper.state;
    let calendar = &state.calendar;
    let at = match (column, calendar.selected) {
        (Column::Ideas, Some(PostKey::Idea(id))) => calendar.ideas.iter().position(|idea| idea.draft == Some(id)),
        (Column::Ideas, _) => None,
        (Column::Planned | Column::Scheduled | Column::Mend | Column::Gone, _) => {
            calendar.place().and_then(|place| places.iter().position(|known| *known == place))
        }
    };
    let current = calendar.column == column;
    // A card has two lines: when and of whom, and what it says.
    let rows = usize::from(area.height / 2).max(1);
    let top = at.map_or(0, |at| (at + 1).saturating_sub(rows));
    for (nth, place) in places.iter().enumerate().skip(top).take(rows) {
        let y = area.y + u16::try_from((nth - top) * 2).unwrap_or(0);
        let (row, when) = match column {
            Column::Ideas => (&calendar.ideas[*place], String::new()),
            Column::Planned | Column::Scheduled | Column::Mend | Column::Gone => {
                let placed = &calendar.posts[*place];
                (&placed.row, format!("{} ", state.language().day_short(placed.local.date())))
            }
        };
        let head = Rect { y, height: 1, ..area };
        let name = fit(&row.client_name, usize::from(area.width).saturating_sub(width(&when) + width(&letters(row)) + 5));
        let spans = vec![
            Span::styled(format!(" {} ", glyph(row.standing)), style(paper, row.standing)),
            Span::styled(when, paper.styles.quiet),
            Span::styled(format!("{} ", letters(row)), paper.styles.quiet),
            Span::styled(name, paper.styles.client(row.colour)),
        ];
        let line = crate::ui::paper::cut(Line::from(spans), usize::from(area.width).saturating_sub(1));
        paper.line(head, line);
        let below = Rect { x: area.x + 2, y: y + 1, width: area.width.saturating_sub(3), height: 1 };
        if below.y < area.bottom() {
            paper.text(below, &excerpt(&row.text, 80), paper.styles.text);
        }
        if current && at == Some(nth) {
            paper.select(Rect { width: area.width.saturating_sub(1), ..head }, state.focus == Focus::List);
        }
    }
    if current && places.is_empty() {
        let none = paper.word("board-nothing");
        paper.text(Rect { height: 1, ..area }, &format!(" {none}"), paper.styles.quiet);
        paper.cursor(area.x, area.y);
    }
}
