//! A question on the plain terminal, and the line that answers it.
//!
//! Keys are read raw, so that Esc and Ctrl-c give the question up instead of ending the
//! program or standing in the answer; only for a moment, and only while nothing else reads
//! them. A password is not shown while it is typed. Where the input is no terminal, a line
//! of it is the answer.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Duration;

use crossterm::cursor::MoveToColumn;
use crossterm::event::{self, Event};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{self, Clear, ClearType};

use super::input::{self, Report};
use crate::app::Message;
use crate::app::editor::Editor;
use crate::base::harmless;
use crate::base::key::{Code, Key};
use crate::base::secret::Secret;
use crate::base::text::{graphemes, width};
use crate::config::Language;

/// The cells that an answer needs beside its question; with fewer it stands below.
const ROOM: usize = 24;

/// The columns of a terminal that does not say how many it has.
const COLUMNS: u16 = 80;

/// Asks for a line; none when it is given up, empty when nothing was typed.
pub(super) async fn line(question: &str) -> Option<String> {
    let question = harmless::line(question);
    let typed = match io::stdin().is_terminal() {
        true => tokio::task::spawn_blocking(move || raw(&question, true)).await,
        false => tokio::task::spawn_blocking(move || plain(&question)).await,
    };
    typed.ok()?.map(|line| harmless::line(&line))
}

/// The same, none too when nothing was typed.
pub(super) async fn some(question: &str) -> Option<String> {
    line(question).await.filter(|line| !line.is_empty())
}

/// Asks for a line that is not shown; none when it is given up or empty.
pub(super) async fn unseen(question: &str) -> Option<Secret<String>> {
    let question = harmless::line(question);
    let typed = tokio::task::spawn_blocking(move || raw(&question, false)).await.ok()?;
    typed.filter(|typed| !typed.is_empty()).map(Secret::new)
}

/// Asks a question of yes or no; none when there is nobody to answer.
pub fn confirms(language: &Language, question: &str) -> Option<bool> {
    if !io::stdin().is_terminal() {
        return None;
    }
    let answered = raw(&harmless::line(question), true);
    Some(answered.is_some_and(|answer| is_yes(language, &answer)))
}

/// Whether an answer to a question of yes or no is a yes: it begins with the key that stands for
/// it on the screen, or with that of English.
pub(super) fn is_yes(language: &Language, answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    answer.starts_with(&language.word("confirm-yes-key")) || answer.starts_with('y')
}

fn plain(question: &str) -> Option<String> {
    let mut out = io::stderr();
    write!(out, "{question} ").ok()?;
    out.flush().ok()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).ok()?;
    (read > 0).then_some(line)
}

/// The terminal, which hands out single keys while this is there.
struct Raw;

impl Raw {
    fn begin() -> Option<Raw> {
        terminal::enable_raw_mode().ok()?;
        // Whoever read keys before may have left a call to wake up; keys that came together with it
        // would lie unheard until the next one.
        event::poll(Duration::ZERO).ok();
        Some(Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        terminal::disable_raw_mode().ok();
    }
}

fn raw(question: &str, shown: bool) -> Option<String> {
    let mut out = io::stderr();
    let raw = Raw::begin()?;
    let mut answer = Answer { editor: Editor::line(""), prompt: prompt(&mut out, question), shown };
    let typed = loop {
        answer.draw(&mut out).ok();
        match answer.take(event::read().ok()?) {
            Step::On => {}
            Step::Done => break Some(answer.editor.text().to_owned()),
            Step::GivenUp => break None,
        }
    };
    drop(raw);
    writeln!(out).ok();
    typed
}

/// What stands before the answer: the question, or a mark below one that is long.
fn prompt(out: &mut impl Write, question: &str) -> String {
    if width(question) + ROOM <= columns() {
        return format!("{question} ");
    }
    write!(out, "{question}\r\n").ok();
    "> ".to_owned()
}

fn columns() -> usize {
    terminal::size().map_or(COLUMNS, |(columns, _)| columns).into()
}

/// What a key makes of an answer.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// It is being typed.
    On,
    /// It is whole.
    Done,
    /// There will be none.
    GivenUp,
}

/// An answer that is being typed.
struct Answer {
    editor: Editor,
    prompt: String,
    shown: bool,
}

impl Answer {
    fn take(&mut self, event: Event) -> Step {
        match input::message(Report::Event(event)) {
            Some(Message::Key(key)) => self.press(key),
            Some(Message::Paste(text)) => {
                self.editor.paste(text.trim());
                Step::On
            }
            _ => Step::On,
        }
    }

    fn press(&mut self, key: Key) -> Step {
        match (key.code, key.ctrl) {
            // A line that was typed before the keys were raw ends with the second.
            (Code::Enter, _) | (Code::Char('j'), true) => Step::Done,
            (Code::Esc, _) | (Code::Char('c'), true) => Step::GivenUp,
            (Code::Char('d'), true) if self.editor.text().is_empty() => Step::GivenUp,
            _ => {
                self.editor.press(key);
                Step::On
            }
        }
    }

    fn draw(&self, out: &mut impl Write) -> io::Result<()> {
        let left = width(&self.prompt);
        let (text, cursor) = match self.shown {
            true => part(self.editor.text(), self.editor.place().1, columns().saturating_sub(left + 1)),
            false => (String::new(), 0),
        };
        let column = u16::try_from(left + cursor).unwrap_or(u16::MAX);
        queue!(out, MoveToColumn(0), Print(&self.prompt), Print(text), Clear(ClearType::UntilNewLine), MoveToColumn(column))?;
        out.flush()
    }
}

/// The part of a line that fits into `room` cells with the cursor, and the cell of the cursor in it.
fn part(text: &str, cursor: usize, room: usize) -> (String, usize) {
    let mut letters = graphemes(text).peekable();
    let mut cursor = cursor;
    while cursor > room
        && let Some(letter) = letters.next()
    {
        cursor = cursor.saturating_sub(width(letter));
    }
    let mut used = 0;
    let fits = |letter: &&str| {
        used += width(letter);
        used <= room
    };
    (letters.take_while(fits).collect(), cursor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn answer() -> Answer {
        Answer { editor: Editor::line(""), prompt: String::new(), shown: true }
    }

    fn typed(answer: &mut Answer, text: &str) {
        for c in text.chars() {
            assert_eq!(answer.press(Key::char(c)), Step::On);
        }
    }

    #[test]
    fn esc_and_ctrl_c_give_a_question_up_and_are_never_part_of_its_answer() {
        for (code, modifiers) in [(KeyCode::Esc, KeyModifiers::NONE), (KeyCode::Char('c'), KeyModifiers::CONTROL)] {
            let mut answer = answer();
            typed(&mut answer, "Bistro");
            assert_eq!(answer.take(Event::Key(KeyEvent::new(code, modifiers))), Step::GivenUp);
            assert_eq!(answer.editor.text(), "Bistro");
        }
        let mut answer = answer();
        assert_eq!(answer.press("ctrl-d".parse().unwrap()), Step::GivenUp, "as a shell has it");
        typed(&mut answer, "x");
        assert_eq!(answer.press("ctrl-d".parse().unwrap()), Step::On);
    }

    #[test]
    fn a_line_is_mended_as_in_a_shell() {
        let mut answer = answer();
        typed(&mut answer, "Café de la Paix");
        for (key, left) in [("backspace", "Café de la Pai"), ("ctrl-w", "Café de la "), ("ctrl-u", "")] {
            assert_eq!(answer.press(key.parse().unwrap()), Step::On);
            assert_eq!(answer.editor.text(), left);
        }
        answer.take(Event::Paste("https://example.org/feed\r\n".into()));
        assert_eq!(answer.editor.text(), "https://example.org/feed");
        assert_eq!(answer.press(Key::plain(Code::Enter)), Step::Done);
    }

    #[test]
    fn a_long_line_shows_the_part_with_the_cursor() {
        assert_eq!(part("short", 5, 10), ("short".to_owned(), 5));
        assert_eq!(part("a long line", 11, 5), (" line".to_owned(), 5));
        assert_eq!(part("a long line", 0, 5), ("a lon".to_owned(), 0));
        assert_eq!(part("ご注文", 6, 5), ("注文".to_owned(), 4));
    }
}
