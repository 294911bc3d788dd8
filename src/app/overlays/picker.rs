//! A choice from a list by typing: what is typed narrows it, and may be a choice of its own.
//!
//! What there is to choose is computed anew after every key by [`State::pick_items`], from
//! what is in hand; nothing is asked of the store on the path of a key.

use super::Overlay;
use crate::app::editor::Editor;
use crate::app::{Effect, Slot, State};
use crate::base::id::{EntryId, TaskId};
use crate::base::key::{Code, Key};
use crate::base::text::fold;
use crate::model::intent::Intent;
use crate::model::journal::Origin;
use crate::model::label::{self, Label};
use crate::model::query::{JournalLine, Query};
use crate::model::triage::Verb;

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picking {
    /// Labels of what is selected; one that all have is taken away.
    Label,
    /// Who is to answer what is selected.
    Assignee,
    /// Labels of the author of the card; one that they have is taken away.
    AuthorLabel,
    /// Who else is the author of the card.
    Person,
    /// The handle that is somebody else's after all.
    Handle,
    /// A saved reply to put into the text.
    Snippet,
    /// What somebody is reported for.
    Category,
    /// A link or a file of the thread that is shown, to be opened.
    Link,
    /// A note of the thread that is shown, to be changed.
    EditNote,
    /// A note of the thread that is shown, to be taken away.
    RemoveNote,
    /// How far to take verbs back, or to do them again.
    Undo,
    /// What a word that is marked becomes.
    Spelling,
    /// A time.
    Time(TimeFor),
}

/// What a time is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TimeFor {
    /// Until when what is selected sleeps.
    Snooze,
    /// By when the client should have answered what was asked.
    Asked(String),
    /// By when somebody should have answered what is selected.
    Assigned(String),
    /// Until when the conversation sleeps after the answer that is being written.
    SendSnooze,
    /// By when a task is to be done.
    Task(TaskId),
    /// By when the client should have answered, after the answer that is being written.
    SendAsked,
}

impl TimeFor {
    /// Whether no time is a choice as well.
    pub(super) fn may_be_none(&self) -> bool {
        !matches!(self, TimeFor::Snooze | TimeFor::SendSnooze)
    }
}

/// The entries of the journal that are shown.
pub(crate) const UNDO_LINES: u32 = 100;

impl Picking {
    /// The middle of the ids of its sentences: `picker-…-title`, `picker-…-keys`, `picker-…-nothing`.
    pub fn word(&self) -> &'static str {
        match self {
            Picking::Label => "label",
            Picking::Assignee => "assignee",
            Picking::AuthorLabel => "author-label",
            Picking::Person => "person",
            Picking::Handle => "handle",
            Picking::Snippet => "snippet",
            Picking::Category => "category",
            Picking::Link => "link",
            Picking::EditNote => "edit-note",
            Picking::RemoveNote => "remove-note",
            Picking::Undo => "undo",
            Picking::Spelling => "spelling",
            Picking::Time(TimeFor::Snooze | TimeFor::SendSnooze) => "snooze",
            Picking::Time(TimeFor::Asked(_) | TimeFor::SendAsked) => "asked",
            Picking::Time(TimeFor::Assigned(_)) => "assigned",
            Picking::Time(TimeFor::Task(_)) => "task",
        }
    }
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Item {
    pub text: String,
    /// What stands at the right end.
    pub note: String,
    /// What is shown of it under the list, while the cursor is on it.
    pub detail: String,
    /// What it stands for.
    pub value: String,
    /// Why it cannot be chosen.
    pub against: Option<String>,
    /// Whether it is chosen already.
    pub marked: bool,
}

/// The list, and the line to type in.
#[derive(Debug)]
pub(crate) struct Picker {
    pub picking: Picking,
    pub title: String,
    /// The keys that apply, and whatever else is worth knowing.
    pub foot: String,
    pub editor: Editor,
    pub items: Vec<Item>,
    pub at: usize,
    /// While what there is to choose is still being read: Enter, and all that was typed after it.
    pub ahead: Option<Vec<Key>>,
}

impl Picker {
    /// The first of `rows` lines to show, so that the cursor is among them.
    pub fn top(&self, rows: usize) -> usize {
        (self.at + 1).saturating_sub(rows.max(1))
    }

    /// The item with the cursor.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.at)
    }
}

impl State {
    pub(crate) fn open_picker(&mut self, picking: Picking) -> Vec<Effect> {
        let items = self.pick_items(&picking, "");
        let word = picking.word();
        let (title, foot) = (self.word(&format!("picker-{word}-title")), self.word(&format!("picker-{word}-keys")));
        self.pending.keys.clear();
        let asked = match picking {
            Picking::Label | Picking::Assignee | Picking::AuthorLabel => Some((Slot::Names, Query::Names)),
            Picking::Snippet => Some((Slot::Snippets, self.snippets_query())),
            Picking::Undo => Some((Slot::Journal, Query::Journal(UNDO_LINES))),
            Picking::Category
            | Picking::Time(_)
            | Picking::Link
            | Picking::EditNote
            | Picking::RemoveNote
            | Picking::Person
            | Picking::Spelling
            | Picking::Handle => None,
        };
        let ahead = asked.is_some().then(Vec::new);
        self.overlays.push(Overlay::Picker(Picker { picking, title, foot, editor: Editor::line(""), items, at: 0, ahead }));
        asked.map(|(slot, query)| self.load(slot, query)).into_iter().collect()
    }

    /// What there is to choose has been read: what was typed ahead of it applies now.
    pub(crate) fn pick_read(&mut self) -> Vec<Effect> {
        self.pick_again();
        let ahead = match self.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => picker.ahead.take().unwrap_or_default(),
            _ => Vec::new(),
        };
        ahead.into_iter().flat_map(|key| self.press(key)).collect()
    }

    /// Computes again what there is to choose.
    pub(crate) fn pick_again(&mut self) {
        let Some(place) = self.overlays.iter().position(|overlay| matches!(overlay, Overlay::Picker(_))) else {
            return;
        };
        let Overlay::Picker(picker) = &self.overlays[place] else {
            return;
        };
        let items = self.pick_items(&picker.picking, picker.editor.text().trim());
        if let Overlay::Picker(picker) = &mut self.overlays[place] {
            picker.at = picker.at.min(items.len().saturating_sub(1));
            picker.items = items;
        }
    }

    pub(super) fn press_picker(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if let Some(ahead) = picker.ahead.as_mut().filter(|ahead| key.code != Code::Esc && (key.code == Code::Enter || !ahead.is_empty())) {
            ahead.push(key);
            return Vec::new();
        }
        let last = picker.items.len().saturating_sub(1);
        let to = match key.code {
            Code::Esc => {
                self.overlays.pop();
                return Vec::new();
            }
            Code::Enter => return self.pick(),
            Code::Char('e') if key.ctrl && picker.picking == Picking::Snippet => {
                let item = picker.item().cloned();
                return item.map(|item| self.edit_snippet(&item)).unwrap_or_default();
            }
            Code::Char('d') if key.alt && picker.picking == Picking::Snippet => {
                let item = picker.item().cloned();
                return item.map(|item| self.remove_snippet(&item)).unwrap_or_default();
            }
            Code::Down | Code::Tab => picker.at + 1,
            Code::Up | Code::BackTab => picker.at.saturating_sub(1),
            Code::Char('n') if key.ctrl => picker.at + 1,
            Code::Char('p') if key.ctrl => picker.at.saturating_sub(1),
            Code::PageDown => picker.at + 10,
            Code::PageUp => picker.at.saturating_sub(10),
            _ => {
                if picker.editor.press(key) == Some(true) {
                    picker.at = 0;
                    self.pick_again();
                    return self.look_for_people().into_iter().collect();
                }
                return Vec::new();
            }
        };
        picker.at = to.min(last);
        Vec::new()
    }

    pub(crate) fn paste_picked(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.editor.paste(text);
            picker.at = 0;
            self.pick_again();
        }
        self.look_for_people().into_iter().collect()
    }

    /// People are too many to be in hand: those that fit are asked for, and shown when they come.
    fn look_for_people(&mut self) -> Option<Effect> {
        let Some(Overlay::Picker(Picker { picking: Picking::Person, editor, .. })) = self.overlays.last() else {
            return None;
        };
        let text = editor.text().trim().to_owned();
        Some(self.ask_people(&text))
    }

    pub(crate) fn step_picker(&mut self, down: bool) {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            let last = picker.items.len().saturating_sub(1);
            picker.at = if down { (picker.at + 3).min(last) } else { picker.at.saturating_sub(3) };
        }
    }

    fn pick(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return Vec::new();
        };
        // What cannot be chosen says why where it stands.
        let Some(item) = picker.item().filter(|item| item.against.is_none()).cloned() else {
            return Vec::new();
        };
        let picking = picker.picking.clone();
        self.overlays.pop();
        self.picked(picking, item)
    }

    /// What there is to choose when `text` is typed.
    fn pick_items(&self, picking: &Picking, text: &str) -> Vec<Item> {
        match picking {
            Picking::Label => self.label_items(text),
            Picking::Assignee => self.assignee_items(text),
            Picking::AuthorLabel => self.author_label_items(text),
            Picking::Person => self.person_items(),
            Picking::Handle => self.handle_items(text),
            Picking::Snippet => self.snippet_items(text),
            Picking::Category => self.category_items(text),
            Picking::Link => self.link_items(text),
            Picking::EditNote | Picking::RemoveNote => self.note_items(text),
            Picking::Undo => self.undo_items(text),
            Picking::Spelling => self.spelling_items(text),
            Picking::Time(purpose) => self.time_items(purpose, text),
        }
    }

    fn picked(&mut self, picking: Picking, item: Item) -> Vec<Effect> {
        match picking {
            Picking::Label => {
                let labels = label::read(&item.value);
                self.triage(if item.marked { Verb::Unlabel(labels) } else { Verb::Label(labels) })
            }
            Picking::AuthorLabel => self.author_labelled(&item),
            Picking::Person => self.joined(&item),
            Picking::Handle => self.parted(&item),
            Picking::Snippet => self.insert_snippet(&item),
            Picking::Link => vec![Effect::Open(item.value)],
            Picking::Spelling => self.spelling_picked(&item.value),
            Picking::EditNote => self.edit_note(&item.value),
            Picking::RemoveNote => self.remove_note(&item.value),
            Picking::Undo => match item.value.parse() {
                Ok(_) if self.bulk.is_some() => self.refuse_bulk(),
                Ok(id) => self.undo_now(Intent::UndoTo(EntryId(id)), item.marked),
                Err(_) => Vec::new(),
            },
            Picking::Assignee if item.value.is_empty() => self.triage(Verb::Unassign),
            Picking::Assignee => self.open_picker(Picking::Time(TimeFor::Assigned(item.value))),
            Picking::Time(purpose) => self.time_picked(purpose, &item.value),
            Picking::Category => self.category_picked(&item.value),
        }
    }

    /// The newest verbs, newest first; those of other hands are only to be read.
    fn undo_items(&self, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let item = |line: &JournalLine| {
            let about = match line.conversations {
                0 | 1 => line.about.clone(),
                many => language.say("undo-many", &[("n", many.into())]),
            };
            let parts = [language.deed_on(line.deed, &line.detail, line.read), about];
            let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            let mine = line.hand.person == self.settings.person && line.hand.origin == Origin::Screen;
            let origin = language.code("origin", line.hand.origin.code());
            let whose = if line.hand.person == self.settings.person { "undo-own-hand" } else { "undo-other-hand" };
            let hand = [("person", (&line.hand.person).into()), ("origin", (&origin).into())];
            Item {
                text: said.join(" · "),
                note: language.clock(&self.settings.zone, self.now.day, line.at),
                value: line.id.0.to_string(),
                against: (!mine).then(|| language.say(whose, &hand)),
                marked: line.undone,
                ..Item::default()
            }
        };
        self.journal.iter().map(item).filter(|item| fold(&item.text).contains(&fold(text))).collect()
    }

    /// Me, those who have answered or have something to answer, nobody, and whoever is typed.
    fn assignee_items(&self, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let me = &self.settings.person;
        let now = self.rows_of_targets().first().and_then(|row| row.triage.assignee.clone());
        let mut items: Vec<Item> = std::iter::once(me)
            .chain(self.names.assignees.iter().filter(|who| *who != me))
            .filter(|who| fold(who).contains(&fold(text)))
            .map(|who| Item {
                text: who.clone(),
                note: if who == me { language.word("picker-assignee-me") } else { String::new() },
                value: who.clone(),
                marked: now.as_ref() == Some(who),
                ..Item::default()
            })
            .collect();
        let typed = text.trim();
        if !typed.is_empty() && items.iter().all(|item| item.value != typed) {
            let text = language.say("picker-assignee-new", &[("who", typed.into())]);
            items.push(Item { text, value: typed.to_owned(), ..Item::default() });
        }
        if now.is_some() && typed.is_empty() {
            items.push(Item { text: language.word("picker-assignee-nobody"), ..Item::default() });
        }
        items
    }

    /// The labels there are, those of the selected rows marked, and the new ones that `text` names.
    fn label_items(&self, text: &str) -> Vec<Item> {
        let rows = self.rows_of_targets();
        let all_have = |label: &Label| !rows.is_empty() && rows.iter().all(|row| row.triage.labels.contains(label));
        let typed = fold(text);
        let known = &self.names.labels;
        let mut items: Vec<Item> = known
            .iter()
            .filter(|(label, _)| fold(label.as_str()).contains(&typed))
            .map(|(label, n)| Item {
                text: label.to_string(),
                note: n.to_string(),
                value: label.to_string(),
                marked: all_have(label),
                ..Item::default()
            })
            .collect();
        let new: Vec<Label> = label::read(text).into_iter().filter(|label| known.iter().all(|(there, _)| there != label)).collect();
        if !new.is_empty() {
            let line = label::line(&label::read(text));
            let text = self.settings.language.say("picker-label-new", &[("label", (&line).into())]);
            items.push(Item { text, value: line, ..Item::default() });
        }
        items.sort_by_key(|item| !item.marked);
        items
    }
}
