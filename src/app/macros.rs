//! Macros on the screen: whether one can run, what it says of itself, and running it.
//!
//! One without a saved reply is given like any verb, to one row or to very many. One with a
//! saved reply opens the composer; what it does is done when the text is sent, and not before.
//! Nothing here reads the settings: `config` has done that.

use super::commands::{self, NotReady, Ready, Runs, Scope};
use super::focus::Focus;
use super::overlays::finder::Entry;
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::text::fold;
use crate::model::draft::Audience;
use crate::model::macros::{Given, Macro};
use crate::model::query::Query;
use crate::model::snippet::Snippet;
use crate::model::when::WhenError;

/// The saved replies of all clients, where a macro needs one; none until they are read.
#[derive(Debug, Default)]
pub(crate) struct Macros {
    snippets: Option<Vec<Snippet>>,
}

impl State {
    fn macro_at(&self, at: usize) -> Option<&Macro> {
        self.settings.config.macros.get(at).map(|setting| &setting.what)
    }

    /// Whether a command or a macro can run at this moment.
    pub(crate) fn is_ready(&self, runs: Runs) -> Ready {
        match runs {
            Runs::Command(id) => (commands::get(id).ready)(self),
            Runs::Macro(at) => self.macro_ready(at),
        }
    }

    /// Runs a command or a macro, or says why it cannot.
    pub(crate) fn run_any(&mut self, runs: Runs) -> Vec<Effect> {
        match runs {
            Runs::Command(id) => self.run(commands::get(id)),
            Runs::Macro(at) => self.run_macro(at),
        }
    }

    /// Runs again what has been found ready.
    pub(crate) fn run_again(&mut self, runs: Runs) -> Vec<Effect> {
        match runs {
            Runs::Command(id) => (commands::get(id).run)(self),
            Runs::Macro(at) => self.run_macro(at),
        }
    }

    /// What a command or a macro does, in one sentence.
    pub(crate) fn says(&self, runs: Runs) -> String {
        let language = &self.settings.language;
        match runs {
            Runs::Command(id) => commands::get(id).says(language),
            Runs::Macro(at) => self.macro_at(at).map(|found| language.macro_line(found)).unwrap_or_default(),
        }
    }

    /// The keys of what runs, as they are called in the language of the screen.
    pub(crate) fn key_of(&self, runs: Runs) -> String {
        match runs {
            Runs::Command(id) => self.key(id),
            Runs::Macro(_) => self.keymap.chords_of(runs).first().map(|chord| self.settings.language.chord(chord)).unwrap_or_default(),
        }
    }

    /// The macros as help and palette list them.
    pub(crate) fn macro_entries(&self, here: bool) -> Vec<Entry> {
        let entry = |at: usize| {
            let keys: Vec<String> =
                self.keymap.chords_of(Runs::Macro(at)).iter().map(|chord| self.settings.language.chord(chord)).collect();
            Entry {
                runs: Runs::Macro(at),
                name: self.macro_at(at).map(|found| found.name.clone()).unwrap_or_default(),
                scope: Scope::Inbox,
                keys: keys.join(" "),
                says: self.says(Runs::Macro(at)),
                against: match self.macro_ready(at) {
                    _ if !here => Some(NotReady::Elsewhere),
                    Ready::Yes => None,
                    Ready::No(reason) => Some(reason),
                },
            }
        };
        (0..self.settings.config.macros.len()).map(entry).collect()
    }

    /// The keys of the macros that can run here, with their names, for the line of hints.
    pub(crate) fn macro_hints(&self) -> Vec<(String, String)> {
        if !self.scopes().contains(&Scope::Inbox) || self.is_typing() {
            return Vec::new();
        }
        let entries = self.macro_entries(true).into_iter().filter(|entry| entry.against.is_none() && !entry.keys.is_empty());
        entries.map(|entry| (self.key_of(entry.runs), entry.name)).collect()
    }

    /// Reads the saved replies, if a macro begins an answer with one.
    pub(crate) fn learn_snippets(&mut self) {
        if self.settings.config.macros.iter().any(|setting| setting.what.snippet().is_some()) {
            self.loads.want(Slot::MacroSnippets);
        }
    }

    pub(crate) fn macro_snippets_loaded(&mut self, snippets: Vec<Snippet>) {
        self.macros.snippets = Some(snippets);
    }

    /// What to ask for: the saved replies of all clients.
    pub(crate) fn macro_snippets_query() -> Query {
        Query::Snippets(None)
    }

    /// The saved reply with this name for the row: its client's own goes before the one for all.
    fn macro_snippet(&self, name: &str) -> Option<Snippet> {
        let client = self.row()?.client;
        let fits =
            |snippet: &&Snippet| fold(&snippet.saying.name) == fold(name) && snippet.saying.client.is_none_or(|owner| owner == client);
        self.macros.snippets.iter().flatten().filter(fits).max_by_key(|snippet| snippet.saying.client.is_some()).cloned()
    }

    fn macro_ready(&self, at: usize) -> Ready {
        let Some(found) = self.macro_at(at) else {
            return Ready::No(NotReady::NothingSelected);
        };
        let Some(name) = found.snippet() else {
            return commands::has_targets(self);
        };
        let many = self.targets().len() > 1 || (self.inbox.matching.is_some() && self.focus == Focus::List);
        match commands::can_reply(self) {
            _ if many => Ready::No(NotReady::OneAtATime),
            Ready::Yes if self.macros.snippets.is_none() => Ready::No(NotReady::SnippetsLoading),
            Ready::Yes => Ready::unless(self.macro_snippet(name).is_none().then_some(NotReady::NoSnippet)),
            no => no,
        }
    }

    /// Runs a macro, or says why it cannot.
    pub(crate) fn run_macro(&mut self, at: usize) -> Vec<Effect> {
        self.status.forget(Mood::Plain);
        if let Ready::No(reason) = self.macro_ready(at) {
            self.refuse(reason);
            return Vec::new();
        }
        let Some(found) = self.macro_at(at).cloned() else {
            return Vec::new();
        };
        self.verbs.last = Some(Runs::Macro(at));
        self.verbs.given = None;
        let done = match found.snippet() {
            Some(name) => self.answer_with_macro(&found, name),
            None => self.give_macro(&found),
        };
        done.unwrap_or_else(|(phrase, error)| {
            let said = self.settings.language.when_error(&phrase, &error);
            self.status.say(said, Mood::Bad, self.now.machine);
            Vec::new()
        })
    }

    fn give_macro(&mut self, found: &Macro) -> Result<Vec<Effect>, (String, WhenError)> {
        let run = found.run(self.now.day, &self.settings.zone)?;
        let what = Given::Run(run);
        let (goes_on, stays) = (found.goes_on(), !what.moves());
        // One that only goes on has nothing to store.
        let effects = if what.acts().is_empty() { Vec::new() } else { self.give(what) };
        if goes_on && stays && self.overlays.is_empty() {
            self.inbox.list.step(1);
        }
        Ok(effects)
    }

    /// Begins the answer; what the macro does beside it waits in the draft for its sending.
    fn answer_with_macro(&mut self, found: &Macro, name: &str) -> Result<Vec<Effect>, (String, WhenError)> {
        let run = found.run(self.now.day, &self.settings.zone)?;
        let after = found.after(self.now.day, &self.settings.zone)?;
        let Some(snippet) = self.macro_snippet(name) else {
            return Ok(Vec::new());
        };
        let mut effects = self.begin_reply(Audience::Public);
        if let Some(composer) = self.composer.as_mut() {
            composer.draft.run = Some(Box::new(run));
        }
        effects.extend(self.put_snippet(&snippet, after));
        Ok(effects)
    }

    /// What waits for the sending of the text, as it stands beside it.
    pub(crate) fn then_words(&self) -> Option<String> {
        let draft = &self.composer.as_ref()?.draft;
        let then = draft.then.as_ref().map(|after| self.after_words(after));
        // What the macro does beside its answer: the answer is there to be seen.
        let run = draft.run.as_ref().filter(|run| !run.acts.is_empty()).map(|run| run.beside());
        let words: Vec<String> = run.into_iter().chain(then).collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }
}
