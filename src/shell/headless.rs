//! The engine alone: it polls and sends until it is told to end, without a screen.

use std::io::{self, Write};

use tokio::sync::mpsc;

use super::house::House;
use super::servers;
use super::settings::{self, Watch};
use super::signals::Signals;
use super::tui::rule;
use crate::config::Warning;
use crate::engine::Engine;
use crate::model::news::News;
use crate::store::Store;

/// Something to tell about the engine at work.
pub enum Heard<'a> {
    /// What it says about itself.
    News(&'a News),
    /// The settings were changed and are kept from now on; this is wrong in them.
    Settings(&'a [Warning]),
}

/// Runs the engine of a house until the system asks to end, and gives all there is to tell to `told`.
///
/// # Errors
/// The engine could not be made, or `told` could not write.
pub async fn watch(house: &House, store: Store, mut told: impl FnMut(Heard<'_>) -> io::Result<()>) -> io::Result<()> {
    let (parts, presence) = (house.parts(store)?, house.presence()?);
    let (news_in, mut news) = mpsc::channel(1024);
    let http = parts.http.clone();
    let _keeper = servers::begin(house, http.clone());
    let engine = Engine::start(parts, presence, news_in);
    let mut changes = Watch::new(house.clone()).begin();
    let mut signals = Signals::listen();
    let ended = loop {
        let heard = tokio::select! {
            () = signals.stop() => break Ok(()),
            Some(house) = changes.recv() => {
                rule(engine.parts(), &house);
                told(Heard::Settings(&settings::reread(&house).warnings))
            }
            heard = news.recv() => match heard {
                Some(heard) => told(Heard::News(&heard)),
                None => break Ok(()),
            },
        };
        if let Err(error) = heard {
            break Err(error);
        }
    };
    engine.stop().await;
    servers::keep(house, &http);
    io::stdout().flush().ok();
    ended
}
