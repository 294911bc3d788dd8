//! The tour: a day that is made up, and one thing to do after the other.
//!
//! The program is the real one: every key does what it always does, and a step is over when
//! what it asks for was really done, by whatever way. The steps are the table [`STEPS`];
//! their sentences are `tour-…` in the catalogue, with the keys as the person has them.
//! It runs in the demo only; from a real screen the shell opens one.

use super::commands::{self, CommandId};
use super::focus::{Focus, Pane};
use super::overlays::Overlay;
use super::{Effect, State};
use crate::base::key::{Chord, Key};
use crate::config::language::Arg;
use crate::model::intent::Intent;
use crate::model::macros::{Act, Given, Run};
use crate::model::triage::VerbKind;

/// One thing to do.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its sentence is `tour-…` in the catalogue.
    pub code: &'static str,
    /// The keys that the sentence names.
    keys: &'static [(&'static str, CommandId)],
    done: Done,
}

/// What must have been done for a step to be over.
#[derive(Debug, Clone, Copy)]
enum Done {
    /// Another row has the cursor.
    Moved,
    /// This area has the keys.
    Focused(Focus),
    /// The first text was sent.
    Sent,
    /// This pane is shown.
    Shown(Pane),
    /// A verb was given.
    Verb(VerbKind),
    /// A verb was taken back.
    Undone,
    /// The list is filtered and the filter written.
    Filtered,
    /// The list is whole again.
    Unfiltered,
    /// Palette, or help, was opened and closed.
    Looked { help: bool },
}

const fn step(code: &'static str, keys: &'static [(&'static str, CommandId)], done: Done) -> Step {
    Step { code, keys, done }
}

/// What the tour asks for, in order.
pub(crate) const STEPS: &[Step] = &[
    step("move", &[("key", CommandId::Down)], Done::Moved),
    step("open", &[("key", CommandId::Open)], Done::Focused(Focus::Thread)),
    step("reply", &[("key", CommandId::Reply)], Done::Focused(Focus::Composer)),
    step("send", &[("key", CommandId::Send)], Done::Sent),
    step("outbox", &[("key", CommandId::OutboxPane), ("undo", CommandId::Undo)], Done::Shown(Pane::Outbox)),
    step("inbox", &[("key", CommandId::InboxPane)], Done::Shown(Pane::Inbox)),
    step("done", &[("key", CommandId::Done)], Done::Verb(VerbKind::Done)),
    step("undo", &[("key", CommandId::Undo)], Done::Undone),
    step("snooze", &[("key", CommandId::Snooze)], Done::Verb(VerbKind::Snooze)),
    step("label", &[("key", CommandId::Label)], Done::Verb(VerbKind::Label)),
    step("filter", &[("key", CommandId::Filter)], Done::Filtered),
    step("unfilter", &[("key", CommandId::Back)], Done::Unfiltered),
    step("palette", &[("key", CommandId::Palette)], Done::Looked { help: false }),
    step("tasks", &[("key", CommandId::TasksPane), ("task", CommandId::TaskOf)], Done::Shown(Pane::Tasks)),
    step("help", &[("key", CommandId::Help)], Done::Looked { help: true }),
];

/// The sentence after the last step.
const END: Step = step("end", &[("help", CommandId::Help), ("quit", CommandId::Quit)], Done::Moved);

/// How far the tour has come.
#[derive(Debug, Default)]
pub(crate) struct Tour {
    at: usize,
    /// The row that had the cursor when the step began.
    from: Option<i64>,
    /// Whether help or palette was open in this step.
    looked: bool,
}

/// What the panel of the tour says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panel {
    pub title: String,
    /// The keys that skip the step and end the tour.
    pub keys: String,
    pub sentence: String,
}

impl State {
    /// Begins the tour here, when this is the demo; else asks for a demo with a tour.
    pub(crate) fn begin_tour(&mut self) -> Vec<Effect> {
        if !self.settings.demo {
            return vec![Effect::Tour];
        }
        self.tour = Some(Tour { from: self.row_at_cursor(), ..Tour::default() });
        Vec::new()
    }

    /// Goes on to the next step; from the last one to the end.
    pub(crate) fn skip_step(&mut self) -> Vec<Effect> {
        let from = self.row_at_cursor();
        self.tour = self.tour.take().filter(|tour| tour.at < STEPS.len()).map(|tour| Tour { at: tour.at + 1, from, looked: false });
        Vec::new()
    }

    pub(crate) fn end_tour(&mut self) -> Vec<Effect> {
        self.tour = None;
        Vec::new()
    }

    /// Gives a key to the tour, also where something stands over the pane; none when it is not for it.
    pub(crate) fn press_tour(&mut self, key: Key) -> Option<Vec<Effect>> {
        self.tour.as_ref()?;
        let pressed = Chord(vec![key]);
        let meant = [CommandId::SkipStep, CommandId::EndTour].into_iter().find(|id| self.keymap.keys(*id).contains(&pressed))?;
        // A letter of a person's own choice is still a letter in a text.
        let letter = key.typed().is_some() && (self.is_typing() || !self.overlays.is_empty());
        let begun = !self.pending.keys.is_empty();
        (!letter && !begun).then(|| self.run(commands::get(meant)))
    }

    fn row_at_cursor(&self) -> Option<i64> {
        self.inbox.list.selected().map(|row| row.id.0)
    }

    /// Sees what was done, and goes on when it was what the tour asks for.
    pub(crate) fn follow_tour(&mut self, effects: &[Effect]) {
        let Some(tour) = &self.tour else {
            return;
        };
        let Some(step) = STEPS.get(tour.at) else {
            return;
        };
        let (here, from, looked) = (self.row_at_cursor(), tour.from, tour.looked);
        let finder = |help: bool| self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Finder(finder) if finder.help == help));
        let filtered = self.inbox.filter.error.is_none() && !self.inbox.filter.editing && self.is_filtered();
        let saved = |wanted: fn(&Intent, VerbKind) -> bool, kind: VerbKind| {
            effects.iter().any(|effect| matches!(effect, Effect::Save(_, intent) if wanted(intent, kind)))
        };
        let done = match step.done {
            Done::Moved => from.is_some() && here.is_some() && from != here,
            Done::Focused(focus) => self.focus == focus,
            Done::Sent => saved(|intent, _| matches!(intent, Intent::Send { .. }), VerbKind::Done),
            Done::Shown(pane) => self.pane == pane,
            Done::Verb(kind) => saved(gives, kind),
            Done::Undone => saved(|intent, _| matches!(intent, Intent::Undo), VerbKind::Done),
            Done::Filtered => filtered,
            Done::Unfiltered => !self.is_filtered() && !self.inbox.filter.editing,
            Done::Looked { help } => looked && !finder(help),
        };
        let looks = matches!(step.done, Done::Looked { help } if finder(help));
        if done {
            self.skip_step();
        } else if let Some(tour) = &mut self.tour {
            tour.looked |= looks;
            // The first rows come after the first frame.
            tour.from = from.or(here);
        }
    }

    /// What stands in the panel of the tour, while there is one.
    pub(crate) fn tour_panel(&self) -> Option<Panel> {
        let tour = self.tour.as_ref()?;
        let step = STEPS.get(tour.at);
        let (n, of) = (tour.at + 1, STEPS.len());
        let language = &self.settings.language;
        let (skip, end) = (self.tour_key(CommandId::SkipStep), self.tour_key(CommandId::EndTour));
        let (title, keys) = match step {
            Some(_) => (
                language.say("tour-title", &[("n", n.into()), ("of", of.into())]),
                language.say("tour-keys", &[("skip", (&skip).into()), ("end", (&end).into())]),
            ),
            None => (self.word("tour-title-end"), language.say("tour-keys-end", &[("end", (&end).into())])),
        };
        let step = step.unwrap_or(&END);
        let keyed: Vec<(&str, String)> = step.keys.iter().map(|(name, id)| (*name, self.tour_key(*id))).collect();
        let args: Vec<(&str, Arg<'_>)> = keyed.iter().map(|(name, key)| (*name, key.into())).collect();
        Some(Panel { title, keys, sentence: language.say(&format!("tour-{}", step.code), &args) })
    }

    /// The key of a command; of one without, its name in the palette.
    fn tour_key(&self, id: CommandId) -> String {
        match self.key(id) {
            key if key.is_empty() => format!("{} {}", self.key(CommandId::Palette), commands::get(id).short(&self.settings.language)),
            key => key,
        }
    }
}

/// Whether an intent gives such a verb, by itself or in a macro.
fn gives(intent: &Intent, kind: VerbKind) -> bool {
    let among = |run: &Run| run.acts.iter().any(|act| matches!(act, Act::Verb(verb) if verb.kind() == kind));
    match intent {
        Intent::Triage(_, verb) | Intent::TriagePart(_, Given::Verb(verb), _) => verb.kind() == kind,
        Intent::Macro(_, run) | Intent::TriagePart(_, Given::Run(run), _) => among(run),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::base::text::wrap;
    use crate::config::{Lang, Language};

    #[test]
    fn every_step_fits_on_two_lines_of_the_least_screen_in_both_languages() {
        for lang in Lang::ALL {
            let mut state = sample::state();
            state.settings.language = Language::new(*lang).into();
            for at in 0..=STEPS.len() {
                state.tour = Some(Tour { at, ..Tour::default() });
                let panel = state.tour_panel().unwrap();
                assert!(wrap(&panel.sentence, 58).len() <= 2, "{lang}: {}", panel.sentence);
                assert!(crate::base::text::width(&format!("── {} ── {} ──", panel.title, panel.keys)) <= 60, "{panel:?}");
                let keys = STEPS.get(at).unwrap_or(&END).keys;
                assert!(keys.iter().all(|(_, id)| panel.sentence.contains(&state.key(*id))), "{}", panel.sentence);
            }
        }
    }
}
