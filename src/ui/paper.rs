//! What every drawing function draws on: the frame, the state, the styles, and a few strokes.

use ratatui::Frame;
use ratatui::buffer::CellWidth;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::styles::Styles;
use crate::app::State;
use crate::base::text::{truncate, width, wrap};
use crate::base::time::Timestamp;
use crate::config::language::Arg;

const SPINNER: [&str; 8] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"];

/// The frame, the state and the styles.
pub(super) struct Paper<'p, 'f> {
    pub frame: &'p mut Frame<'f>,
    pub state: &'p State,
    pub styles: &'p Styles,
}

impl Paper<'_, '_> {
    /// Where something may stand over a pane: all of the screen that the tour leaves.
    pub fn room(&self) -> Rect {
        let area = self.frame.area();
        match self.state.layout().and_then(|layout| layout.tour) {
            Some(tour) => Rect { height: tour.y.saturating_sub(area.y), ..area },
            None => area,
        }
    }

    pub fn word(&self, id: &str) -> String {
        self.state.language().word(id)
    }

    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.state.language().say(id, args)
    }

    pub fn code(&self, of: &str, code: &str) -> String {
        self.state.language().code(of, code)
    }

    pub fn age(&self, then: Timestamp) -> String {
        self.state.language().age(self.state.now.day, then)
    }

    pub fn clock(&self, at: Timestamp) -> String {
        self.state.language().clock(&self.state.settings.zone, self.state.now.day, at)
    }

    /// The whole seconds until a time of the machine, rounded up.
    pub fn seconds_until(&self, at: Timestamp) -> i64 {
        i64::try_from(at.since(self.state.now.machine).as_millis().div_ceil(1_000)).unwrap_or(i64::MAX)
    }

    /// The frame of the spinner that is due.
    pub fn spinner(&self) -> &'static str {
        let step = self.state.now.machine.millis().div_euclid(120).rem_euclid(8);
        SPINNER[usize::try_from(step).unwrap_or(0)]
    }

    /// One line, cut at the edge of `area`; each span begins where the one before it ends on the screen.
    pub fn line<'l>(&mut self, area: Rect, line: impl Into<Line<'l>>) {
        let area = area.intersection(self.frame.area());
        if !area.is_empty() {
            self.frame.buffer_mut().set_line(area.x, area.y, &line.into(), area.width);
        }
    }

    /// A text cut to `area`, with an ellipsis.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) {
        let cut = truncate(text, usize::from(area.width));
        self.line(area, Span::styled(cut, style));
    }

    /// Something on the left and something on the right; the right one stays whole.
    pub fn both(&mut self, area: Rect, left: Line<'_>, right: Span<'_>) {
        let wide = u16::try_from(right.width()).unwrap_or(u16::MAX).min(area.width);
        let room = area.width - wide;
        let cut = cut(left, usize::from(room.saturating_sub(1)));
        self.line(Rect { width: room, ..area }, cut);
        self.line(Rect { x: area.x + room, width: wide, ..area }, right);
    }

    /// A line between two parts, lying or standing.
    pub fn rule(&mut self, area: Rect) {
        let style = self.styles.line;
        if area.height == 1 {
            self.line(area, Span::styled("─".repeat(area.width.into()), style));
            return;
        }
        for row in area.rows() {
            self.line(row, Span::styled("│", style));
        }
    }

    /// A text of several lines, one column in, from the top of `area`; how many lines it took.
    pub fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let mut used = 0;
        for (row, line) in inner.rows().zip(wrap(text, usize::from(inner.width).max(1))) {
            self.line(row, Span::styled(line, style));
            used += 1;
        }
        used
    }

    /// Puts something behind what is drawn in `area`.
    pub fn behind(&mut self, area: Rect, style: Style) {
        self.frame.buffer_mut().set_style(area, style);
    }

    /// Turns the row with the cursor around, or puts the theme's colour behind it.
    pub fn select(&mut self, area: Rect, focused: bool) {
        if focused {
            self.behind(area, self.styles.selection);
            // A colour alone would tell nothing to who does not see it.
            let first = &mut self.frame.buffer_mut()[(area.x, area.y)];
            if self.styles.only_behind() && first.symbol() == " " {
                first.set_symbol("▌").set_style(self.styles.accent);
            }
            self.cursor(area.x, area.y);
        } else {
            self.frame.buffer_mut().set_style(area, Style::new().add_modifier(Modifier::BOLD));
            self.line(Rect { width: 1, height: 1, ..area }, "▌");
        }
    }

    /// Takes away the wide glyphs that reach into `area` from its left, of which a half would be left.
    pub fn uncover(&mut self, area: Rect) {
        let buffer = self.frame.buffer_mut();
        for row in area.intersection(buffer.area).rows() {
            for x in 0..row.x {
                let cell = &mut buffer[(x, row.y)];
                if x + cell.cell_width() > row.x {
                    cell.set_symbol(" ");
                }
            }
        }
    }

    /// Puts the real cursor there, unless something stands over it.
    pub fn cursor(&mut self, x: u16, y: u16) {
        self.frame.set_cursor_position((x, y));
    }
}

/// A line of several styles, cut to `cells` with an ellipsis.
pub(super) fn cut(line: Line<'_>, cells: usize) -> Line<'static> {
    let mut left = cells;
    let mut spans = Vec::new();
    for span in line.spans {
        let wide = width(&span.content);
        let text = if wide <= left { span.content.into_owned() } else { truncate(&span.content, left) };
        left = left.saturating_sub(width(&text));
        let whole = wide <= width(&text);
        spans.push(Span::styled(text, span.style));
        if !whole || left == 0 {
            break;
        }
    }
    Line::from(spans)
}
