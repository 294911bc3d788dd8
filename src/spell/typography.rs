//! Spaces and marks, as French wants them: nothing here reads a word.
//!
//! Before `?`, `!` and `;` stands a narrow space that does not break, before `:` one that does not
//! break, and so inside `« »`. English is only looked at for spaces that stand twice.

use std::ops::Range;

use crate::model::spelling::{Finding, Rule, Tongue};

const NARROW: char = '\u{202f}';
const FIXED: char = '\u{a0}';

/// What is wrong with the marks of `text`.
pub(super) fn check(text: &str, tongue: Tongue) -> Vec<Finding> {
    let mut found = doubled(text);
    if tongue == Tongue::French {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for at in 0..chars.len() {
            found.extend(mark(text, &chars, at));
        }
        found.extend(quotes(text));
        found.extend(ellipses(text));
    }
    found
}

fn finding(text: &str, at: Range<usize>, rule: Rule, suggestion: &str) -> Finding {
    Finding { word: text[at.clone()].to_owned(), at, rule, suggestions: vec![suggestion.to_owned()] }
}

/// Two spaces or more, but not where a line begins or ends.
fn doubled(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (from, _) in text.match_indices("  ") {
        let before = text[..from].chars().next_back();
        let run = text[from..].len() - text[from..].trim_start_matches(' ').len();
        let ends = text[from + run..].chars().next().is_none_or(|c| c == '\n');
        if before.is_some_and(|c| c != ' ' && c != '\n') && !ends {
            found.push(finding(text, from..from + run, Rule::Spaces, " "));
        }
    }
    found
}

/// A mark that wants a space before it.
fn mark(text: &str, chars: &[(usize, char)], at: usize) -> Option<Finding> {
    let (byte, mark) = chars[at];
    let before = at.checked_sub(1).map(|at| chars[at].1);
    let after = chars.get(at + 1).map(|(_, c)| *c);
    let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, '»' | ')' | '"' | '?' | '!' | '…' | '.'));
    let wants = match mark {
        '?' | '!' => ends && !before.is_some_and(|c| matches!(c, '?' | '!' | '(' | '…')) || !ends && after.is_some_and(|c| !c.is_ascii()),
        ';' | ':' => after.is_none_or(char::is_whitespace),
        '»' => true,
        '«' => {
            return match after? {
                NARROW | FIXED => None,
                ' ' => Some(finding(text, byte..byte + mark.len_utf8() + 1, Rule::NarrowSpace, "«\u{a0}")),
                _ => Some(finding(text, byte..byte + mark.len_utf8(), Rule::NarrowSpace, "«\u{a0}")),
            };
        }
        _ => false,
    };
    let in_address = text[..byte].rsplit(char::is_whitespace).next().is_some_and(|chunk| chunk.contains("://") || chunk.contains('@'));
    let in_emoji = mark == ':' && text[..byte].rsplit(char::is_whitespace).next().is_some_and(|chunk| chunk.starts_with(':'));
    if !wants || in_emoji || in_address && mark != '»' {
        return None;
    }
    let space = if matches!(mark, ':' | '»') { FIXED } else { NARROW };
    match before? {
        NARROW | FIXED => None,
        '\n' => None,
        ' ' => {
            let from = text[..byte].trim_end_matches(' ').len();
            (from > 0).then(|| finding(text, from..byte + mark.len_utf8(), Rule::NarrowSpace, &format!("{space}{mark}")))
        }
        _ => Some(finding(text, byte..byte + mark.len_utf8(), Rule::NarrowSpace, &format!("{space}{mark}"))),
    }
}

/// Straight quotes, and those of other languages, in pairs.
fn quotes(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let at: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    for pair in at.chunks_exact(2) {
        // Inches and seconds come after a figure.
        let figure = text[..pair[0]].chars().next_back().is_some_and(|c| c.is_ascii_digit());
        if !figure {
            found.push(finding(text, pair[0]..pair[0] + 1, Rule::Quotes, "«\u{a0}"));
            found.push(finding(text, pair[1]..pair[1] + 1, Rule::Quotes, "\u{a0}»"));
        }
    }
    if let (false, Some(open), Some(close)) = (text.contains('«'), text.find('“'), text.find('”'))
        && open < close
    {
        found.push(finding(text, open..open + '“'.len_utf8(), Rule::Quotes, "«\u{a0}"));
        found.push(finding(text, close..close + '”'.len_utf8(), Rule::Quotes, "\u{a0}»"));
    }
    found
}

/// Three points, where nothing else is made of points.
fn ellipses(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut after = 0;
    for (from, _) in text.match_indices("...") {
        if from >= after {
            let run = text[from..].len() - text[from..].trim_start_matches('.').len();
            after = from + run;
            found.push(finding(text, from..after, Rule::Ellipsis, "…"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut found = check(text, Tongue::French);
        found.sort_by_key(|finding| std::cmp::Reverse(finding.at.start));
        let mut mended = text.to_owned();
        for finding in found {
            mended.replace_range(finding.at, &finding.suggestions[0]);
        }
        mended
    }

    #[test]
    fn marks_get_their_spaces() {
        let table = [
            ("Bonjour ! Ça va ?", "Bonjour\u{202f}! Ça va\u{202f}?"),
            ("Bonjour! Ça va?", "Bonjour\u{202f}! Ça va\u{202f}?"),
            ("Voici : ceci ; cela", "Voici\u{a0}: ceci\u{202f}; cela"),
            ("Il dit « oui »", "Il dit «\u{a0}oui\u{a0}»"),
            ("Il dit \"oui\".", "Il dit «\u{a0}oui\u{a0}»."),
            ("Attendez...", "Attendez…"),
            ("Deux  espaces", "Deux espaces"),
            ("Quoi ?!", "Quoi\u{202f}?!"),
            ("Bravo!🎉", "Bravo\u{202f}!🎉"),
        ];
        for (text, expected) in table {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_right_or_no_sentence_stays() {
        for text in [
            "Bonjour\u{202f}! Ça va\u{a0}?",
            "À 12:30, https://a.test/?x=1 et :tada: :)",
            "Il dit «\u{202f}oui\u{a0}»…",
            "Un écran de 15\" et demi",
            "  en retrait",
        ] {
            assert_eq!(check(text, Tongue::French), [], "{text}");
        }
        assert_eq!(check("Really? Yes! \"So\"...", Tongue::English), []);
    }
}
