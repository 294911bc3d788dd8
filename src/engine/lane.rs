//! The loop every worker runs: work, report, rest until woken or until time.
//!
//! A lane owns one kind of work for one account, so that a slow or limited network delays
//! nobody else. What a failure means for the next round is decided here, and only here.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::{Failure, Parts, rest_until};
use crate::base::backoff;
use crate::base::time::Timestamp;
use crate::model::fault::{Fault, Reason};
use crate::model::news::{LaneId, News};

/// How a round of work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// The next round is then, by the machine's clock.
    Until(Timestamp),
    /// The next round is when somebody wakes the lane.
    UntilWoken,
    /// There is nothing to do for this lane any more.
    End,
}

/// One kind of work.
#[async_trait]
pub trait Work: Send {
    /// One round; may be dropped at any await.
    async fn round(&mut self) -> Result<Rest, Failure>;

    /// Whether a round that has begun is finished before the lane stops.
    fn finishes(&self) -> bool {
        false
    }

    /// Keeps what went wrong where it can be seen, and when the next round is.
    async fn failed(&mut self, reason: &Reason, next: Option<Timestamp>);
}

/// What the loop needs beside its work.
pub struct Lane {
    /// Which lane.
    pub id: LaneId,
    /// The parts of the engine.
    pub parts: Parts,
    /// Wakes the lane before its time.
    pub wake: Arc<Notify>,
    /// Ends the lane.
    pub stop: CancellationToken,
    /// Who hears of it.
    pub news: mpsc::Sender<News>,
}

impl Lane {
    /// Runs `work` until it ends or is stopped; a wake during a round causes one more round.
    pub async fn run(self, mut work: Box<dyn Work>) {
        let mut failures = 0;
        loop {
            let wake = Arc::clone(&self.wake);
            // Listen before working: a wake that arrives during the work must not be lost.
            let woken = wake.notified();
            tokio::pin!(woken);
            woken.as_mut().enable();

            self.news.try_send(News::Working(self.id)).ok();
            let round = if work.finishes() {
                work.round().await
            } else {
                tokio::select! {
                    () = self.stop.cancelled() => break,
                    round = work.round() => round,
                }
            };
            let (rest, may_wake) = match round {
                Ok(rest) => {
                    failures = 0;
                    (rest, true)
                }
                Err(failure) => {
                    failures += 1;
                    self.after_failure(work.as_mut(), &failure, failures).await
                }
            };
            let until = match rest {
                Rest::Until(at) => at,
                Rest::UntilWoken => Timestamp::MAX,
                Rest::End => break,
            };
            if may_wake && failures == 0 {
                self.news.try_send(News::Resting(self.id, until)).ok();
            }
            tokio::select! {
                () = self.stop.cancelled() => break,
                () = &mut woken, if may_wake => {}
                () = rest_until(self.parts.clock.as_ref(), until) => {}
            }
        }
        self.news.try_send(News::Ended(self.id)).ok();
    }

    /// When the lane tries again, and whether a wake may end its rest before.
    async fn after_failure(&self, work: &mut dyn Work, failure: &Failure, failures: u32) -> (Rest, bool) {
        let now = self.parts.clock.machine();
        let reason = failure.reason();
        tracing::warn!(lane = ?self.id, reason = %reason.code, detail = %reason.detail, failures, "A round failed.");
        let (rest, may_wake) = match failure {
            Failure::Network(Fault::Auth(_)) => (Rest::End, false),
            // Asking again before the network's time would only lengthen the wait.
            // One that limits us again and again is asked less and less, whatever it names.
            Failure::Network(Fault::RateLimited { until }) => {
                let again = if failures > 1 { backoff::after(failures, self.parts.jitter()) } else { Duration::from_secs(1) };
                (Rest::Until((*until).max(now + again)), false)
            }
            // What was refused, or makes no sense, will hardly be otherwise in a few seconds.
            Failure::Network(Fault::Permanent(_) | Fault::Unsupported(_) | Fault::Protocol(_)) => {
                (Rest::Until(now + self.parts.jitter().stretch(backoff::LONGEST)), true)
            }
            Failure::Network(Fault::Transient(_) | Fault::Unsure(_)) | Failure::Store(_) => {
                (Rest::Until(now + backoff::after(failures, self.parts.jitter())), true)
            }
        };
        let next = match rest {
            Rest::Until(at) => Some(at),
            Rest::UntilWoken | Rest::End => None,
        };
        work.failed(&reason, next).await;
        self.news.try_send(News::Failed(self.id, reason, next)).ok();
        (rest, may_wake)
    }
}
