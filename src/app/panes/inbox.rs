//! The inbox: a view, a filter, a window of rows, and what is selected.

use std::collections::BTreeSet;

use crate::app::focus::{Focus, Pane};
use crate::app::list::{Need, WindowedList};
use crate::app::panes::filtering::FilterField;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::{AccountId, ClientId, ConversationId, SavedViewId};
use crate::base::time::Timestamp;
use crate::model::conversation::{Row, View};
use crate::model::filter::{Asker, Filter};
use crate::model::query::{InboxQuery, Query, Sort, Span, Window};

/// Everything that `%` found, on the screen or not.
#[derive(Debug, Clone)]
pub(crate) struct Matching {
    pub query: InboxQuery,
    /// How many, as far as they are counted.
    pub n: u32,
    pub counted: bool,
}

/// A search that takes longer than one answer.
#[derive(Debug, Default)]
struct Search {
    rows: Vec<Row>,
    more_before: bool,
    newer: u32,
    /// Whether the list shows nothing of before, so that what is found can be shown at once.
    anew: bool,
    wanted: usize,
}

/// The inbox.
#[derive(Debug)]
pub(crate) struct Inbox {
    pub list: WindowedList<Row>,
    pub query: InboxQuery,
    pub filter: FilterField,
    pub marked: BTreeSet<i64>,
    pub range: Option<i64>,
    /// What `%` found, when it is more than what is in hand.
    pub matching: Option<Matching>,
    /// The saved view that is shown, as it was saved.
    pub saved: Option<SavedViewId>,
    /// The line of the column of views that has the cursor.
    pub chosen: usize,
    asked: Option<Need>,
    answered: Option<Need>,
    wanted: Option<ConversationId>,
    search: Option<Search>,
    /// Whether something changed while a search went on.
    stale: bool,
}

/// A line of the column of views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    View(View),
    Saved(SavedViewId),
    Clients(Option<ClientId>),
}

impl Inbox {
    pub fn new(now: Timestamp) -> Inbox {
        let query = InboxQuery {
            view: View::ToAnswer,
            client: None,
            account: None,
            filter: Filter::default(),
            sort: Sort::Newest,
            as_of: Some(now),
            asker: Asker::default(),
        };
        Inbox {
            list: WindowedList::new(),
            query,
            filter: FilterField::default(),
            marked: BTreeSet::new(),
            range: None,
            matching: None,
            saved: None,
            chosen: 0,
            asked: None,
            answered: None,
            wanted: None,
            search: None,
            stale: false,
        }
    }

    /// Takes what was found; where to go on, when that is not all.
    fn answer(&mut self, window: Window<Row>) -> Option<Span> {
        let anew = !self.list.loaded;
        let mut search = self.search.take().unwrap_or(Search {
            more_before: window.more_before,
            newer: window.newer,
            anew,
            wanted: self.asked.map_or(0, |need| self.wanted_rows(need)),
            rows: Vec::new(),
        });
        search.rows.extend(window.rows);
        let (more_before, newer) = (search.more_before, search.newer);
        let so_far = |rows: Vec<Row>, more_after| Window { rows, more_before, more_after, newer, unfinished: None };
        let Some(place) = window.unfinished.filter(|_| search.rows.len() < search.wanted) else {
            self.answered = self.asked.take();
            self.take(so_far(search.rows, window.more_after));
            return None;
        };
        if search.anew && !search.rows.is_empty() {
            self.take(so_far(search.rows.clone(), true));
        }
        let left = u32::try_from(search.wanted - search.rows.len()).unwrap_or(u32::MAX);
        self.search = Some(search);
        Some(Span { around: Some(place), before: 0, after: left })
    }

    fn take(&mut self, window: Window<Row>) {
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

    /// Whether more rows are still looked for.
    pub fn searches(&self) -> bool {
        self.search.is_some()
    }

    /// Whether a row is one of several selected.
    pub fn is_marked(&self, key: i64) -> bool {
        self.matching.is_some() || self.marked.contains(&key) || self.ranged().contains(&key)
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

    /// Whether anything is selected beside the cursor.
    pub fn has_marks(&self) -> bool {
        self.matching.is_some() || !self.marked.is_empty() || self.range.is_some()
    }

    /// All that are selected beside the cursor, in the order of the list where it knows them; of
    /// everything that matches, what is in hand.
    pub fn marks(&self) -> Vec<ConversationId> {
        if self.matching.is_some() {
            return self.list.lines().iter().filter(|line| !line.struck).map(|line| line.item.id).collect();
        }
        let all: BTreeSet<i64> = self.marked.iter().copied().chain(self.ranged()).collect();
        let here = self.list.lines().iter().map(|line| line.item.id.0).filter(|key| all.contains(key));
        let listed: Vec<i64> = here.collect();
        let elsewhere = all.iter().filter(|key| !listed.contains(key)).copied();
        listed.iter().copied().chain(elsewhere).map(ConversationId).collect()
    }

    pub fn unmark(&mut self) {
        self.marked.clear();
        self.range = None;
        self.matching = None;
    }

    /// So many rows are asked for.
    fn wanted_rows(&self, need: Need) -> usize {
        let span = self.span(need);
        usize::try_from(span.before.saturating_add(span.after)).unwrap_or(usize::MAX)
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

    pub(crate) fn inbox_again(&mut self) -> Option<Effect> {
        // A search that is begun again with every change would never end.
        if self.inbox.searches() {
            self.inbox.stale = true;
            return None;
        }
        let need = self.inbox.list.again();
        Some(self.inbox_ask(need))
    }

    fn inbox_ask(&mut self, need: Need) -> Effect {
        let span = self.inbox.span(need);
        self.inbox.asked = Some(need);
        self.inbox.search = None;
        self.inbox.query.asker = self.asker();
        self.inbox_query(span)
    }

    fn inbox_query(&mut self, span: Span) -> Effect {
        let query = Query::Inbox(self.inbox.query.clone(), span);
        self.load(Slot::Inbox, query)
    }

    /// Who asks for lists, and when.
    pub(crate) fn asker(&self) -> Asker {
        Asker { now: self.now.day, zone: self.settings.zone.clone(), me: self.settings.person.clone() }
    }

    pub(crate) fn inbox_answered(&mut self, window: Window<Row>) -> Vec<Effect> {
        match self.inbox.answer(window) {
            Some(span) => vec![self.inbox_query(span)],
            None => {
                if std::mem::take(&mut self.inbox.stale) {
                    self.loads.want(Slot::Inbox);
                }
                Vec::new()
            }
        }
    }

    /// Looks for no more rows; what was found stays.
    pub(crate) fn stop_search(&mut self) {
        if let Some(search) = self.inbox.search.take() {
            // The answer that is still to come is to an old ticket.
            let _ = self.loads.ticket(Slot::Inbox);
            self.inbox.answered = self.inbox.asked.take();
            let n = search.rows.len();
            let Search { rows, more_before, newer, .. } = search;
            self.inbox.take(Window { rows, more_before, more_after: false, newer, unfinished: None });
            self.status.say(self.settings.language.say("search-stopped", &[("n", n.into())]), Mood::Plain, self.now.machine);
        }
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
        let clients: Vec<ClientId> = self.totals.iter().flat_map(|totals| totals.clients.iter().map(|(client, _)| client.id)).collect();
        let mut entries: Vec<Entry> = self.views().into_iter().map(Entry::View).chain(self.saved_entries(None)).collect();
        if clients.len() > 1 {
            entries.push(Entry::Clients(None));
        }
        for client in clients.iter().copied() {
            if clients.len() > 1 {
                entries.push(Entry::Clients(Some(client)));
            }
            // A client that is chosen, or the only one, shows its own views too.
            if clients.len() == 1 || self.inbox.query.client == Some(client) {
                entries.extend(self.saved_entries(Some(client)));
            }
        }
        entries
    }

    pub(crate) fn choose_entry(&mut self) -> Vec<Effect> {
        match self.entries().get(self.inbox.chosen) {
            Some(Entry::View(view)) => {
                // What a saved view was narrowed by goes with it.
                if self.inbox.saved.is_some() {
                    self.set_filter("");
                }
                self.show_view(*view)
            }
            Some(Entry::Saved(id)) => self.show_saved(*id),
            Some(Entry::Clients(client)) => {
                self.inbox.saved = None;
                self.inbox.query.client = *client;
                self.inbox.query.account = None;
                self.inbox_anew()
            }
            None => Vec::new(),
        }
    }

    pub(crate) fn show_view(&mut self, view: View) -> Vec<Effect> {
        self.inbox.saved = None;
        self.inbox.query.view = view;
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
}
