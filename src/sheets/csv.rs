//! Posts as CSV, one a row, for any spreadsheet.
//!
//! The first row names the columns ([`Column`], in any order, in English or French); a column
//! `text: @handle` holds the text of one account. Comma, semicolon and tab are recognised. A cell
//! that a spreadsheet would take for a formula is written with an apostrophe before it, which is
//! taken off when it is read.

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};

use super::moment;
use crate::base::id::DraftId;
use crate::base::nearest::nearest;
use crate::base::text::fold;
use crate::model::interaction::Visibility;
use crate::model::sheet::{Column, Entry, Problem, Wrong, lines};
use crate::model::slot::Standing;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// Commas, and nothing before the first column: for programs.
    #[default]
    Plain,
    /// Semicolons, and the mark by which Excel knows UTF-8.
    Excel,
}

/// The columns that are always written, in order.
const WRITTEN: [Column; 11] = [
    Column::Id,
    Column::Date,
    Column::Time,
    Column::Zone,
    Column::Client,
    Column::Accounts,
    Column::State,
    Column::Text,
    Column::Warning,
    Column::Visibility,
    Column::Language,
];

/// Other names of columns, folded.
const OTHER_NAMES: [(&str, Column); 12] = [
    ("jour", Column::Date),
    ("day", Column::Date),
    ("heure", Column::Time),
    ("fuseau", Column::Zone),
    ("compte", Column::Accounts),
    ("comptes", Column::Accounts),
    ("account", Column::Accounts),
    ("texte", Column::Text),
    ("avertissement", Column::Warning),
    ("visibilite", Column::Visibility),
    ("langue", Column::Language),
    ("etat", Column::State),
];

/// Writes posts.
pub fn write(entries: &[Entry], manner: Manner) -> Vec<u8> {
    let (separator, mark) = match manner {
        Manner::Plain => (b',', ""),
        Manner::Excel => (b';', "\u{feff}"),
    };
    let own: BTreeSet<&String> = entries.iter().flat_map(|entry| entry.own.keys()).collect();
    let terminator = Terminator::CRLF;
    let mut out = WriterBuilder::new().delimiter(separator).terminator(terminator).from_writer(mark.as_bytes().to_vec());
    let heads = WRITTEN.iter().map(|column| column.code().to_owned()).chain(own.iter().map(|handle| format!("text: {handle}")));
    // Writing to memory does not fail.
    out.write_record(heads).ok();
    for entry in entries {
        let cells = WRITTEN.iter().map(|column| cell(entry, *column));
        let cells = cells.chain(own.iter().map(|handle| entry.own.get(*handle).cloned().unwrap_or_default()));
        out.write_record(cells.map(|text| guarded(&text))).ok();
    }
    out.into_inner().unwrap_or_default()
}

fn cell(entry: &Entry, column: Column) -> String {
    match column {
        Column::Date => moment::written(entry).0,
        Column::Time => moment::written(entry).1,
        Column::Zone => entry.zone.clone(),
        Column::Client => entry.client.clone(),
        Column::Accounts => entry.accounts.join(" "),
        Column::Text | Column::Own => entry.text.clone(),
        Column::Warning => entry.warning.clone(),
        Column::Visibility => entry.visibility.map(Visibility::code).unwrap_or_default().to_owned(),
        Column::Language => entry.language.clone(),
        Column::State => entry.state.map(Standing::code).unwrap_or_default().to_owned(),
        Column::Id => entry.id.map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// Whether a spreadsheet may take a cell that begins so for a formula; ours is told by its apostrophes.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

fn unguarded(cell: &str) -> String {
    let bare = cell.strip_prefix('\'').filter(|_| is_formula(cell)).unwrap_or(cell);
    lines(bare)
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Head {
    Known(Column),
    /// The texts of this account.
    Own(String),
    /// Nothing stands above it.
    Blank,
}

/// Reads posts.
///
/// # Errors
/// All that is wrong with headings, days, times and words; what names mean is not asked here.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, Vec<Problem>> {
    let text = super::text(bytes)?;
    let separator = separator(text);
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (mut entries, mut problems, mut heads) = (Vec::new(), Vec::new(), None);
    let mut record = ByteRecord::new();
    let mut place = Place { text: text.as_bytes(), at: 0, line: 1 };
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = place.of(&record);
        let cells: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match &heads {
            None => heads = Some(headings(&cells, line, &mut problems)),
            Some(heads) => entries.push(entry(heads, &cells, line, &mut problems)),
        }
    }
    if heads.is_none() {
        problems.push(Problem { line: 1, column: None, value: String::new(), wrong: Wrong::NoHeading });
    }
    if let Some(line) = unclosed(text, separator) {
        problems.push(Problem { line, column: None, value: String::new(), wrong: Wrong::BreaksOff });
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// The sign between cells: the one that stands most often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0usize; 3];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|count| *count > 0) => break,
            b',' if !quoted => counts[0] += 1,
            b';' if !quoted => counts[1] += 1,
            b'\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    if counts[1] == most && most > 0 {
        b';'
    } else if counts[2] == most && most > 0 {
        b'\t'
    } else {
        b','
    }
}

/// Where a reader is, in lines, whatever ends lines in this file.
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Place<'_> {
    /// The line on which a row begins; rows are asked for in order.
    fn of(&mut self, record: &ByteRecord) -> usize {
        let begins = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX)).min(self.text.len());
        // The reader counts the end of the row before, and blank lines, as the beginning of this one.
        let skipped = self.text[begins..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        for at in self.at..begins + skipped {
            let after_return = at > 0 && self.text[at - 1] == b'\r';
            self.line += usize::from(self.text[at] == b'\r' || self.text[at] == b'\n' && !after_return);
        }
        self.at = begins + skipped;
        self.line
    }
}

/// The line of the quotation mark that opens a cell which is never closed.
fn unclosed(text: &str, separator: u8) -> Option<usize> {
    let (mut line, mut opened, mut begins, mut closing) = (1, None, true, false);
    for byte in text.bytes() {
        line += usize::from(byte == b'\n');
        match (opened, byte) {
            (None, b'"') if begins => opened = Some(line),
            // Two within a cell are one; one alone ends it.
            (Some(_), b'"') => closing = !closing,
            (Some(_), _) if closing => {
                (opened, closing) = (None, false);
                begins = byte == separator || byte == b'\n' || byte == b'\r';
                continue;
            }
            (Some(_), _) => {}
            (None, _) => {}
        }
        begins = opened.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
    }
    opened.filter(|_| !closing)
}

fn headings(cells: &[String], line: usize, problems: &mut Vec<Problem>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for cell in cells {
        let name = unguarded(cell);
        let wrong = match heading(name.trim()) {
            Ok(head) if head != Head::Blank && heads.contains(&head) => Some(Wrong::ColumnTwice),
            Ok(head) => {
                heads.push(head);
                None
            }
            Err(near) => Some(Wrong::UnknownColumn(near)),
        };
        if let Some(wrong) = wrong {
            problems.push(Problem { line, column: None, value: name.trim().to_owned(), wrong });
            heads.push(Head::Blank);
        }
    }
    if problems.is_empty() && !heads.iter().any(|head| matches!(head, Head::Known(Column::Text) | Head::Own(_))) {
        problems.push(Problem { line, column: None, value: String::new(), wrong: Wrong::NoHeading });
    }
    heads
}

/// The column that a heading names; the one that was probably meant when there is none.
fn heading(name: &str) -> Result<Head, Option<&'static str>> {
    if name.is_empty() {
        return Ok(Head::Blank);
    }
    if let Some((head, handle)) = name.split_once(':')
        && ["text", "texte"].contains(&fold(head.trim()).as_str())
        && !handle.trim().is_empty()
    {
        return Ok(Head::Own(handle.trim().to_owned()));
    }
    let folded = fold(name);
    let named = WRITTEN.iter().map(|column| (column.code(), *column)).chain(OTHER_NAMES);
    if let Some((_, column)) = named.clone().find(|(known, _)| *known == folded) {
        return Ok(Head::Known(column));
    }
    let words: Vec<&'static str> = named.map(|(known, _)| known).collect();
    Err(nearest(name, words))
}

fn entry(heads: &[Head], cells: &[String], line: usize, problems: &mut Vec<Problem>) -> Entry {
    let mut entry = Entry { line, ..Entry::default() };
    let (mut day, mut clock) = (String::new(), String::new());
    if cells.iter().skip(heads.len()).any(|cell| !cell.trim().is_empty()) {
        let value = cells.get(heads.len()).cloned().unwrap_or_default();
        problems.push(Problem { line, column: None, value, wrong: Wrong::TooManyCells });
    }
    for (head, cell) in heads.iter().zip(cells) {
        let cell = unguarded(cell);
        let word = cell.trim();
        let mut wrong = |column, wrong| problems.push(Problem { line, column: Some(column), value: word.to_owned(), wrong });
        match head {
            Head::Blank => {}
            Head::Own(_) if cell.is_empty() => {}
            Head::Own(handle) => drop(entry.own.insert(handle.clone(), cell)),
            Head::Known(column) => match column {
                Column::Date => day = cell,
                Column::Time => clock = cell,
                Column::Zone => entry.zone = word.to_owned(),
                Column::Client => entry.client = word.to_owned(),
                Column::Accounts => entry.accounts = handles(word),
                Column::Text | Column::Own => entry.text = cell,
                Column::Warning => entry.warning = cell,
                Column::Language => entry.language = word.to_owned(),
                Column::Visibility if word.is_empty() => {}
                Column::Visibility => match Visibility::from_code(word) {
                    Some(visibility) => entry.visibility = Some(visibility),
                    None => wrong(Column::Visibility, Wrong::Visibility),
                },
                Column::State if word.is_empty() => {}
                Column::State => match Standing::from_code(word) {
                    Some(state) => entry.state = Some(state),
                    None => wrong(Column::State, Wrong::State),
                },
                Column::Id if word.is_empty() => {}
                Column::Id => match word.parse() {
                    Ok(id) => entry.id = Some(DraftId(id)),
                    Err(_) => wrong(Column::Id, Wrong::Id),
                },
            },
        }
    }
    entry.at = moment::read(&day, &clock, line, problems);
    entry
}

/// Handles with spaces, commas, semicolons or new lines between them.
pub(super) fn handles(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
