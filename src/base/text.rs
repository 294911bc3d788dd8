//! Text as a terminal sees it: graphemes, cells, lines.
//!
//! Widths are cells, never bytes or characters. Nothing here cleans a text: what
//! comes in is already harmless (see [`super::harmless`]).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that `text` takes on a terminal: those of its graphemes.
///
/// Two letters that some fonts draw as one (the lam and alef of Arabic) are two.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { graphemes(text).map(cells).sum() }
}

/// The cells of one grapheme, as the screen's buffer counts them.
fn cells(grapheme: &str) -> usize {
    // Terminals give the half-width sound marks of katakana a cell of their own.
    let marks = if grapheme.is_ascii() { 0 } else { grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count() };
    grapheme.width() + marks
}

/// The graphemes of `text`, which is what a person counts as characters.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.graphemes(true)
}

/// The longest beginning of `text` that fits in `cells`, with `…` when it was cut.
pub fn truncate(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(1) else {
        return String::new();
    };
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in graphemes(text) {
        used += width(grapheme);
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    let kept = cut.trim_end().len();
    cut.truncate(kept);
    cut.push('…');
    cut
}

/// `text` cut or filled with spaces to exactly `cells`.
pub fn fit(text: &str, cells: usize) -> String {
    let mut fitted = truncate(text, cells);
    let missing = cells.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// `text` as one line: every run of white space becomes one space.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// One line of at most `graphemes_at_most`, for lists; longer texts end in `…`.
pub fn excerpt(text: &str, graphemes_at_most: usize) -> String {
    // The first lines are enough: a long text is not walked to its end.
    let ahead: String = text.chars().take(graphemes_at_most.saturating_mul(4)).collect();
    let line = one_line(&ahead);
    match line.grapheme_indices(true).nth(graphemes_at_most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Breaks `text` into lines of at most `cells`, at spaces where there are any.
///
/// The widest letter there is has three cells; fewer may not hold it. An empty text is one empty line. Spaces at a break are dropped; a word longer than
/// a line is broken between graphemes.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, cells, &mut lines);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, cells: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(paragraph) {
        let wide = width(piece);
        if used + wide <= cells {
            line.push_str(piece);
            used += wide;
            continue;
        }
        if !line.trim().is_empty() || is_space(piece) {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.clear();
        used = 0;
        if is_space(piece) {
            continue;
        }
        for grapheme in graphemes(piece) {
            let wide = width(grapheme);
            if wide > cells {
                used = push_apart(grapheme, cells, &mut line, lines);
                continue;
            }
            if used + wide > cells && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    lines.push(line.trim_end().to_owned());
}

/// What stands together on a line: words with their marks, whole addresses; spaces; wide letters.
///
/// Scripts that are written without spaces may break between any two letters, and a space
/// that says so never breaks.
fn pieces(paragraph: &str) -> Vec<&str> {
    let plain = |piece: &str| !is_space(piece) && width(piece) <= piece.chars().count();
    let mut ends: Vec<usize> = Vec::new();
    let mut glue = false;
    for (at, piece) in paragraph.split_word_bound_indices() {
        let end = at + piece.len();
        match ends.last_mut() {
            Some(last) if glue && plain(piece) => *last = end,
            _ => ends.push(end),
        }
        glue = plain(piece);
    }
    let begins = std::iter::once(0).chain(ends.iter().copied());
    begins.zip(&ends).filter_map(|(begin, end)| paragraph.get(begin..*end)).collect()
}

/// Whether a line may end here.
fn is_space(piece: &str) -> bool {
    piece.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}')
}

/// Breaks a grapheme that is wider than a line; how much of the last line is used.
fn push_apart(grapheme: &str, cells: usize, line: &mut String, lines: &mut Vec<String>) -> usize {
    for c in grapheme.chars() {
        line.push(c);
        // Parts may be wider together than they are alone.
        if width(line) > cells {
            line.pop();
            if !line.is_empty() {
                lines.push(std::mem::take(line));
            }
            line.push(c);
        }
    }
    width(line)
}

/// Folds case and accents, so that `ete` finds `Été`.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(unaccented).collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cutting_counts_cells() {
        let table = [
            ("bonjour", 7, "bonjour"),
            ("bonjour", 4, "bon…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("a b c", 3, "a…"),
            ("abc", 0, ""),
        ];
        for (text, cells, expected) in table {
            assert_eq!(truncate(text, cells), expected, "{text} in {cells}");
        }
        assert_eq!(fit("né", 4), "né  ");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_break_anywhere() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("est-ce bon ?", 11), ["est-ce bon", "?"]);
        assert_eq!(wrap("dis bonjour.", 11), ["dis", "bonjour."]);
        assert_eq!(wrap("voir https://a.test/b", 18), ["voir", "https://a.test/b"]);
        assert_eq!(wrap("avant Noël\u{202f}?", 10), ["avant", "Noël\u{202f}?"]);
        assert_eq!(wrap("日本語のテスト", 6), ["日本語", "の", "テスト"]);
        assert_eq!(wrap("dit à @lena.", 8), ["dit à", "@lena."]);
        assert_eq!(wrap("🏳\u{fe0f}\u{200d}\u{1f2c2}", 2), ["🏳\u{fe0f}\u{200d}", "\u{1f2c2}"]);
    }

    #[test]
    fn an_excerpt_is_one_line() {
        assert_eq!(excerpt("one\n two\tthree", 20), "one two three");
        assert_eq!(excerpt("one two three", 5), "one t…");
    }

    #[test]
    fn folding_drops_case_and_accents() {
        assert_eq!(fold("Été À Nîmes"), "ete a nimes");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", cells in 3usize..30) {
            for line in wrap(&text, cells) {
                prop_assert!(width(&line) <= cells, "{line:?}");
            }
        }

        #[test]
        fn nothing_but_white_space_is_lost(text in "[a-zé ,.\n]{0,80}", cells in 2usize..30) {
            let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&wrap(&text, cells).join("\n")), squeeze(&text));
        }
    }
}
