//! `vigie doctor`: what is wrong, and what to do about it.
//!
//! It looks and changes nothing: the store is opened for reading only, no network is
//! asked, no keyring is opened, and no secret is printed. It ends with the gravest code of
//! what it found: 1 before 4 (only logins) before 5 (only networks and deliveries).

mod files;
pub mod finding;
mod hook;
mod store;
mod surroundings;

use std::io::{self, IsTerminal, Write};

use serde_json::json as value;

use super::Exit;
use super::exit::Outcome;
use super::json;
use crate::app::keymap::Keymap;
use crate::base::text;
use crate::config::Language;
use crate::shell::house::House;
use crate::shell::servers;
use crate::store::{Depth, schema_version, sqlite};
use finding::{Code, Finding, Level, Value};

/// No line is longer, however wide the terminal is.
const WIDEST: usize = 100;

pub(super) fn run(house: &House, thorough: bool, json: bool) -> Outcome {
    let depth = if thorough { Depth::Thorough } else { Depth::Quick };
    let found = look(house, depth);
    let exit = verdict(&found);
    if json {
        print_json(house, &found, exit)?
    } else {
        print(&house.language, &found)?
    }
    Ok(exit)
}

fn look(house: &House, depth: Depth) -> Vec<Finding> {
    let mut found = surroundings::terminal();
    found.extend(surroundings::clock(&house.language, house.clock.machine()));
    let (stored, checkup) = store::look(house, depth);
    found.extend(checkup.as_ref().and_then(|checkup| store::clock(house, checkup)));
    let heard = servers::kept(house);
    found.extend(surroundings::skew(&heard));
    found.extend(files::look(house));
    found.extend(settings(house));
    found.extend(hook::look(house));
    found.extend(stored);
    // Of a damaged store, what is not there may only be unreadable.
    if let Some(checkup) = checkup.filter(|checkup| checkup.faults.is_empty()) {
        found.extend(store::accounts(house, &checkup));
        found.extend(store::budgets(house, &heard));
        found.extend(store::outbox(house, &checkup));
    }
    found.extend(files::log(house));
    found
}

/// Everything that is wrong in the settings and the theme.
fn settings(house: &House) -> Vec<Finding> {
    let (_, theme) = house.theme();
    let (_, keys) = Keymap::new(&house.config.keys, &house.config.macros, house.layout());
    let wrong: Vec<Finding> = house
        .warnings
        .iter()
        .chain(&theme)
        .chain(&keys)
        .map(|warning| Finding::new(Code::SettingsWrong).with("said", house.language.warning(warning)))
        .collect();
    if !wrong.is_empty() {
        return wrong;
    }
    let file = house.paths.config_file();
    let code = if file.exists() { Code::SettingsOk } else { Code::SettingsNone };
    vec![Finding::new(code).with("path", file.display().to_string())]
}

/// The gravest of what was found.
fn verdict(found: &[Finding]) -> Exit {
    let wrong = |exit: Exit| found.iter().any(|finding| finding.code.level() == Level::Wrong(exit));
    [Exit::Error, Exit::Login, Exit::Partial].into_iter().find(|exit| wrong(*exit)).unwrap_or(Exit::Ok)
}

fn print(language: &Language, found: &[Finding]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let width = if out.is_terminal() { crate::shell::probe::columns().unwrap_or(80).min(WIDEST) } else { usize::MAX };
    let versions = [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("schema", schema_version().to_string()),
        ("sqlite", sqlite().to_owned()),
        ("rustc", env!("VIGIE_RUSTC").to_owned()),
        ("target", env!("VIGIE_TARGET").to_owned()),
    ];
    let args: Vec<_> = versions.iter().map(|(name, value)| (*name, value.into())).collect();
    writeln!(out, "{}", language.say("doctor-versions", &args))?;
    let mut area = "";
    for (at, finding) in found.iter().enumerate() {
        if finding.code.area() != area {
            area = finding.code.area();
            writeln!(out, "\n{}", language.word(&format!("doctor-area-{area}")))?;
        }
        lines(&mut out, &format!("  {} ", finding.code.level().glyph()), &finding.says(language), width)?;
        // What is to be done about several is said once, after the last of them.
        let todo = finding.todo(language).filter(|todo| found.get(at + 1).and_then(|next| next.todo(language)).as_ref() != Some(todo));
        if let Some(todo) = todo {
            lines(&mut out, "    → ", &todo, width)?;
        }
    }
    let wrong = found.iter().filter(|finding| matches!(finding.code.level(), Level::Wrong(_))).count();
    writeln!(out, "\n{}", language.say("doctor-verdict", &[("n", wrong.into())]))
}

/// Writes a sentence behind its mark, the lines after the first below the first word.
fn lines(out: &mut impl Write, mark: &str, said: &str, width: usize) -> io::Result<()> {
    let indent = text::width(mark);
    let mut head = mark.to_owned();
    for line in text::wrap(said, width.saturating_sub(indent).max(20)) {
        writeln!(out, "{head}{line}")?;
        head = " ".repeat(indent);
    }
    Ok(())
}

fn print_json(house: &House, found: &[Finding], exit: Exit) -> io::Result<()> {
    let findings: Vec<_> = found
        .iter()
        .map(|finding| {
            let values: serde_json::Map<String, serde_json::Value> = finding
                .values
                .iter()
                .map(|(name, value)| {
                    let value = match value {
                        Value::Text(text) => value!(text),
                        Value::Number(number) => value!(number),
                    };
                    ((*name).to_owned(), value)
                })
                .collect();
            value!({
                "area": finding.code.area(),
                "code": finding.code.code(),
                "level": finding.code.level().word(),
                "said": finding.says(&house.language),
                "todo": finding.todo(&house.language),
                "values": values,
            })
        })
        .collect();
    json::print(&value!({
        "vigie": env!("CARGO_PKG_VERSION"),
        "schema": schema_version(),
        "sqlite": sqlite(),
        "rustc": env!("VIGIE_RUSTC"),
        "target": env!("VIGIE_TARGET"),
        "well": exit == Exit::Ok,
        "exit": exit as u8,
        "findings": findings,
    }))
    .map(drop)
    .map_err(|_| io::ErrorKind::BrokenPipe.into())
}

#[cfg(test)]
mod tests;
