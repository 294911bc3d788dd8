//! The calendar: its head, the column of clients, ideas, and the ways to look at its posts.

mod details;
mod grids;
mod lists;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::app::panes::composer::Composer;
use crate::base::text::{excerpt, fit, truncate, width};
use crate::model::planner::PlanView;
use crate::model::slot::{CalendarRow, Standing};
use crate::ui::paper::{Paper, cut};

pub(in crate::ui) use details::draw as details;

/// The glyph of a standing.
pub(super) fn glyph(standing: Standing) -> &'static str {
    match standing {
        Standing::Idea => "◌",
        Standing::Planned => "○",
        Standing::Scheduled => "●",
        Standing::Editing => "✎",
        Standing::Late => "!",
        Standing::Skipped => "-",
        Standing::Leaving => "↗",
        Standing::Sent => "✓",
        Standing::NotSent => "✗",
    }
}

/// The style of a standing.
pub(super) fn style(paper: &Paper<'_, '_>, standing: Standing) -> Style {
    match standing {
        Standing::Idea | Standing::Skipped => paper.styles.quiet,
        Standing::Planned => paper.styles.text,
        Standing::Scheduled => paper.styles.accent,
        Standing::Leaving => paper.styles.busy,
        Standing::Sent => paper.styles.good,
        Standing::Editing | Standing::Late => paper.styles.warn,
        Standing::NotSent => paper.styles.error,
    }
}

/// The letters of the networks of a post, each once.
pub(super) fn letters(row: &CalendarRow) -> String {
    let mut letters = String::new();
    for account in &row.accounts {
        let letter = account.network.letter();
        if !letters.contains(letter) {
            letters.push(letter);
        }
    }
    letters
}

/// A post on one line of so many cells: its standing, its networks, whose it is, what it says.
pub(super) fn post(paper: &Paper<'_, '_>, row: &CalendarRow, cells: usize, mark: &str) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(glyph(row.standing).to_owned(), style(paper, row.standing))];
    if !mark.is_empty() {
        spans.push(Span::styled(mark.to_owned(), paper.styles.warn));
    }
    spans.push(Span::styled(format!("{} ", truncate(&letters(row), 3)), paper.styles.quiet));
    let used: usize = spans.iter().map(Span::width).sum();
    let mut room = cells.saturating_sub(used);
    let alone = paper.state.calendar.client.is_some() || row.client_name.is_empty();
    if !alone {
        // Whose it is comes first where there is room for one of the two only.
        let share = if room < 16 { room } else { (room / 2).min(18) };
        let name = truncate(&row.client_name, share);
        room = room.saturating_sub(width(&name) + 1);
        spans.push(Span::styled(name, paper.styles.client(row.colour)));
        if room > 3 {
            spans.push(Span::raw(" "));
        }
    }
    if alone || room > 3 {
        let ink = if alone { paper.styles.client(row.colour) } else { paper.styles.text };
        spans.push(Span::styled(truncate(&excerpt(&row.text, 120), room), ink));
    }
    spans
}

/// What is looked at, of whom, in whose time.
pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let calendar = &state.calendar;
    let language = state.language();
    let day = calendar.day;
    let what = match calendar.view {
        PlanView::Week => {
            let days = calendar.shown();
            let last = crate::model::planner::plus(days.until(), -1);
            let number = i64::from(day.iso_week_date().week());
            let (from, to) = (language.day_short(days.from), language.day(last));
            paper.say("calendar-week", &[("n", number.into()), ("from", (&from).into()), ("to", (&to).into())])
        }
        PlanView::Month | PlanView::Board => language.month(day),
        PlanView::Agenda => language.day(day),
    };
    let view = paper.code("calendar-view", calendar.view.code());
    let whose = match calendar.client.and_then(|id| state.client(id)) {
        Some(client) => Span::styled(client.name.clone(), paper.styles.client(client.colour).patch(paper.styles.bold_only())),
        None => Span::styled(paper.word("all-clients"), paper.styles.quiet),
    };
    let zone = state.calendar_zone_name();
    let right = match &calendar.zone {
        Some(own) => {
            let client = state.client(own.client).map(|client| client.name.clone()).unwrap_or_default();
            paper.say("calendar-zone-of", &[("zone", (&zone).into()), ("client", (&client).into())])
        }
        None => zone,
    };
    let left =
        vec![Span::styled(format!(" {view} · {what}"), paper.styles.bold), Span::styled(" · ".to_owned(), paper.styles.quiet), whose];
    let style = if calendar.zone.is_some() { paper.styles.warn } else { paper.styles.quiet };
    paper.both(area, Line::from(left), Span::styled(format!("{right} "), style));
}

/// The posts.
pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let calendar = &paper.state.calendar;
    if calendar.is_bare() && calendar.client.is_none() {
        let keys = [("new", paper.state.key(CommandId::NewPost)), ("draft", paper.state.key(CommandId::ToDraft))];
        let args: Vec<_> = keys.iter().map(|(name, key)| (*name, key.into())).collect();
        let (title, next) = (paper.word("calendar-empty"), paper.say("calendar-empty-next", &args));
        super::empty(paper, area, &title, &next);
        return paper.cursor(area.x, area.y);
    }
    match calendar.view {
        PlanView::Week => grids::week(paper, area),
        PlanView::Month => grids::month(paper, area),
        PlanView::Agenda => lists::agenda(paper, area),
        PlanView::Board => lists::board(paper, area),
    }
}

/// What is to be noticed about the days on the screen, on one line.
pub(super) fn notes(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let (calendar, language) = (&state.calendar, state.language());
    let shown = calendar.shown();
    let seen = || calendar.posts.iter().filter(|post| shown.holds(post.local.date()));
    let clashes = seen().filter(|post| post.note.clash.is_some_and(|other| calendar.posts[other].at <= post.at)).count();
    let twice = seen().filter(|post| post.note.said_before.is_some()).count();
    let mut warned = Vec::new();
    if clashes > 0 {
        warned.push(paper.say("calendar-clashes", &[("n", clashes.into())]));
    }
    if twice > 0 {
        warned.push(paper.say("calendar-twice", &[("n", twice.into())]));
    }
    let mut told = Vec::new();
    if !calendar.empty.is_empty() && calendar.view == PlanView::Week {
        let days: Vec<String> = calendar.empty.iter().map(|day| language.weekday_short(*day)).collect();
        told.push(paper.say("calendar-gaps", &[("days", (&days.join(", ")).into())]));
    }
    for silence in &calendar.silent {
        let name = state.client(silence.client).map(|client| client.name.clone()).unwrap_or_default();
        let from = language.day(silence.from);
        told.push(
            paper.say("calendar-silent", &[("client", (&name).into()), ("n", i64::from(silence.days).into()), ("from", (&from).into())]),
        );
    }
    let mut spans = Vec::new();
    if !warned.is_empty() {
        spans.push(Span::styled(format!(" ⚠ {}", warned.join(" · ")), paper.styles.warn));
    }
    if !told.is_empty() {
        let between = if warned.is_empty() { " " } else { " · " };
        spans.push(Span::styled(format!("{between}{}", told.join(" · ")), paper.styles.quiet));
    }
    let line = cut(Line::from(spans), usize::from(area.width));
    paper.line(area, line);
}

/// The clients, all of them first; the one that is shown is marked.
pub(in crate::ui) fn clients(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let (calendar, shown) = (&state.calendar, state.calendar.shown());
    for (at, (row, client)) in area.rows().zip(state.calendar_clients()).enumerate() {
        let posts = calendar.posts.iter().filter(|post| shown.holds(post.local.date()));
        // Of others nothing is known while one is shown alone.
        let known = calendar.client.is_none() || calendar.client == client;
        let n = posts.filter(|post| client.is_none() || post.row.client == client).count();
        let count = if known && n > 0 { paper.say("count", &[("n", n.into())]) } else { String::new() };
        let (name, style) = match client.and_then(|id| state.client(id)) {
            Some(client) => (client.name.clone(), paper.styles.client(client.colour)),
            None => (paper.word("all-clients"), paper.styles.text),
        };
        let current = calendar.client == client;
        let style = if current { style.patch(paper.styles.bold_only()) } else { style };
        let room = usize::from(row.width).saturating_sub(width(&count) + 4);
        let mark = if current { "▸" } else { " " };
        paper.line(row, Line::from(vec![Span::styled(format!("{mark} {} ", fit(&name, room)), style), Span::styled(count, style)]));
        if state.focus == Focus::Views && at == calendar.chosen {
            paper.select(row, true);
        }
    }
}

/// Texts that have no date.
pub(in crate::ui) fn ideas(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let calendar = &state.calendar;
    let n = calendar.ideas.len();
    let title = paper.say("calendar-ideas", &[("n", n.into())]);
    paper.text(Rect { height: 1, ..area }, &format!(" {title}"), paper.styles.accent);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if n == 0 {
        let (new, draft) = (state.key(CommandId::Compose), state.key(CommandId::ToDraft));
        let text = paper.say("calendar-ideas-empty", &[("new", (&new).into()), ("draft", (&draft).into())]);
        paper.paragraph(inner, &text, paper.styles.quiet);
        return;
    }
    let rows = usize::from(inner.height).max(1);
    let top = (calendar.idea + 1).saturating_sub(rows);
    for (at, (row, idea)) in inner.rows().zip(calendar.ideas.iter().skip(top)).enumerate() {
        let mut spans = vec![Span::raw(" ")];
        spans.extend(post(paper, idea, usize::from(row.width).saturating_sub(2), ""));
        paper.line(row, Line::from(spans));
        if state.among_ideas() && at + top == calendar.idea {
            paper.select(row, true);
        }
    }
}

/// When the text that is written leaves, at the right end of a line.
pub(in crate::ui) fn place(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let Some(placing) = &composer.place else {
        return;
    };
    let language = paper.state.language();
    let (when, away) = (language.slot_time(placing.at, &placing.time_zone()), language.slot_away(placing.at, paper.state.now.day));
    let standing = if placing.slot.is_none() { Standing::Planned } else { placing.standing };
    let text = format!(" {} {when} {}, {away} ", glyph(standing), placing.zone);
    let text = truncate(&text, usize::from(area.width).saturating_sub(2));
    let wide = u16::try_from(width(&text)).unwrap_or(area.width);
    let x = area.right().saturating_sub(wide + 1);
    paper.line(Rect { x, width: wide, height: 1, ..area }, Span::styled(text, style(paper, standing)));
}
