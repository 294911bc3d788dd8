//! The arguments of the calendar: posts, what is shown of them; and of files in and out.

use std::path::PathBuf;

use clap::Subcommand;

use crate::model::interaction::Visibility;

/// A new post.
#[derive(Debug, clap::Args)]
pub struct Post {
    /// Where it goes: handles or ids, from `vigie account list`. All of one client.
    #[arg(long = "account", value_name = "A", required = true, num_args = 1..)]
    pub accounts: Vec<String>,
    /// When: a time in English or French, or 2026-11-24T09:00:00+01:00; in the client's zone when its card names one.
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
    /// The text; without it, standard input is read.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// A text of its own for one of the accounts.
    #[arg(long, value_name = "ACCOUNT=TEXT", value_parser = own)]
    pub own: Vec<(String, String)>,
    /// The words that stand before it, where the network can hide a text behind some.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    pub warning: String,
    /// Who can read it: public, unlisted, followers, direct; else what its accounts begin with.
    #[arg(long, value_name = "V", value_parser = visibility)]
    pub visibility: Option<Visibility>,
    /// The language it is in, as in fr or pt-BR; else that of the first account.
    #[arg(long, value_name = "L")]
    pub lang: Option<String>,
    /// A picture, a film or a sound that goes with it; may be given again.
    #[arg(long, value_name = "FILE")]
    pub media: Vec<String>,
    /// What the file shows: the first belongs to the first file, and so on.
    #[arg(long, value_name = "TEXT", requires = "media", allow_hyphen_values = true)]
    pub alt: Vec<String>,
    /// Only plan it: it does not leave by itself.
    #[arg(long, requires = "at")]
    pub plan: bool,
    /// Do not wait: whoever polls this store sends it.
    #[arg(long, conflicts_with = "at")]
    pub queue: bool,
}

/// What of the calendar is shown.
#[derive(Debug, clap::Args)]
pub struct Shown {
    /// Only of this client.
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    #[command(flatten)]
    pub span: Days,
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
    /// Posts from a spreadsheet: a row each, under headings.
    ///
    /// Headings: date, time, zone, client, accounts, text, warning, visibility, language, state, id, and
    /// “text: @account” for the text of one account. Only text must be there. Comma, semicolon or tab; UTF-8. A row
    /// with an id changes that post; a post with a date is scheduled unless its state says planned. Nothing is
    /// stored while anything is wrong.
    Csv(PostsFile),
    /// Posts from a calendar: our own as they were, the events of others as plans, those that repeat for 90 days.
    Ics(PostsFile),
    /// Posts from a page, as `vigie export markdown` writes it.
    ///
    /// A post begins with “## 2026-11-24 09:00 · Client · @account, @account”, then a blank line and its text.
    /// “- warning: …”, “- visibility: …”, “- language: …”, “- state: …”, “- zone: …” may stand right under the
    /// heading, and “### @account” begins the text of one account. “idea” stands for the time of what has none.
    Markdown(PostsFile),
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
    /// Posts as a spreadsheet, which `vigie import csv` takes in again; ideas too, when no days are said.
    Csv(PostsWritten),
    /// Posts as a calendar to subscribe to; with --out FOLDER, one for each client.
    Ics(PostsWritten),
    /// Posts as a page to read, which `vigie import markdown` takes in again.
    Markdown(PostsWritten),
}

/// A file of posts.
#[derive(Debug, clap::Args)]
pub struct PostsFile {
    /// The file; - for standard input.
    pub file: PathBuf,
    /// The client of those posts that name none.
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Plan everything that has a date: nothing leaves by itself.
    #[arg(long)]
    pub plan: bool,
    /// Keep the texts as ideas, without their dates.
    #[arg(long, conflicts_with = "plan")]
    pub ideas: bool,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Which posts are written, and where.
#[derive(Debug, clap::Args)]
pub struct PostsWritten {
    #[command(flatten)]
    pub span: Days,
    /// Only of this client.
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// The file; standard output when not given. For calendars also a folder: a file for each client.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// As Excel reads it: semicolons, and the mark of UTF-8.
    #[arg(long)]
    pub excel: bool,
}

/// A span of days.
#[derive(Debug, clap::Args)]
pub struct Days {
    /// From this day on: 2026-11-24.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<jiff::civil::Date>,
    /// Up to this day, which is among them.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<jiff::civil::Date>,
}

/// Which system keeps a program running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Keeper {
    /// A unit of the person's own systemd.
    Systemd,
    /// An agent of macOS.
    Launchd,
}

fn own(text: &str) -> Result<(String, String), String> {
    let (account, text) = text.split_once('=').ok_or("write it as ACCOUNT=TEXT")?;
    Ok((account.trim().to_owned(), text.to_owned()))
}

fn visibility(text: &str) -> Result<Visibility, String> {
    let known: Vec<&str> = Visibility::ALL.iter().map(|visibility| visibility.code()).collect();
    Visibility::from_code(text).ok_or_else(|| format!("known: {}", known.join(", ")))
}

fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.trim().parse().map_err(|_| "write it as 2026-11-24".to_owned())
}
