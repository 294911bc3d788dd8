//! The terminal: taken whole, and given back however the program ends.
//!
//! Raw mode, the alternate screen, bracketed paste, focus and mouse reports are switched
//! on together and off together, by a guard, by the panic hook, and around whatever needs
//! the plain terminal for a while. Frames are written in one piece between the marks of a
//! synchronised update, so that a slow line shows whole frames only; one that changes
//! nothing is not written at all. Lines do not wrap, so that a glyph wider than it should be
//! stays on its row.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{RestorePosition, SavePosition, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::layout::{Rect, Size as Cells};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::answer::QUESTION;
use super::painter::Painter;
use super::pictures::canvas::{Canvas, Change};
use crate::app::{Size, State};
use crate::ui;

/// Whether the terminal is ours at this moment; the panic hook asks.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The bytes of a frame, until it is known whether they change anything.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Vec<u8>>>);

impl Held {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a frame after `last` draws no cell and leaves the cursor where it was.
///
/// Every frame ends by resetting the style and placing the cursor; one without a changed
/// cell is nothing but this end.
fn changes_nothing(last: &[u8], frame: &[u8]) -> bool {
    last.ends_with(frame)
}

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<Painter<Held>>,
    held: Held,
    last: Vec<u8>,
    canvas: Canvas,
    mouse: bool,
    title: String,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn take(mouse: bool) -> io::Result<Screen> {
        give_back_on_panic();
        let held = Held::default();
        let mut screen = Screen { terminal: blank(&held)?, held, last: Vec::new(), canvas: Canvas::default(), mouse, title: String::new() };
        screen.enter()?;
        Ok(screen)
    }

    /// Takes the terminal again after [`Screen::leave`].
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste, EnableFocusChange)?;
        if self.mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        self.title.clear();
        self.redraw()
    }

    /// Gives the terminal back for a while.
    pub(super) fn leave(&mut self) {
        self.remove_pictures();
        give_back();
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn draw(&mut self, state: &State) -> io::Result<()> {
        self.terminal.draw(|frame| ui::draw(frame, state))?;
        let (frame, title) = (self.held.take(), state.title());
        let pictures = self.pictures(state)?;
        if title == self.title && pictures.is_empty() && changes_nothing(&self.last, &frame) {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(frame.len() + 64);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend_from_slice(&frame);
        if !pictures.is_empty() {
            queue!(bytes, SavePosition)?;
            bytes.extend_from_slice(&pictures);
            queue!(bytes, RestorePosition)?;
        }
        if title != self.title {
            queue!(bytes, SetTitle(&title))?;
            self.title = title;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        self.last = frame;
        self.send_bytes(&bytes)
    }

    /// What makes the terminal show the pictures of this state; nothing when it does.
    fn pictures(&mut self, state: &State) -> io::Result<Vec<u8>> {
        let wanted = ui::pictures::placed(state);
        let painter = self.terminal.backend_mut();
        let painted = painter.take_painted();
        let cell = if wanted.is_empty() { None } else { cell_size() };
        let change = self.canvas.change(wanted, &painted, cell);
        painter.paint_again(&change.rows)?;
        painter.take_painted();
        let again = self.held.take();
        Ok(if change == Change::default() { Vec::new() } else { [change.before.into_bytes(), again, change.after.into_bytes()].concat() })
    }

    fn send_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Forgets what is on the terminal, so that the next frame draws everything, in its size.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.canvas.forget();
        self.terminal = blank(&self.held)?;
        self.last.clear();
        Ok(())
    }

    /// Has the terminal forget the pictures that it keeps for us.
    fn remove_pictures(&mut self) {
        let removed = self.canvas.clear();
        self.send_bytes(removed.as_bytes()).ok();
    }

    /// Uses the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn use_mouse(&mut self, wanted: bool) -> io::Result<()> {
        self.mouse = wanted;
        if wanted { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
    }

    /// Asks the terminal for its background, where it may answer; whether it was asked.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn ask(&mut self) -> io::Result<bool> {
        let asks =
            answers(&|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()), &std::env::var("TERM").unwrap_or_default());
        if asks {
            self.send(QUESTION)?;
        }
        Ok(asks)
    }

    /// Writes something that is no frame, such as a copy to the clipboard.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn send(&mut self, bytes: &str) -> io::Result<()> {
        self.send_bytes(bytes.as_bytes())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.remove_pictures();
        give_back();
    }
}

/// A terminal on which nothing is known to be drawn, of the size it has now.
///
/// The library's own ways of clearing and of following a new size ask the terminal where
/// its cursor is, and wait; so the size is fixed, and every new one begins anew.
fn blank(held: &Held) -> io::Result<Terminal<Painter<Held>>> {
    let size = size()?;
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    let backend = Painter::new(held.clone(), Cells::new(size.width, size.height));
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// The size of the terminal.
///
/// # Errors
/// There is no terminal.
pub(super) fn size() -> io::Result<Size> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// The pixels of a cell, when the system knows them; the terminal is not asked.
fn cell_size() -> Option<(u32, u32)> {
    let size = crossterm::terminal::window_size().ok()?;
    let part = |pixels: u16, cells: u16| u32::from(pixels).checked_div(u32::from(cells)).filter(|part| *part > 0);
    Some((part(size.width, size.columns)?, part(size.height, size.rows)?))
}

/// Whether a terminal may answer a question about its colours; `set` tells which variables are.
///
/// The consoles of systems do not, and some show the question. GNU screen gives it to the
/// terminal around it or to none; tmux answers for itself. Over ssh the answer comes late.
fn answers(set: &dyn Fn(&str) -> bool, term: &str) -> bool {
    const SILENT: [&str; 9] = ["", "dumb", "linux", "cons25", "sun", "vt52", "vt100", "vt102", "vt220"];
    let screen = set("STY") || (term.starts_with("screen") && !set("TMUX"));
    cfg!(unix) && !SILENT.contains(&term) && !screen && !set("NO_COLOR")
}

fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableFocusChange,
            DisableBracketedPaste,
            EnableLineWrap,
            LeaveAlternateScreen,
            Show
        )
        .ok();
        disable_raw_mode().ok();
    }
}

fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        let screen = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            // A worker that falls does not take the screen with it; it goes on and must stay ours.
            if std::thread::current().id() == screen || !TAKEN.load(Ordering::SeqCst) {
                give_back();
                before(panic);
            } else {
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                tracing::error!(place, "A worker panicked.");
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_that_may_answer_are_asked() {
        let table: [(&str, &[&str], bool); 10] = [
            ("xterm-256color", &[], true),
            ("xterm-kitty", &[], true),
            ("tmux-256color", &["TMUX"], true),
            ("screen-256color", &["TMUX"], true),
            ("screen-256color", &["STY"], false),
            ("screen", &[], false),
            ("linux", &[], false),
            ("dumb", &[], false),
            ("", &[], false),
            ("xterm", &["NO_COLOR"], false),
        ];
        for (term, variables, expected) in table {
            assert_eq!(answers(&|name| variables.contains(&name), term), expected && cfg!(unix), "{term} {variables:?}");
        }
    }

    #[test]
    fn a_frame_that_changes_nothing_is_known() {
        let held = Held::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 30, 3));
        let mut terminal = Terminal::with_options(Painter::new(held.clone(), Cells::new(30, 3)), TerminalOptions { viewport }).unwrap();
        let mut frame = |text: &str, cursor: (u16, u16)| {
            terminal
                .draw(|frame| {
                    frame.render_widget(text, frame.area());
                    frame.set_cursor_position(cursor);
                })
                .unwrap();
            held.take()
        };
        let first = frame("3 min", (0, 0));
        let same = frame("3 min", (0, 0));
        assert!(changes_nothing(&first, &same));
        assert!(changes_nothing(&same, &frame("3 min", (0, 0))));
        let moved = frame("3 min", (0, 1));
        assert!(!changes_nothing(&same, &moved), "the cursor has moved");
        let aged = frame("4 min", (0, 1));
        assert!(!changes_nothing(&moved, &aged));
        assert!(!changes_nothing(&aged, &frame("3 min", (0, 1))));
    }
}
