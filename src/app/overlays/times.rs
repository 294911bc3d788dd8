//! The choice of a time: a few that many people want, or whatever is typed.

use super::picker::{Item, TimeFor};
use crate::app::{Effect, Slot, State};
use crate::base::time::Timestamp;
use crate::model::intent::Intent;
use crate::model::triage::{After, Asked, Until, Verb};
use crate::model::when::{self, When};

/// So many ways to end what is typed are offered.
const ENDINGS: usize = 5;

impl State {
    fn read_when(&self, phrase: &str) -> Result<When, String> {
        let read = When::read(phrase, self.now.day, &self.settings.zone);
        read.map_err(|error| self.settings.language.when_error(phrase, &error))
    }

    fn told_when(&self, when: When) -> String {
        self.settings.language.when(when, self.now.day, &self.settings.zone)
    }

    pub(super) fn time_items(&self, purpose: &TimeFor, text: &str) -> Vec<Item> {
        let items = if text.is_empty() { self.times_to_choose(purpose) } else { self.times_of(text) };
        let fits =
            |item: &Item| !purpose.may_be_none() || item.value.is_empty() || self.read_when(&item.value) != Ok(When::UntilTheyAnswer);
        items.into_iter().filter(fits).collect()
    }

    /// What is offered before anything is typed.
    fn times_to_choose(&self, purpose: &TimeFor) -> Vec<Item> {
        let language = &self.settings.language;
        let mut items = Vec::new();
        if purpose.may_be_none() {
            items.push(Item { text: language.word("picker-time-none"), ..Item::default() });
        }
        // The time that an answer of theirs has cut short.
        let cut = self.rows_of_targets().first().and_then(|row| row.triage.snoozed_until).filter(|at| *at > self.now.day);
        if let Some(at) = cut.filter(|_| *purpose == TimeFor::Snooze) {
            let note = self.told_when(When::At(at));
            items.push(Item { text: language.word("picker-time-before"), note, value: at.rfc3339(), ..Item::default() });
        }
        let last = self.verbs.phrase.as_deref();
        let choices = when::presets(language.lang().tongue(), last, self.now.day, &self.settings.zone);
        items.extend(choices.into_iter().map(|choice| Item {
            text: language.preset(choice.preset),
            note: if choice.when == When::UntilTheyAnswer { String::new() } else { self.told_when(choice.when) },
            value: choice.phrase,
            ..Item::default()
        }));
        items
    }

    /// What is typed, read, and how it may go on.
    fn times_of(&self, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let item = |phrase: &str| match self.read_when(phrase) {
            Ok(when) => Item { text: phrase.to_owned(), note: self.told_when(when), value: phrase.to_owned(), ..Item::default() },
            Err(why) => Item { text: phrase.to_owned(), detail: why.clone(), against: Some(why), ..Item::default() },
        };
        let endings = when::complete(text, language.lang().tongue(), self.now.day, &self.settings.zone, ENDINGS);
        let typed = item(text);
        let offered = endings.iter().map(|phrase| item(phrase));
        // What is not whole yet stands under what it may become.
        let mut items: Vec<Item> = match (typed.against.is_some(), endings.is_empty()) {
            (true, false) => offered.collect(),
            (true, true) | (false, _) => std::iter::once(typed).chain(offered).collect(),
        };
        // Two ways to say one moment are one choice.
        let mut known = Vec::new();
        items.retain(|item| match self.read_when(&item.value) {
            Ok(when) if known.contains(&when) => false,
            Ok(when) => {
                known.push(when);
                true
            }
            Err(_) => true,
        });
        items
    }

    pub(super) fn time_picked(&mut self, purpose: TimeFor, phrase: &str) -> Vec<Effect> {
        let when = if phrase.is_empty() { None } else { self.read_when(phrase).ok() };
        if when.is_some() {
            self.verbs.phrase = Some(phrase.to_owned());
        }
        let due: Option<Timestamp> = match when {
            Some(When::At(at)) => Some(at),
            Some(When::UntilTheyAnswer) | None => None,
        };
        let until = due.map_or(Until::Answer, Until::At);
        match purpose {
            TimeFor::Snooze => self.triage(Verb::Snooze(until)),
            TimeFor::Asked(what) => self.triage(Verb::WaitClient(Asked { due, what })),
            TimeFor::Assigned(who) => self.triage(Verb::Assign { who, due }),
            TimeFor::Task(id) => vec![self.save(Slot::Verb, Intent::TaskDue(id, due))],
            TimeFor::SendSnooze => self.send(After::Snooze(until)),
            TimeFor::SendAsked => self.send(After::WaitClient(Asked { due, what: String::new() })),
        }
    }
}
