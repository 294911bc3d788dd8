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

/// `text` with what is encoded as it was meant; a `%` without two digits stays.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_is_read_back() {
        assert_eq!(decode(&encode("é:/@% +")), "é:/@% +");
        assert_eq!(decode("100%, %zz %4"), "100%, %zz %4");
    }

    #[test]
    fn nothing_in_an_id_ends_its_part_of_a_path() {
        assert_eq!(encode("2026-11-22T16:40Z/a b?é"), "2026-11-22T16%3A40Z%2Fa%20b%3F%C3%A9");
    }
}
