//! Facts into sentences: every enum that a person may see, in both languages.
//!
//! The rooms below keep codes and arguments; this is where they are given words, for the
//! screen and for the command line alike.

mod deliveries;
mod mistakes;

use crate::base::code::codes;

codes! {
    /// What went wrong outside of the networks.
    pub enum ProblemCode {
        /// The disk is full.
        DiskFull = "disk-full",
        /// The store cannot be written.
        ReadOnly = "read-only",
        /// The store is damaged.
        Damaged = "damaged",
        /// The store was written by a newer vigie.
        Newer = "newer",
        /// The store lies on a disk of the network.
        NetworkDisk = "network-disk",
        /// Another program keeps the store busy.
        Busy = "busy",
        /// The store failed in another way; the detail says how.
        Store = "store",
        /// The editor could not be run; the detail says why.
        Editor = "editor",
        /// The browser could not be opened; the detail is the address.
        Browser = "browser",
        /// There is no clipboard.
        Clipboard = "clipboard",
        /// A network did not answer; the detail says why.
        Network = "network",
        /// It was given up on request.
        Cancelled = "cancelled",
    }
}

/// Something that went wrong outside of the networks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub code: ProblemCode,
    /// What belongs to the code; harmless, and not in a language.
    pub detail: String,
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Problem {
        Problem { code, detail: String::new() }
    }
}
