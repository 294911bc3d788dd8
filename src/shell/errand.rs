//! What the screen leaves the terminal for: an account or a source is added, a login renewed.
//!
//! A conversation on the plain terminal. Esc and Ctrl-c give it up wherever it stands, and a
//! client is made only when that was asked.

use super::login::{begin, by_page, failed, failed_of, tell, through_page};
use super::{asking, house};
use crate::base::id::{AccountId, ClientId};
use crate::base::text::fold;
use crate::config::Language;
use crate::config::language::Arg;
use crate::engine::Parts;
use crate::engine::login::{self, LoginError};
use crate::model::account::Account;
use crate::model::client::Client;
use crate::model::credential::Credential;
use crate::model::fault::Fault;
use crate::model::network::Network;
use crate::store::StoreError;

/// Why the terminal is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// To add an account, most likely to this client.
    Add(Option<ClientId>),
    /// To add a source, most likely to this client.
    AddSource(Option<ClientId>),
    /// To log this account in again.
    Renew(AccountId),
}

/// Does an errand of the screen, and waits for Enter when it did not go well.
///
/// What was done, as a sentence; none when it was given up.
pub(super) async fn run(parts: &Parts, language: &Language, errand: Errand) -> Option<String> {
    let done = match errand {
        Errand::Add(client) => add(parts, language, client).await,
        Errand::AddSource(client) => add_source(parts, language, client).await,
        Errand::Renew(account) => renew(parts, language, account).await,
    };
    match done {
        Ok(said) => said,
        Err(said) => {
            tell(&said);
            asking::line(&language.word("login-back")).await;
            None
        }
    }
}

/// Asks for a server, logs in, then asks for the client.
async fn add(parts: &Parts, language: &Language, likely: Option<ClientId>) -> Result<Option<String>, String> {
    tell(&language.word("login-add-title"));
    let (server, start) = loop {
        let Some(typed) = asking::some(&language.word("login-server")).await else {
            return Ok(None);
        };
        let server = login::server_address(&typed);
        // A server that does not answer is told at once, before anything else is asked.
        match begin(parts, language, Network::Mastodon, &server).await {
            Ok(start) => break (server, start),
            Err(said) => tell(&said),
        }
    };
    let Some(credential) = through_page(parts, language, Network::Mastodon, &server, &start).await else {
        return Ok(None);
    };
    let Some(client) = ask_client(parts, language, likely).await? else {
        return Ok(None);
    };
    let added = login::add(parts, client.id, Network::Mastodon, &server, credential).await;
    let added = added.map_err(|error| failed(language, &server, &error))?;
    Ok(Some(super::login::added(language, Network::Mastodon, &added, &client, &clients(parts, language).await?)))
}

/// Asks for an address and the client, then for another address until something can be read there.
async fn add_source(parts: &Parts, language: &Language, likely: Option<ClientId>) -> Result<Option<String>, String> {
    tell(&language.word("source-add-title"));
    let mut client = None;
    loop {
        let Some(address) = asking::some(&language.word("source-address")).await else {
            return Ok(None);
        };
        let whose = match client.take() {
            Some(client) => client,
            None => match ask_client(parts, language, likely).await? {
                Some(client) => client,
                None => return Ok(None),
            },
        };
        tell(&language.word("source-looking"));
        let mut added = login::add(parts, whose.id, Network::Rss, &address, Credential::none()).await;
        let mut asked = false;
        while matches!(added, Err(LoginError::Network(Fault::Auth(_)))) {
            if std::mem::replace(&mut asked, true) {
                tell(&language.word("source-password-refused"));
            }
            let Some(credential) = ask_password(language).await else {
                return Ok(None);
            };
            added = login::add(parts, whose.id, Network::Rss, &address, credential).await;
        }
        match added {
            Ok(added) => {
                return Ok(Some(super::login::added(language, Network::Rss, &added, &whose, &clients(parts, language).await?)));
            }
            Err(error) => tell(&failed_of(language, Network::Rss, &address, &error)),
        }
        client = Some(whose);
    }
}

/// A name and a password, which is not shown while it is typed.
async fn ask_password(language: &Language) -> Option<Credential> {
    tell(&language.word("source-password-title"));
    let name = asking::some(&language.word("source-name")).await?;
    let password = asking::unseen(&language.word("source-password")).await?;
    Some(Credential::token(format!("{name}:{}", password.expose())))
}

async fn clients(parts: &Parts, language: &Language) -> Result<Vec<Client>, String> {
    parts.store.clients().await.map_err(|error| language.problem(&house::problem(&error)))
}

/// Asks which client it is for; Enter alone takes the likely one, and one that is not there yet is
/// added when the person wants that.
async fn ask_client(parts: &Parts, language: &Language, likely: Option<ClientId>) -> Result<Option<Client>, String> {
    let known = clients(parts, language).await?;
    let likely = known.iter().find(|client| Some(client.id) == likely).or(if known.len() == 1 { known.first() } else { None });
    let question = match likely {
        Some(client) => language.say("ask-client-likely", &[("name", Arg::Text(&client.name))]),
        None if known.is_empty() => language.word("ask-client-first"),
        None => language.word("ask-client"),
    };
    if !known.is_empty() {
        let names: Vec<&str> = known.iter().map(|client| client.name.as_str()).collect();
        tell(&language.say("ask-client-known", &[("names", Arg::Text(&names.join(", ")))]));
    }
    loop {
        let Some(name) = asking::line(&question).await else {
            return Ok(None);
        };
        if name.is_empty() {
            return Ok(likely.cloned());
        }
        if let Some(client) = known.iter().find(|client| fold(&client.name) == fold(&name)) {
            return Ok(Some(client.clone()));
        }
        let asked = language.say("ask-client-new", &[("name", Arg::Text(&name)), ("yes", Arg::Text(&language.word("confirm-yes-key")))]);
        let Some(answer) = asking::line(&asked).await else {
            return Ok(None);
        };
        if asking::is_yes(language, &answer) {
            return new_client(parts, language, &name).await.map(Some);
        }
    }
}

/// Adds a client of this name.
///
/// # Errors
/// The sentence for what the store said.
async fn new_client(parts: &Parts, language: &Language, name: &str) -> Result<Client, String> {
    let said = |error: StoreError| language.problem(&house::problem(&error));
    let id = parts.store.add_client(name, None).await.map_err(said)?;
    let added = clients(parts, language).await?.into_iter().find(|client| client.id == id);
    added.ok_or_else(|| said(StoreError::Missing))
}

async fn renew(parts: &Parts, language: &Language, id: AccountId) -> Result<Option<String>, String> {
    let account = parts.store.account(id).await.map_err(|error| language.problem(&house::problem(&error)))?;
    let Some(account) = account else {
        return Ok(None);
    };
    tell(&language.say("login-renew-title", &[("handle", Arg::Text(account.title()))]));
    let credential = if account.network.is_source() {
        ask_password(language).await
    } else {
        let page = by_page(parts, language, account.network, &account.server).await;
        page.map_err(|fault| failed(language, &account.server, &LoginError::Network(fault)))?
    };
    match credential {
        Some(credential) => renew_with(parts, language, &account, credential).await.map(Some),
        None => Ok(None),
    }
}

/// Renews an account's login with a credential.
///
/// # Errors
/// The sentence for what went wrong.
async fn renew_with(parts: &Parts, language: &Language, account: &Account, credential: Credential) -> Result<String, String> {
    login::renew(parts, account, credential).await.map_err(|error| failed_of(language, account.network, &account.server, &error))?;
    let id = if account.network.is_source() { "source-renewed" } else { "login-renewed" };
    Ok(language.say(id, &[("handle", Arg::Text(account.title()))]))
}
