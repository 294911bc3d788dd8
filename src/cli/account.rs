//! `vigie account`: the accounts of the clients.

use std::io::{self, BufRead, Write};

use super::args::Account as Command;
use super::exit::{self, Exit, Failure, Outcome};
use super::{client, json};
use crate::base::text;
use crate::config::language::Arg;
use crate::config::say::Whose;
use crate::connector::{catalog, rss};
use crate::engine::login::{self, LoginError};
use crate::model::account::Health;
use crate::model::capability::Login;
use crate::model::credential::Credential;
use crate::model::fault::{Fault, Reason};
use crate::model::intent::Intent;
use crate::model::journal::Origin;
use crate::model::network::Network;
use crate::model::query::{AccountRow, Answer, Query};
use crate::shell::house::House;
use crate::shell::login as conversation;
use crate::shell::runtime;
use crate::store::Store;

/// The most characters that a token has.
const TOKEN: u64 = 16 * 1024;

pub(super) fn run(house: &House, command: Command, json: bool) -> Outcome {
    match command {
        Command::Add { network, url, client, token_stdin } => add(house, network, &url, &client, token_stdin, json),
        Command::List => {
            let rows = match house.reading()? {
                Some(store) => rows(&store)?,
                None => Vec::new(),
            };
            if json {
                json::print(&rows.iter().map(json::Account::from).collect::<Vec<_>>())?;
                return Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Ok });
            }
            if rows.is_empty() {
                return Err(Failure::new(Exit::Nothing, "cli-no-accounts"));
            }
            print(house, &rows)
        }
        Command::Check { account } => check(house, account.as_deref(), json),
        Command::Remove { account, yes } => remove(house, &account, yes),
    }
}

fn remove(house: &House, name: &str, yes: bool) -> Outcome {
    let store = house.store(true)?;
    let row = named(&store, name)?;
    let account = &row.account;
    let said = |id: &str| {
        let args = [
            ("handle", Arg::Text(account.title())),
            ("client", Arg::Text(&row.client_name)),
            ("network", Arg::Text(account.network.name())),
        ];
        house.language.say(id, &args)
    };
    let source = account.network.is_source();
    if !yes {
        exit::confirmed(house, &said(if source { "remove-source-question" } else { "remove-question" }))?;
    }
    store.intend_now(house.hand(Origin::Command), Intent::RemoveAccount(account.id))?;
    let parts = house.parts(store.clone())?;
    parts.vault.remove(&login::vault_key(account.network, &account.server, &account.remote_id)).ok();
    drop(parts);
    store.close();
    exit::tell(&said(if source { "cli-removed-source" } else { "cli-removed-account" }));
    Ok(Exit::Ok)
}

/// All accounts.
pub(super) fn rows(store: &Store) -> Result<Vec<AccountRow>, Failure> {
    match store.ask_now(&Query::Accounts)? {
        Answer::Accounts(rows) => Ok(rows),
        _ => Ok(Vec::new()),
    }
}

/// The account with this handle or id; a source has a title, too.
pub(super) fn named(store: &Store, name: &str) -> Result<AccountRow, Failure> {
    let mut found: Vec<AccountRow> = rows(store)?
        .into_iter()
        .filter(|row| {
            let handle = &row.account.handle;
            row.account.id.to_string() == name || handle == name || row.account.title() == name || handle.trim_start_matches('@') == name
        })
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(row), true) => Ok(row),
        (Some(_), false) => Err(Failure::new(Exit::Usage, "cli-account-several").with("name", name)),
        (None, _) => Err(Failure::new(Exit::Nothing, "cli-account-unknown").with("name", name)),
    }
}

fn add(house: &House, network: Network, url: &str, client: &str, token_stdin: bool, json: bool) -> Outcome {
    let store = house.store(true)?;
    let (client, _) = client::named(&store, client)?;
    let token = if token_stdin { Some(read_token()?) } else { None };
    let by_password = catalog::connector(network).capabilities().login == Login::Password;
    let server = if network.is_source() { url.trim().to_owned() } else { login::server_address(url) };
    if network.is_source() && rss::without_password(&server).1.is_some() {
        return Err(Failure::new(Exit::Usage, "cli-password-in-address"));
    }
    let parts = house.parts(store.clone())?;
    let added = runtime::block_on(async {
        let credential = match token {
            Some(token) => Credential::token(token),
            None if by_password => Credential::none(),
            None => match conversation::by_page(&parts, &house.language, network, &server).await {
                Ok(Some(credential)) => credential,
                Ok(None) => return Err(Failure::text(Exit::Interrupted, String::new())),
                Err(fault) => return Err(refused(house, network, &server, &client.name, &fault.into())),
            },
        };
        let added = login::add(&parts, client.id, network, &server, credential).await;
        added.map_err(|error| refused(house, network, &server, &client.name, &error))
    })?;
    let added = added?;
    let row = rows(&store)?.into_iter().find(|row| row.account.id == added.account);
    let clients: Vec<_> = client::all(&store)?.into_iter().map(|(client, _)| client).collect();
    drop(parts);
    store.close();
    if json {
        return json::print(&row.as_ref().map(json::Account::from));
    }
    let said = conversation::added(&house.language, network, &added, &client, &clients);
    writeln!(io::stderr(), "{said}")?;
    Ok(Exit::Ok)
}

/// A login that did not succeed, as it is told.
pub(super) fn refused(house: &House, network: Network, server: &str, client: &str, error: &LoginError) -> Failure {
    let exit = match error {
        LoginError::Network(Fault::Auth(_)) | LoginError::Other(_) => Exit::Login,
        LoginError::Network(fault) if fault.is_no_address() => Exit::Usage,
        LoginError::Network(_) => Exit::Partial,
        LoginError::Store(_) | LoginError::Vault(_) => Exit::Error,
    };
    let said = match error {
        LoginError::Network(fault) => {
            let whose = Whose { client, account: server, network, server };
            house.language.not_added(&whose, &fault.reason(), &house.zone(), house.clock.machine())
        }
        LoginError::Store(error) => house.language.problem(&crate::shell::house::problem(error)),
        LoginError::Vault(_) | LoginError::Other(_) => conversation::failed_of(&house.language, network, server, error),
    };
    Failure::text(exit, said)
}

fn read_token() -> Result<String, Failure> {
    let mut line = String::new();
    io::Read::take(io::stdin().lock(), TOKEN).read_line(&mut line)?;
    let token = line.trim();
    if token.is_empty() { Err(Failure::new(Exit::Usage, "cli-no-token")) } else { Ok(token.to_owned()) }
}

fn check(house: &House, name: Option<&str>, json: bool) -> Outcome {
    let store = house.store(true)?;
    let accounts = match name {
        Some(name) => vec![named(&store, name)?],
        None => rows(&store)?,
    };
    if accounts.is_empty() {
        return Err(Failure::new(Exit::Nothing, "cli-no-accounts"));
    }
    let parts = house.parts(store.clone())?;
    let checked = runtime::block_on(async {
        let mut checked = Vec::new();
        for row in accounts {
            let reason = login::check(&parts, &row.account).await.err().map(|failure| failure.reason());
            checked.push((row, reason));
        }
        checked
    })?;
    drop(parts);
    store.close();
    let said = |row: &AccountRow, reason: &Reason| {
        let account = &row.account;
        let whose = Whose { client: &row.client_name, account: &account.handle, network: account.network, server: &account.server };
        house.language.trouble(&whose, reason, &house.zone(), house.clock.machine())
    };
    if json {
        let printed: Vec<_> = checked
            .iter()
            .map(|(row, reason)| {
                let said = reason.as_ref().map_or_else(|| house.language.word("cli-account-ok"), |reason| said(row, reason));
                let (account, error) = (&row.account, reason.as_ref().map(|reason| reason.code.code()));
                serde_json::json!({
                    "client": row.client_name, "account": account.handle, "network": account.network.code(),
                    "ok": error.is_none(), "error": error, "said": said,
                })
            })
            .collect();
        json::print(&printed)?;
    } else {
        let mut out = io::stdout().lock();
        for (row, reason) in &checked {
            match reason {
                None => {
                    writeln!(out, "{} {}  {}", row.account.network.letter(), row.account.handle, house.language.word("cli-account-ok"))?
                }
                Some(reason) => exit::tell(&said(row, reason)),
            }
        }
    }
    Ok(exit::of_troubles(checked.iter().filter_map(|(_, reason)| reason.as_ref())))
}

/// Prints accounts, a line each.
pub(super) fn print(house: &House, rows: &[AccountRow]) -> Outcome {
    let width = |of: fn(&AccountRow) -> &str| rows.iter().map(|row| text::width(of(row))).max().unwrap_or_default();
    let (clients, handles) = (width(|row| &row.client_name), width(|row| &row.account.handle));
    let mut out = io::stdout().lock();
    for row in rows {
        let trouble = row.feeds.iter().find_map(|feed| feed.trouble.as_ref());
        let state = match (row.account.health, trouble) {
            (Health::NeedsLogin, _) if row.account.network.is_source() => house.language.word("source-needs-login"),
            (Health::NeedsLogin, _) => house.language.word("health-needs-login"),
            (Health::Off, _) => house.language.word("health-off"),
            (Health::Gone, _) => house.language.word("health-gone"),
            (Health::Ok, Some(reason)) => house.language.reason_of(row.account.network, reason, &house.zone(), house.clock.machine()),
            (Health::Ok, None) if row.account.network.is_source() => row.account.name.clone(),
            (Health::Ok, None) => house.language.say("cli-to-answer", &[("count", row.to_answer.into())]),
        };
        writeln!(
            out,
            "{}  {}  {} {}  {state}",
            row.account.id,
            text::fit(&row.client_name, clients),
            row.account.network.letter(),
            text::fit(&row.account.handle, handles)
        )?;
    }
    Ok(Exit::Ok)
}
