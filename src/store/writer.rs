//! The one thread that writes: three queues, group commit, announcements.
//!
//! Drafts are served before verbs and verbs before bulk. What waits is stored in one
//! transaction, each small job in a savepoint, so that one failure does not take its
//! neighbours. After the commit, and only then, the changes are announced and the jobs
//! answered. Nothing else in the program writes to the file.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use super::changes::{Hub, locked};
use super::connection::{self, Sync};
use super::due;
use super::error::{Result, StoreError};
use crate::base::id::{AccountId, ConversationId, DeliveryId, DraftId};
use crate::base::time::{Clock, Timestamp};
use crate::model::change::{ChangeSet, Noun};
use crate::model::intent::Effected;
use crate::model::journal::Thing;

/// A job may see this many neighbours in its transaction.
const GROUP_JOBS: usize = 64;
/// And a transaction takes this long before it is committed.
const GROUP_TIME: Duration = Duration::from_millis(5);
/// So many changes are kept for other processes.
const CHANGES_KEPT: i64 = 10_000;

/// What a job writes with.
pub(super) struct Write<'a> {
    /// The connection, inside a transaction.
    pub(super) conn: &'a Connection,
    /// The time of day.
    pub(super) now: Timestamp,
    /// The machine's time.
    pub(super) machine: Timestamp,
    /// What due times follow from, as far as it was read.
    pub(super) rules: due::Rules,
    pub(super) networks: &'a OnceLock<due::Networks>,
    changes: ChangeSet,
}

impl Write<'_> {
    pub(super) fn conversation(&mut self, id: ConversationId) {
        self.changes.note(Noun::Conversation, id.0);
    }

    pub(super) fn delivery(&mut self, id: DeliveryId) {
        self.changes.note(Noun::Delivery, id.0);
    }

    pub(super) fn draft(&mut self, id: DraftId) {
        self.changes.note(Noun::Draft, id.0);
    }

    pub(super) fn account(&mut self, id: AccountId) {
        self.changes.note(Noun::Account, id.0);
    }

    /// Something that is ours alone changed.
    pub(super) fn thing(&mut self, thing: Thing, id: i64) {
        let noun = match thing {
            Thing::Note => Noun::Note,
            Thing::Snippet => Noun::Snippet,
            Thing::Task => Noun::Task,
            Thing::SavedView => Noun::SavedView,
            Thing::Card => Noun::Client,
            Thing::Person | Thing::Identity => Noun::Person,
            Thing::Slot => Noun::Slot,
        };
        self.changes.note(noun, id);
    }

    pub(super) fn note(&mut self, noun: Noun, id: i64) {
        self.changes.note(noun, id);
    }
}

/// Which queue a job waits in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    /// A verb of a person, or the outbox.
    Verb,
    /// A verb whose commit must survive a power cut: a claim.
    Durable,
    /// A page of a feed; stored in a transaction of its own.
    Bulk,
}

/// Answers a job after its commit, or with the error that took it.
type Reply = Box<dyn FnOnce(Option<StoreError>) + Send>;
type Run = Box<dyn FnOnce(Result<&mut Write<'_>>) -> (bool, Reply) + Send>;

struct Job {
    lane: Lane,
    run: Run,
}

type SaveDraft = Box<dyn FnOnce(&mut Write<'_>) -> Result<Effected> + Send>;
type DraftSaved = Box<dyn FnOnce(Result<Effected>) + Send>;

/// A draft that waits to be stored; a later one takes its place.
struct DraftJob {
    key: String,
    save: SaveDraft,
    answers: Vec<DraftSaved>,
}

#[derive(Default)]
struct Queues {
    drafts: VecDeque<DraftJob>,
    verbs: VecDeque<Job>,
    bulk: VecDeque<Job>,
    closing: bool,
}

impl Queues {
    fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.verbs.is_empty() && self.bulk.is_empty()
    }

    fn pop(&mut self) -> Option<Job> {
        if let Some(draft) = self.drafts.pop_front() {
            let DraftJob { save, answers, .. } = draft;
            let answer = move |result: Result<Effected>| answers.into_iter().for_each(|answer| answer(result.clone()));
            return Some(Job { lane: Lane::Verb, run: wrapped(save, answer) });
        }
        self.verbs.pop_front().or_else(|| self.bulk.pop_front())
    }

    /// Whether what is popped next may join a transaction that is not `durable`.
    fn next_joins(&self, durable: bool) -> bool {
        let next = if self.drafts.is_empty() { self.verbs.front().or(self.bulk.front()) } else { None };
        next.is_none_or(|job| job.lane == Lane::Verb || (durable && job.lane == Lane::Durable))
    }
}

/// The queues, as the writer and those who write share them.
#[derive(Default)]
pub(super) struct Queue {
    queues: Mutex<Queues>,
    wake: Condvar,
}

/// Wraps `work` so that `answer` gets its result after the commit.
fn wrapped<T: Send + 'static>(
    work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
    answer: impl FnOnce(Result<T>) + Send + 'static,
) -> Run {
    Box::new(move |write| {
        let result = write.and_then(work);
        (result.is_ok(), Box::new(move |error| answer(error.map_or(result, Err))))
    })
}

impl Queue {
    /// Queues `work`; `answer` gets its result after the commit.
    pub(super) fn push<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static,
        answer: impl FnOnce(Result<T>) + Send + 'static,
    ) {
        let mut queues = locked(&self.queues);
        if queues.closing {
            drop(queues);
            return answer(Err(StoreError::Closed));
        }
        let job = Job { lane, run: wrapped(work, answer) };
        match lane {
            Lane::Verb | Lane::Durable => queues.verbs.push_back(job),
            Lane::Bulk => queues.bulk.push_back(job),
        }
        drop(queues);
        self.wake.notify_one();
    }

    /// Queues a draft in the place of one with the same key that still waits.
    pub(super) fn push_draft(
        &self,
        key: String,
        save: impl FnOnce(&mut Write<'_>) -> Result<Effected> + Send + 'static,
        answer: impl FnOnce(Result<Effected>) + Send + 'static,
    ) {
        let mut queues = locked(&self.queues);
        if queues.closing {
            drop(queues);
            return answer(Err(StoreError::Closed));
        }
        match queues.drafts.iter_mut().find(|draft| draft.key == key) {
            Some(draft) => {
                draft.save = Box::new(save);
                draft.answers.push(Box::new(answer));
            }
            None => queues.drafts.push_back(DraftJob { key, save: Box::new(save), answers: vec![Box::new(answer)] }),
        }
        drop(queues);
        self.wake.notify_one();
    }

    /// Takes no more jobs; those that wait are still done.
    pub(super) fn close(&self) {
        locked(&self.queues).closing = true;
        self.wake.notify_one();
    }

    /// Waits for work; false when there is none and will be none.
    fn wait(&self) -> bool {
        let mut queues = locked(&self.queues);
        while queues.is_empty() {
            if queues.closing {
                return false;
            }
            queues = self.wake.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
        true
    }

    fn pop(&self) -> Option<Job> {
        locked(&self.queues).pop()
    }

    fn pop_joining(&self, durable: bool) -> Option<Job> {
        let mut queues = locked(&self.queues);
        if queues.next_joins(durable) { queues.pop() } else { None }
    }
}

/// The writer: the connection, and what it needs to answer and announce.
pub(super) struct Writer {
    pub(super) conn: Connection,
    pub(super) sync: Sync,
    pub(super) queue: Arc<Queue>,
    pub(super) hub: Arc<Hub>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) origin: String,
    pub(super) networks: Arc<OnceLock<due::Networks>>,
}

impl Writer {
    /// Serves the queues until they are closed and empty.
    pub(super) fn run(self) {
        while self.queue.wait() {
            self.transaction();
        }
        if let Err(error) = self.checkpoint() {
            tracing::warn!(%error, "The last checkpoint was left to the next start.");
        }
    }

    fn checkpoint(&self) -> Result<()> {
        Ok(self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Does what waits, commits, announces, answers.
    fn transaction(&self) {
        let Some(first) = self.queue.pop() else {
            return;
        };
        let (durable, alone) = (first.lane == Lane::Durable, first.lane == Lane::Bulk);
        let mut replies = Vec::new();
        let mut changes = ChangeSet::default();
        let begun = self.begin(durable);
        let began = Instant::now();
        let mut next = Some(first);
        while let Some(job) = next {
            let (reply, changed) = if begun.is_ok() { self.job(job.run, alone) } else { unbegun(job.run, &begun) };
            replies.push(reply);
            changes.merge(changed);
            // A full disk takes the whole transaction back at once.
            let lost = begun.is_ok() && self.conn.is_autocommit();
            let room = !lost && !alone && replies.len() < GROUP_JOBS && began.elapsed() < GROUP_TIME;
            next = if room { self.queue.pop_joining(durable) } else { None };
        }
        let ended = begun.and_then(|()| self.commit(&changes)).map_err(|error| match self.conn.path() {
            Some(path) => error.at(Path::new(path)),
            None => error,
        });
        if durable && let Err(error) = connection::synchronous(&self.conn, self.sync) {
            tracing::warn!(%error, "The store stays slower than it need be.");
        }
        if ended.is_ok() {
            self.hub.announce(&changes);
        }
        for reply in replies {
            reply(ended.as_ref().err().cloned());
        }
    }

    fn begin(&self, durable: bool) -> Result<()> {
        if durable {
            connection::durable(&self.conn, self.sync)?;
        }
        Ok(self.conn.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&self, changes: &ChangeSet) -> Result<()> {
        if self.conn.is_autocommit() {
            return Err(StoreError::Full);
        }
        let committed = self.keep(changes).and_then(|()| Ok(self.conn.execute_batch("COMMIT")?));
        if committed.is_err() && !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
        committed
    }

    /// Writes down what changed, for other processes.
    fn keep(&self, changes: &ChangeSet) -> Result<()> {
        let mut insert = self.conn.prepare_cached("INSERT INTO changes (origin, noun, id) VALUES (?1, ?2, ?3)")?;
        let (mut last, mut written) = (0, 0);
        for (noun, id) in changes.iter() {
            last = insert.insert(params![self.origin, noun.code(), id])?;
            written += 1;
        }
        // Every thousand rows, wherever in a commit that lies.
        if last / 1_000 > (last - written) / 1_000 && last > CHANGES_KEPT {
            self.conn.execute("DELETE FROM changes WHERE seq <= ?1", [last - CHANGES_KEPT])?;
        }
        Ok(())
    }

    /// Runs one job; what a failed one wrote is taken back.
    ///
    /// One that is alone in its transaction needs no savepoint, which would note every page
    /// that it touches once more.
    fn job(&self, run: Run, alone: bool) -> (Reply, ChangeSet) {
        let mut write = Write {
            conn: &self.conn,
            now: self.clock.now(),
            machine: self.clock.machine(),
            rules: due::Rules::default(),
            networks: &self.networks,
            changes: ChangeSet::default(),
        };
        if let Err(error) = self.conn.execute_batch(if alone { "" } else { "SAVEPOINT job" }) {
            tracing::error!(%error, "A job could not begin.");
            return (Box::new(drop), ChangeSet::default());
        }
        let ran = catch_unwind(AssertUnwindSafe(|| run(Ok(&mut write))));
        let (done, reply) = ran.unwrap_or_else(|_| {
            tracing::error!("A job of the store panicked.");
            (false, Box::new(drop) as Reply)
        });
        let end = match (alone, done) {
            (false, true) => "RELEASE job",
            (false, false) => "ROLLBACK TO job; RELEASE job",
            (true, true) => "",
            // What a full disk has taken back already is told at the commit.
            (true, false) if self.conn.is_autocommit() => "",
            (true, false) => "ROLLBACK; BEGIN IMMEDIATE",
        };
        if let Err(error) = self.conn.execute_batch(end) {
            tracing::error!(%error, "A job could not be closed.");
        }
        (reply, if done { write.changes } else { ChangeSet::default() })
    }
}

/// Answers a job whose transaction could not begin.
fn unbegun(run: Run, begun: &Result<()>) -> (Reply, ChangeSet) {
    let error = begun.as_ref().err().cloned().unwrap_or(StoreError::Busy);
    (run(Err(error)).1, ChangeSet::default())
}
