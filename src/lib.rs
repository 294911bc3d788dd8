//! vigie, the lookout: a terminal dashboard for community managers.
//!
//! # The house
//!
//! Eight floors; a room imports only from floors below its own, and the two wings (what
//! a person sees, what happens by itself) never import each other. `tests/tidy.rs` holds
//! this.
//!
//! ```text
//!  7  cli          the front door: arguments, exit codes
//!  6  shell        the only room with a terminal and a runtime        demo  a small network of our own
//!  5  ui           &State -> cells                                    engine  store × connector -> rows
//!  4  app          State, Message, update, commands                   connector  network API -> model
//!  3  sheets  posts as files    spell  dictionaries   store  SQLite       net  HTTP, budgets       vault  secrets
//!  2  config       file, paths, keys, theme, language
//!  1  model        the nouns and their rules; pure data
//!  0  base         time, ids, text, keys, secrets
//! ```
//!
//! # The walk of one mention
//!
//! 1. [`engine`]: the lane of an account and feed wakes, reads its cursor from [`store`].
//! 2. [`connector`]: `poll` asks the network; `wire` reads its JSON, `map` makes
//!    [`model::exchange::Incoming`] of it.
//! 3. [`store`]: `absorb` stores items and cursor in one transaction, finds or makes the
//!    conversation, and only then announces a [`model::change::ChangeSet`].
//! 4. `shell` hands the change to `app`, whose `update` asks for the rows again;
//!    `ui` draws them.
//! 5. A person answers: `app` asks for an [`model::intent::Intent`]; the store writes draft,
//!    delivery and journal in one transaction.
//! 6. [`engine`]: after the ten seconds the delivery is claimed (written before the call),
//!    the thread is read once more, the connector publishes, and the outcome is settled.
//! 7. The settled delivery moves its conversation; the same change brings it to the screen.
//!
//! # What always holds
//!
//! - The store is the truth; news only says what changed.
//! - State is written before the world is touched, and announced only after commit.
//! - `update` is pure; nothing that waits is reachable from a key or a frame.
//! - Rooms below `config` make no sentence: they return enums, and `config::say` speaks.
//! - Remote text is made harmless once, when it is stored.

pub mod app;
pub mod base;
pub mod cli;
pub mod config;
pub mod connector;
pub mod demo;
pub mod engine;
pub mod model;
pub mod net;
pub mod sheets;
pub mod shell;
pub mod spell;
pub mod store;
pub mod ui;
pub mod vault;
