//! Mastodon and its kin (GoToSocial, Pleroma, Hollo, snac …) through the client API.
//!
//! API: <https://docs.joinmastodon.org/client/intro/>. Streaming is not used: one poll a
//! minute serves every server the same, and survives laptops that sleep. No server is
//! believed to do what is documented; where they differ is said where it matters. `wire`
//! is the JSON, `map` makes our nouns of it, `walk` knows how far a list was read, `find`
//! knows a post again, `acts` are the small things.

mod acts;
mod auth;
mod find;
mod map;
mod media;
mod walk;
mod wire;

use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;

use crate::base::percent::encode;
use crate::base::time::Timestamp;
use crate::connector::{Call, Connector, LoginStart, Visit};
use crate::model::account::{Feed, Identity};
use crate::model::capability::{Capabilities, Dedupe, Login};
use crate::model::credential::Credential;
use crate::model::exchange::{Cursor, Found, IdempotencyKey, Outgoing, Page, Post, Receipt, RemoteAct, RemoteId, Thread, Uploaded};
use crate::model::fault::Fault;
use crate::model::interaction::Visibility;
use crate::model::media::Attached;
use crate::net::Request;
use map::Us;
use walk::{Place, Step};

/// Where nothing is listed, it is seen by and by whether that has changed.
const SELDOM: Duration = Duration::from_secs(3600);
/// Direct messages are notified of too, so that their list may come later.
const LATER: Duration = Duration::from_secs(300);
/// Pages that are read to find a post again.
const LOOKED_AT: usize = 5;
/// A clock that is further from ours than this tells nothing of ours.
const ODD_CLOCK: Duration = Duration::from_secs(24 * 3600);

/// The connector; one value serves all accounts.
#[derive(Debug, Clone, Copy)]
pub struct Mastodon;

#[async_trait]
impl Connector for Mastodon {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            login: Login::Code,
            feeds: &[Feed::Notifications, Feed::Messages, Feed::Own],
            publish: true,
            acts: acts::KINDS,
            visibilities: &[Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct],
            media: true,
            warnings: true,
            // The key is sent too, but most kin of Mastodon ignore it.
            dedupe: Dedupe::ByLookup,
            poll_every: Duration::from_secs(60),
            answer_within: &[],
        }
    }

    async fn begin_login(&self, visit: &Visit<'_>) -> Result<LoginStart, Fault> {
        auth::begin(visit).await
    }

    async fn finish_login(&self, visit: &Visit<'_>, start: &LoginStart, code: &str) -> Result<Credential, Fault> {
        auth::finish(visit, start, code).await
    }

    async fn verify(&self, visit: &Visit<'_>, credential: &Credential) -> Result<Identity, Fault> {
        auth::verify(visit, credential).await
    }

    async fn poll(&self, call: &Call<'_>, feed: Feed, cursor: Option<&Cursor>) -> Result<Page, Fault> {
        let mut place = Place::read(cursor);
        let step = place.step(call.now);
        let answer = call.send(request(call, feed, &step)?).await;
        let answer = match (feed, answer) {
            // Half of Mastodon's kin list no conversations; their messages are notified of.
            (Feed::Messages, Err(Fault::Permanent(_))) => return Ok(nothing_here(&place)),
            (_, answer) => answer?,
        };
        let mut items: Vec<Value> = answer.json()?;
        let marks: Vec<_> = items.iter().map(mark_of(feed)).collect();
        let taken = place.take(&step, &marks, &answer.links(), call.now);
        let us = Us::new(call.account);
        let figures = if feed == Feed::Own { map::own_figures(&items, &us) } else { None };
        items.truncate(taken.keep);
        let mapped = items.into_iter().rev().filter_map(|item| mapped(feed, item, &us)).collect();
        let poll_after = (feed == Feed::Messages && !taken.more).then_some(if place.is_empty() { SELDOM } else { LATER });
        Ok(Page { items: mapped, cursor: place.cursor(), more: taken.more, poll_after, figures, ..Page::default() })
    }

    async fn overlooked(&self, call: &Call<'_>, feed: Feed, cursor: &Cursor, authors: &[String]) -> Result<Option<Page>, Fault> {
        let mut place = Place::read(Some(cursor));
        if feed != Feed::Notifications || !place.take_cut() {
            return Ok(None);
        }
        let us = Us::new(call.account);
        let mut items = Vec::new();
        for author in authors {
            let path = format!("/api/v1/accounts/{}/statuses", encode(author));
            let listed = call.send(Request::get(call.url(&path)).query("limit", walk::LIMIT.to_string())).await;
            let listed: Vec<Value> = match listed {
                Ok(answer) => answer.json()?,
                // Somebody who is gone or hides their posts has told what they told.
                Err(Fault::Permanent(_)) => continue,
                Err(fault) => return Err(fault),
            };
            items.extend(listed.into_iter().rev().filter_map(|status| map::said_to_us(status, &us)));
        }
        Ok(Some(Page { items, cursor: place.cursor(), ..Page::default() }))
    }

    fn forward(&self, cursor: &Cursor) -> Cursor {
        Place::read(Some(cursor)).forward().cursor()
    }

    async fn publish(&self, call: &Call<'_>, out: &Outgoing, key: &IdempotencyKey) -> Result<Receipt, Fault> {
        // JSON: one server takes a form, and posts nothing.
        let request =
            Request::post(call.url("/api/v1/statuses")).header("Idempotency-Key", key.as_str()).json(&map::new_status(out)).writes();
        let status: wire::Status = call.send(request).await?.json()?;
        Ok(map::receipt(&status, call.now))
    }

    async fn upload(&self, call: &Call<'_>, attached: &Attached, bytes: Vec<u8>) -> Result<Uploaded, Fault> {
        media::upload(call, attached, bytes).await
    }

    async fn processed(&self, call: &Call<'_>, id: &RemoteId) -> Result<bool, Fault> {
        media::processed(call, id).await
    }

    async fn find(&self, call: &Call<'_>, out: &Outgoing, since: Timestamp, known: &[RemoteId]) -> Result<Found, Fault> {
        let mut listed: Vec<wire::Status> = Vec::new();
        let mut look = find::Look { out, since, latest: since, age: call.now.since(since), known };
        let mut step = Step::Newest;
        for at in 0..LOOKED_AT {
            let answer = call.send(request(call, Feed::Own, &step)?).await?;
            if at == 0 {
                let theirs = by_their_clock(since, answer.date(), call.now);
                (look.since, look.latest) = (since.min(theirs), since.max(theirs));
            }
            let page: Vec<Value> = answer.json()?;
            let below = page.last().map(|item| map::mark(item).id);
            let page: Vec<wire::Status> =
                page.into_iter().filter_map(|item| serde_json::from_value(item).ok()).map(wire::Status::inner).collect();
            let done = page.last().is_none_or(|oldest| look.is_before(oldest));
            listed.extend(page);
            match below {
                Some(below) if !done => step = Step::Back { link: answer.links().next, below, above: None },
                _ => break,
            }
        }
        let us = Us::new(call.account);
        listed.retain(|status| us.is(&status.account));
        match (look.judge(&listed), &out.parent) {
            // Some servers do not list private answers, but show them in their thread.
            (Found::Nothing { .. }, Some(parent)) => {
                let answers = match context(call, parent).await {
                    Err(fault) if fault.is_gone() => Vec::new(),
                    context => context?.descendants,
                };
                listed.extend(answers.into_iter().map(wire::Status::inner).filter(|status| us.is(&status.account)));
                Ok(look.judge(&listed))
            }
            (found, _) => Ok(found),
        }
    }

    async fn act(&self, call: &Call<'_>, act: &RemoteAct) -> Result<Receipt, Fault> {
        acts::act(call, act).await
    }

    async fn acted(&self, call: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault> {
        acts::acted(call, act).await
    }

    async fn thread(&self, call: &Call<'_>, post: &RemoteId) -> Result<Thread, Fault> {
        let (status, context) = tokio::try_join!(status(call, post), context(call, post))?;
        let us = Us::new(call.account);
        let mut posts: Vec<(Post, bool)> = Vec::new();
        for status in context.ancestors.into_iter().chain([status]).chain(context.descendants).map(wire::Status::inner) {
            let ours = us.is(&status.account);
            let post = map::post(status, &us);
            if !posts.iter().any(|(known, _)| known.remote_id == post.remote_id) {
                posts.push((post, ours));
            }
        }
        // Stable: what happened in the same second stays in the server's order.
        posts.sort_by_key(|(post, _)| post.happened_at);
        Ok(Thread { posts })
    }
}

fn status_path(id: &RemoteId) -> String {
    format!("/api/v1/statuses/{}", encode(id.as_str()))
}

async fn status(call: &Call<'_>, id: &RemoteId) -> Result<wire::Status, Fault> {
    call.send(Request::get(call.url(&status_path(id)))).await?.json()
}

async fn context(call: &Call<'_>, id: &RemoteId) -> Result<wire::Context, Fault> {
    call.send(Request::get(call.url(&format!("{}/context", status_path(id))))).await?.json()
}

/// The request for one page of a feed.
fn request(call: &Call<'_>, feed: Feed, step: &Step) -> Result<Request, Fault> {
    if let Step::Back { link: Some(link), above, .. } = step {
        // Verbatim, since servers put into it what only they understand; the floor spares a page where it is.
        let floor = above.as_deref().filter(|_| !link.contains("min_id="));
        return Ok(Request::get(link.as_str()).query_opt("min_id", floor));
    }
    let path = match feed {
        Feed::Notifications => "/api/v1/notifications".to_owned(),
        Feed::Messages => "/api/v1/conversations".to_owned(),
        Feed::Own => format!("/api/v1/accounts/{}/statuses", encode(&call.account.remote_id)),
        Feed::Entries => return Err(Fault::Unsupported("feed")),
    };
    // Always a limit: one server answers with a single item without.
    let request = Request::get(call.url(&path)).query("limit", walk::LIMIT.to_string());
    let request = if feed == Feed::Own { request.query("exclude_reblogs", "true") } else { request };
    Ok(match step {
        Step::Newest => request,
        Step::Ahead(id) => request.query("min_id", id),
        Step::Back { below, above, .. } => request.query("max_id", below).query_opt("min_id", above.as_deref()),
    })
}

fn mark_of(feed: Feed) -> fn(&Value) -> walk::Mark {
    match feed {
        Feed::Notifications | Feed::Own | Feed::Entries => map::mark,
        Feed::Messages => map::conversation_mark,
    }
}

fn mapped(feed: Feed, item: Value, us: &Us) -> Option<crate::model::exchange::Incoming> {
    match feed {
        Feed::Notifications => map::notification(item, us),
        Feed::Messages => map::conversation(item, us),
        Feed::Own => map::own(item, us),
        Feed::Entries => None,
    }
}

/// The page of a feed that the server does not have.
fn nothing_here(place: &Place) -> Page {
    Page { cursor: place.cursor(), poll_after: Some(SELDOM), ..Page::default() }
}

/// A time of ours as the server would have told it; its `date` says how far its clock is from ours.
fn by_their_clock(ours: Timestamp, date: Option<Timestamp>, now: Timestamp) -> Timestamp {
    match date {
        Some(date) if date.since(now) <= ODD_CLOCK && now.since(date) <= ODD_CLOCK => {
            Timestamp::from_millis(ours.millis() + date.millis() - now.millis())
        }
        _ => ours,
    }
}
