//! What is done to posts of the calendar: moved, copied, taken off, scheduled, sent.
//!
//! A move is on the screen before the store has taken it; rows that were read before it are
//! dropped, so that the next key counts from where the post stands now.

use crate::app::commands::CommandId;
use crate::app::focus::Focus;
use crate::app::layout::{Area, Layout};
use crate::app::overlays::Then;
use crate::app::overlays::picker::{Picking, TimeFor};
use crate::app::status::Mood;
use crate::app::{Effect, Gesture, Mouse, Slot, State, Ticket};
use crate::base::id::{DraftId, SlotId};
use crate::base::text::excerpt;
use crate::base::time::Timestamp;
use crate::model::draft::Draft;
use crate::model::intent::Intent;
use crate::model::planner::{PlanView, at_hour, local, moved_days, moved_minutes};
use crate::model::slot::{CalendarRow, Standing};

use super::{PostKey, key_of};

/// A draft with the place that it is to have.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub draft: Draft,
    pub at: Timestamp,
    pub zone: String,
    pub scheduled: bool,
}

impl State {
    /// The name of the zone that the calendar is shown in; UTC where it has none.
    pub(crate) fn calendar_zone_name(&self) -> String {
        self.calendar_zone().iana_name().unwrap_or("UTC").to_owned()
    }

    /// The instant of the cursor: the post's own, else the hour of its cell, morning in a month.
    pub(crate) fn cursor_time(&self) -> Timestamp {
        // In the night nobody posts who did not choose the hour.
        let hour = if self.calendar.view != PlanView::Week && self.calendar.hour < 7 { 9 } else { self.calendar.hour };
        at_hour(self.calendar.day, hour, 0, &self.calendar_zone())
    }

    /// The instant of the cursor; where that is over, the next quarter of an hour.
    pub(crate) fn free_time(&self) -> Timestamp {
        const QUARTER: i64 = 15 * 60_000;
        let next = (self.now.day.millis().div_euclid(QUARTER) + 1) * QUARTER;
        self.cursor_time().max(Timestamp::from_millis(next))
    }

    /// Says what happened to a post; undo takes it back.
    fn say_post(&mut self, id: &str, text: &str, at: Option<Timestamp>) {
        let shown = excerpt(text, 30);
        let zone = self.calendar_zone();
        let when = at.map(|at| self.settings.language.slot_time(at, &zone)).unwrap_or_default();
        let said = self.settings.language.say(id, &[("text", (&shown).into()), ("when", (&when).into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(false);
    }

    /// Moves the post with the cursor by minutes, or by days that keep its hour.
    pub(crate) fn shift_post(&mut self, minutes: i64, days: i32) -> Vec<Effect> {
        let Some((slot, at, zone)) = self.calendar.post().and_then(|post| Some((post.slot?, post.at?, post.zone.clone()))) else {
            return Vec::new();
        };
        // Its hour is that of the zone in which it was chosen.
        let zone = jiff::tz::TimeZone::get(&zone).unwrap_or_else(|_| self.calendar_zone());
        let to = moved_days(moved_minutes(at, minutes), days, &zone);
        self.move_post(slot, to)
    }

    /// Moves a post to a time.
    pub(crate) fn move_post(&mut self, slot: SlotId, to: Timestamp) -> Vec<Effect> {
        let rows = self.calendar.posts.iter().map(|post| post.row.clone());
        let mut moved = None;
        let rows: Vec<CalendarRow> = rows
            .map(|mut row| {
                if row.slot == Some(slot) {
                    row.at = Some(to);
                    if matches!(row.standing, Standing::Late | Standing::Skipped) {
                        row.standing = Standing::Planned;
                    }
                    moved = Some(row.text.clone());
                }
                row
            })
            .collect();
        let Some(text) = moved else {
            return Vec::new();
        };
        self.arrange(rows);
        self.calendar.selected = Some(PostKey::Slot(slot));
        self.calendar.settle_cursor();
        self.notice();
        self.say_post("post-moved", &text, Some(to));
        vec![self.save_post(Intent::MoveSlots(vec![(slot, to)]))]
    }

    /// Stores what was done to posts; what is read before the answer is old.
    fn save_post(&mut self, intent: Intent) -> Effect {
        let ticket = self.loads.ticket(Slot::Post);
        self.calendar.pending.insert(ticket);
        Effect::Save(ticket, intent)
    }

    /// The store has answered what was done to a post, one way or the other.
    pub(crate) fn post_stored(&mut self, ticket: Ticket) {
        if self.calendar.pending.remove(&ticket) || ticket.slot == Slot::Post {
            self.loads.want_now(Slot::Calendar);
            self.loads.want_now(Slot::Ideas);
        }
    }

    /// Asks for the time that the post with the cursor moves to.
    pub(crate) fn move_post_to(&mut self) -> Vec<Effect> {
        match self.calendar.post().and_then(|post| post.slot) {
            Some(slot) => self.open_picker(Picking::Time(TimeFor::MovePost(slot))),
            None => Vec::new(),
        }
    }

    pub(crate) fn copy_post(&mut self) -> Vec<Effect> {
        let Some((draft, text)) = self.post_in_hand().and_then(|post| Some((post.draft?, post.text.clone()))) else {
            return Vec::new();
        };
        self.calendar.copied = Some(draft);
        let (key, shown) = (self.key(CommandId::PastePost), excerpt(&text, 30));
        let said = self.settings.language.say("post-copied", &[("text", (&shown).into()), ("key", (&key).into())]);
        self.status.say(said, Mood::Good, self.now.machine);
        Vec::new()
    }

    /// Puts what was copied, or the idea with the cursor, where the cursor stands.
    pub(crate) fn paste_post(&mut self) -> Vec<Effect> {
        let at = self.free_time();
        if self.among_ideas() {
            let Some(draft) = self.post_in_hand().and_then(|idea| idea.draft) else {
                return Vec::new();
            };
            self.focus = Focus::List;
            self.zoomed = false;
            // The whole draft is placed, with all that an idea's row does not tell.
            self.calendar.opening = Some(Some(super::Placing::dropped(at, self.calendar_zone_name())));
            return vec![self.load(Slot::Edit, crate::model::query::Query::Draft(draft))];
        }
        let Some(draft) = self.calendar.copied else {
            return Vec::new();
        };
        self.say_post("post-pasted", "", Some(at));
        let zone = self.calendar_zone_name();
        vec![self.save_post(Intent::CopyPost(draft, at, zone))]
    }

    /// Stores a draft with its place.
    pub(crate) fn place(&mut self, place: Place) -> Vec<Effect> {
        let Place { draft, at, zone, scheduled } = place;
        vec![self.save_post(Intent::Place { draft, at, zone, scheduled })]
    }

    /// A draft was placed or copied: the cursor goes there when its row comes.
    pub(crate) fn placed(&mut self, ticket: Ticket, draft: Option<DraftId>) {
        self.calendar.follow = draft;
        self.post_stored(ticket);
    }

    /// Takes the post with the cursor off the calendar; its text stays as an idea.
    pub(crate) fn unplace_post(&mut self) -> Vec<Effect> {
        let Some((slot, text)) = self.calendar.post().and_then(|post| Some((post.slot?, post.text.clone()))) else {
            return Vec::new();
        };
        let place = self.calendar.place();
        let rows = self.calendar.posts.iter().map(|post| post.row.clone()).filter(|row| row.slot != Some(slot)).collect();
        self.arrange(rows);
        // What stood after it is next, when it is near.
        let next = place.and_then(|at| self.calendar.posts.get(at)).filter(|post| post.local.date() == self.calendar.day);
        self.calendar.selected = next.and_then(|post| key_of(&post.row));
        self.calendar.settle_cursor();
        self.notice();
        self.say_post("post-unplaced", &text, None);
        vec![self.save_post(Intent::Unplace(vec![slot]))]
    }

    /// Has the post with the cursor leave by itself, or not any more.
    pub(crate) fn arm_post(&mut self) -> Vec<Effect> {
        let Some(post) = self.calendar.post() else {
            return Vec::new();
        };
        let (Some(slot), text, at) = (post.slot, post.text.clone(), post.at) else {
            return Vec::new();
        };
        let scheduled = post.standing != Standing::Scheduled;
        if scheduled && at.is_some_and(|at| at <= self.now.day) {
            return self.move_post_to();
        }
        self.say_post(if scheduled { "post-scheduled" } else { "post-planned" }, &text, at);
        vec![self.save_post(Intent::Schedule(vec![slot], scheduled))]
    }

    /// Asks whether the post with the cursor is to leave now.
    pub(crate) fn ask_publish(&mut self) -> Vec<Effect> {
        let Some((slot, post)) = self.calendar.post().and_then(|post| Some((post.slot?, post.clone()))) else {
            return Vec::new();
        };
        let handles: Vec<&str> = post.accounts.iter().map(|account| account.handle.as_str()).collect();
        let (text, handles) = (excerpt(&post.text, 40), handles.join(", "));
        let question = self.settings.language.say("publish-question", &[("text", (&text).into()), ("accounts", (&handles).into())]);
        self.ask(CommandId::PublishPost, question, "publish-yes", Then::Publish(slot))
    }

    /// Sends a post on its way; it can be stopped for a while.
    pub(crate) fn publish(&mut self, slot: SlotId) -> Vec<Effect> {
        let n = self.calendar.posts.iter().find(|post| post.row.slot == Some(slot)).map_or(1, |post| post.row.accounts.len());
        let said = self.settings.language.say("sent-post", &[("n", n.into())]);
        self.status.say_undoable(said, self.now.machine);
        self.verbs.note(true);
        let ticket = self.loads.ticket(Slot::Send);
        self.outbox.send(ticket);
        self.loads.want_now(Slot::Calendar);
        vec![Effect::Save(ticket, Intent::Publish(slot, self.settings.config.hold))]
    }

    /// Gives an intent to every delivery of the post with the cursor that passes.
    pub(crate) fn with_deliveries(
        &mut self,
        passes: fn(&crate::model::delivery::State) -> bool,
        intent: fn(crate::base::id::DeliveryId) -> Intent,
    ) -> Vec<Effect> {
        let accounts = self.calendar.post().map(|post| post.accounts.clone()).unwrap_or_default();
        let ids = accounts.into_iter().filter_map(|account| account.delivery).filter(|(_, state)| passes(state)).map(|(id, _)| id);
        let effects: Vec<Effect> = ids.map(|id| self.save(Slot::Send, intent(id))).collect();
        self.loads.want_now(Slot::Calendar);
        effects
    }

    /// Shows the calendar in the zone of the client in hand, or in one's own.
    pub(crate) fn toggle_zone(&mut self) -> Vec<Effect> {
        let now = self.calendar.zone.take();
        let client = self.calendar.client.or_else(|| self.post_in_hand().and_then(|post| post.client));
        if now.is_none() {
            let own = client.and_then(|client| Some((client, self.clients.cards.get(&client)?.zone()?.clone())));
            let Some((client, zone)) = own else {
                self.tell("calendar-no-zone", Mood::Plain);
                return Vec::new();
            };
            self.calendar.zone = Some(super::ClientZone { client, zone });
        }
        let rows = self.calendar.posts.iter().map(|post| post.row.clone()).collect();
        self.arrange(rows);
        if self.calendar.selected.is_none() {
            let at = local(at_hour(self.calendar.day, self.calendar.hour, 0, &self.settings.zone), &self.calendar_zone());
            (self.calendar.day, self.calendar.hour) = (at.date(), at.hour());
        }
        self.calendar.settle_cursor();
        vec![self.ask_calendar()]
    }

    /// What the mouse does in the calendar; nothing where it stands elsewhere.
    pub(crate) fn point_in_calendar(&mut self, layout: &Layout, mouse: Mouse, wheel: isize) -> Option<Vec<Effect>> {
        let at = (mouse.column, mouse.row);
        let within = |area: Option<Area>| area.filter(|area| area.contains(at.into())).map(|area| usize::from(mouse.row - area.y));
        let (list, views) = (within(layout.list), within(layout.views));
        let ideas = within(layout.side).or(within(layout.thread).filter(|_| self.among_ideas()));
        if list.is_some() {
            self.focus = Focus::List;
            if wheel != 0 {
                self.walk_down(wheel);
                return Some(Vec::new());
            }
            return Some(self.point_at_calendar(mouse.column, mouse.row, mouse.gesture == Gesture::Release));
        }
        self.calendar.grabbed = None;
        if mouse.gesture == Gesture::Release {
            return Some(Vec::new());
        }
        if let Some(line) = views.filter(|_| wheel == 0) {
            let client = self.calendar_clients().get(line).copied()?;
            return Some(self.calendar_of(client));
        }
        if let Some(line) = ideas {
            self.focus = Focus::Thread;
            match wheel {
                0 => self.calendar.idea = line.saturating_sub(1).min(self.calendar.ideas.len().saturating_sub(1)),
                by => self.walk_down(by),
            }
            return Some(Vec::new());
        }
        // The tabs are every pane's.
        layout.thread.filter(|area| area.contains(at.into())).map(|_| Vec::new())
    }

    /// A post is taken with the mouse, or put down where the button is let go.
    pub(crate) fn point_at_calendar(&mut self, column: u16, row: u16, drops: bool) -> Vec<Effect> {
        let Some(area) = self.layout().and_then(|layout| layout.list) else {
            return Vec::new();
        };
        let grid = super::grid::Grid::of(&self.calendar, area);
        let Some((day, hour, post)) = grid.hit(&self.calendar, column, row) else {
            self.calendar.grabbed = None;
            return Vec::new();
        };
        if !drops {
            self.stand(day, hour.unwrap_or(self.calendar.hour));
            if post.is_some() {
                self.calendar.selected = post;
                self.calendar.settle_cursor();
            }
            self.calendar.grabbed = self.calendar.selected;
            self.notice();
            return Vec::new();
        }
        let grabbed = self.calendar.grabbed.take();
        let Some(PostKey::Slot(slot)) = grabbed.filter(|grabbed| Some(*grabbed) != post) else {
            return Vec::new();
        };
        let Some(found) = self.calendar.posts.iter().find(|post| post.row.slot == Some(slot)) else {
            return Vec::new();
        };
        let from = found.local;
        if (from.date(), from.hour()) == (day, hour.unwrap_or(from.hour())) || !movable(&found.row) {
            return Vec::new();
        }
        let to = at_hour(day, hour.unwrap_or(from.hour()), from.minute(), &self.calendar_zone());
        self.move_post(slot, to)
    }
}

/// Whether a post can still be moved.
pub(crate) fn movable(post: &CalendarRow) -> bool {
    match post.standing {
        Standing::Planned | Standing::Scheduled | Standing::Editing | Standing::Late | Standing::Skipped => post.slot.is_some(),
        Standing::Idea | Standing::Leaving | Standing::Sent | Standing::NotSent => false,
    }
}
