//! A password, asked on the plain terminal and not shown while it is typed.
//!
//! Only for a moment, and only while nothing else reads the keys.

use std::io::{self, Write};

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;

use crate::base::secret::Secret;

/// Asks for a line that is not shown; none when it is given up or empty.
pub(super) async fn ask(question: &str) -> Option<Secret<String>> {
    let mut out = io::stderr();
    write!(out, "{question} ").ok();
    out.flush().ok();
    let typed = tokio::task::spawn_blocking(|| {
        terminal::enable_raw_mode().ok()?;
        let typed = line();
        terminal::disable_raw_mode().ok();
        typed
    });
    let typed = typed.await.ok().flatten();
    writeln!(out).ok();
    typed.filter(|typed| !typed.is_empty()).map(Secret::new)
}

fn line() -> Option<String> {
    let mut typed = String::new();
    loop {
        match event::read().ok()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
                (KeyCode::Enter, _) => return Some(typed),
                (KeyCode::Esc, _) | (KeyCode::Char('c' | 'd'), true) => return None,
                (KeyCode::Backspace, _) => {
                    typed.pop();
                }
                (KeyCode::Char('u'), true) => typed.clear(),
                (KeyCode::Char(c), false) => typed.push(c),
                _ => {}
            },
            Event::Paste(text) => typed.push_str(text.trim_end_matches(['\r', '\n'])),
            _ => {}
        }
    }
}
