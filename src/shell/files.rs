//! Files that a person names by hand: their paths completed, themselves looked at.
//!
//! Everything here waits for a disk, and is never on the path of a key.

use std::path::{Path, PathBuf};

use crate::base::digest::digest;
use crate::model::media::{File, Format, LARGEST, Unattachable};

/// The most paths that are offered.
const OFFERED: usize = 40;

/// The path that was typed, from the person's home where it begins with `~`.
fn whole(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['\'', '"']);
    let typed = typed.strip_prefix("file://").unwrap_or(typed);
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (typed.strip_prefix('~').map(|rest| rest.trim_start_matches('/')), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => std::path::absolute(typed).unwrap_or_else(|_| PathBuf::from(typed)),
    }
}

/// Looks at the file that was named.
///
/// # Errors
/// Why it cannot go with a post.
pub(crate) fn look(typed: &str) -> Result<File, Unattachable> {
    let path = whole(typed);
    let found = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file).ok_or(Unattachable::Missing)?;
    if found.len() > LARGEST {
        return Err(Unattachable::TooLarge);
    }
    let text = path.to_str().ok_or(Unattachable::Unreadable)?.to_owned();
    let bytes = std::fs::read(&path).map_err(|_| Unattachable::Unreadable)?;
    let format = Format::of(&bytes).ok_or(Unattachable::Format)?;
    Ok(File { path: text, bytes: bytes.len() as u64, digest: digest(&bytes), format })
}

/// The paths that what was typed can become, folders with a slash at their end.
pub(super) fn complete(typed: &str) -> Vec<String> {
    let (folder, begun) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let place = if folder.is_empty() { PathBuf::from(".") } else { whole(folder) };
    let Ok(entries) = std::fs::read_dir(place) else {
        return Vec::new();
    };
    let mut found: Vec<String> = entries.filter_map(|entry| named(&entry.ok()?.path(), folder, begun)).collect();
    found.sort();
    found.truncate(OFFERED);
    found
}

/// The path as it is typed, if it goes on as it was begun; what is hidden must be asked for.
fn named(path: &Path, folder: &str, begun: &str) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let wanted = name.to_lowercase().starts_with(&begun.to_lowercase()) && (!name.starts_with('.') || begun.starts_with('.'));
    wanted.then(|| format!("{folder}{name}{}", if path.is_dir() { "/" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        std::fs::write(at("Cake.png"), b"\x89PNG\r\n\x1a\nrest").unwrap();
        std::fs::write(at("notes.txt"), b"notes").unwrap();
        let file = look(&at("Cake.png")).unwrap();
        assert_eq!((file.name(), file.bytes, file.format), ("Cake.png", 12, Format::Png));
        assert_eq!(look(&at("notes.txt")), Err(Unattachable::Format));
        assert_eq!(look(&at("none.png")), Err(Unattachable::Missing));
        assert_eq!(complete(&at("ca")), [at("Cake.png")]);
        assert_eq!(complete(&at("")).len(), 2);
    }
}
