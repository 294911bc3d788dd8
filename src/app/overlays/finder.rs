//! Help and palette: one list of commands, found by typing, run by Enter.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Overlay;
use crate::app::commands::{self, Command, NotReady, Ready, Runs, Scope};
use crate::app::editor::Editor;
use crate::app::{Effect, State, Way};
use crate::base::key::{Code, Key};
use crate::base::text::fold;

/// Help, or the palette.
#[derive(Debug)]
pub(crate) struct Finder {
    /// Whether all keys of a place are explained, scope by scope, while nothing is typed.
    pub help: bool,
    pub editor: Editor,
    pub entries: Vec<Entry>,
    pub at: usize,
    scopes: &'static [Scope],
}

/// A command in the list.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub runs: Runs,
    /// Its name, as config and docs call it.
    pub name: String,
    pub scope: Scope,
    pub keys: String,
    pub says: String,
    /// Why it cannot run at this moment.
    pub against: Option<NotReady>,
}

impl Entry {
    /// What can run comes first, what another place can do last.
    fn rank(&self) -> u8 {
        match self.against {
            None => 0,
            Some(NotReady::Elsewhere) => 2,
            Some(_) => 1,
        }
    }
}

impl Finder {
    /// The first of `rows` lines to show, so that the cursor is among them.
    pub fn top(&self, rows: usize) -> usize {
        (self.at + 1).saturating_sub(rows.max(1))
    }
}

impl State {
    pub(crate) fn open_finder(&mut self, help: bool) -> Vec<Effect> {
        let scopes = self.scopes();
        let mut finder = Finder { help, editor: Editor::line(""), entries: Vec::new(), at: 0, scopes };
        finder.entries = self.found(&finder);
        self.pending.keys.clear();
        self.overlays.push(Overlay::Finder(finder));
        Vec::new()
    }

    fn found(&self, finder: &Finder) -> Vec<Entry> {
        let here = |scope: Scope| finder.scopes.contains(&scope);
        // The palette finds what other places can do too, and says that it is not here.
        let listed = commands::all().filter(|command| here(command.scope) || !finder.help && command.scope != Scope::Welcome);
        let mut entries: Vec<Entry> = listed.map(|command| self.entry(command, here(command.scope))).collect();
        if here(Scope::Inbox) || !finder.help {
            entries.extend(self.macro_entries(here(Scope::Inbox)));
        }
        let place = |scope: Scope| finder.scopes.iter().position(|known| *known == scope).unwrap_or(usize::MAX);
        entries.sort_by_key(|entry| place(entry.scope));
        let text = finder.editor.text().trim();
        let typed = fold(text);
        if typed.trim().is_empty() {
            if !finder.help {
                entries.sort_by_key(|entry| entry.rank());
            }
            return entries;
        }
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(bool, u32, Entry)> = entries
            .into_iter()
            .filter_map(|entry| {
                // Who types a key asks what it does.
                if entry.keys.split(' ').any(|key| key == text) {
                    return Some((true, u32::MAX, entry));
                }
                let hay = fold(&format!("{} {}", entry.says, entry.name));
                let score = pattern.score(Utf32Str::new(&hay, &mut letters), &mut matcher)?;
                Some((hay.contains(typed.trim()), score, entry))
            })
            .collect();
        // What was typed as it stands comes before letters found here and there.
        scored.sort_by_key(|(whole, score, entry)| (!whole, entry.rank(), std::cmp::Reverse(*score)));
        scored.into_iter().map(|(_, _, entry)| entry).collect()
    }

    pub(super) fn entry(&self, command: &Command, here: bool) -> Entry {
        let language = &self.settings.language;
        let mut keys: Vec<String> = self.keymap.keys(command.id).iter().map(|chord| language.chord(chord)).collect();
        if keys.len() > 4 {
            // A row of digits: its ends say enough.
            let last = keys.last().and_then(|last| last.split(' ').next_back()).unwrap_or_default().to_owned();
            keys = vec![format!("{}…{last}", keys[0])];
        }
        Entry {
            runs: Runs::Command(command.id),
            name: command.id.code().to_owned(),
            scope: command.scope,
            keys: keys.join(" "),
            says: command.says(language),
            against: match (command.ready)(self) {
                _ if !here => Some(NotReady::Elsewhere),
                Ready::Yes => None,
                Ready::No(reason) => Some(reason),
            },
        }
    }

    pub(super) fn press_finder(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Finder(finder)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let last = finder.entries.len().saturating_sub(1);
        let to = match key.code {
            Code::Esc => {
                self.overlays.pop();
                return Vec::new();
            }
            Code::Enter => return self.run_found(),
            Code::Down | Code::Tab => finder.at + 1,
            Code::Up | Code::BackTab => finder.at.saturating_sub(1),
            Code::Char('n') if key.ctrl => finder.at + 1,
            Code::Char('p') if key.ctrl => finder.at.saturating_sub(1),
            Code::PageDown => finder.at + 10,
            Code::PageUp => finder.at.saturating_sub(10),
            // Help that nothing was typed into closes like any other layer.
            Code::Char('q' | '?') if finder.help && finder.editor.text().is_empty() => {
                self.overlays.pop();
                return Vec::new();
            }
            _ => {
                if finder.editor.press(key) == Some(true) {
                    self.find_again();
                }
                return Vec::new();
            }
        };
        finder.at = to.min(last);
        Vec::new()
    }

    pub(crate) fn paste_found(&mut self, text: &str) {
        if let Some(Overlay::Finder(finder)) = self.overlays.last_mut() {
            finder.editor.paste(text);
            self.find_again();
        }
    }

    fn find_again(&mut self) {
        let Some(Overlay::Finder(mut finder)) = self.overlays.pop() else {
            return;
        };
        finder.entries = self.found(&finder);
        finder.at = 0;
        self.overlays.push(Overlay::Finder(finder));
    }

    fn run_found(&mut self) -> Vec<Effect> {
        let Some(Overlay::Finder(finder)) = self.overlays.pop() else {
            return Vec::new();
        };
        match finder.entries.get(finder.at) {
            Some(Entry { against: Some(NotReady::Elsewhere), .. }) => {
                self.refuse(NotReady::Elsewhere);
                Vec::new()
            }
            Some(entry) => {
                self.pressed.clear();
                // Whoever reads the keys in help has them before their eyes.
                let counts = !finder.help && entry.against.is_none();
                let mut effects = match entry.runs {
                    Runs::Command(id) if counts => self.took(Way::Palette, commands::get(id)),
                    Runs::Command(_) | Runs::Macro(_) => Vec::new(),
                };
                effects.extend(self.run_any(entry.runs));
                effects
            }
            None => Vec::new(),
        }
    }

    pub(crate) fn step_finder(&mut self, down: bool) {
        if let Some(Overlay::Finder(finder)) = self.overlays.last_mut() {
            let last = finder.entries.len().saturating_sub(1);
            finder.at = if down { (finder.at + 3).min(last) } else { finder.at.saturating_sub(3) };
        }
    }
}
