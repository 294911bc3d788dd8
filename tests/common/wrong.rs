//! A server that answers as a Mastodon server and a feed do, until it is told to go wrong.
//!
//! Blocking and plain, a thread a connection, so that what is written on the wire is what
//! stands here: half bodies, bodies without an end, packed ones that swell.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// How the server answers.
#[derive(Debug, Clone)]
pub enum Wrong {
    /// As it should.
    Not,
    /// With this status, these headers and this body.
    Answers(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// With the first bytes of a body that was announced as longer.
    Half,
    /// With a body of so many megabytes.
    Megabytes(u64),
    /// Not at all; the connection stays open.
    Silent,
}

impl Wrong {
    /// A success with this body.
    pub fn body(kind: &str, body: impl Into<Vec<u8>>) -> Wrong {
        Wrong::Answers(200, vec![("content-type", kind.to_owned())], body.into())
    }

    /// A refusal with what is said.
    pub fn status(status: u16) -> Wrong {
        Wrong::Answers(status, Vec::new(), json!({ "error": "no" }).to_string().into_bytes())
    }

    /// Too much was asked, with these headers.
    pub fn limited(headers: Vec<(&'static str, String)>) -> Wrong {
        Wrong::Answers(429, headers, b"{}".to_vec())
    }
}

/// The server; it goes with the process.
pub struct Server {
    pub url: String,
    wrong: Arc<Mutex<Wrong>>,
    asked: Arc<AtomicUsize>,
    written: Arc<AtomicUsize>,
}

impl Server {
    /// One that answers as it should.
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Server { url, wrong: Arc::new(Mutex::new(Wrong::Not)), asked: Arc::default(), written: Arc::default() };
        let (wrong, asked, written, host) = (server.wrong.clone(), server.asked.clone(), server.written.clone(), server.host());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                asked.fetch_add(1, Ordering::SeqCst);
                let (wrong, written, host) = (wrong.lock().unwrap().clone(), written.clone(), host.clone());
                // Whoever hangs up in the middle ends only this thread.
                std::thread::spawn(move || answer(stream, &wrong, &host, &written));
            }
        });
        server
    }

    /// The address without its scheme.
    pub fn host(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    /// From now on it goes wrong like this.
    pub fn goes(&self, wrong: Wrong) {
        *self.wrong.lock().unwrap() = wrong;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// The bytes of bodies that were taken from it.
    pub fn written(&self) -> usize {
        self.written.load(Ordering::SeqCst)
    }
}

/// The path that is asked for; the body of a request is read and forgotten.
fn asked_for(stream: &mut TcpStream) -> Option<String> {
    let mut heard = Vec::new();
    let mut piece = [0; 4096];
    let end = loop {
        if let Some(at) = heard.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break at + 4;
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(read) => heard.extend_from_slice(&piece[..read]),
        }
    };
    let head = String::from_utf8_lossy(&heard[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut left: usize = length - (heard.len() - end).min(length);
    while left > 0 {
        left -= stream.read(&mut piece).ok().filter(|read| *read > 0)?.min(left);
    }
    head.split_whitespace().nth(1).map(str::to_owned)
}

fn answer(mut stream: TcpStream, wrong: &Wrong, host: &str, written: &AtomicUsize) -> Option<()> {
    let path = asked_for(&mut stream)?;
    let head = |status: u16, headers: &[(&'static str, String)]| {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {status} So\r\nconnection: close\r\n{headers}\r\n").into_bytes()
    };
    let length = |length: usize| ("content-length", length.to_string());
    match wrong {
        Wrong::Not => {
            let body = right(&path, host);
            stream.write_all(&head(200, &[length(body.len())])).ok()?;
            stream.write_all(&body).ok()
        }
        Wrong::Answers(status, headers, body) => {
            let headers: Vec<_> = headers.iter().cloned().chain([length(body.len())]).collect();
            stream.write_all(&head(*status, &headers)).ok()?;
            stream.write_all(body).ok()
        }
        Wrong::Half => {
            stream.write_all(&head(200, &[length(5_000)])).ok()?;
            stream.write_all(br#"[{"id": "1", "ty"#).ok()
        }
        Wrong::Megabytes(count) => {
            stream.write_all(&head(200, &[("transfer-encoding", "chunked".to_owned())])).ok()?;
            let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
            for _ in 0..count * 16 {
                stream.write_all(&chunk).ok()?;
                written.fetch_add(0x10000, Ordering::SeqCst);
            }
            stream.write_all(b"0\r\n\r\n").ok()
        }
        Wrong::Silent => {
            // Until the other side has had enough.
            while stream.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
            None
        }
    }
}

/// What a server that is well answers.
fn right(path: &str, host: &str) -> Vec<u8> {
    let account = |id: &str, name: &str| json!({ "id": id, "username": name, "acct": name, "display_name": name, "url": format!("http://{host}/@{name}") });
    let path = path.split('?').next().unwrap_or_default();
    let answer = match path {
        "/feed" => {
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>News</title><link>http://{host}/</link><description>d</description>\
                 <item><title>One</title><link>http://{host}/1</link><guid>1</guid></item></channel></rss>"
            );
            return feed.into_bytes();
        }
        _ if path.ends_with("/verify_credentials") => account("1", "brand"),
        _ if path.ends_with("/instance") => json!({ "title": "A server", "version": "4.3.0" }),
        _ if path.ends_with("/context") => json!({ "ancestors": [], "descendants": [] }),
        "/api/v1/statuses" => json!({
            "id": "11", "created_at": jiff::Timestamp::now().to_string(), "content": "<p>sent</p>", "visibility": "public",
            "account": account("1", "brand"), "url": format!("http://{host}/11"),
        }),
        _ if path.ends_with("/notifications") => {
            let now = jiff::Timestamp::now().to_string();
            json!([{ "id": "100", "type": "mention", "created_at": now, "account": account("2", "ana"), "status": {
                "id": "10", "created_at": now, "content": "<p>Is there a table?</p>", "visibility": "public", "account": account("2", "ana"),
                "url": format!("http://{host}/10"), "mentions": [{ "id": "1", "acct": "brand", "username": "brand", "url": "" }],
                "media_attachments": [], "tags": [], "emojis": [], "spoiler_text": "", "sensitive": false,
            } }])
        }
        _ => Value::Array(Vec::new()),
    };
    answer.to_string().into_bytes()
}

/// A packed body that swells to 159 times its size: one space, repeated (RFC 1951, 3.2.6).
pub fn bomb(size: usize) -> Wrong {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let (mut bits, mut held) = (0u64, 0);
    let mut put = |packed: &mut Vec<u8>, value: u64, count: u32| {
        bits |= value << held;
        held += count;
        while held >= 8 {
            packed.push((bits & 0xff) as u8);
            (bits, held) = (bits >> 8, held - 8);
        }
    };
    // A last block with fixed codes, and a space; codes are written from their highest bit.
    put(&mut packed, 0b011, 3);
    put(&mut packed, u64::from((0x30u8 + b' ').reverse_bits()), 8);
    while packed.len() < size {
        // The longest repetition, from one byte back.
        put(&mut packed, u64::from(0b1100_0101u8.reverse_bits()), 8);
        put(&mut packed, 0, 5);
    }
    let headers = vec![("content-type", "application/json".to_owned()), ("content-encoding", "gzip".to_owned())];
    Wrong::Answers(200, headers, packed)
}

/// A document whose entities laugh at each other a thousand million times.
pub fn laughs() -> Wrong {
    let mut entities = "<!ENTITY l0 \"lol\">".to_owned();
    for level in 1..10 {
        let ten = format!("&l{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY l{level} \"{ten}\">"));
    }
    let feed = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [{entities}]><rss version=\"2.0\"><channel><title>&l9;</title>\
         <link>http://example.net/</link><description>d</description><item><title>&l9;</title><guid>1</guid></item></channel></rss>"
    );
    Wrong::body("application/rss+xml", feed)
}
