//! The arguments, as clap reads them and `--help` explains them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::config::Lang;
use crate::model::client::Colour;
use crate::model::network::Network;

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
    /// Mark conversations as done.
    Done {
        /// Their ids, from `vigie list`.
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Take the last verb given on the command line back.
    Undo,
    /// Take in what other programs have written.
    #[command(subcommand)]
    Import(Import),
    /// Write what other programs can read, to standard output.
    #[command(subcommand)]
    Export(Export),
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

/// When the day of the demo opens.
const OPENS: &str = "08:02";
/// How many of its seconds pass in one.
const SPEED: u32 = 60;

/// How to play the day.
#[derive(Debug, PartialEq, Eq, clap::Args)]
pub struct Demo {
    /// The language: fr or en; by the locale when not given.
    #[arg(long, value_name = "LANG", value_parser = ["fr", "en"])]
    pub lang: Option<String>,
    /// The time at which the day opens.
    #[arg(long, value_name = "HH:MM", default_value = OPENS)]
    pub at: String,
    /// Seconds of the day in a second.
    #[arg(long, value_name = "N", default_value_t = SPEED)]
    pub speed: u32,
    /// Keep the day's store in this folder.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

impl Default for Demo {
    fn default() -> Demo {
        Demo { lang: None, at: OPENS.to_owned(), speed: SPEED, keep: None }
    }
}

impl Demo {
    /// The language that was asked for.
    pub fn language(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::from_code)
    }
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
    /// Remove a client that has no accounts.
    Remove {
        /// Its name.
        name: String,
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

/// What to take in.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A list of sources.
    Opml {
        /// The file; - for standard input.
        file: PathBuf,
        /// The client whose sources they will be.
        #[arg(long, value_name = "NAME")]
        client: String,
    },
}

/// What to write.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// A list of all sources, in a folder for each client.
    Opml {
        /// Only the sources of this client.
        #[arg(long, value_name = "NAME")]
        client: Option<String>,
    },
}

/// What to list.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only what passes this filter, as after `/` on the screen.
    #[arg(short, long, value_name = "FILTER", default_value = "", allow_hyphen_values = true)]
    pub query: String,
    /// At most so many conversations.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub limit: u32,
}

/// How to answer.
#[derive(Debug, clap::Args)]
pub struct Reply {
    /// The conversation's id, from `vigie list`.
    pub id: i64,
    /// The text; the author's name is put before it when it is not there.
    pub text: String,
    /// Answer the author alone.
    #[arg(long)]
    pub private: bool,
    /// Do not wait: whoever polls this store sends it.
    #[arg(long)]
    pub queue: bool,
}

fn colour(text: &str) -> Result<Colour, String> {
    let known: Vec<&str> = Colour::ALL.iter().map(|colour| colour.code()).collect();
    Colour::from_code(text).ok_or_else(|| format!("known colours: {}", known.join(", ")))
}

fn network(text: &str) -> Result<Network, String> {
    let known: Vec<&str> = Network::ALL.iter().map(|network| network.code()).collect();
    Network::from_code(text).ok_or_else(|| format!("known networks: {}", known.join(", ")))
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
