//! By which ways commands were run, kept between two starts in a file of the person's own.
//!
//! A file that cannot be read counts nothing; nothing else depends on it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::app::Habits;
use crate::base::private;

/// More than every command in every way takes.
const MOST: u64 = 64 << 10;

/// What was counted; nothing when that cannot be read.
pub(super) fn kept(path: &Path) -> Habits {
    let whole = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MOST);
    let text = if whole { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    Habits::read(&text)
}

/// Writes what was counted, whole or not at all.
pub(super) fn keep(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), private::folder)?;
    let beside = path.with_extension(std::process::id().to_string());
    fs::remove_file(&beside).ok();
    private::new_file(&beside)?.write_all(text.as_bytes())?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_survives_and_a_strange_file_counts_nothing() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("state").join("habits");
        assert_eq!(kept(&path), Habits::default());
        keep(&path, "palette done 2\n").unwrap();
        keep(&path, "palette done 3 1000\n").unwrap();
        assert_eq!(kept(&path).written(), "palette done 3 1000\n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
        fs::write(&path, [0xff, 0xfe]).unwrap();
        assert_eq!(kept(&path), Habits::default());
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(kept(&path), Habits::default());
    }
}
