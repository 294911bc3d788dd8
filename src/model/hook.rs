//! How a person's own command ended that is run when something has happened.
//!
//! Only what went wrong is a fact here; the command itself is a setting.

use crate::base::code::codes;

codes! {
    /// Why a hook's command did not do what it is for.
    pub enum HookEnd {
        /// The shell found no such command.
        NotFound = "not-found",
        /// It ended with a code that is not 0; the detail is the code.
        Exit = "exit",
        /// A signal ended it; the detail is its number.
        Signal = "signal",
        /// It took too long and was stopped; the detail is the seconds it had.
        TimedOut = "timed-out",
        /// No shell could be started; the detail says why, in the system's words.
        NotStarted = "not-started",
    }
}

/// What went wrong with a hook's command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookFault {
    /// What went wrong.
    pub end: HookEnd,
    /// What belongs to it; harmless, and not in a language.
    pub detail: String,
}
