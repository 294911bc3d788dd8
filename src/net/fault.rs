//! What a server answered, or did not, as a [`Fault`]: chosen by what to do about it.
//!
//! Pure: status, headers, body and kind of break come in, a fault goes out. What a server
//! said is kept as a quotation; what it was told is never repeated.

use std::time::Duration;

use serde_json::Value;

use crate::base::html;
use crate::base::text;
use crate::base::time::Timestamp;
use crate::model::fault::{AuthFault, Fault, Trouble};
use crate::net::request::Headers;

/// The wait when a server limits us and does not say for how long.
const USUAL_WAIT: Duration = Duration::from_secs(60);
/// The longest wait that is believed.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// How an exchange broke before there was an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// No connection: refused, no such host, a certificate that is not trusted.
    Connect,
    /// No answer in time.
    TimedOut,
    /// The connection broke.
    Broken,
    /// The answer is too large.
    TooLarge,
    /// The request could not even be made: an address that is none.
    Malformed,
    /// One redirect led to the next, and no end was in sight.
    Redirects,
}

/// The fault of an exchange that broke.
pub(super) fn of_break(broken: Break, writes: bool) -> Fault {
    let trouble = match broken {
        Break::Connect => return Fault::Transient(Trouble::Unreachable),
        Break::Malformed => return Fault::Protocol("address".to_owned()),
        Break::Redirects => return Fault::Protocol("redirects".to_owned()),
        Break::TimedOut => Trouble::TimedOut,
        Break::Broken => Trouble::Broken,
        Break::TooLarge => Trouble::TooLarge,
    };
    if writes { Fault::Unsure(trouble) } else { Fault::Transient(trouble) }
}

/// The fault of an answer whose status is no success.
pub(super) fn of_status(status: u16, headers: &Headers, body: &[u8], writes: bool, now: Timestamp) -> Fault {
    let said = said(body);
    match status {
        401 => Fault::Auth(AuthFault::Expired),
        // One server answers a bad token with 400 and plain words.
        400 if said.eq_ignore_ascii_case("invalid bearer token") => Fault::Auth(AuthFault::Expired),
        403 if said.to_ascii_lowercase().contains("scope") => Fault::Auth(AuthFault::Forbidden),
        429 => Fault::RateLimited { until: limited_until(headers, now) },
        // It says that it did nothing, and when to come back.
        503 if headers.get("retry-after").is_some() => Fault::RateLimited { until: limited_until(headers, now) },
        408 | 500.. if writes => Fault::Unsure(Trouble::Server(status)),
        408 | 500.. => Fault::Transient(Trouble::Server(status)),
        _ => Fault::refused(status, &said),
    }
}

/// When a server that limits us is to be asked again.
pub(super) fn limited_until(headers: &Headers, now: Timestamp) -> Timestamp {
    let date = headers.get("date").and_then(http_date);
    // A server that names a day far off means it; it is asked again sooner all the same.
    let far = |text: &str| http_date(text).filter(|at| *at > now);
    let told = headers.get("retry-after").and_then(|text| instant(text, now, date).or_else(|| far(text)));
    let until = told.or_else(|| reset_at(headers, now)).unwrap_or(now + USUAL_WAIT);
    until.clamp(now + Duration::from_secs(1), now + LONGEST_WAIT)
}

/// When the window of a rate limit ends, by our clock.
pub(super) fn reset_at(headers: &Headers, now: Timestamp) -> Option<Timestamp> {
    let date = headers.get("date").and_then(http_date);
    ["x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset-after"]
        .iter()
        .find_map(|name| headers.get(name))
        .and_then(|text| instant(text, now, date))
}

/// How many requests a window still allows, if the server counts them.
pub(super) fn remaining(headers: &Headers) -> Option<u32> {
    let text = ["x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining"].iter().find_map(|name| headers.get(name))?;
    let left: f64 = text.trim().parse().ok()?;
    // Some count in fractions of a request.
    (left >= 0.0).then_some(left.min(1e9) as u32)
}

/// An instant in any of its forms: RFC 3339, HTTP-date, epoch seconds or milliseconds, seconds from now.
///
/// The server's own `date` tells how far its clock is from ours; an instant that makes
/// no sense even so is none.
fn instant(text: &str, now: Timestamp, date: Option<Timestamp>) -> Option<Timestamp> {
    let text = text.trim();
    let theirs = match text.parse::<f64>() {
        Ok(number) if number >= 1e11 => Timestamp::from_millis(number as i64),
        Ok(number) if number >= 1e9 => Timestamp::from_millis((number * 1000.0) as i64),
        Ok(number) if number >= 0.0 => return Some(now + Duration::from_secs_f64(number)),
        Ok(_) => return None,
        Err(_) => Timestamp::parse(text).or_else(|| http_date(text))?,
    };
    let corrected = date.map(|date| now + theirs.since(date)).filter(|_| date.is_some_and(|date| theirs > date));
    [corrected, Some(theirs)].into_iter().flatten().find(|at| *at > now && at.since(now) <= LONGEST_WAIT)
}

/// Reads `Sun, 22 Nov 2026 16:43:22 GMT`.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    let instant = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()?;
    Some(Timestamp::from_millis(instant.as_millisecond()))
}

/// What the body of an error says, in one line.
pub(super) fn said(body: &[u8]) -> String {
    let body = String::from_utf8_lossy(body);
    let words = match serde_json::from_str::<Value>(&body) {
        Ok(value) => said_in_json(&value).unwrap_or_default(),
        Err(_) if body.trim_start().starts_with('<') => said_in_html(&body),
        Err(_) => body.into_owned(),
    };
    text::excerpt(&words, 300)
}

fn said_in_json(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    // `error_description` is a sentence where `error` is only a code.
    let keys = ["error_description", "error", "message", "detail", "issues", "errors"];
    keys.iter().filter_map(|key| value.get(key)).find_map(|inner| match inner {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Object(_) => said_in_json(inner),
        Value::Array(list) => list.iter().find_map(said_in_json),
        _ => None,
    })
}

fn said_in_html(body: &str) -> String {
    let folded = body.to_ascii_lowercase();
    let title = folded.find("<title").and_then(|from| {
        let begin = from + body[from..].find('>')? + 1;
        let end = begin + folded[begin..].find("</title")?;
        Some(html::to_text(&body[begin..end])).filter(|title| !title.trim().is_empty())
    });
    title.unwrap_or_else(|| html::to_text(body))
}

/// The fault of a body that is not what was expected; what was in it is not repeated.
pub(super) fn unreadable(body: &[u8], error: &serde_json::Error) -> Fault {
    let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if start == Some(&b'<') {
        return Fault::Protocol("HTML".to_owned());
    }
    Fault::Protocol(without_values(&error.to_string()))
}

/// A parser's complaint without the values that it quotes.
pub(crate) fn without_values(complaint: &str) -> String {
    match (complaint.find('"'), complaint.rfind('"')) {
        (Some(from), Some(to)) if from < to => format!("{}…{}", &complaint[..from], &complaint[to + 1..]),
        _ => complaint.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 22 Nov 2026 16:43:22 GMT
    const NOW: Timestamp = Timestamp::from_millis(1_795_365_802_000);

    fn headers(pairs: &[(&str, &str)]) -> Headers {
        Headers(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_break_is_doubt_only_when_something_may_have_left() {
        use Fault::{Transient, Unsure};
        let table = [
            (Break::Connect, false, Transient(Trouble::Unreachable)),
            (Break::Connect, true, Transient(Trouble::Unreachable)),
            (Break::TimedOut, false, Transient(Trouble::TimedOut)),
            (Break::TimedOut, true, Unsure(Trouble::TimedOut)),
            (Break::Broken, false, Transient(Trouble::Broken)),
            (Break::Broken, true, Unsure(Trouble::Broken)),
            (Break::TooLarge, false, Transient(Trouble::TooLarge)),
            (Break::TooLarge, true, Unsure(Trouble::TooLarge)),
            (Break::Malformed, true, Fault::Protocol("address".into())),
        ];
        for (broken, writes, expected) in table {
            assert_eq!(of_break(broken, writes), expected, "{broken:?} {writes}");
        }
    }

    #[test]
    fn every_status_has_its_consequence() {
        use Fault::{Auth, Transient, Unsure};
        let retry = headers(&[("retry-after", "20")]);
        let none = headers(&[]);
        let read = |status, body: &str| of_status(status, &none, body.as_bytes(), false, NOW);
        let write = |status, body: &str| of_status(status, &none, body.as_bytes(), true, NOW);
        let table = [
            (read(401, ""), Auth(AuthFault::Expired)),
            (read(400, "Invalid Bearer token"), Auth(AuthFault::Expired)),
            (read(400, r#"{"error":"limit"}"#), Fault::refused(400, "limit")),
            (read(403, r#"{"error":"This action is outside the authorized scopes"}"#), Auth(AuthFault::Forbidden)),
            (write(403, r#"{"error":"This action is not allowed"}"#), Fault::refused(403, "This action is not allowed")),
            (read(404, "<html><title>404 Not Found</title>"), Fault::refused(404, "404 Not Found")),
            (read(410, ""), Fault::refused(410, "")),
            (
                write(422, r#"{"error":"Validation failed: Text can't be blank"}"#),
                Fault::refused(422, "Validation failed: Text can't be blank"),
            ),
            (read(418, r#"{"error": "I'm a teapot"}"#), Fault::refused(418, "I'm a teapot")),
            (read(408, ""), Transient(Trouble::Server(408))),
            (read(500, ""), Transient(Trouble::Server(500))),
            (read(503, ""), Transient(Trouble::Server(503))),
            (write(500, ""), Unsure(Trouble::Server(500))),
            (write(502, ""), Unsure(Trouble::Server(502))),
            (write(503, ""), Unsure(Trouble::Server(503))),
            (write(504, ""), Unsure(Trouble::Server(504))),
            (of_status(503, &retry, b"", true, NOW), Fault::RateLimited { until: NOW + Duration::from_secs(20) }),
            (of_status(503, &retry, b"", false, NOW), Fault::RateLimited { until: NOW + Duration::from_secs(20) }),
            (of_status(429, &retry, b"", true, NOW), Fault::RateLimited { until: NOW + Duration::from_secs(20) }),
            (read(302, ""), Fault::refused(302, "")),
        ];
        for (fault, expected) in table {
            assert_eq!(fault, expected);
        }
    }

    #[test]
    fn every_form_of_a_limit_is_understood() {
        let table: [(&[(&str, &str)], u64); 16] = [
            (&[], 60),
            (&[("retry-after", "7")], 7),
            (&[("retry-after", "0")], 1),
            (&[("retry-after", "Sun, 22 Nov 2026 16:45:22 GMT")], 120),
            (&[("retry-after", "soon")], 60),
            (&[("retry-after", "999999")], 3600),
            (&[("retry-after", "Sun, 22 Nov 2037 10:00:00 GMT")], 3600),
            (&[("x-ratelimit-reset", "2026-11-22T16:48:22.000Z")], 300),
            (&[("X-RateLimit-Reset", "2026-11-22T16:48:22.000000Z")], 300),
            (&[("x-rate-limit-reset", "1795365902")], 100),
            (&[("x-ratelimit-reset", "1795365902000")], 100),
            (&[("x-ratelimit-reset", "1795365902.5")], 100),
            (&[("ratelimit-reset", "33")], 33),
            // The server's clock is an hour behind ours, and says so.
            (&[("x-ratelimit-reset", "2026-11-22T15:48:22.000Z"), ("date", "Sun, 22 Nov 2026 15:43:22 GMT")], 300),
            // A window that ended before it was told.
            (&[("x-ratelimit-reset", "2026-11-22T16:00:00.000Z"), ("date", "Sun, 22 Nov 2026 16:43:22 GMT")], 60),
            // A date that has nothing to do with our clock corrects nothing.
            (&[("x-ratelimit-reset", "2026-11-22T16:48:22.000Z"), ("date", "Sun, 01 Mar 2026 09:00:00 GMT")], 300),
        ];
        for (pairs, seconds) in table {
            assert_eq!(limited_until(&headers(pairs), NOW).since(NOW).as_secs(), seconds, "{pairs:?}");
        }
        assert_eq!(remaining(&headers(&[("x-ratelimit-remaining", "283")])), Some(283));
        assert_eq!(remaining(&headers(&[("x-ratelimit-remaining", "0.0")])), Some(0));
        assert_eq!(remaining(&headers(&[])), None);
    }

    #[test]
    fn what_an_error_says_is_found_in_every_form() {
        let table = [
            (r#"{"error":"Record not found"}"#, "Record not found"),
            (r#"{"error":"invalid_grant","error_description":"The code is used up."}"#, "The code is used up."),
            (r#"{"error":{"message":"no"}}"#, "no"),
            (r#"{"success":false,"error":{"issues":[{"code":"x","message":"Required"}],"name":"ZodError"}}"#, "Required"),
            (r#"{"errors":[{"detail":"nope"}]}"#, "nope"),
            ("{}", ""),
            ("<!DOCTYPE html><html><head><title>Oops &amp; sorry</title></head><body>x</body>", "Oops & sorry"),
            ("<h1>Bad Gateway</h1><p>nginx</p>", "Bad Gateway nginx"),
            ("404 Not Found", "404 Not Found"),
            ("", ""),
        ];
        for (body, expected) in table {
            assert_eq!(said(body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn a_complaint_does_not_repeat_what_it_read() {
        let error = serde_json::from_str::<u32>(r#""hun\"ter2""#).unwrap_err();
        let fault = unreadable(b"\"", &error);
        assert_eq!(fault, Fault::Protocol("invalid type: string …, expected u32 at line 1 column 11".into()));
        assert_eq!(unreadable(b" <html>", &error), Fault::Protocol("HTML".into()));
    }
}
