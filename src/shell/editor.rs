//! A text in the person's own editor.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::Command;

use crate::base::private;

/// Opens `text` in `$VISUAL` or `$EDITOR`, waits, and gives what was left there.
///
/// The file is readable by its owner alone and removed afterwards. The terminal must have
/// been given back before.
///
/// # Errors
/// There is no editor, or it did not end well; then the text is as it was.
pub fn edit(folder: &Path, text: &str) -> io::Result<String> {
    private::folder(folder)?;
    let path = folder.join(format!("draft-{}.md", std::process::id()));
    let edited = edit_file(&path, text);
    fs::remove_file(&path).ok();
    edited
}

fn edit_file(path: &Path, text: &str) -> io::Result<String> {
    // One that a dead process left may be anybody's to read.
    fs::remove_file(path).ok();
    private::new_file(path)?.write_all(text.as_bytes())?;
    let editor = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty()).unwrap_or_else(|| "vi".into());
    let editor = editor.to_string_lossy().into_owned();
    let mut words = editor.split_whitespace();
    let program = words.next().ok_or(io::ErrorKind::NotFound)?;
    let status = Command::new(program).args(words).arg(path).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{program}: {status}")));
    }
    let mut edited = String::new();
    File::open(path)?.read_to_string(&mut edited)?;
    // Editors end the last line; the text did not.
    Ok(edited.strip_suffix('\n').map(str::to_owned).unwrap_or(edited))
}
