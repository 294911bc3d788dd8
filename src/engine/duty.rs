//! Who polls and sends: one process a store.
//!
//! The lease in the store says who is on duty, and its epoch grows with every change of
//! hands, so that one who was asleep cannot claim with an old one. A [`Presence`] is a
//! locked file that says whether a process lives; the lock goes with the process, however
//! it ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::base::private;
use crate::base::time::{Clock, Timestamp};

/// How long a lease holds when it is not renewed.
pub const LEASE: Duration = Duration::from_secs(30);

/// How often a lease is renewed, or tried for.
pub const RENEW: Duration = Duration::from_secs(10);

/// The role of the one that polls and sends.
pub const ROLE: &str = "duty";

/// The sign of life of this process on one store.
#[derive(Debug, Clone)]
pub struct Presence {
    owner: String,
    folder: PathBuf,
    /// Held for the lock; the last clone lets go.
    _lock: Arc<Lock>,
}

#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

impl Presence {
    /// Shows that this process lives, in a folder beside the store.
    ///
    /// # Errors
    /// The folder or the file cannot be made.
    pub fn show(folder: &Path) -> io::Result<Presence> {
        private::folder(folder)?;
        let owner = format!("{}-{:08x}", std::process::id(), rand::random::<u32>());
        let path = lock_of(folder, &owner);
        let file = File::create(&path)?;
        file.try_lock().map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Presence { owner, folder: folder.to_owned(), _lock: Arc::new(Lock { path, _file: file }) })
    }

    /// The name of this process in leases and claims.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Whether the process with this name lives.
    pub fn lives(&self, owner: &str) -> bool {
        if owner == self.owner {
            return true;
        }
        let lives = lives(&self.folder, owner);
        if !lives {
            // A leaving of one that was killed, if there is any.
            fs::remove_file(lock_of(&self.folder, owner)).ok();
        }
        lives
    }
}

/// Whether the process with this name lives, told from the folder of presences alone; nothing is changed.
pub fn lives(folder: &Path, owner: &str) -> bool {
    match File::open(lock_of(folder, owner)).map(|file| file.try_lock()) {
        Err(_) | Ok(Ok(())) => false,
        Ok(Err(TryLockError::WouldBlock | TryLockError::Error(_))) => true,
    }
}

fn lock_of(folder: &Path, owner: &str) -> PathBuf {
    folder.join(format!("{owner}.lock"))
}

/// Tells workers whether this process is still on duty.
#[derive(Clone)]
pub struct Watch {
    owner: String,
    clock: Arc<dyn Clock>,
    held: Arc<Mutex<Option<(i64, Timestamp)>>>,
}

impl Watch {
    /// A watch that nobody has taken up yet.
    pub fn new(owner: &str, clock: Arc<dyn Clock>) -> Watch {
        Watch { owner: owner.to_owned(), clock, held: Arc::default() }
    }

    /// The name of this process.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The epoch of the lease while it surely holds.
    pub fn epoch(&self) -> Option<i64> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.filter(|(_, until)| self.clock.machine() < *until).map(|(epoch, _)| epoch)
    }

    /// Notes that the lease holds from now on with this epoch, or that it is lost.
    pub fn set(&self, epoch: Option<i64>) {
        let until = self.clock.machine() + LEASE;
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = epoch.map(|epoch| (epoch, until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::FixedClock;

    #[test]
    fn a_process_lives_while_it_holds_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let mine = Presence::show(folder.path()).unwrap();
        let other = Presence::show(folder.path()).unwrap();
        let owner = other.owner().to_owned();
        assert!(mine.lives(&owner) && mine.lives(mine.owner()));
        drop(other);
        assert!(!mine.lives(&owner));
        fs::write(folder.path().join("9-dead.lock"), "").unwrap();
        assert!(!lives(folder.path(), "9-dead") && folder.path().join("9-dead.lock").exists(), "looking changes nothing");
        assert!(!mine.lives("9-dead"));
        assert!(!folder.path().join("9-dead.lock").exists());
    }

    #[test]
    fn a_watch_ends_when_it_is_not_renewed() {
        let clock = Arc::new(FixedClock::at(Timestamp::from_millis(0)));
        let watch = Watch::new("me", clock.clone());
        assert_eq!(watch.epoch(), None);
        watch.set(Some(3));
        assert_eq!(watch.epoch(), Some(3));
        clock.advance(LEASE);
        assert_eq!(watch.epoch(), None);
    }
}
