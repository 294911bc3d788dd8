//! The state as cells: reads only, visible rows only, no decision.
//!
//! Geometry comes from `app::layout`, words from the catalogue, colours from the theme by
//! what they mean. Nothing here is told by a colour alone.

mod bottom;
mod outgoing;
mod overlays;
mod panes;
mod paper;
pub mod pictures;
mod rows;
mod styles;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
use crate::app::commands::CommandId;
use crate::app::focus::{Focus, Pane};
use crate::base::text::{width, wrap};

use paper::Paper;
use styles::Styles;

/// Draws everything; reads only, and only what is visible.
pub fn draw(frame: &mut Frame<'_>, state: &State) {
    let styles = Styles::new(state.settings.theme.colours());
    let area = frame.area();
    frame.buffer_mut().set_style(area, styles.base);
    let mut paper = Paper { frame, state, styles: &styles };
    let Some(layout) = state.layout() else {
        return too_small(&mut paper);
    };
    paper.behind(layout.tabs, styles.bar);
    paper.behind(layout.hints, styles.bar);
    tabs(&mut paper, layout.tabs);
    for rule in &layout.rules {
        paper.rule(*rule);
    }
    if state.shown().welcome {
        layout.list.into_iter().for_each(|area| panes::welcome::draw(&mut paper, area));
    } else {
        body(&mut paper, &layout);
    }
    bottom::draw(&mut paper, &layout);
    overlays::draw(&mut paper, &layout);
}

fn body(paper: &mut Paper<'_, '_>, layout: &crate::app::layout::Layout) {
    let state = paper.state;
    if let Some(area) = layout.head {
        match state.pane {
            Pane::Inbox => panes::inbox::head(paper, area),
            Pane::Calendar => panes::calendar::head(paper, area),
            Pane::Outbox => panes::outbox::head(paper, area),
            Pane::Accounts => panes::accounts::head(paper, area),
            Pane::Tasks => panes::tasks::head(paper, area),
        }
    }
    if let Some(area) = layout.views {
        match state.pane {
            Pane::Calendar => panes::calendar::clients(paper, area),
            Pane::Inbox | Pane::Outbox | Pane::Accounts | Pane::Tasks => panes::views::draw(paper, area),
        }
    }
    if let Some(area) = layout.list {
        match state.pane {
            Pane::Inbox => panes::inbox::draw(paper, area),
            Pane::Calendar => panes::calendar::draw(paper, area),
            Pane::Outbox => panes::outbox::draw(paper, area),
            Pane::Accounts => panes::accounts::draw(paper, area),
            Pane::Tasks => panes::tasks::draw(paper, area),
        }
    }
    if let Some(area) = layout.thread {
        match state.pane {
            Pane::Inbox => panes::conversation::draw(paper, area),
            Pane::Calendar => panes::calendar::details(paper, area),
            Pane::Outbox => panes::outbox::details(paper, area),
            Pane::Accounts => panes::accounts::details(paper, area),
            Pane::Tasks => panes::tasks::details(paper, area),
        }
    }
    if let Some(area) = layout.past {
        panes::past::draw(paper, area);
    }
    if let Some(area) = layout.composer {
        panes::composer::draw(paper, area);
    }
    if let Some(area) = layout.side {
        match state.pane {
            Pane::Calendar => panes::calendar::ideas(paper, area),
            Pane::Inbox | Pane::Outbox | Pane::Accounts | Pane::Tasks => panes::side::draw(paper, area),
        }
    }
    if state.focus == Focus::Thread
        && state.pane != Pane::Calendar
        && let Some(area) = layout.thread
    {
        paper.cursor(area.x, area.y);
    }
}

/// The panes, and on the right the time and what is going on.
fn tabs(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let mut spans = Vec::new();
    for (pane, text, needy) in state.tabs() {
        let style = match (pane == state.pane, needy) {
            (true, _) => paper.styles.chosen,
            (false, true) => paper.styles.warn,
            (false, false) => paper.styles.text,
        };
        spans.push(Span::styled(text, style));
    }
    let mut right = String::new();
    let used = spans.iter().map(Span::width).sum::<usize>();
    if state.status.is_working() {
        right.push_str(paper.spinner());
        right.push(' ');
    }
    // The line of troubles may be about something else, or have no room for it.
    if state.status.standby {
        right.push_str(&format!("{} ", paper.word("standby")));
    }
    // Only the demo's day has a time of its own; a clock would draw a frame a minute all night.
    if state.settings.demo {
        right.push_str(&format!("{} · {} ", paper.word("demo"), paper.clock(state.now.day)));
    }
    // With or without a spinner the same words stand there.
    let spinner = if state.status.is_working() { 0 } else { 2 };
    let room = usize::from(area.width).saturating_sub(used + width(&right) + spinner + 4);
    if let Some(note) = resting(paper, room) {
        right = if right.is_empty() { format!("{note} ") } else { format!("{note} · {right}") };
    }
    paper.both(area, Line::from(spans), Span::styled(right, paper.styles.quiet));
}

/// How many clients rest, and the key that looks at them all the same; shorter where there is little room.
fn resting(paper: &Paper<'_, '_>, room: usize) -> Option<String> {
    let clients = &paper.state.clients;
    let n = clients.resting.len();
    if n == 0 {
        return None;
    }
    let key = paper.state.key(CommandId::Look);
    let say = |id: &str| paper.say(id, &[("n", n.into()), ("key", (&key).into())]);
    let ids = if clients.looking { ["looking", "looking-short"] } else { ["resting", "resting-short"] };
    let long = say(ids[0]);
    Some(if width(&long) <= room { long } else { say(ids[1]) })
}

/// One plain sentence that asks for more room.
fn too_small(paper: &mut Paper<'_, '_>) {
    let area = paper.frame.area();
    let size = paper.state.size;
    let now = format!("{}x{}", size.width, size.height);
    let text = paper.say("too-small", &[("least", "60x16".into()), ("now", (&now).into())]);
    for (line, text) in area.rows().zip(wrap(&text, usize::from(area.width).max(1))) {
        if width(&text) <= usize::from(area.width) {
            paper.line(line, text);
        }
    }
}
