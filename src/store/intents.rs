//! What a person wants stored: one intent, one transaction, one entry in the journal.
//!
//! A verb runs the same pure function here that the screen has run on the row in hand.

use tokio::sync::oneshot;

use super::Store;
use super::cards;
use super::conversations;
use super::drafts::{self, Stage};
use super::error::{Result, StoreError};
use super::journal::{self, Refers};
use super::writer::{Lane, Write};
use super::{accounts, acts, forgetting, given, notes, people, sending, slots, snippets, tasks, undo, views, words};
use crate::base::id::{AccountId, ConversationId, DraftId, EntryId};
use crate::model::account::Health;
use crate::model::intent::{Effected, Intent, Refused};
use crate::model::journal::{Deed, Hand};
use crate::model::macros::Given;

impl Store {
    /// Stores what a person wants.
    ///
    /// # Errors
    /// When the file cannot be written; nothing was changed then.
    pub async fn intend(&self, hand: Hand, intent: Intent) -> Result<Effected> {
        let (answer, answered) = oneshot::channel();
        self.queue_intent(hand, intent, move |result| drop(answer.send(result)))?;
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Stores what a person wants, and waits for it without a runtime.
    ///
    /// # Errors
    /// When the file cannot be written; nothing was changed then.
    pub fn intend_now(&self, hand: Hand, intent: Intent) -> Result<Effected> {
        let (answer, answered) = std::sync::mpsc::sync_channel(1);
        self.queue_intent(hand.clone(), intent.clone(), move |result| drop(answer.send(result)))?;
        match answered.recv().unwrap_or(Err(StoreError::Closed))? {
            // Nobody looks on: the rest follows at once.
            Effected::Turning(..) => self.intend_now(hand, intent),
            effected => Ok(effected),
        }
    }

    fn queue_intent(&self, hand: Hand, intent: Intent, answer: impl FnOnce(Result<Effected>) + Send + 'static) -> Result<()> {
        let queue = self.queue()?;
        match intent {
            Intent::SaveDraft(draft) => {
                queue.push_draft(drafts::queue_key(&draft), move |w| drafts::autosave(w, &draft).map(Effected::Draft), answer);
            }
            // Whatever else a person does goes before a part of what is done to very many.
            Intent::TriagePart(..) => queue.push(Lane::Bulk, move |w| effect(w, &hand, intent), answer),
            intent => queue.push(Lane::Verb, move |w| effect(w, &hand, intent), answer),
        }
        Ok(())
    }
}

/// Does what is wanted.
fn effect(w: &mut Write<'_>, hand: &Hand, intent: Intent) -> Result<Effected> {
    match intent {
        Intent::Triage(ids, verb) => triage(w, hand, &ids, &Given::Verb(verb)),
        Intent::Macro(ids, run) => triage(w, hand, &ids, &Given::Run(run)),
        Intent::Seen(id, upto) => Ok(if conversations::see(w, id, upto)? { Effected::Stored(1) } else { Effected::Refused(Refused::Gone) }),
        Intent::SaveDraft(draft) => drafts::autosave(w, &draft).map(Effected::Draft),
        Intent::DiscardDraft(id) => discard(w, hand, id),
        Intent::Send { draft, after, hold, drawn_upto } => sending::send(w, hand, draft, after, hold, drawn_upto),
        Intent::Act { conversation: _, message, kind, hold } => acts::act(w, hand, message, kind, hold),
        Intent::Report { message, category, comment, attach, hold } => {
            acts::report(w, hand, message, acts::Said { category, comment, attach }, hold)
        }
        Intent::Note(verb) => notes::change(w, hand, &verb),
        Intent::Place { draft, at, zone, scheduled } => slots::place(w, hand, &draft, at, &zone, slots::armed(scheduled)),
        Intent::PlaceAll(all) => slots::place_all(w, hand, &all),
        Intent::MoveSlots(moves) => slots::shift(w, hand, &moves),
        Intent::Schedule(ids, scheduled) => slots::arm(w, hand, &ids, scheduled),
        Intent::Unplace(ids) => slots::unplace(w, hand, &ids),
        Intent::CopyPost(draft, at, zone) => slots::copy(w, hand, draft, at, &zone),
        Intent::Publish(id, hold) => slots::publish(w, hand, id, hold),
        Intent::Cancel(id) => sending::cancel(w, id),
        Intent::SendNow(id) => sending::send_now(w, id),
        Intent::SendAllNow => sending::send_all_now(w),
        Intent::Card(author, verb) => people::card(w, hand, author, &verb),
        Intent::Forget(author) => forgetting::forget(w, hand, author),
        Intent::AddTask(task) => tasks::add(w, hand, &task),
        Intent::StrikeTask(id, done) => tasks::strike(w, hand, id, done),
        Intent::TaskDue(id, due) => tasks::due(w, hand, id, due),
        Intent::RemoveTask(id) => tasks::remove(w, hand, id),
        Intent::SaveView(id, view) => views::save(w, hand, id, &view),
        Intent::RemoveView(id) => views::remove(w, hand, id),
        Intent::TriagePart(ids, what, entry) => triage_part(w, hand, &ids, &what, entry),
        Intent::Undo => undo::undo(w, hand),
        Intent::Redo => undo::redo(w, hand),
        Intent::UndoTo(entry) => undo::to(w, hand, entry),
        Intent::Pause(id, off) => pause(w, id, off),
        Intent::RemoveAccount(id) => {
            Ok(if accounts::remove_account(w, id)? { Effected::Stored(0) } else { Effected::Refused(Refused::Gone) })
        }
        Intent::RemoveClient(id) => Ok(match accounts::remove_client(w, id)? {
            Some(true) => Effected::Stored(0),
            Some(false) => Effected::Refused(Refused::HasAccounts),
            None => Effected::Refused(Refused::Gone),
        }),
        Intent::SaveCard { client, card, zone } => cards::save(w, hand, client, &card, &zone),
        Intent::KeepSnippet(id, saying) => snippets::keep(w, hand, id, saying),
        Intent::RemoveSnippet(id) => snippets::remove(w, hand, id),
        Intent::BringSnippets(brought) => snippets::bring(w, hand, brought),
        Intent::UseSnippet(id) => snippets::used(w, id),
        Intent::KeepWord(own, kept) => words::keep(w, &own, kept),
    }
}

/// Gives a verb or a macro to conversations; those that it does not change are not in its entry.
fn triage(w: &mut Write<'_>, hand: &Hand, ids: &[ConversationId], what: &Given) -> Result<Effected> {
    let done = given::give(w, hand, ids, what)?;
    if done.found == 0 {
        return Ok(Effected::Refused(Refused::Gone));
    }
    if done.changed > 0 {
        given::entry(w, hand, &done, what)?;
    }
    Ok(Effected::Stored(done.changed))
}

/// Gives a verb or a macro to some of very many conversations.
fn triage_part(w: &mut Write<'_>, hand: &Hand, ids: &[ConversationId], what: &Given, begun: Option<EntryId>) -> Result<Effected> {
    let done = given::give(w, hand, ids, what)?;
    let entry = match begun {
        _ if done.changed == 0 => begun,
        Some(entry) if journal::add(w, hand, entry, &done.refers())? => begun,
        // Somebody has begun to take the parts before it back: this one is an entry of its own.
        Some(_) | None => Some(given::entry(w, hand, &done, what)?),
    };
    Ok(Effected::Part(entry, done.changed))
}

fn discard(w: &mut Write<'_>, hand: &Hand, id: DraftId) -> Result<Effected> {
    if !drafts::stage(w, id, Stage::Live, Stage::Discarded)? {
        return Ok(Effected::Refused(Refused::Gone));
    }
    let conversation = drafts::find(w.conn, id)?.and_then(|draft| draft.conversation());
    let conversations = u32::from(conversation.is_some());
    journal::write(w, hand, Deed::Discard, &Refers { conversations, draft: Some(id), ..Refers::default() })?;
    Ok(Effected::Stored(conversations))
}

fn pause(w: &mut Write<'_>, id: AccountId, off: bool) -> Result<Effected> {
    match accounts::set_health(w, id, if off { Health::Off } else { Health::Ok }) {
        Ok(()) => Ok(Effected::Stored(0)),
        Err(StoreError::Missing) => Ok(Effected::Refused(Refused::Gone)),
        Err(error) => Err(error),
    }
}
