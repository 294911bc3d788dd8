//! Why a picture cannot be shown.

use crate::config::language::Language;
use crate::model::picture::Unseen;

impl Language {
    /// Why a picture cannot be shown, in a few words.
    pub fn unseen(&self, unseen: &Unseen) -> String {
        match unseen {
            Unseen::Network(reason) => {
                let id = format!("reason-{}", reason.code);
                self.say(&id, &[("detail", (&reason.detail).into()), ("time", "".into())])
            }
            Unseen::TooLarge => self.word("picture-too-large"),
            Unseen::Unreadable => self.word("picture-unreadable"),
        }
    }
}
