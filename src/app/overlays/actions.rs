//! Every action on one row: a menu that runs by letter or by Enter.
//!
//! It lists the commands of the inbox that are about a row, with the keys they have there,
//! those that moderate first. What cannot be done comes last and says why.

use super::Overlay;
use super::finder::Entry;
use crate::app::commands::{self, CommandId, LETTERS, Runs, Scope};
use crate::app::{Effect, State};
use crate::base::key::{Code, Key};

/// The menu.
#[derive(Debug)]
pub(crate) struct Actions {
    pub title: String,
    /// In order; `keys` is the letter.
    pub entries: Vec<Entry>,
    pub at: usize,
}

impl Actions {
    /// The first of `rows` lines to show, so that the cursor is among them.
    pub fn top(&self, rows: usize) -> usize {
        (self.at + 1).saturating_sub(rows.max(1))
    }
}

/// The commands of the inbox that are about its list, or about many rows.
fn moves(id: CommandId) -> bool {
    matches!(
        id,
        CommandId::Open
            | CommandId::ShowNew
            | CommandId::NextUnread
            | CommandId::PreviousUnread
            | CommandId::Select
            | CommandId::Range
            | CommandId::SelectAll
            | CommandId::NextView
            | CommandId::PreviousView
            | CommandId::Sort
            | CommandId::Actions
    )
}

/// Whether a command is done on the network to a message or to its author.
fn moderates(id: CommandId) -> bool {
    matches!(id, CommandId::Hide | CommandId::Delete | CommandId::Block | CommandId::NetworkMute | CommandId::Report)
}

impl State {
    pub(crate) fn open_actions(&mut self) -> Vec<Effect> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let (who, title) = (self.whom(row), row.account_title().to_owned());
        let title = self.settings.language.say("actions-title", &[("who", (&who).into()), ("account", (&title).into())]);
        let about = commands::all().filter(|command| command.scope == Scope::Inbox && !moves(command.id));
        let mut entries: Vec<Entry> = about
            .map(|command| {
                let mut entry = self.entry(command, true);
                if let Some((_, letter)) = LETTERS.iter().find(|(id, _)| *id == command.id).filter(|_| entry.keys.is_empty()) {
                    entry.keys = letter.to_string();
                }
                entry
            })
            .collect();
        entries.extend(self.macro_entries(true));
        entries.sort_by_key(|entry| (entry.against.is_some(), !matches!(entry.runs, Runs::Command(id) if moderates(id))));
        self.pending.keys.clear();
        self.overlays.push(Overlay::Actions(Actions { title, entries, at: 0 }));
        Vec::new()
    }

    pub(super) fn press_actions(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Actions(actions)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let last = actions.entries.len().saturating_sub(1);
        let letter = key.typed().map(String::from);
        let by_letter = actions.entries.iter().position(|entry| letter.as_ref().is_some_and(|letter| entry.keys == *letter));
        if let Some(at) = by_letter {
            actions.at = at;
            return self.run_action();
        }
        let to = match key.code {
            Code::Esc | Code::Char('q' | 'x') => {
                self.overlays.pop();
                return Vec::new();
            }
            Code::Enter => return self.run_action(),
            Code::Down | Code::Tab | Code::Char('j') => actions.at + 1,
            Code::Up | Code::BackTab | Code::Char('k') => actions.at.saturating_sub(1),
            Code::PageDown => actions.at + 10,
            Code::PageUp => actions.at.saturating_sub(10),
            Code::Home => 0,
            Code::End => last,
            _ => actions.at,
        };
        actions.at = to.min(last);
        Vec::new()
    }

    /// Runs the one with the cursor; what cannot run stands there with its reason.
    fn run_action(&mut self) -> Vec<Effect> {
        let Some(Overlay::Actions(actions)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(entry) = actions.entries.get(actions.at).filter(|entry| entry.against.is_none()) else {
            return Vec::new();
        };
        let runs = entry.runs;
        self.overlays.pop();
        self.run_any(runs)
    }

    pub(crate) fn step_actions(&mut self, down: bool) {
        if let Some(Overlay::Actions(actions)) = self.overlays.last_mut() {
            let last = actions.entries.len().saturating_sub(1);
            actions.at = if down { (actions.at + 3).min(last) } else { actions.at.saturating_sub(3) };
        }
    }
}
