//! Escape sequences and control characters taken out of a text, whole or cut.
//!
//! Follows ECMA-48, section 5.4 and 8.3, and the eight-bit introducers as Unicode has them
//! (U+0080 to U+009F). Letters that are seen, or change others, are left to [`super`].

use std::borrow::Cow;

/// `raw` without anything that drives a terminal; lines end in `\n`, tabs are spaces.
pub(super) fn strip(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(|c| c.is_control() && c != '\n') {
        return Cow::Borrowed(raw);
    }
    let mut kept = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\u{1b}' => rest = after_escape(rest),
            '\u{9b}' => rest = after_control_sequence(rest),
            // A text in the wrong encoding has these for letters and quotes: without an end
            // they take nothing with them.
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => rest = after_string(rest).unwrap_or(rest),
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' => kept.push('\n'),
            '\r' if rest.starts_with('\n') => {}
            '\r' => kept.push('\n'),
            '\t' => kept.push(' '),
            c if c.is_control() => {}
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// What follows ESC and its control sequence, its string, or its two letters.
fn after_escape(rest: &str) -> &str {
    match rest.chars().next() {
        Some('[') => after_control_sequence(&rest[1..]),
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let inside = &rest[1..];
            // What is cut ends with its line.
            after_string(inside).unwrap_or_else(|| inside.find('\n').map_or("", |end| &inside[end..]))
        }
        Some(' '..='/') => after(rest, |c| (' '..='/').contains(&c), |c| ('0'..='~').contains(&c)),
        Some('0'..='~') => &rest[1..],
        _ => rest,
    }
}

fn after_control_sequence(rest: &str) -> &str {
    after(rest, |c| (' '..='?').contains(&c), |c| ('@'..='~').contains(&c))
}

/// What follows any number of `middle` and one `last`, if that is there.
fn after(rest: &str, middle: impl Fn(char) -> bool, last: impl Fn(char) -> bool) -> &str {
    let rest = rest.trim_start_matches(middle);
    rest.strip_prefix(last).unwrap_or(rest)
}

/// What follows a string and its end, when it has one on its line.
fn after_string(rest: &str) -> Option<&str> {
    // Nothing is looked at twice: another control character, or another line, cuts it.
    let ended = &rest[rest.find(|c: char| c.is_control() && c != '\t')?..];
    if !ended.starts_with(['\u{7}', '\u{9c}', '\u{1b}']) {
        return None;
    }
    // ESC ends a string even when no backslash makes it a terminator.
    Some(ended.strip_prefix("\u{1b}\\").or_else(|| ended.strip_prefix(['\u{7}', '\u{9c}'])).unwrap_or(ended))
}
