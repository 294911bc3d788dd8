//! A theme as a file: read piece by piece, so that one mistake costs one line.
//!
//! The format is explained where people look for it: at the head of
//! `assets/themes/default.toml`, and in `assets/docs/themes.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::colour::{Ground, Paint, Rgb};
use super::{Ink, Marks, Role, Surface};
use crate::base::code::codes;
use crate::base::nearest::nearest;
use crate::config::{Misfit, Warning};
use crate::model::client::Colour;

codes! {
    /// Whether a theme paints the background that its colours are made for.
    pub enum Painting {
        /// Unless the terminal's own is known to be as dark, or as light.
        WhenNeeded = "when-needed",
        /// On every terminal.
        Always = "always",
        /// On none.
        Never = "never",
    }
}

/// Colours that go together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub inks: BTreeMap<Role, Ink>,
    pub surfaces: BTreeMap<Surface, Paint>,
    pub clients: BTreeMap<Colour, Paint>,
}

/// A theme as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub name: String,
    pub painting: Painting,
    pub usual: Set,
    /// What is different on a light background.
    pub light: Set,
    /// Whether it is a person's own file.
    pub own: bool,
}

const COLOURS: &str = "\"plain\", \"red\", \"bright-red\", \"#d08770\"";
const INKS: &str = "\"red\", \"#d08770\", \"bold #d08770\", \"dim plain\"";
const OTHERS: [&str; 4] = ["like", "paint", "clients", "light"];

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

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    warnings: Vec<Warning>,
}

/// Reads the file of the theme `name`; what it does not name is as in `like` says, one of
/// `models`, else as in `base`.
pub(super) fn read(name: &str, text: &str, models: &[Sheet], base: Sheet) -> (Sheet, Vec<Warning>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { name, text, warnings: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.warn(at, Misfit::Syntax(error.message().lines().next().unwrap_or_default().to_owned()));
    }
    let table = table.get_ref();
    let mut sheet = reader.like(table, models).unwrap_or(base);
    name.clone_into(&mut sheet.name);
    let (mut usual, mut light) = (Set::default(), Set::default());
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "like" => {}
            "paint" => {
                let known = Painting::ALL.iter().map(|painting| format!("\"{painting}\"")).collect::<Vec<_>>().join(", ");
                match text_of(value).and_then(Painting::from_code) {
                    Some(painting) => sheet.painting = painting,
                    None => reader.wrong("paint", value, &known),
                }
            }
            "light" => reader.table("light", value, |reader, key, value| match key.get_ref().as_ref() {
                "clients" => reader.clients(value, &mut light),
                _ => reader.entry(key, value, &mut light),
            }),
            "clients" => reader.clients(value, &mut usual),
            _ => reader.entry(key, value, &mut usual),
        }
    }
    // What a file names is so on every background, unless it says otherwise itself.
    sheet.light.drop_those_of(&usual);
    sheet.usual.extend(usual);
    sheet.light.extend(light);
    reader.warnings.sort_by_key(|warning| warning.line);
    (sheet, reader.warnings)
}

type Key<'i> = toml::Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = toml::Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn like(&mut self, table: &DeTable<'_>, models: &[Sheet]) -> Option<Sheet> {
        let value = table.get("like")?;
        let found = text_of(value).and_then(|name| models.iter().find(|model| model.name == name));
        if found.is_none() {
            let known = models.iter().map(|model| format!("\"{}\"", model.name)).collect::<Vec<_>>().join(", ");
            self.wrong("like", value, &known);
        }
        found.cloned()
    }

    fn table(&mut self, name: &str, value: &Value<'_>, mut each: impl FnMut(&mut Self, &Key<'_>, &Value<'_>)) {
        match value.get_ref() {
            DeValue::Table(table) => table.iter().for_each(|(key, value)| each(self, key, value)),
            _ => self.wrong(name, value, &format!("[{name}]")),
        }
    }

    fn clients(&mut self, value: &Value<'_>, set: &mut Set) {
        self.table("clients", value, |reader, key, value| {
            let name = key.get_ref().as_ref();
            match (Colour::from_code(name), text_of(value).and_then(paint)) {
                (None, _) => reader.unknown(key.span(), name, Colour::ALL.iter().map(|colour| colour.code())),
                (Some(_), None) => reader.wrong(name, value, COLOURS),
                (Some(colour), Some(paint)) => drop(set.clients.insert(colour, paint)),
            }
        });
    }

    fn entry(&mut self, key: &Key<'_>, value: &Value<'_>, set: &mut Set) {
        let name = key.get_ref().as_ref();
        let written = text_of(value);
        if let Some(role) = Role::from_code(name) {
            match written.and_then(ink) {
                Some(ink) => drop(set.inks.insert(role, ink)),
                None => self.wrong(name, value, INKS),
            }
        } else if let Some(surface) = Surface::from_code(name) {
            match written.and_then(paint) {
                Some(paint) => drop(set.surfaces.insert(surface, paint)),
                None => self.wrong(name, value, COLOURS),
            }
        } else {
            let known = Role::ALL.iter().map(|role| role.code()).chain(Surface::ALL.iter().map(|surface| surface.code()));
            self.unknown(key.span(), name, known.chain(OTHERS));
        }
    }

    fn unknown<'k>(&mut self, at: Range<usize>, key: &str, known: impl Iterator<Item = &'k str>) {
        let nearest = nearest(key, known).map(str::to_owned);
        self.warn(at.start, Misfit::UnknownKey { key: key.to_owned(), nearest });
    }

    fn wrong(&mut self, key: &str, value: &Value<'_>, known: &str) {
        let written = self.text.get(value.span()).unwrap_or_default().to_owned();
        self.warn(value.span().start, Misfit::WrongValue { key: key.to_owned(), value: written, known: known.to_owned() });
    }

    fn warn(&mut self, at: usize, about: Misfit) {
        let line = self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        self.warnings.push(Warning { line, about: Misfit::InTheme { name: self.name.to_owned(), about: Box::new(about) } });
    }
}

fn text_of<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.as_ref()),
        _ => None,
    }
}

/// A colour, with words before it for what else sets it apart.
fn ink(text: &str) -> Option<Ink> {
    let mut colour = None;
    let mut marked = None;
    for word in text.split_whitespace() {
        let mut marks: Marks = marked.unwrap_or_default();
        match word {
            "normal" => {}
            "bold" => marks.bold = true,
            "dim" => marks.dim = true,
            "italic" => marks.italic = true,
            "underline" => marks.underline = true,
            _ if colour.is_some() => return None,
            _ => {
                colour = Some(paint(word)?);
                continue;
            }
        }
        marked = Some(marks);
    }
    (colour.is_some() || marked.is_some()).then_some(Ink { paint: colour.unwrap_or(Paint::Plain), marks: marked })
}

fn paint(text: &str) -> Option<Paint> {
    if text == "plain" {
        return Some(Paint::Plain);
    }
    if let Some(number) = NAMES.iter().position(|name| *name == text) {
        return u8::try_from(number).ok().map(Paint::Ansi);
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Paint::Rgb(Rgb(red, green, blue)))
}

impl Set {
    /// Takes over what `other` names.
    pub fn extend(&mut self, other: Set) {
        self.inks.extend(other.inks);
        self.surfaces.extend(other.surfaces);
        self.clients.extend(other.clients);
    }

    fn drop_those_of(&mut self, other: &Set) {
        self.inks.retain(|role, _| !other.inks.contains_key(role));
        self.surfaces.retain(|surface, _| !other.surfaces.contains_key(surface));
        self.clients.retain(|colour, _| !other.clients.contains_key(colour));
    }
}

impl Sheet {
    /// A theme that says nothing.
    pub fn blank(name: &str) -> Sheet {
        Sheet { name: name.to_owned(), painting: Painting::WhenNeeded, usual: Set::default(), light: Set::default(), own: false }
    }

    /// The background that the colours are made for; none when they are made for any.
    pub fn made_for(&self) -> Option<Ground> {
        let background = self.usual.surfaces.get(&Surface::Background)?;
        background.rgb().map(Rgb::ground)
    }
}
