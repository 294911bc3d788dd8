//! `vigie list`, `search` and `show`: what is in the store, without a network.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::args::List;
use super::exit::{self, Exit, Failure, Outcome};
use super::{card, json};
use crate::base::id::{ClientId, ConversationId};
use crate::base::text;
use crate::model::conversation::Row;
use crate::model::filter::{Asker, Filter};
use crate::model::interaction::{Kind, Message};
use crate::model::journal::Origin;
use crate::model::query::{Answer, ConversationView, InboxQuery, Query, Sight, Sort, Span};
use crate::model::triage::State;
use crate::model::when::When;
use crate::shell::house::House;
use crate::store::Store;

/// The rows that are asked for at once.
const WINDOW: u32 = 200;

pub(super) fn list(house: &House, wanted: &List, json: bool) -> Outcome {
    let resting = if wanted.watch_windows { card::resting(house)? } else { BTreeSet::new() };
    rows(house, &wanted.query, resting, wanted.sort, wanted.limit, json)
}

pub(super) fn search(house: &House, words: &str, limit: u32, json: bool) -> Outcome {
    rows(house, words, BTreeSet::new(), Sort::Newest, limit, json)
}

/// Prints what passes a filter, in the screen's order.
fn rows(house: &House, query: &str, resting: BTreeSet<ClientId>, sort: Sort, limit: u32, json: bool) -> Outcome {
    let filter = Filter::parse(query).map_err(|error| {
        let wrong = query.get(error.at.clone()).unwrap_or_default().to_owned();
        Failure::new(Exit::Usage, "cli-filter").with("wrong", wrong).with("why", house.language.filter_problem(&error.problem))
    })?;
    let asker = Asker { now: house.clock.now(), zone: house.zone(), me: house.hand(Origin::Command).person };
    let sight = Sight { now: house.clock.now(), resting };
    let wanted = InboxQuery { filter, sort, asker, sight, ..InboxQuery::default() };
    let store = house.reading()?;
    let rows = match &store {
        Some(store) => read(store, wanted, limit)?,
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
        nothing(house, rows.is_empty(), if query.is_empty() { "empty-all" } else { "empty-filter" });
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
            "{:>6} {mark} {} {} {} {} {}  {}{}",
            row.id,
            text::fit(&age, house.language.age_width()),
            row.network.letter(),
            text::fit(&row.client_name, clients),
            text::fit(&house.language.code("state", row.triage.state.code()), 10),
            text::fit(&row.name, 20),
            excerpt,
            kept(house, row)
        )?;
    }
    Ok(())
}

/// What we keep of a conversation, as far as there is any: `  [★ #vip · bob · until tomorrow 09:00]`.
fn kept(house: &House, row: &Row) -> String {
    let (language, triage) = (&house.language, &row.triage);
    let star = triage.starred.then(|| "★".to_owned());
    let marks: Vec<String> = star.into_iter().chain(triage.labels.iter().map(|label| format!("#{label}"))).collect();
    let time = |at| language.when(When::At(at), house.clock.now(), &house.zone());
    let until = triage.snoozed_until.filter(|_| triage.state == State::Snoozed).map(time);
    let until = until.map(|until| language.say("cli-until", &[("when", (&until).into())]));
    let due = triage.own_due.filter(|_| triage.state == State::WaitingClient || triage.assignee.is_some()).map(time);
    let due = due.map(|due| language.say("cli-due", &[("when", (&due).into())]));
    let parts = [Some(marks.join(" ")), triage.assignee.clone(), until, due];
    let told: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if told.is_empty() { String::new() } else { format!("  [{}]", told.join(" · ")) }
}

/// Says that there is nothing, where there is nothing; standard output stays empty.
pub(super) fn nothing(house: &House, is_empty: bool, sentence: &str) {
    if is_empty {
        exit::tell(&house.language.word(sentence));
    }
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
            notes: view.notes.iter().map(json::Note::from).collect(),
        });
    }
    let mut out = io::stdout().lock();
    let state = house.language.code("state", view.row.triage.state.code());
    writeln!(out, "{} · {} {} · {state}", view.row.client_name, view.row.network.letter(), view.row.account_title())?;
    for message in view.subject.iter().chain(&view.messages) {
        say(house, &mut out, message)?;
    }
    for note in &view.notes {
        let age = house.language.age(house.clock.now(), note.at);
        let head = house.language.say("thread-note", &[("person", (&note.person).into()), ("age", (&age).into())]);
        writeln!(out, "\n┊ {head}")?;
        for line in note.text.lines() {
            writeln!(out, "┊ {line}")?;
        }
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
