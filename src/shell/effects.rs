//! What the screen asks for, done: store, engine, browser, clipboard.
//!
//! Nothing here waits on the path of a key. Intents go to the store one after the other,
//! in the order they were given; of the drafts that wait in that line only the last of
//! each is written. What needs the terminal itself goes back to the loop as a [`Chore`].

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

use super::errand::Errand;
use super::spelling::Proofreader;
use super::{browser, clipboard, files, habits, house, pictures, themes};
use crate::app::{Answered, Ask, Effect, Ticket};
use crate::config::Paths;
use crate::config::say::{Problem, ProblemCode};
use crate::engine::Engine;
use crate::model::draft::{Draft, Target};
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Hand;
use crate::store::{Store, StoreError};

/// The rest before a text that could not be stored is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// Longer than anybody looks at a screen.
const FOREVER: Duration = Duration::from_secs(365 * 24 * 3600);

/// Something that needs the terminal, or ends the loop.
pub(super) enum Chore {
    /// Open a text in the editor.
    Edit(Ticket, String),
    /// Write bytes to the terminal.
    Send(String),
    /// Leave the terminal to a conversation.
    Errand(Errand),
    /// Use the mouse, or not.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Go to sleep until the shell wakes us.
    Suspend,
    /// End, and begin again as the demo.
    Demo,
    /// Leave the terminal to a demo with the tour.
    Tour,
    /// End.
    Quit,
}

/// Does what the screen asks for.
pub(super) struct Effects {
    store: Store,
    engine: Option<Arc<Engine>>,
    answers: mpsc::Sender<(Ticket, Answered)>,
    saves: mpsc::UnboundedSender<(Ticket, Intent)>,
    saver: JoinHandle<Vec<Draft>>,
    settings: PathBuf,
    habits: PathBuf,
    cache: PathBuf,
    /// Pictures that wait for the engine.
    pictures: Vec<(Ticket, String)>,
    writing: Arc<Mutex<()>>,
    proofreader: Proofreader,
}

impl Effects {
    /// Begins; `paths` say where settings and pictures lie, and answers come through `answers`.
    pub(super) fn begin(store: Store, hand: Hand, paths: &Paths, answers: mpsc::Sender<(Ticket, Answered)>) -> Effects {
        let (saves, waiting) = mpsc::unbounded_channel();
        let writing = store.clone();
        let intend = move |intent| {
            let (store, hand) = (writing.clone(), hand.clone());
            async move { store.intend(hand, intent).await }
        };
        let saver = tokio::spawn(save(intend, waiting, answers.clone()));
        let (settings, habits, cache) = (paths.config_file(), paths.habits_file(), paths.cache.clone());
        let proofreader = Proofreader::new(store.clone());
        let (pictures, writing) = (Vec::new(), Arc::default());
        Effects { store, proofreader, engine: None, answers, saves, saver, settings, habits, cache, pictures, writing }
    }

    /// The engine is there from now on.
    pub(super) fn engine(&mut self, engine: Arc<Engine>) {
        self.engine = Some(engine);
        for (ticket, url) in std::mem::take(&mut self.pictures) {
            self.picture(ticket, url);
        }
    }

    /// Does `effect`, or gives the loop something to do.
    pub(super) fn run(&mut self, effect: Effect) -> Option<Chore> {
        match effect {
            Effect::Load(ticket, query) => {
                let (store, answers) = (self.store.clone(), self.answers.clone());
                tokio::spawn(async move {
                    let answered = match store.ask(query).await {
                        Ok(answer) => Answered::Loaded(answer),
                        Err(error) => Answered::Failed(house::problem(&error)),
                    };
                    answers.send((ticket, answered)).await.ok();
                });
            }
            Effect::Save(ticket, intent) => {
                self.saves.send((ticket, intent)).ok();
            }
            Effect::Ask(_, Ask::Thread(conversation)) => {
                if let Some(engine) = &self.engine {
                    engine.read_thread(conversation);
                }
            }
            Effect::Picture(ticket, url) => self.picture(ticket, url),
            Effect::Proof(ticket, wanted) => self.proofreader.run(ticket, wanted, self.answers.clone()),
            Effect::SyncNow => {
                if let Some(engine) = &self.engine {
                    engine.sync();
                }
            }
            Effect::CancelAsks => {
                if let Some(engine) = &self.engine {
                    engine.cancel_asks();
                }
            }
            Effect::Attach(ticket, path) => self.at_disk(ticket, move || Answered::File(files::look(&path))),
            Effect::Paths(ticket, typed) => self.at_disk(ticket, move || {
                let paths = files::complete(&typed);
                Answered::Paths(typed, paths)
            }),
            Effect::Open(url) => return self.open(url),
            Effect::KeepTheme(name) => self.keep_theme(name),
            Effect::KeepHabits(text) => self.keep_habits(text),
            Effect::Edit(ticket, text) => return Some(Chore::Edit(ticket, text)),
            Effect::Copy(text) => return Some(Chore::Send(clipboard::osc52(&text))),
            Effect::Login(account) => return Some(Chore::Errand(Errand::Renew(account))),
            Effect::AddAccount(client) => return Some(Chore::Errand(Errand::Add(client))),
            Effect::AddSource(client) => return Some(Chore::Errand(Errand::AddSource(client))),
            Effect::Mouse(wanted) => return Some(Chore::Mouse(wanted)),
            Effect::Redraw => return Some(Chore::Redraw),
            Effect::Suspend => return Some(Chore::Suspend),
            Effect::Demo => return Some(Chore::Demo),
            Effect::Tour => return Some(Chore::Tour),
            Effect::Quit => return Some(Chore::Quit),
        }
        None
    }

    /// Fetches a picture, as soon as there is something to fetch it with.
    fn picture(&mut self, ticket: Ticket, url: String) {
        let Some(engine) = &self.engine else {
            self.pictures.push((ticket, url));
            return;
        };
        let (http, now) = (engine.parts().http.clone(), engine.parts().clock.machine());
        let (cache, answers) = (self.cache.clone(), self.answers.clone());
        tokio::spawn(async move {
            let picture = pictures::fetch(http, cache, url.clone(), now).await;
            answers.send((ticket, Answered::Picture(url, picture))).await.ok();
        });
    }

    /// Asks a disk, away from the path of a key.
    fn at_disk(&self, ticket: Ticket, ask: impl FnOnce() -> Answered + Send + 'static) {
        let answers = self.answers.clone();
        tokio::spawn(async move {
            if let Ok(answered) = tokio::task::spawn_blocking(ask).await {
                answers.send((ticket, answered)).await.ok();
            }
        });
    }

    /// Opens a page; where there is no browser the address goes to the clipboard.
    fn open(&self, url: String) -> Option<Chore> {
        let Err(error) = browser::open(&url) else {
            return None;
        };
        tracing::info!(%error, "The browser could not be opened.");
        let problem = Problem { code: ProblemCode::Browser, detail: url.clone() };
        self.tell(super::tui::WORLD, Answered::Failed(problem));
        Some(Chore::Send(clipboard::osc52(&url)))
    }

    /// Writes the theme into the settings, away from the path of a key and in order.
    fn keep_theme(&self, name: String) {
        let (path, answers, turn) = (self.settings.clone(), self.answers.clone(), Arc::clone(&self.writing));
        tokio::spawn(async move {
            let _turn = turn.lock().await;
            let kept = tokio::task::spawn_blocking(move || themes::keep(&path, &name)).await;
            if let Err(error) = kept.unwrap_or_else(|error| Err(io::Error::other(error))) {
                tracing::warn!(%error, "The theme could not be kept.");
                let problem = Problem { code: ProblemCode::Theme, detail: error.to_string() };
                answers.send((super::tui::WORLD, Answered::Failed(problem))).await.ok();
            }
        });
    }

    /// What is not kept is counted again: nobody needs to know.
    fn keep_habits(&self, text: String) {
        let (path, turn) = (self.habits.clone(), Arc::clone(&self.writing));
        tokio::spawn(async move {
            let _turn = turn.lock().await;
            let kept = tokio::task::spawn_blocking(move || habits::keep(&path, &text)).await;
            if let Err(error) = kept.unwrap_or_else(|error| Err(io::Error::other(error))) {
                tracing::info!(%error, "What was counted of the ways to commands could not be kept.");
            }
        });
    }

    /// Gives an answer to the screen; one that finds no room is about nothing that lasts.
    pub(super) fn tell(&self, ticket: Ticket, answered: Answered) {
        self.answers.try_send((ticket, answered)).ok();
    }

    /// Waits until everything that was given is in the store; the texts that it did not take.
    pub(super) async fn finish(self) -> Vec<Draft> {
        drop(self.saves);
        self.saver.await.unwrap_or_default()
    }
}

/// Carries intents to the store, in order.
///
/// A text that could not be stored is owed: it is tried again until it is, or until the
/// program ends, since whoever typed it may have left the composer meanwhile. Those that
/// are still owed at the end are given back.
async fn save<Stored: Future<Output = Result<Effected, StoreError>>>(
    intend: impl Fn(Intent) -> Stored,
    mut waiting: mpsc::UnboundedReceiver<(Ticket, Intent)>,
    answers: mpsc::Sender<(Ticket, Answered)>,
) -> Vec<Draft> {
    let mut owed: Vec<(Ticket, Intent)> = Vec::new();
    let mut open = true;
    while open {
        let mut batch = std::mem::take(&mut owed);
        let patience = if batch.is_empty() { FOREVER } else { AGAIN };
        open = !matches!(tokio::time::timeout(patience, waiting.recv_many(&mut batch, 256)).await, Ok(0));
        for (ticket, intent) in latest_drafts(batch) {
            let draft = matches!(intent, Intent::SaveDraft(_)).then(|| intent.clone());
            let answered = match intend(intent).await {
                Ok(effected) => Answered::Effected(effected),
                Err(error) => {
                    owed.extend(draft.filter(|_| error != StoreError::Closed).map(|draft| (ticket, draft)));
                    Answered::Failed(house::problem(&error))
                }
            };
            // Only a screen that is gone does not read its answers.
            answers.send((ticket, answered)).await.ok();
        }
    }
    let draft = |(_, intent)| match intent {
        Intent::SaveDraft(draft) if !draft.is_blank() => Some(draft),
        _ => None,
    };
    owed.into_iter().filter_map(draft).collect()
}

/// Leaves out every draft that the next intent in line writes again.
fn latest_drafts(batch: Vec<(Ticket, Intent)>) -> Vec<(Ticket, Intent)> {
    let mut kept: Vec<(Ticket, Intent)> = Vec::with_capacity(batch.len());
    for (ticket, intent) in batch {
        if let (Some((_, Intent::SaveDraft(before))), Intent::SaveDraft(after)) = (kept.last(), &intent)
            && same_draft(before, after)
        {
            kept.pop();
        }
        kept.push((ticket, intent));
    }
    kept
}

fn same_draft(one: &Draft, other: &Draft) -> bool {
    match (&one.target, &other.target) {
        (Target::Reply { conversation: a, audience: x, .. }, Target::Reply { conversation: b, audience: y, .. }) => a == b && x == y,
        // Two new posts that have no row yet may be two.
        (Target::New, Target::New) => one.id.is_some() && one.id == other.id,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Slot;
    use crate::base::id::AccountId;
    use crate::base::id::DraftId;
    use crate::base::time::Timestamp;
    use crate::model::interaction::Visibility;
    use std::sync::Mutex;

    fn draft(text: &str) -> Draft {
        let (accounts, visibility) = (vec![AccountId(1)], Visibility::Public);
        let (id, target, warning) = (Some(DraftId(7)), Target::New, String::new());
        Draft {
            id,
            target,
            accounts,
            text: text.to_owned(),
            warning,
            visibility,
            language: None,
            then: None,
            run: None,
            variants: std::collections::BTreeMap::new(),
            media: Vec::new(),
            updated_at: Timestamp::default(),
        }
    }

    #[tokio::test]
    async fn a_text_that_could_not_be_stored_is_stored_when_it_can_be() {
        let (saves, waiting) = mpsc::unbounded_channel();
        let (answers, mut answered) = mpsc::channel(8);
        let stored: Mutex<Vec<String>> = Mutex::default();
        let tries = Mutex::new(0);
        let intend = |intent| {
            *tries.lock().unwrap() += 1;
            let full = *tries.lock().unwrap() == 1;
            if let (Intent::SaveDraft(draft), false) = (&intent, full) {
                stored.lock().unwrap().push(draft.text.clone());
            }
            std::future::ready(if full { Err(StoreError::Full) } else { Ok(Effected::Draft(None)) })
        };
        let ticket = Ticket { slot: Slot::Draft, generation: 1 };
        saves.send((ticket, Intent::SaveDraft(draft("typed")))).unwrap();
        let told = async {
            assert!(matches!(answered.recv().await, Some((_, Answered::Failed(_)))), "it is said");
            // The program ends: the last chance.
            drop(saves);
            assert!(matches!(answered.recv().await, Some((_, Answered::Effected(_)))));
        };
        let (owed, ()) = tokio::join!(save(intend, waiting, answers), told);
        assert_eq!((stored.lock().unwrap().as_slice(), owed.len()), (["typed".to_owned()].as_slice(), 0));
    }

    #[tokio::test]
    async fn a_text_that_is_never_stored_is_given_back() {
        let (saves, waiting) = mpsc::unbounded_channel();
        let (answers, _answered) = mpsc::channel(8);
        let ticket = Ticket { slot: Slot::Draft, generation: 1 };
        for text in ["ty", "typed"] {
            saves.send((ticket, Intent::SaveDraft(draft(text)))).unwrap();
        }
        drop(saves);
        let owed = save(|_| std::future::ready(Err(StoreError::Full)), waiting, answers).await;
        assert_eq!(owed.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), ["typed"]);
    }
}
