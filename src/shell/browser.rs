//! A page in the person's browser.

use std::env;
use std::io;

/// Opens `url`, when it is a web page and there is a browser on this side of the line.
///
/// # Errors
/// The address is no web page, or nothing here can open it: over ssh there is no browser.
pub(super) fn open(url: &str) -> io::Result<()> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if env::var_os("SSH_CONNECTION").is_some() && env::var_os("DISPLAY").is_none() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    open::that_detached(url)
}
