//! A dictionary: where its files come from, and whether it knows a word.
//!
//! The files are those of Hunspell. They are carried in the program, compressed, and read only
//! when the first text is checked; one of the system takes their place when it is preferred.
//! What a dictionary costs while it is loaded is in `assets/docs/spelling.md`.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::SpellError;
use crate::model::spelling::Tongue;

/// The largest file of a system that is read: four times the largest known.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Where systems keep dictionaries, below the root; those of the person come first.
const FOLDERS: &[&str] = &["/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/opt/homebrew/share/hunspell"];

/// The words of the trade, right in every language.
const OURS: &str = include_str!("../../assets/dictionaries/ours.txt");

/// A dictionary in memory.
pub(super) struct Dictionary {
    inner: spellbook::Dictionary,
    /// The file it came from; none for the one that is carried.
    pub source: Option<PathBuf>,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("source", &self.source).finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Loads the dictionary of a language, of the system when it is preferred and there is one.
    pub fn load(tongue: Tongue, of_system: bool) -> Result<Dictionary, SpellError> {
        if of_system {
            for folder in folders() {
                for name in names(tongue) {
                    if let Some(dictionary) = read_from(&folder, name) {
                        return Ok(dictionary);
                    }
                }
            }
        }
        let (aff, dic): (&[u8], &[u8]) = match tongue {
            Tongue::French => {
                (include_bytes!("../../assets/dictionaries/fr.aff.gz"), include_bytes!("../../assets/dictionaries/fr.dic.gz"))
            }
            Tongue::English => {
                (include_bytes!("../../assets/dictionaries/en_US.aff.gz"), include_bytes!("../../assets/dictionaries/en_US.dic.gz"))
            }
        };
        let text = |packed: &[u8]| io::read_to_string(GzDecoder::new(packed)).map_err(|error| SpellError::Broken(error.to_string()));
        Dictionary::new(&text(aff)?, &text(dic)?, None)
    }

    fn new(aff: &str, dic: &str, source: Option<PathBuf>) -> Result<Dictionary, SpellError> {
        let mut inner = spellbook::Dictionary::new(aff, dic).map_err(|error| SpellError::Broken(error.to_string()))?;
        for word in OURS.lines().filter(|line| !line.is_empty()) {
            // A word that cannot be read as an entry is only not known.
            inner.add(word).ok();
        }
        Ok(Dictionary { inner, source })
    }

    /// Whether the word is right as it is written.
    pub fn knows(&self, word: &str) -> bool {
        self.inner.check(word)
    }

    /// What the dictionary's own tables make of a word; slow with `similar` ones.
    pub fn suggest(&self, word: &str, similar: bool) -> Vec<String> {
        let mut found = Vec::new();
        self.inner.suggester().with_ngram_suggestions(similar).suggest(word, &mut found);
        found
    }
}

fn folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = home.iter().flat_map(|home| [home.join(".local/share/hunspell"), home.join("Library/Spelling")]);
    own.chain(FOLDERS.iter().map(PathBuf::from)).collect()
}

/// The names of its files, the preferred first.
const fn names(tongue: Tongue) -> &'static [&'static str] {
    match tongue {
        Tongue::French => &["fr_FR", "fr-toutesvariantes", "fr", "fr_CA", "fr_BE", "fr_CH"],
        Tongue::English => &["en_US", "en_GB", "en", "en_CA", "en_AU"],
    }
}

/// A dictionary of a folder; none when it is not there or cannot be read, which a log tells.
fn read_from(folder: &Path, name: &str) -> Option<Dictionary> {
    let path = folder.join(format!("{name}.dic"));
    let text = |path: &Path| -> io::Result<String> {
        let mut text = String::new();
        std::fs::File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
        Ok(text)
    };
    let dic = text(&path).ok()?;
    let aff = text(&path.with_extension("aff")).ok()?;
    match Dictionary::new(&aff, &dic, Some(path.clone())) {
        Ok(dictionary) => Some(dictionary),
        Err(error) => {
            tracing::warn!(path = %path.display(), ?error, "A dictionary could not be read.");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_the_dictionary_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_from(folder.path(), "fr").is_none(), "nothing there");
        std::fs::write(folder.path().join("fr.aff"), "SET UTF-8\n").unwrap();
        std::fs::write(folder.path().join("fr.dic"), "1\nmiam\n").unwrap();
        let dictionary = read_from(folder.path(), "fr").unwrap();
        assert!(dictionary.knows("miam") && dictionary.knows("hashtag") && !dictionary.knows("maim"));
        std::fs::write(folder.path().join("fr.aff"), "FLAG what\n").unwrap();
        assert!(read_from(folder.path(), "fr").is_none(), "broken");
    }
}
