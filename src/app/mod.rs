//! What the person sees and does, without a screen: [`State`], [`Message`], [`update`], [`Effect`].
//!
//! `update` is pure: no clock, no IO, no randomness, no store. Everything it wants from
//! the world is an effect with a ticket, and the answer comes back as a message; an answer
//! to an old ticket is dropped. Start at [`update`], then at a row of [`commands`].

mod bulk;
mod clients;
pub mod commands;
pub(crate) mod editor;
mod effect;
mod emoji_table;
pub(crate) mod focus;
mod habits;
pub(crate) mod keymap;
pub(crate) mod layout;
pub(crate) mod list;
mod loads;
mod macros;
mod message;
pub(crate) mod overlays;
pub(crate) mod panes;
mod quitting;
mod reread;
#[cfg(test)]
mod sample;
pub(crate) mod status;
mod tabs;
mod ticks;
pub(crate) mod tour;
pub(crate) mod troubles;
mod update;
mod verbs;
mod wrap;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::base::id::ClientId;
use crate::base::key::Key;
use crate::base::time::Timestamp;
use crate::config::pictures::Shows;
use crate::config::say::Problem;
use crate::config::{Config, KeyLayout, Language, Theme, Warning};
use crate::model::capability::Capabilities;
use crate::model::intent::Intent;
use crate::model::network::Network;
use crate::model::person::AuthorRow;
use crate::model::query::AccountRow;
use crate::model::query::{JournalLine, Names, Query, Totals};

use bulk::Bulk;
use clients::Clients;
use commands::{CommandId, Scope};
use focus::{Focus, Pane};
use habits::Teaching;
use keymap::Keymap;
use layout::{Layout, Shown};
use loads::Loads;
use macros::Macros;
use overlays::Overlay;
use overlays::author::Beside;
use panes::accounts::Accounts;
use panes::composer::Composer;
use panes::conversation::Thread;
use panes::inbox::Inbox;
use panes::outbox::Outbox;
use panes::snippets::Snippets;
use panes::tasks::Tasks;
use panes::views::Views;
use quitting::Quitting;
use status::Status;
use ticks::Attention;
use tour::Tour;
use verbs::Verbs;

pub use effect::{Ask, Effect, Proofing, Slot, Ticket};
pub use habits::{Habits, Way};
pub use message::{Answered, Gesture, Message, Mouse, Now, Reread, Size};
pub use update::update;

/// What the screen is told once, when it begins.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The person's settings.
    pub config: Config,
    /// What was wrong in the files they came from.
    pub warnings: Vec<Warning>,
    /// The colours.
    pub theme: Theme,
    /// The language, chosen.
    pub language: Arc<Language>,
    /// How digits are typed, chosen.
    pub layout: KeyLayout,
    /// The login name of the person.
    pub person: String,
    /// The zone of the person.
    pub zone: TimeZone,
    /// What the terminal can do with pictures.
    pub pictures: Shows,
    /// The size of the terminal.
    pub size: Size,
    /// The time.
    pub now: Now,
    /// How many seconds of the day pass in a second of the machine; 1 but for the demo.
    pub speed: u32,
    /// What each network can do.
    pub networks: BTreeMap<Network, Capabilities>,
    /// Whether this is the demo.
    pub demo: bool,
    /// By which ways commands were run before.
    pub habits: Habits,
    /// Whether the demo begins with the tour.
    pub tour: bool,
}

/// Keys of a chord that is not whole yet, and since when they wait.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub keys: Vec<Key>,
    pub since: Timestamp,
}

/// All that is shown, and what is needed to go on.
#[derive(Debug)]
pub struct State {
    pub(crate) settings: Settings,
    pub(crate) now: Now,
    pub(crate) size: Size,
    pub(crate) attentive: bool,
    pub(crate) mouse: bool,
    pub(crate) dirty: bool,
    pub(crate) keymap: Keymap,
    pub(crate) pending: Pending,
    /// The keys that ran a command last.
    pub(crate) pressed: Vec<Key>,
    /// A key that was enough for a chord which has it twice, and until when its second half is expected.
    pub(crate) meant: Option<(Key, Timestamp)>,
    pub(crate) pane: Pane,
    pub(crate) focus: Focus,
    pub(crate) zoomed: bool,
    pub(crate) overlays: Vec<Overlay>,
    pub(crate) inbox: Inbox,
    pub(crate) thread: Thread,
    pub(crate) composer: Option<Composer>,
    pub(crate) outbox: Outbox,
    pub(crate) accounts: Accounts,
    pub(crate) tasks: Tasks,
    pub(crate) totals: Option<Totals>,
    pub(crate) names: Names,
    /// The people that were found to choose from.
    pub(crate) people: Vec<AuthorRow>,
    pub(crate) beside: Beside,
    pub(crate) snippets: Snippets,
    pub(crate) macros: Macros,
    /// The newest entries, while they are shown.
    pub(crate) journal: Vec<JournalLine>,
    pub(crate) clients: Clients,
    pub(crate) status: Status,
    pub(crate) loads: Loads,
    pub(crate) verbs: Verbs,
    pub(crate) bulk: Option<Bulk>,
    pub(crate) saved: Views,
    pub(crate) attention: Attention,
    pub(crate) quitting: Option<Quitting>,
    pub(crate) teaching: Teaching,
    pub(crate) tour: Option<Tour>,
    /// Why what was typed last is not in the store, while it is not.
    pub(crate) unstored: Option<Problem>,
    /// Whether dictionaries are in memory.
    pub(crate) spells: bool,
}

impl State {
    /// The first state; nothing is loaded yet.
    pub fn new(settings: Settings) -> State {
        let (keymap, wrong) = Keymap::new(&settings.config.keys, &settings.config.macros, settings.layout);
        let warnings = settings.warnings.iter().cloned().chain(wrong).collect();
        State {
            now: settings.now,
            size: settings.size,
            attentive: true,
            mouse: settings.config.mouse,
            dirty: true,
            keymap,
            pending: Pending::default(),
            pressed: Vec::new(),
            meant: None,
            pane: Pane::Inbox,
            focus: Focus::List,
            zoomed: false,
            overlays: Vec::new(),
            inbox: Inbox::new(settings.now.day),
            thread: Thread::default(),
            composer: None,
            outbox: Outbox::new(),
            accounts: Accounts::new(),
            tasks: Tasks::new(),
            totals: None,
            names: Names::default(),
            people: Vec::new(),
            beside: Beside::default(),
            snippets: Snippets::default(),
            macros: Macros::default(),
            journal: Vec::new(),
            clients: Clients::default(),
            status: Status::new(warnings),
            loads: Loads::default(),
            verbs: Verbs::default(),
            bulk: None,
            saved: Views::default(),
            attention: Attention::default(),
            quitting: None,
            tour: (settings.demo && settings.tour).then(Tour::default),
            teaching: Teaching::of(settings.habits.clone()),
            unstored: None,
            spells: false,
            settings,
        }
    }

    /// What to ask for first; called once.
    pub fn start(&mut self) -> Vec<Effect> {
        for slot in [Slot::Totals, Slot::Inbox, Slot::Accounts, Slot::Outbox, Slot::Views, Slot::Tasks, Slot::Cards] {
            self.loads.want(slot);
        }
        self.learn_snippets();
        let mut effects = vec![Effect::Mouse(self.mouse)];
        effects.extend(self.settle());
        effects
    }

    /// Whether something changed since the last call: whether to draw.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// The title of the terminal's window: how many wait for an answer, and nothing about whom.
    pub fn title(&self) -> String {
        match self.to_answer() {
            0 => "vigie".to_owned(),
            waiting => format!("vigie ({waiting})"),
        }
    }

    /// The size that the screen is drawn for.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Whether the mouse is ours.
    pub fn wants_mouse(&self) -> bool {
        self.mouse
    }

    /// The language of the screen.
    pub fn language(&self) -> &Language {
        &self.settings.language
    }

    pub(crate) fn to_answer(&self) -> u32 {
        let totals = self.totals.as_ref();
        totals.and_then(|totals| totals.views.get(&crate::model::conversation::View::ToAnswer)).map_or(0, |tally| tally.all)
    }

    /// Whether there is no account yet, as far as is known.
    pub(crate) fn is_new(&self) -> bool {
        self.totals.as_ref().is_some_and(|totals| totals.accounts == 0)
    }

    /// The accounts that can post.
    pub(crate) fn writers(&self) -> impl Iterator<Item = &AccountRow> + Clone {
        self.accounts.writers(&self.settings.networks)
    }

    /// The client of the row that is looked at.
    pub(crate) fn likely_client(&self) -> Option<ClientId> {
        match self.pane {
            Pane::Inbox => self.inbox.list.selected().map(|row| row.client),
            Pane::Accounts => self.accounts.list.selected().map(|row| row.account.client),
            Pane::Tasks => self.tasks.list.selected().and_then(|row| row.task.client),
            Pane::Outbox => None,
        }
    }

    pub(crate) fn can(&self, network: Network) -> Option<&Capabilities> {
        self.settings.networks.get(&network)
    }

    pub(crate) fn shown(&self) -> Shown {
        Shown {
            pane: self.pane,
            focus: self.focus,
            zoomed: self.zoomed,
            composing: self.composer.is_some(),
            trouble: !self.status.troubles.is_empty(),
            tour: self.tour.is_some(),
            past: self.beside.card.is_some(),
            welcome: self.is_new() && !matches!(self.pane, Pane::Outbox | Pane::Tasks) && self.composer.is_none(),
        }
    }

    pub(crate) fn layout(&self) -> Option<Layout> {
        layout::layout(self.size, self.shown())
    }

    /// The scopes whose keys apply, the narrowest first.
    pub(crate) fn scopes(&self) -> &'static [Scope] {
        if self.author_card().is_some() {
            return &[Scope::Author, Scope::List, Scope::Global];
        }
        if self.shown().welcome {
            return &[Scope::Welcome, Scope::Global];
        }
        match (self.focus, self.pane) {
            (Focus::Composer, _) => &[Scope::Composer, Scope::Global],
            (_, Pane::Inbox) => &[Scope::Inbox, Scope::List, Scope::Global],
            (_, Pane::Outbox) => &[Scope::Outbox, Scope::List, Scope::Global],
            (_, Pane::Accounts) => &[Scope::Accounts, Scope::List, Scope::Global],
            (_, Pane::Tasks) => &[Scope::Tasks, Scope::List, Scope::Global],
        }
    }

    /// Whether typed letters are text here, and not commands.
    pub(crate) fn is_typing(&self) -> bool {
        self.focus == Focus::Composer || self.inbox.filter.editing
    }

    pub(crate) fn load(&mut self, slot: Slot, query: Query) -> Effect {
        Effect::Load(self.loads.ticket(slot), query)
    }

    pub(crate) fn save(&mut self, slot: Slot, intent: Intent) -> Effect {
        Effect::Save(self.loads.ticket(slot), intent)
    }

    /// The key of a command, as it is called in the language of the screen.
    pub(crate) fn key(&self, id: CommandId) -> String {
        self.keymap.keys(id).first().map(|chord| self.settings.language.chord(chord)).unwrap_or_default()
    }

    /// Says the sentence with this id.
    pub(crate) fn word(&self, id: &str) -> String {
        self.settings.language.word(id)
    }
}
