//! How each network counts a text, how much it takes, and where a text begins to be too long.
//!
//! A network is one row of [`Rule`]; an account adds what its server told ([`Terms::of`]).
//! Where a network does not say what it counts, the unit here never counts less than it
//! might. Nothing here cuts a text, and media are not counted.

mod address;
mod domains_table;
mod emoji;
mod mastodon;
mod rules_table;
mod tags;
pub mod x;

pub use rules_table::Rule;

use crate::base::code::codes;
use crate::base::text::graphemes;
use crate::model::account::ServerLimits;
use crate::model::network::Network;

/// What is one in a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// What X weighs: most of the world's scripts as two, an emoji as two, an address as 23.
    Weight,
    /// What a person calls a character, with addresses and handles shortened as Mastodon does.
    Shortened,
    /// What a person calls a character.
    Grapheme,
    /// A code point, but of an emoji every byte.
    EmojiBytes,
    /// A code point.
    CodePoint,
    /// A unit of UTF-16.
    Utf16,
    /// A byte of UTF-8.
    Byte,
}

/// What a network, or the server of an account, takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// What is counted.
    pub unit: Unit,
    /// How many of them it takes.
    pub limit: u32,
    /// What any address counts for, where addresses are shortened.
    pub address: u32,
    /// How many bytes of UTF-8 it takes besides.
    pub bytes: Option<u32>,
    /// How many hashtags it takes.
    pub hashtags: Option<u32>,
    /// How many handles it takes.
    pub mentions: Option<u32>,
    /// Whether a warning counts with the text.
    pub warning: bool,
    /// How many code points the description of a picture may have.
    pub alt: Option<u32>,
}

codes! {
    /// What is measured of a text.
    pub enum Measured {
        /// The text itself, in the unit of its network.
        Text = "text",
        /// The bytes of the text.
        Bytes = "bytes",
        /// The hashtags in it.
        Hashtags = "hashtags",
        /// The handles in it.
        Mentions = "mentions",
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// What there is.
    pub count: u32,
    /// What is taken.
    pub limit: u32,
}

impl Measure {
    /// Whether there is too much.
    pub fn over(self) -> bool {
        self.count > self.limit
    }

    /// How much is too much.
    pub fn excess(self) -> u32 {
        self.count.saturating_sub(self.limit)
    }
}

/// What a network counts of a text, and how much it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What it counts.
    pub count: u32,
    /// What it takes.
    pub limit: u32,
    /// How much of the count is the warning.
    pub warning: u32,
    /// The bytes, where they are limited besides.
    pub bytes: Option<Measure>,
    /// The hashtags, where they are limited.
    pub hashtags: Option<Measure>,
    /// The handles, where they are limited.
    pub mentions: Option<Measure>,
    /// The byte of the text, between two graphemes, before which it fits; none while all of it does.
    pub over_at: Option<usize>,
}

impl Count {
    /// Whether the text is too long, or has too much of anything in it.
    pub fn over(&self) -> bool {
        self.measures().any(|(_, measure)| measure.over())
    }

    /// Whether the warning alone is too long.
    pub fn warning_over(&self) -> bool {
        self.warning > self.limit
    }

    /// How much more text fits; less than nothing when it is too long.
    pub fn room(&self) -> i64 {
        i64::from(self.limit) - i64::from(self.count)
    }

    /// Everything that was measured, the text first.
    pub fn measures(&self) -> impl Iterator<Item = (Measured, Measure)> {
        let text = Measure { count: self.count, limit: self.limit };
        let besides = [(Measured::Bytes, self.bytes), (Measured::Hashtags, self.hashtags), (Measured::Mentions, self.mentions)];
        let besides = besides.into_iter().filter_map(|(what, measure)| Some((what, measure?)));
        std::iter::once((Measured::Text, text)).chain(besides)
    }

    /// What there is too much of, and how much; the text first.
    pub fn excess(&self) -> Option<(Measured, u32)> {
        self.measures().find(|(_, measure)| measure.over()).map(|(what, measure)| (what, measure.excess()))
    }
}

impl Terms {
    /// What the server of an account takes; nothing where nothing is written.
    pub fn of(network: Network, limits: ServerLimits) -> Option<Terms> {
        match network {
            Network::Mastodon => Some(Terms { limit: limits.characters, address: limits.url_characters, ..Rule::Mastodon.terms() }),
            Network::Rss => None,
        }
    }

    /// Counts `text` with the `warning` before it; the time it takes grows with their length.
    pub fn count(&self, text: &str, warning: &str) -> Count {
        let mut count = self.counted(text, warning);
        // A word that is cut where its network splits it may count as an address of its own.
        while let Some(at) = count.over_at {
            match self.counted(&text[..at], warning).over_at {
                Some(earlier) if earlier < at => count.over_at = Some(earlier),
                Some(_) | None => break,
            }
        }
        count
    }

    /// Counts the description of a picture; nothing where its length is not known to be limited.
    pub fn count_alt(&self, text: &str) -> Option<Measure> {
        Some(Measure { count: number(text.chars().count()), limit: self.alt? })
    }

    fn counted(&self, text: &str, warning: &str) -> Count {
        let warning = if self.warning { number(graphemes(warning).count()) } else { 0 };
        let mut tally = Tally::to(self.limit);
        tally.count = warning;
        if warning > self.limit {
            tally.over_at = Some(0);
        }
        self.walk(text, &mut tally);
        let bytes = self.bytes.map(|limit| {
            let mut tally = Tally::to(limit);
            count_bytes(text, &mut tally);
            tally
        });
        let hashtags = self.hashtags.map(|limit| Tally::of(limit, tags::hashtags(text)));
        let mentions = self.mentions.map(|limit| Tally::of(limit, tags::mentions(text)));
        let places = [Some(&tally), bytes.as_ref(), hashtags.as_ref(), mentions.as_ref()];
        let over_at = places.into_iter().flatten().filter_map(|tally| tally.over_at).min().map(|at| boundary(text, at));
        let measure = |tally: Option<Tally>| tally.map(|tally| Measure { count: tally.count, limit: tally.limit });
        Count {
            count: tally.count,
            limit: self.limit,
            warning,
            bytes: measure(bytes),
            hashtags: measure(hashtags),
            mentions: measure(mentions),
            over_at,
        }
    }

    fn walk(&self, text: &str, tally: &mut Tally) {
        match self.unit {
            Unit::Weight => x::count(text, tally),
            Unit::Shortened => mastodon::count(text, self.address, tally),
            Unit::Grapheme => count_graphemes(text, 0, tally),
            Unit::EmojiBytes => count_emoji_bytes(text, tally),
            Unit::CodePoint => text.char_indices().for_each(|(at, _)| tally.add(at, 1)),
            Unit::Utf16 => text.char_indices().for_each(|(at, c)| tally.add(at, number(c.len_utf16()))),
            Unit::Byte => count_bytes(text, tally),
        }
    }
}

/// Counts `text` and the `warning` before it as the server of an account does.
pub fn count(network: Network, limits: ServerLimits, text: &str, warning: &str) -> Count {
    match Terms::of(network, limits) {
        Some(terms) => terms.count(text, warning),
        // Nothing is written there.
        None => Count { count: 0, limit: limits.characters, warning: 0, bytes: None, hashtags: None, mentions: None, over_at: None },
    }
}

/// What is counted so far, and where it became too much.
struct Tally {
    count: u32,
    limit: u32,
    over_at: Option<usize>,
}

impl Tally {
    fn to(limit: u32) -> Tally {
        Tally { count: 0, limit, over_at: None }
    }

    fn of(limit: u32, places: impl IntoIterator<Item = usize>) -> Tally {
        let mut tally = Tally::to(limit);
        places.into_iter().for_each(|at| tally.add(at, 1));
        tally
    }

    /// Adds what begins at the byte `at`.
    fn add(&mut self, at: usize, weight: u32) {
        self.count = self.count.saturating_add(weight);
        if self.over_at.is_none() && self.count > self.limit {
            self.over_at = Some(at);
        }
    }
}

/// Counts the graphemes of a part of a text that begins at the byte `from` of it.
fn count_graphemes(part: &str, from: usize, tally: &mut Tally) {
    let bytes = part.as_bytes();
    // Between two letters of ASCII one grapheme always ends, so that most of a text is not looked up.
    let ends = |at: usize| bytes[at - 1].is_ascii() && bytes[at - 1] != b'\r' && bytes[at].is_ascii();
    let mut at = 0;
    while at < bytes.len() {
        let end = (at + 1..bytes.len()).find(|at| ends(*at)).unwrap_or(bytes.len());
        if end == at + 1 {
            tally.add(from + at, 1);
        } else {
            let mut start = from + at;
            graphemes(&part[at..end]).for_each(|grapheme| {
                tally.add(start, 1);
                start += grapheme.len();
            });
        }
        at = end;
    }
}

fn count_bytes(text: &str, tally: &mut Tally) {
    text.char_indices().for_each(|(at, c)| tally.add(at, number(c.len_utf8())));
}

fn count_emoji_bytes(text: &str, tally: &mut Tally) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let picture = emoji::length(&text[at..]);
        tally.add(at, picture.map_or(1, number));
        at += picture.unwrap_or(c.len_utf8());
    }
}

/// The last place between two graphemes that is not after `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut start = 0;
    for grapheme in graphemes(text) {
        if start + grapheme.len() > at {
            break;
        }
        start += grapheme.len();
    }
    start
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
