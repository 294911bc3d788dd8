//! Emptying the log of changes (the WAL) into the store while nobody writes.
//!
//! The writer does so by itself when the log is long; done in a quiet moment, no verb waits
//! for it, and another process or a backup finds a whole file. It works on a connection of
//! its own: neither the writer nor a reader waits for it. Nothing is ever deleted here.

use std::time::Duration;

use rusqlite::Connection;

use super::error::Result;
use super::{Store, connection};

/// What a look at the log came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checkpoint {
    /// All of it is in the store, and its file is empty.
    Emptied,
    /// All or a part of it is in the store; somebody reads or writes, so that its file stays as it is.
    Partly,
}

impl Store {
    /// The bytes that the log of changes takes.
    pub fn log_size(&self) -> u64 {
        let mut name = self.path().as_os_str().to_owned();
        name.push("-wal");
        std::fs::metadata(name).map_or(0, |file| file.len())
    }

    /// Takes the log of changes into the store, as far as nobody has to wait for it. It may take seconds: the disk is waited for.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn checkpoint(&self) -> Result<Checkpoint> {
        let conn = connection::keeping(self.path())?;
        // First what hinders nobody; then there is next to nothing left for the moment in which writers wait.
        let (_, all, taken) = checkpointed(&conn, "PASSIVE")?;
        if all != taken {
            return Ok(Checkpoint::Partly);
        }
        conn.busy_timeout(Duration::ZERO)?;
        let (busy, _, _) = checkpointed(&conn, "TRUNCATE")?;
        Ok(if busy { Checkpoint::Partly } else { Checkpoint::Emptied })
    }
}

/// Whether somebody was in the way, how many pages the log has, and how many of them are in the store.
fn checkpointed(conn: &Connection, how: &str) -> Result<(bool, i64, i64)> {
    Ok(conn.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
}
