//! The filter grammar: text to [`Filter`], with the place and the reason of an error.
//!
//! `is:open client:resto from:@ana kind:dm "exact words" -is:starred word`: every term
//! narrows, a minus turns one around. The same filter is run by the store as SQL and here
//! by [`Filter::matches`], and a property test keeps the two equal.

use std::ops::Range;

use crate::base::code::codes;
use crate::base::text::fold;
use crate::model::conversation::{Outgoing, Row, View};
use crate::model::interaction::Kind;
use crate::model::network::Network;
use crate::model::triage::State;

codes! {
    /// What a row can be, after `is:`.
    pub enum Is {
        /// Open.
        Open = "open",
        /// Something in it was not seen.
        Unread = "unread",
        /// Asks, and has no answer of ours since.
        Unanswered = "unanswered",
        /// Waiting on them or on the client.
        Waiting = "waiting",
        /// Snoozed.
        Snoozed = "snoozed",
        /// Done.
        Done = "done",
        /// Muted.
        Muted = "muted",
        /// With a star.
        Starred = "starred",
        /// A like, a boost, a follow.
        Reaction = "reaction",
        /// An answer of ours is on its way.
        Leaving = "leaving",
        /// An answer of ours did not arrive.
        NotSent = "not-sent",
    }
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// `is:`
    Is(Is),
    /// `client:` a part of the client's name.
    Client(String),
    /// `account:` a part of the account's handle.
    Account(String),
    /// `network:`
    Network(Network),
    /// `kind:`
    Kind(Kind),
    /// `from:` a part of the author's handle or name.
    From(String),
    /// A word, found at the beginning of words of texts and of names, without regard to case and accents.
    Word(String),
    /// Words that follow each other.
    Phrase(String),
}

/// A condition, or its contrary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether the condition must not hold.
    pub not: bool,
    /// The condition.
    pub term: Term,
}

/// Conditions that all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The conditions, in the order they were written.
    pub clauses: Vec<Clause>,
}

/// What is wrong with a filter, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: FilterProblem,
}

/// What is wrong with a part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterProblem {
    /// No condition has this name.
    UnknownKey(String),
    /// The condition does not know this value; the known ones are given.
    UnknownValue {
        /// The condition.
        key: &'static str,
        /// What was written.
        value: String,
        /// What could have been.
        known: Vec<&'static str>,
    },
    /// A condition without a value.
    NoValue(&'static str),
    /// A quotation that does not end.
    OpenQuote,
}

/// The names that stand before a colon.
pub const KEYS: [&str; 6] = ["is", "client", "account", "network", "kind", "from"];

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let mut clauses = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()).map(|found| at + found) {
            let not = text[start..].starts_with('-') && text[start + 1..].chars().next().is_some_and(|c| !c.is_whitespace());
            let begin = start + usize::from(not);
            let end = word_end(text, begin).map_err(|problem| FilterError { at: begin..text.len(), problem })?;
            if let Some(term) = term(&text[begin..end]).map_err(|problem| FilterError { at: begin..end, problem })? {
                clauses.push(Clause { not, term });
            }
            at = end;
        }
        Ok(Filter { clauses })
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether `row` passes; `texts` are the texts of its messages.
    pub fn matches(&self, row: &Row, texts: &[&str]) -> bool {
        self.clauses.iter().all(|clause| clause.term.holds(row, texts) != clause.not)
    }
}

/// Where the term that begins at `begin` ends; quotes may stand after a colon too.
fn word_end(text: &str, begin: usize) -> Result<usize, FilterProblem> {
    let mut quoted = false;
    for (at, c) in text[begin..].char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => return Ok(begin + at),
            _ => {}
        }
    }
    if quoted { Err(FilterProblem::OpenQuote) } else { Ok(text.len()) }
}

fn term(word: &str) -> Result<Option<Term>, FilterProblem> {
    if let Some(phrase) = word.strip_prefix('"') {
        let phrase = phrase.replace('"', " ").trim().to_owned();
        return Ok((!phrase.is_empty()).then_some(Term::Phrase(phrase)));
    }
    let Some((key, value)) = word.split_once(':').filter(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase())) else {
        return Ok(Some(Term::Word(word.replace('"', ""))));
    };
    // An address is a word, not a condition.
    if value.starts_with("//") {
        return Ok(Some(Term::Word(word.to_owned())));
    }
    let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
        return Err(FilterProblem::UnknownKey(key.to_owned()));
    };
    let value = value.replace('"', "");
    if value.is_empty() {
        return Err(FilterProblem::NoValue(key));
    }
    let unknown = |known: Vec<&'static str>| FilterProblem::UnknownValue { key, value: value.clone(), known };
    let term = match key {
        "is" => Term::Is(Is::from_code(&value).ok_or_else(|| unknown(Is::ALL.iter().map(|is| is.code()).collect()))?),
        "network" => {
            Term::Network(Network::from_code(&value).ok_or_else(|| unknown(Network::ALL.iter().map(|network| network.code()).collect()))?)
        }
        "kind" => Term::Kind(Kind::from_code(&value).ok_or_else(|| unknown(Kind::ALL.iter().map(|kind| kind.code()).collect()))?),
        "client" => Term::Client(value),
        "account" => Term::Account(value),
        _ => Term::From(value),
    };
    Ok(Some(term))
}

/// The words of `text` as the index keeps them: folded, split at what is no letter or digit.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Term {
    fn holds(&self, row: &Row, texts: &[&str]) -> bool {
        let part = |whole: &str, part: &str| fold(whole).contains(&fold(part));
        match self {
            Term::Is(is) => is.holds(row),
            Term::Client(name) => part(&row.client_name, name),
            Term::Account(handle) => part(&row.account_handle, handle),
            Term::Network(network) => row.network == *network,
            Term::Kind(kind) => row.kind == *kind,
            Term::From(who) => part(&row.handle, who) || part(&row.name, who),
            Term::Word(word) => {
                let wanted = words(word);
                let person = [row.name.as_str(), row.handle.as_str()];
                texts.iter().chain(&person).any(|text| follows(&words(text), &wanted, true))
            }
            Term::Phrase(phrase) => texts.iter().any(|text| follows(&words(text), &words(phrase), false)),
        }
    }
}

/// Whether `wanted` follow each other in `words`; the last may be only a beginning.
fn follows(words: &[String], wanted: &[String], beginning: bool) -> bool {
    let Some((last, firsts)) = wanted.split_last() else {
        return true;
    };
    words.windows(wanted.len()).any(|window| {
        let (tail, heads) = (&window[window.len() - 1], &window[..window.len() - 1]);
        heads == firsts && if beginning { tail.starts_with(last.as_str()) } else { tail == last }
    })
}

impl Is {
    fn holds(self, row: &Row) -> bool {
        match self {
            Is::Open => row.triage.state == State::Open,
            Is::Unread => !row.triage.seen(),
            Is::Unanswered => row.triage.waiting_since.is_some(),
            Is::Waiting => row.view() == View::Waiting,
            Is::Snoozed => row.triage.state == State::Snoozed,
            Is::Done => row.triage.state == State::Done,
            Is::Muted => row.triage.state == State::Muted,
            Is::Starred => row.triage.starred,
            Is::Reaction => row.kind.is_reaction(),
            Is::Leaving => row.outgoing == Outgoing::Leaving,
            Is::NotSent => row.outgoing == Outgoing::NotSent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_term_by_term() {
        let filter = Filter::parse(r#"is:open -kind:dm client:resto from:@ana "bonne soirée" thon"#).unwrap();
        let clause = |not, term| Clause { not, term };
        assert_eq!(
            filter.clauses,
            [
                clause(false, Term::Is(Is::Open)),
                clause(true, Term::Kind(Kind::Dm)),
                clause(false, Term::Client("resto".into())),
                clause(false, Term::From("@ana".into())),
                clause(false, Term::Phrase("bonne soirée".into())),
                clause(false, Term::Word("thon".into())),
            ]
        );
        assert!(Filter::parse("  ").unwrap().is_empty());
        assert_eq!(Filter::parse(r#"client:"chez léon""#).unwrap().clauses, [clause(false, Term::Client("chez léon".into()))]);
        assert_eq!(Filter::parse("https://a.test").unwrap().clauses, [clause(false, Term::Word("https://a.test".into()))]);
    }

    #[test]
    fn an_error_has_a_place_and_a_reason() {
        let table: [(&str, Range<usize>); 5] =
            [("is:open is:loud", 8..15), ("lang:fr", 0..7), ("is:", 0..3), (r#"a "b"#, 2..4), ("-kind:shout", 1..11)];
        for (text, at) in table {
            assert_eq!(Filter::parse(text).map_err(|error| error.at), Err(at), "{text}");
        }
        let problem = Filter::parse("is:loud").unwrap_err().problem;
        assert!(matches!(problem, FilterProblem::UnknownValue { key: "is", .. }));
    }

    #[test]
    fn words_are_found_folded_and_from_their_beginning() {
        let held = |text: &str, wanted: &str, beginning| follows(&words(text), &words(wanted), beginning);
        assert!(held("La Salade niçoise !", "nicoi", true));
        assert!(!held("La Salade niçoise !", "icoise", true));
        assert!(held("La Salade niçoise !", "salade nicoise", false));
        assert!(!held("salade verte, niçoise", "salade nicoise", false));
    }
}
