//! The store, and what it knows of accounts, networks and the outbox.

use std::collections::BTreeMap;
use std::path::Path;

use super::finding::{Code, Finding};
use crate::base::time::Timestamp;
use crate::engine::login::vault_key;
use crate::model::account::{Account, Health};
use crate::model::delivery::{Held, State};
use crate::model::fault::{Reason, ReasonCode};
use crate::model::network::Network;
use crate::model::query::{AccountRow, OutboxRow};
use crate::shell::house::House;
use crate::shell::servers::Server;
use crate::store::{self, Checkup, Depth, StoreError};
use crate::vault::Login;

/// A WAL from this size on is worth a word; a writer keeps it below.
const LARGE_WAL: u64 = 128 << 20;

/// So much of the file may be empty.
const LARGE_FREE: u64 = 64 << 20;

/// How far ahead of the clock a stored time may be: clocks are corrected by seconds all day.
const AHEAD: u64 = 120;

/// Looks at the store; what it holds, when it can be read.
pub(super) fn look(house: &House, depth: Depth) -> (Vec<Finding>, Option<Checkup>) {
    let path = house.paths.store_file();
    match store::checkup(&path, depth) {
        Ok(None) => (vec![Finding::new(Code::StoreAbsent).with("path", path.display().to_string())], None),
        Ok(Some(checkup)) => (whole(house, &path, &checkup), Some(checkup)),
        Err(error) => (vec![refused(&path, &error)], None),
    }
}

fn refused(path: &Path, error: &StoreError) -> Finding {
    let code = match error {
        StoreError::Newer { .. } => Code::StoreNewer,
        StoreError::Older { .. } => Code::StoreOlder,
        StoreError::NetworkDisk(_) => Code::StoreNetworkDisk,
        StoreError::Damaged => Code::StoreDamaged,
        StoreError::Busy => Code::StoreBusy,
        StoreError::NotWritable(_) | StoreError::Absent(_) | StoreError::Full | StoreError::Closed => Code::StoreUnreadable,
        StoreError::Taken(_) | StoreError::Missing | StoreError::Disk(_) | StoreError::Sql(_) => Code::StoreUnreadable,
    };
    Finding::new(code).with("path", path.display().to_string()).with("why", error.to_string())
}

fn whole(house: &House, path: &Path, checkup: &Checkup) -> Vec<Finding> {
    let bytes = checkup.pages * checkup.page_size;
    let free = checkup.free * checkup.page_size;
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    let wal = std::fs::metadata(name).map_or(0, |file| file.len());
    let mut found: Vec<Finding> = checkup
        .faults
        .iter()
        .map(|fault| {
            Finding::new(Code::StoreFault).with("why", crate::base::harmless::line(fault)).with("path", path.display().to_string())
        })
        .collect();
    if found.is_empty() {
        let size = Finding::new(Code::StoreOk).with("size", size(house, bytes)).with("wal", size(house, wal));
        found.push(
            size.count("pages", checkup.pages)
                .count("free", checkup.free)
                .with("version", checkup.version.to_string())
                .count("bytes", bytes),
        );
    }
    let rows = checkup.rows.iter().fold(Finding::new(Code::StoreRows), |finding, (table, rows)| finding.count(table, *rows));
    found.push(rows);
    if checkup.unindexed > 0 {
        found.push(Finding::new(Code::StoreIndex).count("n", checkup.unindexed).with("path", path.display().to_string()));
    }
    if wal > LARGE_WAL {
        found.push(Finding::new(Code::StoreWal).with("size", size(house, wal)));
    }
    if free > LARGE_FREE && free > bytes / 4 {
        found.push(Finding::new(Code::StoreFree).with("size", size(house, free)));
    }
    found
}

/// Bytes as people say them.
fn size(house: &House, bytes: u64) -> String {
    let (unit, count) = match bytes {
        0..10_240 => ("kb", bytes.div_ceil(1024)),
        10_240..10_485_760 => ("kb", bytes / 1024),
        _ => ("mb", bytes >> 20),
    };
    house.language.say(&format!("doctor-size-{unit}"), &[("n", i64::try_from(count).unwrap_or(i64::MAX).into())])
}

/// What the store says of the clock.
pub(super) fn clock(house: &House, checkup: &Checkup) -> Option<Finding> {
    let now = house.clock.machine();
    let newest = checkup.newest.filter(|newest| newest.since(now).as_secs() > AHEAD)?;
    let (zone, ahead) = (house.zone(), newest.since(now).as_secs() / 60);
    Some(Finding::new(Code::ClockBack).with("time", house.language.clock(&zone, now, newest)).count("minutes", ahead))
}

/// How the accounts stand, who polls, and how old the logins are.
pub(super) fn accounts(house: &House, checkup: &Checkup) -> Vec<Finding> {
    let now = house.clock.machine();
    if checkup.accounts.is_empty() {
        return vec![Finding::new(Code::AccountsNone)];
    }
    // A lease of one that was killed holds on for a while; its process does not.
    let on_duty = checkup.duty.as_ref().is_some_and(|(owner, until)| *until > now && house.lives(owner));
    let mut found = vec![Finding::new(if on_duty { Code::AccountsOnDuty } else { Code::AccountsOffDuty })];
    let cut_off = |row: &&AccountRow| row.feeds.iter().any(|feed| unreachable(feed.trouble.as_ref()));
    let offline = checkup.accounts.iter().filter(cut_off).count();
    // When nobody can be reached, it is not the networks.
    let offline = if offline > 1 && offline == checkup.accounts.iter().filter(|row| row.account.health == Health::Ok).count() {
        found.push(Finding::new(Code::AccountsOffline).count("n", offline as u64));
        true
    } else {
        false
    };
    for row in checkup.accounts.iter().filter(|row| !(is_well(row) || offline && cut_off(row))) {
        let login = credential(house, row);
        let mut told = health(house, row, on_duty);
        if matches!(login, Some(None)) && row.account.health == Health::Ok {
            told.push(self::told(Code::AccountsNoCredential, row));
        }
        let since = if logs_in(row.account.network) { kept(house, login.flatten(), now) } else { house.language.word("doctor-login-none") };
        found.extend(told.into_iter().map(|finding| finding.with("login", &since)));
    }
    found.extend(sources_that_are_well(house, checkup));
    found
}

/// Whether nothing is to be said of a source but that it is one of those that are well.
fn is_well(row: &AccountRow) -> bool {
    row.account.network.is_source() && row.account.health == Health::Ok && row.feeds.iter().all(|feed| feed.trouble.is_none())
}

/// Sources that are well, in one line: there may be sixty of them.
fn sources_that_are_well(house: &House, checkup: &Checkup) -> Vec<Finding> {
    let now = house.clock.machine();
    let read = |row: &AccountRow| row.feeds.iter().filter_map(|feed| feed.read_at).min();
    let well = || checkup.accounts.iter().filter(|row| is_well(row));
    let mut found = Vec::new();
    let read_ones: Vec<Timestamp> = well().filter_map(read).collect();
    if let Some(oldest) = read_ones.iter().min() {
        let finding = Finding::new(Code::AccountsSourcesOk).count("n", read_ones.len() as u64);
        found.push(finding.with("read", house.language.age(now, *oldest)));
    }
    let never = well().count() - read_ones.len();
    if never > 0 {
        found.push(Finding::new(Code::AccountsSourcesNever).count("n", never as u64));
    }
    found
}

fn unreachable(trouble: Option<&Reason>) -> bool {
    trouble.is_some_and(|reason| reason.code == ReasonCode::Unreachable)
}

fn told(code: Code, row: &AccountRow) -> Finding {
    let account = &row.account;
    Finding::new(code)
        .with("client", &row.client_name)
        .with("network", account.network.code())
        .with("account", account.title())
        .with("id", account.id.to_string())
        .with("server", &account.server)
}

fn health(house: &House, row: &AccountRow, on_duty: bool) -> Vec<Finding> {
    let (language, now) = (&house.language, house.clock.machine());
    match row.account.health {
        Health::Off => return vec![told(Code::AccountsOff, row)],
        Health::Gone => return vec![told(Code::AccountsGone, row)],
        Health::NeedsLogin if row.account.network.is_source() => return vec![told(Code::AccountsPassword, row)],
        Health::NeedsLogin => return vec![told(Code::AccountsLogin, row)],
        Health::Ok => {}
    }
    // Feeds that fail alike are told together.
    let mut troubles: BTreeMap<(ReasonCode, String), Vec<String>> = BTreeMap::new();
    for feed in &row.feeds {
        if let Some(reason) = &feed.trouble {
            let said = language.reason_of(row.account.network, reason, &house.zone(), now);
            troubles.entry((reason.code, said)).or_default().push(language.code("feed", feed.feed.code()));
        }
    }
    let mut found: Vec<Finding> = troubles
        .into_iter()
        .map(|((reason, said), feeds)| {
            let code = if reason == ReasonCode::RateLimited { Code::AccountsLimited } else { Code::AccountsFailing };
            told(code, row).with("feed", feeds.join(", ")).with("why", said).with("reason", reason.code())
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    let read = row.feeds.iter().filter_map(|feed| feed.read_at).min();
    // Without anybody on duty the next time passes by.
    let next = row.feeds.iter().filter_map(|feed| feed.next_at).min().filter(|_| on_duty);
    found.push(match read {
        None => told(Code::AccountsNever, row),
        Some(read) => told(Code::AccountsOk, row)
            .with("read", language.age(now, read))
            .with("next", next.map_or_else(|| "no".to_owned(), |next| language.clock(&house.zone(), now, next))),
    });
    found
}

/// Whether an account of this network needs a login at all.
fn logs_in(network: Network) -> bool {
    match network {
        Network::Mastodon => true,
        Network::Rss => false,
    }
}

/// What is known of an account's login besides its secret: nothing in the second place when there surely is none.
fn credential(house: &House, row: &AccountRow) -> Option<Option<Login>> {
    let vault = house.vault();
    let Account { network, server, remote_id, .. } = &row.account;
    if !logs_in(*network) {
        return None;
    }
    // A file that cannot be read was told with the files; and the keyring is not asked, as it may ask a person.
    let login = vault.about(&vault_key(*network, server, remote_id)).ok()?;
    if login.is_none() && vault.tries_keyring() { None } else { Some(login) }
}

/// Since when a login is kept, and where.
fn kept(house: &House, login: Option<Login>, now: Timestamp) -> String {
    let language = &house.language;
    let Some((login, at)) = login.and_then(|login| Some((login, login.stored_at?))) else {
        return language.word("doctor-login-unknown");
    };
    let id = if login.in_keyring { "doctor-login-in-keyring" } else { "doctor-login-in-file" };
    language.say(id, &[("age", (&language.age(now, at)).into())])
}

/// What is left of the limits of networks, as far as they told and it still counts.
pub(super) fn budgets(house: &House, servers: &[Server]) -> Vec<Finding> {
    let now = house.clock.machine();
    let counts = servers.iter().filter_map(|server| Some((server, server.left?))).filter(|(_, (_, until))| *until > now);
    counts
        .map(|(server, (left, until))| {
            let until = house.language.clock(&house.zone(), now, until);
            Finding::new(Code::AccountsBudget).with("server", &server.address).count("left", left.into()).with("time", until)
        })
        .collect()
}

/// What waits in the outbox for a person.
pub(super) fn outbox(house: &House, checkup: &Checkup) -> Vec<Finding> {
    let found: Vec<Finding> = checkup.outbox.iter().filter_map(|row| delivery(house, row)).collect();
    if found.is_empty() { vec![Finding::new(Code::OutboxOk).count("n", checkup.outbox.len() as u64)] } else { found }
}

fn delivery(house: &House, row: &OutboxRow) -> Option<Finding> {
    let (language, now) = (&house.language, house.clock.machine());
    let (code, why) = match &row.state {
        State::Held(Held::Login) => (Code::OutboxLogin, language.held(Held::Login)),
        State::Held(held) => (Code::OutboxHeld, language.held(*held)),
        State::Failed(reason) => (Code::OutboxFailed, language.reason(reason, &house.zone(), now)),
        State::Unsure(_) => (Code::OutboxUnsure, String::new()),
        State::Leaving(_) | State::Queued(_) | State::Sending | State::Sent(_) | State::Cancelled => return None,
    };
    let what = language.code("act", row.load.act().map_or("publish", |act| act.code()));
    let finding = Finding::new(code).with("client", &row.client_name).with("account", &row.account_handle).with("what", what);
    Some(finding.with("why", why).with("age", language.age(now, row.changed_at)))
}
