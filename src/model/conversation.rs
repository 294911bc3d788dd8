//! A row of the inbox: its key, its view, and what a list shows of it.
//!
//! What belongs together is decided by [`Key`], once, when an item is stored. Where a row
//! is found is decided by [`View::of`], from its state alone.

use crate::base::code::codes;
use crate::base::id::{AccountId, AuthorId, ClientId, ConversationId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::client::Colour;
use crate::model::exchange::RemoteId;
use crate::model::interaction::{Kind, Visibility};
use crate::model::network::Network;
use crate::model::triage::{State, Triage};

/// What makes two items of one account the same row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The network's own conversation of direct messages.
    Direct(String),
    /// Direct messages between these people, where the network has no conversation.
    Between(Vec<String>),
    /// What one author says under one root post.
    Talk {
        /// The author's remote id.
        author: String,
        /// The post that the thread began with.
        root: RemoteId,
    },
    /// One kind of reaction to one post.
    Reaction {
        /// Like or boost.
        kind: Kind,
        /// The post.
        subject: RemoteId,
    },
    /// The new followers of one day, given as days since 1970 (UTC).
    Follows(i64),
    /// A thread of mails.
    Mail(String),
    /// An entry of a source stands alone.
    Entry(RemoteId),
}

impl Key {
    /// The key as the store keeps it, unique within an account.
    pub fn text(&self) -> String {
        match self {
            Key::Direct(conversation) => format!("direct {conversation}"),
            Key::Between(people) => {
                let mut people = people.clone();
                people.sort_unstable();
                people.dedup();
                format!("between {}", people.join(" "))
            }
            Key::Talk { author, root } => format!("talk {author} {}", root.as_str()),
            Key::Reaction { kind, subject } => format!("{kind} {}", subject.as_str()),
            Key::Follows(day) => format!("follow {day}"),
            Key::Mail(thread) => format!("mail {thread}"),
            Key::Entry(entry) => format!("entry {}", entry.as_str()),
        }
    }

    /// The day of `at` for [`Key::Follows`].
    pub fn day(at: Timestamp) -> i64 {
        at.millis().div_euclid(86_400_000)
    }
}

codes! {
    /// A list of the inbox.
    pub enum View {
        /// Open, asks, and no delivery of ours on its way.
        ToAnswer = "to-answer",
        /// Those of them that should have been answered by now.
        Late = "late",
        /// Waiting on them or on the client, and what is just leaving.
        Waiting = "waiting",
        /// Asleep until a time or an answer.
        Snoozed = "snoozed",
        /// Entries of sources.
        ToRead = "to-read",
        /// Reactions.
        Quiet = "quiet",
        /// Done or muted.
        Done = "done",
        /// Everything.
        All = "all",
    }
}

codes! {
    /// How the answer to a conversation stands.
    pub enum Outgoing {
        /// Nothing is on its way.
        None = "none",
        /// An answer is on its way.
        Leaving = "leaving",
        /// An answer is held, failed or unsure.
        NotSent = "not-sent",
    }
}

impl View {
    /// The one list, beside [`View::All`] and [`View::Late`], in which a conversation is found.
    pub fn of(kind: Kind, state: State, outgoing: Outgoing) -> View {
        if kind.is_reaction() {
            return View::Quiet;
        }
        if kind == Kind::Entry {
            return View::ToRead;
        }
        match (outgoing, state) {
            (Outgoing::NotSent, _) => View::ToAnswer,
            (Outgoing::Leaving, State::Open) => View::Waiting,
            (Outgoing::None, State::Open) => View::ToAnswer,
            (Outgoing::None | Outgoing::Leaving, State::WaitingThem | State::WaitingClient) => View::Waiting,
            (Outgoing::None | Outgoing::Leaving, State::Snoozed) => View::Snoozed,
            (Outgoing::None | Outgoing::Leaving, State::Done | State::Muted) => View::Done,
        }
    }
}

/// What a list shows of one conversation, and all that verbs need to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The conversation.
    pub id: ConversationId,
    /// Whose customer it concerns.
    pub client: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The client's colour.
    pub colour: Colour,
    /// The account it came to.
    pub account: AccountId,
    /// The account's full handle.
    pub account_handle: String,
    /// The name that the account shows; of a source, what it is called.
    pub account_name: String,
    /// The account's network.
    pub network: Network,
    /// What the newest of theirs is.
    pub kind: Kind,
    /// Its triage: state, flags, times.
    pub triage: Triage,
    /// How our answer stands.
    pub outgoing: Outgoing,
    /// The author, or the newest actor of a reaction.
    pub author: Option<AuthorId>,
    /// Whether that is somebody to look after.
    pub vip: bool,
    /// The name of the author, or of the newest actor of a reaction.
    pub name: String,
    /// Their full handle.
    pub handle: String,
    /// The newest of theirs on one line; for a reaction, the post it is about.
    pub excerpt: String,
    /// When their newest message happened.
    pub last_at: Timestamp,
    /// Messages in it, ours too; for a reaction, its actors.
    pub count: u32,
    /// Who can read their newest message.
    pub visibility: Visibility,
    /// Their newest message.
    pub newest: Option<InteractionId>,
    /// The network's id of their newest message.
    pub newest_remote: Option<RemoteId>,
    /// The page of their newest message, or of the post a reaction is about.
    pub url: String,
    /// Whether we like their newest message.
    pub liked: bool,
    /// Whether we boosted their newest message.
    pub boosted: bool,
    /// Whether their newest message was changed by its author.
    pub edited: bool,
    /// Whether their newest message was taken back.
    pub deleted: bool,
    /// Whether a draft of ours waits in it.
    pub draft: bool,
    /// The handle of another account of ours that the same post names.
    pub also: Option<String>,
    /// Whether the account has shut its author out.
    pub blocked: bool,
    /// Whether the account hears no more of its author from the network.
    pub network_muted: bool,
}

impl Row {
    /// What its account is called on a screen (see [`Account::title`](crate::model::account::Account::title)).
    pub fn account_title(&self) -> &str {
        if self.network.is_source() && !self.account_name.is_empty() { &self.account_name } else { &self.account_handle }
    }

    /// The list in which it is found.
    pub fn view(&self) -> View {
        View::of(self.kind, self.triage.state, self.outgoing)
    }

    /// Whether it stands in a list at `now`.
    pub fn stands_in(&self, view: View, now: Timestamp) -> bool {
        match view {
            View::All => true,
            View::Late => self.view() == View::ToAnswer && self.triage.due_at.is_some_and(|due| due <= now),
            View::ToAnswer | View::Waiting | View::Snoozed | View::ToRead | View::Quiet | View::Done => self.view() == view,
        }
    }

    /// Whether somebody waits for an answer of ours.
    pub fn asks(&self) -> bool {
        self.kind.asks()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_one_list() {
        use Outgoing::{Leaving, None, NotSent};
        let table = [
            (Kind::Mention, State::Open, None, View::ToAnswer),
            (Kind::Mention, State::Open, Leaving, View::Waiting),
            (Kind::Mention, State::Open, NotSent, View::ToAnswer),
            (Kind::Dm, State::WaitingThem, None, View::Waiting),
            (Kind::Dm, State::Done, NotSent, View::ToAnswer),
            (Kind::Reply, State::Snoozed, None, View::Snoozed),
            (Kind::Comment, State::Muted, None, View::Done),
            (Kind::Like, State::Done, None, View::Quiet),
            (Kind::Entry, State::Done, None, View::ToRead),
        ];
        for (kind, state, outgoing, expected) in table {
            assert_eq!(View::of(kind, state, outgoing), expected, "{kind} {state} {outgoing}");
        }
    }

    #[test]
    fn people_make_one_conversation_in_any_order() {
        let one = Key::Between(vec!["b".into(), "a".into()]);
        let other = Key::Between(vec!["a".into(), "b".into(), "a".into()]);
        assert_eq!(one.text(), other.text());
    }
}
