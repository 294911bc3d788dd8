//! Spelling, away from the path of a key: one speller, asked in threads that may wait.
//!
//! The dictionaries are in memory while somebody writes. Of the checks that wait only the newest
//! is of use; the others are answered as well, and dropped by whoever asked.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;

use crate::app::Proofing;
use crate::app::{Answered, Ticket};
use crate::config::Dictionaries;
use crate::model::query::{Answer, Query};
use crate::model::spelling::OwnWord;
use crate::spell::{SpellError, Speller};
use crate::store::Store;

/// The speller, and where own words are.
#[derive(Clone)]
pub(super) struct Proofreader {
    store: Store,
    speller: Arc<Mutex<Option<(Dictionaries, Speller)>>>,
}

impl Proofreader {
    /// Nothing is loaded yet.
    pub(super) fn new(store: Store) -> Proofreader {
        Proofreader { store, speller: Arc::default() }
    }

    /// Does what is asked, elsewhere.
    pub(super) fn run(&self, ticket: Ticket, wanted: Proofing, answers: mpsc::Sender<(Ticket, Answered)>) {
        let mine = self.clone();
        tokio::task::spawn_blocking(move || {
            let answered = mine.answer(wanted).unwrap_or_else(|error| {
                tracing::warn!(%error, "The spelling could not be checked.");
                Answered::Done
            });
            answers.blocking_send((ticket, answered)).ok();
        });
    }

    fn answer(&self, wanted: Proofing) -> Result<Answered, SpellError> {
        let mut kept = self.speller.lock().unwrap_or_else(PoisonError::into_inner);
        match wanted {
            Proofing::Rest => {
                *kept = None;
                Ok(Answered::Done)
            }
            Proofing::Check(proof, dictionaries) => {
                if kept.as_ref().is_none_or(|(of, _)| *of != dictionaries) {
                    *kept = Some((dictionaries, Speller::new(dictionaries == Dictionaries::System)));
                }
                let Some((_, speller)) = kept.as_mut() else {
                    return Ok(Answered::Done);
                };
                let checked = speller.check(&proof, &self.own())?;
                Ok(Answered::Proofread(proof.text, checked))
            }
            Proofing::Suggest(word, tongue, proof) => {
                let Some((_, speller)) = kept.as_mut() else {
                    return Ok(Answered::Done);
                };
                let suggestions = speller.suggest(&word, tongue, &proof, &self.own())?;
                Ok(Answered::Suggested(word, suggestions))
            }
        }
    }

    /// The words of one's own; without them when the store cannot be read, which others tell.
    fn own(&self) -> Vec<OwnWord> {
        match self.store.ask_now(&Query::Words) {
            Ok(Answer::Words(own)) => own,
            Ok(_) | Err(_) => Vec::new(),
        }
    }
}
