//! A person's own command that is run when something new came: whether it is there, and how it ended last.
//!
//! It is not run. What a shell would make of more than a first word is not guessed.

use std::env;
use std::path::Path;

use super::finding::{Code, Finding};
use crate::engine::hooks;
use crate::shell::house::House;

/// What a shell does itself, without looking on the path; only what a command may well begin with.
const OF_THE_SHELL: [&str; 24] = [
    ".", ":", "[", "alias", "case", "cd", "command", "echo", "eval", "exec", "exit", "export", "for", "if", "printf", "read", "set",
    "test", "trap", "true", "umask", "until", "while", "{",
];

pub(super) fn look(house: &House) -> Vec<Finding> {
    let Some(on_new) = house.on_new() else {
        return Vec::new();
    };
    let path = env::var_os("PATH").unwrap_or_default();
    let there = |word: &str| match word.contains('/') {
        true => is_command(Path::new(word)),
        false => OF_THE_SHELL.contains(&word) || env::split_paths(&path).any(|folder| is_command(&folder.join(word))),
    };
    let mut found: Vec<Finding> = plain_word(&on_new.command)
        .map(|word| if there(word) { Finding::new(Code::SettingsHook) } else { Finding::new(Code::SettingsHookAbsent).with("word", word) })
        .into_iter()
        .collect();
    if let Some((at, fault)) = hooks::last(&house.hook_file()).and_then(|last| last.of(&on_new.command)) {
        let age = house.language.age(house.clock.now(), at);
        found.push(match fault {
            None => Finding::new(Code::SettingsHookWell).with("age", age),
            Some(fault) => Finding::new(Code::SettingsHookFailed).with("age", age).with("why", house.language.hook_fault(&fault)),
        });
    }
    found
}

/// The first word, where it is what stands there and nothing that a shell would put in its place.
fn plain_word(command: &str) -> Option<&str> {
    let word = command.split_whitespace().next()?;
    word.chars().all(|c| c.is_alphanumeric() || "/._-+[:".contains(c)).then_some(word)
}

#[cfg(unix)]
fn is_command(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_command(path: &Path) -> bool {
    ["", "exe", "cmd", "bat"].iter().any(|extension| path.with_extension(extension).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_is_one_is_looked_for() {
        let table = [
            ("notify-send vigie", Some("notify-send")),
            ("/opt/bin/told --all", Some("/opt/bin/told")),
            ("~/bin/told", None),
            ("$HOME/bin/told", None),
            ("NAME=x told", None),
            ("'my command'", None),
            ("(cat; true)", None),
        ];
        for (command, word) in table {
            assert_eq!(plain_word(command), word, "{command}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_or_a_text_is_no_command() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text");
        std::fs::write(&text, "").unwrap();
        assert!(is_command(Path::new("/bin/sh")) && !is_command(folder.path()) && !is_command(&text));
    }
}
