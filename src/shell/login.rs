//! A login as a conversation on the plain terminal: the page and its code.
//!
//! The screen leaves the terminal for it (see `errand`), and the command line has it anyway;
//! so the same words serve both. Questions and answers go through standard error and input
//! (see `asking`), so that standard output stays data.

use std::io::{self, Write};

use super::{asking, browser, house};
use crate::base::harmless;
use crate::base::id::ClientId;
use crate::base::time::{Clock, SystemClock};
use crate::config::Language;
use crate::config::language::Arg;
use crate::connector::LoginStart;
use crate::engine::Parts;
use crate::engine::login::{self, Added, Before, LoginError};
use crate::model::client::Client;
use crate::model::credential::Credential;
use crate::model::fault::Fault;
use crate::model::network::Network;
use crate::vault::VaultError;

/// A login through a page of the server that ends with a code; none when it was given up.
///
/// # Errors
/// What the network said before there was a page.
pub async fn by_page(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<Option<Credential>, Fault> {
    let start = login::begin(parts, network, server).await?;
    Ok(through_page(parts, language, network, server, &start).await)
}

/// Registers with a server, before anything else is asked.
///
/// # Errors
/// The sentence for what the network said.
pub(super) async fn begin(parts: &Parts, language: &Language, network: Network, server: &str) -> Result<LoginStart, String> {
    login::begin(parts, network, server).await.map_err(|fault| failed(language, server, &LoginError::Network(fault)))
}

/// Shows the page and asks for its code, again while the server refuses it.
pub(super) async fn through_page(
    parts: &Parts,
    language: &Language,
    network: Network,
    server: &str,
    start: &LoginStart,
) -> Option<Credential> {
    tell(&language.word("login-open-page"));
    tell(&format!("\n  {}\n", start.url));
    if let Err(error) = browser::open(&start.url) {
        tracing::debug!(%error, "No browser for the login.");
    }
    loop {
        let code = asking::some(&language.word("login-code")).await?;
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

/// What was added, and whose it is; `clients` are all there are.
pub fn added(language: &Language, network: Network, added: &Added, client: &Client, clients: &[Client]) -> String {
    let identity = &added.identity;
    let title = if network.is_source() && !identity.name.is_empty() { &identity.name } else { &identity.handle };
    let named = |id: ClientId| clients.iter().find(|known| known.id == id).map_or("", |known| known.name.as_str());
    let (id, whose, other) = match (added.before, network.is_source()) {
        (Before::Unknown, true) => ("source-added", client.name.as_str(), ""),
        (Before::Unknown, false) => ("login-added", client.name.as_str(), ""),
        (Before::Known(known), true) => ("source-known", named(known), ""),
        (Before::Known(known), false) => ("login-known", named(known), ""),
        (Before::Shared(other), _) => ("source-shared", client.name.as_str(), named(other)),
    };
    language.say(id, &[("title", Arg::Text(title)), ("client", Arg::Text(whose)), ("other", Arg::Text(other))])
}

/// Says something on the plain terminal.
pub(super) fn tell(line: &str) {
    let mut out = io::stderr();
    // What a server said, and its address, stand in it.
    writeln!(out, "{}", harmless::text(line)).ok();
}
