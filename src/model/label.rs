//! The names that people put on conversations and on authors.
//!
//! A label is one word, so that a filter can name it and a row can show several: spaces
//! become hyphens. Its colour is nobody's choice yet.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

/// The graphemes of the longest label.
pub const LONGEST: usize = 32;

/// A label: small letters, digits, hyphens and whatever else is no space, comma or quotation mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// The label that a person means by `text`; none when nothing of it can stand in one.
    pub fn new(text: &str) -> Option<Label> {
        let unmarked = text.trim().trim_start_matches('#');
        let words: Vec<&str> = unmarked.split(|c: char| c.is_whitespace() || c.is_control() || ",;:\"()".contains(c)).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let name: String = words.join("-").to_lowercase().graphemes(true).take(LONGEST).collect();
        let name = name.trim_matches('-');
        (!name.is_empty()).then(|| Label(name.to_owned()))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Labels on one line, as the store and the journal keep them.
pub fn line(labels: &[Label]) -> String {
    let names: Vec<&str> = labels.iter().map(Label::as_str).collect();
    names.join(" ")
}

/// The labels of a line, and what a person typed: names between spaces or commas.
pub fn read(line: &str) -> Vec<Label> {
    line.split([' ', ',', '\n', '\t']).filter_map(Label::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_small_word() {
        let table = [
            ("VIP", Some("vip")),
            (" à rappeler ", Some("à-rappeler")),
            ("#refund", Some("refund")),
            ("\"a\":b(c)", Some("a-b-c")),
            ("-x-", Some("x")),
            (" , ", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(Label::new(text).as_ref().map(Label::as_str), expected, "{text:?}");
        }
        assert_eq!(Label::new(&"é".repeat(99)).map(|label| label.as_str().chars().count()), Some(LONGEST));
    }

    #[test]
    fn a_line_keeps_labels() {
        let labels = read("vip, refund\tvip");
        assert_eq!(line(&labels), "vip refund vip");
        assert_eq!(read(&line(&labels)), labels);
    }
}
