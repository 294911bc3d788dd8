//! Why a person's own command failed that is run when something new came.

use crate::base::harmless;
use crate::config::language::{Arg, Language};
use crate::model::hook::HookFault;

impl Language {
    /// How the command of a hook ended; part of a sentence.
    pub fn hook_fault(&self, fault: &HookFault) -> String {
        self.say(&format!("hook-{}", fault.end), &[("detail", Arg::Text(&harmless::line(&fault.detail)))])
    }
}
