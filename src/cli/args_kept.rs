//! The arguments of what is ours alone: counting, tasks, saved replies, authors.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::model::limits::Rule;
use crate::model::snippet::AndThen;
use crate::model::spelling::Tongue;

/// What to count, and as whom.
#[derive(Debug, clap::Args)]
pub struct Count {
    /// The text, instead of standard input.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// The words that stand before it as a warning.
    #[arg(long, value_name = "TEXT")]
    pub warning: Option<String>,
    /// The description of a picture beside it.
    #[arg(long, value_name = "TEXT")]
    pub alt: Option<String>,
    /// Only these networks, or one kind of text there: x, x-premium, bluesky, linkedin-comment.
    #[arg(long, value_name = "NAME", value_parser = rule)]
    pub network: Vec<Rule>,
    /// As the server of this account counts: a handle or id, from `vigie account list`.
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
}

fn rule(text: &str) -> Result<Rule, String> {
    let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    Rule::from_code(text).ok_or_else(|| format!("known networks: {}", known.join(", ")))
}

/// What to do with the to-do list.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Write a task down.
    Add {
        /// What is to be done.
        #[arg(required = true)]
        text: Vec<String>,
        /// By when: a time in English or French.
        #[arg(long, value_name = "WHEN")]
        due: Option<String>,
        /// For which client.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
        /// About which conversation: its id, from `vigie list`.
        #[arg(long, value_name = "ID")]
        conversation: Option<i64>,
    },
    /// Print what is to be done, and what was done in the last week.
    List,
    /// Strike tasks out.
    Done {
        /// Their ids, from `vigie task list`.
        #[arg(required = true)]
        ids: Vec<i64>,
        /// They are to be done again.
        #[arg(long)]
        off: bool,
    },
    /// Take tasks off the list.
    Remove {
        /// Their ids, from `vigie task list`.
        #[arg(required = true)]
        ids: Vec<i64>,
    },
}

/// How a text is checked.
#[derive(Debug, Args)]
pub struct Spell {
    /// The language: fr or en; without it the text tells.
    #[arg(long, value_name = "LANG", value_parser = tongue)]
    pub lang: Option<Tongue>,
    /// The client in whose name it leaves; without one the words of all clients are right.
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Keep a word as right, of the client or for all, and check nothing.
    #[arg(long, value_name = "WORD", conflicts_with = "forget")]
    pub learn: Option<String>,
    /// Take a word that was kept away, and check nothing.
    #[arg(long, value_name = "WORD")]
    pub forget: Option<String>,
}

fn tongue(text: &str) -> Result<Tongue, String> {
    Tongue::from_tag(text).ok_or_else(|| "known: fr, en".to_owned())
}

/// What to do with saved replies.
#[derive(Debug, Subcommand)]
pub enum Snippet {
    /// Keep a saved reply.
    ///
    /// {author} and {client} are filled in, {?order number} is asked for when it is used, {{ is a brace.
    Add {
        /// Its name.
        name: String,
        /// Its text; - or nothing reads standard input.
        text: Option<String>,
        /// The client whose reply it is; without one it is there for all.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
        /// What becomes of the conversation after sending: wait-them, stay-open, wait-client, snooze, done.
        #[arg(long, value_name = "WHAT", value_parser = and_then)]
        then: Option<AndThen>,
    },
    /// List the saved replies, the best first.
    List {
        /// Only those with these words in their name or text.
        #[arg(short, long, value_name = "WORDS", default_value = "", allow_hyphen_values = true)]
        query: String,
        /// Only those of this client, and those for all.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
    },
    /// Show a saved reply.
    Show {
        /// Its name, or its id from `vigie snippet list`.
        name: String,
        /// The client whose reply it is.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
    },
    /// Remove a saved reply; `vigie undo` brings it back.
    Remove {
        /// Its name, or its id from `vigie snippet list`.
        name: String,
        /// The client whose reply it is.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
    },
    /// Take saved replies in: those that are there by client and name are updated.
    Import {
        /// The file, TOML; - for standard input.
        file: PathBuf,
    },
    /// Write all saved replies as TOML.
    Export {
        /// The file; standard output when not given.
        file: Option<PathBuf>,
    },
}

/// What to do with the people who write. HANDLE is a full handle, a short one that only one person has, or an id.
#[derive(Debug, Subcommand)]
pub enum Author {
    /// List people: those of whom something is kept first, or those whose name or handle has these words.
    List {
        /// Words of a name or handle.
        words: Vec<String>,
        /// At most so many.
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Show somebody's card, and what they wrote, newest first.
    Show {
        /// A handle or id.
        handle: String,
        /// At most so many messages.
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Note something about somebody, in the place of the note there is; an empty text takes it away.
    Note {
        /// A handle or id.
        handle: String,
        /// The note.
        text: String,
    },
    /// Put labels on somebody.
    Label {
        /// A handle or id.
        handle: String,
        /// The labels.
        #[arg(required = true)]
        names: Vec<String>,
        /// Take them away instead.
        #[arg(long)]
        remove: bool,
    },
    /// Mark somebody as one to look after.
    Vip {
        /// A handle or id.
        handle: String,
        /// Not any more.
        #[arg(long)]
        off: bool,
    },
    /// Say that two handles are the same person.
    Join {
        /// A handle or id.
        handle: String,
        /// The other one.
        other: String,
    },
    /// Say that a handle is somebody else's after all.
    Split {
        /// A handle or id.
        handle: String,
    },
    /// Erase somebody on request: what they wrote, and what was noted of them.
    ///
    /// Cannot be undone. The whole file is written anew, which takes a while for a large store. If they write
    /// again they arrive as somebody new. Says before and after what remains, and where.
    Forget {
        /// A handle or id.
        handle: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}

fn and_then(text: &str) -> Result<AndThen, String> {
    let known: Vec<&str> = AndThen::ALL.iter().map(|then| then.code()).collect();
    AndThen::from_code(text).ok_or_else(|| format!("known: {}", known.join(", ")))
}
