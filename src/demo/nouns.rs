//! What the small network is made of: people, statuses, notices.
//!
//! Plain data, as a server would keep it; what may happen to it is in [`super::world`],
//! how it looks on the wire in `render`.

use crate::base::time::Timestamp;

/// How a person presents themselves.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// The display name; the handle when empty.
    pub name: String,
    /// What they say of themselves.
    pub bio: String,
    /// Since when the account exists; the clock's now when not given.
    pub created_at: Option<Timestamp>,
    /// Followers from outside this network, beside those known here.
    pub followers: u64,
    /// Accounts they follow outside this network.
    pub following: u64,
    /// Posts from before this network's memory.
    pub posts: u64,
    /// Whether a program writes for them.
    pub bot: bool,
    /// The table of their profile.
    pub fields: Vec<Field>,
}

/// One line of the table in a profile.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// What it is, as "Site".
    pub name: String,
    /// What it says, mostly an address.
    pub value: String,
    /// When the network checked that the address links back.
    pub verified_at: Option<Timestamp>,
}

/// A person or a brand on the network.
#[derive(Debug, Clone)]
pub struct Person {
    /// The network's id.
    pub id: String,
    /// The handle without a leading `@`; with `@domain` for people of other servers.
    pub handle: String,
    /// How they present themselves.
    pub profile: Profile,
    /// Since when the account exists.
    pub created_at: Timestamp,
}

impl Person {
    /// The handle without its server.
    pub fn username(&self) -> &str {
        self.handle.split('@').next().unwrap_or_default()
    }

    /// The display name, or the handle where there is none.
    pub fn name(&self) -> &str {
        if self.profile.name.is_empty() { self.username() } else { &self.profile.name }
    }
}

/// Who may read a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Everybody, also in tag timelines.
    #[default]
    Public,
    /// Everybody who has the address.
    Unlisted,
    /// Followers and those named.
    Private,
    /// Those named.
    Direct,
}

impl Visibility {
    /// Reads the word of the API.
    pub fn parse(word: &str) -> Option<Visibility> {
        match word {
            "public" => Some(Visibility::Public),
            "unlisted" => Some(Visibility::Unlisted),
            "private" => Some(Visibility::Private),
            "direct" => Some(Visibility::Direct),
            _ => None,
        }
    }

    /// The word of the API.
    pub fn word(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::Unlisted => "unlisted",
            Visibility::Private => "private",
            Visibility::Direct => "direct",
        }
    }
}

/// What a status carries beside its text.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Who may read it.
    pub visibility: Visibility,
    /// The status it answers.
    pub in_reply_to: Option<String>,
    /// The warning before it; empty for none.
    pub spoiler: String,
    /// Its language, as "fr".
    pub language: Option<String>,
    /// Whether its media are hidden at first.
    pub sensitive: bool,
    /// One image for each, with its description.
    pub images: Vec<Option<String>>,
    /// What each image is a picture of, where the day says.
    pub motifs: Vec<String>,
    /// The status it quotes.
    pub quotes: Option<String>,
    /// The key its author's client sent with it.
    pub idempotency_key: Option<String>,
}

impl Options {
    /// Those of an answer to `status`.
    pub fn reply_to(status: &str) -> Options {
        Options { in_reply_to: Some(status.to_owned()), ..Options::default() }
    }

    /// Those of a direct message.
    pub fn direct() -> Options {
        Options { visibility: Visibility::Direct, ..Options::default() }
    }
}

/// One post, answer, direct message or boost.
#[derive(Debug, Clone)]
pub struct Status {
    /// The network's id.
    pub id: String,
    /// Its author, by place in the list of people.
    pub by: usize,
    /// When it was written.
    pub at: Timestamp,
    /// The words as typed.
    pub text: String,
    /// What it carries beside them.
    pub options: Options,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// The status it passes on, for boosts.
    pub boost_of: Option<String>,
    /// Who likes it, in order.
    pub favourited_by: Vec<usize>,
    /// Who is named in it.
    pub mentions: Vec<usize>,
    /// Its hashtags, in lower case.
    pub tags: Vec<String>,
}

/// What one person has done about another, beside following.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Does not want to see or be seen.
    Block,
    /// Does not want to see.
    Mute,
}

/// Somebody told the network's moderators about somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who told, by place.
    pub by: usize,
    /// About whom, by place.
    pub whom: usize,
    /// What for: spam, violation, other.
    pub category: String,
    /// In their own words.
    pub comment: String,
    /// The statuses that came with it.
    pub statuses: Vec<String>,
}

/// Why somebody is notified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// They were named.
    Mention,
    /// A status of theirs is liked.
    Favourite,
    /// A status of theirs was passed on.
    Reblog,
    /// They have a new follower.
    Follow,
    /// A status of theirs was quoted.
    Quote,
    /// A status they passed on was changed.
    Update,
}

impl NoticeKind {
    /// The word of the API.
    pub fn word(self) -> &'static str {
        match self {
            NoticeKind::Mention => "mention",
            NoticeKind::Favourite => "favourite",
            NoticeKind::Reblog => "reblog",
            NoticeKind::Follow => "follow",
            NoticeKind::Quote => "quote",
            NoticeKind::Update => "update",
        }
    }
}

/// One line of somebody's notifications.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The network's id.
    pub id: String,
    /// Whom it tells.
    pub to: usize,
    /// Who caused it.
    pub from: usize,
    /// Why.
    pub kind: NoticeKind,
    /// What it is about; none for followers.
    pub status: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A post as an inspecting test sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The network's id.
    pub id: String,
    /// The words as typed.
    pub text: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// The status it answers.
    pub in_reply_to: Option<String>,
    /// One image for each, with its description.
    pub images: Vec<Option<String>>,
    /// The key its author's client sent with it.
    pub idempotency_key: Option<String>,
}

/// One request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLog {
    /// `GET`, `POST` …
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// What follows the `?`; empty for none.
    pub query: String,
}
