//! A few screens of rows around a selection that is an id, never a number.
//!
//! Rows that arrive never move the selection. A row that left by another hand stays,
//! struck, until [`WindowedList::tidy`]; one that left by a verb of ours is hidden at once,
//! also from answers that were on their way when the verb was given.

use std::collections::BTreeSet;

use crate::model::conversation::Row;
use crate::model::person::Written;
use crate::model::query::{AccountRow, OutboxRow, Window};
use crate::model::task::TaskRow;

/// What can stand in a list.
pub(crate) trait Listed {
    /// The id of the row.
    fn key(&self) -> i64;
}

impl Listed for Row {
    fn key(&self) -> i64 {
        self.id.0
    }
}

impl Listed for OutboxRow {
    fn key(&self) -> i64 {
        self.id.0
    }
}

impl Listed for TaskRow {
    fn key(&self) -> i64 {
        self.id.0
    }
}

impl Listed for AccountRow {
    fn key(&self) -> i64 {
        self.account.id.0
    }
}

impl Listed for Written {
    fn key(&self) -> i64 {
        self.id.0
    }
}

/// A row, and whether it has left the list in the meantime.
#[derive(Debug, Clone)]
pub(crate) struct Line<T> {
    pub item: T,
    pub struck: bool,
}

/// Which rows a list wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// From the top.
    Top,
    /// Up to the bottom.
    Bottom,
    /// Around the row with this id.
    Around(i64),
}

/// Rows around a selection.
#[derive(Debug)]
pub(crate) struct WindowedList<T> {
    lines: Vec<Line<T>>,
    selected: Option<i64>,
    top: usize,
    height: usize,
    pub more_before: bool,
    pub more_after: bool,
    pub newer: u32,
    /// Whether anything was ever answered.
    pub loaded: bool,
    jump: Option<Need>,
    /// Whether the next answer shows as much as it can of what stands above.
    look_up: bool,
    hidden: BTreeSet<i64>,
}

impl<T: Listed> WindowedList<T> {
    pub fn new() -> WindowedList<T> {
        WindowedList {
            lines: Vec::new(),
            selected: None,
            top: 0,
            height: 1,
            more_before: false,
            more_after: false,
            newer: 0,
            loaded: false,
            jump: None,
            look_up: false,
            hidden: BTreeSet::new(),
        }
    }

    pub fn lines(&self) -> &[Line<T>] {
        &self.lines
    }

    /// The rows on the screen, each with whether it is selected.
    pub fn visible(&self) -> impl Iterator<Item = (&Line<T>, bool)> {
        let end = (self.top + self.height).min(self.lines.len());
        self.lines[self.top.min(end)..end].iter().map(|line| (line, Some(line.item.key()) == self.selected))
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn selected(&self) -> Option<&T> {
        self.position(self.selected?).map(|at| &self.lines[at].item)
    }

    /// The selected row, unless it has left already.
    pub fn alive(&self) -> Option<&T> {
        self.position(self.selected?).map(|at| &self.lines[at]).filter(|line| !line.struck).map(|line| &line.item)
    }

    pub fn get(&self, key: i64) -> Option<&T> {
        self.position(key).map(|at| &self.lines[at].item)
    }

    pub fn get_mut(&mut self, key: i64) -> Option<&mut T> {
        self.position(key).map(|at| &mut self.lines[at].item)
    }

    fn position(&self, key: i64) -> Option<usize> {
        self.lines.iter().position(|line| line.item.key() == key)
    }

    fn index(&self) -> usize {
        self.selected.and_then(|key| self.position(key)).unwrap_or(0)
    }

    /// The screen line of the selected row.
    pub fn cursor(&self) -> usize {
        self.index().saturating_sub(self.top)
    }

    pub fn height(&self) -> usize {
        self.height
    }

    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.follow();
    }

    pub fn select(&mut self, key: i64) -> bool {
        let found = self.position(key).is_some();
        if found {
            self.selected = Some(key);
            self.follow();
        }
        found
    }

    /// Selects the row on a line of the screen.
    pub fn select_line(&mut self, line: usize) -> bool {
        let key = self.lines.get(self.top + line).map(|line| line.item.key());
        key.is_some_and(|key| self.select(key))
    }

    pub fn step(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(1);
        let to = self.index().saturating_add_signed(by).min(last);
        self.selected = self.lines.get(to).map(|line| line.item.key());
        self.follow();
    }

    /// Goes to an end; what is not in hand is asked for.
    pub fn go(&mut self, end: Need) {
        let beyond = match end {
            Need::Top => self.more_before,
            Need::Bottom => self.more_after,
            Need::Around(_) => false,
        };
        if beyond {
            self.jump = Some(end);
            return;
        }
        match end {
            Need::Top => self.step(isize::MIN),
            Need::Bottom => self.step(isize::MAX),
            Need::Around(key) => {
                self.select(key);
            }
        }
    }

    /// The next row after the selected one, in this direction, that passes.
    pub fn find(&mut self, forward: bool, passes: impl Fn(&T) -> bool) -> bool {
        let at = self.index();
        let found = if forward {
            self.lines.iter().skip(at + 1).find(|line| passes(&line.item))
        } else {
            self.lines[..at.min(self.lines.len())].iter().rev().find(|line| passes(&line.item))
        };
        let key = found.map(|line| line.item.key());
        key.is_some_and(|key| self.select(key))
    }

    /// Keeps the selected row on the screen.
    fn follow(&mut self) {
        let at = self.index();
        self.top = self.top.clamp((at + 1).saturating_sub(self.height), at);
        let most = self.lines.len().saturating_sub(self.height);
        self.top = self.top.min(most);
    }

    /// What to ask for: an end that was jumped to, or more when an edge is a screen away.
    pub fn need(&self) -> Option<Need> {
        if self.jump.is_some() {
            return self.jump;
        }
        let at = self.index();
        let near_top = self.more_before && at <= self.height;
        let near_bottom = self.more_after && at + self.height + 1 >= self.lines.len();
        (near_top || near_bottom).then_some(self.selected.map_or(Need::Top, Need::Around))
    }

    /// What to ask for when everything in hand may be old.
    pub fn again(&self) -> Need {
        match (self.jump, self.selected) {
            (Some(jump), _) => jump,
            (None, Some(key)) if self.more_before => Need::Around(key),
            (None, _) => Need::Top,
        }
    }

    /// Forgets everything but the selection: another list is coming.
    pub fn clear(&mut self) {
        self.lines.clear();
        self.top = 0;
        self.loaded = false;
        self.jump = None;
        (self.more_before, self.more_after, self.newer) = (false, false, 0);
    }

    /// Shows what the next answer brings above, as far as the selected row stays on the screen.
    pub fn look_up(&mut self) {
        self.look_up = true;
    }

    /// Takes rows that the store answered.
    pub fn answer(&mut self, window: Window<T>) {
        let hidden = &self.hidden;
        let fresh: Vec<T> = window.rows.into_iter().filter(|item| !hidden.contains(&item.key())).collect();
        let screen_line = self.cursor();
        let old = std::mem::take(&mut self.lines);
        let was_at = self.selected.and_then(|key| old.iter().position(|line| line.item.key() == key));
        let neighbours: Vec<i64> = old.iter().map(|line| line.item.key()).collect();
        self.lines = if self.jump.is_some() {
            fresh.into_iter().map(|item| Line { item, struck: false }).collect()
        } else {
            merged(old, fresh, window.more_before, window.more_after)
        };
        (self.more_before, self.more_after, self.newer) = (window.more_before, window.more_after, window.newer);
        self.loaded = true;
        match self.jump.take() {
            Some(Need::Bottom) => self.step(isize::MAX),
            Some(Need::Top) => self.step(isize::MIN),
            Some(Need::Around(_)) | None => self.reselect(was_at, &neighbours),
        }
        self.top = if std::mem::take(&mut self.look_up) { 0 } else { self.index().saturating_sub(screen_line) };
        self.follow();
    }

    /// Keeps the selection, or takes its nearest neighbour of before.
    fn reselect(&mut self, was_at: Option<usize>, neighbours: &[i64]) {
        if self.selected.is_some_and(|key| self.position(key).is_some()) {
            return;
        }
        let at = was_at.unwrap_or(0).min(neighbours.len());
        let (before, after) = neighbours.split_at(at);
        let near = after.iter().chain(before.iter().rev()).find(|key| self.position(**key).is_some()).copied();
        self.selected = near.or_else(|| self.lines.first().map(|line| line.item.key()));
    }

    /// Takes a list that is always whole; what is gone from it is gone.
    pub fn replace(&mut self, rows: Vec<T>) {
        let neighbours: Vec<i64> = self.lines.iter().map(|line| line.item.key()).collect();
        let was_at = self.selected.and_then(|key| self.position(key));
        self.lines = rows.into_iter().map(|item| Line { item, struck: false }).collect();
        self.loaded = true;
        self.reselect(was_at, &neighbours);
        self.follow();
    }

    /// Takes a row out; the selection goes to the next row as drawn.
    pub fn take(&mut self, key: i64) -> Option<(usize, Line<T>)> {
        let at = self.position(key)?;
        let line = self.lines.remove(at);
        self.hidden.insert(key);
        if self.selected == Some(key) {
            let next = self.lines[at..].iter().find(|line| !line.struck).or(self.lines.get(at)).or(self.lines.last());
            self.selected = next.map(|line| line.item.key());
        }
        self.follow();
        Some((at, line))
    }

    /// Strikes a row out where it stands.
    pub fn strike(&mut self, key: i64) {
        if let Some(at) = self.position(key) {
            self.lines[at].struck = true;
        }
    }

    /// Puts a row back where it was taken from.
    pub fn put_back(&mut self, at: usize, line: Line<T>) {
        let key = line.item.key();
        self.hidden.remove(&key);
        if let Some(there) = self.position(key) {
            self.lines[there] = line;
        } else {
            self.lines.insert(at.min(self.lines.len()), line);
        }
        self.select(key);
    }

    /// What was hidden for a verb may show itself again: the store knows by now.
    pub fn unhide(&mut self, key: i64) {
        self.hidden.remove(&key);
    }

    /// Lets go of the rows that are struck.
    pub fn tidy(&mut self) {
        if self.selected.is_some_and(|key| self.position(key).is_some_and(|at| self.lines[at].struck)) {
            let at = self.index();
            let alive = |line: &&Line<T>| !line.struck;
            let near = self.lines[at..].iter().find(alive).or_else(|| self.lines[..at].iter().rev().find(alive));
            self.selected = near.map(|line| line.item.key());
        }
        self.lines.retain(|line| !line.struck);
        self.follow();
    }
}

/// Fresh rows, with the old ones between them that have left, struck.
fn merged<T: Listed>(old: Vec<Line<T>>, fresh: Vec<T>, more_before: bool, more_after: bool) -> Vec<Line<T>> {
    let keys: BTreeSet<i64> = fresh.iter().map(Listed::key).collect();
    let common = |line: &Line<T>| keys.contains(&line.item.key());
    let first = old.iter().position(common);
    let last = old.iter().rposition(common);
    let mut lines: Vec<Line<T>> = fresh.into_iter().map(|item| Line { item, struck: false }).collect();
    let mut before: Option<i64> = None;
    for (at, line) in old.into_iter().enumerate() {
        let key = line.item.key();
        let covered_above = first.map_or(!more_before && !more_after, |first| at > first || !more_before);
        let covered_below = last.map_or(!more_before && !more_after, |last| at < last || !more_after);
        if !keys.contains(&key) && covered_above && covered_below {
            let place = before.and_then(|key| lines.iter().position(|line| line.item.key() == key)).map_or(0, |at| at + 1);
            lines.insert(place, Line { item: line.item, struck: true });
        }
        before = Some(key);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone)]
    struct Item(i64);

    impl Listed for Item {
        fn key(&self) -> i64 {
            self.0
        }
    }

    fn window(keys: impl IntoIterator<Item = i64>) -> Window<Item> {
        Window { rows: keys.into_iter().map(Item).collect(), ..Window::default() }
    }

    fn list(keys: impl IntoIterator<Item = i64>) -> WindowedList<Item> {
        let mut list = WindowedList::new();
        list.resize(3);
        list.answer(window(keys));
        list
    }

    fn drawn(list: &WindowedList<Item>) -> String {
        list.visible()
            .map(|(line, selected)| format!("{}{}{}", if selected { ">" } else { "" }, line.item.0, if line.struck { "x" } else { "" }))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_selected_row_stays_on_the_screen() {
        let mut list = list(1..=6);
        assert_eq!(drawn(&list), ">1 2 3");
        list.step(3);
        assert_eq!(drawn(&list), "2 3 >4");
        list.step(-2);
        assert_eq!(drawn(&list), ">2 3 4");
        list.go(Need::Bottom);
        assert_eq!(drawn(&list), "4 5 >6");
        list.go(Need::Top);
        assert_eq!(drawn(&list), ">1 2 3");
    }

    #[test]
    fn rows_that_arrive_above_move_nothing() {
        let mut list = list([10, 9, 8]);
        list.step(1);
        list.answer(window([12, 11, 10, 9, 8]));
        assert_eq!(drawn(&list), "10 >9 8");
    }

    #[test]
    fn rows_that_were_asked_for_are_shown_and_the_selection_stays() {
        let mut list = list([10, 9, 8]);
        list.look_up();
        list.answer(window([12, 11, 10, 9, 8]));
        assert_eq!(drawn(&list), "12 11 >10");
    }

    #[test]
    fn a_row_that_left_by_another_hand_stays_struck_until_tidied() {
        let mut list = list([5, 4, 3, 2]);
        list.step(1);
        list.answer(window([5, 3, 2]));
        assert_eq!(drawn(&list), "5 >4x 3");
        assert!(list.alive().is_none());
        list.answer(window([5, 3, 2]));
        assert_eq!(drawn(&list), "5 >4x 3");
        list.tidy();
        assert_eq!(drawn(&list), "5 >3 2");
    }

    #[test]
    fn rows_outside_of_a_window_have_not_left() {
        let mut list = list(1..=6);
        list.answer(Window { more_before: true, more_after: true, ..window(3..=9) });
        assert!(list.lines().iter().all(|line| !line.struck));
        assert_eq!(list.lines().len(), 7);
    }

    #[test]
    fn after_a_verb_the_next_row_is_selected_and_old_answers_bring_nothing_back() {
        let mut list = list([4, 3, 2]);
        let taken = list.take(4).unwrap();
        assert_eq!(drawn(&list), ">3 2");
        list.answer(window([4, 3, 2]));
        assert_eq!(drawn(&list), ">3 2");
        list.put_back(taken.0, taken.1);
        assert_eq!(drawn(&list), ">4 3 2");
        list.step(9);
        list.take(2);
        assert_eq!(drawn(&list), "4 >3");
    }

    #[test]
    fn more_is_asked_for_a_screen_before_the_edge() {
        let mut list = list(1..=9);
        assert_eq!(list.need(), None);
        list.more_after = true;
        list.step(4);
        assert_eq!(list.need(), None);
        list.step(1);
        assert_eq!(list.need(), Some(Need::Around(6)));
        list.go(Need::Bottom);
        assert_eq!(list.need(), Some(Need::Bottom));
        list.answer(Window { more_before: true, ..window(90..=99) });
        assert_eq!(drawn(&list), "97 98 >99");
        assert_eq!(list.need(), None);
    }
}
