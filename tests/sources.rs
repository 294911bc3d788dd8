//! Sources, over real HTTP: how they are found, read, left alone, and what they cannot do.
//!
//! Every site is a script on a port of its own. Nothing sleeps and nothing leaves this
//! machine; what takes long ends because the HTTP here is impatient.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::site::{Answer, Site};
use common::{NOON, open};
use vigie::base::id::{AccountId, ClientId};
use vigie::base::time::{Clock, FixedClock, Timestamp};
use vigie::demo::{self, Demo};
use vigie::engine::login::{self, LoginError};
use vigie::engine::once::{self, Synced};
use vigie::engine::{Parts, Rules};
use vigie::model::account::{Account, Feed, FeedStatus, Health};
use vigie::model::conversation::{Row, View};
use vigie::model::credential::Credential;
use vigie::model::fault::{Fault, ReasonCode};
use vigie::model::network::Network;
use vigie::model::query::{AccountRow, Answer as Told, ConversationView, InboxQuery, Query, Span};
use vigie::net::Http;
use vigie::store::Store;
use vigie::vault::Vault;

/// Somebody who follows sources.
struct Reader {
    clock: Arc<FixedClock>,
    store: Store,
    parts: Parts,
    client: ClientId,
    folder: tempfile::TempDir,
}

impl Reader {
    async fn new() -> Reader {
        Reader::with(Http::new()).await
    }

    async fn with(http: Http) -> Reader {
        let clock = Arc::new(FixedClock::at(NOON));
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path(), clock.clone());
        let parts = Parts::new(store.clone(), Vault::open(folder.path(), false), http, clock.clone(), Rules::default());
        let client = store.add_client("Bistro", None).await.unwrap();
        Reader { clock, store, parts, client, folder }
    }

    async fn add(&self, address: impl AsRef<str>) -> AccountId {
        self.add_with(address, "").await.unwrap()
    }

    async fn add_with(&self, address: impl AsRef<str>, pair: &str) -> Result<AccountId, LoginError> {
        let added = login::add(&self.parts, self.client, Network::Rss, address.as_ref(), Credential::token(pair)).await;
        added.map(|added| added.account)
    }

    /// What adding an address says when it does not go well.
    async fn refused(&self, address: impl AsRef<str>) -> Fault {
        match self.add_with(address, "").await {
            Err(LoginError::Network(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }

    async fn sync(&self) -> Vec<Synced> {
        once::sync(&self.parts, None, |_| ()).await.unwrap()
    }

    /// One round that must go well: items that were new, and requests.
    async fn polled(&self) -> (u32, u64) {
        let synced = self.sync().await;
        assert_eq!(synced.iter().find_map(|account| account.trouble.clone()), None);
        (synced.iter().map(|account| account.fresh).sum(), synced.iter().map(|account| account.requests).sum())
    }

    /// What went wrong with the only source.
    async fn trouble(&self) -> (ReasonCode, String) {
        let mut synced = self.sync().await;
        assert_eq!(synced.len(), 1);
        let reason = synced.remove(0).trouble.expect("all is well");
        (reason.code, reason.detail)
    }

    async fn rows(&self) -> Vec<AccountRow> {
        match self.store.ask(Query::Accounts).await.unwrap() {
            Told::Accounts(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    /// The only source.
    async fn source(&self) -> Account {
        let mut rows = self.rows().await;
        assert_eq!(rows.len(), 1);
        rows.remove(0).account
    }

    /// How the only source's feed stands.
    async fn status(&self) -> FeedStatus {
        self.rows().await.remove(0).feeds.remove(0)
    }

    /// How many minutes the only source is left alone, without the share that is chance.
    async fn rests(&self) -> u64 {
        let rest = self.status().await.next_at.unwrap().since(self.now()).as_secs();
        // Chance adds up to a quarter; all rests in these stories are further apart.
        [1, 15, 30, 60, 120, 360].into_iter().rfind(|minutes| minutes * 60 <= rest && rest <= minutes * 75).unwrap_or(rest)
    }

    fn now(&self) -> Timestamp {
        self.clock.machine()
    }

    /// The list to read, newest first.
    async fn list(&self) -> Vec<Row> {
        let query = InboxQuery { view: View::ToRead, ..InboxQuery::default() };
        match self.store.ask(Query::Inbox(query, Span::top(10_000))).await.unwrap() {
            Told::Inbox(window) => window.rows,
            other => panic!("{other:?}"),
        }
    }

    async fn titles(&self) -> Vec<String> {
        self.list().await.into_iter().map(|row| row.excerpt).collect()
    }

    /// The conversation of an entry, by what it begins with.
    async fn entry(&self, begins: &str) -> ConversationView {
        let row = self.list().await.into_iter().find(|row| row.excerpt.starts_with(begins)).expect("no such entry");
        match self.store.ask(Query::Conversation(row.id)).await.unwrap() {
            Told::Conversation(Some(view)) => *view,
            other => panic!("{other:?}"),
        }
    }
}

fn rss(items: &str) -> Answer {
    Answer::ok(format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Blog</title>{items}</channel></rss>"))
        .with("content-type", "application/rss+xml")
}

fn item(name: &str) -> String {
    format!("<item><guid>{name}</guid><title>{name}</title><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate></item>")
}

fn page(head: &str) -> Answer {
    Answer::ok(format!("<!DOCTYPE html><html><head>{head}</head><body>Welcome</body></html>")).with("content-type", "text/html")
}

fn link(kind: &str, title: &str, href: &str) -> String {
    format!("<link rel=\"alternate\" type=\"application/{kind}\" title=\"{title}\" href=\"{href}\">")
}

#[tokio::test]
async fn a_site_leads_to_its_feed() {
    let comments = link("rss+xml", "The Blog » Comments Feed", "/comments/feed/");
    let table = [
        (comments.clone() + &link("rss+xml", "The Blog", "/the-feed"), "/the-feed"),
        (format!("<base href=\"/deep/er/\">{}", link("atom+xml", "", "atom")), "/deep/er/atom"),
        (comments, "/comments/feed/"),
        ("<title>no word of a feed</title>".to_owned(), "/feed.xml"),
    ];
    for (head, expected) in table {
        let site = Site::open().await;
        site.says("/", page(&head));
        site.says(expected, rss(&item("one")));
        let reader = Reader::new().await;
        reader.add(site.url("/")).await;
        let source = reader.source().await;
        assert_eq!((source.server.as_str(), source.name.as_str()), (site.url(expected).as_str(), "The Blog"), "{head}");
        assert_eq!(reader.polled().await, (1, 1), "{head}");
    }
}

#[tokio::test]
async fn what_is_no_feed_and_leads_to_none_is_not_added() {
    let site = Site::open().await;
    site.says("/page", page(""));
    site.says("/words", Answer::ok("words"));
    site.says("/nothing", Answer::ok(""));
    let reader = Reader::new().await;
    assert_eq!(reader.refused(site.url("/page")).await, Fault::Protocol("no feed".into()));
    assert_eq!(site.paths().len(), 6, "the page and five usual places, and no more");
    assert_eq!(reader.refused(site.url("/words")).await, Fault::Protocol("no feed".into()));
    assert_eq!(reader.refused(site.url("/nothing")).await, Fault::Protocol("empty".into()));
    assert!(reader.refused(site.url("/absent")).await.is_gone());
    assert!(reader.rows().await.is_empty());
}

#[tokio::test]
async fn validators_are_sent_back_as_they_came_and_a_quiet_source_costs_one_request() {
    for (etag, modified) in [
        (Some("\"5e1-60b\""), Some("Fri, 20 Nov 2026 08:00:00 GMT")),
        (Some("W/\"a, b;c='d'\""), None),
        (Some("not-even-quoted"), None),
        (None, Some("2026-11-20 08:00, by our clock")),
    ] {
        let site = Site::open().await;
        let answer = etag.iter().fold(rss(&item("one")), |answer, etag| answer.with("etag", *etag));
        site.says("/feed", modified.iter().fold(answer, |answer, modified| answer.with("last-modified", *modified)));
        let reader = Reader::new().await;
        let id = reader.add(site.url("/feed")).await;
        assert_eq!(reader.polled().await, (1, 1));
        let cursor = reader.store.cursor(id, Feed::Entries).await.unwrap();
        site.asked();
        assert_eq!(reader.polled().await, (0, 1));
        let asked = site.asked().remove(0);
        assert_eq!((asked.header("if-none-match"), asked.header("if-modified-since")), (etag, modified));
        assert_eq!(reader.store.cursor(id, Feed::Entries).await.unwrap(), cursor);
        assert_eq!((reader.titles().await, reader.status().await.trouble), (vec!["one".to_owned()], None));
    }
}

#[tokio::test]
async fn without_validators_the_same_document_adds_nothing() {
    let site = Site::open().await;
    let undated = "<item><title>no id, no date</title></item><item><description>not even a title</description></item>";
    site.says("/feed", rss(&format!("{}{undated}", item("one"))));
    let reader = Reader::new().await;
    reader.add(site.url("/feed")).await;
    assert_eq!(reader.polled().await.0, 3);
    reader.clock.advance(Duration::from_secs(3_600));
    assert_eq!(reader.polled().await, (0, 1));
}

#[tokio::test]
async fn where_a_source_lives_now_is_remembered_only_when_it_says_so_for_good() {
    let table = [
        (vec![301], "/new"),
        (vec![308], "/new"),
        (vec![302], "/feed"),
        (vec![307], "/feed"),
        (vec![301, 302], "/step1"),
        (vec![302, 301], "/feed"),
        (vec![301, 308], "/new"),
    ];
    for (statuses, expected) in table {
        let (site, reader) = (Site::open().await, Reader::new().await);
        site.says("/feed", rss(&item("one")));
        reader.add(site.url("/feed")).await;
        reader.polled().await;
        let steps: Vec<String> =
            (0..=statuses.len()).map(|step| if step == 0 { "/feed".to_owned() } else { format!("/step{step}") }).collect();
        for (step, status) in statuses.iter().enumerate() {
            let next = if step + 1 == statuses.len() { "/new" } else { steps[step + 1].as_str() };
            site.says(&steps[step], Answer::to(*status, next));
        }
        site.says("/new", rss(&(item("two") + &item("one"))));
        site.asked();
        assert_eq!(reader.polled().await, (1, statuses.len() as u64 + 1), "{statuses:?}");
        assert_eq!(reader.source().await.server, site.url(expected), "{statuses:?}");
        site.asked();
        assert_eq!(reader.polled().await.0, 0, "{statuses:?}: the same entries at another address are the same");
        assert_eq!(site.paths()[0], expected, "{statuses:?}");
    }
}

#[tokio::test]
async fn a_source_that_moved_and_has_not_changed_is_asked_at_its_new_address() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    let feed = rss(&item("one")).with("etag", "\"1\"");
    site.says("/feed", feed.clone());
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    site.says("/feed", Answer::to(301, "/new"));
    site.says("/new", feed);
    assert_eq!(reader.polled().await, (0, 2));
    assert_eq!(reader.source().await.server, site.url("/new"));
    assert_eq!(reader.polled().await, (0, 1));
}

#[tokio::test]
async fn redirects_have_an_end() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    site.says("/a", Answer::to(302, "/b"));
    site.says("/b", Answer::to(302, "/a"));
    assert_eq!(reader.refused(site.url("/a")).await, Fault::Protocol("redirects".into()));
    assert_eq!(site.paths().len(), 6);
    site.says("/files", Answer::to(301, "file:///etc/passwd"));
    assert!(matches!(reader.refused(site.url("/files")).await, Fault::Permanent(_)));
}

#[tokio::test]
async fn a_source_that_is_gone_for_good_is_not_asked_again() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    site.says("/feed", rss(&item("one")));
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    site.says("/feed", Answer::status(410));
    assert_eq!(reader.trouble().await.0, ReasonCode::Gone);
    site.asked();
    assert_eq!((reader.sync().await, site.paths()), (Vec::new(), Vec::<String>::new()));
    assert_eq!(reader.source().await.health, Health::Gone);
    assert_eq!(reader.status().await.trouble.map(|reason| reason.code), Some(ReasonCode::Gone), "and it says so");
    assert_eq!(reader.titles().await, ["one"]);
}

#[tokio::test]
async fn every_refusal_has_its_reason_and_its_rest() {
    let in_two_minutes = "Sun, 22 Nov 2026 12:02:00 GMT";
    let table = [
        (Answer::status(404), ReasonCode::Gone, ""),
        (Answer::status(403), ReasonCode::Refused, "403"),
        (Answer::status(500), ReasonCode::ServerError, "500"),
        (Answer::status(503), ReasonCode::ServerError, "503"),
        (Answer::status(503).with("retry-after", "120"), ReasonCode::RateLimited, "2026-11-22T12:02:00Z"),
        (Answer::status(503).with("retry-after", in_two_minutes), ReasonCode::RateLimited, "2026-11-22T12:02:00Z"),
        (Answer::status(429).with("retry-after", "120"), ReasonCode::RateLimited, "2026-11-22T12:02:00Z"),
        (Answer::status(429).with("retry-after", in_two_minutes), ReasonCode::RateLimited, "2026-11-22T12:02:00Z"),
        (Answer::status(429), ReasonCode::RateLimited, "2026-11-22T12:01:00Z"),
        (Answer::ok("<svg/>"), ReasonCode::Protocol, "no feed"),
        (page(""), ReasonCode::Protocol, "HTML"),
        (rss(&item("two")).said_to_be(100_000), ReasonCode::Broken, ""),
    ];
    for (answer, code, detail) in table {
        let (site, reader) = (Site::open().await, Reader::new().await);
        site.says("/feed", rss(&item("one")).with("etag", "\"1\""));
        reader.add(site.url("/feed")).await;
        reader.polled().await;
        site.says("/feed", answer);
        assert_eq!(reader.trouble().await, (code, detail.to_owned()));
        let status = reader.status().await;
        assert_eq!((status.trouble.map(|reason| reason.code), status.read_at), (Some(code), Some(NOON)), "and it is kept");
        assert_eq!(reader.source().await.health, Health::Ok);
        if code == ReasonCode::RateLimited {
            site.asked();
            assert_eq!(reader.trouble().await.0, code);
            assert_eq!(site.paths(), [""; 0], "it is not asked before its time");
            reader.clock.advance(Duration::from_secs(121));
        }
        site.says("/feed", rss(&(item("two") + &item("one"))));
        assert_eq!(reader.polled().await.0, 1, "{code:?}: nothing was lost");
        assert_eq!(reader.status().await.trouble, None);
    }
}

#[tokio::test]
async fn silence_is_not_waited_for_longer_than_patience_lasts() {
    let reader = Reader::with(Http::with_patience(Duration::from_millis(150))).await;
    let site = Site::open().await;
    site.says("/feed", Answer::never());
    assert_eq!(reader.refused(site.url("/feed")).await.reason().code, ReasonCode::TimedOut);
}

#[tokio::test]
async fn a_source_behind_a_password_is_read_with_it() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    site.says_in_turn("/feed", [rss(&item("one")), rss(&item("one")), Answer::status(401)]);
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    assert_eq!(reader.trouble().await.0, ReasonCode::LoginExpired);
    assert_eq!(reader.source().await.health, Health::NeedsLogin);
    site.asked();
    assert_eq!(reader.trouble().await.0, ReasonCode::LoginExpired);
    assert_eq!(site.paths(), [""; 0], "a lost login is not tried again");

    site.says("/feed", rss(&(item("two") + &item("one"))));
    login::renew(&reader.parts, &reader.source().await, Credential::token("marie:s3:cret")).await.unwrap();
    assert_eq!((reader.polled().await.0, reader.source().await.health), (1, Health::Ok));
    let basic = "Basic bWFyaWU6czM6Y3JldA==";
    assert!(site.asked().iter().all(|asked| asked.header("authorization") == Some(basic)));
}

#[tokio::test]
async fn a_password_is_shown_to_no_other_place() {
    let is_bare = |site: &Site| {
        let asked = site.asked();
        !asked.is_empty() && asked.iter().all(|asked| asked.header("authorization").is_none())
    };
    // A redirect, for now.
    let (ours, theirs, reader) = (Site::open().await, Site::open().await, Reader::new().await);
    theirs.says("/x", rss(&item("one")));
    ours.says("/feed", Answer::to(302, theirs.url("/x")));
    reader.add_with(ours.url("/feed"), "marie:secret").await.unwrap();
    reader.polled().await;
    assert!(is_bare(&theirs));
    assert!(ours.asked().iter().all(|asked| asked.header("authorization").is_some()));
    // A source that moves after it was added.
    ours.says("/feed", Answer::to(301, theirs.url("/x")));
    reader.polled().await;
    reader.polled().await;
    assert!(is_bare(&theirs));
    assert_eq!(reader.source().await.server, theirs.url("/x"));
    // One that had moved before.
    let reader = Reader::new().await;
    reader.add_with(ours.url("/feed"), "marie:secret").await.unwrap();
    reader.polled().await;
    assert!(is_bare(&theirs));
    // A feed that a site names on another host.
    let reader = Reader::new().await;
    ours.says("/", page(&link("rss+xml", "", &theirs.url("/x"))));
    reader.add_with(ours.url("/"), "marie:secret").await.unwrap();
    reader.polled().await;
    assert!(is_bare(&theirs));
}

#[tokio::test]
async fn a_first_reading_takes_the_newest_and_the_others_are_never_news() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    let day = |n: usize| {
        format!("<item><guid>{n}</guid><title>{n}</title><pubDate>{:02} Oct 2026 {:02}:00:00 GMT</pubDate></item>", n / 20 + 1, n % 20)
    };
    let items = |numbers: &mut dyn Iterator<Item = usize>| numbers.map(day).collect::<String>();
    site.says("/feed", rss(&items(&mut (0..60))));
    reader.add(site.url("/feed")).await;
    assert_eq!(reader.polled().await.0, 50);
    assert_eq!(reader.titles().await.last().map(String::as_str), Some("10"));
    assert_eq!(reader.polled().await.0, 0);
    site.says("/feed", rss(&items(&mut (0..62).rev())));
    assert_eq!(reader.polled().await.0, 2, "what was left out is not new because the document is");
    // Those that fell out of the document need not be remembered, and those that stand there are.
    site.says("/feed", rss(&items(&mut (5..64))));
    assert_eq!(reader.polled().await.0, 2);
    assert_eq!(reader.polled().await.0, 0);
}

#[tokio::test]
async fn what_a_document_may_hold_is_bounded() {
    let long = rss(&(0..5_010).map(|n| item(&n.to_string())).collect::<String>());
    let laughs = (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect::<String>();
    let entities = |entities: &str, title: &str| {
        Answer::ok(format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [{entities}]><rss version=\"2.0\"><channel><item><title>{title}</title></item></channel></rss>"
        ))
    };
    let table: Vec<(&str, Answer, Result<&str, ReasonCode>)> = vec![
        ("more than 20 MB", Answer::ok(vec![b' '; 21 << 20]), Err(ReasonCode::TooLarge)),
        ("more than 20 MB when unpacked", Answer::ok(bomb(25 << 20)).with("content-encoding", "gzip"), Err(ReasonCode::TooLarge)),
        ("elements in elements", rss(&format!("<item>{}", "<a>".repeat(2_000_000))), Err(ReasonCode::Protocol)),
        ("lists in lists", Answer::ok(format!("{{\"items\": {}", "[".repeat(2_000_000))), Err(ReasonCode::Protocol)),
        ("a billion laughs", entities(&format!("<!ENTITY l0 \"ha\">{laughs}"), "so funny &l11;"), Ok("so funny &l11;")),
        ("an entity from outside", entities("<!ENTITY x SYSTEM \"file:///etc/hostname\">", "mine &x;"), Ok("mine &x;")),
        ("no UTF-8", Answer::ok(b"<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><item><title>caf\xe9 \xff\xfe</title></item></channel></rss>".to_vec()), Ok("caf\u{fffd} \u{fffd}\u{fffd}")),
        ("no end", Answer::ok(b"<rss version=\"2.0\"><channel><item><title>whole</title></item><item><title>ha".to_vec()), Ok("whole")),
    ];
    for (what, answer, expected) in table {
        let (site, reader) = (Site::open().await, Reader::new().await);
        site.says("/feed", answer);
        match expected {
            Err(code) => assert_eq!(reader.refused(site.url("/feed")).await.reason().code, code, "{what}"),
            Ok(title) => {
                reader.add(site.url("/feed")).await;
                reader.polled().await;
                assert_eq!(reader.titles().await, [title], "{what}");
            }
        }
    }
    let (site, reader) = (Site::open().await, Reader::new().await);
    site.says("/feed", rss("<item><guid>old</guid></item>"));
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    site.says("/feed", long);
    assert_eq!(reader.polled().await.0, 5_000);
}

/// `length` spaces, packed by hand: one literal, and then copies of what came before
/// (RFC 1951, 3.2.6: fixed codes; RFC 1952 around it).
fn bomb(length: usize) -> Vec<u8> {
    let (mut packed, mut bits, mut count) = (vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], 0_u32, 0);
    let mut put = |value: u32, width: u32| {
        bits |= value << count;
        count += width;
        while count >= 8 {
            packed.push((bits & 0xff) as u8);
            bits >>= 8;
            count -= 8;
        }
    };
    put(0b011, 3);
    put(0b0000_1010, 8);
    for _ in 0..length / 258 {
        // 258 bytes, at a distance of one: 11000101 and 00000, the first bit first.
        put(0b1010_0011, 8);
        put(0, 5);
    }
    put(0, 7);
    put(0, 7);
    packed
}

#[tokio::test]
async fn an_entry_that_says_nothing_shows_its_link() {
    let site = Site::open().await;
    site.says("/feed", rss("<item><guid>1</guid><link>https://blog.test/1</link></item>"));
    let reader = Reader::new().await;
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    assert_eq!(reader.titles().await, ["https://blog.test/1"]);
}

#[tokio::test]
async fn ids_are_kept_apart_and_dates_that_cannot_be_are_not_believed() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    let dated = |name: &str, date: &str| format!("<item><guid>x</guid><title>{name}</title><pubDate>{date}</pubDate></item>");
    let twice = dated("first", "Sat, 21 Nov 2026 08:00:00 GMT") + &dated("second", "Sat, 21 Nov 2026 09:00:00 GMT");
    let odd = "<item><title>future</title><pubDate>Sun, 22 Nov 2037 08:00:00 GMT</pubDate></item>\
               <item><title>year one</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item>";
    site.says("/feed", rss(&(twice.clone() + odd)));
    reader.add(site.url("/feed")).await;
    assert_eq!(reader.polled().await.0, 4);
    for name in ["future", "year one"] {
        let at = reader.entry(name).await.messages[0].happened_at;
        assert!(NOON.since(at) < Duration::from_secs(1) && at <= NOON, "{name}: {}", at.rfc3339());
    }
    site.says("/feed", rss(&(dated("second", "Sat, 21 Nov 2026 09:00:00 GMT") + odd)));
    assert_eq!(reader.polled().await.0, 0, "an id that stood twice and stands alone is no new one");
    assert_eq!(reader.list().await.len(), 4);
}

#[tokio::test]
async fn an_entry_that_was_edited_is_marked_and_keeps_what_it_said() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    let atom = |updated: &str, words: &str| {
        Answer::ok(format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Blog</title><entry><id>1</id><title>t</title>\
             <published>2026-11-21T08:00:00Z</published><updated>{updated}</updated><content>{words}</content></entry></feed>"
        ))
    };
    site.says("/feed", atom("2026-11-21T08:00:00Z", "befor"));
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    let versions = || {
        let store = rusqlite::Connection::open(reader.folder.path().join("vigie.db")).unwrap();
        store.query_row("SELECT group_concat(text) FROM versions", [], |row| row.get::<_, Option<String>>(0)).unwrap()
    };
    assert_eq!((reader.list().await[0].edited, versions()), (false, None));
    site.says("/feed", atom("2026-11-21T10:00:00Z", "before"));
    assert_eq!(reader.polled().await.0, 0);
    let row = &reader.list().await[0];
    assert_eq!((row.edited, row.excerpt.contains("before"), versions().as_deref()), (true, true, Some("t\n\nbefor")));
    reader.polled().await;
    assert_eq!(versions().as_deref(), Some("t\n\nbefor"), "once");
}

#[tokio::test]
async fn links_are_made_whole_and_every_medium_has_a_name() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    let item = "<item><guid>1</guid><title>t</title><link>/2026/one</link>\
        <enclosure url=\"https://cdn.test/ep/12.mp3?x=1\" type=\"audio/mpeg\" length=\"1\"/>\
        <description>&lt;a href=\"two\"&gt;more&lt;/a&gt; &lt;img src=\"/a.jpg\" alt=\"A tart\"&gt;&lt;img src=\"/b.png\"&gt;\
        &lt;a href=\"javascript:x\"&gt;no&lt;/a&gt;</description></item>";
    site.says("/feed", rss(item));
    reader.add(site.url("/feed")).await;
    reader.polled().await;
    let message = reader.entry("t").await.messages.remove(0);
    assert_eq!(message.url, site.url("/2026/one"));
    assert_eq!(message.text, format!("t\n\nmore ({}) no", site.url("/2026/two")));
    let media: Vec<_> = message.media.iter().map(|media| (media.kind.as_str(), media.alt.as_str())).collect();
    assert_eq!(media, [("audio", "12.mp3"), ("image", "A tart"), ("image", "b.png")]);
}

#[tokio::test]
async fn a_source_is_left_alone_for_as_long_as_it_asks_and_no_less_than_usual() {
    let feed = |head: &str| rss(&(head.to_owned() + &item("one"))).with("etag", "\"1\"");
    let table = [
        (feed(""), 15),
        (feed("<ttl>1</ttl>"), 15),
        (feed("<ttl>60</ttl>"), 60),
        (feed("<ttl>43200</ttl>"), 360),
        (feed("").with("cache-control", "public, max-age=1800"), 30),
        (feed("<ttl>60</ttl>").with("cache-control", "Max-Age=\"7200\""), 120),
        (feed("").with("cache-control", "s-maxage=7200, no-cache"), 15),
        (feed("").with("cache-control", "max-age=forever"), 15),
    ];
    for (answer, minutes) in table {
        let (site, reader) = (Site::open().await, Reader::new().await);
        site.says("/feed", answer);
        reader.add(site.url("/feed")).await;
        reader.polled().await;
        assert_eq!(reader.rests().await, minutes);
        reader.polled().await;
        assert_eq!(site.asked().len(), 3);
        assert_eq!(reader.rests().await, minutes, "also when it has not changed");
    }
}

#[tokio::test]
async fn a_host_that_fails_three_of_its_sources_is_left_alone_until_it_answers() {
    let (site, reader) = (Site::open().await, Reader::new().await);
    for n in 0..8 {
        site.says(&format!("/{n}"), rss(&item("one")));
        reader.add(site.url(&format!("/{n}"))).await;
    }
    reader.polled().await;
    for n in 0..8 {
        site.says(&format!("/{n}"), Answer::status(502));
    }
    site.asked();
    // Four are on their way before the third answer is there.
    let in_trouble = |synced: Vec<Synced>| synced.iter().filter(|account| account.trouble.is_some()).count();
    assert_eq!(in_trouble(reader.sync().await), 8, "all of them say why");
    let asked = site.paths().len();
    assert!((3..=6).contains(&asked), "{asked}");
    assert_eq!((in_trouble(reader.sync().await), site.paths().len()), (8, 0));
    // One answer is enough.
    reader.clock.advance(Duration::from_secs(33));
    for n in 0..8 {
        site.says(&format!("/{n}"), rss(&item("one")));
    }
    assert_eq!((in_trouble(reader.sync().await), site.paths().len()), (0, 8));
    site.says("/0", Answer::status(502));
    site.says("/1", Answer::status(429));
    assert_eq!((in_trouble(reader.sync().await), site.paths().len()), (2, 8), "two that fail concern nobody else");
}

#[tokio::test]
async fn a_host_is_asked_four_things_at_once() {
    let (site, other, reader) = (Site::open().await, Site::open().await, Reader::new().await);
    for n in 0..12 {
        for site in [&site, &other] {
            site.says(&format!("/{n}"), rss(&item("one")));
            reader.add(site.url(&format!("/{n}"))).await;
        }
    }
    // No answer before four are asked: three at once would wait for ever.
    site.waits_for(4);
    other.waits_for(4);
    assert_eq!(reader.polled().await, (24, 24));
    assert_eq!((site.most_at_once(), other.most_at_once()), (4, 4));
}

#[tokio::test]
async fn the_sources_of_the_demo_are_sources_like_any_others() {
    let midnight = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
    for (lang, edited) in [(demo::Lang::Fr, "J’ai mangé"), (demo::Lang::En, "I ate")] {
        let reader = Reader::new().await;
        let settings = demo::Settings { speed: 1, ..demo::Settings::of(lang, midnight) };
        let day = Demo::start(settings).await.unwrap();
        let later = Demo::start(demo::Settings { opens: (10, 20), ..demo::Settings::of(lang, midnight) }).await.unwrap();
        let sources = |day: &Demo| {
            day.accounts().into_iter().filter(|account| account.network.is_source()).map(|source| source.url).collect::<Vec<_>>()
        };
        for source in sources(&day) {
            reader.add(source).await;
        }
        assert!(reader.rows().await.iter().all(|row| !row.account.name.is_empty()));
        let (fresh, requests) = reader.polled().await;
        assert!((15..30).contains(&fresh) && requests == 7, "{lang:?}: {fresh} in {requests}");
        assert_eq!(reader.polled().await, (0, 7), "and nothing new in the same minute");
        let pictured = reader.entry(edited).await.messages.remove(0);
        assert!(pictured.media.iter().all(|media| media.kind == "image" && media.alt.len() > 20), "{pictured:?}");
        assert!(reader.list().await.iter().all(|row| !row.edited));

        // The same day, two hours on: it is another port, so another seven sources.
        let afternoon = Reader::new().await;
        for source in sources(&later) {
            afternoon.add(source).await;
        }
        assert!(afternoon.polled().await.0 > fresh, "{lang:?}: more has come out");
        assert!(afternoon.entry(edited).await.row.edited);
    }
}
