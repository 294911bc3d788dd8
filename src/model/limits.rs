//! How each network counts a text.
//!
//! Sources: the Mastodon documentation of `POST /api/v1/statuses` and of
//! `configuration.statuses` in `GET /api/v2/instance`.

use crate::base::text::graphemes;
use crate::model::account::ServerLimits;
use crate::model::network::Network;

/// What a network counts of a text, and how much it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What it counts.
    pub count: u32,
    /// What it takes.
    pub limit: u32,
}

impl Count {
    /// Whether the text is too long.
    pub fn over(&self) -> bool {
        self.count > self.limit
    }
}

/// Counts `text` and the `warning` before it as `network` does.
pub fn count(network: Network, limits: ServerLimits, text: &str, warning: &str) -> Count {
    let count = match network {
        Network::Mastodon => mastodon(text, limits.url_characters) + mastodon(warning, limits.url_characters),
        // Nothing is written there.
        Network::Rss => 0,
    };
    Count { count, limit: limits.characters }
}

/// Graphemes, where an address counts a fixed number and a remote handle only its name.
fn mastodon(text: &str, url_characters: u32) -> u32 {
    let mut count = 0u32;
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let starts_word = before.is_none_or(|c: char| !c.is_alphanumeric() && c != '/' && c != '_');
        if starts_word && let Some(length) = address(rest) {
            count = count.saturating_add(url_characters);
            before = rest[..length].chars().next_back();
            rest = &rest[length..];
        } else if starts_word && let Some((name, length)) = remote_handle(rest) {
            count = count.saturating_add(u32::try_from(graphemes(name).count()).unwrap_or(u32::MAX));
            before = Some('a');
            rest = &rest[length..];
        } else {
            let length = graphemes(rest).next().map_or(c.len_utf8(), str::len);
            count = count.saturating_add(1);
            before = Some(c);
            rest = &rest[length..];
        }
    }
    count
}

/// The bytes of the address that `text` begins with.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))?;
    let rest = &text[scheme.len()..];
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(rest.len());
    let mut url = &rest[..end];
    // Marks at the end close the sentence, and a bracket closes only what was opened.
    while let Some(last) = url.chars().next_back() {
        let closes = matches!(last, ')') && url.matches('(').count() < url.matches(')').count();
        if !closes && !".,;:!?'…»”’*]".contains(last) {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.contains('.').then_some(scheme.len() + url.len())
}

/// The name with its `@` in the remote handle that `text` begins with, and the bytes of it all.
fn remote_handle(text: &str) -> Option<(&str, usize)> {
    let name = text.strip_prefix('@')?;
    let at = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.' && c != '-')?;
    let host = name[at..].strip_prefix('@').filter(|_| at > 0)?;
    let end = host.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-' && c != ':').unwrap_or(host.len());
    let host = host[..end].trim_end_matches(['.', '-', ':']);
    (!host.is_empty()).then(|| (&text[..=at], 1 + at + 1 + host.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mastodon_counts_graphemes_and_shortens_addresses_and_handles() {
        let table = [
            ("", 0),
            ("bonjour", 7),
            ("Été", 3),
            ("👩‍🍳", 1),
            ("日本", 2),
            ("https://example.org/a/very/long/path?with=query", 23),
            ("see https://example.org.", 4 + 23 + 1),
            ("(https://example.org/a_(b))", 1 + 23 + 1),
            ("https://", 8),
            ("@ana@example.social hi", 4 + 3),
            ("@ana hi", 7),
            ("mail ana@example.org", 20),
            ("@ana@127.0.0.1:8080, hi", 4 + 4),
            ("xhttps://example.org", 20),
        ];
        for (text, expected) in table {
            assert_eq!(mastodon(text, 23), expected, "{text}");
        }
    }

    #[test]
    fn the_warning_counts_too() {
        let limits = ServerLimits { characters: 10, url_characters: 23 };
        let count = count(Network::Mastodon, limits, "eleven", "letters");
        assert_eq!(count, Count { count: 13, limit: 10 });
        assert!(count.over());
    }
}
