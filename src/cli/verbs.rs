//! `vigie done` and `vigie undo`: the screen's verbs for scripts.

use std::io::{self, Write};

use super::exit::{Exit, Failure, Outcome};
use super::{json, list};
use crate::base::id::ConversationId;
use crate::model::intent::{Effected, Intent};
use crate::model::journal::{Origin, Undone};
use crate::model::note::NoteVerb;
use crate::model::triage::Verb;
use crate::shell::house::House;

pub(super) fn done(house: &House, ids: &[i64], json: bool) -> Outcome {
    let store = house.store(true)?;
    // A wrong id among them stops before anything is changed.
    for id in ids {
        list::conversation(&store, *id)?;
    }
    let conversations: Vec<ConversationId> = ids.iter().map(|id| ConversationId(*id)).collect();
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Triage(conversations, Verb::Done))?;
    store.close();
    let changed = match effected {
        Effected::Stored(changed) => changed,
        _ => 0,
    };
    if json {
        return json::print(&serde_json::json!({ "done": changed }));
    }
    writeln!(io::stdout(), "{}", house.language.say("cli-done", &[("count", changed.into())]))?;
    Ok(Exit::Ok)
}

pub(super) fn note(house: &House, id: i64, text: String, json: bool) -> Outcome {
    let store = house.store(true)?;
    list::conversation(&store, id)?;
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Note(NoteVerb::Add(ConversationId(id), text)))?;
    store.close();
    if let Effected::Refused(refused) = effected {
        let why = house.language.refused(refused);
        return Err(Failure::new(Exit::Usage, "cli-note-not-written").with("why", why));
    }
    if json {
        return json::print(&serde_json::json!({ "noted": id }));
    }
    writeln!(io::stdout(), "{}", house.language.word("cli-noted"))?;
    Ok(Exit::Ok)
}

pub(super) fn undo(house: &House, json: bool) -> Outcome {
    let store = house.store(true)?;
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Undo)?;
    store.close();
    let Effected::Undone(undone) = effected else {
        return Err(Failure::new(Exit::Nothing, "cli-undo-nothing"));
    };
    let (word, exit) = match &undone {
        Undone::Restored { .. } => ("restored", Exit::Ok),
        Undone::Reversed(_) => ("reversed", Exit::Ok),
        Undone::AlreadySent(..) => ("already-sent", Exit::Error),
        Undone::Sending(_) => ("sending", Exit::Error),
        Undone::Changed(_) => ("changed", Exit::Error),
        Undone::Nothing => ("nothing", Exit::Nothing),
    };
    if json {
        json::print(&serde_json::json!({ "undone": word }))?;
    } else {
        writeln!(io::stdout(), "{}", house.language.undone(&undone, "D"))?;
    }
    Ok(exit)
}
