//! What is wrong in a file of posts, and where.

use super::Column;
use crate::model::slot::Standing;

/// One thing that is wrong in a file of posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// On which line, counted from 1.
    pub line: usize,
    /// In which column, where it is in one.
    pub column: Option<Column>,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What can be wrong in a file of posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no UTF-8.
    NotText,
    /// No line of headings names any column, or no heading any post.
    NoHeading,
    /// A heading that is not known, and the one that was probably meant.
    UnknownColumn(Option<&'static str>),
    /// A heading that stands there twice.
    ColumnTwice,
    /// The row has more cells than there are headings: a separator in an unquoted text.
    TooManyCells,
    /// A quotation mark is never closed, or the file breaks off.
    BreaksOff,
    /// Not a day such as `2026-11-24` or `24/11/2026`.
    Date,
    /// Not a time such as `09:00` or `9h30`.
    Time,
    /// A day without a time.
    NoTime,
    /// A time without a day.
    NoDate,
    /// No such zone is known; the one that was probably meant.
    Zone(Option<String>),
    /// The clocks jump over this time.
    NoSuchHour,
    /// It is over, and nothing can be sent then.
    Past,
    /// No client has this name; the one that was probably meant.
    Client(Option<String>),
    /// No account is named, and it must be known where it goes.
    NoAccount,
    /// No account has this handle; the one that was probably meant.
    Account(Option<String>),
    /// Several accounts are called so; these.
    AccountSeveral(Vec<String>),
    /// The account is a source, or of a network on which nothing is posted.
    Source,
    /// The account is of another client, this one.
    AnotherClient(String),
    /// A text for an account that the post does not go to.
    NotAmong,
    /// There is no text.
    NoText,
    /// It is longer than the network takes, for the account of this handle.
    TooLong {
        /// The account.
        handle: String,
        /// What its network counts.
        count: u32,
        /// What it takes.
        limit: u32,
    },
    /// A blank of a saved reply is left in it; its label.
    Unfilled(String),
    /// Not one of the words for who can read a post.
    Visibility,
    /// Not one of the words for where a post stands.
    State,
    /// A repetition that cannot be worked out.
    Repetition,
    /// No number of a post of ours.
    Id,
    /// The post with this number has left already, or is leaving: it stands so.
    Left(Standing),
    /// Two entries have this number.
    IdTwice,
}
