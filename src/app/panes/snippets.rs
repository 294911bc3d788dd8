//! Saved replies at hand while a text is written: chosen, filled, kept, changed, taken away.
//!
//! A chosen one is put into the text at once, with what is known; its blanks stand there,
//! marked, until each is filled. The text alone says what is left: nothing else is kept.

use crate::app::commands::{NotReady, Ready};
use crate::app::overlays::Overlay;
use crate::app::overlays::picker::{Item, Picking};
use crate::app::overlays::prompt::Prompting;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::{ClientId, SnippetId};
use crate::base::text::{fold, one_line};
use crate::model::draft::Audience;
use crate::model::intent::Intent;
use crate::model::query::Query;
use crate::model::snippet::{
    AndThen, Filling, Saying, Sheet, SheetError, Snippet, Template, Words, blanks, called, fill_blank, found, insertion, labels_left,
};
use crate::model::triage::After;

/// Saved replies in hand.
#[derive(Debug, Default)]
pub(crate) struct Snippets {
    /// Whose they are, beside those for all.
    of: Option<ClientId>,
    all: Vec<(Snippet, Words)>,
    /// The one in the person's editor.
    editing: Option<SnippetId>,
    /// A page that could not be kept: the next edit goes on with it.
    rejected: Option<(SnippetId, String)>,
}

impl Snippets {
    fn find(&self, id: SnippetId) -> Option<Snippet> {
        self.all.iter().map(|(snippet, _)| snippet).find(|snippet| snippet.id == id).cloned()
    }
}

/// The one that a line of the choice stands for.
fn chosen(item: &Item) -> Option<SnippetId> {
    item.value.parse().ok().map(SnippetId)
}

impl State {
    /// Answers the conversation with a saved reply.
    pub(crate) fn reply_with_snippet(&mut self) -> Vec<Effect> {
        let mut effects = self.begin_reply(Audience::Public);
        effects.extend(self.choose_snippet());
        effects
    }

    /// Opens the choice of saved replies for the text that is written.
    pub(crate) fn choose_snippet(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        composer.in_warning = false;
        let client = composer.identities.first().map(|identity| identity.client_id);
        if self.snippets.of != client {
            self.snippets.all.clear();
        }
        self.snippets.of = client;
        self.open_picker(Picking::Snippet)
    }

    /// What to ask for: those of the client whose text is written.
    pub(crate) fn snippets_query(&self) -> Query {
        Query::Snippets(self.snippets.of)
    }

    pub(crate) fn snippets_loaded(&mut self, snippets: Vec<Snippet>) -> Vec<Effect> {
        self.snippets.all = snippets.into_iter().map(|snippet| (snippet.clone(), Words::of(&snippet))).collect();
        self.pick_read()
    }

    /// Saved replies have changed; they are read again where they are shown.
    pub(crate) fn snippets_changed(&mut self) {
        let shown = |overlay: &Overlay| matches!(overlay, Overlay::Picker(picker) if picker.picking == Picking::Snippet);
        if self.overlays.iter().any(shown) {
            self.loads.want_now(Slot::Snippets);
        }
        self.learn_snippets();
    }

    /// What `text` finds, the best first.
    pub(crate) fn snippet_items(&self, text: &str) -> Vec<Item> {
        let all = self.word("snippet-for-all");
        let filling = self.filling();
        let item = |snippet: &Snippet| {
            let saying = &snippet.saying;
            let owner = if saying.client.is_some() { self.client_name(saying.client) } else { all.clone() };
            let then = saying.then.map(|then| format!("→ {}\n", self.then_word(then))).unwrap_or_default();
            let body = Template::parse(&saying.body).map_or_else(|_| saying.body.clone(), |template| template.fill(&filling));
            let (detail, value) = (format!("{then}{body}"), snippet.id.to_string());
            Item { text: saying.name.clone(), note: owner, detail, value, ..Item::default() }
        };
        found(&self.snippets.all, text).into_iter().map(|at| item(&self.snippets.all[at].0)).collect()
    }

    fn client_name(&self, client: Option<ClientId>) -> String {
        let known = self.totals.iter().flat_map(|totals| &totals.clients).map(|(client, _)| client);
        known.filter(|known| Some(known.id) == client).map(|known| known.name.clone()).next().unwrap_or_default()
    }

    /// What becomes of the conversation, as it stands beside a text.
    pub(crate) fn then_word(&self, then: AndThen) -> String {
        self.settings.language.code("then", then.code())
    }

    /// What follows the sending, with its time, as it stands beside a text.
    pub(crate) fn after_words(&self, after: &After) -> String {
        self.settings.language.after(after, self.now.day, &self.settings.zone)
    }

    /// What is known of the conversation that is answered.
    fn filling(&self) -> Filling {
        let Some(composer) = &self.composer else {
            return Filling::default();
        };
        let author = composer.quoted.as_ref().map(|quoted| called(&quoted.name, &quoted.handle)).unwrap_or_default();
        let client = composer.identities.first().map(|identity| identity.client.clone()).unwrap_or_default();
        Filling { author, client, blanks: Vec::new() }
    }

    /// Puts the chosen one into the text, and asks for its blanks.
    pub(crate) fn insert_snippet(&mut self, item: &Item) -> Vec<Effect> {
        match chosen(item).and_then(|id| self.snippets.find(id)) {
            Some(snippet) => self.put_snippet(&snippet, None),
            None => Vec::new(),
        }
    }

    /// Puts a saved reply into the text, and asks for its blanks; `after` goes before what it wants.
    pub(crate) fn put_snippet(&mut self, snippet: &Snippet, after: Option<After>) -> Vec<Effect> {
        let filling = self.filling();
        let template = match Template::parse(&snippet.saying.body) {
            Ok(template) => template,
            Err(error) => {
                let said = self.settings.language.snippet_problem(&error.problem);
                self.status.say(said, Mood::Bad, self.now.machine);
                return Vec::new();
            }
        };
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        let words = insertion(composer.editor.text(), composer.editor.cursor(), &template.fill(&filling));
        composer.editor.paste(&words);
        if composer.is_reply() {
            let wanted = after.or(snippet.saying.then.map(AndThen::after));
            composer.draft.then = wanted.or(composer.draft.then.take());
        }
        // What is not known, the author of a new post for one, is left as a blank too.
        let labels = labels_left(&words);
        let mut effects = self.draft_changed();
        effects.push(self.save(Slot::Snippet, Intent::UseSnippet(snippet.id)));
        self.ask_blanks(labels);
        effects
    }

    /// Asks for the first of these blanks, then for the others.
    pub(crate) fn ask_blanks(&mut self, mut labels: Vec<String>) {
        let Some(composer) = self.composer.as_ref().filter(|_| !labels.is_empty()) else {
            return;
        };
        let label = labels.remove(0);
        let text = composer.editor.text();
        let stands = blanks(text).into_iter().find(|blank| fold(&blank.label) == fold(&label));
        let about = stands.map(|blank| one_line(&around(text, blank.at.start))).unwrap_or_default();
        let title = self.settings.language.say("prompt-blank-of", &[("label", (&label).into()), ("left", labels.len().into())]);
        self.open_prompt(Prompting::Blank { label, left: labels }, about, "");
        if let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut() {
            prompt.title = title;
        }
    }

    /// Fills a blank wherever it stands, and goes on to the next; one that is left stays marked.
    pub(crate) fn fill_blank(&mut self, label: &str, value: &str, left: Vec<String>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(composer) = self.composer.as_mut().filter(|_| !value.is_empty()) {
            composer.editor.turn(|text| fill_blank(text, label, value));
            effects = self.draft_changed();
        }
        self.ask_blanks(left);
        effects
    }

    /// Says which blank keeps the text from leaving, and asks for what is left.
    pub(crate) fn say_unfilled(&mut self, label: &str) -> Vec<Effect> {
        let said = self.settings.language.say("send-unfilled", &[("label", label.into())]);
        self.status.say(said, Mood::Bad, self.now.machine);
        let text = self.composer.as_ref().map(|composer| composer.editor.text().to_owned()).unwrap_or_default();
        self.ask_blanks(labels_left(&text));
        Vec::new()
    }

    /// Sends the text; what its saved reply wants becomes of the conversation.
    pub(crate) fn send_as_chosen(&mut self) -> Vec<Effect> {
        let then = self.composer.as_ref().and_then(|composer| composer.draft.then.clone());
        self.send(then.unwrap_or(After::WaitThem))
    }

    /// Whether there is something to keep.
    pub(crate) fn can_save_snippet(&self) -> Ready {
        let blank = self.composer.as_ref().is_none_or(|composer| composer.current().is_blank());
        Ready::unless(blank.then_some(NotReady::NothingWritten))
    }

    /// Asks for the name under which the text is kept.
    pub(crate) fn name_snippet(&mut self) -> Vec<Effect> {
        if self.composer.is_none() {
            return Vec::new();
        }
        let about = self.filling().client;
        self.open_prompt(Prompting::SnippetName, about, "")
    }

    /// Keeps the text as a saved reply of the client.
    pub(crate) fn keep_as_snippet(&mut self, name: &str) -> Vec<Effect> {
        let Some(composer) = &self.composer else {
            return Vec::new();
        };
        let body = bare(composer.editor.text());
        let client = composer.identities.first().map(|identity| identity.client_id);
        self.keep_snippet(None, Saying { client, name: name.to_owned(), body, then: composer.draft.then.as_ref().map(AndThen::of) })
            .unwrap_or_else(|said| {
                self.status.say(said, Mood::Bad, self.now.machine);
                Vec::new()
            })
    }

    /// Keeps what is written if it can be, else gives the reason.
    fn keep_snippet(&mut self, id: Option<SnippetId>, saying: Saying) -> Result<Vec<Effect>, String> {
        let language = &self.settings.language;
        let saying = saying.checked().map_err(|error| language.snippet_problem(&error.problem))?;
        let said = language.say("snippet-kept", &[("name", (&saying.name).into())]);
        self.status.say(said, Mood::Good, self.now.machine);
        self.verbs.note(false);
        Ok(vec![self.save(Slot::Snippet, Intent::KeepSnippet(id, saying))])
    }

    /// Opens a saved reply in the person's own editor.
    pub(crate) fn edit_snippet(&mut self, item: &Item) -> Vec<Effect> {
        let Some(snippet) = chosen(item).and_then(|id| self.snippets.find(id)) else {
            return Vec::new();
        };
        let page = match self.snippets.rejected.take() {
            Some((id, page)) if id == snippet.id => page,
            _ => Sheet::of(&snippet.saying, &self.client_name(snippet.saying.client)).text(),
        };
        self.snippets.editing = Some(snippet.id);
        vec![Effect::Edit(self.loads.ticket(Slot::SnippetPage), page)]
    }

    /// Takes a page as the editor left it; an empty one changes nothing.
    pub(crate) fn snippet_edited(&mut self, page: &str) -> Vec<Effect> {
        let Some(id) = self.snippets.editing.take().filter(|_| !page.trim().is_empty()) else {
            return Vec::new();
        };
        let kept = self.snippet_on(page).and_then(|saying| match self.snippets.find(id) {
            Some(before) if before.saying == saying => Ok(Vec::new()),
            _ => self.keep_snippet(Some(id), saying),
        });
        kept.unwrap_or_else(|why| {
            let said = self.settings.language.say("snippet-not-kept", &[("why", (&why).into())]);
            self.status.say(said, Mood::Bad, self.now.machine);
            self.snippets.rejected = Some((id, page.to_owned()));
            Vec::new()
        })
    }

    fn snippet_on(&self, page: &str) -> Result<Saying, String> {
        let language = &self.settings.language;
        let sheet = Sheet::read(page).map_err(|error| match error {
            SheetError::NoLine => language.word("sheet-no-line"),
            SheetError::Line(line) => language.say("sheet-line", &[("line", (&line).into())]),
            SheetError::Then(word) => {
                let known: Vec<&str> = AndThen::ALL.iter().map(|then| then.code()).collect();
                language.say("sheet-then", &[("word", (&word).into()), ("known", (&known.join(", ")).into())])
            }
        })?;
        let mut known = self.totals.iter().flat_map(|totals| &totals.clients).map(|(client, _)| client);
        let client = known.find(|client| fold(&client.name) == fold(&sheet.client)).map(|client| client.id);
        if client.is_none() && !sheet.client.is_empty() {
            return Err(language.say("sheet-client", &[("name", (&sheet.client).into())]));
        }
        let saying = Saying { client, name: sheet.name, body: sheet.body, then: sheet.then };
        saying.checked().map_err(|error| language.snippet_problem(&error.problem))
    }

    /// Takes a saved reply away; undo brings it back.
    pub(crate) fn remove_snippet(&mut self, item: &Item) -> Vec<Effect> {
        let Some(id) = chosen(item) else {
            return Vec::new();
        };
        let said = self.settings.language.say("snippet-removed", &[("name", (&item.text).into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
        vec![self.save(Slot::Snippet, Intent::RemoveSnippet(id))]
    }
}

/// The line of `text` in which the byte `at` stands.
fn around(text: &str, at: usize) -> String {
    let begin = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    text[begin..end].to_owned()
}

/// A message as the text of a saved reply: without the names it begins with, its braces kept.
fn bare(text: &str) -> String {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix('@').and_then(|name| name.find(char::is_whitespace).map(|end| &name[end..])) {
        rest = after.trim_start();
    }
    let mut body = String::new();
    let mut at = 0;
    for blank in blanks(rest) {
        body.push_str(&rest[at..blank.at.start].replace('{', "{{"));
        body.push_str(&rest[blank.at.clone()]);
        at = blank.at.end;
    }
    body + &rest[at..].replace('{', "{{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_text_to_keep() {
        let table = [
            ("@lena Merci beaucoup !", "Merci beaucoup !"),
            ("@lena@a.test @bob Hi @ana", "Hi @ana"),
            ("Order {?n} is {that}", "Order {?n} is {{that}"),
            ("@lena", "@lena"),
        ];
        for (text, body) in table {
            assert_eq!(bare(text), body);
            assert!(Template::parse(&bare(text)).is_ok());
        }
    }
}
