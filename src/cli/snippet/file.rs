//! Saved replies as a file: a `[[snippet]]` each, in TOML.
//!
//! What is exported comes back as it was. A file is taken in whole or not at all, so that
//! the first thing that is wrong is told with its line.

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;

use crate::base::id::ClientId;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::client::Client;
use crate::model::snippet::{AndThen, Brought, Saying, Snippet, SnippetProblem};

/// What is wrong with a file, and in which line, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) line: usize,
    pub(super) why: Why,
}

/// Why a line cannot be taken in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is no TOML, or has a name that nothing has here; in the words of the reader.
    Syntax(String),
    /// The saved reply cannot be kept like this.
    Snippet(SnippetProblem),
    /// No client has this name.
    Client(String),
    /// Nothing can follow that is called so.
    Then(String),
    /// The file has it twice.
    Twice(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(default)]
    snippet: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Spanned<String>,
    client: Option<Spanned<String>>,
    body: Spanned<String>,
    then: Option<Spanned<String>>,
    #[serde(default)]
    uses: u32,
    used_at: Option<Datetime>,
}

#[derive(Serialize)]
struct Written<'a> {
    snippet: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<&'a str>,
    body: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uses: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    used_at: Option<Datetime>,
}

/// Reads a file.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn read(text: &str, clients: &[Client]) -> Result<Vec<Brought>, Wrong> {
    let sheet: Sheet = toml::from_str(text).map_err(|error| {
        let why = Why::Syntax(error.message().lines().next().unwrap_or_default().to_owned());
        Wrong { line: line(text, error.span().map_or(0, |span| span.start)), why }
    })?;
    let mut brought: Vec<Brought> = Vec::new();
    for entry in sheet.snippet {
        let (at, named) = (entry.name.span().start, entry.name.as_ref().clone());
        let one = read_entry(text, entry, clients)?;
        let twin = |other: &Brought| other.saying.client == one.saying.client && fold(&other.saying.name) == fold(&one.saying.name);
        if brought.iter().any(twin) {
            return Err(Wrong { line: line(text, at), why: Why::Twice(named) });
        }
        brought.push(one);
    }
    Ok(brought)
}

fn read_entry(text: &str, entry: Entry, clients: &[Client]) -> Result<Brought, Wrong> {
    let client = entry.client.map(|name| owner(text, &name, clients)).transpose()?;
    let then = entry.then.map(|word| {
        let known = AndThen::from_code(word.as_ref());
        known.ok_or_else(|| Wrong { line: line(text, word.span().start), why: Why::Then(word.as_ref().clone()) })
    });
    let then = then.transpose()?;
    let (name_at, body_at) = (entry.name.span().start, entry.body.span().start);
    let body = entry.body.into_inner();
    let saying = Saying { client, name: entry.name.into_inner(), body: body.clone(), then };
    let saying = saying.checked().map_err(|error| {
        let of_name = matches!(error.problem, SnippetProblem::NoName | SnippetProblem::LongName);
        let line = if of_name { line(text, name_at) } else { line(text, body_at) + lines_below(text, body_at, &body, error.at.start) };
        Wrong { line, why: Why::Snippet(error.problem) }
    })?;
    let used_at = entry.used_at.and_then(|at| Timestamp::parse(&at.to_string()));
    Ok(Brought { saying, uses: entry.uses, used_at })
}

fn owner(text: &str, name: &Spanned<String>, clients: &[Client]) -> Result<ClientId, Wrong> {
    let found = clients.iter().find(|client| fold(&client.name) == fold(name.as_ref().trim()));
    found.map(|client| client.id).ok_or_else(|| Wrong { line: line(text, name.span().start), why: Why::Client(name.as_ref().clone()) })
}

fn line(text: &str, at: usize) -> usize {
    1 + text.get(..at).map_or(0, |before| before.matches('\n').count())
}

/// How many lines below the beginning of a quoted text the byte `at` of what was checked stands.
fn lines_below(text: &str, begins: usize, body: &str, at: usize) -> usize {
    let quoted = text.get(begins..).unwrap_or_default();
    let Some(inside) = quoted.strip_prefix("\"\"\"").or_else(|| quoted.strip_prefix("'''")) else {
        return 0;
    };
    // A line break right behind the quotation marks is no part of the text.
    let head = usize::from(inside.starts_with(['\n', '\r']));
    // Blank ends are no part of what was checked.
    let skipped = body.len() - body.trim_start().len();
    head + body.get(..skipped + at).map_or(0, |before| before.matches('\n').count())
}

/// Writes saved replies as a file, each with its client's name.
pub(super) fn write(snippets: &[(Snippet, Option<String>)]) -> String {
    let snippet = snippets.iter().map(|(snippet, client)| {
        let saying = &snippet.saying;
        Line {
            name: &saying.name,
            client: client.as_deref(),
            body: &saying.body,
            then: saying.then.map(AndThen::code),
            uses: Some(snippet.uses).filter(|uses| *uses > 0),
            used_at: snippet.used_at.and_then(|at| at.rfc3339().parse().ok()),
        }
    });
    toml::to_string_pretty(&Written { snippet: snippet.collect() }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::SnippetId;
    use crate::model::client::Colour;

    fn clients() -> [Client; 1] {
        [Client { id: ClientId(7), name: "Chez Léon".to_owned(), colour: Colour::ALL[0] }]
    }

    fn snippet(client: Option<i64>, name: &str, body: &str, then: Option<AndThen>, uses: u32) -> Snippet {
        let saying = Saying { client: client.map(ClientId), name: name.to_owned(), body: body.to_owned(), then };
        let used_at = (uses > 0).then(|| Timestamp::parse("2026-11-22T18:30:15.25Z").unwrap());
        Snippet { id: SnippetId(1), saying, uses, used_at }
    }

    #[test]
    fn what_is_written_comes_back() {
        let quotes = "Un \"mot\",\n\n  \\ et '''trois''' \"\"\"\n{?numéro}";
        let kept = [
            snippet(None, "merci", "Merci {author} !", None, 0),
            snippet(Some(7), "l'\"été\"", quotes, Some(AndThen::Done), 12),
            snippet(None, "🍑", "{{ brace }", Some(AndThen::Snooze), 1),
        ];
        let named: Vec<_> = kept.iter().map(|one| (one.clone(), one.saying.client.map(|_| "Chez Léon".to_owned()))).collect();
        let text = write(&named);
        let again = read(&text, &clients()).unwrap();
        let expected: Vec<Brought> =
            kept.into_iter().map(|one| Brought { saying: one.saying, uses: one.uses, used_at: one.used_at }).collect();
        assert_eq!(again, expected, "{text}");
        assert!(read("", &clients()).unwrap().is_empty() && read(&write(&[]), &clients()).unwrap().is_empty());
    }

    #[test]
    fn a_wrong_file_names_line_and_reason() {
        let good = "[[snippet]]\nname = \"a\"\nbody = \"b\"\n";
        let one = |rest: &str| format!("{good}\n[[snippet]]\nname = \"c\"\n{rest}\n");
        let unknown = || Why::Snippet(SnippetProblem::Unknown("autor".to_owned()));
        let table = [
            (one("body = \"Hi {autor}\""), 7, unknown()),
            (one("body = \"\"\"\nHi\n{autor}\n\"\"\""), 9, unknown()),
            (one("body = \"\"\"\n\n\n{autor}\"\"\""), 10, unknown()),
            (one("body = '''Hi\n{autor}'''"), 8, unknown()),
            (one("body = \" \""), 7, Why::Snippet(SnippetProblem::NoText)),
            (one("body = \"d\"\nclient = \"Leonie\""), 8, Why::Client("Leonie".to_owned())),
            (one("body = \"d\"\nthen = \"never\""), 8, Why::Then("never".to_owned())),
            (format!("{good}{}", good.replace("\"a\"", "\"A\"")), 5, Why::Twice("A".to_owned())),
            ("[[snippet]]\nname = \"\"\nbody = \"b\"".to_owned(), 2, Why::Snippet(SnippetProblem::NoName)),
        ];
        for (text, line, why) in table {
            assert_eq!(read(&text, &clients()), Err(Wrong { line, why }), "{text}");
        }
        for (text, line) in [(one("bdy = \"d\""), 7), (format!("{good}nonsense"), 4), (one(""), 5)] {
            let wrong = read(&text, &clients()).unwrap_err();
            assert!(wrong.line == line && matches!(&wrong.why, Why::Syntax(said) if !said.is_empty()), "{text}: {wrong:?}");
        }
        assert!(read(&one("body = \"d\"\nclient = \"chez leon\""), &clients()).is_ok());
    }
}
