//! The thread that is shown: wrapped once, when it comes or when its width changes.

use std::collections::BTreeSet;

use crate::app::focus::{Focus, Pane};
use crate::app::status::Mood;
use crate::app::{Ask, Effect, Slot, State};
use crate::base::id::ConversationId;
use crate::base::text::{truncate, wrap};
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::delivery::Load;
use crate::model::draft::Audience;
use crate::model::fault::Reason;
use crate::model::interaction::Message;
use crate::model::query::{ConversationView, Query};

/// What a line of a thread is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Who wrote the post above the conversation, and when.
    SubjectHead,
    /// Who wrote a message, and when.
    Head(usize),
    /// What the account of who wrote the newest message tells.
    Evidence,
    /// Text of theirs, or of the post above.
    Theirs,
    /// Text of ours.
    Ours,
    /// Words that stand before a text, or a note about it.
    Note,
    /// Something that came with a message.
    Media,
    /// Who reacted.
    Actor(usize),
    /// What is on its way, or did not arrive.
    Delivery(usize),
    /// A draft that waits.
    Draft,
    /// Nothing.
    Blank,
}

/// A line of a thread, wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub kind: LineKind,
    pub indent: u16,
    pub text: String,
}

/// The thread that is shown.
#[derive(Debug, Default)]
pub(crate) struct Thread {
    pub id: Option<ConversationId>,
    pub view: Option<Box<ConversationView>>,
    pub lines: Vec<Line>,
    pub scroll: usize,
    /// Why the thread could not be read anew.
    pub stale: Option<Reason>,
    /// Whether what stands behind warnings is shown.
    pub unfolded: bool,
    /// Whether a draft in it is open in the composer, which then is the one place of its text.
    pub writing: bool,
    width: u16,
    height: u16,
    newest: (usize, usize),
    fresh: bool,
    /// Conversations that the network was asked about already.
    pub(crate) asked: BTreeSet<ConversationId>,
}

/// How far our own messages stand from the left.
const OURS: u16 = 4;

impl Thread {
    /// Shows another conversation; nothing of it is known yet.
    pub fn begin(&mut self, id: Option<ConversationId>) {
        let asked = std::mem::take(&mut self.asked);
        *self = Thread { id, writing: self.writing, width: self.width, height: self.height, asked, ..Thread::default() };
    }

    pub fn take(&mut self, view: Box<ConversationView>) {
        self.fresh |= self.view.as_ref().is_none_or(|old| old.row.newest != view.row.newest);
        self.view = Some(view);
        self.width = 0;
    }

    /// Wraps anew when the room or the conversation has changed.
    pub fn measure(&mut self, (width, height): (u16, u16), language: &Language, open: &str, now: Timestamp) {
        let taller = height != self.height;
        self.height = height;
        if width != self.width {
            self.width = width;
            self.wrap(language, open, now);
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

    /// Whether anything stands behind a warning.
    pub fn folds(&self) -> bool {
        self.view.iter().flat_map(|view| view.messages.iter().chain(&view.subject)).any(|message| !message.warning.is_empty())
    }

    pub fn unfold(&mut self) {
        self.unfolded = !self.unfolded;
        self.width = 0;
    }

    /// Notes whether its draft is being written, and wraps anew where that changes something.
    pub fn write(&mut self, writing: bool) {
        if std::mem::replace(&mut self.writing, writing) != writing {
            self.width = 0;
        }
    }

    fn wrap(&mut self, language: &Language, open: &str, now: Timestamp) {
        let Some(view) = self.view.take() else {
            self.lines.clear();
            return;
        };
        let mut lines = Lines { out: Vec::new(), width: self.width, unfolded: self.unfolded, writing: self.writing, language, open, now };
        self.newest = lines.conversation(&view);
        self.lines = lines.out;
        self.view = Some(view);
    }
}

struct Lines<'l> {
    out: Vec<Line>,
    width: u16,
    unfolded: bool,
    writing: bool,
    language: &'l Language,
    /// The key that opens what is folded.
    open: &'l str,
    now: Timestamp,
}

impl Lines<'_> {
    /// All lines; where those of their newest message begin and end.
    fn conversation(&mut self, view: &ConversationView) -> (usize, usize) {
        let mut newest = (0, 0);
        if let Some(subject) = &view.subject {
            self.push(LineKind::SubjectHead, 0, String::new());
            self.body(subject, 2);
            self.push(LineKind::Blank, 0, String::new());
            newest = (0, self.out.len());
        }
        for (at, message) in view.messages.iter().enumerate() {
            let from = self.out.len();
            if message.id.is_some() && message.id == view.row.newest {
                self.evidence(view);
            }
            self.push(LineKind::Head(at), if message.ours { OURS } else { 0 }, String::new());
            self.body(message, if message.ours { OURS + 2 } else { 2 });
            if message.id.is_some() && message.id == view.row.newest {
                newest = (from, self.out.len());
            }
            self.push(LineKind::Blank, 0, String::new());
        }
        for at in 0..view.actors.len() {
            self.push(LineKind::Actor(at), 1, String::new());
        }
        for (at, delivery) in view.deliveries.iter().enumerate() {
            self.push(LineKind::Delivery(at), OURS, String::new());
            if let Load::Publish(outgoing) = &delivery.load {
                self.text(LineKind::Ours, OURS + 2, &outgoing.text);
            }
            self.push(LineKind::Blank, 0, String::new());
        }
        let shown = if self.writing { &[][..] } else { &view.drafts[..] };
        for draft in shown.iter().filter(|draft| !draft.is_blank()) {
            let private = draft_audience(&draft.target) == Some(Audience::Private);
            let title = self.language.word(if private { "thread-draft-private" } else { "thread-draft" });
            self.push(LineKind::Draft, OURS, title);
            self.text(LineKind::Ours, OURS + 2, &draft.text);
            self.push(LineKind::Blank, 0, String::new());
        }
        if self.out.last().is_some_and(|line| line.kind == LineKind::Blank) {
            self.out.pop();
        }
        if view.messages.is_empty() { (0, self.out.len().min(1)) } else { newest }
    }

    /// One line of facts, where a reader should know them before they answer.
    fn evidence(&mut self, view: &ConversationView) {
        if let Some(evidence) = view.evidence.as_deref().filter(|evidence| evidence.is_worth_telling(self.now)) {
            let text = self.language.evidence_line(evidence, self.now);
            let text = truncate(&format!("≈ {text}"), usize::from(self.width.saturating_sub(2)).max(8));
            self.push(LineKind::Evidence, 0, text);
        }
    }

    fn body(&mut self, message: &Message, indent: u16) {
        let kind = if message.ours { LineKind::Ours } else { LineKind::Theirs };
        if message.deleted_at.is_some() {
            return self.push(LineKind::Note, indent, self.language.word("message-deleted"));
        }
        if !message.warning.is_empty() {
            self.text(LineKind::Note, indent, &format!("⚠ {}", message.warning));
            if !self.unfolded {
                return self.push(LineKind::Note, indent, self.language.say("message-folded", &[("key", self.open.into())]));
            }
        }
        self.text(kind, indent, &message.text);
        for media in &message.media {
            let alt = if media.alt.is_empty() { self.language.word("media-no-alt") } else { media.alt.clone() };
            let id = format!("media-{}", media.kind);
            let what = if self.language.knows(&id) { self.language.word(&id) } else { media.kind.clone() };
            self.text(LineKind::Media, indent, &format!("[{what}] {alt}"));
        }
    }

    fn text(&mut self, kind: LineKind, indent: u16, text: &str) {
        let room = usize::from(self.width.saturating_sub(indent + 2)).max(8);
        for line in wrap(text.trim_end(), room) {
            self.push(kind, indent, line);
        }
    }

    fn push(&mut self, kind: LineKind, indent: u16, text: String) {
        self.out.push(Line { kind, indent, text });
    }
}

fn draft_audience(target: &crate::model::draft::Target) -> Option<Audience> {
    match target {
        crate::model::draft::Target::Reply { audience, .. } => Some(*audience),
        crate::model::draft::Target::New => None,
    }
}

impl State {
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
