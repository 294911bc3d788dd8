//! The command that a person has run when something new came: once, beside everything else.
//!
//! What counts as news is what counts on the screen: somebody said something to us, it is
//! still open, it is no first sync, and its client does not rest. One run at a time, in
//! whichever process stored the news; what comes meanwhile is told by the next run. A
//! failure is told once, and again only after a success.

mod command;
pub mod line;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::Parts;
use crate::base::id::{ClientId, ConversationId};
use crate::base::private;
use crate::base::time::Timestamp;
use crate::model::conversation::Row;
use crate::model::hook::{HookEnd, HookFault};
use crate::model::news::News;
use crate::model::query::{Answer, Query};
use crate::store::{Fresh, StoreError};
use command::Run;

/// How long a command may take.
pub const LIMIT: Duration = Duration::from_secs(10);

/// The most conversations that a command is given at once.
pub const ROWS: usize = 100;

/// The most bytes that it is given.
pub const BYTES: usize = 256 * 1024;

/// The most conversations that wait for the next run; of a greater flood the first are told as a number.
const WAITING: usize = 10_000;

/// How whoever wants all of it gets it.
const MORE: &str = "vigie list --json -q 'is:open is:unread'";

/// What a person wants run, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnNew {
    /// The command, as a shell reads it.
    pub command: String,
    /// How long it may take.
    pub limit: Duration,
    /// The zone that watch windows are told in.
    pub zone: TimeZone,
    /// The folder that everything lies in, where a person has chosen one.
    pub home: Option<PathBuf>,
    /// Where it is kept how the last run ended, if anywhere.
    pub kept: Option<PathBuf>,
}

/// What a person wants run, and what waits to be told.
#[derive(Debug, Default)]
pub struct Hooks {
    waiting: Mutex<Waiting>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    on_new: Option<Arc<OnNew>>,
    news: BTreeSet<ConversationId>,
    /// What there was no room for.
    more: usize,
    failing: bool,
}

/// What the next run tells.
struct Told {
    on_new: Arc<OnNew>,
    news: BTreeSet<ConversationId>,
    more: usize,
}

impl Hooks {
    /// Sets what is run from now on; without anything to run, nothing waits.
    pub fn set(&self, on_new: Option<OnNew>) {
        let mut waiting = self.waiting();
        if waiting.on_new.as_deref() != on_new.as_ref() {
            *waiting = Waiting { on_new: on_new.map(Arc::new), ..Waiting::default() };
        }
    }

    /// Has these conversations told.
    pub(super) fn note(&self, news: &[ConversationId]) {
        let mut waiting = self.waiting();
        if news.is_empty() || waiting.on_new.is_none() {
            return;
        }
        for id in news {
            if waiting.news.len() < WAITING {
                waiting.news.insert(*id);
            } else if !waiting.news.contains(id) {
                waiting.more += 1;
            }
        }
        drop(waiting);
        self.wake.notify_one();
    }

    fn take(&self) -> Option<Told> {
        let mut waiting = self.waiting();
        let on_new = waiting.on_new.clone()?;
        let (news, more) = (std::mem::take(&mut waiting.news), std::mem::take(&mut waiting.more));
        (!news.is_empty()).then_some(Told { on_new, news, more })
    }

    /// Whether this ending is another one than the last.
    fn turns(&self, failed: bool) -> bool {
        std::mem::replace(&mut self.waiting().failing, failed) != failed
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells what waits, whenever something does, until `stop`; what runs then is killed.
pub(super) async fn run(parts: Parts, news: mpsc::Sender<News>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = parts.hooks.wake.notified() => {}
        }
        let ended = tokio::select! {
            () = stop.cancelled() => return,
            ended = tell(&parts) => ended,
        };
        match ended {
            Ok(None) => {}
            Ok(Some(None)) if parts.hooks.turns(false) => drop(news.try_send(News::HookWell)),
            Ok(Some(Some(fault))) if parts.hooks.turns(true) => drop(news.try_send(News::HookFailed(fault))),
            Ok(Some(_)) => {}
            Err(error) => tracing::error!(%error, "What is new could not be read for the command."),
        }
    }
}

/// Tells what waits, in one run: none when nothing does, else what went wrong with it, if anything.
///
/// # Errors
/// What the store said.
pub async fn tell(parts: &Parts) -> Result<Option<Option<HookFault>>, StoreError> {
    let Some(Told { on_new, news, more }) = parts.hooks.take() else {
        return Ok(None);
    };
    let fresh = parts.store.fresh(news, resting(parts, &on_new.zone).await?, ROWS).await?;
    if fresh.rows.is_empty() {
        return Ok(None);
    }
    let (input, told) = array(&fresh);
    let all = fresh.all + more;
    let environment = vec![
        ("VIGIE_HOOK", "on_new".to_owned()),
        ("VIGIE_COUNT", all.to_string()),
        ("VIGIE_LEFT_OUT", (all - told).to_string()),
        ("VIGIE_MORE", MORE.to_owned()),
    ];
    let run = Run { command: &on_new.command, limit: on_new.limit, home: on_new.home.as_deref(), environment, input };
    let fault = run.run().await.err();
    if let Some(HookFault { end, detail }) = &fault {
        tracing::warn!(%end, detail, "The command of a hook failed.");
    }
    if let Some(kept) = on_new.kept.clone() {
        let last = Last::new(&on_new.command, parts.clock.now(), fault.as_ref());
        // The disk may be slow, and others work on this thread.
        let kept = tokio::task::spawn_blocking(move || keep(&kept, &last)).await;
        if let Ok(Err(error)) = kept {
            tracing::debug!(%error, "How a hook ended was not kept.");
        }
    }
    Ok(Some(fault))
}

/// The clients that rest at this hour.
async fn resting(parts: &Parts, zone: &TimeZone) -> Result<BTreeSet<ClientId>, StoreError> {
    let now = parts.clock.now();
    match parts.store.ask(Query::Cards).await? {
        Answer::Cards(cards) => Ok(cards.into_iter().filter(|(_, card)| card.rests(now, zone)).map(|(client, _)| client).collect()),
        _ => Ok(BTreeSet::new()),
    }
}

/// The rows as a JSON array, as many as there is room for, and how many those are.
fn array(fresh: &Fresh) -> (Vec<u8>, usize) {
    let line = |row: &Row, text| serde_json::to_vec(&line::Conversation::new(row, text)).unwrap_or_default();
    let (mut array, mut told) = (vec![b'['], 0);
    for (row, text) in &fresh.rows {
        let room = BYTES.saturating_sub(array.len() + 3);
        // One very long message takes no other's place.
        let whole = line(row, Some(text));
        let fitting = if whole.len() > room.min(BYTES / 4) { line(row, None) } else { whole };
        if fitting.len() > room {
            break;
        }
        if told > 0 {
            array.push(b',');
        }
        array.extend(fitting);
        told += 1;
    }
    array.extend(b"]\n");
    (array, told)
}

/// How the last run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    command: String,
    at: i64,
    end: Option<String>,
    detail: String,
}

impl Last {
    fn new(command: &str, at: Timestamp, fault: Option<&HookFault>) -> Last {
        let (end, detail) = fault.map_or((None, String::new()), |fault| (Some(fault.end.code().to_owned()), fault.detail.clone()));
        Last { command: command.to_owned(), at: at.millis(), end, detail }
    }

    /// When that was, and what went wrong with this command, if anything; none when the last run was of another one.
    pub fn of(self, command: &str) -> Option<(Timestamp, Option<HookFault>)> {
        let fault = self.end.as_deref().and_then(HookEnd::from_code).map(|end| HookFault { end, detail: self.detail });
        (self.command == command).then_some((Timestamp::from_millis(self.at), fault))
    }
}

/// How the last run ended, as it was kept; none when it was not.
pub fn last(kept: &Path) -> Option<Last> {
    serde_json::from_slice(&fs::read(kept).ok()?).ok()
}

/// Keeps how a run ended, for `vigie doctor`.
fn keep(kept: &Path, last: &Last) -> io::Result<()> {
    if let Some(folder) = kept.parent() {
        private::folder(folder)?;
    }
    let beside = kept.with_extension(std::process::id().to_string());
    fs::remove_file(&beside).ok();
    private::new_file(&beside)?.write_all(&serde_json::to_vec(last)?)?;
    fs::rename(beside, kept)
}
