//! The lists: every plan seeks, windows go on where they ended, filters mean what they say.

#[cfg(test)]
use super::*;
use crate::model::filter::{Has, Is};
use crate::model::interaction::Media;
use crate::model::query::Place;
use crate::model::triage::Until;
use crate::store::windows;

/// The real tables, by the names that queries give them.
const TABLES: [&str; 14] = ["c", "cl", "a", "au", "n", "d", "dr", "t", "f", "i", "o", "conversations", "interactions", "deliveries"];

fn queries(world: &World) -> Vec<InboxQuery> {
    let mut queries = Vec::new();
    for view in View::ALL {
        for sort in Sort::ALL {
            for (client, account) in [(None, None), (Some(world.client), None), (None, Some(world.account))] {
                queries.push(InboxQuery { sort: *sort, client, account, ..query(*view) });
            }
        }
    }
    let mut terms = vec!["client:leon", "client:nobody", "account:leon", "network:mastodon", "from:ana", "thon", "\"du thon\"", "a"];
    terms.extend(["label:vip", "lang:fr", "before:2026-11-01", "after:3d", "waiting:2h", "assigned:me", "assigned:none", "assigned:bob"]);
    terms.extend(["due:today", "due:late", "(thon OR label:vip)", "(thon chat)", "-(thon OR is:late)", "(is:late from:ana OR is:snoozed)"]);
    let terms = terms.into_iter().map(str::to_owned);
    let terms = terms.chain(Is::ALL.iter().map(|is| format!("is:{is}"))).chain(Has::ALL.iter().map(|has| format!("has:{has}")));
    for term in terms.chain(Kind::ALL.iter().map(|kind| format!("kind:{kind}"))) {
        for text in [term.clone(), format!("-{term}"), format!("is:open {term}"), format!("is:open -{term}")] {
            queries.push(filtered(&text));
            queries.push(InboxQuery { as_of: Some(NOON), view: View::ToAnswer, ..filtered(&text) });
            queries.push(InboxQuery { sort: Sort::Due, client: Some(world.client), ..filtered(&text) });
        }
    }
    queries
}

#[tokio::test]
async fn every_list_seeks_and_none_scans() {
    let world = World::new().await;
    let queries = queries(&world);
    let plans = world.store.read(move |conn| {
        let mut plans = Vec::new();
        for query in queries {
            for statement in windows::statements(conn, &query)? {
                let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql))?;
                let rows = explain.query_map(rusqlite::params_from_iter(&statement.values), |row| row.get::<_, String>(3))?;
                plans.push((statement.sql, query.clone(), rows.collect::<rusqlite::Result<Vec<_>>>()?));
            }
        }
        Ok(plans)
    });
    for (sql, query, plan) in plans.await.unwrap() {
        let scans = plan
            .iter()
            .any(|line| line.strip_prefix("SCAN ").is_some_and(|rest| TABLES.contains(&rest.split(' ').next().unwrap_or_default())));
        assert!(!scans, "{sql}\n{plan:#?}");
        assert!(plan.iter().any(|line| line.starts_with("SEARCH c USING")), "{sql}\n{plan:#?}");
        let driven = sql.contains("c.id IN (SELECT");
        // What one client has, with all that is done, is sorted while it is little.
        let scoped = query.client.is_some() || query.account.is_some() || query.filter != Filter::default();
        let little = query.view == View::All && query.sort != Sort::Newest && scoped;
        if !driven && !little {
            assert!(!plan.iter().any(|line| line.contains("B-TREE FOR ORDER")), "{query:?}\n{sql}\n{plan:#?}");
        }
    }
}

#[tokio::test]
async fn a_filter_that_few_pass_walks_only_those() {
    let world = World::new().await;
    let table = [
        ("is:open", "conversations_is_open"),
        ("is:snoozed", "conversations_is_snoozed"),
        ("is:muted", "conversations_is_muted"),
        ("is:unread", "conversations_is_unread"),
        ("is:leaving", "conversations_is_leaving"),
        ("kind:review is:not-sent", "conversations_is_not_sent"),
        ("is:open is:starred from:ana", "conversations_is_starred"),
        ("from:ana kind:review", "conversations_kind_opened"),
        ("-is:starred client:leon", "conversations_client_opened"),
        ("-is:starred label:vip", "conversations_opened"),
    ];
    for (text, index) in table {
        let query = filtered(text);
        let plans = world.store.read(move |conn| {
            let mut plans = Vec::new();
            // What an index narrows by itself walks nothing.
            for statement in windows::statements(conn, &query)?.into_iter().filter(|statement| !statement.sql.contains("c.id IN (")) {
                let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql))?;
                let rows = explain.query_map(rusqlite::params_from_iter(&statement.values), |row| row.get::<_, String>(3))?;
                plans.push(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            Ok(plans)
        });
        for plan in plans.await.unwrap() {
            assert!(
                plan.iter().any(|line| line.starts_with("SEARCH c USING") && line.contains(&format!("INDEX {index} "))),
                "{text}\n{plan:#?}"
            );
        }
    }
}

#[tokio::test]
async fn everything_of_one_client_is_sorted_by_its_wait() {
    let world = filled(40).await;
    let other = world.store.add_client("Tapis Marlowe", None).await.unwrap();
    for sort in [Sort::Waiting, Sort::Due] {
        let all = world.rows_of(InboxQuery { sort, ..query(View::All) }).await;
        let of = |client, account| InboxQuery { sort, client, account, ..query(View::All) };
        assert_eq!(world.rows_of(of(Some(world.client), None)).await, all);
        assert_eq!(world.rows_of(of(None, Some(world.account))).await, all);
        assert!(world.rows_of(of(Some(other), None)).await.is_empty());
    }
}

pub(super) async fn filled(count: u64) -> World {
    let world = World::new().await;
    for n in 0..count {
        let texts = ["Du thon frais ?", "Été à Nîmes", "salade niçoise", "bonne soirée", "un chat"];
        let who = ["ana", "Éloïse", "luc"][n as usize % 3];
        let text = texts[(n * 7) as usize % texts.len()].to_owned();
        let by = Author { remote_id: format!("{who}{n}"), ..author(who) };
        let language = [Some("fr"), None, Some("en-GB")][n as usize % 3].map(str::to_owned);
        let media =
            if n % 5 == 2 { vec![Media { kind: "image".into(), url: "http://a.test/i".into(), alt: String::new() }] } else { Vec::new() };
        let text = if n % 6 == 4 { format!("{text} voir https://a.test/?p={n}") } else { text };
        world.absorb(vec![said(Post { text, author: by, language, media, ..post(&format!("m{n}"), who, None, world.now()) })]).await;
        if n % 4 == 0 {
            world.absorb(vec![liked(who, &format!("p{n}"), world.now())]).await;
        }
        if n % 3 != 0 {
            world.later(1);
        }
    }
    let rows = world.rows(View::All).await;
    for (at, row) in rows.iter().enumerate() {
        let labels = |names: &str| crate::model::label::read(names);
        let given = |who: &str, wait| Verb::Assign { who: who.into(), due: Some(world.now() + minutes(wait)) };
        let verbs = [
            (3, Verb::Done),
            (5, Verb::Star),
            (7, Verb::See),
            (11, Verb::Mute),
            (4, Verb::Label(labels("vip"))),
            (9, Verb::Label(labels("refund vip"))),
            (8, given("ana", 0)),
            (10, given("Bob", 60)),
            (17, Verb::Snooze(Until::Answer)),
        ];
        for (every, verb) in verbs {
            if at % every == 0 {
                world.verb(row.id, verb).await;
            }
        }
        if at % 13 == 1 && row.asks() {
            world.send(row, "oui", minutes(1)).await;
        }
    }
    world
}

#[tokio::test]
async fn a_list_read_in_pieces_is_the_list() {
    let world = filled(60).await;
    for view in [View::ToAnswer, View::All] {
        for sort in Sort::ALL {
            let query = InboxQuery { sort: *sort, ..query(view) };
            let whole = world.rows_of(query.clone()).await;
            assert!(whole.is_sorted_by_key(|row| {
                let place = row.place(*sort);
                if *sort == Sort::Newest { (-place.at.millis(), -place.id) } else { (place.at.millis(), place.id) }
            }));
            let mut pieces = Vec::new();
            let mut around = None;
            loop {
                let window = world.window(query.clone(), Span { around, before: 2, after: 7 }).await;
                let before = pieces.len().min(2);
                assert_eq!((window.more_before, window.rows[..before] == pieces[pieces.len() - before..]), (pieces.len() > 2, true));
                pieces.extend_from_slice(&window.rows[before..]);
                let Some(next) = whole.get(pieces.len()) else {
                    assert!(!window.more_after);
                    break;
                };
                assert!(window.more_after);
                around = Some(next.place(*sort));
            }
            assert_eq!(pieces, whole);
            let bottom = world.window(query, Span::bottom(4)).await;
            assert_eq!((&bottom.rows[..], bottom.more_after), (&whole[whole.len() - 4..], false));
        }
    }
}

#[tokio::test]
async fn what_came_since_is_counted_and_not_shown() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let as_of = Some(world.now());
    world.later(1);
    world.absorb(vec![said(post("2", "luc", None, world.now())), said(post("3", "eve", None, world.now()))]).await;
    for sort in Sort::ALL {
        let window = world.window(InboxQuery { as_of, sort: *sort, ..query(View::ToAnswer) }, Span::top(10)).await;
        assert_eq!((window.rows.len(), window.newer, window.more_after), (1, 2, false), "{sort}");
    }
    let place = Place { at: Timestamp::MAX, id: i64::MAX };
    let window = world.window(InboxQuery { as_of, ..query(View::ToAnswer) }, Span { around: Some(place), before: 5, after: 5 }).await;
    assert_eq!((window.rows.len(), window.more_before), (1, false));
}

#[tokio::test]
async fn counters_are_what_counting_finds() {
    let world = filled(80).await;
    let counted = |totals: &Totals, rows: &[Row]| {
        for view in View::ALL {
            let of = |row: &&Row| *view == View::All || row.view() == *view;
            let all = rows.iter().filter(of).count() as u32;
            let unread = rows.iter().filter(of).filter(|row| !row.triage.seen()).count() as u32;
            assert_eq!((totals.views[view].all, totals.views[view].unread), (all, unread), "{view}");
        }
        let to_answer = rows.iter().filter(|row| row.view() == View::ToAnswer).count() as u32;
        assert_eq!(totals.clients[0].1.all, to_answer);
    };
    let rows = world.rows(View::All).await;
    counted(&world.totals().await, &rows);
    for row in &rows {
        world.undo().await;
        world
            .absorb(vec![said(post(&format!("again-{}", row.id), &row.name, row.newest_remote.as_ref().map(RemoteId::as_str), NOON))])
            .await;
    }
    counted(&world.totals().await, &world.rows(View::All).await);
    world.intend(Intent::RemoveAccount(world.account)).await;
    let totals = world.totals().await;
    assert_eq!((totals.views[&View::All].all, totals.accounts), (0, 0));
    assert!(!world.dump().contains("account_id=1"), "an account takes everything with it");
}

#[tokio::test]
async fn what_sleeps_wakes_when_its_time_has_come() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now())), said(post("2", "luc", None, world.now()))]).await;
    let ids: Vec<_> = world.rows(View::ToAnswer).await.iter().map(|row| row.id).collect();
    for (id, wait) in ids.into_iter().zip([5, 50]) {
        let slept = world.store.write(crate::store::writer::Lane::Verb, move |w| {
            let mut head = crate::store::conversations::load(w.conn, id)?.unwrap();
            head.triage.state = crate::model::triage::State::Snoozed;
            head.triage.snoozed_until = Some(w.now + minutes(wait));
            crate::store::conversations::save(w, &head)
        });
        slept.await.unwrap();
    }
    assert_eq!((world.rows(View::Snoozed).await.len(), world.store.wake_due().await.unwrap()), (2, 0));
    assert_eq!(world.store.next_timer().await.unwrap(), Some(world.now() + minutes(5)));
    world.later(6);
    assert_eq!(world.store.wake_due().await.unwrap(), 1);
    let row = world.rows(View::ToAnswer).await.remove(0);
    assert_eq!((row.triage.opened_at, row.triage.snoozed_until), (world.now(), None));
}

#[tokio::test]
async fn the_index_of_texts_agrees_with_the_texts() {
    let world = filled(30).await;
    let edited = Post { text: "autre chose".into(), edited_at: Some(NOON + minutes(900)), ..post("m3", "ana", None, NOON) };
    world.absorb(vec![said(edited)]).await;
    world.absorb(vec![Incoming::Withdrawn { kind: Kind::Like, actor: "ana".into(), subject: Some(RemoteId::new("p0")) }]).await;
    let check = || {
        world.store.write(crate::store::writer::Lane::Verb, |w| {
            w.conn.execute_batch("INSERT INTO interactions_fts (interactions_fts, rank) VALUES ('integrity-check', 1)")?;
            Ok(())
        })
    };
    check().await.unwrap();
    world.intend(Intent::RemoveAccount(world.account)).await;
    check().await.unwrap();
}
