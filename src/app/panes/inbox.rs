//! The inbox: a view, a filter, a window of rows, and what is selected.

use std::collections::BTreeSet;

use crate::app::editor::Editor;
use crate::app::focus::{Focus, Pane};
use crate::app::list::{Need, WindowedList};
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::{AccountId, ClientId, ConversationId};
use crate::base::time::Timestamp;
use crate::model::conversation::{Row, View};
use crate::model::filter::{self, Filter, FilterError};
use crate::model::query::{InboxQuery, Query, Sort, Span, Window};

/// How many rows `%` takes at most.
const MARKS: u32 = 5_000;

/// The line of the filter.
#[derive(Debug)]
pub(crate) struct FilterField {
    pub editor: Editor,
    pub editing: bool,
    pub error: Option<FilterError>,
}

/// The inbox.
#[derive(Debug)]
pub(crate) struct Inbox {
    pub list: WindowedList<Row>,
    pub query: InboxQuery,
    /// How the person wants lists sorted; what is late is sorted by when it was due.
    pub sort: Sort,
    pub filter: FilterField,
    pub marked: BTreeSet<i64>,
    pub range: Option<i64>,
    /// Whether `%` found more than it could take.
    pub marks_cut: bool,
    /// The line of the column of views that has the cursor.
    pub chosen: usize,
    asked: Option<Need>,
    answered: Option<Need>,
    wanted: Option<ConversationId>,
}

/// A line of the column of views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    View(View),
    Clients(Option<ClientId>),
}

impl Inbox {
    pub fn new(now: Timestamp) -> Inbox {
        let query = InboxQuery { view: View::ToAnswer, as_of: Some(now), ..InboxQuery::default() };
        let filter = FilterField { editor: Editor::line(""), editing: false, error: None };
        Inbox {
            list: WindowedList::new(),
            query,
            sort: Sort::Newest,
            filter,
            marked: BTreeSet::new(),
            range: None,
            marks_cut: false,
            chosen: 0,
            asked: None,
            answered: None,
            wanted: None,
        }
    }

    pub fn answer(&mut self, window: Window<Row>) {
        self.answered = self.asked.take();
        let ranged = self.ranged();
        self.list.answer(window);
        self.keep_range(ranged);
        if let Some(id) = self.wanted.filter(|id| self.list.select(id.0)) {
            self.wanted = self.wanted.filter(|wanted| *wanted != id);
        }
    }

    /// Selects a conversation, now or when it comes.
    pub fn want(&mut self, id: ConversationId) {
        self.list.unhide(id.0);
        if !self.list.select(id.0) {
            self.wanted = Some(id);
        }
    }

    /// Whether a row is one of several selected.
    pub fn is_marked(&self, key: i64) -> bool {
        self.marked.contains(&key) || self.ranged().contains(&key)
    }

    /// The rows from where `v` was pressed to the cursor.
    fn ranged(&self) -> BTreeSet<i64> {
        let (Some(from), Some(to)) = (self.range, self.list.selected()) else {
            return BTreeSet::new();
        };
        let place = |key: i64| self.list.lines().iter().position(|line| line.item.id.0 == key);
        match (place(from), place(to.id.0)) {
            (Some(one), Some(other)) => self.list.lines()[one.min(other)..=one.max(other)].iter().map(|line| line.item.id.0).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// A range whose beginning is not in hand any more goes on from the nearest row that is.
    fn keep_range(&mut self, ranged: BTreeSet<i64>) {
        if self.range.is_some_and(|from| self.list.get(from).is_none()) {
            self.range = self.list.lines().iter().map(|line| line.item.id.0).find(|key| ranged.contains(key));
            self.marked.extend(ranged);
        }
    }

    /// All that are selected beside the cursor, in the order of the list where it knows them.
    pub fn marks(&self) -> Vec<ConversationId> {
        let all: BTreeSet<i64> = self.marked.iter().copied().chain(self.ranged()).collect();
        let here = self.list.lines().iter().map(|line| line.item.id.0).filter(|key| all.contains(key));
        let listed: Vec<i64> = here.collect();
        let elsewhere = all.iter().filter(|key| !listed.contains(key)).copied();
        listed.iter().copied().chain(elsewhere).map(ConversationId).collect()
    }

    pub fn unmark(&mut self) {
        self.marked.clear();
        self.range = None;
        self.marks_cut = false;
    }

    fn span(&self, need: Need) -> Span {
        let screen = u32::try_from(self.list.height()).unwrap_or(u32::MAX).clamp(10, 500);
        match need {
            Need::Top => Span::top(screen * 3),
            Need::Bottom => Span::bottom(screen * 3),
            Need::Around(key) => match self.list.get(key) {
                Some(row) => Span { around: Some(row.place(self.query.sort)), before: screen * 3 / 2, after: screen * 3 / 2 },
                None => Span::top(screen * 3),
            },
        }
    }
}

impl State {
    /// Asks for rows when the window comes near its edge; the same question is not asked twice in a row.
    pub(crate) fn inbox_need(&mut self) -> Option<Effect> {
        let need = self.inbox.list.need()?;
        let around = matches!(need, Need::Around(_));
        let waits = self.inbox.asked.is_some_and(|asked| around || asked == need);
        if waits || (around && self.inbox.answered == Some(need)) {
            return None;
        }
        Some(self.inbox_ask(need))
    }

    pub(crate) fn inbox_again(&mut self) -> Effect {
        let need = self.inbox.list.again();
        self.inbox_ask(need)
    }

    fn inbox_ask(&mut self, need: Need) -> Effect {
        let span = self.inbox.span(need);
        self.inbox.asked = Some(need);
        self.inbox.query.sight = self.sight();
        let query = Query::Inbox(self.inbox.query.clone(), span);
        self.load(Slot::Inbox, query)
    }

    /// Another list: what is in hand belongs to the old one.
    pub(crate) fn inbox_anew(&mut self) -> Vec<Effect> {
        self.inbox.list.clear();
        self.inbox.unmark();
        self.focus = if self.focus == Focus::Thread { Focus::List } else { self.focus };
        vec![self.inbox_ask(Need::Top)]
    }

    /// The views that are worth a line: those that nothing can be in yet are left out while empty.
    pub(crate) fn views(&self) -> Vec<View> {
        let tally = |view: &View| self.totals.as_ref().and_then(|totals| totals.views.get(view)).map_or(0, |tally| tally.all);
        let always = [View::ToAnswer, View::Waiting, View::Quiet, View::Done, View::All];
        View::ALL.iter().copied().filter(|view| always.contains(view) || tally(view) > 0 || *view == self.inbox.query.view).collect()
    }

    /// The lines of the column of views: the views, then the clients.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let clients = self.totals.iter().flat_map(|totals| totals.clients.iter().map(|(client, _)| Entry::Clients(Some(client.id))));
        let views = self.views().into_iter().map(Entry::View);
        let clients: Vec<Entry> = clients.collect();
        let all = (clients.len() > 1).then_some(Entry::Clients(None));
        views.chain(all).chain(clients.into_iter().filter(|_| all.is_some())).collect()
    }

    pub(crate) fn choose_entry(&mut self) -> Vec<Effect> {
        match self.entries().get(self.inbox.chosen) {
            Some(Entry::View(view)) => self.show_view(*view),
            Some(Entry::Clients(client)) => {
                self.inbox.query.client = *client;
                self.inbox.query.account = None;
                self.inbox_anew()
            }
            None => Vec::new(),
        }
    }

    pub(crate) fn show_view(&mut self, view: View) -> Vec<Effect> {
        self.inbox.query.view = view;
        self.inbox.query.sort = if view == View::Late { Sort::Due } else { self.inbox.sort };
        self.inbox.query.as_of = Some(self.now.day);
        self.inbox.chosen = self.entries().iter().position(|entry| *entry == Entry::View(view)).unwrap_or(0);
        self.inbox_anew()
    }

    /// The inbox of one account, everything in it.
    pub(crate) fn show_account(&mut self, account: AccountId) -> Vec<Effect> {
        self.pane = Pane::Inbox;
        self.focus = Focus::List;
        self.zoomed = false;
        self.inbox.query.client = None;
        self.inbox.query.account = Some(account);
        let source = self.accounts.account(account).is_some_and(|account| account.network.is_source());
        self.show_view(if source { View::ToRead } else { View::ToAnswer })
    }

    /// Reads the filter as it is typed; a wrong one leaves the last good one in force.
    pub(crate) fn filter_typed(&mut self) -> Vec<Effect> {
        let text = self.inbox.filter.editor.text();
        // A word that may become the name of a condition is not searched for while it is typed.
        let last = text.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let word = text.get(last..).unwrap_or_default().trim_start_matches('-');
        let beginning = self.inbox.filter.editing && !word.is_empty() && filter::KEYS.iter().any(|key| key.starts_with(word));
        match Filter::parse(if beginning { &text[..last] } else { text }) {
            Ok(filter) => {
                self.inbox.filter.error = None;
                if filter == self.inbox.query.filter {
                    return Vec::new();
                }
                self.inbox.query.filter = filter;
                self.inbox_anew()
            }
            Err(error) => {
                self.inbox.filter.error = Some(error);
                Vec::new()
            }
        }
    }

    /// Takes the filter away, the account's too.
    pub(crate) fn clear_filter(&mut self) -> Vec<Effect> {
        self.inbox.filter = FilterField { editor: Editor::line(""), editing: false, error: None };
        self.inbox.query.filter = Filter::default();
        self.inbox.query.account = None;
        self.inbox_anew()
    }

    pub(crate) fn is_filtered(&self) -> bool {
        !self.inbox.query.filter.is_empty() || self.inbox.query.account.is_some() || !self.inbox.filter.editor.text().is_empty()
    }

    /// Everything that matches, as `%` asked; only the ids are kept.
    pub(crate) fn ask_marks(&mut self) -> Vec<Effect> {
        let query = Query::Inbox(self.inbox.query.clone(), Span::top(MARKS));
        vec![self.load(Slot::Marks, query)]
    }

    pub(crate) fn mark_all(&mut self, window: Window<Row>) {
        self.inbox.range = None;
        self.inbox.marked = window.rows.iter().map(|row| row.id.0).collect();
        self.inbox.marks_cut = window.more_after;
        if window.more_after {
            let text = self.settings.language.say("marks-cut", &[("n", self.inbox.marked.len().into())]);
            self.status.say(text, Mood::Bad, self.now.machine);
        }
    }
}
