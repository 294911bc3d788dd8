//! How X counts: by weight, once the text is normalised; an address is always 23.
//!
//! The weights are those of version 3 of twitter-text. What X leaves out of the count, the
//! handles that its own screen puts before an answer and what media add, is not in the text.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::address::{self, Dialect, is_latin};
use super::{Tally, emoji};
use crate::base::text::graphemes;

/// What an address weighs, whatever its length.
const ADDRESS: u32 = 23;

const DIALECT: Dialect = Dialect {
    protocols: &["https", "http"],
    bare: true,
    shortener: true,
    path: |c| is_word(c) || "!*';:=+,.$/%#[]-–_~@|&".contains(c),
    path_end: |c| is_word(c) || "+-=_#/".contains(c),
    query: |c| c.is_ascii_alphanumeric() || "!?*'@();:&=+$/%#[]-_.,~|".contains(c),
    query_end: |c| c.is_ascii_alphanumeric() || "-_&=#/".contains(c),
};

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_latin(c) || matches!(c, '\u{400}'..='\u{4ff}')
}

/// The addresses that X finds in `text`, as bytes, in order; each is 23 of the count.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    address::addresses(text, &DIALECT)
}

pub(super) fn count(text: &str, tally: &mut Tally) {
    let normal = Normal::of(text);
    let mut at = 0;
    for address in addresses(&normal.text) {
        weigh(&normal, at..address.start, tally);
        tally.add(address.start, ADDRESS);
        at = address.end;
    }
    weigh(&normal, at..normal.text.len(), tally);
    // The place is one of the normalised text until here.
    tally.over_at = tally.over_at.map(|at| normal.origin(at));
}

fn weigh(normal: &Normal<'_>, part: Range<usize>, tally: &mut Tally) {
    let text = &normal.text;
    let mut at = part.start;
    while at < part.end {
        let rest = &text[at..part.end];
        let bytes = rest.as_bytes();
        // Most of a text is plain letters, before which nothing needs to be looked up.
        let plain = bytes[0].is_ascii() && bytes.get(1).is_none_or(u8::is_ascii);
        let (weight, length) = match rest.chars().next() {
            Some(c) if plain => (1, c.len_utf8()),
            Some(c) => emoji::length(rest).map_or((weight(c), c.len_utf8()), |length| (2, length)),
            None => break,
        };
        tally.add(at, weight);
        at += length;
    }
}

/// What one character weighs.
fn weight(c: char) -> u32 {
    match c {
        '\0'..='\u{10ff}' | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{201f}' | '\u{2032}'..='\u{2037}' => 1,
        _ => 2,
    }
}

/// A text in the normal form that X counts, and where each part of it comes from.
struct Normal<'a> {
    text: Cow<'a, str>,
    /// Where graphemes begin, in the normalised text and in the one that was typed; empty when they are the same.
    origins: Vec<(usize, usize)>,
}

impl Normal<'_> {
    fn of(text: &str) -> Normal<'_> {
        let form = ComposingNormalizerBorrowed::new_nfc();
        if text.is_ascii() || form.is_normalized(text) {
            return Normal { text: Cow::Borrowed(text), origins: Vec::new() };
        }
        let mut normal = String::with_capacity(text.len());
        let mut origins = Vec::new();
        let mut at = 0;
        // Characters only ever join within a grapheme.
        for grapheme in graphemes(text) {
            origins.push((normal.len(), at));
            normal.push_str(&form.normalize(grapheme));
            at += grapheme.len();
        }
        Normal { text: Cow::Owned(normal), origins }
    }

    /// The place in the text as it was typed.
    fn origin(&self, at: usize) -> usize {
        let before = self.origins.partition_point(|(normal, _)| *normal <= at);
        before.checked_sub(1).map_or(at, |last| self.origins[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalising_by_grapheme_is_normalising() {
        let form = ComposingNormalizerBorrowed::new_nfc();
        for text in
            ["e\u{301}a", "\u{1112}\u{1161}\u{11ab}", "\u{fb2a}x", "\u{9c7}\u{9be}", "a\u{328}\u{301}", "\u{1100}\u{1161} \u{11935}"]
        {
            assert_eq!(Normal::of(text).text, form.normalize(text), "{text:?}");
        }
    }
}
