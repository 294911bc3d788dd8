//! Hints that teach: who takes the long way to a command three times is told its key.
//!
//! What was counted lies in a file of the person's own, a line a command and way, and
//! survives a restart; it is read and written by the shell. A command is told about once,
//! and again only when a month later it still takes three of them. Whoever presses the key
//! knows it, and the count begins anew.

use std::collections::BTreeMap;
use std::time::Duration;

use super::commands::{Command, CommandId, Scope};
use super::focus::Pane;
use super::keymap::{self, Found};
use super::{Effect, State};
use crate::base::code::codes;
use crate::base::time::Timestamp;

/// So many times the long way is one hint.
const OFTEN: u32 = 3;
/// How long a hint stands.
const STANDS: Duration = Duration::from_secs(10);
/// How long a command that was told about is not told about again.
const RESTS: Duration = Duration::from_secs(30 * 24 * 3600);

codes! {
    /// A way to a command that is longer than its key.
    pub enum Way {
        /// By its name in the palette.
        Palette = "palette",
        /// By a click.
        Mouse = "mouse",
    }
}

/// How often a command was run by a way, and when its key was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Habit {
    uses: u32,
    told: Option<Timestamp>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Habits(BTreeMap<(Way, CommandId), Habit>);

impl Habits {
    /// Reads what [`Habits::written`] wrote; a line that says nothing is left out.
    pub fn read(text: &str) -> Habits {
        let line = |line: &str| {
            let mut words = line.split(' ');
            let key = (Way::from_code(words.next()?)?, CommandId::from_code(words.next()?)?);
            let uses = words.next()?.parse().ok()?;
            let told = words.next().and_then(|millis| millis.parse().ok()).map(Timestamp::from_millis);
            Some((key, Habit { uses, told }))
        };
        Habits(text.lines().filter_map(line).collect())
    }

    /// The way, the command, how often, and when it was told in milliseconds of UTC, if it was: a line each.
    pub fn written(&self) -> String {
        let told = |habit: &Habit| habit.told.map(|told| format!(" {}", told.millis())).unwrap_or_default();
        self.0.iter().map(|((way, command), habit)| format!("{way} {command} {}{}\n", habit.uses, told(habit))).collect()
    }

    /// Counts one more; whether the key is to be told now. None when nothing has changed.
    fn count(&mut self, way: Way, command: CommandId, now: Timestamp) -> Option<bool> {
        let habit = self.0.entry((way, command)).or_default();
        if habit.told.is_some_and(|told| now.since(told) < RESTS) {
            return None;
        }
        if habit.told.take().is_some() {
            habit.uses = 0;
        }
        habit.uses += 1;
        let tell = habit.uses >= OFTEN;
        habit.told = tell.then_some(now);
        Some(tell)
    }

    /// Its key was pressed; whether anything is counted otherwise than before.
    fn known(&mut self, command: CommandId) -> bool {
        let before = self.0.len();
        self.0.retain(|(_, other), habit| *other != command || habit.told.is_some());
        self.0.len() != before
    }
}

/// What was counted, and the hint that stands.
#[derive(Debug, Default)]
pub(crate) struct Teaching {
    pub habits: Habits,
    told: Option<(String, Timestamp)>,
}

impl Teaching {
    pub fn of(habits: Habits) -> Teaching {
        Teaching { habits, told: None }
    }

    /// The hint that stands.
    pub fn hint(&self) -> Option<&str> {
        self.told.as_ref().map(|(text, _)| text.as_str())
    }

    pub fn fades_at(&self) -> Option<Timestamp> {
        self.told.as_ref().map(|(_, until)| *until)
    }

    pub fn fade(&mut self, now: Timestamp) {
        if self.fades_at().is_some_and(|until| until <= now) {
            self.told = None;
        }
    }
}

impl State {
    /// The key that runs a command at this moment and in this place, if any does.
    pub(crate) fn key_here(&self, command: &Command) -> Option<String> {
        let scopes = if self.inbox.filter.editing { &[Scope::Global] } else { self.scopes() };
        let typing = self.is_typing();
        let chords = self.keymap.keys(command.id);
        let runs = |chord: &&crate::base::key::Chord| {
            let text = typing && chord.0.first().is_some_and(|key| keymap::belongs_to_text(*key));
            !text && matches!(self.keymap.find(scopes, &chord.0), Found::Command(found) if found.id == command.id)
        };
        chords.iter().find(runs).map(|chord| self.settings.language.chord(chord))
    }

    /// Notes that a command is about to be run by a longer way than its key.
    pub(crate) fn took(&mut self, way: Way, command: &Command) -> Vec<Effect> {
        let Some(key) = self.key_here(command).filter(|_| self.settings.config.hints) else {
            return Vec::new();
        };
        let Some(tell) = self.teaching.habits.count(way, command.id, self.now.day) else {
            return Vec::new();
        };
        if tell {
            let text = self.settings.language.say(&format!("habit-{way}"), &[("key", (&key).into())]);
            self.teaching.told = Some((text, self.now.machine + STANDS));
        }
        vec![Effect::KeepHabits(self.teaching.habits.written())]
    }

    /// Notes that a command is about to be run by its key.
    pub(crate) fn knows(&mut self, command: CommandId) -> Vec<Effect> {
        if self.teaching.habits.known(command) { vec![Effect::KeepHabits(self.teaching.habits.written())] } else { Vec::new() }
    }

    /// Goes to a pane whose tab was clicked.
    pub(crate) fn click_tab(&mut self, pane: Pane) -> Vec<Effect> {
        let command = super::commands::get(pane.command());
        let mut effects = self.took(Way::Mouse, command);
        effects.extend(self.enter(pane));
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(days: u64) -> Timestamp {
        Timestamp::from_millis(1_000) + Duration::from_secs(days * 24 * 3600)
    }

    #[test]
    fn a_command_is_told_about_once_and_again_after_a_month() {
        let mut habits = Habits::default();
        let mut count = |days| habits.count(Way::Palette, CommandId::Done, after(days));
        let days = [0, 0, 1, 1, 2, 29, 32, 32, 40, 41];
        let told: Vec<Option<bool>> = days.into_iter().map(&mut count).collect();
        let (no, yes) = (Some(false), Some(true));
        assert_eq!(told, [no, no, yes, None, None, None, no, no, yes, None]);
    }

    #[test]
    fn every_way_and_every_command_is_counted_apart() {
        let mut habits = Habits::default();
        for (way, command) in [(Way::Palette, CommandId::Done), (Way::Mouse, CommandId::InboxPane), (Way::Palette, CommandId::InboxPane)] {
            assert_eq!(habits.count(way, command, after(0)), Some(false));
            assert_eq!(habits.count(way, command, after(0)), Some(false));
        }
        assert!(habits.known(CommandId::InboxPane), "both its ways");
        assert!(!habits.known(CommandId::InboxPane));
        assert_eq!(habits.count(Way::Palette, CommandId::InboxPane, after(0)), Some(false));
        assert_eq!(habits.count(Way::Palette, CommandId::Done, after(0)), Some(true));
    }

    #[test]
    fn what_was_counted_is_read_as_it_was_written_and_nonsense_left_out() {
        let mut habits = Habits::default();
        for _ in 0..3 {
            habits.count(Way::Palette, CommandId::Done, after(3));
        }
        habits.count(Way::Mouse, CommandId::OutboxPane, after(3));
        let text = habits.written();
        assert_eq!(text, "palette done 3 259201000\nmouse outbox 1\n");
        assert_eq!(Habits::read(&format!("\nnonsense\npalette nothing 3\npalette done x\n{text}")), habits);
        assert_eq!(Habits::read("\0\u{fffd} 9"), Habits::default());
    }
}
