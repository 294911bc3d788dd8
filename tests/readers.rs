//! Whatever others write, every reader gives an answer; `examples/pound` plays the same by the million.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use proptest::prelude::*;
use vigie::base::{harmless, html};
use vigie::config::theme::{Depth, Terminal};
use vigie::config::{AfterVerb, Config, Lang, Language, Theme};
use vigie::model::filter::{Filter, FilterProblem};

/// Texts of what a grammar is made of, with anything in between.
fn written(tokens: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(tokens).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ \\n\"'=:.a-z0-9]{0,6}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<br>",
    "<a href=\"https://a.test/b\">",
    "<a href='http://x' class=\"mention\">",
    "</a>",
    "<a",
    "<li>",
    "<script>",
    "</script>",
    "<!--",
    "<![CDATA[",
    "<",
    ">",
    "/>",
    "&amp;",
    "&#",
    "&#x1b;",
    "&#128;",
    "\0",
    "\u{1b}[2J",
];

const TERMS: &[&str] = &["is:", "client:", "account:", "kind:", "open", "dm", "\"", "-", ":", "//", "é", "\u{3000}", " ", "zzz:", "@lena"];

const SETTINGS: &[&str] = &[
    "hold",
    "language",
    "theme",
    "keys",
    "[keys]",
    "[poll]",
    "every",
    " = ",
    "\"10s\"",
    "true",
    "[",
    "]]",
    "\n",
    "\r\n",
    "#",
    "\"\"\"",
    "'''",
    "{",
    "0x",
    "1e999",
    "1979-05-27T07:32:00Z",
    "é",
    "\u{feff}",
    "\0",
    "\"18446744073709551615d\"",
];

proptest! {
    #[test]
    fn a_page_becomes_text(page in written(MARKUP)) {
        let text = html::to_text(&page);
        prop_assert!(text.len() <= page.len() * 4 + 16);
        prop_assert_eq!(text.trim_matches('\n'), &text);
        let clean = harmless::text(&text);
        prop_assert!(!clean.chars().any(|c| c.is_control() && c != '\n'));
        if !page.contains('&') && !page.contains("href") && !page.contains("<<") {
            prop_assert!(!["<p>", "</p>", "<br>", "<a>", "</a>", "<li>", "<script>"].iter().any(|tag| text.contains(tag)), "{text:?}");
        }
    }

    #[test]
    fn a_filter_is_read_or_its_wrong_word_is_shown(text in written(TERMS)) {
        match Filter::parse(&text) {
            Ok(filter) => {
                prop_assert_eq!(Filter::parse(&format!(" {text} ")).unwrap(), filter.clone());
                if !filter.is_empty() && text.len() < 1_000 {
                    let grouped = Filter::parse(&format!("({text})"));
                    let too_deep = matches!(&grouped, Err(error) if matches!(error.problem, FilterProblem::TooDeep(_)));
                    prop_assert!(too_deep || grouped == Ok(filter.clone()), "parentheses around it change it");
                }
            }
            Err(error) => {
                prop_assert!(text.get(error.at.clone()).is_some_and(|wrong| !wrong.trim().is_empty()), "{:?}", error.at);
                prop_assert!(!Language::new(Lang::Fr).filter_problem(&error.problem).is_empty());
            }
        }
    }

    #[test]
    fn a_mistake_in_the_settings_has_a_line_and_reaches_nothing_above(text in written(SETTINGS)) {
        let text = format!("mouse = false\nafter = \"stay\"\n{text}");
        let lines = text.matches('\n').count() + 1;
        let (config, warnings) = Config::read(&text);
        prop_assert!(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)), "{warnings:?}");
        prop_assert!(!config.mouse && config.after == AfterVerb::Stay);
        let own = [("mine".to_owned(), text.clone())];
        let (_, warnings) = Theme::gather(&own, "mine", Terminal { depth: Depth::True, ground: None });
        prop_assert!(warnings.iter().all(|warning| (1..=lines).contains(&warning.line)), "{warnings:?}");
    }
}
