//! Settings that were changed while the screen is on: they apply, and it is said.

use super::keymap::Keymap;
use super::message::Reread;
use super::status::Mood;
use super::{Effect, State};

impl State {
    /// Takes settings that were read again.
    ///
    /// What was switched by a key for a while, such as the mouse, changes only when its
    /// setting did.
    pub(crate) fn reread(&mut self, reread: Reread) -> Vec<Effect> {
        let Reread { config, mut warnings, theme, language, layout } = reread;
        let (keymap, wrong) = Keymap::new(&config.keys, layout);
        warnings.extend(wrong);
        let mouse = (config.mouse != self.settings.config.mouse).then_some(config.mouse);
        self.settings.config = config;
        self.settings.theme = theme;
        self.settings.language = language;
        self.settings.layout = layout;
        self.keymap = keymap;
        // The beginning of a chord of the old key map may begin nothing now.
        self.pending.keys.clear();
        let language = &self.settings.language;
        match warnings.first() {
            None => self.tell("settings-read", Mood::Good),
            Some(first) => {
                let text =
                    language.say("settings-read-warned", &[("n", warnings.len().into()), ("first", (&language.warning(first)).into())]);
                self.status.say(text, Mood::Bad, self.now.machine);
            }
        }
        self.status.warned(warnings);
        self.diagnose();
        mouse
            .map(|wanted| {
                self.mouse = wanted;
                Effect::Mouse(wanted)
            })
            .into_iter()
            .collect()
    }
}
