//! Remote HTML as plain text.
//!
//! Networks send a small HTML: paragraphs, breaks, links, spans. Anything goes in, also
//! what is no HTML at all, and plain text comes out. Links become their address where
//! the words shown are only a shortened form of it. What comes out still has to be made
//! harmless by [`super::harmless`].

use html5gum::{Token, Tokenizer};

/// What a piece of HTML says and shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Lines of plain text.
    pub text: String,
    /// Its pictures: address, and what they show in their author's words.
    pub pictures: Vec<(String, String)>,
}

/// Renders `html` as lines of plain text.
pub fn to_text(html: &str) -> String {
    read(html, &|address| Some(address.to_owned())).text
}

/// Renders `html`, whose addresses `whole` makes whole, or leaves out.
pub fn read(html: &str, whole: &dyn Fn(&str) -> Option<String>) -> Reading {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                if *tag.name == b"img"[..] {
                    page.picture(
                        attribute(b"src").and_then(|src| whole(&src)),
                        attribute(b"alt"),
                        [attribute(b"width"), attribute(b"height")],
                    );
                } else {
                    page.open(&tag.name, attribute(b"href").and_then(|href| whole(&href)), attribute(b"class"));
                }
            }
            Token::EndTag(tag) => page.close(&tag.name),
            Token::String(text) => page.write(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let pictures = std::mem::take(&mut page.pictures);
    Reading { text: page.finish(), pictures }
}

/// The page as far as it was read.
#[derive(Default)]
struct Page {
    text: String,
    /// Where the words of the open link begin, and its address.
    link: Option<(usize, String)>,
    /// Inside `script` or `style`, whose text nobody reads.
    mute: usize,
    pictures: Vec<(String, String)>,
}

impl Page {
    fn open(&mut self, tag: &[u8], href: Option<String>, class: Option<String>) {
        match tag {
            b"br" => self.text.push('\n'),
            b"p" | b"div" | b"blockquote" | b"ul" | b"ol" | b"pre" | b"h1" | b"h2" | b"h3" | b"h4" => self.paragraph(),
            b"li" => {
                self.line();
                self.text.push_str("• ");
            }
            b"script" | b"style" => self.mute += 1,
            b"a" => {
                let class = class.unwrap_or_default();
                // Mentions and hashtags read as their words: `@ana`, `#miam`.
                let named = class.split_whitespace().any(|word| word == "mention" || word == "hashtag");
                self.link = href.filter(|_| !named).map(|href| (self.text.len(), href));
            }
            _ => {}
        }
    }

    /// Notes a picture that is large enough to be seen: others only count readers.
    fn picture(&mut self, address: Option<String>, alt: Option<String>, sizes: [Option<String>; 2]) {
        let tiny = sizes.iter().flatten().any(|size| matches!(size.trim().trim_end_matches("px"), "0" | "1"));
        if let Some(address) = address.filter(|_| !tiny && self.mute == 0)
            && !self.pictures.iter().any(|(known, _)| *known == address)
        {
            self.pictures.push((address, alt.unwrap_or_default().trim().to_owned()));
        }
    }

    fn close(&mut self, tag: &[u8]) {
        match tag {
            b"p" | b"div" | b"blockquote" | b"ul" | b"ol" | b"pre" | b"h1" | b"h2" | b"h3" | b"h4" => self.paragraph(),
            b"li" => self.line(),
            b"script" | b"style" => self.mute = self.mute.saturating_sub(1),
            b"a" => self.end_link(),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.mute > 0 {
            return;
        }
        for c in text.chars() {
            let space = c.is_ascii_whitespace();
            let fresh = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            match (space, fresh) {
                (true, true) => {}
                (true, false) => self.text.push(' '),
                (false, _) => self.text.push(c),
            }
        }
    }

    fn end_link(&mut self) {
        let Some((from, href)) = self.link.take() else {
            return;
        };
        let shown = self.text.get(from..).unwrap_or_default().trim().to_owned();
        if !href.starts_with("http://") && !href.starts_with("https://") || shown == href {
            return;
        }
        // `@ana`, `#miam` without a class: the words say it all.
        if shown.starts_with(['@', '#']) {
            return;
        }
        let bare = href.trim_start_matches("https://").trim_start_matches("http://");
        let short = shown.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('…');
        if shown.is_empty() || bare.starts_with(short) {
            self.text.truncate(from);
            self.text.push_str(&href);
        } else {
            self.text.push_str(&format!(" ({href})"));
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn finish(self) -> String {
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).collect();
        lines.join("\n").trim_matches('\n').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_named_and_addresses_made_whole() {
        let whole = |address: &str| (!address.starts_with("data:")).then(|| format!("https://blog.test/{address}"));
        let html = r#"<p>See <a href="menu">the menu</a></p><img src="a.jpg" alt=" A tart "><img src="a.jpg"><img src="t.gif" width=1 height=1><img src="data:x">"#;
        let reading = read(html, &whole);
        assert_eq!(reading.text, "See the menu (https://blog.test/menu)");
        assert_eq!(reading.pictures, [("https://blog.test/a.jpg".to_owned(), "A tart".to_owned())]);
    }

    #[test]
    fn posts_of_every_server_read_as_their_authors_meant() {
        let table = [
            ("<p>Hello</p><p>you &amp; me</p>", "Hello\n\nyou & me"),
            ("no paragraph<br>ends so<br>", "no paragraph\nends so"),
            ("bare > and bare & stay", "bare > and bare & stay"),
            (
                r#"<p><span class="h-card"><a href="https://a.test/@ana" class="u-url mention">@<span>ana</span></a></span> hi</p>"#,
                "@ana hi",
            ),
            (
                r#"<a href="https://vigie.test/very/long/path" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">vigie.test/very/l</span><span class="invisible">ong/path</span></a>"#,
                "https://vigie.test/very/long/path",
            ),
            (r#"<a href="https://vigie.test/page">our page</a>"#, "our page (https://vigie.test/page)"),
            (r#"<a href="javascript:alert(1)">click</a>"#, "click"),
            (r#"<a href="http://h.test?t=tag">#tag</a>"#, "#tag"),
            ("<script>alert(1)</script>left", "left"),
            ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
            ("<p>unterminated <b", "unterminated"),
            ("", ""),
        ];
        for (html, expected) in table {
            assert_eq!(to_text(html), expected, "{html}");
        }
    }
}
