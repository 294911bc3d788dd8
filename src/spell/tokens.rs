//! The words of a text, and what stands between them.
//!
//! Addresses, `@names`, `#tags`, `:emoji:` and blanks of saved replies are no words. A French word
//! loses what was elided before it: `l'été` is `l'` and `été`. Numbers stay, so that what stands
//! around them is not taken for neighbours; who looks words up passes over them.

use std::ops::Range;

use crate::model::spelling::Tongue;

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// At most spaces.
    Space,
    /// Something that may be a word to a reader: a name, an address, what a bracket opens.
    Opaque,
    /// A mark that ends a clause, or begins one.
    Clause,
    /// The end of a sentence, or of the text.
    Sentence,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub lower: String,
    /// What stands before it.
    pub before: Gap,
    /// What stands after it.
    pub after: Gap,
}

/// What loses its vowel before another one; the apostrophe belongs to it.
const ELIDED: &[&str] = &["l", "d", "j", "qu", "n", "s", "t", "m", "c", "jusqu", "lorsqu", "puisqu", "quoiqu"];
/// What is one word although it begins like this.
const WHOLE: &[&str] = &["d'abord", "d'accord", "c'est-à-dire"];

pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The words of `text`, in order.
pub(super) fn words(text: &str, tongue: Tongue) -> Vec<Token> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let blanks: Vec<Range<usize>> = blanks(text);
    for chunk in chunks(text) {
        let (from, to) = (chunk.start, chunk.end);
        let kept = readable(&text[from..to]);
        pieces(text, from..from + kept, &mut found);
    }
    found.retain(|at| !blanks.iter().any(|blank| blank.start <= at.start && at.end <= blank.end));
    if tongue == Tongue::French {
        let mut parts = Vec::with_capacity(found.len());
        found.into_iter().for_each(|at| unelided(text, at, &mut parts));
        found = parts;
    }
    let mut tokens: Vec<Token> = Vec::with_capacity(found.len());
    let mut end = 0;
    for at in found {
        let between = &text[end..at.start];
        if let Some(last) = tokens.last_mut() {
            last.after = after(between);
        }
        let before = if tokens.is_empty() && between.chars().all(|c| !c.is_alphanumeric()) { Gap::Sentence } else { before(between) };
        end = at.end;
        let lower = text[at.clone()].to_lowercase().replace(['’', 'ʼ'], "'");
        tokens.push(Token { at, lower, before, after: Gap::Sentence });
    }
    if let Some(last) = tokens.last_mut() {
        last.after = if text[end..].trim().is_empty() { Gap::Sentence } else { after(&text[end..]) };
    }
    tokens
}

/// What a word has before it.
fn before(between: &str) -> Gap {
    let near = between.trim_end().chars().next_back();
    match near {
        _ if between.contains('\n') => Gap::Sentence,
        None => Gap::Space,
        Some('.' | '!' | '?' | '…') => Gap::Sentence,
        Some(c) if c.is_alphanumeric() || matches!(c, '\'' | '’' | '/' | '_' | '}' | '&' | '+' | '%' | '€' | '$') => Gap::Opaque,
        Some(_) => Gap::Clause,
    }
}

/// What a word has after it.
fn after(between: &str) -> Gap {
    let near = between.trim_start_matches([' ', '\u{a0}', '\u{202f}']).chars().next();
    match near {
        None => Gap::Space,
        Some('\n' | '.' | '!' | '?' | '…') => Gap::Sentence,
        Some(',' | ';' | ':' | ')' | '»' | '”') => Gap::Clause,
        Some(c) if !c.is_ascii() && !c.is_alphanumeric() && !matches!(c, '«' | '“' | '‘' | '’' | '–' | '—' | '€') => {
            Gap::Clause
        }
        Some(_) => Gap::Opaque,
    }
}

/// What stands between white space.
fn chunks(text: &str) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begun, c.is_whitespace()) {
            (None, false) => begun = Some(at),
            (Some(from), true) => {
                chunks.push(from..at);
                begun = None;
            }
            (None, true) | (Some(_), false) => {}
        }
    }
    chunks
}

/// Between `{` and `}`: what is still to be filled in.
fn blanks(text: &str) -> Vec<Range<usize>> {
    text.match_indices('{').filter_map(|(from, _)| text[from..].find('}').map(|length| from..from + length)).collect()
}

/// How many bytes of a chunk are words, before an address or a tag begins.
fn readable(chunk: &str) -> usize {
    let opened = chunk.len() - chunk.trim_start_matches(['(', '[', '"', '\'', '«', '“', '‘', '-', '–', '—', '*', '_']).len();
    let body = &chunk[opened..];
    let named = body.contains("://") || body.contains('@') || body.contains('·') || body.contains('\\') || body.starts_with("www.");
    let path = body.matches('/').count() > 1 || body.contains('_');
    let emoji = body.len() > 2 && body.starts_with(':') && body.trim_end_matches(['.', ',', '!']).ends_with(':');
    if named || path || emoji || is_domain(body) {
        return 0;
    }
    body.find('#').map_or(chunk.len(), |at| opened + at)
}

/// `boutique.fr`, `www.a.test/page`: letters on both sides of a point, a short end in small letters.
fn is_domain(body: &str) -> bool {
    let host = body.split(['/', '?']).next().unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', ')', '»', '…']);
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    name.split('.').all(label) && (2..=6).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase())
}

/// Letters and digits, with apostrophes and hyphens between them.
fn pieces(text: &str, within: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[within.clone()];
    let mut begun: Option<usize> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = (is_apostrophe(c) || c == '-' || c == '\u{2011}') && begun.is_some() && next;
        let letter = c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
        if letter || joins {
            begun.get_or_insert(at);
        } else if let Some(from) = begun.take() {
            found.push(within.start + from..within.start + at);
        }
    }
    if let Some(from) = begun {
        found.push(within.start + from..within.end);
    }
}

/// A word without what was elided before it, which comes first.
fn unelided(text: &str, at: Range<usize>, parts: &mut Vec<Range<usize>>) {
    let word = &text[at.clone()];
    let lower = word.to_lowercase().replace('’', "'");
    let elided = word.find(is_apostrophe).filter(|mark| ELIDED.contains(&word[..*mark].to_lowercase().as_str()));
    let after = elided.map_or(0, |mark| mark + word[mark..].chars().next().map_or(0, char::len_utf8));
    if after == 0 || after >= word.len() || WHOLE.contains(&lower.as_str()) {
        parts.push(at);
        return;
    }
    parts.push(at.start..at.start + after);
    unelided(text, at.start + after..at.end, parts);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, tongue: Tongue) -> String {
        let mark = |gap: Gap| match gap {
            Gap::Space => "",
            Gap::Opaque => "*",
            Gap::Clause => ",",
            Gap::Sentence => ".",
        };
        words(text, tongue).iter().map(|token| format!("{}{}", token.lower, mark(token.after))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_text_is_its_words() {
        let table = [
            ("L’été, aujourd'hui !", "l' été, aujourd'hui."),
            ("Qu'est-ce qu'il y a ?", "qu' est-ce qu' il y a."),
            ("Voir https://a.test/x et www.b.fr, boutique.fr/page.", "voir* et*"),
            ("@ana@b.test merci à contact@c.fr #miam", "merci à*"),
            ("(Bien) « dit » - vraiment", "bien, dit, vraiment."),
            ("Bonjour {prénom}, à bientôt :tada:", "bonjour* à bientôt,"),
            ("peut-être 3e 2h30 B2B", "peut-être 3e 2h30 b2b."),
            ("client·e·s ravi 😀", "ravi,"),
            ("fin.\nSuite", "fin. suite."),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(told(text, Tongue::French), expected, "{text}");
        }
        assert_eq!(told("I don't, it's", Tongue::English), "i don't, it's.");
    }

    #[test]
    fn every_token_is_where_it_says() {
        let text = "« L’œuvre » d’à côté : l’été 😀, ça";
        for token in words(text, Tongue::French) {
            assert_eq!(text[token.at.clone()].to_lowercase().replace('’', "'"), token.lower);
        }
    }
}
