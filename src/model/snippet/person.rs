//! How a person is called in an answer: by the first name, when that is what stands there.
//!
//! A guess, and no more: it is in the text before anything is sent.

use crate::base::text::{fold, graphemes};

/// Words that begin the name of a shop or a club rather than that of a person.
const ARTICLES: [&str; 22] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "au", "aux", "chez", "the", "a", "el", "los", "las", "der", "die", "das", "mr",
    "mrs", "dr",
];

/// How the person with this name and handle is called.
///
/// Of two or three words that look like a person's name it is the first name; else the
/// whole name, without emoji; without a name, the handle's first part.
pub fn called(name: &str, handle: &str) -> String {
    let plain: String = graphemes(name).map(|letter| if is_written(letter) { letter } else { " " }).collect();
    let plain = plain.split(['(', '[', '|', '·', '/']).next().unwrap_or_default();
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        [] => handle.trim_start_matches('@').split('@').next().unwrap_or_default().to_owned(),
        [first, .., last] if words.len() <= 3 && is_name(first) && is_name(last) => {
            // French forms ask for the family name first, in capitals.
            let turned = is_shouted(first) && !is_shouted(last);
            (if turned { last } else { first }).to_string()
        }
        _ => words.join(" "),
    }
}

/// Whether a letter belongs to a name: no emoji, no ornament.
fn is_written(letter: &str) -> bool {
    letter.chars().all(|c| c.is_alphanumeric() || " '’-.&()[]|·/_+,\u{300}\u{301}\u{308}".contains(c) || c.is_whitespace())
}

fn is_name(word: &str) -> bool {
    let begins = word.chars().next().is_some_and(char::is_uppercase);
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    begins && letters && word.chars().count() > 1 && !ARTICLES.contains(&fold(word).as_str())
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_their_first_name() {
        let table = [
            ("Lucile Martin", "@lucile@a.test", "Lucile"),
            ("Lucile", "@lucile@a.test", "Lucile"),
            ("MARTIN Lucile", "@lm@a.test", "Lucile"),
            ("Jean-Pierre de Bray", "@jp@a.test", "Jean-Pierre"),
            ("Zoé 🍑", "@zoe@a.test", "Zoé"),
            ("Nadia Bashir (elle/she)", "@nadia@a.test", "Nadia"),
            ("Le Petit Bistro", "@petit@a.test", "Le Petit Bistro"),
            ("lucy16", "@lucy16@a.test", "lucy16"),
            ("Radio 4", "@radio@a.test", "Radio 4"),
            ("Amis de la Loire", "@amis@a.test", "Amis de la Loire"),
            ("J. Dupont", "@jd@a.test", "J. Dupont"),
            ("山田太郎", "@yamada@a.test", "山田太郎"),
            ("🍑🍑", "@peach@a.test", "peach"),
            ("", "@gilbert@a.test", "gilbert"),
        ];
        for (name, handle, expected) in table {
            assert_eq!(called(name, handle), expected, "{name}");
        }
    }
}
