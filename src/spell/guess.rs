//! Which language a text is in: by the small words that only one of them has.

use super::tokens::words;
use crate::model::spelling::Tongue;

const FRENCH: &[&str] = &[
    "le", "la", "les", "des", "du", "une", "est", "et", "que", "qui", "nous", "vous", "je", "il", "elle", "pas", "pour", "dans", "avec",
    "sur", "votre", "notre", "ce", "cette", "ces", "bonjour", "merci", "bonsoir", "au", "aux", "ne", "mais", "par", "plus", "très", "sont",
    "avons", "avez", "êtes", "tout", "bien", "ça", "à", "de", "d'", "l'", "c'", "j'", "n'", "qu'", "s'", "bonne", "été", "être", "fait",
    "si", "oui", "vos", "nos", "mon", "ma", "se", "leur",
];
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "is", "are", "you", "your", "we", "our", "it", "this", "that", "with", "for", "have", "has", "be", "will",
    "not", "thanks", "thank", "hello", "hi", "they", "was", "were", "i", "my", "from", "by", "at", "can", "would", "please", "what",
    "when", "if", "all", "do", "don't", "it's", "i'm", "yes", "so", "but", "there", "their", "here", "been", "an", "in", "or", "how",
];

/// The language of `text`; none when nothing tells.
pub(super) fn guess(text: &str) -> Option<Tongue> {
    let tokens = words(text, Tongue::French);
    let count = |known: &[&str]| tokens.iter().filter(|token| known.contains(&token.lower.as_str())).count();
    let (french, english) = (count(FRENCH), count(ENGLISH));
    match french.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Tongue::French),
        std::cmp::Ordering::Less => Some(Tongue::English),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell() {
        let table = [
            ("Merci pour votre message, nous revenons vers vous", Some(Tongue::French)),
            ("Thanks for your message, we will be back", Some(Tongue::English)),
            ("Oui\u{202f}!", Some(Tongue::French)),
            ("Ok", None),
            ("https://the.is/your", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(guess(text), expected, "{text}");
        }
    }
}
