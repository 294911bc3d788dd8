//! A small world for whole stories: the network of the demo with its faults, a store in a
//! folder of its own, and the engine's own pieces run one round at a time.
//!
//! Nothing here sleeps: a story says what happens next, and every round ends by itself.

#![allow(dead_code)]

pub mod desk;
pub mod mistaken;
pub mod pty;
pub mod site;
#[cfg(all(target_os = "linux", debug_assertions))]
pub mod worker;
pub mod wrong;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use vigie::base::id::{AccountId, ConversationId, DeliveryId};
use vigie::base::time::{Clock, FixedClock, Timestamp};
use vigie::demo::Server;
use vigie::engine::duty::{Presence, Watch};
use vigie::engine::once::{self, Synced};
use vigie::engine::{Parts, Rules, login};
use vigie::model::author::mention_from;
use vigie::model::conversation::{Row, View};
use vigie::model::credential::Credential;
use vigie::model::delivery::State;
use vigie::model::draft::{Audience, Draft, Target, addressed, reply_visibility};
use vigie::model::exchange::ActKind;
use vigie::model::filter::Filter;
use vigie::model::intent::{Effected, Intent};
use vigie::model::interaction::Visibility;
use vigie::model::journal::{Hand, Origin};
use vigie::model::network::Network;
use vigie::model::query::{Answer, ConversationView, InboxQuery, OutboxRow, Query, Span};
use vigie::model::triage::After;
use vigie::net::Http;
use vigie::store::{Options, Store};
use vigie::vault::Vault;

/// Noon of a Sunday.
pub const NOON: Timestamp = Timestamp::from_millis(1_795_348_800_000);

/// A network, a store, and an account of a client on both.
pub struct World {
    pub clock: Arc<FixedClock>,
    pub server: Server,
    pub store: Store,
    pub parts: Parts,
    pub account: AccountId,
    presence: Presence,
    folder: tempfile::TempDir,
}

impl World {
    /// One client, `Bistro`, with one account, `brand`, and two people who may speak to it.
    pub async fn new() -> World {
        let clock = Arc::new(FixedClock::at(NOON));
        let server = Server::start(clock.clone() as Arc<dyn Clock>).await.unwrap();
        for handle in ["brand", "ana", "bob"] {
            server.network.person(handle, Default::default());
        }
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path(), clock.clone());
        let rules = Rules { looks: [Duration::ZERO; 3], ..Rules::default() };
        let parts = Parts::new(store.clone(), Vault::open(folder.path(), false), Http::new(), clock.clone(), rules);
        let client = store.add_client("Bistro", None).await.unwrap();
        let token = Credential::token(server.network.token("brand"));
        let account = login::add(&parts, client, Network::Mastodon, &server.url(), token).await.unwrap().account;
        let presence = Presence::show(&folder.path().join("running")).unwrap();
        World { clock, server, store, parts, account, presence, folder }
    }

    /// One more account of the same client.
    pub async fn account(&self, handle: &str) -> AccountId {
        self.server.network.person(handle, Default::default());
        let client = self.store.clients().await.unwrap()[0].id;
        let token = Credential::token(self.server.network.token(handle));
        login::add(&self.parts, client, Network::Mastodon, &self.server.url(), token).await.unwrap().account
    }

    /// The parts of another process on the same store and vault.
    pub fn another_process(&self) -> Parts {
        let vault = Vault::open(self.folder.path(), false);
        Parts::new(self.store.clone(), vault, Http::new(), self.clock.clone(), self.parts.rules())
    }

    /// Time passes, for people and for the machine.
    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Where the store and the logins lie.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the duty back, so that another process may take it.
    pub async fn off_duty(&self) {
        let watch = self.watch().await;
        once::leave_duty(&self.parts, Some(watch)).await;
    }

    /// Takes the duty, for as long as the story lasts.
    pub async fn watch(&self) -> Watch {
        once::take_duty(&self.parts, &self.presence).await.unwrap().unwrap()
    }

    /// One round of everything.
    pub async fn sync(&self) -> Vec<Synced> {
        let watch = self.watch().await;
        once::sync(&self.parts, Some(&watch), |_| ()).await.unwrap()
    }

    /// One round that must go well; how many items were new.
    pub async fn polled(&self) -> u32 {
        let synced = self.sync().await;
        for account in &synced {
            assert_eq!(account.trouble, None, "{}", account.account.handle);
        }
        synced.iter().map(|account| account.fresh).sum()
    }

    /// The rows of a list, as the screen has them.
    pub async fn rows(&self, view: View) -> Vec<Row> {
        self.find(view, "").await
    }

    /// The rows of a list that pass a filter.
    pub async fn find(&self, view: View, filter: &str) -> Vec<Row> {
        let filter = Filter::parse(filter).unwrap();
        let query = InboxQuery { view, filter, ..InboxQuery::default() };
        match self.store.ask(Query::Inbox(query, Span::top(1_000))).await.unwrap() {
            Answer::Inbox(window) => window.rows,
            other => panic!("{other:?}"),
        }
    }

    /// A list in a few words a row: author and newest words.
    pub async fn list(&self, view: View) -> Vec<String> {
        self.rows(view).await.iter().map(|row| format!("{}: {}", row.name, row.excerpt)).collect()
    }

    /// A conversation, whole.
    pub async fn view(&self, id: ConversationId) -> ConversationView {
        match self.store.ask(Query::Conversation(id)).await.unwrap() {
            Answer::Conversation(Some(view)) => *view,
            other => panic!("{other:?}"),
        }
    }

    /// The only conversation to answer.
    pub async fn only(&self) -> Row {
        let mut rows = self.rows(View::ToAnswer).await;
        assert_eq!(rows.len(), 1, "{rows:#?}");
        rows.remove(0)
    }

    /// Sends an answer on its way, as the composer does, with so many seconds to stop it.
    pub async fn reply(&self, row: &Row, text: &str, hold: u64) -> DeliveryId {
        self.answer(row, text, hold, After::WaitThem).await
    }

    /// The same, with what becomes of the conversation.
    pub async fn answer(&self, row: &Row, text: &str, hold: u64, after: After) -> DeliveryId {
        let view = self.view(row.id).await;
        let draft = Draft {
            id: None,
            target: Target::Reply {
                conversation: row.id,
                to: row.newest.unwrap(),
                remote: row.newest_remote.clone().unwrap(),
                audience: Audience::Public,
            },
            accounts: vec![row.account],
            text: addressed(text, &[mention_from(&row.handle, view.account.host())]),
            warning: String::new(),
            visibility: reply_visibility(row.visibility, view.account.visibility, Audience::Public),
            language: Some("en".into()),
            then: None,
            run: None,
            variants: std::collections::BTreeMap::new(),
            media: Vec::new(),
            updated_at: self.clock.now(),
        };
        let drawn_upto = view.messages.iter().filter_map(|message| message.id).max();
        match self.intend(Intent::Send { draft, after, hold: Duration::from_secs(hold), drawn_upto }).await {
            Effected::Leaving(ids, _) => ids[0],
            other => panic!("{other:?}"),
        }
    }

    /// An act on the newest message of a conversation.
    pub async fn act(&self, row: &Row, kind: ActKind) -> DeliveryId {
        let intent = Intent::Act { conversation: row.id, message: row.newest.unwrap(), kind, hold: Duration::ZERO };
        match self.intend(intent).await {
            Effected::Leaving(ids, _) => ids[0],
            other => panic!("{other:?}"),
        }
    }

    /// Does what a person on the screen wants.
    pub async fn intend(&self, intent: Intent) -> Effected {
        self.store.intend(hand(), intent).await.unwrap()
    }

    /// Where a delivery is.
    pub async fn state(&self, id: DeliveryId) -> State {
        self.store.delivery(id).await.unwrap().unwrap().state
    }

    /// The outbox.
    pub async fn outbox(&self) -> Vec<OutboxRow> {
        match self.store.ask(Query::Outbox(1_000)).await.unwrap() {
            Answer::Outbox(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    /// What `brand` has posted, as the network has it.
    pub fn posted(&self) -> Vec<String> {
        self.server.network.posts_of("brand").into_iter().map(|post| post.text).collect()
    }
}

/// A text that is no answer, for everybody, by one account.
pub fn new_post(account: AccountId, text: &str) -> Draft {
    Draft {
        id: None,
        target: Target::New,
        accounts: vec![account],
        text: text.into(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: NOON,
    }
}

/// The person at the screen.
pub fn hand() -> Hand {
    Hand { person: "cm".into(), origin: Origin::Screen }
}

/// Opens the store in a folder.
pub fn open(folder: &Path, clock: Arc<FixedClock>) -> Store {
    Store::open(&folder.join("vigie.db"), Options { clock, writable: true }).unwrap()
}
