//! `vigie man` and `vigie completions`: the arguments, settings and keys as other programs read them.
//!
//! Everything on the page is computed from the tables that the program itself works by;
//! it is in English, like `--help`.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::args::Args;
use super::exit::{Exit, Outcome};
use crate::app::commands::{self, Scope};
use crate::config::settings_table::SETTINGS;
use crate::config::{Config, Lang, Language};

/// What the environment may say, besides what clap knows of.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("VIGIE_HOME", "Keep everything below this folder, as --home does."),
    ("VIGIE_LOG", "Write more to the log: debug or trace."),
    ("NO_COLOR", "Use no colours, when it is not empty."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language of the screen, unless the settings name one."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the four folders lie."),
];

pub(super) fn completions(shell: Shell) -> Outcome {
    let mut page = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "vigie", &mut page);
    io::stdout().lock().write_all(&page)?;
    Ok(Exit::Ok)
}

pub(super) fn man() -> Outcome {
    io::stdout().lock().write_all(&page()?)?;
    Ok(Exit::Ok)
}

/// The whole page, as roff.
fn page() -> io::Result<Vec<u8>> {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    subcommands(&mut roff, &command);
    settings(&mut roff);
    keys(&mut roff);
    table(&mut roff, "EXIT STATUS", Exit::ALL.iter().map(|exit| ((*exit as u8).to_string(), exit.means().to_owned())));
    table(&mut roff, "ENVIRONMENT", ENVIRONMENT.into_iter().map(|(name, does)| (name.to_owned(), does.to_owned())));
    table(&mut roff, "FILES", [("config.toml, vigie.db, vigie.log, cache".to_owned(), "vigie paths says where they lie.".to_owned())]);
    page.write_all(roff.to_roff().as_bytes())?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// Every command below `command`, with what it takes.
fn subcommands(roff: &mut Roff, command: &Command) {
    for command in command.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set()) {
        if command.has_subcommands() {
            subcommands(roff, command);
            continue;
        }
        let usage = command.clone().render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ")]);
        let about = command.get_long_about().or(command.get_about());
        roff.text(vec![roman(about.map(ToString::to_string).unwrap_or_default())]);
        // What stands for every command is told once.
        for arg in command.get_arguments().filter(|arg| !arg.is_global_set() && arg.get_id() != "help") {
            roff.control("TP", []);
            roff.text(named(arg));
            roff.text(vec![roman(explained(arg))]);
        }
    }
}

fn named(arg: &Arg) -> Vec<Inline> {
    let values = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let takes = arg.get_action().takes_values();
    match (arg.get_long(), arg.get_short()) {
        (None, None) => vec![italic(values)],
        (long, short) => {
            let names = [short.map(|short| format!("-{short}")), long.map(|long| format!("--{long}"))];
            let mut parts = vec![bold(names.into_iter().flatten().collect::<Vec<_>>().join(", "))];
            if takes {
                parts.extend([roman(" "), italic(values)]);
            }
            parts
        }
    }
}

/// What an argument is, what it can be, and what it is when it is not given.
fn explained(arg: &Arg) -> String {
    let mut said = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    if !said.ends_with('.') {
        said.push('.');
    }
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !possible.is_empty() && arg.get_action().takes_values() {
        said.push_str(&format!(" One of: {}.", possible.join(", ")));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).filter(|value| !value.is_empty()).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        said.push_str(&format!(" Default: {}.", defaults.join(", ")));
    }
    said
}

fn settings(roff: &mut Roff) {
    roff.control("SH", ["SETTINGS"]);
    roff.text(vec![roman("The settings stand in config.toml, in TOML; vigie paths says where it lies. Changes apply while vigie runs.")]);
    for setting in SETTINGS {
        roff.control("TP", []);
        roff.text(vec![bold(setting.name), roman(format!(" = {}", setting.value(&Config::default())))]);
        roff.text(vec![roman(format!("{} Can be {}. A change applies {}.", setting.does, setting.values, setting.applies))]);
    }
}

fn keys(roff: &mut Roff) {
    let language = Language::new(Lang::En);
    roff.control("SH", ["KEYS"]);
    roff.text(vec![roman("The name of a command takes keys of your own in [keys] of the settings.")]);
    for scope in Scope::ALL {
        roff.control("SS", [language.code("scope", scope.code()).as_str()]);
        for command in commands::all().filter(|command| command.scope == *scope) {
            roff.control("TP", []);
            roff.text(vec![bold(command.default_keys().join(", ")), roman("  "), italic(command.id.code())]);
            roff.text(vec![roman(command.says(&language))]);
        }
    }
}

fn table(roff: &mut Roff, title: &str, rows: impl IntoIterator<Item = (String, String)>) {
    roff.control("SH", [title]);
    for (name, does) in rows {
        roff.control("TP", []);
        roff.text(vec![bold(name)]);
        roff.text(vec![roman(does)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_command_setting_and_key() {
        // Hyphens are written so that they can be copied.
        let page = String::from_utf8(page().unwrap()).unwrap().replace("\\-", "-");
        for command in ["vigie account add", "vigie reply", "vigie doctor", "vigie completions"] {
            assert!(page.contains(command), "{command}");
        }
        for setting in SETTINGS {
            assert!(page.contains(setting.name), "{}", setting.name);
        }
        for command in commands::all() {
            assert!(page.contains(command.id.code()), "{}", command.id);
        }
    }

    #[test]
    fn every_shell_is_told_every_command() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Elvish, Shell::PowerShell] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "vigie", &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(["doctor", "completions", "token-stdin"].iter().all(|word| script.contains(word)), "{shell}");
        }
    }
}
