//! The network behind a port of this machine, speaking HTTP.
//!
//! It can go down and come back on the same port with everything it knew. Only the
//! loopback is ever listened on.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::middleware;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::base::time::Clock;

use super::answer::House;
use super::faults::{Faults, gatekeeper};
use super::feeds::Shelf;
use super::line::{Door, Line};
use super::network::Network;
use super::routes;

struct Running {
    open: CancellationToken,
    task: JoinHandle<()>,
}

/// A server that is stopped when it is dropped.
pub struct Server {
    /// What is served.
    pub network: Arc<Network>,
    /// How it misbehaves.
    pub faults: Arc<Faults>,
    /// The sources that are served beside it.
    pub(super) shelf: Arc<Shelf>,
    address: SocketAddr,
    running: Mutex<Option<Running>>,
}

impl Server {
    /// Opens a port and serves an empty network there.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(clock: Arc<dyn Clock>) -> io::Result<Server> {
        Server::with(clock, Shelf::default()).await
    }

    /// The same, with sources beside the network.
    pub(super) async fn with(clock: Arc<dyn Clock>, shelf: Shelf) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let server = Server {
            network: Arc::new(Network::new(clock)),
            faults: Arc::default(),
            shelf: Arc::new(shelf),
            address: listener.local_addr()?,
            running: Mutex::new(None),
        };
        server.serve(listener);
        Ok(server)
    }

    /// The address of the server, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Breaks all connections and takes no new ones; what the network knows stays.
    pub async fn stop(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            running.open.cancel();
            running.task.abort();
            running.task.await.ok();
        }
    }

    /// Serves again, on the same port.
    ///
    /// # Errors
    /// When the port was taken meanwhile.
    pub async fn start_again(&self) -> io::Result<()> {
        self.stop().await;
        self.serve(TcpListener::bind(self.address).await?);
        Ok(())
    }

    fn serve(&self, listener: TcpListener) {
        let open = CancellationToken::new();
        let house = House {
            network: Arc::clone(&self.network),
            faults: Arc::clone(&self.faults),
            shelf: Arc::clone(&self.shelf),
            base: self.url().into(),
        };
        let router: Router = routes::router().layer(middleware::from_fn_with_state(house.clone(), gatekeeper)).with_state(house);
        let door = Door { listener, open: open.clone() };
        let task = tokio::spawn(async move {
            axum::serve(door, router.into_make_service_with_connect_info::<Line>()).await.ok();
        });
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(Running { open, task });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let running = self.running.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            running.open.cancel();
            running.task.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::{FixedClock, Timestamp};
    use crate::demo::faults::{Fault, Quirks, http_date};
    use crate::demo::nouns::{Options, Profile, Tie, Visibility};
    use serde_json::Value;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    async fn server() -> (Server, String) {
        let clock = FixedClock::at(Timestamp::parse("2026-08-22T12:00:00Z").unwrap());
        let server = Server::start(Arc::new(clock)).await.unwrap();
        server.network.person("brand", Profile { name: "The Brand".into(), ..Profile::default() });
        let token = server.network.token("brand");
        (server, token)
    }

    /// Sends one request on a connection of its own; gives all that comes back.
    async fn raw(server: &Server, method: &str, path: &str, headers: &str, body: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(server.address).await?;
        let length = body.len();
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    async fn ask(server: &Server, token: &str, method: &str, path: &str, body: &str) -> (u16, String, Value) {
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: k-{body}\r\n");
        let answer = raw(server, method, path, &headers, body).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (status, head.to_lowercase(), serde_json::from_str(body).unwrap_or(Value::Null))
    }

    #[tokio::test]
    async fn notifications_come_in_pages_that_leave_no_gap() {
        let (server, token) = server().await;
        for n in 0..5 {
            server.network.mention("ana", "brand", &format!("question {n}")).unwrap();
        }
        let post = server.network.post("brand", "Open. #miam", Options::default()).unwrap();
        server.network.favourite("ben", &post).unwrap();
        server.network.follow("ben", "brand");

        let (status, head, all) = ask(&server, &token, "GET", "/api/v1/notifications?limit=3&types[]=mention", "").await;
        assert_eq!((status, all.as_array().map(Vec::len)), (200, Some(3)));
        assert!(head.contains("rel=\"next\"") && head.contains("types%5b%5d=mention"), "{head}");
        assert!(head.contains("x-ratelimit-reset: 2026-08-22t12:05:00.000000z"), "{head}");
        let oldest = all[2]["id"].as_str().unwrap();
        let (_, _, rest) = ask(&server, &token, "GET", &format!("/api/v1/notifications?max_id={oldest}&types[]=mention"), "").await;
        assert_eq!(rest.as_array().map(Vec::len), Some(2));
        let first = rest[1]["id"].as_str().unwrap();
        let (_, _, next) = ask(&server, &token, "GET", &format!("/api/v1/notifications?min_id={first}&limit=2"), "").await;
        assert_eq!(next[1]["status"]["content"].as_str().map(|html| html.contains("question 1")), Some(true));
        let (_, _, quiet) = ask(&server, &token, "GET", "/api/v1/notifications?exclude_types[]=mention", "").await;
        assert_eq!((&quiet[0]["type"], &quiet[1]["type"]), (&"follow".into(), &"favourite".into()));
        let (_, _, tagged) = ask(&server, &token, "GET", "/api/v1/timelines/tag/MIAM", "").await;
        assert_eq!(tagged[0]["id"], Value::from(post));
    }

    #[tokio::test]
    async fn a_post_happens_once_for_one_key() {
        let (server, token) = server().await;
        let (_, _, first) = ask(&server, &token, "POST", "/api/v1/statuses", r#"{"status":"Yes, three."}"#).await;
        let (_, _, again) = ask(&server, &token, "POST", "/api/v1/statuses", r#"{"status":"Yes, three."}"#).await;
        assert_eq!(first["id"], again["id"]);
        assert_eq!(server.network.posts_of("brand").len(), 1);

        server.faults.set_quirks(Quirks { ignores_idempotency_key: true, ..Quirks::default() });
        ask(&server, &token, "POST", "/api/v1/statuses", r#"{"status":"Yes, three."}"#).await;
        assert_eq!(server.network.posts_of("brand").len(), 2);
    }

    #[tokio::test]
    async fn what_the_network_would_refuse_is_refused() {
        let (server, token) = server().await;
        let long = format!(r#"{{"status":"{}"}}"#, "x".repeat(501));
        let table = [
            (r#"{"status":" "}"#, 422),
            (long.as_str(), 422),
            (r#"{"status":"a","visibility":"loud"}"#, 422),
            (r#"{"status":"a","in_reply_to_id":"7"}"#, 404),
            ("{", 400),
        ];
        for (body, expected) in table {
            assert_eq!(ask(&server, &token, "POST", "/api/v1/statuses", body).await.0, expected, "{body}");
        }
        let (status, _, error) = ask(&server, "made-up", "GET", "/api/v1/notifications", "").await;
        assert_eq!((status, error["error"].as_str()), (401, Some("The access token is invalid")));
        assert!(server.network.posts_of("brand").is_empty());
    }

    #[tokio::test]
    async fn a_thread_is_read_and_acted_upon() {
        let (server, token) = server().await;
        let post = server.network.post("brand", "New menu", Options::default()).unwrap();
        let asked = server.network.reply("ana", &post, "Vegan too?").unwrap();
        let body = format!(r#"{{"status":"@ana Yes","in_reply_to_id":"{asked}","visibility":"unlisted","spoiler_text":null}}"#);
        let (status, _, sent) = ask(&server, &token, "POST", "/api/v1/statuses", &body).await;
        assert_eq!((status, &sent["visibility"]), (200, &"unlisted".into()));
        assert_eq!(server.network.posts_of("brand")[1].visibility, Visibility::Unlisted);
        let (_, _, around) = ask(&server, &token, "GET", &format!("/api/v1/statuses/{asked}/context"), "").await;
        assert_eq!((&around["ancestors"][0]["id"], &around["descendants"][0]["id"]), (&post.clone().into(), &sent["id"]));

        let page = raw(&server, "GET", &format!("/@brand/{post}"), "", "").await.unwrap();
        assert!(page.contains("<h1>The Brand</h1><p>New menu</p>"), "{page}");
        assert!(raw(&server, "GET", "/@ana", "", "").await.unwrap().contains("<h1>ana</h1>"));

        for (act, field) in [("favourite", "favourited"), ("reblog", "reblogged")] {
            let (_, _, done) = ask(&server, &token, "POST", &format!("/api/v1/statuses/{asked}/{act}"), "").await;
            assert!(done[field] == true || done["reblog"][field] == true, "{act}");
        }
        assert_eq!(server.network.favourited_by(&asked), ["brand"]);
        let (_, _, gone) = ask(&server, &token, "DELETE", &format!("/api/v1/statuses/{}", sent["id"].as_str().unwrap()), "").await;
        assert_eq!(gone["text"], "@ana Yes");
        let (_, _, own) = ask(&server, &token, "GET", "/api/v1/accounts/verify_credentials", "").await;
        let list = format!("/api/v1/accounts/{}/statuses?exclude_reblogs=true", own["id"].as_str().unwrap());
        assert_eq!(ask(&server, &token, "GET", &list, "").await.2.as_array().map(Vec::len), Some(1));
    }

    #[tokio::test]
    async fn messages_are_conversations_of_those_they_name() {
        let (server, token) = server().await;
        let first = server.network.direct("ana", "brand", "How much is shipping?").unwrap();
        server.network.direct("ben", "carl", "Not for the brand").unwrap();
        server.network.reply("ana", &first, "@brand Hello?").unwrap();
        let (_, _, list) = ask(&server, &token, "GET", "/api/v1/conversations", "").await;
        assert_eq!(list.as_array().map(Vec::len), Some(1));
        assert_eq!(list[0]["accounts"][0]["acct"], "ana");
        assert!(list[0]["last_status"]["content"].as_str().unwrap().contains("Hello?"));
        let id = list[0]["id"].as_str().unwrap();
        let (_, _, read) = ask(&server, &token, "POST", &format!("/api/v1/conversations/{id}/read"), "").await;
        assert_eq!((&list[0]["unread"], &read["unread"]), (&true.into(), &false.into()));
        let (_, _, ana) = ask(&server, &token, "GET", "/api/v1/accounts/lookup?acct=ana", "").await;
        let block = format!("/api/v1/accounts/{}/block", ana["id"].as_str().unwrap());
        assert_eq!(ask(&server, &token, "POST", &block, "").await.2["blocking"], true);
        assert!(server.network.tied("brand", Tie::Block, "ana"));
        server.faults.set_quirks(Quirks { no_conversations: true, html_errors: true, ..Quirks::default() });
        let (status, head, _) = ask(&server, &token, "GET", "/api/v1/conversations", "").await;
        assert!(status == 404 && head.contains("text/html"), "{head}");
    }

    #[tokio::test]
    async fn an_app_is_registered_and_its_code_is_good_once() {
        let (server, _) = server().await;
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let oob = "urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob";
        let app = raw(&server, "POST", "/api/v1/apps", form, &format!("client_name=vigie&redirect_uris={oob}&scopes=read+write")).await;
        let app: Value = serde_json::from_str(app.unwrap().split_once("\r\n\r\n").unwrap().1).unwrap();
        let (id, secret) = (app["client_id"].as_str().unwrap(), app["client_secret"].as_str().unwrap());
        let page = format!("/oauth/authorize?client_id={id}&redirect_uri={oob}&response_type=code&scope=read");
        let page = raw(&server, "GET", &page, "", "").await.unwrap();
        let code = page.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let exchange =
            |code: &str| format!("grant_type=authorization_code&client_id={id}&client_secret={secret}&redirect_uri={oob}&code={code}");
        let answer = raw(&server, "POST", "/oauth/token", form, &exchange(code)).await.unwrap();
        assert!(answer.contains("200 OK") && answer.contains("token-of-brand"), "{answer}");
        for stale in [code, "made-up"] {
            let answer = raw(&server, "POST", "/oauth/token", form, &exchange(stale)).await.unwrap();
            assert!(answer.contains("400") && answer.contains("invalid_grant"), "{answer}");
        }
        assert!(server.network.authorize(id, "ana").is_some_and(|code| code.ends_with("ana")));
    }

    #[tokio::test]
    async fn a_post_may_be_accepted_and_never_answered() {
        let (server, token) = server().await;
        server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
        let answer = raw(&server, "POST", "/api/v1/statuses", &headers, r#"{"status":"Once."}"#).await;
        assert!(answer.as_ref().is_ok_and(String::is_empty) || answer.is_err(), "{answer:?}");
        assert_eq!(server.network.posts_of("brand").len(), 1);

        server.faults.on("POST", "/api/v1/statuses", 1, Fault::HangUp);
        let answer = raw(&server, "POST", "/api/v1/statuses", &headers, r#"{"status":"Never."}"#).await;
        assert!(answer.is_err() || answer.is_ok_and(|answer| answer.is_empty()));
        assert_eq!(server.network.posts_of("brand").len(), 1);

        server.faults.drops_answers(0.5, 3);
        let mut answered = 0;
        for n in 0..20 {
            let answer = raw(&server, "POST", "/api/v1/statuses", &headers, &format!(r#"{{"status":"Again {n}"}}"#)).await;
            answered += usize::from(answer.is_ok_and(|answer| !answer.is_empty()));
        }
        assert_eq!(server.network.posts_of("brand").len(), 21);
        assert!((5..=15).contains(&answered), "{answered}");
    }

    #[tokio::test]
    async fn faults_are_seen_as_clients_see_them() {
        let (server, token) = server().await;
        let at = Timestamp::parse("2026-08-22T12:10:00Z").unwrap();
        assert_eq!(http_date(at), "Sat, 22 Aug 2026 12:10:00 GMT");
        let table = [
            (Fault::status(401), 401, "content-type: application/json"),
            (Fault::limited_for(7), 429, "retry-after: 7"),
            (Fault::limited_until_date(at), 429, "retry-after: sat, 22 aug 2026 12:10:00 gmt"),
            (Fault::limited_until_reset(at), 429, "x-ratelimit-reset: 2026-08-22t12:10:00.000z"),
            (Fault::unavailable_for(30), 503, "retry-after: 30"),
            (Fault::BadJson, 200, "application/json"),
            (Fault::Html, 200, "text/html"),
            (Fault::Slow(Duration::from_millis(5)), 200, "application/json"),
        ];
        for (fault, expected, header) in table {
            server.faults.next(fault.clone());
            let (status, head, _) = ask(&server, &token, "GET", "/api/v1/notifications", "").await;
            assert!(status == expected && head.contains(header), "{fault:?}: {head}");
        }
        server.network.mention("ana", "brand", "Hello").unwrap();
        server.faults.next(Fault::HalfAnswer);
        let (_, head, body) = ask(&server, &token, "GET", "/api/v1/notifications", "").await;
        assert!(head.contains("content-length") && body.is_null(), "{head}");
        assert_eq!(ask(&server, &token, "GET", "/api/v1/notifications", "").await.0, 200);

        server.faults.set_quirks(Quirks { rate_limit: 1, ..Quirks::default() });
        assert_eq!(ask(&server, &token, "GET", "/api/v1/notifications", "").await.0, 429);
    }

    #[tokio::test]
    async fn a_server_goes_down_with_its_connections_and_comes_back_as_it_was() {
        let (server, token) = server().await;
        server.network.mention("ana", "brand", "Still there?").unwrap();
        server.faults.next(Fault::Hang);
        let headers = format!("Authorization: Bearer {token}\r\n");
        let hanging = raw(&server, "GET", "/api/v1/notifications", &headers, "");
        let stop = async {
            while server.network.requests().is_empty() {
                tokio::task::yield_now().await;
            }
            server.stop().await;
        };
        let (hung, ()) = tokio::join!(hanging, stop);
        assert!(hung.is_err() || hung.is_ok_and(|answer| answer.is_empty()));
        assert!(TcpStream::connect(server.address).await.is_err());

        server.start_again().await.unwrap();
        let (status, _, list) = ask(&server, &token, "GET", "/api/v1/notifications", "").await;
        assert_eq!((status, list.as_array().map(Vec::len)), (200, Some(1)));
    }
}
