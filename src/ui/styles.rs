//! Roles to styles; without colours every role still differs by bold, reverse or underline.

use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::{Colours, Marks, Paint, Rgb, Role, Surface};
use crate::model::client::Colour;

/// The styles of a screen.
pub(super) struct Styles {
    pub text: Style,
    pub bold: Style,
    pub quiet: Style,
    pub accent: Style,
    pub good: Style,
    pub busy: Style,
    pub warn: Style,
    pub error: Style,
    pub line: Style,
    /// What is chosen out of several, and the identity that sends.
    pub chosen: Style,
    /// What is wrong in a text.
    pub wrong: Style,
    /// What a text has too much of.
    pub over: Style,
    /// What every cell begins with.
    pub base: Style,
    /// The first line and the last.
    pub bar: Style,
    /// The row with the cursor.
    pub selection: Style,
    clients: [Style; Colour::ALL.len()],
}

impl Styles {
    pub fn new(colours: &Colours) -> Styles {
        let role = |role: Role, usual: Modifier| {
            let ink = colours.ink(role);
            // Where a theme names no colour for what matters less, it is dimmed.
            let dim = matches!(role, Role::Quiet | Role::Line) && ink.paint == Paint::Plain && !colours.monochrome;
            let usual = if dim { usual | Modifier::DIM } else { usual };
            Style::new().fg(color(ink.paint)).add_modifier(ink.marks.map_or(usual, modifier))
        };
        let text = role(Role::Text, Modifier::empty());
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        let behind = |surface: Surface| match colours.behind(surface) {
            Paint::Plain => Style::new(),
            paint => Style::new().bg(color(paint)),
        };
        let accent = role(Role::Accent, Modifier::BOLD);
        let wrong = role(Role::Error, Modifier::empty()).add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        Styles {
            text,
            bold: text.add_modifier(Modifier::BOLD),
            quiet: role(Role::Quiet, Modifier::empty()),
            accent,
            good: role(Role::Good, Modifier::empty()),
            busy: role(Role::Busy, Modifier::empty()),
            warn: role(Role::Warn, Modifier::BOLD),
            error: role(Role::Error, Modifier::BOLD),
            line: role(Role::Line, Modifier::empty()),
            chosen: match (colours.made_for(), accent.fg) {
                (Some(paint), Some(accent)) => Style::new().fg(color(paint)).bg(accent),
                _ => text.patch(reversed),
            }
            .add_modifier(Modifier::BOLD),
            wrong,
            // Without colours a line below is also what a word to think of has.
            over: wrong.patch(if colours.monochrome { reversed } else { Style::new() }),
            base: Style::new().fg(color(colours.ink(Role::Text).paint)).patch(behind(Surface::Background)),
            bar: behind(Surface::Bar),
            selection: match (colours.behind(Surface::Selection), colours.made_for(), text.fg) {
                // Of one colour, since a row of many that are each turned around is hard to read.
                (Paint::Plain, Some(paint), Some(text)) => Style::new().fg(color(paint)).bg(text),
                (Paint::Plain, _, _) => reversed,
                _ => behind(Surface::Selection),
            },
            clients: std::array::from_fn(|at| match colours.client(Colour::ALL[at]) {
                Paint::Plain => text,
                paint => Style::new().fg(color(paint)),
            }),
        }
    }

    /// Whether the row with the cursor is told by what stands behind it alone.
    pub fn only_behind(&self) -> bool {
        self.selection.fg.is_none() && self.selection.bg.is_some()
    }

    /// Bold and nothing else.
    pub fn bold_only(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Turned around and bold, and nothing else.
    pub fn chosen_only(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// Struck out and nothing else.
    pub fn struck(&self) -> Style {
        Style::new().add_modifier(Modifier::CROSSED_OUT)
    }

    /// The colour of a client.
    pub fn client(&self, colour: Colour) -> Style {
        Colour::ALL.iter().position(|known| *known == colour).map_or(self.text, |at| self.clients[at])
    }
}

fn modifier(marks: Marks) -> Modifier {
    let marks = [
        (marks.bold, Modifier::BOLD),
        (marks.dim, Modifier::DIM),
        (marks.italic, Modifier::ITALIC),
        (marks.underline, Modifier::UNDERLINED),
    ];
    marks.into_iter().filter(|(wanted, _)| *wanted).fold(Modifier::empty(), |all, (_, modifier)| all | modifier)
}

pub(super) fn color(paint: Paint) -> Color {
    match paint {
        Paint::Plain => Color::Reset,
        Paint::Ansi(number) => ansi(number),
        Paint::Fixed(number) => Color::Indexed(number),
        Paint::Rgb(Rgb(red, green, blue)) => Color::Rgb(red, green, blue),
    }
}

/// The sixteen by their own names, so that the terminal's palette applies.
fn ansi(number: u8) -> Color {
    const COLORS: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    COLORS.get(usize::from(number)).copied().unwrap_or(Color::Reset)
}
