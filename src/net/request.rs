//! What is asked of a server, and what it answered.
//!
//! A request says whether it has an effect, because doubt about one that has is another
//! thing than doubt about one that only reads. Tokens are secrets up to the wire.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::digest::digest;
use crate::base::percent::encode;
use crate::base::secret::Secret;
use crate::base::time::Timestamp;
use crate::model::fault::{Fault, Trouble};
use crate::net::fault;
use crate::net::paging::Links;

/// The largest answer that is read, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;
/// The bytes that even a slow line carries in a millisecond.
const SLOW: usize = 50;

/// One question to a server.
#[derive(Debug, Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Body>,
    pub(super) token: Option<Secret<String>>,
    pub(super) scheme: Scheme,
    pub(super) writes: bool,
    pub(super) accept: &'static str,
    pub(super) conditional: bool,
    pub(super) shared: bool,
    pub(super) largest: usize,
}

/// How a token is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// As it is (RFC 6750).
    Bearer,
    /// A name, a colon and a password (RFC 7617).
    Basic,
}

/// The body of a request and what it is.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) kind: Cow<'static, str>,
    pub(super) bytes: Secret<Vec<u8>>,
}

impl Request {
    /// Reads.
    pub fn get(url: impl Into<String>) -> Request {
        Request::new(Method::GET, url)
    }

    /// Sends; say [`Request::writes`] when it leaves something behind.
    pub fn post(url: impl Into<String>) -> Request {
        Request::new(Method::POST, url)
    }

    /// Replaces; say [`Request::writes`] when it leaves something behind.
    pub fn put(url: impl Into<String>) -> Request {
        Request::new(Method::PUT, url)
    }

    /// Deletes; say [`Request::writes`] when it leaves something behind.
    pub fn delete(url: impl Into<String>) -> Request {
        Request::new(Method::DELETE, url)
    }

    fn new(method: Method, url: impl Into<String>) -> Request {
        Request {
            method,
            url: url.into(),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
            token: None,
            scheme: Scheme::Bearer,
            writes: false,
            accept: "application/json",
            conditional: false,
            shared: false,
            largest: LARGEST,
        }
    }

    /// Adds a pair to the query; what the address has already stays as it is.
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Request {
        self.query.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Adds a pair to the query if there is a value.
    pub fn query_opt(self, name: &str, value: Option<impl AsRef<str>>) -> Request {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sends `body` as JSON.
    pub fn json(mut self, body: &impl Serialize) -> Request {
        // Our own bodies are plain structs, which always serialise.
        let bytes = serde_json::to_vec(body).unwrap_or_default();
        self.body = Some(Body { kind: "application/json".into(), bytes: Secret::new(bytes) });
        self
    }

    /// Sends pairs as a form.
    pub fn form(mut self, pairs: &[(&str, &str)]) -> Request {
        let body = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&");
        self.body = Some(Body { kind: "application/x-www-form-urlencoded".into(), bytes: Secret::new(body.into_bytes()) });
        self
    }

    /// Sends fields and one file, given as (field, name, media type), as a browser would (RFC 7578).
    pub fn multipart(mut self, fields: &[(&str, &str)], file: (&str, &str, &str), content: &[u8]) -> Request {
        // What is in the file cannot hold its own digest.
        let boundary = format!("vigie-{}", &digest(content)[..40]);
        let mut bytes = Vec::with_capacity(content.len() + 1024);
        for (name, value) in fields {
            bytes.extend(format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        let (field, name, kind) = file;
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
        );
        bytes.extend(head.into_bytes());
        bytes.extend_from_slice(content);
        bytes.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        self.body = Some(Body { kind: format!("multipart/form-data; boundary={boundary}").into(), bytes: Secret::new(bytes) });
        self
    }

    /// How much longer than usual its answer may take: a large body is long on its way.
    pub(super) fn extra(&self) -> Duration {
        let bytes = self.body.as_ref().map_or(0, |body| body.bytes.expose().len());
        Duration::from_millis(u64::try_from(bytes / SLOW).unwrap_or(0))
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Request {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Says who asks.
    pub fn bearer(mut self, token: &Secret<String>) -> Request {
        self.token = Some(token.clone());
        self
    }

    /// Says who asks, with a name and a password: `name:password`.
    pub fn basic(mut self, pair: &Secret<String>) -> Request {
        self.token = Some(pair.clone());
        self.scheme = Scheme::Basic;
        self
    }

    /// Says what is wanted, as media types.
    pub fn accept(mut self, types: &'static str) -> Request {
        self.accept = types;
        self
    }

    /// Reads an answer of at most so many bytes; a larger one is a fault.
    pub fn at_most(mut self, bytes: usize) -> Request {
        self.largest = bytes.min(LARGEST);
        self
    }

    /// Asks only for what has changed: an answer of status 304 is then no fault (RFC 9110, 13).
    ///
    /// Both validators are given back as they were got, weak ones too.
    pub fn if_changed(mut self, etag: Option<&str>, modified: Option<&str>) -> Request {
        for (name, value) in [("if-none-match", etag), ("if-modified-since", modified)] {
            if let Some(value) = value {
                self = self.header(name, value);
                self.conditional = true;
            }
        }
        self
    }

    /// Marks an address on a host that it shares with many others, as sources do: what goes
    /// wrong there is counted for the address first, and for the host when it goes on.
    pub fn shared(mut self) -> Request {
        self.shared = true;
        self
    }

    /// Marks a call that has an effect: an answer that is lost is then in doubt.
    pub fn writes(mut self) -> Request {
        self.writes = true;
        self
    }
}

/// An answer that is no fault.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status, 200 to 299; 304 when it was asked [for changes](Request::if_changed).
    pub status: u16,
    /// The address that answered, after all redirects.
    pub address: String,
    /// The address to ask from now on, when the one asked says that it moved for good.
    pub moved: Option<String>,
    pub(super) url: String,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
    pub(super) writes: bool,
}

/// The headers of an answer, as text.
#[derive(Debug, Clone, Default)]
pub(super) struct Headers(pub(super) Vec<(String, String)>);

impl Headers {
    /// The first with this name, which is given in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(super) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl Response {
    /// A header's first value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// The body as it came.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// Where the server says that the list goes on.
    pub fn links(&self) -> Links {
        Links::parse(self.headers.all("link"), &self.url)
    }

    /// The server's time when it answered, if it says so.
    pub fn date(&self) -> Option<Timestamp> {
        self.header("date").and_then(fault::http_date)
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// [`Fault::Protocol`] with what did not fit, never with what was in it; for a request
    /// that has an effect [`Fault::Unsure`], since it had one.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_slice(&self.body).map_err(|error| {
            if self.writes {
                return Fault::Unsure(Trouble::Broken);
            }
            fault::unreadable(&self.body, &error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str, writes: bool) -> Response {
        Response {
            status: 200,
            address: String::new(),
            moved: None,
            url: String::new(),
            headers: Headers::default(),
            body: body.as_bytes().to_vec(),
            writes,
        }
    }

    #[test]
    fn an_id_is_one_part_of_a_path() {
        let table = [
            ("110", "110"),
            ("2026-11-22T16:40:45.502Z/favourite/01a2:89", "2026-11-22T16%3A40%3A45.502Z%2Ffavourite%2F01a2%3A89"),
            ("post-1.png", "post-1.png"),
            ("a b?c#d%", "a%20b%3Fc%23d%25"),
            ("é", "%C3%A9"),
        ];
        for (id, expected) in table {
            assert_eq!(encode(id), expected, "{id}");
        }
    }

    #[test]
    fn a_form_keeps_what_was_meant() {
        let request = Request::post("https://example.social/oauth/token").form(&[("code", "a+b c&d"), ("scope", "read write")]);
        let body = request.body.unwrap();
        assert_eq!(body.bytes.expose(), b"code=a%2Bb%20c%26d&scope=read%20write");
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_doubt_only_where_it_had_an_effect() {
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code)]
        struct Status {
            id: String,
        }
        assert_eq!(answer("{}", false).json::<Status>().unwrap_err(), Fault::Protocol("missing field `id` at line 1 column 2".into()));
        assert_eq!(answer("{}", true).json::<Status>().unwrap_err(), Fault::Unsure(Trouble::Broken));
    }
}
