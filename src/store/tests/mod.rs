//! What the store promises, each promise a test; their world is made here.

#[cfg(test)]
mod arriving;
mod calendar;
mod cards;
mod digests;
mod files;
mod filters;
mod following;
mod histories;
mod lists;
mod macros;
mod merging;
mod persons;
pub(super) mod plans;
mod sending;
mod settling;
mod snippets;
mod threads;
mod undoing;
mod words;

use std::sync::Arc;
use std::time::Duration;

use super::{Absorbed, Claim, Store};
use crate::base::id::{AccountId, ClientId, ConversationId, InteractionId};
use crate::base::time::{Clock, FixedClock, Timestamp};
use crate::model::account::{Feed, Identity, NewAccount};
use crate::model::author::Author;
use crate::model::conversation::{Row, View};
use crate::model::delivery::Delivery;
use crate::model::draft::{Audience, Draft, Target};
use crate::model::exchange::{Cursor, Incoming, Page, Post, Reaction, Receipt, RemoteId, Thread};
use crate::model::filter::Filter;
use crate::model::intent::{Effected, Intent};
use crate::model::interaction::{Kind, Visibility};
use crate::model::journal::{Hand, Origin, Undone};
use crate::model::network::Network;
use crate::model::query::{Answer, ConversationView, InboxQuery, Query, Sight, Sort, Span, Totals, Window};
use crate::model::triage::{After, Verb};

pub(super) const NOON: Timestamp = Timestamp::from_millis(1_780_000_000_000);

pub(super) fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

/// A store with one client and one account, and a clock that stands still.
pub(super) struct World {
    pub(super) clock: Arc<FixedClock>,
    pub(super) store: Store,
    pub(super) client: ClientId,
    pub(super) account: AccountId,
    pages: std::cell::Cell<u32>,
}

pub(super) fn identity(name: &str) -> Identity {
    Identity { remote_id: format!("id-{name}"), handle: format!("@{name}@example.social"), name: name.to_owned(), ..Identity::default() }
}

impl World {
    pub(super) async fn new() -> World {
        let clock = Arc::new(FixedClock::at(NOON));
        let store = Store::memory(clock.clone()).unwrap();
        World::on(clock, store).await
    }

    pub(super) async fn on(clock: Arc<FixedClock>, store: Store) -> World {
        let client = store.add_client("Chez Léon", None).await.unwrap();
        let new = NewAccount { client, network: Network::Mastodon, server: "http://a.test".into(), identity: identity("leon") };
        let account = store.add_account(new).await.unwrap();
        World { clock, store, client, account, pages: std::cell::Cell::new(0) }
    }

    pub(super) async fn another_account(&self, name: &str) -> AccountId {
        let new = NewAccount { client: self.client, network: Network::Mastodon, server: "http://a.test".into(), identity: identity(name) };
        self.store.add_account(new).await.unwrap()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) fn later(&self, minutes: u64) {
        self.clock.advance(self::minutes(minutes));
    }

    pub(super) fn page(&self, items: Vec<Incoming>) -> Page {
        self.pages.set(self.pages.get() + 1);
        Page { items, cursor: Cursor::new(self.pages.get().to_string()), ..Page::default() }
    }

    pub(super) async fn absorb(&self, items: Vec<Incoming>) -> Absorbed {
        self.store.absorb(self.account, Feed::Notifications, self.page(items), Vec::new(), None).await.unwrap()
    }

    pub(super) async fn absorb_first(&self, items: Vec<Incoming>) -> Absorbed {
        self.store
            .absorb(self.account, Feed::Notifications, self.page(items), Vec::new(), Some(crate::model::triage::FIRST_SYNC_OPEN))
            .await
            .unwrap()
    }

    pub(super) async fn rows_of(&self, query: InboxQuery) -> Vec<Row> {
        self.window(query, Span::top(500)).await.rows
    }

    pub(super) async fn window(&self, query: InboxQuery, span: Span) -> Window<Row> {
        match self.store.ask(Query::Inbox(query, span)).await.unwrap() {
            Answer::Inbox(window) => window,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn rows(&self, view: View) -> Vec<Row> {
        self.rows_of(query(view)).await
    }

    /// The only row there is.
    pub(super) async fn row(&self) -> Row {
        let mut rows = self.rows(View::All).await;
        assert_eq!(rows.len(), 1, "{rows:#?}");
        rows.remove(0)
    }

    pub(super) async fn whole(&self, id: ConversationId) -> ConversationView {
        match self.store.ask(Query::Conversation(id)).await.unwrap() {
            Answer::Conversation(Some(view)) => *view,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn totals(&self) -> Totals {
        match self.store.ask(Query::Totals(Sight::default())).await.unwrap() {
            Answer::Totals(totals) => totals,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn intend(&self, intent: Intent) -> Effected {
        self.store.intend(hand(), intent).await.unwrap()
    }

    pub(super) async fn verb(&self, id: ConversationId, verb: Verb) -> Effected {
        self.intend(Intent::Triage(vec![id], verb)).await
    }

    pub(super) async fn undo(&self) -> Undone {
        undone(self.intend(Intent::Undo).await)
    }

    pub(super) async fn redo(&self) -> Undone {
        undone(self.intend(Intent::Redo).await)
    }

    pub(super) async fn send(&self, row: &Row, text: &str, hold: Duration) -> Effected {
        let intent = Intent::Send { draft: reply(row, text), after: After::WaitThem, hold, drawn_upto: row.newest };
        self.intend(intent).await
    }

    /// Sends an answer and claims it, as the outbox would.
    pub(super) async fn sending(&self, row: &Row, text: &str) -> Delivery {
        self.send(row, text, Duration::ZERO).await;
        self.claim().await.unwrap()
    }

    pub(super) async fn claim(&self) -> Option<Delivery> {
        self.claim_for(self.account).await
    }

    pub(super) async fn claim_for(&self, account: AccountId) -> Option<Delivery> {
        let epoch = self.store.take_lease("work", "me", minutes(1)).await.unwrap().unwrap();
        self.store.claim(account, &Claim { owner: "me".into(), epoch }).await.unwrap()
    }

    /// Everything but what grows with every write.
    pub(super) fn dump(&self) -> String {
        self.store.dump(&["changes", "sqlite_sequence", "feeds"]).unwrap()
    }
}

pub(super) fn undone(effected: Effected) -> Undone {
    match effected {
        Effected::Undone(undone) => undone,
        other => panic!("{other:?}"),
    }
}

pub(super) fn hand() -> Hand {
    Hand { person: "ana".into(), origin: Origin::Screen }
}

pub(super) fn query(view: View) -> InboxQuery {
    InboxQuery { view, ..InboxQuery::default() }
}

pub(super) fn filtered(text: &str) -> InboxQuery {
    InboxQuery { filter: Filter::parse(text).unwrap(), ..query(View::All) }
}

pub(super) fn author(name: &str) -> Author {
    Author { remote_id: name.to_owned(), handle: format!("@{name}@far.test"), name: name.to_owned(), ..Author::default() }
}

pub(super) fn post(id: &str, by: &str, parent: Option<&str>, at: Timestamp) -> Post {
    Post {
        remote_id: RemoteId::new(id),
        kind: Kind::Mention,
        author: author(by),
        text: format!("text of {id}"),
        warning: String::new(),
        language: None,
        visibility: Visibility::Public,
        parent: parent.map(RemoteId::new),
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at: at,
        edited_at: None,
        url: format!("https://far.test/{id}"),
        media: Vec::new(),
        liked: false,
        boosted: false,
    }
}

pub(super) fn said(post: Post) -> Incoming {
    Incoming::Said(Box::new(post))
}

pub(super) fn ours(post: Post) -> Incoming {
    Incoming::Ours(Box::new(post))
}

pub(super) fn liked(by: &str, subject: &str, at: Timestamp) -> Incoming {
    let subject = Some(Box::new(post(subject, "leon", None, at)));
    Incoming::Reacted(Box::new(Reaction { kind: Kind::Like, actor: author(by), subject, happened_at: at }))
}

pub(super) fn thread(posts: Vec<(Post, bool)>) -> Thread {
    Thread { posts }
}

pub(super) fn reply(row: &Row, text: &str) -> Draft {
    Draft {
        id: None,
        target: Target::Reply {
            conversation: row.id,
            to: row.newest.unwrap_or(InteractionId(0)),
            remote: row.newest_remote.clone().unwrap_or_else(|| RemoteId::new("")),
            audience: Audience::Public,
        },
        accounts: vec![row.account],
        text: text.to_owned(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: Timestamp::default(),
    }
}

pub(super) fn receipt(id: &str, at: Timestamp) -> Receipt {
    Receipt { remote_id: RemoteId::new(id), url: format!("https://a.test/{id}"), posted_at: at }
}
