//! The pages and the catalogue say what the tables say.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use vigie::app::commands;
use vigie::cli::pages;
use vigie::config::{Lang, Language, settings_table};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Writes the page when asked to with `UPDATE_DOCS=1`; else it must be as it is.
fn holds(name: &str, page: &str) {
    let path = root().join("assets/docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), page, "UPDATE_DOCS=1 cargo test --test docs writes it");
}

#[test]
fn the_page_of_commands_is_the_table_of_commands() {
    holds("commands.md", &commands::markdown(&Language::new(Lang::En)));
}

#[test]
fn the_page_of_settings_is_the_table_of_settings() {
    holds("config.md", &settings_table::markdown());
}

#[test]
fn the_page_of_networks_is_the_catalogue() {
    holds("connectors.md", &pages::connectors());
}

#[test]
fn the_page_of_counting_is_the_table_of_rules() {
    holds("counting.md", &pages::counting());
}

#[test]
fn the_page_of_tables_is_the_migrations() {
    holds("schema.md", &pages::schema_page().unwrap());
}

fn sources(folder: PathBuf) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
    found
}

/// The ids that stand in calls such as `word("draft-kept")`.
fn named() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for room in ["app", "ui", "config"] {
        for source in sources(root().join("src").join(room)) {
            let source = source.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            for call in ["word(\"", "say(\"", "tell(\"", "told(\""] {
                for (at, _) in source.match_indices(call) {
                    let id: String = source[at + call.len()..].chars().take_while(|c| *c != '"').collect();
                    ids.insert(id);
                }
            }
        }
    }
    ids
}

#[test]
fn every_sentence_that_is_asked_for_exists() {
    let ids = named();
    assert!(ids.len() > 80, "{}", ids.len());
    for lang in Lang::ALL {
        let language = Language::new(*lang);
        let missing: Vec<&String> = ids.iter().filter(|id| !language.knows(id)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}
