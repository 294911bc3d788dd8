//! One setting changed in the file as a person wrote it: comments, order and spacing stay.

use toml::de::DeTable;

use super::Config;

/// The settings `text` with this theme; none when they could not be read back as wanted.
///
/// The value is replaced where it stands; else a line is added below the one that explains it,
/// else at the top, below the comments there.
pub fn with_theme(text: &str, name: &str) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let value = toml::Value::from(name).to_string();
    let (table, _) = DeTable::parse_recoverable(text);
    let edited = match table.get_ref().get("theme") {
        Some(old) => {
            let span = old.span();
            format!("{}{value}{}", text.get(..span.start)?, text.get(span.end..)?)
        }
        None => {
            let at = place(text, table.get_ref());
            let (before, after) = text.split_at_checked(at)?;
            let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
            format!("{before}{gap}theme = {value}{end}{after}")
        }
    };
    let ((old, before), (new, after)) = (Config::read(text), Config::read(&edited));
    let wanted = Config { theme: name.to_owned(), ..old };
    (new == wanted && after.len() <= before.len()).then_some(edited)
}

/// The line that chooses the theme, counted from 1; the first when none does.
pub fn line_of_theme(text: &str) -> usize {
    let (table, _) = DeTable::parse_recoverable(text);
    let at = table.get_ref().get("theme").map_or(0, |value| value.span().start);
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Where a line of the top table can be added.
fn place(text: &str, table: &DeTable<'_>) -> usize {
    let first = table.iter().map(|(key, _)| key.span().start).min().unwrap_or(text.len());
    let mut at = 0;
    let mut below_comments = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_start();
        if at >= first || !(written.is_empty() || written.starts_with('#') || line.starts_with('\u{feff}')) {
            break;
        }
        at += line.len();
        if written.strip_prefix('#').is_some_and(|rest| rest.trim_start().starts_with("theme =")) {
            return at;
        }
        if !written.is_empty() && below_comments + line.len() == at {
            below_comments = at;
        }
    }
    below_comments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DEFAULT;

    #[test]
    fn only_the_theme_changes() {
        let table = [
            ("", "theme = \"dark\"\n"),
            ("mouse = false", "theme = \"dark\"\nmouse = false"),
            ("theme = \"light\"  # by day\nmouse = false\n", "theme = \"dark\"  # by day\nmouse = false\n"),
            ("mouse = false\ntheme='light'\n\n[poll]\nevery = \"2m\"\n", "mouse = false\ntheme=\"dark\"\n\n[poll]\nevery = \"2m\"\n"),
            ("# mine\n# and yours\n\n[poll]\nevery = \"2m\"\n", "# mine\n# and yours\ntheme = \"dark\"\n\n[poll]\nevery = \"2m\"\n"),
            ("# mine", "# mine\ntheme = \"dark\"\n"),
            ("# mine\r\nmouse = false\r\n", "# mine\r\ntheme = \"dark\"\r\nmouse = false\r\n"),
            ("hold = \nmouse = false\n", "theme = \"dark\"\nhold = \nmouse = false\n"),
            ("#theme = \"light\"\n#after = \"next\"\n", "#theme = \"light\"\ntheme = \"dark\"\n#after = \"next\"\n"),
            ("theme = 3\n", "theme = \"dark\"\n"),
        ];
        for (text, expected) in table {
            assert_eq!(with_theme(text, "dark").as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn in_the_file_with_every_key_explained_it_stands_below_its_explanation() {
        let edited = with_theme(DEFAULT, "dark").unwrap();
        assert!(edited.contains("#theme = \"default\"\ntheme = \"dark\"\n"), "{edited}");
        assert_eq!(edited.replace("theme = \"dark\"\n", ""), DEFAULT);
        assert_eq!(
            with_theme(&edited, "default").as_deref(),
            Some(DEFAULT.replace("#theme = \"default\"\n", "#theme = \"default\"\ntheme = \"default\"\n").as_str())
        );
    }

    #[test]
    fn a_name_with_a_quote_is_written_so_that_it_is_read_again() {
        let edited = with_theme("", "my \"own\"").unwrap();
        assert_eq!(Config::read(&edited).0.theme, "my \"own\"");
    }

    #[test]
    fn a_file_that_would_not_be_read_back_is_left_alone() {
        assert_eq!(with_theme("[theme]\nx = 1\n", "dark"), None);
        assert_eq!(with_theme("theme.x = 1\n", "dark"), None);
    }
}
