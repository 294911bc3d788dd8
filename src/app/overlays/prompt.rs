//! A few words to type over a pane: what was asked, a task, a note, the blank of a saved reply.
//!
//! Enter takes what was typed, Esc gives it up; Alt-Enter begins a new line where there may
//! be several.

use super::Overlay;
use super::picker::{Picking, TimeFor};
use super::reporting::Reporting;
use crate::app::editor::Editor;
use crate::app::{Effect, Slot, State};
use crate::base::id::{ConversationId, NoteId};
use crate::base::key::{Code, Key};
use crate::model::note::NoteVerb;
use crate::model::person::CardVerb;
use crate::model::task::Task;

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prompting {
    /// What was asked of the client; nothing is fine.
    Asked,
    /// What we note of the author of the card; nothing takes the note away.
    AuthorNote,
    /// A task, about a conversation or about nothing.
    Task(Option<ConversationId>),
    /// What stands in a blank of the text, and the blanks that are asked for after it.
    Blank { label: String, left: Vec<String> },
    /// The name under which the text is kept as a saved reply.
    SnippetName,
    /// What the moderators of a network are told; nothing is fine.
    Report(Reporting),
    /// The name of a saved view.
    SaveView,
    /// Another name of a saved view.
    RenameView,
    /// A note in a conversation.
    Note(ConversationId),
    /// Another text for a note.
    EditNote(NoteId),
    /// The path of a file that is to go with the text.
    File,
    /// What the file in this place shows.
    Alt(usize),
}

impl Prompting {
    /// The middle of the ids of its sentences: `prompt-…-title`, `prompt-…-keys`.
    fn word(&self) -> &'static str {
        match self {
            Prompting::Asked => "asked",
            Prompting::AuthorNote => "author-note",
            Prompting::Task(_) => "task",
            Prompting::Blank { .. } => "blank",
            Prompting::SnippetName => "snippet-name",
            Prompting::Report(_) => "report",
            Prompting::SaveView => "save-view",
            Prompting::RenameView => "rename-view",
            Prompting::Note(_) => "note",
            Prompting::EditNote(_) => "edit-note",
            Prompting::File => "file",
            Prompting::Alt(_) => "alt",
        }
    }

    /// Whether it may have several lines.
    fn has_lines(&self) -> bool {
        match self {
            Prompting::AuthorNote => true,
            Prompting::Task(_) => false,
            Prompting::Blank { .. } | Prompting::SnippetName => false,
            Prompting::Asked | Prompting::Report(_) => true,
            Prompting::SaveView | Prompting::RenameView => false,
            Prompting::Note(_) | Prompting::EditNote(_) => true,
            Prompting::File => false,
            Prompting::Alt(_) => true,
        }
    }
}

/// The field.
#[derive(Debug)]
pub(crate) struct Prompt {
    pub prompting: Prompting,
    pub title: String,
    /// What it is about, above the field; may be empty.
    pub about: String,
    pub foot: String,
    pub editor: Editor,
    /// Why what was typed is not taken.
    pub wrong: Option<String>,
}

impl State {
    /// Asks for a few words; `text` stands there already.
    pub(crate) fn open_prompt(&mut self, prompting: Prompting, about: String, text: &str) -> Vec<Effect> {
        let word = prompting.word();
        let (title, foot) = (self.word(&format!("prompt-{word}-title")), self.word(&format!("prompt-{word}-keys")));
        let editor = if prompting.has_lines() { Editor::new(text) } else { Editor::line(text) };
        self.pending.keys.clear();
        self.overlays.push(Overlay::Prompt(Prompt { prompting, title, about, foot, editor, wrong: None }));
        Vec::new()
    }

    pub(super) fn press_prompt(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            Code::Esc => {
                self.overlays.pop();
                Vec::new()
            }
            Code::Enter if key.alt && prompt.prompting.has_lines() => {
                prompt.editor.paste("\n");
                Vec::new()
            }
            Code::Tab if prompt.prompting == Prompting::File => {
                let typed = prompt.editor.text().to_owned();
                vec![Effect::Paths(self.loads.ticket(Slot::Paths), typed)]
            }
            Code::Tab => match self.overlays.pop() {
                Some(Overlay::Prompt(Prompt { prompting: Prompting::Blank { left, .. }, .. })) => {
                    self.ask_blanks(left);
                    Vec::new()
                }
                other => {
                    self.overlays.extend(other);
                    Vec::new()
                }
            },
            Code::Enter => self.prompted(),
            _ => {
                if prompt.editor.press(key) == Some(true) {
                    prompt.wrong = None;
                }
                Vec::new()
            }
        }
    }

    pub(crate) fn paste_prompted(&mut self, text: &str) {
        if let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut() {
            prompt.editor.paste(text);
        }
    }

    fn prompted(&mut self) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = self.overlays.pop() else {
            return Vec::new();
        };
        let text = prompt.editor.text().trim().to_owned();
        match prompt.prompting {
            Prompting::AuthorNote => self.card_verb(CardVerb::Note(text), "author-did-note"),
            Prompting::Task(conversation) => self.add_task(Task { text, conversation, ..Task::default() }),
            Prompting::Asked => self.open_picker(Picking::Time(TimeFor::Asked(text))),
            Prompting::Blank { label, left } => self.fill_blank(&label, &text, left),
            Prompting::SnippetName if text.is_empty() => Vec::new(),
            Prompting::SnippetName => self.keep_as_snippet(&text),
            Prompting::Report(reporting) => self.report(&reporting, text),
            Prompting::SaveView | Prompting::RenameView if text.is_empty() => Vec::new(),
            Prompting::SaveView => self.save_view(&text),
            Prompting::RenameView => self.rename_view(&text),
            Prompting::Note(_) if text.is_empty() => Vec::new(),
            Prompting::Note(conversation) => self.change_note(NoteVerb::Add(conversation, text)),
            Prompting::EditNote(note) => self.change_note(NoteVerb::Edit(note, text)),
            Prompting::File if text.is_empty() => Vec::new(),
            Prompting::File => self.attach(text),
            Prompting::Alt(place) => self.describe(place, text),
        }
    }
}
