//! What a script sends, followed until it has arrived. There are no ten seconds here.

use std::io::{self, Write};
use std::time::Duration;

use super::exit::{self, Exit, Failure, Outcome};
use super::{account, json};
use crate::base::id::{AccountId, DeliveryId};
use crate::config::language::Arg;
use crate::config::say::Whose;
use crate::engine::once;
use crate::model::delivery::{Held, State};
use crate::model::fault::ReasonCode;
use crate::model::query::OutboxRow;
use crate::shell::house::House;
use crate::shell::runtime;
use crate::store::{Store, StoreError};

/// How long a network may stay silent before the delivery is left to the outbox.
const PATIENCE: Duration = Duration::from_secs(90);

/// Waits for a delivery unless it is left to the queue, and says what became of it.
pub(super) fn one(house: &House, store: Store, delivery: DeliveryId, queue: bool, json: bool) -> Outcome {
    if !queue {
        settle(house, &store, &[delivery])?;
    }
    let sent = sent(&store, delivery)?;
    store.close();
    if json {
        json::print(&json::Delivery::from(&sent.row))?;
    } else {
        print(house, &sent.row)?;
    }
    if queue { Ok(Exit::Ok) } else { told(house, &[sent], json) }
}

/// A delivery with the server that it goes to.
pub(super) struct Sent {
    pub(super) row: OutboxRow,
    server: String,
}

/// How a delivery stands now.
pub(super) fn sent(store: &Store, delivery: DeliveryId) -> Result<Sent, Failure> {
    let row = store.outbox_row(delivery)?.ok_or_else(|| Failure::new(Exit::Nothing, "refused-gone"))?;
    let server = server(store, row.account)?;
    Ok(Sent { row, server })
}

fn server(store: &Store, account: AccountId) -> Result<String, Failure> {
    let found = account::rows(store)?.into_iter().find(|row| row.account.id == account);
    Ok(found.map(|row| row.account.server).unwrap_or_default())
}

/// Says why deliveries have not arrived and what to do; the code of the worst.
pub(super) fn told(house: &House, sent: &[Sent], json: bool) -> Outcome {
    for said in sent.iter().filter_map(|sent| kept(house, sent)).filter(|_| !json) {
        exit::tell(&said);
    }
    let rank = |exit: &Exit| match exit {
        Exit::Ok => 0,
        Exit::Partial => 1,
        Exit::Usage | Exit::Nothing | Exit::Interrupted | Exit::Error => 2,
        Exit::Login => 3,
    };
    Ok(sent.iter().map(|sent| code(&sent.row.state)).max_by_key(rank).unwrap_or(Exit::Ok))
}

/// Sends, or watches whoever is on duty send, until all are settled.
pub(super) fn settle(house: &House, store: &Store, deliveries: &[DeliveryId]) -> Result<(), Failure> {
    let parts = house.parts(store.clone())?;
    let presence = house.presence()?;
    let mut rows = Vec::new();
    for delivery in deliveries {
        rows.push(sent(store, *delivery)?);
    }
    let lost = runtime::block_on(async {
        let watch = once::take_duty(&parts, &presence).await?;
        let mut lost = None;
        for sent in &rows {
            // One account that cannot send keeps no other from it.
            if let Err(failure) = once::settle(&parts, watch.as_ref(), sent.row.account, sent.row.id, PATIENCE).await {
                lost = Some((failure, sent));
            }
        }
        once::leave_duty(&parts, watch).await;
        Ok::<_, StoreError>(lost)
    })??;
    let Some((failure, sent)) = lost else {
        return Ok(());
    };
    let reason = failure.reason();
    let said = house.language.trouble(&whose(sent), &reason, &house.zone(), house.clock.machine());
    let kept = house.language.word("cli-reply-kept");
    Err(Failure::text(exit::of_troubles(std::iter::once(&reason)), format!("{said} {kept}")))
}

fn whose(sent: &Sent) -> Whose<'_> {
    let row = &sent.row;
    Whose { client: &row.client_name, account: &row.account_handle, network: row.network, server: &sent.server }
}

/// Why it has not arrived and what to do; none when it has.
fn kept(house: &House, sent: &Sent) -> Option<String> {
    let (language, whose, row) = (&house.language, whose(sent), &sent.row);
    let word = if row.load.act().is_some() { "cli-act-kept" } else { "cli-reply-kept" };
    let now = house.clock.machine();
    let (why, advice) = match &row.state {
        State::Sent(_) | State::Cancelled => return None,
        State::Leaving(at) | State::Queued(at) => {
            let at = language.clock(&house.zone(), now, *at);
            (language.say("cli-reply-queued", &[("at", Arg::Text(&at))]), String::new())
        }
        State::Sending => (language.word("cli-reply-sending"), String::new()),
        State::Unsure(_) => (language.word("why-unsure"), String::new()),
        State::Held(Held::Login) => (language.held(Held::Login), language.advice(&whose, ReasonCode::LoginExpired)),
        State::Held(held) => (language.held(*held), String::new()),
        State::Failed(reason) => {
            let why = language.reason(reason, &house.zone(), now);
            (language.say("cli-reply-failed", &[("why", Arg::Text(&why))]), language.advice(&whose, reason.code))
        }
    };
    Some(format!("{} {}", language.trouble_said(&whose, &why, &advice), language.word(word)))
}

fn code(state: &State) -> Exit {
    match state {
        State::Sent(_) => Exit::Ok,
        State::Held(Held::Login) => Exit::Login,
        State::Held(_) | State::Failed(_) | State::Cancelled => Exit::Error,
        State::Leaving(_) | State::Queued(_) | State::Sending | State::Unsure(_) => Exit::Partial,
    }
}

/// Prints where a delivery is, and its address once it has one.
pub(super) fn print(house: &House, row: &OutboxRow) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let state = house.language.delivery(&row.state);
    match &row.state {
        State::Sent(receipt) if !receipt.url.is_empty() => writeln!(out, "{state}  {}", receipt.url),
        _ => writeln!(out, "{state}"),
    }
}
