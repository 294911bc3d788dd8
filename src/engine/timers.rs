//! Sleeps that are over, and due times that follow a card: one update when the next time has come, also after a clock jump.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Parts;
use crate::base::time::Timestamp;

/// The longest rest: a clock that jumps or runs fast is noticed after it.
const LOOK: Duration = Duration::from_secs(30);

/// Wakes what has slept long enough, until `stop`.
pub(super) async fn run(parts: Parts, stop: CancellationToken) {
    let mut changes = parts.store.changes();
    loop {
        let rest = match next(&parts).await {
            Some(at) => at.since(parts.clock.now()).clamp(Duration::from_millis(200), LOOK),
            None => LOOK,
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(rest) => {}
            // A new sleep may end before the one that was waited for.
            changed = changes.next() => if changed.is_none() { return },
        }
    }
}

/// Wakes what is due, and says when the next is.
async fn next(parts: &Parts) -> Option<Timestamp> {
    if let Err(error) = parts.store.wake_due().await {
        tracing::error!(%error, "What slept could not be woken.");
    }
    // A card has changed: the rest of its client's conversations are dated anew, a few at a time.
    while let Ok(true) = parts.store.redate().await {}
    parts.store.next_timer().await.ok().flatten()
}
