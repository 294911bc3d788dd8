//! The networks as the engine sees them: one adapter a network.
//!
//! A connector translates; it does not loop, sleep, retry, store, or keep state. The base
//! address comes from the account, so that tests point it at a server of their own. What
//! may go wrong comes out as a [`Fault`], chosen by what to do about it. Start at
//! [`Connector`]; [`catalog`] lists what there is.

pub mod catalog;
pub mod mastodon;
pub mod rss;

use async_trait::async_trait;

use crate::base::time::Timestamp;
use crate::model::account::{Account, Feed, Identity};
use crate::model::capability::Capabilities;
use crate::model::credential::Credential;
use crate::model::exchange::{Cursor, Found, IdempotencyKey, Outgoing, Page, Receipt, RemoteAct, RemoteId, Thread, Uploaded};
use crate::model::fault::Fault;
use crate::model::media::Attached;
use crate::net::{Http, Request, Response};

/// What a connector may use while it answers one question.
pub struct Call<'a> {
    /// The one HTTP of the program.
    pub http: &'a Http,
    /// Who asks.
    pub account: &'a Account,
    /// What it asks with.
    pub credential: &'a Credential,
    /// The machine's time, for rate limits.
    pub now: Timestamp,
    /// The most items that the first reading of a feed without pages should bring.
    pub most: usize,
}

impl Call<'_> {
    /// An address on the account's server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.account.server)
    }

    /// Sends a request in the account's name.
    ///
    /// # Errors
    /// As for [`Http::send`].
    pub async fn send(&self, request: Request) -> Result<Response, Fault> {
        self.http.send(request.bearer(&self.credential.token), self.now).await
    }
}

/// The start of a login that a person finishes in a browser.
#[derive(Debug, Clone)]
pub struct LoginStart {
    /// The page to open; it ends with a code to type here.
    pub url: String,
    /// What [`Connector::finish_login`] needs back; it holds a secret.
    pub app: crate::base::secret::Secret<String>,
}

/// What a login knows before there is an account.
pub struct Visit<'a> {
    /// The one HTTP of the program.
    pub http: &'a Http,
    /// The address of the server, without a slash at the end.
    pub server: &'a str,
    /// The machine's time, for rate limits.
    pub now: Timestamp,
}

/// A network, as the engine sees it.
#[async_trait]
pub trait Connector: Send + Sync {
    /// What this network can do; pure and cheap.
    fn capabilities(&self) -> Capabilities;

    /// Registers this program with the server and says which page to open.
    async fn begin_login(&self, visit: &Visit<'_>) -> Result<LoginStart, Fault>;

    /// Exchanges the code that the page showed for a credential.
    async fn finish_login(&self, visit: &Visit<'_>, start: &LoginStart, code: &str) -> Result<Credential, Fault>;

    /// Asks the network who we are, what its server allows, and our numbers.
    async fn verify(&self, visit: &Visit<'_>, credential: &Credential) -> Result<Identity, Fault>;

    /// Reads one page of a feed after `cursor`; `None` reads the newest page there is.
    ///
    /// May be called twice with the same cursor. On a first sync the engine goes on while
    /// `more` is true, up to its own bounds.
    async fn poll(&self, call: &Call<'_>, feed: Feed, cursor: Option<&Cursor>) -> Result<Page, Fault>;

    /// What a cursor becomes when nothing older than what was read is wanted; pure.
    ///
    /// The engine stores this in place of the page's cursor when it ends a first sync at
    /// its own bounds, so that the rest of the past is not read on the next occasion.
    fn forward(&self, cursor: &Cursor) -> Cursor {
        cursor.clone()
    }

    /// What `authors` said to us that the feed has not told, when its list ended too soon.
    ///
    /// Asked after every round of a feed; `None` costs no request and is the usual answer.
    /// The page's cursor takes the place of the one given.
    async fn overlooked(&self, _call: &Call<'_>, _feed: Feed, _cursor: &Cursor, _authors: &[String]) -> Result<Option<Page>, Fault> {
        Ok(None)
    }

    /// Sends one post or reply. `key` is the same on every attempt of one delivery.
    async fn publish(&self, call: &Call<'_>, out: &Outgoing, key: &IdempotencyKey) -> Result<Receipt, Fault>;

    /// Uploads a file that a post will carry, `bytes` being what is in it.
    ///
    /// May be done twice: a file without a post is seen by nobody.
    async fn upload(&self, _call: &Call<'_>, _attached: &Attached, _bytes: Vec<u8>) -> Result<Uploaded, Fault> {
        Err(Fault::Unsupported("media"))
    }

    /// Whether the network is through with an uploaded file, so that it can be posted.
    async fn processed(&self, _call: &Call<'_>, _id: &RemoteId) -> Result<bool, Fault> {
        Err(Fault::Unsupported("media"))
    }

    /// Looks for what an unanswered `publish`, begun at `since`, may have left behind.
    ///
    /// `known` tells which remote ids belong to another delivery already.
    async fn find(&self, call: &Call<'_>, out: &Outgoing, since: Timestamp, known: &[RemoteId]) -> Result<Found, Fault>;

    /// Does a small thing to a remote object.
    async fn act(&self, call: &Call<'_>, act: &RemoteAct) -> Result<Receipt, Fault>;

    /// Whether an act whose answer was lost has had its effect, by reading the object.
    async fn acted(&self, call: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault>;

    /// The whole thread around a post, the post itself included, oldest first.
    async fn thread(&self, call: &Call<'_>, post: &RemoteId) -> Result<Thread, Fault>;
}
