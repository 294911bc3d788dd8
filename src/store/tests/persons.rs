//! People: the card, what we keep of them, who is who, and forgetting.

#[cfg(test)]
use super::*;
use crate::base::id::AuthorId;
use crate::model::card::Card;
use crate::model::label;
use crate::model::person::{AuthorCard, AuthorRow, CardVerb, Whose, Written};
use crate::model::query::Place;

impl World {
    async fn card(&self, author: AuthorId) -> AuthorCard {
        match self.store.ask(Query::Author(author)).await.unwrap() {
            Answer::Author(Some(card)) => *card,
            other => panic!("{other:?}"),
        }
    }

    async fn written(&self, author: AuthorId, span: Span) -> Window<Written> {
        match self.store.ask(Query::Written(author, span)).await.unwrap() {
            Answer::Written(window) => window,
            other => panic!("{other:?}"),
        }
    }

    async fn authors(&self, query: Query) -> Vec<AuthorRow> {
        match self.store.ask(query).await.unwrap() {
            Answer::Authors(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    async fn author(&self, handle: &str) -> AuthorId {
        self.authors(Query::ByHandle(handle.to_owned())).await[0].who.author
    }

    async fn does(&self, author: AuthorId, verb: CardVerb) -> Effected {
        self.intend(Intent::Card(author, verb)).await
    }

    async fn absorb_for(&self, account: AccountId, items: Vec<Incoming>) {
        self.store.absorb(account, Feed::Notifications, self.page(items), Vec::new(), None).await.unwrap();
    }
}

fn from(id: &str, who: Author, at: Timestamp) -> Incoming {
    said(Post { author: who, ..post(id, "x", None, at) })
}

#[tokio::test]
async fn a_card_holds_what_was_said_to_any_account_of_ours() {
    let world = World::new().await;
    let other = world.another_account("karim").await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), liked("ana", "p", at + minutes(9))]).await;
    world.absorb_for(other, vec![said(post("2", "Ana", None, at + minutes(3))), said(post("3", "luc", None, at))]).await;
    let row = world.rows(View::ToAnswer).await.into_iter().find(|row| row.handle == "@ana@far.test").unwrap();
    let ana = row.author.unwrap();
    let answer = Post { happened_at: at + minutes(5), ..post("a", "leon", Some("1"), at) };
    world.absorb(vec![ours(answer)]).await;

    let card = world.card(ana).await;
    assert_eq!((card.past.messages, card.past.reactions), (2, 1), "of both accounts, whatever the case of the handle");
    assert_eq!((card.past.first_at, card.past.last_at), (Some(at), Some(at + minutes(3))));
    assert_eq!(card.past.answered_at, Some(at + minutes(5)));
    assert_eq!(card.met.len(), 2);
    assert_eq!((card.handles.len(), card.person), (1, None));

    let window = world.written(ana, Span::top(10)).await;
    let texts: Vec<&str> = window.rows.iter().map(|row| row.excerpt.as_str()).collect();
    assert_eq!(texts, ["text of 2", "text of 1"], "newest first, no likes, nobody else's");
}

#[tokio::test]
async fn what_somebody_wrote_comes_in_windows() {
    let world = World::new().await;
    let other = world.another_account("karim").await;
    for at in 0..12u64 {
        let account = if at % 2 == 0 { world.account } else { other };
        world.absorb_for(account, vec![said(post(&format!("m{at}"), "ana", None, NOON + minutes(at / 3)))]).await;
    }
    let ana = world.author("@ana@far.test").await;
    let all = world.written(ana, Span::top(50)).await;
    assert_eq!((all.rows.len(), all.more_before, all.more_after), (12, false, false));
    let place = |at: usize| Some(all.rows[at].place());
    let middle = world.written(ana, Span { around: place(5), before: 2, after: 3 }).await;
    assert_eq!(middle.rows, all.rows[3..8]);
    assert!(middle.more_before && middle.more_after);
    let end = world.written(ana, Span { around: place(9), before: 100, after: 100 }).await;
    assert_eq!((end.rows == all.rows, end.more_before, end.more_after), (true, false, false));
    let bottom = Span { around: Some(Place { at: Timestamp::MIN, id: i64::MIN }), before: 4, after: 0 };
    assert_eq!(world.written(ana, bottom).await.rows, all.rows[8..]);
}

#[tokio::test]
async fn what_we_keep_of_somebody_can_be_undone() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let ana = world.row().await.author.unwrap();
    let before = world.store.dump(&["changes", "sqlite_sequence", "journal", "feeds"]).unwrap();

    world.does(ana, CardVerb::Note("  call her back\u{202e} ".into())).await;
    world.does(ana, CardVerb::Vip(true)).await;
    world.does(ana, CardVerb::Label(label::read("press b\\c"))).await;
    assert_eq!(world.does(ana, CardVerb::Vip(true)).await, Effected::Stored(0), "it is so already");
    let person = world.card(ana).await.person.unwrap();
    assert_eq!((person.note.as_str(), person.vip, label::line(&person.labels).as_str()), ("call her back", true, "b\\c press"));
    assert!(world.row().await.vip);
    let labels = world.store.read(|conn| {
        let sql = "SELECT group_concat(label, ' ') FROM (SELECT label FROM person_labels ORDER BY label)";
        Ok(conn.query_row(sql, [], |row| row.get::<_, String>(0))?)
    });
    assert_eq!(labels.await.unwrap(), "b\\c press vip", "what filters look up");

    for _ in 0..3 {
        assert!(matches!(world.undo().await, Undone::Restored { .. }));
    }
    assert_eq!(world.store.dump(&["changes", "sqlite_sequence", "journal", "feeds"]).unwrap(), before);
    for _ in 0..3 {
        assert!(matches!(world.redo().await, Undone::Restored { .. }));
    }
    assert_eq!(world.card(ana).await.person, Some(person));
}

#[tokio::test]
async fn the_same_person_elsewhere_is_joined_and_split_again() {
    let world = World::new().await;
    let at = world.now();
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("2", "ana.r", None, at)), said(post("3", "luc", None, at))]).await;
    let (ana, second, luc) =
        (world.author("@ana@far.test").await, world.author("ana.r@far.test").await, world.author("@luc@far.test").await);
    world.does(ana, CardVerb::Note("likes tarts".into())).await;
    world.does(second, CardVerb::Note("has a dog".into())).await;
    world.does(second, CardVerb::Vip(true)).await;
    let apart = world.store.dump(&["changes", "sqlite_sequence", "journal", "feeds"]).unwrap();

    world.does(ana, CardVerb::Join(second)).await;
    let card = world.card(ana).await;
    assert_eq!(card.handles.len(), 2);
    let person = card.person.clone().unwrap();
    assert_eq!((person.note.as_str(), person.vip), ("likes tarts\nhas a dog", true));
    assert_eq!(card.past.messages, 2);
    assert_eq!(world.written(second, Span::top(9)).await.rows.len(), 2);
    assert_eq!(world.does(second, CardVerb::Join(ana)).await, Effected::Stored(0), "they are one already");

    assert!(matches!(world.undo().await, Undone::Restored { .. }));
    assert_eq!(world.store.dump(&["changes", "sqlite_sequence", "journal", "feeds"]).unwrap(), apart);
    world.redo().await;
    assert_eq!(world.card(second).await.handles.len(), 2);

    world.does(second, CardVerb::Split).await;
    assert_eq!((world.card(second).await.person, world.card(ana).await.handles.len()), (None, 1));
    world.undo().await;
    assert_eq!(world.card(ana).await.handles.len(), 2);
    world.does(luc, CardVerb::Join(ana)).await;
    assert_eq!(world.card(luc).await.person.map(|person| person.id), Some(person.id), "who was not known joins who was");
    // Somebody joined writes from another account of ours: known at once.
    let other = world.another_account("karim").await;
    world.absorb_for(other, vec![said(post("9", "LUC", None, at))]).await;
    assert_eq!(world.written(ana, Span::top(9)).await.rows.len(), 4);
}

#[tokio::test]
async fn a_name_like_one_that_we_know_is_told_as_facts() {
    let world = World::new().await;
    let at = world.now();
    let fake = Author { name: "Chez Léοn".into(), created_at: Some(at), followers: Some(12), ..author("Ieon") };
    world.absorb(vec![from("1", fake, at), said(post("2", "lucile_martin", None, at))]).await;
    let whole = world.whole(world.rows(View::All).await.iter().find(|row| row.handle == "@Ieon@far.test").unwrap().id).await;
    let evidence = whole.evidence.unwrap();
    assert_eq!((evidence.followers, evidence.first_at, evidence.days(at)), (Some(12), Some(at), Some(0)));
    let told: Vec<(&str, Whose, u32)> =
        evidence.resembles.iter().map(|one| (one.known.as_str(), one.whose, one.likeness.letters)).collect();
    assert_eq!(told, [("@leon@example.social", Whose::Account, 1), ("Chez Léon", Whose::Client, 1)]);

    let lucile = world.author("lucile_martin@far.test").await;
    assert_eq!(world.card(lucile).await.evidence.resembles, []);
    world.does(lucile, CardVerb::Vip(true)).await;
    assert_eq!(world.card(lucile).await.evidence.resembles, [], "her own name is hers");
    world.absorb(vec![said(post("3", "lucile.rnartin", None, at))]).await;
    let other = world.card(world.author("lucile.rnartin@far.test").await).await;
    assert_eq!(other.evidence.resembles[0].whose, Whose::Vip);
    assert_eq!(other.evidence.resembles[0].likeness.swaps, [("rn".to_owned(), "m".to_owned())]);
}

#[tokio::test]
async fn a_name_like_that_of_a_contact_on_a_card_is_told_and_their_own_is_not() {
    let world = World::new().await;
    let at = world.now();
    let card = Box::new(Card::read("contacts = [\"Anaïs Tourneur, owner, @anais@far.test\", \"Marc 06 12\"]\n").unwrap());
    world.intend(Intent::SaveCard { client: world.client, card, zone: "UTC".into() }).await;
    let named = |name: &str, handle: &str| Author { name: name.into(), ..author(handle) };
    let posts = [named("Anais Toumeur", "atn"), named("Anaïs Tourneur", "anais"), named("Marc", "marc")];
    world.absorb(posts.into_iter().enumerate().map(|(n, author)| from(&n.to_string(), author, at)).collect()).await;
    let resembles = async |handle: &str| world.card(world.author(handle).await).await.evidence.resembles;
    let fake = resembles("atn@far.test").await;
    assert_eq!(fake.iter().map(|one| (one.known.as_str(), one.whose)).collect::<Vec<_>>(), [("Anaïs Tourneur", Whose::Contact)]);
    assert_eq!(resembles("anais@far.test").await, [], "her own name is hers");
    assert_eq!(resembles("marc@far.test").await, [], "a first name is everybody's");
}

#[tokio::test]
async fn people_are_found_by_name_and_those_we_know_come_first() {
    let world = World::new().await;
    let at = world.now();
    let other = world.another_account("karim").await;
    world.absorb(vec![said(post("1", "ana", None, at)), said(post("2", "luc", None, at)), said(post("3", "anais", None, at))]).await;
    world.absorb_for(other, vec![said(post("1", "ana", None, at))]).await;
    world.does(world.author("luc@far.test").await, CardVerb::Vip(true)).await;
    let names = |rows: Vec<AuthorRow>| rows.into_iter().map(|row| row.who.name).collect::<Vec<_>>();
    assert_eq!(names(world.authors(Query::Authors("an far".into(), 9)).await), ["ana", "anais"], "one for each handle");
    assert_eq!(names(world.authors(Query::Authors(String::new(), 2)).await), ["luc", "ana"]);
    assert_eq!(names(world.authors(Query::Authors("nobody".into(), 2)).await), [""; 0]);
}

/// Everything in the files of a store.
fn bytes(store: &Store) -> Vec<u8> {
    let mut all = Vec::new();
    for beside in ["", "-wal", "-shm"] {
        let mut file = store.path().as_os_str().to_owned();
        file.push(beside);
        all.extend(std::fs::read(file).unwrap_or_default());
    }
    all
}

fn holds(store: &Store, text: &str) -> bool {
    let all = bytes(store);
    all.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn who_is_forgotten_leaves_no_byte_behind() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::at(NOON));
    let options = crate::store::Options { clock: clock.clone(), writable: true };
    let world = World::on(clock, Store::open(&folder.path().join("vigie.db"), options).unwrap()).await;
    let at = world.now();
    let zelda = Author { name: "Zeldaname".into(), bio: "Zeldabio".into(), url: "https://far.test/zeldapage".into(), ..author("zelda") };
    let told = |id: &str, text: &str| Post {
        author: zelda.clone(),
        text: text.into(),
        url: format!("https://far.test/z{id}"),
        ..post(id, "x", None, at)
    };
    world
        .absorb(vec![said(told("z1", "firstversion marmelade")), said(told("z2", "quietly unanswered")), said(post("1", "ana", None, at))])
        .await;
    let edited = Post { edited_at: Some(at + minutes(1)), ..told("z1", "secondversion marmelade") };
    let around = Post { remote_id: RemoteId::new("z3"), ..told("z3", "standing aroundhere") };
    world.store.absorb_thread(world.account, None, thread(vec![(edited, false), (around, false)])).await.unwrap();
    world.absorb(vec![liked("zelda", "p", at), liked("ana", "p", at)]).await;
    let id = world.author("@zelda@far.test").await;
    let rows = world.rows(View::ToAnswer).await;
    let row = rows.iter().find(|row| row.excerpt.contains("secondversion")).unwrap();
    world.does(id, CardVerb::Note("notedabout her".into())).await;
    world.does(id, CardVerb::Label(label::read("labelledso"))).await;
    world.verb(row.id, Verb::WaitClient(crate::model::triage::Asked { due: None, what: "askedofclient".into() })).await;
    world.absorb(vec![ours(Post { text: "our answerstays".into(), ..post("o1", "leon", Some("z1"), at + minutes(2)) })]).await;
    let theirs = [
        "marmelade",
        "quietly",
        "firstversion",
        "aroundhere",
        "Zeldaname",
        "Zeldabio",
        "zelda",
        "notedabout",
        "labelledso",
        "askedofclient",
    ];
    for text in theirs {
        assert!(holds(&world.store, text), "{text} is there before");
    }

    let Answer::Traces(Some(traces)) = world.store.ask(Query::Traces(id)).await.unwrap() else { panic!() };
    assert_eq!(traces.handles, ["@zelda@far.test"]);
    assert_eq!((traces.messages, traces.reactions, traces.posts, traces.answers), (2, 1, 1, 1));
    assert!(matches!(world.intend(Intent::Forget(id)).await, Effected::Stored(_)));
    let scrubbed = world.store.scrub().unwrap();
    assert!(scrubbed.whole && scrubbed.copies.is_empty(), "{scrubbed:?}");
    for text in theirs {
        assert!(!holds(&world.store, text), "{text} is still in the file");
    }
    assert!(holds(&world.store, "our answerstays"), "what is ours stays");

    // Nothing that comes again brings anybody back, and what is new is from somebody new.
    let shown = world.rows(View::All).await.len();
    world.absorb(vec![said(told("z1", "firstversion marmelade")), said(told("z2", "quietly")), liked("zelda", "p", at)]).await;
    world.store.absorb_thread(world.account, None, thread(vec![(told("z3", "aroundhere"), false)])).await.unwrap();
    assert_eq!(world.rows(View::All).await.len(), shown);
    assert_eq!(world.authors(Query::ByHandle("@zelda@far.test".into())).await, []);
    assert!(matches!(world.undo().await, Undone::Changed(_)), "nothing brings it back");
    let page = world.whole(world.rows(View::All).await.iter().find(|row| row.name.is_empty()).unwrap().id).await;
    assert_eq!(page.messages.iter().map(|message| message.text.as_str()).collect::<Vec<_>>(), ["our answerstays"]);
    world.absorb(vec![said(told("z9", "back again"))]).await;
    assert_eq!(world.card(world.author("@zelda@far.test").await).await.past.messages, 1, "as somebody new");
}

#[tokio::test]
async fn who_is_being_answered_at_this_moment_is_not_forgotten_yet() {
    let world = World::new().await;
    world.absorb(vec![said(post("1", "ana", None, world.now()))]).await;
    let row = world.row().await;
    world.sending(&row, "Oui.").await;
    let before = world.dump();
    assert_eq!(world.intend(Intent::Forget(row.author.unwrap())).await, Effected::Refused(crate::model::intent::Refused::TooLate));
    assert_eq!(world.dump(), before);
}
