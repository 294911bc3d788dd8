//! The card of a client: a line for each thing it says, wrapped; the one that is edited is a field.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed_at;
use crate::app::overlays::card::CardView;
use crate::base::text::{fit, width, wrap};
use crate::model::card::{Card, Field};
use crate::ui::paper::Paper;

/// The cells of the box, where there is room.
const CELLS: u16 = 78;

/// One line of the card as it is drawn.
struct Drawn {
    /// The place of its field among all; none for what cannot be edited.
    at: Option<usize>,
    label: String,
    text: String,
    /// Whether it says nothing.
    blank: bool,
    /// The cell of the cursor, when it is being typed in there.
    cursor: Option<usize>,
}

pub(super) fn draw(paper: &mut Paper<'_, '_>, view: &CardView) {
    let state = paper.state;
    let area = paper.room();
    let cells = CELLS.min(area.width);
    let card = state.card(view.client);
    let labels = Field::ALL.iter().map(|field| width(&paper.code("card", field.code()))).max().unwrap_or(10) + 2;
    let room = usize::from(cells).saturating_sub(labels + 5).max(10);
    let drawn = lines(paper, view, &card, room);
    let foot = foot(paper, view, usize::from(cells) - 4);
    let wanted = u16::try_from(drawn.len() + foot.len() + 3).unwrap_or(u16::MAX);
    let name = state.client(view.client).map(|client| (client.name.clone(), client.colour));
    let (name, colour) = name.map_or((String::new(), None), |(name, colour)| (name, Some(colour)));
    // What happened to the card is read under it.
    let bottom = state.layout().map_or(area.height, |layout| layout.happened.y.min(area.height));
    let rows = wanted.min(bottom.saturating_sub(1));
    let top = (area.height.saturating_sub(rows) / 2).min(bottom.saturating_sub(rows));
    let inner = boxed_at(paper, Rect::new((area.width - cells) / 2, top, cells, rows), &name);
    if let Some(colour) = colour {
        let title = Rect::new(inner.x + 1, inner.y - 1, u16::try_from(width(&name)).unwrap_or(0).min(inner.width.saturating_sub(2)), 1);
        paper.behind(title, paper.styles.client(colour));
    }
    let below = u16::try_from(foot.len()).unwrap_or(0).min(inner.height.saturating_sub(2));
    let list = Rect { height: inner.height.saturating_sub(below + 1), ..inner };
    let focus = drawn.iter().rposition(|line| line.at == Some(view.at)).unwrap_or(0);
    let focus = drawn.iter().position(|line| line.cursor.is_some()).unwrap_or(focus);
    let top = (focus + 1).saturating_sub(usize::from(list.height));
    for (row, line) in list.rows().zip(drawn.iter().skip(top)) {
        draw_line(paper, row, line, labels, view);
    }
    // What has no room is below or above.
    let more = [(top > 0, list.y, "▲"), (drawn.len() > top + usize::from(list.height), list.bottom().saturating_sub(1), "▼")];
    for (_, y, mark) in more.into_iter().filter(|(is, ..)| *is) {
        paper.line(Rect { x: list.right().saturating_sub(1), y, width: 1, height: 1 }, Span::styled(mark, paper.styles.accent));
    }
    let foot_area = Rect { y: inner.bottom() - below, height: below, ..inner };
    for (row, text) in foot_area.rows().zip(&foot) {
        let style = if view.wrong.is_some() { paper.styles.error } else { paper.styles.quiet };
        paper.text(row, &format!(" {text}"), style);
    }
}

fn draw_line(paper: &mut Paper<'_, '_>, row: Rect, line: &Drawn, labels: usize, view: &CardView) {
    let style = if line.blank { paper.styles.quiet } else { paper.styles.text };
    let spans = vec![Span::raw(" "), Span::styled(fit(&line.label, labels), paper.styles.quiet), Span::styled(line.text.clone(), style)];
    paper.line(row, Line::from(spans));
    let mine = line.at == Some(view.at);
    if let Some(cell) = line.cursor {
        let x = usize::from(row.x) + 1 + labels + cell;
        paper.cursor(u16::try_from(x).unwrap_or(row.x).min(row.right().saturating_sub(1)), row.y);
    } else if mine && view.editing.is_none() && !line.label.is_empty() {
        paper.select(row, true);
    }
}

/// What is drawn: every field, then the accounts.
fn lines(paper: &Paper<'_, '_>, view: &CardView, card: &Card, room: usize) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for (at, field) in Field::ALL.iter().enumerate() {
        let label = paper.code("card", field.code());
        match view.editing.as_ref().filter(|_| at == view.at) {
            Some(editor) => {
                let mut editor = editor.clone();
                editor.resize(room);
                let (line, cell) = editor.place();
                for (number, range) in editor.lines().iter().enumerate() {
                    let text = editor.text().get(range.clone()).unwrap_or_default().trim_end_matches('\n').to_owned();
                    let label = if number == 0 { format!("{label} ›") } else { String::new() };
                    drawn.push(Drawn { at: Some(at), label, text, blank: false, cursor: (number == line).then_some(cell) });
                }
            }
            None => {
                let text = card.text(*field);
                let blank = text.is_empty();
                let text = if blank { "–".to_owned() } else { text };
                for (number, text) in text.lines().flat_map(|line| wrap(line, room)).enumerate() {
                    let label = if number == 0 { label.clone() } else { String::new() };
                    drawn.push(Drawn { at: Some(at), label, text, blank, cursor: None });
                }
            }
        }
    }
    let accounts = paper.state.accounts.list.lines().iter().map(|line| &line.item).filter(|row| row.account.client == view.client);
    let accounts: Vec<String> = accounts.map(|row| format!("{} {}", row.account.network.letter(), row.account.title())).collect();
    for (number, text) in wrap(&accounts.join(" · "), room).into_iter().enumerate().filter(|_| !accounts.is_empty()) {
        let label = if number == 0 { paper.word("card-accounts") } else { String::new() };
        drawn.push(Drawn { at: None, label, text, blank: false, cursor: None });
    }
    drawn
}

/// What is wrong, or what the line is for, and the keys.
fn foot(paper: &Paper<'_, '_>, view: &CardView, cells: usize) -> Vec<String> {
    let mut foot = match &view.wrong {
        Some(wrong) => wrap(wrong, cells),
        None if view.editing.is_some() => wrap(&paper.code("card-hint", view.field().code()), cells),
        None => Vec::new(),
    };
    let keys = match (view.editing.is_some(), view.wrong.is_some()) {
        (true, _) => paper.word("card-keys-editing"),
        (false, true) => paper.word("card-keys-wrong"),
        (false, false) => paper.word("card-keys"),
    };
    foot.extend(super::packed(&keys, cells));
    foot
}
