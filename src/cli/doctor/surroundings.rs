//! What vigie runs in: the terminal, its colours and letters, and the clock.

use std::env;

use jiff::tz::TimeZone;

use super::finding::{Code, Finding};
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::shell::probe::{self, Terminal};
use crate::shell::servers::Server;

/// The least size of the screen.
const LEAST: (u16, u16) = (60, 16);

/// So many seconds may lie between the machine's clock and a server's.
const SKEW: u64 = 60;

/// Looks at the terminal.
pub(super) fn terminal() -> Vec<Finding> {
    let value = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let mut found = size(probe::look().as_ref());
    found.push(colours(&value));
    found.extend(letters(&value));
    found
}

fn size(terminal: Option<&Terminal>) -> Vec<Finding> {
    let Some(terminal) = terminal else {
        return vec![Finding::new(Code::TerminalNone)];
    };
    let (width, height) = (terminal.width, terminal.height);
    let code = if width < LEAST.0 || height < LEAST.1 { Code::TerminalSmall } else { Code::TerminalSize };
    let size = Finding::new(code).count("width", width.into()).count("height", height.into());
    let Some(widths) = &terminal.widths else {
        return vec![size, Finding::new(Code::TerminalSilent)];
    };
    let off: Vec<String> = widths
        .iter()
        .filter(|width| width.went != width.counted)
        .map(|width| format!("{} {} ≠ {}", width.name, width.went, width.counted))
        .collect();
    let all: Vec<String> = widths.iter().map(|width| format!("{} {}", width.name, width.went)).collect();
    let widths = if off.is_empty() {
        Finding::new(Code::TerminalWidths).with("list", all.join(", "))
    } else {
        Finding::new(Code::TerminalWidthsOff).with("list", off.join(", "))
    };
    vec![size, widths]
}

fn colours(value: &dyn Fn(&str) -> Option<String>) -> Finding {
    let term = value("TERM").unwrap_or_default();
    let rich = value("COLORTERM").is_some_and(|colours| colours == "truecolor" || colours == "24bit");
    if cfg!(unix) && (term.is_empty() || term == "dumb") {
        return Finding::new(Code::TerminalDumb).with("term", term);
    }
    if value("NO_COLOR").is_some() {
        return Finding::new(Code::TerminalNoColours).with("term", term);
    }
    let colours = match (rich, term.contains("256color") || term.contains("direct")) {
        (true, _) => 16_777_216,
        (false, true) => 256,
        (false, false) => 16,
    };
    Finding::new(Code::TerminalColours).with("term", term).count("colours", colours)
}

/// Whether letters beyond ASCII arrive; by the first variable that is set, as the C library reads them.
fn letters(value: &dyn Fn(&str) -> Option<String>) -> Option<Finding> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(value).unwrap_or_default();
    let folded = locale.to_ascii_lowercase();
    let fine = !cfg!(unix) || folded.contains("utf-8") || folded.contains("utf8") || cfg!(target_os = "macos");
    (!fine).then(|| Finding::new(Code::TerminalLocale).with("locale", if locale.is_empty() { "C".to_owned() } else { locale }))
}

/// Looks at the zone, and at what was stored by an earlier clock.
pub(super) fn clock(language: &Language, now: Timestamp) -> Vec<Finding> {
    let Ok(zone) = TimeZone::try_system() else {
        return vec![Finding::new(Code::ClockNoZone)];
    };
    let offset = jiff::Timestamp::from_millisecond(now.millis()).map(|now| zone.to_offset(now).to_string()).unwrap_or_default();
    let name = zone.iana_name().unwrap_or("?").to_owned();
    vec![Finding::new(Code::ClockZone).with("zone", name).with("offset", offset).with("time", language.clock(&zone, now, now))]
}

/// What servers said of the time at the last answers: the one that is farthest off.
pub(super) fn skew(servers: &[Server]) -> Option<Finding> {
    let farthest = servers.iter().filter_map(|server| Some((server, server.ahead?.unsigned_abs()))).max_by_key(|(_, off)| *off);
    let (server, off) = farthest?;
    let code = if off > SKEW { Code::ClockSkewed } else { Code::ClockServer };
    Some(Finding::new(code).with("server", &server.address).count("seconds", off))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::probe::Width;

    fn with<'a>(given: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| given.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn what_a_terminal_says_of_itself_is_understood() {
        let table: [(&[(&str, &str)], Code); 5] = [
            (&[("TERM", "xterm-256color")], Code::TerminalColours),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], Code::TerminalNoColours),
            (&[("TERM", "dumb")], Code::TerminalDumb),
            (&[], Code::TerminalDumb),
            (&[("TERM", "foot"), ("COLORTERM", "truecolor")], Code::TerminalColours),
        ];
        for (given, expected) in table {
            assert_eq!(colours(&with(given)).code, expected, "{given:?}");
        }
        assert_eq!(letters(&with(&[("LANG", "fr_FR.UTF-8")])), None);
        assert_eq!(letters(&with(&[("LANG", "C.utf8")])), None);
        if !cfg!(target_os = "macos") {
            assert!(letters(&with(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")])).is_some());
            assert!(letters(&with(&[])).is_some());
        }
    }

    #[test]
    fn widths_that_differ_are_named() {
        let width = |counted, went| Width { name: "VS16", counted, went };
        let codes = |terminal: Option<&Terminal>| size(terminal).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
        let mut terminal = Terminal { width: 80, height: 24, widths: Some(vec![width(2, 2)]) };
        assert_eq!(codes(Some(&terminal)), [Code::TerminalSize, Code::TerminalWidths]);
        terminal.widths = Some(vec![width(2, 1)]);
        assert_eq!(codes(Some(&terminal)), [Code::TerminalSize, Code::TerminalWidthsOff]);
        terminal = Terminal { width: 59, height: 24, widths: None };
        assert_eq!(codes(Some(&terminal)), [Code::TerminalSmall, Code::TerminalSilent]);
        assert_eq!(codes(None), [Code::TerminalNone]);
    }
}
