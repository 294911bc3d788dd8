//! Spelling: what is probably wrong in a text, and what was meant. Local, without a network.
//!
//! A [`Speller`] holds nothing until the first text is checked; then it reads the dictionary of
//! that text's language, and [`Speller::rest`] gives the memory back. Words are looked up by
//! [`dictionary`], slips that are words themselves by the tables of [`pattern`]s, marks and spaces
//! by [`typography`]. Nothing here waits for a key: whoever calls does so off the screen's path.
//! There is no grammar beyond the tables, and nothing is ever changed by itself.

mod dictionary;
mod english_table;
mod french_table;
mod french_words_table;
mod guess;
mod pattern;
mod sounds_table;
mod suggest;
mod tokens;
mod typography;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use crate::model::spelling::{Checked, Finding, OwnWord, Proof, Rule, Tongue};

use dictionary::Dictionary;
use pattern::Pattern;
use tokens::{Gap, Token};
use words::Class;

/// The longest text that is checked, in bytes; what follows is not looked at.
pub const LONGEST: usize = 200_000;

/// Of a text with this many words at least, most of them unknown, nothing is said.
const FOREIGN_FROM: usize = 6;

/// Why nothing could be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpellError {
    /// The dictionary cannot be read; the reader's own words.
    #[error("broken dictionary: {0}")]
    Broken(String),
}

/// A language that is loaded.
#[derive(Debug)]
struct Loaded {
    dictionary: Dictionary,
    patterns: Vec<Pattern>,
}

/// Checks texts.
#[derive(Debug)]
pub struct Speller {
    of_system: bool,
    loaded: BTreeMap<Tongue, Loaded>,
}

impl Speller {
    /// A speller with nothing loaded; `of_system` prefers the system's dictionaries.
    pub fn new(of_system: bool) -> Speller {
        Speller { of_system, loaded: BTreeMap::new() }
    }

    /// Gives the memory of the dictionaries back.
    pub fn rest(&mut self) {
        self.loaded.clear();
    }

    /// The file of a dictionary that is loaded; none for the one that is carried.
    pub fn source(&self, tongue: Tongue) -> Option<PathBuf> {
        self.loaded.get(&tongue).and_then(|loaded| loaded.dictionary.source.clone())
    }

    /// What is probably wrong in a text, in order; words that nobody knows come without suggestions.
    ///
    /// `own` are the words of the person and of clients; those of other clients do not count.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn check(&mut self, proof: &Proof, own: &[OwnWord]) -> Result<Checked, SpellError> {
        let text = within(&proof.text);
        let tongue = proof.tongue.or_else(|| guess::guess(text)).or(proof.fallback).unwrap_or(Tongue::French);
        let loaded = load(&mut self.loaded, tongue, self.of_system)?;
        let right = RightHere::new(proof, own);
        let tokens = tokens::words(text, tongue);
        let mut findings = Vec::new();
        let unknown = unknown(text, &tokens, tongue, &loaded.dictionary, &right);
        let foreign = proof.tongue.is_none() && tokens.len() >= FOREIGN_FROM && unknown.len() * 2 > tokens.len();
        if !foreign {
            if proof.grammar {
                findings.extend(slips(text, &tokens, loaded));
            }
            findings.extend(unknown);
        }
        if proof.typography && !foreign {
            findings.extend(typography::check(text, tongue));
        }
        Ok(Checked { tongue, foreign, findings: apart(findings) })
    }

    /// What an unknown word could have been, the likeliest first.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn suggest(&mut self, word: &str, tongue: Tongue, proof: &Proof, own: &[OwnWord]) -> Result<Vec<String>, SpellError> {
        let loaded = load(&mut self.loaded, tongue, self.of_system)?;
        let right = RightHere::new(proof, own);
        let words: Vec<String> = right.written.iter().cloned().collect();
        Ok(suggest::suggest(word, tongue, &loaded.dictionary, &words))
    }
}

/// The beginning of a text that is not too long.
fn within(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn load(loaded: &mut BTreeMap<Tongue, Loaded>, tongue: Tongue, of_system: bool) -> Result<&Loaded, SpellError> {
    use std::collections::btree_map::Entry;
    match loaded.entry(tongue) {
        Entry::Occupied(entry) => Ok(entry.into_mut()),
        Entry::Vacant(entry) => {
            let table = match tongue {
                Tongue::French => french_table::FRENCH,
                Tongue::English => english_table::ENGLISH,
            };
            let dictionary = Dictionary::load(tongue, of_system)?;
            Ok(entry.insert(Loaded { dictionary, patterns: table.iter().filter_map(|row| Pattern::read(*row)).collect() }))
        }
    }
}

impl suggest::Lexicon for Dictionary {
    fn knows(&self, word: &str) -> bool {
        Dictionary::knows(self, word)
    }

    fn tables(&self, word: &str, similar: bool) -> Vec<String> {
        Dictionary::suggest(self, word, similar)
    }
}

/// The words that are right in this text although no dictionary knows them.
struct RightHere {
    /// As they are written.
    written: BTreeSet<String>,
    /// In small letters.
    lower: BTreeSet<String>,
}

impl RightHere {
    fn new(proof: &Proof, own: &[OwnWord]) -> RightHere {
        let mine = own.iter().filter(|own| own.client.is_none_or(|client| proof.clients.contains(&client)));
        let all = mine.map(|own| own.word.as_str()).chain(proof.names.iter().map(String::as_str));
        let parts = all.flat_map(|word| word.split(|c: char| c.is_whitespace() || c == '@' || c == '.' || c == '#'));
        let written: BTreeSet<String> = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let lower = written.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
        RightHere { written, lower }
    }

    fn has(&self, lower: &str) -> bool {
        let of = |part: &str| part.is_empty() || self.lower.contains(part);
        of(lower) || lower.strip_suffix("'s").is_some_and(of)
    }
}

/// The words that no dictionary knows.
fn unknown(text: &str, tokens: &[Token], tongue: Tongue, dictionary: &Dictionary, right: &RightHere) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = &text[token.at.clone()];
        let titled = at > 0
            && token.before != Gap::Clause
            && ["m", "mr", "mme", "mlle", "dr", "me", "mrs", "ms"].contains(&tokens[at - 1].lower.as_str());
        if !is_looked_up(word) || right.has(&token.lower) || is_known(word, &token.lower, tongue, dictionary, right) || titled {
            continue;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        // A name of somebody or something, unless only an accent is missing.
        let begins = token.before == Gap::Sentence && token.after != Gap::Clause;
        if capital && !begins && !misses_accent(&token.lower, dictionary) {
            continue;
        }
        found.push(Finding { at: token.at.clone(), word: word.to_owned(), rule: Rule::Unknown, suggestions: Vec::new() });
    }
    found
}

/// Whether a word is one to look up: no figure, no brand's spelling, no abbreviation, no lone letter.
fn is_looked_up(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let inner = word.split(|c: char| tokens::is_apostrophe(c) || c == '-').any(|part| part.chars().skip(1).any(char::is_uppercase));
    letters > 1
        && !inner
        && !word.chars().any(char::is_numeric)
        && word.chars().all(|c| c.is_alphabetic() && is_latin(c) || !c.is_alphanumeric())
}

/// Whether a letter is one of the alphabet that both languages use.
const fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}')
}

fn is_known(word: &str, lower: &str, tongue: Tongue, dictionary: &Dictionary, right: &RightHere) -> bool {
    let straight = word.replace(['’', 'ʼ'], "'").replace('\u{2011}', "-");
    let plain = straight.trim_end_matches('\'');
    if dictionary.knows(plain) || dictionary.knows(lower.trim_end_matches('\'')) {
        return true;
    }
    if tongue == Tongue::French && ELISIONS.contains(&lower) {
        return true;
    }
    if is_drawn_out(lower) {
        return true;
    }
    // What nobody wrote into a dictionary may be made of what is in it: tarte-minute.
    let parts: Vec<&str> = plain.split('-').collect();
    parts.len() > 1 && parts.iter().all(|part| part.chars().count() < 2 || dictionary.knows(part) || right.has(&part.to_lowercase()))
}

/// What stands before a vowel.
const ELISIONS: &[&str] = &["l'", "d'", "j'", "qu'", "n'", "s'", "t'", "m'", "c'", "jusqu'", "lorsqu'", "puisqu'", "quoiqu'"];

/// Laughter and sighs: a vowel three times, or any letter at the end, or the same two over and over.
fn is_drawn_out(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let thrice = letters.windows(3).enumerate().any(|(at, three)| {
        let lasts = at + 3 == letters.len() || "aeiouyéèêàâôîû".contains(three[0]);
        three[0] == three[1] && three[1] == three[2] && lasts
    });
    let pairs = letters.len() >= 4 && letters.iter().zip(letters.iter().skip(2)).all(|(one, other)| one == other);
    thrice || pairs
}

fn misses_accent(lower: &str, dictionary: &Dictionary) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    letters.len() <= 20 && suggest::accented(&letters).iter().any(|word| word != lower && dictionary.knows(word))
}

/// Small words that nobody writes twice.
const TWICE: &[&str] = &[
    "le", "la", "les", "de", "du", "des", "un", "une", "et", "à", "est", "en", "pour", "dans", "sur", "avec", "ce", "cette", "votre",
    "notre", "je", "il", "elle", "on", "ne", "au", "aux", "qui", "vos", "nos", "the", "of", "and", "to", "is", "with", "for", "your",
    "our", "a", "we", "i",
];

/// Slips that are words themselves.
fn slips(text: &str, tokens: &[Token], loaded: &Loaded) -> Vec<Finding> {
    let cache: std::cell::RefCell<HashMap<(Class, String), bool>> = std::cell::RefCell::default();
    let knows = |word: &str| loaded.dictionary.knows(word);
    let is = |class: Class, word: &str| {
        let key = (class, word.to_owned());
        if let Some(known) = cache.borrow().get(&key) {
            return *known;
        }
        let holds = class.holds(word, &knows);
        cache.borrow_mut().insert(key, holds);
        holds
    };
    let mut found = Vec::new();
    for from in 0..tokens.len() {
        for pattern in &loaded.patterns {
            if let Some(slip) = pattern.find(tokens, from, &is) {
                found.extend(finding(text, &tokens[slip.tokens], slip.rule, &slip.suggestions));
            }
        }
        if from > 0
            && tokens[from].before == Gap::Space
            && tokens[from].lower == tokens[from - 1].lower
            && TWICE.contains(&tokens[from].lower.as_str())
        {
            let once = text[tokens[from - 1].at.clone()].to_owned();
            found.extend(finding(text, &tokens[from - 1..=from], Rule::Twice, &[once]));
        }
    }
    found
}

/// A finding over some words; none when what could stand there does.
fn finding(text: &str, tokens: &[Token], rule: Rule, suggestions: &[String]) -> Option<Finding> {
    let at = tokens.first()?.at.start..tokens.last()?.at.end;
    let word = text[at.clone()].to_owned();
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let shape = |suggestion: &String| if first { suggest::shaped("Aa", suggestion) } else { suggestion.clone() };
    let same = word.replace('’', "'").to_lowercase();
    let mut offered: Vec<String> = Vec::new();
    for suggestion in suggestions.iter().map(shape).filter(|suggestion| suggestion.to_lowercase() != same) {
        if !offered.contains(&suggestion) {
            offered.push(suggestion);
        }
    }
    (!offered.is_empty()).then_some(Finding { at, word, rule, suggestions: offered })
}

/// In order, and none over another: what was found first counts.
fn apart(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let over = kept.iter_mut().find(|other| other.at.start < finding.at.end && finding.at.start < other.at.end);
        match over {
            Some(other) if other.at == finding.at && !finding.suggestions.is_empty() => {
                let new: Vec<String> = finding.suggestions.into_iter().filter(|new| !other.suggestions.contains(new)).collect();
                other.suggestions.extend(new);
            }
            Some(_) => {}
            None => kept.push(finding),
        }
    }
    kept.sort_by_key(|finding| (finding.at.start, finding.at.end));
    kept
}

#[cfg(test)]
mod tests;
