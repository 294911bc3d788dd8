//! One connection to the file: its pragmas, its functions, and where the file may lie.
//!
//! Every pragma is set explicitly, since a build of SQLite may have other defaults. There
//! is no check of the whole file here: that takes minutes on a large store.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::filter;

/// How surely a commit is on the disk when it returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sync {
    /// Not at all; for stores that nobody keeps.
    Off,
    /// Safe against a crash; a power cut loses the last second at most.
    Normal,
}

/// Opens the one connection that writes.
pub(super) fn writing(path: &Path, sync: Sync) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    // Reading comes first: a file that is no store must be left as it is.
    conn.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0))?;
    conn.busy_timeout(Duration::from_secs(5))?;
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::NetworkDisk(path.to_owned()));
    }
    synchronous(&conn, sync)?;
    stable_plans(&conn)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    // A page of a feed touches leaves of a score of indices: of a large store they shall be at
    // hand from one page to the next, and be written back once, not with every fourth commit.
    conn.pragma_update(None, "cache_size", -8 * 1024)?;
    conn.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    conn.set_prepared_statement_cache_capacity(256);
    filter::functions(&conn)?;
    Ok(heard(conn, path))
}

/// Opens a connection that takes the WAL into the file, and writes nothing of its own.
pub(super) fn keeping(path: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    // What is in the file is on the disk before the log of it is emptied.
    synchronous(&conn, Sync::Normal)?;
    Ok(conn)
}

/// Opens a connection that only reads.
pub(super) fn reading(path: &Path) -> Result<Connection> {
    // Opened for writing where that is allowed: the index of the WAL may have to be rebuilt.
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, base | OpenFlags::SQLITE_OPEN_READ_WRITE)
        .or_else(|_| Connection::open_with_flags(path, base | OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "query_only", true)?;
    stable_plans(&conn)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(128);
    filter::functions(&conn)?;
    Ok(heard(conn, path))
}

/// Sets how surely the next commits are on the disk.
pub(super) fn synchronous(conn: &Connection, sync: Sync) -> Result<()> {
    let word = match sync {
        Sync::Off => "OFF",
        Sync::Normal => "NORMAL",
    };
    Ok(conn.pragma_update(None, "synchronous", word)?)
}

/// Makes the next commit survive a power cut too, where commits are kept at all.
pub(super) fn durable(conn: &Connection, sync: Sync) -> Result<()> {
    match sync {
        Sync::Off => Ok(()),
        Sync::Normal => Ok(conn.pragma_update(None, "synchronous", "FULL")?),
    }
}

/// Refuses a folder on a disk of another machine: the WAL is shared memory.
pub(super) fn on_this_machine(path: &Path) -> Result<()> {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_else(|| path.to_owned());
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    if is_remote(&mounts, &folder) { Err(StoreError::NetworkDisk(path.to_owned())) } else { Ok(()) }
}

/// Whether the deepest mount above `folder` is a network disk.
fn is_remote(mounts: &str, folder: &Path) -> bool {
    const REMOTE: [&str; 14] = [
        "davfs",
        "fuse.davfs2",
        "fuse.s3fs",
        "lustre",
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "fuse.sshfs",
        "fuse.glusterfs",
        "fuse.rclone",
    ];
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((PathBuf::from(fields.next()?.replace("\\040", " ")), fields.next()?))
        })
        .filter(|(mount, _)| folder.starts_with(mount))
        .max_by_key(|(mount, _)| mount.components().count())
        .is_some_and(|(_, kind)| REMOTE.contains(&kind))
}

/// Plans once, whatever is bound later: without it, each value that might decide about a
/// partial index has its statement prepared anew, which took a fifth of storing a page.
fn stable_plans(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// The connection as it is; in tests its statements may be listened to.
#[cfg_attr(not(test), allow(unused_mut, unused_variables))]
fn heard(mut conn: Connection, path: &Path) -> Connection {
    #[cfg(test)] // the line goes on so that the house rules read the rest of the file too
    super::tests::plans::hear(&mut conn, path);
    conn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let table = [
            ("nfs", true),
            ("nfs4", true),
            ("cifs", true),
            ("smb3", true),
            ("fuse.sshfs", true),
            ("fuse.rclone", true),
            ("davfs", true),
            ("ext4", false),
            ("btrfs", false),
            ("xfs", false),
            ("tmpfs", false),
            ("overlay", false),
            ("fuseblk", false),
            ("zfs", false),
        ];
        for (kind, remote) in table {
            let mounts = format!("/dev/sda1 / ext4 rw 0 0\nthere /home/my\\040clients {kind} rw 0 0\n");
            assert_eq!(is_remote(&mounts, Path::new("/home/my clients/vigie")), remote, "{kind}");
            assert!(!is_remote(&mounts, Path::new("/home/my")), "a name that only begins alike");
        }
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/ana ext4 rw 0 0\n";
        assert!(is_remote(mounts, Path::new("/home/luc/vigie")));
        assert!(!is_remote(mounts, Path::new("/home/ana/vigie")));
        assert!(!is_remote(mounts, Path::new("/srv")));
    }
}
