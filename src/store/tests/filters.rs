//! Filters: what SQL finds is what the model says, in one look or in many.

#[cfg(test)]
use super::lists::filled;
use super::*;
use crate::model::filter::{Asker, Has, Is, Said, Whole};
use crate::model::note::NoteVerb;
use crate::model::person::CardVerb;
use crate::model::view::NewView;
use crate::store::{filter, search};

/// Everything that a term can be, with values of which some are there and some are not.
fn terms() -> Vec<String> {
    let mut terms: Vec<String> = Is::ALL.iter().map(|is| format!("is:{is}")).collect();
    terms.extend(Has::ALL.iter().filter(|has| **has != Has::Note).map(|has| format!("has:{has}")));
    terms.extend(Kind::ALL.iter().map(|kind| format!("kind:{kind}")));
    let values = [
        "client:LÉON",
        "client:nobody",
        "account:leon",
        "account:far",
        "network:mastodon",
        "network:rss",
        "from:elo",
        "from:@ana@",
        "from:far",
        "from:zzz",
        "from:lo",
        "label:VIP",
        "label:refund",
        "label:none",
        "lang:fr",
        "lang:en",
        "lang:de",
        "before:2025-03-01",
        "after:2025-03-01",
        "before:today",
        "older:20m",
        "newer:20m",
        "after:yesterday",
        "waiting:30m",
        "waiting:9w",
        "assigned:me",
        "assigned:none",
        "assigned:bo",
        "due:today",
        "due:late",
        "due:30m",
        "thon",
        "NICOI",
        "chat",
        "ete",
        "\"bonne soirée\"",
        "\"soiree bonne\"",
        "xyz",
        "\"du thon\"",
        "d'ete",
        "!!",
        "a",
        "https",
    ];
    terms.extend(values.map(str::to_owned));
    terms
}

/// Numbers that look like chance and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn expression(&mut self, terms: &[String], depth: usize) -> String {
        let part = |dice: &mut Dice| match dice.roll(4) {
            0 if depth > 0 => format!("({})", dice.expression(terms, depth - 1)),
            _ => terms[dice.roll(terms.len())].clone(),
        };
        let mut text = String::new();
        for at in 0..=self.roll(4) {
            let join = ["", " ", " ", " OR "][if at == 0 { 0 } else { 1 + self.roll(3) }];
            let minus = if self.roll(3) == 0 { "-" } else { "" };
            let part = part(self);
            text = format!("{text}{join}{minus}{part}");
        }
        text
    }
}

async fn wholes(world: &World) -> Vec<(Row, ConversationView)> {
    let mut all = Vec::new();
    for row in world.rows(View::All).await {
        let whole = world.whole(row.id).await;
        all.push((row, whole));
    }
    all
}

fn passes(filter: &Filter, (row, view): &(Row, ConversationView), asker: &Asker) -> bool {
    let of = |message: &crate::model::interaction::Message| {
        (message.text.clone(), message.language.clone().unwrap_or_default(), !message.media.is_empty(), message.ours)
    };
    // A reaction has a message without words for each of its actors.
    let told: Vec<_> = match row.kind.is_reaction() {
        true => vec![(String::new(), String::new(), false, false); row.count as usize],
        false => view.messages.iter().map(of).collect(),
    };
    let said: Vec<Said<'_>> =
        told.iter().map(|(text, language, media, ours)| Said { text, language, media: *media, ours: *ours }).collect();
    let author_labels: &[&str] = if row.vip { &["vip"] } else { &[] };
    filter.matches(&Whole { row, said: &said, noted: !view.notes.is_empty(), author_labels }, asker)
}

#[tokio::test]
async fn a_filter_in_sql_is_the_filter_of_the_model() {
    let world = filled(50).await;
    world.later(30);
    let asker = Asker { now: world.now(), me: "ana".into(), ..Asker::default() };
    for (at, row) in world.rows(View::All).await.into_iter().enumerate() {
        if at % 7 == 3 {
            world.intend(Intent::Note(NoteVerb::Add(row.id, "a note".into()))).await;
        }
        if let Some(author) = row.author.filter(|_| at % 11 == 5) {
            world.intend(Intent::Card(author, CardVerb::Vip(true))).await;
        }
    }
    let all = wholes(&world).await;
    assert!(all.iter().any(|(row, _)| row.vip) && all.iter().any(|(_, view)| !view.notes.is_empty()));
    let terms = terms();
    let mut dice = Dice(7);
    let mut texts: Vec<String> = terms.iter().flat_map(|term| [term.clone(), format!("-{term}")]).collect();
    texts.extend((0..600).map(|_| dice.expression(&terms, 2)));
    let (mut hits, mut some) = (0, 0);
    for text in texts {
        let filter = Filter::parse(&text).unwrap();
        let expected: Vec<_> = all.iter().filter(|whole| passes(&filter, whole, &asker)).map(|(row, _)| row.id).collect();
        let query = InboxQuery { filter, asker: asker.clone(), ..query(View::All) };
        let found: Vec<_> = world.rows_of(query).await.iter().map(|row| row.id).collect();
        assert_eq!(found, expected, "{text}");
        hits += found.len();
        some += usize::from(!found.is_empty() && found.len() < all.len());
    }
    assert!(hits > 5_000 && some > 300, "{hits} {some}");
}

#[tokio::test]
async fn a_search_that_takes_long_goes_on_where_it_stopped() {
    let world = filled(300).await;
    let count = world.rows(View::All).await.len();
    let text = "-xyz -is:late";
    let whole: Vec<_> = world.window(filtered(text), Span::top(1_000)).await.rows.iter().map(|row| row.id.0).collect();
    assert_eq!(whole.len(), count);
    let pieces = world.store.read(move |conn| {
        let query = filtered(text);
        let mut found = Vec::new();
        let mut from = Some(crate::model::query::Place { at: Timestamp::MAX, id: i64::MAX });
        let mut pieces = 0;
        while let Some(place) = from {
            // Its time is over before it begins: every walk comes on nevertheless.
            let until = std::time::Instant::now();
            let walk = crate::store::windows::Walk::On;
            let piece = search::find(conn, &search::Search { query: &query, walk, from: place, wanted: 1_000, until })?;
            found.extend(piece.hits.iter().map(|hit| hit.id));
            from = piece.unfinished;
            pieces += 1;
        }
        Ok((found, pieces))
    });
    let (found, pieces) = pieces.await.unwrap();
    assert_eq!(found, whole);
    assert!(pieces > 3, "{pieces}");
}

#[tokio::test]
async fn every_label_is_known_once() {
    let world = filled(30).await;
    let labels = world.store.read(filter::all_labels).await.unwrap();
    assert_eq!(labels, ["refund", "vip"]);
    assert!(World::new().await.store.read(filter::all_labels).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_saved_view_is_kept_once_under_its_name_and_undone() {
    let world = World::new().await;
    let views = || async {
        match world.store.ask(Query::Views).await.unwrap() {
            Answer::Views(views) => views,
            other => panic!("{other:?}"),
        }
    };
    let view = NewView { client: None, name: "VIP".into(), view: View::All, filter: "label:vip".into(), sort: Sort::Newest };
    world.intend(Intent::SaveView(None, view.clone())).await;
    world.intend(Intent::SaveView(None, NewView { name: "vip".into(), filter: "label:vip is:open".into(), ..view.clone() })).await;
    world.intend(Intent::SaveView(None, NewView { client: Some(world.client), ..view.clone() })).await;
    let kept = views().await;
    assert_eq!(
        kept.iter().map(|view| (view.is.name.as_str(), view.is.client)).collect::<Vec<_>>(),
        [("vip", None), ("VIP", Some(world.client))]
    );
    world.undo().await;
    world.undo().await;
    assert_eq!(views().await.iter().map(|view| view.is.clone()).collect::<Vec<_>>(), std::slice::from_ref(&view));
    let id = views().await[0].id;
    world.intend(Intent::RemoveView(id)).await;
    assert!(views().await.is_empty());
    assert_eq!(world.intend(Intent::RemoveView(id)).await, Effected::Refused(crate::model::intent::Refused::Gone));
    world.undo().await;
    assert_eq!(views().await.iter().map(|view| (view.id, view.is.clone())).collect::<Vec<_>>(), [(id, view.clone())]);
    let blank = NewView { name: " ".into(), ..view };
    assert_eq!(world.intend(Intent::SaveView(None, blank)).await, Effected::Refused(crate::model::intent::Refused::Blank));
}
