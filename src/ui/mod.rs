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
mod tour;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::State;
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
    if let Some(area) = layout.tour {
        tour::draw(&mut paper, area);
    }
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
    let spinner = if state.status.is_working() { format!("{} ", paper.spinner()) } else { String::new() };
    let right = format!("{spinner}{}", state.corner());
    paper.both(area, Line::from(spans), Span::styled(right, paper.styles.quiet));
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
