//! Remote text made harmless, once, before it is stored.
//!
//! A remote text may try to drive the terminal (escape sequences), to read otherwise
//! than it is written (bidirectional overrides, zero-width letters) or to grow out of
//! its line (stacked marks). After [`text`] it can do none of these. Nothing is escaped
//! or quoted: what has no place on a screen is dropped.

use unicode_segmentation::UnicodeSegmentation;

/// The marks that may stand on one letter; scripts that need more are not known.
const MARKS: usize = 4;

/// Makes a text of several lines harmless; newlines stay, tabs become spaces.
pub fn text(raw: &str) -> String {
    let visible = visible(raw);
    let mut clean = String::with_capacity(visible.len());
    for grapheme in visible.graphemes(true) {
        push_bounded(&mut clean, grapheme);
    }
    clean
}

/// Makes a name, a title or any other single line harmless.
pub fn line(raw: &str) -> String {
    super::text::one_line(&text(raw))
}

/// What is left when escape sequences and unseen characters are gone.
fn visible(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => skip_escape(&mut rest),
            '\u{9b}' => skip_control_sequence(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut rest),
            '\n' => kept.push('\n'),
            '\t' => kept.push(' '),
            '\u{2028}' | '\u{2029}' => kept.push('\n'),
            c if c.is_control() || unseen(c) => {}
            c => kept.push(c),
        }
    }
    kept
}

/// Skips what follows ESC: a control sequence, a string, or a two-letter escape.
fn skip_escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_control_sequence(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        Some(' '..='/') => {
            rest.next();
            rest.next_if(|c| ('0'..='~').contains(c));
        }
        Some('0'..='~') => {
            rest.next();
        }
        _ => {}
    }
}

/// Skips the parameters and the final letter of a control sequence.
fn skip_control_sequence(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| (' '..='?').contains(c)).is_some() {}
    rest.next_if(|c| ('@'..='~').contains(c));
}

/// Skips a string up to its terminator; an unterminated one ends with its line.
fn skip_string(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(&c) = rest.peek() {
        if c == '\n' {
            return;
        }
        rest.next();
        match c {
            '\u{7}' | '\u{9c}' => return,
            '\u{1b}' => {
                rest.next_if_eq(&'\\');
                return;
            }
            _ => {}
        }
    }
}

/// Whether `c` changes how text reads without being seen; joiners are judged later.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
    // Tags spell the flags of some regions, after a waving flag only; those we lose.
}

/// Whether `c` joins or varies the letter before it.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn push_bounded(clean: &mut String, grapheme: &str) {
    let mut letters = grapheme.chars();
    let Some(first) = letters.next() else {
        return;
    };
    if joins(first) {
        return;
    }
    clean.push(first);
    let mut marks = 0;
    let mut joined = false;
    for c in letters {
        if joins(c) {
            // A joiner counts once, between two letters; floods of them do not.
            if !joined {
                clean.push(c);
            }
            joined = c == '\u{200c}' || c == '\u{200d}';
        } else if unicode_width::UnicodeWidthChar::width(c) == Some(0) {
            marks += 1;
            if marks <= MARKS {
                clean.push(c);
            }
        } else {
            joined = false;
            clean.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_drive_a_terminal_is_gone() {
        let table = [
            ("a\u{1b}[31mred\u{1b}[0m", "ared"),
            ("a\u{1b}]0;title\u{7}b", "ab"),
            ("a\u{1b}]52;c;Zm9v\u{1b}\\b", "ab"),
            ("a\u{1b}Pq…\u{9c}b", "ab"),
            ("a\u{9b}2Jb", "ab"),
            ("cut\u{1b}", "cut"),
            ("cut\u{1b}[3", "cut"),
            ("cut\u{1b}]0;never ends\nnext", "cut\nnext"),
            ("\u{1b}(Bplain", "plain"),
            ("bell\u{7}\u{8}\r\nnext", "bell\nnext"),
            ("tab\there", "tab here"),
        ];
        for (raw, expected) in table {
            assert_eq!(text(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn what_could_deceive_a_reader_is_gone() {
        assert_eq!(text("abc\u{202e}cba\u{202c}"), "abccba");
        assert_eq!(text("pay\u{200b}pal\u{2066}x\u{2069}"), "paypalx");
        assert_eq!(text(&format!("Z{}", "\u{336}".repeat(40))).chars().count(), 1 + MARKS);
        assert_eq!(text("a\u{200d}\u{200d}\u{200d}b"), "a\u{200d}b");
    }

    #[test]
    fn what_people_write_stays() {
        for kept in ["Été à Nîmes ? Oui !", "👩‍🍳 ❤️ 👍🏽 🇫🇷", "日本語 العربية עברית", "नमस्ते", "l’œuvre, « ici »"]
        {
            assert_eq!(text(kept), kept);
        }
        assert_eq!(line("one\n two"), "one two");
    }

    proptest! {
        #[test]
        fn no_control_is_left_and_once_is_enough(raw in "[\\x00-\\x{ff}\u{200b}-\u{2069}a-z]{0,60}") {
            let clean = text(&raw);
            prop_assert!(!clean.chars().any(|c| c != '\n' && (c.is_control() || unseen(c))));
            prop_assert_eq!(text(&clean), clean);
        }
    }
}
