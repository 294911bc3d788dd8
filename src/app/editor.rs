//! A text field of one line or many: graphemes, words, undo, the keys of readline.
//!
//! Our own, since limits mark a part of the text. What is typed or pasted stays as it is,
//! but for control characters and escape sequences, and never runs a command; what is drawn
//! of it is made harmless where it is drawn.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::wrap;
use crate::base::harmless;
use crate::base::key::{Code, Key};
use crate::base::text::{one_line, width};

/// How many steps back are kept.
const STEPS: usize = 200;

/// What the last change was, so that a word typed is one step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Typing,
    Other,
}

/// A text field.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    text: String,
    cursor: usize,
    single: bool,
    cells: usize,
    lines: Vec<Range<usize>>,
    steps: Vec<(String, usize)>,
    last: Change,
    killed: String,
    /// The column that going up and down keeps to.
    column: Option<usize>,
}

impl Editor {
    /// A field of many lines.
    pub fn new(text: &str) -> Editor {
        let mut editor = Editor {
            text: text.to_owned(),
            cursor: text.len(),
            single: false,
            cells: 80,
            lines: Vec::new(),
            steps: Vec::new(),
            last: Change::Other,
            killed: String::new(),
            column: None,
        };
        editor.wrap();
        editor
    }

    /// A field of one line.
    pub fn line(text: &str) -> Editor {
        Editor { single: true, ..Editor::new(text) }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte that the cursor stands before.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The lines as they are shown.
    pub fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// The cells to wrap in.
    pub fn resize(&mut self, cells: usize) {
        if cells != self.cells {
            self.cells = cells;
            self.wrap();
        }
    }

    fn wrap(&mut self) {
        self.lines = if self.single { std::iter::once(0..self.text.len()).collect() } else { wrap::lines(&self.text, self.cells) };
    }

    /// The line and the cell of the cursor.
    pub fn place(&self) -> (usize, usize) {
        let line = self.lines.iter().rposition(|line| line.start <= self.cursor).unwrap_or(0);
        let start = self.lines.get(line).map_or(0, |line| line.start);
        (line, width(&self.text[start..self.cursor]))
    }

    /// Takes another text, as one step.
    pub fn set(&mut self, text: &str) {
        self.step(Change::Other);
        self.text = harmless::own(text);
        self.cursor = self.text.len();
        self.changed();
    }

    /// Puts another text in its place, as one step; the cursor stays behind what it was behind.
    pub fn turn(&mut self, by: impl Fn(&str) -> String) {
        let (text, before) = (harmless::own(&by(&self.text)), harmless::own(&by(&self.text[..self.cursor])));
        self.step(Change::Other);
        self.cursor = if text.starts_with(&before) { before.len() } else { text.len() };
        self.text = text;
        self.changed();
    }

    /// Inserts what was pasted.
    pub fn paste(&mut self, text: &str) {
        let own = harmless::own(text);
        let clean = if self.single { one_line(&own) } else { own };
        self.step(Change::Other);
        self.insert(&clean);
    }

    /// Puts the cursor before a byte of the text.
    pub fn go_to(&mut self, byte: usize) {
        if self.text.is_char_boundary(byte) {
            self.go(byte);
        }
    }

    /// Puts `text` in the place of some bytes.
    pub fn swap(&mut self, range: Range<usize>, text: &str) {
        self.step(Change::Other);
        self.text.replace_range(range.clone(), text);
        self.cursor = range.start + text.len();
        self.changed();
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        self.changed();
    }

    fn remove(&mut self, range: Range<usize>) -> bool {
        if range.is_empty() {
            return false;
        }
        self.step(Change::Other);
        self.text.replace_range(range.clone(), "");
        self.cursor = range.start;
        self.changed();
        true
    }

    fn kill(&mut self, range: Range<usize>) -> bool {
        if !range.is_empty() {
            self.killed = self.text[range.clone()].to_owned();
        }
        self.remove(range)
    }

    fn step(&mut self, change: Change) {
        if change == Change::Other || self.last != change {
            self.steps.push((self.text.clone(), self.cursor));
            if self.steps.len() > STEPS {
                self.steps.remove(0);
            }
        }
        self.last = change;
    }

    fn changed(&mut self) {
        self.column = None;
        self.wrap();
    }

    fn back(&mut self) -> bool {
        let Some((text, cursor)) = self.steps.pop() else {
            return false;
        };
        (self.text, self.cursor, self.last) = (text, cursor, Change::Other);
        self.changed();
        true
    }

    /// Takes a key; whether the text changed, or nothing when the key is not the field's.
    pub fn press(&mut self, key: Key) -> Option<bool> {
        if let Some(c) = key.typed() {
            // A space ends a word, and so a step.
            self.step(if c == ' ' { Change::Other } else { Change::Typing });
            self.last = Change::Typing;
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Some(true);
        }
        match (key.ctrl, key.alt) {
            (false, false) => self.press_plain(key.code),
            (true, false) => self.press_ctrl(key.code),
            (false, true) => self.press_alt(key.code),
            (true, true) => None,
        }
    }

    fn press_plain(&mut self, code: Code) -> Option<bool> {
        match code {
            Code::Enter if !self.single => {
                self.step(Change::Other);
                self.insert("\n");
                return Some(true);
            }
            Code::Backspace => return Some(self.remove(self.left()..self.cursor)),
            Code::Delete => return Some(self.remove(self.cursor..self.right())),
            Code::Left => self.go(self.left()),
            Code::Right => self.go(self.right()),
            Code::Home => self.go(self.line_range().start),
            Code::End => self.go(self.line_end()),
            Code::Up if !self.single => self.vertical(-1),
            Code::Down if !self.single => self.vertical(1),
            Code::PageUp if !self.single => self.vertical(-10),
            Code::PageDown if !self.single => self.vertical(10),
            _ => return None,
        }
        Some(false)
    }

    fn press_ctrl(&mut self, code: Code) -> Option<bool> {
        match code {
            Code::Char('a') => self.go(self.line_range().start),
            Code::Char('e') => self.go(self.line_end()),
            Code::Char('b') => self.go(self.left()),
            Code::Char('f') => self.go(self.right()),
            Code::Left => self.go(self.word_left()),
            Code::Right => self.go(self.word_right()),
            Code::Home => self.go(0),
            Code::End => self.go(self.text.len()),
            Code::Char('d') => return Some(self.remove(self.cursor..self.right())),
            Code::Char('w') | Code::Backspace => return Some(self.kill(self.word_left()..self.cursor)),
            Code::Char('u') => return Some(self.kill(self.line_range().start..self.cursor)),
            Code::Char('k') => return Some(self.kill(self.cursor..self.line_end())),
            Code::Char('y') => {
                let killed = self.killed.clone();
                self.step(Change::Other);
                self.insert(&killed);
                return Some(!killed.is_empty());
            }
            // Terminals send Ctrl-_ under one of these names.
            Code::Char('_' | '7' | '/') => return Some(self.back()),
            _ => return None,
        }
        Some(false)
    }

    fn press_alt(&mut self, code: Code) -> Option<bool> {
        match code {
            Code::Char('b') | Code::Left => self.go(self.word_left()),
            Code::Char('f') | Code::Right => self.go(self.word_right()),
            Code::Backspace => return Some(self.kill(self.word_left()..self.cursor)),
            _ => return None,
        }
        Some(false)
    }

    fn go(&mut self, to: usize) {
        self.cursor = to;
        self.last = Change::Other;
        self.column = None;
    }

    fn left(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let before = self.text[..self.cursor].trim_end_matches(|c: char| !c.is_alphanumeric());
        before.trim_end_matches(char::is_alphanumeric).len()
    }

    fn word_right(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let after = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_start_matches(char::is_alphanumeric);
        self.text.len() - after.len()
    }

    fn line_range(&self) -> Range<usize> {
        self.lines.get(self.place().0).cloned().unwrap_or(0..self.text.len())
    }

    /// Before the space at which the line was wrapped, so that the cursor stays on the line.
    fn line_end(&self) -> usize {
        let line = self.line_range();
        let wrapped = line.end < self.text.len() && !self.text[line.end..].starts_with('\n');
        if wrapped && self.text[line.clone()].ends_with(' ') { line.end - 1 } else { line.end }
    }

    fn vertical(&mut self, by: isize) {
        let (line, cell) = self.place();
        let wanted = self.column.unwrap_or(cell);
        let to = line.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        if to == line {
            let end = if by < 0 { 0 } else { self.text.len() };
            return self.go(end);
        }
        let range = self.lines[to].clone();
        let mut used = 0;
        let mut cursor = range.start;
        let last = if to + 1 < self.lines.len() && self.lines[to + 1].start == range.end { range.end.saturating_sub(1) } else { range.end };
        for (at, grapheme) in self.text[range.clone()].grapheme_indices(true) {
            if used >= wanted || range.start + at >= last {
                break;
            }
            used += width(grapheme);
            cursor = range.start + at + grapheme.len();
        }
        self.go(cursor.min(range.end));
        self.column = Some(wanted);
    }

    /// The word before the cursor, from its last space on.
    pub fn word(&self) -> Range<usize> {
        let before = &self.text[..self.cursor];
        let begin = before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        begin..self.cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(editor: &mut Editor, text: &str) {
        for c in text.chars() {
            editor.press(Key::char(c));
        }
    }

    fn press(editor: &mut Editor, keys: &str) {
        for key in keys.split(' ') {
            editor.press(key.parse().unwrap());
        }
    }

    #[test]
    fn keys_of_readline_do_what_they_do_everywhere() {
        let table = [
            ("backspace", "one tw|"),
            ("ctrl-w", "one |"),
            ("ctrl-w ctrl-y", "one two|"),
            ("ctrl-a ctrl-k", "|"),
            ("ctrl-left x", "one x|two"),
            ("home delete", "|ne two"),
            ("ctrl-u", "|"),
            ("alt-b alt-b alt-f", "one| two"),
            ("left left right", "one tw|o"),
        ];
        for (keys, expected) in table {
            let mut editor = Editor::new("one two");
            press(&mut editor, keys);
            let mut shown = editor.text().to_owned();
            shown.insert(editor.cursor(), '|');
            assert_eq!(shown, expected, "{keys}");
        }
    }

    #[test]
    fn undo_goes_back_word_by_word() {
        let mut editor = Editor::new("");
        typed(&mut editor, "one two");
        press(&mut editor, "ctrl-_");
        assert_eq!(editor.text(), "one");
        press(&mut editor, "ctrl-_");
        assert_eq!(editor.text(), "");
        assert_eq!(editor.press("ctrl-_".parse().unwrap()), Some(false));
    }

    #[test]
    fn letters_of_several_parts_are_one() {
        let mut editor = Editor::new("a👩‍🍳é");
        press(&mut editor, "backspace backspace");
        assert_eq!(editor.text(), "a");
    }

    #[test]
    fn up_and_down_follow_the_lines_on_the_screen() {
        let mut editor = Editor::new("one two three\nfour");
        editor.resize(8);
        assert_eq!(editor.place(), (2, 4));
        press(&mut editor, "up");
        assert_eq!(editor.place(), (1, 4));
        press(&mut editor, "up");
        assert_eq!(editor.place(), (0, 4));
        press(&mut editor, "end");
        assert_eq!(editor.place(), (0, 7));
        press(&mut editor, "up");
        assert_eq!(editor.cursor(), 0);
    }

    #[test]
    fn what_is_pasted_stays_but_for_what_drives_a_terminal() {
        let mut editor = Editor::line("");
        editor.paste("a\u{1b}[2Jb\nc");
        assert_eq!(editor.text(), "ab c");
        let mut editor = Editor::new("");
        let mine = "שלום\u{200f}!\nAuf\u{200c}lage \u{2067}x\u{2069}";
        editor.paste(mine);
        assert_eq!(editor.text(), mine);
        assert_eq!(editor.place(), (1, 9));
        editor.set(mine);
        assert_eq!(editor.text(), mine);
    }
}
