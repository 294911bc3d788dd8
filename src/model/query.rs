//! What panes ask the store for, and what they get.
//!
//! No list is ever whole: a [`Window`] is a few screens of rows around a place, asked for
//! by key and never by number.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::code::codes;
use crate::base::id::{AccountId, AuthorId, ClientId, ConversationId, DeliveryId, DraftId, EntryId};
use crate::base::time::Timestamp;
use crate::model::account::{Account, FeedStatus, Figures};
use crate::model::card::Card;
use crate::model::client::{Client, Colour};
use crate::model::conversation::{Row, View};
use crate::model::delivery::{Load, State};
use crate::model::digest::{Digest, Wanted};
use crate::model::draft::Draft;
use crate::model::exchange::RemoteId;
use crate::model::filter::{Asker, Filter};
use crate::model::interaction::{Message, Version};
use crate::model::journal::{Deed, Hand};
use crate::model::label::Label;
use crate::model::network::Network;
use crate::model::note::Note;
use crate::model::person::{AuthorCard, AuthorRow, Evidence, Traces, Written};
use crate::model::slot::{CalendarRow, Post};
use crate::model::snippet::Snippet;
use crate::model::spelling::OwnWord;
use crate::model::task::TaskRow;
use crate::model::view::SavedView;

codes! {
    /// What a list of conversations is sorted by.
    pub enum Sort {
        /// What became open last comes first.
        Newest = "newest",
        /// Who has waited longest comes first.
        Waiting = "waiting",
        /// What is due first comes first; what is not due comes last.
        Due = "due",
    }
}

/// Which conversations, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxQuery {
    /// The list.
    pub view: View,
    /// Only of this client.
    pub client: Option<ClientId>,
    /// Only of this account.
    pub account: Option<AccountId>,
    /// Only what passes.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Only what was opened up to then; what is newer is counted apart.
    pub as_of: Option<Timestamp>,
    /// What is looked at, and when.
    pub sight: Sight,
    /// Who asks: what the filter's `me` and its relative times mean.
    pub asker: Asker,
}

impl Default for InboxQuery {
    /// Everything, newest first.
    fn default() -> InboxQuery {
        InboxQuery {
            view: View::All,
            client: None,
            account: None,
            filter: Filter::default(),
            sort: Sort::Newest,
            as_of: None,
            sight: Sight::default(),
            asker: Asker::default(),
        }
    }
}

/// What is looked at: all clients but those that rest, at a time of day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    /// The time; what is due by then is late.
    pub now: Timestamp,
    /// The clients outside their watch windows: nothing of theirs is listed or counted.
    pub resting: BTreeSet<ClientId>,
}

/// A row's place in a sorted list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The time that the list is sorted by.
    pub at: Timestamp,
    /// The row.
    pub id: i64,
}

/// Which rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Around which place; none means from the top.
    pub around: Option<Place>,
    /// How many rows before that place.
    pub before: u32,
    /// How many rows from that place on.
    pub after: u32,
}

impl Span {
    /// The first `rows` of a list.
    pub const fn top(rows: u32) -> Span {
        Span { around: None, before: 0, after: rows }
    }

    /// The last `rows` of a list.
    pub const fn bottom(rows: u32) -> Span {
        Span { around: Some(Place { at: Timestamp::MIN, id: i64::MIN }), before: rows, after: 0 }
    }
}

/// A few screens of rows out of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Whether rows stand before them.
    pub more_before: bool,
    /// Whether rows stand after them.
    pub more_after: bool,
    /// How many rows have come since `as_of`.
    pub newer: u32,
    /// Where the search for more goes on, when it took too long to be finished at once: ask
    /// again from there.
    pub unfinished: Option<Place>,
}

impl<T> Default for Window<T> {
    fn default() -> Window<T> {
        Window { rows: Vec::new(), more_before: false, more_after: false, newer: 0, unfinished: None }
    }
}

impl Written {
    /// Its place in what somebody wrote.
    pub fn place(&self) -> Place {
        Place { at: self.happened_at, id: self.id.0 }
    }
}

impl Row {
    /// Its place in a list sorted by `sort`.
    pub fn place(&self, sort: Sort) -> Place {
        let at = match sort {
            Sort::Newest => self.triage.opened_at,
            Sort::Waiting => self.triage.waiting_since.unwrap_or(Timestamp::MAX),
            Sort::Due => self.triage.due_at.unwrap_or(Timestamp::MAX),
        };
        Place { at, id: self.id.0 }
    }
}

/// A conversation, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationView {
    /// Its row.
    pub row: Row,
    /// The account it came to.
    pub account: Account,
    /// The post it hangs under, when that is not one of its messages.
    pub subject: Option<Message>,
    /// What stands between that post and its first message, oldest first; the last 50.
    pub above: Vec<Message>,
    /// Whether more stands above than is known here.
    pub unreached: bool,
    /// What others say to each other in the same thread, each below what it answers; at most 200.
    pub others: Vec<Bystander>,
    /// What its edited messages said before, oldest first.
    pub versions: Vec<Version>,
    /// Its messages, theirs and ours, oldest first; the last 500.
    pub messages: Vec<Message>,
    /// Our notes, oldest first; the last 200.
    pub notes: Vec<Note>,
    /// For reactions: who, newest first; the first 100.
    pub actors: Vec<Actor>,
    /// The drafts that wait in it.
    pub drafts: Vec<Draft>,
    /// What is on its way in it, or did not arrive.
    pub deliveries: Vec<OutboxRow>,
    /// The open conversation of another account of ours in which the same post stands.
    pub twin: Option<ConversationId>,
    /// What the account of its author tells; none for reactions and sources.
    pub evidence: Option<Box<Evidence>>,
}

/// A post in the thread of a conversation that is no part of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bystander {
    /// The post of the conversation, or above it, where its branch begins.
    pub under: RemoteId,
    /// How many posts of the branch stand between the two.
    pub depth: u16,
    /// What it says.
    pub message: Message,
}

/// Somebody who reacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Their name.
    pub name: String,
    /// Their full handle.
    pub handle: String,
    /// When they did.
    pub happened_at: Timestamp,
}

/// One delivery as the outbox shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// The delivery.
    pub id: DeliveryId,
    /// The conversation it answers.
    pub conversation: Option<ConversationId>,
    /// The client's name.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// Where it goes.
    pub account: AccountId,
    /// The account's full handle.
    pub account_handle: String,
    /// The account's network.
    pub network: Network,
    /// Whom it is for: the author of the conversation.
    pub to: Option<String>,
    /// What it carries.
    pub load: Load,
    /// Where it is.
    pub state: State,
    /// Attempts that count.
    pub attempts: u32,
    /// When it was sent on its way, in the time of day.
    pub created_at: Timestamp,
    /// When it came where it is, in the time of day.
    pub changed_at: Timestamp,
    /// Whether the post that it answers, one of ours, has not arrived yet.
    pub waits: bool,
}

/// One account as pane 5 shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub account: Account,
    /// The client's name.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// How its feeds stand.
    pub feeds: Vec<FeedStatus>,
    /// Conversations to answer.
    pub to_answer: u32,
    /// Its last known numbers.
    pub figures: Figures,
}

/// How many conversations a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them.
    pub all: u32,
    /// Those with something not seen.
    pub unread: u32,
}

/// The counts that are shown beside lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// By list.
    pub views: BTreeMap<View, Tally>,
    /// To answer, by client; every client is there, one that rests with nothing.
    pub clients: Vec<(Client, Tally)>,
    /// To answer and seen already.
    pub seen_unanswered: u32,
    /// Deliveries that can still be stopped or are on their way.
    pub leaving: u32,
    /// Deliveries that a person must look at.
    pub trouble: u32,
    /// Posts of the calendar that a person must look at.
    pub posts_to_mend: u32,
    /// Accounts whose login is lost.
    pub logins: u32,
    /// All accounts.
    pub accounts: u32,
    /// When the next conversation to answer is late.
    pub next_due: Option<Timestamp>,
}

/// Which posts of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarQuery {
    /// From this time on.
    pub from: Timestamp,
    /// Up to this time, which is not among them.
    pub until: Timestamp,
    /// Only of this client.
    pub client: Option<ClientId>,
}

/// What a pane asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// A window of the inbox.
    Inbox(InboxQuery, Span),
    /// One conversation.
    Conversation(ConversationId),
    /// The outbox, trouble first, then by time; at most so many rows.
    Outbox(u32),
    /// All accounts, by client.
    Accounts,
    /// The counts.
    Totals(Sight),
    /// The newest draft of a new post.
    NewDraft,
    /// One draft, wherever it is.
    Draft(DraftId),
    /// One post of ours, wherever it stands.
    Post(DraftId),
    /// The drafts of answers that wait in conversations, the one changed last first; at most so many.
    Answers(u32),
    /// The posts of a span of time.
    Calendar(CalendarQuery),
    /// Texts of new posts that have no date, of a client or of all.
    Ideas(Option<ClientId>),
    /// The saved replies of a client and those of all; without a client, every one there is.
    Snippets(Option<ClientId>),
    /// What passes from a place on, newest first; at most so many.
    Matching(InboxQuery, Option<Place>, u32),
    /// How many pass from a place on.
    Count(InboxQuery, Option<Place>),
    /// The saved views.
    Views,
    /// The names that people gave.
    Names,
    /// The card of an author.
    Author(AuthorId),
    /// What the person that an author is wrote to us, newest first.
    Written(AuthorId, Span),
    /// Authors whose name or handle has words that begin so, at most so many; without words those
    /// of whom we keep something first.
    Authors(String, u32),
    /// The authors with exactly this handle, one a network.
    ByHandle(String),
    /// What of the person that an author is would be forgotten.
    Traces(AuthorId),
    /// The newest entries of the journal, newest first; at most so many.
    Journal(u32),
    /// The cards of all clients that have one.
    Cards,
    /// The to-do list at this time; at most so many.
    Tasks(Timestamp, u32),
    /// What came since somebody left.
    Digest(Wanted),
    /// The words of one's own, everybody's and the clients'.
    Words,
}

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To [`Query::Inbox`].
    Inbox(Window<Row>),
    /// To [`Query::Conversation`]; none when it is gone.
    Conversation(Option<Box<ConversationView>>),
    /// To [`Query::Outbox`].
    Outbox(Vec<OutboxRow>),
    /// To [`Query::Accounts`].
    Accounts(Vec<AccountRow>),
    /// To [`Query::Totals`].
    Totals(Totals),
    /// To [`Query::NewDraft`].
    NewDraft(Option<Box<Draft>>),
    /// To [`Query::Draft`]; none when it is gone.
    Draft(Option<Box<Draft>>),
    /// To [`Query::Post`]; none when it is gone or thrown away.
    Post(Option<Box<Post>>),
    /// To [`Query::Answers`].
    Answers(Vec<Draft>),
    /// To [`Query::Calendar`], by time.
    Calendar(Vec<CalendarRow>),
    /// To [`Query::Ideas`], what was changed last first.
    Ideas(Vec<CalendarRow>),
    /// To [`Query::Snippets`], by how often and how lately they were used.
    Snippets(Vec<Snippet>),
    /// To [`Query::Matching`]: what was found in good time, and where to go on.
    Matching(Vec<ConversationId>, Option<Place>),
    /// To [`Query::Count`]: how many were found in good time, and where to go on.
    Counted(u32, Option<Place>),
    /// To [`Query::Views`], by name.
    Views(Vec<SavedView>),
    /// To [`Query::Names`].
    Names(Names),
    /// To [`Query::Cards`].
    Cards(BTreeMap<ClientId, Card>),
    /// To [`Query::Author`]; none when they are gone.
    Author(Option<Box<AuthorCard>>),
    /// To [`Query::Written`].
    Written(Window<Written>),
    /// To [`Query::Authors`] and [`Query::ByHandle`].
    Authors(Vec<AuthorRow>),
    /// To [`Query::Traces`]; none when they are gone.
    Traces(Option<Traces>),
    /// To [`Query::Journal`].
    Journal(Vec<JournalLine>),
    /// To [`Query::Tasks`].
    Tasks(Vec<TaskRow>),
    /// To [`Query::Digest`].
    Digest(Box<Digest>),
    /// To [`Query::Words`].
    Words(Vec<OwnWord>),
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its row.
    pub id: EntryId,
    /// When the verb was given, in the time of day.
    pub at: Timestamp,
    /// By whom, and where.
    pub hand: Hand,
    /// What it was.
    pub deed: Deed,
    /// What belongs to it beside its word: a name, labels, what was asked; may be empty.
    pub detail: String,
    /// The name of the author of the first conversation that it concerned; may be empty.
    pub about: String,
    /// How many conversations it concerned.
    pub conversations: u32,
    /// Whether it was taken back.
    pub undone: bool,
    /// Whether it was about entries of sources, which are read rather than done.
    pub read: bool,
}

/// The names that people gave to things and to each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Labels of conversations with how many carry them, the most used first.
    pub labels: Vec<(Label, u32)>,
    /// Who has something to answer, by name.
    pub assignees: Vec<String>,
}
