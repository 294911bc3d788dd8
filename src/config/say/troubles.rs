//! What is wrong with an account, for whoever has no screen: whose it is, why, what to do.
//!
//! The screen has its own line for this, with keys in it (`app::status`).

use jiff::tz::TimeZone;

use crate::base::time::Timestamp;
use crate::config::language::{Arg, Language};
use crate::model::fault::{Reason, ReasonCode};
use crate::model::network::Network;

/// Whose trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose<'a> {
    /// The client's name.
    pub client: &'a str,
    /// The account's full handle, or the address of a source.
    pub account: &'a str,
    /// The account's network.
    pub network: Network,
    /// The address of its server.
    pub server: &'a str,
}

impl Language {
    /// What went wrong for an account, and what to do.
    pub fn trouble(&self, whose: &Whose<'_>, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        self.trouble_said(whose, &format!("{}.", self.why(whose, reason, zone, now)), &self.advice(whose, reason.code))
    }

    /// The reason without a parser's own words, which are in no language.
    fn why(&self, whose: &Whose<'_>, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        match reason.code {
            // It is the account itself that is not there, or its server.
            ReasonCode::Gone => self.word("source-reason-gone"),
            ReasonCode::Protocol if !self.knows(&format!("reason-protocol-{}", reason.detail.to_ascii_lowercase())) => {
                self.word(if whose.network.is_source() { "source-reason-protocol-plain" } else { "reason-protocol-plain" })
            }
            _ => self.reason_of(whose.network, reason, zone, now),
        }
    }

    /// What became of something for an account; both are whole sentences, the second may be none.
    pub fn trouble_said(&self, whose: &Whose<'_>, why: &str, advice: &str) -> String {
        let args = [
            ("client", Arg::Text(whose.client)),
            ("account", Arg::Text(whose.account)),
            ("network", Arg::Text(whose.network.name())),
            ("why", Arg::Text(why)),
            ("advice", Arg::Text(advice)),
        ];
        let id = if whose.network.is_source() { "cli-trouble-source" } else { "cli-trouble" };
        self.say(id, &args).trim_end().to_owned()
    }

    /// What to do about it, as commands.
    pub fn advice(&self, whose: &Whose<'_>, code: ReasonCode) -> String {
        let own = format!("source-advice-{code}");
        let id = if whose.network.is_source() && self.knows(&own) { own } else { format!("advice-{code}") };
        let client = shell_word(whose.client);
        let args = [("network", Arg::Text(whose.network.code())), ("server", Arg::Text(whose.server)), ("client", Arg::Text(&client))];
        self.say(&id, &args)
    }

    /// Why an account was not added, and what to do.
    pub fn not_added(&self, whose: &Whose<'_>, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        let advice = match reason.code {
            code if code.needs_login() && whose.network.is_source() => "not-added-password",
            code if code.needs_login() => "not-added-login",
            ReasonCode::Unreachable => "not-added-unreachable",
            ReasonCode::Protocol | ReasonCode::Gone | ReasonCode::Refused | ReasonCode::Unsupported if whose.network.is_source() => {
                "not-added-source"
            }
            ReasonCode::Protocol | ReasonCode::Gone | ReasonCode::Refused | ReasonCode::Unsupported => "not-added-address",
            _ => "not-added-later",
        };
        let why = self.why(whose, reason, zone, now);
        let args = [
            ("client", Arg::Text(whose.client)),
            ("server", Arg::Text(whose.server)),
            ("why", Arg::Text(&why)),
            ("advice", Arg::Text(&self.word(advice))),
        ];
        self.say("not-added", &args)
    }
}

/// A word as a shell takes it for one.
fn shell_word(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_.@".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    #[test]
    fn every_reason_has_an_advice_in_both_languages() {
        for lang in [Lang::En, Lang::Fr] {
            let language = Language::new(lang);
            for network in [Network::Mastodon, Network::Rss] {
                let whose = Whose { client: "Chez Léon", account: "@leon@example.social", network, server: "https://example.social" };
                for code in ReasonCode::ALL {
                    let reason = Reason { code: *code, detail: "2025-11-24T17:00:00Z".into() };
                    for said in
                        [language.trouble(&whose, &reason, &TimeZone::UTC, NOW), language.not_added(&whose, &reason, &TimeZone::UTC, NOW)]
                    {
                        assert!(said.contains("Chez Léon") && said.contains("example.social"), "{said}");
                        assert!(!said.contains(['{', '}', '$']) && !said.contains("advice-") && !said.contains("not-added"), "{said}");
                        assert!(![" ?", " !", " ;", " :", ".."].iter().any(|pair| said.contains(pair)), "{said}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_name_is_one_word_of_a_command() {
        let table = [("Bistro", "Bistro"), ("Chez Léon", "'Chez Léon'"), ("L'Adresse", r"'L'\''Adresse'"), ("$(x)", "'$(x)'")];
        for (name, expected) in table {
            assert_eq!(shell_word(name), expected);
        }
    }
}
