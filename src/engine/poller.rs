//! One account's feed: cursor, page, one transaction, again until the feed is read.
//!
//! A page and its cursor are stored together, so a round may be cut anywhere: the next one
//! goes on where the last page was stored. The first sync of a feed is bounded by
//! [`Rules`](super::Rules); what it stores may arrive done.

use std::time::Duration;

use async_trait::async_trait;

use super::lane::{Rest, Work};
use super::{Failure, Parts};
use crate::base::id::AccountId;
use crate::base::time::Timestamp;
use crate::connector::Call;
use crate::model::account::{Account, Feed, FeedStatus, Health};
use crate::model::exchange::{Cursor, Incoming, Page, Thread};
use crate::model::fault::{Fault, Reason};

/// How many threads are asked for before a page is stored.
const THREADS_A_PAGE: usize = 20;

/// How many people are asked for what a feed did not tell.
const AUTHORS_A_ROUND: usize = 20;

/// How many pages one round reads before it lets others have the line.
const PAGES_A_ROUND: usize = 50;

/// Polls one feed of one account.
pub struct Poller {
    parts: Parts,
    account: AccountId,
    feed: Feed,
    /// When the feed was last read to its end; none before the first sync is through.
    read_at: Option<Timestamp>,
    /// The day for which the account's figures are in the store.
    figures_day: Option<i64>,
}

/// What one round has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Polled {
    /// Items that were not in the store.
    pub fresh: u32,
    /// How long the network wants a feed to rest between two polls.
    pub every: Duration,
    /// When the network wants to be asked again, if it says so.
    pub poll_after: Option<Duration>,
}

impl Poller {
    /// Makes the worker of a feed that was last read to its end at `read_at`.
    pub fn new(parts: Parts, account: AccountId, feed: Feed, read_at: Option<Timestamp>) -> Poller {
        Poller { parts, account, feed, read_at, figures_day: None }
    }

    /// Reads the feed to its end, or as far as one round goes.
    ///
    /// # Errors
    /// What the network or the store said; what was stored before stays.
    pub async fn poll(&mut self) -> Result<Polled, Failure> {
        let Some(account) = self.parts.store.account(self.account).await? else {
            return Ok(Polled::default());
        };
        let credential = self.parts.credential(&account).await?;
        if self.feed == Feed::Own {
            self.keep_figures(&account).await?;
        }
        let first = self.read_at.is_none();
        let horizon = self.parts.clock.now() - self.parts.rules().first_span;
        let connector = self.parts.connector(&account);
        let mut cursor = self.parts.store.cursor(account.id, self.feed).await?;
        let mut polled = Polled { every: connector.capabilities().poll_every, ..Polled::default() };
        let mut taken = 0;
        let mut authors: Vec<String> = Vec::new();
        for _ in 0..PAGES_A_ROUND {
            let call = self.parts.call(&account, &credential);
            let mut page = match connector.poll(&call, self.feed, cursor.as_ref()).await {
                Ok(page) => page,
                Err(fault) => return Err(self.refused(fault).await?),
            };
            taken += page.items.len();
            note_authors(&page, &mut authors);
            // A source has no pages, and its first one is as long as is wanted.
            let enough = first && self.feed != Feed::Entries && (taken >= self.parts.rules().first_items || reaches(&page, horizon));
            if enough {
                page.cursor = connector.forward(&page.cursor);
                page.more = false;
            }
            polled.poll_after = page.poll_after.or(polled.poll_after);
            let more = page.more;
            cursor = Some(page.cursor.clone());
            polled.fresh += self.store(&call, page, first).await?;
            if !more {
                polled.fresh += self.overlooked(&call, cursor.as_ref(), &authors, first).await?;
                self.read_at = Some(self.parts.clock.now());
                break;
            }
        }
        Ok(polled)
    }

    /// A source that says it is gone for good is not asked again.
    async fn refused(&self, fault: Fault) -> Result<Failure, Failure> {
        if self.feed == Feed::Entries && fault.is_gone_for_good() {
            self.parts.store.set_health(self.account, Health::Gone).await?;
        }
        Ok(fault.into())
    }

    /// Stores what the feed's list had no room for.
    async fn overlooked(&self, call: &Call<'_>, cursor: Option<&Cursor>, authors: &[String], first: bool) -> Result<u32, Failure> {
        let Some(cursor) = cursor else {
            return Ok(0);
        };
        match self.parts.connector(call.account).overlooked(call, self.feed, cursor, authors).await? {
            Some(page) => self.store(call, page, first).await,
            None => Ok(0),
        }
    }

    /// Stores a page with the threads that its items need to find their place.
    async fn store(&self, call: &Call<'_>, page: Page, first: bool) -> Result<u32, Failure> {
        let unplaced = self.parts.store.unplaced(self.account, &page).await?;
        let mut threads: Vec<Thread> = Vec::new();
        for post in unplaced.into_iter().take(THREADS_A_PAGE) {
            if threads.iter().any(|thread| thread.posts.iter().any(|(known, _)| known.remote_id == post)) {
                continue;
            }
            match self.parts.connector(call.account).thread(call, &post).await {
                Ok(thread) => threads.push(thread),
                // The parent stands for the root; the two are merged when the root is known.
                Err(Fault::RateLimited { .. }) => break,
                Err(fault) => tracing::debug!(account = self.account.0, ?fault, "A thread could not be read."),
            }
        }
        let absorbed =
            self.parts.store.absorb(self.account, self.feed, page, threads, first.then_some(self.parts.rules().open_for)).await?;
        self.parts.hooks.note(&absorbed.news);
        Ok(absorbed.fresh)
    }

    /// Keeps the account's numbers once a day; they cannot be had later.
    async fn keep_figures(&mut self, account: &Account) -> Result<(), Failure> {
        let today = self.parts.clock.now().millis().div_euclid(86_400_000);
        if self.figures_day == Some(today) {
            return Ok(());
        }
        if !self.parts.store.has_figures(account.id, today).await? {
            super::login::refresh_identity(&self.parts, account).await?;
        }
        self.figures_day = Some(today);
        Ok(())
    }

    async fn note(&self, trouble: Option<Reason>, next_at: Option<Timestamp>) {
        let status = FeedStatus { feed: self.feed, read_at: self.read_at, next_at, trouble };
        if let Err(error) = self.parts.store.feed_status(self.account, status).await {
            tracing::error!(account = self.account.0, %error, "The state of a feed could not be stored.");
        }
    }

    /// Polls once, and keeps what came of it where it can be seen.
    ///
    /// # Errors
    /// What [`Poller::poll`] says; a lost login is kept with the account as well.
    pub async fn poll_and_note(&mut self) -> Result<Polled, Failure> {
        match self.poll().await {
            Ok(polled) => {
                self.note(None, Some(self.next_at(polled))).await;
                Ok(polled)
            }
            Err(failure) => {
                self.failed(&failure.reason(), None).await;
                Err(failure)
            }
        }
    }

    fn next_at(&self, polled: Polled) -> Timestamp {
        let rules = self.parts.rules();
        let usual = rules.poll_every.unwrap_or(polled.every.max(rules.poll_least));
        let rest = polled.poll_after.map_or(usual, |asked| asked.max(usual));
        self.parts.clock.machine() + self.parts.jitter().stretch(rest)
    }
}

/// Adds those who said something in a page, up to a bound.
fn note_authors(page: &Page, authors: &mut Vec<String>) {
    for item in &page.items {
        if let Incoming::Said(post) = item
            && authors.len() < AUTHORS_A_ROUND
            && !authors.contains(&post.author.remote_id)
        {
            authors.push(post.author.remote_id.clone());
        }
    }
}

/// Whether a page lies before `horizon`; one item whose date is nonsense does not tell.
fn reaches(page: &Page, horizon: Timestamp) -> bool {
    let at = |item: &Incoming| match item {
        Incoming::Said(post) | Incoming::Ours(post) => Some(post.happened_at),
        Incoming::Reacted(reaction) => Some(reaction.happened_at),
        Incoming::Withdrawn { .. } | Incoming::Gone(_) | Incoming::Unreadable { .. } => None,
    };
    let dated: Vec<Timestamp> = page.items.iter().filter_map(at).collect();
    let before = dated.iter().filter(|at| **at < horizon).count();
    before > dated.len() / 2
}

#[async_trait]
impl Work for Poller {
    async fn round(&mut self) -> Result<Rest, Failure> {
        let polled = self.poll().await?;
        let next = self.next_at(polled);
        self.note(None, Some(next)).await;
        Ok(Rest::Until(next))
    }

    async fn failed(&mut self, reason: &Reason, next: Option<Timestamp>) {
        if reason.code.needs_login()
            && let Err(error) = self.parts.login_lost(self.account).await
        {
            tracing::error!(account = self.account.0, %error, "A lost login could not be stored.");
        }
        self.note(Some(reason.clone()), next).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::author::Author;
    use crate::model::exchange::Reaction;
    use crate::model::interaction::Kind;

    #[test]
    fn one_date_that_is_nonsense_does_not_end_a_first_sync() {
        let horizon = Timestamp::from_millis(1_000_000_000_000);
        let page = |dates: &[i64]| {
            let item = |at: &i64| {
                let happened_at = Timestamp::from_millis(*at);
                Incoming::Reacted(Box::new(Reaction { kind: Kind::Like, actor: Author::default(), subject: None, happened_at }))
            };
            let items = dates.iter().map(item).collect();
            Page { items, cursor: Cursor::new(""), more: true, ..Page::default() }
        };
        let (new, old, year_1) = (horizon.millis() + 5, horizon.millis() - 5, -62_135_596_800_000);
        assert!(!reaches(&page(&[new, year_1, new]), horizon));
        assert!(reaches(&page(&[old, i64::MAX, old]), horizon), "nor does one from the future keep it going");
        assert!(!reaches(&page(&[]), horizon));
    }
}
