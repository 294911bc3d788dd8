//! Remote HTML as plain text.
//!
//! Networks send a small HTML: paragraphs, breaks, links, spans. Anything goes in, also
//! what is no HTML at all, and plain text comes out. Links become their address where
//! the words shown are only a shortened form of it. What comes out still has to be made
//! harmless by [`super::harmless`].

use html5gum::{Token, Tokenizer};

/// Renders `html` as lines of plain text.
pub fn to_text(html: &str) -> String {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                page.open(&tag.name, attribute(b"href"), attribute(b"class"));
            }
            Token::EndTag(tag) => page.close(&tag.name),
            Token::String(text) => page.write(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()
}

/// The page as far as it was read.
#[derive(Default)]
struct Page {
    text: String,
    /// Where the words of the open link begin, and its address.
    link: Option<(usize, String)>,
    /// Inside `script` or `style`, whose text nobody reads.
    mute: usize,
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
