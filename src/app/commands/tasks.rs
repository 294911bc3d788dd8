//! Commands of the to-do list, and the one that writes a row of the inbox down on it.

use super::{Command, CommandId, NotReady, Ready, Scope};
use crate::app::focus::{Focus, Pane};
use crate::app::overlays::picker::{Picking, TimeFor};
use crate::app::overlays::prompt::Prompting;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::model::intent::Intent;
use crate::model::task::{Task, TaskRow};

const fn row(id: CommandId, keys: &'static [&'static str], ready: fn(&State) -> Ready, run: fn(&mut State) -> Vec<Effect>) -> Command {
    Command { id, scope: Scope::Tasks, keys, hint: true, ready, run }
}

pub(super) const COMMANDS: &[Command] = &[
    Command { scope: Scope::Inbox, hint: false, ..row(CommandId::TaskOf, &["t"], one_row, from_row) },
    row(CommandId::NewTask, &["t", "n"], |_| Ready::Yes, |state| state.open_prompt(Prompting::Task(None), String::new(), "")),
    row(CommandId::StrikeTask, &["e", "space"], has_task, strike),
    row(CommandId::TaskDue, &["b"], has_task, due),
    row(CommandId::OpenTask, &["enter"], has_conversation, open),
    row(CommandId::RemoveTask, &["x"], has_task, remove),
];

fn one_row(state: &State) -> Ready {
    Ready::unless(state.row().is_none().then_some(NotReady::NothingSelected))
}

/// A task about the conversation in hand, or about all that are selected: one each.
fn from_row(state: &mut State) -> Vec<Effect> {
    let Some((id, client, name)) = state.row().map(|row| (row.id, row.client_name.clone(), row.name.clone())) else {
        return Vec::new();
    };
    state.open_prompt(Prompting::Task(Some(id)), format!("{client} · {name}"), "")
}

fn selected(state: &State) -> Option<&TaskRow> {
    state.tasks.list.selected()
}

fn has_task(state: &State) -> Ready {
    Ready::unless(selected(state).is_none().then_some(NotReady::NothingSelected))
}

fn has_conversation(state: &State) -> Ready {
    match selected(state) {
        None => Ready::No(NotReady::NothingSelected),
        Some(row) => Ready::unless(row.task.conversation.is_none().then_some(NotReady::NoConversation)),
    }
}

fn strike(state: &mut State) -> Vec<Effect> {
    let Some((id, done, text)) = selected(state).map(|row| (row.id, row.done_at.is_none(), row.task.text.clone())) else {
        return Vec::new();
    };
    state.say_task(if done { "task-done" } else { "task-again" }, &text);
    vec![state.save(Slot::Verb, Intent::StrikeTask(id, done))]
}

fn due(state: &mut State) -> Vec<Effect> {
    match selected(state).map(|row| row.id) {
        Some(id) => state.open_picker(Picking::Time(TimeFor::Task(id))),
        None => Vec::new(),
    }
}

fn open(state: &mut State) -> Vec<Effect> {
    let Some(conversation) = selected(state).and_then(|row| row.task.conversation) else {
        return Vec::new();
    };
    state.enter(Pane::Inbox);
    state.focus = Focus::List;
    state.inbox.list.select(conversation.0);
    state.open(conversation)
}

fn remove(state: &mut State) -> Vec<Effect> {
    let Some((id, text)) = selected(state).map(|row| (row.id, row.task.text.clone())) else {
        return Vec::new();
    };
    state.say_task("task-removed", &text);
    vec![state.save(Slot::Verb, Intent::RemoveTask(id))]
}

impl State {
    /// Says what became of a task; undo takes it back.
    pub(crate) fn say_task(&mut self, id: &str, text: &str) {
        let shown = crate::base::text::excerpt(text, 40);
        let said = self.settings.language.say(id, &[("text", (&shown).into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
    }

    /// Writes a task down.
    pub(crate) fn add_task(&mut self, task: Task) -> Vec<Effect> {
        if task.text.is_empty() {
            self.tell("task-empty", Mood::Plain);
            return Vec::new();
        }
        self.say_task("task-added", &task.text.clone());
        vec![self.save(Slot::Verb, Intent::AddTask(task))]
    }
}
