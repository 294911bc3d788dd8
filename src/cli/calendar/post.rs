//! `vigie post`: a new post from a script, now or at a time.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read, Write};
use std::time::Duration;

use super::super::args::Post;
use super::super::delivering;
use super::super::exit::{Exit, Failure, Outcome};
use super::{json, known, moment, place, unmatched};
use crate::base::harmless;
use crate::base::id::DeliveryId;
use crate::model::account::Account;
use crate::model::draft::{Draft, Target};
use crate::model::intent::{Effected, Intent};
use crate::model::interaction::Visibility;
use crate::model::journal::Origin;
use crate::model::limits;
use crate::model::media::Attached;
use crate::model::sheet::{Known, lines};
use crate::model::triage::After;
use crate::shell::files;
use crate::shell::house::House;
use crate::store::Store;

/// The longest text that is read, in bytes: far more than any network takes.
const LONGEST: u64 = 1024 * 1024;

pub(in crate::cli) fn run(house: &House, wanted: &Post, as_json: bool) -> Outcome {
    let store = house.store(true)?;
    let known = known(house, &store)?;
    let accounts = accounts(&known, &wanted.accounts)?;
    let draft = draft(house, &known, &accounts, wanted)?;
    match &wanted.at {
        Some(phrase) => {
            if !wanted.plan {
                fits(&draft, &accounts)?;
            }
            let zone = known.zone_of(accounts.first().map(|account| account.client));
            let at = moment(house, phrase, zone)?;
            let name = zone.iana_name().unwrap_or("UTC").to_owned();
            let effected =
                store.intend_now(house.hand(Origin::Command), Intent::Place { draft, at, zone: name, scheduled: !wanted.plan })?;
            match effected {
                Effected::Draft(Some(id)) => place::placed(house, store, id.0, as_json),
                other => Err(place::refused(house, &other)),
            }
        }
        None => {
            fits(&draft, &accounts)?;
            let send = Intent::Send { draft, after: After::WaitThem, hold: Duration::ZERO, drawn_upto: None };
            match store.intend_now(house.hand(Origin::Command), send)? {
                Effected::Leaving(deliveries, _) => follow(house, store, &deliveries, wanted.queue, as_json),
                other => Err(place::refused(house, &other)),
            }
        }
    }
}

/// Waits for the deliveries of a post unless they are left to the queue, and says what became of them.
pub(super) fn follow(house: &House, store: Store, deliveries: &[DeliveryId], queue: bool, as_json: bool) -> Outcome {
    let settled = if queue { Ok(()) } else { delivering::settle(house, &store, deliveries) };
    let sent = deliveries.iter().map(|id| delivering::sent(&store, *id)).collect::<Result<Vec<_>, _>>()?;
    store.close();
    if as_json {
        let rows: Vec<_> = sent.iter().map(|sent| super::super::json::Delivery::from(&sent.row)).collect();
        super::super::json::print(&rows)?;
    } else {
        for sent in &sent {
            write!(io::stdout(), "{} {}  ", sent.row.network.letter(), sent.row.account_handle)?;
            delivering::print(house, &sent.row)?;
        }
    }
    settled?;
    if queue { Ok(Exit::Ok) } else { delivering::told(house, &sent, as_json) }
}

/// The accounts that are named, each once, all of one client.
fn accounts<'a>(known: &'a Known, names: &[String]) -> Result<Vec<&'a Account>, Failure> {
    let mut found: Vec<&Account> = Vec::new();
    for name in names.iter().flat_map(|names| names.split([',', ' '])).filter(|name| !name.is_empty()) {
        let within = found.first().map(|account| account.client);
        let account = known.account(name, within).map_err(|why| unmatched(name, why))?;
        if within.is_some_and(|client| client != account.client) {
            return Err(Failure::new(Exit::Usage, "cli-post-clients").with("handle", &account.handle));
        }
        if !found.iter().any(|before| before.id == account.id) {
            found.push(account);
        }
    }
    Ok(found)
}

fn draft(house: &House, known: &Known, accounts: &[&Account], wanted: &Post) -> Result<Draft, Failure> {
    let mut variants = BTreeMap::new();
    for (name, text) in &wanted.own {
        let account = known.account(name, accounts.first().map(|account| account.client)).map_err(|why| unmatched(name, why))?;
        if !accounts.iter().any(|one| one.id == account.id) {
            return Err(Failure::new(Exit::Usage, "cli-post-not-among").with("handle", &account.handle));
        }
        variants.insert(account.id, lines(&harmless::own(text)));
    }
    let all_have_own = accounts.iter().all(|account| variants.contains_key(&account.id));
    let text = match &wanted.text {
        Some(text) => text.clone(),
        None if all_have_own => String::new(),
        None => heard()?,
    };
    let usual = accounts.iter().map(|account| account.visibility).reduce(Visibility::narrower);
    let language = wanted.lang.clone().or_else(|| accounts.first().and_then(|account| account.language.clone()));
    let draft = Draft {
        id: None,
        target: Target::New,
        accounts: accounts.iter().map(|account| account.id).collect(),
        text: lines(&harmless::own(&text)).trim_end().to_owned(),
        variants,
        media: media(house, wanted)?,
        warning: harmless::own(&wanted.warning),
        visibility: wanted.visibility.or(usual).unwrap_or(Visibility::Public),
        language,
        then: None,
        run: None,
        updated_at: house.clock.now(),
    };
    if accounts.iter().any(|account| draft.text_for(account.id).trim().is_empty()) {
        return Err(Failure::new(Exit::Usage, "cli-reply-blank"));
    }
    Ok(draft)
}

/// The files that go with it, in the order they were named, each with its description.
fn media(house: &House, wanted: &Post) -> Result<Vec<Attached>, Failure> {
    let look = |(at, path): (usize, &String)| match files::look(path) {
        Ok(file) => Ok(Attached { file, alt: wanted.alt.get(at).map(|alt| harmless::own(alt)).unwrap_or_default(), remote: None }),
        Err(why) => Err(Failure::text(Exit::Usage, house.language.code("unattachable", why.code()))),
    };
    wanted.media.iter().enumerate().map(look).collect()
}

/// The text on standard input.
fn heard() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-post-no-text"));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST).read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|_| Failure::new(Exit::Usage, "cli-post-no-utf8"))
}

/// Nothing that is too long for one of its networks, or unfinished, leaves.
pub(super) fn fits(draft: &Draft, accounts: &[&Account]) -> Result<(), Failure> {
    if let Some(label) = draft.unfilled() {
        return Err(Failure::new(Exit::Usage, "cli-post-unfilled").with("label", label));
    }
    for account in accounts {
        let count = limits::count(account.network, account.limits, draft.text_for(account.id), &draft.warning);
        if count.over() {
            let failure = Failure::new(Exit::Error, "cli-reply-too-long").with("handle", &account.handle);
            let failure = failure.with("network", account.network.name()).with("count", count.count.to_string());
            return Err(failure.with("limit", count.limit.to_string()));
        }
    }
    Ok(())
}

/// What was placed, as JSON.
pub(super) fn printed(store: &Store, known: &Known, id: i64) -> Result<json::Post, Failure> {
    let post = super::post(store, id)?;
    Ok(json::of(known, &post.row, Some(&post.draft)))
}
