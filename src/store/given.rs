//! What a verb or a macro makes of conversations: what changed, and the entry for it.
//!
//! However many steps a macro has, a conversation has one image: what it was before the first
//! and after the last. Notes and tasks are rows of the same entry. Nothing is sent here.

use std::collections::BTreeSet;

use super::error::Result;
use super::journal::{self, Refers};
use super::things::Changed;
use super::writer::Write;
use super::{conversations, notes, tasks};
use crate::base::id::{ConversationId, EntryId};
use crate::model::journal::{Hand, Image};
use crate::model::macros::{Act, Given};
use crate::model::task::Task;

/// What became of conversations.
#[derive(Default)]
pub(super) struct Done {
    /// How many of them there are.
    pub(super) found: usize,
    /// How many of them changed.
    pub(super) changed: u32,
    pub(super) images: Vec<Image>,
    pub(super) rows: Vec<Changed>,
}

impl Done {
    /// What an entry refers to.
    pub(super) fn refers(&self) -> Refers<'_> {
        Refers { images: &self.images, rows: &self.rows, conversations: self.changed, ..Refers::default() }
    }
}

/// Does something to conversations, each once.
pub(super) fn give(w: &mut Write<'_>, hand: &Hand, ids: &[ConversationId], what: &Given) -> Result<Done> {
    let (mut seen, mut done) = (BTreeSet::new(), Done::default());
    let acts = what.acts();
    for id in ids {
        let Some(mut head) = conversations::load(w.conn, *id)?.filter(|head| seen.insert(head.id)) else {
            continue;
        };
        let before = head.triage.clone();
        head.triage = what.after(&before, head.newest, w.now);
        let saved = conversations::save(w, &head)?;
        let rows = rows(w, hand, head.id, &acts)?;
        done.changed += u32::from(saved || !rows.is_empty());
        done.rows.extend(rows);
        if saved {
            done.images.push(Image { conversation: head.id, before, after: head.triage });
        }
    }
    done.found = seen.len();
    Ok(done)
}

/// The notes and tasks that belong to a macro.
fn rows(w: &mut Write<'_>, hand: &Hand, conversation: ConversationId, acts: &[Act]) -> Result<Vec<Changed>> {
    let mut rows = Vec::new();
    for act in acts {
        rows.extend(match act {
            Act::Verb(_) => None,
            Act::Note(text) => notes::put(w, hand, conversation, text)?,
            Act::Task(text) => {
                let task = Task { text: text.clone(), conversation: Some(conversation), ..Task::default() };
                tasks::put(w, &task)?
            }
        });
    }
    Ok(rows)
}

/// Writes the entry.
pub(super) fn entry(w: &mut Write<'_>, hand: &Hand, done: &Done, what: &Given) -> Result<EntryId> {
    journal::write(w, hand, what.deed(), &Refers { detail: &what.detail(), ..done.refers() })
}
