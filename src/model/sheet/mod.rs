//! A post as a file tells it, before and after it is one of ours.
//!
//! Files name clients and accounts in words and times on a clock's face; [`Known`] says what
//! they mean, or what is wrong, each with its line. How a file is read and written is
//! `sheets/`; nothing is stored here. Start at [`Entry`], then [`Known::check`].

mod check;
mod known;
mod wrong;

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::base::code::codes;
use crate::base::id::DraftId;
use crate::base::time::Timestamp;
use crate::model::draft::Draft;
use crate::model::interaction::Visibility;
use crate::model::slot::{CalendarRow, Standing};

pub use check::{Checked, Keep};
pub use known::{Known, Unmatched};
pub use wrong::{Problem, Wrong};

codes! {
    /// What is told of a post, by the name that it has in files.
    pub enum Column {
        /// The day.
        Date = "date",
        /// The time of that day.
        Time = "time",
        /// The IANA name of the zone of both.
        Zone = "zone",
        /// The client's name.
        Client = "client",
        /// Handles of accounts, with a space between them.
        Accounts = "accounts",
        /// The text that they share.
        Text = "text",
        /// The words that stand before it.
        Warning = "warning",
        /// Who can read it.
        Visibility = "visibility",
        /// The language it is in, as BCP 47.
        Language = "language",
        /// Where it stands.
        State = "state",
        /// Our number of it.
        Id = "id",
        /// The text of one account, which is named beside it.
        Own = "text:",
    }
}

/// When a post is, as a file tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// An instant, wherever it is read.
    Instant(Timestamp),
    /// What a clock on the wall shows, in the zone of the entry.
    Wall {
        /// The day.
        date: Date,
        /// The time.
        time: Time,
        /// Which of two, for a time that comes twice.
        offset: Option<Offset>,
    },
}

impl Moment {
    /// The instant in `zone`; none where the clock jumps over it.
    pub fn instant(self, zone: &TimeZone) -> Option<Timestamp> {
        let (date, time, offset) = match self {
            Moment::Instant(at) => return Some(at),
            Moment::Wall { date, time, offset } => (date, time, offset),
        };
        let wall = date.to_datetime(time);
        let at = match offset {
            Some(offset) => offset.to_timestamp(wall).ok()?,
            None => {
                let ambiguous = zone.to_ambiguous_timestamp(wall);
                if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
                    return None;
                }
                ambiguous.earlier().ok()?
            }
        };
        Some(Timestamp::from_millis(at.as_millisecond()))
    }

    /// What the wall shows in `zone` at `at`; which of two, where that time comes twice.
    pub fn wall(at: Timestamp, zone: &TimeZone) -> Option<(Date, Time, Option<Offset>)> {
        let at = jiff::Timestamp::from_millisecond(at.millis()).ok()?;
        let (wall, offset) = (zone.to_datetime(at), zone.to_offset(at));
        let twice = zone.to_ambiguous_timestamp(wall).is_ambiguous();
        Some((wall.date(), wall.time(), twice.then_some(offset)))
    }
}

/// A post as a file tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The line on which it begins, counted from 1; 0 for one that is not read from a file.
    pub line: usize,
    /// Our number of it, in an entry that we wrote.
    pub id: Option<DraftId>,
    /// When it is; none for an idea.
    pub at: Option<Moment>,
    /// The IANA name of the zone; empty for that of the client.
    pub zone: String,
    /// The client's name; empty for that of the accounts.
    pub client: String,
    /// Handles of accounts.
    pub accounts: Vec<String>,
    /// The text that its accounts share.
    pub text: String,
    /// The texts of accounts that have their own, by handle.
    pub own: BTreeMap<String, String>,
    /// The words that stand before it.
    pub warning: String,
    /// Who can read it; none for what its accounts begin with.
    pub visibility: Option<Visibility>,
    /// The language, as BCP 47; empty for that of its accounts.
    pub language: String,
    /// Where it stands; none when that is not told.
    pub state: Option<Standing>,
}

impl Entry {
    /// A post of ours as files tell it; `zone` counts where it was placed in none, and `handle`
    /// names an account so that nobody else is meant.
    pub fn of(
        row: &CalendarRow,
        draft: Option<&Draft>,
        zone: &str,
        handle: impl Fn(crate::base::id::AccountId) -> Option<String>,
    ) -> Entry {
        let zone = if row.zone.is_empty() { zone } else { &row.zone };
        let named = row.accounts.iter().map(|at| handle(at.account).unwrap_or_else(|| at.handle.clone()));
        let own = draft.map(|draft| &draft.variants).into_iter().flatten();
        Entry {
            line: 0,
            id: row.draft,
            at: row.at.map(Moment::Instant),
            zone: if row.at.is_some() { zone.to_owned() } else { String::new() },
            client: row.client_name.clone(),
            accounts: named.collect(),
            text: lines(&row.text),
            own: own.filter_map(|(account, text)| Some((handle(*account)?, lines(text)))).collect(),
            warning: draft.map(|draft| lines(&draft.warning)).unwrap_or_default(),
            visibility: draft.map(|draft| draft.visibility),
            language: draft.and_then(|draft| draft.language.clone()).unwrap_or_default(),
            state: Some(row.standing),
        }
    }
}

/// A text with one sign for the end of a line, whatever program wrote it.
pub fn lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn wall(date: &str, time: &str) -> Moment {
        Moment::Wall { date: date.parse().unwrap(), time: time.parse().unwrap(), offset: None }
    }

    #[test]
    fn a_wall_clock_keeps_its_hour_when_the_clocks_change() {
        let table = [
            ("2026-03-28", "09:00", Some("2026-03-28T08:00:00Z")),
            ("2026-03-29", "09:00", Some("2026-03-29T07:00:00Z")),
            ("2026-03-29", "02:30", None),
            ("2026-10-25", "09:00", Some("2026-10-25T08:00:00Z")),
            ("2026-10-25", "02:30", Some("2026-10-25T00:30:00Z")),
        ];
        for (date, time, expected) in table {
            let at = wall(date, time).instant(&paris());
            assert_eq!(at.map(Timestamp::rfc3339).as_deref(), expected, "{date} {time}");
        }
    }

    #[test]
    fn the_hour_that_comes_twice_is_told_apart() {
        for instant in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-06-01T12:00:00.250Z"] {
            let at = Timestamp::parse(instant).unwrap();
            let (date, time, offset) = Moment::wall(at, &paris()).unwrap();
            assert_eq!(Moment::Wall { date, time, offset }.instant(&paris()), Some(at), "{instant}");
        }
    }
}
