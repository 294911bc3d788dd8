//! What a person mistyped, and what the machine could not do.

use super::Problem;
use crate::base::key::KeyError;
use crate::base::text::width;
use crate::config::language::{Arg, Language};
use crate::config::{Misfit, Warning};
use crate::model::filter::{FilterProblem, KEYS, Wanted};
use crate::model::intent::Refused;
use crate::model::macros::{StepError, StepKind, StepProblem};
use crate::model::snippet::{LONGEST, LONGEST_NAME, SnippetProblem};

impl Language {
    /// What went wrong, and what to do.
    pub fn problem(&self, problem: &Problem) -> String {
        self.say(&format!("problem-{}", problem.code), &[("detail", Arg::from(&problem.detail))])
    }

    /// What is wrong with a filter.
    pub fn filter_problem(&self, problem: &FilterProblem) -> String {
        self.filter_problem_within(problem, usize::MAX)
    }

    /// The same in at most so many cells, as far as it can be: of what is known the first words
    /// and how many more there are.
    pub fn filter_problem_within(&self, problem: &FilterProblem, cells: usize) -> String {
        match problem {
            FilterProblem::UnknownKey(key) => {
                let known = KEYS.map(|key| format!("{key}:"));
                let words: Vec<&str> = known.iter().map(String::as_str).collect();
                self.listing(&words, cells, |known| self.say("filter-unknown-key", &[("key", key.into()), ("known", known.into())]))
            }
            FilterProblem::UnknownValue { key, value, known } => self.listing(known, cells, |known| {
                self.say("filter-unknown-value", &[("key", (*key).into()), ("value", value.into()), ("known", known.into())])
            }),
            FilterProblem::NoValue(key) => self.say("filter-no-value", &[("key", (*key).into())]),
            FilterProblem::NotATime { key, value, wanted } => {
                let id = match wanted {
                    Wanted::Moment => "filter-not-a-moment",
                    Wanted::Length => "filter-not-a-length",
                    Wanted::Due => "filter-not-a-due",
                };
                self.say(id, &[("key", (*key).into()), ("value", value.into())])
            }
            FilterProblem::OpenQuote => self.word("filter-open-quote"),
            FilterProblem::OpenGroup => self.word("filter-open-group"),
            FilterProblem::StrayClose => self.word("filter-stray-close"),
            FilterProblem::EmptyGroup => self.word("filter-empty-group"),
            FilterProblem::LoneOr => self.word("filter-lone-or"),
            FilterProblem::TooDeep(most) => self.say("filter-too-deep", &[("n", (*most).into())]),
            FilterProblem::TooLong(most) => self.say("filter-too-long", &[("n", (*most).into())]),
            FilterProblem::TooMany(most) => self.say("filter-too-many", &[("n", (*most).into())]),
        }
    }

    /// A sentence with as many of `words` as fit into so many cells, and how many more there are.
    fn listing(&self, words: &[&str], cells: usize, sentence: impl Fn(&str) -> String) -> String {
        let whole = sentence(&words.join(" "));
        if width(&whole) <= cells {
            return whole;
        }
        let shorter = |n: usize| {
            let more = self.say("known-more", &[("n", (words.len() - n).into())]);
            sentence(&format!("{} {more}", words[..n].join(" ")))
        };
        (1..words.len()).rev().map(shorter).find(|said| width(said) <= cells).unwrap_or_else(|| shorter(1.min(words.len())))
    }

    /// What is wrong with a saved reply.
    pub fn snippet_problem(&self, problem: &SnippetProblem) -> String {
        match problem {
            SnippetProblem::NoName => self.word("snippet-no-name"),
            SnippetProblem::LongName => self.say("snippet-long-name", &[("n", LONGEST_NAME.into())]),
            SnippetProblem::NoText => self.word("snippet-no-text"),
            SnippetProblem::LongText => self.say("snippet-long-text", &[("n", LONGEST.into())]),
            SnippetProblem::Open => self.word("snippet-open"),
            SnippetProblem::Empty => self.word("snippet-empty"),
            SnippetProblem::NoLabel => self.word("snippet-no-label"),
            SnippetProblem::Unknown(name) => self.say("snippet-unknown", &[("name", name.into())]),
        }
    }

    /// What is wrong with a step of a macro.
    pub fn step_error(&self, error: &StepError) -> String {
        let step = [("step", Arg::from(&error.step))];
        match &error.problem {
            StepProblem::Nothing => self.word("step-nothing"),
            StepProblem::Unknown { nearest: None } => {
                let known: Vec<&str> = StepKind::ALL.iter().map(|kind| kind.code()).collect();
                self.say("step-unknown", &[("step", (&error.step).into()), ("known", (&known.join(", ")).into())])
            }
            StepProblem::Unknown { nearest: Some(near) } => {
                self.say("step-unknown-near", &[("step", (&error.step).into()), ("near", near.into())])
            }
            StepProblem::Missing => self.say("step-missing", &step),
            StepProblem::Unwanted(words) => self.say("step-unwanted", &[("step", (&error.step).into()), ("words", words.into())]),
            StepProblem::When(phrase, why) => self.when_error(phrase, why),
            StepProblem::Twice => self.say("step-twice", &step),
            StepProblem::NotAfter => self.say("step-not-after", &step),
            StepProblem::NotBefore => self.say("step-not-before", &step),
            StepProblem::OnlyAfter => self.say("step-only-after", &step),
        }
    }

    /// Why a key cannot be used.
    pub fn key_error(&self, error: &KeyError) -> String {
        match error {
            KeyError::Unknown(key) => self.say("key-unknown", &[("key", key.into())]),
            KeyError::Twin(key, twin) => self.say("key-twin", &[("key", key.into()), ("twin", (*twin).into())]),
            KeyError::Empty => self.word("key-empty"),
        }
    }

    /// What is wrong in a file of settings, with its line.
    pub fn warning(&self, warning: &Warning) -> String {
        let about = match &warning.about {
            Misfit::InTheme { name, about } => {
                let about = self.misfit(about);
                return self.say("misfit-in-theme", &[("name", name.into()), ("line", warning.line.into()), ("about", (&about).into())]);
            }
            about => self.misfit(about),
        };
        self.say("misfit", &[("line", warning.line.into()), ("about", (&about).into())])
    }

    fn misfit(&self, misfit: &Misfit) -> String {
        match misfit {
            Misfit::Syntax(said) => self.say("misfit-syntax", &[("said", said.into())]),
            Misfit::UnknownKey { key, nearest: None } => self.say("misfit-unknown-key", &[("key", key.into())]),
            Misfit::UnknownKey { key, nearest: Some(near) } => {
                self.say("misfit-unknown-key-near", &[("key", key.into()), ("near", near.into())])
            }
            Misfit::WrongValue { key, value, known } => {
                self.say("misfit-wrong-value", &[("key", key.into()), ("value", value.into()), ("known", known.into())])
            }
            Misfit::UnknownCommand { name, nearest: None } => self.say("misfit-unknown-command", &[("name", name.into())]),
            Misfit::UnknownCommand { name, nearest: Some(near) } => {
                self.say("misfit-unknown-command-near", &[("name", name.into()), ("near", near.into())])
            }
            Misfit::Key { command, error } => {
                self.say("misfit-key", &[("command", command.into()), ("why", (&self.key_error(error)).into())])
            }
            Misfit::Clash { command, other, key } => {
                self.say("misfit-clash", &[("command", command.into()), ("other", other.into()), ("key", key.into())])
            }
            Misfit::Step { name, error } => {
                let why = self.step_error(error);
                self.say("misfit-step", &[("name", name.into()), ("step", (&error.step).into()), ("why", (&why).into())])
            }
            Misfit::InTheme { about, .. } => self.misfit(about),
            Misfit::UnknownTheme { name, nearest: None } => self.say("misfit-unknown-theme", &[("name", name.into())]),
            Misfit::UnknownTheme { name, nearest: Some(near) } => {
                self.say("misfit-unknown-theme-near", &[("name", name.into()), ("near", near.into())])
            }
        }
    }

    /// Why something was not done.
    pub fn refused(&self, refused: Refused) -> String {
        self.word(match refused {
            Refused::Gone => "refused-gone",
            Refused::TooLate => "refused-too-late",
            Refused::HasAccounts => "refused-has-accounts",
            Refused::NoHandle => "refused-no-handle",
            Refused::Blank => "refused-blank",
            Refused::Unfilled => "refused-unfilled",
            Refused::TooLong => "refused-too-long",
            Refused::Media => "refused-media",
            Refused::NameTaken => "refused-name-taken",
            Refused::Malformed => "refused-malformed",
        })
    }
}
