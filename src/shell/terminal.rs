//! The terminal: taken whole, and given back however the program ends.
//!
//! Raw mode, the alternate screen, bracketed paste, focus and mouse reports are switched
//! on together and off together, by a guard, by the panic hook, and around whatever needs
//! the plain terminal for a while. Frames are written in one piece between the marks of a
//! synchronised update, so that a slow line shows whole frames only; lines do not wrap, so
//! that a glyph wider than it should be stays on its row.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
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

use super::painter::Painter;
use crate::app::{Size, State};
use crate::ui;

/// Whether the terminal is ours at this moment; the panic hook asks.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
pub(super) struct Screen {
    terminal: Terminal<Painter<BufWriter<Stdout>>>,
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
        let mut screen = Screen { terminal: blank()?, mouse, title: String::new() };
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
        give_back();
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut().out(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| ui::draw(frame, state))?;
        let title = state.title();
        if title != self.title {
            queue!(self.terminal.backend_mut().out(), SetTitle(&title))?;
            self.title = title;
        }
        queue!(self.terminal.backend_mut().out(), EndSynchronizedUpdate)?;
        self.terminal.backend_mut().out().flush()
    }

    /// Forgets what is on the terminal, so that the next frame draws everything, in its size.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.terminal = blank()?;
        Ok(())
    }

    /// Uses the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn use_mouse(&mut self, wanted: bool) -> io::Result<()> {
        self.mouse = wanted;
        if wanted { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
    }

    /// Writes something that is no frame, such as a copy to the clipboard.
    ///
    /// # Errors
    /// The terminal does not answer.
    pub(super) fn send(&mut self, bytes: &str) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(bytes.as_bytes())?;
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// A terminal on which nothing is known to be drawn, of the size it has now.
///
/// The library's own ways of clearing and of following a new size ask the terminal where
/// its cursor is, and wait; so the size is fixed, and every new one begins anew.
fn blank() -> io::Result<Terminal<Painter<BufWriter<Stdout>>>> {
    let size = size()?;
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    let out = BufWriter::with_capacity(1 << 16, io::stdout());
    let backend = Painter::new(out, Cells::new(size.width, size.height));
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
