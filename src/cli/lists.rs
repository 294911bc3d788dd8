//! `vigie import` and `vigie export`: lists of sources, to and from other programs.
//!
//! Importing asks no network: a source is read at the next sync, and a wrong address shows
//! there, with its reason. A password in an address goes to the vault, and never out again.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::Path;

use super::args::{Export, Import};
use super::calendar::files::{self, Format};
use super::client;
use super::exit::{Exit, Failure, Outcome};
use super::json;
use crate::base::harmless;
use crate::base::id::ClientId;
use crate::config::language::Arg;
use crate::connector::rss;
use crate::connector::rss::opml::{self, Outline, Unlisted};
use crate::engine::login::{self, LoginError};
use crate::model::account::{Account, Identity, NewAccount};
use crate::model::client::Client;
use crate::model::credential::Credential;
use crate::model::network::Network;
use crate::shell::house::House;
use crate::shell::runtime;

/// The largest list that is read: some tens of thousands of sources.
const LARGEST: u64 = 20 * 1024 * 1024;

pub(super) fn import(house: &House, command: Import, json: bool) -> Outcome {
    match command {
        Import::Opml { file, client } => sources(house, &file, &client, json),
        Import::Csv(wanted) => files::import(house, Format::Csv, &wanted, json),
        Import::Ics(wanted) => files::import(house, Format::Ics, &wanted, json),
        Import::Markdown(wanted) => files::import(house, Format::Markdown, &wanted, json),
    }
}

pub(super) fn export(house: &House, command: Export) -> Outcome {
    match command {
        Export::Opml { client } => list(house, client.as_deref()),
        Export::Csv(wanted) => files::export(house, Format::Csv, &wanted),
        Export::Ics(wanted) => files::export(house, Format::Ics, &wanted),
        Export::Markdown(wanted) => files::export(house, Format::Markdown, &wanted),
    }
}

fn sources(house: &House, file: &Path, client: &str, json: bool) -> Outcome {
    let outlines = read(file)?;
    if outlines.is_empty() {
        return Err(Failure::new(Exit::Nothing, "cli-import-nothing").with("file", file.display().to_string()));
    }
    let store = house.store(true)?;
    let (client, _) = client::named(&store, client)?;
    let known: BTreeSet<String> = runtime::block_on(store.accounts())??.into_iter().map(|account| account.remote_id).collect();
    let parts = house.parts(store.clone())?;
    let (mut new, mut wrong, mut before) = (Vec::new(), Vec::new(), 0);
    for outline in outlines {
        let (bare, password) = rss::without_password(&outline.address);
        let Some(address) = rss::address(&bare) else {
            wrong.push(outline.address);
            continue;
        };
        let source = source(client.id, &outline, address);
        if known.contains(&source.identity.remote_id) {
            before += 1;
            continue;
        }
        if let Some(pair) = password {
            let key = login::vault_key(Network::Rss, &source.server, &source.identity.remote_id);
            let kept = parts.vault.put(&key, &Credential { token: pair });
            kept.map_err(|error| super::account::refused(house, Network::Rss, &source.server, &client.name, &LoginError::Vault(error)))?;
        }
        new.push(source);
    }
    let count = new.len();
    let added = runtime::block_on(store.add_accounts(new))??;
    drop(parts);
    store.close();
    let before = before + count - added;
    if json {
        json::print(&serde_json::json!({ "client": client.name, "added": added, "known": before, "wrong": wrong }))?;
    } else {
        let numbers = [("added", added.into()), ("known", before.into()), ("client", Arg::Text(&client.name))];
        let mut err = io::stderr();
        writeln!(err, "{}", house.language.say("cli-imported", &numbers))?;
        for address in &wrong {
            writeln!(err, "{}", house.language.say("cli-import-wrong", &[("address", Arg::Text(&harmless::line(address)))]))?;
        }
    }
    Ok(if wrong.is_empty() { Exit::Ok } else { Exit::Partial })
}

/// A source as it is before it was ever read.
fn source(client: ClientId, outline: &Outline, address: String) -> NewAccount {
    let identity = Identity {
        remote_id: rss::remote_id(client, &address),
        handle: rss::handle(&address),
        name: outline.title.clone(),
        ..Identity::default()
    };
    NewAccount { client, network: Network::Rss, server: address, identity }
}

/// The bytes of a file that is not too large; `-` is standard input.
pub(super) fn bytes(file: &Path, too_large: &'static str) -> Result<Vec<u8>, Failure> {
    let name = file.display().to_string();
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    if let Err(error) = read {
        return Err(Failure::new(Exit::Error, "cli-import-unreadable").with("file", name.as_str()).with("why", error.to_string()));
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(Exit::Error, too_large).with("file", name.as_str()));
    }
    Ok(bytes)
}

/// Reads the list.
fn read(file: &Path) -> Result<Vec<Outline>, Failure> {
    let name = file.display().to_string();
    let bytes = bytes(file, "cli-import-too-large")?;
    opml::read(&bytes).map_err(|wrong| match wrong {
        Unlisted::Format => Failure::new(Exit::Error, "cli-import-no-opml").with("file", name.as_str()),
        Unlisted::Broken(line) => Failure::new(Exit::Error, "cli-import-broken").with("file", name.as_str()).with("line", line.to_string()),
    })
}

/// Prints the sources of all clients, or of one.
fn list(house: &House, client: Option<&str>) -> Outcome {
    let Some(store) = house.reading()? else {
        return Err(Failure::new(Exit::Nothing, "cli-no-sources"));
    };
    let clients: Vec<Client> = match client {
        Some(name) => vec![client::named(&store, name)?.0],
        None => client::all(&store)?.into_iter().map(|(client, _)| client).collect(),
    };
    let accounts: Vec<Account> = super::account::rows(&store)?.into_iter().map(|row| row.account).collect();
    let folders: Vec<(String, Vec<Outline>)> = clients
        .into_iter()
        .map(|client| {
            let sources = accounts.iter().filter(|account| account.client == client.id && account.network.is_source());
            (client.name, sources.map(outline).collect::<Vec<_>>())
        })
        .filter(|(_, sources)| !sources.is_empty())
        .collect();
    if folders.is_empty() {
        return Err(Failure::new(Exit::Nothing, "cli-no-sources"));
    }
    io::stdout().lock().write_all(opml::write("vigie", &folders).as_bytes())?;
    Ok(Exit::Ok)
}

fn outline(account: &Account) -> Outline {
    Outline { title: account.name.clone(), address: account.server.clone(), site: String::new() }
}
