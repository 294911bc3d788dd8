//! Where things lie on this machine: XDG first on every Unix, else what the system says.
//!
//! Nothing is made here and nothing is read but the environment.

use std::env;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The four folders of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The settings and the themes.
    pub config: PathBuf,
    /// The store.
    pub data: PathBuf,
    /// The log.
    pub state: PathBuf,
    /// What can be thrown away.
    pub cache: PathBuf,
}

impl Paths {
    /// Everything below one folder, as `--home` and `VIGIE_HOME` want it.
    pub fn at(home: &Path) -> Paths {
        Paths { config: home.to_owned(), data: home.to_owned(), state: home.to_owned(), cache: home.join("cache") }
    }

    /// Where the environment says: `VIGIE_HOME`, else the XDG folders, else the system's own.
    pub fn find() -> Option<Paths> {
        Paths::from(&|name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
    }

    fn from(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<Paths> {
        if let Some(home) = variable("VIGIE_HOME") {
            return Some(Paths::at(&home));
        }
        let own = ProjectDirs::from("", "", "vigie");
        let home = variable("HOME");
        let xdg = |name: &str, below: &str, own: Option<PathBuf>| {
            // A relative path in an XDG variable is to be ignored, says the specification.
            let given = variable(name).filter(|path| path.is_absolute());
            let usual = home.as_ref().filter(|_| cfg!(unix)).map(|home| home.join(below));
            given.or(usual).map(|path| path.join("vigie")).or(own)
        };
        let own_dir = |of: fn(&ProjectDirs) -> &Path| own.as_ref().map(|dirs| of(dirs).to_owned());
        Some(Paths {
            config: xdg("XDG_CONFIG_HOME", ".config", own_dir(ProjectDirs::config_dir))?,
            data: xdg("XDG_DATA_HOME", ".local/share", own_dir(ProjectDirs::data_dir))?,
            state: xdg("XDG_STATE_HOME", ".local/state", own_dir(ProjectDirs::data_local_dir))?,
            cache: xdg("XDG_CACHE_HOME", ".cache", own_dir(ProjectDirs::cache_dir))?,
        })
    }

    /// The name of the file with the settings.
    pub const CONFIG: &str = "config.toml";

    /// The file with the settings.
    pub fn config_file(&self) -> PathBuf {
        self.config.join(Paths::CONFIG)
    }

    /// The folder of a person's own themes.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The file with everything that is stored.
    pub fn store_file(&self) -> PathBuf {
        self.data.join("vigie.db")
    }

    /// By which ways commands were run.
    pub fn habits_file(&self) -> PathBuf {
        self.state.join("habits")
    }

    /// The log.
    pub fn log_file(&self) -> PathBuf {
        self.state.join("vigie.log")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_home_holds_everything() {
        let paths = Paths::from(&|name| (name == "VIGIE_HOME").then(|| PathBuf::from("/tmp/v"))).unwrap();
        assert_eq!(paths, Paths::at(Path::new("/tmp/v")));
        assert_eq!(paths.store_file(), Path::new("/tmp/v/vigie.db"));
    }

    #[cfg(unix)]
    #[test]
    fn the_xdg_folders_come_first() {
        let paths = Paths::from(&|name| match name {
            "HOME" => Some("/home/ana".into()),
            "XDG_DATA_HOME" => Some("/data".into()),
            "XDG_CACHE_HOME" => Some("relative".into()),
            _ => None,
        })
        .unwrap();
        assert_eq!(paths.config, Path::new("/home/ana/.config/vigie"));
        assert_eq!(paths.data, Path::new("/data/vigie"));
        assert_eq!(paths.state, Path::new("/home/ana/.local/state/vigie"));
        assert_eq!(paths.cache, Path::new("/home/ana/.cache/vigie"));
    }
}
