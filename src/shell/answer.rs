//! The terminal's answer about its background, found among keys.
//!
//! The answer to `ESC ] 11 ; ?` comes through the same pipe as the keys, at once, late or
//! never, whole or in pieces, and reads like keys: Alt-], then letters that are commands here,
//! then Ctrl-g or Alt-\. What is an answer is taken out; what turns out to be a person's keys is
//! passed on in their order. Nothing is asked and nothing waits here: times are given.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::config::theme::Ground;

/// What is asked of the terminal; its answer ends like the question.
pub(super) const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";

/// Before it is clear that this is an answer, the longest time between two of its parts: no
/// person types four keys like this, and none sees a key come so much later.
const DOUBTFUL: Duration = Duration::from_millis(60);

/// When it is clear, the longest time between two of its parts.
const PATIENCE: Duration = Duration::from_secs(1);

/// What comes this close to the part before it comes from the same hand.
const BURST: Duration = Duration::from_millis(60);

/// How long after the question an Escape may be the cut beginning of the answer.
const CUT: Duration = Duration::from_secs(2);

/// How every answer begins.
const BEGINS: &str = "]11;";

/// Finds the answer; everything that the terminal reports goes through this.
#[derive(Debug, Default)]
pub(super) struct Listener {
    asked: Option<Instant>,
    /// What is held back, in order.
    held: Vec<Held>,
    /// What it says, from `]` on.
    said: String,
    /// Whether an Escape came last, which may begin the end.
    closing: bool,
}

#[derive(Debug)]
struct Held {
    event: Event,
    at: Instant,
    /// Whether it fits into the answer.
    fits: bool,
}

/// What becomes of a report.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Heard {
    /// What the person did, in order.
    pub passed: Vec<Event>,
    /// What the terminal answered.
    pub ground: Option<Ground>,
}

impl Heard {
    fn pass(event: Event) -> Heard {
        Heard { passed: vec![event], ground: None }
    }
}

impl Listener {
    /// The question was asked.
    pub fn asked(&mut self, now: Instant) {
        self.asked = Some(now);
    }

    /// When it was asked, unless it was answered.
    pub fn waits_since(&self) -> Option<Instant> {
        self.asked
    }

    /// When [`Listener::lapse`] is to be called, unless something comes before.
    pub fn lapses_at(&self) -> Option<Instant> {
        let last = self.held.iter().rfind(|held| held.fits)?;
        Some(last.at + if self.is_clear() { PATIENCE } else { DOUBTFUL })
    }

    /// Takes a report.
    pub fn take(&mut self, event: Event, now: Instant) -> Heard {
        let before = match self.lapses_at() {
            Some(at) if at <= now => self.lapse(),
            _ => Vec::new(),
        };
        let mut heard = match piece(&event) {
            _ if self.held.is_empty() => self.begin(event, now),
            // The size, the focus and the mouse are nobody's answer.
            None if !matches!(event, Event::Key(_) | Event::Paste(_)) => Heard::pass(event),
            piece if self.is_clear() => self.go_on(piece, event, now),
            piece => self.doubt(piece, event, now),
        };
        heard.passed.splice(0..0, before);
        heard
    }

    /// Nothing came for too long: what a person typed is passed on, the rest of an answer is not.
    pub fn lapse(&mut self) -> Vec<Event> {
        let clear = self.is_clear();
        let first = if clear { self.burst() } else { 0 };
        self.said.clear();
        self.closing = false;
        self.held.drain(..).skip(first).map(|held| held.event).collect()
    }

    /// How much of what is held came without a pause.
    fn burst(&self) -> usize {
        let pause = |pair: &[Held]| matches!(pair, [one, other] if other.at.saturating_duration_since(one.at) > BURST);
        self.held.windows(2).position(pause).map_or(self.held.len(), |at| at + 1)
    }

    fn hold(&mut self, event: Event, at: Instant, fits: bool) -> Heard {
        self.held.push(Held { event, at, fits });
        Heard::default()
    }

    fn is_clear(&self) -> bool {
        self.said.starts_with(BEGINS)
    }

    fn begin(&mut self, event: Event, now: Instant) -> Heard {
        let early = self.asked.is_some_and(|asked| now.saturating_duration_since(asked) < CUT);
        match piece(&event) {
            Some(Piece::Alt(']')) => self.said.push(']'),
            Some(Piece::Escape) if early => {}
            _ => return Heard::pass(event),
        }
        self.hold(event, now, true)
    }

    fn doubt(&mut self, piece: Option<Piece>, event: Event, now: Instant) -> Heard {
        if let Some(Piece::Char(c)) = piece
            && BEGINS[self.said.len()..].starts_with(c)
        {
            self.said.push(c);
            return self.hold(event, now, true);
        }
        let mut passed = self.lapse();
        let mut heard = self.begin(event, now);
        passed.append(&mut heard.passed);
        Heard { passed, ground: None }
    }

    fn go_on(&mut self, piece: Option<Piece>, event: Event, now: Instant) -> Heard {
        let body = &self.said[BEGINS.len()..];
        match piece {
            Some(Piece::Bell | Piece::Alt('\\')) => self.end(),
            Some(Piece::Char('\\')) if self.closing => self.end(),
            Some(Piece::Escape) if !self.closing => {
                self.closing = true;
                self.hold(event, now, true)
            }
            Some(Piece::Char(c)) if !self.closing && fits(body, c) => {
                self.said.push(c);
                self.hold(event, now, true)
            }
            // A key of the person in between: what follows may still be the answer. What came after
            // a pause may be the person's as well, and comes first then.
            _ if !self.closing && self.burst() < self.held.len() => self.hold(event, now, false),
            _ if !self.closing => Heard::pass(event),
            _ => {
                let mut passed = self.lapse();
                passed.push(event);
                Heard { passed, ground: None }
            }
        }
    }

    fn end(&mut self) -> Heard {
        let ground = Ground::of_answer(&self.said[BEGINS.len()..]);
        self.said.clear();
        self.closing = false;
        self.asked = None;
        let passed = self.held.drain(..).filter(|held| !held.fits).map(|held| held.event).collect();
        Heard { passed, ground }
    }
}

/// What a key may be of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Char(char),
    Alt(char),
    Bell,
    Escape,
}

fn piece(event: &Event) -> Option<Piece> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else {
        return None;
    };
    match (*code, *modifiers) {
        (KeyCode::Char(c), KeyModifiers::NONE | KeyModifiers::SHIFT) => Some(Piece::Char(c)),
        (KeyCode::Char(c), KeyModifiers::ALT) => Some(Piece::Alt(c)),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some(Piece::Bell),
        (KeyCode::Esc, KeyModifiers::NONE) => Some(Piece::Escape),
        _ => None,
    }
}

/// Whether `c` can follow what was said: `rgb:` or `rgba:` and parts of one to four digits.
fn fits(said: &str, c: char) -> bool {
    match said.split_once(':') {
        None => ["rgb:", "rgba:"].iter().any(|kind| kind.strip_prefix(said).is_some_and(|rest| rest.starts_with(c))),
        Some((kind, parts)) => {
            let last = parts.rsplit('/').next().unwrap_or_default();
            let full = parts.matches('/').count() + 2 > kind.len();
            if c == '/' { !last.is_empty() && !full } else { c.is_ascii_hexdigit() && last.len() < 4 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// What the terminal library makes of bytes that are read in one piece.
    fn events(bytes: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut chars = bytes.chars().peekable();
        while let Some(c) = chars.next() {
            let shift = |c: char| if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
            events.push(match c {
                '\u{1b}' => match chars.next_if(|next| *next != '\u{1b}') {
                    Some(next) => key(KeyCode::Char(next), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\u{7}' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => key(KeyCode::Char(c), shift(c)),
            });
        }
        events
    }

    /// Bytes as people read them in a failure.
    fn written(events: &[Event]) -> String {
        let one = |event: &Event| match piece(event) {
            Some(Piece::Char(c)) => c.to_string(),
            Some(Piece::Alt(c)) => format!("<Alt-{c}>"),
            Some(Piece::Bell) => "<Ctrl-g>".to_owned(),
            Some(Piece::Escape) => "<Esc>".to_owned(),
            None => format!("<{event:?}>"),
        };
        events.iter().map(one).collect()
    }

    /// What is read, each so many milliseconds after the read before.
    type Reads<'r> = &'r [(u64, &'r str)];

    /// Plays reads, each so many milliseconds after the one before, and five seconds of silence.
    fn play(reads: Reads<'_>) -> (String, Option<Ground>) {
        let mut now = Instant::now();
        let mut listener = Listener::default();
        listener.asked(now);
        let (mut passed, mut ground) = (Vec::new(), None);
        for (millis, bytes) in reads.iter().chain(&[(5_000, "")]) {
            let then = now + Duration::from_millis(*millis);
            if listener.lapses_at().is_some_and(|at| at <= then) {
                passed.extend(listener.lapse());
            }
            now = then;
            for event in events(bytes) {
                let heard = listener.take(event, now);
                passed.extend(heard.passed);
                ground = ground.or(heard.ground);
            }
        }
        assert_eq!(listener.lapses_at(), None, "nothing is held for ever");
        (written(&passed), ground)
    }

    const DARK: Option<Ground> = Some(Ground::Dark);
    const LIGHT: Option<Ground> = Some(Ground::Light);

    #[test]
    fn an_answer_is_taken_out_however_it_comes() {
        let table: [(Reads<'_>, Option<Ground>); 12] = [
            (&[(3, "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}\\")], DARK),
            (&[(3, "\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{7}")], LIGHT),
            (&[(3, "\u{1b}]11;rgb:FDFD/F6F6/E3E3\u{7}")], LIGHT),
            (&[(3, "\u{1b}]11;rgb:ff/ff/ff\u{7}")], LIGHT),
            (&[(3, "\u{1b}]11;rgba:0000/0000/0000/ffff\u{1b}\\")], DARK),
            (&[(4_000, "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}\\")], DARK),
            (&[(3, "\u{1b}"), (5, "]11;rgb:1c1c/1f1f/2626\u{1b}\\")], DARK),
            (&[(3, "\u{1b}]11;rgb:1c"), (300, "1c/1f1f/2626\u{1b}\\")], DARK),
            (&[(3, "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}"), (20, "\\")], DARK),
            (&[(3, "\u{1b}]1"), (20, "1;rgb:1c1c/1f1f/2626"), (20, "\u{7}")], DARK),
            (&[(3, "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}\\"), (3, "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}")], DARK),
            (&[(3, "\u{1b}]11;\u{7}")], None),
        ];
        for (reads, expected) in table {
            assert_eq!(play(reads), (String::new(), expected), "{reads:?}");
        }
    }

    #[test]
    fn a_cut_answer_runs_no_command() {
        for cut in ["\u{1b}]11;", "\u{1b}]11;rgb:1c1c/1f", "\u{1b}]11;rgb:1c1c/1f1f/2626", "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}"] {
            assert_eq!(play(&[(3, cut)]), (String::new(), None), "{cut:?}");
            assert_eq!(play(&[(3, cut), (2_000, "e")]), ("e".to_owned(), None), "{cut:?}");
            assert_eq!(play(&[(3, cut), (400, "e")]), ("e".to_owned(), None), "{cut:?}");
            assert_eq!(play(&[(3, cut), (400, "j"), (100, "e")]), ("je".to_owned(), None), "{cut:?}");
        }
    }

    #[test]
    fn no_key_of_a_person_is_lost() {
        let answer = "\u{1b}]11;rgb:1c1c/1f1f/2626\u{1b}\\";
        let (before, after) = (format!("jj{answer}"), format!("{answer}kk"));
        let table: [(Reads<'_>, &str, Option<Ground>); 14] = [
            (&[(3, &before)], "jj", DARK),
            (&[(3, &after)], "kk", DARK),
            (&[(3, "\u{1b}]11;rgb:1cj1c/1f1k"), (2, "f/2626\u{1b}\\")], "jk", DARK),
            (&[(3, "\u{1b}]11;rgb:1c1c"), (300, "/1f1"), (2, "j"), (2, "f/2626\u{1b}\\")], "j", DARK),
            (&[(3, "\u{1b}]11;rgb:1c1c/1f1f/2626r\u{1b}\\x")], "rx", DARK),
            (&[(3, "\u{1b}"), (500, "j")], "<Esc>j", None),
            (&[(3, "\u{1b}j")], "<Alt-j>", None),
            (&[(3, "\u{1b}\u{1b}]11;rgb:1c1c/1f1f/2626\u{7}")], "<Esc>", DARK),
            (&[(3, "\u{1b}]")], "<Alt-]>", None),
            (&[(3, "\u{1b}]"), (200, "11;rgb")], "<Alt-]>11;rgb", None),
            (&[(3, "\u{1b}]12")], "<Alt-]>12", None),
            (&[(3, "\u{1b}]1\u{1b}]11;rgb:1c1c/1f1f/2626\u{7}")], "<Alt-]>1", DARK),
            (&[(3, "]11;rgb:1c1c/1f1f/2626\u{7}")], "]11;rgb:1c1c/1f1f/2626<Ctrl-g>", None),
            (&[(3_000, "\u{1b}"), (1, "]11;")], "<Esc>]11;", None),
        ];
        for (reads, expected, ground) in table {
            assert_eq!(play(reads), (expected.to_owned(), ground), "{reads:?}");
        }
    }

    #[test]
    fn keys_in_the_middle_of_a_cut_answer_keep_their_order() {
        let reads: Reads<'_> = &[(3, "\u{1b}]11;rgb:1c"), (200, "e"), (100, "j"), (100, "f"), (100, "5")];
        assert_eq!(play(reads), ("ejf5".to_owned(), None));
    }

    #[test]
    fn what_is_no_key_goes_by() {
        let now = Instant::now();
        let mut listener = Listener::default();
        for event in events("\u{1b}]11;rgb:") {
            assert_eq!(listener.take(event, now), Heard::default());
        }
        for event in [Event::Resize(80, 24), Event::FocusGained, Event::Paste("1c1c".into())] {
            assert_eq!(listener.take(event.clone(), now), Heard::pass(event));
        }
        let heard: Vec<Heard> = events("ff/ff/ff\u{7}").into_iter().map(|event| listener.take(event, now)).collect();
        assert_eq!(heard.last(), Some(&Heard { passed: Vec::new(), ground: LIGHT }));
    }
}
