//! Roles to styles; without colours every role still differs by bold, reverse or underline.

use ratatui::style::{Color, Modifier, Style};

use crate::config::Theme;
use crate::config::theme::{Paint, Role};
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
    monochrome: bool,
}

impl Styles {
    pub fn new(theme: &Theme) -> Styles {
        let role = |role: Role| Style::new().fg(color(theme.paint(role)));
        let dim = if theme.monochrome { Modifier::empty() } else { Modifier::DIM };
        Styles {
            text: role(Role::Text),
            bold: role(Role::Text).add_modifier(Modifier::BOLD),
            quiet: role(Role::Quiet).add_modifier(dim),
            accent: role(Role::Accent).add_modifier(Modifier::BOLD),
            good: role(Role::Good),
            busy: role(Role::Busy),
            warn: role(Role::Warn).add_modifier(Modifier::BOLD),
            error: role(Role::Error).add_modifier(Modifier::BOLD),
            line: role(Role::Line).add_modifier(dim),
            chosen: role(Role::Text).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            wrong: role(Role::Error).add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            monochrome: theme.monochrome,
        }
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
        if self.monochrome {
            return self.text;
        }
        Style::new().fg(match colour {
            Colour::Red => Color::Red,
            Colour::Green => Color::Green,
            Colour::Yellow => Color::Yellow,
            Colour::Blue => Color::Blue,
            Colour::Magenta => Color::Magenta,
            Colour::Cyan => Color::Cyan,
            Colour::BrightRed => Color::LightRed,
            Colour::BrightGreen => Color::LightGreen,
            Colour::BrightYellow => Color::LightYellow,
            Colour::BrightBlue => Color::LightBlue,
            Colour::BrightMagenta => Color::LightMagenta,
            Colour::BrightCyan => Color::LightCyan,
        })
    }
}

fn color(paint: Paint) -> Color {
    match paint {
        Paint::Plain => Color::Reset,
        Paint::Ansi(number) => ansi(number),
        Paint::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
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
