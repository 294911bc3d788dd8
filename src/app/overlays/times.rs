//! The choice of a time: a few that many people want, or whatever is typed.

use super::picker::{Item, TimeFor};
use crate::app::{Effect, Slot, State};
use crate::base::text::fold;
use crate::base::time::Timestamp;
use crate::model::intent::Intent;
use crate::model::triage::{After, Asked, Until, Verb};
use crate::model::when::{self, When};

/// So many ways to end what is typed are offered.
const ENDINGS: usize = 5;

impl State {
    fn read_when(&self, purpose: &TimeFor, phrase: &str) -> Result<When, String> {
        let read = When::read(phrase, self.now.day, &self.zone_for(purpose));
        read.map_err(|error| self.settings.language.when_error(phrase, &error))
    }

    fn told_when(&self, purpose: &TimeFor, when: When) -> String {
        self.settings.language.when(when, self.now.day, &self.zone_for(purpose))
    }

    pub(super) fn time_items(&self, purpose: &TimeFor, text: &str) -> Vec<Item> {
        let items = if text.is_empty() { self.times_to_choose(purpose) } else { self.times_of(purpose, text) };
        // A post leaves at a time, whatever anybody answers.
        let timed = purpose.may_be_none() || purpose.is_slot();
        let fits = |item: &Item| !timed || item.value.is_empty() || self.read_when(purpose, &item.value) != Ok(When::UntilTheyAnswer);
        items.into_iter().filter(fits).collect()
    }

    /// What is offered before anything is typed.
    fn times_to_choose(&self, purpose: &TimeFor) -> Vec<Item> {
        if purpose.is_slot() {
            return self.slot_items(purpose);
        }
        let language = &self.settings.language;
        let mut items = Vec::new();
        if purpose.may_be_none() {
            items.push(Item { text: language.word("picker-time-none"), ..Item::default() });
        }
        // The time that an answer of theirs has cut short.
        let cut = self.rows_of_targets().first().and_then(|row| row.triage.snoozed_until).filter(|at| *at > self.now.day);
        if let Some(at) = cut.filter(|_| *purpose == TimeFor::Snooze) {
            let note = self.told_when(purpose, When::At(at));
            items.push(Item { text: language.word("picker-time-before"), note, value: at.rfc3339(), ..Item::default() });
        }
        let last = self.verbs.phrase.as_deref();
        let choices = when::presets(language.lang().tongue(), last, self.now.day, &self.settings.zone);
        items.extend(choices.into_iter().map(|choice| Item {
            text: language.preset(choice.preset),
            note: if choice.when == When::UntilTheyAnswer { String::new() } else { self.told_when(purpose, choice.when) },
            value: choice.phrase,
            ..Item::default()
        }));
        items
    }

    /// What is typed, read, and how it may go on.
    fn times_of(&self, purpose: &TimeFor, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let item = |phrase: &str| match self.read_when(purpose, phrase) {
            Ok(when) => Item { text: phrase.to_owned(), note: self.told_when(purpose, when), value: phrase.to_owned(), ..Item::default() },
            Err(why) => Item { text: phrase.to_owned(), detail: why.clone(), against: Some(why), ..Item::default() },
        };
        let endings = when::complete(text, language.lang().tongue(), self.now.day, &self.zone_for(purpose), ENDINGS);
        let typed = item(text);
        let offered = endings.iter().map(|phrase| item(phrase));
        // What is not whole yet stands under what it may become.
        let mut items: Vec<Item> = match (typed.against.is_some(), endings.is_empty()) {
            (true, false) => offered.collect(),
            (true, true) | (false, _) => std::iter::once(typed).chain(offered).collect(),
        };
        // Two ways to say one moment are one choice.
        let mut known = Vec::new();
        items.retain(|item| match self.read_when(purpose, &item.value) {
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
        let when = if phrase.is_empty() { None } else { self.read_when(&purpose, phrase).ok() };
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
            TimeFor::Schedule => due.map(|at| self.schedule_at(at)).unwrap_or_default(),
            TimeFor::MovePost(slot) => due.map(|at| self.move_post(slot, at)).unwrap_or_default(),
            TimeFor::SendSnooze => self.send(After::Snooze(until)),
            TimeFor::SendAsked => self.send(After::WaitClient(Asked { due, what: String::new() })),
        }
    }

    /// The clients whose posts can be shown alone, and all of them.
    pub(super) fn client_items(&self, text: &str) -> Vec<Item> {
        let item = |client: Option<crate::base::id::ClientId>| {
            let name =
                client.map_or_else(|| self.word("all-clients"), |id| self.client(id).map(|client| client.name.clone()).unwrap_or_default());
            let value = client.map(|id| id.0.to_string()).unwrap_or_default();
            Item { text: name, value, marked: self.calendar.client == client, ..Item::default() }
        };
        self.calendar_clients().into_iter().map(item).filter(|item| fold(&item.text).contains(&fold(text))).collect()
    }
}
