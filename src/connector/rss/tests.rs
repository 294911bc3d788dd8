//! What holds for every document, however it was damaged.

use proptest::prelude::*;

use super::*;
use crate::model::interaction::Kind;

const NOW: Timestamp = Timestamp::from_millis(1_795_365_802_000);
const GOT: Got<'static> = Got { address: "https://blog.test/feed", charset: None, now: NOW };

/// Documents of every form, each with what its writers are careless about.
const DOCUMENTS: [&str; 4] = [
    r#"<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY x "y">]><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Caf&eacute; &x;</title>
<link>/</link><ttl>60</ttl><item><guid>1</guid><title>One</title><link>a?b=1&c=2</link><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate>
<description><![CDATA[<p>Text <a href="x">link</a><img src=y alt=z>]]></description><enclosure url="e.mp3" type="audio/mpeg" length="9"/></item>
<item><guid>1</guid><media:group><media:content url="https://a.test/v.mp4" medium="video"/><media:title>V</media:title></media:group>
<itunes:duration>1:02:03</itunes:duration><content:encoded>&lt;b&gt;bold&lt;/b&gt;</content:encoded></item></channel></rss>"#,
    r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.test/b/" xml:lang="fr"><id>urn:1</id><title type="html">A &amp;amp; B</title>
<updated>2026-11-21T08:00:00Z</updated><author><name>Ana</name></author><entry><id>urn:2</id><title>Two</title><link href="two"/>
<link rel="enclosure" href="f.pdf"/><updated>2026-11-21T09:00:00+01:00</updated><published>2026-11-20T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Deep <em>words</em></p></div></content></entry>
<entry><summary>No id</summary></entry></feed>"#,
    r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://blog.test","items":[{"id":"1","url":"u","title":"T",
"content_html":"<p>x</p>","image":"https://a.test/i.png","date_published":"2026-11-21T08:00:00Z","attachments":[{"url":"https://a.test/a.mp3",
"mime_type":"audio/mpeg","size_in_bytes":1}],"tags":["a"]},{"id":"2","content_text":"plain"}]}"#,
    r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>R</title><link>l</link><description>d</description></channel><item rdf:about="i"><title>Old</title><link>o</link>
<dc:date>2026-11-21</dc:date><dc:creator>Z</dc:creator></item></rdf:RDF>"#,
];

/// What damage is made of.
const SHARDS: [&str; 24] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?x",
    "<item>",
    "</item>",
    "<entry>",
    "</channel>",
    "&#0;",
    "&#x10ffff;",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "{",
    "]",
    "xmlns:q=\"\"",
    "9999-99-99T99:99:99Z",
    "é",
];

/// Cuts, doubles or writes over a part of a document.
fn damaged(text: &str, blows: &[(u8, usize, usize, usize)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (kind, at, length, shard) in blows {
        let from = at % (bytes.len() + 1);
        let to = (from + length % 80).min(bytes.len());
        let part = bytes[from..to].to_vec();
        match kind % 4 {
            0 => drop(bytes.drain(from..to)),
            1 => drop(bytes.splice(from..from, part)),
            2 => drop(bytes.splice(from..to, SHARDS[shard % SHARDS.len()].bytes())),
            _ => drop(bytes.splice(from..from, SHARDS[shard % SHARDS.len()].bytes())),
        }
    }
    bytes
}

/// Reads a document twice; whatever came of it is bounded, sound, and the same tomorrow.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut twice = BTreeSet::new();
    let Ok(reading) = entries_of(bytes, &GOT, &mut twice) else {
        return Ok(());
    };
    prop_assert!(reading.entries.len() <= document::ENTRIES && twice.len() <= reading.entries.len());
    prop_assert!(reading.name.as_ref().is_none_or(|name| !name.is_empty() && name.chars().count() <= 101));
    let ids: BTreeSet<&str> = reading.entries.iter().map(|post| post.remote_id.as_str()).collect();
    prop_assert!(ids.len() == reading.entries.len() && !ids.contains(""), "{ids:?}");
    for post in &reading.entries {
        let opens = |url: &String| url.is_empty() || url.starts_with("https://") || url.starts_with("http://");
        prop_assert!(opens(&post.url) && opens(&post.author.url), "{post:?}");
        prop_assert!(post.media.len() <= 20 && post.media.iter().all(|media| !media.url.is_empty() && opens(&media.url)), "{post:?}");
        prop_assert!(post.text.chars().count() <= 50_001 && post.kind == Kind::Entry, "{post:?}");
        prop_assert!(post.happened_at <= NOW && post.happened_at.millis() >= 631_152_000_000, "{post:?}");
        prop_assert!(post.edited_at.is_none_or(|at| at > post.happened_at), "{post:?}");
    }
    let again = entries_of(bytes, &GOT, &mut twice);
    prop_assert_eq!(again, Ok(reading));
    Ok(())
}

#[test]
fn documents_of_every_form_are_read() {
    let read = |text: &&str| entries_of(text.as_bytes(), &GOT, &mut BTreeSet::new()).map(|reading| reading.entries.len());
    assert_eq!(DOCUMENTS.iter().map(read).collect::<Vec<_>>(), [Ok(2), Ok(2), Ok(2), Ok(1)]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes)?;
    }

    #[test]
    fn a_damaged_document_is_read_or_refused(
        document in 0..DOCUMENTS.len(),
        blows in proptest::collection::vec((any::<u8>(), any::<usize>(), any::<usize>(), any::<usize>()), 1..12),
    ) {
        check(&damaged(DOCUMENTS[document], &blows))?;
    }
}
