//! Secrets in one file that nobody else may read.
//!
//! The file is never changed in place: a new one is written beside it, private from its
//! first byte, and takes its name. Writers of two processes wait for each other.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::private;
use crate::base::secret::Secret;
use crate::base::time::{Clock, SystemClock, Timestamp};
use crate::vault::{Login, VaultError};

const NAME: &str = "credentials.json";

/// The file, by its place.
#[derive(Debug)]
pub(super) struct File {
    dir: PathBuf,
    path: PathBuf,
}

/// One login as it is written.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// None where the keyring has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// When the login was kept, in milliseconds since 1970; none of one that was kept before this was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stored_at: Option<i64>,
}

type All = BTreeMap<String, Kept>;

impl File {
    pub(super) fn below(dir: &Path) -> File {
        File { dir: dir.to_owned(), path: dir.join(NAME) }
    }

    pub(super) fn get(&self, key: &str) -> Result<Option<Secret<String>>, VaultError> {
        Ok(self.read()?.remove(key).and_then(|kept| kept.token).map(Secret::new))
    }

    /// Keeps a secret, or only notes that another place has it from now on.
    pub(super) fn put(&self, key: &str, token: Option<&Secret<String>>) -> Result<(), VaultError> {
        let stored_at = Some(SystemClock.machine().millis());
        let token = token.map(|token| token.expose().clone());
        self.change(|all| {
            all.insert(key.to_owned(), Kept { token, stored_at });
            true
        })
    }

    /// What is known of a login besides its secret.
    pub(super) fn about(&self, key: &str) -> Result<Option<Login>, VaultError> {
        Ok(self
            .read()?
            .remove(key)
            .map(|kept| Login { in_keyring: kept.token.is_none(), stored_at: kept.stored_at.map(Timestamp::from_millis) }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn remove(&self, key: &str) -> Result<(), VaultError> {
        if !self.path.exists() {
            return Ok(());
        }
        self.change(|all| all.remove(key).is_some())
    }

    fn read(&self) -> Result<All, VaultError> {
        let mut file = match fs::File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(All::new()),
            Err(error) => return Err(self.failed(&error)),
        };
        self.check(&file)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| self.failed(&error))?;
        serde_json::from_str(&text).map_err(|_| VaultError::Damaged { path: self.path.clone() })
    }

    /// Refuses a file that others may read; looked up on the open file, so that no other takes its place.
    #[cfg(unix)]
    fn check(&self, file: &fs::File) -> Result<(), VaultError> {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(|error| self.failed(&error))?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 { Err(VaultError::TooOpen { path: self.path.clone(), mode }) } else { Ok(()) }
    }

    #[cfg(not(unix))]
    fn check(&self, _file: &fs::File) -> Result<(), VaultError> {
        Ok(())
    }

    fn change(&self, change: impl FnOnce(&mut All) -> bool) -> Result<(), VaultError> {
        let failed = |error: io::Error| self.failed(&error);
        private::folder(&self.dir).map_err(failed)?;
        let lock = self.dir.join(format!("{NAME}.lock"));
        let lock = private::file(&lock).and_then(|()| OpenOptions::new().append(true).open(&lock)).map_err(failed)?;
        lock.lock().map_err(failed)?;
        let mut all = self.read()?;
        if change(&mut all) {
            self.write(&all).map_err(failed)?;
        }
        Ok(())
    }

    fn write(&self, all: &All) -> io::Result<()> {
        let beside = self.dir.join(format!("{NAME}.new"));
        // One that a dead process left may have any permissions.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private::new_file(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(all)?)?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        // The name is safe only when the folder is.
        fs::File::open(&self.dir).and_then(|dir| dir.sync_all()).or(Ok(()))
    }

    fn failed(&self, error: &io::Error) -> VaultError {
        VaultError::Io { path: self.path.clone(), kind: error.kind() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret<String> {
        Secret::new(text.to_owned())
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private_and_refused_when_it_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = File::below(dir.path());
        file.put("a", Some(&secret("1"))).unwrap();
        assert_eq!(fs::metadata(&file.path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = VaultError::TooOpen { path: file.path.clone(), mode: 0o640 };
        assert_eq!(file.get("a").map(|_| ()), Err(refused.clone()));
        assert_eq!(file.put("b", Some(&secret("2"))), Err(refused));
    }

    #[test]
    fn what_is_kept_survives_its_neighbours() {
        let dir = tempfile::tempdir().unwrap();
        let file = File::below(&dir.path().join("made/when/needed"));
        file.remove("nothing").unwrap();
        assert!(!file.dir.exists(), "asking leaves nothing behind");
        for (key, token) in [("a", "1"), ("b", "2"), ("a", "3")] {
            file.put(key, Some(&secret(token))).unwrap();
        }
        file.remove("b").unwrap();
        assert_eq!(file.get("a").unwrap().unwrap().expose(), "3");
        assert!(file.get("b").unwrap().is_none());
        assert!(!file.dir.join("credentials.json.new").exists());
    }

    #[test]
    fn a_damaged_file_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let file = File::below(dir.path());
        private::new_file(&file.path).unwrap().write_all(b"{\"a\": ").unwrap();
        assert_eq!(file.put("b", Some(&secret("2"))), Err(VaultError::Damaged { path: file.path.clone() }));
        assert_eq!(fs::read(&file.path).unwrap(), b"{\"a\": ");
    }

    #[test]
    fn writers_wait_for_each_other() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for at in 0..8 {
                let dir = dir.path();
                scope.spawn(move || File::below(dir).put(&format!("key {at}"), Some(&secret("x"))).unwrap());
            }
        });
        assert_eq!(File::below(dir.path()).read().unwrap().len(), 8);
    }

    #[test]
    fn when_a_login_was_kept_is_known_without_its_secret() {
        let dir = tempfile::tempdir().unwrap();
        let file = File::below(dir.path());
        let before = SystemClock.machine();
        file.put("a", Some(&secret("1"))).unwrap();
        file.put("b", None).unwrap();
        let (kept, noted) = (file.about("a").unwrap().unwrap(), file.about("b").unwrap().unwrap());
        assert_eq!((kept.in_keyring, noted.in_keyring), (false, true));
        assert!(kept.stored_at >= Some(before) && noted.stored_at >= kept.stored_at);
        assert!(file.get("b").unwrap().is_none(), "the keyring is asked");
        fs::write(&file.path, "{\"c\": {\"token\": \"3\"}}").unwrap();
        assert_eq!(file.about("c").unwrap(), Some(Login { in_keyring: false, stored_at: None }), "a file of before");
    }
}
