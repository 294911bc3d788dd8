//! New posts with a place on the calendar: begun there, opened from there, scheduled.
//!
//! A text that was scheduled when it was opened is scheduled again when it is left, if it still
//! passes every check; what does not pass stays, and nothing leaves.

use jiff::tz::TimeZone;

use super::calendar::moving::Place;
use super::composer::{Composer, Identity, Saved};
use crate::app::commands::CommandId;
use crate::app::overlays::picker::{Item, Picking, TimeFor};
use crate::app::overlays::{Choice, Confirm, Overlay, Then};
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State};
use crate::base::id::{AccountId, ClientId, SlotId};
use crate::base::time::Timestamp;
use crate::model::draft::Draft;
use crate::model::intent::Intent;
use crate::model::planner::free::free;
use crate::model::planner::local;
use crate::model::query::{AccountRow, Query};
use crate::model::slot::Standing;
use crate::model::triage::After;
use crate::model::when::When;

/// So many free times are offered.
const FREE: usize = 4;

/// The place of the text that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placing {
    /// Its slot, once it has one.
    pub slot: Option<SlotId>,
    pub at: Timestamp,
    /// The IANA name of the zone in which the time was chosen.
    pub zone: String,
    /// How it stood when it was opened.
    pub standing: Standing,
    /// Whether the text was changed since.
    pub edited: bool,
    /// Whether it is put there without being opened.
    pub dropped: bool,
}

impl Placing {
    /// A place for a text that has none yet.
    pub fn here(at: Timestamp, zone: String) -> Placing {
        Placing { slot: None, at, zone, standing: Standing::Idea, edited: false, dropped: false }
    }

    /// A place for an idea that is put there as it is.
    pub fn dropped(at: Timestamp, zone: String) -> Placing {
        Placing { dropped: true, ..Placing::here(at, zone) }
    }

    /// Its zone; UTC when the name is not known here.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

impl State {
    /// The zone of a client, else one's own.
    fn zone_of(&self, client: Option<ClientId>) -> TimeZone {
        let own = client.and_then(|client| self.clients.cards.get(&client)).and_then(|card| card.zone().cloned());
        own.unwrap_or_else(|| self.settings.zone.clone())
    }

    /// An account to begin a post with where the cursor of the calendar stands.
    fn writer_here(&self) -> Option<AccountRow> {
        let post = self.post_in_hand();
        let account: Option<AccountId> = post.and_then(|post| post.accounts.first()).map(|account| account.account);
        let client = self.calendar.client.or(post.and_then(|post| post.client));
        let found = |like: &dyn Fn(&AccountRow) -> bool| self.writers().find(|row| like(row)).cloned();
        let one = found(&|row| Some(row.account.id) == account && (client.is_none() || Some(row.account.client) == client));
        one.or_else(|| found(&|row| Some(row.account.client) == client)).or_else(|| found(&|_| true))
    }

    /// Begins a post where the cursor of the calendar stands.
    pub(crate) fn begin_here(&mut self) -> Vec<Effect> {
        let row = self.writer_here();
        let draft = Draft::post(row.as_ref().map(|row| &row.account), self.now.day);
        // Among ideas nothing has a date.
        let placing = (!self.among_ideas()).then(|| Placing::here(self.free_time(), self.calendar_zone_name()));
        self.open_new(draft, row.iter().map(Identity::of).collect(), placing);
        Vec::new()
    }

    pub(crate) fn open_new(&mut self, draft: Draft, identities: Vec<Identity>, placing: Option<Placing>) {
        let began = self.loads.ticket(Slot::Draft).generation;
        let mut composer = Composer::new(draft, identities, began, (self.focus, self.zoomed));
        composer.informed = true;
        composer.place = placing;
        self.composer = Some(composer);
        self.focus_composer();
        if self.calendar.known_days().is_none() {
            self.loads.want_now(Slot::Calendar);
        }
    }

    /// Opens the text of the post with the cursor.
    pub(crate) fn edit_post(&mut self) -> Vec<Effect> {
        let Some((draft, placing)) = self.post_in_hand().and_then(|post| {
            let place = post.slot.zip(post.at).map(|(slot, at)| Placing {
                slot: Some(slot),
                at,
                zone: post.zone.clone(),
                standing: post.standing,
                edited: false,
                dropped: false,
            });
            Some((post.draft?, place))
        }) else {
            return Vec::new();
        };
        self.calendar.opening = Some(placing);
        vec![self.load(Slot::Edit, Query::Draft(draft))]
    }

    /// A draft of the calendar came: it is opened, or put where it was dropped.
    pub(crate) fn draft_loaded(&mut self, draft: Option<Draft>) -> Vec<Effect> {
        let (Some(placing), None) = (self.calendar.opening.take(), &self.composer) else {
            return Vec::new();
        };
        let Some(draft) = draft else {
            self.tell("post-gone", Mood::Bad);
            return Vec::new();
        };
        if let Some(Placing { at, zone, dropped: true, .. }) = placing {
            self.say_placed("post-dropped", at, &zone);
            return self.place(Place { draft, at, zone, scheduled: false });
        }
        let known = self.accounts.list.lines().iter().map(|line| &line.item);
        let identities = known.filter(|row| draft.accounts.contains(&row.account.id)).map(Identity::of).collect();
        self.open_new(draft, identities, placing);
        Vec::new()
    }

    fn say_placed(&mut self, id: &str, at: Timestamp, zone: &str) {
        let zone = TimeZone::get(zone).unwrap_or_else(|_| self.settings.zone.clone());
        let (when, key) = (self.settings.language.slot_time(at, &zone), self.key(CommandId::Schedule));
        let said = self.settings.language.say(id, &[("when", (&when).into()), ("key", (&key).into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
    }

    /// Leaves the composer of a text that has a place; whether it had one.
    pub(crate) fn keep_placed(&mut self) -> Option<Vec<Effect>> {
        let composer = self.composer.as_ref()?;
        let placing = composer.place.clone()?;
        let draft = Draft { updated_at: self.now.day, ..composer.current() };
        let against = self.unschedulable(composer);
        let (waits, began) = (draft.id.is_none() && composer.saved == Saved::Saving, self.loads.now(Slot::Draft));
        self.leave_composer(composer.from);
        if draft.is_blank() {
            return Some(Vec::new());
        }
        let Placing { at, zone, .. } = placing.clone();
        let was = placing.slot.is_some();
        let scheduled = match (was, placing.standing, placing.edited, against) {
            (true, _, false, _) => return Some(Vec::new()),
            (true, Standing::Scheduled, true, None) => true,
            (true, Standing::Scheduled | Standing::Editing, true, Some(why)) => {
                let key = self.key(CommandId::ArmPost);
                let said = self.settings.language.say("post-stays", &[("why", (&why).into()), ("key", (&key).into())]);
                self.status.say(said, Mood::Bad, self.now.machine);
                return Some(Vec::new());
            }
            (true, ..) => {
                self.say_placed("post-kept", at, &zone);
                return Some(Vec::new());
            }
            (false, ..) => false,
        };
        self.say_placed(if scheduled { "post-again" } else { "post-placed" }, at, &zone);
        let place = Place { draft, at, zone, scheduled };
        if waits {
            // Its first save has no answer yet: placed now, it would be there twice.
            self.calendar.awaiting = Some((began, place));
            return Some(Vec::new());
        }
        Some(self.place(place))
    }

    /// The draft that waited for its id has it.
    pub(crate) fn place_awaiting(&mut self, generation: u64, id: crate::base::id::DraftId) -> Option<Vec<Effect>> {
        let (upto, place) = self.calendar.awaiting.take_if(|(upto, _)| generation <= *upto)?;
        debug_assert!(generation <= upto);
        Some(self.place(Place { draft: Draft { id: Some(id), ..place.draft }, ..place }))
    }

    /// Why a text cannot be scheduled as it stands.
    fn unschedulable(&self, composer: &Composer) -> Option<String> {
        let label = composer.current().unfilled();
        let blank = label.map(|label| self.settings.language.say("post-unfilled", &[("label", (&label).into())]));
        blank.or_else(|| self.cannot_send(composer))
    }

    /// Asks when the text that is written is to leave.
    pub(crate) fn choose_slot(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        if let Some(why) = self.unschedulable(composer) {
            self.status.say(why, Mood::Bad, self.now.machine);
            return Vec::new();
        }
        let mut effects = self.open_picker(Picking::Time(TimeFor::Schedule));
        if self.calendar.known_days().is_none() {
            effects.push(self.ask_calendar());
        }
        effects
    }

    /// The zone in which a time is read for this purpose.
    pub(crate) fn zone_for(&self, purpose: &TimeFor) -> TimeZone {
        match purpose {
            TimeFor::Schedule => match self.composer.as_ref().and_then(|composer| composer.place.as_ref()) {
                Some(placing) => placing.time_zone(),
                None => self.zone_of(self.writing_client()),
            },
            TimeFor::MovePost(slot) => self.placed_zone(*slot),
            TimeFor::Snooze | TimeFor::Asked(_) | TimeFor::Assigned(_) | TimeFor::SendSnooze | TimeFor::Task(_) | TimeFor::SendAsked => {
                self.settings.zone.clone()
            }
        }
    }

    fn placed_zone(&self, slot: SlotId) -> TimeZone {
        let post = self.calendar.posts.iter().find(|post| post.row.slot == Some(slot));
        post.and_then(|post| TimeZone::get(&post.row.zone).ok()).unwrap_or_else(|| self.calendar_zone())
    }

    fn writing_client(&self) -> Option<ClientId> {
        self.composer.as_ref().and_then(|composer| composer.identities.first()).map(|identity| identity.client_id)
    }

    /// The times that are offered for a post: the one that it has, then the next free ones.
    pub(crate) fn slot_items(&self, purpose: &TimeFor) -> Vec<Item> {
        let (language, zone) = (&self.settings.language, self.zone_for(purpose));
        let (now, client) = match purpose {
            TimeFor::MovePost(slot) => {
                let post = self.calendar.posts.iter().find(|post| post.row.slot == Some(*slot));
                (post.map(|post| post.at), post.and_then(|post| post.row.client))
            }
            TimeFor::Schedule
            | TimeFor::Snooze
            | TimeFor::Asked(_)
            | TimeFor::Assigned(_)
            | TimeFor::SendSnooze
            | TimeFor::Task(_)
            | TimeFor::SendAsked => {
                let placing = self.composer.as_ref().and_then(|composer| composer.place.as_ref());
                (placing.map(|placing| placing.at), self.writing_client())
            }
        };
        let item = |text: String, at: Timestamp| Item { text, note: language.slot_time(at, &zone), value: at.rfc3339(), ..Item::default() };
        let has = now.filter(|at| *at > self.now.day).map(|at| item(language.word("picker-slot-has"), at));
        let rows = self.calendar.rows();
        let offered = free(&rows, client, self.spacing(client), self.now.day, &zone, FREE);
        let told = |at: &Timestamp| language.when(When::At(*at), self.now.day, &zone);
        has.into_iter().chain(offered.iter().map(|at| item(told(at), *at))).collect()
    }

    /// Schedules the text that is written; a word that its client never uses is asked about.
    pub(crate) fn schedule_at(&mut self, at: Timestamp) -> Vec<Effect> {
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        match self.forbidden_question(composer) {
            Some(question) => self.ask(CommandId::Schedule, question, "forbidden-yes", Then::ScheduleAnyway(at)),
            None => self.schedule_now(at),
        }
    }

    pub(crate) fn schedule_now(&mut self, at: Timestamp) -> Vec<Effect> {
        let zone = self.zone_for(&TimeFor::Schedule);
        let Some(composer) = self.composer.as_ref() else {
            return Vec::new();
        };
        let draft = Draft { updated_at: self.now.day, ..composer.current() };
        let (waits, began) = (draft.id.is_none() && composer.saved == Saved::Saving, self.loads.now(Slot::Draft));
        self.leave_composer(composer.from);
        let zone = zone.iana_name().unwrap_or("UTC").to_owned();
        self.say_placed("post-scheduled-for", at, &zone);
        if self.pane == crate::app::focus::Pane::Calendar {
            let shown = local(at, &self.calendar_zone());
            self.stand(shown.date(), shown.hour());
        }
        let place = Place { draft, at, zone, scheduled: true };
        if waits {
            self.calendar.awaiting = Some((began, place));
            return Vec::new();
        }
        self.place(place)
    }

    /// Asks whether a text with a place leaves now or at its time.
    pub(crate) fn ask_when(&mut self, after: After) -> Option<Vec<Effect>> {
        let placing = self.composer.as_ref()?.place.clone()?;
        if placing.at <= self.now.day {
            return None;
        }
        let language = &self.settings.language;
        let when = language.slot_time(placing.at, &placing.time_zone());
        let question = language.say("post-when-question", &[("when", (&when).into())]);
        let choice = |id: &str, then: Then| Choice::new(language.word(&format!("{id}-key")), language.word(id), then);
        let choices = vec![choice("post-when-slot", Then::ScheduleAnyway(placing.at)), choice("post-when-now", Then::PostNow(after))];
        self.overlays.push(Overlay::Confirm(Confirm { question, choices }));
        Some(Vec::new())
    }

    /// Sends the text that is written now, whatever its place.
    pub(crate) fn post_now(&mut self, after: After) -> Vec<Effect> {
        let placed = self.composer.as_ref().and_then(|composer| Some((composer.place.as_ref()?.slot?, composer.from)));
        let Some((slot, from)) = placed else {
            return self.send_now(after);
        };
        self.leave_composer(from);
        self.publish(slot)
    }

    /// Makes a draft of the conversation in hand: its text, and where it stands.
    pub(crate) fn draft_of_row(&mut self) -> Vec<Effect> {
        let Some(row) = self.row().cloned() else {
            return Vec::new();
        };
        let view = self.thread.view.as_ref().filter(|view| view.row.id == row.id);
        let message = view.and_then(|view| view.messages.iter().rev().find(|message| !message.ours));
        let text = message.map_or_else(|| row.excerpt.clone(), |message| message.text.clone());
        let url = message.map(|message| message.url.clone()).filter(|url| !url.is_empty());
        let writer = self.writers().find(|known| known.account.client == row.client).cloned();
        let Some(writer) = writer.or_else(|| self.writers().next().cloned()) else {
            return Vec::new();
        };
        let draft = Draft {
            text: [Some(text.trim().to_owned()), url].into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
            ..Draft::post(Some(&writer.account), self.now.day)
        };
        let said = self
            .settings
            .language
            .say("to-draft-done", &[("client", (&row.client_name).into()), ("key", (&self.key(CommandId::CalendarPane)).into())]);
        self.status.say(said, Mood::Good, self.now.machine);
        vec![self.save(Slot::Idea, Intent::SaveDraft(draft))]
    }
}
