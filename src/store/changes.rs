//! Who listens, and how they hear: a notice a listener has not taken yet is merged.
//!
//! Nothing queues up: a listener that is slow gets one larger notice. Notices are sent
//! after the commit they tell of, never before.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::Notify;

use crate::model::change::ChangeSet;

/// Hears what changes in the store.
pub struct Changes {
    listener: Arc<Listener>,
}

#[derive(Default)]
struct Listener {
    waiting: Mutex<(ChangeSet, bool)>,
    notify: Notify,
}

impl Changes {
    /// What changed since the last time; none when the store is closed.
    pub async fn next(&mut self) -> Option<ChangeSet> {
        loop {
            let heard = self.listener.notify.notified();
            {
                let mut waiting = locked(&self.listener.waiting);
                if !waiting.0.is_empty() {
                    return Some(std::mem::take(&mut waiting.0));
                }
                if waiting.1 {
                    return None;
                }
            }
            heard.await;
        }
    }

    /// What changed since the last time, without waiting.
    pub fn take(&mut self) -> ChangeSet {
        std::mem::take(&mut locked(&self.listener.waiting).0)
    }
}

/// Everybody who listens.
#[derive(Default)]
pub(super) struct Hub {
    listeners: Mutex<Vec<Weak<Listener>>>,
}

impl Hub {
    pub(super) fn listen(&self) -> Changes {
        let listener = Arc::new(Listener::default());
        locked(&self.listeners).push(Arc::downgrade(&listener));
        Changes { listener }
    }

    pub(super) fn announce(&self, changes: &ChangeSet) {
        if changes.is_empty() {
            return;
        }
        self.each(|listener| locked(&listener.waiting).0.merge(changes.clone()));
    }

    pub(super) fn close(&self) {
        self.each(|listener| locked(&listener.waiting).1 = true);
    }

    fn each(&self, tell: impl Fn(&Listener)) {
        locked(&self.listeners).retain(|listener| match listener.upgrade() {
            Some(listener) => {
                tell(&listener);
                listener.notify.notify_one();
                true
            }
            None => false,
        });
    }
}

/// A lock that a panic elsewhere does not take with it.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
