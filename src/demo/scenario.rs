//! A day as it is written down: clients, people, and what they do at which hour.
//!
//! Read from TOML that is part of the program, one file a language. Keys name statuses,
//! so that events can speak of each other. How people answer is in `manners`.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;

use crate::base::time::Timestamp;

use super::feeds::Source;
use super::nouns::{Field, Profile};

/// The language a day is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// French clients, mostly French people.
    #[default]
    Fr,
    /// English-speaking clients.
    En,
}

impl Lang {
    /// The language, as languages are written.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }
}

/// Everything written down for a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub(super) client: Vec<Client>,
    /// What the agency answers again and again.
    pub(super) snippet: Vec<Canned>,
    /// What stands on its calendar.
    pub(super) post: Vec<PlannedPost>,
    pub(super) person: Vec<Character>,
    pub(super) event: Vec<Event>,
    pub(super) background: Background,
    pub(super) moods: BTreeMap<String, Mood>,
    /// Words of which a polite reply has at least one.
    pub(super) polite: Vec<String>,
    /// What the clients read.
    pub(super) source: Vec<Source>,
}

/// A customer of the agency, with the accounts to look after.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    pub(super) name: String,
    pub(super) colour: String,
    /// The card of the client, as people write it.
    pub(super) card: String,
    pub(super) accounts: Vec<Character>,
}

/// A saved reply of the agency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Canned {
    /// The client whose reply it is; without one that of all.
    #[serde(default)]
    pub(super) client: Option<String>,
    pub(super) name: String,
    pub(super) body: String,
    /// What becomes of the conversation after sending.
    #[serde(default)]
    pub(super) then: Option<String>,
}

/// A post on the calendar of the agency, or an idea.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedPost {
    /// The handles of the accounts that post it.
    #[serde(rename = "as")]
    pub(super) accounts: Vec<String>,
    /// So many days after today.
    #[serde(default)]
    pub(super) in_days: Option<u32>,
    /// The hour of the day, as `11:30`.
    #[serde(default)]
    pub(super) at: Option<String>,
    pub(super) state: PostState,
    pub(super) text: String,
}

/// How a post of the calendar stands when the day opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostState {
    /// It has no date.
    Idea,
    /// It has its place, and nothing leaves.
    Planned,
    /// It leaves at its time.
    Scheduled,
    /// It was sent just before, and the network did not take it.
    Refused,
}

/// Somebody with an account; times of life in days before today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Character {
    pub(super) handle: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) bio: String,
    #[serde(default = "years")]
    pub(super) age: u32,
    #[serde(default)]
    pub(super) followers: u64,
    #[serde(default)]
    pub(super) following: u64,
    #[serde(default)]
    pub(super) posts: u64,
    #[serde(default)]
    pub(super) bot: bool,
    #[serde(default)]
    pub(super) site: Option<String>,
    /// Whether the network checked the site.
    #[serde(default)]
    pub(super) verified: bool,
    #[serde(default = "usual")]
    pub(super) mood: String,
    /// The language they write in, where it is not the day's.
    #[serde(default)]
    pub(super) language: Option<String>,
}

fn years() -> u32 {
    1200
}

fn usual() -> String {
    "warm".to_owned()
}

/// How a kind of person takes a reply.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mood {
    /// What they may say to a reply that nothing was written for.
    #[serde(default)]
    pub(super) answers: Vec<String>,
    /// What they say first when they were not answered politely and by name.
    #[serde(default)]
    pub(super) cold: Vec<String>,
    /// The share of replies that get a like and no words.
    #[serde(default)]
    pub(super) likes_only: f64,
}

/// Something somebody says, changes or takes away.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Event {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) says: String,
    /// The name other events know this status by.
    pub(super) key: Option<String>,
    /// Answers the status with this key.
    pub(super) to: Option<String>,
    /// Only for this handle's eyes.
    pub(super) direct: Option<String>,
    pub(super) quotes: Option<String>,
    pub(super) edits: Option<String>,
    pub(super) deletes: Option<String>,
    /// Does not happen when the brand has answered the status with this key.
    pub(super) unless: Option<String>,
    /// What they say to our replies, one after the other.
    pub(super) then: Vec<String>,
    /// The descriptions of its images.
    pub(super) images: Vec<String>,
    /// What they are pictures of, for `pictures`.
    pub(super) motifs: Vec<String>,
    pub(super) warning: String,
    pub(super) language: Option<String>,
    pub(super) unlisted: bool,
}

/// What goes on without words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    pub(super) quiet: Vec<Quiet>,
    pub(super) crowds: Vec<Crowd>,
    /// The names the crowd is made from.
    pub(super) first_names: Vec<String>,
    pub(super) last_names: Vec<String>,
    pub(super) words: Vec<String>,
}

/// A reaction of one person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quiet {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) likes: Option<String>,
    pub(super) boosts: Option<String>,
    pub(super) follows: Option<String>,
    /// Takes back the like of this status.
    pub(super) unlikes: Option<String>,
}

/// Reactions of many.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Crowd {
    pub(super) at: String,
    /// The status that is liked, by key.
    pub(super) on: Option<String>,
    /// The handle that is followed.
    pub(super) follows: Option<String>,
    pub(super) count: usize,
    /// Over how many minutes; most come early.
    pub(super) during: u32,
    /// Who comes first.
    pub(super) first: Vec<String>,
}

/// Reads the day of a language.
///
/// # Errors
/// When the file that came with the program is wrong, which a test excludes.
pub fn read(lang: Lang) -> Result<Scenario, toml::de::Error> {
    toml::from_str(match lang {
        Lang::Fr => include_str!("../../assets/demo/fr.toml"),
        Lang::En => include_str!("../../assets/demo/en.toml"),
    })
}

impl Scenario {
    /// A person or a brand by handle.
    pub(super) fn character(&self, handle: &str) -> Option<&Character> {
        self.person.iter().chain(self.brands()).find(|character| character.handle == handle)
    }

    /// Every account that is looked after.
    pub(super) fn brands(&self) -> impl Iterator<Item = &Character> {
        self.client.iter().flat_map(|client| &client.accounts)
    }
}

impl Character {
    /// How they present themselves on the day that begins at `midnight`.
    pub(super) fn profile(&self, midnight: Timestamp) -> Profile {
        let before = |days: u32| midnight - Duration::from_secs(86_400) * days;
        let verified_at = self.verified.then(|| before(self.age / 2));
        Profile {
            name: self.name.clone(),
            bio: self.bio.clone(),
            created_at: Some(before(self.age)),
            followers: self.followers,
            following: self.following,
            posts: self.posts,
            bot: self.bot,
            fields: self.site.iter().map(|site| Field { name: "Site".to_owned(), value: site.clone(), verified_at }).collect(),
        }
    }
}

/// Reads `06:45`, or `-1 22:54` for the evening before, from local midnight on.
pub(super) fn hour(text: &str, midnight: Timestamp) -> Option<Timestamp> {
    let (days, time) = match text.split_once(' ') {
        Some((days, time)) => (days.strip_prefix('-')?.parse::<u64>().ok()?, time),
        None => (0, text),
    };
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes) = (hours.parse::<u64>().ok()?, minutes.parse::<u64>().ok()?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let day = Duration::from_secs(86_400);
    Some(midnight - day * u32::try_from(days).ok()? + Duration::from_secs(hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn hours_are_read_from_midnight() {
        let midnight = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let table = [("06:45", Some("2026-11-22T06:45:00Z")), ("-1 22:54", Some("2026-11-21T22:54:00Z")), ("24:00", None), ("noon", None)];
        for (text, expected) in table {
            assert_eq!(hour(text, midnight).map(Timestamp::rfc3339).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn both_days_speak_only_of_what_is_there() {
        let midnight = Timestamp::from_millis(0);
        for lang in [Lang::Fr, Lang::En] {
            let day = read(lang).unwrap();
            let handles: HashSet<&str> = day.person.iter().chain(day.brands()).map(|one| one.handle.as_str()).collect();
            let keys: HashSet<&str> = day.event.iter().filter_map(|event| event.key.as_deref()).collect();
            let named = |handle: &str| assert!(handles.contains(handle), "{lang:?}: who is {handle}?");
            let keyed = |key: &Option<String>| assert!(key.as_deref().is_none_or(|key| keys.contains(key)), "{lang:?}: what is {key:?}?");
            assert_eq!(keys.len(), day.event.iter().filter(|event| event.key.is_some()).count(), "{lang:?}: a key twice");
            for event in &day.event {
                assert!(hour(&event.at, midnight).is_some(), "{event:?}");
                named(&event.who);
                event.direct.iter().for_each(|handle| named(handle));
                for handle in crate::demo::text::mentions(&event.says) {
                    named(&handle);
                }
                [&event.to, &event.quotes, &event.edits, &event.deletes, &event.unless].into_iter().for_each(keyed);
            }
            for quiet in &day.background.quiet {
                assert!(hour(&quiet.at, midnight).is_some(), "{quiet:?}");
                named(&quiet.who);
                quiet.follows.iter().for_each(|handle| named(handle));
                [&quiet.likes, &quiet.boosts, &quiet.unlikes].into_iter().for_each(keyed);
            }
            for crowd in &day.background.crowds {
                assert!(hour(&crowd.at, midnight).is_some() && crowd.count > 0, "{crowd:?}");
                keyed(&crowd.on);
                crowd.follows.iter().chain(&crowd.first).for_each(|handle| named(handle));
            }
            for one in day.person.iter().chain(day.brands()) {
                assert!(day.moods.contains_key(&one.mood), "{} is {}", one.handle, one.mood);
            }
        }
    }

    #[test]
    fn the_french_of_brands_is_typeset_as_french_is() {
        let day = read(Lang::Fr).unwrap();
        let brands: HashSet<&str> = day.brands().map(|brand| brand.handle.as_str()).collect();
        for event in day.event.iter().filter(|event| brands.contains(event.who.as_str()) && event.language.is_none()) {
            for mark in [" ?", " !", " ;", " :"] {
                assert!(!event.says.contains(mark), "a wide space before {mark} in {}", event.says);
            }
            assert!(!event.says.contains('\''), "a straight apostrophe in {}", event.says);
        }
    }
}
