//! A small network of our own: a Mastodon server on the loopback, and a day on it.
//!
//! vigie polls it as it polls any server; nothing on a screen is ever drawn from here
//! directly. The same server with scripted faults is what all tests of networks talk to.
//! There is no federation, no media upload and no streaming. Start at [`server`].

mod answer;
pub mod chance;
pub mod faults;
mod line;
mod login;
pub mod network;
pub mod nouns;
mod paging;
mod render;
mod routes;
pub mod server;
mod text;
mod threads;
pub mod world;

pub use server::Server;
