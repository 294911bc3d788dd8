//! The threads that read: three connections that cannot write.
//!
//! A question is answered in one transaction, so that all of its parts tell of the same
//! moment. Nothing here waits for the writer.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::changes::locked;
use super::error::{Result, StoreError};

/// A question that takes longer is written to the log.
const SLOW: Duration = Duration::from_millis(5);

type Question = Box<dyn FnOnce(&Connection) + Send>;

/// The questions that wait for a reader.
#[derive(Default)]
pub(super) struct Questions {
    waiting: Mutex<(VecDeque<Question>, bool)>,
    wake: Condvar,
}

impl Questions {
    /// Queues a question; `answer` gets what it finds.
    pub(super) fn push<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
        answer: impl FnOnce(Result<T>) + Send + 'static,
    ) {
        let mut waiting = locked(&self.waiting);
        if waiting.1 {
            drop(waiting);
            return answer(Err(StoreError::Closed));
        }
        waiting.0.push_back(Box::new(move |conn| answer(consistent(conn, ask))));
        drop(waiting);
        self.wake.notify_one();
    }

    /// Takes no more questions.
    pub(super) fn close(&self) {
        locked(&self.waiting).1 = true;
        self.wake.notify_all();
    }

    fn next(&self) -> Option<Question> {
        let mut waiting = locked(&self.waiting);
        loop {
            if let Some(question) = waiting.0.pop_front() {
                return Some(question);
            }
            if waiting.1 {
                return None;
            }
            waiting = self.wake.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Answers questions until there are no more.
pub(super) fn run(conn: &Connection, questions: &Arc<Questions>) {
    while let Some(question) = questions.next() {
        let began = Instant::now();
        question(conn);
        if began.elapsed() > SLOW {
            tracing::debug!(took = ?began.elapsed(), "A question to the store took long.");
        }
    }
}

/// Asks within one transaction.
fn consistent<T>(conn: &Connection, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    conn.execute_batch("BEGIN")?;
    let found = ask(conn);
    let ended = conn.execute_batch("COMMIT");
    if ended.is_err() && !conn.is_autocommit() {
        let _ = conn.execute_batch("ROLLBACK");
    }
    found
}
