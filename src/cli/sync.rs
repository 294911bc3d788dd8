//! `vigie sync`: the engine without a screen.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::exit::{self, Exit, Failure, Outcome};
use super::json;
use crate::base::id::AccountId;
use crate::config::language::Arg;
use crate::config::say::Whose;
use crate::engine::hooks;
use crate::engine::once::{self, Synced};
use crate::model::news::{LaneId, News};
use crate::model::query::{Answer, Query};
use crate::shell::headless::{self, Heard};
use crate::shell::house::House;
use crate::shell::{runtime, servers};
use crate::store::Store;

/// One account of `vigie sync --json`.
#[derive(Serialize)]
struct Printed {
    client: String,
    account: String,
    network: &'static str,
    new: u32,
    requests: u64,
    error: Option<String>,
    said: Option<String>,
}

pub(super) fn once(house: &House, json: bool) -> Outcome {
    let store = house.store(true)?;
    let parts = house.parts(store.clone())?;
    let presence = house.presence()?;
    let progress = !json && io::stderr().is_terminal();
    let (synced, failed) = runtime::block_on(async {
        let watch = once::take_duty(&parts, &presence).await?;
        if watch.is_none() && !json {
            exit::tell(&house.language.word("cli-standby"));
        }
        let synced = once::sync(&parts, watch.as_ref(), |account| {
            if progress {
                let glyph = if account.trouble.is_some() { '✗' } else { '✓' };
                writeln!(io::stderr(), "{glyph} {}", account.account.title()).ok();
            }
        })
        .await;
        once::leave_duty(&parts, watch).await;
        let failed = hooks::tell(&parts).await?.flatten();
        synced.map(|synced| (synced, failed))
    })??;
    if let Some(fault) = failed {
        exit::tell(&house.language.say("cli-hook", &[("why", Arg::Text(&house.language.hook_fault(&fault)))]));
    }
    servers::keep(house, &parts.http);
    drop(parts);
    store.close();
    if synced.is_empty() && !json {
        return Err(Failure::new(Exit::Nothing, "cli-no-accounts"));
    }
    print(house, &synced, json)?;
    Ok(exit::of_troubles(synced.iter().filter_map(|account| account.trouble.as_ref())))
}

fn print(house: &House, synced: &[Synced], json: bool) -> Outcome {
    let said = |synced: &Synced| {
        let Synced { account, client, trouble, .. } = synced;
        let whose = Whose { client, account: &account.handle, network: account.network, server: &account.server };
        trouble.as_ref().map(|reason| house.language.trouble(&whose, reason, &house.zone(), house.clock.machine()))
    };
    if json {
        let printed: Vec<Printed> = synced
            .iter()
            .map(|account| Printed {
                client: account.client.clone(),
                account: account.account.handle.clone(),
                network: account.account.network.code(),
                new: account.fresh,
                requests: account.requests,
                error: account.trouble.as_ref().map(|reason| reason.code.code().to_owned()),
                said: said(account),
            })
            .collect();
        return json::print(&printed);
    }
    let mut out = io::stdout().lock();
    for account in synced {
        let network = account.account.network;
        let came = match &account.trouble {
            // What came all the same is worth more than why not all did, which is told below.
            Some(reason) if account.fresh == 0 => house.language.reason_of(network, reason, &house.zone(), house.clock.machine()),
            _ => house.language.say("cli-sync-new", &[("count", account.fresh.into())]),
        };
        writeln!(out, "{} {}  {came}", network.letter(), account.account.title())?;
    }
    drop(out);
    synced.iter().filter_map(said).for_each(|said| exit::tell(&said));
    if synced.len() > 1 {
        writeln!(io::stderr(), "{}", total(house, synced))?;
    }
    Ok(Exit::Ok)
}

/// What came in all, from how many, and how many of them could not be read.
fn total(house: &House, synced: &[Synced]) -> String {
    let sources = synced.iter().filter(|synced| synced.account.network.is_source()).count();
    let troubled = synced.iter().filter(|synced| synced.trouble.is_some()).count();
    let fresh: u32 = synced.iter().map(|synced| synced.fresh).sum();
    let said = |id: &str, name, n: usize| house.language.say(id, &[(name, n.into())]);
    let counts = [("accounts-count", synced.len() - sources), ("sources-count", sources), ("accounts-troubled", troubled)];
    let counts = counts.into_iter().filter(|(_, n)| *n > 0).map(|(id, n)| said(id, "n", n));
    let all: Vec<String> = std::iter::once(house.language.say("cli-sync-new", &[("count", fresh.into())])).chain(counts).collect();
    house.language.say("cli-sync-total", &[("counts", Arg::Text(&all.join(" · ")))])
}

/// One piece of news as a line of JSON.
#[derive(Serialize)]
struct Line {
    at: String,
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

pub(super) fn watch(house: &House, json: bool) -> Outcome {
    let store = house.store(true)?;
    let mut handles = Handles { store: store.clone(), known: BTreeMap::new() };
    let watched = runtime::block_on(headless::watch(house, store.clone(), |heard| {
        let line = match heard {
            Heard::News(news) => {
                if let News::HookFailed(fault) = news {
                    exit::tell(&house.language.say("cli-hook", &[("why", Arg::Text(&house.language.hook_fault(fault)))]));
                }
                line(house, news, &mut handles)
            }
            Heard::Settings(warnings) => {
                for warning in warnings {
                    writeln!(io::stderr(), "vigie: {}", house.language.warning(warning)).ok();
                }
                Some(plain(house, "settings-read"))
            }
        };
        let Some(line) = line else {
            return Ok(());
        };
        let mut out = io::stdout().lock();
        if json {
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        } else {
            let detail: Vec<&str> = [line.account.as_deref(), line.feed, line.error].into_iter().flatten().collect();
            writeln!(out, "{} {} {}", line.at, line.event, detail.join(" "))?;
        }
        out.flush()
    }));
    store.close();
    watched??;
    Ok(Exit::Interrupted)
}

/// The handles of accounts, read once each.
struct Handles {
    store: Store,
    known: BTreeMap<AccountId, String>,
}

impl Handles {
    fn of(&mut self, id: AccountId) -> String {
        if !self.known.contains_key(&id)
            && let Ok(Answer::Accounts(rows)) = self.store.ask_now(&Query::Accounts)
        {
            self.known = rows.into_iter().map(|row| (row.account.id, row.account.handle)).collect();
        }
        self.known.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// A line about nothing but itself.
fn plain(house: &House, event: &'static str) -> Line {
    Line { at: house.clock.now().rfc3339(), event, account: None, feed: None, error: None, next: None }
}

fn line(house: &House, news: &News, handles: &mut Handles) -> Option<Line> {
    let at = house.clock.now().rfc3339();
    let mut lane = |event, id: &LaneId| Line {
        at: at.clone(),
        event,
        account: Some(handles.of(id.account())),
        feed: match id {
            LaneId::Poll(_, feed) => Some(feed.code()),
            LaneId::Outbox(_) => Some("outbox"),
        },
        error: None,
        next: None,
    };
    match news {
        News::Resting(id, _) => Some(lane("polled", id)),
        News::Failed(id, reason, next) => {
            Some(Line { error: Some(reason.code.code()), next: next.map(|at| at.rfc3339()), ..lane("failed", id) })
        }
        News::Ended(id) => Some(lane("ended", id)),
        News::Standby => Some(plain(house, "standby")),
        News::OnDuty => Some(plain(house, "on-duty")),
        News::HookFailed(fault) => Some(Line { error: Some(fault.end.code()), ..plain(house, "hook-failed") }),
        News::HookWell => Some(plain(house, "hook-well")),
        News::Working(_) | News::Reading(_) | News::Read(..) => None,
    }
}
