//! Where days, hours and posts stand on the screen, for `update` and `draw` alike.
//!
//! An hour has as many lines as the fullest of its days needs, so that every post has a line of
//! its own. What is shown follows from the cursor and from the line that was the first.

use jiff::civil::Date;

use super::{Calendar, PostKey, key_of};
use crate::app::layout::Area;
use crate::model::planner::{Days, PlanView};

/// The cells of the column of hours.
pub(crate) const HOURS: u16 = 4;
/// The hour that a day begins with, unless the cursor stands earlier.
const OPENS: i8 = 8;

/// One line of the week: an hour, and the how-manyeth post of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HourLine {
    pub hour: i8,
    pub nth: usize,
}

/// The lines of the week that are visible.
#[derive(Debug)]
pub(crate) struct Grid {
    pub days: Days,
    /// From which column on each day stands, and how wide it is.
    pub columns: Vec<(u16, u16)>,
    /// The first line of the body.
    pub top: u16,
    /// In the week: the visible lines.
    pub hours: Vec<HourLine>,
    /// In the month: how many lines each week has.
    pub week_height: u16,
}

/// Seven columns that fill `width` cells from `x` on; a line stands between each two.
fn columns(x: u16, width: u16) -> Vec<(u16, u16)> {
    let edge = |at: u16| x + width * at / 7;
    (0..7).map(|at| (edge(at) + 1, edge(at + 1) - edge(at) - 1)).collect()
}

impl Grid {
    /// The grid of a week or a month in `area`; a line stands above it, one below.
    pub fn of(calendar: &Calendar, area: Area) -> Grid {
        let days = calendar.shown();
        let body = area.height.saturating_sub(2);
        match calendar.view {
            PlanView::Week => {
                let columns = columns(area.x + HOURS, area.width.saturating_sub(HOURS));
                Grid { days, columns, top: area.y + 1, hours: hours(calendar, days, usize::from(body)), week_height: 0 }
            }
            PlanView::Month | PlanView::Agenda | PlanView::Board => {
                let weeks = u16::try_from(days.count / 7).unwrap_or(6).max(1);
                let columns = columns(area.x, area.width);
                Grid { days, columns, top: area.y + 1, hours: Vec::new(), week_height: (body / weeks).max(1) }
            }
        }
    }

    /// The day, the hour and the post under a cell of the screen.
    pub fn hit(&self, calendar: &Calendar, column: u16, row: u16) -> Option<(Date, Option<i8>, Option<PostKey>)> {
        let at = self.columns.iter().position(|(x, width)| (*x..x + width).contains(&column))?;
        let line = usize::from(row.checked_sub(self.top)?);
        let (weeks, within) = match self.week_height {
            0 => (0, line),
            height => (line / usize::from(height), line % usize::from(height)),
        };
        let day = self.days.each().nth(weeks * 7 + at)?;
        let key = |place: usize| key_of(&calendar.posts[place].row);
        if self.week_height == 0 {
            let line = self.hours.get(line)?;
            let post = calendar.of_hour(day, line.hour).get(line.nth).copied().and_then(key);
            return Some((day, Some(line.hour), post));
        }
        let post = within.checked_sub(1).and_then(|nth| calendar.of_day(day).nth(nth)).and_then(key);
        Some((day, None, post))
    }
}

/// The visible lines of a week: from eight in the morning on, or as the cursor needs it.
fn hours(calendar: &Calendar, days: Days, height: usize) -> Vec<HourLine> {
    let mut lines = Vec::new();
    let (mut opens, mut cursor) = (0, 0);
    let place = calendar.place();
    for hour in 0..24_i8 {
        let most = days.each().map(|day| calendar.of_hour(day, hour).len()).max().unwrap_or(0).max(1);
        if hour == OPENS {
            opens = lines.len();
        }
        if hour == calendar.hour {
            let nth = calendar.of_hour(calendar.day, hour).iter().position(|at| Some(*at) == place);
            cursor = lines.len() + nth.unwrap_or(0);
        }
        lines.extend((0..most).map(|nth| HourLine { hour, nth }));
    }
    // What was on the screen stays there as long as the cursor does.
    let kept = calendar.top.and_then(|top| lines.iter().position(|line| *line == top));
    let last = lines.len().saturating_sub(height);
    let first = kept.unwrap_or(opens).min(last).min(cursor);
    let first = first.max((cursor + 1).saturating_sub(height));
    lines.split_off(first).into_iter().take(height).collect()
}
