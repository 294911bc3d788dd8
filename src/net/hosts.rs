//! Hosts that many sources share: when one should be left alone.
//!
//! One address that fails says nothing of its neighbours. Several in a row, with no answer
//! between them, say that the host is down or has had enough; then all of them rest, for
//! longer each time. Accounts with a token have a purse of their own instead (see `budget`).

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::base::backoff::{self, Jitter};
use crate::base::time::Timestamp;
use crate::model::fault::{Fault, Trouble};

/// So many addresses of a host in a row must fail before the others rest too.
const IN_A_ROW: usize = 3;
/// The first rest of a host is that of this attempt: 32 seconds.
const FIRST: u32 = 4;

/// How the hosts of sources are.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    known: Mutex<HashMap<String, Host>>,
}

#[derive(Debug, Default)]
struct Host {
    failed: BTreeSet<String>,
    rests: u32,
    until: Option<(Timestamp, Fault)>,
}

impl Hosts {
    /// Why and until when a host is left alone at `now`.
    pub(super) fn rest(&self, host: &str, now: Timestamp) -> Option<(Timestamp, Fault)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(host)?.until.clone().filter(|(until, _)| *until > now)
    }

    /// Learns from what `address` on `host` came to.
    pub(super) fn note(&self, host: &str, address: &str, fault: Option<&Fault>, now: Timestamp) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fault) = fault.filter(|fault| tells_of_host(fault)) else {
            // A refusal is an answer: the host is there.
            known.remove(host);
            return;
        };
        let host = known.entry(host.to_owned()).or_default();
        host.failed.insert(address.to_owned());
        if host.failed.len() < IN_A_ROW {
            return;
        }
        host.failed.clear();
        let rest = now + backoff::after(FIRST + host.rests, Jitter::NONE);
        let (until, fault) = match fault {
            Fault::RateLimited { until } => {
                let until = rest.max((*until).min(now + backoff::LONGEST));
                (until, Fault::RateLimited { until })
            }
            other => (rest, other.clone()),
        };
        host.rests += 1;
        host.until = Some((until, fault));
    }

    /// How long a request may wait for a host that is about to be well again.
    pub(super) fn patience(until: Timestamp, now: Timestamp) -> Option<Duration> {
        let wait = until.since(now);
        (wait <= Duration::from_secs(5)).then_some(wait)
    }
}

/// Whether a fault concerns the host and not only one address of it.
fn tells_of_host(fault: &Fault) -> bool {
    match fault {
        Fault::RateLimited { .. } | Fault::Transient(Trouble::Unreachable | Trouble::Server(502..=504)) => true,
        Fault::Transient(Trouble::TimedOut | Trouble::Broken | Trouble::Server(_) | Trouble::TooLarge)
        | Fault::Unsure(_)
        | Fault::Auth(_)
        | Fault::Permanent(_)
        | Fault::Unsupported(_)
        | Fault::Protocol(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);
    const DOWN: Fault = Fault::Transient(Trouble::Unreachable);

    fn after(seconds: u64) -> Timestamp {
        NOW + Duration::from_secs(seconds)
    }

    #[test]
    fn a_host_rests_when_three_of_its_addresses_fail_in_a_row() {
        let hosts = Hosts::default();
        for address in ["/a", "/b", "/b", "/b"] {
            hosts.note("blog.test", address, Some(&DOWN), NOW);
        }
        assert_eq!(hosts.rest("blog.test", NOW), None, "two addresses, and no more");
        hosts.note("blog.test", "/c", Some(&DOWN), NOW);
        assert_eq!(hosts.rest("blog.test", NOW), Some((after(32), DOWN)));
        assert_eq!(hosts.rest("other.test", NOW), None);
        assert_eq!(hosts.rest("blog.test", after(32)), None);
    }

    #[test]
    fn an_answer_between_them_ends_the_suspicion() {
        let hosts = Hosts::default();
        let gone = Fault::refused(410, "");
        for (address, fault) in [("/a", Some(&DOWN)), ("/b", Some(&DOWN)), ("/c", Some(&gone)), ("/d", Some(&DOWN)), ("/e", None)] {
            hosts.note("blog.test", address, fault, NOW);
        }
        assert_eq!(hosts.rest("blog.test", NOW), None);
    }

    #[test]
    fn a_limit_is_kept_as_told_and_rests_grow() {
        let hosts = Hosts::default();
        let limited = |seconds| Fault::RateLimited { until: after(seconds) };
        for address in ["/a", "/b", "/c"] {
            hosts.note("blog.test", address, Some(&limited(90)), NOW);
        }
        assert_eq!(hosts.rest("blog.test", NOW), Some((after(90), limited(90))));
        for address in ["/a", "/b", "/c"] {
            hosts.note("blog.test", address, Some(&limited(1)), NOW);
        }
        assert_eq!(hosts.rest("blog.test", NOW).map(|(until, _)| until), Some(after(64)), "longer than it asks for, the second time");
    }
}
