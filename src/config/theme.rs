//! Colours by what they mean, never by where they are drawn.
//!
//! The default uses the terminal's own sixteen colours on its own background. No state is
//! told by a colour alone: every one also has a glyph, bold, reverse or underline.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use super::{Misfit, Warning};
use crate::base::code::codes;

codes! {
    /// What a colour means.
    pub enum Role {
        /// Usual text.
        Text = "text",
        /// What is there but does not matter now.
        Quiet = "quiet",
        /// Titles, and keys that can be pressed.
        Accent = "accent",
        /// It worked.
        Good = "good",
        /// It is under way, or waits.
        Busy = "busy",
        /// Somebody should look.
        Warn = "warn",
        /// It did not work.
        Error = "error",
        /// Lines between panes.
        Line = "line",
    }
}

/// A colour of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The terminal's own.
    Plain,
    /// One of the sixteen, by number.
    Ansi(u8),
    /// A colour of its own.
    Rgb(u8, u8, u8),
}

const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// The colours of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    paints: BTreeMap<Role, Paint>,
    /// Whether there are no colours at all, those of clients included.
    pub monochrome: bool,
}

impl Default for Theme {
    fn default() -> Theme {
        let paints = [
            (Role::Accent, Paint::Ansi(6)),
            (Role::Good, Paint::Ansi(2)),
            (Role::Busy, Paint::Ansi(4)),
            (Role::Warn, Paint::Ansi(3)),
            (Role::Error, Paint::Ansi(1)),
        ];
        Theme { paints: paints.into(), monochrome: false }
    }
}

impl Theme {
    /// No colours: bold, reverse, underline and glyphs say it all.
    pub fn monochrome() -> Theme {
        Theme { paints: BTreeMap::new(), monochrome: true }
    }

    /// The colour for a meaning.
    pub fn paint(&self, role: Role) -> Paint {
        self.paints.get(&role).copied().unwrap_or(Paint::Plain)
    }

    /// Reads a theme; what it does not name is as in the default.
    pub fn read(text: &str) -> (Theme, Vec<Warning>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let mut theme = Theme::default();
        let mut warnings: Vec<Warning> = errors
            .iter()
            .map(|error| Warning {
                line: line(error.span().map_or(0, |span| span.start)),
                about: Misfit::Syntax(error.message().to_owned()),
            })
            .collect();
        for (key, value) in table.get_ref() {
            let name = key.get_ref().as_ref();
            let Some(role) = Role::from_code(name) else {
                let near = nearest(name, Role::ALL.iter().map(|role| role.code())).map(str::to_owned);
                warnings.push(Warning { line: line(key.span().start), about: Misfit::UnknownKey { key: name.to_owned(), nearest: near } });
                continue;
            };
            let written = match value.get_ref() {
                DeValue::String(text) => text.as_ref(),
                _ => "",
            };
            match paint(written) {
                Some(paint) => {
                    theme.paints.insert(role, paint);
                }
                None => warnings.push(Warning {
                    line: line(value.span().start),
                    about: Misfit::WrongValue {
                        key: name.to_owned(),
                        value: text.get(value.span()).unwrap_or_default().to_owned(),
                        known: "\"plain\", \"red\", \"bright-red\", \"#d08770\"".to_owned(),
                    },
                }),
            }
        }
        (theme, warnings)
    }
}

fn paint(text: &str) -> Option<Paint> {
    if text == "plain" {
        return Some(Paint::Plain);
    }
    if let Some(number) = NAMES.iter().position(|name| *name == text) {
        return u8::try_from(number).ok().map(Paint::Ansi);
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Paint::Rgb(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_changes_what_it_names() {
        let (theme, warnings) = Theme::read("accent = \"#102030\"\nerror = \"bright-red\"\ntext = \"plain\"\n");
        assert_eq!(warnings, []);
        assert_eq!((theme.paint(Role::Accent), theme.paint(Role::Error)), (Paint::Rgb(16, 32, 48), Paint::Ansi(9)));
        assert_eq!(theme.paint(Role::Good), Theme::default().paint(Role::Good));
    }

    #[test]
    fn mistakes_are_told() {
        let (_, warnings) = Theme::read("acent = \"red\"\nerror = \"pink\"\n");
        assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(warnings[0].about, Misfit::UnknownKey { key: "acent".into(), nearest: Some("accent".into()) });
    }
}
