//! The calendar's clock: what is due is handed to the outbox, by whoever is on duty.
//!
//! Nothing is sent here. A slot and its deliveries are one transaction of the store, so it does
//! not matter which process does it, nor when it dies. A clock that jumped, or a laptop that
//! slept, is noticed at the next look; what is too late by then goes by the rule of its client.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Parts;
use crate::base::fault_point;

/// The longest rest: a clock that jumps or runs fast is noticed after it.
const LOOK: Duration = Duration::from_secs(15);

/// The shortest rest between two looks.
const LEAST: Duration = Duration::from_millis(50);

/// Hands over what is due, until `stop`.
pub(super) async fn run(parts: Parts, stop: CancellationToken) {
    let mut changes = parts.store.changes();
    loop {
        if let Err(error) = depart(&parts).await {
            tracing::error!(%error, "What is due on the calendar could not be handed to the outbox.");
        }
        let next = parts.store.next_slot().await.ok().flatten();
        let rest = next.map_or(LOOK, |at| at.since(parts.clock.now()).clamp(LEAST, LOOK));
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(rest) => {}
            // What is scheduled now may leave before what was waited for.
            changed = changes.next() => if changed.is_none() { return },
        }
    }
}

/// Hands over everything that is due now.
pub(super) async fn depart(parts: &Parts) -> Result<(), crate::store::StoreError> {
    while parts.store.depart().await? > 0 {
        fault_point::pass("departed");
    }
    Ok(())
}
