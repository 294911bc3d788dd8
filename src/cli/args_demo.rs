//! The arguments of `vigie demo`.

use std::path::PathBuf;

use crate::config::Lang;

/// When the day of the demo opens.
const OPENS: &str = "08:02";
/// How many of its seconds pass in one.
const SPEED: u32 = 60;

/// How to play the day.
#[derive(Debug, PartialEq, Eq, clap::Args)]
pub struct Demo {
    /// The language: fr or en; by the locale when not given.
    #[arg(long, value_name = "LANG", value_parser = ["fr", "en"])]
    pub lang: Option<String>,
    /// The time at which the day opens.
    #[arg(long, value_name = "HH:MM", default_value = OPENS)]
    pub at: String,
    /// Seconds of the day in a second.
    #[arg(long, value_name = "N", default_value_t = SPEED)]
    pub speed: u32,
    /// Begin with the tour: one thing to do after the other.
    #[arg(long)]
    pub tour: bool,
    /// Keep the day's store in this folder.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

impl Default for Demo {
    fn default() -> Demo {
        Demo { lang: None, at: OPENS.to_owned(), speed: SPEED, tour: false, keep: None }
    }
}

impl Demo {
    /// The language that was asked for.
    pub fn language(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::from_code)
    }
}
