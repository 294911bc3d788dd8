//! Posts as files: CSV for spreadsheets, ICS for calendars, Markdown for people.
//!
//! Each format reads to [`Entry`](crate::model::sheet::Entry) and writes from it, and what is
//! written is read back as it was. What names in a file mean, and whether a post can be
//! scheduled, is [`Known::check`](crate::model::sheet::Known::check); nothing is opened or
//! stored here.

pub mod csv;
pub mod ics;
mod ics_read;
pub mod markdown;
mod moment;

use crate::model::sheet::{Problem, Wrong};

/// The text in a file, without the mark that some programs begin with.
fn text(bytes: &[u8]) -> Result<&str, Vec<Problem>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(vec![Problem { line, column: None, value: String::new(), wrong: Wrong::NotText }])
        }
    }
}

#[cfg(test)]
mod tests;
