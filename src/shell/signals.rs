//! Requests from the system: end, hang up, come back after a suspension, another size.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What the system asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To end.
    End,
    /// To go on after a suspension.
    GoOn,
    /// To look at the size of the terminal.
    Resized,
}

/// Listens to what the system asks.
#[cfg(unix)]
pub(super) struct Signals {
    ends: Vec<Signal>,
    resumed: Option<Signal>,
    resized: Option<Signal>,
}

#[cfg(unix)]
impl Signals {
    /// Listens from now on; a signal that cannot be listened to is left to the system.
    pub(super) fn listen() -> Signals {
        let kinds = [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()];
        let ends = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
        // SIGCONT has no name in the runtime; it is 18 on Linux and 19 on the BSDs.
        let number = if cfg!(target_os = "linux") { 18 } else { 19 };
        // The library that reads keys tells of sizes too, but may lose one that meets a key.
        let resized = signal(SignalKind::window_change()).ok();
        Signals { ends, resumed: signal(SignalKind::from_raw(number)).ok(), resized }
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
        let Signals { ends, resumed, resized } = self;
        tokio::select! {
            () = first(ends) => Asked::End,
            () = one(resumed) => Asked::GoOn,
            () = one(resized) => Asked::Resized,
        }
    }
}

/// Waits for a signal; for ever when it cannot be listened to.
#[cfg(unix)]
async fn one(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
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
