//! The list of the inbox, and the line above it: its view, its filter, its counts.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::base::text::{fit, truncate, width};
use crate::base::time::Timestamp;
use crate::model::conversation::{Outgoing, Row, View};
use crate::model::deadline::Left;
use crate::model::interaction::{Kind, Visibility};
use crate::model::query::{Sort, Tally};
use crate::ui::paper::Paper;
use crate::ui::rows::{self, Columns, right, short, unaddressed};

/// A due time so near is told on the row whatever the list is sorted by.
const SOON: Duration = Duration::from_secs(4 * 3600);

/// The line above the list.
pub(in crate::ui) fn head(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let filter = &state.inbox.filter;
    let name = view_name(paper);
    let counts = counts(paper, usize::from(area.width).saturating_sub(width(&name) + 3));
    if !filter.editing && filter.editor.text().is_empty() {
        let left = Line::from(Span::styled(format!(" {name}"), paper.styles.bold));
        return paper.both(area, left, Span::styled(counts, paper.styles.quiet));
    }
    let mut spans = vec![Span::styled(" / ", paper.styles.accent)];
    let text = filter.editor.text();
    match filter.error.as_ref().map(|error| error.at.clone()).filter(|at| at.end <= text.len()) {
        Some(at) => {
            spans.push(Span::raw(text[..at.start].to_owned()));
            spans.push(Span::styled(text[at.clone()].to_owned(), paper.styles.wrong));
            spans.push(Span::raw(text[at.end..].to_owned()));
        }
        None => spans.push(Span::raw(text.to_owned())),
    }
    let looks = if state.inbox.searches() { format!(" {} {} ·", paper.spinner(), paper.word("searching")) } else { String::new() };
    let marked = match &state.inbox.matching {
        Some(_) => format!(" {counts}·"),
        None => looks,
    };
    paper.both(area, Line::from(spans), Span::styled(format!("{marked} {name} "), paper.styles.bold));
    if filter.editing {
        let (_, cell) = filter.editor.place();
        let x = area.x + 3 + u16::try_from(cell).unwrap_or(0);
        paper.cursor(x.min(area.right() - 1), area.y);
    }
}

fn view_name(paper: &Paper<'_, '_>) -> String {
    let state = paper.state;
    let query = &state.inbox.query;
    let saved = state.inbox.saved.and_then(|id| state.saved.get(id));
    let mut name = saved.map_or_else(|| paper.code("view", query.view.code()), |saved| saved.view.is.name.clone());
    let totals = state.totals.as_ref();
    if let Some((client, _)) = totals.iter().flat_map(|totals| &totals.clients).find(|(client, _)| Some(client.id) == query.client) {
        name = format!("{name} · {}", client.name);
    }
    if let Some(account) = query.account.and_then(|id| state.accounts.account(id)) {
        name = format!("{name} · {}", account.title());
    }
    name
}

/// How many there are and how many of them were seen; none when the list is of one client or
/// account and not wholly in hand: the totals are those of everybody.
fn tally(state: &State) -> Option<(Tally, u32)> {
    let query = &state.inbox.query;
    if query.client.is_none() && query.account.is_none() {
        let totals = state.totals.as_ref()?;
        return Some((totals.views.get(&query.view).copied().unwrap_or_default(), totals.seen_unanswered));
    }
    let list = &state.inbox.list;
    if !list.loaded || list.more_before || list.more_after {
        return None;
    }
    let count = |seen: bool| {
        let rows = list.lines().iter().filter(|line| !line.struck && line.item.triage.seen() == seen);
        u32::try_from(rows.count()).unwrap_or(u32::MAX)
    };
    let (seen, unread) = (count(true), count(false));
    Some((Tally { all: seen + unread, unread }, seen))
}

/// What is selected, or how many there are; what has no room is left out from the end.
fn counts(paper: &Paper<'_, '_>, room: usize) -> String {
    let state = paper.state;
    let marks = state.inbox.marks().len();
    let mut parts = Vec::new();
    if let Some(matching) = &state.inbox.matching {
        let more = if matching.counted { "" } else { "…" };
        parts.push(format!("{}{more}", paper.say("marked", &[("n", matching.n.into())])));
    } else if marks > 0 || state.inbox.range.is_some() {
        parts.push(paper.say("marked", &[("n", marks.into())]));
    } else if let Some((tally, seen)) = tally(state) {
        if tally.unread > 0 {
            parts.push(paper.say("unread", &[("n", tally.unread.into())]));
        }
        if state.inbox.query.view == View::ToAnswer && seen > 0 {
            parts.push(paper.say("seen-unanswered", &[("n", seen.into())]));
        }
        parts.push(paper.say("of-all", &[("n", tally.all.into())]));
        let everybody = state.inbox.query.client.is_none() && state.inbox.query.account.is_none();
        if everybody && state.inbox.query.view == View::ToAnswer && state.late() > 0 {
            parts.insert(0, paper.say("late", &[("n", state.late().into())]));
        }
    }
    if state.inbox.searches() {
        parts.insert(0, format!("{} {}", paper.spinner(), paper.word("searching")));
    }
    if state.inbox.list.newer > 0 {
        let key = state.key(CommandId::ShowNew);
        parts.insert(0, paper.say("newer", &[("n", state.inbox.list.newer.into()), ("key", (&key).into())]));
    }
    while parts.len() > 1 && width(&parts.join(" · ")) > room {
        parts.pop();
    }
    format!("{} ", parts.join(" · "))
}

/// The rows.
pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    if state.inbox.list.is_empty() {
        return nothing(paper, area);
    }
    let columns = Columns::of(paper, area.width);
    for (row, (line, selected)) in area.rows().zip(state.inbox.list.visible()) {
        draw_row(paper, row, &line.item, line.struck, columns);
        if selected {
            paper.select(row, state.focus == Focus::List && !state.inbox.filter.editing);
        }
    }
    if state.inbox.filter.editing
        && let Some(layout) = state.layout()
        && let Some(head_area) = layout.head
    {
        head(paper, head_area);
    }
}

fn draw_row(paper: &mut Paper<'_, '_>, area: Rect, row: &Row, struck: bool, columns: Columns) {
    let unread = !row.triage.seen();
    let marked = paper.state.inbox.is_marked(row.id.0);
    let base = match (struck, unread) {
        (true, _) => paper.styles.struck(),
        (false, true) => paper.styles.bold_only(),
        (false, false) => Style::new(),
    };
    let (glyph, glyph_style) = glyph(paper, row, struck);
    let age = right(&paper.age(shown_at(paper, row)), paper.state.language().age_width());
    let mut spans = vec![
        Span::styled(if marked { "▎" } else { " " }, paper.styles.accent),
        Span::styled(glyph, glyph_style),
        Span::styled(format!(" {age} "), paper.styles.quiet),
    ];
    spans.extend(rows::whose(paper, row.network, &row.client_name, row.colour, columns));
    let who = if row.kind == Kind::Entry {
        row.account_title()
    } else if row.kind.is_reaction() {
        &row.name
    } else {
        short(&row.handle)
    };
    // Somebody to look after is crowned, so that it is seen without colours too.
    let crown = if row.vip { "♛" } else { "" };
    let who = if row.author.is_none() && who.is_empty() { paper.word("author-forgotten") } else { format!("{crown}{who}") };
    spans.push(Span::styled(format!("{} ", fit(&who, columns.who)), base));
    let (left, late) = time_left(paper, row);
    let marks = format!("{}{}", given(row), marks(row, late));
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(used + width(&left) + width(&marks) + 1);
    spans.push(Span::styled(fit(&excerpt(paper, row), room), base));
    spans.push(Span::styled(left, if late { paper.styles.error } else { paper.styles.warn }));
    let style = if row.outgoing == Outgoing::NotSent { paper.styles.error } else { paper.styles.accent };
    spans.push(Span::styled(format!("{marks} "), style));
    // The client keeps its colour; a row that has left is struck all over.
    let mut line = Line::from(spans);
    if struck {
        line = line.patch_style(paper.styles.struck()).patch_style(Style::new().remove_modifier(Modifier::BOLD));
    }
    paper.line(area, line);
}

/// The time whose age a row shows: the one that the list is sorted by.
fn shown_at(paper: &Paper<'_, '_>, row: &Row) -> Timestamp {
    // A due time has words of its own, and may lie ahead.
    let sort = if paper.state.inbox.query.sort == Sort::Due { Sort::Waiting } else { paper.state.inbox.query.sort };
    match row.place(sort).at {
        Timestamp::MAX => row.last_at,
        at => at,
    }
}

/// How long there is to answer, or since when it is late; and whether it is late.
///
/// What is due a long time from now is told only where the list is about that.
fn time_left(paper: &Paper<'_, '_>, row: &Row) -> (String, bool) {
    let now = paper.state.now.day;
    let told = |due: Timestamp| due.since(now) <= SOON || paper.state.inbox.query.sort == Sort::Due;
    match row.triage.due_at.filter(|due| told(*due)) {
        Some(due) => {
            let left = Left::of(due, now);
            let text = paper.state.language().left(left);
            let text = if left.is_late() { text } else { paper.say("time-left", &[("time", (&text).into())]) };
            (format!(" {text}"), left.is_late())
        }
        None => (String::new(), false),
    }
}

/// What a row is at first sight.
fn glyph(paper: &Paper<'_, '_>, row: &Row, struck: bool) -> (&'static str, Style) {
    let late = row.triage.due_at.is_some_and(|due| due <= paper.state.now.day);
    match () {
        () if struck => ("×", paper.styles.quiet),
        () if late => ("!", paper.styles.error),
        () if row.triage.starred => ("★", paper.styles.warn),
        () if !row.triage.seen() => ("●", paper.styles.accent),
        () => ("○", paper.styles.quiet),
    }
}

fn excerpt(paper: &Paper<'_, '_>, row: &Row) -> String {
    let others = row.count.saturating_sub(1);
    match row.kind {
        Kind::Like | Kind::Boost => {
            let id = if row.kind == Kind::Like { "reaction-like" } else { "reaction-boost" };
            paper.say(id, &[("others", others.into()), ("post", (&row.excerpt).into())])
        }
        Kind::Follow => paper.say("reaction-follow", &[("others", others.into())]),
        _ if row.deleted => paper.word("message-deleted"),
        Kind::Entry if row.excerpt.is_empty() => paper.word("no-title"),
        _ if row.visibility == Visibility::Direct => format!("✉ {}", unaddressed(&row.excerpt)),
        _ => unaddressed(&row.excerpt).to_owned(),
    }
}

/// What else there is to know of a row, at its right end.
fn marks(row: &Row, late: bool) -> String {
    let mut marks = String::new();
    let mut mark = |is: bool, glyph: &str| {
        if is {
            marks.push(' ');
            marks.push_str(glyph);
        }
    };
    // What is late hides the star in its first column.
    mark(late && row.triage.starred, "★");
    mark(row.edited, "~");
    mark(row.also.is_some(), "⧉");
    mark(row.liked, "♥");
    mark(row.boosted, "⟲");
    mark(row.draft, "✎");
    mark(row.outgoing == Outgoing::Leaving, "↗");
    mark(row.outgoing == Outgoing::NotSent, "✗!");
    let several = row.count > 1 && !row.kind.is_reaction();
    mark(several, &row.count.to_string());
    marks
}

/// Whom it was given to, and its first two labels.
fn given(row: &Row) -> String {
    let assignee = row.triage.assignee.iter().map(|who| format!(" →{}", truncate(who, 10)));
    let labels = row.triage.labels.iter().take(2).map(|label| format!(" #{}", truncate(label.as_str(), 12)));
    let more = row.triage.labels.len().saturating_sub(2);
    let more = (more > 0).then(|| format!(" +{more}"));
    assignee.chain(labels).chain(more).collect()
}

/// An empty list: good news, a filter that finds nothing, or a first sync.
fn nothing(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    if !state.inbox.list.loaded {
        let text = match state.inbox.searches() {
            true => format!("{} {}", paper.spinner(), paper.say("searching-next", &[("key", (&state.key(CommandId::Back)).into())])),
            false => paper.word("loading"),
        };
        let text = truncate(&text, usize::from(area.width) - 2);
        return paper.line(Rect { y: area.y + 1, height: 1, x: area.x + 1, width: area.width - 1 }, Span::styled(text, paper.styles.quiet));
    }
    let key = |id| state.key(id);
    let (title, next) = match state.inbox.query.view {
        _ if state.inbox.list.newer > 0 => {
            let args = [("n", state.inbox.list.newer.into())];
            (paper.say("empty-newer", &args), paper.say("empty-newer-next", &[("key", (&key(CommandId::ShowNew)).into())]))
        }
        _ if let Some(client) = state.inbox.query.client.filter(|client| state.sight().resting.contains(client)) => {
            let name = state.client(client).map(|client| client.name.clone()).unwrap_or_default();
            let window = state.card(client).window(&state.settings.zone);
            let until = window.and_then(|window| window.next_change(state.now.day)).map(|at| paper.clock(at)).unwrap_or_default();
            let args = [("client", (&name).into()), ("until", (&until).into())];
            (paper.say("empty-resting", &args), paper.say("empty-resting-next", &[("key", (&key(CommandId::Look)).into())]))
        }
        _ if state.is_filtered() => {
            (paper.word("empty-filter"), paper.say("empty-filter-next", &[("key", (&key(CommandId::Back)).into())]))
        }
        View::ToAnswer => {
            let (sync, view, compose) = (key(CommandId::Sync), key(CommandId::NextView), key(CommandId::Compose));
            let args = [("sync", (&sync).into()), ("view", (&view).into()), ("compose", (&compose).into())];
            (paper.word("empty-to-answer"), paper.say("empty-to-answer-next", &args))
        }
        view => (paper.code("empty", view.code()), paper.say("empty-next", &[("view", (&key(CommandId::NextView)).into())])),
    };
    super::empty(paper, area, &title, &next);
    if state.focus == Focus::List && !state.inbox.filter.editing {
        paper.cursor(area.x, area.y);
    }
}
