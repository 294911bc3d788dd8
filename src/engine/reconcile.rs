//! Deliveries in doubt: look before anything is sent again.
//!
//! What a look means is decided by [`Delivery::looked`](crate::model::delivery::Delivery::looked);
//! here the network is only asked.

use super::{Failure, Parts};
use crate::base::fault_point;
use crate::base::time::Timestamp;
use crate::model::account::Account;
use crate::model::delivery::{Delivery, Load};
use crate::model::exchange::{Found, Receipt, RemoteAct};
use crate::model::fault::Fault;

/// Looks up every delivery of `account` that is in doubt and whose time for it has come.
///
/// # Errors
/// What the store said, or a lost login or limit; other faults are a look that proved nothing.
pub async fn look(parts: &Parts, account: &Account) -> Result<(), Failure> {
    for delivery in parts.store.looks_due(account.id, &parts.rules().looks).await? {
        let found = match find(parts, account, &delivery).await {
            Ok(found) => found,
            Err(Failure::Network(
                Fault::Transient(_) | Fault::Unsure(_) | Fault::Protocol(_) | Fault::Unsupported(_) | Fault::Permanent(_),
            )) => Found::Nothing { fresh: false },
            Err(failure) => return Err(failure),
        };
        let dedupe = parts.connector(account).capabilities().dedupe;
        fault_point::pass("looked");
        parts.store.looked(delivery.id, found, dedupe).await?;
    }
    Ok(())
}

async fn find(parts: &Parts, account: &Account, delivery: &Delivery) -> Result<Found, Failure> {
    let credential = parts.credential(account).await?;
    let call = parts.call(account, &credential);
    let connector = parts.connector(account);
    match &delivery.load {
        Load::Publish(out) => {
            let known = parts.store.owned_remotes(account.id).await?;
            let began = delivery.began_at.unwrap_or(call.now);
            Ok(connector.find(&call, out, began, &known).await?)
        }
        Load::Act(act) => Ok(match connector.acted(&call, act).await? {
            true => Found::Candidates(vec![receipt_of(act, parts.clock.now())]),
            false => Found::Nothing { fresh: true },
        }),
    }
}

/// The receipt of an act that is found to have had its effect.
pub(super) fn receipt_of(act: &RemoteAct, at: Timestamp) -> Receipt {
    Receipt { remote_id: act.target.clone(), url: String::new(), posted_at: at }
}
