//! Remote text made harmless, once, before it is stored.
//!
//! A remote text may try to drive the terminal (escape sequences), to read otherwise
//! than it is written (bidirectional overrides, zero-width letters), to carry what nobody
//! sees (tags, selectors) or to grow out of its line (stacked marks). After [`text`] it can
//! do none of these. Nothing is escaped or quoted: what has no place on a screen is dropped.
//! Letters of one script that look like another's stay: whom they deceive is not told by a
//! text alone.

mod escapes;
mod letters;

use unicode_width::UnicodeWidthChar;

use letters::{
    begins_jamo, is_common_mark, is_jamo_behind, is_joiner, is_pictured, is_private, is_selector, is_shaped, is_tone, is_virama, selects,
    unseen,
};

/// The marks that may stand on one letter: Hebrew with its accents, and Tibetan, need most.
const MARKS: usize = 6;

/// The marks of no script that may be among them: Vietnamese needs two, phonetics three.
const COMMON_MARKS: usize = 3;

/// The joiners in one emoji: a kiss of two people has three.
const JOINS: usize = 4;

/// What three regions have for a flag: a black flag and tags that spell their name.
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Makes a text of several lines harmless; newlines stay, tabs become spaces.
pub fn text(raw: &str) -> String {
    let stripped = escapes::strip(raw);
    if stripped.is_ascii() {
        return stripped.into_owned();
    }
    let mut clean = Clean { text: String::with_capacity(stripped.len()), ..Clean::default() };
    let mut rest = &*stripped;
    while let Some(c) = rest.chars().next() {
        if let Some(flag) = FLAGS.iter().find(|flag| rest.starts_with(**flag)) {
            clean.begin(c);
            clean.text.push_str(&flag[c.len_utf8()..]);
            rest = &rest[flag.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        clean.take(c, rest.chars().next());
    }
    clean.text
}

/// Makes a name, a title or any other single line harmless: empty, or something is seen.
pub fn line(raw: &str) -> String {
    // The blank of Braille is a space that no rule for spaces knows.
    super::text::one_line(&text(&raw.replace('\u{2800}', " ")))
}

/// A person's own text: it stays as it is, but for what drives a terminal and nobody can mean.
///
/// What is drawn of it is made harmless where it is drawn.
pub fn own(raw: &str) -> String {
    escapes::strip(raw).into_owned()
}

/// What was kept so far, and what stands at its end.
#[derive(Default)]
struct Clean {
    text: String,
    /// The letter that marks would stand on.
    base: Option<char>,
    last: Option<char>,
    marks: usize,
    common: usize,
    joins: usize,
    /// A joiner that waits for what it would join.
    joiner: Option<char>,
}

impl Clean {
    fn take(&mut self, c: char, next: Option<char>) {
        match c {
            '\u{2028}' | '\u{2029}' => self.space('\n'),
            c if unseen(c) => {}
            c if is_joiner(c) => self.join(c),
            c if is_selector(c) => {
                if self.base.is_some() && self.base == self.last && self.base.is_some_and(|base| selects(base, c, next)) {
                    self.push(c);
                }
            }
            c if c.is_whitespace() => self.space(c),
            // One tone of skin is enough, and none is a tone of a tone.
            c if is_tone(c) && self.last.is_some_and(is_tone) => {}
            c if is_private(c) => self.begin('\u{fffd}'),
            c if is_jamo_behind(c) => {
                if self.base.is_some_and(begins_jamo) {
                    self.mark(c);
                }
            }
            c if c.width() == Some(0) => self.mark(c),
            c => self.begin(c),
        }
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.last = Some(c);
    }

    fn space(&mut self, c: char) {
        self.push(c);
        (self.base, self.joiner) = (None, None);
    }

    /// A mark with nothing to stand on would stand on what is drawn beside it.
    fn mark(&mut self, c: char) {
        let common = usize::from(is_common_mark(c));
        if self.base.is_none() || self.marks >= MARKS || self.common + common > COMMON_MARKS {
            return;
        }
        self.marks += 1;
        self.common += common;
        self.joiner = None;
        self.push(c);
    }

    /// Joiners count once, between what they join; floods of them do not.
    fn join(&mut self, c: char) {
        let Some((base, last)) = self.base.zip(self.last) else {
            return;
        };
        if is_virama(last) {
            self.push(c);
        } else if self.joiner.is_none() && !is_joiner(last) && (is_shaped(last) || is_pictured(base) && c == '\u{200d}') {
            self.joiner = Some(c);
        }
    }

    fn begin(&mut self, c: char) {
        if let (Some(joiner), Some(base)) = (self.joiner.take(), self.base) {
            let pictures = is_pictured(base) && is_pictured(c) && self.joins < JOINS;
            if pictures || is_shaped(base) && is_shaped(c) {
                self.push(joiner);
                self.joins += 1;
            }
        }
        if !self.last.is_some_and(is_joiner) {
            self.joins = 0;
        }
        self.push(c);
        (self.base, self.marks, self.common) = (Some(c), 0, 0);
    }
}

#[cfg(test)]
mod tests;
