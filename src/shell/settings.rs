//! Looks now and then whether a person's settings are others than those that were read.
//!
//! Time and size of the files tell; nothing listens to the file system. A file that is
//! being written is read when it has come to rest.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use tokio::sync::mpsc;

use super::house::House;
use crate::app::Reread;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// How long a file that has changed must stay as it is.
const REST: Duration = Duration::from_millis(150);

/// What tells that a file is another one: its time and its size, or that it is not there.
type Stamp = Option<(SystemTime, u64)>;

/// The settings as they were read, and the files as they were then.
pub(super) struct Watch {
    house: House,
    told: Reread,
    read: Vec<Stamp>,
    seen: Vec<Stamp>,
}

/// What a look at the files has shown.
enum Looked {
    /// They are as they were read.
    Same,
    /// They are being written.
    Writing,
    /// They were read again, and say something else.
    Changed(Box<House>),
}

impl Watch {
    /// Takes the settings as the house has read them.
    pub(super) fn new(house: House) -> Watch {
        let read = stamps(&house);
        Watch { told: reread(&house), house, seen: read.clone(), read }
    }

    /// Tells every change from now on, until nobody listens.
    pub(super) fn begin(mut self) -> mpsc::Receiver<House> {
        let (changed, changes) = mpsc::channel(1);
        tokio::spawn(async move {
            let mut rest = LOOK;
            loop {
                tokio::select! {
                    () = changed.closed() => return,
                    () = tokio::time::sleep(rest) => {}
                }
                // A folder may lie on a disk that does not answer.
                let looked = tokio::task::spawn_blocking(move || {
                    let looked = self.look();
                    (self, looked)
                });
                let Ok((watch, looked)) = looked.await else {
                    return;
                };
                self = watch;
                rest = match looked {
                    Looked::Same => LOOK,
                    Looked::Writing => REST,
                    Looked::Changed(house) => {
                        if changed.send(*house).await.is_err() {
                            return;
                        }
                        LOOK
                    }
                };
            }
        });
        changes
    }

    fn look(&mut self) -> Looked {
        let now = stamps(&self.house);
        if now == self.read {
            self.seen = now;
            return Looked::Same;
        }
        if now != self.seen {
            self.seen = now;
            return Looked::Writing;
        }
        self.house = self.house.read_again();
        // Another theme is another file.
        self.read = stamps(&self.house);
        self.seen.clone_from(&self.read);
        let before = std::mem::replace(&mut self.told, reread(&self.house));
        if self.told == before { Looked::Same } else { Looked::Changed(Box::new(self.house.clone())) }
    }
}

/// What the screen is told of the settings of a house.
pub(super) fn reread(house: &House) -> Reread {
    let (theme, theme_warnings) = house.theme();
    Reread {
        config: house.config.clone(),
        warnings: house.warnings.iter().cloned().chain(theme_warnings).collect(),
        theme,
        language: house.language.clone(),
        layout: house.layout(),
    }
}

fn stamps(house: &House) -> Vec<Stamp> {
    let files: [PathBuf; 2] = [house.paths.config_file(), house.theme_file()];
    files.iter().map(|file| std::fs::metadata(file).ok().and_then(|file| Some((file.modified().ok()?, file.len())))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn settled(watch: &mut Watch) -> Option<House> {
        match watch.look() {
            Looked::Same => None,
            Looked::Changed(_) => panic!("read before it has come to rest"),
            Looked::Writing => match watch.look() {
                Looked::Changed(house) => Some(*house),
                Looked::Same => None,
                Looked::Writing => panic!("nobody writes"),
            },
        }
    }

    #[test]
    fn a_changed_file_is_read_when_it_has_come_to_rest() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("config.toml");
        fs::write(&file, "hold = \"5s\"\n").unwrap();
        let mut watch = Watch::new(House::open(Some(home.path())).unwrap());
        assert!(settled(&mut watch).is_none(), "nothing has changed");

        fs::write(&file, "hold = \"25s\"\nmouse = false\n").unwrap();
        let house = settled(&mut watch).unwrap();
        assert_eq!((house.config.hold.as_secs(), house.config.mouse), (25, false));
        assert!(settled(&mut watch).is_none(), "told once");

        fs::write(&file, "hold = 25\nlangage = \"fr\"\nmouse = false\n").unwrap();
        let house = settled(&mut watch).unwrap();
        assert_eq!((house.config.hold.as_secs(), house.warnings.len()), (25, 2), "the last good one stays");

        fs::remove_file(&file).unwrap();
        let house = settled(&mut watch).unwrap();
        assert_eq!(house.config, crate::config::Config::default());
    }

    #[test]
    fn a_file_that_says_the_same_is_no_change() {
        let home = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(House::open(Some(home.path())).unwrap());
        fs::write(home.path().join("config.toml"), "# nothing yet\n").unwrap();
        assert!(settled(&mut watch).is_none());
    }

    #[test]
    fn the_file_of_the_theme_is_looked_at_too() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("config.toml"), "theme = \"dusk\"\n").unwrap();
        fs::create_dir(home.path().join("themes")).unwrap();
        let mut watch = Watch::new(House::open(Some(home.path())).unwrap());
        fs::write(home.path().join("themes/dusk.toml"), "acent = \"red\"\n").unwrap();
        let house = settled(&mut watch).unwrap();
        assert!(matches!(&reread(&house).warnings[0].about, crate::config::Misfit::InTheme { name, .. } if name == "dusk"));
    }
}
