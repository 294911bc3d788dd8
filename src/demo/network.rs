//! The network as tests, the day and the server share it: one lock, one clock, handles.
//!
//! A handle that nobody has yet becomes a person the moment it is used, so that a test
//! needs one line for one event. Nothing here knows HTTP.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::base::time::{Clock, Timestamp};

use super::nouns::{Options, Posted, Profile, Report, RequestLog, Tie, Visibility};
use super::world::{Refused, World};

/// An app that asked to be registered.
#[derive(Debug, Clone)]
pub(super) struct App {
    pub(super) secret: String,
    pub(super) redirect_uris: Vec<String>,
}

/// A code that waits to be exchanged for a token.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) app: String,
    pub(super) handle: String,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) challenged: bool,
}

/// Who may come in, and who came.
#[derive(Debug, Default)]
pub(super) struct Gate {
    pub(super) apps: HashMap<String, App>,
    pub(super) codes: HashMap<String, Code>,
    pub(super) tokens: HashMap<String, String>,
    pub(super) signed_in: Option<String>,
    pub(super) issued: u64,
    requests: Vec<RequestLog>,
}

/// A small social network in memory.
pub struct Network {
    clock: Arc<dyn Clock>,
    world: Mutex<World>,
    gate: Mutex<Gate>,
    heard: Notify,
}

impl Network {
    /// Makes an empty network whose stored times come from `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Network {
        Network { clock, world: Mutex::default(), gate: Mutex::default(), heard: Notify::new() }
    }

    /// The clock that stored times come from.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Looks at everything, or changes it, in one piece.
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at who may come in.
    pub(super) fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until somebody posts over HTTP or by a test; posts before the wait count.
    pub(super) async fn heard(&self) {
        self.heard.notified().await;
    }

    /// Tells whoever waits in [`Network::heard`].
    pub(super) fn tell(&self) {
        self.heard.notify_one();
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Makes somebody known, or changes how they present themselves.
    pub fn person(&self, handle: &str, profile: Profile) {
        let now = self.now();
        let mut world = self.world();
        let who = world.join(handle, now);
        world.present(who, profile);
    }

    /// Gives a token that lets its bearer act as this person.
    pub fn token(&self, handle: &str) -> String {
        let handle = handle.trim_start_matches('@');
        self.world().join(handle, self.now());
        let token = format!("token-of-{handle}");
        self.gate().tokens.insert(token.clone(), handle.to_owned());
        token
    }

    /// Makes a token worth nothing from now on.
    pub fn revoke(&self, token: &str) {
        self.gate().tokens.remove(token);
    }

    /// Says as whom the authorize page is shown; the first person when never said.
    pub fn sign_in(&self, handle: &str) {
        self.world().join(handle, self.now());
        self.gate().signed_in = Some(handle.trim_start_matches('@').to_owned());
    }

    /// Publishes a status.
    ///
    /// # Errors
    /// When the network would refuse it: empty, too long, an answer to nothing.
    pub fn post(&self, who: &str, text: &str, options: Options) -> Result<String, Refused> {
        let now = self.now();
        let id = {
            let mut world = self.world();
            let by = world.join(who, now);
            world.post(by, text, options, now)
        };
        self.tell();
        id
    }

    /// Lets `who` name `whom` in a public status, and gives its id.
    ///
    /// # Errors
    /// As for [`Network::post`].
    pub fn mention(&self, who: &str, whom: &str, text: &str) -> Result<String, Refused> {
        self.world().join(whom, self.now());
        self.post(who, &naming(whom, text), Options::default())
    }

    /// Lets `who` answer a status, naming its author and keeping its audience.
    ///
    /// # Errors
    /// As for [`Network::post`].
    pub fn reply(&self, who: &str, to: &str, text: &str) -> Result<String, Refused> {
        let (author, visibility) = {
            let world = self.world();
            let status = world.any_status(to).ok_or(Refused::NotFound)?;
            let author = world.person(status.by).map(|person| person.handle.clone()).unwrap_or_default();
            (author, status.options.visibility)
        };
        let text = if author.eq_ignore_ascii_case(who.trim_start_matches('@')) { text.to_owned() } else { naming(&author, text) };
        self.post(who, &text, Options { visibility, ..Options::reply_to(to) })
    }

    /// Lets `who` write to `whom` alone, and gives the message's id.
    ///
    /// # Errors
    /// As for [`Network::post`].
    pub fn direct(&self, who: &str, whom: &str, text: &str) -> Result<String, Refused> {
        self.world().join(whom, self.now());
        self.post(who, &naming(whom, text), Options::direct())
    }

    /// Lets `who` quote a status.
    ///
    /// # Errors
    /// As for [`Network::post`].
    pub fn quote(&self, who: &str, status: &str, text: &str) -> Result<String, Refused> {
        self.post(who, text, Options { quotes: Some(status.to_owned()), ..Options::default() })
    }

    /// Lets `who` like a status.
    ///
    /// # Errors
    /// When there is no such status for them.
    pub fn favourite(&self, who: &str, status: &str) -> Result<(), Refused> {
        let now = self.now();
        let mut world = self.world();
        let by = world.join(who, now);
        world.favourite(by, status, now)
    }

    /// Takes a like back.
    ///
    /// # Errors
    /// When there is no such status for them.
    pub fn unfavourite(&self, who: &str, status: &str) -> Result<(), Refused> {
        let mut world = self.world();
        let by = world.join(who, self.now());
        world.unfavourite(by, status)
    }

    /// Lets `who` pass a status on, and gives the id of the boost.
    ///
    /// # Errors
    /// When there is no such status for them.
    pub fn boost(&self, who: &str, status: &str) -> Result<String, Refused> {
        let now = self.now();
        let mut world = self.world();
        let by = world.join(who, now);
        world.boost(by, status, now)
    }

    /// Lets `fan` follow `whom`.
    pub fn follow(&self, fan: &str, whom: &str) {
        let now = self.now();
        let mut world = self.world();
        let (fan, whom) = (world.join(fan, now), world.join(whom, now));
        world.follow(fan, whom, now);
    }

    /// Lets the author of a status change its words.
    ///
    /// # Errors
    /// When there is no such status.
    pub fn edit(&self, status: &str, text: &str) -> Result<(), Refused> {
        let now = self.now();
        let mut world = self.world();
        let by = world.any_status(status).ok_or(Refused::NotFound)?.by;
        world.edit(by, status, text, now)
    }

    /// Lets the author of a status delete it.
    ///
    /// # Errors
    /// When there is no such status.
    pub fn delete(&self, status: &str) -> Result<(), Refused> {
        let mut world = self.world();
        let by = world.any_status(status).ok_or(Refused::NotFound)?.by;
        world.delete(by, status).map(|_| ())
    }

    /// What somebody posted, oldest first, without boosts.
    pub fn posts_of(&self, handle: &str) -> Vec<Posted> {
        let world = self.world();
        let Some(who) = world.find(handle) else {
            return Vec::new();
        };
        let own = world.statuses().filter(|status| status.by == who && status.boost_of.is_none());
        own.map(|status| Posted {
            id: status.id.clone(),
            text: status.text.clone(),
            visibility: status.options.visibility,
            in_reply_to: status.options.in_reply_to.clone(),
            images: status.options.images.clone(),
            idempotency_key: status.options.idempotency_key.clone(),
        })
        .collect()
    }

    /// Who likes a status, by handle, in order.
    pub fn favourited_by(&self, status: &str) -> Vec<String> {
        let world = self.world();
        let fans = world.any_status(status).map(|status| status.favourited_by.clone()).unwrap_or_default();
        fans.iter().filter_map(|fan| world.person(*fan)).map(|fan| fan.handle.clone()).collect()
    }

    /// Whether somebody has passed a status on.
    pub fn boosted_by(&self, status: &str, handle: &str) -> bool {
        let world = self.world();
        world.find(handle).is_some_and(|who| world.boost_by(who, status).is_some())
    }

    /// Whether one blocks or mutes the other.
    pub fn tied(&self, by: &str, tie: Tie, whom: &str) -> bool {
        let world = self.world();
        world.find(by).zip(world.find(whom)).is_some_and(|(by, whom)| world.tied(by, tie, whom))
    }

    /// Every report to the moderators: by whom, about whom, what for, in which words, with how many statuses.
    pub fn reports(&self) -> Vec<(String, String, String, String, usize)> {
        let world = self.world();
        let handle = |who| world.person(who).map(|person| person.handle.clone()).unwrap_or_default();
        let told = |one: &Report| (handle(one.by), handle(one.whom), one.category.clone(), one.comment.clone(), one.statuses.len());
        world.reports().iter().map(told).collect()
    }

    /// Whether somebody told the network that they have read a message.
    pub fn has_read(&self, who: &str, message: &str) -> bool {
        let world = self.world();
        world.find(who).is_some_and(|who| world.has_read(who, message))
    }

    /// The visibility of a status, while it is there.
    pub fn visibility(&self, status: &str) -> Option<Visibility> {
        self.world().any_status(status).map(|status| status.options.visibility)
    }

    /// Every request that came in, in order.
    pub fn requests(&self) -> Vec<RequestLog> {
        self.gate().requests.clone()
    }

    pub(super) fn log(&self, request: RequestLog) {
        self.gate().requests.push(request);
    }
}

/// A text that names `whom`, first when it does not do so anyway.
pub(super) fn naming(whom: &str, text: &str) -> String {
    let whom = whom.trim_start_matches('@');
    let named = super::text::mentions(text).iter().any(|handle| handle.eq_ignore_ascii_case(whom));
    if named { text.to_owned() } else { format!("@{whom} {text}") }
}
