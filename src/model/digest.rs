//! The digest: what came since somebody left, a page for each client.
//!
//! Pages are assembled here from what the store has counted and found; nothing is read, and
//! no sentence is made. What is listed is bounded by [`ROWS`], the rest is counted.

use std::time::Duration;

use crate::base::code::codes;
use crate::base::time::Timestamp;
use crate::model::account::Health;
use crate::model::client::Client;
use crate::model::conversation::Row;
use crate::model::query::{AccountRow, OutboxRow, Sight};

/// The rows of a section of a page; what goes beyond is counted.
pub const ROWS: u32 = 50;

/// Counts end here.
pub const COUNTED: u32 = 9_999;

/// How far back it goes for somebody who never gave a verb on a screen.
pub const FALLBACK: Duration = Duration::from_secs(24 * 3_600);

/// Which digest is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Since when; none means since the newest verb that `person` gave on a screen before `before`.
    pub since: Option<Timestamp>,
    /// Whose digest it is.
    pub person: String,
    /// When the screen opened that asks; verbs given since then do not count as having been there.
    pub before: Timestamp,
    /// What is looked at, and when; what rests has no page.
    pub sight: Sight,
}

/// The first of something, and how much there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// The first [`ROWS`] of them.
    pub rows: Vec<T>,
    /// How many there are; at most [`COUNTED`].
    pub all: u32,
}

impl<T> Default for Part<T> {
    fn default() -> Part<T> {
        Part { rows: Vec::new(), all: 0 }
    }
}

impl<T> Part<T> {
    /// How many are counted, but not here.
    pub fn more(&self) -> u32 {
        self.all.saturating_sub(u32::try_from(self.rows.len()).unwrap_or(u32::MAX))
    }
}

/// What came and asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Noise {
    /// Likes of our posts.
    pub likes: u32,
    /// Our posts, passed on.
    pub boosts: u32,
    /// New followers.
    pub follows: u32,
    /// New entries of sources.
    pub entries: u32,
}

impl Noise {
    /// Whether there was none.
    pub fn is_silent(self) -> bool {
        self == Noise::default()
    }
}

/// What the digest says about one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPage {
    /// The client.
    pub client: Client,
    /// What came to be answered, the oldest first.
    pub to_answer: Part<Row>,
    /// What is late and had been there before, by when it was due.
    pub late: Part<Row>,
    /// What was not sent, the oldest first, whenever that was.
    pub not_sent: Part<OutboxRow>,
    /// Accounts that cannot be read at this moment.
    pub unread: Vec<AccountRow>,
    /// What asks for nothing.
    pub noise: Noise,
}

impl ClientPage {
    /// Whether there is nothing to say about the client.
    pub fn is_empty(&self) -> bool {
        self.lines().is_empty()
    }

    /// What stands on the page, in order; every section begins with its heading.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        section(&mut lines, Section::ToAnswer, &self.to_answer, Line::Conversation);
        section(&mut lines, Section::Late, &self.late, Line::Conversation);
        section(&mut lines, Section::NotSent, &self.not_sent, Line::Delivery);
        if !self.unread.is_empty() {
            lines.push(Line::Heading(Section::Unread, u32::try_from(self.unread.len()).unwrap_or(u32::MAX)));
            lines.extend(self.unread.iter().map(Line::Account));
        }
        if !self.noise.is_silent() {
            lines.push(Line::Noise(self.noise));
        }
        lines
    }
}

fn section<'p, T>(lines: &mut Vec<Line<'p>>, section: Section, part: &'p Part<T>, line: fn(&'p T) -> Line<'p>) {
    if part.all == 0 {
        return;
    }
    lines.push(Line::Heading(section, part.all));
    lines.extend(part.rows.iter().map(line));
    if part.more() > 0 {
        lines.push(Line::More(part.more()));
    }
}

codes! {
    /// A section of a page.
    pub enum Section {
        /// What came to be answered.
        ToAnswer = "to-answer",
        /// What was there before, and is late.
        Late = "late",
        /// What was not sent.
        NotSent = "not-sent",
        /// What cannot be read.
        Unread = "unread",
    }
}

/// A line of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'p> {
    /// What follows, and how many there are.
    Heading(Section, u32),
    /// A conversation.
    Conversation(&'p Row),
    /// A delivery that was not sent.
    Delivery(&'p OutboxRow),
    /// An account that cannot be read.
    Account(&'p AccountRow),
    /// How many more there are than are listed.
    More(u32),
    /// What asks for nothing.
    Noise(Noise),
}

/// What came since somebody left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// Since when.
    pub since: Timestamp,
    /// A page for each client about whom there is something to say, in the order of clients.
    pub pages: Vec<ClientPage>,
}

impl Digest {
    /// Assembles it; clients about whom there is nothing to say have no page.
    pub fn of(since: Timestamp, pages: impl IntoIterator<Item = ClientPage>) -> Digest {
        Digest { since, pages: pages.into_iter().filter(|page| !page.is_empty()).collect() }
    }
}

/// Whether an account should be read, and cannot be.
pub fn cannot_be_read(row: &AccountRow) -> bool {
    match row.account.health {
        Health::NeedsLogin | Health::Gone => true,
        Health::Ok => row.feeds.iter().any(|feed| feed.trouble.is_some()),
        Health::Off => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::ClientId;
    use crate::model::client::Colour;

    fn page(noise: Noise) -> ClientPage {
        let client = Client { id: ClientId(1), name: "Chez Léon".into(), colour: Colour::Yellow };
        ClientPage { client, to_answer: Part::default(), late: Part::default(), not_sent: Part::default(), unread: Vec::new(), noise }
    }

    #[test]
    fn a_client_without_news_has_no_page() {
        let likes = Noise { likes: 2, ..Noise::default() };
        let digest = Digest::of(Timestamp::from_millis(5), [page(Noise::default()), page(likes)]);
        assert_eq!(digest.pages, [page(likes)]);
        assert_eq!(digest.pages[0].lines(), [Line::Noise(likes)]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut page = page(Noise::default());
        page.to_answer.all = 61;
        assert_eq!(page.lines(), [Line::Heading(Section::ToAnswer, 61), Line::More(61)]);
    }
}
