//! Entries of a document as what was said to us. Pure: no network, no clock but the one given.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use feed_rs::model::{Entry, Feed, Link, MediaObject, Person, Text};
use url::Url;

use super::cursor::mark;
use super::document::{ENTRIES, NO_ID};
use crate::base::html;
use crate::base::percent;
use crate::base::text::truncate;
use crate::base::time::Timestamp;
use crate::model::author::Author;
use crate::model::exchange::{Post, RemoteId};
use crate::model::interaction::{Kind, Media, Visibility};

/// What is kept of an entry, in characters: whole articles, but no books.
const LONGEST: usize = 50_000;
/// Pictures and enclosures that are kept of an entry.
const MEDIA: usize = 20;
/// A clock may be ahead of ours by this; what lies further ahead is a mistake or a trick.
const AHEAD: Duration = Duration::from_secs(10 * 60);
/// 1990: nobody wrote an entry before there was a web to put it on.
const BEFORE_THE_WEB: Timestamp = Timestamp::from_millis(631_152_000_000);

/// An entry, and whether its time is the one that its source says.
struct Read {
    is_dated: bool,
    post: Post,
}

/// The entries of a document, oldest first; in `twice` ids that stood for several before.
pub(super) fn entries(feed: &Feed, address: &Url, now: Timestamp, twice: &mut BTreeSet<String>) -> Vec<Post> {
    let ids: Vec<(String, String)> = feed.entries.iter().take(ENTRIES).map(id).map(|id| (mark(&id), id)).collect();
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for (mark, _) in &ids {
        *times.entry(mark).or_default() += 1;
    }
    // An id that is forgotten while it is still in the document would be another one tomorrow.
    let stands_for_several = |mark: &str, times: u32| times > 1 || twice.contains(mark);
    let marks = times.iter().filter(|(mark, times)| stands_for_several(mark, **times)).map(|(mark, _)| (*mark).to_owned()).collect();
    *twice = marks;
    let mut known = BTreeSet::new();
    let mut read = Vec::new();
    for (place, (entry, (marked, id))) in feed.entries.iter().zip(ids).enumerate() {
        let id = if twice.contains(&marked) { format!("{id} {}", mark(&contents(entry))) } else { id };
        // The very same entry, written twice.
        if known.insert(id.clone()) {
            read.push(one(feed, entry, id, address, now, place));
        }
    }
    // By date where there is one, else as the document has them: newest first.
    let undated = read.iter().filter(|read| !read.is_dated).count();
    read.reverse();
    if undated * 2 <= read.len() {
        read.sort_by_key(|read| read.post.happened_at);
    }
    read.into_iter().map(|read| read.post).collect()
}

/// What the source calls an entry; its link where it has no id, else a mark of what it says.
fn id(entry: &Entry) -> String {
    let id = entry.id.trim();
    if id != NO_ID {
        return id.to_owned();
    }
    match page(&entry.links) {
        Some(link) => link.href.trim().to_owned(),
        None => mark(&contents(entry)),
    }
}

fn contents(entry: &Entry) -> String {
    let link = page(&entry.links).map_or("", |link| link.href.as_str());
    let title = entry.title.as_ref().map_or("", |title| title.content.as_str());
    let at = entry.published.or(entry.updated).map(|at| at.timestamp_millis()).unwrap_or_default();
    if link.is_empty() && title.is_empty() { format!("{at} {}", body(entry)) } else { format!("{link} {title} {at}") }
}

/// The link to the page of an entry.
fn page(links: &[Link]) -> Option<&Link> {
    let named = |wanted: Option<&str>| links.iter().find(|link| link.rel.as_deref() == wanted);
    named(Some("alternate")).or_else(|| named(None)).filter(|link| !link.href.trim().is_empty())
}

fn one(feed: &Feed, entry: &Entry, id: String, address: &Url, now: Timestamp, place: usize) -> Read {
    let site = page(&feed.links).and_then(|link| address.join(link.href.trim()).ok());
    let base = entry.base.as_deref().and_then(|base| address.join(base).ok());
    let url = page(&entry.links).and_then(|link| whole(base.as_ref().unwrap_or(address), &link.href));
    let around = base.or_else(|| url.as_deref().and_then(|url| Url::parse(url).ok())).or_else(|| site.clone());
    let around = around.as_ref().unwrap_or(address);
    let reading = html::read(&body(entry), &|link| whole(around, link));
    let title = entry.title.as_ref().map(plain).unwrap_or_default();
    let dated = entry.published.or(entry.updated).map(|at| Timestamp::from_millis(at.timestamp_millis()));
    let dated = dated.filter(|at| *at >= BEFORE_THE_WEB && *at <= now + AHEAD);
    // Where nothing tells, those that stand first are the newest.
    let undated = || now - Duration::from_millis(u64::try_from(place).unwrap_or_default());
    let happened_at = dated.unwrap_or_else(undated).min(now);
    let edited_at =
        entry.updated.map(|at| Timestamp::from_millis(at.timestamp_millis())).filter(|at| *at > happened_at && *at <= now + AHEAD);
    let post = Post {
        remote_id: RemoteId::new(id),
        kind: Kind::Entry,
        author: author(feed, entry, address, site.as_ref()),
        text: Some(text(&title, &reading.text)).filter(|text| !text.is_empty()).or_else(|| url.clone()).unwrap_or_default(),
        warning: String::new(),
        language: entry.language.clone().or_else(|| feed.language.clone()).filter(|language| !language.is_empty()),
        visibility: Visibility::Public,
        parent: None,
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at,
        edited_at: edited_at.filter(|_| entry.published.is_some()),
        url: url.unwrap_or_default(),
        media: media(entry, reading.pictures, around),
        liked: false,
        boosted: false,
    };
    Read { is_dated: dated.is_some(), post }
}

/// Title and body; a body that begins with its title is not given it twice.
fn text(title: &str, body: &str) -> String {
    let text = match (title.is_empty(), body.is_empty()) {
        (true, _) => body.to_owned(),
        (false, true) => title.to_owned(),
        (false, false) if body.lines().next() == Some(title) => body.to_owned(),
        (false, false) => format!("{title}\n\n{body}"),
    };
    if text.len() > LONGEST { truncate_at(&text) } else { text }
}

fn truncate_at(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// What an entry says, as HTML or plain: the whole of it where there is more than a summary.
fn body(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|content| content.body.clone()).filter(|body| !body.trim().is_empty());
    let plain_content = entry.content.as_ref().is_some_and(|content| content.content_type.as_str().starts_with("text/plain"));
    match content {
        Some(body) if plain_content => escaped(&body),
        Some(body) => body,
        None => entry.summary.as_ref().map(as_html).unwrap_or_default(),
    }
}

/// A title as plain text.
fn plain(text: &Text) -> String {
    html::to_text(&as_html(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as HTML; one that calls itself plain and yet holds tags is taken for HTML, as most
/// readers do.
fn as_html(text: &Text) -> String {
    let written_plain = text.content_type.as_str().starts_with("text/plain") && !is_marked(&text.content);
    if written_plain { escaped(&text.content) } else { text.content.clone() }
}

/// Whether a text holds tags or references, whatever it calls itself.
fn is_marked(text: &str) -> bool {
    let refers = text.split('&').skip(1).any(|after| {
        let name = after.split(';').next().filter(|name| name.len() < after.len());
        name.is_some_and(|name| (2..=10).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
    });
    refers || ["</", "/>", "<br", "<p>", "<img"].iter().any(|mark| text.contains(mark))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

/// An address made whole; none that a browser would not open.
fn whole(base: &Url, address: &str) -> Option<String> {
    let url = base.join(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(unwrapped(&url).unwrap_or_else(|| url.to_string()))
}

/// Where a link of Google Alerts really leads.
fn unwrapped(url: &Url) -> Option<String> {
    let google = url.host_str().is_some_and(|host| host.starts_with("www.google.")) && url.path() == "/url";
    let target = url.query_pairs().find(|(name, _)| google && (name == "url" || name == "q"))?.1.into_owned();
    (target.starts_with("https://") || target.starts_with("http://")).then_some(target)
}

/// Who wrote an entry: the person it names, else the source itself.
fn author(feed: &Feed, entry: &Entry, address: &Url, site: Option<&Url>) -> Author {
    let named = |people: &[Person]| {
        let names = people.iter().filter_map(|person| {
            [&person.name, &person.email]
                .into_iter()
                .flatten()
                .map(|name| name.trim_matches([' ', '(', ')', '\n']))
                .find(|name| !name.is_empty() && *name != "unknown")
        });
        truncate(&names.collect::<Vec<_>>().join(", "), 100)
    };
    let source = name(feed).unwrap_or_else(|| address.host_str().unwrap_or_default().to_owned());
    let name = [named(&entry.authors), named(&feed.authors), source].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Author {
        remote_id: name.clone(),
        name,
        url: site.filter(|site| matches!(site.scheme(), "http" | "https")).map(Url::to_string).unwrap_or_default(),
        ..Author::default()
    }
}

/// The name that a source gives itself.
pub(super) fn name(feed: &Feed) -> Option<String> {
    feed.title.as_ref().map(|title| truncate(&plain(title), 100)).filter(|title| !title.is_empty())
}

/// Enclosures and pictures, each with a name to speak of it.
fn media(entry: &Entry, pictures: Vec<(String, String)>, base: &Url) -> Vec<Media> {
    let mut media: Vec<Media> = Vec::new();
    let mut add = |kind: String, url: String, alt: String| {
        if !url.is_empty() && media.len() < MEDIA && !media.iter().any(|known| known.url == url) {
            let alt = if alt.is_empty() { file_name(&url) } else { alt };
            media.push(Media { kind, url, alt });
        }
    };
    for object in &entry.media {
        for content in &object.content {
            let url = content.url.as_ref().and_then(|url| whole(base, url.as_str())).unwrap_or_default();
            let kind = content.content_type.as_ref().map(|kind| kind.to_string()).unwrap_or_default();
            add(kind_of(&kind, &url), url, words(object));
        }
    }
    for link in entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure")) {
        let url = whole(base, &link.href).unwrap_or_default();
        add(kind_of(link.media_type.as_deref().unwrap_or_default(), &url), url, link.title.clone().unwrap_or_default());
    }
    for (url, alt) in pictures {
        add("image".to_owned(), url, alt);
    }
    for thumbnail in entry.media.iter().flat_map(|object| &object.thumbnails) {
        let alt = thumbnail.image.description.clone().or_else(|| thumbnail.image.title.clone()).unwrap_or_default();
        add("image".to_owned(), whole(base, &thumbnail.image.uri).unwrap_or_default(), alt);
    }
    media
}

/// What a medium is called.
fn words(object: &MediaObject) -> String {
    let text = object.title.as_ref().or(object.description.as_ref());
    text.map(|text| truncate(&plain(text), 200)).unwrap_or_default()
}

fn kind_of(media_type: &str, url: &str) -> String {
    let ending = file_name(url).rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let by_ending = match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" => "image",
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "flac" | "wav" => "audio",
        "mp4" | "m4v" | "webm" | "mov" => "video",
        _ => "file",
    };
    match media_type.split('/').next().unwrap_or_default() {
        kind @ ("image" | "audio" | "video") => kind.to_owned(),
        _ => by_ending.to_owned(),
    }
}

/// The last part of an address, as a person would name the file.
fn file_name(url: &str) -> String {
    // Some carry a whole address as their last part.
    let path = percent::decode(url.split(['?', '#']).next().unwrap_or_default());
    truncate(path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').rsplit('/').next().unwrap_or_default(), 80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connector::rss::document;

    const NOW: Timestamp = Timestamp::from_millis(1_795_365_802_000);

    fn rss(items: &str) -> Feed {
        let text = format!(
            "<rss version=\"2.0\"><channel><title>The Blog</title><link>https://blog.test/</link><language>fr</language>{items}</channel></rss>"
        );
        document::read(text.as_bytes(), "https://blog.test/feed/x.xml", None).unwrap()
    }

    fn read(items: &str) -> Vec<Post> {
        let address = Url::parse("https://blog.test/feed/x.xml").unwrap();
        entries(&rss(items), &address, NOW, &mut BTreeSet::new())
    }

    fn told(items: &str) -> Vec<(String, String)> {
        read(items).into_iter().map(|post| (post.remote_id.as_str().to_owned(), post.text.replace('\n', "|"))).collect()
    }

    #[test]
    fn an_entry_keeps_its_title_text_links_and_pictures() {
        let item = r#"<item><guid>7</guid><title>Caf&amp;eacute; &amp;amp; co</title><link>/2026/tarte</link><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>
<author>marie@blog.test (Marie)</author><description>&lt;p&gt;See &lt;a href="menu"&gt;the menu&lt;/a&gt; &lt;img src="../a.jpg" alt="A tart"&gt;&lt;/p&gt;</description>
<enclosure url="https://cdn.test/ep/12.mp3?x=1" type="audio/mpeg" length="1"/></item>"#;
        let posts = read(item);
        let post = &posts[0];
        assert_eq!(post.text, "Café & co\n\nSee the menu (https://blog.test/2026/menu)");
        assert_eq!((post.url.as_str(), post.language.as_deref()), ("https://blog.test/2026/tarte", Some("fr")));
        assert_eq!((post.author.name.as_str(), post.happened_at.rfc3339().as_str()), ("Marie", "2026-11-20T08:00:00Z"));
        let media: Vec<_> = post.media.iter().map(|media| (media.kind.as_str(), media.url.as_str(), media.alt.as_str())).collect();
        assert_eq!(media, [("audio", "https://cdn.test/ep/12.mp3?x=1", "12.mp3"), ("image", "https://blog.test/a.jpg", "A tart")]);
    }

    #[test]
    fn entries_without_an_id_and_with_the_same_id_are_told_apart() {
        let no_id = "<item><title>one</title><link>https://blog.test/1</link></item><item><title>two</title></item><item><title>three</title></item>";
        let ids: Vec<String> = told(no_id).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids[2], "https://blog.test/1");
        assert!(ids[0] != ids[1] && ids.iter().all(|id| !id.is_empty()), "{ids:?}");
        assert_eq!(told(no_id), told(no_id), "and the same tomorrow");

        let same = "<item><guid>x</guid><title>one</title></item><item><guid>x</guid><title>two</title></item><item><guid>x</guid><title>one</title></item>";
        let texts: Vec<String> = told(same).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["two", "one"], "and what is there twice is one");
    }

    #[test]
    fn an_id_that_stood_twice_is_never_another_one_while_it_stands() {
        let address = Url::parse("https://blog.test/").unwrap();
        let mut twice = BTreeSet::new();
        let both = "<item><guid>x</guid><title>one</title></item><item><guid>x</guid><title>two</title></item>";
        let first: Vec<_> = entries(&rss(both), &address, NOW, &mut twice).into_iter().map(|post| post.remote_id).collect();
        let alone = "<item><guid>x</guid><title>two</title></item>";
        let then: Vec<_> = entries(&rss(alone), &address, NOW, &mut twice).into_iter().map(|post| post.remote_id).collect();
        assert!(first.contains(&then[0]), "{first:?} {then:?}");
        entries(&rss(""), &address, NOW, &mut twice);
        assert!(twice.is_empty(), "what does not stand there any more is forgotten");
    }

    #[test]
    fn dates_that_cannot_be_are_no_dates() {
        let dated = |date: &str| read(&format!("<item><title>x</title><pubDate>{date}</pubDate></item>"))[0].happened_at;
        assert_eq!(dated("Sun, 22 Nov 2037 10:00:00 GMT"), NOW);
        assert_eq!(dated("Mon, 01 Jan 0001 00:00:00 GMT"), NOW);
        assert_eq!(dated("yesterday"), NOW);
        assert_eq!(dated("20 Nov 26 08:00 EST").rfc3339(), "2026-11-20T13:00:00Z");
    }

    #[test]
    fn the_newest_entry_comes_last() {
        let dated = "<item><title>b</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item><item><title>c</title><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate></item><item><title>a</title><pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate></item>";
        let texts = |items: &str| told(items).into_iter().map(|(_, text)| text).collect::<Vec<_>>().concat();
        assert_eq!(texts(dated), "abc");
        assert_eq!(
            texts("<item><title>c</title></item><item><title>b</title></item><item><title>a</title></item>"),
            "abc",
            "as the document has them"
        );
    }

    #[test]
    fn a_file_is_named_as_a_person_would() {
        let table = [
            ("https://cdn.test/ep/12.mp3?x=1", "12.mp3"),
            ("https://cdn.test/a%20b.png#top", "a b.png"),
            ("https://pod.test/p/https%3A%2F%2Fcdn.test%2F2022%2F44.m4a%3Fx", "44.m4a"),
            ("https://cdn.test/", "cdn.test"),
        ];
        for (url, expected) in table {
            assert_eq!(file_name(url), expected);
        }
    }

    #[test]
    fn alerts_of_google_lead_where_they_mean() {
        let item = "<item><guid>1</guid><title>&lt;b&gt;miam&lt;/b&gt; at x &lt; y</title><link>https://www.google.com/url?rct=j&amp;url=https://news.test/a%3Fb&amp;ct=ga</link></item>";
        let posts = read(item);
        assert_eq!((posts[0].url.as_str(), posts[0].text.as_str()), ("https://news.test/a?b", "miam at x < y"));
    }

    #[test]
    fn what_is_hostile_opens_nothing_and_has_an_end() {
        let body = "word ".repeat(20_000);
        let item = format!("<item><title>x</title><link>javascript:alert(1)</link><description>{body}</description></item>");
        let posts = read(&item);
        assert_eq!(posts[0].url, "");
        assert_eq!(posts[0].text.chars().count(), LONGEST + 1);
    }
}
