//! How Mastodon counts: graphemes, an address as so many, a remote handle without its server.
//!
//! What stands before the text as a warning counts as it is written: nothing in it is shortened.

use std::ops::Range;

use super::Tally;
use super::address::{self, Dialect, is_latin};
use crate::base::text::graphemes;

const DIALECT: Dialect = Dialect {
    protocols: &["https", "http", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "gemini"],
    bare: false,
    shortener: false,
    path: |c| !c.is_whitespace() && !"<>()?".contains(c),
    path_end: |c| !c.is_whitespace() && !"()?!*\"'「」<>;:=,.$%[]~&|@".contains(c),
    query: |c| c.is_ascii_alphanumeric() || "!?*'();:&=+$/%#[]-_.,~|@^".contains(c) || is_foreign(c),
    query_end: |c| c.is_ascii_alphanumeric() || "_&=#/-".contains(c) || is_foreign(c),
};

/// What is not ASCII and may stand in an address.
fn is_foreign(c: char) -> bool {
    c >= '\u{a0}' && !matches!(c, '\u{fdd0}'..='\u{fdef}') && u32::from(c) & 0xfffe != 0xfffe
}

/// What is shortened: where it stands, and the bytes of it that count as they are.
struct Shortened {
    at: Range<usize>,
    kept: Option<usize>,
}

/// Counts `text`, in which an address counts for `address`.
pub(super) fn count(text: &str, address: u32, tally: &mut Tally) {
    let mut at = 0;
    for one in shortened(text) {
        super::count_graphemes(&text[at..one.at.start], at, tally);
        match one.kept {
            None => tally.add(one.at.start, address),
            Some(kept) => {
                let name = graphemes(&text[one.at.start..kept]).count();
                tally.add(one.at.start, u32::try_from(name).unwrap_or(u32::MAX));
            }
        }
        at = one.at.end;
    }
    super::count_graphemes(&text[at..], at, tally);
}

/// Addresses and remote handles in order; of two that overlap, the first.
fn shortened(text: &str) -> Vec<Shortened> {
    let addresses = address::addresses(text, &DIALECT).into_iter().map(|at| Shortened { at, kept: None });
    let mut found: Vec<Shortened> = addresses.chain(handles(text)).collect();
    found.sort_by_key(|one| one.at.start);
    let mut end = 0;
    found.retain(|one| {
        let apart = one.at.start >= end;
        end = if apart { one.at.end } else { end };
        apart
    });
    found
}

/// The handles that name a server.
fn handles(text: &str) -> Vec<Shortened> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().next_back();
        if at < from || before.is_some_and(|c| is_word(c) || c == '=' || c == '/') {
            continue;
        }
        let name = parts(text, at + 1, |c| c.is_ascii_alphanumeric() || c == '_');
        if name == at + 1 {
            continue;
        }
        from = name;
        let server = text[name..].strip_prefix('@').map_or(name, |_| parts(text, name + 1, is_word));
        if server <= name + 1 {
            continue;
        }
        from = server;
        let rest = &text[server..];
        if !rest.starts_with("://") && !rest.starts_with(|c| matches!(c, '@' | '＠') || is_latin(c)) {
            found.push(Shortened { at: at..server, kept: Some(name) });
        }
    }
    found
}

/// The end of the words joined by dots and hyphens that begin at `from`.
fn parts(text: &str, from: usize, word: fn(char) -> bool) -> usize {
    let mut end = from;
    for (at, c) in text[from..].char_indices() {
        if word(c) {
            end = from + at + c.len_utf8();
        } else if !matches!(c, '.' | '-') || end == from {
            break;
        }
    }
    end
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_handles_are_shortened() {
        let table = [
            ("", 0),
            ("bonjour", 7),
            ("Été", 3),
            ("👩‍🍳", 1),
            ("日本", 2),
            ("https://example.org/a/very/long/path?with=query", 23),
            ("see https://example.org.", 4 + 23 + 1),
            ("(https://example.org/a_(b))", 1 + 23 + 1),
            ("https://", 8),
            ("xhttps://example.org", 20),
            ("https://example.nowhere", 23),
            ("https://no.such-domain.example", 30),
            ("gemini://example.org/a", 23),
            ("example.org", 11),
            ("@ana@example.social hi", 4 + 3),
            ("@ana hi", 7),
            ("mail ana@example.org", 20),
            ("@ana@example.social, @eve@example.org.", 4 + 2 + 4 + 1),
            ("https://example.org/@ana@example.social", 23),
            ("@ana@example.social@", 20),
            ("@@ana", 5),
        ];
        for (text, expected) in table {
            let mut tally = Tally::to(500);
            count(text, 23, &mut tally);
            assert_eq!(tally.count, expected, "{text}");
        }
    }
}
