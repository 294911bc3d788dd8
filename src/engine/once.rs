//! A single round of everything, for `vigie sync` and for scripts that wait.

use std::time::Duration;

use tokio::task::JoinSet;

use super::duty::{self, Presence, Watch};
use super::outbox::Outbox;
use super::poller::Poller;
use super::{Failure, PAUSE, Parts, scheduler, wait_until};
use crate::base::id::{AccountId, DeliveryId};
use crate::model::account::{Account, Health};
use crate::model::delivery::State;
use crate::model::fault::{AuthFault, Fault, Reason};
use crate::model::query::{AccountRow, Answer, Query};
use crate::store::StoreError;

/// What one round of one account came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// The account.
    pub account: Account,
    /// The name of its client.
    pub client: String,
    /// Items that were not in the store.
    pub fresh: u32,
    /// Requests that were made.
    pub requests: u64,
    /// What went wrong first, if anything.
    pub trouble: Option<Reason>,
}

/// Whether this process may poll and send now, and the watch that says so to workers.
///
/// # Errors
/// What the store said.
pub async fn take_duty(parts: &Parts, presence: &Presence) -> Result<Option<Watch>, StoreError> {
    if let Some(holder) = parts.store.lease_holder(duty::ROLE).await?
        && !presence.lives(&holder)
    {
        parts.store.drop_lease(duty::ROLE, &holder).await?;
    }
    let watch = Watch::new(presence.owner(), parts.clock.clone());
    let epoch = parts.store.take_lease(duty::ROLE, presence.owner(), duty::LEASE).await?;
    watch.set(epoch);
    if epoch.is_none() {
        return Ok(None);
    }
    parts.store.orphaned(|owner| presence.lives(owner)).await?;
    Ok(Some(watch))
}

/// Gives the duty back.
pub async fn leave_duty(parts: &Parts, watch: Option<Watch>) {
    if let Some(watch) = watch
        && let Err(error) = parts.store.drop_lease(duty::ROLE, watch.owner()).await
    {
        tracing::warn!(%error, "The lease could not be given back; it ends by itself.");
    }
}

/// Polls every feed of every account once, all accounts side by side, and sends what is due.
///
/// `done` hears of each account as it is through. While another process is on duty only
/// that process sends, and polling twice changes nothing.
///
/// # Errors
/// What the store said; what networks said is in each [`Synced`].
pub async fn sync(parts: &Parts, watch: Option<&Watch>, mut done: impl FnMut(&Synced)) -> Result<Vec<Synced>, StoreError> {
    let rows = match parts.store.ask(Query::Accounts).await? {
        Answer::Accounts(rows) => rows,
        _ => Vec::new(),
    };
    if watch.is_some() {
        scheduler::depart(parts).await?;
    }
    let mut tasks = JoinSet::new();
    for (place, row) in rows.into_iter().filter(|row| !matches!(row.account.health, Health::Off | Health::Gone)).enumerate() {
        let (parts, watch) = (parts.clone(), watch.cloned());
        tasks.spawn(async move { (place, account(parts, row, watch).await) });
    }
    let mut synced = Vec::new();
    while let Some(joined) = tasks.join_next().await {
        if let Ok((place, account)) = joined {
            done(&account);
            synced.push((place, account));
        }
    }
    parts.store.wake_due().await?;
    synced.sort_by_key(|(place, _)| *place);
    Ok(synced.into_iter().map(|(_, account)| account).collect())
}

async fn account(mut parts: Parts, row: AccountRow, watch: Option<Watch>) -> Synced {
    parts.http = parts.http.scoped();
    let account = row.account;
    let mut synced = Synced { account: account.clone(), client: row.client_name, fresh: 0, requests: 0, trouble: None };
    if account.health == Health::NeedsLogin {
        synced.trouble = Some(Fault::Auth(AuthFault::Expired).reason());
        return synced;
    }
    let mut feeds = JoinSet::new();
    for feed in parts.connector(&account).capabilities().feeds {
        let read_at = row.feeds.iter().find(|status| status.feed == *feed).and_then(|status| status.read_at);
        let mut poller = Poller::new(parts.clone(), account.id, *feed, read_at);
        feeds.spawn(async move { poller.poll_and_note().await });
    }
    while let Some(joined) = feeds.join_next().await {
        match joined {
            Ok(Ok(polled)) => synced.fresh += polled.fresh,
            Ok(Err(failure)) => synced.trouble = synced.trouble.take().or(Some(failure.reason())),
            Err(_) => {}
        }
    }
    if let Some(watch) = watch.filter(|_| parts.connector(&account).capabilities().sends()) {
        let outbox = Outbox::new(parts.clone(), account.id, watch);
        if let Err(failure) = outbox.run_due().await {
            synced.trouble = synced.trouble.take().or(Some(failure.reason()));
        }
    }
    synced.requests = parts.http.requests();
    synced
}

/// Works on the outbox of one account until a delivery needs no more waiting for.
///
/// That is when it is sent, cancelled, held or failed; a delivery in doubt is looked up
/// first. While another process is on duty, only its progress is watched. When `patience`
/// is over, or would be before the network may be asked again, it is left to the outbox.
///
/// # Errors
/// What the store said, or that the login is lost.
pub async fn settle(
    parts: &Parts,
    watch: Option<&Watch>,
    account: AccountId,
    delivery: DeliveryId,
    patience: Duration,
) -> Result<Option<State>, Failure> {
    let mut changes = parts.store.changes();
    let until = parts.clock.machine() + patience;
    loop {
        let Some(state) = parts.store.delivery(delivery).await?.map(|delivery| delivery.state) else {
            return Ok(None);
        };
        match state {
            State::Sent(_) | State::Cancelled | State::Held(_) | State::Failed(_) => return Ok(Some(state)),
            State::Leaving(_) | State::Queued(_) | State::Sending | State::Unsure(_) => {}
        }
        let left = until.since(parts.clock.machine());
        if left.is_zero() {
            return Ok(Some(state));
        }
        let rest = match watch {
            Some(watch) => {
                if let Some(epoch) = parts.store.take_lease(duty::ROLE, watch.owner(), duty::LEASE).await? {
                    watch.set(Some(epoch));
                }
                Outbox::new(parts.clone(), account, watch.clone()).run_due().await?;
                let next = parts.store.next_departure(account, &parts.rules().looks).await?;
                if next.is_some_and(|at| at >= until) {
                    return Ok(parts.store.delivery(delivery).await?.map(|delivery| delivery.state));
                }
                next.map_or(Duration::from_secs(1), |at| wait_until(parts.clock.as_ref(), at)).clamp(PAUSE, duty::RENEW)
            }
            None => duty::RENEW,
        };
        tokio::select! {
            () = tokio::time::sleep(rest.min(left)) => {}
            _ = changes.next() => {}
        }
    }
}
