//! What stands over a pane, each in a box of its own.

mod actions;
mod author;
mod card;
mod digest;
pub(in crate::ui) mod media;
mod picker;
mod themes;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

use super::paper::Paper;
use crate::app::commands::CommandId;
use crate::app::layout::Layout;
use crate::app::overlays::finder::Finder;
use crate::app::overlays::{Confirm, Overlay};
use crate::base::key::Chord;
use crate::base::text::{fit, width, wrap};

pub(super) fn draw(paper: &mut Paper<'_, '_>, layout: &Layout) {
    // A question about a card stands over the card.
    if let Some(card) = paper.state.author_card() {
        author::draw(paper, card);
    }
    match paper.state.overlays.last() {
        Some(Overlay::Finder(finder)) => draw_finder(paper, finder),
        Some(Overlay::Confirm(confirm)) => draw_confirm(paper, confirm),
        Some(Overlay::Accounts(at)) => draw_accounts(paper, *at),
        Some(Overlay::Themes(themes)) => themes::draw(paper, themes),
        Some(Overlay::Picker(found)) => picker::draw(paper, found),
        Some(Overlay::Prompt(prompt)) => picker::draw_prompt(paper, prompt),
        Some(Overlay::Media(at)) => media::draw(paper, *at),
        Some(Overlay::Card(view)) => card::draw(paper, view),
        Some(Overlay::Digest(view)) => digest::draw(paper, view),
        Some(Overlay::Actions(menu)) => actions::draw(paper, menu),
        Some(Overlay::Author(_)) | None if paper.state.shows_which_key() => draw_which_key(paper, layout),
        Some(Overlay::Author(_)) | None => {}
    }
}

/// An empty box with a title, in the middle; its inside.
fn boxed(paper: &mut Paper<'_, '_>, cells: u16, rows: u16, title: &str) -> Rect {
    let area = paper.room();
    let (cells, rows) = (cells.min(area.width), rows.min(area.height));
    let outer = Rect::new((area.width - cells) / 2, (area.height - rows) / 2, cells, rows);
    boxed_at(paper, outer, title)
}

fn boxed_at(paper: &mut Paper<'_, '_>, outer: Rect, title: &str) -> Rect {
    let title = Line::from(Span::styled(format!(" {title} "), paper.styles.bold));
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(paper.styles.line).title(title);
    let inner = block.inner(outer);
    paper.uncover(outer);
    paper.frame.render_widget(Clear, outer);
    paper.behind(outer, paper.styles.base);
    paper.frame.render_widget(block, outer);
    inner
}

/// The parts of `text`, which two spaces separate, on as few lines as hold them whole.
fn packed(text: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split("  ") {
        match lines.last_mut().filter(|line| width(line) + 2 + width(part) <= cells) {
            Some(line) => line.push_str(&format!("  {part}")),
            None => lines.push(part.to_owned()),
        }
    }
    lines
}

fn draw_confirm(paper: &mut Paper<'_, '_>, confirm: &Confirm) {
    let cells = paper.room().width.min(64);
    let question = wrap(&confirm.question, usize::from(cells) - 4);
    let rows = question.len() + confirm.choices.len() + 4;
    let title = paper.word("confirm-title");
    let inner = boxed(paper, cells, u16::try_from(rows).unwrap_or(u16::MAX), &title);
    let mut lines = inner.rows();
    for text in &question {
        lines.next().into_iter().for_each(|row| paper.line(row, format!(" {text}")));
    }
    lines.next();
    let answers = confirm.choices.iter().map(|choice| (choice.key.to_string(), choice.label.clone()));
    let no = (paper.word("key-esc"), paper.word("confirm-no"));
    for (at, (key, label)) in answers.chain([no]).enumerate() {
        let Some(row) = lines.next() else {
            return;
        };
        let spans = vec![Span::styled(format!(" {} ", fit(&key, 5)), paper.styles.accent), Span::raw(label)];
        paper.line(row, Line::from(spans));
        if at == 0 {
            paper.cursor(row.x + 1, row.y);
        }
    }
}

fn draw_accounts(paper: &mut Paper<'_, '_>, at: usize) {
    let state = paper.state;
    let lines: Vec<_> = state.writers().collect();
    let area = paper.room();
    let rows = u16::try_from(lines.len() + 3).unwrap_or(u16::MAX).min(area.height.saturating_sub(4));
    let title = paper.word("accounts-title");
    let inner = boxed(paper, area.width.min(64), rows, &title);
    let shown = usize::from(inner.height.saturating_sub(1)).max(1);
    let top = (at + 1).saturating_sub(shown);
    for (row, (place, item)) in inner.rows().take(shown).zip(lines.iter().enumerate().skip(top)) {
        let chosen = state.composer.iter().flat_map(|composer| &composer.identities).any(|who| who.account == item.account.id);
        let mark = if chosen { "[x]" } else { "[ ]" };
        let spans = vec![
            Span::raw(format!(" {mark} ")),
            Span::styled(item.client_name.clone(), paper.styles.client(item.colour)),
            Span::raw(format!(" {} {}", item.account.network.letter(), item.account.handle)),
        ];
        paper.line(row, Line::from(spans));
        if place == at {
            paper.select(row, true);
        }
    }
    let foot = paper.word("accounts-keys");
    paper.text(Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner }, &format!(" {foot}"), paper.styles.quiet);
}

/// What can follow the keys that were pressed.
fn draw_which_key(paper: &mut Paper<'_, '_>, layout: &Layout) {
    let state = paper.state;
    let following: Vec<(Chord, String)> = state
        .keymap
        .following(state.scopes(), &state.pending.keys)
        .into_iter()
        .filter_map(|(rest, runs)| state.offered(runs, &rest).map(|says| (rest, says)))
        .collect();
    let pressed: Vec<String> = state.pending.keys.iter().map(|key| state.language().chord(&Chord(vec![*key]))).collect();
    let area = paper.room();
    let rows = u16::try_from(following.len() + 2).unwrap_or(u16::MAX).min(layout.happened.y);
    let outer = Rect::new(0, layout.happened.y - rows, area.width.min(64), rows);
    let inner = boxed_at(paper, outer, &format!("{} …", pressed.join(" ")));
    for (row, (chord, says)) in inner.rows().zip(following) {
        let key = Span::styled(format!(" {} ", fit(&state.language().chord(&chord), 6)), paper.styles.accent);
        paper.line(row, Line::from(vec![key, Span::raw(says)]));
    }
}

/// Help and palette: a line to type in, commands with their keys, and what the glyphs mean.
fn draw_finder(paper: &mut Paper<'_, '_>, finder: &Finder) {
    let area = paper.room();
    let title = paper.word(if finder.help { "help-title" } else { "palette-title" });
    let inner = boxed(paper, area.width.min(90), area.height.saturating_sub(2), &title);
    let legend: Vec<String> = if finder.help { packed(&paper.word("legend"), usize::from(inner.width) - 2) } else { Vec::new() };
    let foot = u16::try_from(legend.len()).unwrap_or(0).min(inner.height / 3) + 1;
    let input = Rect { height: 1, ..inner };
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1 + foot), ..inner };
    let rows = usize::from(list.height);
    for (row, (at, entry)) in list.rows().zip(finder.entries.iter().enumerate().skip(finder.top(rows))) {
        let why = entry.against.map(|reason| format!(" ({})", paper.state.why_not(reason))).unwrap_or_default();
        let scope = paper.code("scope", entry.scope.code());
        let room = usize::from(row.width).saturating_sub(18 + width(&scope));
        let says = fit(&format!("{}{why}", entry.says), room);
        let style = if entry.against.is_some() { paper.styles.quiet } else { paper.styles.text };
        let key = if entry.against.is_some() { paper.styles.quiet } else { paper.styles.accent };
        let spans = vec![
            Span::styled(format!(" {} ", fit(&entry.keys, 14)), key),
            Span::styled(says, style),
            Span::styled(format!(" {scope}"), paper.styles.quiet),
        ];
        paper.line(row, Line::from(spans));
        if at == finder.at {
            paper.select(row, true);
        }
    }
    if finder.entries.is_empty() {
        let text = paper.word("palette-nothing");
        paper.text(Rect { y: list.y, height: 1, ..list }, &format!(" {text}"), paper.styles.quiet);
    }
    let below = Rect { y: list.bottom(), height: foot, ..inner };
    let keys = paper.say("palette-keys", &[("quit", (&paper.state.key(CommandId::Quit)).into())]);
    for (row, text) in below.rows().zip(legend.iter().take(usize::from(foot) - 1).chain([&keys])) {
        paper.text(row, &format!(" {text}"), paper.styles.quiet);
    }
    let (_, cell) = finder.editor.place();
    let prompt = vec![Span::styled(" › ", paper.styles.accent), Span::raw(finder.editor.text().to_owned())];
    paper.line(input, Line::from(prompt));
    paper.cursor((input.x + 3 + u16::try_from(cell).unwrap_or(0)).min(input.right() - 1), input.y);
}
