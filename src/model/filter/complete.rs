//! What Tab offers in the line of a filter: names of conditions, then their values.
//!
//! Pure: what is known is given. Nothing is looked up here.

use std::ops::Range;

use super::term::{Has, Is, KEYS};
use crate::base::text::fold;
use crate::model::interaction::Kind;
use crate::model::network::Network;

/// So many are offered.
const OFFERED: usize = 12;

/// The names that values are completed from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The names of clients.
    pub clients: Vec<String>,
    /// The handles of accounts.
    pub accounts: Vec<String>,
    /// The handles of people.
    pub people: Vec<String>,
    /// The names of labels.
    pub labels: Vec<String>,
    /// The names of colleagues.
    pub assignees: Vec<String>,
    /// The tags of languages.
    pub languages: Vec<String>,
}

/// What the word before the cursor can become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The bytes that it takes the place of.
    pub at: Range<usize>,
    /// The text that stands there then.
    pub text: String,
    /// How it is called in a row of candidates.
    pub shown: String,
}

/// What the word before the byte `cursor` can become, the likeliest first.
pub fn complete(text: &str, cursor: usize, known: &Known) -> Vec<Candidate> {
    let cursor = text.floor_char_boundary(cursor.min(text.len()));
    let Some(start) = term_start(&text[..cursor]) else {
        return Vec::new();
    };
    let term = &text[start..cursor];
    let Some((key, typed)) = term.split_once(':') else {
        let keys = KEYS.iter().filter(|key| key.starts_with(term));
        return keys.map(|key| Candidate { at: start..cursor, text: format!("{key}:"), shown: format!("{key}:") }).collect();
    };
    let typed = fold(typed.trim_start_matches('"'));
    let values = values(key, known);
    let begins = |value: &String| fold(value).trim_start_matches('@').starts_with(typed.trim_start_matches('@'));
    let (first, then): (Vec<String>, Vec<String>) = values.into_iter().partition(begins);
    // Only where nothing begins like that may it stand inside.
    let inside = || then.into_iter().filter(|value| fold(value).contains(&typed)).collect();
    let offered: Vec<String> = if first.is_empty() { inside() } else { first };
    let begin = start + key.len() + 1;
    offered.into_iter().take(OFFERED).map(|value| Candidate { at: begin..cursor, text: quoted(&value), shown: value }).collect()
}

/// Where the term that the cursor stands at the end of begins, its minus left out; none where
/// it is a quotation of words.
fn term_start(before: &str) -> Option<usize> {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | ')' if !quoted => start = at + 1,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start += usize::from(before[start..].starts_with('-'));
    (!before[start..].starts_with('"')).then_some(start)
}

fn values(key: &str, known: &Known) -> Vec<String> {
    let fixed = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<String>>();
    match key {
        "is" => Is::ALL.iter().map(|is| is.code().to_owned()).collect(),
        "has" => Has::ALL.iter().map(|has| has.code().to_owned()).collect(),
        "kind" => Kind::ALL.iter().map(|kind| kind.code().to_owned()).collect(),
        "network" => Network::ALL.iter().map(|network| network.code().to_owned()).collect(),
        "client" => known.clients.clone(),
        "account" => known.accounts.clone(),
        "from" => known.people.clone(),
        "label" => known.labels.clone(),
        "lang" => known.languages.clone(),
        "assigned" => ["me", "none"].iter().map(|who| (*who).to_owned()).chain(known.assignees.iter().cloned()).collect(),
        "before" | "after" | "older" | "newer" => fixed(&["today", "yesterday", "2h", "1d", "7d", "4w"]),
        "waiting" => fixed(&["30m", "2h", "1d", "7d"]),
        "due" => fixed(&["today", "late", "30m", "2h", "1d"]),
        _ => Vec::new(),
    }
}

/// A value as it has to be written.
fn quoted(value: &str) -> String {
    let plain = value.replace('"', "");
    if plain.contains(|c: char| c.is_whitespace() || c == '(' || c == ')') { format!("\"{plain}\"") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use super::*;

    fn known() -> Known {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Known {
            clients: texts(&["Chez Léon", "Bistro Nord"]),
            accounts: texts(&["@leon@a.test", "@nord@b.test"]),
            people: texts(&["@ana@far.test"]),
            labels: texts(&["vip", "refund (late)"]),
            assignees: texts(&["Ana Ruiz"]),
            languages: texts(&["fr", "en"]),
        }
    }

    /// What `text` becomes, each way.
    fn becomes(text: &str) -> Vec<String> {
        let candidates = complete(text, text.len(), &known());
        let with = |candidate: Candidate| format!("{}{}{}", &text[..candidate.at.start], candidate.text, &text[candidate.at.end..]);
        candidates.into_iter().map(with).collect()
    }

    #[test]
    fn names_then_values_are_offered() {
        let table: [(&str, &[&str]); 14] = [
            ("cl", &["client:"]),
            ("is:open -n", &["is:open -network:", "is:open -newer:"]),
            ("(a OR ha", &["(a OR has:"]),
            ("is:un", &["is:unread", "is:unanswered"]),
            ("client:leon", &["client:\"Chez Léon\""]),
            ("client:nord", &["client:\"Bistro Nord\""]),
            ("client:\"chez l", &["client:\"Chez Léon\""]),
            ("account:no", &["account:@nord@b.test"]),
            ("from:an", &["from:@ana@far.test"]),
            ("label:r", &["label:\"refund (late)\""]),
            ("assigned:", &["assigned:me", "assigned:none", "assigned:\"Ana Ruiz\""]),
            ("lang:f", &["lang:fr"]),
            ("\"words is:", &[]),
            ("loud:x", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(becomes(text), expected, "{text}");
        }
        assert_eq!(becomes("").len(), KEYS.len());
    }

    #[test]
    fn what_is_offered_can_be_read() {
        for key in KEYS {
            for text in becomes(&format!("{key}:")) {
                assert!(Filter::parse(&text).is_ok(), "{text}");
            }
        }
    }

    #[test]
    fn only_the_word_before_the_cursor_is_replaced() {
        let text = "is:o from:é x";
        let found = complete(text, 4, &known());
        assert_eq!(found.iter().map(|one| (one.at.clone(), one.text.as_str())).collect::<Vec<_>>(), [(3..4, "open")]);
        assert!(complete(text, 999, &known()).is_empty());
    }
}
