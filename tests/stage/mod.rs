//! A stage for stories in keystrokes: the real `update` and `draw`, and a store of a few rows.
//!
//! Effects are answered at once, as the shell would answer them; what was asked for is kept,
//! so that a story can say what it expects.

#![allow(dead_code, clippy::unwrap_used)]

pub mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Color, Modifier};

use vigie::app::{Answered, Effect, Gesture, Message, Mouse, Now, Settings, Size, State, Ticket, update};
use vigie::base::id::{ClientId, DeliveryId, DraftId, EntryId, SavedViewId, SlotId};
use vigie::base::key::{Chord, Key};
use vigie::base::time::Timestamp;
use vigie::config::say::Problem;
use vigie::config::{Config, KeyLayout, Lang, Language, Theme};
use vigie::model::capability::{Capabilities, Dedupe, Login};
use vigie::model::card::Card;
use vigie::model::change::{ChangeSet, Noun};
use vigie::model::conversation::{Outgoing, Row, View};
use vigie::model::delivery::{Load, State as Delivery};
use vigie::model::exchange::ActKind;
use vigie::model::filter::{Said, Whole};
use vigie::model::intent::{Effected, Intent, Refused};
use vigie::model::interaction::Visibility;
use vigie::model::journal::Undone;
use vigie::model::network::Network;
use vigie::model::news::News;
use vigie::model::person::{AuthorCard, AuthorRow, CardVerb, Person, Written};
use vigie::model::query::{
    AccountRow, Answer, CalendarQuery, ConversationView, InboxQuery, JournalLine, Names, OutboxRow, Query, Sight, Sort, Span, Tally,
    Totals, Window,
};
use vigie::model::slot::{CalendarRow, Standing};
use vigie::model::snippet::Snippet;
use vigie::model::view::SavedView;

/// What the stage's store holds.
#[derive(Default)]
pub struct Store {
    pub rows: Vec<Row>,
    pub views: BTreeMap<i64, ConversationView>,
    pub outbox: Vec<OutboxRow>,
    pub accounts: Vec<AccountRow>,
    pub authors: BTreeMap<i64, AuthorCard>,
    pub written: BTreeMap<i64, Vec<Written>>,
    pub people: Vec<AuthorRow>,
    pub new_draft: Option<vigie::model::draft::Draft>,
    pub snippets: Vec<Snippet>,
    /// What becomes of the next intents that are not drafts; `Stored` when nothing is said.
    pub refuses: Option<Answered>,
    pub undone: Option<Undone>,
    /// How many rows a search finds before its time is over; all when nothing is said.
    pub slow: Option<usize>,
    pub saved_views: Vec<SavedView>,
    /// How far a large undo comes before it is whole.
    pub turning: Vec<(u32, u32)>,
    pub journal: Vec<JournalLine>,
    pub cards: BTreeMap<ClientId, Card>,
    pub tasks: Vec<vigie::model::task::TaskRow>,
    pub calendar: Vec<CalendarRow>,
    pub digest: vigie::model::digest::Digest,
    /// What becomes of the next drafts; they are stored when nothing is said.
    pub refuses_drafts: Option<Answered>,
}

/// A screen with a store behind it.
pub struct Stage {
    pub state: State,
    pub now: Now,
    pub store: Store,
    /// Whether loads are left unanswered.
    pub deaf: bool,
    pub log: Vec<Effect>,
    unanswered: Vec<Effect>,
}

pub fn settings(lang: Lang, width: u16, height: u16) -> Settings {
    let reads = Capabilities {
        login: Login::Password,
        feeds: &[],
        publish: false,
        acts: &[],
        visibilities: &[Visibility::Public],
        media: false,
        warnings: false,
        dedupe: Dedupe::Never,
        poll_every: Duration::from_secs(900),
        answer_within: &[],
    };
    let networks = [
        (Network::Rss, reads),
        (
            Network::Mastodon,
            Capabilities {
                login: Login::Code,
                feeds: &[],
                publish: true,
                acts: &[
                    ActKind::Like,
                    ActKind::Unlike,
                    ActKind::Boost,
                    ActKind::Unboost,
                    ActKind::Delete,
                    ActKind::Block,
                    ActKind::Unblock,
                    ActKind::Mute,
                    ActKind::Unmute,
                    ActKind::Report,
                ],
                visibilities: &[Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct],
                media: true,
                warnings: true,
                dedupe: Dedupe::ByLookup,
                poll_every: Duration::from_secs(60),
                answer_within: &[],
            },
        ),
    ];
    Settings {
        config: Config::default(),
        warnings: Vec::new(),
        theme: Theme::default(),
        language: Arc::new(Language::new(lang)),
        layout: KeyLayout::Qwerty,
        pictures: vigie::config::pictures::Shows::default(),
        zone: TimeZone::get("Europe/Paris").unwrap(),
        size: Size { width, height },
        now: Now { day: sample::NOW, machine: sample::NOW },
        speed: 1,
        networks: networks.into(),
        demo: false,
        habits: vigie::app::Habits::default(),
        tour: false,
        person: "me".into(),
    }
}

impl Stage {
    pub fn new(store: Store, settings: Settings) -> Stage {
        let now = settings.now;
        let mut state = State::new(settings);
        let effects = state.start();
        let mut stage = Stage { state, now, store, deaf: false, log: Vec::new(), unanswered: Vec::new() };
        stage.perform(effects);
        stage
    }

    /// The usual evening, in English, at 80x24.
    pub fn usual() -> Stage {
        Stage::new(sample::store(Lang::En), settings(Lang::En, 80, 24))
    }

    pub fn send(&mut self, message: Message) {
        let effects = update(&mut self.state, message);
        self.perform(effects);
    }

    /// Presses keys, as in `j r ctrl-s`.
    pub fn keys(&mut self, keys: &str) -> &mut Stage {
        for key in keys.parse::<Chord>().unwrap().0 {
            self.send(Message::Key(key));
        }
        self
    }

    pub fn types(&mut self, text: &str) -> &mut Stage {
        for c in text.chars() {
            self.send(Message::Key(if c == '\n' { "enter".parse().unwrap() } else { Key::char(c) }));
        }
        self
    }

    pub fn wait(&mut self, millis: u64) -> &mut Stage {
        let by = Duration::from_millis(millis);
        self.now = Now { day: self.now.day + by, machine: self.now.machine + by };
        self.send(Message::Clock(self.now));
        self
    }

    pub fn news(&mut self, news: News) -> &mut Stage {
        self.send(Message::News(news));
        self
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Stage {
        self.send(Message::Mouse(Mouse { gesture: Gesture::Click, column, row }));
        self
    }

    pub fn release(&mut self, column: u16, row: u16) -> &mut Stage {
        self.send(Message::Mouse(Mouse { gesture: Gesture::Release, column, row }));
        self
    }

    pub fn wheel(&mut self, column: u16, row: u16) -> &mut Stage {
        self.send(Message::Mouse(Mouse { gesture: Gesture::WheelDown, column, row }));
        self
    }

    /// Says that the store has changed, all of it.
    pub fn changed(&mut self) -> &mut Stage {
        let mut changes = ChangeSet::default();
        for noun in Noun::ALL {
            changes.note(*noun, 1);
        }
        for row in &self.store.rows {
            changes.note(Noun::Conversation, row.id.0);
        }
        self.send(Message::Changed(changes));
        self.wait(300)
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.log.push(effect.clone());
            if self.deaf && !matches!(effect, Effect::Mouse(_)) {
                self.unanswered.push(effect);
                continue;
            }
            self.answer(effect);
        }
    }

    /// Answers what was left unanswered.
    pub fn hear(&mut self) {
        self.deaf = false;
        for effect in std::mem::take(&mut self.unanswered) {
            self.answer(effect);
        }
    }

    fn answer(&mut self, effect: Effect) {
        match effect {
            Effect::Load(ticket, query) => {
                let answer = self.load(query);
                self.send(Message::Answer(ticket, Answered::Loaded(answer)));
            }
            Effect::Save(ticket, intent) => self.save(ticket, intent),
            Effect::Attach(ticket, path) => {
                use vigie::model::media::{File, Format, Unattachable};
                let format = path.ends_with(".png").then_some(Format::Png).ok_or(Unattachable::Missing);
                let file = format.map(|format| File { path, bytes: 840_000, digest: "d".to_owned(), format });
                self.send(Message::Answer(ticket, Answered::File(file)));
            }
            Effect::Paths(ticket, typed) => {
                let paths = ["~/bread.png", "~/cake.png"].into_iter().filter(|path| path.starts_with(&typed)).map(str::to_owned).collect();
                self.send(Message::Answer(ticket, Answered::Paths(typed, paths)));
            }
            Effect::Edit(ticket, text) => self.send(Message::Answer(ticket, Answered::Edited(format!("{text} (edited)\n")))),
            _ => {}
        }
    }

    fn load(&self, query: Query) -> Answer {
        match query {
            Query::Inbox(query, span) => Answer::Inbox(self.window(&query, span)),
            Query::Conversation(id) => Answer::Conversation(self.view(id.0).map(Box::new)),
            Query::Outbox(_) => Answer::Outbox(self.store.outbox.clone()),
            Query::Accounts => Answer::Accounts(self.store.accounts.clone()),
            Query::Totals(sight) => Answer::Totals(self.totals(&sight)),
            Query::Cards => Answer::Cards(self.store.cards.clone()),
            Query::Draft(id) => {
                let row = self.store.calendar.iter().find(|row| row.draft == Some(id));
                Answer::Draft(row.map(sample::draft_of).or(self.store.new_draft.clone().filter(|draft| draft.id == Some(id))).map(Box::new))
            }
            Query::Calendar(query) => Answer::Calendar(self.calendar(&query)),
            Query::Ideas(client) => {
                let of = |row: &&CalendarRow| row.at.is_none() && (client.is_none() || row.client == client);
                Answer::Ideas(self.store.calendar.iter().filter(of).cloned().collect())
            }
            Query::NewDraft => Answer::NewDraft(self.store.new_draft.clone().map(Box::new)),
            Query::Snippets(client) => {
                let of = |snippet: &&Snippet| client.is_none() || snippet.saying.client.is_none() || snippet.saying.client == client;
                Answer::Snippets(self.store.snippets.iter().filter(of).cloned().collect())
            }
            Query::Views => Answer::Views(self.store.saved_views.clone()),
            Query::Matching(query, from, limit) => {
                let whole = self.window(&query, Span::top(1_000_000)).rows;
                let from = from.map_or(0, |place| whole.iter().position(|row| row.place(query.sort) == place).unwrap_or(whole.len()));
                let limit = (limit as usize).min(self.store.slow.unwrap_or(usize::MAX));
                let next = whole.get(from + limit).map(|row| row.place(query.sort));
                Answer::Matching(whole.iter().skip(from).take(limit).map(|row| row.id).collect(), next)
            }
            Query::Count(query, _) => Answer::Counted(self.window(&query, Span::top(1_000_000)).rows.len() as u32, None),
            Query::Names => Answer::Names(self.names()),
            Query::Author(id) => Answer::Author(self.store.authors.get(&id.0).cloned().map(Box::new)),
            Query::Written(id, span) => Answer::Written(self.written(id.0, span)),
            Query::Authors(text, _) => {
                let fits = |row: &&AuthorRow| row.who.name.to_lowercase().contains(&text.to_lowercase());
                Answer::Authors(self.store.people.iter().filter(fits).cloned().collect())
            }
            Query::ByHandle(_) => Answer::Authors(Vec::new()),
            Query::Traces(_) => Answer::Traces(None),
            Query::Post(_) => Answer::Post(None),
            Query::Answers(_) => Answer::Answers(Vec::new()),
            Query::Digest(_) => Answer::Digest(Box::new(self.store.digest.clone())),
            Query::Tasks(..) => Answer::Tasks(self.store.tasks.clone()),
            Query::Journal(_) => Answer::Journal(self.store.journal.clone()),
            Query::Words => Answer::Words(Vec::new()),
        }
    }

    fn calendar(&self, query: &CalendarQuery) -> Vec<CalendarRow> {
        let within = |row: &&CalendarRow| row.at.is_some_and(|at| at >= query.from && at < query.until);
        let of = |row: &&CalendarRow| within(row) && (query.client.is_none() || row.client == query.client);
        let mut rows: Vec<CalendarRow> = self.store.calendar.iter().filter(of).cloned().collect();
        rows.sort_by_key(|row| (row.at, row.slot));
        rows
    }

    fn written(&self, author: i64, span: Span) -> Window<Written> {
        let rows = self.store.written.get(&author).cloned().unwrap_or_default();
        let at = span.around.map_or(0, |place| rows.iter().position(|row| row.place() == place).unwrap_or(rows.len()));
        let (from, to) = (at.saturating_sub(span.before as usize), (at + span.after as usize).min(rows.len()));
        Window { rows: rows[from..to].to_vec(), more_before: from > 0, more_after: to < rows.len(), newer: 0, unfinished: None }
    }

    fn names(&self) -> Names {
        let mut labels: BTreeMap<_, u32> = BTreeMap::new();
        for label in self.store.rows.iter().flat_map(|row| &row.triage.labels) {
            *labels.entry(label.clone()).or_default() += 1;
        }
        let assignees: BTreeSet<String> = self.store.rows.iter().filter_map(|row| row.triage.assignee.clone()).collect();
        Names { labels: labels.into_iter().collect(), assignees: assignees.into_iter().collect() }
    }

    fn view(&self, id: i64) -> Option<ConversationView> {
        let row = self.store.rows.iter().find(|row| row.id.0 == id)?;
        let mut view = self.store.views.get(&id).cloned().unwrap_or_else(|| sample::thread_of(row, &self.store.accounts));
        view.row = row.clone();
        Some(view)
    }

    fn window(&self, query: &InboxQuery, span: Span) -> Window<Row> {
        fn said(text: &str) -> Said<'_> {
            Said { text, language: "", media: false, ours: false }
        }
        let texts = |row: &Row| row.excerpt.clone();
        let fits = |row: &&Row| {
            row.stands_in(query.view, query.sight.now)
                && !query.sight.resting.contains(&row.client)
                && query.client.is_none_or(|client| row.client == client)
                && query.account.is_none_or(|account| row.account == account)
                && query.filter.matches(
                    &Whole { row, said: &[said(&texts(row))], noted: false, author_labels: if row.vip { &["vip"] } else { &[] } },
                    &query.asker,
                )
        };
        let (old, new): (Vec<&Row>, Vec<&Row>) =
            self.store.rows.iter().filter(fits).partition(|row| query.as_of.is_none_or(|as_of| row.triage.opened_at <= as_of));
        let mut rows: Vec<Row> = old.into_iter().cloned().collect();
        match query.sort {
            Sort::Newest => rows.sort_by_key(|row| (std::cmp::Reverse(row.triage.opened_at), std::cmp::Reverse(row.id))),
            Sort::Waiting | Sort::Due => rows.sort_by_key(|row| (row.place(query.sort).at, row.id)),
        }
        let at = span.around.map_or(0, |place| rows.iter().position(|row| row.place(query.sort) == place).unwrap_or(rows.len()));
        let (from, to) = (at.saturating_sub(span.before as usize), (at + span.after as usize).min(rows.len()));
        // A slow store answers a filtered list in pieces.
        let to = self.store.slow.filter(|_| !query.filter.is_empty()).map_or(to, |few| to.min(at + few));
        let unfinished = rows.get(to).filter(|_| to < at + span.after as usize).map(|row| row.place(query.sort));
        let (more_before, more_after) = (from > 0, to < rows.len());
        Window { rows: rows[from..to].to_vec(), more_before, more_after, newer: new.len() as u32, unfinished }
    }

    fn totals(&self, sight: &Sight) -> Totals {
        let mut totals = Totals { accounts: self.store.accounts.len() as u32, ..Totals::default() };
        let mut clients: BTreeMap<i64, (vigie::model::client::Client, Tally)> = BTreeMap::new();
        for row in &self.store.accounts {
            let client = vigie::model::client::Client { id: row.account.client, name: row.client_name.clone(), colour: row.colour };
            clients.entry(client.id.0).or_insert((client, Tally::default()));
        }
        let awake = self.store.rows.iter().filter(|row| !sight.resting.contains(&row.client));
        for row in awake.clone() {
            let unread = u32::from(!row.triage.seen());
            let late = row.stands_in(View::Late, sight.now).then_some(View::Late);
            for view in [row.view(), View::All].into_iter().chain(late) {
                let tally = totals.views.entry(view).or_default();
                (tally.all, tally.unread) = (tally.all + 1, tally.unread + unread);
            }
            if row.view() == View::ToAnswer {
                totals.seen_unanswered += 1 - unread;
                if let Some((_, tally)) = clients.get_mut(&row.client.0) {
                    (tally.all, tally.unread) = (tally.all + 1, tally.unread + unread);
                }
            }
        }
        let open = awake.filter(|row| row.view() == View::ToAnswer).filter_map(|row| row.triage.due_at);
        totals.next_due = open.filter(|due| *due > sight.now).min();
        totals.clients = clients.into_values().collect();
        totals.trouble = self.store.outbox.iter().filter(|row| row.state.is_trouble()).count() as u32;
        totals.posts_to_mend = self.store.calendar.iter().filter(|row| row.standing.is_trouble()).count() as u32;
        totals.leaving = self.store.outbox.len() as u32 - totals.trouble;
        totals.logins =
            self.store.accounts.iter().filter(|row| row.account.health == vigie::model::account::Health::NeedsLogin).count() as u32;
        totals
    }

    fn save(&mut self, ticket: Ticket, intent: Intent) {
        let draft = matches!(intent, Intent::SaveDraft(_) | Intent::Seen(..));
        if let Some(answered) = self.store.refuses.clone().filter(|_| !draft) {
            return self.send(Message::Answer(ticket, answered));
        }
        if let (Intent::SaveDraft(_), Some(answered)) = (&intent, self.store.refuses_drafts.clone()) {
            return self.send(Message::Answer(ticket, answered));
        }
        let now = self.now;
        let effected = match intent {
            Intent::SaveDraft(_) => Effected::Draft(Some(DraftId(1))),
            Intent::SaveView(id, is) => {
                let id = id.unwrap_or(SavedViewId(self.store.saved_views.len() as i64 + 1));
                self.store.saved_views.retain(|view| view.id != id);
                self.store.saved_views.push(SavedView { id, is });
                Effected::Stored(0)
            }
            Intent::RemoveView(id) => {
                self.store.saved_views.retain(|view| view.id != id);
                Effected::Stored(0)
            }
            Intent::TriagePart(ids, what, _) => {
                for row in self.store.rows.iter_mut().filter(|row| ids.contains(&row.id)) {
                    row.triage = what.after(&row.triage, row.newest, now.day);
                }
                Effected::Part(Some(EntryId(7)), ids.len() as u32)
            }
            Intent::Undo | Intent::Redo if !self.store.turning.is_empty() => {
                let (turned, of) = self.store.turning.remove(0);
                Effected::Turning(turned, of)
            }
            Intent::Triage(ids, verb) => {
                for row in self.store.rows.iter_mut().filter(|row| ids.contains(&row.id)) {
                    row.triage = row.triage.after_verb(&verb, row.newest, now.day);
                }
                Effected::Stored(ids.len() as u32)
            }
            Intent::Macro(ids, run) => {
                for row in self.store.rows.iter_mut().filter(|row| ids.contains(&row.id)) {
                    row.triage = run.after(&row.triage, row.newest, now.day);
                }
                Effected::Stored(ids.len() as u32)
            }
            Intent::Seen(id, message) => {
                for row in self.store.rows.iter_mut().filter(|row| row.id == id) {
                    row.triage = row.triage.after_verb(&vigie::model::triage::Verb::See, Some(message), now.day);
                }
                Effected::Stored(1)
            }
            Intent::Send { draft, hold, .. } => {
                let id = DeliveryId(self.store.outbox.len() as i64 + 100);
                let leaves = now.machine + hold;
                let row = draft.conversation().and_then(|id| self.store.rows.iter_mut().find(|row| row.id == id));
                if let Some(row) = row {
                    row.outgoing = Outgoing::Leaving;
                    let mut delivery = sample::outbox_row(id.0, row, Delivery::Leaving(leaves));
                    delivery.load = Load::Publish(draft.outgoing(draft.accounts[0]).remove(0));
                    self.store.outbox.push(delivery);
                }
                Effected::Leaving(vec![id], leaves)
            }
            Intent::Place { draft, at, zone, scheduled } => {
                let id = draft.id.unwrap_or(DraftId(90 + self.store.calendar.len() as i64));
                let standing = if scheduled { Standing::Scheduled } else { Standing::Planned };
                let found = self.store.calendar.iter().position(|row| row.draft == Some(id));
                let mut row = match found {
                    Some(at) => self.store.calendar.remove(at),
                    None => sample::post(id.0, 0, None, Standing::Idea, ""),
                };
                row.slot = row.slot.or(Some(SlotId(id.0)));
                (row.draft, row.at, row.zone, row.standing, row.text) = (Some(id), Some(at), zone, standing, draft.text.clone());
                row.accounts.retain(|known| draft.accounts.contains(&known.account));
                self.store.calendar.push(row);
                Effected::Draft(Some(id))
            }
            Intent::MoveSlots(moves) => {
                for (slot, at) in moves {
                    self.store.calendar.iter_mut().filter(|row| row.slot == Some(slot)).for_each(|row| row.at = Some(at));
                }
                Effected::Stored(1)
            }
            Intent::Schedule(slots, scheduled) => {
                let standing = if scheduled { Standing::Scheduled } else { Standing::Planned };
                let chosen = |row: &&mut CalendarRow| row.slot.is_some_and(|slot| slots.contains(&slot));
                self.store.calendar.iter_mut().filter(chosen).for_each(|row| row.standing = standing);
                Effected::Stored(1)
            }
            Intent::Unplace(slots) => {
                for row in self.store.calendar.iter_mut().filter(|row| row.slot.is_some_and(|slot| slots.contains(&slot))) {
                    (row.slot, row.at, row.standing) = (None, None, Standing::Idea);
                }
                Effected::Stored(1)
            }
            Intent::CopyPost(draft, at, zone) => {
                let id = 90 + self.store.calendar.len() as i64;
                let copied = self.store.calendar.iter().find(|row| row.draft == Some(draft)).cloned();
                if let Some(row) = copied {
                    let standing = Standing::Planned;
                    let (slot, draft) = (Some(SlotId(id)), Some(DraftId(id)));
                    self.store.calendar.push(CalendarRow { slot, draft, at: Some(at), zone: zone.clone(), standing, ..row });
                }
                Effected::Draft(Some(DraftId(id)))
            }
            Intent::Publish(slot, hold) => {
                self.store.calendar.iter_mut().filter(|row| row.slot == Some(slot)).for_each(|row| row.standing = Standing::Leaving);
                Effected::Leaving(vec![DeliveryId(1)], now.machine + hold)
            }
            Intent::Act { hold, .. } => Effected::Leaving(vec![DeliveryId(1)], now.machine + hold),
            Intent::Cancel(id) => {
                self.store.outbox.retain(|row| row.id != id);
                Effected::Draft(self.store.new_draft.as_ref().and_then(|draft| draft.id))
            }
            Intent::SendAllNow => {
                for row in &mut self.store.outbox {
                    row.state = Delivery::Sending;
                }
                Effected::Stored(1)
            }
            Intent::SaveCard { client, card, .. } => {
                self.store.cards.insert(client, *card);
                Effected::Stored(0)
            }
            Intent::Undo | Intent::Redo => Effected::Undone(self.store.undone.clone().unwrap_or(Undone::Nothing)),
            Intent::Card(author, verb) => {
                if let Some(card) = self.store.authors.get_mut(&author.0) {
                    let person = card.person.get_or_insert_with(|| Person {
                        id: vigie::base::id::PersonId(1),
                        note: String::new(),
                        vip: false,
                        labels: Vec::new(),
                    });
                    match verb {
                        CardVerb::Note(note) => person.note = note,
                        CardVerb::Vip(vip) => person.vip = vip,
                        CardVerb::Label(labels) => person.labels.extend(labels),
                        CardVerb::Unlabel(labels) => person.labels.retain(|label| !labels.contains(label)),
                        CardVerb::Join(_) | CardVerb::Split => {}
                    }
                }
                Effected::Stored(1)
            }
            _ => Effected::Stored(1),
        };
        self.send(Message::Answer(ticket, Answered::Effected(effected)));
        self.changed_now();
    }

    /// As the store announces after its commit.
    fn changed_now(&mut self) {
        let mut changes = ChangeSet::default();
        changes.note(Noun::Conversation, 1);
        changes.note(Noun::Delivery, 1);
        changes.note(Noun::Person, 1);
        changes.note(Noun::SavedView, 1);
        changes.note(Noun::Slot, 1);
        self.send(Message::Changed(changes));
    }

    /// What was stored, drafts and what was seen left out.
    pub fn saved(&self) -> Vec<Intent> {
        let intents = self.log.iter().filter_map(|effect| match effect {
            Effect::Save(_, intent) => Some(intent.clone()),
            _ => None,
        });
        intents.filter(|intent| !matches!(intent, Intent::SaveDraft(_) | Intent::Seen(..))).collect()
    }

    /// The text of the last draft that was stored.
    pub fn drafted(&self) -> Option<String> {
        self.log.iter().rev().find_map(|effect| match effect {
            Effect::Save(_, Intent::SaveDraft(draft)) => Some(draft.text.clone()),
            _ => None,
        })
    }

    pub fn asked(&self, wanted: &Effect) -> bool {
        self.log.contains(wanted)
    }

    fn terminal(&self, width: u16, height: u16) -> Terminal<TestBackend> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| vigie::ui::draw(frame, &self.state)).unwrap();
        terminal
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Stage {
        self.send(Message::Resized(Size { width, height }));
        self
    }

    /// The screen as text, each line between bars.
    pub fn screen(&self, width: u16, height: u16) -> String {
        let terminal = self.terminal(width, height);
        let buffer = terminal.backend().buffer().clone();
        let mut screen = String::new();
        for y in 0..height {
            let mut x = 0;
            screen.push('|');
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                screen.push_str(symbol);
                x += (vigie::base::text::width(symbol) as u16).max(1);
            }
            screen.push_str("|\n");
        }
        screen
    }

    /// The screen, and under each line that has any the styles of its cells.
    pub fn styled(&self, width: u16, height: u16) -> String {
        let terminal = self.terminal(width, height);
        let buffer = terminal.backend().buffer().clone();
        let screen = self.screen(width, height);
        let mut styled = String::new();
        for (y, line) in screen.lines().enumerate() {
            styled.push_str(line);
            styled.push('\n');
            let marks: String = (0..width).map(|x| mark(buffer[(x, y as u16)].modifier)).collect();
            if !marks.trim().is_empty() {
                styled.push_str(&format!(" {}\n", marks.trim_end()));
            }
        }
        styled
    }

    /// The screen, under each line a letter for the style of each cell, and what the letters are.
    pub fn coloured(&self, width: u16, height: u16) -> String {
        let buffer = self.terminal(width, height).backend().buffer().clone();
        let mut styles: Vec<String> = Vec::new();
        let mut coloured = String::new();
        for (y, line) in self.screen(width, height).lines().enumerate() {
            let letters: String = (0..width)
                .map(|x| {
                    let cell = &buffer[(x, y as u16)];
                    let style = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier).replace("Modifier(0x0)", "");
                    let at = styles.iter().position(|known| *known == style).unwrap_or(styles.len());
                    if at == styles.len() {
                        styles.push(style);
                    }
                    char::from_u32('a' as u32 + at as u32).unwrap()
                })
                .collect();
            coloured.push_str(&format!("{line}\n {letters}\n"));
        }
        for (at, style) in styles.iter().enumerate() {
            coloured.push_str(&format!("{} {}\n", char::from_u32('a' as u32 + at as u32).unwrap(), style.trim_end()));
        }
        coloured
    }

    /// Whether any cell has a colour.
    pub fn has_colour(&self, width: u16, height: u16) -> bool {
        let terminal = self.terminal(width, height);
        terminal.backend().buffer().content().iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset)
    }

    pub fn cursor(&self, width: u16, height: u16) -> (u16, u16) {
        use ratatui::backend::Backend;
        let mut terminal = self.terminal(width, height);
        let at = terminal.backend_mut().get_cursor_position().unwrap();
        (at.x, at.y)
    }

    /// The screen at its own size.
    pub fn shows(&self, text: &str) -> bool {
        self.screen(80, 24).contains(text)
    }
}

fn mark(modifier: Modifier) -> char {
    match () {
        () if modifier.contains(Modifier::REVERSED) => 'R',
        () if modifier.contains(Modifier::UNDERLINED) => 'U',
        () if modifier.contains(Modifier::CROSSED_OUT) => 'X',
        () if modifier.contains(Modifier::BOLD) => 'B',
        () => ' ',
    }
}

/// A refusal, as the store answers it.
pub fn refused() -> Answered {
    Answered::Effected(Effected::Refused(Refused::Gone))
}

/// A failure, as the shell answers it.
pub fn failed(code: vigie::config::say::ProblemCode) -> Answered {
    Answered::Failed(Problem::from(code))
}

/// A moment of the sample day.
pub fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}
