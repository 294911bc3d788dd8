//! What is wrong with the arguments, in the person's language.
//!
//! `--help` is English and clap's own; what clap says of a mistake is said here in our words,
//! and the usage that it shows is kept. A mistake of a rarer kind is left in clap's words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use super::args::Args;
use crate::config::Language;
use crate::config::language::Arg;

/// The whole message, of several lines; none when clap's own is all there is.
pub(super) fn said(error: &Error, language: &Language) -> Option<String> {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let (known, command) = (of(ContextKind::ValidValue), of(ContextKind::InvalidSubcommand));
    // What a check of ours found stands behind the error.
    let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let id = match error.kind() {
        ErrorKind::InvalidSubcommand => "usage-no-command",
        ErrorKind::UnknownArgument if !argument.starts_with('-') => "usage-surplus",
        ErrorKind::UnknownArgument => "usage-unknown",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::InvalidValue if value.is_empty() => "usage-no-value",
        ErrorKind::InvalidValue => "usage-value",
        ErrorKind::ValueValidation => "usage-value-why",
        _ => return None,
    };
    let args = [("argument", &argument), ("value", &value), ("known", &known), ("command", &command), ("why", &why)];
    let mut lines = vec![format!("vigie: {}", language.say(id, &args.map(|(name, text)| (name, Arg::Text(text)))))];
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue].map(of);
    let usage = error.get(ContextKind::Usage).map(words).filter(|usage| !usage.is_empty());
    if let Some(near) = near.iter().find(|near| !near.is_empty()) {
        lines.push(language.say("usage-near", &[("near", Arg::Text(near))]));
    } else if let Some(flags) = usage.as_deref().filter(|_| id == "usage-surplus").and_then(flags) {
        // Words that were written without their dashes.
        lines.push(language.say("usage-flags", &[("flags", Arg::Text(&flags))]));
    }
    lines.extend(usage);
    lines.push(language.word("usage-help"));
    Some(lines.join("\n"))
}

/// The options of the command whose usage this is, as they are written; none when it has none of its own.
fn flags(usage: &str) -> Option<String> {
    let mut command = Args::command();
    for word in usage.split_whitespace().skip_while(|word| *word != "vigie").skip(1) {
        match command.find_subcommand(word) {
            Some(below) => command = below.clone(),
            None => break,
        }
    }
    let own = command.get_arguments().filter(|argument| !argument.is_global_set());
    let written = own.filter_map(|argument| {
        let name = argument.get_long().filter(|name| *name != "help")?;
        let values = argument.get_value_names().filter(|_| argument.get_action().takes_values());
        Some(values.into_iter().flatten().fold(format!("--{name}"), |written, value| format!("{written} {value}")))
    });
    let all: Vec<String> = written.collect();
    (!all.is_empty()).then(|| all.join(", "))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;
    use clap::Parser;

    #[test]
    fn a_mistake_is_told_in_both_languages_with_what_was_meant() {
        let table: [(&[&str], [&str; 2], &str); 8] = [
            (&["acount"], ["“acount” is no command.", "« acount » n'est pas une commande."], "account"),
            (&["list", "--limt", "3"], ["There is no --limt here.", "Il n'y a pas de --limt ici."], "--limit"),
            (
                &["wait", "3", "client"],
                ["“client” is one word too many", "« client » est un mot de trop"],
                "--client, --due WHEN, --note TEXT",
            ),
            (&["done", "3", "--", "x"], ["“x”", "« x »"], "--help"),
            (&["client", "add"], ["Missing: <NAME>", "Il manque : <NAME>"], "Usage: vigie client add"),
            (&["list", "--limit", "x"], ["--limit <N> cannot be “x”", "--limit <N> ne peut pas être « x »"], "--help"),
            (
                &["demo", "--lang", "de"],
                ["--lang <LANG> cannot be “de”: fr, en", "--lang <LANG> ne peut pas être « de » : fr, en"],
                "--help",
            ),
            (&["account", "add", "friendster", "x", "--client", "y"], ["known networks", "known networks"], "mastodon"),
        ];
        for (arguments, sentences, also) in table {
            for (lang, sentence) in [Lang::En, Lang::Fr].into_iter().zip(sentences) {
                let error = Args::try_parse_from(std::iter::once("vigie").chain(arguments.iter().copied())).unwrap_err();
                let said = said(&error, &Language::new(lang)).unwrap().replace('\u{202f}', " ");
                assert!(said.starts_with("vigie: ") && said.contains(sentence) && said.contains(also), "{said}");
            }
        }
        let help = Args::try_parse_from(["vigie", "--help"]).unwrap_err();
        assert_eq!(said(&help, &Language::new(Lang::Fr)), None, "--help is English");
    }
}
