//! A text of its own for one account of a new post: shown in the place of the shared one.
//!
//! One text stands in the editor at a time, the shared one or that of one account. A text of its
//! own begins as the shared one; while it is the same, or blank, there is none.

use std::collections::BTreeMap;

use super::composer::Composer;
use crate::app::commands::CommandId;
use crate::app::editor::Editor;
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::base::id::AccountId;

impl Composer {
    /// The text that the accounts share.
    pub fn shared(&self) -> &str {
        if self.own.is_some() { &self.draft.text } else { self.editor.text() }
    }

    /// The texts of accounts that have their own, as they stand.
    pub fn variants(&self) -> BTreeMap<AccountId, String> {
        let mut variants = self.draft.variants.clone();
        if let Some(account) = self.own {
            let text = self.editor.text();
            if text.trim().is_empty() || text == self.draft.text {
                variants.remove(&account);
            } else {
                variants.insert(account, text.to_owned());
            }
        }
        variants
    }

    /// Whether an account has a text of its own, or is being given one.
    pub fn has_own(&self, account: AccountId) -> bool {
        self.own == Some(account) || self.draft.variants.contains_key(&account)
    }

    /// The text of an account.
    pub fn text_of(&self, account: AccountId) -> &str {
        if self.own == Some(account) {
            return self.editor.text();
        }
        self.draft.variants.get(&account).map_or_else(|| self.shared(), String::as_str)
    }

    /// The account whose text comes after the one that is shown; none is the shared text.
    pub fn next_own(&self) -> Option<AccountId> {
        let at = self.own.and_then(|own| self.identities.iter().position(|identity| identity.account == own));
        self.identities.get(at.map_or(0, |at| at + 1)).map(|identity| identity.account)
    }

    /// Puts the text of an account into the editor, or the shared one.
    pub fn show_text(&mut self, own: Option<AccountId>) {
        let (text, variants) = (self.shared().to_owned(), self.variants());
        (self.draft.text, self.draft.variants) = (text, variants);
        let shown = own.and_then(|own| self.draft.variants.get(&own)).unwrap_or(&self.draft.text).clone();
        (self.own, self.editor, self.in_warning) = (own, Editor::new(&shown), false);
        self.completion = None;
        self.count();
    }
}

impl State {
    /// Shows the text of the next account, and after the last the shared one.
    pub(crate) fn next_text(&mut self) -> Vec<Effect> {
        if self.says_it_reads() {
            return Vec::new();
        }
        if let Some(composer) = self.composer.as_mut() {
            composer.show_text(composer.next_own());
        }
        self.draft_changed()
    }

    /// Takes the own text that is shown away; the account says again what the others say.
    pub(crate) fn drop_own_text(&mut self) -> Vec<Effect> {
        let Some(composer) = self.composer.as_mut() else {
            return Vec::new();
        };
        let Some(account) = composer.own else {
            return Vec::new();
        };
        composer.show_text(None);
        let dropped = composer.draft.variants.remove(&account).is_some();
        composer.count();
        if dropped {
            self.tell("own-text-dropped", Mood::Plain);
        }
        self.draft_changed()
    }

    /// Whose own text is shown, and what comes next.
    pub(crate) fn own_text_line(&self) -> Option<String> {
        let composer = self.composer.as_ref()?;
        let handle =
            |account: AccountId| composer.identities.iter().find(|identity| identity.account == account).map(|identity| &identity.handle);
        let key = self.key(CommandId::OwnText);
        let shown = handle(composer.own?)?;
        Some(match composer.next_own().and_then(handle) {
            Some(next) => {
                let args = [("account", shown.into()), ("next", next.into()), ("key", (&key).into())];
                self.settings.language.say("own-text-next", &args)
            }
            None => self.settings.language.say("own-text-last", &[("account", shown.into()), ("key", (&key).into())]),
        })
    }
}
