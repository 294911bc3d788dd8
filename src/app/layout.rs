//! Where everything stands, computed from the size alone, for `update` and `draw` alike.
//!
//! Under 60x16 there is one sentence; then a list; a list over its preview; views, list and
//! thread side by side; and from 160 columns on a column of what else goes on.

use ratatui::layout::Rect;

use super::Size;
use super::focus::{Focus, Pane};

/// A part of the screen.
pub(crate) type Area = Rect;

/// The least size of a screen.
pub(crate) const LEAST: Size = Size { width: 60, height: 16 };

/// The lines of somebody's past beside the composer.
const PAST: u16 = 3;

/// The lines of the tour.
const TOUR: u16 = 3;

/// What decides about the geometry, besides the size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    pub pane: Pane,
    pub focus: Focus,
    pub zoomed: bool,
    pub composing: bool,
    /// Whether somebody is answered, whose past is worth a look.
    pub past: bool,
    pub trouble: bool,
    pub tour: bool,
    pub welcome: bool,
}

/// Where everything stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Panes and the time.
    pub tabs: Rect,
    /// The line above the list: its name, its filter.
    pub head: Option<Rect>,
    pub views: Option<Rect>,
    pub list: Option<Rect>,
    /// The thread, or the details of what is selected.
    pub thread: Option<Rect>,
    pub composer: Option<Rect>,
    /// What lies behind us and whom the composer answers.
    pub past: Option<Rect>,
    /// Outbox and clients, on wide screens.
    pub side: Option<Rect>,
    /// The lines between.
    pub rules: Vec<Rect>,
    /// What the tour asks for, while it goes on.
    pub tour: Option<Rect>,
    /// What just happened.
    pub happened: Rect,
    /// What is wrong.
    pub trouble: Option<Rect>,
    /// The keys.
    pub hints: Rect,
}

/// Computes where everything stands; nothing when there is too little room.
pub(crate) fn layout(size: Size, shown: Shown) -> Option<Layout> {
    if size.width < LEAST.width || size.height < LEAST.height {
        return None;
    }
    let row = |y: u16| Rect::new(0, y, size.width, 1);
    let happened = size.height - 2 - u16::from(shown.trouble);
    let bottom = happened - if shown.tour { TOUR } else { 0 };
    let mut layout = Layout {
        tabs: row(0),
        tour: shown.tour.then(|| Rect::new(0, bottom, size.width, TOUR)),
        happened: row(happened),
        trouble: shown.trouble.then(|| row(happened + 1)),
        hints: row(size.height - 1),
        ..Layout::default()
    };
    let whole = Rect::new(0, 1, size.width, bottom - 1);
    let body = Rect::new(0, 2, size.width, bottom - 2);
    if shown.welcome {
        layout.list = Some(whole);
        return Some(layout);
    }
    let narrow = size.width < 120;
    if shown.composing && (narrow || shown.zoomed) {
        layout.composer = Some(whole);
        return Some(layout);
    }
    if shown.focus == Focus::Thread && (shown.zoomed || size.width < 80) {
        layout.thread = Some(whole);
        return Some(layout);
    }
    layout.head = Some(row(1));
    match size.width {
        _ if shown.pane == Pane::Calendar && !shown.zoomed => calendar(&mut layout, body, shown),
        _ if shown.zoomed => layout.list = Some(body),
        ..80 => layout.list = Some(body),
        80..120 => stacked(&mut layout, body),
        _ => columns(&mut layout, body, shown),
    }
    Some(layout)
}

/// A list over its preview.
fn stacked(layout: &mut Layout, body: Rect) {
    let list = (body.height * 9 / 20).max(4);
    layout.list = Some(Rect { height: list, ..body });
    layout.rules.push(Rect { y: body.y + list, height: 1, ..body });
    layout.thread = Some(Rect { y: body.y + list + 1, height: body.height - list - 1, ..body });
}

/// The calendar over what is to be told of its day; the ideas stand beside that where there is room.
fn calendar(layout: &mut Layout, body: Rect, shown: Shown) {
    let mut rest = body;
    if body.width >= 120 {
        layout.views = Some(Rect { width: 22, ..rest });
        layout.rules.push(Rect { x: rest.x + 22, width: 1, ..rest });
        rest = Rect { x: rest.x + 23, width: rest.width - 23, ..rest };
    }
    let below = if shown.composing { (rest.height * 3 / 5).max(10).min(rest.height - 4) } else { (rest.height / 3).clamp(3, 16) };
    let above = rest.height - below - 1;
    layout.list = Some(Rect { height: above, ..rest });
    layout.rules.push(Rect { y: rest.y + above, height: 1, ..rest });
    let lower = Rect { y: rest.y + above + 1, height: below, ..rest };
    if shown.composing {
        layout.composer = Some(lower);
        return;
    }
    if rest.width < 90 {
        layout.thread = Some(lower);
        return;
    }
    let ideas = rest.width / 3;
    layout.thread = Some(Rect { width: lower.width - ideas - 1, ..lower });
    layout.rules.push(Rect { x: lower.right() - ideas - 1, width: 1, ..lower });
    layout.side = Some(Rect { x: lower.right() - ideas, width: ideas, ..lower });
}

/// Columns with a line between each two.
fn columns(layout: &mut Layout, body: Rect, shown: Shown) {
    let mut rest = body;
    let mut column = |width: u16, from_right: bool| {
        let x = if from_right { rest.right() - width } else { rest.x };
        let rule = if from_right { x - 1 } else { x + width };
        layout.rules.push(Rect::new(rule, body.y, 1, body.height));
        let cut = Rect::new(x, body.y, width, body.height);
        rest.width -= width + 1;
        if !from_right {
            rest.x += width + 1;
        }
        cut
    };
    if body.width >= 160 {
        layout.side = Some(column(36, true));
    }
    if shown.pane == Pane::Inbox {
        layout.views = Some(column(22, false));
    }
    let list = rest_width(body.width, shown.pane);
    layout.list = Some(column(list, false));
    layout.thread = Some(rest);
    if shown.composing {
        let height = (rest.height / 2).max(10).min(rest.height - 3);
        let mut top = rest.height - height;
        layout.composer = Some(Rect { y: rest.y + top, height, ..rest });
        // The thread keeps enough to be read.
        if shown.past && top >= PAST + 8 {
            top -= PAST + 1;
            layout.rules.push(Rect { y: rest.y + top, height: 1, ..rest });
            layout.past = Some(Rect { y: rest.y + top + 1, height: PAST, ..rest });
        }
        layout.thread = Some(Rect { height: top, ..rest });
    }
}

/// The width of the list beside its thread.
fn rest_width(width: u16, pane: Pane) -> u16 {
    let views = if pane == Pane::Inbox { 23 } else { 0 };
    let side = if width >= 160 { 37 } else { 0 };
    (width - views - side) * 4 / 7
}

/// Where the parts of the card of an author stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CardAreas {
    /// The box around it.
    pub outer: Rect,
    pub facts: Rect,
    /// The line between facts and messages.
    pub head: Rect,
    pub list: Rect,
}

/// Computes where the parts of the card of an author stand; the lines at the bottom stay free.
pub(crate) fn card(size: Size, trouble: bool, facts: usize) -> CardAreas {
    let width = size.width.min(100);
    let height = size.height.saturating_sub(3 + u16::from(trouble)).max(5);
    let outer = Rect::new((size.width - width) / 2, 1, width, height);
    let inner = Rect { x: outer.x + 1, y: outer.y + 1, width: width.saturating_sub(2), height: height - 2 };
    let most = (inner.height * 3 / 5).max(1);
    let facts = u16::try_from(facts).unwrap_or(u16::MAX).clamp(1, most);
    let line = |y: u16, height: u16| Rect { y, height, ..inner };
    CardAreas {
        outer,
        facts: line(inner.y, facts),
        head: line(inner.y + facts, 1),
        list: line(inner.y + facts + 1, inner.height.saturating_sub(facts + 1)),
    }
}

/// Where the parts of the composer stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ComposerAreas {
    /// As whom, and who can read it.
    pub identity: Rect,
    /// What is answered.
    pub quote: Rect,
    /// The warning, when there is one.
    pub warning: Rect,
    /// Whose own text is shown, when it is not the shared one.
    pub own: Rect,
    pub text: Rect,
    /// The files that go with it, a line each, as far as there is room.
    pub media: Rect,
    /// What the client wants of it, when it wants anything and there is room.
    pub wanted: Rect,
    /// How long it is.
    pub count: Rect,
}

/// What decides about the geometry of the composer, besides its area; counts are lines.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ComposerShown {
    pub identities: usize,
    pub quoted: usize,
    pub warning: bool,
    pub own: bool,
    pub media: usize,
    /// Whether a client has something to say about how it is written.
    pub wanted: bool,
}

/// Computes where the parts of the composer stand in `area`.
pub(crate) fn composer(area: Rect, shown: ComposerShown) -> ComposerAreas {
    let ComposerShown { identities, quoted, warning, own, media, wanted } = shown;
    let line = |y: u16, height: u16| Rect { y, height, ..area };
    let identity = u16::try_from(identities).unwrap_or(u16::MAX).clamp(1, area.height / 4);
    let quote = u16::try_from(quoted).unwrap_or(u16::MAX).min(area.height / 3);
    // A line under the identity, and one over the count.
    let quote_at = area.y + identity + 1;
    let warning_at = quote_at + quote + u16::from(quote > 0);
    let own_at = warning_at + u16::from(warning) * 2;
    let text_at = own_at + u16::from(own);
    let count_at = area.bottom() - 1;
    let wanted = u16::from(wanted && count_at >= text_at + 3);
    let media = u16::try_from(media).unwrap_or(u16::MAX).min(4).min(count_at.saturating_sub(text_at + 3 + wanted));
    ComposerAreas {
        identity: line(area.y, identity),
        quote: line(quote_at, quote),
        warning: line(warning_at, u16::from(warning)),
        own: line(own_at, u16::from(own)),
        text: Rect { x: area.x + 1, width: area.width - 2, ..line(text_at, count_at.saturating_sub(text_at + 1 + wanted + media)) },
        media: line(count_at - wanted - media, media),
        wanted: line(count_at - wanted, wanted),
        count: line(count_at, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        Shown {
            pane: Pane::Inbox,
            focus: Focus::List,
            zoomed: false,
            composing: false,
            past: false,
            trouble: true,
            tour: false,
            welcome: false,
        }
    }

    #[test]
    fn every_breakpoint_has_its_columns() {
        let table = [
            ((59, 16), None),
            ((60, 15), None),
            ((60, 16), Some("list")),
            ((80, 24), Some("list thread")),
            ((120, 40), Some("views list thread")),
            ((160, 50), Some("views list thread side")),
            ((200, 60), Some("views list thread side")),
        ];
        for ((width, height), expected) in table {
            let columns = layout(Size { width, height }, shown()).map(|layout| {
                let areas = [("views", layout.views), ("list", layout.list), ("thread", layout.thread), ("side", layout.side)];
                areas.iter().filter(|(_, area)| area.is_some()).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(columns.as_deref(), expected, "{width}x{height}");
        }
    }

    #[test]
    fn nothing_overlaps_or_leaves_the_screen() {
        for width in (60..=220).step_by(7) {
            for height in (16..=70).step_by(5) {
                let ways =
                    [(Focus::List, false, false), (Focus::Thread, false, true), (Focus::Composer, true, false), (Focus::List, false, true)];
                for (pane, (focus, composing, zoomed)) in
                    [Pane::Inbox, Pane::Calendar].into_iter().flat_map(|pane| ways.map(|way| (pane, way)))
                {
                    let tour = width % 2 == 0;
                    let shown = Shown { pane, focus, composing, past: composing, zoomed, tour, ..shown() };
                    let layout = layout(Size { width, height }, shown).unwrap();
                    let areas = [
                        Some(layout.tabs),
                        layout.head,
                        layout.views,
                        layout.list,
                        layout.thread,
                        layout.composer,
                        layout.past,
                        layout.side,
                    ];
                    let lines = [layout.tour, Some(layout.happened), layout.trouble, Some(layout.hints)];
                    let all: Vec<Rect> = areas.into_iter().chain(lines).flatten().chain(layout.rules).collect();
                    let cells: u32 = all.iter().map(|area| area.area()).sum();
                    assert_eq!(cells, u32::from(width) * u32::from(height), "{width}x{height} {focus:?} {composing} {zoomed}");
                    for (at, one) in all.iter().enumerate() {
                        assert!(all[at + 1..].iter().all(|other| !one.intersects(*other)), "{width}x{height} {focus:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_composer_keeps_room_for_its_text() {
        let areas = composer(
            Rect::new(0, 1, 60, 12),
            ComposerShown { identities: 1, quoted: 40, warning: true, own: false, media: 2, wanted: true },
        );
        assert!(areas.text.height >= 1 && areas.text.bottom() < areas.count.y, "{areas:?}");
    }
}
