//! What goes to one account: claim, read the thread once more, send, settle.
//!
//! The claim is written before the call and the outcome after it; whatever dies between
//! the two is found at the next start and looked up. Nothing here decides what follows an
//! outcome: that is [`Delivery::settle`](crate::model::delivery::Delivery::settle).

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt;

use super::duty::Watch;
use super::lane::{Rest, Work};
use super::{Failure, GLANCE, PAUSE, Parts, attachments, reconcile};
use crate::base::backoff;
use crate::base::fault_point;
use crate::base::id::{AccountId, DeliveryId};
use crate::base::time::Timestamp;
use crate::connector::Call;
use crate::model::account::Account;
use crate::model::delivery::{Delivery, Load, Outcome};
use crate::model::exchange::{Aim, RemoteAct, RemoteId};
use crate::model::fault::{AuthFault, Fault, Reason};
use crate::store::{Claim, StoreError};

/// Sends what is due for one account.
pub struct Outbox {
    parts: Parts,
    account: AccountId,
    watch: Watch,
}

impl Outbox {
    /// Makes the worker of an account's outbox; it claims only while `watch` holds.
    pub fn new(parts: Parts, account: AccountId, watch: Watch) -> Outbox {
        Outbox { parts, account, watch }
    }

    /// Sends everything that is due now, one after the other, and looks up what is in doubt.
    ///
    /// # Errors
    /// What the store said, or a lost login; what was settled before stays settled.
    pub async fn run_due(&self) -> Result<(), Failure> {
        let Some(account) = self.parts.store.account(self.account).await? else {
            return Ok(());
        };
        fault_point::pass("leaving");
        self.parts.store.leave_due().await?;
        fault_point::pass("queued");
        if let Err(failure) = reconcile::look(&self.parts, &account).await {
            if matches!(failure, Failure::Network(Fault::Auth(_))) {
                self.parts.login_lost(account.id).await?;
            }
            return Err(failure);
        }
        while let Some(epoch) = self.watch.epoch() {
            let claim = Claim { owner: self.watch.owner().to_owned(), epoch };
            let Some(delivery) = self.parts.store.claim(account.id, &claim).await? else {
                break;
            };
            fault_point::pass("claimed");
            // A mistake of ours that cuts a call leaves doubt, and a lane that goes on.
            let sent = AssertUnwindSafe(self.send(&account, &delivery)).catch_unwind().await;
            let outcome = sent.unwrap_or(Outcome::Silence);
            let lost_login = matches!(outcome, Outcome::Fault(Fault::Auth(_))) && !narrow(&delivery, &outcome);
            tracing::info!(delivery = delivery.id.0, account = account.id.0, outcome = outcome_word(&outcome), "A delivery was tried.");
            fault_point::pass("answered");
            self.settle(delivery.id, outcome).await?;
            fault_point::pass("settled");
            if lost_login {
                self.parts.login_lost(account.id).await?;
                break;
            }
        }
        Ok(())
    }

    /// Writes down how an attempt ended, as often as it takes.
    ///
    /// On a full disk nobody else could: whoever sends lives, so its attempt is no orphan.
    async fn settle(&self, id: DeliveryId, outcome: Outcome) -> Result<(), StoreError> {
        for attempt in 1.. {
            match self.parts.store.settle(id, outcome.clone(), self.parts.jitter()).await {
                Ok(_) => break,
                Err(error @ (StoreError::Missing | StoreError::Closed)) => return Err(error),
                Err(error) => tracing::error!(delivery = id.0, %error, "How a delivery ended could not be stored yet."),
            }
            tokio::time::sleep(backoff::after(attempt, self.parts.jitter()).min(GLANCE)).await;
        }
        Ok(())
    }

    async fn send(&self, account: &Account, delivery: &Delivery) -> Outcome {
        match self.try_send(account, delivery).await {
            Ok(outcome) => outcome,
            Err(Failure::Network(fault)) => Outcome::Fault(fault),
            Err(Failure::Store(error)) => {
                // Nothing was called yet: every store access comes before the call.
                tracing::error!(delivery = delivery.id.0, %error, "A delivery could not be prepared.");
                Outcome::Fault(Fault::Transient(crate::model::fault::Trouble::Broken))
            }
        }
    }

    async fn try_send(&self, account: &Account, delivery: &Delivery) -> Result<Outcome, Failure> {
        let credential = self.parts.credential(account).await?;
        let call = self.parts.call(account, &credential);
        match &delivery.load {
            Load::Publish(out) => {
                let connector = self.parts.connector(account);
                // Before all else: files may take minutes, and what follows must be as late as can be.
                let Some(out) = attachments::upload(connector, &call, out).await? else {
                    return Ok(Outcome::Fileless);
                };
                if let Some(parent) = &out.parent
                    && self.answered_meanwhile(&call, delivery, parent).await?
                {
                    return Ok(Outcome::Answered);
                }
                if self.watch.epoch().is_none() {
                    // Another process has taken over; it will send this.
                    return Ok(Outcome::Fault(Fault::RateLimited { until: self.parts.clock.machine() + Duration::from_secs(5) }));
                }
                fault_point::pass("read-again");
                Ok(Outcome::Receipt(connector.publish(&call, &out, &delivery.key).await?))
            }
            Load::Act(act) => self.act(&call, delivery, act).await,
        }
    }

    /// Reads the thread again right before the call: has somebody answered since it was drawn?
    async fn answered_meanwhile(&self, call: &Call<'_>, delivery: &Delivery, parent: &RemoteId) -> Result<bool, Failure> {
        match self.parts.connector(call.account).thread(call, parent).await {
            Ok(thread) => {
                self.parts.store.absorb_thread(call.account.id, delivery.conversation, thread).await?;
                Ok(self.parts.store.answered_since(delivery.id).await?)
            }
            // What cannot be read here is said better by the answer to the publish itself.
            Err(fault @ (Fault::Permanent(_) | Fault::Unsupported(_) | Fault::Protocol(_))) => {
                tracing::debug!(delivery = delivery.id.0, ?fault, "The thread could not be read before sending.");
                Ok(false)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    async fn act(&self, call: &Call<'_>, delivery: &Delivery, act: &RemoteAct) -> Result<Outcome, Failure> {
        let connector = self.parts.connector(call.account);
        // A repeated boost is a second boost on some servers: read before every retry.
        if delivery.attempts > 1 && connector.acted(call, act).await? {
            return Ok(Outcome::Receipt(reconcile::receipt_of(act, self.parts.clock.now())));
        }
        Ok(Outcome::Receipt(connector.act(call, act).await?))
    }
}

/// Whether a login that does all else does not reach as far as to people: it was given before
/// that was asked for. The act waits for a new one; polling and answering go on.
fn narrow(delivery: &Delivery, outcome: &Outcome) -> bool {
    let forbidden = matches!(outcome, Outcome::Fault(Fault::Auth(AuthFault::Forbidden)));
    forbidden && delivery.load.act().is_some_and(|kind| kind.aim() == Aim::Author)
}

/// The word for an outcome in the log, which holds no text of anybody.
fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Receipt(_) => "sent",
        Outcome::Silence => "silence",
        Outcome::Fault(_) => "fault",
        Outcome::Answered => "answered",
        Outcome::Fileless => "no file",
    }
}

#[async_trait]
impl Work for Outbox {
    async fn round(&mut self) -> Result<Rest, Failure> {
        self.run_due().await?;
        let next = self.parts.store.next_departure(self.account, &self.parts.rules().looks).await?;
        let soonest = self.parts.clock.machine() + PAUSE;
        Ok(next.map_or(Rest::UntilWoken, |at| Rest::Until(at.max(soonest))))
    }

    /// What is being sent hears its answer, or at least its time-out.
    fn finishes(&self) -> bool {
        true
    }

    async fn failed(&mut self, _reason: &Reason, _next: Option<Timestamp>) {}
}
