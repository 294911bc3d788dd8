//! Soft wrapping that remembers which bytes each line shows.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::base::text::width;

/// The lines of `text` in `cells`, as ranges of bytes; a break at a space keeps the space above.
pub(crate) fn lines(text: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    let mut begin = 0;
    for paragraph in text.split('\n') {
        wrap(paragraph, begin, cells, &mut lines);
        begin += paragraph.len() + 1;
    }
    lines
}

fn wrap(paragraph: &str, begin: usize, cells: usize, lines: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut used = 0;
    let mut space: Option<usize> = None;
    for (at, grapheme) in paragraph.grapheme_indices(true) {
        let wide = width(grapheme);
        let blank = grapheme == " ";
        if used + wide > cells && !blank {
            let cut = space.filter(|after| *after > start).unwrap_or(at);
            lines.push(begin + start..begin + cut);
            start = cut;
            used = width(&paragraph[start..at]);
            space = None;
        }
        used += wide;
        if blank {
            space = Some(at + 1);
        }
    }
    lines.push(begin + start..begin + paragraph.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, cells: usize) -> Vec<&str> {
        lines(text, cells).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_after_spaces_and_lose_nothing() {
        assert_eq!(shown("one two three", 7), ["one two ", "three"]);
        assert_eq!(shown("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(shown("日本語", 4), ["日本", "語"]);
        assert_eq!(shown("", 4), [""]);
    }
}
