//! A site with sources, on a port of its own: each path answers what the script says, and
//! every request is kept as it came.
//!
//! Validators are compared byte for byte, as the strictest servers do.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio::task::JoinHandle;

/// One answer of the script.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// What `content-length` says, when that is not true.
    length: Option<usize>,
    hangs: bool,
}

impl Answer {
    /// 200 with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: 200, headers: Vec::new(), body: body.into(), length: None, hangs: false }
    }

    /// A status and nothing else.
    pub fn status(status: u16) -> Answer {
        Answer { status, ..Answer::ok("") }
    }

    /// A redirect.
    pub fn to(status: u16, location: impl Into<String>) -> Answer {
        Answer::status(status).with("location", location)
    }

    /// The same with one more header.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Answer {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same, said to be so long.
    pub fn said_to_be(mut self, length: usize) -> Answer {
        self.length = Some(length);
        self
    }

    /// Never.
    pub fn never() -> Answer {
        Answer { hangs: true, ..Answer::ok("") }
    }

    /// Whether a request knows this answer already.
    fn is_known(&self, asked: &Asked) -> bool {
        let ours = |name: &str| self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let same = |ours: Option<&str>, theirs: Option<&str>| ours.is_some() && ours == theirs;
        self.status == 200
            && (same(ours("etag"), asked.header("if-none-match"))
                || (ours("etag").is_none() && same(ours("last-modified"), asked.header("if-modified-since"))))
    }

    fn written(&self, asked: &Asked) -> Vec<u8> {
        let is_known = self.is_known(asked);
        let (status, body) = if is_known { (304, &[][..]) } else { (self.status, &self.body[..]) };
        let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n");
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if status != 304 {
            head.push_str(&format!("content-length: {}\r\n", self.length.unwrap_or(body.len())));
        }
        head.push_str("\r\n");
        [head.as_bytes(), body].concat()
    }
}

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn read(head: &str) -> Asked {
        let mut lines = head.split("\r\n");
        let path = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
        let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Asked { path, headers: headers.collect() }
    }
}

#[derive(Default)]
struct Script {
    answers: HashMap<String, VecDeque<Answer>>,
    asked: Vec<Asked>,
    at_once: usize,
    most_at_once: usize,
    barrier: Option<Arc<Barrier>>,
}

/// A running site; it ends when it is dropped.
pub struct Site {
    address: std::net::SocketAddr,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    pub async fn open() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script: Arc<Mutex<Script>> = Arc::default();
        let task = tokio::spawn({
            let script = Arc::clone(&script);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(serve(stream, Arc::clone(&script)));
                }
            }
        });
        Site { address, script, task }
    }

    /// An address on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A path answers this from now on.
    pub fn says(&self, path: &str, answer: Answer) {
        self.says_in_turn(path, [answer]);
    }

    /// A path gives these answers one after the other; the last one stays.
    pub fn says_in_turn(&self, path: &str, answers: impl IntoIterator<Item = Answer>) {
        lock(&self.script).answers.insert(path.to_owned(), answers.into_iter().collect());
    }

    /// Answers only when so many requests are there at once.
    pub fn waits_for(&self, requests: usize) {
        lock(&self.script).barrier = Some(Arc::new(Barrier::new(requests)));
    }

    /// The most requests that were there at once.
    pub fn most_at_once(&self) -> usize {
        lock(&self.script).most_at_once
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut lock(&self.script).asked)
    }

    /// The paths that were asked since the last time.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

fn lock(script: &Mutex<Script>) -> std::sync::MutexGuard<'_, Script> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        let mut bytes = [0; 4096];
        match stream.read(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(length) => heard.extend_from_slice(&bytes[..length]),
        }
    }
    let asked = Asked::read(&String::from_utf8_lossy(&heard));
    let (answer, barrier) = {
        let mut script = lock(&script);
        script.asked.push(asked.clone());
        script.at_once += 1;
        script.most_at_once = script.most_at_once.max(script.at_once);
        let answers = script.answers.get_mut(&asked.path);
        let answer = answers.and_then(|answers| if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() });
        (answer.unwrap_or_else(|| Answer::status(404)), script.barrier.clone())
    };
    if let Some(barrier) = barrier {
        barrier.wait().await;
    }
    if answer.hangs {
        std::future::pending::<()>().await;
    }
    lock(&script).at_once -= 1;
    // Whoever has had enough hangs up, which is no mistake of the site.
    stream.write_all(&answer.written(&asked)).await.ok();
    stream.shutdown().await.ok();
}
