//! Verbs on everything that matches: counted first, done in parts, stopped with a key.
//!
//! What is done is asked for part by part, so that whatever else a person does comes between,
//! and all parts are one entry of the journal. Nothing is held but the ids of the next parts.

use std::collections::VecDeque;

use super::commands::CommandId;
use super::overlays::Then;
use super::panes::inbox::Matching;
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::id::{ConversationId, EntryId};
use crate::model::intent::Intent;
use crate::model::macros::Given;
use crate::model::query::{InboxQuery, Place, Query};

/// So many conversations are a part.
const PART: usize = 200;
/// So many ids are held at most.
const HELD: u32 = 20_000;

/// A verb that is being given to very many conversations.
#[derive(Debug)]
pub(crate) struct Bulk {
    what: Given,
    query: InboxQuery,
    /// How many there were when it was asked about.
    n: u32,
    done: u32,
    entry: Option<EntryId>,
    ids: VecDeque<ConversationId>,
    /// Where the next ids are found; none when all were.
    next: Option<Option<Place>>,
    stopped: bool,
}

impl State {
    /// Selects everything that matches, and counts it.
    pub(crate) fn mark_all(&mut self) -> Vec<Effect> {
        let list = &self.inbox.list;
        self.inbox.range = None;
        if list.loaded && !list.more_before && !list.more_after && !self.inbox.searches() {
            self.inbox.marked = list.lines().iter().filter(|line| !line.struck).map(|line| line.item.id.0).collect();
            return Vec::new();
        }
        let query = InboxQuery { asker: self.asker(), ..self.inbox.query.clone() };
        self.inbox.matching = Some(Matching { query: query.clone(), n: 0, counted: false });
        vec![self.load(Slot::Marks, Query::Count(query, None))]
    }

    pub(crate) fn marks_counted(&mut self, n: u32, next: Option<Place>) -> Vec<Effect> {
        let Some(matching) = self.inbox.matching.as_mut() else {
            return Vec::new();
        };
        matching.n += n;
        matching.counted = next.is_none();
        let query = matching.query.clone();
        next.map(|_| self.load(Slot::Marks, Query::Count(query, next))).into_iter().collect()
    }

    /// Asks whether a verb is meant for everything that matches.
    pub(crate) fn ask_bulk(&mut self, what: Given, matching: &Matching) -> Vec<Effect> {
        if !matching.counted {
            self.tell("marks-counting", Mood::Plain);
            return Vec::new();
        }
        if self.bulk.is_some() {
            return self.refuse_bulk();
        }
        self.ask_many(what, matching.n)
    }

    /// Asks whether something is meant for so many conversations, most of them not in sight.
    pub(crate) fn ask_many(&mut self, what: Given, n: u32) -> Vec<Effect> {
        let language = &self.settings.language;
        let deed = language.given(&what);
        let question = language.say("bulk-question", &[("deed", (&deed).into()), ("n", n.into())]);
        let trigger = self.verbs.last.map(|last| self.key_of(last)).unwrap_or_default();
        self.ask_after(&trigger, question, "bulk-yes", Then::Bulk(what))
    }

    /// Says that a verb on very many goes on.
    pub(crate) fn refuse_bulk(&mut self) -> Vec<Effect> {
        let key = self.key(CommandId::Cancel);
        let text = self.settings.language.say("bulk-runs", &[("key", (&key).into())]);
        self.status.say(text, Mood::Plain, self.now.machine);
        Vec::new()
    }

    pub(crate) fn begin_bulk(&mut self, what: Given, matching: Matching) -> Vec<Effect> {
        let Matching { query, n, .. } = matching;
        self.inbox.unmark();
        self.verbs.note(false);
        self.bulk = Some(Bulk { what, query, n, done: 0, entry: None, ids: VecDeque::new(), next: Some(None), stopped: false });
        self.bulk_on()
    }

    /// The next part, the next ids, or the end.
    fn bulk_on(&mut self) -> Vec<Effect> {
        let Some(bulk) = self.bulk.as_mut() else {
            return Vec::new();
        };
        if bulk.stopped || (bulk.ids.is_empty() && bulk.next.is_none()) {
            return self.bulk_ends();
        }
        if bulk.ids.is_empty() {
            let query = Query::Matching(bulk.query.clone(), bulk.next.flatten(), HELD);
            return vec![self.load(Slot::Bulk, query)];
        }
        let part: Vec<ConversationId> = bulk.ids.drain(..PART.min(bulk.ids.len())).collect();
        let (what, entry) = (bulk.what.clone(), bulk.entry);
        let ticket = self.loads.ticket(Slot::Bulk);
        self.apply_part(ticket, &part, &what);
        vec![Effect::Save(ticket, Intent::TriagePart(part, what, entry))]
    }

    pub(crate) fn bulk_found(&mut self, ids: Vec<ConversationId>, next: Option<Place>) -> Vec<Effect> {
        if let Some(bulk) = self.bulk.as_mut() {
            bulk.ids = ids.into();
            bulk.next = next.map(Some);
        }
        self.bulk_on()
    }

    pub(crate) fn bulk_stored(&mut self, entry: Option<EntryId>, changed: u32) -> Vec<Effect> {
        if let Some(bulk) = self.bulk.as_mut() {
            bulk.done += changed;
            bulk.entry = entry;
        }
        self.bulk_on()
    }

    /// What is done stays; the rest is let be. Whether there was anything to stop.
    pub(crate) fn stop_bulk(&mut self) -> bool {
        if let Some(bulk) = self.bulk.as_mut() {
            bulk.stopped = true;
        }
        self.bulk.is_some()
    }

    /// The store did not take a part: what was done before stays.
    pub(crate) fn bulk_failed(&mut self) {
        self.stop_bulk();
        self.bulk_ends();
    }

    fn bulk_ends(&mut self) -> Vec<Effect> {
        let Some(bulk) = self.bulk.take() else {
            return Vec::new();
        };
        let language = &self.settings.language;
        let deed = language.given(&bulk.what);
        let args = [("deed", (&deed).into()), ("n", bulk.done.into()), ("all", bulk.n.into())];
        let said = language.say(if bulk.stopped { "bulk-stopped" } else { "verb-many" }, &args);
        if bulk.done > 0 {
            self.status.say_undoable(said, self.now.machine);
        } else {
            self.verbs.unnote();
            self.status.say(said, Mood::Plain, self.now.machine);
        }
        self.loads.want(Slot::Inbox);
        self.loads.want(Slot::Totals);
        Vec::new()
    }

    /// How far a verb on very many is, or its taking back.
    pub(crate) fn progress(&self) -> Option<String> {
        let key = self.key(CommandId::Cancel);
        if let Some((turned, of)) = self.verbs.turning {
            return Some(self.settings.language.say("turning-progress", &[("n", turned.into()), ("all", of.into())]));
        }
        let bulk = self.bulk.as_ref()?;
        let language = &self.settings.language;
        let deed = language.given(&bulk.what);
        let args = [("deed", (&deed).into()), ("n", bulk.done.into()), ("all", bulk.n.into()), ("key", (&key).into())];
        Some(language.say("bulk-progress", &args))
    }
}
