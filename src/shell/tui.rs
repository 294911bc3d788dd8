//! The event loop: wait for one message, take all that wait, update, do, draw once.
//!
//! The first frame comes from the store alone; network, keyring and lease begin after it.
//! A frame follows a key at once and other changes at most every 16 ms, and none is drawn
//! when nothing changed.

mod aside;

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};
use tokio_util::task::AbortOnDropHandle;

use super::effects::{Chore, Effects};
use super::errand::Errand;
use super::house::{self, House};
use super::input::{self, Input};
use super::signals::{Asked, Signals};
use super::terminal::{self, Screen};
use super::{editor, errand, habits, servers, settings};
use crate::app::{self, Answered, Effect, Message, Now, Reread, Settings, Slot, State, Ticket};
use crate::base::time::Clock;
use crate::config::pictures::Shows;
use crate::config::say::{Problem, ProblemCode};
use crate::connector::catalog;
use crate::engine::duty::Presence;
use crate::engine::{Engine, Parts, Rules};
use crate::model::journal::Origin;
use crate::model::news::News;
use crate::store::{Changes, Store};

pub use aside::Aside;

/// The ticket of what nobody asked for.
pub(super) const WORLD: Ticket = Ticket { slot: Slot::World, generation: 0 };

/// The least time between two frames that no key asked for.
const FRAME: Duration = Duration::from_millis(16);

/// The most messages that are applied between two frames.
const BATCH: usize = 256;

/// How the screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person is done.
    Quit,
    /// The person wants to see the demo.
    Demo,
}

/// Which day is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// The one outside.
    Real,
    /// The demo's, of which so many seconds pass in one.
    Demo {
        /// Seconds of the day in a second of the machine.
        speed: u32,
        /// Whether it begins with the tour.
        tour: bool,
    },
}

/// Shows the screen on a store until the person leaves it.
///
/// `parts` may be given when something polled already; else they are made after the first
/// frame. `tour` shows the tour, on a store of its own.
///
/// # Errors
/// The terminal does not answer.
pub async fn run(house: House, store: Store, parts: Option<Parts>, day: Day, tour: Option<Aside>) -> io::Result<Ended> {
    let size = terminal::size()?;
    let watch = settings::Watch::new(house.clone());
    let mut state = State::new(told(&house, size, day));
    let changes = store.changes();
    let (answers, answered) = mpsc::channel(1024);
    let mut effects = Effects::begin(store.clone(), house.hand(Origin::Screen), &house.paths, answers);
    let later = first_rows(&mut state, &store);
    let mut screen = Screen::take(state.wants_mouse())?;
    state.take_dirty();
    screen.draw(&state)?;

    let (news_in, news) = mpsc::channel(1024);
    let (engine_in, engine) = oneshot::channel();
    tokio::task::spawn_blocking({
        let (house, store) = (house.clone(), store.clone());
        move || engine_in.send(begin_engine(&house, store, parts)).ok()
    });
    let later: Vec<Chore> = later.into_iter().filter_map(|effect| effects.run(effect)).collect();
    let asked = screen.ask()?;
    let world = World {
        changes,
        answered,
        settings: watch.begin(),
        news,
        news_in,
        engine: Some(engine),
        signals: Signals::listen(),
        events: Some(Input::begin(asked)),
    };
    let mut app = Loop {
        house,
        state,
        screen,
        effects,
        world,
        running: None,
        errand: None,
        keeper: None,
        tour,
        drawn: Instant::now(),
        waiting_frame: false,
        asked: false,
        ended: None,
    };
    app.chores(later).await?;
    let ended = app.run().await;
    app.end().await;
    ended
}

fn told(house: &House, size: app::Size, day: Day) -> Settings {
    let (demo, speed, tour) = match day {
        Day::Real => (false, 1, false),
        Day::Demo { speed, tour } => (true, speed, tour),
    };
    let Reread { config, warnings, theme, language, layout } = settings::reread(house);
    Settings {
        config,
        warnings,
        theme,
        language,
        layout,
        person: house.hand(Origin::Screen).person,
        pictures: Shows::of(&|name| std::env::var(name).ok().filter(|value| !value.is_empty())),
        zone: house.zone(),
        size,
        now: now(house.clock.as_ref()),
        speed,
        networks: catalog::capabilities(),
        demo,
        tour,
        habits: habits::kept(&house.paths.habits_file()),
    }
}

fn now(clock: &dyn Clock) -> Now {
    Now { day: clock.now(), machine: clock.machine() }
}

/// Answers the first questions from the store at once; what is no question comes later.
fn first_rows(state: &mut State, store: &Store) -> Vec<Effect> {
    let mut later = Vec::new();
    let mut asked = state.start();
    // A question may follow from an answer: the conversation from the first row.
    for _ in 0..4 {
        let mut next = Vec::new();
        for effect in asked {
            match effect {
                Effect::Load(ticket, query) => {
                    let answered = match store.ask_now(&query) {
                        Ok(answer) => Answered::Loaded(answer),
                        Err(error) => Answered::Failed(house::problem(&error)),
                    };
                    next.extend(app::update(state, Message::Answer(ticket, answered)));
                }
                other => later.push(other),
            }
        }
        asked = next;
    }
    later.extend(asked);
    later
}

/// Has the engine keep to the settings; a day that runs fast goes on doing so.
pub(super) fn rule(parts: &Parts, house: &House) {
    parts.set_rules(Rules { poll_every: parts.rules().poll_every, ..house.rules() });
    parts.hooks.set(house.on_new());
}

fn begin_engine(house: &House, store: Store, parts: Option<Parts>) -> io::Result<(Parts, Presence)> {
    let parts = match parts {
        Some(parts) => parts,
        None => house.parts(store)?,
    };
    Ok((parts, house.presence()?))
}

/// Where messages come from.
struct World {
    changes: Changes,
    answered: mpsc::Receiver<(Ticket, Answered)>,
    news: mpsc::Receiver<News>,
    news_in: mpsc::Sender<News>,
    settings: mpsc::Receiver<House>,
    engine: Option<oneshot::Receiver<io::Result<(Parts, Presence)>>>,
    signals: Signals,
    events: Option<Input>,
}

/// Something that came in.
enum Came {
    Message(Message),
    Engine(io::Result<(Parts, Presence)>),
    Settings(Box<House>),
    Time,
    Woke,
    Resized,
}

impl World {
    /// Waits for the next thing to happen, or until `rest` is over.
    async fn next(&mut self, rest: Option<Duration>) -> Came {
        let events = self.events.as_mut();
        let engine = self.engine.as_mut();
        tokio::select! {
            biased;
            event = async { match events { Some(events) => events.next().await, None => std::future::pending().await } } => match event {
                Some(Ok(event)) => input::message(event).map_or(Came::Time, Came::Message),
                // The terminal is gone.
                Some(Err(_)) | None => Came::Message(Message::Stop),
            },
            asked = self.signals.next() => match asked {
                Asked::End => Came::Message(Message::Stop),
                Asked::GoOn => Came::Woke,
                Asked::Resized => Came::Resized,
            },
            Some((ticket, answered)) = self.answered.recv() => Came::Message(Message::Answer(ticket, answered)),
            Some(changes) = self.changes.next() => Came::Message(Message::Changed(changes)),
            Some(news) = self.news.recv() => Came::Message(Message::News(news)),
            Some(house) = self.settings.recv() => Came::Settings(Box::new(house)),
            begun = async { match engine { Some(engine) => engine.await, None => std::future::pending().await } } => {
                self.engine = None;
                Came::Engine(begun.unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into())))
            }
            () = async { match rest { Some(rest) => tokio::time::sleep(rest).await, None => std::future::pending().await } } => Came::Time,
        }
    }

    /// Takes what waits already, up to a batch.
    fn waiting(&mut self, batch: &mut Vec<Message>) {
        while batch.len() < BATCH {
            if let Some(event) = self.events.as_mut().and_then(Input::waiting) {
                batch.extend(event.ok().and_then(input::message));
            } else if let Ok((ticket, answered)) = self.answered.try_recv() {
                batch.push(Message::Answer(ticket, answered));
            } else if let Ok(news) = self.news.try_recv() {
                batch.push(Message::News(news));
            } else {
                return;
            }
        }
    }
}

/// The running screen.
struct Loop {
    house: House,
    state: State,
    screen: Screen,
    effects: Effects,
    world: World,
    running: Option<Arc<Engine>>,
    /// What waits for the engine.
    errand: Option<Errand>,
    keeper: Option<AbortOnDropHandle<()>>,
    tour: Option<Aside>,
    drawn: Instant,
    waiting_frame: bool,
    /// Whether a key asked for something whose answer has not come yet.
    asked: bool,
    ended: Option<Ended>,
}

impl Loop {
    async fn run(&mut self) -> io::Result<Ended> {
        loop {
            let mut batch = Vec::new();
            match self.world.next(self.rest()).await {
                Came::Message(message) => batch.push(message),
                Came::Engine(begun) => {
                    self.engine(begun);
                    if let Some(errand) = self.errand.take().filter(|_| self.running.is_some()) {
                        self.leave_for(errand).await?;
                    }
                    // The terminal may have changed before its changes were heard.
                    let size = terminal::size()?;
                    if size != self.state.size() {
                        batch.push(Message::Resized(size));
                    }
                }
                Came::Settings(house) => batch.push(self.settings(*house)),
                Came::Time => {}
                Came::Resized => {
                    let size = terminal::size()?;
                    if size != self.state.size() {
                        batch.push(Message::Resized(size));
                    }
                }
                Came::Woke => {
                    self.screen.enter()?;
                    let size = terminal::size()?;
                    batch.push(Message::Resized(size));
                }
            }
            self.world.waiting(&mut batch);
            let typed = batch
                .iter()
                .any(|message| matches!(message, Message::Key(_) | Message::Paste(_) | Message::Resized(_) | Message::Mouse(_)));
            // What a key asked the store for belongs to that key: its answer waits for no other frame.
            let answered = self.asked && batch.iter().any(|message| matches!(message, Message::Answer(..)));
            let asks = self.apply(batch).await?;
            // So does what such an answer asks for in turn: rows read again after an undo.
            self.asked = if typed || answered { asks } else { self.asked };
            let urgent = typed || answered;
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
            self.draw(urgent)?;
        }
    }

    /// How long nothing needs to be done unless something comes in.
    fn rest(&self) -> Option<Duration> {
        let frame = self.waiting_frame.then(|| FRAME.saturating_sub(self.drawn.elapsed()));
        let tick = self.state.next_tick().map(|at| at.since(self.house.clock.machine()).max(Duration::from_millis(1)));
        [frame, tick].into_iter().flatten().min()
    }

    /// Applies what came, and says whether that asked for anything.
    async fn apply(&mut self, batch: Vec<Message>) -> io::Result<bool> {
        let clock = Message::Clock(now(self.house.clock.as_ref()));
        if batch.iter().any(|message| matches!(message, Message::Resized(_))) {
            self.screen.redraw()?;
        }
        let mut asks = false;
        for message in std::iter::once(clock).chain(batch) {
            let effects = app::update(&mut self.state, message);
            asks |= !effects.is_empty();
            let chores = effects.into_iter().filter_map(|effect| self.effects.run(effect)).collect();
            self.chores(chores).await?;
        }
        Ok(asks)
    }

    fn draw(&mut self, urgent: bool) -> io::Result<()> {
        self.waiting_frame |= self.state.take_dirty();
        if self.waiting_frame && (urgent || self.drawn.elapsed() >= FRAME) {
            self.screen.draw(&self.state)?;
            self.drawn = Instant::now();
            self.waiting_frame = false;
        }
        Ok(())
    }

    fn engine(&mut self, begun: io::Result<(Parts, Presence)>) {
        match begun {
            Ok((parts, presence)) => {
                // The settings may have been changed while the engine was made.
                rule(&parts, &self.house);
                let engine = Arc::new(Engine::start(parts, presence, self.world.news_in.clone()));
                self.effects.engine(Arc::clone(&engine));
                self.keeper = Some(servers::begin(&self.house, engine.parts().http.clone()));
                self.running = Some(engine);
            }
            Err(error) => {
                tracing::error!(%error, "The engine could not be started.");
                let problem = Problem { code: ProblemCode::Network, detail: error.to_string() };
                self.effects.tell(WORLD, Answered::Failed(problem));
            }
        }
    }

    /// Takes settings that were changed: the engine keeps them, and the screen is told.
    fn settings(&mut self, house: House) -> Message {
        self.house = house;
        if let Some(engine) = &self.running {
            rule(engine.parts(), &self.house);
        }
        Message::Settings(Box::new(settings::reread(&self.house)))
    }

    async fn chores(&mut self, chores: Vec<Chore>) -> io::Result<()> {
        let mut waiting = VecDeque::from(chores);
        while let Some(chore) = waiting.pop_front() {
            match chore {
                Chore::Edit(ticket, text) => self.edit(ticket, text).await?,
                Chore::Send(bytes) => self.screen.send(&bytes)?,
                Chore::Errand(errand) => self.leave_for(errand).await?,
                Chore::Mouse(wanted) => self.screen.use_mouse(wanted)?,
                Chore::Redraw => {
                    self.screen.redraw()?;
                    self.waiting_frame = true;
                }
                Chore::Suspend => self.suspend().await,
                Chore::Tour => waiting.extend(self.show_tour().await?),
                Chore::Demo => self.ended = Some(Ended::Demo),
                Chore::Quit => self.ended = Some(Ended::Quit),
            }
        }
        Ok(())
    }

    /// Leaves the terminal to an editor, and takes it again.
    async fn edit(&mut self, ticket: Ticket, text: String) -> io::Result<()> {
        self.plain_terminal().await;
        let folder = self.house.paths.state.clone();
        let edited = tokio::task::spawn_blocking(move || editor::edit(&folder, &text)).await;
        self.own_terminal()?;
        let answered = match edited {
            Ok(Ok(text)) => Answered::Edited(text),
            Ok(Err(error)) => Answered::Failed(Problem { code: ProblemCode::Editor, detail: error.to_string() }),
            Err(error) => Answered::Failed(Problem { code: ProblemCode::Editor, detail: error.to_string() }),
        };
        self.effects.tell(ticket, answered);
        Ok(())
    }

    /// Leaves the terminal to a conversation, takes it again, and tells what came of it.
    async fn leave_for(&mut self, errand: Errand) -> io::Result<()> {
        let Some(engine) = self.running.clone() else {
            // It is made after the first frame; whoever is quicker waits for it.
            self.errand = Some(errand);
            return Ok(());
        };
        self.plain_terminal().await;
        let said = errand::run(engine.parts(), &self.house.language, errand).await;
        self.own_terminal()?;
        said.into_iter().for_each(|said| self.effects.tell(WORLD, Answered::Told(said)));
        Ok(())
    }

    async fn plain_terminal(&mut self) {
        self.answered().await;
        // Nothing may read the keys that are meant for somebody else.
        if let Some(events) = self.world.events.take() {
            events.end().await;
        }
        self.screen.leave();
    }

    fn own_terminal(&mut self) -> io::Result<()> {
        self.screen.enter()?;
        let asked = self.screen.ask()?;
        self.world.events = Some(Input::begin(asked));
        self.waiting_frame = true;
        Ok(())
    }

    /// Waits a moment for an answer of the terminal that is on its way.
    async fn answered(&mut self) {
        if let Some(events) = self.world.events.as_mut() {
            events.answered().await;
        }
    }

    async fn suspend(&mut self) {
        self.answered().await;
        self.screen.leave();
        // The system's own `kill` stops us, and we go on here when we are woken. Where no shell
        // waits for us, as in a window that runs us alone, the system does not stop us at all.
        let _ = std::process::Command::new("kill").args(["-TSTP", &std::process::id().to_string()]).status();
        self.screen.enter().ok();
    }

    /// Gives the terminal back, then waits for what is being stored and sent.
    async fn end(mut self) {
        self.answered().await;
        let Loop { house, screen, world, effects, running, .. } = self;
        drop(screen);
        drop(world);
        for draft in effects.finish().await {
            // The terminal's own memory is all that is left.
            let mut out = io::stderr();
            writeln!(out, "{}\n\n{}\n", house.language.word("quit-unstored-text"), draft.text).ok();
        }
        if let Some(engine) = running.and_then(Arc::into_inner) {
            let http = engine.parts().http.clone();
            engine.stop().await;
            servers::keep(&house, &http);
        }
    }
}
