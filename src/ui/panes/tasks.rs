//! The to-do list: a box, by when, what, for whom.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::base::text::{fit, truncate, width};
use crate::model::task::TaskRow;
use crate::model::when::When;
use crate::ui::paper::Paper;

pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let name = paper.word("pane-tasks");
    let (open, late) = paper.state.tasks.counts(paper.state.now.day);
    let open = paper.say("tasks-open", &[("n", open.into())]);
    let counts = if late > 0 { format!("{} · {open}", paper.say("tasks-late", &[("n", late.into())])) } else { open };
    let style = if late > 0 { paper.styles.warn } else { paper.styles.quiet };
    paper.both(area, Line::from(Span::styled(format!(" {name}"), paper.styles.bold)), Span::styled(format!("{counts} "), style));
}

/// The rows.
pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    if state.tasks.list.is_empty() {
        let keys =
            [("new", state.key(CommandId::NewTask)), ("row", state.key(CommandId::TaskOf)), ("inbox", state.key(CommandId::InboxPane))];
        let args: Vec<_> = keys.iter().map(|(name, key)| (*name, key.into())).collect();
        let (title, next) = (paper.word("tasks-empty"), paper.say("tasks-empty-next", &args));
        super::empty(paper, area, &title, &next);
        return paper.cursor(area.x, area.y);
    }
    let due = state.tasks.list.visible().map(|(line, _)| width(&due(paper, &line.item))).max().unwrap_or(0);
    for (row, (line, selected)) in area.rows().zip(state.tasks.list.visible()) {
        draw_row(paper, row, &line.item, due);
        if selected {
            paper.select(row, state.focus == Focus::List);
        }
    }
}

/// By when it is to be done, in words.
fn due(paper: &Paper<'_, '_>, row: &TaskRow) -> String {
    let state = paper.state;
    row.task.due.map(|due| state.language().when(When::At(due), state.now.day, &state.settings.zone)).unwrap_or_default()
}

fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &TaskRow, column: usize) {
    let now = paper.state.now.day;
    let done = row.done_at.is_some();
    let text_style = if done { paper.styles.struck() } else { paper.styles.text };
    let due = due(paper, row);
    let (mark, due_style) = match (done, row.is_late(now)) {
        (true, _) => ("✓", paper.styles.quiet),
        (false, true) => ("!", paper.styles.error),
        (false, false) => ("□", paper.styles.quiet),
    };
    let mut spans = vec![Span::styled(format!(" {mark} "), due_style)];
    if column > 0 {
        spans.push(Span::styled(format!("{} ", fit(&due, column)), due_style));
    }
    let whom = [row.client_name.as_str(), row.about.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    // The text comes first; whom it is for has what is left, a third at most.
    let left = usize::from(area.width).saturating_sub(column + 5);
    let whom = truncate(&whom, left / 3);
    let room = left.saturating_sub(width(&whom) + 1);
    spans.push(Span::styled(fit(&row.task.text, room), text_style));
    if !whom.is_empty() {
        spans.push(Span::styled(format!(" {whom}"), paper.styles.client(row.colour)));
    }
    paper.line(area, Line::from(spans));
}

/// The selected task, whole.
pub(in crate::ui) fn details(paper: &mut Paper<'_, '_>, area: Rect) {
    let Some(row) = paper.state.tasks.list.selected() else {
        return;
    };
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let used = paper.paragraph(inner, &row.task.text, paper.styles.text) + 1;
    let below = Rect { y: inner.y + used.min(inner.height), height: inner.height.saturating_sub(used), ..inner };
    let about = match (row.client_name.is_empty(), row.about.is_empty()) {
        (true, _) => paper.word("task-of-nobody"),
        (false, true) => row.client_name.clone(),
        (false, false) => {
            let key = paper.state.key(CommandId::OpenTask);
            let args = [("client", (&row.client_name).into()), ("author", (&row.about).into()), ("key", (&key).into())];
            paper.say("task-of", &args)
        }
    };
    paper.paragraph(below, &about, paper.styles.quiet);
}
