//! Files: broken, newer, read-only, shared, and left in the middle of it.

#[cfg(test)]
use std::path::Path;

use super::*;
use crate::store::{Checkpoint, Options, StoreError};

fn options(writable: bool) -> Options {
    Options { clock: Arc::new(FixedClock::at(NOON)), writable }
}

fn open(path: &Path) -> Store {
    Store::open(path, options(true)).unwrap()
}

fn refused(path: &Path, writable: bool) -> StoreError {
    match Store::open(path, options(writable)) {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    open(&path).close();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(conn);
    let before = std::fs::read(&path).unwrap();
    for writable in [true, false] {
        assert_eq!(refused(&path, writable), StoreError::Newer { found: 99, known: crate::store::migrate::KNOWN });
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let nonsense = b"this is no store at all, but somebody's shopping list".repeat(90);
    std::fs::write(&path, &nonsense).unwrap();
    assert_eq!(refused(&path, true), StoreError::Damaged);
    assert_eq!(std::fs::read(&path).unwrap(), nonsense);

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE recipes (id INTEGER);").unwrap();
    assert_eq!(refused(&other, true), StoreError::Damaged, "somebody else's database is not ours to migrate");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_gives_one_typed_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("no-folder"), "").unwrap();
    let path = folder.path().join("no-folder").join("vigie.db");
    assert_eq!(refused(&path, true), StoreError::NotWritable(path.clone()));
    assert_eq!(refused(&path, false), StoreError::Absent(path.clone()));
}

#[cfg(unix)]
#[tokio::test]
async fn the_first_store_makes_its_folder_and_nobody_else_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("share of Zoé").join("vigie");
    let path = made.join("vigie.db");
    let store = open(&path);
    store.add_client("Bistro", None).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let modes = ["vigie.db", "vigie.db-wal", "vigie.db-shm"].map(|name| mode(&made.join(name)));
    assert_eq!((mode(&made), modes), (0o700, [0o600; 3]));
    store.close();
}

#[tokio::test]
async fn a_store_opened_for_reading_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let world = World::on(Arc::new(FixedClock::at(NOON)), open(&path)).await;
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let reading = Store::open(&path, options(false)).unwrap();
    let Answer::Inbox(window) = reading.ask_now(&Query::Inbox(query(View::ToAnswer), Span::top(5))).unwrap() else { panic!() };
    assert_eq!(window.rows.len(), 1);
    assert_eq!(reading.intend_now(hand(), Intent::Undo), Err(StoreError::NotWritable(path)));
}

#[test]
fn the_store_works_without_a_runtime() {
    let store = Store::memory(Arc::new(FixedClock::at(NOON))).unwrap();
    assert_eq!(store.intend_now(hand(), Intent::Undo).unwrap(), Effected::Undone(Undone::Nothing));
    assert!(matches!(store.ask_now(&Query::Totals(crate::model::query::Sight::default())).unwrap(), Answer::Totals(_)));
    let (path, other) = (store.path().to_owned(), store.clone());
    store.close();
    assert_eq!(other.intend_now(hand(), Intent::Undo), Err(StoreError::Closed));
    drop(other);
    assert!(!path.exists(), "it goes with its last handle");
}

#[tokio::test]
async fn what_was_answered_for_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let world = World::on(Arc::new(FixedClock::at(NOON)), open(&path)).await;
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let row = world.row().await;
    world.intend(Intent::SaveDraft(reply(&row, "Presque fini"))).await;
    let delivery = world.sending(&row, "Presque fini, oui.").await;
    let before = world.store.dump(&[]).unwrap();
    // The files as a killed process leaves them: the WAL not yet in the store.
    let left = folder.path().join("left");
    std::fs::create_dir(&left).unwrap();
    for name in ["vigie.db", "vigie.db-wal"] {
        std::fs::copy(folder.path().join(name), left.join(name)).unwrap();
    }
    let again = open(&left.join("vigie.db"));
    assert_eq!(again.dump(&[]).unwrap(), before);
    assert_eq!(again.orphaned(|_| false).await.unwrap(), [delivery.id]);
}

#[tokio::test]
async fn two_handles_on_one_file_hear_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let world = World::on(Arc::new(FixedClock::at(NOON)), open(&path)).await;
    let other = open(&path);
    let mut heard = other.changes();
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let row = world.row().await;
    let mut changes = crate::model::change::ChangeSet::default();
    while !changes.conversation(row.id) {
        changes.merge(tokio::time::timeout(Duration::from_secs(30), heard.next()).await.unwrap().unwrap());
    }
    other.intend(hand(), Intent::Triage(vec![row.id], Verb::Done)).await.unwrap();
    assert_eq!(world.row().await.view(), View::Done);
    assert_eq!(other.take_lease("work", "a", minutes(1)).await.unwrap(), Some(1));
    assert_eq!(world.store.take_lease("work", "b", minutes(1)).await.unwrap(), None);
    other.close();
    heard.take();
    assert_eq!(heard.next().await, None, "a closed store has nothing more to say");
}

#[tokio::test]
async fn changes_are_announced_after_the_commit_and_merged() {
    let world = World::new().await;
    let mut changes = world.store.changes();
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let row = world.row().await;
    world.verb(row.id, Verb::Star).await;
    let heard = changes.next().await.unwrap();
    assert!(heard.conversation(row.id) && heard.touches(crate::model::change::Noun::Entry));
    assert!(changes.take().is_empty());
}

#[tokio::test]
async fn the_latest_of_several_drafts_wins_and_all_are_answered() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, NOON))]).await;
    let row = world.row().await;
    let saves = (0..50).map(|n| world.store.intend(hand(), Intent::SaveDraft(reply(&row, &format!("text {n}")))));
    let answers = futures_util::future::join_all(saves).await;
    assert!(answers.iter().all(|answer| matches!(answer, Ok(Effected::Draft(Some(_))))));
    assert_eq!(world.whole(row.id).await.drafts[0].text, "text 49");
}

#[tokio::test]
async fn clients_and_accounts_are_there_once() {
    let world = World::new().await;
    assert_eq!(world.store.add_client(" chez leon ", None).await, Err(StoreError::Taken("Chez Léon".into())));
    let new = NewAccount { client: world.client, network: Network::Mastodon, server: "http://a.test".into(), identity: identity("leon") };
    let taken = world.store.add_account(new.clone()).await;
    assert_eq!(taken, Err(StoreError::Taken("@leon@example.social".into())));
    let lost = NewAccount { client: ClientId(9), server: "http://b.test".into(), ..new };
    assert_eq!(world.store.add_account(lost).await, Err(StoreError::Missing));
    use crate::model::intent::Refused;
    assert_eq!(world.intend(Intent::RemoveClient(world.client)).await, Effected::Refused(Refused::HasAccounts));
    assert_eq!(world.intend(Intent::RemoveAccount(world.account)).await, Effected::Stored(0));
    assert_eq!(world.intend(Intent::RemoveClient(world.client)).await, Effected::Stored(0));
    assert_eq!(world.store.clients().await.unwrap(), []);
}

#[tokio::test]
async fn the_log_is_emptied_in_a_quiet_moment_and_a_reader_is_waited_for_by_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vigie.db");
    let world = World::on(Arc::new(FixedClock::at(NOON)), open(&path)).await;
    world.absorb((0..50).map(|n| said(post(&format!("p{n}"), "ana", None, world.now()))).collect()).await;
    assert!(world.store.log_size() > 0);

    let reader = rusqlite::Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let count = || reader.query_row("SELECT COUNT(*) FROM interactions", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count(), 50);
    world.absorb(vec![said(post("late", "ana", None, world.now()))]).await;
    assert_eq!(world.store.checkpoint().unwrap(), Checkpoint::Partly, "somebody still reads what was");
    assert_eq!(count(), 50);
    reader.execute_batch("COMMIT").unwrap();

    assert_eq!(world.store.checkpoint().unwrap(), Checkpoint::Emptied);
    assert_eq!((world.store.log_size(), count()), (0, 51));
    world.absorb(vec![said(post("later", "ana", None, world.now()))]).await;
    assert_eq!(world.rows(View::ToAnswer).await.len(), 52);
}
