//! What a post's words contain: names, hashtags, links; their length and their HTML.
//!
//! Pure. The HTML is the one Mastodon writes, span for span, because readers of such
//! HTML are what it is there to test.

use unicode_segmentation::UnicodeSegmentation;

/// What every link counts, however long it is.
pub const LINK_LENGTH: usize = 23;

/// The letters of a link that are shown.
const SHOWN: usize = 30;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// A handle, without its `@`.
    Mention(&'a str),
    /// A hashtag, without its `#`.
    Tag(&'a str),
    /// A web address.
    Link(&'a str),
}

/// Cuts a text into its parts; put together they are the text again.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut begun, mut at) = (0, 0);
    let mut before = ' ';
    while let Some(letter) = text[at..].chars().next() {
        let special = if before.is_alphanumeric() || before == '/' { None } else { special(&text[at..]) };
        match special {
            Some((piece, length)) => {
                if begun < at {
                    found.push(Piece::Words(&text[begun..at]));
                }
                found.push(piece);
                at += length;
                begun = at;
                before = 'a';
            }
            None => {
                at += letter.len_utf8();
                before = letter;
            }
        }
    }
    if begun < text.len() {
        found.push(Piece::Words(&text[begun..]));
    }
    found
}

/// The special part a text begins with, and its length in bytes.
fn special(text: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(rest) = text.strip_prefix('@') {
        let name = name(rest)?;
        let domain = rest[name.len()..].strip_prefix('@').and_then(domain);
        let length = name.len() + domain.map_or(0, |domain| domain.len() + 1);
        return Some((Piece::Mention(&rest[..length]), length + 1));
    }
    if let Some(rest) = text.strip_prefix('#') {
        let tag = leading(rest, |c| c.is_alphanumeric() || c == '_');
        let word = !tag.is_empty() && !tag.chars().all(|c| c.is_ascii_digit());
        return word.then(|| (Piece::Tag(tag), tag.len() + 1));
    }
    if text.starts_with("http://") || text.starts_with("https://") {
        let link = leading(text, |c| !c.is_whitespace() && c != '<' && c != '"').trim_end_matches(['.', ',', '!', '?', ')', '»', ':', ';']);
        return Some((Piece::Link(link), link.len()));
    }
    None
}

fn name(text: &str) -> Option<&str> {
    let name = leading(text, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-').trim_end_matches('-');
    (!name.is_empty()).then_some(name)
}

fn domain(text: &str) -> Option<&str> {
    let domain = leading(text, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-').trim_end_matches(['.', '-']);
    (!domain.is_empty()).then_some(domain)
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

/// The handles named in a text, each once.
pub fn mentions(text: &str) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for piece in pieces(text) {
        if let Piece::Mention(handle) = piece
            && !named.iter().any(|known| known.eq_ignore_ascii_case(handle))
        {
            named.push(handle.to_owned());
        }
    }
    named
}

/// The hashtags of a text in lower case, each once.
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for piece in pieces(text) {
        if let Piece::Tag(tag) = piece {
            let tag = tag.to_lowercase();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    tags
}

/// The length the network counts: letters as people see them, links and names shortened.
pub fn length(text: &str) -> usize {
    let letters = |text: &str| text.graphemes(true).count();
    pieces(text)
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => letters(words),
            Piece::Mention(handle) => 1 + letters(handle.split('@').next().unwrap_or_default()),
            Piece::Tag(tag) => 1 + letters(tag),
            Piece::Link(_) => LINK_LENGTH,
        })
        .sum()
}

/// Writes a text as HTML; `page_of` knows the page of a handle, if somebody has it.
pub fn html(text: &str, base: &str, page_of: impl Fn(&str) -> Option<String>) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| {
            let inside: String = pieces(paragraph.trim_matches('\n')).iter().map(|piece| piece_html(piece, base, &page_of)).collect();
            format!("<p>{inside}</p>")
        })
        .collect();
    paragraphs.concat()
}

fn piece_html(piece: &Piece<'_>, base: &str, page_of: &impl Fn(&str) -> Option<String>) -> String {
    match piece {
        Piece::Words(words) => escape(words).replace('\n', "<br />"),
        Piece::Mention(handle) => match page_of(handle) {
            Some(page) => {
                let username = handle.split('@').next().unwrap_or_default();
                format!(r#"<span class="h-card" translate="no"><a href="{page}" class="u-url mention">@<span>{username}</span></a></span>"#)
            }
            None => format!("@{handle}"),
        },
        Piece::Tag(tag) => {
            format!(r#"<a href="{base}/tags/{}" class="mention hashtag" rel="tag">#<span>{tag}</span></a>"#, tag.to_lowercase())
        }
        Piece::Link(link) => link_html(link),
    }
}

fn link_html(link: &str) -> String {
    let scheme = if link.starts_with("https://") { "https://" } else { "http://" };
    let bare = &link[scheme.len()..];
    let cut = bare.char_indices().nth(SHOWN).map_or(bare.len(), |(at, _)| at);
    let (shown, hidden) = bare.split_at(cut);
    let class = if hidden.is_empty() { "" } else { "ellipsis" };
    format!(
        r#"<a href="{}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">{scheme}</span><span class="{class}">{}</span><span class="invisible">{}</span></a>"#,
        escape(link),
        escape(shown),
        escape(hidden)
    )
}

/// Writes what HTML would take for markup as entities.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_names_tags_and_links_are() {
        let found = pieces("Bonjour @lea@la.test, #miam! Voir https://a.test/x. mail@a.test #12 C#dur");
        assert_eq!(
            found,
            [
                Piece::Words("Bonjour "),
                Piece::Mention("lea@la.test"),
                Piece::Words(", "),
                Piece::Tag("miam"),
                Piece::Words("! Voir "),
                Piece::Link("https://a.test/x"),
                Piece::Words(". mail@a.test #12 C#dur"),
            ]
        );
    }

    #[test]
    fn links_and_servers_of_names_count_little() {
        assert_eq!(length("été 👩‍🍳"), 5);
        assert_eq!(length(&format!("https://a.test/{}", "x".repeat(400))), LINK_LENGTH);
        assert_eq!(length("@ana@a.very.long.domain.test !"), 6);
    }

    #[test]
    fn html_reads_back_as_it_was_typed() {
        let typed = "@ana « R&D » <3\nhttps://example.org/a/rather/long/path/to/a/page\n\n#Miam";
        let html = html(typed, "http://h.test", |handle| Some(format!("http://h.test/@{handle}")));
        assert!(html.contains(r#"<a href="http://h.test/@ana" class="u-url mention">@<span>ana</span></a>"#), "{html}");
        assert!(html.contains(r#"#<span>Miam</span></a></p>"#) && html.contains("R&amp;D"), "{html}");
        assert_eq!(crate::base::html::to_text(&html), typed);
    }
}
