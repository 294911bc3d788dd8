//! `vigie author`: the card of a person for scripts, and forgetting somebody on request.

use std::io::{self, BufRead, IsTerminal, Write};

use serde::Serialize;

use super::args::Author as Command;
use super::exit::{self, Exit, Failure, Outcome};
use super::json;
use crate::app::overlays::author::facts;
use crate::base::id::AuthorId;
use crate::base::text;
use crate::base::time::Timestamp;
use crate::config::language::Arg;
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::label;
use crate::model::person::{AuthorCard, AuthorRow, CardVerb, Resemblance, Traces, Written};
use crate::model::query::{Answer, Query, Span};
use crate::shell::house::House;
use crate::store::{Scrubbed, Store};

/// The messages that are asked for at once.
const WINDOW: u32 = 200;

/// One author of `vigie author list`.
#[derive(Serialize)]
struct Listed {
    id: i64,
    network: &'static str,
    handle: String,
    name: String,
    vip: bool,
    labels: Vec<String>,
    note: String,
}

impl From<&AuthorRow> for Listed {
    fn from(row: &AuthorRow) -> Listed {
        let person = row.person.as_ref();
        Listed {
            id: row.who.author.0,
            network: row.who.network.code(),
            handle: row.who.handle.clone(),
            name: row.who.name.clone(),
            vip: person.is_some_and(|person| person.vip),
            labels: person.into_iter().flat_map(|person| &person.labels).map(|label| label.to_string()).collect(),
            note: person.map(|person| person.note.clone()).unwrap_or_default(),
        }
    }
}

/// A name that theirs looks like.
#[derive(Serialize)]
struct Alike {
    theirs: String,
    known: String,
    letters: u32,
    swaps: Vec<(String, String)>,
    around: Vec<String>,
}

impl From<&Resemblance> for Alike {
    fn from(one: &Resemblance) -> Alike {
        Alike {
            theirs: one.theirs.clone(),
            known: one.known.clone(),
            letters: one.likeness.letters,
            swaps: one.likeness.swaps.clone(),
            around: one.likeness.around.clone(),
        }
    }
}

/// One message of somebody.
#[derive(Serialize)]
struct Said {
    id: i64,
    conversation: i64,
    client: String,
    account: String,
    kind: &'static str,
    state: &'static str,
    text: String,
    at: String,
}

impl From<&Written> for Said {
    fn from(row: &Written) -> Said {
        Said {
            id: row.id.0,
            conversation: row.conversation.0,
            client: row.client_name.clone(),
            account: row.account_handle.clone(),
            kind: row.kind.code(),
            state: row.state.code(),
            text: row.excerpt.clone(),
            at: row.happened_at.rfc3339(),
        }
    }
}

/// A card with what they wrote.
#[derive(Serialize)]
struct Shown {
    id: i64,
    network: &'static str,
    handle: String,
    name: String,
    url: String,
    bio: String,
    bot: bool,
    created_at: Option<String>,
    followers: Option<u64>,
    following: Option<u64>,
    posts: Option<u64>,
    verified: Vec<String>,
    reads_as: Option<String>,
    resembles: Vec<Alike>,
    vip: bool,
    labels: Vec<String>,
    note: String,
    handles: Vec<String>,
    messages: u32,
    reactions: u32,
    conversations: u32,
    first_at: Option<String>,
    last_at: Option<String>,
    answered_at: Option<String>,
    written: Vec<Said>,
}

impl Shown {
    fn new(card: &AuthorCard, written: &[Written]) -> Shown {
        let (about, person, past) = (&card.about, card.person.as_ref(), &card.past);
        let time = |at: Option<Timestamp>| at.map(Timestamp::rfc3339);
        Shown {
            id: card.author.0,
            network: card.network.code(),
            handle: about.handle.clone(),
            name: about.name.clone(),
            url: about.url.clone(),
            bio: about.bio.clone(),
            bot: about.bot,
            created_at: time(about.created_at),
            followers: about.followers,
            following: about.following,
            posts: about.posts,
            verified: about.verified.clone(),
            reads_as: card.evidence.disguise.as_ref().map(|disguise| disguise.reads.clone()),
            resembles: card.evidence.resembles.iter().map(Alike::from).collect(),
            vip: person.is_some_and(|person| person.vip),
            labels: person.into_iter().flat_map(|person| &person.labels).map(|label| label.to_string()).collect(),
            note: person.map(|person| person.note.clone()).unwrap_or_default(),
            handles: card.handles.iter().map(|who| who.handle.clone()).collect(),
            messages: past.messages,
            reactions: past.reactions,
            conversations: past.conversations,
            first_at: time(past.first_at),
            last_at: time(past.last_at),
            answered_at: time(past.answered_at),
            written: written.iter().map(Said::from).collect(),
        }
    }
}

pub(super) fn run(house: &House, command: Command, json: bool) -> Outcome {
    match command {
        Command::List { words, limit } => list(house, &words.join(" "), limit, json),
        Command::Show { handle, limit } => show(house, &handle, limit, json),
        Command::Note { handle, text } => verb(house, &handle, CardVerb::Note(text), json),
        Command::Label { handle, names, remove } => {
            let labels = label::read(&names.join(" "));
            if labels.is_empty() {
                return Err(Failure::new(Exit::Usage, "cli-author-no-label"));
            }
            verb(house, &handle, if remove { CardVerb::Unlabel(labels) } else { CardVerb::Label(labels) }, json)
        }
        Command::Vip { handle, off } => verb(house, &handle, CardVerb::Vip(!off), json),
        Command::Join { handle, other } => {
            let store = house.store(true)?;
            let other = find(&store, &other)?.who.author;
            store.close();
            verb(house, &handle, CardVerb::Join(other), json)
        }
        Command::Split { handle } => verb(house, &handle, CardVerb::Split, json),
        Command::Forget { handle, yes } => forget(house, &handle, yes, json),
    }
}

fn unknown(handle: &str) -> Failure {
    Failure::new(Exit::Nothing, "cli-author-unknown").with("handle", handle)
}

fn authors(store: &Store, query: Query) -> Result<Vec<AuthorRow>, Failure> {
    match store.ask_now(&query)? {
        Answer::Authors(rows) => Ok(rows),
        _ => Ok(Vec::new()),
    }
}

fn card(store: &Store, id: AuthorId) -> Result<Option<Box<AuthorCard>>, Failure> {
    match store.ask_now(&Query::Author(id))? {
        Answer::Author(card) => Ok(card),
        _ => Ok(None),
    }
}

/// The one author with this handle, short or full, or with this id.
fn find(store: &Store, handle: &str) -> Result<AuthorRow, Failure> {
    let mut found = authors(store, Query::ByHandle(handle.to_owned()))?;
    if found.is_empty() {
        let local = |full: &str| full.trim_start_matches('@').split('@').next().unwrap_or_default().to_lowercase();
        let wanted = handle.trim_start_matches('@').to_lowercase();
        let id = handle.parse::<i64>().ok();
        let listed = match id {
            Some(id) => card(store, AuthorId(id))?.into_iter().flat_map(|card| card.handles.into_iter()).collect(),
            None => authors(store, Query::Authors(handle.to_owned(), WINDOW))?.into_iter().map(|row| row.who).collect::<Vec<_>>(),
        };
        let fits = |who: &crate::model::person::Handle| id.is_some_and(|id| who.author.0 == id) || local(&who.handle) == wanted;
        found = listed.into_iter().filter(fits).map(|who| AuthorRow { who, person: None }).collect();
    }
    match found.len() {
        0 => Err(unknown(handle)),
        1 => found.pop().ok_or_else(|| unknown(handle)),
        _ => {
            let list: Vec<String> = found.iter().map(|row| format!("{} ({})", row.who.handle, row.who.author)).collect();
            Err(Failure::new(Exit::Usage, "cli-author-several").with("handle", handle).with("list", list.join(", ")))
        }
    }
}

fn list(house: &House, words: &str, limit: u32, json: bool) -> Outcome {
    let rows = match house.reading()? {
        Some(store) => authors(&store, Query::Authors(words.to_owned(), limit))?,
        None => Vec::new(),
    };
    if json {
        json::print(&rows.iter().map(Listed::from).collect::<Vec<_>>())?;
    } else {
        super::list::nothing(house, rows.is_empty(), "cli-authors-none");
        let wide = rows.iter().map(|row| text::width(&row.who.handle)).max().unwrap_or_default().min(48);
        let mut out = io::stdout().lock();
        for row in &rows {
            let listed = Listed::from(row);
            let crown = if listed.vip { "♛" } else { " " };
            let labels: Vec<String> = listed.labels.iter().map(|label| format!("#{label}")).collect();
            let handle = text::fit(&listed.handle, wide);
            writeln!(out, "{crown} {} {handle}  {}  {}", row.who.network.letter(), listed.name, labels.join(" "))?;
        }
    }
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Ok })
}

/// What somebody wrote, newest first.
fn written(store: &Store, id: AuthorId, limit: u32) -> Result<Vec<Written>, Failure> {
    let mut rows: Vec<Written> = Vec::new();
    while (rows.len() as u32) < limit {
        let left = (limit - rows.len() as u32).min(WINDOW);
        let span = match rows.last() {
            None => Span::top(left),
            // The last row comes once more, and is left out.
            Some(last) => Span { around: Some(last.place()), before: 0, after: left + 1 },
        };
        let Answer::Written(window) = store.ask_now(&Query::Written(id, span))? else {
            break;
        };
        let last = rows.last().map(|row| row.id);
        rows.extend(window.rows.into_iter().filter(|row| Some(row.id) != last));
        if !window.more_after {
            break;
        }
    }
    rows.truncate(limit as usize);
    Ok(rows)
}

fn show(house: &House, handle: &str, limit: u32, json: bool) -> Outcome {
    let store = house.reading()?.ok_or_else(|| unknown(handle))?;
    let id = find(&store, handle)?.who.author;
    let card = card(&store, id)?.ok_or_else(|| unknown(handle))?;
    let rows = written(&store, id, limit)?;
    if json {
        return json::print(&Shown::new(&card, &rows));
    }
    let (language, now) = (&house.language, house.clock.now());
    let mut out = io::stdout().lock();
    writeln!(out, "{}", card.about.name)?;
    for (_, fact, _) in facts(&card, language, now) {
        for line in fact.lines() {
            writeln!(out, "  {line}")?;
        }
    }
    for row in rows {
        let age = text::fit(&language.age(now, row.happened_at), language.age_width());
        writeln!(out, "\n{:>6} {age} {} · {}", row.conversation, row.client_name, row.account_handle)?;
        writeln!(out, "  {}", row.excerpt)?;
    }
    Ok(Exit::Ok)
}

/// Stores a verb on a card.
fn verb(house: &House, handle: &str, verb: CardVerb, json: bool) -> Outcome {
    let store = house.store(true)?;
    let id = find(&store, handle)?.who.author;
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Card(id, verb.clone()))?;
    let card = card(&store, id)?;
    store.close();
    let changed = match effected {
        Effected::Stored(changed) => changed,
        Effected::Refused(Refused::NoHandle) => return Err(Failure::new(Exit::Error, "refused-no-handle")),
        _ => return Err(unknown(handle)),
    };
    let card = card.ok_or_else(|| unknown(handle))?;
    if json {
        return json::print(&Shown::new(&card, &[]));
    }
    let id = if changed > 0 { "cli-author-changed" } else { "cli-author-same" };
    let state = stands(house, &verb, &card);
    writeln!(io::stdout(), "{}", house.language.say(id, &[("name", Arg::from(&card.about.name)), ("state", (&state).into())]))?;
    Ok(Exit::Ok)
}

/// How it stands with somebody after a verb.
fn stands(house: &House, verb: &CardVerb, card: &AuthorCard) -> String {
    let language = &house.language;
    let person = card.person.as_ref();
    let note = person.map(|person| text::one_line(&person.note)).unwrap_or_default();
    let labels: Vec<String> = person.into_iter().flat_map(|person| &person.labels).map(|label| format!("#{label}")).collect();
    let with = |id: &str, name: &str, text: &str| language.say(id, &[(name, text.into())]);
    match verb {
        CardVerb::Vip(_) if person.is_some_and(|person| person.vip) => language.word("cli-author-vip"),
        CardVerb::Vip(_) => language.word("cli-author-no-vip"),
        CardVerb::Note(_) if note.is_empty() => language.word("cli-author-no-note"),
        CardVerb::Note(_) => with("cli-author-note", "note", &note),
        CardVerb::Label(_) | CardVerb::Unlabel(_) if labels.is_empty() => language.word("cli-author-no-labels"),
        CardVerb::Label(_) | CardVerb::Unlabel(_) => with("cli-author-labels", "labels", &labels.join(" ")),
        CardVerb::Join(_) | CardVerb::Split if card.handles.len() < 2 => language.word("cli-author-alone"),
        CardVerb::Join(_) | CardVerb::Split => {
            let handles: Vec<&str> = card.handles.iter().map(|who| who.handle.as_str()).collect();
            with("cli-author-joined", "handles", &handles.join(", "))
        }
    }
}

fn forget(house: &House, handle: &str, yes: bool, json: bool) -> Outcome {
    let store = house.store(true)?;
    let id = find(&store, handle)?.who.author;
    let traces = match store.ask_now(&Query::Traces(id))? {
        Answer::Traces(Some(traces)) => traces,
        _ => return Err(unknown(handle)),
    };
    if !yes {
        if !io::stdin().is_terminal() {
            return Err(Failure::new(Exit::Usage, "cli-forget-needs-yes"));
        }
        exit::tell(&told(house, "cli-forget-before", &traces));
        exit::tell(&house.language.word("cli-forget-question"));
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        // Only a whole word erases somebody.
        if answer.trim().to_lowercase() != house.language.word("cli-forget-yes") {
            exit::tell(&house.language.word("cli-forget-left"));
            return Ok(Exit::Error);
        }
    }
    let effected = store.intend_now(house.hand(Origin::Command), Intent::Forget(id))?;
    match effected {
        Effected::Stored(_) => {}
        Effected::Refused(Refused::TooLate) => return Err(Failure::new(Exit::Error, "cli-forget-sending")),
        _ => return Err(unknown(handle)),
    }
    let scrubbed = store.scrub()?;
    store.close();
    report(house, &traces, &scrubbed, json)
}

fn told(house: &House, id: &str, traces: &Traces) -> String {
    let handles = traces.handles.join(", ");
    let args = [
        ("handles", (&handles).into()),
        ("messages", traces.messages.into()),
        ("reactions", traces.reactions.into()),
        ("posts", traces.posts.into()),
        ("drafts", traces.drafts.into()),
        ("answers", traces.answers.into()),
    ];
    house.language.say(id, &args)
}

/// Says what is gone, what stays, and where.
fn report(house: &House, traces: &Traces, scrubbed: &Scrubbed, json: bool) -> Outcome {
    let copies: Vec<String> = scrubbed.copies.iter().map(|path| path.display().to_string()).collect();
    let exit = if scrubbed.whole { Exit::Ok } else { Exit::Partial };
    if json {
        json::print(&serde_json::json!({
            "forgotten": {
                "messages": traces.messages,
                "reactions": traces.reactions,
                "posts": traces.posts,
                "drafts": traces.drafts,
            },
            "remains": { "answers": traces.answers, "copies": copies, "log": !scrubbed.whole },
        }))?;
        return Ok(exit);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{}", told(house, "cli-forgotten", traces))?;
    writeln!(out, "{}", told(house, "cli-forgotten-remains", traces))?;
    for copy in copies {
        writeln!(out, "{}", house.language.say("cli-forgotten-copy", &[("path", (&copy).into())]))?;
    }
    if !scrubbed.whole {
        writeln!(out, "{}", house.language.word("cli-forgotten-log"))?;
    }
    Ok(exit)
}
