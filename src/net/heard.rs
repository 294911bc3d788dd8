//! What servers say beside their answers: their clock, and what is left of their limit.
//!
//! Nothing depends on it; it is what a person is told who asks what is wrong.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::fault;
use super::request::Headers;
use crate::base::time::Timestamp;

/// What a server has said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Scheme and host.
    pub address: String,
    /// How many seconds its clock is ahead of the machine's; below zero when it is behind.
    pub ahead: Option<i64>,
    /// When it said so, by the machine's clock.
    pub heard_at: Timestamp,
    /// How many requests were left then, and until when that counts.
    pub left: Option<(u32, Timestamp)>,
}

/// What all servers have said last.
#[derive(Debug, Default)]
pub(super) struct Heard(Mutex<BTreeMap<String, Server>>);

impl Heard {
    /// Listens to an answer that came at `now`.
    pub(super) fn listen(&self, address: &str, headers: &Headers, now: Timestamp) {
        let date = headers.get("date").and_then(fault::http_date);
        let left = fault::remaining(headers).zip(fault::reset_at(headers, now));
        let mut servers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = servers.get(address).and_then(|server| server.left).filter(|(_, until)| *until > now);
        let ahead = date.map(|date| (date.millis() - now.millis()).div_euclid(1_000));
        let server = Server { address: address.to_owned(), ahead, heard_at: now, left: left.or(before) };
        servers.insert(address.to_owned(), server);
    }

    pub(super) fn all(&self) -> Vec<Server> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_clock_and_the_limit_of_a_server_are_heard() {
        let now = Timestamp::parse("2026-11-22T15:43:00Z").unwrap();
        let headers =
            |pairs: &[(&str, &str)]| Headers(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        let heard = Heard::default();
        let limit = [("date", "Sun, 22 Nov 2026 15:43:20 GMT"), ("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", "60")];
        heard.listen("https://a.example", &headers(&limit), now);
        let server = &heard.all()[0];
        assert_eq!((server.ahead, server.left.map(|(left, _)| left)), (Some(20), Some(7)));
        heard.listen("https://a.example", &headers(&[("date", "Sun, 22 Nov 2026 15:40:00 GMT")]), now + Duration::from_secs(1));
        let server = &heard.all()[0];
        assert_eq!((server.ahead, server.left.map(|(left, _)| left)), (Some(-181), Some(7)), "what counts still is kept");
    }
}
