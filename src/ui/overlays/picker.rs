//! A choice by typing, and a few words to type: each a box with a line for the cursor.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlays::picker::{Item, Picker};
use crate::app::overlays::prompt::Prompt;
use crate::base::text::{fit, width, wrap};
use crate::ui::paper::Paper;

/// The cells of a box, where there is room.
const CELLS: u16 = 72;

/// The lines of a list, and of what is shown of one of its items.
const LIST: usize = 12;
const DETAIL: usize = 5;

/// The lines that a field of several lines shows.
const FIELD: usize = 5;

pub(super) fn draw(paper: &mut Paper<'_, '_>, picker: &Picker) {
    let area = paper.room();
    let inside = usize::from(CELLS.min(area.width)) - 4;
    let has_detail = picker.items.iter().any(|item| !item.detail.is_empty());
    let detail = if has_detail { DETAIL + 1 } else { 0 };
    let foot = foot_lines(&picker.foot, inside + 1);
    let rows = picker.items.len().clamp(1, LIST) + detail + foot.len() + 3;
    let inner = boxed(paper, CELLS, u16::try_from(rows).unwrap_or(u16::MAX).min(area.height.saturating_sub(1)), &picker.title);
    let keys = u16::try_from(foot.len()).unwrap_or(1);
    let below = u16::try_from(detail).unwrap_or(0).min(inner.height.saturating_sub(3 + keys));
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1 + keys + below), ..inner };
    let shown = picker.items.iter().enumerate().skip(picker.top(usize::from(list.height)));
    for (row, (at, item)) in list.rows().zip(shown) {
        draw_item(paper, row, item);
        if at == picker.at {
            paper.select(row, true);
        }
    }
    if picker.items.is_empty() {
        let text = paper.word(&format!("picker-{}-nothing", picker.picking.word()));
        paper.text(Rect { height: 1, ..list }, &format!(" {text}"), paper.styles.quiet);
    }
    if let Some(item) = picker.item().filter(|_| below > 0) {
        let area = Rect { y: list.bottom() + 1, height: below - 1, ..inner };
        for (row, text) in area.rows().zip(wrap(&item.detail, inside)) {
            paper.text(row, &format!("  {text}"), paper.styles.quiet);
        }
    }
    draw_foot(paper, inner, &foot);
    let (_, cell) = picker.editor.place();
    typed(paper, Rect { height: 1, ..inner }, picker.editor.text(), cell);
}

fn draw_item(paper: &mut Paper<'_, '_>, row: Rect, item: &Item) {
    let room = usize::from(row.width).saturating_sub(5 + width(&item.note));
    let (text, style) = match &item.against {
        Some(_) if !item.detail.is_empty() => (item.text.clone(), paper.styles.quiet),
        Some(why) => (format!("{} ({why})", item.text), paper.styles.quiet),
        None => (item.text.clone(), paper.styles.text),
    };
    let spans = vec![
        Span::styled(if item.marked { " ✓ " } else { "   " }, paper.styles.accent),
        Span::styled(fit(&text, room), style),
        Span::styled(format!(" {}", item.note), paper.styles.quiet),
    ];
    paper.line(row, Line::from(spans));
}

fn typed(paper: &mut Paper<'_, '_>, row: Rect, text: &str, cell: usize) {
    paper.line(row, Line::from(vec![Span::styled(" › ", paper.styles.accent), Span::raw(text.to_owned())]));
    paper.cursor((row.x + 3 + u16::try_from(cell).unwrap_or(0)).min(row.right().saturating_sub(1)), row.y);
}

/// The keys under a box: the parts of `text`, which dots separate, on as few lines as hold them whole.
fn foot_lines(text: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(" · ") {
        match lines.last_mut().filter(|line| width(line) + 3 + width(part) <= cells) {
            Some(line) => line.push_str(&format!(" · {part}")),
            None => lines.push(part.to_owned()),
        }
    }
    lines
}

fn draw_foot(paper: &mut Paper<'_, '_>, inner: Rect, lines: &[String]) {
    let rows = u16::try_from(lines.len()).unwrap_or(1).min(inner.height);
    let area = Rect { y: inner.bottom() - rows, height: rows, ..inner };
    for (row, text) in area.rows().zip(lines) {
        paper.text(row, &format!(" {text}"), paper.styles.quiet);
    }
}

pub(super) fn draw_prompt(paper: &mut Paper<'_, '_>, prompt: &Prompt) {
    let area = paper.room();
    let cells = CELLS.min(area.width);
    // The field is wrapped for the box by its own measure.
    let mut editor = prompt.editor.clone();
    editor.resize(usize::from(cells).saturating_sub(6));
    let lines = editor.lines().len().clamp(1, FIELD);
    let about = if prompt.about.is_empty() { Vec::new() } else { wrap(&prompt.about, usize::from(cells).saturating_sub(4)) };
    let keys = foot_lines(&prompt.foot, usize::from(cells).saturating_sub(3));
    let inner = boxed(paper, cells, u16::try_from(lines + about.len() + keys.len() + 3).unwrap_or(u16::MAX), &prompt.title);
    let mut rows = inner.rows();
    for text in &about {
        rows.next().into_iter().for_each(|row| paper.text(row, &format!(" {text}"), paper.styles.bold));
    }
    let (line, cell) = editor.place();
    let top = (line + 1).saturating_sub(lines);
    for (at, range) in editor.lines().iter().enumerate().skip(top).take(lines) {
        let Some(row) = rows.next() else {
            break;
        };
        let text = editor.text().get(range.clone()).unwrap_or_default().trim_end_matches('\n');
        let lead = if at == 0 { " › " } else { "   " };
        paper.line(row, Line::from(vec![Span::styled(lead, paper.styles.accent), Span::raw(text.to_owned())]));
        if at == line {
            paper.cursor((row.x + 3 + u16::try_from(cell).unwrap_or(0)).min(row.right().saturating_sub(1)), row.y);
        }
    }
    if let (Some(wrong), Some(row)) = (&prompt.wrong, rows.next()) {
        paper.text(row, &format!(" {wrong}"), paper.styles.error);
    }
    draw_foot(paper, inner, &keys);
}
