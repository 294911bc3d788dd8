//! `vigie snippet`: saved replies, of a client or for all.
//!
//! Keeping and removing are deeds like any other, so that `vigie undo` takes them back.

mod file;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use serde::Serialize;

use super::args::Snippet as Command;
use super::exit::{self, Exit, Failure, Outcome};
use super::{client, json};
use crate::base::id::ClientId;
use crate::base::text::{self, fold};
use crate::config::language::Arg;
use crate::model::client::Client;
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::query::{Answer, Query};
use crate::model::snippet::{AndThen, Saying, Snippet, Template, Words, found};
use crate::shell::house::House;
use crate::store::Store;
use file::{Why, Wrong};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 5 * 1024 * 1024;

/// One saved reply as JSON.
#[derive(Serialize)]
struct Printed {
    id: i64,
    client: Option<String>,
    name: String,
    body: String,
    blanks: Vec<String>,
    then: Option<&'static str>,
    uses: u32,
    used_at: Option<String>,
}

pub(super) fn run(house: &House, command: Command, json: bool) -> Outcome {
    match command {
        Command::Add { name, text, client, then } => add(house, &name, text, client.as_deref(), then, json),
        Command::List { query, client } => list(house, &query, client.as_deref(), json),
        Command::Show { name, client } => show(house, &name, client.as_deref(), json),
        Command::Remove { name, client } => remove(house, &name, client.as_deref(), json),
        Command::Import { file } => import(house, &file, json),
        Command::Export { file } => export(house, file.as_deref()),
    }
}

/// Every saved reply, or those of a client and for all; the most used first.
pub(super) fn all(store: &Store, client: Option<ClientId>) -> Result<Vec<Snippet>, Failure> {
    match store.ask_now(&Query::Snippets(client))? {
        Answer::Snippets(snippets) => Ok(snippets),
        _ => Ok(Vec::new()),
    }
}

/// The names of the clients.
fn names(store: &Store) -> Result<BTreeMap<ClientId, String>, Failure> {
    Ok(client::all(store)?.into_iter().map(|(client, _)| (client.id, client.name)).collect())
}

fn owner(store: &Store, name: Option<&str>) -> Result<Option<ClientId>, Failure> {
    Ok(name.map(|name| client::named(store, name)).transpose()?.map(|(client, _)| client.id))
}

fn add(house: &House, name: &str, text: Option<String>, client: Option<&str>, then: Option<AndThen>, json: bool) -> Outcome {
    let body = match text {
        Some(text) if text != "-" => text,
        None if io::stdin().is_terminal() => return Err(Failure::new(Exit::Usage, "cli-snippet-no-text")),
        Some(_) | None => read(Path::new("-"))?,
    };
    let saying = Saying { client: None, name: name.to_owned(), body, then }.checked();
    let saying = saying.map_err(|error| Failure::text(Exit::Usage, house.language.snippet_problem(&error.problem)))?;
    let store = house.store(true)?;
    let saying = Saying { client: owner(&store, client)?, ..saying };
    let name = saying.name.clone();
    let effected = store.intend_now(house.hand(Origin::Command), Intent::KeepSnippet(None, saying))?;
    store.close();
    let id = match effected {
        Effected::Snippet(id) => id,
        Effected::Refused(Refused::NameTaken) => return Err(Failure::new(Exit::Error, "cli-taken").with("name", name)),
        Effected::Refused(refused) => return Err(Failure::text(Exit::Error, house.language.refused(refused))),
        _ => return Err(Failure::new(Exit::Nothing, "cli-no-snippets")),
    };
    if json {
        return json::print(&serde_json::json!({ "id": id.0, "name": name }));
    }
    writeln!(io::stdout(), "{}", house.language.say("cli-snippet-kept", &[("name", Arg::Text(&name))]))?;
    Ok(Exit::Ok)
}

fn list(house: &House, query: &str, client: Option<&str>, json: bool) -> Outcome {
    let Some(store) = house.reading()? else {
        return nothing(json);
    };
    let names = names(&store)?;
    let snippets: Vec<(Snippet, Words)> =
        all(&store, owner(&store, client)?)?.into_iter().map(|one| (one.clone(), Words::of(&one))).collect();
    let printed: Vec<Printed> = found(&snippets, query).into_iter().map(|at| printed(&snippets[at].0, &names)).collect();
    if printed.is_empty() {
        return nothing(json);
    }
    if json {
        return json::print(&printed);
    }
    let everybody = house.language.word("snippet-for-all");
    let owner = |one: &Printed| one.client.clone().unwrap_or_else(|| everybody.clone());
    let wide = |width: &dyn Fn(&Printed) -> usize| printed.iter().map(width).max().unwrap_or_default().min(24);
    let (owners, titles) = (wide(&|one| text::width(&owner(one))), wide(&|one| text::width(&one.name)));
    let mut out = io::stdout().lock();
    for one in &printed {
        let excerpt = text::excerpt(&one.body, 60);
        writeln!(out, "{:>6} {:>4}× {}  {}  {excerpt}", one.id, one.uses, text::fit(&owner(one), owners), text::fit(&one.name, titles))?;
    }
    Ok(Exit::Ok)
}

fn nothing(json: bool) -> Outcome {
    if json {
        json::print(&Vec::<Printed>::new())?;
        return Ok(Exit::Nothing);
    }
    Err(Failure::new(Exit::Nothing, "cli-no-snippets"))
}

fn printed(snippet: &Snippet, names: &BTreeMap<ClientId, String>) -> Printed {
    let template = Template::parse(&snippet.saying.body);
    let blanks = template.map(|template| template.labels().into_iter().map(str::to_owned).collect()).unwrap_or_default();
    Printed {
        id: snippet.id.0,
        client: snippet.saying.client.and_then(|id| names.get(&id).cloned()),
        name: snippet.saying.name.clone(),
        body: snippet.saying.body.clone(),
        blanks,
        then: snippet.saying.then.map(AndThen::code),
        uses: snippet.uses,
        used_at: snippet.used_at.map(|at| at.rfc3339()),
    }
}

/// The one of this name or id, when only one can be meant.
fn one(store: &Store, name: &str, client: Option<&str>) -> Result<Snippet, Failure> {
    let client = owner(store, client)?;
    let mut found = all(store, None)?;
    found.retain(|one| client.is_none() || one.saying.client == client);
    if let Some(at) = found.iter().position(|one| one.id.0.to_string() == name) {
        return Ok(found.swap_remove(at));
    }
    found.retain(|one| fold(&one.saying.name) == fold(name.trim()));
    match (found.len(), found.pop()) {
        (1, Some(snippet)) => Ok(snippet),
        (_, None) => Err(Failure::new(Exit::Nothing, "cli-snippet-unknown").with("name", name)),
        (_, Some(_)) => Err(Failure::new(Exit::Usage, "cli-snippet-several").with("name", name)),
    }
}

fn show(house: &House, name: &str, client: Option<&str>, json: bool) -> Outcome {
    let unknown = || Failure::new(Exit::Nothing, "cli-snippet-unknown").with("name", name);
    let store = house.reading()?.ok_or_else(unknown)?;
    let snippet = one(&store, name, client)?;
    if json {
        return json::print(&printed(&snippet, &names(&store)?));
    }
    writeln!(io::stdout(), "{}", snippet.saying.body)?;
    Ok(Exit::Ok)
}

fn remove(house: &House, name: &str, client: Option<&str>, json: bool) -> Outcome {
    let store = house.store(true)?;
    let snippet = one(&store, name, client)?;
    let effected = store.intend_now(house.hand(Origin::Command), Intent::RemoveSnippet(snippet.id))?;
    store.close();
    if let Effected::Refused(refused) = effected {
        return Err(Failure::text(Exit::Error, house.language.refused(refused)));
    }
    if json {
        return json::print(&serde_json::json!({ "removed": snippet.saying.name }));
    }
    writeln!(io::stdout(), "{}", house.language.say("cli-snippet-removed", &[("name", Arg::Text(&snippet.saying.name))]))?;
    Ok(Exit::Ok)
}

fn import(house: &House, from: &Path, json: bool) -> Outcome {
    let text = read(from)?;
    let store = house.store(true)?;
    let clients: Vec<Client> = client::all(&store)?.into_iter().map(|(client, _)| client).collect();
    let brought = file::read(&text, &clients).map_err(|wrong| refused(house, from, &wrong))?;
    let effected = store.intend_now(house.hand(Origin::Command), Intent::BringSnippets(brought))?;
    store.close();
    let taken = match effected {
        Effected::Taken(taken) => taken,
        Effected::Refused(refused) => return Err(Failure::text(Exit::Error, house.language.refused(refused))),
        _ => return Err(Failure::new(Exit::Nothing, "cli-no-snippets")),
    };
    if json {
        return json::print(&serde_json::json!({ "added": taken.added, "updated": taken.updated, "same": taken.same }));
    }
    let numbers = [("added", taken.added.into()), ("updated", taken.updated.into()), ("same", taken.same.into())];
    exit::tell(&house.language.say("cli-snippets-imported", &numbers));
    Ok(Exit::Ok)
}

/// Why a file was not taken in.
fn refused(house: &House, from: &Path, wrong: &Wrong) -> Failure {
    let language = &house.language;
    let why = match &wrong.why {
        Why::Syntax(said) => language.say("misfit-syntax", &[("said", Arg::Text(said))]),
        Why::Snippet(problem) => language.snippet_problem(problem),
        Why::Client(name) => language.say("cli-client-unknown", &[("name", Arg::Text(name))]),
        Why::Then(word) => {
            let known: Vec<&str> = AndThen::ALL.iter().map(|then| then.code()).collect();
            language.say("cli-snippets-then", &[("word", Arg::Text(word)), ("known", Arg::Text(&known.join(", ")))])
        }
        Why::Twice(name) => language.say("cli-snippets-twice", &[("name", Arg::Text(name))]),
    };
    let failure = Failure::new(Exit::Error, "cli-snippets-wrong").with("file", from.display().to_string());
    failure.with("line", wrong.line.to_string()).with("why", why)
}

/// Reads a file; `-` is standard input.
fn read(file: &Path) -> Result<String, Failure> {
    let name = file.display().to_string();
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    let unreadable = |why: String| Failure::new(Exit::Error, "cli-import-unreadable").with("file", name.as_str()).with("why", why);
    if let Err(error) = read {
        return Err(unreadable(error.to_string()));
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(Exit::Error, "cli-snippets-too-large").with("file", name.as_str()));
    }
    String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))
}

fn export(house: &House, to: Option<&Path>) -> Outcome {
    let Some(store) = house.reading()? else {
        return nothing(false);
    };
    let names = names(&store)?;
    let owned = |one: Snippet| {
        let client = one.saying.client.and_then(|id| names.get(&id).cloned());
        (one, client)
    };
    let mut snippets: Vec<(Snippet, Option<String>)> = all(&store, None)?.into_iter().map(owned).collect();
    // By client and name, so that two exports can be compared.
    snippets.sort_by_key(|(one, client)| (client.as_deref().map(fold), fold(&one.saying.name)));
    if snippets.is_empty() {
        return nothing(false);
    }
    let text = file::write(&snippets);
    match to {
        None => io::stdout().lock().write_all(text.as_bytes())?,
        Some(path) => std::fs::write(path, text)?,
    }
    Ok(Exit::Ok)
}
