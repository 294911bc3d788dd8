//! The small language that the rules are written in.
//!
//! A pattern is words in small letters, one after the other with nothing but spaces between
//! them. `a|b` is either, `{inf}` a class of [`Class`], `_` any word, `?a|b` one that may be
//! missing, `[…]` what is marked. `^` begins a clause and `^^` a sentence, `$` ends a clause. `!a|b`
//! first or last means that no such word stands there. An elided word is one of its own: `qu'`.
//!
//! A replacement is what could stand there instead, several divided by `|`. `~` is made of the
//! last word that is marked: `~0` itself, `~er` `~é` `~ez` `~e` `~ent` with that ending in place
//! of the one of its class, `~+s` with one letter more, `~-1` with one less.

use std::ops::Range;

use super::tokens::{Gap, Token};
use super::words::{Class, stem};
use crate::model::spelling::Rule;

/// A row of a table of rules: the rule, the pattern, what could stand there.
pub(super) type Row = (Rule, &'static str, &'static str);

/// One word of a pattern: any, one of some words, or one of some classes.
#[derive(Debug)]
struct Element {
    any: bool,
    words: Vec<&'static str>,
    classes: Vec<Class>,
    optional: bool,
    marked: bool,
}

/// A pattern, read.
#[derive(Debug)]
pub(super) struct Pattern {
    rule: Rule,
    elements: Vec<Element>,
    begins: Option<Gap>,
    ends: bool,
    not_before: Vec<&'static str>,
    not_after: Vec<&'static str>,
    replacement: &'static str,
}

/// What a pattern found.
#[derive(Debug)]
pub(super) struct Match {
    pub rule: Rule,
    pub tokens: Range<usize>,
    pub suggestions: Vec<String>,
}

impl Pattern {
    /// Reads a row; none when it is not in the language above.
    pub fn read((rule, pattern, replacement): Row) -> Option<Pattern> {
        let mut read =
            Pattern { rule, elements: Vec::new(), begins: None, ends: false, not_before: Vec::new(), not_after: Vec::new(), replacement };
        let mut marking = false;
        for word in pattern.split(' ') {
            match word {
                "^" => read.begins = Some(Gap::Clause),
                "^^" => read.begins = Some(Gap::Sentence),
                "$" => read.ends = true,
                _ => {
                    if let Some(not) = word.strip_prefix('!') {
                        let place = if read.elements.is_empty() { &mut read.not_before } else { &mut read.not_after };
                        place.extend(not.split('|'));
                        continue;
                    }
                    let (optional, word) = word.strip_prefix('?').map_or((false, word), |word| (true, word));
                    let (opens, word) = word.strip_prefix('[').map_or((false, word), |word| (true, word));
                    let (closes, word) = word.strip_suffix(']').map_or((false, word), |word| (true, word));
                    marking |= opens;
                    let mut element = Element { any: word == "_", words: Vec::new(), classes: Vec::new(), optional, marked: marking };
                    for either in word.split('|') {
                        match either.strip_prefix('{').and_then(|either| either.strip_suffix('}')) {
                            Some(class) => element.classes.push(Class::from_code(class)?),
                            None if either.is_empty() || either.contains(['{', '}', '[', ']', '?', '!', '^', '$']) => return None,
                            None => element.words.push(either),
                        }
                    }
                    read.elements.push(element);
                    marking &= !closes;
                }
            }
        }
        let marks = read.elements.iter().any(|element| element.marked);
        let paired = replacement.strip_prefix('=').is_none_or(|each| {
            let marked = read.elements.iter().rfind(|element| element.marked);
            marked.is_some_and(|element| element.words.len() == each.split('|').count() && element.classes.is_empty())
        });
        (marks && !marking && paired && !replacement.is_empty()).then_some(read)
    }

    /// What it finds in words that begin at `from`.
    pub fn find(&self, tokens: &[Token], from: usize, is: &dyn Fn(Class, &str) -> bool) -> Option<Match> {
        let first = tokens.get(from)?;
        if self.begins.is_some_and(|gap| first.before < gap) {
            return None;
        }
        if first.before == Gap::Space
            && from
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|before| self.not_before.contains(&before.lower.as_str()))
        {
            return None;
        }
        let mut at = from;
        let mut marked: Option<Range<usize>> = None;
        for element in &self.elements {
            let fits = tokens.get(at).is_some_and(|token| {
                (at == from || token.before == Gap::Space)
                    && (element.any
                        || element.words.contains(&token.lower.as_str())
                        || element.classes.iter().any(|class| is(*class, &token.lower)))
            });
            if fits {
                if element.marked {
                    marked = Some(marked.map_or(at, |marked| marked.start)..at + 1);
                }
                at += 1;
            } else if !element.optional {
                return None;
            }
        }
        let last = tokens.get(at.checked_sub(1)?)?;
        if self.ends && last.after == Gap::Space {
            return None;
        }
        if last.after == Gap::Space && tokens.get(at).is_some_and(|token| self.not_after.contains(&token.lower.as_str())) {
            return None;
        }
        let marked = marked?;
        let words: Vec<&str> = tokens.get(marked.clone())?.iter().map(|token| token.lower.as_str()).collect();
        Some(Match { rule: self.rule, suggestions: self.suggestions(&words), tokens: marked })
    }

    fn suggestions(&self, words: &[&str]) -> Vec<String> {
        let last = words.last().copied().unwrap_or_default();
        match self.replacement.strip_prefix('=') {
            Some(each) => {
                let marked = self.elements.iter().rfind(|element| element.marked);
                let place = marked.and_then(|element| element.words.iter().position(|word| *word == last));
                place.and_then(|place| each.split('|').nth(place)).map(str::to_owned).into_iter().collect()
            }
            None => self.replacement.split('|').map(|template| filled(template, words)).collect(),
        }
    }
}

/// A template with the words in it.
fn filled(template: &str, words: &[&str]) -> String {
    let (first, last) = (words.first().copied().unwrap_or_default(), words.last().copied().unwrap_or_default());
    let mut filled = String::new();
    let mut parts = template.split('~');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (made, rest) = match () {
            () if part.starts_with('0') => (last.to_owned(), &part[1..]),
            () if part.starts_with('1') => (first.to_owned(), &part[1..]),
            () if part.starts_with('-') => (words.join("-"), &part[1..]),
            () if part.starts_with('<') => (last.chars().take(last.chars().count().saturating_sub(1)).collect(), &part[1..]),
            () if part.starts_with('+') => (format!("{last}{}", &part[1..]), ""),
            () => (format!("{}{part}", stem(last)), ""),
        };
        filled.push_str(&made);
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::spelling::Tongue;
    use crate::spell::tokens::words;

    fn found(pattern: &'static str, replacement: &'static str, text: &str) -> String {
        let pattern = Pattern::read((Rule::That, pattern, replacement)).unwrap();
        let tokens = words(text, Tongue::French);
        let is = |class: Class, word: &str| class == Class::Infinitive && word.ends_with("er");
        let all = (0..tokens.len()).filter_map(|from| pattern.find(&tokens, from, &is));
        let told = |found: Match| {
            let (first, last) = (&tokens[found.tokens.start], &tokens[found.tokens.end - 1]);
            format!("{}={}", &text[first.at.start..last.at.end], found.suggestions.join("/"))
        };
        all.map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_pattern_finds_what_it_says() {
        let table = [
            ("[sa] va|fait", "ça", "Oui, sa va, sa, va sa marche", "sa=ça"),
            ("^ [sa] _", "ça", "sa va. Pour sa fille", "sa=ça"),
            ("^^ [sa] _", "ça", "Bon, sa va. Sa va", "Sa=ça"),
            ("par [la] $", "là", "par la. Par la porte", "la=là"),
            ("pas|ne [comme] même", "quand", "pas comme même", "comme=quand"),
            ("!un [peut] être", "peut-être", "un peut être, peut être", "peut=peut-être"),
            ("[la] bas !âge", "là", "la bas âge la bas", "la=là"),
            ("avons ?bien|pas [{inf}]", "~é", "avons bien manger, avons manger", "manger=mangé manger=mangé"),
            ("[qu' elle] heure", "quelle|quel", "Qu'elle heure", "Qu'elle=quelle/quel"),
            ("tu [peut|veut]", "=peux|veux", "tu peut, tu veut", "peut=peux veut=veux"),
            ("[_ t' il|elle]", "~1-t-~0", "va t'elle", "va t'elle=va-t-elle"),
            ("[week end]", "~-", "bon week end", "week end=week-end"),
            ("j' ai [reçue|vue]", "~<", "j'ai reçue", "reçue=reçu"),
            ("va [{inf}|bien]", "~+s", "va manger, va bien", "manger=mangers bien=biens"),
        ];
        for (pattern, replacement, text, expected) in table {
            assert_eq!(found(pattern, replacement, text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn what_is_not_in_the_language_is_not_read() {
        for pattern in ["sa va", "[sa", "{nothing}", "[] va", "", "[sa] va|^"] {
            assert!(Pattern::read((Rule::That, pattern, "ça")).is_none(), "{pattern}");
        }
        assert!(Pattern::read((Rule::That, "[sa]", "")).is_none());
        assert!(Pattern::read((Rule::That, "[peut|veut]", "=peux")).is_none(), "not in pairs");
    }
}
