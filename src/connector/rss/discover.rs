//! From the address of a site to the address of its feed.
//!
//! What the page itself names comes first; only when it names nothing are a few usual
//! places tried. Pure: who fetches is in `mod.rs`.

use url::Url;

use crate::base::alternates;

/// Addresses that are tried of one page.
pub(super) const TRIES: usize = 6;

/// Where sites usually have their feed.
const USUAL: [&str; 5] = ["feed", "rss.xml", "feed.xml", "atom.xml", "index.xml"];

/// The address of a source as a person types or pastes it, made whole.
pub(super) fn address(typed: &str) -> Option<Url> {
    let typed = typed.trim();
    if scheme(typed).is_some_and(|scheme| !matches!(scheme.as_str(), "http" | "https" | "feed")) {
        return None;
    }
    let bare = typed.strip_prefix("feed:").map_or(typed, |rest| rest.trim_start_matches("//"));
    let whole = if bare.starts_with("http://") || bare.starts_with("https://") { bare.to_owned() } else { format!("https://{bare}") };
    let mut url = Url::parse(&whole).ok().filter(Url::has_host)?;
    url.set_fragment(None);
    Some(url)
}

/// What stands before `://`, in `feed:https://` too.
fn scheme(typed: &str) -> Option<String> {
    typed.split_once("://").and_then(|(before, _)| before.rsplit(':').next()).map(str::to_ascii_lowercase)
}

/// Why something that was typed is no address that can be read, if that is so; as a word of
/// [`Fault::Protocol`](crate::model::fault::Fault::Protocol).
pub(super) fn wrong(typed: &str) -> Option<&'static str> {
    let typed = typed.trim();
    let digits = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match scheme(typed).as_deref() {
        Some("http" | "https" | "feed") => address(typed).is_none().then_some("address"),
        Some(_) => Some("scheme"),
        // Whoever names a port knows a server that may well speak without TLS: nothing is guessed.
        None if typed.split('/').next().and_then(|host| host.rsplit_once(':')).is_some_and(|(_, port)| digits(port)) => Some("port"),
        None => address(typed).is_none().then_some("address"),
    }
}

/// Where the feed of a page may be, best first.
pub(super) fn candidates(page: &str, address: &Url) -> Vec<Url> {
    let head = alternates::head(page);
    let base = head.base.and_then(|base| address.join(&base).ok()).unwrap_or_else(|| address.clone());
    let mut named: Vec<(bool, Url)> = head
        .alternates
        .iter()
        .filter(|link| is_feed(&link.media_type))
        .filter_map(|link| Some((is_aside(&link.title, &link.href), base.join(&link.href).ok()?)))
        .filter(|(_, url)| matches!(url.scheme(), "http" | "https"))
        .collect();
    // The order of the page, but what is only comments comes last.
    named.sort_by_key(|(aside, _)| *aside);
    let mut found: Vec<Url> = named.into_iter().map(|(_, url)| url).collect();
    if found.is_empty() {
        found = USUAL.iter().filter_map(|place| address.join(&format!("/{place}")).ok()).collect();
    }
    found.dedup();
    found.truncate(TRIES);
    found
}

fn is_feed(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/feed+json"
            | "application/json"
            | "application/rdf+xml"
            | "text/xml"
            | "application/xml"
    )
}

/// Whether a feed of a site is beside the point: its comments, or oEmbed and API answers.
fn is_aside(title: &str, href: &str) -> bool {
    let (title, href) = (title.to_lowercase(), href.to_lowercase());
    title.contains("comment") || href.contains("/comments") || href.contains("oembed") || href.contains("wp-json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_an_address() {
        let table = [
            ("blog.test", Some("https://blog.test/")),
            (" http://blog.test/feed/ ", Some("http://blog.test/feed/")),
            ("feed://blog.test/rss", Some("https://blog.test/rss")),
            ("feed:https://blog.test/rss#top", Some("https://blog.test/rss")),
            ("https://", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(address(typed).map(|url| url.to_string()).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_site_says_where_its_feed_is() {
        let site = Url::parse("https://blog.test/2026/").unwrap();
        let page = r#"<link rel="alternate" type="application/rss+xml" title="Blog » Comments Feed" href="/comments/feed/">
<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed"><link rel="alternate" type="application/atom+xml" href="atom">"#;
        let found: Vec<String> = candidates(page, &site).iter().map(Url::to_string).collect();
        assert_eq!(found, ["https://blog.test/2026/atom", "https://blog.test/comments/feed/"]);
        let usual: Vec<String> = candidates("<p>nothing</p>", &site).iter().map(Url::to_string).collect();
        assert_eq!(usual[0], "https://blog.test/feed");
        let hostile = r#"<base href="javascript:1"><link rel=alternate type=application/rss+xml href="file:///etc/passwd">"#;
        assert!(candidates(hostile, &site).iter().all(|url| url.scheme() == "https"));
    }

    #[test]
    fn what_is_no_address_says_why() {
        let table = [
            ("blog.test/feed", None),
            ("https://blog.test:8080/feed", None),
            ("feed://blog.test/rss", None),
            ("feed:https://blog.test/rss", None),
            ("ftp://blog.test/feed.xml", Some("scheme")),
            ("file:///etc/passwd", Some("scheme")),
            ("blog.test:8080", Some("port")),
            ("localhost:8080/feed", Some("port")),
            ("https://", Some("address")),
            ("", Some("address")),
        ];
        for (typed, expected) in table {
            assert_eq!(wrong(typed), expected, "{typed}");
        }
        assert_eq!(address("ftp://blog.test/feed.xml"), None, "nor is it one in a list");
    }
}
