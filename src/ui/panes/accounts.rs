//! Sources and accounts: how each is, when it was read, what it needs.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::base::text::{fit, width};
use crate::model::account::{Account, FeedStatus, Health};
use crate::model::fault::Reason;
use crate::model::network::Network;
use crate::model::query::AccountRow;
use crate::ui::paper::Paper;
use crate::ui::rows::{self, Columns, short};

pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let name = paper.word("accounts-pane-title");
    let lines = paper.state.accounts.list.lines();
    let sources = lines.iter().filter(|line| line.item.account.network.is_source()).count();
    let said =
        [("accounts-troubled", paper.state.accounts.troubled()), ("accounts-count", lines.len() - sources), ("sources-count", sources)];
    let counts: Vec<String> = said.iter().filter(|(_, n)| *n > 0).map(|(id, n)| paper.say(id, &[("n", (*n).into())])).collect();
    let fits = |count: &str| width(&name) + width(count) + 3 <= usize::from(area.width);
    // Where not all fit, those that need a look are said.
    let shown = (0..counts.len()).rev().map(|last| counts[..=last].join(" · ")).find(|count| fits(count)).unwrap_or_default();
    paper.both(
        area,
        Line::from(Span::styled(format!(" {name}"), paper.styles.bold)),
        Span::styled(format!("{shown} "), paper.styles.quiet),
    );
}

/// The cells that a few words about an account need.
const SAYS: usize = 18;

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
    let widths = Widths::of(paper, area.width, columns);
    for (row, (line, selected)) in area.rows().zip(state.accounts.list.visible()) {
        draw_row(paper, row, &line.item, columns, widths);
        if selected {
            paper.select(row, state.focus == Focus::List);
        }
    }
}

/// The widths of what stands right of the client, the same in every row.
#[derive(Clone, Copy)]
struct Widths {
    handle: usize,
    whole: bool,
    says: usize,
    waiting: usize,
}

impl Widths {
    /// Handles are whole when how the account is still fits beside them; the details have them whole.
    fn of(paper: &Paper<'_, '_>, cells: u16, columns: Columns) -> Widths {
        let rows = || paper.state.accounts.list.lines().iter().map(|line| &line.item);
        let waiting = rows().map(|row| width(&waiting(paper, row))).max().unwrap_or(0);
        let room = usize::from(cells).saturating_sub(columns.client + waiting + 9);
        let longest = rows().map(|row| width(row.account.title())).max().unwrap_or(0);
        let whole = longest + SAYS <= room;
        let shortened = rows().map(|row| width(short_title(row))).max().unwrap_or(0);
        let handle = if whole { longest } else { shortened.min(room.saturating_sub(SAYS).max(columns.who)) };
        Widths { handle, whole, says: room.saturating_sub(handle), waiting }
    }
}

fn waiting(paper: &Paper<'_, '_>, row: &AccountRow) -> String {
    match row.to_answer {
        0 => String::new(),
        n => paper.say("to-answer-count", &[("n", n.into())]),
    }
}

fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &AccountRow, columns: Columns, widths: Widths) {
    let (glyph, says, style) = condition(paper, row);
    let mut spans = vec![Span::styled(format!(" {glyph} "), style)];
    spans.extend(rows::whose(paper, row.account.network, &row.client_name, row.colour, columns));
    let name = if widths.whole { row.account.title() } else { short_title(row) };
    spans.push(Span::raw(format!("{} ", fit(name, widths.handle))));
    spans.push(Span::styled(fit(&says, widths.says), style));
    spans.push(Span::styled(format!(" {} ", rows::right(&waiting(paper, row), widths.waiting)), paper.styles.bold));
    paper.line(area, Line::from(spans));
}

/// The name of a source, or the part of a handle before its server.
fn short_title(row: &AccountRow) -> &str {
    if row.account.network.is_source() { row.account.title() } else { short(&row.account.handle) }
}

fn reason_of(paper: &Paper<'_, '_>, network: Network, reason: &Reason) -> String {
    let state = paper.state;
    state.language().reason_of(network, reason, &state.settings.zone, state.now.day)
}

/// How an account is, at first sight and in a few words.
fn condition(paper: &Paper<'_, '_>, row: &AccountRow) -> (&'static str, String, Style) {
    let state = paper.state;
    let trouble = row.feeds.iter().find_map(|feed| feed.trouble.as_ref());
    let read = row.feeds.iter().filter_map(|feed| feed.read_at).max();
    match (row.account.health, trouble) {
        (Health::NeedsLogin, _) if row.account.network.is_source() => ("✗", paper.word("source-needs-login"), paper.styles.error),
        (Health::NeedsLogin, _) => ("✗", paper.word("health-needs-login"), paper.styles.error),
        (Health::Off, _) => ("-", paper.word("health-off"), paper.styles.quiet),
        (Health::Gone, _) => ("✗", paper.word("health-gone"), paper.styles.error),
        (Health::Ok, _) if state.status.is_working_for(row.account.id) => {
            (paper.spinner(), paper.word("account-reading"), paper.styles.busy)
        }
        (Health::Ok, Some(reason)) => ("!", reason_of(paper, row.account.network, reason), paper.styles.warn),
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
        Span::styled(format!(" {} {}", account.network.name(), account.title()), paper.styles.text),
    ];
    paper.both(Rect { height: 1, ..area }, Line::from(head), Span::raw(""));
    let mut lines = vec![(account.server.clone(), paper.styles.quiet)];
    if !account.network.is_source() {
        lines.insert(0, (account.name.clone(), paper.styles.quiet));
    }
    if let Some(followers) = row.figures.followers {
        let followers = i64::try_from(followers).unwrap_or(i64::MAX);
        lines.push((paper.say("account-followers", &[("n", followers.into())]), paper.styles.text));
    }
    lines.extend(row.feeds.iter().map(|feed| said_feed(paper, account, feed)));
    let key = |id| paper.state.key(id);
    match account.health {
        Health::NeedsLogin if account.network.is_source() => {
            lines.push((paper.say("source-mend", &[("key", (&key(CommandId::Login)).into())]), paper.styles.warn));
        }
        Health::NeedsLogin => lines.push((paper.say("account-mend", &[("key", (&key(CommandId::Login)).into())]), paper.styles.warn)),
        Health::Off => lines.push((paper.say("account-resume", &[("key", (&key(CommandId::Pause)).into())]), paper.styles.warn)),
        Health::Gone => lines.push((paper.say("account-gone", &[("key", (&key(CommandId::RemoveAccount)).into())]), paper.styles.warn)),
        Health::Ok => {}
    }
    let mut below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (text, style) in lines {
        let used = paper.paragraph(below, &text, style);
        below = Rect { y: below.y + used.min(below.height), height: below.height.saturating_sub(used), ..below };
    }
}

/// What is read, whether it can be, when it was, and when it is again.
fn said_feed(paper: &Paper<'_, '_>, account: &Account, feed: &FeedStatus) -> (String, Style) {
    let name = paper.code("feed", feed.feed.code());
    let mut parts = vec![name.clone()];
    if account.health == Health::Gone {
        // Why it was not read before says less than that it is gone.
        return (format!("✗ {name} · {}", paper.word("health-gone")), paper.styles.error);
    }
    parts.extend(feed.trouble.as_ref().map(|reason| reason_of(paper, account.network, reason)));
    parts.push(feed.read_at.map_or_else(|| paper.word("account-new"), |at| paper.say("account-read", &[("age", (&paper.age(at)).into())])));
    let machine = paper.state.now.machine;
    let ahead = feed.next_at.filter(|at| *at > machine && account.health == Health::Ok);
    parts.extend(ahead.map(|at| paper.say("account-next", &[("wait", (&paper.state.language().age(at, machine)).into())])));
    let (glyph, style) = if feed.trouble.is_some() { ("!", paper.styles.warn) } else { ("✓", paper.styles.text) };
    (format!("{glyph} {}", parts.join(" · ")), style)
}
