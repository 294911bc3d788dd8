//! The front door: arguments in, data out, an exit code at the end.
//!
//! Standard output is data, standard error is messages. Commands that only read open the
//! store read-only and start no runtime, no client and no lease. Start at [`run`].

mod account;
mod args;
mod args_calendar;
mod args_demo;
pub mod args_kept;
mod author;
mod calendar;
mod card;
mod client;
mod count;
mod delivering;
mod demo;
mod digest;
pub mod doctor;
mod exit;
mod json;
mod list;
mod lists;
mod macros;
mod manual;
mod moderation;
pub mod pages;
mod places;
mod reply;
mod service;
mod snippet;
mod spell;
mod sync;
mod task;
mod usage;
mod verbs;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Parser;

use crate::base::harmless;
use crate::config::Language;
use crate::model::exchange::ActKind;
use crate::model::intent::Intent;
use crate::model::triage::Verb;
use crate::shell::house::{House, locale_language};
use crate::shell::tui::{Day, Ended};
use crate::shell::{log, runtime, tui};

use args::{Args, Command};
pub use exit::Exit;
use exit::{Failure, Outcome};

/// Parses the arguments, does what they say, and gives the exit code.
pub fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let wrong = error.use_stderr();
            // Where --home leads is not known: the arguments could not be read.
            let home = std::env::var_os("VIGIE_HOME").map(PathBuf::from);
            let language = House::open(home.as_deref()).map_or_else(|| Language::new(locale_language()).into(), |house| house.language);
            match usage::said(&error, &language).filter(|_| wrong) {
                Some(said) => drop(writeln!(io::stderr(), "{}", harmless::text(&said))),
                None => drop(error.print()),
            }
            return if wrong { Exit::Usage } else { Exit::Ok };
        }
    };
    let Some(house) = House::open(args.home.as_deref()) else {
        return exit::report(None, Failure::new(Exit::Error, "cli-no-home"));
    };
    // A demo speaks the language it was asked for.
    let house = match &args.command {
        Some(Command::Demo(demo)) => match demo.language() {
            Some(lang) => house.speaking(lang),
            None => house,
        },
        _ => house,
    };
    // These look at what there is, and leave no trace.
    if !matches!(args.command, Some(Command::Doctor { .. } | Command::Completions { .. } | Command::Man)) {
        log::begin(&house.paths.log_file());
    }
    // The screen, the demo and the doctor tell it where they tell the rest.
    if !matches!(args.command, None | Some(Command::Demo(_) | Command::Doctor { .. } | Command::Completions { .. } | Command::Man)) {
        house.warnings.iter().for_each(|warning| exit::tell(&house.language.warning(warning)));
    }
    dispatch(&house, args).unwrap_or_else(|failure| exit::report(Some(&house), failure))
}

fn dispatch(house: &House, args: Args) -> Outcome {
    let json = args.json;
    match args.command {
        None => screen(house),
        Some(Command::Demo(wanted)) => demo::run(house, &wanted),
        Some(Command::Client(command)) => client::run(house, command, json),
        Some(Command::Account(command)) => account::run(house, command, json),
        Some(Command::Author(command)) => author::run(house, command, json),
        Some(Command::Sync { watch: false }) => sync::once(house, json),
        Some(Command::Sync { watch: true }) => sync::watch(house, json),
        Some(Command::List(wanted)) => list::list(house, &wanted, json),
        Some(Command::Search { words, limit }) => list::search(house, &words.join(" "), limit, json),
        Some(Command::Show { id }) => list::show(house, id, json),
        Some(Command::Reply(wanted)) => reply::run(house, wanted, json),
        Some(Command::Done(ids)) => verbs::give(house, &ids.ids, Verb::Done, json),
        Some(Command::Reopen(ids)) => verbs::give(house, &ids.ids, Verb::Reopen, json),
        Some(Command::Star { ids, off }) => verbs::give(house, &ids.ids, if off { Verb::Unstar } else { Verb::Star }, json),
        Some(Command::Mute(ids)) => verbs::give(house, &ids.ids, Verb::Mute, json),
        Some(Command::Unread(ids)) => verbs::give(house, &ids.ids, Verb::Unread, json),
        Some(Command::Snooze { id, when }) => verbs::snooze(house, id, &when.join(" "), json),
        Some(Command::Wait { id, client: false, .. }) => verbs::give(house, &[id], Verb::WaitThem, json),
        Some(Command::Wait { id, client: true, due, note }) => verbs::wait_client(house, id, due.as_deref(), note, json),
        Some(Command::Assign { id, who, due }) => verbs::assign(house, id, &who, due.as_deref(), json),
        Some(Command::Label { id, names, off }) => verbs::label(house, id, &names, off, json),
        Some(Command::Macro { name, ids }) => macros::run(house, &name, &ids.ids, json),
        Some(Command::Undo { n }) => verbs::undo(house, Intent::Undo, n, json),
        Some(Command::Redo { n }) => verbs::undo(house, Intent::Redo, n, json),
        Some(Command::Journal { limit }) => verbs::journal(house, limit, json),
        Some(Command::Count(wanted)) => count::run(house, &wanted, json),
        Some(Command::Digest { since }) => digest::run(house, since.as_deref(), json),
        Some(Command::Task(command)) => task::run(house, command, json),
        Some(Command::Snippet(command)) => snippet::run(house, command, json),
        Some(Command::Spell(wanted)) => spell::run(house, &wanted, json),
        Some(Command::Hide(sending)) => moderation::act(house, ActKind::Hide, &sending, json),
        Some(Command::Delete(sending)) => moderation::act(house, ActKind::Delete, &sending, json),
        Some(Command::Block { lift, sending }) => {
            moderation::act(house, if lift { ActKind::Unblock } else { ActKind::Block }, &sending, json)
        }
        Some(Command::Report(wanted)) => moderation::report(house, &wanted, json),
        Some(Command::Note { id, text }) => verbs::note(house, id, text, json),
        Some(Command::Post(wanted)) => calendar::post::run(house, &wanted, json),
        Some(Command::Queue) => calendar::queue::run(house, json),
        Some(Command::Drafts) => calendar::drafts(house, json),
        Some(Command::Calendar(wanted)) => calendar::calendar(house, &wanted, json),
        Some(Command::Schedule { id, when, plan }) => calendar::place::schedule(house, id, &when.join(" "), plan, json),
        Some(Command::Unschedule { id }) => calendar::place::unschedule(house, id, json),
        Some(Command::Publish { id, queue }) => calendar::place::publish(house, id, queue, json),
        Some(Command::Import(command)) => lists::import(house, command, json),
        Some(Command::Export(command)) => lists::export(house, command),
        Some(Command::Service { keeper }) => service::run(keeper, args.home.as_deref()),
        Some(Command::Paths) => places::paths(house, json),
        Some(Command::Keys) => places::keys(house, json),
        Some(Command::Doctor { thorough }) => doctor::run(house, thorough, json),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man) => manual::man(),
    }
}

fn screen(house: &House) -> Outcome {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-no-terminal"));
    }
    let store = house.store(true)?;
    let ended = runtime::block_on(tui::run(house.clone(), store.clone(), None, Day::Real, Some(demo::tour())))?;
    store.close();
    match ended? {
        Ended::Quit => Ok(Exit::Ok),
        Ended::Demo => demo::run(house, &args::Demo::default()),
    }
}
