//! Secrets in the desktop's keyring, over the Secret Service.
//!
//! Every question runs on a thread of its own: the library blocks, may wait for a person,
//! and must not meet a runtime. What goes wrong here is no error: the file is there.

use std::sync::mpsc;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zbus_secret_service_keyring_store::Store;

use crate::base::secret::Secret;

const SERVICE: &str = "vigie";
/// A name that is asked for only to see whether asking works.
const PROBE: &str = "probe";
/// A session bus that does not answer must not keep anybody.
const PROBE_PATIENCE: Duration = Duration::from_secs(5);
/// Time for a person to type the keyring's password.
const PATIENCE: Duration = Duration::from_secs(60);

/// The keyring, opened at the first question.
#[derive(Debug)]
pub(super) struct Keyring {
    store: OnceLock<Option<Arc<Store>>>,
}

impl Keyring {
    pub(super) fn new() -> Keyring {
        Keyring { store: OnceLock::new() }
    }

    /// The secret under `key`, if there is one and it can be read.
    pub(super) fn get(&self, key: &str) -> Option<Secret<String>> {
        self.ask(key, |entry| entry.get_password().ok().map(Secret::new)).flatten()
    }

    /// Keeps a secret; false when it did not.
    pub(super) fn put(&self, key: &str, token: &Secret<String>) -> bool {
        let token = token.clone();
        self.ask(key, move |entry| entry.set_password(token.expose()).is_ok()).unwrap_or(false)
    }

    /// Forgets the secret under `key`, if it can.
    pub(super) fn remove(&self, key: &str) {
        self.ask(key, |entry| entry.delete_credential().ok());
    }

    fn ask<T: Send + 'static>(&self, key: &str, question: impl FnOnce(Entry) -> T + Send + 'static) -> Option<T> {
        let store = Arc::clone(self.store.get_or_init(|| apart(PROBE_PATIENCE, open).flatten()).as_ref()?);
        let key = key.to_owned();
        apart(PATIENCE, move || store.build(SERVICE, &key, None).ok().map(question)).flatten()
    }
}

/// Opens the store; one that opens but cannot be read is none.
fn open() -> Option<Arc<Store>> {
    let store = Store::new().ok()?;
    let probe = store.build(SERVICE, PROBE, None).ok()?;
    match probe.get_password() {
        Ok(_) | Err(Error::NoEntry) => Some(store),
        Err(_) => None,
    }
}

/// Runs `work` on a thread of its own and waits so long for it.
fn apart<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = mpsc::channel();
    std::thread::Builder::new().name("keyring".to_owned()).spawn(move || done.send(work())).ok()?;
    result.recv_timeout(patience).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_is_never_answered_ends() {
        assert_eq!(apart(Duration::from_millis(20), || std::thread::sleep(Duration::from_secs(1))), None);
        assert_eq!(apart(Duration::from_secs(5), || 7), Some(7));
    }
}
