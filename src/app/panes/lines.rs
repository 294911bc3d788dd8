//! The lines of a thread: everything in its order, wrapped to a width, with what is folded.
//!
//! Wrapped once, when the thread comes, when something is unfolded or when its width changes;
//! never while drawing. Which messages there are is the store's to say; here is only where and
//! how far they show.

use std::collections::BTreeSet;
use std::ops::Range;

use super::links::Numbers;
use super::pictures::{self, Drawing, Drawn, Known, Pictures};
use crate::base::links::links;
use crate::base::text::{truncate, wrap};
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::delivery::Load;
use crate::model::draft::{Audience, Draft, Target};
use crate::model::exchange::RemoteId;
use crate::model::interaction::{Media, Message};
use crate::model::query::ConversationView;

/// What a line of a thread is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Who wrote the post above the conversation, and when.
    SubjectHead,
    /// Who wrote a post between that one and the first message.
    AboveHead(usize),
    /// Who wrote a message, and when.
    Head(usize),
    /// Who wrote a post of a branch, and when.
    OtherHead(usize),
    /// What was decided about the conversation.
    Given,
    /// What the account of who wrote the newest message tells.
    Evidence,
    /// Text of theirs, or of the post above.
    Theirs,
    /// Text of ours.
    Ours,
    /// Words that stand before a text, or a note about it.
    Note,
    /// What can be unfolded, or was.
    Fold,
    /// What stands above and is not here yet.
    Unreached,
    /// What a message said before.
    Before,
    /// Something that came with a message.
    Media,
    /// A row of a picture that is drawn.
    Picture {
        /// Which one.
        at: usize,
        /// Which of its rows.
        row: u16,
    },
    /// Who reacted.
    Actor(usize),
    /// Who wrote a note, and when.
    NoteHead(usize),
    /// Text of a note, which never leaves.
    OwnNote,
    /// What is on its way, or did not arrive.
    Delivery(usize),
    /// A draft that waits.
    Draft,
    /// Nothing.
    Blank,
}

/// Something that is folded until somebody wants to see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fold {
    /// What stands above and is not here: it is fetched.
    Unreached,
    /// What stands between the post above and the first message.
    Above,
    /// A text behind words that warn of it.
    Warning(RemoteId),
    /// What others say below a post.
    Branch(RemoteId),
}

/// A line of a thread, wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub kind: LineKind,
    pub indent: u16,
    pub text: String,
    /// The bytes of the text that are numbers of links, and whether the link pretends.
    pub marks: Vec<(Range<usize>, bool)>,
    /// What this line opens and closes.
    pub fold: Option<Fold>,
}

/// How a thread is to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'l> {
    pub width: u16,
    /// Whether a draft in it is open in the composer, which then is the one place of its text.
    pub writing: bool,
    /// Whether what edited messages said before is shown.
    pub before: bool,
    pub opened: &'l BTreeSet<Fold>,
    pub numbers: &'l Numbers,
    pub language: &'l Language,
    /// The key that opens what is folded.
    pub open: &'l str,
    pub now: Timestamp,
    /// What was decided about it; empty for nothing.
    pub given: &'l str,
    /// The pictures that are here, how they are drawn, and the rows that one may take.
    pub pictures: Option<(&'l Pictures, Drawing, u16)>,
}

/// The lines of a thread, and where its newest message stands among them.
pub(super) struct Wrapped {
    pub lines: Vec<Line>,
    pub drawn: Vec<Drawn>,
    pub newest: (usize, usize),
}

/// How far our own messages stand from the left.
const OURS: u16 = 4;

/// How far notes stand from the left.
const NOTE: u16 = 1;
/// The cells of the bar before each line of a note.
pub(crate) const BAR: u16 = 2;

/// How far each post of a branch stands from the one it answers, and how often at most.
const BRANCH: u16 = 2;
const DEEPEST: u16 = 4;

/// Stands around a number while lines are wrapped: no text has it, since it is invisible.
const MARK: char = '\u{2060}';
const WRONG: char = '\u{2061}';

/// All lines of a thread.
pub(super) fn lines(view: &ConversationView, shape: Shape<'_>) -> Wrapped {
    let mut lines = Lines { out: Vec::new(), drawn: Vec::new(), shape };
    let newest = lines.conversation(view);
    Wrapped { lines: lines.out, drawn: lines.drawn, newest }
}

/// What of a thread is readable, the newest first: the order in which links are numbered.
pub(super) fn readable<'v>(view: &'v ConversationView, opened: &'v BTreeSet<Fold>) -> impl Iterator<Item = &'v Message> {
    let above = view.above.iter().rev().filter(|_| opened.contains(&Fold::Above));
    let others = view.others.iter().filter(|other| opened.contains(&Fold::Branch(other.under.clone()))).map(|other| &other.message);
    let said = view.messages.iter().rev().chain(above).chain(&view.subject).chain(others);
    said.filter(|message| message.deleted_at.is_none())
        .filter(|message| message.warning.is_empty() || opened.contains(&Fold::Warning(message.remote_id.clone())))
}

struct Lines<'l> {
    out: Vec<Line>,
    drawn: Vec<Drawn>,
    shape: Shape<'l>,
}

impl Lines<'_> {
    /// All lines; where those of their newest message begin and end.
    fn conversation(&mut self, view: &ConversationView) -> (usize, usize) {
        let mut newest = (0, 0);
        if !self.shape.given.is_empty() {
            let given = format!("▪ {}", self.shape.given);
            self.text(LineKind::Given, 0, &given);
            self.blank();
        }
        self.above(view);
        if !self.out.is_empty() {
            newest = (0, self.out.len());
        }
        let mut notes = view.notes.iter().enumerate().peekable();
        for (at, message) in view.messages.iter().enumerate() {
            while let Some((at, _)) = notes.next_if(|(_, note)| note.at < message.happened_at) {
                self.note(view, at);
            }
            let from = self.out.len();
            if message.id.is_some() && message.id == view.row.newest {
                self.evidence(view);
            }
            self.push(LineKind::Head(at), if message.ours { OURS } else { 0 }, String::new());
            self.body(message, view, if message.ours { OURS + 2 } else { 2 });
            if message.id.is_some() && message.id == view.row.newest {
                newest = (from, self.out.len());
            }
            self.branch(view, &message.remote_id);
            self.blank();
        }
        for (at, _) in notes {
            self.note(view, at);
        }
        for at in 0..view.actors.len() {
            self.push(LineKind::Actor(at), 1, String::new());
        }
        self.waiting(view);
        if self.out.last().is_some_and(|line| line.kind == LineKind::Blank) {
            self.out.pop();
        }
        if view.messages.is_empty() { (0, self.out.len().min(1)) } else { newest }
    }

    /// One line of facts, where a reader should know them before they answer.
    fn evidence(&mut self, view: &ConversationView) {
        if let Some(evidence) = view.evidence.as_deref().filter(|evidence| evidence.is_worth_telling(self.shape.now)) {
            let text = self.shape.language.evidence_line(evidence, self.shape.now);
            let text = truncate(&format!("≈ {text}"), usize::from(self.shape.width.saturating_sub(2)).max(8));
            self.push(LineKind::Evidence, 0, text);
        }
    }

    /// A note, between bars that no message has.
    fn note(&mut self, view: &ConversationView, at: usize) {
        if let Some(note) = view.notes.get(at) {
            self.push(LineKind::NoteHead(at), NOTE, String::new());
            self.numbered(LineKind::OwnNote, NOTE + BAR, &note.text);
            self.blank();
        }
    }

    /// The post that it hangs under, and what stands between.
    fn above(&mut self, view: &ConversationView) {
        if view.unreached {
            let said = self.shape.language.say("thread-unreached", &[("key", self.shape.open.into())]);
            self.push(LineKind::Unreached, 0, said);
            self.fold(Fold::Unreached);
            self.blank();
        }
        if let Some(subject) = &view.subject {
            self.push(LineKind::SubjectHead, 0, String::new());
            self.body(subject, view, 2);
            self.branch(view, &subject.remote_id);
            self.blank();
        }
        if view.above.is_empty() {
            return;
        }
        let open = self.foldable("thread-above", view.above.len(), Fold::Above, 0);
        if open {
            for (at, message) in view.above.iter().enumerate() {
                self.push(LineKind::AboveHead(at), 0, String::new());
                self.body(message, view, 2);
                self.branch(view, &message.remote_id);
            }
        }
        self.blank();
    }

    /// What is on its way, and the drafts.
    fn waiting(&mut self, view: &ConversationView) {
        for (at, delivery) in view.deliveries.iter().enumerate() {
            self.push(LineKind::Delivery(at), OURS, String::new());
            if let Load::Publish(outgoing) = &delivery.load {
                self.text(LineKind::Ours, OURS + 2, &outgoing.text);
            }
            self.blank();
        }
        let shown = if self.shape.writing { &[][..] } else { &view.drafts[..] };
        for draft in shown.iter().filter(|draft| !draft.is_blank()) {
            let private = audience(draft) == Some(Audience::Private);
            let title = self.shape.language.word(if private { "thread-draft-private" } else { "thread-draft" });
            self.push(LineKind::Draft, OURS, title);
            self.text(LineKind::Ours, OURS + 2, &draft.text);
            self.blank();
        }
    }

    fn body(&mut self, message: &Message, view: &ConversationView, indent: u16) {
        let kind = if message.ours { LineKind::Ours } else { LineKind::Theirs };
        if message.deleted_at.is_some() {
            return self.push(LineKind::Note, indent, self.shape.language.word("message-deleted"));
        }
        if !message.warning.is_empty() {
            let fold = Fold::Warning(message.remote_id.clone());
            let open = self.shape.opened.contains(&fold);
            self.text(LineKind::Note, indent, &format!("⚠ {}", message.warning));
            if !open {
                self.push(LineKind::Note, indent, self.shape.language.say("message-folded", &[("key", self.shape.open.into())]));
            }
            self.fold(fold);
            if !open {
                return;
            }
        }
        self.numbered(kind, indent, &message.text);
        for (at, media) in message.media.iter().enumerate() {
            self.media(media, (at + 1, message.media.len()), indent);
        }
        if self.shape.before {
            self.versions(message, view, indent);
        }
    }

    fn media(&mut self, media: &Media, (n, of): (usize, usize), indent: u16) {
        let language = self.shape.language;
        let alt = if media.alt.is_empty() { language.word("media-no-alt") } else { media.alt.clone() };
        let id = format!("media-{}", media.kind);
        let what = if language.knows(&id) { language.word(&id) } else { media.kind.clone() };
        let args = [("what", (&what).into()), ("alt", (&alt).into()), ("n", n.into()), ("of", of.into())];
        let said = language.say(if of == 1 { "media-one" } else { "media-many" }, &args);
        let number = self.shape.numbers.of(&media.url).filter(|_| !media.url.is_empty());
        let number = number.map(|number| format!(" {MARK}[{number}]{MARK}")).unwrap_or_default();
        let picture = self
            .shape
            .pictures
            .filter(|_| pictures::is_picture(media))
            .and_then(|(known, drawing, rows)| Some((known.of(&media.url)?, drawing, rows)));
        let state = match picture {
            Some((Known::Asked, _, _)) => format!(" · {}", language.word("picture-coming")),
            Some((Known::Failed(unseen), _, _)) => format!(" · {}", language.unseen(unseen)),
            Some((Known::Here(_), _, _)) | None => String::new(),
        };
        self.marked(LineKind::Media, indent, &format!("{said}{number}{state}"));
        if let Some((Known::Here(picture), drawing, rows)) = picture {
            let room = self.shape.width.saturating_sub(indent + 2).max(8);
            let drawn = Drawn::new(&media.url, picture, room.min(72), rows, drawing);
            let at = self.drawn.len();
            for row in 0..drawn.rows {
                self.push(LineKind::Picture { at, row }, indent, String::new());
            }
            self.drawn.push(drawn);
        }
    }

    /// What a message said before its author changed it.
    fn versions(&mut self, message: &Message, view: &ConversationView, indent: u16) {
        let of = |at: &&crate::model::interaction::Version| Some(at.of) == message.id;
        for version in view.versions.iter().filter(of) {
            self.push(LineKind::Note, indent, self.shape.language.word("message-before"));
            if !version.warning.is_empty() {
                self.text(LineKind::Before, indent + 2, &format!("⚠ {}", version.warning));
            }
            self.text(LineKind::Before, indent + 2, &version.text);
        }
    }

    /// What others say below a post of the thread.
    fn branch(&mut self, view: &ConversationView, under: &RemoteId) {
        let branch = view.others.iter().enumerate().filter(|(_, other)| other.under == *under);
        let count = branch.clone().count();
        if count == 0 || !self.foldable("thread-others", count, Fold::Branch(under.clone()), BRANCH) {
            return;
        }
        for (at, other) in branch {
            let indent = BRANCH * (other.depth.min(DEEPEST) + 2);
            self.push(LineKind::OtherHead(at), indent, String::new());
            self.body(&other.message, view, indent + 2);
        }
    }

    /// A line that says how much is folded behind it; whether it is open.
    fn foldable(&mut self, said: &str, count: usize, fold: Fold, indent: u16) -> bool {
        let open = self.shape.opened.contains(&fold);
        let id = if open { format!("{said}-open") } else { said.to_owned() };
        let text = self.shape.language.say(&id, &[("n", count.into()), ("key", self.shape.open.into())]);
        self.push(LineKind::Fold, indent, text);
        self.fold(fold);
        open
    }

    /// A text with the numbers of its links behind them.
    fn numbered(&mut self, kind: LineKind, indent: u16, text: &str) {
        let mut told = String::with_capacity(text.len());
        let mut from = 0;
        let text = &text.replace([MARK, WRONG], "");
        for link in links(text) {
            let Some(number) = self.shape.numbers.of(&link.target) else {
                continue;
            };
            told.push_str(&text[from..link.at.end]);
            from = link.at.end;
            told.push_str(&match link.real_host {
                Some(host) => format!("{WRONG}[{number}→{host}]{WRONG}"),
                None => format!("{MARK}[{number}]{MARK}"),
            });
        }
        told.push_str(&text[from..]);
        self.marked(kind, indent, &told);
    }

    /// A text in which numbers stand between marks.
    fn marked(&mut self, kind: LineKind, indent: u16, text: &str) {
        let from = self.out.len();
        self.text(kind, indent, text);
        let mut open: Option<bool> = None;
        for line in &mut self.out[from..] {
            let mut plain = String::with_capacity(line.text.len());
            let mut begins = 0;
            for c in line.text.chars() {
                match (c, open) {
                    (MARK | WRONG, Some(wrong)) => {
                        line.marks.push((begins..plain.len(), wrong));
                        open = None;
                    }
                    (MARK | WRONG, None) => {
                        (begins, open) = (plain.len(), Some(c == WRONG));
                    }
                    _ => plain.push(c),
                }
            }
            // A number that a narrow room has broken goes on in the next line.
            if let Some(wrong) = open {
                line.marks.push((begins..plain.len(), wrong));
            }
            line.text = plain;
        }
    }

    fn text(&mut self, kind: LineKind, indent: u16, text: &str) {
        let room = usize::from(self.shape.width.saturating_sub(indent + 2)).max(8);
        for line in wrap(text.trim_end(), room) {
            self.push(kind, indent, line);
        }
    }

    fn blank(&mut self) {
        self.push(LineKind::Blank, 0, String::new());
    }

    fn push(&mut self, kind: LineKind, indent: u16, text: String) {
        self.out.push(Line { kind, indent, text, marks: Vec::new(), fold: None });
    }

    /// Makes the last line open and close something.
    fn fold(&mut self, fold: Fold) {
        if let Some(line) = self.out.last_mut() {
            line.fold = Some(fold);
        }
    }
}

fn audience(draft: &Draft) -> Option<Audience> {
    match &draft.target {
        Target::Reply { audience, .. } => Some(*audience),
        Target::New => None,
    }
}
