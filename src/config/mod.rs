//! The settings, the paths, the colours and the two languages.
//!
//! A wrong setting never stops the program: it is named with its line and the nearest
//! word that is known, and everything else applies. Start at [`Config::read`].

pub mod edit;
pub mod file;
pub mod language;
pub mod paths;
pub mod pictures;
pub mod say;
pub mod settings_table;
pub mod theme;

use std::time::Duration;

use crate::base::code::codes;
use crate::base::key::KeyError;
use crate::model::delivery;
use crate::model::macros::{Macro, StepError};
use crate::model::triage;

pub use language::{Lang, Language};
pub use paths::Paths;
pub use theme::Theme;

/// The settings that are written when there are none, with every key explained.
pub const DEFAULT: &str = include_str!("../../assets/default-config.toml");

codes! {
    /// Where the selection goes after a verb.
    pub enum AfterVerb {
        /// To the next row.
        Next = "next",
        /// It stays on the row, which is marked.
        Stay = "stay",
        /// To the top of the list.
        List = "list",
    }
}

codes! {
    /// How the digits of a keyboard are typed.
    pub enum KeyLayout {
        /// As they are.
        Qwerty = "qwerty",
        /// With Shift: the unshifted row types `& é " ' ( - è`.
        Azerty = "azerty",
    }
}

/// A key of a person's own for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The line it stands on.
    pub line: usize,
    /// The name of the command.
    pub command: String,
    /// The keys, as written; none takes the command's keys away.
    pub keys: Vec<String>,
}

/// A macro of a person's own, with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MacroSetting {
    /// The line it stands on.
    pub line: usize,
    /// Its keys, as written; without any the palette has it.
    pub keys: Vec<String>,
    /// What it does.
    pub what: Macro,
}

/// How far the first sync of an account goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSync {
    /// So many days.
    pub days: u32,
    /// At most so many items.
    pub items: u32,
    /// At most so many entries of a source.
    pub entries: u32,
    /// What is older than this arrives done and seen.
    pub open_for: Duration,
}

/// How texts are checked while they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// Whether anything is marked.
    pub on: bool,
    /// Whether the rules about words that sound alike apply.
    pub grammar: bool,
    /// Whether spaces and marks are looked at.
    pub typography: bool,
    /// Whose dictionaries are read first.
    pub dictionaries: Dictionaries,
}

codes! {
    /// Whose dictionaries are read first.
    pub enum Dictionaries {
        /// Those that are carried.
        Own = "own",
        /// Those of the system, where there are any.
        System = "system",
    }
}

/// The settings, valid as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The language; none means by the locale.
    pub language: Option<Lang>,
    /// The name of the theme.
    pub theme: String,
    /// Where the selection goes after a verb.
    pub after: AfterVerb,
    /// How long what was sent can be stopped.
    pub hold: Duration,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// How pictures are shown.
    pub pictures: pictures::Pictures,
    /// Whether the key of what is often run by a longer way is told.
    pub hints: bool,
    /// How the digits are typed; none means by the locale.
    pub layout: Option<KeyLayout>,
    /// A person's own keys.
    pub keys: Vec<KeySetting>,
    /// A person's macros, in the order of the file.
    pub macros: Vec<MacroSetting>,
    /// How long after an unanswered attempt the network is asked.
    pub look_after: [Duration; 3],
    /// The least time between two polls of a feed, when the network allows more often.
    pub poll_every: Duration,
    /// How far the first sync goes back.
    pub first_sync: FirstSync,
    /// How texts are checked while they are written.
    pub spelling: Spelling,
    /// The command that is run when something new came; empty runs none.
    pub on_new: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            language: None,
            theme: "default".to_owned(),
            after: AfterVerb::Next,
            hold: Duration::from_secs(10),
            mouse: true,
            pictures: pictures::Pictures::Auto,
            hints: true,
            layout: None,
            keys: Vec::new(),
            macros: Vec::new(),
            look_after: delivery::LOOKS,
            poll_every: Duration::from_secs(60),
            first_sync: FirstSync { days: 30, items: 1_000, entries: 50, open_for: triage::FIRST_SYNC_OPEN },
            spelling: Spelling { on: true, grammar: true, typography: true, dictionaries: Dictionaries::Own },
            on_new: String::new(),
        }
    }
}

impl Config {
    /// Reads settings; what is wrong is told apart and left at its default.
    pub fn read(text: &str) -> (Config, Vec<Warning>) {
        let read = file::read(text);
        (read.config, read.warnings)
    }

    /// Reads settings that were changed; what is wrong in them stays as it was in `last`.
    pub fn read_again(text: &str, last: &Config) -> (Config, Vec<Warning>) {
        file::read(text).or_last(last)
    }
}

/// Something wrong in a file of settings, at a line counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub about: Misfit,
}

/// What can be wrong in a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// The line cannot be read; the parser's own words.
    Syntax(String),
    /// No setting has this name.
    UnknownKey {
        /// The name.
        key: String,
        /// What it was probably meant to be.
        nearest: Option<String>,
    },
    /// The value cannot be used.
    WrongValue {
        /// The setting.
        key: String,
        /// What was written.
        value: String,
        /// What can be written there.
        known: String,
    },
    /// No command has this name.
    UnknownCommand {
        /// The name.
        name: String,
        /// What it was probably meant to be.
        nearest: Option<String>,
    },
    /// The key of a command cannot be read.
    Key {
        /// The command.
        command: String,
        /// Why not.
        error: KeyError,
    },
    /// Two commands of one place have the same key, or one begins the other.
    Clash {
        /// The command, which keeps its default keys.
        command: String,
        /// The other one.
        other: String,
        /// The key.
        key: String,
    },
    /// A step of a macro is wrong; the macro is left out.
    Step {
        /// The macro.
        name: String,
        /// What is wrong, and with which step.
        error: StepError,
    },
    /// Something is wrong in the file of a theme; the line is one of that file.
    InTheme {
        /// The theme.
        name: String,
        /// What is wrong.
        about: Box<Misfit>,
    },
    /// No theme has this name.
    UnknownTheme {
        /// The name.
        name: String,
        /// What it was probably meant to be.
        nearest: Option<String>,
    },
}
