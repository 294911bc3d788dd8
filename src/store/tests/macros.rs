//! Macros: several things in one transaction, one entry, one undo.

#[cfg(test)]
use super::*;
use crate::base::backoff::Jitter;
use crate::model::delivery::Outcome;
use crate::model::journal::Deed;
use crate::model::label;
use crate::model::macros::{Given, Macro, Run, steps};
use crate::model::triage::State;
use jiff::tz::TimeZone;

fn run(world: &World, name: &str, line: &str) -> Run {
    Macro::parse(name, &steps(line)).unwrap().run(world.now(), &TimeZone::UTC).unwrap()
}

fn dump(world: &World) -> String {
    world.store.dump(&["journal", "journal_images", "journal_rows", "changes", "sqlite_sequence"]).unwrap()
}

async fn some(n: usize) -> (World, Vec<ConversationId>) {
    let world = World::new().await;
    let at = world.now();
    world.absorb((0..n).map(|n| said(post(&format!("m{n}"), &format!("a{n}"), None, at))).collect()).await;
    let ids = world.rows(View::ToAnswer).await.iter().map(|row| row.id).collect();
    (world, ids)
}

#[tokio::test]
async fn four_effects_are_one_entry_one_undo_and_one_redo() {
    let (world, ids) = some(3).await;
    let before = dump(&world);
    let line = "label refund vip, note \"seen, twice\", task call them, done";
    let twice = [ids.clone(), ids.clone()].concat();
    assert_eq!(world.intend(Intent::Macro(twice, run(&world, "refund", line))).await, Effected::Stored(3));
    let journal = world.store.journal(9).await.unwrap();
    assert_eq!(journal.len(), 1, "{journal:?}");
    let told = format!("refund: {line}");
    assert_eq!((journal[0].deed, journal[0].conversations, journal[0].detail.as_str()), (Deed::Macro, 3, told.as_str()));
    let view = world.whole(ids[0]).await;
    assert_eq!((view.row.triage.state, label::line(&view.row.triage.labels).as_str()), (State::Done, "refund vip"));
    assert_eq!(view.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["seen, twice"]);
    let after = dump(&world);
    for _ in 0..2 {
        assert!(matches!(world.undo().await, Undone::Restored { deed: Deed::Macro, conversations: 3, changed: 0, .. }));
        assert_eq!(dump(&world), before);
        assert!(matches!(world.redo().await, Undone::Restored { deed: Deed::Macro, conversations: 3, .. }));
        assert_eq!(dump(&world), after);
    }
    let Undone::Restored { deed: Deed::Macro, conversations: 3, changed: 0, first, draft: None, .. } = world.undo().await else { panic!() };
    assert_eq!(first, Some(ids_first(&ids)));
    assert_eq!(world.undo().await, Undone::Nothing);
}

fn ids_first(ids: &[ConversationId]) -> ConversationId {
    ids.iter().copied().min_by_key(|id| id.0).unwrap()
}

#[tokio::test]
async fn what_has_changed_since_is_left_and_said() {
    let (world, ids) = some(2).await;
    world.intend(Intent::Macro(ids.clone(), run(&world, "later", "star, done"))).await;
    let whose = world.whole(ids[0]).await.row;
    let again = whose.handle.trim_start_matches('@').split('@').next().unwrap().to_owned();
    let answers = post("more", &again, whose.newest_remote.as_ref().map(|id| id.as_str()), world.now());
    world.absorb(vec![said(answers)]).await;
    let undone = world.undo().await;
    assert!(matches!(undone, Undone::Restored { conversations: 1, changed: 1, .. }), "{undone:?}");
}

#[tokio::test]
async fn parts_of_a_macro_on_very_many_are_one_entry_with_their_notes() {
    let (world, ids) = some(9).await;
    let before = dump(&world);
    let mut entry = None;
    for part in ids.chunks(4) {
        let what = Given::Run(run(&world, "all", "note hello, mute"));
        let Effected::Part(same, _) = world.intend(Intent::TriagePart(part.to_vec(), what, entry)).await else { panic!() };
        entry = same;
    }
    let journal = world.store.journal(9).await.unwrap();
    assert_eq!(journal.iter().map(|line| line.conversations).collect::<Vec<_>>(), [9]);
    world.undo().await;
    assert_eq!(dump(&world), before);
}

#[tokio::test]
async fn an_answer_of_a_macro_is_one_entry_with_what_stands_beside_it() {
    let (world, ids) = some(1).await;
    let row = world.row().await;
    let beside = run(&world, "refund", "label refund, note asked, snippet refund, done");
    let draft = Draft { run: Some(Box::new(beside.clone())), then: Some(After::Done), ..reply(&row, "@a0 You have it back.") };
    world.intend(Intent::SaveDraft(draft.clone())).await;
    let kept = world.whole(row.id).await.drafts.remove(0);
    assert_eq!((kept.run.as_deref(), kept.then.as_ref()), (Some(&beside), Some(&After::Done)), "it outlives the screen");
    assert!(world.whole(ids[0]).await.row.triage.labels.is_empty(), "nothing is done before it is sent");

    let send = Intent::Send { draft: kept, after: After::Done, hold: minutes(1), drawn_upto: row.newest };
    let Effected::Leaving(..) = world.intend(send).await else { panic!() };
    let journal = world.store.journal(9).await.unwrap();
    let told: Vec<_> = journal.iter().map(|line| (line.deed, line.detail.as_str())).collect();
    assert_eq!(told, [(Deed::Macro, "refund: label refund, note asked, snippet refund, done")]);
    let labels = |view: &ConversationView| (label::line(&view.row.triage.labels), view.notes.len(), view.drafts.len());
    assert_eq!(labels(&world.whole(row.id).await), ("refund".into(), 1, 0));

    let undone = world.undo().await;
    assert!(matches!(undone, Undone::Restored { deed: Deed::Macro, draft: Some(_), changed: 0, .. }), "{undone:?}");
    assert_eq!(labels(&world.whole(row.id).await), (String::new(), 0, 1));
    let redone = world.redo().await;
    assert!(matches!(redone, Undone::Restored { .. }), "{redone:?}");
    assert_eq!(labels(&world.whole(row.id).await), ("refund".into(), 1, 0));

    world.intend(Intent::SendAllNow).await;
    let claim = world.claim().await.unwrap();
    world.store.settle(claim.id, Outcome::Receipt(receipt("42", world.now())), Jitter::NONE).await.unwrap();
    assert_eq!(world.whole(row.id).await.row.triage.state, State::Done);
    assert!(matches!(world.undo().await, Undone::AlreadySent(..)), "what has been sent stops it");
    assert_eq!(labels(&world.whole(row.id).await).0, "refund", "and nothing of it is taken back then");
}
