//! The verbs of triage for scripts, with the journal of the screen: done, snooze, wait, assign,
//! label and their kin, undo and redo, and the journal itself.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::exit::{Exit, Failure, Outcome};
use super::{json, list};
use crate::base::id::ConversationId;
use crate::base::time::Timestamp;
use crate::config::language::Arg;
use crate::model::conversation::Row;
use crate::model::intent::{Effected, Intent};
use crate::model::interaction::Kind;
use crate::model::journal::{Deed, Origin, Undone};
use crate::model::label::Label;
use crate::model::note::NoteVerb;
use crate::model::query::{Answer, JournalLine, Query};
use crate::model::triage::{Asked, Until, Verb};
use crate::model::when::When;
use crate::shell::house::House;

/// Of more conversations only their number is told.
const TOLD: usize = 10;

/// Gives a verb to conversations, as one entry of the journal.
pub(super) fn give(house: &House, ids: &[i64], verb: Verb, json: bool) -> Outcome {
    let store = house.store(true)?;
    // A wrong id among them stops before anything is changed.
    let rows = ids.iter().map(|id| Ok(list::conversation(&store, *id)?.row)).collect::<Result<Vec<Row>, Failure>>()?;
    let conversations: Vec<ConversationId> = ids.iter().map(|id| ConversationId(*id)).collect();
    let kind = verb.kind();
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Triage(conversations, verb.clone()))?;
    store.close();
    let changed = match effected {
        Effected::Stored(changed) => changed,
        _ => 0,
    };
    if json {
        return json::print(&BTreeMap::from([(kind.code(), changed)]));
    }
    let mut out = io::stdout().lock();
    if changed == 0 {
        writeln!(out, "{}", house.language.word("cli-verb-same"))?;
    } else if rows.len() > TOLD {
        let deed = house.language.deed(Deed::Triage(kind));
        writeln!(out, "{}", house.language.say("verb-many", &[("deed", (&deed).into()), ("n", changed.into())]))?;
    } else {
        for row in &rows {
            writeln!(out, "{}: {}", given(house, &verb, row), who(house, row))?;
        }
    }
    Ok(Exit::Ok)
}

/// Whose conversation it is, and where: `Lucile (Mastodon, @brand)`.
fn who(house: &House, row: &Row) -> String {
    let name = if row.name.is_empty() { format!("#{}", row.id) } else { row.name.clone() };
    let args = [("name", Arg::from(&name)), ("network", row.network.name().into()), ("account", row.account_title().into())];
    house.language.say("cli-who", &args)
}

/// What a verb did to a conversation, with all that belongs to it.
fn given(house: &House, verb: &Verb, row: &Row) -> String {
    let language = &house.language;
    let told = |detail: &str| language.deed_on(Deed::Triage(verb.kind()), detail, row.kind == Kind::Entry);
    let when = |when| language.when(when, house.clock.now(), &house.zone());
    let timed = |id: &str, deed: String, at: When| language.say(id, &[("deed", (&deed).into()), ("when", (&when(at)).into())]);
    match verb {
        Verb::Snooze(Until::At(at)) => timed("cli-deed-until", told(""), When::At(*at)),
        Verb::Snooze(Until::Answer) => format!("{} {}", told(""), when(When::UntilTheyAnswer)),
        Verb::WaitClient(Asked { due: Some(due), .. }) => timed("cli-deed-due", told(""), When::At(*due)),
        Verb::Assign { who, due: Some(due) } => timed("cli-deed-due", told(who), When::At(*due)),
        Verb::Assign { who, due: None } => told(who),
        Verb::Label(labels) | Verb::Unlabel(labels) => told(&labels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        Verb::WaitClient(_) | Verb::WaitThem | Verb::Unassign | Verb::Done | Verb::Reopen | Verb::Mute => told(""),
        Verb::Star | Verb::Unstar | Verb::Unread | Verb::See => told(""),
    }
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

fn when(house: &House, phrase: &str) -> Result<When, Failure> {
    When::read(phrase, house.clock.now(), &house.zone())
        .map_err(|error| Failure::new(Exit::Usage, "cli-when").with("why", house.language.when_error(phrase, &error)))
}

pub(super) fn due(house: &House, phrase: Option<&str>) -> Result<Option<Timestamp>, Failure> {
    match phrase.map(|phrase| when(house, phrase)).transpose()? {
        Some(When::At(at)) => Ok(Some(at)),
        Some(When::UntilTheyAnswer) | None => Ok(None),
    }
}

pub(super) fn snooze(house: &House, id: i64, phrase: &str, json: bool) -> Outcome {
    let until = match when(house, phrase)? {
        When::At(at) => Until::At(at),
        When::UntilTheyAnswer => Until::Answer,
    };
    give(house, &[id], Verb::Snooze(until), json)
}

pub(super) fn wait_client(house: &House, id: i64, phrase: Option<&str>, note: Option<String>, json: bool) -> Outcome {
    let asked = Asked { due: due(house, phrase)?, what: note.unwrap_or_default() };
    give(house, &[id], Verb::WaitClient(asked), json)
}

pub(super) fn assign(house: &House, id: i64, who: &str, phrase: Option<&str>, json: bool) -> Outcome {
    let verb = match who.trim() {
        "" | "-" => Verb::Unassign,
        who => Verb::Assign { who: who.to_owned(), due: due(house, phrase)? },
    };
    give(house, &[id], verb, json)
}

pub(super) fn label(house: &House, id: i64, names: &[String], off: bool, json: bool) -> Outcome {
    let labels: Vec<Label> = names.iter().filter_map(|name| Label::new(name)).collect();
    if labels.is_empty() {
        return Err(Failure::new(Exit::Usage, "cli-label-none"));
    }
    give(house, &[id], if off { Verb::Unlabel(labels) } else { Verb::Label(labels) }, json)
}

/// Takes verbs back, or does them again, until one stops it.
pub(super) fn undo(house: &House, intent: Intent, n: u32, json: bool) -> Outcome {
    let store = house.store(true)?;
    let (mut words, mut last) = (Vec::new(), Exit::Nothing);
    for turn in 0..n.max(1) {
        let Effected::Undone(undone) = store.intend_now(house.hand(Origin::Command), intent.clone())? else {
            break;
        };
        if undone == Undone::Nothing && turn > 0 {
            break;
        }
        let (word, exit) = outcome(&undone);
        last = exit;
        words.push(word);
        if !json {
            let redo = intent == Intent::Redo;
            let said = if redo { house.language.redone(&undone, "D") } else { house.language.undone(&undone, "D") };
            let about = match &undone {
                Undone::Restored { first: Some(id), conversations: 1, .. } => list::conversation(&store, id.0).ok(),
                _ => None,
            };
            match about {
                Some(view) => writeln!(io::stdout(), "{said}: {}", who(house, &view.row))?,
                None => writeln!(io::stdout(), "{said}")?,
            }
        }
        if exit != Exit::Ok {
            break;
        }
    }
    store.close();
    if json {
        let key = if intent == Intent::Redo { "redone" } else { "undone" };
        match words.as_slice() {
            [one] => json::print(&BTreeMap::from([(key, one)]))?,
            all => json::print(&BTreeMap::from([(key, all)]))?,
        };
    }
    Ok(last)
}

fn outcome(undone: &Undone) -> (&'static str, Exit) {
    match undone {
        Undone::Restored { .. } => ("restored", Exit::Ok),
        Undone::Reversed(_) => ("reversed", Exit::Ok),
        Undone::AlreadySent(..) => ("already-sent", Exit::Error),
        Undone::Final(..) => ("final", Exit::Error),
        Undone::Sending(_) => ("sending", Exit::Error),
        Undone::Changed(_) => ("changed", Exit::Error),
        Undone::Nothing => ("nothing", Exit::Nothing),
    }
}

/// Prints the newest entries of the journal.
pub(super) fn journal(house: &House, limit: u32, json: bool) -> Outcome {
    let lines = match house.reading()? {
        Some(store) => match store.ask_now(&Query::Journal(limit))? {
            Answer::Journal(lines) => lines,
            _ => Vec::new(),
        },
        None => Vec::new(),
    };
    if json {
        let entries: Vec<json::Entry> = lines.iter().map(json::Entry::from).collect();
        json::print(&entries)?;
    } else {
        list::nothing(house, lines.is_empty(), "cli-journal-empty");
        let mut out = io::stdout().lock();
        for line in &lines {
            writeln!(out, "{}", said(house, line))?;
        }
    }
    Ok(if lines.is_empty() { Exit::Nothing } else { Exit::Ok })
}

fn said(house: &House, line: &JournalLine) -> String {
    let language = &house.language;
    let at = language.clock(&house.zone(), house.clock.now(), line.at);
    let count = (line.conversations > 1).then(|| language.say("undo-many", &[("n", line.conversations.into())]));
    let about = count.unwrap_or_else(|| line.about.clone());
    let undone = if line.undone { language.word("journal-undone") } else { String::new() };
    let origin = language.code("origin", line.hand.origin.code());
    let parts = [language.deed_on(line.deed, &line.detail, line.read), about, undone];
    let what: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{:>6}  {at}  {} ({origin})  {}", line.id.0, line.hand.person, what.join(" · "))
}
