//! The bones of an XML document: how deep it is, and where its entries end.
//!
//! Read before the document is understood, so that one without bounds, or without an end,
//! is cut at a whole entry.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What is known of a document before it is understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Skeleton {
    /// Elements inside one another, at most.
    pub(super) depth: usize,
    /// Whole entries.
    pub(super) entries: usize,
    /// Where the last entry that is wanted ends, and what is open there.
    end: Option<(usize, Vec<String>)>,
}

impl Skeleton {
    /// The document up to its last wanted entry, closed.
    pub(super) fn cut(&self, text: &str) -> Option<String> {
        let (at, open) = self.end.as_ref()?;
        let mut whole = text.get(..*at)?.to_owned();
        for name in open.iter().rev() {
            whole.push_str(&format!("</{name}>"));
        }
        Some(whole)
    }

    /// Counts an entry that ends at `at`, inside of what is open.
    fn count(&mut self, at: u64, open: &[String], most: usize) {
        self.entries += 1;
        if self.entries <= most {
            self.end = usize::try_from(at).ok().map(|at| (at, open.to_vec()));
        }
    }
}

/// Reads the bones of `text`, down to `deepest`; of its entries, `most` are wanted.
pub(super) fn of(text: &str, most: usize, deepest: usize) -> Skeleton {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut skeleton = Skeleton::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open.push(tag.name().as_ref().to_owned());
                skeleton.depth = skeleton.depth.max(open.len());
                // What is deeper is not wanted, and its ends would be looked for among all that is open.
                if skeleton.depth > deepest {
                    return skeleton;
                }
            }
            Ok(Event::End(tag)) => {
                let name = tag.name().as_ref().to_owned();
                let Some(at) = open.iter().rposition(|opened| *opened == name) else {
                    continue;
                };
                open.truncate(at);
                if is_entry(&name) {
                    skeleton.count(reader.buffer_position(), &open, most);
                }
            }
            Ok(Event::Empty(tag)) if is_entry(tag.name().as_ref()) => skeleton.count(reader.buffer_position(), &open, most),
            Ok(Event::Eof) | Err(_) => return skeleton,
            Ok(_) => {}
        }
    }
}

fn is_entry(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    local == "item" || local == "entry"
}

/// A JSON text whose lists hold `most` objects at most; none when nothing is to be left out.
pub(super) fn shortened(text: &str, most: usize) -> Option<String> {
    let (mut open, mut held, mut cut) = (Vec::new(), 0, None);
    let (mut is_string, mut is_escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_string,
            b'"' => is_string = !is_string,
            _ if is_string => {}
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop();
                match open.as_slice() {
                    b"{[" => {
                        held += 1;
                        if held == most {
                            cut = Some(at + 1);
                        }
                    }
                    b"{" if held > most => return Some(format!("{}{}", text.get(..cut?)?, text.get(at..)?)),
                    b"{" => held = 0,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_objects_is_shortened_and_what_follows_it_stays() {
        let text = r#"{"hubs":[{},{}],"items":[{"a":"]}\"[{"},{"b":[{},{},{}]},{"c":1}],"title":"x"}"#;
        let short = r#"{"hubs":[{},{}],"items":[{"a":"]}\"[{"},{"b":[{},{},{}]}],"title":"x"}"#;
        assert_eq!(shortened(text, 2).as_deref(), Some(short));
        assert_eq!(shortened(short, 2), None);
        assert_eq!(shortened("}]{[{\"", 0), None);
    }

    #[test]
    fn the_bones_of_a_broken_document_are_found() {
        let text = "<rss><channel><item><a/><b>x</c></b></item><item>two</item><item>thr";
        let bones = of(text, 10, 9);
        assert_eq!((bones.depth, bones.entries), (4, 2));
        assert_eq!(bones.cut(text).as_deref(), Some("<rss><channel><item><a/><b>x</c></b></item><item>two</item></channel></rss>"));
        assert_eq!(of(text, 1, 9).cut(text).as_deref(), Some("<rss><channel><item><a/><b>x</c></b></item></channel></rss>"));
        assert_eq!(of("<rss><item/><item/><item>", 10, 9).cut("<rss><item/><item/><item>").as_deref(), Some("<rss><item/><item/></rss>"));
        assert_eq!(of(text, 10, 2), Skeleton { depth: 3, ..Skeleton::default() });
        assert_eq!(of("no bones", 1, 9).cut("no bones"), None);
    }
}
