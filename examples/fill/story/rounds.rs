//! What the networks bring to one account, three times a day.
//!
//! Likes, boosts and follows fold; comments hang under posts of ours, replies under answers
//! of ours, mentions in threads of others. On its day a street has a storm: a crisis, or a
//! post that everybody likes. Another network's items belong into [`Street::round`], beside
//! Mastodon's.

// A round is told with the whole cast at hand.
#![allow(clippy::too_many_arguments)]

use std::collections::VecDeque;
use std::time::Duration;

use vigie::base::time::Timestamp;
use vigie::model::account::{Feed, Figures};
use vigie::model::author::Author;
use vigie::model::exchange::{Cursor, Incoming, Page, Post, Reaction, RemoteId, Thread};
use vigie::model::interaction::{Kind, Media, Visibility};
use vigie::model::network::Network;
use vigie::store::Store;

use super::cast::{Cast, Ours};
use super::chance::Chance;
use super::{Plan, Taped, Wrong};

/// The hours at which is polled, and the share of a day's items that has come since.
pub const HOURS: [(u64, f64); 3] = [(7, 0.25), (13, 0.40), (20, 0.35)];
/// So much must have come for a round to be worth its transaction.
const ROUND: f64 = 20.0;
/// What a network puts on one page.
const PAGE: usize = 40;
/// The posts of ours that still draw somebody.
const RECENT: usize = 8;
/// From Monday to Sunday.
const WEEK: [f64; 7] = [1.15, 1.1, 1.05, 1.0, 1.1, 0.85, 0.75];
/// The streets that have a storm, and the share of all items that each brings.
const STORMS: usize = 16;
const STORM: f64 = 0.008;

/// Whether the year ends with this day.
pub fn is_last(plan: &Plan, day: u32) -> bool {
    day + 1 == plan.days
}

/// What one round has brought.
#[derive(Debug, Clone, Copy, Default)]
pub struct Brought {
    pub fresh: u64,
    pub opened: u64,
    /// Reactions that were taken back.
    pub gone: u64,
}

/// One account's side of the story.
pub struct Street {
    at: usize,
    /// Its share of everything that happens on usual days.
    share: f64,
    /// How many people know it.
    pool: u64,
    storm: Option<u32>,
    plan: Plan,
    owed: f64,
    day: u32,
    items: u64,
    fans: u64,
    posts: VecDeque<(Post, u64)>,
    answers: VecDeque<(RemoteId, u64)>,
    /// Who asked in the last round, and what.
    asked: Vec<(Post, u64)>,
    again: Vec<Incoming>,
    /// The pages that were stored, where they are kept.
    pub tape: Vec<Taped>,
}

impl Street {
    /// The first accounts are far better known than the last.
    pub fn new(at: usize, plan: &Plan) -> Street {
        let weight = |at: usize| 1.0 / (at as f64 + 4.0).powf(0.8);
        let share = weight(at) / (0..plan.accounts).map(weight).sum::<f64>();
        let storms = STORMS.min(plan.accounts);
        let rest = 1.0 - storms as f64 * STORM;
        Street {
            at,
            share: share * rest,
            pool: 60 + (plan.interactions as f64 * share / 3.0) as u64,
            storm: (at < storms).then(|| (at as u32 * 22 + 13) % plan.days),
            plan: plan.clone(),
            owed: 0.0,
            day: 0,
            items: 0,
            fans: 0,
            posts: VecDeque::new(),
            answers: VecDeque::new(),
            asked: Vec::new(),
            again: Vec::new(),
            tape: Vec::new(),
        }
    }

    /// Polls an account at `now`: what it was owed since the last time.
    pub async fn round(&mut self, store: &Store, cast: &Cast, chance: &mut Chance, now: Timestamp, hour: usize) -> Result<Brought, Wrong> {
        let ours = &cast.accounts[self.at];
        let all = self.plan.interactions as f64;
        let days: f64 = (0..self.plan.days as usize).map(|day| WEEK[day % 7]).sum();
        self.owed += all * self.share * WEEK[self.day as usize % 7] / days * HOURS[hour].1;
        let stormy = self.storm == Some(self.day) && hour == 1;
        if stormy {
            self.owed += all * STORM;
        }
        // A quiet street is read when there is something to read, as a network that was away would be.
        let last = self.day + 1 == self.plan.days;
        let wanted = if self.owed < ROUND && !last { 0 } else { self.owed as u64 };
        self.owed -= wanted as f64;
        let brought = match ours.network {
            // A day begins with our numbers, whatever has come.
            Network::Mastodon if wanted == 0 && hour > 0 => Brought::default(),
            Network::Mastodon => {
                self.posts_of_ours(store, cast, ours, chance, now, hour, wanted).await?;
                self.items(store, cast, ours, chance, now, wanted, stormy).await?
            }
            Network::Rss if wanted == 0 => Brought::default(),
            Network::Rss => self.entries(store, cast, ours, chance, now, wanted).await?,
        };
        self.day += u32::from(hour + 1 == HOURS.len());
        Ok(brought)
    }

    /// Mentions at the very end, by people whom nobody knows.
    pub async fn burst(&mut self, store: &Store, cast: &Cast, chance: &mut Chance, now: Timestamp, wanted: u64) -> Result<u64, Wrong> {
        let ours = &cast.accounts[self.at];
        let times = times(chance, now, wanted, 1);
        let items = times.into_iter().map(|at| {
            let person = self.pool + self.items;
            said(self.post(cast, ours, chance, person, Kind::Mention, None, at))
        });
        let items = items.collect();
        Ok(self.store(store, ours, Feed::Notifications, items, Vec::new(), now, None).await?.fresh)
    }

    /// What we post, what we answer with another program, and our numbers of the day.
    async fn posts_of_ours(
        &mut self,
        store: &Store,
        cast: &Cast,
        ours: &Ours,
        chance: &mut Chance,
        now: Timestamp,
        hour: usize,
        wanted: u64,
    ) -> Result<(), Wrong> {
        let mut items = Vec::new();
        if self.posts.is_empty() || chance.happens((wanted as f64 * 0.06).min(0.9)) {
            let post = self.our_post(cast, ours, chance, None, now - Duration::from_secs(600));
            self.posts.push_front((post.clone(), chance.below(self.pool)));
            self.posts.truncate(RECENT);
            items.push(Incoming::Ours(Box::new(post)));
        }
        for (question, person) in std::mem::take(&mut self.asked) {
            if chance.happens(0.3) {
                let answer = self.our_post(cast, ours, chance, Some(&question), now - Duration::from_secs(300));
                self.answers.push_front((answer.remote_id.clone(), person));
                items.push(Incoming::Ours(Box::new(answer)));
            }
        }
        self.answers.truncate(40);
        let figures = (hour == 0).then(|| Figures {
            followers: Some(1_000 * (self.at as u64 % 9 + 1) + self.fans),
            following: Some(100 + self.at as u64),
            posts: Some(self.items / 9),
        });
        if !items.is_empty() || figures.is_some() {
            self.store(store, ours, Feed::Own, items, Vec::new(), now, figures).await?;
        }
        Ok(())
    }

    async fn items(
        &mut self,
        store: &Store,
        cast: &Cast,
        ours: &Ours,
        chance: &mut Chance,
        now: Timestamp,
        wanted: u64,
        stormy: bool,
    ) -> Result<Brought, Wrong> {
        let crisis = stormy && self.at % 8 < 3;
        let mut items = std::mem::take(&mut self.again);
        let taken_back = items.iter().filter(|item| matches!(item, Incoming::Withdrawn { .. })).count() as u64;
        let (mut direct, mut threads) = (Vec::new(), Vec::new());
        for at in times(chance, now, wanted, if stormy { 1 } else { 5 }) {
            let share = chance.share();
            let share = if crisis {
                0.55 + share * 0.36
            } else if stormy {
                share * 0.4
            } else {
                share
            };
            match share {
                share if share < 0.48 => items.push(self.reaction(cast, ours, chance, share < 0.36, stormy, at)),
                share if share < 0.54 => {
                    self.fans += 1;
                    let actor = cast.person(ours, self.pool + self.fans);
                    items.push(Incoming::Reacted(Box::new(Reaction { kind: Kind::Follow, actor, subject: None, happened_at: at })));
                }
                share if share < 0.91 => {
                    let (post, thread) = self.talk(cast, ours, chance, share, at);
                    threads.extend(thread);
                    items.push(said(post));
                }
                _ => {
                    let person = chance.tail(self.pool);
                    let mut post = self.post(cast, ours, chance, person, Kind::Dm, None, at);
                    (post.visibility, post.conversation) = (Visibility::Direct, Some(format!("{}", 50_000 + person)));
                    self.asked.push((post.clone(), person));
                    direct.push(said(post));
                }
            }
        }
        let mut brought = self.store(store, ours, Feed::Notifications, items, threads, now, None).await?;
        if !direct.is_empty() {
            let messages = self.store(store, ours, Feed::Messages, direct, Vec::new(), now, None).await?;
            brought.fresh += messages.fresh;
            brought.opened += messages.opened;
        }
        brought.gone = taken_back;
        Ok(brought)
    }

    /// What a source has written since the last time.
    async fn entries(
        &mut self,
        store: &Store,
        cast: &Cast,
        ours: &Ours,
        chance: &mut Chance,
        now: Timestamp,
        wanted: u64,
    ) -> Result<Brought, Wrong> {
        let words = cast.texts.of(&ours.language);
        let author = Author { remote_id: ours.name.clone(), name: ours.name.clone(), ..Author::default() };
        let mut items = Vec::new();
        for at in times(chance, now, wanted, 1) {
            let title = words.post(&ours.trade, chance);
            let body: Vec<String> = (0..chance.below(6) + 1).map(|_| words.post(&ours.trade, chance)).collect();
            let remote_id = self.id();
            let url = format!("{}#{}", self.plan.server, remote_id.as_str());
            let post = plain(remote_id, Kind::Entry, author.clone(), None, url.clone(), at);
            let media = if chance.happens(0.5) { vec![picture(&url)] } else { Vec::new() };
            items.push(said(Post { text: format!("{title}\n\n{}", body.join(" ")), language: Some(ours.language.clone()), media, ..post }));
        }
        self.store(store, ours, Feed::Entries, items, Vec::new(), now, None).await
    }

    /// A like or a boost of a recent post; nobody does it twice.
    fn reaction(&mut self, cast: &Cast, ours: &Ours, chance: &mut Chance, like: bool, stormy: bool, at: Timestamp) -> Incoming {
        let newest = if stormy { 0 } else { chance.tail(self.posts.len() as u64) as usize };
        let (subject, next) = &mut self.posts[newest];
        // Everybody who knows the account before anybody who does not.
        *next += 1;
        let actor = cast.person(ours, *next);
        let kind = if like { Kind::Like } else { Kind::Boost };
        if chance.happens(0.01) {
            let subject = Some(subject.remote_id.clone());
            self.again.push(Incoming::Withdrawn { kind, actor: actor.remote_id.clone(), subject });
        }
        Incoming::Reacted(Box::new(Reaction { kind, actor, subject: Some(Box::new(subject.clone())), happened_at: at }))
    }

    /// A comment, a reply or a mention, with the thread that it stands in where that is asked for.
    fn talk(&mut self, cast: &Cast, ours: &Ours, chance: &mut Chance, share: f64, at: Timestamp) -> (Post, Option<Thread>) {
        let person = chance.tail(self.pool);
        let mut thread = None;
        let (post, person) = match share {
            share if share < 0.72 => {
                let parent = self.posts[chance.tail(self.posts.len() as u64) as usize].0.remote_id.clone();
                (self.post(cast, ours, chance, person, Kind::Comment, Some(parent), at), person)
            }
            share if share < 0.78 && !self.answers.is_empty() => {
                let (parent, person) = self.answers[chance.tail(self.answers.len() as u64) as usize].clone();
                (self.post(cast, ours, chance, person, Kind::Reply, Some(parent), at), person)
            }
            _ if chance.happens(0.12) => {
                let above = self.post(cast, ours, chance, person + 1, Kind::Mention, None, at - Duration::from_secs(3_600));
                let post = self.post(cast, ours, chance, person, Kind::Mention, Some(above.remote_id.clone()), at);
                // Some servers do not tell the thread; then the parent stands for its root.
                thread = chance.happens(0.7).then(|| Thread { posts: vec![(above, false)] });
                (post, person)
            }
            _ => (self.post(cast, ours, chance, person, Kind::Mention, None, at), person),
        };
        self.asked.push((post.clone(), person));
        if chance.happens(0.01) {
            let text = format!("{} (edit)", post.text);
            self.again.push(said(Post { text, edited_at: Some(at + Duration::from_secs(900)), ..post.clone() }));
        } else if chance.happens(0.003) {
            self.again.push(Incoming::Gone(post.remote_id.clone()));
        }
        (post, thread)
    }

    fn post(
        &mut self,
        cast: &Cast,
        ours: &Ours,
        chance: &mut Chance,
        person: u64,
        kind: Kind,
        parent: Option<RemoteId>,
        at: Timestamp,
    ) -> Post {
        let author = cast.person(ours, person);
        let (words, language) = cast.words(ours, person);
        let remote_id = self.id();
        let url = format!("{}/{}", author.url, remote_id.as_str());
        let also = cast.accounts[chance.below(cast.accounts.len() as u64) as usize].handle.clone();
        Post {
            text: format!(
                "{} {}",
                ours.handle.split('@').nth(1).map_or_else(String::new, |name| format!("@{name}")),
                words.said(&ours.trade, chance)
            ),
            warning: if chance.happens(0.01) { "spoiler".to_owned() } else { String::new() },
            language: Some(language.to_owned()),
            names: if chance.happens(0.01) { vec![ours.handle.clone(), also] } else { vec![ours.handle.clone()] },
            media: if chance.happens(0.04) { vec![picture(&url)] } else { Vec::new() },
            ..plain(remote_id, kind, author, parent, url, at)
        }
    }

    /// A post of ours, or an answer to somebody's.
    fn our_post(&mut self, cast: &Cast, ours: &Ours, chance: &mut Chance, to: Option<&Post>, at: Timestamp) -> Post {
        let words = cast.texts.of(&ours.language);
        let text = if to.is_some() { words.answer(&ours.trade, chance) } else { words.post(&ours.trade, chance) };
        let remote_id = self.id();
        let url = format!("{}/@{}/{}", self.plan.server, ours.name, remote_id.as_str());
        let author =
            Author { remote_id: ours.remote_id.clone(), handle: ours.handle.clone(), name: ours.name.clone(), ..Author::default() };
        Post {
            text,
            language: Some(ours.language.clone()),
            visibility: to.map_or(Visibility::Public, |post| post.visibility),
            conversation: to.and_then(|post| post.conversation.clone()),
            ..plain(remote_id, Kind::Reply, author, to.map(|post| post.remote_id.clone()), url, at)
        }
    }

    /// Networks number what they store upwards.
    fn id(&mut self) -> RemoteId {
        self.items += 1;
        RemoteId::new(format!("11{:03}{:09}", self.at, self.items))
    }

    async fn store(
        &mut self,
        store: &Store,
        ours: &Ours,
        feed: Feed,
        mut items: Vec<Incoming>,
        mut threads: Vec<Thread>,
        now: Timestamp,
        mut figures: Option<Figures>,
    ) -> Result<Brought, Wrong> {
        let mut brought = Brought::default();
        loop {
            let rest = items.split_off(PAGE.min(items.len()));
            // As the connector writes how far it has read.
            let cursor = Cursor::new(format!(r#"{{"top":{{"id":"11{:03}{:09}","at":{}}},"read":0}}"#, self.at, self.items, now.millis()));
            let page = Page { items, cursor, more: !rest.is_empty(), figures: figures.take(), ..Page::default() };
            let threads = std::mem::take(&mut threads);
            if self.plan.taped {
                self.tape.push(Taped { account: ours.id, feed, page: page.clone(), threads: threads.clone() });
            }
            let absorbed = store.absorb(ours.id, feed, page, threads, None).await?;
            brought.fresh += u64::from(absorbed.fresh);
            brought.opened += absorbed.opened.len() as u64;
            items = rest;
            if items.is_empty() {
                return Ok(brought);
            }
        }
    }
}

/// When so many things happened in the `hours` before `now`, earliest first.
fn times(chance: &mut Chance, now: Timestamp, wanted: u64, hours: u64) -> Vec<Timestamp> {
    let mut times: Vec<Timestamp> = (0..wanted).map(|_| now - Duration::from_millis(chance.below(hours * 3_600_000))).collect();
    times.sort_unstable();
    times
}

fn said(post: Post) -> Incoming {
    Incoming::Said(Box::new(post))
}

fn picture(url: &str) -> Media {
    Media { kind: "image".to_owned(), url: format!("{url}/1.jpg"), alt: "A photograph".to_owned() }
}

fn plain(remote_id: RemoteId, kind: Kind, author: Author, parent: Option<RemoteId>, url: String, at: Timestamp) -> Post {
    Post {
        remote_id,
        kind,
        author,
        text: String::new(),
        warning: String::new(),
        language: None,
        visibility: Visibility::Public,
        parent,
        conversation: None,
        participants: Vec::new(),
        names: Vec::new(),
        happened_at: at,
        edited_at: None,
        url,
        media: Vec::new(),
        liked: false,
        boosted: false,
    }
}
