//! How the program ends: a code, and one clear sentence when it did not go well.

use std::io::{self, Write};

use crate::base::harmless;
use crate::config::Language;
use crate::config::language::Arg;
use crate::config::say::{Problem, ProblemCode};
use crate::model::fault::{Reason, ReasonCode};
use crate::shell::asking;
use crate::shell::house::{self, House};
use crate::store::StoreError;

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All went well.
    Ok = 0,
    /// It did not.
    Error = 1,
    /// The arguments do not fit.
    Usage = 2,
    /// Nothing matched.
    Nothing = 3,
    /// A login is needed.
    Login = 4,
    /// A network did not answer, or only a part was done.
    Partial = 5,
    /// It was interrupted.
    Interrupted = 130,
}

impl Exit {
    /// Every code, in order.
    pub const ALL: &'static [Exit] = &[Exit::Ok, Exit::Error, Exit::Usage, Exit::Nothing, Exit::Login, Exit::Partial, Exit::Interrupted];

    /// What a code means, for the manual.
    pub const fn means(self) -> &'static str {
        match self {
            Exit::Ok => "All went well.",
            Exit::Error => "It did not; standard error says why.",
            Exit::Usage => "The arguments do not fit.",
            Exit::Nothing => "Nothing matched.",
            Exit::Login => "A login is needed.",
            Exit::Partial => "A network did not answer, or only a part was done.",
            Exit::Interrupted => "It was interrupted.",
        }
    }
}

/// What a command comes to.
pub(super) type Outcome = Result<Exit, Failure>;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) struct Failure {
    exit: Exit,
    said: Said,
}

#[derive(Debug)]
enum Said {
    /// A sentence of the catalogue, with what stands in it.
    Sentence(&'static str, Vec<(&'static str, String)>),
    /// A problem of the store or the machine.
    Problem(Problem),
    /// A whole sentence.
    Text(String),
}

impl Failure {
    /// A sentence of the catalogue.
    pub(super) fn new(exit: Exit, sentence: &'static str) -> Failure {
        Failure { exit, said: Said::Sentence(sentence, Vec::new()) }
    }

    /// The same with something that stands in it.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Failure {
        if let Said::Sentence(_, values) = &mut self.said {
            values.push((name, value.into()));
        }
        self
    }

    /// A sentence that was made elsewhere.
    pub(super) fn text(exit: Exit, text: String) -> Failure {
        Failure { exit, said: Said::Text(text) }
    }

    pub(super) fn say(&self, language: &Language) -> String {
        match &self.said {
            Said::Sentence(id, values) => {
                let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, Arg::Text(value))).collect();
                language.say(id, &values)
            }
            Said::Problem(problem) => language.problem(problem),
            Said::Text(text) => text.clone(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::Taken(name) => Failure::new(Exit::Error, "cli-taken").with("name", name),
            error => Failure { exit: Exit::Error, said: Said::Problem(house::problem(&error)) },
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        // Whoever reads our output may stop reading; that is no error of ours.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::text(Exit::Ok, String::new());
        }
        let problem = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Some(ProblemCode::DiskFull),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Some(ProblemCode::ReadOnly),
            _ => None,
        };
        if let Some(problem) = problem {
            return Failure { exit: Exit::Error, said: Said::Problem(problem.into()) };
        }
        Failure::new(Exit::Error, "cli-io").with("why", error.to_string())
    }
}

/// Writes a sentence to standard error; names of files and what others said may stand in it.
pub(super) fn tell(said: &str) {
    writeln!(io::stderr(), "vigie: {}", harmless::text(said)).ok();
}

/// Asks before something is done that cannot be taken back.
///
/// # Errors
/// When the answer is no, or nobody is there to give one.
pub(super) fn confirmed(house: &House, question: &str) -> Result<(), Failure> {
    let yes = house.language.word("confirm-yes-key");
    match asking::confirms(&house.language, &house.language.say("cli-asks", &[("question", Arg::Text(question)), ("yes", Arg::Text(&yes))]))
    {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::new(Exit::Error, "cli-not-removed")),
        None => Err(Failure::new(Exit::Usage, "cli-needs-yes")),
    }
}

/// The code for what went wrong with accounts: a login first, since only a person mends it,
/// then our own store, then the networks.
pub(super) fn of_troubles<'a>(troubles: impl Iterator<Item = &'a Reason>) -> Exit {
    let rank = |exit: &Exit| match exit {
        Exit::Login => 3,
        Exit::Error => 2,
        Exit::Partial => 1,
        Exit::Ok | Exit::Usage | Exit::Nothing | Exit::Interrupted => 0,
    };
    let exits = troubles.map(|reason| match reason.code {
        code if code.needs_login() => Exit::Login,
        ReasonCode::Store => Exit::Error,
        _ => Exit::Partial,
    });
    exits.max_by_key(rank).unwrap_or(Exit::Ok)
}

/// Writes the sentence to standard error and gives the code.
pub(super) fn report(house: Option<&House>, failure: Failure) -> Exit {
    let fallback = Language::new(house::locale_language());
    let language = house.map_or(&fallback, |house| house.language.as_ref());
    let said = failure.say(language);
    if !said.is_empty() {
        tell(&said);
    }
    failure.exit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(codes: &[ReasonCode]) -> Exit {
        let reasons: Vec<Reason> = codes.iter().map(|code| Reason { code: *code, detail: String::new() }).collect();
        of_troubles(reasons.iter())
    }

    #[test]
    fn the_code_says_who_mends_it() {
        for code in ReasonCode::ALL {
            let expected = match code {
                ReasonCode::LoginExpired | ReasonCode::LoginForbidden | ReasonCode::LoginMissing => Exit::Login,
                ReasonCode::Store => Exit::Error,
                ReasonCode::RateLimited
                | ReasonCode::Unreachable
                | ReasonCode::TimedOut
                | ReasonCode::Broken
                | ReasonCode::ServerError
                | ReasonCode::TooLarge
                | ReasonCode::Refused
                | ReasonCode::Gone
                | ReasonCode::Unsupported
                | ReasonCode::Protocol => Exit::Partial,
            };
            assert_eq!(of(&[*code]), expected, "{code}");
        }
        assert_eq!(of(&[]), Exit::Ok);
        assert_eq!(
            of(&[ReasonCode::TimedOut, ReasonCode::LoginExpired, ReasonCode::Store]),
            Exit::Login,
            "what only a person mends comes first"
        );
    }
}
