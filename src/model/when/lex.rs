//! A phrase cut into words that mean something to a clock, each with its place.
//!
//! What stands between words (spaces of any width, apostrophes, hyphens, full stops) only
//! parts them; case and accents are folded away. Nothing is judged here: a word that is not
//! known is a token too.

use std::ops::Range;

use super::words_table::{LONGEST, WORDS};
use crate::base::text::fold;

/// A unit that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
    /// Days from Monday to Friday.
    Worked,
    Weeks,
    Months,
    Years,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Morning,
    LateMorning,
    Afternoon,
    LateAfternoon,
    Evening,
    LateEvening,
    Night,
    /// The end of the day's work.
    Close,
}

/// Which end of a week, a month, a year, or a part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Start,
    Mid,
    End,
}

/// What a word means. Weekdays count from Monday, months from January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Filler,
    /// What follows is an hour.
    At,
    /// `à`, or the English article.
    A,
    The,
    In,
    Article,
    /// The English article, or the French year.
    An,
    And,
    Number(u64),
    /// Seven, or September.
    Sept,
    /// `premier`: the number one, of a month.
    First,
    /// `st`, `er`, behind digits.
    OrdinalMark,
    Unit(Unit),
    /// `h`, `heures`: counted, or told by a clock.
    Hours,
    /// A day behind a number, else `d'`.
    D,
    Span(Unit, u32),
    Half,
    Quarter,
    OfAnHour,
    AndHalf,
    AndQuarter,
    LessQuarter,
    Less,
    Past,
    To,
    OClock,
    Am,
    Pm,
    FromNow,
    From,
    Ago,
    Last,
    /// Yesterday, now: never to come.
    Gone,
    /// Soon, a few.
    Vague,
    /// Days from today.
    Day(i32),
    Weekday(u8),
    /// Tuesday, or March.
    Mar,
    Month(i8),
    Part(Part),
    Tonight,
    /// Minutes since midnight.
    Time(u32),
    Same,
    Later,
    Next,
    This,
    Edge(Edge),
    EndOf(Unit),
    Weekend,
    /// A day and a month.
    Feast(i8, i8),
    NextYear,
    /// So many weeks after the day that was named.
    Weeks(u8),
    Answer,
    Pronoun,
    Unknown,
    /// Between digits: `: / - . , +`.
    Sign(char),
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it means.
    pub word: Word,
    /// Its bytes in the phrase.
    pub at: Range<usize>,
    /// How many digits it is written with; 0 for what is written in letters.
    pub digits: usize,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
}

/// What is written, before it is looked up.
enum Raw {
    Digits,
    Letters,
    Sign(char),
    Odd,
}

/// Cuts `phrase` into tokens.
pub fn tokens(phrase: &str) -> Vec<Token> {
    let raws = raws(phrase);
    let mut tokens: Vec<Token> = Vec::with_capacity(raws.len());
    let mut at = 0;
    while let Some((raw, place)) = raws.get(at) {
        let (word, end, taken) = match raw {
            Raw::Digits => (Word::Number(phrase[place.clone()].parse().unwrap_or(u64::MAX)), place.end, 1),
            Raw::Sign(sign) => (Word::Sign(*sign), place.end, 1),
            Raw::Odd => (Word::Unknown, place.end, 1),
            Raw::Letters => longest(phrase, &raws[at..]),
        };
        let digits = if matches!(raw, Raw::Digits) { place.len() } else { 0 };
        let glued = at > 0 && raws[at - 1].1.end == place.start;
        tokens.push(Token { word, at: place.start..end, digits, glued });
        at += taken;
    }
    settle(&mut tokens);
    tokens
}

fn raws(phrase: &str) -> Vec<(Raw, Range<usize>)> {
    let mut raws: Vec<(Raw, Range<usize>)> = Vec::new();
    for (at, c) in phrase.char_indices() {
        let end = at + c.len_utf8();
        let last = raws.last_mut().filter(|(_, place)| place.end == at);
        let after = phrase[end..].chars().next();
        match (c, last) {
            ('0'..='9', Some((Raw::Digits, place))) => place.end = end,
            ('0'..='9', _) => raws.push((Raw::Digits, at..end)),
            // A mark that stands by itself belongs to the letter before it.
            ('\u{300}'..='\u{36f}', Some((Raw::Letters, place))) => place.end = end,
            (c, Some((Raw::Letters, place))) if c.is_alphabetic() => place.end = end,
            (c, _) if c.is_alphabetic() => raws.push((Raw::Letters, at..end)),
            (':' | '/' | '+', _) => raws.push((Raw::Sign(c), at..end)),
            ('-' | '.' | ',', Some((Raw::Digits, _))) if after.is_some_and(|c| c.is_ascii_digit()) => raws.push((Raw::Sign(c), at..end)),
            ('-' | '‐' | '‑' | '–' | '.' | ',' | '\'' | '’' | 'ʼ', _) => {}
            (c, _) if c.is_whitespace() => {}
            (_, Some((Raw::Odd, place))) => place.end = end,
            _ => raws.push((Raw::Odd, at..end)),
        }
    }
    raws
}

/// The meaning of the longest phrase that begins here, where it ends, and how many words it has.
fn longest(phrase: &str, raws: &[(Raw, Range<usize>)]) -> (Word, usize, usize) {
    let mut found = (Word::Unknown, raws.first().map_or(0, |(_, place)| place.end), 1);
    let mut key = String::new();
    for (count, (raw, place)) in raws.iter().take(LONGEST).enumerate() {
        if !matches!(raw, Raw::Letters) {
            break;
        }
        if count > 0 {
            key.push(' ');
        }
        key.extend(fold(&phrase[place.clone()]).chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)));
        match WORDS.binary_search_by(|(known, _)| (*known).cmp(key.as_str())) {
            Ok(at) => found = (WORDS[at].1, place.end, count + 1),
            // Nothing longer can begin like this.
            Err(at) if !WORDS.get(at).is_some_and(|(known, _)| known.starts_with(key.as_str())) => break,
            Err(_) => {}
        }
    }
    found
}

/// Decides the words that mean two things, by their neighbours; adds up `forty five`.
fn settle(tokens: &mut Vec<Token>) {
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map(|at| tokens[at].word);
        let after = tokens.get(at + 1).map(|token| token.word);
        let counted = matches!(before, Some(Word::Number(_) | Word::Article));
        tokens[at].word = match tokens[at].word {
            Word::Sept if matches!(after, Some(Word::Hours | Word::Unit(_))) => Word::Number(7),
            Word::Sept => Word::Month(9),
            Word::First => Word::Number(1),
            Word::An if counted => Word::Unit(Unit::Years),
            Word::An => Word::Article,
            Word::D if counted => Word::Unit(Unit::Days),
            Word::D => Word::Filler,
            word => word,
        };
    }
    tokens.dedup_by(|ones, tens| match (tens.word, ones.word) {
        (Word::Number(ten @ (20 | 30 | 40 | 50)), Word::Number(one @ 1..=9)) if tens.digits + ones.digits == 0 => {
            tens.word = Word::Number(ten + one);
            tens.at.end = ones.at.end;
            true
        }
        _ => false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order_and_none_is_too_long() {
        assert!(WORDS.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!(WORDS.iter().map(|(words, _)| words.split(' ').count()).max(), Some(LONGEST));
        assert!(WORDS.iter().all(|(words, _)| fold(words) == *words));
    }

    #[test]
    fn words_are_found_with_their_places() {
        let words = |phrase: &str| tokens(phrase).into_iter().map(|token| (token.word, token.at)).collect::<Vec<_>>();
        assert_eq!(words("Après-demain 9h"), [(Word::Day(2), 0..13), (Word::Number(9), 14..15), (Word::Hours, 15..16)]);
        assert_eq!(words("apre\u{300}s demain"), [(Word::Day(2), 0..14)]);
        assert_eq!(words("forty five min"), [(Word::Number(45), 0..10), (Word::Unit(Unit::Minutes), 11..14)]);
        assert_eq!(words("zut !"), [(Word::Unknown, 0..3), (Word::Unknown, 4..5)]);
        assert_eq!(words("dans un an"), [(Word::In, 0..4), (Word::Article, 5..7), (Word::Unit(Unit::Years), 8..10)]);
    }
}
