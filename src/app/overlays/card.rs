//! The card of a client: everything at a glance, and each line edited where it stands.
//!
//! `Ctrl-e` opens the whole card as a text in the person's editor. What cannot be taken says
//! why where it stands, and is kept until it can.

use super::Overlay;
use crate::app::commands::{CommandId, Scope};
use crate::app::editor::Editor;
use crate::app::keymap::Found;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::ClientId;
use crate::base::key::{Chord, Code, Key};
use crate::model::card::{Card, Field};
use crate::model::intent::Intent;

/// The card that is open.
#[derive(Debug)]
pub(crate) struct CardView {
    pub client: ClientId,
    /// The line with the cursor.
    pub at: usize,
    /// What is typed in it.
    pub editing: Option<Editor>,
    /// Why what was typed is not taken.
    pub wrong: Option<String>,
}

impl CardView {
    /// The field with the cursor.
    pub fn field(&self) -> Field {
        Field::ALL.get(self.at).copied().unwrap_or(Field::Notes)
    }
}

impl State {
    /// Opens the card of the client in hand.
    pub(crate) fn open_card(&mut self) -> Vec<Effect> {
        let Some(client) = self.client_in_hand() else {
            return Vec::new();
        };
        self.pending.keys.clear();
        let wrong = self.clients.untaken.get(&client).and_then(|text| Card::read(text).err());
        let wrong = wrong.map(|error| self.settings.language.card_error(&error));
        self.overlays.push(Overlay::Card(CardView { client, at: 0, editing: None, wrong }));
        Vec::new()
    }

    /// The card of a client; one that has none says nothing.
    pub(crate) fn card(&self, client: ClientId) -> Card {
        self.clients.cards.get(&client).cloned().unwrap_or_default()
    }

    pub(super) fn press_card(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if let Some(editor) = view.editing.as_mut() {
            return match key.code {
                Code::Esc => {
                    (view.editing, view.wrong) = (None, None);
                    Vec::new()
                }
                Code::Enter if key.alt => {
                    editor.paste("\n");
                    Vec::new()
                }
                Code::Enter => self.take_line(0),
                Code::Tab => self.take_line(1),
                Code::BackTab => self.take_line(-1),
                _ => {
                    if editor.press(key) == Some(true) {
                        view.wrong = None;
                    }
                    Vec::new()
                }
            };
        }
        let last = Field::ALL.len() - 1;
        match key.code {
            Code::Esc | Code::Char('q' | 'I') => drop(self.overlays.pop()),
            Code::Char('e') if key.ctrl => return self.card_elsewhere(),
            Code::Enter | Code::Char('e') => self.edit_line(),
            Code::Down | Code::Tab | Code::Char('j') => view.at = (view.at + 1).min(last),
            Code::Up | Code::BackTab | Code::Char('k') => view.at = view.at.saturating_sub(1),
            Code::Home | Code::Char('g') => view.at = 0,
            Code::End | Code::Char('G') => view.at = last,
            _ => return self.press_beside_card(key),
        }
        Vec::new()
    }

    /// Undo and redo work here as everywhere; of other keys it is said that they do nothing here.
    fn press_beside_card(&mut self, key: Key) -> Vec<Effect> {
        match self.keymap.find(&[Scope::Global], &[key]) {
            Found::Command(command) if matches!(command.id, CommandId::Undo | CommandId::Redo) => self.run(command),
            Found::Command(_) | Found::Macro(_) | Found::Prefix | Found::Nothing => {
                let key = self.settings.language.chord(&Chord(vec![key]));
                let text = self.settings.language.say("card-unbound", &[("key", (&key).into())]);
                self.status.say(text, Mood::Plain, self.now.machine);
                Vec::new()
            }
        }
    }

    fn edit_line(&mut self) {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return;
        };
        let text = self.card(view.client).text(view.field());
        if let Some(Overlay::Card(view)) = self.overlays.last_mut() {
            (view.editing, view.wrong) = (Some(Editor::new(&text)), None);
        }
    }

    /// Takes the line that was typed, and goes on to another one.
    fn take_line(&mut self, step: isize) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let (client, field) = (view.client, view.field());
        let typed = view.editing.as_ref().map(|editor| editor.text().to_owned()).unwrap_or_default();
        let before = self.card(client);
        let taken = before.with(field, &typed);
        let wrong = taken.as_ref().err().map(|error| self.settings.language.card_problem(&error.what));
        let last = Field::ALL.len() - 1;
        if let Some(Overlay::Card(view)) = self.overlays.last_mut() {
            view.wrong = wrong;
            if taken.is_ok() {
                view.editing = None;
                view.at = view.at.saturating_add_signed(step).min(last);
            }
        }
        let effects = match taken {
            Ok(card) if card.text(field) != before.text(field) => self.save_card(client, card),
            Ok(_) | Err(_) => return Vec::new(),
        };
        if step != 0 {
            self.edit_line();
        }
        effects
    }

    /// Opens the card as a text in the person's editor.
    fn card_elsewhere(&mut self) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let text = match self.clients.untaken.get(&view.client) {
            Some(text) => text.clone(),
            None => self.settings.language.card_text(&self.card(view.client)),
        };
        vec![Effect::Edit(self.loads.ticket(Slot::Cards), text)]
    }

    /// Takes a card as the person's editor left it.
    pub(crate) fn card_edited(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let client = view.client;
        let read = Card::read(text);
        let wrong = read.as_ref().err().map(|error| self.settings.language.card_error(error));
        if let Some(Overlay::Card(view)) = self.overlays.last_mut() {
            view.wrong = wrong;
        }
        match read {
            Ok(card) => {
                self.clients.untaken.remove(&client);
                self.save_card(client, card)
            }
            Err(_) => {
                self.clients.untaken.insert(client, text.to_owned());
                Vec::new()
            }
        }
    }

    fn save_card(&mut self, client: ClientId, card: Card) -> Vec<Effect> {
        if self.card(client).source() == card.source() {
            return Vec::new();
        }
        let name = self.client(client).map(|client| client.name.clone()).unwrap_or_default();
        self.clients.cards.insert(client, card.clone());
        self.rest_again();
        self.learn_cards();
        let text = self.settings.language.say("card-saved", &[("client", (&name).into())]);
        self.status.say_undoable(text, self.now.machine);
        self.verbs.note(false);
        let zone = self.settings.zone.iana_name().unwrap_or_default().to_owned();
        vec![self.save(Slot::Verb, Intent::SaveCard { client, card: Box::new(card), zone })]
    }

    pub(crate) fn paste_on_card(&mut self, text: &str) {
        if let Some(Overlay::Card(CardView { editing: Some(editor), wrong, .. })) = self.overlays.last_mut() {
            editor.paste(text);
            *wrong = None;
        }
    }
}
