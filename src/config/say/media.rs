//! Why files cannot leave with a post.

use crate::config::language::Language;
use crate::model::media::{Attached, MediaProblem};

impl Language {
    /// Why `media` cannot leave from the account with this handle.
    pub fn media_problem(&self, problem: &MediaProblem, media: &[Attached], account: &str) -> String {
        let name = |place: usize| media.get(place).map(|one| one.file.name()).unwrap_or_default();
        match *problem {
            MediaProblem::TooMany { most } => self.say("media-too-many", &[("most", most.into()), ("account", account.into())]),
            MediaProblem::Alone => self.word("media-alone"),
            MediaProblem::Format { place } => self.say("media-format", &[("name", name(place).into()), ("account", account.into())]),
            MediaProblem::TooLarge { place, most } => {
                let args = [("name", name(place).into()), ("n", (most / 1_000_000).into()), ("account", account.into())];
                self.say("media-too-large", &args)
            }
            MediaProblem::LongAlt { place, by } => self.say("media-long-alt", &[("name", name(place).into()), ("n", by.into())]),
            MediaProblem::NoAlt { place } => self.say("media-wants-alt", &[("name", name(place).into()), ("account", account.into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;
    use crate::model::media::{File, Format};

    #[test]
    fn every_problem_is_said_and_names_what_it_is_about() {
        let file = File { path: "/x/cake.jpg".into(), bytes: 1, digest: String::new(), format: Format::Jpeg };
        let media = [Attached { file, alt: String::new(), remote: None }];
        let problems = [
            (MediaProblem::TooMany { most: 4 }, "4"),
            (MediaProblem::Alone, ""),
            (MediaProblem::Format { place: 0 }, "cake.jpg"),
            (MediaProblem::TooLarge { place: 0, most: 16_777_216 }, "16"),
            (MediaProblem::LongAlt { place: 0, by: 7 }, "7"),
            (MediaProblem::NoAlt { place: 0 }, "cake.jpg"),
        ];
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for (problem, named) in &problems {
                let said = language.media_problem(problem, &media, "@brand");
                assert!(said.contains(named) && !said.contains("media-"), "{lang} {said}");
            }
        }
    }
}
