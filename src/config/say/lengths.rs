//! What there is too much of in a text.

use crate::config::language::Language;
use crate::model::limits::Measured;

impl Language {
    /// By how much a text is too long, behind its count.
    pub fn over_by(&self, what: Measured, by: u32) -> String {
        let n = [("n", by.into())];
        match what {
            Measured::Text => self.say("over-by", &n),
            Measured::Bytes => self.say("over-bytes-by", &n),
            Measured::Hashtags => self.say("over-hashtags-by", &n),
            Measured::Mentions => self.say("over-mentions-by", &n),
        }
    }

    /// Why a text was not sent to a network that does not take so much.
    pub fn too_much(&self, what: Measured, network: &str, by: u32) -> String {
        let args = [("n", by.into()), ("network", network.into())];
        match what {
            Measured::Text => self.say("send-too-long", &args),
            Measured::Bytes => self.say("send-too-heavy", &args),
            Measured::Hashtags => self.say("send-hashtags", &args),
            Measured::Mentions => self.say("send-mentions", &args),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Lang, Language};
    use crate::model::limits::Measured;

    #[test]
    fn everything_measured_is_said_with_its_number() {
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for what in Measured::ALL {
                for by in [1, 2] {
                    let said = [language.over_by(*what, by), language.too_much(*what, "Bluesky", by)];
                    assert!(said.iter().all(|said| said.contains(&by.to_string())), "{lang} {what} {said:?}");
                    assert!(said[1].contains("Bluesky"), "{said:?}");
                }
            }
        }
    }
}
