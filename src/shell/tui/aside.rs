//! Something else on the same terminal for a while, and the screen again as it was.

use std::future::Future;
use std::io;
use std::pin::Pin;

use super::{Came, Loop, WORLD, now};
use crate::app::{self, Answered, Message};
use crate::shell::effects::Chore;
use crate::shell::house::House;
use crate::shell::terminal;

/// Something else that has the terminal for a while, in the same settings; what it says if it cannot be had.
pub type Aside = Box<dyn Fn(House) -> Pin<Box<dyn Future<Output = Result<(), String>>>>>;

impl Loop {
    /// Leaves the terminal to the tour, and takes it again where the person was; what is to be done then.
    ///
    /// The tour has a store of its own. This one goes on being polled and sent from, so what
    /// it tells is taken in meanwhile; only what needs the terminal waits.
    pub(super) async fn show_tour(&mut self) -> io::Result<Vec<Chore>> {
        let Some(mut tour) = self.tour.as_ref().map(|tour| tour(self.house.clone())) else {
            return Ok(Vec::new());
        };
        self.plain_terminal().await;
        // Nothing is drawn meanwhile, so nothing waits to be.
        self.waiting_frame = false;
        let mut later = Vec::new();
        let ended = loop {
            let rest = self.rest();
            let came = tokio::select! {
                ended = &mut tour => break ended,
                came = self.world.next(rest) => came,
            };
            let message = match came {
                Came::Message(message) => Some(message),
                Came::Settings(house) => Some(self.settings(*house)),
                Came::Engine(begun) => {
                    self.engine(begun);
                    None
                }
                // The terminal is somebody else's; its size is asked for afterwards.
                Came::Time | Came::Woke | Came::Resized => None,
            };
            for message in std::iter::once(Message::Clock(now(self.house.clock.as_ref()))).chain(message) {
                let effects = app::update(&mut self.state, message);
                later.extend(effects.into_iter().filter_map(|effect| self.effects.run(effect)));
            }
        };
        self.own_terminal()?;
        if let Err(said) = ended {
            self.effects.tell(WORLD, Answered::Told(said));
        }
        let effects = app::update(&mut self.state, Message::Resized(terminal::size()?));
        later.extend(effects.into_iter().filter_map(|effect| self.effects.run(effect)));
        Ok(later)
    }
}
