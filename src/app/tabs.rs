//! The first line: the panes, and in its corner what rests and the time of a made-up day.
//!
//! The names of the panes come first: what has no room beside them is said shorter or not at
//! all, and only then are the names of the other panes cut, never their digits and counts.

use super::State;
use super::commands::CommandId;
use super::focus::Pane;
use crate::base::text::{truncate, width};

/// The cells of a spinner and what is before it; with or without one the same words stand there.
const SPINNER: usize = 2;
/// The cells of the name of another pane where there is little room.
const SHORT: usize = 4;

/// A tab: its pane, its words, and whether the pane needs a look.
pub(crate) type Tab = (Pane, String, bool);

fn cells(tabs: &[Tab]) -> usize {
    tabs.iter().map(|(_, text, _)| width(text)).sum()
}

impl State {
    /// The panes as they stand on the first line.
    pub(crate) fn tabs(&self) -> Vec<Tab> {
        let whole = self.named_tabs(usize::MAX);
        let beside = self.corners().get(2).map_or(0, |corner| width(corner));
        let fits = cells(&whole) + SPINNER + beside <= usize::from(self.size.width);
        if fits { whole } else { self.named_tabs(SHORT) }
    }

    fn named_tabs(&self, most: usize) -> Vec<Tab> {
        let totals = self.totals.as_ref();
        let tab = |(pane, digit): (Pane, char)| {
            let (count, needy) = match pane {
                Pane::Inbox => (self.to_answer(), false),
                Pane::Calendar => {
                    let mend = totals.map_or(0, |totals| totals.posts_to_mend);
                    (mend, mend > 0)
                }
                Pane::Outbox => {
                    let trouble = totals.map_or(0, |totals| totals.trouble);
                    (totals.map_or(0, |totals| totals.leaving) + trouble, trouble > 0)
                }
                Pane::Tasks => {
                    let (open, late) = self.tasks.counts(self.now.day);
                    (open, late > 0)
                }
                Pane::Accounts => (0, totals.is_some_and(|totals| totals.logins > 0)),
            };
            let name = self.word(pane.name());
            let name = if pane == self.pane || most == usize::MAX { name } else { truncate(&name, most) };
            let mark = if needy { "!" } else { "" };
            let text = if count > 0 { format!(" {digit} {name} {count}{mark} ") } else { format!(" {digit} {name}{mark} ") };
            (pane, text, needy)
        };
        Pane::ALL.into_iter().map(tab).collect()
    }

    /// The pane whose tab stands in this column.
    pub(crate) fn tab_at(&self, column: u16) -> Option<Pane> {
        let mut right = 0;
        let under = |(_, text, _): &Tab| {
            right += width(text);
            usize::from(column) < right
        };
        self.tabs().into_iter().find(under).map(|(pane, _, _)| pane)
    }

    /// What stands in the corner beside the tabs, as long as there is room for.
    pub(crate) fn corner(&self) -> String {
        let room = usize::from(self.size.width).saturating_sub(cells(&self.tabs()) + SPINNER);
        self.corners().into_iter().find(|corner| width(corner) <= room).unwrap_or_default()
    }

    /// What the corner may say, the longest first; the third is what the names of panes leave room for.
    fn corners(&self) -> Vec<String> {
        let (long, short) = (self.resting(false), self.resting(true));
        // The line of troubles may be about something else, or have no room for it.
        let standby = self.status.standby.then(|| self.word("standby"));
        // Only the demo's day has a time of its own; a clock would draw a frame a minute all night.
        let made_up = self.settings.demo;
        let demo = made_up.then(|| self.word("demo"));
        let clock = made_up.then(|| self.settings.language.clock(&self.settings.zone, self.now.day, self.now.day));
        let joined = |parts: &[&Option<String>]| {
            let said: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
            if said.is_empty() { String::new() } else { format!("{} ", said.join(" · ")) }
        };
        vec![
            joined(&[&long, &standby, &demo, &clock]),
            joined(&[&short, &standby, &demo, &clock]),
            joined(&[&short, &standby, &demo]),
            joined(&[&short, &standby]),
            joined(&[&short]),
            joined(&[&standby]),
            joined(&[&clock]),
        ]
    }

    /// How many clients rest, and the key that looks at them all the same.
    fn resting(&self, short: bool) -> Option<String> {
        let n = self.clients.resting.len();
        let key = self.key(CommandId::Look);
        let id = match (self.clients.looking, short) {
            (true, false) => "looking",
            (true, true) => "looking-short",
            (false, false) => "resting",
            (false, true) => "resting-short",
        };
        (n > 0).then(|| self.settings.language.say(id, &[("n", n.into()), ("key", (&key).into())]))
    }
}
