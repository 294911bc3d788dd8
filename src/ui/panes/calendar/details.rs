//! The day of the cursor in order, and the post with the cursor whole: its text for each account,
//! where it stands there and why, and the key that mends it.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{glyph, post, style};
use crate::app::commands::CommandId;
use crate::model::planner::{PlanView, local};
use crate::model::slot::{CalendarRow, Standing};
use crate::ui::outgoing::{self, Mending};
use crate::ui::paper::Paper;

/// The keys that mend a post from the calendar.
const KEYS: Mending =
    Mending { send: CommandId::RetryPost, stop: CommandId::StopPost, login: CommandId::MendPost, open: CommandId::OutboxPane, edit: None };

pub(in crate::ui) fn draw(paper: &mut Paper<'_, '_>, area: Rect) {
    let state = paper.state;
    let narrow = state.layout().is_some_and(|layout| layout.side.is_none());
    if state.among_ideas() && narrow {
        return super::ideas(paper, area);
    }
    let mut left = Space { area };
    let listed = matches!(state.calendar.view, PlanView::Week | PlanView::Month) && area.height >= 8;
    if listed || state.post_in_hand().is_none() {
        day(paper, &mut left);
    }
    if let Some(row) = state.post_in_hand() {
        whole(paper, &mut left, row);
    }
}

/// What is left of an area, from above.
struct Space {
    area: Rect,
}

impl Space {
    fn line(&mut self) -> Option<Rect> {
        if self.area.height == 0 {
            return None;
        }
        let line = Rect { height: 1, ..self.area };
        self.take(1);
        Some(line)
    }

    fn take(&mut self, lines: u16) {
        let lines = lines.min(self.area.height);
        self.area = Rect { y: self.area.y + lines, height: self.area.height - lines, ..self.area };
    }
}

/// The day and its posts, those around the cursor where there are many.
fn day(paper: &mut Paper<'_, '_>, left: &mut Space) {
    let state = paper.state;
    let (calendar, language) = (&state.calendar, state.language());
    let Some(head) = left.line() else {
        return;
    };
    let places: Vec<usize> = calendar.of_day(calendar.day).collect();
    let posts = paper.say("calendar-posts", &[("n", places.len().into())]);
    let mut parts = vec![posts];
    parts.extend(language.marks(&calendar.marked, calendar.day).iter().map(|mark| format!("★ {}", mark.name)));
    let change = crate::model::planner::clocks_change(calendar.day, &state.calendar_zone());
    if change != 0 {
        parts.push(paper.word(if change > 0 { "calendar-clocks-on" } else { "calendar-clocks-back" }));
    }
    let name = format!(" {}", language.day(calendar.day));
    let told = format!(" · {}", parts.join(" · "));
    paper.both(head, Line::from(vec![Span::styled(name, paper.styles.bold), Span::styled(told, paper.styles.quiet)]), Span::raw(""));
    let rows = usize::from(left.area.height / 3).max(1);
    let at = calendar.place().and_then(|place| places.iter().position(|known| *known == place)).unwrap_or(0);
    let top = (at + 1).saturating_sub(rows).min(places.len().saturating_sub(rows));
    let zone = state.calendar_zone();
    for place in places.iter().skip(top).take(rows) {
        let Some(row) = left.line() else {
            return;
        };
        let placed = &calendar.posts[*place];
        let here = calendar.place() == Some(*place);
        let hour = language.slot_hour(placed.at, &zone);
        let ink = if here { paper.styles.bold } else { paper.styles.quiet };
        let mut spans = vec![Span::styled(format!("{} {hour} ", if here { "▌" } else { " " }), ink)];
        let used: usize = spans.iter().map(Span::width).sum();
        let mark = if placed.note.clash.is_some() { "⚠" } else { "" };
        spans.extend(post(paper, &placed.row, usize::from(row.width).saturating_sub(used + 1), mark));
        paper.line(row, Line::from(spans));
    }
}

fn whole(paper: &mut Paper<'_, '_>, left: &mut Space, row: &CalendarRow) {
    let state = paper.state;
    let language = state.language();
    let Some(head) = left.line() else {
        return;
    };
    let word = paper.code("standing", row.standing.code());
    let mut spans = vec![Span::styled(format!(" {} {word}", glyph(row.standing)), style(paper, row.standing))];
    if let Some(at) = row.at {
        let zone = state.calendar_zone();
        let away = language.slot_away(at, state.now.day);
        spans.push(Span::raw(format!(" · {} · {away}", language.slot_time(at, &zone))));
        // The client's own time is named where it differs.
        let own = row.client.and_then(|client| state.clients.cards.get(&client)).and_then(|card| card.zone());
        if let Some(own) = own.filter(|own| language.slot_time(at, own) != language.slot_time(at, &zone)) {
            let name = own.iana_name().unwrap_or_default();
            let same = local(at, own).date() == local(at, &zone).date();
            let there = if same { language.slot_hour(at, own) } else { language.slot_time(at, own) };
            spans.push(Span::styled(format!(" ({there} {name})"), paper.styles.quiet));
        }
    }
    let client = Span::styled(format!("{} ", row.client_name), paper.styles.client(row.colour));
    paper.both(head, Line::from(spans), client);
    warnings(paper, left);
    advice(paper, left, row);
    let mut told: Vec<String> = Vec::new();
    for account in &row.accounts {
        let Some(line) = left.line() else {
            return;
        };
        let mut spans = vec![Span::styled(format!(" {} {}", account.network.letter(), account.handle), paper.styles.quiet)];
        if let Some((_, delivery)) = &account.delivery {
            let ink = outgoing::style(paper, delivery);
            spans.push(Span::styled(format!("  {} {}", outgoing::glyph(delivery), outgoing::short(paper, delivery)), ink));
            if delivery.is_trouble() {
                told.push(outgoing::long(paper, delivery, false, KEYS));
            }
        }
        paper.both(line, Line::from(spans), Span::raw(""));
    }
    told.dedup();
    for why in told {
        let used = paper.paragraph(left.area, &why, paper.styles.error);
        left.take(used);
    }
    paper.paragraph(left.area, &row.text, paper.styles.text);
}

/// What clashes with it, and what says the same.
fn warnings(paper: &mut Paper<'_, '_>, left: &mut Space) {
    let state = paper.state;
    let (calendar, language) = (&state.calendar, state.language());
    let Some(placed) = calendar.place().filter(|_| !state.among_ideas()).map(|at| &calendar.posts[at]) else {
        return;
    };
    let zone = state.calendar_zone();
    let told = [("calendar-clash", placed.note.clash), ("calendar-said", placed.note.said_before)];
    for (id, other) in told {
        let Some(other) = other.and_then(|other| calendar.posts.get(other)) else {
            continue;
        };
        let when = language.slot_time(other.at, &zone);
        let text = paper.say(id, &[("when", (&when).into())]);
        if let Some(line) = left.line() {
            paper.text(line, &format!(" ⚠ {text}"), paper.styles.warn);
        }
    }
}

/// What a standing asks of a person.
fn advice(paper: &mut Paper<'_, '_>, left: &mut Space, row: &CalendarRow) {
    let state = paper.state;
    let key = |id: CommandId| state.key(id);
    let (arm, edit, paste, go) =
        (key(CommandId::ArmPost), key(CommandId::EditPost), key(CommandId::PastePost), key(CommandId::PublishPost));
    let args = [("arm", (&arm).into()), ("edit", (&edit).into()), ("paste", (&paste).into()), ("publish", (&go).into())];
    let id = match row.standing {
        Standing::Editing => "advice-editing",
        Standing::Late => "advice-late",
        Standing::Skipped => "advice-skipped",
        Standing::Planned => "advice-planned",
        Standing::Idea => "advice-idea",
        Standing::Scheduled | Standing::Leaving | Standing::Sent | Standing::NotSent => return,
    };
    let text = paper.say(id, &args);
    let ink = if row.standing.is_trouble() { paper.styles.warn } else { paper.styles.quiet };
    let used = paper.paragraph(left.area, &text, ink);
    left.take(used);
}
