//! The log: a file, never the screen, and never a secret.
//!
//! Secrets cannot be formatted ([`crate::base::secret`]), and no line carries a text that
//! somebody wrote, unless a person's own hook prints it.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;

use tracing::Level;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::base::private;

/// The size at which a log is put aside and a new one begun.
const ROTATE: u64 = 4 << 20;

/// Writes from now on to the log at `path`; without one when it cannot be made.
///
/// `VIGIE_LOG` set to `debug` or `trace` writes more.
pub fn begin(path: &Path) {
    let Some(file) = open(path) else {
        return;
    };
    let wanted = std::env::var("VIGIE_LOG").ok().and_then(|level| level.parse::<Level>().ok()).unwrap_or(Level::INFO);
    // What libraries say about every connection helps nobody.
    let ours = tracing_subscriber::filter::Targets::new().with_target("vigie", wanted).with_default(LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
    tracing_subscriber::registry().with(ours).with(lines).try_init().ok();
}

fn open(path: &Path) -> Option<File> {
    private::folder(path.parent()?).ok()?;
    if fs::metadata(path).is_ok_and(|file| file.len() > ROTATE) {
        fs::rename(path, path.with_extension("log.1")).ok()?;
    }
    private::file(path).ok()?;
    OpenOptions::new().append(true).open(path).ok()
}
