//! `vigie spell`: a text from standard input, and what is probably wrong in it.
//!
//! It asks no network and starts no runtime. Places are counted in characters, from 0; the
//! end is the first that does not belong to it. What is found is no failure: the code is 0.

use std::io::{self, Read, Write};

use serde::Serialize;

use super::args_kept::Spell;
use super::client;
use super::exit::{Exit, Failure, Outcome};
use super::json;
use crate::base::harmless;
use crate::base::id::ClientId;
use crate::config::{Dictionaries, Lang};
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::Origin;
use crate::model::query::{Answer, Query};
use crate::model::spelling::{Finding, OwnWord, Proof, Rule, Tongue};
use crate::shell::house::House;
use crate::spell::{LONGEST, SpellError, Speller};

#[derive(Serialize)]
struct Line<'a> {
    start: usize,
    end: usize,
    word: &'a str,
    rule: &'a str,
    suggestions: &'a [String],
}

pub(super) fn run(house: &House, wanted: &Spell, json: bool) -> Outcome {
    if let Some(word) = wanted.learn.as_ref().or(wanted.forget.as_ref()) {
        return keep(house, word, wanted.client.as_deref(), wanted.learn.is_some(), json);
    }
    let text = read()?;
    let (clients, names, own) = known(house, wanted.client.as_deref())?;
    let settings = house.config.spelling;
    let proof = Proof {
        text,
        tongue: wanted.lang,
        fallback: Some(if house.language.lang() == Lang::Fr { Tongue::French } else { Tongue::English }),
        clients,
        names,
        typography: settings.typography,
        grammar: settings.grammar,
    };
    let mut speller = Speller::new(settings.dictionaries == Dictionaries::System);
    let findings = found(&mut speller, &proof, &own)
        .map_err(|error| Failure::new(Exit::Error, "cli-spell-dictionary").with("why", error.to_string()))?;
    if json { print_json(&proof.text, &findings) } else { print(house, &proof.text, &findings) }
}

/// What is marked, each with what it could be.
fn found(speller: &mut Speller, proof: &Proof, own: &[OwnWord]) -> Result<Vec<Finding>, SpellError> {
    let checked = speller.check(proof, own)?;
    let mut findings = checked.findings;
    for finding in findings.iter_mut().filter(|finding| finding.rule == Rule::Unknown) {
        finding.suggestions = speller.suggest(&finding.word, checked.tongue, proof, own)?;
    }
    Ok(findings)
}

fn read() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST {
        return Err(Failure::new(Exit::Usage, "cli-spell-too-long").with("n", (LONGEST / 1_000).to_string()));
    }
    String::from_utf8(bytes).map_err(|_| Failure::new(Exit::Usage, "cli-spell-not-text"))
}

/// The clients whose words are right, their names, and all words of one's own.
type Known = (Vec<ClientId>, Vec<String>, Vec<OwnWord>);

fn known(house: &House, client: Option<&str>) -> Result<Known, Failure> {
    let Some(store) = house.reading()? else {
        return match client {
            Some(name) => Err(Failure::new(Exit::Nothing, "cli-client-unknown").with("name", name)),
            None => Ok((Vec::new(), Vec::new(), Vec::new())),
        };
    };
    let clients = match client {
        Some(name) => vec![client::named(&store, name)?.0],
        None => client::all(&store)?.into_iter().map(|(client, _)| client).collect(),
    };
    let own = match store.ask_now(&Query::Words)? {
        Answer::Words(own) => own,
        _ => Vec::new(),
    };
    Ok((clients.iter().map(|client| client.id).collect(), clients.into_iter().map(|client| client.name).collect(), own))
}

fn keep(house: &House, word: &str, client: Option<&str>, kept: bool, json: bool) -> Outcome {
    let store = house.store(true)?;
    let client = client.map(|name| client::named(&store, name)).transpose()?.map(|(client, _)| client.id);
    let effected = store.intend_now(house.hand(Origin::Command), Intent::KeepWord(OwnWord { word: word.to_owned(), client }, kept))?;
    store.close();
    let changed = match effected {
        Effected::Refused(Refused::Blank) => return Err(Failure::new(Exit::Usage, "cli-spell-no-word")),
        Effected::Stored(n) => n,
        _ => 0,
    };
    if json {
        json::print(&serde_json::json!({ "changed": changed }))?;
    }
    Ok(if changed == 0 && !kept { Exit::Nothing } else { Exit::Ok })
}

fn print_json(text: &str, findings: &[Finding]) -> Outcome {
    let characters = |byte: usize| text.get(..byte).unwrap_or_default().chars().count();
    let lines: Vec<Line<'_>> = findings
        .iter()
        .map(|finding| Line {
            start: characters(finding.at.start),
            end: characters(finding.at.end),
            word: &finding.word,
            rule: finding.rule.code(),
            suggestions: &finding.suggestions,
        })
        .collect();
    json::print(&lines)
}

/// A line each: where, the word, what it could be, why.
fn print(house: &House, text: &str, findings: &[Finding]) -> Outcome {
    let mut out = io::stdout().lock();
    let shown = |text: &str| harmless::line(&text.replace(['\u{202f}', '\u{a0}'], "⍽").replace(' ', "␣"));
    for finding in findings {
        let before = text.get(..finding.at.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let bare = |text: &str| if finding.rule.is_typography() { shown(text) } else { harmless::line(text) };
        let suggestions: Vec<String> = finding.suggestions.iter().map(|text| bare(text)).collect();
        let why = house.language.spelling(finding.rule);
        writeln!(out, "{:>8}  {:<24}  {:<40}  {why}", format!("{line}:{column}"), bare(&finding.word), suggestions.join(", "))?;
    }
    Ok(Exit::Ok)
}
