//! What each network counts of the text that is written, and what is too much of it.
//!
//! An account with a text of its own is counted apart; of those that share a text, and of the
//! posts of a thread, the one that has the least room is shown. Nothing here counts itself:
//! that is `model::limits`.

use std::ops::Range;

use super::composer::{Composer, Identity};
use crate::base::id::AccountId;
use crate::model::account::ServerLimits;
use crate::model::draft::parts;
use crate::model::limits::{self, Count, Measured};
use crate::model::network::Network;
use crate::model::snippet::blanks;

/// What one network, or one account with its own text, counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    pub network: Network,
    /// The handle, when the account has a text of its own.
    pub own: Option<String>,
    pub count: Count,
    /// Which post of a thread that is, and of how many.
    pub part: Option<(usize, usize)>,
    /// Those that it is too much for.
    pub over: Vec<AccountId>,
}

impl Counted {
    /// What it is called where something is too much.
    pub fn name(&self) -> &str {
        self.own.as_deref().unwrap_or_else(|| self.network.name())
    }
}

/// A text as one server counts it.
struct Known {
    network: Network,
    limits: ServerLimits,
    own: Option<String>,
    posts: Vec<(Range<usize>, Count)>,
}

/// The posts of a text as a server counts them: where each stands, and its count.
fn counts(identity: &Identity, text: &str, warning: &str) -> Vec<(Range<usize>, Count)> {
    let Identity { network, limits, .. } = identity;
    parts(text).into_iter().map(|part| (part.clone(), limits::count(*network, *limits, &text[part], warning))).collect()
}

impl Composer {
    /// Counts the texts as each of their networks does.
    pub fn count(&mut self) {
        let warning = self.warning.as_ref().map_or("", |warning| warning.text());
        let mut known: Vec<Known> = Vec::new();
        let mut counted: Vec<Counted> = Vec::new();
        let mut over: Vec<Range<usize>> = Vec::new();
        for identity in &self.identities {
            let own = self.has_own(identity.account).then(|| identity.handle.clone());
            let seen =
                known.iter().position(|known| (known.network, &known.limits, &known.own) == (identity.network, &identity.limits, &own));
            let at = seen.unwrap_or(known.len());
            if seen.is_none() {
                let posts = counts(identity, self.text_of(identity.account), warning);
                known.push(Known { network: identity.network, limits: identity.limits, own: own.clone(), posts });
            }
            let posts = &known[at].posts;
            // What is shown is what is in the editor.
            if self.own.map_or(own.is_none(), |shown| shown == identity.account) {
                over.extend(posts.iter().filter_map(|(part, count)| Some(part.start + count.over_at?..part.end)));
            }
            let Some((place, (_, count))) = posts.iter().enumerate().min_by_key(|(_, (_, count))| count.room()) else {
                continue;
            };
            let part = (posts.len() > 1).then_some((place + 1, posts.len()));
            let too_much = posts.iter().any(|(_, count)| count.over()).then_some(identity.account);
            // Of several servers of a network, the one that leaves the least room.
            match counted.iter_mut().find(|counted| counted.network == identity.network && counted.own == own) {
                Some(least) => {
                    least.over.extend(too_much);
                    if count.room() < least.count.room() {
                        (least.count, least.part) = (*count, part);
                    }
                }
                None => counted.push(Counted { network: identity.network, own, count: *count, part, over: too_much.into_iter().collect() }),
            }
        }
        self.over = merged(over);
        self.counts = counted;
        self.forbidden = self.found();
        self.blanks = blanks(self.editor.text()).into_iter().map(|blank| blank.at).collect();
    }

    /// Who it is, and what there is too much of and how much, where it is most.
    pub fn excess(&self) -> Option<(&str, Measured, u32)> {
        let over = self.counts.iter().filter_map(|counted| counted.count.excess().map(|(what, by)| (counted.name(), what, by)));
        over.max_by_key(|(.., by)| *by)
    }

    /// Whether the text of an account is too long for it.
    pub fn is_over(&self, account: AccountId) -> bool {
        self.counts.iter().any(|counted| counted.over.contains(&account))
    }

    /// Whether the warning is longer than all that a network takes.
    pub fn warning_over(&self) -> bool {
        self.counts.iter().any(|counted| counted.count.warning_over())
    }
}

/// The ranges in order, those that overlap as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}
