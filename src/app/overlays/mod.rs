//! What stands over a pane and takes the keys: help and palette, a question, a choice, a few
//! words to type.

pub(crate) mod actions;
pub(crate) mod author;
pub(crate) mod card;
pub(crate) mod digest;
pub(crate) mod finder;
pub(crate) mod picker;
pub(crate) mod prompt;
pub(crate) mod reporting;
pub(crate) mod themes;
mod times;

use super::commands::{CommandId, NotReady};
use super::status::Mood;
use super::{Effect, Slot, State};
use crate::base::id::{AccountId, ConversationId, SavedViewId, SlotId};
use crate::base::key::{Code, Key};
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::exchange::ActKind;
use crate::model::intent::Intent;
use crate::model::interaction::Visibility;
use crate::model::macros::Given;
use crate::model::triage::{After, Verb};
use crate::model::view::NewView;

use super::panes::composer::Identity;
use actions::Actions;
use author::Card;
use card::CardView;
use digest::DigestView;
use finder::Finder;
use picker::Picker;
use prompt::Prompt;
use themes::Themes;

/// Something over a pane.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// Help, or the palette.
    Finder(Finder),
    /// A question.
    Confirm(Confirm),
    /// The accounts of a new post; the line with the cursor.
    Accounts(usize),
    /// The choice of a theme.
    Themes(Themes),
    /// A choice by typing.
    Picker(Picker),
    /// A few words to type.
    Prompt(Prompt),
    /// The files that go with the text; the line with the cursor.
    Media(usize),
    /// The card of a client.
    Card(CardView),
    /// The card of an author; its keys are commands.
    Author(Box<Card>),
    /// Every action on one row.
    Actions(Actions),
    /// What came since the person left.
    Digest(DigestView),
}

/// A question with its answers; Esc is always one.
#[derive(Debug)]
pub(crate) struct Confirm {
    pub question: String,
    pub choices: Vec<Choice>,
}

/// An answer to a question.
#[derive(Debug)]
pub(crate) struct Choice {
    pub key: char,
    pub label: String,
    then: Then,
}

impl Choice {
    /// An answer; of `keys` the first is its key.
    pub fn new(keys: String, label: String, then: Then) -> Choice {
        Choice { key: keys.chars().next().unwrap_or('y'), label, then }
    }
}

/// What follows an answer.
#[derive(Debug, Clone)]
pub(crate) enum Then {
    /// Boost, delete, or what else is done on the network.
    Act(ActKind),
    /// A verb on everything that was selected.
    Bulk(Given),
    /// More people can read it.
    Widen(Visibility),
    /// The same post in the inbox of another account is done too.
    Twin(ConversationId),
    /// An account goes, with all that came to it.
    Remove(AccountId),
    /// The list takes the place of a saved view that has its name.
    ReplaceView(SavedViewId, Box<NewView>),
    /// Send what is leaving, and quit.
    QuitSend,
    /// Wait for what is leaving, and quit.
    QuitWait,
    /// Make drafts of what is leaving, and quit.
    QuitKeep,
    /// Quit although what was typed is not in the store.
    QuitUnstored,
    /// A post of the calendar leaves now.
    Publish(SlotId),
    /// The text that is written leaves at this time.
    ScheduleAnyway(Timestamp),
    /// The text that is written leaves now, whatever its place.
    PostNow(After),
    /// What was taken back is sent again.
    Redo,
    /// Send a text with a word that its client never uses.
    SendAnyway(After),
}

/// The key that says yes to what `trigger` asked: never the key that asked.
fn yes_key(language: &Language, trigger: &str) -> char {
    let wanted = language.word("confirm-yes-key");
    let keys = wanted.chars().chain(['y', 'o', 'x']);
    keys.into_iter().find(|key| !trigger.contains(*key)).unwrap_or('x')
}

impl State {
    /// Asks before something that cannot be taken back, or that everybody sees.
    pub(crate) fn ask(&mut self, trigger: CommandId, question: String, yes: &str, then: Then) -> Vec<Effect> {
        self.ask_after(&self.key(trigger), question, yes, then)
    }

    /// The same after these keys.
    pub(crate) fn ask_after(&mut self, keys: &str, question: String, yes: &str, then: Then) -> Vec<Effect> {
        let language = &self.settings.language;
        let key = yes_key(language, keys);
        let choices = vec![Choice { key, label: language.word(yes), then }];
        self.overlays.push(Overlay::Confirm(Confirm { question, choices }));
        Vec::new()
    }

    /// Gives a key to what stands on top.
    pub(crate) fn press_overlay(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && key.code == Code::Char('c') {
            if matches!(self.overlays.last(), Some(Overlay::Themes(_))) {
                return self.close_themes();
            }
            self.overlays.pop();
            return Vec::new();
        }
        match self.overlays.last_mut() {
            Some(Overlay::Finder(_)) => self.press_finder(key),
            Some(Overlay::Confirm(_)) => self.press_confirm(key),
            Some(Overlay::Accounts(_)) => self.press_accounts(key),
            Some(Overlay::Themes(_)) => self.press_themes(key),
            Some(Overlay::Picker(_)) => self.press_picker(key),
            Some(Overlay::Prompt(_)) => self.press_prompt(key),
            Some(Overlay::Media(_)) => self.press_media(key),
            Some(Overlay::Card(_)) => self.press_card(key),
            Some(Overlay::Actions(_)) => self.press_actions(key),
            Some(Overlay::Digest(_)) => self.press_digest(key),
            Some(Overlay::Author(_)) | None => Vec::new(),
        }
    }

    fn press_confirm(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Confirm(confirm)) = self.overlays.last() else {
            return Vec::new();
        };
        let chosen = confirm.choices.iter().find(|choice| key.typed() == Some(choice.key)).map(|choice| choice.then.clone());
        let leaves = matches!(key.code, Code::Esc | Code::Char('n' | 'q'));
        if chosen.is_some() || leaves {
            self.overlays.pop();
        }
        let Some(then) = chosen else {
            return Vec::new();
        };
        let hold = self.settings.config.hold;
        match then {
            Then::Act(kind) => self.act(kind, hold),
            Then::Bulk(what) => match self.inbox.matching.clone() {
                Some(matching) => self.begin_bulk(what, matching),
                None => {
                    let targets = self.targets();
                    self.give_now(what, targets)
                }
            },
            Then::Twin(conversation) => self.give_now(Verb::Done.into(), vec![conversation]),
            Then::Widen(visibility) => self.set_visibility(visibility),
            Then::Remove(account) => {
                self.tell("account-removed", Mood::Plain);
                vec![self.save(Slot::Verb, Intent::RemoveAccount(account))]
            }
            Then::ReplaceView(id, view) => self.replace_view(id, *view),
            Then::QuitSend => self.quit_when_sent(true),
            Then::QuitWait => self.quit_when_sent(false),
            Then::QuitKeep => self.quit_when_kept(),
            Then::QuitUnstored => self.quit_stored(),
            Then::Redo => self.undo_now(Intent::Redo, true),
            Then::SendAnyway(after) => self.send_now(after),
            Then::Publish(slot) => self.publish(slot),
            Then::ScheduleAnyway(at) => self.schedule_now(at),
            Then::PostNow(after) => self.post_now(after),
        }
    }

    fn press_accounts(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Accounts(at)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let last = self.accounts.writers(&self.settings.networks).count().saturating_sub(1);
        match key.code {
            Code::Esc | Code::Enter | Code::Char('q') => {
                self.overlays.pop();
                return self.draft_changed();
            }
            Code::Down | Code::Char('j') => *at = (*at + 1).min(last),
            Code::Up | Code::Char('k') => *at = at.saturating_sub(1),
            Code::Char(' ') => {
                let at = *at;
                self.toggle_account(at);
            }
            _ => {}
        }
        Vec::new()
    }

    fn toggle_account(&mut self, at: usize) {
        let Some(row) = self.accounts.writers(&self.settings.networks).nth(at) else {
            return;
        };
        let Some(composer) = self.composer.as_mut() else {
            return;
        };
        let id = row.account.id;
        if composer.identities.iter().any(|identity| identity.account == id) {
            if composer.own == Some(id) {
                composer.show_text(None);
            }
            composer.identities.retain(|identity| identity.account != id);
        } else {
            composer.identities.push(Identity::of(row));
        }
        self.learn_cards();
    }

    /// Why a command cannot run, with the key that mends it.
    pub(crate) fn why_not(&self, reason: NotReady) -> String {
        let key = reason.mended_by().map(|id| self.key(id)).unwrap_or_default();
        self.settings.language.say(&format!("not-ready-{reason}"), &[("key", (&key).into())])
    }

    /// Says why a command cannot run.
    pub(crate) fn refuse(&mut self, reason: NotReady) {
        let text = self.why_not(reason);
        self.status.say(text, Mood::Plain, self.now.machine);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;

    #[test]
    fn the_key_that_asks_never_says_yes() {
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for trigger in ["B", "D", "y", "o", "g y", "y o"] {
                assert!(!trigger.contains(yes_key(&language, trigger)), "{lang} {trigger}");
            }
        }
    }
}
