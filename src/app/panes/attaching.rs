//! Files that go with the text that is written: named by path, described, put in order.
//!
//! A file is looked at by the shell, which answers with its size and digest; it is read again
//! when it is sent.

use super::composer::{Composer, Identity};
use crate::app::overlays::Overlay;
use crate::app::overlays::prompt::Prompting;
use crate::app::status::Mood;
use crate::app::{Effect, Slot, State, Ticket};
use crate::base::key::{Code, Key};
use crate::model::media::{AltRule, Attached, File, MediaProblem, Unattachable};

impl Composer {
    /// What the client of an account wants of descriptions.
    fn alt_rule(&self, identity: &Identity) -> AltRule {
        let card = self.wanted.iter().find(|wanted| wanted.client == identity.client);
        card.and_then(|wanted| wanted.card.alt()).unwrap_or(AltRule::Warn)
    }

    /// The first thing that speaks against the files, and the account it speaks for.
    pub fn media_problem(&self) -> Option<(&Identity, MediaProblem)> {
        let media = &self.draft.media;
        self.identities.iter().find_map(|identity| Some((identity, identity.limits.media.problem(self.alt_rule(identity), media)?)))
    }
}

impl State {
    /// Shows the files of the text; while there are none, asks for the first.
    pub(crate) fn open_media(&mut self) -> Vec<Effect> {
        let none = self.composer.as_ref().is_none_or(|composer| composer.draft.media.is_empty());
        self.overlays.push(Overlay::Media(0));
        if none { self.ask_file() } else { Vec::new() }
    }

    fn ask_file(&mut self) -> Vec<Effect> {
        let about = self.word("prompt-file-about");
        self.open_prompt(Prompting::File, about, "")
    }

    pub(crate) fn press_media(&mut self, key: Key) -> Vec<Effect> {
        let (Some(Overlay::Media(at)), Some(composer)) = (self.overlays.last_mut(), self.composer.as_mut()) else {
            self.overlays.pop();
            return Vec::new();
        };
        let media = &mut composer.draft.media;
        let last = media.len().saturating_sub(1);
        *at = (*at).min(last);
        match key.code {
            Code::Esc | Code::Char('q') => {
                self.overlays.pop();
            }
            Code::Char('a') => return self.ask_file(),
            Code::Enter | Code::Char('e') if !media.is_empty() => {
                let (place, alt, name) = (*at, media[*at].alt.clone(), media[*at].file.name().to_owned());
                return self.open_prompt(Prompting::Alt(place), name, &alt);
            }
            Code::Enter => return self.ask_file(),
            Code::Down | Code::Char('j') => *at = (*at + 1).min(last),
            Code::Up | Code::Char('k') => *at = at.saturating_sub(1),
            Code::Char('J') if *at < last => {
                media.swap(*at, *at + 1);
                *at += 1;
                return self.draft_changed();
            }
            Code::Char('K') if *at > 0 => {
                media.swap(*at, *at - 1);
                *at -= 1;
                return self.draft_changed();
            }
            Code::Delete | Code::Char('x') if !media.is_empty() => {
                media.remove(*at);
                *at = (*at).min(media.len().saturating_sub(1));
                return self.draft_changed();
            }
            _ => {}
        }
        Vec::new()
    }

    /// Has the file looked at that was named.
    pub(crate) fn attach(&mut self, typed: String) -> Vec<Effect> {
        vec![Effect::Attach(self.loads.ticket(Slot::File), typed)]
    }

    /// A file was looked at: it goes with the text, and what it shows is asked for.
    pub(crate) fn attached(&mut self, ticket: Ticket, file: Result<File, Unattachable>) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut().filter(|_| self.loads.is_current(ticket)) else {
            return Vec::new();
        };
        let file = match file {
            Ok(file) => file,
            Err(why) => {
                let said = self.settings.language.code("unattachable", why.code());
                self.status.say(said, Mood::Bad, self.now.machine);
                return Vec::new();
            }
        };
        let (place, name) = (composer.draft.media.len(), file.name().to_owned());
        composer.draft.media.push(Attached { file, alt: String::new(), remote: None });
        if let Some(Overlay::Media(at)) = self.overlays.last_mut() {
            *at = place;
        }
        let mut effects = self.draft_changed();
        effects.extend(self.open_prompt(Prompting::Alt(place), name, ""));
        effects
    }

    /// Says what a file shows.
    pub(crate) fn describe(&mut self, place: usize, alt: String) -> Vec<Effect> {
        if let Some(one) = self.composer.as_mut().and_then(|composer| composer.draft.media.get_mut(place)) {
            one.alt = alt;
        }
        self.draft_changed()
    }

    /// What was typed of a path goes on as far as all that it can become agree.
    pub(crate) fn paths_found(&mut self, ticket: Ticket, typed: &str, paths: Vec<String>) -> Vec<Effect> {
        let current = self.loads.is_current(ticket);
        let nothing = self.word("prompt-file-nothing");
        let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut().filter(|_| current) else {
            return Vec::new();
        };
        if prompt.prompting != Prompting::File || prompt.editor.text() != typed {
            return Vec::new();
        }
        let names = paths.iter().map(|path| path.trim_end_matches('/').rsplit('/').next().unwrap_or(path).to_owned());
        prompt.about = if paths.is_empty() { nothing } else { names.collect::<Vec<_>>().join("  ") };
        if let Some(common) = common(&paths).filter(|common| common.len() >= typed.len()) {
            prompt.editor.set(common);
        }
        Vec::new()
    }

    /// Why the text cannot leave with its files.
    pub(crate) fn media_against(&self, composer: &Composer) -> Option<String> {
        let (identity, problem) = composer.media_problem()?;
        Some(self.settings.language.media_problem(&problem, &composer.draft.media, &identity.handle))
    }
}

/// What all of them begin with.
fn common(paths: &[String]) -> Option<&str> {
    let first = paths.first()?;
    let agreed = paths.iter().map(|path| {
        let same = first.char_indices().zip(path.chars()).take_while(|((_, a), b)| a == b);
        same.last().map_or(0, |((at, c), _)| at + c.len_utf8())
    });
    first.get(..agreed.min().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_on_as_far_as_all_agree() {
        let common_of = |paths: &[&str]| common(&paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>()).map(str::to_owned);
        assert_eq!(common_of(&["a/été.png", "a/étage.png"]).as_deref(), Some("a/ét"));
        assert_eq!(common_of(&["a/one/"]).as_deref(), Some("a/one/"));
        assert_eq!(common_of(&[]), None);
    }
}
