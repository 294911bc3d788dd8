//! How the cursor of the calendar walks: hours, days, posts, months.
//!
//! Several posts in one cell are stops of their own, on the way down and on the way up.

use jiff::civil::Date;

use super::{Column, PostKey, key_of};
use crate::app::list::Need;
use crate::app::{Effect, Slot, State};
use crate::model::planner::{Days, PlanView, local, plus, plus_months};

impl State {
    /// The cursor goes down, or up where `by` is less than nothing.
    pub(crate) fn walk_down(&mut self, by: isize) {
        if self.among_ideas() {
            return self.walk_ideas(by);
        }
        let steps = by.unsigned_abs().min(60);
        for _ in 0..steps {
            match self.calendar.view {
                PlanView::Week | PlanView::Month => self.walk_cell(by > 0),
                PlanView::Agenda => self.walk_agenda(by.signum()),
                PlanView::Board => self.walk_column(by.signum()),
            }
        }
        self.notice();
    }

    /// The cursor goes to the right, or to the left.
    pub(crate) fn walk_right(&mut self, right: bool) -> Vec<Effect> {
        if self.among_ideas() {
            return Vec::new();
        }
        let by = if right { 1 } else { -1 };
        match self.calendar.view {
            PlanView::Week | PlanView::Month => self.stand(plus(self.calendar.day, by), self.calendar.hour),
            PlanView::Agenda => self.walk_day(right),
            PlanView::Board => self.walk_board(right),
        }
        self.notice();
        Vec::new()
    }

    /// The cursor stands on a day and an hour, on its first post.
    pub(crate) fn stand(&mut self, day: Date, hour: i8) {
        (self.calendar.day, self.calendar.hour) = (day, hour.clamp(0, 23));
        self.calendar.select_first_here();
        // In a month the hour follows the post, so that a week opens where it is.
        if self.calendar.view != PlanView::Week {
            self.calendar.settle_cursor();
        }
    }

    fn walk_ideas(&mut self, by: isize) {
        let last = self.calendar.ideas.len().saturating_sub(1);
        self.calendar.idea = self.calendar.idea.saturating_add_signed(by).min(last);
    }

    fn walk_cell(&mut self, down: bool) {
        let calendar = &self.calendar;
        let here: Vec<usize> = match calendar.view {
            PlanView::Week => calendar.of_hour(calendar.day, calendar.hour).to_vec(),
            PlanView::Month | PlanView::Agenda | PlanView::Board => calendar.of_day(calendar.day).collect(),
        };
        let at = calendar.place().and_then(|place| here.iter().position(|known| *known == place));
        let next = match (at, down) {
            (Some(at), true) => here.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| here.get(at)),
            (None, _) => None,
        };
        if let Some(next) = next {
            self.select_place(*next);
            return;
        }
        let (day, hour) = match (calendar.view, down) {
            (PlanView::Week, true) if calendar.hour == 23 => return,
            (PlanView::Week, false) if calendar.hour == 0 => return,
            (PlanView::Week, true) => (calendar.day, calendar.hour + 1),
            (PlanView::Week, false) => (calendar.day, calendar.hour - 1),
            (_, true) => (plus(calendar.day, 7), calendar.hour),
            (_, false) => (plus(calendar.day, -7), calendar.hour),
        };
        self.stand(day, hour);
        if !down {
            let last = match self.calendar.view {
                PlanView::Week => self.calendar.of_hour(day, hour).last().copied(),
                PlanView::Month | PlanView::Agenda | PlanView::Board => self.calendar.of_day(day).last(),
            };
            last.into_iter().for_each(|last| self.select_place(last));
        }
    }

    fn select_place(&mut self, place: usize) {
        if let Some(post) = self.calendar.posts.get(place) {
            self.calendar.selected = key_of(&post.row);
            self.calendar.settle_cursor();
        }
    }

    fn walk_agenda(&mut self, by: isize) {
        let place = self.calendar.place();
        let next = match place {
            Some(place) => place.saturating_add_signed(by),
            // Between two posts, the nearest on the way.
            None => {
                let after = self.calendar.posts.partition_point(|post| post.local.date() < self.calendar.day);
                if by > 0 { after } else { after.saturating_sub(1) }
            }
        };
        self.select_place(next.min(self.calendar.posts.len().saturating_sub(1)));
    }

    /// To the first post of the next day that has one.
    fn walk_day(&mut self, right: bool) {
        let day = self.calendar.day;
        let posts = &self.calendar.posts;
        let found = if right {
            posts.iter().position(|post| post.local.date() > day)
        } else {
            let before = posts.iter().rev().find(|post| post.local.date() < day).map(|post| post.local.date());
            before.and_then(|day| posts.iter().position(|post| post.local.date() == day))
        };
        found.into_iter().for_each(|place| self.select_place(place));
    }

    fn walk_column(&mut self, by: isize) {
        let places = self.calendar.column(self.calendar.column);
        let at = self.board_row(&places);
        let next = at.map_or(0, |at| at.saturating_add_signed(by)).min(places.len().saturating_sub(1));
        self.select_on_board(next);
    }

    /// Where in its column the cursor is.
    fn board_row(&self, places: &[usize]) -> Option<usize> {
        match (self.calendar.column, self.calendar.selected) {
            (Column::Ideas, Some(PostKey::Idea(id))) => self.calendar.ideas.iter().position(|idea| idea.draft == Some(id)),
            (Column::Ideas, _) => None,
            (Column::Planned | Column::Scheduled | Column::Mend | Column::Gone, _) => {
                self.calendar.place().and_then(|place| places.iter().position(|known| *known == place))
            }
        }
    }

    fn select_on_board(&mut self, row: usize) {
        let places = self.calendar.column(self.calendar.column);
        let Some(place) = places.get(row).copied() else {
            self.calendar.selected = None;
            return;
        };
        self.calendar.selected = match self.calendar.column {
            Column::Ideas => key_of(&self.calendar.ideas[place]),
            Column::Planned | Column::Scheduled | Column::Mend | Column::Gone => key_of(&self.calendar.posts[place].row),
        };
        if self.calendar.column == Column::Ideas {
            self.calendar.idea = place;
        }
    }

    fn walk_board(&mut self, right: bool) {
        let row = self.board_row(&self.calendar.column(self.calendar.column)).unwrap_or(0);
        let at = Column::ALL.iter().position(|column| *column == self.calendar.column).unwrap_or(0);
        let next = if right { (at + 1).min(Column::ALL.len() - 1) } else { at.saturating_sub(1) };
        self.calendar.column = Column::ALL[next];
        let last = self.calendar.column(self.calendar.column).len().saturating_sub(1);
        self.select_on_board(row.min(last));
    }

    /// The column in which the selected post stands.
    pub(crate) fn find_column(&mut self) {
        let standing = self.calendar.post().map(|post| post.standing);
        if let Some(standing) = standing {
            self.calendar.column = Column::of(standing);
        }
    }

    /// A week or a month on, or back.
    pub(crate) fn turn_page(&mut self, on: bool) {
        if self.among_ideas() {
            return self.walk_ideas(if on { 10 } else { -10 });
        }
        let by = if on { 1 } else { -1 };
        let day = match self.calendar.view {
            PlanView::Week | PlanView::Agenda => plus(self.calendar.day, 7 * by),
            PlanView::Month | PlanView::Board => plus_months(self.calendar.day, by),
        };
        self.stand(day, self.calendar.hour);
        self.notice();
    }

    /// To the first or the last of what is shown.
    pub(crate) fn walk_to_end(&mut self, end: Need) {
        if self.among_ideas() {
            return self.walk_ideas(if end == Need::Top { isize::MIN } else { isize::MAX });
        }
        let (top, days) = (end == Need::Top, self.calendar.shown());
        match self.calendar.view {
            PlanView::Week => self.stand(self.calendar.day, if top { 0 } else { 23 }),
            PlanView::Month => {
                let Days { from, .. } = days;
                self.stand(if top { from } else { plus(days.until(), -1) }, self.calendar.hour);
            }
            PlanView::Agenda => self.select_place(if top { 0 } else { self.calendar.posts.len().saturating_sub(1) }),
            PlanView::Board => {
                let last = self.calendar.column(self.calendar.column).len().saturating_sub(1);
                self.select_on_board(if top { 0 } else { last });
            }
        }
        self.notice();
    }

    /// The next way to look at the calendar.
    pub(crate) fn next_calendar_view(&mut self) -> Vec<Effect> {
        self.calendar.view = self.calendar.view.next();
        match self.calendar.view {
            PlanView::Board => self.find_column(),
            PlanView::Agenda | PlanView::Month | PlanView::Week => {
                if matches!(self.calendar.selected, Some(PostKey::Idea(_))) {
                    self.calendar.selected = None;
                }
                self.calendar.settle_cursor();
            }
        }
        self.notice();
        Vec::new()
    }

    /// The cursor goes to this hour of today.
    pub(crate) fn walk_today(&mut self) -> Vec<Effect> {
        let now = local(self.now.day, &self.calendar_zone());
        self.stand(now.date(), now.hour());
        self.notice();
        Vec::new()
    }

    /// Goes to the calendar; what is old is read again.
    pub(crate) fn enter_calendar(&mut self) {
        self.loads.want_now(Slot::Ideas);
        if self.calendar.known_days().is_some() {
            self.loads.want(Slot::Calendar);
        }
    }
}
