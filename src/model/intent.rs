//! What a person wants stored, and what became of it.
//!
//! An intent is one transaction. Whoever gives it says who they are with a
//! [`Hand`](crate::model::journal::Hand), since the journal keeps that.

use std::time::Duration;

use crate::base::id::{
    AccountId, AuthorId, ClientId, ConversationId, DeliveryId, DraftId, EntryId, InteractionId, SavedViewId, SlotId, SnippetId, TaskId,
};
use crate::base::time::Timestamp;
use crate::model::card::Card;
use crate::model::draft::Draft;
use crate::model::exchange::{ActKind, Category};
use crate::model::journal::Undone;
use crate::model::macros::{Given, Run};
use crate::model::note::NoteVerb;
use crate::model::person::CardVerb;
use crate::model::snippet::{Brought, Saying, Taken};
use crate::model::spelling::OwnWord;
use crate::model::task::Task;
use crate::model::triage::{After, Verb};
use crate::model::view::NewView;

/// What a person wants stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// A verb or a macro on some of very many conversations: it joins the entry of those before, or begins one.
    TriagePart(Vec<ConversationId>, Given, Option<EntryId>),
    /// A list kept under a name: a new one, or another in the place of this one.
    SaveView(Option<SavedViewId>, NewView),
    /// A saved view goes; the conversations in it stay.
    RemoveView(SavedViewId),
    /// A verb on conversations; one entry in the journal.
    Triage(Vec<ConversationId>, Verb),
    /// All that a macro does to conversations; one entry in the journal.
    Macro(Vec<ConversationId>, Run),
    /// What was visible long enough was seen, up to this message; no entry in the journal.
    Seen(ConversationId, InteractionId),
    /// A draft as it stands; the latest wins.
    SaveDraft(Draft),
    /// A draft thrown away; can be undone.
    DiscardDraft(DraftId),
    /// A draft sent on its way.
    Send {
        /// The draft as it stands.
        draft: Draft,
        /// What becomes of the conversation.
        after: After,
        /// How long it can be stopped, in the machine's time.
        hold: Duration,
        /// The newest message of the conversation that was on the screen.
        drawn_upto: Option<InteractionId>,
    },
    /// An act on the newest message of a conversation, or on one message of it, or on its author.
    Act {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: InteractionId,
        /// What is done.
        kind: ActKind,
        /// How long it can be stopped, in the machine's time.
        hold: Duration,
    },
    /// The author of a message reported to the moderators of the network.
    Report {
        /// The message.
        message: InteractionId,
        /// What for.
        category: Category,
        /// In our own words; may be empty.
        comment: String,
        /// Whether the message goes with it.
        attach: bool,
        /// How long it can be stopped, in the machine's time.
        hold: Duration,
    },
    /// A note written, changed or taken away.
    Note(NoteVerb),
    /// A draft of a new post with its place on the calendar; scheduled, or planned only.
    Place {
        /// The draft as it stands.
        draft: Draft,
        /// When, in the time of day.
        at: Timestamp,
        /// The IANA name of the zone in which that was chosen.
        zone: String,
        /// Whether it leaves by itself when its time comes.
        scheduled: bool,
    },
    /// Many posts placed or kept as ideas: all of them or none, one entry in the journal.
    PlaceAll(Vec<Placing>),
    /// Posts moved on the calendar, each to its time; one entry in the journal.
    MoveSlots(Vec<(SlotId, Timestamp)>),
    /// Posts that leave by themselves from now on, or that do not.
    Schedule(Vec<SlotId>, bool),
    /// Posts taken off the calendar; their texts stay as ideas.
    Unplace(Vec<SlotId>),
    /// A copy of a post, planned for another time, chosen in the zone of this name.
    CopyPost(DraftId, Timestamp, String),
    /// A post of the calendar sent on its way now, with this long to stop it, in the machine's time.
    Publish(SlotId, Duration),
    /// Stop a delivery; its text is a draft again.
    Cancel(DeliveryId),
    /// Send a delivery that is held, failed or waiting, now.
    SendNow(DeliveryId),
    /// Send everything that is leaving, now.
    SendAllNow,
    /// A verb on what we keep of the person that an author is; one entry in the journal.
    Card(AuthorId, CardVerb),
    /// Take the person that an author is out of the store; cannot be undone.
    Forget(AuthorId),
    /// Take the newest entry of this hand back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Take back, or do again, all entries of this hand up to this one.
    UndoTo(EntryId),
    /// Write a task down.
    AddTask(Task),
    /// Strike a task out, or take that back.
    StrikeTask(TaskId, bool),
    /// By when a task is to be done.
    TaskDue(TaskId, Option<Timestamp>),
    /// Take a task off the list.
    RemoveTask(TaskId),
    /// Switch an account off or on.
    Pause(AccountId, bool),
    /// Remove an account and all that came to it.
    RemoveAccount(AccountId),
    /// Remove a client that has no accounts.
    RemoveClient(ClientId),
    /// The card of a client as it is from now on.
    SaveCard {
        /// The client.
        client: ClientId,
        /// The card.
        card: Box<Card>,
        /// The name of the writer's zone, for hours that name none; may be empty.
        zone: String,
    },
    /// Keep a saved reply: a new one, or this one as it is said now.
    KeepSnippet(Option<SnippetId>, Saying),
    /// Take a saved reply away.
    RemoveSnippet(SnippetId),
    /// Take saved replies in: those of a client and a name that are there say this from now on.
    BringSnippets(Vec<Brought>),
    /// A saved reply was put into a message; no entry in the journal.
    UseSnippet(SnippetId),
    /// A word of one's own, kept or taken away; no entry in the journal.
    KeepWord(OwnWord, bool),
}

/// A draft of a new post, and where it belongs on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placing {
    /// The draft; with an id, in the place of what it was.
    pub draft: Draft,
    /// When, the IANA name of the zone in which that was chosen, and whether it leaves by itself
    /// then; none for an idea.
    pub place: Option<(Timestamp, String, bool)>,
}

/// What became of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effected {
    /// It was stored; so many conversations changed.
    Stored(u32),
    /// A part was stored: its entry in the journal, if there is one yet, and how many conversations changed.
    Part(Option<EntryId>, u32),
    /// So many conversations of an entry have been taken back or done again, of so many: ask again.
    Turning(u32, u32),
    /// The draft has this id; none when a blank one was let go.
    Draft(Option<DraftId>),
    /// The drafts have these ids, in the order in which they were given.
    Drafts(Vec<DraftId>),
    /// On its way; until when it can be stopped, by the machine's clock.
    Leaving(Vec<DeliveryId>, Timestamp),
    /// The task has this id.
    Task(TaskId),
    /// What became of an undo or a redo.
    Undone(Undone),
    /// The saved reply has this id.
    Snippet(SnippetId),
    /// What became of saved replies that were taken in.
    Taken(Taken),
    /// It could not be done.
    Refused(Refused),
}

/// Why an intent was not carried out; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// What it concerns is not there any more.
    Gone,
    /// The delivery is being sent or has been sent.
    TooLate,
    /// The client still has accounts.
    HasAccounts,
    /// There is nothing to send.
    Blank,
    /// It is longer than one of its networks takes.
    TooLong,
    /// The network gives its author no handle to know them by.
    NoHandle,
    /// Its files cannot leave as they are: too many, too large, or without a description that is wanted.
    Media,
    /// A blank of a saved reply is left in the text.
    Unfilled,
    /// Another one has this name.
    NameTaken,
    /// It cannot be kept as it is written.
    Malformed,
}
