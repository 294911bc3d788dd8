//! Colours by what they mean, never by where they are drawn.
//!
//! A theme is a file: the program's own in `assets/themes/`, a person's in the folder of the
//! settings, which add to them or change them. The default uses the terminal's own sixteen
//! colours on its own background. No state is told by a colour alone: every one also has a
//! glyph, bold, reverse or underline. Start at [`Theme`]; what is drawn with is [`Colours`].

mod colour;
mod sheet;
mod terminal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Misfit, Warning};
use crate::base::code::codes;
use crate::base::nearest::nearest;
use crate::model::client::Colour;

pub use colour::{Depth, Ground, Paint, Rgb};
pub use terminal::Terminal;

use sheet::{Painting, Sheet};

codes! {
    /// What a colour of the text means.
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

codes! {
    /// What stands behind the text.
    pub enum Surface {
        /// The whole screen.
        Background = "background",
        /// The row with the cursor.
        Selection = "selection",
        /// The first line and the last.
        Bar = "bar",
    }
}

/// What sets a text apart beside its colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Bold.
    pub bold: bool,
    /// Dimmed.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

/// What a text is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Its colour.
    pub paint: Paint,
    /// What else sets it apart; none leaves it as it is usual for its meaning.
    pub marks: Option<Marks>,
}

/// The colours of a screen, as its terminal can show them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Colours {
    inks: BTreeMap<Role, Ink>,
    surfaces: BTreeMap<Surface, Paint>,
    clients: BTreeMap<Colour, Paint>,
    made_for: Option<Paint>,
    /// Whether there are no colours at all, those of clients included.
    pub monochrome: bool,
}

impl Colours {
    /// What a text with this meaning is written with.
    pub fn ink(&self, role: Role) -> Ink {
        self.inks.get(&role).copied().unwrap_or(Ink { paint: Paint::Plain, marks: None })
    }

    /// What stands behind the text; plain leaves the terminal's own.
    pub fn behind(&self, surface: Surface) -> Paint {
        self.surfaces.get(&surface).copied().unwrap_or(Paint::Plain)
    }

    /// The colour of a client.
    pub fn client(&self, colour: Colour) -> Paint {
        self.clients.get(&colour).copied().unwrap_or(Paint::Plain)
    }

    /// The background these colours are made for, painted or not; none when they are made for any.
    pub fn made_for(&self) -> Option<Paint> {
        self.made_for
    }
}

/// The theme that chooses among the others by the background of the terminal.
pub const AUTO: &str = "auto";

/// The theme without colours.
pub const MONOCHROME: &str = "monochrome";

/// The terminal's own sixteen colours.
pub const DEFAULT: &str = "default";

/// The themes that are compiled in, each with its file.
pub const FILES: [(&str, &str); 4] = [
    (DEFAULT, include_str!("../../../assets/themes/default.toml")),
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    ("contrast", include_str!("../../../assets/themes/contrast.toml")),
];

/// The theme of a screen, the others it could have, and the terminal it is shown on.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    sheets: Arc<[Sheet]>,
    chosen: String,
    terminal: Terminal,
    colours: Colours,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::of_sheets(built_in().into(), DEFAULT, Terminal { depth: Depth::True, ground: None })
    }
}

impl Theme {
    /// No colours: bold, reverse, underline and glyphs say it all.
    pub fn monochrome() -> Theme {
        let mut theme = Theme::default();
        theme.choose(MONOCHROME);
        theme
    }

    /// The theme `chosen` on `terminal`, with a person's own files: each its name and its text.
    ///
    /// What is wrong in the files is told apart, and that no theme is called `chosen`.
    pub fn gather(own: &[(String, String)], chosen: &str, terminal: Terminal) -> (Theme, Vec<Warning>) {
        let models = built_in();
        let mut sheets = models.clone();
        let mut warnings = Vec::new();
        for (name, text) in own.iter().filter(|(name, _)| ![AUTO, MONOCHROME].contains(&name.as_str())) {
            let place = sheets.iter().position(|sheet| sheet.name == *name);
            let base = sheets[place.unwrap_or(0)].clone();
            let (read, wrong) = sheet::read(name, text, &models, base);
            let read = Sheet { own: true, ..read };
            warnings.extend(wrong);
            match place {
                Some(at) => sheets[at] = read,
                None => sheets.push(read),
            }
        }
        let theme = Theme::of_sheets(sheets.into(), chosen, terminal);
        if !theme.names().any(|name| name == chosen) {
            let nearest = nearest(chosen, theme.names()).map(str::to_owned);
            warnings.push(Warning { line: 1, about: Misfit::UnknownTheme { name: chosen.to_owned(), nearest } });
        }
        (theme, warnings)
    }

    fn of_sheets(sheets: Arc<[Sheet]>, chosen: &str, terminal: Terminal) -> Theme {
        let mut theme = Theme { sheets, chosen: chosen.to_owned(), terminal, colours: Colours::default() };
        theme.colours = theme.resolved();
        theme
    }

    /// The colours to draw with.
    pub fn colours(&self) -> &Colours {
        &self.colours
    }

    /// The name of the theme.
    pub fn chosen(&self) -> &str {
        &self.chosen
    }

    /// The terminal it is shown on.
    pub fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// The names of all themes, a person's own last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let written = |own: bool| self.sheets.iter().filter(move |sheet| sheet.own == own || (!own && is_built_in(&sheet.name)));
        let added = written(true).filter(|sheet| !is_built_in(&sheet.name));
        let built = written(false).map(|sheet| sheet.name.as_str());
        [AUTO].into_iter().chain(built).chain([MONOCHROME]).chain(added.map(|sheet| sheet.name.as_str()))
    }

    /// Whether a theme of this name comes from a person's own file.
    pub fn is_own(&self, name: &str) -> bool {
        self.sheets.iter().any(|sheet| sheet.own && sheet.name == name)
    }

    /// Shows the theme of this name; whether the colours are others than before.
    pub fn choose(&mut self, name: &str) -> bool {
        name.clone_into(&mut self.chosen);
        self.resolve()
    }

    /// Learns the background of the terminal; whether the colours are others than before.
    pub fn stands_on(&mut self, ground: Ground) -> bool {
        self.terminal.ground = Some(ground);
        self.resolve()
    }

    fn resolve(&mut self) -> bool {
        let colours = self.resolved();
        let changes = colours != self.colours;
        self.colours = colours;
        changes
    }

    fn resolved(&self) -> Colours {
        let Terminal { depth, ground } = self.terminal;
        let name = match (self.chosen.as_str(), depth, ground) {
            (_, Depth::None, _) => MONOCHROME,
            (AUTO, Depth::True, Some(Ground::Dark)) => "dark",
            (AUTO, Depth::True, Some(Ground::Light)) => "light",
            (AUTO, Depth::True | Depth::Fixed | Depth::Sixteen, _) => DEFAULT,
            (name, _, _) => name,
        };
        match self.sheets.iter().find(|sheet| sheet.name == name).or(self.sheets.first()) {
            Some(sheet) if name != MONOCHROME => colours(sheet, self.terminal),
            _ => Colours { monochrome: true, ..Colours::default() },
        }
    }
}

fn is_built_in(name: &str) -> bool {
    FILES.iter().any(|(known, _)| *known == name)
}

/// The themes that are compiled in; a test holds that nothing is wrong in them.
fn built_in() -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for (name, text) in FILES {
        let base = sheets.first().cloned().unwrap_or_else(|| Sheet::blank(name));
        sheets.push(sheet::read(name, text, &[], base).0);
    }
    sheets
}

/// What a terminal shows of a theme.
fn colours(sheet: &Sheet, terminal: Terminal) -> Colours {
    let made_for = sheet.made_for();
    let needed = made_for.is_some() && terminal.ground != made_for;
    let painted = match sheet.painting {
        Painting::Always => true,
        Painting::WhenNeeded => needed,
        Painting::Never => false,
    };
    // Of sixteen colours none is a background that the others are surely read on.
    let surfaces = terminal.depth > Depth::Sixteen;
    let behind = if painted && surfaces { made_for } else { terminal.ground.or(made_for) };
    let ground = behind.unwrap_or(Ground::Dark);
    let fit = |paint: Paint| paint.fit(terminal.depth, ground);
    let mut set = sheet.usual.clone();
    if behind == Some(Ground::Light) {
        set.extend(sheet.light.clone());
    }
    let background = set.surfaces.get(&Surface::Background).copied().filter(|paint| surfaces && paint.rgb().is_some());
    if !painted {
        set.surfaces.remove(&Surface::Background);
    }
    Colours {
        inks: set.inks.into_iter().map(|(role, ink)| (role, Ink { paint: fit(ink.paint), ..ink })).collect(),
        surfaces: set.surfaces.into_iter().filter(|_| surfaces).map(|(surface, paint)| (surface, fit(paint))).collect(),
        clients: set.clients.into_iter().map(|(colour, paint)| (colour, fit(paint))).collect(),
        made_for: background.map(fit),
        monochrome: false,
    }
}
