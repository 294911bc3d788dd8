//! The ladder of versions: each migration once, in its own transaction.
//!
//! Published migrations never change; a test holds their hashes. An existing file is
//! copied beside itself before it is migrated, and a newer one is left as it is.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::error::{Result, StoreError};

/// Every migration, in order; the version of a file is how many it has seen.
pub(super) const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
];

/// Marks a file as ours: `vigi`.
const APPLICATION: i64 = 0x7669_6769;

/// The version that this program writes.
pub(super) const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Brings the file to the known version.
pub(super) fn upwards(conn: &Connection, path: &Path) -> Result<()> {
    upwards_by(conn, path, &MIGRATIONS)
}

/// Checks that a file opened for reading has the known version.
pub(super) fn readable(conn: &Connection) -> Result<()> {
    match checked(conn)? {
        found if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
        found if found < KNOWN => Err(StoreError::Older { found, known: KNOWN }),
        _ => Ok(()),
    }
}

/// Refuses what a newer vigie or another program has written, before anything is changed.
pub(super) fn ours(path: &Path) -> Result<()> {
    if !std::fs::metadata(path).is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    // Only reading: the last writer to close a file would move its WAL into it.
    let conn = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    match checked(&conn)? {
        found if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
        _ => Ok(()),
    }
}

/// The version of a file that is ours.
fn checked(conn: &Connection) -> Result<i64> {
    let found = version(conn)?;
    let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT COUNT(*) FROM sqlite_master", [], |row| row.get(0))?;
    if tables > 0 && application != APPLICATION { Err(StoreError::Damaged) } else { Ok(found) }
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn upwards_by(conn: &Connection, path: &Path, migrations: &[&str]) -> Result<()> {
    let known = migrations.len() as i64;
    let found = checked(conn)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found > 0 && found < known {
        copy(conn, &beside(path, found))?;
    }
    for (at, migration) in (1..).zip(migrations) {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        // Asked again inside: another process may have been faster.
        let stepped = match version(conn) {
            Ok(now) if now >= at => Ok(()),
            Ok(_) => step(conn, migration, at),
            Err(error) => Err(error),
        };
        conn.execute_batch(if stepped.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        stepped?;
    }
    Ok(())
}

fn step(conn: &Connection, migration: &str, at: i64) -> Result<()> {
    conn.execute_batch(migration)?;
    conn.pragma_update(None, "application_id", APPLICATION)?;
    Ok(conn.pragma_update(None, "user_version", at)?)
}

/// The name of the copy of a file of this version.
fn beside(path: &Path, version: i64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".version-{version}"));
    path.with_file_name(name)
}

/// Copies the file as it is; one that was copied before is left.
fn copy(conn: &Connection, to: &Path) -> Result<()> {
    if std::fs::metadata(to).is_ok_and(|copied| copied.len() > 0) {
        return Ok(());
    }
    // An empty file is taken for none, and keeps who may read it.
    crate::base::private::file(to).map_err(|_| StoreError::NotWritable(to.to_owned()))?;
    conn.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map_err(|error| StoreError::from(error).at(to))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a: stable over time, which is all that is asked of it.
    fn hash(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    #[test]
    fn published_migrations_never_change() {
        let hashes: Vec<u64> = MIGRATIONS.iter().map(|migration| hash(migration)).collect();
        let published = [3693718216485966344, 13400508885715843510, 8229188718561009136, 6556833362908016199, 17980048748208110079];
        assert_eq!(hashes[..published.len()], published, "a published migration was changed; add a new one instead");
    }

    #[test]
    fn an_older_file_is_copied_before_it_is_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.db");
        let conn = Connection::open(&path).unwrap();
        let second = [MIGRATIONS[0], "ALTER TABLE clients ADD COLUMN note TEXT NOT NULL DEFAULT '';"];
        upwards_by(&conn, &path, &second[..1]).unwrap();
        assert!(!beside(&path, 1).exists(), "a fresh file has nothing to copy");
        conn.execute("INSERT INTO clients (name, folded) VALUES ('Léon', 'leon')", []).unwrap();

        upwards_by(&conn, &path, &second).unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
        let copy = Connection::open(beside(&path, 1)).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
        assert_eq!(copy.query_row("SELECT name FROM clients", [], |row| row.get::<_, String>(0)).unwrap(), "Léon");
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.db");
        let conn = Connection::open(&path).unwrap();
        upwards_by(&conn, &path, &[MIGRATIONS[0]]).unwrap();
        let broken = "CREATE TABLE half (id INTEGER PRIMARY KEY); CREATE TABLE clients (id);";
        assert!(upwards_by(&conn, &path, &[MIGRATIONS[0], broken]).is_err());
        assert_eq!(version(&conn).unwrap(), 1);
        let halves: i64 = conn.query_row("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'", [], |row| row.get(0)).unwrap();
        assert_eq!(halves, 0);
    }
}
