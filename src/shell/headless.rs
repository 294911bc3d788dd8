//! The engine alone: it polls and sends until it is told to end, without a screen.

use std::io::{self, Write};

use tokio::sync::mpsc;

use super::signals::Signals;
use crate::engine::duty::Presence;
use crate::engine::{Engine, Parts};
use crate::model::news::News;

/// Runs the engine until the system asks to end, and gives every piece of news to `told`.
///
/// # Errors
/// `told` could not write.
pub async fn watch(parts: Parts, presence: Presence, mut told: impl FnMut(&News) -> io::Result<()>) -> io::Result<()> {
    let (news_in, mut news) = mpsc::channel(1024);
    let engine = Engine::start(parts, presence, news_in);
    let mut signals = Signals::listen();
    let ended = loop {
        tokio::select! {
            () = signals.stop() => break Ok(()),
            heard = news.recv() => match heard {
                Some(heard) => if let Err(error) = told(&heard) { break Err(error) },
                None => break Ok(()),
            },
        }
    };
    engine.stop().await;
    io::stdout().flush().ok();
    ended
}
