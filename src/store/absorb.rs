//! Storing what a network told us: a page of a feed and its cursor, both or neither.
//!
//! What is known already changes nothing, so a page may come twice. Nothing here decides
//! what a message does to its conversation: that is `model::triage`. Whether a thread is
//! asked for is the poller's business (see `Store::unplaced`).

use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use super::conversations::{self, Head};
use super::error::Result;
use super::messages::{self, Elsewhere};
use super::writer::{Lane, Write};
use super::{Store, accounts, authors, feeds, first, forgetting, incoming, merge, ours, place, posts, reactions};
use crate::base::id::{AccountId, AuthorId, ConversationId};
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::account::{Account, Feed};
use crate::model::conversation::Outgoing;
use crate::model::exchange::{Incoming, Page, Post, RemoteId, Thread};
use crate::model::interaction::Kind;
use crate::model::triage::{State, Triage};

/// So many items are stored in one transaction; no feed has longer pages, unless to harm.
const SLICE: usize = 100;

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absorbed {
    /// Items of theirs that were not known.
    pub fresh: u32,
    /// Conversations that it opened and that are still open.
    pub opened: Vec<ConversationId>,
    /// Open conversations in which somebody said something new to us, after the first sync.
    pub news: Vec<ConversationId>,
    /// Items that could not be read.
    pub unreadable: u32,
}

impl Store {
    /// Stores one page of a feed and moves its cursor.
    ///
    /// `first` marks the first sync, and says how old what it finds may be and arrive open.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the account is gone.
    pub async fn absorb(
        &self,
        account: AccountId,
        feed: Feed,
        page: Page,
        threads: Vec<Thread>,
        first: Option<Duration>,
    ) -> Result<Absorbed> {
        let Page { mut items, cursor, figures, moved, name, .. } = page;
        let (mut threads, mut absorbed) = (threads, Absorbed::default());
        // A page without end must not keep the writer from what is being typed.
        while items.len() > SLICE {
            let rest = items.split_off(SLICE);
            let (slice, around) = (std::mem::replace(&mut items, rest), std::mem::take(&mut threads));
            let stored = self.write(Lane::Bulk, move |w| slice_of(w, account, &around, &slice, first)).await?;
            absorbed.add(stored);
        }
        let last = self.write(Lane::Bulk, move |w| {
            let stored = slice_of(w, account, &threads, &items, first)?;
            feeds::set_cursor(w, account, feed, &cursor)?;
            if let Some(figures) = &figures {
                accounts::keep_figures(w, account, figures)?;
            }
            accounts::told(w, account, moved.as_deref(), name.as_deref())?;
            Ok(stored)
        });
        absorbed.add(last.await?);
        Ok(absorbed)
    }

    /// Stores a thread that was read on demand: changes, answers of ours, what stands around.
    ///
    /// # Errors
    /// [`super::StoreError::Missing`] when the account is gone.
    pub async fn absorb_thread(&self, account: AccountId, conversation: Option<ConversationId>, thread: Thread) -> Result<Absorbed> {
        self.write(Lane::Verb, move |w| {
            let mut absorbing = Absorbing::begin(w, account, None)?;
            absorbing.thread(w, &thread)?;
            if let Some(id) = conversation {
                let id = conversations::resolve(w.conn, id)?;
                w.conversation(id);
            }
            absorbing.end(w)
        })
        .await
    }

    /// Marks a post as taken back.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn gone(&self, account: AccountId, post: RemoteId) -> Result<()> {
        self.write(Lane::Verb, move |w| posts::mark_gone(w, account, post.as_str())).await
    }
}

impl Absorbed {
    fn add(&mut self, more: Absorbed) {
        self.fresh += more.fresh;
        self.unreadable += more.unreadable;
        self.opened.extend(more.opened);
        self.news.extend(more.news);
    }
}

/// Stores a part of a page; the cursor goes with the last one.
fn slice_of(w: &mut Write<'_>, account: AccountId, threads: &[Thread], items: &[Incoming], first: Option<Duration>) -> Result<Absorbed> {
    let mut absorbing = Absorbing::begin(w, account, first)?;
    for thread in threads {
        absorbing.thread(w, thread)?;
    }
    for item in items {
        absorbing.item(w, item)?;
    }
    absorbing.end(w)
}

/// One page while it is stored.
pub(super) struct Absorbing {
    pub(super) account: Account,
    pub(super) first: Option<Duration>,
    /// The handles of our other accounts, folded and as they are; read when a post names anybody else.
    others: Option<Vec<(String, String)>>,
    /// What the last reaction was about: as it was told, and as it was stored.
    subject: Option<(Post, Rc<Post>)>,
    /// There when anybody was ever forgotten.
    salt: Option<forgetting::Salt>,
    touched: BTreeSet<ConversationId>,
    opened: BTreeSet<ConversationId>,
    news: BTreeSet<ConversationId>,
    absorbed: Absorbed,
}

impl Absorbing {
    pub(super) fn begin(w: &Write<'_>, account: AccountId, first: Option<Duration>) -> Result<Absorbing> {
        Ok(Absorbing {
            others: None,
            account: accounts::find(w.conn, account)?,
            first,
            subject: None,
            salt: forgetting::salt(w.conn)?,
            touched: BTreeSet::new(),
            opened: BTreeSet::new(),
            news: BTreeSet::new(),
            absorbed: Absorbed::default(),
        })
    }

    fn item(&mut self, w: &mut Write<'_>, item: &Incoming) -> Result<()> {
        match item {
            Incoming::Said(post) => self.said(w, &incoming::post(post)),
            Incoming::Reacted(reaction) => {
                let subject = match &reaction.subject {
                    Some(raw) => Some(self.subject(w, raw)?),
                    None => None,
                };
                reactions::reacted(w, self, reaction.kind, &incoming::author(&reaction.actor), subject, reaction.happened_at)
            }
            Incoming::Withdrawn { kind, actor, subject } => reactions::withdrawn(w, self.account.id, *kind, actor, subject.as_ref()),
            Incoming::Ours(post) => ours::found(w, self, &incoming::post(post)),
            Incoming::Gone(id) => posts::mark_gone(w, self.account.id, id.as_str()),
            Incoming::Unreadable { remote_id, why } => {
                tracing::warn!(account = self.account.id.0, remote_id, why, "An item could not be read.");
                self.absorbed.unreadable += 1;
                Ok(())
            }
        }
    }

    /// A post of ours that somebody reacted to, stored and harmless.
    ///
    /// A page of a storm tells the same post with each of its likes.
    fn subject(&mut self, w: &mut Write<'_>, raw: &Post) -> Result<Rc<Post>> {
        if let Some((told, subject)) = &self.subject
            && told == raw
        {
            return Ok(Rc::clone(subject));
        }
        let subject = Rc::new(incoming::post(raw));
        ours::found(w, self, &subject)?;
        self.subject = Some((raw.clone(), Rc::clone(&subject)));
        Ok(subject)
    }

    fn thread(&mut self, w: &mut Write<'_>, thread: &Thread) -> Result<()> {
        for (post, is_ours) in &thread.posts {
            let post = incoming::post(post);
            if self.is_forgotten(w, &post.remote_id)? {
                continue;
            }
            if *is_ours {
                ours::found(w, self, &post)?;
            } else if posts::interaction(w.conn, self.account.id, post.remote_id.as_str())?.is_none() {
                posts::keep(w, self.account.id, &post, false)?;
                merge::reroot(w, self.account.id, &post.remote_id, post.parent.as_ref())?;
            }
            if let Some(known) = posts::interaction(w.conn, self.account.id, post.remote_id.as_str())? {
                messages::edit(w, known, &post)?;
                messages::marked(w, known, &post)?;
            }
        }
        Ok(())
    }

    /// Whether this was written by somebody who was forgotten since.
    pub(super) fn is_forgotten(&self, w: &Write<'_>, id: &RemoteId) -> Result<bool> {
        forgetting::is_forgotten(w.conn, self.salt.as_ref(), self.account.id, id.as_str())
    }

    /// Stores what somebody said to us.
    fn said(&mut self, w: &mut Write<'_>, post: &Post) -> Result<()> {
        if self.is_forgotten(w, &post.remote_id)? {
            return Ok(());
        }
        if let Some(known) = posts::interaction(w.conn, self.account.id, post.remote_id.as_str())? {
            messages::edit(w, known, post)?;
            return Ok(());
        }
        let kind = place::kind(w.conn, self.account.id, post)?;
        let (key, root) = place::key(w.conn, self.account.id, post)?;
        let author = authors::keep(w, self.account.id, &post.author)?;
        let known = match conversations::by_key(w.conn, self.account.id, &key.text())? {
            Some(id) => conversations::load(w.conn, id)?,
            None => None,
        };
        let at = self.opened_at(w, post.happened_at);
        let head = match known {
            Some(head) => self.continued(w, head, kind, post)?,
            None => {
                let triage = if kind.asks() { Triage::opened(at, post.happened_at) } else { Triage::quiet(at) };
                let subject = root.as_ref().map_or("", RemoteId::as_str);
                let head = self.begun(w, key.text(), subject, kind, triage, author)?;
                self.opened.insert(head.id);
                head
            }
        };
        self.message(w, head, kind, author, post)
    }

    /// Makes a conversation.
    pub(super) fn begun(
        &self,
        w: &mut Write<'_>,
        key: String,
        subject: &str,
        kind: Kind,
        triage: Triage,
        author: AuthorId,
    ) -> Result<Head> {
        let mut head = Head {
            id: ConversationId(0),
            client: self.account.client,
            account: self.account.id,
            key,
            subject: subject.to_owned(),
            kind,
            triage,
            outgoing: Outgoing::None,
            author: Some(author),
            newest: None,
            last_at: Timestamp::default(),
            count: 0,
            excerpt: String::new(),
            url: String::new(),
            also: String::new(),
        };
        head.id = conversations::insert(w, &head)?;
        Ok(head)
    }

    /// What one more message makes of a conversation that is there already.
    fn continued(&mut self, w: &Write<'_>, mut head: Head, kind: Kind, post: &Post) -> Result<Head> {
        if self.first.is_some() && !first::handled(w.conn, head.id)? {
            return Ok(head);
        }
        let before = head.triage.state;
        head.triage = if kind.asks() { head.triage.after_message(post.happened_at, w.now) } else { head.triage.after_reaction(w.now) };
        if head.triage.state == State::Open && before != State::Open {
            self.opened.insert(head.id);
        }
        Ok(head)
    }

    /// Stores the message itself, and what follows from its being known.
    fn message(&mut self, w: &mut Write<'_>, mut head: Head, kind: Kind, author: AuthorId, post: &Post) -> Result<()> {
        let new = messages::New {
            account: self.account.id,
            conversation: head.id,
            author: Some(author),
            kind,
            ours: false,
            elsewhere: Elsewhere::No,
            delivery: None,
            post,
        };
        let id = messages::insert(w, &new)?;
        if let Some(also) = self.also(w, post)? {
            head.also = also;
        }
        match head.newest {
            None => conversations::began(&mut head, id, kind, post),
            Some(_) => conversations::refresh(w.conn, &mut head)?,
        }
        conversations::save(w, &head)?;
        self.touched(head.id);
        if kind.asks() && self.first.is_none() {
            self.news.insert(head.id);
        }
        self.absorbed.fresh += 1;
        merge::reroot(w, self.account.id, &post.remote_id, post.parent.as_ref())?;
        ours::adopt(w, self, &post.remote_id)
    }

    /// Notes that a conversation got something new.
    pub(super) fn touched(&mut self, id: ConversationId) {
        self.touched.insert(id);
    }

    /// Notes that an item of theirs was not known.
    pub(super) fn fresh(&mut self) {
        self.absorbed.fresh += 1;
    }

    /// The time that a row which begins now is sorted by.
    pub(super) fn opened_at(&self, w: &Write<'_>, happened_at: Timestamp) -> Timestamp {
        if self.first.is_some() { happened_at.min(w.now) } else { w.now }
    }

    /// The handle of another account of ours that a post names.
    fn also(&mut self, w: &Write<'_>, post: &Post) -> Result<Option<String>> {
        let ours = fold(&self.account.handle);
        let names: Vec<String> = post.names.iter().map(|name| fold(name)).filter(|name| *name != ours).collect();
        if names.is_empty() {
            return Ok(None);
        }
        let others = match self.others.take() {
            Some(others) => others,
            None => accounts::handles(w.conn)?.into_iter().map(|handle| (fold(&handle), handle)).collect(),
        };
        let others = self.others.insert(others);
        Ok(others.iter().find(|(folded, _)| *folded != ours && names.contains(folded)).map(|(_, handle)| handle.clone()))
    }

    fn end(self, w: &mut Write<'_>) -> Result<Absorbed> {
        if let Some(open_for) = self.first {
            for id in &self.touched {
                first::settle(w, *id, open_for)?;
            }
        }
        let Absorbing { opened, news, mut absorbed, .. } = self;
        absorbed.opened = still_open(w, opened)?;
        absorbed.news = still_open(w, news)?;
        Ok(absorbed)
    }
}

/// Those of these that are open in the end, by the ids they have then.
fn still_open(w: &Write<'_>, ids: BTreeSet<ConversationId>) -> Result<Vec<ConversationId>> {
    let mut open = Vec::new();
    for id in ids {
        let head = conversations::load(w.conn, id)?;
        open.extend(head.filter(|head| head.triage.state == State::Open && !open.contains(&head.id)).map(|head| head.id));
    }
    Ok(open)
}
