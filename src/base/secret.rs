//! A value that cannot be printed by accident.
//!
//! There is deliberately no `Display`, no serde and no comparison: whoever needs the
//! value says [`Secret::expose`], and that word is easy to look for.

/// Holds a token, a password, a key.
#[derive(Clone)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides `value`.
    pub fn new(value: T) -> Secret<T> {
        Secret(value)
    }

    /// Gives the value to the one place that must send or store it.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
