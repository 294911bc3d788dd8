//! Keys and chords as people write them: `j`, `G`, `ctrl-s`, `alt-s`, `g g`, `f6`.
//!
//! A key is what the terminal could tell, so that `shift` exists only for keys that
//! are not letters, and no key is here that terminals cannot tell apart. No terminal
//! library is known here; the shell translates.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A printable character, in the case it was typed in.
    Char(char),
    /// A function key, 1 to 12.
    F(u8),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift with Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// One key press with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; always false for characters, whose case says it.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// The character that a text field would insert, if any.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

/// Why a key could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyError {
    /// No key has this name.
    Unknown(String),
    /// Terminals send the same for this key as for the other one named.
    Twin(String, &'static str),
    /// There is no key at all.
    Empty,
}

/// Control with these letters is another key to a terminal.
const TWINS: [(char, &str); 5] = [('i', "tab"), ('m', "enter"), ('j', "enter"), ('h', "backspace"), ('[', "esc")];

const NAMES: [(&str, Code); 16] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
    ("minus", Code::Char('-')),
];

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Key, KeyError> {
        let mut key = Key::plain(Code::Esc);
        let mut rest = text;
        loop {
            if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest)) {
                key.code = *code;
                return Ok(key);
            }
            match rest.split_once('-') {
                Some(("ctrl" | "Ctrl" | "C", after)) if !after.is_empty() => (key.ctrl, rest) = (true, after),
                Some(("alt" | "Alt" | "M", after)) if !after.is_empty() => (key.alt, rest) = (true, after),
                Some(("shift" | "Shift" | "S", after)) if !after.is_empty() => (key.shift, rest) = (true, after),
                _ => break,
            }
        }
        key.code = code(rest).ok_or_else(|| if text.is_empty() { KeyError::Empty } else { KeyError::Unknown(text.to_owned()) })?;
        if let Code::Char(c) = key.code {
            if key.shift {
                key.code = Code::Char(c.to_uppercase().next().unwrap_or(c));
                key.shift = false;
            }
            let twin = TWINS.iter().find(|(letter, _)| key.ctrl && c.eq_ignore_ascii_case(letter));
            if let Some((_, other)) = twin {
                return Err(KeyError::Twin(text.to_owned(), other));
            }
        }
        Ok(key)
    }
}

fn code(text: &str) -> Option<Code> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    let number = text.strip_prefix(['f', 'F'])?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Enter => f.write_str("Enter"),
            Code::Esc => f.write_str("Esc"),
            Code::Tab => f.write_str("Tab"),
            Code::BackTab => f.write_str("Shift-Tab"),
            Code::Backspace => f.write_str("Backspace"),
            Code::Delete => f.write_str("Delete"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            Code::Home => f.write_str("Home"),
            Code::End => f.write_str("End"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
        }
    }
}

/// One or more keys pressed in a row, as in `g g`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord(pub Vec<Key>);

impl FromStr for Chord {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Chord, KeyError> {
        let keys: Vec<Key> = text.split_whitespace().map(Key::from_str).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(KeyError::Empty) } else { Ok(Chord(keys)) }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `gg`, but `g Ctrl-x`: single letters are pressed in one breath.
        let letters = self.0.iter().all(|key| key.typed().is_some_and(|c| c != ' '));
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 && !letters {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written_back() {
        let table = [
            ("j", "j"),
            ("G", "G"),
            ("ctrl-s", "Ctrl-s"),
            ("alt-s", "Alt-s"),
            ("g g", "gg"),
            ("f6", "F6"),
            ("space", "Space"),
            ("shift-tab", "Shift-Tab"),
            ("shift-g", "G"),
            ("enter", "Enter"),
            ("-", "-"),
            ("ctrl--", "Ctrl--"),
            ("pagedown", "PgDn"),
            ("é", "é"),
            ("g ctrl-x", "g Ctrl-x"),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse::<Chord>().map(|chord| chord.to_string()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn keys_that_terminals_cannot_tell_are_refused() {
        for text in ["ctrl-i", "ctrl-m", "ctrl-j", "ctrl-h", "ctrl-["] {
            assert!(matches!(text.parse::<Key>(), Err(KeyError::Twin(..))), "{text}");
        }
        assert_eq!("hyper-x".parse::<Key>(), Err(KeyError::Unknown("hyper-x".into())));
        assert_eq!("f13".parse::<Key>(), Err(KeyError::Unknown("f13".into())));
        assert_eq!("".parse::<Chord>(), Err(KeyError::Empty));
    }
}
