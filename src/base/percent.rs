//! Percent-encoding, so that any text can be one part of an address.
//!
//! Source: RFC 3986, section 2.

/// `text` with everything encoded but unreserved characters.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_id_ends_its_part_of_a_path() {
        assert_eq!(encode("2026-11-22T16:40Z/a b?é"), "2026-11-22T16%3A40Z%2Fa%20b%3F%C3%A9");
    }
}
