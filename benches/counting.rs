//! Counting at each key: the longest texts that any network takes, as each network counts them.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::{Bencher, black_box};
use vigie::model::limits::Rule;

fn main() {
    divan::main();
}

/// The characters of each text.
const LENGTH: usize = 60_000;

const TEXTS: [(&str, &str); 7] = [
    ("letters", "The quick brown fox, https://example.org/a/b?c=d jumps over @ana@example.social. "),
    ("french", "L’été, déjà ; c’est « prêt » : voir example.fr et #décoration ! "),
    ("apart", "cafe\u{301} de\u{301}ja\u{300} vu "),
    ("japanese", "これは日本語です。"),
    ("emoji", "👨‍👩‍👧‍👦 ok ❤️ "),
    ("hosts", "これは.日本語_です.a.comあ.."),
    ("paths", "https://a.org/(a(a"),
];

fn cases() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rules = ["x", "mastodon", "bluesky", "threads", "instagram"];
    TEXTS.into_iter().flat_map(move |(name, _)| rules.map(|rule| (name, rule)))
}

#[divan::bench(args = cases().map(|(text, rule)| format!("{text} {rule}")))]
fn count(bencher: Bencher<'_, '_>, case: &str) {
    let (name, rule) = case.split_once(' ').unwrap();
    let (_, piece) = TEXTS.into_iter().find(|(known, _)| *known == name).unwrap();
    let text: String = piece.chars().cycle().take(LENGTH).collect();
    let terms = Rule::from_code(rule).unwrap().terms();
    bencher.bench(|| terms.count(black_box(&text), ""));
}
