//! A text being written: to whom, as whom, who can read it.
//!
//! A reply's draft belongs to one conversation, account and audience for ever, so that a
//! public and a private answer are two texts. Start at [`Draft`].

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::code::codes;
use crate::base::id::{AccountId, ConversationId, DraftId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::account::Account;
use crate::model::exchange::{Outgoing, RemoteId};
use crate::model::interaction::Visibility;
use crate::model::macros::Run;
use crate::model::media::Attached;
use crate::model::snippet;
use crate::model::triage::After;

codes! {
    /// Who a reply is meant for.
    pub enum Audience {
        /// Whoever can read what it answers.
        Public = "public",
        /// The author alone.
        Private = "private",
    }
}

/// What a draft is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An answer.
    Reply {
        /// In which conversation.
        conversation: ConversationId,
        /// To which message.
        to: InteractionId,
        /// The network's id of that message.
        remote: RemoteId,
        /// For whom.
        audience: Audience,
    },
    /// A new post.
    New,
}

/// A text being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its row in the store, once it has one.
    pub id: Option<DraftId>,
    /// What it is for.
    pub target: Target,
    /// As whom; a reply has exactly one.
    pub accounts: Vec<AccountId>,
    /// The text as it was typed, which its accounts share.
    pub text: String,
    /// The texts of accounts that have their own.
    pub variants: BTreeMap<AccountId, String>,
    /// The files that go with it; with the first post, when others follow.
    pub media: Vec<Attached>,
    /// The words that stand before it; empty for none.
    pub warning: String,
    /// Who can read it.
    pub visibility: Visibility,
    /// The language it is in, as BCP 47.
    pub language: Option<String>,
    /// What becomes of its conversation after sending, when a saved reply or a macro says so.
    pub then: Option<After>,
    /// What a macro does to its conversation when it is sent, in the same entry of the journal.
    pub run: Option<Box<Run>>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Draft {
    /// A blank new post, as this account posts; as nobody yet, when none is known.
    pub fn post(account: Option<&Account>, now: Timestamp) -> Draft {
        Draft {
            id: None,
            target: Target::New,
            accounts: account.iter().map(|account| account.id).collect(),
            text: String::new(),
            variants: BTreeMap::new(),
            media: Vec::new(),
            warning: String::new(),
            visibility: account.map_or(Visibility::Public, |account| account.visibility),
            language: account.and_then(|account| account.language.clone()),
            then: None,
            run: None,
            updated_at: now,
        }
    }

    /// The text for one account.
    pub fn text_for(&self, account: AccountId) -> &str {
        self.variants.get(&account).unwrap_or(&self.text)
    }

    /// The accounts of it that have a text of their own, and are among those it leaves as.
    fn own(&self) -> impl Iterator<Item = &str> {
        self.variants.iter().filter(|(account, _)| self.accounts.contains(account)).map(|(_, text)| text.as_str())
    }

    /// Every text of it: the shared one, and those of its accounts that have their own.
    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.own())
    }

    /// The draft as it is sent to one of its accounts: a post, and those that follow it, each an
    /// answer to the one before, whose id nobody knows yet.
    pub fn outgoing(&self, account: AccountId) -> Vec<Outgoing> {
        let mut parent = match &self.target {
            Target::Reply { remote, .. } => Some(remote.clone()),
            Target::New => None,
        };
        let mut media = self.media.clone();
        let text = self.text_for(account);
        let post = |part: Range<usize>| Outgoing {
            text: text[part].trim().to_owned(),
            parent: parent.take(),
            visibility: self.visibility,
            language: self.language.clone(),
            warning: self.warning.trim().to_owned(),
            media: std::mem::take(&mut media),
        };
        parts(text).into_iter().map(post).collect()
    }

    /// The conversation that it answers.
    pub fn conversation(&self) -> Option<ConversationId> {
        match self.target {
            Target::Reply { conversation, .. } => Some(conversation),
            Target::New => None,
        }
    }

    /// The label of the first blank that is left in it; with one it is never sent.
    pub fn unfilled(&self) -> Option<String> {
        let left = self.texts().chain([self.warning.as_str()]).find_map(|text| snippet::blanks(text).into_iter().next());
        left.map(|blank| blank.label)
    }

    /// Whether anything is written beyond the names it began with.
    pub fn is_blank(&self) -> bool {
        self.texts().all(|text| text.split_whitespace().all(|word| word.starts_with('@') || word == BETWEEN))
            && self.warning.trim().is_empty()
            && self.media.is_empty()
    }
}

/// What stands alone on the line between a post and the one that follows it.
pub const BETWEEN: &str = "---";

/// Where the posts of a text stand in it: one, or several that follow each other.
///
/// Between two of them stands a line of [`BETWEEN`]; what is blank between two such lines is no post.
pub fn parts(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == BETWEEN {
            ends.push(at..at + line.len());
        }
        at += line.len();
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|line| line.end));
    let stops = ends.iter().map(|line| line.start).chain([text.len()]);
    let all: Vec<Range<usize>> = starts.zip(stops).map(|(start, stop)| start..stop).collect();
    let said: Vec<Range<usize>> = all.iter().filter(|part| !text[(*part).clone()].trim().is_empty()).cloned().collect();
    if ends.is_empty() || said.is_empty() {
        std::iter::once(0..text.len()).collect()
    } else {
        said.into_iter().map(|part| trimmed(text, part)).collect()
    }
}

/// A part without the empty lines at its end, which no network gets.
fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    part.start..part.start + text[part].trim_end().len()
}

/// The visibility that an answer starts with: never wider than theirs or than the account's own.
pub fn reply_visibility(theirs: Visibility, account: Visibility, audience: Audience) -> Visibility {
    match audience {
        Audience::Private => Visibility::Direct,
        Audience::Public => theirs.narrower(account),
    }
}

/// `text` with `handles` before it, those left out that it names already.
pub fn addressed(text: &str, handles: &[&str]) -> String {
    let named = |handle: &str| text.split(|c: char| c.is_whitespace() || ",;:!?".contains(c)).any(|word| word.eq_ignore_ascii_case(handle));
    let missing: Vec<&str> = handles.iter().copied().filter(|handle| !named(handle)).collect();
    if missing.is_empty() { text.to_owned() } else { format!("{} {text}", missing.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_starts_at_the_narrower_visibility() {
        use Visibility::{Direct, Followers, Public, Unlisted};
        let table = [
            (Public, Public, Audience::Public, Public),
            (Public, Unlisted, Audience::Public, Unlisted),
            (Followers, Public, Audience::Public, Followers),
            (Direct, Public, Audience::Public, Direct),
            (Public, Public, Audience::Private, Direct),
        ];
        for (theirs, account, audience, expected) in table {
            assert_eq!(reply_visibility(theirs, account, audience), expected, "{theirs} {account} {audience}");
        }
    }

    #[test]
    fn a_line_between_them_makes_two_posts() {
        let table: [(&str, &[&str]); 7] = [
            ("", &[""]),
            ("one", &["one"]),
            ("one\n--- two\n", &["one\n--- two\n"]),
            ("one\n---\ntwo", &["one", "two"]),
            ("one\n\n---  \n\n---\ntwo\nlines\n", &["one", "two\nlines"]),
            ("---\none", &["one"]),
            ("---\n", &["---\n"]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> = parts(text).into_iter().map(|part| &text[part]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn nobody_is_named_twice() {
        assert_eq!(addressed("Yes.", &["@ana"]), "@ana Yes.");
        assert_eq!(addressed("@Ana, yes.", &["@ana"]), "@Ana, yes.");
        assert_eq!(addressed("Yes @anais", &["@ana"]), "@ana Yes @anais");
        assert_eq!(addressed("Yes.", &[]), "Yes.");
    }
}
