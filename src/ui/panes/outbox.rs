//! The outbox: what is going out, what waits, and why.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::focus::Focus;
use crate::base::text::{excerpt, fit, width};
use crate::model::delivery::Load;
use crate::model::query::OutboxRow;
use crate::model::slot::Standing;
use crate::ui::outgoing;
use crate::ui::paper::Paper;
use crate::ui::rows::{self, Columns, right, short};

pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let name = paper.word("pane-outbox");
    let rows = paper.state.outbox.list.lines();
    let trouble = rows.iter().filter(|line| line.item.state.is_trouble()).count();
    let right = if trouble > 0 { paper.say("outbox-trouble", &[("n", trouble.into())]) } else { String::new() };
    paper.both(area, Line::from(Span::styled(format!(" {name}"), paper.styles.bold)), Span::styled(format!("{right} "), paper.styles.warn));
}

/// The rows.
pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let below = u16::try_from(state.outbox.lines_below(usize::from(area.height))).unwrap_or(0);
    let (area, below) = (Rect { height: area.height - below, ..area }, Rect { y: area.y + area.height - below, height: below, ..area });
    upcoming(paper, below);
    if state.outbox.list.is_empty() {
        let (title, next) = (paper.word("outbox-empty"), paper.word("outbox-empty-next"));
        super::empty(paper, area, &title, &next);
        return paper.cursor(area.x, area.y);
    }
    let columns = Columns::of(paper, area.width);
    for (row, (line, selected)) in area.rows().zip(state.outbox.list.visible()) {
        draw_row(paper, row, &line.item, columns);
        if selected {
            paper.select(row, state.focus == Focus::List);
        }
    }
}

/// What follows by the calendar, and what of it is late.
fn upcoming(paper: &mut Paper<'_, '_>, area: Rect) {
    let mut rows = area.rows();
    rows.next();
    let (Some(title), state) = (rows.next(), paper.state) else {
        return;
    };
    let text = paper.word("outbox-upcoming");
    paper.text(title, &format!(" {text}"), paper.styles.accent);
    let columns = Columns::of(paper, area.width);
    for (line, row) in rows.zip(&state.outbox.upcoming) {
        let (glyph, style) = match row.standing {
            Standing::Late | Standing::Editing | Standing::NotSent => ("!", paper.styles.warn),
            Standing::Scheduled => ("◷", paper.styles.busy),
            Standing::Idea | Standing::Planned | Standing::Skipped | Standing::Leaving | Standing::Sent => ("·", paper.styles.quiet),
        };
        let at = row.at.map(|at| state.language().clock(&state.settings.zone, state.now.day, at)).unwrap_or_default();
        let word = paper.code("upcoming", row.standing.code());
        let mut spans = vec![Span::styled(format!(" {glyph} {} ", fit(&format!("{at} {word}"), 24)), style)];
        if let Some(account) = row.accounts.first() {
            spans.extend(rows::whose(paper, account.network, &row.client_name, row.colour, columns));
        }
        let more = row.accounts.len().saturating_sub(1);
        if more > 0 {
            spans.push(Span::styled(format!("+{more} "), paper.styles.quiet));
        }
        let used: usize = spans.iter().map(|span| width(&span.content)).sum();
        spans.push(Span::raw(fit(&excerpt(&row.text, 200), usize::from(area.width).saturating_sub(used + 1))));
        paper.line(line, Line::from(spans));
    }
}

fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &OutboxRow, columns: Columns) {
    let style = outgoing::style(paper, &row.state);
    let age = right(&paper.age(row.created_at), paper.state.language().age_width());
    let mut spans = vec![
        Span::styled(format!(" {} {} ", outgoing::glyph(&row.state), fit(&outgoing::short(paper, &row.state), 15)), style),
        Span::styled(format!("{age} "), paper.styles.quiet),
    ];
    spans.extend(rows::whose(paper, row.network, &row.client_name, row.colour, columns));
    let to = row.to.as_deref().map_or_else(|| paper.word("outbox-new-post"), |to| format!("→ {}", short(to)));
    spans.push(Span::raw(format!("{} ", fit(&to, columns.who))));
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let text = outgoing::carries(paper, &row.load);
    spans.push(Span::raw(fit(&text, usize::from(area.width).saturating_sub(used + 1))));
    paper.line(area, Line::from(spans));
}

/// What is selected, whole: where it goes, why it waits, what it says.
pub(in crate::ui) fn details(paper: &mut Paper<'_, '_>, area: Rect) {
    let Some(row) = paper.state.outbox.list.selected() else {
        return;
    };
    let mut spans = vec![
        Span::styled(format!(" {}", row.client_name), paper.styles.client(row.colour)),
        Span::styled(format!(" {} {}", row.network.letter(), row.account_handle), paper.styles.quiet),
    ];
    if let Some(to) = &row.to {
        spans.push(Span::raw(format!(" → {to}")));
    }
    paper.both(Rect { height: 1, ..area }, Line::from(spans), Span::raw(""));
    let mut below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let why =
        outgoing::long(paper, &row.state, row.waits, if row.load.act().is_none() { outgoing::IN_OUTBOX } else { outgoing::ACT_IN_OUTBOX });
    let style = outgoing::style(paper, &row.state);
    let used = paper.paragraph(below, &why, style) + 1;
    below = Rect { y: below.y + used.min(below.height), height: below.height.saturating_sub(used), ..below };
    if let Load::Publish(outgoing) = &row.load {
        if !outgoing.warning.is_empty() {
            let used = paper.paragraph(below, &format!("⚠ {}", outgoing.warning), paper.styles.warn);
            below = Rect { y: below.y + used.min(below.height), height: below.height.saturating_sub(used), ..below };
        }
        paper.paragraph(below, &outgoing.text, paper.styles.text);
    }
}
