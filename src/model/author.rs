//! The remote person, as far as the network tells.
//!
//! Everything a network may leave out is an `Option`: absent is not zero.

use crate::base::time::Timestamp;

/// A person as one answer of the network describes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Author {
    /// The network's own id; opaque.
    pub remote_id: String,
    /// The full handle with its `@` and its server: `@ana@example.social`.
    pub handle: String,
    /// The name they chose; the handle where they chose none.
    pub name: String,
    /// The page of their profile.
    pub url: String,
    /// What they say of themselves, as plain text.
    pub bio: String,
    /// Whether the account says that it is a machine.
    pub bot: bool,
    /// When the account was made.
    pub created_at: Option<Timestamp>,
    /// How many follow them.
    pub followers: Option<u64>,
    /// How many they follow.
    pub following: Option<u64>,
    /// How much they have posted.
    pub posts: Option<u64>,
    /// The links that the network has verified.
    pub verified: Vec<String>,
}

/// The short form of `handle` for somebody on `server`: `@ana` there, the full one elsewhere.
pub fn mention_from<'a>(handle: &'a str, server: &str) -> &'a str {
    match handle.strip_prefix('@').and_then(|name| name.split_once('@')) {
        Some((name, host)) if host.eq_ignore_ascii_case(server) => &handle[..=name.len()],
        _ => handle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_our_own_server_are_called_by_their_short_name() {
        assert_eq!(mention_from("@ana@example.social", "Example.social"), "@ana");
        assert_eq!(mention_from("@ana@example.social", "other.test"), "@ana@example.social");
        assert_eq!(mention_from("@ana", "other.test"), "@ana");
    }
}
