//! The addresses in a plain text: where each stands, where it leads, and whether it pretends.
//!
//! What comes in has been through [`super::html`], which writes words that lead somewhere as
//! `words (address)`. Nothing is opened or judged here: a text that shows one place and leads to
//! another only gets the name of the place it leads to.

use std::ops::Range;

use url::Url;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The bytes of the address in the text.
    pub at: Range<usize>,
    /// Where it leads.
    pub target: String,
    /// The host it leads to, when the text looks like another one.
    pub real_host: Option<String>,
}

/// What no address goes beyond.
fn ends(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
}

/// The addresses of a text, in their order.
pub fn links(text: &str) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let mut from = 0;
    while let Some(at) = next(text, from) {
        let rest = &text[at..];
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let target = trimmed(whole);
        from = at + target.len().max("http://".len());
        let Some(url) = Url::parse(target).ok().filter(Url::has_host) else {
            continue;
        };
        let host = url.host_str().unwrap_or_default().to_owned();
        let words = text[..at].strip_suffix(" (").filter(|_| text[at + target.len()..].starts_with(')')).unwrap_or_default();
        let shown = words.rsplit(ends).next().unwrap_or_default();
        // Words that are an address themselves lead where the one behind them does.
        if found.last().is_some_and(|last| last.at.end == words.len()) && !words.is_empty() {
            found.pop();
        }
        let pretends = disguised(&url, target) || pretended(shown).is_some_and(|shown| !akin(&shown, &host, url.path()));
        found.push(Link { at: at..at + target.len(), target: target.to_owned(), real_host: pretends.then_some(host) });
    }
    found
}

/// Where the next address begins.
fn next(text: &str, from: usize) -> Option<usize> {
    let begins = |scheme: &str| {
        let mut at = from;
        while let Some(found) = text.get(at..)?.find("://") {
            let end = at + found;
            let start = end.checked_sub(scheme.len()).filter(|start| *start >= from);
            if let Some(start) = start.filter(|start| text.get(*start..end).is_some_and(|word| word.eq_ignore_ascii_case(scheme))) {
                return Some(start);
            }
            at = end + 3;
        }
        None
    };
    [begins("https"), begins("http")].into_iter().flatten().min()
}

/// An address without the marks of the sentence around it.
fn trimmed(whole: &str) -> &str {
    let mut address = whole;
    while let Some(last) = address.chars().next_back() {
        let closes = |open: char| address.matches(last).count() > address.matches(open).count();
        let cut = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' => true,
            ')' => closes('('),
            ']' => closes('['),
            _ => false,
        };
        if !cut {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

/// Whether an address looks like another one by itself: a name before the host, letters that only look familiar.
fn disguised(url: &Url, target: &str) -> bool {
    let host = url.host_str().unwrap_or_default();
    let foreign = host.split('.').any(|label| label.starts_with("xn--"));
    !url.username().is_empty() || url.password().is_some() || foreign || !target.is_ascii() && !target.contains(host)
}

/// The host that words look like, if they look like one.
fn pretended(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = words.strip_prefix("https://").or(words.strip_prefix("http://")).unwrap_or(words);
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let last = labels.last().is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
    (labels.len() >= 2 && labels.iter().all(label) && last).then(|| host.to_lowercase())
}

/// Whether words that look like `shown` may well stand for `host`, or for the last part of `path`.
fn akin(shown: &str, host: &str, path: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("www.").unwrap_or(name).to_lowercase();
    let (shown, host) = (bare(shown), bare(host));
    let below = |one: &str, other: &str| one.strip_suffix(other).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    below(&host, &shown) || below(&shown, &host) || path.to_lowercase().ends_with(&format!("/{shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        for link in links(text) {
            assert_eq!(&text[link.at.clone()], link.target, "{text}");
        }
        links(text).into_iter().map(|link| (link.target, link.real_host)).collect()
    }

    fn plain(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(target, real)| real.map_or(target.clone(), |real| format!("{target} is {real}"))).collect()
    }

    #[test]
    fn addresses_end_where_a_reader_sees_them_end() {
        let table: [(&str, &[&str]); 11] = [
            ("nothing here, not even http:// alone", &[]),
            ("see https://a.test/x.", &["https://a.test/x"]),
            ("(https://a.test/x)", &["https://a.test/x"]),
            ("https://a.test/wiki/Tart_(dish), and more", &["https://a.test/wiki/Tart_(dish)"]),
            ("« https://a.test/x » ! HTTP://b.test", &["https://a.test/x", "HTTP://b.test"]),
            ("a https://a.test/x\u{202f}? b\nhttps://b.test/?q=1&r=2#z", &["https://a.test/x", "https://b.test/?q=1&r=2#z"]),
            ("our page (https://a.test/page)", &["https://a.test/page"]),
            ("the site.html (https://a.test/the/site.html)", &["https://a.test/the/site.html"]),
            ("www.a.test (https://shop.a.test/)", &["https://shop.a.test/"]),
            ("ftp://a.test javascript:alert(1) xhttps:/a", &[]),
            ("https://a.testhttps://b.test", &["https://a.testhttps://b.test"]),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_shows_another_place_is_found_out() {
        let table: [(&str, &[&str]); 6] = [
            ("https://bank.example (https://evil.test/in)", &["https://evil.test/in is evil.test"]),
            ("log in at bank.example (https://evil.test/in) now", &["https://evil.test/in is evil.test"]),
            ("bank.example (https://bank.example.evil.test/)", &["https://bank.example.evil.test/ is bank.example.evil.test"]),
            ("https://bank.example@evil.test/in", &["https://bank.example@evil.test/in is evil.test"]),
            ("https://bаnk.example/", &["https://bаnk.example/ is xn--bnk-6cd.example"]),
            ("mybank.example (https://bank.example/)", &["https://bank.example/ is bank.example"]),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
