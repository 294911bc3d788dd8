//! What wakes by itself: snoozes whose time has come, and what the client has not answered in time.
//!
//! Times are those of the day. What wakes is logged by its row alone: the journal keeps
//! what people do.

use rusqlite::OptionalExtension;

use super::Store;
use super::columns::NEVER;
use super::conversations;
use super::error::Result;
use super::writer::{Lane, Write};
use crate::base::id::ConversationId;
use crate::base::time::Timestamp;

impl Store {
    /// Wakes every conversation that slept or waited for the client long enough; says how many.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn wake_due(&self) -> Result<u32> {
        self.write(Lane::Verb, wake_due).await
    }

    /// When the next conversation wakes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn next_timer(&self) -> Result<Option<Timestamp>> {
        self.read(|conn| {
            let first = |sql| -> Result<Option<i64>> { Ok(conn.prepare_cached(sql)?.query_row([NEVER], |row| row.get(0)).optional()?) };
            let woken = first(
                "SELECT snoozed_until FROM conversations WHERE state = 'snoozed' AND snoozed_until < ?1 ORDER BY snoozed_until LIMIT 1",
            )?;
            let due = first(
                "SELECT own_due_at FROM conversations WHERE state = 'waiting_client' AND own_due_at < ?1 ORDER BY own_due_at LIMIT 1",
            )?;
            Ok(woken.into_iter().chain(due).min().map(Timestamp::from_millis))
        })
        .await
    }
}

fn wake_due(w: &mut Write<'_>) -> Result<u32> {
    let sql = "SELECT id FROM conversations WHERE state = 'snoozed' AND snoozed_until <= ?1 \
         UNION ALL SELECT id FROM conversations WHERE state = 'waiting_client' AND own_due_at <= ?1";
    let due: Vec<i64> = w.conn.prepare_cached(sql)?.query_map([w.now.millis()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut woken = 0;
    for id in due {
        if let Some(mut head) = conversations::load(w.conn, ConversationId(id))? {
            head.triage = head.triage.after_sleep(w.now).after_due(w.now);
            conversations::save(w, &head)?;
            woken += 1;
        }
    }
    Ok(woken)
}
