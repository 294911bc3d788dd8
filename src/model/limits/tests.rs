//! What each rule counts of the same texts, and where they begin to be too long.

use proptest::prelude::*;

use super::*;

fn counted(rule: Rule, text: &str) -> Count {
    rule.terms().count(text, "")
}

#[test]
fn the_names_of_domains_are_in_order() {
    let names = domains_table::NAMES;
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(names.iter().all(|name| name.chars().count() <= 24 && *name == name.to_lowercase()));
}

#[test]
fn the_warning_counts_too() {
    let limits = ServerLimits { characters: 10, url_characters: 23, ..ServerLimits::default() };
    let long = count(Network::Mastodon, limits, "eleven", "letters");
    assert_eq!((long.count, long.limit, long.warning, long.over_at), (13, 10, 7, Some(3)));
    assert!(long.over() && !long.warning_over());
    assert_eq!(long.excess(), Some((Measured::Text, 3)));
    let warned = count(Network::Mastodon, limits, "x", "https://a.org");
    assert_eq!((warned.count, warned.over_at, warned.warning_over()), (14, Some(0), true));
}

#[test]
fn a_server_has_its_own_limit_and_its_own_address() {
    let limits = ServerLimits { characters: 5000, url_characters: 25, ..ServerLimits::default() };
    let text = "https://example.org/a?b=c https://example.org";
    assert_eq!(count(Network::Mastodon, limits, text, "").count, 25 + 1 + 25);
    assert_eq!(counted(Rule::Gotosocial, text).count, 51);
    assert_eq!(counted(Rule::Mastodon, text).count, 47);
    assert_eq!(count(Network::Rss, limits, text, "").count, 0);
}

#[test]
fn too_much_begins_where_the_first_limit_is_reached() {
    let families = "👨‍👩‍👧‍👦".repeat(140);
    let count = counted(Rule::Bluesky, &families);
    assert_eq!((count.count, count.bytes), (140, Some(Measure { count: 3500, limit: 3000 })));
    assert_eq!(count.over_at, Some(120 * 25));
    assert_eq!(count.excess(), Some((Measured::Bytes, 500)));
    let tags = "#a #b #c #d #e #f";
    let count = counted(Rule::Instagram, tags);
    assert_eq!((count.hashtags, count.over_at), (Some(Measure { count: 6, limit: 5 }), Some(15)));
    assert!(count.over());
    let handles = "@a ".repeat(21);
    assert_eq!(counted(Rule::Instagram, &handles).over_at, Some(60));
    let address = format!("{} https://example.org/a", "x".repeat(270));
    assert_eq!(counted(Rule::X, &address).over_at, Some(271));
    assert_eq!(counted(Rule::X, &"日".repeat(141)).over_at, Some(420));
    // The name alone would be an address.
    let cut = format!(" {}foo.com-bar", "x ".repeat(136));
    assert_eq!((counted(Rule::X, &cut).count, counted(Rule::X, &cut).over_at), (284, Some(273)));
}

#[test]
fn a_description_has_a_limit_of_its_own() {
    assert_eq!(Rule::X.terms().count_alt("café"), Some(Measure { count: 4, limit: 1000 }));
    assert_eq!(Rule::Mastodon.terms().count_alt(&"x".repeat(1501)).map(Measure::over), Some(true));
    assert_eq!(Rule::Facebook.terms().count_alt("x"), None);
}

const PIECES: &[&str] = &[
    "a",
    "B9",
    " ",
    "\n",
    "\r\n",
    ".",
    "/",
    ":",
    "://",
    "http",
    "https://",
    "t.co/",
    "www.",
    "example",
    ".com",
    ".fr",
    ".みんな",
    "日本",
    "é",
    "e\u{301}",
    "\u{301}",
    "👩‍🍳",
    "🏽",
    "🇫🇷",
    "🇫",
    "\u{200d}",
    "\u{fe0f}",
    "1\u{20e3}",
    "@",
    "@ana",
    "@ana@a.org",
    "#tag",
    "(",
    ")",
    "?q=1",
    "-",
    "_",
    "\u{202a}",
    "\u{feff}",
    "xn--",
    "«",
    "”",
    "नमस्ते",
    "\u{1100}",
    "\u{1161}",
    "$",
    "=",
    "+",
];

fn fragments() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|parts| parts.concat())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![fragments(), any::<String>()]
}

proptest! {
    #[test]
    fn what_is_too_much_begins_between_graphemes_and_fits_before(text in texts(), rule in prop::sample::select(Rule::ALL), limit in 0u32..40) {
        let terms = Terms { limit, bytes: rule.terms().bytes.map(|_| limit * 2), hashtags: rule.terms().hashtags.map(|_| 1), ..rule.terms() };
        let count = terms.count(&text, "");
        prop_assert_eq!(count.over(), count.over_at.is_some());
        if let Some(at) = count.over_at {
            prop_assert_eq!(boundary(&text, at), at);
            prop_assert!(at < text.len());
            prop_assert!(!terms.count(&text[..at], "").over(), "{:?}", &text[..at]);
        }
    }

    #[test]
    fn one_more_grapheme_would_be_too_much(text in any::<String>(), limit in 0u32..40) {
        for rule in [Rule::Bluesky, Rule::Threads, Rule::Linkedin, Rule::Discord, Rule::GoogleBusiness] {
            let terms = Terms { limit, ..rule.terms() };
            if let Some(at) = terms.count(&text, "").over_at {
                let next = graphemes(&text[at..]).next().map_or(0, str::len);
                prop_assert!(terms.count(&text[..at + next], "").over());
            }
        }
    }

    #[test]
    fn more_text_never_counts_less_where_nothing_is_shortened(text in texts(), more in texts()) {
        let both = format!("{text}{more}");
        for rule in [Rule::Linkedin, Rule::Discord, Rule::YoutubeDescription, Rule::Bluesky] {
            prop_assert!(counted(rule, &both).count >= counted(rule, &text).count);
        }
    }

    #[test]
    fn graphemes_are_counted_as_they_are_everywhere(text in texts()) {
        let mut tally = Tally::to(5);
        count_graphemes(&text, 0, &mut tally);
        prop_assert_eq!(usize::try_from(tally.count).ok(), Some(graphemes(&text).count()));
        let sixth = text.len() - graphemes(&text).skip(5).map(str::len).sum::<usize>();
        prop_assert_eq!(tally.over_at, (sixth < text.len()).then_some(sixth));
    }

    #[test]
    fn addresses_are_in_order_and_whole(text in texts()) {
        let mut end = 0;
        for address in x::addresses(&text) {
            prop_assert!(address.start >= end && text.get(address.clone()).is_some_and(|address| address.contains('.')));
            end = address.end;
        }
    }
}
