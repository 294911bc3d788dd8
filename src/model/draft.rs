//! A text being written: to whom, as whom, who can read it.
//!
//! A reply's draft belongs to one conversation, account and audience for ever, so that a
//! public and a private answer are two texts. Start at [`Draft`].

use std::collections::BTreeMap;

use crate::base::code::codes;
use crate::base::id::{AccountId, ConversationId, DraftId, InteractionId};
use crate::base::time::Timestamp;
use crate::model::exchange::{Outgoing, RemoteId};
use crate::model::interaction::Visibility;
use crate::model::macros::Run;
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
    /// The text for one account.
    pub fn text_for(&self, account: AccountId) -> &str {
        self.variants.get(&account).unwrap_or(&self.text)
    }

    /// Every text of it: the shared one, and those of its accounts that have their own.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let own = self.variants.iter().filter(|(account, _)| self.accounts.contains(account)).map(|(_, text)| text.as_str());
        std::iter::once(self.text.as_str()).chain(own)
    }

    /// The draft as it is sent to one of its accounts.
    pub fn outgoing(&self, account: AccountId) -> Outgoing {
        let parent = match &self.target {
            Target::Reply { remote, .. } => Some(remote.clone()),
            Target::New => None,
        };
        Outgoing {
            text: self.text_for(account).trim().to_owned(),
            parent,
            visibility: self.visibility,
            language: self.language.clone(),
            warning: self.warning.trim().to_owned(),
        }
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
        self.texts().all(|text| text.split_whitespace().all(|word| word.starts_with('@'))) && self.warning.trim().is_empty()
    }
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
    fn nobody_is_named_twice() {
        assert_eq!(addressed("Yes.", &["@ana"]), "@ana Yes.");
        assert_eq!(addressed("@Ana, yes.", &["@ana"]), "@Ana, yes.");
        assert_eq!(addressed("Yes @anais", &["@ana"]), "@ana Yes @anais");
        assert_eq!(addressed("Yes.", &[]), "Yes.");
    }
}
