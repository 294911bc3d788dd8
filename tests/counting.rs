//! What networks count, against the cases of twitter-text and a table of texts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use common::desk::Desk;
use serde_json::Value;
use vigie::model::account::{Identity, NewAccount, ServerLimits};
use vigie::model::limits::{Count, Measure, Rule, Terms, Unit, x};
use vigie::model::network::Network;
use vigie::shell::house::House;

mod common;

fn cases(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/twitter-text").join(file);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn group<'a>(file: &'a Value, name: &str) -> &'a Vec<Value> {
    file[name].as_array().unwrap_or_else(|| panic!("no group {name}"))
}

fn counted(rule: Rule, text: &str) -> Count {
    rule.terms().count(text, "")
}

fn utf16(text: &str) -> u64 {
    u64::try_from(text.encode_utf16().count()).unwrap()
}

#[test]
fn the_weights_are_those_of_the_configuration() {
    let config = cases("v3.json");
    let unit = config["scale"].as_u64().unwrap();
    let heavy = config["defaultWeight"].as_u64().unwrap() / unit;
    let ranges: Vec<(u64, u64, u64)> = group(&config, "ranges")
        .iter()
        .map(|range| (range["start"].as_u64().unwrap(), range["end"].as_u64().unwrap(), range["weight"].as_u64().unwrap() / unit))
        .collect();
    assert_eq!(ranges.len(), 4);
    let edges = ranges.iter().flat_map(|(from, to, _)| [from.saturating_sub(1), *from, *to, to + 1]);
    for point in edges.filter(|point| *point > 0) {
        let expected = ranges.iter().find(|(from, to, _)| (*from..=*to).contains(&point)).map_or(heavy, |(.., weight)| *weight);
        let c = char::from_u32(u32::try_from(point).unwrap()).unwrap();
        assert_eq!(u64::from(counted(Rule::X, &c.to_string()).count), expected, "U+{point:04X}");
    }
    assert_eq!(u64::from(Rule::X.terms().limit), config["maxWeightedTweetLength"].as_u64().unwrap());
    assert_eq!(u64::from(counted(Rule::X, "https://example.org").count), config["transformedURLLength"].as_u64().unwrap());
}

#[test]
fn x_counts_as_the_cases_of_twitter_text() {
    let file = cases("validate.json");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for name in ["WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"] {
        for case in group(&file, name) {
            let (text, expected) = (case["text"].as_str().unwrap(), &case["expected"]);
            let description = case["description"].as_str().unwrap();
            // The first group is of the version before emoji became one.
            if name == "WeightedTweetsCounterTest" && BEFORE_EMOJI.contains(&description) {
                continue;
            }
            seen += 1;
            let count = counted(Rule::X, text);
            if Some(u64::from(count.count)) != expected["weightedLength"].as_u64() {
                wrong.push(format!("{description}: {} for {}", count.count, expected["weightedLength"]));
            }
            if let Some(at) = count.over_at
                && Some(utf16(&text[..at])) != expected["validRangeEnd"].as_u64().map(|end| end + 1)
            {
                wrong.push(format!("{description}: too long from {} for {}", utf16(&text[..at]), expected["validRangeEnd"]));
            }
            // Characters that X refuses are no matter of length.
            if !description.contains("invalid characters") && count.over() == expected["valid"].as_bool().unwrap() {
                wrong.push(format!("{description}: over is {}", count.over()));
            }
        }
    }
    assert_eq!(seen, 41);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cases in which an emoji weighs what its parts weigh.
const BEFORE_EMOJI: &[&str] = &[
    "Count a mix of single byte single word, and double word unicode characters",
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    "Handle General Punctuation Characters with visible spaces(u2000-200A)",
];

#[test]
fn x_finds_the_addresses_of_the_cases_of_twitter_text() {
    let file = cases("extract.json");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (name, group) in file.as_object().unwrap() {
        for case in group.as_array().unwrap() {
            seen += 1;
            let text = case["text"].as_str().unwrap();
            let found = x::addresses(text);
            let expected = case["expected"].as_array().unwrap();
            let urls: Vec<&str> = expected.iter().map(|one| one.as_str().or_else(|| one["url"].as_str()).unwrap()).collect();
            let places: Vec<[usize; 2]> =
                found.iter().map(|at| [text[..at.start].chars().count(), text[..at.end].chars().count()]).collect();
            let indices: Vec<[usize; 2]> = expected
                .iter()
                .filter_map(|one| one["indices"].as_array())
                .map(|pair| [0, 1].map(|at| usize::try_from(pair[at].as_u64().unwrap()).unwrap()))
                .collect();
            let texts: Vec<&str> = found.iter().map(|at| &text[at.clone()]).collect();
            if texts != urls || (!indices.is_empty() && places != indices) {
                wrong.push(format!("{name}, {}: {texts:?} for {urls:?}", case["description"]));
            }
        }
    }
    assert_eq!(seen, 108);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text, and what it is: on X, on Mastodon, graphemes, bytes, on Threads, code points, UTF-16.
type Vector = (&'static str, [u32; 7]);

const VECTORS: &[Vector] = &[
    ("Hello, world! 👋", [16, 15, 15, 18, 18, 15, 16]),
    ("caf\u{e9}", [4, 4, 4, 5, 4, 4, 4]),
    ("cafe\u{301}", [4, 4, 4, 6, 5, 5, 5]),
    ("日本語", [6, 3, 3, 9, 3, 3, 3]),
    ("안녕하세요", [10, 5, 5, 15, 5, 5, 5]),
    ("👨‍👩‍👧‍👦", [2, 1, 1, 25, 25, 7, 11]),
    ("🙋🏽👨‍🎤", [4, 2, 2, 19, 19, 5, 9]),
    ("🇫🇷", [2, 1, 1, 8, 8, 2, 4]),
    ("1\u{fe0f}\u{20e3}", [2, 1, 1, 7, 7, 3, 3]),
    ("❤", [2, 1, 1, 3, 3, 1, 1]),
    ("❤\u{fe0f}", [2, 1, 1, 6, 6, 2, 2]),
    ("H🐱☺👨‍👩‍👧‍👦", [7, 4, 4, 33, 33, 10, 15]),
    ("Hi http://test.co", [26, 26, 17, 17, 17, 17, 17]),
    ("https://example.com/very/long/path?with=query&and=more#frag", [23, 23, 59, 59, 59, 59, 59]),
    ("Voir example.com", [28, 16, 16, 16, 16, 16, 16]),
    ("@alice@mastodon.example Bonjour", [31, 14, 31, 31, 31, 31, 31]),
    ("@alice Bonjour", [14, 14, 14, 14, 14, 14, 14]),
    ("user@example.com", [16, 16, 16, 16, 16, 16, 16]),
    ("#tapis #décoration #moumoute", [28, 28, 28, 29, 28, 28, 28]),
    ("詳細はこちら https://example.jp/日本語", [42, 30, 29, 47, 29, 29, 29]),
    ("Prix\u{202f}: 12\u{202f}€", [14, 11, 11, 17, 11, 11, 11]),
    ("« Oui » — “non”…", [17, 16, 16, 26, 16, 16, 16]),
    ("l’été", [5, 5, 5, 9, 5, 5, 5]),
    ("नमस्ते", [6, 3, 3, 18, 6, 6, 6]),
    ("سلام", [4, 4, 4, 8, 4, 4, 4]),
    ("ok 😥 😥 ❤ ❤", [14, 10, 10, 20, 20, 10, 12]),
    ("https://a.org/1 https://b.org/2", [47, 47, 31, 31, 31, 31, 31]),
    ("Bonjour\nle monde", [16, 16, 16, 16, 16, 16, 16]),
    ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", [68, 68, 68, 68, 68, 68, 68]),
];

/// What a text is, in the order of [`Vector`].
fn measured(text: &str) -> [u32; 7] {
    let plain = |unit| Terms { unit, limit: u32::MAX, ..Rule::Discord.terms() }.count(text, "").count;
    let bluesky = counted(Rule::Bluesky, text);
    let bytes = bluesky.bytes.expect("bytes are limited").count;
    let (x, mastodon, threads) = (counted(Rule::X, text), counted(Rule::Mastodon, text), counted(Rule::Threads, text));
    [x.count, mastodon.count, bluesky.count, bytes, threads.count, plain(Unit::CodePoint), plain(Unit::Utf16)]
}

#[test]
fn every_network_counts_the_table() {
    let repeated = [
        ("日".repeat(141), [282, 141, 141, 423, 141, 141, 141]),
        ("👨‍👩‍👧‍👦".repeat(140), [280, 140, 140, 3500, 3500, 980, 1540]),
        ("a".repeat(300), [300; 7]),
    ];
    let all = VECTORS.iter().map(|(text, expected)| ((*text).to_owned(), *expected)).chain(repeated);
    let wrong: Vec<String> = all
        .filter(|(text, expected)| measured(text) != *expected)
        .map(|(text, expected)| format!("{text:.40}: {:?} for {expected:?}", measured(&text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_too_long_is_so_on_its_network_alone() {
    let over = |rule: Rule, text: &str| counted(rule, text).over();
    let (cjk, families, letters) = ("日".repeat(141), "👨‍👩‍👧‍👦".repeat(140), "a".repeat(300));
    assert!(over(Rule::X, &cjk) && !over(Rule::Bluesky, &cjk));
    assert!(!over(Rule::X, &families) && over(Rule::Bluesky, &families) && over(Rule::Threads, &families));
    assert_eq!(counted(Rule::Bluesky, &families).bytes, Some(Measure { count: 3500, limit: 3000 }));
    assert!(over(Rule::X, &letters) && !over(Rule::XPremium, &letters) && !over(Rule::Bluesky, &letters));
}

/// Runs `vigie count` with a text on standard input.
fn piped(home: &Path, arguments: &[&str], text: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_HOME", home)
        .arg("count")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may stop reading before the end.
    let _ = child.stdin.take().unwrap().write_all(text);
    let output = child.wait_with_output().unwrap();
    let said = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), said(output.stdout), said(output.stderr))
}

#[test]
fn every_network_is_counted_for_a_script() {
    let home = tempfile::tempdir().unwrap();
    let text = "👨‍👩‍👧‍👦".repeat(140);
    let (code, out, _) = piped(home.path(), &["--json"], text.as_bytes());
    assert_eq!(code, 0);
    let counts: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(counts["x"], serde_json::json!({ "count": 280, "limit": 280, "over": false }));
    let bluesky = serde_json::json!({ "count": 140, "limit": 300, "bytes": 3500, "bytes_limit": 3000, "over": true, "over_at": 840 });
    assert_eq!(counts["bluesky"], bluesky);
    assert_eq!((counts["instagram"]["hashtags"].as_u64(), counts["instagram"]["over"].as_bool()), (Some(0), Some(false)));
    for network in ["mastodon", "threads", "linkedin", "facebook", "youtube"] {
        assert!(counts[network]["limit"].is_u64() && counts[network]["over"].is_boolean(), "{network}");
    }
    assert!(counts["linkedin-comment"].is_null(), "one of each network");
    // The end of the last line is not of the text.
    assert_eq!(piped(home.path(), &["--network", "x"], b"Bonjour\nle monde\r\n").1, "  x  16/280\n");
}

#[test]
fn what_is_too_much_has_a_mark_in_the_table() {
    let home = Desk::new("en");
    let (code, out, _) =
        home.says(&["count", "--text", "#a #b #c #d #e #f", "--network", "instagram", "--network", "x", "--network", "bluesky"]);
    assert_eq!(code, 0);
    assert_eq!(out, "  x          17/280\n  bluesky    17/300   17/3000 bytes\n✗ instagram  17/2200  6/5 hashtags  0/20 mentions\n");
    let described = ["count", "--text", "x", "--network", "x", "--network", "facebook", "--alt"];
    let counts = home.json(&[&described[..], &[&"é".repeat(1001), "--json"]].concat());
    assert_eq!((counts["x"]["alt"].as_u64(), counts["x"]["over"].as_bool()), (Some(1001), Some(true)));
    assert!(counts["facebook"]["alt"].is_null(), "no limit is known");
    assert_eq!(home.says(&[&described[..], &["un chat"]].concat()).1, "  x         1/280    7/1000 description\n  facebook  1/63206\n");
    let (code, _, err) = home.says(&["count", "--text", "x", "--network", "myspace"]);
    assert!(code == 2 && err.contains("linkedin-comment"), "{err}");
}

#[test]
fn a_text_that_cannot_be_counted_is_told() {
    let home = tempfile::tempdir().unwrap();
    let (code, _, err) = piped(home.path(), &[], &[0xff, 0xfe]);
    assert!(code == 1 && !err.is_empty(), "{err}");
    let (code, out, err) = piped(home.path(), &[], &vec![b'x'; 1024 * 1024 + 1]);
    assert!(code == 1 && out.is_empty() && err.contains("1048576"), "{err}");
}

#[tokio::test]
async fn an_account_counts_as_its_own_server() {
    let folder = Desk::new("en");
    let store = House::open(Some(folder.path())).unwrap().store(true).unwrap();
    let client = store.add_client("Bistro", None).await.unwrap();
    let limits = ServerLimits { characters: 100, url_characters: 25, ..ServerLimits::default() };
    let identity = Identity { remote_id: "1".into(), handle: "@brand@a.test".into(), limits, ..Identity::default() };
    store.add_account(NewAccount { client, network: Network::Mastodon, server: "https://a.test".into(), identity }).await.unwrap();
    store.close();

    let text = format!("https://example.org/{}", "x".repeat(200));
    let counts = folder.json(&["count", "--json", "--text", &text, "--warning", &"w".repeat(80), "--account", "@brand@a.test"]);
    assert_eq!(counts, serde_json::json!({ "mastodon": { "count": 105, "limit": 100, "over": true, "over_at": 0 } }));
    let beside = folder.json(&["count", "--json", "--text", &text, "--network", "x", "--network", "mastodon", "--account", "brand@a.test"]);
    assert_eq!((beside["mastodon"]["count"].as_u64(), beside["x"]["count"].as_u64()), (Some(25), Some(23)));
    let (code, out, _) = folder.says(&["count", "--text", "x", "--account", "1"]);
    assert_eq!((code, out.as_str()), (0, "  @brand@a.test  1/100\n"));
    assert_eq!(folder.says(&["count", "--text", "x", "--account", "nobody"]).0, 3);
}
