//! The to-do list: what is late comes first, what is done stays for a week, struck out.

use crate::app::list::WindowedList;
use crate::base::time::Timestamp;
use crate::model::task::TaskRow;

/// How many tasks are shown at most.
pub(crate) const ROWS: u32 = 500;

/// The to-do list.
#[derive(Debug)]
pub(crate) struct Tasks {
    pub list: WindowedList<TaskRow>,
}

impl Tasks {
    pub fn new() -> Tasks {
        Tasks { list: WindowedList::new() }
    }

    /// How many are to be done, and how many of them are late.
    pub fn counts(&self, now: Timestamp) -> (u32, u32) {
        let open = self.list.lines().iter().filter(|line| line.item.done_at.is_none());
        let late = self.list.lines().iter().filter(|line| line.item.is_late(now));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (count(open.count()), count(late.count()))
    }
}
