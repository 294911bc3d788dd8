//! How the server misbehaves: dialects it always speaks, faults it commits on cue.
//!
//! Applied around all routes, so that no route knows of it. A fault is spent by the
//! first request that fits; what it does to the network is what it does to a client.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use crate::base::time::Timestamp;

use super::answer::{House, bearer};
use super::chance::Chance;
use super::line::Line;
use super::nouns::RequestLog;
use super::render::stamp;

/// The dialects of servers that only resemble Mastodon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quirks {
    /// The same key twice posts twice.
    pub ignores_idempotency_key: bool,
    /// Lists come without a Link header.
    pub no_link_header: bool,
    /// Conversations answer 404.
    pub no_conversations: bool,
    /// Conversations answer an empty list.
    pub conversations_always_empty: bool,
    /// `min_id` changes nothing.
    pub min_id_ignored: bool,
    /// `types[]` changes nothing.
    pub types_ignored: bool,
    /// Errors are HTML pages.
    pub html_errors: bool,
    /// No rate-limit headers.
    pub no_rate_limit: bool,
    /// Only the older instance page is there.
    pub no_v2_instance: bool,
    /// A new post is in its author's list only after this long.
    pub listed_after: Duration,
    /// Requests a token may send in five minutes.
    pub rate_limit: u32,
    /// The domain that accounts live on, when it is not the server's address.
    pub account_domain: Option<&'static str>,
    /// How often an uploaded file is said to be worked on, before it is there.
    pub media_busy: u32,
    /// Only so many notifications are kept, the newest.
    pub notifications_kept: usize,
}

impl Default for Quirks {
    fn default() -> Quirks {
        Quirks {
            ignores_idempotency_key: false,
            no_link_header: false,
            no_conversations: false,
            conversations_always_empty: false,
            min_id_ignored: false,
            types_ignored: false,
            html_errors: false,
            no_rate_limit: false,
            no_v2_instance: false,
            listed_after: Duration::ZERO,
            rate_limit: 3_000,
            account_domain: None,
            media_busy: 0,
            notifications_kept: usize::MAX,
        }
    }
}

/// What goes wrong with one request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This answer instead; nothing happens on the network.
    Answer(Canned),
    /// The right status and the beginning of the right JSON, cut in the text.
    BadJson,
    /// A page of HTML with status 200.
    Html,
    /// The head and half of the body, then the connection breaks.
    HalfAnswer,
    /// The right answer, late.
    Slow(Duration),
    /// No answer, and the connection stays; nothing happens on the network.
    Hang,
    /// The connection breaks; nothing happens on the network.
    HangUp,
    /// What was asked for happens, then the connection breaks without an answer.
    AcceptThenHangUp,
    /// What was asked for happens, then no answer comes and the connection stays.
    AcceptThenHang,
    /// First somebody answers a status, then the right answer comes.
    Meanwhile(Remark),
}

/// What somebody says while something else is asked for.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The handle of who says it.
    pub who: String,
    /// The status that it answers.
    pub to: String,
    /// The words.
    pub text: String,
}

/// An answer from the drawer.
#[derive(Debug, Clone)]
pub struct Canned {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Fault {
    /// An error with its usual JSON: 401, 403, 404, 422, 500, 502, 503 …
    pub fn status(status: u16) -> Fault {
        let words = match status {
            401 => "The access token is invalid",
            403 => "This action is not allowed",
            404 => "Record not found",
            429 => "Too many requests",
            500.. => "Something went wrong",
            _ => "Validation failed",
        };
        Fault::answer(status, &[], &json!({ "error": words }).to_string())
    }

    /// Any answer.
    pub fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Fault {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Fault::Answer(Canned { status, headers, body: body.to_owned() })
    }

    /// The same fault with one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Fault {
        if let Fault::Answer(canned) = &mut self {
            canned.headers.push((name, value.into()));
        }
        self
    }

    /// 429 that asks for a wait in seconds.
    pub fn limited_for(seconds: u64) -> Fault {
        Fault::status(429).with("retry-after", seconds.to_string())
    }

    /// 429 that names the hour, as HTTP writes dates.
    pub fn limited_until_date(at: Timestamp) -> Fault {
        Fault::status(429).with("retry-after", http_date(at))
    }

    /// 429 that only says when its window ends, as Mastodon does.
    pub fn limited_until_reset(at: Timestamp) -> Fault {
        Fault::status(429).with("x-ratelimit-limit", "300").with("x-ratelimit-remaining", "0").with("x-ratelimit-reset", stamp(at))
    }

    /// 503 that asks for a wait in seconds.
    pub fn unavailable_for(seconds: u64) -> Fault {
        Fault::status(503).with("retry-after", seconds.to_string())
    }
}

/// An instant as HTTP writes dates: `Sun, 22 Nov 2026 17:48:57 GMT`.
pub fn http_date(at: Timestamp) -> String {
    let days = at.millis().div_euclid(86_400_000);
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekday = usize::try_from(days.rem_euclid(7)).ok().and_then(|day| names.get(day)).copied().unwrap_or_default();
    let written = at.rfc3339();
    let mut parts = written.split(['-', 'T', '.', 'Z']);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day, time) = (part(), part(), part(), part());
    let month = month.parse::<usize>().ok().and_then(|month| months.get(month.wrapping_sub(1))).copied().unwrap_or_default();
    format!("{weekday}, {day} {month} {year} {time} GMT")
}

/// A fault and the requests it waits for.
struct Rule {
    method: Option<Method>,
    path: String,
    left: usize,
    fault: Fault,
}

/// Faults that chance commits on posts.
struct Storm {
    share: f64,
    chance: Chance,
    faults: Vec<Fault>,
}

#[derive(Default)]
struct Plan {
    quirks: Quirks,
    rules: Vec<Rule>,
    storm: Option<Storm>,
    window: i64,
    used: std::collections::HashMap<String, u32>,
}

/// The script of everything that goes wrong.
#[derive(Default)]
pub struct Faults {
    plan: Mutex<Plan>,
}

impl Faults {
    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dialect spoken now.
    pub fn quirks(&self) -> Quirks {
        self.plan().quirks.clone()
    }

    /// Changes the dialect.
    pub fn set_quirks(&self, quirks: Quirks) {
        self.plan().quirks = quirks;
    }

    /// Spends a fault on the next request, whatever it is.
    pub fn next(&self, fault: Fault) {
        self.add(None, "/", 1, fault);
    }

    /// Spends a fault on the next `times` requests with this method and path prefix.
    pub fn on(&self, method: &str, path: &str, times: usize, fault: Fault) {
        self.add(Method::from_bytes(method.as_bytes()).ok(), path, times, fault);
    }

    /// Commits a fault on every request with this method and path prefix.
    pub fn always(&self, method: &str, path: &str, fault: Fault) {
        self.on(method, path, usize::MAX, fault);
    }

    /// Accepts posts but gives no answer to this share of them, the same ones each run.
    pub fn drops_answers(&self, share: f64, seed: u64) {
        self.storms(share, seed, vec![Fault::AcceptThenHangUp]);
    }

    /// Commits one of these faults, picked by chance, on this share of posts, the same each run.
    pub fn storms(&self, share: f64, seed: u64, faults: Vec<Fault>) {
        self.plan().storm = Some(Storm { share, chance: Chance::new(seed), faults });
    }

    /// Behaves from now on; the dialect stays.
    pub fn clear(&self) {
        let mut plan = self.plan();
        plan.rules.clear();
        plan.storm = None;
    }

    fn add(&self, method: Option<Method>, path: &str, left: usize, fault: Fault) {
        self.plan().rules.push(Rule { method, path: path.to_owned(), left, fault });
    }

    /// The fault for a request, which is spent by it.
    fn take(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut plan = self.plan();
        let fits =
            |rule: &&mut Rule| rule.left > 0 && rule.method.as_ref().is_none_or(|wanted| wanted == method) && path.starts_with(&rule.path);
        if let Some(rule) = plan.rules.iter_mut().find(fits) {
            rule.left -= 1;
            let fault = rule.fault.clone();
            plan.rules.retain(|rule| rule.left > 0);
            return Some(fault);
        }
        if method == Method::POST && path == "/api/v1/statuses" {
            let storm = plan.storm.as_mut()?;
            return if storm.chance.share() < storm.share { storm.chance.pick(&storm.faults).cloned() } else { None };
        }
        None
    }

    /// Counts a request of a token; gives what is left and when the window ends.
    fn count(&self, token: &str, now: Timestamp) -> (u32, u32, Timestamp, bool) {
        const WINDOW: i64 = 300_000;
        let mut plan = self.plan();
        let window = now.millis().div_euclid(WINDOW);
        if plan.window != window {
            plan.window = window;
            plan.used.clear();
        }
        let limit = plan.quirks.rate_limit;
        let used = plan.used.entry(token.to_owned()).or_default();
        let over = *used >= limit;
        *used = used.saturating_add(1);
        (limit, limit.saturating_sub(*used), Timestamp::from_millis((window + 1) * WINDOW), over)
    }
}

/// Stands before all routes: writes the log, counts, and misbehaves as told.
pub async fn gatekeeper(State(house): State<House>, ConnectInfo(line): ConnectInfo<Line>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let query = request.uri().query().unwrap_or_default().to_owned();
    house.network.log(RequestLog { method: method.to_string(), path: path.clone(), query });
    let token = bearer(request.headers()).map(str::to_owned);
    let fault = house.faults.take(&method, &path);
    let mut answer = match fault {
        None => served(&house, token.as_deref(), request, next).await,
        Some(Fault::Answer(canned)) => return canned.into_response(),
        Some(Fault::BadJson) => ([(header::CONTENT_TYPE, "application/json")], r#"[{"id":"1","type":"men"#).into_response(),
        Some(Fault::Html) => Html("<!DOCTYPE html><html><body><h1>Welcome to nginx!</h1></body></html>").into_response(),
        Some(Fault::HalfAnswer) => {
            let answer = served(&house, token.as_deref(), request, next).await;
            line.hang_up_halfway();
            answer
        }
        Some(Fault::Slow(wait)) => {
            tokio::time::sleep(wait).await;
            served(&house, token.as_deref(), request, next).await
        }
        Some(Fault::Meanwhile(remark)) => {
            // What cannot be said, since its subject is gone, stays unsaid.
            house.network.reply(&remark.who, &remark.to, &remark.text).ok();
            served(&house, token.as_deref(), request, next).await
        }
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::HangUp) => {
            line.hang_up();
            StatusCode::OK.into_response()
        }
        Some(Fault::AcceptThenHangUp) => {
            let answer = next.run(request).await;
            line.hang_up();
            answer
        }
        Some(Fault::AcceptThenHang) => {
            next.run(request).await;
            std::future::pending().await
        }
    };
    // Clients read our clock from it, to know when something was posted by that clock.
    if let Ok(date) = HeaderValue::from_str(&http_date(house.network.clock().now())) {
        answer.headers_mut().insert(header::DATE, date);
    }
    let quirks = house.faults.quirks();
    if quirks.no_link_header {
        answer.headers_mut().remove(header::LINK);
    }
    if quirks.html_errors && answer.status().as_u16() >= 400 {
        let status = answer.status();
        return (status, Html(format!("<!DOCTYPE html><html><body><h1>{status}</h1></body></html>"))).into_response();
    }
    answer
}

/// The right answer with its rate-limit headers, or the refusal of one request too many.
async fn served(house: &House, token: Option<&str>, request: Request, next: Next) -> Response {
    let Some(token) = token.filter(|_| !house.faults.quirks().no_rate_limit) else {
        return next.run(request).await;
    };
    // The window is the machine's: clients wait for it in machine time.
    let (limit, left, ends, over) = house.faults.count(token, house.network.clock().machine());
    let mut answer = if over {
        (StatusCode::TOO_MANY_REQUESTS, axum::Json(json!({ "error": "Too many requests" }))).into_response()
    } else {
        next.run(request).await
    };
    let reset = stamp(ends).replace(".000Z", ".000000Z");
    for (name, value) in
        [("x-ratelimit-limit", limit.to_string()), ("x-ratelimit-remaining", left.to_string()), ("x-ratelimit-reset", reset)]
    {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    answer
}

impl IntoResponse for Canned {
    fn into_response(self) -> Response {
        let mut answer = Response::new(Body::from(self.body));
        *answer.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value)) {
                answer.headers_mut().insert(name, value);
            }
        }
        answer
    }
}
