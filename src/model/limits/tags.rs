//! The hashtags and handles in a text, where a network limits how many there are.

/// Where hashtags begin.
pub(super) fn hashtags(text: &str) -> impl Iterator<Item = usize> {
    begun_by(text, &['#', '＃'], |c| c.is_alphanumeric() || c == '_')
}

/// Where handles begin.
pub(super) fn mentions(text: &str) -> impl Iterator<Item = usize> {
    begun_by(text, &['@', '＠'], |c| c.is_ascii_alphanumeric() || c == '_')
}

fn begun_by<'a>(text: &'a str, signs: &'static [char], goes_on: fn(char) -> bool) -> impl Iterator<Item = usize> + 'a {
    let within = |c: char| c.is_alphanumeric() || c == '_';
    let begins = move |(at, sign): &(usize, &str)| {
        !text[..*at].chars().next_back().is_some_and(within) && text[at + sign.len()..].chars().next().is_some_and(goes_on)
    };
    text.match_indices(signs).filter(begins).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_handles_begin_a_word() {
        assert_eq!(hashtags("#un deux#trois (#quatre) # #️⃣ #5 ＃六").collect::<Vec<_>>(), [0, 16, 35, 38]);
        assert_eq!(mentions("@ana a@b.fr, @eve.b @ @é").collect::<Vec<_>>(), [0, 13]);
    }
}
