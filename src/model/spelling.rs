//! What is wrong in a text that was written here: where, by which rule, what it could be.
//!
//! The rules themselves are in [`crate::spell`]; their sentences are in the catalogue. Nothing
//! here stops a text from being sent.

use std::ops::Range;

use crate::base::code::codes;
use crate::base::id::ClientId;

codes! {
    /// A language that can be checked.
    pub enum Tongue {
        /// French.
        French = "fr",
        /// English.
        English = "en",
    }
}

impl Tongue {
    /// The language of a tag as networks write it: `fr`, `fr-CA`, `en_US`.
    pub fn from_tag(tag: &str) -> Option<Tongue> {
        Tongue::from_code(&tag.split(['-', '_']).next().unwrap_or_default().to_lowercase())
    }
}

codes! {
    /// Why something is marked. The word is what `vigie spell` prints.
    pub enum Rule {
        /// No dictionary knows the word.
        Unknown = "spelling",
        /// The same small word twice.
        Twice = "twice",
        /// A participle that never agrees: *ils se sont demandé*.
        Invariable = "fr-invariable",
        /// *Vous ait plu*, *vous a plu*: the forms of *plaire*.
        Pleased = "fr-plaire",
        /// A participle after *avoir* that agrees with its subject.
        AfterAvoir = "fr-avoir",
        /// A participle in *é*, an infinitive in *er* and a form in *ez* taken for one another.
        Ending = "fr-er-e-ez",
        /// *Si j'aurais*.
        Conditional = "fr-si-aurais",
        /// *Malgré que*.
        Despite = "fr-malgre-que",
        /// *Quoique* and *quoi que*, *quel que* and *quelque*.
        Whatever = "fr-quoi-que",
        /// *Ça* and *sa*.
        That = "fr-ca-sa",
        /// *A* and *à*.
        HasTo = "fr-a",
        /// *Et* and *est*.
        AndIs = "fr-et-est",
        /// *Ces*, *ses*, *c'est*, *s'est*, *ce* and *se*.
        These = "fr-ces-ses",
        /// *On* and *ont*, *son* and *sont*.
        OneHave = "fr-on-ont",
        /// *Ou* and *où*, *la* and *là*, *du* and *dû*, *sur* and *sûr*, *des* and *dès*.
        Accent = "fr-accent",
        /// *Peu* and *peut*.
        Little = "fr-peu-peut",
        /// *Plutôt* and *plus tôt*, *voir* and *voire*, *censé* and *sensé* and others that sound alike.
        Homophone = "fr-homophone",
        /// *Leur* and *leurs*, *tout* and *tous*, *quelle* and *qu'elle*.
        Agreement = "fr-accord",
        /// A noun in the singular after *des*, *vos*, *plusieurs*.
        Plural = "fr-pluriel",
        /// A verb that does not go with its subject.
        Person = "fr-personne",
        /// Words of a fixed phrase that is written otherwise.
        Phrase = "fr-locution",
        /// A hyphen that is missing.
        Hyphen = "fr-trait-union",
        /// A vowel that falls away before another one: *qu'il*, *j'ai*.
        Elision = "fr-elision",
        /// *It's* and *its*.
        Its = "en-its",
        /// *Your* and *you're*.
        Your = "en-your",
        /// *Their*, *there* and *they're*.
        Their = "en-their",
        /// *Then* and *than*, *lose* and *loose* and others that look alike.
        LooksAlike = "en-alike",
        /// *Could of*.
        CouldOf = "en-could-of",
        /// *A* and *an*.
        Article = "en-article",
        /// A French mark without its narrow space.
        NarrowSpace = "space-narrow",
        /// More than one space.
        Spaces = "space-double",
        /// Straight or foreign quotes where French ones stand.
        Quotes = "quotes",
        /// Three points for an ellipsis.
        Ellipsis = "ellipsis",
    }
}

impl Rule {
    /// Whether it is about spaces and marks and not about words.
    pub const fn is_typography(self) -> bool {
        matches!(self, Rule::NarrowSpace | Rule::Spaces | Rule::Quotes | Rule::Ellipsis)
    }
}

/// Something that is probably wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What stands there.
    pub word: String,
    /// Why it is marked.
    pub rule: Rule,
    /// What it could be, the likeliest first; empty for a word that was not looked up yet.
    pub suggestions: Vec<String>,
}

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The language it was checked in.
    pub tongue: Tongue,
    /// Whether it is in a language that is not known here: then nothing is marked.
    pub foreign: bool,
    /// What is marked, in order; none over another.
    pub findings: Vec<Finding>,
}

/// A text to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// The text.
    pub text: String,
    /// Its language; none to guess it.
    pub tongue: Option<Tongue>,
    /// The language to take when nothing in the text tells.
    pub fallback: Option<Tongue>,
    /// The clients in whose name it leaves: their words are right.
    pub clients: Vec<ClientId>,
    /// Names that are right here: of people, of clients.
    pub names: Vec<String>,
    /// Whether spaces and marks are looked at too.
    pub typography: bool,
    /// Whether the rules about words that sound alike apply.
    pub grammar: bool,
}

/// A word of one's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnWord {
    /// The word.
    pub word: String,
    /// The client whose word it is; none for everybody's.
    pub client: Option<ClientId>,
}

/// The longest word that is kept, in characters.
pub const LONGEST_WORD: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_its_language() {
        let table =
            [("fr", Some(Tongue::French)), ("fr-CA", Some(Tongue::French)), ("EN_us", Some(Tongue::English)), ("de", None), ("", None)];
        for (tag, expected) in table {
            assert_eq!(Tongue::from_tag(tag), expected, "{tag}");
        }
    }
}
