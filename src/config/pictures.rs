//! How pictures can be shown on a terminal: by what its environment says, and what a person wants.
//!
//! Nothing is asked of the terminal, so what cannot be known is not believed: inside another
//! program that draws the screen, pictures are made of characters.

use crate::base::code::codes;
use crate::config::theme::Depth;

codes! {
    /// What a person wants of pictures.
    pub enum Pictures {
        /// What the terminal can; nothing over ssh.
        Auto = "auto",
        /// None.
        Off = "off",
        /// By the protocol of kitty.
        Kitty = "kitty",
        /// By sixels.
        Sixel = "sixel",
        /// By the protocol of iTerm2.
        Iterm = "iterm",
        /// Of half blocks, in colours.
        Blocks = "blocks",
    }
}

/// How pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// By the protocol of kitty.
    Kitty,
    /// By sixels.
    Sixel,
    /// By the protocol of iTerm2.
    Iterm,
    /// Of half blocks, in colours.
    Blocks,
}

/// What is known of a terminal and pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shows {
    /// What it can show by itself; none over ssh, where pictures are slow.
    auto: Option<Protocol>,
    /// Whether another program, such as tmux, draws the screen.
    within: bool,
}

impl Shows {
    /// What the variables of a program say; `variable` gives one that is not empty.
    pub fn of(variable: &dyn Fn(&str) -> Option<String>) -> Shows {
        let far = variable("SSH_TTY").is_some() || variable("SSH_CONNECTION").is_some();
        let term = variable("TERM").unwrap_or_default();
        let within =
            ["TMUX", "STY", "ZELLIJ"].iter().any(|name| variable(name).is_some()) || term.starts_with("screen") || term.starts_with("tmux");
        Shows { auto: (!far).then(|| native(&term, variable)), within }
    }

    /// How pictures are drawn when a person wants `wanted` and the terminal has so many colours.
    pub fn protocol(self, wanted: Pictures, depth: Depth) -> Option<Protocol> {
        let chosen = match wanted {
            Pictures::Off => None,
            Pictures::Auto => self.auto,
            Pictures::Kitty => Some(Protocol::Kitty),
            Pictures::Sixel => Some(Protocol::Sixel),
            Pictures::Iterm => Some(Protocol::Iterm),
            Pictures::Blocks => Some(Protocol::Blocks),
        };
        let possible = if self.within { chosen.map(|_| Protocol::Blocks) } else { chosen };
        possible.filter(|protocol| *protocol != Protocol::Blocks || depth >= Depth::Fixed)
    }
}

/// What a terminal shows by what it is called.
fn native(term: &str, variable: &dyn Fn(&str) -> Option<String>) -> Protocol {
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let konsole = variable("KONSOLE_VERSION").and_then(|version| version.parse::<u32>().ok());
    match () {
        () if variable("KITTY_WINDOW_ID").is_some() || term == "xterm-kitty" || term == "xterm-ghostty" || program == "ghostty" => {
            Protocol::Kitty
        }
        () if program == "iTerm.app" || program == "WezTerm" || variable("LC_TERMINAL").is_some_and(|name| name == "iTerm2") => {
            Protocol::Iterm
        }
        () if term.starts_with("foot") || term.starts_with("mlterm") || term.starts_with("contour") => Protocol::Sixel,
        // Since 22.04.
        () if konsole.is_some_and(|version| version >= 220_400) => Protocol::Sixel,
        () => Protocol::Blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(wanted: Pictures, depth: Depth, variables: &[(&str, &str)]) -> Option<Protocol> {
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Shows::of(&variable).protocol(wanted, depth)
    }

    #[test]
    fn pictures_are_drawn_as_the_terminal_can() {
        type Variables<'v> = &'v [(&'v str, &'v str)];
        let table: [(Variables<'_>, Option<Protocol>); 9] = [
            (&[("TERM", "xterm-kitty")], Some(Protocol::Kitty)),
            (&[("TERM_PROGRAM", "ghostty")], Some(Protocol::Kitty)),
            (&[("TERM_PROGRAM", "WezTerm")], Some(Protocol::Iterm)),
            (&[("TERM", "foot-extra")], Some(Protocol::Sixel)),
            (&[("KONSOLE_VERSION", "230800")], Some(Protocol::Sixel)),
            (&[("TERM", "xterm-256color")], Some(Protocol::Blocks)),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/x")], Some(Protocol::Blocks)),
            (&[("TERM", "xterm-kitty"), ("SSH_TTY", "/dev/pts/1")], None),
            (&[("TERM", "tmux-256color"), ("SSH_CONNECTION", "1 2 3 4")], None),
        ];
        for (variables, expected) in table {
            assert_eq!(shown(Pictures::Auto, Depth::True, variables), expected, "{variables:?}");
        }
    }

    #[test]
    fn what_a_person_wants_holds_where_it_can() {
        assert_eq!(shown(Pictures::Off, Depth::True, &[("TERM", "xterm-kitty")]), None);
        assert_eq!(shown(Pictures::Kitty, Depth::None, &[("SSH_TTY", "x")]), Some(Protocol::Kitty));
        assert_eq!(shown(Pictures::Sixel, Depth::True, &[("TMUX", "x")]), Some(Protocol::Blocks), "nobody knows whether it comes through");
        assert_eq!(shown(Pictures::Blocks, Depth::Sixteen, &[]), None, "sixteen colours show nothing");
        assert_eq!(shown(Pictures::Auto, Depth::None, &[("TERM", "xterm")]), None, "nor do none");
    }
}
