//! A saved reply: a name, a text with places to fill, and what follows its sending.
//!
//! The text is a [`Template`]; what a person typed into a message is scanned for the same
//! blanks, since such a text is never sent. Nothing here knows a screen or a store.
//! Start at [`Snippet`].

mod found;
mod person;
mod sheet;
mod template;

pub use found::{Words, found};
pub use person::called;
pub use sheet::{Sheet, SheetError};
pub use template::{Blank, Filling, SnippetError, SnippetProblem, Template, blanks, fill_blank, insertion, labels_left};

use crate::base::code::codes;
use crate::base::id::{ClientId, SnippetId};
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::triage::{After, Asked, Until};

/// The longest text of a snippet, in bytes: more than any network takes.
pub const LONGEST: usize = 20_000;

/// The longest name of a snippet, in graphemes.
pub const LONGEST_NAME: usize = 60;

codes! {
    /// What a snippet makes of a conversation when the message with it has arrived.
    pub enum AndThen {
        /// It is their turn.
        WaitThem = "wait-them",
        /// It stays with us.
        StayOpen = "stay-open",
        /// The client has to tell us something first; by when, nobody says here.
        WaitClient = "wait-client",
        /// Out of sight until they answer.
        Snooze = "snooze",
        /// Nothing is left to do.
        Done = "done",
    }
}

impl AndThen {
    /// The one that `after` is, its time and its words left out.
    pub fn of(after: &After) -> AndThen {
        match after {
            After::WaitThem => AndThen::WaitThem,
            After::StayOpen => AndThen::StayOpen,
            After::Done => AndThen::Done,
            After::WaitClient(_) => AndThen::WaitClient,
            After::Snooze(_) => AndThen::Snooze,
        }
    }

    /// What is chosen at sending.
    pub fn after(self) -> After {
        match self {
            AndThen::WaitThem => After::WaitThem,
            AndThen::StayOpen => After::StayOpen,
            AndThen::WaitClient => After::WaitClient(Asked::default()),
            AndThen::Snooze => After::Snooze(Until::Answer),
            AndThen::Done => After::Done,
        }
    }
}

/// A saved reply as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Whose it is; none means that of every client.
    pub client: Option<ClientId>,
    /// What it is called; one name stands once for each client, and once for all.
    pub name: String,
    /// Its text, with places to fill.
    pub body: String,
    /// What becomes of the conversation after sending, when it says so.
    pub then: Option<AndThen>,
}

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Its row in the store.
    pub id: SnippetId,
    /// What it says.
    pub saying: Saying,
    /// How often it was put into a message.
    pub uses: u32,
    /// When that was last.
    pub used_at: Option<Timestamp>,
}

/// A saved reply out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// What it says.
    pub saying: Saying,
    /// How often it was used where it comes from.
    pub uses: u32,
    /// When that was last.
    pub used_at: Option<Timestamp>,
}

/// What became of saved replies out of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Those that were not there before.
    pub added: u32,
    /// Those that say something else now.
    pub updated: u32,
    /// Those that said so already.
    pub same: u32,
}

impl Saying {
    /// The same with a name on one line and a text without blank ends, if it can be kept.
    ///
    /// # Errors
    /// The first thing that is wrong with its text; a name that is missing or too long
    /// comes first, with an empty place.
    pub fn checked(self) -> Result<Saying, SnippetError> {
        let name = crate::base::text::one_line(&self.name);
        let at = |problem| SnippetError { at: 0..0, problem };
        if fold(&name).is_empty() {
            return Err(at(SnippetProblem::NoName));
        }
        if crate::base::text::graphemes(&name).count() > LONGEST_NAME {
            return Err(at(SnippetProblem::LongName));
        }
        let body = self.body.replace("\r\n", "\n").trim().to_owned();
        Template::parse(&body)?;
        Ok(Saying { name, body, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(name: &str, body: &str) -> Saying {
        Saying { client: None, name: name.to_owned(), body: body.to_owned(), then: None }
    }

    #[test]
    fn what_is_kept_has_a_name_and_a_text() {
        let kept = saying(" opening \n hours ", "\r\nWe open at 9.\r\nSee you\n").checked().unwrap();
        assert_eq!((kept.name.as_str(), kept.body.as_str()), ("opening hours", "We open at 9.\nSee you"));
        let table = [
            ("", "Hello", SnippetProblem::NoName),
            ("a", " \n ", SnippetProblem::NoText),
            ("a", "Hello {autor}", SnippetProblem::Unknown("autor".to_owned())),
        ];
        for (name, body, problem) in table {
            assert_eq!(saying(name, body).checked().unwrap_err().problem, problem, "{name} {body}");
        }
        assert_eq!(saying(&"n".repeat(61), "x").checked().unwrap_err().problem, SnippetProblem::LongName);
        assert_eq!(saying("n", &"x".repeat(LONGEST + 1)).checked().unwrap_err().problem, SnippetProblem::LongText);
    }
}
