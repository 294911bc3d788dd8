//! Hostile texts and honest ones, row by row.

use proptest::prelude::*;

use super::*;
use crate::base::text::width;

#[test]
fn what_could_drive_a_terminal_is_gone() {
    let table = [
        // Control sequences, seven and eight bits, whole and cut.
        ("a\u{1b}[31mred\u{1b}[0m", "ared"),
        ("a\u{1b}[38;2;1;2;3mb", "ab"),
        ("a\u{1b}[?1049hb\u{1b}[>4;2mc", "abc"),
        ("a\u{9b}2Jb", "ab"),
        ("cut\u{1b}", "cut"),
        ("cut\u{1b}[", "cut"),
        ("cut\u{1b}[3", "cut"),
        ("cut\u{1b}[3\nnext", "cut\nnext"),
        ("\u{1b}[1é", "é"),
        ("\u{1b}\u{1b}[1mx", "x"),
        // Strings: OSC, DCS, SOS, PM, APC, with each of their ends, and cut.
        ("a\u{1b}]0;title\u{7}b", "ab"),
        ("a\u{1b}]52;c;Zm9v\u{1b}\\b", "ab"),
        ("a\u{1b}]8;;http://x.test\u{1b}\\b\u{1b}]8;;\u{1b}\\", "ab"),
        ("a\u{1b}Pq…\u{9c}b", "ab"),
        ("a\u{1b}Xhidden\u{1b}\\b", "ab"),
        ("a\u{1b}^private\u{1b}\\b", "ab"),
        ("a\u{1b}_Gkitty\u{1b}\\b", "ab"),
        ("a\u{1b}]0;x\u{1b}[1mb", "ab"),
        ("cut\u{1b}]0;never ends\nnext", "cut\nnext"),
        ("cut\u{1b}]0;never ends", "cut"),
        ("cut\u{1b}_", "cut"),
        ("a\u{9d}0;title\u{9c}b", "ab"),
        ("a\u{90}q\u{7}b\u{98}c\u{9c}d\u{9e}e\u{9c}f\u{9f}g\u{1b}\\h", "abdfh"),
        // A letter in the wrong encoding takes nothing with it.
        ("Dvo\u{9e}ák, the composer", "Dvoák, the composer"),
        ("it\u{92}s", "its"),
        // Other escapes.
        ("\u{1b}(Bplain", "plain"),
        ("\u{1b}#8plain", "plain"),
        ("\u{1b}cplain", "plain"),
        ("\u{1b} Fplain", "plain"),
        ("\u{1b}\u{e9}", "é"),
        // Control characters.
        ("bell\u{7}\u{8}\r\nnext", "bell\nnext"),
        ("old\rmac", "old\nmac"),
        ("tab\there", "tab here"),
        ("nul\0del\u{7f}\u{84}\u{e}\u{f}", "nuldel"),
        ("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf"),
    ];
    for (raw, expected) in table {
        assert_eq!(text(raw), expected, "{raw:?}");
    }
}

#[test]
fn what_could_deceive_a_reader_is_gone() {
    let table = [
        // Bidirectional: overrides, embeddings, isolates, marks; balanced or not.
        ("abc\u{202e}cba\u{202c}", "abccba"),
        ("abc\u{202e}cba", "abccba"),
        ("\u{202c}\u{202a}a\u{202b}b\u{202d}c", "abc"),
        ("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "abc"),
        ("\u{2069}\u{2069}a", "a"),
        ("a\u{200e}b\u{200f}c\u{61c}d", "abcd"),
        // Unseen letters, one and many.
        ("pay\u{200b}pal\u{2060}\u{feff}", "paypal"),
        ("a\u{200d}b", "ab"),
        ("a\u{200c}b", "ab"),
        ("in\u{ad}visi\u{34f}ble\u{180e}", "invisible"),
        ("a\u{2061}\u{2062}\u{2063}\u{2064}\u{206a}\u{206f}b", "ab"),
        ("a\u{fff9}b\u{fffa}c\u{fffb}\u{fffc}", "abc"),
        ("a\u{3164}\u{ffa0}\u{115f}\u{1160}b", "ab"),
        ("a\u{1d173}\u{1bca0}\u{13430}b", "ab"),
        ("a\u{fdd0}\u{ffff}\u{10fffe}\u{1ffff}b", "ab"),
        ("a\u{e000}b\u{f8ff}\u{100000}", "a\u{fffd}b\u{fffd}\u{fffd}"),
        // Joiners that join nothing.
        ("👍\u{200d}", "👍"),
        ("👍\u{200d} x", "👍 x"),
        ("👍\u{200d}x", "👍x"),
        ("👍\u{200c}👍", "👍👍"),
        ("\u{200d}\u{200d}a", "a"),
        ("علی\u{200c}", "علی"),
        ("علی\u{200c}\u{200c}\u{200d}\u{200c}ها", "علی\u{200c}ها"),
        // Tags and selectors that carry something unseen.
        ("a\u{e0001}\u{e0068}\u{e0069}\u{e007f}b", "ab"),
        ("\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}", "\u{1f3f4}"),
        ("\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}", "\u{1f3f4}"),
        ("a\u{fe0f}\u{fe01}\u{e0100}\u{e01ef}b", "ab"),
        ("❤\u{fe0f}\u{fe0f}\u{fe0e}\u{e0120}\u{e0121}", "❤\u{fe0f}"),
        ("1\u{fe0f}2\u{fe0f}", "12"),
        ("👍🏽🏽🏿 🏽", "👍🏽 🏽"),
        ("葛\u{e0100}\u{e0101}\u{fe00}", "葛\u{e0100}"),
        // Marks on nothing.
        ("\u{301}\u{20e3}a", "a"),
        ("a \u{336}b\n\u{336}c", "a b\nc"),
        ("\u{1161}\u{11a8}a", "a"),
    ];
    for (raw, expected) in table {
        assert_eq!(text(raw), expected, "{raw:?}");
    }
}

#[test]
fn floods_are_cut_down() {
    let flood = |unit: &str| unit.repeat(1_000);
    let zalgo: String = "Zalgo".chars().map(|c| format!("{c}{}{}", flood("\u{336}"), flood("\u{35b}"))).collect();
    assert_eq!(text(&zalgo).chars().count(), 5 * (1 + COMMON_MARKS));
    assert_eq!(text(&format!("ב{}", flood("\u{5b0}"))).chars().count(), 1 + MARKS);
    assert_eq!(text(&format!("a{}b", flood("\u{200b}\u{200d}\u{fe0f}\u{e0041}"))), "ab");
    let joined = text(&["👩"; 40].join("\u{200d}"));
    assert_eq!(joined.matches('👩').count(), 40);
    assert!(joined.split('\u{200d}').count() <= 40);
    assert!(super::super::text::graphemes(&joined).all(|emoji| emoji.matches('👩').count() <= JOINS + 1));
}

#[test]
fn what_people_write_stays() {
    let table = [
        "Été à Nîmes ? Oui !",
        "l’œuvre, « ici » : 12 € — “so”…",
        "👩‍🍳 ❤️ 👍🏽 🇫🇷 1️⃣ #️⃣ ☎️ ☎︎ ©️",
        "🏳️‍🌈 🏴‍☠️ 👨‍👩‍👧‍👦 👩🏽‍❤️‍💋‍👨🏿 🧑🏻‍🚀 ❤️‍🔥 🏃🏾‍♀️‍➡️",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "日本語 葛\u{e0100}城市 ｶﾞｷﾞ 한국어 \u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        "العربية مُحَمَّدٌ لله می\u{200c}خواهم خانه\u{200c}ای",
        "עברית שָׁלוֹם בְּרֵאשִׁ֖ית",
        "नमस्ते क्ष क्\u{200d}ष क्\u{200c}ष र्त्स्न्य",
        "ශ්\u{200d}රී ලංකා ന്\u{200d} ত্\u{200d}",
        "ภาษาไทย ที่นี่ น้ำ",
        "Tiếng Việt: Nguyê\u{303}n, ế\u{323}, ọ\u{302}\u{301}",
        "བསྒྲུབས ភាសាខ្មែរ မြန်မာ",
        "Ꭰ ⵣ 𐐀 𝕱𝖗𝖆𝖓ç𝖔𝖎𝖘 ﷽ ⠓⠑⠇⠇⠕",
        // Evidence, not a verdict: look-alikes are stored as they are.
        "Frаnçois Hοllаnde",
        "раураӏ",
        "ＶＩＳＡ ℳ 𝚊𝚍𝚖𝚒𝚗",
    ];
    for kept in table {
        assert_eq!(text(kept), kept);
    }
    assert_eq!(line("one\n two"), "one two");
}

#[test]
fn a_line_shows_something_or_is_empty() {
    let blanks = ["\u{2800}", "\u{3164}\u{3164}", "\u{200b}\u{200d}", "\u{a0}\u{2003}", "\u{301}", "\u{115f}\u{1160}\u{ffa0}", "\u{e0041}"];
    for blank in blanks {
        assert_eq!(line(blank), "", "{blank:?}");
    }
    assert_eq!(line("\u{2800}a\u{2800}\u{2800}b"), "a b");
}

#[test]
fn a_persons_own_text_loses_nothing_but_what_drives_a_terminal() {
    let mine = "שלום\u{200f}! Auf\u{200c}lage, \u{202b}x\u{202c} a\u{ad}b ❤\u{fe0f}\u{fe0f}";
    assert_eq!(own(mine), mine);
    assert_eq!(own("a\u{1b}[2Jb\r\nc\td\u{7}"), "ab\nc d");
}

/// Letters of every kind, the hostile ones more often than people use them.
fn hostile() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => any::<char>(),
        3 => proptest::char::range('\0', '\u{ff}'),
        3 => proptest::char::range('\u{2000}', '\u{2070}'),
        2 => proptest::char::range('\u{300}', '\u{1200}'),
        2 => proptest::char::range('\u{fe00}', '\u{ffff}'),
        2 => proptest::char::range('\u{1f1e6}', '\u{1fa00}'),
        2 => proptest::char::range('\u{e0000}', '\u{e01ff}'),
        3 => proptest::sample::select(vec!['\u{200d}', '\u{200c}', '\u{fe0f}', '👩', '❤', '\u{1b}', '[', ']', '\\', 'm', '\u{94d}', 'क', 'ی', '\n']),
    ];
    proptest::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn nothing_hostile_is_left_and_once_is_enough(raw in hostile()) {
        let clean = text(&raw);
        prop_assert!(!clean.chars().any(|c| c != '\n' && (c.is_control() || is_private(c))), "{clean:?}");
        prop_assert!(FLAGS.iter().fold(clean.clone(), |rest, flag| rest.replace(flag, "")).chars().all(|c| !unseen(c)), "{clean:?}");
        prop_assert_eq!(&text(&clean), &clean);
        let single = line(&raw);
        prop_assert_eq!(&line(&single), &single);
        prop_assert!(single.is_empty() || width(&single) > 0, "{single:?}");
        prop_assert_eq!(own(&own(&raw)), own(&raw));
    }
}
