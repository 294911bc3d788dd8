//! SQLite, and the only room that speaks SQL: what vigie knows, and what it has to do.
//!
//! Model types go in and come out. Everything is written by one thread and announced
//! after its commit; questions are answered by others. There is deliberately no cache, no
//! object that mirrors a row, and no decision: what verbs, messages and faults do is
//! decided in `model`. Start at [`Store`], then `writer.rs`; `absorb.rs` is where a
//! mention is stored.

mod absorb;
mod accounts;
mod acts;
mod around;
mod ask;
mod authors;
mod calendar;
mod card;
mod cards;
mod changes;
mod checkup;
mod claims;
mod columns;
mod connection;
mod conversations;
mod deliveries;
mod digest;
mod drafts;
mod drive;
mod due;
mod dump;
mod error;
mod feeds;
mod filter;
mod first;
mod forgetting;
mod fresh;
mod given;
mod housekeeping;
mod incoming;
mod intents;
mod journal;
mod leases;
mod media;
mod merge;
mod messages;
mod migrate;
mod moderation;
mod names;
mod notes;
mod others;
mod ours;
mod outbox;
mod people;
mod place;
mod posts;
mod reactions;
mod readers;
mod rows;
mod schema;
mod search;
mod sending;
mod settle;
mod single;
mod slots;
mod snippets;
mod tasks;
mod things;
mod timers;
mod totals;
mod undo;
mod views;
mod whole;
mod windows;
mod words;
mod writer;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::base::private;
use crate::base::time::Clock;
use connection::Sync;
use writer::{Lane, Queue, Write, Writer};

pub use absorb::Absorbed;
pub use changes::Changes;
pub use checkup::{Checkup, Depth, checkup, schema_version, sqlite};
pub use claims::Claim;
pub use error::StoreError;
pub use forgetting::Scrubbed;
pub use fresh::Fresh;
pub use housekeeping::Checkpoint;
pub use schema::{Column, Table, schema};

use error::Result;

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// Tells both times.
    pub clock: Arc<dyn Clock>,
    /// Whether anything is written; without it no writer is started.
    pub writable: bool,
}

/// A handle on the store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    clock: Arc<dyn Clock>,
    queue: Option<Arc<Queue>>,
    questions: Arc<readers::Questions>,
    hub: Arc<changes::Hub>,
    watch: Arc<others::Watch>,
    networks: Arc<OnceLock<due::Networks>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// A folder that goes with the store.
    folder: Option<PathBuf>,
}

impl Store {
    /// Opens the store at `path`, makes it when there is none, and brings it up to date.
    ///
    /// # Errors
    /// Whatever keeps the file from being used; the file is then left as it is.
    pub fn open(path: &Path, options: Options) -> std::result::Result<Store, StoreError> {
        Store::opened(path, options, Sync::Normal, None).map_err(|error| error.at(path))
    }

    /// Makes a store that goes with its last handle; for tests and for the demo.
    ///
    /// # Errors
    /// When no file can be made in the folder for temporary files.
    pub fn memory(clock: Arc<dyn Clock>) -> std::result::Result<Store, StoreError> {
        // Readers of a true memory database would wait for its writer, hence a file.
        let base = if Path::new("/dev/shm").is_dir() { PathBuf::from("/dev/shm") } else { std::env::temp_dir() };
        let folder = base.join(format!("vigie-{}-{:016x}", std::process::id(), rand::random::<u64>()));
        std::fs::create_dir_all(&folder).map_err(|_| StoreError::NotWritable(folder.clone()))?;
        let path = folder.join("vigie.db");
        Store::opened(&path, Options { clock, writable: true }, Sync::Off, Some(folder))
    }

    fn opened(path: &Path, options: Options, sync: Sync, folder: Option<PathBuf>) -> Result<Store> {
        let Options { clock, writable } = options;
        if !writable && !path.exists() {
            return Err(StoreError::Absent(path.to_owned()));
        }
        connection::on_this_machine(path)?;
        if writable {
            made(path)?;
        }
        migrate::ours(path)?;
        let origin = format!("{:016x}", rand::random::<u64>());
        let hub = Arc::new(changes::Hub::default());
        let questions = Arc::new(readers::Questions::default());
        let networks: Arc<OnceLock<due::Networks>> = Arc::default();
        let mut threads = Vec::new();
        let queue = if writable {
            let conn = connection::writing(path, sync)?;
            migrate::upwards(&conn, path)?;
            let queue = Arc::new(Queue::default());
            let writer = Writer {
                conn,
                sync,
                queue: queue.clone(),
                hub: hub.clone(),
                clock: clock.clone(),
                origin: origin.clone(),
                networks: networks.clone(),
            };
            threads.push(spawn("store-writer", move || writer.run())?);
            Some(queue)
        } else {
            migrate::readable(&connection::reading(path)?)?;
            None
        };
        for _ in 0..if writable { 3 } else { 1 } {
            let conn = connection::reading(path)?;
            let questions = questions.clone();
            threads.push(spawn("store-reader", move || readers::run(&conn, &questions))?);
        }
        let watch = Arc::new(others::Watch::default());
        if writable && folder.is_none() {
            let ear = others::Ear::new(connection::reading(path)?, origin)?;
            let (watch, hub) = (watch.clone(), hub.clone());
            threads.push(spawn("store-ear", move || others::run(ear, &watch, &hub))?);
        }
        let threads = Mutex::new(threads);
        let inner = Inner { path: path.to_owned(), clock, queue, questions, hub, watch, networks, threads, folder };
        Ok(Store { inner: Arc::new(inner) })
    }

    /// Does what waits, checkpoints, and stops; other handles are closed with this one.
    pub fn close(self) {
        self.inner.stop();
    }

    /// Hears what changes from now on.
    pub fn changes(&self) -> Changes {
        self.inner.hub.listen()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    fn queue(&self) -> Result<&Queue> {
        self.inner.queue.as_deref().ok_or_else(|| StoreError::NotWritable(self.inner.path.clone()))
    }

    /// Has `work` done by the writer.
    async fn write<T: Send + 'static>(&self, lane: Lane, work: impl FnOnce(&mut Write<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.queue()?.push(lane, work, move |result| drop(answer.send(result)));
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Has a question answered by a reader.
    async fn read<T: Send + 'static>(&self, ask: impl FnOnce(&Connection) -> Result<T> + Send + 'static) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.inner.questions.push(ask, move |result| drop(answer.send(result)));
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Has a question answered by a reader, and waits for it without a runtime.
    fn read_now<T: Send + 'static>(&self, ask: impl FnOnce(&Connection) -> Result<T> + Send + 'static) -> Result<T> {
        let (answer, answered) = std::sync::mpsc::sync_channel(1);
        self.inner.questions.push(ask, move |result| drop(answer.send(result)));
        answered.recv().unwrap_or(Err(StoreError::Closed))
    }
}

impl Inner {
    fn stop(&self) {
        if let Some(queue) = &self.queue {
            queue.close();
        }
        self.questions.close();
        self.watch.stop();
        // Readers end first, so that the writer's checkpoint can empty the WAL.
        let mut threads = std::mem::take(&mut *changes::locked(&self.threads));
        threads.reverse();
        for thread in threads {
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
        self.hub.close();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// Makes the file and its folder where they are missing; what people wrote is nobody else's business.
fn made(path: &Path) -> Result<()> {
    if path.exists() {
        // A store from elsewhere, or of an older umask, may be open to all.
        for beside in ["", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(beside);
            match private::tighten(Path::new(&file)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => tracing::warn!(%error, "Others can read the store."),
                _ => {}
            }
        }
        return Ok(());
    }
    let made = path.parent().map_or(Ok(()), private::folder).and_then(|()| private::file(path));
    made.map_err(|error| if error::is_no_room(error.kind()) { StoreError::Full } else { StoreError::NotWritable(path.to_owned()) })
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|error| StoreError::Sql(error.to_string()))
}
