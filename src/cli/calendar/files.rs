//! `vigie import` and `vigie export` of posts: spreadsheets, calendars and pages.
//!
//! Nothing is stored while anything in a file is wrong, and a dry run says what a real one says.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::super::args::{PostsFile, PostsWritten};
use super::super::exit::{self, Exit, Failure, Outcome};
use super::super::lists;
use super::{client_of, ideas, known, posts, span};
use crate::base::harmless;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::config::language::Arg;
use crate::model::delivery::State;
use crate::model::draft::Draft;
use crate::model::intent::{Effected, Intent, Placing};
use crate::model::journal::Origin;
use crate::model::query::{Answer, CalendarQuery, Query};
use crate::model::sheet::{Checked, Entry, Keep, Known, Problem};
use crate::model::slot::{CalendarRow, Post};
use crate::sheets;
use crate::shell::house::House;
use crate::store::Store;

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Format {
    Csv,
    Ics,
    Markdown,
}

/// What an import came to.
#[derive(Default, Serialize)]
struct Count {
    added: usize,
    updated: usize,
    /// As they were already.
    same: usize,
    /// Sent already, over, or cancelled.
    left_out: usize,
    dry_run: bool,
    ids: Vec<i64>,
}

/// One thing that is wrong in a file.
#[derive(Serialize)]
struct Wrong {
    line: usize,
    column: Option<&'static str>,
    value: String,
    said: String,
}

pub(in crate::cli) fn import(house: &House, format: Format, wanted: &PostsFile, as_json: bool) -> Outcome {
    let bytes = lists::bytes(&wanted.file, "cli-posts-too-large")?;
    let name = match wanted.file.to_str() {
        Some("-") => house.language.word("cli-standard-input"),
        _ => wanted.file.display().to_string(),
    };
    let read = match format {
        Format::Csv => sheets::csv::read(&bytes).map(|entries| (entries, 0)),
        Format::Markdown => sheets::markdown::read(&bytes).map(|entries| (entries, 0)),
        Format::Ics => sheets::ics::read(&bytes, house.clock.now()).map(|events| (events.entries, events.left_out)),
    };
    let (entries, left_out) = match read {
        Ok((entries, left_out)) => (entries.into_iter().map(cleaned).collect::<Vec<_>>(), left_out),
        Err(problems) => return wrong(house, &name, &problems, as_json),
    };
    let store = house.store(true)?;
    let mut known = known(house, &store)?;
    for id in entries.iter().filter_map(|entry| entry.id) {
        if let Answer::Post(Some(post)) = store.ask_now(&Query::Post(id))? {
            known.kept.insert(id, (post.row, post.draft));
        }
    }
    let keep = match (wanted.plan, wanted.ideas) {
        (_, true) => Keep::Ideas,
        (true, false) => Keep::Planned,
        (false, false) => Keep::AsSaid,
    };
    let client = client_of(&store, wanted.client.as_deref())?;
    let checked = match known.check(&entries, keep, client) {
        Ok(checked) => checked,
        Err(problems) => return wrong(house, &name, &problems, as_json),
    };
    let (placings, mut count) = counted(&store, checked)?;
    count.left_out += left_out;
    count.dry_run = wanted.dry_run;
    if !wanted.dry_run && !placings.is_empty() {
        match store.intend_now(house.hand(Origin::Command), Intent::PlaceAll(placings))? {
            Effected::Drafts(ids) => count.ids = ids.iter().map(|id| id.0).collect(),
            other => return Err(super::place::refused(house, &other)),
        }
    }
    store.close();
    if as_json {
        return super::super::json::print(&count);
    }
    let id = if wanted.dry_run { "cli-posts-would" } else { "cli-posts-imported" };
    let numbers =
        [("added", count.added.into()), ("updated", count.updated.into()), ("same", count.same.into()), ("left", count.left_out.into())];
    writeln!(io::stderr(), "{}", house.language.say(id, &numbers))?;
    Ok(Exit::Ok)
}

/// An entry without what drives a terminal.
fn cleaned(entry: Entry) -> Entry {
    let own = entry.own.into_iter().map(|(handle, text)| (handle, harmless::own(&text))).collect();
    Entry { text: harmless::own(&entry.text), warning: harmless::own(&entry.warning), own, ..entry }
}

/// What is to be stored; a new post that is there already to the letter is no second one.
fn counted(store: &Store, checked: Vec<Checked>) -> Result<(Vec<Placing>, Count), Failure> {
    let mut count = Count::default();
    let mut placings = Vec::new();
    let there = there(store, &checked)?;
    for one in checked {
        match one {
            Checked::Left => count.left_out += 1,
            Checked::Same => count.same += 1,
            Checked::Store(placing) if placing.draft.id.is_none() && there.contains(&mark(&placing)) => count.same += 1,
            Checked::Store(placing) => {
                let new = placing.draft.id.is_none();
                count.added += usize::from(new);
                count.updated += usize::from(!new);
                placings.push(*placing);
            }
        }
    }
    Ok((placings, count))
}

/// What makes two posts the same: their time, their text, their accounts.
type Mark = (Option<Timestamp>, String, Vec<i64>);

fn mark(placing: &Placing) -> Mark {
    let at = placing.place.as_ref().map(|(at, _, _)| *at);
    (at, placing.draft.text.clone(), placing.draft.accounts.iter().map(|id| id.0).collect())
}

fn there(store: &Store, checked: &[Checked]) -> Result<BTreeSet<Mark>, Failure> {
    let new = checked.iter().filter_map(|one| match one {
        Checked::Store(placing) if placing.draft.id.is_none() => Some(placing),
        Checked::Store(_) | Checked::Same | Checked::Left => None,
    });
    let times: Vec<Timestamp> = new.filter_map(|placing| placing.place.as_ref().map(|(at, _, _)| *at)).collect();
    let mut rows = ideas(store, None)?;
    if let (Some(from), Some(last)) = (times.iter().min(), times.iter().max()) {
        let until = Timestamp::from_millis(last.millis().saturating_add(1));
        rows.extend(posts(store, CalendarQuery { from: *from, until, client: None })?);
    }
    let mark = |row: &CalendarRow| (row.at, row.text.clone(), row.accounts.iter().map(|at| at.account.0).collect());
    Ok(rows.iter().filter(|row| row.draft.is_some()).map(mark).collect())
}

/// Says all that is wrong in a file; nothing was stored.
fn wrong(house: &House, file: &str, problems: &[Problem], as_json: bool) -> Outcome {
    if as_json {
        let printed: Vec<Wrong> = problems
            .iter()
            .map(|problem| Wrong {
                line: problem.line,
                column: problem.column.map(|column| column.code().trim_end_matches(':')),
                value: problem.value.clone(),
                said: house.language.sheet_problem(problem),
            })
            .collect();
        super::super::json::print(&serde_json::json!({ "problems": printed }))?;
        return Ok(Exit::Error);
    }
    for problem in problems {
        exit::tell(&house.language.sheet_problem(problem));
    }
    let args = [("file", Arg::Text(file)), ("n", problems.len().into())];
    Err(Failure::text(Exit::Error, house.language.say("cli-posts-wrong", &args)))
}

pub(in crate::cli) fn export(house: &House, format: Format, wanted: &PostsWritten) -> Outcome {
    let nothing = || Failure::new(Exit::Nothing, "cli-export-nothing");
    let store = house.reading()?.ok_or_else(nothing)?;
    let known = known(house, &store)?;
    let client = client_of(&store, wanted.client.as_deref())?;
    let shown = &wanted.span;
    if shown.from.zip(shown.to).is_some_and(|(from, to)| to < from) {
        return Err(Failure::new(Exit::Usage, "cli-days-backwards"));
    }
    let (from, until) = span(&house.zone(), shown.from, shown.to);
    let mut rows = posts(&store, CalendarQuery { from, until, client })?;
    if shown.from.is_none() && shown.to.is_none() && format != Format::Ics {
        rows.extend(ideas(&store, client)?);
    }
    let all = rows.iter().map(|row| whole(&store, row)).collect::<Result<Vec<_>, _>>()?;
    if all.is_empty() {
        return Err(nothing());
    }
    let is_folder = |out: &&Path| out.is_dir() || out.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    let folder = wanted.out.as_deref().filter(is_folder);
    if let (Format::Ics, Some(folder)) = (format, folder) {
        return each(house, &known, &all, folder);
    }
    let title = wanted.client.clone().unwrap_or_else(|| "vigie".to_owned());
    let page = page(house, &known, &all, format, wanted.excel, &title);
    match &wanted.out {
        Some(out) => written(out, &page)?,
        None => io::stdout().lock().write_all(&page)?,
    }
    Ok(Exit::Ok)
}

/// A row, with everything that is kept of it where it is one of ours.
fn whole(store: &Store, row: &CalendarRow) -> Result<(CalendarRow, Option<Box<Post>>), Failure> {
    let post = match row.draft.map(|id| store.ask_now(&Query::Post(id))).transpose()? {
        Some(Answer::Post(post)) => post,
        _ => None,
    };
    Ok((row.clone(), post))
}

fn page(house: &House, known: &Known, all: &[(CalendarRow, Option<Box<Post>>)], format: Format, excel: bool, title: &str) -> Vec<u8> {
    let entry = |row: &CalendarRow, draft: Option<&Draft>| {
        let zone = known.zone_of(row.client).iana_name().unwrap_or("UTC").to_owned();
        Entry::of(row, draft, &zone, |id| known.handle(id))
    };
    let entries = || all.iter().map(|(row, post)| entry(row, post.as_ref().map(|post| &post.draft))).collect::<Vec<_>>();
    match format {
        Format::Csv => sheets::csv::write(&entries(), if excel { sheets::csv::Manner::Excel } else { sheets::csv::Manner::Plain }),
        Format::Markdown => {
            sheets::markdown::write(&entries(), &house.language.say("cli-export-title", &[("name", Arg::Text(title))])).into_bytes()
        }
        Format::Ics => {
            let event = |(row, post): &(CalendarRow, Option<Box<Post>>)| sheets::ics::Event {
                entry: entry(row, post.as_ref().map(|post| &post.draft)),
                slot: row.slot,
                placed_at: post.as_ref().and_then(|post| post.placed_at).unwrap_or(row.updated_at),
                changed_at: post.as_ref().map_or(row.updated_at, |post| post.changed_at),
                url: url(row),
            };
            let events: Vec<_> = all.iter().map(event).collect();
            sheets::ics::write(&events, title).into_bytes()
        }
    }
}

/// Where a post can be seen, once it has arrived somewhere.
fn url(row: &CalendarRow) -> String {
    let of = |state: &State| match state {
        State::Sent(receipt) => Some(receipt.url.clone()).filter(|url| !url.is_empty()),
        _ => None,
    };
    row.accounts.iter().filter_map(|at| at.delivery.as_ref()).find_map(|(_, state)| of(state)).unwrap_or_default()
}

/// One calendar a client, in a folder.
fn each(house: &House, known: &Known, all: &[(CalendarRow, Option<Box<Post>>)], folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let names: BTreeSet<&str> = all.iter().map(|(row, _)| row.client_name.as_str()).filter(|name| !name.is_empty()).collect();
    for name in names {
        let own: Vec<_> = all.iter().filter(|(row, _)| row.client_name == name).cloned().collect();
        let id = own.first().and_then(|(row, _)| row.client).map(|id| id.to_string()).unwrap_or_default();
        let slug: String = fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let slug = slug.trim_matches('-');
        // Two clients may come to the same letters, and a name may have none.
        let clash = slug.is_empty() || known.clients.iter().filter(|client| fold(&client.name).starts_with(&fold(name))).count() > 1;
        let file = if clash { format!("{slug}-{id}.ics") } else { format!("{slug}.ics") };
        let out = folder.join(file.trim_start_matches('-'));
        written(&out, &page(house, known, &own, Format::Ics, false, name))?;
        writeln!(io::stdout(), "{}", out.display())?;
    }
    Ok(Exit::Ok)
}

/// Writes a file whole or not at all: somebody may be reading it.
fn written(out: &Path, page: &[u8]) -> Result<(), Failure> {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = out.with_file_name(format!(".{name}.{}", std::process::id()));
    let done = fs::write(&beside, page).and_then(|()| fs::rename(&beside, out));
    done.map_err(|error| {
        fs::remove_file(&beside).ok();
        unwritable(out, &error)
    })
}

fn unwritable(out: &Path, error: &io::Error) -> Failure {
    Failure::new(Exit::Error, "cli-export-unwritable").with("file", out.display().to_string()).with("why", error.to_string())
}
