//! The composer: a text, as whom it leaves, what it answers, who can read it, how long it is.

use std::ops::Range;

use super::completion::Completion;
use super::counting::Counted;
use super::scheduling::Placing;
use super::spelling::Spelling;
use crate::app::editor::Editor;
use crate::app::focus::Focus;
use crate::app::layout::{self, Area};
use crate::base::id::{AccountId, ClientId, InteractionId};
use crate::base::text::wrap;
use crate::model::account::{Account, ServerLimits};
use crate::model::card::{Card, Field};
use crate::model::client::Colour;
use crate::model::draft::{Audience, Draft, Target};
use crate::model::interaction::Visibility;
use crate::model::network::Network;
use crate::model::query::AccountRow;

/// As whom a text leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub account: AccountId,
    pub client_id: ClientId,
    pub client: String,
    pub colour: Colour,
    pub handle: String,
    pub network: Network,
    pub limits: ServerLimits,
}

impl Identity {
    pub fn of(row: &AccountRow) -> Identity {
        Identity {
            account: row.account.id,
            client_id: row.account.client,
            client: row.client_name.clone(),
            colour: row.colour,
            handle: row.account.handle.clone(),
            network: row.account.network,
            limits: row.account.limits,
        }
    }

    pub fn learn(&mut self, account: &Account) {
        self.limits = account.limits;
    }
}

/// What is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub name: String,
    pub handle: String,
    pub text: String,
    pub lines: Vec<String>,
}

/// What a client wants of a text that leaves in its name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    pub client: String,
    pub card: Card,
}

/// Whether the text is in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saved {
    /// Nothing was typed yet.
    Untouched,
    /// On its way to the store.
    Saving,
    /// In the store.
    Safe,
}

/// The composer.
#[derive(Debug)]
pub(crate) struct Composer {
    /// The draft; its text is as of the last save.
    pub draft: Draft,
    pub editor: Editor,
    /// The words before the text, while there are any.
    pub warning: Option<Editor>,
    /// Whether what is typed goes into the warning.
    pub in_warning: bool,
    pub identities: Vec<Identity>,
    pub quoted: Option<Quoted>,
    /// The visibility that may be widened only after asking.
    pub start: Visibility,
    pub saved: Saved,
    /// The account whose own text is in the editor; the shared text otherwise.
    pub own: Option<AccountId>,
    pub counts: Vec<Counted>,
    /// The bytes of the text that is shown which are too many.
    pub over: Vec<Range<usize>>,
    /// The bytes of the text where blanks are left.
    pub blanks: Vec<Range<usize>>,
    pub completion: Option<Completion>,
    pub spelling: Spelling,
    /// What its clients want of a text.
    pub wanted: Vec<Wanted>,
    /// The words that they never use: their bytes, the word, and whose list it is on.
    pub forbidden: Vec<(Range<usize>, String, String)>,
    /// The newest message that was on the screen.
    pub drawn_upto: Option<InteractionId>,
    /// Whether the store has told what it knows: an older draft, the limits of the account.
    pub informed: bool,
    /// Whether an older draft waits in the store; nothing is saved over it before it was read.
    pub older: bool,
    /// Its place on the calendar, where it has one or is to have one.
    pub place: Option<Placing>,
    /// The tickets of drafts up to here belong to earlier texts.
    pub began: u64,
    /// Where the focus goes back to, and whether that had the whole screen.
    pub from: (Focus, bool),
}

impl Composer {
    pub fn new(draft: Draft, identities: Vec<Identity>, began: u64, from: (Focus, bool)) -> Composer {
        let warning = (!draft.warning.is_empty()).then(|| Editor::line(&draft.warning));
        let mut composer = Composer {
            editor: Editor::new(&draft.text),
            warning,
            in_warning: false,
            identities,
            quoted: None,
            start: draft.visibility,
            saved: if draft.id.is_some() { Saved::Safe } else { Saved::Untouched },
            own: None,
            counts: Vec::new(),
            over: Vec::new(),
            blanks: Vec::new(),
            completion: None,
            spelling: Spelling::default(),
            wanted: Vec::new(),
            forbidden: Vec::new(),
            drawn_upto: None,
            informed: false,
            older: false,
            place: None,
            began,
            from,
            draft,
        };
        composer.count();
        composer
    }

    /// The field that is typed in.
    pub fn field(&mut self) -> &mut Editor {
        match self.warning.as_mut().filter(|_| self.in_warning) {
            Some(warning) => warning,
            None => &mut self.editor,
        }
    }

    /// The draft as it stands.
    pub fn current(&self) -> Draft {
        Draft {
            text: self.shared().to_owned(),
            variants: self.variants(),
            warning: self.warning.as_ref().map(|warning| warning.text().to_owned()).unwrap_or_default(),
            accounts: self.identities.iter().map(|identity| identity.account).collect(),
            ..self.draft.clone()
        }
    }

    /// Whether what was begun here before is still being read from the store.
    pub fn is_reading(&self) -> bool {
        !self.informed && (self.older || !self.is_reply())
    }

    pub fn is_reply(&self) -> bool {
        matches!(self.draft.target, Target::Reply { .. })
    }

    pub fn is_private(&self) -> bool {
        matches!(self.draft.target, Target::Reply { audience: Audience::Private, .. })
    }

    pub fn measure(&mut self, area: Area) {
        if let Some(quoted) = self.quoted.as_mut() {
            quoted.lines = wrap(quoted.text.trim_end(), usize::from(area.width.saturating_sub(4)).max(8));
        }
        let areas = self.areas(area);
        self.editor.resize(usize::from(areas.text.width));
    }

    pub fn areas(&self, area: Area) -> layout::ComposerAreas {
        let quoted = self.quoted.as_ref().map_or(0, |quoted| quoted.lines.len());
        let (identities, warning) = (self.identities.len(), self.warning.is_some());
        let shown = layout::ComposerShown {
            identities,
            quoted,
            warning,
            own: self.own.is_some(),
            media: self.draft.media.len(),
            wanted: self.is_guided(),
        };
        layout::composer(area, shown)
    }

    /// Whether a client has something to say about how it is written.
    pub fn is_guided(&self) -> bool {
        self.wanted.iter().any(|wanted| !wanted.card.parts(Field::Tone).is_empty() || !wanted.card.forbidden().is_empty())
    }

    /// The words in the text that a client never uses, in order.
    pub(super) fn found(&self) -> Vec<(Range<usize>, String, String)> {
        let text = self.editor.text();
        let of = |wanted: &Wanted| {
            let client = wanted.client.clone();
            wanted.card.forbidden_in(text).into_iter().map(move |(at, word)| (at, word, client.clone())).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = self.wanted.iter().flat_map(of).collect();
        found.sort_by_key(|(at, ..)| (at.start, at.end));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::Measured;

    fn identity(id: i64, characters: u32) -> Identity {
        Identity {
            account: AccountId(id),
            client_id: ClientId(1),
            client: "Chez Léon".into(),
            colour: Colour::ALL[0],
            handle: format!("@brand{id}@a.test"),
            network: Network::Mastodon,
            limits: ServerLimits { characters, ..ServerLimits::default() },
        }
    }

    fn composer(text: &str, warning: &str, limits: &[u32]) -> Composer {
        let identities: Vec<Identity> = (1..).zip(limits).map(|(id, limit)| identity(id, *limit)).collect();
        let draft = Draft {
            id: None,
            target: Target::New,
            accounts: identities.iter().map(|identity| identity.account).collect(),
            text: text.to_owned(),
            warning: warning.to_owned(),
            visibility: Visibility::Public,
            language: None,
            then: None,
            run: None,
            variants: std::collections::BTreeMap::new(),
            media: Vec::new(),
            updated_at: crate::base::time::Timestamp::from_millis(0),
        };
        Composer::new(draft, identities, 0, (Focus::List, false))
    }

    #[test]
    fn of_several_servers_the_one_with_the_least_room_counts() {
        let composer = composer("douze lettres", "", &[500, 10, 5000, 10]);
        let counts: Vec<(u32, u32)> = composer.counts.iter().map(|counted| (counted.count.count, counted.count.limit)).collect();
        assert_eq!(counts, [(13, 10)]);
        assert_eq!(composer.over.first(), Some(&(10..13)));
        assert_eq!(composer.excess(), Some(("Mastodon", Measured::Text, 3)));
    }

    #[test]
    fn a_warning_that_is_too_long_leaves_nothing_to_the_text() {
        let composer = composer("texte", &"!".repeat(11), &[10]);
        assert_eq!((composer.warning_over(), composer.over.first()), (true, Some(&(0..5))));
    }
}
