//! The text of a snippet: words, what is known of the conversation, blanks to ask for.
//!
//! `{author}` and `{client}` are known, `{?order number}` is asked for, `{{` is a brace.
//! In a message that is being written only `{?…}` means something: a blank that is left.

use std::ops::Range;

use crate::base::text::fold;

use super::LONGEST;

/// The longest label of a blank, in characters; what is longer was not meant as one.
const LONGEST_LABEL: usize = 80;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Author,
    Client,
    Blank(String),
}

impl Piece {
    fn label(&self) -> Option<&str> {
        match self {
            Piece::Blank(label) => Some(label),
            Piece::Text(_) | Piece::Author | Piece::Client => None,
        }
    }
}

/// The text of a snippet, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// What is wrong with the text of a snippet, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetError {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: SnippetProblem,
}

/// What is wrong with a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnippetProblem {
    /// It has no name.
    NoName,
    /// Its name is longer than [`super::LONGEST_NAME`].
    LongName,
    /// It has no text.
    NoText,
    /// Its text is longer than [`LONGEST`].
    LongText,
    /// A brace that nothing closes on its line.
    Open,
    /// Nothing stands between the braces.
    Empty,
    /// A blank without a label.
    NoLabel,
    /// Nothing has this name.
    Unknown(String),
}

/// What is known when a snippet is put into a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    /// How the person who is answered is called; see [`super::called`].
    pub author: String,
    /// The client's name.
    pub client: String,
    /// Labels of blanks and what stands there.
    pub blanks: Vec<(String, String)>,
}

/// A blank that is left in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The bytes of the text that it takes, braces and all.
    pub at: Range<usize>,
    /// Its label.
    pub label: String,
}

/// Whether two labels mean the same blank.
fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// A label as it is shown: trimmed, every run of white space one space.
fn label(text: &str) -> String {
    crate::base::text::one_line(text)
}

impl Template {
    /// Reads a text.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Template, SnippetError> {
        if text.trim().is_empty() {
            return Err(SnippetError { at: 0..text.len(), problem: SnippetProblem::NoText });
        }
        if text.len() > LONGEST {
            return Err(SnippetError { at: LONGEST..text.len(), problem: SnippetProblem::LongText });
        }
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|found| at + found) {
            push(&mut pieces, &text[at..open]);
            if text[open..].starts_with("{{") {
                push(&mut pieces, "{");
                at = open + 2;
                continue;
            }
            let (piece, end) = place(text, open)?;
            pieces.push(piece);
            at = end;
        }
        push(&mut pieces, &text[at..]);
        Ok(Template { pieces })
    }

    /// The labels of its blanks, each once, in the order of the text.
    pub fn labels(&self) -> Vec<&str> {
        each_once(self.pieces.iter().filter_map(Piece::label))
    }

    /// The text with what is known in its places; a blank that nothing is known for stays as it is.
    pub fn fill(&self, filling: &Filling) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Author => known(&mut text, &filling.author, "author"),
                Piece::Client => known(&mut text, &filling.client, "client"),
                Piece::Blank(label) => match filling.blanks.iter().find(|(known, _)| same(known, label)) {
                    Some((_, value)) => text.push_str(value),
                    None => text.push_str(&format!("{{?{label}}}")),
                },
            }
        }
        text
    }
}

/// Adds what is known; what is not is a blank like others.
fn known(text: &mut String, value: &str, name: &str) {
    match value {
        "" => text.push_str(&format!("{{?{name}}}")),
        value => text.push_str(value),
    }
}

/// Adds words, to those that stand there already if there are any.
fn push(pieces: &mut Vec<Piece>, words: &str) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(words),
        Some(Piece::Author | Piece::Client | Piece::Blank(_)) | None => pieces.push(Piece::Text(words.to_owned())),
    }
}

/// The place that begins with the brace at `open`, and where it ends.
fn place(text: &str, open: usize) -> Result<(Piece, usize), SnippetError> {
    let line = text[open..].find('\n').map_or(text.len(), |found| open + found);
    let inside = &text[open + 1..line];
    let wrong = |end: usize, problem| Err(SnippetError { at: open..end, problem });
    let Some(close) = inside.find(['{', '}']).filter(|at| inside[*at..].starts_with('}')).map(|at| open + 1 + at) else {
        return wrong(open + 1, SnippetProblem::Open);
    };
    let (inside, end) = (text[open + 1..close].trim(), close + 1);
    if let Some(asked) = inside.strip_prefix('?') {
        let label = label(asked);
        return if label.is_empty() { wrong(end, SnippetProblem::NoLabel) } else { Ok((Piece::Blank(label), end)) };
    }
    match fold(inside).as_str() {
        "author" => Ok((Piece::Author, end)),
        "client" => Ok((Piece::Client, end)),
        "" => wrong(end, SnippetProblem::Empty),
        _ => wrong(end, SnippetProblem::Unknown(inside.to_owned())),
    }
}

/// The blanks that are left in a message, in order; one label may stand there more than once.
pub fn blanks(text: &str) -> Vec<Blank> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{?").map(|found| at + found) {
        at = open + 2;
        let Some(end) = text[at..].find(['{', '}', '\n']).filter(|end| text[at + end..].starts_with('}')).map(|end| at + end) else {
            continue;
        };
        let label = label(&text[at..end]);
        if !label.is_empty() && label.chars().count() <= LONGEST_LABEL {
            found.push(Blank { at: open..end + 1, label });
            at = end + 1;
        }
    }
    found
}

/// The labels of the blanks that are left in a message, each once, in order.
pub fn labels_left(text: &str) -> Vec<String> {
    each_once(blanks(text).into_iter().map(|blank| blank.label))
}

fn each_once<L: AsRef<str>>(all: impl Iterator<Item = L>) -> Vec<L> {
    let mut labels: Vec<L> = Vec::new();
    for label in all {
        if !labels.iter().any(|known| same(known.as_ref(), label.as_ref())) {
            labels.push(label);
        }
    }
    labels
}

/// The message with `value` in every blank of this label.
pub fn fill_blank(text: &str, label: &str, value: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut at = 0;
    for blank in blanks(text).into_iter().filter(|blank| same(&blank.label, label)) {
        filled.push_str(&text[at..blank.at.start]);
        filled.push_str(value);
        at = blank.at.end;
    }
    filled.push_str(&text[at..]);
    filled
}

/// `words` as they go into `text` at the byte `at`, with what keeps them apart.
///
/// Where a message has paragraphs, they begin one after a whole sentence; else they follow
/// after a space. What stands apart already is left as it is.
pub fn insertion(text: &str, at: usize, words: &str) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let whole = before.ends_with(['.', '!', '?', '…', ':']);
    let paragraphs = words.contains('\n') || before.contains('\n');
    let ahead = match before.chars().next_back() {
        None => "",
        Some(c) if c.is_whitespace() => "",
        Some(_) if whole && paragraphs => "\n\n",
        Some(_) => " ",
    };
    let behind = match after.chars().next() {
        None => "",
        Some(c) if c.is_whitespace() || ",.;:!?…".contains(c) => "",
        Some(_) if words.contains('\n') => "\n\n",
        Some(_) => " ",
    };
    format!("{ahead}{words}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Filled = (&'static str, &'static [(&'static str, &'static str)], &'static str);

    fn filled(text: &str, blanks: &[(&str, &str)]) -> String {
        let blanks = blanks.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect();
        Template::parse(text).unwrap().fill(&Filling { author: "Ana".to_owned(), client: "Bistro".to_owned(), blanks })
    }

    #[test]
    fn places_are_filled() {
        let table: [Filled; 8] = [
            ("Hello", &[], "Hello"),
            ("Hello {author}, {client} here.", &[], "Hello Ana, Bistro here."),
            ("{ Author }{CLIENT}", &[], "AnaBistro"),
            ("Order {?order number}.", &[("order number", "A-12")], "Order A-12."),
            ("{?n} and { ?N }", &[("n", "1")], "1 and 1"),
            ("Order {?order  number }.", &[], "Order {?order number}."),
            ("{{author}", &[], "{author}"),
            ("a } b }} {{{author}", &[], "a } b }} {Ana"),
        ];
        for (text, blanks, expected) in table {
            assert_eq!(filled(text, blanks), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_a_blank() {
        let left = Template::parse("Hello {author} of {client}").unwrap().fill(&Filling::default());
        assert_eq!(left, "Hello {?author} of {?client}");
    }

    #[test]
    fn a_label_is_asked_once() {
        let template = Template::parse("{?order number} {?date}{?Order Number}").unwrap();
        assert_eq!(template.labels(), ["order number", "date"]);
    }

    #[test]
    fn an_error_has_a_place_and_a_reason() {
        let table = [
            ("Hé {autor}", 4..11, SnippetProblem::Unknown("autor".to_owned())),
            ("a {author", 2..3, SnippetProblem::Open),
            ("a {author\n}", 2..3, SnippetProblem::Open),
            ("{a {author}", 0..1, SnippetProblem::Open),
            ("a {}", 2..4, SnippetProblem::Empty),
            ("a {? }", 2..6, SnippetProblem::NoLabel),
            ("  ", 0..2, SnippetProblem::NoText),
        ];
        for (text, at, problem) in table {
            assert_eq!(Template::parse(text), Err(SnippetError { at, problem }), "{text}");
        }
    }

    #[test]
    fn what_is_left_in_a_message_is_known() {
        let labels = |text: &str| blanks(text).into_iter().map(|blank| blank.label).collect::<Vec<_>>();
        assert_eq!(labels("Your order {?order number} of {? date }, {?order number}"), ["order number", "date", "order number"]);
        assert_eq!(labels_left("{?a} {?b} {?A}"), ["a", "b"]);
        assert_eq!(blanks("é {?x}!"), [Blank { at: 3..7, label: "x".to_owned() }]);
        for none in ["{x}", "{?}", "{? }", "{?x", "{?x\n}", "{ ?x", "{?a{b"] {
            assert!(labels(none).is_empty(), "{none}");
        }
        assert_eq!(labels("{?a {?b}"), ["b"]);
        assert!(labels(&format!("{{?{}}}", "x".repeat(81))).is_empty());
    }

    #[test]
    fn a_blank_is_filled_everywhere() {
        assert_eq!(fill_blank("{?n}: {?N }, {?m}", "n", "12"), "12: 12, {?m}");
        assert_eq!(fill_blank("{?n}", "n", "{?n}"), "{?n}");
    }

    #[test]
    fn several_stand_apart() {
        let table = [
            ("", 0, "Hi.", "Hi."),
            ("@ana ", 5, "Hi.", "Hi."),
            ("@ana Sorry.", 11, "We open at 9.", " We open at 9."),
            ("Sorry.", 6, "One.\nTwo.", "\n\nOne.\nTwo."),
            ("a\nSorry.", 8, "One.", "\n\nOne."),
            ("a\n\n", 3, "One.", "One."),
            ("at , thanks", 3, "9", "9"),
            ("at thanks", 3, "9", "9 "),
            ("Bye", 0, "One.\nTwo.", "One.\nTwo.\n\n"),
        ];
        for (text, at, words, expected) in table {
            assert_eq!(insertion(text, at, words), expected, "{words} in {text} at {at}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_or_refused_in_place(text in "[a-zé {}?\n]{0,40}") {
            match Template::parse(&text) {
                Ok(template) => {
                    let left = template.fill(&Filling::default());
                    let known = template.labels().into_iter().map(|label| (label.to_owned(), "1".to_owned())).collect();
                    template.fill(&Filling { blanks: known, ..Filling::default() });
                    for label in template.labels() {
                        prop_assert!(left.contains(label));
                    }
                }
                Err(error) => prop_assert!(text.get(error.at).is_some()),
            }
        }

        #[test]
        fn a_message_without_blanks_is_reached(text in "[a-c {}?\n]{0,40}") {
            let mut left = text;
            for _ in 0..40 {
                let Some(blank) = blanks(&left).into_iter().next() else { break };
                left = fill_blank(&left, &blank.label, "");
            }
            // What is taken out may bring braces together, each time with fewer of them.
            prop_assert!(blanks(&left).is_empty());
        }
    }
}
