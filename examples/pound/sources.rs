//! What is thrown at the readers of sources: documents and lists, and what must hold.

use std::collections::BTreeSet;

use vigie::base::time::Timestamp;
use vigie::connector::rss::{self, Got, opml};
use vigie::model::interaction::Kind;

use super::subjects::{LONG, Monster, must};

const NOW: Timestamp = Timestamp::from_millis(1_795_365_802_000);
const GOT: Got<'static> = Got { address: "https://blog.test/feed/", charset: None, now: NOW };

pub const DOCUMENT: &[&str] = &[
    "<item>",
    "</item>",
    "<item/>",
    "<entry>",
    "</entry>",
    "<channel>",
    "</channel>",
    "<rss>",
    "<rss version='2.0'>",
    "</rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "</feed>",
    "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
    "<title>",
    "<title type='html'>",
    "<title type='xhtml'>",
    "</title>",
    "<link>",
    "<link href='x'/>",
    "</link>",
    "<guid>1</guid>",
    "<id>1</id>",
    "<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>",
    "<pubDate>",
    "<updated>0001-01-01T00:00:00Z</updated>",
    "<updated>9999-12-31T23:59:60+99:99</updated>",
    "<enclosure url='a.mp3' type='audio/mpeg' length='-1'/>",
    "<media:group>",
    "<media:content url='//x'/>",
    "<content:encoded>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<?",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<!ENTITY a '&b;&b;'>",
    "&a;",
    "&",
    "&#x0;",
    "&eacute;",
    "&lt;p&gt;",
    "xml:base='..'",
    "{",
    "}",
    "[",
    "]",
    "\"items\":",
    "\"id\":",
    "\"version\":\"https://jsonfeed.org/version/1\"",
    "\u{feff}",
    "\u{0}",
    "<outline xmlUrl='https://a.test/'",
    "<outline>",
    "</outline>",
    "<opml>",
    "</opml>",
    "<body>",
    "/>",
    ">",
    "=",
    "'",
];

pub fn documents() -> Vec<String> {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The blog</title><link>https://blog.test/</link><ttl>60</ttl><item><guid>1</guid><title>A &amp;amp; b</title><link>/1</link><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[<p>See <a href=\"menu\">the menu</a> <img src=\"a.jpg\" alt=\"A tart\"></p>]]></content:encoded><enclosure url=\"https://cdn.test/1.mp3\" type=\"audio/mpeg\" length=\"1\"/></item><item><title>No id</title></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"/x/\"><title type=\"html\">A &lt;b&gt;b&lt;/b&gt;</title><entry><id>tag:1</id><title>One</title><updated>2026-11-20T08:00:00Z</updated><published>2026-11-19T08:00:00Z</published><link rel=\"alternate\" href=\"1\"/><link rel=\"enclosure\" href=\"1.mp4\"/><author><name>Ana</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x<br/>y</p></div></content></entry></feed>";
    let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\",\"url\":\"https://j.test/1\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2026-11-20T08:00:00Z\",\"attachments\":[{\"url\":\"https://j.test/1.mp3\",\"mime_type\":\"audio/mpeg\"}]},{\"id\":\"1\",\"content_text\":\"y\"}]}";
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"https://r.test/\"><title>R</title><link>https://r.test/</link><description>d</description></channel><item rdf:about=\"https://r.test/1\"><title>One</title><link>https://r.test/1</link></item></rdf:RDF>";
    [rss, atom, json, rdf].map(str::to_owned).to_vec()
}

pub fn lists() -> Vec<String> {
    let list = "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>x</title></head><body><outline text=\"Press\"><outline type=\"rss\" text=\"A &amp; b\" xmlUrl=\"https://a.test/?a=1&amp;b=2\" htmlUrl=\"https://a.test/\"/><outline text='B' xmlurl='https://b.test/'></outline></outline></body></opml>";
    vec![list.to_owned()]
}

pub fn floods() -> Vec<Monster> {
    let flood = |before: &str, unit: &str| {
        let unit = unit.repeat(LONG / unit.len());
        (before.to_owned() + &unit).into_bytes()
    };
    vec![
        ("<item/>", flood("<rss version='2.0'><channel>", "<item/>")),
        ("<item>", flood("<rss version='2.0'><channel>", "<item>")),
        ("<a>", flood("<rss version='2.0'><channel><item>", "<a>")),
        ("&", flood("<rss version='2.0'><channel><item><title>", "&")),
        ("<![CDATA[", flood("<rss version='2.0'><channel><item><title>", "<![CDATA[")),
        ("entities", flood("<!DOCTYPE rss [<!ENTITY a 'ha'>]><rss version='2.0'><channel><item><title>", "&a;")),
        ("{", flood("", "{\"items\":[")),
        ("[{},", flood("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{},")),
        ("<outline", flood("<opml><body>", "<outline xmlUrl='https://a.test/'/>")),
    ]
}

pub fn check_feed(case: &[u8]) -> Result<(), String> {
    let mut twice = BTreeSet::new();
    let Ok(reading) = rss::entries_of(case, &GOT, &mut twice) else {
        return Ok(());
    };
    let ids: BTreeSet<&str> = reading.entries.iter().map(|post| post.remote_id.as_str()).collect();
    must(ids.len() == reading.entries.len() && !ids.contains(""), "an id is not one entry's")?;
    let opens = |url: &str| url.is_empty() || url.starts_with("https://") || url.starts_with("http://");
    for post in &reading.entries {
        must(opens(&post.url) && post.media.iter().all(|media| opens(&media.url)), "an address opens something else")?;
        must(post.kind == Kind::Entry && post.happened_at <= NOW && post.happened_at.millis() > 0, "a date that cannot be")?;
        must(post.text.chars().count() <= 50_001 && post.media.len() <= 20, "there is no end to it")?;
    }
    let again = rss::entries_of(case, &GOT, &mut twice);
    must(again.is_ok_and(|again| again == reading), "it differs from itself")
}

pub fn check_list(case: &[u8]) -> Result<(), String> {
    let Ok(outlines) = opml::read(case) else {
        return Ok(());
    };
    must(outlines.iter().all(|outline| !outline.address.is_empty()), "a source without an address")?;
    let written = opml::write("x", &[("y".to_owned(), outlines.clone())]);
    let back = opml::read(written.as_bytes()).map_err(|error| format!("{error:?}"))?;
    let addresses = |list: &[opml::Outline]| list.iter().map(|outline| outline.address.trim().to_owned()).collect::<Vec<_>>();
    must(addresses(&back) == addresses(&outlines), "what was written is not read back")
}
