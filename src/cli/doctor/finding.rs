//! One thing that was found: its code, how bad it is, and what is told of it.
//!
//! The sentence is `doctor-CODE` of the catalogue, and what to do `doctor-CODE-todo`
//! where there is something to do.

use serde::Serialize;

use crate::base::code::codes;
use crate::config::Language;
use crate::config::language::Arg;

use super::super::Exit;

codes! {
    /// What can be found; the first word says where.
    pub enum Code {
        /// Neither input nor output is a terminal.
        TerminalNone = "terminal-none",
        /// Its size.
        TerminalSize = "terminal-size",
        /// It is too small for the screen.
        TerminalSmall = "terminal-small",
        /// It cannot place text.
        TerminalDumb = "terminal-dumb",
        /// How many colours it says to have.
        TerminalColours = "terminal-colours",
        /// Colours are switched off.
        TerminalNoColours = "terminal-no-colours",
        /// The locale is not UTF-8.
        TerminalLocale = "terminal-locale",
        /// Wide characters are as wide as counted.
        TerminalWidths = "terminal-widths",
        /// Some wide characters are not.
        TerminalWidthsOff = "terminal-widths-off",
        /// It does not say where its cursor is.
        TerminalSilent = "terminal-silent",
        /// The zone and the time.
        ClockZone = "clock-zone",
        /// No zone was found.
        ClockNoZone = "clock-no-zone",
        /// Something was stored later than now.
        ClockBack = "clock-back",
        /// A server's clock agrees.
        ClockServer = "clock-server",
        /// A server's clock does not.
        ClockSkewed = "clock-skewed",
        /// A file or folder is as it should be.
        FilesOk = "files-ok",
        /// It is not there yet.
        FilesAbsent = "files-absent",
        /// It can be read by others.
        FilesOpen = "files-open",
        /// It cannot be read.
        FilesUnreadable = "files-unreadable",
        /// It cannot be written.
        FilesReadOnly = "files-read-only",
        /// The file of credentials can be read by others, and is not used.
        FilesCredentialsOpen = "files-credentials-open",
        /// The file of credentials is not as it was written.
        FilesCredentialsDamaged = "files-credentials-damaged",
        /// There is no file of settings.
        SettingsNone = "settings-none",
        /// All settings are right.
        SettingsOk = "settings-ok",
        /// A line of the settings is not used.
        SettingsWrong = "settings-wrong",
        /// The command of a hook can be found.
        SettingsHook = "settings-hook",
        /// It cannot.
        SettingsHookAbsent = "settings-hook-absent",
        /// Its last run went well.
        SettingsHookWell = "settings-hook-well",
        /// It did not.
        SettingsHookFailed = "settings-hook-failed",
        /// There is no store yet.
        StoreAbsent = "store-absent",
        /// It is whole.
        StoreOk = "store-ok",
        /// What is in it.
        StoreRows = "store-rows",
        /// A newer vigie wrote it.
        StoreNewer = "store-newer",
        /// An older vigie wrote it.
        StoreOlder = "store-older",
        /// It is damaged.
        StoreDamaged = "store-damaged",
        /// A part of it is damaged.
        StoreFault = "store-fault",
        /// The search does not know all of it.
        StoreIndex = "store-index",
        /// It lies on a disk of another machine.
        StoreNetworkDisk = "store-network-disk",
        /// Another program keeps it.
        StoreBusy = "store-busy",
        /// It cannot be read.
        StoreUnreadable = "store-unreadable",
        /// Its log of changes is large.
        StoreWal = "store-wal",
        /// Much of the file is empty.
        StoreFree = "store-free",
        /// A process polls and sends.
        AccountsOnDuty = "accounts-on-duty",
        /// Nobody polls.
        AccountsOffDuty = "accounts-off-duty",
        /// There is no account yet.
        AccountsNone = "accounts-none",
        /// An account works.
        AccountsOk = "accounts-ok",
        /// An account was never read.
        AccountsNever = "accounts-never",
        /// An account is switched off.
        AccountsOff = "accounts-off",
        /// A source says that it is gone for good.
        AccountsGone = "accounts-gone",
        /// An account has lost its login.
        AccountsLogin = "accounts-login",
        /// A source asks for a password that is not known.
        AccountsPassword = "accounts-password",
        /// Sources that work.
        AccountsSourcesOk = "accounts-sources-ok",
        /// Sources that were never read.
        AccountsSourcesNever = "accounts-sources-never",
        /// There is no credential of an account.
        AccountsNoCredential = "accounts-no-credential",
        /// A network limits an account.
        AccountsLimited = "accounts-limited",
        /// No account can be reached.
        AccountsOffline = "accounts-offline",
        /// The last poll of a feed failed.
        AccountsFailing = "accounts-failing",
        /// What is left of a network's limit.
        AccountsBudget = "accounts-budget",
        /// Nothing waits for a person.
        OutboxOk = "outbox-ok",
        /// A delivery waits for a login.
        OutboxLogin = "outbox-login",
        /// A delivery waits for a person.
        OutboxHeld = "outbox-held",
        /// A delivery failed.
        OutboxFailed = "outbox-failed",
        /// It is not known whether a delivery arrived.
        OutboxUnsure = "outbox-unsure",
        /// The log has no errors.
        LogOk = "log-ok",
        /// A line of the log that is a warning or an error.
        LogLine = "log-line",
    }
}

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// As it should be.
    Good,
    /// Worth knowing.
    Note,
    /// Somebody should do something; and the code that the program ends with.
    Wrong(Exit),
}

impl Level {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Level::Good => "good",
            Level::Note => "note",
            Level::Wrong(_) => "wrong",
        }
    }

    pub(super) const fn glyph(self) -> char {
        match self {
            Level::Good => '✓',
            Level::Note => '·',
            Level::Wrong(_) => '✗',
        }
    }
}

impl Code {
    /// Where it was found.
    pub(super) fn area(self) -> &'static str {
        self.code().split_once('-').map_or(self.code(), |(area, _)| area)
    }

    pub(super) const fn level(self) -> Level {
        use Code as C;
        match self {
            C::TerminalSize | C::TerminalColours | C::TerminalWidths | C::ClockZone | C::ClockServer | C::FilesOk => Level::Good,
            C::SettingsNone | C::SettingsOk | C::StoreOk | C::StoreRows | C::AccountsOnDuty | C::AccountsOk => Level::Good,
            C::AccountsSourcesOk | C::SettingsHook | C::SettingsHookWell => Level::Good,
            C::AccountsBudget | C::OutboxOk | C::LogOk => Level::Good,
            C::TerminalNone | C::TerminalNoColours | C::TerminalWidthsOff | C::TerminalSilent | C::FilesAbsent => Level::Note,
            C::StoreAbsent | C::StoreOlder | C::StoreWal | C::StoreFree | C::AccountsOffDuty | C::AccountsNone => Level::Note,
            C::AccountsNever | C::AccountsSourcesNever | C::AccountsOff | C::AccountsGone | C::AccountsLimited | C::LogLine => Level::Note,
            C::AccountsLogin | C::AccountsPassword | C::AccountsNoCredential | C::OutboxLogin => Level::Wrong(Exit::Login),
            C::AccountsOffline | C::AccountsFailing | C::OutboxHeld | C::OutboxFailed | C::OutboxUnsure => Level::Wrong(Exit::Partial),
            C::TerminalSmall | C::TerminalDumb | C::TerminalLocale | C::ClockNoZone | C::ClockBack | C::ClockSkewed => {
                Level::Wrong(Exit::Error)
            }
            C::FilesOpen | C::FilesUnreadable | C::FilesReadOnly | C::FilesCredentialsOpen | C::FilesCredentialsDamaged => {
                Level::Wrong(Exit::Error)
            }
            C::SettingsWrong | C::StoreNewer | C::StoreDamaged | C::StoreFault | C::StoreNetworkDisk | C::StoreBusy => {
                Level::Wrong(Exit::Error)
            }
            C::StoreIndex | C::StoreUnreadable | C::SettingsHookAbsent | C::SettingsHookFailed => Level::Wrong(Exit::Error),
        }
    }
}

/// What is told of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Value {
    Text(String),
    Number(i64),
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) values: Vec<(&'static str, Value)>,
}

impl Finding {
    pub(super) fn new(code: Code) -> Finding {
        Finding { code, values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, text: impl Into<String>) -> Finding {
        self.values.push((name, Value::Text(text.into())));
        self
    }

    pub(super) fn count(mut self, name: &'static str, number: u64) -> Finding {
        self.values.push((name, Value::Number(i64::try_from(number).unwrap_or(i64::MAX))));
        self
    }

    /// What was found, in one sentence.
    pub(super) fn says(&self, language: &Language) -> String {
        language.say(&format!("doctor-{}", self.code), &self.args())
    }

    /// What to do, where there is something to do.
    pub(super) fn todo(&self, language: &Language) -> Option<String> {
        let id = format!("doctor-{}-todo", self.code);
        language.knows(&id).then(|| language.say(&id, &self.args()))
    }

    fn args(&self) -> Vec<(&'static str, Arg<'_>)> {
        let arg = |value| match value {
            &Value::Number(number) => Arg::Number(number),
            Value::Text(text) => Arg::Text(text),
        };
        self.values.iter().map(|(name, value)| (*name, arg(value))).collect()
    }
}
