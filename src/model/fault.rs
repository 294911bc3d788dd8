//! What went wrong with a network, sorted by what to do about it.
//!
//! A connector chooses the [`Fault`]; [`next`] chooses the consequence, and no other code
//! decides whether something is tried again. A [`Reason`] is a fault as it is kept and
//! shown: a code, and what the server said, as a quotation.

use crate::base::backoff::{self, Jitter};
use crate::base::code::codes;
use crate::base::harmless;
use crate::base::text;
use crate::base::time::Timestamp;

/// A failed exchange with a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The login does not do; a person must see to it.
    Auth(AuthFault),
    /// Too much was asked; all is well again at `until`, by the machine's clock.
    RateLimited {
        /// When to ask again.
        until: Timestamp,
    },
    /// It surely had no effect and may work later.
    Transient(Trouble),
    /// It may have had an effect, and no answer tells.
    Unsure(Trouble),
    /// It was refused, with a reason; trying again will not help.
    Permanent(Refusal),
    /// We asked for what the network cannot do: a mistake of ours.
    Unsupported(&'static str),
    /// The answer is not as documented; what was wrong with it.
    Protocol(String),
}

/// What is wrong with a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthFault {
    /// The token is not accepted any more.
    Expired,
    /// The token is accepted, but does not allow this.
    Forbidden,
    /// There is no token in the vault.
    Missing,
}

/// What kept an answer from coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No connection could be made.
    Unreachable,
    /// No answer came in time.
    TimedOut,
    /// The connection broke before the answer was whole.
    Broken,
    /// The server said that it failed, with this status.
    Server(u16),
    /// The answer was larger than any should be.
    TooLarge,
}

/// A refusal with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status of the answer.
    pub status: u16,
    /// What the server said, or nothing.
    pub said: String,
}

impl Fault {
    /// A refusal in the server's own words, made harmless and short.
    pub fn refused(status: u16, said: &str) -> Fault {
        Fault::Permanent(Refusal { status, said: text::truncate(&harmless::line(said), 300) })
    }

    /// Whether the thing asked for is not there, or not any more.
    pub fn is_gone(&self) -> bool {
        matches!(self, Fault::Permanent(Refusal { status: 404 | 410, .. }))
    }

    /// Whether the thing asked for is said to be gone for good (RFC 9110, 15.5.11).
    pub fn is_gone_for_good(&self) -> bool {
        matches!(self, Fault::Permanent(Refusal { status: 410, .. }))
    }

    /// Whether nothing was asked, since what was given is no address.
    pub fn is_no_address(&self) -> bool {
        matches!(self, Fault::Protocol(what) if ["address", "scheme", "port"].contains(&what.as_str()))
    }

    /// The fault as it is kept and shown.
    pub fn reason(&self) -> Reason {
        let (code, detail) = match self {
            Fault::Auth(AuthFault::Expired) => (ReasonCode::LoginExpired, String::new()),
            Fault::Auth(AuthFault::Forbidden) => (ReasonCode::LoginForbidden, String::new()),
            Fault::Auth(AuthFault::Missing) => (ReasonCode::LoginMissing, String::new()),
            Fault::RateLimited { until } => (ReasonCode::RateLimited, until.rfc3339()),
            Fault::Transient(trouble) | Fault::Unsure(trouble) => match trouble {
                Trouble::Unreachable => (ReasonCode::Unreachable, String::new()),
                Trouble::TimedOut => (ReasonCode::TimedOut, String::new()),
                Trouble::Broken => (ReasonCode::Broken, String::new()),
                Trouble::Server(status) => (ReasonCode::ServerError, status.to_string()),
                Trouble::TooLarge => (ReasonCode::TooLarge, String::new()),
            },
            Fault::Permanent(refusal) if self.is_gone() => (ReasonCode::Gone, refusal.said.clone()),
            Fault::Permanent(refusal) if refusal.said.is_empty() => (ReasonCode::Refused, refusal.status.to_string()),
            Fault::Permanent(refusal) => (ReasonCode::Refused, refusal.said.clone()),
            Fault::Unsupported(what) => (ReasonCode::Unsupported, (*what).to_owned()),
            Fault::Protocol(what) => (ReasonCode::Protocol, text::truncate(&harmless::line(what), 300)),
        };
        Reason { code, detail }
    }
}

codes! {
    /// The word for what went wrong.
    pub enum ReasonCode {
        /// The login is not accepted any more.
        LoginExpired = "login-expired",
        /// The login does not allow this.
        LoginForbidden = "login-forbidden",
        /// There is no login in the vault.
        LoginMissing = "login-missing",
        /// Too much was asked; the detail is the time of the end.
        RateLimited = "rate-limited",
        /// No connection.
        Unreachable = "unreachable",
        /// No answer in time.
        TimedOut = "timed-out",
        /// Half an answer.
        Broken = "broken",
        /// The server failed; the detail is its status.
        ServerError = "server-error",
        /// The answer was too large.
        TooLarge = "too-large",
        /// The server refused; the detail is what it said, or its status.
        Refused = "refused",
        /// What it was about is not there any more.
        Gone = "gone",
        /// The network cannot do it; the detail says what.
        Unsupported = "unsupported",
        /// The answer could not be read; the detail says why.
        Protocol = "protocol",
        /// Our own store failed; the detail says how.
        Store = "store",
    }
}

impl ReasonCode {
    /// Whether logging in again mends it.
    pub const fn needs_login(self) -> bool {
        matches!(self, ReasonCode::LoginExpired | ReasonCode::LoginForbidden | ReasonCode::LoginMissing)
    }
}

/// A fault as it is kept and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What went wrong.
    pub code: ReasonCode,
    /// What belongs to the code; harmless.
    pub detail: String,
}

/// What happens to a delivery after a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Try again then. Counted attempts bring the delivery nearer to giving up.
    Again {
        /// When, by the machine's clock.
        at: Timestamp,
        /// Whether the attempt counts.
        counted: bool,
    },
    /// Ask the network whether the last attempt arrived.
    Look,
    /// Wait for a person to log in again.
    Hold,
    /// Show the reason and stop.
    GiveUp,
}

/// The attempts a delivery gets before it fails.
pub const ATTEMPTS: u32 = 8;

/// The attempt from which on the wait for a connection does not grow any more.
const PATIENT: u32 = 4;

/// Decides what follows `fault` on the given attempt, counted from 1, at the machine's `now`.
pub fn next(fault: &Fault, attempt: u32, now: Timestamp, jitter: Jitter) -> Next {
    match fault {
        Fault::RateLimited { until } => Next::Again { at: *until, counted: false },
        // No connection is no fault of the delivery: it waits for as long as the line is down.
        // Its first attempts count all the same, or it would be tried every four seconds.
        Fault::Transient(Trouble::Unreachable) => {
            Next::Again { at: now + backoff::after(attempt.min(PATIENT), jitter), counted: attempt < PATIENT }
        }
        Fault::Transient(_) if attempt < ATTEMPTS => Next::Again { at: now + backoff::after(attempt, jitter), counted: true },
        Fault::Unsure(_) => Next::Look,
        Fault::Auth(_) => Next::Hold,
        Fault::Transient(_) | Fault::Permanent(_) | Fault::Unsupported(_) | Fault::Protocol(_) => Next::GiveUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(0);

    #[test]
    fn what_follows_depends_on_the_fault_alone() {
        let again = |seconds, counted| Next::Again { at: NOW + Duration::from_secs(seconds), counted };
        let table = [
            (Fault::RateLimited { until: NOW + Duration::from_secs(60) }, 1, again(60, false)),
            (Fault::Transient(Trouble::Server(503)), 1, again(4, true)),
            (Fault::Transient(Trouble::Server(503)), ATTEMPTS, Next::GiveUp),
            (Fault::Transient(Trouble::Unreachable), 1, again(4, true)),
            (Fault::Transient(Trouble::Unreachable), 4, again(32, false)),
            (Fault::Transient(Trouble::Unreachable), ATTEMPTS, again(32, false)),
            (Fault::Unsure(Trouble::TimedOut), 1, Next::Look),
            (Fault::Auth(AuthFault::Expired), 1, Next::Hold),
            (Fault::refused(422, "too long"), 1, Next::GiveUp),
            (Fault::Protocol("not JSON".into()), 1, Next::GiveUp),
            (Fault::Unsupported("boost"), 1, Next::GiveUp),
        ];
        for (fault, attempt, expected) in table {
            assert_eq!(next(&fault, attempt, NOW, Jitter::NONE), expected, "{fault:?}");
        }
    }

    #[test]
    fn what_a_server_says_is_made_harmless() {
        let fault = Fault::refused(422, "no\u{1b}[2Jpe\n<b>");
        assert_eq!(fault.reason(), Reason { code: ReasonCode::Refused, detail: "nope <b>".into() });
        assert_eq!(Fault::refused(404, "").reason().code, ReasonCode::Gone);
    }
}
