//! The other forms of a page that its head names: `<link rel="alternate">`.
//!
//! The base of the page's own addresses is told too; nothing is resolved here.

use html5gum::{Token, Tokenizer};

/// Links after so many are not looked at.
const MOST: usize = 100;

/// What the head of a page says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// What its addresses are relative to, when it says so.
    pub base: Option<String>,
    /// Its other forms, in order.
    pub alternates: Vec<Alternate>,
}

/// Another form of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Its media type, in lower case, without parameters.
    pub media_type: String,
    /// Where it is, as written.
    pub href: String,
    /// What it is called.
    pub title: String,
}

/// Reads what a page says of its other forms.
pub fn head(html: &str) -> Head {
    let mut head = Head::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        let Token::StartTag(tag) = token else {
            continue;
        };
        let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned());
        match tag.name.as_slice() {
            b"base" => head.base = head.base.take().or_else(|| attribute(b"href")),
            b"link" if head.alternates.len() < MOST => {
                let rel = attribute(b"rel").unwrap_or_default().to_ascii_lowercase();
                let media_type = attribute(b"type").unwrap_or_default().to_ascii_lowercase();
                let media_type = media_type.split(';').next().unwrap_or_default().trim().to_owned();
                if rel.split_ascii_whitespace().any(|word| word == "alternate")
                    && let Some(href) = attribute(b"href").filter(|href| !href.is_empty())
                {
                    head.alternates.push(Alternate { media_type, href, title: attribute(b"title").unwrap_or_default() });
                }
            }
            _ => {}
        }
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_other_forms() {
        let page = r#"<html><head><base href="/blog/">
<LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" TITLE="All" HREF=feed.xml>
<link rel=stylesheet href=x.css><link rel="alternate" hreflang="fr" href="/fr/"></head>"#;
        let head = head(page);
        assert_eq!(head.base.as_deref(), Some("/blog/"));
        let told: Vec<_> = head.alternates.iter().map(|a| (a.media_type.as_str(), a.href.as_str(), a.title.as_str())).collect();
        assert_eq!(told, [("application/rss+xml", "feed.xml", "All"), ("", "/fr/", "")]);
    }
}
