//! Writing: opening the composer, keeping every keystroke, sending.
//!
//! Opening waits for nothing: what the row tells is enough to type, and what the store knows
//! besides, an older draft or the limits of the account, is taken in when it comes.

use super::composer::{Composer, Identity, Quoted, Saved};
use crate::app::commands::CommandId;
use crate::app::focus::{Focus, Pane};
use crate::app::overlays::Then;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State, Ticket};
use crate::base::id::AccountId;
use crate::base::id::{ConversationId, DraftId};
use crate::model::account::{Account, ServerLimits};
use crate::model::author::mention_from;
use crate::model::conversation::Row;
use crate::model::draft::{Audience, Draft, Target, reply_visibility};
use crate::model::intent::Intent;
use crate::model::interaction::Visibility;
use crate::model::query::{AccountRow, ConversationView, Query};
use crate::model::triage::After;

/// The identity that a row alone tells.
fn identity(row: &Row) -> Identity {
    Identity {
        account: row.account,
        client_id: row.client,
        client: row.client_name.clone(),
        colour: row.colour,
        handle: row.account_handle.clone(),
        network: row.network,
        limits: ServerLimits::default(),
    }
}

/// The name of the author, as the account's own server writes it, and a space.
fn greeting(row: &Row) -> String {
    let server = row.account_handle.rsplit('@').next().unwrap_or_default();
    format!("{} ", mention_from(&row.handle, server))
}

impl State {
    /// Answers the conversation that verbs are about.
    pub(crate) fn begin_reply(&mut self, audience: Audience) -> Vec<Effect> {
        let Some(row) = self.row().cloned() else {
            return Vec::new();
        };
        let (Some(to), Some(remote)) = (row.newest, row.newest_remote.clone()) else {
            return Vec::new();
        };
        let draft = Draft {
            id: None,
            target: Target::Reply { conversation: row.id, to, remote, audience },
            accounts: vec![row.account],
            text: greeting(&row),
            warning: String::new(),
            visibility: reply_visibility(row.visibility, row.visibility, audience),
            language: None,
            then: None,
            run: None,
            variants: std::collections::BTreeMap::new(),
            media: Vec::new(),
            updated_at: self.now.day,
        };
        let began = self.loads.ticket(Slot::Draft).generation;
        let mut composer = Composer::new(draft, vec![identity(&row)], began, (self.focus, self.zoomed));
        composer.quoted = Some(Quoted { name: row.name.clone(), handle: row.handle.clone(), text: row.excerpt.clone(), lines: Vec::new() });
        composer.drawn_upto = row.newest;
        composer.older = row.draft;
        self.composer = Some(composer);
        self.focus_composer();
        if self.thread.id != Some(row.id) {
            self.show(Some(row.id));
        }
        match self.thread.view.clone().filter(|view| view.row.id == row.id) {
            Some(view) => self.composer_informed(&view),
            None => vec![self.load_conversation(row.id)],
        }
    }

    pub(super) fn focus_composer(&mut self) {
        // A post of the calendar is written beside it; an answer is shown with its thread.
        if self.pane != Pane::Calendar || self.composer.as_ref().is_some_and(Composer::is_reply) {
            self.pane = Pane::Inbox;
        }
        self.focus = Focus::Composer;
        self.zoomed = false;
        self.pending.keys.clear();
        self.learn_cards();
    }

    /// Takes in what the store knows of the conversation that is answered.
    pub(crate) fn composer_informed(&mut self, view: &ConversationView) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut().filter(|composer| composer.draft.conversation() == Some(view.row.id)) else {
            return Vec::new();
        };
        if let Some(newest) = view.messages.iter().rev().find(|message| !message.ours && message.deleted_at.is_none())
            && let Some(quoted) = composer.quoted.as_mut()
        {
            quoted.text = newest.text.clone();
            if quoted.name.is_empty() {
                (quoted.name, quoted.handle) = (view.row.name.clone(), view.row.handle.clone());
            }
        }
        for identity in composer.identities.iter_mut().filter(|identity| identity.account == view.account.id) {
            identity.learn(&view.account);
        }
        if std::mem::replace(&mut composer.informed, true) {
            composer.count();
            return Vec::new();
        }
        composer.drawn_upto = view.messages.iter().rev().find_map(|message| message.id).or(composer.drawn_upto);
        let Target::Reply { audience, .. } = composer.draft.target else {
            return Vec::new();
        };
        composer.draft.visibility = reply_visibility(view.row.visibility, view.account.visibility, audience);
        composer.draft.language = view.account.language.clone();
        composer.start = composer.draft.visibility;
        let older = view.drafts.iter().find(|draft| match draft.target {
            Target::Reply { audience: other, .. } => other == audience && draft.accounts == composer.draft.accounts,
            Target::New => false,
        });
        if let Some(older) = older.cloned() {
            return self.resume(older);
        }
        composer.count();
        if composer.saved == Saved::Saving { self.draft_changed() } else { Vec::new() }
    }

    /// What the store knows of the text could not be read: it is kept without.
    pub(crate) fn composer_uninformed(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut().filter(|composer| !composer.informed) else {
            return Vec::new();
        };
        composer.informed = true;
        if composer.saved == Saved::Saving { self.draft_changed() } else { Vec::new() }
    }

    /// Goes on with a draft; what was typed before it came is added to it.
    fn resume(&mut self, older: Draft) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        let untouched = composer.saved == Saved::Untouched;
        let typed = composer.editor.text().to_owned();
        let begun = composer.draft.text.clone();
        let text = match typed.strip_prefix(&begun) {
            Some(more) if !untouched => format!("{}{more}", older.text),
            _ => older.text.clone(),
        };
        if !older.warning.is_empty() {
            composer.warning = Some(crate::app::editor::Editor::line(&older.warning));
        }
        // What was chosen just now goes before what was chosen then.
        let then = composer.draft.then.take().or(older.then.clone());
        let run = composer.draft.run.take().or(older.run.clone());
        composer.draft = Draft { target: composer.draft.target.clone(), accounts: composer.draft.accounts.clone(), then, run, ..older };
        composer.editor = crate::app::editor::Editor::new(&text);
        composer.own = None;
        composer.saved = Saved::Safe;
        composer.count();
        if untouched {
            self.tell("draft-resumed", Mood::Plain);
            return Vec::new();
        }
        self.draft_changed()
    }

    /// The account that can post which is `chosen`, or else one of its client, or else the first.
    fn writer_near(&self, chosen: Option<AccountId>) -> Option<AccountRow> {
        let client = chosen.and_then(|id| self.accounts.account(id)).map(|account| account.client);
        let found = |like: &dyn Fn(&Account) -> bool| self.writers().find(|row| like(&row.account)).cloned();
        let near = found(&|account| Some(account.id) == chosen).or_else(|| found(&|account| Some(account.client) == client));
        near.or_else(|| found(&|_| true))
    }

    /// Writes a new post, or goes on with the one that was begun.
    pub(crate) fn begin_new(&mut self) -> Vec<Effect> {
        let chosen = self.row().map(|row| row.account).or(self.inbox.query.account);
        let row = self.writer_near(chosen);
        let draft = Draft::post(row.as_ref().map(|row| &row.account), self.now.day);
        let began = self.loads.ticket(Slot::Draft).generation;
        self.composer = Some(Composer::new(draft, row.iter().map(Identity::of).collect(), began, (self.focus, self.zoomed)));
        self.focus_composer();
        vec![self.load(Slot::NewDraft, Query::NewDraft)]
    }

    pub(crate) fn new_draft_loaded(&mut self, older: Option<Draft>) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut().filter(|composer| !composer.is_reply() && !composer.informed) else {
            return Vec::new();
        };
        composer.informed = true;
        let Some(older) = older else {
            return if composer.saved == Saved::Untouched { Vec::new() } else { self.draft_changed() };
        };
        let known = self.accounts.list.lines().iter().map(|line| &line.item);
        let identities: Vec<Identity> = known.filter(|row| older.accounts.contains(&row.account.id)).map(Identity::of).collect();
        if !identities.is_empty() {
            composer.identities = identities;
            self.learn_cards();
        }
        self.resume(older)
    }

    /// Keeps the text after every change of it.
    pub(crate) fn draft_changed(&mut self) -> Vec<Effect> {
        let now = self.now.day;
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        composer.count();
        composer.saved = Saved::Saving;
        // What was begun before is read first, so that it is neither there twice nor overwritten.
        if composer.is_reading() {
            return Vec::new();
        }
        if let Some(place) = composer.place.as_mut() {
            place.edited = true;
        }
        composer.draft = Draft { updated_at: now, ..composer.current() };
        let draft = composer.draft.clone();
        vec![self.save(Slot::Draft, Intent::SaveDraft(draft))]
    }

    pub(crate) fn draft_stored(&mut self, ticket: Ticket, id: Option<DraftId>) -> Vec<Effect> {
        if let (Some(upto), Some(id)) = (self.verbs.discarding, id)
            && ticket.generation <= upto
        {
            self.verbs.discarding = None;
            return vec![self.save(Slot::Verb, Intent::DiscardDraft(id))];
        }
        if let Some(effects) = id.and_then(|id| self.place_awaiting(ticket.generation, id)) {
            return effects;
        }
        let current = self.loads.is_current(ticket);
        if let Some(composer) = self.composer.as_mut().filter(|composer| ticket.generation > composer.began) {
            composer.draft.id = id;
            if current {
                composer.saved = Saved::Safe;
            }
        }
        Vec::new()
    }

    /// The text as the person's editor left it; it is never sent by that.
    pub(crate) fn edited(&mut self, text: &str) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        composer.editor.set(text.trim_end_matches('\n'));
        self.draft_changed()
    }

    /// Leaves the composer; the draft is kept.
    pub(crate) fn keep_draft(&mut self) -> Vec<Effect> {
        if self.says_it_reads() {
            return Vec::new();
        }
        if let Some(effects) = self.keep_placed() {
            return effects;
        }
        let Some(composer) = self.composer.take() else {
            return Vec::new();
        };
        let draft = composer.current();
        let kept = !draft.is_blank();
        if let Some(row) = draft.conversation().and_then(|id| self.inbox.list.get_mut(id.0)) {
            row.draft = kept;
        }
        self.leave_composer(composer.from);
        if kept {
            let key = self.key(if composer.is_reply() { CommandId::Reply } else { CommandId::Compose });
            let text = self.settings.language.say("draft-kept", &[("key", (&key).into())]);
            self.status.say(text, Mood::Good, self.now.machine);
        }
        let unsaved = composer.saved == Saved::Saving && !composer.informed;
        if unsaved { vec![self.save(Slot::Draft, Intent::SaveDraft(draft))] } else { Vec::new() }
    }

    /// Whether an older draft is still being read, which is then said: nothing may take its place.
    pub(super) fn says_it_reads(&mut self) -> bool {
        let reads = self.composer.as_ref().is_some_and(Composer::is_reading);
        if reads {
            self.tell("draft-reading", Mood::Plain);
        }
        reads
    }

    pub(super) fn leave_composer(&mut self, from: (Focus, bool)) {
        self.composer = None;
        (self.focus, self.zoomed) = from;
        self.loads.want(Slot::Conversation);
        for slot in [Slot::Calendar, Slot::Ideas] {
            self.loads.want_now(slot);
        }
    }

    /// Throws the draft away; `z` brings it back.
    pub(crate) fn discard_draft(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.take() else {
            return Vec::new();
        };
        if let Some(row) = composer.draft.conversation().and_then(|id| self.inbox.list.get_mut(id.0)) {
            row.draft = false;
        }
        self.leave_composer(composer.from);
        if composer.saved == Saved::Untouched {
            return Vec::new();
        }
        self.status.say_undoable(self.word("draft-discarded"), self.now.machine);
        self.verbs.note(false);
        match composer.draft.id {
            Some(id) => vec![self.save(Slot::Verb, Intent::DiscardDraft(id))],
            None => {
                self.verbs.discarding = Some(self.loads.ticket(Slot::Draft).generation);
                Vec::new()
            }
        }
    }

    /// Sends the text, unless something speaks against it; a word that its client never uses is asked about.
    pub(crate) fn send(&mut self, after: After) -> Vec<Effect> {
        if self.says_it_reads() {
            return Vec::new();
        }
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        if let Some(label) = composer.current().unfilled() {
            return self.say_unfilled(&label);
        }
        if let Some(said) = self.cannot_send(composer) {
            self.status.say(said, Mood::Bad, self.now.machine);
            return Vec::new();
        }
        if let Some(effects) = self.ask_when(after.clone()) {
            return effects;
        }
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        match self.forbidden_question(composer) {
            Some(question) => self.ask(CommandId::Send, question, "forbidden-yes", Then::SendAnyway(after)),
            None => self.send_now(after),
        }
    }

    /// Asks about the words in the text that its client never uses.
    pub(super) fn forbidden_question(&self, composer: &Composer) -> Option<String> {
        let (at, _, client) = composer.forbidden.first()?;
        let word = composer.editor.text().get(at.clone()).unwrap_or_default();
        let args = [("word", word.into()), ("client", client.into()), ("more", (composer.forbidden.len() - 1).into())];
        Some(self.settings.language.say("forbidden-question", &args))
    }

    /// Sends the text on its way; it can be stopped for a while.
    pub(crate) fn send_now(&mut self, after: After) -> Vec<Effect> {
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        let draft = Draft { updated_at: self.now.day, ..composer.current() };
        let (conversation, drawn_upto, from) = (draft.conversation(), composer.drawn_upto, composer.from);
        let ticket = self.loads.ticket(Slot::Send);
        let name = composer.quoted.as_ref().map(|quoted| quoted.name.clone());
        let said = match name {
            Some(name) => self.settings.language.say("sent-reply", &[("name", (&name).into())]),
            None => self.settings.language.say("sent-post", &[("n", draft.accounts.len().into())]),
        };
        let beside = draft.run.as_ref().map(|run| run.beside()).filter(|beside| !beside.is_empty());
        let said = beside.iter().fold(said, |said, beside| format!("{said} · {beside}"));
        let twin = conversation.and_then(|conversation| self.twin_of(conversation));
        self.leave_composer(from);
        if let Some(conversation) = conversation {
            self.row_leaves(conversation, draft.run.as_deref(), ticket);
            self.move_on(&[conversation], true);
        }
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(true);
        self.outbox.send(ticket);
        if let Some((twin, handle)) = twin {
            let question = self.settings.language.say("twin-question", &[("handle", (&handle).into())]);
            self.ask(CommandId::Send, question, "twin-yes", Then::Twin(twin));
        }
        let hold = self.settings.config.hold;
        vec![Effect::Save(ticket, Intent::Send { draft, after, hold, drawn_upto })]
    }

    /// The conversation of another account of ours that the same post began, and that account.
    fn twin_of(&self, conversation: ConversationId) -> Option<(ConversationId, String)> {
        let view = self.thread.view.as_ref().filter(|view| view.row.id == conversation)?;
        view.twin.zip(view.row.also.clone())
    }

    pub(super) fn cannot_send(&self, composer: &Composer) -> Option<String> {
        let language = &self.settings.language;
        if composer.current().is_blank() {
            return Some(language.word("send-blank"));
        }
        if composer.identities.is_empty() {
            let key = self.key(CommandId::ChooseAccounts);
            return Some(language.say("send-no-account", &[("key", (&key).into())]));
        }
        if let Some(said) = self.media_against(composer) {
            return Some(said);
        }
        let (whose, what, by) = composer.excess()?;
        Some(language.too_much(what, whose, by))
    }

    /// The next visibility that the network knows; a wider one than the answer began with is asked about once.
    pub(crate) fn next_visibility(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        let network = composer.identities.first().map(|identity| identity.network);
        let known = network.and_then(|network| self.can(network)).map_or(&[][..], |can| can.visibilities);
        let at = known.iter().position(|known| *known == composer.draft.visibility).map_or(0, |at| at + 1);
        let Some(next) = known.get(at % known.len().max(1)).copied() else {
            return Vec::new();
        };
        if composer.is_reply() && next < composer.start {
            let language = &self.settings.language;
            let question = language.say("widen-question", &[("visibility", (&language.code("visibility", next.code())).into())]);
            return self.ask(CommandId::Visibility, question, "widen-yes", Then::Widen(next));
        }
        self.set_visibility(next)
    }

    pub(crate) fn set_visibility(&mut self, visibility: Visibility) -> Vec<Effect> {
        if let Some(composer) = self.composer.as_mut() {
            composer.draft.visibility = visibility;
            composer.start = composer.start.min(visibility);
        }
        self.draft_changed()
    }
}
