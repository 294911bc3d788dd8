//! Saved replies: kept, found, counted, and undone like any verb.

#[cfg(test)]
use super::*;
use crate::model::intent::Refused;
use crate::model::journal::{Deed, Thing};
use crate::model::snippet::{AndThen, Brought, Saying, Snippet, Taken};
use crate::model::triage::{Asked, Until};

fn saying(client: Option<ClientId>, name: &str, body: &str) -> Saying {
    Saying { client, name: name.into(), body: body.into(), then: None }
}

fn brought(saying: Saying, uses: u32, used_at: Option<Timestamp>) -> Brought {
    Brought { saying, uses, used_at }
}

async fn snippets(world: &World, client: Option<ClientId>) -> Vec<Snippet> {
    match world.store.ask(Query::Snippets(client)).await.unwrap() {
        Answer::Snippets(snippets) => snippets,
        other => panic!("{other:?}"),
    }
}

async fn names(world: &World, client: Option<ClientId>) -> Vec<String> {
    snippets(world, client).await.into_iter().map(|snippet| snippet.saying.name).collect()
}

fn dump(world: &World) -> String {
    world.store.dump(&["journal", "changes", "sqlite_sequence"]).unwrap()
}

#[tokio::test]
async fn a_name_stands_once_for_each_client_and_once_for_all() {
    let world = World::new().await;
    let other = world.store.add_client("Other", None).await.unwrap();
    for client in [None, Some(world.client), Some(other)] {
        let kept = world.intend(Intent::KeepSnippet(None, saying(client, "Été", "Bonjour"))).await;
        assert!(matches!(kept, Effected::Snippet(_)), "{kept:?}");
    }
    let again = world.intend(Intent::KeepSnippet(None, saying(Some(other), "ETE", "x"))).await;
    assert_eq!(again, Effected::Refused(Refused::NameTaken));
    assert_eq!(snippets(&world, None).await.len(), 3);
    let of_other = snippets(&world, Some(other)).await;
    assert_eq!(of_other.iter().filter(|snippet| snippet.saying.client == Some(other)).count(), 1);
    assert_eq!(of_other.len(), 2, "its own, and the one for all");
    assert_eq!(world.intend(Intent::KeepSnippet(None, saying(Some(ClientId(99)), "x", "y"))).await, Effected::Refused(Refused::Gone));
    assert_eq!(world.intend(Intent::KeepSnippet(None, saying(None, "x", "{autor}"))).await, Effected::Refused(Refused::Malformed));
    let hostile = saying(None, "a\u{202e}b", "Hi\u{1b}[31m\nyou");
    world.intend(Intent::KeepSnippet(None, hostile)).await;
    let kept = snippets(&world, None).await.into_iter().find(|snippet| snippet.saying.name == "ab").unwrap();
    assert_eq!(kept.saying.body, "Hi\nyou", "what would drive the terminal is dropped");
}

#[tokio::test]
async fn keeping_changing_and_removing_are_undone_and_done_again() {
    let world = World::new().await;
    let mut states = vec![dump(&world)];
    let Effected::Snippet(id) = world.intend(Intent::KeepSnippet(None, saying(None, "merci", "Merci !"))).await else { panic!() };
    states.push(dump(&world));
    let changed = Saying { then: Some(AndThen::Done), ..saying(Some(world.client), "merci bien", "Merci bien !") };
    world.intend(Intent::KeepSnippet(Some(id), changed.clone())).await;
    states.push(dump(&world));
    world.intend(Intent::RemoveSnippet(id)).await;
    let entries: Vec<_> = world.store.journal(9).await.unwrap().into_iter().map(|line| (line.deed, line.detail)).collect();
    let deed = Deed::Change(Thing::Snippet);
    assert_eq!(entries, [(deed, "merci bien".to_owned()), (deed, "merci bien".to_owned()), (deed, "merci".to_owned())]);
    assert!(snippets(&world, None).await.is_empty());
    for state in states.iter().rev() {
        assert!(matches!(world.undo().await, Undone::Restored { deed: of, .. } if of == deed));
        assert_eq!(&dump(&world), state);
    }
    world.redo().await;
    world.redo().await;
    assert_eq!(snippets(&world, None).await[0].saying, changed);
}

#[tokio::test]
async fn using_one_is_counted_and_stands_in_the_way_of_no_undo() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        let Effected::Snippet(id) = world.intend(Intent::KeepSnippet(None, saying(None, name, "x"))).await else { panic!() };
        ids.push(id);
    }
    world.intend(Intent::UseSnippet(ids[1])).await;
    world.later(1);
    world.intend(Intent::UseSnippet(ids[2])).await;
    assert_eq!(names(&world, None).await, ["c", "b", "a"], "as often, and later");
    world.intend(Intent::UseSnippet(ids[1])).await;
    let first = snippets(&world, None).await.remove(0);
    assert_eq!((first.id, first.uses, first.used_at), (ids[1], 2, Some(world.now())));
    assert_eq!(world.store.journal(9).await.unwrap().len(), 3, "it is no verb");

    world.intend(Intent::RemoveSnippet(ids[1])).await;
    assert_eq!(world.intend(Intent::UseSnippet(ids[1])).await, Effected::Refused(Refused::Gone));
    world.undo().await;
    assert_eq!(snippets(&world, None).await[0].uses, 2, "brought back with its count");
}

#[tokio::test]
async fn a_file_adds_and_updates_by_client_and_name_in_one_entry() {
    let world = World::new().await;
    for (name, body) in [("same", "x"), ("other", "before")] {
        world.intend(Intent::KeepSnippet(None, saying(None, name, body))).await;
    }
    let before = dump(&world);
    let used = Some(world.now());
    let file = vec![
        brought(saying(None, "Same", "x"), 0, None),
        brought(saying(None, "other", "after"), 7, used),
        brought(saying(Some(world.client), "other", "own"), 0, None),
    ];
    let taken = world.intend(Intent::BringSnippets(file.clone())).await;
    assert_eq!(taken, Effected::Taken(Taken { added: 1, updated: 2, same: 0 }), "a name that is written otherwise is an update");
    let again = world.intend(Intent::BringSnippets(file)).await;
    assert_eq!(again, Effected::Taken(Taken { added: 0, updated: 0, same: 3 }));
    let other = snippets(&world, None).await.remove(0);
    assert_eq!((other.saying.body.as_str(), other.uses, other.used_at), ("after", 7, used));
    let whole = world.undo().await;
    assert!(matches!(&whole, Undone::Restored { detail, .. } if detail == "Same, other, other"), "all of it at once: {whole:?}");
    let without_uses = |dump: String| dump.split("[snippet_uses]").next().unwrap_or_default().to_owned();
    assert_eq!(without_uses(dump(&world)), without_uses(before));

    let half = vec![brought(saying(None, "new", "x"), 0, None), brought(saying(None, "bad", "{"), 0, None)];
    assert_eq!(world.intend(Intent::BringSnippets(half)).await, Effected::Refused(Refused::Malformed));
    assert_eq!(names(&world, None).await, ["other", "same"], "all or none");
}

#[tokio::test]
async fn what_cannot_come_back_is_said() {
    let world = World::new().await;
    let other = world.store.add_client("Other", None).await.unwrap();
    let Effected::Snippet(id) = world.intend(Intent::KeepSnippet(None, saying(Some(other), "a", "x"))).await else { panic!() };
    world.intend(Intent::RemoveSnippet(id)).await;
    world.intend(Intent::RemoveClient(other)).await;
    assert_eq!(world.undo().await, Undone::Changed(Deed::Change(Thing::Snippet)), "its client is gone");
    assert!(snippets(&world, None).await.is_empty());
}

#[tokio::test]
async fn a_text_with_a_blank_is_never_sent() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    for (text, warning) in [("@ana Your order {?order number}.", ""), ("Hi", "{?x}")] {
        let draft = Draft { text: text.into(), warning: warning.into(), ..reply(&row, "x") };
        let send = Intent::Send { draft, after: After::Done, hold: Duration::ZERO, drawn_upto: None };
        assert_eq!(world.intend(send).await, Effected::Refused(Refused::Unfilled), "{text}");
    }
    assert_eq!(world.row().await.triage.state, row.triage.state);
}

#[tokio::test]
async fn a_kept_draft_keeps_what_follows_its_sending() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    let until = Until::At(world.now() + minutes(90));
    let asked = Asked { due: None, what: "the price\tand when".into() };
    for then in [None, Some(After::Done), Some(After::Snooze(until)), Some(After::WaitClient(asked))] {
        let draft = Draft { then: then.clone(), ..reply(&row, "@ana Your order {?order number}.") };
        world.intend(Intent::SaveDraft(draft.clone())).await;
        let kept = world.whole(row.id).await.drafts.remove(0);
        assert_eq!(kept.then, then);
        let send = Intent::Send { draft: kept, after: After::Done, hold: Duration::ZERO, drawn_upto: None };
        assert_eq!(world.intend(send).await, Effected::Refused(Refused::Unfilled), "whatever follows");
    }
}
