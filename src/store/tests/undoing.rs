//! Undo: what was, is again, or the reason why not is said.

#[cfg(test)]
use super::*;
use crate::base::backoff::Jitter;
use crate::base::id::EntryId;
use crate::model::delivery::Outcome;
use crate::model::exchange::ActKind;
use crate::model::journal::Deed;
use crate::model::label;
use crate::model::macros::{Act, Run};
use crate::model::triage::{Asked, State, Triage, Until, VerbKind};

/// A verb of this kind, with anything that belongs to it.
fn any_verb(kind: VerbKind, random: &mut impl FnMut(usize) -> usize, now: Timestamp) -> Verb {
    let later = (random(2) == 0).then(|| now + minutes(random(10_000) as u64));
    let labels = label::read(["vip", "refund vip", "à-rappeler"][random(3)]);
    match kind {
        VerbKind::Done => Verb::Done,
        VerbKind::Reopen => Verb::Reopen,
        VerbKind::Mute => Verb::Mute,
        VerbKind::Star => Verb::Star,
        VerbKind::Unstar => Verb::Unstar,
        VerbKind::Unread => Verb::Unread,
        VerbKind::See => Verb::See,
        VerbKind::Snooze => Verb::Snooze(later.map_or(Until::Answer, Until::At)),
        VerbKind::WaitThem => Verb::WaitThem,
        VerbKind::WaitClient => Verb::WaitClient(Asked { due: later, what: ["", "le prix ?\tet quand"][random(2)].into() }),
        VerbKind::Assign => Verb::Assign { who: ["ana", "bob"][random(2)].into(), due: later },
        VerbKind::Unassign => Verb::Unassign,
        VerbKind::Label => Verb::Label(labels),
        VerbKind::Unlabel => Verb::Unlabel(labels),
    }
}

/// A macro of some verbs, with a note or a task among them now and then.
fn any_run(random: &mut impl FnMut(usize) -> usize, now: Timestamp) -> Run {
    let mut acts: Vec<Act> =
        (0..1 + random(4)).map(|_| Act::Verb(any_verb(VerbKind::ALL[random(VerbKind::ALL.len())], random, now))).collect();
    match random(8) {
        0 => acts.push(Act::Note("as we said".into())),
        1 => acts.insert(0, Act::Task("call them".into())),
        _ => {}
    }
    Run { name: "any".into(), said: String::new(), acts }
}

async fn asked() -> (World, Row) {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    (world, row)
}

#[tokio::test]
async fn a_verb_is_one_entry_whatever_it_concerns() {
    let world = World::new().await;
    world.absorb((0..9).map(|n| said(post(&n.to_string(), &format!("a{n}"), None, world.now()))).collect()).await;
    let ids: Vec<_> = world.rows(View::ToAnswer).await.iter().map(|row| row.id).collect();
    world.verb(ids[0], Verb::Done).await;
    let before = world.store.dump(&["journal", "changes", "sqlite_sequence"]).unwrap();
    let twice: Vec<_> = ids.iter().chain(&ids).copied().collect();
    assert_eq!(world.intend(Intent::Triage(twice.clone(), Verb::Done)).await, Effected::Stored(8));
    assert_eq!(world.intend(Intent::Triage(twice, Verb::Done)).await, Effected::Stored(0), "and nothing is written for nothing");
    let entries = world.store.journal(10).await.unwrap();
    let seen: Vec<_> = entries.iter().map(|line| (line.conversations, line.deed, line.undone)).collect();
    assert_eq!(seen, [(8, Deed::Triage(VerbKind::Done), false), (1, Deed::Triage(VerbKind::Done), false)]);
    assert!(matches!(world.undo().await, Undone::Restored { conversations: 8, changed: 0, .. }));
    assert_eq!(world.store.dump(&["journal", "changes", "sqlite_sequence"]).unwrap(), before);
    assert!(world.store.journal(10).await.unwrap()[0].undone);
}

#[tokio::test]
async fn everything_up_to_an_entry_is_taken_back_and_done_again() {
    let (world, row) = asked().await;
    for verb in [Verb::Star, Verb::Label(label::read("vip")), Verb::Done] {
        world.verb(row.id, verb).await;
    }
    let entries: Vec<_> = world.store.journal(9).await.unwrap().into_iter().rev().map(|line| line.id).collect();
    let standing = |triage: &Triage| (triage.starred, triage.labels.len(), triage.state);
    let undone = world.intend(Intent::UndoTo(entries[1])).await;
    assert!(
        matches!(&undone, Effected::Undone(Undone::Restored { deed: Deed::Triage(VerbKind::Label), detail, deeds: 2, .. }) if detail == "vip"),
        "{undone:?}"
    );
    assert_eq!(standing(&world.rows(View::All).await[0].triage), (true, 0, State::Open));
    let redone = world.intend(Intent::UndoTo(entries[2])).await;
    assert!(matches!(redone, Effected::Undone(Undone::Restored { deed: Deed::Triage(VerbKind::Done), .. })), "{redone:?}");
    assert_eq!(standing(&world.rows(View::All).await[0].triage), (true, 1, State::Done));
    assert_eq!(world.intend(Intent::UndoTo(EntryId(99))).await, Effected::Undone(Undone::Nothing));
    let line = &world.store.journal(1).await.unwrap()[0];
    assert_eq!((line.about.as_str(), line.undone), (row.name.as_str(), false));
}

#[tokio::test]
async fn what_has_changed_since_is_said_and_left() {
    let (world, row) = asked().await;
    world.verb(row.id, Verb::Star).await;
    world.verb(row.id, Verb::Done).await;
    world.absorb(vec![said(post("2", "ana", Some("1"), world.now()))]).await;
    assert_eq!(world.row().await.triage.state, State::Open);
    assert_eq!(world.undo().await, Undone::Changed(Deed::Triage(VerbKind::Done)));
    assert_eq!(world.row().await.triage.state, State::Open);
    assert!(matches!(world.undo().await, Undone::Changed(Deed::Triage(VerbKind::Star))), "the star made it seen, and it is unread again");
    assert_eq!(world.undo().await, Undone::Nothing);
}

#[tokio::test]
async fn redo_does_again_what_was_undone_last_until_a_new_verb() {
    let (world, row) = asked().await;
    world.verb(row.id, Verb::Star).await;
    world.verb(row.id, Verb::Done).await;
    let done = world.row().await;
    world.undo().await;
    world.undo().await;
    assert_eq!(world.row().await, row);
    assert!(matches!(world.redo().await, Undone::Restored { deed: Deed::Triage(VerbKind::Star), .. }));
    assert!(matches!(world.redo().await, Undone::Restored { deed: Deed::Triage(VerbKind::Done), .. }));
    assert_eq!((world.row().await, world.redo().await), (done, Undone::Nothing));
    world.undo().await;
    world.verb(row.id, Verb::Mute).await;
    assert_eq!(world.redo().await, Undone::Nothing);
    assert!(matches!(world.undo().await, Undone::Restored { deed: Deed::Triage(VerbKind::Mute), .. }));
}

#[tokio::test]
async fn undo_is_of_this_person_and_this_origin() {
    let (world, row) = asked().await;
    world.verb(row.id, Verb::Star).await;
    for other in [Hand { person: "luc".into(), ..hand() }, Hand { origin: Origin::Command, ..hand() }] {
        assert_eq!(undone(world.store.intend_now(other, Intent::Undo).unwrap()), Undone::Nothing);
    }
    assert!(matches!(world.undo().await, Undone::Restored { .. }));
}

#[tokio::test]
async fn a_reply_can_be_taken_back_until_it_leaves() {
    let (world, row) = asked().await;
    world.send(&row, "Oui.", minutes(1)).await;
    let Undone::Restored { deed: Deed::Send, conversations: 1, first, draft, .. } = world.undo().await else {
        panic!("it had not left");
    };
    let view = world.whole(row.id).await;
    assert_eq!((first, draft), (Some(row.id), view.drafts[0].id));
    assert!(matches!(world.redo().await, Undone::Restored { deed: Deed::Send, .. }));
    assert_eq!((world.row().await.view(), world.whole(row.id).await.drafts.len()), (View::Waiting, 0));

    world.intend(Intent::SendAllNow).await;
    let delivery = world.claim().await.unwrap();
    assert_eq!(world.undo().await, Undone::Sending(delivery.id));
    world.store.settle(delivery.id, Outcome::Receipt(receipt("9", world.now())), Jitter::NONE).await.unwrap();
    assert_eq!(world.undo().await, Undone::AlreadySent(delivery.id, delivery.conversation));
    assert_eq!(world.undo().await, Undone::AlreadySent(delivery.id, delivery.conversation), "it is never passed over");
}

#[tokio::test]
async fn a_like_is_stopped_on_its_way_or_answered_with_its_opposite() {
    let (world, row) = asked().await;
    let message = row.newest.unwrap();
    let like = || Intent::Act { conversation: row.id, message, kind: ActKind::Like, hold: minutes(1) };
    world.intend(like()).await;
    assert!(world.row().await.liked);
    assert!(matches!(world.undo().await, Undone::Restored { deed: Deed::Act(ActKind::Like), .. }));
    assert!(!world.row().await.liked);
    assert!(matches!(world.redo().await, Undone::Restored { .. }));
    world.later(2);
    world.store.leave_due().await.unwrap();
    let delivery = world.claim().await.unwrap();
    assert_eq!(world.undo().await, Undone::Sending(delivery.id));
    world.store.settle(delivery.id, Outcome::Receipt(receipt("1", NOON)), Jitter::NONE).await.unwrap();
    let Undone::Reversed(opposite) = world.undo().await else { panic!("it was sent") };
    assert!(!world.row().await.liked);
    let unlike = world.claim().await.unwrap();
    assert_eq!((unlike.id, unlike.load.act()), (opposite, Some(ActKind::Unlike)));
    world.store.settle(unlike.id, Outcome::Receipt(receipt("1", NOON)), Jitter::NONE).await.unwrap();
    assert!(matches!(world.redo().await, Undone::Reversed(_)));
    assert!(world.row().await.liked);
}

#[tokio::test]
async fn a_draft_that_was_thrown_away_comes_back() {
    let (world, row) = asked().await;
    let Effected::Draft(Some(id)) = world.intend(Intent::SaveDraft(reply(&row, "Presque"))).await else { panic!("no draft") };
    world.intend(Intent::DiscardDraft(id)).await;
    assert!(!world.row().await.draft);
    world.intend(Intent::SaveDraft(reply(&row, "Autre chose"))).await;
    assert!(matches!(world.undo().await, Undone::Restored { deed: Deed::Discard, draft: Some(back), .. } if back == id));
    let drafts = world.whole(row.id).await.drafts;
    assert_eq!(drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), ["Presque\n\nAutre chose"]);
}

#[tokio::test]
async fn as_many_undos_as_verbs_lead_back_to_the_start() {
    let world = World::new().await;
    for page in 0..5 {
        let at = world.now();
        let items = (0..40).map(|n| {
            let id = page * 40 + n;
            if n % 5 == 0 { liked("ana", &format!("p{id}"), at) } else { said(post(&format!("m{id}"), &format!("a{id}"), None, at)) }
        });
        world.absorb(items.collect()).await;
    }
    let ids: Vec<_> = world.rows(View::All).await.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), 200);
    let without = ["journal", "changes", "sqlite_sequence"];
    let before = world.store.dump(&without).unwrap();
    // A small generator of our own: the run is the same everywhere.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut entries = 0;
    for step in 0..10_000 {
        let some = (0..1 + random(3) * random(3)).map(|_| ids[random(ids.len())]).collect();
        let intent = match random(4) {
            0 => Intent::Macro(some, any_run(&mut random, world.now())),
            _ => Intent::Triage(some, any_verb(VerbKind::ALL[random(VerbKind::ALL.len())], &mut random, world.now())),
        };
        if world.intend(intent).await != Effected::Stored(0) {
            entries += 1;
        }
        if step % 100 == 0 {
            world.later(1);
        }
    }
    assert!(entries > 5_000, "{entries}");
    for _ in 0..entries {
        assert!(matches!(world.undo().await, Undone::Restored { changed: 0, .. }));
    }
    assert_eq!(world.undo().await, Undone::Nothing);
    assert_eq!(world.store.dump(&without).unwrap(), before);
}

#[tokio::test]
async fn a_verb_on_very_many_is_one_entry_and_one_undo_in_parts() {
    let world = World::new().await;
    let at = world.now();
    world.absorb((0..600).map(|n| said(post(&format!("m{n}"), &format!("a{n}"), None, at))).collect()).await;
    let rows: Vec<_> = world.window(query(View::All), Span::top(1_000)).await.rows.iter().map(|row| row.id).collect();
    let without = ["journal", "journal_images", "changes", "sqlite_sequence"];
    let before = world.store.dump(&without).unwrap();
    let mut entry = None;
    for part in rows.chunks(200) {
        let Effected::Part(same, 200) = world.intend(Intent::TriagePart(part.to_vec(), Verb::Done.into(), entry)).await else {
            panic!("no part")
        };
        assert!(entry.is_none() || entry == same);
        entry = same;
    }
    let lines = world.store.journal(5).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.conversations).collect::<Vec<_>>(), [600]);
    let after = world.store.dump(&without).unwrap();
    for (intent, reached) in [(Intent::Undo, &before), (Intent::Redo, &after), (Intent::Undo, &before)] {
        assert_eq!(world.intend(intent.clone()).await, Effected::Turning(250, 600));
        assert_eq!(world.intend(intent.clone()).await, Effected::Turning(500, 600));
        let whole = undone(world.intend(intent).await);
        assert!(matches!(whole, Undone::Restored { conversations: 600, changed: 0, .. }), "{whole:?}");
        assert_eq!(&world.store.dump(&without).unwrap(), reached);
    }
    // Nobody looks on: one call is the whole of it.
    let store = world.store.clone();
    let redone = tokio::task::spawn_blocking(move || store.intend_now(hand(), Intent::Redo)).await.unwrap().unwrap();
    assert!(matches!(undone(redone), Undone::Restored { conversations: 600, .. }));
    let Effected::Part(other, 1) = world.intend(Intent::TriagePart(vec![rows[0]], Verb::Reopen.into(), entry)).await else {
        panic!("no part")
    };
    assert_eq!(other, entry);
}
