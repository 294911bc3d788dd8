//! Where an emoji begins and ends: one picture, however many characters it is made of.
//!
//! The rule is the structure of UTS #51. Which joined pictures a font really has is not
//! known here, nor to the networks for those newer than their tables.

use icu_properties::CodePointSetData;
use icu_properties::props::{Emoji, EmojiModifier, EmojiModifierBase, RegionalIndicator};

const AS_PICTURE: char = '\u{fe0f}';
const AS_TEXT: char = '\u{fe0e}';
const JOINER: char = '\u{200d}';
const KEYCAP: char = '\u{20e3}';
const BLACK_FLAG: char = '\u{1f3f4}';
const LAST_TAG: char = '\u{e007f}';

/// The bytes of the emoji that `text` begins with, or nothing when it begins with none.
pub(super) fn length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_ascii() {
        return keycap(text, first);
    }
    let mut end = picture(text)?;
    while let Some(more) = text[end..].strip_prefix(JOINER).and_then(picture) {
        end += JOINER.len_utf8() + more;
    }
    Some(end)
}

fn keycap(text: &str, first: char) -> Option<usize> {
    if !first.is_ascii_digit() && first != '#' && first != '*' {
        return None;
    }
    let rest = &text[1..];
    let rest = rest.strip_prefix(AS_PICTURE).unwrap_or(rest).strip_prefix(KEYCAP)?;
    Some(text.len() - rest.len())
}

/// One picture: a flag, or a sign with its variation, skin or tags.
fn picture(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first.is_ascii() || !CodePointSetData::new::<Emoji>().contains(first) {
        return None;
    }
    let (size, next) = (first.len_utf8(), chars.next());
    if CodePointSetData::new::<RegionalIndicator>().contains(first) {
        let pair = next.filter(|next| CodePointSetData::new::<RegionalIndicator>().contains(*next));
        return Some(size + pair.map_or(0, char::len_utf8));
    }
    match next {
        Some(AS_TEXT) => None,
        Some(AS_PICTURE) => Some(size + AS_PICTURE.len_utf8()),
        // These four are letters and marks unless they are asked for as pictures.
        _ if matches!(first, '©' | '®' | '™' | '♟') => None,
        Some(skin)
            if CodePointSetData::new::<EmojiModifier>().contains(skin) && CodePointSetData::new::<EmojiModifierBase>().contains(first) =>
        {
            Some(size + skin.len_utf8())
        }
        Some(_) if first == BLACK_FLAG => Some(size + tags(&text[size..])),
        Some(_) | None => Some(size),
    }
}

/// The bytes of the tags that make a black flag the flag of a country within a country.
fn tags(text: &str) -> usize {
    let is_tag = |c: &char| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let length: usize = text.chars().take_while(is_tag).map(char::len_utf8).sum();
    if length > 0 && text[length..].starts_with(LAST_TAG) { length + LAST_TAG.len_utf8() } else { 0 }
}
