//! The week with its hours, and the month.

use jiff::civil::Date;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::post;
use crate::app::focus::Focus;
use crate::app::panes::calendar::grid::{Grid, HOURS};
use crate::app::panes::calendar::{Placed, key_of};
use crate::base::text::{truncate, width};
use crate::model::planner::{clocks_change, local};
use crate::ui::paper::{Paper, cut};

/// A week: a column a day, as many lines an hour as its posts need.
pub(super) fn week(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let calendar = &state.calendar;
    let grid = Grid::of(calendar, area);
    let (now, today) = now(paper);
    for (at, day) in grid.days.each().enumerate() {
        let (x, wide) = grid.columns[at];
        head(paper, Rect::new(x, area.y, wide, 1), day, today);
    }
    let selected = calendar.place();
    for (row, line) in (grid.top..).zip(&grid.hours) {
        let is_now = grid.days.holds(today) && line.hour == now && line.nth == 0;
        if line.nth == 0 {
            let style = if is_now { paper.styles.accent } else { paper.styles.quiet };
            let mark = if is_now { "▸" } else { " " };
            paper.line(Rect::new(area.x, row, HOURS, 1), Span::styled(format!("{mark}{:02}", line.hour), style));
        }
        for (at, day) in grid.days.each().enumerate() {
            let (x, wide) = grid.columns[at];
            paper.line(Rect::new(x - 1, row, 1, 1), Span::styled("│", paper.styles.line));
            let cell = Rect::new(x, row, wide, 1);
            let place = calendar.of_hour(day, line.hour).get(line.nth).copied();
            if let Some(place) = place {
                draw_post(paper, cell, &calendar.posts[place]);
            } else if is_now && day == today {
                paper.line(cell, Span::styled("─".repeat(wide.into()), paper.styles.accent));
            }
            let here = calendar.day == day && calendar.hour == line.hour;
            let on_cursor = here && place.is_none() && line.nth == 0 && selected.is_none();
            if on_cursor || (place.is_some() && place == selected) {
                cursor(paper, cell, place.is_some());
            }
        }
    }
    super::notes(paper, Rect { y: area.bottom() - 1, height: 1, ..area });
}

/// The hour of now, and the day, in the zone that is shown.
fn now(paper: &Paper<'_, '_>) -> (i8, Date) {
    let now = local(paper.state.now.day, &paper.state.calendar_zone());
    (now.hour(), now.date())
}

/// The cell with the cursor.
fn cursor(paper: &mut Paper<'_, '_>, cell: Rect, full: bool) {
    let focused = paper.state.focus == Focus::List;
    if !full && focused {
        // What is empty has nothing to turn around but its cells.
        paper.line(cell, Span::styled(" ".repeat(cell.width.into()), paper.styles.text));
    }
    paper.select(cell, focused);
}

/// A day: its name, whether it is marked, whether its clocks change.
fn head(paper: &mut Paper<'_, '_>, area: Rect, day: Date, today: Date) {
    let state = paper.state;
    let language = state.language();
    let mut text = language.day_short(day);
    let marks = language.marks(&state.calendar.marked, day);
    let mut style = match (day == today, day == state.calendar.day) {
        (true, _) => paper.styles.chosen,
        (false, true) => paper.styles.bold,
        (false, false) => paper.styles.text,
    };
    if let Some(mark) = marks.first() {
        // The name stands where there is room; a star else.
        let name = format!("{text} ★{}", mark.name);
        text = if width(&name) <= usize::from(area.width) { name } else { format!("{text} ★") };
        style = if mark.public { style.patch(Style::new().add_modifier(ratatui::style::Modifier::UNDERLINED)) } else { style };
    }
    let change = clocks_change(day, &state.calendar_zone());
    if change != 0 {
        text = format!("{text} {}", if change > 0 { "+1h" } else { "-1h" });
    }
    paper.text(area, &text, style);
}

fn draw_post(paper: &mut Paper<'_, '_>, cell: Rect, placed: &Placed) {
    let minute = placed.local.minute();
    let mut spans = Vec::new();
    if minute != 0 && cell.width >= 14 {
        spans.push(Span::styled(format!(":{minute:02} "), paper.styles.quiet));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    let mark = if placed.note.clash.is_some() { "⚠" } else { "" };
    spans.extend(post(paper, &placed.row, usize::from(cell.width).saturating_sub(used), mark));
    let line = cut(Line::from(spans), cell.width.into());
    paper.line(cell, line);
}

/// A month: a cell a day, its posts one below the other.
pub(super) fn month(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let calendar = &state.calendar;
    let grid = Grid::of(calendar, area);
    let (_, today) = now(paper);
    for (at, day) in grid.days.each().take(7).enumerate() {
        let (x, wide) = grid.columns[at];
        let name = state.language().weekday_short(day);
        paper.text(Rect::new(x, area.y, wide, 1), &name, paper.styles.quiet);
    }
    let selected = calendar.place();
    for (at, day) in grid.days.each().enumerate() {
        let (x, wide) = grid.columns[at % 7];
        let y = grid.top + u16::try_from(at / 7).unwrap_or(0) * grid.week_height;
        let cell = Rect::new(x, y, wide, grid.week_height);
        if cell.bottom() > area.bottom() - 1 {
            continue;
        }
        for row in cell.rows() {
            paper.line(Rect::new(x - 1, row.y, 1, 1), Span::styled("│", paper.styles.line));
        }
        month_day(paper, cell, day, today, selected);
    }
    super::notes(paper, Rect { y: area.bottom() - 1, height: 1, ..area });
}

fn month_day(paper: &mut Paper<'_, '_>, cell: Rect, day: Date, today: Date, selected: Option<usize>) {
    let state = paper.state;
    let calendar = &state.calendar;
    let style = match (day == today, day.month() == calendar.day.month()) {
        (true, _) => paper.styles.chosen,
        (false, true) => paper.styles.bold,
        (false, false) => paper.styles.quiet,
    };
    let places: Vec<usize> = calendar.of_day(day).collect();
    let room = usize::from(cell.height) - 1;
    let here = calendar.day == day;
    // The selected post is among those that are seen.
    let at = places.iter().position(|place| Some(*place) == selected).unwrap_or(0);
    let top = (at + 1).saturating_sub(room);
    let hidden = places.len().saturating_sub(room);
    let mut number = day.day().to_string();
    if !state.language().marks(&calendar.marked, day).is_empty() {
        number.push('★');
    }
    match clocks_change(day, &state.calendar_zone()) {
        0 => {}
        minutes => number.push_str(if minutes > 0 { " +1h" } else { " -1h" }),
    }
    let more = if hidden > 0 { truncate(&format!("+{hidden}"), cell.width.into()) } else { String::new() };
    let first = Rect { height: 1, ..cell };
    paper.both(first, Line::from(Span::styled(number, style)), Span::styled(more, paper.styles.quiet));
    if here && (selected.is_none() || room == 0) {
        paper.select(first, state.focus == Focus::List);
    }
    for (nth, place) in places.iter().enumerate().skip(top).take(room) {
        let row = Rect { y: cell.y + 1 + u16::try_from(nth - top).unwrap_or(0), height: 1, ..cell };
        draw_post(paper, row, &calendar.posts[*place]);
        if Some(*place) == selected {
            debug_assert!(key_of(&calendar.posts[*place].row) == calendar.selected);
            cursor(paper, row, true);
        }
    }
}
