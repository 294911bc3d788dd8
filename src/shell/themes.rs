//! Themes as files: a person's own ones read, and the chosen one written into the settings.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::base::private;
use crate::config::theme::Terminal;
use crate::config::{Misfit, Theme, Warning, edit};

/// The theme `chosen` on this terminal, with the files in `folder`; what is wrong in them, and
/// in `settings`, where the theme was chosen.
pub(super) fn gather(folder: &Path, settings: &Path, chosen: &str) -> (Theme, Vec<Warning>) {
    let terminal = Terminal::of(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let (theme, mut warnings) = Theme::gather(&own(folder), chosen, terminal);
    for warning in &mut warnings {
        if matches!(warning.about, Misfit::UnknownTheme { .. }) {
            warning.line = edit::line_of_theme(&fs::read_to_string(settings).unwrap_or_default());
        }
    }
    (theme, warnings)
}

/// The files of a folder, by name; none when there is no folder.
fn own(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let text = fs::read(&path).ok().filter(|_| path.extension().is_some_and(|extension| extension == "toml"))?;
            Some((name, String::from_utf8_lossy(&text).into_owned()))
        })
        .collect();
    files.sort();
    files
}

/// Writes the theme into the settings at `path`, whole or not at all.
///
/// A link leads to the file that is written, and what may not be written stays: settings that
/// are kept elsewhere are often linked to, or read-only.
///
/// # Errors
/// What the system says, or that the file could not be read again as it should be.
pub(super) fn keep(path: &Path, name: &str) -> io::Result<()> {
    let file = match fs::canonicalize(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let permissions = fs::metadata(&file).ok().map(|about| about.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let edited = edit::with_theme(&text, name).ok_or(io::ErrorKind::InvalidData)?;
    file.parent().map_or(Ok(()), private::folder)?;
    let beside = file.with_extension(format!("toml.{}", std::process::id()));
    let written = write(&beside, edited.as_bytes(), permissions).and_then(|()| fs::rename(&beside, &file));
    if written.is_err() {
        fs::remove_file(&beside).ok();
    }
    written
}

fn write(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file: File = private::new_file(path)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_own_files_are_found_by_their_names() {
        let home = tempfile::tempdir().unwrap();
        let (folder, settings) = (home.path().join("themes"), home.path().join("config.toml"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("mine.toml"), "accent = \"red\"\nacent = \"red\"\n").unwrap();
        fs::write(folder.join("notes.txt"), "no theme").unwrap();
        fs::write(&settings, "mouse = false\ntheme = \"mien\"\n").unwrap();
        let (theme, warnings) = gather(&folder, &settings, "mien");
        assert!(theme.is_own("mine") && theme.names().last() == Some("mine"));
        assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(warnings[1].about, Misfit::UnknownTheme { name: "mien".into(), nearest: Some("mine".into()) });
        assert_eq!(gather(&home.path().join("none"), &settings, "dark").1, []);
    }

    #[test]
    fn the_chosen_theme_is_written_and_what_stood_there_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("new").join("config.toml");
        keep(&path, "dark").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = \"dark\"\n");
        fs::write(&path, "# mine\ntheme = \"dark\" # for now\n").unwrap();
        keep(&path, "light").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\ntheme = \"light\" # for now\n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_a_file_that_is_read_only_stays_as_it_is() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let (kept, path) = (home.path().join("kept.toml"), home.path().join("config.toml"));
        fs::write(&kept, "").unwrap();
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&kept, &path).unwrap();
        keep(&path, "dark").unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "theme = \"dark\"\n");
        assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o440)).unwrap();
        assert_eq!(keep(&path, "light").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&kept).unwrap(), "theme = \"dark\"\n");
    }
}
