//! The card of a client: what is wrong in one, and one to begin with.

use crate::config::language::Language;
use crate::model::card::{Card, CardError, CardProblem, Field, LONGEST, literal};

impl Language {
    /// What is wrong in a card, with its line.
    pub fn card_error(&self, error: &CardError) -> String {
        self.say("card-line", &[("line", error.line.into()), ("about", (&self.card_problem(&error.what)).into())])
    }

    /// What is wrong with a line of a card.
    pub fn card_problem(&self, problem: &CardProblem) -> String {
        match problem {
            CardProblem::Syntax(said) => self.say("misfit-syntax", &[("said", said.into())]),
            CardProblem::UnknownKey { key, nearest: None } => self.say("misfit-unknown-key", &[("key", key.into())]),
            CardProblem::UnknownKey { key, nearest: Some(near) } => {
                self.say("misfit-unknown-key-near", &[("key", key.into()), ("near", near.into())])
            }
            CardProblem::NotText(field) if field.is_list() => self.say("card-not-list", &[("field", field.code().into())]),
            CardProblem::NotText(field) => self.say("card-not-text", &[("field", field.code().into())]),
            CardProblem::Hours { text, error, .. } => self.hours_error(text, error),
            CardProblem::Zone(zone) => self.say("card-zone-unknown", &[("zone", zone.into())]),
            CardProblem::Alt(rule) => self.say("card-alt-wrong", &[("rule", rule.into())]),
            CardProblem::Late(late) => self.say("card-late-wrong", &[("late", late.into())]),
            CardProblem::Sla(sla) => self.say("card-sla-wrong", &[("sla", sla.into())]),
            CardProblem::TooLong => self.say("card-too-long", &[("n", LONGEST.into())]),
        }
    }

    /// The text of a card for an editor; one that says nothing is given every line with what it is for.
    pub fn card_text(&self, card: &Card) -> String {
        if !card.source().trim().is_empty() {
            return card.source().to_owned();
        }
        let line = |field: &Field| format!("# {}\n{field} = {}\n", self.code("card-hint", field.code()), literal(*field, &[]));
        Field::ALL.iter().map(line).collect()
    }
}
