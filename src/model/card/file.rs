//! A card as people write it: TOML with keys, of which any may be left out.

use std::fmt::Write;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Card, CardError, CardProblem, Field, LONGEST};
use crate::base::harmless;
use crate::base::nearest::nearest;

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// Reads a card.
pub(super) fn read(text: &str) -> Result<Card, CardError> {
    if text.len() > LONGEST {
        return Err(CardError { line: 1, what: CardProblem::TooLong });
    }
    let wrong = |at: usize, what: CardProblem| CardError { line: line(text, at), what };
    let table = DeTable::parse(text).map_err(|error| {
        let said = error.message().lines().next().unwrap_or_default().to_owned();
        wrong(error.span().map_or(0, |span| span.start), CardProblem::Syntax(said))
    })?;
    let mut card = Card { source: text.to_owned(), ..Card::default() };
    let mut errors = Vec::new();
    for (key, value) in table.get_ref() {
        let at = value.span().start;
        let Some(field) = Field::from_code(key.get_ref()) else {
            let key_text = key.get_ref().to_string();
            let nearest = nearest(&key_text, Field::ALL.iter().map(|field| field.code())).map(str::to_owned);
            errors.push(wrong(key.span().start, CardProblem::UnknownKey { key: key_text, nearest }));
            continue;
        };
        let taken = match parts(field, value) {
            Some(parts) => card.take(field, parts),
            None => Err(CardProblem::NotText(field)),
        };
        errors.extend(taken.err().map(|what| wrong(at, what)));
    }
    // The table is not in the order of the text.
    errors.into_iter().min_by_key(|error| error.line).map_or(Ok(card), Err)
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The texts of a value; a list may be one text, a text never a list.
fn parts(field: Field, value: &Value<'_>) -> Option<Vec<String>> {
    let own = |text: &str| harmless::own(text).trim().to_owned();
    match value.get_ref() {
        DeValue::String(text) => Some(field.parts(&own(text))),
        DeValue::Array(items) if field.is_list() => {
            let texts = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) => Some(own(text)),
                _ => None,
            });
            let texts: Option<Vec<String>> = texts.collect();
            Some(texts?.into_iter().filter(|text| !text.is_empty()).collect())
        }
        _ => None,
    }
}

/// The parts of a line as they stand in TOML.
pub fn literal(field: Field, parts: &[String]) -> String {
    if !field.is_list() {
        return quoted(parts.first().map_or("", String::as_str));
    }
    let items: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
    format!("[{}]", items.join(", "))
}

/// A text in quotes; one of several lines keeps them.
fn quoted(text: &str) -> String {
    let mut inside = String::with_capacity(text.len() + 2);
    let lines = text.contains('\n');
    for c in text.chars() {
        match c {
            '\\' => inside.push_str("\\\\"),
            '"' => inside.push_str("\\\""),
            '\n' => inside.push('\n'),
            '\t' => inside.push_str("\\t"),
            c if c.is_control() => drop(write!(inside, "\\u{:04X}", u32::from(c))),
            c => inside.push(c),
        }
    }
    if lines { format!("\"\"\"\n{inside}\"\"\"") } else { format!("\"{inside}\"") }
}

/// A card with one line changed: everything else stays as it was written.
pub(super) fn with(text: &str, field: Field, typed: &str) -> Result<Card, CardError> {
    let parts = field.parts(&harmless::own(typed));
    let value = literal(field, &parts);
    let edited = match place(text, field) {
        Some(at) => format!("{}{value}{}", text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default()),
        None if parts.is_empty() => text.to_owned(),
        None => {
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{gap}{field} = {value}\n")
        }
    };
    read(&edited)
}

/// Where the value of a line stands.
fn place(text: &str, field: Field) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    table.get_ref().get(field.code()).map(|value| value.span())
}
