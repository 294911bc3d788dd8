//! Who is pounded: each reader with real texts, what its grammar is made of, and what must hold.

use std::path::Path;

use super::{sources, times};

use vigie::base::{harmless, html, text};
use vigie::config::theme::{Depth, Terminal};
use vigie::config::{AfterVerb, Config, Lang, Language, Theme};
use vigie::model::filter::{self, Filter};

/// A huge input, and what it is made of.
pub type Monster = (&'static str, Vec<u8>);

/// A reader of what others wrote.
pub struct Subject {
    pub name: &'static str,
    pub corpus: fn() -> Vec<String>,
    pub tokens: &'static [&'static str],
    /// Huge inputs, which must not take long.
    pub monsters: fn() -> Vec<Monster>,
    pub check: fn(&[u8]) -> Result<(), String>,
}

/// One row a reader.
pub const SUBJECTS: [Subject; 9] = [
    Subject { name: "harmless", corpus: texts, tokens: HOSTILE, monsters: floods, check: check_harmless },
    Subject { name: "html", corpus: pages, tokens: MARKUP, monsters: nests, check: check_html },
    Subject { name: "filter", corpus: filters, tokens: TERMS, monsters: nothing, check: check_filter },
    Subject { name: "config", corpus: settings, tokens: SETTINGS, monsters: nothing, check: check_config },
    Subject { name: "feed", corpus: sources::documents, tokens: sources::DOCUMENT, monsters: sources::floods, check: sources::check_feed },
    Subject { name: "list", corpus: sources::lists, tokens: sources::DOCUMENT, monsters: sources::floods, check: sources::check_list },
    Subject { name: "theme", corpus: settings, tokens: SETTINGS, monsters: nothing, check: check_theme },
    Subject { name: "when", corpus: times::phrases, tokens: times::PHRASE, monsters: times::floods, check: times::check_phrase },
    Subject { name: "hours", corpus: times::weeks, tokens: times::HOURS, monsters: times::floods, check: times::check_hours },
];

const HOSTILE: &[&str] = &[
    "\u{1b}[",
    "\u{1b}]",
    "\u{1b}P",
    "\u{1b}_",
    "\u{1b}^",
    "\u{1b}X",
    "\u{1b}\\",
    "\u{1b}(",
    "\u{1b}",
    "\u{9b}",
    "\u{9d}",
    "\u{90}",
    "\u{9c}",
    "\u{7}",
    "31m",
    "0;t",
    "52;c;Zm9v",
    "\r",
    "\n",
    "\t",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{fe0e}",
    "\u{e0100}",
    "\u{301}",
    "\u{336}",
    "\u{20e3}",
    "\u{2800}",
    "\u{3164}",
    "\u{1160}",
    "\u{1161}",
    "\u{11a8}",
    "가",
    "👩",
    "🏽",
    "❤",
    "🏳",
    "🌈",
    "🇫",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0061}",
    "\u{e007f}",
    "1",
    "a",
    "é",
    "e",
    "क",
    "\u{94d}",
    "ष",
    "ی",
    "\u{64b}",
    "ا",
    "ل",
    "ש",
    "\u{5c1}",
    "ท",
    "\u{e35}",
    "日",
    "ﾞ",
    "ｶ",
    "\u{e000}",
    "\u{fdd0}",
    "\u{2028}",
    " ",
    "  ",
];

const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "<a href=\"https://a.test/b\">",
    "<a href='http://x' class=\"mention\">",
    "</a>",
    "<a",
    "<span class=\"invisible\">",
    "</span>",
    "<ul>",
    "<li>",
    "</li>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<!",
    "<?",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&amp;",
    "&lt;",
    "&#",
    "&#x",
    "&#x110000;",
    "&#0;",
    "&#128;",
    "&nbsp",
    ";",
    "\"",
    "'",
    "=",
    "href",
    "class",
    "https://",
    "…",
    "@ana",
    "#miam",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<p/>",
    "\0",
    "\u{1b}[2J",
    " ",
    "\n",
    "é",
    "日本",
];

const TERMS: &[&str] = &[
    "is:",
    "client:",
    "account:",
    "network:",
    "kind:",
    "from:",
    "open",
    "unread",
    "mastodon",
    "dm",
    "mention",
    "@lena",
    "resto",
    "\"",
    "-",
    "--",
    ":",
    "::",
    "//",
    "https://a.test",
    "(",
    ")",
    "OR",
    "AND",
    "é",
    "\u{a0}",
    "\u{3000}",
    " ",
    "  ",
    "\n",
    "a",
    "zzz:",
    "IS:",
    "\u{1f468}\u{200d}\u{1f469}",
    "%",
    "_",
    "*",
    "'",
    "\\",
    "(",
    ")",
    "(a OR b)",
    " OR ",
    "-(",
    "label:",
    "lang:",
    "has:",
    "before:",
    "after:",
    "older:",
    "newer:",
    "waiting:",
    "assigned:",
    "due:",
    "2026-11-01",
    "2026-02-30",
    "99999w",
    "3d",
    "30m",
    "today",
    "late",
    "none",
    "me",
    "((((((((((((((((",
    "))))))))))))))))",
    "\u{202f}",
    "\u{1d7ce}m",
];

const SETTINGS: &[&str] = &[
    "language",
    "theme",
    "after",
    "hold",
    "mouse",
    "keys",
    "outbox",
    "poll",
    "first_sync",
    " = ",
    "=",
    "\"fr\"",
    "\"10s\"",
    "true",
    "false",
    "[",
    "]",
    "[[",
    "]]",
    "[keys]",
    "[outbox]",
    "[poll]",
    "[first_sync]",
    "layout",
    "look_after",
    "every",
    "days",
    "items",
    "open_for",
    "\n",
    "\r\n",
    "#",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "{",
    "}",
    ",",
    ".",
    "1979-05-27T07:32:00Z",
    "0x",
    "0o7",
    "1e999",
    "99999999999999999999999",
    "-1",
    "_",
    "\\",
    "\\u0000",
    "\\U0010FFFF",
    "nan",
    "inf",
    "é",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "\"18446744073709551615d\"",
    "[\"1s\", \"2s\", \"3s\"]",
    "reply",
    "\"ctrl-r\"",
    "[colours]",
    "base",
    "text",
    "\"#ff00ff\"",
    "\"bright-red\"",
];

pub fn must(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn nothing() -> Vec<Monster> {
    Vec::new()
}

/// Every text of the fixtures that is in a field which people write.
fn pages() -> Vec<String> {
    let mut found = vec!["<p>Hello</p><p>you &amp; me</p>".to_owned()];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let page = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
                collect(&page, &mut found);
            }
        }
    }
    found
}

fn collect(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if ["content", "note", "description", "display_name"].contains(&name.as_str()) => {
                        found.push(text.to_owned())
                    }
                    _ => collect(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = pages().iter().map(|page| html::to_text(page)).filter(|text| !text.is_empty()).collect();
    let more = [
        "👨‍👩‍👧‍👦 ❤️ 🏳️‍🌈 🇫🇷 1️⃣ 👍🏽 👩🏽‍❤️‍💋‍👨🏿",
        "می‌خواهم لا العربية مُحَمَّدٌ שָׁלוֹם",
        "नमस्ते क्‍ष ශ්‍රී ที่นี่ Việt བསྒྲུབས",
        "日本語 ｶﾞ 한국어 각",
        "a\u{1b}]0;title\u{7}b \u{1b}[31mred\u{1b}[0m \u{9b}2J",
    ];
    texts.extend(more.map(str::to_owned));
    texts
}

fn filters() -> Vec<String> {
    let known = [
        "is:open is:unread -is:starred client:resto account:@a@b network:mastodon kind:dm from:@lena \"exact words\" tarte",
        "is:not-sent from:\"Ana Ruiz\" -\"lemon tart\" https://a.test/b?c=d",
        "client:\"Chez Léon\" é -- - \"\" a\"b c\"d",
        "is:late is:mine label:vip lang:fr has:media has:question before:2026-11-01 after:3d older:2h newer:1d waiting:30m",
        "(is:open OR (is:snoozed -(kind:dm OR kind:mail))) assigned:me due:today -(a b) OR due:2h assigned:none",
    ];
    known.map(str::to_owned).into()
}

fn settings() -> Vec<String> {
    let default = include_str!("../../assets/default-config.toml");
    let active = default.lines().map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line));
    let own = "language = \"fr\"\nhold = \"5s\"\nafter = \"stay\"\nmouse = false\n[keys]\nlayout = \"azerty\"\nreply = [\"R\", \"f2\"]\n[poll]\nevery = \"2m\"\n";
    vec![default.to_owned(), active.fold(String::new(), |text, line| text + line + "\n"), own.to_owned()]
}

pub const LONG: usize = 1 << 20;

fn floods() -> Vec<Monster> {
    let flood = |unit: &str| unit.repeat(LONG / unit.len()).into_bytes();
    vec![
        ("ESC", flood("\u{1b}")),
        ("ESC ]", flood("\u{1b}]")),
        ("C1 strings", flood("\u{9d}")),
        ("control sequences", flood("\u{1b}[31m")),
        ("marks", flood("\u{336}")),
        ("joiners", flood("\u{200d}")),
        ("joined pictures", flood("👩\u{200d}")),
        ("viramas", flood("क\u{94d}")),
        ("flags", flood("🇫")),
        ("tags", flood("\u{1f3f4}\u{e0067}\u{e0062}")),
        ("newlines", flood("\n")),
    ]
}

fn check_harmless(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let clean = harmless::text(&raw);
    must(clean.len() <= raw.len(), "it grew")?;
    must(!clean.chars().any(|c| c.is_control() && c != '\n'), "a control character is left")?;
    let unseen = |c: char| matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    must(!clean.chars().any(unseen), "an unseen letter is left")?;
    must(harmless::text(&clean) == clean, "once is not enough")?;
    let line = harmless::line(&raw);
    must(!line.contains('\n') && harmless::line(&line) == line && harmless::text(&line) == line, "a line is not settled")?;
    must(line.is_empty() || text::width(&line) > 0, "a line shows nothing")?;
    let own = harmless::own(&raw);
    must(!own.chars().any(|c| c.is_control() && c != '\n') && harmless::own(&own) == own, "a person's own text is not settled")?;
    let marks = clean.chars().scan(0, |stacked, c| {
        *stacked = if ('\u{300}'..='\u{36f}').contains(&c) { *stacked + 1 } else { 0 };
        Some(*stacked)
    });
    must(marks.max().unwrap_or(0) <= 3, "marks are stacked")?;
    if clean.len() < 4_000 {
        for cells in [3, 7, 40] {
            must(text::wrap(&clean, cells).iter().all(|line| text::width(line) <= cells), "a line is too wide")?;
            must(text::width(&text::truncate(&line, cells)) <= cells, "what was cut is too wide")?;
            must(text::width(&text::fit(&line, cells)) == cells, "what was fitted does not fit")?;
        }
        must(!text::excerpt(&clean, 20).contains('\n'), "an excerpt is no line")?;
        text::fold(&clean);
        filter::words(&clean);
    }
    Ok(())
}

fn nests() -> Vec<Monster> {
    let flood = |unit: &str| unit.repeat(LONG / unit.len()).into_bytes();
    let attributes = format!("<p {}>x</p>", (0..50_000).map(|at| format!("a{at}=b ")).collect::<String>());
    vec![
        ("<", flood("<")),
        ("<p>", flood("<p>")),
        ("<a href>", flood("<a href=\"https://a.test/\">")),
        ("<a>x</a>", flood("<a href=\"https://a.test/\">x</a>")),
        ("<li>", flood("<li>")),
        ("&", flood("&")),
        ("&amp;", flood("&amp;")),
        ("&lt", flood("&lt")),
        ("<!--", flood("<!--")),
        ("attributes", attributes.into_bytes()),
        ("an attribute", format!("<a href=\"{}", "x".repeat(LONG)).into_bytes()),
        ("white space", flood(" \n\t")),
        ("<br>", flood("<br>")),
    ]
}

fn check_html(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let plain = html::to_text(&raw);
    must(plain.len() <= raw.len() * 4 + 16, "it grew")?;
    must(plain == html::to_text(&raw), "it differs from itself")?;
    // What was written as an entity, inside an address, or around a tag may look like markup.
    if !raw.contains('&') && !raw.contains("href") && !raw.contains("<<") {
        let tag = |name: &str| plain.contains(&format!("<{name}>")) || plain.contains(&format!("</{name}>"));
        must(!["p", "br", "a", "span", "ul", "li", "script", "style"].iter().any(|name| tag(name)), "markup is left")?;
    }
    must(plain == plain.trim_matches('\n') && !plain.lines().any(|line| line.ends_with(' ')), "its edges are not clean")?;
    check_harmless(plain.as_bytes())
}

fn check_filter(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    match Filter::parse(&raw) {
        Ok(filter) => {
            must(Filter::parse(&format!(" {raw}  ")).as_ref() == Ok(&filter), "spaces around it change it")?;
            grouped(&raw, &filter)?;
            let cursor = raw.floor_char_boundary(raw.len() / 2);
            filter::complete(&raw, cursor, &filter::Known::default()).iter().try_for_each(|candidate| {
                must(raw.get(candidate.at.clone()).is_some() && candidate.at.end == cursor, "what completes does not end at the cursor")
            })
        }
        Err(error) => {
            must(error.at.start <= error.at.end && raw.get(error.at.clone()).is_some(), "the place is not in the text")?;
            must(!raw[error.at.clone()].trim().is_empty(), "the place is empty")?;
            said(|language| language.filter_problem(&error.problem))
        }
    }
}

/// Parentheses around a filter change nothing, as long as they are not too many.
fn grouped(raw: &str, filter: &Filter) -> Result<(), String> {
    if filter.is_empty() || raw.len() > filter::LENGTH / 2 {
        return Ok(());
    }
    match Filter::parse(&format!("({raw})")) {
        Err(error) if matches!(error.problem, filter::FilterProblem::TooDeep(_)) => Ok(()),
        grouped => must(grouped.as_ref() == Ok(filter), "parentheses around it change it"),
    }
}

thread_local! {
    static LANGUAGES: [Language; 2] = [Language::new(Lang::En), Language::new(Lang::Fr)];
}

/// Every mistake has a sentence, in both languages.
pub fn said(sentence: impl Fn(&Language) -> String) -> Result<(), String> {
    LANGUAGES.with(|languages| must(languages.iter().all(|language| !sentence(language).is_empty()), "there is no sentence"))
}

fn check_config(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let lines = raw.matches('\n').count() + 1;
    let (config, warnings) = Config::read(&raw);
    must(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)), "a warning has no line")?;
    must(warnings.is_sorted_by_key(|warning| warning.line), "the warnings are not in order")?;
    must(config.keys.iter().all(|key| (1..=lines).contains(&key.line)), "a key has no line")?;
    for warning in &warnings {
        said(|language| language.warning(warning))?;
    }
    // What stands above a mistake applies, unless it is written again.
    if !["mouse", "after", "\\"].iter().any(|word| raw.contains(word)) {
        let (config, _) = Config::read(&format!("mouse = false\nafter = \"stay\"\n{raw}"));
        must(!config.mouse && config.after == AfterVerb::Stay, "a mistake reached up")?;
    }
    Ok(())
}

fn check_theme(case: &[u8]) -> Result<(), String> {
    let raw = String::from_utf8_lossy(case);
    let lines = raw.matches('\n').count() + 1;
    let own = [("mine".to_owned(), raw.to_string())];
    let (_, warnings) = Theme::gather(&own, "mine", Terminal { depth: Depth::True, ground: None });
    must(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)), "a warning has no line")?;
    warnings.iter().try_for_each(|warning| said(|language| language.warning(warning)))
}
