//! The whole store as text, in order: for tests that two ways lead to the same place.

use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::Store;
use super::error::Result;

impl Store {
    /// All tables as text but those whose names begin with one of `without`.
    ///
    /// # Errors
    /// When the file cannot be read.
    #[doc(hidden)]
    pub fn dump(&self, without: &[&str]) -> Result<String> {
        let without: Vec<String> = without.iter().map(|name| (*name).to_owned()).collect();
        self.read_now(move |conn| dump(conn, &without))
    }
}

fn dump(conn: &Connection, without: &[String]) -> Result<String> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_fts*' ORDER BY name";
    let names: Vec<String> = conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut text = String::new();
    for name in names.iter().filter(|name| !without.iter().any(|left_out| name.starts_with(left_out))) {
        let _ = writeln!(text, "[{name}]");
        table(conn, name, &mut text)?;
    }
    Ok(text)
}

fn table(conn: &Connection, name: &str, text: &mut String) -> Result<()> {
    let sql = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
    let columns: Vec<String> = conn.prepare(sql)?.query_map([name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let list = columns.join(", ");
    let mut statement = conn.prepare(&format!("SELECT {list} FROM {name} ORDER BY {list}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for (at, column) in columns.iter().enumerate() {
            let _ = match row.get_ref(at)? {
                ValueRef::Null => write!(text, "{column}=- "),
                ValueRef::Integer(number) => write!(text, "{column}={number} "),
                ValueRef::Real(number) => write!(text, "{column}={number} "),
                ValueRef::Text(bytes) => write!(text, "{column}={:?} ", String::from_utf8_lossy(bytes)),
                ValueRef::Blob(bytes) => write!(text, "{column}={bytes:x?} "),
            };
        }
        text.push('\n');
    }
    Ok(())
}
