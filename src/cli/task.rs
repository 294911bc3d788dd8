//! `vigie task`: the to-do list for scripts.

use std::io::{self, Write};

use super::args;
use super::exit::{Exit, Failure, Outcome};
use super::{client, json, list, verbs};
use crate::base::id::{ConversationId, TaskId};
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::query::{Answer, Query};
use crate::model::task::{Task, TaskRow};
use crate::model::when::When;
use crate::shell::house::House;

/// More than anybody has to do.
const ROWS: u32 = 10_000;

pub(super) fn run(house: &House, command: args::Task, json: bool) -> Outcome {
    match command {
        args::Task::Add { text, due, client, conversation } => add(house, &text.join(" "), due.as_deref(), client, conversation, json),
        args::Task::List => print(house, json),
        args::Task::Done { ids, off } => each(house, &ids, |id| Intent::StrikeTask(id, !off), json),
        args::Task::Remove { ids } => each(house, &ids, Intent::RemoveTask, json),
    }
}

fn add(house: &House, text: &str, due: Option<&str>, client: Option<String>, conversation: Option<i64>, json: bool) -> Outcome {
    let due = verbs::due(house, due)?;
    let store = house.store(true)?;
    let client = client.map(|name| client::named(&store, &name)).transpose()?;
    if let Some(id) = conversation {
        list::conversation(&store, id)?;
    }
    let task =
        Task { text: text.to_owned(), due, client: client.map(|(client, _)| client.id), conversation: conversation.map(ConversationId) };
    let effected = store.intend_now(house.hand(Origin::Command), Intent::AddTask(task))?;
    store.close();
    let Effected::Task(id) = effected else {
        return Err(Failure::new(Exit::Usage, "task-empty"));
    };
    if json {
        return json::print(&serde_json::json!({ "id": id.0 }));
    }
    let added = house.language.say("task-added", &[("text", text.into())]);
    let due = due.map(|due| house.language.when(When::At(due), house.clock.now(), &house.zone()));
    let due = due.map(|due| format!(" · {}", house.language.say("cli-due", &[("when", (&due).into())]))).unwrap_or_default();
    writeln!(io::stdout(), "{:>6}  {added}{due}", id.0)?;
    Ok(Exit::Ok)
}

fn print(house: &House, json: bool) -> Outcome {
    let rows = match house.reading()? {
        Some(store) => match store.ask_now(&Query::Tasks(house.clock.now(), ROWS))? {
            Answer::Tasks(rows) => rows,
            _ => Vec::new(),
        },
        None => Vec::new(),
    };
    if json {
        let tasks: Vec<json::TaskLine> = rows.iter().map(json::TaskLine::from).collect();
        json::print(&tasks)?;
    } else {
        list::nothing(house, rows.is_empty(), "tasks-empty");
        let mut out = io::stdout().lock();
        for row in &rows {
            writeln!(out, "{}", said(house, row))?;
        }
    }
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Ok })
}

fn said(house: &House, row: &TaskRow) -> String {
    let now = house.clock.now();
    let mark = match (row.done_at, row.is_late(now)) {
        (Some(_), _) => '✓',
        (None, true) => '!',
        (None, false) => '□',
    };
    let due = row.task.due.map(|due| house.language.when(When::At(due), now, &house.zone())).unwrap_or_default();
    let parts = [row.task.text.as_str(), due.as_str(), row.client_name.as_str(), row.about.as_str()];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{:>6} {mark} {}", row.id.0, told.join(" · "))
}

/// The same for several tasks; one that is not there ends it.
fn each(house: &House, ids: &[i64], intent: impl Fn(TaskId) -> Intent, json: bool) -> Outcome {
    let store = house.store(true)?;
    let mut changed = 0;
    for id in ids {
        match store.intend_now(house.hand(Origin::Command), intent(TaskId(*id)))? {
            Effected::Refused(Refused::Gone) => return Err(Failure::new(Exit::Nothing, "cli-task-unknown").with("id", id.to_string())),
            Effected::Stored(n) => changed += n,
            _ => {}
        }
    }
    store.close();
    if json {
        return json::print(&serde_json::json!({ "changed": changed }));
    }
    writeln!(io::stdout(), "{}", house.language.say("cli-tasks-changed", &[("n", changed.into())]))?;
    Ok(Exit::Ok)
}
