//! The calendar: some ten weeks of posts around the cursor, ideas beside them, and what is to be
//! noticed about both.
//!
//! The cursor is an hour of a day and, where posts stand, one of them. Rows are computed into
//! cells once, when they come; drawing and moving only look them up. How the cursor walks is in
//! `walking`, where everything stands on the screen in `grid`, what is done to posts in `moving`.

pub(crate) mod grid;
pub(crate) mod moving;
mod walking;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::app::focus::{Focus, Pane};
use crate::app::layout::Area;
use crate::app::{Effect, Slot, State, Ticket};
use crate::base::id::{AccountId, ClientId, DraftId, SlotId};
use crate::base::time::Timestamp;
use crate::model::planner::marked::Marked;
use crate::model::planner::notes::{Note, SPACING, Silence, empty_days, notes, silences};
use crate::model::planner::{Days, PlanView, between, local, plus};
use crate::model::query::{CalendarQuery, Query};
use crate::model::slot::{CalendarRow, Standing};

use super::scheduling::Placing;

/// How many days are known on either side of the month of the cursor.
const MARGIN: i32 = 14;
/// How near the edge of what is known the screen may come before more is asked for, in days.
const NEAR: i32 = 5;

/// What tells one post from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostKey {
    /// One of the calendar.
    Slot(SlotId),
    /// An idea.
    Idea(DraftId),
    /// One that was posted elsewhere.
    Elsewhere(Timestamp, AccountId),
}

/// A post with its place in the zone that is shown.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub row: CalendarRow,
    pub at: Timestamp,
    pub local: DateTime,
    pub note: Note,
}

/// What tells a row from others.
pub(crate) fn key_of(row: &CalendarRow) -> Option<PostKey> {
    match (row.slot, row.draft) {
        (Some(slot), _) => Some(PostKey::Slot(slot)),
        (None, Some(draft)) => Some(PostKey::Idea(draft)),
        (None, None) => Some(PostKey::Elsewhere(row.at?, row.accounts.first()?.account)),
    }
}

/// The zone of a client that is shown instead of one's own.
#[derive(Debug, Clone)]
pub(crate) struct ClientZone {
    pub client: ClientId,
    pub zone: TimeZone,
}

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Ideas,
    Planned,
    Scheduled,
    Mend,
    Gone,
}

impl Column {
    pub const ALL: [Column; 5] = [Column::Ideas, Column::Planned, Column::Scheduled, Column::Mend, Column::Gone];

    /// The id of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Ideas => "board-ideas",
            Column::Planned => "board-planned",
            Column::Scheduled => "board-scheduled",
            Column::Mend => "board-mend",
            Column::Gone => "board-gone",
        }
    }

    fn of(standing: Standing) -> Column {
        match standing {
            Standing::Idea => Column::Ideas,
            Standing::Planned => Column::Planned,
            Standing::Scheduled => Column::Scheduled,
            Standing::Editing | Standing::Late | Standing::NotSent => Column::Mend,
            Standing::Leaving | Standing::Sent | Standing::Skipped => Column::Gone,
        }
    }
}

/// The calendar.
#[derive(Debug)]
pub(crate) struct Calendar {
    pub view: PlanView,
    /// Only of this client.
    pub client: Option<ClientId>,
    pub zone: Option<ClientZone>,
    /// The posts that are known, by time.
    pub posts: Vec<Placed>,
    /// The places in `posts` of each hour.
    cells: BTreeMap<(Date, i8), Vec<usize>>,
    /// Texts without a date, what was changed last first.
    pub ideas: Vec<CalendarRow>,
    /// The idea with the cursor.
    pub idea: usize,
    pub day: Date,
    pub hour: i8,
    /// The post with the cursor, where there is one.
    pub selected: Option<PostKey>,
    /// What `y y` took.
    pub copied: Option<DraftId>,
    /// The line with the cursor in the column of clients.
    pub chosen: usize,
    /// The days without a post among those that are shown.
    pub empty: Vec<Date>,
    /// Clients of whom nothing is heard.
    pub silent: Vec<Silence>,
    pub marked: Marked,
    /// The column of the board with the cursor, while it is empty or holds ideas.
    pub column: Column,
    /// What was asked for last.
    asked: Option<(CalendarQuery, Days)>,
    /// Whether an answer has come.
    pub known: bool,
    /// Moves that the store has not answered yet: rows that come meanwhile are old.
    pub(super) pending: BTreeSet<Ticket>,
    /// The draft that is selected when its row comes.
    pub(super) follow: Option<DraftId>,
    /// The place of the draft that is being opened.
    pub(super) opening: Option<Option<Placing>>,
    /// A post that waits for the id of its draft to be placed, by what was saved up to this ticket.
    pub(super) awaiting: Option<(u64, moving::Place)>,
    /// The first line of the week that is visible.
    pub(super) top: Option<grid::HourLine>,
    /// The post that was taken with the mouse.
    pub(super) grabbed: Option<PostKey>,
}

impl Calendar {
    pub fn new(now: Timestamp, zone: &TimeZone, marked: Marked) -> Calendar {
        let at = local(now, zone);
        Calendar {
            view: PlanView::Week,
            client: None,
            zone: None,
            posts: Vec::new(),
            cells: BTreeMap::new(),
            ideas: Vec::new(),
            idea: 0,
            day: at.date(),
            hour: at.hour(),
            selected: None,
            copied: None,
            chosen: 0,
            empty: Vec::new(),
            silent: Vec::new(),
            marked,
            column: Column::Planned,
            asked: None,
            known: false,
            pending: BTreeSet::new(),
            follow: None,
            opening: None,
            awaiting: None,
            top: None,
            grabbed: None,
        }
    }

    /// The days on the screen.
    pub fn shown(&self) -> Days {
        match self.view {
            PlanView::Week => Days::week(self.day),
            PlanView::Month | PlanView::Board => Days::month(self.day),
            PlanView::Agenda => Days { from: self.day, count: 14 },
        }
    }

    /// The days of which posts are known.
    pub fn known_days(&self) -> Option<Days> {
        self.asked.map(|(_, days)| days)
    }

    /// The places of the posts of an hour.
    pub fn of_hour(&self, day: Date, hour: i8) -> &[usize] {
        self.cells.get(&(day, hour)).map_or(&[], Vec::as_slice)
    }

    /// The places of the posts of a day, in order.
    pub fn of_day(&self, day: Date) -> impl Iterator<Item = usize> + '_ {
        self.cells.range((day, i8::MIN)..=(day, i8::MAX)).flat_map(|(_, places)| places.iter().copied())
    }

    /// The place of the post with the cursor.
    pub fn place(&self) -> Option<usize> {
        let selected = self.selected?;
        self.posts.iter().position(|post| key_of(&post.row) == Some(selected))
    }

    /// The post with the cursor; an idea, when the cursor is among those.
    pub fn post(&self) -> Option<&CalendarRow> {
        match self.selected? {
            PostKey::Idea(id) => self.ideas.iter().find(|idea| idea.draft == Some(id)),
            PostKey::Slot(_) | PostKey::Elsewhere(..) => self.place().map(|at| &self.posts[at].row),
        }
    }

    /// The posts of the board, column by column: places in the ideas for the first, else in the posts.
    pub fn column(&self, column: Column) -> Vec<usize> {
        if column == Column::Ideas {
            return (0..self.ideas.len()).collect();
        }
        let shown = self.shown();
        let fits = |post: &Placed| Column::of(post.row.standing) == column && shown.holds(post.local.date());
        let mut places: Vec<usize> = (0..self.posts.len()).filter(|at| fits(&self.posts[*at])).collect();
        // What has gone out is looked at from its end.
        if column == Column::Gone {
            places.reverse();
        }
        places
    }

    /// Puts every post in its cell, and computes what is to be noticed.
    fn arrange(&mut self, rows: Vec<CalendarRow>, zone: &TimeZone, spacing: impl Fn(Option<ClientId>) -> Duration) {
        let mut rows: Vec<CalendarRow> = rows.into_iter().filter(|row| row.at.is_some()).collect();
        rows.sort_by_key(|row| (row.at, row.slot));
        let noted = notes(&rows.iter().collect::<Vec<_>>(), spacing);
        self.posts = rows
            .into_iter()
            .zip(noted)
            .map(|(row, note)| {
                let at = row.at.unwrap_or_default();
                Placed { at, local: local(at, zone), row, note }
            })
            .collect();
        self.cells.clear();
        for (at, post) in self.posts.iter().enumerate() {
            self.cells.entry((post.local.date(), post.local.hour())).or_default().push(at);
        }
    }

    /// The posts as rows, in order.
    pub fn rows(&self) -> Vec<&CalendarRow> {
        self.posts.iter().map(|post| &post.row).collect()
    }

    /// The cursor goes where the selected post stands; without one it takes the first of its cell.
    pub(super) fn settle_cursor(&mut self) {
        if let Some(at) = self.place() {
            let local = self.posts[at].local;
            (self.day, self.hour) = (local.date(), local.hour());
            return;
        }
        if let Some(PostKey::Idea(id)) = self.selected
            && self.ideas.iter().any(|idea| idea.draft == Some(id))
        {
            return;
        }
        self.select_first_here();
    }

    /// Selects the first post where the cursor is.
    pub(super) fn select_first_here(&mut self) {
        let first = match self.view {
            PlanView::Week => self.of_hour(self.day, self.hour).first().copied(),
            PlanView::Month | PlanView::Agenda | PlanView::Board => self.of_day(self.day).next(),
        };
        self.selected = first.and_then(|at| key_of(&self.posts[at].row));
    }

    /// Whether nothing is planned or thought of at all, as far as is known.
    pub fn is_bare(&self) -> bool {
        self.known && self.posts.is_empty() && self.ideas.is_empty()
    }
}

impl State {
    /// The zone that the calendar is shown in.
    pub(crate) fn calendar_zone(&self) -> TimeZone {
        self.calendar.zone.as_ref().map_or_else(|| self.settings.zone.clone(), |own| own.zone.clone())
    }

    /// The time that a client wants between two of its posts.
    pub(crate) fn spacing(&self, client: Option<ClientId>) -> Duration {
        client.and_then(|client| self.clients.cards.get(&client)).and_then(|card| card.spacing()).unwrap_or(SPACING)
    }

    /// What is to be asked for before the screen shows what is not known.
    pub(crate) fn calendar_need(&mut self) -> Option<Effect> {
        if self.pane != Pane::Calendar {
            return None;
        }
        let shown = self.calendar.shown();
        let client = self.calendar.client;
        let covered = |(query, days): &(CalendarQuery, Days)| query.client == client && days.cover(shown.wider(NEAR));
        if self.calendar.asked.as_ref().is_some_and(covered) {
            return None;
        }
        Some(self.ask_calendar())
    }

    /// Asks for the posts around the cursor.
    pub(super) fn ask_calendar(&mut self) -> Effect {
        let days = Days::month(self.calendar.day).wider(MARGIN);
        let (from, until) = days.instants(&self.calendar_zone());
        let query = CalendarQuery { from, until, client: self.calendar.client };
        self.calendar.asked = Some((query, days));
        self.load(Slot::Calendar, Query::Calendar(query))
    }

    /// Asks again for what is known already.
    pub(crate) fn calendar_again(&mut self) -> Option<Effect> {
        match self.calendar.asked {
            Some((query, _)) => Some(self.load(Slot::Calendar, Query::Calendar(query))),
            None if self.pane == Pane::Calendar || self.composer.is_some() => Some(self.ask_calendar()),
            None => None,
        }
    }

    pub(crate) fn ideas_again(&mut self) -> Option<Effect> {
        let client = self.calendar.client;
        (self.pane == Pane::Calendar).then(|| self.load(Slot::Ideas, Query::Ideas(client)))
    }

    pub(crate) fn calendar_loaded(&mut self, rows: Vec<CalendarRow>) {
        if !self.calendar.pending.is_empty() {
            // They were read before what was moved last.
            self.loads.want_now(Slot::Calendar);
            return;
        }
        self.calendar.known = true;
        self.arrange(rows);
        if let Some(draft) = self.calendar.follow.take() {
            let found = self.calendar.posts.iter().find(|post| post.row.draft == Some(draft));
            if let Some(key) = found.and_then(|post| key_of(&post.row)) {
                self.calendar.selected = Some(key);
            }
        }
        self.calendar.settle_cursor();
        self.notice();
        self.pick_again();
    }

    pub(crate) fn arrange(&mut self, rows: Vec<CalendarRow>) {
        let (zone, cards) = (self.calendar_zone(), &self.clients.cards);
        let spacing =
            |client: Option<ClientId>| client.and_then(|client| cards.get(&client)).and_then(|card| card.spacing()).unwrap_or(SPACING);
        self.calendar.arrange(rows, &zone, spacing);
    }

    pub(crate) fn ideas_loaded(&mut self, ideas: Vec<CalendarRow>) {
        let calendar = &mut self.calendar;
        calendar.idea = calendar.idea.min(ideas.len().saturating_sub(1));
        calendar.ideas = ideas;
        if let Some(PostKey::Idea(id)) = calendar.selected {
            match calendar.ideas.iter().position(|idea| idea.draft == Some(id)) {
                Some(at) => calendar.idea = at,
                None => calendar.selected = None,
            }
        }
        self.calendar.settle_cursor();
    }

    /// Computes the gaps among the days that are shown.
    pub(super) fn notice(&mut self) {
        let (zone, now) = (self.calendar_zone(), self.now.day);
        let chosen = self.calendar.client;
        // Who has nobody to post as is not silent.
        let mut clients: Vec<ClientId> = self.writers().map(|row| row.account.client).collect();
        clients.sort_unstable();
        clients.dedup();
        clients.retain(|client| chosen.is_none_or(|only| only == *client));
        let (Some(known), shown) = (self.calendar.known_days(), self.calendar.shown()) else {
            return;
        };
        let rows = self.calendar.rows();
        let today = local(now, &zone).date();
        let empty = empty_days(&rows, shown, today, &zone);
        // What comes after the screen is not planned yet, and what is over cannot be mended.
        let until = Days { from: known.from, count: between(known.from, shown.until()) };
        let mut silent = silences(&rows, &clients, until, shown, &zone);
        silent.retain(|silence| plus(silence.from, silence.days) > today);
        (self.calendar.empty, self.calendar.silent) = (empty, silent);
    }

    /// Keeps the first line of the week that is visible in `area`.
    pub(crate) fn measure_calendar(&mut self, area: Area) {
        let top = grid::Grid::of(&self.calendar, area).hours.first().copied();
        self.calendar.top = top.or(self.calendar.top);
    }

    /// Whether the cursor is among the ideas.
    pub(crate) fn among_ideas(&self) -> bool {
        self.pane == Pane::Calendar && self.focus == Focus::Thread
    }

    /// The post that verbs are about.
    pub(crate) fn post_in_hand(&self) -> Option<&CalendarRow> {
        if self.among_ideas() {
            return self.calendar.ideas.get(self.calendar.idea);
        }
        self.calendar.post()
    }

    /// The clients that can be chosen in the calendar, all of them first.
    pub(crate) fn calendar_clients(&self) -> Vec<Option<ClientId>> {
        let known = self.totals.iter().flat_map(|totals| totals.clients.iter().map(|(client, _)| Some(client.id)));
        std::iter::once(None).chain(known).collect()
    }

    /// Shows the posts of a client, or of all.
    pub(crate) fn calendar_of(&mut self, client: Option<ClientId>) -> Vec<Effect> {
        self.calendar.client = client;
        self.calendar.chosen = self.calendar_clients().iter().position(|known| *known == client).unwrap_or(0);
        if self.calendar.zone.as_ref().is_some_and(|own| Some(own.client) != client) {
            self.calendar.zone = None;
        }
        self.loads.want_now(Slot::Ideas);
        vec![self.ask_calendar()]
    }
}
