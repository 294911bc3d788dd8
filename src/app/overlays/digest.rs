//! What came since the person left: a page for each client, whose rows open where they stand.
//!
//! It is asked for once more when something changes while it is read; since when it tells
//! stays as it was.

use super::Overlay;
use crate::app::focus::{Focus, Pane};
use crate::app::{Effect, Slot, State};
use crate::base::id::{AccountId, ConversationId, DeliveryId};
use crate::base::key::{Code, Key};
use crate::model::digest::{ClientPage, Digest, Line, Wanted};
use crate::model::query::Query;

/// The digest as it is read.
#[derive(Debug, Default)]
pub(crate) struct DigestView {
    /// None until it is loaded.
    pub digest: Option<Digest>,
    /// Which page is shown.
    pub page: usize,
    /// The line with the cursor, among those of the page.
    pub at: usize,
}

/// What a line leads to.
enum Door {
    Conversation(ConversationId),
    Delivery(DeliveryId),
    Account(AccountId),
}

impl DigestView {
    /// The page that is shown.
    pub fn page(&self) -> Option<&ClientPage> {
        self.digest.as_ref()?.pages.get(self.page)
    }

    /// The first of `rows` lines to show, so that the cursor is among them; its heading too, at the top.
    pub fn top(&self, rows: usize) -> usize {
        (self.at + 1).saturating_sub(rows.max(1))
    }

    fn is_stop(&self, at: usize) -> bool {
        self.page().is_some_and(|page| page.lines().get(at).is_some_and(|line| !matches!(line, Line::Heading(..))))
    }

    fn count(&self) -> usize {
        self.page().map_or(0, |page| page.lines().len())
    }

    /// Goes down or up by so many lines that are no headings.
    fn step(&mut self, down: bool, by: usize) {
        for _ in 0..by {
            let next = if down {
                (self.at + 1..self.count()).find(|at| self.is_stop(*at))
            } else {
                (0..self.at).rev().find(|at| self.is_stop(*at))
            };
            match next {
                Some(next) => self.at = next,
                None => return,
            }
        }
    }

    /// Shows another page from its first row.
    fn turn(&mut self, page: usize) {
        let last = self.digest.as_ref().map_or(0, |digest| digest.pages.len().saturating_sub(1));
        if page.min(last) != self.page {
            self.page = page.min(last);
            self.first();
        }
    }

    fn first(&mut self) {
        self.at = (0..self.count()).find(|at| self.is_stop(*at)).unwrap_or(0);
    }

    fn door(&self) -> Option<Door> {
        match self.page()?.lines().get(self.at)? {
            Line::Conversation(row) => Some(Door::Conversation(row.id)),
            Line::Delivery(row) => Some(Door::Delivery(row.id)),
            Line::Account(row) => Some(Door::Account(row.account.id)),
            Line::Heading(..) | Line::More(_) | Line::Noise(_) => None,
        }
    }
}

impl State {
    pub(crate) fn open_digest(&mut self) -> Vec<Effect> {
        self.pending.keys.clear();
        self.overlays.push(Overlay::Digest(DigestView::default()));
        self.loads.want_now(Slot::Digest);
        Vec::new()
    }

    fn digest_view(&mut self) -> Option<&mut DigestView> {
        self.overlays.iter_mut().find_map(|overlay| if let Overlay::Digest(view) = overlay { Some(view) } else { None })
    }

    /// Whether it is open.
    pub(crate) fn reads_digest(&self) -> bool {
        self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Digest(_)))
    }

    pub(crate) fn ask_digest(&mut self) -> Option<Effect> {
        let since = self.digest_view()?.digest.as_ref().map(|digest| digest.since);
        // The screen opened with its settings.
        let (person, before) = (self.settings.person.clone(), self.settings.now.day);
        let sight = self.sight();
        Some(self.load(Slot::Digest, Query::Digest(Wanted { since, person, before, sight })))
    }

    pub(crate) fn digest_loaded(&mut self, digest: Digest) {
        let Some(view) = self.digest_view() else {
            return;
        };
        let client = view.page().map(|page| page.client.id);
        let page = digest.pages.iter().position(|page| Some(page.client.id) == client);
        view.digest = Some(digest);
        view.page = page.unwrap_or(0);
        if page.is_none() || !view.is_stop(view.at) {
            view.first();
        }
    }

    pub(super) fn press_digest(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Digest(view)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            Code::Esc | Code::Char('q') => {
                self.overlays.pop();
            }
            Code::Enter => return self.enter_digest(),
            Code::Down | Code::Char('j') => view.step(true, 1),
            Code::Up | Code::Char('k') => view.step(false, 1),
            Code::PageDown => view.step(true, 10),
            Code::PageUp => view.step(false, 10),
            Code::Home | Code::Char('g') => view.first(),
            Code::End | Code::Char('G') => view.step(true, usize::MAX),
            Code::Right | Code::Tab | Code::Char('n' | 'l') => view.turn(view.page + 1),
            Code::Left | Code::BackTab | Code::Char('p' | 'h') => view.turn(view.page.saturating_sub(1)),
            _ => {}
        }
        Vec::new()
    }

    /// Goes to what the line with the cursor is about.
    fn enter_digest(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(door) = view.door() else {
            return Vec::new();
        };
        self.overlays.pop();
        match door {
            Door::Conversation(id) => {
                let mut effects = self.enter(Pane::Inbox);
                self.inbox.list.select(id.0);
                effects.extend(self.open(id));
                effects
            }
            Door::Delivery(id) => {
                self.focus = Focus::List;
                self.outbox.list.select(id.0);
                self.enter(Pane::Outbox)
            }
            Door::Account(id) => {
                self.accounts.list.select(id.0);
                self.enter(Pane::Accounts)
            }
        }
    }

    pub(crate) fn step_digest(&mut self, down: bool) {
        if let Some(Overlay::Digest(view)) = self.overlays.last_mut() {
            view.step(down, 3);
        }
    }
}
