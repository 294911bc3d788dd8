//! Files and folders that nobody else on the machine may read.
//!
//! What is there already keeps the permissions it was given, until it is [tightened](tighten).

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing.
///
/// # Errors
/// What the system says.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file where there is none.
///
/// # Errors
/// What the system says.
pub fn file(path: &Path) -> io::Result<()> {
    options().append(true).create(true).open(path).map(drop)
}

/// Makes a file that must not be there yet, and opens it for writing.
///
/// # Errors
/// What the system says, also when it is there.
pub fn new_file(path: &Path) -> io::Result<File> {
    options().write(true).create_new(true).open(path)
}

/// Takes from everybody else what they may do with a file.
///
/// # Errors
/// What the system says: mostly that the file is somebody else's.
pub fn tighten(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path)?.permissions().mode();
        if mode & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
        }
    }
    #[cfg(not(unix))]
    fs::metadata(path)?;
    Ok(())
}

fn options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
