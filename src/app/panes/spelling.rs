//! Spelling in the composer: when a text is checked, what is marked, and what a mark becomes.
//!
//! A text is checked when the keys have rested for a moment, away from the path of a key. What was
//! marked before moves with the text until the answer comes; an answer about an older text is
//! dropped. Marks never keep a text from being sent.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use crate::app::Proofing;
use crate::app::commands::{NotReady, Ready};
use crate::app::overlays::Overlay;
use crate::app::overlays::picker::{Item, Picking};
use crate::app::panes::composer::Composer;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::ClientId;
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::config::Lang;
use crate::model::intent::Intent;
use crate::model::spelling::{Checked, Finding, OwnWord, Proof, Rule, Tongue};

/// How long the keys rest before a text is checked.
const PAUSE: Duration = Duration::from_millis(150);

/// What is known of the spelling of the text in the composer.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    /// What is marked, in order, in the text as it stands.
    pub findings: Vec<Finding>,
    /// The text that the marks are about.
    text: String,
    /// The language it was checked in.
    tongue: Option<Tongue>,
    /// When the text is checked, by the machine's clock.
    due: Option<Timestamp>,
    /// Words that are left alone in this text.
    ignored: BTreeSet<String>,
    /// What is being corrected, and what it could be, once that is known.
    current: Option<(Finding, Option<Vec<String>>)>,
}

impl Spelling {
    /// Moves the marks with a text that has changed; those that the change touches are gone.
    fn follow(&mut self, text: &str) {
        let same = |(old, new): &(char, char)| old == new;
        let head: usize = self.text.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (&self.text[head..], &text[head..]);
        let tail: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let end = self.text.len() - tail;
        let (before, after) = (self.text.len(), text.len());
        let apart = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
        self.findings.retain_mut(|finding| {
            if finding.at.end < head || finding.at.end == head && new.starts_with(char::is_whitespace) {
                return true;
            }
            let at = finding.at.clone();
            if at.start < end || at.start < head {
                return false;
            }
            finding.at = at.start + after - before..at.end + after - before;
            at.start > end || apart(finding.at.start)
        });
        text.clone_into(&mut self.text);
    }

    /// The mark at the cursor, or the next one, or the first.
    fn next(&self, cursor: usize) -> Option<&Finding> {
        let here = self.findings.iter().find(|finding| finding.at.end >= cursor);
        here.or_else(|| self.findings.first())
    }
}

impl Composer {
    /// What is to be checked, and what is right in it.
    fn proof(&self) -> Proof {
        let mut names: Vec<String> = self.identities.iter().flat_map(|who| [who.client.clone(), who.handle.clone()]).collect();
        names.extend(self.quoted.iter().flat_map(|quoted| [quoted.name.clone(), quoted.handle.clone()]));
        let mut clients: Vec<ClientId> = self.identities.iter().map(|who| who.client_id).collect();
        clients.dedup();
        let fallback = self.draft.language.as_deref().and_then(Tongue::from_tag);
        Proof { text: self.editor.text().to_owned(), fallback, clients, names, ..Proof::default() }
    }
}

impl State {
    /// When a text is to be checked.
    pub(crate) fn spelling_at(&self) -> Option<Timestamp> {
        self.composer.as_ref().and_then(|composer| composer.spelling.due)
    }

    /// Follows the text; asks when it has rested, and gives the dictionaries back when nobody writes.
    pub(crate) fn spelling_need(&mut self) -> Option<Effect> {
        let now = self.now.machine;
        let on = self.settings.config.spelling.on;
        let Some(composer) = self.composer.as_mut().filter(|_| on) else {
            return std::mem::take(&mut self.spells).then(|| Effect::Proof(self.loads.ticket(Slot::Spelling), Proofing::Rest));
        };
        let spelling = &mut composer.spelling;
        if spelling.text != composer.editor.text() {
            spelling.follow(composer.editor.text());
            spelling.due = Some(now + PAUSE);
        }
        if spelling.due.is_none_or(|due| due > now) {
            return None;
        }
        spelling.due = None;
        let proof = self.proof()?;
        self.spells = true;
        let of_system = self.settings.config.spelling.dictionaries;
        Some(Effect::Proof(self.loads.ticket(Slot::Spelling), Proofing::Check(proof, of_system)))
    }

    fn proof(&self) -> Option<Proof> {
        let settings = self.settings.config.spelling;
        let mut proof = self.composer.as_ref()?.proof();
        let screen = if self.settings.language.lang() == Lang::Fr { Tongue::French } else { Tongue::English };
        proof.fallback = proof.fallback.or(Some(screen));
        Some(Proof { grammar: settings.grammar, typography: settings.typography, ..proof })
    }

    /// Takes what is marked in a text, unless it has changed since.
    pub(crate) fn proofread(&mut self, text: &str, checked: Checked) {
        let Some(composer) = self.composer.as_mut().filter(|composer| composer.editor.text() == text) else {
            return;
        };
        let spelling = &mut composer.spelling;
        spelling.tongue = Some(checked.tongue);
        spelling.findings = checked.findings;
        spelling.findings.retain(|finding| !spelling.ignored.contains(&finding.word));
    }

    pub(crate) fn can_correct(&self) -> Ready {
        let found = self.composer.as_ref().is_some_and(|composer| !composer.spelling.findings.is_empty());
        let on = self.settings.config.spelling.on;
        Ready::unless(if !on { Some(NotReady::SpellingOff) } else { (!found).then_some(NotReady::NothingMarked) })
    }

    /// Lists what the word at the cursor, or the next that is marked, could be.
    pub(crate) fn correct(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        let cursor = composer.editor.cursor();
        let Some(finding) = composer.spelling.next(cursor).cloned() else {
            return Vec::new();
        };
        composer.in_warning = false;
        composer.editor.go_to(finding.at.end);
        let asks = finding.rule == Rule::Unknown && finding.suggestions.is_empty();
        let tongue = composer.spelling.tongue.unwrap_or(Tongue::French);
        composer.spelling.current = Some((finding.clone(), (!asks).then(|| finding.suggestions.clone())));
        let mut effects = self.open_picker(Picking::Spelling);
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.title = format!("{} · {}", picker.title, marks_shown(&finding.word));
        }
        if let (true, Some(proof)) = (asks, self.proof()) {
            effects.push(Effect::Proof(self.loads.ticket(Slot::Suggestions), Proofing::Suggest(finding.word, tongue, proof)));
        }
        effects
    }

    /// Takes what a word could be.
    pub(crate) fn suggested(&mut self, word: &str, suggestions: Vec<String>) {
        let current = self.composer.as_mut().and_then(|composer| composer.spelling.current.as_mut());
        if let Some((_, known)) = current.filter(|(finding, _)| finding.word == word) {
            *known = Some(suggestions);
            self.pick_again();
        }
    }

    /// What the word could be, what was typed, and who may call it right.
    pub(crate) fn spelling_items(&self, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let Some((composer, (finding, suggestions))) =
            self.composer.as_ref().and_then(|composer| composer.spelling.current.as_ref().map(|current| (composer, current)))
        else {
            return Vec::new();
        };
        let detail = language.spelling(finding.rule);
        let item = |text: String, value: String| Item { text, value, detail: detail.clone(), ..Item::default() };
        let mut items: Vec<Item> = suggestions
            .iter()
            .flatten()
            .filter(|suggestion| text.is_empty() || fold(suggestion).contains(&fold(text)))
            .map(|suggestion| item(marks_shown(suggestion), format!("={suggestion}")))
            .collect();
        if !text.is_empty() && !items.iter().any(|item| item.text == text) {
            items.push(item(language.say("spelling-typed", &[("text", text.into())]), format!("={text}")));
        }
        let word = &finding.word;
        if finding.rule == Rule::Unknown && text.is_empty() {
            items.push(item(language.say("spelling-mine", &[("word", word.into())]), "mine".to_owned()));
            let mut clients: Vec<(ClientId, &String)> = composer.identities.iter().map(|who| (who.client_id, &who.client)).collect();
            clients.dedup();
            for (id, client) in clients {
                let text = language.say("spelling-theirs", &[("word", word.into()), ("client", client.into())]);
                items.push(item(text, format!("client {}", id.0)));
            }
        }
        if text.is_empty() {
            items.push(item(language.word("spelling-ignore"), "ignore".to_owned()));
        }
        items
    }

    /// Does what was chosen for the word.
    pub(crate) fn spelling_picked(&mut self, value: &str) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        let Some((finding, _)) = composer.spelling.current.take() else {
            return Vec::new();
        };
        if let Some(text) = value.strip_prefix('=') {
            if composer.editor.text().get(finding.at.clone()) == Some(finding.word.as_str()) {
                composer.editor.swap(finding.at, text);
                return self.draft_changed();
            }
            return Vec::new();
        }
        composer.spelling.findings.retain(|other| other.word != finding.word);
        composer.spelling.ignored.insert(finding.word.clone());
        let client = match value.strip_prefix("client ") {
            Some(id) => id.parse().ok().map(ClientId),
            None if value == "mine" => None,
            None => return Vec::new(),
        };
        let said = self.settings.language.say("spelling-learnt", &[("word", (&finding.word).into())]);
        self.status.say(said, Mood::Good, self.now.machine);
        vec![self.save(Slot::World, Intent::KeepWord(OwnWord { word: finding.word, client }, true))]
    }
}

/// A word with its spaces to be seen, when it is nothing else.
fn marks_shown(word: &str) -> String {
    let shown = |c: char| match c {
        '\u{202f}' | '\u{a0}' => '⍽',
        ' ' => '␣',
        other => other,
    };
    if word.chars().any(char::is_alphanumeric) { word.to_owned() } else { word.chars().map(shown).collect() }
}

/// The bytes of the text that are marked, for whoever draws it.
pub(crate) fn is_marked(findings: &[Finding], byte: usize) -> Option<&Finding> {
    findings.iter().find(|finding| finding.at.contains(&byte))
}

/// The edges of what is marked.
pub(crate) fn edges(findings: &[Finding]) -> impl Iterator<Item = usize> + '_ {
    findings.iter().flat_map(|finding| {
        let Range { start, end } = finding.at;
        [start, end]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &[&str]) -> Spelling {
        let finding = |word: &&str| {
            let start = text.find(word).unwrap();
            Finding { at: start..start + word.len(), word: (*word).to_owned(), rule: Rule::Unknown, suggestions: Vec::new() }
        };
        Spelling { text: text.to_owned(), findings: words.iter().map(finding).collect(), ..Spelling::default() }
    }

    #[test]
    fn marks_move_with_the_text() {
        let table = [
            ("un acceuil, un langaje", "un très acceuil, un langaje", "acceuil langaje"),
            ("un acceuil, un langaje", "un accueil, un langaje", "langaje"),
            ("un acceuil, un langaje", "un acceuil, un langaje !", "acceuil"),
            ("un acceuil, un langaje", "", ""),
        ];
        for (old, new, expected) in table {
            let mut spelling = marked(old, &["acceuil", "langaje"]);
            spelling.follow(new);
            for finding in &spelling.findings {
                assert_eq!(new.get(finding.at.clone()), Some(finding.word.as_str()), "{old} -> {new}");
            }
            let words: Vec<&str> = spelling.findings.iter().map(|finding| finding.word.as_str()).collect();
            assert!(expected.split_whitespace().all(|word| words.contains(&word)), "{old} -> {new}: {words:?}");
            assert!(words.len() <= 2);
        }
    }

    #[test]
    fn the_next_mark_is_the_one_at_the_cursor() {
        let spelling = marked("un acceuil, un langaje", &["acceuil", "langaje"]);
        let at = |cursor: usize| spelling.next(cursor).map(|finding| finding.word.as_str());
        assert_eq!(
            (at(0), at(5), at(10), at(11), at(99)),
            (Some("acceuil"), Some("acceuil"), Some("acceuil"), Some("langaje"), Some("acceuil"))
        );
    }
}
