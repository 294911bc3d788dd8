//! The journal: every verb, in order, and what undoing it means.
//!
//! Undo compares and restores: a field goes back to what it was only while it still is
//! what the verb made of it. Nothing is replayed, and nothing is undone in silence.

use crate::base::code::codes;
use crate::base::id::{ConversationId, DeliveryId, DraftId};
use crate::model::exchange::ActKind;
use crate::model::triage::{Triage, VerbKind};

codes! {
    /// What else a person changes of what the store keeps for us alone.
    ///
    /// Each is a row of a table that goes back to what it was when it is undone.
    pub enum Thing {
        /// A note.
        Note = "note",
        /// A saved reply.
        Snippet = "snippet",
        /// A task.
        Task = "task",
        /// A saved view.
        SavedView = "saved-view",
        /// The card of a client.
        Card = "card",
        /// What we know of a person.
        Person = "person",
        /// A handle of a person.
        Identity = "identity",
        /// A place on the calendar.
        Slot = "slot",
    }
}

codes! {
    /// Where a verb was given.
    pub enum Origin {
        /// On a screen.
        Screen = "screen",
        /// On the command line.
        Command = "command",
    }
}

/// Who gave a verb, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// The person's login name on this machine.
    pub person: String,
    /// Where it was given.
    pub origin: Origin,
}

/// What kind of verb an entry of the journal records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A verb of triage.
    Triage(VerbKind),
    /// Something of ours was added, changed or taken away.
    Change(Thing),
    /// Several things at once, by a macro; beside it stand its name and its steps.
    Macro,
    /// A reply or a post was sent on its way.
    Send,
    /// A like, a boost or a deletion was sent on its way.
    Act(ActKind),
    /// A draft was thrown away.
    Discard,
    /// A person was forgotten on request; nothing brings that back.
    Forget,
}

/// How an entry can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoClass {
    /// By restoring what was there.
    Local,
    /// By cancelling it on its way, or else by the opposite act.
    Inverse,
    /// By cancelling it, until it has left.
    Window,
}

impl Deed {
    /// How it can be undone.
    pub fn undo_class(self) -> UndoClass {
        match self {
            Deed::Triage(_) | Deed::Change(_) | Deed::Discard | Deed::Macro => UndoClass::Local,
            Deed::Act(kind) if kind.opposite().is_some() => UndoClass::Inverse,
            Deed::Act(_) | Deed::Send | Deed::Forget => UndoClass::Window,
        }
    }

    /// The word for it in the store.
    pub fn code(self) -> String {
        match self {
            Deed::Triage(verb) => verb.code().to_owned(),
            Deed::Change(thing) => format!("change-{thing}"),
            Deed::Macro => "macro".to_owned(),
            Deed::Send => "send".to_owned(),
            Deed::Act(kind) => format!("act-{kind}"),
            Deed::Discard => "discard".to_owned(),
            Deed::Forget => "forget".to_owned(),
        }
    }

    /// The deed with this word.
    pub fn from_code(code: &str) -> Option<Deed> {
        match code {
            "macro" => Some(Deed::Macro),
            "send" => Some(Deed::Send),
            "discard" => Some(Deed::Discard),
            "forget" => Some(Deed::Forget),
            _ => match code.split_once('-') {
                Some(("act", kind)) => ActKind::from_code(kind).map(Deed::Act),
                Some(("change", thing)) => Thing::from_code(thing).map(Deed::Change),
                Some(_) | None => VerbKind::from_code(code).map(Deed::Triage),
            },
        }
    }
}

/// What a verb changed in one conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Which conversation.
    pub conversation: ConversationId,
    /// What it was.
    pub before: Triage,
    /// What the verb made of it.
    pub after: Triage,
}

impl Image {
    /// `now` with the fields that the verb changed brought back, if all still are as it left them.
    pub fn undo(&self, now: &Triage) -> Option<Triage> {
        exchange(now, &self.after, &self.before)
    }

    /// `now` with the verb done again, if the fields it changed still are as before it.
    pub fn redo(&self, now: &Triage) -> Option<Triage> {
        exchange(now, &self.before, &self.after)
    }
}

/// Puts `to` in the place of `from` in every field where the two differ.
fn exchange(now: &Triage, from: &Triage, to: &Triage) -> Option<Triage> {
    let mut next = now.clone();
    macro_rules! fields {
        ($($field:ident)*) => {$(
            if from.$field != to.$field {
                if now.$field != from.$field {
                    return None;
                }
                next.$field = to.$field.clone();
            }
        )*};
    }
    fields!(state opened_at waiting_since snoozed_until own_due assignee asked labels starred seen_upto unread);
    Some(next.dated())
}

/// What became of an undo or a redo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// The deed was taken back in so many conversations.
    Restored {
        /// What was taken back; of several deeds, the one that it went back to.
        deed: Deed,
        /// What belongs to the deed beside its word: a name, labels; may be empty.
        detail: String,
        /// Whether it was about entries of sources, which are read rather than done.
        read: bool,
        /// How many deeds were taken back.
        deeds: u32,
        /// In how many conversations it was.
        conversations: u32,
        /// How many had changed since and were left alone.
        changed: u32,
        /// The first conversation that it concerned, to show it.
        first: Option<ConversationId>,
        /// The draft that holds the text again, when a reply was stopped or a draft brought back.
        draft: Option<DraftId>,
    },
    /// The opposite act was sent on its way.
    Reversed(DeliveryId),
    /// It has already been sent, in this conversation, and only a deletion takes it back.
    AlreadySent(DeliveryId, Option<ConversationId>),
    /// An act that has no opposite is done on the network.
    Final(Deed, Option<ConversationId>),
    /// It is being sent at this moment.
    Sending(DeliveryId),
    /// Everything that it concerned has changed since.
    Changed(Deed),
    /// There is nothing to take back.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Timestamp;
    use crate::model::triage::Verb;

    const NOW: Timestamp = Timestamp::from_millis(1_000);

    #[test]
    fn undo_restores_only_what_the_verb_changed() {
        let before = Triage::opened(NOW, NOW);
        let after = before.after_verb(&Verb::Star, None, NOW);
        let image = Image { conversation: ConversationId(1), before: before.clone(), after: after.clone() };

        assert_eq!(image.undo(&after), Some(before.clone()));
        assert_eq!(image.redo(&before), Some(after.clone()));

        let done_since = Triage { state: crate::model::triage::State::Done, ..after.clone() };
        assert_eq!(image.undo(&done_since).map(|triage| triage.state), Some(done_since.state));

        let message_since = after.after_message(NOW, NOW);
        assert_eq!(image.undo(&message_since), None, "the star made it seen, and it is unread again");
    }

    #[test]
    fn every_deed_has_a_word() {
        let deeds = VerbKind::ALL
            .iter()
            .map(|verb| Deed::Triage(*verb))
            .chain(Thing::ALL.iter().map(|thing| Deed::Change(*thing)))
            .chain(ActKind::ALL.iter().map(|kind| Deed::Act(*kind)))
            .chain([Deed::Macro, Deed::Send, Deed::Discard, Deed::Forget]);
        for deed in deeds {
            assert_eq!(Deed::from_code(&deed.code()), Some(deed));
        }
    }
}
