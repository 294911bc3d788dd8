//! Instants, and the two clocks that tell them.
//!
//! Instants are UTC milliseconds and nothing else; zones and words for ages belong
//! to whoever shows them. There are two clocks because a simulated day runs faster
//! than the machine that plays it: what people see follows [`Clock::now`], what the
//! machine waits for follows [`Clock::machine`]. On a real day the two are one.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The earliest instant that can be told.
    pub const MIN: Timestamp = Timestamp(i64::MIN);
    /// The latest instant that can be told.
    pub const MAX: Timestamp = Timestamp(i64::MAX);

    /// Makes an instant from milliseconds since 1970.
    pub const fn from_millis(millis: i64) -> Timestamp {
        Timestamp(millis)
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The time from `earlier` to this instant; zero when it lies in the future.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0).max(0).unsigned_abs())
    }

    /// Reads RFC 3339 with any offset, and the form without a zone, taken as UTC.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let text = text.trim();
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Some(Timestamp(instant.as_millisecond()));
        }
        // `+0000` without a colon is how some networks write an offset.
        let with_zone = match text.len().checked_sub(5).and_then(|at| text.split_at_checked(at)) {
            Some((head, offset)) if offset.starts_with(['+', '-']) => {
                let (hours, minutes) = offset.split_at(3);
                format!("{head}{hours}:{minutes}")
            }
            _ => format!("{text}Z"),
        };
        with_zone.parse::<jiff::Timestamp>().ok().map(|instant| Timestamp(instant.as_millisecond()))
    }

    /// Writes RFC 3339 in UTC, to the millisecond where there is one.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map(|instant| instant.to_string()).unwrap_or_default()
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Timestamp;

    fn add(self, wait: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl std::ops::Sub<Duration> for Timestamp {
    type Output = Timestamp;

    fn sub(self, wait: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// Tells the time to whoever may not look at the machine's clock itself.
pub trait Clock: Send + Sync {
    /// The time of day that people live in: stored times, ages, dues.
    fn now(&self) -> Timestamp;

    /// The time the machine waits by: holds, polls, back-off, leases.
    fn machine(&self) -> Timestamp;
}

/// The machine's own clock, for both times.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }

    fn machine(&self) -> Timestamp {
        self.now()
    }
}

/// A clock that stands still until it is told to move; for tests.
#[derive(Debug, Default)]
pub struct FixedClock {
    now: AtomicI64,
    machine: AtomicI64,
}

impl FixedClock {
    /// Makes a clock that shows `at` as both times.
    pub fn at(at: Timestamp) -> FixedClock {
        FixedClock { now: AtomicI64::new(at.0), machine: AtomicI64::new(at.0) }
    }

    /// Moves both times forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.now.fetch_add(by, Ordering::SeqCst);
        self.machine.fetch_add(by, Ordering::SeqCst);
    }

    /// Sets both times back, as a person or a server of time does with a real clock.
    pub fn set_back(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.now.fetch_sub(by, Ordering::SeqCst);
        self.machine.fetch_sub(by, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }

    fn machine(&self) -> Timestamp {
        Timestamp(self.machine.load(Ordering::SeqCst))
    }
}

/// A day that begins at a chosen hour and runs `speed` times as fast as the machine.
#[derive(Debug, Clone, Copy)]
pub struct FastClock {
    began: Timestamp,
    opens: Timestamp,
    speed: u32,
}

impl FastClock {
    /// Begins a day at `opens`, now, at `speed` seconds a second.
    pub fn begin(opens: Timestamp, speed: u32) -> FastClock {
        FastClock { began: SystemClock.machine(), opens, speed: speed.max(1) }
    }

    /// The machine's wait until the day shows `at`; zero when that has passed.
    pub fn wait_until(&self, at: Timestamp) -> Duration {
        at.since(self.now()) / self.speed
    }
}

impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        self.opens + self.machine().since(self.began) * self.speed
    }

    fn machine(&self) -> Timestamp {
        SystemClock.machine()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_time_that_networks_write_is_read() {
        let table = [
            ("2026-08-22T12:00:00.000Z", "2026-08-22T12:00:00Z"),
            ("2026-08-22T12:00:00+0000", "2026-08-22T12:00:00Z"),
            ("2026-08-22T14:00:00+02:00", "2026-08-22T12:00:00Z"),
            ("2026-08-22T14:00:00+0200", "2026-08-22T12:00:00Z"),
            ("2026-08-22T12:00:00", "2026-08-22T12:00:00Z"),
            ("2026-08-22T12:00:00.064Z", "2026-08-22T12:00:00.064Z"),
            ("2026-08-22T12:00:18Z", "2026-08-22T12:00:18Z"),
        ];
        for (text, expected) in table {
            assert_eq!(Timestamp::parse(text).map(Timestamp::rfc3339).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "yesterday", "2026-13-01T00:00:00Z", "é", "+0000"] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ages_never_run_backwards() {
        let noon = Timestamp::from_millis(43_200_000);
        assert_eq!(noon.since(noon + Duration::from_secs(5)), Duration::ZERO);
        assert_eq!((noon + Duration::from_secs(5)).since(noon), Duration::from_secs(5));
        assert_eq!(Timestamp::MAX + Duration::from_secs(1), Timestamp::MAX);
    }
}
