//! The files that go with the text: in order, each with what it shows.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::model::media::Attached;
use crate::ui::paper::{Paper, cut};

pub(super) fn draw(paper: &mut Paper<'_, '_>, at: usize) {
    let Some(composer) = paper.state.composer.as_ref() else {
        return;
    };
    let media = &composer.draft.media;
    let area = paper.room();
    let rows = u16::try_from(media.len().max(1) + 3).unwrap_or(u16::MAX).min(area.height.saturating_sub(4));
    let title = paper.word("media-title");
    let inner = boxed(paper, area.width.min(76), rows, &title);
    let shown = usize::from(inner.height.saturating_sub(1)).max(1);
    let top = (at + 1).saturating_sub(shown);
    for (row, (place, one)) in inner.rows().take(shown).zip(media.iter().enumerate().skip(top)) {
        let spans = line(paper, place, one);
        paper.line(row, cut(Line::from(spans), usize::from(row.width)));
        if place == at {
            paper.select(row, true);
        }
    }
    if media.is_empty() {
        let text = paper.word("media-none");
        paper.text(Rect { height: 1, ..inner }, &format!(" {text}"), paper.styles.quiet);
    }
    let foot = paper.word("media-keys");
    paper.text(Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner }, &format!(" {foot}"), paper.styles.quiet);
}

/// A file: its place, its name, its size, what it shows.
pub(in crate::ui) fn line(paper: &Paper<'_, '_>, place: usize, one: &Attached) -> Vec<Span<'static>> {
    let size = paper.say("media-size", &[("n", one.file.bytes.div_ceil(1000).into())]);
    let head = Span::raw(format!(" ▣ {} {} · {size} · ", place + 1, crate::base::harmless::line(one.file.name())));
    let alt = match one.alt.trim() {
        "" => Span::styled(paper.word("media-no-alt"), paper.styles.warn),
        alt => Span::styled(crate::base::text::one_line(alt), paper.styles.quiet),
    };
    vec![head, alt]
}
