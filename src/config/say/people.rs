//! People in words: what lies behind us, what an account tells, whom a name looks like.
//!
//! Facts only: no sentence here says what to think of anybody.

use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::person::{Evidence, Past, Resemblance, Whose};

/// So many days an account's age is told in days.
const IN_DAYS: u64 = 100;

impl Language {
    /// How much somebody wrote, and where.
    pub fn past_counts(&self, past: &Past) -> String {
        let count = |id: &str, n: u32| self.say(id, &[("n", n.into())]);
        let mut parts = vec![count("person-messages", past.messages)];
        if past.reactions > 0 {
            parts.push(count("person-reactions", past.reactions));
        }
        if past.conversations > 0 {
            parts.push(count("person-conversations", past.conversations));
        }
        parts.join(" · ")
    }

    /// When somebody first and last wrote, and when we last answered.
    pub fn past_times(&self, past: &Past, now: Timestamp) -> String {
        let ago = |id: &str, at: Timestamp| self.say(id, &[("age", (&self.age(now, at)).into())]);
        let first = past.first_at.map(|at| ago("person-first", at));
        let last = past.last_at.filter(|_| past.messages > 1).map(|at| ago("person-last", at));
        let answered = match past.answered_at {
            Some(at) => Some(ago("person-answered", at)),
            None => (past.messages > 0).then(|| self.word("person-never-answered")),
        };
        first.into_iter().chain(last).chain(answered).collect::<Vec<_>>().join(" · ")
    }

    /// What an account tells of itself in numbers, one fact each.
    pub fn evidence(&self, evidence: &Evidence, now: Timestamp) -> Vec<String> {
        let mut facts = Vec::new();
        match (evidence.days(now), evidence.created_at) {
            (Some(days), _) if days < IN_DAYS => facts.push(self.say("person-account-days", &[("n", days.into())])),
            (_, Some(made)) => facts.push(self.say("person-account-old", &[("age", (&self.age(now, made)).into())])),
            (_, None) => {}
        }
        let counts = [("person-followers", evidence.followers), ("person-follows", evidence.following), ("person-posts", evidence.posts)];
        facts.extend(counts.into_iter().filter_map(|(id, n)| n.map(|n| self.say(id, &[("n", n.into())]))));
        if evidence.bot {
            facts.push(self.word("person-bot"));
        }
        facts
    }

    /// What a name is taken for, and the names it looks like, one fact each.
    pub fn likenesses(&self, evidence: &Evidence) -> Vec<String> {
        let disguise = evidence.disguise.iter().map(|disguise| {
            let letters = pairs(&disguise.swaps);
            let args = [("reads", (&disguise.reads).into()), ("letters", (&letters).into())];
            self.say("person-disguise", &args)
        });
        disguise.chain(evidence.resembles.iter().map(|one| self.resemblance(one))).collect()
    }

    /// How a name differs from one that we know.
    fn resemblance(&self, one: &Resemblance) -> String {
        let whose = self.word(match one.whose {
            Whose::Account => "person-whose-account",
            Whose::Client => "person-whose-client",
            Whose::Vip => "person-whose-vip",
            Whose::Contact => "person-whose-contact",
        });
        let (letters, around) = (pairs(&one.likeness.swaps), one.likeness.around.join(" "));
        let id = match (one.likeness.letters, one.likeness.around.is_empty()) {
            (0, true) => "person-same",
            (0, false) => "person-around",
            (_, true) => "person-differs",
            (_, false) => "person-differs-around",
        };
        // Their own handle is known; the server only tells apart what is the same without it.
        let theirs = one.theirs.rsplit_once('@').map(|(local, _)| local).filter(|local| local.len() > 1).unwrap_or(&one.theirs);
        let args = [
            ("theirs", theirs.into()),
            ("known", (&one.known).into()),
            ("whose", (&whose).into()),
            ("n", one.likeness.letters.into()),
            ("letters", (&letters).into()),
            ("around", (&around).into()),
        ];
        self.say(id, &args)
    }

    /// What a reader of a thread should know of its author, on one line.
    pub fn evidence_line(&self, evidence: &Evidence, now: Timestamp) -> String {
        let age = |id: &str, at: Timestamp| self.say(id, &[("age", (&self.age(now, at)).into())]);
        let first = evidence.first_at.map(|at| age("person-first", at));
        // A line is cut at its end: the nearest likeness and the age come before the rest.
        let mut facts = self.evidence(evidence, now);
        facts.extend(first);
        let mut likenesses = self.likenesses(evidence).into_iter();
        facts.splice(0..0, likenesses.next());
        facts.extend(likenesses);
        facts.join(" · ")
    }
}

/// `I/l, rn/m`, each pair once; a letter that is missing on one side is a dash.
fn pairs(swaps: &[(String, String)]) -> String {
    let side = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let mut told: Vec<String> = Vec::new();
    for (theirs, known) in swaps {
        let pair = format!("{}/{}", side(theirs), side(known));
        if !told.contains(&pair) {
            told.push(pair);
        }
    }
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;
    use crate::model::author::Author;
    use crate::model::lookalike;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    fn days(days: u64) -> Option<Timestamp> {
        Some(NOW - Duration::from_secs(days * 86_400))
    }

    #[test]
    fn a_president_with_a_capital_i_is_told_as_facts() {
        let fake = Author { name: "François HoIIande".into(), created_at: days(4), followers: Some(12), ..Author::default() };
        let evidence = Evidence::of(&fake, days(0));
        let english = Language::new(Lang::En).evidence_line(&evidence, NOW);
        assert_eq!(english, "reads as “François Hollande” (I/l) · account 4 days old · 12 followers · first contact <1m ago");
        let french = Language::new(Lang::Fr).evidence_line(&evidence, NOW);
        assert!(french.starts_with("se lit «\u{a0}François Hollande\u{a0}» (I/l) · compte de 4 jours · 12 abonnés"), "{french}");
    }

    #[test]
    fn likenesses_name_the_letters() {
        let english = Language::new(Lang::En);
        let said = |theirs: &str, known: &str| {
            let likeness = lookalike::compare(theirs, known).unwrap();
            english.resemblance(&Resemblance { theirs: theirs.into(), known: known.into(), whose: Whose::Account, likeness })
        };
        assert_eq!(
            said("@vilIe_de_paris", "@ville_de_paris"),
            "@vilIe_de_paris differs from @ville_de_paris (our account) by 1 letter (I/l)"
        );
        assert_eq!(said("@leon_off", "@leon"), "@leon_off is @leon (our account) with _ off around it");
        assert_eq!(said("@leon@b.test", "@leon@a.test"), "same name as @leon@a.test (our account)");
        assert_eq!(said("@Ieon1987", "@leon"), "@Ieon1987 differs from @leon (our account) by 1 letter (I/l), with 1987 around it");
    }

    #[test]
    fn a_past_is_told_in_two_lines() {
        let past = Past { messages: 12, reactions: 1, conversations: 4, first_at: days(800), last_at: days(0), answered_at: None };
        let english = Language::new(Lang::En);
        assert_eq!(english.past_counts(&past), "12 messages · 1 reaction · 4 conversations");
        assert_eq!(english.past_times(&past, NOW), "first contact 2y ago · last message <1m ago · never answered by us");
        let french = Language::new(Lang::Fr);
        assert_eq!(french.past_counts(&Past { messages: 0, ..past }), "0 message · 1 réaction · 4 conversations");
    }
}
