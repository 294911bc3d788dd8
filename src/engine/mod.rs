//! Everything that happens by itself: polling, sending, looking again, waking.
//!
//! One lane an account and feed, so that a slow or limited network delays nobody else.
//! Lanes never call each other; they meet in the store. Only one process on a store is on
//! [`duty`] at a time and has lanes. Start at [`Engine::start`]; `vigie sync` uses
//! [`once::sync`], which does a single round of everything.

pub mod asks;
mod attachments;
pub mod duty;
pub mod hooks;
mod housekeeper;
pub mod lane;
pub mod login;
pub mod once;
pub mod outbox;
pub mod poller;
pub mod reconcile;
mod scheduler;
mod supervisor;
mod timers;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::base::backoff::Jitter;
use crate::base::id::{AccountId, ConversationId};
use crate::base::time::{Clock, Timestamp};
use crate::connector::{Call, Connector, catalog};
use crate::model::account::{Account, Health};
use crate::model::capability::Login;
use crate::model::credential::Credential;
use crate::model::delivery::LOOKS;
use crate::model::fault::{AuthFault, Fault, Reason, ReasonCode};
use crate::model::news::News;
use crate::model::triage::FIRST_SYNC_OPEN;
use crate::net::Http;
use crate::store::{Store, StoreError};
use crate::vault::Vault;

/// What a person may set about the engine's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// When an unanswered attempt is looked up, counted from the attempt.
    pub looks: [Duration; 3],
    /// The most items that the first sync of a feed takes.
    pub first_items: usize,
    /// The most entries that the first reading of a source takes.
    pub first_entries: usize,
    /// How far back the first sync of a feed goes.
    pub first_span: Duration,
    /// How old what the first sync finds may be and still arrive open.
    pub open_for: Duration,
    /// The least rest between two polls of a feed; a network may want a longer one.
    pub poll_least: Duration,
    /// The rest between two polls, whatever the network wants: for a day that runs fast.
    pub poll_every: Option<Duration>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            looks: LOOKS,
            first_items: 1_000,
            first_entries: 50,
            first_span: Duration::from_secs(30 * 24 * 3600),
            open_for: FIRST_SYNC_OPEN,
            poll_least: Duration::ZERO,
            poll_every: None,
        }
    }
}

/// What every worker of the engine works with.
#[derive(Clone)]
pub struct Parts {
    /// The truth.
    pub store: Store,
    /// Where credentials are.
    pub vault: Arc<Vault>,
    /// The one HTTP of the program.
    pub http: Http,
    /// Both times.
    pub clock: Arc<dyn Clock>,
    /// What a person may set; may change while lanes run.
    rules: Arc<RwLock<Rules>>,
    /// What a person wants run when something new came; may change while lanes run.
    pub hooks: Arc<hooks::Hooks>,
    credentials: Arc<Mutex<HashMap<AccountId, Credential>>>,
}

/// Why a round of work did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The network, or what it said.
    #[error("{0:?}")]
    Network(Fault),
    /// The store.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Network(fault)
    }
}

impl Failure {
    /// What is shown of it.
    pub fn reason(&self) -> Reason {
        match self {
            Failure::Network(fault) => fault.reason(),
            Failure::Store(StoreError::Sql(said) | StoreError::Disk(said)) => Reason { code: ReasonCode::Store, detail: said.clone() },
            Failure::Store(error) => Reason { code: ReasonCode::Store, detail: error.code().to_owned() },
        }
    }
}

impl Parts {
    /// Puts the parts together.
    pub fn new(store: Store, vault: Vault, http: Http, clock: Arc<dyn Clock>, rules: Rules) -> Parts {
        Parts {
            store,
            vault: Arc::new(vault),
            http,
            clock,
            rules: Arc::new(RwLock::new(rules)),
            hooks: Arc::default(),
            credentials: Arc::default(),
        }
    }

    /// What a person has set, at this moment.
    pub fn rules(&self) -> Rules {
        *self.rules.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets other rules: what is asked of the network from now on keeps them.
    pub fn set_rules(&self, rules: Rules) {
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    /// The connector of an account's network.
    pub fn connector(&self, account: &Account) -> &'static dyn Connector {
        catalog::connector(account.network)
    }

    /// What the account asks its network with; read from the vault once.
    async fn credential(&self, account: &Account) -> Result<Credential, Fault> {
        let known = || self.credentials.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(credential) = known().get(&account.id) {
            return Ok(credential.clone());
        }
        let vault = Arc::clone(&self.vault);
        let key = login::vault_key(account.network, &account.server, &account.remote_id);
        // A keyring may block, and may ask a person.
        let read = tokio::task::spawn_blocking(move || vault.get(&key)).await;
        match read {
            Ok(Ok(Some(credential))) => {
                known().insert(account.id, credential.clone());
                Ok(credential)
            }
            Ok(Ok(None)) if self.connector(account).capabilities().login == Login::Password => {
                known().insert(account.id, Credential::none());
                Ok(Credential::none())
            }
            Ok(Ok(None)) => Err(Fault::Auth(AuthFault::Missing)),
            Ok(Err(error)) => {
                tracing::error!(account = account.id.0, error = ?error, "The vault could not be read.");
                Err(Fault::Auth(AuthFault::Missing))
            }
            Err(_) => Err(Fault::Auth(AuthFault::Missing)),
        }
    }

    /// Forgets what was read from the vault, after a login.
    fn forget(&self, account: AccountId) {
        self.credentials.lock().unwrap_or_else(PoisonError::into_inner).remove(&account);
    }

    /// Stores that a login is lost. The next one may come from another process, so what was
    /// read from the vault is forgotten.
    async fn login_lost(&self, account: AccountId) -> Result<(), StoreError> {
        self.forget(account);
        self.store.set_health(account, Health::NeedsLogin).await
    }

    /// One question of `account`.
    fn call<'a>(&'a self, account: &'a Account, credential: &'a Credential) -> Call<'a> {
        Call { http: &self.http, account, credential, now: self.clock.machine(), most: self.rules().first_entries }
    }

    /// A random share, so that equal waits end apart.
    fn jitter(&self) -> Jitter {
        Jitter::new(rand::random())
    }
}

/// The running engine of this process.
pub struct Engine {
    parts: Parts,
    news: mpsc::Sender<News>,
    supervisor: Arc<supervisor::Supervisor>,
    stop: CancellationToken,
    asks: Mutex<CancellationToken>,
    task: JoinHandle<()>,
    hooks: JoinHandle<()>,
}

impl Engine {
    /// Starts the engine; it takes up its duty when no other process has it.
    ///
    /// News is dropped when nobody reads it: it is never the truth.
    pub fn start(parts: Parts, presence: duty::Presence, news: mpsc::Sender<News>) -> Engine {
        let stop = CancellationToken::new();
        let supervisor = Arc::new(supervisor::Supervisor::new(parts.clone(), presence, news.clone()));
        let task = tokio::spawn(Arc::clone(&supervisor).run(stop.clone()));
        let hooks = tokio::spawn(hooks::run(parts.clone(), news.clone(), stop.clone()));
        let asks = Mutex::new(stop.child_token());
        Engine { parts, news, supervisor, stop, asks, task, hooks }
    }

    /// Asks every lane for a round now; a lane that waits for its network's limit stays asleep.
    pub fn sync(&self) {
        self.supervisor.wake(None);
    }

    /// Asks the lanes of one account for a round now.
    pub fn wake(&self, account: AccountId) {
        self.supervisor.wake(Some(account));
    }

    /// Reads the thread around a conversation from its network, in the background.
    pub fn read_thread(&self, conversation: ConversationId) {
        let stop = self.asks.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (parts, news) = (self.parts.clone(), self.news.clone());
        tokio::spawn(async move {
            news.try_send(News::Reading(conversation)).ok();
            let read = tokio::select! {
                () = stop.cancelled() => Ok(()),
                read = asks::thread(&parts, conversation) => read,
            };
            news.try_send(News::Read(conversation, read.err().map(|failure| failure.reason()))).ok();
        });
    }

    /// Gives up what is being read on demand.
    pub fn cancel_asks(&self) {
        let mut asks = self.asks.lock().unwrap_or_else(PoisonError::into_inner);
        asks.cancel();
        *asks = self.stop.child_token();
    }

    /// The parts, for a login.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Ends all lanes; what is being sent gets a few seconds to hear its answer.
    pub async fn stop(self) {
        self.stop.cancel();
        // A command that runs is killed, which takes no time.
        self.hooks.await.ok();
        if tokio::time::timeout(Duration::from_secs(5), self.task).await.is_err() {
            tracing::warn!("A lane did not end in time; what it was sending is looked up at the next start.");
        }
    }
}

/// The least rest of an outbox that could not take what is due: another process has the lease.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest time for which a rest believes that the clock goes on as it did.
const GLANCE: Duration = Duration::from_secs(30);

/// The real wait until `at`, by the machine's clock.
fn wait_until(clock: &dyn Clock, at: Timestamp) -> Duration {
    // A day at most: a clock that was set back must not put a lane to sleep for ever.
    at.since(clock.machine()).min(Duration::from_secs(24 * 3600))
}

/// Rests until `at`; a machine that slept is noticed, and a clock that was set back adds nothing.
async fn rest_until(clock: &dyn Clock, at: Timestamp) {
    rest_looking(clock, at, GLANCE).await;
}

async fn rest_looking(clock: &dyn Clock, at: Timestamp, every: Duration) {
    let longest = tokio::time::Instant::now() + wait_until(clock, at);
    loop {
        let real = longest.saturating_duration_since(tokio::time::Instant::now());
        let left = wait_until(clock, at).min(real);
        if left.is_zero() {
            return;
        }
        tokio::time::sleep(left.min(every)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::FixedClock;

    #[tokio::test]
    async fn a_clock_that_was_set_back_does_not_lengthen_a_rest() {
        let clock = FixedClock::at(Timestamp::from_millis(0));
        let began = tokio::time::Instant::now();
        rest_looking(&clock, Timestamp::from_millis(50), Duration::from_millis(10)).await;
        assert!(began.elapsed() >= Duration::from_millis(50), "by the real time, since this clock stands still");
    }

    #[tokio::test]
    async fn a_rest_that_the_machine_slept_through_is_over() {
        let clock = Arc::new(FixedClock::at(Timestamp::from_millis(0)));
        let resting = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move { rest_looking(clock.as_ref(), Timestamp::from_millis(3_600_000), Duration::from_millis(10)).await }
        });
        clock.advance(Duration::from_secs(7200));
        tokio::time::timeout(Duration::from_secs(60), resting).await.expect("the lid was opened an hour late").unwrap();
    }
}
