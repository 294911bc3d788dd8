//! Settings that were changed while the screen is on: they apply, and it is said.

use super::commands::Runs;
use super::keymap::Keymap;
use super::message::Reread;
use super::overlays::Overlay;
use super::status::Mood;
use super::{Effect, State};
use crate::config::Config;

impl State {
    /// Takes settings that were read again.
    ///
    /// What was switched by a key for a while, such as the mouse, changes only when its
    /// setting did.
    pub(crate) fn reread(&mut self, reread: Reread) -> Vec<Effect> {
        let Reread { config, mut warnings, mut theme, language, layout } = reread;
        // The terminal was asked once, and what is tried on in the list of themes stays on.
        if let Some(ground) = self.settings.theme.terminal().ground {
            theme.stands_on(ground);
        }
        if matches!(self.overlays.last(), Some(Overlay::Themes(_))) {
            theme.choose(self.settings.theme.chosen());
        }
        let (keymap, wrong) = Keymap::new(&config.keys, &config.macros, layout);
        warnings.extend(wrong);
        let quiet = self.wrote_this(&config) && warnings.len() == self.status.warnings();
        if config.macros != self.settings.config.macros && matches!(self.verbs.last, Some(Runs::Macro(_))) {
            self.verbs.last = None;
        }
        let mouse = (config.mouse != self.settings.config.mouse).then_some(config.mouse);
        if config.on_new != self.settings.config.on_new {
            self.status.hook = None;
        }
        self.settings.config = config;
        self.settings.theme = theme;
        self.settings.language = language;
        self.settings.layout = layout;
        self.keymap = keymap;
        // The beginning of a chord of the old key map may begin nothing now.
        self.pending.keys.clear();
        let language = &self.settings.language;
        match warnings.first() {
            _ if quiet => {}
            None => self.tell("settings-read", Mood::Good),
            Some(first) => {
                let (more, first) = (warnings.len() - 1, language.warning(first));
                let text = language.say("settings-read-warned", &[("more", more.into()), ("first", (&first).into())]);
                self.status.say(text, Mood::Bad, self.now.machine);
            }
        }
        self.status.warned(warnings);
        self.learn_snippets();
        self.diagnose();
        mouse
            .map(|wanted| {
                self.mouse = wanted;
                Effect::Mouse(wanted)
            })
            .into_iter()
            .collect()
    }

    /// Whether nothing changed but the theme that was chosen on the screen, which was told then.
    fn wrote_this(&self, config: &Config) -> bool {
        let known = &self.settings.config;
        // A line that was added moves the others.
        let keys = |config: &Config| config.keys.iter().map(|own| (own.command.clone(), own.keys.clone())).collect::<Vec<_>>();
        let macros = |config: &Config| config.macros.iter().map(|own| (own.keys.clone(), own.what.clone())).collect::<Vec<_>>();
        let bare = |config: &Config| Config { keys: Vec::new(), macros: Vec::new(), ..config.clone() };
        let theme = self.settings.theme.chosen();
        keys(config) == keys(known)
            && macros(config) == macros(known)
            && config.theme == theme
            && bare(config) == Config { theme: theme.to_owned(), ..bare(known) }
    }
}
