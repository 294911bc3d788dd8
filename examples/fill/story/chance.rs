//! Chance that is the same each time, and what a year of people makes of it.

use vigie::demo::chance;

/// A stream of numbers from a seed.
#[derive(Debug, Clone)]
pub struct Chance(chance::Chance);

impl Chance {
    /// Begins the stream of this seed.
    pub fn new(seed: u64) -> Chance {
        Chance(chance::Chance::new(seed))
    }

    /// From 0 up to, but not, 1.
    pub fn share(&mut self) -> f64 {
        self.0.share()
    }

    /// A whole number below `end`; zero when `end` is.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.below(end)
    }

    /// Whether something of this likelihood happens.
    pub fn happens(&mut self, likely: f64) -> bool {
        self.share() < likely
    }

    /// A place in a list of `len`, the first ones far more often than the last.
    pub fn tail(&mut self, len: u64) -> u64 {
        let share = self.share();
        ((share * share * share) * len as f64) as u64
    }

    /// One of these; empty when there are none.
    pub fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        self.0.pick(from).map_or("", String::as_str)
    }
}
