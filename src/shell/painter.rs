//! Cells to bytes, so that every cell stands where it belongs on every terminal.
//!
//! Terminals disagree about emoji, joined letters, flags and what East Asia draws wide: one
//! moves on by one column where another moves by two, or six. So nothing here trusts the
//! terminal to be where it should: what is not of one width everywhere gets a blank to stand
//! on, and the cursor is set before whatever comes next. A row with such a glyph, before or
//! now, is painted whole, from its left: what stood out is painted over. Lines never wrap
//! while we draw (see [`super::terminal`]), so no row reaches into another.
//!
//! What this costs where a terminal disagrees: a glyph wider than its cells shows the part that
//! fits, or nothing when a letter stands right behind it; a narrower one is followed by blanks.
//!
//! No drawing is decided here, and nothing that could drive the terminal passes: cells come
//! from [`crate::ui`], and what of them is a person's own text is made harmless here.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, MoveToColumn, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, SetBackgroundColor, SetForegroundColor, SetUnderlineColor};
use crossterm::terminal::{Clear, ClearType as Cleared};
use ratatui::backend::{Backend, ClearType, IntoCrossterm, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use crate::base::harmless;

/// How sure it is how far a terminal moves on behind a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// The same on every terminal.
    Sure,
    /// A letter; a terminal that makes such letters wide makes the whole word wider.
    Letter,
    /// Anything.
    Unsure,
}

/// A terminal to draw on, which knows what it shows.
pub struct Painter<W: Write> {
    out: W,
    size: Size,
    cells: Vec<Cell>,
    /// The rows on which not every width is sure.
    uneven: Vec<bool>,
    pen: Pen,
    /// The rows that were painted since somebody asked.
    painted: Vec<u16>,
}

/// Where and how the next glyph would be drawn.
#[derive(Default)]
struct Pen {
    /// The column, when every terminal agrees on it.
    column: Option<u16>,
    style: Option<Style>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Style {
    fn of(cell: &Cell) -> Style {
        Style { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

impl<W: Write> Painter<W> {
    /// Begins on a terminal of this size on which nothing is drawn.
    pub fn new(out: W, size: Size) -> Painter<W> {
        let cells = usize::from(size.width) * usize::from(size.height);
        Painter {
            out,
            size,
            cells: vec![Cell::EMPTY; cells],
            uneven: vec![false; usize::from(size.height)],
            pen: Pen::default(),
            painted: Vec::new(),
        }
    }

    /// What is written to.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// The rows that were painted since the last time that this was asked.
    pub fn take_painted(&mut self) -> Vec<u16> {
        std::mem::take(&mut self.painted)
    }

    /// Paints rows again, as they are: something lay over them.
    ///
    /// # Errors
    /// What is written to does not take it.
    pub fn paint_again(&mut self, rows: &[u16]) -> io::Result<()> {
        let height = self.size.height;
        for y in rows.iter().copied().filter(|y| *y < height) {
            let whole: Vec<u16> = (0..self.size.width).collect();
            self.paint(y, &whole)?;
        }
        self.pen = Pen::default();
        queue!(self.out, SetAttribute(Attribute::Reset))
    }

    fn row(&self, y: u16) -> &[Cell] {
        let begin = usize::from(y) * usize::from(self.size.width);
        self.cells.get(begin..begin + usize::from(self.size.width)).unwrap_or_default()
    }

    /// Paints what has changed of a row, all of it when it is uneven.
    fn paint(&mut self, y: u16, changed: &[u16]) -> io::Result<()> {
        self.painted.push(y);
        let row = self.row(y).to_vec();
        let uneven = row.iter().any(|cell| sureness(cell.symbol()) != Width::Sure);
        let whole = std::mem::replace(&mut self.uneven[usize::from(y)], uneven) || uneven;
        queue!(self.out, MoveTo(if whole { 0 } else { changed.first().copied().unwrap_or(0) }, y))?;
        self.pen.column = if whole { Some(0) } else { changed.first().copied() };
        if whole {
            let (mut x, mut before, mut last) = (0, None, None);
            while x < self.size.width {
                before = last.replace(x);
                x += self.glyphs(&row, x)?;
            }
            return self.mend_edge(&row, before, last);
        }
        for x in changed {
            self.glyphs(&row, *x)?;
        }
        Ok(())
    }

    /// Paints what stands before the last column again: a glyph too wide for that one moves to its left.
    fn mend_edge(&mut self, row: &[Cell], before: Option<u16>, last: Option<u16>) -> io::Result<()> {
        let symbol = |x: u16| row.get(usize::from(x)).map_or(" ", Cell::symbol);
        if let (Some(before), Some(last)) = (before, last)
            && last + 1 == self.size.width
            && sureness(symbol(last)) != Width::Sure
            && symbol(before) != " "
        {
            self.pen.column = Some(self.size.width);
            self.glyphs(row, before)?;
        }
        Ok(())
    }

    /// Paints the glyph in column `x`, and the cells and equal glyphs that go with it; how many cells.
    fn glyphs(&mut self, row: &[Cell], x: u16) -> io::Result<u16> {
        let cell = &row[usize::from(x)];
        let symbol = cell.symbol();
        let after = &row[usize::from(x) + 1..];
        let wide = cell.cell_width().max(1);
        match sureness(symbol) {
            Width::Sure => {
                // A word goes on where its terminal is.
                let in_word = self.pen.column.is_none() && symbol.starts_with(|c: char| c.is_alphanumeric());
                let drifts = in_word && x > 0 && is_word(&row[usize::from(x) - 1]);
                self.draw(cell, x, drifts)?;
                self.pen.column = if drifts { None } else { Some(x + wide) };
            }
            Width::Letter => {
                let drifts = self.pen.column.is_none() && x > 0 && is_word(&row[usize::from(x) - 1]);
                self.draw(cell, x, drifts)?;
                self.pen.column = None;
            }
            Width::Unsure => return self.unsure(cell, after, x, wide),
        }
        Ok(wide)
    }

    fn unsure(&mut self, cell: &Cell, after: &[Cell], x: u16, wide: u16) -> io::Result<u16> {
        let style = Style::of(cell);
        let alike = |next: &&Cell| Style::of(next) == style;
        let same = after.iter().take_while(alike).take_while(|next| next.symbol() == cell.symbol()).count();
        if wide == 1 && same > 0 && cell.symbol().chars().count() == 1 {
            // A line of one glyph is a line however wide the glyph is.
            let run = cell.symbol().repeat(same + 1);
            self.at(x)?;
            self.dress(cell)?;
            queue!(self.out, Print(run))?;
            self.pen.column = None;
            return Ok(u16::try_from(same + 1).unwrap_or(u16::MAX));
        }
        let covered = usize::from(wide) - 1;
        let blanks = after.iter().skip(covered).take_while(alike).take_while(|next| next.symbol() == " ").count();
        let spare = usize::from(reach(cell.symbol()).saturating_sub(wide)).min(blanks);
        let room = usize::from(wide) + spare;
        self.at(x)?;
        self.dress(cell)?;
        if room > 1 || !is_ambiguous(cell.symbol()) {
            queue!(self.out, Print(" ".repeat(room)), MoveToColumn(x))?;
        }
        queue!(self.out, Print(harmless::text(cell.symbol())))?;
        self.pen.column = None;
        Ok(u16::try_from(room).unwrap_or(u16::MAX))
    }

    fn draw(&mut self, cell: &Cell, x: u16, anywhere: bool) -> io::Result<()> {
        if !anywhere {
            self.at(x)?;
        }
        self.dress(cell)?;
        if cell.symbol().len() == 1 {
            queue!(self.out, Print(cell.symbol()))
        } else {
            queue!(self.out, Print(harmless::text(cell.symbol())))
        }
    }

    fn at(&mut self, x: u16) -> io::Result<()> {
        if self.pen.column != Some(x) {
            queue!(self.out, MoveToColumn(x))?;
            self.pen.column = Some(x);
        }
        Ok(())
    }

    fn dress(&mut self, cell: &Cell) -> io::Result<()> {
        let style = Style::of(cell);
        if self.pen.style.replace(style) == Some(style) {
            return Ok(());
        }
        // Without colours the library writes a reset for each; attributes come after them.
        queue!(self.out, SetAttribute(Attribute::Reset))?;
        if style.fg != Color::Reset {
            queue!(self.out, SetForegroundColor(style.fg.into_crossterm()))?;
        }
        if style.bg != Color::Reset {
            queue!(self.out, SetBackgroundColor(style.bg.into_crossterm()))?;
        }
        if style.underline != Color::Reset {
            queue!(self.out, SetUnderlineColor(style.underline.into_crossterm()))?;
        }
        for (modifier, attribute) in ATTRIBUTES {
            if style.modifier.contains(modifier) {
                queue!(self.out, SetAttribute(attribute))?;
            }
        }
        Ok(())
    }
}

const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// Whether a cell belongs to a word.
fn is_word(cell: &Cell) -> bool {
    sureness(cell.symbol()) != Width::Unsure && cell.symbol().starts_with(|c: char| c.is_alphanumeric())
}

/// How sure the width of a glyph is.
fn sureness(symbol: &str) -> Width {
    let mut chars = symbol.chars();
    let (Some(first), rest) = (chars.next(), chars.as_str()) else {
        return Width::Sure;
    };
    if rest.is_empty() && (first.is_ascii() || is_surely_wide(first)) {
        return Width::Sure;
    }
    let narrow =
        |c: char| c.width() == Some(0) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}');
    if first.is_alphabetic() && first.width() == Some(1) && rest.chars().all(narrow) { Width::Letter } else { Width::Unsure }
}

/// The letters of East Asia that have been two columns wide since there are terminals for them.
fn is_surely_wide(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether a glyph is one column wide, or two in East Asia, and never none.
fn is_ambiguous(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.width() == Some(1) && c.width_cjk() == Some(2))
}

/// The columns that a glyph takes where each of its parts is drawn by itself.
fn reach(symbol: &str) -> u16 {
    let wide = |c: char| match c.width() {
        Some(1) if !c.is_ascii() => 2,
        Some(0) | None => u16::from(c == '\u{fe0f}'),
        Some(cells) => u16::try_from(cells).unwrap_or(2),
    };
    symbol.chars().map(wide).sum()
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut row: Option<(u16, Vec<u16>)> = None;
        for (x, y, cell) in content {
            if x >= self.size.width || y >= self.size.height {
                continue;
            }
            if let Some((before, changed)) = row.take_if(|(before, _)| *before != y) {
                self.paint(before, &changed)?;
            }
            row.get_or_insert_with(|| (y, Vec::new())).1.push(x);
            let at = usize::from(y) * usize::from(self.size.width) + usize::from(x);
            self.cells[at].clone_from(cell);
            // What a wide glyph covers is blank, whatever stood there.
            for covered in 1..cell.cell_width().min(self.size.width - x) {
                self.cells[at + usize::from(covered)] = Cell::EMPTY;
            }
        }
        if let Some((y, changed)) = row {
            self.paint(y, &changed)?;
        }
        self.pen = Pen::default();
        queue!(self.out, SetAttribute(Attribute::Reset))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Show)
    }

    /// The terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        queue!(self.out, MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.cells.fill(Cell::EMPTY);
        self.uneven.fill(false);
        queue!(self.out, SetAttribute(Attribute::Reset), Clear(Cleared::All))
    }

    /// The whole screen is all that is ever cleared.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
