//! Classes of words that the rules speak of, told by endings and the dictionary.
//!
//! A dictionary of Hunspell does not say what is a verb; that three forms of one exist does. What
//! is a noun as well, and would be marked in vain, stands in lists here.

use super::french_words_table::{INFINITIVES, NOT_EZ, NOT_SINGULAR, NOUNS_E, NOUNS_ER, PARTICIPLES};

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// An infinitive in *er*: `manger`.
    Infinitive,
    /// Any infinitive: also `faire`, `venir`.
    AnyInfinitive,
    /// A participle in *é* that is no common noun: `mangé`.
    Participle,
    /// Any participle: `mangées`, `pris`.
    AnyParticiple,
    /// A participle in *é* that agrees: `mangée`, `mangés`.
    Agreed,
    /// A form in *ez*: `mangez`.
    Ez,
    /// A verb in *er* with *es*: `manges`.
    Es,
    /// A verb in *er* with *e*: `mange`.
    E,
    /// A verb in *er* with *ent*: `mangent`.
    Ent,
    /// A noun or adjective in the singular.
    Singular,
    /// It begins with a vowel and is no name.
    Vowel,
    /// An English word that begins with the sound of a vowel.
    EnglishVowel,
}

/// The classes, by their names in a pattern.
const CLASSES: &[(&str, Class)] = &[
    ("inf", Class::Infinitive),
    ("infinitive", Class::AnyInfinitive),
    ("é", Class::Participle),
    ("part", Class::AnyParticiple),
    ("ées", Class::Agreed),
    ("ez", Class::Ez),
    ("es", Class::Es),
    ("e", Class::E),
    ("ent", Class::Ent),
    ("sing", Class::Singular),
    ("vowel", Class::Vowel),
    ("en-vowel", Class::EnglishVowel),
];

const ENDINGS: &[&str] = &["ées", "ent", "ée", "és", "er", "ez", "es", "é", "e"];

/// A verb without its ending, as the classes above know it.
pub(super) fn stem(word: &str) -> &str {
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

impl Class {
    /// The class with this name.
    pub(super) fn from_code(name: &str) -> Option<Class> {
        CLASSES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }

    /// Whether a word in small letters is one of them, as far as a dictionary tells.
    pub(super) fn holds(self, word: &str, knows: &dyn Fn(&str) -> bool) -> bool {
        let verb = |stem: &str| stem.chars().count() >= 2 && knows(&format!("{stem}er"));
        let with = |ending: &str| word.strip_suffix(ending).filter(|stem| verb(stem));
        match self {
            Class::Infinitive => {
                !NOUNS_ER.contains(&word)
                    && word.strip_suffix("er").is_some_and(|stem| {
                        // A verb in *ger* or *cer* writes another letter before *ait*.
                        let soft = stem.strip_suffix('c').map_or_else(|| format!("{stem}eait"), |root| format!("{root}çait"));
                        stem.chars().count() >= 2
                            && knows(word)
                            && knows(&format!("{stem}ez"))
                            && (knows(&format!("{stem}ait")) || knows(&soft))
                    })
            }
            Class::AnyInfinitive => INFINITIVES.contains(&word) || Class::Infinitive.holds(word, knows),
            Class::Participle => !NOUNS_E.contains(&word) && with("é").is_some(),
            Class::AnyParticiple => PARTICIPLES.contains(&word) || ["é", "ée", "és", "ées"].iter().any(|ending| with(ending).is_some()),
            Class::Agreed => ["ées", "ée", "és"].iter().any(|ending| with(ending).is_some()),
            Class::Ez => !NOT_EZ.contains(&word) && with("ez").is_some(),
            Class::Es => with("es").is_some() && !word.ends_with("ées"),
            Class::E => with("e").is_some() && knows(&format!("{word}s")) && knows(&format!("{word}nt")),
            Class::Ent => with("ent").is_some(),
            Class::Singular => {
                word.chars().count() >= 3
                    && !word.ends_with(['s', 'x', 'z'])
                    && !word.contains(|c: char| !c.is_alphabetic())
                    && !NOT_SINGULAR.contains(&word)
                    && knows(word)
                    && knows(&format!("{word}s"))
            }
            Class::Vowel => {
                word.chars().count() >= 2
                    && word.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'à', 'â', 'î', 'ô', 'œ'])
                    && ![
                        "onze", "oui", "ouistiti", "uhlan", "un", "une", "ou", "et", "ok", "euh", "ouf", "ah", "oh", "eh", "onzième",
                        "ouais", "au", "aux",
                    ]
                    .contains(&word)
                    && knows(word)
            }
            Class::EnglishVowel => {
                word.chars().count() >= 3
                    && word.starts_with(['a', 'e', 'i', 'o'])
                    && !["one", "once", "euro", "euros", "european", "ones", "eulogy", "ewe", "oneself"].contains(&word)
                    && !word.starts_with("one-")
                    && !word.starts_with("eu")
                    && knows(word)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_what_stays() {
        for (word, expected) in [("manger", "mang"), ("mangées", "mang"), ("mangez", "mang"), ("mangent", "mang"), ("pris", "pris")] {
            assert_eq!(stem(word), expected);
        }
    }
}
