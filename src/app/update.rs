//! One line per message, into the slices.

use std::time::Duration;

use super::commands::{Command, CommandId, Ready, Scope};
use super::focus::{Focus, Pane};
use super::keymap::{self, Found};
use super::panes::inbox::Entry;
use super::status::Mood;
use super::{Effect, Gesture, Message, Mouse, State};
use crate::base::key::{Chord, Code, Key};

/// How soon the second half of a chord comes when its first half was enough.
const DOUBLED: Duration = Duration::from_millis(600);

/// Applies one message, and says what the world should do about it.
///
/// Pure: the same state and message always give the same state and effects.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    state.dirty |= !matches!(message, Message::Clock(_) | Message::Ground(_));
    let mut effects = match message {
        Message::Key(key) => state.press(key),
        Message::Paste(text) => state.paste(&text),
        Message::Resized(size) => {
            state.size = size;
            Vec::new()
        }
        Message::Mouse(mouse) => state.point(mouse),
        Message::FocusChanged(attentive) => {
            state.attentive = attentive;
            Vec::new()
        }
        Message::Clock(now) => state.advance(now),
        Message::Changed(changes) => state.changed(&changes),
        Message::News(news) => state.hear(news),
        Message::Settings(settings) => state.reread(*settings),
        Message::Ground(ground) => state.stands_on(ground),
        Message::Answer(ticket, answered) => state.answered(ticket, answered),
        Message::Stop => vec![Effect::Quit],
    };
    state.follow_tour(&effects);
    effects.extend(state.settle());
    effects
}

impl State {
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = self.press_tour(key) {
            return effects;
        }
        let on_card = self.card_on_top();
        if !self.overlays.is_empty() && !on_card {
            return self.press_overlay(key);
        }
        let typing = self.is_typing();
        let begun = !self.pending.keys.is_empty();
        if typing && !begun && keymap::belongs_to_text(key) {
            return self.type_key(key);
        }
        if self.inbox.filter.editing && matches!(key.code, Code::Tab | Code::BackTab) {
            return self.complete_filter(key.code == Code::Tab);
        }
        if self.inbox.filter.editing && key.code == Code::Enter {
            self.inbox.filter.editing = false;
            let effects = self.filter_typed();
            // What is wrong is mended first: a verb would be about rows that nobody asked for.
            self.inbox.filter.editing = self.inbox.filter.error.is_some();
            return effects;
        }
        let scopes = if self.inbox.filter.editing { &[Scope::Global] } else { self.scopes() };
        let mut keys = self.pending.keys.clone();
        keys.push(key);
        self.pending.keys.clear();
        if std::mem::take(&mut self.meant).is_some_and(|(meant, until)| meant == key && self.now.machine < until) {
            // The second half of a chord whose first half was enough.
            return Vec::new();
        }
        self.pressed.clone_from(&keys);
        match self.keymap.find(scopes, &keys) {
            Found::Command(command) => {
                let mut effects = self.knows(command.id);
                effects.extend(if on_card { self.run_on_card(command) } else { self.run(command) });
                effects
            }
            Found::Macro(at) => self.run_macro(at),
            Found::Prefix => match self.only_meaning(&self.keymap.following(scopes, &keys), &keys) {
                Some(command) => {
                    self.meant = Some((key, self.now.machine + DOUBLED));
                    self.run(command)
                }
                None => {
                    self.pending.keys = keys;
                    self.pending.since = self.now.machine;
                    Vec::new()
                }
            },
            Found::Nothing if typing && !begun => self.type_key(key),
            Found::Nothing => {
                self.say_unbound(keys);
                Vec::new()
            }
        }
    }

    /// Says that keys do nothing, unless something worth more is told or Esc gave a chord up.
    fn say_unbound(&mut self, keys: Vec<Key>) {
        self.status.forget(Mood::Plain);
        let gave_up = keys.len() > 1 && keys.last().is_some_and(|key| key.code == Code::Esc);
        if gave_up || self.status.happened.is_some() {
            return;
        }
        let (key, help) = (self.settings.language.chord(&Chord(keys)), self.key(CommandId::Help));
        let text = self.settings.language.say("unbound", &[("key", (&key).into()), ("help", (&help).into())]);
        self.status.say(text, Mood::Plain, self.now.machine);
    }

    /// Runs a command, or says why it cannot.
    pub(crate) fn run(&mut self, command: &Command) -> Vec<Effect> {
        // A hint answers the key before this one.
        self.status.forget(Mood::Plain);
        match (command.ready)(self) {
            Ready::Yes => (command.run)(self),
            Ready::No(reason) => {
                self.refuse(reason);
                Vec::new()
            }
        }
    }

    fn type_key(&mut self, key: Key) -> Vec<Effect> {
        if self.inbox.filter.editing {
            return match self.inbox.filter.editor.press(key) {
                Some(true) => self.filter_typed(),
                Some(false) | None => Vec::new(),
            };
        }
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        if composer.in_warning && key.code == Code::Enter {
            composer.in_warning = false;
            return Vec::new();
        }
        match composer.field().press(key) {
            Some(true) => {
                // Why the text was not sent is about the text as it was.
                self.status.forget(Mood::Bad);
                self.draft_changed()
            }
            Some(false) | None => Vec::new(),
        }
    }

    /// What is pasted is text, wherever it lands, or nothing.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            self.paste_found(text);
            self.paste_prompted(text);
            self.paste_on_card(text);
            return self.paste_picked(text);
        }
        self.pending.keys.clear();
        if self.inbox.filter.editing {
            self.inbox.filter.editor.paste(text);
            return self.filter_typed();
        }
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        composer.field().paste(text);
        self.draft_changed()
    }

    fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            match mouse.gesture {
                Gesture::WheelDown | Gesture::WheelUp => {
                    let down = mouse.gesture == Gesture::WheelDown;
                    self.step_finder(down);
                    self.step_picker(down);
                    if self.card_on_top() {
                        self.author_card_mut().into_iter().for_each(|card| card.list.step(if down { 3 } else { -3 }));
                    }
                    self.step_actions(down);
                    self.step_digest(down);
                }
                Gesture::Click | Gesture::Release => {}
            }
            return Vec::new();
        }
        let Some(layout) = self.layout() else {
            return Vec::new();
        };
        let within = |area: Option<super::layout::Area>| {
            area.filter(|area| area.contains((mouse.column, mouse.row).into())).map(|area| usize::from(mouse.row - area.y))
        };
        let wheel = match mouse.gesture {
            Gesture::WheelUp => -3,
            Gesture::WheelDown => 3,
            Gesture::Click | Gesture::Release => 0,
        };
        if self.pane == Pane::Calendar
            && self.focus != Focus::Composer
            && let Some(effects) = self.point_in_calendar(&layout, mouse, wheel)
        {
            return effects;
        }
        if mouse.gesture == Gesture::Release {
            return Vec::new();
        }
        if within(layout.thread).is_some() {
            if wheel == 0 && self.focus != Focus::Composer {
                self.focus = Focus::Thread;
                return within(layout.thread).map(|line| self.unfold_line(line)).unwrap_or_default();
            }
            self.thread.scroll_by(wheel);
            return Vec::new();
        }
        if self.focus == Focus::Composer {
            return Vec::new();
        }
        if let Some(line) = within(layout.list) {
            self.focus = Focus::List;
            return self.point_at_list(line, wheel);
        }
        if let Some(line) = within(layout.views).filter(|_| wheel == 0) {
            let entries = self.entries();
            // A blank line stands before the clients.
            let gap = entries.iter().position(|entry| *entry == Entry::Clients(None)).is_some_and(|at| line > at);
            self.inbox.chosen = (line - usize::from(gap)).min(entries.len().saturating_sub(1));
            return self.choose_entry();
        }
        match within(Some(layout.tabs)).filter(|_| wheel == 0).and_then(|_| self.tab_at(mouse.column)) {
            Some(pane) => self.click_tab(pane),
            None => Vec::new(),
        }
    }

    fn point_at_list(&mut self, line: usize, wheel: isize) -> Vec<Effect> {
        macro_rules! list {
            ($list:expr) => {
                match wheel {
                    0 => drop($list.select_line(line)),
                    by => $list.step(by),
                }
            };
        }
        match self.pane {
            Pane::Inbox => list!(self.inbox.list),
            Pane::Calendar => {}
            Pane::Outbox => list!(self.outbox.list),
            Pane::Accounts => list!(self.accounts.list),
            Pane::Tasks => list!(self.tasks.list),
        }
        Vec::new()
    }

    /// Goes to a pane.
    pub(crate) fn enter(&mut self, pane: Pane) -> Vec<Effect> {
        self.pane = pane;
        self.focus = Focus::List;
        self.zoomed = false;
        if pane == Pane::Calendar {
            self.enter_calendar();
        }
        Vec::new()
    }
}
