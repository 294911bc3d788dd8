//! `vigie schedule`, `unschedule` and `publish`: the place of a post on the calendar.

use std::io::{self, Write};
use std::time::Duration;

use jiff::tz::TimeZone;

use super::super::exit::{Exit, Failure, Outcome};
use super::{known, moment, post, understood};
use crate::base::time::Timestamp;
use crate::config::language::Arg;
use crate::model::account::Account;
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::sheet::Known;
use crate::model::slot::{Post, Standing};
use crate::shell::house::House;
use crate::store::Store;

pub(in crate::cli) fn schedule(house: &House, id: i64, phrase: &str, plan: bool, as_json: bool) -> Outcome {
    let store = house.store(true)?;
    let (known, found) = (known(house, &store)?, post(&store, id)?);
    let zone = zone_of(&known, &found);
    let at = match (phrase.trim(), found.row.at) {
        ("", Some(at)) => at,
        ("", None) => return Err(Failure::new(Exit::Usage, "cli-post-no-when")),
        (phrase, _) => moment(house, phrase, &zone)?,
    };
    if at <= house.clock.now() && !plan {
        return Err(Failure::new(Exit::Usage, "cli-post-past").with("when", understood(house, at, &zone)));
    }
    if !plan {
        super::post::fits(&found.draft, &accounts(&known, &found))?;
    }
    let name = zone.iana_name().unwrap_or("UTC").to_owned();
    let place = Intent::Place { draft: found.draft, at, zone: name, scheduled: !plan };
    match store.intend_now(house.hand(Origin::Command), place)? {
        Effected::Draft(Some(id)) => placed(house, store, id.0, as_json),
        other => Err(refused(house, &other)),
    }
}

pub(in crate::cli) fn unschedule(house: &House, id: i64, as_json: bool) -> Outcome {
    let store = house.store(true)?;
    let found = post(&store, id)?;
    let slot = found.row.slot.ok_or_else(|| Failure::new(Exit::Nothing, "cli-post-no-place").with("id", id.to_string()))?;
    match store.intend_now(house.hand(Origin::Command), Intent::Unplace(vec![slot]))? {
        Effected::Stored(_) => placed(house, store, id, as_json),
        other => Err(refused(house, &other)),
    }
}

pub(in crate::cli) fn publish(house: &House, id: i64, queue: bool, as_json: bool) -> Outcome {
    let store = house.store(true)?;
    let (known, mut found) = (known(house, &store)?, post(&store, id)?);
    super::post::fits(&found.draft, &accounts(&known, &found))?;
    let hand = || house.hand(Origin::Command);
    if found.row.slot.is_none() {
        let zone = zone_of(&known, &found).iana_name().unwrap_or("UTC").to_owned();
        let place = Intent::Place { draft: found.draft, at: house.clock.now(), zone, scheduled: false };
        match store.intend_now(hand(), place)? {
            Effected::Draft(Some(_)) => found = post(&store, id)?,
            other => return Err(refused(house, &other)),
        }
    }
    let slot = found.row.slot.ok_or_else(|| Failure::new(Exit::Nothing, "refused-gone"))?;
    match store.intend_now(hand(), Intent::Publish(slot, Duration::ZERO))? {
        Effected::Leaving(deliveries, _) => super::post::follow(house, store, &deliveries, queue, as_json),
        other => Err(refused(house, &other)),
    }
}

/// Says where a post stands now, with its time as it was understood.
pub(super) fn placed(house: &House, store: Store, id: i64, as_json: bool) -> Outcome {
    let known = known(house, &store)?;
    if as_json {
        let printed = super::post::printed(&store, &known, id)?;
        store.close();
        return super::super::json::print(&printed);
    }
    let found = post(&store, id)?;
    store.close();
    let when = found.row.at.map(|at| understood(house, at, &zone_of(&known, &found))).unwrap_or_default();
    let handles: Vec<&str> = found.row.accounts.iter().map(|at| at.handle.as_str()).collect();
    let said = match found.row.standing {
        Standing::Scheduled => "cli-post-scheduled",
        Standing::Idea => "cli-post-idea",
        Standing::Planned
        | Standing::Editing
        | Standing::Late
        | Standing::Skipped
        | Standing::Leaving
        | Standing::Sent
        | Standing::NotSent => "cli-post-planned",
    };
    let (id, handles) = (id.to_string(), handles.join(", "));
    let args = [("id", Arg::Text(&id)), ("when", Arg::Text(&when)), ("handles", Arg::Text(&handles))];
    writeln!(io::stdout(), "{}", house.language.say(said, &args))?;
    if let Some(at) = found.row.at.filter(|_| found.row.standing == Standing::Scheduled) {
        crossing(house, &known, &found, at);
    }
    Ok(Exit::Ok)
}

/// Names the person's own time beside that of the client, where the two differ.
fn crossing(house: &House, known: &Known, post: &Post, at: Timestamp) {
    let (theirs, ours) = (zone_of(known, post), house.zone());
    let Ok(instant) = jiff::Timestamp::from_millisecond(at.millis()) else {
        return;
    };
    if theirs.to_offset(instant) != ours.to_offset(instant) {
        let here = understood(house, at, &ours);
        writeln!(io::stderr(), "{}", house.language.say("cli-post-here", &[("when", Arg::Text(&here))])).ok();
    }
}

/// The zone in which the time of a post is told: its own, or that of its client.
fn zone_of(known: &Known, post: &Post) -> TimeZone {
    let named = Some(post.row.zone.as_str()).filter(|zone| !zone.is_empty()).and_then(|zone| TimeZone::get(zone).ok());
    named.unwrap_or_else(|| known.zone_of(post.row.client).clone())
}

fn accounts<'a>(known: &'a Known, post: &Post) -> Vec<&'a Account> {
    known.accounts.iter().filter(|account| post.draft.accounts.contains(&account.id)).collect()
}

/// Why nothing was done.
pub(super) fn refused(house: &House, effected: &Effected) -> Failure {
    let refused = match effected {
        Effected::Refused(refused) => *refused,
        _ => Refused::Blank,
    };
    let exit = match refused {
        Refused::Gone => Exit::Nothing,
        Refused::Blank | Refused::Unfilled | Refused::Malformed => Exit::Usage,
        Refused::TooLate | Refused::HasAccounts | Refused::TooLong | Refused::Media | Refused::NoHandle | Refused::NameTaken => Exit::Error,
    };
    Failure::text(exit, house.language.refused(refused))
}
