//! `vigie client`: the customers of the agency.

use std::io::{self, Write};

use serde::Serialize;

use super::args::Client as Command;
use super::exit::{self, Exit, Failure, Outcome};
use super::{account, json};
use crate::base::harmless;
use crate::base::text::{self, fold};
use crate::config::language::Arg;
use crate::model::client::Client;
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::query::{AccountRow, Answer, Query, Tally};
use crate::shell::house::House;
use crate::shell::runtime;
use crate::store::Store;

/// One client as JSON.
#[derive(Serialize)]
struct Printed {
    id: i64,
    name: String,
    colour: &'static str,
    to_answer: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<Vec<json::Account>>,
}

pub(super) fn run(house: &House, command: Command, json: bool) -> Outcome {
    match command {
        Command::Add { name, colour } => {
            let name = harmless::line(&name);
            if name.is_empty() {
                return Err(Failure::new(Exit::Usage, "cli-client-no-name"));
            }
            let store = house.store(true)?;
            let added = runtime::block_on(store.add_client(&name, colour))?;
            let id = added?;
            let (client, tally) = named(&store, &name)?;
            store.close();
            debug_assert_eq!(client.id, id);
            print(house, &[(client, tally)], json)
        }
        Command::List => {
            let clients = match house.reading()? {
                Some(store) => all(&store)?,
                None => Vec::new(),
            };
            print(house, &clients, json)
        }
        Command::Show { name } => show(house, &name, json),
        Command::Remove { name, yes } => remove(house, &name, yes),
    }
}

fn remove(house: &House, name: &str, yes: bool) -> Outcome {
    let store = house.store(true)?;
    let (client, _) = named(&store, name)?;
    let has_accounts = || Failure::new(Exit::Error, "cli-client-has-accounts").with("name", &client.name);
    // What cannot be done is not asked about.
    if account::rows(&store)?.iter().any(|row| row.account.client == client.id) {
        return Err(has_accounts());
    }
    let said = |id: &str| house.language.say(id, &[("name", Arg::Text(&client.name))]);
    if !yes {
        exit::confirmed(house, &said("cli-remove-client-question"))?;
    }
    let effected = store.intend_now(house.hand(Origin::Command), Intent::RemoveClient(client.id))?;
    store.close();
    match effected {
        Effected::Refused(Refused::HasAccounts) => Err(has_accounts()),
        _ => {
            exit::tell(&said("cli-removed-client"));
            Ok(Exit::Ok)
        }
    }
}

/// All clients, with what waits for each.
pub(super) fn all(store: &Store) -> Result<Vec<(Client, Tally)>, Failure> {
    match store.ask_now(&Query::Totals)? {
        Answer::Totals(totals) => Ok(totals.clients),
        _ => Ok(Vec::new()),
    }
}

/// The client of this name, without regard to case and accents.
pub(super) fn named(store: &Store, name: &str) -> Result<(Client, Tally), Failure> {
    let found = all(store)?.into_iter().find(|(client, _)| fold(&client.name) == fold(name));
    found.ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    Failure::new(Exit::Nothing, "cli-client-unknown").with("name", name)
}

fn show(house: &House, name: &str, json: bool) -> Outcome {
    let store = house.reading()?.ok_or_else(|| unknown(name))?;
    let (client, tally) = named(&store, name)?;
    let accounts: Vec<AccountRow> = match store.ask_now(&Query::Accounts)? {
        Answer::Accounts(rows) => rows.into_iter().filter(|row| row.account.client == client.id).collect(),
        _ => Vec::new(),
    };
    if json {
        return json::print(&printed(&client, tally, Some(accounts.iter().map(json::Account::from).collect())));
    }
    print(house, &[(client, tally)], false)?;
    super::account::print(house, &accounts)
}

fn printed(client: &Client, tally: Tally, accounts: Option<Vec<json::Account>>) -> Printed {
    Printed { id: client.id.0, name: client.name.clone(), colour: client.colour.code(), to_answer: tally.all, accounts }
}

fn print(house: &House, clients: &[(Client, Tally)], json: bool) -> Outcome {
    if json {
        let printed: Vec<Printed> = clients.iter().map(|(client, tally)| printed(client, *tally, None)).collect();
        json::print(&printed)?;
        return Ok(if clients.is_empty() { Exit::Nothing } else { Exit::Ok });
    }
    if clients.is_empty() {
        return Err(Failure::new(Exit::Nothing, "cli-no-clients"));
    }
    let wide = clients.iter().map(|(client, _)| text::width(&client.name)).max().unwrap_or_default();
    let mut out = io::stdout().lock();
    for (client, tally) in clients {
        let to_answer = house.language.say("cli-to-answer", &[("count", tally.all.into())]);
        writeln!(out, "{}  {:<14}  {to_answer}", text::fit(&client.name, wide), client.colour.code())?;
    }
    Ok(Exit::Ok)
}
