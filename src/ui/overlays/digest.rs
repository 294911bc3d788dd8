//! The digest: the client and its place among the pages, then a line for each thing.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlays::digest::DigestView;
use crate::base::text::{fit, truncate, width};
use crate::model::conversation::Row;
use crate::model::deadline::Left;
use crate::model::digest::{ClientPage, Line as Told};
use crate::model::query::{AccountRow, OutboxRow};
use crate::ui::outgoing;
use crate::ui::paper::Paper;
use crate::ui::rows::{right, short, unaddressed};

/// The cells of the box, where there is room.
const CELLS: u16 = 100;

pub(super) fn draw(paper: &mut Paper<'_, '_>, view: &DigestView) {
    let state = paper.state;
    let area = paper.room();
    let title = paper.word("digest-title");
    let inner = boxed(paper, area.width.min(CELLS), area.height.saturating_sub(2), &title);
    let line = |at: u16| Rect { y: inner.y + at.min(inner.height.saturating_sub(1)), height: 1.min(inner.height), ..inner };
    let foot = line(inner.height.saturating_sub(1));
    let Some(digest) = &view.digest else {
        let text = paper.word("loading");
        return paper.text(line(0), &format!(" {text}"), paper.styles.quiet);
    };
    let since = state.language().digest_since(digest, &state.settings.zone, state.now.day);
    let Some(page) = view.page() else {
        paper.text(line(1), &format!(" {since}"), paper.styles.bold);
        let keys = paper.word("digest-keys-nothing");
        paper.text(foot, &format!(" {keys}"), paper.styles.quiet);
        return paper.cursor(inner.x + 1, line(1).y);
    };
    let place = format!("{}/{}", view.page + 1, digest.pages.len());
    let head = vec![
        Span::styled(format!(" {} ", page.client.name), paper.styles.client(page.client.colour)),
        Span::styled(format!(" {place}"), paper.styles.quiet),
    ];
    paper.both(line(0), Line::from(head), Span::styled(format!("{since} "), paper.styles.quiet));
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
    lines(paper, list, view, page);
    let keys = paper.word("digest-keys");
    paper.text(foot, &format!(" {keys}"), paper.styles.quiet);
}

fn lines(paper: &mut Paper<'_, '_>, area: Rect, view: &DigestView, page: &ClientPage) {
    let lines = page.lines();
    let top = view.top(usize::from(area.height));
    for (row, (at, told)) in area.rows().zip(lines.iter().enumerate().skip(top)) {
        match told {
            Told::Heading(section, n) => {
                let text = paper.state.language().digest_section(*section, *n);
                paper.text(row, &format!(" {text}"), paper.styles.bold);
            }
            Told::Conversation(about) => conversation(paper, row, about),
            Told::Delivery(about) => delivery(paper, row, about),
            Told::Account(about) => account(paper, row, about),
            Told::More(n) => {
                let text = paper.say("digest-more", &[("n", (*n).into())]);
                paper.text(row, &format!("   {text}"), paper.styles.quiet);
            }
            Told::Noise(noise) => {
                let text = paper.state.language().noise(*noise);
                paper.text(row, &format!(" {text}"), paper.styles.quiet);
            }
        }
        if at == view.at {
            paper.select(row, true);
        }
    }
    if top + usize::from(area.height) < lines.len() && area.height > 0 {
        let corner = Rect::new(area.right() - 2, area.bottom() - 1, 1, 1);
        paper.line(corner, Span::styled("▾", paper.styles.accent));
    }
}

fn who(area: Rect) -> usize {
    if area.width < 70 { 12 } else { 20 }
}

fn conversation(paper: &mut Paper<'_, '_>, area: Rect, row: &Row) {
    let language = paper.state.language();
    let now = paper.state.now.day;
    let age = right(&paper.age(row.triage.waiting_since.unwrap_or(row.last_at)), language.age_width());
    let (due, style) = match row.triage.due_at.map(|due| Left::of(due, now)) {
        Some(left) if left.is_late() => (format!(" {}  ", language.left(left)), paper.styles.error),
        Some(left) => (format!(" {}  ", paper.say("time-left", &[("time", (&language.left(left)).into())])), paper.styles.warn),
        None => (String::new(), paper.styles.quiet),
    };
    let mut spans = vec![
        Span::styled(format!("   {age} {} ", row.network.letter()), paper.styles.quiet),
        Span::raw(format!("{} ", fit(&row.name, who(area)))),
    ];
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(used + width(&due) + 1);
    spans.push(Span::raw(truncate(unaddressed(&row.excerpt), room)));
    paper.both(area, Line::from(spans), Span::styled(due, style));
}

fn delivery(paper: &mut Paper<'_, '_>, area: Rect, row: &OutboxRow) {
    let age = right(&paper.age(row.created_at), paper.state.language().age_width());
    let to = row.to.as_deref().map_or_else(|| paper.word("outbox-new-post"), |to| format!("→ {}", short(to)));
    let state = outgoing::style(paper, &row.state);
    let says = format!("{} {}", outgoing::glyph(&row.state), outgoing::short(paper, &row.state));
    let spans = vec![
        Span::styled(format!("   {age} {} ", row.network.letter()), paper.styles.quiet),
        Span::raw(format!("{} ", fit(&to, who(area)))),
        Span::styled(format!("{says} "), state),
        Span::raw(outgoing::carries(paper, &row.load)),
    ];
    paper.both(area, Line::from(spans), Span::raw(""));
}

fn account(paper: &mut Paper<'_, '_>, area: Rect, row: &AccountRow) {
    let state = paper.state;
    let why = state.language().not_read(row, &state.settings.zone, state.now.day);
    let spans = vec![
        Span::styled(format!("   {} ", row.account.network.letter()), paper.styles.quiet),
        Span::raw(format!("{} ", row.account.title())),
        Span::styled(why, paper.styles.error),
    ];
    paper.both(area, Line::from(spans), Span::raw(""));
}
