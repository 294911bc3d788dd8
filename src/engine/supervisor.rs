//! Starts and ends lanes: for the accounts there are, while this process is on duty.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::duty::{self, Presence, Watch};
use super::lane::{Lane, Work};
use super::outbox::Outbox;
use super::poller::Poller;
use super::{Parts, housekeeper, scheduler, timers};
use crate::base::id::AccountId;
use crate::model::account::Health;
use crate::model::change::{ChangeSet, Noun};
use crate::model::news::{LaneId, News};
use crate::model::query::{AccountRow, Answer, Query};
use crate::store::StoreError;

/// The handles by which a running lane is woken and ended.
struct Running {
    wake: Arc<Notify>,
    stop: CancellationToken,
}

/// Keeps one lane for each account and feed.
pub(super) struct Supervisor {
    parts: Parts,
    presence: Presence,
    watch: Watch,
    news: mpsc::Sender<News>,
    lanes: Mutex<BTreeMap<LaneId, Running>>,
}

impl Supervisor {
    pub(super) fn new(parts: Parts, presence: Presence, news: mpsc::Sender<News>) -> Supervisor {
        let watch = Watch::new(presence.owner(), Arc::clone(&parts.clock));
        Supervisor { parts, presence, watch, news, lanes: Mutex::default() }
    }

    /// Wakes the lanes of one account, or all.
    pub(super) fn wake(&self, account: Option<AccountId>) {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, lane) in lanes.iter() {
            if account.is_none_or(|account| id.account() == account) {
                lane.wake.notify_one();
            }
        }
    }

    /// Takes the duty when it is free, and works until `stop`.
    pub(super) async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut said_standby = false;
        while !stop.is_cancelled() {
            match self.take_lease().await {
                Ok(Some(_)) => {
                    said_standby = false;
                    self.news.try_send(News::OnDuty).ok();
                    self.on_duty(&stop).await;
                }
                Ok(None) => {
                    if !said_standby {
                        self.news.try_send(News::Standby).ok();
                        said_standby = true;
                    }
                }
                Err(error) => tracing::error!(%error, "The lease could not be asked for."),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(Duration::from_secs(2)) => {}
            }
        }
    }

    async fn take_lease(&self) -> Result<Option<i64>, StoreError> {
        self.free_dead_lease().await?;
        let epoch = self.parts.store.take_lease(duty::ROLE, self.watch.owner(), duty::LEASE).await?;
        self.watch.set(epoch);
        Ok(epoch)
    }

    /// A lease whose holder is dead need not be waited for.
    async fn free_dead_lease(&self) -> Result<(), StoreError> {
        if let Some(holder) = self.parts.store.lease_holder(duty::ROLE).await?
            && !self.presence.lives(&holder)
        {
            self.parts.store.drop_lease(duty::ROLE, &holder).await?;
        }
        Ok(())
    }

    /// Works while the lease can be renewed.
    async fn on_duty(self: &Arc<Self>, stop: &CancellationToken) {
        let on_duty = stop.child_token();
        let mut tasks = JoinSet::new();
        let mut changes = self.parts.store.changes();
        self.settle_the_dead().await;
        self.arrange(&mut tasks, &on_duty).await;
        tasks.spawn(timers::run(self.parts.clone(), on_duty.clone()));
        tasks.spawn(housekeeper::run(self.parts.clone(), on_duty.clone()));
        tasks.spawn(scheduler::run(self.parts.clone(), on_duty.clone()));
        let mut renew = tokio::time::interval(duty::RENEW);
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                _ = renew.tick() => {
                    if !matches!(self.take_lease().await, Ok(Some(_))) {
                        tracing::warn!("The lease was lost; another process polls and sends now.");
                        break;
                    }
                    self.settle_the_dead().await;
                    // A lane that ended by a mistake of ours begins again.
                    self.arrange(&mut tasks, &on_duty).await;
                }
                changed = changes.next() => match changed {
                    Some(changed) => self.heed(&changed, &mut tasks, &on_duty).await,
                    None => break,
                },
            }
        }
        // What is being sent hears its answer; nothing more is claimed.
        self.watch.set(None);
        on_duty.cancel();
        while tasks.join_next().await.is_some() {}
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if let Err(error) = self.parts.store.drop_lease(duty::ROLE, self.watch.owner()).await {
            tracing::warn!(%error, "The lease could not be given back; it ends by itself.");
        }
    }

    /// What a dead process was sending is in doubt from now on.
    async fn settle_the_dead(&self) {
        let settled = self.parts.store.orphaned(|owner| self.presence.lives(owner)).await;
        if let Err(error) = settled {
            tracing::error!(%error, "Deliveries of a dead process could not be settled.");
        }
    }

    async fn heed(self: &Arc<Self>, changed: &ChangeSet, tasks: &mut JoinSet<()>, on_duty: &CancellationToken) {
        if changed.touches(Noun::Account) {
            self.arrange(tasks, on_duty).await;
        }
        if changed.touches(Noun::Delivery) {
            let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            for (id, lane) in lanes.iter() {
                if matches!(id, LaneId::Outbox(_)) {
                    lane.wake.notify_one();
                }
            }
        }
        // Lanes that have ended leave nothing behind.
        while tasks.try_join_next().is_some() {}
    }

    /// Starts what is missing and ends what has no account any more.
    async fn arrange(self: &Arc<Self>, tasks: &mut JoinSet<()>, on_duty: &CancellationToken) {
        let rows = match self.parts.store.ask(Query::Accounts).await {
            Ok(Answer::Accounts(rows)) => rows,
            Ok(_) => Vec::new(),
            Err(error) => {
                tracing::error!(%error, "The accounts could not be read.");
                return;
            }
        };
        let mut wanted = BTreeMap::new();
        for row in rows.iter().filter(|row| row.account.health == Health::Ok) {
            let can = self.parts.connector(&row.account).capabilities();
            for feed in can.feeds {
                wanted.insert(LaneId::Poll(row.account.id, *feed), row);
            }
            if can.sends() {
                wanted.insert(LaneId::Outbox(row.account.id), row);
            }
        }
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.retain(|id, lane| {
            let keep = wanted.contains_key(id) && !lane.stop.is_cancelled();
            if !keep {
                lane.stop.cancel();
            }
            keep
        });
        for (id, row) in wanted {
            lanes.entry(id).or_insert_with(|| self.start(id, row, tasks, on_duty));
        }
    }

    fn start(self: &Arc<Self>, id: LaneId, row: &AccountRow, tasks: &mut JoinSet<()>, on_duty: &CancellationToken) -> Running {
        let running = Running { wake: Arc::new(Notify::new()), stop: on_duty.child_token() };
        let work: Box<dyn Work> = match id {
            LaneId::Poll(account, feed) => {
                let read_at = row.feeds.iter().find(|status| status.feed == feed).and_then(|status| status.read_at);
                Box::new(Poller::new(self.parts.clone(), account, feed, read_at))
            }
            LaneId::Outbox(account) => Box::new(Outbox::new(self.parts.clone(), account, self.watch.clone())),
        };
        let lane =
            Lane { id, parts: self.parts.clone(), wake: Arc::clone(&running.wake), stop: running.stop.clone(), news: self.news.clone() };
        // A lane that ended by itself, be it by a panic, may be started again when its account is well.
        let ended = running.stop.clone().drop_guard();
        tasks.spawn(async move {
            lane.run(work).await;
            drop(ended);
        });
        running
    }
}
