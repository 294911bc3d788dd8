//! The calendar for scripts: what is on it, and what has no date yet.
//!
//! Looking opens the store read-only. What changes it is in `post.rs` and `place.rs`.

pub mod files;
pub mod json;
pub mod place;
pub mod post;
pub mod queue;

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Shown;
use super::exit::{Exit, Failure, Outcome};
use super::{account, client};
use crate::base::id::{ClientId, DraftId};
use crate::base::text;
use crate::base::time::Timestamp;
use crate::config::language::Arg;
use crate::model::query::{Answer, CalendarQuery, Query};
use crate::model::sheet::{Known, Unmatched};
use crate::model::slot::{CalendarRow, Post};
use crate::model::when::When;
use crate::shell::house::House;
use crate::store::Store;

/// The most rows that the store gives at once; a span that has as many is asked for in halves.
const MOST: usize = 2_000;

/// The most drafts of answers that are listed.
const ANSWERS: u32 = 1_000;

/// What the names in arguments and files can mean.
pub(super) fn known(house: &House, store: &Store) -> Result<Known, Failure> {
    let zone = house.zone();
    let cards = match store.ask_now(&Query::Cards)? {
        Answer::Cards(cards) => cards,
        _ => BTreeMap::new(),
    };
    let named = |card: &crate::model::card::Card| !card.parts(crate::model::card::Field::Zone).is_empty();
    Ok(Known {
        clients: client::all(store)?.into_iter().map(|(client, _)| client).collect(),
        accounts: account::rows(store)?.into_iter().map(|row| row.account).collect(),
        zones: cards.iter().filter(|(_, card)| named(card)).map(|(client, card)| (*client, card.hours(&zone).zone)).collect(),
        zone,
        now: house.clock.now(),
        kept: BTreeMap::new(),
    })
}

/// Why a name of an account means nobody.
pub(super) fn unmatched(name: &str, unmatched: Unmatched) -> Failure {
    match unmatched {
        Unmatched::Unknown(None) => Failure::new(Exit::Nothing, "cli-account-unknown").with("name", name),
        Unmatched::Unknown(Some(near)) => Failure::new(Exit::Nothing, "cli-account-near").with("name", name).with("near", near),
        Unmatched::Several(several) => {
            Failure::new(Exit::Usage, "cli-account-which").with("name", name).with("several", several.join(", "))
        }
        Unmatched::Source => Failure::new(Exit::Usage, "cli-account-source").with("name", name),
    }
}

/// The client that `--client` names.
pub(super) fn client_of(store: &Store, name: Option<&str>) -> Result<Option<ClientId>, Failure> {
    name.map(|name| client::named(store, name).map(|(client, _)| client.id)).transpose()
}

/// A post of ours.
pub(super) fn post(store: &Store, id: i64) -> Result<Post, Failure> {
    match store.ask_now(&Query::Post(DraftId(id)))? {
        Answer::Post(Some(post)) => Ok(*post),
        _ => Err(Failure::new(Exit::Nothing, "cli-post-unknown").with("id", id.to_string())),
    }
}

/// All posts of a span, however many they are.
pub(super) fn posts(store: &Store, query: CalendarQuery) -> Result<Vec<CalendarRow>, Failure> {
    let rows = match store.ask_now(&Query::Calendar(query))? {
        Answer::Calendar(rows) => rows,
        _ => Vec::new(),
    };
    let (from, until) = (query.from.millis(), query.until.millis());
    let middle = Timestamp::from_millis(from.midpoint(until));
    if rows.len() < MOST || middle == query.from {
        return Ok(rows);
    }
    let mut rows = posts(store, CalendarQuery { until: middle, ..query })?;
    rows.extend(posts(store, CalendarQuery { from: middle, ..query })?);
    Ok(rows)
}

/// Texts without a date, of a client or of all.
pub(super) fn ideas(store: &Store, client: Option<ClientId>) -> Result<Vec<CalendarRow>, Failure> {
    match store.ask_now(&Query::Ideas(client))? {
        Answer::Ideas(rows) => Ok(rows),
        _ => Ok(Vec::new()),
    }
}

/// The span of days in the zone of the person, and its end, which is not in it.
pub(super) fn span(zone: &TimeZone, from: Option<Date>, to: Option<Date>) -> (Timestamp, Timestamp) {
    let begins = |day: Date| zone.to_ambiguous_zoned(day.at(0, 0, 0, 0)).compatible().map(|at| at.timestamp().as_millisecond());
    let from = from.and_then(|day| begins(day).ok()).map_or(Timestamp::MIN, Timestamp::from_millis);
    let until = to.and_then(|day| day.tomorrow().ok()).and_then(|day| begins(day).ok()).map_or(Timestamp::MAX, Timestamp::from_millis);
    (from, until)
}

/// Monday and Sunday of this week, for the person.
fn week(house: &House) -> Option<(Date, Date)> {
    let now = jiff::Timestamp::from_millisecond(house.clock.now().millis()).ok()?;
    let today = house.zone().to_datetime(now).date();
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

pub(super) fn calendar(house: &House, shown: &Shown, as_json: bool) -> Outcome {
    let (from, to) = match (shown.span.from, shown.span.to, week(house)) {
        (None, None, Some((monday, sunday))) => (Some(monday), Some(sunday)),
        (from, to, _) => (from, to),
    };
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(Failure::new(Exit::Usage, "cli-days-backwards"));
    }
    let Some(store) = house.reading()? else {
        return none(as_json, "cli-calendar-empty");
    };
    let client = client_of(&store, shown.client.as_deref())?;
    let (from, until) = span(&house.zone(), from, to);
    let rows = posts(&store, CalendarQuery { from, until, client })?;
    if rows.is_empty() {
        return none(as_json, "cli-calendar-empty");
    }
    if as_json {
        let known = known(house, &store)?;
        let posts = rows.iter().map(|row| json::of_row(&store, &known, row)).collect::<Result<Vec<_>, _>>()?;
        return super::json::print(&posts);
    }
    let mut out = io::stdout().lock();
    let mut day = None;
    for row in &rows {
        let date = row.at.and_then(|at| date_of(house, at));
        if date != day {
            let rule = if day.is_some() { "\n" } else { "" };
            writeln!(out, "{rule}{}", date.map(|date| date.to_string()).unwrap_or_default())?;
            day = date;
        }
        writeln!(out, "{}", line(house, row))?;
    }
    Ok(Exit::Ok)
}

fn date_of(house: &House, at: Timestamp) -> Option<Date> {
    let at = jiff::Timestamp::from_millisecond(at.millis()).ok()?;
    Some(house.zone().to_datetime(at).date())
}

pub(super) fn drafts(house: &House, as_json: bool) -> Outcome {
    let Some(store) = house.reading()? else {
        return none(as_json, "cli-drafts-none");
    };
    let known = known(house, &store)?;
    let rows = ideas(&store, None)?;
    let answers = match store.ask_now(&Query::Answers(ANSWERS))? {
        Answer::Answers(drafts) => drafts,
        _ => Vec::new(),
    };
    if rows.is_empty() && answers.is_empty() {
        return none(as_json, "cli-drafts-none");
    }
    if as_json {
        let mut all = rows.iter().map(|row| json::of_row(&store, &known, row)).collect::<Result<Vec<_>, _>>()?;
        all.extend(answers.iter().map(|draft| json::answer(&known, draft)));
        return super::json::print(&all);
    }
    let mut out = io::stdout().lock();
    for row in &rows {
        writeln!(out, "{}", line(house, row))?;
    }
    for draft in &answers {
        let handles: Vec<String> = draft.accounts.iter().filter_map(|id| known.handle(*id)).collect();
        let conversation = draft.conversation().map(|id| id.to_string()).unwrap_or_default();
        let about = house.language.say("cli-draft-answer", &[("id", Arg::Text(&conversation))]);
        let id = draft.id.map(|id| id.to_string()).unwrap_or_default();
        writeln!(out, "{id:>6}  {about} · {} · {}", handles.join(" "), excerpt(&draft.text))?;
    }
    Ok(Exit::Ok)
}

/// What is said where there is nothing; `[]` for a program.
pub(super) fn none(as_json: bool, said: &'static str) -> Outcome {
    if as_json {
        super::json::print(&[(); 0])?;
        return Ok(Exit::Nothing);
    }
    Err(Failure::new(Exit::Nothing, said))
}

/// A post in one line.
fn line(house: &House, row: &CalendarRow) -> String {
    let zone = house.zone();
    let time = row.at.and_then(|at| jiff::Timestamp::from_millisecond(at.millis()).ok());
    let time = time.map(|at| zone.to_datetime(at).strftime("%H:%M").to_string()).unwrap_or_default();
    let id = row.draft.map(|id| id.to_string()).unwrap_or_default();
    let handles: Vec<String> = row.accounts.iter().map(|at| format!("{} {}", at.network.letter(), at.handle)).collect();
    let standing = house.language.code("standing", row.standing.code());
    let parts = [standing.as_str(), &row.client_name, &handles.join(", "), &excerpt(&row.text)];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{id:>6}  {time:>5}  {}", parts.join(" · "))
}

fn excerpt(said: &str) -> String {
    text::truncate(&text::one_line(&crate::base::harmless::text(said)), 60)
}

/// A time that a person wrote, in the zone of the client.
///
/// # Errors
/// What is wrong with it.
pub(super) fn moment(house: &House, phrase: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    match When::read(phrase, house.clock.now(), zone) {
        Ok(When::At(at)) => Ok(at),
        Ok(When::UntilTheyAnswer) => Err(Failure::new(Exit::Usage, "cli-post-when")),
        Err(error) => Err(Failure::new(Exit::Usage, "cli-when").with("why", house.language.when_error(phrase, &error))),
    }
}

/// A time as it was understood, with its zone: `tomorrow 09:00 (Europe/Paris)`.
pub(super) fn understood(house: &House, at: Timestamp, zone: &TimeZone) -> String {
    let when = house.language.when(When::At(at), house.clock.now(), zone);
    format!("{when} ({})", zone.iana_name().unwrap_or("UTC"))
}
