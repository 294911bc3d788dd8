//! What lies behind us and whom the composer answers: three lines beside it, where there is room.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::commands::CommandId;
use crate::ui::paper::{Paper, cut};

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let Some(card) = state.beside.card.as_deref() else {
        return;
    };
    let now = state.now.day;
    let language = state.language();
    let person = card.person.as_ref();
    let mark = if person.is_some_and(|person| person.vip) { "♛ " } else { "" };
    let likeness = language.likenesses(&card.evidence).into_iter().next().map(|text| format!("≈ {text}"));
    let labels = person.into_iter().flat_map(|person| &person.labels).map(|label| format!("#{label}"));
    let note = person.and_then(|person| person.note.lines().next()).filter(|note| !note.is_empty()).map(|note| format!("✎ {note}"));
    let kept: Vec<String> = labels.chain(note).collect();
    let (last, style) = match (kept.is_empty(), likeness) {
        (false, likeness) => (likeness.into_iter().chain(kept).collect::<Vec<_>>().join("  "), paper.styles.accent),
        (true, Some(likeness)) => (likeness, paper.styles.warn),
        (true, None) => (paper.say("past-no-note", &[("key", (&state.key(CommandId::AuthorCard)).into())]), paper.styles.quiet),
    };
    let first = vec![Span::styled(format!(" {mark}{}", language.past_counts(&card.past)), paper.styles.bold)];
    let times = vec![Span::styled(format!(" {}", language.past_times(&card.past, now)), paper.styles.text)];
    let lines = [first, times, vec![Span::styled(format!(" {last}"), style)]];
    for (row, spans) in area.rows().zip(lines) {
        let line = cut(Line::from(spans), usize::from(row.width));
        paper.line(row, line);
    }
}
