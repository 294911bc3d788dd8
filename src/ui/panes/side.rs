//! The column of wide screens: what is going out, and which client waits most.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::focus::Pane;
use crate::base::text::{fit, truncate, width};
use crate::ui::outgoing;
use crate::ui::paper::Paper;

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    if paper.state.pane == Pane::Outbox {
        return clients(paper, area);
    }
    let half = area.height / 2;
    outbox(paper, Rect { height: half, ..area });
    clients(paper, Rect { y: area.y + half, height: area.height - half, ..area });
}

fn title(paper: &mut Paper<'_, '_>, area: Rect, id: &str) -> Rect {
    let text = paper.word(id);
    paper.text(Rect { height: 1, ..area }, &format!(" {text}"), paper.styles.accent);
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

fn outbox(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let inner = title(paper, area, "pane-outbox");
    if state.outbox.list.is_empty() {
        let text = paper.word("outbox-empty");
        paper.paragraph(inner, &text, paper.styles.quiet);
        return;
    }
    // Two lines each: where it is, and what it says.
    for (at, line) in state.outbox.list.lines().iter().take(usize::from(inner.height / 2)).enumerate() {
        let row = &line.item;
        let y = inner.y + u16::try_from(at * 2).unwrap_or(0);
        let style = outgoing::style(paper, &row.state);
        let head = vec![
            Span::styled(format!(" {} {} ", outgoing::glyph(&row.state), outgoing::short(paper, &row.state)), style),
            Span::styled(row.client_name.clone(), paper.styles.client(row.colour)),
        ];
        let cut = crate::ui::paper::cut(Line::from(head), usize::from(inner.width) - 1);
        paper.line(Rect { y, height: 1, ..inner }, cut);
        let text = outgoing::carries(paper, &row.load);
        let text = truncate(&text, usize::from(inner.width).saturating_sub(4));
        paper.line(Rect { x: inner.x + 3, y: y + 1, height: 1, width: inner.width - 3 }, Span::styled(text, paper.styles.quiet));
    }
}

fn clients(paper: &mut Paper<'_, '_>, area: Rect) {
    let inner = title(paper, area, "side-clients");
    let Some(totals) = paper.state.totals.as_ref() else {
        return;
    };
    for (row, (client, tally)) in inner.rows().zip(&totals.clients) {
        let count = match tally.unread {
            0 => paper.say("count", &[("n", tally.all.into())]),
            unread => paper.say("side-count", &[("n", tally.all.into()), ("unread", unread.into())]),
        };
        let room = usize::from(row.width).saturating_sub(width(&count) + 3);
        let line = vec![
            Span::styled(format!(" {} ", fit(&client.name, room)), paper.styles.client(client.colour)),
            Span::styled(count, if tally.unread > 0 { paper.styles.bold } else { paper.styles.text }),
        ];
        paper.line(row, Line::from(line));
    }
}
