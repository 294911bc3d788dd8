//! A report: what for, then in which words; typing them is the question that is asked.

use super::picker::Item;
use super::prompt::Prompting;
use crate::app::{Effect, Slot, State};
use crate::base::id::{ConversationId, InteractionId};
use crate::base::text::fold;
use crate::model::exchange::{ActKind, Category};
use crate::model::intent::Intent;

/// A report that has no words yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reporting {
    conversation: ConversationId,
    message: InteractionId,
    category: Category,
    attach: bool,
}

/// How an item is kept that leaves the message out.
const ALONE: &str = "alone ";

impl State {
    /// What somebody can be reported for; a message goes with it unless a person says no.
    pub(super) fn category_items(&self, text: &str) -> Vec<Item> {
        let language = &self.settings.language;
        let says = self.row().is_some_and(|row| row.asks() && !row.deleted);
        let plain = Category::ALL.iter().map(|category| (*category, says));
        let alone = Category::ALL.iter().map(|category| (*category, false)).filter(|_| says);
        plain
            .chain(alone)
            .map(|(category, attach)| Item {
                text: language.code("report", category.code()),
                note: if attach { language.word("report-with-message") } else { language.word("report-without-message") },
                value: if attach { category.code().to_owned() } else { format!("{ALONE}{category}") },
                ..Item::default()
            })
            .filter(|item| fold(&format!("{} {}", item.text, item.note)).contains(&fold(text)))
            .collect()
    }

    /// Asks for the words of a report, with everybody named whom it concerns.
    pub(super) fn category_picked(&mut self, value: &str) -> Vec<Effect> {
        let (attach, code) = match value.strip_prefix(ALONE) {
            Some(code) => (false, code),
            None => (true, value),
        };
        let (Some(category), Some(row)) = (Category::from_code(code), self.row()) else {
            return Vec::new();
        };
        let Some(message) = row.newest else {
            return Vec::new();
        };
        let language = &self.settings.language;
        let who = self.whom(row);
        let what = language.code("report", category.code());
        let with = language.word(if attach { "report-with-message" } else { "report-without-message" });
        let args = [
            ("who", (&who).into()),
            ("handle", (&row.account_handle).into()),
            ("client", (&row.client_name).into()),
            ("network", row.network.name().into()),
            ("what", (&what).into()),
            ("with", (&with).into()),
        ];
        let about = language.say("report-question", &args);
        let reporting = Reporting { conversation: row.id, message, category, attach };
        self.open_prompt(Prompting::Report(reporting), about, "")
    }

    /// Sends a report on its way.
    pub(super) fn report(&mut self, reporting: &Reporting, comment: String) -> Vec<Effect> {
        let Reporting { conversation, message, category, attach } = *reporting;
        let hold = self.settings.config.hold;
        let ticket = self.loads.ticket(Slot::Send);
        self.act_leaves(conversation, ActKind::Report, ticket);
        vec![Effect::Save(ticket, Intent::Report { message, category, comment, attach, hold })]
    }
}
