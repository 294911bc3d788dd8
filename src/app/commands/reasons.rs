//! Why a command cannot run at a moment; the sentences are `not-ready-…` in the catalogue.

use super::CommandId;
use crate::base::code::codes;

codes! {
    /// Why a command cannot run at this moment.
    pub enum NotReady {
        /// The list that is shown is not a saved view.
        NoSavedView = "no-saved-view",
        /// No row is selected.
        NothingSelected = "nothing-selected",
        /// The row has left this list.
        RowLeft = "row-left",
        /// Nobody can answer a reaction.
        Reaction = "reaction",
        /// It comes from a source, where nobody can post.
        Source = "source",
        /// Its author took it back.
        TakenBack = "taken-back",
        /// There is no answer of ours in it.
        NotOurs = "not-ours",
        /// Its author has no handle.
        NoHandle = "no-handle",
        /// No picture came with it.
        NoPictures = "no-pictures",
        /// Pictures are off here.
        PicturesOff = "pictures-off",
        /// There is no note in it.
        NoNotes = "no-notes",
        /// Nothing in the thread has a number.
        NoLinks = "no-links",
        /// Its author has changed nothing in it.
        NotEdited = "not-edited",
        /// Nobody in particular wrote it.
        NoAuthor = "no-author",
        /// The card is not loaded yet.
        CardLoading = "card-loading",
        /// They have one handle only.
        NotJoined = "not-joined",
        /// It has no page.
        NoPage = "no-page",
        /// It is not for everybody.
        Private = "private",
        /// The network cannot do it.
        Network = "network",
        /// It works on one row at a time.
        OneAtATime = "one-at-a-time",
        /// The conversation is not loaded yet.
        Loading = "loading",
        /// There is no account yet.
        NoAccounts = "no-accounts",
        /// There are only sources, where nobody can post.
        NoWriters = "no-writers",
        /// No saved reply of this client, and none for all, has the name in the macro.
        NoSnippet = "no-snippet",
        /// The saved replies are not read yet.
        SnippetsLoading = "snippets-loading",
        /// There is no verb to repeat yet.
        NothingToRepeat = "nothing-to-repeat",
        /// Only the inbox has it.
        OnlyInbox = "only-inbox",
        /// A reply has the account it came to.
        ReplyAccount = "reply-account",
        /// One account shares its text with nobody.
        OneAccount = "one-account",
        /// The text that is shown is the one that all share.
        SharedText = "shared-text",
        /// A private answer stays private.
        StaysPrivate = "stays-private",
        /// It is on its way already.
        TooLate = "too-late",
        /// It carries no text.
        NoText = "no-text",
        /// It belongs to no conversation.
        NoConversation = "no-conversation",
        /// Spelling is off.
        SpellingOff = "spelling-off",
        /// Nothing is marked in the text.
        NothingMarked = "nothing-marked",
        /// Its login works.
        LoginWorks = "login-works",
        /// This is the demo already.
        IsDemo = "is-demo",
        /// A source that asks for no login.
        NoLogin = "no-login",
        /// There is no tour.
        NoTour = "no-tour",
        /// Nothing stands behind a warning.
        NothingFolded = "nothing-folded",
        /// The terminal has no colours, or none are wanted.
        NoColours = "no-colours",
        /// Nothing is open.
        NothingOpen = "nothing-open",
        /// Nothing is written yet.
        NothingWritten = "nothing-written",
        /// No saved reply says what follows.
        NothingChosen = "nothing-chosen",
        /// Nothing has come.
        NothingNew = "nothing-new",
        /// It belongs to another pane, or to the composer.
        Elsewhere = "elsewhere",
        /// No client is in hand.
        NoClient = "no-client",
        /// There is no post where the cursor stands.
        NoPost = "no-post",
        /// It has left already, or is on its way.
        PostLeft = "post-left",
        /// It was posted elsewhere.
        PostedElsewhere = "posted-elsewhere",
        /// It has no date.
        NoDate = "no-date",
        /// Nothing was copied.
        NothingCopied = "nothing-copied",
        /// Nothing of it failed.
        NothingFailed = "nothing-failed",
        /// No client rests.
        NobodyRests = "nobody-rests",
    }
}

impl NotReady {
    /// The command whose key the reason names.
    pub(crate) fn mended_by(self) -> Option<CommandId> {
        match self {
            NotReady::RowLeft => Some(CommandId::ShowNew),
            NotReady::OneAtATime => Some(CommandId::Back),
            NotReady::NoPost => Some(CommandId::NewPost),
            NotReady::NothingCopied => Some(CommandId::CopyPost),
            NotReady::NoDate => Some(CommandId::PastePost),
            NotReady::Loading => Some(CommandId::Open),
            NotReady::Source => Some(CommandId::Browse),
            _ => None,
        }
    }
}

/// Whether a command can run at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// It can.
    Yes,
    /// It cannot, for this reason.
    No(NotReady),
}

impl Ready {
    /// Ready when nothing speaks against it.
    pub(crate) fn unless(against: Option<NotReady>) -> Ready {
        against.map_or(Ready::Yes, Ready::No)
    }
}
