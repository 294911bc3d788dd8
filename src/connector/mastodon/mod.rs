//! Mastodon and its kin through the client API.

use std::time::Duration;

use async_trait::async_trait;

use crate::base::time::Timestamp;
use crate::connector::{Call, Connector, LoginStart, Visit};
use crate::model::account::{Account, Feed, Identity};
use crate::model::capability::{Capabilities, Dedupe};
use crate::model::credential::Credential;
use crate::model::exchange::{ActKind, Cursor, Found, IdempotencyKey, Outgoing, Page, Receipt, RemoteAct, RemoteId, Thread};
use crate::model::fault::Fault;
use crate::model::interaction::Visibility;

/// The connector; one value serves all accounts.
#[derive(Debug, Clone, Copy)]
pub struct Mastodon;

#[async_trait]
impl Connector for Mastodon {
    fn capabilities(&self, _account: &Account) -> Capabilities {
        Capabilities {
            feeds: &[Feed::Notifications, Feed::Messages, Feed::Own],
            publish: true,
            acts: &[ActKind::Like, ActKind::Unlike, ActKind::Boost, ActKind::Unboost, ActKind::Delete],
            visibilities: &[Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct],
            warnings: true,
            // The key is sent too, but most kin of Mastodon ignore it.
            dedupe: Dedupe::ByLookup,
            poll_every: Duration::from_secs(60),
        }
    }

    async fn begin_login(&self, _visit: &Visit<'_>) -> Result<LoginStart, Fault> {
        Err(Fault::Unsupported("login"))
    }

    async fn finish_login(&self, _visit: &Visit<'_>, _start: &LoginStart, _code: &str) -> Result<Credential, Fault> {
        Err(Fault::Unsupported("login"))
    }

    async fn verify(&self, _visit: &Visit<'_>, _credential: &Credential) -> Result<Identity, Fault> {
        Err(Fault::Unsupported("verify"))
    }

    async fn poll(&self, _call: &Call<'_>, _feed: Feed, _cursor: Option<&Cursor>) -> Result<Page, Fault> {
        Err(Fault::Unsupported("poll"))
    }

    async fn publish(&self, _call: &Call<'_>, _out: &Outgoing, _key: &IdempotencyKey) -> Result<Receipt, Fault> {
        Err(Fault::Unsupported("publish"))
    }

    async fn find(&self, _call: &Call<'_>, _out: &Outgoing, _since: Timestamp, _known: &[RemoteId]) -> Result<Found, Fault> {
        Err(Fault::Unsupported("find"))
    }

    async fn act(&self, _call: &Call<'_>, _act: &RemoteAct) -> Result<Receipt, Fault> {
        Err(Fault::Unsupported("act"))
    }

    async fn acted(&self, _call: &Call<'_>, _act: &RemoteAct) -> Result<bool, Fault> {
        Err(Fault::Unsupported("acted"))
    }

    async fn thread(&self, _call: &Call<'_>, _post: &RemoteId) -> Result<Thread, Fault> {
        Err(Fault::Unsupported("thread"))
    }
}
