//! The door for remote text: everything is made harmless here, once, on its way in.
//!
//! Ids are stored as they are, since networks compare them byte by byte. Whatever else a
//! network says, addresses too, may be shown, and goes through here before it is stored.

use crate::base::harmless;
use crate::model::account::Identity;
use crate::model::author::Author;
use crate::model::exchange::{Post, Receipt};
use crate::model::fault::Reason;
use crate::model::interaction::Media;

/// A person, harmless.
pub(super) fn author(raw: &Author) -> Author {
    let handle = harmless::line(&raw.handle);
    let name = harmless::line(&raw.name);
    Author {
        remote_id: raw.remote_id.clone(),
        name: if name.is_empty() { handle.clone() } else { name },
        handle,
        url: harmless::line(&raw.url),
        bio: harmless::text(&raw.bio),
        verified: raw.verified.iter().map(|link| harmless::line(link)).collect(),
        ..raw.clone()
    }
}

/// A post, harmless.
pub(super) fn post(raw: &Post) -> Post {
    Post {
        author: author(&raw.author),
        text: harmless::text(&raw.text),
        warning: harmless::line(&raw.warning),
        language: raw.language.as_deref().map(harmless::line).filter(|language| !language.is_empty()),
        names: raw.names.iter().map(|name| harmless::line(name)).collect(),
        url: harmless::line(&raw.url),
        media: raw.media.iter().map(media).collect(),
        ..raw.clone()
    }
}

fn media(raw: &Media) -> Media {
    Media { kind: harmless::line(&raw.kind), url: harmless::line(&raw.url), alt: harmless::text(&raw.alt) }
}

/// What a network says of an account of ours, harmless.
pub(super) fn identity(raw: &Identity) -> Identity {
    Identity {
        handle: harmless::line(&raw.handle),
        name: harmless::line(&raw.name),
        language: raw.language.as_deref().map(harmless::line).filter(|language| !language.is_empty()),
        ..raw.clone()
    }
}

/// What a network answered to a publish, harmless.
pub(super) fn receipt(raw: Receipt) -> Receipt {
    Receipt { url: harmless::line(&raw.url), ..raw }
}

/// Why something failed, harmless.
pub(super) fn reason(raw: Reason) -> Reason {
    Reason { detail: harmless::line(&raw.detail), ..raw }
}
