//! Requests from the system: end, hang up, come back after a suspension.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What the system asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To end.
    End,
    /// To go on after a suspension.
    GoOn,
}

/// Listens to what the system asks.
#[cfg(unix)]
pub(super) struct Signals {
    ends: Vec<Signal>,
    resumed: Option<Signal>,
}

#[cfg(unix)]
impl Signals {
    /// Listens from now on; a signal that cannot be listened to is left to the system.
    pub(super) fn listen() -> Signals {
        let kinds = [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()];
        let ends = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
        // SIGCONT has no name in the runtime; it is 18 on Linux and 19 on the BSDs.
        let number = if cfg!(target_os = "linux") { 18 } else { 19 };
        Signals { ends, resumed: signal(SignalKind::from_raw(number)).ok() }
    }

    /// Waits for a request to end.
    pub(super) async fn stopped(mut self) {
        self.stop().await;
    }

    /// Waits for a request to end, and keeps listening.
    pub(super) async fn stop(&mut self) {
        first(&mut self.ends).await;
    }

    /// Waits for whatever comes first.
    pub(super) async fn next(&mut self) -> Asked {
        let Signals { ends, resumed } = self;
        let resume = async {
            match resumed {
                Some(signal) => signal.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = first(ends) => Asked::End,
            _ = resume => Asked::GoOn,
        }
    }
}

/// Waits for the first of several signals; for ever when there is none.
#[cfg(unix)]
async fn first(signals: &mut [Signal]) {
    if signals.is_empty() {
        return std::future::pending().await;
    }
    let waits = signals.iter_mut().map(|signal| Box::pin(signal.recv()));
    futures_util::future::select_all(waits).await;
}

/// Listens to what the system asks.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Listens from now on.
    pub(super) fn listen() -> Signals {
        Signals
    }

    /// Waits for a request to end.
    pub(super) async fn stopped(mut self) {
        self.stop().await;
    }

    /// Waits for a request to end, and keeps listening.
    pub(super) async fn stop(&mut self) {
        tokio::signal::ctrl_c().await.ok();
    }

    /// Waits for a request to end: there is no suspension here.
    pub(super) async fn next(&mut self) -> Asked {
        self.stop().await;
        Asked::End
    }
}
