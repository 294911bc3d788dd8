//! The choice of a theme: each is shown while the cursor is on it.

use super::Overlay;
use crate::app::commands::{NotReady, Ready};
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::base::key::{Code, Key};
use crate::config::theme::{Depth, Ground};

/// The themes to choose from.
#[derive(Debug)]
pub(crate) struct Themes {
    pub names: Vec<String>,
    pub at: usize,
    /// The one that was shown before.
    pub before: String,
}

impl Themes {
    /// The first of `rows` lines to show, so that the cursor is among them.
    pub fn top(&self, rows: usize) -> usize {
        (self.at + 1).saturating_sub(rows.max(1))
    }
}

/// The newest choice of a theme, which is taken back and done again like a verb.
#[derive(Debug)]
pub(crate) struct Chosen {
    before: String,
    after: String,
    undone: bool,
}

impl State {
    /// Whether there is anything to choose.
    pub(crate) fn has_colours(&self) -> Ready {
        let none = self.settings.theme.terminal().depth == Depth::None;
        Ready::unless(none.then_some(NotReady::NoColours))
    }

    pub(crate) fn open_themes(&mut self) -> Vec<Effect> {
        let theme = &self.settings.theme;
        let names: Vec<String> = theme.names().map(str::to_owned).collect();
        let at = names.iter().position(|name| name == theme.chosen()).unwrap_or(0);
        self.pending.keys.clear();
        self.overlays.push(Overlay::Themes(Themes { names, at, before: theme.chosen().to_owned() }));
        Vec::new()
    }

    pub(super) fn press_themes(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Themes(themes)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let last = themes.names.len().saturating_sub(1);
        themes.at = match key.code {
            Code::Enter => return self.keep_theme(),
            Code::Esc | Code::Char('q') => return self.close_themes(),
            Code::Down | Code::Tab | Code::Char('j') => themes.at + 1,
            Code::Up | Code::BackTab | Code::Char('k') => themes.at.saturating_sub(1),
            Code::Char('n') if key.ctrl => themes.at + 1,
            Code::Char('p') if key.ctrl => themes.at.saturating_sub(1),
            Code::Home | Code::Char('g') => 0,
            Code::End | Code::Char('G') => last,
            _ => return Vec::new(),
        }
        .min(last);
        if let Some(name) = themes.names.get(themes.at) {
            self.settings.theme.choose(name);
        }
        Vec::new()
    }

    /// Shows again what was shown before.
    pub(super) fn close_themes(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Themes(themes)) = self.overlays.pop() {
            self.settings.theme.choose(&themes.before);
        }
        Vec::new()
    }

    fn keep_theme(&mut self) -> Vec<Effect> {
        let Some(Overlay::Themes(themes)) = self.overlays.pop() else {
            return Vec::new();
        };
        let after = self.settings.theme.chosen().to_owned();
        if after == themes.before {
            return Vec::new();
        }
        let text = self.settings.language.say("theme-chosen", &[("name", (&after).into())]);
        self.status.say_undoable(text, self.now.machine);
        self.verbs.chosen = Some(Chosen { before: themes.before, after: after.clone(), undone: false });
        self.write_theme(after)
    }

    /// Takes the choice of a theme back, or makes it again; none when a verb came after it.
    pub(crate) fn turn_theme(&mut self, again: bool) -> Option<Vec<Effect>> {
        let Some(chosen) = self.verbs.chosen.as_mut().filter(|chosen| chosen.undone == again) else {
            self.verbs.chosen = None;
            return None;
        };
        chosen.undone = !again;
        let name = if again { &chosen.after } else { &chosen.before }.clone();
        self.settings.theme.choose(&name);
        let text = self.settings.language.say("theme-chosen", &[("name", (&name).into())]);
        self.status.say(text, Mood::Good, self.now.machine);
        Some(self.write_theme(name))
    }

    /// The demo leaves the person's settings alone.
    fn write_theme(&self, name: String) -> Vec<Effect> {
        if self.settings.demo { Vec::new() } else { vec![Effect::KeepTheme(name)] }
    }

    /// Learns the background of the terminal; a frame follows only when that changes a colour.
    pub(crate) fn stands_on(&mut self, ground: Ground) -> Vec<Effect> {
        self.dirty |= self.settings.theme.stands_on(ground);
        Vec::new()
    }
}
