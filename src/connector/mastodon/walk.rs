//! How far a list was read, and which page is read next. Pure.
//!
//! Lists come newest first. `min_id` walks forward on Mastodon; on some of its kin it gives
//! the newest page above that id, on others nothing at all. So the cursor believes no
//! server: a long page that does not reach what was known leaves a gap, and the gap is
//! walked back to its floor before anything else. A walk that is interrupted goes on
//! where it was, because both of its ends are in the cursor.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::model::exchange::Cursor;
use crate::net::paging::Links;

/// What every list is asked for.
pub const LIMIT: usize = 40;
/// A page of fewer items was not cut: no server's own bound is below this.
const CUT: usize = 20;
/// Pages that follow each other so soon belong to one round of the engine.
const ROUND: Duration = Duration::from_secs(30);
/// How much older than its floor a gap is walked when the floor itself is gone.
const MARGIN: i64 = 600_000;

/// One item of a list: its id, and when it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The network's id.
    pub id: String,
    /// Milliseconds since 1970, or 0 where it was not told.
    pub at: i64,
}

/// How far a list was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The newest item that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    top: Option<Mark>,
    /// What lies between the last long page and what was known before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gap: Option<Walk>,
    /// What is older than everything read: the rest of a first sync.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    past: Option<Walk>,
    /// When the last page was read, by the machine's clock.
    #[serde(default)]
    read: i64,
}

/// A walk from newer to older.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    /// The address of the next page, when the server says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// The newest item of the last page.
    first: String,
    /// The oldest item of the last page.
    last: String,
    /// Where the walk ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    floor: Option<Mark>,
}

/// Which page is read next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The newest page there is.
    Newest,
    /// What is newer than this id.
    Ahead(String),
    /// A page of a walk.
    Back {
        /// Its address, when the server said one.
        link: Option<String>,
        /// The id that it lies below.
        below: String,
        /// The id that it lies above.
        above: Option<String>,
    },
}

/// What a page means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// How many of its items, from the newest, were not known before.
    pub keep: usize,
    /// Whether another page is to be read at once.
    pub more: bool,
}

impl Place {
    /// Reads a cursor; one that cannot be read begins anew, which repeats but loses nothing.
    pub fn read(cursor: Option<&Cursor>) -> Place {
        cursor.and_then(|cursor| serde_json::from_str(cursor.as_str()).ok()).unwrap_or_default()
    }

    /// Writes the cursor.
    pub fn cursor(&self) -> Cursor {
        Cursor::new(serde_json::to_string(self).unwrap_or_default())
    }

    /// Gives up what is older than everything read.
    pub fn forward(mut self) -> Place {
        self.past = None;
        self
    }

    /// Whether nothing was ever found here.
    pub fn is_empty(&self) -> bool {
        self.top.is_none()
    }

    /// Which page is read next.
    pub fn step(&self, now: Timestamp) -> Step {
        let Some(top) = &self.top else {
            return Step::Newest;
        };
        // In a later round what is new comes first: the engine may have had enough of the past.
        let same_round = now.since(Timestamp::from_millis(self.read)) <= ROUND;
        match self.gap.as_ref().or(self.past.as_ref().filter(|_| same_round)) {
            Some(walk) => {
                Step::Back { link: walk.link.clone(), below: walk.last.clone(), above: walk.floor.as_ref().map(|floor| floor.id.clone()) }
            }
            None => Step::Ahead(top.id.clone()),
        }
    }

    /// Takes the page that `step` asked for, newest first.
    pub fn take(&mut self, step: &Step, page: &[Mark], links: &Links, now: Timestamp) -> Taken {
        self.read = now.millis();
        let keep = match step {
            Step::Newest => {
                self.top = page.first().cloned();
                self.past = walk(page, links, None);
                return Taken { keep: page.len(), more: self.past.is_some() };
            }
            Step::Ahead(_) => self.take_ahead(page, links),
            Step::Back { .. } => return self.take_back(page, links),
        };
        Taken { keep, more: self.gap.is_some() || self.past.is_some() }
    }

    fn take_ahead(&mut self, page: &[Mark], links: &Links) -> usize {
        let (Some(first), Some(top)) = (page.first(), self.top.clone()) else {
            return 0;
        };
        let known = page.iter().position(|mark| mark.id == top.id);
        self.top = Some(first.clone());
        if known.is_none() && page.len() >= CUT {
            self.gap = walk(page, links, Some(top));
        }
        known.unwrap_or(page.len())
    }

    fn take_back(&mut self, page: &[Mark], links: &Links) -> Taken {
        let in_gap = self.gap.is_some();
        let Some(before) = self.gap.take().or_else(|| self.past.take()) else {
            return Taken { keep: 0, more: false };
        };
        let floor = before.floor.clone();
        let reached = floor.as_ref().and_then(|floor| page.iter().position(|mark| mark.id == floor.id));
        // A server that knows neither link nor `max_id` gives the newest page again.
        let stuck = page.iter().any(|mark| mark.id == before.first || mark.id == before.last);
        let passed = page.last().zip(floor.as_ref()).is_some_and(|(last, floor)| last.at != 0 && last.at < floor.at - MARGIN);
        let at_end = before.link.is_some() && links.next.is_none();
        let on = if reached.is_some() || stuck || passed || at_end { None } else { walk(page, links, floor) };
        let keep = reached.unwrap_or(page.len());
        if in_gap {
            self.gap = on;
            // The page above the gap was a long one: there may be more above it.
            return Taken { keep, more: true };
        }
        self.past = on;
        Taken { keep, more: self.past.is_some() }
    }
}

/// The walk that goes on below `page`; none when nothing can be below it.
fn walk(page: &[Mark], links: &Links, floor: Option<Mark>) -> Option<Walk> {
    let (first, last) = (page.first()?, page.last()?);
    let cut = page.len() >= CUT || links.next.is_some();
    cut.then(|| Walk { link: links.next.clone(), first: first.id.clone(), last: last.id.clone(), floor })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a server understands what it is asked.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Kin {
        /// `min_id` gives the adjacent page, both links.
        Mastodon,
        /// `min_id` gives the newest page above it, no links.
        Snac,
        /// Only its own links are understood.
        Hollo,
        /// Nothing is understood.
        Deaf,
    }

    struct Fake {
        kin: Kin,
        /// Oldest first; the number is id and time.
        items: Vec<i64>,
    }

    fn mark(number: i64) -> Mark {
        Mark { id: format!("id/{number}"), at: number * 1000 }
    }

    fn number(id: &str) -> i64 {
        id.trim_start_matches("id/").parse().unwrap()
    }

    impl Fake {
        fn answer(&self, step: &Step) -> (Vec<Mark>, Links) {
            let (link, below, above) = match step {
                Step::Newest => (None, None, None),
                Step::Ahead(id) => (None, None, Some(number(id))),
                Step::Back { link, below, above } => (link.clone(), Some(number(below)), above.as_deref().map(number)),
            };
            let below = match self.kin {
                Kin::Mastodon | Kin::Snac => below,
                Kin::Hollo => link.map(|link| link.parse().unwrap()),
                Kin::Deaf => None,
            };
            let above = above.filter(|_| matches!(self.kin, Kin::Mastodon | Kin::Snac));
            let fits = |item: &&i64| below.is_none_or(|below| **item < below) && above.is_none_or(|above| **item > above);
            let mut page: Vec<i64> = if self.kin == Kin::Mastodon && above.is_some() {
                self.items.iter().filter(fits).take(LIMIT).copied().collect()
            } else {
                let mut newest: Vec<i64> = self.items.iter().rev().filter(fits).take(LIMIT).copied().collect();
                newest.reverse();
                newest
            };
            page.reverse();
            let linked = matches!(self.kin, Kin::Mastodon | Kin::Hollo) && page.len() == LIMIT;
            let next = page.last().filter(|_| linked).map(i64::to_string);
            (page.into_iter().map(mark).collect(), Links { next, prev: None })
        }

        /// Reads until there is no more; gives what was kept and the requests.
        fn read(&self, place: &mut Place, now: &mut Timestamp, bound: usize) -> (Vec<i64>, usize) {
            let mut kept = Vec::new();
            for requests in 1..=bound {
                let step = place.step(*now);
                let (page, links) = self.answer(&step);
                let mut next = Place::read(Some(&place.cursor()));
                let taken = next.take(&step, &page, &links, *now);
                *place = next;
                kept.extend(page[..taken.keep].iter().map(|mark| number(&mark.id)));
                *now = *now + Duration::from_secs(1);
                if !taken.more {
                    return (kept, requests);
                }
            }
            (kept, bound)
        }
    }

    fn sorted(mut items: Vec<i64>) -> Vec<i64> {
        items.sort_unstable();
        items.dedup();
        items
    }

    const KIN: [Kin; 3] = [Kin::Mastodon, Kin::Snac, Kin::Hollo];

    #[test]
    fn nothing_is_lost_whatever_a_server_understands() {
        for kin in KIN {
            for (old, new) in [(0, 0), (1, 1), (0, 7), (39, 40), (40, 41), (41, 19), (100, 20), (130, 130), (200, 81)] {
                let mut fake = Fake { kin, items: (1..=old).collect() };
                let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
                let (first, _) = fake.read(&mut place, &mut now, 99);
                assert_eq!(sorted(first), (1..=old).collect::<Vec<_>>(), "{kin:?} first {old}");
                now = now + Duration::from_secs(60);
                fake.items.extend(old + 1..=old + new);
                let (second, requests) = fake.read(&mut place, &mut now, 99);
                assert_eq!(sorted(second), (old + 1..=old + new).collect::<Vec<_>>(), "{kin:?} {old} then {new}");
                assert!(requests < 99, "{kin:?} {old} then {new} ends");
                now = now + Duration::from_secs(60);
                assert_eq!(fake.read(&mut place, &mut now, 99), (Vec::new(), 1), "{kin:?} a quiet minute is one request");
            }
        }
    }

    #[test]
    fn a_usual_minute_is_one_request() {
        for kin in KIN {
            let mut fake = Fake { kin, items: (1..=100).collect() };
            let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
            fake.read(&mut place, &mut now, 99);
            fake.items.extend(101..=105);
            now = now + Duration::from_secs(60);
            let (kept, requests) = fake.read(&mut place, &mut now, 99);
            assert_eq!((kept.len(), requests), (5, 1), "{kin:?}");
        }
    }

    #[test]
    fn a_walk_that_is_interrupted_goes_on() {
        for kin in KIN {
            let mut fake = Fake { kin, items: (1..=200).collect() };
            let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
            let mut kept = Vec::new();
            // One page each time, with news between, so that gaps and the past alternate.
            for round in 0..60 {
                let (some, _) = fake.read(&mut place, &mut now, if round < 40 { 1 } else { 99 });
                kept.extend(some);
                if round < 20 {
                    let newest = *fake.items.last().unwrap();
                    fake.items.extend(newest + 1..=newest + 1 + 30 * (round % 3));
                }
                now = now + Duration::from_secs(if round % 2 == 0 { 1 } else { 60 });
            }
            assert_eq!(sorted(kept), fake.items, "{kin:?}");
        }
    }

    #[test]
    fn the_past_is_given_up_and_what_is_new_still_comes() {
        for kin in KIN {
            let mut fake = Fake { kin, items: (1..=500).collect() };
            let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
            let (first, _) = fake.read(&mut place, &mut now, 2);
            assert_eq!(first.len(), 80);
            fake.items.push(501);
            now = now + Duration::from_secs(60);
            let mut asked = place.clone();
            assert_eq!(fake.read(&mut asked, &mut now, 1).0, [501], "{kin:?} new ones first also while the past waits");
            let mut place = place.forward();
            assert_eq!(fake.read(&mut place, &mut now, 99), (vec![501], 1), "{kin:?}");
        }
    }

    #[test]
    fn a_server_that_understands_nothing_is_not_asked_for_ever() {
        let mut fake = Fake { kin: Kin::Deaf, items: (1..=100).collect() };
        let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
        let (kept, requests) = fake.read(&mut place, &mut now, 99);
        assert_eq!((sorted(kept).len(), requests), (LIMIT, 2));
        fake.items.push(101);
        now = now + Duration::from_secs(60);
        assert_eq!(fake.read(&mut place, &mut now, 99), (vec![101], 1));
    }

    #[test]
    fn a_known_item_that_was_taken_back_does_not_open_the_past() {
        for kin in KIN {
            let mut fake = Fake { kin, items: (1..=2000).map(|at| at * 10).collect() };
            let (mut place, mut now) = (Place::default(), Timestamp::from_millis(0));
            fake.read(&mut place, &mut now, 1);
            let mut place = place.forward();
            fake.items.pop();
            fake.items.extend((2001..=2030).map(|at| at * 10));
            now = now + Duration::from_secs(60);
            let (kept, requests) = fake.read(&mut place, &mut now, 99);
            assert!((2001..=2030).all(|at| kept.contains(&(at * 10))), "{kin:?}");
            assert!(requests < 6, "{kin:?} {requests}");
        }
    }

    #[test]
    fn a_cursor_of_another_time_begins_anew() {
        assert_eq!(Place::read(Some(&Cursor::new("108"))), Place::default());
        assert_eq!(Place::read(None).step(Timestamp::from_millis(0)), Step::Newest);
    }
}
