//! A delivery in words: where it is, why it waits, and which key mends it.

use ratatui::style::Style;

use super::paper::Paper;
use super::rows::unaddressed;
use crate::app::commands::CommandId;
use crate::base::text::excerpt;
use crate::model::delivery::{Held, Load, State};

/// The glyph of a state.
pub(super) fn glyph(state: &State) -> &'static str {
    match state {
        State::Leaving(_) => "↗",
        State::Queued(_) => "◷",
        State::Sending => "⇡",
        State::Sent(_) => "✓",
        State::Unsure(_) => "?",
        State::Held(_) => "‖",
        State::Failed(_) => "✗",
        State::Cancelled => "-",
    }
}

/// The style of a state.
pub(super) fn style(paper: &Paper<'_, '_>, state: &State) -> Style {
    match state {
        State::Leaving(_) | State::Queued(_) | State::Sending => paper.styles.busy,
        State::Sent(_) => paper.styles.good,
        State::Unsure(_) | State::Held(_) => paper.styles.warn,
        State::Failed(_) => paper.styles.error,
        State::Cancelled => paper.styles.quiet,
    }
}

/// Where it is, in a few words.
pub(super) fn short(paper: &Paper<'_, '_>, state: &State) -> String {
    match state {
        State::Leaving(at) => paper.say("leaves-in", &[("n", paper.seconds_until(*at).max(0).into())]),
        State::Sending => format!("{} {}", paper.spinner(), paper.state.language().delivery(state)),
        State::Held(held) => paper.code("held-short", held.code()),
        State::Queued(_) | State::Sent(_) | State::Unsure(_) | State::Failed(_) | State::Cancelled => {
            paper.state.language().delivery(state)
        }
    }
}

/// The commands that mend a delivery, where it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mending {
    pub send: CommandId,
    pub stop: CommandId,
    pub login: CommandId,
    pub open: CommandId,
    /// Stops what was refused and opens its text; none where the text is opened otherwise.
    pub edit: Option<CommandId>,
}

/// Those of the outbox.
pub(super) const IN_OUTBOX: Mending = Mending {
    send: CommandId::SendNow,
    stop: CommandId::Stop,
    login: CommandId::MendLogin,
    open: CommandId::OpenAnswered,
    edit: Some(CommandId::EditDelivery),
};

/// The same for an act, which has no text.
pub(super) const ACT_IN_OUTBOX: Mending = Mending { edit: None, ..IN_OUTBOX };

/// Why it is where it is, and what mends it; `waits` when another part of its thread goes before it.
pub(super) fn long(paper: &Paper<'_, '_>, state: &State, waits: bool, keys: Mending) -> String {
    let language = paper.state.language();
    let key = |id: CommandId| paper.state.key(id);
    let told = |id: &str, keys: &[(&str, CommandId)]| {
        let keys: Vec<(&str, String)> = keys.iter().map(|(name, command)| (*name, key(*command))).collect();
        let args: Vec<(&str, crate::config::language::Arg<'_>)> = keys.iter().map(|(name, key)| (*name, key.into())).collect();
        paper.say(id, &args)
    };
    let (send, stop, login) = (("send", keys.send), ("stop", keys.stop), ("login", keys.login));
    match state {
        State::Leaving(_) => told("why-leaving", &[send, stop]),
        State::Queued(_) if waits => told("why-waits", &[stop]),
        State::Queued(at) => {
            let wait = paper.seconds_until(*at).max(0);
            let told = told("why-queued", &[send, stop]);
            if wait == 0 { told } else { format!("{} {told}", paper.say("why-queued-again", &[("n", wait.into())])) }
        }
        State::Sending => paper.word("why-sending"),
        State::Sent(_) => paper.word("why-sent"),
        State::Unsure(_) => paper.word("why-unsure"),
        State::Held(held) => {
            let mend = match held {
                Held::Login => told("mend-login", &[login]),
                Held::Media => told("mend-media", &[send, stop]),
                Held::Ask => told("mend-ask", &[send, stop]),
                Held::Answered => told("mend-answered", &[("open", keys.open), send, stop]),
            };
            format!("{} {mend}", language.held(*held))
        }
        State::Failed(reason) => {
            let reason = language.reason(reason, &paper.state.settings.zone, paper.state.now.day);
            let mend = match keys.edit {
                Some(edit) => told("mend-failed", &[send, stop, ("edit", edit)]),
                None if keys.stop == CommandId::Stop => told("mend-failed-act", &[send, stop]),
                None => told("mend-failed-post", &[send, stop]),
            };
            format!("{} {mend}", sentence(&reason))
        }
        State::Cancelled => paper.word("why-cancelled"),
    }
}

/// A reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What it carries, on one line.
pub(super) fn carries(paper: &Paper<'_, '_>, load: &Load) -> String {
    match load {
        Load::Publish(outgoing) => {
            let files = outgoing.media.len();
            let with = if files == 0 { String::new() } else { format!("{} ", paper.say("media-with", &[("n", files.into())])) };
            format!("{with}{}", excerpt(unaddressed(&outgoing.text), 200))
        }
        Load::Act(act) => match &act.report {
            None => paper.code("act", act.kind.code()),
            Some(report) => {
                let with = if report.message.is_some() { "report-with-message" } else { "report-without-message" };
                let what = format!(
                    "{} · {} · {}",
                    paper.code("act", act.kind.code()),
                    paper.code("report", report.category.code()),
                    paper.word(with)
                );
                if report.comment.is_empty() { what } else { excerpt(&format!("{what} · {}", report.comment), 200) }
            }
        },
    }
}

/// The act that it carries; nothing for a text, which stands below.
pub(super) fn carries_act(paper: &Paper<'_, '_>, load: &Load) -> String {
    match load {
        Load::Publish(_) => paper.word("act-publish"),
        Load::Act(act) => paper.code("act", act.kind.code()),
    }
}
