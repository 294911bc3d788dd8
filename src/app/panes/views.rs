//! Saved views: kept with a key, shown after the views that are always there, counted one
//! after the other and off the path of a key.

use crate::app::commands::CommandId;
use crate::app::overlays::Then;
use crate::app::overlays::prompt::Prompting;
use crate::app::panes::inbox::Entry;
use crate::app::{Effect, Slot, State};
use crate::base::id::SavedViewId;
use crate::base::text::fold;
use crate::model::filter::Filter;
use crate::model::intent::Intent;
use crate::model::query::{Place, Query};
use crate::model::view::{NewView, SavedView};

/// A saved view, and how many are in it.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    pub view: SavedView,
    /// As far as it is known.
    pub n: Option<u32>,
}

/// The saved views.
#[derive(Debug, Default)]
pub(crate) struct Views {
    pub all: Vec<Saved>,
    /// The one that is being counted, and how many of it were.
    counting: Option<(usize, u32)>,
    stale: bool,
}

impl Views {
    pub fn get(&self, id: SavedViewId) -> Option<&Saved> {
        self.all.iter().find(|saved| saved.view.id == id)
    }

    /// Whether what is in one of them changes with time alone.
    pub fn are_relative(&self) -> bool {
        self.all.iter().any(|saved| Filter::parse(&saved.view.is.filter).is_ok_and(|filter| filter.is_relative()))
    }
}

impl State {
    pub(crate) fn views_loaded(&mut self, views: Vec<SavedView>) {
        let old = std::mem::take(&mut self.saved.all);
        let known = |view: &SavedView| old.iter().find(|saved| saved.view == *view).and_then(|saved| saved.n);
        self.saved.all = views.into_iter().map(|view| Saved { n: known(&view), view }).collect();
        self.saved.counting = None;
        if self.inbox.saved.is_some_and(|id| self.saved.get(id).is_none()) {
            self.inbox.saved = None;
        }
        self.inbox.chosen = self.inbox.chosen.min(self.entries().len().saturating_sub(1));
        self.loads.want_now(Slot::ViewCounts);
    }

    /// Counts all saved views, one after the other; what changed meanwhile is counted after that.
    pub(crate) fn count_views(&mut self) -> Option<Effect> {
        if self.saved.counting.is_some() {
            self.saved.stale = true;
            return None;
        }
        self.count_view(0, 0, None)
    }

    fn count_view(&mut self, at: usize, so_far: u32, from: Option<Place>) -> Option<Effect> {
        let mut at = at;
        self.saved.counting = None;
        while let Some(saved) = self.saved.all.get(at) {
            if let Some(mut query) = saved.view.is.query(self.asker()) {
                query.sight = self.sight();
                self.saved.counting = Some((at, so_far));
                return Some(self.load(Slot::ViewCounts, Query::Count(query, from)));
            }
            at += 1;
        }
        if std::mem::take(&mut self.saved.stale) {
            self.loads.want(Slot::ViewCounts);
        }
        None
    }

    pub(crate) fn view_counted(&mut self, n: u32, next: Option<Place>) -> Vec<Effect> {
        let Some((at, so_far)) = self.saved.counting.take() else {
            return Vec::new();
        };
        let n = so_far.saturating_add(n);
        let effect = match next {
            Some(_) => self.count_view(at, n, next),
            None => {
                if let Some(saved) = self.saved.all.get_mut(at) {
                    saved.n = Some(n);
                }
                self.count_view(at + 1, 0, None)
            }
        };
        effect.into_iter().collect()
    }

    /// The saved views of everybody, or of one client, as lines of the column.
    pub(crate) fn saved_entries(&self, client: Option<crate::base::id::ClientId>) -> impl Iterator<Item = Entry> {
        self.saved.all.iter().filter(move |saved| saved.view.is.client == client).map(|saved| Entry::Saved(saved.view.id))
    }

    pub(crate) fn show_saved(&mut self, id: SavedViewId) -> Vec<Effect> {
        let Some(NewView { client, view, filter, sort, .. }) = self.saved.get(id).map(|saved| saved.view.is.clone()) else {
            return Vec::new();
        };
        self.set_filter(&filter);
        let query = &mut self.inbox.query;
        (query.view, query.sort, query.account, query.as_of) = (view, sort, None, Some(self.now.day));
        query.client = client.or(query.client);
        self.inbox.saved = Some(id);
        self.inbox.chosen = self.entries().iter().position(|entry| *entry == Entry::Saved(id)).unwrap_or(0);
        self.inbox_anew()
    }

    /// Asks for the name under which the list is kept.
    pub(crate) fn begin_save_view(&mut self) -> Vec<Effect> {
        let about = self.whose_view();
        let name = self.inbox.saved.and_then(|id| self.saved.get(id)).map(|saved| saved.view.is.name.clone()).unwrap_or_default();
        self.open_prompt(Prompting::SaveView, about, &name)
    }

    pub(crate) fn begin_rename_view(&mut self) -> Vec<Effect> {
        let name = self.inbox.saved.and_then(|id| self.saved.get(id)).map(|saved| saved.view.is.name.clone()).unwrap_or_default();
        self.open_prompt(Prompting::RenameView, String::new(), &name)
    }

    /// What the view is of, and who will see it.
    fn whose_view(&self) -> String {
        let query = &self.inbox.query;
        let view = self.settings.language.code("view", query.view.code());
        let clients = self.totals.iter().flat_map(|totals| &totals.clients);
        let client = clients.clone().find(|(client, _)| Some(client.id) == query.client).map(|(client, _)| client.name.clone());
        let whose = client.unwrap_or_else(|| self.word("all-clients"));
        format!("{whose} · {view} · {}", self.inbox.filter.editor.text())
    }

    pub(crate) fn save_view(&mut self, name: &str) -> Vec<Effect> {
        let query = &self.inbox.query;
        let filter = self.inbox.filter.editor.text().trim().to_owned();
        let view = NewView { client: query.client, name: name.to_owned(), view: query.view, filter, sort: query.sort };
        let same = |saved: &&Saved| saved.view.is.client == view.client && fold(&saved.view.is.name) == fold(name);
        match self.saved.all.iter().find(same).map(|saved| saved.view.id) {
            None => self.view_saved("view-saved", name, Intent::SaveView(None, view)),
            Some(id) => {
                let question = self.settings.language.say("view-replace-question", &[("name", name.into())]);
                self.ask(CommandId::SaveView, question, "view-replace-yes", Then::ReplaceView(id, Box::new(view)))
            }
        }
    }

    /// Puts a view in the place of one that has its name.
    pub(crate) fn replace_view(&mut self, id: SavedViewId, view: NewView) -> Vec<Effect> {
        let name = view.name.clone();
        self.view_saved("view-saved", &name, Intent::SaveView(Some(id), view))
    }

    pub(crate) fn rename_view(&mut self, name: &str) -> Vec<Effect> {
        let Some(SavedView { id, is }) = self.inbox.saved.and_then(|id| self.saved.get(id)).map(|saved| saved.view.clone()) else {
            return Vec::new();
        };
        let view = NewView { name: name.to_owned(), ..is };
        self.view_saved("view-saved", name, Intent::SaveView(Some(id), view))
    }

    pub(crate) fn remove_view(&mut self) -> Vec<Effect> {
        let Some(SavedView { id, is }) = self.inbox.saved.and_then(|id| self.saved.get(id)).map(|saved| saved.view.clone()) else {
            return Vec::new();
        };
        self.view_saved("view-removed", &is.name, Intent::RemoveView(id))
    }

    fn view_saved(&mut self, said: &str, name: &str, intent: Intent) -> Vec<Effect> {
        let said = self.settings.language.say(said, &[("name", name.into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
        vec![self.save(Slot::Verb, intent)]
    }
}
