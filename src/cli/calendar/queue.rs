//! `vigie queue`: what is scheduled and what is on its way, by time, one line an account.

use std::io::{self, Write};

use serde::Serialize;

use super::super::exit::{Exit, Outcome};
use super::{excerpt, json, known, none, posts};
use crate::base::time::Timestamp;
use crate::model::delivery::{Load, State};
use crate::model::query::{Answer, CalendarQuery, OutboxRow, Query};
use crate::model::sheet::Known;
use crate::model::slot::{CalendarRow, PostAccount, Standing};
use crate::shell::house::House;

/// One post or act on its way to one account.
#[derive(Serialize)]
struct Line {
    /// The post, where it is one of the calendar.
    id: Option<i64>,
    /// The delivery, once it was handed to the outbox.
    delivery: Option<i64>,
    at: String,
    standing: &'static str,
    client: String,
    network: &'static str,
    account: String,
    act: Option<&'static str>,
    text: String,
    reason: Option<&'static str>,
    detail: Option<String>,
    #[serde(skip)]
    letter: char,
    #[serde(skip)]
    when: Timestamp,
    #[serde(skip)]
    said: String,
}

pub(in crate::cli) fn run(house: &House, as_json: bool) -> Outcome {
    let Some(store) = house.reading()? else {
        return none(as_json, "cli-queue-empty");
    };
    let known = known(house, &store)?;
    let all = posts(&store, CalendarQuery { from: Timestamp::MIN, until: Timestamp::MAX, client: None })?;
    let waits = |row: &&CalendarRow| matches!(row.standing, Standing::Scheduled | Standing::Late | Standing::Editing);
    let waiting = all.iter().filter(waits).flat_map(|row| row.accounts.iter().map(move |account| (row, account)));
    let mut lines: Vec<Line> = waiting.map(|(row, account)| scheduled(house, &known, row, account)).collect();
    let outbox = match store.ask_now(&Query::Outbox(u32::MAX))? {
        Answer::Outbox(rows) => rows,
        _ => Vec::new(),
    };
    lines.extend(outbox.iter().map(|row| leaving(house, &known, &all, row)));
    lines.sort_by_key(|line| line.when);
    if lines.is_empty() {
        return none(as_json, "cli-queue-empty");
    }
    if as_json {
        return super::super::json::print(&lines);
    }
    let mut out = io::stdout().lock();
    for line in &lines {
        let at = house.language.clock(&house.zone(), house.clock.now(), line.when);
        let id = line.id.map(|id| id.to_string()).unwrap_or_default();
        let text = excerpt(&line.text);
        let parts = [line.said.as_str(), &line.client, &format!("{} {}", line.letter, line.account), &text];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, "{id:>6}  {at:>12}  {}", parts.join(" · "))?;
    }
    Ok(Exit::Ok)
}

fn scheduled(house: &House, known: &Known, row: &CalendarRow, account: &PostAccount) -> Line {
    let post = json::of(known, row, None);
    Line {
        id: post.id,
        delivery: None,
        at: post.at.unwrap_or_default(),
        standing: row.standing.code(),
        client: row.client_name.clone(),
        network: account.network.code(),
        account: account.handle.clone(),
        act: None,
        text: row.text.clone(),
        reason: None,
        detail: None,
        letter: account.network.letter(),
        when: row.at.unwrap_or(Timestamp::MAX),
        said: house.language.code("standing", row.standing.code()),
    }
}

fn leaving(house: &House, known: &Known, all: &[CalendarRow], row: &OutboxRow) -> Line {
    let of_calendar = |post: &&CalendarRow| post.accounts.iter().any(|at| at.delivery.as_ref().is_some_and(|(id, _)| *id == row.id));
    let post = all.iter().find(of_calendar);
    let client = known.accounts.iter().find(|account| account.id == row.account).map(|account| account.client);
    let (reason, detail) = match &row.state {
        State::Held(held) => (Some(held.code()), None),
        State::Failed(reason) => (Some(reason.code.code()), Some(reason.detail.clone()).filter(|said| !said.is_empty())),
        State::Leaving(_) | State::Queued(_) | State::Sending | State::Sent(_) | State::Unsure(_) | State::Cancelled => (None, None),
    };
    let when = post.and_then(|post| post.at).unwrap_or(row.created_at);
    let why = match &row.state {
        State::Held(held) => house.language.held(*held),
        State::Failed(reason) => house.language.reason(reason, &house.zone(), house.clock.machine()),
        _ => String::new(),
    };
    let state = house.language.delivery(&row.state);
    let act = row.load.act().map(|act| act.code());
    Line {
        id: post.and_then(|post| post.draft).map(|id| id.0),
        delivery: Some(row.id.0),
        at: json::in_zone(when, known.zone_of(client)).unwrap_or_default(),
        standing: if row.state.is_trouble() { Standing::NotSent.code() } else { Standing::Leaving.code() },
        client: row.client_name.clone(),
        network: row.network.code(),
        account: row.account_handle.clone(),
        act,
        text: match &row.load {
            Load::Publish(out) => out.text.clone(),
            Load::Act(_) => String::new(),
        },
        reason,
        detail,
        letter: row.network.letter(),
        when,
        said: [state.as_str(), &why].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — "),
    }
}
