//! `vigie reply`: an answer from a script. There are no ten seconds here.

use std::io::{self, Write};
use std::time::Duration;

use super::args::Reply;
use super::exit::{self, Exit, Failure, Outcome};
use super::{json, list, macros};
use crate::base::id::{DeliveryId, SnippetId};
use crate::base::text::fold;
use crate::config::language::Arg;
use crate::config::say::Whose;
use crate::engine::once;
use crate::model::author::mention_from;
use crate::model::delivery::{Held, State};
use crate::model::draft::{Audience, Draft, Target, addressed, reply_visibility};
use crate::model::fault::ReasonCode;
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Origin;
use crate::model::limits;
use crate::model::query::{ConversationView, OutboxRow};
use crate::model::snippet::{AndThen, Filling, Template, blanks, called, fill_blank, insertion};
use crate::model::triage::After;
use crate::shell::house::House;
use crate::shell::runtime;
use crate::store::Store;

/// How long a network may stay silent before the delivery is left to the outbox.
const PATIENCE: Duration = Duration::from_secs(90);

pub(super) fn run(house: &House, wanted: Reply, json: bool) -> Outcome {
    let store = house.store(true)?;
    let view = list::conversation(&store, wanted.id)?;
    let mut written = written(house, &store, &view, &wanted)?;
    if let Some(words) = &wanted.and {
        written.after = macros::after(house, words)?;
    }
    let draft = draft(house, &view, &wanted, &written.text)?;
    let drawn_upto = view.messages.iter().filter_map(|message| message.id).max();
    let send = Intent::Send { draft, after: written.after, hold: Duration::ZERO, drawn_upto };
    let delivery = match store.intend_now(house.hand(Origin::Command), send)? {
        Effected::Leaving(deliveries, _) => deliveries.first().copied(),
        _ => None,
    };
    let delivery = delivery.ok_or_else(|| Failure::new(Exit::Error, "cli-reply-blank"))?;
    for snippet in written.used {
        store.intend_now(house.hand(Origin::Command), Intent::UseSnippet(snippet))?;
    }
    deliver(house, store, &view, delivery, wanted.queue, json)
}

/// Waits for a delivery unless it is left to the queue, and says what became of it.
pub(super) fn deliver(house: &House, store: Store, view: &ConversationView, delivery: DeliveryId, queue: bool, json: bool) -> Outcome {
    if !queue {
        settle(house, &store, view, delivery)?;
    }
    let row = store
        .outbox_row(delivery)?
        .ok_or_else(|| Failure::new(Exit::Nothing, "cli-conversation-unknown").with("id", view.row.id.0.to_string()))?;
    store.close();
    print(house, &row, json)?;
    if queue {
        return Ok(Exit::Ok);
    }
    if let Some(said) = kept(house, view, &row).filter(|_| !json) {
        exit::tell(&said);
    }
    Ok(code(&row.state))
}

/// What is to be sent, and what follows.
struct Written {
    text: String,
    after: After,
    used: Vec<SnippetId>,
}

/// The text with its saved replies, all blanks filled.
fn written(house: &House, store: &Store, view: &ConversationView, wanted: &Reply) -> Result<Written, Failure> {
    let row = &view.row;
    let known = if wanted.snippet.is_empty() { Vec::new() } else { super::snippet::all(store, Some(row.client))? };
    let filling = Filling { author: called(&row.name, &row.handle), client: row.client_name.clone(), blanks: Vec::new() };
    let mut written = Written { text: wanted.text.trim().to_owned(), after: After::WaitThem, used: Vec::new() };
    for name in &wanted.snippet {
        let named = known.iter().filter(|one| fold(&one.saying.name) == fold(name.trim()));
        // The client's own goes before the one for all.
        let snippet = named.max_by_key(|one| one.saying.client.is_some());
        let snippet = snippet.ok_or_else(|| Failure::new(Exit::Nothing, "cli-snippet-unknown").with("name", name))?;
        let template = Template::parse(&snippet.saying.body);
        let template = template.map_err(|error| Failure::text(Exit::Error, house.language.snippet_problem(&error.problem)))?;
        written.text += &insertion(&written.text, written.text.len(), &template.fill(&filling));
        written.after = snippet.saying.then.map_or(written.after, AndThen::after);
        written.used.push(snippet.id);
    }
    for (label, value) in &wanted.set {
        let filled = fill_blank(&written.text, label, value);
        if filled == written.text {
            return Err(Failure::new(Exit::Usage, "cli-reply-no-blank").with("label", label));
        }
        written.text = filled;
    }
    match blanks(&written.text).into_iter().next() {
        Some(blank) => Err(Failure::new(Exit::Usage, "cli-reply-unfilled").with("label", blank.label)),
        None => Ok(written),
    }
}

fn draft(house: &House, view: &ConversationView, wanted: &Reply, text: &str) -> Result<Draft, Failure> {
    let row = &view.row;
    let (Some(to), Some(remote), true) = (row.newest, row.newest_remote.clone(), row.asks()) else {
        return Err(Failure::new(Exit::Error, "cli-reply-no-question"));
    };
    let audience = if wanted.private { Audience::Private } else { Audience::Public };
    let text = addressed(text, &[mention_from(&row.handle, view.account.host())]);
    let count = limits::count(row.network, view.account.limits, &text, "");
    if count.over() {
        let failure =
            Failure::new(Exit::Error, "cli-reply-too-long").with("handle", &row.account_handle).with("network", row.network.name());
        return Err(failure.with("count", count.count.to_string()).with("limit", count.limit.to_string()));
    }
    Ok(Draft {
        id: None,
        target: Target::Reply { conversation: row.id, to, remote, audience },
        accounts: vec![row.account],
        text,
        warning: String::new(),
        visibility: reply_visibility(row.visibility, view.account.visibility, audience),
        language: view.account.language.clone(),
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: house.clock.now(),
    })
}

/// Sends, or watches whoever is on duty send, until it is settled.
fn settle(house: &House, store: &Store, view: &ConversationView, delivery: DeliveryId) -> Result<(), Failure> {
    let parts = house.parts(store.clone())?;
    let presence = house.presence()?;
    let settled = runtime::block_on(async {
        let watch = once::take_duty(&parts, &presence).await.map_err(crate::engine::Failure::from)?;
        let settled = once::settle(&parts, watch.as_ref(), view.account.id, delivery, PATIENCE).await;
        once::leave_duty(&parts, watch).await;
        settled
    })?;
    match settled {
        Ok(_) => Ok(()),
        Err(failure) => {
            let reason = failure.reason();
            let said = house.language.trouble(&whose(view), &reason, &house.zone(), house.clock.machine());
            let kept = house.language.word("cli-reply-kept");
            Err(Failure::text(exit::of_troubles(std::iter::once(&reason)), format!("{said} {kept}")))
        }
    }
}

fn whose(view: &ConversationView) -> Whose<'_> {
    Whose { client: &view.row.client_name, account: &view.row.account_handle, network: view.row.network, server: &view.account.server }
}

/// Why the answer has not arrived and what to do; none when it has.
fn kept(house: &House, view: &ConversationView, row: &OutboxRow) -> Option<String> {
    let (language, whose, state) = (&house.language, whose(view), &row.state);
    let word = if row.load.act().is_some() { "cli-act-kept" } else { "cli-reply-kept" };
    let now = house.clock.machine();
    let (why, advice) = match state {
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

fn print(house: &House, row: &OutboxRow, json: bool) -> Outcome {
    if json {
        return json::print(&json::Delivery::from(row));
    }
    let mut out = io::stdout().lock();
    let state = house.language.delivery(&row.state);
    match &row.state {
        State::Sent(receipt) if !receipt.url.is_empty() => writeln!(out, "{state}  {}", receipt.url)?,
        _ => writeln!(out, "{state}")?,
    }
    Ok(Exit::Ok)
}
