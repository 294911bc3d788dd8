//! The tokens of one login.

use crate::base::secret::Secret;

/// What an account needs to speak to its network; it lives in the vault.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Sent with every request.
    pub token: Secret<String>,
}

impl Credential {
    /// Nothing: what a source that anybody may read is asked with.
    pub fn none() -> Credential {
        Credential::token("")
    }

    /// Whether there is anything to show.
    pub fn is_none(&self) -> bool {
        self.token.expose().is_empty()
    }

    /// A credential of a single token that does not end by itself.
    pub fn token(token: impl Into<String>) -> Credential {
        Credential { token: Secret::new(token.into()) }
    }
}
