//! A thread: whom it is with, then its lines as `update` wrapped them.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::focus::Focus;
use crate::app::panes::lines::{BAR, Line as ThreadLine, LineKind};
use crate::base::text::width;
use crate::model::interaction::{Message, Visibility, crosses};
use crate::model::note::Note;
use crate::model::query::ConversationView;
use crate::ui::outgoing;
use crate::ui::paper::{Paper, cut};
use crate::ui::rows::short;
use crate::ui::styles::color;

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let Some(view) = state.thread.view.as_deref() else {
        return waiting(paper, area);
    };
    header(paper, Rect { height: 1, ..area }, view);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let lines = state.thread.lines.iter().skip(state.thread.scroll);
    for (row, line) in body.rows().zip(lines) {
        draw_line(paper, row, line, view);
    }
    if state.thread.has_more() && body.height > 0 {
        let corner = Rect::new(body.right() - 2, body.bottom() - 1, 1, 1);
        paper.line(corner, Span::styled("▾", paper.styles.accent));
    }
}

fn waiting(paper: &mut Paper<'_, '_>, area: Rect) {
    if paper.state.thread.id.is_some() {
        let text = paper.word("loading");
        paper.text(Rect { x: area.x + 1, width: area.width - 1, height: 1, ..area }, &text, paper.styles.quiet);
    }
}

/// Whom it is with, to which account of which client, and how fresh it is.
fn header(paper: &mut Paper<'_, '_>, area: Rect, view: &ConversationView) {
    let row = &view.row;
    let state = paper.state;
    let name = if state.focus == Focus::Thread { paper.styles.chosen } else { paper.styles.bold };
    let mut spans = Vec::new();
    if row.kind.is_reaction() {
        spans.push(Span::styled(format!(" {} ", paper.code("kind", row.kind.code())), name));
    } else {
        let vip = if row.vip { "♛ " } else { "" };
        spans.push(Span::styled(format!(" {vip}{} ", row.name), name));
        let account = width(&row.client_name) + width(short(row.account_title())) + 8;
        let room = usize::from(area.width).saturating_sub(width(&row.name) + account);
        let handle = [row.handle.as_str(), short(&row.handle)].into_iter().find(|handle| width(handle) < room).unwrap_or_default();
        if !handle.is_empty() {
            spans.push(Span::styled(format!("{handle} "), paper.styles.quiet));
        }
    }
    spans.push(Span::styled("→ ", paper.styles.quiet));
    spans.push(Span::styled(row.client_name.clone(), paper.styles.client(row.colour)));
    spans.push(Span::styled(format!(" {} {}", row.network.letter(), short(row.account_title())), paper.styles.quiet));
    if let Some(also) = &row.also {
        spans.push(Span::styled(format!(" · {}", paper.say("also", &[("handle", also.into())])), paper.styles.warn));
    }
    let fresh = if state.status.is_reading(row.id) {
        format!("{} {} ", paper.spinner(), paper.word("thread-reading"))
    } else if let Some(reason) = &state.thread.stale {
        let said = state.language().reason(reason, &state.settings.zone, state.now.day);
        format!(" {said} ")
    } else {
        String::new()
    };
    paper.both(area, Line::from(spans), Span::styled(fresh, paper.styles.busy));
}

fn draw_line(paper: &mut Paper<'_, '_>, area: Rect, line: &ThreadLine, view: &ConversationView) {
    if let LineKind::Picture { at, row } = line.kind {
        return blocks(paper, area, line.indent + 1, at, row);
    }
    let bar = if line.kind == LineKind::OwnNote { BAR } else { 0 };
    let indent = usize::from(line.indent - bar) + 1;
    let (spans, style) = match line.kind {
        LineKind::Blank | LineKind::Picture { .. } => return,
        LineKind::SubjectHead => match &view.subject {
            Some(subject) => (head(paper, subject, view), Style::new()),
            None => return,
        },
        LineKind::Head(at) => match view.messages.get(at) {
            Some(message) => (head(paper, message, view), Style::new()),
            None => return,
        },
        LineKind::AboveHead(at) => match view.above.get(at) {
            Some(message) => (head(paper, message, view), Style::new()),
            None => return,
        },
        LineKind::OtherHead(at) => match view.others.get(at) {
            Some(other) => (head(paper, &other.message, view), Style::new()),
            None => return,
        },
        LineKind::NoteHead(at) => match view.notes.get(at) {
            Some(note) => (vec![Span::raw(format!("┊ ✎ {}", note_head(paper, note)))], paper.styles.accent),
            None => return,
        },
        LineKind::OwnNote => {
            let mut spans = vec![Span::styled("┊ ", paper.styles.accent)];
            spans.extend(marked(paper, line));
            (spans, paper.styles.text)
        }
        LineKind::Unreached => (unreached(paper, line, view), Style::new()),
        LineKind::Fold => (vec![Span::raw(line.text.clone())], paper.styles.quiet),
        LineKind::Before => (vec![Span::raw(line.text.clone())], paper.styles.quiet),
        LineKind::Actor(at) => match view.actors.get(at) {
            Some(actor) => {
                let text = format!("{} {} · {}", actor.name, short(&actor.handle), paper.age(actor.happened_at));
                (vec![Span::raw(text)], Style::new())
            }
            None => return,
        },
        LineKind::Delivery(at) => match view.deliveries.get(at) {
            Some(row) => {
                let style = outgoing::style(paper, &row.state);
                let text = format!("{} {} · {}", outgoing::glyph(&row.state), outgoing::short(paper, &row.state), outgoing_why(paper, row));
                (vec![Span::styled(text, style)], Style::new())
            }
            None => return,
        },
        LineKind::Theirs | LineKind::Ours => (marked(paper, line), paper.styles.text),
        LineKind::Given => (vec![Span::raw(line.text.clone())], paper.styles.accent),
        LineKind::Evidence => (vec![Span::raw(line.text.clone())], paper.styles.warn),
        LineKind::Note => (vec![Span::raw(line.text.clone())], paper.styles.warn),
        LineKind::Media => (marked(paper, line), paper.styles.quiet),
        LineKind::Draft => (vec![Span::raw(format!("✎ {}", line.text))], paper.styles.accent),
    };
    let mut all = vec![Span::raw(" ".repeat(indent))];
    all.extend(spans);
    let line = cut(Line::from(all), usize::from(area.width));
    paper.line(area, line.style(style));
}

/// A row of a picture that is made of half blocks; others are drawn by the shell over blanks.
fn blocks(paper: &mut Paper<'_, '_>, area: Rect, indent: u16, at: usize, row: u16) {
    let Some(drawn) = paper.state.thread.drawn.get(at) else {
        return;
    };
    let from = usize::from(row) * usize::from(drawn.columns);
    let Some(cells) = drawn.blocks.get(from..from + usize::from(drawn.columns)) else {
        return;
    };
    for (x, [upper, lower]) in (area.x + indent..area.right()).zip(cells) {
        let style = Style::new().fg(color(*upper)).bg(color(*lower));
        paper.line(Rect { x, width: 1, ..area }, Span::styled("▀", style));
    }
}

/// Whose note it is, from when, and that it stays with us.
fn note_head(paper: &Paper<'_, '_>, note: &Note) -> String {
    let mut head = paper.say("thread-note", &[("person", (&note.person).into()), ("age", (&paper.age(note.at)).into())]);
    if note.edited_at.is_some() {
        head.push_str(&format!(" · {}", paper.word("message-edited")));
    }
    head
}

/// A text with the numbers of its links; one that leads elsewhere than it looks stands out.
fn marked(paper: &Paper<'_, '_>, line: &ThreadLine) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut from = 0;
    for (mark, wrong) in &line.marks {
        spans.push(Span::raw(line.text[from..mark.start].to_owned()));
        let style = if *wrong { paper.styles.warn } else { paper.styles.accent };
        spans.push(Span::styled(line.text[mark.clone()].to_owned(), style));
        from = mark.end;
    }
    spans.push(Span::raw(line.text[from..].to_owned()));
    spans
}

/// What stands above and is not here: how to fetch it, that it is being fetched, or why it could not be.
fn unreached(paper: &Paper<'_, '_>, line: &ThreadLine, view: &ConversationView) -> Vec<Span<'static>> {
    let state = paper.state;
    if state.status.is_reading(view.row.id) {
        return vec![Span::styled(format!("{} {}", paper.spinner(), paper.word("thread-reading")), paper.styles.busy)];
    }
    let mut spans = vec![Span::styled(line.text.clone(), paper.styles.quiet)];
    if let Some(reason) = &state.thread.stale {
        let said = state.language().reason(reason, &state.settings.zone, state.now.day);
        spans.push(Span::styled(format!(" · {said}"), paper.styles.warn));
    }
    spans
}

/// For what waits on a person, the pane that explains it.
fn outgoing_why(paper: &Paper<'_, '_>, row: &crate::model::query::OutboxRow) -> String {
    if row.state.is_trouble() {
        let key = paper.state.key(crate::app::commands::CommandId::OutboxPane);
        return paper.say("see-outbox", &[("key", (&key).into())]);
    }
    outgoing::carries_act(paper, &row.load)
}

/// Who wrote a message, when, for whom; for ours, that it has arrived.
fn head(paper: &Paper<'_, '_>, message: &Message, view: &ConversationView) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if message.ours {
        spans.push(Span::styled(view.row.client_name.clone(), paper.styles.client(view.row.colour).patch(paper.styles.bold_only())));
    } else {
        let newest = message.id.is_some() && message.id == view.row.newest;
        let style = if newest && !view.row.triage.seen() { paper.styles.bold } else { paper.styles.text };
        spans.push(Span::styled(message.name.clone(), style));
        if !message.handle.is_empty() {
            spans.push(Span::styled(format!(" {}", short(&message.handle)), paper.styles.quiet));
        }
    }
    let mut facts = vec![paper.age(message.happened_at)];
    if message.visibility != Visibility::Public {
        facts.push(paper.code("visibility", message.visibility.code()));
    }
    if message.edited_at.is_some() {
        facts.push(paper.word("message-edited"));
    }
    if message.liked {
        facts.push("♥".to_owned());
    }
    if message.boosted {
        facts.push("⟲".to_owned());
    }
    spans.push(Span::styled(format!(" · {}", facts.join(" · ")), paper.styles.quiet));
    if message.ours {
        let at = view.messages.iter().position(|known| known.remote_id == message.remote_id);
        let arrived = match (message.elsewhere, message.id.is_some()) {
            (true, _) if at.is_some_and(|at| crosses(&view.messages, at)) => paper.word("answered-crossing"),
            (true, _) => paper.word("answered-elsewhere"),
            (false, _) if message.delivery.is_some() => paper.word("delivery-sent"),
            (false, _) => String::new(),
        };
        if !arrived.is_empty() {
            spans.push(Span::styled(format!(" ✓ {arrived}"), paper.styles.good));
        }
    }
    spans
}
