//! A small network of our own: a Mastodon server on the loopback, and a day on it, with
//! the sources that people read that day.
//!
//! vigie polls it as it polls any server; nothing on a screen is ever drawn from here
//! directly. The same server with scripted faults is what all tests of networks talk to.
//! There is no federation, no media upload and no streaming. Start at [`server`] for
//! tests, at [`Demo`] for the day.

mod answer;
pub mod chance;
mod crowd;
pub mod day;
mod documents;
pub mod faults;
pub mod feeds;
mod hearing;
mod line;
mod login;
mod manners;
pub mod network;
pub mod nouns;
mod paging;
mod pictures;
mod render;
mod routes;
pub mod scenario;
pub mod server;
mod text;
mod threads;
mod uploads;
pub mod world;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::base::time::{Clock, FastClock, Timestamp};
use crate::model::network::Network as Kind;
use crate::model::snippet::AndThen;

use day::Director;
use faults::Quirks;
use feeds::Shelf;
use network::Network;
pub use scenario::{Lang, PostState};
pub use server::Server;

/// The day to be played.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The language of clients and people.
    pub lang: Lang,
    /// Midnight of the day, in the zone of whoever looks at it.
    pub midnight: Timestamp,
    /// The hour and minute it opens at; what was before has happened.
    pub opens: (u32, u32),
    /// Seconds of the day in a second of the machine.
    pub speed: u32,
    /// The same seed plays the same day.
    pub seed: u64,
}

impl Settings {
    /// The usual day: opens at 08:02, a minute a second.
    pub fn of(lang: Lang, midnight: Timestamp) -> Settings {
        Settings { lang, midnight, opens: (8, 2), speed: 60, seed: 1 }
    }
}

/// An account to look after in the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The client's name.
    pub client: String,
    /// The client's colour, one of the terminal's sixteen.
    pub colour: String,
    /// What it is an account of.
    pub network: Kind,
    /// The address of the server, without a slash at its end, or of the source.
    pub url: String,
    /// The token that acts for the account; empty for a source.
    pub token: String,
    /// The handle without `@`; empty for a source.
    pub handle: String,
}

/// A saved reply of the demo's agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoSnippet {
    /// The client's name; none when it is for all.
    pub client: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its text, with places to fill.
    pub body: String,
    /// What becomes of the conversation after sending.
    pub then: Option<AndThen>,
}

/// A post on the calendar of the agency.
#[derive(Debug, Clone)]
pub struct DemoPost {
    /// The handles of the accounts that post it, without their server.
    pub accounts: Vec<String>,
    /// What it says.
    pub text: String,
    /// So many days after today, at this hour and minute; none for one that has no time of its own.
    pub at: Option<(u32, i8, i8)>,
    /// How it stands when the day opens.
    pub state: PostState,
}

/// A day being played; it stops when this is dropped.
pub struct Demo {
    cards: Vec<(String, String)>,
    clock: Arc<FastClock>,
    server: Server,
    accounts: Vec<DemoAccount>,
    snippets: Vec<DemoSnippet>,
    posts: Vec<DemoPost>,
    stop: CancellationToken,
}

impl Demo {
    /// Opens the network with everything that happened before the hour, and plays on.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(settings: Settings) -> io::Result<Demo> {
        let scenario = scenario::read(settings.lang).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let opens = settings.midnight + Duration::from_secs(u64::from(settings.opens.0) * 3_600 + u64::from(settings.opens.1) * 60);
        let clock = Arc::new(FastClock::begin(opens, settings.speed));
        let mut scenario = scenario;
        let shelf = Shelf::new(std::mem::take(&mut scenario.source), settings.midnight, settings.speed, settings.lang.code());
        let server = Server::with(Arc::clone(&clock) as Arc<dyn Clock>, shelf).await?;
        // A day in half an hour asks more often than any server would allow.
        // And people are called by a name, not by a port.
        server.faults.set_quirks(Quirks { rate_limit: 100_000, account_domain: Some("social.example"), ..Quirks::default() });
        let accounts = accounts(&scenario, &server);
        let cards = scenario.client.iter().map(|client| (client.name.clone(), client.card.clone())).collect();
        let snippets = std::mem::take(&mut scenario.snippet).into_iter().map(snippet).collect();
        let posts = std::mem::take(&mut scenario.post).into_iter().map(post).collect();
        let mut director = Director::new(Arc::clone(&server.network), scenario, settings.lang, settings.midnight, settings.seed);
        director.play_until(opens);
        let stop = CancellationToken::new();
        tokio::spawn(day::play(director, *clock, stop.clone()));
        Ok(Demo { clock, server, accounts, cards, snippets, posts, stop })
    }

    /// The clock of the day.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock) as Arc<dyn Clock>
    }

    /// The accounts to look after, client by client.
    pub fn accounts(&self) -> Vec<DemoAccount> {
        self.accounts.clone()
    }

    /// The clients by name, each with its card as people write it.
    pub fn cards(&self) -> &[(String, String)] {
        &self.cards
    }

    /// What the agency answers again and again.
    pub fn snippets(&self) -> Vec<DemoSnippet> {
        self.snippets.clone()
    }

    /// What stands on the calendar of the agency.
    pub fn posts(&self) -> &[DemoPost] {
        &self.posts
    }

    /// The network the day is played on.
    pub fn network(&self) -> &Arc<Network> {
        &self.server.network
    }

    /// The server of the network, to make it fail.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Ends the day and closes the port.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.server.stop().await;
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn snippet(canned: scenario::Canned) -> DemoSnippet {
    let scenario::Canned { client, name, body, then } = canned;
    DemoSnippet { client, name, body, then: then.as_deref().and_then(AndThen::from_code) }
}

fn post(planned: scenario::PlannedPost) -> DemoPost {
    let time = planned.at.as_deref().and_then(|at| at.split_once(':'));
    let time = time.and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
    let at = planned.in_days.zip(time).map(|(days, (hour, minute))| (days, hour, minute));
    DemoPost { accounts: planned.accounts, text: planned.text, at, state: planned.state }
}

fn accounts(scenario: &scenario::Scenario, server: &Server) -> Vec<DemoAccount> {
    let mut accounts = Vec::new();
    for client in &scenario.client {
        for account in &client.accounts {
            accounts.push(DemoAccount {
                client: client.name.clone(),
                colour: client.colour.clone(),
                network: Kind::Mastodon,
                url: server.url(),
                token: server.network.token(&account.handle),
                handle: account.handle.clone(),
            });
        }
        let followed = server.shelf.followed().filter(|(follower, _)| *follower == client.name);
        accounts.extend(followed.map(|(_, path)| DemoAccount {
            client: client.name.clone(),
            colour: client.colour.clone(),
            network: Kind::Rss,
            url: server.url() + &path,
            token: String::new(),
            handle: String::new(),
        }));
    }
    accounts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::snippet::Template;

    #[tokio::test]
    async fn a_day_opens_with_its_accounts_and_goes_on_by_itself() {
        let midnight = Timestamp::parse("2026-11-23T23:00:00Z").unwrap_or_default();
        for lang in [Lang::Fr, Lang::En] {
            // Fast enough for the next event to come while the test looks.
            let demo = Demo::start(Settings { speed: 36_000, ..Settings::of(lang, midnight) }).await.unwrap();
            assert!(demo.clock().now() >= midnight + Duration::from_secs(8 * 3_600 + 120));
            let accounts = demo.accounts();
            let clients: std::collections::BTreeSet<&str> = accounts.iter().map(|account| account.client.as_str()).collect();
            let (sources, accounts): (Vec<_>, Vec<_>) = accounts.iter().partition(|account| account.network.is_source());
            assert_eq!((accounts.len(), sources.len(), clients.len()), (5, 7, 3));
            assert!(accounts.iter().all(|account| account.url.starts_with("http://127.0.0.1:") && !account.token.is_empty()));
            assert!(sources.iter().all(|source| source.url.contains("/feeds/")));
            let snippets = demo.snippets();
            assert!(snippets.iter().any(|snippet| snippet.client.is_none()) && snippets.iter().any(|snippet| snippet.then.is_some()));
            for snippet in snippets {
                assert!(Template::parse(&snippet.body).is_ok(), "{lang:?}: {}", snippet.name);
                assert!(snippet.client.is_none_or(|name| clients.contains(name.as_str())), "{lang:?}: {}", snippet.name);
            }
            let restaurant = accounts[0].handle.as_str();
            let before = demo.network().posts_of(restaurant).len();
            let more = async {
                while demo.network().posts_of(restaurant).len() == before {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            };
            assert!(tokio::time::timeout(Duration::from_secs(10), more).await.is_ok(), "{lang:?}: nothing happens");
            demo.stop().await;
            assert!(tokio::net::TcpStream::connect(demo.server().url().trim_start_matches("http://")).await.is_err());
        }
    }
}
