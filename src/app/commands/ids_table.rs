//! The name of every command; the commands themselves stand beside their functions.

use crate::base::code::codes;

codes! {
    /// A command, by the name that config and docs use.
    pub enum CommandId {
        /// Opens the inbox.
        InboxPane = "inbox",
        /// Opens the calendar.
        CalendarPane = "calendar",
        /// Opens the outbox.
        OutboxPane = "outbox",
        /// Opens the to-do list.
        TasksPane = "tasks",
        /// Opens sources and accounts.
        AccountsPane = "accounts",
        /// Shows what came since the person left.
        Digest = "digest",
        /// Goes to the next area.
        NextArea = "next-area",
        /// Goes to the previous area.
        PreviousArea = "previous-area",
        /// Gives the area the whole screen, or takes it back.
        Zoom = "zoom",
        /// Filters the list.
        Filter = "filter",
        /// Lists every command.
        Palette = "palette",
        /// Explains the keys that apply here.
        Help = "help",
        /// Asks the networks now.
        Sync = "sync",
        /// Takes the last verb back.
        Undo = "undo",
        /// Does it again.
        Redo = "redo",
        /// Lists the newest verbs, and takes them back up to one of them.
        History = "history",
        /// Repeats the last verb on the selected row.
        Repeat = "repeat",
        /// Writes a new post.
        Compose = "compose",
        /// Goes back one step.
        Back = "back",
        /// Closes what is open.
        Close = "close",
        /// Ends the program.
        Quit = "quit",
        /// Gives up what runs.
        Cancel = "cancel",
        /// Draws the screen anew.
        Redraw = "redraw",
        /// Uses the mouse, or leaves it to the terminal.
        Mouse = "mouse",
        /// Chooses the theme.
        Theme = "theme",
        /// Gives the terminal back to its shell.
        Suspend = "suspend",
        /// Goes down.
        Down = "down",
        /// Goes up.
        Up = "up",
        /// Goes to the first row.
        First = "first",
        /// Goes to the last row.
        Last = "last",
        /// Goes down half a screen.
        PageDown = "page-down",
        /// Goes up half a screen.
        PageUp = "page-up",
        /// Scrolls the preview down.
        ScrollDown = "scroll-down",
        /// Scrolls the preview up.
        ScrollUp = "scroll-up",
        /// Opens the conversation.
        Open = "open",
        /// Answers where everybody reads it.
        Reply = "reply",
        /// Answers the author alone.
        PrivateReply = "private-reply",
        /// Answers with a saved reply.
        ReplySnippet = "reply-snippet",
        /// Puts a saved reply into the text.
        Snippets = "snippets",
        /// Keeps the text as a saved reply.
        SaveSnippet = "save-snippet",
        /// Sends the text; it is their turn, whatever the saved reply says.
        SendWaitThem = "send-wait-them",
        /// Marks as done, or opens again.
        Done = "done",
        /// Puts it out of sight for a while.
        Snooze = "snooze",
        /// Waits for the client to tell us something.
        WaitClient = "wait-client",
        /// Gives it to somebody.
        Assign = "assign",
        /// Sets or takes labels.
        Label = "label",
        /// Sets or takes a star.
        Star = "star",
        /// Never shows it again.
        Mute = "mute",
        /// Likes it, or takes the like back.
        Like = "like",
        /// Passes it on, or takes that back.
        Boost = "boost",
        /// Hides their newest message from others.
        Hide = "hide",
        /// Deletes our newest answer.
        Delete = "delete",
        /// Shuts the author out, or lets them in again.
        Block = "block",
        /// Hears no more of the author from the network, or hears of them again.
        NetworkMute = "network-mute",
        /// Tells the moderators of the network about the author.
        Report = "report",
        /// Lists everything that can be done to the row.
        Actions = "actions",
        /// Marks as not seen, or as seen.
        Unread = "unread",
        /// Opens it in the browser.
        Browse = "browse",
        /// Shows the pictures of the thread, or hides them.
        Pictures = "pictures",
        /// Writes a note, for us alone.
        Note = "note",
        /// Changes a note.
        EditNote = "edit-note",
        /// Takes a note away.
        RemoveNote = "remove-note",
        /// Opens a link or a file of the thread by its number.
        OpenLink = "open-link",
        /// Copies the address of a link or a file by its number.
        CopyAddress = "copy-address",
        /// Shows what edited messages said before.
        Versions = "versions",
        /// Copies its address.
        CopyLink = "copy-link",
        /// Copies its text.
        CopyText = "copy-text",
        /// Copies the handle of its author.
        CopyHandle = "copy-handle",
        /// Shows what has come.
        ShowNew = "show-new",
        /// Goes to the next one that was not seen.
        NextUnread = "next-unread",
        /// Goes to the previous one that was not seen.
        PreviousUnread = "previous-unread",
        /// Selects the row.
        Select = "select",
        /// Selects from here on.
        Range = "range",
        /// Selects all that match.
        SelectAll = "select-all",
        /// Keeps the list under a name.
        SaveView = "save-view",
        /// Gives the saved view another name.
        RenameView = "rename-view",
        /// Takes the saved view away.
        RemoveView = "remove-view",
        /// Shows the next view.
        NextView = "next-view",
        /// Shows the previous view.
        PreviousView = "previous-view",
        /// Sorts by time, by who has waited longest, or by what is due first.
        Sort = "sort",
        /// Sends the text.
        Send = "send",
        /// Sends the text; the conversation stays open.
        SendOpen = "send-stay-open",
        /// Sends the text; the conversation is done.
        SendDone = "send-done",
        /// Sends the text; the conversation waits for the client.
        SendWait = "send-wait-client",
        /// Sends the text; the conversation sleeps for a while.
        SendSnooze = "send-snooze",
        /// Leaves the composer and keeps the draft.
        KeepDraft = "keep-draft",
        /// Completes a name, a hashtag or an emoji.
        Complete = "complete",
        /// Corrects what is marked in the text.
        Spelling = "spelling",
        /// Opens the text in an editor.
        Editor = "editor",
        /// Chooses who can read it.
        Visibility = "visibility",
        /// Writes a warning before it.
        Warning = "warning",
        /// Chooses the accounts that post it.
        ChooseAccounts = "choose-accounts",
        /// Shows the files that go with the text, and adds one.
        Media = "media",
        /// Shows the own text of the next account, and after the last the shared one.
        OwnText = "own-text",
        /// Takes the own text that is shown away.
        DropOwnText = "drop-own-text",
        /// Throws the draft away.
        Discard = "discard",
        /// Opens the conversation that it answers.
        OpenAnswered = "open-answered",
        /// Sends it now.
        SendNow = "send-now",
        /// Stops it; the text is a draft again.
        Stop = "stop",
        /// Stops it and opens its text; sending that is a new delivery.
        EditDelivery = "edit-delivery",
        /// Logs the account of a delivery in again.
        MendLogin = "mend-login",
        /// Shows the inbox of the account alone.
        ShowAccount = "show-account",
        /// Logs the account in again.
        Login = "login",
        /// Adds an account.
        AddAccount = "add-account",
        /// Adds a source: the feed of a site.
        AddSource = "add-source",
        /// Switches the account off, or on.
        Pause = "pause",
        /// Removes the account.
        RemoveAccount = "remove-account",
        /// Shows the card of the author.
        AuthorCard = "author-card",
        /// Opens the conversation of a message on the card.
        OpenWritten = "open-written",
        /// Notes something of the author.
        AuthorNote = "author-note",
        /// Somebody to look after, or not any more.
        AuthorVip = "author-vip",
        /// Sets or takes labels of the author.
        AuthorLabel = "author-label",
        /// The same person has another handle.
        AuthorJoin = "author-join",
        /// A handle is somebody else's after all.
        AuthorSplit = "author-split",
        /// Opens the profile in the browser.
        AuthorPage = "author-page",
        /// Copies the handle of the card.
        AuthorHandle = "author-handle",
        /// Writes a task about the conversation down.
        TaskOf = "task",
        /// Writes a task down.
        NewTask = "new-task",
        /// Strikes a task out, or takes that back.
        StrikeTask = "strike-task",
        /// Sets by when a task is to be done.
        TaskDue = "task-due",
        /// Opens the conversation of a task.
        OpenTask = "open-task",
        /// Takes a task off the list.
        RemoveTask = "remove-task",
        /// Goes a day back, or a column to the left.
        CalendarLeft = "calendar-left",
        /// Goes a day on, or a column to the right.
        CalendarRight = "calendar-right",
        /// Shows the calendar in the next way.
        CalendarView = "calendar-view",
        /// Goes to this hour of today.
        Today = "today",
        /// Shows the posts of one client, or of all.
        CalendarClient = "calendar-client",
        /// Shows the client's time, or one's own.
        CalendarZone = "calendar-zone",
        /// Writes a new post where the cursor stands.
        NewPost = "new-post",
        /// Opens the text of a post.
        EditPost = "edit-post",
        /// Moves a post a quarter of an hour back.
        PostEarlier = "post-earlier",
        /// Moves a post a quarter of an hour on.
        PostLater = "post-later",
        /// Moves a post a day on.
        PostNextDay = "post-next-day",
        /// Moves a post a day back.
        PostDayBefore = "post-day-before",
        /// Moves a post to a time.
        MovePost = "move-post",
        /// Takes a copy of a post.
        CopyPost = "copy-post",
        /// Puts the copy, or the idea, where the cursor stands.
        PastePost = "paste-post",
        /// Takes a post off the calendar; its text stays as an idea.
        UnplacePost = "unschedule",
        /// Has a post leave by itself at its time, or not any more.
        ArmPost = "schedule-planned",
        /// Sends a post now.
        PublishPost = "publish",
        /// Sends again what did not arrive of a post.
        RetryPost = "post-again",
        /// Stops what is on its way of a post; it is a draft again.
        StopPost = "post-stop",
        /// Logs the account of a post in again.
        MendPost = "post-login",
        /// Chooses when the text that is written leaves.
        Schedule = "schedule",
        /// Makes a draft of a conversation.
        ToDraft = "to-draft",
        /// Adds the first account.
        FirstAccount = "first-account",
        /// Adds the first source.
        FirstSource = "first-source",
        /// Begins the tour.
        Tour = "tour",
        /// Goes on to the next step of the tour.
        SkipStep = "skip-step",
        /// Ends the tour.
        EndTour = "end-tour",
        /// Begins the tour from the first screen.
        FirstTour = "first-tour",
        /// Begins the demo.
        StartDemo = "demo",
        /// Shows the card of the client.
        ClientCard = "client-card",
        /// Looks at the clients that rest.
        Look = "look",
    }
}
