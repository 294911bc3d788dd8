//! The program on a real terminal: a pty, and a screen that reads what it writes.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a story waits for something to be on the screen.
const PATIENCE: Duration = Duration::from_secs(40);

struct Seen {
    screen: vt100::Parser,
    ended: bool,
    /// Everything that was written.
    written: Vec<u8>,
}

/// A running program and its screen.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Pty {
    /// Starts `vigie` with these arguments on a terminal of this size.
    pub fn start(home: &Path, args: &[&str], size: (u16, u16), language: &str) -> Pty {
        Pty::start_with(home, args, size, language, &[])
    }

    /// The same, with variables of its own.
    pub fn start_with(home: &Path, args: &[&str], (width, height): (u16, u16), language: &str, variables: &[(&str, &str)]) -> Pty {
        let pair = native_pty_system().openpty(PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_vigie"));
        command.args(args);
        command.env_clear();
        let locale = if language == "fr" { "fr_FR.UTF-8" } else { "en_GB.UTF-8" };
        let path = std::env::var("PATH").unwrap_or_default();
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", locale), ("PATH", path.as_str()), ("USER", "cm"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        command.env("VIGIE_HOME", home);
        command.env("HOME", home);
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new((
            Mutex::new(Seen { screen: vt100::Parser::new(height, width, 0), ended: false, written: Vec::new() }),
            Condvar::new(),
        ));
        let mut output = pair.master.try_clone_reader().unwrap();
        let reader = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            loop {
                let read = output.read(&mut bytes).unwrap_or(0);
                let mut seen = reader.0.lock().unwrap_or_else(PoisonError::into_inner);
                if read == 0 {
                    seen.ended = true;
                } else {
                    seen.screen.process(&bytes[..read]);
                    seen.written.extend_from_slice(&bytes[..read]);
                }
                let ended = seen.ended;
                drop(seen);
                reader.1.notify_all();
                if ended {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        drop(pair.slave);
        Pty { master: pair.master, keys, child, seen }
    }

    /// Types keys as a terminal sends them.
    pub fn keys(&mut self, keys: &str) -> &mut Pty {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.seen.0.lock().unwrap().screen.screen().contents()
    }

    /// The line that the cursor stands on.
    pub fn cursor_line(&self) -> String {
        let seen = self.seen.0.lock().unwrap();
        let screen = seen.screen.screen();
        let (row, _) = screen.cursor_position();
        screen.rows(0, screen.size().1).nth(usize::from(row)).unwrap_or_default()
    }

    /// Waits until `text` is on the screen.
    pub fn until(&mut self, text: &str) -> &mut Pty {
        self.until_that(&format!("{text:?} is on the screen"), |screen| screen.contains(text))
    }

    /// Waits until `text` is not on the screen any more.
    pub fn until_gone(&mut self, text: &str) -> &mut Pty {
        self.until_that(&format!("{text:?} is gone"), |screen| !screen.contains(text))
    }

    /// Waits until the screen is as wanted.
    pub fn until_that(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Pty {
        let began = Instant::now();
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        loop {
            let screen = seen.screen.screen().contents();
            if holds(&screen) {
                break;
            }
            let left = PATIENCE.saturating_sub(began.elapsed());
            assert!(!left.is_zero() && !seen.ended, "waited in vain until {what}; the screen:\n{screen}");
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// How often `bytes` were written.
    pub fn wrote(&self, bytes: &str) -> usize {
        let seen = self.seen.0.lock().unwrap();
        seen.written.windows(bytes.len()).filter(|window| *window == bytes.as_bytes()).count()
    }

    /// Waits until `bytes` were written.
    pub fn until_wrote(&mut self, bytes: &str) -> &mut Pty {
        let began = Instant::now();
        while self.wrote(bytes) == 0 {
            assert!(began.elapsed() < PATIENCE, "waited in vain for {bytes:?}");
            let (lock, changed) = &*self.seen;
            drop(changed.wait_timeout(lock.lock().unwrap(), Duration::from_millis(100)).unwrap());
        }
        self
    }

    /// The text and background colours of a cell.
    pub fn colours(&self, column: u16, row: u16) -> (vt100::Color, vt100::Color) {
        let seen = self.seen.0.lock().unwrap();
        let cell = seen.screen.screen().cell(row, column).unwrap();
        (cell.fgcolor(), cell.bgcolor())
    }

    /// Waits until a cell has these colours.
    pub fn until_colours(&mut self, column: u16, row: u16, wanted: (vt100::Color, vt100::Color)) -> &mut Pty {
        let began = Instant::now();
        loop {
            let found = self.colours(column, row);
            if found == wanted {
                return self;
            }
            assert!(began.elapsed() < PATIENCE, "waited in vain for {wanted:?}: {found:?}");
            let (lock, changed) = &*self.seen;
            drop(changed.wait_timeout(lock.lock().unwrap(), Duration::from_millis(100)).unwrap());
        }
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, (width, height): (u16, u16)) -> &mut Pty {
        self.seen.0.lock().unwrap().screen.screen_mut().set_size(height, width);
        self.master.resize(PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    /// Kills the program as `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for the end of the program and of all it wrote, and gives its exit code.
    pub fn end(&mut self) -> u32 {
        let began = Instant::now();
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        while !seen.ended {
            let left = PATIENCE.saturating_sub(began.elapsed());
            assert!(!left.is_zero(), "waited in vain for the end; the screen:\n{}", seen.screen.screen().contents());
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self.child.wait().unwrap().exit_code()
    }

    /// Whether the program has left the alternate screen.
    pub fn gave_back(&self) -> bool {
        !self.seen.0.lock().unwrap().screen.screen().alternate_screen()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}
