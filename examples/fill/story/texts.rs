//! Texts in two languages, made of sentences with blanks.
//!
//! The models and orders that people name give the index the long tail of words that real
//! texts have.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Wrong;
use super::chance::Chance;

/// The sentences of one language.
#[derive(Debug, Deserialize)]
pub struct Words {
    first: Vec<String>,
    last: Vec<String>,
    bios: Vec<String>,
    places: Vec<String>,
    days: Vec<String>,
    asks: Vec<String>,
    says: Vec<String>,
    more: Vec<String>,
    posts: Vec<String>,
    answers: Vec<String>,
    things: BTreeMap<String, Vec<String>>,
}

/// Both languages.
#[derive(Debug)]
pub struct Texts {
    fr: Words,
    en: Words,
}

impl Texts {
    /// Reads the words that stand beside this program.
    pub fn read() -> Result<Texts, Wrong> {
        Ok(Texts { fr: toml::from_str(include_str!("../fr.toml"))?, en: toml::from_str(include_str!("../en.toml"))? })
    }

    /// The words of a language.
    pub fn of(&self, language: &str) -> &Words {
        if language == "fr" { &self.fr } else { &self.en }
    }
}

impl Words {
    /// The name of the person with this number; the same person has the same name.
    pub fn name(&self, number: u64) -> String {
        let first = &self.first[(number % self.first.len() as u64) as usize];
        let last = &self.last[(number / self.first.len() as u64 % self.last.len() as u64) as usize];
        format!("{first} {last}")
    }

    /// What a person says of themselves.
    pub fn bio(&self, number: u64) -> &str {
        &self.bios[(number / 7 % self.bios.len() as u64) as usize]
    }

    /// Something that somebody says to a client of this trade; it asks, or it does not.
    pub fn said(&self, trade: &str, chance: &mut Chance) -> String {
        let mut text = String::new();
        for _ in 0..1 + chance.tail(3) {
            let sentences = if chance.happens(0.5) { &self.asks } else { &self.says };
            let sentence = chance.pick(sentences).to_owned();
            join(&mut text, &self.filled(&sentence, trade, chance));
        }
        let more = chance.pick(&self.more).to_owned();
        join(&mut text, &self.filled(&more, trade, chance));
        text
    }

    /// A post of ours.
    pub fn post(&self, trade: &str, chance: &mut Chance) -> String {
        let sentence = chance.pick(&self.posts).to_owned();
        self.filled(&sentence, trade, chance)
    }

    /// An answer of ours.
    pub fn answer(&self, trade: &str, chance: &mut Chance) -> String {
        let sentence = chance.pick(&self.answers).to_owned();
        self.filled(&sentence, trade, chance)
    }

    fn filled(&self, sentence: &str, trade: &str, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(sentence.len() + 24);
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (blank, after) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(&self.blank(blank, trade, chance));
            rest = after;
        }
        text.push_str(rest);
        text
    }

    fn blank(&self, blank: &str, trade: &str, chance: &mut Chance) -> String {
        match blank {
            "thing" => self.things.get(trade).map_or("", |things| chance.pick(things)).to_owned(),
            "place" => chance.pick(&self.places).to_owned(),
            "day" => chance.pick(&self.days).to_owned(),
            "number" => (2 + chance.tail(90)).to_string(),
            "name" => chance.pick(&self.first).to_owned(),
            _ => model(chance),
        }
    }
}

fn join(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}

/// The name of a model, or the number of an order.
fn model(chance: &mut Chance) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "lo", "ri", "mé", "tu", "ka", "no", "vi", "sa", "du", "fé", "go", "zi", "pra", "tel", "mon", "cor", "lin", "ver", "os",
        "qui", "jal", "hep", "tro",
    ];
    if chance.happens(0.3) {
        return format!("C{}", 10_000 + chance.below(900_000));
    }
    let word: String = (0..2 + chance.below(2)).map(|_| SYLLABLES[chance.below(24) as usize]).collect();
    if chance.happens(0.5) { format!("{word}-{}", chance.tail(60)) } else { word }
}
