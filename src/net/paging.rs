//! Where a list goes on: the `Link` header.
//!
//! Addresses are followed as they were written, since servers put into them what only
//! they understand. An address of another origin is none, so that no token goes there.

use reqwest::Url;

/// The neighbours of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The address of the page after this one: mostly what is older.
    pub next: Option<String>,
    /// The address of the page before this one: mostly what is newer.
    pub prev: Option<String>,
}

impl Links {
    /// Reads the header's values; `asked` is the address that answered with them.
    pub(super) fn parse<'a>(values: impl Iterator<Item = &'a str>, asked: &str) -> Links {
        let mut links = Links::default();
        let Ok(asked) = Url::parse(asked) else {
            return links;
        };
        for (target, rel) in values.flat_map(entries) {
            let Some(address) = asked.join(target).ok().filter(|url| url.origin() == asked.origin()) else {
                continue;
            };
            for word in rel.split_ascii_whitespace() {
                match word.to_ascii_lowercase().as_str() {
                    "next" => links.next.get_or_insert(address.to_string()),
                    "prev" | "previous" => links.prev.get_or_insert(address.to_string()),
                    _ => continue,
                };
            }
        }
        links
    }
}

/// The targets and relations of one value: `<a>; rel="next", <b>; rel="prev"`.
fn entries(value: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((target, after)) = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        let end = after.find('<').unwrap_or(after.len());
        let (parameters, next) = after.split_at(end);
        rest = next;
        for parameter in parameters.split([';', ',']) {
            if let Some((name, word)) = parameter.split_once('=')
                && name.trim().eq_ignore_ascii_case("rel")
            {
                found.push((target.trim(), word.trim().trim_matches('"').to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "https://example.social/api/v1/notifications?limit=40";

    fn parse(value: &str) -> (String, String) {
        let links = Links::parse([value].into_iter(), ASKED);
        (links.next.unwrap_or_default(), links.prev.unwrap_or_default())
    }

    #[test]
    fn links_are_followed_as_they_were_written() {
        let base = "https://example.social/api/v1/notifications";
        let next = format!("{base}?limit=40&max_id=7");
        let prev = format!("{base}?limit=40&min_id=9");
        let table = [
            (format!(r#"<{next}>; rel="next", <{prev}>; rel="prev""#), (next.clone(), prev.clone())),
            (format!(r#"<{prev}>; rel="prev", <{next}>; rel="next""#), (next.clone(), prev.clone())),
            (format!("<{next}>; rel=next"), (next.clone(), String::new())),
            (format!(r#"<{next}>; title="a, b"; REL="first next""#), (next.clone(), String::new())),
            (
                format!(r#"<{base}?older_than=2026-11-22T16%3A40%3A45.502Z+x>; rel="next""#),
                (format!("{base}?older_than=2026-11-22T16%3A40%3A45.502Z+x"), String::new()),
            ),
            (r#"</api/v1/notifications?max_id=7>; rel="next""#.to_owned(), (format!("{base}?max_id=7"), String::new())),
            (r#"<https://evil.example.net/x>; rel="next""#.to_owned(), (String::new(), String::new())),
            (r#"<http://example.social/x>; rel="next""#.to_owned(), (String::new(), String::new())),
            (r#"<https://example.social:8443/x>; rel="next""#.to_owned(), (String::new(), String::new())),
            ("nonsense".to_owned(), (String::new(), String::new())),
            ("<unclosed; rel=next".to_owned(), (String::new(), String::new())),
            (String::new(), (String::new(), String::new())),
        ];
        for (value, expected) in table {
            assert_eq!(parse(&value), expected, "{value}");
        }
    }

    #[test]
    fn links_in_two_headers_are_read_together() {
        let links = Links::parse(["</a>; rel=next", "</b>; rel=prev"].into_iter(), ASKED);
        assert_eq!(links.next.as_deref(), Some("https://example.social/a"));
        assert_eq!(links.prev.as_deref(), Some("https://example.social/b"));
    }
}
