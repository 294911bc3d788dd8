//! The column of views and clients, each with how many are in it.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::focus::Focus;
use crate::app::panes::inbox::Entry;
use crate::base::text::{fit, width};
use crate::model::conversation::View;
use crate::model::query::Tally;
use crate::ui::paper::Paper;

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let entries = state.entries();
    let mut rows = area.rows();
    for (at, entry) in entries.iter().enumerate() {
        if matches!(entry, Entry::Clients(None)) {
            rows.next();
        }
        let Some(row) = rows.next() else {
            return;
        };
        draw_entry(paper, row, *entry);
        if state.focus == Focus::Views && at == state.inbox.chosen {
            paper.select(row, true);
        }
    }
}

fn draw_entry(paper: &mut Paper<'_, '_>, row: Rect, entry: Entry) {
    let state = paper.state;
    let totals = state.totals.as_ref();
    let (name, tally, current, style) = match entry {
        Entry::View(view) => {
            let tally = totals.and_then(|totals| totals.views.get(&view)).copied().unwrap_or_default();
            let current = state.inbox.query.view == view && state.inbox.saved.is_none();
            (paper.code("view", view.code()), tally, current, paper.styles.text)
        }
        Entry::Saved(id) => {
            let Some(saved) = state.saved.get(id) else {
                return;
            };
            let tally = Tally { all: saved.n.unwrap_or(0), unread: 0 };
            let indent = if saved.view.is.client.is_some() { "  " } else { "" };
            (format!("{indent}{}", saved.view.is.name), tally, state.inbox.saved == Some(id), paper.styles.text)
        }
        Entry::Clients(None) => {
            let style = paper.styles.text;
            (paper.word("all-clients"), Tally::default(), state.inbox.query.client.is_none(), style)
        }
        Entry::Clients(Some(id)) => {
            let found = totals.and_then(|totals| totals.clients.iter().find(|(client, _)| client.id == id));
            let Some((client, tally)) = found else {
                return;
            };
            (client.name.clone(), *tally, state.inbox.query.client == Some(id), paper.styles.client(client.colour))
        }
    };
    // What asks nothing is only worth a number while it is new.
    let number = if matches!(entry, Entry::View(View::ToRead | View::Quiet)) { tally.unread } else { tally.all };
    let count = if number > 0 { paper.say("count", &[("n", number.into())]) } else { String::new() };
    let mark = if current { "▸" } else { " " };
    let room = usize::from(row.width).saturating_sub(width(&count) + 4);
    let style = if current || tally.unread > 0 { style.patch(paper.styles.bold_only()) } else { style };
    let line = vec![Span::styled(format!("{mark} {} ", fit(&name, room)), style), Span::styled(count, style)];
    paper.line(row, ratatui::text::Line::from(line));
}
