//! Everything the screen can ask for; closed. The shell does it, never `update`.

use crate::base::id::{AccountId, ClientId, ConversationId};
use crate::config::Dictionaries;
use crate::model::intent::Intent;
use crate::model::query::Query;
use crate::model::spelling::{Proof, Tongue};

/// Who asked: the answer comes back with it, and an old one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// Which part of the state asked.
    pub slot: Slot,
    /// How often it had asked before.
    pub generation: u64,
}

/// A part of the state that asks for things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The rows of the inbox.
    Inbox,
    /// How many match, to be selected.
    Marks,
    /// A verb on very many.
    Bulk,
    /// The saved views.
    Views,
    /// How many are in each of them.
    ViewCounts,
    /// The conversation that is shown.
    Conversation,
    /// The thread, read again from the network.
    Thread,
    /// The outbox.
    Outbox,
    /// The posts of the calendar that follow it.
    Upcoming,
    /// A text that was taken out of the outbox, to be edited.
    Brought,
    /// The accounts.
    Accounts,
    /// The counts.
    Totals,
    /// The names that people gave.
    Names,
    /// The card of an author.
    Author,
    /// What an author wrote.
    Written,
    /// People to choose from.
    People,
    /// The author whom the composer answers.
    Past,
    /// Saved replies at hand.
    Snippets,
    /// Those that macros begin answers with.
    MacroSnippets,
    /// A saved reply that is kept, taken away or used.
    Snippet,
    /// A saved reply in the person's editor.
    SnippetPage,
    /// The journal.
    Journal,
    /// The cards of clients.
    Cards,
    /// The to-do list.
    Tasks,
    /// What came since the person left.
    Digest,
    /// The posts of the calendar.
    Calendar,
    /// Texts without a date.
    Ideas,
    /// The draft that is opened from the calendar.
    Edit,
    /// What is done to posts of the calendar.
    Post,
    /// A text that is kept as an idea.
    Idea,
    /// The draft of a new post.
    NewDraft,
    /// The draft that is being written.
    Draft,
    /// A verb.
    Verb,
    /// What was seen.
    Seen,
    /// A reply or an act on its way.
    Send,
    /// Undo and redo.
    Undo,
    /// A picture.
    Picture,
    /// A file that is to go with the text.
    File,
    /// The paths that what was typed can become.
    Paths,
    /// What is marked in the text that is written.
    Spelling,
    /// What a word could have been meant to be.
    Suggestions,
    /// What needs no answer but a failure.
    World,
}

/// A question to a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The thread of a conversation; what it says is stored, and comes back as a change.
    Thread(ConversationId),
}

/// What is asked about the spelling of a text; away from the path of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proofing {
    /// What is wrong in it; the answer is [`Answered::Proofread`](super::Answered::Proofread).
    Check(Proof, Dictionaries),
    /// What a word could be; the answer is [`Answered::Suggested`](super::Answered::Suggested).
    Suggest(String, Tongue, Proof),
    /// Nobody writes any more: the dictionaries can go.
    Rest,
}

/// Something to do in the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Load(Ticket, Query),
    /// Store something.
    Save(Ticket, Intent),
    /// Ask a network, on demand.
    Ask(Ticket, Ask),
    /// Fetch a picture; the answer is [`Answered::Picture`](super::Answered::Picture).
    Picture(Ticket, String),
    /// Look at the spelling of a text.
    Proof(Ticket, Proofing),
    /// Poll everything now.
    SyncNow,
    /// Give up what is being asked on demand.
    CancelAsks,
    /// Open a text in the person's editor; the answer is [`Answered::Edited`](super::Answered::Edited).
    Edit(Ticket, String),
    /// Look at the file of this name; the answer is [`Answered::File`](super::Answered::File).
    Attach(Ticket, String),
    /// What this beginning of a path can become; the answer is [`Answered::Paths`](super::Answered::Paths).
    Paths(Ticket, String),
    /// Open a page in the browser.
    Open(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Leave the screen for a while to log an account in again.
    Login(AccountId),
    /// Leave the screen for a while to add an account, most likely to this client; what was done is [`Answered::Told`](super::Answered::Told).
    AddAccount(Option<ClientId>),
    /// The same for a source.
    AddSource(Option<ClientId>),
    /// End, and begin again as the demo.
    Demo,
    /// Leave the screen for a demo with the tour, and come back.
    Tour,
    /// Use the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Write the theme of this name into the settings; only a failure is answered.
    KeepTheme(String),
    /// Keep what was counted of the ways to commands, for the next start.
    KeepHabits(String),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back to its shell.
    Suspend,
    /// End.
    Quit,
}
