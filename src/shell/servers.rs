//! What servers said beside their answers, kept in the cache for `vigie doctor`.
//!
//! It can be thrown away at any time, and nothing but the doctor reads it.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::house::House;
use crate::base::private;
use crate::base::time::Timestamp;
use crate::net::Http;

pub use crate::net::Server;

/// How often it is kept while the engine runs.
const EVERY: Duration = Duration::from_secs(120);

/// One server as it is written.
#[derive(Serialize, Deserialize)]
struct Line {
    address: String,
    ahead: Option<i64>,
    heard_at: i64,
    left: Option<(u32, i64)>,
}

fn file(house: &House) -> PathBuf {
    house.paths.cache.join("servers.json")
}

/// Keeps what was heard now and then; stops with its last handle's runtime, or by the guard.
pub(super) fn begin(house: &House, http: Http) -> tokio_util::task::AbortOnDropHandle<()> {
    let house = house.clone();
    tokio_util::task::AbortOnDropHandle::new(tokio::spawn(async move {
        loop {
            tokio::time::sleep(EVERY).await;
            let (house, http) = (house.clone(), http.clone());
            tokio::task::spawn_blocking(move || keep(&house, &http)).await.ok();
        }
    }))
}

/// Keeps what was heard, beside what was heard of other servers before.
pub fn keep(house: &House, http: &Http) {
    let heard = http.servers();
    if heard.is_empty() {
        return;
    }
    let mut all = kept(house);
    all.retain(|old| heard.iter().all(|new| new.address != old.address));
    all.extend(heard);
    if let Err(error) = write(house, &all) {
        tracing::info!(%error, "What servers said could not be kept.");
    }
}

fn write(house: &House, servers: &[Server]) -> io::Result<()> {
    let lines: Vec<Line> = servers
        .iter()
        .map(|server| Line {
            address: server.address.clone(),
            ahead: server.ahead,
            heard_at: server.heard_at.millis(),
            left: server.left.map(|(left, until)| (left, until.millis())),
        })
        .collect();
    private::folder(&house.paths.cache)?;
    let beside = house.paths.cache.join(format!("servers.{}", std::process::id()));
    fs::remove_file(&beside).ok();
    private::new_file(&beside)?.write_all(&serde_json::to_vec(&lines)?)?;
    fs::rename(beside, file(house))
}

/// What was kept; nothing when that cannot be read.
pub fn kept(house: &House) -> Vec<Server> {
    let text = fs::read_to_string(file(house)).unwrap_or_default();
    let lines: Vec<Line> = serde_json::from_str(&text).unwrap_or_default();
    lines
        .into_iter()
        .map(|line| Server {
            address: line.address,
            ahead: line.ahead,
            heard_at: Timestamp::from_millis(line.heard_at),
            left: line.left.map(|(left, until)| (left, Timestamp::from_millis(until))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_heard_comes_back_and_nonsense_is_nothing() {
        let home = tempfile::tempdir().unwrap();
        let house = House::open(Some(home.path())).unwrap();
        assert_eq!(kept(&house), []);
        let at = Timestamp::from_millis(1_764_000_000_000);
        let server = Server { address: "https://a.example".into(), ahead: Some(-3), heard_at: at, left: Some((7, at)) };
        write(&house, std::slice::from_ref(&server)).unwrap();
        assert_eq!(kept(&house), [server]);
        fs::write(file(&house), "[{").unwrap();
        assert_eq!(kept(&house), []);
    }
}
