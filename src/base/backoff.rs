//! How long to wait before the next attempt.
//!
//! Pure: the randomness that keeps many waits from ending together is handed in.

use std::time::Duration;

/// The longest wait between two attempts.
pub const LONGEST: Duration = Duration::from_secs(15 * 60);

/// A share of a wait that is added to it, so that equal waits end apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Jitter(f64);

impl Jitter {
    /// No jitter at all; for tests and for waits that stand alone.
    pub const NONE: Jitter = Jitter(0.0);

    /// Takes any number between 0 and 1; others are brought there.
    pub fn new(share: f64) -> Jitter {
        Jitter(if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 })
    }

    /// Lengthens `wait` by up to a quarter.
    pub fn stretch(self, wait: Duration) -> Duration {
        wait + wait.mul_f64(self.0 / 4.0)
    }
}

/// The wait after the given failed attempt, counted from 1: 4 s, 8 s, 16 s … 15 min.
pub fn after(attempt: u32, jitter: Jitter) -> Duration {
    let doubled = Duration::from_secs(2u64.saturating_pow(attempt.saturating_add(1).min(16)));
    jitter.stretch(doubled.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_then_stay() {
        let waits: Vec<u64> = (1..=9).map(|attempt| after(attempt, Jitter::NONE).as_secs()).collect();
        assert_eq!(waits, [4, 8, 16, 32, 64, 128, 256, 512, 900]);
        assert_eq!(after(u32::MAX, Jitter::NONE), LONGEST);
    }

    #[test]
    fn jitter_lengthens_by_a_quarter_at_most() {
        assert_eq!(after(1, Jitter::new(1.0)), Duration::from_secs(5));
        assert_eq!(Jitter::new(f64::NAN), Jitter::NONE);
    }
}
