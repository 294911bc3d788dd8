//! The three lines at the bottom: what just happened, what is wrong, what can be pressed.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paper::Paper;
use crate::app::commands::{self, CommandId, Ready, Scope};
use crate::app::focus::Pane;
use crate::app::layout::Layout;
use crate::app::status::Mood;
use crate::base::text::{truncate, width};

pub(super) fn draw(paper: &mut Paper<'_, '_>, layout: &Layout) {
    happened(paper, layout.happened);
    if let Some(area) = layout.trouble {
        trouble(paper, area);
    }
    hints(paper, layout.hints);
}

fn happened(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let left = match (&state.inbox.filter.error, &state.status.happened) {
        // Why a filter holds back is told until it is mended, or something else happens.
        (Some(error), happened) if state.inbox.filter.editing || (happened.is_none() && state.pane == Pane::Inbox) => {
            let text = state.language().filter_problem_within(&error.problem, usize::from(area.width).saturating_sub(4));
            Line::from(Span::styled(format!(" ✗ {text}"), paper.styles.error))
        }
        _ if state.progress().is_some() => {
            let text = state.progress().unwrap_or_default();
            Line::from(Span::styled(format!(" {} {text}", paper.spinner()), paper.styles.busy))
        }
        (_, Some(happened)) => {
            let (glyph, style) = match happened.mood {
                Mood::Good => ("✓", paper.styles.good),
                Mood::Plain => ("·", paper.styles.text),
                Mood::Busy => (paper.spinner(), paper.styles.busy),
                Mood::Bad => ("✗", paper.styles.error),
            };
            Line::from(Span::styled(format!(" {glyph} {}", happened.text), style))
        }
        (_, None) => Line::default(),
    };
    let right = countdown(paper);
    // What went wrong is read to its end; what leaves has its number on the tab of the outbox.
    let wrong = state.status.happened.as_ref().is_some_and(|happened| happened.mood == Mood::Bad);
    let tight = left.width() + width(&right) >= usize::from(area.width);
    let right = if wrong && tight { String::new() } else { right };
    paper.both(area, left, Span::styled(right, paper.styles.busy));
}

/// What leaves next, and how it is stopped; else how the last verb is taken back.
///
/// The key of undo stands there only when the newest verb is what leaves: after a later one it
/// would take that back, and the outbox is where the other is stopped.
fn countdown(paper: &Paper<'_, '_>) -> String {
    let state = paper.state;
    let key = state.key(CommandId::Undo);
    let leaving: Vec<_> = state.outbox.leaving_at().filter(|at| *at > state.now.machine).collect();
    if let Some(first) = leaving.iter().min() {
        let seconds = paper.seconds_until(*first);
        let outbox = state.key(CommandId::OutboxPane);
        let id = match state.verbs.newest_leaves() {
            _ if state.is_typing() => "countdown-typing",
            true => "countdown",
            false if state.pane == Pane::Outbox => "countdown-typing",
            false => "countdown-outbox",
        };
        let args = [("n", seconds.into()), ("count", leaving.len().into()), ("key", (&key).into()), ("outbox", (&outbox).into())];
        return paper.say(id, &args);
    }
    let undo = state.status.happened.as_ref().is_some_and(|happened| happened.undo);
    if undo && !state.is_typing() { paper.say("undo-hint", &[("key", (&key).into())]) } else { String::new() }
}

/// The first trouble, and how many more there are.
fn trouble(paper: &mut Paper<'_, '_>, area: Rect) {
    let troubles = &paper.state.status.troubles;
    let Some(first) = troubles.first() else {
        return;
    };
    let more = if troubles.len() > 1 { paper.say("trouble-more", &[("n", (troubles.len() - 1).into())]) } else { String::new() };
    let mend = if first.mend.is_empty() { String::new() } else { format!(" · {}", first.mend) };
    let room = usize::from(area.width).saturating_sub(width(&more) + width(&mend) + 4);
    let left = Line::from(Span::styled(format!(" ⚠ {}{mend}", truncate(&first.said, room)), paper.styles.warn));
    paper.both(area, left, Span::styled(more, paper.styles.quiet));
}

/// The keys that do something here, as many as fit; help is always among them.
fn hints(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    if let Some(hint) = state.teaching.hint() {
        return paper.text(area, &format!(" {hint}"), paper.styles.bold);
    }
    if !state.overlays.is_empty() && !state.card_on_top() {
        return;
    }
    if state.inbox.filter.editing {
        let text = paper.word("hints-filter");
        return paper.text(area, &format!(" {text}"), paper.styles.text);
    }
    let scopes = state.scopes();
    let place = |scope: Scope| scopes.iter().position(|known| *known == scope);
    let mut listed: Vec<_> = commands::all().filter(|command| command.hint && place(command.scope).is_some()).collect();
    listed.sort_by_key(|command| place(command.scope));
    let typing = state.is_typing();
    let mut items: Vec<(String, String)> = Vec::new();
    let mut pinned: Vec<(String, String)> = Vec::new();
    for command in listed {
        let chords = state.keymap.keys(command.id);
        // Where letters are text, only a chord is a key.
        let chord = chords.iter().find(|chord| !typing || chord.0.first().is_some_and(|key| key.typed().is_none()));
        if let (Some(chord), Ready::Yes) = (chord, (command.ready)(state)) {
            let item = (state.language().chord(chord), command.short(state.language()));
            // What takes things back and what explains are always there.
            if matches!(command.id, CommandId::Undo | CommandId::Help) { pinned.push(item) } else { items.push(item) }
        }
    }
    items.extend(state.macro_hints());
    let wide = |(key, name): &(String, String)| width(key) + width(name) + 3;
    let mut room = usize::from(area.width).saturating_sub(pinned.iter().map(wide).sum::<usize>() + 1);
    let mut spans = vec![Span::raw(" ")];
    let fitting = items.into_iter().take_while(|item| {
        let fits = wide(item) <= room;
        room = room.saturating_sub(wide(item));
        fits
    });
    for (key, name) in fitting.collect::<Vec<_>>().into_iter().chain(pinned) {
        spans.push(Span::styled(key, paper.styles.accent));
        spans.push(Span::styled(format!(" {name}  "), paper.styles.text));
    }
    paper.line(area, Line::from(spans));
}
