//! The arguments, as clap reads them and `--help` explains them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub use super::args_calendar::{Export, Import, Keeper, Post, PostsFile, PostsWritten, Shown};
pub use super::args_demo::Demo;
pub use super::args_kept::{Author, Count, Snippet, Spell, Task};
use crate::model::client::Colour;
use crate::model::exchange::Category;
use crate::model::network::Network;
use crate::model::query::Sort;

/// The lookout: one inbox for every client, account and network.
///
/// Without a command the screen opens. Try it first with `vigie demo`.
#[derive(Debug, Parser)]
#[command(
    name = "vigie",
    version,
    after_help = "Examples:\n  vigie demo                                         a simulated day, no account needed\n  vigie client add Bistro\n  vigie account add mastodon example.social --client Bistro\n  vigie list -q 'is:open kind:dm' --json"
)]
pub struct Args {
    /// Keep everything below this folder.
    #[arg(long, global = true, env = "VIGIE_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play a whole simulated day on a network of its own; nothing of yours is touched.
    Demo(Demo),
    /// The customers of the agency.
    #[command(subcommand)]
    Client(Client),
    /// The accounts of the clients.
    #[command(subcommand)]
    Account(Account),
    /// The people who write: their cards, and forgetting somebody on request.
    #[command(subcommand)]
    Author(Author),
    /// Poll everything once, and send what is due.
    Sync {
        /// Go on until interrupted.
        #[arg(long)]
        watch: bool,
    },
    /// List conversations, in the screen's order.
    List(List),
    /// Find words in everything that was ever said.
    Search {
        /// The words; a filter may stand among them.
        #[arg(required = true)]
        words: Vec<String>,
        /// At most so many conversations.
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Show a conversation.
    Show {
        /// Its id, from `vigie list`.
        id: i64,
    },
    /// Answer a conversation, and wait until the answer has arrived.
    Reply(Reply),
    /// The saved replies of the agency and of its clients.
    #[command(subcommand)]
    Snippet(Snippet),
    /// Check the spelling of a text from standard input, French or English; no network is asked.
    ///
    /// What is found is no failure: the exit code is 0. Places are counted in characters.
    Spell(Spell),
    /// Count a text as each network does; it is read from standard input.
    Count(Count),
    /// Mark conversations as done.
    Done(Ids),
    /// Open conversations again.
    Reopen(Ids),
    /// Set a star, or take it away.
    Star {
        #[command(flatten)]
        ids: Ids,
        /// Take it away.
        #[arg(long)]
        off: bool,
    },
    /// Never show conversations again; they are still counted.
    Mute(Ids),
    /// Mark conversations as not seen.
    Unread(Ids),
    /// Put a conversation out of sight: vigie snooze 7 tomorrow morning
    Snooze {
        /// Its id, from `vigie list`.
        id: i64,
        /// Until when: a time in English or French, or “until they answer”.
        #[arg(required = true)]
        when: Vec<String>,
    },
    /// Wait for them, or for the client.
    Wait {
        /// The conversation's id, from `vigie list`.
        id: i64,
        /// For the client to tell us something.
        #[arg(long)]
        client: bool,
        /// When it is ours again.
        #[arg(long, value_name = "WHEN", requires = "client")]
        due: Option<String>,
        /// What was asked.
        #[arg(long, value_name = "TEXT", requires = "client")]
        note: Option<String>,
    },
    /// Give a conversation to somebody.
    Assign {
        /// Its id, from `vigie list`.
        id: i64,
        /// Who is to answer; - for nobody.
        who: String,
        /// When it is everybody's again.
        #[arg(long, value_name = "WHEN")]
        due: Option<String>,
    },
    /// Put labels on a conversation, or take them away.
    Label {
        /// Its id, from `vigie list`.
        id: i64,
        /// Their names.
        #[arg(required = true)]
        names: Vec<String>,
        /// Take them away.
        #[arg(long)]
        off: bool,
    },
    /// Run a macro of the settings on conversations, as one entry of the journal: vigie macro refund 7 9
    ///
    /// A macro with a snippet is refused, since no macro sends by itself; vigie reply ID --snippet NAME --and done does.
    Macro {
        /// Its name, from `vigie keys`.
        name: String,
        #[command(flatten)]
        ids: Ids,
    },
    /// Take the last verbs given on the command line back.
    Undo {
        /// How many.
        #[arg(default_value_t = 1)]
        n: u32,
    },
    /// Do again what was taken back on the command line.
    Redo {
        /// How many.
        #[arg(default_value_t = 1)]
        n: u32,
    },
    /// Print what was done: who, when, from where.
    Journal {
        /// At most so many entries, the newest first.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Print what came since you left, client by client: what to answer, what is late, what went wrong.
    Digest {
        /// Since when: a time that is over, in English or French (yesterday 18:00, 8h, 2h ago); without it, since your last verb on a screen.
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
    },
    /// The to-do list.
    #[command(subcommand)]
    Task(Task),
    /// Hide the newest message of a conversation from others, where the network can.
    Hide(Sending),
    /// Delete our newest answer in a conversation from the network.
    Delete(Sending),
    /// Block the author of a conversation on the network.
    Block {
        /// Let them in again.
        #[arg(long)]
        lift: bool,
        #[command(flatten)]
        sending: Sending,
    },
    /// Report the author of a conversation to the moderators of the network.
    Report(Report),
    /// Write a note into a conversation, for us alone.
    Note {
        /// Its id, from `vigie list`.
        id: i64,
        /// What to note.
        text: String,
    },
    /// Post a text: now, or at a time.
    ///
    /// Without --at it leaves at once, and the command waits until it has arrived. The text is read
    /// from standard input when there is no --text.
    Post(Post),
    /// Print what is scheduled and what is on its way, by time, a line for each account.
    ///
    /// With --json an array of objects: id (of the post), delivery, at, standing (scheduled, editing, late, leaving,
    /// not-sent), client, network, account, act, text, reason, detail.
    Queue,
    /// Print texts that have no date yet, and answers that are not sent.
    Drafts,
    /// Print the calendar: this week when nothing else is said.
    ///
    /// With --json an array of posts by time: id (none for what was posted elsewhere), at (RFC 3339 with the offset of
    /// its zone), zone, standing (idea, planned, scheduled, editing, late, skipped, leaving, sent, not-sent), client,
    /// accounts (network, handle, state, url, reason, detail, delivery), text, own (texts by handle), warning,
    /// visibility, language. Every command that prints a post prints it so.
    Calendar(Shown),
    /// Give a post its time, or another one: vigie schedule 12 tomorrow 9am
    Schedule {
        /// Its id, from `vigie calendar` or `vigie drafts`.
        id: i64,
        /// When: a time in English or French, or 2026-11-24T09:00:00+01:00. Nothing keeps its time.
        when: Vec<String>,
        /// Only plan it: it does not leave by itself.
        #[arg(long)]
        plan: bool,
    },
    /// Take a post off the calendar; its text stays as an idea.
    Unschedule {
        /// Its id, from `vigie calendar`.
        id: i64,
    },
    /// Send a post of the calendar, or an idea, now.
    Publish {
        /// Its id, from `vigie calendar` or `vigie drafts`.
        id: i64,
        /// Do not wait: whoever polls this store sends it.
        #[arg(long)]
        queue: bool,
    },
    /// Take in what other programs have written.
    #[command(subcommand)]
    Import(Import),
    /// Write what other programs can read, to standard output.
    #[command(subcommand)]
    Export(Export),
    /// Print what keeps `vigie sync --watch` running: posts leave on time with no screen open.
    Service {
        /// For which system; this one when not given.
        #[arg(value_enum)]
        keeper: Option<Keeper>,
    },
    /// Print where everything lies.
    Paths,
    /// Print every command with its keys.
    Keys,
    /// Say what is wrong with terminal, clock, files, store, accounts and networks, and what to do.
    ///
    /// Nothing is changed and no network is asked; no secret is printed. Exits with 0 when all is well, 4 when only
    /// logins are lost, 5 when only networks or deliveries fail, 1 when anything else is wrong.
    Doctor {
        /// Read every page and index of the store; a large one takes minutes.
        #[arg(long)]
        thorough: bool,
    },
    /// Print what a shell needs to complete the arguments.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, as roff: vigie man | man -l -
    Man,
}

/// Conversations.
#[derive(Debug, clap::Args)]
pub struct Ids {
    /// Their ids, from `vigie list`.
    #[arg(required = true)]
    pub ids: Vec<i64>,
}

/// What to do with clients.
#[derive(Debug, Subcommand)]
pub enum Client {
    /// Add a client.
    Add {
        /// Its name.
        name: String,
        /// How its rows are recognised; one is chosen when not given.
        #[arg(long, value_name = "C", value_parser = colour)]
        colour: Option<Colour>,
    },
    /// List the clients.
    List,
    /// Show a client and its accounts.
    Show {
        /// Its name.
        name: String,
    },
    /// Change the card of a client, or open it in $EDITOR.
    Edit {
        /// Its name.
        name: String,
        /// Set one line of the card; an empty value takes it away. Lists stand between commas.
        #[arg(long = "set", value_name = "KEY=VALUE")]
        set: Vec<String>,
    },
    /// Remove a client that has no accounts.
    Remove {
        /// Its name.
        name: String,
        /// Do not ask; needed where nobody can answer.
        #[arg(short, long)]
        yes: bool,
    },
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Log an account in and add it to a client.
    Add {
        /// The network: mastodon, for Mastodon and its kin; rss, for the feed of a site.
        #[arg(value_parser = network)]
        network: Network,
        /// The address of its server; of a source, that of the site or of its feed.
        url: String,
        /// The client that owns it.
        #[arg(long, value_name = "NAME")]
        client: String,
        /// Read a token from standard input instead of logging in by a page; for a source that
        /// asks for one, NAME:PASSWORD.
        #[arg(long)]
        token_stdin: bool,
    },
    /// List the accounts.
    List,
    /// Ask every network, or one, whether the login still does.
    Check {
        /// A handle or id, from `vigie account list`.
        account: Option<String>,
    },
    /// Remove an account and all that came to it.
    Remove {
        /// A handle or id, from `vigie account list`.
        account: String,
        /// Do not ask; needed where nobody can answer.
        #[arg(short, long)]
        yes: bool,
    },
}

/// What to list.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only what passes this filter, as after `/` on the screen.
    #[arg(short, long, value_name = "FILTER", default_value = "", allow_hyphen_values = true)]
    pub query: String,
    /// What comes first: newest, the latest to become open; waiting, who has waited longest; due, what is due first.
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = sort)]
    pub sort: Sort,
    /// At most so many conversations.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub limit: u32,
    /// Leave out the clients that rest at this hour, as the screen does.
    #[arg(long)]
    pub watch_windows: bool,
}

/// How to answer.
#[derive(Debug, clap::Args)]
pub struct Reply {
    /// The conversation's id, from `vigie list`.
    pub id: i64,
    /// The text; the author's name is put before it when it is not there.
    #[arg(required_unless_present = "snippet", default_value = "", hide_default_value = true)]
    pub text: String,
    /// A saved reply, by its name; several follow each other, after the text if there is one.
    #[arg(long, value_name = "NAME")]
    pub snippet: Vec<String>,
    /// What stands in a blank, as in 'order number=A-12'.
    #[arg(long, value_name = "KEY=VALUE", value_parser = set)]
    pub set: Vec<(String, String)>,
    /// What becomes of the conversation: done, wait-them, stay-open, 'wait 3d', 'snooze tomorrow 9h'.
    #[arg(long, value_name = "WHAT")]
    pub and: Option<String>,
    /// Answer the author alone.
    #[arg(long)]
    pub private: bool,
    /// Do not wait: whoever polls this store sends it.
    #[arg(long)]
    pub queue: bool,
}

/// What is done on the network to a conversation.
#[derive(Debug, clap::Args)]
pub struct Sending {
    /// The conversation's id, from `vigie list`.
    pub id: i64,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
    /// Do not wait: whoever polls this store sends it.
    #[arg(long)]
    pub queue: bool,
}

/// What the moderators are told.
#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    pub sending: Sending,
    /// What for: spam, violation, other.
    #[arg(long, value_name = "C", value_parser = category)]
    pub category: Category,
    /// In your own words.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub comment: String,
    /// Do not send the message along.
    #[arg(long)]
    pub no_message: bool,
}

fn category(text: &str) -> Result<Category, String> {
    let known: Vec<&str> = Category::ALL.iter().map(|category| category.code()).collect();
    Category::from_code(text).ok_or_else(|| format!("known: {}", known.join(", ")))
}

fn colour(text: &str) -> Result<Colour, String> {
    let known: Vec<&str> = Colour::ALL.iter().map(|colour| colour.code()).collect();
    Colour::from_code(text).ok_or_else(|| format!("known colours: {}", known.join(", ")))
}

fn set(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

fn network(text: &str) -> Result<Network, String> {
    let known: Vec<&str> = Network::ALL.iter().map(|network| network.code()).collect();
    Network::from_code(text).ok_or_else(|| format!("known networks: {}", known.join(", ")))
}

fn sort(text: &str) -> Result<Sort, String> {
    let known: Vec<&str> = Sort::ALL.iter().map(|sort| sort.code()).collect();
    Sort::from_code(text).ok_or_else(|| format!("known orders: {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_of_the_first_screen_is_the_one_of_the_command_line() {
        let Some(Command::Demo(demo)) = Args::parse_from(["vigie", "demo"]).command else { panic!("another command") };
        assert_eq!(demo, Demo::default());
    }
}
