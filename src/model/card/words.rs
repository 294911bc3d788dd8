//! Words that a client never uses, found in a text: whole words, whatever their case and accents.

use std::ops::Range;

use super::Card;
use crate::base::text::fold;

/// A word of a text, folded, and its bytes.
type Word = (String, Range<usize>);

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut begin = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begin, c.is_alphanumeric()) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                found.push((fold(&text[from..at]), from..at));
                begin = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

impl Card {
    /// The forbidden words that stand in `text`: their bytes, and how the card writes them; in order.
    pub fn forbidden_in(&self, text: &str) -> Vec<(Range<usize>, String)> {
        if self.forbidden().is_empty() {
            return Vec::new();
        }
        let there = words(text);
        let mut found = Vec::new();
        for wanted in self.forbidden() {
            let open = wanted.trim_end().ends_with('*');
            let sought: Vec<String> = words(wanted).into_iter().map(|(word, _)| word).collect();
            if sought.is_empty() {
                found.extend(text.match_indices(wanted.as_str()).map(|(at, hit)| (at..at + hit.len(), wanted.clone())));
                continue;
            }
            for run in there.windows(sought.len()) {
                let last = sought.len() - 1;
                let same = |at: usize| run[at].0 == sought[at] || open && at == last && run[at].0.starts_with(&sought[at]);
                if (0..sought.len()).all(same) {
                    found.push((run[0].1.start..run[last].1.end, wanted.clone()));
                }
            }
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found
    }
}
