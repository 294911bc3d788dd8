//! OPML: lists of sources, as other programs write and read them.
//!
//! Format: <http://opml.org/spec2.opml>. Folders are read through and named, but not kept:
//! whose a source is says the client. Pure: text in, text out.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding;

/// One source of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// What the list calls it; may be empty.
    pub title: String,
    /// The address of its feed, as written.
    pub address: String,
    /// The page of its site; may be empty.
    pub site: String,
}

/// Why a text is no list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// It is no OPML.
    Format,
    /// It breaks off, or is damaged, at this line.
    Broken(usize),
}

/// Reads a list: its sources in order, each once.
///
/// # Errors
/// When it is no OPML, or damaged; half a list is none, since nobody would miss the rest.
pub fn read(bytes: &[u8]) -> Result<Vec<Outline>, Unlisted> {
    let text = encoding::decode(bytes, None);
    let mut reader = Reader::from_str(&text);
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    let (mut is_opml, mut depth) = (false, 0_usize);
    loop {
        let event = reader.read_event();
        let line = |reader: &Reader<&[u8]>| {
            let at = usize::try_from(reader.buffer_position()).unwrap_or_default();
            text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
        };
        match event {
            Ok(Event::Start(tag)) => {
                depth += 1;
                is_opml |= is_named(&tag, "opml");
                found.extend(outline(&tag).filter(|outline| known.insert(outline.address.clone())));
            }
            Ok(Event::Empty(tag)) => found.extend(outline(&tag).filter(|outline| known.insert(outline.address.clone()))),
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 && is_opml => return Err(Unlisted::Broken(line(&reader))),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) if is_opml => return Err(Unlisted::Broken(line(&reader))),
            Err(_) => return Err(Unlisted::Format),
        }
    }
    if is_opml { Ok(found) } else { Err(Unlisted::Format) }
}

fn is_named(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref().eq_ignore_ascii_case(name)
}

/// The source that an element stands for, if it stands for one.
fn outline(tag: &BytesStart<'_>) -> Option<Outline> {
    if !is_named(tag, "outline") {
        return None;
    }
    let mut outline = Outline::default();
    let mut text = String::new();
    // Written by hand, or by careless programs: an attribute that cannot be read is left out.
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        let value = attribute.value.trim();
        let value = quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned());
        match attribute.key.as_ref().to_ascii_lowercase().as_str() {
            "xmlurl" => outline.address = value,
            "htmlurl" => outline.site = value,
            "title" => outline.title = value,
            "text" => text = value,
            _ => {}
        }
    }
    if outline.title.is_empty() {
        outline.title = text;
    }
    Some(outline).filter(|outline| !outline.address.is_empty())
}

/// Writes a list: the sources of each client in a folder of its name.
pub fn write(title: &str, folders: &[(String, Vec<Outline>)]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head><title>{}</title></head>\n  <body>\n",
        escape(title)
    );
    for (folder, outlines) in folders {
        out.push_str(&format!("    <outline text=\"{}\">\n", escape(folder)));
        for outline in outlines {
            let title = if outline.title.is_empty() { &outline.address } else { &outline.title };
            out.push_str(&format!(
                "      <outline type=\"rss\" text=\"{0}\" title=\"{0}\" xmlUrl=\"{1}\"",
                escape(title),
                escape(&outline.address)
            ));
            if !outline.site.is_empty() {
                out.push_str(&format!(" htmlUrl=\"{}\"", escape(&outline.site)));
            }
            out.push_str("/>\n");
        }
        out.push_str("    </outline>\n");
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_program_are_read() {
        let list = br#"<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>x</title></head><body>
<outline text="Presse">
  <outline type="rss" text="L'&#201;cho &amp; Cie" xmlUrl="https://echo.test/feed?a=1&amp;b=2" htmlUrl="https://echo.test/"/>
  <outline TEXT='Caf\xe9' xmlurl='https://cafe.test/rss'></outline>
  <outline text="again" xmlUrl="https://cafe.test/rss"/>
  <outline text="a folder"/>
</outline></body></opml>"#;
        let list: Vec<u8> =
            String::from_utf8_lossy(list).replace("\\xe9", "\u{1}").bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
        let read = read(&list).unwrap();
        let told: Vec<_> = read.iter().map(|o| (o.title.as_str(), o.address.as_str(), o.site.as_str())).collect();
        assert_eq!(
            told,
            [
                ("L'École & Cie".replace("École", "Écho").as_str(), "https://echo.test/feed?a=1&b=2", "https://echo.test/"),
                ("Café", "https://cafe.test/rss", "")
            ]
        );
    }

    #[test]
    fn what_is_no_list_or_half_a_list_is_told() {
        assert_eq!(read(b"<html><body/></html>"), Err(Unlisted::Format));
        assert_eq!(read(b"words"), Err(Unlisted::Format));
        assert_eq!(read(b""), Err(Unlisted::Format));
        assert_eq!(read(b"<opml><body>\n<outline xmlUrl=\"https://a.test/\"/>\n"), Err(Unlisted::Broken(3)));
        assert_eq!(read(b"<opml><body/></opml>"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let outline = |title: &str, address: &str| Outline { title: title.into(), address: address.into(), site: String::new() };
        let sources = vec![outline("A \"quoted\" <title> & more", "https://a.test/?x=1&y='2'"), outline("B", "https://b.test/")];
        let text = write("vigie", &[("Chez Amédée".into(), sources.clone()), ("Empty & co".into(), Vec::new())]);
        assert_eq!(read(text.as_bytes()), Ok(sources));
    }
}
