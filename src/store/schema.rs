//! What the tables are, for people: from the migrations and their comments.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::error::Result;
use super::migrate::MIGRATIONS;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What the migration says of it.
    pub about: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type; empty in an index for words.
    pub kind: String,
    /// Whether it may be empty.
    pub nullable: bool,
    /// Its default as SQL, if it has one.
    pub default: Option<String>,
    /// What the migration says of it.
    pub about: String,
}

/// What is said of all tables, and the tables of a new store, by name.
///
/// # Errors
/// SQLite has no memory.
pub fn schema() -> Result<(String, Vec<Table>)> {
    let conn = Connection::open_in_memory()?;
    for migration in MIGRATIONS {
        conn.execute_batch(migration)?;
    }
    let said = comments(&MIGRATIONS.join("\n"));
    let about = |name: &str| said.get(name).cloned().unwrap_or_default();
    // The index of words keeps tables of its own, which are not ours.
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names: Vec<String> = conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut tables = Vec::new();
    for name in names {
        let mut statement = conn.prepare("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(?1) ORDER BY cid")?;
        let columns = statement.query_map([&name], |row| {
            let column: String = row.get(0)?;
            Ok(Column {
                about: about(&format!("{name}.{column}")),
                kind: row.get(1)?,
                nullable: !row.get::<_, bool>(2)? && row.get::<_, i64>(4)? == 0,
                default: row.get(3)?,
                name: column,
            })
        })?;
        let columns = columns.collect::<rusqlite::Result<_>>()?;
        tables.push(Table { about: about(&name), columns, name });
    }
    Ok((about(""), tables))
}

/// The comments before tables and columns, by `table` and `table.column`; under no name what stands by itself.
fn comments(migrations: &str) -> BTreeMap<String, String> {
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let (mut pending, mut table) = (String::new(), String::new());
    for line in migrations.lines() {
        let words: Vec<&str> = line.split([' ', '(', ',']).filter(|word| !word.is_empty()).collect();
        let mut add = |name: String, text: String| {
            let place = said.entry(name).or_default();
            let between = if place.is_empty() || text.is_empty() { "" } else { " " };
            *place = format!("{place}{between}{text}");
        };
        match words.as_slice() {
            [] => add(String::new(), std::mem::take(&mut pending)),
            ["--", ..] => {
                let between = if pending.is_empty() { "" } else { " " };
                pending = format!("{pending}{between}{}", line.trim().trim_start_matches("-- "));
            }
            ["CREATE", "TABLE", name, ..] | ["CREATE", "VIRTUAL", "TABLE", name, ..] => {
                table = (*name).to_owned();
                add(table.clone(), std::mem::take(&mut pending));
            }
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => add(format!("{name}.{column}"), std::mem::take(&mut pending)),
            [column, ..] if !table.is_empty() && line.starts_with("  ") => add(format!("{table}.{column}"), std::mem::take(&mut pending)),
            _ => {
                pending.clear();
                table.clear();
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_belong_to_what_follows_them() {
        let said = comments(
            "-- All of it.\n-- And more.\n\n-- People.\nCREATE TABLE a (\n  id INTEGER,\n  -- when\n  at INTEGER\n) STRICT;\n\n-- whose\nALTER TABLE a ADD COLUMN of TEXT;\n",
        );
        assert_eq!(
            (said[""].as_str(), said["a"].as_str(), said["a.at"].as_str(), said["a.of"].as_str()),
            ("All of it. And more.", "People.", "when", "whose")
        );
    }

    #[test]
    fn every_table_of_a_new_store_is_told() {
        let (_, tables) = schema().unwrap();
        let conversations = tables.iter().find(|table| table.name == "conversations").unwrap();
        assert!(conversations.about.starts_with("The rows of the inbox."), "{}", conversations.about);
        assert!(tables.iter().all(|table| !table.name.contains("_fts_")), "no table of the index itself");
        let held =
            tables.iter().find(|table| table.name == "deliveries").unwrap().columns.iter().find(|column| column.name == "load").unwrap();
        assert!(!held.about.is_empty() && !held.nullable);
    }
}
