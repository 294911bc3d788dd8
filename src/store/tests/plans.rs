//! Every statement that a working day runs, asked for its plan: none walks a large table.

#[cfg(test)]
use std::collections::BTreeSet;
use std::sync::Mutex;

use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::*;
use crate::base::backoff::Jitter;
use crate::model::capability::Dedupe;
use crate::model::delivery::{LOOKS, Outcome};
use crate::model::exchange::{ActKind, Found};
use crate::model::person::CardVerb;
use crate::store::changes::locked;

static HEARD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The tables that grow.
const LARGE: [&str; 12] = [
    "notes",
    "conversations",
    "interactions",
    "deliveries",
    "posts",
    "authors",
    "drafts",
    "journal",
    "journal_images",
    "journal_deliveries",
    "forgotten",
    "person_labels",
];

/// Hears every statement on a connection to a file of this name.
pub(in crate::store) fn hear(conn: &mut rusqlite::Connection, path: &std::path::Path) {
    if path.file_name().is_some_and(|name| name == "heard.db") {
        let hear = |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, _) = event {
                locked(&HEARD).insert(statement.sql().into_owned());
            }
        };
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(hear)).unwrap();
    }
}

/// A day: what comes, what is done about it, what is sent, taken back, and forgotten.
async fn day(world: &World) {
    let at = world.now();
    let edited = Post { text: "new".into(), edited_at: Some(at), ..post("1", "ana", None, at) };
    world.absorb_first(vec![said(post("1", "ana", None, at)), liked("luc", "p", at), said(post("2", "ana", Some("lost"), at))]).await;
    let page = world.page(vec![said(post("9", "ana", Some("lost2"), at))]);
    world.store.unplaced(world.account, &page).await.unwrap();
    let around = thread(vec![(edited, false), (post("lost", "eve", Some("1"), at), false), (post("o", "leon", Some("1"), at), true)]);
    world.store.absorb_thread(world.account, None, around).await.unwrap();
    world.absorb(vec![Incoming::Withdrawn { kind: Kind::Like, actor: "luc".into(), subject: Some(RemoteId::new("p")) }]).await;
    world.absorb(vec![said(post("3", "luc", None, at)), Incoming::Gone(RemoteId::new("3"))]).await;
    let row = world.rows(View::ToAnswer).await.remove(0);
    world.intend(Intent::SaveDraft(reply(&row, "Oui"))).await;
    world.intend(Intent::Seen(row.id, row.newest.unwrap())).await;
    world.intend(Intent::Note(crate::model::note::NoteVerb::Add(row.id, "a note".into()))).await;
    world.whole(row.id).await;
    world.verb(row.id, Verb::Done).await;
    world.undo().await;
    world.redo().await;
    let saved = Box::new(crate::model::card::Card::read("sla = '2h'").unwrap());
    world.intend(Intent::SaveCard { client: world.client, card: saved, zone: "UTC".into() }).await;
    world.store.redate().await.unwrap();
    world.undo().await;
    world.send(&row, "Oui.", minutes(1)).await;
    world.undo().await;
    world.redo().await;
    world.later(2);
    world.store.orphaned(|_| true).await.unwrap();
    let delivery = world.claim().await.unwrap();
    world.store.answered_since(delivery.id).await.unwrap();
    world.store.settle(delivery.id, Outcome::Silence, Jitter::NONE).await.unwrap();
    world.store.next_departure(world.account, &LOOKS).await.unwrap();
    world.store.looks_due(world.account, &LOOKS).await.unwrap();
    let found = Found::Candidates(vec![receipt("r", at)]);
    world.store.looked(delivery.id, found, Dedupe::ByLookup).await.unwrap();
    world.store.owned_remotes(world.account).await.unwrap();
    let message = row.newest.unwrap();
    world.intend(Intent::Act { conversation: row.id, message, kind: ActKind::Like, hold: minutes(1) }).await;
    world.intend(Intent::SendAllNow).await;
    world.store.set_health(world.account, crate::model::account::Health::NeedsLogin).await.unwrap();
    world.store.release_logins(world.account).await.unwrap();
    world.undo().await;
    world.store.wake_due().await.unwrap();
    world.store.next_timer().await.unwrap();
    world.store.journal(5).await.unwrap();
    world.whole(row.id).await;
    world.totals().await;
    let sight = Sight { now: at, ..Sight::default() };
    let digest = crate::model::digest::Wanted { since: None, person: "me".into(), before: at, sight };
    for query in [Query::Accounts, Query::NewDraft, Query::Outbox(9), Query::Digest(digest)] {
        world.store.ask(query).await.unwrap();
    }
    card(world, &row).await;
}

/// What is asked and done on the card of an author.
async fn card(world: &World, row: &Row) {
    let author = row.author.unwrap();
    let other = world.rows(View::All).await.iter().filter_map(|row| row.author).find(|other| *other != author).unwrap();
    for verb in [CardVerb::Note("x".into()), CardVerb::Vip(true), CardVerb::Join(other), CardVerb::Split, CardVerb::Join(other)] {
        world.intend(Intent::Card(author, verb)).await;
    }
    let around = Some(crate::model::query::Place { at: world.now(), id: 1 });
    let queries = [
        Query::Author(author),
        Query::Written(author, Span { around, before: 3, after: 3 }),
        Query::Authors(String::new(), 9),
        Query::Authors("an".into(), 9),
        Query::ByHandle("@ana@far.test".into()),
        Query::Traces(author),
    ];
    for query in queries {
        world.store.ask(query).await.unwrap();
    }
    world.whole(row.id).await;
    world.intend(Intent::Forget(author)).await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("77", "ana", None, at)), liked("ana", "p", at)]).await;
}

#[tokio::test]
async fn no_statement_of_a_day_walks_a_large_table() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::at(NOON));
    let options = crate::store::Options { clock: clock.clone(), writable: true };
    let world = World::on(clock, Store::open(&folder.path().join("heard.db"), options).unwrap()).await;
    day(&world).await;
    let heard = locked(&HEARD).clone();
    assert!(heard.len() > 80, "{}", heard.len());
    let walks = world.store.read(move |conn| {
        let mut walks = Vec::new();
        for sql in heard.iter().filter(|sql| ["SELECT", "UPDATE", "DELETE", "INSERT"].iter().any(|verb| sql.starts_with(verb))) {
            // What a table is called in a statement: by its alias, or by its name.
            let called = |table: &str| -> Vec<String> {
                let named = format!(" {table} AS ");
                let after = sql.split(&named).skip(1);
                after.filter_map(|rest| rest.split([' ', ')']).next()).map(str::to_owned).chain([table.to_owned()]).collect()
            };
            let large: Vec<String> = LARGE.iter().flat_map(|table| called(table)).collect();
            let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let nothing = vec![rusqlite::types::Value::Null; explain.parameter_count()];
            let plan = explain.query_map(rusqlite::params_from_iter(nothing), |row| row.get::<_, String>(3))?;
            let plan = plan.collect::<rusqlite::Result<Vec<_>>>()?;
            let walked = |line: &String| {
                line.strip_prefix("SCAN ").is_some_and(|rest| large.iter().any(|name| rest.split(' ').next() == Some(name)))
            };
            if plan.iter().any(walked) {
                walks.push(format!("{sql}\n{plan:#?}"));
            }
        }
        Ok(walks)
    });
    let walks = walks.await.unwrap();
    assert!(walks.is_empty(), "{}", walks.join("\n"));
}
