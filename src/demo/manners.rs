//! How people take our replies: thanks, another question, a like, nothing.
//!
//! Pure but for the chance handed in. Who is angry calms down when answered politely
//! and by name, and not before. Nobody talks for ever.

use super::chance::Chance;
use super::scenario::{Character, Mood};

/// The times one person answers us in one thread.
const TURNS: u32 = 2;

/// What is known of a talk between one person and our accounts.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    /// What they still have to say, written for this talk.
    pub then: Vec<String>,
    /// How often they answered us.
    pub turns: u32,
    /// Whether we have answered at all.
    pub answered: bool,
    /// Whether they were told off once.
    pub cooled: bool,
}

/// What somebody does about a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reaction {
    /// Says something, and may like the reply too.
    Says {
        /// The words.
        words: String,
        /// Whether a like comes with them.
        likes: bool,
    },
    /// Likes it.
    Likes,
    /// Nothing to be seen.
    Silence,
}

/// Decides what `who` does about our `reply`.
pub fn react(who: &Character, mood: &Mood, polite: &[String], talk: &mut Talk, reply: &str, chance: &mut Chance) -> Reaction {
    if talk.then.is_empty() && talk.turns >= TURNS {
        return if chance.share() < 0.3 { Reaction::Likes } else { Reaction::Silence };
    }
    if !mood.cold.is_empty() && !talk.cooled && !courteous(who, polite, reply) {
        talk.cooled = true;
        talk.turns += 1;
        let words = chance.pick(&mood.cold).cloned().unwrap_or_default();
        return Reaction::Says { words, likes: false };
    }
    if !talk.then.is_empty() {
        talk.turns += 1;
        let words = talk.then.remove(0);
        return Reaction::Says { words, likes: chance.share() < 0.5 };
    }
    if mood.answers.is_empty() || chance.share() < mood.likes_only {
        return Reaction::Likes;
    }
    talk.turns += 1;
    let words = chance.pick(&mood.answers).cloned().unwrap_or_default();
    Reaction::Says { words, likes: chance.share() < 0.4 }
}

/// Whether a reply has a polite word and the name of whom it is for.
fn courteous(who: &Character, polite: &[String], reply: &str) -> bool {
    let reply = reply.to_lowercase();
    // The handle in front is the machine's courtesy, not ours.
    let said: String = reply.split_whitespace().filter(|word| !word.starts_with('@')).collect::<Vec<_>>().join(" ");
    let name = who.name.split_whitespace().next().unwrap_or_default().to_lowercase();
    said.contains(&name) && polite.iter().any(|word| said.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gilbert() -> Character {
        toml::from_str("handle = 'gilbert'\nname = 'Gilbert Pons'\nmood = 'angry'").unwrap()
    }

    fn mood() -> Mood {
        Mood { answers: vec!["Bon, merci.".into()], cold: vec!["C'est tout ?".into()], likes_only: 0.0 }
    }

    fn says(words: &str, reaction: &Reaction) -> bool {
        matches!(reaction, Reaction::Says { words: said, .. } if said == words)
    }

    #[test]
    fn who_is_angry_calms_down_when_named_and_answered_politely() {
        let polite = ["bonjour".to_owned(), "désolé".to_owned()];
        let mut chance = Chance::new(1);
        let mut talk = Talk { then: vec!["Ah, d'accord.".into()], ..Talk::default() };
        let first = react(&gilbert(), &mood(), &polite, &mut talk, "@gilbert Bonjour, c'est la recette.", &mut chance);
        assert!(says("C'est tout ?", &first), "a handle is no name: {first:?}");
        let second = react(&gilbert(), &mood(), &polite, &mut talk, "@gilbert Bonjour Gilbert, désolés !", &mut chance);
        assert!(says("Ah, d'accord.", &second), "{second:?}");
        let third = react(&gilbert(), &mood(), &polite, &mut talk, "@gilbert Bonjour Gilbert, à bientôt", &mut chance);
        assert!(!matches!(third, Reaction::Says { .. }), "nobody talks for ever: {third:?}");
    }

    #[test]
    fn a_mood_without_words_likes() {
        let mut talk = Talk::default();
        let reaction = react(&gilbert(), &Mood::default(), &[], &mut talk, "Merci !", &mut Chance::new(1));
        assert_eq!(reaction, Reaction::Likes);
    }
}
