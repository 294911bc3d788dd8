//! A login as a conversation on the plain terminal: server, page, code.
//!
//! The screen leaves the terminal for it, and the command line has it anyway; so the same
//! words serve both. Questions and answers go through standard error and input, so that
//! standard output stays data. What is typed here is a code, never a password.

use std::io::{self, BufRead, Write};

use super::{browser, house};
use crate::base::harmless;
use crate::base::id::{AccountId, ClientId};
use crate::base::time::{Clock, SystemClock};
use crate::config::Language;
use crate::config::language::Arg;
use crate::connector::LoginStart;
use crate::engine::Parts;
use crate::engine::login::{self, LoginError};
use crate::model::account::Account;
use crate::model::credential::Credential;
use crate::model::network::Network;
use crate::vault::VaultError;

/// Why the terminal is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// To add an account.
    Add,
    /// To log this account in again.
    Renew(AccountId),
}

/// Does an errand of the screen, and waits for Enter when it did not go well.
pub(super) async fn converse(parts: &Parts, language: &Language, errand: Errand) {
    let done = match errand {
        Errand::Add => add(parts, language).await,
        Errand::Renew(account) => renew(parts, language, account).await,
    };
    match done {
        Ok(true) => {}
        Ok(false) => {}
        Err(said) => {
            tell(&said);
            ask(&language.word("login-back")).await;
        }
    }
}

/// Asks for a server, logs in, then asks for the client. Whether an account was added.
async fn add(parts: &Parts, language: &Language) -> Result<bool, String> {
    tell(&language.word("login-add-title"));
    let (server, start) = loop {
        let Some(typed) = ask(&language.word("login-server")).await else {
            return Ok(false);
        };
        let server = login::server_address(&typed);
        // A server that does not answer is told at once, before anything else is asked.
        match begin(parts, language, Network::Mastodon, &server).await {
            Ok(start) => break (server, start),
            Err(said) => tell(&said),
        }
    };
    let Some(credential) = through_page(parts, language, Network::Mastodon, &server, &start).await? else {
        return Ok(false);
    };
    let clients = parts.store.clients().await.map_err(|error| language.problem(&house::problem(&error)))?;
    if !clients.is_empty() {
        let names: Vec<&str> = clients.iter().map(|client| client.name.as_str()).collect();
        tell(&language.say("login-clients", &[("names", Arg::Text(&names.join(", ")))]));
    }
    let Some(name) = ask(&language.word("login-client")).await else {
        return Ok(false);
    };
    let client = client_named(parts, language, &name).await?;
    let added = login::add(parts, client, Network::Mastodon, &server, credential).await;
    let (_, identity) = added.map_err(|error| failed(language, &server, &error))?;
    tell(&language.say("login-added", &[("handle", Arg::Text(&identity.handle)), ("client", Arg::Text(&name))]));
    Ok(true)
}

/// The client of this name, added when there is none.
///
/// # Errors
/// The sentence for what the store said.
async fn client_named(parts: &Parts, language: &Language, name: &str) -> Result<ClientId, String> {
    let said = |error: crate::store::StoreError| language.problem(&house::problem(&error));
    let folded = crate::base::text::fold(name);
    let known = parts.store.clients().await.map_err(said)?.into_iter().find(|client| crate::base::text::fold(&client.name) == folded);
    match known {
        Some(client) => Ok(client.id),
        None => parts.store.add_client(name, None).await.map_err(said),
    }
}

async fn renew(parts: &Parts, language: &Language, id: AccountId) -> Result<bool, String> {
    let account = parts.store.account(id).await.map_err(|error| language.problem(&house::problem(&error)))?;
    let Some(account) = account else {
        return Ok(false);
    };
    tell(&language.say("login-renew-title", &[("handle", Arg::Text(&account.handle))]));
    let Some(credential) = by_page(parts, language, account.network, &account.server).await? else {
        return Ok(false);
    };
    renew_with(parts, language, &account, credential).await.map(|()| true)
}

/// Renews an account's login with a credential, and says so.
///
/// # Errors
/// The sentence for what went wrong.
pub async fn renew_with(parts: &Parts, language: &Language, account: &Account, credential: Credential) -> Result<(), String> {
    login::renew(parts, account, credential).await.map_err(|error| failed(language, &account.server, &error))?;
    tell(&language.say("login-renewed", &[("handle", Arg::Text(&account.handle))]));
    Ok(())
}

/// A login through a page of the server that ends with a code; none when it was given up.
///
/// # Errors
/// The sentence for what went wrong.
pub async fn by_page(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<Option<Credential>, String> {
    let start = begin(parts, language, network, server).await?;
    through_page(parts, language, network, server, &start).await
}

async fn begin(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<LoginStart, String> {
    login::begin(parts, network, server).await.map_err(|fault| failed(language, server, &LoginError::Network(fault)))
}

/// Shows the page and asks for its code, again while the server refuses it.
async fn through_page(
    parts: &Parts,
    language: &Language,
    network: Network,
    server: &str,
    start: &LoginStart,
) -> Result<Option<Credential>, String> {
    tell(&language.word("login-open-page"));
    tell(&format!("\n  {}\n", start.url));
    if let Err(error) = browser::open(&start.url) {
        tracing::debug!(%error, "No browser for the login.");
    }
    loop {
        let Some(code) = ask(&language.word("login-code")).await else {
            return Ok(None);
        };
        match login::finish(parts, network, server, start, code.trim()).await {
            Ok(credential) => return Ok(Some(credential)),
            Err(fault) => tell(&failed(language, server, &LoginError::Network(fault))),
        }
    }
}

/// The sentence for a login that did not succeed.
pub fn failed(language: &Language, server: &str, error: &LoginError) -> String {
    let why = match error {
        LoginError::Network(fault) => language.reason(&fault.reason(), &jiff::tz::TimeZone::system(), SystemClock.machine()),
        LoginError::Store(error) => language.problem(&house::problem(error)),
        LoginError::Vault(VaultError::TooOpen { path, .. }) => {
            language.say("vault-too-open", &[("path", Arg::Text(&path.display().to_string()))])
        }
        LoginError::Vault(VaultError::Damaged { path }) => {
            language.say("vault-damaged", &[("path", Arg::Text(&path.display().to_string()))])
        }
        LoginError::Vault(VaultError::Io { path, kind }) => {
            language.say("vault-failed", &[("path", Arg::Text(&path.display().to_string())), ("why", Arg::Text(&kind.to_string()))])
        }
        LoginError::Other(handle) => language.say("login-other", &[("handle", Arg::Text(handle))]),
    };
    language.say("login-failed", &[("server", Arg::Text(server)), ("why", Arg::Text(&why))])
}

fn tell(line: &str) {
    let mut out = io::stderr();
    // What a server said, and its address, stand in it.
    writeln!(out, "{}", harmless::text(line)).ok();
}

/// Asks for a line; none when it is empty or there are no more.
async fn ask(question: &str) -> Option<String> {
    let mut out = io::stderr();
    write!(out, "{question} ").ok();
    out.flush().ok();
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let line = line.await.ok()?.ok()?;
    let line = harmless::line(&line);
    (!line.is_empty()).then_some(line)
}
