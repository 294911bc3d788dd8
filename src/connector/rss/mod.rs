//! Sources: RSS, Atom and JSON Feed. They are read, and nothing is ever sent there.
//!
//! Formats: <https://www.rssboard.org/rss-specification>, RFC 4287,
//! <https://www.jsonfeed.org/version/1.1/>. The validators of HTTP are the cursor, so that a
//! quiet source costs one small request. Subscribing to changes (WebSub) is absent: it needs
//! an address that the world can reach.

mod cursor;
mod discover;
mod document;
mod encoding;
mod map;
pub mod opml;
mod skeleton;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::Duration;

use async_trait::async_trait;
use url::Url;

use crate::base::id::ClientId;
use crate::base::percent;
use crate::base::secret::Secret;
use crate::base::time::Timestamp;
use crate::connector::{Call, Connector, LoginStart, Visit};
use crate::model::account::{Feed, Identity};
use crate::model::capability::{Capabilities, Dedupe, Login};
use crate::model::credential::Credential;
use crate::model::exchange::{Cursor, Found, IdempotencyKey, Incoming, Outgoing, Page, Post, Receipt, RemoteAct, RemoteId, Thread};
use crate::model::fault::Fault;
use crate::model::interaction::Visibility;
use crate::net::{Http, Request, Response};
use cursor::{Place, mark};
pub use document::Unreadable;

const TYPES: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
/// The longest rest that a source may ask for; some ask for a month.
const SELDOM: Duration = Duration::from_secs(6 * 3600);

/// The connector; one value serves all sources.
#[derive(Debug, Clone, Copy)]
pub struct Rss;

/// The address of a source as a person types it, made whole; none when it is no address.
pub fn address(typed: &str) -> Option<String> {
    discover::address(typed).map(|url| url.to_string())
}

/// A source's address and the name and password that were written into it, if any.
pub fn without_password(address: &str) -> (String, Option<Secret<String>>) {
    match Url::parse(address) {
        Ok(mut url) if !url.username().is_empty() => {
            let decode = |text: &str| percent::decode(text);
            let pair = format!("{}:{}", decode(url.username()), decode(url.password().unwrap_or_default()));
            // Both can be taken away where there is a host, which every such address has.
            let bare = url.set_username("").and_then(|()| url.set_password(None)).map(|()| url.to_string());
            (bare.unwrap_or_default(), Some(Secret::new(pair)))
        }
        _ => (address.to_owned(), None),
    }
}

/// Whether a password that was typed for one address may be shown to another.
pub fn is_same_place(typed: &str, other: &str) -> bool {
    let origin = |address| discover::address(address).map(|url| url.origin());
    origin(typed).is_some_and(|typed| Some(typed) == origin(other))
}

/// What tells a source from all others: the same address may serve several clients.
pub fn remote_id(client: ClientId, address: &str) -> String {
    format!("{client} {address}")
}

/// How the address of a source is shown: without its scheme.
pub fn handle(address: &str) -> String {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_end_matches('/').to_owned()
}

/// Where and when a document was got.
#[derive(Debug, Clone, Copy)]
pub struct Got<'a> {
    /// The address that answered.
    pub address: &'a str,
    /// The charset of the answer's content type, if it named one.
    pub charset: Option<&'a str>,
    /// The machine's time.
    pub now: Timestamp,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The name that the source gives itself.
    pub name: Option<String>,
    /// How long the document is good for, if it says so.
    pub ttl: Option<Duration>,
    /// Its entries, oldest first.
    pub entries: Vec<Post>,
}

/// Reads a document, whatever it is; pure, and slow for a large one.
///
/// `twice` holds the marks of ids that stood for several entries before, and then those of
/// this document.
///
/// # Errors
/// When it is no feed.
pub fn entries_of(bytes: &[u8], got: &Got<'_>, twice: &mut BTreeSet<String>) -> Result<Reading, Unreadable> {
    let address = Url::parse(got.address).map_err(|_| Unreadable::Empty)?;
    let document = document::read(bytes, address.as_str(), got.charset)?;
    let ttl = document.ttl.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    Ok(Reading { name: map::name(&document), ttl, entries: map::entries(&document, &address, got.now, twice) })
}

/// A document with the answer that brought it.
struct Fetched {
    moved: Option<String>,
    place: Place,
    poll_after: Option<Duration>,
    reading: Reading,
}

/// What came of asking for a document.
enum Answered {
    /// It is as it was; where it lives now, if it moved, and when to ask again.
    Same {
        moved: Option<String>,
        poll_after: Option<Duration>,
    },
    New(Box<Fetched>),
}

#[async_trait]
impl Connector for Rss {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            login: Login::Password,
            feeds: &[Feed::Entries],
            publish: false,
            acts: &[],
            visibilities: &[Visibility::Public],
            media: false,
            warnings: false,
            dedupe: Dedupe::Never,
            poll_every: Duration::from_secs(15 * 60),
            answer_within: &[],
        }
    }

    async fn begin_login(&self, _: &Visit<'_>) -> Result<LoginStart, Fault> {
        Err(Fault::Unsupported("login"))
    }

    async fn finish_login(&self, _: &Visit<'_>, _: &LoginStart, _: &str) -> Result<Credential, Fault> {
        Err(Fault::Unsupported("login"))
    }

    /// Finds the feed of an address, which may be that of a site, and reads its name.
    async fn verify(&self, visit: &Visit<'_>, credential: &Credential) -> Result<Identity, Fault> {
        if let Some(wrong) = discover::wrong(visit.server) {
            return Err(Fault::Protocol(wrong.to_owned()));
        }
        let address = discover::address(visit.server).ok_or_else(|| Fault::Protocol("address".to_owned()))?;
        let asking =
            Asking { http: visit.http, now: visit.now, password: Some(&credential.token).filter(|token| !token.expose().is_empty()) };
        let found = asking.found(&address).await?;
        let server = found.moved.unwrap_or_else(|| found.asked.to_string());
        Ok(Identity {
            handle: handle(&server),
            name: found.name.unwrap_or_default(),
            remote_id: server.clone(),
            server: Some(server),
            ..Identity::default()
        })
    }

    async fn poll(&self, call: &Call<'_>, feed: Feed, cursor: Option<&Cursor>) -> Result<Page, Fault> {
        match feed {
            Feed::Entries => {}
            Feed::Notifications | Feed::Messages | Feed::Own => return Err(Fault::Unsupported("feed")),
        }
        let address = Url::parse(&call.account.server).map_err(|_| Fault::Protocol("address".to_owned()))?;
        let before = Place::read(cursor);
        let asking = Asking { http: call.http, now: call.now, password: password(call, &address) };
        Ok(match asking.fetch(&address, before.as_ref()).await? {
            Answered::Same { moved, poll_after } => {
                Page { cursor: cursor.cloned().unwrap_or_default(), moved, poll_after, ..Page::default() }
            }
            Answered::New(fetched) => page(*fetched, before, call.most),
        })
    }

    async fn publish(&self, _: &Call<'_>, _: &Outgoing, _: &IdempotencyKey) -> Result<Receipt, Fault> {
        Err(Fault::Unsupported("publish"))
    }

    async fn find(&self, _: &Call<'_>, _: &Outgoing, _: Timestamp, _: &[RemoteId]) -> Result<Found, Fault> {
        Err(Fault::Unsupported("publish"))
    }

    async fn act(&self, _: &Call<'_>, act: &RemoteAct) -> Result<Receipt, Fault> {
        Err(Fault::Unsupported(act.kind.code()))
    }

    async fn acted(&self, _: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault> {
        Err(Fault::Unsupported(act.kind.code()))
    }

    async fn thread(&self, _: &Call<'_>, _: &RemoteId) -> Result<Thread, Fault> {
        Err(Fault::Unsupported("thread"))
    }
}

/// The name and password of a source, while it lives where it was added.
fn password<'a>(call: &'a Call<'_>, address: &Url) -> Option<&'a Secret<String>> {
    let added = call.account.remote_id.split_once(' ').and_then(|(_, added)| Url::parse(added).ok())?;
    Some(&call.credential.token).filter(|token| !token.expose().is_empty() && added.origin() == address.origin())
}

/// The page of a document; of a first one, the newest `most` entries.
fn page(fetched: Fetched, before: Option<Place>, most: usize) -> Page {
    let Fetched { moved, mut place, poll_after, reading } = fetched;
    let Reading { name, mut entries, .. } = reading;
    let marked = |post: &Post| mark(post.remote_id.as_str());
    if let Some(before) = before {
        place.skipped = entries.iter().map(marked).filter(|mark| before.skipped.contains(mark)).collect();
        entries.retain(|post| !place.skipped.contains(&marked(post)));
    } else if entries.len() > most {
        let rest = entries.split_off(entries.len() - most);
        place.skipped = entries.iter().map(marked).collect();
        entries = rest;
    }
    let items = entries.into_iter().map(|post| Incoming::Said(Box::new(post))).collect();
    Page { items, cursor: place.cursor(), poll_after, moved, name, ..Page::default() }
}

/// A source that was found.
struct Site {
    asked: Url,
    moved: Option<String>,
    name: Option<String>,
}

/// Who asks, and with what.
#[derive(Clone, Copy)]
struct Asking<'a> {
    http: &'a Http,
    now: Timestamp,
    password: Option<&'a Secret<String>>,
}

impl Asking<'_> {
    async fn get(&self, address: &Url, before: Option<&Place>) -> Result<Response, Fault> {
        let request = Request::get(address.as_str()).accept(TYPES).shared();
        let request = match before {
            Some(place) => request.if_changed(place.etag.as_deref(), place.modified.as_deref()),
            None => request,
        };
        let request = match self.password {
            Some(pair) => request.basic(pair),
            None => request,
        };
        self.http.send(request, self.now).await
    }

    /// The document at an address.
    async fn fetch(&self, address: &Url, before: Option<&Place>) -> Result<Answered, Fault> {
        let response = self.get(address, before).await?;
        if response.status == 304 {
            // The document that would say how long it is good for was not sent again.
            let ttl = before.and_then(|place| place.ttl).map(Duration::from_secs);
            let poll_after = seldom(ttl, response.header("cache-control"));
            return Ok(Answered::Same { moved: response.moved, poll_after });
        }
        let twice = before.map(|place| place.twice.clone()).unwrap_or_default();
        fetched(response, twice, self.now).await?.map(|fetched| Answered::New(Box::new(fetched))).map_err(fault)
    }

    /// The feed at an address, or the one that the page there leads to.
    async fn found(&self, address: &Url) -> Result<Site, Fault> {
        let response = self.get(address, None).await?;
        let landed = Url::parse(&response.address).unwrap_or_else(|_| address.clone());
        let page = match fetched(response, BTreeSet::new(), self.now).await? {
            Ok(fetched) => return Ok(Site { asked: address.clone(), moved: fetched.moved, name: fetched.reading.name }),
            Err(Unreadable::Page(page)) => page,
            Err(other) => return Err(fault(other)),
        };
        for candidate in discover::candidates(&page, &landed) {
            // A password that was typed for one place is not shown to another.
            let asking = Asking { password: self.password.filter(|_| candidate.origin() == address.origin()), ..*self };
            match asking.fetch(&candidate, None).await {
                Ok(Answered::New(fetched)) => return Ok(Site { asked: candidate, moved: fetched.moved, name: fetched.reading.name }),
                Ok(Answered::Same { .. }) | Err(Fault::Permanent(_) | Fault::Protocol(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(Fault::Protocol("no feed".to_owned()))
    }
}

/// Reads an answer as a document, away from the threads that wait for networks.
async fn fetched(response: Response, mut twice: BTreeSet<String>, now: Timestamp) -> Result<Result<Fetched, Unreadable>, Fault> {
    let read = tokio::task::spawn_blocking(move || {
        let charset = response.header("content-type").and_then(charset);
        let reading = entries_of(response.bytes(), &Got { address: &response.address, charset, now }, &mut twice)?;
        let header = |name: &str| response.header(name).map(str::to_owned).filter(|value| value.len() < 1_000);
        let ttl = reading.ttl.map(|ttl| ttl.min(SELDOM).as_secs());
        let place = Place { etag: header("etag"), modified: header("last-modified"), ttl, twice, ..Place::default() };
        let poll_after = seldom(reading.ttl, response.header("cache-control"));
        Ok(Fetched { moved: response.moved, place, poll_after, reading })
    });
    read.await.map_err(|_| Fault::Protocol("parser".to_owned()))
}

/// When a source wants to be asked again, within reason.
fn seldom(ttl: Option<Duration>, cache_control: Option<&str>) -> Option<Duration> {
    let max_age = cache_control.and_then(|value| {
        let value = value.to_ascii_lowercase();
        let seconds = value.split(',').find_map(|part| part.trim().strip_prefix("max-age=").map(str::to_owned))?;
        seconds.trim_matches(['"', ' ']).parse().ok().map(Duration::from_secs)
    });
    ttl.max(max_age).map(|rest| rest.min(SELDOM))
}

fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').find_map(|part| part.trim().strip_prefix("charset="))
}

fn fault(unreadable: Unreadable) -> Fault {
    Fault::Protocol(match unreadable {
        Unreadable::Empty => "empty".to_owned(),
        Unreadable::Page(_) => "HTML".to_owned(),
        Unreadable::Deep => "depth".to_owned(),
        Unreadable::Format(what) => what,
    })
}
