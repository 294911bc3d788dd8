//! A terminal that is as wide as it is told to be: letters by letters, as terminals take them.
//!
//! It knows what our painter writes (cursor, erasing, attributes, modes, strings) and fails on
//! anything else, so that what is not meant to be written is seen. Only text and places are
//! kept; colours are not.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use unicode_width::UnicodeWidthChar;

/// How a terminal measures what terminals disagree about.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    pub name: &'static str,
    /// U+FE0F makes the picture before it two columns wide.
    pub selector_widens: bool,
    /// Joined pictures, tones and flags are one glyph.
    pub joins: bool,
    /// Ambiguous signs of East Asia are wide.
    pub ambiguous_wide: bool,
    /// And ambiguous letters, such as `é`, too.
    pub letters_wide: bool,
    /// Pictures newer than the terminal are narrow.
    pub old: bool,
    /// A mark takes a column of its own.
    pub marks_apart: bool,
}

pub const MODERN: Habits = Habits {
    name: "modern",
    selector_widens: true,
    joins: true,
    ambiguous_wide: false,
    letters_wide: false,
    old: false,
    marks_apart: false,
};

/// Every kind of terminal that is known to be about.
pub const ALL: [Habits; 8] = [
    MODERN,
    Habits { name: "selector narrow", selector_widens: false, ..MODERN },
    Habits { name: "nothing joins", joins: false, ..MODERN },
    Habits { name: "by letters", joins: false, selector_widens: false, ..MODERN },
    Habits { name: "ambiguous wide", ambiguous_wide: true, ..MODERN },
    Habits { name: "letters wide", ambiguous_wide: true, letters_wide: true, joins: false, ..MODERN },
    Habits { name: "old", old: true, joins: false, selector_widens: false, ..MODERN },
    Habits { name: "console", marks_apart: true, old: true, joins: false, selector_widens: false, ..MODERN },
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glyph {
    /// One glyph, and its columns.
    Text(String, u16),
    /// The second column of the glyph to the left.
    Covered,
}

/// The screen of such a terminal.
pub struct Emulator {
    pub habits: Habits,
    pub width: u16,
    pub height: u16,
    cells: Vec<Vec<Glyph>>,
    pub cursor: (u16, u16),
    pub cursor_shown: bool,
    wraps: bool,
    /// The last column is written, and the cursor still on it.
    full: bool,
    /// Where the last glyph stands, to which marks are added.
    last: Option<(u16, u16)>,
    joiner: bool,
}

fn blank() -> Glyph {
    Glyph::Text(" ".to_owned(), 1)
}

impl Emulator {
    pub fn new(habits: Habits, width: u16, height: u16) -> Emulator {
        let cells = vec![vec![blank(); usize::from(width)]; usize::from(height)];
        Emulator { habits, width, height, cells, cursor: (0, 0), cursor_shown: true, wraps: true, full: false, last: None, joiner: false }
    }

    /// Takes what a program writes.
    pub fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            match c {
                '\u{1b}' => match rest.next() {
                    Some('[') => {
                        let sequence: String = rest.by_ref().take_while_inclusive(|c| !('@'..='~').contains(c));
                        self.control(&sequence);
                    }
                    other => panic!("an escape that nobody meant: {other:?}"),
                },
                c if c.is_control() => panic!("a control character that nobody meant: {c:?}"),
                c => self.put(c),
            }
        }
    }

    fn control(&mut self, sequence: &str) {
        let (parameters, last) = sequence.split_at(sequence.len() - 1);
        let number = |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse::<u16>().ok()).unwrap_or(1).max(1) - 1;
        match last {
            "H" => self.go(number(1), number(0)),
            "G" => self.go(number(0), self.cursor.1),
            "m" => {}
            "J" => self.cells = vec![vec![blank(); usize::from(self.width)]; usize::from(self.height)],
            "h" | "l" if parameters == "?7" => self.wraps = last == "h",
            "h" | "l" if parameters == "?25" => self.cursor_shown = last == "h",
            "h" | "l" if parameters == "?2026" => {}
            _ => panic!("a sequence that nobody meant: {sequence:?}"),
        }
    }

    fn go(&mut self, x: u16, y: u16) {
        self.cursor = (x.min(self.width - 1), y.min(self.height - 1));
        (self.full, self.last, self.joiner) = (false, None, false);
    }

    fn put(&mut self, c: char) {
        match self.columns(c) {
            0 => self.add(c),
            _ if self.joins_last(c) => self.add(c),
            columns => self.write(c, columns),
        }
        self.joiner = c == '\u{200d}';
    }

    fn columns(&self, c: char) -> u16 {
        let habits = self.habits;
        let width = c.width().unwrap_or(0) as u16;
        match c {
            '\u{fe0f}' | '\u{200d}' => 0,
            '\u{1f1e6}'..='\u{1f1ff}' => {
                if habits.joins {
                    1
                } else {
                    2
                }
            }
            '\u{1fa70}'..='\u{1faff}' | '\u{1f6d0}'..='\u{1f6ff}' if habits.old => 1,
            _ if width == 0 && habits.marks_apart => 1,
            _ if c.is_alphabetic() && width == 1 && !c.is_ascii() => 1 + u16::from(habits.letters_wide),
            _ if width == 1 && c.width_cjk() == Some(2) => 1 + u16::from(habits.ambiguous_wide),
            _ => width,
        }
    }

    /// Whether `c` becomes part of the glyph before it.
    fn joins_last(&self, c: char) -> bool {
        let flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
        let before = self.last.map(|at| self.text(at.0, at.1)).unwrap_or_default();
        let tone = ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
        self.habits.joins
            && !before.is_empty()
            && (self.joiner || tone || flag(c) && before.chars().count() == 1 && before.chars().all(flag))
    }

    /// Adds to the glyph before, which may grow by it.
    fn add(&mut self, c: char) {
        let Some((x, y)) = self.last else {
            return;
        };
        let grows = c == '\u{fe0f}' && self.habits.selector_widens || ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
        let Glyph::Text(text, columns) = &mut self.cells[usize::from(y)][usize::from(x)] else {
            panic!("a glyph was half gone");
        };
        text.push(c);
        if grows && *columns == 1 && x + 1 < self.width {
            *columns = 2;
            self.cut(x + 1, y);
            self.cells[usize::from(y)][usize::from(x) + 1] = Glyph::Covered;
            self.step(x, y, 2);
        }
    }

    fn write(&mut self, c: char, columns: u16) {
        if self.full || self.cursor.0 + columns > self.width {
            if self.wraps {
                // Nothing of ours may ever come here: the row below would be written over.
                panic!("a line was wrapped at {:?}", self.cursor);
            }
            self.cursor.0 = self.width - columns;
        }
        let (x, y) = self.cursor;
        for column in x..x + columns {
            self.cut(column, y);
            self.cells[usize::from(y)][usize::from(column)] = Glyph::Covered;
        }
        self.cells[usize::from(y)][usize::from(x)] = Glyph::Text(c.to_string(), columns);
        self.last = Some((x, y));
        self.step(x, y, columns);
    }

    fn step(&mut self, x: u16, y: u16, columns: u16) {
        self.full = x + columns >= self.width;
        self.cursor = ((x + columns).min(self.width - 1), y);
    }

    /// Blanks the glyph of which a column is about to be written over.
    fn cut(&mut self, x: u16, y: u16) {
        let row = &mut self.cells[usize::from(y)];
        let mut begin = usize::from(x);
        while row[begin] == Glyph::Covered && begin > 0 {
            begin -= 1;
        }
        let Glyph::Text(_, columns) = row[begin] else {
            return;
        };
        for cell in row.iter_mut().skip(begin).take(usize::from(columns)) {
            *cell = blank();
        }
    }

    /// The glyph that begins at a place; empty where another covers it.
    pub fn text(&self, x: u16, y: u16) -> String {
        match &self.cells[usize::from(y)][usize::from(x)] {
            Glyph::Text(text, _) => text.clone(),
            Glyph::Covered => String::new(),
        }
    }

    /// The whole screen, as a person sees it.
    pub fn screen(&self) -> String {
        let line = |row: &Vec<Glyph>| {
            let text = |glyph: &Glyph| match glyph {
                Glyph::Text(text, _) => text.clone(),
                Glyph::Covered => String::new(),
            };
            row.iter().map(text).collect::<String>().trim_end().to_owned()
        };
        self.cells.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Takes up to and with the first that is not wanted.
trait TakeInclusive: Iterator<Item = char> + Sized {
    fn take_while_inclusive(self, wanted: impl Fn(&char) -> bool) -> String;
}

impl<I: Iterator<Item = char>> TakeInclusive for I {
    fn take_while_inclusive(mut self, wanted: impl Fn(&char) -> bool) -> String {
        let mut taken = String::new();
        for c in self.by_ref() {
            taken.push(c);
            if !wanted(&c) {
                break;
            }
        }
        taken
    }
}
