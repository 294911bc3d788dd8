//! A home with one client, for commands that need no network.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A home of its own, with the client *Chez Amédée*.
pub struct Desk(TempDir);

impl Desk {
    /// A home whose settings choose this language.
    pub fn new(language: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path().join("config.toml"), format!("language = \"{language}\"\n")).unwrap();
        desk.run(&["client", "add", "Chez Amédée"]);
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A file of this name in it; its path.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// Runs `vigie` with nothing to read.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vigie")).env("VIGIE_HOME", self.path()).args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// The exit code, standard output and standard error of a run.
    pub fn says(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.run(arguments);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// Standard output of a run as JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_slice(&self.run(arguments).stdout).unwrap()
    }
}
