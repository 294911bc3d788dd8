//! A look at the file as it is, without changing it: for `vigie doctor`.
//!
//! It is opened for reading only, never migrated, and needs no thread and no lock of its
//! own. What can still be read of a damaged file is told.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::error::{Result, StoreError};
use super::{connection, migrate, outbox, totals};
use crate::base::percent;
use crate::base::time::Timestamp;
use crate::model::query::{AccountRow, OutboxRow};

/// The tables whose rows are counted.
const COUNTED: [&str; 9] = ["clients", "accounts", "conversations", "interactions", "authors", "posts", "drafts", "deliveries", "journal"];

/// The most faults that are told.
const FAULTS: u32 = 20;

/// How much of the file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every page, and the index of words.
    Quick,
    /// Also whether every index holds what its table does.
    Thorough,
}

/// What a look at the file has shown.
#[derive(Debug, Clone, Default)]
pub struct Checkup {
    /// The version of its tables.
    pub version: i64,
    /// The bytes of a page.
    pub page_size: u64,
    /// How many pages there are.
    pub pages: u64,
    /// How many of them hold nothing.
    pub free: u64,
    /// What is damaged, in SQLite's words; at most twenty.
    pub faults: Vec<String>,
    /// How many rows the main tables have.
    pub rows: Vec<(&'static str, u64)>,
    /// How many messages and people the search does not know.
    pub unindexed: u64,
    /// The accounts and how they stand.
    pub accounts: Vec<AccountRow>,
    /// What did not leave, and what is about to.
    pub outbox: Vec<OutboxRow>,
    /// The process that is on duty, and until when by the machine's clock; it may have ended without a word.
    pub duty: Option<(String, Timestamp)>,
    /// The latest time that anything was stored at, by the clock of then.
    pub newest: Option<Timestamp>,
}

/// The version of SQLite.
pub fn sqlite() -> &'static str {
    rusqlite::version()
}

/// The version of the tables that this program writes.
pub fn schema_version() -> i64 {
    migrate::KNOWN
}

/// Looks at the file; none when there is none yet.
///
/// # Errors
/// [`StoreError::Newer`], [`StoreError::Older`], [`StoreError::NetworkDisk`],
/// [`StoreError::Damaged`] when not even its tables can be listed, [`StoreError::Busy`],
/// [`StoreError::NotWritable`] when it cannot be read.
pub fn checkup(path: &Path, depth: Depth) -> Result<Option<Checkup>> {
    if !path.exists() {
        return Ok(None);
    }
    connection::on_this_machine(path)?;
    let conn = opened(path).map_err(|error| error.at(path))?;
    match migrate::readable(&conn) {
        Ok(()) => looked(&conn, depth).map(Some),
        Err(error) => Err(error.at(path)),
    }
}

/// Opens the file so that nothing in it can be changed, and nothing is left beside it.
fn opened(path: &Path) -> Result<Connection> {
    let (read, write) = (OpenFlags::SQLITE_OPEN_READ_ONLY, OpenFlags::SQLITE_OPEN_READ_WRITE);
    if wal(path) {
        return tried(path, read);
    }
    // A connection that only reads would leave an empty WAL behind; one that may write takes it away.
    let opened = match tried(path, write) {
        Err(StoreError::NotWritable(_)) => tried(path, read),
        opened => opened,
    };
    match opened {
        // In a folder that cannot be written the shared memory of the WAL cannot be made; without a WAL it is not needed.
        Err(StoreError::NotWritable(_)) => {
            let parts: Vec<String> = path.to_string_lossy().split('/').map(percent::encode).collect();
            let uri = format!("file:{}?immutable=1", parts.join("/"));
            tried(Path::new(&uri), read | OpenFlags::SQLITE_OPEN_URI)
        }
        opened => opened,
    }
}

fn tried(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "query_only", true)?;
    conn.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0))?;
    Ok(conn)
}

/// Whether there is a WAL with something in it.
fn wal(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|file| file.len() > 0)
}

fn looked(conn: &Connection, depth: Depth) -> Result<Checkup> {
    let number = |pragma: &str| -> Result<u64> {
        let number: i64 = conn.pragma_query_value(None, pragma, |row| row.get(0))?;
        Ok(number.unsigned_abs())
    };
    let mut checkup = Checkup {
        version: conn.pragma_query_value(None, "user_version", |row| row.get(0))?,
        page_size: number("page_size")?,
        pages: number("page_count")?,
        free: number("freelist_count")?,
        faults: faults(conn, depth)?,
        ..Checkup::default()
    };
    match read(conn, &mut checkup) {
        // What is damaged was told.
        Err(StoreError::Damaged | StoreError::Sql(_)) if !checkup.faults.is_empty() => Ok(checkup),
        Err(error) => Err(error),
        Ok(()) => Ok(checkup),
    }
}

fn faults(conn: &Connection, depth: Depth) -> Result<Vec<String>> {
    let check = match depth {
        Depth::Quick => "quick_check",
        Depth::Thorough => "integrity_check",
    };
    let mut statement = conn.prepare(&format!("PRAGMA {check}({FAULTS})"))?;
    let mut faults = Vec::new();
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        match line.map_err(StoreError::from) {
            Ok(line) if line == "ok" => {}
            Ok(line) => faults.push(line),
            Err(StoreError::Damaged) => {
                faults.push(StoreError::Damaged.to_string());
                break;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(faults)
}

fn read(conn: &Connection, checkup: &mut Checkup) -> Result<()> {
    for table in COUNTED {
        let rows: i64 = conn.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0))?;
        checkup.rows.push((table, rows.unsigned_abs()));
    }
    for (words, table) in [("interactions_fts_docsize", "interactions"), ("authors_fts_docsize", "authors")] {
        let missing = format!("SELECT COUNT(*) FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM {words} AS w WHERE w.id = t.id)");
        checkup.unindexed += conn.query_row(&missing, [], |row| row.get::<_, i64>(0))?.unsigned_abs();
    }
    checkup.accounts = totals::account_rows(conn)?;
    checkup.outbox = outbox::unfinished(conn, 50)?;
    let time = |sql: &str| -> Result<Option<Timestamp>> {
        let millis: Option<Option<i64>> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
        Ok(millis.flatten().map(Timestamp::from_millis))
    };
    let duty = "SELECT owner, until FROM leases WHERE role = 'duty' AND owner <> ''";
    let duty = conn.query_row(duty, [], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?)))).optional()?;
    checkup.duty = duty;
    let latest = [
        time("SELECT stored_at FROM interactions ORDER BY id DESC LIMIT 1")?,
        time("SELECT at FROM journal ORDER BY id DESC LIMIT 1")?,
        time("SELECT MAX(read_at) FROM feeds")?,
    ];
    checkup.newest = latest.into_iter().flatten().max();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::FixedClock;
    use crate::store::{Options, Store};
    use std::sync::Arc;

    /// A store with one person in it, at a place of its own.
    fn made() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ce store.db?#%");
        Store::open(&path, Options { clock: Arc::new(FixedClock::default()), writable: true }).unwrap().close();
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "INSERT INTO clients (id, name, folded) VALUES (1, 'Bistro', 'bistro'); \
             INSERT INTO accounts (id, client_id, network, server, remote_id) VALUES (1, 1, 'mastodon', 'https://a.example', '1'); \
             INSERT INTO authors (id, account_id, remote_id, folded) VALUES (1, 1, '7', 'ana');",
        )
        .unwrap();
        drop(conn);
        (folder, path)
    }

    #[test]
    fn what_is_in_a_file_is_told_and_the_file_stays_alone() {
        let (folder, path) = made();
        for depth in [Depth::Quick, Depth::Thorough] {
            let checkup = checkup(&path, depth).unwrap().unwrap();
            assert_eq!((checkup.faults.len(), checkup.unindexed, checkup.version), (0, 0, schema_version()));
            assert!(checkup.rows.contains(&("authors", 1)), "{:?}", checkup.rows);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(checkup(&folder.path().join("none"), Depth::Quick).unwrap().is_none());
    }

    #[test]
    fn what_the_search_has_lost_is_counted() {
        let (_folder, path) = made();
        Connection::open(&path).unwrap().execute_batch("DELETE FROM authors_fts_docsize").unwrap();
        assert_eq!(checkup(&path, Depth::Quick).unwrap().unwrap().unindexed, 1);
    }

    #[test]
    fn a_version_of_tomorrow_is_not_read() {
        let (_folder, path) = made();
        Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        assert_eq!(checkup(&path, Depth::Quick).map(|_| ()), Err(StoreError::Newer { found: 99, known: schema_version() }));
    }
}
