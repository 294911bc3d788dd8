//! The documents of sources: RSS, Atom and JSON Feed, read by feed-rs, and mended first where
//! their writers were careless.
//!
//! Entities are never fetched nor expanded: those that HTML knows are replaced, others are
//! left as they are written. A document that breaks off is read up to its last whole entry.

use feed_rs::model::Feed;
use feed_rs::parser::{Builder, ParseFeedError};

use super::encoding;
use super::skeleton::{self, Skeleton};
use crate::base::html;

/// Elements inside one another, at most.
const DEEPEST: usize = 100;
/// Entries that are read of one document.
pub(super) const ENTRIES: usize = 5_000;
/// The id of an entry that has none, until it is given one of our own.
pub(super) const NO_ID: &str = "";

/// Why a document is no feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is a page for people; its text.
    Page(String),
    /// Its elements stand too deep inside one another.
    Deep,
    /// What the parser said, without what it read.
    Format(String),
}

/// Reads a document that was got from `address`.
pub(super) fn read(bytes: &[u8], address: &str, charset: Option<&str>) -> Result<Feed, Unreadable> {
    let text = encoding::decode(bytes, charset);
    let text = text.trim_start();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.starts_with('{') {
        return match skeleton::shortened(text, ENTRIES) {
            Some(shortened) => parse(&shortened, address),
            None => parse(text, address),
        };
    }
    if is_page(text) {
        return Err(Unreadable::Page(text.to_owned()));
    }
    let text = of_today(rooted(&without_declarations(text)));
    let skeleton = skeleton::of(&text, ENTRIES, DEEPEST);
    if skeleton.depth > DEEPEST {
        return Err(Unreadable::Deep);
    }
    if skeleton.entries > ENTRIES {
        return read_up_to(&text, &skeleton, address);
    }
    parse(&text, address).or_else(|first| {
        let mended = mend(&text);
        let skeleton = skeleton::of(&mended, ENTRIES, DEEPEST);
        if skeleton.depth > DEEPEST {
            return Err(Unreadable::Deep);
        }
        parse(&mended, address).or_else(|_| read_up_to(&mended, &skeleton, address)).map_err(|_| first)
    })
}

/// Reads the whole entries at the beginning of a document.
fn read_up_to(text: &str, skeleton: &Skeleton, address: &str) -> Result<Feed, Unreadable> {
    match skeleton.cut(text) {
        Some(whole) => parse(&whole, address).or_else(|_| parse(&mend(&whole), address)),
        None => Err(Unreadable::Format("no whole entry".to_owned())),
    }
}

fn parse(text: &str, address: &str) -> Result<Feed, Unreadable> {
    let parser = Builder::new().base_uri(Some(address)).sanitize_content(false).id_generator(|_, _, _| NO_ID.to_owned()).build();
    parser.parse(text.as_bytes()).map_err(|error| Unreadable::Format(complaint(&error)))
}

/// What is wrong, without the words of the document.
fn complaint(error: &ParseFeedError) -> String {
    match error {
        ParseFeedError::ParseError(_) | ParseFeedError::JsonUnsupportedVersion(_) => "no feed".to_owned(),
        ParseFeedError::IoError(_) => "broken off".to_owned(),
        ParseFeedError::JsonSerde(error) => format!("JSON, line {} column {}", error.line(), error.column()),
        ParseFeedError::XmlReader(_) => "XML".to_owned(),
    }
}

/// Whether a text is a page for people.
pub(super) fn is_page(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let skipped = ["<!--", "<?"].into_iter().zip(["-->", "?>"]).find_map(|(open, close)| {
            let from = rest.strip_prefix(open)?;
            from.find(close).and_then(|at| from.get(at + close.len()..))
        });
        match skipped {
            Some(after) => rest = after,
            None => break,
        }
    }
    let head: String = rest.chars().take(64).flat_map(char::to_lowercase).collect();
    // Some feeds carry the document type of a page.
    let is_feed = || ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| rest.to_ascii_lowercase().contains(root));
    head.starts_with("<html") || head.starts_with("<head") || head.starts_with("<body") || (is_html_doctype(&head) && !is_feed())
}

fn is_html_doctype(head: &str) -> bool {
    head.strip_prefix("<!doctype").is_some_and(|rest| rest.trim_start().starts_with("html"))
}

/// The text without any `<?xml …?>`: its encoding does not hold any more, and one that stands
/// anywhere but at the beginning makes the parser panic.
fn without_declarations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = |mark: &str| rest.find(mark).map_or(rest.len(), |end| end + mark.len());
        let (length, keeps) = match rest {
            _ if rest.starts_with("<![CDATA[") => {
                let length = end("]]>");
                kept.push_str(&rest[..length].replace("<?xml", "<?]]><![CDATA[xml"));
                (length, false)
            }
            _ if rest.starts_with("<!--") => (end("-->"), true),
            _ if rest.starts_with("<?") => (end("?>"), !rest.get(2..5).is_some_and(|name| name.eq_ignore_ascii_case("xml"))),
            _ => (1, true),
        };
        if keeps {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    kept.push_str(rest);
    // What is left stands where the parser may take it for one: in half a tag, or in a comment.
    if kept.contains("<?xml") { kept.replace("<?xml", "<? xml") } else { kept }
}

/// The text with a version at its root that feed-rs knows: RSS without one, 0.93, 0.94 and
/// 2.01 all read as 2.0.
fn rooted(text: &str) -> String {
    let Some(at) = text.find("<rss").filter(|at| text[at + 4..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>')) else {
        return text.to_owned();
    };
    let end = text[at..].find('>').map_or(text.len(), |end| at + end);
    let tag = &text[at..end];
    let version = tag.find("version").and_then(|from| {
        let from = at + from;
        let quote_at = from + text[from..end].find(['"', '\''])?;
        let quote = text[quote_at..].chars().next()?;
        let close = quote_at + 1 + text[quote_at + 1..end].find(quote)?;
        Some((quote_at + 1, close))
    });
    match version {
        Some((from, to)) if matches!(&text[from..to], "2.0" | "0.91" | "0.92") => text.to_owned(),
        Some((from, to)) => format!("{}2.0{}", &text[..from], &text[to..]),
        None => format!("{} version=\"2.0\"{}", &text[..at + 4], &text[at + 4..]),
    }
}

/// The namespace of Atom before it was a standard, and that of today.
const ATOM_0_3: &str = "http://purl.org/atom/ns#";
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Atom 0.3 in the words of Atom 1.0 (RFC 4287), which are all that feed-rs knows: what it does not know it
/// leaves out in silence.
fn of_today(text: String) -> String {
    if !text.contains(ATOM_0_3) {
        return text;
    }
    let names = [("issued", "published"), ("modified", "updated"), ("tagline", "subtitle"), ("copyright", "rights")];
    let text = names.into_iter().fold(text.replace(ATOM_0_3, ATOM), |text, (old, new)| {
        text.replace(&format!("<{old}>"), &format!("<{new}>")).replace(&format!("</{old}>"), &format!("</{new}>"))
    });
    text.replace("mode=\"escaped\"", "").replace("mode='escaped'", "").replace("mode=\"xml\"", "")
}

/// The text with every `&` meant as XML means it: what HTML names becomes its character,
/// what nobody names stays as it is written.
fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(verbatim) = ["<![CDATA[", "<!--"]
            .into_iter()
            .zip(["]]>", "-->"])
            .find_map(|(open, close)| rest.starts_with(open).then(|| rest.find(close).map_or(rest.len(), |end| end + close.len())))
        {
            mended.push_str(&rest[..verbatim]);
            rest = &rest[verbatim..];
        } else if rest.starts_with('<') {
            mended.push('<');
            rest = &rest[1..];
        } else {
            let (written, length) = reference(rest);
            mended.push_str(&written);
            rest = &rest[length..];
        }
    }
    mended.push_str(rest);
    mended
}

/// How the reference at the start of `text` is written in XML, and its length as it was.
fn reference(text: &str) -> (String, usize) {
    let name: String = text[1..].chars().take(32).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
    let length = 1 + name.len() + 1;
    if name.is_empty() || text.as_bytes().get(length - 1) != Some(&b';') {
        return ("&amp;".to_owned(), 1);
    }
    let whole = &text[..length];
    if matches!(name.as_str(), "amp" | "lt" | "gt" | "quot" | "apos") {
        return (whole.to_owned(), length);
    }
    let shown = if name == "nbsp" { "\u{a0}".to_owned() } else { html::to_text(whole) };
    match shown.as_str() {
        "" => (" ".to_owned(), length),
        "<" => ("&lt;".to_owned(), length),
        "&" => ("&amp;".to_owned(), length),
        shown if shown == whole => (format!("&amp;{name};"), length),
        shown => (shown.to_owned(), length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Result<Vec<String>, Unreadable> {
        let feed = read(text.as_bytes(), "https://blog.test/feed", None)?;
        Ok(feed.entries.into_iter().map(|entry| entry.title.map(|title| title.content).unwrap_or_default()).collect())
    }

    fn rss(items: &str) -> String {
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Blog</title>{items}</channel></rss>")
    }

    #[test]
    fn careless_documents_are_read_too() {
        let table = [
            rss("<item><title>one</title></item>"),
            rss("<item><title>one</title></item>").replace(" version=\"2.0\"", ""),
            rss("<item><title>one</title></item>").replace("version=\"2.0\"", "version='0.94'"),
            "<rss>\n<channel><item><title>one</title></item></channel></rss>".to_owned(),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>one</title></entry></feed>".to_owned(),
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": [{"id": "1", "title": "one", "content_text": "x"}]}"#.to_owned(),
        ];
        for document in table {
            assert_eq!(titles(&document).as_deref(), Ok(&["one".to_owned()][..]), "{document}");
        }
    }

    #[test]
    fn atom_is_read_as_it_was_before_it_was_a_standard() {
        let old = "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>Old blog</title><tagline>old</tagline>\
            <modified>2005-02-03T10:00:00Z</modified><entry><title>one</title><link rel=\"alternate\" type=\"text/html\" \
            href=\"https://blog.test/1\"/><id>tag:1</id><issued>2005-02-01T10:00:00Z</issued><modified>2005-02-02T10:00:00Z</modified>\
            <content type=\"text/html\" mode=\"escaped\">&lt;p&gt;Hello&lt;/p&gt;</content></entry></feed>";
        let feed = read(old.as_bytes(), "https://blog.test/feed", None).unwrap();
        let [entry] = feed.entries.as_slice() else { panic!("{feed:?}") };
        assert_eq!(feed.title.map(|title| title.content).as_deref(), Some("Old blog"));
        assert_eq!(entry.published.map(|at| at.timestamp()), Some(1_107_252_000));
        assert_eq!(entry.links.first().map(|link| link.href.as_str()), Some("https://blog.test/1"));
        let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
        assert_eq!(body.map(str::trim), Some("<p>Hello</p>"));
    }

    #[test]
    fn what_html_names_is_known_and_nothing_else_is_expanded() {
        let one = |text: &str| titles(&rss(&format!("<item><title>{text}</title></item>"))).map(|titles| titles.concat());
        assert_eq!(mend("caf&eacute;&nbsp;&amp; &b; R&D <![CDATA[&]]>"), "café\u{a0}&amp; &amp;b; R&amp;D <![CDATA[&]]>");
        assert_eq!(one("R&D <![CDATA[a & b]]>"), Ok("R&D a & b".into()));
        let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>";
        let document = rss("<item><title>&b; &undefined;</title></item>").replacen("<rss", &format!("{laughs}<rss"), 1);
        let read = titles(&document).unwrap().concat();
        assert!(!read.contains("ha"), "{read}");
        let outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        let document = rss("<item><title>&x;</title></item>").replacen("<rss", &format!("{outside}<rss"), 1);
        assert!(!titles(&document).unwrap().concat().contains("root"));
    }

    #[test]
    fn a_declaration_in_the_middle_does_no_harm() {
        let document =
            rss("<?xml version='1.0' encoding='utf-16'?><item><title><![CDATA[<?xml version='1.0'?>]]></title></item><?php x ?>");
        assert_eq!(titles(&document), Ok(vec!["<?xml version='1.0'?>".into()]));
    }

    #[test]
    fn a_document_that_breaks_off_is_read_up_to_its_last_whole_entry() {
        let whole = rss("<item><title>one</title></item><item><title>two</title></item><item><title>three</title></item>");
        let half = &whole[..whole.find("three").unwrap() + 2];
        assert_eq!(titles(half), Ok(vec!["one".into(), "two".into()]));
        assert_eq!(titles(&whole[..40]), Err(Unreadable::Format("no feed".into())));
    }

    #[test]
    fn what_is_no_feed_says_what_it_is() {
        assert_eq!(titles("  \n"), Err(Unreadable::Empty));
        assert!(matches!(titles("<!-- x --><!DOCTYPE HTML><p>Hello"), Err(Unreadable::Page(_))));
        assert!(matches!(titles("<HTML><body>"), Err(Unreadable::Page(_))));
        assert_eq!(
            titles("<!DOCTYPE html PUBLIC \"x\"><rss><channel><item><title>one</title></item></channel></rss>"),
            Ok(vec!["one".into()])
        );
        assert_eq!(titles("{\"a\": [1,]}"), Err(Unreadable::Format("JSON, line 1 column 10".into())));
        assert_eq!(titles("<svg/>"), Err(Unreadable::Format("no feed".into())));
        assert_eq!(titles("plain words"), Err(Unreadable::Format("no feed".into())));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = rss(&format!("<item><title>one</title>{}{}</item>", "<b>".repeat(5_000), "</b>".repeat(5_000)));
        assert_eq!(titles(&deep), Err(Unreadable::Deep));
        let many = rss(&"<item><title>x</title></item>".repeat(ENTRIES + 10));
        assert_eq!(titles(&many).map(|titles| titles.len()), Ok(ENTRIES));
        let empty = rss(&"<item/>".repeat(ENTRIES + 10));
        assert_eq!(titles(&empty).map(|titles| titles.len()), Ok(ENTRIES));
        let many = format!(
            r#"{{"items": [{{"id": "1"}}{}], "version": "https://jsonfeed.org/version/1.1", "title": ""}}"#,
            r#", {"id": "2"}"#.repeat(ENTRIES + 10)
        );
        assert_eq!(titles(&many).map(|titles| titles.len()), Ok(ENTRIES));
    }
}
