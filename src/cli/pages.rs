//! Pages of `assets/docs/` that are written from tables of rooms without sentences.
//!
//! They are in English; a test holds that they are as the tables are.

use crate::config::{Lang, Language};
use crate::connector::catalog::CATALOG;
use crate::model::capability::{Capabilities, Dedupe};
use crate::store::{StoreError, schema};

/// The page `assets/docs/connectors.md`: what each network can do.
pub fn connectors() -> String {
    let language = Language::new(Lang::En);
    let mut page = String::from("# Networks\n\nWritten by a test from the table in `src/connector/catalog.rs`.\n");
    for entry in CATALOG {
        let can = entry.connector.capabilities();
        page.push_str(&format!("\n## {} (`{}`)\n\n", entry.network.name(), entry.network.letter()));
        page.push_str(&format!("Name in settings, filters and JSON: `{}`. API: <{}>\n\n", entry.network.code(), entry.doc));
        page.push_str("| | |\n| --- | --- |\n");
        for (what, how) in rows(&language, &can) {
            page.push_str(&format!("| {what} | {how} |\n"));
        }
    }
    page
}

fn rows(language: &Language, can: &Capabilities) -> [(&'static str, String); 7] {
    let words = |of: &str, codes: Vec<&str>| {
        let words: Vec<String> = codes.into_iter().map(|code| language.code(of, code)).collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
    };
    let yes = |can: bool| if can { "yes" } else { "no" }.to_owned();
    let twice = match can.dedupe {
        Dedupe::Native => "the network itself refuses it",
        Dedupe::ByLookup => "vigie looks for the post before it tries again",
        Dedupe::Never => "vigie cannot know, and asks you",
    };
    [
        ("polled", words("feed", can.feeds.iter().map(|feed| feed.code()).collect())),
        ("posts and answers", yes(can.publish)),
        ("acts", words("act", can.acts.iter().map(|act| act.code()).collect())),
        ("visibilities", words("visibility", can.visibilities.iter().map(|visibility| visibility.code()).collect())),
        ("content warnings", yes(can.warnings)),
        ("rest between two polls", format!("{} s, or `poll.every` when that is longer", can.poll_every.as_secs())),
        ("nothing is posted twice", twice.to_owned()),
    ]
}

/// The page `assets/docs/schema.md`: the tables of the store.
///
/// # Errors
/// The tables could not be made.
pub fn schema_page() -> Result<String, StoreError> {
    let (about, tables) = schema()?;
    let mut page = format!(
        "# The store\n\nWritten by a test from the migrations in `src/store/migrations/`. The file is SQLite; `vigie paths` says where it lies.\n\n{about}\n"
    );
    for table in tables {
        page.push_str(&format!("\n## {}\n\n", table.name));
        if !table.about.is_empty() {
            page.push_str(&format!("{}\n\n", table.about));
        }
        page.push_str("| column | type | may be empty | default | |\n| --- | --- | --- | --- | --- |\n");
        for column in table.columns {
            let default = column.default.map(|default| format!("`{default}`")).unwrap_or_default();
            let empty = if column.nullable { "yes" } else { "" };
            page.push_str(&format!("| `{}` | {} | {empty} | {default} | {} |\n", column.name, column.kind, column.about));
        }
    }
    Ok(page)
}
