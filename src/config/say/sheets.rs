//! What is wrong in a file of posts, in words, with its line.

use crate::config::language::{Arg, Language};
use crate::model::interaction::Visibility;
use crate::model::sheet::{Problem, Wrong};
use crate::model::slot::Standing;

impl Language {
    /// What is wrong at a place of a file: the line, the column, what stands there, what is expected.
    pub fn sheet_problem(&self, problem: &Problem) -> String {
        let about = self.sheet_wrong(&problem.wrong);
        let column = problem.column.map(|column| column.code().trim_end_matches(':').to_owned()).unwrap_or_default();
        let value = crate::base::text::truncate(&crate::base::text::one_line(&problem.value), 40);
        let place = match (column.is_empty(), value.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!(", {column}"),
            (true, false) => self.say("sheet-value", &[("value", (&value).into())]),
            (false, false) => format!(", {column}{}", self.say("sheet-value", &[("value", (&value).into())])),
        };
        self.say("sheet-line", &[("line", problem.line.into()), ("place", (&place).into()), ("about", (&about).into())])
    }

    fn sheet_wrong(&self, wrong: &Wrong) -> String {
        let near = |id: &str, near: Option<&str>| match near {
            Some(near) => self.say(&format!("{id}-near"), &[("near", near.into())]),
            None => self.word(id),
        };
        let known = |id: &str, known: Vec<&str>| self.say(id, &[("known", (&known.join(", ")).into())]);
        match wrong {
            Wrong::NotText => self.word("sheet-not-text"),
            Wrong::NoHeading => self.word("sheet-no-heading"),
            Wrong::UnknownColumn(meant) => near("sheet-column", *meant),
            Wrong::ColumnTwice => self.word("sheet-column-twice"),
            Wrong::TooManyCells => self.word("sheet-cells"),
            Wrong::BreaksOff => self.word("sheet-breaks-off"),
            Wrong::Date => self.word("sheet-date"),
            Wrong::Time => self.word("sheet-time"),
            Wrong::NoTime => self.word("sheet-no-time"),
            Wrong::NoDate => self.word("sheet-no-date"),
            Wrong::Zone(meant) => near("sheet-zone", meant.as_deref()),
            Wrong::NoSuchHour => self.word("sheet-no-hour"),
            Wrong::Past => self.word("sheet-past"),
            Wrong::Client(meant) => near("sheet-client", meant.as_deref()),
            Wrong::NoAccount => self.word("sheet-no-account"),
            Wrong::Account(meant) => near("sheet-account", meant.as_deref()),
            Wrong::AccountSeveral(several) => self.say("sheet-account-which", &[("several", (&several.join(", ")).into())]),
            Wrong::Source => self.word("sheet-source"),
            Wrong::AnotherClient(owner) => self.say("sheet-another-client", &[("client", owner.into())]),
            Wrong::NotAmong => self.word("sheet-not-among"),
            Wrong::NoText => self.word("sheet-no-text"),
            Wrong::TooLong { handle, count, limit } => {
                self.say("sheet-too-long", &[("handle", handle.into()), ("count", (*count).into()), ("limit", Arg::from(*limit))])
            }
            Wrong::Unfilled(label) => self.say("sheet-unfilled", &[("label", label.into())]),
            Wrong::Visibility => known("sheet-visibility", Visibility::ALL.iter().map(|one| one.code()).collect()),
            Wrong::State => known("sheet-state", Standing::ALL.iter().map(|one| one.code()).collect()),
            Wrong::Repetition => self.word("sheet-repetition"),
            Wrong::Id => self.word("sheet-id"),
            Wrong::Left(standing) => self.say("sheet-left", &[("standing", (&self.code("standing", standing.code())).into())]),
            Wrong::IdTwice => self.word("sheet-id-twice"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;
    use crate::model::sheet::Column;

    #[test]
    fn everything_that_can_be_wrong_is_said_in_both_languages() {
        let name = || Some("Bistro".to_owned());
        let all = [
            Wrong::NotText,
            Wrong::NoHeading,
            Wrong::UnknownColumn(None),
            Wrong::UnknownColumn(Some("text")),
            Wrong::ColumnTwice,
            Wrong::TooManyCells,
            Wrong::BreaksOff,
            Wrong::Date,
            Wrong::Time,
            Wrong::NoTime,
            Wrong::NoDate,
            Wrong::Zone(None),
            Wrong::Zone(name()),
            Wrong::NoSuchHour,
            Wrong::Past,
            Wrong::Client(None),
            Wrong::Client(name()),
            Wrong::NoAccount,
            Wrong::Account(None),
            Wrong::Account(name()),
            Wrong::AccountSeveral(vec!["@a".into(), "@b".into()]),
            Wrong::Source,
            Wrong::AnotherClient("Bistro".into()),
            Wrong::NotAmong,
            Wrong::NoText,
            Wrong::TooLong { handle: "@a".into(), count: 501, limit: 500 },
            Wrong::Unfilled("nom".into()),
            Wrong::Visibility,
            Wrong::State,
            Wrong::Repetition,
            Wrong::Id,
            Wrong::Left(Standing::Sent),
            Wrong::IdTwice,
        ];
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for wrong in &all {
                let problem = Problem { line: 3, column: Some(Column::Text), value: "x".into(), wrong: wrong.clone() };
                let said = language.sheet_problem(&problem);
                // A sentence that is missing is said as its id.
                assert!(said.contains('3') && !said.contains("sheet-"), "{lang}: {said}");
            }
        }
        let problem = Problem { line: 12, column: Some(Column::Client), value: "Bistrot".into(), wrong: Wrong::Client(name()) };
        let said = Language::new(Lang::En).sheet_problem(&problem);
        assert_eq!(said, "line 12, client, “Bistrot”: no client is called so. Did you mean “Bistro”?");
    }
}
