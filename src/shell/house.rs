//! What every way into the program needs first: settings, language, store, vault.
//!
//! Opening it starts no runtime, no client and asks for no lease; whoever polls or sends
//! calls [`House::parts`] and [`House::presence`] for that.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::themes;
use crate::base::time::{Clock, SystemClock};
use crate::config::say::{Problem, ProblemCode};
use crate::config::{Config, KeyLayout, Lang, Language, Misfit, Paths, Theme, Warning};
use crate::connector::catalog;
use crate::engine::duty::{self, Presence};
use crate::engine::hooks::{self, OnNew};
use crate::engine::{Parts, Rules};
use crate::model::journal::{Hand, Origin};
use crate::net::Http;
use crate::store::{Options, Store, StoreError};
use crate::vault::Vault;

/// The settings and places of one person on one machine.
#[derive(Clone)]
pub struct House {
    /// Where everything lies.
    pub paths: Paths,
    /// The settings.
    pub config: Config,
    /// What was wrong in their file.
    pub warnings: Vec<Warning>,
    /// The language, chosen.
    pub language: Arc<Language>,
    /// Both times.
    pub clock: Arc<dyn Clock>,
    /// The language that was asked for, whatever the settings say.
    spoken: Option<Lang>,
    /// Where a person's own themes lie.
    themes: PathBuf,
    keyring: bool,
    /// Whether everything lies below one folder that was chosen.
    single: bool,
    /// Whether the person's own commands are run.
    hooked: bool,
}

impl House {
    /// Reads the settings below `home`, or where the environment says.
    ///
    /// None when the environment does not even name a home.
    pub fn open(home: Option<&Path>) -> Option<House> {
        let single = home.is_some() || std::env::var_os("VIGIE_HOME").is_some_and(|home| !home.is_empty());
        let paths = match home {
            Some(home) => Paths::at(home),
            None => Paths::find()?,
        };
        let (text, unread) = settings(&paths.config_file());
        let (config, warnings) = Config::read(&text);
        let warnings = unread.into_iter().chain(warnings).collect();
        let language = Arc::new(Language::new(config.language.unwrap_or_else(locale_language)));
        let themes = paths.themes();
        Some(House {
            paths,
            config,
            warnings,
            language,
            clock: Arc::new(SystemClock),
            spoken: None,
            themes,
            keyring: !single,
            single,
            hooked: true,
        })
    }

    /// The same house with the settings as they are in their file now; what is wrong in it stays as it was.
    pub fn read_again(&self) -> House {
        let text = match std::fs::read_to_string(self.paths.config_file()) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(_) => return self.clone(),
        };
        let (config, warnings) = Config::read_again(&text, &self.config);
        let lang = self.spoken.or(config.language).unwrap_or_else(locale_language);
        House { config, warnings, language: Arc::new(Language::new(lang)), ..self.clone() }
    }

    /// The same house in another language.
    pub fn speaking(mut self, lang: Lang) -> House {
        self.language = Arc::new(Language::new(lang));
        self.spoken = Some(lang);
        self
    }

    /// The same house by other clocks.
    pub fn at_clock(mut self, clock: Arc<dyn Clock>) -> House {
        self.clock = clock;
        self
    }

    /// The same settings with everything that is written below another folder, for a play: no command of the person's own is run.
    pub fn within(mut self, home: &Path) -> House {
        self.paths = Paths { config: self.paths.config, ..Paths::at(home) };
        (self.keyring, self.hooked) = (false, false);
        self
    }

    /// How digits are typed here.
    pub fn layout(&self) -> KeyLayout {
        let french = sys_locale::get_locale().is_some_and(|locale| locale.to_ascii_lowercase().ends_with("fr"));
        self.config.layout.unwrap_or(if french { KeyLayout::Azerty } else { KeyLayout::Qwerty })
    }

    /// The file of the theme, if it is one of the person's own.
    pub fn theme_file(&self) -> PathBuf {
        self.themes.join(format!("{}.toml", self.config.theme))
    }

    /// The theme of the person on this terminal, and what is wrong in the files of themes.
    pub fn theme(&self) -> (Theme, Vec<Warning>) {
        themes::gather(&self.themes, &self.themes.with_file_name("config.toml"), &self.config.theme)
    }

    /// The person's zone.
    pub fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    /// Opens the store, making it when it is to be written and not there.
    ///
    /// # Errors
    /// What stands against it; the file is as it was.
    pub fn store(&self, writable: bool) -> Result<Store, StoreError> {
        let store = Store::open(&self.paths.store_file(), Options { clock: Arc::clone(&self.clock), writable })?;
        store.answer_within(catalog::capabilities().into_iter().map(|(network, can)| (network, can.answer_within)));
        Ok(store)
    }

    /// Opens the store for reading; none when there is none yet.
    ///
    /// # Errors
    /// What stands against it; the file is as it was.
    pub fn reading(&self) -> Result<Option<Store>, StoreError> {
        match self.store(false) {
            Ok(store) => Ok(Some(store)),
            Err(StoreError::Absent(_)) => Ok(None),
            Err(StoreError::Older { .. }) => {
                // Only a writer brings an older file up to date.
                self.store(true)?.close();
                self.store(false).map(Some)
            }
            Err(error) => Err(error),
        }
    }

    /// What the engine works with.
    ///
    /// # Errors
    /// The HTTP client could not be made.
    pub fn parts(&self, store: Store) -> io::Result<Parts> {
        let http = Http::new();
        let parts = Parts::new(store, self.vault(), http, Arc::clone(&self.clock), self.rules());
        parts.hooks.set(self.on_new());
        Ok(parts)
    }

    /// What is run when something new came, if anything.
    pub fn on_new(&self) -> Option<OnNew> {
        let command = Some(self.config.on_new.clone()).filter(|command| self.hooked && !command.is_empty())?;
        let home = self.single.then(|| self.paths.data.clone());
        Some(OnNew { command, limit: hooks::LIMIT, zone: self.zone(), home, kept: Some(self.hook_file()) })
    }

    /// Where it is kept how that ended the last time.
    pub fn hook_file(&self) -> PathBuf {
        self.paths.cache.join("on_new.json")
    }

    /// Where the credentials are.
    pub fn vault(&self) -> Vault {
        Vault::open(&self.paths.data, self.keyring)
    }

    /// What the settings say about polling and sending.
    pub fn rules(&self) -> Rules {
        let first = self.config.first_sync;
        Rules {
            looks: self.config.look_after,
            first_items: first.items as usize,
            first_entries: first.entries as usize,
            first_span: Duration::from_secs(u64::from(first.days) * 24 * 3600),
            open_for: first.open_for,
            poll_least: self.config.poll_every,
            poll_every: None,
        }
    }

    /// The sign of life of this process on the store.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn presence(&self) -> io::Result<Presence> {
        Presence::show(&self.running())
    }

    /// Whether the process with this name in leases lives on this machine.
    pub fn lives(&self, owner: &str) -> bool {
        duty::lives(&self.running(), owner)
    }

    fn running(&self) -> PathBuf {
        self.paths.data.join("running")
    }

    /// Who gives verbs here.
    pub fn hand(&self, origin: Origin) -> Hand {
        let person =
            ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "me".to_owned());
        Hand { person, origin }
    }
}

/// What stands in the file of settings, and what of it is no text.
fn settings(file: &Path) -> (String, Option<Warning>) {
    let unread = |line, said: String| Some(Warning { line, about: Misfit::Syntax(said) });
    match std::fs::read(file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                // What surrounds it still applies.
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), unread(line, "UTF-8".to_owned()))
            }
        },
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => (String::new(), None),
        Err(error) => (String::new(), unread(1, error.kind().to_string())),
    }
}

/// The language of the locale, for whoever has no settings.
pub fn locale_language() -> Lang {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    Lang::of_locale(&said.or_else(sys_locale::get_locale).unwrap_or_default())
}

/// What is shown of a store's error.
pub fn problem(error: &StoreError) -> Problem {
    let detail = match error {
        StoreError::Sql(said) | StoreError::Disk(said) => said.clone(),
        error => error.to_string(),
    };
    Problem { code: ProblemCode::from_code(error.code()).unwrap_or(ProblemCode::Store), detail }
}
