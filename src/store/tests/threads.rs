//! What stands around a conversation, and the notes in it.

#[cfg(test)]
use super::*;
use crate::base::id::NoteId;
use crate::model::intent::Refused;
use crate::model::note::NoteVerb;

fn under(view: &ConversationView) -> Vec<String> {
    let line = |other: &crate::model::query::Bystander| {
        format!("{} {} {} {}", other.under.as_str(), other.depth, other.message.remote_id.as_str(), other.message.name)
    };
    view.others.iter().map(line).collect()
}

fn texts(view: &ConversationView) -> Vec<&str> {
    view.notes.iter().map(|note| note.text.as_str()).collect()
}

#[tokio::test]
async fn what_others_say_stands_below_what_it_answers() {
    let world = World::new().await;
    let at = world.now();
    // Our post, ana below it, bob below ana and beside her, eve below bob, who names nobody.
    world.absorb(vec![ours(post("root", "leon", None, at))]).await;
    world.absorb(vec![said(post("a", "ana", Some("root"), at)), said(post("b", "bob", Some("a"), at))]).await;
    world.absorb(vec![said(post("b2", "bob", Some("root"), at))]).await;
    let around = thread(vec![(post("e", "eve", Some("b"), at), false), (post("x", "eve", Some("nowhere"), at), false)]);
    world.store.absorb_thread(world.account, None, around).await.unwrap();
    let rows = world.rows(View::ToAnswer).await;
    let of = |name: &str| rows.iter().find(|row| row.name == name).unwrap().id;
    let ana = world.whole(of("ana")).await;
    assert_eq!(ana.subject.as_ref().unwrap().remote_id.as_str(), "root");
    assert_eq!(under(&ana), ["root 0 b2 bob", "a 0 b bob", "a 1 e eve"]);
    assert_eq!((ana.above.len(), ana.unreached), (0, false));
    let bob = world.whole(of("bob")).await;
    assert_eq!(under(&bob), ["b 0 e eve"], "ana stands above him: {bob:#?}");
    assert_eq!(bob.above.iter().map(|post| post.remote_id.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[tokio::test]
async fn what_is_not_known_above_is_told_until_it_is_read() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("3", "ana", Some("2"), at))]).await;
    let id = world.row().await.id;
    let view = world.whole(id).await;
    assert!(view.unreached && view.above.is_empty() && view.subject.is_none());
    let read = thread(vec![
        (post("1", "zoe", None, at), false),
        (post("2", "bob", Some("1"), at), false),
        (post("3", "ana", Some("2"), at), false),
    ]);
    world.store.absorb_thread(world.account, Some(id), read).await.unwrap();
    let view = world.whole(id).await;
    assert!(!view.unreached);
    assert_eq!(view.subject.unwrap().remote_id.as_str(), "1");
    assert_eq!(view.above.iter().map(|post| post.remote_id.as_str()).collect::<Vec<_>>(), ["2"]);
}

#[tokio::test]
async fn what_was_met_in_a_thread_and_then_told_stands_there_once() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![ours(post("root", "leon", None, at)), said(post("a", "ana", Some("root"), at))]).await;
    world.store.absorb_thread(world.account, None, thread(vec![(post("b", "bob", Some("root"), at), false)])).await.unwrap();
    world.absorb(vec![said(post("b", "bob", Some("root"), at))]).await;
    let rows = world.rows(View::ToAnswer).await;
    let ana = rows.iter().find(|row| row.name == "ana").unwrap().id;
    assert_eq!(under(&world.whole(ana).await), ["root 0 b bob"]);
}

#[tokio::test]
async fn a_reaction_stands_in_no_thread() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("a", "ana", Some("p"), at)), liked("luc", "p", at)]).await;
    let likes = world.rows(View::Quiet).await.remove(0);
    assert!(world.whole(likes.id).await.others.is_empty());
    let ana = world.rows(View::ToAnswer).await.remove(0);
    assert!(world.whole(ana.id).await.others.is_empty(), "a like says nothing");
}

#[tokio::test]
async fn what_a_message_said_before_is_kept_in_order() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at))]).await;
    for (minute, text) in [(1, "second"), (2, "third")] {
        let edited = Post { text: text.into(), edited_at: Some(at + minutes(minute)), ..post("1", "ana", None, at) };
        world.absorb(vec![said(edited)]).await;
    }
    let view = world.whole(world.row().await.id).await;
    assert_eq!(view.versions.iter().map(|version| version.text.as_str()).collect::<Vec<_>>(), ["text of 1", "second"]);
    assert_eq!(Some(view.versions[0].of), view.messages[0].id);
}

#[tokio::test]
async fn a_note_is_written_changed_and_taken_away_and_each_is_taken_back() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let id = world.row().await.id;
    assert_eq!(world.intend(Intent::Note(NoteVerb::Add(id, " \n ".into()))).await, Effected::Refused(Refused::Blank));
    world.intend(Intent::Note(NoteVerb::Add(id, "she is\u{1b}[31m the sister of the mayor\n".into()))).await;
    let view = world.whole(id).await;
    assert_eq!(view.notes[0].person, "ana");
    assert!(!view.notes[0].text.contains('\u{1b}') && view.notes[0].text.ends_with("mayor"), "{:?}", view.notes);
    let note = view.notes[0].id;
    world.later(5);
    world.intend(Intent::Note(NoteVerb::Edit(note, "checked: she is".into()))).await;
    let view = world.whole(id).await;
    assert_eq!((texts(&view), view.notes[0].edited_at), (vec!["checked: she is"], Some(world.now())));
    world.intend(Intent::Note(NoteVerb::Remove(note))).await;
    assert!(world.whole(id).await.notes.is_empty());
    for expected in [vec!["checked: she is"], vec!["she is the sister of the mayor"], vec![]] {
        assert!(matches!(world.undo().await, Undone::Restored { .. }));
        assert_eq!(texts(&world.whole(id).await), expected);
    }
    world.redo().await;
    assert_eq!(texts(&world.whole(id).await), ["she is the sister of the mayor"]);
    assert_eq!(world.intend(Intent::Note(NoteVerb::Edit(NoteId(99), "?".into()))).await, Effected::Refused(Refused::Gone));
    assert_eq!(world.row().await.triage.state, crate::model::triage::State::Open, "a note is no answer");
}

#[tokio::test]
async fn notes_stay_with_a_conversation_that_is_merged() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("3", "ana", Some("2"), at))]).await;
    for row in world.rows(View::ToAnswer).await {
        world.intend(Intent::Note(NoteVerb::Add(row.id, format!("in {}", row.newest_remote.unwrap().as_str())))).await;
    }
    world.store.absorb_thread(world.account, None, thread(vec![(post("2", "eve", Some("1"), at), false)])).await.unwrap();
    let mut notes: Vec<String> = texts(&world.whole(world.row().await.id).await).into_iter().map(str::to_owned).collect();
    notes.sort();
    assert_eq!(notes, ["in 1", "in 3"]);
}
