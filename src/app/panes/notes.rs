//! Notes of a conversation: written over the thread, shown between its messages, never sent.

use crate::app::commands::{NotReady, Ready};
use crate::app::overlays::picker::{Item, Picking};
use crate::app::overlays::prompt::Prompting;
use crate::app::{Effect, Slot, State};
use crate::base::text::{excerpt, fold};
use crate::model::intent::Intent;
use crate::model::journal::{Deed, Thing};
use crate::model::note::{Note, NoteVerb};

impl State {
    /// The notes of the conversation that verbs are about, as far as it is loaded.
    fn notes(&self) -> &[Note] {
        let view = self.row().and_then(|row| self.view_of(row.id));
        view.map_or(&[], |view| &view.notes)
    }

    pub(crate) fn has_notes(&self) -> Ready {
        Ready::unless(self.notes().is_empty().then_some(NotReady::NoNotes))
    }

    /// Writes a note about the conversation with the cursor.
    pub(crate) fn write_note(&mut self) -> Vec<Effect> {
        let Some((id, name)) = self.row().map(|row| (row.id, row.name.clone())) else {
            return Vec::new();
        };
        self.open_prompt(Prompting::Note(id), name, "")
    }

    /// Changes or takes away a note: the only one at once, else one that is chosen.
    pub(crate) fn choose_note(&mut self, picking: Picking) -> Vec<Effect> {
        match (self.notes(), &picking) {
            ([only], Picking::EditNote) => {
                let value = only.id.to_string();
                self.edit_note(&value)
            }
            ([only], Picking::RemoveNote) => {
                let value = only.id.to_string();
                self.remove_note(&value)
            }
            _ => self.open_picker(picking),
        }
    }

    /// The notes to choose from, the newest first.
    pub(crate) fn note_items(&self, text: &str) -> Vec<Item> {
        let item = |note: &Note| Item {
            text: excerpt(&note.text, 80),
            note: note.person.clone(),
            detail: note.text.clone(),
            value: note.id.to_string(),
            ..Item::default()
        };
        let typed = fold(text);
        self.notes().iter().rev().map(item).filter(|item| fold(&item.detail).contains(&typed)).collect()
    }

    fn note_of(&self, value: &str) -> Option<&Note> {
        self.notes().iter().find(|note| note.id.to_string() == value)
    }

    pub(crate) fn edit_note(&mut self, value: &str) -> Vec<Effect> {
        let Some((id, person, text)) = self.note_of(value).map(|note| (note.id, note.person.clone(), note.text.clone())) else {
            return Vec::new();
        };
        self.open_prompt(Prompting::EditNote(id), person, &text)
    }

    pub(crate) fn remove_note(&mut self, value: &str) -> Vec<Effect> {
        match self.note_of(value).map(|note| note.id) {
            Some(id) => self.change_note(NoteVerb::Remove(id)),
            None => Vec::new(),
        }
    }

    /// Stores what was done with a note; it can be taken back.
    pub(crate) fn change_note(&mut self, verb: NoteVerb) -> Vec<Effect> {
        let said = self.settings.language.deed(Deed::Change(Thing::Note));
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
        let ticket = self.loads.ticket(Slot::Verb);
        vec![Effect::Save(ticket, Intent::Note(verb))]
    }
}
