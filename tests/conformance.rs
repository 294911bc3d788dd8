//! The same questions asked of a connector over real HTTP, against the network of our own.
//!
//! Each server behaves as documented until a test says otherwise. Waits are short because
//! the HTTP here is impatient, never because a test sleeps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::sync::Arc;
use std::time::Duration;

use vigie::base::id::{AccountId, ClientId};
use vigie::base::time::{Clock, FixedClock, Timestamp};
use vigie::connector::catalog::connector;
use vigie::connector::{Call, Connector, Visit};
use vigie::demo::faults::{Fault as Trick, Quirks};
use vigie::demo::nouns::{Options, Profile, Tie};
use vigie::demo::server::Server;
use vigie::model::account::{Account, Feed, Health};
use vigie::model::credential::Credential;
use vigie::model::exchange::{ActKind, Category, Cursor, Found, IdempotencyKey, Incoming, Outgoing, Page, RemoteAct, RemoteId, Report};
use vigie::model::fault::{AuthFault, Fault, Trouble};
use vigie::model::interaction::{Kind, Visibility};
use vigie::model::network::Network;
use vigie::net::Http;

struct World {
    server: Server,
    http: Http,
    account: Account,
    credential: Credential,
    clock: Arc<FixedClock>,
}

impl World {
    async fn new() -> World {
        World::with(Quirks::default()).await
    }

    async fn with(quirks: Quirks) -> World {
        let clock = Arc::new(FixedClock::at(Timestamp::parse("2026-08-22T12:00:00Z").unwrap()));
        let server = Server::start(Arc::clone(&clock) as Arc<dyn Clock>).await.unwrap();
        server.faults.set_quirks(quirks);
        server.network.person("brand", Profile { name: "The Brand".into(), ..Profile::default() });
        let credential = Credential::token(server.network.token("brand"));
        let http = Http::with_patience(Duration::from_millis(400));
        let mut world = World { account: nobody(server.url()), server, http, credential, clock };
        let identity = world.network().verify(&world.visit(), &world.credential).await.unwrap();
        world.account.remote_id = identity.remote_id;
        world.account.handle = identity.handle;
        world.account.limits = identity.limits;
        world
    }

    fn network(&self) -> &'static dyn Connector {
        connector(Network::Mastodon)
    }

    fn visit(&self) -> Visit<'_> {
        Visit { http: &self.http, server: &self.account.server, now: self.clock.machine() }
    }

    fn call(&self) -> Call<'_> {
        Call { http: &self.http, account: &self.account, credential: &self.credential, now: self.clock.machine(), most: 50 }
    }

    async fn page(&self, feed: Feed, cursor: &Option<Cursor>) -> Result<Page, Fault> {
        self.network().poll(&self.call(), feed, cursor.as_ref()).await
    }

    /// Reads a feed to its end; gives the texts in the order they came, and the requests it took.
    async fn read(&self, feed: Feed, cursor: &mut Option<Cursor>) -> (Vec<String>, u64) {
        let before = self.http.requests();
        let mut texts = Vec::new();
        for _ in 0..50 {
            let page = self.page(feed, cursor).await.unwrap();
            texts.extend(page.items.iter().map(told));
            *cursor = Some(page.cursor);
            if !page.more {
                return (texts, self.http.requests() - before);
            }
        }
        panic!("{feed} has no end");
    }

    async fn publish(&self, out: &Outgoing, key: &str) -> Result<String, Fault> {
        let receipt = self.network().publish(&self.call(), out, &IdempotencyKey::new(key)).await?;
        Ok(receipt.remote_id.as_str().to_owned())
    }

    /// Looks for `out`, begun now; gives the ids, or whether there is surely nothing.
    async fn find(&self, out: &Outgoing, since: Timestamp, known: &[&str]) -> Result<Vec<String>, bool> {
        let known: Vec<RemoteId> = known.iter().map(|id| RemoteId::new(*id)).collect();
        match self.network().find(&self.call(), out, since, &known).await.unwrap() {
            Found::Candidates(found) => Ok(found.into_iter().map(|receipt| receipt.remote_id.as_str().to_owned()).collect()),
            Found::Nothing { fresh } => Err(fresh),
        }
    }

    async fn act(&self, kind: ActKind, target: &str) -> Result<(), Fault> {
        self.network().act(&self.call(), &act(kind, target)).await.map(|_| ())
    }

    async fn acted(&self, kind: ActKind, target: &str) -> Result<bool, Fault> {
        self.network().acted(&self.call(), &act(kind, target)).await
    }

    fn posts(&self) -> Vec<String> {
        self.server.network.posts_of("brand").into_iter().map(|post| post.text).collect()
    }

    /// The requests that came in, by method and path.
    fn asked(&self, method: &str, path: &str) -> usize {
        self.server.network.requests().iter().filter(|log| log.method == method && log.path.starts_with(path)).count()
    }
}

fn nobody(server: String) -> Account {
    Account {
        id: AccountId(1),
        client: ClientId(1),
        network: Network::Mastodon,
        server,
        remote_id: String::new(),
        handle: String::new(),
        name: String::new(),
        health: Health::Ok,
        limits: Default::default(),
        visibility: Visibility::Public,
        language: None,
    }
}

fn act(kind: ActKind, target: &str) -> RemoteAct {
    RemoteAct::new(kind, RemoteId::new(target))
}

fn out(text: &str) -> Outgoing {
    Outgoing {
        text: text.to_owned(),
        parent: None,
        visibility: Visibility::Public,
        language: None,
        warning: String::new(),
        media: Vec::new(),
    }
}

fn told(item: &Incoming) -> String {
    match item {
        Incoming::Said(post) => format!("{} {}", post.kind, post.text),
        Incoming::Ours(post) => format!("ours {}", post.text),
        Incoming::Reacted(reaction) => format!("{} {}", reaction.kind, reaction.actor.handle),
        other => format!("{other:?}"),
    }
}

fn kin() -> [Quirks; 4] {
    let usual = Quirks::default();
    [
        usual.clone(),
        Quirks { no_link_header: true, ..usual.clone() },
        Quirks { min_id_ignored: true, ..usual.clone() },
        Quirks { min_id_ignored: true, no_link_header: true, ..usual },
    ]
}

#[tokio::test]
async fn who_we_are_is_told_also_by_an_old_server() {
    for quirks in [Quirks::default(), Quirks { no_v2_instance: true, ..Quirks::default() }] {
        let world = World::with(quirks).await;
        let identity = world.network().verify(&world.visit(), &world.credential).await.unwrap();
        assert_eq!(identity.name, "The Brand");
        assert!(identity.handle.starts_with("@brand@") && identity.limits.characters >= 500, "{identity:?}");
        assert_eq!(identity.figures.posts, Some(0));
    }
}

#[tokio::test]
async fn an_instance_that_fails_does_not_fail_the_login() {
    let world = World::new().await;
    for trick in [Trick::status(500), Trick::Html, Trick::BadJson, Trick::HangUp] {
        world.server.faults.on("GET", "/api/v2/instance", 1, trick.clone());
        world.server.faults.on("GET", "/api/v1/instance", 1, trick);
        let identity = world.network().verify(&world.visit(), &world.credential).await.unwrap();
        assert_eq!(identity.limits.characters, 500);
        world.server.faults.clear();
    }
}

#[tokio::test]
async fn a_login_ends_in_a_token_that_works() {
    let world = World::new().await;
    world.server.network.sign_in("brand");
    let start = world.network().begin_login(&world.visit()).await.unwrap();
    let query = start.url.split_once('?').unwrap().1;
    let client = query.split('&').find_map(|pair| pair.strip_prefix("client_id=")).unwrap();
    assert!(query.contains("redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob"), "{query}");
    let code = world.server.network.authorize(client, "brand").unwrap();
    let refused = world.network().finish_login(&world.visit(), &start, "not-the-code").await.unwrap_err();
    assert!(matches!(refused, Fault::Permanent(_) | Fault::Auth(_)), "{refused:?}");
    let credential = world.network().finish_login(&world.visit(), &start, &format!(" {code}\n")).await.unwrap();
    assert!(world.network().verify(&world.visit(), &credential).await.is_ok());
    assert!(!format!("{start:?}{credential:?}").contains("token-of"));
}

#[tokio::test]
async fn a_first_sync_ends_and_brings_everything_once() {
    for quirks in kin() {
        let world = World::with(quirks.clone()).await;
        for at in 0..95 {
            world.server.network.mention("ana", "brand", &format!("number {at}")).unwrap();
        }
        let (mut texts, requests) = world.read(Feed::Notifications, &mut None).await;
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), 95, "{quirks:?}");
        assert!(requests <= 4, "{requests} {quirks:?}");
    }
}

#[tokio::test]
async fn what_is_new_comes_once_and_nothing_costs_one_request() {
    for quirks in kin() {
        let world = World::with(quirks.clone()).await;
        let cursor = &mut None;
        assert_eq!(world.read(Feed::Notifications, cursor).await, (vec![], 1));
        for burst in [1, 3, 19, 20, 40, 41, 130] {
            for at in 0..burst {
                world.server.network.mention("ana", "brand", &format!("{burst} {at}")).unwrap();
                world.clock.advance(Duration::from_millis(5));
            }
            world.clock.advance(Duration::from_secs(60));
            let (mut texts, _) = world.read(Feed::Notifications, cursor).await;
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), burst, "{quirks:?}");
            world.clock.advance(Duration::from_secs(60));
            assert_eq!(world.read(Feed::Notifications, cursor).await, (vec![], 1), "{quirks:?}");
        }
    }
}

#[tokio::test]
async fn items_come_oldest_first() {
    let world = World::new().await;
    for word in ["one", "two", "three"] {
        world.server.network.mention("ana", "brand", word).unwrap();
        world.clock.advance(Duration::from_secs(1));
    }
    let page = world.page(Feed::Notifications, &None).await.unwrap();
    let texts: Vec<_> = page.items.iter().map(told).collect();
    assert_eq!(texts, ["mention @brand one", "mention @brand two", "mention @brand three"]);
}

#[tokio::test]
async fn the_same_cursor_gives_the_same_page() {
    let world = World::new().await;
    for at in 0..50 {
        world.server.network.mention("ana", "brand", &format!("{at}")).unwrap();
    }
    let first = world.page(Feed::Notifications, &None).await.unwrap();
    let cursor = Some(first.cursor.clone());
    let again = world.page(Feed::Notifications, &cursor).await.unwrap();
    assert_eq!(world.page(Feed::Notifications, &cursor).await.unwrap(), again);
    assert_eq!((first.items.len(), again.items.len(), again.more), (40, 10, false));
}

#[tokio::test]
async fn a_past_that_was_given_up_is_not_read_on() {
    let world = World::new().await;
    for at in 0..120 {
        world.server.network.mention("ana", "brand", &format!("{at}")).unwrap();
    }
    let first = world.page(Feed::Notifications, &None).await.unwrap();
    assert!(first.more);
    let mut cursor = Some(world.network().forward(&first.cursor));
    assert_eq!(world.read(Feed::Notifications, &mut cursor).await, (vec![], 1));
    world.server.network.mention("ana", "brand", "new").unwrap();
    assert_eq!(world.read(Feed::Notifications, &mut cursor).await.0, ["mention @brand new"]);
}

#[tokio::test]
async fn each_kind_of_notification_is_what_it_is() {
    let world = World::new().await;
    let ours = world.server.network.post("brand", "our post", Options::default()).unwrap();
    world.server.network.mention("ana", "brand", "hello").unwrap();
    world.server.network.reply("ana", &ours, "an answer").unwrap();
    world.server.network.direct("ana", "brand", "secret").unwrap();
    world.server.network.favourite("ana", &ours).unwrap();
    world.server.network.boost("ana", &ours).unwrap();
    world.server.network.follow("ana", "brand");
    world.server.network.quote("ana", &ours, "look").unwrap();
    let page = world.page(Feed::Notifications, &None).await.unwrap();
    let mut kinds: Vec<Kind> = page
        .items
        .iter()
        .filter_map(|item| match item {
            Incoming::Said(post) => Some(post.kind),
            Incoming::Reacted(reaction) => Some(reaction.kind),
            _ => None,
        })
        .collect();
    kinds.sort();
    assert_eq!(kinds, [Kind::Mention, Kind::Reply, Kind::Dm, Kind::Quote, Kind::Like, Kind::Boost, Kind::Follow]);
    let subject = page.items.iter().find_map(|item| match item {
        Incoming::Reacted(reaction) => reaction.subject.as_ref().map(|post| post.remote_id.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(subject.as_deref(), Some(ours.as_str()));
}

#[tokio::test]
async fn a_message_is_the_same_wherever_it_is_told() {
    let world = World::new().await;
    let sent = world.server.network.direct("ana", "brand", "secret").unwrap();
    for feed in [Feed::Notifications, Feed::Messages] {
        let page = world.page(feed, &None).await.unwrap();
        let Some(Incoming::Said(post)) = page.items.first() else {
            panic!("{feed}: {page:?}");
        };
        assert_eq!((post.kind, post.visibility, post.remote_id.as_str()), (Kind::Dm, Visibility::Direct, sent.as_str()));
        assert_eq!((post.conversation.as_ref(), post.participants.len()), (None, 1));
        assert!(post.participants[0].starts_with("@ana"));
    }
}

#[tokio::test]
async fn a_server_without_conversations_is_asked_seldom() {
    let none = Quirks { no_conversations: true, ..Quirks::default() };
    let empty = Quirks { conversations_always_empty: true, ..Quirks::default() };
    for quirks in [none, empty] {
        let world = World::with(quirks).await;
        world.server.network.direct("ana", "brand", "secret").unwrap();
        let page = world.page(Feed::Messages, &None).await.unwrap();
        assert!(page.items.is_empty() && !page.more);
        assert_eq!(page.poll_after, Some(Duration::from_secs(3600)));
        assert_eq!(world.page(Feed::Notifications, &None).await.unwrap().items.len(), 1);
    }
}

#[tokio::test]
async fn our_own_posts_are_read_and_boosts_are_not() {
    let world = World::new().await;
    let hers = world.server.network.mention("ana", "brand", "hello").unwrap();
    world.server.network.post("brand", "from elsewhere", Options::reply_to(&hers)).unwrap();
    world.server.network.boost("brand", &hers).unwrap();
    let page = world.page(Feed::Own, &None).await.unwrap();
    let texts: Vec<_> = page.items.iter().map(told).collect();
    assert_eq!(texts, ["ours from elsewhere"]);
    assert!(page.figures.is_some_and(|figures| figures.posts.is_some()));
    let Incoming::Ours(post) = &page.items[0] else {
        panic!("not ours");
    };
    assert_eq!(post.parent, Some(RemoteId::new(hers)));
}

#[tokio::test]
async fn each_trouble_of_reading_has_its_fault() {
    let world = World::new().await;
    let now = world.clock.machine();
    let later = |seconds| now + Duration::from_secs(seconds);
    let table = [
        (Trick::status(401), Fault::Auth(AuthFault::Expired)),
        (Trick::answer(403, &[], r#"{"error":"This action is outside the authorized scopes"}"#), Fault::Auth(AuthFault::Forbidden)),
        (Trick::status(403), Fault::refused(403, "This action is not allowed")),
        (Trick::status(404), Fault::refused(404, "Record not found")),
        (Trick::answer(404, &[], "<html><head><title>Gone</title>"), Fault::refused(404, "Gone")),
        (Trick::status(500), Fault::Transient(Trouble::Server(500))),
        (Trick::status(502), Fault::Transient(Trouble::Server(502))),
        (Trick::Hang, Fault::Transient(Trouble::TimedOut)),
        (Trick::HangUp, Fault::Transient(Trouble::Broken)),
        (Trick::HalfAnswer, Fault::Transient(Trouble::Broken)),
        (Trick::Html, Fault::Protocol("HTML".into())),
    ];
    for (trick, expected) in table {
        world.server.faults.next(trick.clone());
        assert_eq!(world.page(Feed::Notifications, &None).await.unwrap_err(), expected, "{trick:?}");
    }
    world.server.faults.next(Trick::BadJson);
    assert!(matches!(world.page(Feed::Notifications, &None).await, Err(Fault::Protocol(_))));
    let limits = [
        (Trick::limited_for(30), later(30)),
        (Trick::unavailable_for(9), later(9)),
        (Trick::limited_until_date(later(40)), later(40)),
        (Trick::limited_until_reset(later(50)), later(50)),
        (Trick::status(429).with("x-ratelimit-reset", (later(70).millis() / 1000).to_string()), later(70)),
        (Trick::status(429).with("x-ratelimit-reset", later(80).millis().to_string()), later(80)),
        (Trick::status(429).with("ratelimit-reset", "90"), later(90)),
        (Trick::status(429), later(60)),
    ];
    for (trick, until) in limits {
        let world = World { http: Http::new(), ..World::new().await };
        world.server.faults.next(trick.clone());
        assert_eq!(world.page(Feed::Notifications, &None).await.unwrap_err(), Fault::RateLimited { until }, "{trick:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_unreachable_and_comes_back() {
    let world = World::new().await;
    world.server.stop().await;
    assert_eq!(world.page(Feed::Own, &None).await.unwrap_err(), Fault::Transient(Trouble::Unreachable));
    assert_eq!(world.publish(&out("x"), "k").await.unwrap_err(), Fault::Transient(Trouble::Unreachable));
    world.server.start_again().await.unwrap();
    assert!(world.page(Feed::Own, &None).await.is_ok());
}

#[tokio::test]
async fn each_trouble_of_writing_has_its_fault() {
    let table = [
        (Trick::status(401), Fault::Auth(AuthFault::Expired)),
        (Trick::status(422), Fault::refused(422, "Validation failed")),
        (Trick::status(500), Fault::Unsure(Trouble::Server(500))),
        (Trick::status(502), Fault::Unsure(Trouble::Server(502))),
        (Trick::status(503), Fault::Unsure(Trouble::Server(503))),
        (Trick::Hang, Fault::Unsure(Trouble::TimedOut)),
        (Trick::HangUp, Fault::Unsure(Trouble::Broken)),
        (Trick::AcceptThenHangUp, Fault::Unsure(Trouble::Broken)),
        (Trick::HalfAnswer, Fault::Unsure(Trouble::Broken)),
        (Trick::BadJson, Fault::Unsure(Trouble::Broken)),
        (Trick::Html, Fault::Unsure(Trouble::Broken)),
    ];
    for (trick, expected) in table {
        let world = World::new().await;
        world.server.faults.on("POST", "/api/v1/statuses", 1, trick.clone());
        assert_eq!(world.publish(&out("hello"), "k").await.unwrap_err(), expected, "{trick:?}");
        assert_eq!(world.asked("POST", "/api/v1/statuses"), 1, "never twice by itself: {trick:?}");
    }
}

#[tokio::test]
async fn the_same_key_is_one_post_where_keys_are_honoured() {
    let world = World::new().await;
    let first = world.publish(&out("hello"), "k").await.unwrap();
    assert_eq!(world.publish(&out("hello"), "k").await.unwrap(), first);
    assert_ne!(world.publish(&out("hello"), "another").await.unwrap(), first);
    assert_eq!(world.posts(), ["hello", "hello"]);
}

#[tokio::test]
async fn what_is_published_is_what_was_written() {
    let world = World::new().await;
    let parent = world.server.network.mention("ana", "brand", "any places?").unwrap();
    let reply = Outgoing {
        parent: Some(RemoteId::new(parent.as_str())),
        visibility: Visibility::Unlisted,
        language: Some("fr".into()),
        warning: "food".into(),
        ..out("@ana Été : oui & < 3 places\n\nhttps://example.org/a?b=1&c=2")
    };
    let id = world.publish(&reply, "k").await.unwrap();
    let page = world.page(Feed::Own, &None).await.unwrap();
    let Incoming::Ours(post) = &page.items[0] else {
        panic!("not ours");
    };
    assert_eq!((post.remote_id.as_str(), post.text.as_str(), post.warning.as_str()), (id.as_str(), reply.text.as_str(), "food"));
    assert_eq!((post.visibility, post.language.as_deref(), post.parent.clone()), (Visibility::Unlisted, Some("fr"), reply.parent));
}

#[tokio::test]
async fn a_post_whose_answer_was_lost_is_found_again() {
    for quirks in kin() {
        let world = World::with(Quirks { ignores_idempotency_key: true, ..quirks }).await;
        let parent = world.server.network.mention("ana", "brand", "any places?").unwrap();
        for visibility in [Visibility::Public, Visibility::Followers, Visibility::Direct] {
            let text = format!("@ana Oui, {visibility} & <3\n\nhttps://example.org/x");
            let reply = Outgoing { parent: Some(RemoteId::new(parent.as_str())), visibility, ..out(&text) };
            world.server.faults.on("POST", "/api/v1/statuses", 1, Trick::AcceptThenHangUp);
            let since = world.clock.machine();
            assert_eq!(world.publish(&reply, "k").await.unwrap_err(), Fault::Unsure(Trouble::Broken));
            let newest = world.server.network.posts_of("brand").pop().unwrap();
            assert_eq!(world.find(&reply, since, &[]).await, Ok(vec![newest.id.clone()]));
            assert_eq!(world.find(&reply, since, &[&newest.id]).await, Err(false), "known to be another's");
        }
    }
}

#[tokio::test]
async fn two_equal_posts_are_two_candidates() {
    let world = World::new().await;
    let since = world.clock.machine();
    let mut both = vec![world.publish(&out("thanks!"), "a").await.unwrap(), world.publish(&out("thanks!"), "b").await.unwrap()];
    both.sort();
    assert_eq!(world.find(&out("thanks!"), since, &[]).await.unwrap(), both);
    assert_eq!(world.find(&out("thanks!"), since, &[&both[0]]).await.unwrap(), both[1..]);
}

#[tokio::test]
async fn absence_is_certain_only_when_the_listing_is_fresh() {
    let world = World::new().await;
    let since = world.clock.machine();
    assert_eq!(world.find(&out("lost"), since, &[]).await, Err(false));
    world.clock.advance(Duration::from_secs(20));
    world.publish(&out("a later one"), "k").await.unwrap();
    assert_eq!(world.find(&out("lost"), since, &[]).await, Err(true));
    let direct = Outgoing { visibility: Visibility::Direct, ..out("@ana lost") };
    assert_eq!(world.find(&direct, since, &[]).await, Err(false), "private posts may not be listed");
    let quiet = World::new().await;
    quiet.publish(&out("an earlier one"), "k").await.unwrap();
    quiet.clock.advance(Duration::from_secs(3_600));
    let since = quiet.clock.machine();
    assert_eq!(quiet.find(&out("lost"), since, &[]).await, Err(false), "there may be a later listing");
    quiet.clock.advance(Duration::from_secs(601));
    assert_eq!(quiet.find(&out("lost"), since, &[]).await, Err(true), "an old attempt is in every listing");
    let silent = World::with(Quirks { listed_after: Duration::MAX, ..Quirks::default() }).await;
    let since = silent.clock.machine();
    silent.publish(&out("lost"), "k").await.unwrap();
    silent.clock.advance(Duration::from_secs(601));
    assert_eq!(silent.find(&out("lost"), since, &[]).await, Err(false), "there are servers that never list");
}

#[tokio::test]
async fn a_post_that_is_listed_late_is_not_absent() {
    let world = World::with(Quirks { listed_after: Duration::from_secs(100), ..Quirks::default() }).await;
    let since = world.clock.machine();
    let id = world.publish(&out("late"), "k").await.unwrap();
    assert_eq!(world.find(&out("late"), since, &[]).await, Err(false));
    world.clock.advance(Duration::from_secs(120));
    assert_eq!(world.find(&out("late"), since, &[]).await, Ok(vec![id]));
}

#[tokio::test]
async fn an_answer_to_nothing_is_refused() {
    let world = World::new().await;
    let reply = Outgoing { parent: Some(RemoteId::new("424242")), ..out("hello?") };
    assert!(matches!(world.publish(&reply, "k").await, Err(Fault::Permanent(_))));
    assert!(world.posts().is_empty());
    assert!(world.network().thread(&world.call(), &RemoteId::new("424242")).await.is_err_and(|fault| fault.is_gone()));
}

#[tokio::test]
async fn acts_may_be_done_twice() {
    let world = World::new().await;
    let hers = world.server.network.mention("ana", "brand", "hello").unwrap();
    for (kind, liked, boosted) in [
        (ActKind::Like, true, false),
        (ActKind::Like, true, false),
        (ActKind::Boost, true, true),
        (ActKind::Boost, true, true),
        (ActKind::Unlike, false, true),
        (ActKind::Unlike, false, true),
        (ActKind::Unboost, false, false),
        (ActKind::Unboost, false, false),
    ] {
        assert!(world.acted(kind, &hers).await.is_ok());
        world.act(kind, &hers).await.unwrap();
        assert_eq!(world.acted(kind, &hers).await, Ok(true), "{kind}");
        assert_eq!(!world.server.network.favourited_by(&hers).is_empty(), liked, "{kind}");
        assert_eq!(world.server.network.boosted_by(&hers, "brand"), boosted, "{kind}");
    }
    assert_eq!(world.asked("POST", &format!("/api/v1/statuses/{hers}/reblog")), 1, "what is boosted is not boosted again");
}

#[tokio::test]
async fn what_some_refuse_because_it_is_done_is_done() {
    let world = World::new().await;
    let hers = world.server.network.mention("ana", "brand", "hello").unwrap();
    world.act(ActKind::Like, &hers).await.unwrap();
    world.server.faults.on("POST", &format!("/api/v1/statuses/{hers}/favourite"), 1, Trick::status(404));
    assert_eq!(world.act(ActKind::Like, &hers).await, Ok(()));
    world.server.faults.on("POST", &format!("/api/v1/statuses/{hers}/unfavourite"), 1, Trick::status(404));
    assert!(world.act(ActKind::Unlike, &hers).await.is_err(), "it is still liked");
}

#[tokio::test]
async fn what_is_deleted_twice_is_gone() {
    let world = World::new().await;
    let id = world.publish(&out("oops"), "k").await.unwrap();
    assert_eq!(world.acted(ActKind::Delete, &id).await, Ok(false));
    world.server.faults.on("DELETE", "/api/v1/statuses", 1, Trick::status(404));
    assert_eq!(world.act(ActKind::Delete, &id).await, Err(Fault::Unsupported("delete")), "it is still there");
    for _ in 0..2 {
        world.act(ActKind::Delete, &id).await.unwrap();
        assert_eq!(world.acted(ActKind::Delete, &id).await, Ok(true));
    }
    assert!(world.posts().is_empty());
}

#[tokio::test]
async fn an_act_whose_answer_was_lost_is_seen_on_the_object() {
    let world = World::new().await;
    let hers = world.server.network.mention("ana", "brand", "hello").unwrap();
    assert_eq!(world.acted(ActKind::Like, &hers).await, Ok(false));
    world.server.faults.on("POST", "/api/v1/statuses", 1, Trick::AcceptThenHangUp);
    assert_eq!(world.act(ActKind::Like, &hers).await.unwrap_err(), Fault::Unsure(Trouble::Broken));
    assert_eq!(world.acted(ActKind::Like, &hers).await, Ok(true));
}

/// The network's id of somebody who has said something to us.
async fn id_of(world: &World, name: &str) -> String {
    let page = world.page(Feed::Notifications, &None).await.unwrap();
    let said = page.items.iter().find_map(|item| match item {
        Incoming::Said(post) if post.author.handle.starts_with(&format!("@{name}@")) => Some(post.author.remote_id.clone()),
        _ => None,
    });
    said.expect("somebody who has spoken")
}

#[tokio::test]
async fn people_are_shut_out_and_let_in_again() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", "buy my stuff").unwrap();
    let ana = id_of(&world, "ana").await;
    for (kind, tie, holds) in [
        (ActKind::Block, Tie::Block, true),
        (ActKind::Block, Tie::Block, true),
        (ActKind::Unblock, Tie::Block, false),
        (ActKind::Unblock, Tie::Block, false),
        (ActKind::Mute, Tie::Mute, true),
        (ActKind::Mute, Tie::Mute, true),
        (ActKind::Unmute, Tie::Mute, false),
        (ActKind::Unmute, Tie::Mute, false),
    ] {
        assert!(world.acted(kind, &ana).await.is_ok());
        world.act(kind, &ana).await.unwrap();
        assert_eq!(world.acted(kind, &ana).await, Ok(true), "{kind}");
        assert_eq!(world.server.network.tied("brand", tie, "ana"), holds, "{kind}");
        let heard = world.page(Feed::Notifications, &None).await.unwrap().items.len();
        assert_eq!(heard, usize::from(!holds), "{kind}");
    }
}

#[tokio::test]
async fn a_report_says_who_what_for_and_about_which_message() {
    let world = World::new().await;
    let spam = world.server.network.mention("ana", "brand", "buy my stuff").unwrap();
    let ana = id_of(&world, "ana").await;
    let report = |message: Option<&str>, category| {
        let said = Report { category, comment: "Again and again.".into(), message: message.map(RemoteId::new) };
        RemoteAct { report: Some(said), ..act(ActKind::Report, &ana) }
    };
    let (with, without) = (report(Some(&spam), Category::Spam), report(None, Category::Violation));
    for told in [&with, &without] {
        world.network().act(&world.call(), told).await.unwrap();
        assert_eq!(world.network().acted(&world.call(), told).await, Ok(false), "nobody can tell afterwards");
    }
    let told =
        |category: &str, statuses| ("brand".to_owned(), "ana".to_owned(), category.to_owned(), "Again and again.".to_owned(), statuses);
    assert_eq!(world.server.network.reports(), [told("spam", 1), told("violation", 0)]);
}

#[tokio::test]
async fn a_server_that_cannot_moderate_says_so_and_one_that_refuses_is_quoted() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", "hello").unwrap();
    let ana = id_of(&world, "ana").await;
    // As snac 2.75 answers to a mute and to a report: a page of HTML, and a 422 without a word.
    let page = Trick::answer(404, &[("content-type", "text/html")], "<h1>404 Not Found (snac/2.75)</h1>");
    for kind in [ActKind::Block, ActKind::Unblock, ActKind::Mute, ActKind::Unmute] {
        world.server.faults.on("POST", "/api/v1/accounts", 1, page.clone());
        world.server.faults.on("GET", "/api/v1/accounts/relationships", 1, Trick::answer(200, &[], "[\n]"));
        assert_eq!(world.act(kind, &ana).await, Err(Fault::Unsupported(kind.code())), "{kind}");
    }
    let said = Report { category: Category::Other, comment: String::new(), message: None };
    let report = RemoteAct { report: Some(said), ..act(ActKind::Report, &ana) };
    world.server.faults.on("POST", "/api/v1/reports", 1, Trick::answer(422, &[("content-type", "text/html")], ""));
    assert_eq!(world.network().act(&world.call(), &report).await.unwrap_err(), Fault::Unsupported("report"));
    world.server.faults.on("POST", "/api/v1/reports", 1, Trick::status(422));
    let refused = world.network().act(&world.call(), &report).await.unwrap_err();
    assert!(matches!(&refused, Fault::Permanent(refusal) if refusal.said.starts_with("Validation failed")), "{refused:?}");
    assert_eq!(world.act(ActKind::Hide, "1").await, Err(Fault::Unsupported("hide")), "there is no such thing here");
    assert!(world.act(ActKind::Block, "424242").await.is_err_and(|fault| fault.is_gone()), "nobody is there");
}

#[tokio::test]
async fn a_thread_is_whole_and_in_order() {
    let world = World::new().await;
    let root = world.server.network.mention("ana", "brand", "any places?").unwrap();
    world.clock.advance(Duration::from_secs(60));
    let ours = world.publish(&Outgoing { parent: Some(RemoteId::new(root.as_str())), ..out("@ana Yes, three.") }, "k").await.unwrap();
    world.clock.advance(Duration::from_secs(60));
    let last = world.server.network.reply("ana", &ours, "Great.").unwrap();
    for post in [&root, &ours, &last] {
        let thread = world.network().thread(&world.call(), &RemoteId::new(post.as_str())).await.unwrap();
        let told: Vec<_> = thread.posts.iter().map(|(post, ours)| (post.remote_id.as_str(), *ours)).collect();
        assert_eq!(told, [(root.as_str(), false), (ours.as_str(), true), (last.as_str(), false)]);
        assert_eq!(thread.posts[2].0.kind, Kind::Reply);
    }
}

#[tokio::test]
async fn weird_ids_are_one_part_of_a_path() {
    let world = World::new().await;
    for id in ["2026-11-22T16:40:45.502Z/favourite/01a2:89", "a b?c#d", "../../../oauth/token", "%2e", "é"] {
        let answer = world.acted(ActKind::Like, id).await;
        assert!(answer.as_ref().is_err_and(Fault::is_gone), "{id}: {answer:?}");
    }
    assert!(world.server.network.requests().iter().all(|log| log.path.starts_with("/api/v")));
}

#[tokio::test]
async fn a_limit_that_is_told_is_kept() {
    let world = World::with(Quirks { rate_limit: 6, ..Quirks::default() }).await;
    let mut last = Ok(());
    for _ in 0..20 {
        last = world.page(Feed::Notifications, &None).await.map(|_| ());
    }
    assert!(matches!(last, Err(Fault::RateLimited { until }) if until > world.clock.machine()), "{last:?}");
    assert!(world.server.network.requests().len() <= 8, "a limit is not run into again and again");
}
