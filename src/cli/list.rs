//! `vigie list`, `search` and `show`: what is in the store, without a network.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::args::List;
use super::exit::{Exit, Failure, Outcome};
use super::json;
use crate::base::id::ConversationId;
use crate::base::text;
use crate::model::conversation::Row;
use crate::model::filter::{Asker, Filter};
use crate::model::interaction::{Kind, Message};
use crate::model::journal::Origin;
use crate::model::query::{Answer, ConversationView, InboxQuery, Query, Sort, Span};
use crate::shell::house::House;
use crate::store::Store;

/// The rows that are asked for at once.
const WINDOW: u32 = 200;

pub(super) fn list(house: &House, wanted: &List, json: bool) -> Outcome {
    rows(house, &wanted.query, wanted.sort, wanted.limit, json)
}

pub(super) fn search(house: &House, words: &str, limit: u32, json: bool) -> Outcome {
    rows(house, words, Sort::Newest, limit, json)
}

/// Prints what passes a filter, in the screen's order.
fn rows(house: &House, filter: &str, sort: Sort, limit: u32, json: bool) -> Outcome {
    let filter = Filter::parse(filter).map_err(|error| {
        let wrong = filter.get(error.at.clone()).unwrap_or_default().to_owned();
        Failure::new(Exit::Usage, "cli-filter").with("wrong", wrong).with("why", house.language.filter_problem(&error.problem))
    })?;
    let asker = Asker { now: house.clock.now(), zone: house.zone(), me: house.hand(Origin::Command).person };
    let query = InboxQuery { filter, sort, asker, ..InboxQuery::default() };
    let store = house.reading()?;
    let rows = match &store {
        Some(store) => read(store, query, limit)?,
        None => Vec::new(),
    };
    if json {
        let asking = rows.iter().filter(|row| row.asks()).map(|row| row.id).collect();
        let texts = match &store {
            Some(store) => store.newest_texts(asking)?,
            None => BTreeMap::new(),
        };
        json::print(&rows.iter().map(|row| json::Conversation::new(row, texts.get(&row.id))).collect::<Vec<_>>())?;
    } else {
        print(house, &rows)?;
    }
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Ok })
}

fn read(store: &Store, query: InboxQuery, limit: u32) -> Result<Vec<Row>, Failure> {
    let mut rows: Vec<Row> = Vec::new();
    let mut unfinished = None;
    while (rows.len() as u32) < limit {
        let left = limit - rows.len() as u32;
        let after = left.min(WINDOW) + 1;
        let span = match (unfinished, rows.last()) {
            (Some(_), _) => Span { around: unfinished, before: 0, after },
            (None, None) => Span::top(left.min(WINDOW)),
            // The last row comes once more, and is left out.
            (None, Some(last)) => Span { around: Some(last.place(query.sort)), before: 0, after },
        };
        let Answer::Inbox(window) = store.ask_now(&Query::Inbox(query.clone(), span))? else {
            break;
        };
        let last = rows.last().map(|row| row.id);
        let fresh: Vec<Row> = window.rows.into_iter().filter(|row| Some(row.id) != last).collect();
        unfinished = window.unfinished;
        let ended = unfinished.is_none() && (fresh.is_empty() || !window.more_after);
        rows.extend(fresh);
        if ended {
            break;
        }
    }
    rows.truncate(limit as usize);
    Ok(rows)
}

fn print(house: &House, rows: &[Row]) -> io::Result<()> {
    let now = house.clock.now();
    let clients = rows.iter().map(|row| text::width(&row.client_name)).max().unwrap_or_default().min(20);
    let mut out = io::stdout().lock();
    for row in rows {
        let mark = if row.triage.seen() { ' ' } else { '●' };
        let age = house.language.age(now, row.last_at);
        let blank = row.kind == Kind::Entry && row.excerpt.is_empty();
        let excerpt = if blank { house.language.word("no-title") } else { text::truncate(&row.excerpt, 80) };
        writeln!(
            out,
            "{:>6} {mark} {} {} {} {} {}  {}",
            row.id,
            text::fit(&age, house.language.age_width()),
            row.network.letter(),
            text::fit(&row.client_name, clients),
            text::fit(&house.language.code("state", row.triage.state.code()), 10),
            text::fit(&row.name, 20),
            excerpt
        )?;
    }
    Ok(())
}

pub(super) fn show(house: &House, id: i64, json: bool) -> Outcome {
    let unknown = || Failure::new(Exit::Nothing, "cli-conversation-unknown").with("id", id.to_string());
    let store = house.reading()?.ok_or_else(unknown)?;
    let view = conversation(&store, id)?;
    let deliveries = store.deliveries_of(view.row.id)?;
    if json {
        return json::print(&json::Whole {
            conversation: json::Conversation::new(
                &view.row,
                view.messages.iter().rfind(|message| !message.ours).map(|message| &message.text),
            ),
            messages: view.messages.iter().map(json::Said::from).collect(),
            deliveries: deliveries.iter().map(json::Delivery::from).collect(),
            drafts: view.drafts.iter().map(|draft| draft.text.clone()).collect(),
        });
    }
    let mut out = io::stdout().lock();
    let state = house.language.code("state", view.row.triage.state.code());
    writeln!(out, "{} · {} {} · {state}", view.row.client_name, view.row.network.letter(), view.row.account_title())?;
    for message in view.subject.iter().chain(&view.messages) {
        say(house, &mut out, message)?;
    }
    for delivery in deliveries.iter().filter(|delivery| !delivery.state.is_settled()) {
        writeln!(out, "\n  {}", house.language.delivery(&delivery.state))?;
    }
    Ok(Exit::Ok)
}

/// The conversation with this id.
pub(super) fn conversation(store: &Store, id: i64) -> Result<Box<ConversationView>, Failure> {
    match store.ask_now(&Query::Conversation(ConversationId(id)))? {
        Answer::Conversation(Some(view)) => Ok(view),
        _ => Err(Failure::new(Exit::Nothing, "cli-conversation-unknown").with("id", id.to_string())),
    }
}

fn say(house: &House, out: &mut impl Write, message: &Message) -> io::Result<()> {
    let at = house.language.clock(&house.zone(), house.clock.now(), message.happened_at);
    writeln!(out, "\n{} {} · {at}", message.name, message.handle)?;
    for line in message.text.lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
