//! Random histories: whatever comes in, passes, is said or is restarted, a conversation that
//! is open stays open until a person or an answer of ours takes it out.

#[cfg(test)]
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::{NOON, World, liked, ours, post, receipt, reply, said};
use crate::base::backoff::Jitter;
use crate::base::id::ConversationId;
use crate::base::time::{Clock, FixedClock, Timestamp};
use crate::model::conversation::{Row, View};
use crate::model::delivery::Outcome;
use crate::model::exchange::{ActKind, Category, Incoming, RemoteId};
use crate::model::fault::{Fault, Trouble};
use crate::model::intent::Intent;
use crate::model::triage::{After, Asked, State, Until, Verb};
use crate::store::{Options, Store};

/// Something that happens; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Event {
    /// Somebody writes, in answer to something or to nothing.
    Theirs {
        author: u8,
        parent: Option<usize>,
    },
    /// Somebody likes something.
    Liked {
        author: u8,
        post: usize,
    },
    /// We answer with another program, so many minutes ago.
    Ours {
        parent: usize,
        ago: u64,
    },
    /// Something is taken back.
    Gone {
        post: usize,
    },
    /// Minutes pass, and whatever sleeps may wake.
    Clock {
        minutes: u64,
    },
    /// A person decides.
    Verb {
        conversation: usize,
        verb: usize,
    },
    /// A person looks.
    Seen {
        conversation: usize,
    },
    /// A person answers from here.
    Send {
        conversation: usize,
        after: usize,
    },
    /// A person acts on a message or its author.
    Act {
        conversation: usize,
        kind: usize,
    },
    /// What is due is tried, and arrives or does not.
    Tried {
        outcome: u8,
    },
    Undo,
    Redo,
    /// The program ends and begins again.
    Restart,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        5 => (0..3u8, proptest::option::of(0..99usize)).prop_map(|(author, parent)| Event::Theirs { author, parent }),
        1 => (0..3u8, 0..99usize).prop_map(|(author, post)| Event::Liked { author, post }),
        2 => (0..99usize, 0..300u64).prop_map(|(parent, ago)| Event::Ours { parent, ago }),
        1 => (0..99usize).prop_map(|post| Event::Gone { post }),
        3 => (1..4_000u64).prop_map(|minutes| Event::Clock { minutes }),
        4 => (0..99usize, 0..99usize).prop_map(|(conversation, verb)| Event::Verb { conversation, verb }),
        1 => (0..99usize).prop_map(|conversation| Event::Seen { conversation }),
        3 => (0..99usize, 0..99usize).prop_map(|(conversation, after)| Event::Send { conversation, after }),
        2 => (0..99usize, 0..99usize).prop_map(|(conversation, kind)| Event::Act { conversation, kind }),
        4 => (0..4u8).prop_map(|outcome| Event::Tried { outcome }),
        1 => Just(Event::Undo),
        1 => Just(Event::Redo),
        1 => Just(Event::Restart),
    ]
}

fn verbs(now: Timestamp) -> [Verb; 12] {
    let soon = now + Duration::from_secs(3_600);
    [
        Verb::Done,
        Verb::Reopen,
        Verb::Mute,
        Verb::Star,
        Verb::Unstar,
        Verb::Unread,
        Verb::See,
        Verb::Snooze(Until::At(soon)),
        Verb::WaitThem,
        Verb::WaitClient(Asked { due: Some(soon), what: "the price".into() }),
        Verb::Assign { who: "bob".into(), due: Some(soon) },
        Verb::Unassign,
    ]
}

/// Which conversations an event may take out of open, and whose wait it may end.
#[derive(Debug, PartialEq)]
enum May {
    Nothing,
    /// A person may close this one; they do not answer.
    Close(ConversationId),
    /// This one may be answered.
    Answer(ConversationId),
    /// Taking back, or doing again, is a person's wish too.
    Turn,
}

impl May {
    fn close(&self, id: ConversationId) -> bool {
        matches!(self, May::Turn) || *self == May::Close(id) || *self == May::Answer(id)
    }

    fn answer(&self, id: ConversationId) -> bool {
        matches!(self, May::Turn) || *self == May::Answer(id)
    }
}

struct History {
    world: World,
    folder: tempfile::TempDir,
    clock: Arc<FixedClock>,
    /// What was written, theirs and ours, by its name on the network.
    posts: Vec<String>,
}

impl History {
    async fn begin() -> History {
        let (clock, folder) = (Arc::new(FixedClock::at(NOON)), tempfile::tempdir().unwrap());
        let store = open(&folder, clock.clone());
        History { world: World::on(clock.clone(), store).await, folder, clock, posts: Vec::new() }
    }

    async fn rows(&self) -> Vec<Row> {
        self.world.rows(View::All).await
    }

    fn named(&self, at: usize) -> Option<String> {
        self.posts.get(at.checked_rem(self.posts.len())?).cloned()
    }

    async fn row(&self, at: usize) -> Option<Row> {
        let mut rows = self.rows().await;
        rows.sort_by_key(|row| row.id);
        let at = at.checked_rem(rows.len())?;
        Some(rows.swap_remove(at))
    }

    /// The conversation that holds a post.
    async fn holding(&self, name: &str) -> Option<ConversationId> {
        for row in self.rows().await {
            if self.world.whole(row.id).await.messages.iter().any(|message| message.remote_id.as_str() == name) {
                return Some(row.id);
            }
        }
        None
    }

    fn new_post(&mut self, by: &str) -> String {
        let name = format!("{by}-{}", self.posts.len());
        self.posts.push(name.clone());
        name
    }

    async fn poll(&self, item: Incoming) {
        self.world.absorb(vec![item]).await;
    }

    async fn go(&mut self, event: &Event) -> May {
        match event {
            Event::Theirs { author, parent } => {
                let parent = parent.and_then(|at| self.named(at));
                let by = format!("guest{author}");
                let name = self.new_post(&by);
                self.poll(said(post(&name, &by, parent.as_deref(), self.clock.now()))).await;
            }
            Event::Liked { author, post } => {
                if let Some(name) = self.named(*post) {
                    self.poll(liked(&format!("guest{author}"), &name, self.clock.now())).await;
                }
            }
            Event::Ours { parent, ago } => return self.answer_elsewhere(*parent, *ago).await,
            Event::Gone { post } => {
                if let Some(name) = self.named(*post) {
                    self.poll(Incoming::Gone(RemoteId::new(name))).await;
                }
            }
            Event::Clock { minutes } => {
                self.world.later(*minutes);
                self.world.store.wake_due().await.unwrap();
                self.world.store.leave_due().await.unwrap();
            }
            Event::Verb { conversation, verb } => {
                let verbs = verbs(self.clock.now());
                let verb = verbs[verb % verbs.len()].clone();
                if let Some(row) = self.row(*conversation).await {
                    let moves = verb.moves();
                    self.world.verb(row.id, verb).await;
                    return if moves { May::Close(row.id) } else { May::Nothing };
                }
            }
            Event::Seen { conversation } => {
                if let Some(row) = self.row(*conversation).await
                    && let Some(newest) = row.newest
                {
                    self.world.intend(Intent::Seen(row.id, newest)).await;
                }
            }
            Event::Send { conversation, after } => self.send(*conversation, *after).await,
            Event::Act { conversation, kind } => self.act(*conversation, *kind).await,
            Event::Tried { outcome } => return self.try_one(*outcome).await,
            Event::Undo | Event::Redo => {
                let back = matches!(event, Event::Undo);
                self.world.intend(if back { Intent::Undo } else { Intent::Redo }).await;
                return May::Turn;
            }
            Event::Restart => {
                let before = self.world.dump();
                self.world.store.clone().close();
                self.world.store = open(&self.folder, self.clock.clone());
                assert_eq!(self.world.dump(), before, "nothing is lost by a restart");
            }
        }
        May::Nothing
    }

    async fn answer_elsewhere(&mut self, parent: usize, ago: u64) -> May {
        let Some(parent) = self.named(parent) else {
            return May::Nothing;
        };
        let holding = self.holding(&parent).await;
        let name = self.new_post("leon");
        let at = self.clock.now() - super::minutes(ago);
        self.poll(ours(post(&name, "leon", Some(&parent), at))).await;
        holding.map_or(May::Nothing, May::Answer)
    }

    async fn send(&self, conversation: usize, after: usize) {
        let afters = [After::WaitThem, After::StayOpen, After::Done];
        if let Some(row) = self.row(conversation).await.filter(|row| row.newest_remote.is_some()) {
            let (after, drawn_upto) = (afters[after % afters.len()].clone(), row.newest);
            self.world.intend(Intent::Send { draft: reply(&row, "Yes."), after, hold: Duration::ZERO, drawn_upto }).await;
        }
    }

    async fn act(&self, conversation: usize, kind: usize) {
        let Some((row, message)) = self.row(conversation).await.and_then(|row| row.newest.map(|newest| (row, newest))) else {
            return;
        };
        let intent = match ActKind::ALL[kind % ActKind::ALL.len()] {
            ActKind::Report => {
                Intent::Report { message, category: Category::Spam, comment: String::new(), attach: true, hold: Duration::ZERO }
            }
            kind => Intent::Act { conversation: row.id, message, kind, hold: Duration::ZERO },
        };
        self.world.intend(intent).await;
    }

    async fn try_one(&mut self, outcome: u8) -> May {
        let Some(delivery) = self.world.claim().await else {
            return May::Nothing;
        };
        let (outcome, arrived) = match outcome {
            0 => (Outcome::Silence, false),
            1 => (Outcome::Fault(Fault::refused(422, "no")), false),
            2 => (Outcome::Fault(Fault::Transient(Trouble::Unreachable)), false),
            _ => {
                let name = self.new_post("leon");
                (Outcome::Receipt(receipt(&name, self.clock.now())), true)
            }
        };
        self.world.store.settle(delivery.id, outcome, Jitter::NONE).await.unwrap();
        match delivery.conversation.filter(|_| arrived) {
            Some(id) if delivery.load.act().is_some() => May::Close(id),
            Some(id) => May::Answer(id),
            None => May::Nothing,
        }
    }
}

fn open(folder: &tempfile::TempDir, clock: Arc<FixedClock>) -> Store {
    Store::open(&folder.path().join("vigie.db"), Options { clock, writable: true }).unwrap()
}

async fn play(events: &[Event]) {
    let mut history = History::begin().await;
    let mut before: BTreeMap<ConversationId, Row> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let may = history.go(event).await;
        let after: BTreeMap<ConversationId, Row> = history.rows().await.into_iter().map(|row| (row.id, row)).collect();
        for (id, was) in &before {
            let now = after.get(id).unwrap_or_else(|| panic!("{id:?} is gone after {event:?}, event {at}"));
            let closed = was.triage.state == State::Open && now.triage.state != State::Open;
            assert!(!closed || may.close(*id), "{event:?}, event {at}, took {id:?} from open to {}", now.triage.state);
            let answered = was.triage.waiting_since.is_some() && now.triage.waiting_since.is_none();
            assert!(!answered || may.answer(*id), "{event:?}, event {at}, ended the wait of {id:?}");
        }
        before = after;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_open_but_by_a_verb_or_an_answer_of_ours(events in proptest::collection::vec(event(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(play(&events));
    }
}
