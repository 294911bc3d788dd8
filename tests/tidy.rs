//! The house rules, as tests: floors, owners of outside crates, sizes, headers.
//!
//! Everything is read from the sources as text. What is found is listed with its place,
//! so that a failure says what to move.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom: a room, and the rooms below it that it may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("model", &["base"]),
    ("config", &["base", "model"]),
    ("vault", &["base", "model"]),
    ("net", &["base", "model"]),
    ("store", &["base", "model"]),
    ("sheets", &["base", "model"]),
    ("spell", &["base", "model"]),
    ("connector", &["base", "model", "net"]),
    ("engine", &["base", "model", "config", "vault", "net", "store", "connector"]),
    ("app", &["base", "model", "config", "sheets"]),
    ("ui", &["base", "model", "config", "app"]),
    ("demo", &["base", "model", "config"]),
    ("shell", &["base", "model", "config", "vault", "net", "store", "sheets", "spell", "connector", "engine", "app", "ui"]),
    ("cli", &["base", "model", "config", "vault", "store", "sheets", "spell", "connector", "engine", "app", "shell", "demo"]),
];

/// Where outside crates may be named: the crate, and the paths that own it.
const OWNERS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/"]),
    ("axum", &["demo/"]),
    ("keyring_core", &["vault/"]),
    ("zbus_secret_service_keyring_store", &["vault/"]),
    ("fluent_bundle", &["config/language.rs"]),
    ("unic_langid", &["config/language.rs"]),
    ("reqwest", &["net/"]),
    ("rustls", &["net/"]),
    ("sha2", &["store/", "base/digest.rs"]),
    ("html5gum", &["base/html.rs", "base/alternates.rs"]),
    ("feed_rs", &["connector/rss/"]),
    ("quick_xml", &["connector/rss/"]),
    ("encoding_rs", &["connector/rss/"]),
    ("crossterm", &["shell/"]),
    ("ratatui", &["ui/", "shell/", "app/layout.rs"]),
    ("tokio", &["store/", "net/", "connector/", "engine/", "shell/", "demo/"]),
    ("tokio_util", &["store/", "net/", "connector/", "engine/", "shell/", "demo/"]),
    ("image", &["shell/pictures/", "demo/pictures.rs"]),
    ("clap", &["cli/"]),
    ("csv", &["sheets/"]),
    ("calcard", &["sheets/ics_read.rs"]),
    ("spellbook", &["spell/"]),
    ("flate2", &["spell/"]),
    ("icu_normalizer", &["model/limits/"]),
    ("icu_properties", &["model/limits/"]),
    ("idna", &["model/limits/"]),
    ("open", &["shell/"]),
    ("rustix", &["engine/hooks/"]),
];

/// Crates that a room may not name although others may.
const FORBIDDEN: &[(&str, &[&str])] = &[("serde_json", &["model/", "app/", "ui/", "base/"]), ("chrono", &[""])];

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;

struct Source {
    path: PathBuf,
    /// Below `src/`, with `/`.
    place: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.place.split('/').next().unwrap_or_default()
    }

    /// The lines before the unit tests.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").enumerate().map(|(at, line)| (at + 1, line))
    }

    fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let place = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source { path, place, text });
            }
        }
    }
    assert!(found.len() > 5, "no sources below {}", root.display());
    found
}

fn none(wrong: Vec<String>, rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

/// The rooms named by `crate::room` in a line, also in `use crate::{a, b}`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if at > 0 && line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let after = &line[at + 7..];
        let names = match after.strip_prefix('{') {
            Some(list) => list.split(',').map(|part| part.trim()).collect(),
            None => vec![after],
        };
        for name in names {
            let room: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if FLOORS.iter().any(|(known, _)| *known == room) {
                rooms.push(room);
            }
        }
    }
    rooms
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((_, below)) = FLOORS.iter().find(|(room, _)| *room == source.room()) else {
            continue;
        };
        for (number, line) in source.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for room in rooms_named(line) {
                if room != source.room() && !below.contains(&room.as_str()) {
                    wrong.push(format!("{} {} may not import {room}", source.at(number), source.room()));
                }
            }
        }
    }
    none(wrong, "a room imports only from floors below its own");
}

#[test]
fn every_room_has_a_floor() {
    let wrong = sources()
        .iter()
        .filter(|source| source.place.contains('/') && !FLOORS.iter().any(|(room, _)| *room == source.room()))
        .map(|source| source.path.display().to_string())
        .collect();
    none(wrong, "a room without a floor");
}

#[test]
fn outside_crates_stay_with_their_owners() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in source.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let names = |name: &str| {
                line.match_indices(&format!("{name}::"))
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
            };
            for (name, owners) in OWNERS {
                if names(name) && !owners.iter().any(|owner| source.place.starts_with(owner)) {
                    wrong.push(format!("{} {name} belongs to {}", source.at(number), owners.join(", ")));
                }
            }
            for (name, rooms) in FORBIDDEN {
                if names(name) && rooms.iter().any(|room| source.place.starts_with(room)) {
                    wrong.push(format!("{} {name} has no place here", source.at(number)));
                }
            }
        }
    }
    none(wrong, "an outside crate off its floor");
}

#[test]
fn files_and_functions_stay_short() {
    let mut wrong = Vec::new();
    for source in sources() {
        let table = source.place.ends_with("_table.rs");
        let lines = source.text.lines().count();
        if lines > FILE_LINES && !table {
            wrong.push(format!("{} has {lines} lines", source.path.display()));
        }
        let mut open: Option<(usize, usize, String)> = None;
        for (number, line) in source.lines() {
            let indent = line.len() - line.trim_start().len();
            let begins = line.trim_start();
            let is_fn = [
                "fn ",
                "pub fn ",
                "async fn ",
                "pub async fn ",
                "pub(crate) fn ",
                "pub(super) fn ",
                "const fn ",
                "pub const fn ",
                "pub(super) async fn ",
            ]
            .iter()
            .any(|head| begins.starts_with(head));
            if is_fn {
                open = Some((number, indent, begins.to_owned()));
            } else if let Some((began, at, name)) = &open
                && line.trim() == "}"
                && indent == *at
            {
                let length = number - began + 1;
                if length > FUNCTION_LINES && !table {
                    wrong.push(format!("{} has {length} lines: {name}", source.at(*began)));
                }
                open = None;
            }
        }
    }
    none(wrong, "too long");
}

#[test]
fn every_file_says_what_it_is_for() {
    let wrong =
        sources().iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path.display().to_string()).collect();
    none(wrong, "a file without a header");
}

#[test]
fn no_room_for_odds_and_ends() {
    let names = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    let wrong = sources()
        .iter()
        .filter(|source| source.path.file_stem().is_some_and(|stem| names.contains(&stem.to_string_lossy().as_ref())))
        .map(|source| source.path.display().to_string())
        .collect();
    none(wrong, "a file named after nothing");
}

#[test]
fn nothing_is_taken_for_granted() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in source.lines() {
            let code = line.split("//").next().unwrap_or_default();
            if [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("].iter().any(|word| code.contains(word)) {
                wrong.push(source.at(number));
            }
            if line.contains("TODO") && !line.contains("TODO #") {
                wrong.push(format!("{} a TODO without an issue", source.at(number)));
            }
        }
    }
    none(wrong, "an error taken for impossible");
}

#[test]
fn sql_names_its_columns_and_seeks() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room() == "store") {
        for (number, line) in source.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            if line.contains("SELECT *") || line.contains(" OFFSET ") || line.contains("ANALYZE") {
                wrong.push(source.at(number));
            }
        }
    }
    none(wrong, "SQL that does not scale");
}
