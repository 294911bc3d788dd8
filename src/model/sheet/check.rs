//! Entries of a file made posts of ours, or all that is wrong with them.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::known::{Known, Unmatched};
use super::wrong::{Problem, Wrong};
use super::{Column, Entry};
use crate::base::id::ClientId;
use crate::base::nearest::nearest;
use crate::base::time::Timestamp;
use crate::model::account::Account;
use crate::model::draft::{Draft, Target};
use crate::model::intent::Placing;
use crate::model::limits;
use crate::model::slot::Standing;

/// What is to become of the entries of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What it says itself; what has a date and says nothing is scheduled.
    AsSaid,
    /// Everything with a date is planned, and leaves only when somebody schedules it.
    Planned,
    /// Texts without their dates.
    Ideas,
}

/// An entry that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It is to be stored.
    Store(Box<Placing>),
    /// It is as it was.
    Same,
    /// It has been sent, or is leaving: there is nothing to do about it.
    Left,
}

impl Known {
    /// Makes entries into posts; those without a client are of `client`.
    ///
    /// # Errors
    /// Everything that is wrong, by line. Nothing is to be stored then.
    pub fn check(&self, entries: &[Entry], keep: Keep, client: Option<ClientId>) -> Result<Vec<Checked>, Vec<Problem>> {
        let (mut checked, mut problems, mut numbered) = (Vec::new(), Vec::new(), BTreeSet::new());
        for entry in entries {
            let mut reading = Reading { known: self, entry, problems: Vec::new() };
            if entry.id.is_some_and(|id| !numbered.insert(id)) {
                reading.wrong(Column::Id, entry.id.map(|id| id.to_string()).unwrap_or_default(), Wrong::IdTwice);
            }
            checked.push(reading.check(keep, client));
            problems.append(&mut reading.problems);
        }
        problems.sort_by_key(|problem| problem.line);
        if problems.is_empty() { Ok(checked) } else { Err(problems) }
    }
}

/// One entry while it is read.
struct Reading<'a> {
    known: &'a Known,
    entry: &'a Entry,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn wrong(&mut self, column: Column, value: impl Into<String>, wrong: Wrong) {
        self.problems.push(Problem { line: self.entry.line, column: Some(column), value: value.into(), wrong });
    }

    fn check(&mut self, keep: Keep, fallback: Option<ClientId>) -> Checked {
        let entry = self.entry;
        let kept = entry.id.map(|id| (id, self.known.kept.get(&id)));
        let left = |standing: Option<Standing>| matches!(standing, Some(Standing::Sent | Standing::Leaving | Standing::NotSent));
        match kept {
            None if left(entry.state) => return Checked::Left,
            None => {}
            Some((id, None)) => self.wrong(Column::Id, id.to_string(), Wrong::Id),
            Some((_, Some((row, _)))) if left(Some(row.standing)) && left(entry.state) => return Checked::Left,
            Some((id, Some((row, _)))) if left(Some(row.standing)) => self.wrong(Column::Id, id.to_string(), Wrong::Left(row.standing)),
            Some((_, Some(_))) => {}
        }
        let client = self.client(fallback);
        let state = self.state(keep);
        let accounts = self.accounts(client, state);
        let client = client.or(accounts.first().map(|account| account.client));
        let place = match state {
            Standing::Idea => None,
            _ => self.time(client, state == Standing::Scheduled),
        };
        let draft = self.draft(&accounts);
        self.texts(&draft, &accounts, state == Standing::Scheduled);
        let placing = Placing { draft, place: place.map(|(at, zone)| (at, zone, state == Standing::Scheduled)) };
        match kept {
            Some((_, Some((row, before)))) if same(row, before, &placing, entry.state) => Checked::Same,
            _ => Checked::Store(Box::new(placing)),
        }
    }

    fn client(&mut self, fallback: Option<ClientId>) -> Option<ClientId> {
        if self.entry.client.trim().is_empty() {
            return fallback;
        }
        match self.known.client(&self.entry.client) {
            Ok(client) => Some(client.id),
            Err(Unmatched::Unknown(near)) => {
                self.wrong(Column::Client, &self.entry.client, Wrong::Client(near));
                None
            }
            Err(Unmatched::Several(_) | Unmatched::Source) => None,
        }
    }

    /// What is to become of it.
    fn state(&self, keep: Keep) -> Standing {
        let dated = self.entry.at.is_some();
        match (keep, self.entry.state) {
            (Keep::Ideas, _) => Standing::Idea,
            _ if !dated => Standing::Idea,
            (Keep::Planned, _) => Standing::Planned,
            (Keep::AsSaid, None | Some(Standing::Scheduled)) => Standing::Scheduled,
            // What waits for a person goes on waiting.
            (Keep::AsSaid, Some(_)) => Standing::Planned,
        }
    }

    fn accounts(&mut self, client: Option<ClientId>, state: Standing) -> Vec<&'a Account> {
        let mut found: Vec<&Account> = Vec::new();
        for name in &self.entry.accounts {
            if let Some(account) = self.account(Column::Accounts, name, client)
                && !found.iter().any(|before| before.id == account.id)
            {
                found.push(account);
            }
        }
        if !self.entry.accounts.is_empty() {
            return found;
        }
        // What only waits may go wherever its client posts; what leaves by itself must say where.
        match client.filter(|_| state != Standing::Scheduled) {
            Some(client) => found.extend(self.known.posting(client)),
            None => self.wrong(Column::Accounts, "", Wrong::NoAccount),
        }
        if found.is_empty() && self.problems.is_empty() {
            self.wrong(Column::Accounts, "", Wrong::NoAccount);
        }
        found
    }

    fn account(&mut self, column: Column, name: &str, client: Option<ClientId>) -> Option<&'a Account> {
        let wrong = match self.known.account(name, client) {
            Ok(account) if client.is_none_or(|client| client == account.client) => return Some(account),
            Ok(account) => {
                let owner = self.known.clients.iter().find(|client| client.id == account.client);
                Wrong::AnotherClient(owner.map(|client| client.name.clone()).unwrap_or_default())
            }
            Err(Unmatched::Unknown(near)) => Wrong::Account(near),
            Err(Unmatched::Several(several)) => Wrong::AccountSeveral(several),
            Err(Unmatched::Source) => Wrong::Source,
        };
        self.wrong(column, name, wrong);
        None
    }

    fn time(&mut self, client: Option<ClientId>, scheduled: bool) -> Option<(Timestamp, String)> {
        let moment = self.entry.at?;
        let zone = match self.entry.zone.trim() {
            "" => self.known.zone_of(client).clone(),
            name => match TimeZone::get(name) {
                Ok(zone) => zone,
                Err(_) => {
                    let near = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
                    let near = nearest(name, near.iter().map(String::as_str)).map(str::to_owned);
                    self.wrong(Column::Zone, name, Wrong::Zone(near));
                    return None;
                }
            },
        };
        let told = match moment {
            super::Moment::Instant(at) => at.rfc3339(),
            super::Moment::Wall { date, time, .. } => format!("{date} {time}"),
        };
        let Some(at) = moment.instant(&zone) else {
            self.wrong(Column::Time, told, Wrong::NoSuchHour);
            return None;
        };
        if scheduled && at <= self.known.now {
            self.wrong(Column::Date, told, Wrong::Past);
            return None;
        }
        Some((at, zone.iana_name().unwrap_or("UTC").to_owned()))
    }

    fn draft(&mut self, accounts: &[&Account]) -> Draft {
        let entry = self.entry;
        let mut variants = std::collections::BTreeMap::new();
        for (name, text) in &entry.own {
            let client = accounts.first().map(|account| account.client);
            if let Some(account) = self.account(Column::Own, name, client) {
                if !accounts.is_empty() && !accounts.iter().any(|one| one.id == account.id) {
                    self.wrong(Column::Own, name, Wrong::NotAmong);
                }
                variants.insert(account.id, text.clone());
            }
        }
        let first = accounts.first();
        // Nobody reads more than every account begins with, unless the file says so.
        let usual = accounts.iter().map(|account| account.visibility).reduce(|one, other| one.narrower(other));
        Draft {
            id: entry.id,
            target: Target::New,
            accounts: accounts.iter().map(|account| account.id).collect(),
            text: entry.text.clone(),
            variants,
            media: Vec::new(),
            warning: entry.warning.clone(),
            visibility: entry.visibility.or(usual).unwrap_or(crate::model::interaction::Visibility::Public),
            language: match entry.language.trim() {
                "" if entry.id.is_some() => None,
                "" => first.and_then(|account| account.language.clone()),
                language => Some(language.to_owned()),
            },
            then: None,
            run: None,
            updated_at: self.known.now,
        }
    }

    fn texts(&mut self, draft: &Draft, accounts: &[&Account], scheduled: bool) {
        if draft.is_blank() || scheduled && accounts.iter().any(|account| draft.text_for(account.id).trim().is_empty()) {
            self.wrong(Column::Text, "", Wrong::NoText);
        }
        if !scheduled {
            return;
        }
        if let Some(label) = draft.unfilled() {
            self.wrong(Column::Text, format!("{{?{label}}}"), Wrong::Unfilled(label));
        }
        for account in accounts {
            let own = draft.variants.contains_key(&account.id);
            let text = draft.text_for(account.id);
            let count = limits::count(account.network, account.limits, text, &draft.warning);
            if count.over() {
                let wrong = Wrong::TooLong { handle: account.handle.clone(), count: count.count, limit: count.limit };
                self.wrong(if own { Column::Own } else { Column::Text }, crate::base::text::truncate(text, 40), wrong);
            }
        }
    }
}

/// Whether an entry tells a post as it is.
fn same(row: &crate::model::slot::CalendarRow, before: &Draft, placing: &Placing, said: Option<Standing>) -> bool {
    let draft = Draft { then: before.then.clone(), run: before.run.clone(), updated_at: before.updated_at, ..placing.draft.clone() };
    let place = row.at.map(|at| (at, row.zone.as_str()));
    let told = placing.place.as_ref().map(|(at, zone, _)| (*at, zone.as_str()));
    let scheduled = placing.place.as_ref().is_some_and(|(_, _, scheduled)| *scheduled);
    let stands = match row.standing {
        Standing::Late | Standing::Skipped | Standing::Editing => said == Some(row.standing),
        standing => (standing == Standing::Scheduled) == scheduled,
    };
    draft == *before && place == told && stands
}

#[cfg(test)]
mod tests;
