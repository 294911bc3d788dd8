//! What can go wrong with the store, sorted by what to do about it.
//!
//! There are no sentences here: the front door says them. SQLite's own words are kept in
//! [`StoreError::Sql`] for the log.

use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Why the store could not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A newer vigie has written the file; it was left as it is.
    #[error("store version {found}, known {known}")]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file is older and was opened for reading only; opening it for writing mends it.
    #[error("store version {found}, needed {known}")]
    Older {
        /// The version of the file.
        found: i64,
        /// The version needed here.
        known: i64,
    },
    /// The file lies on a network disk, where several processes cannot share it.
    #[error("network disk {0}")]
    NetworkDisk(PathBuf),
    /// The file or its folder cannot be written.
    #[error("not writable {0}")]
    NotWritable(PathBuf),
    /// There is no store yet, and it was opened for reading only.
    #[error("no store {0}")]
    Absent(PathBuf),
    /// The file is not a store, or is damaged.
    #[error("damaged")]
    Damaged,
    /// The disk is full.
    #[error("disk full")]
    Full,
    /// Another process has kept the store too long.
    #[error("busy")]
    Busy,
    /// The store was closed.
    #[error("closed")]
    Closed,
    /// Something with this name is there already.
    #[error("taken {0}")]
    Taken(String),
    /// What it concerns is not there.
    #[error("missing")]
    Missing,
    /// The disk did not do what it was asked, in SQLite's words.
    #[error("disk: {0}")]
    Disk(String),
    /// Something that no person can mend, in SQLite's words.
    #[error("sqlite: {0}")]
    Sql(String),
}

/// What the rooms of the store return.
pub(super) type Result<T> = std::result::Result<T, StoreError>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        // What a row refers to was removed in the meantime.
        let orphan = rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY;
        if error.sqlite_error().is_some_and(|error| error.extended_code == orphan) {
            return StoreError::Missing;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::NotWritable(PathBuf::new()),
            Some(ErrorCode::SystemIoFailure) => StoreError::Disk(error.to_string()),
            _ => StoreError::Sql(error.to_string()),
        }
    }
}

impl StoreError {
    /// The word for it, in logs and wherever a reason is kept.
    pub const fn code(&self) -> &'static str {
        match self {
            StoreError::Newer { .. } => "newer",
            StoreError::Older { .. } => "older",
            StoreError::NetworkDisk(_) => "network-disk",
            StoreError::NotWritable(_) => "read-only",
            StoreError::Absent(_) => "absent",
            StoreError::Damaged => "damaged",
            StoreError::Full => "disk-full",
            StoreError::Busy => "busy",
            StoreError::Closed => "closed",
            StoreError::Taken(_) => "taken",
            StoreError::Missing => "missing",
            StoreError::Disk(_) => "disk",
            StoreError::Sql(_) => "sqlite",
        }
    }

    /// The same, with the file it concerns.
    pub(super) fn at(self, path: &Path) -> StoreError {
        match self {
            StoreError::NotWritable(_) => StoreError::NotWritable(path.to_owned()),
            StoreError::Disk(_) if is_full(path) => StoreError::Full,
            other => other,
        }
    }
}

/// Whether no more can be written where the store lies. SQLite says so only of the file
/// itself: when the index of the WAL cannot grow, it speaks of a fault of the disk.
fn is_full(path: &Path) -> bool {
    let end = std::fs::metadata(path).map(|file| file.len()).unwrap_or_default();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".room-{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = crate::base::private::new_file(&beside).and_then(|mut file| {
        // As far in as the store reaches, since a file may also be limited in size.
        file.seek(SeekFrom::Start(end))?;
        file.write_all(&[0; 4096])
    });
    std::fs::remove_file(&beside).ok();
    written.is_err_and(|error| is_no_room(error.kind()))
}

/// Whether the system says that there is no room.
pub(super) fn is_no_room(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}
