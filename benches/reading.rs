//! What is asked of a filled store: windows of lists, filters, words, the start.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod ground;

use divan::{Bencher, black_box};
use vigie::base::id::{AccountId, ClientId};
use vigie::model::conversation::View;
use vigie::model::query::{InboxQuery, Query, Sight, Sort, Span};

use ground::{filtered, query, window};

fn main() {
    divan::main();
}

const SPAN: Span = Span::top(120);

#[derive(Debug, Clone, Copy)]
enum Scope {
    Everybody,
    Client,
    Account,
}

fn lists() -> Vec<(View, Sort, String)> {
    let mut lists = Vec::new();
    for view in [View::ToAnswer, View::Quiet, View::Done, View::All] {
        for sort in Sort::ALL {
            for scope in [Scope::Everybody, Scope::Client, Scope::Account] {
                lists.push((view, *sort, format!("{scope:?}")));
            }
        }
    }
    lists
}

fn of(view: View, sort: Sort, scope: &str) -> InboxQuery {
    let client = (scope == "Client").then_some(ClientId(3));
    let account = (scope == "Account").then_some(AccountId(3));
    InboxQuery { sort, client, account, ..query(view) }
}

/// The first rows of a list.
#[divan::bench(args = lists())]
fn top(bencher: Bencher, list: &(View, Sort, String)) {
    let (store, query) = (ground::store(), of(list.0, list.1, &list.2));
    bencher.bench_local(|| window(&store, black_box(&query), SPAN));
}

/// The rows around one that lies thousands deep.
#[divan::bench(args = [View::ToAnswer, View::Quiet, View::Done, View::All])]
fn deep(bencher: Bencher, view: View) {
    let (store, query) = (ground::store(), query(view));
    let mut around = None;
    for _ in 0..10 {
        let rows = window(&store, &query, Span { around, before: 0, after: 500 }).rows;
        around = rows.last().map(|row| row.place(Sort::Newest)).or(around);
    }
    bencher.bench_local(|| window(&store, black_box(&query), Span { around, before: 60, after: 60 }));
}

const TERMS: [&str; 36] = [
    "is:open",
    "is:unread",
    "is:unanswered",
    "is:waiting",
    "is:snoozed",
    "is:done",
    "is:muted",
    "is:starred",
    "is:reaction",
    "is:leaving",
    "is:not-sent",
    "-is:reaction",
    "kind:mention",
    "kind:reply",
    "kind:dm",
    "kind:follow",
    "kind:review",
    "kind:mail",
    "client:amédée",
    "client:nobody",
    "account:marlowe",
    "network:mastodon",
    "-network:mastodon",
    "from:lucile",
    "from:zzz",
    "-from:lucile",
    "is:starred kind:dm",
    "is:muted client:dunes",
    "is:unread kind:reply from:gérard",
    "is:starred -kind:comment client:salt",
    "is:done is:unread",
    "from:zzz tarte",
    "kind:review is:open",
    "is:snoozed account:marlowe",
    "is:open from:zzz",
    "is:reaction tarte",
];

/// Terms and free combinations of them, on everything.
#[divan::bench(args = TERMS)]
fn filter(bencher: Bencher, terms: &str) {
    let (store, query) = (ground::store(), filtered(View::All, terms));
    bencher.bench_local(|| window(&store, black_box(&query), Span::top(60)));
}

/// Words: in every tenth text, in few, of people, in none; phrases, beginnings, exclusions.
#[divan::bench(args = ["tarte", "t", "bonjour", "C10123", "lucile", "zzzz", "\"fig tart\"", "tarte figues", "-tarte", "harbour queue", "bonjour -tarte"])]
fn words(bencher: Bencher, words: &str) {
    let (store, query) = (ground::store(), filtered(View::All, words));
    bencher.bench_local(|| window(&store, black_box(&query), Span::top(60)));
}

/// Opening the store, and the first window of it.
#[divan::bench]
fn start(bencher: Bencher) {
    let query = query(View::ToAnswer);
    bencher.bench_local(|| {
        let store = ground::store();
        let rows = window(&store, &query, Span::top(120)).rows.len();
        store.close();
        rows
    });
}

/// The counts beside the lists.
#[divan::bench]
fn totals(bencher: Bencher) {
    let store = ground::store();
    bencher.bench_local(|| store.ask_now(&Query::Totals(Sight::default())).unwrap());
}
