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
mod tasks;

use crate::app::{Effect, State};
use crate::base::code::codes;
use crate::base::key::Chord;
use crate::config::Language;
pub use ids_table::CommandId;
pub(crate) use moderation::LETTERS;

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

codes! {
    /// Why a command cannot run at this moment.
    pub enum NotReady {
        /// The list that is shown is not a saved view.
        NoSavedView = "no-saved-view",
        /// No row is selected.
        NothingSelected = "nothing-selected",
        /// The row has left this list.
        RowLeft = "row-left",
        /// Nobody can answer a reaction.
        Reaction = "reaction",
        /// It comes from a source, where nobody can post.
        Source = "source",
        /// Its author took it back.
        TakenBack = "taken-back",
        /// There is no answer of ours in it.
        NotOurs = "not-ours",
        /// Its author has no handle.
        NoHandle = "no-handle",
        /// No picture came with it.
        NoPictures = "no-pictures",
        /// Pictures are off here.
        PicturesOff = "pictures-off",
        /// There is no note in it.
        NoNotes = "no-notes",
        /// Nothing in the thread has a number.
        NoLinks = "no-links",
        /// Its author has changed nothing in it.
        NotEdited = "not-edited",
        /// Nobody in particular wrote it.
        NoAuthor = "no-author",
        /// The card is not loaded yet.
        CardLoading = "card-loading",
        /// They have one handle only.
        NotJoined = "not-joined",
        /// It has no page.
        NoPage = "no-page",
        /// It is not for everybody.
        Private = "private",
        /// The network cannot do it.
        Network = "network",
        /// It works on one row at a time.
        OneAtATime = "one-at-a-time",
        /// The conversation is not loaded yet.
        Loading = "loading",
        /// There is no account yet.
        NoAccounts = "no-accounts",
        /// There are only sources, where nobody can post.
        NoWriters = "no-writers",
        /// There is no verb to repeat yet.
        NothingToRepeat = "nothing-to-repeat",
        /// Only the inbox has it.
        OnlyInbox = "only-inbox",
        /// A reply has the account it came to.
        ReplyAccount = "reply-account",
        /// A private answer stays private.
        StaysPrivate = "stays-private",
        /// It is on its way already.
        TooLate = "too-late",
        /// It belongs to no conversation.
        NoConversation = "no-conversation",
        /// Its login works.
        LoginWorks = "login-works",
        /// This is the demo already.
        IsDemo = "is-demo",
        /// A source that asks for no login.
        NoLogin = "no-login",
        /// Nothing stands behind a warning.
        NothingFolded = "nothing-folded",
        /// The terminal has no colours, or none are wanted.
        NoColours = "no-colours",
        /// Nothing is open.
        NothingOpen = "nothing-open",
        /// Nothing is written yet.
        NothingWritten = "nothing-written",
        /// No saved reply says what follows.
        NothingChosen = "nothing-chosen",
        /// Nothing has come.
        NothingNew = "nothing-new",
        /// It belongs to another pane, or to the composer.
        Elsewhere = "elsewhere",
        /// No client is in hand.
        NoClient = "no-client",
        /// There is no post where the cursor stands.
        NoPost = "no-post",
        /// It has left already, or is on its way.
        PostLeft = "post-left",
        /// It was posted elsewhere.
        PostedElsewhere = "posted-elsewhere",
        /// It has no date.
        NoDate = "no-date",
        /// Nothing was copied.
        NothingCopied = "nothing-copied",
        /// Nothing of it failed.
        NothingFailed = "nothing-failed",
        /// No client rests.
        NobodyRests = "nobody-rests",
    }
}

impl NotReady {
    /// The command whose key the reason names.
    pub(crate) fn mended_by(self) -> Option<CommandId> {
        match self {
            NotReady::RowLeft => Some(CommandId::ShowNew),
            NotReady::OneAtATime => Some(CommandId::Back),
            NotReady::NoPost => Some(CommandId::NewPost),
            NotReady::NothingCopied => Some(CommandId::CopyPost),
            NotReady::NoDate => Some(CommandId::PastePost),
            NotReady::Loading => Some(CommandId::Open),
            NotReady::Source => Some(CommandId::Browse),
            _ => None,
        }
    }
}

/// Whether a command can run at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// It can.
    Yes,
    /// It cannot, for this reason.
    No(NotReady),
}

impl Ready {
    /// Ready when nothing speaks against it.
    pub(crate) fn unless(against: Option<NotReady>) -> Ready {
        against.map_or(Ready::Yes, Ready::No)
    }
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
    calendar::COMMANDS,
    inbox::COMMANDS,
    moderation::COMMANDS,
    composer::COMMANDS,
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

/// The page `assets/docs/commands.md`.
pub fn markdown(language: &Language) -> String {
    let mut page = String::from(
        "# Commands\n\nWritten by a test from the table in `src/app/commands/`.\nThe name in the first column is the one for `[keys]` in the settings.\n",
    );
    for scope in Scope::ALL {
        page.push_str(&format!(
            "\n## {}\n\n| command | keys | what it does |\n| --- | --- | --- |\n",
            language.code("scope", scope.code())
        ));
        for command in all().filter(|command| command.scope == *scope) {
            let keys: Vec<String> = command.default_keys().iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            page.push_str(&format!("| `{}` | {} | {} |\n", command.id, keys.join(" "), command.says(language)));
        }
    }
    page
}

#[cfg(test)]
mod tests;
