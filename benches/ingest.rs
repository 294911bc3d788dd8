//! Ingest through the store, against the bare insert of the rows that it leaves.
//!
//! A few busy days of mixed items are stored page by page: once by `Store::absorb`, once by
//! prepared inserts of the final rows of all tables, both indices of texts included, in as
//! many transactions, on the same schema with the same
//! durability and memory. The bare side runs no
//! trigger and checks no reference: what triggers leave is inserted as rows. What stands above the bare side is what
//! it costs to decide: what is known, where it belongs, what it makes of its row.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod ground;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use divan::Bencher;
use divan::counter::ItemsCount;
use ground::story::{self, Plan, Taped};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;
use vigie::base::time::FixedClock;
use vigie::shell::runtime;
use vigie::store::{Options, Store};

const ITEMS: u64 = 4_000;

/// What grows by ingest. Rows go in in this order, so that what is referred to is there.
const TABLES: [&str; 10] =
    ["authors", "conversations", "redirects", "interactions", "versions", "posts", "counters", "feeds", "figures", "changes"];

struct Busy {
    /// A store that knows its accounts and nothing else.
    empty: PathBuf,
    pages: Vec<Taped>,
    /// The rows that ingest leaves, by table.
    rows: Vec<Table>,
    _folder: TempDir,
}

struct Table {
    sql: String,
    /// How a row's text is indexed, where it is.
    index: Option<(&'static str, usize)>,
    rows: Vec<Vec<Value>>,
}

static BUSY: LazyLock<Busy> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { clients: 5, accounts: 10, days: 8, taped: true, ..Plan::year(ITEMS, 3) };
    let clock = Arc::new(FixedClock::at(plan.until - Duration::from_secs(8 * 86_400)));
    let told = Store::memory(clock.clone()).unwrap();
    let pages = runtime::block_on(story::tell(&told, &clock, &plan, |_| {})).unwrap().unwrap().pages;
    let empty = folder.path().join("empty.db");
    std::fs::copy(told.path(), &empty).unwrap();
    emptied(told, &empty);
    let full = folder.path().join("full.db");
    std::fs::copy(&empty, &full).unwrap();
    ingest(open(&full), &pages);
    let conn = Connection::open(&full).unwrap();
    let rows = TABLES.iter().map(|table| read(&conn, table)).collect();
    Busy { empty, pages, rows, _folder: folder }
});

/// A copy of a told store in which only clients and accounts are left.
fn emptied(told: Store, path: &Path) {
    let source = told.path().to_owned();
    std::fs::remove_file(path).unwrap();
    Connection::open(source).unwrap().execute("VACUUM INTO ?1", [path.to_string_lossy()]).unwrap();
    drop(told);
    let conn = Connection::open(path).unwrap();
    for table in
        ["journal", "deliveries", "drafts", "conversations", "interactions", "posts", "authors", "feeds", "figures", "counters", "changes"]
    {
        conn.execute(&format!("DELETE FROM {table}"), []).unwrap();
    }
    conn.execute_batch(
        "DELETE FROM sqlite_sequence WHERE name NOT IN ('clients', 'accounts');
         INSERT INTO interactions_fts (interactions_fts) VALUES ('rebuild'); INSERT INTO authors_fts (authors_fts) VALUES ('rebuild');
         UPDATE accounts SET health = 'ok'; VACUUM; PRAGMA journal_mode = WAL;",
    )
    .unwrap();
}

fn open(path: &Path) -> Store {
    Store::open(path, Options { clock: Arc::new(FixedClock::at(ground::noon())), writable: true }).unwrap()
}

fn ingest(store: Store, pages: &[Taped]) {
    let pages = pages.to_vec();
    runtime::block_on(async {
        for Taped { account, feed, page, threads } in pages {
            store.absorb(account, feed, page, threads, None).await.unwrap();
        }
    })
    .unwrap();
    store.close();
}

fn read(conn: &Connection, table: &'static str) -> Table {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let count = columns.len();
    let rows = statement.query_map([], |row| (0..count).map(|at| row.get::<_, Value>(at)).collect()).unwrap();
    let rows = rows.collect::<rusqlite::Result<Vec<Vec<Value>>>>().unwrap();
    let marks = vec!["?"; count].join(", ");
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let index = match table {
        "interactions" => Some(("INSERT INTO interactions_fts (rowid, text) VALUES (?, ?)", at("text"))),
        "authors" => Some(("INSERT INTO authors_fts (rowid, folded) VALUES (?, ?)", at("folded"))),
        _ => None,
    };
    Table { sql: format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", ")), index, rows }
}

/// The rows in as many transactions as there were pages, a share of each table in each.
fn bare(path: &Path, tables: &[Table], transactions: usize) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000",
    )
    .unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    for part in 0..transactions {
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        for table in tables {
            let of = |part: usize| table.rows.len() * part / transactions;
            let mut insert = conn.prepare_cached(&table.sql).unwrap();
            for row in &table.rows[of(part)..of(part + 1)] {
                insert.execute(params_from_iter(row)).unwrap();
                if let Some((sql, text)) = table.index {
                    conn.prepare_cached(sql).unwrap().execute([&row[0], &row[text]]).unwrap();
                }
            }
        }
        conn.execute_batch("COMMIT").unwrap();
    }
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
}

/// A fresh copy of the empty store; for the bare side without its triggers.
fn copy(triggers: bool) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    std::fs::copy(&BUSY.empty, &path).unwrap();
    if !triggers {
        let conn = Connection::open(&path).unwrap();
        let names: Vec<String> = conn
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .flatten()
            .collect();
        for name in names {
            conn.execute(&format!("DROP TRIGGER {name}"), []).unwrap();
        }
    }
    (folder, path)
}

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn through_the_store(bencher: Bencher) {
    let bencher = bencher.counter(ItemsCount::new(ITEMS)).with_inputs(|| copy(true));
    bencher.bench_local_values(|(folder, path)| {
        ingest(open(&path), &BUSY.pages);
        folder
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn bare_insert_of_the_same_rows(bencher: Bencher) {
    let bencher = bencher.counter(ItemsCount::new(ITEMS)).with_inputs(|| copy(false));
    bencher.bench_local_values(|(folder, path)| {
        bare(&path, &BUSY.rows, BUSY.pages.len());
        folder
    });
}
