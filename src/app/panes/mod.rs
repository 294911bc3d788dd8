//! What each pane holds, and which of them hears what.

pub(crate) mod accounts;
pub(crate) mod attaching;
pub(crate) mod calendar;
pub(crate) mod completion;
pub(crate) mod composer;
pub(crate) mod conversation;
pub(crate) mod counting;
pub(crate) mod filtering;
pub(crate) mod inbox;
pub(crate) mod lines;
pub(crate) mod links;
mod notes;
pub(crate) mod outbox;
mod own_text;
pub(crate) mod pictures;
pub(crate) mod scheduling;
pub(crate) mod snippets;
pub(crate) mod spelling;
pub(crate) mod tasks;
pub(crate) mod views;
mod writing;

use super::commands::CommandId;
use super::overlays::{Overlay, picker};
use super::status::Mood;
use super::{Answered, Effect, Slot, State, Ticket};
use crate::model::change::{ChangeSet, Noun};
use crate::model::intent::Effected;
use crate::model::query::{Answer, Query};

impl State {
    /// Notes what is old, so that [`State::settle`] asks for it again.
    pub(crate) fn changed(&mut self, changes: &ChangeSet) -> Vec<Effect> {
        let conversations = changes.touches(Noun::Conversation);
        let deliveries = changes.touches(Noun::Delivery);
        let accounts = changes.touches(Noun::Account) || changes.touches(Noun::Client);
        let posts = changes.touches(Noun::Slot);
        if conversations || deliveries || accounts || posts {
            self.loads.want(Slot::Totals);
        }
        // While a text is written its every letter changes it; it is read again when it is left.
        if self.composer.is_none() && (posts || deliveries || accounts || changes.touches(Noun::Draft)) {
            self.loads.want(Slot::Calendar);
            self.loads.want(Slot::Ideas);
        }
        let people = changes.touches(Noun::Person);
        if self.author_card().is_some() && (people || conversations) {
            self.loads.want(Slot::Author);
            self.loads.want(Slot::Written);
        }
        if self.beside.author.is_some() && (people || conversations) {
            self.loads.want(Slot::Past);
        }
        if conversations || accounts || people || changes.touches(Noun::Draft) {
            self.loads.want(Slot::Inbox);
        }
        if changes.touches(Noun::SavedView) || accounts {
            self.loads.want(Slot::Views);
        }
        if !self.saved.all.is_empty() && (conversations || deliveries || changes.touches(Noun::Draft) || changes.touches(Noun::Note)) {
            self.loads.want(Slot::ViewCounts);
        }
        if deliveries || accounts {
            self.loads.want(Slot::Outbox);
        }
        if changes.touches(Noun::Slot) || changes.touches(Noun::Draft) || accounts {
            self.loads.want(Slot::Upcoming);
        }
        if changes.touches(Noun::Client) {
            self.loads.want(Slot::Cards);
        }
        if changes.touches(Noun::Task) || changes.touches(Noun::Client) {
            self.loads.want(Slot::Tasks);
        }
        if self.reads_digest() && (conversations || deliveries || accounts || changes.touches(Noun::Feed)) {
            self.loads.want(Slot::Digest);
        }
        if accounts || changes.touches(Noun::Feed) {
            self.loads.want(Slot::Accounts);
        }
        if changes.touches(Noun::Snippet) {
            self.snippets_changed();
        }
        let shown = changes.touches(Noun::Note) || self.thread.id.is_some_and(|id| changes.conversation(id));
        if shown || deliveries || people {
            self.loads.want(Slot::Conversation);
        }
        Vec::new()
    }

    /// Takes what became of an effect.
    pub(crate) fn answered(&mut self, ticket: Ticket, answered: Answered) -> Vec<Effect> {
        match answered {
            Answered::Loaded(answer) if self.loads.is_current(ticket) => self.loaded(ticket.slot, answer),
            Answered::Loaded(_) | Answered::Done => Vec::new(),
            Answered::Proofread(text, checked) => {
                self.proofread(&text, checked);
                Vec::new()
            }
            Answered::Suggested(word, suggestions) => {
                self.suggested(&word, suggestions);
                Vec::new()
            }
            Answered::Effected(effected) => {
                if self.status.suffer(None) {
                    self.diagnose();
                }
                self.effected(ticket, effected)
            }
            Answered::Edited(text) if ticket.slot == Slot::Cards => self.card_edited(&text),
            Answered::Edited(page) if ticket.slot == Slot::SnippetPage => self.snippet_edited(&page),
            Answered::Picture(url, picture) => {
                self.picture_came(&url, picture);
                Vec::new()
            }
            Answered::File(file) => self.attached(ticket, file),
            Answered::Paths(typed, paths) => self.paths_found(ticket, &typed, paths),
            Answered::Edited(text) => self.edited(&text),
            Answered::Told(text) => {
                self.status.say(text, Mood::Good, self.now.machine);
                Vec::new()
            }
            Answered::Failed(problem) => {
                self.take_back(ticket);
                self.post_stored(ticket);
                match ticket.slot {
                    Slot::Bulk => self.bulk_failed(),
                    Slot::Undo => self.verbs.turning = None,
                    _ => {}
                }
                // Nothing more is waited for.
                if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
                    picker.ahead = None;
                }
                if ticket.slot == Slot::Draft {
                    self.unstored = Some(problem.clone());
                }
                if matches!(ticket.slot, Slot::World | Slot::Thread | Slot::SnippetPage) {
                    self.status.say(self.settings.language.problem(&problem), Mood::Bad, self.now.machine);
                } else {
                    let _ = self.status.suffer(Some(problem));
                }
                self.diagnose();
                match ticket.slot {
                    Slot::Conversation | Slot::NewDraft => self.composer_uninformed(),
                    _ => Vec::new(),
                }
            }
        }
    }

    fn loaded(&mut self, slot: Slot, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Inbox(window) => return self.inbox_answered(window),
            Answer::Matching(ids, next) => return self.bulk_found(ids, next),
            Answer::Counted(n, next) if slot == Slot::ViewCounts => return self.view_counted(n, next),
            Answer::Counted(n, next) => return self.marks_counted(n, next),
            Answer::Views(views) => self.views_loaded(views),
            Answer::Conversation(view) => return self.conversation_loaded(view),
            Answer::Outbox(rows) => {
                self.outbox.answer(rows);
                self.diagnose();
                return self.quit_if_nothing_leaves();
            }
            Answer::Accounts(rows) => {
                self.accounts.answer(rows);
                self.diagnose();
            }
            Answer::Totals(totals) => {
                self.totals = Some(totals);
                self.diagnose();
            }
            Answer::NewDraft(draft) => return self.new_draft_loaded(draft.map(|draft| *draft)),
            Answer::Author(card) => self.card_loaded(slot, card),
            Answer::Written(window) => self.written_loaded(window),
            Answer::Authors(people) => self.people_loaded(people),
            Answer::Draft(draft) if slot == Slot::Brought => return self.text_brought(draft.map(|draft| *draft)),
            Answer::Calendar(rows) if slot == Slot::Upcoming => self.upcoming_loaded(rows),
            // These are asked for on the command line.
            Answer::Traces(_) | Answer::Post(_) | Answer::Answers(_) => {}
            Answer::Draft(draft) => return self.draft_loaded(draft.map(|draft| *draft)),
            Answer::Calendar(rows) => self.calendar_loaded(rows),
            Answer::Ideas(ideas) => self.ideas_loaded(ideas),
            // Own words are read with each text that is checked.
            Answer::Words(_) => {}
            Answer::Tasks(rows) => self.tasks.list.replace(rows),
            Answer::Snippets(snippets) if slot == Slot::MacroSnippets => self.macro_snippets_loaded(snippets),
            Answer::Snippets(snippets) => return self.snippets_loaded(snippets),
            Answer::Journal(lines) => {
                self.journal = lines;
                return self.pick_read();
            }
            Answer::Names(names) => {
                self.names = names;
                return self.pick_read();
            }
            Answer::Digest(digest) => self.digest_loaded(*digest),
            Answer::Cards(cards) => self.cards_loaded(cards),
        }
        Vec::new()
    }

    fn effected(&mut self, ticket: Ticket, effected: Effected) -> Vec<Effect> {
        match effected {
            Effected::Stored(_) | Effected::Snippet(_) | Effected::Taken(_) | Effected::Drafts(_) => {
                self.verb_stored(ticket);
                self.post_stored(ticket);
                self.outbox.took(ticket);
            }
            Effected::Task(_) => {}
            Effected::Draft(id) if ticket.slot == Slot::Post => self.placed(ticket, id),
            Effected::Draft(_) if ticket.slot == Slot::Idea => self.loads.want_now(Slot::Ideas),
            Effected::Draft(id) => {
                self.unstored = None;
                if let Some(effects) = self.stopped_to_edit(ticket, id) {
                    return effects;
                }
                return self.draft_stored(ticket, id);
            }
            Effected::Leaving(_, _) => {
                self.verb_stored(ticket);
                self.outbox.took(ticket);
                self.loads.want_now(Slot::Outbox);
            }
            Effected::Part(entry, changed) => {
                self.verb_stored(ticket);
                return self.bulk_stored(entry, changed);
            }
            Effected::Turning(turned, of) => return self.turning(ticket, turned, of),
            Effected::Undone(undone) => return self.undone(ticket, &undone),
            Effected::Refused(refused) => {
                self.take_back(ticket);
                self.post_stored(ticket);
                self.status.say(self.settings.language.refused(refused), Mood::Bad, self.now.machine);
            }
        }
        Vec::new()
    }

    /// Puts everything in its place after a message, and asks for what is missing.
    pub(crate) fn settle(&mut self) -> Vec<Effect> {
        self.measure();
        let mut effects = Vec::new();
        if let Some(effect) = self.inbox_need() {
            effects.push(effect);
        }
        effects.extend(self.card_need());
        effects.extend(self.calendar_need());
        self.follow_selection();
        self.follow_author();
        for slot in self.loads.take(self.now.machine) {
            effects.extend(self.ask_again(slot));
        }
        effects.extend(self.fetch_pictures());
        effects.extend(self.spelling_need());
        self.measure();
        self.attend();
        effects
    }

    fn ask_again(&mut self, slot: Slot) -> Option<Effect> {
        match slot {
            Slot::Inbox => self.inbox_again(),
            Slot::Conversation => {
                let id = self.thread.id?;
                Some(self.load(Slot::Conversation, Query::Conversation(id)))
            }
            Slot::Outbox => Some(self.load(Slot::Outbox, Query::Outbox(outbox::ROWS))),
            Slot::Upcoming => Some(self.ask_upcoming()),
            Slot::Accounts => Some(self.load(Slot::Accounts, Query::Accounts)),
            Slot::Totals => {
                let sight = self.sight();
                Some(self.load(Slot::Totals, Query::Totals(sight)))
            }
            Slot::Cards => Some(self.load(Slot::Cards, Query::Cards)),
            Slot::Tasks => Some(self.load(Slot::Tasks, Query::Tasks(self.now.day, tasks::ROWS))),
            Slot::Digest => self.ask_digest(),
            Slot::Calendar => self.calendar_again(),
            Slot::Ideas => self.ideas_again(),
            Slot::Names => Some(self.load(Slot::Names, Query::Names)),
            Slot::Author => {
                let author = self.author_card()?.author;
                Some(self.load(Slot::Author, Query::Author(author)))
            }
            Slot::Written => self.written_again(),
            Slot::Past => {
                let author = self.beside.author?;
                Some(self.load(Slot::Past, Query::Author(author)))
            }
            Slot::Snippets => {
                let query = self.snippets_query();
                Some(self.load(Slot::Snippets, query))
            }
            Slot::MacroSnippets => Some(self.load(Slot::MacroSnippets, State::macro_snippets_query())),
            Slot::Snippet | Slot::SnippetPage | Slot::File | Slot::Paths => None,
            Slot::Journal => Some(self.load(Slot::Journal, Query::Journal(picker::UNDO_LINES))),
            Slot::Views => Some(self.load(Slot::Views, Query::Views)),
            Slot::ViewCounts => self.count_views(),
            Slot::People
            | Slot::Marks
            | Slot::Bulk
            | Slot::Thread
            | Slot::NewDraft
            | Slot::Edit
            | Slot::Post
            | Slot::Idea
            | Slot::Brought
            | Slot::Draft
            | Slot::Verb
            | Slot::Seen
            | Slot::Send
            | Slot::Undo
            | Slot::Picture
            | Slot::Spelling
            | Slot::Suggestions
            | Slot::World => None,
        }
    }

    /// Tells every part how much room it has.
    fn measure(&mut self) {
        self.measure_card();
        let Some(layout) = self.layout() else {
            return;
        };
        if self.focus == super::focus::Focus::Views && layout.views.is_none() {
            self.focus = super::focus::Focus::List;
        }
        let rows = layout.list.map(|area| usize::from(area.height));
        match self.pane {
            super::focus::Pane::Inbox => rows.into_iter().for_each(|rows| self.inbox.list.resize(rows)),
            super::focus::Pane::Calendar => layout.list.into_iter().for_each(|area| self.measure_calendar(area)),
            super::focus::Pane::Outbox => rows.into_iter().for_each(|rows| self.outbox.list.resize(rows - self.outbox.lines_below(rows))),
            super::focus::Pane::Tasks => rows.into_iter().for_each(|rows| self.tasks.list.resize(rows)),
            super::focus::Pane::Accounts => rows.into_iter().for_each(|rows| self.accounts.list.resize(rows)),
        }
        if let Some(area) = layout.thread {
            let open = self.key(CommandId::Open);
            self.thread.write(self.composer.as_ref().is_some_and(|composer| composer.is_reply()));
            let (drawing, given) = (self.drawing(), self.given());
            self.thread.give(given);
            self.thread.measure((area.width, area.height), &self.settings.language, &open, self.now.day, drawing);
        }
        if let (Some(area), Some(composer)) = (layout.composer, self.composer.as_mut()) {
            composer.measure(area);
        }
    }
}
