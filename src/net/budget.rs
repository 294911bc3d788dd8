//! How much may be asked: so many requests at once, and no more than a server allows.
//!
//! Whoever must wait waits in the order of coming. What a server says it has left for a
//! token is remembered, so that a limit is not found by running into it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::secret::Secret;
use crate::base::time::Timestamp;

/// Requests at once, to all servers.
const AT_ONCE: usize = 32;
/// Requests at once, to one host.
const PER_HOST: usize = 4;

/// Whose budget: a host, a token, and whether the call has an effect.
///
/// Reading and writing are counted apart, because servers limit them apart: a limit on
/// deleting must not stop the inbox. The token is kept as a hash only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Purse {
    host: String,
    token: u64,
    writes: bool,
}

impl Purse {
    pub(super) fn new(host: &str, token: Option<&Secret<String>>, writes: bool) -> Purse {
        let mut hasher = DefaultHasher::new();
        token.map(Secret::expose).hash(&mut hasher);
        Purse { host: host.to_owned(), token: hasher.finish(), writes }
    }
}

#[derive(Debug, Clone, Copy)]
struct Left {
    requests: u32,
    until: Timestamp,
}

/// The budgets of all hosts.
#[derive(Debug)]
pub(super) struct Budget {
    all: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
    left: Mutex<HashMap<Purse, Left>>,
}

/// The right to send one request; it ends when this is dropped.
pub(super) struct Turn {
    _host: Option<OwnedSemaphorePermit>,
    _all: Option<OwnedSemaphorePermit>,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { all: Arc::new(Semaphore::new(AT_ONCE)), hosts: Mutex::default(), left: Mutex::default() }
    }

    /// Waits for a turn at `host`.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let gate = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(PER_HOST))))
        };
        // The host first: who waits for a slow host must not hold a place that others could use.
        let host = gate.acquire_owned().await.ok();
        let all = Arc::clone(&self.all).acquire_owned().await.ok();
        Turn { _host: host, _all: all }
    }

    /// Takes one request from a purse, or says when there is one again.
    pub(super) fn take(&self, purse: &Purse, now: Timestamp) -> Result<(), Timestamp> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.get_mut(purse) {
            Some(kept) if kept.until <= now => {
                left.remove(purse);
                Ok(())
            }
            Some(kept) if kept.requests == 0 => Err(kept.until),
            Some(kept) => {
                kept.requests -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Remembers what a server says is left until a time.
    pub(super) fn learn(&self, purse: &Purse, requests: u32, until: Timestamp) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.insert(purse.clone(), Left { requests, until });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    fn purse(token: &str, writes: bool) -> Purse {
        Purse::new("example.social", Some(&Secret::new(token.to_owned())), writes)
    }

    #[test]
    fn an_empty_purse_waits_for_its_window() {
        let budget = Budget::new();
        let until = NOW + Duration::from_secs(300);
        budget.learn(&purse("a", false), 2, until);
        let taken: Vec<_> = (0..3).map(|_| budget.take(&purse("a", false), NOW)).collect();
        assert_eq!(taken, [Ok(()), Ok(()), Err(until)]);
        assert_eq!(budget.take(&purse("b", false), NOW), Ok(()), "another token");
        assert_eq!(budget.take(&purse("a", true), NOW), Ok(()), "another kind of call");
        assert_eq!(budget.take(&purse("a", false), until), Ok(()), "the window is over");
        assert_eq!(budget.take(&purse("a", false), NOW), Ok(()), "and forgotten");
    }

    #[tokio::test]
    async fn four_at_a_host_and_the_fifth_waits() {
        let budget = Budget::new();
        let mut turns = Vec::new();
        for _ in 0..PER_HOST {
            turns.push(budget.turn("example.social").await);
        }
        let fifth = tokio::time::timeout(Duration::from_millis(20), budget.turn("example.social")).await;
        assert!(fifth.is_err());
        let elsewhere = tokio::time::timeout(Duration::from_millis(20), budget.turn("example.net")).await;
        assert!(elsewhere.is_ok());
        turns.pop();
        assert!(tokio::time::timeout(Duration::from_millis(200), budget.turn("example.social")).await.is_ok());
    }
}
