//! The columns that rows of every list share: who, for which client, on which network.

use ratatui::text::Span;

use super::paper::Paper;
use crate::base::text::{fit, width};
use crate::model::client::Colour;
use crate::model::network::Network;

/// The widths of the columns of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub client: usize,
    pub who: usize,
}

impl Columns {
    /// What fits in `cells`.
    pub fn of(cells: u16) -> Columns {
        match cells {
            ..70 => Columns { client: 8, who: 10 },
            70..100 => Columns { client: 11, who: 14 },
            _ => Columns { client: 14, who: 18 },
        }
    }
}

/// `text` in exactly `cells`, from the right.
pub(super) fn right(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    format!("{}{}", " ".repeat(missing), fit(text, cells - missing))
}

/// The network's letter and the client, in its colour.
pub(super) fn whose(paper: &Paper<'_, '_>, network: Network, client: &str, colour: Colour, columns: Columns) -> [Span<'static>; 3] {
    [
        Span::styled(format!("{} ", network.letter()), paper.styles.quiet),
        Span::styled(fit(client, columns.client), paper.styles.client(colour)),
        Span::raw(" "),
    ]
}

/// `@lena` of `@lena@example.social`.
pub(super) fn short(handle: &str) -> &str {
    match handle.strip_prefix('@').and_then(|name| name.find('@')) {
        Some(at) => &handle[..=at],
        None => handle,
    }
}
