//! What the terminal is, asked of it: its size, and how far it goes for wide characters.
//!
//! Only a terminal is asked, every question has an end, and the line is left empty.

use std::io::{self, IsTerminal, Write};

use crossterm::cursor;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};

use crate::base::text;

/// What is written to see how far the cursor goes, each with its name.
const SAMPLES: [(&str, &str); 4] = [("CJK", "漢"), ("VS16", "⚠\u{fe0f}"), ("ZWJ", "👩\u{200d}👧"), ("skin tone", "👍🏽")];

/// How far the terminal goes for one sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Width {
    /// What kind of character it is.
    pub name: &'static str,
    /// The columns that vigie counts with.
    pub counted: usize,
    /// The columns that the terminal went.
    pub went: usize,
}

/// What is known of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// How far it goes for wide characters; none when it does not say where its cursor is.
    pub widths: Option<Vec<Width>>,
}

/// Asks the terminal; none when standard input or output is none.
pub fn look() -> Option<Terminal> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    let (width, height) = crossterm::terminal::size().ok()?;
    enable_raw_mode().ok()?;
    let widths = widths(&mut io::stdout());
    disable_raw_mode().ok();
    Some(Terminal { width, height, widths: widths.ok() })
}

fn widths(out: &mut impl Write) -> io::Result<Vec<Width>> {
    let mut widths = Vec::new();
    for (name, sample) in SAMPLES {
        execute!(out, cursor::MoveToColumn(0), Print(sample))?;
        // Waits two seconds at most, by the library; a terminal that is silent once is not asked again.
        let column = cursor::position();
        execute!(out, cursor::MoveToColumn(0), Clear(ClearType::CurrentLine))?;
        widths.push(Width { name, counted: text::width(sample), went: usize::from(column?.0) });
    }
    Ok(widths)
}

/// The columns of the terminal, if there is one.
pub fn columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(width, _)| usize::from(width))
}
