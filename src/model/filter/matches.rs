//! What a filter means: whether one conversation passes.
//!
//! The store says the same in SQL, and asks some of these very functions from there.

use super::term::{Has, Is, Term, Whom};
use super::{Asker, Expr, Filter};
use crate::base::text::fold;
use crate::model::conversation::{Outgoing, Row, View};
use crate::model::triage::State;

/// A message, as far as filters look at it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its text.
    pub text: &'a str,
    /// The language it says it is in; may be empty.
    pub language: &'a str,
    /// Whether a picture, film or sound came with it.
    pub media: bool,
    /// Whether we wrote it.
    pub ours: bool,
}

/// A conversation, as far as filters look at it.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// Its row.
    pub row: &'a Row,
    /// Its messages, theirs and ours.
    pub said: &'a [Said<'a>],
    /// Whether a note of ours stands in it.
    pub noted: bool,
    /// The labels of its author, `vip` among them for those marked so.
    pub author_labels: &'a [&'a str],
}

impl Filter {
    /// Whether a conversation passes.
    pub fn matches(&self, whole: &Whole<'_>, asker: &Asker) -> bool {
        self.expr.holds(whole, asker)
    }
}

impl Expr {
    fn holds(&self, whole: &Whole<'_>, asker: &Asker) -> bool {
        match self {
            Expr::All(parts) => parts.iter().all(|part| part.holds(whole, asker)),
            Expr::Any(parts) => parts.iter().any(|part| part.holds(whole, asker)),
            Expr::Not(inner) => !inner.holds(whole, asker),
            Expr::Term(term) => term.holds(whole, asker),
        }
    }
}

impl Term {
    fn holds(&self, whole: &Whole<'_>, asker: &Asker) -> bool {
        let row = whole.row;
        let part = |whole: &str, part: &str| fold(whole).contains(&fold(part));
        let person = || words(&format!("{}\n{}", row.handle, row.name));
        let theirs = || whole.said.iter().filter(|said| !said.ours);
        match self {
            Term::Is(is) => is.holds(row, asker),
            Term::Has(Has::Media) => theirs().any(|said| said.media),
            Term::Has(Has::Question) => theirs().any(|said| asks(said.text)),
            Term::Has(Has::Link) => theirs().any(|said| has_link(said.text)),
            Term::Has(Has::Note) => whole.noted,
            Term::Has(Has::Draft) => row.draft,
            Term::Client(name) => part(&row.client_name, name),
            Term::Account(handle) => part(&row.account_handle, handle),
            Term::Network(network) => row.network == *network,
            Term::Kind(kind) => row.kind == *kind,
            Term::From(who) => follows(&person(), &words(who), true),
            Term::Label(label) => {
                let of_row = row.triage.labels.iter().map(|one| one.as_str());
                of_row.chain(whole.author_labels.iter().copied()).any(|one| fold(one) == fold(label))
            }
            Term::Lang(language) => theirs().any(|said| speaks(said.language, language)),
            Term::Before(moment) => row.last_at < moment.at(asker),
            Term::After(moment) => row.last_at >= moment.at(asker),
            Term::Waiting(length) => row.triage.waiting_since.is_some_and(|since| since <= asker.now - *length),
            Term::Assigned(Whom::Nobody) => row.triage.assignee.is_none(),
            Term::Assigned(Whom::Me) => row.triage.assignee.as_ref() == Some(&asker.me),
            Term::Assigned(Whom::Named(name)) => row.triage.assignee.as_ref().is_some_and(|whom| part(whom, name)),
            Term::Due(due) => row.triage.due_at.is_some_and(|at| at <= due.at(asker)),
            Term::Word(word) => {
                let wanted = words(word);
                follows(&person(), &wanted, true) || whole.said.iter().any(|said| follows(&words(said.text), &wanted, true))
            }
            Term::Phrase(phrase) => whole.said.iter().any(|said| follows(&words(said.text), &words(phrase), false)),
        }
    }
}

impl Is {
    fn holds(self, row: &Row, asker: &Asker) -> bool {
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
            Is::Late => row.triage.due_at.is_some_and(|at| at <= asker.now),
            Is::Mine => row.triage.is_mine(&asker.me, asker.now),
        }
    }
}

/// The words of `text` as the index keeps them: folded, split at what is no letter or digit.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether `wanted` follow each other in `words`; the last may be only a beginning.
pub fn follows(words: &[String], wanted: &[String], beginning: bool) -> bool {
    let Some((last, firsts)) = wanted.split_last() else {
        return true;
    };
    words.windows(wanted.len()).any(|window| {
        let (tail, heads) = (&window[window.len() - 1], &window[..window.len() - 1]);
        heads == firsts && if beginning { tail.starts_with(last.as_str()) } else { tail == last }
    })
}

/// Whether a text asks something: a question mark outside of addresses.
pub fn asks(text: &str) -> bool {
    text.split_whitespace().any(|word| word.contains(['?', '？', '؟']) && !word.contains("://"))
}

/// Whether the address of a page stands in a text.
pub fn has_link(text: &str) -> bool {
    text.contains("https://") || text.contains("http://")
}

/// Whether a language tag is of this language: `fr-CA` is French.
pub fn speaks(tag: &str, language: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    !tag.is_empty() && (tag.eq_ignore_ascii_case(language) || primary(tag) == language.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::{Due, Moment};
    use super::*;
    use crate::base::time::Timestamp;
    use jiff::tz::TimeZone;

    #[test]
    fn words_are_found_folded_and_from_their_beginning() {
        let held = |text: &str, wanted: &str, beginning| follows(&words(text), &words(wanted), beginning);
        assert!(held("La Salade niçoise !", "nicoi", true));
        assert!(!held("La Salade niçoise !", "icoise", true));
        assert!(held("La Salade niçoise !", "salade nicoise", false));
        assert!(!held("salade verte, niçoise", "salade nicoise", false));
    }

    #[test]
    fn a_question_mark_in_an_address_asks_nothing() {
        assert!(asks("Vous ouvrez quand ?"));
        assert!(asks("really?!"));
        assert!(!asks("voir https://a.test/?page=2"));
        assert!(has_link("voir https://a.test/?page=2") && !has_link("a.test"));
        assert!(speaks("fr-CA", "fr") && speaks("FR", "fr") && !speaks("fro", "fr") && !speaks("", "fr"));
    }

    #[test]
    fn a_day_is_the_day_of_who_asks() {
        let asker = |zone: &str| Asker {
            // 2026-11-01 23:30 in Paris.
            now: Timestamp::parse("2026-11-01T22:30:00Z").unwrap(),
            zone: TimeZone::get(zone).unwrap(),
            me: String::new(),
        };
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let (paris, tokyo) = (asker("Europe/Paris"), asker("Asia/Tokyo"));
        assert_eq!(Moment::Days(0).at(&paris), at("2026-10-31T23:00:00Z"));
        assert_eq!(Moment::Days(0).at(&tokyo), at("2026-11-01T15:00:00Z"));
        // The night before the clocks went back is in summer time.
        assert_eq!(Moment::Day(jiff::civil::date(2026, 10, 25)).at(&paris), at("2026-10-24T22:00:00Z"));
        assert_eq!(Due::Today.at(&paris), at("2026-11-01T22:59:59.999Z"));
        assert_eq!(Due::Late.at(&paris), paris.now);
    }
}
