//! The thread that is shown: wrapped once, when it comes or when its width changes.

use std::collections::BTreeSet;

use super::lines::{self, Fold, Line, Shape};
use super::links::Numbers;
use super::pictures::{Drawing, Drawn, Pictures, Showing};
use crate::app::focus::{Focus, Pane};
use crate::app::status::Mood;
use crate::app::{Ask, Effect, Slot, State};
use crate::base::id::ConversationId;
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::fault::Reason;
use crate::model::query::{ConversationView, Query};
use crate::model::triage::State as Triaged;
use crate::model::when::When;

/// The thread that is shown.
#[derive(Debug, Default)]
pub(crate) struct Thread {
    pub id: Option<ConversationId>,
    pub view: Option<Box<ConversationView>>,
    pub lines: Vec<Line>,
    pub scroll: usize,
    /// Why the thread could not be read anew.
    pub stale: Option<Reason>,
    /// What was folded and is not.
    pub opened: BTreeSet<Fold>,
    /// The numbers of its links.
    pub numbers: Numbers,
    /// The pictures that were asked for.
    pub pictures: Pictures,
    /// Those that are drawn among the lines.
    pub drawn: Vec<Drawn>,
    /// Which of them are shown.
    pub showing: Showing,
    drawing: Option<Drawing>,
    /// Whether a picture has come since it was wrapped.
    grown: bool,
    /// What was decided about it: until when it sleeps, what was asked, who has it.
    given: String,
    /// Whether what edited messages said before is shown.
    pub before: bool,
    /// Whether what stands above was asked for.
    fetched: bool,
    /// Whether a draft in it is open in the composer, which then is the one place of its text.
    pub writing: bool,
    width: u16,
    height: u16,
    newest: (usize, usize),
    fresh: bool,
    /// Conversations that the network was asked about already.
    pub(crate) asked: BTreeSet<ConversationId>,
}

impl Thread {
    /// Shows another conversation; nothing of it is known yet.
    pub fn begin(&mut self, id: Option<ConversationId>) {
        let (asked, pictures) = (std::mem::take(&mut self.asked), std::mem::take(&mut self.pictures));
        *self = Thread { id, writing: self.writing, width: self.width, height: self.height, asked, pictures, ..Thread::default() };
    }

    pub fn take(&mut self, view: Box<ConversationView>) {
        self.fresh |= self.view.as_ref().is_none_or(|old| old.row.newest != view.row.newest);
        self.view = Some(view);
        self.width = 0;
    }

    /// Wraps anew when the room or the conversation has changed.
    pub fn measure(&mut self, (width, height): (u16, u16), language: &Language, open: &str, now: Timestamp, drawing: Option<Drawing>) {
        let taller = height != self.height;
        self.height = height;
        if width != self.width || drawing != self.drawing {
            let watched = std::mem::take(&mut self.grown) && self.shows_newest(height);
            self.drawing = drawing;
            self.width = width;
            self.wrap(language, open, now);
            if watched {
                let (from, to) = self.newest;
                self.scroll = self.scroll.max(to.saturating_sub(self.room()).min(from));
            }
        }
        if self.fresh || (taller && !self.lines.is_empty() && self.scroll > self.last()) {
            self.scroll = self.newest.0.min(self.last());
            self.fresh = self.lines.is_empty();
        }
        self.scroll = self.scroll.min(self.last());
    }

    /// The lines under the header.
    fn room(&self) -> usize {
        usize::from(self.height).saturating_sub(1).max(1)
    }

    /// The furthest that can be scrolled.
    fn last(&self) -> usize {
        self.lines.len().saturating_sub(self.room())
    }

    pub fn scroll_by(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by).min(self.last());
    }

    /// What was decided about it, as it is told above its messages.
    pub fn give(&mut self, given: String) {
        if self.given != given {
            self.given = given;
            self.width = 0;
        }
    }

    /// Whether lines are hidden below.
    pub fn has_more(&self) -> bool {
        self.scroll < self.last()
    }

    pub fn page(&self) -> isize {
        isize::try_from(self.room() / 2).unwrap_or(1).max(1)
    }

    /// Whether their newest message is visible, wholly or for one screen.
    pub fn shows_newest(&self, height: u16) -> bool {
        let (from, to) = self.newest;
        let end = self.scroll + usize::from(height).saturating_sub(1);
        from < to && from < end && (to <= end || from <= self.scroll)
    }

    /// Whether anything is folded, or was.
    pub fn folds(&self) -> bool {
        self.lines.iter().any(|line| line.fold.is_some())
    }

    /// Whether something is folded at this moment.
    fn is_closed(&self, fold: &Fold) -> bool {
        match fold {
            Fold::Unreached => !self.fetched,
            Fold::Above | Fold::Warning(_) | Fold::Branch(_) => !self.opened.contains(fold),
        }
    }

    /// Opens the first thing on the screen that is folded, else the next one of the thread; when
    /// nothing is, folds everything again. What it opened is given.
    pub fn turn(&mut self) -> Option<Fold> {
        let on_screen = self.scroll..self.scroll + self.room();
        let closed = |lines: &[Line]| lines.iter().position(|line| line.fold.as_ref().is_some_and(|fold| self.is_closed(fold)));
        let within = |from: usize, to: usize| {
            let to = to.min(self.lines.len());
            closed(&self.lines[from.min(to)..to]).map(|at| at + from.min(to))
        };
        let found =
            within(on_screen.start, on_screen.end).or_else(|| within(on_screen.end, usize::MAX)).or_else(|| within(0, on_screen.start));
        let Some(at) = found else {
            self.opened.clear();
            self.fetched = false;
            self.width = 0;
            return None;
        };
        if !on_screen.contains(&at) {
            self.scroll = at;
        }
        self.unfold(at)
    }

    /// Opens or closes what a line stands for.
    pub fn turn_line(&mut self, line: usize) -> Option<Fold> {
        let at = self.scroll + line.checked_sub(1)?;
        let fold = self.lines.get(at)?.fold.clone()?;
        if self.opened.remove(&fold) {
            self.width = 0;
            return None;
        }
        self.unfold(at)
    }

    fn unfold(&mut self, at: usize) -> Option<Fold> {
        let fold = self.lines.get(at)?.fold.clone()?;
        self.width = 0;
        if fold == Fold::Unreached {
            self.fetched = true;
        } else {
            self.opened.insert(fold.clone());
        }
        Some(fold)
    }

    /// Has it wrapped again for a picture that came: what is to be answered stays on the screen.
    pub fn grow(&mut self) {
        self.grown = true;
        self.width = 0;
    }

    /// Has it wrapped again.
    pub fn rewrap(&mut self) {
        self.width = 0;
    }

    /// Notes whether its draft is being written, and wraps anew where that changes something.
    pub fn write(&mut self, writing: bool) {
        if std::mem::replace(&mut self.writing, writing) != writing {
            self.width = 0;
        }
    }

    /// Shows what edited messages said before, or no longer; whether any was edited.
    pub fn show_before(&mut self) {
        self.before = !self.before;
        self.width = 0;
    }

    fn wrap(&mut self, language: &Language, open: &str, now: Timestamp) {
        let Some(view) = &self.view else {
            self.lines.clear();
            return;
        };
        for message in lines::readable(view, &self.opened) {
            self.numbers.note(message);
        }
        view.notes.iter().rev().for_each(|note| self.numbers.note_text(&note.text));
        let (width, writing, before) = (self.width, self.writing, self.before);
        let room = u16::try_from(self.room() / 2).unwrap_or(u16::MAX).clamp(3, 20);
        let pictures = self.drawing.filter(|_| self.showing != Showing::Nothing).map(|drawing| (&self.pictures, drawing, room));
        let shape = Shape {
            width,
            writing,
            before,
            opened: &self.opened,
            numbers: &self.numbers,
            language,
            open,
            now,
            given: &self.given,
            pictures,
        };
        let wrapped = lines::lines(view, shape);
        (self.lines, self.drawn, self.newest) = (wrapped.lines, wrapped.drawn, wrapped.newest);
    }
}

impl State {
    /// What was decided about the conversation that is shown: nothing for most.
    pub(crate) fn given(&self) -> String {
        let Some(triage) = self.thread.view.as_ref().map(|view| &view.row.triage) else {
            return String::new();
        };
        let language = &self.settings.language;
        let told = |at| language.when(When::At(at), self.now.day, &self.settings.zone);
        let mut parts = Vec::new();
        match triage.state {
            Triaged::Snoozed => {
                let until =
                    triage.snoozed_until.map_or_else(|| language.when(When::UntilTheyAnswer, self.now.day, &self.settings.zone), told);
                parts.push(language.say("given-snoozed", &[("until", (&until).into())]));
            }
            Triaged::WaitingClient => parts.push(language.word("given-waiting-client")),
            Triaged::Open | Triaged::WaitingThem | Triaged::Done | Triaged::Muted => {}
        }
        if !triage.asked.is_empty() {
            parts.push(language.say("given-asked", &[("what", (&crate::base::text::one_line(&triage.asked)).into())]));
        }
        if let Some(who) = &triage.assignee {
            parts.push(language.say("given-assigned", &[("who", who.into())]));
        }
        if let Some(due) = triage.own_due {
            parts.push(language.say("given-due", &[("due", (&told(due)).into())]));
        }
        parts.extend(triage.labels.iter().map(|label| format!("#{label}")));
        parts.join(" · ")
    }

    /// Shows the selected conversation, unless one was opened and keeps the focus.
    pub(crate) fn follow_selection(&mut self) {
        if self.pane != Pane::Inbox || matches!(self.focus, Focus::Thread | Focus::Composer) {
            return;
        }
        let selected = self.inbox.list.selected().map(|row| row.id);
        let visible = self.layout().is_some_and(|layout| layout.thread.is_some());
        if selected != self.thread.id && (visible || selected.is_none()) {
            self.show(selected);
        }
    }

    pub(crate) fn show(&mut self, id: Option<ConversationId>) {
        self.thread.begin(id);
        if id.is_some() {
            self.loads.want_now(Slot::Conversation);
        }
    }

    /// Opens a conversation: it has the focus, was seen, and is read anew from its network.
    pub(crate) fn open(&mut self, id: ConversationId) -> Vec<Effect> {
        if self.thread.id != Some(id) {
            self.show(Some(id));
        }
        self.pane = Pane::Inbox;
        self.focus = Focus::Thread;
        self.zoomed = self.size.width < 120;
        let mut effects = Vec::new();
        let newest = self.inbox.list.get(id.0).filter(|row| !row.triage.seen()).and_then(|row| row.newest);
        if let Some(newest) = newest {
            effects.extend(self.mark_seen(id, newest));
        }
        if self.thread.asked.insert(id) {
            let ticket = self.loads.ticket(Slot::Thread);
            effects.push(Effect::Ask(ticket, Ask::Thread(id)));
        }
        effects
    }

    /// Opens the next thing that is folded; what is not here is fetched.
    pub(crate) fn unfold_next(&mut self) -> Vec<Effect> {
        let opened = self.thread.turn();
        self.fetch_opened(opened.as_ref())
    }

    /// Opens or closes what a line of the thread's area stands for.
    pub(crate) fn unfold_line(&mut self, line: usize) -> Vec<Effect> {
        let opened = self.thread.turn_line(line);
        self.fetch_opened(opened.as_ref())
    }

    fn fetch_opened(&mut self, opened: Option<&Fold>) -> Vec<Effect> {
        match (opened, self.thread.id) {
            (Some(Fold::Unreached), Some(id)) if !self.status.is_reading(id) => {
                let ticket = self.loads.ticket(Slot::Thread);
                vec![Effect::Ask(ticket, Ask::Thread(id))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether a thread is on the screen, and nothing stands over it.
    pub(crate) fn shows_thread(&self) -> bool {
        self.pane == Pane::Inbox && self.overlays.is_empty() && !self.shows_which_key() && !self.shown().welcome
    }

    /// Whether the thread was opened, and is not only looked at beside its list.
    pub(crate) fn thread_is_open(&self) -> bool {
        self.focus == Focus::Thread && (self.zoomed || self.size.width >= 120 || self.size.width < 80)
    }

    pub(crate) fn close_thread(&mut self) {
        self.focus = Focus::List;
        self.zoomed = false;
        // Opened again, it is read again.
        self.thread.asked.clear();
    }

    pub(crate) fn conversation_loaded(&mut self, view: Option<Box<ConversationView>>) -> Vec<Effect> {
        let Some(view) = view else {
            if self.focus == Focus::Thread {
                self.close_thread();
                self.tell("thread-gone", Mood::Bad);
            }
            self.thread.begin(None);
            return Vec::new();
        };
        if self.thread.id != Some(view.row.id) {
            return Vec::new();
        }
        if let Some(row) = self.inbox.list.get_mut(view.row.id.0)
            && !self.verbs.is_pending(view.row.id)
        {
            *row = view.row.clone();
        }
        let effects = self.composer_informed(&view);
        self.thread.take(view);
        effects
    }

    /// The conversation that verbs are about, as the store last told it.
    pub(crate) fn view_of(&self, id: ConversationId) -> Option<&ConversationView> {
        self.thread.view.as_deref().filter(|view| view.row.id == id)
    }

    pub(crate) fn load_conversation(&mut self, id: ConversationId) -> Effect {
        self.load(Slot::Conversation, Query::Conversation(id))
    }
}
