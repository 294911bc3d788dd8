//! What is to be noticed about the posts of a calendar: two that come too close, a text that was
//! said just before, days without a post, clients of whom nothing is heard.
//!
//! Only posts that leave or have left count; one that was let go does not. Results of past posts
//! are not looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Days, between, local, plus};
use crate::base::id::ClientId;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::slot::{CalendarRow, Standing};

/// The least time between two posts of a client that says nothing else.
pub const SPACING: Duration = Duration::from_secs(30 * 60);
/// How long the same text counts as said just before.
pub const SAID_BEFORE: Duration = Duration::from_secs(14 * 86_400);
/// How many days without a post are not worth a word.
pub const QUIET_DAYS: i32 = 4;

/// What is to be noticed about one post; others are named by their place among the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Note {
    /// Another post of its client that leaves too shortly before or after it.
    pub clash: Option<usize>,
    /// An earlier post of its client that says the same, or nearly.
    pub said_before: Option<usize>,
}

/// A client of whom nothing is heard for too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The client.
    pub client: ClientId,
    /// The first day without a post.
    pub from: Date,
    /// How many days that lasts, as far as posts are known.
    pub days: i32,
}

/// A post that was looked at: its place, its time, its words.
type Said = (usize, Timestamp, Vec<String>);

/// What is to be noticed about each of `rows`, which stand in the order of their times;
/// `spacing` says what a client wants between two posts.
pub fn notes(rows: &[&CalendarRow], spacing: impl Fn(Option<ClientId>) -> Duration) -> Vec<Note> {
    let mut notes = vec![Note::default(); rows.len()];
    let mut earlier: BTreeMap<Option<ClientId>, Vec<Said>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(time) = row.at.filter(|_| row.standing != Standing::Skipped) else {
            continue;
        };
        let words = words(&row.text);
        let least = spacing(row.client);
        let known = earlier.entry(row.client).or_default();
        for (other, before, said) in known.iter().rev() {
            let apart = time.since(*before);
            if apart > SAID_BEFORE.max(least) {
                break;
            }
            let same = alike(&words, said);
            // What was posted elsewhere at one stroke on several accounts is one post.
            let one = same && row.slot.is_none() && rows[*other].slot.is_none() && apart < Duration::from_secs(3_600);
            if apart < least && !one {
                notes[at].clash.get_or_insert(*other);
                notes[*other].clash.get_or_insert(at);
            }
            if same && !one && apart <= SAID_BEFORE {
                notes[at].said_before.get_or_insert(*other);
            }
        }
        known.push((at, time, words));
    }
    notes
}

/// The words of a text, each once, in order; what differs from day to day anyway is left out.
fn words(text: &str) -> Vec<String> {
    let kept = text.split_whitespace().filter(|word| !word.contains("://"));
    let kept = kept.map(|word| fold(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let words: BTreeSet<String> = kept.filter(|word| !word.is_empty()).collect();
    words.into_iter().collect()
}

/// Whether two texts say the same: nine words of ten are in both.
fn alike(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() || short.len() * 10 < long.len() * 8 {
        return false;
    }
    let common = short.iter().filter(|word| long.binary_search(word).is_ok()).count();
    common * 10 >= (short.len() + long.len() - common) * 8
}

/// Those of `days` from `today` on that have no post.
pub fn empty_days(rows: &[&CalendarRow], days: Days, today: Date, zone: &TimeZone) -> Vec<Date> {
    let full: BTreeSet<Date> = dates(rows, zone).map(|(_, date)| date).collect();
    days.each().filter(|day| *day >= today && !full.contains(day)).collect()
}

fn dates<'r>(rows: &'r [&CalendarRow], zone: &'r TimeZone) -> impl Iterator<Item = (Option<ClientId>, Date)> + 'r {
    let leaves = rows.iter().filter(|row| row.standing != Standing::Skipped);
    leaves.filter_map(|row| Some((row.client, local(row.at?, zone).date())))
}

/// Clients among `clients` of whom nothing is heard for more than [`QUIET_DAYS`] days, as far as
/// posts are known, `known`; only silences that reach into `shown`, one a client.
pub fn silences(rows: &[&CalendarRow], clients: &[ClientId], known: Days, shown: Days, zone: &TimeZone) -> Vec<Silence> {
    let mut posted: BTreeMap<ClientId, BTreeSet<Date>> = clients.iter().map(|client| (*client, BTreeSet::new())).collect();
    for (client, date) in dates(rows, zone) {
        if let Some(days) = client.and_then(|client| posted.get_mut(&client)) {
            days.insert(date);
        }
    }
    let mut silences = Vec::new();
    for (client, days) in posted {
        let (first, last) = (plus(known.from, -1), known.until());
        let marks: Vec<Date> = std::iter::once(first).chain(days).chain([last]).collect();
        let longest = marks.windows(2).filter_map(|pair| {
            let (from, days) = (plus(pair[0], 1), between(pair[0], pair[1]) - 1);
            let reaches = from < shown.until() && plus(from, days) > shown.from;
            (days > QUIET_DAYS && reaches).then_some(Silence { client, from, days })
        });
        silences.extend(longest.max_by_key(|silence| silence.days));
    }
    silences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{DraftId, SlotId};
    use crate::model::client::Colour;

    fn row(id: i64, client: i64, at: &str, text: &str) -> CalendarRow {
        CalendarRow {
            slot: Some(SlotId(id)),
            draft: Some(DraftId(id)),
            at: Timestamp::parse(at),
            zone: "Europe/Paris".into(),
            standing: Standing::Scheduled,
            client: Some(ClientId(client)),
            client_name: String::new(),
            colour: Colour::Yellow,
            accounts: Vec::new(),
            text: text.into(),
            updated_at: Timestamp::default(),
        }
    }

    fn noted(rows: &[CalendarRow]) -> Vec<Note> {
        notes(&rows.iter().collect::<Vec<_>>(), |_| SPACING)
    }

    #[test]
    fn two_posts_of_a_client_within_its_spacing_clash() {
        let rows = [
            row(1, 1, "2026-11-23T09:00:00Z", "One"),
            row(2, 2, "2026-11-23T09:10:00Z", "Two"),
            row(3, 1, "2026-11-23T09:29:00Z", "Three"),
            row(4, 1, "2026-11-23T09:59:00Z", "Four"),
        ];
        let clashes: Vec<_> = noted(&rows).iter().map(|note| note.clash).collect();
        assert_eq!(clashes, [Some(2), None, Some(0), None]);
        let mut gone = rows.clone();
        gone[2].standing = Standing::Skipped;
        assert!(noted(&gone).iter().all(|note| note.clash.is_none()));
    }

    #[test]
    fn the_same_text_twice_in_two_weeks_is_noticed() {
        let first = "Our oysters are back on the terrace from noon today! https://a.example/1";
        let rows = [
            row(1, 1, "2026-11-02T09:00:00Z", first),
            row(2, 1, "2026-11-15T09:00:00Z", "Our oysters are back on the terrace from noon today https://a.example/2"),
            row(3, 1, "2026-11-16T09:00:00Z", "Something else that is about the terrace and noon"),
            row(4, 2, "2026-11-16T10:00:00Z", first),
            row(5, 1, "2026-12-01T09:00:00Z", first),
        ];
        let said: Vec<_> = noted(&rows).iter().map(|note| note.said_before).collect();
        assert_eq!(said, [None, Some(0), None, None, None]);
    }

    #[test]
    fn a_post_made_elsewhere_on_two_accounts_is_one() {
        let mut rows = [row(1, 1, "2026-11-02T09:00:00Z", "Hello all"), row(2, 1, "2026-11-02T09:00:20Z", "Hello all")];
        rows.iter_mut().for_each(|row| row.slot = None);
        assert_eq!(noted(&rows), [Note::default(); 2]);
    }

    #[test]
    fn days_and_clients_without_a_post_are_found() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let rows = [
            row(1, 1, "2026-11-23T09:00:00Z", "One"),
            row(2, 1, "2026-11-29T09:00:00Z", "Two"),
            // In Paris this is Wednesday.
            row(3, 2, "2026-11-24T23:30:00Z", "Three"),
        ];
        let rows: Vec<_> = rows.iter().collect();
        let (shown, today) = (Days::week("2026-11-23".parse().unwrap()), "2026-11-24".parse().unwrap());
        let empty: Vec<String> = empty_days(&rows, shown, today, &zone).iter().map(|day| day.day().to_string()).collect();
        assert_eq!(empty.join(" "), "24 26 27 28");
        let clients = [ClientId(1), ClientId(2), ClientId(3)];
        let told: Vec<String> = silences(&rows, &clients, shown, shown, &zone)
            .iter()
            .map(|silence| format!("{} {} {}", silence.client.0, silence.from, silence.days))
            .collect();
        assert_eq!(told, ["1 2026-11-24 5", "3 2026-11-23 7"]);
    }
}
