//! A saved reply as a page to edit: a few lines about it, a line of hyphens, its text.

use crate::base::text::one_line;

use super::{AndThen, Saying};

/// What parts the lines about it from its text.
const PARTS: &str = "---";

/// A saved reply as it stands on a page; its client by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// The name of the client; empty for all.
    pub client: String,
    /// What follows its sending, when it says so.
    pub then: Option<AndThen>,
    /// Its text.
    pub body: String,
}

/// What cannot be read on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetError {
    /// The line of hyphens is gone.
    NoLine,
    /// A line about it that says nothing known.
    Line(String),
    /// Nothing can follow that is called so.
    Then(String),
}

impl Sheet {
    /// The page of what is said; `client` is the name of its client.
    pub fn of(saying: &Saying, client: &str) -> Sheet {
        Sheet { name: saying.name.clone(), client: client.to_owned(), then: saying.then, body: saying.body.clone() }
    }

    /// The page as text.
    pub fn text(&self) -> String {
        let then = self.then.map_or("", AndThen::code);
        let lines = [("name", self.name.as_str()), ("client", &self.client), ("then", then)];
        let head: String = lines.map(|(key, value)| format!("{}\n", format!("{key}: {value}").trim_end())).concat();
        format!("{head}{PARTS}\n{}\n", self.body)
    }

    /// Reads a page.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn read(text: &str) -> Result<Sheet, SheetError> {
        let text = text.replace("\r\n", "\n");
        let mut sheet = Sheet { name: String::new(), client: String::new(), then: None, body: String::new() };
        let mut rest = text.as_str();
        loop {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let line = line.trim();
            if !line.is_empty() && line.len() >= PARTS.len() && line.chars().all(|c| c == '-') {
                sheet.body = after.trim().to_owned();
                return Ok(sheet);
            }
            if after.is_empty() {
                return Err(SheetError::NoLine);
            }
            rest = after;
            match line.split_once(':').map(|(key, value)| (key.trim(), one_line(value))) {
                _ if line.is_empty() => {}
                Some(("name", value)) => sheet.name = value,
                Some(("client", value)) => sheet.client = value,
                Some(("then", value)) if value.is_empty() => sheet.then = None,
                Some(("then", value)) => sheet.then = Some(AndThen::from_code(&value).ok_or(SheetError::Then(value))?),
                Some(_) | None => return Err(SheetError::Line(line.to_owned())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back() {
        let sheets = [
            Sheet { name: "refund".into(), client: "Chez Léon".into(), then: Some(AndThen::Done), body: "One\n---\n\nTwo: {?n}".into() },
            Sheet { name: "a: b".into(), client: String::new(), then: None, body: "x".into() },
        ];
        for sheet in sheets {
            assert_eq!(Sheet::read(&sheet.text()), Ok(sheet));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let table = [
            ("name: a\nbody", SheetError::NoLine),
            ("", SheetError::NoLine),
            ("nom: a\n---\nx", SheetError::Line("nom: a".into())),
            ("just this\n---\nx", SheetError::Line("just this".into())),
            ("then: never\n---\nx", SheetError::Then("never".into())),
        ];
        for (text, error) in table {
            assert_eq!(Sheet::read(text), Err(error), "{text}");
        }
    }
}
