//! What is done in quiet moments, so that it is not done in busy ones.
//!
//! Only the process on duty does it. There is no retention: what is stored stays.

use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Parts;

/// How often the store is looked at.
const LOOK: Duration = Duration::from_secs(60);

/// How long nothing must have changed for a moment to be quiet.
const QUIET: Duration = Duration::from_secs(20);

/// A log of changes that is shorter than this is left alone.
const SHORT: u64 = 1024 * 1024;

/// One that is longer is taken in at any time: its readers hinder nobody.
const LONG: u64 = 64 * 1024 * 1024;

/// Looks after the store until `stop`.
pub(super) async fn run(parts: Parts, stop: CancellationToken) {
    let mut changes = parts.store.changes();
    let mut changed_at = Instant::now();
    let mut look = tokio::time::interval_at(changed_at + LOOK, LOOK);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            changed = changes.next() => match changed {
                Some(_) => changed_at = Instant::now(),
                None => return,
            },
            _ = look.tick() => {
                if wants_emptying(parts.store.log_size(), changed_at.elapsed()) {
                    let store = parts.store.clone();
                    // It waits for the disk; whoever stops need not wait for it.
                    let emptied = tokio::task::spawn_blocking(move || store.checkpoint());
                    match tokio::select! { () = stop.cancelled() => return, emptied = emptied => emptied } {
                        Ok(Ok(emptied)) => tracing::debug!(?emptied, "The log of changes was taken into the store."),
                        Ok(Err(error)) => tracing::warn!(%error, "The log of changes was left to the writer."),
                        Err(_) => {}
                    }
                }
            }
        }
    }
}

/// Whether a log of so many bytes is taken in now that nothing has changed for so long.
fn wants_emptying(bytes: u64, quiet: Duration) -> bool {
    bytes > LONG || (bytes > SHORT && quiet >= QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_taken_in_when_nobody_works_or_it_grows_too_long() {
        let table = [
            (0, QUIET * 100, false),
            (SHORT, QUIET * 100, false),
            (SHORT + 1, QUIET, true),
            (LONG, Duration::ZERO, false),
            (LONG + 1, Duration::ZERO, true),
        ];
        for (bytes, quiet, expected) in table {
            assert_eq!(wants_emptying(bytes, quiet), expected, "{bytes} {quiet:?}");
        }
    }
}
