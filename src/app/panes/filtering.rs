//! The line of the filter: what is typed narrows the list, Tab completes it.
//!
//! A filter that is wrong leaves the last good one in force; one that is only not written to
//! its end says nothing until it is given.

use crate::app::commands::CommandId;
use crate::app::editor::Editor;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::model::filter::{Candidate, Filter, FilterError, KEYS, Known, complete};
use crate::model::query::Query;

/// The line of the filter.
#[derive(Debug)]
pub(crate) struct FilterField {
    pub editor: Editor,
    pub editing: bool,
    pub error: Option<FilterError>,
    /// What the word before the cursor was completed with, and with what it goes on.
    completion: Option<Completion>,
}

/// What a word can become, and what it is now.
#[derive(Debug)]
struct Completion {
    candidates: Vec<Candidate>,
    at: usize,
    /// The line as the candidate that stands there has made it.
    text: String,
}

impl Default for FilterField {
    fn default() -> FilterField {
        FilterField { editor: Editor::line(""), editing: false, error: None, completion: None }
    }
}

impl State {
    /// Begins to type a filter.
    pub(crate) fn edit_filter(&mut self) -> Vec<Effect> {
        self.inbox.filter.editing = true;
        vec![self.load(Slot::Names, Query::Names)]
    }

    /// Reads the filter as it is typed; a wrong one leaves the last good one in force.
    pub(crate) fn filter_typed(&mut self) -> Vec<Effect> {
        let text = self.inbox.filter.editor.text();
        // A word that may become the name of a condition is not searched for while it is typed.
        let last = text.trim_end_matches(|c: char| !c.is_whitespace() && c != '(').len();
        let word = text.get(last..).unwrap_or_default().trim_start_matches('-');
        let names = KEYS.iter().copied().chain(["OR"]);
        let beginning = self.inbox.filter.editing && !word.is_empty() && names.into_iter().any(|key| key.starts_with(word));
        match Filter::parse(if beginning { &text[..last] } else { text }) {
            Ok(filter) => {
                self.inbox.filter.error = None;
                if filter == self.inbox.query.filter {
                    return Vec::new();
                }
                self.inbox.saved = None;
                self.inbox.query.filter = filter;
                self.inbox_anew()
            }
            // What is only not written to its end is wrong when it is given, not before.
            Err(error) if self.inbox.filter.editing && error.is_unfinished(text) => {
                self.inbox.filter.error = None;
                Vec::new()
            }
            Err(error) => {
                self.inbox.filter.error = Some(error);
                Vec::new()
            }
        }
    }

    /// Takes the filter away, the account's too.
    pub(crate) fn clear_filter(&mut self) -> Vec<Effect> {
        self.inbox.filter = FilterField::default();
        self.inbox.saved = None;
        self.inbox.query.filter = Filter::default();
        self.inbox.query.account = None;
        self.inbox_anew()
    }

    pub(crate) fn is_filtered(&self) -> bool {
        !self.inbox.query.filter.is_empty() || self.inbox.query.account.is_some() || !self.inbox.filter.editor.text().is_empty()
    }

    /// Shows another filter in the line, and says what is wrong with it.
    pub(crate) fn set_filter(&mut self, text: &str) {
        let filter = Filter::parse(text);
        self.inbox.filter = FilterField { editor: Editor::line(text), error: filter.as_ref().err().cloned(), ..FilterField::default() };
        self.inbox.query.filter = filter.unwrap_or_default();
    }

    /// Completes the word before the cursor, or goes on to its next candidate.
    pub(crate) fn complete_filter(&mut self, forward: bool) -> Vec<Effect> {
        let known = self.known_names();
        let field = &mut self.inbox.filter;
        let text = field.editor.text().to_owned();
        let completion = match field.completion.take().filter(|last| last.text == text && last.candidates.len() > 1) {
            Some(last) => {
                let count = last.candidates.len();
                Completion { at: (last.at + if forward { 1 } else { count - 1 }) % count, ..last }
            }
            None => {
                let candidates = complete(&text, field.editor.cursor(), &known);
                Completion { candidates, at: 0, text: String::new() }
            }
        };
        let Some(chosen) = completion.candidates.get(completion.at).cloned() else {
            return self.nothing_to_complete(&text);
        };
        let end = field.editor.cursor();
        field.editor.swap(chosen.at.start..end, &chosen.text);
        let text = field.editor.text().to_owned();
        // The cursor has moved; the next candidate takes the place of this one.
        field.completion = Some(Completion { text, ..completion });
        self.show_candidates();
        self.filter_typed()
    }

    /// Says why the word before the cursor can become nothing.
    fn nothing_to_complete(&mut self, text: &str) -> Vec<Effect> {
        let before = text.get(..self.inbox.filter.editor.cursor()).unwrap_or(text);
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let labels = word.trim_start_matches('-').starts_with("label:") && self.names.labels.is_empty();
        let key = self.key(CommandId::Label);
        let id = if labels { "completion-no-labels" } else { "completion-none-filter" };
        let text = self.settings.language.say(id, &[("key", (&key).into())]);
        self.status.say(text, Mood::Plain, self.now.machine);
        Vec::new()
    }

    /// A short row of what the word can become.
    fn show_candidates(&mut self) {
        let Some(completion) = self.inbox.filter.completion.as_ref().filter(|completion| completion.candidates.len() > 1) else {
            self.status.forget(Mood::Plain);
            return;
        };
        let mut names: Vec<String> = completion.candidates.iter().map(|candidate| candidate.shown.clone()).collect();
        names.rotate_left(completion.at);
        if let Some(first) = names.first_mut() {
            *first = format!("[{first}]");
        }
        self.status.say(names.join("  "), Mood::Plain, self.now.machine);
    }

    fn known_names(&self) -> Known {
        let mut people: Vec<String> = self.inbox.list.lines().iter().map(|line| line.item.handle.clone()).collect();
        people.retain(|handle| !handle.is_empty());
        people.sort_unstable();
        people.dedup();
        Known {
            clients: self.totals.iter().flat_map(|totals| totals.clients.iter().map(|(client, _)| client.name.clone())).collect(),
            accounts: self.accounts.list.lines().iter().map(|line| line.item.account.handle.clone()).collect(),
            people,
            languages: self.known_languages(),
            labels: self.names.labels.iter().map(|(label, _)| label.to_string()).collect(),
            assignees: self.names.assignees.clone(),
        }
    }

    /// The languages that people write in here, as far as they are in hand, then those of our accounts, then the usual ones.
    fn known_languages(&self) -> Vec<String> {
        let messages = self.thread.view.iter().flat_map(|view| &view.messages);
        let written = messages.filter(|message| !message.ours).filter_map(|message| message.language.clone());
        let ours = self.accounts.list.lines().iter().filter_map(|line| line.item.account.language.clone());
        let usual = ["fr", "en", "de", "es", "it", "nl", "pt"].map(str::to_owned);
        let mut known: Vec<String> = Vec::new();
        for language in written.chain(ours).chain(usual) {
            // `pt-BR` is found as `pt`.
            let tag = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
            if !tag.is_empty() && !known.contains(&tag) {
                known.push(tag);
            }
        }
        known
    }
}
