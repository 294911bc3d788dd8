//! A year of an agency, told to a store through its own doors.
//!
//! Everything is stored as real use stores it: pages are absorbed, verbs are intents,
//! answers are claimed and settled. The same seed tells the same year. Start at [`fill`];
//! what one account's networks bring is in `rounds.rs`, what the person does in `desk.rs`.

mod cast;
mod chance;
mod desk;
mod rounds;
mod texts;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use vigie::base::id::AccountId;
use vigie::base::time::{Clock, FixedClock, Timestamp};
use vigie::engine::login;
use vigie::model::account::{Feed, FeedStatus};
use vigie::model::credential::Credential;
use vigie::model::exchange::{Page, Thread};
use vigie::model::network::Network;
use vigie::store::{Options, Store};
use vigie::vault::Vault;

use cast::Cast;
use chance::Chance;
use desk::Desk;
use rounds::Street;

/// Where nothing listens, unless a measurement does.
pub const SERVER: &str = "http://127.0.0.1:48123";

/// When the year is over.
pub const UNTIL: &str = "2026-11-22T08:00:00Z";

/// What is wrong with a story: whatever the store, the vault or the words said.
pub type Wrong = Box<dyn std::error::Error + Send + Sync>;

/// How much of a year is told.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many interactions of theirs.
    pub interactions: u64,
    /// Equal seeds tell equal years.
    pub seed: u64,
    /// How many clients; 30 are known.
    pub clients: usize,
    /// How many accounts they have together.
    pub accounts: usize,
    /// How many days.
    pub days: u32,
    /// When it is over.
    pub until: Timestamp,
    /// Where the accounts live.
    pub server: String,
    /// Whether the pages are kept, so that they can be stored once more elsewhere.
    pub taped: bool,
    /// How many posts stand on the calendar, over five years around the end.
    pub slots: u32,
}

/// One page as it was stored.
#[derive(Debug, Clone)]
pub struct Taped {
    /// Whose.
    pub account: AccountId,
    /// Of what.
    pub feed: Feed,
    /// What it held.
    pub page: Page,
    /// What stood around it.
    pub threads: Vec<Thread>,
}

/// What came of a story beside the store.
#[derive(Debug, Default)]
pub struct Told {
    /// The networks' ids of our accounts.
    pub accounts: Vec<String>,
    /// Every page in order, where they are kept.
    pub pages: Vec<Taped>,
}

impl Plan {
    /// A year of thirty clients with a hundred and fifty accounts.
    pub fn year(interactions: u64, seed: u64) -> Plan {
        let until = Timestamp::parse(UNTIL).unwrap_or_default();
        Plan { interactions, seed, clients: 30, accounts: 150, days: 365, until, server: SERVER.to_owned(), taped: false, slots: 0 }
    }
}

/// Tells a year to a new store below `home`; `progress` hears how many interactions are stored.
pub async fn fill(home: &Path, plan: &Plan, progress: impl FnMut(u64)) -> Result<(), Wrong> {
    std::fs::create_dir_all(home)?;
    let path = home.join("vigie.db");
    if path.exists() {
        return Err(format!("{} is there already", path.display()).into());
    }
    let clock = Arc::new(FixedClock::at(plan.until - Duration::from_secs(u64::from(plan.days) * 86_400)));
    let store = Store::open(&path, Options { clock: clock.clone(), writable: true })?;
    let accounts = tell(&store, &clock, plan, progress).await?.accounts;
    store.close();
    let vault = Vault::open(home, false);
    for remote_id in accounts {
        let key = login::vault_key(Network::Mastodon, &plan.server, &remote_id);
        vault.put(&key, &Credential::token(format!("token-of-{remote_id}"))).map_err(|error| format!("{error:?}"))?;
    }
    Ok(())
}

/// Tells a year to an empty store.
pub async fn tell(store: &Store, clock: &FixedClock, plan: &Plan, mut progress: impl FnMut(u64)) -> Result<Told, Wrong> {
    let mut told = Told::default();
    let mut chance = Chance::new(plan.seed);
    let cast = Cast::hired(store, plan).await?;
    let mut streets: Vec<Street> = (0..cast.accounts.len()).map(|at| Street::new(at, plan)).collect();
    let mut desk = Desk::open(store, plan).await?;
    let begins = clock.now();
    let mut stored = 0;
    for day in 0..plan.days {
        for (hour, (begun, _)) in rounds::HOURS.into_iter().enumerate() {
            let at = begins + Duration::from_secs(u64::from(day) * 86_400 + begun * 3_600);
            clock.advance(at.since(clock.now()));
            for street in &mut streets {
                let brought = street.round(store, &cast, &mut chance, at, hour).await?;
                told.pages.append(&mut street.tape);
                stored = stored + brought.fresh - brought.gone;
                desk.backlog += brought.opened;
            }
            desk.works(store, &cast, &mut chance, rounds::is_last(plan, day)).await?;
        }
        progress(stored);
    }
    // What shares have left over comes at the very end.
    while stored < plan.interactions {
        let left = plan.interactions - stored;
        stored += streets[0].burst(store, &cast, &mut chance, clock.now(), left.min(100)).await?;
    }
    progress(stored);
    desk.leaves_things(store, &cast, &mut chance).await?;
    desk.plans(store, &cast, &mut chance, plan).await?;
    clock.advance(plan.until.since(clock.now()));
    for account in &cast.accounts {
        for feed in cast::feeds(account.network) {
            let status = FeedStatus { feed: *feed, read_at: Some(clock.now()), next_at: None, trouble: None };
            store.feed_status(account.id, status).await?;
        }
    }
    told.accounts = cast.accounts.iter().map(|account| account.remote_id.clone()).collect();
    Ok(told)
}
