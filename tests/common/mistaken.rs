//! A home in which something goes wrong, and the program run in it as a script runs it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use super::wrong::Server;

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
    /// The most memory that it had, in megabytes; nothing where the system does not say.
    pub peak: u64,
}

impl Ran {
    /// The one sentence on standard error.
    pub fn sentence(&self) -> &str {
        let said = self.err.strip_prefix("vigie: ").unwrap_or_else(|| panic!("{self:?}"));
        let said = said.strip_suffix('\n').unwrap_or_else(|| panic!("{self:?}"));
        assert!(!said.contains('\n'), "more than one sentence: {said}");
        said
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A home of its own.
pub struct Home {
    folder: tempfile::TempDir,
    pub language: &'static str,
}

impl Home {
    /// An empty one.
    pub fn empty() -> Home {
        Home { folder: tempfile::tempdir().unwrap(), language: "en" }
    }

    /// One with a client, an account on `server` that was read, and an answer that waits.
    pub fn usual(server: &Server) -> Home {
        let home = Home::read(server);
        home.well(&["reply", "1", "Yes, near the window.", "--queue"], "");
        home
    }

    /// The same without the answer.
    pub fn read(server: &Server) -> Home {
        let home = Home::empty();
        home.well(&["client", "add", "Chez Léon"], "");
        home.well(&["account", "add", "mastodon", &server.url, "--client", "Chez Léon", "--token-stdin"], "t0ken\n");
        home.well(&["sync"], "");
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn store(&self) -> PathBuf {
        self.path().join("vigie.db")
    }

    /// From now on in this language.
    pub fn speaks(&mut self, language: &'static str) -> &mut Home {
        self.language = language;
        self
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        ran(self.command(args), input)
    }

    /// The program as it is run here, ready to be changed.
    pub fn command(&self, args: &[&str]) -> Command {
        self.in_home(Command::new(env!("CARGO_BIN_EXE_vigie")), args)
    }

    /// The same through a shell that does something first.
    pub fn after(&self, first: &str, args: &[&str]) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{first}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_vigie")]);
        self.in_home(shell, args)
    }

    fn in_home(&self, mut command: Command, args: &[&str]) -> Command {
        let locale = if self.language == "fr" { "fr_FR.UTF-8" } else { "en_GB.UTF-8" };
        command.args(args).env("VIGIE_HOME", self.path()).env("LC_ALL", locale).env("TZ", "UTC");
        command
    }

    fn well(&self, args: &[&str], input: &str) {
        let ran = self.run_with(args, input);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }

    /// Everything that a person would miss: conversations, what they said, and what leaves.
    pub fn kept(&self) -> (Value, Vec<String>) {
        let shown = self.run(&["show", "1", "--json"]).json();
        let texts = shown["deliveries"].as_array().unwrap().iter().map(|delivery| delivery["text"].to_string());
        let drafts = shown["drafts"].as_array().unwrap().iter().map(Value::to_string);
        (shown["messages"].clone(), texts.chain(drafts).collect())
    }

    /// The file and what belongs to it, byte for byte.
    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.store()).unwrap()
    }
}

/// Runs a command to its end.
pub fn ran(mut command: Command, input: &str) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may end before it has read all.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (ended_in, ended) = mpsc::channel::<()>();
    let said = std::thread::spawn(move || {
        let mut said = String::new();
        err.read_to_string(&mut said).unwrap();
        said
    });
    let printed = std::thread::spawn(move || {
        let mut printed = String::new();
        out.read_to_string(&mut printed).unwrap();
        drop(ended_in);
        printed
    });
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // The mark never falls, so that the last look at it counts.
    while ended.recv_timeout(Duration::from_millis(2)) == Err(mpsc::RecvTimeoutError::Timeout) {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let mark = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
        peak = mark.map_or(peak, |kilobytes| kilobytes / 1024);
    }
    let code = child.wait().unwrap().code().unwrap_or(-1);
    Ran { code, out: printed.join().unwrap(), err: said.join().unwrap(), peak }
}
