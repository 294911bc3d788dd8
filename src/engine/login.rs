//! Logging in: who is it, may it, and where the credential is kept.
//!
//! The credential is in the vault before the account is in the store, so that no account
//! is ever without one. Both the command line and the screen come through here.

use std::sync::Arc;

use super::{Failure, Parts};
use crate::base::harmless;
use crate::base::id::{AccountId, ClientId};
use crate::connector::{LoginStart, Visit, catalog, rss};
use crate::model::account::{Account, Health, Identity, NewAccount};
use crate::model::credential::Credential;
use crate::model::fault::Fault;
use crate::model::network::Network;
use crate::store::StoreError;
use crate::vault::VaultError;

/// Why a login did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// The network refused or did not answer.
    #[error("{0:?}")]
    Network(Fault),
    /// The store refused.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The credential could not be kept.
    #[error("{0:?}")]
    Vault(VaultError),
    /// It is the login of another account than the one to renew.
    #[error("the login belongs to {0}")]
    Other(String),
}

impl From<Fault> for LoginError {
    fn from(fault: Fault) -> LoginError {
        LoginError::Network(fault)
    }
}

/// The name under which a credential is kept; that of a source stays when the source moves.
pub fn vault_key(network: Network, server: &str, remote_id: &str) -> String {
    if network.is_source() { format!("{network} {remote_id}") } else { format!("{network} {server} {remote_id}") }
}

/// A server's address as it is kept: with its scheme, without a slash at the end.
pub fn server_address(typed: &str) -> String {
    let typed = typed.trim().trim_end_matches('/');
    if typed.starts_with("http://") || typed.starts_with("https://") { typed.to_owned() } else { format!("https://{typed}") }
}

/// Registers with a server and gives the page that ends with a code.
///
/// # Errors
/// What the network said.
pub async fn begin(parts: &Parts, network: Network, server: &str) -> Result<LoginStart, Fault> {
    catalog::connector(network).begin_login(&visit(parts, server)).await
}

/// Exchanges the code for a credential.
///
/// # Errors
/// What the network said.
pub async fn finish(parts: &Parts, network: Network, server: &str, start: &LoginStart, code: &str) -> Result<Credential, Fault> {
    catalog::connector(network).finish_login(&visit(parts, server), start, code).await
}

fn visit<'a>(parts: &'a Parts, server: &'a str) -> Visit<'a> {
    Visit { http: &parts.http, server, now: parts.clock.machine() }
}

/// What adding came to.
#[derive(Debug)]
pub struct Added {
    /// The account.
    pub account: AccountId,
    /// Who it is.
    pub identity: Identity,
    /// Whether it was there before.
    pub before: Before,
}

/// Whether what is added was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// It is new here.
    Unknown,
    /// It was this client's and still is; only its login is new.
    Known(ClientId),
    /// It is new to its client; the same source is read for this one too.
    Shared(ClientId),
}

/// Verifies a credential and adds its account to a client, or renews the account it belongs to.
///
/// # Errors
/// What the network, the vault or the store said; then nothing was added.
pub async fn add(parts: &Parts, client: ClientId, network: Network, server: &str, credential: Credential) -> Result<Added, LoginError> {
    let mut identity = verified(parts, network, server, &credential).await?;
    if network.is_source() {
        identity.remote_id = rss::remote_id(client, &identity.remote_id);
    }
    // A feed that a site names elsewhere was read without the password, and is so ever after.
    let elsewhere = identity.server.as_ref().is_some_and(|found| network.is_source() && !rss::is_same_place(server, found));
    let credential = if elsewhere { Credential::none() } else { credential };
    let server = identity.server.clone().unwrap_or_else(|| server.to_owned());
    keep(parts, network, &server, &identity, credential).await?;
    let there: Vec<Account> = parts.store.accounts().await?;
    let mut there = there.into_iter().filter(|account| account.network == network && account.server == server);
    let (id, before) = match there.clone().find(|account| account.remote_id == identity.remote_id) {
        Some(known) => {
            renewed(parts, known.id, &identity).await?;
            (known.id, Before::Known(known.client))
        }
        None => {
            let shared = there.find(|_| network.is_source()).map_or(Before::Unknown, |account| Before::Shared(account.client));
            (parts.store.add_account(NewAccount { client, network, server: server.clone(), identity: identity.clone() }).await?, shared)
        }
    };
    Ok(Added { account: id, identity, before })
}

/// Renews the login of an account; what was held for it is sent.
///
/// # Errors
/// As [`add`], and [`LoginError::Other`] when the credential is somebody else's.
pub async fn renew(parts: &Parts, account: &Account, credential: Credential) -> Result<Identity, LoginError> {
    let identity = verified(parts, account.network, &account.server, &credential).await?;
    // Whatever answers at the address of a source is that source.
    let identity = if account.network.is_source() { of_source(account, identity) } else { identity };
    if identity.remote_id != account.remote_id {
        return Err(LoginError::Other(identity.handle));
    }
    keep(parts, account.network, &account.server, &identity, credential).await?;
    renewed(parts, account.id, &identity).await?;
    Ok(identity)
}

/// What is learnt of a source that is known: whatever answers there is that source, and the name
/// that a person gave it stays.
fn of_source(account: &Account, identity: Identity) -> Identity {
    let name = if account.name.is_empty() { identity.name } else { account.name.clone() };
    Identity { remote_id: account.remote_id.clone(), name, ..identity }
}

/// Who a server says that we are; what it says may be shown before it is stored.
async fn verified(parts: &Parts, network: Network, server: &str, credential: &Credential) -> Result<Identity, Fault> {
    let identity = catalog::connector(network).verify(&visit(parts, server), credential).await?;
    Ok(Identity { handle: harmless::line(&identity.handle), name: harmless::line(&identity.name), ..identity })
}

async fn renewed(parts: &Parts, account: AccountId, identity: &Identity) -> Result<(), LoginError> {
    parts.forget(account);
    parts.store.identified(account, identity.clone()).await?;
    parts.store.set_health(account, Health::Ok).await?;
    parts.store.release_logins(account).await?;
    Ok(())
}

async fn keep(parts: &Parts, network: Network, server: &str, identity: &Identity, credential: Credential) -> Result<(), LoginError> {
    if credential.is_none() {
        return Ok(());
    }
    let key = vault_key(network, server, &identity.remote_id);
    let vault = Arc::clone(&parts.vault);
    match tokio::task::spawn_blocking(move || vault.put(&key, &credential)).await {
        Ok(kept) => kept.map_err(LoginError::Vault),
        Err(_) => Err(LoginError::Network(Fault::Protocol("the vault did not answer".to_owned()))),
    }
}

/// Asks the network again who the account is, what it may, and its numbers of today.
///
/// # Errors
/// What the network or the store said.
pub async fn refresh_identity(parts: &Parts, account: &Account) -> Result<(), Failure> {
    let credential = parts.credential(account).await?;
    let identity = parts.connector(account).verify(&visit(parts, &account.server), &credential).await?;
    let identity = if account.network.is_source() { of_source(account, identity) } else { identity };
    Ok(parts.store.identified(account.id, identity).await?)
}

/// Whether the login of an account still does.
///
/// # Errors
/// What the network or the store said.
pub async fn check(parts: &Parts, account: &Account) -> Result<(), Failure> {
    match refresh_identity(parts, account).await {
        Ok(()) => Ok(parts.store.set_health(account.id, Health::Ok).await?),
        Err(Failure::Network(fault @ Fault::Auth(_))) => {
            parts.login_lost(account.id).await?;
            Err(fault.into())
        }
        Err(failure) => Err(failure),
    }
}
