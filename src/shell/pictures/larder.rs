//! Pictures that were fetched, kept in a folder of a limited size.
//!
//! Each is a file whose first line is its address, so that two with one name are never taken
//! for each other. The oldest go first. Nothing here fails: what cannot be kept is fetched again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::base::private;

/// The most bytes that are kept.
const MOST: u64 = 48 * 1024 * 1024;

/// The folder.
#[derive(Debug, Clone)]
pub(super) struct Larder {
    folder: PathBuf,
    most: u64,
}

impl Larder {
    pub(super) fn at(folder: PathBuf) -> Larder {
        Larder { folder, most: MOST }
    }

    #[cfg(test)]
    pub(super) fn of(folder: PathBuf, most: u64) -> Larder {
        Larder { folder, most }
    }

    fn file(&self, url: &str) -> PathBuf {
        let mut hasher = DefaultHasher::new();
        url.hash(&mut hasher);
        self.folder.join(format!("{:016x}", hasher.finish()))
    }

    /// The bytes of a picture that was kept.
    pub(super) fn get(&self, url: &str) -> Option<Vec<u8>> {
        let kept = fs::read(self.file(url)).ok()?;
        let bytes = kept.strip_prefix(url.as_bytes())?.strip_prefix(b"\n")?;
        Some(bytes.to_vec())
    }

    /// Keeps the bytes of a picture, and lets the oldest go.
    pub(super) fn keep(&self, url: &str, bytes: &[u8]) {
        let whole = [url.as_bytes(), b"\n", bytes].concat();
        let file = self.file(url);
        let beside = file.with_extension(std::process::id().to_string());
        let written = private::folder(&self.folder)
            .and_then(|()| private::new_file(&beside))
            .and_then(|mut out| out.write_all(&whole))
            .and_then(|()| fs::rename(&beside, &file));
        if let Err(error) = written {
            tracing::debug!(%error, "A picture could not be kept.");
            fs::remove_file(&beside).ok();
        }
        self.tidy();
    }

    fn tidy(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter_map(|entry| {
                let about = entry.metadata().ok()?;
                Some((about.modified().ok()?, about.len(), entry.path()))
            })
            .collect();
        files.sort();
        let mut all: u64 = files.iter().map(|(_, length, _)| length).sum();
        for (_, length, path) in files {
            if all <= self.most {
                return;
            }
            if fs::remove_file(path).is_ok() {
                all -= length;
            }
        }
    }
}
