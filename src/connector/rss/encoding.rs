//! The bytes of a document as text, whatever it says of itself.
//!
//! What the server says comes before what the document says (RFC 7303, 3), a byte order
//! mark before both. Characters that XML forbids are left out, since many writers let them in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Where the declaration of an encoding may stand.
const HEAD: usize = 256;

/// Reads `bytes` as text; `charset` is the one of the answer's content type.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(bytes, charset), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    if text.chars().any(forbidden) { text.chars().filter(|c| !forbidden(*c)).collect() } else { text.into_owned() }
}

fn guess(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    match bytes {
        [0, b'<', 0, _, ..] => return UTF_16BE,
        [b'<', 0, _, 0, ..] => return UTF_16LE,
        _ => {}
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let told = charset.and_then(|label| Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes())).or_else(|| declared(bytes));
    match told {
        // A document that is UTF-8 throughout was not written in anything of two bytes.
        Some(encoding) if encoding == UTF_16BE || encoding == UTF_16LE => {
            if valid {
                UTF_8
            } else {
                encoding
            }
        }
        Some(encoding) => encoding,
        None if valid => UTF_8,
        None => WINDOWS_1252,
    }
}

/// What the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let after = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(after[1..].split(quote).next()?.as_bytes())
}

/// Whether XML 1.0 has no place for a character.
const fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_say_an_encoding_is_understood() {
        let table: [(&[u8], Option<&str>, &str); 9] = [
            ("<a>é</a>".as_bytes(), None, "<a>é</a>"),
            (b"<a>\xe9</a>", None, "<a>é</a>"),
            (b"<?xml version='1.0' encoding='iso-8859-15'?><a>\xa4</a>", None, "<?xml version='1.0' encoding='iso-8859-15'?><a>€</a>"),
            (b"<a>\xe9</a>", Some("\"ISO-8859-1\""), "<a>é</a>"),
            (b"\xef\xbb\xbf<a/>", Some("latin1"), "<a/>"),
            (b"\xfe\xff\0<\0a\0/\0>", None, "<a/>"),
            (b"<\0a\0/\0>\0", None, "<a/>"),
            (b"<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", None, "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>"),
            (b"<a>\x08b\x1b</a>", None, "<a>b</a>"),
        ];
        for (bytes, charset, expected) in table {
            assert_eq!(decode(bytes, charset), expected, "{bytes:?}");
        }
    }
}
