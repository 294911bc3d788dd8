//! `vigie count`: what each network counts of a text, and what it takes.
//!
//! Nothing is stored and nothing is asked of a network; the limits of an account are those
//! that its server told at the last login or sync.

use std::io::{self, IsTerminal, Read, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::args::Count as Wanted;
use super::exit::{Exit, Failure, Outcome};
use super::{account, json};
use crate::model::limits::{Count, Measure, Measured, Rule, Terms};
use crate::shell::house::House;

/// The largest text that is read, in bytes: several times what any network takes.
const LARGEST: u64 = 1024 * 1024;

/// What one network counts, as JSON.
#[derive(Serialize)]
struct Counted {
    count: u32,
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashtags: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashtags_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt_limit: Option<u32>,
    over: bool,
    /// In characters from the beginning of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    over_at: Option<usize>,
}

impl Counted {
    fn of(line: &Line, text: &str) -> Counted {
        let count = &line.count;
        Counted {
            count: count.count,
            limit: count.limit,
            bytes: count.bytes.map(|bytes| bytes.count),
            bytes_limit: count.bytes.map(|bytes| bytes.limit),
            hashtags: count.hashtags.map(|tags| tags.count),
            hashtags_limit: count.hashtags.map(|tags| tags.limit),
            mentions: count.mentions.map(|mentions| mentions.count),
            mentions_limit: count.mentions.map(|mentions| mentions.limit),
            alt: line.alt.map(|alt| alt.count),
            alt_limit: line.alt.map(|alt| alt.limit),
            over: line.over(),
            over_at: count.over_at.map(|at| text[..at].chars().count()),
        }
    }
}

/// One line of what is printed.
struct Line {
    /// The name in JSON.
    name: &'static str,
    /// The name in a table.
    title: String,
    count: Count,
    /// The description of a picture, where one was given and is limited.
    alt: Option<Measure>,
}

impl Line {
    fn over(&self) -> bool {
        self.count.over() || self.alt.is_some_and(Measure::over)
    }
}

pub(super) fn run(house: &House, wanted: &Wanted, json: bool) -> Outcome {
    let text = match &wanted.text {
        Some(text) => text.clone(),
        None => read()?,
    };
    let warning = wanted.warning.as_deref().unwrap_or_default();
    let line = |name: &'static str, title: String, terms: Terms| Line {
        name,
        title,
        count: terms.count(&text, warning),
        alt: wanted.alt.as_deref().and_then(|alt| terms.count_alt(alt)),
    };
    let mut lines: Vec<Line> = rules(wanted).map(|rule| line(rule.code(), rule.code().to_owned(), rule.terms())).collect();
    if let Some(name) = &wanted.account {
        let (name, title, terms) = terms(house, name)?;
        // An account stands in the place of its network.
        lines.retain(|line| line.name != name);
        lines.insert(0, line(name, title, terms));
    }
    if json {
        let named = lines.iter().map(|line| Ok((line.name.to_owned(), serde_json::to_value(Counted::of(line, &text))?)));
        let object: Map<String, Value> = named.collect::<Result<_, serde_json::Error>>().map_err(io::Error::from)?;
        return json::print(&object);
    }
    print(house, &lines)
}

/// The rules that were named; without any, the first of each network, unless an account was.
fn rules(wanted: &Wanted) -> impl Iterator<Item = Rule> {
    let all = wanted.network.is_empty() && wanted.account.is_none();
    Rule::ALL.iter().copied().filter(move |rule| if all { rule.is_first() } else { wanted.network.contains(rule) })
}

/// The network of an account, its handle, and what its server takes.
fn terms(house: &House, name: &str) -> Result<(&'static str, String, Terms), Failure> {
    let Some(store) = house.reading()? else {
        return Err(Failure::new(Exit::Nothing, "cli-account-unknown").with("name", name));
    };
    let account = account::named(&store, name)?.account;
    match Terms::of(account.network, account.limits) {
        Some(terms) => Ok((account.network.code(), account.handle, terms)),
        None => Err(Failure::new(Exit::Usage, "cli-count-source").with("handle", account.title())),
    }
}

/// Reads the text; the line end at its end is not part of it.
fn read() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-count-no-text"));
    }
    let mut bytes = Vec::new();
    let unread = |why: String| Failure::new(Exit::Error, "cli-count-unread").with("why", why);
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unread(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(Exit::Error, "cli-count-too-large").with("limit", LARGEST.to_string()));
    }
    let text = String::from_utf8(bytes).map_err(|error| unread(error.to_string()))?;
    let whole = text.strip_suffix('\n').map(|text| text.strip_suffix('\r').unwrap_or(text));
    Ok(whole.unwrap_or(&text).to_owned())
}

fn print(house: &House, lines: &[Line]) -> Outcome {
    let wide = lines.iter().map(|line| crate::base::text::width(&line.title)).max().unwrap_or_default();
    let figures = |line: &Line| (line.count.count.to_string().len(), line.count.limit.to_string().len());
    let (counts, limits) = lines.iter().map(figures).fold((0, 0), |widest, one| (widest.0.max(one.0), widest.1.max(one.1)));
    let mut out = io::stdout().lock();
    for line in lines {
        let count = &line.count;
        let mark = if line.over() { "✗" } else { " " };
        let title = crate::base::text::fit(&line.title, wide);
        let mut said = format!("{mark} {title}  {:>counts$}/{:<limits$}", count.count, count.limit);
        for (what, measure) in count.measures() {
            let word = match what {
                Measured::Text => continue,
                Measured::Bytes => "cli-count-bytes",
                Measured::Hashtags => "cli-count-hashtags",
                Measured::Mentions => "cli-count-mentions",
            };
            said += &format!("  {}/{} {}", measure.count, measure.limit, house.language.word(word));
        }
        if let Some(alt) = line.alt {
            said += &format!("  {}/{} {}", alt.count, alt.limit, house.language.word("cli-count-alt"));
        }
        writeln!(out, "{}", said.trim_end())?;
    }
    Ok(Exit::Ok)
}
