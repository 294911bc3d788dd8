# Every word of the screen, in English. Ids and arguments are the same in fr.ftl; a test holds it.

## Time

age-now = <1m
age-minutes = { $n }m
age-hours = { $n }h
age-days = { $n }d
age-weeks = { $n }w
age-years = { $n }y
date-day = { $day } { $month }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
when-hour = { $hour }:00
when-hour-minute = { $hour }:{ $minute }
when-today = today { $time }
when-tomorrow = tomorrow { $time }
when-yesterday = yesterday { $time }
when-on = { $day } { $time }
when-until-they-answer = until they answer
when-empty = Say a time, such as “tomorrow morning”, “monday 9am” or “in 2h”.
when-unknown = “{ $word }” is no word for a time. Say it like “tomorrow morning”, “monday 9am” or “in 2h”.
when-unknown-near = “{ $word }” is no word for a time. Did you mean “{ $near }”?
when-past = “{ $word }” is not to come any more. Name a later time.
when-ambiguous = “{ $word }” may mean several times. Say it like “monday 9am”, “9 nov 9am” or “in 2h”.
when-impossible-date = “{ $word }” is in no calendar. The day comes before the month: 25/12.
when-impossible-hour = “{ $word }” is no such hour. Say it like “9am”, “15:30” or “noon”.
when-clash = “{ $word }” does not go with the rest. Name one day and one time.
when-too-far = “{ $word }” is too far away: ten years at most.
preset-later-today = Later today
preset-this-evening = This evening
preset-tomorrow-morning = Tomorrow morning
preset-monday-morning = Monday morning
preset-in-a-week = In a week
preset-until-they-answer = Until they answer
preset-last-used = As the last time
hours-empty = Write the hours, such as “Mon-Fri 9:00-18:00, Sat 10:00-12:00”.
hours-unknown = “{ $word }” is no day and no hour. Write it like “Mon-Fri 9:00-18:00” or “not before 12:00”.
hours-impossible-hour = “{ $word }” is no such time. Hours go from 0:00 to 24:00, and the second differs from the first.
hours-no-hours = “{ $word }” has no hours behind it, such as 9:00-18:00.
hours-no-end = “{ $word }” has no end. Write it like 9:00-18:00.
hours-impossible-date = “{ $word }” is in no calendar. Write it like 12-25 or 2026-05-14.
due-late = { $time } late
due-why-network = the network takes no answer after it
due-why-sla = promised to the client
due-why-person = set by a person

## Keys

key-enter = Enter
key-esc = Esc
key-space = Space
key-shift = Shift
key-home = Home
key-end = End
key-pgup = PgUp
key-pgdn = PgDn
key-backspace = Backspace
key-delete = Delete

## The frame

too-small = vigie needs a little more room: at least { $least }, and this is { $now }.
loading = Reading…
demo = demo
standby = standby
pane-inbox = Inbox
pane-outbox = Outbox
pane-accounts = Accounts
accounts-pane-title = Accounts and sources
count = { $n }
countdown = { $count ->
    [one] ↗ leaves in { $n } s · { $key } stops it{" "}
   *[other] ↗ { $count } leave, first in { $n } s · { $key } stops the last{" "}
 }
countdown-outbox = { $count ->
    [one] ↗ leaves in { $n } s · { $outbox } shows it{" "}
   *[other] ↗ { $count } leave, first in { $n } s · { $outbox } shows them{" "}
 }
countdown-typing = { $count ->
    [one] ↗ leaves in { $n } s{" "}
   *[other] ↗ { $count } leave, first in { $n } s{" "}
 }
settings-read = The settings were read again.
settings-read-warned = { $first }{ $more ->
    [0] {""}
   *[other] {" "}(+{ $more })
} · The rest was read again.
unbound = { $key } does nothing here; { $help } lists the keys.
habit-palette = Three times by the palette: the key is { $key }.
habit-mouse = Three times by the mouse: the key is { $key }.
undo-hint = { $key } takes it back{" "}
hints-filter = is: has: from: label: older:3d "words" (a OR b)   Tab completes · Enter keep · Esc clear
see-outbox = press { $key }

## The inbox

view-to-answer = To answer
view-waiting = Waiting
view-snoozed = Snoozed
view-to-read = To read
view-quiet = Quiet
view-done = Done
view-all = All
all-clients = All clients
unread = { $n } unread
seen-unanswered = { $n } seen, unanswered
of-all = { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
 }
newer = ▲ { $n } new ({ $key })
marked = { $n } selected
searching = searching…
searching-next = Still searching… { $key } stops.
search-stopped = The search was stopped: { $n } found so far.
marks-counting = Everything that matches is still being counted.
bulk-progress = { $deed }: { $n } of { $all } ({ $key } stops)
bulk-stopped = Stopped. { $deed }: { $n } of { $all }
bulk-runs = A verb on very many is still at work; { $key } stops it.
view-replace-question = There is a view “{ $name }” already. Should this list take its place?
view-replace-yes = Replace it
view-saved = Saved as the view “{ $name }”
view-removed = The view “{ $name }” is removed; its conversations stay
turning-progress = Taking back: { $n } of { $all }
reaction-like = ♥ { $others ->
    [0] likes: { $post }
    [one] and { $others } other: { $post }
   *[other] and { $others } others: { $post }
 }
reaction-boost = ⟲ { $others ->
    [0] boosts: { $post }
    [one] and { $others } other: { $post }
   *[other] and { $others } others: { $post }
 }
reaction-follow = + { $others ->
    [0] follows
    [one] and { $others } other follow
   *[other] and { $others } others follow
 }
empty-newer = { $n ->
    [one] { $n } new conversation is waiting to be shown.
   *[other] { $n } new conversations are waiting to be shown.
 }
empty-newer-next = { $key } shows them.
empty-filter = Nothing matches the filter.
empty-filter-next = { $key } takes the filter away.
empty-to-answer = Nothing to answer. Everybody has heard from you.
empty-to-answer-next = { $sync } asks the networks now, { $view } shows the other views, { $compose } writes a new post.
empty-waiting = Nobody owes you an answer.
empty-snoozed = Nothing is asleep.
empty-to-read = Nothing to read.
empty-quiet = No likes, boosts or follows yet.
empty-done = Nothing is done yet.
empty-all = Nothing has come yet.
empty-next = { $view } shows the other views.
no-more-unread = Nothing unread further on.
sorted-newest = Sorted by time, newest first.
sorted-waiting = Sorted by wait, longest first.

## The thread

kind-mention = mention
kind-reply = reply
kind-comment = comment
kind-dm = direct message
kind-quote = quote
kind-review = review
kind-mail = mail
kind-entry = entry
kind-like = Likes
kind-boost = Boosts
kind-follow = New followers
visibility-public = public
visibility-unlisted = quiet public
visibility-followers = followers
visibility-direct = private
also = also @ { $handle }
thread-reading = reading the thread
thread-gone = This conversation is not there any more.
thread-draft = Draft
thread-draft-private = Private draft
thread-unreached = ▲ earlier posts are not here yet · { $key } fetches them
thread-above = { $n ->
    [one] ▲ 1 earlier post · { $key } shows it
   *[other] ▲ { $n } earlier posts · { $key } shows them
}
thread-above-open = { $n ->
    [one] ▼ 1 earlier post
   *[other] ▼ { $n } earlier posts
}
thread-others = { $n ->
    [one] ⋮ 1 other answer here · { $key } shows it
   *[other] ⋮ { $n } others answer here · { $key } shows them
}
thread-others-open = { $n ->
    [one] ⋮ 1 other answer here
   *[other] ⋮ { $n } others answer here
}
thread-note = note of { $person }, for us alone · { $age }
message-before = before its author changed it:
picture-coming = coming…
picture-too-large = too large to be shown
picture-unreadable = cannot be read
media-one = ▣ { $what }: { $alt }
media-many = ▣ { $what } { $n }/{ $of }: { $alt }
message-deleted = deleted by its author
message-edited = edited
message-folded = folded · { $key } shows it
media-image = image
media-video = video
media-audio = audio
media-gifv = gif
no-title = (no title)
media-no-alt = no description
answered-crossing = answered elsewhere too · two answers
answered-elsewhere = answered elsewhere

## The composer

composer-nobody = No account is chosen: nobody would post this.
composer-private = private reply
composer-warning = Warning:
media-title = Files
media-none = No file goes with it yet.
media-keys = a adds · Enter describes · J K order · x removes · Esc goes on
media-size = { $n } KB
media-with = { $n ->
    [one] [1 file]
   *[other] [{ $n } files]
 }
media-too-many = Not sent: { $account } takes { $most } files with a post.
media-alone = Not sent: a film or a sound goes alone.
media-format = Not sent: { $account } does not take { $name }.
media-too-large = Not sent: { $name } is too large for { $account }, which takes { $n } MB.
media-long-alt = { $n ->
    [one] Not sent: the description of { $name } is { $n } character too long.
   *[other] Not sent: the description of { $name } is { $n } characters too long.
 }
media-wants-alt = Not sent: { $name } has no description, which the client of { $account } wants.
unattachable-missing = There is no such file.
unattachable-unreadable = The file cannot be read.
unattachable-format = This is no picture, film or sound that networks take.
unattachable-too-large = The file is larger than any network takes.
prompt-file-title = Which file?
prompt-file-keys = Tab completes · Enter takes it · Esc goes back
prompt-file-about = The path of a picture, a film or a sound.
prompt-file-nothing = Nothing begins like that.
prompt-alt-title = What does it show?
prompt-alt-keys = for those who cannot see it · Enter keeps it · Esc leaves it
own-text-next = own text for { $account } — { $key }: the text for { $next }
own-text-last = own text for { $account } — { $key }: back to the shared text
own-text-mark = own text
own-text-dropped = It says again what the others say.
composer-part = post { $n } of { $of }
composer-then = then: { $then }
then-wait-them = their turn
then-stay-open = stays open
then-wait-client = waits for the client
then-wait-client-until = waits for the client, until { $when }
then-snooze = snoozed until they answer
then-snooze-until = snoozed until { $when }
then-done = done
over-by = · { $n } too many
over-bytes-by = · { $n ->
    [one] { $n } byte too many
   *[other] { $n } bytes too many
 }
over-hashtags-by = · { $n ->
    [one] { $n } hashtag too many
   *[other] { $n } hashtags too many
 }
over-mentions-by = · { $n ->
    [one] { $n } mention too many
   *[other] { $n } mentions too many
 }
over-warning = · the warning alone is too long
draft-saving = saving…
draft-reading = One moment: what you had begun here is being read.
draft-saved = ✓ draft saved
draft-kept = Draft kept. { $key } goes on with it.
draft-resumed = Your draft, as you left it.
draft-discarded = Draft thrown away
completion-no-labels = No label yet: { $key } sets one on a row.
completion-none-filter = Nothing begins like that here.
completion-none = Nothing to complete: @ names, # hashtags, :name: emoji.
send-blank = There is nothing to send yet.
send-unfilled = Not sent: the blank “{ $label }” is still open.
send-no-account = Choose an account first: { $key }.
send-too-heavy = { $n ->
    [one] Not sent: { $n } byte too many for { $network }.
   *[other] Not sent: { $n } bytes too many for { $network }.
 }
send-hashtags = { $n ->
    [one] Not sent: { $n } hashtag too many for { $network }.
   *[other] Not sent: { $n } hashtags too many for { $network }.
 }
send-mentions = { $n ->
    [one] Not sent: { $n } mention too many for { $network }.
   *[other] Not sent: { $n } mentions too many for { $network }.
 }
send-too-long = { $n ->
    [one] Not sent: { $n } character too many for { $network }.
   *[other] Not sent: { $n } characters too many for { $network }.
 }
sent-reply = Reply to { $name } on its way
sent-post = { $n ->
    [one] Post on its way
   *[other] Post on its way to { $n } accounts
 }

## The outbox

leaves-in = leaves in { $n } s
delivery-leaving = leaving
delivery-queued = waiting
delivery-sending = sending
delivery-sent = sent
delivery-unsure = checking
delivery-held = held
delivery-failed = not sent
delivery-cancelled = stopped
held-short-login = log in again
held-short-ask = asks you
held-short-media = file missing
held-short-answered = answered
held-login = The account's login is not accepted any more.
held-ask = It could not be told whether this arrived, or it is late: you decide.
held-media = A file that goes with it is missing, or has changed since it was chosen.
held-answered = Somebody has answered in the meantime.
mend-login = { $login } logs in again, and it leaves by itself.
mend-ask = Look whether it is there; if not, { $send } sends it, else { $stop } takes it out.
mend-media = Put it back, then { $send } sends it; { $stop } makes it a draft again, to choose another.
mend-answered = { $open } shows the thread, { $send } sends it all the same, { $stop } makes it a draft again.
mend-failed = { $edit } edits the text, { $send } tries once more, { $stop } makes it a draft again.
mend-failed-act = { $send } tries once more, { $stop } takes it out.
mend-failed-post = { $stop } makes it a draft again, { $send } tries once more.
why-leaving = It leaves by itself. { $stop } makes it a draft again, { $send } sends it now.
why-waits = It leaves when the post before it has arrived; { $stop } makes a draft of it and of what follows.
why-queued = It leaves as soon as it can. { $send } tries now, { $stop } makes it a draft again.
why-queued-again = The next attempt is in { $n } s.
why-sending = It is being sent.
why-sent = It has arrived.
why-unsure = It was sent and no answer came. The network is asked whether it arrived; nothing is sent twice.
why-cancelled = You stopped it.
outbox-empty = Nothing is on its way.
outbox-empty-next = What you send waits here for ten seconds, and stays here when a network is down.
outbox-new-post = new post
outbox-upcoming = Late, and within 48 hours
upcoming-late = late
upcoming-planned = planned
upcoming-scheduled = scheduled
upcoming-editing = changed
delivery-edited = It is stopped; sending its text is a new delivery.
outbox-trouble = { $n ->
    [one] { $n } needs you
   *[other] { $n } need you
 }
act-publish = reply or post
act-like = like
act-unlike = take the like back
act-boost = boost
act-unboost = take the boost back
act-delete = delete our answer
act-hide = hide the message
act-block = block
act-unblock = unblock
act-mute = mute on the network
act-unmute = unmute on the network
act-report = report

## Sources and accounts

accounts-troubled = { $n ->
    [one] 1 cannot be read
   *[other] { $n } cannot be read
}
accounts-count = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
 }
sources-count = { $n ->
    [one] 1 source
   *[other] { $n } sources
}
accounts-empty = No account yet.
accounts-empty-next = { $key } adds one.
accounts-title = Post as
accounts-keys = Space chooses · Enter goes on
account-read = read { $age } ago
account-reading = reading
account-new = not read yet
account-next = read again in { $wait }
account-followers = { $n ->
    [one] { $n } follower
   *[other] { $n } followers
 }
account-mend = { $key } logs in again; what waits leaves by itself then.
source-mend = It asks for a name and a password. { $key } gives them.
account-gone = Its address says that it is gone for good, and is not asked any more. { $key } removes it; what came from it goes too.
account-resume = Switched off. { $key } switches it on again.
account-removed = Account removed.
to-answer-count = { $n } to answer
health-ok = works
health-needs-login = login lost
health-off = off
health-gone = gone for good
source-needs-login = wants a password
feed-notifications = Notifications
feed-messages = Messages
feed-own = Our posts
feed-entries = Entries
side-clients = To answer, by client
side-count = { $n } · { $unread } unread

## The first screen

welcome-title = Welcome on the lookout.
welcome-what = vigie brings what is said to your clients, on all their accounts, into one inbox, and sends your answers. There is no account here yet.
welcome-tour = A tour: two minutes in a made-up day.
welcome-demo = See a whole simulated day first. It needs no account and touches no network.
welcome-account = Add your first account. It takes a server, a browser and a minute.
welcome-source = Add a source: a blog, the press, a podcast. It needs no login.
welcome-safe = Everything stays in one file on this machine. Nothing is ever sent without { $key }, and then it waits ten seconds.

## The tour

tour-title = The tour · { $n }/{ $of }
tour-title-end = The tour is over
tour-keys = { $skip } skips · { $end } ends
tour-keys-end = { $end } closes this
tour-move = Everybody in this list waits for an answer of yours. { $key } goes down to the next one.
tour-open = { $key } opens the conversation: all of it, with what was answered before.
tour-reply = { $key } begins a reply, by the account that was addressed.
tour-send = Write a few words, then { $key } sends them. They wait ten seconds before they really leave.
tour-outbox = { $key } shows what is on its way. Until it has left, { $undo } would stop it.
tour-inbox = { $key } leads back to the inbox. Each tab has its digit.
tour-done = Not everything needs an answer: { $key } marks this row as done.
tour-undo = { $key } takes the last verb back, and the row returns. So nothing is lost by trying.
tour-snooze = { $key } puts a row out of sight until a time: choose one with the arrows and Enter.
tour-label = { $key } puts a label on a row: type a word of your own, then Enter.
tour-filter = { $key } filters the list: type a word of a message, or is:unread, then Enter.
tour-unfilter = { $key } takes the filter off, and closes whatever is open.
tour-palette = { $key } finds every command by a word, with its key. Have a look, then Esc.
tour-tasks = { $key } is your to-do list; in the inbox, { $task } makes a task of a conversation.
tour-help = { $key } shows the keys of the place where you are. Look, then close it with Esc.
tour-end = Your turn: “vigie account add” adds your first account. { $help } shows the keys, { $quit } leaves this day.

## What is done, and undone

deed-done = Done
deed-read = Read
deed-reopen = Open again
deed-mute = Muted
deed-star = Star set
deed-unstar = Star taken away
deed-unread = Marked unread
deed-see = Marked as seen
deed-snooze = Snoozed
deed-wait-them = Waiting on them
deed-wait-client = Waiting on the client
deed-assign = Assigned
deed-unassign = Assigned to nobody
deed-label = Labelled
deed-unlabel = Label taken away
deed-change-note = Note
deed-change-snippet = Saved reply
deed-change-task = Task
deed-change-saved-view = Saved view
deed-change-card = Client card
deed-change-person = Author card
deed-change-identity = Author card: handle
deed-change-slot = Place on the calendar
deed-forget = A person forgotten
deed-send = Reply
deed-discard = Draft thrown away
deed-act-like = Liked
deed-act-unlike = Like taken back
deed-act-boost = Boosted
deed-act-unboost = Boost taken back
deed-act-delete = Deletion of our answer
deed-act-hide = Message hidden
deed-act-block = Blocked
deed-act-unblock = Unblocked
deed-act-mute = Muted on the network
deed-act-unmute = Unmuted on the network
deed-act-report = Report
verb-one = { $deed } · { $name }
verb-many = { $n ->
    [one] { $deed } · { $n } conversation
   *[other] { $deed } · { $n } conversations
 }
undone-restored = { $n ->
    [0] Taken back: { $deed }
    [one] Taken back: { $deed }
   *[other] Taken back: { $deed }, { $n } conversations
 }
undone-several = { $n } changes taken back, the last of them: { $deed }
undone-left = { $n ->
    [one] { $n } has changed since and was left alone.
   *[other] { $n } have changed since and were left alone.
 }
undone-draft = The text is a draft again: { $key }.
undone-reversed = The opposite is on its way.
undone-already-sent = Already sent; { $key } deletes it.
undone-sending = It is being sent at this moment; { $key } deletes it afterwards.
undone-changed = Not taken back: the conversation has changed since ({ $deed }).
undone-final = Done on the network already, and cannot be taken back ({ $deed }).
undone-nothing = Nothing to take back.
redone-restored = { $n ->
    [0] Done again: { $deed }
    [one] Done again: { $deed }
   *[other] Done again: { $deed }, { $n } conversations
 }
redone-several = { $n } changes done again, the last of them: { $deed }
redone-nothing = Nothing to do again.
copied = Copied: { $what }
sync-asked = { $n ->
    [one] Asking { $n } account now.
   *[other] Asking { $n } accounts now.
 }
mouse-on = The mouse selects and scrolls.
mouse-off = The mouse is your terminal's: select text with it.
theme-chosen = The theme is { $name }.
theme-title = Theme
theme-keys = ↑ ↓ shows · Enter keeps · Esc as before
theme-auto = dark or light, by the terminal
theme-default = the terminal's own 16 colours
theme-dark = calm, on dark
theme-light = calm, on light
theme-contrast = the highest contrast
theme-monochrome = no colours
theme-own = your own file

## Questions

confirm-title = One question
confirm-yes-key = y
confirm-no = no, go back
bulk-question = { $deed }: { $n } conversations, those that are not on the screen included?
bulk-yes = yes, all of them
widen-question = Make this reply “{ $visibility }”? More people could read it than the message it answers.
widen-yes = yes, more people may read it
twin-question = The same post is in the inbox of { $handle } too. Mark it done there?
twin-yes = yes, done there too
redo-question = It was stopped, and is a draft. Send it again as it was? It leaves in ten seconds.
redo-yes = yes, send it again
boost-question = Boost what { $name } wrote to all followers of { $client } ({ $handle })?
boost-yes = yes, boost it publicly
unboost-question = Take the boost of { $client } ({ $handle }) back from what { $name } wrote?
unboost-yes = yes, take it back
delete-question = Delete the newest answer of { $client } ({ $handle }) on { $network }? It leaves after ten seconds.
delete-yes = yes, delete it
remove-question = Remove { $handle } ({ $client }) and everything that came to it from this machine? The network keeps its side.
remove-source-question = Remove the source “{ $handle }” ({ $client }) and its entries from this machine? Its site is not touched.
remove-yes = yes, remove it
quit-question = { $n ->
    [one] { $n } answer is leaving. Before you go:
   *[other] { $n } answers are leaving. Before you go:
 }
quit-send-key = s
quit-send = send now, then quit
quit-wait-key = w
quit-wait = wait until sent, then quit
quit-keep-key = k
quit-keep = keep as draft, and quit
quit-question-acts = { $n ->
    [one] What you did is still leaving. Before you go:
   *[other] { $n } things you did are still leaving. Before you go:
 }
quit-stop = stop it, and quit
quit-unstored = What you typed is not stored. { $problem }
quit-unstored-key = x
quit-unstored-yes = quit; the text stays on the terminal
quit-unstored-text = vigie: This text could not be stored. Copy it from here:
quit-waiting = Quits when everything is sent. { $key } stays.
quit-stayed = Still here.
quit-hint = { $key } quits.

## What is wrong

trouble-press = press { $key }
trouble-log-in = { $key } then { $login }
trouble-login = { $client } { $account }: login lost
trouble-source-login = { $client } { $account }: it asks for a name and a password
trouble-failing = { $client } { $account }: { $reason }, since { $since } · tries again by itself
trouble-stopped = { $client } { $account }: { $reason }, since { $since }
trouble-offline = { $n } accounts cannot be reached since { $since } · what you send waits
trouble-offline-sources = { $sources } sources cannot be reached since { $since }
trouble-offline-both = { $n ->
    [one] 1 account
   *[other] { $n } accounts
} and { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} cannot be reached since { $since } · what you send waits
trouble-not-sent = { $n ->
    [one] { $n } answer is not sent
   *[other] { $n } answers are not sent
 }
trouble-not-sent-of = { $client } { $account }: not sent ({ $why })
trouble-not-sent-first = { $client } { $account } +{ $n }: not sent ({ $why })
trouble-standby = Another vigie polls and sends; the rest works here.
trouble-hook = Command on_new: { $why }
trouble-hook-mend = mend it in config.toml
hook-not-found = it was not found
hook-exit = it ended with code { $detail }
hook-signal = signal { $detail } ended it
hook-timed-out = stopped after { $detail } s
hook-not-started = it could not be started ({ $detail })
cli-hook = Your command for what is new (on_new): { $why }. What came is stored; mend the command in config.toml, and see vigie doctor.
trouble-more = +{ $n } more{" "}
problem-disk-full = The disk is full: nothing can be stored. Make room, and go on.
problem-read-only = The store cannot be written: its folder is read-only. Make it writable, or choose another with --home DIR.
problem-damaged = The store is damaged and was left as it is. `vigie doctor` says where it lies and what can be saved.
problem-newer = The store was written by a newer vigie. Please update this one.
problem-network-disk = The store lies on a network disk, where it cannot be kept safely. Choose a folder on this machine with --home DIR.
problem-busy = Another program keeps the store busy. Try again in a moment.
problem-store = The store did not take it: { $detail }. `vigie doctor` says what is wrong with it.
problem-editor = The editor could not be run: { $detail }
problem-browser = No browser here: { $detail }
problem-clipboard = There is no clipboard here.
problem-theme = The theme holds until you quit: config.toml could not be written ({ $detail })
problem-network = The network did not answer: { $detail }
problem-cancelled = Given up.
reason-login-expired = the login is not accepted any more
reason-login-forbidden = the login does not allow this
reason-login-missing = there is no login for this account
reason-rate-limited = the network asks us to wait until { $detail }
reason-unreachable = no connection
reason-timed-out = no answer in time
reason-broken = the connection broke
reason-server-error = the server fails (error { $detail })
reason-too-large = the answer was too large
reason-refused = the network refused: “{ $detail }”
reason-gone = what it is about is not there any more
reason-unsupported = this network cannot do it ({ $detail })
reason-protocol = the answer could not be read ({ $detail })
reason-store = our own store failed ({ $detail })
source-reason-login-expired = it asks for a name and a password
source-reason-login-forbidden = it may not be read
source-reason-gone = there is nothing at this address
source-reason-protocol = no feed can be read there ({ $detail })
source-reason-rate-limited = the site asks us to wait until { $detail }
source-reason-refused = its server refused: “{ $detail }”
refused-gone = Not done: it is not there any more.
refused-too-late = Too late: it is being sent or has been sent.
refused-has-accounts = Not removed: the client still has accounts.
refused-blank = There is nothing to send.
refused-no-handle = The network gives them no handle to know them by.
refused-unfilled = Not sent: a blank is still open in the text.
refused-media = Its files cannot leave as they are: too many, too large, or without the description that the client wants.
refused-too-long = It is longer than one of its networks takes: shorten it, or give that account a text of its own.
refused-name-taken = Not kept: another saved reply has this name.
refused-malformed = Not kept: the saved reply cannot be kept as it is written.
snippet-no-name = A saved reply needs a name.
snippet-long-name = The name of a saved reply has at most { $n } characters.
snippet-no-text = A saved reply needs a text.
snippet-long-text = The text of a saved reply has at most { $n } bytes.
snippet-open = A brace is not closed on its line. Write it twice where a brace is meant.
snippet-empty = Nothing stands between two braces. Write the first one twice where braces are meant.
snippet-no-label = A blank has no name: write {"{?order number}"}, for example.
snippet-unknown = Nothing is called “{ $name }” here: there are {"{author}"}, {"{client}"}, and blanks like {"{?order number}"}.
snippet-for-all = all clients
snippet-kept = Saved reply kept: { $name }
snippet-removed = Saved reply removed: { $name }
snippet-not-kept = Not kept: { $why } Open it again to go on.
sheet-no-line = the line --- above the text is missing.
sheet-line = “{ $line }” says nothing here: there are name:, client: and then:.
sheet-then = “{ $word }” cannot follow. Known: { $known }.
sheet-client = no client is called “{ $name }”.
known-more = … (+{ $n })
filter-unknown-key = “{ $key }:” is no condition. There are { $known }
filter-unknown-value = { $key }: does not know “{ $value }”. It knows { $known }
filter-not-a-moment = { $key }: wants a day (2026-11-01, today, yesterday) or how long ago (30m 2h 3d 1w), not “{ $value }”.
filter-not-a-length = { $key }: wants how long (30m 2h 3d 1w), not “{ $value }”.
filter-not-a-due = { $key }: wants today, late or how soon (30m 2h 3d), not “{ $value }”.
filter-no-value = { $key }: needs a word after it.
filter-open-quote = The quotation has no end.
filter-open-group = This parenthesis is not closed.
filter-stray-close = This parenthesis closes nothing; a parenthesis in a text stands between quotes.
filter-empty-group = Nothing stands between these parentheses.
filter-lone-or = OR needs a condition on either side.
filter-too-deep = No more than { $n } parentheses may stand within each other.
filter-too-long = A filter has at most { $n } bytes; this is too long.
filter-too-many = A filter has at most { $n } conditions; this is one too many.
key-unknown = there is no key “{ $key }”
key-twin = a terminal cannot tell { $key } from { $twin }
key-empty = there is no key
misfit = config.toml:{ $line }: { $about }
misfit-syntax = this cannot be read ({ $said })
misfit-unknown-key = there is no setting “{ $key }”
misfit-unknown-key-near = there is no setting “{ $key }”; “{ $near }” was meant?
misfit-wrong-value = { $key } cannot be { $value }; it can be { $known }
misfit-unknown-command = there is no command “{ $name }”
misfit-unknown-command-near = there is no command “{ $name }”; “{ $near }” was meant?
misfit-key = the key of { $command } cannot be used: { $why }
misfit-clash = { $key } cannot be { $command }: it is { $other }
misfit-in-theme = themes/{ $name }.toml:{ $line }: { $about }
misfit-unknown-theme = there is no theme “{ $name }”
misfit-unknown-theme-near = there is no theme “{ $name }”; “{ $near }” was meant?

## Why not

not-ready-nothing-selected = Nothing is selected.
not-ready-no-saved-view = The list that is shown is not a saved view.
not-ready-row-left = This row has left the list; { $key } clears it away.
not-ready-reaction = Nobody waits for an answer to this.
not-ready-source = A source takes no answers, likes or boosts; { $key } opens its page.
not-ready-taken-back = Its author has deleted it.
not-ready-not-ours = There is no answer of ours in it.
not-ready-no-pictures = No picture came with it.
not-ready-pictures-off = Pictures are off: the settings, ssh or this terminal.
not-ready-no-notes = There is no note in it.
not-ready-no-links = No link or file here has that number.
not-ready-not-edited = Nothing in it was changed by its author.
not-ready-no-page = It has no page.
not-ready-private = It is private, and stays so.
not-ready-network = This network cannot do that.
not-ready-one-at-a-time = This works on one row at a time; { $key } lets the selection go.
not-ready-loading = Open it first: { $key }.
not-ready-no-handle = Its author has no handle here.
not-ready-no-writers = No account here can post; add one in the pane of accounts.
not-ready-no-accounts = There is no account yet.
not-ready-nothing-to-repeat = There is no verb to repeat yet.
not-ready-only-inbox = Only the inbox has this.
not-ready-one-account = Only one account is chosen, which has the text to itself.
not-ready-shared-text = This is the text that all accounts share.
not-ready-reply-account = A reply leaves from the account that was written to.
not-ready-stays-private = A private reply stays private.
not-ready-too-late = Too late: it is being sent or has been sent.
not-ready-no-conversation = It answers no conversation.
not-ready-no-text = It carries no text.
not-ready-login-works = The login of this account works.
not-ready-no-login = This source needs no login.
not-ready-no-tour = No tour is going on; the command tour begins one.
not-ready-is-demo = This is the demo.
not-ready-no-colours = No colours here: NO_COLOR is set, or the terminal has none.
not-ready-nothing-folded = Nothing is folded here.
not-ready-nothing-open = Nothing is open.
not-ready-nothing-written = Nothing is written yet.
not-ready-nothing-chosen = No saved reply says what follows.
not-ready-nothing-new = Nothing new has come.
not-ready-elsewhere = Not here.

## Help

help-title = Keys here
palette-title = Commands
palette-nothing = No command is called that.
palette-keys = type · Enter runs · Esc closes, then { $quit } quits
legend = 3 messages  ● unread  ○ seen  ★ star  ♛ VIP  ! late  × has left  ✉ private  ↗ leaving  ✗! not sent  ✎ draft  ♥ liked  ⟲ boosted  ~ edited  ⧉ also came to another account
scope-global = Everywhere
scope-list = Lists
scope-inbox = Inbox
scope-composer = Composer
scope-outbox = Outbox
scope-accounts = Accounts
scope-welcome = First screen
command-inbox = Go to the inbox
command-outbox = Go to the outbox
command-accounts = Go to sources and accounts
command-next-area = Go to the next part of the screen
command-previous-area = Go to the previous part of the screen
command-zoom = Give this part the whole screen, or take it back
command-filter = Filter the list as you type
command-palette = Find any command by its name
command-help = Explain the keys that apply here
command-sync = Ask every network now
command-undo = Take your last verb back
command-history = List what was done (undo history), and go back to any of it
command-redo = Do again what you took back
command-repeat = Repeat the last verb on this row
command-compose = Write a new post
command-back = Go back one step
command-close = Close what is open
command-quit = Quit
command-cancel = Give up what is running
command-redraw = Draw the screen anew
command-mouse = Use the mouse here, or leave it to the terminal
command-theme = Choose the theme: the colours of the screen
command-suspend = Go back to the shell; fg returns
command-down = Go down
command-up = Go up
command-first = Go to the first row
command-last = Go to the last row
command-page-down = Go down half a screen
command-page-up = Go up half a screen
command-scroll-down = Scroll the preview down
command-scroll-up = Scroll the preview up
command-open = Open the conversation
command-reply = Reply where everybody can read it
command-private-reply = Reply to the author alone
command-reply-snippet = Reply with a saved reply
command-done = Mark as done, or open again
command-snooze = Put it out of sight until a time, or until they answer
command-send-wait-client = Send, then wait for the client
command-send-snooze = Send, then put it out of sight for a while
command-wait-client = Wait for the client, and note what was asked
command-assign = Give it to somebody, or to nobody
command-label = Set labels, or take them away
command-star = Set the star, or take it away
command-mute = Never show this again here, or show it again
command-like = Like it, or take the like back
command-boost = Boost it, or take the boost back (asks)
command-hide = Hide their newest message from others (asks)
command-block = Block the author, or unblock them (asks)
command-network-mute = Mute the author on the network, or hear them again (asks)
command-report = Report the author to the network's moderators (asks)
command-actions = Every action on this: moderate, answer, sort
command-delete = Delete our newest answer in it (asks)
command-unread = Mark as unread, or as seen
command-browse = Open it in the browser
command-pictures = Show the pictures of the thread here, or hide them
command-note = Write a note for us alone
command-edit-note = Change a note
command-remove-note = Take a note away
command-open-link = Open a link or a file by its number
command-copy-address = Copy a link or a file by its number
command-versions = Show what was said before its author changed it
command-copy-link = Copy its address
command-copy-text = Copy its text
command-copy-handle = Copy its author's handle
command-show-new = Show what has come
command-next-unread = Go to the next unread
command-previous-unread = Go to the previous unread
command-select = Select the row, or let it go
command-range = Select from here on; again to keep
command-select-all = Select all that match
command-save-view = Save this list as a view
command-rename-view = Rename the saved view
command-remove-view = Remove the saved view
command-next-view = Show the next view
command-previous-view = Show the previous view
command-sort = Sort by time, by who waits longest, or by what is due first
command-send = Send; it leaves after ten seconds
command-send-stay-open = Send, and keep the conversation open
command-send-done = Send, and mark the conversation as done
command-send-wait-them = Send; it is their turn, whatever the saved reply says
command-snippets = Put a saved reply into the text
command-save-snippet = Save as snippet: keep the text as a saved reply
command-keep-draft = Leave, and keep the draft
command-complete = Complete @names, #hashtags and :emoji:
command-editor = Write on in your own editor
command-visibility = Change who can read it
command-warning = Write a content warning
command-media = Files and their descriptions: add, order, remove
command-own-text = Own text for this account: next account, then back to the shared text
command-drop-own-text = Take the own text of this account away
command-choose-accounts = Choose the accounts that post it
command-discard = Throw the draft away
command-open-answered = Open the conversation it answers
command-send-now = Send it now
command-stop = Stop it; the text is a draft again
command-edit-delivery = Stop it and edit its text
command-mend-login = Log the account in again
command-show-account = Show what came to this account
command-login = Log in again
command-add-account = Add an account
command-add-source = Add a source: the feed of a site
command-pause = Switch the account off, or on
command-remove-account = Remove the account (asks)
command-first-account = Add the first account
command-first-source = Add the first source
command-tour = A tour in a made-up day
command-skip-step = Skip this step of the tour
command-end-tour = End the tour
command-first-tour = A tour in a made-up day
command-demo = See the demo
hint-open = open
hint-snooze = snooze
hint-reply = reply
hint-private-reply = private
hint-done = done
hint-like = like
hint-show-new = show new
hint-back = back
hint-filter = filter
hint-undo = undo
hint-palette = commands
hint-help = help
hint-send = send
hint-keep-draft = keep draft
hint-editor = editor
hint-snippets = replies
hint-visibility = visibility
hint-warning = warning
hint-media = files
hint-own-text = own text
hint-choose-accounts = accounts
hint-discard = discard
hint-complete = complete
hint-open-answered = thread
hint-send-now = send now
hint-stop = back to draft
hint-edit-delivery = edit
hint-mend-login = log in
hint-show-account = its inbox
hint-login = log in again
hint-add-account = add
hint-add-source = source
hint-pause = off or on
hint-remove-account = remove
hint-first-account = add an account
hint-first-tour = tour
hint-demo = demo

## The command line

cli-no-home = No home folder is known. Set HOME, or name a folder with --home DIR.
cli-no-terminal = The screen needs a terminal. For scripts there are list, show, reply, done and sync: see vigie --help.
cli-io = { $why }
cli-taken = “{ $name }” is there already.
cli-filter = The filter stops at “{ $wrong }”: { $why }
cli-client-no-name = A client needs a name: vigie client add NAME
cli-client-unknown = No client is called “{ $name }”. See vigie client list, or add it: vigie client add NAME
cli-client-has-accounts = “{ $name }” still has accounts. Remove them first: vigie account list
cli-no-clients = There is no client yet. Add one: vigie client add NAME
cli-no-accounts = There is no account yet. Add one: vigie account add mastodon URL --client NAME
cli-account-unknown = No account is called “{ $name }”. See vigie account list
cli-account-several = Several accounts are called “{ $name }”. Use the id from vigie account list
cli-account-ok = the login works
usage-no-command = “{ $command }” is no command.
usage-unknown = There is no { $argument } here.
usage-missing = Missing: { $argument }
usage-no-value = { $argument } needs a value.
usage-value = { $argument } cannot be “{ $value }”: { $known }
usage-value-why = { $argument } cannot be “{ $value }”: { $why }
usage-near = Perhaps { $near } was meant.
usage-help = For more, try --help.
cli-asks = { $question } { $yes } is yes, Enter is no:
cli-needs-yes = Nothing was removed: nobody can be asked here. Say --yes if it is to be.
cli-not-removed = Nothing was removed.
cli-remove-client-question = Remove the client “{ $name }”?
cli-removed-client = The client “{ $name }” was removed.
cli-removed-account = { $handle } on { $network } ({ $client }) was removed, with everything that came to it. The network keeps its side.
cli-removed-source = The source “{ $handle }” ({ $client }) was removed, with its entries.
cli-no-sources = There is no source yet. Add one: vigie account add rss URL --client NAME
cli-password-in-address = There is a password in this address, where others can see it. Leave it out, and give NAME:PASSWORD on standard input with --token-stdin.
cli-imported = { $client }: { $added ->
    [one] 1 new source
   *[other] { $added } new sources
}, { $known } known already. They are read at the next sync.
cli-import-wrong = Left out, since it is no address: { $address }
cli-import-unreadable = { $file } cannot be read: { $why }
cli-import-too-large = { $file } is too large for a list of sources.
cli-import-no-opml = { $file } is no OPML. In your feed reader, look for "export" and choose OPML.
cli-import-nothing = There is no feed in this list: { $file }
cli-import-broken = { $file } breaks off or is damaged at line { $line }. Nothing was imported.
cli-no-token = No token came on standard input.
cli-to-answer = { $count ->
    [0] nothing to answer
   *[other] { $count } to answer
 }
cli-sync-total = In all: { $counts }
cli-sync-new = { $count } new
cli-conversation-unknown = There is no conversation { $id }. See vigie list
cli-reply-no-question = Nobody can be answered there: it is a reaction, or its message is gone.
cli-reply-blank = There is nothing to send.
cli-reply-unfilled = Nothing was sent: the blank “{ $label }” is not filled. Add --set '{ $label }=…'
cli-reply-no-blank = Nothing was sent: there is no blank “{ $label }” in the text.
cli-snippet-unknown = No saved reply is called “{ $name }”. See vigie snippet list
cli-snippet-several = Several saved replies are called “{ $name }”. Name the client with --client, or use the id from vigie snippet list
cli-snippet-no-text = Give the text, or - to read it from standard input.
cli-snippet-kept = Kept: { $name }
cli-snippet-removed = Removed: { $name }. vigie undo brings it back.
cli-no-snippets = There is no such saved reply. Add one: vigie snippet add NAME TEXT
cli-snippets-imported = { $added } added, { $updated } updated, { $same } as they were.
cli-snippets-wrong = { $file }, line { $line }: { $why } Nothing was imported.
cli-snippets-too-large = { $file } is too large for saved replies.
cli-count-no-text = Give the text with --text, or on standard input.
cli-count-too-large = The text is longer than { $limit } bytes; no network takes that.
cli-count-unread = The text cannot be read: { $why }
cli-count-source = Nothing is written on { $handle }: it is a source.
cli-count-bytes = bytes
cli-count-hashtags = hashtags
cli-count-mentions = mentions
cli-count-alt = description
cli-snippets-then = “{ $word }” cannot follow. Known: { $known }.
cli-snippets-twice = “{ $name }” stands in the file twice for the same client.
cli-reply-too-long = { $handle } on { $network } cannot send that: the text is { $count } characters, the limit is { $limit }.
cli-when = { $why }
cli-label-none = No label can be made of that. A label is a word, like vip.
journal-undone = taken back
cli-demo-at = “{ $at }” is no time of day. Write it like 08:02.
cli-demo-kept = { $dir } already holds a store. Choose another folder, or open it: vigie --home { $dir }

## Logging in, on the plain terminal

login-add-title = Add an account on Mastodon or its kin. Esc goes back.
login-renew-title = Log { $handle } in again. Esc goes back.
login-server = Server (for example mastodon.social):
ask-client-known = Clients: { $names }
ask-client = For which client?
ask-client-likely = For which client? Enter takes { $name }:
ask-client-first = For which client? What is it called?
ask-client-new = There is no client “{ $name }” yet. Add it? { $yes } is yes, Enter is no:
login-open-page = Open this page, agree, and copy the code it shows:
login-code = The code:
login-added = { $title } belongs to { $client } now. Its past is being read.
login-known = { $title } belongs to { $client } already; its login is new.
login-renewed = { $handle } is logged in again; what waited for it leaves.
login-other = the login is that of { $handle }, another account.
login-failed = { $server }: { $why }
source-add-title = A source: the blog, the press, a podcast that a client should know. Esc goes back.
source-address = The address of the site, or of its feed:
source-looking = Looking…
source-known = { $title } is a source of { $client } already.
source-shared = { $title } is a source of { $client } now, and of { $other } too.
source-renewed = The name and password of { $handle } are kept; it is being read.
source-added = { $title } is a source of { $client } now.
source-password-title = It asks for a name and a password. They are kept like every login, and never shown.
source-password-refused = The name or the password is refused; try again; Esc goes back.
source-name = Name:
source-password = Password:
login-back = Enter goes back to the screen.
vault-too-open = others can read { $path }. Make it yours alone: chmod 600 { $path }
vault-damaged = { $path } cannot be read as a list of logins. Move it away and log in again.
vault-failed = the login could not be kept in { $path }: { $why }
state-open = open
state-waiting-them = waiting
state-waiting-client = client
state-snoozed = snoozed
state-done = done
state-muted = muted

## The doctor

doctor-versions = vigie { $version } · store version { $schema } · SQLite { $sqlite } · rustc { $rustc } · { $target }
doctor-verdict = { $n ->
    [0] Nothing is wrong.
    [one] One thing is wrong: see ✗.
   *[other] { $n } things are wrong: see ✗.
}
doctor-area-terminal = Terminal
doctor-area-clock = Clock
doctor-area-files = Files
doctor-area-settings = Settings
doctor-area-store = Store
doctor-area-accounts = Accounts
doctor-area-outbox = Outbox
doctor-area-log = Log
doctor-place-folder = folder
doctor-place-settings = settings
doctor-place-store = store
doctor-place-credentials = logins
doctor-place-log = log
doctor-size-kb = { $n } KB
doctor-size-mb = { $n } MB
doctor-login-in-keyring = login of { $age } ago, in the keyring
doctor-login-in-file = login of { $age } ago, in the file of logins
doctor-login-none = no login needed
doctor-login-unknown = login of an unknown time
doctor-terminal-none = Not looked at: input or output is no terminal.
doctor-terminal-none-todo = Run vigie doctor in the terminal itself, without a pipe.
doctor-terminal-size = { $width } columns, { $height } rows
doctor-terminal-small = { $width } columns and { $height } rows are too few for the screen.
doctor-terminal-small-todo = Make the window at least 60 columns wide and 16 rows high.
doctor-terminal-dumb = The terminal cannot place text (TERM is “{ $term }”).
doctor-terminal-dumb-todo = Set TERM to what your terminal is: export TERM=xterm-256color
doctor-terminal-colours = { $colours } colours ({ $term })
doctor-terminal-no-colours = Colours are switched off by NO_COLOR ({ $term }).
doctor-terminal-locale = Accents and emoji may not arrive: the locale is “{ $locale }”, which is not UTF-8.
doctor-terminal-locale-todo = Choose one that is: export LANG=C.UTF-8
doctor-terminal-widths = Wide characters take the room they should: { $list }
doctor-terminal-widths-off = Rows with some emoji can look shifted, as the terminal draws them wider or narrower than usual (drawn ≠ counted): { $list }
doctor-terminal-widths-off-todo = Nothing is lost by it. A newer terminal, or a newer tmux, draws them right.
doctor-terminal-silent = The terminal did not say how wide it draws emoji.
doctor-clock-zone = It is { $time } in { $zone } (UTC{ $offset }).
doctor-clock-no-zone = This machine does not say in which time zone it is: times are shown in UTC.
doctor-clock-no-zone-todo = Name it: export TZ=Europe/Paris
doctor-clock-back = The clock was set back: something was stored at { $time }, { $minutes } minutes from now.
doctor-clock-back-todo = Set the machine's clock right; replies and polls wait by it.
doctor-clock-server = The clock agrees with { $server }, within { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
doctor-clock-skewed = This machine's clock and that of { $server } are { $seconds } seconds apart.
doctor-clock-skewed-todo = Let the system set the clock: timedatectl set-ntp true
doctor-files-ok = { $what } { $path } ({ $mode })
doctor-files-absent = { $what } { $path }: not there yet; it is made when it is needed.
doctor-files-open = { $what } { $path }: other people of this machine can read it ({ $mode }).
doctor-files-open-todo = Keep it to yourself: chmod 600 '{ $path }'
doctor-files-unreadable = { $what } { $path }: it cannot be read ({ $mode }).
doctor-files-unreadable-todo = See whose it is with ls -l, and take it back: chown "$USER" '{ $path }'
doctor-files-read-only = { $what } { $path }: it cannot be written ({ $mode }), so nothing can be kept there.
doctor-files-read-only-todo = Make it writable, or keep everything elsewhere with --home DIR.
doctor-files-credentials-open = { $what } { $path }: other people of this machine can read it ({ $mode }), so vigie does not use it, and no account logs in.
doctor-files-credentials-open-todo = Keep it to yourself: chmod 600 '{ $path }'. Who may have read it can post as you: log in again to be sure.
doctor-files-credentials-damaged = { $what } { $path }: it is damaged, so no account logs in.
doctor-files-credentials-damaged-todo = Move it away, then log each account in again: vigie account add
doctor-settings-none = There is no { $path }: everything is at its default.
doctor-settings-ok = Every line is used.
doctor-settings-wrong = { $said }
doctor-settings-wrong-todo = Mend that line; what it sets is at its default until then.
doctor-settings-hook = Your command for what is new (on_new) is there.
doctor-settings-hook-absent = Your command for what is new (on_new) is not there: { $word } is no command on the path.
doctor-settings-hook-absent-todo = Install it, or write its whole path in [hooks] of config.toml.
doctor-settings-hook-well = The last run of on_new went well ({ $age }).
doctor-settings-hook-failed = The last run of on_new failed ({ $age }): { $why }.
doctor-settings-hook-failed-todo = What it printed stands in the log. Mend the command in [hooks] of config.toml.
doctor-store-absent = There is no store yet: { $path }
doctor-store-absent-todo = It is made when you begin: vigie client add NAME, or look around first with vigie demo
doctor-store-ok = It is whole: version { $version }, { $size }, { $pages } pages ({ $free } free), WAL { $wal }
doctor-store-rows = clients { $clients } · accounts { $accounts } · conversations { $conversations } · messages { $interactions } · people { $authors } · posts { $posts } · drafts { $drafts } · deliveries { $deliveries } · verbs { $journal }
doctor-store-newer = It was written by a newer vigie ({ $why }), and was left as it is.
doctor-store-newer-todo = Update this vigie.
doctor-store-older = It was written by an older vigie ({ $why }).
doctor-store-older-todo = Nothing to do: the next start copies it beside itself and brings it up to date.
doctor-store-damaged = { $path } is damaged, or is no store of vigie; it was left as it is.
doctor-store-damaged-todo = Put a copy of yours in its place, or move it away and begin anew; logins are kept apart from it.
doctor-store-fault = A part of it is damaged: { $why }
doctor-store-fault-todo = Quit every vigie, then try to save what can be read: sqlite3 '{ $path }' .recover | sqlite3 saved.db
doctor-store-index = The search does not find { $n } of the messages and people in it.
doctor-store-index-todo = Quit every vigie, then have its index made anew: sqlite3 '{ $path }' "INSERT INTO interactions_fts(interactions_fts) VALUES('rebuild'); INSERT INTO authors_fts(authors_fts) VALUES('rebuild')"
doctor-store-network-disk = It lies on a disk of another machine, where it cannot be kept safely: { $path }
doctor-store-network-disk-todo = Move it to a folder of this machine, and name that with --home DIR.
doctor-store-busy = Another program keeps it locked.
doctor-store-busy-todo = Close what may have it open, a backup or a database viewer, and try again.
doctor-store-unreadable = { $path } cannot be read ({ $why }).
doctor-store-unreadable-todo = See whether its file and folder are yours with ls -l.
doctor-store-wal = { $size } of changes are not yet merged into it.
doctor-store-wal-todo = Quit every vigie; the last one to end merges them.
doctor-store-free = { $size } of the file are empty, from what was deleted. New things go there first.
doctor-accounts-on-duty = A vigie polls and sends.
doctor-accounts-off-duty = No vigie polls and sends at this moment.
doctor-accounts-off-duty-todo = Open vigie, or leave vigie sync --watch running.
doctor-accounts-none = There is no account yet.
doctor-accounts-none-todo = Add one: vigie account add mastodon SERVER --client NAME
doctor-accounts-ok = { $client } { $account }: works; read { $read } ago{ $next ->
    [no] {""}
   *[other] , next at { $next }
}; { $login }
doctor-accounts-never = { $client } { $account }: never read yet.
doctor-accounts-never-todo = Read it now: vigie sync
doctor-accounts-off = { $client } { $account }: switched off; nothing is read or sent.
doctor-accounts-gone = { $client } { $account }: it says that it is gone for good; it is not read any more.
doctor-accounts-gone-todo = Take it out if you agree: vigie account remove { $id }
doctor-accounts-login = { $client } { $account }: its login is lost; what you send waits.
doctor-accounts-login-todo = Log in again: vigie account add { $network } { $server } --client '{ $client }'
doctor-accounts-password = { $client } { $account }: it asks for a name and a password, and is not read until it has them.
doctor-accounts-password-todo = Give them on standard input, as NAME:PASSWORD: vigie account add rss { $server } --client '{ $client }' --token-stdin
doctor-accounts-sources-ok = { $n ->
    [one] 1 source works; read { $read } ago
   *[other] { $n } sources work; all were read in the last { $read }
}
doctor-accounts-sources-never = { $n ->
    [one] 1 source was never read yet.
   *[other] { $n } sources were never read yet.
}
doctor-accounts-sources-never-todo = Read them now: vigie sync
doctor-accounts-no-credential = { $client } { $account }: there is no login for it on this machine.
doctor-accounts-no-credential-todo = Log in: vigie account add { $network } { $server } --client '{ $client }'
doctor-accounts-limited = { $client } { $account } ({ $feed }): { $why }. It goes on by itself then.
doctor-accounts-offline = None of the { $n } accounts and sources can be reached.
doctor-accounts-offline-todo = See whether this machine is online. What you send waits, and leaves by itself then.
doctor-accounts-failing = { $client } { $account } ({ $feed }): { $why }
doctor-accounts-failing-todo = vigie tries again by itself. If it lasts, see in a browser whether { $server } works.
doctor-accounts-budget = { $server }: { $left } requests left until { $time }
doctor-outbox-ok = { $n ->
    [0] Nothing waits.
    [one] One thing is about to leave.
   *[other] { $n } things are about to leave.
}
doctor-outbox-login = { $client } { $account }: { $what } waits for a login.
doctor-outbox-login-todo = Log the account in again; it leaves by itself then.
doctor-outbox-held = { $client } { $account }: { $what } waits for you: { $why } ({ $age })
doctor-outbox-held-todo = Decide in the outbox of the screen: key 4.
doctor-outbox-failed = { $client } { $account }: { $what } was not sent: { $why } ({ $age })
doctor-outbox-failed-todo = Send it again or take it back in the outbox of the screen: key 4.
doctor-outbox-unsure = { $client } { $account }: it is not known whether { $what } has arrived ({ $age }).
doctor-outbox-unsure-todo = vigie asks the network by itself. If it lasts, look in the outbox of the screen: key 4.
doctor-log-ok = No warnings.
doctor-log-line = { $line }

## What is wrong, without a screen

cli-noted = Noted, for us alone.
cli-note-not-written = The note was not written: { $why }
cli-trouble = { $client }, { $account } ({ $network }): { $why } { $advice }
cli-trouble-source = { $client }, { $account }: { $why } { $advice }
advice-login-expired = Log in again: vigie account add { $network } { $server } --client { $client }
advice-login-forbidden = Log in again, and allow all that the page asks for: vigie account add { $network } { $server } --client { $client }
advice-login-missing = Log in again: vigie account add { $network } { $server } --client { $client }
advice-rate-limited = Nothing is lost: run vigie sync again then.
advice-unreachable = Nothing is lost: see whether { $server } opens in a browser, then run vigie sync again.
advice-timed-out = Nothing is lost: run vigie sync again later.
advice-broken = Nothing is lost: run vigie sync again later.
advice-server-error = Nothing is lost: run vigie sync again later.
advice-too-large = It was cut off, and nothing is lost: run vigie sync again later, and tell those who run { $server } if it stays so.
advice-refused = Look at the account in a browser: { $server }
advice-gone = Look in a browser whether the account is still there: { $server }
advice-unsupported = The other accounts go on.
advice-protocol = Nothing is lost: see in a browser what { $server } shows, and run vigie sync again later.
advice-store = Nothing that was stored is lost.
source-advice-login-expired = Give them on standard input, as NAME:PASSWORD: vigie account add { $network } { $server } --client { $client } --token-stdin
source-advice-login-forbidden = Open it in a browser: { $server }
source-advice-refused = Open it in a browser: { $server }
source-advice-gone = See in a browser where the feed of the site is now, and add that.
source-advice-protocol = See in a browser where the feed of the site is now: { $server }
not-added = { $server } was not added to { $client }: { $why }. { $advice }
not-added-login = Check the token, or log in with the browser by leaving --token-stdin out.
not-added-password = Give NAME:PASSWORD on standard input with --token-stdin.
not-added-unreachable = Check the address and the line, and try again.
not-added-address = Check the address: it must be the server of the account, as in mastodon.social.
not-added-source = Check the address: it must be a site that has a feed, or the feed itself.
not-added-later = The address may well be right: try again later.
reason-protocol-plain = the answer could not be read
source-reason-protocol-plain = no feed can be read there
reason-protocol-html = it answered with a web page, not with what was asked for
reason-protocol-address = this is no address
reason-protocol-scheme = only addresses that begin with http:// or https:// can be read
reason-protocol-port = with a port, an address must begin with http:// or https://
reason-protocol-redirects = one address leads to the next without an end
source-reason-store = our own store failed ({ $detail })
cli-reply-queued = It is not sent yet, and leaves at the next vigie sync after { $at }.
cli-reply-sending = Another vigie is about to send it.
cli-reply-failed = It was not sent: { $why }.
cli-reply-kept = The text is kept in the outbox.
cli-standby = Another vigie works on this store and sends what waits; this one has only read the networks.

# Choices by typing, and a few words to type.

picker-label-title = Labels
picker-label-keys = Enter sets it, or takes it away (✓) · a new name makes a new label
picker-label-nothing = No label yet: type a name, for instance vip.
picker-label-new = New label: { $label }
picker-assignee-title = Who answers this?
picker-assignee-keys = Enter gives it to them · any name can be typed
picker-assignee-nothing = Type a name.
picker-assignee-me = me
picker-assignee-new = Give it to { $who }
picker-assignee-nobody = Nobody in particular
picker-snippet-title = Saved replies
picker-snippet-keys = Enter puts it in · Ctrl-e edits · Alt-d removes · Esc
picker-snippet-nothing = None yet. Write one, then “save as snippet” in the palette.
prompt-note-title = Note, for us alone
prompt-note-keys = Enter keeps it · Alt-Enter new line · Esc gives it up
prompt-edit-note-title = Change the note
prompt-edit-note-keys = Enter keeps it · Alt-Enter new line · Esc leaves it as it was
picker-link-title = Links and files of the thread
picker-link-keys = Enter opens it · Esc
picker-link-nothing = No link has that in it.
picker-edit-note-title = Change which note?
picker-edit-note-keys = Enter chooses · Esc
picker-edit-note-nothing = No note has that in it.
picker-remove-note-title = Take which note away?
picker-remove-note-keys = Enter takes it away · Esc
picker-remove-note-nothing = No note has that in it.
prompt-asked-title = Waiting on the client
prompt-asked-keys = What did you ask? May stay empty · Enter waits · Alt-Enter new line · Esc gives up
prompt-blank-title = A blank to fill
prompt-blank-of = { $left ->
    [0] { $label }
   *[other] { $label } · { $left } more
 }
prompt-blank-keys = Enter fills it everywhere · Tab leaves it open · Esc leaves all
prompt-snippet-name-title = Save as snippet
prompt-snippet-name-keys = Its name · Enter keeps it for this client · Esc gives up
prompt-save-view-title = Save this list as a view
prompt-save-view-keys = Its name · Enter saves · Esc gives up
prompt-rename-view-title = Rename the saved view
prompt-rename-view-keys = Its new name · Enter renames · Esc gives up
prompt-many = { $n } conversations

## People

scope-author = Author card
author-forgotten = (forgotten)
author-gone = They are not in the store any more.
author-written = { $n ->
    [one] Everything they wrote to us: { $n } message
   *[other] Everything they wrote to us: { $n } messages
 }
author-nothing = They have not written to us yet.
author-did-note = Note kept
author-did-vip = VIP
author-did-unvip = VIP no more
author-did-label = Labelled
author-did-unlabel = Label taken away
author-did-join = Joined
author-did-split = Split
person-vip = VIP
person-messages = { $n ->
    [one] { $n } message
   *[other] { $n } messages
 }
person-reactions = { $n ->
    [one] { $n } reaction
   *[other] { $n } reactions
 }
person-conversations = { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
 }
person-first = first contact { $age } ago
person-last = last message { $age } ago
person-answered = our last answer { $age } ago
person-never-answered = never answered by us
person-account-days = { $n ->
    [0] account made today
    [one] account { $n } day old
   *[other] account { $n } days old
 }
person-account-old = account { $age } old
person-followers = { $n ->
    [one] { $n } follower
   *[other] { $n } followers
 }
person-follows = follows { $n }
person-posts = { $n ->
    [one] { $n } post
   *[other] { $n } posts
 }
person-bot = says it is automated
person-verified = ✓ verified link: { $link }
person-met = Met by { $accounts }
person-disguise = reads as “{ $reads }” ({ $letters })
person-whose-account = our account
person-whose-client = a client
person-whose-vip = VIP
person-whose-contact = a client's contact
person-same = same name as { $known } ({ $whose })
person-around = { $theirs } is { $known } ({ $whose }) with { $around } around it
person-differs = { $n ->
    [one] { $theirs } differs from { $known } ({ $whose }) by { $n } letter ({ $letters })
   *[other] { $theirs } differs from { $known } ({ $whose }) by { $n } letters ({ $letters })
 }
person-differs-around = { $n ->
    [one] { $theirs } differs from { $known } ({ $whose }) by { $n } letter ({ $letters }), with { $around } around it
   *[other] { $theirs } differs from { $known } ({ $whose }) by { $n } letters ({ $letters }), with { $around } around it
 }
past-no-note = No note yet; the author card ({ $key } in the thread) takes one.
picker-author-label-title = Labels of this person
picker-author-label-keys = Enter sets it, or takes it away (✓) · a new name makes a new label
picker-author-label-nothing = No label yet: type a name, for instance press.
picker-person-title = Who else is this?
picker-person-keys = Type a name or handle · Enter joins: notes, labels and messages become one
picker-person-nothing = Nobody by that name.
picker-handle-title = Whose handle is somebody else's?
picker-handle-keys = Enter splits it off · notes and labels stay with the others
picker-handle-nothing = No such handle.
prompt-author-note-title = Note about this person
prompt-author-note-keys = Ours alone, never sent · Enter keeps · Alt-Enter new line · Esc gives up
not-ready-no-author = Nobody in particular wrote this.
not-ready-card-loading = The card is still being read.
not-ready-not-joined = They have this one handle only.
command-author-card = Show the author's card: their past, notes, who they are
command-open-written = Open the conversation of this message
command-author-note = Note something about this person
command-author-vip = Mark as VIP, or not any more
command-author-label = Set labels on this person, or take them away
command-author-join = Join with another handle of the same person
command-author-split = Split a handle off: it is somebody else's
command-author-page = Open their profile in the browser
command-author-handle = Copy their handle
hint-open-written = open
hint-author-note = note
hint-author-vip = VIP
hint-author-label = labels
hint-author-join = join
hint-author-split = split
hint-author-page = profile
hint-author-handle = copy

cli-author-unknown = Nobody with the handle { $handle } has written yet.
cli-author-several = Several people are { $handle }: { $list }. Give the full handle or the id.
cli-author-no-label = That is no label.
cli-author-changed = { $name }: { $state }.
cli-author-same = { $name }: it was so already ({ $state }).
cli-forget-needs-yes = Forgetting cannot be undone: say --yes, or run it in a terminal.
cli-forget-before = { $handles } will be erased from this store: { $messages } messages, { $reactions } reactions, { $posts } posts around threads, every note and label, { $drafts } drafts to them. What stays: { $answers } answers of ours, which may quote them; what others wrote; what the network itself keeps; and every backup made before.
cli-forget-question = This cannot be undone. Type yes to go on:
cli-forget-yes = yes
cli-forget-left = Nothing was changed.
cli-forget-sending = An answer to them is being sent at this moment; try again in a minute.
cli-forgotten = { $handles } is erased: { $messages } messages, { $reactions } reactions, { $posts } posts, { $drafts } drafts, and all that was noted.
cli-forgotten-remains = What remains: { $answers } answers of ours, which may quote them; what others wrote about them; what the network itself keeps; a salted hash of each message, so that no page brings it back.
cli-forgotten-copy = An older copy of the store still holds them; delete it: { $path }
cli-forgotten-log = Another vigie is open on this store: until it ends, its log may still hold them.
# Moderation: questions name the author, the account, the network.
hide-question = Hide the newest message of { $who } under what { $client } ({ $handle }) posted on { $network }? It leaves after ten seconds.
hide-yes = yes, hide it
block-question = Block { $who } from { $handle } ({ $client }) on { $network }? They can no longer follow or mention it. It leaves after ten seconds.
block-yes = yes, block them
unblock-question = Unblock { $who } for { $handle } ({ $client }) on { $network }? It leaves after ten seconds.
unblock-yes = yes, unblock them
mute-question = Mute { $who } on { $network } for { $handle } ({ $client })? They are not told, and nothing they write comes in any more. It leaves after ten seconds.
mute-yes = yes, mute them
unmute-question = Hear { $who } again on { $network } for { $handle } ({ $client })? It leaves after ten seconds.
unmute-yes = yes, hear them again
report-question = Report { $who } to the moderators of { $network } from { $handle } ({ $client }): { $what }, { $with }.
report-spam = spam
report-violation = breaks a rule of the server
report-other = something else
report-with-message = with the message
report-without-message = without the message
picker-category-title = Report: what for?
picker-category-keys = Enter goes on to the words · Esc gives up
picker-category-nothing = No reason like that.
prompt-report-title = Report
prompt-report-keys = May stay empty · Enter reports in ten seconds · Esc gives up
actions-title = { $who } · { $account }
actions-keys = the letter or Enter runs it · Esc closes
cli-act-question = { $deed }: { $who }, from { $handle } ({ $client }, { $network })?
cli-act-yes = Nobody is there to ask: say --yes when it is decided.
cli-act-stands = It is so already, or on its way.
cli-act-network = { $network } cannot do that.
cli-act-kept = It is kept in the outbox.
picker-undo-title = What was done
picker-undo-keys = Enter takes everything back to there, or does it again (✓ taken back)
picker-undo-nothing = Nothing was done yet.
undo-many = { $n } conversations
undo-other-hand = { $person }'s, { $origin }
undo-own-hand = yours, { $origin }: vigie undo
origin-screen = on a screen
origin-command = by a command

# Client cards, watch windows, due times
command-client-card = Show the card of the client
command-look = Look at the clients that rest
hint-client-card = card
hint-look = look
not-ready-no-client = No client is selected.
not-ready-nobody-rests = No client rests at this hour.
view-late = Late
empty-late = Nothing is late.
late = { $n } late
time-left = { $time } left
sorted-due = Sorted by what is due first.
resting = { $n ->
    [one] 1 client resting ({ $key } to look)
   *[other] { $n } clients resting ({ $key } to look)
}
resting-short = { $n } resting ({ $key })
looking = { $n ->
    [one] looking at 1 resting client ({ $key })
   *[other] looking at { $n } resting clients ({ $key })
}
looking-short = looking ({ $key })
look-begins = { $n ->
    [one] The resting client is shown too. { $key } or Esc leaves it alone again.
   *[other] The { $n } resting clients are shown too. { $key } or Esc leaves them alone again.
}
look-ends = Resting clients are left alone again.
rests = rests
empty-resting = { $client } rests until { $until }.
empty-resting-next = { $key } looks all the same.
card-who = Who
card-what = What
card-where = Where
card-customers = Customers
card-expectations = Expects
card-tone = Tone
card-forbidden = Never says
card-contacts = Contacts
card-hours = Hours
card-zone = Time zone
card-holidays = Holidays
card-sla = Answer within
card-alt = Descriptions
card-late = Late posts
card-watch = Watched
card-notes = Notes
card-accounts = Accounts
card-hint-who = Who the client is: the name on the door, who decides.
card-hint-what = What it sells or does, in a sentence.
card-hint-where = Where: town, shops, web site.
card-hint-customers = Whose customers write, and what they usually want.
card-hint-expectations = What the client expects of you.
card-hint-tone = How its customers are spoken to: first names, formal, cheerful…
card-hint-forbidden = Words it never uses, between commas; promo* stands for promotion too.
card-hint-contacts = Whom to ask there, one to a line: name, telephone, when.
card-hint-hours = When its customers are answered: Mon-Fri 9:00-18:00, Sat 10:00-12:00
card-hint-zone = The zone of those hours, such as Europe/London.
card-hint-holidays = Days when nobody answers, between commas: 2026-12-31, or 12-25 for every year.
card-hint-sla = How much open time an answer may take: 4h, 90m
card-hint-alt = Descriptions of pictures: required, warn, off
card-hint-late = What becomes of a post whose time passed unsent: ask, skip, send within 30m
card-hint-watch = When you look at this client at all: not before 12:00, mon-fri 9:00-19:00
card-hint-notes = Whatever else there is to know.
card-unbound = { $key } does nothing on the card. Esc closes it first.
card-keys = e edit  Ctrl-e whole card in an editor  Esc close
card-keys-editing = Enter keep  Tab next  Alt-Enter new line  Esc as it was
card-keys-wrong = Ctrl-e goes on with your text  Esc close, your text is kept
card-saved = Card of { $client } kept
card-line = Line { $line }: { $about }
card-not-text = { $field } wants one text in quotes.
card-not-list = { $field } wants a list of texts, such as ["one", "two"].
card-zone-unknown = “{ $zone }” is no time zone. Name one like Europe/London.
card-sla-wrong = “{ $sla }” is no time. Write it in hours or minutes, such as 4h or 90m.
card-alt-wrong = “{ $rule }” is no rule for descriptions. Write required, warn, or off.
card-late-wrong = “{ $late }” is no rule for late posts. Write ask, skip, or send within 30m.
card-too-long = The card is longer than { $n } bytes.
composer-forbidden = not: { $words }
forbidden-found = “{ $word }” is on the list of { $client }
forbidden-question = “{ $word }” is on { $client }'s list{ $more ->
    [0] .
    [one] , and 1 more word.
   *[other] , and { $more } more words.
} Send anyway?
forbidden-yes = yes, send it
cli-card-kept = The card of { $client } is kept.
cli-card-wrong = { $why } Your text is in { $path }; the next edit goes on with it.
cli-card-set = “{ $pair }”: { $why }
cli-card-pair = “{ $pair }” is no KEY=VALUE. Known keys: { $known }.
cli-card-no-terminal = An editor needs a terminal. Use --set KEY=VALUE.
cli-card-editor = The editor did not end well: { $why }
picker-snooze-title = Out of sight until…
picker-snooze-keys = Enter · or type: monday 9am, in 2h, tomorrow evening · an answer wakes it anyway
picker-snooze-nothing = Type a time: monday 9am, in 2h.
picker-asked-title = By when should the client answer?
picker-asked-keys = Enter · or type: monday 9am, in 2h · when it is over it is yours again
picker-asked-nothing = Type a time: monday 9am, in 2h.
picker-assigned-title = By when should it be answered?
picker-assigned-keys = Enter · or type: monday 9am, in 2h · when it is over it is everybody's again
picker-assigned-nothing = Type a time: monday 9am, in 2h.
picker-time-none = No date
picker-time-before = As before their answer

# Tasks

pane-tasks = Tasks
scope-tasks = Tasks
tasks-open = { $n ->
    [one] { $n } to do
   *[other] { $n } to do
 }
tasks-late = { $n } late
tasks-empty = Nothing on the list.
tasks-empty-next = { $new } writes a task down; { $row } in the inbox makes one of a conversation. { $inbox } opens the inbox.
task-added = On the list: { $text }
task-done = Done: { $text }
task-again = To do again: { $text }
task-removed = Off the list: { $text }
task-empty = Nothing was written down.
task-of = For { $client }, about what { $author } wrote. { $key } opens it.
task-of-nobody = For nobody in particular.
prompt-task-title = A task
prompt-task-keys = What is to be done? · Enter writes it down · Esc gives up
picker-task-title = By when?
picker-task-keys = Enter · or type: monday 9am, in 2h
picker-task-nothing = Type a time: monday 9am, in 2h.
command-tasks = Go to the to-do list
command-task = Write down a task about this
command-new-task = Write down a task
command-strike-task = Strike it out, or take that back
command-task-due = Choose by when
command-open-task = Open its conversation
command-remove-task = Take it off the list
hint-new-task = new
hint-strike-task = done
hint-task-due = by when
hint-open-task = open
hint-remove-task = remove
cli-task-unknown = No task has the id { $id }. `vigie task list` shows them.
cli-tasks-changed = { $n ->
    [one] { $n } task changed.
   *[other] { $n } tasks changed.
 }
given-snoozed = Snoozed: { $until }
given-waiting-client = Waiting on the client
given-asked = asked: { $what }
given-assigned = given to { $who }
given-due = due { $due }

# Digest

digest-title = Since you left
digest-since = since { $since }
digest-nothing = Nothing came since { $since }.
digest-keys = Enter opens · n p clients · j k rows · Esc closes
digest-keys-nothing = Esc closes
digest-section-to-answer = { $n } to answer
digest-section-late = { $n } late from before you left
digest-section-not-sent = { $n } not sent
digest-section-unread = { $n ->
    [one] { $n } account cannot be read
   *[other] { $n } accounts cannot be read
 }
digest-more = and { $n } more
digest-likes = { $n ->
    [one] { $n } like
   *[other] { $n } likes
 }
digest-boosts = { $n ->
    [one] { $n } boost
   *[other] { $n } boosts
 }
digest-follows = { $n ->
    [one] { $n } new follower
   *[other] { $n } new followers
 }
digest-entries = { $n ->
    [one] { $n } entry to read
   *[other] { $n } entries to read
 }
command-digest = Show what came since you left
when-ahead = “{ $word }” is still to come. Name a time that is over, such as “yesterday 18:00”, “8:00” or “2h ago”.
spelling-spelling = No dictionary knows this word.
spelling-twice = This word stands here twice.
spelling-fr-invariable = This participle never agrees: it is done to somebody (demander à, succéder à).
spelling-fr-plaire = Of plaire: “plu” never agrees, and its auxiliary is avoir.
spelling-fr-avoir = After avoir a participle does not agree with its subject.
spelling-fr-er-e-ez = The infinitive in -er, the participle in -é and the form in -ez sound alike.
spelling-fr-si-aurais = After “si” comes no conditional.
spelling-fr-malgre-que = “Bien que” is what is usually expected.
spelling-fr-quoi-que = Quoi que, quel que and quelque are written in one word or in two.
spelling-fr-ca-sa = “Ça” stands for cela, “sa” is a possessive.
spelling-fr-a = “A” is the verb avoir, “à” the preposition.
spelling-fr-et-est = “Et” joins, “est” is the verb être.
spelling-fr-ces-ses = Ces, ses, c'est and s'est sound alike, as do ce and se.
spelling-fr-on-ont = On and ont, son and sont sound alike.
spelling-fr-accent = With its accent this is another word.
spelling-fr-peu-peut = “Peu” is a quantity, “peut” the verb pouvoir.
spelling-fr-homophone = Another word sounds like this one.
spelling-fr-accord = This word does not agree with its neighbour.
spelling-fr-pluriel = A plural is expected here.
spelling-fr-personne = The verb does not go with its subject.
spelling-fr-locution = This phrase is written otherwise.
spelling-fr-trait-union = A hyphen is missing.
spelling-fr-elision = The vowel falls away before another one.
spelling-en-its = “It's” is it is, “its” is a possessive.
spelling-en-your = “You're” is you are, “your” is a possessive.
spelling-en-their = Their, there and they're sound alike.
spelling-en-alike = Another word looks like this one.
spelling-en-could-of = This form of the verb does not stand here.
spelling-en-article = “An” stands before the sound of a vowel, “a” before the others.
spelling-space-narrow = French puts a space that does not break here.
spelling-space-double = More than one space.
spelling-quotes = French quotes are « and ».
spelling-ellipsis = An ellipsis is one character.
spelling-mine = Add “{ $word }” to my dictionary
spelling-theirs = Add “{ $word }” to the dictionary of { $client }
spelling-ignore = Ignore it in this text
spelling-typed = Write “{ $text }”
not-ready-nothing-marked = Nothing is marked in this text.
not-ready-spelling-off = Spelling is off: [spelling] on = true switches it on.
spelling-learnt = “{ $word }” is right from now on
picker-spelling-title = Spelling
picker-spelling-keys = Enter takes it · type another word · Esc
picker-spelling-nothing = Looking for what it could be…
command-spelling = Correct the next word that is marked
hint-spelling = spelling
cli-spell-too-long = The text is too long: at most { $n },000 bytes are checked.
cli-spell-not-text = The text is not UTF-8.
cli-spell-no-word = There is no word to keep.
cli-spell-dictionary = The dictionary cannot be read: { $why }

# The calendar.
pane-calendar = Calendar
scope-calendar = Calendar
command-calendar = Go to the calendar
command-calendar-left = Go a day back, on the board a column to the left
command-calendar-right = Go a day on, on the board a column to the right
command-calendar-view = Week, month, agenda, board
command-today = Go to today
command-calendar-client = Show one client, or all
command-calendar-zone = Show the client's time, or your own
command-new-post = Write a new post where the cursor stands
command-edit-post = Open the text of the post
command-post-earlier = Move the post a quarter of an hour back
command-post-later = Move the post a quarter of an hour on
command-post-next-day = Move the post a day on
command-post-day-before = Move the post a day back
command-move-post = Move the post to a time
command-copy-post = Copy the post
command-paste-post = Put the copy, or the idea, where the cursor stands
command-unschedule = Take the post off the calendar; its text stays as an idea
command-schedule-planned = Schedule the post, or only plan it again
command-publish = Publish the post now
command-post-again = Send again what did not arrive
command-post-stop = Stop what is on its way; it is a draft again
command-post-login = Log the account of the post in again
command-schedule = Choose when the post leaves
command-to-draft = Make a draft of it
hint-new-post = new
hint-edit-post = edit
hint-calendar-view = view
hint-move-post = move
hint-schedule-planned = schedule
hint-paste-post = paste
hint-unschedule = take off
hint-publish = publish
hint-post-again = again
hint-post-stop = stop
hint-today = today
hint-calendar-client = client
hint-schedule = schedule
not-ready-no-post = There is no post here; { $key } writes one.
not-ready-post-left = It has left already, or is on its way.
not-ready-posted-elsewhere = It was posted elsewhere.
not-ready-no-date = An idea has no date yet; { $key } puts it where the cursor stands.
not-ready-nothing-copied = Nothing was copied; { $key } copies a post.
not-ready-nothing-failed = Nothing of it is on its way, or failed.
calendar-view-week = Week
calendar-view-month = Month
calendar-view-agenda = Agenda
calendar-view-board = Board
calendar-week = { $n } · { $from } – { $to }
calendar-zone-of = { $zone } ({ $client })
calendar-empty = Nothing is planned.
calendar-empty-next = { $new } writes a post where the cursor stands. In the inbox { $draft } makes a draft of a message; drafts without a date wait here as ideas.
calendar-clashes = { $n ->
    [one] { $n } clash
   *[other] { $n } clashes
 }
calendar-twice = { $n ->
    [one] { $n } said before
   *[other] { $n } said before
 }
calendar-gaps = no post: { $days }
calendar-silent = { $client } silent { $n } d from { $from }
calendar-ideas = Ideas { $n }
calendar-ideas-empty = No ideas. { $new } writes one here; in the inbox { $draft } makes one of a message.
calendar-posts = { $n ->
    [0] no post
    [one] { $n } post
   *[other] { $n } posts
 }
calendar-clocks-on = clocks go forward
calendar-clocks-back = clocks go back
calendar-clash = Too close to the post of { $when }.
calendar-said = Says nearly the same as the post of { $when }.
calendar-no-zone = The card of this client names no zone: your own is shown.
standing-idea = idea
standing-planned = planned
standing-scheduled = scheduled
standing-editing = edited, not scheduled
standing-late = late
standing-skipped = let go
standing-leaving = leaving
standing-sent = sent
standing-not-sent = not sent
board-ideas = Ideas
board-planned = Planned
board-scheduled = Scheduled
board-mend = To mend
board-gone = Gone
board-nothing = nothing
advice-editing = Its text was changed: nothing leaves until { $arm } schedules it again.
advice-late = Its time passed before it could leave. { $publish } sends it now, { $arm } gives it another time.
advice-skipped = Its time passed and it was let go. { $publish } sends it now, { $arm } gives it another time.
advice-planned = Nothing leaves by itself: { $arm } schedules it.
advice-idea = { $paste } puts it where the cursor stands, { $edit } opens it.
slot-in = in { $time }
slot-ago = { $time } ago
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
post-moved = Moved to { $when }: { $text }
post-copied = Copied: { $text } · { $key } puts it where the cursor stands
post-pasted = Copied to { $when }, planned
post-unplaced = Off the calendar, kept as an idea: { $text }
post-scheduled = Leaves { $when }: { $text }
post-planned = Planned only, nothing leaves: { $text }
post-gone = This post is not there any more.
post-dropped = Planned for { $when }. Nothing leaves until it is scheduled ({ $key }).
post-placed = Planned for { $when }. Nothing leaves until it is scheduled ({ $key }).
post-kept = Kept for { $when }. Nothing leaves until it is scheduled ({ $key }).
post-again = Scheduled again for { $when }.
post-scheduled-for = Scheduled for { $when }.
post-stays = Nothing leaves until { $key } schedules it. { $why }
post-unfilled = A blank is left: { $label }.
post-when-question = This post is for { $when }. When does it leave?
post-when-slot = at its time
post-when-slot-key = t
post-when-now = now
post-when-now-key = p
publish-question = Publish “{ $text }” now, on { $accounts }?
publish-yes = publish
picker-slot-title = When does it leave?
picker-slot-keys = Enter chooses · type a time, such as “tue 9:00” · Esc gives up
picker-slot-nothing = No free time is known. Type one, such as “tue 9:00”.
picker-slot-has = As it is
picker-client-title = Whose posts?
picker-client-keys = Enter chooses · Esc gives up
picker-client-nothing = No client has this name.
to-draft-done = A draft for { $client }: { $key } shows it among the ideas.
card-spacing = Between posts
card-hint-spacing = The least time between two posts of this client, such as 30m or 2h

# Macros.
deed-macro = Macro
macro-run = { $name }: { $steps }
macro-line = Macro { $name }: { $steps }
misfit-step = the macro “{ $name }” is left out: { $why }
step-nothing = it has no step; write them between commas, such as "label refund, done"
step-unknown = there is no step “{ $step }”; there are { $known }
step-unknown-near = there is no step “{ $step }”; “{ $near }” was meant?
step-missing = “{ $step }” lacks what belongs to it: a time, a name or a text
step-unwanted = “{ $words }” does not belong to “{ $step }”
step-twice = “{ $step }” is one too many: one saved reply, and one thing that follows it
step-not-after = “{ $step }” cannot follow a saved reply; write it before the snippet
step-not-before = “{ $step }” would be done before the answer; write it after the snippet
step-only-after = “{ $step }” needs a snippet before it
not-ready-no-snippet = This client has no saved reply of the name in the macro.
not-ready-snippets-loading = The saved replies are still being read.
cli-macro-unknown = There is no macro “{ $name }” in the settings{ $near ->
    [none] .
   *[other] ; “{ $near }” was meant?
  }
cli-macro-none = There are no macros in the settings. `vigie paths` says where they lie; [macros] is their section.
cli-macro-answers = The macro “{ $name }” answers with a saved reply, and no macro sends by itself. { $instead }
cli-macro-instead = Run: { $line }
cli-and = --and cannot be “{ $words }”: { $why }
cli-and-known = it is one of done, wait-them, stay-open, wait, wait WHEN, snooze WHEN

# What a command has done, and to whom.
cli-who = { $name } ({ $network }, { $account })
cli-verb-same = Nothing changed: it was so already.
cli-deed-until = { $deed } until { $when }
cli-deed-due = { $deed }, due { $when }
cli-until = until { $when }
cli-due = due { $when }
cli-journal-empty = Nothing has been done yet.
cli-authors-none = Nobody like that has written yet.
cli-author-vip = a VIP now
cli-author-no-vip = no VIP any more
cli-author-note = the note is: { $note }
cli-author-no-note = there is no note any more
cli-author-labels = labelled { $labels }
cli-author-no-labels = no labels any more
cli-author-joined = one person: { $handles }
cli-author-alone = alone on their card
cli-card-key = There is no “{ $key }” on a card. Known: { $known }.
cli-card-key-near = There is no “{ $key }” on a card. Perhaps { $near } was meant.
usage-surplus = “{ $argument }” is one word too many here.
usage-flags = Perhaps one of these was meant: { $flags }

# The calendar on the command line.
cli-account-near = No account is called “{ $name }”. Did you mean { $near }?
cli-account-which = “{ $name }” may be { $several }. Write the whole handle, or the id from vigie account list
cli-account-source = “{ $name }” is a source: nothing can be posted there.
cli-post-unknown = No post has the id { $id }. See vigie calendar and vigie drafts
cli-post-clients = { $handle } belongs to another client: a post is of one client. Post it twice.
cli-post-not-among = The post does not go to { $handle }: add it with --account, or leave its own text out.
cli-post-no-text = There is no text. Give it with --text, or on standard input.
cli-post-no-utf8 = The text on standard input is no UTF-8.
cli-post-unfilled = Not scheduled or sent: the blank “{ $label }” is not filled.
cli-post-when = A post needs a time: 'tomorrow 9am', or 2026-11-24T09:00:00+01:00
cli-post-no-when = It has no time yet. Say when: vigie schedule ID 'tomorrow 9am'
cli-post-past = { $when } is over. Choose a time that is still to come, or send it now: vigie publish ID
cli-post-no-place = Post { $id } is not on the calendar.
cli-post-scheduled = { $id } is scheduled: { $when } · { $handles }
cli-post-planned = { $id } is planned: { $when } · { $handles }
cli-post-idea = { $id } is an idea, without a date · { $handles }
cli-post-here = That is { $when } where you are.
cli-days-backwards = The calendar cannot end before it begins: --to is before --from.
cli-calendar-empty = Nothing is on the calendar in these days.
cli-drafts-none = There is no draft.
cli-draft-answer = answer in { $id }
cli-queue-empty = Nothing is scheduled, and nothing is on its way.

# What is wrong in a file of posts.
entry-line = line { $line }{ $place }: { $about }
entry-value = , “{ $value }”
entry-not-text = this is no UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).
entry-no-heading = no posts are found. A CSV begins with a row of headings with a column “text”; in Markdown a post begins with “## 2026-11-24 09:00 · Client · @account”; a calendar begins with BEGIN:VCALENDAR.
entry-column = no such column. Known: id, date, time, zone, client, accounts, state, text, warning, visibility, language, and “text: @account”.
entry-column-near = no such column. Did you mean “{ $near }”?
entry-column-twice = this column stands there twice.
entry-cells = the row has more cells than there are headings. Put a text with separators in quotation marks.
entry-breaks-off = a quotation mark is never closed here, or the file breaks off.
entry-date = this is no day. Write it as 2026-11-24 or 24/11/2026.
entry-time = this is no time. Write it as 09:00 or 9h30.
entry-no-time = the day has no time. Write it as 09:00, or leave the day out for an idea.
entry-no-date = the time has no day. Write it as 2026-11-24.
entry-zone = no such zone. Write it as Europe/Paris, or leave it out for that of the client.
entry-zone-near = no such zone. Did you mean “{ $near }”?
entry-no-hour = the clocks jump over this hour on that day. Choose another.
entry-past = it is over, and cannot be scheduled. Choose a time that is still to come, or plan it only: --plan
entry-client = no client is called so. See vigie client list
entry-client-near = no client is called so. Did you mean “{ $near }”?
entry-no-account = no account. Name where it goes, as in @brand@example.social; several with a space between them.
entry-account = no account is called so. See vigie account list
entry-account-near = no account is called so. Did you mean “{ $near }”?
entry-account-which = this may be { $several }. Write the whole handle.
entry-source = this is a source: nothing can be posted there.
entry-another-client = this account belongs to { $client }. A post is of one client.
entry-not-among = the post does not go to this account. Add it to the accounts, or take its text away.
entry-no-text = there is no text.
entry-too-long = too long for { $handle }: { $count } characters, and the limit is { $limit }. Shorten it, or give this account a text of its own.
entry-unfilled = the blank “{ $label }” is not filled.
entry-visibility = not known. One of: { $known }.
entry-state = not known. One of: { $known }.
entry-repetition = how it repeats cannot be worked out.
entry-id = no post of ours has this number. Leave it empty for a new post.
entry-left = this post has left already: { $standing }. Leave the number empty for a new post.
entry-id-twice = this number stands there twice.
cli-posts-too-large = { $file } is too large for a file of posts.
cli-posts-imported = { $added } added, { $updated } changed, { $same } as they were, { $left } left out.
cli-posts-would = Nothing is done yet. There would be { $added } added, { $updated } changed, { $same } as they were, { $left } left out.
cli-posts-wrong = { $n ->
    [one] One thing is wrong in { $file }. Nothing was imported.
   *[other] { $n } things are wrong in { $file }. Nothing was imported.
}
cli-standard-input = standard input
cli-export-nothing = There is no post to write.
cli-export-title = Posts of { $name }
cli-export-unwritable = { $file } cannot be written: { $why }
cli-service-unknown = It is not known where this program lies: { $why }
