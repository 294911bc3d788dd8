//! Chance that is the same each time (SplitMix64).

/// A stream of numbers from a seed.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Begins the stream of this seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not, 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something of this likelihood happens.
    pub fn happens(&mut self, likely: f64) -> bool {
        self.share() < likely
    }

    /// A whole number below `end`; zero when `end` is.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or_default()
    }

    /// A place in a list of `len`, the first ones far more often than the last.
    pub fn tail(&mut self, len: u64) -> u64 {
        let share = self.share();
        ((share * share * share) * len as f64) as u64
    }

    /// One of these; empty when there are none.
    pub fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        let at = self.below(from.len() as u64);
        from.get(at as usize).map_or("", String::as_str)
    }
}
