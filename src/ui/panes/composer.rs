//! The composer: as whom, what is answered, the text with its cursor, how long it is.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::panes::composer::{Composer, Identity, Saved, Wanted};
use crate::app::panes::counting::Counted;
use crate::app::panes::spelling;
use crate::base::text::{truncate, width};
use crate::model::card::Field;
use crate::ui::overlays::media;
use crate::ui::paper::{Paper, cut};

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let Some(composer) = paper.state.composer.as_ref() else {
        return;
    };
    let areas = composer.areas(area);
    identity(paper, areas.identity, composer);
    let under = Rect { y: areas.identity.bottom(), height: 1, ..area };
    paper.rule(under);
    super::calendar::place(paper, under, composer);
    quote(paper, areas.quote, composer);
    if areas.warning.height > 0 {
        warning(paper, areas.warning, composer);
    }
    if areas.own.height > 0
        && let Some(line) = paper.state.own_text_line()
    {
        paper.text(areas.own, &format!(" {line}"), paper.styles.accent);
    }
    text(paper, areas.text, composer);
    for (row, (place, one)) in areas.media.rows().zip(composer.draft.media.iter().enumerate()) {
        let line = cut(Line::from(media::line(paper, place, one)), usize::from(row.width));
        paper.line(row, line);
    }
    let below = areas.media.y.min(areas.wanted.y);
    if below > areas.text.bottom() {
        paper.rule(Rect { y: below - 1, height: 1, ..area });
    }
    if areas.wanted.height > 0 {
        wanted(paper, areas.wanted, composer);
    }
    count(paper, areas.count, composer);
}

/// Each identity in inverse; on the first line also to whom, and who can read it.
fn identity(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let visibility = paper.code("visibility", composer.draft.visibility.code());
    let right = if composer.is_private() { paper.word("composer-private") } else { visibility };
    if composer.identities.is_empty() {
        let text = paper.word("composer-nobody");
        return paper.text(area, &format!(" {text}"), paper.styles.error);
    }
    let shown = usize::from(area.height);
    for (at, (row, who)) in area.rows().zip(&composer.identities).enumerate() {
        let mut spans = vec![Span::raw(" "), name(paper, who)];
        if composer.is_over(who.account) && composer.identities.len() > 1 {
            spans.push(Span::styled(" ✗", paper.styles.error));
        }
        if composer.has_own(who.account) {
            spans.push(Span::styled(format!(" ≠ {}", paper.word("own-text-mark")), paper.styles.accent));
        }
        let hidden = composer.identities.len() - shown.min(composer.identities.len());
        if at + 1 == shown && hidden > 0 {
            spans.push(Span::raw(format!(" +{hidden}")));
        }
        if at > 0 {
            let line = cut(Line::from(spans), usize::from(row.width));
            paper.line(row, line);
            continue;
        }
        let used: usize = spans.iter().map(Span::width).sum();
        if let Some(quoted) =
            composer.quoted.as_ref().filter(|quoted| used + width(&quoted.name) + width(&right) + 5 < usize::from(row.width))
        {
            spans.push(Span::styled(format!(" → {}", quoted.name), paper.styles.bold));
        }
        paper.both(row, Line::from(spans), Span::styled(format!("{right} "), paper.styles.accent));
    }
}

fn name(paper: &Paper<'_, '_>, who: &Identity) -> Span<'static> {
    Span::styled(
        format!(" {} · {} {} ", who.client, who.network.letter(), who.handle),
        paper.styles.client(who.colour).patch(paper.styles.chosen_only()),
    )
}

fn quote(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let Some(quoted) = &composer.quoted else {
        return;
    };
    let more = quoted.lines.len() > usize::from(area.height);
    for (at, (row, line)) in area.rows().zip(&quoted.lines).enumerate() {
        let last = more && at + 1 == usize::from(area.height);
        let text = if last { truncate(&format!("{line} …"), usize::from(area.width).saturating_sub(4)) } else { line.clone() };
        paper.line(row, Span::styled(format!(" ▏ {text}"), paper.styles.quiet));
    }
}

fn warning(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let Some(field) = &composer.warning else {
        return;
    };
    let label = format!(" ⚠ {} ", paper.word("composer-warning"));
    let begin = u16::try_from(width(&label)).unwrap_or(0);
    let style = if composer.warning_over() { paper.styles.over } else { Style::new() };
    paper.line(area, Line::from(vec![Span::styled(label, paper.styles.warn), Span::styled(field.text().to_owned(), style)]));
    if composer.in_warning {
        let (_, cell) = field.place();
        let x = area.x + begin + u16::try_from(cell).unwrap_or(0);
        paper.cursor(x.min(area.right() - 1), area.y);
    }
}

/// The lines around the cursor; what is too much is underlined.
fn text(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let editor = &composer.editor;
    let (line, cell) = editor.place();
    let rows = usize::from(area.height).max(1);
    let top = (line + 1).saturating_sub(rows);
    for (row, range) in area.rows().zip(editor.lines().iter().skip(top)) {
        let shown = &editor.text()[range.clone()];
        paper.line(row, Line::from(marked(paper, composer, shown, range.start)));
    }
    if !composer.in_warning {
        let x = area.x + u16::try_from(cell).unwrap_or(0).min(area.width.saturating_sub(1));
        paper.cursor(x, area.y + u16::try_from(line - top).unwrap_or(0));
    }
}

/// A line of the text, with its blanks and what is too much marked; it begins at the byte `from`.
fn marked(paper: &Paper<'_, '_>, composer: &Composer, shown: &str, from: usize) -> Vec<Span<'static>> {
    let end = from + shown.len();
    let edges = composer
        .blanks
        .iter()
        .flat_map(|blank| [blank.start, blank.end])
        .chain(composer.over.iter().flat_map(|over| [over.start, over.end]));
    let edges = edges.chain(composer.forbidden.iter().flat_map(|(word, ..)| [word.start, word.end]));
    let findings = &composer.spelling.findings;
    let edges = edges.chain(spelling::edges(findings));
    let mut edges: Vec<usize> = edges.filter(|edge| (from..end).contains(edge)).chain([from, end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let spans = edges.windows(2).map(|part| {
        let text = shown.get(part[0] - from..part[1] - from).unwrap_or_default().to_owned();
        match () {
            () if composer.over.iter().any(|over| over.contains(&part[0])) => Span::styled(text, paper.styles.over),
            () if composer.blanks.iter().any(|blank| blank.contains(&part[0])) => {
                Span::styled(text, paper.styles.warn.patch(paper.styles.chosen_only()))
            }
            () if composer.forbidden.iter().any(|(word, ..)| word.contains(&part[0])) => {
                Span::styled(text, paper.styles.warn.add_modifier(Modifier::UNDERLINED))
            }
            () if spelling::is_marked(findings, part[0]).is_some() => {
                Span::styled(text, paper.styles.error.add_modifier(Modifier::UNDERLINED))
            }
            () => Span::raw(text),
        }
    });
    spans.collect()
}

/// The tone that the clients want, and the words they never use; those that stand in the text come first.
fn wanted(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    if let Some((at, _, client)) = composer.forbidden.first() {
        let word = composer.editor.text().get(at.clone()).unwrap_or_default();
        let text = paper.say("forbidden-found", &[("word", word.into()), ("client", client.into())]);
        return paper.text(area, &format!(" ! {text}"), paper.styles.warn);
    }
    let several = composer.wanted.len() > 1;
    let mut parts = Vec::new();
    for Wanted { client, card } in &composer.wanted {
        let tone = card.text(Field::Tone);
        let not = card.forbidden().join(", ");
        let not = if not.is_empty() { not } else { paper.say("composer-forbidden", &[("words", (&not).into())]) };
        let said: Vec<String> = [tone, not].into_iter().filter(|text| !text.is_empty()).collect();
        if !said.is_empty() {
            parts.push(if several { format!("{client} · {}", said.join(" · ")) } else { said.join(" · ") });
        }
    }
    paper.text(area, &format!(" {}", parts.join(" — ")), paper.styles.quiet);
}

fn count(paper: &mut Paper<'_, '_>, area: Rect, composer: &Composer) {
    let mut spans = vec![Span::raw(" ")];
    for one in &composer.counts {
        spans.extend(counted(paper, one));
    }
    if let Some(then) = paper.state.then_words() {
        let text = paper.say("composer-then", &[("then", (&then).into())]);
        spans.push(Span::styled(format!("{text} "), paper.styles.accent));
    }
    let saved = match composer.saved {
        Saved::Untouched => String::new(),
        Saved::Saving => paper.word("draft-saving"),
        Saved::Safe => paper.word("draft-saved"),
    };
    paper.both(area, Line::from(spans), Span::styled(format!("{saved} "), paper.styles.quiet));
}

fn counted(paper: &Paper<'_, '_>, one: &Counted) -> Vec<Span<'static>> {
    let count = one.count;
    let part = one.part.map(|(n, of)| format!("· {} ", paper.say("composer-part", &[("n", n.into()), ("of", of.into())])));
    let figures = format!("{} {}/{} {}", one.name(), count.count, count.limit, part.unwrap_or_default());
    let Some((what, by)) = count.excess() else {
        return vec![Span::styled(figures, paper.styles.text), Span::raw(" ")];
    };
    let over = if count.warning_over() { paper.word("over-warning") } else { paper.state.settings.language.over_by(what, by) };
    vec![Span::styled(format!("✗ {figures}{over}"), paper.styles.error), Span::raw("  ")]
}
