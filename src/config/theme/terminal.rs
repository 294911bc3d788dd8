//! What a terminal shows, from what it says about itself: its variables, and its answer about
//! its background. Nothing is asked here.

use super::colour::{Depth, Ground, Rgb};

/// What is known of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// How many colours it shows.
    pub depth: Depth,
    /// What its background is, when it is known.
    pub ground: Option<Ground>,
}

impl Terminal {
    /// What the variables of a program say of its terminal; `variable` gives one that is not empty.
    pub fn of(variable: &dyn Fn(&str) -> Option<String>) -> Terminal {
        let depth = if variable("NO_COLOR").is_some() { Depth::None } else { depth(variable) };
        Terminal { depth, ground: variable("COLORFGBG").and_then(|value| hinted(&value)) }
    }
}

/// Terminals that show every colour, whether they say so in `COLORTERM` or that was lost on the way.
const TRUE: [&str; 7] = ["alacritty", "contour", "foot", "iterm", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// Terminals that show no colour.
const PLAIN: [&str; 5] = ["dumb", "vt52", "vt100", "vt102", "vt220"];

fn depth(variable: &dyn Fn(&str) -> Option<String>) -> Depth {
    let term = variable("TERM").unwrap_or_default();
    let says = variable("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
    // GNU screen keeps the variable of the terminal around it, and does not show what that could.
    let screen = term.starts_with("screen") && variable("TMUX").is_none();
    let known = TRUE.iter().any(|name| term == *name || term.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')));
    match () {
        () if PLAIN.contains(&term.as_str()) => Depth::None,
        () if (says && !screen) || known || term.ends_with("-direct") || variable("WT_SESSION").is_some() => Depth::True,
        () if says || term.contains("256") => Depth::Fixed,
        // Where there is no such variable there is a console that shows them all.
        () if term.is_empty() && cfg!(windows) => Depth::True,
        () => Depth::Sixteen,
    }
}

/// The background by `COLORFGBG`: `15;0`, or `0;default;15`, which some terminals and their shells set.
fn hinted(value: &str) -> Option<Ground> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

impl Ground {
    /// The background of an answer such as `rgb:1c1c/1f1f/2626`, of one to four digits each.
    pub fn of_answer(answer: &str) -> Option<Ground> {
        let (kind, parts) = answer.split_once(':')?;
        let parts: Vec<&str> = parts.split('/').collect();
        if !matches!((kind, parts.len()), ("rgb", 3) | ("rgba", 4)) {
            return None;
        }
        let part = |text: &&str| {
            let value = u32::from_str_radix(text, 16).ok().filter(|_| (1..=4).contains(&text.len()))?;
            let most = (1u32 << (4 * text.len())) - 1;
            u8::try_from(value * 255 / most).ok()
        };
        let read: Vec<u8> = parts.iter().map_while(part).collect();
        match read[..] {
            [red, green, blue] | [red, green, blue, _] if read.len() == parts.len() => Some(Rgb(red, green, blue).ground()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(variables: &[(&str, &str)]) -> Terminal {
        Terminal::of(&|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_number_of_colours_is_what_the_terminal_promises() {
        let table: [(&[(&str, &str)], Depth); 13] = [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "24bit")], Depth::True),
            (&[("TERM", "xterm-256color")], Depth::Fixed),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "xterm-kitty")], Depth::True),
            (&[("TERM", "foot-extra")], Depth::True),
            (&[("TERM", "xterm-direct")], Depth::True),
            (&[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor")], Depth::Fixed),
            (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor"), ("TMUX", "/tmp/t")], Depth::True),
            (&[("TERM", "screen-256color"), ("TMUX", "/tmp/t")], Depth::Fixed),
            (&[("TERM", "dumb")], Depth::None),
            (&[("TERM", "xterm-kitty"), ("NO_COLOR", "1")], Depth::None),
        ];
        for (variables, expected) in table {
            assert_eq!(terminal(variables).depth, expected, "{variables:?}");
        }
    }

    #[test]
    fn a_hint_tells_the_background() {
        let table =
            [("15;0", Some(Ground::Dark)), ("0;15", Some(Ground::Light)), ("0;default;15", Some(Ground::Light)), ("7;default", None)];
        for (value, expected) in table {
            assert_eq!(terminal(&[("COLORFGBG", value)]).ground, expected, "{value}");
        }
        assert_eq!(terminal(&[]).ground, None);
    }

    #[test]
    fn an_answer_tells_the_background() {
        let (dark, light) = (Some(Ground::Dark), Some(Ground::Light));
        let table = [
            ("rgb:1c1c/1f1f/2626", dark),
            ("rgb:ffff/ffff/dddd", light),
            ("rgb:ff/ff/ff", light),
            ("rgb:f/f/f", light),
            ("rgba:0000/0000/0000/8080", dark),
            ("rgb:1c1c/1f1f", None),
            ("rgb:1c1c/1f1f/", None),
            ("rgb:1c1c/1f1f/12345", None),
            ("rgb:1c1c/1f1f/2626/0000", None),
            ("?", None),
        ];
        for (answer, expected) in table {
            assert_eq!(Ground::of_answer(answer), expected, "{answer}");
        }
    }
}
