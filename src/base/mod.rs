//! What every room stands on: time, ids, text, keys, secrets.
//!
//! Nothing here knows a word of the trade, and nothing but [`private`] does IO (and, while it
//! is tested, [`fault_point`]); a room that needs either belongs higher up. Start at [`time`].

pub mod alternates;
pub mod backoff;
pub(crate) mod code;
pub mod digest;
pub mod fault_point;
pub mod harmless;
pub mod html;
pub mod id;
pub mod key;
pub mod links;
pub mod nearest;
pub mod percent;
pub mod private;
pub mod secret;
pub mod text;
pub mod time;
