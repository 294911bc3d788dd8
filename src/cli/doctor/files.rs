//! The folders and files: there, ours to read and write, and nobody else's.

use std::fs;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::finding::{Code, Finding};
use crate::base::{harmless, private, text};
use crate::shell::house::House;
use crate::vault::VaultError;

/// How much of the end of the log is read.
const TAIL: u64 = 64 * 1024;

/// How many lines of the log are told.
const LINES: usize = 5;

/// From so many letters and digits in a row on, a word of the log may be a secret, and is not told.
const SECRET: usize = 24;

/// Looks at every folder and file.
pub(super) fn look(house: &House) -> Vec<Finding> {
    let paths = &house.paths;
    let store = paths.store_file();
    let beside = |end: &str| {
        let mut name = store.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let mut folders = vec![&paths.config, &paths.data, &paths.state, &paths.cache];
    // With --home all but one are the same.
    let mut seen: Vec<&Path> = Vec::new();
    folders.retain(|folder| {
        let new = !seen.contains(&folder.as_path());
        seen.push(folder);
        new
    });
    let mut found: Vec<Finding> = folders.into_iter().map(|path| folder(house, path)).collect();
    // Several that are missing may want the same one above them.
    found.dedup();
    if paths.config_file().exists() {
        found.push(file(house, "settings", &paths.config_file(), false));
    }
    found.push(file(house, "store", &store, true));
    for path in [beside("-wal"), beside("-shm")].iter().filter(|path| path.exists()) {
        found.push(file(house, "store", path, true));
    }
    found.extend(credentials(house));
    if paths.log_file().exists() {
        found.push(file(house, "log", &paths.log_file(), true));
    }
    found
}

fn told(house: &House, code: Code, what: &str, path: &Path) -> Finding {
    let what = house.language.word(&format!("doctor-place-{what}"));
    Finding::new(code).with("what", what).with("path", path.display().to_string()).with("mode", mode(path).unwrap_or_default())
}

/// The permissions as `chmod` takes them.
#[cfg(unix)]
fn mode(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).ok().map(|file| format!("{:04o}", file.permissions().mode() & 0o7777))
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<String> {
    None
}

#[cfg(unix)]
fn others_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_read(_: &Path) -> bool {
    false
}

/// A folder, and whether something can be made in it; one that is not there is made when it is needed.
fn folder(house: &House, path: &Path) -> Finding {
    if path.is_dir() {
        let code = if writable(path) { Code::FilesOk } else { Code::FilesReadOnly };
        return told(house, code, "folder", path);
    }
    let above = path.ancestors().find(|above| above.exists()).unwrap_or(path);
    if above.is_dir() && writable(above) {
        return told(house, Code::FilesAbsent, "folder", path);
    }
    told(house, Code::FilesReadOnly, "folder", above)
}

/// Whether a file can be made in a folder; only making one tells.
fn writable(folder: &Path) -> bool {
    let name = folder.join(format!(".vigie-doctor-{}", std::process::id()));
    let made = private::new_file(&name).is_ok();
    if made {
        fs::remove_file(&name).ok();
    }
    made
}

fn file(house: &House, what: &str, path: &Path, private: bool) -> Finding {
    let code = match fs::File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Code::FilesAbsent,
        Err(_) => Code::FilesUnreadable,
        // Opened so, nothing of it changes.
        Ok(_) if fs::OpenOptions::new().append(true).open(path).is_err() => Code::FilesReadOnly,
        Ok(_) if private && others_read(path) => Code::FilesOpen,
        Ok(_) => Code::FilesOk,
    };
    told(house, code, what, path)
}

/// The file of credentials, whose permissions decide whether it is used at all.
fn credentials(house: &House) -> Option<Finding> {
    let vault = house.vault();
    let path = vault.file();
    let code = match vault.about("") {
        _ if !path.exists() => return None,
        Ok(_) => return Some(file(house, "credentials", path, true)),
        Err(VaultError::TooOpen { .. }) => Code::FilesCredentialsOpen,
        Err(VaultError::Damaged { .. }) => Code::FilesCredentialsDamaged,
        Err(VaultError::Io { .. }) => Code::FilesUnreadable,
    };
    Some(told(house, code, "credentials", path))
}

/// The last warnings and errors of the log.
pub(super) fn log(house: &House) -> Vec<Finding> {
    let path = house.paths.log_file();
    let lines = tail(&path).map(|text| troubles(&text)).unwrap_or_default();
    if lines.is_empty() {
        return vec![Finding::new(Code::LogOk)];
    }
    lines.into_iter().map(|line| Finding::new(Code::LogLine).with("line", line)).collect()
}

fn tail(path: &Path) -> Option<String> {
    let mut file = fs::File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn troubles(log: &str) -> Vec<String> {
    let bad: Vec<&str> = log.lines().filter(|line| line.contains(" WARN ") || line.contains(" ERROR ")).collect();
    bad[bad.len().saturating_sub(LINES)..].iter().map(|line| text::truncate(&redacted(&harmless::line(line)), 240)).collect()
}

/// The line without anything that may be a secret; vigie logs none, but libraries log too.
fn redacted(line: &str) -> String {
    let secret = |word: &str| {
        let run =
            |part: &str| part.chars().filter(char::is_ascii_alphanumeric).count() >= SECRET && part.chars().any(|c| c.is_ascii_digit());
        word.split(['/', '.', ':', '=', '"', '@', ',']).any(run)
    };
    line.split(' ').map(|word| if secret(word) { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_troubles_of_the_log_are_told_without_secrets() {
        let log = "2026-11-22T20:35:56.123456Z  INFO vigie: fine\n2026-11-22T20:35:57.123456Z ERROR vigie::engine: The lease could not be asked for. error=busy\n2026-11-22T20:35:58.123456Z  WARN hyper: header authorization=\"Bearer 3uGz0qPm81LqVb77xTRk92Aa\"\n";
        let told = troubles(log);
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("2026-11-22T20:35:57") && told[0].ends_with("error=busy"), "{told:?}");
        assert!(!told[1].contains("3uGz0qPm"), "{told:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_store_that_others_read_is_found_and_nothing_is_left_behind() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let house = House::open(Some(home.path())).unwrap();
        private::file(&house.paths.store_file()).unwrap();
        let codes = |house: &House| look(house).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
        assert_eq!(codes(&house), [Code::FilesOk, Code::FilesAbsent, Code::FilesOk], "home, cache, store");
        fs::set_permissions(house.paths.store_file(), fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(house.vault().file(), "{}").unwrap();
        fs::set_permissions(house.vault().file(), fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(codes(&house)[2..], [Code::FilesOpen, Code::FilesCredentialsOpen]);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }
}
