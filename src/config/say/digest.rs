//! The digest: headings, the line of what asks for nothing, and why an account is not read.

use jiff::tz::TimeZone;

use crate::base::time::Timestamp;
use crate::config::language::Language;
use crate::model::account::Health;
use crate::model::digest::{Digest, Noise, Section};
use crate::model::query::AccountRow;

impl Language {
    /// Since when a digest tells, or that nothing came since.
    pub fn digest_since(&self, digest: &Digest, zone: &TimeZone, now: Timestamp) -> String {
        let since = self.clock(zone, now, digest.since);
        let id = if digest.pages.is_empty() { "digest-nothing" } else { "digest-since" };
        self.say(id, &[("since", (&since).into())])
    }

    /// What a section holds, and how much.
    pub fn digest_section(&self, section: Section, n: u32) -> String {
        self.say(&format!("digest-section-{section}"), &[("n", n.into())])
    }

    /// What asks for nothing, in one line.
    pub fn noise(&self, noise: Noise) -> String {
        let counts = [("likes", noise.likes), ("boosts", noise.boosts), ("follows", noise.follows), ("entries", noise.entries)];
        let told = counts.iter().filter(|(_, n)| *n > 0);
        told.map(|(what, n)| self.say(&format!("digest-{what}"), &[("n", (*n).into())])).collect::<Vec<_>>().join(" · ")
    }

    /// Why an account cannot be read.
    pub fn not_read(&self, row: &AccountRow, zone: &TimeZone, now: Timestamp) -> String {
        let trouble = row.feeds.iter().find_map(|feed| feed.trouble.as_ref());
        match (row.account.health, trouble) {
            (Health::NeedsLogin, _) if row.account.network.is_source() => self.word("source-needs-login"),
            (Health::Ok, Some(reason)) => self.reason_of(row.account.network, reason, zone, now),
            (health, _) => self.code("health", health.code()),
        }
    }
}
