//! Sources and accounts: how each is, when it was read, what it needs.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::base::text::{fit, width};
use crate::model::account::{FeedStatus, Health};
use crate::model::query::AccountRow;
use crate::ui::paper::Paper;
use crate::ui::rows::{self, Columns, short};

pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let name = paper.word("pane-accounts");
    let count = paper.say("accounts-count", &[("n", paper.state.accounts.list.lines().len().into())]);
    paper.both(
        area,
        Line::from(Span::styled(format!(" {name}"), paper.styles.bold)),
        Span::styled(format!("{count} "), paper.styles.quiet),
    );
}

/// The rows.
pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    if state.accounts.list.is_empty() {
        let key = state.key(CommandId::AddAccount);
        let (title, next) = (paper.word("accounts-empty"), paper.say("accounts-empty-next", &[("key", (&key).into())]));
        super::empty(paper, area, &title, &next);
        return paper.cursor(area.x, area.y);
    }
    let columns = Columns::of(paper, area.width);
    for (row, (line, selected)) in area.rows().zip(state.accounts.list.visible()) {
        draw_row(paper, row, &line.item, columns);
        if selected {
            paper.select(row, state.focus == Focus::List);
        }
    }
}

fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &AccountRow, columns: Columns) {
    let (glyph, says, style) = condition(paper, row);
    let mut spans = vec![Span::styled(format!(" {glyph} "), style)];
    spans.extend(rows::whose(paper, row.account.network, &row.client_name, row.colour, columns));
    let waiting = match row.to_answer {
        0 => String::new(),
        n => paper.say("to-answer-count", &[("n", n.into())]),
    };
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(used + width(&waiting) + 2);
    let name = if area.width < 70 { short(&row.account.handle) } else { &row.account.handle };
    let handle = width(name).clamp(columns.who, room.saturating_sub(14).max(columns.who));
    spans.push(Span::raw(format!("{} ", fit(name, handle))));
    spans.push(Span::styled(fit(&says, room.saturating_sub(handle + 1)), style));
    spans.push(Span::styled(format!(" {waiting} "), paper.styles.bold));
    paper.line(area, Line::from(spans));
}

/// How an account is, at first sight and in a few words.
fn condition(paper: &Paper<'_, '_>, row: &AccountRow) -> (&'static str, String, Style) {
    let state = paper.state;
    let trouble = row.feeds.iter().find_map(|feed| feed.trouble.as_ref());
    let read = row.feeds.iter().filter_map(|feed| feed.read_at).max();
    match (row.account.health, trouble) {
        (Health::NeedsLogin, _) => ("✗", paper.word("health-needs-login"), paper.styles.error),
        (Health::Off, _) => ("-", paper.word("health-off"), paper.styles.quiet),
        (Health::Ok, _) if state.status.is_working_for(row.account.id) => {
            (paper.spinner(), paper.word("account-reading"), paper.styles.busy)
        }
        (Health::Ok, Some(reason)) => ("!", state.language().reason(reason, &state.settings.zone, state.now.day), paper.styles.warn),
        (Health::Ok, None) => match read {
            Some(read) => ("✓", paper.say("account-read", &[("age", (&paper.age(read)).into())]), paper.styles.good),
            None => ("◷", paper.word("account-new"), paper.styles.busy),
        },
    }
}

/// What is selected, whole: its numbers, its feeds, what to do.
pub(in crate::ui) fn details(paper: &mut Paper<'_, '_>, area: Rect) {
    let Some(row) = paper.state.accounts.list.selected() else {
        return;
    };
    let account = &row.account;
    let head = vec![
        Span::styled(format!(" {}", row.client_name), paper.styles.client(row.colour)),
        Span::styled(format!(" {} {}", account.network.name(), account.handle), paper.styles.text),
    ];
    paper.both(Rect { height: 1, ..area }, Line::from(head), Span::raw(""));
    let mut lines = vec![(account.name.clone(), paper.styles.quiet)];
    lines.push((account.server.clone(), paper.styles.quiet));
    if let Some(followers) = row.figures.followers {
        let followers = i64::try_from(followers).unwrap_or(i64::MAX);
        lines.push((paper.say("account-followers", &[("n", followers.into())]), paper.styles.text));
    }
    lines.extend(row.feeds.iter().map(|feed| said_feed(paper, feed)));
    let key = |id| paper.state.key(id);
    match account.health {
        Health::NeedsLogin => lines.push((paper.say("account-mend", &[("key", (&key(CommandId::Login)).into())]), paper.styles.warn)),
        Health::Off => lines.push((paper.say("account-resume", &[("key", (&key(CommandId::Pause)).into())]), paper.styles.warn)),
        Health::Ok => {}
    }
    let mut below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (text, style) in lines {
        let used = paper.paragraph(below, &text, style);
        below = Rect { y: below.y + used.min(below.height), height: below.height.saturating_sub(used), ..below };
    }
}

fn said_feed(paper: &Paper<'_, '_>, feed: &FeedStatus) -> (String, Style) {
    let state = paper.state;
    let name = paper.code("feed", feed.feed.code());
    let read = feed.read_at.map_or_else(|| paper.word("account-new"), |at| paper.say("account-read", &[("age", (&paper.age(at)).into())]));
    match &feed.trouble {
        Some(reason) => {
            let reason = state.language().reason(reason, &state.settings.zone, state.now.day);
            (format!("! {name} · {reason} · {read}"), paper.styles.warn)
        }
        None => (format!("✓ {name} · {read}"), paper.styles.text),
    }
}
