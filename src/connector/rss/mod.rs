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

use std::collections::BTreeSet;
use std::time::Duration;

use async_trait::async_trait;
use feed_rs::model::Feed as Document;
use url::Url;

use crate::base::id::ClientId;
use crate::base::percent;
use crate::base::secret::Secret;
use crate::base::time::Timestamp;
use crate::connector::{Call, Connector, LoginStart, Visit};
use crate::model::account::{Feed, Identity};
use crate::model::capability::{Capabilities, Dedupe, Login};
use crate::model::credential::Credential;
use crate::model::exchange::{Cursor, Found, IdempotencyKey, Incoming, Outgoing, Page, Receipt, RemoteAct, RemoteId, Thread};
use crate::model::fault::Fault;
use crate::model::interaction::Visibility;
use crate::net::{Http, Request, Response};
use cursor::{Place, mark};
use document::Unreadable;

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

/// What tells a source from all others: the same address may serve several clients.
pub fn remote_id(client: ClientId, address: &str) -> String {
    format!("{client} {address}")
}

/// How the address of a source is shown: without its scheme.
pub fn handle(address: &str) -> String {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_end_matches('/').to_owned()
}

/// A document with the answer that brought it.
struct Fetched {
    address: Url,
    moved: Option<String>,
    place: Place,
    poll_after: Option<Duration>,
    document: Document,
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
            warnings: false,
            dedupe: Dedupe::Never,
            poll_every: Duration::from_secs(15 * 60),
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
        let address = discover::address(visit.server).ok_or_else(|| Fault::Protocol("address".to_owned()))?;
        let asking =
            Asking { http: visit.http, now: visit.now, password: Some(&credential.token).filter(|token| !token.expose().is_empty()) };
        let found = asking.found(&address).await?;
        let server = found.moved.unwrap_or_else(|| found.asked.to_string());
        Ok(Identity {
            handle: handle(&server),
            name: map::name(&found.document).unwrap_or_default(),
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
        let Some(fetched) = asking.fetch(&address, before.as_ref()).await? else {
            return Ok(Page { cursor: cursor.cloned().unwrap_or_default(), ..Page::default() });
        };
        Ok(page(fetched, before, call.most, call.now))
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
fn page(fetched: Fetched, before: Option<Place>, most: usize, now: Timestamp) -> Page {
    let Fetched { address, moved, mut place, poll_after, document } = fetched;
    let first = before.is_none();
    let before = before.unwrap_or_default();
    let mut twice: BTreeSet<String> = before.twice;
    let mut read = map::entries(&document, &address, now, &mut twice);
    if first && read.len() > most {
        let rest = read.split_off(read.len() - most);
        place.skipped = read.iter().map(|read| mark(read.post.remote_id.as_str())).collect();
        read = rest;
    } else {
        place.skipped = read.iter().map(|read| mark(read.post.remote_id.as_str())).filter(|mark| before.skipped.contains(mark)).collect();
        read.retain(|read| !place.skipped.contains(&mark(read.post.remote_id.as_str())));
    }
    place.twice = twice;
    Page {
        items: read.into_iter().map(|read| Incoming::Said(Box::new(read.post))).collect(),
        cursor: place.cursor(),
        poll_after,
        moved,
        name: map::name(&document),
        ..Page::default()
    }
}

/// A source that was found.
struct Site {
    asked: Url,
    moved: Option<String>,
    document: Document,
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

    /// The document at an address; none when it has not changed.
    async fn fetch(&self, address: &Url, before: Option<&Place>) -> Result<Option<Fetched>, Fault> {
        let response = self.get(address, before).await?;
        if response.status == 304 {
            return Ok(None);
        }
        fetched(response).await?.map(Some).map_err(fault)
    }

    /// The feed at an address, or the one that the page there leads to.
    async fn found(&self, address: &Url) -> Result<Site, Fault> {
        let response = self.get(address, None).await?;
        let landed = Url::parse(&response.address).unwrap_or_else(|_| address.clone());
        let page = match fetched(response).await? {
            Ok(fetched) => return Ok(Site { asked: address.clone(), moved: fetched.moved, document: fetched.document }),
            Err(Unreadable::Page(page)) => page,
            Err(other) => return Err(fault(other)),
        };
        for candidate in discover::candidates(&page, &landed) {
            // A password that was typed for one place is not shown to another.
            let asking = Asking { password: self.password.filter(|_| candidate.origin() == address.origin()), ..*self };
            match asking.fetch(&candidate, None).await {
                Ok(Some(fetched)) => return Ok(Site { asked: candidate, moved: fetched.moved, document: fetched.document }),
                Ok(None) | Err(Fault::Permanent(_) | Fault::Protocol(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Err(Fault::Protocol("no feed".to_owned()))
    }
}

/// Reads an answer as a document, away from the threads that wait for networks.
async fn fetched(response: Response) -> Result<Result<Fetched, Unreadable>, Fault> {
    let read = tokio::task::spawn_blocking(move || {
        let address = Url::parse(&response.address).map_err(|_| Unreadable::Empty)?;
        let header = |name: &str| response.header(name).map(str::to_owned).filter(|value| value.len() < 1_000);
        let place = Place { etag: header("etag"), modified: header("last-modified"), ..Place::default() };
        let charset = response.header("content-type").and_then(charset);
        let document = document::read(response.bytes(), address.as_str(), charset)?;
        let poll_after = seldom(&document, &response);
        Ok(Fetched { address, moved: response.moved, place, poll_after, document })
    });
    read.await.map_err(|_| Fault::Protocol("parser".to_owned()))
}

/// When the source wants to be asked again, within reason.
fn seldom(document: &Document, response: &Response) -> Option<Duration> {
    let ttl = document.ttl.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let max_age = response.header("cache-control").and_then(|value| {
        let seconds = value.split(',').find_map(|part| part.trim().strip_prefix("max-age="))?;
        seconds.trim().parse().ok().map(Duration::from_secs)
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
