//! Words of one's own: each once, everybody's and a client's apart.

#[cfg(test)]
use super::*;
use crate::model::intent::Refused;
use crate::model::spelling::OwnWord;

async fn words(world: &World) -> Vec<(String, bool)> {
    match world.store.ask(Query::Words).await.unwrap() {
        Answer::Words(words) => words.into_iter().map(|own| (own.word, own.client.is_some())).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_word_stands_once_for_each_client_and_once_for_all() {
    let world = World::new().await;
    let own = |word: &str, client: Option<ClientId>| OwnWord { word: word.to_owned(), client };
    for client in [None, Some(world.client), None] {
        world.intend(Intent::KeepWord(own("slipouille", client), true)).await;
    }
    assert_eq!(words(&world).await, [("slipouille".to_owned(), false), ("slipouille".to_owned(), true)]);
    assert_eq!(world.intend(Intent::KeepWord(own("slipouille", None), false)).await, Effected::Stored(1));
    assert_eq!(words(&world).await, [("slipouille".to_owned(), true)]);
    assert_eq!(world.intend(Intent::KeepWord(own(" \u{1b}", None), true)).await, Effected::Refused(Refused::Blank));
    assert_eq!(world.intend(Intent::KeepWord(own("absent", None), false)).await, Effected::Stored(0));
}
