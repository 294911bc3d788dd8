//! Many small accounts: who they are, and when they come.
//!
//! Made from lists of names; the same seed makes the same people.

use std::time::Duration;

use super::chance::Chance;
use super::nouns::Profile;
use super::scenario::Background;
use crate::base::time::Timestamp;

/// How many there are at most.
pub const CROWD: usize = 320;

/// A small account.
#[derive(Debug, Clone)]
pub struct Passer {
    /// Its handle.
    pub handle: String,
    /// How it presents itself.
    pub profile: Profile,
}

/// Makes the crowd, each with a handle of their own.
pub fn gather(names: &Background, midnight: Timestamp, chance: &mut Chance) -> Vec<Passer> {
    let mut crowd: Vec<Passer> = Vec::with_capacity(CROWD);
    for place in 0..CROWD {
        let first = chance.pick(&names.first_names).cloned().unwrap_or_default();
        let last = chance.pick(&names.last_names).cloned().unwrap_or_default();
        let word = chance.pick(&names.words).cloned().unwrap_or_default();
        let plain = plain(&first);
        let mut handle = match chance.below(4) {
            0 => format!("{plain}_{word}"),
            1 => format!("{plain}{}", 1 + chance.below(99)),
            2 => format!("{plain}{}", self::plain(&last)),
            _ => format!("{word}_{plain}"),
        };
        if crowd.iter().any(|known| known.handle == handle) {
            handle = format!("{handle}{place}");
        }
        let name = if chance.below(3) == 0 { first } else { format!("{first} {last}") };
        let days = u32::try_from(40 + chance.below(2600)).unwrap_or(400);
        let profile = Profile {
            name,
            created_at: Some(midnight - Duration::from_secs(86_400) * days),
            followers: 3 + chance.below(420),
            following: 20 + chance.below(600),
            posts: 2 + chance.below(1900),
            ..Profile::default()
        };
        crowd.push(Passer { handle, profile });
    }
    crowd
}

/// When `count` people come within `during`: most early, the first at once.
pub fn arrivals(count: usize, during: Duration, chance: &mut Chance) -> Vec<Duration> {
    let mut waits: Vec<Duration> = (1..count).map(|_| during.mul_f64(chance.share().powf(1.7))).collect();
    waits.push(Duration::ZERO);
    waits.sort_unstable();
    waits
}

/// A name as a handle can hold it.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let folded = lower.chars().map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' | 'ø' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        c => c,
    });
    folded.filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everybody_in_a_crowd_is_somebody() {
        let names = Background {
            quiet: Vec::new(),
            crowds: Vec::new(),
            first_names: vec!["Zoé".into(), "Noël".into()],
            last_names: vec!["Martin".into()],
            words: vec!["miam".into()],
        };
        let crowd = gather(&names, Timestamp::from_millis(0), &mut Chance::new(4));
        let handles: HashSet<&str> = crowd.iter().map(|one| one.handle.as_str()).collect();
        assert_eq!((crowd.len(), handles.len()), (CROWD, CROWD));
        assert!(handles.iter().all(|handle| handle.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')));
        let waits = arrivals(222, Duration::from_secs(2_100), &mut Chance::new(4));
        assert_eq!((waits.len(), waits[0]), (222, Duration::ZERO));
        assert!(waits[110] < Duration::from_secs(1_000) && waits[221] <= Duration::from_secs(2_100));
    }
}
