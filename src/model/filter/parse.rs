//! Text to conditions, by descent: `OR` between terms in a row, terms between parentheses.
//!
//! Everything is bounded, since a filter also comes from scripts and files: its bytes, its
//! conditions, how deep its parentheses stand in each other.

use std::ops::Range;

use super::term::Term;
use super::{Expr, Filter, FilterError, FilterProblem};

/// So many bytes a filter may have.
pub const LENGTH: usize = 2_000;
/// So many conditions.
pub const TERMS: usize = 64;
/// So many parentheses within each other.
pub const DEPTH: usize = 16;

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let end = text.trim_end().len();
        if end > LENGTH {
            let begin = text.floor_char_boundary(LENGTH);
            return Err(FilterError { at: begin..end, problem: FilterProblem::TooLong(LENGTH) });
        }
        let mut reader = Reader { text, at: 0, terms: 0 };
        let expr = reader.arms(0)?;
        if let Some(at) = reader.begin() {
            return Err(FilterError { at: at..at + 1, problem: FilterProblem::StrayClose });
        }
        Ok(expr.map_or_else(Filter::default, |expr| Filter { expr }))
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    terms: usize,
}

fn wrong<T>(at: Range<usize>, problem: FilterProblem) -> Result<T, FilterError> {
    Err(FilterError { at, problem })
}

/// Several as one, or the only one.
fn joined(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(join(parts)),
    }
}

impl Reader<'_> {
    /// Where the next term or parenthesis begins; none at the end.
    fn begin(&mut self) -> Option<usize> {
        let found = self.text[self.at..].find(|c: char| !c.is_whitespace())?;
        self.at += found;
        Some(self.at)
    }

    fn next_is(&self, at: usize, c: char) -> bool {
        self.text[at..].starts_with(c)
    }

    /// Alternatives, up to the end or to what closes the group.
    fn arms(&mut self, depth: usize) -> Result<Option<Expr>, FilterError> {
        let mut arms = Vec::new();
        let mut after: Option<Range<usize>> = None;
        loop {
            let arm = self.row(depth)?;
            let or = self.or();
            match (arm, after.as_ref().or(or.as_ref())) {
                (Some(arm), _) => arms.push(arm),
                (None, Some(or)) => return wrong(or.clone(), FilterProblem::LoneOr),
                (None, None) => {}
            }
            match or {
                Some(or) => after = Some(or),
                None => return Ok(joined(arms, Expr::Any)),
            }
        }
    }

    /// An `OR`, which is passed.
    fn or(&mut self) -> Option<Range<usize>> {
        let at = self.begin()?;
        let end = self.word_end(at).ok()?;
        if &self.text[at..end] != "OR" {
            return None;
        }
        self.at = end;
        Some(at..end)
    }

    /// What stands beside each other, up to an `OR`, the end, or what closes the group.
    fn row(&mut self, depth: usize) -> Result<Option<Expr>, FilterError> {
        let mut row = Vec::new();
        while let Some(start) = self.begin() {
            if self.next_is(start, ')') {
                break;
            }
            let not = self.next_is(start, '-') && self.text[start + 1..].chars().next().is_some_and(|c| !c.is_whitespace() && c != ')');
            let begin = start + usize::from(not);
            let part = if self.next_is(begin, '(') {
                Some(self.group(begin, depth)?)
            } else {
                let end = self.word_end(begin).or_else(|problem| wrong(begin..self.text.trim_end().len(), problem))?;
                if !not && &self.text[begin..end] == "OR" {
                    break;
                }
                self.at = end;
                self.term(begin..end)?
            };
            if let Some(part) = part {
                row.push(if not { Expr::Not(Box::new(part)) } else { part });
            }
        }
        // A group of terms that all hold needs no parentheses among terms that all hold.
        let flat = row.into_iter().flat_map(|part| match part {
            Expr::All(parts) => parts,
            part => vec![part],
        });
        Ok(joined(flat.collect(), Expr::All))
    }

    fn term(&mut self, at: Range<usize>) -> Result<Option<Expr>, FilterError> {
        let term = Term::read(&self.text[at.clone()]).or_else(|problem| wrong(at.clone(), problem))?;
        self.terms += usize::from(term.is_some());
        if self.terms > TERMS {
            return wrong(at, FilterProblem::TooMany(TERMS));
        }
        Ok(term.map(Expr::Term))
    }

    /// What stands in the parentheses that open at `open`.
    fn group(&mut self, open: usize, depth: usize) -> Result<Expr, FilterError> {
        if depth == DEPTH {
            return wrong(open..open + 1, FilterProblem::TooDeep(DEPTH));
        }
        self.at = open + 1;
        let inner = self.arms(depth + 1)?;
        let Some(close) = self.begin() else {
            return wrong(open..open + 1, FilterProblem::OpenGroup);
        };
        self.at = close + 1;
        inner.map_or_else(|| wrong(open..close + 1, FilterProblem::EmptyGroup), Ok)
    }

    /// Where the term that begins at `begin` ends; quotes may stand after a colon too.
    fn word_end(&self, begin: usize) -> Result<usize, FilterProblem> {
        let mut quoted = false;
        for (at, c) in self.text[begin..].char_indices() {
            match c {
                '"' => quoted = !quoted,
                '(' | ')' if !quoted => return Ok(begin + at),
                c if c.is_whitespace() && !quoted => return Ok(begin + at),
                _ => {}
            }
        }
        if quoted { Err(FilterProblem::OpenQuote) } else { Ok(self.text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::*;
    use crate::model::interaction::Kind;

    fn term(term: Term) -> Expr {
        Expr::Term(term)
    }

    fn not(expr: Expr) -> Expr {
        Expr::Not(Box::new(expr))
    }

    fn word(text: &str) -> Expr {
        term(Term::Word(text.into()))
    }

    fn read(text: &str) -> Expr {
        Filter::parse(text).unwrap().expr
    }

    #[test]
    fn a_filter_is_read_term_by_term() {
        assert_eq!(
            read(r#"is:open -kind:dm client:resto from:@ana "bonne soirée" thon"#),
            Expr::All(vec![
                term(Term::Is(Is::Open)),
                not(term(Term::Kind(Kind::Dm))),
                term(Term::Client("resto".into())),
                term(Term::From("@ana".into())),
                term(Term::Phrase("bonne soirée".into())),
                word("thon"),
            ])
        );
        assert!(Filter::parse("  ").unwrap().is_empty());
        assert_eq!(read(r#"client:"chez léon""#), term(Term::Client("chez léon".into())));
        assert_eq!(read("https://a.test"), word("https://a.test"));
    }

    #[test]
    fn or_is_weaker_than_a_space_and_parentheses_are_stronger() {
        let table = [
            ("a b OR c", Expr::Any(vec![Expr::All(vec![word("a"), word("b")]), word("c")])),
            ("a (b OR c)", Expr::All(vec![word("a"), Expr::Any(vec![word("b"), word("c")])])),
            ("(a b) c", Expr::All(vec![word("a"), word("b"), word("c")])),
            ("((a))", word("a")),
            ("-(a OR b) c", Expr::All(vec![not(Expr::Any(vec![word("a"), word("b")])), word("c")])),
            ("-(a b)", not(Expr::All(vec![word("a"), word("b")]))),
            ("(a OR(b c))OR d", Expr::Any(vec![Expr::Any(vec![word("a"), Expr::All(vec![word("b"), word("c")])]), word("d")])),
            ("or \"OR\" -OR", Expr::All(vec![word("or"), term(Term::Phrase("OR".into())), not(word("OR"))])),
            ("\"(a\" b", Expr::All(vec![term(Term::Phrase("(a".into())), word("b")])),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn times_are_kept_as_they_were_written() {
        let hours = |hours: u64| Duration::from_secs(hours * 3_600);
        let table = [
            ("before:2026-11-01", Term::Before(Moment::Day(jiff::civil::date(2026, 11, 1)))),
            ("after:3d", Term::After(Moment::Ago(hours(72)))),
            ("older:2h", Term::Before(Moment::Ago(hours(2)))),
            ("newer:1w", Term::After(Moment::Ago(hours(168)))),
            ("after:yesterday", Term::After(Moment::Days(1))),
            ("waiting:30m", Term::Waiting(Duration::from_secs(1_800))),
            ("due:today", Term::Due(Due::Today)),
            ("due:late", Term::Due(Due::Late)),
            ("due:2h", Term::Due(Due::Within(hours(2)))),
            ("assigned:me", Term::Assigned(Whom::Me)),
            ("assigned:none", Term::Assigned(Whom::Nobody)),
            ("assigned:\"Ana Ruiz\"", Term::Assigned(Whom::Named("Ana Ruiz".into()))),
            ("label:vip", Term::Label("vip".into())),
            ("lang:fr", Term::Lang("fr".into())),
            ("has:question", Term::Has(Has::Question)),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), term(expected), "{text}");
        }
    }

    #[test]
    fn an_error_has_a_place_and_a_reason() {
        use FilterProblem::{EmptyGroup, LoneOr, NoValue, OpenGroup, OpenQuote, StrayClose, TooDeep, TooLong, TooMany};
        let table: [(&str, Range<usize>, FilterProblem); 13] = [
            ("is:", 0..3, NoValue("is")),
            ("x label:\"\"", 2..10, NoValue("label")),
            (r#"a "b"#, 2..4, OpenQuote),
            ("a (b OR c", 2..3, OpenGroup),
            ("-(a (b)", 1..2, OpenGroup),
            ("a) b", 1..2, StrayClose),
            ("a ( ) b", 2..5, EmptyGroup),
            ("a OR", 2..4, LoneOr),
            ("OR a", 0..2, LoneOr),
            ("(OR a)", 1..3, LoneOr),
            ("a OR OR b", 2..4, LoneOr),
            ("(a OR) b", 3..5, LoneOr),
            ("loud:yes", 0..8, FilterProblem::UnknownKey("loud".into())),
        ];
        for (text, at, problem) in table {
            assert_eq!(Filter::parse(text), Err(FilterError { at, problem }), "{text}");
        }
        let deep = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
        assert!(Filter::parse(&deep(DEPTH)).is_ok());
        assert_eq!(Filter::parse(&deep(DEPTH + 1)).unwrap_err(), FilterError { at: DEPTH..DEPTH + 1, problem: TooDeep(DEPTH) });
        let many = "a ".repeat(TERMS);
        assert!(Filter::parse(&many).is_ok());
        assert_eq!(Filter::parse(&format!("{many}b")).unwrap_err().problem, TooMany(TERMS));
        let long = format!("{} é", "é".repeat(LENGTH / 2));
        let error = Filter::parse(&long).unwrap_err();
        assert_eq!((error.at.clone(), error.problem), (LENGTH..long.len(), TooLong(LENGTH)));
        assert!(long.get(error.at).is_some());
    }

    #[test]
    fn a_wrong_value_is_shown_with_those_that_are_known() {
        for (text, at) in [("is:open is:loud", 8..15), ("-kind:shout", 1..11), ("has:luck", 0..8)] {
            let error = Filter::parse(text).unwrap_err();
            assert!(matches!(&error.problem, FilterProblem::UnknownValue { known, .. } if !known.is_empty()), "{text}");
            assert_eq!(error.at, at, "{text}");
        }
        for text in
            ["before:noon", "after:2026-13-01", "older:3", "newer:-3d", "waiting:today", "due:99999999d", "older:3é", "after:2026-02-30"]
        {
            let error = Filter::parse(text).unwrap_err();
            assert!(matches!(error.problem, FilterProblem::NotATime { .. }), "{text}");
            assert_eq!(error.at, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn what_more_typing_can_mend_is_not_finished() {
        for text in ["is:", "is:o", "(a", "(a OR", "a OR", "\"a", "older:3", "after:2026-1", "due:la", "(is:op"] {
            assert!(Filter::parse(text).unwrap_err().is_unfinished(text), "{text}");
        }
        for text in ["is:loud", "is:o a", "a)", "()", "OR", "loud:", "older: x", "older:x"] {
            assert!(!Filter::parse(text).unwrap_err().is_unfinished(text), "{text}");
        }
    }
}
