//! One HTTP for all networks: who asks, how long, how much, and what a refusal means.
//!
//! Every answer that is no success, and every silence, leaves here as a [`Fault`]. Nothing
//! is tried again here, since that is decided by [`crate::model::fault::next`] alone; only a
//! reading whose kept connection had been closed meanwhile is sent on a fresh one. Start
//! at [`Http::send`].

mod budget;
pub(crate) mod fault;
mod heard;
mod hosts;
pub mod paging;
mod request;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::{Client, Method, Url, header};

use crate::base::time::Timestamp;
use crate::model::fault::Fault;
use budget::{Budget, Purse, Turn};
use fault::Break;
pub use heard::Server;
use hosts::Hosts;
use request::{Headers, Request as Asked, Scheme};
pub use request::{Request, Response};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
const REDIRECTS: usize = 5;
const USER_AGENT: &str = concat!("vigie/", env!("CARGO_PKG_VERSION"));

/// The one HTTP of the program; a clone shares connections, budgets and the count.
#[derive(Debug, Clone)]
pub struct Http {
    shared: Arc<Shared>,
    requests: Arc<AtomicU64>,
}

#[derive(Debug)]
struct Shared {
    /// For this machine, where a proxy would only be in the way.
    near: OnceLock<Option<Client>>,
    /// Keeps connections; for reading only, since one that the server has just closed
    /// breaks what is sent on it, and a post that broke is a post in doubt.
    kept: OnceLock<Option<Client>>,
    /// A connection for each request.
    fresh: OnceLock<Option<Client>>,
    budget: Budget,
    heard: heard::Heard,
    hosts: Hosts,
    whole: Duration,
    /// Whether connections to this machine are kept too; for tests.
    keeps_near: bool,
}

impl Shared {
    fn new(whole: Duration) -> Shared {
        let (near, kept, fresh) = Default::default();
        Shared { near, kept, fresh, budget: Budget::new(), heard: Default::default(), hosts: Hosts::default(), whole, keeps_near: false }
    }
}

impl Default for Http {
    fn default() -> Http {
        Http::new()
    }
}

impl Http {
    /// Makes it ready; nothing is opened before the first request.
    pub fn new() -> Http {
        Http::with_patience(WHOLE)
    }

    /// One that waits so long for a whole answer, and no longer.
    pub fn with_patience(whole: Duration) -> Http {
        // A second provider is refused, and the first one is ours.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Http { shared: Arc::new(Shared::new(whole)), requests: Arc::default() }
    }

    /// The same HTTP with a count of its own that begins at zero.
    pub fn scoped(&self) -> Http {
        Http { shared: Arc::clone(&self.shared), requests: Arc::default() }
    }

    /// The requests that were sent through this value and its clones.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// What every server that was asked has said last beside its answers.
    pub fn servers(&self) -> Vec<Server> {
        self.shared.heard.all()
    }

    /// Sends a request and waits for the whole answer; `now` is the machine's time.
    ///
    /// # Errors
    /// Everything but a success: [`Fault::Auth`] for 401 and missing scopes,
    /// [`Fault::RateLimited`] also without asking when nothing is left,
    /// [`Fault::Unsure`] where a request that [writes](Request::writes) may have arrived,
    /// [`Fault::Transient`] where it surely had no effect, [`Fault::Permanent`] else.
    pub async fn send(&self, request: Request, now: Timestamp) -> Result<Response, Fault> {
        let writes = request.writes;
        let url = address(&request).ok_or_else(|| fault::of_break(Break::Malformed, writes))?;
        let host = url.origin().ascii_serialization();
        let purse = Purse::new(if request.shared { url.as_str() } else { &host }, request.token.as_ref(), writes);
        self.shared.budget.take(&purse, now).map_err(|until| Fault::RateLimited { until })?;
        if !request.shared {
            let _turn = self.shared.budget.turn(&host).await;
            return self.follow(&request, url, &purse, now).await;
        }
        let began = Instant::now();
        let _turn = self.turn_at_shared(&host, now, began).await?;
        let address = url.to_string();
        let answer = self.follow(&request, url, &purse, now + began.elapsed()).await;
        self.shared.hosts.note(&host, &address, answer.as_ref().err(), now + began.elapsed());
        answer
    }

    /// Waits for a turn at a host of sources, and for a short rest of the host; who rests holds
    /// no place that others could use.
    async fn turn_at_shared(&self, host: &str, now: Timestamp, began: Instant) -> Result<Turn, Fault> {
        loop {
            let turn = self.shared.budget.turn(host).await;
            let now = now + began.elapsed();
            let Some((until, fault)) = self.shared.hosts.rest(host, now) else {
                return Ok(turn);
            };
            drop(turn);
            tokio::time::sleep(Hosts::patience(until, now).ok_or(fault)?).await;
        }
    }

    /// Sends a request, and again where its answers lead.
    async fn follow(&self, request: &Asked, mut url: Url, purse: &Purse, now: Timestamp) -> Result<Response, Fault> {
        let began = Instant::now();
        let deadline = began + self.shared.whole + request.extra();
        let origin = url.origin();
        let (mut moved, mut for_good) = (None, true);
        for _ in 0..=REDIRECTS {
            let trusted = url.origin() == origin;
            let answer = self.exchange(request, &url, trusted, deadline).await;
            let answer = answer.map_err(|broken| fault::of_break(broken, request.writes))?;
            let Some(next) = next_address(request, &url, &answer) else {
                // What lies on a shared host may come from a cache, with the date of then.
                if trusted && !request.shared {
                    self.shared.heard.listen(&url.origin().ascii_serialization(), &answer.headers, now + began.elapsed());
                }
                let answer = self.judge(answer, request, purse, now)?;
                return Ok(Response { address: url.to_string(), moved, ..answer });
            };
            // What a passing redirect leads to is not where it lives, whatever follows.
            for_good &= matches!(answer.status, 301 | 308);
            if for_good {
                moved = Some(next.to_string());
            }
            url = next;
        }
        Err(fault::of_break(Break::Redirects, request.writes))
    }

    /// One request and its answer, without a judgement.
    async fn exchange(&self, request: &Asked, url: &Url, trusted: bool, deadline: Instant) -> Result<Response, Break> {
        let keeps = !request.writes && (self.shared.keeps_near || !is_near(url));
        let answer = match self.ask(request, url, trusted, deadline, keeps).await {
            Err(Break::Broken) if keeps => self.ask(request, url, trusted, deadline, false).await,
            answer => answer,
        };
        tracing::debug!(method = %request.method, host = url.host_str(), path = url.path(), outcome = ?answer.as_ref().map(reqwest::Response::status), "request");
        let mut answer = answer?;
        let status = answer.status().as_u16();
        let text = |value: &header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = Headers(answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect());
        if answer.content_length().is_some_and(|length| length > request.largest as u64) {
            return Err(Break::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| broken(&error))? {
            if body.len() + chunk.len() > request.largest {
                return Err(Break::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        // What another place says of its list is not followed, since a token would go with it.
        let url = if trusted { url.to_string() } else { String::new() };
        Ok(Response { status, address: String::new(), moved: None, url, headers, body, writes: request.writes })
    }

    /// Sends, and waits for the head of the answer.
    async fn ask(&self, request: &Asked, url: &Url, trusted: bool, deadline: Instant, keeps: bool) -> Result<reqwest::Response, Break> {
        let client = self.client(url, keeps).ok_or(Break::Connect)?;
        let left = deadline.saturating_duration_since(Instant::now());
        let mut asked = client.request(request.method.clone(), url.clone()).timeout(left).header(header::ACCEPT, request.accept);
        for (name, value) in &request.headers {
            asked = asked.header(name, value);
        }
        if let Some(body) = &request.body {
            asked = asked.header(header::CONTENT_TYPE, body.kind.as_ref()).body(body.bytes.expose().clone());
        } else if request.method == Method::POST || request.method == Method::PUT {
            // Without it some gateways wait for a body, or refuse one that is not announced.
            asked = asked.header(header::CONTENT_LENGTH, "0");
        }
        if let Some(token) = request.token.as_ref().filter(|_| trusted) {
            asked = match request.scheme {
                Scheme::Bearer => asked.bearer_auth(token.expose()),
                Scheme::Basic => {
                    let (name, password) = token.expose().split_once(':').unwrap_or((token.expose(), ""));
                    asked.basic_auth(name, Some(password))
                }
            };
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        asked.send().await.map_err(|error| broken(&error))
    }

    /// Learns from an answer what is left, and tells success from fault.
    fn judge(&self, answer: Response, request: &Asked, purse: &Purse, now: Timestamp) -> Result<Response, Fault> {
        if let (Some(left), Some(until)) = (fault::remaining(&answer.headers), fault::reset_at(&answer.headers, now)) {
            self.shared.budget.learn(purse, left, until);
        }
        if (200..300).contains(&answer.status) || (answer.status == 304 && request.conditional) {
            return Ok(answer);
        }
        let fault = fault::of_status(answer.status, &answer.headers, &answer.body, answer.writes, now);
        if let Fault::RateLimited { until } = &fault {
            self.shared.budget.learn(purse, 0, *until);
        }
        Err(fault)
    }

    fn client(&self, url: &Url, keeps: bool) -> Option<&Client> {
        let near = is_near(url);
        let slot = match (keeps, near) {
            (true, _) => &self.shared.kept,
            (false, true) => &self.shared.near,
            (false, false) => &self.shared.fresh,
        };
        slot.get_or_init(|| client(keeps, near)).as_ref()
    }
}

fn client(keeps: bool, near: bool) -> Option<Client> {
    let builder = Client::builder().user_agent(USER_AGENT).connect_timeout(CONNECT).redirect(reqwest::redirect::Policy::none());
    let builder = if keeps { builder } else { builder.pool_max_idle_per_host(0) };
    let builder = if near { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| tracing::error!(%error, "no HTTP client")).ok()
}

fn is_near(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The address of a request with its whole query; what it had already is kept as written.
fn address(request: &Asked) -> Option<Url> {
    let mut url = Url::parse(&request.url).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())?;
    if !request.query.is_empty() {
        url.query_pairs_mut().extend_pairs(&request.query);
    }
    Some(url)
}

/// Where a redirected reading goes on; writing is never redirected, and https stays https.
fn next_address(request: &Asked, url: &Url, answer: &Response) -> Option<Url> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) || request.method != Method::GET {
        return None;
    }
    let next = url.join(answer.header("location")?).ok()?;
    let sound = next.scheme() == "https" || (next.scheme() == "http" && url.scheme() == "http");
    sound.then_some(next)
}

fn broken(error: &reqwest::Error) -> Break {
    if error.is_builder() {
        Break::Malformed
    } else if error.is_connect() {
        Break::Connect
    } else if error.is_timeout() {
        Break::TimedOut
    } else {
        Break::Broken
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::base::secret::Secret;
    use crate::model::fault::{Refusal, Trouble};

    const NOW: Timestamp = Timestamp::from_millis(1_795_365_802_000);

    /// A server that gives each connection the next answer and tells what it was asked.
    fn server(answers: Vec<String>) -> (String, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let served = std::thread::spawn(move || {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut heard = vec![0; 8192];
                let length = stream.read(&mut heard).unwrap();
                asked.push(String::from_utf8_lossy(&heard[..length]).into_owned());
                stream.write_all(answer.as_bytes()).unwrap();
            }
            asked
        });
        (url, served)
    }

    fn answer(status: &str, headers: &str, body: &str) -> String {
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
    }

    #[tokio::test]
    async fn a_request_says_who_asks_and_is_counted() {
        let (url, served) = server(vec![answer("200 OK", "", "[1]")]);
        let http = Http::new();
        let account = http.scoped();
        let request = Request::get(format!("{url}/api/v1/x?a=%2F+b")).query("limit", "40").bearer(&Secret::new("t0ken".to_owned()));
        let response = account.send(request, NOW).await.unwrap();
        assert_eq!(response.json::<Vec<u8>>().unwrap(), [1]);
        assert_eq!((http.requests(), account.requests()), (0, 1));
        let asked = served.join().unwrap().remove(0).to_ascii_lowercase();
        assert!(asked.starts_with("get /api/v1/x?a=%2f+b&limit=40 http/1.1"), "{asked}");
        assert!(asked.contains("user-agent: vigie/") && asked.contains("authorization: bearer t0ken"), "{asked}");
    }

    #[tokio::test]
    async fn a_token_does_not_follow_a_redirect_to_another_place() {
        let (there, served_there) = server(vec![answer("200 OK", "link: </more>; rel=\"next\"\r\n", "{}")]);
        let (url, served) = server(vec![answer("302 Found", &format!("location: {there}/y\r\n"), "")]);
        let request = Request::get(format!("{url}/x")).bearer(&Secret::new("t0ken".to_owned()));
        let response = Http::new().send(request, NOW).await.unwrap();
        assert_eq!((response.status, response.links()), (200, paging::Links::default()), "nor does it follow from there");
        served.join().unwrap();
        assert!(!served_there.join().unwrap()[0].contains("t0ken"));
    }

    #[tokio::test]
    async fn writing_is_not_redirected() {
        let (url, served) = server(vec![answer("302 Found", "location: /elsewhere\r\n", "")]);
        let fault = Http::new().send(Request::post(format!("{url}/x")).writes(), NOW).await.unwrap_err();
        assert_eq!(fault, Fault::Permanent(Refusal { status: 302, said: String::new() }));
        // One server refuses a JSON that is not there.
        let asked = served.join().unwrap().remove(0).to_ascii_lowercase();
        assert!(!asked.contains("content-type") && asked.contains("content-length: 0"), "{asked}");
    }

    #[test]
    fn what_came_safely_does_not_go_on_in_the_open() {
        let to = |from: &str, location: &str| {
            let headers = Headers(vec![("location".to_owned(), location.to_owned())]);
            let moved =
                Response { status: 301, address: String::new(), moved: None, url: String::new(), headers, body: Vec::new(), writes: false };
            next_address(&Request::get(from), &Url::parse(from).unwrap(), &moved).map(|next| next.to_string())
        };
        assert_eq!(to("https://blog.test/feed", "http://blog.test/feed"), None);
        assert_eq!(to("https://blog.test/feed", "/rss").as_deref(), Some("https://blog.test/rss"));
        assert_eq!(to("http://blog.test/feed", "https://blog.test/feed").as_deref(), Some("https://blog.test/feed"));
        assert_eq!(to("http://blog.test/feed", "gopher://blog.test/"), None);
    }

    #[tokio::test]
    async fn a_kept_connection_that_was_closed_breaks_no_reading_and_carries_no_writing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            // Each connection answers once and breaks at the second request.
            for _ in 0..3 {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 8192]);
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
                std::thread::spawn(move || stream.read(&mut [0; 8192]));
            }
        });
        let mut shared = Shared::new(Duration::from_secs(5));
        shared.keeps_near = true;
        let http = Http { shared: Arc::new(shared), ..Http::new() };
        assert!(http.send(Request::get(url.as_str()), NOW).await.is_ok());
        assert!(http.send(Request::get(url.as_str()), NOW).await.is_ok());
        assert_eq!(http.requests(), 3);
        assert!(http.send(Request::post(url.as_str()).writes(), NOW).await.is_ok());
        assert_eq!(http.requests(), 4);
    }

    #[tokio::test]
    async fn half_an_answer_is_doubt_for_what_writes() {
        let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":".to_owned();
        let (url, _served) = server(vec![half.clone(), half]);
        let http = Http::new();
        assert_eq!(http.send(Request::get(url.as_str()), NOW).await.unwrap_err(), Fault::Transient(Trouble::Broken));
        assert_eq!(http.send(Request::post(url.as_str()).writes(), NOW).await.unwrap_err(), Fault::Unsure(Trouble::Broken));
    }

    #[test]
    fn a_client_can_be_made() {
        let _http = Http::new();
        assert!(client(true, false).is_some() && client(false, true).is_some());
    }

    #[tokio::test]
    async fn nobody_there_is_never_doubt() {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let request = Request::post(format!("http://127.0.0.1:{port}/")).writes();
        assert_eq!(Http::new().send(request, NOW).await.unwrap_err(), Fault::Transient(Trouble::Unreachable));
        // No TLS where TLS was asked for: nothing of the request has left.
        let (url, _served) = server(vec![answer("400 Bad Request", "", "")]);
        let request = Request::post(url.replace("http://", "https://")).writes();
        assert_eq!(Http::new().send(request, NOW).await.unwrap_err(), Fault::Transient(Trouble::Unreachable));
        for address in ["", "not an address", "file:///etc/passwd", "https://"] {
            assert_eq!(Http::new().send(Request::get(address), NOW).await.unwrap_err(), Fault::Protocol("address".into()), "{address}");
        }
    }

    #[tokio::test]
    async fn silence_ends() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let http = Http::with_patience(Duration::from_millis(80));
        assert_eq!(http.send(Request::get(url.as_str()), NOW).await.unwrap_err(), Fault::Transient(Trouble::TimedOut));
        assert_eq!(http.send(Request::post(url.as_str()).writes(), NOW).await.unwrap_err(), Fault::Unsure(Trouble::TimedOut));
    }

    #[tokio::test]
    async fn a_flood_is_cut() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
            while stream.write_all(&[b' '; 65536]).is_ok() {}
        });
        assert_eq!(Http::new().send(Request::get(url.as_str()), NOW).await.unwrap_err(), Fault::Transient(Trouble::TooLarge));
    }

    #[tokio::test]
    async fn a_limit_is_kept_without_asking_again() {
        let limited = answer("429 Too Many Requests", "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 2026-11-22T16:48:22.000Z\r\n", "");
        let (url, _served) = server(vec![limited]);
        let http = Http::new();
        let until = NOW + Duration::from_secs(300);
        for _ in 0..3 {
            assert_eq!(http.send(Request::get(url.as_str()), NOW).await.unwrap_err(), Fault::RateLimited { until });
        }
        assert_eq!(http.requests(), 1);
    }
}
