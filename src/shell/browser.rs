//! A page in the person's browser.

use std::env;
use std::io;

/// Opens `url`, when it is a web page and there is a browser on this side of the line.
///
/// # Errors
/// The address is no web page, or nothing here can open it: over ssh there is no browser.
pub(super) fn open(url: &str) -> io::Result<()> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    // What opens it may be a script: an address has no blanks, double quotes or control characters.
    if !web || url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '`' | '<' | '>' | '\\')) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if env::var_os("SSH_CONNECTION").is_some() && env::var_os("DISPLAY").is_none() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    open::that_detached(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_web_page_is_not_opened() {
        let table = [
            "",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-h",
            "HTTPS://x",
            "https://x\n--help",
            "https://x y",
            "https://x\u{1b}[2J",
            "https://x`id`",
            "https://x\"",
            "https://x\\y",
        ];
        for url in table {
            assert_eq!(open(url).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidInput), "{url:?}");
        }
    }
}
