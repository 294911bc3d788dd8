//! The composer: a text, as whom it leaves, what it answers, who can read it, how long it is.

use std::ops::Range;

use super::completion::Completion;
use super::scheduling::Placing;
use crate::app::editor::Editor;
use crate::app::focus::Focus;
use crate::app::layout::{self, Area};
use crate::base::id::{AccountId, ClientId, InteractionId};
use crate::base::text::{graphemes, wrap};
use crate::model::account::{Account, ServerLimits};
use crate::model::card::{Card, Field};
use crate::model::client::Colour;
use crate::model::draft::{Audience, Draft, Target};
use crate::model::interaction::Visibility;
use crate::model::limits::{self, Count};
use crate::model::network::Network;
use crate::model::query::AccountRow;
use crate::model::snippet::blanks;

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
    pub counts: Vec<(Network, Count)>,
    /// The byte of the text from which on it is too long.
    pub over_from: Option<usize>,
    /// The bytes of the text where blanks are left.
    pub blanks: Vec<Range<usize>>,
    pub completion: Option<Completion>,
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
            counts: Vec::new(),
            over_from: None,
            blanks: Vec::new(),
            completion: None,
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
            text: self.editor.text().to_owned(),
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
        layout::composer(area, self.identities.len(), quoted, self.warning.is_some(), self.is_guided())
    }

    /// Whether a client has something to say about how it is written.
    pub fn is_guided(&self) -> bool {
        self.wanted.iter().any(|wanted| !wanted.card.parts(Field::Tone).is_empty() || !wanted.card.forbidden().is_empty())
    }

    /// Counts the text as each of its networks does.
    pub fn count(&mut self) {
        let warning = self.warning.as_ref().map_or("", |warning| warning.text());
        let mut counts: Vec<(Network, Count)> = Vec::new();
        for identity in &self.identities {
            let count = limits::count(identity.network, identity.limits, self.editor.text(), warning);
            match counts.iter_mut().find(|(network, _)| *network == identity.network) {
                Some((_, least)) if count.limit < least.limit => *least = count,
                Some(_) => {}
                None => counts.push((identity.network, count)),
            }
        }
        self.counts = counts;
        self.over_from = self.too_long_from(warning);
        self.forbidden = self.found();
        self.blanks = blanks(self.editor.text()).into_iter().map(|blank| blank.at).collect();
    }

    /// The words in the text that a client never uses, in order.
    fn found(&self) -> Vec<(Range<usize>, String, String)> {
        let text = self.editor.text();
        let of = |wanted: &Wanted| {
            let client = wanted.client.clone();
            wanted.card.forbidden_in(text).into_iter().map(move |(at, word)| (at, word, client.clone())).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = self.wanted.iter().flat_map(of).collect();
        found.sort_by_key(|(at, ..)| (at.start, at.end));
        found
    }

    /// By how much the text is too long, on the network that takes least.
    pub fn over(&self) -> Option<(Network, u32)> {
        let over = self.counts.iter().filter(|(_, count)| count.over());
        over.map(|(network, count)| (*network, count.count - count.limit)).max_by_key(|(_, by)| *by)
    }

    fn too_long_from(&self, warning: &str) -> Option<usize> {
        let (network, _) = self.over()?;
        let strictest =
            self.identities.iter().filter(|identity| identity.network == network).min_by_key(|identity| identity.limits.characters)?;
        let text = self.editor.text();
        let mut ends: Vec<usize> = Vec::new();
        for grapheme in graphemes(text) {
            ends.push(ends.last().copied().unwrap_or(0) + grapheme.len());
        }
        let fits = |end: &usize| !limits::count(network, strictest.limits, &text[..*end], warning).over();
        let kept = ends.partition_point(fits);
        Some(kept.checked_sub(1).map_or(0, |at| ends[at]))
    }
}
