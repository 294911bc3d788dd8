//! Everything a person can do: one row a command, beside its function.
//!
//! The key map, the hint line, which-key, help, the palette, the check of `[keys]` and
//! `assets/docs/commands.md` are all computed from [`all`]; no key is written elsewhere.

mod accounts;
mod author;
mod calendar;
mod composer;
mod global;
mod ids_table;
mod inbox;
mod lists;
mod moderation;
mod outbox;
mod page;
mod reasons;
mod tasks;

use crate::app::{Effect, State};
use crate::base::code::codes;
use crate::base::key::Chord;
use crate::config::Language;
pub use ids_table::CommandId;
pub(crate) use inbox::{can_reply, has_targets};
pub(crate) use moderation::LETTERS;
pub use page::markdown;
pub use reasons::{NotReady, Ready};

codes! {
    /// Where the keys of a command apply.
    pub enum Scope {
        /// Everywhere; in a text field only function keys and Ctrl and Alt chords.
        Global = "global",
        /// In every list and thread.
        List = "list",
        /// In the inbox: its list, and the thread that is shown.
        Inbox = "inbox",
        /// In the calendar.
        Calendar = "calendar",
        /// While a text is written.
        Composer = "composer",
        /// In the outbox.
        Outbox = "outbox",
        /// Among sources and accounts.
        Accounts = "accounts",
        /// In the card of an author.
        Author = "author",
        /// On the to-do list.
        Tasks = "tasks",
        /// While there is no account at all.
        Welcome = "welcome",
    }
}

/// What a key or a line of the palette runs: a command, or a macro by its place in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Runs {
    Command(CommandId),
    Macro(usize),
}

/// One thing a person can do.
pub struct Command {
    /// Which one; its sentence is `command-…` in the catalogue, its short name `hint-…`.
    pub id: CommandId,
    /// Where its keys apply.
    pub scope: Scope,
    /// Its keys, unless a person has others; the first one is shown.
    pub keys: &'static [&'static str],
    /// Whether it stands on the line of hints.
    pub hint: bool,
    pub(crate) ready: fn(&State) -> Ready,
    pub(crate) run: fn(&mut State) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id.code())
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Command) -> bool {
        self.id == other.id
    }
}

impl Eq for Command {}

impl Command {
    /// What it does, in one sentence.
    pub fn says(&self, language: &Language) -> String {
        language.code("command", self.id.code())
    }

    /// Its short name, for the line of hints.
    pub fn short(&self, language: &Language) -> String {
        let id = format!("hint-{}", self.id);
        if language.knows(&id) { language.word(&id) } else { self.id.code().to_owned() }
    }

    /// Its default keys as they are written for people.
    pub fn default_keys(&self) -> Vec<String> {
        self.keys.iter().filter_map(|key| key.parse::<Chord>().ok()).map(|chord| chord.to_string()).collect()
    }
}

const TABLES: [&[Command]; 10] = [
    global::COMMANDS,
    lists::COMMANDS,
    inbox::COMMANDS,
    moderation::COMMANDS,
    composer::COMMANDS,
    calendar::COMMANDS,
    outbox::COMMANDS,
    accounts::COMMANDS,
    tasks::COMMANDS,
    author::COMMANDS,
];

/// Every command, in the order of help.
pub fn all() -> impl Iterator<Item = &'static Command> {
    TABLES.into_iter().flatten()
}

/// The row of a command.
pub fn get(id: CommandId) -> &'static Command {
    // A test holds that every id has its row; the first stands in for none.
    all().find(|command| command.id == id).unwrap_or(&global::COMMANDS[0])
}

#[cfg(test)]
mod tests;
