//! How far a source was read: its validators, and what must not be taken for new.
//!
//! A document has no pages and no marks. What a first reading left out, and ids that the
//! source uses twice, are remembered for as long as they stand in it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::exchange::Cursor;

/// The cursor of a source, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    /// The `ETag` of the last answer, as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    /// The `Last-Modified` of the last answer, as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    /// How long the document is good for, in seconds, if it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ttl: Option<u64>,
    /// What a first reading left out, as marks.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) skipped: BTreeSet<String>,
    /// Ids that stood for several entries, as marks.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) twice: BTreeSet<String>,
}

impl Place {
    /// What was written; an unreadable cursor is none, and reading twice changes nothing.
    pub(super) fn read(cursor: Option<&Cursor>) -> Option<Place> {
        serde_json::from_str(cursor?.as_str()).ok()
    }

    pub(super) fn cursor(&self) -> Cursor {
        Cursor::new(serde_json::to_string(self).unwrap_or_default())
    }
}

/// A short stand-in for an id of any length.
pub(super) fn mark(id: &str) -> String {
    // FNV-1a: the same for ever, which a hash of the standard library does not promise.
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let place = Place {
            etag: Some("W/\"5e1-60b\"".into()),
            modified: None,
            ttl: Some(3_600),
            skipped: [mark("a")].into(),
            twice: BTreeSet::new(),
        };
        assert_eq!(Place::read(Some(&place.cursor())), Some(place));
        assert_eq!(Place::read(Some(&Cursor::new("109"))), None);
        assert_eq!(Place::read(None), None);
        assert_eq!(mark("a"), "af63dc4c8601ec8c");
    }
}
