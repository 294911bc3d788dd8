//! What kind of character each one is, as far as hostile texts care.
//!
//! Source: Unicode 17, `DerivedCoreProperties` (default ignorable), `emoji-data`, and the
//! blocks of the scripts that shape their letters. Scripts that look alike are not judged.

/// Whether `c` has no place in a text: unseen, or telling the others where to stand.
pub(super) fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{13430}'..='\u{1345f}' | '\u{16fe4}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || is_no_character(c)
}

/// The code points that are no characters, for ever.
fn is_no_character(c: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&c) || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether what `c` means is agreed on nowhere.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// The joiner and the non-joiner.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether `c` picks a form of the letter before it.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether `selector` says anything about `base`, before what comes next.
pub(super) fn selects(base: char, selector: char, next: Option<char>) -> bool {
    match selector {
        '\u{fe0e}' | '\u{fe0f}' if matches!(base, '0'..='9' | '#' | '*') => next == Some('\u{20e3}'),
        '\u{fe0e}' | '\u{fe0f}' => is_pictured(base),
        '\u{180b}'..='\u{180f}' => ('\u{1800}'..='\u{18af}').contains(&base),
        _ => matches!(base, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
    }
}

/// Whether `c` may be a picture: an emoji, or a sign that can be shown as one.
pub(super) fn is_pictured(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// The tones of skin, which colour the picture before them.
pub(super) fn is_tone(c: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
}

/// Whether the script of `c` tells words apart by joiners: Arabic, Indic and their kin.
pub(super) fn is_shaped(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d5}' | '\u{6e5}' | '\u{6e6}' | '\u{6ee}' | '\u{6ef}' | '\u{6fa}'..='\u{6ff}'
        | '\u{710}'..='\u{965}' | '\u{970}'..='\u{9e3}' | '\u{a00}'..='\u{a65}' | '\u{a70}'..='\u{ae3}' | '\u{b00}'..='\u{b65}'
        | '\u{b70}'..='\u{be5}' | '\u{c00}'..='\u{c65}' | '\u{c80}'..='\u{ce5}' | '\u{d00}'..='\u{d65}' | '\u{d7a}'..='\u{de5}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '\u{1820}'..='\u{18af}'
        | '\u{1b00}'..='\u{1b4f}' | '\u{a980}'..='\u{a9c0}' | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}'
        | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e943}')
}

/// The signs that take a vowel away; a joiner after one says how the letter looks.
pub(super) fn is_virama(c: char) -> bool {
    matches!(c, '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}')
}

/// The marks of no script of their own, which stack on anything.
pub(super) fn is_common_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Vowels and endings of Korean, which stand only behind a beginning.
pub(super) fn is_jamo_behind(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
}

/// What a Korean vowel or ending can stand behind.
pub(super) fn begins_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7a3}')
}
