//! The nouns of the trade and their rules: pure data, total functions.
//!
//! Nothing here reads a clock, a file or a network; nothing makes a sentence; nothing is
//! serialisable: rows and wire formats belong to the rooms that own them. Start at
//! [`conversation`], the row of the inbox, and [`triage`], what verbs do to it.

pub mod account;
pub mod author;
pub mod capability;
pub mod card;
pub mod change;
pub mod client;
pub mod conversation;
pub mod credential;
pub mod deadline;
pub mod delivery;
pub mod digest;
pub mod draft;
pub mod exchange;
pub mod fault;
pub mod filter;
pub mod hook;
pub mod hours;
pub mod intent;
pub mod interaction;
pub mod journal;
pub mod label;
pub mod limits;
pub mod lookalike;
pub mod macros;
pub mod media;
pub mod network;
pub mod news;
pub mod note;
pub mod person;
pub mod picture;
pub mod planner;
pub mod query;
pub mod sheet;
pub mod slot;
pub mod snippet;
pub mod spelling;
pub mod task;
pub mod triage;
pub mod verb;
pub mod view;
pub mod when;
