//! Verbs on rows in hand: applied at once, confirmed by the store, taken back with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::commands::{CommandId, Runs};
use super::focus::Focus;
use super::list::Line;
use super::overlays::Then;
use super::overlays::themes::Chosen;
use super::status::Mood;
use super::{Effect, Slot, State, Ticket};
use crate::base::id::ConversationId;
use crate::config::{AfterVerb, Language};
use crate::model::conversation::{Outgoing, Row};
use crate::model::exchange::ActKind;
use crate::model::intent::Intent;
use crate::model::interaction::Kind;
use crate::model::journal::{Deed, Undone};
use crate::model::macros::{Given, Run};
use crate::model::triage::{Until, Verb};
use crate::model::when::When;

/// How rows were before a verb that is not confirmed yet.
#[derive(Debug, Default)]
struct Applied {
    /// Each with its place, in the order they were taken.
    rows: Vec<(usize, Line<Row>)>,
}

/// Verbs on their way to the store.
#[derive(Debug, Default)]
pub(crate) struct Verbs {
    applied: BTreeMap<Ticket, Applied>,
    /// The verb that `,` repeats.
    pub last: Option<Runs>,
    /// The last verb with all that belonged to it, when it was asked for.
    pub given: Option<Verb>,
    /// The last time that was chosen, as it was said.
    pub phrase: Option<String>,
    /// Drafts saved under these tickets or before are to be thrown away when their ids are known.
    pub discarding: Option<u64>,
    redoing: BTreeSet<Ticket>,
    /// How far the taking back of a verb on very many has come, and of how many.
    pub turning: Option<(u32, u32)>,
    /// The undo or redo that was asked for last.
    undoing: Option<Intent>,
    /// The newest choice of a theme, when no verb came after it.
    pub chosen: Option<Chosen>,
    /// Of each verb of this screen, in order, whether something leaves by it.
    leaving: Vec<bool>,
    /// Of what this screen took back, in order, whether others would read it if it were done again.
    public: Vec<bool>,
}

impl Verbs {
    /// Notes that the answer to this ticket is about doing something again.
    pub fn redo(&mut self, ticket: Ticket) {
        self.redoing.insert(ticket);
    }

    /// Whether the row in hand is ahead of the store.
    pub fn is_pending(&self, id: ConversationId) -> bool {
        self.applied.values().any(|applied| applied.rows.iter().any(|(_, line)| line.item.id == id))
    }

    /// Notes a verb, the next one that is taken back; `leaves` when something is on its way by it.
    pub fn note(&mut self, leaves: bool) {
        self.public.clear();
        self.leaving.push(leaves);
        self.chosen = None;
    }

    /// A verb that was noted changed nothing.
    pub fn unnote(&mut self) {
        self.leaving.pop();
    }

    /// A verb was taken back, or done again; nothing leaves by what is done again.
    fn turned(&mut self, again: bool, public: bool) {
        match again {
            true => {
                self.leaving.push(public);
                self.public.pop();
            }
            false => {
                self.leaving.pop();
                self.public.push(public);
            }
        }
    }

    /// Whether taking the newest verb back stops what is leaving.
    pub fn newest_leaves(&self) -> bool {
        self.leaving.last().is_some_and(|leaves| *leaves)
    }
}

impl State {
    /// The row that verbs on one row are about.
    pub(crate) fn row(&self) -> Option<&Row> {
        match self.focus {
            Focus::Views => None,
            Focus::List => self.inbox.list.alive(),
            Focus::Thread | Focus::Composer => {
                let id = self.thread.id?;
                self.inbox.list.get(id.0).or_else(|| self.view_of(id).map(|view| &view.row))
            }
        }
    }

    /// The conversations that a verb is about: those selected, else the one with the cursor.
    pub(crate) fn targets(&self) -> Vec<ConversationId> {
        if self.focus == Focus::List {
            let marks = self.inbox.marks();
            if !marks.is_empty() {
                return marks;
            }
        }
        self.row().map(|row| row.id).into_iter().collect()
    }

    /// The rows in hand among those that a verb is about.
    pub(crate) fn rows_of_targets(&self) -> Vec<&Row> {
        let thread = |id: ConversationId| self.view_of(id).map(|view| &view.row);
        self.targets().into_iter().filter_map(|id| self.inbox.list.get(id.0).or_else(|| thread(id))).collect()
    }

    /// Runs a verb on what is selected; what `%` found is asked about first.
    pub(crate) fn triage(&mut self, verb: Verb) -> Vec<Effect> {
        self.verbs.given = match verb {
            Verb::Snooze(_) | Verb::WaitClient(_) | Verb::Assign { .. } | Verb::Unassign | Verb::Label(_) | Verb::Unlabel(_) => {
                Some(verb.clone())
            }
            Verb::Done | Verb::Reopen | Verb::Mute | Verb::Star | Verb::Unstar | Verb::Unread | Verb::See | Verb::WaitThem => None,
        };
        self.give(Given::Verb(verb))
    }

    /// Gives a verb or a macro to what is selected; what `%` found is asked about first.
    pub(crate) fn give(&mut self, what: Given) -> Vec<Effect> {
        if let Some(matching) = self.inbox.matching.clone().filter(|_| self.focus == Focus::List) {
            return self.ask_bulk(what, &matching);
        }
        let targets = self.targets();
        if self.inbox.marked.len() <= self.inbox.list.lines().len() {
            return self.give_now(what, targets);
        }
        self.ask_many(what, u32::try_from(targets.len()).unwrap_or(u32::MAX))
    }

    pub(crate) fn give_now(&mut self, what: Given, targets: Vec<ConversationId>) -> Vec<Effect> {
        if targets.is_empty() {
            return Vec::new();
        }
        let now = self.now.day;
        let said = self.said(&what, &targets);
        let applied = self.apply(&targets, |row| row.triage = what.after(&row.triage, row.newest, now));
        self.inbox.unmark();
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
        let ticket = self.loads.ticket(Slot::Verb);
        self.verbs.applied.insert(ticket, applied);
        self.leave_entry(&what, &targets);
        self.move_on(&targets, what.moves());
        vec![Effect::Save(
            ticket,
            match what {
                Given::Verb(verb) => Intent::Triage(targets, verb),
                Given::Run(run) => Intent::Macro(targets, run),
            },
        )]
    }

    /// An entry that was read stays in the list of those to read; what follows it is next all the same.
    fn leave_entry(&mut self, what: &Given, targets: &[ConversationId]) {
        let list = &mut self.inbox.list;
        let stands = |row: &Row| row.kind == Kind::Entry && targets == [row.id];
        if what.finishes() && self.settings.config.after == AfterVerb::Next && list.alive().is_some_and(stands) {
            list.step(1);
        }
    }

    /// Gives a part of the rows that a verb on very many is about what it makes of them, where they are in hand.
    pub(crate) fn apply_part(&mut self, ticket: Ticket, part: &[ConversationId], what: &Given) {
        let now = self.now.day;
        let listed: BTreeSet<i64> = self.inbox.list.lines().iter().map(|line| line.item.id.0).collect();
        let in_hand: Vec<ConversationId> = part.iter().copied().filter(|id| listed.contains(&id.0)).collect();
        let applied = self.apply(&in_hand, |row| row.triage = what.after(&row.triage, row.newest, now));
        self.verbs.applied.insert(ticket, applied);
    }

    fn said(&self, what: &Given, targets: &[ConversationId]) -> String {
        let language: &Language = &self.settings.language;
        let row = |id: &ConversationId| self.inbox.list.get(id.0).or_else(|| self.row().filter(|row| row.id == *id));
        let entries = targets.iter().all(|id| row(id).is_some_and(|row| row.kind == Kind::Entry));
        let read = entries && *what == Given::Verb(Verb::Done);
        let deed = match what {
            _ if read => language.word("deed-read"),
            Given::Verb(Verb::Snooze(Until::At(at))) => {
                let when = language.when(When::At(*at), self.now.day, &self.settings.zone);
                language.say("cli-deed-until", &[("deed", (&language.given(what)).into()), ("when", (&when).into())])
            }
            Given::Verb(_) | Given::Run(_) => language.given(what),
        };
        self.said_of(&deed, targets)
    }

    /// What was done, and to whom.
    fn said_of(&self, deed: &str, targets: &[ConversationId]) -> String {
        let language: &Language = &self.settings.language;
        match targets {
            [one] => {
                let name = self.inbox.list.get(one.0).or(self.row()).map(|row| row.name.clone()).unwrap_or_default();
                language.say("verb-one", &[("deed", deed.into()), ("name", (&name).into())])
            }
            many => language.say("verb-many", &[("deed", deed.into()), ("n", many.len().into())]),
        }
    }

    /// Changes rows in hand; those that leave the list go, or are struck.
    fn apply(&mut self, targets: &[ConversationId], change: impl Fn(&mut Row)) -> Applied {
        let mut applied = Applied::default();
        let (view, now) = (self.inbox.query.view, self.now.day);
        for id in targets {
            if let Some(thread) = self.thread.view.as_mut().filter(|view| view.row.id == *id) {
                change(&mut thread.row);
            }
            let Some(row) = self.inbox.list.get_mut(id.0) else {
                continue;
            };
            let before = Line { item: row.clone(), struck: false };
            change(row);
            let leaves = !row.stands_in(view, now);
            let at = match self.settings.config.after {
                AfterVerb::Stay if leaves => {
                    self.inbox.list.strike(id.0);
                    0
                }
                AfterVerb::Next | AfterVerb::List if leaves => self.inbox.list.take(id.0).map_or(0, |(at, _)| at),
                AfterVerb::Next | AfterVerb::Stay | AfterVerb::List => 0,
            };
            applied.rows.push((at, before));
        }
        applied
    }

    /// What an open conversation gives way to after a verb that moved it.
    pub(crate) fn move_on(&mut self, targets: &[ConversationId], moved: bool) {
        let open = self.focus == Focus::Thread && self.thread.id.is_some_and(|id| targets.contains(&id));
        if !open || !moved {
            return;
        }
        match (self.settings.config.after, self.inbox.list.selected().map(|row| row.id)) {
            (AfterVerb::Next, Some(next)) => self.show(Some(next)),
            (AfterVerb::Stay, _) => {}
            (AfterVerb::Next | AfterVerb::List, _) => self.close_thread(),
        }
    }

    /// A like, a boost, or the deletion of an answer of ours.
    pub(crate) fn act(&mut self, kind: ActKind, hold: std::time::Duration) -> Vec<Effect> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let (conversation, message) = (row.id, if kind == ActKind::Delete { self.our_newest() } else { row.newest });
        let Some(message) = message else {
            return Vec::new();
        };
        let ticket = self.loads.ticket(Slot::Send);
        self.act_leaves(conversation, kind, ticket);
        vec![Effect::Save(ticket, Intent::Act { conversation, message, kind, hold })]
    }

    /// An act is on its way: the row in hand shows what it does.
    pub(crate) fn act_leaves(&mut self, conversation: ConversationId, kind: ActKind, ticket: Ticket) {
        let said = self.said_of(&self.settings.language.deed(Deed::Act(kind)), &[conversation]);
        let applied = self.apply(&[conversation], |row| match kind {
            ActKind::Like => row.liked = true,
            ActKind::Unlike => row.liked = false,
            ActKind::Boost => row.boosted = true,
            ActKind::Unboost => row.boosted = false,
            ActKind::Delete => {}
            ActKind::Hide | ActKind::Report => row.outgoing = Outgoing::Leaving,
            ActKind::Block => (row.outgoing, row.blocked) = (Outgoing::Leaving, true),
            ActKind::Unblock => row.blocked = false,
            ActKind::Mute => row.network_muted = true,
            ActKind::Unmute => row.network_muted = false,
        });
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(true);
        self.verbs.applied.insert(ticket, applied);
        self.outbox.send(ticket);
        self.move_on(&[conversation], kind.closes());
    }

    /// The newest answer of ours in the conversation that verbs are about.
    pub(crate) fn our_newest(&self) -> Option<crate::base::id::InteractionId> {
        let view = self.view_of(self.row()?.id)?;
        let ours = view.messages.iter().rev().find(|message| message.ours && message.deleted_at.is_none());
        ours.and_then(|message| message.id)
    }

    /// An answer of ours is on its way: the row leaves the list of those to answer.
    pub(crate) fn row_leaves(&mut self, conversation: ConversationId, run: Option<&Run>, ticket: Ticket) {
        let now = self.now.day;
        let applied = self.apply(&[conversation], |row| {
            if let Some(run) = run {
                row.triage = run.after(&row.triage, row.newest, now);
            }
            row.outgoing = Outgoing::Leaving;
            row.draft = false;
        });
        self.verbs.applied.insert(ticket, applied);
    }

    pub(crate) fn verb_stored(&mut self, ticket: Ticket) {
        if let Some(applied) = self.verbs.applied.remove(&ticket) {
            for (_, line) in applied.rows {
                self.inbox.list.unhide(line.item.id.0);
            }
            self.loads.want(Slot::Inbox);
        }
    }

    /// Puts back what a verb did to the rows in hand: the store did not take it.
    pub(crate) fn take_back(&mut self, ticket: Ticket) {
        self.outbox.refused(ticket);
        let Some(applied) = self.verbs.applied.remove(&ticket) else {
            return;
        };
        self.verbs.leaving.pop();
        let gone = |key: i64, state: &State| state.inbox.list.get(key).is_none();
        for (at, line) in applied.rows.into_iter().rev() {
            let key = line.item.id.0;
            if gone(key, self) {
                self.inbox.list.put_back(at, line);
            } else if let Some(row) = self.inbox.list.get_mut(key) {
                *row = line.item;
            }
        }
        self.status.happened = None;
        self.loads.want(Slot::Inbox);
        self.loads.want(Slot::Conversation);
    }

    /// A part of very many conversations was taken back, or done again: on to the next.
    pub(crate) fn turning(&mut self, ticket: Ticket, turned: u32, of: u32) -> Vec<Effect> {
        self.verbs.turning = Some((turned, of));
        let again = self.verbs.redoing.remove(&ticket);
        match self.verbs.undoing.clone() {
            Some(intent) => self.undo_now(intent, again),
            None => Vec::new(),
        }
    }

    pub(crate) fn undo(&mut self, again: bool) -> Vec<Effect> {
        if self.bulk.is_some() || self.verbs.turning.is_some() {
            return self.refuse_bulk();
        }
        if let Some(effects) = self.turn_theme(again) {
            return effects;
        }
        // Nothing that others read leaves on one key: what was stopped is not sent again unasked.
        if again && self.verbs.public.last().is_some_and(|public| *public) {
            let question = self.word("redo-question");
            return self.ask(CommandId::Redo, question, "redo-yes", Then::Redo);
        }
        self.undo_now(if again { Intent::Redo } else { Intent::Undo }, again)
    }

    /// Asks for an undo or a redo; of very many conversations it is asked for again until it is whole.
    pub(crate) fn undo_now(&mut self, intent: Intent, again: bool) -> Vec<Effect> {
        self.verbs.undoing = Some(intent.clone());
        let ticket = self.loads.ticket(Slot::Undo);
        if again {
            self.verbs.redo(ticket);
        }
        vec![Effect::Save(ticket, intent)]
    }

    pub(crate) fn undone(&mut self, ticket: Ticket, undone: &Undone) -> Vec<Effect> {
        let language = self.settings.language.clone();
        self.verbs.turning = None;
        let again = self.verbs.redoing.remove(&ticket);
        let delete = self.key(CommandId::Delete);
        let mut said = if again { language.redone(undone, &delete) } else { language.undone(undone, &delete) };
        let mood = match undone {
            Undone::Restored { .. } | Undone::Reversed(_) => Mood::Good,
            Undone::AlreadySent(..) | Undone::Final(..) | Undone::Sending(_) | Undone::Changed(_) | Undone::Nothing => Mood::Plain,
        };
        if mood == Mood::Good {
            let public = match undone {
                Undone::Restored { deed, draft, .. } => draft.is_some() || matches!(deed, Deed::Send | Deed::Act(ActKind::Boost)),
                _ => false,
            };
            self.verbs.turned(again, public);
        }
        if let Undone::Restored { first, draft, conversations, .. } = undone {
            if draft.is_some() {
                let key = self.key(if first.is_some() { CommandId::Reply } else { CommandId::Compose });
                said = format!("{said} · {}", language.say("undone-draft", &[("key", (&key).into())]));
            }
            if let (Some(first), 0 | 1) = (first, conversations) {
                self.inbox.want(*first);
            }
        }
        self.status.say(said, mood, self.now.machine);
        // What comes back is shown at once, however lately the rows were read.
        for slot in [Slot::Inbox, Slot::Conversation, Slot::Calendar, Slot::Ideas] {
            self.loads.want_now(slot);
        }
        for slot in [Slot::Outbox, Slot::Totals] {
            self.loads.want(slot);
        }
        // The key that deletes is about the conversation that is open.
        match undone {
            Undone::AlreadySent(_, Some(conversation)) if self.composer.is_none() => self.open(*conversation),
            _ => Vec::new(),
        }
    }
}
