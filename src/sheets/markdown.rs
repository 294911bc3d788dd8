//! Posts as Markdown: a page that people read, and write in their editor.
//!
//! A post is a heading `## 2026-11-24 09:00 · Client · @a, @b`, lines `- key: value` right under
//! it, a blank line, and its text; `### @b` begins the text of one account. An idea has `idea` for its
//! time. Titles with one `#` and what stands before the first post are for people alone. A line of a
//! text that would be taken for any of these has a backslash before it, as has an empty line at either end.

use std::fmt::Write as _;

use super::{csv, moment};
use crate::base::id::DraftId;
use crate::base::nearest::nearest;
use crate::base::text::fold;
use crate::model::interaction::Visibility;
use crate::model::sheet::{Column, Entry, Problem, Wrong, lines};
use crate::model::slot::Standing;

/// What may stand under a heading.
const KEYS: [Column; 6] = [Column::Zone, Column::State, Column::Warning, Column::Visibility, Column::Language, Column::Id];

/// What stands for the time of a post without one.
const IDEAS: [&str; 2] = ["idea", "idee"];

/// Writes posts, in the order in which they are given.
pub fn write(entries: &[Entry], title: &str) -> String {
    let mut page = format!("# {title}\n");
    let mut day = None;
    for entry in entries {
        let (date, clock) = moment::written(entry);
        if !date.is_empty() && day.as_ref() != Some(&date) {
            let _ = write!(page, "\n# {date}\n");
            day = Some(date.clone());
        }
        let when = if date.is_empty() { IDEAS[0].to_owned() } else { format!("{date} {clock}") };
        let _ = write!(page, "\n## {when} · {} · {}\n", entry.client, entry.accounts.join(", "));
        for key in KEYS {
            let value = match key {
                Column::Zone => entry.zone.clone(),
                Column::State => entry.state.map(Standing::code).unwrap_or_default().to_owned(),
                // A warning of several lines is written on one.
                Column::Warning => entry.warning.replace('\\', "\\\\").replace('\n', "\\n"),
                Column::Visibility => entry.visibility.map(Visibility::code).unwrap_or_default().to_owned(),
                Column::Language => entry.language.clone(),
                _ => entry.id.map(|id| id.to_string()).unwrap_or_default(),
            };
            if !value.is_empty() {
                let _ = writeln!(page, "- {key}: {value}");
            }
        }
        block(&mut page, &entry.text);
        for (handle, text) in &entry.own {
            let _ = write!(page, "\n### {handle}\n");
            block(&mut page, text);
        }
    }
    page
}

/// Writes a text so that it is read back as it was.
fn block(page: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    page.push('\n');
    let all: Vec<&str> = text.split('\n').collect();
    for (at, line) in all.iter().enumerate() {
        let edge = at == 0 || at + 1 == all.len();
        if line.starts_with('\\') || marks(line).is_some() || edge && line.trim().is_empty() {
            page.push('\\');
        }
        page.push_str(line);
        page.push('\n');
    }
}

/// How many `#` a heading has, up to three; what stands behind them.
fn marks(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let count = line.len() - rest.len();
    if !(1..=3).contains(&count) {
        return None;
    }
    if rest.is_empty() { Some((count, rest)) } else { rest.strip_prefix(' ').map(|rest| (count, rest)) }
}

/// What the lines that come belong to.
enum Part {
    /// Nothing: what is for people alone.
    Aside,
    /// The lines right under a heading.
    Front,
    /// The shared text.
    Text,
    /// The text of one account.
    Own(String),
}

/// Reads posts.
///
/// # Errors
/// All that is wrong with headings, times and keys, each with its line.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, Vec<Problem>> {
    let text = lines(super::text(bytes)?);
    let mut page = Page { entries: Vec::new(), problems: Vec::new(), part: Part::Aside, block: Vec::new() };
    for (at, line) in text.split('\n').enumerate() {
        page.line(at + 1, line);
    }
    page.end_block();
    if page.entries.is_empty() && page.problems.is_empty() {
        page.problems.push(Problem { line: 1, column: None, value: String::new(), wrong: Wrong::NoHeading });
    }
    if page.problems.is_empty() { Ok(page.entries) } else { Err(page.problems) }
}

/// A page while it is read.
struct Page {
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    part: Part,
    block: Vec<String>,
}

impl Page {
    fn line(&mut self, number: usize, line: &str) {
        match marks(line) {
            Some((1, _)) => {
                self.end_block();
                self.part = Part::Aside;
            }
            Some((2, head)) => {
                self.end_block();
                let entry = heading(head, number, &mut self.problems);
                self.entries.push(entry);
                self.part = Part::Front;
            }
            Some((_, handle)) => {
                self.end_block();
                self.part = if self.entries.is_empty() { Part::Aside } else { Part::Own(handle.trim().to_owned()) };
            }
            None => self.inner(number, line),
        }
    }

    fn inner(&mut self, number: usize, line: &str) {
        if matches!(self.part, Part::Front) {
            if let Some(entry) = self.entries.last_mut()
                && front(entry, line, number, &mut self.problems)
            {
                return;
            }
            self.part = Part::Text;
        }
        if !matches!(self.part, Part::Aside) {
            self.block.push(line.to_owned());
        }
    }

    /// Gives the lines that were gathered to what they belong to.
    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let blank = |line: &&String| line.trim().is_empty();
        let begins = block.iter().take_while(blank).count();
        let ends = block.len() - block.iter().skip(begins).rev().take_while(blank).count();
        let said: Vec<&str> = block[begins..ends.max(begins)].iter().map(|line| line.strip_prefix('\\').unwrap_or(line)).collect();
        let (text, Some(entry)) = (said.join("\n"), self.entries.last_mut()) else {
            return;
        };
        match &self.part {
            Part::Text => entry.text = text,
            Part::Own(handle) if !said.is_empty() => drop(entry.own.insert(handle.clone(), text)),
            Part::Aside | Part::Front | Part::Own(_) => {}
        }
    }
}

/// The time, client and accounts of a heading.
fn heading(head: &str, line: usize, problems: &mut Vec<Problem>) -> Entry {
    let mut entry = Entry { line, ..Entry::default() };
    let mut parts = head.split(" ·");
    let when = parts.next().unwrap_or_default().trim();
    let mut rest: Vec<&str> = parts.map(str::trim).collect();
    // A client's name may hold the sign; handles do not.
    if let Some(accounts) = rest.pop() {
        entry.accounts = csv::handles(accounts);
        entry.client = rest.join(" · ");
    }
    if !IDEAS.contains(&fold(when).as_str()) {
        let (day, clock) = when.split_once(' ').unwrap_or((when, ""));
        if when.is_empty() {
            problems.push(Problem { line, column: Some(Column::Date), value: head.trim().to_owned(), wrong: Wrong::Date });
        }
        entry.at = moment::read(day, clock, line, problems);
    }
    entry
}

/// Reads a line right under a heading; false when the text begins.
fn front(entry: &mut Entry, line: &str, number: usize, problems: &mut Vec<Problem>) -> bool {
    let Some((key, value)) = line.strip_prefix("- ").and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let (key, value) = (key.trim(), value.trim());
    let mut wrong = |column, value: &str, wrong| problems.push(Problem { line: number, column, value: value.to_owned(), wrong });
    let Some(column) = KEYS.iter().find(|column| column.code() == fold(key)) else {
        let near = nearest(key, KEYS.iter().map(|column| column.code()));
        let near = KEYS.iter().map(|column| column.code()).find(|code| near == Some(code));
        // A list in a text is no mistake; a key with a slip in it is.
        if near.is_some() {
            wrong(None, key, Wrong::UnknownColumn(near));
        }
        return near.is_some();
    };
    match column {
        Column::Zone => entry.zone = value.to_owned(),
        Column::Warning => entry.warning = unescaped(line.split_once(": ").map_or(value, |(_, value)| value)),
        Column::Language => entry.language = value.to_owned(),
        Column::Visibility => match Visibility::from_code(value) {
            Some(visibility) => entry.visibility = Some(visibility),
            None => wrong(Some(Column::Visibility), value, Wrong::Visibility),
        },
        Column::State => match Standing::from_code(value) {
            Some(state) => entry.state = Some(state),
            None => wrong(Some(Column::State), value, Wrong::State),
        },
        _ => match value.parse() {
            Ok(id) => entry.id = Some(DraftId(id)),
            Err(_) => wrong(Some(Column::Id), value, Wrong::Id),
        },
    }
    true
}

/// A warning as it was before it was written on one line.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match (c, c == '\\') {
            (_, false) => text.push(c),
            (_, true) => match rest.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
        }
    }
    text
}
