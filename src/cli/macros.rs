//! `vigie macro`: a macro of the settings for scripts, as one entry of the journal.
//!
//! One that answers is refused with the command that sends: no macro sends by itself.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::exit::{Exit, Failure, Outcome};
use super::{json, list};
use crate::base::id::ConversationId;
use crate::base::nearest::nearest;
use crate::base::text::fold;
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Origin;
use crate::model::macros::{Macro, Step, StepKind};
use crate::model::triage::After;
use crate::shell::house::House;

pub(super) fn run(house: &House, name: &str, ids: &[i64], json: bool) -> Outcome {
    let found = named(house, name)?;
    if let Some(snippet) = found.snippet() {
        return Err(refused(house, found, snippet, ids));
    }
    let run = found.run(house.clock.now(), &house.zone());
    let run =
        run.map_err(|(phrase, error)| Failure::new(Exit::Usage, "cli-when").with("why", house.language.when_error(&phrase, &error)))?;
    let store = house.store(true)?;
    // A wrong id among them stops before anything is changed.
    for id in ids {
        list::conversation(&store, *id)?;
    }
    let conversations: Vec<ConversationId> = ids.iter().map(|id| ConversationId(*id)).collect();
    let said = house.language.run(&run);
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Macro(conversations, run))?;
    store.close();
    let changed = match effected {
        Effected::Stored(changed) => changed,
        _ => 0,
    };
    if json {
        return json::print(&BTreeMap::from([(found.name.as_str(), changed)]));
    }
    writeln!(io::stdout(), "{}", house.language.say("verb-many", &[("deed", (&said).into()), ("n", changed.into())]))?;
    Ok(Exit::Ok)
}

fn named<'h>(house: &'h House, name: &str) -> Result<&'h Macro, Failure> {
    let known = || house.config.macros.iter().map(|setting| &setting.what);
    if let Some(found) = known().find(|found| fold(&found.name) == fold(name)) {
        return Ok(found);
    }
    if house.config.macros.is_empty() {
        return Err(Failure::new(Exit::Nothing, "cli-macro-none"));
    }
    let near = nearest(name, known().map(|found| found.name.as_str())).unwrap_or("none");
    Err(Failure::new(Exit::Nothing, "cli-macro-unknown").with("name", name).with("near", near))
}

/// Why a macro that answers is not run, and the commands that do what it does.
fn refused(house: &House, found: &Macro, snippet: &str, ids: &[i64]) -> Failure {
    let id = ids.first().map(ToString::to_string).unwrap_or_default();
    let mut lines: Vec<String> =
        found.steps.iter().take_while(|step| step.kind != StepKind::Snippet).filter_map(|step| line(step, &id)).collect();
    let then = found.steps.iter().rev().find(|step| matches!(step.after(house.clock.now(), &house.zone()), Ok(Some(_))));
    let then = then.map(|step| format!(" --and '{}'", step.line())).unwrap_or_default();
    lines.push(format!("vigie reply {id} --snippet '{snippet}'{then}"));
    let instead = house.language.say("cli-macro-instead", &[("line", (&lines.join(" && ")).into())]);
    Failure::new(Exit::Usage, "cli-macro-answers").with("name", &found.name).with("instead", instead)
}

/// The command that does what a step does; none for one that is about the screen.
fn line(step: &Step, id: &str) -> Option<String> {
    let words = &step.words;
    Some(match step.kind {
        StepKind::Done | StepKind::Reopen | StepKind::Mute | StepKind::Star | StepKind::Unread => format!("vigie {} {id}", step.kind),
        StepKind::Unstar => format!("vigie star {id} --off"),
        StepKind::Label => format!("vigie label {id} {words}"),
        StepKind::Unlabel => format!("vigie label {id} {words} --off"),
        StepKind::Unassign => format!("vigie assign {id} -"),
        StepKind::Assign => match words.split_once(' ') {
            Some((who, when)) => format!("vigie assign {id} {who} --due '{when}'"),
            None => format!("vigie assign {id} {words}"),
        },
        StepKind::Note => format!("vigie note {id} '{words}'"),
        StepKind::Task => format!("vigie task add '{words}' --conversation {id}"),
        // These can stand only behind a snippet, or are about the screen.
        StepKind::Snooze | StepKind::Wait | StepKind::WaitThem | StepKind::StayOpen => return None,
        StepKind::See | StepKind::Snippet | StepKind::Next => return None,
    })
}

/// What is chosen at sending, in the words of a step.
pub(super) fn after(house: &House, words: &str) -> Result<After, Failure> {
    let failure = |why: String| Failure::new(Exit::Usage, "cli-and").with("words", words).with("why", why);
    let step: Step = words.trim().parse().map_err(|error| failure(house.language.step_error(&error)))?;
    match step.after(house.clock.now(), &house.zone()) {
        Ok(Some(after)) => Ok(after),
        Ok(None) => Err(failure(house.language.word("cli-and-known"))),
        Err((phrase, error)) => Err(failure(house.language.when_error(&phrase, &error))),
    }
}
