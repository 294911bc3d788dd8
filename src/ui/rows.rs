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
    /// What fits in `cells`; the column of clients is as wide as the longest name, within bounds.
    pub fn of(paper: &Paper<'_, '_>, cells: u16) -> Columns {
        let clients = paper.state.totals.iter().flat_map(|totals| &totals.clients);
        let longest = clients.map(|(client, _)| width(&client.name)).max().unwrap_or(10).max(6);
        match cells {
            ..55 => Columns { client: longest.min(9), who: 10 },
            55..70 => Columns { client: longest.min(10), who: 11 },
            70..100 => Columns { client: longest.min(12), who: 14 },
            _ => Columns { client: longest.min(18), who: 18 },
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

/// `text` without the names it begins with, which stand in a column of their own.
pub(super) fn unaddressed(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with('@') {
        rest = rest.find(char::is_whitespace).map_or("", |at| rest[at..].trim_start());
    }
    if rest.is_empty() { text } else { rest }
}

/// `@lena` of `@lena@example.social`.
pub(super) fn short(handle: &str) -> &str {
    match handle.strip_prefix('@').and_then(|name| name.find('@')) {
        Some(at) => &handle[..=at],
        None => handle,
    }
}
