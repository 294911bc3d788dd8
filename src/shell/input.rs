//! What the terminal reports, as messages.
//!
//! Its answer about its background is found on the way. Reports of released keys are left out, and what terminals write for one key in two ways
//! becomes one.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use futures_util::StreamExt;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use super::answer::{Heard, Listener};
use crate::app::{Gesture, Message, Mouse, Size};
use crate::base::key::{Code, Key};
use crate::config::theme::Ground;

/// The most reports that wait to be read.
const WAITING: usize = 1024;

/// How long after the question an answer is waited for before the terminal is given away.
const ANSWERS: Duration = Duration::from_millis(200);

/// The terminal's reports, read by a task of their own while this is there.
///
/// The terminal's stream wakes only whoever asked it first; so one task asks, and the loop
/// can look at what waits without a wake being lost.
pub(super) struct Input {
    reports: mpsc::Receiver<io::Result<Report>>,
    reader: JoinHandle<()>,
    unanswered: watch::Receiver<Option<Instant>>,
}

/// Something that the terminal reports.
#[derive(Debug)]
pub(super) enum Report {
    /// What the person did with it.
    Event(Event),
    /// Its background.
    Ground(Ground),
}

async fn tell(reported: &mpsc::Sender<io::Result<Report>>, heard: Heard) -> Result<(), ()> {
    let ground = heard.ground.map(Report::Ground);
    for report in heard.passed.into_iter().map(Report::Event).chain(ground) {
        reported.send(Ok(report)).await.map_err(drop)?;
    }
    Ok(())
}

impl Input {
    /// Begins to read; `asked` when the terminal is asked for its background at this moment.
    pub(super) fn begin(asked: bool) -> Input {
        let (reported, reports) = mpsc::channel(WAITING);
        let mut listener = Listener::default();
        if asked {
            listener.asked(Instant::now());
        }
        let (unanswered_in, unanswered) = watch::channel(listener.waits_since());
        let reader = tokio::spawn(async move {
            let mut stream = EventStream::new();
            loop {
                let heard = match listener.lapses_at() {
                    None => stream.next().await,
                    Some(at) => match tokio::time::timeout_at(at.into(), stream.next()).await {
                        Ok(event) => event,
                        Err(_) => {
                            let passed = listener.lapse();
                            if tell(&reported, Heard { passed, ground: None }).await.is_err() {
                                return;
                            }
                            continue;
                        }
                    },
                };
                let told = match heard {
                    Some(Ok(event)) => {
                        let heard = listener.take(event, Instant::now());
                        unanswered_in.send_if_modified(|since| std::mem::replace(since, listener.waits_since()) != *since);
                        tell(&reported, heard).await
                    }
                    Some(Err(error)) => reported.send(Err(error)).await.map_err(drop),
                    None => return,
                };
                if told.is_err() {
                    return;
                }
            }
        });
        Input { reports, reader, unanswered }
    }

    /// Waits for the answer of the terminal when it was asked just before: it would be read by
    /// whoever has the terminal next.
    pub(super) async fn answered(&mut self) {
        let Some(asked) = *self.unanswered.borrow() else {
            return;
        };
        let answered = self.unanswered.wait_for(Option::is_none);
        tokio::time::timeout_at((asked + ANSWERS).into(), answered).await.ok();
    }

    /// Waits for the next report; none when the terminal is gone.
    pub(super) async fn next(&mut self) -> Option<io::Result<Report>> {
        self.reports.recv().await
    }

    /// The next report, if one waits.
    pub(super) fn waiting(&mut self) -> Option<io::Result<Report>> {
        self.reports.try_recv().ok()
    }
}

impl Input {
    /// Stops reading, and waits until nothing reads any more.
    pub(super) async fn end(mut self) {
        self.reader.abort();
        (&mut self.reader).await.ok();
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// The message for a report of the terminal, if it means anything here.
pub(super) fn message(report: Report) -> Option<Message> {
    let event = match report {
        Report::Ground(ground) => return Some(Message::Ground(ground)),
        Report::Event(event) => event,
    };
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Message::Key),
        Event::Key(_) => None,
        Event::Paste(text) => Some(Message::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Event::Resize(width, height) => Some(Message::Resized(Size { width, height })),
        Event::FocusGained => Some(Message::FocusChanged(true)),
        Event::FocusLost => Some(Message::FocusChanged(false)),
        Event::Mouse(event) => mouse(event).map(Message::Mouse),
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        // AltGr is reported as Ctrl with Alt by some terminals; the character says what is meant.
        KeyCode::Char(c) if ctrl && alt && !c.is_ascii_alphanumeric() => return Some(Key::char(c)),
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let shift = shift && !matches!(code, Code::Char(_) | Code::BackTab);
    Some(Key { code, ctrl, alt, shift })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Mouse { gesture, column: event.column, row: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_key_however_it_is_reported() {
        let table = [
            (KeyCode::Char('g'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('S'), KeyModifiers::CONTROL, "Ctrl-s"),
            (KeyCode::Char('s'), KeyModifiers::ALT, "Alt-s"),
            (KeyCode::Tab, KeyModifiers::SHIFT, "Shift-Tab"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
            (KeyCode::Char('@'), KeyModifiers::CONTROL.union(KeyModifiers::ALT), "@"),
            (KeyCode::F(6), KeyModifiers::NONE, "F6"),
        ];
        for (code, modifiers, expected) in table {
            let read = key(KeyEvent::new(code, modifiers)).map(|key| key.to_string());
            assert_eq!(read.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_pasted_line_end_is_a_line_end() {
        assert_eq!(message(Report::Event(Event::Paste("a\r\nb\rc".into()))), Some(Message::Paste("a\nb\nc".into())));
    }
}
