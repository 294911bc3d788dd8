//! Other processes on the same file, heard once a second.
//!
//! `PRAGMA data_version` costs microseconds and says only that somebody else has written;
//! what, is read in `changes` from the last seen row on. Our own rows there are skipped:
//! the writer has announced them already.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, params};

use super::changes::{Hub, locked};
use super::error::Result;
use crate::model::change::{ChangeSet, Noun};

const EVERY: Duration = Duration::from_secs(1);

/// Ends the watching.
#[derive(Default)]
pub(super) struct Watch {
    stopped: Mutex<bool>,
    wake: Condvar,
}

impl Watch {
    pub(super) fn stop(&self) {
        *locked(&self.stopped) = true;
        self.wake.notify_all();
    }

    /// Rests; false when it is over.
    fn rest(&self) -> bool {
        let stopped = locked(&self.stopped);
        let (stopped, _) = self.wake.wait_timeout_while(stopped, EVERY, |stopped| !*stopped).unwrap_or_else(PoisonError::into_inner);
        !*stopped
    }
}

/// What was heard so far.
pub(super) struct Ear {
    conn: Connection,
    origin: String,
    version: i64,
    seq: i64,
}

impl Ear {
    pub(super) fn new(conn: Connection, origin: String) -> Result<Ear> {
        let version = data_version(&conn)?;
        let seq = conn.query_row("SELECT coalesce(max(seq), 0) FROM changes", [], |row| row.get(0))?;
        Ok(Ear { conn, origin, version, seq })
    }

    /// What others have changed since the last time.
    pub(super) fn listen(&mut self) -> Result<ChangeSet> {
        let mut heard = ChangeSet::default();
        let version = data_version(&self.conn)?;
        if version == self.version {
            return Ok(heard);
        }
        self.version = version;
        let mut statement = self.conn.prepare_cached("SELECT seq, noun, id, origin FROM changes WHERE seq > ?1 ORDER BY seq")?;
        let mut rows = statement.query(params![self.seq])?;
        while let Some(row) = rows.next()? {
            self.seq = row.get(0)?;
            if row.get_ref(3)?.as_str().is_ok_and(|origin| origin == self.origin) {
                continue;
            }
            if let Some(noun) = Noun::from_code(row.get_ref(1)?.as_str().unwrap_or_default()) {
                heard.note(noun, row.get(2)?);
            }
        }
        Ok(heard)
    }
}

fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// Listens until it is stopped.
pub(super) fn run(mut ear: Ear, watch: &Arc<Watch>, hub: &Arc<Hub>) {
    while watch.rest() {
        match ear.listen() {
            Ok(heard) => hub.announce(&heard),
            Err(error) => tracing::debug!(%error, "Other processes were not heard."),
        }
    }
}
