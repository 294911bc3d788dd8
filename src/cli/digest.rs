//! `vigie digest`: what came since somebody left, a part for each client.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::exit::{Exit, Failure, Outcome};
use super::json;
use crate::base::text::{self, truncate};
use crate::base::time::Timestamp;
use crate::model::conversation::Row;
use crate::model::deadline::Left;
use crate::model::digest::{ClientPage, Digest, Line, Noise, Wanted};
use crate::model::journal::Origin;
use crate::model::query::{Answer, Query, Sight};
use crate::model::when;
use crate::shell::house::House;

pub(super) fn run(house: &House, since: Option<&str>, json: bool) -> Outcome {
    let (now, zone) = (house.clock.now(), house.zone());
    let read = |phrase: &str| {
        when::past(phrase, now, &zone)
            .map_err(|error| Failure::new(Exit::Usage, "cli-when").with("why", house.language.when_error(phrase, &error)))
    };
    let since = since.map(read).transpose()?;
    let sight = Sight { now, resting: BTreeSet::new() };
    let wanted = Wanted { since, person: house.hand(Origin::Screen).person, before: now, sight };
    let digest = match house.reading()? {
        Some(store) => match store.ask_now(&Query::Digest(wanted))? {
            Answer::Digest(digest) => *digest,
            _ => Digest::default(),
        },
        None => Digest { since: since.unwrap_or(now), ..Digest::default() },
    };
    if json {
        json::print(&Told::from(&digest))?;
    } else {
        print(house, &digest)?;
    }
    Ok(if digest.pages.is_empty() { Exit::Nothing } else { Exit::Ok })
}

fn print(house: &House, digest: &Digest) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let since = house.language.digest_since(digest, &house.zone(), house.clock.now());
    if digest.pages.is_empty() {
        return writeln!(io::stderr(), "{since}");
    }
    for (at, page) in digest.pages.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{} · {since}", page.client.name)?;
        for line in page.lines() {
            writeln!(out, "{}", said(house, line))?;
        }
    }
    Ok(())
}

fn said(house: &House, line: Line<'_>) -> String {
    let (language, now) = (&house.language, house.clock.now());
    match line {
        Line::Heading(section, n) => format!("  {}", language.digest_section(section, n)),
        Line::Conversation(row) => conversation(house, row),
        Line::Delivery(row) => {
            let parts = [Some(language.delivery(&row.state)), row.to.clone(), Some(row.account_handle.clone())];
            let told: Vec<String> = parts.into_iter().flatten().collect();
            format!("{:>8} {} {}", row.id.0, row.network.letter(), told.join(" · "))
        }
        Line::Account(row) => {
            let why = language.not_read(row, &house.zone(), now);
            format!("{:>8} {} {} · {why}", row.account.id.0, row.account.network.letter(), row.account.title())
        }
        Line::More(n) => format!("           {}", language.say("digest-more", &[("n", n.into())])),
        Line::Noise(noise) => format!("  {}", language.noise(noise)),
    }
}

fn conversation(house: &House, row: &Row) -> String {
    let (language, now) = (&house.language, house.clock.now());
    let age = language.age(now, row.triage.waiting_since.unwrap_or(row.last_at));
    let due = row.triage.due_at.map(|due| match Left::of(due, now) {
        left @ Left::Late(_) => language.left(left),
        left @ Left::Still(_) => language.say("time-left", &[("time", (&language.left(left)).into())]),
    });
    let due = due.map(|due| format!(" ({due})")).unwrap_or_default();
    format!(
        "{:>8} {} {} {}  {}{due}",
        row.id.0,
        text::fit(&age, language.age_width()),
        row.network.letter(),
        text::fit(&row.name, 20),
        truncate(&row.excerpt, 80)
    )
}

/// The digest as JSON.
#[derive(Serialize)]
struct Told {
    since: String,
    clients: Vec<Page>,
}

/// What it tells of one client; `…_all` counts, the lists are bounded.
#[derive(Serialize)]
struct Page {
    client: String,
    to_answer: Vec<json::Conversation>,
    to_answer_all: u32,
    late: Vec<json::Conversation>,
    late_all: u32,
    not_sent: Vec<json::Delivery>,
    not_sent_all: u32,
    unread: Vec<json::Account>,
    likes: u32,
    boosts: u32,
    follows: u32,
    entries: u32,
}

impl From<&Digest> for Told {
    fn from(digest: &Digest) -> Told {
        Told { since: Timestamp::rfc3339(digest.since), clients: digest.pages.iter().map(Page::from).collect() }
    }
}

impl From<&ClientPage> for Page {
    fn from(page: &ClientPage) -> Page {
        let rows = |rows: &[Row]| rows.iter().map(|row| json::Conversation::new(row, None)).collect();
        let Noise { likes, boosts, follows, entries } = page.noise;
        Page {
            client: page.client.name.clone(),
            to_answer: rows(&page.to_answer.rows),
            to_answer_all: page.to_answer.all,
            late: rows(&page.late.rows),
            late_all: page.late.all,
            not_sent: page.not_sent.rows.iter().map(json::Delivery::from).collect(),
            not_sent_all: page.not_sent.all,
            unread: page.unread.iter().map(json::Account::from).collect(),
            likes,
            boosts,
            follows,
            entries,
        }
    }
}
