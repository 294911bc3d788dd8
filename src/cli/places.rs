//! `vigie paths` and `vigie keys`: what a person needs to know to change something.

use std::io::{self, Write};

use serde::Serialize;

use super::exit::{Exit, Outcome};
use super::json;
use crate::app::commands::{self, Runs, Scope};
use crate::app::keymap::Keymap;
use crate::base::text;
use crate::config::Warning;
use crate::shell::house::House;

pub(super) fn paths(house: &House, json: bool) -> Outcome {
    let paths = &house.paths;
    misfits(house, &house.warnings);
    let places =
        [("config", paths.config_file()), ("store", paths.store_file()), ("log", paths.log_file()), ("cache", paths.cache.clone())];
    if json {
        let printed: serde_json::Map<String, serde_json::Value> =
            places.iter().map(|(name, path)| ((*name).to_owned(), path.display().to_string().into())).collect();
        return json::print(&printed);
    }
    let mut out = io::stdout().lock();
    for (name, path) in places {
        writeln!(out, "{name:<8}{}", path.display())?;
    }
    Ok(Exit::Ok)
}

/// Tells everything that is wrong in the settings, a line each.
fn misfits(house: &House, warnings: &[Warning]) {
    for warning in warnings {
        writeln!(io::stderr(), "vigie: {}", house.language.warning(warning)).ok();
    }
}

/// One command of `vigie keys --json`.
#[derive(Serialize)]
struct Printed {
    name: String,
    scope: &'static str,
    keys: Vec<String>,
    does: String,
}

pub(super) fn keys(house: &House, json: bool) -> Outcome {
    let (keymap, wrong) = Keymap::new(&house.config.keys, &house.config.macros, house.layout());
    misfits(house, &house.warnings);
    misfits(house, &wrong);
    let mut printed: Vec<Printed> = commands::all()
        .map(|command| Printed {
            name: command.id.code().to_owned(),
            scope: command.scope.code(),
            keys: keymap.keys(command.id).iter().map(ToString::to_string).collect(),
            does: command.says(&house.language),
        })
        .collect();
    let macros = house.config.macros.iter().enumerate().map(|(at, setting)| Printed {
        name: setting.what.name.clone(),
        scope: Scope::Inbox.code(),
        keys: keymap.chords_of(Runs::Macro(at)).iter().map(ToString::to_string).collect(),
        does: house.language.macro_line(&setting.what),
    });
    // They stand after the commands of their place.
    let end = printed.iter().rposition(|one| one.scope == Scope::Inbox.code()).map_or(printed.len(), |at| at + 1);
    printed.splice(end..end, macros);
    if json {
        return json::print(&printed);
    }
    let mut out = io::stdout().lock();
    let mut scope = "";
    for command in &printed {
        if command.scope != scope {
            writeln!(out, "{}{}", if scope.is_empty() { "" } else { "\n" }, command.scope)?;
            scope = command.scope;
        }
        writeln!(out, "  {} {} {}", text::fit(&command.keys.join("  "), 16), text::fit(&command.name, 22), command.does)?;
    }
    Ok(Exit::Ok)
}
