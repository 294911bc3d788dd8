//! Pages of `assets/docs/` that are written from tables of rooms without sentences.
//!
//! They are in English; a test holds that they are as the tables are.

use crate::config::{Lang, Language};
use crate::connector::catalog::CATALOG;
use crate::model::capability::{Capabilities, Dedupe};
use crate::model::limits::{Rule, Terms, Unit};
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

/// The page `assets/docs/counting.md`: what each network counts of a text, and what it takes.
pub fn counting() -> String {
    let mut page = String::from(
        "# Counting\n\nWritten by a test from the table in `src/model/limits/rules_table.rs`. `vigie count` reads a text and says what each\n\
         network counts of it; the names are those of its JSON and of `--network`. On Mastodon and its kin an account counts as\n\
         its own server said at the last login or sync (`--account`).\n\n\
         | name | what is one | at most | besides | description of a picture |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in Rule::ALL {
        let terms = rule.terms();
        let besides = [(terms.bytes, "bytes"), (terms.hashtags, "hashtags"), (terms.mentions, "mentions")];
        let besides: Vec<String> = besides.into_iter().filter_map(|(most, what)| Some(format!("{} {what}", most?))).collect();
        let alt = terms.alt.map(|most| most.to_string()).unwrap_or_default();
        page.push_str(&format!("| `{}` | {} | {} | {} | {alt} |\n", rule.code(), one(&terms), terms.limit, besides.join(", ")));
    }
    page
}

fn one(terms: &Terms) -> String {
    match terms.unit {
        Unit::Weight => {
            "a letter of Latin, Greek, Cyrillic, Arabic and others; any other character and an emoji are 2, an address 23".into()
        }
        Unit::Shortened => {
            format!("a character as one sees it, the warning too; an address is {}, a handle counts without its server", terms.address)
        }
        Unit::Grapheme => "a character as one sees it".into(),
        Unit::EmojiBytes => "a code point; of an emoji every byte".into(),
        Unit::CodePoint => "a code point".into(),
        Unit::Utf16 => "a unit of UTF-16: most characters 1, an emoji 2 or more".into(),
        Unit::Byte => "a byte of UTF-8".into(),
    }
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
