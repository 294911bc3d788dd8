//! How long a round takes that asks 200 accounts on 40 hosts, against what it must take.
//!
//! `cargo run --release --example breadth`: real HTTP on the loopback, a real store, and the
//! engine's own round. Hosts answer after 50 to 500 ms, and one has many of the sources. A
//! round cannot end before its slowest host has answered everything, four at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use vigie::base::id::ClientId;
use vigie::base::time::{Clock, SystemClock};
use vigie::connector::rss;
use vigie::demo::Server;
use vigie::demo::faults::Fault;
use vigie::engine::once::{self, Synced};
use vigie::engine::{Parts, Rules, login};
use vigie::model::account::{Identity, NewAccount};
use vigie::model::credential::Credential;
use vigie::model::network::Network;
use vigie::net::Http;
use vigie::store::{Options, Store};
use vigie::vault::Vault;

/// Hosts of sources; two more are servers of Mastodon.
const SITES: usize = 38;
const SERVERS: usize = 2;
/// Accounts on each of those.
const MEMBERS: usize = 4;
const ACCOUNTS: usize = 200;
/// Sources on the slowest host.
const CROWD: usize = 24;
const ENTRIES: usize = 30;
const AT_ONCE: usize = 4;

/// A host that takes its time.
struct Host {
    url: String,
    latency: Duration,
    sources: usize,
    asked: Arc<AtomicUsize>,
}

impl Host {
    async fn open(number: usize, sources: usize) -> Host {
        let latency = Duration::from_millis(500 - number as u64 * 450 / (SITES as u64 - 1));
        let listener = TcpListener::bind((Ipv4Addr::new(127, 0, 0, number as u8 + 1), 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(answer(stream, latency));
            }
        });
        Host { url, latency, sources, asked }
    }

    /// What its answers take when they begin at once.
    fn least(&self, requests: usize) -> Duration {
        self.latency * u32::try_from(requests.div_ceil(AT_ONCE)).unwrap()
    }
}

async fn answer(mut stream: TcpStream, latency: Duration) {
    let mut heard = vec![0; 4096];
    let length = stream.read(&mut heard).await.unwrap_or(0);
    let head = String::from_utf8_lossy(&heard[..length]).to_lowercase();
    tokio::time::sleep(latency).await;
    let answer = if head.contains("if-none-match: \"1\"") {
        "HTTP/1.1 304 Not Modified\r\netag: \"1\"\r\nconnection: close\r\n\r\n".to_owned()
    } else {
        let item =
            |n: usize| format!("<item><guid>{n}</guid><title>Entry {n}</title><description>{}</description></item>", "word ".repeat(200));
        let items: String = (0..ENTRIES).map(item).collect();
        let body = format!("<rss version=\"2.0\"><channel><title>A blog</title>{items}</channel></rss>");
        format!("HTTP/1.1 200 OK\r\netag: \"1\"\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    };
    stream.write_all(answer.as_bytes()).await.ok();
}

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(run());
}

async fn run() {
    let folder = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = Store::open(&folder.path().join("vigie.db"), Options { clock: Arc::clone(&clock), writable: true }).unwrap();
    let parts = Parts::new(store.clone(), Vault::open(folder.path(), false), Http::new(), Arc::clone(&clock), Rules::default());
    let client = store.add_client("Bistro", None).await.unwrap();

    let sources = ACCOUNTS - SERVERS * MEMBERS;
    let mut hosts = vec![Host::open(0, CROWD).await];
    for number in 1..SITES {
        let (left, others) = (sources - CROWD, SITES - 1);
        hosts.push(Host::open(number, left / others + usize::from(number <= left % others)).await);
    }
    let new: Vec<NewAccount> =
        hosts.iter().flat_map(|host| (0..host.sources).map(|n| source(client, &format!("{}/{n}", host.url)))).collect();
    assert_eq!(store.add_accounts(new).await.unwrap(), sources);
    let mut servers = Vec::new();
    for server in 0..SERVERS {
        servers.push(members(&parts, client, server, &clock).await);
    }

    println!("{ACCOUNTS} accounts on {} hosts, {sources} of them sources", SITES + SERVERS);
    for round in ["first", "quiet"] {
        let before: Vec<usize> = hosts.iter().map(|host| host.asked.load(Ordering::Relaxed)).collect();
        let began = Instant::now();
        let synced = once::sync(&parts, None, |_| ()).await.unwrap();
        let wall = began.elapsed();
        let asked = hosts.iter().zip(&before).map(|(host, before)| host.asked.load(Ordering::Relaxed) - before);
        let slowest = hosts.iter().zip(asked).map(|(host, asked)| host.least(asked)).max().unwrap();
        told(round, &synced, wall, slowest);
    }
    store.close();
    drop(servers);
}

fn source(client: ClientId, address: &str) -> NewAccount {
    let identity = Identity { remote_id: rss::remote_id(client, address), handle: rss::handle(address), ..Identity::default() };
    NewAccount { client, network: Network::Rss, server: address.to_owned(), identity }
}

/// A server of Mastodon that takes 150 ms for everything, with accounts of ours.
async fn members(parts: &Parts, client: ClientId, number: usize, clock: &Arc<dyn Clock>) -> Server {
    let server = Server::start(Arc::clone(clock)).await.unwrap();
    for member in 0..MEMBERS {
        let handle = format!("brand{number}{member}");
        server.network.person(&handle, Default::default());
        for n in 0..20 {
            server.network.mention("ana", &handle, &format!("Question {n}?")).unwrap();
        }
        let token = Credential::token(server.network.token(&handle));
        login::add(parts, client, Network::Mastodon, &server.url(), token).await.unwrap();
    }
    server.faults.always("GET", "/api/", Fault::Slow(Duration::from_millis(150)));
    server
}

fn told(round: &str, synced: &[Synced], wall: Duration, slowest: Duration) {
    let troubles = synced.iter().filter(|account| account.trouble.is_some()).count();
    let fresh: u32 = synced.iter().map(|account| account.fresh).sum();
    let requests: u64 = synced.iter().map(|account| account.requests).sum();
    let sources: Vec<u64> = synced.iter().filter(|synced| synced.account.network.is_source()).map(|synced| synced.requests).collect();
    let ratio = wall.as_secs_f64() / slowest.as_secs_f64();
    println!(
        "{round:>6}: {:.2} s; the slowest host must take {:.2} s; ratio {ratio:.2} (must be 1.5 at most)",
        wall.as_secs_f64(),
        slowest.as_secs_f64()
    );
    println!(
        "        {fresh} new, {troubles} in trouble, {requests} requests; a source: {:.2}, at most {}",
        sources.iter().sum::<u64>() as f64 / sources.len() as f64,
        sources.iter().max().unwrap()
    );
}
