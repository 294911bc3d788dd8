//! A login as a conversation on the plain terminal: server, page, code.
//!
//! The screen leaves the terminal for it, and the command line has it anyway; so the same
//! words serve both. Questions and answers go through standard error and input, so that
//! standard output stays data. A password is typed unseen (see `unseen`).

use std::io::{self, BufRead, Write};

use super::{browser, house, unseen};
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
use crate::model::fault::Fault;
use crate::model::network::Network;
use crate::vault::VaultError;

/// Why the terminal is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// To add an account.
    Add,
    /// To add a source.
    AddSource,
    /// To log this account in again.
    Renew(AccountId),
}

/// Does an errand of the screen, and waits for Enter when it did not go well.
pub(super) async fn converse(parts: &Parts, language: &Language, errand: Errand) {
    let done = match errand {
        Errand::Add => add(parts, language).await,
        Errand::AddSource => add_source(parts, language).await,
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
    let Some(credential) = through_page(parts, language, Network::Mastodon, &server, &start).await else {
        return Ok(false);
    };
    let Some((client, name)) = ask_client(parts, language).await? else {
        return Ok(false);
    };
    let added = login::add(parts, client, Network::Mastodon, &server, credential).await;
    let (_, identity) = added.map_err(|error| failed(language, &server, &error))?;
    tell(&language.say("login-added", &[("handle", Arg::Text(&identity.handle)), ("client", Arg::Text(&name))]));
    Ok(true)
}

/// Asks for the client and for an address, until something can be read there.
async fn add_source(parts: &Parts, language: &Language) -> Result<bool, String> {
    tell(&language.word("source-add-title"));
    let Some((client, name)) = ask_client(parts, language).await? else {
        return Ok(false);
    };
    loop {
        let Some(address) = ask(&language.word("source-address")).await else {
            return Ok(false);
        };
        tell(&language.word("source-looking"));
        let mut added = login::add(parts, client, Network::Rss, &address, Credential::none()).await;
        let mut asked = false;
        while matches!(added, Err(LoginError::Network(Fault::Auth(_)))) {
            if std::mem::replace(&mut asked, true) {
                tell(&language.word("source-password-refused"));
            }
            let Some(credential) = ask_password(language).await else {
                return Ok(false);
            };
            added = login::add(parts, client, Network::Rss, &address, credential).await;
        }
        match added {
            Ok((_, identity)) => {
                let title = if identity.name.is_empty() { &identity.handle } else { &identity.name };
                tell(&language.say("source-added", &[("title", Arg::Text(title)), ("client", Arg::Text(&name))]));
                return Ok(true);
            }
            Err(error) => tell(&failed_of(language, Network::Rss, &address, &error)),
        }
    }
}

/// A name and a password, which is not shown while it is typed.
async fn ask_password(language: &Language) -> Option<Credential> {
    tell(&language.word("source-password-title"));
    let name = ask(&language.word("source-name")).await?;
    let password = unseen::ask(&language.word("source-password")).await?;
    Some(Credential::token(format!("{name}:{}", password.expose())))
}

/// Asks which client it is for; one that is not there yet is added.
async fn ask_client(parts: &Parts, language: &Language) -> Result<Option<(ClientId, String)>, String> {
    let clients = parts.store.clients().await.map_err(|error| language.problem(&house::problem(&error)))?;
    if !clients.is_empty() {
        let names: Vec<&str> = clients.iter().map(|client| client.name.as_str()).collect();
        tell(&language.say("login-clients", &[("names", Arg::Text(&names.join(", ")))]));
    }
    let Some(name) = ask(&language.word("login-client")).await else {
        return Ok(None);
    };
    let client = client_named(parts, language, &name).await?;
    Ok(Some((client, name)))
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
    tell(&language.say("login-renew-title", &[("handle", Arg::Text(account.title()))]));
    if account.network.is_source() {
        return match ask_password(language).await {
            Some(credential) => renew_with(parts, language, &account, credential).await.map(|()| true),
            None => Ok(false),
        };
    }
    let page = by_page(parts, language, account.network, &account.server).await;
    let page = page.map_err(|fault| failed(language, &account.server, &LoginError::Network(fault)))?;
    let Some(credential) = page else {
        return Ok(false);
    };
    renew_with(parts, language, &account, credential).await.map(|()| true)
}

/// Renews an account's login with a credential, and says so.
///
/// # Errors
/// The sentence for what went wrong.
pub async fn renew_with(parts: &Parts, language: &Language, account: &Account, credential: Credential) -> Result<(), String> {
    login::renew(parts, account, credential).await.map_err(|error| failed_of(language, account.network, &account.server, &error))?;
    tell(&language.say("login-renewed", &[("handle", Arg::Text(account.title()))]));
    Ok(())
}

/// A login through a page of the server that ends with a code; none when it was given up.
///
/// # Errors
/// What the network said before there was a page.
pub async fn by_page(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<Option<Credential>, Fault> {
    let start = login::begin(parts, network, server).await?;
    Ok(through_page(parts, language, network, server, &start).await)
}

async fn begin(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<LoginStart, String> {
    login::begin(parts, network, server).await.map_err(|fault| failed(language, server, &LoginError::Network(fault)))
}

/// Shows the page and asks for its code, again while the server refuses it.
async fn through_page(parts: &Parts, language: &Language, network: Network, server: &str, start: &LoginStart) -> Option<Credential> {
    tell(&language.word("login-open-page"));
    tell(&format!("\n  {}\n", start.url));
    if let Err(error) = browser::open(&start.url) {
        tracing::debug!(%error, "No browser for the login.");
    }
    loop {
        let code = ask(&language.word("login-code")).await?;
        match login::finish(parts, network, server, start, code.trim()).await {
            Ok(credential) => return Some(credential),
            Err(fault) => tell(&failed(language, server, &LoginError::Network(fault))),
        }
    }
}

/// The sentence for a login that did not succeed.
pub fn failed(language: &Language, server: &str, error: &LoginError) -> String {
    failed_of(language, Network::Mastodon, server, error)
}

/// The same for an account of `network`.
pub fn failed_of(language: &Language, network: Network, server: &str, error: &LoginError) -> String {
    let why = match error {
        LoginError::Network(fault) => language.reason_of(network, &fault.reason(), &jiff::tz::TimeZone::system(), SystemClock.machine()),
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
