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
            (true, false) => self.say("entry-value", &[("value", (&value).into())]),
            (false, false) => format!(", {column}{}", self.say("entry-value", &[("value", (&value).into())])),
        };
        self.say("entry-line", &[("line", problem.line.into()), ("place", (&place).into()), ("about", (&about).into())])
    }

    fn sheet_wrong(&self, wrong: &Wrong) -> String {
        let near = |id: &str, near: Option<&str>| match near {
            Some(near) => self.say(&format!("{id}-near"), &[("near", near.into())]),
            None => self.word(id),
        };
        let known = |id: &str, known: Vec<&str>| self.say(id, &[("known", (&known.join(", ")).into())]);
        match wrong {
            Wrong::NotText => self.word("entry-not-text"),
            Wrong::NoHeading => self.word("entry-no-heading"),
            Wrong::UnknownColumn(meant) => near("entry-column", *meant),
            Wrong::ColumnTwice => self.word("entry-column-twice"),
            Wrong::TooManyCells => self.word("entry-cells"),
            Wrong::BreaksOff => self.word("entry-breaks-off"),
            Wrong::Date => self.word("entry-date"),
            Wrong::Time => self.word("entry-time"),
            Wrong::NoTime => self.word("entry-no-time"),
            Wrong::NoDate => self.word("entry-no-date"),
            Wrong::Zone(meant) => near("entry-zone", meant.as_deref()),
            Wrong::NoSuchHour => self.word("entry-no-hour"),
            Wrong::Past => self.word("entry-past"),
            Wrong::Client(meant) => near("entry-client", meant.as_deref()),
            Wrong::NoAccount => self.word("entry-no-account"),
            Wrong::Account(meant) => near("entry-account", meant.as_deref()),
            Wrong::AccountSeveral(several) => self.say("entry-account-which", &[("several", (&several.join(", ")).into())]),
            Wrong::Source => self.word("entry-source"),
            Wrong::AnotherClient(owner) => self.say("entry-another-client", &[("client", owner.into())]),
            Wrong::NotAmong => self.word("entry-not-among"),
            Wrong::NoText => self.word("entry-no-text"),
            Wrong::TooLong { handle, count, limit } => {
                self.say("entry-too-long", &[("handle", handle.into()), ("count", (*count).into()), ("limit", Arg::from(*limit))])
            }
            Wrong::Unfilled(label) => self.say("entry-unfilled", &[("label", label.into())]),
            Wrong::Visibility => known("entry-visibility", Visibility::ALL.iter().map(|one| one.code()).collect()),
            Wrong::State => known("entry-state", Standing::ALL.iter().map(|one| one.code()).collect()),
            Wrong::Repetition => self.word("entry-repetition"),
            Wrong::Id => self.word("entry-id"),
            Wrong::Left(standing) => self.say("entry-left", &[("standing", (&self.code("standing", standing.code())).into())]),
            Wrong::IdTwice => self.word("entry-id-twice"),
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
                assert!(said.contains('3') && !said.contains("entry-"), "{lang}: {said}");
            }
        }
        let problem = Problem { line: 12, column: Some(Column::Client), value: "Bistrot".into(), wrong: Wrong::Client(name()) };
        let said = Language::new(Lang::En).sheet_problem(&problem);
        assert_eq!(said, "line 12, client, “Bistrot”: no client is called so. Did you mean “Bistro”?");
    }
}
