//! The files of a draft or of a delivery, as they stand in its row: a line of JSON.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::columns::word;
use crate::model::media::{Attached, File, Format};

/// A file as it is stored.
#[derive(Serialize, Deserialize)]
struct Kept {
    path: String,
    bytes: u64,
    digest: String,
    format: String,
    alt: String,
}

/// The files as they are written into a row; nothing for none.
pub(super) fn written(media: &[Attached]) -> String {
    let kept = |one: &Attached| Kept {
        path: one.file.path.clone(),
        bytes: one.file.bytes,
        digest: one.file.digest.clone(),
        format: one.file.format.code().to_owned(),
        alt: one.alt.clone(),
    };
    if media.is_empty() { String::new() } else { serde_json::to_string(&media.iter().map(kept).collect::<Vec<_>>()).unwrap_or_default() }
}

/// The files in a column; one that cannot be read fails its row, and is never left out in silence.
pub(super) fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<Attached>> {
    word(row, at, parsed)
}

fn parsed(text: &str) -> Option<Vec<Attached>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let kept: Vec<Kept> = serde_json::from_str(text).ok()?;
    let attached = |kept: Kept| {
        let format = Format::from_code(&kept.format)?;
        let file = File { path: kept.path, bytes: kept.bytes, digest: kept.digest, format };
        Some(Attached { file, alt: kept.alt, remote: None })
    };
    kept.into_iter().map(attached).collect()
}
