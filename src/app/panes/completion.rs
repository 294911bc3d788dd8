//! What Tab completes: `@` names of the thread, `#` words seen here, `:` emoji.

use std::collections::BTreeSet;

use crate::app::emoji_table::EMOJI;
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::base::text::fold;

/// What a word can become, and what it is now.
#[derive(Debug, Clone)]
pub(crate) struct Completion {
    begin: usize,
    candidates: Vec<(String, String)>,
    at: usize,
}

/// How many candidates are offered.
const OFFERED: usize = 8;

impl State {
    /// Completes the word before the cursor, or goes on to its next candidate.
    pub(crate) fn complete(&mut self) -> Vec<Effect> {
        let known = self.known_words();
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        if composer.in_warning {
            composer.in_warning = false;
            return Vec::new();
        }
        let word = composer.editor.word();
        let typed = composer.editor.text()[word.clone()].to_owned();
        let going_on = composer.completion.take().filter(|last| last.begin == word.start && last.candidates[last.at].1 == typed);
        let completion = match going_on {
            Some(last) => Completion { at: (last.at + 1) % last.candidates.len(), ..last },
            None => Completion { begin: word.start, candidates: candidates(&typed, &known), at: 0 },
        };
        let Some((_, text)) = completion.candidates.get(completion.at).cloned() else {
            self.tell("completion-none", Mood::Plain);
            return Vec::new();
        };
        composer.editor.swap(word, &text);
        let offered: Vec<String> = completion.candidates.iter().map(|(shown, _)| shown.clone()).collect();
        composer.completion = Some(completion);
        if offered.len() > 1 {
            self.status.say(offered.join("  "), Mood::Plain, self.now.machine);
        }
        self.draft_changed()
    }

    /// Names and hashtags that stand on the screen.
    fn known_words(&self) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        let mut tags = |text: &str| {
            let found = text.split_whitespace().filter(|word| word.starts_with('#') && word.len() > 1);
            words.extend(found.map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()));
        };
        for message in self.thread.view.iter().flat_map(|view| view.messages.iter().chain(&view.subject)) {
            tags(&message.text);
        }
        for line in self.inbox.list.lines() {
            tags(&line.item.excerpt);
        }
        words.extend(self.thread.view.iter().flat_map(|view| view.messages.iter().map(|message| message.handle.clone())));
        words.extend(self.inbox.list.lines().iter().map(|line| line.item.handle.clone()));
        words
    }
}

/// What `typed` can become: each as it is shown and as it is inserted.
fn candidates(typed: &str, known: &BTreeSet<String>) -> Vec<(String, String)> {
    let folded = fold(typed);
    match typed.chars().next() {
        Some('@' | '#') => {
            let fitting = known.iter().filter(|word| fold(word).starts_with(&folded) && *word != typed);
            fitting.take(OFFERED).map(|word| (word.clone(), word.clone())).collect()
        }
        Some(':') if typed.len() > 1 => {
            let name = folded.trim_matches(':');
            let fitting = EMOJI.iter().filter(|(names, _)| names.split(' ').any(|known| known.starts_with(name)));
            fitting.take(OFFERED).map(|(_, emoji)| ((*emoji).to_owned(), (*emoji).to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_what_is_known() {
        let known: BTreeSet<String> = ["@lena@a.test", "@leon@b.test", "#miam", "#Été"].map(str::to_owned).into();
        let texts = |typed: &str| candidates(typed, &known).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts("@le"), ["@lena@a.test", "@leon@b.test"]);
        assert_eq!(texts("#ete"), ["#Été"]);
        assert_eq!(texts(":merci"), ["🙏"]);
        assert_eq!(texts(":tada:"), ["🎉"]);
        assert!(texts("le").is_empty() && texts(":").is_empty());
    }
}
