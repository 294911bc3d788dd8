//! Secrets at rest: the desktop's keyring where it really works, else one private file.
//!
//! Nothing in here logs, and nothing here can be printed. What is kept is found by a key
//! that names network, server and account, never by a row of the store, so that a store
//! that is made anew finds its logins again.

mod file;
mod keyring;

use std::path::{Path, PathBuf};

use crate::base::time::Timestamp;
use crate::model::credential::Credential;
use file::File;
use keyring::Keyring;

/// Why a secret could not be read or kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultError {
    /// Others may read the file; it is not used until that is mended.
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The file is not as it was written.
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read or written.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        kind: std::io::ErrorKind,
    },
}

/// What is known of a kept login besides its secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// Whether the desktop's keyring has the secret, and not the file.
    pub in_keyring: bool,
    /// When it was kept, by the machine's clock; none when that was not noted yet.
    pub stored_at: Option<Timestamp>,
}

/// The credentials of all accounts.
#[derive(Debug)]
pub struct Vault {
    file: File,
    keyring: Option<Keyring>,
}

impl Vault {
    /// Opens the vault of `dir`; with `keyring` the desktop's keyring is tried first.
    ///
    /// Nothing is touched before the first question.
    pub fn open(dir: &Path, keyring: bool) -> Vault {
        Vault { file: File::below(dir), keyring: keyring.then(Keyring::new) }
    }

    /// The credential that is kept under `key`.
    ///
    /// May wait for a person to unlock the keyring: not for a place that draws.
    ///
    /// # Errors
    /// The file could not be read, or others may read it.
    pub fn get(&self, key: &str) -> Result<Option<Credential>, VaultError> {
        // What the keyring takes leaves the file, so that what is in the file is newer.
        let token = self.file.get(key)?.or_else(|| self.keyring.as_ref()?.get(key));
        Ok(token.map(|token| Credential { token }))
    }

    /// Keeps a credential under `key`, in place of the one before.
    ///
    /// # Errors
    /// The file could not be written, or others may read it.
    pub fn put(&self, key: &str, credential: &Credential) -> Result<(), VaultError> {
        if self.keyring.as_ref().is_some_and(|keyring| keyring.put(key, &credential.token)) {
            // The secret leaves the file; when it was kept is noted there.
            return self.file.put(key, None);
        }
        self.file.put(key, Some(&credential.token))
    }

    /// What is known of the login under `key` besides its secret; the keyring is not asked.
    ///
    /// # Errors
    /// The file could not be read, or others may read it.
    pub fn about(&self, key: &str) -> Result<Option<Login>, VaultError> {
        self.file.about(key)
    }

    /// The file that keeps what the keyring does not.
    pub fn file(&self) -> &Path {
        self.file.path()
    }

    /// Whether the desktop's keyring is tried first.
    pub fn tries_keyring(&self) -> bool {
        self.keyring.is_some()
    }

    /// Forgets what is kept under `key`.
    ///
    /// # Errors
    /// The file could not be written, or others may read it.
    pub fn remove(&self, key: &str) -> Result<(), VaultError> {
        if let Some(keyring) = &self.keyring {
            keyring.remove(key);
        }
        self.file.remove(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_can_be_shared() {
        fn shared<T: Send + Sync + 'static>(_: T) {}
        shared(Vault::open(Path::new("nowhere"), true));
    }

    #[test]
    fn a_credential_comes_back_also_where_there_is_no_keyring() {
        let dir = tempfile::tempdir().unwrap();
        for keyring in [false, true] {
            let vault = Vault::open(dir.path(), keyring);
            let key = "mastodon https://example.social 109";
            assert!(vault.get(key).unwrap().is_none());
            vault.put(key, &Credential::token("t0ken")).unwrap();
            assert_eq!(vault.get(key).unwrap().unwrap().token.expose(), "t0ken");
            vault.remove(key).unwrap();
            assert!(vault.get(key).unwrap().is_none());
            assert!(!format!("{vault:?}").contains("t0ken"));
        }
    }
}
